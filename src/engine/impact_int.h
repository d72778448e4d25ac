/* impact_int.h - shared by impact.c and impact_day.c: the list while it grows. */
#ifndef TDM_IMPACT_INT_H
#define TDM_IMPACT_INT_H

#include "engine/impact.h"

struct impact {
    struct tdm_arena *mem;
    const struct tdm_standing *before, *after;
    struct tdm_impact_item *items;
    size_t count, room;
};

struct tdm_impact_item *tdm_impact_add(struct impact *m, enum tdm_impact_kind kind, const char *thing, tdm_str name);
/* What is asked of people, allowed and said on the day. */
void tdm_impact_of_day(struct impact *m);

#endif
