/* owed.c - who owes what by when (M88 to M90, M95, M101): derived, never stored; late is a state, never a deletion. */
#include "engine/engine_int.h"
#include "engine/record_int.h"

struct owing {
    const struct moment *m;
    const struct tdm_standing *s;
    tdm_ref next_gate[TDM_TRACK_COUNT];
    struct tdm_owed *items;
    size_t count, room;
};
enum { SOON_DAYS = 7 }; /* the look-ahead: nothing further ahead is listed (M114 of features: no task explosion) */

/* Further ahead than is listed. Where two texts of a protocol are compared, nothing is. */
static bool too_far(const struct moment *m, tdm_date day) {
    return !m->far_ahead && day.day - m->asof.on.day > SOON_DAYS;
}

static struct tdm_owed *add(struct owing *o, enum tdm_owed_kind kind, tdm_mask roles, tdm_date from, tdm_date due) {
    TDM_GROW(o->m->mem, o->items, o->count, o->room);
    struct tdm_owed *owed = &o->items[o->count++];
    *owed = (struct tdm_owed){.kind = kind,
                              .roles = roles,
                              .from = from,
                              .due = due,
                              .clause = TDM_CLAUSE_NONE,
                              .measure = TDM_REF_NONE,
                              .ref = TDM_REF_NONE,
                              .entry = TDM_ENTRY_NONE};
    owed->reason = check_of(TDM_UNKNOWN, TDM_REASON_OWED_NEVER_DONE, TDM_CLAUSE_NONE).reason;
    owed->reason.date = from;
    int32_t on = o->m->asof.on.day;
    bool ahead = on < from.day;
    if (ahead && !tdm_date_is_none(due) && due.day < from.day) { /* M88: it could not have been done in time */
        owed->state = TDM_OWED_WAITING;
        owed->due = TDM_DATE_NONE;
    } else if (ahead) {
        owed->state = TDM_OWED_UPCOMING;
    } else {
        owed->state = !tdm_date_is_none(due) && on > due.day ? TDM_OWED_OVERDUE : TDM_OWED_DUE;
    }
    return owed;
}

/* Whoever recorded it, of the team, else who signs the first clearance; nothing is owed by nobody (M90). */
static tdm_mask recorded_by(const struct moment *m, uint32_t entry) {
    TDM_ASSERT(entry != TDM_ENTRY_NONE); /* findings and procedures are recorded */
    tdm_mask roles = fact_of(m, entry)->role & ~patient_role(m);
    return roles != 0 ? roles : safety_judges(m);
}

static tdm_mask observers(const struct moment *m, tdm_ref use) {
    return tdm_catalog_measure(m->catalog, m->protocol->measures[use].measure)->observers;
}

static bool last_reading(const struct moment *m, tdm_ref use, tdm_date from, tdm_date until, tdm_date *date) {
    return reading_latest(m, use, from, until, date);
}

/* ---- assessments of the phases in force */

static void owe_every(struct owing *o, tdm_ref phase, const struct tdm_assess *assess, tdm_ref use) {
    tdm_date start = o->m->phases[phase].start, last, since = start;
    bool done = last_reading(o->m, use, start, o->m->asof.on, &last);
    if (done) since = last;
    tdm_date due = tdm_date_add_span(since, assess->span);
    if (too_far(o->m, due)) return;
    struct tdm_owed *owed =
        add(o, TDM_OWED_ASSESSMENT, observers(o->m, use), due.day > o->m->asof.on.day ? due : since, due);
    owed->measure = use;
    owed->clause = assess->clause;
    owed->reason.code = done ? TDM_REASON_OWED_REPEAT : TDM_REASON_OWED_NEVER_DONE;
    owed->reason.clause = assess->clause;
    owed->reason.date = since;
    owed->reason.n = due.day - since.day;
}

static void owe_window(struct owing *o, const struct tdm_assess *assess, tdm_ref use) {
    tdm_date from = moment_day(o->m, &assess->from), until = moment_day(o->m, &assess->until), last;
    if (tdm_date_is_none(from) || tdm_date_is_none(until) || too_far(o->m, from)) return;
    if (last_reading(o->m, use, from, tdm_date_earlier(until, o->m->asof.on), &last)) return;
    struct tdm_owed *owed = add(o, TDM_OWED_ASSESSMENT, observers(o->m, use), from, until);
    owed->measure = use;
    owed->clause = assess->clause;
    owed->reason.code = TDM_REASON_OWED_WINDOW;
    owed->reason.clause = assess->clause;
    owed->reason.until = until;
}

static void owe_baseline(struct owing *o, tdm_ref phase, const struct tdm_assess *assess, tdm_ref use) {
    const struct moment *m = o->m;
    tdm_date last, due = TDM_DATE_NONE, until = m->asof.on;
    if (!tdm_date_is_none(m->procedure)) return; /* what was missed then is told as a deviation */
    if (!tdm_date_is_none(m->planned_procedure)) due = tdm_date_add_days(m->planned_procedure, -1);
    tdm_date oldest = tdm_date_subtract_span(tdm_date_is_none(due) ? until : m->planned_procedure, assess->span);
    if (last_reading(m, use, oldest, until, &last)) return;
    tdm_date first = tdm_date_is_none(due) ? m->phases[phase].start : tdm_date_later(m->phases[phase].start, oldest);
    /* read sooner it would be too old on the planned day; that it has to be read again is told at once (M83, M88) */
    struct tdm_owed *owed = add(o, TDM_OWED_BASELINE, observers(m, use), first, due);
    owed->measure = use;
    owed->clause = assess->clause;
    owed->reason.clause = assess->clause;
}

static void owe_at_start(struct owing *o, tdm_ref phase, const struct tdm_assess *assess, tdm_ref use) {
    tdm_date start = o->m->phases[phase].start, last;
    if (last_reading(o->m, use, start, o->m->asof.on, &last)) return;
    struct tdm_owed *owed = add(o, TDM_OWED_ASSESSMENT, observers(o->m, use), start, start);
    owed->measure = use;
    owed->clause = assess->clause;
    owed->reason.clause = assess->clause;
}

static void owe_assessments(struct owing *o) {
    for (tdm_ref p = 0; p < o->m->protocol->phase_count; p++) {
        enum tdm_phase_state state = o->s->phases[p].state;
        const struct tdm_phase *phase = &o->m->protocol->phases[p];
        if (state != TDM_PHASE_ACTIVE && state != TDM_PHASE_HELD) continue;
        if (o->s->ended && !tdm_day_from_discharge(&phase->from)) continue;
        for (uint32_t a = 0; a < phase->assessment_count; a++)
            for (uint32_t i = 0; i < phase->assessments[a].measure_count; i++) {
                tdm_ref use = phase->assessments[a].measures[i];
                switch (phase->assessments[a].kind) {
                case TDM_ASSESS_EVERY:
                    owe_every(o, p, &phase->assessments[a], use);
                    break;
                case TDM_ASSESS_WINDOW:
                    owe_window(o, &phase->assessments[a], use);
                    break;
                case TDM_ASSESS_BEFORE_PROCEDURE:
                    owe_baseline(o, p, &phase->assessments[a], use);
                    break;
                case TDM_ASSESS_AT_START:
                    owe_at_start(o, p, &phase->assessments[a], use);
                    break;
                }
            }
    }
}

/* ---- owe-clauses: diaries and questionnaires */

/* Every line of it is owed: the one that was written longest ago, or never, says since when. */
static bool diary_since(const struct moment *m, const struct tdm_owe *owe, tdm_date *last, tdm_ref *measure) {
    tdm_date from = *last;
    bool found = owe->measure_count > 0;
    *measure = owe->measure_count > 0 ? owe->measures[0] : TDM_REF_NONE;
    for (uint32_t i = 0; i < owe->measure_count && found; i++) {
        tdm_date date = from;
        found = last_reading(m, owe->measures[i], from, m->asof.on, &date);
        if (i > 0 && found && date.day >= last->day) continue;
        *last = date;
        *measure = owe->measures[i];
    }
    for (uint32_t i = m->index->kind_count[TDM_ENTRY_DIARY]; owe->measure_count == 0 && i > 0; i--) {
        const struct tdm_fact *fact = fact_of(m, m->index->of_kind[TDM_ENTRY_DIARY][i - 1]);
        if (!holds_now(m, fact) || fact->date.day < from.day) continue;
        *last = fact->date;
        return true;
    }
    return found;
}

static void owe_clauses(struct owing *o) {
    const struct moment *m = o->m;
    for (uint32_t i = 0; i < m->protocol->owe_count; i++) {
        const struct tdm_owe *owe = &m->protocol->owes[i];
        if (tdm_day_from_discharge(&owe->from) ? !completed(m) : o->s->ended) continue;
        tdm_date from = moment_day(m, &owe->from), until = moment_day(m, &owe->until), last = from;
        /* a day is the last one on which it is owed; where phases meet, it belongs to the one that begins (M10, M12) */
        bool meets = owe->until.anchor == TDM_ANCHOR_PHASE_END || owe->until.anchor == TDM_ANCHOR_PHASE_START;
        if (!tdm_date_is_none(until) && meets && owe->until.sign == 0) until = tdm_date_add_days(until, -1);
        if (tdm_date_is_none(from) || m->asof.on.day < from.day ||
            (!tdm_date_is_none(until) && m->asof.on.day > until.day))
            continue;
        tdm_ref measure;
        bool done = diary_since(m, owe, &last, &measure);
        bool daily = owe->every.unit == TDM_SPAN_DAYS && owe->every.count == 1;
        tdm_date due = done || !daily ? tdm_date_add_span(last, owe->every) : from;
        bool past = !tdm_date_is_none(until) && due.day > until.day;
        if (past || (daily ? due.day > m->asof.on.day : too_far(m, due))) continue;
        struct tdm_owed *owed = add(o, owe->diary ? TDM_OWED_DIARY : TDM_OWED_MEASURE, owe->roles,
                                    due.day > m->asof.on.day ? due : last, due);
        owed->measure = measure;
        owed->clause = owe->clause;
        owed->reason.code = done ? TDM_REASON_OWED_REPEAT : TDM_REASON_OWED_NEVER_DONE;
        owed->reason.clause = owe->clause;
        owed->reason.date = last;
        owed->reason.n = due.day - last.day;
    }
}

/* ---- signatures awaited: those that end a phase in force, and those the next gates read */

/* One that applies to nobody without a procedure is still what its track would go on with, for who came back after an
 * end. */
static tdm_ref following(const struct moment *m, const struct tdm_standing *s, int track) {
    tdm_ref next = s->track[track].next, now = s->track[track].phase;
    for (tdm_ref p = 0; p < m->protocol->phase_count && next == TDM_REF_NONE && now != TDM_REF_NONE; p++)
        if (p > now && (int)m->protocol->phases[p].track == track) next = p;
    return next;
}

/* The gate of the next phase of a track; in the last phase of function that of discharge (M90). */
tdm_ref next_gate(const struct moment *m, const struct tdm_standing *s, int track) {
    tdm_ref next = following(m, s, track), now = s->track[track].phase;
    if (next != TDM_REF_NONE) {
        const struct tdm_day_expr *from = &m->protocol->phases[next].from;
        if (from->anchor == TDM_ANCHOR_GATE) return from->ref;
        if (!tdm_day_from_discharge(from)) return TDM_REF_NONE;
    }
    for (tdm_ref g = 0; now != TDM_REF_NONE && track == TDM_TRACK_FUNCTION && g < m->protocol->gate_count; g++)
        if (m->protocol->gates[g].opens_discharge) return g;
    return TDM_REF_NONE;
}

static bool asks_for(const struct moment *m, tdm_ref gate, tdm_ref c) {
    if (gate == TDM_REF_NONE) return false;
    const struct tdm_condition *condition = &m->protocol->gates[gate].condition;
    for (uint16_t i = FIRST_TERM; i < condition->count; i++)
        if (condition->nodes[i].kind == TDM_CRITERION_CLEARANCE && condition->nodes[i].ref == c) return true;
    return false;
}

static bool awaited(const struct owing *o, tdm_ref c, tdm_date *window_end) {
    const struct moment *m = o->m;
    const struct tdm_standing *s = o->s;
    bool wanted = false;
    *window_end = TDM_DATE_NONE;
    for (tdm_ref p = 0; p < m->protocol->phase_count; p++) {
        const struct tdm_phase *phase = &m->protocol->phases[p];
        bool in_force = s->phases[p].state == TDM_PHASE_ACTIVE || s->phases[p].state == TDM_PHASE_HELD;
        if (phase->ends_by == c && in_force) {
            wanted = true;
            if (phase->length.has_most) *window_end = tdm_date_add_span(s->phases[p].started, phase->length.most);
        }
        if (s->phases[p].state == TDM_PHASE_HELD && phase->from.anchor == TDM_ANCHOR_GATE)
            wanted = wanted || asks_for(m, phase->from.ref, c);
    }
    for (int t = 0; t < TDM_TRACK_COUNT; t++) wanted = wanted || asks_for(m, o->next_gate[t], c);
    return wanted;
}

static void owe_signatures(struct owing *o) {
    const struct moment *m = o->m;
    for (tdm_ref c = 0; c < m->protocol->clearance_count; c++) {
        const struct tdm_clearance_answer *answer = &o->s->clearances[c];
        tdm_date due;
        if (answer->truth == TDM_MET || !awaited(o, c, &due)) continue;
        if (tdm_date_is_none(answer->lawful_from) || too_far(m, answer->lawful_from)) continue;
        struct tdm_owed *owed = add(o, TDM_OWED_SIGNATURE, m->protocol->clearances[c].roles, answer->lawful_from, due);
        owed->ref = c;
        owed->clause = m->protocol->clearances[c].clause;
        owed->entry = answer->entry;
        owed->reason.code = TDM_REASON_OWED_DECISION;
        owed->reason.clause = owed->clause;
        owed->reason.ref = c;
        owed->reason.date = answer->lawful_from;
        owed->reason.until = due;
    }
}

/* ---- what the next gates cannot tell without */

static bool owes_measure(const struct owing *o, tdm_ref use) {
    for (size_t i = 0; i < o->count; i++)
        if (o->items[i].measure == use && o->items[i].kind != TDM_OWED_DIARY) return true;
    return false;
}

static void owe_unknowns(struct owing *o) {
    const struct moment *m = o->m;
    for (int t = 0; t < TDM_TRACK_COUNT; t++) {
        tdm_ref g = o->next_gate[t];
        if (g == TDM_REF_NONE) continue;
        const struct tdm_gate_answer *answer = &o->s->gates[g];
        if (tdm_date_is_none(answer->earliest) || too_far(m, answer->earliest)) continue;
        for (uint16_t i = 0; i < answer->check_count; i++) {
            const struct tdm_criterion *node = &m->protocol->gates[g].condition.nodes[i];
            bool reading = node->kind == TDM_CRITERION_READING, screen = node->kind == TDM_CRITERION_NO_OPEN;
            if (answer->checks[i].truth != TDM_UNKNOWN || (!reading && !screen) ||
                (reading && owes_measure(o, node->measure)))
                continue;
            struct tdm_owed *owed = add(o, screen ? TDM_OWED_SCREEN : TDM_OWED_MEASURE, answer->checks[i].owed_by,
                                        m->asof.on, TDM_DATE_NONE);
            owed->measure = reading ? node->measure : TDM_REF_NONE;
            owed->of_findings = screen && node->thing != TDM_THING_ANY_FLAG && node->thing != TDM_THING_FLAG;
            owed->clause = node->clause;
            owed->reason.code = TDM_REASON_OWED_UNKNOWN;
            owed->reason.clause = node->clause;
            owed->reason.ref = g;
        }
    }
}

/* ---- flags, findings, vital medicines, procedure record, hand-offs */

static void owe_open(struct owing *o) {
    for (uint32_t i = 0; i < o->s->open_count; i++) {
        const struct tdm_open_item *item = &o->s->open[i];
        tdm_mask roles = item->is_flag ? safety_judges(o->m) : recorded_by(o->m, item->entry);
        tdm_date due = TDM_DATE_NONE;
        if (item->is_flag && item->protocol_flag != TDM_REF_NONE) {
            roles = o->m->protocol->flags[item->protocol_flag].escalate_to;
            due = tdm_date_add_span(item->since, o->m->protocol->flags[item->protocol_flag].within);
        }
        if (!item->is_flag && tdm_str_is(tdm_str_of(item->state), "declined")) continue;
        if (!item->is_flag && !tdm_catalog_finding(o->m->catalog, item->item)->compensation)
            continue; /* stays open and visible; only a way of moving is retrained (S68) */
        struct tdm_owed *owed =
            add(o, item->is_flag ? TDM_OWED_ESCALATION : TDM_OWED_RETRAINING, roles, item->since, due);
        owed->ref = item->item;
        owed->entry = item->entry;
        owed->reason.code = item->is_flag ? TDM_REASON_OWED_FLAG : TDM_REASON_OWED_FINDING;
        owed->reason.ref = item->item;
        owed->reason.entry = item->entry;
    }
}

/* `answer NAME` of somebody in the role, since it is owed; in part, or not possible, leaves it owed (M79). */
static bool name_answered(const struct moment *m, tdm_str name, tdm_mask roles, tdm_date since) {
    uint32_t last = TDM_ENTRY_NONE;
    for (uint32_t i = 0; i < m->index->kind_count[TDM_ENTRY_ANSWER]; i++) {
        uint32_t entry = m->index->of_kind[TDM_ENTRY_ANSWER][i];
        const struct tdm_fact *fact = fact_of(m, entry);
        bool about = tdm_str_equal(m->chart->chart->entries[entry].target, name);
        if (!about || fact->date.day < since.day || (fact->role & roles) == 0 || !holds_now(m, fact)) continue;
        if (last == TDM_ENTRY_NONE || speaks_last(m, entry, last)) last = entry;
    }
    return !leaves_owed(m, last);
}

/* A step of a progression that names who is told: one obligation for each step that fired, whatever it fired for. */
static void owe_rules(struct owing *o) {
    const struct moment *m = o->m;
    for (uint32_t i = 0; i < o->s->change_count; i++) {
        const struct tdm_change *change = &o->s->changes[i];
        const struct tdm_progress *progress = &m->protocol->progressions[change->progress];
        bool told = false;
        if (change->step_index >= progress->step_count || progress->steps[change->step_index].escalate_to == 0)
            continue;
        tdm_date since = change_since(m, o->s, change);
        for (uint32_t k = 0; k < o->s->change_count; k++) {
            const struct tdm_change *other = &o->s->changes[k];
            if (other->progress != change->progress || other->step_index != change->step_index) continue;
            told = told || k < i;
            since = tdm_date_earlier(since, change_since(m, o->s, other));
        }
        const struct tdm_step *step = &progress->steps[change->step_index];
        if (told || name_answered(m, progress->name, step->escalate_to, since)) continue;
        struct tdm_owed *owed =
            add(o, TDM_OWED_RULE, step->escalate_to, since, tdm_date_add_span(since, step->escalate_within));
        owed->ref = change->progress;
        owed->clause = owed->reason.clause = step->clause;
        owed->reason.code = TDM_REASON_OWED_RULE;
        owed->reason.ref = change->exercise;
        owed->reason.date = since;
    }
}

/* A phase is past its longest length and waits for a gate: whoever is to decide how to go on owes that (M58). */
static void owe_decisions(struct owing *o) {
    const struct moment *m = o->m;
    for (tdm_ref g = 0; g < m->protocol->gate_count; g++) {
        const struct tdm_gate *gate = &m->protocol->gates[g];
        tdm_date since = o->s->gates[g].overdue_since;
        if (gate->otherwise_clause == TDM_CLAUSE_NONE || tdm_date_is_none(since) ||
            name_answered(m, gate->name, gate->otherwise_roles, since))
            continue;
        struct tdm_owed *owed =
            add(o, TDM_OWED_DECISION, gate->otherwise_roles, since, tdm_date_add_span(since, gate->otherwise_within));
        owed->ref = g;
        owed->clause = owed->reason.clause = gate->otherwise_clause;
        owed->reason.code = TDM_REASON_OWED_NEVER_MET;
        owed->reason.ref = g;
        owed->reason.date = since;
    }
}

/* M63: a vital medicine inside a restriction is a question, until somebody answers it; one, also where several
 * restrictions speak of it. */
static void owe_prescriber(struct owing *o) {
    uint32_t asked = TDM_ENTRY_NONE; /* deviations of one entry stand together */
    for (uint32_t i = 0; i < o->s->deviation_count; i++) {
        const struct tdm_deviation *d = &o->s->deviations[i];
        if (d->reason.code != TDM_REASON_DEVIATION_VITAL || !d->known_now || d->entry == asked) continue;
        asked = d->entry;
        if (medicine_answered(o->m, asked, safety_judges(o->m))) continue;
        struct tdm_owed *owed = add(o, TDM_OWED_PRESCRIBER_QUESTION, safety_judges(o->m), d->date, TDM_DATE_NONE);
        owed->entry = d->entry;
        owed->reason.code = TDM_REASON_OWED_PRESCRIBER;
        owed->reason.entry = d->entry;
    }
}

static void owe_record(struct owing *o) {
    const struct moment *m = o->m;
    if (m->procedure_entry == TDM_ENTRY_NONE) return;
    const struct tdm_entry *e = &m->chart->chart->entries[m->procedure_entry];
    int32_t missing = (e->source.len == 0) + (e->preparation.len == 0) + (e->region.len == 0) + (e->guidance.len == 0) +
                      (e->operator_name.len == 0);
    if (missing == 0) return;
    struct tdm_owed *owed = add(o, TDM_OWED_RECORD, recorded_by(m, m->procedure_entry), m->procedure, TDM_DATE_NONE);
    owed->entry = m->procedure_entry;
    owed->reason.code = TDM_REASON_OWED_FIELDS;
    owed->reason.n = missing;
    owed->reason.entry = m->procedure_entry;
}

/* An adverse event waits for somebody who judges how it relates to the treatment (F018). */
static void owe_judgement(struct owing *o) {
    for (uint32_t i = 0; i < o->s->safety.event_count; i++) {
        const struct tdm_adverse *event = &o->s->safety.events[i];
        if (event->judged_by != TDM_ENTRY_NONE) continue;
        struct tdm_owed *owed = add(o, TDM_OWED_JUDGEMENT, safety_judges(o->m), event->date, TDM_DATE_NONE);
        owed->entry = owed->reason.entry = event->entry;
        owed->reason.code = TDM_REASON_OWED_JUDGEMENT;
        owed->reason.date = event->date;
        owed->reason.n = event->grade;
        owed->reason.of_n = event->serious;
    }
}

/* A planned day has passed, and nobody recorded what became of it (M116). */
static void owe_plan(struct owing *o) {
    const struct moment *m = o->m;
    if (tdm_date_is_none(m->planned_procedure) || m->asof.on.day <= m->planned_procedure.day) return;
    struct tdm_owed *owed =
        add(o, TDM_OWED_RECORD, safety_judges(m), m->planned_procedure, tdm_date_add_days(m->planned_procedure, 1));
    owed->entry = owed->reason.entry = m->plan_entry;
    owed->reason.code = TDM_REASON_OWED_PLAN_PASSED;
    owed->reason.date = m->planned_procedure;
}

static void owe_answers(struct owing *o) {
    const struct moment *m = o->m;
    for (uint32_t i = 0; i < m->index->kind_count[TDM_ENTRY_HANDOFF]; i++) {
        struct tdm_handoff handoff;
        if (!handoff_read(m, m->index->of_kind[TDM_ENTRY_HANDOFF][i], &handoff) || !handoff.open) continue;
        struct tdm_owed *owed = add(o, TDM_OWED_ANSWER, handoff.roles, handoff.asked, handoff.due);
        bool replied = handoff.reply != TDM_ENTRY_NONE;
        owed->entry = handoff.entry;
        owed->reason.code = !replied                              ? TDM_REASON_OWED_ACKNOWLEDGE
                            : handoff.state == TDM_HANDOFF_PARTLY ? TDM_REASON_OWED_PARTLY
                                                                  : TDM_REASON_OWED_COULD_NOT;
        owed->reason.date = replied ? handoff.replied : handoff.asked;
        owed->reason.entry = replied ? handoff.reply : handoff.entry;
    }
}

/* ---- another look at a signature: a fact older than it came later, or a correction made it early (M17, M49) */

static bool to_review(const struct tdm_standing *s, uint32_t signature) {
    for (uint32_t i = 0; i < s->deviation_count; i++) {
        const struct tdm_deviation *d = &s->deviations[i];
        bool late = d->reason.code == TDM_REASON_DEVIATION_LATE_FACT,
             early = d->reason.code == TDM_REASON_DEVIATION_EARLY_SIGNATURE;
        if (d->entry == signature && (late || early) && d->known_now && !d->known_then) return true;
    }
    return false;
}

/* Later as their days and times tell; where they do not, by when each was written down (M18, M125). */
static bool signed_later(const struct moment *m, uint32_t entry, uint32_t signature) {
    const struct tdm_entry *entries = m->chart->chart->entries;
    if (comes_after(m, entry, signature)) return true;
    return !comes_after(m, signature, entry) && entries[entry].recorded.ms > entries[signature].recorded.ms;
}

/* Taken back, or signed anew with the knowledge of what came late. */
static bool reviewed(const struct owing *o, uint32_t signature) {
    const struct moment *m = o->m;
    tdm_ref c = m->episode->entries[signature].clearance;
    if (revoked_by(m, signature, m->asof.on) != TDM_ENTRY_NONE) return true;
    for (uint32_t i = 0; i < m->index->kind_count[TDM_ENTRY_CLEAR]; i++) {
        uint32_t entry = m->index->of_kind[TDM_ENTRY_CLEAR][i];
        const struct tdm_fact *fact = fact_of(m, entry);
        if (m->episode->entries[entry].clearance == c && signed_later(m, entry, signature) && holds_now(m, fact) &&
            (fact->role & m->protocol->clearances[c].roles) != 0 && !to_review(o->s, entry))
            return true;
    }
    return false;
}

static void owe_reviews(struct owing *o) {
    const struct moment *m = o->m;
    for (uint32_t i = 0; i < m->index->kind_count[TDM_ENTRY_CLEAR]; i++) {
        uint32_t entry = m->index->of_kind[TDM_ENTRY_CLEAR][i];
        if (!holds_now(m, fact_of(m, entry)) || !to_review(o->s, entry) || reviewed(o, entry)) continue;
        tdm_ref c = m->episode->entries[entry].clearance;
        struct tdm_owed *owed =
            add(o, TDM_OWED_REVIEW, m->protocol->clearances[c].roles, fact_of(m, entry)->date, TDM_DATE_NONE);
        owed->ref = c;
        owed->clause = m->protocol->clearances[c].clause;
        owed->entry = entry;
        owed->reason.code = TDM_REASON_OWED_REVIEW;
        owed->reason.clause = owed->clause;
        owed->reason.ref = c;
        owed->reason.entry = entry;
    }
}

/* ---- order: what is due first stands first; without a day last */

static bool before(const struct tdm_owed *a, const struct tdm_owed *b) {
    int32_t due_a = tdm_date_is_none(a->due) ? INT32_MAX : a->due.day,
            due_b = tdm_date_is_none(b->due) ? INT32_MAX : b->due.day;
    if (due_a != due_b) return due_a < due_b;
    if (a->kind != b->kind) return a->kind < b->kind;
    return a->measure != b->measure ? a->measure < b->measure : a->ref < b->ref;
}

static void sort_owed(struct owing *o) {
    for (size_t i = 1; i < o->count; i++) {
        struct tdm_owed held = o->items[i];
        size_t at = i;
        for (; at > 0 && before(&held, &o->items[at - 1]); at--) o->items[at] = o->items[at - 1];
        o->items[at] = held;
    }
}

void owed_answer(const struct moment *m, struct tdm_standing *s) {
    struct owing o = {.m = m, .s = s};
    if (!s->enrolled || (s->ended && !completed(m))) return; /* M98: after an end nothing is owed */
    if (m->death_entry != TDM_ENTRY_NONE) return;            /* nor after a death, whatever ended before */
    for (int t = 0; t < TDM_TRACK_COUNT; t++) o.next_gate[t] = next_gate(m, s, t);
    owe_assessments(&o);
    owe_clauses(&o);
    if (!s->ended) { /* after a completed course only what counts from the discharge is (M100) */
        owe_signatures(&o);
        owe_unknowns(&o);
        owe_open(&o);
        owe_rules(&o);
        owe_decisions(&o);
        owe_prescriber(&o);
        owe_record(&o);
        owe_plan(&o);
        owe_judgement(&o);
        owe_answers(&o);
        owe_reviews(&o);
    }
    sort_owed(&o);
    s->owed = o.items;
    s->owed_count = (uint32_t)o.count;
}
