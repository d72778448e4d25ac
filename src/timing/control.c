/* control.c - can a network be carried out whatever nature does? Morris 2014: from every node that an edge below 0
 * comes into, search backwards along edges of 0 or more, until the way is no longer below 0; such a way becomes an
 * edge. A node of that kind met on the way is searched first. A search that meets a node whose own search waits for it
 * has gone round with less than nothing: nature wins. The recursion is a list of open searches; one that had to wait
 * begins anew, which happens once a node at most. */
#include "timing/timing_int.h"

/* ---- a heap of nodes by distance in the present row */

static bool above(const struct search *s, const struct row *row, uint32_t i, uint32_t j) {
    int32_t a = row->distance[s->heap[i]], b = row->distance[s->heap[j]];
    return a < b || (a == b && s->heap[i] < s->heap[j]);
}

static void exchange(struct search *s, uint32_t i, uint32_t j) {
    uint16_t held = s->heap[i];
    s->heap[i] = s->heap[j];
    s->heap[j] = held;
    s->at[s->heap[i]] = (uint16_t)i;
    s->at[s->heap[j]] = (uint16_t)j;
}

static void rise(struct search *s, const struct row *row, uint32_t i) {
    for (; i > 0 && above(s, row, i, (i - 1) / 2); i = (i - 1) / 2) exchange(s, i, (i - 1) / 2);
}

static uint16_t pop(struct search *s, const struct row *row) {
    uint16_t node = s->heap[0];
    exchange(s, 0, --s->heap_count);
    s->at[node] = UINT16_MAX;
    for (uint32_t i = 0;;) {
        uint32_t least = i, left = 2 * i + 1;
        if (left < s->heap_count && above(s, row, left, least)) least = left;
        if (left + 1 < s->heap_count && above(s, row, left + 1, least)) least = left + 1;
        if (least == i) return node;
        exchange(s, i, least);
        i = least;
    }
}

static void reach(struct search *s, struct row *row, uint16_t node, int32_t distance, uint32_t by) {
    if (distance >= row->distance[node]) return;
    bool new = row->distance[node] == TDM_DAYS_INFINITE;
    row->distance[node] = distance;
    row->by[node] = by;
    if (new) {
        s->at[node] = (uint16_t)s->heap_count;
        s->heap[s->heap_count++] = node;
    }
    rise(s, row, s->at[node]);
}

/* ---- one search */

static void begin(struct search *s, uint16_t source) {
    const struct normal *g = s->g;
    struct row *row = &s->rows[source];
    if (row->distance == NULL) {
        row->distance = tdm_arena_alloc_raw(s->mem, g->node_count * sizeof(int32_t));
        row->by = tdm_arena_alloc_raw(s->mem, g->node_count * sizeof(uint32_t));
    }
    for (uint32_t n = 0; n < g->node_count; n++) row->distance[n] = TDM_DAYS_INFINITE;
    s->heap_count = 0;
    for (uint32_t i = g->in_first[source]; i < g->in_first[source + 1]; i++) {
        const struct edge *edge = &g->edges[g->in_edges[i]];
        if (edge->weight < 0) reach(s, row, edge->from, edge->weight, g->in_edges[i]);
    }
}

static void widen(struct search *s, uint16_t source, uint16_t node) {
    const struct normal *g = s->g;
    struct row *row = &s->rows[source];
    const struct row *passed = &s->rows[node];
    int32_t distance = row->distance[node];
    for (uint32_t i = g->in_first[node]; i < g->in_first[node + 1]; i++) {
        const struct edge *edge = &g->edges[g->in_edges[i]];
        /* nature is not both quick and slow with one link */
        bool own = edge->kind == EDGE_LOWER && is_split(g, source) &&
                   g->split_link[source - g->network->point_count] == edge->link;
        if (edge->weight >= 0 && !own) reach(s, row, edge->from, distance + edge->weight, g->in_edges[i]);
    }
    for (uint32_t i = 0; i < passed->into_count; i++)
        reach(s, row, passed->into[i], distance + passed->distance[passed->into[i]], DERIVED | node);
}

enum outcome { OUTCOME_DONE, OUTCOME_WAITS, OUTCOME_ROUND };

static enum outcome look(struct search *s, uint16_t source, uint16_t *other) {
    struct row *row = &s->rows[source];
    begin(s, source);
    while (s->heap_count > 0 && row->distance[s->heap[0]] < 0) {
        *other = pop(s, row);
        if (s->rows[*other].state == ROW_OPEN) return OUTCOME_ROUND;
        if (s->g->negative[*other] && s->rows[*other].state == ROW_NONE) return OUTCOME_WAITS;
        widen(s, source, *other);
    }
    row->into = tdm_arena_alloc_raw(s->mem, (s->heap_count + 1) * sizeof(uint16_t));
    while (s->heap_count > 0) {
        uint16_t node = s->heap[--s->heap_count];
        if (node != source) row->into[row->into_count++] = node;
    }
    row->state = ROW_DONE;
    return OUTCOME_DONE;
}

static bool search_from(struct search *s, uint16_t node, uint16_t *again) {
    s->open_count = 0;
    s->open[s->open_count++] = node;
    s->rows[node].state = ROW_OPEN;
    while (s->open_count > 0) {
        uint16_t other = 0;
        switch (look(s, s->open[s->open_count - 1], &other)) {
        case OUTCOME_DONE:
            s->open_count--;
            break;
        case OUTCOME_WAITS:
            s->rows[other].state = ROW_OPEN;
            s->open[s->open_count++] = other;
            break;
        case OUTCOME_ROUND:
            *again = other;
            return false;
        }
    }
    return true;
}

bool timing_search(struct tdm_arena *mem, const struct normal *g, struct search *out, uint16_t *again) {
    size_t nodes = (size_t)g->node_count + 1;
    *out = (struct search){.mem = mem, .g = g, .rows = TDM_NEW_ARRAY(mem, struct row, nodes)};
    out->open = TDM_NEW_ARRAY(mem, uint16_t, nodes);
    out->heap = TDM_NEW_ARRAY(mem, uint16_t, nodes);
    out->at = TDM_NEW_ARRAY(mem, uint16_t, nodes);
    for (uint16_t n = 0; n < g->node_count; n++)
        if (g->negative[n] && out->rows[n].state == ROW_NONE && !search_from(out, n, again)) return false;
    return true;
}

/* ---- the verdict */

static bool searched(struct tdm_arena *mem, const struct tdm_network *network, struct tdm_clash *clash) {
    struct normal *g = TDM_NEW(mem, struct normal);
    struct search s;
    uint16_t again = 0;
    timing_normal_form(mem, network, g);
    if (timing_search(mem, g, &s, &again)) return true;
    if (clash != NULL) timing_clash_of(&s, again, clash);
    return false;
}

bool tdm_network_controllable(struct tdm_arena *mem, const struct tdm_network *network) {
    struct tdm_arena_mark mark = tdm_arena_mark(mem);
    bool controllable = searched(mem, network, NULL);
    tdm_arena_rewind(mem, mark);
    return controllable;
}

static bool narrowed(struct tdm_arena *mem, const struct tdm_network *network, struct tdm_network *out) {
    struct tdm_link *links = TDM_NEW_ARRAY(mem, struct tdm_link, (size_t)network->link_count + 1);
    bool any = false;
    for (uint32_t i = 0; i < network->link_count; i++) {
        struct tdm_link link = network->links[i];
        any = any || (link.contingent && (link.give_least > 0 || link.give_most > 0));
        if (link.contingent) {
            link.least += link.give_least;
            link.most -= link.give_most;
            link.give_least = link.give_most = 0;
        }
        links[i] = link;
    }
    *out = (struct tdm_network){network->point_count, links, network->link_count};
    return any;
}

enum tdm_control tdm_network_control(struct tdm_arena *mem, const struct tdm_network *network,
                                     struct tdm_clash *clash) {
    struct tdm_network narrow;
    uint32_t link = 0;
    TDM_ASSERT(tdm_network_fault(network, &link) == TDM_FAULT_NONE);
    *clash = (struct tdm_clash){0};
    if (!timing_consistent(mem, network, clash)) return TDM_CONTROL_INCONSISTENT;
    if (searched(mem, network, clash)) return TDM_CONTROL_FULL;
    timing_shrink(mem, network, clash);
    if (narrowed(mem, network, &narrow) && tdm_network_controllable(mem, &narrow)) return TDM_CONTROL_IF_NARROWED;
    return TDM_CONTROL_NOT;
}
