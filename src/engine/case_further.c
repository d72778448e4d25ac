/* case_further.c - a case that takes the entries that its chart got since: the tables of the case grow by what is new,
 * and are those that opening the whole chart anew would make. Where an entry changes what stands before it, it is
 * opened anew. What is kept is a value handed in and given back; an answer never depends on how a case came to be. */
#include "engine/case_int.h"

#include <string.h>

struct list { /* of entries, with room */
    uint32_t *items;
    size_t count, room;
};

struct tdm_case_kept {
    struct tdm_arena *mem;
    uint32_t expected; /* entries in all */
    struct tdm_case episode;
    struct index index;
    struct tdm_chart_growth *growth; /* null: to be opened anew */
    struct rules_grown *rules;
    struct tdm_case_entry *entries;
    struct list of_kind[TDM_ENTRY_KIND_COUNT];
    int64_t *known, *steered;
    struct said *said;
    struct range *exercise;
    uint32_t *exercise_doses;
    uint32_t *coming; /* per exercise, while doses are put in their places; zero between */
    size_t entry_room, known_room, steered_room, said_room, dose_room;
    struct life_gathered flags, findings;
    struct tdm_problems *aside;
};

struct tdm_case_kept *tdm_case_keep(struct tdm_arena *mem, uint32_t entries) {
    struct tdm_case_kept *kept = TDM_NEW(mem, struct tdm_case_kept);
    kept->mem = mem;
    kept->expected = entries;
    kept->aside = tdm_arena_alloc_raw(mem, sizeof *kept->aside); /* large: only what is told in it is written */
    tdm_problems_init(kept->aside);
    return kept;
}

/* ---- from one that was opened anew: its tables, with room for what will come */

static void take_lists(struct tdm_case_kept *k) {
    uint32_t count = k->episode.chart->chart->entry_count;
    for (int kind = 0; kind < TDM_ENTRY_KIND_COUNT; kind++)
        k->of_kind[kind] = (struct list){(uint32_t *)(uintptr_t)k->index.of_kind[kind], k->index.kind_count[kind],
                                         k->index.kind_count[kind]};
    k->entries = (struct tdm_case_entry *)(uintptr_t)k->episode.entries;
    k->known = (int64_t *)(uintptr_t)k->index.known_by;
    k->steered = (int64_t *)(uintptr_t)k->index.steered_by;
    k->said = (struct said *)(uintptr_t)k->index.said;
    k->exercise = (struct range *)(uintptr_t)k->index.exercise;
    k->exercise_doses = (uint32_t *)(uintptr_t)k->index.exercise_doses;
    k->entry_room = k->known_room = k->steered_room = k->said_room = k->expected;
    k->dose_room = 2 * (size_t)k->expected;
    TDM_SPREAD(k->mem, k->entries, count, k->entry_room);
    TDM_SPREAD(k->mem, k->known, count, k->known_room);
    TDM_SPREAD(k->mem, k->steered, count, k->steered_room);
    TDM_SPREAD(k->mem, k->said, count, k->said_room);
    TDM_SPREAD(k->mem, k->exercise_doses, k->episode.chart->dose_count, k->dose_room);
    k->coming = TDM_NEW_ARRAY(k->mem, uint32_t, k->episode.protocol->catalog->count[TDM_KIND_EXERCISE]);
    k->flags = (struct life_gathered){(struct life_event *)(uintptr_t)k->index.flags.items, k->index.flags.count,
                                      k->index.flags.count};
    k->findings = (struct life_gathered){(struct life_event *)(uintptr_t)k->index.findings.items,
                                         k->index.findings.count, k->index.findings.count};
}

/* At once: what is opened later is all that came since. */
static void begin_growing(struct tdm_case_kept *k, const struct tdm_case *opened) {
    struct tdm_name_map *map = TDM_NEW(k->mem, struct tdm_name_map);
    *map = case_words(k->mem, opened->protocol);
    uint32_t moves = k->index.moves + 1; /* whatever it was, something came */
    k->episode = *opened;
    k->index = *(const struct index *)opened->index;
    k->index.moves = moves;
    k->episode.index = &k->index;
    take_lists(k);
    k->growth = tdm_chart_growth_of(k->mem, opened->chart, map, k->expected);
    k->rules = rules_growth_of(k->mem, &k->episode);
}

/* ---- what one entry more adds */

/* The first entry of the day of which an entry speaks: mostly its own, and few stand before it. */
static uint32_t first_spoken_of(const struct tdm_bound_chart *chart, uint32_t i) {
    tdm_date day = case_speaks_of(chart, i);
    if (day.day != chart->facts[i].date.day) return case_first_from(chart, day);
    while (i > 0 && chart->facts[i - 1].date.day == day.day) i--;
    return i;
}

static void know(struct tdm_case_kept *k, uint32_t i) {
    const struct tdm_bound_chart *chart = k->episode.chart;
    const struct tdm_fact *fact = &chart->facts[i];
    TDM_GROW(k->mem, k->known, i, k->known_room);
    TDM_GROW(k->mem, k->steered, i, k->steered_room);
    k->known[i] = i > 0 ? k->known[i - 1] : INT64_MIN;
    k->steered[i] = i > 0 ? k->steered[i - 1] : INT64_MIN;
    for (uint32_t at = first_spoken_of(chart, i); at <= i; at++) {
        if (k->known[at] < fact->recorded.ms) k->known[at] = fact->recorded.ms;
        if (case_steers(fact->kind) && k->steered[at] < fact->recorded.ms) k->steered[at] = fact->recorded.ms;
    }
    if (case_plans(fact->kind) && fact->recorded.ms > k->index.planned_by) k->index.planned_by = fact->recorded.ms;
}

/* Of screens only those that found something: what was asked for is read by the criteria of the day. */
static bool moves_something(const struct tdm_entry *entry) {
    if (entry->kind == TDM_ENTRY_SCREEN) return entry->found_count > 0;
    return case_steers(entry->kind) || entry->kind == TDM_ENTRY_FINDING;
}

static bool entry_add(struct tdm_case_kept *k, struct opener *o, uint32_t i) {
    const struct tdm_entry *entry = &k->episode.chart->chart->entries[i];
    struct list *list = &k->of_kind[entry->kind];
    TDM_GROW(k->mem, k->entries, i, k->entry_room);
    if (!case_resolve(o, entry, &k->entries[i])) return false;
    k->entries[i].target = k->episode.chart->facts[i].target;
    TDM_GROW(k->mem, list->items, list->count, list->room);
    list->items[list->count++] = i;
    TDM_GROW(k->mem, k->said, i, k->said_room);
    k->said[i] = (struct said){.count = 0};
    if (entry->kind == TDM_ENTRY_MEDICINE) k->said[i] = case_medicine(o, entry);
    know(k, i);
    k->index.moves += moves_something(entry);
    return true;
}

/* Each dose stands behind the others of its exercise: the last exercise first, so that what lies behind is moved once.
 */
static void doses_add(struct tdm_case_kept *k, uint32_t first) {
    const struct tdm_bound_chart *chart = k->episode.chart;
    uint32_t coming = chart->dose_count - first, e = k->episode.protocol->catalog->count[TDM_KIND_EXERCISE];
    for (uint32_t d = first; d < chart->dose_count; d++) {
        TDM_GROW(k->mem, k->exercise_doses, d, k->dose_room);
        k->coming[chart->doses[d].exercise]++;
    }
    while (coming > 0) {
        struct range *range = &k->exercise[--e];
        uint32_t *stand = &k->exercise_doses[range->from];
        coming -= k->coming[e]; /* those of the exercises before it */
        if (coming > 0) memmove(stand + coming, stand, (range->until - range->from) * sizeof *stand);
        range->from += coming;
        range->until += coming;
    }
    for (uint32_t d = first; d < chart->dose_count; d++) {
        tdm_ref exercise = chart->doses[d].exercise;
        k->exercise_doses[k->exercise[exercise].until++] = d;
        k->coming[exercise] = 0;
    }
}

static void show_lists(struct tdm_case_kept *k) {
    for (int kind = 0; kind < TDM_ENTRY_KIND_COUNT; kind++) {
        k->index.of_kind[kind] = k->of_kind[kind].items;
        k->index.kind_count[kind] = (uint32_t)k->of_kind[kind].count;
    }
    k->episode.entries = k->entries;
    k->index.known_by = k->known;
    k->index.steered_by = k->steered;
    k->index.said = k->said;
    k->index.exercise_doses = k->exercise_doses;
    k->index.flags = (struct life_events){k->flags.items, (uint32_t)k->flags.count};
    k->index.findings = (struct life_events){k->findings.items, (uint32_t)k->findings.count};
}

/* False when the whole chart has to be opened anew. */
static bool grow(struct tdm_case_kept *k, struct tdm_arena *scratch, struct tdm_problems *problems) {
    struct tdm_chart_grown grown;
    if (tdm_chart_grow(k->growth, scratch, &grown, problems) != TDM_GREW) return false;
    const struct tdm_bound_chart *chart = k->episode.chart = grown.bound;
    struct opener o = {k->mem, problems, k->episode.protocol, chart, &k->index};
    uint32_t procedures = k->index.kind_count[TDM_ENTRY_PROCEDURE];
    for (uint32_t i = grown.entries_before; i < chart->chart->entry_count; i++)
        if (!entry_add(k, &o, i)) return false;
    doses_add(k, grown.doses_before);
    if (grown.added_count > 0) case_readings(&o, k->index.use, k->index.use_other);
    life_gather(k->mem, chart, grown.entries_before, true, &k->flags);
    life_gather(k->mem, chart, grown.entries_before, false, &k->findings);
    show_lists(k);
    struct rules_further further = {scratch,           &k->episode,
                                    &k->index,         grown.added,
                                    grown.added_count, k->index.kind_count[TDM_ENTRY_PROCEDURE] != procedures};
    rules_grow(&further, k->rules);
    k->index.moves += k->index.any_rule; /* readings may have moved what it raises */
    return true;
}

/* What is said of the new entries; where the chart is opened anew, it is said then. */
static bool grows(struct tdm_case_kept *k, struct tdm_arena *scratch, struct tdm_problems *problems) {
    if (k->aside->count > 0) tdm_problems_init(k->aside);
    if (!grow(k, scratch, k->aside)) return false;
    for (uint32_t i = 0; i < k->aside->count; i++) {
        const struct tdm_problem *said = &k->aside->items[i];
        *tdm_problems_add(problems, said->severity, said->why, said->code, said->place) = *said;
    }
    return true;
}

bool tdm_case_open_further(struct tdm_case_kept *k, struct tdm_arena *scratch, const struct tdm_library *library,
                           const struct tdm_chart *chart, const struct tdm_case **out, struct tdm_problems *problems) {
    const struct tdm_case *opened = NULL;
    bool same = k->growth != NULL && k->episode.chart->chart == chart;
    if (!same || !grows(k, scratch, problems)) {
        k->growth = NULL;
        if (!tdm_case_open(k->mem, library, chart, &opened, problems)) return false;
        begin_growing(k, opened);
    }
    *out = &k->episode;
    return true;
}
