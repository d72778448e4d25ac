/* standing_digest.c - every answer of a standing as bytes in a fixed order, and the digest over them: what the bench
 * and the same-bytes tests compare. Integers are written little-endian whatever the machine. */
#include "engine/engine_int.h"

static void put(struct tdm_buf *out, int64_t number) {
    char bytes[8];
    for (int i = 0; i < 8; i++) bytes[i] = (char)((uint64_t)number >> (8 * i) & 0xffu);
    tdm_buf_add(out, (tdm_str){bytes, 8});
}

static void put_value(struct tdm_buf *out, tdm_value value) {
    put(out, value.kind);
    put(out, value.quantity.number.coefficient);
    put(out, value.quantity.number.scale);
    put(out, value.quantity.unit);
    put(out, value.step);
}

static void put_reason(struct tdm_buf *out, const struct tdm_reason *r) {
    put(out, r->code);
    put(out, r->clause);
    put(out, r->entry);
    put(out, r->date.day);
    put(out, r->until.day);
    put(out, r->n);
    put(out, r->of_n);
    put_value(out, r->value);
    put_value(out, r->limit);
    put(out, r->ref);
}

static void put_checks(struct tdm_buf *out, const struct tdm_check *checks, uint32_t count) {
    put(out, count);
    for (uint32_t i = 0; i < count; i++) {
        put(out, checks[i].truth);
        put_reason(out, &checks[i].reason);
        put(out, checks[i].could_change_on.day);
        put(out, checks[i].needs);
        put(out, (int64_t)checks[i].owed_by);
    }
}

static void put_when(struct tdm_buf *out, const struct tdm_when *when) {
    put(out, when->earliest.day);
    put(out, when->latest.day);
    put(out, when->earliest_by);
    put(out, when->latest_by);
    put(out, when->fixed | when->planned << 1 | when->waits << 2);
}

static void put_phases(struct tdm_buf *out, const struct tdm_standing *s) {
    for (uint32_t p = 0; p < s->episode->protocol->phase_count; p++) {
        const struct tdm_phase_answer *phase = &s->phases[p];
        put(out, phase->state);
        put(out, phase->started.day);
        put(out, phase->ended.day);
        put(out, phase->start_entry);
        put(out, phase->overdue | phase->lingering << 1);
        put(out, phase->overdue_since.day);
        put(out, phase->days_in_force);
        put_reason(out, &phase->reason);
        put_when(out, &phase->start);
        put_when(out, &phase->end);
    }
    for (int t = 0; t < TDM_TRACK_COUNT; t++) {
        put(out, s->track[t].phase);
        put(out, s->track[t].next);
    }
}

static void put_gates(struct tdm_buf *out, const struct tdm_standing *s) {
    const struct tdm_protocol *protocol = s->episode->protocol;
    for (uint32_t g = 0; g < protocol->gate_count; g++) {
        const struct tdm_gate_answer *gate = &s->gates[g];
        put(out, gate->truth);
        put(out, gate->state);
        put(out, gate->overridden | gate->passed << 1);
        put(out, gate->override_entry);
        put(out, gate->passed_on.day);
        put(out, gate->earliest.day);
        put(out, gate->overdue_since.day);
        put_checks(out, gate->checks, gate->check_count);
    }
    for (uint32_t c = 0; c < protocol->clearance_count; c++) {
        put(out, s->clearances[c].truth);
        put_reason(out, &s->clearances[c].reason);
        put(out, s->clearances[c].entry);
        put(out, s->clearances[c].lawful_from.day);
        put(out, s->clearances[c].expires.day);
        put(out, (int64_t)s->clearances[c].owed_by);
    }
    for (uint32_t r = 0; r < protocol->restriction_count; r++) {
        put(out, s->restrictions[r].state);
        put(out, s->restrictions[r].from.day);
        put(out, s->restrictions[r].last.day);
        put(out, s->restrictions[r].free.day);
        put(out, s->restrictions[r].planned | s->restrictions[r].ends_by_person << 1);
        put(out, s->restrictions[r].not_before.day);
    }
}

static void put_load(struct tdm_buf *out, const struct tdm_standing *s) {
    put(out, s->ceiling.has_class);
    put(out, s->ceiling.load_class);
    put(out, (int64_t)s->ceiling.barred);
    for (uint32_t i = 0; i < s->ceiling.term_count; i++) {
        const struct tdm_ceiling_term *term = &s->ceiling.terms[i];
        put(out, term->source);
        put(out, term->ref);
        put(out, term->clause);
        put(out, term->entry);
        put(out, term->has_class ? term->load_class : -1);
        put(out, (int64_t)term->barred);
        put(out, term->binding | term->ends_by_person << 1);
        put(out, term->last.day);
    }
    for (uint32_t i = 0; i < s->exercise_count; i++) {
        put(out, s->exercises[i].exercise);
        put(out, s->exercises[i].verdict);
        put(out, s->exercises[i].offered | s->exercises[i].prescribed << 1);
        put(out, s->exercises[i].neighbour);
        put_reason(out, &s->exercises[i].reason);
    }
    for (uint32_t i = 0; i < s->conflict_count; i++) {
        put(out, s->conflicts[i].kind);
        put(out, s->conflicts[i].neighbour);
        put(out, s->conflicts[i].exercise);
        put(out, s->conflicts[i].mine);
        put(out, s->conflicts[i].theirs);
        put(out, s->conflicts[i].date.day);
    }
}

static void put_lists(struct tdm_buf *out, const struct tdm_standing *s) {
    for (uint32_t i = 0; i < s->owed_count; i++) {
        put(out, s->owed[i].kind);
        put(out, s->owed[i].state);
        put(out, (int64_t)s->owed[i].roles);
        put(out, s->owed[i].from.day);
        put(out, s->owed[i].due.day);
        put(out, s->owed[i].clause);
        put(out, s->owed[i].measure);
        put(out, s->owed[i].ref);
        put(out, s->owed[i].entry);
        put_reason(out, &s->owed[i].reason);
    }
    for (uint32_t i = 0; i < s->open_count; i++) {
        put(out, s->open[i].is_flag | s->open[i].emergency << 1);
        put(out, s->open[i].item);
        put(out, s->open[i].entry);
        put(out, s->open[i].since.day);
    }
    for (uint32_t i = 0; i < s->deviation_count; i++) {
        put_reason(out, &s->deviations[i].reason);
        put(out, s->deviations[i].date.day);
        put(out, s->deviations[i].known_then | s->deviations[i].known_now << 1 | s->deviations[i].cannot_tell << 2);
    }
    for (uint32_t i = 0; i < s->change_count; i++) {
        put(out, s->changes[i].exercise);
        put(out, s->changes[i].step);
        put(out, s->changes[i].clause);
        put_checks(out, s->changes[i].checks, s->changes[i].check_count);
    }
}

static void put_quantity(struct tdm_buf *out, bool known, tdm_quantity quantity) {
    put(out, known);
    if (!known) return;
    put(out, quantity.number.coefficient);
    put(out, quantity.number.scale);
    put(out, quantity.unit);
}

static void put_exposure(struct tdm_buf *out, const struct tdm_exposure *e) {
    put(out, e->counts);
    put_quantity(out, e->counts, e->low);
    put_quantity(out, e->counts && e->has_high, e->high);
    put(out, e->recorded);
    put(out, e->expected);
}

static void put_loads(struct tdm_buf *out, const struct tdm_standing *s) {
    for (uint32_t i = 0; i < s->loads.count; i++) {
        const struct tdm_load_answer *a = &s->loads.items[i];
        put(out, a->exercise);
        put(out, a->headroom);
        put(out, a->prescribed != UINT32_MAX ? (a->prescribed_load.known ? a->prescribed_load.load_class : -1) : -2);
        put(out, a->done != UINT32_MAX ? (a->done_load.known ? a->done_load.load_class : -1) : -2);
        put(out, (int64_t)(a->prescribed_load.attributes | a->done_load.attributes));
        put(out, a->whole);
        put(out, a->one_rm.state | a->best.state << 2 | a->body_mass.state << 4);
        put_quantity(out, a->target.known, a->target.load);
        put(out, a->target.why);
        put(out, a->target.since.day);
        put(out, a->target.judged ? a->target.session_date.day : -1);
        put(out, a->target.not_before.day);
        put_exposure(out, &a->week);
        put_exposure(out, &a->month);
    }
    for (uint32_t i = 0; i < s->loads.plan_count; i++) {
        const struct tdm_plan_answer *p = &s->loads.plans[i];
        put(out, p->plan);
        put(out, p->week);
        put(out, p->repeated);
        put(out, p->done);
        put(out, p->not_before.day);
        put(out, p->missed.day);
        put(out, p->has_slack ? p->slack_days : INT32_MIN);
    }
}

static void put_safety(struct tdm_buf *out, const struct tdm_standing *s) {
    if (s->safety.signs == NULL) return; /* not asked */
    for (uint32_t f = 0; f < s->episode->protocol->flag_count; f++) {
        put(out, s->safety.signs[f].state);
        put(out, s->safety.signs[f].date.day);
    }
    for (uint32_t i = 0; i < s->safety.event_count; i++) {
        put(out, s->safety.events[i].date.day);
        put(out, s->safety.events[i].grade);
        put(out, s->safety.events[i].serious | (s->safety.events[i].judged_by != TDM_ENTRY_NONE) << 1);
        put(out, (int64_t)s->safety.events[i].relatedness.len);
    }
}

tdm_digest tdm_standing_digest(const struct tdm_standing *s, struct tdm_arena *mem) {
    struct tdm_arena_mark mark = tdm_arena_mark(mem);
    struct tdm_buf out;
    tdm_buf_init(&out, mem, (size_t)16 << 20);
    put(&out, s->asof.on.day);
    put(&out, s->asof.known.ms);
    put(&out, s->enrolled | s->ended << 1 | s->procedure_performed << 2 | s->schedule_consistent << 3);
    put(&out, s->enrolled_on.day);
    put(&out, s->ended_on.day);
    put(&out, s->anchors.event[TDM_EVENT_PROCEDURE].day);
    put(&out, s->planned_procedure.day);
    put(&out, s->entries_seen);
    put(&out, s->entries_total);
    put_phases(&out, s);
    put_gates(&out, s);
    put_load(&out, s);
    put_lists(&out, s);
    put_loads(&out, s);
    put_safety(&out, s);
    tdm_digest digest = tdm_digest_of(tdm_buf_str(&out));
    tdm_arena_rewind(mem, mark);
    return digest;
}
