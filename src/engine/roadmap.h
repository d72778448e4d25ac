/* roadmap.h - what the baseline says is to be retrained or measured, in which phase, with which exercises, by whom (S69,
 * F025). It follows from the protocol and the chart alone; it prescribes nothing. Pure. */
#ifndef TDM_ROADMAP_H
#define TDM_ROADMAP_H

#include "engine/record.h"

enum tdm_roadmap_kind {
    TDM_ROADMAP_RETRAIN, /* an open way of sparing the joint */
    TDM_ROADMAP_DEFICIT, /* the treated side does not reach what a gate will ask of it */
    TDM_ROADMAP_MEASURE, /* missing or too old in the baseline */
    TDM_ROADMAP_WATCH    /* something open elsewhere, to be looked at again */
};
const char *tdm_roadmap_kind_word(enum tdm_roadmap_kind kind);

struct tdm_roadmap_phase {
    tdm_ref phase;
    bool aims;                /* the phase names the variable as an aim */
    const tdm_ref *exercises; /* offered in it, and moving the variable */
    uint32_t exercise_count;
};
struct tdm_roadmap_item {
    enum tdm_roadmap_kind kind;
    uint32_t of;              /* RETRAIN, WATCH: index into the findings; else into the baseline's items */
    tdm_mask variables;       /* that it asks to train; none: the catalogue names none */
    tdm_mask roles;           /* by whom */
    tdm_ref gate;             /* DEFICIT: the first gate that asks for more, else TDM_REF_NONE */
    tdm_clause_id clause;     /* its criterion; of MEASURE the line that asks for it */
    struct tdm_reason reason; /* DEFICIT: what that criterion said of the baseline day */
    const struct tdm_roadmap_phase *phases; /* not yet over, in the order of the protocol */
    uint32_t phase_count;
};
struct tdm_roadmap {
    const struct tdm_roadmap_item *items; /* by kind, then by day or the protocol's order */
    uint32_t count;
};
const struct tdm_roadmap *tdm_roadmap_of(struct tdm_arena *mem, const struct tdm_standing *standing,
                                         const struct tdm_record *record);

#endif
