/* timing_int.h - the normal form of a network and the search through it, shared by normal.c (which makes it), control.c
 * (which searches), walk.c (which tells what stood in the way) and rules.c (which tells how to carry it out). */
#ifndef TDM_TIMING_INT_H
#define TDM_TIMING_INT_H

#include "timing/timing.h"

/* A contingent link A to C in [least, most] becomes A to S of exactly `least`, with a point S of its own, and S to C in
 * [0, most - least]. A link of one length only is an ordinary one. */
enum edge_kind {
    EDGE_PLAIN,
    EDGE_LOWER, /* S to C by 0: nature may be as quick as that */
    EDGE_UPPER  /* C to S by -(most - least): nature may be as slow as that */
};
struct edge { /* day(to) - day(from) <= weight */
    uint16_t from, to;
    int32_t weight;
    enum edge_kind kind;
    bool silent; /* between A and S: no step of its own when a walk is told */
    enum tdm_bound_end side;
    uint32_t link;
};

#define NO_EDGE UINT32_MAX
#define DERIVED 0x80000000u /* with a node: the shortest way into that node, found by an earlier search */

struct normal {
    const struct tdm_network *network;
    uint16_t node_count; /* the points, then one S for each contingent link */
    const struct edge *edges;
    uint32_t edge_count;
    const uint32_t *in_first, *in_edges; /* per node: edges into it */
    const bool *negative;                /* per node: an edge below 0 comes into it */
    const uint32_t *split_link;          /* per S: its link */
};
static inline bool is_split(const struct normal *g, uint16_t node) {
    return node >= g->network->point_count;
}
void timing_normal_form(struct tdm_arena *mem, const struct tdm_network *network, struct normal *out);

struct row { /* the search backwards from one node: shortest ways into it, as far as they are below 0, and one step more
              */
    int32_t *distance;
    uint32_t *by;   /* per node: the edge it leaves by, or DERIVED | node */
    uint16_t *into; /* nodes whose way is 0 or more: an edge that later searches may use */
    uint16_t into_count;
    enum { ROW_NONE, ROW_OPEN, ROW_DONE } state;
};
struct search {
    struct tdm_arena *mem;
    const struct normal *g;
    struct row *rows; /* per node */
    uint16_t *open;   /* nodes whose search waits for another, the present one last */
    uint32_t open_count;
    uint16_t *heap, *at; /* nodes by distance; where each stands in it, or UINT16_MAX */
    uint32_t heap_count;
};
/* False: the open nodes from `*again` on stand in a circle that is too short; the last one was about to open it again.
 */
bool timing_search(struct tdm_arena *mem, const struct normal *g, struct search *out, uint16_t *again);

/* ---- walk.c */
void timing_clash_of(const struct search *s, uint16_t again, struct tdm_clash *out);
/* False: the bounds, contingent ones as ordinary, cannot all hold. */
bool timing_consistent(struct tdm_arena *mem, const struct tdm_network *network, struct tdm_clash *out);

/* ---- shrink.c */
void timing_shrink(struct tdm_arena *mem, const struct tdm_network *network, struct tdm_clash *clash);

#endif
