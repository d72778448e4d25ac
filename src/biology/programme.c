/* programme.c - a cohort lived through a programme, from what is done on a day to what is done next. */
#include "biology/programme.h"

struct life {
    const struct tdm_bio_model *model;
    const struct tdm_bio_programme *programme;
    const struct tdm_bio_person *people;
    const struct tdm_bio_run *run;
    struct tdm_bio_patients *patients;
    struct tdm_bio_traits *traits;
    double *flare; /* of this week and the next, per patient */
};

static void begin(struct life *l) {
    const struct tdm_bio_parameters *p = &l->model->parameters;
    for (uint32_t i = 0; i < l->run->patients; i++) l->traits[i] = l->people[i].traits;
    tdm_bio_begin(l->patients, p, l->run->set, l->traits);
    for (uint32_t i = 0; i < l->run->patients; i++) {
        l->flare[2 * i + 1] = tdm_bio_flare(l->run->seed, l->people[i].candidate, 0, 0.0, p);
        if (l->programme->has_contact) tdm_bio_set_contact(l->patients, i, l->programme->contact_until);
    }
}

static void begin_week(struct life *l, uint32_t week) {
    for (uint32_t i = 0; i < l->run->patients; i++) {
        double *flare = &l->flare[2 * i];
        flare[0] = flare[1];
        flare[1] = tdm_bio_flare(l->run->seed, l->people[i].candidate, week + 1, flare[0], &l->model->parameters);
        tdm_bio_set_flare(l->patients, i, flare[0], flare[1]);
    }
}

static bool is_day(double weeks, uint32_t day) {
    double at = weeks * 7.0;
    return at >= (double)day - 0.5 && at < (double)day + 0.5;
}

static bool has_procedure_on(const struct tdm_bio_programme *programme, uint32_t day) {
    return programme->has_procedure && is_day(programme->procedure_at, day);
}

static bool begins_on(const struct tdm_bio_programme *programme, uint32_t day) {
    for (uint32_t f = 0; f < programme->phase_count; f++)
        if (is_day(programme->phases[f].from, day)) return true;
    return has_procedure_on(programme, day);
}

/* What a product of the greatest potency makes in its first week is too quick for a step of half of it. */
static bool is_fresh(const struct tdm_bio_model *model, const struct tdm_bio_programme *programme, uint32_t day) {
    for (uint32_t ago = 0; ago < 7 && ago <= day && model->spreads.potency_scale > 0.0; ago++)
        if (has_procedure_on(programme, day - ago)) return true;
    return false;
}

struct tdm_bio_span tdm_bio_programme_span(const struct tdm_bio_model *model, const struct tdm_bio_programme *programme,
                                           uint32_t steps, uint32_t day) {
    struct tdm_bio_span span = {day, 1, is_fresh(model, programme, day) ? 2 * steps : steps};
    while ((day + span.days) % 7 != 0 && !begins_on(programme, day + span.days)) span.days++;
    return span;
}

void tdm_bio_programme_day(struct tdm_bio_patients *patients, uint32_t count, const struct tdm_bio_parameters *p,
                           const struct tdm_bio_programme *programme, uint32_t day) {
    for (uint32_t f = 0; f < programme->phase_count; f++)
        for (uint32_t i = 0; i < count && is_day(programme->phases[f].from, day); i++)
            tdm_bio_set_inputs(patients, i, &programme->phases[f].inputs);
    for (uint32_t i = 0; i < count && has_procedure_on(programme, day); i++) tdm_bio_procedure(patients, i, p, 1.0);
}

void tdm_bio_live(struct tdm_arena *mem, const struct tdm_bio_model *model, const struct tdm_bio_programme *programme,
                  const struct tdm_bio_person *people, const struct tdm_bio_run *run, const uint32_t *weeks,
                  uint32_t week_count, struct tdm_bio_readout *out) {
    struct tdm_arena_mark mark = tdm_arena_mark(mem);
    struct life l = {model,
                     programme,
                     people,
                     run,
                     tdm_bio_patients(mem, run->patients),
                     TDM_NEW_ARRAY(mem, struct tdm_bio_traits, run->patients),
                     TDM_NEW_ARRAY(mem, double, 2 * (size_t)run->patients)};
    uint32_t steps = tdm_bio_steps(&model->parameters), read = 0;
    begin(&l);
    for (uint32_t week = 0; read < week_count; week++) {
        begin_week(&l, week);
        if (weeks[read] == week)
            tdm_bio_read(l.patients, 0, run->patients, &model->parameters, l.traits,
                         &out[(size_t)read++ * run->patients]);
        for (uint32_t day = 7 * week; day < 7 * week + 7 && read < week_count;) {
            struct tdm_bio_span span = tdm_bio_programme_span(model, programme, steps, day);
            tdm_bio_programme_day(l.patients, run->patients, &model->parameters, programme, day);
            tdm_bio_days(l.patients, &model->parameters, run->set, &span, 0, tdm_bio_blocks(l.patients));
            day += span.days;
        }
    }
    tdm_arena_rewind(mem, mark);
}
