/* bounds.c - earliest and latest of every point by shortest paths, and the negative cycle when there is none.
 * A link least <= to - from <= most is two edges of the distance graph: from -> to of weight most, to -> from of weight
 * -least. The shortest way from the origin bounds a point from above, the shortest way to the origin from below. */
#include "timing/timing.h"

struct edge {
    tdm_point from, to;
    int32_t weight;
    uint32_t label;
};

struct side { /* one of the two searches */
    int64_t *distance;
    uint32_t *by; /* per point: the edge that set its distance, or NO_EDGE */
};
#define NO_EDGE UINT32_MAX

static uint32_t collect(const struct tdm_network *network, bool backwards, struct edge *edges) {
    uint32_t count = 0;
    for (uint32_t i = 0; i < network->link_count; i++) {
        const struct tdm_link *link = &network->links[i];
        TDM_ASSERT(link->from < network->point_count && link->to < network->point_count);
        if (link->most < TDM_DAYS_INFINITE)
            edges[count++] = backwards ? (struct edge){link->to, link->from, link->most, link->label}
                                       : (struct edge){link->from, link->to, link->most, link->label};
        if (link->least > -TDM_DAYS_INFINITE)
            edges[count++] = backwards ? (struct edge){link->from, link->to, -link->least, link->label}
                                       : (struct edge){link->to, link->from, -link->least, link->label};
    }
    return count;
}

/* One sweep over all edges; the number of an edge that still shortened a way, or NO_EDGE. */
static uint32_t relax(const struct edge *edges, uint32_t count, struct side *side) {
    uint32_t changed = NO_EDGE;
    for (uint32_t e = 0; e < count; e++) {
        int64_t so_far = side->distance[edges[e].from];
        if (so_far >= TDM_DAYS_INFINITE) continue;
        int64_t reached = so_far + edges[e].weight;
        if (reached < side->distance[edges[e].to]) {
            side->distance[edges[e].to] = reached;
            side->by[edges[e].to] = e;
            changed = e;
        }
    }
    return changed;
}

/* Walks back from a point that is still falling after point_count sweeps: the walk must enter the cycle. */
static void take_cycle(struct tdm_arena *mem, const struct edge *edges, const struct side *side, tdm_point start,
                       uint32_t point_count, const uint32_t **cycle, uint32_t *cycle_count) {
    tdm_point at = start;
    for (uint32_t i = 0; i < point_count; i++) at = edges[side->by[at]].from;
    uint32_t *labels = TDM_NEW_ARRAY(mem, uint32_t, point_count + 1), count = 0;
    tdm_point first = at;
    do {
        labels[count++] = edges[side->by[at]].label;
        at = edges[side->by[at]].from;
    } while (at != first && count <= point_count);
    for (uint32_t i = 0; i < count / 2; i++) { /* walked against the edges: turn it into their order */
        uint32_t held = labels[i];
        labels[i] = labels[count - 1 - i];
        labels[count - 1 - i] = held;
    }
    *cycle = labels;
    *cycle_count = count;
}

static bool shortest(struct edge *edges, uint32_t edge_count, uint32_t point_count, tdm_point origin, struct side *side,
                     uint32_t *falling) {
    for (uint32_t p = 0; p < point_count; p++) {
        side->distance[p] = TDM_DAYS_INFINITE;
        side->by[p] = NO_EDGE;
    }
    side->distance[origin] = 0;
    for (uint32_t sweep = 0; sweep < point_count; sweep++) {
        *falling = relax(edges, edge_count, side);
        if (*falling == NO_EDGE) return true;
    }
    return false;
}

bool tdm_network_bounds(struct tdm_arena *mem, const struct tdm_network *network, tdm_point origin,
                        struct tdm_bound_days *out, const uint32_t **cycle, uint32_t *cycle_count) {
    uint32_t points = network->point_count;
    struct edge *edges = tdm_arena_alloc_raw(mem, (size_t)network->link_count * 2 * sizeof *edges + sizeof *edges);
    struct side side = {tdm_arena_alloc_raw(mem, (points + 1) * sizeof(int64_t)),
                        tdm_arena_alloc_raw(mem, (points + 1) * sizeof(uint32_t))};
    TDM_ASSERT(origin < points);
    for (int backwards = 0; backwards <= 1; backwards++) {
        uint32_t count = collect(network, backwards != 0, edges), falling = NO_EDGE;
        if (!shortest(edges, count, points, origin, &side, &falling)) {
            take_cycle(mem, edges, &side, edges[falling].to, points, cycle, cycle_count);
            return false;
        }
        for (uint32_t p = 0; p < points; p++) {
            int32_t distance = (int32_t)side.distance[p]; /* a shortest way has no point twice */
            uint32_t label = side.by[p] == NO_EDGE ? UINT32_MAX : edges[side.by[p]].label;
            if (backwards != 0) {
                out[p].earliest = distance >= TDM_DAYS_INFINITE ? -TDM_DAYS_INFINITE : -distance;
                out[p].earliest_label = label;
            } else {
                out[p].latest = distance;
                out[p].latest_label = label;
            }
        }
    }
    return true;
}
