/* cmd_lab.c - `tandem lab`: what the model of virtual patients says, with what speaks against it. */
#include "cli/cli.h"
#include "cli/desk.h"
#include "cli/lab.h"

enum { PATIENTS_LEAST = 50, PATIENTS_MOST = 1000000, PATIENTS_USUAL = 2000, THREADS_MOST = 64 };

static const struct tdm_place command_line = {.file = {"command line", 12}, .line = 0};

bool tdm_lab_whole(struct tdm_request *request, enum tdm_option option, int64_t least, int64_t most, int64_t *out) {
    tdm_str said = request->value[option];
    if (!request->given[option] || (tdm_parse_i64(said, out) && *out >= least && *out <= most)) return true;
    struct tdm_problem *p = tdm_problems_add(&request->problems, TDM_ERROR, TDM_WHY_RANGE, "U014", command_line);
    tdm_problem_what(p, "`--%s %.*s` cannot be taken", tdm_option_forms[option].name, TDM_FMT(said));
    tdm_problem_fix(p, "write a whole number from %lld to %lld", (long long)least, (long long)most);
    return false;
}

bool tdm_lab_model(struct tdm_request *request, tdm_str name, const struct tdm_bio_model **out,
                   struct tdm_loaded *file) {
    return tdm_load_file(request, name, file) && tdm_load_tree(request, file) &&
           tdm_bio_model_read(request->mem, file->tree, out, &request->problems);
}

bool tdm_lab_cannot_fill(struct tdm_request *request, const struct tdm_loaded *file) {
    struct tdm_problem *p =
        tdm_problems_add(&request->problems, TDM_ERROR, TDM_WHY_LIMIT, "Q010", (struct tdm_place){.file = file->file});
    tdm_problem_what(p, "a cohort cannot be filled: fewer than one candidate in a thousand has such pain");
    tdm_problem_fix(p, "widen its range of pain, or bring the parameters back into their priors");
    return false;
}

bool tdm_lab_threads(struct tdm_request *request, struct tdm_parallel *out) {
    int64_t count = 1;
    if (!tdm_lab_whole(request, TDM_OPTION_THREADS, 1, THREADS_MOST, &count)) return false;
    *out = tdm_threads((uint32_t)count);
    return true;
}

enum tdm_bio_set tdm_lab_set(void) {
    uint32_t bits = tdm_machine_vector_bits();
    return bits >= 512 ? TDM_BIO_AVX512 : bits >= 256 ? TDM_BIO_AVX2 : TDM_BIO_SSE2;
}

/* Where neither --format nor --json says it, the ending of --output does. */
static void choose_by_ending(struct tdm_request *request, bool page) {
    static const char *const endings[] = {".csv", ".json", ".html"};
    if (request->given[TDM_OPTION_FORMAT] || request->given[TDM_OPTION_JSON] || !request->given[TDM_OPTION_OUTPUT])
        return;
    for (size_t i = 0; i < TDM_COUNT(endings) - !page; i++)
        if (tdm_str_ends_with(request->value[TDM_OPTION_OUTPUT], tdm_str_of(endings[i])))
            request->value[TDM_OPTION_FORMAT] = tdm_str_of(endings[i] + 1);
}

bool tdm_lab_format(struct tdm_request *request, const char *word, bool page) {
    choose_by_ending(request, page);
    tdm_str format = request->value[TDM_OPTION_FORMAT];
    bool known = tdm_str_is(format, "csv") || tdm_str_is(format, "json") || tdm_str_is(format, "text") ||
                 (page && tdm_str_is(format, "html"));
    if (!request->given[TDM_OPTION_FORMAT] || known) return true;
    struct tdm_problem *p = tdm_problems_add(&request->problems, TDM_ERROR, TDM_WHY_SYNTAX, "U010", command_line);
    tdm_problem_what(p, "`tandem lab %s` has no format `%.*s`", word, TDM_FMT(format));
    tdm_problem_fix(p, "choose one of: text, csv, json%s", page ? ", html" : "");
    return false;
}

/* ---- validate */

bool tdm_lab_calibrate(struct tdm_request *request, const struct tdm_loaded *file, struct tdm_lab_rows *rows) {
    struct tdm_bio_model without = *rows->model;
    double unused;
    struct tdm_bio_row_answer *answers = TDM_NEW_ARRAY(request->mem, struct tdm_bio_row_answer, without.row_count + 1u);
    struct tdm_bio_row_answer *sceptical =
        TDM_NEW_ARRAY(request->mem, struct tdm_bio_row_answer, without.row_count + 1u);
    without.spreads.potency_scale = 0.0;
    rows->answers = answers;
    rows->sceptical = sceptical;
    return (tdm_bio_rows(request->mem, rows->model, rows->run, answers, &rows->rms) &&
            tdm_bio_rows(request->mem, &without, rows->run, sceptical, &unused)) ||
           tdm_lab_cannot_fill(request, file);
}

/* Under --refit; a row's trial is the first source that it names. */
static bool refit(struct tdm_request *request, const struct tdm_loaded *file, struct tdm_lab_rows *rows) {
    struct tdm_parallel threads;
    struct tdm_bio_refit *out = TDM_NEW(request->mem, struct tdm_bio_refit);
    if (!tdm_lab_threads(request, &threads)) return false;
    struct tdm_bio_refit_run run = {*rows->run, &threads};
    if (!request->given[TDM_OPTION_REFIT]) return true;
    rows->refit = out;
    return tdm_bio_refit_without(request->mem, rows->model, &run, out) || tdm_lab_cannot_fill(request, file);
}

static bool validate(struct tdm_request *request, const struct tdm_bio_run *run, struct tdm_loaded *file) {
    struct tdm_lab_rows rows = {.run = run};
    struct tdm_view view = tdm_request_view(request);
    tdm_str name = request->argument_count > 1 ? request->arguments[1] : TDM_STR("knee-oa");
    if (!tdm_lab_format(request, "validate", false) || !tdm_lab_model(request, name, &rows.model, file) ||
        !tdm_lab_calibrate(request, file, &rows) || !refit(request, file, &rows))
        return false;
    tdm_str format = request->value[TDM_OPTION_FORMAT];
    if (tdm_str_is(format, "csv"))
        tdm_view_lab_rows_csv(&view, &rows);
    else if (request->given[TDM_OPTION_JSON] || tdm_str_is(format, "json"))
        tdm_view_lab_rows_json(&view, &rows);
    else
        tdm_view_lab_rows_text(&view, &rows);
    return true;
}

/* ---- */

/* Options that some of them have: what the others took and did nothing with was believed to have counted. */
struct only_of {
    enum tdm_option option;
    const char *verbs[6], *why;
};
static const struct only_of only_of[] = {
    {TDM_OPTION_RESUME, {"run", "compare", "power", "sweep"}, "nothing of it is kept"},
    {TDM_OPTION_DRAWS, {"run", "compare", "power", "sweep", "claims"}, "no number of it is drawn"},
    {TDM_OPTION_CHART, {"run", "compare", "power", "sweep"}, "nobody in it has a chart to be printed alone"},
    {TDM_OPTION_REFIT, {"validate"}, "it fits nothing"},
    {TDM_OPTION_PATIENTS,
     {"validate", "claims", "run", "compare", "power", "sweep"},
     "its N says how many charts there are"}};

static bool is_among(const struct only_of *only, tdm_str word) {
    for (size_t i = 0; i < TDM_COUNT(only->verbs) && only->verbs[i] != NULL; i++)
        if (tdm_str_is(word, only->verbs[i])) return true;
    return false;
}

static void name_those(struct tdm_buf *out, const struct only_of *only) {
    for (size_t i = 0; i < TDM_COUNT(only->verbs) && only->verbs[i] != NULL; i++) {
        bool last = i + 1 == TDM_COUNT(only->verbs) || only->verbs[i + 1] == NULL;
        tdm_buf_format(out, "%s%s", i == 0 ? "" : last ? " and " : ", ", only->verbs[i]);
    }
}

static bool has_option(struct tdm_request *request, const struct only_of *only) {
    tdm_str word = request->arguments[0];
    if (!request->given[only->option] || is_among(only, word)) return true;
    struct tdm_buf those;
    tdm_buf_init(&those, request->mem, 200);
    name_those(&those, only);
    struct tdm_problem *p = tdm_problems_add(&request->problems, TDM_ERROR, TDM_WHY_NOT_FOUND, "U002", command_line);
    tdm_problem_what(p, "`tandem lab %.*s` has no option `--%s`: %s", TDM_FMT(word),
                     tdm_option_forms[only->option].name, only->why);
    tdm_problem_fix(p, "leave it out; %.*s %s it", TDM_FMT(tdm_buf_str(&those)),
                    only->verbs[1] == NULL ? "has" : "have");
    return false;
}

/* --chart prints one chart, in the notation; nothing is lived again, kept, or told as figures. */
static bool is_of_a_chart(struct tdm_request *request) {
    static const enum tdm_option others[] = {TDM_OPTION_DRAWS, TDM_OPTION_RESUME, TDM_OPTION_FORMAT, TDM_OPTION_JSON};
    for (size_t i = 0; i < TDM_COUNT(others) && request->given[TDM_OPTION_CHART]; i++) {
        if (!request->given[others[i]]) continue;
        struct tdm_problem *p = tdm_problems_add(&request->problems, TDM_ERROR, TDM_WHY_CONFLICT, "U002", command_line);
        tdm_problem_what(p, "`--chart` prints one chart, with which `--%s` does nothing",
                         tdm_option_forms[others[i]].name);
        tdm_problem_fix(p, "leave one of the two out");
        return false;
    }
    return true;
}

/* Before anybody lives: what took an hour must not be lost for a folder that is not there, nor over what is kept. */
static bool has_place(struct tdm_request *request) {
    tdm_str path = request->value[TDM_OPTION_OUTPUT];
    struct tdm_problem found, *p;
    struct tdm_writer *writer = NULL;
    if (!request->given[TDM_OPTION_OUTPUT] || tdm_str_is(request->arguments[0], "cohort")) return true;
    if (request->given[TDM_OPTION_RESUME] && tdm_str_equal(path, request->value[TDM_OPTION_RESUME])) {
        p = tdm_problems_add(&request->problems, TDM_ERROR, TDM_WHY_CONFLICT, "U002", command_line);
        tdm_problem_what(
            p, "`--output` and `--resume` name one file, and what is told would take the place of what is kept");
        tdm_problem_fix(p, "name two files");
        return false;
    }
    if (tdm_path_is_folder(tdm_path_folder(path))) return true;
    if (tdm_writer_open(request->mem, path, &writer, &found)) {
        tdm_writer_abandon(writer);
        return true;
    }
    p = tdm_problems_add(&request->problems, found.severity, found.why, found.code, found.place);
    tdm_problem_what(p, "%s", found.what);
    tdm_problem_fix(p, "%s", found.fix);
    return false;
}

static bool has_options(struct tdm_request *request) {
    for (size_t i = 0; i < TDM_COUNT(only_of); i++)
        if (!has_option(request, &only_of[i])) return false;
    return is_of_a_chart(request) && has_place(request);
}

static const char *const verbs[] = {"validate", "claims", "run", "compare", "power", "sweep", "cohort"};

static bool is_verb(struct tdm_request *request) {
    tdm_str word = request->arguments[0];
    for (size_t i = 0; i < TDM_COUNT(verbs); i++)
        if (tdm_str_is(word, verbs[i])) return true;
    struct tdm_problem *p = tdm_problems_add(&request->problems, TDM_ERROR, TDM_WHY_NOT_FOUND, "U028", command_line);
    tdm_problem_what(p, "`tandem lab` cannot `%.*s`", TDM_FMT(word));
    tdm_problem_fix(
        p, "write one of: validate, claims, run, compare, power, sweep, cohort; `tandem help lab` tells what they are");
    return false;
}

static bool act(struct tdm_request *request, struct tdm_loaded *file) {
    int64_t patients = PATIENTS_USUAL, seed = 1;
    tdm_str word = request->arguments[0];
    if (!is_verb(request) || !has_options(request) || !tdm_lab_whole(request, TDM_OPTION_SEED, 0, INT64_MAX, &seed))
        return false;
    struct tdm_bio_run run = {.seed = (uint64_t)seed, .set = tdm_lab_set()};
    static const char *const of_studies[] = {"run", "compare", "power", "sweep"};
    for (size_t i = 0; i < TDM_COUNT(of_studies); i++)
        if (tdm_str_is(word, of_studies[i])) return tdm_lab_study(request, (enum tdm_lab_act)i, seed, file);
    if (tdm_str_is(word, "cohort")) return tdm_lab_study(request, TDM_LAB_COHORT, seed, file);
    if (tdm_str_is(word, "claims")) return tdm_lab_claims(request, request->given[TDM_OPTION_SEED] ? seed : -1, file);
    if (!tdm_lab_whole(request, TDM_OPTION_PATIENTS, PATIENTS_LEAST, PATIENTS_MOST, &patients)) return false;
    run.patients = (uint32_t)patients;
    return validate(request, &run, file);
}

static enum tdm_exit run_lab(struct tdm_request *request) {
    struct tdm_loaded file = {0};
    if (!act(request, &file)) return tdm_request_fail_all(request, file.file, file.text);
    if (tdm_str_is(request->arguments[0], "cohort")) return TDM_EXIT_FINE; /* each chart has gone out */
    return tdm_request_finish(request, TDM_EXIT_FINE);
}

const struct tdm_command tdm_command_lab = {
    "lab",
    "validate [MODEL] | claims [CLAIMS] | run [STUDY] | compare PROTOCOL PROTOCOL [STUDY] | power [STUDY] | sweep "
    "STUDY SWEEP | "
    "cohort N [STUDY] "
    "[--refit] [--patients N] [--draws N] [--threads N] [--resume FILE] [--seed S] [--chart N] [--format "
    "text|csv|json|html]",
    "virtual patients: a hypothesis model beside published figures, and studies of protocols run on it",
    "`validate` puts every published row of a model beside what the model says of it, with the misfit, the parameters "
    "that "
    "were fitted, and the same rows with a product that has no biological effect. Every output says that it is a "
    "hypothesis, not evidence and not advice. With --refit each row is also read from a fit that did not have its "
    "trial. The same seed gives the same bytes on every machine. `claims` "
    "tells of each thing that is said of combined care in what share of draws of the priors it holds, what it stands "
    "on, "
    "and which of them the equations build in. `run` lives a "
    "study: "
    "each virtual patient has a chart, the standing of each week decides what is signed, entered and prescribed, and "
    "that "
    "drives the model. --chart prints the chart of one of them, marked synthetic. `compare` lives two protocols on the "
    "same people, beside the study's placebo and nothing. `power` tells how many people a trial of each two arms would "
    "need, also when the product does nothing. `sweep` lives one arm again and again with something changed, and tells "
    "the set of values that are as good as the best. With --draws N each of these four lives its study again under "
    "other numbers that published "
    "rows allow, and tells how far every figure moves. `cohort` writes the charts of N virtual patients, the arms in "
    "turn, "
    "each marked synthetic: into the folder of --output, a file each, or as lines of JSON. With --format html a page "
    "with "
    "pictures. A run that takes long tells on a terminal how far it is; with --resume FILE it can be stopped and goes "
    "on. Which options are whose: --refit is of validate; --draws of claims, run, compare, power and sweep; --threads "
    "of these five and of --refit; --resume and --chart of run, compare, power and sweep; --patients of all but "
    "cohort. --format is text, csv or json, html too except of validate, and ndjson or notation of cohort.",
    "patients draws threads refit resume chart seed format json output width data",
    1,
    4,
    run_lab};
