/* engine_session.c - criteria on sessions (M73, M74, M78, M79): the last ones of an exercise at its present load, or
 * those of a window; each with what was done, the worst during it and the change to the next morning. */
#include "engine/engine_days.h"

struct session {
    tdm_date date;
    tdm_time time;
    uint32_t entry;
    bool done;      /* every set of it, as prescribed; told only where doses are asked for */
    bool could_not; /* the exercise could not be done */
};
struct sessions { /* latest first; in the arena of the moment */
    struct session *at;
    size_t count, room;
};
struct wanted {
    tdm_ref exercise; /* or TDM_REF_NONE: sessions of anything */
    tdm_date from;
    uint32_t most;
    bool with_doses; /* only those that say what was done, and whether all of it was */
};

/* ---- done as prescribed: all sets and repetitions at the prescribed load (M74, F030) */

/* Doses of an exercise stand in the order of entries: the place behind the last one before `entry`. */
static uint32_t doses_before(const struct moment *m, struct range range, uint32_t entry) {
    uint32_t low = range.from, high = range.until;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (m->chart->doses[m->index->exercise_doses[middle]].entry >= entry)
            high = middle;
        else
            low = middle + 1;
    }
    return low;
}

static const struct tdm_dose *prescribed_before(const struct moment *m, tdm_ref exercise, uint32_t entry) {
    struct range range = m->index->exercise[exercise];
    for (uint32_t i = doses_before(m, range, entry); i > range.from; i--) {
        const struct tdm_dose *dose = &m->chart->doses[m->index->exercise_doses[i - 1]];
        if (dose->prescribed && holds_now(m, fact_of(m, dose->entry))) return dose;
    }
    return NULL;
}

static bool sets_fall_short(const struct tdm_dose *dose, const struct tdm_dose_value *load, bool loaded) {
    for (uint32_t i = 0; i < dose->set_count; i++) {
        const struct tdm_set_done *set = &dose->sets[i];
        if (set->stopped || (loaded && set->has_load && amount_order(set->load, load->quantity) < 0)) return true;
    }
    return false;
}

static bool has(const tdm_ref *refs, uint32_t count, tdm_ref wanted) {
    for (uint32_t i = 0; i < count; i++)
        if (refs[i] == wanted) return true;
    return false;
}

/* The sets that a plan of that day's phase asks of the exercise; 0: none says how many. */
static uint16_t planned_sets(const struct moment *m, const struct tdm_dose *dose) {
    uint16_t most = 0;
    for (uint32_t i = 0; i < m->protocol->plan_count; i++) {
        const struct tdm_plan *plan = &m->protocol->plans[i];
        if (plan->sets <= most || !has(plan->exercises, plan->exercise_count, dose->exercise)) continue;
        tdm_ref phase = phase_in_force(m, TDM_TRACK_FUNCTION, dose->date);
        if (phase != TDM_REF_NONE && (has(plan->phases, plan->phase_count, phase) || plan->week_of == phase))
            most = plan->sets;
    }
    return most;
}

/* Where the prescription names no number of sets, the plan's holds; one that names it holds, whatever the plan says. */
static bool sets_as_planned(const struct moment *m, const struct tdm_dose *dose, const struct tdm_dose_value *did) {
    uint16_t planned = planned_sets(m, dose);
    tdm_quantity wanted = {tdm_decimal_of_int(planned), TDM_UNIT_ONE};
    return planned == 0 || !did->given || amount_order(did->quantity, wanted) >= 0;
}

static bool done_as(const struct moment *m, const struct tdm_dose *dose, const struct tdm_dose *wanted) {
    const struct tdm_exercise *exercise = tdm_catalog_exercise(m->catalog, dose->exercise);
    if (dose->done != TDM_DONE || sets_fall_short(dose, NULL, false)) return false;
    int weight = dose->set_count > 0 ? tdm_exercise_weight(exercise) : -1;
    for (uint32_t f = 0; f < exercise->field_count; f++) {
        const struct tdm_dose_field *field = &exercise->fields[f];
        const struct tdm_dose_value *asked = wanted == NULL ? NULL : &wanted->values[f], *did = &dose->values[f];
        bool silent = asked == NULL || !asked->given;
        if (silent && tdm_str_is(field->name, "sets") && !sets_as_planned(m, dose, did)) return false;
        if (silent || field->word_count > 0 || !field->counts) continue;
        if (did->given && amount_order(did->quantity, asked->quantity) < 0) return false;
        if ((int)f == weight && sets_fall_short(dose, asked, true)) return false;
    }
    return true;
}

bool dose_done(const struct moment *m, const struct tdm_dose *dose) {
    return done_as(m, dose, prescribed_before(m, dose->exercise, dose->entry));
}

/* In a row that begins with the prescription `since`: a session of its day that stands before it, in an order nobody
 * can tell, is of its dose too (M18, M73). */
static bool done_in_row(const struct moment *m, const struct wanted *wanted, const struct tdm_dose *dose,
                        uint32_t since) {
    return wanted->with_doses &&
           done_as(m, dose, prescribed_before(m, dose->exercise, dose->entry > since ? dose->entry : since + 1));
}

/* ---- the present load: a new dose begins a new row of sessions, so that one session applies a rule once (M73, M76) */

int32_t times_a_week(const struct tdm_dose *dose) {
    return dose->per_week ? dose->times : 7 * dose->times;
}

bool same_dose(const struct tdm_exercise *exercise, const struct tdm_dose *a, const struct tdm_dose *b) {
    if (times_a_week(a) != times_a_week(b)) return false; /* how often is a part of the dose */
    for (uint32_t f = 0; f < exercise->field_count; f++) {
        if (a->values[f].given != b->values[f].given) return false;
        if (!a->values[f].given) continue;
        if (!tdm_str_equal(a->values[f].word, b->values[f].word)) return false; /* of an amount both are empty */
        if (exercise->fields[f].word_count == 0 && amount_order(a->values[f].quantity, b->values[f].quantity) != 0)
            return false;
    }
    return true;
}

/* The entry that first prescribed the dose of today; sessions before it were of another. A session is judged by the
 * dose that it was of: what a person prescribed because of it comes after. */
static uint32_t row_begins(const struct moment *m, tdm_ref exercise) {
    uint32_t since = 0, before = m->sessions_before != 0 ? m->sessions_before : UINT32_MAX;
    const struct tdm_dose *now = prescribed_before(m, exercise, before);
    const struct tdm_exercise *item = tdm_catalog_exercise(m->catalog, exercise);
    for (const struct tdm_dose *dose = now; dose != NULL && same_dose(item, now, dose);
         dose = prescribed_before(m, exercise, dose->entry))
        since = dose->entry;
    return since;
}

struct dose_row dose_row_of(const struct moment *m, tdm_ref exercise) {
    return (struct dose_row){exercise, row_begins(m, exercise)};
}

static uint32_t dose_since(const struct moment *m, tdm_ref exercise) {
    return m->row != NULL && m->row->exercise == exercise ? m->row->since : row_begins(m, exercise);
}

/* ---- which sessions */

/* Of one day each that could be the last counts among the last, as long as nobody can tell their order (M18, M73); but
 * for those whose step took the target down already (M76). */
static bool enough(const struct moment *m, const struct sessions *s, const struct wanted *wanted, uint32_t entry) {
    if (fact_of(m, entry)->date.day < wanted->from.day) return true;
    if (s->count < wanted->most) return false;
    uint32_t after = 0;
    for (size_t i = 0; i < s->count; i++) after += comes_after(m, s->at[i].entry, entry);
    return after >= wanted->most || entry < m->untold_from;
}

static void add_session(const struct moment *m, struct sessions *s, uint32_t entry, bool done) {
    enum { FEW = 4 };
    if (s->room == 0) s->at = tdm_arena_alloc_raw(m->mem, (s->room = FEW) * sizeof *s->at);
    TDM_GROW(m->mem, s->at, s->count, s->room);
    s->at[s->count++] = (struct session){fact_of(m, entry)->date, fact_of(m, entry)->time, entry, done, false};
}

static void sessions_of_exercise(const struct moment *m, const struct wanted *wanted, struct sessions *s) {
    struct range range = m->index->exercise[wanted->exercise];
    uint32_t since = dose_since(m, wanted->exercise);
    uint32_t before = m->sessions_before != 0 ? m->sessions_before : UINT32_MAX;
    for (uint32_t i = doses_before(m, range, before); i > range.from; i--) {
        const struct tdm_dose *dose = &m->chart->doses[m->index->exercise_doses[i - 1]];
        if (dose->prescribed || dose->done == TDM_NOT_NEEDED || !holds_now(m, fact_of(m, dose->entry))) continue;
        if (s->count > 0 && s->at[s->count - 1].entry == dose->entry) {
            s->at[s->count - 1].done = s->at[s->count - 1].done && done_in_row(m, wanted, dose, since);
            s->at[s->count - 1].could_not = s->at[s->count - 1].could_not || dose->done == TDM_COULD_NOT;
            continue;
        }
        bool before_dose =
            dose->entry < since && comes_after(m, since, dose->entry); /* as far as it can be told (M18) */
        if (before_dose || dose->entry < m->sessions_from || enough(m, s, wanted, dose->entry)) return;
        add_session(m, s, dose->entry, done_in_row(m, wanted, dose, since));
        s->at[s->count - 1].could_not = dose->done == TDM_COULD_NOT;
    }
}

/* Doses stand in the order of entries, so one walk from the end meets those of each session. */
static void sessions_of_anything(const struct moment *m, const struct wanted *wanted, struct sessions *s) {
    uint32_t d = m->chart->dose_count;
    for (uint32_t i = m->index->kind_count[TDM_ENTRY_SESSION]; i > 0; i--) {
        uint32_t entry = m->index->of_kind[TDM_ENTRY_SESSION][i - 1];
        bool any = false, needed = false, done = true;
        if (!holds_now(m, fact_of(m, entry))) continue;
        if (enough(m, s, wanted, entry)) return;
        while (d > 0 && m->chart->doses[d - 1].entry > entry) d--;
        for (uint32_t k = d; k > 0 && m->chart->doses[k - 1].entry == entry; k--) {
            any = true;
            if (m->chart->doses[k - 1].done == TDM_NOT_NEEDED) continue;
            needed = true;
            done = done && wanted->with_doses && dose_done(m, &m->chart->doses[k - 1]);
        }
        if (!needed && (any || wanted->with_doses)) continue;
        add_session(m, s, entry, done);
    }
}

/* M33: never back across the procedure; M78: a window keeps old sessions from counting. */
static struct sessions find_sessions(const struct moment *m, struct wanted *wanted) {
    struct sessions s = {.count = 0};
    if (!tdm_date_is_none(m->procedure)) wanted->from = tdm_date_later(wanted->from, m->procedure);
    if (wanted->exercise != TDM_REF_NONE)
        sessions_of_exercise(m, wanted, &s);
    else
        sessions_of_anything(m, wanted, &s);
    return s;
}

bool last_session_of_dose(const struct moment *m, tdm_ref exercise, tdm_date *day) {
    struct wanted wanted = {.exercise = exercise, .from = {TDM_DATE_MIN_DAY}, .most = 1};
    struct sessions s = find_sessions(m, &wanted);
    if (s.count > 0) *day = s.at[0].date;
    return s.count > 0;
}

/* `last n sessions`, or `every within SPAN, at least n readings`. */
static struct wanted wanted_of(const struct moment *m, const struct tdm_criterion *node, tdm_ref exercise) {
    struct wanted wanted = {.exercise = exercise, .from = {TDM_DATE_MIN_DAY}, .most = node->sessions};
    int32_t age;
    if (node->over == TDM_OVER_SESSIONS) return wanted;
    reading_window(m, node, &wanted.from, &age);
    wanted.most = UINT32_MAX;
    return wanted;
}

/* The reader asks for a number from 1 up of either. */
static uint32_t needed_of(const struct tdm_criterion *node) {
    return node->over == TDM_OVER_SESSIONS ? node->sessions : node->least_readings;
}

/* ---- values of a session (M74) */

static bool worst_during(const struct moment *m, tdm_ref use, const struct session *session, struct rated *out) {
    struct range range = m->index->use[use];
    bool found = false;
    for (uint32_t i = readings_until(m, range, session->date.day - 1); i < range.until; i++) {
        const struct tdm_reading *reading = &m->chart->readings[i];
        tdm_value value;
        uint32_t entry;
        if (reading->date.day > session->date.day) break;
        if (reading->entry != session->entry || !reading_usable(m, use, reading, &value, &entry)) continue;
        struct rated one = rated_of(value, entry);
        if (!found || rated_worse(m, use, &one, out)) *out = one;
        found = true;
    }
    return found;
}

static bool before_it(const struct tdm_reading *reading, const struct session *session) {
    return reading->entry == session->entry || reading->time.minute < 0 || session->time.minute < 0 ||
           reading->time.minute <= session->time.minute;
}

/* The first reading of the session's day before it; where times do not tell which was the first, the protective one:
 * the better, from which the rise is the greater (M18). */
static bool first_of_day(const struct moment *m, tdm_ref use, const struct session *session, tdm_value *out) {
    struct range range = m->index->use[use];
    bool during = m->index->read_during[use], found = false;
    struct rated first = {0};
    tdm_time earliest = TDM_TIME_NONE;
    for (uint32_t i = readings_until(m, range, session->date.day - 1); i < range.until; i++) {
        const struct tdm_reading *reading = &m->chart->readings[i];
        tdm_value value;
        uint32_t entry;
        if (reading->date.day > session->date.day) break;
        if ((during && reading->in_session) || !before_it(reading, session)) continue;
        if (!reading_usable(m, use, reading, &value, &entry) || value.kind != TDM_VALUE_NUMBER) continue;
        if (reading->time.minute >= 0) { /* they stand by time, those without one after all */
            if (earliest.minute >= 0 && reading->time.minute > earliest.minute) continue;
            earliest = reading->time;
        }
        struct rated one = rated_of(value, entry);
        if (!found || rated_worse(m, use, &first, &one)) first = one;
        found = true;
    }
    if (found) *out = first.value;
    return found;
}

static bool next_morning(const struct moment *m, tdm_ref use, const struct session *session, tdm_value *out) {
    struct rated rated;
    tdm_date day = tdm_date_add_days(session->date, 1);
    if (day.day > m->asof.on.day || !reading_morning(m, use, m->index->read_during[use], day, &rated)) return false;
    *out = rated.value;
    return out->kind == TDM_VALUE_NUMBER;
}

static bool at_moment(const struct moment *m, tdm_ref use, const struct session *session, enum tdm_moment moment,
                      tdm_value *out) {
    struct rated worst;
    switch (moment) {
    case TDM_MOMENT_NONE:
    case TDM_MOMENT_BEFORE_SESSION:
        return first_of_day(m, use, session, out);
    case TDM_MOMENT_NEXT_MORNING:
        return next_morning(m, use, session, out);
    case TDM_MOMENT_DURING_SESSION:
        if (!worst_during(m, use, session, &worst)) return false;
        *out = worst.value;
        return true;
    }
    TDM_UNREACHABLE();
}

static bool session_change(const struct moment *m, tdm_ref use, const struct session *session, struct rated *out) {
    const struct tdm_measure_use *change = &m->protocol->measures[use];
    tdm_value before, after;
    if (!at_moment(m, use, session, change->from, &before) || !at_moment(m, use, session, change->to, &after) ||
        !tdm_decimal_subtract(after.quantity.number, before.quantity.number, &after.quantity.number))
        return false;
    *out = rated_of(after, session->entry);
    return true;
}

/* ---- values that rules ask for again and again: of each exercise done in a session, and of that one and the next */

struct told_value {
    tdm_ref use;
    int32_t by; /* the day by which all of it was read */
    struct rated value;
};
struct sessions_told {
    uint32_t *at; /* per entry what was read in it, then its change: one more than the place in `items`; 0: not told */
    struct told_value *items; /* room for two a session: what a criterion gathers is given back to the arena */
    uint32_t count;
};

struct sessions_told *sessions_told_of(const struct moment *m) {
    struct sessions_told *told = TDM_NEW(m->mem, struct sessions_told);
    size_t most = 2 * (size_t)m->index->kind_count[TDM_ENTRY_SESSION];
    told->at = TDM_NEW_ARRAY(m->mem, uint32_t, 2 * (size_t)m->chart->chart->entry_count);
    told->items = tdm_arena_alloc_raw(m->mem, most * sizeof *told->items);
    return told;
}

static bool ask_value(const struct moment *m, tdm_ref use, const struct session *session, struct rated *out) {
    return m->protocol->measures[use].is_change ? session_change(m, use, session, out)
                                                : worst_during(m, use, session, out);
}

/* What is known once stays as it is on every later day, for moments of one knowledge. */
static bool session_value(const struct moment *m, tdm_ref use, const struct session *session, struct rated *out) {
    struct sessions_told *told = m->told;
    if (told == NULL) return ask_value(m, use, session, out);
    uint32_t *at = &told->at[2 * (size_t)session->entry + m->protocol->measures[use].is_change];
    const struct told_value *before = *at == 0 ? NULL : &told->items[*at - 1];
    if (before != NULL && before->use == use && before->by <= m->asof.on.day) {
        *out = before->value;
        return true;
    }
    if (!ask_value(m, use, session, out)) return false;
    if (*at == 0) *at = ++told->count;
    told->items[*at - 1] = (struct told_value){use, session->date.day + 1, *out};
    return true;
}

/* ---- the criteria */

/* Each of the last n sessions must hold; one that cannot be judged makes it unknown (M75: unknown never counts as no
 * pain). */
void sessions_check(const struct moment *m, const struct tdm_criterion *node, tdm_ref exercise,
                    struct tdm_check *check) {
    struct wanted wanted = wanted_of(m, node, exercise);
    const struct tdm_measure_use *use = &m->protocol->measures[node->measure];
    if (use->has_fresh) /* old evidence does not advance (M78) */
        wanted.from = tdm_date_later(wanted.from, tdm_date_subtract_span(m->asof.on, use->fresh));
    struct sessions s = find_sessions(m, &wanted);
    uint32_t usable = 0, inside = 0;
    check->reason.of_n = node->sessions;
    for (size_t i = 0; i < s.count; i++) {
        struct rated value;
        /* one that could not be done breaks the row, for going on; what was felt in it counts for all else (M73) */
        if (s.at[i].could_not && !m->takes_worse) continue;
        if (!session_value(m, node->measure, &s.at[i], &value)) continue;
        bool holds = rated_inside(&node->bound, &value);
        usable++;
        inside += holds;
        if (usable > 1 && holds) continue;
        check->reason.value = value.value;
        check->reason.date = s.at[i].date;
        check->reason.entry = s.at[i].entry;
    }
    check->reason.n = (int32_t)usable;
    /* of more than were asked for, in an order nobody can tell: for going on all hold, for all else enough of them */
    bool any = m->takes_worse && s.count > node->sessions;
    uint32_t could = inside + (uint32_t)s.count - usable, known = any ? usable : (uint32_t)s.count;
    check_unknown(check, TDM_REASON_NO_SESSIONS);
    if (usable < node->sessions || usable < known || (any && inside < node->sessions && could >= node->sessions))
        return;
    check->truth = (any ? inside >= node->sessions : inside == usable) ? TDM_MET : TDM_UNMET;
    check->reason.code = check->truth == TDM_MET ? TDM_REASON_WITHIN : TDM_REASON_OUTSIDE;
}

/* Changes of the sessions since a day, as a series of their own; sessions of one day have one change, the worst. */
static struct series changes_since(const struct moment *m, tdm_ref use, struct wanted *wanted) {
    struct sessions s = find_sessions(m, wanted);
    struct series series = {.latest_ever = TDM_DATE_NONE};
    for (size_t i = 0; i < s.count; i++) {
        struct rated value;
        if (!session_change(m, use, &s.at[i], &value)) continue;
        struct rated *same = series.rated_count > 0 ? &series.rated[series.rated_count - 1] : NULL;
        if (same == NULL || series.day[series.count - 1].date.day != s.at[i].date.day)
            series_add(m, &series, s.at[i].date, &value);
        else if (rated_worse(m, use, &value, same))
            *same = value;
    }
    series_rank(m, use, &series);
    return series;
}

struct series changes_all(const struct moment *m, tdm_ref use) {
    struct wanted wanted = {.exercise = TDM_REF_NONE, .from = {TDM_DATE_MIN_DAY}, .most = UINT32_MAX};
    return changes_since(m, use, &wanted);
}

void changes_check(const struct moment *m, const struct tdm_criterion *node, struct tdm_check *check) {
    struct wanted wanted = wanted_of(m, node, TDM_REF_NONE);
    struct series series = changes_since(m, node->measure, &wanted);
    check->reason.date = wanted.from;
    series_judge(m, node, &series, check);
    if (check->truth == TDM_UNMET) check->could_change_on = series_good_day(m, node, &series);
}

struct tdm_check sets_done_check(const struct moment *m, const struct tdm_criterion *node, tdm_ref exercise) {
    struct tdm_arena_mark mark = tdm_arena_mark(m->mem);
    struct tdm_check check = check_of(TDM_UNKNOWN, TDM_REASON_NO_SESSIONS, node->clause);
    struct wanted wanted = wanted_of(m, node, exercise);
    wanted.with_doses = true;
    struct sessions s = find_sessions(m, &wanted);
    check.reason.n = (int32_t)s.count;
    check.reason.of_n = (int32_t)needed_of(node);
    check.could_change_on = m->asof.on;
    if (s.count >= needed_of(node)) {
        check.truth = TDM_MET;
        check.reason.code = TDM_REASON_SETS_DONE;
        check.reason.date = s.at[0].date;
    }
    for (size_t i = s.count; i > 0; i--)
        if (!s.at[i - 1].done) {
            check = check_of(TDM_UNMET, TDM_REASON_SETS_NOT_DONE, node->clause);
            check.reason.date = s.at[i - 1].date;
            check.reason.entry = s.at[i - 1].entry;
        }
    tdm_arena_rewind(m->mem, mark);
    return check;
}

/* Settled: the pain of the next morning is no higher than before the session. Read from the first change the protocol
 * declares; a session whose morning was not recorded leaves it unknown. */
struct tdm_check settled_check(const struct moment *m, const struct tdm_criterion *node, tdm_ref exercise) {
    struct tdm_arena_mark mark = tdm_arena_mark(m->mem);
    struct tdm_check check = check_of(TDM_UNKNOWN, TDM_REASON_NO_SESSIONS, node->clause);
    struct wanted wanted = wanted_of(m, node, exercise);
    struct sessions s = find_sessions(m, &wanted);
    tdm_ref use = 0;
    uint32_t known = 0;
    check.could_change_on = tdm_date_add_days(m->asof.on, 1);
    check.reason.of_n = (int32_t)needed_of(node);
    while (use < m->protocol->measure_count && !m->protocol->measures[use].is_change) use++;
    for (size_t i = 0; i < s.count && use < m->protocol->measure_count && check.truth != TDM_UNMET; i++) {
        struct rated change;
        if (!session_change(m, use, &s.at[i], &change)) continue;
        bool settled = change.sum.coefficient <= 0;
        if (known++ > 0 && settled) continue;
        check.truth = settled ? TDM_UNKNOWN : TDM_UNMET;
        check.reason.code = settled ? TDM_REASON_NO_SESSIONS : TDM_REASON_NOT_SETTLED;
        check.reason.date = s.at[i].date;
        check.reason.value = change.value;
    }
    check.reason.n = (int32_t)known;
    if (check.truth != TDM_UNMET && known == s.count && known >= needed_of(node)) {
        check.truth = TDM_MET;
        check.reason.code = TDM_REASON_SETTLED;
    }
    if (check.truth != TDM_UNKNOWN) check.could_change_on = TDM_DATE_NONE;
    tdm_arena_rewind(m->mem, mark);
    return check;
}
