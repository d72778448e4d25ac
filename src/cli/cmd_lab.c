/* cmd_lab.c - `tandem lab`: what the model of virtual patients says, with what speaks against it. */
#include "cli/cli.h"

enum { PATIENTS_LEAST = 50, PATIENTS_MOST = 1000000, PATIENTS_USUAL = 2000 };

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
    if (request->given[TDM_OPTION_FORMAT] && !csv && !json && !tdm_str_is(format, "text")) {
        struct tdm_problem *p = tdm_problems_add(&request->problems, TDM_ERROR, TDM_WHY_SYNTAX, "U010", command_line);
        tdm_problem_what(p, "`tandem lab validate` has no format `%.*s`", TDM_FMT(format));
        tdm_problem_fix(p, "choose one of: text, csv, json");
        return false;
    }
    tdm_str name = request->argument_count > 1 ? request->arguments[1] : TDM_STR("knee-oa");
    if (!load_model(request, name, &rows.model, file) || !rows_of(request, file, &rows)) return false;
    if (csv)
        tdm_view_lab_rows_csv(&view, &rows);
    else if (json)
        tdm_view_lab_rows_json(&view, &rows);
    else
        tdm_view_lab_rows_text(&view, &rows);
    return true;
}

/* ---- */

static bool act(struct tdm_request *request, struct tdm_loaded *file) {
    int64_t patients = PATIENTS_USUAL, seed = 1;
    tdm_str word = request->arguments[0];
    if (!read_whole(request, TDM_OPTION_PATIENTS, PATIENTS_LEAST, PATIENTS_MOST, &patients) ||
        !read_whole(request, TDM_OPTION_SEED, 0, INT64_MAX, &seed))
        return false;
    struct tdm_bio_run run = {.seed = (uint64_t)seed, .patients = (uint32_t)patients, .set = vectors()};
    if (tdm_str_is(word, "validate")) return validate(request, &run, file);
    struct tdm_problem *p = tdm_problems_add(&request->problems, TDM_ERROR, TDM_WHY_NOT_FOUND, "U028", command_line);
    tdm_problem_what(p, "`tandem lab` cannot `%.*s`", TDM_FMT(word));
    tdm_problem_fix(p, "write `tandem lab validate`");
    return false;
}

static enum tdm_exit run_lab(struct tdm_request *request) {
    struct tdm_loaded file = {0};
    if (!act(request, &file)) return tdm_request_fail_all(request, file.file, file.text);
    return tdm_request_finish(request, TDM_EXIT_FINE);
}

const struct tdm_command tdm_command_lab = {
    "lab",
    "validate [MODEL] [--patients N] [--seed S] [--format text|csv|json]",
    "virtual patients: a hypothesis model beside published figures",
    "`validate` puts every published row of a model beside what the model says of it, with the misfit, the parameters "
    "that "
    "were fitted, and the same rows with a product that has no biological effect. Every output says that it is a "
    "hypothesis, not evidence and not advice. The same seed gives the same bytes on every machine.",
    TDM_TAKES(PATIENTS) | TDM_TAKES(SEED) | TDM_TAKES(FORMAT) | TDM_TAKES(JSON) | TDM_TAKES(OUTPUT) | TDM_TAKES(WIDTH) |
        TDM_TAKES(DATA) | TDM_TAKES(HELP),
    1,
    2,
    run_lab};
