/* cmd_lab_claims.c - `tandem lab claims`: what is said of combined care, held against draws of the model's priors. */
#include "biology/claimed.h"
#include "cli/cli.h"
#include "cli/desk.h"
#include "cli/lab.h"

enum { CALIBRATION_PATIENTS = 500, PATIENTS_MOST = 100000, DRAWS_MOST = 10000, PATIENTS_LEAST = 8, OWN_TIMES = 5 };

static bool not_claims(struct tdm_request *request, const struct tdm_loaded *file) {
    struct tdm_problem *p = tdm_problems_add(&request->problems, TDM_ERROR, TDM_WHY_SYNTAX, "Q021",
                                             (struct tdm_place){.file = file->file, .line = 1});
    tdm_problem_what(p, "this file holds no claims about a model");
    tdm_problem_fix(p, "begin it with: claims NAME version X.Y, and below it: model NAME");
    return false;
}

bool tdm_load_claims(struct tdm_request *request, const struct tdm_bio_claims **out, struct tdm_loaded *file) {
    const struct tdm_bio_model *model;
    struct tdm_loaded of_model;
    if (!tdm_load_tree(request, file)) return false;
    tdm_str name = tdm_bio_claims_model_name(file->tree);
    if (name.len == 0) return not_claims(request, file);
    if (!tdm_lab_model(request, name, &model, &of_model)) {
        *file = of_model;
        return false;
    }
    return tdm_bio_claims_read(request->mem, file->tree, model, out, &request->problems);
}

static void put(struct tdm_request *request, const struct tdm_lab_claims *lab) {
    struct tdm_view view = tdm_request_view(request);
    tdm_str format = request->value[TDM_OPTION_FORMAT];
    if (tdm_str_is(format, "csv"))
        tdm_view_claims_csv(&view, lab);
    else if (tdm_str_is(format, "html"))
        tdm_view_claims_html(&view, lab);
    else if (request->given[TDM_OPTION_JSON] || tdm_str_is(format, "json"))
        tdm_view_claims_json(&view, lab);
    else
        tdm_view_claims_text(&view, lab);
}

bool tdm_lab_claims(struct tdm_request *request, int64_t seed, struct tdm_loaded *file) {
    const struct tdm_bio_claims *claims;
    int64_t patients = 0, draws = 0;
    struct tdm_parallel threads;
    tdm_str name = request->argument_count > 1 ? request->arguments[1] : TDM_STR("knee-oa-claims");
    if (!tdm_lab_format(request, "claims", true) || !tdm_load_file(request, name, file) ||
        !tdm_load_claims(request, &claims, file) || !tdm_lab_threads(request, &threads) ||
        !tdm_lab_whole(request, TDM_OPTION_PATIENTS, PATIENTS_LEAST, PATIENTS_MOST, &patients) ||
        !tdm_lab_whole(request, TDM_OPTION_DRAWS, 1, DRAWS_MOST, &draws))
        return false;
    struct tdm_bio_claims_run run = {.people = {.seed = seed < 0 ? claims->seed : (uint64_t)seed,
                                                .patients = patients > 0 ? (uint32_t)patients : claims->patients,
                                                .set = tdm_lab_set()},
                                     .draws = draws > 0 ? (uint32_t)draws : claims->draws,
                                     .parallel = &threads};
    run.own_patients = OWN_TIMES * run.people.patients;
    struct tdm_bio_run calibration = {.seed = run.people.seed, .patients = CALIBRATION_PATIENTS, .set = run.people.set};
    struct tdm_bio_claims_result result;
    struct tdm_lab_claims lab = {.claims = claims, .run = &run, .result = &result, .rows = {.run = &calibration}};
    struct tdm_loaded of_model;
    if (!tdm_lab_model(request, claims->model->name, &lab.rows.model, &of_model) ||
        !tdm_lab_calibrate(request, file, &lab.rows))
        return false;
    if (!tdm_bio_claims_hold(request->mem, claims, &run, &result)) return tdm_lab_cannot_fill(request, file);
    put(request, &lab);
    return true;
}
