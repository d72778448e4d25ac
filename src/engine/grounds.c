/* grounds.c - the grounds of a day, gathered by the same functions that criteria are judged with. No criterion is asked
 * here. */
#include "engine/grounds.h"

#include "engine/engine_days.h"

struct gathering_grounds {
    const struct moment *m;
    struct tdm_ground_reading *items;
    size_t count, room;
};

static void add_rated(struct gathering_grounds *g, struct tdm_ground_reading one, const struct rated *rated) {
    one.value = rated->value;
    one.read_in = rated->read_in;
    one.entry = rated->entry;
    TDM_GROW(g->m->mem, g->items, g->count, g->room);
    g->items[g->count++] = one;
}

static void add_series(struct gathering_grounds *g, enum tdm_ground_of of, tdm_ref use, const struct series *s) {
    for (size_t d = 0; d < s->count; d++)
        for (size_t i = s->day[d].first; i < s->day[d].end; i++) {
            struct tdm_ground_reading one = {.of = of, .use = use, .date = s->day[d].date};
            one.worst = i == s->day[d].worst;
            one.best = i == s->day[d].best;
            add_rated(g, one, &s->rated[i]);
        }
}

static void add_baseline(struct gathering_grounds *g, tdm_ref use, bool other_side) {
    struct reading_day day;
    if (!reading_baseline(g->m, use, other_side, &day)) return;
    struct tdm_ground_reading one = {.of = other_side ? TDM_GROUND_OTHER_BASELINE : TDM_GROUND_BASELINE,
                                     .use = use,
                                     .date = day.date,
                                     .worst = true,
                                     .best = true};
    add_rated(g, one, &day.worst);
}

/* Of a side that is treated too nothing is told: what stands in for it is the engine's to say (M36). */
static void add_use(struct gathering_grounds *g, tdm_ref use) {
    const struct moment *m = g->m;
    const struct tdm_measure_use *measure = &m->protocol->measures[use];
    if (measure->is_change) {
        struct series s = changes_all(m, use);
        add_series(g, TDM_GROUND_READING, use, &s);
        return;
    }
    struct series mine = readings_all(m, use, false);
    add_series(g, TDM_GROUND_READING, use, &mine);
    add_baseline(g, use, false);
    if (m->other_side_affected || !tdm_catalog_measure(m->catalog, measure->measure)->sided) return;
    struct series theirs = readings_all(m, use, true);
    add_series(g, TDM_GROUND_OTHER_SIDE, use, &theirs);
    add_baseline(g, use, true);
}

static void find_open(const struct moment *m, struct tdm_grounds *out) {
    size_t most = (size_t)m->flags.count + m->findings.count + 1;
    struct tdm_ground_open *open = TDM_NEW_ARRAY(m->mem, struct tdm_ground_open, most);
    for (int flags = 1; flags >= 0; flags--) {
        const struct lives *lives = flags ? &m->flags : &m->findings;
        for (uint32_t i = 0; i < lives->count; i++) {
            const struct life *life = &lives->items[i];
            bool over = !tdm_date_is_none(life->until) && life->until.day <= m->asof.on.day;
            if (over || life->from.day > m->asof.on.day) continue;
            open[out->open_count++] = (struct tdm_ground_open){flags != 0, life->item, life->from, life->opened_by};
        }
    }
    out->open = open;
}

static void find_entries(const struct moment *m, struct tdm_grounds *out) {
    uint32_t count = m->chart->chart->entry_count;
    bool *holds = TDM_NEW_ARRAY(m->mem, bool, count);
    struct tdm_ground_medicine *medicines = TDM_NEW_ARRAY(m->mem, struct tdm_ground_medicine, count);
    for (uint32_t i = 0; i < count; i++) {
        const struct said *said = &m->index->said[i];
        holds[i] = holds_now(m, fact_of(m, i));
        if (fact_of(m, i)->kind != TDM_ENTRY_MEDICINE) continue;
        medicines[i] = (struct tdm_ground_medicine){said->known, said->classes, said->ingredients, said->count};
    }
    out->holds = holds;
    out->medicines = medicines;
}

const struct tdm_grounds *tdm_grounds_of(struct tdm_arena *mem, const struct tdm_case *episode,
                                         const struct tdm_case *const *others, uint32_t other_count,
                                         struct tdm_asof asof) {
    struct tdm_grounds *out = TDM_NEW(mem, struct tdm_grounds);
    struct moment *m = TDM_NEW(mem, struct moment); /* its anchors lead into it */
    const struct tdm_protocol *protocol = episode->protocol;
    moment_make(m, mem, episode, asof);
    m->other_side_affected = other_side_in(episode, others, other_count, asof);
    out->asof = asof;
    out->episode = episode;
    out->anchors = m->anchors;
    struct gathering_grounds g = {.m = m};
    for (uint32_t use = 0; use < protocol->measure_count; use++) add_use(&g, (tdm_ref)use);
    out->readings = g.items;
    out->reading_count = (uint32_t)g.count;
    find_open(m, out);
    find_entries(m, out);
    struct tdm_clearance_answer *clearances =
        TDM_NEW_ARRAY(mem, struct tdm_clearance_answer, protocol->clearance_count);
    for (uint32_t c = 0; c < protocol->clearance_count; c++) clearance_answer(m, (tdm_ref)c, asof.on, &clearances[c]);
    out->clearances = clearances;
    return out;
}
