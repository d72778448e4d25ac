/* options_flip.c - what would flip the answer (M122): every fact that is unknown, or near one of its bounds, is set to
 * each value that its bounds tell apart, and the whole decision is evaluated again. No estimate: the same evaluation.
 */
#include "engine/options_int.h"

enum { SEARCH_MOST = 50000 };

struct place_of { /* a leaf that reads the fact */
    uint32_t item, node;
};
/* A value, or a stretch between two edges, that all bounds judge alike. The stretch below the first edge has rank 0,
 * that edge 1, the stretch between it and the next 2, and so on: on an edge the rank is odd. */
struct point {
    tdm_value value;
    uint32_t rank;
    bool present; /* of a thing */
};
struct fact {
    const struct tdm_criterion *first;
    const struct tdm_check *check; /* of an unknown leaf, if there is one */
    struct place_of *leaves;
    size_t leaf_count, leaf_room;
    bool unknown, near, in_factor;
    tdm_value *edges; /* numbers, ascending */
    uint32_t edge_count;
    struct point *points;
    uint32_t point_count;
    bool *allowed;
};
struct facts {
    struct fact *items;
    size_t count, room;
};

/* ---- which leaves read the same fact */

enum family { FAMILY_READING, FAMILY_OPEN, FAMILY_RECORD, FAMILY_TAKING, FAMILY_OTHER };

static enum family family_of(const struct tdm_criterion *node) {
    switch (node->kind) {
    case TDM_CRITERION_READING:
        return FAMILY_READING;
    case TDM_CRITERION_OPEN:
    case TDM_CRITERION_NO_OPEN:
        return FAMILY_OPEN;
    case TDM_CRITERION_RECORD:
    case TDM_CRITERION_NO_RECORD:
    case TDM_CRITERION_NONE_SINCE:
        return FAMILY_RECORD;
    case TDM_CRITERION_TAKING:
        return FAMILY_TAKING;
    case TDM_CRITERION_ALL:
    case TDM_CRITERION_ANY:
    case TDM_CRITERION_AT_LEAST:
    case TDM_CRITERION_NOT:
    case TDM_CRITERION_CLEARANCE:
    case TDM_CRITERION_TIME:
    case TDM_CRITERION_SETS_DONE:
    case TDM_CRITERION_SETTLED:
    case TDM_CRITERION_ALWAYS:
        return FAMILY_OTHER;
    }
    TDM_UNREACHABLE();
}

static bool same_fact(const struct tdm_criterion *a, const struct tdm_criterion *b) {
    enum family family = family_of(a);
    if (family != family_of(b)) return false;
    if (family == FAMILY_READING) return a->measure == b->measure && a->compare == b->compare && a->basis == b->basis;
    if (family == FAMILY_OTHER) return a == b;
    return a->thing == b->thing && a->ref == b->ref && tdm_str_equal(a->event, b->event);
}

static void gather_facts(const struct scales *scales, struct facts *out) {
    for (uint32_t i = 0; i < scales->count; i++)
        for (uint32_t n = FIRST_TERM; n < scales->items[i].condition->count; n++) {
            const struct tdm_criterion *node = &scales->items[i].condition->nodes[n];
            if (node->child_count > 0 || node->kind == TDM_CRITERION_ALWAYS) continue;
            size_t at = 0;
            while (at < out->count && !same_fact(out->items[at].first, node)) at++;
            if (at == out->count) {
                TDM_GROW(scales->mem, out->items, out->count, out->room);
                out->items[out->count++] = (struct fact){.first = node, .check = &scales->items[i].checks[n]};
            }
            struct fact *fact = &out->items[at];
            TDM_GROW(scales->mem, fact->leaves, fact->leaf_count, fact->leaf_room);
            fact->leaves[fact->leaf_count++] = (struct place_of){i, n};
            fact->in_factor = fact->in_factor || i < TDM_FACTOR_COUNT;
            if (scales->items[i].checks[n].truth != TDM_UNKNOWN || fact->unknown) continue;
            fact->unknown = true;
            fact->first = node;
            fact->check = &scales->items[i].checks[n];
        }
}

static const struct tdm_criterion *leaf_node(const struct scales *scales, struct place_of leaf) {
    return &scales->items[leaf.item].condition->nodes[leaf.node];
}

/* ---- the values that the bounds of a fact tell apart */

static bool in_unit(tdm_value value, tdm_unit unit, tdm_value *out) {
    *out = value;
    return value.kind == TDM_VALUE_NUMBER && tdm_quantity_convert(value.quantity, unit, &out->quantity);
}

static int order_of(tdm_value a, tdm_value b) {
    return tdm_decimal_compare(a.quantity.number, b.quantity.number);
}

static uint32_t rank_of(const struct fact *fact, tdm_value value) {
    uint32_t k = 0;
    while (k < fact->edge_count && order_of(fact->edges[k], value) < 0) k++;
    return 2 * k + (k < fact->edge_count && order_of(fact->edges[k], value) == 0);
}

static void add_edge(struct fact *fact, tdm_value value) {
    tdm_unit unit = fact->edge_count == 0 ? value.quantity.unit : fact->edges[0].quantity.unit;
    if (!in_unit(value, unit, &value)) return;
    uint32_t rank = rank_of(fact, value);
    if (rank % 2 == 1) return;
    for (uint32_t k = fact->edge_count++; k > rank / 2; k--) fact->edges[k] = fact->edges[k - 1];
    fact->edges[rank / 2] = value;
}

static void find_edges(const struct scales *scales, struct fact *fact) {
    fact->edges = TDM_NEW_ARRAY(scales->mem, tdm_value, fact->leaf_count * 2);
    for (size_t i = 0; i < fact->leaf_count; i++) {
        const struct tdm_bound *bound = &leaf_node(scales, fact->leaves[i])->bound;
        add_edge(fact, bound->low);
        add_edge(fact, bound->high); /* no number when there is but one */
    }
}

static const struct tdm_measure *measure_of(const struct scales *scales, const struct fact *fact) {
    const struct tdm_protocol *frame = scales->decision->frame;
    return tdm_catalog_measure(frame->catalog, frame->measures[fact->first->measure].measure);
}

/* Nothing lies below zero percent, nor outside what the measure can be. The edges themselves can be reached: the bound
 * of a condition that never or always holds is refused. */
static bool possible(const struct scales *scales, const struct fact *fact, const struct point *point) {
    const struct tdm_measure *measure = measure_of(scales, fact);
    enum tdm_compare compare = fact->first->compare;
    if (compare == TDM_COMPARE_PERCENT || compare == TDM_COMPARE_DIFFERENCE)
        return point->rank > 0 || fact->edges[0].quantity.number.coefficient > 0;
    if (compare != TDM_COMPARE_VALUE || scales->decision->frame->measures[fact->first->measure].is_change) return true;
    bool first = point->rank == 0, last = point->rank == 2 * fact->edge_count;
    tdm_value end = first ? measure->hard.low : measure->hard.high;
    if ((!first && !last) || !in_unit(end, point->value.quantity.unit, &end)) return true;
    return first ? order_of(fact->edges[0], end) > 0 : order_of(fact->edges[fact->edge_count - 1], end) < 0;
}

static bool between(tdm_value a, tdm_value b, tdm_value *out) {
    tdm_decimal sum;
    *out = a;
    if (!tdm_decimal_add(a.quantity.number, b.quantity.number, &sum)) return false;
    int32_t digits = sum.scale < TDM_DECIMAL_SCALE_MAX ? sum.scale + 1 : sum.scale;
    out->quantity.number = tdm_ratio_rounded(sum, tdm_decimal_of_int(2), digits);
    return order_of(a, *out) < 0 && order_of(*out, b) < 0;
}

static bool beside(tdm_value edge, int64_t by, tdm_value *out) {
    *out = edge;
    return tdm_decimal_add(edge.quantity.number, tdm_decimal_of_int(by), &out->quantity.number);
}

static void add_point(const struct scales *scales, struct fact *fact, struct point point) {
    if (possible(scales, fact, &point)) fact->points[fact->point_count++] = point;
}

static void number_points(const struct scales *scales, struct fact *fact) {
    tdm_value value;
    find_edges(scales, fact);
    fact->points = TDM_NEW_ARRAY(scales->mem, struct point, fact->edge_count * 2 + 1);
    for (uint32_t k = 0; k < fact->edge_count; k++) {
        bool room = k == 0 ? beside(fact->edges[0], -1, &value) : between(fact->edges[k - 1], fact->edges[k], &value);
        if (room) add_point(scales, fact, (struct point){value, 2 * k, false});
        add_point(scales, fact, (struct point){fact->edges[k], 2 * k + 1, false});
    }
    if (beside(fact->edges[fact->edge_count - 1], 1, &value))
        add_point(scales, fact, (struct point){value, 2 * fact->edge_count, false});
}

static void step_points(const struct scales *scales, struct fact *fact) {
    const struct tdm_protocol *frame = scales->decision->frame;
    const struct tdm_scale *scale = tdm_measure_scale(frame->catalog, frame->measures[fact->first->measure].measure);
    fact->points = TDM_NEW_ARRAY(scales->mem, struct point, scale->count);
    for (uint16_t step = 0; step < scale->count; step++)
        fact->points[fact->point_count++] = (struct point){.value = {.kind = TDM_VALUE_STEP, .step = step}};
}

static void find_points(const struct scales *scales, struct fact *fact) {
    if (family_of(fact->first) != FAMILY_READING) {
        fact->point_count = 2; /* there, and not there */
        fact->points = TDM_NEW_ARRAY(scales->mem, struct point, fact->point_count);
        fact->points[0].present = true;
    } else if (fact->first->bound.low.kind == TDM_VALUE_STEP) {
        step_points(scales, fact);
    } else {
        number_points(scales, fact);
    }
    fact->allowed = TDM_NEW_ARRAY(scales->mem, bool, fact->point_count);
    for (uint32_t i = 0; i < fact->point_count; i++) fact->allowed[i] = fact->unknown;
}

/* ---- near a bound: which values lie just across it */

static bool near_edge(const struct scales *scales, tdm_value value, tdm_value edge) {
    tdm_decimal apart, hundredfold, margin;
    return tdm_decimal_subtract(value.quantity.number, edge.quantity.number, &apart) &&
           tdm_decimal_multiply(tdm_decimal_abs(apart), tdm_decimal_of_int(100), &hundredfold) &&
           tdm_decimal_multiply(tdm_decimal_abs(edge.quantity.number), scales->decision->near_percent, &margin) &&
           tdm_decimal_compare(hundredfold, margin) <= 0;
}

static void near_number(const struct scales *scales, struct fact *fact, tdm_value value) {
    if (!in_unit(value, fact->edges[0].quantity.unit, &value)) return;
    uint32_t here = rank_of(fact, value);
    for (uint32_t k = 0; k < fact->edge_count; k++) {
        if (!near_edge(scales, value, fact->edges[k])) continue;
        fact->near = true;
        for (uint32_t i = 0; i < fact->point_count; i++) {
            uint32_t rank = fact->points[i].rank; /* the edge, and the stretches on its sides: but where the value is */
            if (rank >= 2 * k && rank <= 2 * k + 2 && rank != here) fact->allowed[i] = true;
        }
    }
}

static void near_step(struct fact *fact, uint16_t step) {
    fact->near = true;
    if (step > 0) fact->allowed[step - 1] = true;
    if (step + 1u < fact->point_count) fact->allowed[step + 1] = true;
}

static void find_near(const struct scales *scales, struct fact *fact) {
    if (fact->unknown || family_of(fact->first) != FAMILY_READING) return;
    tdm_value value = fact->check->reason.value;
    if (value.kind == TDM_VALUE_STEP)
        near_step(fact, value.step);
    else
        near_number(scales, fact, value);
}

/* ---- evaluating again */

static enum tdm_truth leaf_truth(const struct tdm_criterion *node, const struct point *point) {
    bool ok, holds;
    if (node->kind == TDM_CRITERION_READING) {
        holds = tdm_bound_holds(&node->bound, point->value, &ok);
        TDM_ASSERT(ok);
    } else {
        bool absent = node->kind == TDM_CRITERION_NO_OPEN || node->kind == TDM_CRITERION_NO_RECORD ||
                      node->kind == TDM_CRITERION_NONE_SINCE;
        holds = point->present != absent;
    }
    return holds ? TDM_MET : TDM_UNMET;
}

static void set_fact(const struct scales *scales, const struct fact *fact, const struct point *point) {
    for (size_t i = 0; i < fact->leaf_count; i++)
        scales->items[fact->leaves[i].item].truths[fact->leaves[i].node] =
            leaf_truth(leaf_node(scales, fact->leaves[i]), point);
}

static void unset_fact(const struct scales *scales, const struct fact *fact) {
    for (size_t i = 0; i < fact->leaf_count; i++) {
        const struct weighed *item = &scales->items[fact->leaves[i].item];
        item->truths[fact->leaves[i].node] = item->checks[fact->leaves[i].node].truth;
    }
}

static bool same_outcome(const struct outcome *a, const struct outcome *b) {
    for (int w = 0; w < TDM_WAY_COUNT; w++)
        if (a->availability[w] != b->availability[w]) return false;
    return a->limiting == b->limiting;
}

/* ---- the cases of a fact: stretches of values with one outcome */

static void case_begins(const struct fact *fact, const struct point *point, const struct outcome *outcome,
                        struct tdm_flip_case *out) {
    *out = (struct tdm_flip_case){.limiting = outcome->limiting, .present = point->present};
    for (int w = 0; w < TDM_WAY_COUNT; w++) out->availability[w] = outcome->availability[w];
    if (point->value.kind == TDM_VALUE_STEP) {
        out->has_from = out->from_inside = true;
        out->from = point->value;
    } else if (point->rank > 0) {
        out->has_from = true;
        out->from_inside = point->rank % 2 == 1;
        out->from = fact->edges[(point->rank - 1) / 2];
    }
}

static void case_reaches(const struct fact *fact, const struct point *point, struct tdm_flip_case *out) {
    out->has_until = false;
    if (point->value.kind == TDM_VALUE_STEP) {
        out->has_until = out->until_inside = true;
        out->until = point->value;
    } else if (point->rank < 2 * fact->edge_count) {
        out->has_until = true;
        out->until_inside = point->rank % 2 == 1;
        out->until = fact->edges[point->rank / 2];
    }
}

static void find_cases(const struct scales *scales, const struct fact *fact, const struct outcome *base,
                       struct tdm_flip *out) {
    struct tdm_flip_case *cases = TDM_NEW_ARRAY(scales->mem, struct tdm_flip_case, fact->point_count);
    struct outcome before = *base;
    bool running = false;
    out->cases = cases;
    for (uint32_t i = 0; i < fact->point_count; i++) {
        const struct point *point = &fact->points[i];
        struct outcome now = *base;
        if (fact->allowed[i]) {
            set_fact(scales, fact, point);
            outcome_of(scales, &now);
            unset_fact(scales, fact);
        }
        bool differs = fact->allowed[i] && !same_outcome(&now, base);
        bool goes_on = running && differs && same_outcome(&now, &before) && point->value.kind != TDM_VALUE_NONE;
        if (differs && !goes_on) case_begins(fact, point, &now, &cases[out->case_count++]);
        if (differs) case_reaches(fact, point, &cases[out->case_count - 1]);
        running = differs;
        before = now;
    }
}

/* ---- together: is there a way to settle the other unknown facts in which this one turns the answer? */

struct search {
    const struct scales *scales;
    const struct facts *facts;
    size_t wanted;
    uint32_t left; /* ways to settle the others; when they run out the fact is listed rather than passed over */
};

static bool turns(struct search *s) {
    const struct fact *fact = &s->facts->items[s->wanted];
    struct outcome without, with;
    bool differs = false;
    if (s->left == 0) return true;
    s->left--;
    outcome_of(s->scales, &without);
    for (uint32_t i = 0; i < fact->point_count && !differs; i++) {
        set_fact(s->scales, fact, &fact->points[i]);
        outcome_of(s->scales, &with);
        differs = with.limiting != without.limiting;
    }
    unset_fact(s->scales, fact);
    return differs;
}

static bool search_from(struct search *s, size_t at) {
    while (at < s->facts->count && (at == s->wanted || !s->facts->items[at].unknown || !s->facts->items[at].in_factor))
        at++;
    if (at == s->facts->count) return turns(s);
    const struct fact *fact = &s->facts->items[at];
    bool found = search_from(s, at + 1);
    for (uint32_t i = 0; i < fact->point_count && !found; i++) {
        set_fact(s->scales, fact, &fact->points[i]);
        found = search_from(s, at + 1);
    }
    unset_fact(s->scales, fact);
    return found;
}

/* ---- the list */

static tdm_mask roles_of(const struct scales *scales, const struct fact *fact) {
    enum family family = family_of(fact->first);
    if (family == FAMILY_READING) return measure_of(scales, fact)->observers;
    if (fact->first->thing == TDM_THING_FINDING && family != FAMILY_OTHER)
        return screen_roles(scales->m, fact->first, 0);
    return ~(tdm_mask)0 >> (64 - scales->decision->frame->catalog->count[TDM_KIND_ROLE]);
}

static uint32_t rank(const struct tdm_flip *flip) {
    return (flip->case_count > 0 ? 0u : 2u) + (flip->unknown ? 0u : 1u);
}

static bool turns_alone(const struct tdm_flip *flip, enum tdm_limiting now) {
    for (uint32_t i = 0; i < flip->case_count; i++)
        if (flip->cases[i].limiting != now) return true;
    return false;
}

void flips_find(const struct scales *scales, struct tdm_options *out) {
    struct facts facts = {0};
    struct outcome base;
    gather_facts(scales, &facts);
    outcome_of(scales, &base);
    for (size_t i = 0; i < facts.count; i++) {
        find_points(scales, &facts.items[i]);
        find_near(scales, &facts.items[i]);
    }
    struct tdm_flip *flips = TDM_NEW_ARRAY(scales->mem, struct tdm_flip, facts.count);
    for (size_t i = 0; i < facts.count; i++) {
        const struct fact *fact = &facts.items[i];
        struct search search = {scales, &facts, i, SEARCH_MOST};
        struct tdm_flip flip = {
            .criterion = fact->first, .check = fact->check, .unknown = fact->unknown, .near = fact->near};
        if (!fact->unknown && !fact->near) continue;
        find_cases(scales, fact, &base, &flip);
        flip.together =
            fact->unknown && fact->in_factor && !turns_alone(&flip, base.limiting) && search_from(&search, 0);
        if (flip.case_count == 0 && !flip.together) continue;
        flip.roles = roles_of(scales, fact);
        uint32_t at = out->flip_count++;
        for (; at > 0 && rank(&flips[at - 1]) > rank(&flip); at--) flips[at] = flips[at - 1];
        flips[at] = flip;
    }
    out->flips = flips;
}
