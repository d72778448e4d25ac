/* chart.c - an episode as the ledger has it, written as a chart file; and the heads, signed. */
#include "clinic/acts.h"
#include "clinic/clinic_int.h"

#include <stdlib.h>
#include <string.h>

/* ---- the entries of an episode */

struct gathering {
    struct tdm_arena *mem;
    struct tdm_chained *links;
    size_t count, room;
    struct tdm_problem *problem;
    bool failed;
};

/* Ends the walk; which entry it was is told here only, for most of them have nothing to be told about. */
static bool gather_fails(struct gathering *g, const struct tdm_stored *stored) {
    struct tdm_buf name;
    tdm_buf_init(&name, g->mem, 200);
    tdm_buf_format(&name, "entry %llu of %.*s", (unsigned long long)stored->number, TDM_FMT(stored->place));
    g->problem->place.file = tdm_buf_str(&name);
    g->failed = true;
    return false;
}

static bool gather(void *context, const struct tdm_stored *stored) {
    struct gathering *g = context;
    struct tdm_chained link;
    tdm_str bytes = tdm_arena_str(g->mem, stored->bytes);
    if (!tdm_digest_equal(tdm_digest_of(bytes), stored->hash)) {
        (void)tdm_fail(g->problem, TDM_WHY_CONFLICT, "W002", (struct tdm_place){0},
                       "its bytes do not have the hash that is kept with them");
        tdm_problem_fix(g->problem, "ask `tandem verify`, and take the chain from a backup");
        return gather_fails(g, stored);
    }
    if (!tdm_chained_read(g->mem, (tdm_str){0}, bytes, &link, g->problem)) return gather_fails(g, stored);
    TDM_GROW(g->mem, g->links, g->count, g->room);
    g->links[g->count++] = link;
    return true;
}

struct named {
    tdm_str name;
    uint32_t at;
};

static int by_name(const void *left, const void *right) {
    const struct named *a = left, *b = right;
    int sign = tdm_str_compare(a->name, b->name);
    return sign != 0 ? sign : (a->at > b->at) - (a->at < b->at);
}

static const struct named *names_in_order(const struct tdm_ahead *ahead) {
    struct named *names = TDM_NEW_ARRAY(ahead->mem, struct named, ahead->count + 1);
    for (uint32_t k = 0; k < ahead->count; k++) names[k] = (struct named){ahead->names[k], k};
    qsort(names, ahead->count, sizeof *names, by_name);
    return names;
}

/* The first episode of that name; `count` when there is none. */
static uint32_t place_of(const struct named *names, uint32_t count, tdm_str name) {
    uint32_t from = 0, until = count;
    while (from < until) {
        uint32_t middle = from + (until - from) / 2;
        if (tdm_str_compare(names[middle].name, name) < 0)
            from = middle + 1;
        else
            until = middle;
    }
    return from < count && tdm_str_equal(names[from].name, name) ? names[from].at : count;
}

/* Room for the entries of each, then each to its own. */
static void hand_out(struct tdm_ahead *ahead, const struct gathering *g) {
    uint32_t *room = TDM_NEW_ARRAY(ahead->mem, uint32_t, ahead->count + 1);
    uint32_t *of = TDM_NEW_ARRAY(ahead->mem, uint32_t, g->count + 1);
    const struct named *names = names_in_order(ahead);
    for (size_t i = 0; i < g->count; i++) {
        of[i] = place_of(names, ahead->count, g->links[i].episode);
        if (of[i] < ahead->count) room[of[i]]++;
    }
    for (uint32_t k = 0; k < ahead->count; k++)
        ahead->links[k].links = TDM_NEW_ARRAY(ahead->mem, struct tdm_chained, room[k] + 1);
    for (size_t i = 0; i < g->count; i++) {
        if (of[i] == ahead->count) continue;
        struct tdm_episode_links *own = &ahead->links[of[i]];
        own->links[own->count++] = g->links[i];
    }
}

void tdm_clinic_read_ahead(struct tdm_clinic *clinic, const tdm_str *episodes, uint32_t count) {
    struct tdm_ahead *ahead = &clinic->ahead;
    struct tdm_problem problem;
    TDM_ASSERT(!clinic->may_write && count <= TDM_STORE_SOME_MAX);
    if (ahead->mem == NULL) ahead->mem = tdm_arena_open((size_t)1 << 32);
    tdm_arena_reset(ahead->mem);
    struct gathering g = {.mem = ahead->mem, .problem = &problem};
    tdm_str *names = TDM_NEW_ARRAY(ahead->mem, tdm_str, count + 1);
    for (uint32_t i = 0; i < count; i++) names[i] = tdm_arena_str(ahead->mem, episodes[i]);
    *ahead = (struct tdm_ahead){.mem = ahead->mem, .names = names};
    if (!tdm_store_some(clinic->store, (struct tdm_some){names, count}, gather, &g, &problem) || g.failed)
        return; /* each is then read alone, which tells of which it is */
    ahead->links = TDM_NEW_ARRAY(ahead->mem, struct tdm_episode_links, count + 1);
    ahead->count = count;
    hand_out(ahead, &g);
}

static bool was_read(struct tdm_arena *mem, const struct tdm_ahead *ahead, tdm_str episode,
                     struct tdm_episode_links *out) {
    for (uint32_t i = 0; i < ahead->count; i++) {
        if (!tdm_str_equal(ahead->names[i], episode)) continue;
        *out = (struct tdm_episode_links){TDM_NEW_ARRAY(mem, struct tdm_chained, ahead->links[i].count + 1),
                                          ahead->links[i].count};
        memcpy(out->links, ahead->links[i].links, out->count * sizeof *out->links);
        return true;
    }
    return false;
}

bool tdm_clinic_kept(struct tdm_arena *mem, struct tdm_clinic *clinic, tdm_str episode, struct tdm_episode_links *out,
                     struct tdm_problem *problem) {
    if (was_read(mem, &clinic->ahead, episode, out)) {
        tdm_episode_order(out);
        return true;
    }
    struct gathering g = {.mem = mem, .problem = problem};
    if (!tdm_store_episode(clinic->store, episode, gather, &g, problem) || g.failed) return false;
    *out = (struct tdm_episode_links){g.links, (uint32_t)g.count};
    tdm_episode_order(out);
    return true;
}

bool tdm_clinic_copies(struct tdm_arena *mem, struct tdm_clinic *clinic, tdm_str episode, struct tdm_episode_links *out,
                       struct tdm_problem *problem) {
    const struct tdm_distrust *distrusted;
    uint32_t count;
    if (!tdm_clinic_kept(mem, clinic, episode, out, problem) ||
        !tdm_clinic_distrusted(clinic, &distrusted, &count, problem))
        return false;
    tdm_episode_drop_distrusted(out, &clinic->distrusted);
    return true;
}

bool tdm_clinic_links(struct tdm_arena *mem, struct tdm_clinic *clinic, tdm_str episode, struct tdm_episode_links *out,
                      struct tdm_problem *problem) {
    if (!tdm_clinic_copies(mem, clinic, episode, out, problem)) return false;
    tdm_episode_settle(mem, out);
    return true;
}

/* ---- as a chart file */

bool tdm_clinic_no_episode(const struct tdm_clinic *clinic, tdm_str episode, struct tdm_problem *problem) {
    (void)tdm_fail(problem, TDM_WHY_NOT_FOUND, "W040", (struct tdm_place){.file = clinic->folder},
                   "there is no episode \"%.*s\"", TDM_FMT(episode));
    tdm_problem_fix(problem, "check the name, or begin the episode: tandem enrol %.*s FILE", TDM_FMT(clinic->folder));
    return false;
}

bool tdm_clinic_chart(struct tdm_arena *mem, struct tdm_clinic *clinic, tdm_str episode, struct tdm_buf *out,
                      struct tdm_problem *problem) {
    struct tdm_episode_links all;
    if (!tdm_clinic_links(mem, clinic, episode, &all, problem)) return false;
    if (!tdm_episode_chart(mem, &all, out)) return tdm_clinic_no_episode(clinic, episode, problem);
    if (!out->failed) return true; /* else its newest entries are missing */
    (void)tdm_fail(problem, TDM_WHY_LIMIT, "N031", (struct tdm_place){.file = clinic->folder},
                   "the chart of `%.*s` is larger than 16 MiB", TDM_FMT(episode));
    tdm_problem_fix(problem, "go on in a new episode; nothing is lost of this one, and `tandem verify` proves it");
    return false;
}

struct naming {
    struct tdm_arena *mem;
    struct tdm_names *names;
};

static bool take_name(void *context, const struct tdm_stored *stored) {
    struct naming *n = context;
    size_t slash;
    if (tdm_str_find(stored->bytes, TDM_STR("/"), &slash)) return true; /* acts about places: no episode */
    tdm_names_add(n->mem, n->names, tdm_arena_str(n->mem, stored->bytes));
    return true;
}

bool tdm_clinic_episodes(struct tdm_arena *mem, struct tdm_clinic *clinic, struct tdm_names *out,
                         struct tdm_problem *problem) {
    struct naming naming = {mem, out};
    *out = (struct tdm_names){0};
    return tdm_store_episodes(clinic->store, take_name, &naming, problem);
}

/* ---- heads */

struct heads {
    struct tdm_arena *mem;
    struct tdm_head *list;
    size_t count, room;
};

static bool take_head(void *context, const struct tdm_stored *stored) {
    struct heads *heads = context;
    TDM_GROW(heads->mem, heads->list, heads->count, heads->room);
    heads->list[heads->count++] =
        (struct tdm_head){tdm_arena_str(heads->mem, stored->place), stored->number, stored->hash};
    return true;
}

static int by_place(const void *left, const void *right) {
    const struct tdm_head *a = left, *b = right;
    return tdm_str_compare(a->place, b->place);
}

bool tdm_clinic_head(struct tdm_arena *mem, struct tdm_clinic *clinic, tdm_instant now, struct tdm_signed_head *out,
                     struct tdm_problem *problem) {
    struct heads heads = {.mem = mem};
    if (clinic->place.len == 0 && !tdm_clinic_key(mem, clinic, problem)) return false;
    if (!tdm_store_heads(clinic->store, take_head, &heads, problem)) return false;
    if (heads.count > 1) qsort(heads.list, heads.count, sizeof *heads.list, by_place);
    *out = (struct tdm_signed_head){.place = clinic->place, .signed_at = now};
    out->heads = heads.list;
    out->count = (uint32_t)heads.count;
    tdm_head_sign(mem, out, &clinic->key);
    return true;
}
