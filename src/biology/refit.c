/* refit.c - how far off the model is on a trial that it was not fitted to: the fitted numbers are moved anew without
 * the rows of each trial, and those rows are then read. One step of Gauss and Newton from the file's values, on their
 * logarithms, the prior of each number counted as a row of its own; the derivatives are differences, on the same people
 * under the same chance. The figures are read from the equations themselves, not from that step. */
#include "biology/drawn.h"
#include "biology/model_int.h"

#include <math.h>
#include <string.h>

enum { NUMBERS_MOST = TDM_BIO_FITTED_MOST, TRIALS_MOST = 128 };
#define SCRATCH_BYTES ((size_t)1 << 30)
static const double apart = 0.05;    /* of a logarithm: what a derivative is taken over */
static const double step_most = 1.0; /* of a logarithm, in one step: beyond, a straight line says nothing */

struct fit {
    const struct tdm_bio_model *model;
    const struct tdm_bio_refit_run *run;
    struct tdm_arena **scratch; /* per worker */
    uint32_t numbers[NUMBERS_MOST], number_count;
    tdm_str trials[TRIALS_MOST];
    uint32_t trial_count;
    double *z;                     /* [job][row]: as it is, then each number moved; later: without each trial */
    bool *read;                    /* per job */
    double (*moved)[NUMBERS_MOST]; /* per trial: by how much the logarithms move */
};

static tdm_str trial_of(const struct tdm_bio_row *row) {
    return row->cite_count > 0 ? row->cites[0].name : row->name;
}

static void look(struct fit *f) {
    for (uint32_t i = 0; i < f->model->number_count; i++) {
        if (!f->model->numbers[i].fitted) continue;
        TDM_ASSERT(f->number_count < NUMBERS_MOST);
        f->numbers[f->number_count++] = i;
    }
    for (uint32_t i = 0; i < f->model->row_count; i++) {
        uint32_t at = 0;
        if (!f->model->rows[i].fitted) continue;
        while (at < f->trial_count && !tdm_str_equal(f->trials[at], trial_of(&f->model->rows[i]))) at++;
        if (at < f->trial_count) continue;
        TDM_ASSERT(f->trial_count < TRIALS_MOST);
        f->trials[f->trial_count++] = trial_of(&f->model->rows[i]);
    }
}

/* ---- jobs: rows of a model whose fitted numbers stand elsewhere */

static void read_rows(struct fit *f, const struct tdm_bio_model *model, uint32_t job, uint32_t worker) {
    double unused;
    tdm_arena_reset(f->scratch[worker]);
    struct tdm_bio_row_answer *answers =
        TDM_NEW_ARRAY(f->scratch[worker], struct tdm_bio_row_answer, model->row_count + 1u);
    f->read[job] = tdm_bio_steps(&model->parameters) > 0 &&
                   tdm_bio_rows(f->scratch[worker], model, &f->run->people, answers, &unused);
    for (uint32_t i = 0; i < model->row_count && f->read[job]; i++)
        f->z[(size_t)job * model->row_count + i] = answers[i].z;
}

void bio_move(struct tdm_bio_model *model, uint32_t number, double by) {
    double least, most, *at = bio_place(model, number), value = *at * tdm_bio_exp(by);
    bio_limits(number, &least, &most);
    *at = value < least ? least : value > most ? most : value;
}

static void differ(void *context, uint32_t job, uint32_t worker) {
    struct fit *f = context;
    struct tdm_bio_model model = *f->model;
    if (job > 0) bio_move(&model, f->numbers[job - 1], apart);
    read_rows(f, &model, job, worker);
}

static void leave_out(void *context, uint32_t job, uint32_t worker) {
    struct fit *f = context;
    struct tdm_bio_model model = *f->model;
    for (uint32_t k = 0; k < f->number_count; k++) bio_move(&model, f->numbers[k], f->moved[job][k]);
    read_rows(f, &model, job, worker);
}

/* ---- the step */

struct equations {
    double a[NUMBERS_MOST][NUMBERS_MOST], b[NUMBERS_MOST];
};

static double slope(const struct fit *f, uint32_t row, uint32_t k) {
    const double *z = f->z;
    uint32_t rows = f->model->row_count;
    return f->read[k + 1] ? (z[(size_t)(k + 1) * rows + row] - z[row]) / apart : 0.0;
}

static void add_row(const struct fit *f, uint32_t row, struct equations *e) {
    for (uint32_t i = 0; i < f->number_count; i++) {
        double of = slope(f, row, i);
        e->b[i] -= of * f->z[row];
        for (uint32_t k = 0; k < f->number_count; k++) e->a[i][k] += of * slope(f, row, k);
    }
}

/* Elimination; the matrix is a sum of squares with the priors on its diagonal, so that no pivot is near 0. */
static void solve(struct equations *e, uint32_t n, double *out) {
    for (uint32_t i = 0; i < n; i++)
        for (uint32_t row = i + 1; row < n; row++) {
            double times = e->a[row][i] / e->a[i][i];
            for (uint32_t k = i; k < n; k++) e->a[row][k] -= times * e->a[i][k];
            e->b[row] -= times * e->b[i];
        }
    for (uint32_t i = n; i > 0; i--) {
        double rest = e->b[i - 1];
        for (uint32_t k = i; k < n; k++) rest -= e->a[i - 1][k] * out[k];
        out[i - 1] = rest / e->a[i - 1][i - 1];
    }
}

/* The priors, and every fitted row that is not of the trial `without`. */
static void equations_of(const struct fit *f, tdm_str without, struct equations *e) {
    struct tdm_bio_model model = *f->model;
    memset(e, 0, sizeof *e);
    for (uint32_t k = 0; k < f->number_count; k++) {
        const struct tdm_bio_number *n = &f->model->numbers[f->numbers[k]];
        double weight = 1.0 / (n->spread * n->spread);
        e->a[k][k] = weight;
        e->b[k] = -weight * tdm_bio_log(*bio_place(&model, f->numbers[k]) / n->median);
    }
    for (uint32_t i = 0; i < f->model->row_count; i++)
        if (f->model->rows[i].fitted && !tdm_str_equal(trial_of(&f->model->rows[i]), without)) add_row(f, i, e);
}

static void step_without(const struct fit *f, uint32_t trial, double *out) {
    struct equations e;
    equations_of(f, f->trials[trial], &e);
    solve(&e, f->number_count, out);
}

/* ---- */

static bool tell(const struct fit *f, struct tdm_bio_refit *out) {
    double square = 0.0;
    uint32_t rows = f->model->row_count, count = 0;
    for (uint32_t i = 0; i < rows; i++) {
        uint32_t trial = 0;
        if (!f->model->rows[i].fitted) continue;
        while (!tdm_str_equal(f->trials[trial], trial_of(&f->model->rows[i]))) trial++;
        if (!f->read[trial]) return false;
        out->z[i] = f->z[(size_t)trial * rows + i];
        square += out->z[i] * out->z[i];
        count++;
    }
    out->trials = f->trial_count;
    out->rms = count == 0 ? 0.0 : sqrt(square / (double)count);
    return true;
}

/* Room for so many jobs, and the derivatives: false when a cohort cannot be filled. */
static bool begin(struct tdm_arena *mem, struct fit *f, bool leaving_out) {
    uint32_t workers = tdm_parallel_workers(f->run->parallel);
    look(f);
    uint32_t jobs = (leaving_out && f->trial_count > f->number_count ? f->trial_count : f->number_count) + 1u;
    f->z = TDM_NEW_ARRAY(mem, double, (size_t)jobs *(f->model->row_count + 1u));
    f->read = TDM_NEW_ARRAY(mem, bool, jobs);
    f->scratch = TDM_NEW_ARRAY(mem, struct tdm_arena *, workers);
    for (uint32_t i = 0; i < workers; i++) f->scratch[i] = tdm_arena_open(SCRATCH_BYTES);
    tdm_parallel_do(f->run->parallel, f->number_count + 1u, differ, f);
    return f->read[0];
}

static void end(struct fit *f) {
    for (uint32_t i = 0; i < tdm_parallel_workers(f->run->parallel); i++) tdm_arena_close(f->scratch[i]);
}

bool tdm_bio_refit_without(struct tdm_arena *mem, const struct tdm_bio_model *model,
                           const struct tdm_bio_refit_run *run, struct tdm_bio_refit *out) {
    struct fit f = {.model = model, .run = run};
    bool fine = begin(mem, &f, true);
    f.moved = tdm_arena_array(mem, f.trial_count + 1u, sizeof *f.moved);
    *out = (struct tdm_bio_refit){.z = TDM_NEW_ARRAY(mem, double, model->row_count + 1u)};
    for (uint32_t t = 0; t < f.trial_count && fine; t++) step_without(&f, t, f.moved[t]);
    if (fine) tdm_parallel_do(run->parallel, f.trial_count, leave_out, &f);
    end(&f);
    return fine && tell(&f, out);
}

/* ---- what is left of the fitted numbers: the step, and the root of the same sums of squares, no trial left out */

static void root_of(const struct equations *e, struct tdm_bio_left *out) {
    for (uint32_t i = 0; i < out->count; i++)
        for (uint32_t k = 0; k <= i; k++) {
            double rest = e->a[i][k];
            for (uint32_t at = 0; at < k; at++) rest -= out->root[i][at] * out->root[k][at];
            out->root[i][k] = i == k ? sqrt(rest) : rest / out->root[k][k];
        }
}

bool tdm_bio_left_of(struct tdm_arena *mem, const struct tdm_bio_model *model, const struct tdm_bio_refit_run *run,
                     struct tdm_bio_left *out) {
    struct fit f = {.model = model, .run = run};
    struct equations e;
    bool fine = begin(mem, &f, false);
    end(&f);
    memset(out, 0, sizeof *out);
    for (uint32_t k = 0; k < f.number_count; k++) {
        out->numbers[k] = f.numbers[k];
        fine = fine && f.read[k + 1];
    }
    if (!fine) return false;
    out->count = f.number_count;
    equations_of(&f, TDM_STR(""), &e);
    root_of(&e, out);
    solve(&e, out->count, out->middle);
    for (uint32_t k = 0; k < out->count; k++)
        out->middle[k] = out->middle[k] > step_most    ? step_most
                         : out->middle[k] < -step_most ? -step_most
                                                       : out->middle[k];
    return true;
}
