/* rules.c - how a controllable network is carried out day by day: its bounds and what the search derived from them, as
 * waits and latest days, and what they say of one point; and the minimal network. */
#include "timing/timing_int.h"

struct rules {
    struct tdm_arena *mem;
    const struct normal *g;
    bool *natures; /* per point: nature decides its day */
    struct tdm_rule *items;
    uint32_t count;
    size_t room;
};

/* A node stands so many days after a point. */
static tdm_point base_of(const struct normal *g, uint16_t node, int32_t *after) {
    *after = 0;
    if (!is_split(g, node)) return (tdm_point)node;
    const struct tdm_link *link = &g->network->links[g->split_link[node - g->network->point_count]];
    *after = link->least;
    return link->from;
}

/* day(to) - day(from) <= weight, unless `unless` has happened */
static void put_edge(struct rules *r, uint16_t from, uint16_t to, int32_t weight, tdm_point unless) {
    int32_t from_after, to_after;
    tdm_point a = base_of(r->g, from, &from_after), b = base_of(r->g, to, &to_after);
    int32_t days = weight - to_after + from_after;
    bool wait = weight < 0;
    if (a == b || (wait && is_split(r->g, from))) return; /* its point has an edge of its own */
    struct tdm_rule rule = {TDM_RULE_BY, b, a, TDM_POINT_NONE, days};
    if (days < 0 || wait) rule = (struct tdm_rule){TDM_RULE_WAIT, a, b, unless, -days};
    if (r->natures[rule.point]) return;
    TDM_GROW(r->mem, r->items, r->count, r->room);
    r->items[r->count++] = rule;
}

static void put_row(struct rules *r, const struct search *s, uint16_t source) {
    const struct normal *g = r->g;
    const struct row *row = &s->rows[source];
    tdm_point unless = TDM_POINT_NONE;
    if (row->state != ROW_DONE) return;
    if (is_split(g, source)) unless = g->network->links[g->split_link[source - g->network->point_count]].to;
    for (uint16_t n = 0; n < g->node_count; n++)
        if (row->distance[n] < TDM_DAYS_INFINITE && n != source && n != unless)
            put_edge(r, n, source, row->distance[n], row->distance[n] < 0 ? unless : TDM_POINT_NONE);
}

bool tdm_network_rules(struct tdm_arena *mem, const struct tdm_network *network, const struct tdm_rule **out,
                       uint32_t *count) {
    struct normal g;
    struct search s;
    uint16_t again = 0;
    timing_normal_form(mem, network, &g);
    if (!timing_search(mem, &g, &s, &again)) return false;
    struct rules r = {.mem = mem, .g = &g, .natures = TDM_NEW_ARRAY(mem, bool, (size_t)network->point_count + 1)};
    for (uint32_t i = 0; i < network->link_count; i++)
        if (network->links[i].contingent) r.natures[network->links[i].to] = true;
    for (uint32_t e = 0; e < g.edge_count; e++)
        if (g.edges[e].kind == EDGE_PLAIN)
            put_edge(&r, g.edges[e].from, g.edges[e].to, g.edges[e].weight, TDM_POINT_NONE);
    for (uint16_t n = 0; n < g.node_count; n++) put_row(&r, &s, n);
    *out = r.items;
    *count = r.count;
    return true;
}

static void wait_for(const struct tdm_rule *rule, const int32_t *day, struct tdm_opening *opening) {
    if (rule->unless != TDM_POINT_NONE && day[rule->unless] != TDM_NOT_YET) return;
    if (day[rule->other] == TDM_NOT_YET) {
        opening->earliest = TDM_DAYS_INFINITE;
        opening->after = rule->other;
        opening->unless = TDM_POINT_NONE;
    } else if (day[rule->other] + rule->days > opening->earliest) {
        opening->earliest = day[rule->other] + rule->days;
        opening->unless = rule->unless;
    }
}

struct tdm_opening tdm_rules_opening(const struct tdm_rule *rules, uint32_t count, const int32_t *day,
                                     tdm_point point) {
    struct tdm_opening opening = {-TDM_DAYS_INFINITE, TDM_DAYS_INFINITE, TDM_POINT_NONE, TDM_POINT_NONE};
    for (uint32_t i = 0; i < count; i++) {
        const struct tdm_rule *rule = &rules[i];
        if (rule->point != point) continue;
        if (rule->kind == TDM_RULE_WAIT)
            wait_for(rule, day, &opening);
        else if (day[rule->other] != TDM_NOT_YET && day[rule->other] + rule->days < opening.latest)
            opening.latest = day[rule->other] + rule->days;
    }
    return opening;
}

/* ---- the minimal network */

bool tdm_network_minimal(struct tdm_arena *mem, const struct tdm_network *network, const int32_t **most) {
    size_t n = network->point_count;
    int32_t *d = tdm_arena_alloc_raw(mem, (n * n + 1) * sizeof(int32_t));
    struct tdm_clash clash;
    if (!timing_consistent(mem, network, &clash)) return false;
    for (size_t i = 0; i < n * n; i++) d[i] = i % (n + 1) == 0 ? 0 : TDM_DAYS_INFINITE;
    for (uint32_t number = 0; number < network->link_count * 2; number++) {
        struct tdm_bound_use use = {.link = number / 2, .side = number % 2 == 1 ? TDM_BOUND_MOST : TDM_BOUND_LEAST};
        struct tdm_step_days step = tdm_bound_use_step(network, &use);
        int32_t *at = &d[step.from * n + step.to];
        if (step.days < *at) *at = step.days;
    }
    for (size_t k = 0; k < n; k++)
        for (size_t i = 0; i < n; i++) {
            int32_t to_k = d[i * n + k];
            if (to_k >= TDM_DAYS_INFINITE) continue;
            for (size_t j = 0; j < n; j++) {
                int32_t from_k = d[k * n + j];
                if (from_k < TDM_DAYS_INFINITE && to_k + from_k < d[i * n + j]) d[i * n + j] = to_k + from_k;
            }
        }
    *most = d;
    return true;
}
