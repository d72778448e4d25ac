/* normal.c - what is a network, and its normal form: one edge a bound, each contingent link split into a fixed part and
 * one that begins at 0 (Morris 2014). */
#include "timing/timing_int.h"

static bool bounded(const struct tdm_link *link) {
    return link->least >= 0 && link->most < TDM_DAYS_INFINITE;
}

#define NO_LINK UINT32_MAX

/* Follows contingent links backwards from the beginning of one; a walk longer than there are points goes round. */
static bool goes_round(const struct tdm_network *network, const uint32_t *into, tdm_point at) {
    for (uint32_t steps = 0; steps <= network->point_count; steps++) {
        if (into[at] == NO_LINK) return false;
        at = network->links[into[at]].from;
    }
    return true;
}

/* into: per point the first contingent link that ends in it, or NO_LINK. */
static enum tdm_network_fault fault_of(const struct tdm_network *network, const uint32_t *into, uint32_t i) {
    const struct tdm_link *link = &network->links[i];
    if (link->from == link->to) return TDM_FAULT_SELF;
    if (link->least > link->most) return TDM_FAULT_REVERSED;
    if (!link->contingent) return TDM_FAULT_NONE;
    if (!bounded(link)) return TDM_FAULT_OPEN;
    if (link->give_least < 0 || link->give_most < 0 || link->least + link->give_least > link->most - link->give_most)
        return TDM_FAULT_GIVE;
    if (into[link->to] != i) return TDM_FAULT_TWICE;
    return goes_round(network, into, link->from) ? TDM_FAULT_ROUND : TDM_FAULT_NONE;
}

enum tdm_network_fault tdm_network_fault(const struct tdm_network *network, uint32_t *link) {
    uint32_t into[TDM_POINTS_MAX];
    TDM_ASSERT(network->point_count <= TDM_POINTS_MAX);
    for (uint32_t p = 0; p < network->point_count; p++) into[p] = NO_LINK;
    for (uint32_t i = network->link_count; i-- > 0;)
        if (network->links[i].contingent) into[network->links[i].to] = i;
    for (uint32_t i = 0; i < network->link_count; i++) {
        enum tdm_network_fault fault = fault_of(network, into, i);
        *link = i;
        if (fault != TDM_FAULT_NONE) return fault;
    }
    return TDM_FAULT_NONE;
}

/* ---- the normal form */

struct maker {
    struct edge *edges;
    uint32_t count;
};

static void put(struct maker *m, struct edge edge) {
    m->edges[m->count++] = edge;
}

static void put_plain(struct maker *m, const struct tdm_link *link, uint32_t i) {
    if (link->most < TDM_DAYS_INFINITE)
        put(m,
            (struct edge){.from = link->from, .to = link->to, .weight = link->most, .side = TDM_BOUND_MOST, .link = i});
    if (link->least > -TDM_DAYS_INFINITE)
        put(m, (struct edge){
                   .from = link->to, .to = link->from, .weight = -link->least, .side = TDM_BOUND_LEAST, .link = i});
}

static void put_contingent(struct maker *m, const struct tdm_link *link, uint32_t i, uint16_t split) {
    int32_t span = link->most - link->least;
    struct edge edge = {.from = link->from, .to = split, .weight = link->least, .silent = true, .link = i};
    put(m, edge);
    edge = (struct edge){.from = split, .to = link->from, .weight = -link->least, .silent = true, .link = i};
    put(m, edge);
    edge = (struct edge){.from = split, .to = link->to, .kind = EDGE_LOWER, .side = TDM_BOUND_LEAST, .link = i};
    put(m, edge);
    edge.kind = EDGE_PLAIN;
    edge.side = TDM_BOUND_MOST;
    edge.weight = span;
    put(m, edge);
    edge = (struct edge){.from = link->to, .to = split, .side = TDM_BOUND_LEAST, .link = i};
    put(m, edge);
    edge.kind = EDGE_UPPER;
    edge.side = TDM_BOUND_MOST;
    edge.weight = -span;
    put(m, edge);
}

static void index_edges(struct tdm_arena *mem, struct normal *g) {
    uint32_t *first = TDM_NEW_ARRAY(mem, uint32_t, (size_t)g->node_count + 2);
    uint32_t *edges = TDM_NEW_ARRAY(mem, uint32_t, (size_t)g->edge_count + 1);
    bool *negative = TDM_NEW_ARRAY(mem, bool, (size_t)g->node_count + 1);
    for (uint32_t e = 0; e < g->edge_count; e++) {
        first[g->edges[e].to + 2]++;
        if (g->edges[e].weight < 0) negative[g->edges[e].to] = true;
    }
    for (uint32_t n = 1; n <= g->node_count; n++) first[n + 1] += first[n];
    for (uint32_t e = 0; e < g->edge_count; e++) edges[first[g->edges[e].to + 1]++] = e;
    g->in_first = first;
    g->in_edges = edges;
    g->negative = negative;
}

void timing_normal_form(struct tdm_arena *mem, const struct tdm_network *network, struct normal *out) {
    struct maker m = {TDM_NEW_ARRAY(mem, struct edge, (size_t)network->link_count * 6 + 1), 0};
    uint32_t *split_link = TDM_NEW_ARRAY(mem, uint32_t, (size_t)network->link_count + 1);
    uint32_t nodes = network->point_count;
    TDM_ASSERT(network->point_count <= TDM_POINTS_MAX);
    for (uint32_t i = 0; i < network->link_count; i++) {
        const struct tdm_link *one = &network->links[i];
        TDM_ASSERT(one->from < network->point_count && one->to < network->point_count);
        if (one->contingent && one->least < one->most) {
            split_link[nodes - network->point_count] = i;
            put_contingent(&m, one, i, (uint16_t)nodes++);
        } else {
            put_plain(&m, one, i);
        }
    }
    *out = (struct normal){.network = network,
                           .node_count = (uint16_t)nodes,
                           .edges = m.edges,
                           .edge_count = m.count,
                           .split_link = split_link};
    index_edges(mem, out);
}
