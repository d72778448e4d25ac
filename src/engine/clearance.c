/* clearance.c - what a signature is worth on a day: too early never ripens (M44), wrong role and spent ones have no
 * effect (M14, M55, M115), expiry limits the days on which a phase may begin (M46), revocation works from its day
 * (M47). */
#include "engine/engine_int.h"

static struct tdm_reason reason_of(enum tdm_reason_code code, tdm_clause_id clause, uint32_t entry, tdm_date date,
                                   tdm_date until) {
    return (struct tdm_reason){
        .code = code, .clause = clause, .entry = entry, .date = date, .until = until, .ref = TDM_REF_NONE};
}

/* A physician moves a window, or who signs it (M50). */
tdm_mask movers(const struct moment *m, tdm_ref c) {
    tdm_ref role = tdm_catalog_find(m->catalog, TDM_KIND_ROLE, TDM_STR("physician"));
    return m->protocol->clearances[c].roles | (role == TDM_REF_NONE ? 0 : TDM_BIT(role));
}

/* M50, M118: a lengthening protects always. A shortening has effect inside the declared bounds only; of two moves of
 * one day whose order is untold the stricter holds (M18, M51), and one made before a repeat does not serve it (M14).
 * One made before the first procedure was made for it. */
static tdm_date moved(const struct moment *m, tdm_ref c, tdm_date lawful, tdm_date day, uint32_t *moved_by) {
    const struct tdm_clearance *clearance = &m->protocol->clearances[c];
    bool repeated = m->first_procedure.day < m->procedure.day;
    for (uint32_t i = 0; i < m->index->kind_count[TDM_ENTRY_MOVE]; i++) {
        uint32_t entry = m->index->of_kind[TDM_ENTRY_MOVE][i];
        const struct tdm_fact *fact = fact_of(m, entry);
        if (m->episode->entries[entry].clearance != c || fact->date.day > day.day || !holds_now(m, fact) ||
            (fact->role & movers(m, c)) == 0)
            continue;
        tdm_date to = m->chart->chart->entries[entry].other_date, low = TDM_DATE_NONE, high = TDM_DATE_NONE;
        if (clearance->has_may_move) {
            low = moment_day(m, &clearance->may_move_from);
            high = moment_day(m, &clearance->may_move_to);
        }
        bool inside = !tdm_date_is_none(low) && !tdm_date_is_none(high) && low.day <= to.day && to.day <= high.day;
        bool told = *moved_by == TDM_ENTRY_NONE || comes_after(m, entry, *moved_by);
        if (to.day <= lawful.day && (!inside || !told || (repeated && before_procedure(m, entry)))) continue;
        lawful = to;
        *moved_by = entry;
    }
    return lawful;
}

tdm_date clearance_lawful_from(const struct moment *m, tdm_ref c, tdm_date day, uint32_t *moved_by) {
    const struct tdm_clearance *clearance = &m->protocol->clearances[c];
    *moved_by = TDM_ENTRY_NONE;
    tdm_date lawful = clearance->has_not_before ? moment_day(m, &clearance->not_before) : m->enrolled;
    return tdm_date_is_none(lawful) ? lawful : moved(m, c, lawful, day, moved_by);
}

/* A revocation speaks of the act, under whichever id it was written down (M47, M114). */
uint32_t revoked_by(const struct moment *m, uint32_t signature, tdm_date day) {
    uint32_t act = fact_of(m, signature)->act;
    for (uint32_t i = 0; i < m->index->kind_count[TDM_ENTRY_REVOKE]; i++) {
        uint32_t entry = m->index->of_kind[TDM_ENTRY_REVOKE][i];
        const struct tdm_fact *fact = fact_of(m, entry);
        if (fact_of(m, fact->target)->act != act) continue;
        if (fact->date.day <= day.day && tdm_fact_visible(fact, m->asof.known)) return entry;
    }
    return TDM_ENTRY_NONE;
}

/* M53, M55: that day only; signed by somebody of the team in a role on that day, not by the patient. */
uint32_t overridden_by(const struct moment *m, tdm_ref gate, tdm_date day) {
    for (uint32_t i = m->index->kind_count[TDM_ENTRY_OVERRIDE]; i > 0; i--) {
        uint32_t entry = m->index->of_kind[TDM_ENTRY_OVERRIDE][i - 1];
        const struct tdm_fact *fact = fact_of(m, entry);
        if (m->episode->entries[entry].gate == gate && fact->date.day == day.day && holds_now(m, fact) &&
            (fact->role & ~patient_role(m)) != 0)
            return entry;
    }
    return TDM_ENTRY_NONE;
}

/* Early or not is told by the bound of its own day (M44); under a colleague's later bound it does not count yet (M51).
 */
enum tdm_reason_code signature_judge(const struct moment *m, tdm_ref c, uint32_t entry, tdm_date day,
                                     struct tdm_reason *reason) {
    const struct tdm_clearance *clearance = &m->protocol->clearances[c];
    const struct tdm_fact *fact = fact_of(m, entry);
    uint32_t moved_by;
    tdm_date lawful = clearance_lawful_from(m, c, fact->date, &moved_by),
             bound = clearance_lawful_from(m, c, day, &moved_by);
    tdm_date last = tdm_date_add_span(fact->date, clearance->valid);
    *reason = reason_of(TDM_REASON_SIGNED, clearance->valid_clause, entry, fact->date, last);
    if ((fact->role & clearance->roles) == 0) {
        *reason = reason_of(TDM_REASON_WRONG_ROLE, clearance->by_clause, entry, fact->date, TDM_DATE_NONE);
    } else if (tdm_date_is_none(lawful)) {
        *reason = reason_of(TDM_REASON_NOT_ANCHORED, clearance->not_before_clause, entry, fact->date, TDM_DATE_NONE);
    } else if (before_procedure(m, entry) && (fact->date.day < m->procedure.day || fact->date.day >= lawful.day ||
                                              m->first_procedure.day < m->procedure.day)) {
        *reason = reason_of(TDM_REASON_SPENT, clearance->clause, entry, fact->date, TDM_DATE_NONE);
    } else if (fact->date.day < lawful.day) {
        *reason = reason_of(TDM_REASON_TOO_EARLY, clearance->not_before_clause, entry, fact->date, lawful);
    } else if (revoked_by(m, entry, day) != TDM_ENTRY_NONE) {
        uint32_t revoke = revoked_by(m, entry, day);
        *reason = reason_of(TDM_REASON_REVOKED, clearance->clause, revoke, fact_of(m, revoke)->date, TDM_DATE_NONE);
    } else if (day.day > last.day) {
        reason->code = TDM_REASON_EXPIRED;
    } else if (bound.day > day.day) {
        *reason = reason_of(TDM_REASON_WINDOW_MOVED, clearance->not_before_clause, moved_by, bound, TDM_DATE_NONE);
    }
    return reason->code;
}

/* The latest signature that counts; else the latest that does not, with why. */
void clearance_answer(const struct moment *m, tdm_ref c, tdm_date day, struct tdm_clearance_answer *out) {
    const struct tdm_clearance *clearance = &m->protocol->clearances[c];
    uint32_t moved_by;
    tdm_date lawful = clearance_lawful_from(m, c, day, &moved_by);
    tdm_date ahead = !tdm_date_is_none(lawful) && lawful.day > day.day ? lawful : TDM_DATE_NONE;
    *out = (struct tdm_clearance_answer){.truth = TDM_UNMET,
                                         .entry = TDM_ENTRY_NONE,
                                         .lawful_from = lawful,
                                         .expires = TDM_DATE_NONE,
                                         .owed_by = clearance->roles};
    out->reason = reason_of(TDM_REASON_NOT_SIGNED, clearance->by_clause, TDM_ENTRY_NONE, ahead, TDM_DATE_NONE);
    out->reason.ref = c;
    for (uint32_t i = m->index->kind_count[TDM_ENTRY_CLEAR]; i > 0; i--) {
        uint32_t entry = m->index->of_kind[TDM_ENTRY_CLEAR][i - 1];
        const struct tdm_fact *fact = fact_of(m, entry);
        struct tdm_reason reason;
        if (m->episode->entries[entry].clearance != c || fact->date.day > day.day ||
            !tdm_fact_visible(fact, m->asof.known))
            continue;
        enum tdm_reason_code code = signature_judge(m, c, entry, day, &reason);
        reason.ref = c;
        if (out->entry == TDM_ENTRY_NONE || code == TDM_REASON_SIGNED) {
            out->entry = entry;
            out->reason = reason;
        }
        if (code != TDM_REASON_SIGNED) continue;
        out->truth = TDM_MET;
        out->owed_by = 0;
        out->expires = reason.until;
        return;
    }
}
