/* cmd_test.c - test FILE...|PROTOCOL...: the scenarios beside a protocol, which clauses they decide, and with --mutate
 * which small changes of the protocol none of them notices. */
#include "cli/cli.h"
#include "cli/desk.h"
#include "proof/scenario.h"

struct testing {
    struct tdm_request *request;
    const struct tdm_catalog *catalog;
    struct tdm_parts parts;
    struct tdm_loaded file, protocol; /* of the scenarios, and of what they are for */
    struct tdm_test_report *report;
};

static tdm_str ending(struct tdm_request *request, tdm_str before, const char *after) {
    struct tdm_buf text;
    tdm_buf_init(&text, request->mem, 8192);
    tdm_buf_format(&text, "%.*s%s", TDM_FMT(before), after);
    return tdm_buf_str(&text);
}

/* ---- a protocol's scenarios: NAME.scenario beside NAME.tandem, or the shipped ones */

static bool none_beside(struct tdm_request *request, tdm_str name, tdm_str looked) {
    struct tdm_problem problem = {0};
    (void)tdm_fail(&problem, TDM_WHY_NOT_FOUND, "X015", (struct tdm_place){.file = name}, "no scenarios are beside it");
    tdm_problem_fix(&problem, "write them into `%.*s`, or name their file", TDM_FMT(looked));
    return tdm_request_keep(request, &problem);
}

static bool load_scenarios(struct testing *t, tdm_str name) {
    tdm_str shipped = ending(t->request, tdm_path_join(t->request->mem, TDM_STR("protocols"), name), ".scenario");
    const struct tdm_embedded *own = tdm_path_is_file(name) ? NULL : tdm_embedded_find(shipped);
    if (own != NULL) {
        t->file = (struct tdm_loaded){.file = own->name, .text = own->bytes};
        return true;
    }
    if (!tdm_load_file(t->request, name, &t->file)) return false;
    tdm_str found = t->file.file;
    if (tdm_is_scenarios(t->file.text) || !tdm_str_ends_with(found, TDM_STR(".tandem"))) return true;
    tdm_str beside = ending(t->request, tdm_str_slice(found, 0, found.len - 7), ".scenario");
    if (!tdm_path_is_file(beside)) return none_beside(t->request, name, beside);
    return tdm_load_file(t->request, beside, &t->file);
}

/* --protocol, or NAME.tandem beside the scenarios, or in --data, or the shipped one. */
static tdm_str protocol_name(const struct testing *t, tdm_str name) {
    struct tdm_request *request = t->request;
    tdm_str file = ending(request, name, ".tandem");
    if (request->given[TDM_OPTION_PROTOCOL]) return request->value[TDM_OPTION_PROTOCOL];
    size_t slash;
    bool here = !tdm_str_find(t->file.file, TDM_STR("/"), &slash);
    tdm_str beside = here ? file : tdm_path_join(request->mem, tdm_path_folder(t->file.file), file);
    if (tdm_path_is_file(t->file.file) && tdm_path_is_file(beside)) return beside;
    if (request->given[TDM_OPTION_DATA]) {
        tdm_str folder = tdm_path_join(request->mem, request->value[TDM_OPTION_DATA], TDM_STR("protocols"));
        if (tdm_path_is_file(tdm_path_join(request->mem, folder, file)))
            return tdm_path_join(request->mem, folder, file);
    }
    return name;
}

/* ---- one file */

static bool mutate(struct testing *t) {
    struct tdm_mutation_report *mutation = TDM_NEW(t->request->mem, struct tdm_mutation_report);
    struct tdm_protocol_source source = {t->protocol.tree, t->catalog, &t->parts};
    t->report->mutation = mutation;
    return tdm_scenarios_mutate(t->request->mem, t->report->scenarios, &source, mutation, &t->request->problems);
}

static bool run_file(struct testing *t, tdm_str name) {
    struct tdm_request *request = t->request;
    struct tdm_scenario_run *run = TDM_NEW(request->mem, struct tdm_scenario_run);
    if (!load_scenarios(t, name) || !tdm_load_tree(request, &t->file) ||
        !tdm_scenarios_read(request->mem, t->file.tree, &t->report->scenarios, &request->problems))
        return false;
    t->report->run = run;
    if (!tdm_load_protocol(request, protocol_name(t, t->report->scenarios->protocol), t->catalog, &t->report->protocol,
                           &t->protocol)) {
        t->file = t->protocol;
        return false;
    }
    if (!tdm_scenarios_run(request->mem, t->report->scenarios, t->report->protocol, run, &request->problems))
        return false;
    return !request->given[TDM_OPTION_MUTATE] || run->failure_count > 0 || mutate(t);
}

static bool complete(const struct tdm_test_report *report) {
    const struct tdm_mutation_report *m = report->mutation;
    if (report->run->failure_count > 0) return false;
    return m == NULL || (m->unexplained == 0 && report->run->ways_seen == report->run->ways);
}

static enum tdm_exit run_test(struct tdm_request *request) {
    struct tdm_test_report *reports = TDM_NEW_ARRAY(request->mem, struct tdm_test_report, request->argument_count);
    struct testing t = {.request = request};
    enum tdm_exit code = TDM_EXIT_FINE;
    if (!tdm_load_catalog(request, &t.catalog) || !tdm_load_parts(request, &t.parts))
        return tdm_request_fail_all(request, (tdm_str){0}, (tdm_str){0});
    for (uint32_t i = 0; i < request->argument_count; i++) {
        t.report = &reports[i];
        t.file = t.protocol = (struct tdm_loaded){0};
        if (!run_file(&t, request->arguments[i])) return tdm_request_fail_all(request, t.file.file, t.file.text);
        if (!complete(&reports[i])) code = TDM_EXIT_FINDINGS;
    }
    struct tdm_view view = tdm_request_view(request);
    if (request->given[TDM_OPTION_JSON])
        tdm_view_tests_json(&view, reports, request->argument_count);
    else
        tdm_view_tests_text(&view, reports, request->argument_count);
    return tdm_request_finish(request, code);
}

const struct tdm_command tdm_command_test = {
    "test",
    "FILE...|PROTOCOL... [--mutate] [--protocol FILE] [--data FOLDER] [--json]",
    "run the scenarios beside a protocol, and tell which clauses they decide",
    "A scenario is a chart told by days and what must be so on some of them; the engine judges it as any chart. FILE "
    "is a file of scenarios or a protocol with one beside it (NAME.scenario), PROTOCOL a shipped protocol. --mutate "
    "changes the protocol's bounds and comparisons one by one and lists each change that no scenario notices. Exit 1 "
    "when an expectation does not hold; with --mutate also when a clause is not decided both ways, or a change is "
    "unnoticed and not explained.",
    "mutate protocol data json output width",
    1,
    -1,
    run_test};
