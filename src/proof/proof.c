/* proof.c - the order in which a protocol is proved, and where findings stand. */
#include "proof/proof_int.h"

static struct tdm_place place_of(const struct prover *p, tdm_clause_id clause) {
    return p->protocol->clauses[clause < p->protocol->clause_count ? clause : 0].place;
}

struct tdm_problem *proof_error(struct prover *p, const char *code, tdm_clause_id clause) {
    return tdm_problems_add(p->problems, TDM_ERROR, TDM_WHY_CONFLICT, code, place_of(p, clause));
}

struct tdm_problem *proof_note(struct prover *p, const char *code, tdm_clause_id clause) {
    return tdm_problems_add(p->problems, TDM_NOTE, TDM_WHY_CONFLICT, code, place_of(p, clause));
}

bool tdm_proof_check(struct tdm_arena *mem, const struct tdm_protocol *protocol, struct tdm_problems *problems) {
    struct prover p = {mem, protocol, protocol->catalog, problems};
    uint32_t errors = problems->errors;
    proof_aims(&p);
    return problems->errors == errors;
}
