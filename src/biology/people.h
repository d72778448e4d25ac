/* people.h - who takes part: candidates drawn by counting, and those of them whose observed pain lets them in, which is what
 * makes regression to the mean appear. Pure. */
#ifndef TDM_BIOLOGY_PEOPLE_H
#define TDM_BIOLOGY_PEOPLE_H

#include "biology/biology.h"

/* How people differ, and how measuring does: words of the notation as for the parameters. */
/* clang-format off */
#define TDM_BIO_SPREADS(X)                                                                                             \
    X(age_mean, "age-mean", "years", 0, 120) X(age_spread, "age-spread", "years", 0, 50)                               \
    X(age_least, "age-least", "years", 0, 120) X(age_most, "age-most", "years", 0, 120)                                \
    X(bmi_mean, "bmi-mean", "kg/m2", 10, 80) X(bmi_spread, "bmi-spread", "kg/m2", 0, 20)                               \
    X(bmi_least, "bmi-least", "kg/m2", 10, 80) X(bmi_most, "bmi-most", "kg/m2", 10, 80)                                \
    X(body_power, "body-load-power", "power", 0, 1)                                                                    \
    X(share_2, "grade-2-share", "share", 0, 1) X(share_3, "grade-3-share", "share", 0, 1)                              \
    X(matrix_2, "grade-2-matrix", "matrix", 0, 1) X(matrix_3, "grade-3-matrix", "matrix", 0, 1)                        \
    X(matrix_4, "grade-4-matrix", "matrix", 0, 1) X(matrix_spread, "matrix-spread", "matrix", 0, 1)                    \
    X(strength_mean, "strength-mean", "strength", 0, 2) X(strength_year, "strength-per-year", "strength", -1, 1)       \
    X(strength_spread, "strength-spread", "strength", 0, 1)                                                            \
    X(habit_mean, "habit-mean", "habit", 0, 1) X(habit_spread, "habit-spread", "habit", 0, 1)                          \
    X(potency_spread, "potency-spread", "log", 0, 3) X(potency_year, "potency-per-year", "log", -1, 1)                 \
    X(potency_scale, "potency-scale", "share", 0, 10)                                                                  \
    X(drive_spread, "drive-spread", "log", 0, 3) X(pain_spread, "pain-gain-spread", "log", 0, 3)                       \
    X(context_spread, "context-spread", "log", 0, 3)                                                                   \
    X(trainable_spread, "trainable-spread", "log", 0, 3) X(trainable_year, "trainable-per-year", "log", -1, 1)         \
    X(adherence_logit, "adherence-logit", "logit", -10, 10) X(adherence_spread, "adherence-spread", "logit", 0, 10)    \
    X(pain_style, "pain-style-spread", "points", 0, 50) X(function_style, "function-style-mean", "points", -50, 50)    \
    X(function_shared, "function-style-shared", "points", 0, 50)                                                       \
    X(function_own, "function-style-spread", "points", 0, 50)                                                          \
    X(noise_pain, "noise-pain", "points", 0, 10) X(noise_koos, "noise-koos-pain", "points", 0, 50)                     \
    X(noise_function, "noise-function", "points", 0, 50) X(noise_strength, "noise-strength", "share", 0, 1)            \
    X(noise_structure, "noise-structure", "points", 0, 50)                                                             \
    X(shared_koos, "noise-shared-koos-pain", "share", 0, 1) X(shared_function, "noise-shared-function", "share", 0, 1) \
    X(dropout, "dropout", "per week", 0, 1) X(dropout_pain, "dropout-per-point", "log", 0, 2)                          \
    X(dropout_middle, "dropout-middle", "points", 0, 10)
/* clang-format on */

struct tdm_bio_spreads {
#define X(symbol, word, unit, least, most) double symbol;
    TDM_BIO_SPREADS(X)
#undef X
};

enum tdm_bio_purpose { TDM_BIO_FOR_TRAITS, TDM_BIO_FOR_FLARE, TDM_BIO_FOR_SCREEN, TDM_BIO_FOR_VISIT, TDM_BIO_FOR_DROPOUT,
                       TDM_BIO_FOR_TRIAL, TDM_BIO_FOR_PRIOR };

double tdm_bio_exp(double x);       /* as the equations have it; x within 690 of 0 */
double tdm_bio_log(double x);       /* x > 0, normal numbers */
double tdm_bio_normal_at(double u); /* inverse of the normal distribution function; 0 < u < 1 */
double tdm_bio_uniform(uint64_t seed, uint32_t patient, enum tdm_bio_purpose purpose, uint32_t index);
double tdm_bio_normal(uint64_t seed, uint32_t patient, enum tdm_bio_purpose purpose, uint32_t index);

struct tdm_bio_person {
    uint32_t candidate;   /* which draw: the same person under every arm */
    struct tdm_bio_traits traits;
    double screened_pain; /* as observed when asked in, with the noise of that day */
    double screen_noise;  /* in standard deviations: scores of the same day share part of it */
};
/* The natural flare of a candidate at the start of a week, in points: an Ornstein-Uhlenbeck path on whole weeks, exact;
 * `previous` is the week before (ignored for week 0). */
double tdm_bio_flare(uint64_t seed, uint32_t candidate, uint32_t week, double previous,
                     const struct tdm_bio_parameters *p);

struct tdm_bio_entry { /* whom a study lets in: observed pain, both ends inside */
    double pain_least, pain_most;
    uint32_t grade; /* Kellgren-Lawrence; 0: any */
};
struct tdm_bio_run {
    uint64_t seed;
    uint32_t patients;
    enum tdm_bio_set set; /* changes no byte */
};
/* The first `run->patients` candidates that get in. Refuses (false) when fewer than one in a thousand does. */
bool tdm_bio_people(struct tdm_arena *mem, const struct tdm_bio_parameters *p, const struct tdm_bio_spreads *spreads,
                    const struct tdm_bio_entry *entry, const struct tdm_bio_run *run,
                    const struct tdm_bio_person **out) TDM_CHECKED;

#endif
