/* headroom.c - of each exercise what the ceiling allows, what was prescribed and what was done last (S47, F035), with
 * its target, its last weeks, and the sessions that went above the target without a rule (M80). */
#include "engine/engine_load.h"

const struct tdm_load_answer *load_answer_of(const struct tdm_standing *s, tdm_ref exercise) {
    for (uint32_t i = 0; i < s->loads.count; i++)
        if (s->loads.items[i].exercise == exercise) return &s->loads.items[i];
    return NULL;
}

/* ---- the word: the higher of what is prescribed and what was done last, against the ceiling */

static enum tdm_headroom headroom_of(const struct moment *m, const struct tdm_ceiling *ceiling,
                                     const struct tdm_load_answer *a) {
    const struct tdm_exercise *exercise = tdm_catalog_exercise(m->catalog, a->exercise);
    bool at_site = (exercise->regions & TDM_BIT(m->chart->region)) != 0;
    if (!ceiling->has_class || !at_site) return TDM_HEADROOM_NO_LIMIT;
    bool prescribed = a->prescribed != UINT32_MAX, done = a->done != UINT32_MAX;
    uint16_t highest = 0;
    if (prescribed && a->prescribed_load.known) highest = a->prescribed_load.load_class;
    if (done && a->done_load.known && a->done_load.load_class > highest) highest = a->done_load.load_class;
    if (highest > ceiling->load_class) return TDM_HEADROOM_ABOVE;
    bool untold = (prescribed && !a->prescribed_load.known) || (done && !a->done_load.known) || (!prescribed && !done);
    if (untold) return TDM_HEADROOM_CANNOT_TELL;
    return highest == ceiling->load_class ? TDM_HEADROOM_AT_CEILING : TDM_HEADROOM_FREE;
}

/* ---- which exercises, and one answer for each */

static bool recently_done(const struct moment *m, tdm_ref exercise) {
    enum { DAYS = 28 };
    struct range range = m->index->exercise[exercise];
    for (uint32_t i = range.until; i > range.from; i--) {
        const struct tdm_dose *dose = &m->chart->doses[m->index->exercise_doses[i - 1]];
        if (dose->date.day <= m->asof.on.day - DAYS) return false;
        if (!dose->prescribed && holds_now(m, fact_of(m, dose->entry))) return true;
    }
    return false;
}

static void answer(const struct tdm_standing *s, const struct course *c, const struct in_force *in_force,
                   struct tdm_load_answer *out) {
    const struct moment *m = c->m;
    struct own_measures own;
    *out = (struct tdm_load_answer){.exercise = c->exercise, .prescribed = UINT32_MAX, .done = UINT32_MAX};
    for (uint32_t i = 0; i < s->exercise_count; i++)
        if (s->exercises[i].exercise == c->exercise && s->exercises[i].prescribed) {
            out->prescribed = s->exercises[i].prescription;
            out->prescribed_load = s->exercises[i].prescribed_load;
        }
    if (c->last != NULL) {
        out->done = (uint32_t)(c->last - m->chart->doses);
        out->done_load = dose_load(m, c->last);
        out->whole = c->last_whole;
    }
    own_measures_on(m, c->item, m->asof.on, &own);
    out->one_rm = own.one_rm;
    out->body_mass = own.body_mass;
    out->best = own.best;
    out->target = c->target;
    exposure_of(c, in_force, 7, &out->week);
    exposure_of(c, in_force, EXPOSURE_DAYS, &out->month);
    out->headroom = headroom_of(m, &s->ceiling, out);
}

static bool prescribed_now(const struct tdm_standing *s, tdm_ref exercise) {
    for (uint32_t i = 0; i < s->exercise_count; i++)
        if (s->exercises[i].exercise == exercise) return s->exercises[i].prescribed;
    return false;
}

/* ---- M80 as deviations, in the order of their days */

static void join_deviations(const struct moment *m, struct tdm_standing *s) {
    if (s->loads.raised_count == 0) return;
    uint32_t count = s->deviation_count + s->loads.raised_count, at = 0;
    struct tdm_deviation *all = tdm_arena_alloc_raw(m->mem, count * sizeof *all);
    for (uint32_t i = 0; i < s->deviation_count; i++) all[at++] = s->deviations[i];
    for (uint32_t r = 0; r < s->loads.raised_count; r++) {
        const struct tdm_raised *raised = &s->loads.raised[r];
        struct tdm_deviation d = {.entry = raised->entry, .date = raised->date, .known_then = true, .known_now = true};
        d.reason = check_of(TDM_UNMET, TDM_REASON_DEVIATION_RAISED, TDM_CLAUSE_NONE).reason;
        d.reason.entry = raised->entry;
        d.reason.date = raised->date;
        d.reason.ref = raised->exercise;
        d.reason.value = (tdm_value){.kind = TDM_VALUE_NUMBER, .quantity = raised->done};
        d.reason.limit = (tdm_value){.kind = TDM_VALUE_NUMBER, .quantity = raised->target};
        uint32_t place = at++;
        for (; place > 0 && all[place - 1].date.day > d.date.day; place--) all[place] = all[place - 1];
        all[place] = d;
    }
    s->deviations = all;
    s->deviation_count = count;
}

static void gather_raised(const struct moment *m, struct tdm_standing *s, const struct course *courses,
                          uint32_t count) {
    uint32_t raised = 0, at = 0;
    for (uint32_t i = 0; i < count; i++) raised += (uint32_t)courses[i].raised_count;
    struct tdm_raised *all = tdm_arena_alloc_raw(m->mem, raised * sizeof *all);
    for (uint32_t i = 0; i < count; i++)
        for (size_t r = 0; r < courses[i].raised_count; r++) all[at++] = courses[i].raised[r];
    s->loads.raised = all;
    s->loads.raised_count = raised;
}

/* A weight was prescribed, or lifted: without one there is no target, and nothing above it. */
static bool ever_weighed(const struct moment *m, tdm_ref exercise) {
    struct range range = m->index->exercise[exercise];
    int weight = range.from == range.until ? -1 : tdm_exercise_weight(tdm_catalog_exercise(m->catalog, exercise));
    for (uint32_t i = range.from; i < range.until && weight >= 0; i++) {
        const struct tdm_dose *dose = &m->chart->doses[m->index->exercise_doses[i]];
        if (dose->values[weight].given || dose->set_count > 0) return true;
    }
    return false;
}

uint32_t loads_raised(const struct moment *m) {
    struct moment asked = *m;
    uint32_t count = 0;
    asked.told = sessions_told_of(m);
    for (tdm_ref e = 0; e < m->catalog->count[TDM_KIND_EXERCISE]; e++)
        if (ever_weighed(m, e)) count += course_raised(&asked, e);
    return count;
}

void loads_answer(const struct moment *m, struct tdm_standing *s) {
    uint32_t exercises = m->catalog->count[TDM_KIND_EXERCISE], count = 0;
    struct course *courses = tdm_arena_alloc_raw(m->mem, exercises * sizeof *courses);
    struct tdm_load_answer *items = tdm_arena_alloc_raw(m->mem, exercises * sizeof *items);
    struct in_force in_force;
    struct moment asked = *m;
    asked.told = sessions_told_of(m);
    exposure_days(m, &in_force);
    s->loads = (struct tdm_loads){.items = items};
    for (tdm_ref e = 0; e < exercises; e++) {
        if (m->index->exercise[e].from == m->index->exercise[e].until) continue; /* nothing is on record of it */
        course_make(&asked, e, &courses[count++]);
        const struct course *c = &courses[count - 1];
        if (!s->ended && (prescribed_now(s, e) || recently_done(m, e)))
            answer(s, c, &in_force, &items[s->loads.count++]);
    }
    gather_raised(m, s, courses, count);
    join_deviations(m, s);
    if (!s->ended) plans_answer(m, courses, count, s); /* after the end nothing is asked for any more (M98) */
}
