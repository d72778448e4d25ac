/* lint_gates.c - gates as they can be lived: terms that exclude each other, measures that nobody is asked for before
 * the gate, or so seldom that what is known has grown old (M107), baselines that nobody takes (M82). */
#include "proof/proof_int.h"

/* ---- who is asked for a measure, when */

struct asking { /* a clause that asks for a measure */
    bool owed, at_start;
    tdm_ref phase;                   /* of an assessment */
    const struct tdm_assess *assess; /* or null */
    const struct tdm_owe *owe;       /* or null */
    int32_t every;                   /* days between two, at the longest; 0: once */
    tdm_clause_id clause;
};
struct askings {
    struct asking *items;
    size_t count, room;
};

static int32_t most_days(tdm_span span) {
    int32_t least, most;
    tdm_span_day_range(span, &least, &most);
    return most;
}

/* Two words of a protocol may stand for one measure: pain-now in a diary feeds the change that next-rise reads. */
static bool feeds(const struct tdm_protocol *protocol, uint16_t asked, uint16_t wanted) {
    const struct tdm_measure_use *a = &protocol->measures[asked], *b = &protocol->measures[wanted];
    return asked == wanted || (a->measure == b->measure && a->at_treated_side == b->at_treated_side);
}

static bool among(const struct tdm_protocol *protocol, const uint16_t *measures, uint32_t count, uint16_t wanted) {
    for (uint32_t i = 0; i < count; i++)
        if (feeds(protocol, measures[i], wanted)) return true;
    return false;
}

static struct askings askings_of(struct prover *p, uint16_t measure) {
    struct askings list = {0};
    const struct tdm_protocol *protocol = p->protocol;
    for (tdm_ref q = 0; q < protocol->phase_count; q++)
        for (uint32_t a = 0; a < protocol->phases[q].assessment_count; a++) {
            const struct tdm_assess *assess = &protocol->phases[q].assessments[a];
            if (!among(protocol, assess->measures, assess->measure_count, measure)) continue;
            TDM_GROW(p->mem, list.items, list.count, list.room);
            list.items[list.count++] =
                (struct asking){.at_start = assess->kind == TDM_ASSESS_AT_START,
                                .phase = q,
                                .assess = assess,
                                .every = assess->kind == TDM_ASSESS_EVERY ? most_days(assess->span) : 0,
                                .clause = assess->clause};
        }
    for (uint32_t i = 0; i < protocol->owe_count; i++) {
        const struct tdm_owe *owe = &protocol->owes[i];
        if (!among(protocol, owe->measures, owe->measure_count, measure)) continue;
        TDM_GROW(p->mem, list.items, list.count, list.room);
        list.items[list.count++] = (struct asking){
            .owed = true, .phase = TDM_REF_NONE, .owe = owe, .every = most_days(owe->every), .clause = owe->clause};
    }
    return list;
}

/* ---- could it be asked before the gate, and still be fresh there? */

static uint32_t target_of(const struct prover *p, const struct tdm_gate *gate) {
    return gate->opens_discharge ? reach_event(TDM_EVENT_DISCHARGE) : reach_start(p->kept, gate->phase);
}

static bool accept(struct reach *r, void *context) {
    (void)r;
    (void)context;
    return true;
}

/* The asking falls on a day at most `age` days before the gate is passed; -1: on any day before it. */
static bool can_precede(const struct prover *p, const struct asking *asking, uint32_t target, int32_t age) {
    struct reach r = reach_try(p->kept);
    uint32_t today = r.today; /* the day of the asking */
    if (!reach_most(&r, target, today, 0)) return false;
    if (age >= 0 && !reach_most(&r, today, target, age)) return false;
    if (asking->owe != NULL)
        return reach_not_before(&r, today, &asking->owe->from, 0) && reach_not_after(&r, today, &asking->owe->until, 0);
    uint32_t start = reach_start(&r, asking->phase);
    struct reach_then then = {accept, NULL};
    switch (asking->assess->kind) {
    case TDM_ASSESS_WINDOW:
        return reach_not_before(&r, today, &asking->assess->from, 0) &&
               reach_not_after(&r, today, &asking->assess->until, 0);
    case TDM_ASSESS_BEFORE_PROCEDURE:
        return reach_most(&r, reach_event(TDM_EVENT_PROCEDURE), today, 0) &&
               reach_most(&r, today, reach_event(TDM_EVENT_PROCEDURE), most_days(asking->assess->span));
    case TDM_ASSESS_AT_START:
        return reach_most(&r, start, today, 0) && reach_most(&r, today, start, 0) && reach_most(&r, target, start, -1);
    case TDM_ASSESS_EVERY:
        return reach_most(&r, target, start, -1) && reach_in_force(&r, asking->phase, &then);
    }
    TDM_UNREACHABLE();
}

/* Days that the criterion looks back over; -1: no bound that is known here. */
static int32_t look_back(const struct prover *p, const struct tdm_criterion *node) {
    const struct tdm_measure_use *use = &p->protocol->measures[node->measure];
    if (node->over == TDM_OVER_SESSIONS) return -1;
    if (node->has_window) return most_days(node->window);
    return use->has_fresh ? most_days(use->fresh) : -1;
}

/* Readings enough inside every window, at the rhythm of the asking (R-N17). */
static bool often_enough(const struct asking *asking, const struct tdm_criterion *node, int32_t back) {
    int32_t needed = node->least_readings > 1 ? node->least_readings : 1;
    int32_t days = node->over == TDM_OVER_OF ? back : back + 1;
    return asking->every == 0 ? needed == 1 : days / asking->every >= needed;
}

static void tell_never_asked(struct prover *p, const struct tdm_gate *gate, const struct tdm_criterion *node,
                             const struct asking *late) {
    const struct tdm_measure_use *use = &p->protocol->measures[node->measure];
    struct tdm_problem *problem = proof_error(p, "L023", node->clause);
    if (late == NULL)
        tdm_problem_what(problem, "nobody is asked for `%.*s`, so the gate `%.*s` cannot be told", TDM_FMT(use->name),
                         TDM_FMT(gate->name));
    else
        tdm_problem_what(problem, "`%.*s` is asked for only after the gate `%.*s` (line %u)", TDM_FMT(use->name),
                         TDM_FMT(gate->name), p->protocol->clauses[late->clause].place.line);
    tdm_problem_fix(problem, "add `%.*s` to what is assessed in a phase before this gate", TDM_FMT(use->name));
}

static void tell_seldom(struct prover *p, const struct tdm_gate *gate, const struct tdm_criterion *node,
                        const struct asking *asking, int32_t back) {
    const struct tdm_measure_use *use = &p->protocol->measures[node->measure];
    struct tdm_problem *problem = proof_note(p, "L024", node->clause);
    uint32_t line = p->protocol->clauses[asking->clause].place.line;
    if (asking->every == 0)
        tdm_problem_what(
            problem, "what is known of `%.*s` is older than %d days on every day on which `%.*s` could open (line %u)",
            TDM_FMT(use->name), back, TDM_FMT(gate->name), line);
    else if (node->least_readings > 1)
        tdm_problem_what(
            problem, "`%.*s` needs %u readings in %d days and is asked for every %d days (line %u): `%.*s` stays shut",
            TDM_FMT(use->name), node->least_readings, back, asking->every, line, TDM_FMT(gate->name));
    else
        tdm_problem_what(problem,
                         "`%.*s` counts for %d days and is asked for every %d days (line %u): the gate `%.*s` waits "
                         "for a day between",
                         TDM_FMT(use->name), back, asking->every, line, TDM_FMT(gate->name));
    tdm_problem_fix(problem, "ask for `%.*s` more often before this gate, or let an older reading count",
                    TDM_FMT(use->name));
}

/* M107: a reading must be there, and young enough, when the gate could open. */
static void lint_reading(struct prover *p, const struct tdm_gate *gate, const struct tdm_criterion *node) {
    const struct tdm_measure_use *use = &p->protocol->measures[node->measure];
    if (use->during_session || use->is_change) return; /* sessions bring them */
    struct askings list = askings_of(p, node->measure);
    uint32_t target = target_of(p, gate);
    int32_t back = look_back(p, node);
    const struct asking *before = NULL;
    for (size_t i = 0; i < list.count; i++) {
        const struct asking *asking = &list.items[i];
        if (!can_precede(p, asking, target, -1)) continue;
        if (before == NULL || before->every == 0 || (asking->every > 0 && asking->every < before->every))
            before = asking;
        if (back < 0) return;
        if (can_precede(p, asking, target, back) && often_enough(asking, node, back)) return;
    }
    if (before == NULL)
        tell_never_asked(p, gate, node, list.count > 0 ? &list.items[0] : NULL);
    else
        tell_seldom(p, gate, node, before, back);
}

/* ---- baselines */

/* Before the day of the procedure; without one the first day of the episode itself is the baseline (M82). */
static bool owed_before(const struct prover *p, const struct tdm_owe *owe, uint32_t event) {
    struct reach r = reach_try(p->kept);
    int32_t sooner = p->protocol->procedure != TDM_REF_NONE ? -1 : 0;
    return reach_not_before(&r, r.today, &owe->from, 0) && reach_most(&r, event, r.today, sooner);
}

static bool taken_before(struct prover *p, uint16_t measure) {
    struct askings list = askings_of(p, measure);
    bool procedure = p->protocol->procedure != TDM_REF_NONE;
    uint32_t event = reach_event(procedure ? TDM_EVENT_PROCEDURE : TDM_EVENT_ENROLMENT);
    for (size_t i = 0; i < list.count; i++) {
        if (list.items[i].assess != NULL && list.items[i].assess->kind == TDM_ASSESS_BEFORE_PROCEDURE) return true;
        struct asking asked = list.items[i];
        if (!procedure && asked.at_start) return true;
        if (asked.assess != NULL && can_precede(p, &asked, event, -1)) return true;
        if (asked.owe != NULL && owed_before(p, asked.owe, event)) return true;
    }
    return false;
}

static void lint_baseline(struct prover *p, const struct tdm_gate *gate, const struct tdm_criterion *node) {
    if (node->basis != TDM_BASIS_BASELINE || taken_before(p, node->measure)) return;
    const struct tdm_measure_use *use = &p->protocol->measures[node->measure];
    struct tdm_problem *problem = proof_error(p, "L027", node->clause);
    tdm_problem_what(problem, "the gate `%.*s` compares `%.*s` with a baseline that nobody is asked to take",
                     TDM_FMT(gate->name), TDM_FMT(use->name));
    tdm_problem_fix(problem, "add `%.*s` to what is assessed before the procedure", TDM_FMT(use->name));
}

/* ---- terms of one gate that exclude each other */

static bool same_look(const struct tdm_criterion *a, const struct tdm_criterion *b) {
    return a->kind == TDM_CRITERION_READING && b->kind == TDM_CRITERION_READING && a->measure == b->measure &&
           a->compare == b->compare && a->basis == b->basis &&
           (a->statistic == b->statistic || (a->statistic == TDM_STAT_NONE && b->statistic == TDM_STAT_LATEST) ||
            (a->statistic == TDM_STAT_LATEST && b->statistic == TDM_STAT_NONE));
}

static bool excludes(const struct prover *p, const struct tdm_criterion *a, const struct tdm_criterion *b) {
    if (same_look(a, b)) return !proof_bounds_meet(p, a, b);
    bool open = a->kind == TDM_CRITERION_OPEN && b->kind == TDM_CRITERION_NO_OPEN;
    bool shut = a->kind == TDM_CRITERION_NO_OPEN && b->kind == TDM_CRITERION_OPEN;
    return (open || shut) && a->thing == b->thing && a->ref == b->ref;
}

enum { TERMS_MOST = 64 }; /* of one gate; what stands beyond is not compared */

static bool can_exclude(const struct tdm_criterion *node) {
    return node->kind == TDM_CRITERION_READING || node->kind == TDM_CRITERION_OPEN ||
           node->kind == TDM_CRITERION_NO_OPEN;
}

static uint32_t terms_of(const struct tdm_gate *gate, const struct tdm_criterion **terms) {
    const struct tdm_criterion *root = &gate->condition.nodes[0];
    uint32_t count = 0;
    for (uint32_t i = 0; i < root->child_count && count < TERMS_MOST; i++)
        if (can_exclude(&gate->condition.nodes[root->first_child + i]))
            terms[count++] = &gate->condition.nodes[root->first_child + i];
    return count;
}

static void tell_excluded(struct prover *p, const struct tdm_gate *gate, const struct tdm_criterion *a,
                          const struct tdm_criterion *b) {
    struct tdm_problem *problem = proof_error(p, "L022", b->clause);
    tdm_str text = proof_text(p->protocol, a->clause);
    tdm_problem_what(problem, "the gate `%.*s` can never open: this and line %u `%.*s` exclude each other",
                     TDM_FMT(gate->name), p->protocol->clauses[a->clause].place.line, TDM_FMT(text));
    tdm_problem_fix(problem, "keep one of the two, or put them under `any of`");
}

static void lint_gate(struct prover *p, const struct tdm_gate *gate) {
    const struct tdm_criterion *terms[TERMS_MOST];
    uint32_t count = terms_of(gate, terms);
    for (uint32_t i = 0; i < count; i++) {
        for (uint32_t j = 0; j < i; j++)
            if (excludes(p, terms[j], terms[i])) tell_excluded(p, gate, terms[j], terms[i]);
        if (terms[i]->kind == TDM_CRITERION_READING) lint_reading(p, gate, terms[i]);
    }
}

void proof_gates(struct prover *p) {
    for (tdm_ref g = 0; g < p->protocol->gate_count; g++) {
        const struct tdm_gate *gate = &p->protocol->gates[g];
        if (gate->condition.count == 0) continue;
        const struct tdm_criterion *root = &gate->condition.nodes[0];
        for (uint16_t n = 0; n < gate->condition.count; n++)
            if (gate->condition.nodes[n].basis == TDM_BASIS_BASELINE) lint_baseline(p, gate, &gate->condition.nodes[n]);
        if (root->kind == TDM_CRITERION_ALL) lint_gate(p, gate);
    }
}
