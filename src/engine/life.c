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

static bool closes(const struct tdm_entry *entry) {
    return tdm_str_is(entry->state, "closed") || tdm_str_is(entry->state, "resolved");
}

void life_gather(struct tdm_arena *mem, const struct tdm_bound_chart *chart, uint32_t from, bool flags,
                 struct life_gathered *out) {
    struct gathering g = {.mem = mem, .chart = chart, .events = out->items, .count = out->count, .room = out->room};
    enum tdm_entry_kind kind = flags ? TDM_ENTRY_FLAG : TDM_ENTRY_FINDING;
    for (uint32_t i = from; i < chart->chart->entry_count; i++) {
        if (chart->facts[i].kind == kind) add_event(&g, i, chart->facts[i].subject, !closes(&chart->chart->entries[i]));
        if (chart->facts[i].kind == TDM_ENTRY_SCREEN) add_found(&g, i, flags ? TDM_KIND_FLAG : TDM_KIND_FINDING);
    }
    *out = (struct life_gathered){g.events, g.count, g.room};
}

void life_index(struct tdm_arena *mem, const struct tdm_case *episode, struct index *index) {
    struct life_gathered flags = {0}, findings = {0};
    life_gather(mem, episode->chart, 0, true, &flags);
    life_gather(mem, episode->chart, 0, false, &findings);
    index->flags = (struct life_events){flags.items, (uint32_t)flags.count};
    index->findings = (struct life_events){findings.items, (uint32_t)findings.count};
    rules_index(mem, episode, index);
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

/* A life closed on a day on which it is also opened, in an order nobody can tell, was not closed (M18). */
static struct life *closed_untold(struct living *l, const struct life_event *event) {
    tdm_date day = fact_of(l->m, event->entry)->date;
    for (size_t i = l->count; i > 0; i--) {
        struct life *life = &l->items[i - 1];
        if (life->item != event->item || life->until.day != day.day || life->closed_by == TDM_ENTRY_NONE) continue;
        const struct tdm_entry *said = l->flags ? NULL : finding_placed(l->m, event->entry);
        const struct tdm_entry *closed = l->flags ? NULL : finding_placed(l->m, life->closed_by);
        bool elsewhere = said != NULL && said->region.len > 0 && closed->region.len > 0 &&
                         (!tdm_str_equal(said->region, closed->region) || said->side != closed->side);
        if (!elsewhere && !comes_after(l->m, event->entry, life->closed_by)) return life;
    }
    return NULL;
}

static bool declines(const struct moment *m, uint32_t entry) {
    return tdm_str_is(m->chart->chart->entries[entry].state, "declined");
}

/* What is said on the first day by the name of the entry that opened it, at an earlier time than that entry's or at one
 * nobody can tell, does not open: whoever found it is asked for its retraining (M90). */
static uint32_t opener(const struct moment *m, uint32_t entry) {
    const struct tdm_fact *fact = fact_of(m, entry);
    if (fact->kind != TDM_ENTRY_FINDING || fact->target == UINT32_MAX) return entry;
    const struct tdm_fact *opened = fact_of(m, fact->target);
    return opened->date.day == fact->date.day && holds_now(m, opened) ? fact->target : entry;
}

/* Of what is said of a life in an order nobody can tell, declined is not the last (M18, M86). */
static void take_word(struct living *l, struct life *life, uint32_t entry) {
    const struct moment *m = l->m;
    tdm_date day = fact_of(m, entry)->date;
    bool declined = declines(m, entry);
    bool untold = declined && life->word != TDM_ENTRY_NONE && !declines(m, life->word) &&
                  (life->untimed.day == day.day || !comes_after(m, entry, life->word));
    life->last = entry;
    life->last_day = day;
    if (!untold) life->word = entry;
    if (!declined && fact_of(m, entry)->time.minute < 0) life->untimed = day;
}

static void begin_life(struct living *l, tdm_ref item, tdm_date from, uint32_t entry) {
    TDM_GROW(l->m->mem, l->items, l->count, l->room);
    l->items[l->count++] = (struct life){.item = item,
                                         .from = from,
                                         .until = TDM_DATE_NONE,
                                         .opened_by = entry == TDM_ENTRY_NONE ? entry : opener(l->m, entry),
                                         .last = TDM_ENTRY_NONE,
                                         .word = TDM_ENTRY_NONE,
                                         .closed_by = TDM_ENTRY_NONE,
                                         .last_day = from,
                                         .untimed = TDM_DATE_NONE};
    if (entry != TDM_ENTRY_NONE) take_word(l, &l->items[l->count - 1], entry);
}

/* A closing of one day with an opening, whose order cannot be told, does not close (M18). */
static void take_event(struct living *l, const struct life_event *event) {
    const struct moment *m = l->m;
    tdm_date day = fact_of(m, event->entry)->date;
    struct life *life = life_meant(l, event);
    if (event->opens) {
        if (life == NULL && (life = closed_untold(l, event)) != NULL) {
            life->until = TDM_DATE_NONE;
            life->closed_by = TDM_ENTRY_NONE;
        }
        if (life == NULL)
            begin_life(l, event->item, day, event->entry);
        else
            take_word(l, life, event->entry);
        return;
    }
    if (life == NULL || !may_close(m, event->entry)) return;
    bool after =
        life->last == TDM_ENTRY_NONE ? life->last_day.day <= day.day : comes_after(m, event->entry, life->last);
    if (!after) return;
    life->until = day;
    life->closed_by = event->entry;
}

/* The events of one flag with a rule, day by day: on a day the rule is asked first, so that a closing answers it too.
 */
static void live_by_rule(struct living *l, uint32_t flag) {
    struct moment *m = l->m;
    tdm_ref item = m->protocol->flags[flag].item;
    const struct life_events *events = &m->index->flags;
    struct rule_walk walk;
    rule_walk_begin(&walk, m, flag);
    int32_t day = rule_walk_next(&walk, INT32_MIN);
    uint32_t at = 0;
    for (;;) {
        int32_t event_day = at < events->count ? fact_of(m, events->items[at].entry)->date.day : INT32_MAX;
        if (day > m->asof.on.day && event_day > m->asof.on.day) return;
        if (day <= event_day) {
            if (open_life(l, item) == NULL && rule_walk_holds(&walk, day))
                begin_life(l, item, (tdm_date){day}, TDM_ENTRY_NONE);
            day = rule_walk_next(&walk, day);
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
    bool by_rule = a->opened_by == TDM_ENTRY_NONE;
    return by_rule == (b->opened_by == TDM_ENTRY_NONE) ? a->opened_by < b->opened_by : by_rule;
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
    return day_within(day, life->from, life->until);
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
