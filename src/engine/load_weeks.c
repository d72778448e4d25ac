/* load_weeks.c - week by week since the episode began: the ceiling, the heaviest class prescribed and the heaviest
 * done, for drawing one above the other (S47, S85). Asked for by the timeline alone; a standing does not pay for it. */
#include "engine/engine_load.h"

enum { WEEK = 7, NOT_SAID = -1 };

static bool at_site(const struct moment *m, tdm_ref exercise) {
    return (tdm_catalog_exercise(m->catalog, exercise)->regions & TDM_BIT(m->chart->region)) != 0;
}

static void raise_to(int16_t *highest, const struct moment *m, const struct tdm_dose *dose) {
    if (!at_site(m, dose->exercise)) return; /* M70 */
    struct tdm_load load = dose_load(m, dose);
    if (load.known && (int)load.load_class > *highest) *highest = (int16_t)load.load_class;
}

static void fill_week(const struct moment *m, struct tdm_load_week *week) {
    tdm_mask barred;
    uint16_t load_class;
    bool has_class;
    ceiling_limit(m, week->until, &has_class, &load_class, &barred);
    week->allowed = has_class ? (int16_t)load_class : NOT_SAID;
    week->prescribed = week->done = NOT_SAID;
    uint32_t prescription = current_prescription(m, week->until);
    for (uint32_t i = 0; i < m->chart->dose_count; i++) {
        const struct tdm_dose *dose = &m->chart->doses[i];
        if (!holds_now(m, fact_of(m, dose->entry))) continue;
        bool inside = dose->date.day >= week->from.day && dose->date.day <= week->until.day;
        bool done = dose->done == TDM_DONE || dose->done == TDM_PARTIAL;
        if (dose->prescribed && prescribed_by(m, dose->entry, prescription)) raise_to(&week->prescribed, m, dose);
        if (!dose->prescribed && inside && done) raise_to(&week->done, m, dose);
    }
}

const struct tdm_load_week *tdm_load_weeks(struct tdm_arena *mem, const struct tdm_standing *s, uint32_t *count) {
    struct moment m;
    *count = 0;
    if (!s->enrolled) return NULL;
    tdm_date end = s->ended ? tdm_date_earlier(s->asof.on, s->ended_on) : s->asof.on;
    moment_make(&m, mem, s->episode, s->asof);
    uint32_t weeks = (uint32_t)(end.day - s->enrolled_on.day) / WEEK + 1;
    struct tdm_load_week *items = TDM_NEW_ARRAY(mem, struct tdm_load_week, weeks);
    for (uint32_t w = 0; w < weeks; w++) {
        items[w].from = tdm_date_add_days(s->enrolled_on, (int32_t)(w * WEEK));
        items[w].until = tdm_date_earlier(tdm_date_add_days(items[w].from, WEEK - 1), end);
        fill_week(&m, &items[w]);
    }
    *count = weeks;
    return items;
}
