/* story.c - a counterexample as a person reads it: the days of a course that keeps every window and every gate, with
 * the lines of the protocol that make it so, the smallest way out, and the same as a chart that can be run. */
#include "proof/proof_int.h"

static void date_line(struct tdm_buf *out, tdm_date date) {
    tdm_buf_text(out, "  ");
    tdm_date_print(out, date);
    tdm_buf_text(out, "  ");
}

void proof_in_line(struct tdm_buf *out, const struct tdm_protocol *protocol, tdm_clause_id clause) {
    tdm_buf_text(out, " (");
    proof_line(out, protocol, clause);
    tdm_buf_text(out, ")");
}

/* ---- what began, and by what */

void proof_gate_lines(struct tdm_buf *out, const struct tdm_protocol *protocol, const struct tdm_gate *gate) {
    tdm_buf_format(out, ", its gate `%.*s`", TDM_FMT(gate->name));
    proof_in_line(out, protocol, gate->clause);
    tdm_buf_text(out, " can be open");
    const char *between = " by ";
    const struct tdm_criterion *root = gate->condition.nodes;
    for (uint32_t i = 0; gate->condition.count > 0 && root->kind == TDM_CRITERION_ALL && i < root->child_count; i++) {
        const struct tdm_criterion *node = &gate->condition.nodes[root->first_child + i];
        if (node->kind != TDM_CRITERION_TIME && node->kind != TDM_CRITERION_CLEARANCE) continue;
        tdm_str text = proof_text(protocol, node->clause);
        tdm_buf_format(out, "%s`%.*s`", between, TDM_FMT(text));
        proof_in_line(out, protocol, node->clause);
        between = " and ";
    }
}

static void phase_begins(struct tdm_buf *out, const struct tdm_protocol *protocol,
                         const struct tdm_counterexample *against, tdm_ref p) {
    const struct tdm_phase *phase = &protocol->phases[p];
    date_line(out, against->phase_start[p]);
    tdm_buf_format(out, "`%.*s` begins", TDM_FMT(phase->name));
    proof_in_line(out, protocol, phase->from_clause);
    if (phase->from.anchor == TDM_ANCHOR_GATE) proof_gate_lines(out, protocol, &protocol->gates[phase->from.ref]);
    tdm_buf_char(out, '\n');
}

static void signature(struct tdm_buf *out, const struct tdm_protocol *protocol,
                      const struct tdm_counterexample *against, tdm_ref c) {
    const struct tdm_clearance *clearance = &protocol->clearances[c];
    date_line(out, against->clearance[c]);
    tdm_buf_format(out, "`%.*s` is signed", TDM_FMT(clearance->name));
    proof_in_line(out, protocol, clearance->has_not_before ? clearance->not_before_clause : clearance->clause);
    for (tdm_ref p = 0; p < protocol->phase_count; p++) {
        bool ends = protocol->phases[p].ends_by == c && !tdm_date_is_none(against->phase_start[p]);
        if (ends) tdm_buf_format(out, " and ends `%.*s`", TDM_FMT(protocol->phases[p].name));
    }
    tdm_buf_char(out, '\n');
}

/* ---- what forbids it */

static void still_in_force(struct tdm_buf *out, const struct tdm_protocol *protocol,
                           const struct tdm_counterexample *against, tdm_ref p) {
    const struct tdm_phase *phase = &protocol->phases[p];
    if (!tdm_date_is_none(against->phase_end[p])) {
        tdm_buf_format(out, "`%.*s` has ended on ", TDM_FMT(phase->name));
        tdm_date_print(out, against->phase_end[p]);
        tdm_buf_text(out, ", and its limits hold until another phase of its track begins");
        return;
    }
    bool ends = phase->ends_by != TDM_REF_NONE || phase->length.has_most;
    tdm_buf_format(out, "`%.*s` is %sin force", TDM_FMT(phase->name), ends ? "still " : "");
    if (phase->ends_by != TDM_REF_NONE) {
        tdm_buf_format(out, ", for `%.*s` is not signed", TDM_FMT(protocol->clearances[phase->ends_by].name));
        proof_in_line(out, protocol, phase->ends_by_clause);
        if (!phase->length.has_most) return;
        tdm_buf_text(out, " and it may last ");
        tdm_span_print(out, phase->length.most);
        proof_in_line(out, protocol, phase->from_clause);
    } else if (phase->length.has_most) {
        tdm_buf_text(out, ", for it may last ");
        tdm_span_print(out, phase->length.most);
        proof_in_line(out, protocol, phase->from_clause);
    } else {
        proof_in_line(out, protocol, phase->from_clause);
    }
}

static void limit(struct tdm_buf *out, const struct tdm_protocol *protocol, const struct tdm_ceiling_term *term) {
    tdm_str text = proof_text(protocol, term->clause);
    tdm_buf_format(out, "`%.*s`", TDM_FMT(text));
    proof_in_line(out, protocol, term->clause);
}

static void forbidden_by(struct tdm_buf *out, const struct tdm_protocol *protocol,
                         const struct tdm_counterexample *against) {
    const struct tdm_ceiling_term *term = &against->term;
    date_line(out, against->today);
    if (term->source == TDM_CEILING_PHASE && term->ref != against->phase) {
        still_in_force(out, protocol, against, term->ref);
        tdm_buf_text(out, ": ");
        limit(out, protocol, term);
    } else {
        limit(out, protocol, term);
        tdm_buf_text(out, " holds");
        if (term->source == TDM_CEILING_RESTRICTION) {
            const struct tdm_restriction *r = &protocol->restrictions[term->ref];
            tdm_str until = proof_text(protocol, r->until_clause);
            tdm_buf_format(out, ": `%.*s`", TDM_FMT(until));
            proof_in_line(out, protocol, r->until_clause);
        }
    }
    tdm_buf_char(out, '\n');
}

static void asked(struct tdm_buf *out, const struct tdm_protocol *protocol, const struct tdm_counterexample *against) {
    const struct tdm_measure_use *use = &protocol->measures[against->measure];
    const struct tdm_measure *measure = tdm_catalog_measure(protocol->catalog, use->measure);
    tdm_str name = proof_class(protocol, measure->demand), text = proof_text(protocol, against->clause);
    tdm_buf_format(out, "`%.*s` is asked for, `%.*s`", TDM_FMT(use->name), TDM_FMT(text));
    proof_in_line(out, protocol, against->clause);
    tdm_buf_format(out, ", and taking it is `%.*s` (%.*s:%u)\n", TDM_FMT(name), TDM_FMT(measure->item.place.file),
                   measure->item.place.line);
}

static void offered(struct tdm_buf *out, const struct tdm_protocol *protocol,
                    const struct tdm_counterexample *against) {
    date_line(out, against->today);
    if (against->measure != TDM_REF_NONE) {
        asked(out, protocol, against);
        return;
    }
    const struct tdm_exercise *exercise = tdm_catalog_exercise(protocol->catalog, against->exercise);
    uint16_t least, most;
    tdm_exercise_class_range(exercise, &least, &most);
    if (against->week != NULL) {
        tdm_str text = proof_text(protocol, against->week->clause);
        tdm_buf_format(out, "the plan has come to `%.*s`", TDM_FMT(text));
        proof_in_line(out, protocol, against->week->clause);
        tdm_buf_format(out, " for `%.*s`\n", TDM_FMT(exercise->item.name));
        return;
    }
    tdm_buf_format(out, "`%.*s` is on the shelf", TDM_FMT(exercise->item.name));
    proof_in_line(out, protocol, against->clause);
    tdm_mask barred = exercise->always_attributes & against->term.barred;
    if (barred != 0) {
        tdm_ref attribute = 0;
        while ((barred & TDM_BIT(attribute)) == 0) attribute++;
        tdm_str name = tdm_catalog_name(protocol->catalog, TDM_KIND_ATTRIBUTE, attribute);
        tdm_buf_format(out, " and is always `%.*s`\n", TDM_FMT(name));
    } else {
        tdm_str name = proof_class(protocol, least);
        tdm_buf_format(out, " and is `%.*s` at its lightest\n", TDM_FMT(name));
    }
}

static void from_until(struct tdm_buf *out, const struct tdm_counterexample *against) {
    bool one_day = !tdm_date_is_none(against->last) && against->last.day == against->today.day;
    tdm_buf_text(out, one_day ? "so it is on " : "so it is from ");
    tdm_date_print(out, against->today);
    if (tdm_date_is_none(against->last)) {
        tdm_buf_text(out, " on");
        return;
    }
    if (one_day) return;
    tdm_buf_text(out, " to ");
    tdm_date_print(out, against->last);
}

/* ---- in the order of days */

static void begun_and_signed(struct tdm_buf *out, const struct tdm_protocol *protocol,
                             const struct tdm_counterexample *against) {
    const struct tdm_phase *shelf = against->phase == TDM_REF_NONE ? NULL : &protocol->phases[against->phase];
    tdm_ref other = against->term.source == TDM_CEILING_PHASE ? against->term.ref : TDM_REF_NONE;
    int32_t from = against->enrolment.day < against->first.day ? against->enrolment.day : against->first.day;
    for (int32_t day = from; day <= against->today.day; day++) {
        if (day == against->first.day) {
            date_line(out, against->first);
            tdm_buf_text(out, protocol->procedure != TDM_REF_NONE ? "the procedure\n" : "enrolment\n");
        }
        for (tdm_ref c = 0; c < protocol->clearance_count; c++) {
            bool read = shelf != NULL && shelf->from.anchor == TDM_ANCHOR_GATE &&
                        proof_gate_signature(&protocol->gates[shelf->from.ref], c) != NULL;
            if (against->clearance[c].day == day && read) signature(out, protocol, against, c);
        }
        for (tdm_ref p = 0; p < protocol->phase_count; p++)
            if ((p == against->phase || p == other) && against->phase_start[p].day == day)
                phase_begins(out, protocol, against, p);
    }
}

static tdm_str story_of(struct prover *p, const struct tdm_counterexample *against) {
    struct tdm_buf out;
    tdm_buf_init(&out, p->mem, 1u << 16);
    tdm_buf_format(&out, "how it comes to this, were the %s on ",
                   p->protocol->procedure != TDM_REF_NONE ? "procedure" : "enrolment");
    tdm_date_print(&out, against->first);
    tdm_buf_text(&out, ":\n");
    begun_and_signed(&out, p->protocol, against);
    offered(&out, p->protocol, against);
    forbidden_by(&out, p->protocol, against);
    from_until(&out, against);
    return tdm_buf_str(&out);
}

/* ---- the finding */

/* Everything of the shelf that the term forbids: "`a`, `b`". */
static tdm_str forbidden_names(struct prover *p, const struct tdm_counterexample *against) {
    const struct tdm_phase *shelf = &p->protocol->phases[against->phase];
    struct tdm_buf out;
    tdm_buf_init(&out, p->mem, 1u << 14);
    for (uint32_t o = 0; o < shelf->offer_count; o++) {
        if (!proof_forbids(p->protocol, &against->term, shelf->offers[o].exercise)) continue;
        tdm_str name = tdm_catalog_name(p->catalog, TDM_KIND_EXERCISE, shelf->offers[o].exercise);
        tdm_buf_format(&out, "%s`%.*s`", out.len == 0 ? "" : ", ", TDM_FMT(name));
    }
    return tdm_buf_str(&out);
}

static void tell_shelf_repair(struct prover *p, struct tdm_problem *problem, const struct tdm_counterexample *against) {
    const struct tdm_protocol *protocol = p->protocol;
    const struct tdm_phase *shelf = &protocol->phases[against->phase];
    tdm_str off = forbidden_names(p, against);
    bool by_gate = shelf->from.anchor == TDM_ANCHOR_GATE;
    bool by_phase = against->term.source == TDM_CEILING_PHASE;
    const struct tdm_phase *other = by_phase ? &protocol->phases[against->term.ref] : NULL;
    if (by_phase && !tdm_date_is_none(against->phase_end[against->term.ref])) {
        tdm_problem_fix(problem,
                        "let a phase of its track follow `%.*s`: from end of %.*s; or take %.*s off this shelf",
                        TDM_FMT(other->name), TDM_FMT(other->name), TDM_FMT(off));
    } else if (by_gate && by_phase && other->ends_by != TDM_REF_NONE) {
        tdm_problem_fix(problem, "let the gate `%.*s` ask for `clearance %.*s`, or take %.*s off this shelf",
                        TDM_FMT(protocol->gates[shelf->from.ref].name),
                        TDM_FMT(protocol->clearances[other->ends_by].name), TDM_FMT(off));
    } else if (against->wait_days > 0) {
        tdm_problem_fix(problem,
                        "let the gate `%.*s` wait: not before %d days after procedure; or take %.*s off this shelf",
                        TDM_FMT(protocol->gates[shelf->from.ref].name), against->wait_days, TDM_FMT(off));
    } else {
        tdm_problem_fix(problem, "take %.*s off the shelf of `%.*s`, or let line %u allow it", TDM_FMT(off),
                        TDM_FMT(shelf->name), protocol->clauses[against->term.clause].place.line);
    }
}

static void tell_repair(struct prover *p, struct tdm_problem *problem, const struct tdm_counterexample *against) {
    if (against->measure != TDM_REF_NONE) {
        tdm_problem_fix(problem, "ask for `%.*s` later, or for a test that loads less",
                        TDM_FMT(p->protocol->measures[against->measure].name));
    } else if (against->week != NULL) {
        tdm_problem_fix(problem, "let this week ask for less, or let it come later");
    } else {
        tell_shelf_repair(p, problem, against);
    }
}

static void tell(struct prover *p, const struct tdm_counterexample *against) {
    const struct tdm_protocol *protocol = p->protocol;
    struct tdm_problem *problem = proof_error(p, against->code, against->clause);
    const struct tdm_ceiling_term *term = &against->term;
    uint32_t line = protocol->clauses[term->clause].place.line;
    problem->story = story_of(p, against);
    tell_repair(p, problem, against);
    if (against->measure != TDM_REF_NONE) {
        tdm_str name = proof_text(protocol, term->clause);
        tdm_problem_what(problem, "`%.*s` can be asked for on a day on which `%.*s` forbids its load (line %u)",
                         TDM_FMT(protocol->measures[against->measure].name), TDM_FMT(name), line);
        return;
    }
    tdm_str exercise = tdm_catalog_name(p->catalog, TDM_KIND_EXERCISE, against->exercise);
    tdm_str shelf = protocol->phases[against->phase].name;
    if (against->week != NULL) {
        tdm_str name = proof_text(protocol, term->clause);
        tdm_problem_what(problem, "this week can ask more of `%.*s` than `%.*s` allows (line %u)", TDM_FMT(exercise),
                         TDM_FMT(name), line);
    } else if (term->source == TDM_CEILING_PHASE) {
        tdm_problem_what(problem, "`%.*s` offers `%.*s` while `%.*s` can still forbid it (line %u)", TDM_FMT(shelf),
                         TDM_FMT(exercise), TDM_FMT(protocol->phases[term->ref].name), line);
    } else if (term->source == TDM_CEILING_NEVER) {
        tdm_str name = proof_text(protocol, term->clause);
        tdm_problem_what(problem, "`%.*s` can offer `%.*s` on a day of which line %u says `%.*s`", TDM_FMT(shelf),
                         TDM_FMT(exercise), line, TDM_FMT(name));
    } else {
        tdm_problem_what(problem, "`%.*s` can offer `%.*s` while the restriction `%.*s` holds (line %u)",
                         TDM_FMT(shelf), TDM_FMT(exercise), TDM_FMT(protocol->restrictions[term->ref].name), line);
    }
}

void proof_promises(struct prover *p) {
    struct tdm_promises promises;
    tdm_promises_prove(p->mem, p->protocol, &promises);
    for (uint32_t i = 0; i < promises.against_count; i++) tell(p, &promises.against[i]);
    if (promises.too_large) proof_too_large(p);
}
