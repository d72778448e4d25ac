/* promise.c - every shelf against everything that can limit load on the same day. A term alone says whether it forbids
 * an exercise, because the lowest class and every barred attribute hold (M71): an exercise falls under several terms
 * just when it falls under one of them. So each pair of a shelf and a term is tried, under the engine's own rule, and
 * where the term forbids something, whether both can be in force on one day (F081, S54). */
#include "proof/proof_int.h"

enum {
    STORY_YEAR = 2026,
    STORY_MONTH = 3,
    STORY_DAY = 2
}; /* day 0 of a story whose protocol names no date: a Monday */

struct hunt {
    struct tdm_arena *mem;
    const struct tdm_protocol *protocol;
    const struct reach *plain, *kept, *late;
    struct tdm_promise *promises;
    size_t promise_count, promise_room;
    struct tdm_counterexample *against;
    size_t against_count, against_room;
};
struct meeting { /* what is to be so on one day */
    const struct tdm_protocol *protocol;
    tdm_ref phase;
    struct tdm_ceiling_term term;
    const struct tdm_plan *plan; /* or null */
    const struct tdm_plan_week *week;
    const struct tdm_assess *assess; /* or null */
    const struct tdm_owe *owe;       /* or null */
    tdm_ref measure;
    struct reach found; /* of all orders of phases, the course that comes to it first */
    int32_t found_on;
};

/* ---- can a shelf, or a planned week, and a term meet? */

static uint32_t day_counted(const struct tdm_protocol *protocol) {
    return reach_event(protocol->procedure != TDM_REF_NONE ? TDM_EVENT_PROCEDURE : TDM_EVENT_ENROLMENT);
}

/* Goes on: another order may come to it sooner. */
static bool keep_earliest(struct reach *r, void *context) {
    struct meeting *meeting = context;
    int32_t day;
    if (!reach_earliest(r, day_counted(r->protocol), r->today, &day)) day = INT32_MIN;
    if (meeting->found_on > day) {
        reach_copy(&meeting->found, r);
        meeting->found_on = day;
    }
    return false;
}

static bool keep_found(struct reach *r, void *context) {
    struct reach_then then = {keep_earliest, context};
    return reach_left_in_time(r, &then);
}

static bool with_term(struct reach *r, void *context) {
    struct meeting *meeting = context;
    struct reach_then then = {keep_found, meeting};
    switch (meeting->term.source) {
    case TDM_CEILING_PHASE:
        return meeting->term.ref == meeting->phase ? keep_found(r, meeting)
                                                   : reach_in_force(r, meeting->term.ref, &then);
    case TDM_CEILING_NEVER:
        return reach_never(r, meeting->term.ref) && keep_found(r, meeting);
    case TDM_CEILING_RESTRICTION:
        return reach_restricted(r, meeting->term.ref) && keep_found(r, meeting);
    case TDM_CEILING_STATEMENT: /* people and signs of a chart may only lower a ceiling */
    case TDM_CEILING_HOLD:
    case TDM_CEILING_FLAG:
        return false;
    }
    TDM_UNREACHABLE();
}

/* Today is a day on which the test is asked for. */
static bool asked_today(struct reach *r, const struct meeting *meeting) {
    if (meeting->owe != NULL)
        return reach_not_before(r, r->today, &meeting->owe->from, 0) &&
               reach_not_after(r, r->today, &meeting->owe->until, 0);
    uint32_t procedure = reach_event(TDM_EVENT_PROCEDURE);
    int32_t least, most;
    switch (meeting->assess->kind) {
    case TDM_ASSESS_WINDOW:
        return reach_not_before(r, r->today, &meeting->assess->from, 0) &&
               reach_not_after(r, r->today, &meeting->assess->until, 0);
    case TDM_ASSESS_BEFORE_PROCEDURE:
        tdm_span_day_range(meeting->assess->span, &least, &most);
        return reach_most(r, procedure, r->today, -1) && reach_most(r, r->today, procedure, most);
    case TDM_ASSESS_AT_START:
        return reach_most(r, reach_start(r, meeting->phase), r->today, 0);
    case TDM_ASSESS_EVERY:
        return true;
    }
    TDM_UNREACHABLE();
}

static bool with_shelf(struct reach *r, void *context) {
    struct meeting *meeting = context;
    struct reach_then then = {with_term, meeting};
    return meeting->phase == TDM_REF_NONE ? with_term(r, meeting) : reach_in_force(r, meeting->phase, &then);
}

static bool meet(const struct reach *net, struct meeting *meeting) {
    struct reach r = reach_try(net);
    struct reach_then then = {with_shelf, meeting};
    meeting->found = reach_try(net);
    meeting->found_on = INT32_MAX;
    if (!reach_most(&r, reach_event(TDM_EVENT_DISCHARGE), r.today, -1)) return false;
    if (meeting->week != NULL && meeting->plan->week_of != TDM_REF_NONE &&
        !reach_most(&r, r.today, reach_start(&r, meeting->plan->week_of), -7 * (meeting->week->from - 1)))
        return false;
    if ((meeting->assess != NULL || meeting->owe != NULL) && !asked_today(&r, meeting)) return false;
    bool stopped = reach_so_far(&r, &then);
    return stopped || meeting->found_on < INT32_MAX;
}

/* As the lines are hoped to be lived, if it can be: that course is the easiest to follow, and how long it is so hangs
 * on nothing beside. Else in any other. */
static bool meet_kept(const struct hunt *h, struct meeting *meeting) {
    return meet(h->plain, meeting) || meet(h->kept, meeting);
}

/* ---- how it comes to it, in dates */

static tdm_date day_zero(const struct reach *r, uint32_t first) {
    int32_t days;
    tdm_date date = TDM_DATE_NONE;
    if (reach_earliest(r, 0, first, &days) || reach_latest(r, 0, first, &days)) return (tdm_date){days};
    bool real = tdm_date_of(STORY_YEAR, STORY_MONTH, STORY_DAY, &date);
    TDM_ASSERT(real);
    return date;
}

static bool signs_for(const struct tdm_protocol *protocol, tdm_ref phase, tdm_ref clearance) {
    if (protocol->phases[phase].ends_by == clearance) return true;
    if (protocol->phases[phase].from.anchor != TDM_ANCHOR_GATE) return false;
    return proof_gate_signature(&protocol->gates[protocol->phases[phase].from.ref], clearance) != NULL;
}

/* Today as late as it can be with what has begun and was signed. */
static tdm_date last_day(const struct reach *found, uint32_t first, const int32_t *days, tdm_date zero) {
    struct reach r = reach_try(found);
    int32_t last;
    for (uint32_t i = 1; i < r.points; i++) {
        if (i == first || days[i] > days[r.today] || i == r.today) continue;
        bool fits = reach_most(&r, first, i, days[i]) && reach_most(&r, i, first, -days[i]);
        TDM_ASSERT(fits);
    }
    return reach_latest(&r, first, r.today, &last) ? tdm_date_add_days(zero, last) : TDM_DATE_NONE;
}

static void set_dates(struct hunt *h, const struct meeting *meeting, struct tdm_counterexample *out) {
    const struct tdm_protocol *protocol = h->protocol;
    const struct reach *r = &meeting->found;
    uint32_t first = day_counted(protocol);
    int32_t *days = reach_days(r, first), today = days[r->today];
    tdm_date *starts = TDM_NEW_ARRAY(h->mem, tdm_date, protocol->phase_count + 1);
    tdm_date *ends = TDM_NEW_ARRAY(h->mem, tdm_date, protocol->phase_count + 1);
    tdm_date *signatures = TDM_NEW_ARRAY(h->mem, tdm_date, protocol->clearance_count + 1);
    out->first = day_zero(r, first);
    out->today = tdm_date_add_days(out->first, today);
    out->last = last_day(r, first, days, out->first);
    out->enrolment = tdm_date_add_days(out->first, days[reach_event(TDM_EVENT_ENROLMENT)]);
    for (tdm_ref p = 0; p < protocol->phase_count; p++) {
        int32_t day = days[reach_start(r, p)];
        int32_t end = days[reach_end(r, p)];
        starts[p] = day <= today ? tdm_date_add_days(out->first, day) : TDM_DATE_NONE;
        bool ended = day <= today && end <= today && proof_ends_by_itself(&protocol->phases[p]);
        ends[p] = ended ? tdm_date_add_days(out->first, end) : TDM_DATE_NONE;
    }
    for (tdm_ref c = 0; c < protocol->clearance_count; c++) {
        int32_t day = days[reach_clearance(r, c)];
        bool needed = false;
        for (tdm_ref p = 0; p < protocol->phase_count; p++)
            needed = needed || (!tdm_date_is_none(starts[p]) && signs_for(protocol, p, c));
        signatures[c] = needed && day <= today ? tdm_date_add_days(out->first, day) : TDM_DATE_NONE;
    }
    out->phase_start = starts;
    out->phase_end = ends;
    out->clearance = signatures;
}

static void add_against(struct hunt *h, const struct meeting *meeting, struct tdm_counterexample against) {
    against.phase = meeting->phase;
    against.term = meeting->term;
    against.week = meeting->week;
    against.measure = meeting->measure;
    set_dates(h, meeting, &against);
    TDM_GROW(h->mem, h->against, h->against_count, h->against_room);
    h->against[h->against_count++] = against;
}

/* ---- shelves against terms */

bool proof_forbids(const struct tdm_protocol *protocol, const struct tdm_ceiling_term *term, tdm_ref exercise) {
    struct tdm_ceiling_term terms[1] = {*term};
    struct tdm_ceiling ceiling;
    struct tdm_exercise_answer answer = {.exercise = exercise};
    tdm_ceiling_combine(terms, 1, &ceiling);
    return tdm_ceiling_judge(protocol->catalog, &ceiling, protocol->region, &answer) &&
           answer.verdict == TDM_EXERCISE_MAY_NOT;
}

/* The first clause of the shelf with something that the term forbids, and the exercise. */
static bool first_forbidden(const struct hunt *h, tdm_ref phase, const struct tdm_ceiling_term *term,
                            const struct tdm_offer **out) {
    const struct tdm_phase *shelf = &h->protocol->phases[phase];
    for (uint32_t o = 0; o < shelf->offer_count; o++) {
        *out = &shelf->offers[o];
        if (proof_forbids(h->protocol, term, shelf->offers[o].exercise)) return true;
    }
    return false;
}

/* Would it still come to this, were the phase not entered before so many days after the procedure? */
static bool meets_after(const struct hunt *h, const struct meeting *meeting, int32_t days) {
    struct meeting again = *meeting;
    struct reach plain = reach_try(h->plain), kept = reach_try(h->kept);
    uint32_t procedure = reach_event(TDM_EVENT_PROCEDURE), start = reach_start(h->plain, meeting->phase);
    bool waits = reach_most(&plain, start, procedure, -days);
    TDM_ASSERT(waits || !plain.possible);
    return !waits || meet(&plain, &again) || (reach_most(&kept, start, procedure, -days) && meet(&kept, &again));
}

/* The smallest wait of its gate that is enough, between the day it comes to this and the last one on which it is so.
 * What ends with the phase itself moves with it, and no wait is enough. */
static int32_t wait_for(struct hunt *h, const struct meeting *meeting, const struct tdm_counterexample *against) {
    const struct tdm_protocol *protocol = h->protocol;
    bool by_gate = protocol->phases[meeting->phase].from.anchor == TDM_ANCHOR_GATE;
    if (!by_gate || protocol->procedure == TDM_REF_NONE || tdm_date_is_none(against->last)) return 0;
    int32_t low = against->today.day - against->first.day, high = against->last.day - against->first.day + 1;
    if (high < 1 || meets_after(h, meeting, high)) return 0;
    while (high - low > 1) {
        int32_t middle = low + (high - low) / 2;
        if (meets_after(h, meeting, middle))
            low = middle;
        else
            high = middle;
    }
    return high;
}

static void try_shelf(struct hunt *h, tdm_ref phase, const struct tdm_ceiling_term *term, struct tdm_promise *promise) {
    const struct tdm_offer *offer = NULL;
    static const char *const codes[] = {
        [TDM_PROMISE_SHELF] = "L010", [TDM_PROMISE_NEVER] = "L011", [TDM_PROMISE_RESTRICTION] = "L012"};
    if (!first_forbidden(h, phase, term, &offer)) return;
    struct meeting meeting = {.protocol = h->protocol, .phase = phase, .term = *term, .measure = TDM_REF_NONE};
    if (meet_kept(h, &meeting)) {
        promise->holds = promise->holds_late = false;
        add_against(h, &meeting,
                    (struct tdm_counterexample){
                        .code = codes[promise->kind], .clause = offer->clause, .exercise = offer->exercise});
        struct tdm_counterexample *added = &h->against[h->against_count - 1];
        added->wait_days = wait_for(h, &meeting, added);
    } else if (meet(h->late, &meeting)) {
        promise->holds_late = false;
    }
}

static struct tdm_promise *promise_new(struct hunt *h, enum tdm_promise_kind kind, tdm_ref ref, tdm_clause_id clause) {
    TDM_GROW(h->mem, h->promises, h->promise_count, h->promise_room);
    struct tdm_promise *promise = &h->promises[h->promise_count++];
    *promise = (struct tdm_promise){.kind = kind, .ref = ref, .clause = clause, .holds = true, .holds_late = true};
    return promise;
}

static void try_shelves(struct hunt *h) {
    const struct tdm_protocol *protocol = h->protocol;
    struct tdm_ceiling_term term;
    for (tdm_ref p = 0; p < protocol->phase_count; p++) {
        if (protocol->phases[p].offer_count == 0) continue;
        struct tdm_promise *promise = promise_new(h, TDM_PROMISE_SHELF, p, protocol->phases[p].clause);
        for (tdm_ref q = 0; q < protocol->phase_count; q++)
            if (protocol->phases[q].track != protocol->phases[p].track && tdm_ceiling_of_phase(protocol, q, &term))
                try_shelf(h, p, &term, promise);
    }
}

static void try_nevers(struct hunt *h) {
    const struct tdm_protocol *protocol = h->protocol;
    struct tdm_ceiling_term term;
    for (tdm_ref n = 0; n < protocol->never_count; n++) {
        struct tdm_promise *promise = promise_new(h, TDM_PROMISE_NEVER, n, protocol->nevers[n].clause);
        if (!tdm_ceiling_of_never(protocol, n, &term)) continue;
        for (tdm_ref p = 0; p < protocol->phase_count; p++) try_shelf(h, p, &term, promise);
    }
    for (tdm_ref i = 0; i < protocol->restriction_count; i++) {
        if (!tdm_ceiling_of_restriction(protocol, i, &term)) continue;
        struct tdm_promise *promise = promise_new(h, TDM_PROMISE_RESTRICTION, i, protocol->restrictions[i].clause);
        for (tdm_ref p = 0; p < protocol->phase_count; p++) try_shelf(h, p, &term, promise);
    }
}

/* ---- the weeks of a plan: a share of the patient's own most has a class */

static bool week_forbidden(const struct hunt *h, const struct meeting *meeting, tdm_ref exercise) {
    struct tdm_exercise_answer answer = {.exercise = exercise, .prescribed = true};
    struct tdm_ceiling_term terms[1] = {meeting->term};
    struct tdm_ceiling ceiling;
    answer.prescribed_load = proof_week_load(h->protocol, meeting->plan, meeting->week, exercise);
    if (!answer.prescribed_load.known) return false;
    tdm_ceiling_combine(terms, 1, &ceiling);
    return tdm_ceiling_judge(h->protocol->catalog, &ceiling, h->protocol->region, &answer) &&
           answer.verdict == TDM_EXERCISE_MAY_NOT;
}

static void try_week(struct hunt *h, struct meeting *meeting, struct tdm_promise *promise) {
    for (uint32_t e = 0; e < meeting->plan->exercise_count; e++) {
        tdm_ref exercise = meeting->plan->exercises[e];
        if (!week_forbidden(h, meeting, exercise)) continue;
        if (meet_kept(h, meeting)) {
            promise->holds = promise->holds_late = false;
            add_against(
                h, meeting,
                (struct tdm_counterexample){.code = "L013", .clause = meeting->week->clause, .exercise = exercise});
        } else if (meet(h->late, meeting)) {
            promise->holds_late = false;
        }
        return;
    }
}

static void try_week_under(struct hunt *h, struct meeting *meeting, struct tdm_promise *promise) {
    const struct tdm_protocol *protocol = h->protocol;
    for (tdm_ref q = 0; q < protocol->phase_count; q++) {
        bool beside = q == meeting->phase || protocol->phases[q].track != protocol->phases[meeting->phase].track;
        if (beside && tdm_ceiling_of_phase(protocol, q, &meeting->term)) try_week(h, meeting, promise);
    }
    for (tdm_ref n = 0; n < protocol->never_count; n++)
        if (tdm_ceiling_of_never(protocol, n, &meeting->term)) try_week(h, meeting, promise);
    for (tdm_ref i = 0; i < protocol->restriction_count; i++)
        if (tdm_ceiling_of_restriction(protocol, i, &meeting->term)) try_week(h, meeting, promise);
}

static void try_plans(struct hunt *h) {
    const struct tdm_protocol *protocol = h->protocol;
    for (tdm_ref i = 0; i < protocol->plan_count; i++) {
        const struct tdm_plan *plan = &protocol->plans[i];
        struct tdm_promise *promise = promise_new(h, TDM_PROMISE_PLAN, i, plan->clause);
        for (uint32_t w = 0; w < plan->week_count; w++)
            for (uint32_t p = 0; p < plan->phase_count; p++) {
                struct meeting meeting = {.protocol = protocol,
                                          .phase = plan->phases[p],
                                          .plan = plan,
                                          .week = &plan->weeks[w],
                                          .measure = TDM_REF_NONE};
                try_week_under(h, &meeting, promise);
            }
    }
}

/* ---- tests that load the site */

static void try_test(struct hunt *h, struct meeting *meeting, struct tdm_promise *promise, tdm_clause_id clause) {
    const struct tdm_measure_use *use = &h->protocol->measures[meeting->measure];
    const struct tdm_measure *measure = tdm_catalog_measure(h->protocol->catalog, use->measure);
    struct tdm_ceiling ceiling;
    tdm_ceiling_combine(&meeting->term, 1, &ceiling);
    if (!ceiling.has_class || measure->demand <= ceiling.load_class) return;
    if (meet_kept(h, meeting)) {
        promise->holds = promise->holds_late = false;
        add_against(h, meeting,
                    (struct tdm_counterexample){.code = "L014", .clause = clause, .exercise = TDM_REF_NONE});
    } else if (meet(h->late, meeting)) {
        promise->holds_late = false;
    }
}

static void try_test_under(struct hunt *h, struct meeting *meeting, struct tdm_promise *promise, tdm_clause_id clause) {
    const struct tdm_protocol *protocol = h->protocol;
    const struct tdm_measure_use *use = &protocol->measures[meeting->measure];
    const struct tdm_measure *measure = tdm_catalog_measure(protocol->catalog, use->measure);
    bool elsewhere = measure->region != TDM_REF_NONE && measure->region != protocol->region;
    if (!measure->has_demand || elsewhere) return;
    for (tdm_ref q = 0; q < protocol->phase_count; q++) {
        bool beside = meeting->phase == TDM_REF_NONE || q == meeting->phase ||
                      protocol->phases[q].track != protocol->phases[meeting->phase].track;
        if (beside && tdm_ceiling_of_phase(protocol, q, &meeting->term)) try_test(h, meeting, promise, clause);
    }
    for (tdm_ref n = 0; n < protocol->never_count; n++)
        if (tdm_ceiling_of_never(protocol, n, &meeting->term)) try_test(h, meeting, promise, clause);
    for (tdm_ref i = 0; i < protocol->restriction_count; i++)
        if (tdm_ceiling_of_restriction(protocol, i, &meeting->term)) try_test(h, meeting, promise, clause);
}

static void try_assessments(struct hunt *h, tdm_ref p, struct tdm_promise *promise) {
    const struct tdm_phase *phase = &h->protocol->phases[p];
    for (uint32_t a = 0; a < phase->assessment_count; a++) {
        const struct tdm_assess *assess = &phase->assessments[a];
        bool in_phase = assess->kind == TDM_ASSESS_EVERY || assess->kind == TDM_ASSESS_AT_START;
        for (uint32_t i = 0; i < assess->measure_count; i++) {
            struct meeting meeting = {.protocol = h->protocol,
                                      .phase = in_phase ? p : TDM_REF_NONE,
                                      .assess = assess,
                                      .measure = assess->measures[i]};
            try_test_under(h, &meeting, promise, assess->clause);
        }
    }
}

static void try_tests(struct hunt *h) {
    const struct tdm_protocol *protocol = h->protocol;
    struct tdm_promise *promise = promise_new(h, TDM_PROMISE_TESTS, TDM_REF_NONE, TDM_CLAUSE_NONE);
    for (tdm_ref p = 0; p < protocol->phase_count; p++) try_assessments(h, p, promise);
    for (uint32_t o = 0; o < protocol->owe_count; o++)
        for (uint32_t i = 0; i < protocol->owes[o].measure_count; i++) {
            struct meeting meeting = {.protocol = protocol,
                                      .phase = TDM_REF_NONE,
                                      .owe = &protocol->owes[o],
                                      .measure = protocol->owes[o].measures[i]};
            try_test_under(h, &meeting, promise, protocol->owes[o].clause);
        }
}

void tdm_promises_prove(struct tdm_arena *mem, const struct tdm_protocol *protocol, struct tdm_promises *out) {
    struct reach plain, kept, late;
    *out = (struct tdm_promises){.too_large = reach_too_large(protocol)};
    if (out->too_large) return;
    reach_make(&plain, mem, protocol, REACH_SO_FAR);
    reach_make_any(&kept, mem, protocol, REACH_SO_FAR);
    reach_make_any(&late, mem, protocol, REACH_LATE);
    struct hunt h = {.mem = mem, .protocol = protocol, .plain = &plain, .kept = &kept, .late = &late};
    out->possible = plain.possible;
    if (!plain.possible) return;
    try_shelves(&h);
    try_nevers(&h);
    try_plans(&h);
    try_tests(&h);
    out->items = h.promises;
    out->count = (uint32_t)h.promise_count;
    out->against = h.against;
    out->against_count = (uint32_t)h.against_count;
    out->too_large = *plain.left == 0 || *kept.left == 0 || *late.left == 0;
}
