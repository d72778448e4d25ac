/* cmd_diff.c - diff A B: what two protocols, or two versions of one, mean differently. */
#include "cli/cli.h"
#include "cli/desk.h"
#include "proof/diff.h"

static enum tdm_exit run_diff(struct tdm_request *request) {
    const struct tdm_catalog *catalog;
    const struct tdm_protocol *protocols[2];
    struct tdm_loaded file = {0};
    struct tdm_diff diff;
    if (!tdm_load_catalog(request, &catalog)) return tdm_request_fail_all(request, file.file, file.text);
    for (uint32_t i = 0; i < 2; i++)
        if (!tdm_load_protocol(request, request->arguments[i], catalog, &protocols[i], &file))
            return tdm_request_fail_all(request, file.file, file.text);
    tdm_diff_protocols(request->mem, protocols[0], protocols[1], &diff);
    struct tdm_view view = tdm_request_view(request);
    if (request->given[TDM_OPTION_JSON])
        tdm_view_diff_json(&view, &diff);
    else
        tdm_view_diff_text(&view, &diff);
    return tdm_request_finish(request, diff.count == 0 ? TDM_EXIT_FINE : TDM_EXIT_FINDINGS);
}

const struct tdm_command tdm_command_diff = {
    "diff",
    "PROTOCOL PROTOCOL [--json] [--data FOLDER]",
    "what two protocols, or two versions of one, mean differently: dates and consequences",
    "Files or names of shipped protocols. Tells by load class, substance, phase, signature, gate, assessment and flag "
    "what is another day, another bound, gone or new, and what makes the second one stricter or looser. Wording, "
    "comments, sources and the order of clauses mean nothing. Exit 0 when nothing differs in meaning, 1 otherwise.",
    "json data output width",
    2,
    2,
    run_diff};
