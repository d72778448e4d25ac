/* progress.c - which step of a progression fires today for each exercise prescribed (M73 to M76): stop before go back
 * before stay before go on; what is unknown never goes on. The prescription itself is never changed (M81). */
#include "engine/engine_int.h"

static bool lists(const tdm_ref *refs, uint32_t count, tdm_ref wanted) {
    for (uint32_t i = 0; i < count; i++)
        if (refs[i] == wanted) return true;
    return false;
}

static const struct tdm_progress *rule_for(const struct moment *m, const struct tdm_standing *s, tdm_ref exercise,
                                           tdm_ref *index) {
    tdm_ref phase = s->track[TDM_TRACK_FUNCTION].phase;
    for (tdm_ref i = 0; i < m->protocol->progress_count && phase != TDM_REF_NONE; i++) {
        const struct tdm_progress *progress = &m->protocol->progressions[i];
        *index = i;
        if (lists(progress->exercises, progress->exercise_count, exercise) &&
            lists(progress->phases, progress->phase_count, phase))
            return progress;
    }
    return NULL;
}

static struct tdm_change fire(const struct moment *m, const struct tdm_progress *progress, tdm_ref index,
                              tdm_ref exercise) {
    struct tdm_change change = {.progress = index,
                                .exercise = exercise,
                                .step = progress->otherwise,
                                .step_index = UINT32_MAX,
                                .clause = progress->otherwise_clause};
    for (int kind = TDM_STEP_STOP; kind <= TDM_STEP_ADVANCE; kind++)
        for (uint32_t i = 0; i < progress->step_count; i++) {
            const struct tdm_step *step = &progress->steps[i];
            if ((int)step->kind != kind || step->condition.count == 0) continue;
            struct tdm_arena_mark mark = tdm_arena_mark(m->mem);
            struct tdm_check *checks = tdm_arena_alloc_raw(m->mem, step->condition.count * sizeof *checks);
            condition_check(m, &step->condition, exercise, checks);
            if (checks[0].truth == TDM_MET) {
                change.step = step->kind;
                change.step_index = i;
                change.clause = step->clause;
                change.checks = checks;
                change.check_count = step->condition.count;
                return change;
            }
            tdm_arena_rewind(m->mem, mark);
        }
    return change;
}

void changes_answer(const struct moment *m, struct tdm_standing *s) {
    struct tdm_change *changes = tdm_arena_alloc_raw(m->mem, (s->exercise_count + 1) * sizeof *changes);
    for (uint32_t i = 0; i < s->exercise_count; i++) {
        tdm_ref index = TDM_REF_NONE;
        const struct tdm_progress *progress =
            s->exercises[i].prescribed ? rule_for(m, s, s->exercises[i].exercise, &index) : NULL;
        if (progress != NULL) changes[s->change_count++] = fire(m, progress, index, s->exercises[i].exercise);
    }
    s->changes = changes;
}
