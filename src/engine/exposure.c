/* exposure.c - sets x repetitions x load of the last days, with bounds: what was not recorded is not zero (M121, M78).
 * The ratio of acute to chronic load is for display alone; no criterion can ask for it. */
#include "engine/engine_load.h"

/* Loads of one exercise stand in the unit of its field. */
static bool add(tdm_quantity *sum, tdm_quantity more) {
    return tdm_decimal_add(sum->number, more.number, &sum->number);
}

static const struct tdm_dose_value *value_of(const struct course *c, const struct tdm_dose *dose, const char *name) {
    for (uint32_t i = 0; i < c->item->field_count; i++)
        if (tdm_str_is(c->item->fields[i].name, name)) return dose->values[i].given ? &dose->values[i] : NULL;
    return NULL;
}

static bool times(tdm_quantity load, tdm_decimal count, tdm_quantity *out) {
    out->unit = load.unit;
    return tdm_decimal_multiply(load.number, count, &out->number);
}

enum counted { COUNTED, NOT_TOLD, TOO_LARGE };

/* Sets x repetitions x load as amounts; `load` may replace the one of the dose. */
static enum counted volume_of_amounts(const struct course *c, const struct tdm_dose *dose, const tdm_quantity *load,
                                      tdm_quantity *out) {
    const struct tdm_dose_value *sets = value_of(c, dose, "sets"), *reps = value_of(c, dose, "reps");
    if (reps == NULL) reps = value_of(c, dose, "rm"); /* 15RM is lifted fifteen times */
    if (load == NULL && dose->values[c->weight].given) load = &dose->values[c->weight].quantity;
    if (sets == NULL || reps == NULL || load == NULL) return NOT_TOLD;
    bool fits = times(*load, sets->quantity.number, out) && times(*out, reps->quantity.number, out);
    return fits ? COUNTED : TOO_LARGE;
}

/* What is known of a session's line; not told when a set does not say all of it. */
static enum counted volume_done(const struct course *c, const struct tdm_dose *dose, tdm_quantity *known) {
    enum counted counted = COUNTED;
    if (dose->set_count == 0) return volume_of_amounts(c, dose, NULL, known);
    for (uint32_t i = 0; i < dose->set_count; i++) {
        const struct tdm_set_done *set = &dose->sets[i];
        tdm_quantity one;
        if (!set->has_load)
            counted = NOT_TOLD;
        else if (!times(set->load, tdm_decimal_of_int(set->reps), &one) || !add(known, one))
            return TOO_LARGE;
    }
    return counted;
}

/* ---- what the prescriptions of those days plan */

struct planned {
    int64_t sevenths; /* sessions, in sevenths */
    bool silent;      /* a prescription that does not say how often */
    bool has_volume;  /* of the heaviest of them, at the prescribed load or the target */
    tdm_quantity volume;
};

static void plan_volume(const struct course *c, const struct tdm_dose *dose, struct planned *p) {
    tdm_quantity volume;
    const tdm_quantity *load = NULL;
    if (dose == c->prescription && c->target.known &&
        (!dose->values[c->weight].given || amount_order(c->target.load, dose->values[c->weight].quantity) > 0))
        load = &c->target.load;
    if (volume_of_amounts(c, dose, load, &volume) != COUNTED) return;
    if (!p->has_volume || amount_order(volume, p->volume) > 0) p->volume = volume;
    p->has_volume = true;
}

static const struct tdm_dose *line_of(const struct course *c, uint32_t entry) {
    struct range range = c->m->index->exercise[c->exercise];
    for (uint32_t i = range.from; entry != TDM_ENTRY_NONE && i < range.until; i++) {
        const struct tdm_dose *dose = &c->m->chart->doses[c->m->index->exercise_doses[i]];
        if (dose->prescribed && prescribed_by(c->m, dose->entry, entry)) return dose;
    }
    return NULL;
}

void exposure_days(const struct moment *m, struct in_force *out) {
    for (int32_t back = 0; back < EXPOSURE_DAYS; back++)
        out->entry[back] = current_prescription(m, tdm_date_add_days(m->asof.on, -back));
}

static struct planned planned_of(const struct course *c, const struct in_force *in_force, int32_t days) {
    struct planned p = {0};
    const struct tdm_dose *dose = NULL;
    for (int32_t back = 0; back < days; back++) {
        bool same = back > 0 && in_force->entry[back] == in_force->entry[back - 1];
        if (!same) dose = line_of(c, in_force->entry[back]);
        if (dose == NULL) continue;
        if (!same) plan_volume(c, dose, &p);
        if (!dose->has_times) p.silent = true;
        p.sevenths += times_a_week(dose);
    }
    return p;
}

/* ---- the days */

static void widen(struct tdm_exposure *out, const struct planned *p, int64_t sessions) {
    tdm_quantity more;
    if (sessions <= 0 || !out->has_high) return;
    out->has_high = p->has_volume && times(p->volume, tdm_decimal_of_int(sessions), &more) && add(&out->high, more);
}

static void add_sessions(const struct course *c, const struct planned *p, struct tdm_exposure *out, bool *weighed) {
    struct range range = c->m->index->exercise[c->exercise];
    uint32_t last = TDM_ENTRY_NONE;
    for (uint32_t i = range.from; i < range.until; i++) {
        const struct tdm_dose *dose = &c->m->chart->doses[c->m->index->exercise_doses[i]];
        if (dose->prescribed || dose->date.day < out->from.day || !holds_now(c->m, fact_of(c->m, dose->entry)))
            continue;
        out->recorded += dose->entry != last;
        last = dose->entry;
        if (dose->done != TDM_DONE && dose->done != TDM_PARTIAL) continue;
        tdm_quantity known = {tdm_decimal_of_int(0), out->low.unit};
        enum counted counted = volume_done(c, dose, &known);
        if (counted == TOO_LARGE || !add(&out->low, known) || !add(&out->high, known)) out->counts = false;
        *weighed = *weighed || known.number.coefficient > 0;
        if (counted == NOT_TOLD) widen(out, p, 1);
    }
}

void exposure_of(const struct course *c, const struct in_force *in_force, int32_t days, struct tdm_exposure *out) {
    tdm_unit unit = c->weight < 0 ? TDM_UNIT_NONE : c->item->fields[c->weight].unit;
    tdm_quantity none = {tdm_decimal_of_int(0), unit};
    bool reps = false;
    for (uint32_t i = 0; i < c->item->field_count; i++) reps = reps || tdm_str_is(c->item->fields[i].name, "reps");
    *out = (struct tdm_exposure){.counts = c->weight >= 0 && reps, .low = none, .high = none, .has_high = true};
    out->until = c->m->asof.on;
    out->from = tdm_date_add_days(out->until, 1 - days);
    if (!out->counts) return;
    struct planned p = planned_of(c, in_force, days);
    out->expected = (uint32_t)((p.sevenths + 6) / 7);
    if (p.silent) out->has_high = false;
    bool weighed = p.has_volume;
    add_sessions(c, &p, out, &weighed);
    out->counts = out->counts && weighed; /* nobody ever gave a weight: nothing is moved that could be counted */
    widen(out, &p, (int64_t)out->expected - out->recorded);
    out->low.number = tdm_decimal_trim(out->low.number);
    out->high.number = tdm_decimal_trim(out->high.number);
}

/* acute / (chronic / 4), from the bounds that make it least and greatest. */
bool tdm_exposure_ratio(const struct tdm_load_answer *answer, tdm_decimal *low, tdm_decimal *high) {
    tdm_decimal four = tdm_decimal_of_int(4), least, most;
    const struct tdm_exposure *week = &answer->week, *month = &answer->month;
    if (!week->counts || !month->counts || !week->has_high || !month->has_high || month->low.number.coefficient <= 0 ||
        !tdm_decimal_multiply(week->low.number, four, &least) || !tdm_decimal_multiply(week->high.number, four, &most))
        return false;
    *low = tdm_ratio_rounded(least, month->high.number, 2);
    *high = tdm_ratio_rounded(most, month->low.number, 2);
    return true;
}
