/* programme.c - a cohort lived through a programme, day by day. */
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
    tdm_bio_begin_all(l->patients, p, l->traits);
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

static void begin_day(struct life *l, uint32_t day) {
    const struct tdm_bio_programme *programme = l->programme;
    for (uint32_t f = 0; f < programme->phase_count; f++)
        for (uint32_t i = 0; i < l->run->patients && is_day(programme->phases[f].from, day); i++)
            tdm_bio_set_inputs(l->patients, i, &programme->phases[f].inputs);
    if (!programme->has_procedure || !is_day(programme->procedure_at, day)) return;
    for (uint32_t i = 0; i < l->run->patients; i++) tdm_bio_procedure(l->patients, i, &l->model->parameters, 1.0);
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
        for (uint32_t day = 7 * week; day < 7 * week + 7 && read < week_count; day++) {
            begin_day(&l, day);
            tdm_bio_day(l.patients, &model->parameters, run->set, steps, day, 0, tdm_bio_blocks(l.patients));
        }
    }
    tdm_arena_rewind(mem, mark);
}
