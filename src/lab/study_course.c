/* study_course.c - a block of patients lived through an arm: visits decide on whole weeks, and the model is stepped
 * from one day on which something is done or told to the next. A patient's course depends on nobody else's, so the cut
 * into blocks changes no byte. */
#include "biology/programme.h"
#include "lab/study_int.h"

struct block {
    const struct study_course *c;
    uint32_t from, count;
    struct tdm_bio_patients *patients;
    struct tdm_bio_traits *traits;
    struct tdm_bio_readout *read;
    struct life *lives;
    double *flare; /* of this week and the next */
    uint32_t steps;
    struct tally *tally;
    struct tdm_problems *problems;
};

static const struct tdm_study_arm *arm_of(const struct block *b) {
    return &b->c->study->arms[b->c->arm];
}

static const struct tdm_bio_programme *programme_of(const struct block *b) {
    return arm_of(b)->programme < 0 ? NULL : &b->c->study->model->programmes[arm_of(b)->programme];
}

static void begin(struct block *b) {
    const struct tdm_bio_programme *programme = programme_of(b);
    for (uint32_t i = 0; i < b->count; i++) {
        b->traits[i] = b->c->people[b->from + i].traits;
        if (arm_of(b)->has_adherence) b->traits[i].adherence = arm_of(b)->adherence;
    }
    tdm_bio_begin(b->patients, b->c->parameters, b->c->run->set, b->traits);
    for (uint32_t i = 0; i < b->count; i++) {
        const struct tdm_bio_person *person = &b->c->people[b->from + i];
        b->flare[2 * i + 1] = tdm_bio_flare(b->c->run->seed, person->candidate, 0, 0.0, b->c->parameters);
        if (programme != NULL && programme->has_contact) tdm_bio_set_contact(b->patients, i, programme->contact_until);
        b->lives[i] = (struct life){.study = b->c->study,
                                    .arm = arm_of(b),
                                    .person = person,
                                    .mem = b->c->run->lives,
                                    .seed = b->c->run->seed,
                                    .inputs = b->c->study->usual};
        if (programme == NULL) study_begin(&b->lives[i]);
    }
}

static void begin_week(struct block *b, uint32_t week) {
    for (uint32_t i = 0; i < b->count; i++) {
        double *flare = &b->flare[2 * i];
        flare[0] = flare[1];
        flare[1] = tdm_bio_flare(b->c->run->seed, b->lives[i].person->candidate, week + 1, flare[0], b->c->parameters);
        tdm_bio_set_flare(b->patients, i, flare[0], flare[1]);
    }
}

static void read_all(struct block *b) {
    tdm_bio_read(b->patients, 0, b->count, b->c->parameters, b->traits, b->read);
    for (uint32_t i = 0; i < b->count; i++) b->lives[i].today = b->read[i];
}

static void keep(const struct block *b, uint32_t week, double *values) {
    const struct tdm_study *study = b->c->study;
    uint32_t n = b->c->run->patients, at = 0;
    while (at < study->read_count && study->read[at] != week) at++;
    if (at == study->read_count || values == NULL) return;
    for (uint32_t i = 0; i < b->count; i++) {
        double *of = &values[(size_t)at * TDM_STUDY_OUTCOMES * n + b->from + i];
        of[(size_t)TDM_STUDY_OF_PAIN * n] = b->read[i].pain;
        of[(size_t)TDM_STUDY_OF_FUNCTION * n] = b->read[i].function;
        of[(size_t)TDM_STUDY_OF_STRENGTH * n] = 100.0 * b->read[i].strength;
        of[(size_t)TDM_STUDY_OF_STRUCTURE * n] = b->read[i].structure;
    }
}

/* ---- a week of the closed loop */

static bool visit_all(struct block *b, uint32_t day) {
    for (uint32_t i = 0; i < b->count; i++) {
        struct life *life = &b->lives[i];
        struct visit v = {.life = life,
                          .run = b->c->run,
                          .scratch = b->c->run->scratch,
                          .problems = b->problems,
                          .tally = b->tally,
                          .number = b->from + i};
        life->day = (int32_t)day;
        if (!life->in_care) continue;
        if (!study_visit(&v)) return false;
        tdm_bio_set_inputs(b->patients, i, &life->inputs);
        tdm_bio_set_contact(b->patients, i, (double)day / 7.0 + (life->in_care ? 1.0 : 0.0));
        if (life->procedure_today) tdm_bio_procedure(b->patients, i, b->c->parameters, 1.0);
    }
    return true;
}

static void protocol_day(struct block *b, uint32_t day) {
    uint32_t of_week = day % WEEK;
    if (of_week == 0) return;
    read_all(b);
    for (uint32_t i = 0; i < b->count; i++) {
        struct life *life = &b->lives[i];
        life->day = (int32_t)day;
        if (!life->in_care) continue;
        study_morning(life);
        if (of_week % 2 == 1 && life->rx.len > 0 && !life->paused) { /* days 1, 3 and 5: three a week */
            study_session(life);
            b->tally->sessions++;
        }
    }
}

/* What is done on `day`; the span that follows it. */
static struct tdm_bio_span do_day(struct block *b, uint32_t day) {
    const struct tdm_bio_programme *programme = programme_of(b);
    if (programme == NULL) {
        protocol_day(b, day);
        return (struct tdm_bio_span){day, 1, b->steps}; /* diaries are written every day */
    }
    tdm_bio_programme_day(b->patients, b->count, b->c->parameters, programme, day);
    return tdm_bio_programme_span(b->c->study->model, programme, b->steps, day);
}

static bool live_week(struct block *b, uint32_t week, double *values) {
    begin_week(b, week);
    read_all(b);
    keep(b, week, values);
    if (programme_of(b) == NULL && !visit_all(b, week * WEEK)) return false;
    for (uint32_t day = week * WEEK; day < (week + 1) * WEEK && week < b->c->study->weeks;) {
        struct tdm_bio_span span = do_day(b, day);
        tdm_bio_days(b->patients, b->c->parameters, b->c->run->set, &span, 0, tdm_bio_blocks(b->patients));
        day += span.days;
    }
    return true;
}

bool study_live(const struct study_course *c, uint32_t from, uint32_t until, double *values, struct tally *tally,
                const struct tdm_chart **kept, struct tdm_problems *problems) {
    struct tdm_arena *mem = c->run->lives;
    uint32_t count = until - from;
    struct block b = {.c = c,
                      .from = from,
                      .count = count,
                      .patients = tdm_bio_patients(mem, count),
                      .traits = TDM_NEW_ARRAY(mem, struct tdm_bio_traits, count),
                      .read = TDM_NEW_ARRAY(mem, struct tdm_bio_readout, count),
                      .lives = TDM_NEW_ARRAY(mem, struct life, count),
                      .flare = TDM_NEW_ARRAY(mem, double, 2 * (size_t)count),
                      .steps = tdm_bio_steps(c->parameters),
                      .tally = tally,
                      .problems = problems};
    begin(&b);
    for (uint32_t week = 0; week <= c->study->weeks; week++)
        if (!live_week(&b, week, values)) return false;
    for (uint32_t i = 0; i < count && b.lives[i].chart != NULL; i++) tally->entries += b.lives[i].chart->entry_count;
    if (kept != NULL) *kept = b.lives[0].chart;
    return true;
}
