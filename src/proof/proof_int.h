/* proof_int.h - what the files of this room share. */
#ifndef TDM_PROOF_INT_H
#define TDM_PROOF_INT_H

#include "proof/proof.h"
#include "proof/reach.h"

struct prover {
    struct tdm_arena *mem;
    const struct tdm_protocol *protocol;
    const struct tdm_catalog *catalog;
    struct tdm_problems *problems;
    const struct reach *kept; /* what can be on one day while every window is kept; null when that is not known */
};

/* ---- proof.c: a finding at the clause, and how lines are named in stories */
struct tdm_problem *proof_error(struct prover *p, const char *code, tdm_clause_id clause);
struct tdm_problem *proof_note(struct prover *p, const char *code, tdm_clause_id clause);
void proof_line(struct tdm_buf *out, const struct tdm_protocol *protocol, tdm_clause_id clause); /* "line 12" */
tdm_str proof_text(const struct tdm_protocol *protocol, tdm_clause_id clause);
tdm_str proof_class(const struct tdm_protocol *protocol, uint16_t load_class);
tdm_clause_id proof_clause_of(const struct tdm_protocol *protocol, enum tdm_clause_kind kind); /* its first */
/* The criterion that asks for the clearance (any, by TDM_REF_NONE) and must hold; null when none does. */
const struct tdm_criterion *proof_gate_signature(const struct tdm_gate *gate, tdm_ref clearance);
/* By a day, an exact length or a signature; else only what follows it ends it. */
bool proof_ends_by_itself(const struct tdm_phase *phase);
/* The load that a week of a plan asks for, in shares of the patient's own most. */
struct tdm_load proof_week_load(const struct tdm_protocol *protocol, const struct tdm_plan *plan,
                                const struct tdm_plan_week *week, tdm_ref exercise);

/* Would the term alone forbid it in every dose? */
bool proof_forbids(const struct tdm_protocol *protocol, const struct tdm_ceiling_term *term, tdm_ref exercise);

void proof_too_large(struct prover *p);

/* ---- story.c */
void proof_in_line(struct tdm_buf *out, const struct tdm_protocol *protocol, tdm_clause_id clause); /* " (line 12)" */
/* The gate with the lines that say when it can be open. */
void proof_gate_lines(struct tdm_buf *out, const struct tdm_protocol *protocol, const struct tdm_gate *gate);
void proof_promises(struct prover *p);

/* ---- lints, a file each */
void proof_aims(struct prover *p);
void proof_times(struct prover *p);
void proof_gates(struct prover *p);
void proof_rules(struct prover *p);
void proof_restrictions(struct prover *p);
void proof_texts(struct prover *p);
/* Can both bounds hold of one value of their measure? */
bool proof_bounds_meet(const struct prover *p, const struct tdm_criterion *a, const struct tdm_criterion *b);

#endif
