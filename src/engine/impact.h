/* impact.h - what a new text of a protocol would change for one running episode, before anything changes (M104): the same
 * chart on the same day under both texts. Things are matched by name, since the two texts number them apart. Pure. */
#ifndef TDM_IMPACT_H
#define TDM_IMPACT_H

#include "engine/engine.h"

enum tdm_impact_kind {
    TDM_IMPACT_STEP,      /* the phase in force of a track, or the one that comes next: from, to are names */
    TDM_IMPACT_GATE,      /* of a gate that is not passed: n, of_n are its states before and after */
    TDM_IMPACT_CEILING,   /* n, of_n: load class before and after; -1: none */
    TDM_IMPACT_DATE,      /* what has a date in both: on, to_on; either may be none */
    TDM_IMPACT_STATE,     /* of a signature, an exercise, a rule, of what is owed: from, to are words */
    TDM_IMPACT_ADDED,     /* there is no such thing in the text of before */
    TDM_IMPACT_GONE,      /* nor in the new one */
    TDM_IMPACT_VIOLATION, /* index into the deviations under the new text, that is none under the text of before */
    TDM_IMPACT_LIFTED     /* index into those of before, that is none under the new text */
};
struct tdm_impact_item {
    enum tdm_impact_kind kind;
    const char *thing; /* "phase", "gate" ...; of dates with what happens then: "phase begins" */
    tdm_str name, from, to;
    tdm_date on, to_on;
    int32_t n, of_n;
    uint32_t index;
};
struct tdm_impact {
    const struct tdm_standing *before, *after;
    const struct tdm_impact_item *items; /* in the order of the kinds */
    uint32_t count;                      /* none: unaffected */
};
/* Two standings of one chart on one day under two protocols: tdm_standing_far_ahead, or what is owed is compared a week ahead only. */
struct tdm_impact tdm_impact_of(struct tdm_arena *mem, const struct tdm_standing *before,
                                const struct tdm_standing *after);

#endif
