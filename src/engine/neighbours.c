/* neighbours.c - the person's other running episodes (M69): their ceilings bind what loads their sites, their
 * restrictions hold for the whole person, and where the two disagree both owners are told. */
#include "engine/engine_int.h"

static const struct tdm_chart *chart_of(const struct tdm_case *episode) {
    return episode->chart->chart;
}

void neighbours_gather(const struct moment *m, struct tdm_standing *s, const struct tdm_case *const *others,
                       uint32_t count) {
    struct tdm_neighbour *list = tdm_arena_alloc_raw(m->mem, count * sizeof *list);
    s->neighbours = list;
    for (uint32_t i = 0; i < count; i++) {
        struct moment other;
        if (others[i] == m->episode) continue;
        moment_make(&other, m->mem, others[i], m->asof);
        if (other.enrol_entry == TDM_ENTRY_NONE || other.end_entry != TDM_ENTRY_NONE)
            continue; /* nothing of it holds */
        uint32_t restrictions = other.protocol->restriction_count;
        struct tdm_restriction_answer *answers = tdm_arena_alloc_raw(m->mem, restrictions * sizeof *answers);
        struct tdm_neighbour *neighbour = &list[s->neighbour_count++];
        *neighbour = (struct tdm_neighbour){
            .episode = others[i], .planned_procedure = other.planned_procedure, .restrictions = answers};
        ceiling_make(&other, m->asof.on, &neighbour->ceiling);
        for (tdm_ref r = 0; r < restrictions; r++) restriction_answer(&other, r, m->asof.on, &answers[r]);
    }
}

static struct judged_site site_of(const struct tdm_case *episode, const struct tdm_neighbour *neighbour) {
    const struct tdm_chart *mine = chart_of(episode), *theirs = chart_of(neighbour->episode);
    bool same_region = tdm_str_equal(mine->region, theirs->region);
    return (struct judged_site){&neighbour->ceiling, neighbour->episode->chart->region,
                                same_region && mine->side != theirs->side};
}

/* The strictest episode decides; its own classes stand in the reason. */
void neighbours_judge(const struct tdm_standing *s, struct tdm_exercise_answer *exercise) {
    for (uint32_t i = 0; i < s->neighbour_count; i++) {
        struct tdm_exercise_answer other = *exercise;
        struct judged_site site = site_of(s->episode, &s->neighbours[i]);
        if (!exercise_judge(s->episode->protocol->catalog, &site, &other) || other.verdict <= exercise->verdict)
            continue;
        other.neighbour = i;
        *exercise = other;
    }
}

/* ---- conflicts */

struct conflicts {
    struct tdm_arena *mem;
    struct tdm_conflict *items;
    size_t count, room;
};

static struct tdm_conflict *add(struct conflicts *c, enum tdm_conflict_kind kind, uint32_t neighbour) {
    TDM_GROW(c->mem, c->items, c->count, c->room);
    struct tdm_conflict *item = &c->items[c->count++];
    *item = (struct tdm_conflict){.kind = kind,
                                  .neighbour = neighbour,
                                  .exercise = TDM_REF_NONE,
                                  .mine = TDM_REF_NONE,
                                  .theirs = TDM_REF_NONE,
                                  .date = TDM_DATE_NONE};
    return item;
}

static void find_exercises(struct conflicts *c, const struct moment *m, const struct tdm_standing *s) {
    for (uint32_t i = 0; i < s->exercise_count; i++) {
        const struct tdm_exercise_answer *answer = &s->exercises[i];
        bool by_other = answer->neighbour != TDM_NEIGHBOUR_NONE && answer->verdict == TDM_EXERCISE_MAY_NOT;
        if (by_other) add(c, TDM_CONFLICT_EXERCISE, answer->neighbour)->exercise = answer->exercise;
        for (uint32_t k = 0; k < s->neighbour_count; k++) {
            struct judged_site site = site_of(s->episode, &s->neighbours[k]);
            struct tdm_exercise_answer probe = *answer;
            if (tdm_date_is_none(s->neighbours[k].planned_procedure) || !exercise_judge(m->catalog, &site, &probe))
                continue;
            struct tdm_conflict *item = add(c, TDM_CONFLICT_PLANNED, k);
            item->exercise = answer->exercise;
            item->date = s->neighbours[k].planned_procedure;
        }
    }
}

static bool same_touch(const struct tdm_restriction *a, const struct tdm_restriction *b) {
    for (uint32_t i = 0; i < a->touch_count; i++)
        for (uint32_t k = 0; k < b->touch_count; k++) {
            const struct tdm_touch *x = &a->touches[i], *y = &b->touches[k];
            bool medicine = x->kind == TDM_TOUCH_CLASS || x->kind == TDM_TOUCH_SUBSTANCE;
            if (medicine && x->kind == y->kind && x->ref == y->ref) return true;
        }
    return false;
}

static void find_substances(struct conflicts *c, const struct moment *m, const struct tdm_standing *s) {
    for (uint32_t k = 0; k < s->neighbour_count; k++) {
        const struct tdm_protocol *theirs = s->neighbours[k].episode->protocol;
        for (tdm_ref r = 0; r < m->protocol->restriction_count; r++)
            for (tdm_ref o = 0; o < theirs->restriction_count; o++) {
                const struct tdm_restriction_answer *a = &s->restrictions[r], *b = &s->neighbours[k].restrictions[o];
                bool both = a->state == TDM_RESTRICTION_IN_FORCE && b->state == TDM_RESTRICTION_IN_FORCE;
                if (!both || a->last.day == b->last.day ||
                    !same_touch(&m->protocol->restrictions[r], &theirs->restrictions[o]))
                    continue;
                struct tdm_conflict *item = add(c, TDM_CONFLICT_SUBSTANCE, k);
                item->mine = r;
                item->theirs = o;
                bool open = tdm_date_is_none(a->last) || tdm_date_is_none(b->last);
                item->date = open ? TDM_DATE_NONE : tdm_date_later(a->last, b->last);
            }
    }
}

void conflicts_answer(const struct moment *m, struct tdm_standing *s) {
    struct conflicts c = {.mem = m->mem};
    if (s->neighbour_count == 0) return;
    find_exercises(&c, m, s);
    find_substances(&c, m, s);
    s->conflicts = c.items;
    s->conflict_count = (uint32_t)c.count;
}
