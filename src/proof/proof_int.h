/* proof_int.h - what the files of this room share. */
#ifndef TDM_PROOF_INT_H
#define TDM_PROOF_INT_H

#include "proof/proof.h"

struct prover {
    struct tdm_arena *mem;
    const struct tdm_protocol *protocol;
    const struct tdm_catalog *catalog;
    struct tdm_problems *problems;
};

/* A finding at the clause. */
struct tdm_problem *proof_error(struct prover *p, const char *code, tdm_clause_id clause);
struct tdm_problem *proof_note(struct prover *p, const char *code, tdm_clause_id clause);

/* ---- aims.c */
void proof_aims(struct prover *p);

#endif
