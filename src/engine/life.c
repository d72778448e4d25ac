/* life.c - the lives of flags and findings: opened by an entry, by a screen that found them, or, for a flag, by its own
 * rule; closed only by who may (M26, M54, M86, M96). Made once for a moment, then asked for any day before it. */
#include "engine/engine_days.h"

/* ---- what opens and closes: made with the case */

struct gathering {
    struct tdm_arena *mem;
    const struct tdm_bound_chart *chart;
    struct life_event *events;
    size_t count, room;
};

static void add_event(struct gathering *g, uint32_t entry, tdm_ref item, bool opens) {
    if (item == TDM_REF_NONE) return;
    TDM_GROW(g->mem, g->events, g->count, g->room);
    g->events[g->count++] = (struct life_event){entry, item, opens};
}

/* A screen opens what it found: what was found is recorded (M26). */
static void add_found(struct gathering *g, uint32_t entry, enum tdm_catalog_kind kind) {
    const struct tdm_entry *screen = &g->chart->chart->entries[entry];
    for (uint32_t i = 0; i < screen->found_count; i++)
        add_event(g, entry, tdm_catalog_find(g->chart->catalog, kind, screen->found[i]), true);
}

static struct life_events gather_events(struct tdm_arena *mem, const struct tdm_bound_chart *chart, bool flags) {
    struct gathering g = {.mem = mem, .chart = chart};
    enum tdm_entry_kind kind = flags ? TDM_ENTRY_FLAG : TDM_ENTRY_FINDING;
    for (uint32_t i = 0; i < chart->chart->entry_count; i++) {
        tdm_str state = chart->chart->entries[i].state;
        bool closes = tdm_str_is(state, "closed") || tdm_str_is(state, "resolved");
        if (chart->facts[i].kind == kind) add_event(&g, i, chart->facts[i].subject, !closes);
        if (chart->facts[i].kind == TDM_ENTRY_SCREEN) add_found(&g, i, flags ? TDM_KIND_FLAG : TDM_KIND_FINDING);
    }
    return (struct life_events){g.events, (uint32_t)g.count};
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

static bool reading_ever(const struct tdm_case *episode, const struct index *index, const struct tdm_criterion *node) {
    struct range range = index->use[node->measure];
    const struct tdm_measure_use *use = &episode->protocol->measures[node->measure];
    bool mean = node->statistic == TDM_STAT_MEAN ||
                tdm_catalog_measure(episode->chart->catalog, use->measure)->day_rule == TDM_DAY_MEAN;
    bool plain = node->compare == TDM_COMPARE_VALUE && !mean && !use->is_change;
    if (!plain) return range.until > range.from;
    for (uint32_t i = range.from; i < range.until; i++)
        if (value_ever(episode->chart, &episode->chart->readings[i], &node->bound)) return true;
    return false;
}

static bool ever(const struct tdm_case *episode, const struct index *index, const struct tdm_condition *condition,
                 uint32_t at) {
    const struct tdm_criterion *node = &condition->nodes[at];
    bool all = node->kind == TDM_CRITERION_ALL;
    if (node->kind == TDM_CRITERION_READING) return reading_ever(episode, index, node);
    if (!all && node->kind != TDM_CRITERION_ANY) return true;
    for (uint32_t i = node->first_child; i < (uint32_t)node->first_child + node->child_count; i++)
        if (ever(episode, index, condition, i) != all) return !all;
    return all;
}

void life_index(struct tdm_arena *mem, const struct tdm_case *episode, struct index *index) {
    const struct tdm_protocol *protocol = episode->protocol;
    bool *rules = TDM_NEW_ARRAY(mem, bool, protocol->flag_count + 1);
    index->flags = gather_events(mem, episode->chart, true);
    index->findings = gather_events(mem, episode->chart, false);
    for (uint32_t f = 0; f < protocol->flag_count; f++) {
        const struct tdm_condition *condition = &protocol->flags[f].condition;
        rules[f] =
            condition->count > 0 && protocol->flags[f].item != TDM_REF_NONE && ever(episode, index, condition, 0);
        index->any_rule = index->any_rule || rules[f];
    }
    index->rule_possible = rules;
}

/* ---- lives at a moment */

struct living {
    struct moment *m;
    bool flags;
    struct life *items;
    size_t count, room;
};

static bool may_close(const struct moment *m, uint32_t entry) {
    const struct tdm_fact *fact = fact_of(m, entry);
    for (uint32_t f = 0; fact->kind == TDM_ENTRY_FLAG && f < m->protocol->flag_count; f++)
        if (m->protocol->flags[f].item == fact->subject) return (fact->role & m->protocol->flags[f].escalate_to) != 0;
    return fact->role != 0;
}

static struct life *open_life(struct living *l, tdm_ref item) {
    for (size_t i = l->count; i > 0; i--)
        if (l->items[i - 1].item == item) return tdm_date_is_none(l->items[i - 1].until) ? &l->items[i - 1] : NULL;
    return NULL;
}

const struct tdm_entry *finding_placed(const struct moment *m, uint32_t entry) {
    const struct tdm_entry *entries = m->chart->chart->entries;
    uint32_t opened = fact_of(m, entry)->kind == TDM_ENTRY_FINDING ? fact_of(m, entry)->target : UINT32_MAX;
    return entries[entry].region.len == 0 && opened != UINT32_MAX ? &entries[opened] : &entries[entry];
}

/* One finding at two places has two lives; an entry that names no place speaks of the last one open (M86). */
static struct life *life_meant(struct living *l, const struct life_event *event) {
    const struct moment *m = l->m;
    if (l->flags) return open_life(l, event->item); /* by its own rule a flag has no entry */
    const struct tdm_entry *said = finding_placed(m, event->entry);
    for (size_t i = l->count; i > 0; i--) {
        struct life *life = &l->items[i - 1];
        if (life->item != event->item || !tdm_date_is_none(life->until)) continue;
        const struct tdm_entry *first = finding_placed(m, life->opened_by);
        bool same = tdm_str_equal(first->region, said->region) && first->side == said->side;
        if (said->region.len == 0 || first->region.len == 0 || same) return life;
    }
    return NULL;
}

static void begin_life(struct living *l, tdm_ref item, tdm_date from, uint32_t entry) {
    TDM_GROW(l->m->mem, l->items, l->count, l->room);
    l->items[l->count++] = (struct life){.item = item,
                                         .from = from,
                                         .until = TDM_DATE_NONE,
                                         .opened_by = entry,
                                         .last = entry,
                                         .closed_by = TDM_ENTRY_NONE,
                                         .last_day = from};
}

/* A closing of one day with an opening, whose order cannot be told, does not close (M18). */
static void take_event(struct living *l, const struct life_event *event) {
    const struct moment *m = l->m;
    tdm_date day = fact_of(m, event->entry)->date;
    struct life *life = life_meant(l, event);
    if (event->opens) {
        if (life == NULL) {
            begin_life(l, event->item, day, event->entry);
        } else {
            life->last = event->entry;
            life->last_day = day;
        }
        return;
    }
    if (life == NULL || !may_close(m, event->entry)) return;
    bool after =
        life->last == TDM_ENTRY_NONE ? life->last_day.day <= day.day : comes_after(m, event->entry, life->last);
    if (!after) return;
    life->until = day;
    life->closed_by = event->entry;
}

/* ---- a flag's own rule: asked on the days on which something it reads was recorded, until it holds */

static bool rule_holds(struct moment *m, uint32_t flag, tdm_date day) {
    struct tdm_arena_mark mark = tdm_arena_mark(m->mem);
    const struct tdm_condition *condition = &m->protocol->flags[flag].condition;
    struct tdm_check *checks = tdm_arena_alloc_raw(m->mem, condition->count * sizeof *checks);
    struct moment then = *m;
    then.asof.on = day;
    then.takes_worse = true;
    if (!tdm_date_is_none(then.procedure) && then.procedure.day > day.day) then.procedure = TDM_DATE_NONE;
    condition_check(&then, condition, TDM_REF_NONE, checks);
    bool holds = checks[0].truth == TDM_MET;
    tdm_arena_rewind(m->mem, mark);
    return holds;
}

/* What nobody knew of yet makes no day on which a rule is asked. */
static bool known_by_now(const struct moment *m, tdm_instant recorded) {
    return tdm_instant_is_none(m->asof.known) || recorded.ms <= m->asof.known.ms;
}

static int32_t next_reading(const struct moment *m, const struct tdm_criterion *node, int32_t after) {
    struct range range = m->index->use[node->measure];
    uint32_t low = range.from, high = range.until;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (m->chart->readings[middle].date.day > after)
            high = middle;
        else
            low = middle + 1;
    }
    while (low < range.until && !known_by_now(m, m->chart->readings[low].recorded)) low++;
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

/* The next day on which the rule could begin to hold. */
static int32_t next_day(const struct moment *m, uint32_t flag, int32_t after) {
    const struct tdm_condition *condition = &m->protocol->flags[flag].condition;
    int32_t next = INT32_MAX;
    for (uint16_t i = 0; i < condition->count; i++) {
        const struct tdm_criterion *node = &condition->nodes[i];
        if (node->child_count > 0) continue;
        int32_t day = node->kind == TDM_CRITERION_READING ? next_reading(m, node, after) : next_entry(m, after);
        if (day < next) next = day;
    }
    return next;
}

/* The events of one flag with a rule, day by day: on a day the rule is asked first, so that a closing answers it too.
 */
static void live_by_rule(struct living *l, uint32_t flag) {
    struct moment *m = l->m;
    tdm_ref item = m->protocol->flags[flag].item;
    const struct life_events *events = &m->index->flags;
    int32_t day = next_day(m, flag, INT32_MIN);
    uint32_t at = 0;
    for (;;) {
        int32_t event_day = at < events->count ? fact_of(m, events->items[at].entry)->date.day : INT32_MAX;
        if (day > m->asof.on.day && event_day > m->asof.on.day) return;
        if (day <= event_day) {
            if (open_life(l, item) == NULL && rule_holds(m, flag, (tdm_date){day}))
                begin_life(l, item, (tdm_date){day}, TDM_ENTRY_NONE);
            day = next_day(m, flag, day);
            continue;
        }
        const struct life_event *event = &events->items[at++];
        if (event->item == item && holds_now(m, fact_of(m, event->entry))) take_event(l, event);
    }
}

static bool ruled(const struct moment *m, tdm_ref item) {
    for (uint32_t f = 0; f < m->protocol->flag_count && m->index->any_rule; f++)
        if (m->index->rule_possible[f] && m->protocol->flags[f].item == item) return true;
    return false;
}

/* By the day of opening, one raised by its rule before those of entries: which flags have a rule that could hold is
 * seen from the whole chart, and shall not show in the order. */
static bool opened_before(const struct life *a, const struct life *b) {
    if (a->from.day != b->from.day) return a->from.day < b->from.day;
    return (uint32_t)(a->opened_by + 1u) < (uint32_t)(b->opened_by + 1u); /* TDM_ENTRY_NONE is the largest number */
}

static void order_lives(struct living *l) {
    for (size_t i = 1; i < l->count; i++) {
        struct life life = l->items[i];
        size_t at = i;
        for (; at > 0 && opened_before(&life, &l->items[at - 1]); at--) l->items[at] = l->items[at - 1];
        l->items[at] = life;
    }
}

static struct lives live(struct moment *m, const struct life_events *events, bool flags) {
    struct living l = {.m = m, .flags = flags};
    for (uint32_t i = 0; i < events->count; i++) {
        const struct life_event *event = &events->items[i];
        if (!holds_now(m, fact_of(m, event->entry)) || (flags && ruled(m, event->item))) continue;
        take_event(&l, event);
    }
    for (uint32_t f = 0; flags && f < m->protocol->flag_count && m->index->any_rule; f++)
        if (m->index->rule_possible[f]) live_by_rule(&l, f);
    order_lives(&l);
    return (struct lives){l.items, (uint32_t)l.count};
}

void lives_make(struct moment *m) {
    m->findings = live(m, &m->index->findings, false);
    m->flags = live(m, &m->index->flags, true);
}

/* ---- questions */

static bool open_on(const struct life *life, tdm_date day) {
    return life->from.day <= day.day && (tdm_date_is_none(life->until) || day.day < life->until.day);
}

const struct life *flag_open_on(const struct moment *m, tdm_ref item, tdm_date day) {
    for (uint32_t i = 0; i < m->flags.count; i++)
        if ((item == TDM_REF_NONE || m->flags.items[i].item == item) && open_on(&m->flags.items[i], day))
            return &m->flags.items[i];
    return NULL;
}

const struct life *finding_open_on(const struct moment *m, tdm_ref item, bool compensation_only, tdm_date day) {
    for (uint32_t i = 0; i < m->findings.count; i++) {
        const struct life *life = &m->findings.items[i];
        if ((item != TDM_REF_NONE && life->item != item) || !open_on(life, day)) continue;
        if (!compensation_only || tdm_catalog_finding(m->catalog, life->item)->compensation) return life;
    }
    return NULL;
}
