/* load_basis.c - what a dose is compared with: the patient's own 1RM, best and body mass, each from its own measure and
 * no older than that measure states. What is missing or stale is told and never guessed (N8, M27). */
#include "engine/engine_load.h"

struct tdm_own own_measure(const struct moment *m, tdm_ref ref, tdm_date day) {
    struct tdm_own own = {.state = TDM_OWN_MISSING, .date = TDM_DATE_NONE, .entry = TDM_ENTRY_NONE};
    if (ref == TDM_REF_NONE) return own;
    const struct tdm_measure *measure = tdm_catalog_measure(m->catalog, ref);
    enum tdm_side side = measure->sided ? m->chart->chart->side : TDM_SIDE_NONE;
    for (uint32_t i = m->chart->reading_start[ref + 1]; i > m->chart->reading_start[ref]; i--) {
        const struct tdm_reading *reading = &m->chart->readings[i - 1];
        tdm_value value;
        uint32_t entry;
        if (reading->side != side || reading->date.day > day.day || reading->wrong_observer) continue;
        if (!tdm_reading_known(m->chart, reading, m->asof.known, &value, &entry) || value.kind != TDM_VALUE_NUMBER)
            continue;
        own.value = value.quantity;
        own.date = reading->date;
        own.entry = entry;
        break;
    }
    if (tdm_date_is_none(own.date)) return own;
    own.age_days = day.day - own.date.day;
    if (measure->has_fresh) own.most_days = day.day - tdm_date_subtract_span(day, measure->fresh).day;
    own.state = measure->has_fresh && own.age_days > own.most_days ? TDM_OWN_STALE : TDM_OWN_KNOWN;
    return own;
}

void own_measures_on(const struct moment *m, const struct tdm_exercise *exercise, tdm_date day,
                     struct own_measures *out) {
    *out = (struct own_measures){{.entry = TDM_ENTRY_NONE}, {.entry = TDM_ENTRY_NONE}, {.entry = TDM_ENTRY_NONE}};
    if (tdm_exercise_asks(exercise, TDM_BASIS_ONE_RM)) out->one_rm = own_measure(m, exercise->one_rm, day);
    if (tdm_exercise_asks(exercise, TDM_BASIS_BEST)) out->best = own_measure(m, exercise->best, day);
    if (!tdm_exercise_asks(exercise, TDM_BASIS_BODY_MASS)) return;
    out->body_mass = own_measure(m, tdm_catalog_find(m->catalog, TDM_KIND_MEASURE, TDM_STR("body-mass")), day);
}

static const tdm_quantity *known(const struct tdm_own *own) {
    return own->state == TDM_OWN_KNOWN ? &own->value : NULL;
}

struct tdm_load load_with(const struct tdm_exercise *exercise, const struct tdm_dose_value *values,
                          const struct own_measures *own) {
    struct tdm_basis_values basis = {known(&own->one_rm), known(&own->body_mass), known(&own->best)};
    return tdm_exercise_load_of(exercise, values, &basis);
}

/* By what was measured by the day of the dose. */
struct tdm_load dose_load(const struct moment *m, const struct tdm_dose *dose) {
    const struct tdm_exercise *exercise = tdm_catalog_exercise(m->catalog, dose->exercise);
    struct own_measures own;
    own_measures_on(m, exercise, dose->date, &own);
    return load_with(exercise, dose->values, &own);
}
