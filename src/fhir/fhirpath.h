/* fhirpath.h - a condition as FHIRPath, asked of the Bundle that `tandem fhir export CHART --on DAY` gives. Three-valued:
 * true, false, and {} for unknown; nothing is closed over missing data. Pure. docs/fhir-limits.md has what has no form. */
#ifndef TDM_FHIRPATH_H
#define TDM_FHIRPATH_H

#include "criteria/criteria.h"

/* Can this node be asked in FHIRPath? A block can when all that stands in it can. */
bool tdm_fhirpath_can(const struct tdm_condition *condition, uint16_t node, const struct tdm_scope *scope);
/* The node as one expression; what has no form stands as {} in it: it cannot be told there. */
void tdm_fhirpath_print(struct tdm_buf *out, const struct tdm_condition *condition, uint16_t node,
                        const struct tdm_scope *scope);

/* ---- fhirpath_reading.c: for fhirpath.c alone */
struct tdm_fhirpath {
    struct tdm_buf *out;
    const struct tdm_scope *scope;
    uint32_t number; /* of the node: variables of one expression differ */
};
bool tdm_fhirpath_can_read(const struct tdm_criterion *node, const struct tdm_scope *scope);
void tdm_fhirpath_reading(const struct tdm_fhirpath *p, const struct tdm_criterion *node);
/* Observations that tell a ground of that kind (and, unless null, of that code). */
void tdm_fhirpath_grounds(const struct tdm_fhirpath *p, const char *kind, const char *codes, tdm_str code);
void tdm_fhirpath_span(const struct tdm_fhirpath *p, tdm_span span); /* "14 days" */

#endif
