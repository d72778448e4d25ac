/* cmd_lab.c - `tandem lab`: what the model of virtual patients says, with what speaks against it. */
#include "cli/cli.h"
#include "cli/desk.h"

enum { PATIENTS_LEAST = 50, PATIENTS_MOST = 1000000, PATIENTS_USUAL = 2000 };
#define SCRATCH_BYTES ((size_t)1 << 30)

static const struct tdm_place command_line = {.file = {"command line", 12}, .line = 0};

static bool read_whole(struct tdm_request *request, enum tdm_option option, int64_t least, int64_t most, int64_t *out) {
    tdm_str said = request->value[option];
    if (!request->given[option] || (tdm_parse_i64(said, out) && *out >= least && *out <= most)) return true;
    struct tdm_problem *p = tdm_problems_add(&request->problems, TDM_ERROR, TDM_WHY_RANGE, "U014", command_line);
    tdm_problem_what(p, "`--%s %.*s` cannot be taken", tdm_option_forms[option].name, TDM_FMT(said));
    tdm_problem_fix(p, "write a whole number from %lld to %lld", (long long)least, (long long)most);
    return false;
}

static bool load_model(struct tdm_request *request, tdm_str name, const struct tdm_bio_model **out,
                       struct tdm_loaded *file) {
    return tdm_load_file(request, name, file) && tdm_load_tree(request, file) &&
           tdm_bio_model_read(request->mem, file->tree, out, &request->problems);
}

static bool cannot_fill(struct tdm_request *request, const struct tdm_loaded *file) {
    struct tdm_problem *p =
        tdm_problems_add(&request->problems, TDM_ERROR, TDM_WHY_LIMIT, "Q010", (struct tdm_place){.file = file->file});
    tdm_problem_what(p, "a cohort cannot be filled: fewer than one candidate in a thousand has such pain");
    tdm_problem_fix(p, "widen its range of pain, or bring the parameters back into their priors");
    return false;
}

static enum tdm_bio_set vectors(void) {
    uint32_t bits = tdm_machine_vector_bits();
    return bits >= 512 ? TDM_BIO_AVX512 : bits >= 256 ? TDM_BIO_AVX2 : TDM_BIO_SSE2;
}

static bool read_format(struct tdm_request *request, const char *word) {
    tdm_str format = request->value[TDM_OPTION_FORMAT];
    bool known = tdm_str_is(format, "csv") || tdm_str_is(format, "json") || tdm_str_is(format, "text");
    if (!request->given[TDM_OPTION_FORMAT] || known) return true;
    struct tdm_problem *p = tdm_problems_add(&request->problems, TDM_ERROR, TDM_WHY_SYNTAX, "U010", command_line);
    tdm_problem_what(p, "`tandem lab %s` has no format `%.*s`", word, TDM_FMT(format));
    tdm_problem_fix(p, "choose one of: text, csv, json");
    return false;
}

/* ---- validate */

static bool rows_of(struct tdm_request *request, const struct tdm_loaded *file, struct tdm_lab_rows *rows) {
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
           cannot_fill(request, file);
}

static bool validate(struct tdm_request *request, const struct tdm_bio_run *run, struct tdm_loaded *file) {
    struct tdm_lab_rows rows = {.run = run};
    struct tdm_view view = tdm_request_view(request);
    tdm_str format = request->value[TDM_OPTION_FORMAT];
    bool csv = tdm_str_is(format, "csv"), json = request->given[TDM_OPTION_JSON] || tdm_str_is(format, "json");
    tdm_str name = request->argument_count > 1 ? request->arguments[1] : TDM_STR("knee-oa");
    if (!read_format(request, "validate") || !load_model(request, name, &rows.model, file) ||
        !rows_of(request, file, &rows))
        return false;
    if (csv)
        tdm_view_lab_rows_csv(&view, &rows);
    else if (json)
        tdm_view_lab_rows_json(&view, &rows);
    else
        tdm_view_lab_rows_text(&view, &rows);
    return true;
}

/* ---- run: a study of the closed loop */

static const struct tdm_protocol *loaded_before(const struct tdm_study *study,
                                                const struct tdm_protocol *const *of_arms, uint32_t arm) {
    for (uint32_t i = 0; i < arm; i++)
        if (tdm_str_equal(study->arms[i].follows, study->arms[arm].follows)) return of_arms[i];
    return NULL;
}

static bool load_protocols(struct tdm_request *request, struct tdm_study *study, struct tdm_loaded *file) {
    const struct tdm_protocol **of_arms =
        TDM_NEW_ARRAY(request->mem, const struct tdm_protocol *, study->arm_count + 1u);
    struct tdm_loaded protocol;
    for (uint32_t i = 0; i < study->arm_count; i++) {
        of_arms[i] = loaded_before(study, of_arms, i);
        if (study->arms[i].follows.len == 0 || of_arms[i] != NULL) continue;
        if (tdm_load_protocol(request, study->arms[i].follows, study->catalog, &of_arms[i], &protocol)) continue;
        *file = protocol;
        return false;
    }
    return tdm_study_bind(request->mem, study, of_arms, &request->problems);
}

static bool not_a_study(struct tdm_request *request, const struct tdm_loaded *file) {
    struct tdm_problem *p = tdm_problems_add(&request->problems, TDM_ERROR, TDM_WHY_SYNTAX, "Q011",
                                             (struct tdm_place){.file = file->file, .line = 1});
    tdm_problem_what(p, "this file is not a study with a model");
    tdm_problem_fix(p, "begin it with: study NAME version X.Y, and below it: model NAME");
    return false;
}

bool tdm_load_study(struct tdm_request *request, const struct tdm_bio_model **model, struct tdm_study **out,
                    struct tdm_loaded *file) {
    const struct tdm_catalog *catalog;
    struct tdm_loaded of_model;
    if (!tdm_load_tree(request, file)) return false;
    tdm_str name = tdm_study_model_name(file->tree);
    if (!tdm_is_study(file->tree) || name.len == 0) return not_a_study(request, file);
    if (!load_model(request, name, model, &of_model)) {
        *file = of_model;
        return false;
    }
    return tdm_load_catalog(request, &catalog) &&
           tdm_study_read(request->mem, file->tree, *model, catalog, out, &request->problems) &&
           load_protocols(request, *out, file);
}

/* --chart N, or --chart ARM/N: the first arm that follows a protocol when none is named. */
static bool find_chart(struct tdm_request *request, const struct tdm_study *study, uint32_t *arm, int64_t *number) {
    tdm_str said = request->value[TDM_OPTION_CHART], name = {0};
    size_t slash;
    if (tdm_str_find(said, TDM_STR("/"), &slash)) {
        name = tdm_str_slice(said, 0, slash);
        said = tdm_str_slice(said, slash + 1, said.len);
    }
    for (*arm = 0; *arm < study->arm_count; (*arm)++)
        if (study->arms[*arm].protocol != NULL && (name.len == 0 || tdm_str_equal(name, study->arms[*arm].name))) break;
    if (*arm < study->arm_count && tdm_parse_i64(said, number) && *number >= 1 && *number <= PATIENTS_MOST) return true;
    struct tdm_problem *p = tdm_problems_add(&request->problems, TDM_ERROR, TDM_WHY_RANGE, "U014", command_line);
    tdm_problem_what(p, "`--chart %.*s` cannot be taken", TDM_FMT(request->value[TDM_OPTION_CHART]));
    tdm_problem_fix(p, "write a patient's number, or ARM/NUMBER with an arm that follows a protocol");
    return false;
}

static bool print_chart(struct tdm_request *request, const struct tdm_study *study, const struct tdm_study_run *run) {
    const struct tdm_chart *chart;
    uint32_t arm;
    int64_t number;
    if (!find_chart(request, study, &arm, &number) ||
        !tdm_study_chart(request->mem, study, run, arm, (uint32_t)number, &chart, &request->problems))
        return false;
    tdm_chart_print(&request->out, chart);
    return true;
}

enum { CALIBRATION_PATIENTS = 500 };

static bool run_study(struct tdm_request *request, struct tdm_study *study, struct tdm_study_run *run,
                      struct tdm_loaded *file) {
    struct tdm_study_result result;
    struct tdm_bio_run calibration = {.seed = run->seed, .patients = CALIBRATION_PATIENTS, .set = run->set};
    struct tdm_lab_study lab = {
        .study = study, .run = run, .result = &result, .rows = {.model = study->model, .run = &calibration}};
    struct tdm_view view = tdm_request_view(request);
    tdm_str format = request->value[TDM_OPTION_FORMAT];
    if (request->given[TDM_OPTION_CHART]) return print_chart(request, study, run);
    if (!rows_of(request, file, &lab.rows) || !tdm_study_run(request->mem, study, run, &result, &request->problems))
        return false;
    if (tdm_str_is(format, "csv"))
        tdm_view_study_csv(&view, &lab);
    else if (request->given[TDM_OPTION_JSON] || tdm_str_is(format, "json"))
        tdm_view_study_json(&view, &lab);
    else
        tdm_view_study_text(&view, &lab);
    return true;
}

static bool study_command(struct tdm_request *request, int64_t seed, struct tdm_loaded *file) {
    const struct tdm_bio_model *model;
    struct tdm_study *study;
    int64_t patients = 0;
    tdm_str name = request->argument_count > 1 ? request->arguments[1] : TDM_STR("four-arms");
    if (!read_format(request, "run") || !tdm_load_file(request, name, file) ||
        !tdm_load_study(request, &model, &study, file) ||
        !read_whole(request, TDM_OPTION_PATIENTS, 2, PATIENTS_MOST, &patients))
        return false;
    struct tdm_study_run run = {.seed = request->given[TDM_OPTION_SEED] ? (uint64_t)seed : study->seed,
                                .patients = patients > 0 ? (uint32_t)patients : study->patients,
                                .set = vectors(),
                                .block = 8,
                                .scratch = tdm_arena_open(SCRATCH_BYTES),
                                .lives = tdm_arena_open(SCRATCH_BYTES)};
    bool fine = run_study(request, study, &run, file);
    tdm_arena_close(run.scratch);
    tdm_arena_close(run.lives);
    return fine;
}

/* ---- */

static bool act(struct tdm_request *request, struct tdm_loaded *file) {
    int64_t patients = PATIENTS_USUAL, seed = 1;
    tdm_str word = request->arguments[0];
    if (!read_whole(request, TDM_OPTION_SEED, 0, INT64_MAX, &seed)) return false;
    struct tdm_bio_run run = {.seed = (uint64_t)seed, .set = vectors()};
    if (tdm_str_is(word, "run")) return study_command(request, seed, file);
    if (!read_whole(request, TDM_OPTION_PATIENTS, PATIENTS_LEAST, PATIENTS_MOST, &patients)) return false;
    run.patients = (uint32_t)patients;
    if (tdm_str_is(word, "validate")) return validate(request, &run, file);
    struct tdm_problem *p = tdm_problems_add(&request->problems, TDM_ERROR, TDM_WHY_NOT_FOUND, "U028", command_line);
    tdm_problem_what(p, "`tandem lab` cannot `%.*s`", TDM_FMT(word));
    tdm_problem_fix(p, "write `tandem lab validate` or `tandem lab run STUDY`");
    return false;
}

static enum tdm_exit run_lab(struct tdm_request *request) {
    struct tdm_loaded file = {0};
    if (!act(request, &file)) return tdm_request_fail_all(request, file.file, file.text);
    return tdm_request_finish(request, TDM_EXIT_FINE);
}

const struct tdm_command tdm_command_lab = {
    "lab",
    "validate [MODEL] | run [STUDY] [--patients N] [--seed S] [--chart N] [--format text|csv|json]",
    "virtual patients: a hypothesis model beside published figures, and studies of protocols run on it",
    "`validate` puts every published row of a model beside what the model says of it, with the misfit, the parameters "
    "that "
    "were fitted, and the same rows with a product that has no biological effect. Every output says that it is a "
    "hypothesis, not evidence and not advice. The same seed gives the same bytes on every machine. `run` lives a "
    "study: "
    "each virtual patient has a chart, the standing of each week decides what is signed, entered and prescribed, and "
    "that "
    "drives the model. --chart prints the chart of one of them, marked synthetic.",
    "patients chart seed format json output width data",
    1,
    2,
    run_lab};
