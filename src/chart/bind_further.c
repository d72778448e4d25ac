/* bind_further.c - a bound chart that takes the entries that came since, at its end: what it then says is what binding
 * the whole chart anew says. Only what looks forward is bound so; an entry that changes what stands before it (a
 * correction, a withdrawal, an act said again, a day before the last one) is left to binding anew. */
#include "chart/chart_int.h"

#include <string.h>

struct tdm_chart_growth {
    struct tdm_arena *mem; /* holds the tables, as long as the growth is asked */
    struct tdm_bound_chart bound;
    const struct tdm_name_map *map;
    struct tdm_fact *facts;
    struct tdm_reading *readings;
    uint32_t *reading_start;
    struct tdm_dose *doses;
    size_t fact_room, reading_room, dose_room, name_room;
    uint32_t entries; /* bound by now */
    struct tdm_name_index names;
    struct tdm_bound_before before;
    bool dangling; /* some entry uses a name that no entry has */
};

static bool any_dangling(const struct tdm_chart_growth *g) {
    for (uint32_t i = 0; i < g->entries; i++)
        if (tdm_names_nobody(&g->bound.chart->entries[i], &g->facts[i])) return true;
    return false;
}

struct tdm_chart_growth *tdm_chart_growth_of(struct tdm_arena *mem, const struct tdm_bound_chart *bound,
                                             const struct tdm_name_map *map, uint32_t entries) {
    struct tdm_chart_growth *g = TDM_NEW(mem, struct tdm_chart_growth);
    uint32_t measures = bound->catalog->count[TDM_KIND_MEASURE];
    *g = (struct tdm_chart_growth){.mem = mem, .bound = *bound, .map = map, .entries = bound->chart->entry_count};
    struct tdm_binder b = {mem, bound->chart, bound->catalog, map, NULL, &g->bound, .facts = NULL};
    g->facts = (struct tdm_fact *)(uintptr_t)bound->facts;
    g->readings = (struct tdm_reading *)(uintptr_t)bound->readings;
    g->doses = (struct tdm_dose *)(uintptr_t)bound->doses;
    g->fact_room = entries;
    g->reading_room = g->dose_room = 2 * (size_t)entries; /* of values and of exercises there are mostly more */
    TDM_SPREAD(mem, g->facts, g->entries, g->fact_room);
    TDM_SPREAD(mem, g->readings, bound->reading_count, g->reading_room);
    TDM_SPREAD(mem, g->doses, bound->dose_count, g->dose_room);
    g->reading_start = TDM_NEW_ARRAY(mem, uint32_t, measures + 1u);
    memcpy(g->reading_start, bound->reading_start, (measures + 1u) * sizeof *g->reading_start);
    g->bound.reading_start = g->reading_start;
    g->names = tdm_bind_names(&b);
    g->name_room = g->entries + 1u;
    g->dangling = any_dangling(g);
    return g;
}

/* ---- what changes what stands before it */

static bool looks_back(struct tdm_binder *b, const struct tdm_chart_growth *g, uint32_t i) {
    const struct tdm_entry *entry = &b->chart->entries[i];
    if (entry->kind == TDM_ENTRY_CORRECT || entry->kind == TDM_ENTRY_WITHDRAW) return true;
    if (i > 0 && entry->date.day < b->chart->entries[i - 1].date.day) return true;
    if (entry->name.len > 0 && (g->dangling || tdm_entry_named(&g->names, entry->name) != UINT32_MAX)) return true;
    for (uint32_t k = i; k > 0 && b->chart->entries[k - 1].date.day == entry->date.day; k--)
        if (tdm_says_again(b, i, k - 1)) return true;
    return false;
}

/* ---- one entry more */

static void name_add(struct tdm_chart_growth *g, uint32_t i) {
    tdm_str name = g->names.entries[i].name;
    if (name.len == 0) return;
    TDM_GROW(g->mem, g->names.by_name, g->names.count, g->name_room);
    uint32_t at = g->names.count++;
    for (; at > 0 && tdm_str_compare(g->names.entries[g->names.by_name[at - 1]].name, name) > 0; at--)
        g->names.by_name[at] = g->names.by_name[at - 1];
    g->names.by_name[at] = i;
}

static void doses_add(struct tdm_binder *b, struct tdm_chart_growth *g, uint32_t i) {
    for (uint32_t k = 0; k < b->chart->entries[i].dose_count; k++)
        TDM_GROW(g->mem, g->doses, g->bound.dose_count + k, g->dose_room);
    g->bound.doses = g->doses;
    tdm_bind_doses_of(b, i, &g->before);
}

struct added { /* readings of the new entries, in their order */
    struct tdm_reading *items;
    size_t count, room;
};

static void readings_read(struct tdm_binder *b, uint32_t i, struct tdm_arena *scratch, struct added *added) {
    for (uint32_t k = 0; k < b->chart->entries[i].reading_count; k++) {
        struct tdm_slot_reading slot = {.correction_count = 0};
        tdm_bind_slot(b, i, k, &slot);
        if (!slot.bound || slot.reading.value.kind == TDM_VALUE_NONE) continue; /* not done: it shows nothing */
        TDM_GROW(scratch, added->items, added->count, added->room);
        size_t at = added->count++;
        for (; at > 0 && tdm_reading_order(&added->items[at - 1], &slot.reading) > 0; at--)
            added->items[at] = added->items[at - 1];
        added->items[at] = slot.reading;
    }
}

static uint32_t least(uint32_t a, uint32_t b) {
    return a < b ? a : b;
}

/* Before each measure stand so many more. */
static void starts_move(struct tdm_chart_growth *g, const struct added *added) {
    uint32_t measures = g->bound.catalog->count[TDM_KIND_MEASURE];
    size_t before = 0;
    for (uint32_t m = added->count == 0 ? measures : added->items[0].measure; m < measures; m++) {
        while (before < added->count && added->items[before].measure <= m) before++;
        g->reading_start[m + 1u] += (uint32_t)before;
    }
}

/* Each behind what stands before it in its own measure, the last first: what lies behind is moved once. */
static void readings_put(struct tdm_chart_growth *g, const struct added *added) {
    uint32_t count = g->bound.reading_count, end = count;
    for (size_t k = 0; k < added->count; k++) TDM_GROW(g->mem, g->readings, count + k, g->reading_room);
    for (size_t left = added->count; left > 0; left--) {
        const struct tdm_reading *reading = &added->items[left - 1];
        uint32_t at = least(end, g->reading_start[reading->measure + 1u]), first = g->reading_start[reading->measure];
        while (at > first && tdm_reading_order(&g->readings[at - 1], reading) > 0) at--;
        memmove(&g->readings[at + left], &g->readings[at], (end - at) * sizeof *g->readings);
        g->readings[at + left - 1] = *reading;
        end = at;
    }
    starts_move(g, added);
    g->bound.readings = g->readings;
    g->bound.reading_count = count + (uint32_t)added->count;
}

enum tdm_growth tdm_chart_grow(struct tdm_chart_growth *g, struct tdm_arena *scratch, struct tdm_chart_grown *out,
                               struct tdm_problems *problems) {
    const struct tdm_chart *chart = g->bound.chart;
    uint32_t errors_before = problems->errors;
    struct tdm_binder b = {g->mem, chart, g->bound.catalog, g->map, problems, &g->bound, .facts = NULL};
    struct added added = {0};
    *out =
        (struct tdm_chart_grown){.bound = &g->bound, .entries_before = g->entries, .doses_before = g->bound.dose_count};
    g->names.entries = chart->entries;
    for (; g->entries < chart->entry_count; g->entries++) {
        uint32_t i = g->entries;
        TDM_GROW(g->mem, g->facts, i, g->fact_room);
        g->bound.facts = b.facts = g->facts;
        if (looks_back(&b, g, i)) return TDM_GROWS_ANEW;
        name_add(g, i);
        g->dangling = !tdm_bind_fact(&b, i, &g->names) || g->dangling;
        readings_read(&b, i, scratch, &added);
        doses_add(&b, g, i);
    }
    readings_put(g, &added);
    out->added = added.items;
    out->added_count = (uint32_t)added.count;
    return problems->errors == errors_before ? TDM_GREW : TDM_GROWS_ANEW;
}
