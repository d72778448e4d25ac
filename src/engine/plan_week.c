/* plan_week.c - where a programme by weeks stands (N11): weeks count from the entry of its phase; a week that was held,
 * that a rule held, or in which nothing was recorded is done again; what is left of this week and when it still fits
 * (F040). */
#include "engine/engine_load.h"

enum { WEEK = 7 };

struct weeks {
    const struct moment *m;
    const struct tdm_plan *plan;
    const struct course *courses;
    uint32_t course_count;
    const struct phase_state *phase;
    tdm_ref index;
    bool by_rule; /* a rule says when the next week begins */
};

static bool of_plan(const struct tdm_plan *plan, tdm_ref exercise) {
    for (uint32_t i = 0; i < plan->exercise_count; i++)
        if (plan->exercises[i] == exercise) return true;
    return false;
}

/* Sessions with an exercise of the plan, whole or in part, from a day to a day; each entry once. */
static uint32_t sessions_between(const struct weeks *w, tdm_date from, tdm_date until, tdm_date *last) {
    uint32_t count = 0, entry = TDM_ENTRY_NONE;
    for (uint32_t d = 0; d < w->m->chart->dose_count; d++) {
        const struct tdm_dose *dose = &w->m->chart->doses[d];
        if (dose->prescribed || dose->date.day < from.day || dose->date.day > until.day || dose->entry == entry)
            continue;
        bool done = dose->done == TDM_DONE || dose->done == TDM_PARTIAL;
        if (!done || !of_plan(w->plan, dose->exercise) || !holds_now(w->m, fact_of(w->m, dose->entry))) continue;
        entry = dose->entry;
        *last = dose->date;
        count++;
    }
    return count;
}

static bool held_between(const struct weeks *w, tdm_date from, tdm_date until) {
    for (int32_t day = from.day; day <= until.day; day++)
        if (hold_on(w->phase, (tdm_date){day}) != NULL) return true;
    return false;
}

/* ---- what rules say of weeks */

static const struct tdm_step *step_of(const struct weeks *w, const struct course_event *event) {
    if (w->m->protocol->progressions[event->progress].plan != w->index || event->step_index == UINT32_MAX) return NULL;
    return &w->m->protocol->progressions[event->progress].steps[event->step_index];
}

static int32_t weeks_of(tdm_span span) {
    int32_t least, most;
    tdm_span_day_range(span, &least, &most);
    return (most + WEEK - 1) / WEEK;
}

struct week_said {
    int32_t back, on;
    bool stay;
};

/* The rules of the plan's sessions in those days; of one session the most careful word counts. */
static struct week_said said_between(const struct weeks *w, tdm_date from, tdm_date until) {
    struct week_said said = {0, 0, false};
    for (uint32_t i = 0; i < w->course_count; i++)
        for (size_t e = 0; of_plan(w->plan, w->courses[i].exercise) && e < w->courses[i].event_count; e++) {
            const struct course_event *event = &w->courses[i].events[e];
            const struct tdm_step *step = step_of(w, event);
            if (step == NULL || event->date.day < from.day || event->date.day > until.day) continue;
            int32_t weeks = step->has_plan_weeks ? weeks_of(step->plan_weeks) : 0;
            if (step->kind == TDM_STEP_REGRESS && weeks > said.back) said.back = weeks;
            if (step->kind == TDM_STEP_ADVANCE && weeks > said.on) said.on = weeks;
            said.stay = said.stay || step->kind == TDM_STEP_HOLD || step->kind == TDM_STEP_STOP ||
                        step->kind == TDM_STEP_REGRESS;
        }
    return said;
}

static bool has_rule_of_weeks(const struct moment *m, tdm_ref plan) {
    for (uint32_t p = 0; p < m->protocol->progress_count; p++)
        for (uint32_t i = 0; m->protocol->progressions[p].plan == plan && i < m->protocol->progressions[p].step_count;
             i++)
            if (m->protocol->progressions[p].steps[i].kind == TDM_STEP_ADVANCE &&
                m->protocol->progressions[p].steps[i].has_plan_weeks)
                return true;
    return false;
}

/* ---- the walk over the weeks that are over */

static void move_on(const struct weeks *w, struct tdm_plan_answer *out, tdm_date from, tdm_date until) {
    tdm_date last = TDM_DATE_NONE;
    struct week_said said = said_between(w, from, until);
    bool missed = sessions_between(w, from, until, &last) == 0, held = held_between(w, from, until);
    int32_t week = out->week;
    if (said.back > 0)
        week = week > said.back ? week - said.back : 1;
    else if (held || missed || said.stay)
        out->repeated++;
    else if (w->by_rule)
        week += said.on;
    else
        week++;
    if (week == out->week && w->by_rule && !held && !missed && !said.stay) out->repeated++;
    out->week = (uint16_t)week;
}

static void find_week(const struct weeks *w, struct tdm_plan_answer *out) {
    tdm_date from = w->phase->start;
    out->week = 1;
    while (from.day + WEEK <= w->m->asof.on.day) {
        move_on(w, out, from, tdm_date_add_days(from, WEEK - 1));
        from = tdm_date_add_days(from, WEEK);
    }
    out->week_from = from;
    out->week_until = tdm_date_add_days(from, WEEK - 1);
    for (uint32_t i = 0; i < w->plan->week_count; i++)
        if (out->week >= w->plan->weeks[i].from && out->week <= w->plan->weeks[i].until) out->row = &w->plan->weeks[i];
}

/* ---- loads of the row, and the sessions of this week */

static void find_loads(const struct weeks *w, struct tdm_plan_answer *out) {
    tdm_quantity *loads = TDM_NEW_ARRAY(w->m->mem, tdm_quantity, w->plan->exercise_count);
    bool *known = TDM_NEW_ARRAY(w->m->mem, bool, w->plan->exercise_count);
    out->loads = loads;
    out->load_known = known;
    for (uint32_t i = 0; out->row != NULL && out->row->has_percent && i < w->plan->exercise_count; i++) {
        const struct tdm_exercise *exercise = tdm_catalog_exercise(w->m->catalog, w->plan->exercises[i]);
        struct own_measures own;
        own_measures_on(w->m, exercise, w->m->asof.on, &own);
        known[i] = own.one_rm.state == TDM_OWN_KNOWN &&
                   target_share(exercise, own.one_rm.value, out->row->percent_1rm, &loads[i]);
    }
}

static int32_t apart_days(const struct tdm_plan *plan) {
    int32_t least, most;
    if (!plan->has_apart) return 1; /* two sessions of one day are not planned by a week */
    tdm_span_day_range(plan->apart, &least, &most);
    return most < 1 ? 1 : most;
}

static void find_slack(const struct weeks *w, struct tdm_plan_answer *out) {
    tdm_date first = w->m->asof.on;
    if (out->planned == 0) return;
    out->has_slack = true;
    uint32_t left = out->planned > out->done ? out->planned - out->done : 0;
    if (!tdm_date_is_none(out->not_before)) first = tdm_date_later(first, out->not_before);
    if (left == 0) {
        out->has_slack = false;
        return;
    }
    int32_t needed = ((int32_t)left - 1) * apart_days(w->plan);
    out->slack_days = out->week_until.day - needed - first.day;
}

/* F040: a session planned for a day, with none on record since; its day stays as it was planned. */
static void find_missed(const struct weeks *w, struct tdm_plan_answer *out) {
    for (uint32_t i = 0; i < w->m->index->kind_count[TDM_ENTRY_PLAN]; i++) {
        uint32_t entry = w->m->index->of_kind[TDM_ENTRY_PLAN][i];
        const struct tdm_entry *plan = &w->m->chart->chart->entries[entry];
        tdm_date day = plan->other_date, last = TDM_DATE_NONE;
        if (!tdm_str_is(plan->subject, "session") || !holds_now(w->m, fact_of(w->m, entry)) || tdm_date_is_none(day))
            continue;
        if (day.day >= w->m->asof.on.day || day.day < out->week_from.day) continue;
        if (sessions_between(w, day, w->m->asof.on, &last) == 0) out->missed = day;
    }
}

static void find_rest(const struct weeks *w, struct tdm_plan_answer *out) {
    (void)sessions_between(w, w->phase->start, w->m->asof.on, &out->last_session);
    if (!tdm_date_is_none(out->last_session) && w->plan->has_apart)
        out->not_before = tdm_date_add_span(out->last_session, w->plan->apart);
    for (uint32_t i = 0; i < w->course_count; i++) {
        tdm_date rest = w->courses[i].target.not_before;
        if (!of_plan(w->plan, w->courses[i].exercise) || tdm_date_is_none(rest)) continue;
        out->not_before = tdm_date_is_none(out->not_before) ? rest : tdm_date_later(out->not_before, rest);
    }
}

static bool phase_of_plan(const struct moment *m, const struct tdm_standing *s, const struct tdm_plan *plan,
                          tdm_ref *out) {
    *out = plan->week_of != TDM_REF_NONE ? plan->week_of : plan->phase_count > 0 ? plan->phases[0] : TDM_REF_NONE;
    if (*out == TDM_REF_NONE) return false;
    for (uint32_t i = 0; plan->week_of == TDM_REF_NONE && i < plan->phase_count; i++)
        if (s->track[m->protocol->phases[plan->phases[i]].track].phase == plan->phases[i]) *out = plan->phases[i];
    enum tdm_phase_state state = s->phases[*out].state;
    return state == TDM_PHASE_ACTIVE || state == TDM_PHASE_HELD;
}

void plans_answer(const struct moment *m, const struct course *courses, uint32_t count, struct tdm_standing *s) {
    struct tdm_plan_answer *plans = TDM_NEW_ARRAY(m->mem, struct tdm_plan_answer, m->protocol->plan_count);
    s->loads.plans = plans;
    for (tdm_ref p = 0; p < m->protocol->plan_count; p++) {
        tdm_ref phase;
        if (!phase_of_plan(m, s, &m->protocol->plans[p], &phase)) continue;
        struct weeks w = {m, &m->protocol->plans[p], courses, count, &m->phases[phase], p, has_rule_of_weeks(m, p)};
        struct tdm_plan_answer *out = &plans[s->loads.plan_count++];
        *out = (struct tdm_plan_answer){
            .plan = p, .last_session = TDM_DATE_NONE, .not_before = TDM_DATE_NONE, .missed = TDM_DATE_NONE};
        out->held = s->phases[phase].state == TDM_PHASE_HELD;
        out->planned = w.plan->per_week ? w.plan->times : (uint32_t)w.plan->times * WEEK;
        tdm_date last = TDM_DATE_NONE;
        find_week(&w, out);
        find_loads(&w, out);
        find_rest(&w, out);
        out->done = sessions_between(&w, out->week_from, m->asof.on, &last);
        find_slack(&w, out);
        find_missed(&w, out);
    }
}
