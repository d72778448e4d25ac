/* cmd_fhir.c - `tandem fhir`: charts as FHIR R4 for other systems, one after the other in memory for one. */
#include "cli/export.h"
#include "cli/fhir_command.h"
#include "fhir/fhir.h"

static const struct tdm_place command_line = {.file = {"command line", 12}, .line = 0};
enum { CHART_BYTES_MAX = 512 << 20, KEPT_MAX = 200000 };

struct fhir_export {
    struct tdm_exporting e;
    struct tdm_fhir_out out;
    struct tdm_arena *mine, *scratch; /* of what is written; of one episode */
    struct tdm_buf text;
    struct tdm_writer *writer; /* of --output, or null */
};

static bool read_form(struct tdm_request *request, enum tdm_fhir_form *out) {
    static const char *const words[] = {"collection", "transaction", "ndjson"};
    struct tdm_problem problem;
    tdm_str said = request->value[TDM_OPTION_FORMAT];
    *out = TDM_FHIR_COLLECTION;
    if (!request->given[TDM_OPTION_FORMAT]) return true;
    for (int i = 0; i < 3; i++) {
        *out = (enum tdm_fhir_form)i;
        if (tdm_str_is(said, words[i])) return true;
    }
    (void)tdm_fail(&problem, TDM_WHY_SYNTAX, "U010", command_line, "`tandem fhir export` has no format `%.*s`",
                   TDM_FMT(said));
    tdm_problem_fix(&problem, "choose one of: collection, transaction, ndjson");
    return tdm_request_keep(request, &problem);
}

/* ---- what an import kept beside a chart */

tdm_str tdm_fhir_beside(struct tdm_arena *mem, tdm_str path) {
    static const char *const endings[] = {".chart.tandem", ".chart.ndjson"};
    struct tdm_buf text;
    tdm_buf_init(&text, mem, 4096);
    for (size_t i = 0; i < TDM_COUNT(endings); i++) {
        tdm_str ending = tdm_str_of(endings[i]);
        if (!tdm_str_ends_with(path, ending)) continue;
        tdm_buf_add(&text, tdm_str_slice(path, 0, path.len - ending.len));
        tdm_buf_text(&text, ".beside.ndjson");
        return tdm_buf_str(&text);
    }
    return TDM_STR("");
}

static bool read_kept(struct fhir_export *x, tdm_str path, struct tdm_fhir_episode *episode) {
    struct tdm_request *request = x->e.request;
    struct tdm_loaded file = {0};
    struct tdm_problem problem;
    tdm_str beside = tdm_fhir_beside(request->mem, path);
    size_t lines = 1;
    if (tdm_is_kept(request, path)) return tdm_fhir_kept_in_clinic(request, path, episode);
    if (beside.len == 0 || !tdm_path_is_file(beside)) return true;
    if (!tdm_load_file(request, beside, &file)) return false;
    for (size_t i = 0; i < file.text.len; i++) lines += file.text.at[i] == '\n';
    if (lines > KEPT_MAX) {
        (void)tdm_fail(&problem, TDM_WHY_LIMIT, "F071", (struct tdm_place){.file = beside},
                       "more than %d resources are kept beside this chart", KEPT_MAX);
        tdm_problem_fix(&problem, "put what is no longer wanted into another file");
        return tdm_request_keep(request, &problem);
    }
    const struct tdm_json **kept = TDM_NEW_ARRAY(request->mem, const struct tdm_json *, lines);
    for (tdm_str rest = file.text; rest.len > 0;) {
        size_t end = rest.len;
        (void)tdm_str_find(rest, TDM_STR("\n"), &end);
        tdm_str line = tdm_str_trim(tdm_str_slice(rest, 0, end));
        rest = tdm_str_slice(rest, end + 1, rest.len);
        if (line.len == 0) continue;
        if (!tdm_json_read(request->mem, beside, line, &kept[episode->kept_count], &problem))
            return tdm_request_keep(request, &problem);
        episode->kept_count++;
    }
    episode->kept = kept;
    return true;
}

/* ---- out */

static bool flush(struct fhir_export *x) {
    struct tdm_problem problem = {0};
    tdm_str bytes = tdm_buf_str(&x->text);
    bool good = x->writer == NULL ? tdm_output_write(bytes) : tdm_writer_add(x->writer, bytes, &problem);
    x->text.len = 0;
    if (!good && x->writer != NULL) (void)tdm_request_keep(x->e.request, &problem);
    return good;
}

/* With --on: what conditions are asked of on that day, with what is known of it. */
static bool find_grounds(struct fhir_export *x, const struct tdm_opened *opened, tdm_str file,
                         struct tdm_fhir_episode *episode) {
    struct tdm_request *request = x->e.request;
    struct tdm_others others;
    struct tdm_asof asof = {TDM_DATE_NONE, TDM_INSTANT_NONE};
    if (!request->given[TDM_OPTION_ON]) return true;
    if (!tdm_day_asked(request, &opened->zone, &asof.on) ||
        !tdm_load_others(request, &x->e.shelf, opened, file, &others, &x->e.file))
        return false;
    episode->grounds = tdm_grounds_of(request->mem, opened->episode, others.cases, others.count, asof);
    return true;
}

static bool export_one(struct fhir_export *x, size_t i) {
    struct tdm_request *request = x->e.request;
    struct tdm_opened opened;
    if (!tdm_export_open(&x->e, i, &opened)) return false;
    struct tdm_fhir_episode episode = {
        .chart = opened.chart, .protocol = opened.library->protocols[0], .zone = &opened.zone};
    if (!read_kept(x, x->e.charts.list[i], &episode)) return false;
    if (!find_grounds(x, &opened, x->e.charts.list[i], &episode)) return false;
    tdm_fhir_out_episode(x->scratch, &x->out, &episode);
    tdm_arena_reset(x->scratch);
    if (x->text.failed) {
        struct tdm_problem problem;
        (void)tdm_fail(&problem, TDM_WHY_LIMIT, "F071", (struct tdm_place){.file = x->e.charts.list[i]},
                       "one chart gives more than 512 MiB of resources");
        tdm_problem_fix(&problem, "leave it out");
        return tdm_request_keep(request, &problem);
    }
    return flush(x);
}

/* A file, or the name of what is shipped, that is a protocol by its first word. */
static bool export_protocol(struct fhir_export *x, tdm_str name, bool *is) {
    struct tdm_request *request = x->e.request;
    const struct tdm_protocol *protocol;
    struct tdm_loaded *file = &x->e.file;
    *is = false;
    if (tdm_path_is_folder(name) || tdm_str_ends_with(name, TDM_STR(".ndjson"))) return true;
    uint32_t errors = request->problems.errors, told = request->problems.count;
    if (!tdm_load_file(request, name, file)) {
        request->problems.errors = errors; /* a chart of a clinic is no file: who opens it tells */
        request->problems.count = told;
        return true;
    }
    if (!tdm_is_protocol(file->text)) return true;
    *is = true;
    if (!tdm_load_protocol(request, name, x->e.shelf.library.catalog, &protocol, file)) return false;
    request->problems.count = request->problems.dropped = 0; /* notes are for those who write it */
    tdm_fhir_out_protocol(x->scratch, &x->out, &(struct tdm_fhir_protocol){protocol, file->text});
    tdm_arena_reset(x->scratch);
    return flush(x);
}

static bool export_all(struct fhir_export *x, enum tdm_fhir_form form) {
    struct tdm_request *request = x->e.request;
    struct tdm_problem problem = {0};
    bool good = true;
    if (request->given[TDM_OPTION_OUTPUT] &&
        !tdm_writer_open(request->mem, request->value[TDM_OPTION_OUTPUT], &x->writer, &problem))
        return tdm_request_keep(request, &problem);
    tdm_buf_init(&x->text, x->mine, CHART_BYTES_MAX);
    tdm_fhir_out_begin(&x->out, x->mine, &x->text, form);
    for (size_t i = 0; i < x->e.charts.count && good; i++) {
        struct tdm_arena_mark mark = tdm_arena_mark(request->mem);
        uint32_t protocols = x->e.shelf.library.protocol_count;
        bool is_protocol = false;
        good = export_protocol(x, x->e.charts.list[i], &is_protocol) && (is_protocol || export_one(x, i));
        if (good && protocols > 0 && protocols == x->e.shelf.library.protocol_count)
            tdm_arena_rewind(request->mem, mark);
    }
    if (good) tdm_fhir_out_end(&x->out);
    good = good && flush(x);
    if (x->writer == NULL) return good;
    if (!good) tdm_writer_abandon(x->writer);
    return good && (tdm_writer_finish(x->writer, &problem) || tdm_request_keep(request, &problem));
}

static enum tdm_exit run_export(struct tdm_request *request) {
    struct fhir_export x = {.e = {.request = request}};
    enum tdm_fhir_form form;
    request->arguments++; /* the word `export` */
    request->argument_count--;
    bool good =
        read_form(request, &form) && tdm_load_catalog(request, &x.e.shelf.library.catalog) && tdm_export_list(&x.e);
    if (good) {
        x.mine = tdm_arena_open((size_t)1 << 30);
        x.scratch = tdm_arena_open((size_t)1 << 30);
        good = export_all(&x, form);
        tdm_arena_close(x.mine);
        tdm_arena_close(x.scratch);
    }
    if (good) return TDM_EXIT_FINE;
    if (request->problems.errors == 0) return TDM_EXIT_ENVIRONMENT; /* standard output is gone */
    return tdm_request_fail_all(request, x.e.file.file, x.e.file.text);
}

/* ---- the command */

static enum tdm_exit run_fhir(struct tdm_request *request) {
    struct tdm_problem problem;
    tdm_str word = request->arguments[0];
    if (request->argument_count < 2) {
        (void)tdm_fail(&problem, TDM_WHY_MISSING, "U002", command_line, "`tandem fhir %.*s` is not told which file",
                       TDM_FMT(word));
        tdm_problem_fix(&problem, "write `tandem fhir export CHART` or `tandem fhir import FILE`");
        return tdm_request_fail(request, &problem);
    }
    if (tdm_str_is(word, "export")) return run_export(request);
    if (tdm_str_is(word, "import")) return tdm_import_fhir(request);
    if (tdm_str_is(word, "apply")) return tdm_apply_fhir(request);
    (void)tdm_fail(&problem, TDM_WHY_NOT_FOUND, "U028", command_line, "`tandem fhir` cannot `%.*s`", TDM_FMT(word));
    tdm_problem_fix(&problem, "write one of: export, import, apply");
    return tdm_request_fail(request, &problem);
}

const struct tdm_command tdm_command_fhir = {
    "fhir",
    "export FOLDER|CHART|PROTOCOL... [--format collection|transaction|ndjson] [--on DATE] [--output FILE] | "
    "import FILE|FOLDER... [--into FOLDER] [--zone NAME] [--json] | "
    "import FILE... --into CHART|FOLDER/EPISODE --identifier SYSTEM|VALUE --as PERSON | apply CHART [--on DATE]",
    "charts and protocols as FHIR R4 for other systems, and back",
    "`export` writes every entry as one resource with its members and a Provenance, in fields of FHIR itself: a Bundle "
    "(a collection, or a transaction that a server takes), or one resource a line; with --on also the grounds on which "
    "conditions are asked that day. A protocol becomes a PlanDefinition with an ActivityDefinition for each thing "
    "done, "
    "its conditions in FHIRPath. `import` reads Bundles, single resources and lines of them, or a folder of lines as a "
    "bulk export writes it, packed with gzip or not, back into charts, and a "
    "PlanDefinition of ours into the protocol; of one from elsewhere it tells, action by action, what is evaluated, "
    "shown as text or refused. Without --into it prints charts. What a chart cannot hold is kept in NAME.beside.ndjson "
    "and never dropped; what contradicts itself is refused with its place; --json tells that as an OperationOutcome. "
    "With --into CHART, a chart that is there, resources of another system come in: readings by code and medicines, of "
    "the patient who has that identifier there, as entries by --as. Into an episode of a clinic they come as an act of "
    "that person, and what is kept beside is sealed. People are known by identifiers, never by a name. "
    "`apply` gives a CarePlan with the days that were worked out, and each gate as a GuidanceResponse. The mapping, "
    "and "
    "what is lost, stands in docs/fhir.md.",
    "format output on into identifier zone json protocol data as",
    1,
    -1,
    run_fhir};
