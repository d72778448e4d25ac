/* grounds.h - what the conditions of a day are asked of, before any of them is asked: readings as they count, what is open,
 * which entries hold, which signatures count, the days that clauses count from. For those who ask the conditions by
 * other means than the engine's (docs/fhir.md). Pure. */
#ifndef TDM_GROUNDS_H
#define TDM_GROUNDS_H

#include "engine/engine.h"

enum tdm_ground_of { TDM_GROUND_READING, TDM_GROUND_OTHER_SIDE, TDM_GROUND_BASELINE, TDM_GROUND_OTHER_BASELINE };
struct tdm_ground_reading { /* one rater's value of one day, by the measure's own rule (M29, M30) */
    enum tdm_ground_of of;
    tdm_ref use; /* of the protocol */
    tdm_date date;
    tdm_value value; /* in the measure's unit */
    uint32_t read_in, entry; /* by whose author; where the value stands: a correction, or the same */
    bool worst, best;        /* of the raters of its day */
};
struct tdm_ground_open {
    bool is_flag;
    tdm_ref item; /* of the catalogue */
    tdm_date since;
    uint32_t entry; /* TDM_ENTRY_NONE: its own rule raised it */
};
struct tdm_ground_medicine { /* of an entry of a medicine: what it contains, with every class above */
    bool known;
    tdm_mask classes;
    const tdm_ref *substances;
    uint32_t substance_count;
};
struct tdm_grounds {
    struct tdm_asof asof;
    const struct tdm_case *episode;
    const bool *holds; /* by entry: known, not taken back, and not of a later day */
    const struct tdm_ground_medicine *medicines; /* by entry; of other kinds: known is false */
    const struct tdm_ground_reading *readings;
    uint32_t reading_count;
    const struct tdm_ground_open *open;
    uint32_t open_count;
    const struct tdm_clearance_answer *clearances; /* per clearance of the protocol */
    struct tdm_anchors anchors;
};
const struct tdm_grounds *tdm_grounds_of(struct tdm_arena *mem, const struct tdm_case *episode,
                                         const struct tdm_case *const *others, uint32_t other_count,
                                         struct tdm_asof asof);

#endif
