/* fhir_plan.h - what the files that write a protocol share: its actions, their relations and conditions. */
#ifndef TDM_FHIR_PLAN_H
#define TDM_FHIR_PLAN_H

#include "fhir/fhir_int.h"

struct tdm_fhir_plan {
    struct tdm_fhir_ep *e; /* of no chart: for the pieces that every resource is made of */
    const struct tdm_protocol *protocol;
    const struct tdm_fhir_protocol *from;
};

/* ---- fhir_put_activity.c: what is done, each once */
enum tdm_fhir_activity {
    TDM_FHIR_DO_PROCEDURE,
    TDM_FHIR_DO_EXERCISE,
    TDM_FHIR_DO_MEASURE,
    TDM_FHIR_DO_SIGN,
    TDM_FHIR_DO_NOT
};
/* "Knee_oa_prp": as pdf-0 wants a name. */
tdm_str tdm_fhir_machine_name(struct tdm_arena *mem, tdm_str name);
void tdm_fhir_put_activities(struct tdm_fhir_plan *p);
/* "definitionCanonical" of an action. */
void tdm_fhir_defined_by(struct tdm_fhir_plan *p, enum tdm_fhir_activity kind, tdm_str name);

/* ---- fhir_put_action.c: pieces of an action */
void tdm_fhir_action_begin(struct tdm_fhir_plan *p, const char *prefix, tdm_str name, tdm_clause_id clause);
/* The same, with the lines of the gate that opens it. */
void tdm_fhir_action_gated(struct tdm_fhir_plan *p, const char *prefix, tdm_str name, tdm_clause_id clause,
                           tdm_clause_id gate);
void tdm_fhir_action_end(struct tdm_fhir_plan *p);
tdm_str tdm_fhir_action_id(struct tdm_fhir_plan *p, const char *prefix, tdm_str name);
/* "from" of a day: this action starts so long before or after another one. An item of relatedAction. */
void tdm_fhir_related(struct tdm_fhir_plan *p, const struct tdm_day_expr *day);
/* The same window from one day to another of one anchor, else only its first day. */
void tdm_fhir_related_window(struct tdm_fhir_plan *p, const struct tdm_day_expr *from, const struct tdm_day_expr *until);
void tdm_fhir_related_begin(struct tdm_fhir_plan *p);
void tdm_fhir_related_end(struct tdm_fhir_plan *p);
void tdm_fhir_related_to(struct tdm_fhir_plan *p, tdm_str id, const char *relationship, const struct tdm_length *offset);
void tdm_fhir_duration(struct tdm_fhir_plan *p, const char *key, tdm_span span);
void tdm_fhir_every(struct tdm_fhir_plan *p, tdm_span span); /* "timingTiming" */
/* Each criterion twice, as `start` and `applicability`: others look at one of the two (docs/fhir.md). */
void tdm_fhir_conditions(struct tdm_fhir_plan *p, tdm_str name, const struct tdm_condition *condition);
void tdm_fhir_roles(struct tdm_fhir_plan *p, tdm_mask roles); /* "participant" */
/* "description": the lines of one or two clauses with what stands below them; "documentation": their sources */
void tdm_fhir_clause(struct tdm_fhir_plan *p, tdm_clause_id clause, tdm_clause_id also);
void tdm_fhir_block(struct tdm_fhir_plan *p, tdm_clause_id clause, struct tdm_buf *out);

/* ---- fhir_put_phase.c */
void tdm_fhir_put_phases(struct tdm_fhir_plan *p);

#endif
