/* standing.c - the door: one moment, every answer, and the digest over all of them. */
#include "engine/engine_int.h"

static uint32_t count_seen(const struct moment *m) {
    uint32_t seen = 0;
    for (uint32_t i = 0; i < m->chart->chart->entry_count; i++) seen += tdm_fact_visible(fact_of(m, i), m->asof.known);
    return seen;
}

static bool begun(const struct tdm_case *episode, struct tdm_asof asof) {
    for (uint32_t i = 0; i < episode->chart->chart->entry_count; i++) {
        const struct tdm_fact *fact = &episode->chart->facts[i];
        if (fact->kind == TDM_ENTRY_ENROL && fact->date.day <= asof.on.day && tdm_fact_visible(fact, asof.known))
            return true;
    }
    return false;
}

/* M36, M69: the other side has an episode of its own in another chart of the person, as far as is known. */
bool other_side_in(const struct tdm_case *episode, const struct tdm_case *const *others, uint32_t count,
                   struct tdm_asof asof) {
    const struct tdm_chart *mine = episode->chart->chart;
    for (uint32_t i = 0; i < count; i++) {
        const struct tdm_chart *chart = others[i]->chart->chart;
        if (others[i] != episode && tdm_str_equal(chart->region, mine->region) && chart->side != mine->side &&
            begun(others[i], asof))
            return true;
    }
    return false;
}

static const struct tdm_standing *answer(struct moment *m, const struct tdm_case *const *others, uint32_t other_count) {
    struct tdm_standing *s = TDM_NEW(m->mem, struct tdm_standing);
    m->other_side_affected = other_side_in(m->episode, others, other_count, m->asof);
    s->other_side_affected = m->other_side_affected;
    s->asof = m->asof;
    s->episode = m->episode;
    s->enrolled = m->enrol_entry != TDM_ENTRY_NONE;
    s->ended = m->end_entry != TDM_ENTRY_NONE;
    s->enrolled_on = m->enrolled;
    s->ended_on = m->ended;
    s->end_entry = m->end_entry;
    s->anchors = m->anchors;
    s->procedure_performed = m->procedure_entry != TDM_ENTRY_NONE;
    s->procedure_entry = m->procedure_entry;
    s->planned_procedure = m->planned_procedure;
    s->entries_total = m->chart->chart->entry_count;
    if (!m->steers) s->entries_seen = count_seen(m);
    phases_answer(m, s);
    gates_answer(m, s);
    ceiling_make(m, m->asof.on, &s->ceiling);
    neighbours_gather(m, s, others, other_count);
    if (!m->steers) exercises_answer(m, s);
    conflicts_answer(m, s);
    open_answer(m, s);
    if (!m->steers) {
        safety_answer(m, s);
        deviations_answer(m, s);
        loads_answer(m, s);
        changes_answer(m, s);
    }
    owed_answer(m, s);
    return s;
}

const struct tdm_standing *tdm_standing_of(struct tdm_arena *mem, const struct tdm_case *episode,
                                           const struct tdm_case *const *others, uint32_t other_count,
                                           struct tdm_asof asof) {
    struct moment m;
    moment_make(&m, mem, episode, asof);
    return answer(&m, others, other_count);
}

const struct tdm_standing *tdm_standing_that_steers(struct tdm_arena *mem, const struct tdm_case *episode,
                                                    struct tdm_asof asof) {
    struct moment m;
    moment_make(&m, mem, episode, asof);
    m.steers = true;
    return answer(&m, NULL, 0);
}

const struct tdm_gate_answer *tdm_standing_gates(struct tdm_arena *mem, const struct tdm_case *episode,
                                                 struct tdm_asof asof) {
    struct moment m;
    struct tdm_standing *s = TDM_NEW(mem, struct tdm_standing);
    moment_make(&m, mem, episode, asof);
    m.steers = true; /* of phases only what is so */
    phases_answer(&m, s);
    m.steers = false;
    gates_answer(&m, s);
    return s->gates;
}

const struct tdm_exercise_answer *tdm_standing_exercises(struct tdm_arena *mem, const struct tdm_standing *standing,
                                                         uint32_t *count) {
    struct moment m;
    struct tdm_standing s =
        *standing; /* its phases and its ceiling say which exercises, and what of them may be done */
    moment_make(&m, mem, standing->episode, standing->asof);
    exercises_answer(&m, &s);
    *count = s.exercise_count;
    return s.exercises;
}

uint32_t tdm_standing_deviations(struct tdm_arena *mem, const struct tdm_case *episode, struct tdm_asof asof) {
    struct moment m;
    struct tdm_standing *s = TDM_NEW(mem, struct tdm_standing);
    moment_make(&m, mem, episode, asof);
    m.steers = true;
    phases_answer(&m, s);
    deviations_answer(&m, s); /* of the answers they read the phases alone */
    return s->deviation_count + loads_raised(&m);
}

const struct tdm_standing *tdm_standing_far_ahead(struct tdm_arena *mem, const struct tdm_case *episode,
                                                  const struct tdm_case *const *others, uint32_t other_count,
                                                  struct tdm_asof asof) {
    struct moment m;
    moment_make(&m, mem, episode, asof);
    m.far_ahead = true;
    return answer(&m, others, other_count);
}
