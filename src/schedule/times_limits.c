/* times_limits.c - how far each number of a protocol can go before its times can no longer be carried out: what could
 * make it impossible, clause by clause. */
#include "schedule/times.h"

enum { LIMIT_MAX = 400 };

struct limits {
    struct tdm_arena *mem;
    const struct tdm_protocol *protocol;
    struct tdm_time_repair *items;
    uint32_t count, tries; /* left */
    size_t room;
};

static bool holds(struct limits *l, const struct tdm_time_edit *edit) {
    if (l->tries == 0) return true;
    l->tries--;
    return tdm_times_hold(l->mem, l->protocol, edit, 1);
}

static bool seen(const struct limits *l, tdm_clause_id clause, enum tdm_time_number number) {
    for (uint32_t i = 0; i < l->count; i++)
        if (l->items[i].edits[0].clause == clause && l->items[i].edits[0].number == number) return true;
    return false;
}

/* The first number of days, that way, with which it no longer holds; 0: none up to `most`. */
static int32_t first_break(struct limits *l, struct tdm_time_edit edit, int32_t way, int32_t most, bool one_way) {
    int32_t good = 0, bad = most;
    for (int32_t days = 1; days <= most && !one_way; days++) {
        edit.days = way * days;
        if (!holds(l, &edit)) return way * days;
    }
    edit.days = way * most;
    if (most <= 0 || !one_way || holds(l, &edit)) return 0;
    while (bad - good > 1) {
        int32_t middle = (good + bad) / 2;
        edit.days = way * middle;
        if (holds(l, &edit))
            good = middle;
        else
            bad = middle;
    }
    return l->tries == 0 ? 0 : way * bad; /* not known to be the first */
}

static void look(struct limits *l, tdm_clause_id clause, enum tdm_time_number number, int32_t way, int32_t most,
                 bool one_way) {
    int32_t days = first_break(l, (struct tdm_time_edit){clause, number, 0}, way, most, one_way);
    if (days == 0) return;
    TDM_GROW(l->mem, l->items, l->count, l->room);
    l->items[l->count++] = (struct tdm_time_repair){.edits = {{clause, number, days}}, .count = 1, .limit = true};
}

static bool is_number(const struct tdm_protocol *protocol, tdm_clause_id clause, enum tdm_time_number number) {
    for (uint32_t p = 0; p < protocol->phase_count; p++) {
        const struct tdm_phase *phase = &protocol->phases[p];
        if (phase->from_clause != clause) continue;
        if (number == TDM_NUMBER_FROM) return phase->from.sign != 0;
        if (number == TDM_NUMBER_UNTIL) return phase->until.sign != 0;
    }
    return true;
}

static void look_at(struct limits *l, const struct tdm_times *times, uint32_t i, bool least) {
    const struct tdm_time_link *about = &times->about[i];
    const struct tdm_link *link = &times->net.network.links[i];
    enum tdm_time_number number = least ? about->least : about->most;
    bool heals = about->role == TDM_TIME_HEALS;
    int32_t days = least ? link->least : link->most; /* nothing is brought below 0 */
    if (number == TDM_NUMBER_NONE || seen(l, about->clause, number)) return;
    if (!is_number(l->protocol, about->clause, number)) return;
    switch (number) {
    case TDM_NUMBER_NONE:
        break;
    case TDM_NUMBER_FROM:
    case TDM_NUMBER_UNTIL:
    case TDM_NUMBER_LENGTH:
        look(l, about->clause, number, -1, days, false);
        look(l, about->clause, number, 1, LIMIT_MAX, false);
        break;
    case TDM_NUMBER_LEAST:
        look(l, about->clause, number, heals ? -1 : 1,
             heals                            ? days
             : link->most < TDM_DAYS_INFINITE ? link->most - days
                                              : LIMIT_MAX,
             true);
        break;
    case TDM_NUMBER_MOST:
        look(l, about->clause, number, heals ? 1 : -1, heals ? LIMIT_MAX : days, true);
        break;
    case TDM_NUMBER_VALID:
        look(l, about->clause, number, -1, days, true);
        break;
    case TDM_NUMBER_NOT_BEFORE:
        look(l, about->clause, number, 1, LIMIT_MAX, false);
        break;
    }
}

void tdm_times_limits(struct tdm_arena *mem, const struct tdm_times *times, struct tdm_time_repairs *out) {
    struct limits l = {.mem = mem, .protocol = times->protocol, .tries = 2 * tdm_times_tries(times)};
    for (uint32_t i = 0; i < times->net.network.link_count; i++) {
        look_at(&l, times, i, true);
        look_at(&l, times, i, false);
    }
    *out = (struct tdm_time_repairs){l.items, l.count};
}
