/* implied.c - the days that the clauses imply together though no line says so (F077): of phases, gates and classes of
 * load, each with the line that sets it. */
#include "proof/proof_int.h"

/* ---- the first and the last day of a point */

static uint32_t day_zero(const struct tdm_protocol *protocol) {
    return reach_event(protocol->procedure != TDM_REF_NONE ? TDM_EVENT_PROCEDURE : TDM_EVENT_ENROLMENT);
}

static void set_days(const struct reach *r, uint32_t point, struct tdm_implied *out) {
    uint32_t zero = day_zero(r->protocol);
    out->has_first = reach_earliest(r, zero, point, &out->first);
    out->has_last = reach_latest(r, zero, point, &out->last);
}

/* The line of a gate that sets its first day; none says so itself when only a signature, or what it hangs on, does. */
static void set_gate_line(const struct reach *r, tdm_ref g, struct tdm_implied *out) {
    const struct tdm_gate *gate = &r->protocol->gates[g];
    const struct tdm_criterion *root = gate->condition.nodes;
    for (uint32_t i = 0; gate->condition.count > 0 && root->kind == TDM_CRITERION_ALL && i < root->child_count; i++) {
        const struct tdm_criterion *node = &gate->condition.nodes[root->first_child + i];
        int32_t least = 0, most = 0;
        if (node->kind == TDM_CRITERION_TIME && node->day.sign > 0) {
            tdm_span_day_range(node->day.offset, &least, &most);
            if (!out->has_first || least != out->first) continue;
            out->says_so = true;
            out->by = node->clause;
        }
        if (node->kind != TDM_CRITERION_CLEARANCE || out->says_so) continue;
        struct tdm_implied signature = {0};
        set_days(r, reach_clearance(r, node->ref), &signature);
        if (signature.has_first && out->has_first && signature.first == out->first) out->by = node->clause;
    }
}

/* ---- the first day of a load class, which mostly no line states */

struct first_day {
    uint16_t load_class;
    tdm_ref other; /* phase of the other track */
    bool found;
    int32_t day;
    tdm_ref by[TDM_TRACK_COUNT];
    tdm_ref phase;
};

/* A limit that is over: its last day lies before today. */
static bool is_over(struct reach *r, const struct tdm_ceiling_term *term) {
    if (term->source == TDM_CEILING_NEVER) {
        const struct tdm_day_expr *before = &r->protocol->nevers[term->ref].before;
        return before->sign <= 0 || reach_not_before(r, r->today, before, 0);
    }
    const struct tdm_restriction *restriction = &r->protocol->restrictions[term->ref];
    if (restriction->end == TDM_END_DAY) return reach_not_before(r, r->today, &restriction->until, 1);
    if (restriction->end == TDM_END_NEVER) return false;
    return reach_most(r, r->today, reach_clearance(r, restriction->clearance), 0);
}

static bool limits_over(struct reach *r, uint16_t load_class) {
    struct tdm_ceiling_term term;
    for (tdm_ref n = 0; n < r->protocol->never_count; n++)
        if (tdm_ceiling_of_never(r->protocol, n, &term) && term.has_class && term.load_class < load_class &&
            !is_over(r, &term))
            return false;
    for (tdm_ref i = 0; i < r->protocol->restriction_count; i++)
        if (tdm_ceiling_of_restriction(r->protocol, i, &term) && term.has_class && term.load_class < load_class &&
            !is_over(r, &term))
            return false;
    return true;
}

static bool take_first(struct reach *r, void *context) {
    struct first_day *first = context;
    int32_t day;
    if (!limits_over(r, first->load_class) || !reach_earliest(r, day_zero(r->protocol), r->today, &day)) return false;
    if (first->found && day >= first->day) return false;
    first->found = true;
    first->day = day;
    first->by[0] = first->phase;
    first->by[1] = first->other;
    return false; /* go on: an earlier one may follow */
}

static bool beside_other(struct reach *r, void *context) {
    struct first_day *first = context;
    struct reach_then then = {take_first, first};
    if (first->other == TDM_REF_NONE) return take_first(r, first);
    return reach_in_force(r, first->other, &then);
}

static bool admits(const struct tdm_phase *phase, uint16_t load_class) {
    return !phase->has_ceiling || phase->load_class >= load_class;
}

static struct first_day first_day_of(const struct reach *kept, uint16_t load_class) {
    const struct tdm_phase *phases = kept->protocol->phases;
    struct first_day first = {.load_class = load_class, .by = {TDM_REF_NONE, TDM_REF_NONE}};
    bool tissue = false;
    for (tdm_ref p = 0; p < kept->protocol->phase_count; p++) tissue = tissue || phases[p].track == TDM_TRACK_TISSUE;
    for (tdm_ref p = 0; p < kept->protocol->phase_count; p++)
        for (tdm_ref q = 0; q < kept->protocol->phase_count; q++) {
            bool pair = phases[p].track == TDM_TRACK_FUNCTION && admits(&phases[p], load_class) &&
                        (tissue ? phases[q].track == TDM_TRACK_TISSUE && admits(&phases[q], load_class) : q == p);
            if (!pair) continue;
            struct reach r = reach_try(kept);
            struct reach_then then = {beside_other, &first};
            first.phase = p;
            first.other = tissue ? q : TDM_REF_NONE;
            if (reach_most(&r, r.today, day_zero(kept->protocol), 0))
                first.found = reach_in_force(&r, p, &then) || first.found;
        }
    return first;
}

/* ---- all of them */

static struct tdm_implied implied(enum tdm_implied_kind kind, tdm_ref ref) {
    return (struct tdm_implied){
        .kind = kind, .ref = ref, .by = TDM_CLAUSE_NONE, .phases = {TDM_REF_NONE, TDM_REF_NONE}};
}

static struct tdm_implied of_class(const struct reach *r, tdm_ref load_class) {
    struct tdm_implied out = implied(TDM_IMPLIED_LOAD, load_class);
    struct first_day first = first_day_of(r, load_class);
    out.has_first = first.found;
    out.first = first.day;
    for (int t = 0; first.found && t < TDM_TRACK_COUNT; t++) out.phases[t] = first.by[t];
    return out;
}

void tdm_bounds_find(struct tdm_arena *mem, const struct tdm_protocol *protocol, struct tdm_bounds *out) {
    struct reach r;
    *out = (struct tdm_bounds){0};
    if (reach_too_large(protocol)) return;
    reach_make(&r, mem, protocol, REACH_KEPT);
    if (!r.possible) return;
    const struct tdm_scale *scale = tdm_catalog_load_scale(protocol->catalog);
    size_t room = (size_t)protocol->phase_count + protocol->gate_count + scale->count;
    struct tdm_implied *items = TDM_NEW_ARRAY(mem, struct tdm_implied, room + 1);
    for (tdm_ref p = 0; p < protocol->phase_count; p++) {
        struct tdm_implied one = implied(TDM_IMPLIED_PHASE, p);
        set_days(&r, reach_start(&r, p), &one);
        one.by = protocol->phases[p].from_clause;
        one.says_so = true;
        items[out->count++] = one;
    }
    for (tdm_ref g = 0; g < protocol->gate_count; g++) {
        struct tdm_implied one = implied(TDM_IMPLIED_GATE, g);
        set_days(&r, reach_gate(&r, g), &one);
        one.has_last = false;
        set_gate_line(&r, g, &one);
        items[out->count++] = one;
    }
    for (uint16_t c = 0; c < scale->count; c++) items[out->count++] = of_class(&r, c);
    out->items = items;
}

/* ---- as lines */

static void days_print(struct tdm_buf *out, const struct tdm_implied *days) {
    if (days->has_first && days->has_last && days->first == days->last)
        tdm_buf_format(out, "day %d", days->first);
    else if (days->has_first && days->has_last)
        tdm_buf_format(out, "day %d to day %d", days->first, days->last);
    else if (days->has_first)
        tdm_buf_format(out, "not before day %d", days->first);
    else if (days->has_last)
        tdm_buf_format(out, "not after day %d", days->last);
    else
        tdm_buf_text(out, "any day");
}

static void padded(struct tdm_buf *out, const char *what, tdm_str name, const struct tdm_implied *days) {
    size_t from = out->len;
    tdm_buf_format(out, "  %s %.*s", what, TDM_FMT(name));
    size_t width = out->len - from;
    tdm_buf_repeat(out, ' ', width < 34 ? 34 - width : 2);
    from = out->len;
    days_print(out, days);
    width = out->len - from;
    tdm_buf_repeat(out, ' ', width < 22 ? 22 - width : 2);
}

static void print_phase(struct tdm_buf *out, const struct tdm_protocol *protocol, const struct tdm_implied *one) {
    padded(out, "begins:", protocol->phases[one->ref].name, one);
    tdm_str text = proof_text(protocol, one->by);
    tdm_buf_format(out, "`%.*s`", TDM_FMT(text));
    proof_in_line(out, protocol, one->by);
}

static void print_gate(struct tdm_buf *out, const struct tdm_protocol *protocol, const struct tdm_implied *one) {
    padded(out, "gate:", protocol->gates[one->ref].name, one);
    if (one->says_so) {
        proof_line(out, protocol, one->by);
    } else if (one->by != TDM_CLAUSE_NONE) {
        tdm_buf_text(out, "no line of it says so: ");
        tdm_str text = proof_text(protocol, one->by);
        tdm_buf_format(out, "`%.*s`", TDM_FMT(text));
        proof_in_line(out, protocol, one->by);
    }
    while (out->len > 0 && out->at[out->len - 1] == ' ') out->len--; /* nothing to say of it */
}

static void print_class(struct tdm_buf *out, const struct tdm_protocol *protocol, const struct tdm_implied *one) {
    tdm_str name = proof_class(protocol, one->ref);
    if (!one->has_first) {
        tdm_buf_format(out, "  load: %.*s  on no day", TDM_FMT(name));
        return;
    }
    padded(out, "load:", name, one);
    for (int t = 0; t < TDM_TRACK_COUNT; t++) {
        if (one->phases[t] == TDM_REF_NONE) continue;
        const struct tdm_phase *phase = &protocol->phases[one->phases[t]];
        tdm_buf_format(out, "%sin `%.*s`", t > 0 ? " and " : "", TDM_FMT(phase->name));
        proof_in_line(out, protocol, phase->load_clause);
    }
}

void tdm_bounds_print(struct tdm_buf *out, const struct tdm_protocol *protocol, const struct tdm_bounds *bounds) {
    if (bounds->count == 0) return;
    tdm_buf_format(out, "What its lines imply together, in days after %s (day 0), windows and gates kept:\n",
                   protocol->procedure != TDM_REF_NONE ? "the procedure" : "enrolment");
    for (uint32_t i = 0; i < bounds->count; i++) {
        const struct tdm_implied *one = &bounds->items[i];
        switch (one->kind) {
        case TDM_IMPLIED_PHASE:
            print_phase(out, protocol, one);
            break;
        case TDM_IMPLIED_GATE:
            print_gate(out, protocol, one);
            break;
        case TDM_IMPLIED_LOAD:
            print_class(out, protocol, one);
            break;
        }
        tdm_buf_char(out, '\n');
    }
}
