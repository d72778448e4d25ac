/* shrink.c - a clash brought down to what is needed for it: every bound is left out in turn, and stays out when the
 * others clash without it. */
#include "timing/timing_int.h"

struct shrinker {
    struct tdm_arena *mem;
    const struct tdm_network *network;
    struct tdm_link *links; /* what is left */
    uint32_t *number;       /* per link left: its number in the network */
    uint32_t count;
};

static struct tdm_network left(const struct shrinker *s) {
    return (struct tdm_network){s->network->point_count, s->links, s->count};
}

/* Only the bounds of the walk; nature keeps both of its own. */
static void take(struct shrinker *s, const struct tdm_clash *clash) {
    uint32_t *place = TDM_NEW_ARRAY(s->mem, uint32_t, (size_t)s->network->link_count + 1); /* + 1; 0: not taken */
    for (uint32_t i = 0; i < clash->count; i++) {
        const struct tdm_bound_use *use = &clash->uses[i];
        struct tdm_link link = s->network->links[use->link];
        if (place[use->link] == 0) {
            s->number[s->count] = use->link;
            s->links[s->count] = link;
            if (!link.contingent) s->links[s->count].least = -TDM_DAYS_INFINITE;
            if (!link.contingent) s->links[s->count].most = TDM_DAYS_INFINITE;
            place[use->link] = ++s->count;
        }
        struct tdm_link *taken = &s->links[place[use->link] - 1];
        if (use->side == TDM_BOUND_LEAST) taken->least = link.least;
        if (use->side == TDM_BOUND_MOST) taken->most = link.most;
    }
}

static bool clashes(const struct shrinker *s) {
    struct tdm_network network = left(s);
    return !tdm_network_controllable(s->mem, &network);
}

static void leave_out(struct shrinker *s) {
    for (uint32_t i = 0; i < s->count; i++) {
        struct tdm_link held = s->links[i];
        s->links[i].contingent = false;
        s->links[i].least = -TDM_DAYS_INFINITE;
        if (!held.contingent && clashes(s)) held = s->links[i];
        s->links[i] = held;
        s->links[i].contingent = false;
        s->links[i].most = TDM_DAYS_INFINITE;
        if (held.contingent) s->links[i].least = -TDM_DAYS_INFINITE;
        if (!clashes(s)) s->links[i] = held;
    }
}

void timing_shrink(struct tdm_arena *mem, const struct tdm_network *network, struct tdm_clash *clash) {
    size_t most = (size_t)clash->count + 1;
    struct shrinker s = {.mem = mem,
                         .network = network,
                         .links = TDM_NEW_ARRAY(mem, struct tdm_link, most),
                         .number = TDM_NEW_ARRAY(mem, uint32_t, most)};
    take(&s, clash);
    leave_out(&s);
    struct tdm_network network_left = left(&s);
    struct normal *g = TDM_NEW(mem, struct normal);
    struct search search;
    struct tdm_clash smaller;
    uint16_t again = 0;
    timing_normal_form(mem, &network_left, g);
    bool mended = timing_search(mem, g, &search, &again);
    TDM_ASSERT(!mended);
    timing_clash_of(&search, again, &smaller);
    struct tdm_bound_use *uses = TDM_NEW_ARRAY(mem, struct tdm_bound_use, (size_t)smaller.count + 1);
    for (uint32_t i = 0; i < smaller.count; i++) {
        uses[i] = smaller.uses[i];
        uses[i].link = s.number[uses[i].link];
    }
    *clash = (struct tdm_clash){uses, smaller.count, smaller.short_by, smaller.whole};
}
