/* network_ground.h - networks drawn at random, and what makes two of them the same: the days between any two points,
 * what nature decides, what may be narrowed. */
#ifndef NETWORK_GROUND_H
#define NETWORK_GROUND_H

#include "base/random.h"
#include "check.h"
#include "network/network.h"

static struct tdm_problems problems; /* large: not on the stack */

/* Consistent, with points whose names are no words. */
static inline const struct tdm_net *drawn(struct tdm_arena *mem, uint64_t number) {
    static const char *const names[] = {"start", "first visit", "a\"b\\c", "\xCE\xA9", "p-1", "2nd", "x<&>y", "end"};
    struct tdm_random draws = tdm_random_stream(7, number, 2);
    struct tdm_net *net = TDM_NEW(mem, struct tdm_net);
    uint32_t points = (uint32_t)tdm_random_between(&draws, 2, 8), count = 0;
    tdm_str *point_names = TDM_NEW_ARRAY(mem, tdm_str, points);
    struct tdm_link *links = TDM_NEW_ARRAY(mem, struct tdm_link, 32);
    for (uint32_t p = 0; p < points; p++) point_names[p] = tdm_str_of(names[p]);
    for (tdm_point p = 1; p < points; p++) {
        if (!tdm_random_chance(&draws, 60)) continue;
        int32_t least = tdm_random_between(&draws, 0, 9), span = tdm_random_between(&draws, 1, 9);
        struct tdm_link link = {(tdm_point)tdm_random_below(&draws, p), p, least, least + span, true, count, 0, 0};
        links[count++] = link;
    }
    for (uint32_t i = 0; i < 8; i++) { /* wide enough to hold with everything else */
        tdm_point from = (tdm_point)tdm_random_below(&draws, points), to = (tdm_point)tdm_random_below(&draws, points);
        struct tdm_link link = {from, to, -200, 200, false, count, 0, 0};
        link.least += tdm_random_between(&draws, 0, 30);
        link.most -= tdm_random_between(&draws, 0, 30);
        uint32_t open = tdm_random_below(&draws, 3);
        if (open == 0) link.least = -TDM_DAYS_INFINITE;
        if (open == 1) link.most = TDM_DAYS_INFINITE;
        if (from != to) links[count++] = link;
    }
    *net = (struct tdm_net){TDM_STR("a \"drawn\" one"), point_names, {(uint16_t)points, links, count}, NULL};
    return net;
}

static inline const struct tdm_net *read_net(struct tdm_arena *mem, tdm_str text) {
    const struct tdm_tree *tree;
    const struct tdm_net *net = NULL;
    tdm_problems_init(&problems);
    if (!tdm_notation_read(mem, TDM_STR("net"), text, &tree, &problems) || !tdm_net_read(mem, tree, &net, &problems))
        return NULL;
    return net;
}

static inline uint32_t contingents(const struct tdm_net *net) {
    uint32_t count = 0;
    for (uint32_t i = 0; i < net->network.link_count; i++) count += net->network.links[i].contingent;
    return count;
}

static inline bool has_contingent(const struct tdm_net *net, const struct tdm_link *wanted) {
    for (uint32_t i = 0; i < net->network.link_count; i++) {
        const struct tdm_link *link = &net->network.links[i];
        if (link->contingent && link->from == wanted->from && link->to == wanted->to && link->least == wanted->least &&
            link->most == wanted->most)
            return true;
    }
    return false;
}

static inline bool same_net(struct tdm_arena *mem, const struct tdm_net *a, const struct tdm_net *b) {
    const int32_t *most_a, *most_b;
    size_t points = a->network.point_count;
    if (!tdm_str_equal(a->name, b->name) || b->network.point_count != points || contingents(a) != contingents(b))
        return false;
    for (size_t p = 0; p < points; p++)
        if (!tdm_str_equal(a->points[p], b->points[p])) return false;
    for (uint32_t i = 0; i < a->network.link_count; i++)
        if (a->network.links[i].contingent && !has_contingent(b, &a->network.links[i])) return false;
    if (!tdm_network_minimal(mem, &a->network, &most_a) || !tdm_network_minimal(mem, &b->network, &most_b))
        return false;
    for (size_t i = 0; i < points * points; i++)
        if (most_a[i] != most_b[i]) return false;
    return true;
}

#endif
