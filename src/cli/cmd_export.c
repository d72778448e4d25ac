/* cmd_export.c - export: charts for others. The bytes of the ledger, or every chart in one of the forms of export_*.c,
 * one after the other in memory for one. */
#include "cli/export.h"
#include "clinic/clinic.h"

static const struct tdm_place command_line = {.file = {"command line", 12}, .line = 0};

bool tdm_export_keep(struct tdm_exporting *e, bool good, const struct tdm_problem *problem) {
    return good || tdm_request_keep(e->request, problem);
}

/* ---- the bytes that are hashed */

static enum tdm_exit export_canonical(struct tdm_request *request) {
    struct tdm_clinic *clinic;
    struct tdm_problem problem = {0};
    if (request->given[TDM_OPTION_AS]) {
        (void)tdm_fail(&problem, TDM_WHY_NOT_ALLOWED, "U037", command_line,
                       "`--canonical` writes every chain whole, and no team is of all of them");
        tdm_problem_fix(&problem, "leave `--as` out: it is for who has the folder, and for an auditor");
        return tdm_request_fail(request, &problem);
    }
    struct tdm_exported to = {.folder = request->value[TDM_OPTION_CANONICAL], .now = tdm_clock_now()};
    if (!tdm_clinic_open(request->mem, request->arguments[0], TDM_STORE_READ, &clinic, &problem))
        return tdm_request_fail(request, &problem);
    bool good = tdm_clinic_export(request->mem, clinic, &to, &problem);
    tdm_clinic_close(clinic);
    if (!good) return tdm_request_fail(request, &problem);
    tdm_buf_format(&request->out, "%llu %s in %.*s, one a file, with the key of each place and a signed head.\n",
                   (unsigned long long)to.entries, to.entries == 1 ? "entry" : "entries", TDM_FMT(to.folder));
    return tdm_request_finish(request, TDM_EXIT_FINE);
}

/* ---- which charts: those of a clinic, those of a folder of files, or files by name */

static bool is_chart(tdm_str name) {
    return tdm_str_ends_with(name, TDM_STR(".chart.tandem")) || tdm_str_ends_with(name, TDM_STR(".chart.ndjson"));
}

static bool list_folder(struct tdm_exporting *e, tdm_str folder) {
    struct tdm_request *request = e->request;
    struct tdm_problem problem = {0};
    const tdm_str *names;
    size_t count = 0, before = e->charts.count;
    if (!tdm_folder_list(request->mem, folder, &names, &count, &problem)) return tdm_request_keep(request, &problem);
    for (size_t i = 0; i < count; i++) {
        if (!is_chart(names[i])) continue;
        tdm_names_add(request->mem, &e->charts, tdm_path_join(request->mem, folder, names[i]));
    }
    if (e->charts.count > before) return true;
    (void)tdm_fail(&problem, TDM_WHY_NOT_FOUND, "U039", (struct tdm_place){.file = folder},
                   "the folder holds no chart");
    tdm_problem_fix(&problem, "name a clinic, or a folder with files NAME.chart.tandem or NAME.chart.ndjson");
    return tdm_request_keep(request, &problem);
}

bool tdm_export_list(struct tdm_exporting *e) {
    struct tdm_request *request = e->request;
    for (uint32_t i = 0; i < request->argument_count; i++) {
        tdm_str name = request->arguments[i];
        if (tdm_path_is_folder(name)) {
            if (!(tdm_is_clinic(request, name) ? tdm_list_kept(request, name, &e->charts) : list_folder(e, name)))
                return false;
            continue;
        }
        tdm_names_add(request->mem, &e->charts, name);
    }
    return true;
}

/* "2025-03-01, 2025-06-01"; without it today, where a table asks for a day. */
static bool read_days(struct tdm_exporting *e) {
    struct tdm_request *request = e->request;
    tdm_str rest = request->value[TDM_OPTION_ON];
    struct tdm_problem problem;
    while (rest.len > 0) {
        size_t comma = rest.len;
        (void)tdm_str_find(rest, TDM_STR(","), &comma);
        tdm_str word = tdm_str_trim(tdm_str_slice(rest, 0, comma));
        rest = tdm_str_slice(rest, comma + 1, rest.len);
        if (e->day_count < TDM_EXPORT_DAYS_MAX && tdm_date_parse(word, &e->days[e->day_count])) {
            e->day_count++;
            continue;
        }
        (void)tdm_fail(&problem, TDM_WHY_SYNTAX, "U009", command_line, "`--on %.*s` is not a day", TDM_FMT(word));
        tdm_problem_fix(&problem, "write days as 2026-03-04, with commas between, 400 at most");
        return tdm_request_keep(request, &problem);
    }
    if (e->day_count == 0) e->days[e->day_count++] = tdm_clock_today(&tdm_zone_utc);
    return true;
}

/* ---- one chart after the other */

bool tdm_export_open(struct tdm_exporting *e, size_t i, struct tdm_opened *out) {
    struct tdm_request *request = e->request;
    uint32_t errors = request->problems.errors;
    bool good = tdm_load_case(request, &e->shelf, e->charts.list[i], out, &e->file);
    if (good && request->problems.errors == errors)
        request->problems.count = request->problems.dropped = 0; /* notes are for those who read the chart */
    return good;
}

static bool export_one(struct tdm_exporting *e, const struct tdm_export_form *form, void *state, size_t i) {
    struct tdm_opened opened;
    struct tdm_loaded text;
    struct tdm_outgoing out = {.opened = &opened};
    tdm_str name = e->charts.list[i];
    if (!tdm_export_open(e, i, &opened)) return false;
    if (tdm_export_withholds(e, &opened)) return true;
    if (!tdm_load_others(e->request, &e->shelf, &opened, name, &out.others, &e->file)) return false;
    if (!tdm_protocol_text(e->request, opened.chart, &text)) return false;
    out.protocol_text = text.text;
    out.shown = opened.episode;
    if (e->masked && !tdm_export_mask(e, &out)) return false;
    e->written++;
    return form->episode(e, state, &out);
}

static bool export_charts(struct tdm_exporting *e, const struct tdm_export_form *form) {
    void *state = NULL;
    bool good = form->begin(e, &state);
    for (size_t i = 0; i < e->charts.count && good; i++) {
        struct tdm_arena_mark mark = tdm_arena_mark(e->request->mem);
        uint32_t protocols = e->shelf.library.protocol_count;
        good = export_one(e, form, state, i);
        /* The chart's memory is given back, but for a protocol that others may follow too. */
        if (good && protocols > 0 && protocols == e->shelf.library.protocol_count)
            tdm_arena_rewind(e->request->mem, mark);
    }
    if (good) good = form->end(e, state);
    if (!good && state != NULL) form->abandon(state);
    return good;
}

static void tell(struct tdm_exporting *e, tdm_str where) {
    struct tdm_buf *out = &e->request->out;
    tdm_buf_format(out, "%u %s in %.*s", e->written, e->written == 1 ? "episode" : "episodes", TDM_FMT(where));
    if (e->consent > 0) tdm_buf_format(out, "; %u left out, whose consent was withdrawn", e->consent);
    if (e->small > 0)
        tdm_buf_format(out, "; %u left out, in combinations of fewer than %u people", e->small, e->least);
    else if (e->in_cells > 0)
        tdm_buf_format(out, "; %u in combinations of fewer than %u people", e->in_cells, e->least);
    tdm_buf_text(out, ".\n");
    if (e->masked)
        tdm_buf_format(out, "Keep %.*s to yourself: who has it and a name can find the person.\n",
                       TDM_FMT(e->request->value[TDM_OPTION_DEIDENTIFY]));
}

static const struct {
    enum tdm_option option;
    const struct tdm_export_form *form;
} forms[] = {{TDM_OPTION_TIDY, &tdm_export_tidy},
             {TDM_OPTION_NDJSON, &tdm_export_ndjson},
             {TDM_OPTION_REDCAP, &tdm_export_redcap}};

/* What would say nothing is refused: who asks for names to be left out must not get them. */
static bool options_fit(struct tdm_request *request) {
    static const enum tdm_option masking[] = {TDM_OPTION_DEIDENTIFY, TDM_OPTION_KEEP_TEXT, TDM_OPTION_CELLS,
                                              TDM_OPTION_SUPPRESS};
    struct tdm_problem problem = {0};
    bool canonical = request->given[TDM_OPTION_CANONICAL];
    for (size_t i = 0; i < TDM_COUNT(masking); i++) {
        if (!request->given[masking[i]] || (!canonical && request->given[TDM_OPTION_DEIDENTIFY])) continue;
        (void)tdm_fail(&problem, TDM_WHY_CONFLICT, "U038", command_line, "`--%s` says nothing %s",
                       tdm_option_forms[masking[i]].name,
                       canonical ? "with `--canonical`, which writes every chain as it is"
                                 : "without `--deidentify KEYFILE`");
        tdm_problem_fix(&problem, "%s",
                        canonical ? "leave it out, or write another form: `--tidy`, `--ndjson`, `--redcap`"
                                  : "add `--deidentify KEYFILE`, or leave it out");
        return tdm_request_keep(request, &problem);
    }
    return true;
}

static enum tdm_exit run_export(struct tdm_request *request) {
    struct tdm_exporting e = {.request = request, .least = 5};
    struct tdm_problem problem = {0};
    uint32_t asked = request->given[TDM_OPTION_CANONICAL], chosen = 0;
    for (uint32_t i = 0; i < TDM_COUNT(forms); i++) {
        asked += request->given[forms[i].option];
        if (request->given[forms[i].option]) chosen = i;
    }
    if (asked != 1) {
        (void)tdm_fail(&problem, TDM_WHY_MISSING, "U031", command_line, "`tandem export` was %s",
                       asked == 0 ? "not told in which form" : "told more than one form");
        tdm_problem_fix(&problem,
                        "add one of: `--tidy FOLDER`, `--ndjson FILE`, `--redcap FOLDER`, `--canonical FOLDER`");
        return tdm_request_fail(request, &problem);
    }
    if (!options_fit(request)) return tdm_request_fail_all(request, (tdm_str){0}, (tdm_str){0});
    if (request->given[TDM_OPTION_CANONICAL]) return export_canonical(request);
    e.masked = request->given[TDM_OPTION_DEIDENTIFY];
    e.cells.mem = tdm_arena_open((size_t)1 << 30);
    bool good = tdm_load_catalog(request, &e.shelf.library.catalog) && tdm_export_list(&e) && read_days(&e) &&
                (!e.masked || (tdm_export_read_key(&e) && tdm_export_count(&e)));
    good = good && export_charts(&e, forms[chosen].form);
    tdm_arena_close(e.cells.mem);
    if (!good) return tdm_request_fail_all(request, e.file.file, e.file.text);
    tell(&e, request->value[forms[chosen].option]);
    return tdm_request_finish(request, TDM_EXIT_FINE);
}

const struct tdm_command tdm_command_export = {
    "export",
    "FOLDER|CHART... --tidy FOLDER [--on DATE,DATE] | --ndjson FILE | --redcap FOLDER | --canonical FOLDER "
    "[--deidentify KEYFILE]",
    "what is kept, for others: tables with a dictionary, lines of JSON, or the bytes that are hashed",
    "Of a clinic, of a folder of charts, or of charts by name. --tidy writes one row an observation, and where every "
    "episode "
    "stood on the days of --on; --ndjson everything, to be read back by `tandem import`; --redcap a data dictionary "
    "and data with one repeated form of observations. With --deidentify days are moved by "
    "whole weeks, the same for everything of a person, names are replaced, free text is left out; who has withdrawn "
    "consent is left out, and combinations that few people share are told (docs/exchange.md). --canonical is for "
    "auditors: docs/ledger.md.",
    "as canonical tidy ndjson redcap deidentify keep-text cells suppress on protocol data zone output",
    1,
    -1,
    run_export};
