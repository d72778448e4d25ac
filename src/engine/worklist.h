/* worklist.h - what is owed over many episodes, ordered by what it blocks and how late it is (F016, S63). Pure. */
#ifndef TDM_WORKLIST_H
#define TDM_WORKLIST_H

#include "engine/engine.h"

enum tdm_work_rank { /* in the order of the list */
    TDM_WORK_EMERGENCY, /* an open emergency flag */
    TDM_WORK_LATE_BLOCK, /* late, and a phase waits for it */
    TDM_WORK_BLOCK,      /* a phase waits for it today */
    TDM_WORK_LATE,
    TDM_WORK_DUE,
    TDM_WORK_SOON,
    TDM_WORK_WAITS /* cannot be done yet (M88) */
};
const char *tdm_work_rank_word(enum tdm_work_rank rank);

struct tdm_work {
    enum tdm_work_rank rank;
    uint32_t standing;        /* whose */
    uint32_t owed;            /* index into its obligations */
    tdm_ref gate;             /* that waits for it, or TDM_REF_NONE */
    tdm_ref held_phase;       /* that an open flag holds, or TDM_REF_NONE */
    int32_t days_late;        /* 0: not late */
};
/* What the order of every work list follows from: the rank, then the longest late, then the first due; no day is the last. */
struct tdm_urgency {
    enum tdm_work_rank rank;
    int32_t days_late;
    tdm_date due;
};
int tdm_urgency_compare(const struct tdm_urgency *a, const struct tdm_urgency *b); /* <0: `a` stands first; 0: alike */
struct tdm_worklist {
    const struct tdm_work *items;
    uint32_t count;
};
/* `roles` 0: of every role. The standings stay the caller's. */
struct tdm_worklist tdm_worklist_of(struct tdm_arena *mem, const struct tdm_standing *const *standings, uint32_t count,
                                    tdm_mask roles);

#endif
