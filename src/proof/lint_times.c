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

/* ---- phases that are in force only when another one was stayed in too long: of them every promise would hold, and
 * say nothing. A longest length asks for somebody's step, and that step must be there (M52). */

struct staying {
    tdm_ref phase, alone; /* alone: the only other one that is left in time; none: every one is */
    tdm_ref longer;       /* may last so many days more; or none */
    int32_t longer_days;
};

static bool left_in_time(struct reach *r, void *context) {
    const struct staying *staying = context;
    struct reach_then then = {accept, NULL};
    return staying->alone == TDM_REF_NONE ? reach_left_in_time(r, &then) : reach_left_alone(r, staying->alone, &then);
}

static bool with_phase(struct reach *r, void *context) {
    struct staying *staying = context;
    struct reach_then then = {left_in_time, staying};
    return reach_in_force(r, staying->phase, &then);
}

static bool in_force_in_time(struct prover *p, struct staying *staying) {
    struct reach r;
    struct reach_then then = {with_phase, staying};
    reach_make_any(&r, p->mem, p->protocol, REACH_SO_FAR);
    r.longer = staying->longer;
    r.longer_days = staying->longer_days;
    return reach_most(&r, reach_event(TDM_EVENT_DISCHARGE), r.today, -1) && reach_so_far(&r, &then);
}

/* The phase that alone would have to be stayed in too long, or none alone. */
static tdm_ref overstayed_for(struct prover *p, tdm_ref i) {
    const struct tdm_phase *phases = p->protocol->phases;
    for (tdm_ref q = 0; q < p->protocol->phase_count; q++) {
        struct staying alone = {i, q, TDM_REF_NONE, 0};
        if (!phases[q].length.has_most || proof_ends_by_itself(&phases[q])) continue;
        if (!in_force_in_time(p, &alone)) return q;
    }
    return TDM_REF_NONE;
}

/* So many days longer are enough, and one less is not; 0: no number is. */
static int32_t days_short(struct prover *p, tdm_ref i, tdm_ref culprit) {
    enum { LONGEST = 4096 };
    struct staying longer = {i, TDM_REF_NONE, culprit, LONGEST};
    int32_t low = 0, high = LONGEST;
    if (!in_force_in_time(p, &longer)) return 0;
    while (high - low > 1) {
        longer.longer_days = low + (high - low) / 2;
        if (in_force_in_time(p, &longer))
            high = longer.longer_days;
        else
            low = longer.longer_days;
    }
    return high;
}

#define OWN_END ", or give it an end of its own: until DAY, one exact length, or ends by clearance NAME"

static void tell_overstayed(struct prover *p, tdm_ref i, tdm_ref culprit) {
    const struct tdm_phase *phases = p->protocol->phases;
    if (culprit == TDM_REF_NONE) {
        struct tdm_problem *problem = proof_error(p, "L043", phases[i].from_clause);
        tdm_problem_what(problem,
                         "on every day on which `%.*s` is in force others have gone on beyond their longest lengths",
                         TDM_FMT(phases[i].name));
        tdm_problem_fix(problem, "let `%.*s` begin sooner, or others last longer", TDM_FMT(phases[i].name));
        return;
    }
    int32_t least, most, more = days_short(p, i, culprit);
    tdm_span_day_range(phases[culprit].length.most, &least, &most);
    struct tdm_problem *problem = proof_error(p, "L043", phases[culprit].from_clause);
    tdm_problem_what(
        problem,
        "on every day on which `%.*s` is in force (line %u), `%.*s` has gone on beyond its longest length, %d days",
        TDM_FMT(phases[i].name), p->protocol->clauses[phases[i].from_clause].place.line, TDM_FMT(phases[culprit].name),
        most);
    if (more > 0)
        tdm_problem_fix(problem, "let it last %d days longer%s", more, OWN_END);
    else
        tdm_problem_fix(problem, "let something follow it in time%s", OWN_END);
}

/* The proof of the times tells it with dates and with repairs that were tried (T002): that is enough. */
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

static void lint_overstayed(struct prover *p) {
    bool *told = TDM_NEW_ARRAY(p->mem, bool, p->protocol->phase_count + 1); /* of each of them once */
    for (tdm_ref i = 0; i < p->protocol->phase_count; i++) {
        struct staying every = {i, TDM_REF_NONE, TDM_REF_NONE, 0};
        struct reach r = reach_try(p->kept);
        struct reach_then then = {accept, NULL};
        if (tdm_day_from_discharge(&p->protocol->phases[i].from) || !reach_in_force(&r, i, &then)) continue;
        if (in_force_in_time(p, &every)) continue;
        tdm_ref culprit = overstayed_for(p, i);
        if (culprit != TDM_REF_NONE && (told[culprit] || told_by_times(p, culprit))) continue;
        if (culprit != TDM_REF_NONE) told[culprit] = true;
        tell_overstayed(p, i, culprit);
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
    lint_overstayed(p);
}
