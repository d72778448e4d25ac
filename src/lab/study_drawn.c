/* study_drawn.c - the study again and again, each time under numbers of the model drawn from what the data left of them
 * (biology/drawn.h): how far each figure moves by that, beside how far people differ. People, flares and chance are
 * drawn by the same counters each time, so that what differs between draws is the numbers, and whom they let in. */
#include "biology/drawn.h"
#include "lab/study_int.h"

#include <string.h>

enum { CALIBRATION_PATIENTS = 200 };

/* ---- one walk over the figures of a result, which has them in the same order each time */

struct walk {
    double *means, *squares;       /* of one draw; or null */
    struct tdm_study_band **bands; /* of the result that is told; or null */
    uint32_t count;
};

static void pass(struct walk *w, double mean, double square, struct tdm_study_band *band) {
    if (w->means != NULL) {
        w->means[w->count] = mean;
        w->squares[w->count] = square;
    }
    if (w->bands != NULL) w->bands[w->count] = band;
    w->count++;
}

static void pass_figures(struct walk *w, struct tdm_study_figure *figures, uint32_t count, double patients) {
    for (uint32_t i = 0; i < count; i++)
        pass(w, figures[i].mean, figures[i].error * figures[i].error * patients, &figures[i].drawn);
}

static void pass_share(struct walk *w, uint32_t count, double patients, struct tdm_study_band *band) {
    double share = (double)count / patients;
    pass(w, 100.0 * share, 10000.0 * share * (1.0 - share), band);
}

static void walk(struct walk *w, const struct tdm_study *study, const struct tdm_study_run *run,
                 struct tdm_study_result *result) {
    const double n = (double)run->patients;
    for (uint32_t arm = 0; arm < study->arm_count; arm++) {
        struct tdm_study_arm_result *a = &result->arms[arm];
        const struct tdm_protocol *protocol = study->arms[arm].protocol;
        pass_figures(w, a->level, study->read_count * TDM_STUDY_OUTCOMES, n);
        pass_figures(w, a->sceptical_level, study->read_count * TDM_STUDY_OUTCOMES, n);
        pass_figures(w, a->change, TDM_STUDY_OUTCOMES, n);
        pass_figures(w, a->sceptical, TDM_STUDY_OUTCOMES, n);
        pass_share(w, a->non_responders, n, &a->no_response);
        pass_share(w, a->sceptical_non_responders, n, &a->sceptical_no_response);
        for (uint32_t g = 0; protocol != NULL && g < protocol->gate_count; g++)
            pass_share(w, a->gates[g].passed, n, &a->gates[g].drawn);
    }
    for (uint32_t i = 0; i < result->pair_count; i++) {
        pass_figures(w, result->pairs[i].less, TDM_STUDY_OUTCOMES, n);
        pass_figures(w, result->pairs[i].sceptical, TDM_STUDY_OUTCOMES, n);
    }
}

/* ---- draws */

struct drawing {
    struct tdm_arena *mem;
    const struct tdm_study *study; /* under the model's own numbers */
    struct study_crew *crew;
    uint32_t figures;
    double *means, *squares, *misfits; /* [lived][figure]; [lived] */
    struct tdm_study_result *out;
    struct tdm_problems *problems;
};

/* What a draw says of trials and of which arm is as good as the best is counted at once: its people are not kept. */
static void keep(struct drawing *d, const struct tdm_study *study, const struct tdm_study_result *result) {
    static const enum tdm_study_outcome asked[TDM_STUDY_TRIAL_OUTCOMES] = {TDM_STUDY_OF_PAIN, TDM_STUDY_OF_FUNCTION};
    const struct tdm_study_run *run = d->crew->run;
    struct tdm_study_drawn *to = &d->out->drawn;
    struct tdm_study_trial_of *trial =
        &to->trials[(size_t)to->lived * result->pair_count * TDM_STUDY_TRIAL_OUTCOMES * 2];
    for (uint32_t p = 0; p < result->pair_count; p++)
        for (int o = 0; o < TDM_STUDY_TRIAL_OUTCOMES; o++)
            for (int way = 0; way < 2; way++, trial++)
                *trial = study_trial_of(study, run, result->arms[result->pairs[p].first].values[way],
                                        result->arms[result->pairs[p].second].values[way], asked[o]);
    struct tdm_study_choice *choices = TDM_NEW_ARRAY(d->mem, struct tdm_study_choice, study->arm_count + 1u);
    for (int way = 0; way < 2; way++)
        for (int aim = 0; aim < TDM_STUDY_AIMS; aim++) {
            uint32_t best;
            study_choose(d->mem, study, run, result, way, (enum tdm_study_aim)aim, choices, &best);
            for (uint32_t arm = 0; arm < study->arm_count; arm++) to->near[way][aim][arm] += choices[arm].near;
        }
}

/* False when the engine refused a virtual chart; a draw whose cohort cannot be filled is left out. */
static bool live(struct drawing *d, uint32_t draw, const struct tdm_bio_model *model) {
    struct tdm_study study = *d->study;
    struct tdm_study_result result;
    struct tdm_problems found;
    struct tdm_study_drawn *to = &d->out->drawn;
    struct walk w = {.means = d->means + (size_t)to->lived * d->figures,
                     .squares = d->squares + (size_t)to->lived * d->figures};
    study.model = model;
    tdm_problems_init(&found);
    if (!study_once(d->mem, &study, d->crew, draw, &result, &found)) {
        if (strcmp(found.items[0].code, "Q010") == 0) {
            study_crew_skips(d->crew, study_crew_blocks(&study, d->crew->run));
            return true;
        }
        const struct tdm_problem *told = &found.items[0];
        struct tdm_problem *p = tdm_problems_add(d->problems, told->severity, told->why, told->code, told->place);
        tdm_problem_what(p, "%s", told->what);
        tdm_problem_fix(p, "%s", told->fix);
        return false;
    }
    walk(&w, &study, d->crew->run, &result);
    keep(d, &study, &result);
    d->out->standings += result.standings;
    to->lived++;
    return true;
}

static bool draw_one(struct drawing *d, uint32_t draw) {
    const struct tdm_study_run *run = d->crew->run;
    struct tdm_bio_refit_run rows = {{.seed = run->seed, .patients = CALIBRATION_PATIENTS, .set = run->set},
                                     run->parallel};
    struct tdm_bio_model *model = TDM_NEW(d->mem, struct tdm_bio_model);
    struct tdm_bio_row_answer *answers =
        TDM_NEW_ARRAY(d->mem, struct tdm_bio_row_answer, d->study->model->row_count + 1u);
    if (!tdm_bio_draw_left(d->mem, d->study->model, &rows, draw - 1, model) ||
        !tdm_bio_rows(d->mem, model, &rows.people, answers, &d->misfits[d->out->drawn.lived])) {
        study_crew_skips(d->crew, study_crew_blocks(d->study, run));
        return true;
    }
    return live(d, draw, model);
}

static void tell(struct drawing *d, struct tdm_study_band *const *bands) {
    uint32_t lived = d->out->drawn.lived;
    double *means = TDM_NEW_ARRAY(d->mem, double, lived + 1u), *squares = TDM_NEW_ARRAY(d->mem, double, lived + 1u);
    for (uint32_t figure = 0; figure < d->figures; figure++) {
        for (uint32_t draw = 0; draw < lived; draw++) {
            means[draw] = d->means[(size_t)draw * d->figures + figure];
            squares[draw] = d->squares[(size_t)draw * d->figures + figure];
        }
        *bands[figure] = study_band(d->mem, means, squares, lived);
    }
    d->out->drawn.misfit = study_band(d->mem, d->misfits, NULL, lived);
}

static void make_room(struct drawing *d, uint32_t draws) {
    size_t trials = (size_t)draws * d->out->pair_count * TDM_STUDY_TRIAL_OUTCOMES * 2;
    d->means = TDM_NEW_ARRAY(d->mem, double, (size_t)draws * d->figures + 1u);
    d->squares = TDM_NEW_ARRAY(d->mem, double, (size_t)draws * d->figures + 1u);
    d->misfits = TDM_NEW_ARRAY(d->mem, double, draws + 1u);
    d->out->drawn.trials = TDM_NEW_ARRAY(d->mem, struct tdm_study_trial_of, trials + 1u);
    for (int way = 0; way < 2; way++)
        for (int aim = 0; aim < TDM_STUDY_AIMS; aim++)
            d->out->drawn.near[way][aim] = TDM_NEW_ARRAY(d->mem, uint32_t, d->study->arm_count + 1u);
}

static bool read_fitted(struct drawing *d) {
    const struct tdm_bio_model *model = d->study->model;
    const struct tdm_bio_run people = {d->crew->run->seed, CALIBRATION_PATIENTS, d->crew->run->set};
    struct tdm_bio_row_answer *answers = TDM_NEW_ARRAY(d->mem, struct tdm_bio_row_answer, model->row_count + 1u);
    return tdm_bio_rows(d->mem, model, &people, answers, &d->out->drawn.misfit_fitted) ||
           study_cannot_fill(d->study, d->problems);
}

bool study_draw_all(struct tdm_arena *mem, const struct tdm_study *study, struct study_crew *crew,
                    struct tdm_study_result *out, struct tdm_problems *problems) {
    const struct tdm_study_run *run = crew->run;
    struct drawing d = {.mem = mem, .study = study, .crew = crew, .out = out, .problems = problems};
    struct walk w = {0};
    walk(&w, study, run, out);
    d.figures = w.count;
    struct tdm_study_band **bands = TDM_NEW_ARRAY(mem, struct tdm_study_band *, w.count + 1u);
    w = (struct walk){.bands = bands};
    walk(&w, study, run, out);
    make_room(&d, run->draws);
    out->drawn.asked = run->draws;
    bool fine = read_fitted(&d);
    for (uint32_t draw = 1; draw <= run->draws && fine; draw++) {
        struct tdm_arena_mark mark = tdm_arena_mark(mem);
        fine = draw_one(&d, draw);
        tdm_arena_rewind(mem, mark);
    }
    if (fine) tell(&d, bands);
    return fine;
}
