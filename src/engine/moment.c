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
    for (uint32_t i = 0; i < m->index->kind_count[TDM_ENTRY_PROCEDURE]; i++) {
        uint32_t entry = m->index->of_kind[TDM_ENTRY_PROCEDURE][i];
        if (!holds_now(m, fact_of(m, entry)) || !performed(m, entry)) continue;
        m->procedure_entry = entry;
        if (first == TDM_ENTRY_NONE) first = entry;
        if (m->protocol->series == TDM_SERIES_FIRST) break;
    }
    m->procedure = date_of(m, m->procedure_entry);
    m->baseline_before = date_of(m, first);
    m->baseline_time = first == TDM_ENTRY_NONE ? TDM_TIME_NONE : fact_of(m, first)->time;
}

/* M13, M116: the latest plan recorded, until the event has happened after it was made. */
static void find_plan(struct moment *m) {
    uint32_t best = TDM_ENTRY_NONE;
    m->planned_procedure = TDM_DATE_NONE;
    for (uint32_t i = 0; i < m->index->kind_count[TDM_ENTRY_PLAN]; i++) {
        uint32_t entry = m->index->of_kind[TDM_ENTRY_PLAN][i];
        if (!holds_now(m, fact_of(m, entry)) || !tdm_str_is(m->chart->chart->entries[entry].subject, "procedure"))
            continue;
        best = entry;
    }
    if (best == TDM_ENTRY_NONE ||
        (m->procedure_entry != TDM_ENTRY_NONE && fact_of(m, best)->date.day <= m->procedure.day))
        return;
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
        bool spent = m->index->gate_needs_procedure[phase] && !tdm_date_is_none(m->procedure) &&
                     fact_of(m, entry)->date.day < m->procedure.day;
        if (!spent) return entry;
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
        if (code != TDM_REASON_SIGNED) continue;
        uint32_t revoke = revoked_by(m, entry, m->asof.on);
        if (revoke == TDM_ENTRY_NONE) {
            end_at(state, fact->date, TDM_REASON_BY_CLEARANCE, entry, phase->ends_by);
            return;
        }
        state->lifted_until = fact_of(m, revoke)->date; /* it was ended from then until here (M47) */
    }
}

static void find_end(struct moment *m, tdm_ref p) {
    const struct tdm_phase *phase = &m->protocol->phases[p];
    struct phase_state *state = &m->phases[p];
    state->end = state->lifted_until = TDM_DATE_NONE;
    if (tdm_date_is_none(state->start)) return;
    if (phase->has_until) end_at(state, moment_day(m, &phase->until), TDM_REASON_BY_DATE, TDM_ENTRY_NONE, TDM_REF_NONE);
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

static void add_hold(struct phase_state *state, tdm_date from, tdm_date until, enum tdm_reason_code why, uint32_t entry,
                     tdm_ref flag) {
    if (state->hold_count == HOLDS_MAX) { /* the oldest gives way: the open ones come last */
        for (uint32_t i = 1; i < HOLDS_MAX; i++) state->holds[i - 1] = state->holds[i];
        state->hold_count--;
    }
    state->holds[state->hold_count++] = (struct hold){from, until, why, entry, flag};
}

/* The first entry of one of two kinds about that phase on or after a day. */
static tdm_date next_about(const struct moment *m, tdm_ref phase, tdm_date from, uint32_t after) {
    tdm_date found = TDM_DATE_NONE;
    static const enum tdm_entry_kind kinds[] = {TDM_ENTRY_RESUME, TDM_ENTRY_ENTER};
    for (size_t k = 0; k < TDM_COUNT(kinds); k++)
        for (uint32_t i = 0; i < m->index->kind_count[kinds[k]]; i++) {
            uint32_t entry = m->index->of_kind[kinds[k]][i];
            const struct tdm_fact *fact = fact_of(m, entry);
            if (m->episode->entries[entry].phase != phase || !holds_now(m, fact) || fact->date.day < from.day ||
                entry <= after)
                continue;
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
        add_hold(&m->phases[p], fact->date, next_about(m, p, fact->date, entry), TDM_REASON_HELD_BY_ENTRY, entry,
                 TDM_REF_NONE);
    }
}

/* The signatures of every clearance that the phase's gate reads, as they counted on the day it was entered. */
static void hold_by_revocation(struct moment *m, tdm_ref p) {
    uint32_t enter = m->phases[p].start_entry;
    if (enter == TDM_ENTRY_NONE || m->episode->entries[enter].gate == TDM_REF_NONE) return;
    const struct tdm_condition *condition = &m->protocol->gates[m->episode->entries[enter].gate].condition;
    for (uint16_t n = 0; n < condition->count; n++) {
        if (condition->nodes[n].kind != TDM_CRITERION_CLEARANCE) continue;
        for (uint32_t i = 0; i < m->index->kind_count[TDM_ENTRY_CLEAR]; i++) {
            uint32_t entry = m->index->of_kind[TDM_ENTRY_CLEAR][i];
            const struct tdm_fact *fact = fact_of(m, entry);
            struct tdm_reason reason;
            if (m->episode->entries[entry].clearance != condition->nodes[n].ref || !holds_now(m, fact) ||
                fact->date.day > m->phases[p].start.day)
                continue;
            uint32_t revoke = revoked_by(m, entry, m->asof.on);
            if (revoke == TDM_ENTRY_NONE || fact_of(m, revoke)->date.day < m->phases[p].start.day) continue;
            if (signature_judge(m, condition->nodes[n].ref, entry, fact->date, &reason) != TDM_REASON_SIGNED) continue;
            tdm_date from = fact_of(m, revoke)->date;
            add_hold(&m->phases[p], from, next_about(m, p, from, revoke), TDM_REASON_HELD_BY_REVOCATION, revoke,
                     TDM_REF_NONE);
        }
    }
}

/* Closing of the flag that `opened` raised, on or after its day. */
static tdm_date flag_closed(const struct moment *m, uint32_t opened, tdm_ref item) {
    for (uint32_t i = 0; i < m->index->kind_count[TDM_ENTRY_FLAG]; i++) {
        uint32_t entry = m->index->of_kind[TDM_ENTRY_FLAG][i];
        const struct tdm_fact *fact = fact_of(m, entry);
        if (entry <= opened || fact->subject != item || !holds_now(m, fact)) continue;
        if (tdm_str_is(m->chart->chart->entries[entry].state, "closed")) return fact->date;
    }
    return TDM_DATE_NONE;
}

static bool flag_holds(const struct moment *m, tdm_ref item) {
    for (uint32_t f = 0; f < m->protocol->flag_count; f++)
        if (m->protocol->flags[f].item == item && m->protocol->flags[f].hold) return true;
    return false;
}

static void hold_by_flag(struct moment *m, tdm_ref p) {
    if (m->protocol->phases[p].track != TDM_TRACK_FUNCTION) return;
    for (uint32_t i = 0; i < m->index->kind_count[TDM_ENTRY_FLAG]; i++) {
        uint32_t entry = m->index->of_kind[TDM_ENTRY_FLAG][i];
        const struct tdm_fact *fact = fact_of(m, entry);
        if (!holds_now(m, fact) || !tdm_str_is(m->chart->chart->entries[entry].state, "raised") ||
            !flag_holds(m, fact->subject))
            continue;
        tdm_date closed = flag_closed(m, entry, fact->subject), from = tdm_date_later(fact->date, m->phases[p].start);
        if (!tdm_date_is_none(closed) && closed.day <= from.day) continue;
        if (!tdm_date_is_none(m->phases[p].end) && m->phases[p].end.day <= from.day) continue;
        add_hold(&m->phases[p], from, closed, TDM_REASON_HELD_BY_FLAG, entry, fact->subject);
    }
}

static void find_holds(struct moment *m) {
    bool any = m->index->kind_count[TDM_ENTRY_HOLD] + m->index->kind_count[TDM_ENTRY_REVOKE] +
                   m->index->kind_count[TDM_ENTRY_FLAG] >
               0;
    for (tdm_ref p = 0; p < m->protocol->phase_count && any; p++) {
        if (tdm_date_is_none(m->phases[p].start)) continue;
        hold_by_person(m, p);
        hold_by_revocation(m, p);
        hold_by_flag(m, p);
    }
}

const struct hold *hold_on(const struct phase_state *phase, tdm_date day) {
    for (uint32_t i = 0; i < phase->hold_count; i++) {
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
        tdm_str state = m->chart->chart->entries[entry].state;
        bool closed = tdm_str_is(state, "closed") || tdm_str_is(state, "resolved");
        if (!closed) return entry;
    }
    return TDM_ENTRY_NONE;
}

uint32_t last_of_subject(const struct moment *m, enum tdm_entry_kind kind, tdm_ref item, tdm_date day) {
    for (uint32_t i = m->index->kind_count[kind]; i > 0; i--) {
        uint32_t entry = m->index->of_kind[kind][i - 1];
        const struct tdm_fact *fact = fact_of(m, entry);
        if (fact->subject == item && fact->date.day <= day.day && tdm_fact_visible(fact, m->asof.known)) return entry;
    }
    return TDM_ENTRY_NONE;
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
}
