/* aims.c - the two levels of care never stand for each other (S05): what the whole protocol is aimed at must be moved
 * by something of the same level in it. */
#include "proof/proof_int.h"

tdm_clause_id proof_clause_of(const struct tdm_protocol *protocol, enum tdm_clause_kind kind) {
    for (uint32_t i = 0; i < protocol->clause_count; i++)
        if (protocol->clauses[i].kind == kind) return (tdm_clause_id)i;
    return TDM_CLAUSE_NONE;
}

static bool procedure_moves(const struct prover *p, tdm_ref variable) {
    return p->protocol->procedure != TDM_REF_NONE &&
           (tdm_catalog_procedure(p->catalog, p->protocol->procedure)->moves & TDM_BIT(variable)) != 0;
}

static bool shelf_moves(const struct prover *p, tdm_ref variable) {
    for (uint32_t i = 0; i < p->protocol->phase_count; i++)
        for (uint32_t o = 0; o < p->protocol->phases[i].offer_count; o++) {
            tdm_ref exercise = p->protocol->phases[i].offers[o].exercise;
            if ((tdm_catalog_exercise(p->catalog, exercise)->moves & TDM_BIT(variable)) != 0) return true;
        }
    return false;
}

void proof_aims(struct prover *p) {
    tdm_ref target = p->protocol->target;
    if (target == TDM_REF_NONE) return;
    const struct tdm_variable *variable = tdm_catalog_variable(p->catalog, target);
    bool tissue = variable->axis == TDM_AXIS_TISSUE;
    if (tissue ? procedure_moves(p, target) : shelf_moves(p, target)) return;
    struct tdm_problem *problem = proof_error(p, "L001", proof_clause_of(p->protocol, TDM_CLAUSE_TARGET));
    if (tissue) {
        tdm_problem_what(
            problem, "the protocol is aimed at `%.*s`, which is on tissue, and holds only steps that act on function",
            TDM_FMT(variable->item.name));
        tdm_problem_fix(problem, "name a procedure that moves `%.*s`, or a target on function",
                        TDM_FMT(variable->item.name));
    } else {
        tdm_problem_what(problem,
                         "the protocol is aimed at `%.*s`, which is on function, and no exercise it offers moves it",
                         TDM_FMT(variable->item.name));
        tdm_problem_fix(problem, "offer an exercise that moves `%.*s`, or name another target",
                        TDM_FMT(variable->item.name));
    }
}
