/* lint_times.c - what no course of the protocol ever comes to: phases that nothing begins or that are never in force,
 * never-clauses and restrictions that hold on no day, weeks of a plan beyond the longest stay (F079). */
#include "proof/proof_int.h"
#include "schedule/times.h"

/* ---- phases that nothing begins: they wait for the end of one that only a follower of its track would end, and
 * another follower would take their place on the same day */

/* Another phase of the track that could take its place, and does not itself wait for that. */
static bool has_follower(const struct tdm_protocol *protocol, tdm_ref p) {
    for (tdm_ref q = 0; q < protocol->phase_count; q++) {
        const struct tdm_phase *other = &protocol->phases[q];
        bool waits = other->from.anchor == TDM_ANCHOR_PHASE_END && other->from.ref == p;
        if (q != p && other->track == protocol->phases[p].track && !waits) return true;
    }
    return false;
}

static void lint_waiting(struct prover *p) {
    for (tdm_ref i = 0; i < p->protocol->phase_count; i++) {
        const struct tdm_phase *phase = &p->protocol->phases[i];
        if (phase->from.anchor != TDM_ANCHOR_PHASE_END) continue;
        const struct tdm_phase *before = &p->protocol->phases[phase->from.ref];
        bool beside = phase->track != before->track && has_follower(p->protocol, phase->from.ref);
        if (proof_ends_by_itself(before) || beside) continue;
        struct tdm_problem *problem = proof_error(p, "L020", phase->from_clause);
        tdm_problem_what(problem, "nothing begins `%.*s`: it waits for the end of `%.*s`, which nothing ends (line %u)",
                         TDM_FMT(phase->name), TDM_FMT(before->name),
                         p->protocol->clauses[before->from_clause].place.line);
        tdm_problem_fix(problem, "let `%.*s` end by itself: until DAY, one exact length, or ends by clearance NAME",
                        TDM_FMT(before->name));
    }
}

/* ---- phases that are never in force */

static bool accept(struct reach *r, void *context) {
    (void)r;
    (void)context;
    return true;
}

/* The phase of the track that alone takes every day of `p`, or none alone. */
static tdm_ref displaced_by(struct prover *p, tdm_ref phase) {
    const struct tdm_phase *phases = p->protocol->phases;
    for (tdm_ref q = 0; q < p->protocol->phase_count; q++) {
        if (q == phase || phases[q].track != phases[phase].track) continue;
        struct reach before = reach_try(p->kept), after = reach_try(p->kept);
        bool one = reach_most(&before, before.today, reach_start(&before, phase), 0) &&
                   reach_most(&before, reach_start(&before, phase), reach_start(&before, q), q < phase ? 0 : -1);
        bool two = reach_most(&after, after.today, reach_start(&after, phase), 0) &&
                   reach_most(&after, reach_start(&after, q), after.today, -1);
        if (!one && !two) return q;
    }
    return TDM_REF_NONE;
}

static void lint_never_in_force(struct prover *p) {
    for (tdm_ref i = 0; i < p->protocol->phase_count; i++) {
        const struct tdm_phase *phase = &p->protocol->phases[i];
        struct reach r = reach_try(p->kept);
        struct reach_then then = {accept, NULL};
        if (reach_in_force(&r, i, &then)) continue;
        tdm_ref by = displaced_by(p, i);
        struct tdm_problem *problem = proof_error(p, "L021", phase->from_clause);
        if (by != TDM_REF_NONE) {
            const struct tdm_phase *other = &p->protocol->phases[by];
            tdm_problem_what(
                problem,
                "`%.*s` is in force on no day: `%.*s` takes its place before it, or on its first day (line %u)",
                TDM_FMT(phase->name), TDM_FMT(other->name), p->protocol->clauses[other->from_clause].place.line);
            tdm_problem_fix(problem, "let `%.*s` begin later than `%.*s`", TDM_FMT(other->name), TDM_FMT(phase->name));
        } else {
            tdm_problem_what(problem, "`%.*s` is in force on no day, whatever happens when", TDM_FMT(phase->name));
            tdm_problem_fix(problem, "take it out, or let the others of its track begin before or after it");
        }
    }
}

/* ---- clauses that hold on no day */

static void lint_nevers(struct prover *p) {
    for (tdm_ref n = 0; n < p->protocol->never_count; n++) {
        struct reach r = reach_try(p->kept);
        if (reach_never(&r, n)) continue;
        const struct tdm_day_expr *before = &p->protocol->nevers[n].before;
        struct tdm_problem *problem = proof_error(p, "L016", p->protocol->nevers[n].clause);
        if (before->anchor != TDM_ANCHOR_DATE && before->sign <= 0) {
            tdm_problem_what(problem,
                             "this forbids nothing: `before` a day counts from that day on, and asks how long");
            tdm_problem_fix(problem, "say for how long after what: before 6 weeks after procedure");
        } else {
            tdm_problem_what(problem, "this forbids nothing: no day lies before its end and after its beginning");
            tdm_problem_fix(problem, "let it end later");
        }
    }
}

static void lint_restrictions(struct prover *p) {
    for (tdm_ref i = 0; i < p->protocol->restriction_count; i++) {
        const struct tdm_restriction *restriction = &p->protocol->restrictions[i];
        struct reach r = reach_try(p->kept);
        if (reach_restricted(&r, i)) continue;
        struct tdm_problem *problem = proof_error(p, "L017", restriction->until_clause);
        tdm_problem_what(problem, "the restriction `%.*s` holds on no day: it ends before it begins (line %u)",
                         TDM_FMT(restriction->name), p->protocol->clauses[restriction->from_clause].place.line);
        tdm_problem_fix(problem, "let it end later, or begin earlier");
    }
}

/* ---- phases that must be left before anything can follow. What ends by itself leaves limits that hold on until
 * something follows (M2); a longest length asks for somebody's step, and that step must be there (M52). */

struct way_on {    /* what can follow soonest, begun on that day */
    tdm_ref phase; /* or none: discharge */
    bool any;
    int32_t days; /* after the start of the phase */
};

static void take_sooner(const struct reach *r, uint32_t start, uint32_t point, struct way_on *way, tdm_ref phase) {
    struct reach one = reach_try(r);
    int32_t days;
    if (!reach_most(&one, point, start, 0) || !reach_earliest(&one, start, point, &days)) return;
    if (way->any && days >= way->days) return;
    *way = (struct way_on){phase, true, days};
}

/* Going back to a phase that comes sooner is no way on; to what counts from the discharge the way is the discharge. */
static bool comes_sooner(const struct reach *r, tdm_ref other, tdm_ref phase) {
    bool procedure = r->protocol->procedure != TDM_REF_NONE;
    uint32_t zero = reach_event(procedure ? TDM_EVENT_PROCEDURE : TDM_EVENT_ENROLMENT);
    int32_t first, own;
    if (!reach_earliest(r, zero, reach_start(r, phase), &own)) return false;
    return !reach_earliest(r, zero, reach_start(r, other), &first) || first < own;
}

static struct way_on way_on_from(struct prover *p, const struct reach *r, tdm_ref phase) {
    struct way_on way = {.phase = TDM_REF_NONE};
    uint32_t start = reach_start(r, phase);
    for (tdm_ref q = 0; q < p->protocol->phase_count; q++)
        if (q != phase && p->protocol->phases[q].track == p->protocol->phases[phase].track &&
            !tdm_day_from_discharge(&p->protocol->phases[q].from) && !comes_sooner(r, q, phase))
            take_sooner(r, start, reach_start(r, q), &way, q);
    take_sooner(r, start, reach_event(TDM_EVENT_DISCHARGE), &way, TDM_REF_NONE); /* by its gate, if it has one */
    return way;
}

static tdm_str story_of(struct prover *p, tdm_ref i, const struct way_on *way) {
    struct tdm_buf out;
    const struct tdm_phase *phase = &p->protocol->phases[i];
    tdm_buf_init(&out, p->mem, 1u << 14);
    tdm_str text = proof_text(p->protocol, phase->from_clause);
    tdm_buf_format(&out, "`%.*s`: `%.*s`", TDM_FMT(phase->name), TDM_FMT(text));
    proof_in_line(&out, p->protocol, phase->from_clause);
    for (tdm_ref g = 0; g < p->protocol->gate_count; g++) {
        const struct tdm_gate *gate = &p->protocol->gates[g];
        bool its =
            way->phase == TDM_REF_NONE ? gate->opens_discharge : !gate->opens_discharge && gate->phase == way->phase;
        if (!its) continue;
        tdm_buf_text(&out, "\nwhat follows");
        proof_gate_lines(&out, p->protocol, gate);
    }
    return tdm_buf_str(&out);
}

static void tell_no_way(struct prover *p, tdm_ref i, const struct way_on *way, int32_t most) {
    const struct tdm_phase *phase = &p->protocol->phases[i];
    struct tdm_problem *problem = proof_error(p, "L041", phase->from_clause);
    problem->story = story_of(p, i, way);
    tdm_str next = way->phase == TDM_REF_NONE ? TDM_STR("discharge") : p->protocol->phases[way->phase].name;
    tdm_problem_what(problem,
                     "`%.*s` must be left after %d days, and what can follow soonest, `%.*s`, comes not before %d days",
                     TDM_FMT(phase->name), most, TDM_FMT(next), way->days);
    tdm_problem_fix(problem, "let `%.*s` last %d days longer, or let `%.*s` come sooner", TDM_FMT(phase->name),
                    way->days - most, TDM_FMT(next));
}

/* The proof of the times tells it with dates and with repairs that were tried (T002): that is enough. Where it has
 * another clash to tell, this one is told here. */
static bool told_by_times(struct prover *p, tdm_ref phase) {
    if (!tdm_times_fit(p->protocol)) return false;
    const struct tdm_times *times = tdm_times_of(p->mem, p->protocol, NULL, 0);
    struct tdm_clash clash;
    if (tdm_network_control(p->mem, &times->net.network, &clash) >= TDM_CONTROL_IF_NARROWED) return false;
    for (uint32_t i = 0; i < clash.count; i++) {
        const struct tdm_time_link *about = &times->about[clash.uses[i].link];
        bool longest = about->role == TDM_TIME_LENGTH && clash.uses[i].side == TDM_BOUND_MOST;
        if (longest && about->clause == p->protocol->phases[phase].from_clause) return true;
    }
    return false;
}

static void lint_ways_on(struct prover *p) {
    for (tdm_ref i = 0; i < p->protocol->phase_count; i++) {
        const struct tdm_phase *phase = &p->protocol->phases[i];
        int32_t least, most;
        if (phase->track != TDM_TRACK_FUNCTION || !phase->length.has_most || proof_ends_by_itself(phase)) continue;
        if (tdm_day_from_discharge(&phase->from)) continue; /* nothing has to follow the maintenance plan (M100) */
        struct reach late;
        reach_make(&late, p->mem, p->protocol, REACH_LATE); /* what follows waits for no longest length */
        struct way_on way = way_on_from(p, &late, i);
        tdm_span_day_range(phase->length.most, &least, &most);
        if (way.any && way.days > most && !told_by_times(p, i)) tell_no_way(p, i, &way, most);
    }
}

/* ---- weeks of a plan that its phase never comes to */

static void lint_weeks(struct prover *p) {
    for (tdm_ref i = 0; i < p->protocol->plan_count; i++) {
        const struct tdm_plan *plan = &p->protocol->plans[i];
        if (plan->week_of == TDM_REF_NONE) continue;
        const struct tdm_phase *phase = &p->protocol->phases[plan->week_of];
        int32_t least, most;
        if (!phase->length.has_most) continue;
        tdm_span_day_range(phase->length.most, &least, &most);
        for (uint32_t w = 0; w < plan->week_count; w++) {
            if (7 * (plan->weeks[w].from - 1) < most) continue;
            struct tdm_problem *problem = proof_error(p, "L034", plan->weeks[w].clause);
            tdm_problem_what(problem, "week %u never comes: `%.*s` lasts %d days at the longest (line %u)",
                             plan->weeks[w].from, TDM_FMT(phase->name), most,
                             p->protocol->clauses[phase->from_clause].place.line);
            tdm_problem_fix(problem, "take the week out, or let `%.*s` last longer", TDM_FMT(phase->name));
            break;
        }
    }
}

void proof_times(struct prover *p) {
    lint_waiting(p);
    lint_never_in_force(p);
    lint_nevers(p);
    lint_restrictions(p);
    lint_weeks(p);
    lint_ways_on(p);
}
