/* cmd_file.c - the commands about files themselves: fmt, show, convert, digest. */
#include "cli/cli.h"
#include "cli/desk.h"

static enum tdm_exit fail_file(struct tdm_request *request, const struct tdm_loaded *file) {
    return tdm_request_fail_all(request, file->file, file->text);
}

/* ---- fmt */

static enum tdm_exit format_one(struct tdm_request *request, tdm_str name, bool *changed) {
    struct tdm_loaded file;
    struct tdm_buf printed;
    struct tdm_problem problem;
    if (!tdm_load_file(request, name, &file) || !tdm_load_tree(request, &file)) return fail_file(request, &file);
    tdm_buf_init(&printed, request->mem, (size_t)64 << 20);
    tdm_notation_print(&printed, file.tree);
    bool json = tdm_str_starts_with(tdm_str_trim(file.text), TDM_STR("{")); /* has no other form to be brought into */
    bool differs = !json && !tdm_str_equal(tdm_buf_str(&printed), file.text);
    *changed = *changed || differs;
    if (request->given[TDM_OPTION_JSON])
        tdm_notation_to_json(&request->out, file.tree);
    else if (request->given[TDM_OPTION_CHECK]) {
        if (differs) tdm_buf_format(&request->out, "%.*s\n", TDM_FMT(name));
    } else if (!request->given[TDM_OPTION_WRITE])
        tdm_buf_add(&request->out, tdm_buf_str(&printed));
    else if (differs && !tdm_file_write(request->mem, name, tdm_buf_str(&printed), &problem))
        return tdm_request_fail(request, &problem);
    return TDM_EXIT_FINE;
}

static enum tdm_exit run_fmt(struct tdm_request *request) {
    bool changed = false;
    for (uint32_t i = 0; i < request->argument_count; i++) {
        enum tdm_exit code = format_one(request, request->arguments[i], &changed);
        if (code != TDM_EXIT_FINE) return code;
    }
    return tdm_request_finish(request, request->given[TDM_OPTION_CHECK] && changed ? TDM_EXIT_FINDINGS : TDM_EXIT_FINE);
}

const struct tdm_command tdm_command_fmt = {
    "fmt",
    "FILE... [--write] [--check] [--json]",
    "print files of the notation in their one form, comments kept",
    "With --write the files are changed in place; with --check the names of files that are not formatted are printed "
    "and the exit code "
    "is 1; with --json the tree of each file is printed (docs/schema/tree.schema.json). A file that holds such a tree "
    "is "
    "read as well: it is printed as text, and --write and --check pass it by.",
    "write check json output",
    1,
    -1,
    run_fmt};

/* ---- show */

static void show_decision(struct tdm_request *request, const struct tdm_decision *decision) {
    struct tdm_view view = tdm_request_view(request);
    if (request->given[TDM_OPTION_JSON])
        tdm_view_decision_json(&view, decision);
    else
        tdm_view_decision_text(&view, decision);
}

static enum tdm_exit run_show(struct tdm_request *request) {
    const struct tdm_catalog *catalog;
    const struct tdm_protocol *protocol;
    const struct tdm_decision *decision;
    struct tdm_loaded file = {0};
    bool loaded = tdm_load_catalog(request, &catalog) && tdm_load_file(request, request->arguments[0], &file);
    if (loaded && tdm_is_decision(file.text)) {
        if (!tdm_load_decision(request, request->arguments[0], catalog, &decision, &file))
            return fail_file(request, &file);
        show_decision(request, decision);
        return tdm_request_finish(request, TDM_EXIT_FINE);
    }
    if (!loaded || !tdm_load_protocol(request, request->arguments[0], catalog, &protocol, &file))
        return fail_file(request, &file);
    struct tdm_view view = tdm_request_view(request);
    if (request->given[TDM_OPTION_JSON])
        tdm_view_protocol_json(&view, protocol);
    else
        tdm_view_protocol_text(&view, protocol);
    return tdm_request_finish(request, TDM_EXIT_FINE);
}

const struct tdm_command tdm_command_show = {
    "show",
    "PROTOCOL|DECISION [--json] [--data FOLDER]",
    "a protocol or a decision read aloud, with its sources and the share of own clauses",
    "A file or the name of a shipped protocol or decision. Its digest, printed at the end, is what an episode pins.",
    "json data output width",
    1,
    1,
    run_show};

/* ---- convert */

static enum tdm_exit run_convert(struct tdm_request *request) {
    const struct tdm_chart *chart;
    struct tdm_zone zone;
    struct tdm_loaded file = {0};
    tdm_str format = request->given[TDM_OPTION_FORMAT] ? request->value[TDM_OPTION_FORMAT] : TDM_STR("ndjson");
    if (!tdm_load_chart(request, request->arguments[0], &chart, &zone, &file)) return fail_file(request, &file);
    if (tdm_str_is(format, "ndjson"))
        tdm_chart_write_ndjson(&request->out, chart);
    else if (tdm_str_is(format, "notation"))
        tdm_chart_print(&request->out, chart);
    else {
        struct tdm_problem problem;
        (void)tdm_fail(&problem, TDM_WHY_NOT_FOUND, "U010", (struct tdm_place){.file = TDM_STR("command line")},
                       "`tandem convert` has no format `%.*s`", TDM_FMT(format));
        tdm_problem_fix(&problem, "choose one of: ndjson, notation");
        return tdm_request_fail(request, &problem);
    }
    return tdm_request_finish(request, TDM_EXIT_FINE);
}

const struct tdm_command tdm_command_convert = {
    "convert",
    "CHART [--format ndjson|notation] [--as PERSON]",
    "a chart from one written form to the other: notation or one line of JSON an entry",
    "Entries come out in their one order, whatever the order of the lines was.",
    "as format output zone",
    1,
    1,
    run_convert};

/* ---- digest */

static enum tdm_exit run_digest(struct tdm_request *request) {
    for (uint32_t i = 0; i < request->argument_count; i++) {
        struct tdm_loaded file = {0};
        if (!tdm_load_file(request, request->arguments[i], &file)) return fail_file(request, &file);
        tdm_digest_print(&request->out, tdm_digest_of(file.text));
        tdm_buf_format(&request->out, "  %.*s\n", TDM_FMT(file.file));
    }
    return tdm_request_finish(request, TDM_EXIT_FINE);
}

const struct tdm_command tdm_command_digest = {
    "digest",
    "FILE... [--as PERSON]",
    "the digest by which protocols and parts are pinned (BLAKE2b-256, as `b2sum -l 256` prints it)",
    "Of a kept chart, FOLDER/EPISODE, it is that of the chart as it is now: what `--seen` asks for.",
    "as output",
    1,
    -1,
    run_digest};
