/* network_game.h - who wins a small temporal network, by playing every game: an oracle for `timing` that knows none of
 * its algorithms. Point 0 happens on day 0. On each day nature first says which of the contingent points that have
 * begun happen today; then we run what we like, or nothing; what begins today and may take no time at all, nature
 * decides at once. We win when every bound holds in the end. Positions met before are remembered, nothing else is
 * clever. */
#ifndef NETWORK_GAME_H
#define NETWORK_GAME_H

#include "timing/timing.h"

#include <stdlib.h>
#include <string.h>

enum { GAME_POINTS = 6, GAME_LINKS = 24, GAME_DAYS = 62, GAME_NOT_YET = 63 };
#define GAME_SLOTS ((uint32_t)1 << 20)

struct game {
    const struct tdm_network *network;
    const struct tdm_link *ends[GAME_POINTS]; /* the contingent link that ends there, or null */
    int last_day;
    uint8_t day[GAME_POINTS];
    uint64_t *keys; /* of positions met, + 1; 0: empty */
    uint8_t *won;
    uint32_t *used; /* slots to clear */
    uint32_t used_count;
};

static inline struct game game_open(void) {
    struct game g = {.keys = calloc(GAME_SLOTS, sizeof(uint64_t)),
                     .won = calloc(GAME_SLOTS, 1),
                     .used = calloc(GAME_SLOTS, sizeof(uint32_t))};
    if (g.keys == NULL || g.won == NULL || g.used == NULL) abort();
    return g;
}

static inline void game_close(struct game *g) {
    free(g->keys);
    free(g->won);
    free(g->used);
}

/* A bound is broken, or must be, whatever comes. */
static inline bool game_lost(const struct game *g, int today) {
    for (uint32_t i = 0; i < g->network->link_count; i++) {
        const struct tdm_link *link = &g->network->links[i];
        int from = g->day[link->from], to = g->day[link->to];
        if (from != GAME_NOT_YET && to != GAME_NOT_YET && (to - from < link->least || to - from > link->most))
            return true;
        if (from != GAME_NOT_YET && to == GAME_NOT_YET && today - from > link->most) return true;
        if (from == GAME_NOT_YET && to != GAME_NOT_YET && to - today < link->least) return true;
    }
    return false;
}

static inline unsigned game_begun(const struct game *g, int activation, bool now) {
    unsigned mask = 0;
    for (int p = 0; p < g->network->point_count; p++)
        if (g->ends[p] != NULL && g->day[p] == GAME_NOT_YET && g->ends[p]->from == activation &&
            (!now || g->ends[p]->least == 0))
            mask |= 1u << p;
    return mask;
}

static inline uint32_t game_slot(const struct game *g, int today, unsigned open) {
    uint64_t key = ((uint64_t)today << 6) | open;
    for (int p = 1; p < GAME_POINTS; p++) key = (key << 6) | g->day[p];
    uint64_t mixed = (key + 1) * 0x9E3779B97F4A7C15u;
    uint32_t slot = (uint32_t)(mixed >> 44) & (GAME_SLOTS - 1);
    while (g->keys[slot] != 0 && g->keys[slot] != key + 1) slot = (slot + 1) & (GAME_SLOTS - 1);
    if (g->keys[slot] == 0) {
        g->keys[slot] = key + 1;
        g->won[slot] = 2; /* not known yet */
    }
    return slot;
}

static bool game_wins(struct game *g, int today, unsigned open);

static inline bool game_nature(struct game *g, int today, unsigned open) {
    int c = 0;
    while ((open >> c & 1u) == 0) c++;
    const struct tdm_link *link = g->ends[c];
    int age = today - g->day[link->from];
    unsigned rest = open & ~(1u << c);
    if (age < link->most && !game_wins(g, today, rest)) return false;
    if (age < link->least) return true;
    g->day[c] = (uint8_t)today;
    bool won = game_wins(g, today, rest | game_begun(g, c, true));
    g->day[c] = GAME_NOT_YET;
    return won;
}

static inline bool game_ours(struct game *g, int today) {
    bool all = true;
    for (int p = 0; p < g->network->point_count; p++) all = all && g->day[p] != GAME_NOT_YET;
    if (all) return true;
    for (int p = 0; p < g->network->point_count; p++) {
        if (g->ends[p] != NULL || g->day[p] != GAME_NOT_YET) continue;
        g->day[p] = (uint8_t)today;
        bool won = game_wins(g, today, game_begun(g, p, true));
        g->day[p] = GAME_NOT_YET;
        if (won) return true;
    }
    if (today == g->last_day) return false;
    unsigned open = 0;
    for (int p = 0; p < g->network->point_count; p++)
        if (g->day[p] != GAME_NOT_YET) open |= game_begun(g, p, false);
    return game_wins(g, today + 1, open);
}

static bool game_wins(struct game *g, int today, unsigned open) {
    if (game_lost(g, today)) return false;
    uint32_t slot = game_slot(g, today, open);
    if (g->won[slot] != 2) return g->won[slot] == 1;
    if (g->used_count == GAME_SLOTS / 2) abort();
    g->used[g->used_count++] = slot;
    bool won = open != 0 ? game_nature(g, today, open) : game_ours(g, today);
    g->won[slot] = won ? 1 : 0;
    return won;
}

static inline void game_ready(struct game *g, const struct tdm_network *network, int last_day) {
    g->network = network;
    g->last_day = last_day < GAME_DAYS ? last_day : GAME_DAYS;
    for (int p = 0; p < GAME_POINTS; p++) {
        g->ends[p] = NULL;
        g->day[p] = GAME_NOT_YET;
    }
    for (uint32_t i = 0; i < network->link_count; i++)
        if (network->links[i].contingent) g->ends[network->links[i].to] = &network->links[i];
    for (uint32_t i = 0; i < g->used_count; i++) g->keys[g->used[i]] = 0;
    g->used_count = 0;
}

static inline bool game_controllable(struct game *g, const struct tdm_network *network, int last_day) {
    game_ready(g, network, last_day);
    g->day[0] = 0;
    return game_wins(g, 0, game_begun(g, 0, true));
}

/* Some days for all points, nature's among them, keep every bound. */
static bool game_fits(struct game *g, int point) {
    if (point == g->network->point_count) return true;
    for (int day = 0; day <= g->last_day; day++) {
        g->day[point] = (uint8_t)day;
        if (!game_lost(g, 0) && game_fits(g, point + 1)) return true;
    }
    g->day[point] = GAME_NOT_YET;
    return false;
}

static inline bool game_consistent(struct game *g, const struct tdm_network *network, int last_day) {
    game_ready(g, network, last_day);
    g->day[0] = 0;
    return game_fits(g, 1);
}

/* Every way in which nature can still decide, our days given: calls `sees` on each until it says false. */
static bool game_outcomes(struct game *g, bool (*sees)(struct game *g, void *context), void *context) {
    for (int p = 0; p < g->network->point_count; p++) {
        if (g->ends[p] == NULL || g->day[p] != GAME_NOT_YET || g->day[g->ends[p]->from] == GAME_NOT_YET) continue;
        bool good = true;
        for (int32_t days = g->ends[p]->least; days <= g->ends[p]->most && good; days++) {
            g->day[p] = (uint8_t)(g->day[g->ends[p]->from] + days);
            good = game_outcomes(g, sees, context);
        }
        g->day[p] = GAME_NOT_YET;
        return good;
    }
    return sees(g, context);
}

static inline bool game_holds(struct game *g, void *context) {
    (void)context;
    return !game_lost(g, 0);
}

/* Days of ours, fixed beforehand, that hold whatever nature does: then nobody need wait for anything. */
static bool game_strong_from(struct game *g, int point) {
    while (point < g->network->point_count && g->ends[point] != NULL) point++;
    if (point == g->network->point_count) return game_outcomes(g, game_holds, NULL);
    for (int day = 0; day <= g->last_day; day++) {
        g->day[point] = (uint8_t)day;
        if (!game_lost(g, 0) && game_strong_from(g, point + 1)) return true;
    }
    g->day[point] = GAME_NOT_YET;
    return false;
}

static inline bool game_strong(struct game *g, const struct tdm_network *network, int last_day) {
    game_ready(g, network, last_day);
    g->day[0] = 0;
    return game_strong_from(g, 1);
}

#endif
