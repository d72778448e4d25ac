/* timing.h - temporal networks on whole days: points, links with bounds, consistency, shortest paths, the cycle that breaks it.
 * Pure; knows no protocol. Dechter, Meiri, Pearl 1991, "Temporal constraint networks" (simple temporal problem). */
#ifndef TDM_TIMING_H
#define TDM_TIMING_H

#include "base/base.h"

typedef uint16_t tdm_point;
#define TDM_DAYS_INFINITE (INT32_MAX / 4) /* "no bound"; sums of two stay in range */

struct tdm_link { /* least <= day(to) - day(from) <= most */
    tdm_point from, to;
    int32_t least, most;  /* -TDM_DAYS_INFINITE, TDM_DAYS_INFINITE: unbounded */
    bool contingent;      /* nature or another person decides inside the bounds; both bounds must be there */
    uint32_t label;       /* the owner's mark: which clause says so */
};
struct tdm_network {
    uint16_t point_count;
    const struct tdm_link *links;
    uint32_t link_count;
};

struct tdm_bound_days { int32_t earliest, latest; uint32_t earliest_label, latest_label; }; /* label of the last link on the path */

/* Bounds of every point relative to `origin` (day 0). False when the network has no solution; then *cycle holds the
 * labels of the links of one negative cycle, in order. Bellman-Ford: points x links at worst. */
bool tdm_network_bounds(struct tdm_arena *mem, const struct tdm_network *network, tdm_point origin,
                        struct tdm_bound_days *out, const uint32_t **cycle, uint32_t *cycle_count) TDM_CHECKED;

#endif
