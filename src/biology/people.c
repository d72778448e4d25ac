/* people.c - candidates and who gets in. */
#include "biology/people.h"

#include <math.h>

enum trait_draw {
    DRAW_GRADE,
    DRAW_AGE,
    DRAW_BMI,
    DRAW_MATRIX,
    DRAW_STRENGTH,
    DRAW_HABIT,
    DRAW_POTENCY,
    DRAW_DRIVE,
    DRAW_PAIN,
    DRAW_CONTEXT,
    DRAW_TRAINABLE,
    DRAW_ADHERENCE,
    DRAW_STYLE,
    DRAW_FUNCTION_STYLE
};

static double clip(double x, double least, double most) {
    return x < least ? least : x > most ? most : x;
}

/* Of mean 1 at the age of 60. */
static double around_one(double spread, double z, double per_year, double age) {
    return tdm_bio_exp(spread * z - spread * spread / 2.0 + per_year * (age - 60.0));
}

static void draw_traits(uint64_t seed, uint32_t candidate, const struct tdm_bio_spreads *s, struct tdm_bio_traits *t) {
#define Z(draw) tdm_bio_normal(seed, candidate, TDM_BIO_FOR_TRAITS, draw)
    double grade = tdm_bio_uniform(seed, candidate, TDM_BIO_FOR_TRAITS, DRAW_GRADE);
    t->grade = grade < s->share_2 ? 2 : grade < s->share_2 + s->share_3 ? 3 : 4;
    t->age = clip(s->age_mean + s->age_spread * Z(DRAW_AGE), s->age_least, s->age_most);
    t->bmi = clip(s->bmi_mean + s->bmi_spread * Z(DRAW_BMI), s->bmi_least, s->bmi_most);
    t->body = tdm_bio_exp(s->body_power * tdm_bio_log(t->bmi / s->bmi_mean));
    double matrix = t->grade == 2 ? s->matrix_2 : t->grade == 3 ? s->matrix_3 : s->matrix_4;
    t->matrix = clip(matrix + s->matrix_spread * Z(DRAW_MATRIX), 0.15, 0.9);
    t->strength =
        clip(s->strength_mean + s->strength_year * (t->age - 60.0) + s->strength_spread * Z(DRAW_STRENGTH), 0.5, 1.1);
    t->habit = clip(s->habit_mean + s->habit_spread * Z(DRAW_HABIT), 0.05, 0.95);
    t->potency = s->potency_scale * around_one(s->potency_spread, Z(DRAW_POTENCY), s->potency_year, t->age);
    t->drive = around_one(s->drive_spread, Z(DRAW_DRIVE), 0.0, t->age);
    t->pain_gain = around_one(s->pain_spread, Z(DRAW_PAIN), 0.0, t->age);
    t->responsive = around_one(s->context_spread, Z(DRAW_CONTEXT), 0.0, t->age);
    t->trainable = around_one(s->trainable_spread, Z(DRAW_TRAINABLE), s->trainable_year, t->age);
    t->adherence = 1.0 / (1.0 + tdm_bio_exp(-(s->adherence_logit + s->adherence_spread * Z(DRAW_ADHERENCE))));
    double style = Z(DRAW_STYLE);
    t->pain_offset = s->pain_style * style;
    t->function_offset = s->function_style + s->function_shared * style + s->function_own * Z(DRAW_FUNCTION_STYLE);
#undef Z
}

double tdm_bio_flare(uint64_t seed, uint32_t candidate, uint32_t week, double previous,
                     const struct tdm_bio_parameters *p) {
    double z = tdm_bio_normal(seed, candidate, TDM_BIO_FOR_FLARE, week);
    if (week == 0) return p->s_f * z;
    double kept = tdm_bio_exp(-1.0 / p->t_f);
    return kept * previous + p->s_f * sqrt(1.0 - kept * kept) * z;
}

enum { ASKED = 8 }; /* at once: as many as lie in a block */

/* `people` with the numbers of their candidates: drawn, and seen once. */
static void screen(const struct tdm_bio_run *run, struct tdm_bio_person *people, struct tdm_bio_patients *room,
                   const struct tdm_bio_parameters *p, const struct tdm_bio_spreads *s) {
    struct tdm_bio_traits traits[ASKED];
    struct tdm_bio_readout seen[ASKED];
    for (uint32_t i = 0; i < ASKED; i++) {
        draw_traits(run->seed, people[i].candidate, s, &people[i].traits);
        traits[i] = people[i].traits;
    }
    tdm_bio_begin(room, p, run->set, traits);
    for (uint32_t i = 0; i < ASKED; i++)
        tdm_bio_set_flare(room, i, tdm_bio_flare(run->seed, people[i].candidate, 0, 0.0, p), 0.0);
    tdm_bio_read(room, 0, ASKED, p, traits, seen);
    for (uint32_t i = 0; i < ASKED; i++) {
        people[i].screen_noise = tdm_bio_normal(run->seed, people[i].candidate, TDM_BIO_FOR_SCREEN, 0);
        people[i].screened_pain = seen[i].pain + s->noise_pain * people[i].screen_noise;
    }
}

static bool gets_in(const struct tdm_bio_entry *entry, const struct tdm_bio_person *person) {
    return (entry->grade == 0 || entry->grade == person->traits.grade) && person->screened_pain >= entry->pain_least &&
           person->screened_pain <= entry->pain_most;
}

bool tdm_bio_people(struct tdm_arena *mem, const struct tdm_bio_parameters *p, const struct tdm_bio_spreads *spreads,
                    const struct tdm_bio_entry *entry, const struct tdm_bio_run *run,
                    const struct tdm_bio_person **out) {
    struct tdm_bio_person *people = TDM_NEW_ARRAY(mem, struct tdm_bio_person, run->patients + 1u), asked[ASKED];
    struct tdm_bio_patients *room = tdm_bio_patients(mem, ASKED);
    uint32_t in = 0;
    for (uint64_t candidate = 0; in < run->patients; candidate++) {
        uint32_t at = candidate % ASKED;
        if (candidate > 1000 && candidate / 1000 > in) return false;
        for (uint32_t i = 0; i < ASKED && at == 0; i++) asked[i].candidate = (uint32_t)candidate + i;
        if (at == 0) screen(run, asked, room, p, spreads);
        if (gets_in(entry, &asked[at])) people[in++] = asked[at];
    }
    *out = people;
    return true;
}
