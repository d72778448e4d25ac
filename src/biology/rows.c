/* rows.c - published rows beside the model: each row's reading of a cohort under its programmes, and how far it is off.
 */
#include "biology/model_int.h"
#include "biology/programme.h"

#include <math.h>
#include <string.h>

/* One cohort under one programme, at every week that a row of them asks for; lived once. */
struct lived {
    bool done;
    uint32_t weeks[64], week_count;
    struct tdm_bio_readout *readouts;
};

struct holding {
    struct tdm_arena *mem;
    const struct tdm_bio_model *model;
    const struct tdm_bio_run *run;
    const struct tdm_bio_person **people; /* per cohort */
    struct lived *lived;                  /* per cohort and programme */
};

static struct lived *lived_of(const struct holding *h, int cohort, uint32_t programme) {
    return &h->lived[(uint32_t)cohort * h->model->programme_count + programme];
}

static void want(struct lived *l, uint32_t week) {
    uint32_t at = 0;
    while (at < l->week_count && l->weeks[at] < week) at++;
    if (at < l->week_count && l->weeks[at] == week) return;
    TDM_ASSERT(l->week_count < TDM_COUNT(l->weeks));
    memmove(l->weeks + at + 1, l->weeks + at, (l->week_count - at) * sizeof *l->weeks);
    l->weeks[at] = week;
    l->week_count++;
}

static void read_arm(const struct holding *h, const struct tdm_bio_row *row, int cohort, uint32_t programme,
                     struct bio_ratio *out) {
    const struct lived *l = lived_of(h, cohort, programme);
    uint32_t n = h->run->patients, at = 0;
    while (l->weeks[at] != row->week) at++;
    for (uint32_t i = 0; i < n; i++) {
        double value = bio_value_of(&l->readouts[(size_t)at * n + i], row->measure);
        double base = bio_observed(&h->model->spreads, &h->people[cohort][i], &l->readouts[i], row->measure);
        out->above[i] = row->reading == TDM_BIO_LEVEL ? value : value - base;
        out->below[i] = 1.0;
        if (row->reading == TDM_BIO_PERCENT) out->below[i] = base / 100.0;
        if (row->reading == TDM_BIO_LIMITATION) out->below[i] = (base - 100.0) / 100.0;
    }
}

/* Mean over mean, and its standard error by the first-order rule. */
double bio_ratio(const struct bio_ratio *r, uint32_t n, double *error) {
    double above = 0.0, below = 0.0, square = 0.0;
    for (uint32_t i = 0; i < n; i++) {
        above += r->above[i];
        below += r->below[i];
    }
    double quotient = above / below;
    for (uint32_t i = 0; i < n; i++) {
        double off = r->above[i] - quotient * r->below[i];
        square += off * off;
    }
    *error = sqrt(square) / (below < 0.0 ? -below : below);
    return quotient;
}

static void answer(const struct holding *h, const struct tdm_bio_row *row, struct tdm_bio_row_answer *out) {
    struct tdm_arena_mark mark = tdm_arena_mark(h->mem);
    uint32_t n = h->run->patients;
    int cohort = tdm_bio_cohort_find(h->model, row->people);
    struct bio_ratio one = {TDM_NEW_ARRAY(h->mem, double, n), TDM_NEW_ARRAY(h->mem, double, n)};
    read_arm(h, row, cohort, row->programme, &one);
    if (row->against != TDM_BIO_ALONE) {
        struct bio_ratio other = {TDM_NEW_ARRAY(h->mem, double, n), TDM_NEW_ARRAY(h->mem, double, n)};
        read_arm(h, row, cohort, row->other, &other);
        for (uint32_t i = 0; i < n; i++) {
            if (row->against == TDM_BIO_LESS)
                one.above[i] -= other.above[i];
            else
                one.below[i] = other.above[i] / 100.0;
        }
    }
    out->model = bio_ratio(&one, n, &out->error);
    out->z = (out->model - row->target) / sqrt(row->error * row->error + row->between * row->between);
    tdm_arena_rewind(h->mem, mark);
}

static bool live_all(struct holding *h) {
    const struct tdm_bio_model *model = h->model;
    for (uint32_t i = 0; i < model->row_count; i++) {
        const struct tdm_bio_row *row = &model->rows[i];
        int cohort = tdm_bio_cohort_find(model, row->people);
        want(lived_of(h, cohort, row->programme), 0);
        want(lived_of(h, cohort, row->programme), row->week);
        if (row->against == TDM_BIO_ALONE) continue;
        want(lived_of(h, cohort, row->other), 0);
        want(lived_of(h, cohort, row->other), row->week);
    }
    for (uint32_t c = 0; c < model->cohort_count; c++) {
        if (!tdm_bio_people(h->mem, &model->parameters, &model->spreads, &model->cohorts[c].entry, h->run,
                            &h->people[c]))
            return false;
        for (uint32_t p = 0; p < model->programme_count; p++) {
            struct lived *l = lived_of(h, (int)c, p);
            if (l->week_count == 0) continue;
            l->readouts = TDM_NEW_ARRAY(h->mem, struct tdm_bio_readout, (size_t)l->week_count * h->run->patients);
            tdm_bio_live(h->mem, model, &model->programmes[p], h->people[c], h->run, l->weeks, l->week_count,
                         l->readouts);
        }
    }
    return true;
}

bool tdm_bio_rows(struct tdm_arena *mem, const struct tdm_bio_model *model, const struct tdm_bio_run *run,
                  struct tdm_bio_row_answer *answers, double *rms) {
    struct holding h = {.mem = mem, .model = model, .run = run};
    h.people = TDM_NEW_ARRAY(mem, const struct tdm_bio_person *, model->cohort_count + 1u);
    h.lived = TDM_NEW_ARRAY(mem, struct lived, (size_t)model->cohort_count * model->programme_count + 1u);
    if (!live_all(&h)) return false;
    double square = 0.0;
    uint32_t fitted = 0;
    for (uint32_t i = 0; i < model->row_count; i++) {
        answer(&h, &model->rows[i], &answers[i]);
        if (!model->rows[i].fitted) continue;
        square += answers[i].z * answers[i].z;
        fitted++;
    }
    *rms = fitted == 0 ? 0.0 : sqrt(square / (double)fitted);
    return true;
}
