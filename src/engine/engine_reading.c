/* engine_reading.c - criteria on readings: the latest inside its age, means and worsts with their coverage, changes
 * from session to next morning, the other side, the baseline. Exact: a mean meets its bound by cross-multiplication. */
#include "engine/engine_int.h"

struct daily {
    tdm_date date;
    tdm_value value;
    uint32_t entry;
    bool contradicts;
};
enum { DAYS_MAX = 64 };
struct series {
    struct daily day[DAYS_MAX];
    uint32_t count;
    tdm_date latest_ever;
}; /* latest first */

static const struct tdm_measure *measure_of(const struct moment *m, tdm_ref use) {
    return tdm_catalog_measure(m->catalog, m->protocol->measures[use].measure);
}

/* ---- values */

static int compare_values(tdm_value a, tdm_value b) {
    if (a.kind == TDM_VALUE_STEP) return (a.step > b.step) - (a.step < b.step);
    int order = 0;
    bool same = tdm_quantity_compare(a.quantity, b.quantity, &order);
    TDM_ASSERT(same); /* readings are bound to their measure's unit */
    return order;
}

static bool worse(const struct tdm_measure *measure, tdm_value a, tdm_value b) {
    int order = compare_values(a, b);
    return measure->direction == TDM_HIGHER_IS_BETTER ? order < 0 : order > 0;
}

static bool inside(const struct tdm_bound *bound, tdm_value value) {
    bool ok = true, holds = tdm_bound_holds(bound, value, &ok);
    TDM_ASSERT(ok);
    return holds;
}

/* ---- readings of a day (M29, M30) */

static bool usable(const struct moment *m, tdm_ref use, const struct tdm_reading *reading, tdm_value *value,
                   uint32_t *said_by) {
    if (reading->wrong_observer) return false;
    if (m->protocol->measures[use].during_session && !reading->in_session) return false;
    return tdm_reading_known(m->chart, reading, m->asof.known, value, said_by);
}

static bool same_author(const struct moment *m, uint32_t a, uint32_t b) {
    return a == b || tdm_str_equal(m->chart->chart->entries[a].author, m->chart->chart->entries[b].author);
}

/* Joins another reading of one day: by the measure's own rule for one rater; between raters the worse is kept, and a
 * contradiction is marked when only one of them is inside the bound. Readings come latest first. */
static void join(const struct moment *m, tdm_ref use, const struct tdm_bound *bound, struct daily *day, tdm_value value,
                 uint32_t entry) {
    const struct tdm_measure *measure = measure_of(m, use);
    if (same_author(m, day->entry, entry)) {
        if (measure->day_rule == TDM_DAY_WORST && worse(measure, value, day->value)) day->value = value;
        if (measure->day_rule == TDM_DAY_MEAN && value.kind == TDM_VALUE_NUMBER) {
            tdm_decimal sum;
            if (tdm_decimal_add(day->value.quantity.number, value.quantity.number, &sum))
                day->value.quantity.number = tdm_ratio_rounded(
                    sum, tdm_decimal_of_int(2), sum.scale < TDM_DECIMAL_SCALE_MAX ? sum.scale + 1 : sum.scale);
        }
        return;
    }
    if (bound != NULL && inside(bound, value) != inside(bound, day->value)) day->contradicts = true;
    if (worse(measure, value, day->value)) day->value = value;
}

/* Day values from `from` to `until`, latest first. */
static void gather(const struct moment *m, tdm_ref use, bool other_side, tdm_date from, tdm_date until,
                   const struct tdm_bound *bound, struct series *out) {
    struct range range = other_side ? m->index->use_other[use] : m->index->use[use];
    out->count = 0;
    out->latest_ever = TDM_DATE_NONE;
    for (uint32_t i = range.until; i > range.from; i--) {
        const struct tdm_reading *reading = &m->chart->readings[i - 1];
        tdm_value value;
        uint32_t entry;
        if (reading->date.day > until.day || !usable(m, use, reading, &value, &entry)) continue;
        if (tdm_date_is_none(out->latest_ever)) out->latest_ever = reading->date;
        if (reading->date.day < from.day) return;
        if (out->count > 0 && out->day[out->count - 1].date.day == reading->date.day) {
            join(m, use, bound, &out->day[out->count - 1], value, entry);
            continue;
        }
        if (out->count == DAYS_MAX) return;
        out->day[out->count++] = (struct daily){reading->date, value, entry, false};
    }
}

bool reading_latest(const struct moment *m, tdm_ref use, tdm_date from, tdm_date until, tdm_value *value,
                    tdm_date *date, uint32_t *entry) {
    TDM_UNSET struct series series;
    gather(m, use, false, from, until, NULL, &series);
    if (series.count == 0) return false;
    *value = series.day[0].value;
    *date = series.day[0].date;
    *entry = series.day[0].entry;
    return true;
}

/* M82 to M84: the last one before the procedure, inside the age that the protocol's baseline states. On the day itself
 * only with a time before it. Without a procedure the first reading of the episode. */
bool reading_baseline(const struct moment *m, tdm_ref use, bool other_side, tdm_value *value, tdm_date *date,
                      uint32_t *entry) {
    struct range range = other_side ? m->index->use_other[use] : m->index->use[use];
    tdm_date oldest = TDM_DATE_NONE;
    for (uint32_t p = 0; p < m->protocol->phase_count; p++)
        for (uint32_t a = 0; a < m->protocol->phases[p].assessment_count; a++)
            if (m->protocol->phases[p].assessments[a].kind == TDM_ASSESS_BEFORE_PROCEDURE &&
                !tdm_date_is_none(m->procedure))
                oldest = tdm_date_subtract_span(m->procedure, m->protocol->phases[p].assessments[a].span);
    for (uint32_t i = range.until; i > range.from; i--) {
        const struct tdm_reading *reading = &m->chart->readings[i - 1];
        if (!usable(m, use, reading, value, entry) || reading->date.day > m->asof.on.day) continue;
        if (!tdm_date_is_none(m->procedure)) {
            bool before_time = reading->time.minute >= 0 && m->procedure_time.minute >= 0 &&
                               reading->time.minute < m->procedure_time.minute;
            if (reading->date.day > m->procedure.day || (reading->date.day == m->procedure.day && !before_time))
                continue;
            if (!tdm_date_is_none(oldest) && reading->date.day < oldest.day) return false;
        } else if (i - 1 > range.from) {
            continue;
        }
        *date = reading->date;
        return true;
    }
    return false;
}

/* ---- the window of a criterion */

static int32_t span_days(tdm_span span) {
    int32_t least, most;
    tdm_span_day_range(span, &least, &most);
    return most;
}

/* M10: within N is age 0 to N, of N is the N days ending today; M33: not across the procedure. */
static void window_of(const struct moment *m, const struct tdm_criterion *node, tdm_date *from, int32_t *greatest_age) {
    *greatest_age = INT32_MAX / 2;
    *from = TDM_DATE_NONE;
    switch (node->over) {
    case TDM_OVER_WITHIN:
        *from = tdm_date_subtract_span(m->asof.on, node->window);
        *greatest_age = m->asof.on.day - from->day;
        break;
    case TDM_OVER_OF:
        *from = tdm_date_add_days(tdm_date_subtract_span(m->asof.on, node->window), 1);
        break;
    case TDM_OVER_NONE:
    case TDM_OVER_SESSIONS:
        if (m->protocol->measures[node->measure].has_fresh)
            *from = tdm_date_subtract_span(m->asof.on, m->protocol->measures[node->measure].fresh);
        else
            *from = (tdm_date){TDM_DATE_MIN_DAY};
        break;
    }
    bool aggregate = node->statistic != TDM_STAT_LATEST && node->statistic != TDM_STAT_NONE;
    if (aggregate && !tdm_date_is_none(m->procedure) && m->procedure.day <= m->asof.on.day)
        *from = tdm_date_later(*from, m->procedure);
}

/* ---- answers */

static struct tdm_check start_check(const struct moment *m, const struct tdm_criterion *node) {
    struct tdm_check check = check_of(TDM_UNKNOWN, TDM_REASON_MISSING, node->clause);
    check.reason.ref = node->measure;
    check.reason.limit = node->bound.low;
    check.owed_by = measure_of(m, node->measure)->observers;
    check.could_change_on = m->asof.on; /* a reading could be taken today */
    check.needs = TDM_REASON_MISSING;
    return check;
}

static struct tdm_check unknown(struct tdm_check check, enum tdm_reason_code code) {
    check.truth = TDM_UNKNOWN;
    check.reason.code = code;
    return check;
}

static struct tdm_check none_in_window(struct tdm_check check, const struct moment *m, const struct series *series,
                                       int32_t greatest_age) {
    if (tdm_date_is_none(series->latest_ever)) return unknown(check, TDM_REASON_MISSING);
    check.reason.date = series->latest_ever;
    check.reason.n = m->asof.on.day - series->latest_ever.day;
    check.reason.of_n = greatest_age < 100000 ? greatest_age : check.reason.n;
    return unknown(check, TDM_REASON_STALE);
}

static struct tdm_check decided(struct tdm_check check, bool holds, tdm_value value, const struct daily *day,
                                int32_t n) {
    check.truth = holds ? TDM_MET : TDM_UNMET;
    check.reason.code = holds ? TDM_REASON_WITHIN : TDM_REASON_OUTSIDE;
    check.reason.value = value;
    check.reason.date = day->date;
    check.reason.entry = day->entry;
    check.reason.n = n;
    check.reason.of_n = n;
    if (holds) check.owed_by = 0;
    return check;
}

static tdm_value ratio_value(tdm_decimal a, tdm_decimal b, tdm_unit unit, int32_t scale) {
    return (tdm_value){.kind = TDM_VALUE_NUMBER, .quantity = {tdm_ratio_rounded(a, b, scale), unit}};
}

/* ---- a plain bound on the latest */

static struct tdm_check latest(const struct moment *m, const struct tdm_criterion *node, struct tdm_check check) {
    TDM_UNSET struct series series;
    tdm_date from;
    int32_t age;
    window_of(m, node, &from, &age);
    gather(m, node->measure, false, from, m->asof.on, &node->bound, &series);
    if (series.count == 0) return none_in_window(check, m, &series, age);
    check = decided(check, inside(&node->bound, series.day[0].value), series.day[0].value, &series.day[0], 1);
    if (series.day[0].contradicts) return unknown(check, TDM_REASON_CONTRADICTORY);
    if (check.truth == TDM_UNMET && series.day[0].date.day == m->asof.on.day)
        check.could_change_on = tdm_date_add_days(m->asof.on, 1);
    return check;
}

/* ---- mean, worst, best, every over a window */

static bool bound_on_mean(const struct tdm_bound *bound, tdm_decimal sum, tdm_decimal n) {
    int low = tdm_ratio_compare(sum, n, bound->low.quantity.number, tdm_decimal_of_int(1));
    int high = bound->high.kind == TDM_VALUE_NUMBER
                   ? tdm_ratio_compare(sum, n, bound->high.quantity.number, tdm_decimal_of_int(1))
                   : 0;
    switch (bound->kind) {
    case TDM_AT_MOST:
        return low <= 0;
    case TDM_AT_LEAST:
        return low >= 0;
    case TDM_ABOVE:
        return low > 0;
    case TDM_BELOW:
        return low < 0;
    case TDM_IS:
        return low == 0;
    case TDM_IS_NOT:
        return low != 0;
    case TDM_BETWEEN:
        return low >= 0 && high <= 0;
    case TDM_FROM_TO_BELOW:
        return low >= 0 && high < 0;
    case TDM_ABOVE_TO:
        return low > 0 && high <= 0;
    }
    TDM_UNREACHABLE();
}

static struct daily extreme(const struct moment *m, tdm_ref use, const struct series *series, bool want_worst) {
    const struct tdm_measure *measure = measure_of(m, use);
    struct daily found = series->day[0];
    for (uint32_t i = 1; i < series->count; i++)
        if (want_worst ? worse(measure, series->day[i].value, found.value)
                       : worse(measure, found.value, series->day[i].value))
            found = series->day[i];
    return found;
}

/* Coverage is counted in days with a reading; the best case fills the days still free (M34, M41). */
static struct tdm_check judge_series(const struct moment *m, const struct tdm_criterion *node,
                                     const struct series *series, tdm_date from, struct tdm_check check) {
    tdm_decimal sum = tdm_decimal_of_int(0);
    check.reason.date = from;
    check.reason.until = m->asof.on;
    check.reason.n = (int32_t)series->count;
    check.reason.of_n = node->least_readings;
    if (series->count == 0 || series->count < node->least_readings)
        return unknown(check,
                       series->count == 0 && node->least_readings == 0 ? TDM_REASON_MISSING : TDM_REASON_COVERAGE);
    struct daily day = series->day[0];
    bool holds;
    if (node->statistic == TDM_STAT_MEAN) {
        for (uint32_t i = 0; i < series->count; i++)
            if (!tdm_decimal_add(sum, series->day[i].value.quantity.number, &sum))
                return unknown(check, TDM_REASON_COVERAGE);
        tdm_decimal n = tdm_decimal_of_int(series->count);
        holds = bound_on_mean(&node->bound, sum, n);
        check = decided(check, holds, ratio_value(sum, n, day.value.quantity.unit, 2), &day, (int32_t)series->count);
    } else {
        day = extreme(m, node->measure, series, node->statistic != TDM_STAT_BEST);
        holds = inside(&node->bound, day.value);
        for (uint32_t i = 0; node->statistic == TDM_STAT_EVERY && i < series->count; i++)
            if (!inside(&node->bound, series->day[i].value)) {
                day = series->day[i];
                holds = false;
            }
        check = decided(check, holds, day.value, &day, (int32_t)series->count);
    }
    for (uint32_t i = 0; i < series->count; i++)
        if (series->day[i].contradicts) return unknown(check, TDM_REASON_CONTRADICTORY);
    return check;
}

/* The first day on which good readings from now on would decide it: the last bad day has left the window. */
static tdm_date first_good_day(const struct moment *m, const struct tdm_criterion *node, const struct series *series) {
    if (node->statistic == TDM_STAT_MEAN || node->over != TDM_OVER_OF) return tdm_date_add_days(m->asof.on, 1);
    for (uint32_t i = 0; i < series->count; i++)
        if (!inside(&node->bound, series->day[i].value))
            return tdm_date_add_days(series->day[i].date, span_days(node->window));
    return m->asof.on;
}

/* A mean falls below its bound as bad days leave the window and good ones come: counted day by day, best case. */
static tdm_date mean_day(const struct moment *m, const struct tdm_criterion *node, const struct series *series) {
    const struct tdm_measure *measure = measure_of(m, node->measure);
    bool low_is_best = measure->direction != TDM_HIGHER_IS_BETTER;
    if (!measure->has_hard || node->bound.low.kind != TDM_VALUE_NUMBER) return tdm_date_add_days(m->asof.on, 1);
    tdm_decimal best = low_is_best ? measure->hard.low.quantity.number : measure->hard.high.quantity.number;
    int32_t days = span_days(node->window);
    for (int32_t ahead = 0; ahead <= days; ahead++) {
        tdm_decimal sum = tdm_decimal_of_int(0);
        int32_t first = m->asof.on.day + ahead - days + 1, known = 0;
        bool exact = true;
        for (uint32_t i = 0; i < series->count; i++)
            if (series->day[i].date.day >= first) {
                exact = exact && tdm_decimal_add(sum, series->day[i].value.quantity.number, &sum);
                known++;
            }
        for (int32_t k = known; k < days && exact; k++) exact = tdm_decimal_add(sum, best, &sum);
        if (exact && bound_on_mean(&node->bound, sum, tdm_decimal_of_int(days)))
            return tdm_date_add_days(m->asof.on, ahead);
    }
    return TDM_DATE_NONE;
}

static struct tdm_check aggregate(const struct moment *m, const struct tdm_criterion *node, struct tdm_check check) {
    TDM_UNSET struct series series;
    tdm_date from;
    int32_t age;
    window_of(m, node, &from, &age);
    gather(m, node->measure, false, from, m->asof.on, &node->bound, &series);
    check = judge_series(m, node, &series, from, check);
    if (check.truth == TDM_UNMET)
        check.could_change_on =
            node->statistic == TDM_STAT_MEAN ? mean_day(m, node, &series) : first_good_day(m, node, &series);
    return check;
}

/* ---- percent of and difference from the other side (M36) */

static bool basis_reading(const struct moment *m, const struct tdm_criterion *node, const struct daily *day,
                          tdm_value *other, struct tdm_check *check) {
    TDM_UNSET struct series series;
    uint32_t entry;
    tdm_date date;
    const struct tdm_measure_use *use = &m->protocol->measures[node->measure];
    if (node->basis == TDM_BASIS_BASELINE ||
        (m->other_side_affected && use->when_other_affected == TDM_BASIS_BASELINE)) {
        if (reading_baseline(m, node->measure, node->basis == TDM_BASIS_OTHER_SIDE, other, &date, &entry)) return true;
        *check = unknown(*check, TDM_REASON_NO_BASELINE);
        check->could_change_on = TDM_DATE_NONE;
        return false;
    }
    if (node->basis != TDM_BASIS_OTHER_SIDE) {
        *check = unknown(*check, TDM_REASON_NO_BASIS);
        return false;
    }
    if (m->other_side_affected) {
        *check = unknown(*check, TDM_REASON_OTHER_SIDE_AFFECTED);
        check->could_change_on = TDM_DATE_NONE;
        return false;
    }
    gather(m, node->measure, true, day->date, day->date, NULL, &series);
    if (series.count > 0) {
        *other = series.day[0].value;
        return true;
    }
    gather(m, node->measure, true, (tdm_date){TDM_DATE_MIN_DAY}, m->asof.on, NULL, &series);
    *check = unknown(*check, series.count == 0 ? TDM_REASON_OTHER_SIDE_MISSING : TDM_REASON_NOT_SAME_DAY);
    check->reason.date = day->date;
    if (series.count > 0) check->reason.until = series.day[0].date;
    return false;
}

static struct tdm_check against_basis(const struct moment *m, const struct tdm_criterion *node,
                                      struct tdm_check check) {
    TDM_UNSET struct series series;
    tdm_date from;
    int32_t age;
    tdm_value other;
    window_of(m, node, &from, &age);
    gather(m, node->measure, false, from, m->asof.on, NULL, &series);
    if (series.count == 0) return none_in_window(check, m, &series, age);
    const struct daily *day = &series.day[0];
    check.reason.date = day->date;
    check.reason.entry = day->entry;
    if (!basis_reading(m, node, day, &other, &check)) return check;
    if (day->value.kind != TDM_VALUE_NUMBER || other.kind != TDM_VALUE_NUMBER)
        return unknown(check, TDM_REASON_NO_BASIS);
    tdm_decimal mine = day->value.quantity.number, theirs = other.quantity.number, hundred = tdm_decimal_of_int(100),
                scaled, difference;
    if (node->compare == TDM_COMPARE_PERCENT) {
        bool turned = measure_of(m, node->measure)->direction == TDM_LOWER_IS_BETTER;
        tdm_decimal above = turned ? theirs : mine, below = turned ? mine : theirs;
        if (below.coefficient <= 0 || !tdm_decimal_multiply(above, hundred, &scaled))
            return unknown(check, TDM_REASON_NO_BASIS);
        tdm_unit percent = node->bound.low.quantity.unit;
        check =
            decided(check, bound_on_mean(&node->bound, scaled, below), ratio_value(scaled, below, percent, 1), day, 1);
    } else {
        if (!tdm_decimal_subtract(mine, theirs, &difference)) return unknown(check, TDM_REASON_NO_BASIS);
        bool falling = measure_of(m, node->measure)->direction == TDM_LOWER_IS_BETTER;
        if (node->compare == TDM_COMPARE_DIFFERENCE)
            difference = tdm_decimal_abs(difference);
        else if (falling != (node->compare == TDM_COMPARE_WORSE))
            difference.coefficient = -difference.coefficient;
        tdm_value value = {.kind = TDM_VALUE_NUMBER, .quantity = {difference, day->value.quantity.unit}};
        check = decided(check, inside(&node->bound, value), value, day, 1);
    }
    if (check.truth == TDM_UNMET && day->date.day == m->asof.on.day)
        check.could_change_on = tdm_date_add_days(m->asof.on, 1);
    return check;
}

/* ---- sessions: the last n of the exercise (or of any), consecutive (M73, M74) */

struct sessions {
    tdm_date date[16];
    uint32_t entry[16];
    bool done[16];
    uint32_t count;
};

static void add_session(struct sessions *s, const struct tdm_dose *dose, uint32_t most) {
    for (uint32_t i = 0; i < s->count; i++)
        if (s->entry[i] == dose->entry) {
            s->done[i] = s->done[i] && dose->done == TDM_DONE;
            return;
        }
    if (s->count == most) return;
    s->date[s->count] = dose->date;
    s->entry[s->count] = dose->entry;
    s->done[s->count++] = dose->done == TDM_DONE;
}

static void last_sessions(const struct moment *m, tdm_ref exercise, uint32_t most, struct sessions *out) {
    uint32_t count = m->chart->dose_count, from = 0;
    if (most > 16) most = 16;
    out->count = 0;
    if (exercise != TDM_REF_NONE) {
        from = m->index->exercise[exercise].from;
        count = m->index->exercise[exercise].until;
    }
    for (uint32_t i = count; i > from; i--) {
        const struct tdm_dose *dose =
            &m->chart->doses[exercise != TDM_REF_NONE ? m->index->exercise_doses[i - 1] : i - 1];
        if (dose->prescribed || dose->done == TDM_NOT_NEEDED || !holds_now(m, fact_of(m, dose->entry))) continue;
        add_session(out, dose, most);
    }
}

/* The change of a session: the next morning's value minus the value of the session's day (M74). */
static bool session_change(const struct moment *m, tdm_ref use, tdm_date day, tdm_value *out) {
    struct range range = m->index->use[use];
    tdm_value before = {0}, after = {0};
    bool has_before = false, has_after = false;
    for (uint32_t i = range.from; i < range.until && m->chart->readings[i].date.day <= day.day + 1; i++) {
        tdm_value value;
        uint32_t entry;
        const struct tdm_reading *reading = &m->chart->readings[i];
        if (reading->date.day < day.day || reading->date.day > m->asof.on.day ||
            !usable(m, use, reading, &value, &entry))
            continue;
        bool next = reading->date.day == day.day + 1;
        if (!next && !has_before) before = value;
        if (next && !has_after) after = value;
        has_before = has_before || !next;
        has_after = has_after || next;
    }
    if (!has_before || !has_after || before.kind != TDM_VALUE_NUMBER) return false;
    *out = after;
    return tdm_decimal_subtract(after.quantity.number, before.quantity.number, &out->quantity.number);
}

static bool session_value(const struct moment *m, tdm_ref use, const struct sessions *s, uint32_t at, tdm_value *out) {
    if (m->protocol->measures[use].is_change) return session_change(m, use, s->date[at], out);
    struct range range = m->index->use[use];
    bool found = false;
    for (uint32_t i = range.from; i < range.until; i++) {
        const struct tdm_reading *reading = &m->chart->readings[i];
        tdm_value value;
        uint32_t entry;
        if (reading->entry != s->entry[at] || !usable(m, use, reading, &value, &entry)) continue;
        if (!found || worse(measure_of(m, use), value, *out)) *out = value;
        found = true;
    }
    return found;
}

/* Each of the last n sessions must hold; one that cannot be judged makes it unknown (M75: unknown never counts as no
 * pain). */
static struct tdm_check over_sessions(const struct moment *m, const struct tdm_criterion *node, tdm_ref exercise,
                                      struct tdm_check check) {
    TDM_UNSET struct sessions s;
    uint32_t usable_count = 0, inside_count = 0;
    last_sessions(m, exercise, node->sessions, &s);
    check.reason.of_n = node->sessions;
    for (uint32_t i = 0; i < s.count; i++) {
        tdm_value value;
        if (!session_value(m, node->measure, &s, i, &value)) continue;
        bool holds = inside(&node->bound, value);
        usable_count++;
        inside_count += holds;
        if (usable_count == 1 || !holds) {
            check.reason.value = value;
            check.reason.date = s.date[i];
            check.reason.entry = s.entry[i];
        }
    }
    check.reason.n = (int32_t)usable_count;
    if (usable_count < node->sessions) return unknown(check, TDM_REASON_NO_SESSIONS);
    check.truth = inside_count == usable_count ? TDM_MET : TDM_UNMET;
    check.reason.code = check.truth == TDM_MET ? TDM_REASON_WITHIN : TDM_REASON_OUTSIDE;
    return check;
}

/* Changes of the sessions in a window, as a series of their own. */
static struct tdm_check changes_in_window(const struct moment *m, const struct tdm_criterion *node,
                                          struct tdm_check check) {
    TDM_UNSET struct sessions s;
    TDM_UNSET struct series series;
    tdm_date from;
    int32_t age;
    series.count = 0;
    series.latest_ever = TDM_DATE_NONE;
    window_of(m, node, &from, &age);
    last_sessions(m, TDM_REF_NONE, 16, &s);
    for (uint32_t i = 0; i < s.count && s.date[i].day >= from.day; i++) {
        tdm_value value;
        if (!session_change(m, node->measure, s.date[i], &value)) continue;
        series.day[series.count++] = (struct daily){s.date[i], value, s.entry[i], false};
    }
    check = judge_series(m, node, &series, from, check);
    if (check.truth == TDM_UNMET) check.could_change_on = first_good_day(m, node, &series);
    return check;
}

struct tdm_check sets_done_check(const struct moment *m, const struct tdm_criterion *node, tdm_ref exercise) {
    TDM_UNSET struct sessions s;
    struct tdm_check check = check_of(TDM_UNKNOWN, TDM_REASON_NO_SESSIONS, node->clause);
    uint32_t wanted = node->sessions == 0 ? 1 : node->sessions;
    last_sessions(m, exercise, wanted, &s);
    check.reason.n = (int32_t)s.count;
    check.reason.of_n = (int32_t)wanted;
    check.could_change_on = m->asof.on;
    for (uint32_t i = 0; i < s.count; i++)
        if (!s.done[i]) {
            check = check_of(TDM_UNMET, TDM_REASON_SETS_NOT_DONE, node->clause);
            check.reason.date = s.date[i];
            check.reason.entry = s.entry[i];
            return check;
        }
    if (s.count < wanted) return check;
    check.truth = TDM_MET;
    check.reason.code = TDM_REASON_SETS_DONE;
    check.reason.date = s.date[0];
    return check;
}

/* Settled: the pain of the next morning is no higher than before the session. Read from the first change the protocol
 * declares. */
struct tdm_check settled_check(const struct moment *m, const struct tdm_criterion *node, tdm_ref exercise) {
    TDM_UNSET struct sessions s;
    struct tdm_check check = check_of(TDM_UNKNOWN, TDM_REASON_NO_SESSIONS, node->clause);
    check.could_change_on = tdm_date_add_days(m->asof.on, 1);
    last_sessions(m, exercise, 1, &s);
    for (tdm_ref use = 0; use < m->protocol->measure_count && s.count > 0; use++) {
        tdm_value change;
        if (!m->protocol->measures[use].is_change) continue;
        if (!session_change(m, use, s.date[0], &change)) return check;
        bool settled = change.quantity.number.coefficient <= 0;
        check = check_of(settled ? TDM_MET : TDM_UNMET, settled ? TDM_REASON_SETTLED : TDM_REASON_NOT_SETTLED,
                         node->clause);
        check.reason.date = s.date[0];
        check.reason.value = change;
        return check;
    }
    return check;
}

struct tdm_check reading_check(const struct moment *m, const struct tdm_criterion *node, tdm_ref exercise) {
    struct tdm_check check = start_check(m, node);
    if (node->over == TDM_OVER_SESSIONS) return over_sessions(m, node, exercise, check);
    if (m->protocol->measures[node->measure].is_change) return changes_in_window(m, node, check);
    if (node->compare != TDM_COMPARE_VALUE) return against_basis(m, node, check);
    if (node->statistic == TDM_STAT_LATEST || node->statistic == TDM_STAT_NONE) return latest(m, node, check);
    return aggregate(m, node, check);
}
