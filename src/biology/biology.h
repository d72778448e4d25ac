/* biology.h - a virtual patient at two levels, tissue and function, as a hypothesis: eight equations in weeks, one natural
 * flare, readouts to instruments. Pure: parameters come from a file (data/lab/), random numbers from counters. No term
 * knows which arm of a study a patient is in; what is done to a patient arrives as inputs alone.
 *
 * The model is a hypothesis fitted to group means of published trials, not validated on any person. */
#ifndef TDM_BIOLOGY_H
#define TDM_BIOLOGY_H

#include "base/base.h"
#include "biology/parameters.h"
#include "notation/notation.h"

struct tdm_bio_parameters {
#define X(symbol, word, unit, least, most) double symbol;
    TDM_BIO_PARAMETERS(X)
#undef X
};

/* ---- states (docs/lab.md has the equations) */

enum tdm_bio_state {
    TDM_BIO_MATRIX,       /* M: quality of cartilage or tendon, 0 to 1; 1 is young and healthy */
    TDM_BIO_REPAIR,       /* R: provisional repair, there but not load-tolerant; M + R <= 1 */
    TDM_BIO_CELLS,        /* C: introduced cells and their signal; 1 is one standard dose */
    TDM_BIO_INFLAMMATION, /* I: inflammation and effusion, from 0 */
    TDM_BIO_STRENGTH,     /* S: muscle capacity as a share of what age and sex expect */
    TDM_BIO_INHIBITION,   /* A: arthrogenic inhibition; activation is 1 - A */
    TDM_BIO_HABIT,        /* H: compensation habit, 0 to 1 */
    TDM_BIO_RELIEF,       /* X: relief by context and by exercising, in points of a 0-10 scale; not tissue */
    TDM_BIO_STATES
};

/* What is done to a patient on a day. Shares of 0 to 1 but for activity and load, which are in units of usual daily load. */
struct tdm_bio_inputs {
    double activity, strengthening, control, load, drug, supervision;
};

/* One patient's traits: what differs between people and does not change. */
struct tdm_bio_traits {
    double matrix, strength, habit;               /* at the start */
    double potency, drive, pain_gain, responsive; /* product, inflammation, pain, context: 1 is the middle */
    double trainable, adherence, body;            /* adherence 0 to 1; body: load per activity by weight */
    double pain_offset, function_offset;          /* reporting style, KOOS points */
    double age, bmi;
    uint32_t grade;                               /* Kellgren-Lawrence */
};

/* ---- patients in blocks: structure of arrays, eight a block */

/* The instruction sets that one program holds. Same bytes from each; the caller asks the machine (system). */
enum tdm_bio_set { TDM_BIO_SSE2, TDM_BIO_AVX2, TDM_BIO_AVX512 };

#define TDM_BIO_NO_CONTACT (-1e9) /* weeks: nobody has cared yet, so no context */

struct tdm_bio_patients;
/* What is kept of `count` patients between days. */
struct tdm_bio_patients *tdm_bio_patients(struct tdm_arena *mem, uint32_t count);
/* Everybody at the start: tissue and strength by `traits`, one each; inflammation and inhibition at rest under usual life. */
void tdm_bio_begin(struct tdm_bio_patients *patients, const struct tdm_bio_parameters *p, enum tdm_bio_set set,
                   const struct tdm_bio_traits *traits);
void tdm_bio_set_inputs(struct tdm_bio_patients *patients, uint32_t i, const struct tdm_bio_inputs *inputs);
/* The last day of care so far, in weeks since the start; later contact takes the place of earlier. */
void tdm_bio_set_contact(struct tdm_bio_patients *patients, uint32_t i, double week);
void tdm_bio_set_flare(struct tdm_bio_patients *patients, uint32_t i, double week_begins, double week_ends);
void tdm_bio_procedure(struct tdm_bio_patients *patients, uint32_t i, const struct tdm_bio_parameters *p, double dose);
double tdm_bio_state_of(const struct tdm_bio_patients *patients, uint32_t i, enum tdm_bio_state state);

/* ---- some days by Runge-Kutta of the sixth order */

/* Steps of half a week: 1, doubled until the fastest rate times the step is at most 1.2 (the method is stable to 2.85);
 * 0 when 16 would not do, and the parameters are refused. */
uint32_t tdm_bio_steps(const struct tdm_bio_parameters *p);
/* From the morning of day `day` (0 is the start) over `days`, 1 to 7, that end with its week at the latest: up to three
 * days in `steps` steps, more in twice as many. What is done to a patient on a day begins a span of its own. */
struct tdm_bio_span {
    uint32_t day, days, steps;
};
/* Everybody of blocks `from` to `until` - 1. A block is eight patients in their order, the last one filled with copies. */
void tdm_bio_days(struct tdm_bio_patients *patients, const struct tdm_bio_parameters *p, enum tdm_bio_set set,
                  const struct tdm_bio_span *span, uint32_t from, uint32_t until);
uint32_t tdm_bio_blocks(const struct tdm_bio_patients *patients);

/* ---- readouts: asked about usual life, without noise of measuring */

struct tdm_bio_readout {
    double pain;        /* numeric rating, 0 to 10 */
    double felt;        /* the same under the inputs of the day: what a diary says while the joint is spared */
    double koos_pain;   /* 0 to 100, higher is better */
    double function;    /* KOOS daily living, 0 to 100 */
    double strength;    /* effective, share of healthy: S (1 - A) */
    double structure;   /* 0 to 100: 100 (M + R / 2) */
    double compensation; /* H */
    double load;        /* tissue load under the inputs, usual life = about 1 */
    double overload;    /* of it above capacity */
    double effusion;    /* I */
    double activation;  /* voluntary, share of healthy: 1 - A */
};
/* Of patients `first` to `first + count` - 1, whose traits stand in `traits`, with the flare that begins their week. */
void tdm_bio_read(const struct tdm_bio_patients *patients, uint32_t first, uint32_t count,
                  const struct tdm_bio_parameters *p, const struct tdm_bio_traits *traits, struct tdm_bio_readout *out);

#endif
