/* drawn.c - models with numbers drawn, one draw like the next whatever else is drawn: the counters are the draw and the
 * place of the number. */
#include "biology/drawn.h"
#include "biology/model_int.h"

#include <math.h>
#include <string.h>

/* Log-uniform between the ends of a range. */
static double in_range(const struct tdm_bio_number *n, uint64_t seed, uint32_t draw, uint32_t index) {
    double u = tdm_bio_uniform(seed, draw, TDM_BIO_FOR_PRIOR, 2 * index);
    return n->least * tdm_bio_exp(u * tdm_bio_log(n->most / n->least));
}

static double normal(uint64_t seed, uint32_t draw, uint32_t index) {
    return tdm_bio_normal(seed, draw, TDM_BIO_FOR_PRIOR, 2 * index);
}

static bool put(struct tdm_bio_model *out, uint32_t number, double value) {
    double least, most;
    bio_limits(number, &least, &most);
    *bio_place(out, number) = value;
    return value >= least && value <= most;
}

bool tdm_bio_draw(const struct tdm_bio_model *model, uint64_t seed, uint32_t draw, struct tdm_bio_model *out) {
    *out = *model;
    for (uint32_t i = 0; i < model->number_count; i++) {
        const struct tdm_bio_number *n = &model->numbers[i];
        double value;
        if (!n->has_range && !n->fitted) continue;
        value = n->has_range ? in_range(n, seed, draw, i) : n->median * tdm_bio_exp(n->spread * normal(seed, draw, i));
        if (!put(out, i, value)) return false;
    }
    return tdm_bio_steps(&out->parameters) > 0;
}

/* ---- what the data left */

/* root' x = b, from the last line up. */
static void solve_turned(const struct tdm_bio_left *left, const double *b, double *x) {
    for (uint32_t i = left->count; i > 0; i--) {
        double rest = b[i - 1];
        for (uint32_t k = i; k < left->count; k++) rest -= left->root[k][i - 1] * x[k];
        x[i - 1] = rest / left->root[i - 1][i - 1];
    }
}

/* The covariance is the inverse of root root': a column of the inverse of root' at a time, squares summed by line. */
void tdm_bio_left_spreads(const struct tdm_bio_left *left, double *out) {
    double one[TDM_BIO_FITTED_MOST], x[TDM_BIO_FITTED_MOST], squares[TDM_BIO_FITTED_MOST] = {0.0};
    for (uint32_t k = 0; k < left->count; k++) {
        memset(one, 0, sizeof one);
        one[k] = 1.0;
        solve_turned(left, one, x);
        for (uint32_t i = 0; i < left->count; i++) squares[i] += x[i] * x[i];
    }
    for (uint32_t i = 0; i < left->count; i++) out[i] = sqrt(squares[i]);
}

bool tdm_bio_draw_of(const struct tdm_bio_left *left, uint64_t seed, uint32_t draw, struct tdm_bio_model *out) {
    double chance[TDM_BIO_FITTED_MOST], moved[TDM_BIO_FITTED_MOST];
    for (uint32_t k = 0; k < left->count; k++) chance[k] = normal(seed, draw, left->numbers[k]);
    solve_turned(left, chance, moved);
    for (uint32_t k = 0; k < left->count; k++) {
        double value = *bio_place(out, left->numbers[k]) * tdm_bio_exp(left->middle[k] + moved[k]);
        if (!put(out, left->numbers[k], value)) return false;
    }
    return tdm_bio_steps(&out->parameters) > 0;
}

bool tdm_bio_draw_left(struct tdm_arena *mem, const struct tdm_bio_model *model, const struct tdm_bio_refit_run *run,
                       uint32_t draw, struct tdm_bio_model *out) {
    struct tdm_bio_left left;
    const uint64_t seed = run->people.seed;
    *out = *model;
    for (uint32_t i = 0; i < model->number_count; i++)
        if (model->numbers[i].has_range && !put(out, i, in_range(&model->numbers[i], seed, draw, i))) return false;
    if (!tdm_bio_left_of(mem, out, run, &left)) return false;
    for (uint32_t k = 0; k < left.count; k++) bio_move(out, left.numbers[k], left.middle[k]);
    return tdm_bio_left_of(mem, out, run, &left) && tdm_bio_draw_of(&left, seed, draw, out);
}
