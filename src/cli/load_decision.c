/* load_decision.c - which decision an episode is asked with, and reading it. */
#include "cli/cli.h"
#include "cli/desk.h"

static bool begins_with(tdm_str text, tdm_str word) {
    while (text.len > 0) { /* past comments and empty lines */
        size_t end;
        tdm_str line = tdm_str_trim(tdm_str_find(text, TDM_STR("\n"), &end) ? tdm_str_slice(text, 0, end) : text);
        if (line.len > 0 && line.at[0] != '#') return tdm_str_starts_with(line, word);
        if (!tdm_str_find(text, TDM_STR("\n"), &end)) return false;
        text = tdm_str_slice(text, end + 1, text.len);
    }
    return false;
}

bool tdm_is_decision(tdm_str text) {
    return begins_with(text, TDM_STR("decision "));
}

bool tdm_is_protocol(tdm_str text) {
    return begins_with(text, TDM_STR("protocol "));
}

static bool read_loaded(struct tdm_request *request, struct tdm_loaded *file, const struct tdm_catalog *catalog,
                        const struct tdm_decision **out) {
    return tdm_once_parse(request, file) &&
           tdm_decision_read(request->mem, file->tree, catalog, out, &request->problems);
}

bool tdm_load_decision(struct tdm_request *request, tdm_str name, const struct tdm_catalog *catalog,
                       const struct tdm_decision **out, struct tdm_loaded *file) {
    return tdm_load_file(request, name, file) && read_loaded(request, file, catalog, out);
}

static tdm_str condition_of(const struct tdm_protocol *protocol) {
    return tdm_catalog_name(protocol->catalog, TDM_KIND_CONDITION, protocol->condition);
}

static bool named(struct tdm_request *request, const struct tdm_protocol *protocol, const struct tdm_decision **out,
                  struct tdm_loaded *file) {
    struct tdm_problem problem = {0};
    if (!tdm_load_decision(request, request->value[TDM_OPTION_DECISION], protocol->catalog, out, file)) return false;
    if (tdm_decision_asked_for(*out, protocol->condition)) return true;
    (void)tdm_fail(&problem, TDM_WHY_CONFLICT, "U021", (struct tdm_place){.file = TDM_STR("command line")},
                   "the decision `%.*s` is not asked for `%.*s`, which the protocol treats",
                   TDM_FMT((*out)->frame->name), TDM_FMT(condition_of(protocol)));
    tdm_problem_fix(&problem, "name another one, or add `%.*s` to its line `condition`",
                    TDM_FMT(condition_of(protocol)));
    return tdm_request_keep(request, &problem);
}

bool tdm_condition_decision(struct tdm_request *request, const struct tdm_protocol *protocol,
                            const struct tdm_decision **out) {
    struct tdm_listing list = {0};
    *out = NULL;
    if (!tdm_list_kind(request, "decisions", &list)) return false;
    for (size_t i = 0; i < list.count; i++) {
        const struct tdm_decision *decision;
        if (!read_loaded(request, &list.files[i], protocol->catalog, &decision)) return false;
        if (*out == NULL && tdm_decision_asked_for(decision, protocol->condition)) *out = decision;
    }
    return true;
}

bool tdm_find_decision(struct tdm_request *request, const struct tdm_episode *episode, const struct tdm_decision **out,
                       struct tdm_loaded *file) {
    const struct tdm_protocol *protocol = episode->episode->protocol;
    struct tdm_listing list = {0};
    struct tdm_problem problem = {0};
    *file = (struct tdm_loaded){0};
    if (request->given[TDM_OPTION_DECISION]) return named(request, protocol, out, file);
    if (!tdm_list_kind(request, "decisions", &list)) return false;
    for (size_t i = 0; i < list.count; i++) {
        *file = list.files[i];
        if (!read_loaded(request, file, protocol->catalog, out)) return false;
        if (tdm_decision_asked_for(*out, protocol->condition)) return true;
    }
    (void)tdm_fail(&problem, TDM_WHY_NOT_FOUND, "U020", (struct tdm_place){.file = TDM_STR("command line")},
                   "no decision is asked for `%.*s`", TDM_FMT(condition_of(protocol)));
    tdm_problem_fix(&problem, "name its file: --decision FILE");
    return tdm_request_keep(request, &problem);
}
