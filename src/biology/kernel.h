/* kernel.h - a block of eight patients and the algebra of a moment, as vectors. Included by what steps them and what reads
 * them. */
#ifndef TDM_BIOLOGY_KERNEL_H
#define TDM_BIOLOGY_KERNEL_H

#include "biology/biology.h"
#include "biology/vector.h"

#define BIO_LANES 8
typedef double bio_eight[BIO_LANES];

struct bio_block {
    _Alignas(8 * BIO_LANES) bio_eight state[TDM_BIO_STATES];
    bio_eight strength_0, potency, drive, pain_gain, responsive, trainable, adherence, body;
    bio_eight flare, flare_next; /* at the week's two ends */
    bio_eight activity, strengthening, control, load, drug, supervision;
    bio_eight contact; /* weeks */
};

struct tdm_bio_patients {
    uint32_t count;
    struct bio_block *blocks;
};

/* Load before the muscles take their share of it: of the day's own life, and of exercise. */
struct bio_given {
    bio_vec activity, daily, exercise;
};

/* Of the patients from `lane` on; `activity` as it is asked of them. */
BIO_INLINE struct bio_given bio_given_of(const struct bio_block *b, uint32_t lane, bio_vec activity) {
    bio_vec adherence = bio_load(&b->adherence[lane]);
    bio_vec kept = 1.0 - (1.0 - activity) * adherence; /* who keeps no limits lives as usual */
    struct bio_given g;
    g.activity = BIO_SELECT(activity < 1.0, kept, activity);
    g.daily = g.activity * bio_load(&b->body[lane]);
    g.exercise = bio_load(&b->load[lane]) * adherence * bio_load(&b->supervision[lane]);
    return g;
}

/* More load for the tissue where muscles are weak and movement is compensated. */
BIO_INLINE bio_vec bio_sharing(const struct tdm_bio_parameters *p, bio_vec strength, bio_vec habit) {
    return 1.0 + p->k_w * bio_softplus(1.0 - strength, 0.05) + p->k_h * habit;
}

BIO_INLINE bio_vec bio_above(const struct tdm_bio_parameters *p, bio_vec load, bio_vec matrix) {
    return bio_softplus(load - (p->l_0 + p->l_1 * matrix), p->d_o);
}

/* Before relief, in points. */
BIO_INLINE bio_vec bio_pain(const struct tdm_bio_parameters *p, bio_vec gain, bio_vec inflammation, bio_vec daily_over,
                            bio_vec flare) {
    bio_vec drive = p->p_i * inflammation + p->p_l * daily_over + p->p_0;
    return bio_softplus(gain * drive + flare, 0.3);
}

/* The larger of pain and effusion, which do not add (Palmieri-Smith 2013), through a saturation. */
BIO_INLINE bio_vec bio_inhibition_aim(const struct tdm_bio_parameters *p, bio_vec pain, bio_vec inflammation) {
    bio_vec s = bio_smooth_max(pain * 0.1, inflammation);
    return p->a_mx * s / (s + p->s_50);
}

/* What one moment makes of a state. */
struct bio_moment {
    bio_vec strength, load, overload, pain;
};

BIO_INLINE struct bio_moment bio_moment_of(const struct tdm_bio_parameters *p, const struct bio_block *b, uint32_t lane,
                                           const struct bio_given *given, bio_vec flare) {
    struct bio_moment m;
    bio_vec matrix = bio_load(&b->state[TDM_BIO_MATRIX][lane]);
    m.strength =
        bio_load(&b->state[TDM_BIO_STRENGTH][lane]) * (1.0 - bio_load(&b->state[TDM_BIO_INHIBITION][lane]));
    bio_vec sharing = bio_sharing(p, m.strength, bio_load(&b->state[TDM_BIO_HABIT][lane]));
    m.load = (given->daily + given->exercise) * sharing;
    m.overload = bio_above(p, m.load, matrix);
    m.pain = bio_pain(p, bio_load(&b->pain_gain[lane]), bio_load(&b->state[TDM_BIO_INFLAMMATION][lane]),
                      bio_above(p, given->daily * sharing, matrix), flare);
    return m;
}

typedef void bio_begin_function(struct bio_block *blocks, uint32_t count, const struct tdm_bio_parameters *p);
typedef void bio_days_function(struct bio_block *blocks, uint32_t count, const struct tdm_bio_parameters *p,
                               const struct tdm_bio_span *span);
bio_begin_function bio_begin_sse2, bio_begin_avx2, bio_begin_avx512;
bio_days_function bio_days_sse2, bio_days_avx2, bio_days_avx512;

#endif
