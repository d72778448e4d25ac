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

/* Phases and what they limit: told by the moment alone. */
static void courses_answer(const struct moment *m, struct tdm_standing *s) {
    phases_answer(m, s);
    limits_answer(m, s);
}

static void courses_take_over(struct tdm_standing *s, const struct tdm_standing *before) {
    s->phases = before->phases;
    for (int t = 0; t < TDM_TRACK_COUNT; t++) s->track[t] = before->track[t];
    s->schedule_consistent = before->schedule_consistent;
    s->clearances = before->clearances;
    s->restrictions = before->restrictions;
    s->ceiling = before->ceiling;
}

struct beside { /* what a standing is told with: the person's other cases, and what was told before; or null */
    const struct tdm_case *const *others;
    uint32_t other_count;
    const struct tdm_standing *before;
};

static const struct tdm_standing *answer(struct moment *m, const struct beside *beside) {
    struct tdm_standing *s = TDM_NEW(m->mem, struct tdm_standing);
    m->other_side_affected = other_side_in(m->episode, beside->others, beside->other_count, m->asof);
    s->moment = m;
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
    if (beside->before != NULL)
        courses_take_over(s, beside->before);
    else
        courses_answer(m, s);
    gates_answer(m, s);
    neighbours_gather(m, s, beside->others, beside->other_count);
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

static struct moment *moment_of(struct tdm_arena *mem, const struct tdm_case *episode, struct tdm_asof asof) {
    struct moment *m = tdm_arena_alloc_raw(mem, sizeof *m);
    moment_make(m, mem, episode, asof);
    return m;
}

const struct tdm_standing *tdm_standing_of(struct tdm_arena *mem, const struct tdm_case *episode,
                                           const struct tdm_case *const *others, uint32_t other_count,
                                           struct tdm_asof asof) {
    return answer(moment_of(mem, episode, asof), &(struct beside){others, other_count, NULL});
}

/* Of the same day and knowledge, and nothing came since that moves phases, limits, flags or findings. */
static bool stands_still(const struct tdm_standing *before, const struct tdm_case *episode, struct tdm_asof asof) {
    const struct moment *m = before->moment;
    const struct index *index = episode->index;
    return before->episode == episode && before->asof.on.day == asof.on.day && before->asof.known.ms == asof.known.ms &&
           m->steers && m->moves == index->moves;
}

const struct tdm_standing *tdm_standing_that_steers(struct tdm_arena *mem, const struct tdm_case *episode,
                                                    struct tdm_asof asof, const struct tdm_standing *before) {
    struct moment *m;
    if (before != NULL && !stands_still(before, episode, asof)) before = NULL;
    if (before == NULL) {
        m = moment_of(mem, episode, asof);
    } else {
        m = tdm_arena_alloc_raw(mem, sizeof *m);
        *m = *(const struct moment *)before->moment;
        m->mem = mem;
        m->chart = episode->chart; /* as it has grown */
    }
    m->steers = true;
    return answer(m, &(struct beside){NULL, 0, before});
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
    struct moment m = *(const struct moment *)standing->moment;
    struct tdm_standing s =
        *standing; /* its phases and its ceiling say which exercises, and what of them may be done */
    m.mem = mem;
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
    struct moment *m = moment_of(mem, episode, asof);
    m->far_ahead = true;
    return answer(m, &(struct beside){others, other_count, NULL});
}
