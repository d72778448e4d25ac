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

struct rule { /* for one exercise */
    const struct tdm_progress *progress;
    tdm_ref index, exercise;
    bool may_advance; /* no flag is open and the phase is not held: a red flag comes before every step (M75, M96) */
};

/* Unknown never goes on: where a stop, a step back or a stay cannot be told, nothing shows that it does not hold. */
static struct tdm_change fire(const struct moment *m, const struct rule *rule) {
    const struct tdm_progress *progress = rule->progress;
    struct tdm_change change = {.progress = rule->index,
                                .exercise = rule->exercise,
                                .step = progress->otherwise,
                                .step_index = UINT32_MAX,
                                .clause = progress->otherwise_clause};
    struct moment asked = *m;
    bool unknown = false;
    for (int kind = TDM_STEP_STOP; kind <= TDM_STEP_ADVANCE; kind++)
        for (uint32_t i = 0; i < progress->step_count; i++) {
            const struct tdm_step *step = &progress->steps[i];
            if ((int)step->kind != kind || step->condition.count == 0) continue;
            if (kind == TDM_STEP_ADVANCE && (unknown || !rule->may_advance)) continue;
            struct tdm_arena_mark mark = tdm_arena_mark(m->mem);
            struct tdm_check *checks = tdm_arena_alloc_raw(m->mem, step->condition.count * sizeof *checks);
            asked.takes_worse = kind != TDM_STEP_ADVANCE;
            condition_check(&asked, &step->condition, rule->exercise, checks);
            unknown = unknown || checks[0].truth == TDM_UNKNOWN;
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
    if (s->ended) return; /* nothing is prescribed any more (M98) */
    struct tdm_change *changes = tdm_arena_alloc_raw(m->mem, (s->exercise_count + 1) * sizeof *changes);
    tdm_ref phase = s->track[TDM_TRACK_FUNCTION].phase;
    bool flagged = flag_open_on(m, TDM_REF_NONE, m->asof.on) != NULL;
    bool runs = phase != TDM_REF_NONE && s->phases[phase].state != TDM_PHASE_HELD;
    for (uint32_t i = 0; i < s->exercise_count; i++) {
        struct rule rule = {.exercise = s->exercises[i].exercise, .may_advance = runs && !flagged};
        if (!s->exercises[i].prescribed) continue;
        rule.progress = rule_for(m, s, rule.exercise, &rule.index);
        if (rule.progress != NULL) changes[s->change_count++] = fire(m, &rule);
    }
    s->changes = changes;
}
