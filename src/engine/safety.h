/* safety.h - warning signs recorded, asked for and not asked for, side by side (M124), and adverse events with what was judged
 * of them (F018, G5). Nothing here says that something was ruled out. Pure. */
#ifndef TDM_SAFETY_H
#define TDM_SAFETY_H

#include "chart/bound_chart.h"
#include "protocol/protocol.h"

enum tdm_sign_state {
    TDM_SIGN_OPEN,      /* recorded, and not closed by who may */
    TDM_SIGN_NOT_FOUND, /* asked for on a day, and not found then */
    TDM_SIGN_NOT_ASKED  /* nobody has asked */
};
struct tdm_sign { /* one per flag of the protocol */
    enum tdm_sign_state state;
    tdm_date date; /* open since, or last asked for; none */
    uint32_t entry;
};

struct tdm_adverse {
    uint32_t entry;      /* the event as recorded first */
    uint32_t judged_by;  /* the entry that says how it relates to the treatment; TDM_ENTRY_NONE while nobody has */
    tdm_date date;
    int32_t grade;
    bool serious;
    tdm_str relatedness; /* of the judgement, or as recorded first; empty: not said */
};
struct tdm_safety {
    const struct tdm_sign *signs; /* per flag of the protocol */
    const struct tdm_adverse *events; /* by day */
    uint32_t event_count;
};

#endif
