/* gate_checks.c - what can be said of gates when the whole protocol is read: they open what begins from them, somebody
 * signs and looks, and something is said for the day on which they have stayed shut too long. */
#include "protocol/protocol_int.h"

static void check_opens(struct reader *r) {
    const struct tdm_protocol *p = r->protocol;
    for (uint32_t i = 0; i < p->phase_count; i++) {
        const struct tdm_phase *phase = &p->phases[i];
        if (phase->from.anchor != TDM_ANCHOR_GATE || p->gates[phase->from.ref].phase == i) continue;
        struct tdm_problem *problem = at_clause(r, TDM_ERROR, TDM_WHY_CONFLICT, "P014", phase->from_clause);
        tdm_problem_what(problem, "the phase `%.*s` begins from gate `%.*s`, which opens something else",
                         TDM_FMT(phase->name), TDM_FMT(p->gates[phase->from.ref].name));
        tdm_problem_fix(problem, "let the gate say `opens %.*s`, or begin the phase from its own gate",
                        TDM_FMT(phase->name));
    }
    for (uint32_t g = 0; g < p->gate_count; g++) {
        const struct tdm_gate *gate = &p->gates[g];
        if (gate->opens_discharge) continue;
        const struct tdm_phase *phase = &p->phases[gate->phase];
        if (phase->from.anchor == TDM_ANCHOR_GATE && phase->from.ref == g) continue;
        struct tdm_problem *problem = at_clause(r, TDM_ERROR, TDM_WHY_CONFLICT, "P015", gate->clause);
        tdm_problem_what(problem, "the gate `%.*s` opens `%.*s`, but that phase does not begin from it",
                         TDM_FMT(gate->name), TDM_FMT(phase->name));
        tdm_problem_fix(problem, "write in the phase: from gate %.*s", TDM_FMT(gate->name));
    }
}

static bool reads_clearance(const struct tdm_gate *gate, tdm_ref clearance) {
    for (uint16_t i = 0; i < gate->condition.count; i++)
        if (gate->condition.nodes[i].kind == TDM_CRITERION_CLEARANCE &&
            (clearance == TDM_REF_NONE || gate->condition.nodes[i].ref == clearance))
            return true;
    return false;
}

static void check_signatures(struct reader *r) {
    const struct tdm_protocol *p = r->protocol;
    for (uint32_t c = 0; c < p->clearance_count; c++) {
        bool read = false;
        for (uint32_t g = 0; g < p->gate_count; g++) read = read || reads_clearance(&p->gates[g], (tdm_ref)c);
        for (uint32_t i = 0; i < p->phase_count; i++) read = read || p->phases[i].ends_by == c;
        if (read) continue;
        struct tdm_problem *problem = at_clause(r, TDM_NOTE, TDM_WHY_MISSING, "P019", p->clearances[c].clause);
        tdm_problem_what(problem, "nothing asks for the clearance `%.*s`", TDM_FMT(p->clearances[c].name));
        tdm_problem_fix(problem, "write in a gate: clearance %.*s", TDM_FMT(p->clearances[c].name));
    }
    for (uint32_t g = 0; g < p->gate_count; g++) {
        const struct tdm_gate *gate = &p->gates[g];
        if (gate->bare) {
            struct tdm_problem *problem = at_clause(r, TDM_NOTE, TDM_WHY_MISSING, "P020", gate->clause);
            tdm_problem_what(
                problem,
                "the gate `%.*s` is bare: a signature is asked for, but nothing that its signer should look at",
                TDM_FMT(gate->name));
            tdm_problem_fix(problem, "add criteria, or leave it so: it is told as bare wherever it is shown");
        }
        bool loads =
            !gate->opens_discharge && p->phases[gate->phase].intent == TDM_INTENT_LOAD && p->procedure != TDM_REF_NONE;
        if (loads && !reads_clearance(gate, TDM_REF_NONE)) {
            struct tdm_problem *problem = at_clause(r, TDM_NOTE, TDM_WHY_MISSING, "P021", gate->clause);
            tdm_problem_what(problem, "the gate `%.*s` resumes load after a procedure without anybody's signature",
                             TDM_FMT(gate->name));
            tdm_problem_fix(problem, "add a line: clearance NAME");
        }
    }
}

/* The phase waits for the gate: by the signature that ends it, or for what comes next on its track; the last one of
 * function for discharge (M52). */
static bool waits_for(const struct tdm_protocol *p, tdm_ref phase, tdm_ref gate) {
    const struct tdm_phase *waiting = &p->phases[phase];
    if (tdm_day_from_discharge(&waiting->from)) return false;
    if (waiting->ends_by != TDM_REF_NONE && reads_clearance(&p->gates[gate], waiting->ends_by)) return true;
    uint32_t next = phase + 1u;
    while (next < p->phase_count && p->phases[next].track != waiting->track) next++;
    bool last = next == p->phase_count || tdm_day_from_discharge(&p->phases[next].from);
    if (last) return waiting->track == TDM_TRACK_FUNCTION && p->gates[gate].opens_discharge;
    return p->phases[next].from.anchor == TDM_ANCHOR_GATE && p->phases[next].from.ref == gate;
}

/* A phase that waits for the gate, and can do so beyond its longest length; or TDM_REF_NONE. *endless: one waits that
 * ends by a signature alone, which is told as such (P024). */
static tdm_ref waiting_phase(const struct tdm_protocol *p, tdm_ref gate, bool *endless) {
    tdm_ref found = TDM_REF_NONE;
    *endless = false;
    for (tdm_ref i = 0; i < p->phase_count; i++) {
        const struct tdm_phase *phase = &p->phases[i];
        if (!waits_for(p, i, gate)) continue;
        *endless = *endless || (phase->ends_by != TDM_REF_NONE && !phase->length.has_most);
        if (found == TDM_REF_NONE && phase->length.has_most && !tdm_length_is_exact(&phase->length)) found = i;
    }
    return found;
}

/* M58: what happens when it is never met. */
static void check_never_met(struct reader *r) {
    const struct tdm_protocol *p = r->protocol;
    for (tdm_ref g = 0; g < p->gate_count; g++) {
        const struct tdm_gate *gate = &p->gates[g];
        bool said = gate->otherwise_clause != TDM_CLAUSE_NONE, endless;
        tdm_ref phase = waiting_phase(p, g, &endless);
        if (!said && phase != TDM_REF_NONE) {
            struct tdm_problem *problem = at_clause(r, TDM_NOTE, TDM_WHY_MISSING, "P058", gate->clause);
            tdm_problem_what(problem, "the phase `%.*s` waits for the gate `%.*s`, and nothing is said for never",
                             TDM_FMT(p->phases[phase].name), TDM_FMT(gate->name));
            tdm_problem_fix(problem, "add, last in the gate: otherwise physician decides within 14 days, TEXT");
        } else if (said && phase == TDM_REF_NONE && !endless) {
            struct tdm_problem *problem = at_clause(r, TDM_NOTE, TDM_WHY_MISSING, "P057", gate->otherwise_clause);
            tdm_problem_what(problem,
                             "no phase that waits for the gate `%.*s` has a longest length: nobody will be asked",
                             TDM_FMT(gate->name));
            tdm_problem_fix(problem, "give that phase a longest length, or take `otherwise` away");
        }
    }
}

/* M26: silence about flags is no screen. */
static void check_screens(struct reader *r) {
    const struct tdm_protocol *p = r->protocol;
    for (uint32_t g = 0; g < p->gate_count; g++)
        for (uint16_t i = 0; i < p->gates[g].condition.count; i++) {
            const struct tdm_criterion *node = &p->gates[g].condition.nodes[i];
            if (node->kind != TDM_CRITERION_NO_OPEN || node->has_window) continue;
            struct tdm_problem *problem = at_clause(r, TDM_NOTE, TDM_WHY_MISSING, "P044", node->clause);
            tdm_problem_what(problem, "this holds also when nobody has asked");
            tdm_problem_fix(problem, "add how fresh the screen must be: , screened within 14 days");
        }
}

void check_gates(struct reader *r) {
    check_opens(r);
    check_signatures(r);
    check_screens(r);
    check_never_met(r);
}
