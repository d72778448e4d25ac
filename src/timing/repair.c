/* repair.c - the smallest changes after which a network can be carried out. A knob is what its owner could change;
 * turning a one-way knob further never hurts, so its smallest turn is found by halving, that of another by trying each
 * day in turn. */
#include "timing/timing_int.h"

#define KNOBS_MAX 64u

struct fixer {
    struct tdm_arena *mem;
    struct tdm_network network;
    struct tdm_link *links; /* of the network, as turned now */
    const struct tdm_knob *knobs;
    uint32_t knob_count;
    struct tdm_repair *items;
    uint32_t count;
    size_t room;
};

static int32_t moved(int32_t bound, int32_t by) {
    if (bound >= TDM_DAYS_INFINITE || bound <= -TDM_DAYS_INFINITE) return bound;
    int32_t days = bound + by;
    return days >= TDM_DAYS_INFINITE ? TDM_DAYS_INFINITE : days <= -TDM_DAYS_INFINITE ? -TDM_DAYS_INFINITE : days;
}

static void turn(struct tdm_link *links, const struct tdm_knob *knob, int32_t days) {
    for (uint32_t i = 0; i < knob->turn_count; i++) {
        struct tdm_link *link = &links[knob->turns[i].link];
        link->least = moved(link->least, knob->turns[i].least * days);
        link->most = moved(link->most, knob->turns[i].most * days);
    }
}

static struct tdm_link *copy_links(struct tdm_arena *mem, const struct tdm_network *network) {
    struct tdm_link *links = TDM_NEW_ARRAY(mem, struct tdm_link, (size_t)network->link_count + 1);
    for (uint32_t i = 0; i < network->link_count; i++) links[i] = network->links[i];
    return links;
}

struct tdm_network tdm_network_turned(struct tdm_arena *mem, const struct tdm_network *network,
                                      const struct tdm_knob *knob, int32_t days) {
    struct tdm_link *links = copy_links(mem, network);
    turn(links, knob, days);
    return (struct tdm_network){network->point_count, links, network->link_count};
}

static bool fine(const struct fixer *f) { /* a turned link may have become none: more at least than at most */
    for (uint32_t i = 0; i < f->network.link_count; i++)
        if (f->links[i].least > f->links[i].most || (f->links[i].contingent && f->links[i].least < 0)) return false;
    return tdm_network_controllable(f->mem, &f->network);
}

static bool fine_at(struct fixer *f, uint32_t knob, int32_t days) {
    turn(f->links, &f->knobs[knob], days);
    bool good = fine(f);
    turn(f->links, &f->knobs[knob], -days);
    return good;
}

/* -1: no turn will do. */
static int32_t smallest(struct fixer *f, uint32_t number) {
    const struct tdm_knob *knob = &f->knobs[number];
    if (!knob->one_way) {
        for (int32_t days = 0; days <= knob->limit; days++)
            if (fine_at(f, number, days)) return days;
        return -1;
    }
    int32_t high = 1, low = -1; /* low: known not to do */
    while (high < knob->limit && !fine_at(f, number, high)) {
        low = high;
        high *= 2;
    }
    if (high >= knob->limit) {
        high = knob->limit;
        if (!fine_at(f, number, high)) return -1;
    }
    while (high - low > 1) {
        int32_t middle = low + (high - low) / 2;
        if (fine_at(f, number, middle))
            high = middle;
        else
            low = middle;
    }
    return high;
}

static int32_t total(const struct tdm_repair *repair) {
    int32_t sum = 0;
    for (uint32_t i = 0; i < repair->count; i++) sum += repair->days[i];
    return sum;
}

static bool wishes(const struct fixer *f, const struct tdm_repair *repair) {
    for (uint32_t i = 0; i < repair->count; i++)
        if (f->knobs[repair->knobs[i]].wish) return true;
    return false;
}

static bool before(const struct fixer *f, const struct tdm_repair *a, const struct tdm_repair *b) {
    bool wish_a = wishes(f, a), wish_b = wishes(f, b);
    if (wish_a != wish_b) return wish_b;
    return total(a) < total(b);
}

static void keep(struct fixer *f, const uint32_t *knobs, const int32_t *days, uint32_t count) {
    uint32_t *kept = TDM_NEW_ARRAY(f->mem, uint32_t, (size_t)count + 1);
    int32_t *kept_days = TDM_NEW_ARRAY(f->mem, int32_t, (size_t)count + 1);
    struct tdm_repair repair = {kept, kept_days, 0};
    for (uint32_t i = 0; i < count; i++) {
        if (days[i] == 0) continue;
        kept[repair.count] = knobs[i];
        kept_days[repair.count++] = days[i];
    }
    TDM_GROW(f->mem, f->items, f->count, f->room);
    uint32_t at = f->count++;
    for (; at > 0 && before(f, &repair, &f->items[at - 1]); at--) f->items[at] = f->items[at - 1];
    f->items[at] = repair;
}

/* Several one-way knobs, all at their limit at first, each in turn brought back as far as it goes. */
static void together(struct fixer *f, const uint32_t *knobs, uint32_t count) {
    int32_t days[KNOBS_MAX];
    for (uint32_t i = 0; i < count; i++) turn(f->links, &f->knobs[knobs[i]], f->knobs[knobs[i]].limit);
    bool good = fine(f);
    for (uint32_t i = 0; i < count; i++) {
        const struct tdm_knob *knob = &f->knobs[knobs[i]];
        turn(f->links, knob, -knob->limit);
        days[i] = good ? smallest(f, knobs[i]) : 0;
        turn(f->links, knob, good ? days[i] : 0);
    }
    for (uint32_t i = 0; i < count; i++) turn(f->links, &f->knobs[knobs[i]], -days[i]);
    if (good) keep(f, knobs, days, count);
}

static void pairs(struct fixer *f) {
    for (uint32_t i = 0; i < f->knob_count; i++)
        for (uint32_t j = i + 1; j < f->knob_count; j++)
            if (f->knobs[i].one_way && f->knobs[j].one_way) together(f, (const uint32_t[]){i, j}, 2);
}

static void all(struct fixer *f) {
    uint32_t knobs[KNOBS_MAX], count = 0;
    for (int wish = 1; wish >= 0; wish--) /* hopes are brought back first */
        for (uint32_t i = 0; i < f->knob_count && count < KNOBS_MAX; i++)
            if (f->knobs[i].one_way && f->knobs[i].wish == (wish != 0)) knobs[count++] = i;
    if (count > 0) together(f, knobs, count);
}

void tdm_network_repairs(struct tdm_arena *mem, const struct tdm_network *network, const struct tdm_knob *knobs,
                         uint32_t knob_count, struct tdm_repairs *out) {
    struct fixer f = {.mem = mem, .knobs = knobs, .knob_count = knob_count < KNOBS_MAX ? knob_count : KNOBS_MAX};
    f.links = copy_links(mem, network);
    f.network = (struct tdm_network){network->point_count, f.links, network->link_count};
    for (uint32_t i = 0; i < f.knob_count; i++) {
        int32_t days = smallest(&f, i);
        if (days > 0) keep(&f, &i, &days, 1);
    }
    if (f.count == 0) pairs(&f);
    if (f.count == 0) all(&f);
    *out = (struct tdm_repairs){f.items, f.count};
}

/* ---- a knob for every bound in a clash */

struct gatherer {
    struct tdm_arena *mem;
    const struct tdm_network *network;
    struct tdm_link *links; /* with every knob so far at its limit */
    bool *turned;           /* per bound */
    struct tdm_knob *knobs;
    uint32_t count;
    size_t room;
};

static struct tdm_knob knob_of(struct gatherer *g, uint32_t link, enum tdm_bound_end side) {
    const struct tdm_link *one = &g->network->links[link];
    bool contingent = one->contingent && one->least < one->most;
    struct tdm_turn *turns = TDM_NEW(g->mem, struct tdm_turn);
    turns->link = link;
    turns->least = side == TDM_BOUND_MOST ? 0 : contingent ? 1 : -1;
    turns->most = side == TDM_BOUND_LEAST ? 0 : contingent ? -1 : 1;
    return (struct tdm_knob){.turns = turns,
                             .turn_count = 1,
                             .limit = contingent ? one->most - one->least : TDM_DAYS_MAX,
                             .one_way = true,
                             .wish = contingent,
                             .label = link * 2 + (uint32_t)side};
}

/* The bound of a link of one length that nature is said to decide is as firm as any. */
static bool gather(struct gatherer *g, const struct tdm_clash *clash) {
    bool new = false;
    for (uint32_t i = 0; i < clash->count; i++) {
        const struct tdm_bound_use *use = &clash->uses[i];
        const struct tdm_link *link = &g->network->links[use->link];
        uint32_t number = use->link * 2 + (uint32_t)use->side;
        if (g->turned[number] || (link->contingent && link->least < link->most && !use->nature)) continue;
        struct tdm_knob knob = knob_of(g, use->link, use->side);
        TDM_GROW(g->mem, g->knobs, g->count, g->room);
        g->knobs[g->count++] = knob;
        g->turned[number] = new = true;
        if (!knob.wish) turn(g->links, &knob, knob.limit);
    }
    return new;
}

uint32_t tdm_network_knobs(struct tdm_arena *mem, const struct tdm_network *network, const struct tdm_knob **out) {
    struct gatherer g = {.mem = mem, .network = network, .links = copy_links(mem, network)};
    struct tdm_network loose = {network->point_count, g.links, network->link_count};
    struct tdm_clash clash;
    g.turned = TDM_NEW_ARRAY(mem, bool, (size_t)network->link_count * 2 + 2);
    while (tdm_network_control(mem, &loose, &clash) < TDM_CONTROL_FULL && gather(&g, &clash) && g.count < KNOBS_MAX)
        continue;
    *out = g.knobs;
    return g.count;
}
