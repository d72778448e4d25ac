/* cmd_network.c - network FILE: a temporal network, of the notation, of GraphML or of a protocol, and what is proved of
 * it. */
#include "cli/cli.h"
#include "cli/desk.h"
#include "views/network_view.h"
#include "xml/xml.h"

enum net_format { NET_TEXT, NET_JSON, NET_SVG, NET_GRAPHML, NET_NOTATION, NET_FORMAT_COUNT };
static const char *const format_words[NET_FORMAT_COUNT] = {"text", "json", "svg", "graphml", "notation"};

static bool choose_format(struct tdm_request *request, enum net_format *out) {
    tdm_str output = request->given[TDM_OPTION_OUTPUT] ? request->value[TDM_OPTION_OUTPUT] : (tdm_str){0};
    *out = request->given[TDM_OPTION_JSON] ? NET_JSON : NET_TEXT;
    for (int i = NET_JSON; i < NET_NOTATION && !request->given[TDM_OPTION_JSON]; i++)
        if (tdm_str_ends_with(output, tdm_str_of(format_words[i]))) *out = (enum net_format)i;
    if (!request->given[TDM_OPTION_FORMAT]) return true;
    for (int i = 0; i < NET_FORMAT_COUNT; i++)
        if (tdm_str_is(request->value[TDM_OPTION_FORMAT], format_words[i])) {
            *out = (enum net_format)i;
            return true;
        }
    struct tdm_problem problem;
    (void)tdm_fail(&problem, TDM_WHY_NOT_FOUND, "U010", (struct tdm_place){.file = TDM_STR("command line")},
                   "`tandem network` has no format `%.*s`", TDM_FMT(request->value[TDM_OPTION_FORMAT]));
    tdm_problem_fix(&problem, "choose one of: text, json, svg, graphml, notation");
    return tdm_request_keep(request, &problem);
}

static bool load_graphml(struct tdm_request *request, const struct tdm_loaded *file, const struct tdm_net **out) {
    struct tdm_problem problem = {0};
    const struct tdm_xml *root = NULL;
    if (!tdm_xml_read(request->mem, file->file, file->text, &root, &problem))
        return tdm_request_keep(request, &problem);
    return tdm_net_from_graphml(request->mem, root, out, &request->problems);
}

static bool load_protocol(struct tdm_request *request, struct tdm_loaded *file, struct tdm_network_document *document,
                          const struct tdm_net **out) {
    const struct tdm_catalog *catalog;
    const struct tdm_protocol *protocol;
    if (!tdm_load_catalog(request, &catalog) ||
        !tdm_load_protocol(request, request->arguments[0], catalog, &protocol, file))
        return false;
    if (!tdm_times_fit(protocol)) return tdm_times_check(request->mem, protocol, &request->problems);
    document->times = tdm_times_of(request->mem, protocol, NULL, 0);
    *out = &document->times->net;
    return true;
}

static bool load(struct tdm_request *request, struct tdm_loaded *file, struct tdm_network_document *document,
                 const struct tdm_net **out) {
    if (!tdm_load_file(request, request->arguments[0], file)) return false;
    if (tdm_str_starts_with(tdm_str_trim(file->text), TDM_STR("<"))) return load_graphml(request, file, out);
    if (!tdm_load_tree(request, file)) return false;
    if (file->tree->first != NULL && tdm_str_is(tdm_line_head(file->tree->first), "protocol"))
        return load_protocol(request, file, document, out);
    return tdm_net_read(request->mem, file->tree, out, &request->problems);
}

static void measure(struct tdm_request *request, struct tdm_network_document *document) {
    struct tdm_times *times = TDM_NEW(request->mem, struct tdm_times);
    *times = *document->times;
    if (document->proof->control == TDM_CONTROL_FULL) tdm_times_measure_waits(request->mem, times);
    document->times = times;
}

static void print(struct tdm_request *request, const struct tdm_network_document *document, enum net_format format) {
    struct tdm_view view = tdm_request_view(request);
    switch (format) {
    case NET_TEXT:
        tdm_view_network_text(&view, document);
        return;
    case NET_JSON:
        tdm_view_network_json(&view, document);
        return;
    case NET_SVG:
        tdm_view_network_svg(&view, document);
        return;
    case NET_GRAPHML:
        tdm_net_to_graphml(view.out, document->proof->net);
        return;
    case NET_NOTATION:
        tdm_net_print(view.out, document->proof->net);
        return;
    case NET_FORMAT_COUNT:
        break;
    }
    TDM_UNREACHABLE();
}

static enum tdm_exit run_network(struct tdm_request *request) {
    struct tdm_loaded file = {0};
    struct tdm_network_document document = {0};
    struct tdm_net_proof proof;
    const struct tdm_net *net = NULL;
    enum net_format format;
    if (!choose_format(request, &format)) return tdm_request_fail_all(request, (tdm_str){0}, (tdm_str){0});
    if (!load(request, &file, &document, &net)) return tdm_request_fail_all(request, file.file, file.text);
    bool told = format == NET_TEXT || format == NET_JSON;
    tdm_net_prove(request->mem, net, told && document.times == NULL, &proof);
    document.proof = &proof;
    if (document.times != NULL && told) measure(request, &document);
    if (request->problems.count > 0) (void)tdm_request_fail_all(request, file.file, file.text); /* notes only */
    print(request, &document, format);
    return tdm_request_finish(request, proof.control == TDM_CONTROL_FULL ? TDM_EXIT_FINE : TDM_EXIT_FINDINGS);
}

const struct tdm_command tdm_command_network = {
    "network",
    "FILE [--format text|json|svg|graphml|notation] [--output FILE]",
    "a temporal network: can its bounds hold, can it be carried out whatever nature does, what mends it",
    "FILE is a network of the notation, GraphML as the usual tools for such networks write it, or a protocol, whose "
    "times are one. "
    "When nature can break a bound, the bounds that clash are told, with the smallest changes that mend it (exit 1). "
    "`graphml` and "
    "`notation` turn one form into the other.",
    "format json data output width",
    1,
    1,
    run_network};
