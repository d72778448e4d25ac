/* drawn.h - a model whose numbers are drawn: from what was known before the data, or from what the data left. Pure. */
#ifndef TDM_BIOLOGY_DRAWN_H
#define TDM_BIOLOGY_DRAWN_H

#include "biology/model.h"

/* A model with every number that has a prior drawn from it, as it was before the data; the same draw whatever else is drawn.
 * False when the equations do not bear what was drawn. */
bool tdm_bio_draw(const struct tdm_bio_model *model, uint64_t seed, uint32_t draw, struct tdm_bio_model *out) TDM_CHECKED;

/* What the data left of the fitted numbers: normal in their logarithms, the precision the sum of what each fitted row says of
 * them (to the first order, see refit.c) and of their priors. */
#define TDM_BIO_FITTED_MOST 32
struct tdm_bio_left {
    uint32_t numbers[TDM_BIO_FITTED_MOST], count;          /* of the model */
    double middle[TDM_BIO_FITTED_MOST];                    /* how far from the model's own logarithms */
    double root[TDM_BIO_FITTED_MOST][TDM_BIO_FITTED_MOST]; /* lower; times itself turned over it is the precision */
};
/* Around the model's own values. False when a cohort of the rows cannot be filled under numbers that were moved. */
bool tdm_bio_left_of(struct tdm_arena *mem, const struct tdm_bio_model *model, const struct tdm_bio_refit_run *run,
                     struct tdm_bio_left *out) TDM_CHECKED;
/* The spread that is left of each, as the logarithm's standard deviation. */
void tdm_bio_left_spreads(const struct tdm_bio_left *left, double *out);
/* One of `out`'s fitted numbers and no others: false outside what the equations bear. */
bool tdm_bio_draw_of(const struct tdm_bio_left *left, uint64_t seed, uint32_t draw, struct tdm_bio_model *out) TDM_CHECKED;

/* A model that the published rows allow: what nothing was fitted to is drawn from its range; the fitted numbers are fitted anew
 * under it (two steps), and drawn from what the rows leave of them there. Seed, people and threads are the run's. False when
 * the equations do not bear it, or a cohort cannot be filled. */
bool tdm_bio_draw_left(struct tdm_arena *mem, const struct tdm_bio_model *model, const struct tdm_bio_refit_run *run,
                       uint32_t draw, struct tdm_bio_model *out) TDM_CHECKED;

#endif
