/* load_course.c - the course of one exercise: prescriptions and sessions in their order, each session judged once by
 * the rule of its phase (M76), and the target that follows (M81). Nothing of it is stored: it is told anew from the
 * chart. */
#include "engine/engine_load.h"

/* ---- one session: its lines of this exercise taken together */

struct achieved {
    bool known; /* every set says its load */
    bool any;   /* some set does */
    tdm_quantity low, high;
};

static void achieved_add(struct achieved *a, const tdm_quantity *load) {
    if (load == NULL) {
        a->known = false;
        return;
    }
    if (!a->any || amount_order(*load, a->low) < 0) a->low = *load;
    if (!a->any || amount_order(*load, a->high) > 0) a->high = *load;
    a->any = true;
}

static void achieved_of(const struct course *c, const struct tdm_dose *dose, struct achieved *a) {
    if (dose->done != TDM_DONE && dose->done != TDM_PARTIAL) return;
    for (uint32_t i = 0; i < dose->set_count; i++) achieved_add(a, dose->sets[i].has_load ? &dose->sets[i].load : NULL);
    if (dose->set_count > 0) return;
    const struct tdm_dose_value *value = c->weight < 0 ? NULL : &dose->values[c->weight];
    achieved_add(a, value != NULL && value->given ? &value->quantity : NULL);
}

/* ---- the load in force over time */

static void span_add(struct course *c, const struct target_span *span) {
    TDM_GROW(c->m->mem, c->spans, c->span_count, c->span_room);
    c->spans[c->span_count++] = *span;
}

bool course_span_on(const struct course *c, tdm_date day, struct target_span *out) {
    for (size_t i = c->span_count; i > 0; i--) {
        const struct target_span *span = &c->spans[i - 1];
        if (span->from.day + span->after > day.day) continue;
        *out = *span;
        return true;
    }
    return false;
}

static void target_now(struct course *c, tdm_date from, bool after) {
    struct target_span span = {from, c->target.load, c->target.load, after};
    span_add(c, &span);
}

/* ---- prescriptions: a new load begins a new course; the same one again changes nothing */

static bool same_weight(const struct course *c, const struct tdm_dose *a, const struct tdm_dose *b) {
    if (c->weight < 0) return true;
    const struct tdm_dose_value *mine = &a->values[c->weight], *other = &b->values[c->weight];
    if (mine->given != other->given) return false;
    return !mine->given || amount_order(mine->quantity, other->quantity) == 0;
}

static bool waits_for_a_person(const struct course *c) {
    return c->target.why == TDM_TARGET_STOPPED || c->target.why == TDM_TARGET_GO_ON ||
           c->target.why == TDM_TARGET_GO_BACK;
}

/* What the rule said of the last session waited for a person; a prescription after it is that person's word (M76). */
static void answered(struct course *c) {
    if (!waits_for_a_person(c)) return;
    c->target.why = TDM_TARGET_NO_SESSION;
    c->target.judged = false;
    c->target.answered = true;
}

/* Another dose with the same load, or of what has none: the target stays, and what was said of the sessions before it
 * is over, a new row begins (M73). */
static void begin_row(struct course *c) {
    c->target.why = TDM_TARGET_NO_SESSION;
    c->target.judged = c->target.answered = false;
    c->target.session = TDM_ENTRY_NONE;
    c->target.session_date = c->target.not_before = TDM_DATE_NONE;
    c->target.condition = NULL;
    c->otherwise.told = false;
    c->target.checks = NULL;
    c->target.check_count = 0;
}

static void take_prescription(struct course *c, const struct tdm_dose *dose) {
    const struct tdm_dose *before = c->prescription;
    c->prescription = dose;
    if (before != NULL && same_weight(c, before, dose)) {
        if (!same_dose(c->item, before, dose))
            begin_row(c);
        else if (dose->entry >= c->judged_at)
            answered(c);
        return;
    }
    c->otherwise.told = false;
    c->target = (struct tdm_target){.since = dose->date,
                                    .set_by = dose->entry,
                                    .why = TDM_TARGET_NO_SESSION,
                                    .clause = TDM_CLAUSE_NONE,
                                    .session = TDM_ENTRY_NONE,
                                    .session_date = TDM_DATE_NONE,
                                    .not_before = TDM_DATE_NONE};
    c->has_base = false;
    c->advance_from = c->untold_from = 0; /* the new row says what counts, the sessions of this day among it (M73) */
    if (c->weight < 0 || !dose->values[c->weight].given) return;
    c->target.known = true;
    c->target.load = c->target.was = dose->values[c->weight].quantity;
    target_now(c, dose->date, false);
}

/* ---- sessions */

/* M80: more than the target, without a step that says so; told, and no base. */
static void check_raised(struct course *c, const struct tdm_dose *dose, const struct achieved *a) {
    if (!c->target.known || !a->any || amount_order(a->high, c->target.load) <= 0) return;
    TDM_GROW(c->m->mem, c->raised, c->raised_count, c->raised_room);
    c->raised[c->raised_count++] = (struct tdm_raised){c->exercise, dose->entry, dose->date, a->high, c->target.load};
}

static void take_base(struct course *c, const struct tdm_dose *dose, const struct achieved *a) {
    bool told = a->known && a->any;
    if (!c->target.known) { /* nothing was prescribed in numbers: what was lifted is what is in force */
        struct target_span span = {dose->date, a->low, a->high, true};
        if (!told) span.low = (tdm_quantity){tdm_decimal_of_int(0), TDM_UNIT_NONE};
        span_add(c, &span);
    }
    if (!told || !c->last_whole) return;
    c->base = a->low;
    c->has_base = true;
    if (c->target.known && amount_order(a->low, c->target.load) > 0) c->base = c->target.load;
}

static void apply(struct course *c, const struct tdm_change *change, tdm_date on) {
    const struct tdm_step *step = change->step_index == UINT32_MAX
                                      ? NULL
                                      : &c->m->protocol->progressions[change->progress].steps[change->step_index];
    struct step_at at = {step, on};
    c->target.was = c->target.load;
    switch (change->step) {
    case TDM_STEP_STOP:
        c->target.why = TDM_TARGET_STOPPED;
        break;
    case TDM_STEP_REGRESS:
        target_regress(c, &at);
        c->advance_from =
            c->target.session + 1; /* F032: nothing before the step back counts towards the next advance */
        if (step != NULL && (step->has_percent || step->has_amount)) c->untold_from = c->target.session + 1;
        break;
    case TDM_STEP_HOLD:
        c->target.why = step == NULL ? TDM_TARGET_OTHERWISE : TDM_TARGET_HELD;
        break;
    case TDM_STEP_ADVANCE:
        TDM_ASSERT(step != NULL); /* `otherwise` never goes on */
        target_advance(c, &at);
        if (step->has_percent || step->has_amount || step->has_plan_weeks)
            c->advance_from = c->target.session + 1; /* used (M76) */
        break;
    }
    if (step == NULL || !step->has_rest) return;
    int32_t least, most;
    tdm_span_day_range(step->rest, &least, &most);
    c->target.not_before = tdm_date_add_days(c->target.session_date, most + 1);
}

/* The moment in which a session is judged: the day of the next one, without it; its morning after is known by then. */
static struct moment moment_for(const struct course *c, tdm_date on, uint32_t before, uint32_t untold_from) {
    struct moment at = *c->m;
    at.asof.on = on;
    at.sessions_before = before;
    at.untold_from = untold_from;
    at.procedure = procedure_by(c->m, on);
    return at;
}

/* The first leaf of a condition that is not met, or that is unknown. */
static bool leaf_lacks(struct course *c, const struct tdm_condition *condition, const struct tdm_check *checks,
                       bool unknown_alone) {
    for (uint32_t i = FIRST_TERM; i < condition->count; i++) {
        bool block = condition->nodes[i].child_count > 0;
        if (block || checks[i].truth == TDM_MET || (unknown_alone && checks[i].truth != TDM_UNKNOWN)) continue;
        c->target.lacking = &condition->nodes[i];
        c->target.lacking_check = &checks[i];
        return true;
    }
    return false;
}

/* What `otherwise` stands for, of the last session: a term of a careful step that cannot be told, else one that the
 * step on still asks for. */
static void find_lacking(struct course *c) {
    const struct otherwise *told = &c->otherwise;
    const struct progress_rule *rule = &told->rule;
    if (!told->told) return;
    struct moment at = moment_for(c, told->on, told->before, told->untold_from);
    struct dose_row row = dose_row_of(&at, rule->exercise);
    at.row = &row;
    for (int kind = TDM_STEP_STOP; kind <= TDM_STEP_ADVANCE; kind++)
        for (uint32_t i = 0; i < rule->progress->step_count; i++) {
            const struct tdm_step *step = &rule->progress->steps[i];
            if ((int)step->kind != kind) continue;
            struct moment asked = at;
            if (kind == TDM_STEP_ADVANCE) asked.sessions_from = rule->advance_from;
            asked.takes_worse = kind != TDM_STEP_ADVANCE;
            struct tdm_check *checks = tdm_arena_alloc_raw(at.mem, step->condition.count * sizeof *checks);
            condition_check(&asked, &step->condition, rule->exercise, checks);
            if (leaf_lacks(c, &step->condition, checks, kind != TDM_STEP_ADVANCE)) return;
        }
}

static void judge(struct course *c, const struct tdm_dose *dose, tdm_date on, uint32_t before) {
    struct moment at = moment_for(c, on, before, c->untold_from);
    struct progress_rule rule;
    c->target.judged = c->target.answered = false;
    c->target.session = dose->entry;
    c->target.session_date = dose->date;
    c->target.not_before = TDM_DATE_NONE;
    c->target.checks = NULL;
    c->target.check_count = 0;
    c->target.condition = NULL;
    c->otherwise.told = false;
    c->target.why = TDM_TARGET_NO_RULE;
    if (!progress_rule_for(&at, c->exercise, dose->date, &rule)) return;
    rule.advance_from = c->advance_from;
    rule.may_advance = rule.may_advance && progress_runs(&at, &rule, on);
    struct progress_rule that_day; /* nor does anything go on under a stop that came since (M75) */
    if (progress_rule_for(&at, c->exercise, on, &that_day)) rule.may_advance = rule.may_advance && that_day.may_advance;
    struct tdm_change change = progress_fire(&at, &rule, c->with_checks);
    c->target.judged = true;
    c->target.progress = change.progress;
    c->target.step = change.step;
    c->target.step_index = change.step_index;
    c->target.clause = change.clause;
    c->target.checks = change.checks;
    c->target.check_count = change.check_count;
    if (change.step_index != UINT32_MAX) c->target.condition = &rule.progress->steps[change.step_index].condition;
    TDM_GROW(c->m->mem, c->events, c->event_count, c->event_room);
    c->events[c->event_count++] =
        (struct course_event){dose->entry, dose->date, change.progress, change.step, change.step_index};
    if (change.step_index == UINT32_MAX) c->otherwise = (struct otherwise){true, on, before, c->untold_from, rule};
    apply(c, &change, on);
    if (c->target.known && c->target.set_by == dose->entry) target_now(c, dose->date, true);
}

/* ---- the walk */

static const struct tdm_dose *dose_at(const struct course *c, uint32_t i) {
    const struct tdm_dose *dose = &c->m->chart->doses[c->m->index->exercise_doses[i]];
    bool counts = dose->prescribed || dose->done != TDM_NOT_NEEDED;
    return counts && holds_now(c->m, fact_of(c->m, dose->entry)) ? dose : NULL;
}

struct next_act { /* the day on which a session's rule is asked, and the first entry that is not seen yet; 0: all are */
    tdm_date on;
    uint32_t entry, at;
    bool same; /* the same dose prescribed again: it judges only what waits for a person (M76, M81) */
};

/* The next act after a session, from the place `i` on. One that times do not put after it says nothing of it (M18). */
static struct next_act next_act(const struct course *c, uint32_t i, uint32_t entry) {
    struct range range = c->m->index->exercise[c->exercise];
    for (; i < range.until; i++) {
        const struct tdm_dose *dose = dose_at(c, i);
        if (dose == NULL || dose->entry == entry) continue;
        bool same = dose->prescribed && c->prescription != NULL && same_dose(c->item, c->prescription, dose);
        if (same && !comes_after(c->m, dose->entry, entry)) continue;
        return (struct next_act){dose->date, dose->entry, i, same};
    }
    return (struct next_act){c->m->asof.on, 0, i, false};
}

/* Each session is judged on the day of the next one; earlier where a prescription of its dose answered what it said. */
static void judge_once(struct course *c, const struct tdm_dose *dose, uint32_t i) {
    for (;;) {
        struct next_act next = next_act(c, i, dose->entry);
        struct course before = *c;
        judge(c, dose, next.on, next.entry);
        c->judged_at = next.entry == 0 ? UINT32_MAX : next.entry;
        if (!next.same || waits_for_a_person(c)) return;
        *c = before;
        i = next.at + 1;
    }
}

static void take_session(struct course *c, uint32_t *i) {
    struct range range = c->m->index->exercise[c->exercise];
    const struct tdm_dose *first = dose_at(c, *i);
    struct achieved a = {.known = true};
    c->last = first;
    c->last_whole = true;
    for (; *i < range.until; (*i)++) {
        const struct tdm_dose *dose = dose_at(c, *i);
        if (dose == NULL) continue;
        if (dose->entry != first->entry) break;
        achieved_of(c, dose, &a);
        c->last_whole = c->last_whole && dose_done(c->m, dose);
    }
    (*i)--;
    check_raised(c, first, &a);
    take_base(c, first, &a);
    if (c->judges) judge_once(c, first, *i);
}

static void begin(const struct moment *m, tdm_ref exercise, struct course *out) {
    *out = (struct course){.m = m, .item = tdm_catalog_exercise(m->catalog, exercise), .exercise = exercise};
    out->weight = tdm_exercise_weight(out->item);
    out->target = (struct tdm_target){.why = TDM_TARGET_NO_SESSION,
                                      .since = TDM_DATE_NONE,
                                      .set_by = TDM_ENTRY_NONE,
                                      .clause = TDM_CLAUSE_NONE,
                                      .session = TDM_ENTRY_NONE,
                                      .session_date = TDM_DATE_NONE,
                                      .not_before = TDM_DATE_NONE};
}

static void walk(struct course *c) {
    struct range range = c->m->index->exercise[c->exercise];
    for (uint32_t i = range.from; i < range.until; i++) {
        const struct tdm_dose *dose = dose_at(c, i);
        if (dose == NULL) continue;
        if (dose->prescribed)
            take_prescription(c, dose);
        else
            take_session(c, &i);
    }
}

void course_make(const struct moment *m, tdm_ref exercise, struct course *out) {
    begin(m, exercise, out);
    out->judges = out->with_checks = true;
    walk(out);
    find_lacking(out);
    target_under_ceiling(out);
}

uint32_t course_raised(const struct moment *m, tdm_ref exercise) {
    struct course course;
    begin(m, exercise, &course);
    course.judges = progress_steps_load(m, exercise);
    walk(&course);
    return (uint32_t)course.raised_count;
}
