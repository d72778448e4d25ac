/* moment.c - a day and a knowledge: which events have happened, and each phase's start, end and holds as far as is
 * known. Phases hang on each other and on signatures, so they are computed in sweeps until nothing moves. */
#include "engine/engine_int.h"

/* ---- events */

static uint32_t last_visible(const struct moment *m, enum tdm_entry_kind kind) {
    for (uint32_t i = m->index->kind_count[kind]; i > 0; i--)
        if (holds_now(m, fact_of(m, m->index->of_kind[kind][i - 1]))) return m->index->of_kind[kind][i - 1];
    return TDM_ENTRY_NONE;
}

static uint32_t first_visible(const struct moment *m, enum tdm_entry_kind kind) {
    for (uint32_t i = 0; i < m->index->kind_count[kind]; i++)
        if (holds_now(m, fact_of(m, m->index->of_kind[kind][i]))) return m->index->of_kind[kind][i];
    return TDM_ENTRY_NONE;
}

static tdm_date date_of(const struct moment *m, uint32_t entry) {
    return entry == TDM_ENTRY_NONE ? TDM_DATE_NONE : fact_of(m, entry)->date;
}

static bool performed(const struct moment *m, uint32_t entry) {
    tdm_str state = m->chart->chart->entries[entry].state;
    return state.len == 0 || tdm_str_is(state, "performed");
}

/* M14, M16: the latest performed one, or the first of a series when the author says so. */
static void find_procedure(struct moment *m) {
    uint32_t first = TDM_ENTRY_NONE;
    m->procedure_entry = TDM_ENTRY_NONE;
    m->first_procedure = TDM_DATE_NONE;
    for (uint32_t i = 0; i < m->index->kind_count[TDM_ENTRY_PROCEDURE]; i++) {
        uint32_t entry = m->index->of_kind[TDM_ENTRY_PROCEDURE][i];
        if (!holds_now(m, fact_of(m, entry)) || !performed(m, entry)) continue;
        if (m->procedure_entry == TDM_ENTRY_NONE) m->first_procedure = fact_of(m, entry)->date;
        m->procedure_entry = entry;
        if (first == TDM_ENTRY_NONE) first = entry;
        if (m->protocol->series == TDM_SERIES_FIRST) break;
    }
    m->procedure = date_of(m, m->procedure_entry);
    m->first_procedure = date_of(m, first);
    m->first_procedure_time = first == TDM_ENTRY_NONE ? TDM_TIME_NONE : fact_of(m, first)->time;
}

/* A procedure entry of any state uses up the plan made for it: performed, cancelled and aborted alike (M15). */
static bool used_up(const struct moment *m, uint32_t plan) {
    const struct tdm_fact *made = fact_of(m, plan);
    for (uint32_t i = 0; i < m->index->kind_count[TDM_ENTRY_PROCEDURE]; i++) {
        uint32_t entry = m->index->of_kind[TDM_ENTRY_PROCEDURE][i];
        const struct tdm_fact *event = fact_of(m, entry);
        if (!holds_now(m, event) || event->date.day < made->date.day) continue;
        bool of_one_day = event->date.day == made->date.day && !comes_after(m, entry, plan);
        bool for_later = m->chart->chart->entries[plan].other_date.day > event->date.day;
        if (!of_one_day || !for_later) return true;
    }
    return false;
}

/* M13, M116: the latest plan, until the event has happened after it was made. One made on the day of a procedure for a
 * later day is for the next, unless its time says otherwise. */
static void find_plan(struct moment *m) {
    uint32_t best = TDM_ENTRY_NONE;
    m->planned_procedure = TDM_DATE_NONE;
    for (uint32_t i = 0; i < m->index->kind_count[TDM_ENTRY_PLAN]; i++) {
        uint32_t entry = m->index->of_kind[TDM_ENTRY_PLAN][i];
        if (!holds_now(m, fact_of(m, entry)) || !tdm_str_is(m->chart->chart->entries[entry].subject, "procedure"))
            continue;
        best = entry;
    }
    if (best == TDM_ENTRY_NONE || used_up(m, best)) return;
    m->planned_procedure = m->chart->chart->entries[best].other_date;
}

static void find_events(struct moment *m) {
    m->enrol_entry = first_visible(m, TDM_ENTRY_ENROL);
    m->enrolled = date_of(m, m->enrol_entry);
    m->end_entry = last_visible(m, TDM_ENTRY_END);
    m->ended = date_of(m, m->end_entry);
    find_procedure(m);
    find_plan(m);
    m->anchors = (struct tdm_anchors){.on = m->asof.on, .phase_start = m->starts, .phase_end = m->ends};
    m->anchors.event[TDM_EVENT_ENROLMENT] = m->enrolled;
    m->anchors.event[TDM_EVENT_PROCEDURE] = m->procedure;
    m->anchors.event[TDM_EVENT_DISCHARGE] = m->ended;
    for (int e = 0; e < TDM_EVENT_COUNT; e++) m->anchors.planned[e] = TDM_DATE_NONE;
    if (tdm_date_is_none(m->procedure)) m->anchors.planned[TDM_EVENT_PROCEDURE] = m->planned_procedure;
}

/* ---- order of two entries (M18) */

bool comes_after(const struct moment *m, uint32_t entry, uint32_t other) {
    const struct tdm_fact *a = fact_of(m, entry), *b = fact_of(m, other);
    if (a->date.day != b->date.day) return a->date.day > b->date.day;
    return a->time.minute >= 0 && b->time.minute >= 0 && a->time.minute > b->time.minute;
}

bool before_procedure(const struct moment *m, uint32_t entry) {
    return m->procedure_entry != TDM_ENTRY_NONE && !comes_after(m, entry, m->procedure_entry);
}

tdm_mask patient_role(const struct moment *m) {
    tdm_ref role = tdm_catalog_find(m->catalog, TDM_KIND_ROLE, TDM_STR("patient"));
    return role == TDM_REF_NONE ? 0 : TDM_BIT(role);
}

tdm_date moment_day(const struct moment *m, const struct tdm_day_expr *day) {
    return tdm_anchor_day(m->protocol, &m->anchors, day, false, NULL);
}

/* ---- starts */

/* The entry that began a gated phase: the latest lawful run of enter entries begins with the first after the last
 * procedure. */
static uint32_t enter_of(const struct moment *m, tdm_ref phase) {
    for (uint32_t i = 0; i < m->index->kind_count[TDM_ENTRY_ENTER]; i++) {
        uint32_t entry = m->index->of_kind[TDM_ENTRY_ENTER][i];
        if (m->episode->entries[entry].phase != phase || !holds_now(m, fact_of(m, entry))) continue;
        bool repeated = m->first_procedure.day < m->procedure.day;
        bool earlier = repeated ? before_procedure(m, entry) : fact_of(m, entry)->date.day < m->procedure.day;
        if (!m->index->gate_needs_procedure[phase] || !earlier) return entry;
    }
    return TDM_ENTRY_NONE;
}

static void find_start(struct moment *m, tdm_ref p) {
    struct phase_state *state = &m->phases[p];
    const struct tdm_phase *phase = &m->protocol->phases[p];
    uint32_t entry = enter_of(m, p);
    tdm_date day = TDM_DATE_NONE;
    if (phase->from.anchor != TDM_ANCHOR_GATE) day = moment_day(m, &phase->from);
    if (!tdm_date_is_none(day) && day.day > m->asof.on.day) day = TDM_DATE_NONE;
    if (entry != TDM_ENTRY_NONE && (tdm_date_is_none(day) || fact_of(m, entry)->date.day < day.day)) {
        state->start = fact_of(m, entry)->date; /* facts win (M60) */
        state->start_entry = entry;
        return;
    }
    state->start = day;
    state->start_entry = TDM_ENTRY_NONE;
}

/* ---- ends */

static void end_at(struct phase_state *state, tdm_date day, enum tdm_reason_code code, uint32_t entry, tdm_ref ref) {
    if (tdm_date_is_none(day) || (!tdm_date_is_none(state->end) && state->end.day <= day.day)) return;
    state->end = day;
    state->ended_by = (struct tdm_reason){
        .code = code, .clause = TDM_CLAUSE_NONE, .entry = entry, .date = day, .until = TDM_DATE_NONE, .ref = ref};
}

static bool lasts_exactly(const struct tdm_length *length) {
    return length->has_least && length->has_most && length->least.count == length->most.count &&
           length->least.unit == length->most.unit;
}

/* Lawful on its day and not under a later bound: it ended the phase until the day of that move (M51). */
static void lifted_until_moved(const struct moment *m, tdm_ref c, uint32_t signature, struct phase_state *state) {
    uint32_t moved_by;
    tdm_date day = fact_of(m, signature)->date;
    if (day.day < clearance_lawful_from(m, c, day, &moved_by).day) return;
    (void)clearance_lawful_from(m, c, m->asof.on, &moved_by);
    if (moved_by != TDM_ENTRY_NONE) state->lifted_until = fact_of(m, moved_by)->date;
}

static void end_by_signature(struct moment *m, tdm_ref p) {
    const struct tdm_phase *phase = &m->protocol->phases[p];
    struct phase_state *state = &m->phases[p];
    for (uint32_t i = 0; i < m->index->kind_count[TDM_ENTRY_CLEAR]; i++) {
        uint32_t entry = m->index->of_kind[TDM_ENTRY_CLEAR][i];
        const struct tdm_fact *fact = fact_of(m, entry);
        struct tdm_reason reason;
        if (m->episode->entries[entry].clearance != phase->ends_by || !holds_now(m, fact) ||
            fact->date.day < state->start.day)
            continue;
        enum tdm_reason_code code = signature_judge(m, phase->ends_by, entry, fact->date, &reason);
        if (code == TDM_REASON_TOO_EARLY) lifted_until_moved(m, phase->ends_by, entry, state);
        if (code != TDM_REASON_SIGNED) continue;
        uint32_t revoke = revoked_by(m, entry, m->asof.on);
        if (revoke == TDM_ENTRY_NONE) {
            end_at(state, fact->date, TDM_REASON_BY_CLEARANCE, entry, phase->ends_by);
            return;
        }
        state->lifted_until = fact_of(m, revoke)->date; /* it was ended from then until here (M47) */
    }
}

/* "until procedure" is the first one after its start: a repeat does not lengthen what had ended (M14). */
static void end_by_day(struct moment *m, tdm_ref p) {
    const struct tdm_day_expr *until = &m->protocol->phases[p].until;
    end_at(&m->phases[p], moment_day(m, until), TDM_REASON_BY_DATE, TDM_ENTRY_NONE, TDM_REF_NONE);
    if (until->anchor != TDM_ANCHOR_EVENT || until->event != TDM_EVENT_PROCEDURE) return;
    for (uint32_t i = 0; i < m->index->kind_count[TDM_ENTRY_PROCEDURE]; i++) {
        uint32_t entry = m->index->of_kind[TDM_ENTRY_PROCEDURE][i];
        const struct tdm_fact *fact = fact_of(m, entry);
        if (holds_now(m, fact) && performed(m, entry) && fact->date.day >= m->phases[p].start.day)
            end_at(&m->phases[p], tdm_day_at(until, fact->date), TDM_REASON_BY_DATE, TDM_ENTRY_NONE, TDM_REF_NONE);
    }
}

static void find_end(struct moment *m, tdm_ref p) {
    const struct tdm_phase *phase = &m->protocol->phases[p];
    struct phase_state *state = &m->phases[p];
    state->end = state->lifted_until = TDM_DATE_NONE;
    if (tdm_date_is_none(state->start)) return;
    if (phase->has_until) end_by_day(m, p);
    if (lasts_exactly(&phase->length))
        end_at(state, tdm_date_add_span(state->start, phase->length.most), TDM_REASON_BY_DATE, TDM_ENTRY_NONE,
               TDM_REF_NONE);
    if (phase->ends_by != TDM_REF_NONE) end_by_signature(m, p);
    for (tdm_ref q = 0; q < m->protocol->phase_count; q++) {
        if (q == p || m->protocol->phases[q].track != phase->track || tdm_date_is_none(m->phases[q].start)) continue;
        bool later = m->phases[q].start.day > state->start.day || (m->phases[q].start.day == state->start.day && q > p);
        if (later) end_at(state, m->phases[q].start, TDM_REASON_BY_NEXT, m->phases[q].start_entry, q);
    }
    end_at(state, m->ended, TDM_REASON_BY_END, m->end_entry, TDM_REF_NONE);
    if (!tdm_date_is_none(state->end) && state->end.day > m->asof.on.day) state->end = TDM_DATE_NONE;
}

static void find_phases(struct moment *m) {
    uint32_t count = m->protocol->phase_count;
    for (uint32_t sweep = 0; sweep <= count + 1; sweep++) {
        bool moved = false;
        for (tdm_ref p = 0; p < count; p++) {
            tdm_date start = m->starts[p], end = m->ends[p];
            find_start(m, p);
            m->starts[p] = m->phases[p].start;
            find_end(m, p);
            m->ends[p] = m->phases[p].end;
            moved = moved || start.day != m->starts[p].day || end.day != m->ends[p].day;
        }
        if (!moved) return;
    }
}

/* ---- holds: by a person, by a revoked signature, by a flag (M43, M47, M54) */

static void add_hold(struct moment *m, tdm_ref p, struct hold hold) {
    struct phase_state *state = &m->phases[p];
    if (!tdm_date_is_none(hold.until) && hold.until.day <= hold.from.day) return;
    TDM_GROW(m->mem, state->holds, state->hold_count, state->hold_room);
    state->holds[state->hold_count++] = hold;
}

/* M54: who signs for the phase, by the clearances that its gate reads. */
static tdm_mask signers_of(const struct moment *m, tdm_ref phase) {
    tdm_mask roles = 0;
    if (m->protocol->phases[phase].from.anchor != TDM_ANCHOR_GATE) return 0;
    const struct tdm_condition *condition = &m->protocol->gates[m->protocol->phases[phase].from.ref].condition;
    for (uint16_t n = 0; n < condition->count; n++)
        if (condition->nodes[n].kind == TDM_CRITERION_CLEARANCE)
            roles |= m->protocol->clearances[condition->nodes[n].ref].roles;
    return roles;
}

static bool signed_on(const struct moment *m, tdm_ref c, tdm_date day) {
    struct tdm_clearance_answer answer;
    clearance_answer(m, c, day, &answer);
    return answer.truth == TDM_MET;
}

/* M54: whoever set a stop lifts it, or who signs for the phase; the patient's own also anyone of the team. What rested
 * on a revoked signature (`revoked`: its clearance) goes on by its signers or on a new one (M47). */
static bool may_go_on(const struct moment *m, tdm_ref phase, uint32_t stop, tdm_ref revoked, uint32_t resume) {
    tdm_mask role = fact_of(m, resume)->role, stopped_by = fact_of(m, stop)->role;
    if (revoked != TDM_REF_NONE)
        return (role & m->protocol->clearances[revoked].roles) != 0 ||
               (role != 0 && signed_on(m, revoked, fact_of(m, resume)->date));
    if (((stopped_by | signers_of(m, phase)) & role) != 0) return true;
    return stopped_by == patient_role(m) && role != 0;
}

/* The first day after a stop on which the phase goes on: resumed by who may, or entered anew (M60). */
static tdm_date goes_on(const struct moment *m, tdm_ref phase, uint32_t stop, tdm_ref revoked) {
    tdm_date found = TDM_DATE_NONE;
    static const enum tdm_entry_kind kinds[] = {TDM_ENTRY_RESUME, TDM_ENTRY_ENTER};
    for (size_t k = 0; k < TDM_COUNT(kinds); k++)
        for (uint32_t i = 0; i < m->index->kind_count[kinds[k]]; i++) {
            uint32_t entry = m->index->of_kind[kinds[k]][i];
            const struct tdm_fact *fact = fact_of(m, entry);
            if (m->episode->entries[entry].phase != phase || !holds_now(m, fact) || !comes_after(m, entry, stop))
                continue;
            if (kinds[k] == TDM_ENTRY_RESUME && !may_go_on(m, phase, stop, revoked, entry)) continue;
            if (tdm_date_is_none(found) || fact->date.day < found.day) found = fact->date;
        }
    return found;
}

static void hold_by_person(struct moment *m, tdm_ref p) {
    for (uint32_t i = 0; i < m->index->kind_count[TDM_ENTRY_HOLD]; i++) {
        uint32_t entry = m->index->of_kind[TDM_ENTRY_HOLD][i];
        const struct tdm_fact *fact = fact_of(m, entry);
        if (m->episode->entries[entry].phase != p || !holds_now(m, fact) || fact->date.day < m->phases[p].start.day)
            continue;
        add_hold(m, p,
                 (struct hold){fact->date, goes_on(m, p, entry, TDM_REF_NONE), TDM_REASON_HELD_BY_ENTRY, entry,
                               TDM_REF_NONE});
    }
}

/* Signatures of one clearance that counted on the day `q` was entered and were revoked while `p` ran. */
static void hold_by_signature(struct moment *m, tdm_ref p, tdm_ref q, tdm_ref c) {
    for (uint32_t i = 0; i < m->index->kind_count[TDM_ENTRY_CLEAR]; i++) {
        uint32_t entry = m->index->of_kind[TDM_ENTRY_CLEAR][i];
        const struct tdm_fact *fact = fact_of(m, entry);
        tdm_date entered = m->phases[q].start;
        struct tdm_reason reason;
        if (m->episode->entries[entry].clearance != c || !holds_now(m, fact) || fact->date.day > entered.day) continue;
        uint32_t revoke = revoked_by(m, entry, m->asof.on);
        if (revoke == TDM_ENTRY_NONE || fact_of(m, revoke)->date.day < m->phases[p].start.day) continue;
        enum tdm_reason_code code = signature_judge(m, c, entry, entered, &reason); /* REVOKED: on that very day */
        if (code != TDM_REASON_SIGNED && code != TDM_REASON_REVOKED) continue;
        add_hold(m, p,
                 (struct hold){fact_of(m, revoke)->date, goes_on(m, p, revoke, c), TDM_REASON_HELD_BY_REVOCATION,
                               revoke, TDM_REF_NONE});
    }
}

/* What rests on a signature: the phase whose gate reads it, and those of its track that came after it (M47, F012). */
static void hold_by_revocation(struct moment *m, tdm_ref p) {
    if (m->index->kind_count[TDM_ENTRY_REVOKE] == 0) return;
    for (tdm_ref q = 0; q < m->protocol->phase_count; q++) {
        uint32_t enter = m->phases[q].start_entry;
        if (enter == TDM_ENTRY_NONE || m->episode->entries[enter].gate == TDM_REF_NONE ||
            m->protocol->phases[q].track != m->protocol->phases[p].track ||
            m->phases[q].start.day > m->phases[p].start.day)
            continue;
        const struct tdm_condition *condition = &m->protocol->gates[m->episode->entries[enter].gate].condition;
        for (uint16_t n = 0; n < condition->count; n++)
            if (condition->nodes[n].kind == TDM_CRITERION_CLEARANCE)
                hold_by_signature(m, p, q, condition->nodes[n].ref);
    }
}

/* ---- closings; of a flag only by the role named (M54, M96) */
static bool is_closing(const struct moment *m, uint32_t entry) {
    tdm_str state = m->chart->chart->entries[entry].state;
    return tdm_str_is(state, "closed") || tdm_str_is(state, "resolved");
}

static bool may_close(const struct moment *m, uint32_t entry) {
    const struct tdm_fact *fact = fact_of(m, entry);
    for (uint32_t f = 0; fact->kind == TDM_ENTRY_FLAG && f < m->protocol->flag_count; f++)
        if (m->protocol->flags[f].item == fact->subject) return (fact->role & m->protocol->flags[f].escalate_to) != 0;
    return fact->role != 0;
}

/* Closing of the flag that `opened` raised, after it. */
static tdm_date flag_closed(const struct moment *m, uint32_t opened, tdm_ref item) {
    for (uint32_t i = 0; i < m->index->kind_count[TDM_ENTRY_FLAG]; i++) {
        uint32_t entry = m->index->of_kind[TDM_ENTRY_FLAG][i];
        const struct tdm_fact *fact = fact_of(m, entry);
        if (fact->subject != item || !holds_now(m, fact) || !comes_after(m, entry, opened)) continue;
        if (is_closing(m, entry) && may_close(m, entry)) return fact->date;
    }
    return TDM_DATE_NONE;
}

static bool flag_holds(const struct moment *m, tdm_ref item) {
    for (uint32_t f = 0; f < m->protocol->flag_count; f++)
        if (m->protocol->flags[f].item == item && m->protocol->flags[f].hold) return true;
    return false;
}

static void hold_from(struct moment *m, tdm_ref p, uint32_t entry, tdm_ref item) {
    if (!flag_holds(m, item)) return;
    tdm_date closed = flag_closed(m, entry, item), from = tdm_date_later(date_of(m, entry), m->phases[p].start);
    if (!tdm_date_is_none(m->phases[p].end) && m->phases[p].end.day <= from.day) return;
    add_hold(m, p, (struct hold){from, closed, TDM_REASON_HELD_BY_FLAG, entry, item});
}

static void hold_by_flag(struct moment *m, tdm_ref p) {
    if (m->protocol->phases[p].track != TDM_TRACK_FUNCTION) return;
    for (uint32_t i = 0; i < m->index->kind_count[TDM_ENTRY_FLAG]; i++) {
        uint32_t entry = m->index->of_kind[TDM_ENTRY_FLAG][i];
        bool raised = tdm_str_is(m->chart->chart->entries[entry].state, "raised");
        if (raised && holds_now(m, fact_of(m, entry))) hold_from(m, p, entry, fact_of(m, entry)->subject);
    }
    for (uint32_t i = 0; i < m->index->kind_count[TDM_ENTRY_SCREEN]; i++) {
        uint32_t entry = m->index->of_kind[TDM_ENTRY_SCREEN][i];
        const struct tdm_entry *screen = &m->chart->chart->entries[entry];
        for (uint32_t k = 0; k < screen->found_count && holds_now(m, fact_of(m, entry)); k++) {
            tdm_ref item = screen_item(m, TDM_ENTRY_FLAG, screen->found[k]);
            if (item != TDM_REF_NONE) hold_from(m, p, entry, item);
        }
    }
}

/* A flag that its own condition raises holds on the day on which it does. */
static void hold_by_own_flags(struct moment *m) {
    for (uint32_t f = 0; f < m->protocol->flag_count && m->any_self_raised; f++)
        for (tdm_ref p = 0; p < m->protocol->phase_count && m->self_raised[f] && m->protocol->flags[f].hold; p++) {
            if (m->protocol->phases[p].track != TDM_TRACK_FUNCTION || tdm_date_is_none(m->phases[p].start) ||
                !tdm_date_is_none(m->phases[p].end))
                continue;
            add_hold(m, p,
                     (struct hold){m->asof.on, tdm_date_add_days(m->asof.on, 1), TDM_REASON_HELD_BY_FLAG,
                                   TDM_ENTRY_NONE, m->protocol->flags[f].item});
        }
}

static void find_holds(struct moment *m) {
    bool any = m->index->kind_count[TDM_ENTRY_HOLD] + m->index->kind_count[TDM_ENTRY_REVOKE] +
                   m->index->kind_count[TDM_ENTRY_FLAG] + m->index->kind_count[TDM_ENTRY_SCREEN] >
               0;
    for (tdm_ref p = 0; p < m->protocol->phase_count && any; p++) {
        if (tdm_date_is_none(m->phases[p].start)) continue;
        hold_by_person(m, p);
        hold_by_revocation(m, p);
        hold_by_flag(m, p);
    }
}

const struct hold *hold_on(const struct phase_state *phase, tdm_date day) {
    for (size_t i = 0; i < phase->hold_count; i++) {
        const struct hold *hold = &phase->holds[i];
        if (hold->from.day <= day.day && (tdm_date_is_none(hold->until) || day.day < hold->until.day)) return hold;
    }
    return NULL;
}

/* ---- which phase's limits hold */

tdm_ref phase_in_force(const struct moment *m, enum tdm_track track, tdm_date day) {
    tdm_ref found = TDM_REF_NONE;
    for (tdm_ref p = 0; p < m->protocol->phase_count; p++) {
        if (m->protocol->phases[p].track != track || tdm_date_is_none(m->phases[p].start) ||
            m->phases[p].start.day > day.day)
            continue;
        if (found == TDM_REF_NONE || m->phases[p].start.day >= m->phases[found].start.day) found = p;
    }
    return found;
}

tdm_ref phase_before(const struct moment *m, tdm_ref phase) {
    tdm_ref found = TDM_REF_NONE;
    for (tdm_ref p = 0; p < m->protocol->phase_count; p++) {
        if (p == phase || m->protocol->phases[p].track != m->protocol->phases[phase].track ||
            tdm_date_is_none(m->phases[p].start))
            continue;
        bool earlier = m->phases[p].start.day < m->phases[phase].start.day ||
                       (m->phases[p].start.day == m->phases[phase].start.day && p < phase);
        if (earlier && (found == TDM_REF_NONE || m->phases[p].start.day >= m->phases[found].start.day)) found = p;
    }
    return found;
}

/* ---- flags and findings */

tdm_ref screen_item(const struct moment *m, enum tdm_entry_kind kind, tdm_str name) {
    return tdm_catalog_find(m->catalog, kind == TDM_ENTRY_FLAG ? TDM_KIND_FLAG : TDM_KIND_FINDING, name);
}

/* What a screen found is open like what was raised, until an entry about it says otherwise; no screen closes it. */
static uint32_t found_open(const struct moment *m, enum tdm_entry_kind kind, tdm_ref item, bool compensation_only,
                           tdm_date day) {
    for (uint32_t i = m->index->kind_count[TDM_ENTRY_SCREEN]; i > 0; i--) {
        uint32_t screen = m->index->of_kind[TDM_ENTRY_SCREEN][i - 1];
        const struct tdm_entry *entry = &m->chart->chart->entries[screen];
        if (!tdm_fact_visible(fact_of(m, screen), m->asof.known) || fact_of(m, screen)->date.day > day.day) continue;
        for (uint32_t k = 0; k < entry->found_count; k++) {
            tdm_ref found = screen_item(m, kind, entry->found[k]);
            if (found == TDM_REF_NONE || (item != TDM_REF_NONE && found != item)) continue;
            if (compensation_only && !tdm_catalog_finding(m->catalog, found)->compensation) continue;
            uint32_t last = last_of_subject(m, kind, found, day);
            if (last == TDM_ENTRY_NONE || last < screen) return screen;
        }
    }
    return TDM_ENTRY_NONE;
}

/* The last entry about each thing decides; things are few, so every opening looks for what came after it. */
static uint32_t open_on(const struct moment *m, enum tdm_entry_kind kind, tdm_ref item, bool compensation_only,
                        tdm_date day) {
    for (uint32_t i = m->index->kind_count[kind]; i > 0; i--) {
        uint32_t entry = m->index->of_kind[kind][i - 1];
        const struct tdm_fact *fact = fact_of(m, entry);
        if (!tdm_fact_visible(fact, m->asof.known) || fact->date.day > day.day || fact->subject == TDM_REF_NONE)
            continue;
        if (item != TDM_REF_NONE && fact->subject != item) continue;
        if (compensation_only && !tdm_catalog_finding(m->catalog, fact->subject)->compensation) continue;
        if (last_of_subject(m, kind, fact->subject, day) != entry) continue;
        if (!is_closing(m, entry)) return entry;
    }
    return found_open(m, kind, item, compensation_only, day);
}

/* The entry that decides about a thing: the last, but a closing of one day with an opening, whose order is untold, does
 * not close (M18), nor one by a role that may not. */
uint32_t last_of_subject(const struct moment *m, enum tdm_entry_kind kind, tdm_ref item, tdm_date day) {
    uint32_t last = TDM_ENTRY_NONE;
    for (uint32_t i = m->index->kind_count[kind]; i > 0; i--) {
        uint32_t entry = m->index->of_kind[kind][i - 1];
        const struct tdm_fact *fact = fact_of(m, entry);
        if (fact->subject != item || fact->date.day > day.day || !tdm_fact_visible(fact, m->asof.known)) continue;
        bool closing = is_closing(m, entry);
        if (closing && !may_close(m, entry)) continue;
        if (last != TDM_ENTRY_NONE && fact->date.day < fact_of(m, last)->date.day) break;
        if (!closing && (last == TDM_ENTRY_NONE || !comes_after(m, last, entry))) return entry;
        if (last == TDM_ENTRY_NONE) last = entry;
    }
    return last;
}

uint32_t flag_open_on(const struct moment *m, tdm_ref item, tdm_date day) {
    return open_on(m, TDM_ENTRY_FLAG, item, false, day);
}

uint32_t finding_open_on(const struct moment *m, tdm_ref item, bool compensation_only, tdm_date day) {
    return open_on(m, TDM_ENTRY_FINDING, item, compensation_only, day);
}

/* ---- the door */

void moment_make(struct moment *m, struct tdm_arena *mem, const struct tdm_case *episode, struct tdm_asof asof) {
    uint32_t count = episode->protocol->phase_count;
    *m = (struct moment){.mem = mem,
                         .episode = episode,
                         .protocol = episode->protocol,
                         .catalog = episode->chart->catalog,
                         .chart = episode->chart,
                         .index = episode->index,
                         .asof = asof};
    m->phases = TDM_NEW_ARRAY(mem, struct phase_state, count + 1);
    m->starts = TDM_NEW_ARRAY(mem, tdm_date, count + 1);
    m->ends = TDM_NEW_ARRAY(mem, tdm_date, count + 1);
    for (uint32_t p = 0; p < count; p++) {
        m->phases[p] = (struct phase_state){
            .start = TDM_DATE_NONE, .end = TDM_DATE_NONE, .start_entry = TDM_ENTRY_NONE, .lifted_until = TDM_DATE_NONE};
        m->starts[p] = m->ends[p] = TDM_DATE_NONE;
    }
    find_events(m);
    find_phases(m);
    find_holds(m);
    flags_check(m);
    hold_by_own_flags(m);
}
