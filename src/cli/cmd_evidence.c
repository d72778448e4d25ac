/* cmd_evidence.c - evidence PROTOCOL: each clause beside its source, what is own, what is overdue for a look. */
#include "cli/cli.h"
#include "cli/desk.h"

static enum tdm_exit run_evidence(struct tdm_request *request) {
    const struct tdm_catalog *catalog;
    const struct tdm_protocol *protocol;
    const struct tdm_decision *decision;
    struct tdm_loaded file = {0};
    struct tdm_episode asked = {0};
    if (!tdm_load_catalog(request, &catalog) ||
        !tdm_load_protocol(request, request->arguments[0], catalog, &protocol, &file) ||
        !tdm_condition_decision(request, protocol, &decision) || !tdm_request_texts(request) ||
        !tdm_read_asof(request, &tdm_zone_utc, &asked))
        return tdm_request_fail_all(request, file.file, file.text);
    struct tdm_view view = tdm_request_view(request);
    if (request->given[TDM_OPTION_JSON])
        tdm_view_evidence_json(&view, protocol, decision, asked.asof.on);
    else
        tdm_view_evidence_text(&view, protocol, decision, asked.asof.on);
    return tdm_request_finish(request, TDM_EXIT_FINE);
}

const struct tdm_command tdm_command_evidence = {
    "evidence",
    "PROTOCOL [--on DATE] [--lang es] [--json]",
    "each clause of a protocol beside its source, and what rests on the author alone",
    "By source: how strong it is, whether it speaks of this very care, when it was last looked at, and the clauses "
    "that lean "
    "on it. A source that was withdrawn marks every one of them. Then the clauses that are the author's own, and what "
    "guidelines say for and against, from the decision of the "
    "condition. With --lang es the sentences are in Spanish; citations and clauses stay as they are written.",
    "on json data output width lang",
    1,
    1,
    run_evidence};
