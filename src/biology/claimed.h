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
struct tdm_bio_part_answer {
    struct tdm_bio_figure own, sceptical; /* under the model's own values; with a product that has no effect */
    bool holds;                           /* under the model's own values */
    double low, median, high;             /* over the draws: 5th percentile, middle, 95th */
    double share, sceptical_share;        /* of draws in which it holds, 0 to 1 */
};
enum tdm_bio_verdict {
    TDM_BIO_BUILT_IN, /* holds under the model's own values and in more than 99 of 100 draws: the equations say so */
    TDM_BIO_OPEN,     /* holds under its own values, and not in so many draws */
    TDM_BIO_FAILS     /* does not hold under the model's own values */
};
struct tdm_bio_claim_answer {
    const struct tdm_bio_part_answer *parts;
    enum tdm_bio_verdict verdict;
    bool holds, sceptical_holds; /* under the model's own values */
    double share, sceptical_share;
    const double *left;          /* per term: what is left, with it switched off, of the part that loses most of its
                                    distance from the bound; 0 or less: it does not hold then; 1 where it never held */
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
/* False when the cohort cannot be filled under the model's own values. */
bool tdm_bio_claims_hold(struct tdm_arena *mem, const struct tdm_bio_claims *claims,
                         const struct tdm_bio_claims_run *run, struct tdm_bio_claims_result *out) TDM_CHECKED;

#endif
