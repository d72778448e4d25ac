/* hold.c - what holds a phase: a person's stop, a revoked signature it rests on, an open flag (M43, M47, M54, M96). */
#include "engine/engine_int.h"

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
    for (uint16_t n = FIRST_TERM; n < condition->count; n++)
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

/* Whether its limits are over on a day: the next phase of its track has begun (M2). Nothing stops it then (M54). */
static bool over_by(const struct moment *m, tdm_ref p, tdm_date day) {
    tdm_date next = m->phases[p].next_begins;
    return !tdm_date_is_none(next) && next.day <= day.day;
}

static void hold_by_person(struct moment *m, tdm_ref p) {
    for (uint32_t i = 0; i < m->index->kind_count[TDM_ENTRY_HOLD]; i++) {
        uint32_t entry = m->index->of_kind[TDM_ENTRY_HOLD][i];
        const struct tdm_fact *fact = fact_of(m, entry);
        if (m->episode->entries[entry].phase != p || !holds_now(m, fact) || fact->date.day < m->phases[p].start.day ||
            over_by(m, p, fact->date))
            continue;
        add_hold(m, p,
                 (struct hold){fact->date, goes_on(m, p, entry, TDM_REF_NONE), TDM_REASON_HELD_BY_ENTRY, entry,
                               TDM_REF_NONE});
    }
}

/* The signatures of one clearance that counted on the day `q` was entered: when all of them are revoked, what rests on
 * them is held from the last revocation. */
static void hold_by_signature(struct moment *m, tdm_ref p, tdm_ref q, tdm_ref c) {
    tdm_date entered = m->phases[q].start;
    uint32_t last = TDM_ENTRY_NONE;
    for (uint32_t i = 0; i < m->index->kind_count[TDM_ENTRY_CLEAR]; i++) {
        uint32_t entry = m->index->of_kind[TDM_ENTRY_CLEAR][i];
        const struct tdm_fact *fact = fact_of(m, entry);
        struct tdm_reason reason;
        if (m->episode->entries[entry].clearance != c || !holds_now(m, fact) || fact->date.day > entered.day) continue;
        enum tdm_reason_code code = signature_judge(m, c, entry, entered, &reason);
        uint32_t revoke = revoked_by(m, entry, m->asof.on);
        bool that_day = code == TDM_REASON_REVOKED && fact_of(m, revoke)->date.day == entered.day;
        if (code != TDM_REASON_SIGNED && !that_day) continue;
        if (revoke == TDM_ENTRY_NONE) return;
        if (last == TDM_ENTRY_NONE || fact_of(m, revoke)->date.day > fact_of(m, last)->date.day) last = revoke;
    }
    if (last == TDM_ENTRY_NONE || fact_of(m, last)->date.day < m->phases[p].start.day) return;
    add_hold(m, p,
             (struct hold){fact_of(m, last)->date, goes_on(m, p, last, c), TDM_REASON_HELD_BY_REVOCATION, last,
                           TDM_REF_NONE});
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
        for (uint16_t n = FIRST_TERM; n < condition->count; n++)
            if (condition->nodes[n].kind == TDM_CRITERION_CLEARANCE)
                hold_by_signature(m, p, q, condition->nodes[n].ref);
    }
}

static bool flag_holds(const struct moment *m, tdm_ref item) {
    for (uint32_t f = 0; f < m->protocol->flag_count; f++)
        if (m->protocol->flags[f].item == item && m->protocol->flags[f].hold) return true;
    return false;
}

/* However it was raised, a flag that holds does so from its first day until the day it was closed. */
static void hold_by_flag(struct moment *m, tdm_ref p) {
    if (m->protocol->phases[p].track != TDM_TRACK_FUNCTION) return;
    for (uint32_t i = 0; i < m->flags.count; i++) {
        const struct life *life = &m->flags.items[i];
        if (!flag_holds(m, life->item)) continue;
        tdm_date from = tdm_date_later(life->from, m->phases[p].start);
        if (over_by(m, p, from)) continue;
        add_hold(m, p, (struct hold){from, life->until, TDM_REASON_HELD_BY_FLAG, life->opened_by, life->item});
    }
}

void holds_make(struct moment *m) {
    bool any = m->index->kind_count[TDM_ENTRY_HOLD] + m->index->kind_count[TDM_ENTRY_REVOKE] + m->flags.count > 0;
    for (tdm_ref p = 0; p < m->protocol->phase_count && any; p++) {
        if (tdm_date_is_none(m->phases[p].start)) continue;
        hold_by_person(m, p);
        hold_by_revocation(m, p);
        hold_by_flag(m, p);
    }
}

/* A person's stop of an earlier stay, and a revocation, ended when its phase was entered anew (M60). */
bool stay_hold_on(const struct moment *m, enum tdm_track track, uint32_t at, tdm_date day, struct hold *out) {
    const struct stay *stay = &m->stays[track].items[at];
    const struct phase_state *state = &m->phases[stay->phase];
    const struct hold *hold = state->order == at + 1 ? hold_on(state, day) : NULL;
    if (hold != NULL) *out = *hold;
    if (state->order == at + 1 || track != TDM_TRACK_FUNCTION) return hold != NULL;
    for (uint32_t i = 0; i < m->flags.count; i++) {
        const struct life *life = &m->flags.items[i];
        bool open = day_within(day, life->from, life->until);
        if (!flag_holds(m, life->item) || !open || life->from.day >= stay[1].day.day) continue;
        *out = (struct hold){tdm_date_later(life->from, stay->day), life->until, TDM_REASON_HELD_BY_FLAG,
                             life->opened_by, life->item};
        return true;
    }
    return false;
}

const struct hold *hold_on(const struct phase_state *phase, tdm_date day) {
    for (size_t i = 0; i < phase->hold_count; i++) {
        const struct hold *hold = &phase->holds[i];
        if (day_within(day, hold->from, hold->until)) return hold;
    }
    return NULL;
}
