/* flag_rule.c - a flag's own rule: asked on the days on which something it reads was recorded, until it holds. What the
 * whole chart says of those days is told once with the case; a moment that knew less asks again only where that could
 * matter. */
#include "engine/case_int.h"
#include "engine/engine_days.h"

/* The readings of a criterion's window on the moment's day, whoever knew them when; on no day: all of them. */
static struct range readings_seen(const struct moment *m, const struct tdm_criterion *node) {
    struct range range = m->index->use[node->measure];
    struct moment then = *m;
    tdm_date from;
    int32_t age;
    if (tdm_date_is_none(m->asof.on)) return range;
    then.procedure = TDM_DATE_NONE; /* which only shortens a window */
    reading_window(&then, node, &from, &age);
    return (struct range){readings_until(m, range, from.day - 1), readings_until(m, range, m->asof.on.day)};
}

/* ---- can a flag's own rule ever hold in this chart? Values of every knowledge are looked at: an index, not an answer.
 */

/* A reading that was not done, or was withdrawn, has no value. */
static bool inside_ever(tdm_value value, const struct tdm_bound *bound) {
    struct rated rated = rated_of(value, 0);
    return value.kind != TDM_VALUE_NONE && rated_inside(bound, &rated);
}

static bool value_ever(const struct tdm_bound_chart *chart, const struct tdm_reading *reading,
                       const struct tdm_bound *bound) {
    if (inside_ever(reading->value, bound)) return true;
    for (uint32_t r = reading->correction; r != 0; r = chart->revisions[r - 1].next)
        if (!chart->revisions[r - 1].withdrawn && inside_ever(chart->revisions[r - 1].value, bound)) return true;
    return false;
}

static bool reads_plainly(const struct moment *m, const struct tdm_criterion *node) {
    const struct tdm_measure_use *use = &m->protocol->measures[node->measure];
    bool mean =
        node->statistic == TDM_STAT_MEAN || tdm_catalog_measure(m->catalog, use->measure)->day_rule == TDM_DAY_MEAN;
    return node->compare == TDM_COMPARE_VALUE && !mean && !use->is_change;
}

static bool reading_ever(const struct moment *m, const struct tdm_criterion *node, struct range range) {
    if (!reads_plainly(m, node)) return range.until > range.from;
    for (uint32_t i = range.until; i > range.from; i--)
        if (value_ever(m->chart, &m->chart->readings[i - 1], &node->bound)) return true;
    return false;
}

/* By the readings that it may look at on the moment's day. */
static bool ever(const struct moment *m, const struct tdm_condition *condition, uint32_t at) {
    const struct tdm_criterion *node = &condition->nodes[at];
    bool all = node->kind == TDM_CRITERION_ALL;
    if (node->kind == TDM_CRITERION_READING) return reading_ever(m, node, readings_seen(m, node));
    if (!all && node->kind != TDM_CRITERION_ANY) return true;
    for (uint32_t i = node->first_child; i < (uint32_t)node->first_child + node->child_count; i++)
        if (ever(m, condition, i) != all) return !all;
    return all;
}

/* ---- asked on a day */

static bool rule_holds(const struct moment *m, uint32_t flag, tdm_date day) {
    struct moment then = *m;
    then.asof.on = day;
    then.takes_worse = true;
    then.procedure = procedure_by(m, day);
    return condition_truth(&then, &m->protocol->flags[flag].condition, TDM_REF_NONE) == TDM_MET;
}

/* What nobody knew of yet makes no day on which a rule is asked. */
static bool known_by_now(const struct moment *m, tdm_instant recorded) {
    return tdm_instant_is_none(m->asof.known) || recorded.ms <= m->asof.known.ms;
}

/* Nor does a reading that does not count: by somebody who may not observe the measure (M38), or outside a session. */
static bool is_read(const struct moment *m, const struct tdm_criterion *node, const struct tdm_reading *reading) {
    bool outside = m->protocol->measures[node->measure].during_session && !reading->in_session;
    return !reading->wrong_observer && !outside && known_by_now(m, reading->recorded);
}

static int32_t next_reading(const struct moment *m, const struct tdm_criterion *node, int32_t after) {
    struct range range = m->index->use[node->measure];
    uint32_t low = readings_until(m, range, after);
    while (low < range.until && !is_read(m, node, &m->chart->readings[low])) low++;
    return low < range.until ? m->chart->readings[low].date.day : INT32_MAX;
}

static int32_t next_entry(const struct moment *m, int32_t after) {
    uint32_t low = 0, high = m->chart->chart->entry_count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (m->chart->facts[middle].date.day > after)
            high = middle;
        else
            low = middle + 1;
    }
    while (low < m->chart->chart->entry_count && !known_by_now(m, m->chart->facts[low].recorded)) low++;
    return low < m->chart->chart->entry_count ? m->chart->facts[low].date.day : INT32_MAX;
}

/* Something the rule reads was recorded for the day, and still stands (M31, M96). */
static bool said_that_day(const struct moment *m, uint32_t flag, int32_t day) {
    const struct tdm_condition *condition = &m->protocol->flags[flag].condition;
    for (uint16_t i = FIRST_TERM; i < condition->count; i++) {
        const struct tdm_criterion *node = &condition->nodes[i];
        if (node->child_count > 0) continue;
        if (node->kind != TDM_CRITERION_READING && next_entry(m, day - 1) == day) return true;
        if (node->kind != TDM_CRITERION_READING) continue;
        struct range range = m->index->use[node->measure];
        for (uint32_t r = readings_until(m, range, day - 1); r < range.until; r++) {
            tdm_value value;
            uint32_t said_by;
            if (m->chart->readings[r].date.day != day) break;
            if (reading_usable(m, node->measure, &m->chart->readings[r], &value, &said_by)) return true;
        }
    }
    return false;
}

/* The next day on which the rule could begin to hold. */
static int32_t next_day(const struct moment *m, uint32_t flag, int32_t after) {
    const struct tdm_condition *condition = &m->protocol->flags[flag].condition;
    int32_t next = INT32_MAX;
    for (uint16_t i = FIRST_TERM; i < condition->count; i++) {
        const struct tdm_criterion *node = &condition->nodes[i];
        if (node->child_count > 0) continue;
        int32_t day = node->kind == TDM_CRITERION_READING ? next_reading(m, node, after) : next_entry(m, after);
        if (day < next) next = day;
    }
    return next;
}

/* ---- what the whole chart says: made with the case. Only for rules that read values of their own side inside windows:
 * what else they could read hangs on the day asked about. */

static bool reads_values_alone(const struct tdm_protocol *protocol, const struct tdm_condition *condition) {
    for (uint16_t i = FIRST_TERM; i < condition->count; i++) {
        const struct tdm_criterion *node = &condition->nodes[i];
        if (node->child_count > 0) continue;
        if (node->kind != TDM_CRITERION_READING || node->compare != TDM_COMPARE_VALUE ||
            node->over == TDM_OVER_SESSIONS || protocol->measures[node->measure].is_change)
            return false;
    }
    return true;
}

/* From that instant on nothing changes what the reading says. */
static int64_t settled_reading(const struct tdm_bound_chart *chart, const struct tdm_reading *reading) {
    int64_t settled = reading->recorded.ms;
    for (uint32_t r = reading->correction; r != 0; r = chart->revisions[r - 1].next)
        if (chart->revisions[r - 1].recorded.ms > settled) settled = chart->revisions[r - 1].recorded.ms;
    return settled;
}

/* From that instant on the rule says of the moment's day what it says with the whole chart. */
static int64_t settled_day(const struct moment *m, const struct tdm_condition *condition) {
    int64_t settled = INT64_MIN;
    for (uint16_t i = FIRST_TERM; i < condition->count; i++) {
        if (condition->nodes[i].child_count > 0) continue;
        struct range seen = readings_seen(m, &condition->nodes[i]);
        for (uint32_t r = seen.from; r < seen.until; r++) {
            int64_t one = settled_reading(m->chart, &m->chart->readings[r]);
            if (one > settled) settled = one;
        }
    }
    return settled;
}

struct only_procedure {
    tdm_date date; /* none: there is none */
    bool withdrawn;
    int64_t settled; /* since when it is known as it is */
};

/* False when there are several: the days between them hang on the day asked about. */
static bool only_procedure(const struct moment *m, struct only_procedure *out) {
    *out = (struct only_procedure){.date = TDM_DATE_NONE};
    if (m->index->kind_count[TDM_ENTRY_PROCEDURE] == 0) return true;
    if (m->index->kind_count[TDM_ENTRY_PROCEDURE] > 1) return false;
    const struct tdm_fact *fact = fact_of(m, m->index->of_kind[TDM_ENTRY_PROCEDURE][0]);
    if (!procedure_performed(m, fact->entry)) return true;
    out->date = fact->date;
    out->withdrawn = !tdm_instant_is_none(fact->withdrawn);
    out->settled = out->withdrawn && fact->withdrawn.ms > fact->recorded.ms ? fact->withdrawn.ms : fact->recorded.ms;
    return true;
}

static void sort_by_settled(struct rule_day *days, uint32_t count) {
    for (uint32_t gap = count / 2; gap > 0; gap /= 2)
        for (uint32_t i = gap; i < count; i++) {
            struct rule_day day = days[i];
            uint32_t at = i;
            for (; at >= gap && days[at - gap].settled > day.settled; at -= gap) days[at] = days[at - gap];
            days[at] = day;
        }
}

struct day_list { /* of one flag, on its way */
    struct tdm_arena *mem;
    struct rule_day *items, *holding;
    size_t count, room, held, held_room;
    int32_t last; /* of all of them */
};

/* The days from `after` on, exclusive, each behind those that are there. */
static void list_further(struct moment *m, uint32_t flag, int32_t after, struct day_list *list) {
    const struct tdm_condition *condition = &m->protocol->flags[flag].condition;
    struct only_procedure procedure;
    bool only = only_procedure(m, &procedure);
    TDM_ASSERT(only); /* of several, nothing is told */
    for (int32_t day = next_day(m, flag, after); day != INT32_MAX; day = next_day(m, flag, day)) {
        bool past = !tdm_date_is_none(procedure.date) && procedure.date.day <= day;
        m->procedure = past && !procedure.withdrawn ? procedure.date : TDM_DATE_NONE;
        m->asof.on = (tdm_date){day};
        if (!ever(m, condition, 0)) continue;
        struct rule_day told = {day, said_that_day(m, flag, day) && rule_holds(m, flag, m->asof.on),
                                settled_day(m, condition)};
        if (past && procedure.settled > told.settled) told.settled = procedure.settled;
        TDM_GROW(list->mem, list->items, list->count, list->room);
        list->items[list->count++] = told;
        list->last = day;
        if (!told.holds) continue;
        TDM_GROW(list->mem, list->holding, list->held, list->held_room);
        list->holding[list->held++] = told;
    }
}

static struct rule_days days_of_list(const struct day_list *list) {
    return (struct rule_days){true, list->holding, list->items, (uint32_t)list->held, (uint32_t)list->count};
}

static void tell_days(struct moment *m, uint32_t flag, struct day_list *list, struct rule_days *out) {
    struct only_procedure procedure;
    *out = (struct rule_days){.told = false};
    list->count = list->held = 0;
    if (!reads_values_alone(m->protocol, &m->protocol->flags[flag].condition) || !only_procedure(m, &procedure)) return;
    list_further(m, flag, INT32_MIN, list);
    sort_by_settled(list->items, (uint32_t)list->count);
    *out = days_of_list(list);
}

static struct moment any_moment(struct tdm_arena *mem, const struct tdm_case *episode, const struct index *index) {
    return (struct moment){.mem = mem,
                           .episode = episode,
                           .protocol = episode->protocol,
                           .catalog = episode->chart->catalog,
                           .chart = episode->chart,
                           .index = index,
                           .procedure = TDM_DATE_NONE,
                           .asof = {TDM_DATE_NONE, TDM_INSTANT_NONE}};
}

void rules_index(struct tdm_arena *mem, const struct tdm_case *episode, struct index *index) {
    uint32_t count = episode->protocol->flag_count;
    struct rule_days *days = TDM_NEW_ARRAY(mem, struct rule_days, count);
    bool *possible = TDM_NEW_ARRAY(mem, bool, count);
    for (uint32_t f = 0; f < count; f++) {
        struct moment m = any_moment(mem, episode, index);
        const struct tdm_flag *flag = &episode->protocol->flags[f];
        struct day_list list = {.mem = mem, .last = INT32_MIN};
        possible[f] = flag->condition.count > 0 && ever(&m, &flag->condition, 0);
        index->any_rule = index->any_rule || possible[f];
        if (possible[f]) tell_days(&m, f, &list, &days[f]);
    }
    index->rule_possible = possible;
    index->rule_days = days;
}

/* ---- the same, when entries came at the end of the chart */

struct rule_grown {
    bool *seen; /* per term: a reading of it could hold, whoever knew it when */
    struct day_list list;
};
struct rules_grown {
    struct rule_grown *rules; /* per flag */
    bool *possible;
    struct rule_days *days;
};

struct rules_grown *rules_growth_of(struct tdm_arena *mem, const struct tdm_case *episode) {
    struct rules_grown *grown = TDM_NEW(mem, struct rules_grown);
    const struct index *index = episode->index;
    uint32_t flags = episode->protocol->flag_count;
    struct moment m = any_moment(mem, episode, index);
    grown->rules = TDM_NEW_ARRAY(mem, struct rule_grown, flags);
    grown->possible = TDM_NEW_ARRAY(mem, bool, flags);
    grown->days = TDM_NEW_ARRAY(mem, struct rule_days, flags);
    for (uint32_t f = 0; f < flags; f++) {
        const struct tdm_condition *condition = &episode->protocol->flags[f].condition;
        struct rule_grown *rule = &grown->rules[f];
        grown->possible[f] = index->rule_possible[f];
        rule->list = (struct day_list){.mem = mem, .last = INT32_MIN};
        rule->seen = TDM_NEW_ARRAY(mem, bool, condition->count);
        for (uint16_t i = 0; i < condition->count; i++)
            if (condition->nodes[i].kind == TDM_CRITERION_READING)
                rule->seen[i] = reading_ever(&m, &condition->nodes[i], index->use[condition->nodes[i].measure]);
        if (grown->possible[f]) tell_days(&m, f, &rule->list, &grown->days[f]);
        m.asof.on = m.procedure = TDM_DATE_NONE;
    }
    return grown;
}

static bool of_side(const struct moment *m, const struct tdm_reading *reading, tdm_ref use) {
    return reading->side == case_side(m->protocol, m->chart, use);
}

static bool sees(const struct moment *m, const struct rules_further *further, const struct tdm_criterion *node) {
    tdm_ref measure = m->protocol->measures[node->measure].measure;
    for (uint32_t r = 0; r < further->added_count; r++) {
        const struct tdm_reading *reading = &further->added[r];
        if (reading->measure == measure && of_side(m, reading, node->measure) &&
            (!reads_plainly(m, node) || value_ever(m->chart, reading, &node->bound)))
            return true;
    }
    return false;
}

static void see(const struct moment *m, const struct rules_further *further, const struct tdm_condition *condition,
                bool *seen) {
    for (uint16_t i = 0; i < condition->count; i++)
        if (condition->nodes[i].kind == TDM_CRITERION_READING && !seen[i])
            seen[i] = sees(m, further, &condition->nodes[i]);
}

static bool ever_seen(const struct tdm_condition *condition, uint32_t at, const bool *seen) {
    const struct tdm_criterion *node = &condition->nodes[at];
    bool all = node->kind == TDM_CRITERION_ALL;
    if (node->kind == TDM_CRITERION_READING) return seen[at];
    if (!all && node->kind != TDM_CRITERION_ANY) return true;
    for (uint32_t i = node->first_child; i < (uint32_t)node->first_child + node->child_count; i++)
        if (ever_seen(condition, i, seen) != all) return !all;
    return all;
}

/* Windows look back: of the days before the first new reading nothing is said anew. */
static void days_grow(struct moment *m, uint32_t flag, int32_t first, struct day_list *list) {
    size_t kept = 0, sorted;
    while (list->held > 0 && list->holding[list->held - 1].day >= first) list->held--;
    for (size_t i = 0; list->last >= first && i < list->count; i++)
        if (list->items[i].day < first) list->items[kept++] = list->items[i];
    if (list->last >= first) list->count = kept;
    sorted = list->count;
    list_further(m, flag, first - 1, list);
    for (size_t i = sorted; i < list->count; i++) {
        struct rule_day day = list->items[i];
        size_t at = i;
        for (; at > 0 && list->items[at - 1].settled > day.settled; at--) list->items[at] = list->items[at - 1];
        list->items[at] = day;
    }
}

void rules_grow(const struct rules_further *further, struct rules_grown *grown) {
    int32_t first = INT32_MAX;
    for (uint32_t r = 0; r < further->added_count; r++)
        if (further->added[r].date.day < first) first = further->added[r].date.day;
    struct moment m = any_moment(further->mem, further->episode, further->index);
    for (uint32_t f = 0; f < further->episode->protocol->flag_count; f++) {
        const struct tdm_condition *condition = &m.protocol->flags[f].condition;
        struct rule_grown *rule = &grown->rules[f];
        bool was = grown->possible[f];
        if (!was && (further->added_count == 0 || condition->count == 0)) continue;
        if (!was) see(&m, further, condition, rule->seen);
        grown->possible[f] = was || ever_seen(condition, 0, rule->seen);
        further->index->any_rule = further->index->any_rule || grown->possible[f];
        if (!grown->possible[f] || (was && !grown->days[f].told)) continue; /* what is not told is asked each time */
        m.asof.on = m.procedure = TDM_DATE_NONE; /* the days of the rule before it were asked */
        if (!was || further->procedure) {
            tell_days(&m, f, &rule->list, &grown->days[f]);
        } else if (first != INT32_MAX) {
            days_grow(&m, f, first, &rule->list);
            grown->days[f] = days_of_list(&rule->list);
        }
    }
    further->index->rule_possible = grown->possible;
    further->index->rule_days = grown->days;
}

/* ---- the walk of a moment over the days on which the rule holds, or has to be asked */

/* Days by day: those that hold by the whole chart and were settled by then, and those of which more was said later. */
static void list_days(struct rule_walk *w, const struct rule_days *told, int64_t known) {
    const struct moment *m = w->m;
    uint32_t early = told->count;
    while (early > 0 && told->late[early - 1].settled > known) early--;
    struct walk_day *days = tdm_arena_alloc_raw(m->mem, (told->holding_count + told->count - early) * sizeof *days);
    for (uint32_t i = 0; i < told->holding_count && told->holding[i].day <= m->asof.on.day; i++)
        if (told->holding[i].settled <= known) days[w->count++] = (struct walk_day){told->holding[i].day, true};
    for (uint32_t i = early; i < told->count; i++) {
        if (told->late[i].day > m->asof.on.day) continue;
        uint32_t at = w->count++;
        for (; at > 0 && days[at - 1].day > told->late[i].day; at--) days[at] = days[at - 1];
        days[at] = (struct walk_day){told->late[i].day, false};
    }
    w->days = days;
}

void rule_walk_begin(struct rule_walk *w, const struct moment *m, uint32_t flag) {
    const struct rule_days *told = &m->index->rule_days[flag];
    *w = (struct rule_walk){.m = m, .flag = flag, .listed = told->told};
    if (told->told) list_days(w, told, tdm_instant_is_none(m->asof.known) ? INT64_MAX : m->asof.known.ms);
}

int32_t rule_walk_next(struct rule_walk *w, int32_t after) {
    if (!w->listed) return next_day(w->m, w->flag, after);
    while (w->at < w->count && w->days[w->at].day <= after) w->at++;
    return w->at < w->count ? w->days[w->at].day : INT32_MAX;
}

bool rule_walk_holds(const struct rule_walk *w, int32_t day) {
    bool whole = w->m->signing == 0 || day != w->m->asof.on.day; /* of a signature's own day less may count (M49) */
    if (w->listed && w->days[w->at].holds && whole) return true;
    return said_that_day(w->m, w->flag, day) && rule_holds(w->m, w->flag, (tdm_date){day});
}
