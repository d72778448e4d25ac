/* walk.c - what stood in the way: the closed walk of a failed search, or a negative cycle, as bounds of links. */
#include "timing/timing_int.h"

#define WALK_MAX 4096u /* a walk through derived edges can be long beyond measure; then each bound is told once */

struct walk {
    const struct search *s;
    uint32_t *edges; /* in order */
    uint32_t count;
    bool full;
    uint8_t *seen; /* when each edge is told once: base edges, and derived ones by node and node; else null */
};

static bool first_time(const struct walk *w, size_t number) {
    if (w->seen == NULL) return true;
    bool new = (w->seen[number / 8] & (1u << number % 8)) == 0;
    w->seen[number / 8] |= (uint8_t)(1u << number % 8);
    return new;
}

/* The way from `node` into `target`, as the search from `target` found it. */
static void follow(struct walk *w, uint16_t node,
                   uint16_t target) { /* NOLINT(misc-no-recursion): no deeper than nodes */
    const struct normal *g = w->s->g;
    const struct row *row = &w->s->rows[target];
    do {
        uint32_t by = row->by[node];
        if ((by & DERIVED) != 0) {
            uint16_t next = (uint16_t)(by & ~DERIVED);
            if (!w->full && first_time(w, g->edge_count + (size_t)node * g->node_count + next)) follow(w, node, next);
            node = next;
        } else {
            if (w->count == WALK_MAX && w->seen == NULL)
                w->full = true;
            else if (!w->full && first_time(w, by))
                w->edges[w->count++] = by;
            node = g->edges[by].to;
        }
    } while (node != target);
}

static void follow_round(struct walk *w, uint16_t again) {
    const struct search *s = w->s;
    uint32_t last = s->open_count - 1, first = last;
    while (s->open[first] != again) first--;
    w->count = 0;
    follow(w, again, s->open[last]);
    for (uint32_t i = last; i > first; i--) follow(w, s->open[i], s->open[i - 1]);
}

/* A step back along what the walk has just come by says nothing. */
static bool undone(const struct tdm_bound_use *a, const struct tdm_bound_use *b) {
    return a->link == b->link && a->side == b->side && a->side == TDM_BOUND_LEAST && a->nature != b->nature;
}

static void drop_undone(struct tdm_bound_use *uses, uint32_t *count) {
    uint32_t kept = 0;
    for (uint32_t i = 0; i < *count; i++) {
        if (kept > 0 && undone(&uses[kept - 1], &uses[i]))
            kept--;
        else
            uses[kept++] = uses[i];
    }
    while (kept > 2 && undone(&uses[0], &uses[kept - 1])) {
        for (uint32_t i = 1; i + 1 < kept; i++) uses[i - 1] = uses[i];
        kept -= 2;
    }
    *count = kept;
}

void timing_clash_of(const struct search *s, uint16_t again, struct tdm_clash *out) {
    const struct normal *g = s->g;
    size_t bits = g->edge_count + (size_t)g->node_count * g->node_count;
    struct walk w = {.s = s, .edges = TDM_NEW_ARRAY(s->mem, uint32_t, WALK_MAX + (size_t)g->edge_count)};
    follow_round(&w, again);
    bool whole = !w.full;
    if (!whole) {
        w.full = false;
        w.seen = TDM_NEW_ARRAY(s->mem, uint8_t, bits / 8 + 1);
        follow_round(&w, again);
    }
    struct tdm_bound_use *uses = TDM_NEW_ARRAY(s->mem, struct tdm_bound_use, (size_t)w.count + 1);
    *out = (struct tdm_clash){.uses = uses, .whole = whole};
    for (uint32_t i = 0; i < w.count; i++) {
        const struct edge *edge = &g->edges[w.edges[i]];
        if (whole) out->short_by -= edge->weight;
        if (edge->silent) continue;
        uses[out->count++] =
            (struct tdm_bound_use){.link = edge->link, .side = edge->side, .nature = edge->kind != EDGE_PLAIN};
    }
    if (whole) drop_undone(uses, &out->count);
}

struct tdm_step_days tdm_bound_use_step(const struct tdm_network *network, const struct tdm_bound_use *use) {
    const struct tdm_link *link = &network->links[use->link];
    bool forward = (use->side == TDM_BOUND_MOST) != use->nature;
    int32_t days = use->side == TDM_BOUND_MOST ? link->most : link->least;
    return forward ? (struct tdm_step_days){link->from, link->to, days}
                   : (struct tdm_step_days){link->to, link->from, -days};
}

/* ---- consistency: a virtual point before all others, and Bellman and Ford */

struct bounds_search {
    const struct tdm_network *network;
    int64_t *distance;
    uint32_t *by; /* per point: link * 2 + side, or NO_EDGE */
};

static struct tdm_step_days step_of(const struct tdm_network *network, uint32_t number) {
    struct tdm_bound_use use = {.link = number / 2, .side = number % 2 == 1 ? TDM_BOUND_MOST : TDM_BOUND_LEAST};
    return tdm_bound_use_step(network, &use);
}

/* The point that fell last in one sweep over all bounds, or none. */
static tdm_point sweep(struct bounds_search *b) {
    tdm_point fell = TDM_POINT_NONE;
    for (uint32_t number = 0; number < b->network->link_count * 2; number++) {
        struct tdm_step_days step = step_of(b->network, number);
        if (step.days >= TDM_DAYS_INFINITE || b->distance[step.from] + step.days >= b->distance[step.to]) continue;
        b->distance[step.to] = b->distance[step.from] + step.days;
        b->by[step.to] = number;
        fell = step.to;
    }
    return fell;
}

static void cycle_through(struct tdm_arena *mem, const struct bounds_search *b, tdm_point at, struct tdm_clash *out) {
    const struct tdm_network *network = b->network;
    struct tdm_bound_use *uses = TDM_NEW_ARRAY(mem, struct tdm_bound_use, (size_t)network->point_count + 1);
    for (uint32_t i = 0; i < network->point_count; i++) at = step_of(network, b->by[at]).from;
    tdm_point first = at;
    *out = (struct tdm_clash){.uses = uses, .whole = true};
    do { /* walked against the steps, so filled from the back */
        uint32_t number = b->by[at];
        struct tdm_step_days step = step_of(network, number);
        uses[out->count++] =
            (struct tdm_bound_use){.link = number / 2, .side = number % 2 == 1 ? TDM_BOUND_MOST : TDM_BOUND_LEAST};
        out->short_by -= step.days;
        at = step.from;
    } while (at != first && out->count <= network->point_count);
    for (uint32_t i = 0; i < out->count / 2; i++) {
        struct tdm_bound_use held = uses[i];
        uses[i] = uses[out->count - 1 - i];
        uses[out->count - 1 - i] = held;
    }
}

bool timing_consistent(struct tdm_arena *mem, const struct tdm_network *network, struct tdm_clash *out) {
    struct bounds_search b = {.network = network,
                              .distance = TDM_NEW_ARRAY(mem, int64_t, (size_t)network->point_count + 1),
                              .by = TDM_NEW_ARRAY(mem, uint32_t, (size_t)network->point_count + 1)};
    for (uint32_t p = 0; p < network->point_count; p++) b.by[p] = NO_EDGE;
    for (uint32_t sweeps = 0; sweeps <= network->point_count; sweeps++) {
        tdm_point fell = sweep(&b);
        if (fell == TDM_POINT_NONE) return true;
        if (sweeps == network->point_count) cycle_through(mem, &b, fell, out);
    }
    return false;
}
