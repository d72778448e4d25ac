/* ceiling.h - the one rule of the ceiling, apart from any chart: what a clause says while it is in force, how such terms
 * combine, and what that leaves of an exercise. The standing and the proofs both stand on it (M2, M71). */
#ifndef TDM_CEILING_H
#define TDM_CEILING_H

#include "engine/engine.h"

/* The term of a clause in force; false when it limits no load. Day, entry and what holds it are the caller's to add. */
bool tdm_ceiling_of_phase(const struct tdm_protocol *protocol, tdm_ref phase, struct tdm_ceiling_term *out) TDM_CHECKED;
bool tdm_ceiling_of_never(const struct tdm_protocol *protocol, tdm_ref never, struct tdm_ceiling_term *out) TDM_CHECKED;
bool tdm_ceiling_of_restriction(const struct tdm_protocol *protocol, tdm_ref restriction,
                                struct tdm_ceiling_term *out) TDM_CHECKED;

/* The lowest class and every barred attribute hold; every term that binds equally is marked. More terms never raise it. */
void tdm_ceiling_combine(struct tdm_ceiling_term *terms, uint32_t count, struct tdm_ceiling *out);

/* What the ceiling of a site leaves of `out->exercise`; false when the exercise does not load it (M70). */
bool tdm_ceiling_judge(const struct tdm_catalog *catalog, const struct tdm_ceiling *ceiling, tdm_ref region,
                       struct tdm_exercise_answer *out);

#endif
