/* engine_digest_test.c - the digest of a standing hangs on every answer that it is over, on each bit of it, and on
 * nothing else: what stands behind the end of a list is none. The standing here is made by hand, of numbers without a
 * meaning. */
#include "check.h"
#include "engine/engine.h"

#include <string.h>

enum { TWO = 2, ROOM = 3 }; /* two of everything count, a third stands behind the end */

struct made {
    struct tdm_arena *mem;
    struct tdm_protocol protocol;
    struct tdm_case episode;
    struct tdm_phase_answer phases[ROOM];
    struct tdm_gate_answer gates[ROOM];
    struct tdm_check checks[ROOM];
    struct tdm_clearance_answer clearances[ROOM];
    struct tdm_restriction_answer restrictions[ROOM];
    struct tdm_ceiling_term terms[ROOM];
    struct tdm_exercise_answer exercises[ROOM];
    struct tdm_conflict conflicts[ROOM];
    struct tdm_owed owed[ROOM];
    struct tdm_open_item open[ROOM];
    struct tdm_deviation deviations[ROOM];
    struct tdm_change changes[ROOM];
    struct tdm_load_answer loads[ROOM];
    struct tdm_plan_answer plans[ROOM];
    struct tdm_sign signs[ROOM];
    struct tdm_adverse events[ROOM];
    struct tdm_standing s;
};

static struct made *make(struct tdm_arena *mem) {
    struct made *m = TDM_NEW(mem, struct made);
    m->mem = mem;
    m->protocol.phase_count = m->protocol.gate_count = m->protocol.clearance_count = TWO;
    m->protocol.restriction_count = m->protocol.flag_count = TWO;
    m->episode.protocol = &m->protocol;
    for (int i = 0; i < ROOM; i++) {
        m->gates[i].checks = m->changes[i].checks = m->checks;
        m->gates[i].check_count = m->changes[i].check_count = TWO;
        m->loads[i].prescribed = m->loads[i].done = UINT32_MAX;
    }
    m->s = (struct tdm_standing){.episode = &m->episode,
                                 .phases = m->phases,
                                 .gates = m->gates,
                                 .clearances = m->clearances,
                                 .restrictions = m->restrictions,
                                 .ceiling = {.terms = m->terms, .term_count = TWO},
                                 .exercises = m->exercises,
                                 .exercise_count = TWO,
                                 .owed = m->owed,
                                 .owed_count = TWO,
                                 .open = m->open,
                                 .open_count = TWO,
                                 .deviations = m->deviations,
                                 .deviation_count = TWO,
                                 .changes = m->changes,
                                 .change_count = TWO,
                                 .loads = {.items = m->loads, .count = TWO, .plans = m->plans, .plan_count = TWO},
                                 .safety = {.signs = m->signs, .events = m->events, .event_count = TWO},
                                 .conflicts = m->conflicts,
                                 .conflict_count = TWO};
    return m;
}

static bool hangs_on(struct made *m, void *field) {
    tdm_digest before = tdm_standing_digest(&m->s, m->mem);
    *(unsigned char *)field ^= 1u;
    bool same = tdm_digest_equal(before, tdm_standing_digest(&m->s, m->mem));
    *(unsigned char *)field ^= 1u;
    return !same;
}

static void hold(struct made *m, void *field, const char *name, bool counts) {
    if (hangs_on(m, field) != counts)
        check_failed(__FILE__, __LINE__, "%s: the digest %s on it", name, counts ? "does not hang" : "hangs");
}

/* Of the two that count, and of the one behind them. */
#define EACH(list, member)                                                                                             \
    do {                                                                                                               \
        for (int each = 0; each < ROOM; each++) hold(m, &m->list[each].member, #list "." #member, each < TWO);         \
    } while (0)

static void value_held(struct made *m, tdm_value *value, bool counts) {
    hold(m, &value->kind, "kind", counts);
    hold(m, &value->quantity.number.coefficient, "coefficient", counts);
    hold(m, &value->quantity.number.scale, "scale", counts);
    hold(m, &value->quantity.unit, "unit", counts);
    hold(m, &value->step, "step", counts);
}

static void reason_held(struct made *m, struct tdm_reason *reason, bool counts) {
    hold(m, &reason->code, "code", counts);
    hold(m, &reason->clause, "clause", counts);
    hold(m, &reason->entry, "entry", counts);
    hold(m, &reason->date, "date", counts);
    hold(m, &reason->until, "until", counts);
    hold(m, &reason->n, "n", counts);
    hold(m, &reason->of_n, "of_n", counts);
    hold(m, &reason->ref, "ref", counts);
    value_held(m, &reason->value, counts);
    value_held(m, &reason->limit, counts);
}

#define EACH_REASON(list)                                                                                              \
    do {                                                                                                               \
        for (int each = 0; each < ROOM; each++) reason_held(m, &m->list[each].reason, each < TWO);                     \
    } while (0)

/* Every mix of these gives another digest. */
static void apart(struct made *m, bool *const *fields, int count, const char *name) {
    tdm_digest seen[16];
    for (int mix = 0; mix < 1 << count; mix++) {
        for (int f = 0; f < count; f++) *fields[f] = (mix >> f & 1) != 0;
        seen[mix] = tdm_standing_digest(&m->s, m->mem);
        for (int before = 0; before < mix; before++)
            if (tdm_digest_equal(seen[before], seen[mix]))
                check_failed(__FILE__, __LINE__, "%s: the mixes %d and %d have one digest", name, before, mix);
    }
    for (int f = 0; f < count; f++) *fields[f] = false;
}

#define APART(name, ...)                                                                                               \
    do {                                                                                                               \
        bool *const fields[] = {__VA_ARGS__};                                                                          \
        apart(m, fields, (int)TDM_COUNT(fields), name);                                                                \
    } while (0)

TEST("the digest hangs on the day, the knowledge and the marks of the episode") {
    struct made *m = make(mem);
    hold(m, &m->s.asof.on, "on", true);
    hold(m, &m->s.enrolled_on, "enrolled_on", true);
    hold(m, &m->s.ended_on, "ended_on", true);
    hold(m, &m->s.anchors.event[TDM_EVENT_PROCEDURE], "procedure", true);
    hold(m, &m->s.planned_procedure, "planned", true);
    hold(m, &m->s.entries_seen, "entries_seen", true);
    hold(m, &m->s.entries_total, "entries_total", true);
    APART("episode", &m->s.enrolled, &m->s.ended, &m->s.procedure_performed, &m->s.schedule_consistent);
    for (int t = 0; t < TDM_TRACK_COUNT; t++) {
        hold(m, &m->s.track[t].phase, "track.phase", true);
        hold(m, &m->s.track[t].next, "track.next", true);
    }
}

TEST("the digest hangs on each bit of a number") {
    struct made *m = make(mem);
    tdm_digest seen[65];
    for (int bit = 0; bit <= 64; bit++) {
        m->s.asof.known.ms = bit == 64 ? 0 : (int64_t)((uint64_t)1 << bit);
        seen[bit] = tdm_standing_digest(&m->s, mem);
        for (int before = 0; before < bit; before++) CHECK(!tdm_digest_equal(seen[before], seen[bit]));
    }
}

static void when_held(struct made *m, struct tdm_when *when, bool counts) {
    hold(m, &when->earliest, "earliest", counts);
    hold(m, &when->latest, "latest", counts);
    hold(m, &when->earliest_by, "earliest_by", counts);
    hold(m, &when->latest_by, "latest_by", counts);
    if (counts) APART("when", &when->fixed, &when->planned, &when->waits);
}

TEST("the digest hangs on what is told of each phase") {
    struct made *m = make(mem);
    EACH(phases, state);
    EACH(phases, started);
    EACH(phases, ended);
    EACH(phases, start_entry);
    EACH(phases, overdue_since);
    EACH(phases, days_in_force);
    EACH_REASON(phases);
    for (int i = 0; i < ROOM; i++) {
        when_held(m, &m->phases[i].start, i < TWO);
        when_held(m, &m->phases[i].end, i < TWO);
    }
    APART("phase", &m->phases[0].overdue, &m->phases[0].lingering);
    APART("phase", &m->phases[1].overdue, &m->phases[1].lingering);
}

TEST("the digest hangs on what is told of gates, their criteria, signatures and restrictions") {
    struct made *m = make(mem);
    EACH(gates, truth);
    EACH(gates, state);
    EACH(gates, override_entry);
    EACH(gates, passed_on);
    EACH(gates, earliest);
    EACH(gates, overdue_since);
    EACH(gates, check_count);
    APART("gate", &m->gates[0].overridden, &m->gates[0].passed);
    EACH(checks, truth);
    EACH(checks, could_change_on);
    EACH(checks, needs);
    EACH(checks, owed_by);
    EACH_REASON(checks);
    EACH(clearances, truth);
    EACH(clearances, entry);
    EACH(clearances, lawful_from);
    EACH(clearances, expires);
    EACH(clearances, owed_by);
    EACH_REASON(clearances);
    EACH(restrictions, state);
    EACH(restrictions, from);
    EACH(restrictions, last);
    EACH(restrictions, free);
    EACH(restrictions, not_before);
    APART("restriction", &m->restrictions[0].planned, &m->restrictions[0].ends_by_person);
}

TEST("the digest hangs on the ceiling, its terms, what may be done and the conflicts") {
    struct made *m = make(mem);
    hold(m, &m->s.ceiling.has_class, "has_class", true);
    hold(m, &m->s.ceiling.load_class, "load_class", true);
    hold(m, &m->s.ceiling.barred, "barred", true);
    EACH(terms, source);
    EACH(terms, ref);
    EACH(terms, clause);
    EACH(terms, entry);
    EACH(terms, has_class);
    EACH(terms, barred);
    EACH(terms, last);
    APART("term", &m->terms[0].binding, &m->terms[0].ends_by_person);
    for (int i = 0; i < ROOM; i++) m->terms[i].has_class = true;
    EACH(terms, load_class);
    m->terms[0].load_class = 1; /* a class is not taken for none */
    hold(m, &m->terms[0].has_class, "has_class", true);
    EACH(exercises, exercise);
    EACH(exercises, verdict);
    EACH(exercises, neighbour);
    EACH_REASON(exercises);
    APART("exercise", &m->exercises[0].offered, &m->exercises[0].prescribed);
    EACH(conflicts, kind);
    EACH(conflicts, neighbour);
    EACH(conflicts, exercise);
    EACH(conflicts, mine);
    EACH(conflicts, theirs);
    EACH(conflicts, date);
}

TEST("the digest hangs on what is owed, open, against the protocol, and what a rule says") {
    struct made *m = make(mem);
    EACH(owed, kind);
    EACH(owed, state);
    EACH(owed, roles);
    EACH(owed, from);
    EACH(owed, due);
    EACH(owed, clause);
    EACH(owed, measure);
    EACH(owed, ref);
    EACH(owed, entry);
    EACH_REASON(owed);
    EACH(open, item);
    EACH(open, entry);
    EACH(open, since);
    APART("open", &m->open[0].is_flag, &m->open[0].emergency);
    EACH(deviations, date);
    EACH_REASON(deviations);
    APART("deviation", &m->deviations[0].known_then, &m->deviations[0].known_now, &m->deviations[0].cannot_tell);
    EACH(changes, exercise);
    EACH(changes, step);
    EACH(changes, clause);
    EACH(changes, check_count);
}

/* What is not known is not read. */
static void quantity_held(struct made *m, bool *known, tdm_quantity *quantity) {
    hold(m, known, "known", true);
    for (int i = 0; i < 2; i++) {
        *known = i == 1;
        hold(m, &quantity->number.coefficient, "coefficient", *known);
        hold(m, &quantity->number.scale, "scale", *known);
        hold(m, &quantity->unit, "unit", *known);
    }
    *known = false;
}

static void exposure_held(struct made *m, struct tdm_exposure *e) {
    quantity_held(m, &e->counts, &e->low);
    hold(m, &e->has_high, "has_high", false); /* nothing counts */
    e->counts = true;
    quantity_held(m, &e->has_high, &e->high);
    e->counts = false;
    hold(m, &e->recorded, "recorded", true);
    hold(m, &e->expected, "expected", true);
}

/* No dose, one of an unknown class, and each class: all apart. */
static void dose_held(struct made *m, uint32_t *dose, struct tdm_load *load) {
    tdm_digest seen[5];
    for (int i = 0; i < 5; i++) {
        *dose = i == 0 ? UINT32_MAX : 0;
        load->known = i >= 2;
        load->load_class = (uint16_t)(i < 2 ? 0 : i - 2);
        seen[i] = tdm_standing_digest(&m->s, m->mem);
        for (int before = 0; before < i; before++) CHECK(!tdm_digest_equal(seen[before], seen[i]));
    }
    *dose = UINT32_MAX;
    hold(m, &load->load_class, "the class of no dose", false);
    load->known = false;
}

static void states_apart(struct made *m, struct tdm_load_answer *a) {
    tdm_digest seen[64];
    for (int mix = 0; mix < 64; mix++) {
        a->one_rm.state = (enum tdm_own_state)(mix & 3);
        a->best.state = (enum tdm_own_state)(mix >> 2 & 3);
        a->body_mass.state = (enum tdm_own_state)(mix >> 4);
        seen[mix] = tdm_standing_digest(&m->s, m->mem);
        for (int before = 0; before < mix; before++) CHECK(!tdm_digest_equal(seen[before], seen[mix]));
    }
    a->one_rm.state = a->best.state = a->body_mass.state = TDM_OWN_NOT_ASKED;
}

TEST("the digest hangs on the loads, targets and programmes") {
    struct made *m = make(mem);
    EACH(loads, exercise);
    EACH(loads, headroom);
    EACH(loads, prescribed_load.attributes);
    EACH(loads, done_load.attributes);
    EACH(loads, whole);
    EACH(loads, target.why);
    EACH(loads, target.since);
    EACH(loads, target.judged);
    EACH(loads, target.not_before);
    for (int i = 0; i < TWO; i++) {
        struct tdm_load_answer *a = &m->loads[i];
        dose_held(m, &a->prescribed, &a->prescribed_load);
        dose_held(m, &a->done, &a->done_load);
        states_apart(m, a);
        quantity_held(m, &a->target.known, &a->target.load);
        hold(m, &a->target.session_date, "of no judgement", false);
        a->target.judged = true;
        hold(m, &a->target.session_date, "of a judgement", true);
        a->target.session_date.day = 1; /* a day is not taken for none */
        hold(m, &a->target.judged, "judged", true);
        a->target.judged = false;
        exposure_held(m, &a->week);
        exposure_held(m, &a->month);
    }
    EACH(plans, plan);
    EACH(plans, week);
    EACH(plans, repeated);
    EACH(plans, done);
    EACH(plans, not_before);
    EACH(plans, missed);
    EACH(plans, has_slack);
    hold(m, &m->plans[0].slack_days, "no slack", false);
    m->plans[0].has_slack = true;
    hold(m, &m->plans[0].slack_days, "slack", true);
}

TEST("the digest hangs on signs and adverse events") {
    struct made *m = make(mem);
    EACH(signs, state);
    EACH(signs, date);
    EACH(events, date);
    EACH(events, grade);
    EACH(events, relatedness.len);
    for (int i = 0; i < ROOM; i++) m->events[i].judged_by = TDM_ENTRY_NONE;
    EACH(events, serious);
    tdm_digest seen[4];
    for (int mix = 0; mix < 4; mix++) {
        m->events[1].serious = (mix & 1) != 0;
        m->events[1].judged_by = mix < 2 ? TDM_ENTRY_NONE : 7;
        seen[mix] = tdm_standing_digest(&m->s, mem);
        for (int before = 0; before < mix; before++) CHECK(!tdm_digest_equal(seen[before], seen[mix]));
    }
}
