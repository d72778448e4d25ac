/* engine_reading.c - criteria on readings: the latest inside its age, means and worsts with their coverage, the other
 * side, the baseline. Exact: a mean meets its bound by cross-multiplication, also where a day is a mean itself. */
#include "engine/engine_days.h"

static const struct tdm_measure *measure_of(const struct moment *m, tdm_ref use) {
    return tdm_catalog_measure(m->catalog, m->protocol->measures[use].measure);
}

/* ---- values */

static int compare_rated(const struct rated *a, const struct rated *b) {
    if (a->value.kind == TDM_VALUE_STEP) return (a->value.step > b->value.step) - (a->value.step < b->value.step);
    return tdm_ratio_compare(a->sum, tdm_decimal_of_int(a->count), b->sum, tdm_decimal_of_int(b->count));
}

bool rated_worse(const struct moment *m, tdm_ref use, const struct rated *a, const struct rated *b) {
    int order = compare_rated(a, b);
    return measure_of(m, use)->direction == TDM_HIGHER_IS_BETTER ? order < 0 : order > 0;
}

struct rated rated_of(tdm_value value, uint32_t entry) {
    return (struct rated){.sum = value.quantity.number,
                          .count = 1,
                          .value = value,
                          .entry = entry,
                          .read_in = entry,
                          .time = TDM_TIME_NONE};
}

struct mean { /* sum / n, never rounded */
    tdm_decimal sum, n;
    tdm_unit unit;
};
static bool on_mean(const struct tdm_bound *bound, const struct mean *mean);

bool rated_inside(const struct tdm_bound *bound, const struct rated *rated) {
    struct mean mean = {rated->sum, tdm_decimal_of_int(rated->count), rated->value.quantity.unit};
    if (rated->count > 1) return on_mean(bound, &mean);
    bool ok = true, holds = tdm_bound_holds(bound, rated->value, &ok);
    TDM_ASSERT(ok); /* readings are bound to their measure's scale */
    return holds;
}

static tdm_value ratio_value(tdm_decimal a, tdm_decimal b, tdm_unit unit, int32_t scale) {
    return (tdm_value){.kind = TDM_VALUE_NUMBER, .quantity = {tdm_ratio_rounded(a, b, scale), unit}};
}

/* ---- readings of a day (M29, M30) */

bool reading_usable(const struct moment *m, tdm_ref use, const struct tdm_reading *reading, tdm_value *value,
                    uint32_t *said_by) {
    if (reading->wrong_observer) return false;
    if (m->protocol->measures[use].during_session && !reading->in_session) return false;
    if (m->signing != 0 && lies_after(m, reading->date, reading->time, m->signing - 1)) return false;
    return tdm_reading_known(m->chart, reading, m->asof.known, value, said_by);
}

/* Who read it: a correction by somebody else leaves it the reading of its rater (M30, M31). */
static bool same_rater(const struct moment *m, uint32_t a, uint32_t b) {
    return tdm_str_equal(m->chart->chart->entries[a].author, m->chart->chart->entries[b].author);
}

/* The last of a day is told by times that both have. */
static bool order_told(const struct rated *a, const struct rated *b) {
    return a->time.minute >= 0 && b->time.minute >= 0 && a->time.minute != b->time.minute;
}

struct look { /* which readings are wanted */
    tdm_ref use;
    bool other_side, baseline; /* baseline: only what was read before the procedure */
    bool one_day;              /* the latest day is enough */
    bool morning, no_session;  /* only before noon or without a time (M74); only what no session recorded */
    tdm_date from, until;
};

/* Another reading of one rater's day, by the measure's own rule; what is read during a session is its worst (M74).
 * Readings come latest first, those without a time before all. Where times do not tell which was the last, the
 * protective one is taken: the worse, of the other side the better (M18). */
static void join(const struct moment *m, const struct look *look, struct rated *rated, const struct rated *next) {
    tdm_ref use = look->use;
    enum tdm_day_rule rule = m->protocol->measures[use].during_session ? TDM_DAY_WORST : measure_of(m, use)->day_rule;
    bool untold =
        rule == TDM_DAY_LAST && measure_of(m, use)->direction != TDM_DIRECTION_NONE && !order_told(rated, next);
    bool taken = untold && look->other_side ? rated_worse(m, use, rated, next) : rated_worse(m, use, next, rated);
    tdm_time latest = rated->time.minute >= 0 ? rated->time : next->time;
    if ((untold || rule == TDM_DAY_WORST) && taken) *rated = *next;
    rated->time = latest; /* also beside a value without one: what was read before it was not the last */
    tdm_decimal sum;
    if (rule != TDM_DAY_MEAN || next->value.kind != TDM_VALUE_NUMBER || !tdm_decimal_add(rated->sum, next->sum, &sum))
        return;
    int32_t scale = sum.scale + 2 < TDM_DECIMAL_SCALE_MAX ? sum.scale + 2 : TDM_DECIMAL_SCALE_MAX;
    rated->sum = sum;
    rated->count++;
    rated->value.quantity.number = tdm_decimal_trim(tdm_ratio_rounded(sum, tdm_decimal_of_int(rated->count), scale));
}

/* Mostly one day is wanted, of one rater or two. */
static void series_open(const struct moment *m, struct series *s) {
    enum { FEW = 4 };
    s->day = tdm_arena_alloc_raw(m->mem, FEW * sizeof *s->day);
    s->rated = tdm_arena_alloc_raw(m->mem, FEW * sizeof *s->rated);
    s->day_room = s->rated_room = FEW;
}

void series_add(const struct moment *m, struct series *s, tdm_date date, const struct rated *rated) {
    if (s->day_room == 0) series_open(m, s);
    if (s->count == 0 || s->day[s->count - 1].date.day != date.day) {
        TDM_GROW(m->mem, s->day, s->count, s->day_room);
        s->day[s->count++] = (struct daily){.date = date, .first = s->rated_count, .end = s->rated_count};
    }
    TDM_GROW(m->mem, s->rated, s->rated_count, s->rated_room);
    s->rated[s->rated_count++] = *rated;
    s->day[s->count - 1].end = s->rated_count;
}

static void add_reading(const struct moment *m, const struct look *look, tdm_date date, const struct rated *next,
                        struct series *s) {
    struct daily *day = s->count > 0 && s->day[s->count - 1].date.day == date.day ? &s->day[s->count - 1] : NULL;
    for (size_t i = day == NULL ? 0 : day->first; day != NULL && i < day->end; i++)
        if (same_rater(m, s->rated[i].read_in, next->read_in)) {
            join(m, look, &s->rated[i], next);
            return;
        }
    series_add(m, s, date, next);
}

/* Which of the day's raters says the worst, and which the best. */
void series_rank(const struct moment *m, tdm_ref use, struct series *s) {
    for (size_t d = 0; d < s->count; d++) {
        struct daily *day = &s->day[d];
        day->worst = day->best = day->first;
        for (size_t i = day->first + 1; i < day->end; i++) {
            if (rated_worse(m, use, &s->rated[i], &s->rated[day->worst])) day->worst = i;
            if (rated_worse(m, use, &s->rated[day->best], &s->rated[i])) day->best = i;
        }
    }
}

/* On the day of the procedure only with a time before it (M83). */
static bool before_first_procedure(const struct moment *m, const struct tdm_reading *reading) {
    if (reading->date.day != m->first_procedure.day) return reading->date.day < m->first_procedure.day;
    return reading->time.minute >= 0 && m->first_procedure_time.minute >= 0 &&
           reading->time.minute < m->first_procedure_time.minute;
}

static bool wanted_by(const struct moment *m, const struct look *look, const struct tdm_reading *reading) {
    enum { NOON = 12 * 60 };
    if (look->morning && reading->time.minute >= NOON) return false;
    if (look->no_session && reading->in_session) return false;
    return !look->baseline || before_first_procedure(m, reading);
}

uint32_t readings_until(const struct moment *m, struct range range, int32_t day) {
    uint32_t low = range.from, high = range.until;
    if (low < high && m->chart->readings[high - 1].date.day <= day) return high; /* mostly today is asked about */
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (m->chart->readings[middle].date.day > day)
            high = middle;
        else
            low = middle + 1;
    }
    return low;
}

/* Days with their raters from `from` to `until`, latest first; the series lives in the arena of the moment. */
static struct series gather(const struct moment *m, const struct look *look) {
    struct range range = look->other_side ? m->index->use_other[look->use] : m->index->use[look->use];
    struct series s = {.latest_ever = TDM_DATE_NONE};
    for (uint32_t i = readings_until(m, range, look->until.day); i > range.from; i--) {
        const struct tdm_reading *reading = &m->chart->readings[i - 1];
        tdm_value value;
        uint32_t entry;
        if (!reading_usable(m, look->use, reading, &value, &entry)) continue;
        if (!wanted_by(m, look, reading)) continue;
        if (tdm_date_is_none(s.latest_ever)) s.latest_ever = reading->date;
        if (reading->date.day < look->from.day) break;
        if (look->one_day && s.count > 0 && s.day[0].date.day != reading->date.day) break;
        struct rated next = rated_of(value, entry);
        next.time = reading->time;
        next.read_in = reading->entry;
        add_reading(m, look, reading->date, &next, &s);
    }
    series_rank(m, look->use, &s);
    return s;
}

struct series readings_all(const struct moment *m, tdm_ref use, bool other_side) {
    struct look look = {.use = use, .other_side = other_side, .from = {TDM_DATE_MIN_DAY}, .until = m->asof.on};
    return gather(m, &look);
}

bool reading_latest(const struct moment *m, tdm_ref use, tdm_date from, tdm_date until, tdm_date *date) {
    struct range range = m->index->use[use];
    for (uint32_t i = readings_until(m, range, until.day); i > range.from; i--) {
        const struct tdm_reading *reading = &m->chart->readings[i - 1];
        tdm_value value;
        uint32_t entry;
        if (reading->date.day < from.day) return false;
        if (!reading_usable(m, use, reading, &value, &entry)) continue;
        *date = reading->date;
        return true;
    }
    return false;
}

bool reading_morning(const struct moment *m, tdm_ref use, bool no_session, tdm_date date, struct rated *out) {
    struct tdm_arena_mark mark = tdm_arena_mark(m->mem);
    struct look look = {.use = use, .morning = true, .no_session = no_session, .from = date, .until = date};
    struct series s = gather(m, &look);
    if (s.count > 0) *out = s.rated[s.day[0].worst];
    tdm_arena_rewind(m->mem, mark);
    return s.count > 0;
}

static struct reading_day day_read(const struct series *s, size_t at) {
    const struct daily *day = &s->day[at];
    struct reading_day out = {.date = day->date, .worst = s->rated[day->worst], .best = s->rated[day->best]};
    out.apart = compare_rated(&out.worst, &out.best) != 0;
    return out;
}

bool reading_day_between(const struct moment *m, tdm_ref use, bool other_side, const tdm_date days[2],
                         struct reading_day *latest, struct reading_day *first) {
    struct tdm_arena_mark mark = tdm_arena_mark(m->mem);
    struct look look = {
        .use = use, .other_side = other_side, .one_day = first == NULL, .from = days[0], .until = days[1]};
    struct series s = gather(m, &look);
    if (s.count > 0) *latest = day_read(&s, 0);
    if (s.count > 0 && first != NULL) *first = day_read(&s, s.count - 1);
    tdm_arena_rewind(m->mem, mark);
    return s.count > 0;
}

/* The greatest age that the protocol states for this measure's baseline: the least where several clauses ask for it,
 * and the least of all for a measure that none of them names. */
static tdm_date oldest_baseline(const struct moment *m, tdm_ref use) {
    tdm_date named = TDM_DATE_NONE, any = TDM_DATE_NONE;
    for (uint32_t p = 0; p < m->protocol->phase_count; p++)
        for (uint32_t a = 0; a < m->protocol->phases[p].assessment_count; a++) {
            const struct tdm_assess *assess = &m->protocol->phases[p].assessments[a];
            if (assess->kind != TDM_ASSESS_BEFORE_PROCEDURE) continue;
            tdm_date oldest = tdm_date_subtract_span(m->first_procedure, assess->span);
            any = tdm_date_is_none(any) ? oldest : tdm_date_later(any, oldest);
            for (uint32_t i = 0; i < assess->measure_count; i++)
                if (assess->measures[i] == use)
                    named = tdm_date_is_none(named) ? oldest : tdm_date_later(named, oldest);
        }
    return tdm_date_is_none(named) ? any : named;
}

/* M82 to M84: the last day before the procedure, inside the age that the protocol states. A repeat of the procedure
 * leaves it as it is (M14). There is none before a procedure that has not been done; in a protocol without one it is
 * the first day of the episode. */
bool reading_baseline(const struct moment *m, tdm_ref use, bool other_side, struct reading_day *out) {
    struct look look = {.use = use, .other_side = other_side, .until = m->asof.on};
    look.from = (tdm_date){TDM_DATE_MIN_DAY};
    if (m->protocol->procedure != TDM_REF_NONE && tdm_date_is_none(m->first_procedure)) return false;
    look.baseline = look.one_day = !tdm_date_is_none(m->first_procedure);
    if (look.baseline) look.until = m->first_procedure;
    tdm_date oldest = look.baseline ? oldest_baseline(m, use) : TDM_DATE_NONE;
    if (!tdm_date_is_none(oldest)) look.from = oldest;
    struct series s = gather(m, &look);
    if (s.count == 0) return false;
    *out = day_read(&s, s.count - 1);
    return true;
}

static bool find_baseline(const struct moment *m, tdm_ref use, bool other_side, struct rated *out) {
    struct reading_day day;
    bool found = reading_baseline(m, use, other_side, &day);
    if (found) *out = day.worst;
    return found;
}

bool reading_has_baseline(const struct moment *m, tdm_ref use) {
    struct tdm_arena_mark mark = tdm_arena_mark(m->mem);
    struct rated ignored;
    bool found = find_baseline(m, use, false, &ignored);
    tdm_arena_rewind(m->mem, mark);
    return found;
}

/* ---- the window of a criterion */

static int32_t span_days(tdm_span span) {
    int32_t least, most;
    tdm_span_day_range(span, &least, &most);
    return most;
}

/* M10: within N is age 0 to N, of N is the N days ending today; M33: not across the procedure. */
void reading_window(const struct moment *m, const struct tdm_criterion *node, tdm_date *from, int32_t *greatest_age) {
    *from = TDM_DATE_NONE;
    switch (node->over) {
    case TDM_OVER_WITHIN:
        *from = tdm_date_subtract_span(m->asof.on, node->window);
        break;
    case TDM_OVER_OF:
        *from = tdm_date_add_days(tdm_date_subtract_span(m->asof.on, node->window), 1);
        break;
    case TDM_OVER_NONE: /* the reader refuses it: there is no default (K001) */
    case TDM_OVER_SESSIONS:
        TDM_UNREACHABLE(); /* rows of sessions are found in engine_session.c */
    }
    *greatest_age = m->asof.on.day - from->day;
    if (node->statistic != TDM_STAT_LATEST && !tdm_date_is_none(m->procedure))
        *from = tdm_date_later(*from, m->procedure);
}

/* ---- answers */

void check_unknown(struct tdm_check *check, enum tdm_reason_code code) {
    check->truth = TDM_UNKNOWN;
    check->reason.code = code;
}

static void start_check(const struct moment *m, const struct tdm_criterion *node, struct tdm_check *check) {
    *check = check_of(TDM_UNKNOWN, TDM_REASON_MISSING, node->clause);
    check->reason.ref = node->measure;
    check->reason.limit = node->bound.low;
    check->owed_by = measure_of(m, node->measure)->observers;
    check->could_change_on = m->asof.on; /* a reading could be taken today */
    check->needs = TDM_REASON_MISSING;
}

static void none_in_window(struct tdm_check *check, const struct moment *m, const struct series *series,
                           int32_t greatest_age) {
    bool never = tdm_date_is_none(series->latest_ever);
    check_unknown(check, never ? TDM_REASON_MISSING : TDM_REASON_STALE);
    if (never) return;
    check->reason.date = series->latest_ever;
    check->reason.n = m->asof.on.day - series->latest_ever.day;
    check->reason.of_n = greatest_age;
}

static void decided(struct tdm_check *check, bool holds, tdm_value value, const struct daily *day, uint32_t entry) {
    check->truth = holds ? TDM_MET : TDM_UNMET;
    check->reason.code = holds ? TDM_REASON_WITHIN : TDM_REASON_OUTSIDE;
    check->reason.value = value;
    check->reason.date = day->date;
    check->reason.entry = entry;
    check->reason.n = check->reason.of_n = 1;
    if (holds) check->owed_by = 0;
}

/* ---- a plain bound on the latest */

static void latest(const struct moment *m, const struct tdm_criterion *node, struct tdm_check *check) {
    struct look look = {.use = node->measure, .one_day = true, .until = m->asof.on};
    int32_t age;
    reading_window(m, node, &look.from, &age);
    struct series s = gather(m, &look);
    if (s.count == 0) {
        none_in_window(check, m, &s, age);
        return;
    }
    const struct daily *day = &s.day[0];
    const struct rated *worst = &s.rated[day->worst];
    decided(check, rated_inside(&node->bound, worst), worst->value, day, worst->entry);
    for (size_t i = day->first; i < day->end && !m->takes_worse; i++)
        if (rated_inside(&node->bound, &s.rated[i]) != (check->truth == TDM_MET)) {
            check->owed_by = measure_of(m, node->measure)->observers;
            check_unknown(check, TDM_REASON_CONTRADICTORY);
            return;
        }
    if (check->truth == TDM_UNMET && day->date.day == m->asof.on.day)
        check->could_change_on = tdm_date_add_days(m->asof.on, 1);
}

/* ---- mean, worst, best, every over a window */

/* A limit may stand in another unit of the same quantity (M39). */
static int against_limit(const struct mean *mean, tdm_quantity limit) {
    if (limit.unit == mean->unit) return tdm_ratio_compare(mean->sum, mean->n, limit.number, tdm_decimal_of_int(1));
    tdm_quantity whole = {mean->sum, mean->unit};
    int order = 0;
    if (!tdm_decimal_multiply(limit.number, mean->n, &limit.number)) /* a limit of 18 digits */
        whole.number = tdm_ratio_rounded(mean->sum, mean->n, TDM_DECIMAL_SCALE_MAX);
    bool same = tdm_quantity_compare(whole, limit, &order);
    TDM_ASSERT(same); /* conditions are read in the quantity of their measure */
    return order;
}

static bool on_mean(const struct tdm_bound *bound, const struct mean *mean) {
    int low = against_limit(mean, bound->low.quantity);
    int high = bound->high.kind == TDM_VALUE_NUMBER ? against_limit(mean, bound->high.quantity) : 0;
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

/* Days may be means of their own: one denominator for all of them, so that nothing is rounded. */
static bool sum_of_days(const struct series *s, bool worst, tdm_decimal *sum, tdm_decimal *n) {
    enum { PARTS_MOST = 1000000 };
    uint32_t parts = 1;
    *sum = tdm_decimal_of_int(0);
    for (size_t i = 0; i < s->count; i++) {
        uint32_t count = s->rated[worst ? s->day[i].worst : s->day[i].best].count, a = parts, b = count;
        while (b != 0) {
            uint32_t left = a % b;
            a = b;
            b = left;
        }
        if (parts / a > PARTS_MOST / count) return false;
        parts = parts / a * count;
    }
    for (size_t i = 0; i < s->count; i++) {
        const struct rated *rated = &s->rated[worst ? s->day[i].worst : s->day[i].best];
        tdm_decimal scaled;
        if (!tdm_decimal_multiply(rated->sum, tdm_decimal_of_int(parts / rated->count), &scaled) ||
            !tdm_decimal_add(*sum, scaled, sum))
            return false;
    }
    *n = tdm_decimal_of_int((int64_t)parts * (int64_t)s->count);
    return true;
}

struct verdict {
    bool exact, holds;
    tdm_value value;
    const struct daily *day;
    const struct rated *rated;
};

/* The verdict over all days, each by its worst or by its best rater. */
static struct verdict verdict_of(const struct moment *m, const struct tdm_criterion *node, const struct series *s,
                                 bool worst) {
    struct verdict v = {.exact = true, .day = &s->day[0], .rated = &s->rated[worst ? s->day[0].worst : s->day[0].best]};
    if (node->statistic == TDM_STAT_MEAN) {
        struct mean mean = {.unit = v.rated->value.quantity.unit};
        v.exact = sum_of_days(s, worst, &mean.sum, &mean.n);
        if (!v.exact) return v;
        v.holds = on_mean(&node->bound, &mean);
        v.value = ratio_value(mean.sum, mean.n, mean.unit, 2);
        return v;
    }
    bool failed = false, every = node->statistic == TDM_STAT_EVERY;
    for (size_t i = 0; i < s->count; i++) {
        const struct rated *one = &s->rated[worst ? s->day[i].worst : s->day[i].best];
        bool fails = every && !rated_inside(&node->bound, one);
        bool further = node->statistic == TDM_STAT_BEST ? rated_worse(m, node->measure, v.rated, one)
                                                        : rated_worse(m, node->measure, one, v.rated);
        if (!fails && (failed || !further)) continue;
        failed = failed || fails;
        v.day = &s->day[i];
        v.rated = one;
    }
    v.holds = every ? !failed : rated_inside(&node->bound, v.rated);
    v.value = v.rated->value;
    return v;
}

/* On some day one rater stands for the worst and another for the best. */
static bool any_apart(const struct series *s) {
    for (size_t i = 0; i < s->count; i++)
        if (s->day[i].worst != s->day[i].best) return true;
    return false;
}

/* Coverage is counted in days with a reading; the best case fills the days still free (M34, M41). */
void series_judge(const struct moment *m, const struct tdm_criterion *node, const struct series *s,
                  struct tdm_check *check) {
    check->reason.until = m->asof.on;
    check->reason.n = (int32_t)s->count;
    check->reason.of_n = node->least_readings;
    check_unknown(check, s->count == 0 && node->least_readings == 0 ? TDM_REASON_MISSING : TDM_REASON_COVERAGE);
    if (s->count == 0 || s->count < node->least_readings) return;
    struct verdict worst = verdict_of(m, node, s, true), best = worst;
    if (any_apart(s)) best = verdict_of(m, node, s, false);
    if (!worst.exact || !best.exact) return;
    tdm_mask observers = check->owed_by;
    decided(check, worst.holds, worst.value, worst.day, worst.rated->entry);
    check->reason.n = check->reason.of_n = (int32_t)s->count;
    if (worst.holds == best.holds || m->takes_worse) return;
    check->owed_by = observers;
    check_unknown(check, TDM_REASON_CONTRADICTORY);
}

/* The first day on which good readings from now on would decide it: the last bad day has left the window. */
tdm_date series_good_day(const struct moment *m, const struct tdm_criterion *node, const struct series *s) {
    if (node->statistic == TDM_STAT_MEAN || node->over != TDM_OVER_OF) return tdm_date_add_days(m->asof.on, 1);
    for (size_t i = 0; i < s->count; i++)
        if (!rated_inside(&node->bound, &s->rated[s->day[i].worst]))
            return tdm_date_add_days(s->day[i].date, span_days(node->window));
    return m->asof.on;
}

/* A mean falls below its bound as bad days leave the window and good ones come: counted day by day, best case. */
static tdm_date mean_day(const struct moment *m, const struct tdm_criterion *node, const struct series *s) {
    const struct tdm_measure *measure = measure_of(m, node->measure);
    bool low_is_best = measure->direction != TDM_HIGHER_IS_BETTER;
    TDM_ASSERT(measure->has_hard); /* a mean is of numbers, and they have both ends */
    tdm_decimal best = low_is_best ? measure->hard.low.quantity.number : measure->hard.high.quantity.number;
    int32_t days = span_days(node->window);
    for (int32_t ahead = 0; ahead <= days; ahead++) {
        struct series kept = *s;
        int32_t first = m->asof.on.day + ahead - days + 1;
        tdm_decimal sum = {0}, n = {0}, free_days, whole;
        while (kept.count > 0 && kept.day[kept.count - 1].date.day < first) kept.count--;
        if (!sum_of_days(&kept, true, &sum, &n)) return tdm_date_add_days(m->asof.on, 1);
        int64_t parts = kept.count == 0 ? 1 : n.coefficient / (int64_t)kept.count;
        tdm_decimal unread = tdm_decimal_of_int(parts * (days - (int64_t)kept.count));
        if (!tdm_decimal_multiply(best, unread, &free_days) || !tdm_decimal_add(sum, free_days, &whole))
            return tdm_date_add_days(m->asof.on, 1);
        struct mean mean = {whole, tdm_decimal_of_int(parts * days), measure->unit};
        if (on_mean(&node->bound, &mean)) return tdm_date_add_days(m->asof.on, ahead);
    }
    return TDM_DATE_NONE;
}

static void aggregate(const struct moment *m, const struct tdm_criterion *node, struct tdm_check *check) {
    struct look look = {.use = node->measure, .until = m->asof.on};
    int32_t age;
    reading_window(m, node, &look.from, &age);
    struct series s = gather(m, &look);
    check->reason.date = look.from;
    series_judge(m, node, &s, check);
    if (check->truth == TDM_UNMET)
        check->could_change_on =
            node->statistic == TDM_STAT_MEAN ? mean_day(m, node, &s) : series_good_day(m, node, &s);
}

/* ---- percent of and difference from the other side (M36) and the baseline */

/* What the day is compared with: `out` gets its raters as one day; false with the reason in *check. */
static bool find_basis(const struct moment *m, const struct tdm_criterion *node, const struct daily *day,
                       struct series *out, struct tdm_check *check) {
    const struct tdm_measure_use *use = &m->protocol->measures[node->measure];
    bool other_side = node->basis == TDM_BASIS_OTHER_SIDE, replaced = other_side && m->other_side_affected;
    if (node->basis == TDM_BASIS_BASELINE || (replaced && use->when_other_affected == TDM_BASIS_BASELINE)) {
        struct rated baseline;
        if (find_baseline(m, node->measure, other_side, &baseline)) {
            *out = (struct series){.count = 0};
            series_add(m, out, day->date, &baseline);
            return true;
        }
        check_unknown(check, TDM_REASON_NO_BASELINE);
        check->could_change_on = TDM_DATE_NONE;
        return false;
    }
    if (replaced) {
        check_unknown(check, TDM_REASON_OTHER_SIDE_AFFECTED);
        check->could_change_on = TDM_DATE_NONE;
        return false;
    }
    struct look look = {.use = node->measure, .other_side = true, .from = day->date, .until = day->date};
    *out = gather(m, &look);
    if (out->count > 0) return true;
    look = (struct look){.use = node->measure, .other_side = true, .one_day = true, .until = m->asof.on};
    look.from = (tdm_date){TDM_DATE_MIN_DAY};
    struct series ever = gather(m, &look);
    check_unknown(check, ever.count == 0 ? TDM_REASON_OTHER_SIDE_MISSING : TDM_REASON_NOT_SAME_DAY);
    check->reason.date = day->date;
    if (ever.count > 0) check->reason.until = ever.day[0].date;
    return false;
}

struct against {
    bool known, holds;
    tdm_value value;
};

/* One rater's value against the basis, as a ratio of whole decimals. */
static struct against compare_one(const struct moment *m, const struct tdm_criterion *node, const struct rated *mine,
                                  const struct rated *theirs) {
    struct against result = {.known = false};
    bool falling = measure_of(m, node->measure)->direction == TDM_LOWER_IS_BETTER;
    tdm_decimal left, right, n;
    if (!tdm_decimal_multiply(mine->sum, tdm_decimal_of_int(theirs->count), &left) ||
        !tdm_decimal_multiply(theirs->sum, tdm_decimal_of_int(mine->count), &right) ||
        !tdm_decimal_multiply(tdm_decimal_of_int(mine->count), tdm_decimal_of_int(theirs->count), &n))
        return result;
    if (node->compare == TDM_COMPARE_PERCENT) {
        tdm_decimal over = falling ? right : left, under = falling ? left : right, scaled;
        if (under.coefficient <= 0 || !tdm_decimal_multiply(over, tdm_decimal_of_int(100), &scaled)) return result;
        struct mean mean = {scaled, under, node->bound.low.quantity.unit};
        result.holds = on_mean(&node->bound, &mean);
        result.value = ratio_value(scaled, under, mean.unit, 1);
    } else {
        tdm_decimal difference;
        if (!tdm_decimal_subtract(left, right, &difference)) return result;
        if (node->compare == TDM_COMPARE_DIFFERENCE)
            difference = tdm_decimal_abs(difference);
        else if (falling != (node->compare == TDM_COMPARE_WORSE))
            difference.coefficient = -difference.coefficient;
        struct mean mean = {difference, n, mine->value.quantity.unit};
        int32_t scale = difference.scale + 2 < TDM_DECIMAL_SCALE_MAX ? difference.scale + 2 : TDM_DECIMAL_SCALE_MAX;
        result.holds = on_mean(&node->bound, &mean);
        result.value = ratio_value(difference, n, mean.unit, scale);
        result.value.quantity.number = tdm_decimal_trim(result.value.quantity.number);
    }
    result.known = true;
    return result;
}

/* Where a rater's reading stands among those of the first day of a series, or `none`. */
static size_t own_of(const struct moment *m, const struct rated *one, const struct series *in, size_t none) {
    for (size_t k = in->day[0].first; k < in->day[0].end; k++)
        if (same_rater(m, one->read_in, in->rated[k].read_in)) return k;
    return none;
}

/* Two raters who both read both sides: each of them has a comparison of their own (M30, M36). */
static bool apart(const struct moment *m, const struct series *mine, size_t i, const struct series *theirs, size_t k) {
    size_t own = own_of(m, &mine->rated[i], theirs, SIZE_MAX);
    return own != SIZE_MAX && own != k && own_of(m, &theirs->rated[k], mine, SIZE_MAX) != SIZE_MAX;
}

static void against_basis(const struct moment *m, const struct tdm_criterion *node, struct tdm_check *check) {
    struct look look = {.use = node->measure, .one_day = true, .until = m->asof.on};
    int32_t age;
    reading_window(m, node, &look.from, &age);
    struct series mine = gather(m, &look), theirs;
    if (mine.count == 0) {
        none_in_window(check, m, &mine, age);
        return;
    }
    const struct daily *day = &mine.day[0];
    const struct rated *worst = &mine.rated[day->worst];
    check->reason.date = day->date;
    check->reason.entry = worst->entry;
    if (!find_basis(m, node, day, &theirs, check)) return;
    const struct daily *there = &theirs.day[0];
    size_t beside = own_of(m, worst, &theirs, there->worst);
    struct against first = compare_one(m, node, worst, &theirs.rated[beside]);
    if (!first.known) {
        check_unknown(check, TDM_REASON_NO_BASIS);
        return;
    }
    tdm_mask observers = check->owed_by;
    decided(check, first.holds, first.value, day, worst->entry);
    for (size_t i = day->first; i < day->end && !m->takes_worse; i++)
        for (size_t k = there->first; k < there->end; k++) {
            if ((i == day->worst && k == beside) || apart(m, &mine, i, &theirs, k)) continue;
            struct against other = compare_one(m, node, &mine.rated[i], &theirs.rated[k]);
            if (other.known && other.holds == first.holds) continue;
            check->owed_by = observers;
            check_unknown(check, other.known ? TDM_REASON_CONTRADICTORY : TDM_REASON_NO_BASIS);
            return;
        }
    if (check->truth == TDM_UNMET && day->date.day == m->asof.on.day)
        check->could_change_on = tdm_date_add_days(m->asof.on, 1);
}

void reading_check(const struct moment *m, const struct tdm_criterion *node, tdm_ref exercise,
                   struct tdm_check *check) {
    struct tdm_arena_mark mark = tdm_arena_mark(m->mem); /* days are scratch: the answer holds no pointer to them */
    start_check(m, node, check);
    if (node->over == TDM_OVER_SESSIONS)
        sessions_check(m, node, exercise, check);
    else if (m->protocol->measures[node->measure].is_change)
        changes_check(m, node, check);
    else if (node->compare != TDM_COMPARE_VALUE)
        against_basis(m, node, check);
    else if (node->statistic == TDM_STAT_LATEST)
        latest(m, node, check);
    else
        aggregate(m, node, check);
    tdm_arena_rewind(m->mem, mark);
}
