/* kernel.h - a block of eight patients and the equations, as vectors. Included by what steps them and what reads them. */
#ifndef TDM_BIOLOGY_KERNEL_H
#define TDM_BIOLOGY_KERNEL_H

#include "biology/biology.h"
#include "biology/vector.h"

struct bio_block {
    bio_vec state[TDM_BIO_STATES];
    bio_vec strength_0, potency, drive, pain_gain, responsive, trainable, adherence, body;
    bio_vec flare, flare_next; /* at the week's two ends */
    bio_vec activity, strengthening, control, load, drug, supervision;
    bio_vec contact; /* weeks */
};

struct tdm_bio_patients {
    uint32_t count;
    struct bio_block *blocks;
};

/* What one moment makes of a state: the algebra before the equations. */
struct bio_moment {
    bio_vec strength, activity, load, overload, pain;
};

BIO_INLINE bio_vec bio_kept_activity(const struct bio_block *b) {
    bio_vec kept = 1.0 - (1.0 - b->activity) * b->adherence; /* who keeps no limits lives as usual */
    return BIO_SELECT(b->activity < 1.0, kept, b->activity);
}

BIO_INLINE struct bio_moment bio_moment_of(const struct tdm_bio_parameters *p, const struct bio_block *b,
                                           const bio_vec *y, bio_vec flare) {
    struct bio_moment m;
    m.strength = y[TDM_BIO_STRENGTH] * (1.0 - y[TDM_BIO_INHIBITION]);
    m.activity = bio_kept_activity(b);
    bio_vec sharing = 1.0 + p->k_w * bio_softplus(1.0 - m.strength, 0.05) + p->k_h * y[TDM_BIO_HABIT];
    bio_vec daily = m.activity * b->body * sharing;
    m.load = (m.activity * b->body + b->load * b->adherence * b->supervision) * sharing;
    bio_vec capacity = p->l_0 + p->l_1 * y[TDM_BIO_MATRIX];
    bio_vec daily_over = bio_softplus(daily - capacity, p->d_o);
    m.overload = bio_softplus(m.load - capacity, p->d_o);
    bio_vec drive = p->p_i * y[TDM_BIO_INFLAMMATION] + p->p_l * daily_over + p->p_0;
    m.pain = bio_softplus(b->pain_gain * drive + flare, 0.3);
    return m;
}

/* The larger of pain and effusion, which do not add (Palmieri-Smith 2013), through a saturation. */
BIO_INLINE bio_vec bio_inhibition_aim(const struct tdm_bio_parameters *p, bio_vec pain, bio_vec inflammation) {
    bio_vec s = bio_smooth_max(pain / 10.0, inflammation);
    return p->a_mx * s / (s + p->s_50);
}

typedef void bio_day_function(struct bio_block *blocks, uint32_t count, const struct tdm_bio_parameters *p, uint32_t steps,
                              uint32_t day);
bio_day_function bio_day_sse2, bio_day_avx2, bio_day_avx512;

#endif
