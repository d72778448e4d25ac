/* claimed.h - what is said of combined care, held against draws of the model's priors: in what share of them each claim
 * holds, what is left of it when a term of the equations is switched off, and which claims the equations build in. A
 * file of the notation (data/lab/, docs/lab.md) names the claims, the programmes they speak of and the terms. Pure. */
#ifndef TDM_BIOLOGY_CLAIMED_H
#define TDM_BIOLOGY_CLAIMED_H

#include "base/parallel.h"
#include "biology/model.h"

enum tdm_bio_trait { TDM_BIO_BY_AGE, TDM_BIO_BY_ADHERENCE, TDM_BIO_BY_GRADE, TDM_BIO_BY_POTENCY, TDM_BIO_TRAITS };
extern const tdm_str tdm_bio_trait_words[TDM_BIO_TRAITS];

enum tdm_bio_part_kind {
    TDM_BIO_PART_ALONE,  /* a programme's mean reading */
    TDM_BIO_PART_LESS,   /* less another programme's, person by person */
    TDM_BIO_PART_SPREAD, /* the quarter of people who are highest in a trait, less the lowest quarter */
    TDM_BIO_PART_SHARE   /* percent of people who gain fewer than `points` of pain */
};
enum tdm_bio_bound { TDM_BIO_ABOVE, TDM_BIO_BELOW, TDM_BIO_AT_LEAST, TDM_BIO_AT_MOST };

struct tdm_bio_part { /* one figure, and where it has to lie */
    enum tdm_bio_part_kind kind;
    enum tdm_bio_measure measure;
    enum tdm_bio_reading reading;
    uint32_t programme, other, week;
    enum tdm_bio_trait trait;
    double points;
    enum tdm_bio_bound bound;
    double limit;
    tdm_str text; /* as written */
    struct tdm_place place;
};
struct tdm_bio_claim { /* holds when each of its parts does */
    tdm_str name, label;
    const struct tdm_bio_part *parts;
    uint32_t part_count;
    struct tdm_place place;
};
struct tdm_bio_off { uint32_t number; double value; }; /* of the model's numbers */
struct tdm_bio_term { /* part of the equations, or a difference between people, that can be switched off */
    tdm_str name, label;
    const struct tdm_bio_off *off;
    uint32_t off_count;
    struct tdm_place place;
};
struct tdm_bio_claims {
    tdm_str name, version, title;
    const struct tdm_bio_model *model; /* with the programmes of this file, and no rows */
    int cohort;
    uint32_t draws, patients;
    uint64_t seed;
    const struct tdm_bio_claim *claims;
    uint32_t claim_count;
    const struct tdm_bio_term *terms;
    uint32_t term_count;
    tdm_digest digest;
};

bool tdm_is_bio_claims(const struct tdm_tree *tree); /* by its first word */
tdm_str tdm_bio_claims_model_name(const struct tdm_tree *tree); /* empty when the head does not say one */
bool tdm_bio_claims_read(struct tdm_arena *mem, const struct tdm_tree *tree, const struct tdm_bio_model *model,
                         const struct tdm_bio_claims **out, struct tdm_problems *problems) TDM_CHECKED;

/* ---- what came out */

struct tdm_bio_figure { double value, error; }; /* standard error of the simulation */

/* ---- a share of draws, and how far it may be off (claimed_share.c)
 *
 * People are the same in every draw, so that a fluke of the cohort moves all draws at once, which no formula for
 * independent draws sees. So each draw is judged by halves of its people as well: 32 balanced halves (McCarthy 1969),
 * the rows of an orthogonal array of 31 columns; a candidate belongs to a pair of groups by number alone, so that a
 * half is of the same candidates in every draw. With k of n draws in which a claim holds, s = k/n, and s[r] the share
 * of draws in which it holds in half r,
 *
 *     error = sqrt(q (1 - q) / (n + 3) + sum over r of (s[r] - s)^2 / 32),    q = (k + 1) / (n + 2).
 *
 * The first term is of the draws (the variance that a uniform prior leaves: never none). The second is of the people: a
 * half less the whole moves as far as a cohort less all people, and a share that leans on the number of people differs
 * in a half. The least that the share may be, one-sided, at 95 %:
 *
 *     least = L(k, n) - 1.645 sqrt(sum over r of (s[r] - s)^2 / 32),    L: Clopper and Pearson's lower bound. */
enum { TDM_BIO_HALVES = 32, TDM_BIO_HALF_PAIRS = 31, TDM_BIO_HALF_GROUPS = 2 * TDM_BIO_HALF_PAIRS };
struct tdm_bio_counted { uint32_t held, halves[TDM_BIO_HALVES]; }; /* draws, whole and by each half of its people */
struct tdm_bio_share { double value, error, least; };              /* 0 to 1 */

uint32_t tdm_bio_half_group(uint32_t candidate);             /* below TDM_BIO_HALF_GROUPS */
bool tdm_bio_half_has(uint32_t half, uint32_t group);        /* one group of each pair is in a half */
double tdm_bio_share_least(uint32_t held, uint32_t draws);   /* Clopper and Pearson's lower bound, one-sided, at 95 % */
struct tdm_bio_share tdm_bio_share_of(const struct tdm_bio_counted *counted, uint32_t draws);

/* ---- the answers */

struct tdm_bio_part_answer {
    struct tdm_bio_figure own, sceptical; /* under the model's own values; with a product that has no effect */
    bool holds, near;                     /* under the model's own values; within two errors of its bound */
    double low, median, high;             /* over the draws: 5th percentile, middle, 95th */
    struct tdm_bio_share share, sceptical_share; /* of draws in which it holds */
};
enum tdm_bio_verdict {
    TDM_BIO_BUILT_IN,  /* holds under the model's own values, and the least share is above 99 of 100 draws */
    TDM_BIO_ALL_DRAWS, /* holds under its own values and in every draw; draws or people are too few to say more */
    TDM_BIO_OPEN,      /* holds under its own values, and not in every draw */
    TDM_BIO_NEAR,      /* open as well: a figure's own value is within two errors of its bound, and none fails clearly */
    TDM_BIO_FAILS      /* a figure's own value is outside of its bound, by two errors and more */
};
struct tdm_bio_claim_answer {
    const struct tdm_bio_part_answer *parts;
    enum tdm_bio_verdict verdict;
    bool holds, sceptical_holds; /* under the model's own values */
    struct tdm_bio_share share, sceptical_share;
    const struct tdm_bio_figure *left; /* per term: what is left, with it switched off, of the distance from its bound, of
                                          the part that loses most; 0 or less: it does not hold then; 1 (error 0) where
                                          it does not hold clearly with all terms */
};
struct tdm_bio_claims_run {
    struct tdm_bio_run people; /* of each draw */
    uint32_t own_patients;     /* under the model's own values, and with a term off */
    uint32_t draws;
    const struct tdm_parallel *parallel; /* or null */
};
struct tdm_bio_claims_result {
    const struct tdm_bio_claim_answer *answers;
    uint32_t drawn, refused; /* draws that were lived; those outside what the equations bear, or that fill no cohort */
};
#define TDM_BIO_BUILT_IN_FROM 0.99
#define TDM_BIO_STANDS_BELOW 0.5 /* of a claim's distance from its bounds: a term without which less is left carries it */
/* Less than half is left, clear of a half by two errors. */
static inline bool tdm_bio_stands_on(const struct tdm_bio_figure *left) {
    return left->value + 2.0 * left->error < TDM_BIO_STANDS_BELOW;
}
/* False when the cohort cannot be filled under the model's own values. */
bool tdm_bio_claims_hold(struct tdm_arena *mem, const struct tdm_bio_claims *claims,
                         const struct tdm_bio_claims_run *run, struct tdm_bio_claims_result *out) TDM_CHECKED;

#endif
