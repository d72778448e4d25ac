/* report.c - what was proved, in lines: the promises with what they rest on, and the days that the clauses imply
 * together though no line says so (F077). */
#include "proof/proof_int.h"

/* ---- promises */

static void line_of(struct tdm_buf *out, const struct tdm_protocol *protocol, tdm_clause_id clause) {
    tdm_buf_text(out, " (");
    proof_line(out, protocol, clause);
    tdm_buf_text(out, ")");
}

static void promise_line(struct tdm_buf *out, const struct tdm_protocol *protocol, const struct tdm_promise *promise) {
    tdm_str text = proof_text(protocol, promise->clause);
    switch (promise->kind) {
    case TDM_PROMISE_SHELF:
        tdm_buf_format(out, "nothing on the shelf of `%.*s`", TDM_FMT(protocol->phases[promise->ref].name));
        line_of(out, protocol, promise->clause);
        tdm_buf_text(out, " is above what a phase of the other track allows on the same day");
        return;
    case TDM_PROMISE_NEVER:
        tdm_buf_format(out, "`%.*s`", TDM_FMT(text));
        line_of(out, protocol, promise->clause);
        tdm_buf_text(out, ": no shelf in force on those days has it");
        return;
    case TDM_PROMISE_RESTRICTION:
        tdm_buf_format(out, "`%.*s`", TDM_FMT(text));
        line_of(out, protocol, promise->clause);
        tdm_buf_text(out, ": nothing on a shelf in force while it holds is what it bars");
        return;
    case TDM_PROMISE_PLAN:
        tdm_buf_format(out, "no week of `%.*s`", TDM_FMT(text));
        line_of(out, protocol, promise->clause);
        tdm_buf_text(out, " asks more than can be allowed in it");
        return;
    case TDM_PROMISE_TESTS:
        tdm_buf_text(out, "no test is asked for on a day that forbids its load");
        return;
    }
    TDM_UNREACHABLE();
}

static bool any(const struct tdm_promises *promises, bool holds) {
    for (uint32_t i = 0; i < promises->count; i++)
        if (promises->items[i].holds == holds) return true;
    return false;
}

static void print_kept(struct tdm_buf *out, const struct tdm_protocol *protocol, const struct tdm_promises *promises,
                       bool holds) {
    for (uint32_t i = 0; i < promises->count; i++) {
        const struct tdm_promise *promise = &promises->items[i];
        if (promise->holds != holds) continue;
        tdm_buf_text(out, "  ");
        promise_line(out, protocol, promise);
        if (holds && !promise->holds_late)
            tdm_buf_text(out,
                         "; once a phase goes on beyond its longest length, the ceiling of the day alone keeps it");
        tdm_buf_char(out, '\n');
    }
}

void tdm_promises_print(struct tdm_buf *out, const struct tdm_protocol *protocol, const struct tdm_promises *promises) {
    if (promises->too_large) {
        tdm_buf_text(out, "Nothing is proved: this protocol is too large for every order of its phases to be tried.\n");
        return;
    }
    if (!promises->possible) {
        tdm_buf_text(out, "Nothing is proved: the times of this protocol cannot all hold.\n");
        return;
    }
    tdm_buf_text(out,
                 "Proved, for every course that keeps the gates, the signatures and the windows, however long healing "
                 "takes inside them:\n");
    print_kept(out, protocol, promises, true);
    if (any(promises, false)) {
        tdm_buf_text(out, "Not so (`tandem check` tells how it comes to it):\n");
        print_kept(out, protocol, promises, false);
    }
    tdm_buf_text(out, "Given, and not proved:\n"
                      "  criteria come true on some day, and who must sign does so\n"
                      "  the procedure is done once, and no phase is entered twice\n"
                      "  the procedure comes after enrolment; a physician moves a day only as far as a line lets him\n"
                      "Outside, because it can only lower what is allowed (M71, M72, M96):\n"
                      "  symptoms, images, statements, flags, holds and revoked signatures\n"
                      "Outside, because it is signed, visible and the clinic's own (M53, M60):\n"
                      "  overrides, and what was done although a gate was closed\n");
}

/* ---- implied days */

struct span_of_days {
    bool has_first, has_last;
    int32_t first, last;
};

static uint32_t day_zero(const struct tdm_protocol *protocol) {
    return reach_event(protocol->procedure != TDM_REF_NONE ? TDM_EVENT_PROCEDURE : TDM_EVENT_ENROLMENT);
}

static struct span_of_days days_of(const struct reach *r, uint32_t point) {
    struct span_of_days out = {0};
    uint32_t zero = day_zero(r->protocol);
    out.has_first = reach_earliest(r, zero, point, &out.first);
    out.has_last = reach_latest(r, zero, point, &out.last);
    return out;
}

static void days_print(struct tdm_buf *out, struct span_of_days days) {
    if (days.has_first && days.has_last && days.first == days.last)
        tdm_buf_format(out, "day %d", days.first);
    else if (days.has_first && days.has_last)
        tdm_buf_format(out, "day %d to day %d", days.first, days.last);
    else if (days.has_first)
        tdm_buf_format(out, "not before day %d", days.first);
    else if (days.has_last)
        tdm_buf_format(out, "not after day %d", days.last);
    else
        tdm_buf_text(out, "any day");
}

static void padded(struct tdm_buf *out, const char *what, tdm_str name, struct span_of_days days) {
    size_t from = out->len;
    tdm_buf_format(out, "  %s %.*s", what, TDM_FMT(name));
    size_t width = out->len - from;
    tdm_buf_repeat(out, ' ', width < 34 ? 34 - width : 2);
    from = out->len;
    days_print(out, days);
    width = out->len - from;
    tdm_buf_repeat(out, ' ', width < 22 ? 22 - width : 2);
}

/* The line of a gate that sets its first day; none says so itself when only a signature, or what it hangs on, does. */
static void gate_by(struct tdm_buf *out, const struct reach *r, tdm_ref g, struct span_of_days days) {
    const struct tdm_gate *gate = &r->protocol->gates[g];
    const struct tdm_criterion *root = gate->condition.nodes;
    tdm_clause_id by = TDM_CLAUSE_NONE;
    bool own = false;
    for (uint32_t i = 0; gate->condition.count > 0 && root->kind == TDM_CRITERION_ALL && i < root->child_count; i++) {
        const struct tdm_criterion *node = &gate->condition.nodes[root->first_child + i];
        int32_t least = 0, most = 0;
        if (node->kind == TDM_CRITERION_TIME && node->day.sign > 0) {
            tdm_span_day_range(node->day.offset, &least, &most);
            if (!days.has_first || least != days.first) continue;
            own = true;
            by = node->clause;
        }
        if (node->kind != TDM_CRITERION_CLEARANCE || own) continue;
        struct span_of_days signed_on = days_of(r, reach_clearance(r, node->ref));
        if (signed_on.has_first && days.has_first && signed_on.first == days.first) by = node->clause;
    }
    if (own) {
        proof_line(out, r->protocol, by);
    } else if (by != TDM_CLAUSE_NONE) {
        tdm_buf_text(out, "no line of it says so: ");
        tdm_str text = proof_text(r->protocol, by);
        tdm_buf_format(out, "`%.*s`", TDM_FMT(text));
        line_of(out, r->protocol, by);
    }
    while (out->len > 0 && out->at[out->len - 1] == ' ') out->len--; /* nothing to say of it */
    tdm_buf_char(out, '\n');
}

static void print_phases(struct tdm_buf *out, const struct reach *r) {
    for (tdm_ref p = 0; p < r->protocol->phase_count; p++) {
        const struct tdm_phase *phase = &r->protocol->phases[p];
        padded(out, "begins:", phase->name, days_of(r, reach_start(r, p)));
        tdm_str text = proof_text(r->protocol, phase->from_clause);
        tdm_buf_format(out, "`%.*s`", TDM_FMT(text));
        line_of(out, r->protocol, phase->from_clause);
        tdm_buf_char(out, '\n');
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

static void print_classes(struct tdm_buf *out, const struct reach *r) {
    const struct tdm_scale *scale = tdm_catalog_load_scale(r->protocol->catalog);
    for (uint16_t c = 0; c < scale->count; c++) {
        struct first_day first = first_day_of(r, c);
        if (!first.found) {
            tdm_buf_format(out, "  load: %.*s  on no day\n", TDM_FMT(scale->steps[c]));
            continue;
        }
        padded(out, "load:", scale->steps[c], (struct span_of_days){true, false, first.day, 0});
        for (int t = 0; t < TDM_TRACK_COUNT; t++) {
            if (first.by[t] == TDM_REF_NONE) continue;
            const struct tdm_phase *phase = &r->protocol->phases[first.by[t]];
            tdm_buf_format(out, "%sin `%.*s`", t > 0 ? " and " : "", TDM_FMT(phase->name));
            line_of(out, r->protocol, phase->load_clause);
        }
        tdm_buf_char(out, '\n');
    }
}

void tdm_bounds_print(struct tdm_buf *out, struct tdm_arena *mem, const struct tdm_protocol *protocol) {
    struct reach r;
    if (reach_too_large(protocol)) return;
    reach_make(&r, mem, protocol, REACH_KEPT);
    if (!r.possible) return;
    tdm_buf_format(out, "What its lines imply together, in days after %s (day 0), windows and gates kept:\n",
                   protocol->procedure != TDM_REF_NONE ? "the procedure" : "enrolment");
    print_phases(out, &r);
    for (tdm_ref g = 0; g < protocol->gate_count; g++) {
        struct span_of_days days = days_of(&r, reach_gate(&r, g));
        days.has_last = false;
        padded(out, "gate:", protocol->gates[g].name, days);
        gate_by(out, &r, g, days);
    }
    print_classes(out, &r);
}
