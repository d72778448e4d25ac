/* roadmap.c - from baseline and findings to what is trained or measured, when and by whom: variables of the catalogue
 * lead to the phases that aim at them or offer an exercise that moves them (S69, F025). */
#include "engine/roadmap.h"

#include "engine/engine_int.h"

struct mapping {
    struct tdm_arena *mem;
    const struct tdm_standing *s;
    const struct tdm_record *record;
    const struct tdm_protocol *protocol;
    const struct tdm_catalog *catalog;
    struct tdm_roadmap_item *items;
    size_t count, room;
};

static struct tdm_roadmap_item *add(struct mapping *map, enum tdm_roadmap_kind kind, uint32_t of) {
    TDM_GROW(map->mem, map->items, map->count, map->room);
    struct tdm_roadmap_item *item = &map->items[map->count++];
    *item = (struct tdm_roadmap_item){.kind = kind, .of = of, .gate = TDM_REF_NONE, .clause = TDM_CLAUSE_NONE};
    return item;
}

/* ---- phases in which it can be done */

static bool ahead(const struct mapping *map, tdm_ref p) {
    enum tdm_phase_state state = map->s->phases[p].state;
    return state == TDM_PHASE_NOT_YET || state == TDM_PHASE_ACTIVE || state == TDM_PHASE_HELD;
}

static void take_offers(const struct mapping *map, const struct tdm_phase *phase, tdm_mask variables,
                        struct tdm_roadmap_phase *out) {
    tdm_ref *exercises = TDM_NEW_ARRAY(map->mem, tdm_ref, phase->offer_count);
    for (uint32_t i = 0; i < phase->offer_count; i++)
        if ((tdm_catalog_exercise(map->catalog, phase->offers[i].exercise)->moves & variables) != 0)
            exercises[out->exercise_count++] = phase->offers[i].exercise;
    out->exercises = exercises;
}

static bool aims_at(const struct tdm_phase *phase, tdm_mask variables) {
    for (uint32_t i = 0; i < phase->aim_count; i++)
        if (phase->aims[i].variable != TDM_REF_NONE && (TDM_BIT(phase->aims[i].variable) & variables) != 0) return true;
    return false;
}

static void find_training(const struct mapping *map, struct tdm_roadmap_item *item) {
    struct tdm_roadmap_phase *phases = TDM_NEW_ARRAY(map->mem, struct tdm_roadmap_phase, map->protocol->phase_count);
    item->phases = phases;
    for (tdm_ref p = 0; p < map->protocol->phase_count; p++) {
        const struct tdm_phase *phase = &map->protocol->phases[p];
        struct tdm_roadmap_phase one = {.phase = p, .aims = aims_at(phase, item->variables)};
        if (phase->track != TDM_TRACK_FUNCTION || !ahead(map, p)) continue;
        take_offers(map, phase, item->variables, &one);
        if (one.aims || one.exercise_count > 0) phases[item->phase_count++] = one;
    }
}

static bool asks_for(const struct tdm_phase *phase, tdm_ref use) {
    for (uint32_t a = 0; a < phase->assessment_count; a++)
        for (uint32_t i = 0; i < phase->assessments[a].measure_count; i++)
            if (phase->assessments[a].measures[i] == use) return true;
    return false;
}

static void find_measuring(const struct mapping *map, struct tdm_roadmap_item *item, tdm_ref use) {
    struct tdm_roadmap_phase *phases = TDM_NEW_ARRAY(map->mem, struct tdm_roadmap_phase, map->protocol->phase_count);
    item->phases = phases;
    for (tdm_ref p = 0; p < map->protocol->phase_count; p++)
        if (ahead(map, p) && asks_for(&map->protocol->phases[p], use))
            phases[item->phase_count++] = (struct tdm_roadmap_phase){.phase = p};
}

/* ---- what is to be done */

/* Whoever spoke of it last and holds a role; what they opened they follow. */
static tdm_mask roles_of(const struct mapping *map, const struct tdm_finding_life *life) {
    tdm_mask roles = 0;
    for (uint32_t i = 0; i < life->step_count; i++)
        if (map->s->episode->chart->facts[life->steps[i].entry].role != 0)
            roles = map->s->episode->chart->facts[life->steps[i].entry].role;
    return roles;
}

static void map_findings(struct mapping *map, bool compensations) {
    for (uint32_t i = 0; i < map->record->finding_count; i++) {
        const struct tdm_finding_life *life = &map->record->findings[i];
        const struct tdm_finding *finding = tdm_catalog_finding(map->catalog, life->item);
        if (!life->open || life->declined || life->compensation != compensations || finding->asked_by != 0) continue;
        struct tdm_roadmap_item *item = add(map, compensations ? TDM_ROADMAP_RETRAIN : TDM_ROADMAP_WATCH, i);
        item->variables = finding->shows;
        item->roles = roles_of(map, life);
        find_training(map, item);
    }
}

/* A deficit is what some gate of the protocol would find too little: no bound of our own (rule 9). */
static bool find_deficit(const struct mapping *map, const struct moment *then, struct tdm_roadmap_item *item,
                         tdm_ref use) {
    for (tdm_ref g = 0; g < map->protocol->gate_count; g++) {
        const struct tdm_condition *condition = &map->protocol->gates[g].condition;
        for (uint16_t i = FIRST_TERM; i < condition->count; i++) {
            const struct tdm_criterion *node = &condition->nodes[i];
            bool compares = node->kind == TDM_CRITERION_READING && node->measure == use &&
                            node->compare != TDM_COMPARE_VALUE && node->basis == TDM_BASIS_OTHER_SIDE;
            if (!compares) continue;
            struct tdm_check check;
            reading_check(then, node, TDM_REF_NONE, &check);
            if (check.truth != TDM_UNMET) continue;
            item->gate = g;
            item->clause = node->clause;
            item->reason = check.reason;
            return true;
        }
    }
    return false;
}

static void map_deficits(struct mapping *map) {
    for (uint32_t i = 0; i < map->record->baseline.count; i++) {
        const struct tdm_baseline_item *of = &map->record->baseline.items[i];
        bool there = of->state == TDM_BASELINE_KNOWN || of->state == TDM_BASELINE_CONTRADICTORY;
        struct tdm_roadmap_item found = {.kind = TDM_ROADMAP_DEFICIT, .of = i};
        struct moment then;
        if (!there) continue;
        moment_make(&then, map->mem, map->s->episode, (struct tdm_asof){of->value.date, map->s->asof.known});
        then.other_side_affected = map->s->other_side_affected;
        if (!find_deficit(map, &then, &found, of->use)) continue;
        found.variables = tdm_catalog_measure(map->catalog, map->protocol->measures[of->use].measure)->shows;
        found.roles = of->observers;
        find_training(map, &found);
        *add(map, TDM_ROADMAP_DEFICIT, i) = found;
    }
}

static void map_measures(struct mapping *map) {
    for (uint32_t i = 0; i < map->record->baseline.count; i++) {
        const struct tdm_baseline_item *of = &map->record->baseline.items[i];
        if (of->state != TDM_BASELINE_MISSING && of->state != TDM_BASELINE_TOO_OLD) continue;
        struct tdm_roadmap_item *item = add(map, TDM_ROADMAP_MEASURE, i);
        item->roles = of->observers;
        item->clause = of->clause;
        find_measuring(map, item, of->use);
    }
}

const struct tdm_roadmap *tdm_roadmap_of(struct tdm_arena *mem, const struct tdm_standing *standing,
                                         const struct tdm_record *record) {
    struct tdm_roadmap *roadmap = TDM_NEW(mem, struct tdm_roadmap);
    struct mapping map = {.mem = mem,
                          .s = standing,
                          .record = record,
                          .protocol = standing->episode->protocol,
                          .catalog = standing->episode->chart->catalog};
    if (!standing->enrolled || standing->ended) return roadmap;
    map_findings(&map, true);
    map_deficits(&map);
    map_measures(&map);
    map_findings(&map, false);
    roadmap->items = map.items;
    roadmap->count = (uint32_t)map.count;
    return roadmap;
}

const char *tdm_roadmap_kind_word(enum tdm_roadmap_kind kind) {
    static const char *const words[] = {"retrain", "deficit", "measure", "watch"};
    return words[kind];
}
