/* cmd_prove.c - prove PROTOCOL: the promises that hold with what they rest on, the days its lines imply together, and a
 * counterexample as a chart. */
#include "cli/cli.h"
#include "cli/desk.h"
#include "proof/proof.h"

static bool wanted_chart(struct tdm_request *request, const struct tdm_protocol *protocol,
                         const struct tdm_promises *promises) {
    struct tdm_problem problem = {0};
    int64_t number = 0;
    if (tdm_parse_i64(request->value[TDM_OPTION_WITNESS], &number) && number >= 1 &&
        number <= promises->against_count) {
        tdm_counterexample_chart(&request->out, protocol, &promises->against[number - 1]);
        return true;
    }
    (void)tdm_fail(&problem, TDM_WHY_NOT_FOUND, "L009", (struct tdm_place){.file = TDM_STR("command line")},
                   "there is no counterexample `%.*s`; found were %u", TDM_FMT(request->value[TDM_OPTION_WITNESS]),
                   promises->against_count);
    tdm_problem_fix(&problem, promises->against_count == 0 ? "leave --witness out: every promise holds"
                                                           : "write --witness 1 for the first of them");
    return tdm_request_keep(request, &problem);
}

static enum tdm_exit run_prove(struct tdm_request *request) {
    const struct tdm_catalog *catalog;
    const struct tdm_protocol *protocol;
    struct tdm_loaded file = {0};
    struct tdm_promises promises;
    struct tdm_bounds bounds;
    if (!tdm_load_catalog(request, &catalog) ||
        !tdm_load_protocol(request, request->arguments[0], catalog, &protocol, &file))
        return tdm_request_fail_all(request, file.file, file.text);
    tdm_promises_prove(request->mem, protocol, &promises);
    if (request->given[TDM_OPTION_WITNESS]) {
        if (!wanted_chart(request, protocol, &promises)) return tdm_request_fail_all(request, file.file, file.text);
        return tdm_request_finish(request, TDM_EXIT_FINE);
    }
    tdm_bounds_find(request->mem, protocol, &bounds);
    if (request->given[TDM_OPTION_JSON]) {
        struct tdm_view view = tdm_request_view(request);
        tdm_view_proof_json(&view, protocol, &promises, &bounds);
    } else {
        tdm_buf_format(&request->out, "%.*s %.*s\n\n", TDM_FMT(protocol->name), TDM_FMT(protocol->version));
        tdm_promises_print(&request->out, protocol, &promises);
        tdm_buf_char(&request->out, '\n');
        tdm_bounds_print(&request->out, protocol, &bounds);
    }
    return tdm_request_finish(request, promises.against_count == 0 ? TDM_EXIT_FINE : TDM_EXIT_FINDINGS);
}

const struct tdm_command tdm_command_prove = {
    "prove",
    "PROTOCOL [--witness NUMBER | --json] [--data FOLDER]",
    "what is proved of a protocol, what the proofs rest on, and the days its lines imply together",
    "Every shelf, plan and test is held against everything that can limit load on the same day, over every course that "
    "keeps gates, signatures and windows. What does not hold is told with its dates by `tandem check`; --witness "
    "prints "
    "the course as a chart on which the standing says the same.",
    "witness json data output",
    1,
    1,
    run_prove};
