/* reach.c - bounds between days, closed under addition (all pairs of shortest ways: Floyd and Warshall; one more bound
 * in points x points steps). The bounds are those that the engine lives by: a phase that ends by a signature ends on
 * its day, one that ends by nothing but its follower has no end of its own, a gate lets nobody in before its times and
 * its signatures. */
#include "proof/reach.h"

#include "proof/proof_int.h"

#include <string.h>

#define NO_BOUND TDM_DAYS_INFINITE

static int32_t *cell(const struct reach *r, uint32_t from, uint32_t to) {
    return &r->most[(size_t)from * r->points + to];
}

static int32_t sum(int32_t a, int32_t b) {
    return a >= NO_BOUND || b >= NO_BOUND ? NO_BOUND : a + b;
}

bool reach_most(struct reach *r, uint32_t from, uint32_t to, int32_t days) {
    if (!r->possible) return false;
    if (days >= *cell(r, from, to)) return true;
    if (sum(*cell(r, to, from), days) < 0) return r->possible = false;
    for (uint32_t i = 0; i < r->points; i++) {
        int32_t before = sum(*cell(r, i, from), days);
        if (before >= NO_BOUND) continue;
        for (uint32_t j = 0; j < r->points; j++) {
            int32_t way = sum(before, *cell(r, to, j));
            if (way < *cell(r, i, j)) *cell(r, i, j) = way;
        }
    }
    return true;
}

/* ---- day expressions */

static uint32_t anchor_of(const struct reach *r, const struct tdm_day_expr *day) {
    switch (day->anchor) {
    case TDM_ANCHOR_DATE:
        return 0;
    case TDM_ANCHOR_EVENT:
        return reach_event(day->event);
    case TDM_ANCHOR_PHASE_START:
        return reach_start(r, day->ref);
    case TDM_ANCHOR_PHASE_END:
        return reach_end(r, day->ref);
    case TDM_ANCHOR_GATE: /* the day on which somebody went through it */
        return r->protocol->gates[day->ref].opens_discharge ? reach_event(TDM_EVENT_DISCHARGE)
                                                            : reach_start(r, r->protocol->gates[day->ref].phase);
    }
    TDM_UNREACHABLE();
}

/* A month is 28 to 31 days when its anchor has no date. */
static void offset_of(const struct tdm_day_expr *day, int32_t *least, int32_t *most) {
    *least = *most = 0;
    if (day->anchor == TDM_ANCHOR_DATE) {
        *least = *most = tdm_day_at(day, day->date).day;
        return;
    }
    if (day->sign == 0) return;
    tdm_span_day_range(day->offset, least, most);
    if (day->sign > 0) return;
    int32_t held = *least;
    *least = -*most;
    *most = -held;
}

bool reach_not_before(struct reach *r, uint32_t point, const struct tdm_day_expr *day, int32_t plus) {
    int32_t least, most;
    offset_of(day, &least, &most);
    return reach_most(r, point, anchor_of(r, day), -(least + plus));
}

bool reach_not_after(struct reach *r, uint32_t point, const struct tdm_day_expr *day, int32_t plus) {
    int32_t least, most;
    offset_of(day, &least, &most);
    return reach_most(r, anchor_of(r, day), point, most + plus);
}

/* ---- the bounds of a protocol */

static void add(struct reach *r, bool fine) {
    r->possible = r->possible && fine;
}

static bool waits_for_signature(const struct tdm_phase *phase) {
    return phase->ends_by != TDM_REF_NONE && phase->length.has_most && !reach_exact(&phase->length);
}

static int32_t most_days(tdm_span span) {
    int32_t least, most;
    tdm_span_day_range(span, &least, &most);
    return most;
}

static void add_length(struct reach *r, tdm_ref p) {
    const struct tdm_length *length = &r->protocol->phases[p].length;
    bool binds = r->windows != REACH_LATE || reach_exact(length);
    int32_t least, most;
    if (length->has_least && binds) {
        tdm_span_day_range(length->least, &least, &most);
        add(r, reach_most(r, reach_end(r, p), reach_start(r, p), -least));
    }
    if (!length->has_most || !binds) return;
    bool open = r->windows == REACH_SO_FAR && waits_for_signature(&r->protocol->phases[p]);
    add(r, reach_most(r, reach_start(r, p), reach_end(r, p), most_days(length->most) + (open ? 1 : 0)));
}

static void add_start(struct reach *r, tdm_ref p) {
    const struct tdm_phase *phase = &r->protocol->phases[p];
    uint32_t start = reach_start(r, p);
    if (phase->from.anchor == TDM_ANCHOR_GATE) {
        add(r, reach_most(r, start, reach_gate(r, phase->from.ref), 0));
        return;
    }
    add(r, reach_not_before(r, start, &phase->from, 0));
    add(r, reach_not_after(r, start, &phase->from, 0));
}

static void add_end(struct reach *r, tdm_ref p) {
    const struct tdm_phase *phase = &r->protocol->phases[p];
    uint32_t end = reach_end(r, p);
    add(r, reach_most(r, end, reach_start(r, p), 0));
    add_length(r, p);
    if (phase->has_until) {
        add(r, reach_not_before(r, end, &phase->until, 0));
        add(r, reach_not_after(r, end, &phase->until, 0));
    }
    if (phase->ends_by == TDM_REF_NONE) return;
    uint32_t signature = reach_clearance(r, phase->ends_by);
    add(r, reach_most(r, signature, end, 0)); /* ends on the day of the signature at the latest */
    if (!phase->has_until && !reach_exact(&phase->length)) add(r, reach_most(r, end, signature, 0));
}

static void add_bounds(struct reach *r, tdm_ref p) {
    add_start(r, p);
    add_end(r, p);
}

static bool same_anchor(const struct tdm_day_expr *a, const struct tdm_day_expr *b) {
    return a->anchor == b->anchor && a->anchor != TDM_ANCHOR_DATE && a->event == b->event && a->ref == b->ref;
}

/* The first day on which a signature can count: its own, or as far as a physician may move it, whichever is sooner
 * (M50). Counted from two anchors, nothing is said of which. */
static void add_clearance(struct reach *r, tdm_ref c) {
    const struct tdm_clearance *clearance = &r->protocol->clearances[c];
    uint32_t point = reach_clearance(r, c);
    add(r, reach_most(r, point, reach_event(TDM_EVENT_ENROLMENT), 0));
    if (!clearance->has_not_before) return;
    const struct tdm_day_expr *first = &clearance->not_before;
    if (clearance->has_may_move) {
        int32_t own, moved, most;
        if (!same_anchor(first, &clearance->may_move_from)) return;
        offset_of(first, &own, &most);
        offset_of(&clearance->may_move_from, &moved, &most);
        if (moved < own) first = &clearance->may_move_from;
    }
    add(r, reach_not_before(r, point, first, 0));
}

static void add_gate(struct reach *r, tdm_ref g) {
    const struct tdm_gate *gate = &r->protocol->gates[g];
    uint32_t point = reach_gate(r, g);
    add(r, reach_most(r, point, reach_event(TDM_EVENT_ENROLMENT), 0));
    if (gate->opens_discharge) add(r, reach_most(r, reach_event(TDM_EVENT_DISCHARGE), point, 0));
    if (gate->condition.count == 0 || gate->condition.nodes[0].kind != TDM_CRITERION_ALL) return;
    const struct tdm_criterion *root = &gate->condition.nodes[0];
    for (uint32_t i = root->first_child; i < (uint32_t)root->first_child + root->child_count; i++) {
        const struct tdm_criterion *node = &gate->condition.nodes[i];
        if (node->kind == TDM_CRITERION_TIME) add(r, reach_not_before(r, point, &node->day, 0));
        if (node->kind == TDM_CRITERION_CLEARANCE) add(r, reach_most(r, point, reach_clearance(r, node->ref), 0));
    }
}

/* ---- phases that may not begin: no bound says that, so they have none before it is tried what became of them */

/* While `q` is not signed, `p` does not begin by its day (M2). */
static bool holds_back(const struct tdm_protocol *protocol, tdm_ref q, tdm_ref p) {
    const struct tdm_phase *phase = &protocol->phases[p], *other = &protocol->phases[q];
    bool follows = phase->from.anchor == TDM_ANCHOR_PHASE_END && phase->from.ref == q;
    return q != p && !follows && other->track == phase->track && other->ends_by != TDM_REF_NONE;
}

/* day(a) + plus is no later than day(b). */
static bool no_later(struct reach *r, const struct tdm_day_expr *a, int32_t plus, const struct tdm_day_expr *b) {
    int32_t least, most, unused;
    offset_of(a, &least, &unused);
    offset_of(b, &unused, &most);
    return reach_most(r, anchor_of(r, b), anchor_of(r, a), most - least - plus);
}

/* Whatever happens when, it begins on its day: that lies before no signature it would wait for, and not behind its last
 * one. */
static bool surely_begins(const struct reach *r, tdm_ref p) {
    const struct tdm_protocol *protocol = r->protocol;
    const struct tdm_phase *phase = &protocol->phases[p];
    if (phase->from.anchor == TDM_ANCHOR_GATE) return !phase->has_until; /* who follows another way skips it */
    if (phase->has_until) {
        struct reach over = reach_try(r);
        if (no_later(&over, &phase->until, 1, &phase->from)) return false;
    }
    for (tdm_ref q = 0; q < protocol->phase_count; q++) {
        if (!holds_back(protocol, q, p)) continue;
        struct reach waits = reach_try(r);
        if (reach_not_after(&waits, reach_start(r, q), &phase->from, 0) &&
            reach_not_before(&waits, reach_clearance(r, protocol->phases[q].ends_by), &phase->from, 1))
            return false;
    }
    return true;
}

/* What surely begins has bounds, which may make others sure. */
static void add_sure(struct reach *r) {
    for (bool more = true; more;) {
        more = false;
        for (tdm_ref p = 0; p < r->protocol->phase_count; p++) {
            if (!r->unsure[p] || !surely_begins(r, p)) continue;
            r->unsure[p] = false;
            more = true;
            add_bounds(r, p);
        }
    }
}

bool reach_too_large(const struct tdm_protocol *protocol) {
    return 2 + TDM_EVENT_COUNT + 2 * protocol->phase_count + protocol->gate_count + protocol->clearance_count >
           REACH_POINTS_MOST;
}

static void make(struct reach *r, struct tdm_arena *mem, const struct tdm_protocol *protocol,
                 enum reach_windows windows, bool any) {
    *r = (struct reach){.mem = mem,
                        .protocol = protocol,
                        .windows = windows,
                        .possible = true,
                        .phases = 1 + TDM_EVENT_COUNT,
                        .longer = TDM_REF_NONE};
    r->gates = r->phases + 2 * protocol->phase_count;
    r->clearances = r->gates + protocol->gate_count;
    r->today = r->clearances + protocol->clearance_count;
    r->points = r->today + 1;
    r->left = TDM_NEW(mem, uint32_t);
    *r->left = REACH_ORDERS_MOST;
    r->unsure = TDM_NEW_ARRAY(mem, bool, protocol->phase_count + 1);
    r->most = tdm_arena_alloc_raw(mem, (size_t)r->points * r->points * sizeof *r->most);
    for (uint32_t i = 0; i < r->points; i++)
        for (uint32_t j = 0; j < r->points; j++) *cell(r, i, j) = i == j ? 0 : NO_BOUND;
    add(r, reach_most(r, reach_event(TDM_EVENT_PROCEDURE), reach_event(TDM_EVENT_ENROLMENT), 0));
    add(r, reach_most(r, reach_event(TDM_EVENT_DISCHARGE), reach_event(TDM_EVENT_ENROLMENT), 0));
    for (tdm_ref p = 0; p < protocol->phase_count; p++) {
        add(r, reach_most(r, reach_start(r, p), reach_event(TDM_EVENT_ENROLMENT), 0));
        r->unsure[p] = any;
        if (!any) add_bounds(r, p);
    }
    for (tdm_ref c = 0; c < protocol->clearance_count; c++) add_clearance(r, c);
    for (tdm_ref g = 0; g < protocol->gate_count; g++) add_gate(r, g);
    add_sure(r);
    add(r, reach_most(r, r->today, reach_event(TDM_EVENT_ENROLMENT), 0));
}

void reach_make(struct reach *r, struct tdm_arena *mem, const struct tdm_protocol *protocol,
                enum reach_windows windows) {
    make(r, mem, protocol, windows, false);
}

void reach_make_any(struct reach *r, struct tdm_arena *mem, const struct tdm_protocol *protocol,
                    enum reach_windows windows) {
    make(r, mem, protocol, windows, true);
}

struct reach reach_try(const struct reach *r) {
    struct reach copy = *r;
    size_t bytes = (size_t)r->points * r->points * sizeof *r->most;
    copy.most = tdm_arena_alloc_raw(r->mem, bytes);
    memcpy(copy.most, r->most, bytes);
    return copy;
}

void reach_copy(struct reach *into, const struct reach *from) {
    memcpy(into->most, from->most, (size_t)from->points * from->points * sizeof *from->most);
    into->possible = from->possible;
}

/* ---- in force */

struct order {
    tdm_ref phase;
    const struct reach_then *then;
};

/* Is it so that `other` after today binds nothing else? Then every course in which it came before is also one in which
 * it comes later, as far as anything else can tell, and that order need not be tried. Points that must lie after today
 * with it are no part of anything else. */
static bool binds_nothing(const struct reach *before, const struct reach *after) {
    for (uint32_t i = 0; i < before->points; i++) {
        if (*cell(after, i, before->today) < 0) continue; /* i lies after today */
        for (uint32_t j = 0; j < before->points; j++)
            if (*cell(after, j, before->today) >= 0 && *cell(after, i, j) != *cell(before, i, j)) return false;
    }
    return true;
}

static bool try_orders(const struct reach *r, tdm_ref other, const struct order *order);

/* Every other phase of the track began before this one (or on its day, if this one stands later), or begins after
 * today (M59). */
static bool try_other(const struct reach *r, tdm_ref other, const struct order *order) {
    struct reach after = reach_try(r);
    bool later = reach_most(&after, reach_start(&after, other), r->today, -1);
    if (later && try_orders(&after, (tdm_ref)(other + 1), order)) return true;
    if (later && binds_nothing(r, &after)) return false;
    struct reach before = reach_try(r);
    return reach_most(&before, reach_start(&before, order->phase), reach_start(&before, other),
                      other < order->phase ? 0 : -1) &&
           try_orders(&before, (tdm_ref)(other + 1), order);
}

static bool try_orders(const struct reach *r, tdm_ref other, const struct order *order) {
    const struct tdm_phase *phases = r->protocol->phases;
    if (*r->left == 0) return false;
    --*r->left;
    while (other < r->protocol->phase_count &&
           (other == order->phase || phases[other].track != phases[order->phase].track))
        other++;
    if (other >= r->protocol->phase_count) {
        struct reach last = reach_try(r);
        return order->then->go(&last, order->then->context);
    }
    struct tdm_arena_mark mark = tdm_arena_mark(r->mem);
    if (try_other(r, other, order)) return true;
    tdm_arena_rewind(r->mem, mark);
    return false;
}

bool reach_in_force(struct reach *r, tdm_ref phase, const struct reach_then *then) {
    struct order order = {phase, then};
    return reach_most(r, r->today, reach_start(r, phase), 0) && try_orders(r, 0, &order);
}

static bool begun_from(const struct reach *r, tdm_ref p, const struct reach_then *then);

/* On its day, which lies before no signature that it would wait for. */
static bool begun_on_day(const struct reach *r, tdm_ref p, tdm_ref q, const struct reach_then *then) {
    const struct tdm_phase *phases = r->protocol->phases;
    while (q < r->protocol->phase_count && !holds_back(r->protocol, q, p)) q++;
    if (q >= r->protocol->phase_count) return begun_from(r, (tdm_ref)(p + 1), then);
    struct reach was_signed = reach_try(r), begins_later = reach_try(r);
    tdm_ref next = (tdm_ref)(q + 1);
    return (reach_not_after(&was_signed, reach_clearance(r, phases[q].ends_by), &phases[p].from, 0) &&
            begun_on_day(&was_signed, p, next, then)) ||
           (reach_not_before(&begins_later, reach_start(r, q), &phases[p].from, 1) &&
            begun_on_day(&begins_later, p, next, then));
}

/* With the signature of `q`, which came after its day (M2). Should its last day have passed meanwhile, it has none. */
static bool begun_with_signature(const struct reach *r, tdm_ref p, tdm_ref q, const struct reach_then *then) {
    const struct tdm_phase *phase = &r->protocol->phases[p];
    uint32_t start = reach_start(r, p), signature = reach_clearance(r, r->protocol->phases[q].ends_by);
    tdm_ref next = (tdm_ref)(p + 1);
    struct reach late = reach_try(r);
    if (!reach_not_after(&late, reach_start(r, q), &phase->from, 0) ||
        !reach_not_before(&late, signature, &phase->from, 1) || !reach_most(&late, late.today, start, 0) ||
        !reach_most(&late, start, signature, 0) || !reach_most(&late, signature, start, 0))
        return false;
    if (phase->has_until && !no_later(&late, &phase->from, 0, &phase->until)) return false;
    struct reach endless = reach_try(&late);
    add_end(&late, p);
    if (late.possible && begun_from(&late, next, then)) return true;
    return phase->has_until && reach_not_before(&endless, signature, &phase->until, 1) &&
           reach_most(&endless, reach_end(r, p), r->today, -1) && begun_from(&endless, next, then);
}

/* Not yet: its day is still to come, or it waits for the signature of another one; or never, for its last day came
 * before its first (M2). */
static bool not_begun(const struct reach *r, tdm_ref p, const struct reach_then *then) {
    const struct tdm_phase *phase = &r->protocol->phases[p];
    tdm_ref next = (tdm_ref)(p + 1);
    struct reach none = reach_try(r);
    if (!reach_most(&none, reach_start(r, p), r->today, -1)) return false;
    struct reach to_come = reach_try(&none), over = reach_try(&none);
    if (reach_not_after(&to_come, r->today, &phase->from, -1) && begun_from(&to_come, next, then)) return true;
    if (phase->has_until && no_later(&over, &phase->until, 1, &phase->from) && begun_from(&over, next, then))
        return true;
    for (tdm_ref q = 0; q < r->protocol->phase_count; q++) {
        if (!holds_back(r->protocol, q, p)) continue;
        struct reach waits = reach_try(&none);
        if (reach_not_after(&waits, reach_start(r, q), &phase->from, 0) &&
            reach_most(&waits, reach_clearance(r, r->protocol->phases[q].ends_by), r->today, -1) &&
            begun_from(&waits, next, then))
            return true;
    }
    return false;
}

/* By a person: before its last day, or, skipped till then, later or never (M60). */
static bool entered_or_skipped(const struct reach *r, tdm_ref p, const struct reach_then *then) {
    const struct tdm_day_expr *until = &r->protocol->phases[p].until;
    tdm_ref next = (tdm_ref)(p + 1);
    struct reach in_time = reach_try(r), skipped = reach_try(r);
    add_bounds(&in_time, p);
    if (in_time.possible && begun_from(&in_time, next, then)) return true;
    add_start(&skipped, p);
    return reach_not_before(&skipped, r->today, until, 0) && reach_not_before(&skipped, reach_start(r, p), until, 1) &&
           reach_most(&skipped, reach_end(r, p), r->today, -1) && begun_from(&skipped, next, then);
}

static bool try_begun(const struct reach *r, tdm_ref p, const struct reach_then *then) {
    if (r->protocol->phases[p].from.anchor == TDM_ANCHOR_GATE) return entered_or_skipped(r, p, then);
    struct reach begun = reach_try(r);
    add_bounds(&begun, p);
    if (reach_most(&begun, r->today, reach_start(r, p), 0) && begun_on_day(&begun, p, 0, then)) return true;
    for (tdm_ref q = 0; q < r->protocol->phase_count; q++)
        if (holds_back(r->protocol, q, p) && begun_with_signature(r, p, q, then)) return true;
    return not_begun(r, p, then);
}

static bool begun_from(const struct reach *r, tdm_ref p, const struct reach_then *then) {
    if (*r->left == 0) return false;
    --*r->left;
    while (p < r->protocol->phase_count && !r->unsure[p]) p++;
    struct tdm_arena_mark mark = tdm_arena_mark(r->mem);
    if (p >= r->protocol->phase_count) {
        struct reach last = reach_try(r);
        if (then->go(&last, then->context)) return true;
    } else if (try_begun(r, p, then)) {
        return true;
    }
    tdm_arena_rewind(r->mem, mark);
    return false;
}

static bool so_far_from(const struct reach *r, tdm_ref p, const struct reach_then *then) {
    const struct tdm_protocol *protocol = r->protocol;
    bool late = r->windows == REACH_LATE; /* no longest length binds a signature */
    while (p < protocol->phase_count && (late || !waits_for_signature(&protocol->phases[p]))) p++;
    if (p >= protocol->phase_count) return begun_from(r, 0, then);
    struct reach ended = reach_try(r), waiting = reach_try(r);
    int32_t most = most_days(protocol->phases[p].length.most);
    tdm_ref next = (tdm_ref)(p + 1);
    return (reach_most(&ended, reach_start(r, p), reach_end(r, p), most) && so_far_from(&ended, next, then)) ||
           (reach_most(&waiting, reach_end(r, p), r->today, -1) && so_far_from(&waiting, next, then));
}

bool reach_so_far(struct reach *r, const struct reach_then *then) {
    return so_far_from(r, 0, then);
}

/* ---- what only its follower ends */

static bool left_from(const struct reach *r, tdm_ref p, const struct reach_then *then);

/* Has a longest length, and no end of its own. */
static bool must_be_left(const struct tdm_phase *phase) {
    return phase->length.has_most && !proof_ends_by_itself(phase);
}

/* Not longer so far, or another one of its track came after it, on the day behind its longest length at the latest. */
static bool left(const struct reach *r, tdm_ref p, const struct reach_then *then) {
    const struct tdm_phase *phases = r->protocol->phases;
    uint32_t start = reach_start(r, p);
    int32_t most = most_days(phases[p].length.most) + (p == r->longer ? r->longer_days : 0);
    struct reach so_far = reach_try(r);
    if (reach_most(&so_far, start, r->today, most) && then->go(&so_far, then->context)) return true;
    for (tdm_ref q = 0; q < r->protocol->phase_count; q++) {
        if (q == p || phases[q].track != phases[p].track) continue;
        struct reach followed = reach_try(r);
        uint32_t next = reach_start(r, q);
        if (reach_most(&followed, next, start, q > p ? 0 : -1) && reach_most(&followed, start, next, most + 1) &&
            reach_most(&followed, r->today, next, 0) && then->go(&followed, then->context))
            return true;
    }
    return false;
}

struct leaving {
    tdm_ref next;
    const struct reach_then *then;
};

static bool left_the_others(struct reach *r, void *context) {
    const struct leaving *leaving = context;
    return left_from(r, leaving->next, leaving->then);
}

static bool left_from(const struct reach *r, tdm_ref p, const struct reach_then *then) {
    const struct tdm_protocol *protocol = r->protocol;
    while (p < protocol->phase_count && !must_be_left(&protocol->phases[p])) p++;
    if (p >= protocol->phase_count) {
        struct reach last = reach_try(r);
        return then->go(&last, then->context);
    }
    if (*r->left == 0) return false;
    --*r->left;
    struct leaving leaving = {(tdm_ref)(p + 1), then};
    struct reach_then others = {left_the_others, &leaving};
    return left(r, p, &others);
}

bool reach_left_in_time(struct reach *r, const struct reach_then *then) {
    if (r->windows == REACH_LATE) return then->go(r, then->context);
    struct tdm_arena_mark mark = tdm_arena_mark(r->mem);
    if (left_from(r, 0, then)) return true;
    tdm_arena_rewind(r->mem, mark);
    return false;
}

bool reach_left_alone(struct reach *r, tdm_ref phase, const struct reach_then *then) {
    if (!must_be_left(&r->protocol->phases[phase])) return then->go(r, then->context);
    return left(r, phase, then);
}

bool reach_never(struct reach *r, tdm_ref n) {
    const struct tdm_day_expr *before = &r->protocol->nevers[n].before;
    struct tdm_day_expr anchor = *before;
    anchor.sign = 0;
    bool begins = before->anchor == TDM_ANCHOR_DATE || before->sign > 0; /* M4 */
    if (!begins) return false;
    if (before->anchor != TDM_ANCHOR_DATE && !reach_not_before(r, r->today, &anchor, 0)) return false;
    return reach_not_after(r, r->today, before, -1);
}

bool reach_restricted(struct reach *r, tdm_ref i) {
    const struct tdm_restriction *restriction = &r->protocol->restrictions[i];
    if (!reach_not_before(r, r->today, &restriction->from, 0)) return false;
    if (restriction->end == TDM_END_DAY) return reach_not_after(r, r->today, &restriction->until, 0);
    if (restriction->end != TDM_END_CLEARANCE) return true;
    if (restriction->has_latest && !reach_not_after(r, r->today, &restriction->latest, 0)) return false;
    return reach_most(r, reach_clearance(r, restriction->clearance), r->today, -1);
}

/* ---- days */

bool reach_earliest(const struct reach *r, uint32_t from, uint32_t point, int32_t *days) {
    int32_t back = *cell(r, point, from);
    *days = -back;
    return back < NO_BOUND;
}

bool reach_latest(const struct reach *r, uint32_t from, uint32_t point, int32_t *days) {
    *days = *cell(r, from, point);
    return *days < NO_BOUND;
}

static int32_t day_for(const struct reach *r, uint32_t first, uint32_t point) {
    int32_t days;
    if (reach_earliest(r, first, point, &days)) return days;
    return reach_latest(r, first, point, &days) ? days : 0;
}

int32_t *reach_days(const struct reach *r, uint32_t first) {
    int32_t *days = TDM_NEW_ARRAY(r->mem, int32_t, r->points);
    struct reach fixed = reach_try(r);
    for (uint32_t i = 0; i < r->points; i++) { /* today first: the earliest day on which it comes to it */
        uint32_t point = i == 0 ? r->today : i - 1;
        if (point == first || point == 0) continue;
        days[point] = day_for(&fixed, first, point);
        bool fits = reach_most(&fixed, first, point, days[point]) && reach_most(&fixed, point, first, -days[point]);
        TDM_ASSERT(fits); /* inside bounds that are closed under addition every day can be kept */
    }
    return days;
}
