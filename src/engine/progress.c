/* progress.c - which step of a progression fires today for each exercise prescribed (M73 to M76): stop before go back
 * before stay before go on; what is unknown never goes on. The prescription itself is never changed (M81). */
#include "engine/engine_load.h"

static bool lists(const tdm_ref *refs, uint32_t count, tdm_ref wanted) {
    for (uint32_t i = 0; i < count; i++)
        if (refs[i] == wanted) return true;
    return false;
}

/* The first rule that speaks of the exercise in the phase of that day. */
bool progress_rule_for(const struct moment *m, tdm_ref exercise, tdm_date day, struct progress_rule *out) {
    tdm_ref phase = phase_in_force(m, TDM_TRACK_FUNCTION, day);
    for (tdm_ref i = 0; i < m->protocol->progress_count && phase != TDM_REF_NONE; i++) {
        const struct tdm_progress *progress = &m->protocol->progressions[i];
        if (!lists(progress->exercises, progress->exercise_count, exercise) ||
            !lists(progress->phases, progress->phase_count, phase))
            continue;
        bool flagged = flag_open_on(m, TDM_REF_NONE, day) != NULL;
        bool held = hold_on(&m->phases[phase], day) != NULL;
        *out = (struct progress_rule){progress, i, exercise, !flagged && !held, 0};
        return true;
    }
    return false;
}

/* Whether a phase of the rule is in force on a day and its days are not over: nothing goes on after them (M75). */
bool progress_runs(const struct moment *m, const struct progress_rule *rule, tdm_date day) {
    tdm_ref phase = phase_in_force(m, TDM_TRACK_FUNCTION, day);
    if (phase == TDM_REF_NONE || !lists(rule->progress->phases, rule->progress->phase_count, phase)) return false;
    return tdm_date_is_none(m->phases[phase].end) || m->phases[phase].end.day > day.day;
}

bool progress_steps_load(const struct moment *m, tdm_ref exercise) {
    for (tdm_ref p = 0; p < m->protocol->progress_count; p++) {
        const struct tdm_progress *progress = &m->protocol->progressions[p];
        if (!lists(progress->exercises, progress->exercise_count, exercise)) continue;
        for (uint32_t i = 0; i < progress->step_count; i++)
            if (progress->steps[i].has_percent || progress->steps[i].has_amount) return true;
    }
    return false;
}

/* The terms of the step that fires, for who is told why. */
static void tell_checks(const struct moment *asked, const struct tdm_step *step, struct tdm_change *change) {
    struct tdm_check *checks = tdm_arena_alloc_raw(asked->mem, step->condition.count * sizeof *checks);
    condition_check(asked, &step->condition, change->exercise, checks);
    change->checks = checks;
    change->check_count = step->condition.count;
}

/* Unknown never goes on: where a stop, a step back or a stay cannot be told, nothing shows that it does not hold. */
struct tdm_change progress_fire(const struct moment *m, const struct progress_rule *rule, bool with_checks) {
    const struct tdm_progress *progress = rule->progress;
    struct tdm_change change = {.progress = rule->index,
                                .exercise = rule->exercise,
                                .step = progress->otherwise,
                                .step_index = UINT32_MAX,
                                .clause = progress->otherwise_clause};
    struct moment asked = *m;
    struct dose_row row = dose_row_of(m, rule->exercise);
    bool unknown = false;
    asked.row = &row;
    for (int kind = TDM_STEP_STOP; kind <= TDM_STEP_ADVANCE; kind++)
        for (uint32_t i = 0; i < progress->step_count; i++) {
            const struct tdm_step *step = &progress->steps[i];
            if ((int)step->kind != kind) continue;
            if (kind == TDM_STEP_ADVANCE && (unknown || !rule->may_advance)) continue;
            asked.takes_worse = kind != TDM_STEP_ADVANCE;
            asked.sessions_from = kind == TDM_STEP_ADVANCE ? rule->advance_from : m->sessions_from;
            enum tdm_truth truth = condition_truth(&asked, &step->condition, rule->exercise);
            unknown = unknown || truth == TDM_UNKNOWN;
            if (truth != TDM_MET) continue;
            change.step = step->kind;
            change.step_index = i;
            change.clause = step->clause;
            if (with_checks) tell_checks(&asked, step, &change);
            return change;
        }
    return change;
}

/* The rule of the phase of the last session of the dose judges it, where that spoke of it (M75); nothing goes on under
 * what has come since. */
static struct progress_rule of_the_session(const struct moment *m, const struct progress_rule *today) {
    struct progress_rule own;
    tdm_date day;
    if (!last_session_of_dose(m, today->exercise, &day) || !progress_rule_for(m, today->exercise, day, &own))
        return *today;
    own.may_advance = own.may_advance && today->may_advance;
    return own;
}

/* A session that was judged applies its rule once (M76): what it said stands until the next one. */
void changes_answer(const struct moment *m, struct tdm_standing *s) {
    if (s->ended) return; /* nothing is prescribed any more (M98) */
    struct tdm_change *changes = tdm_arena_alloc_raw(m->mem, s->exercise_count * sizeof *changes);
    for (uint32_t i = 0; i < s->exercise_count; i++) {
        struct progress_rule rule;
        const struct tdm_load_answer *load = load_answer_of(s, s->exercises[i].exercise);
        if (!s->exercises[i].prescribed || !progress_rule_for(m, s->exercises[i].exercise, m->asof.on, &rule)) continue;
        TDM_ASSERT(load != NULL); /* of all that is prescribed the load is told */
        if (!load->target.judged) {
            struct moment asked = *m;
            rule = of_the_session(m, &rule);
            rule.may_advance = rule.may_advance && progress_runs(m, &rule, m->asof.on);
            if (load->target
                    .answered) /* by a prescription after that session: what it showed was that person's to weigh */
                asked.sessions_from = rule.advance_from = m->chart->doses[load->prescribed].entry;
            changes[s->change_count++] = progress_fire(&asked, &rule, true);
            continue;
        }
        const struct tdm_target *target = &load->target;
        changes[s->change_count++] = (struct tdm_change){.progress = target->progress,
                                                         .exercise = rule.exercise,
                                                         .step = target->step,
                                                         .step_index = target->step_index,
                                                         .clause = target->clause,
                                                         .checks = target->checks,
                                                         .check_count = target->check_count};
    }
    s->changes = changes;
}

/* ---- since when a step says what it says: who is to be told has the days of the step from there */

/* The day from which a condition that is met has held, as its readings and entries tell; long ago where they tell none.
 */
static int32_t held_since(const struct moment *m, const struct tdm_condition *condition, const struct tdm_check *checks,
                          uint16_t at) {
    const struct tdm_criterion *node = &condition->nodes[at];
    if (node->child_count == 0 || node->kind == TDM_CRITERION_NOT)
        return tdm_date_is_none(checks[at].reason.date) ? TDM_DATE_MIN_DAY : checks[at].reason.date.day;
    int32_t *days = TDM_NEW_ARRAY(m->mem, int32_t, node->child_count); /* of those met, earliest first */
    uint32_t count = 0;
    for (uint16_t i = 0; i < node->child_count; i++) {
        uint16_t child = (uint16_t)(node->first_child + i);
        if (checks[child].truth != TDM_MET) continue;
        int32_t day = held_since(m, condition, checks, child);
        uint32_t to = count++;
        for (; to > 0 && days[to - 1] > day; to--) days[to] = days[to - 1];
        days[to] = day;
    }
    uint32_t wanted = node->kind == TDM_CRITERION_ANY ? 1 : node->kind == TDM_CRITERION_AT_LEAST ? node->k : count;
    TDM_ASSERT(wanted > 0 && wanted <= count); /* a block that is met */
    return days[wanted - 1];
}

/* What no rule spoke of on its day is asked about since the phase of this one began, and not before (M75). */
static tdm_date not_before_phase(const struct moment *m, const struct tdm_change *change, tdm_date asked) {
    const struct tdm_progress *progress = &m->protocol->progressions[change->progress];
    tdm_ref phase = phase_in_force(m, TDM_TRACK_FUNCTION, m->asof.on);
    bool speaks = phase != TDM_REF_NONE && lists(progress->phases, progress->phase_count, phase);
    return speaks ? tdm_date_later(asked, m->phases[phase].start) : asked;
}

tdm_date change_since(const struct moment *m, const struct tdm_standing *s, const struct tdm_change *change) {
    const struct tdm_step *step = &m->protocol->progressions[change->progress].steps[change->step_index];
    const struct tdm_load_answer *load = load_answer_of(s, change->exercise);
    TDM_ASSERT(load != NULL && load->prescribed < m->chart->dose_count); /* rules speak of what is prescribed */
    struct progress_rule of_its_day;
    tdm_date asked = m->chart->doses[load->prescribed].date;
    bool judges = last_session_of_dose(m, change->exercise, &asked);
    if (!judges || !progress_rule_for(m, change->exercise, asked, &of_its_day))
        asked = not_before_phase(m, change, asked);
    tdm_date held = {held_since(m, &step->condition, change->checks, 0)};
    return tdm_date_earlier(tdm_date_later(asked, held), m->asof.on);
}
