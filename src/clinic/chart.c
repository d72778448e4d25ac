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

static bool gather(void *context, const struct tdm_stored *stored) {
    struct gathering *g = context;
    struct tdm_chained link;
    struct tdm_buf name;
    tdm_buf_init(&name, g->mem, 200);
    tdm_buf_format(&name, "entry %llu of %.*s", (unsigned long long)stored->number, TDM_FMT(stored->place));
    tdm_str bytes = tdm_arena_str(g->mem, stored->bytes);
    if (!tdm_digest_equal(tdm_digest_of(bytes), stored->hash)) {
        (void)tdm_fail(g->problem, TDM_WHY_CONFLICT, "W002", (struct tdm_place){.file = tdm_buf_str(&name)},
                       "its bytes do not have the hash that is kept with them");
        tdm_problem_fix(g->problem, "ask `tandem verify`, and take the chain from a backup");
        g->failed = true;
        return false;
    }
    if (!tdm_chained_read(g->mem, tdm_buf_str(&name), bytes, &link, g->problem)) {
        g->failed = true;
        return false;
    }
    TDM_GROW(g->mem, g->links, g->count, g->room);
    g->links[g->count++] = link;
    return true;
}

static int by_recording(const void *left, const void *right) {
    const struct tdm_chained *a = left, *b = right;
    int sign = (a->recorded.ms > b->recorded.ms) - (a->recorded.ms < b->recorded.ms);
    if (sign == 0) sign = tdm_str_compare(a->place, b->place);
    return sign == 0 ? (a->number > b->number) - (a->number < b->number) : sign;
}

struct known_id {
    tdm_chained_id id;
    uint32_t at; /* in the order of recording */
};

static int by_id(const void *left, const void *right) {
    const struct known_id *a = left, *b = right;
    int sign = memcmp(a->id.byte, b->id.byte, sizeof a->id.byte);
    return sign == 0 ? (a->at > b->at) - (a->at < b->at) : sign;
}

/* The same act at two places counts once: as it was recorded first (M114). */
static void drop_doubles(struct gathering *g) {
    struct known_id *ids = TDM_NEW_ARRAY(g->mem, struct known_id, g->count + 1);
    bool *twice = TDM_NEW_ARRAY(g->mem, bool, g->count + 1);
    size_t kept = 0;
    for (uint32_t i = 0; i < g->count; i++) ids[i] = (struct known_id){g->links[i].id, i};
    qsort(ids, g->count, sizeof *ids, by_id);
    for (size_t i = 1; i < g->count; i++)
        if (tdm_chained_id_equal(ids[i - 1].id, ids[i].id)) twice[ids[i].at] = true;
    for (size_t i = 0; i < g->count; i++)
        if (!twice[i]) g->links[kept++] = g->links[i];
    g->count = kept;
}

bool tdm_clinic_kept(struct tdm_arena *mem, struct tdm_clinic *clinic, tdm_str episode, struct tdm_episode_links *out,
                     struct tdm_problem *problem) {
    struct gathering g = {.mem = mem, .problem = problem};
    if (!tdm_store_episode(clinic->store, episode, gather, &g, problem) || g.failed) return false;
    if (g.count > 1) qsort(g.links, g.count, sizeof *g.links, by_recording);
    *out = (struct tdm_episode_links){g.links, (uint32_t)g.count};
    return true;
}

bool tdm_clinic_copies(struct tdm_arena *mem, struct tdm_clinic *clinic, tdm_str episode, struct tdm_episode_links *out,
                       struct tdm_problem *problem) {
    const struct tdm_distrust *distrusted;
    uint32_t count, kept = 0;
    if (!tdm_clinic_kept(mem, clinic, episode, out, problem) ||
        !tdm_clinic_distrusted(clinic, &distrusted, &count, problem))
        return false;
    for (uint32_t i = 0; i < out->count && count > 0; i++)
        if (tdm_clinic_counts(clinic, &out->links[i])) out->links[kept++] = out->links[i];
    if (count > 0) out->count = kept;
    return true;
}

static bool one_place(const struct tdm_episode_links *all) {
    for (uint32_t i = 1; i < all->count; i++)
        if (!tdm_str_equal(all->links[i].place, all->links[0].place)) return false;
    return true;
}

bool tdm_clinic_links(struct tdm_arena *mem, struct tdm_clinic *clinic, tdm_str episode, struct tdm_episode_links *out,
                      struct tdm_problem *problem) {
    if (!tdm_clinic_copies(mem, clinic, episode, out, problem)) return false;
    if (out->count > 0 && !one_place(out)) tdm_clinic_tell_names_apart(mem, out);
    struct gathering g = {.mem = mem, .links = out->links, .count = out->count};
    if (g.count > 1) drop_doubles(&g);
    out->count = (uint32_t)g.count;
    return true;
}

/* ---- as a chart file */

static void put_entry(struct tdm_buf *out, const struct tdm_chained *link) {
    size_t end = link->body.len;
    (void)tdm_str_find(link->body, TDM_STR("\n"), &end);
    tdm_buf_add(out, tdm_str_slice(link->body, 0, end));
    tdm_buf_text(out, ", recorded ");
    tdm_instant_print(out, link->recorded);
    tdm_buf_format(out, ", writer %.*s %llu", TDM_FMT(link->place), (unsigned long long)link->number);
    tdm_buf_add(out, tdm_str_slice(link->body, end, link->body.len));
}

bool tdm_clinic_no_episode(const struct tdm_clinic *clinic, tdm_str episode, struct tdm_problem *problem) {
    (void)tdm_fail(problem, TDM_WHY_NOT_FOUND, "W040", (struct tdm_place){.file = clinic->folder},
                   "there is no episode \"%.*s\"", TDM_FMT(episode));
    tdm_problem_fix(problem, "check the name, or begin the episode: tandem enrol %.*s FILE", TDM_FMT(clinic->folder));
    return false;
}

bool tdm_clinic_chart(struct tdm_arena *mem, struct tdm_clinic *clinic, tdm_str episode, struct tdm_buf *out,
                      struct tdm_problem *problem) {
    struct tdm_episode_links all;
    const struct tdm_chained *head = NULL;
    struct tdm_team team;
    if (!tdm_clinic_links(mem, clinic, episode, &all, problem)) return false;
    for (uint32_t i = 0; i < all.count && head == NULL; i++)
        if (tdm_str_is(all.links[i].kind, "episode")) head = &all.links[i];
    if (head == NULL) return tdm_clinic_no_episode(clinic, episode, problem);
    tdm_clinic_team_of(mem, &all, &team);
    tdm_clinic_put_head(out, head->body, &team);
    tdm_buf_char(out, '\n');
    for (uint32_t i = 0; i < all.count; i++)
        if (tdm_str_is(all.links[i].kind, "entry")) put_entry(out, &all.links[i]);
    return true;
}

struct naming {
    struct tdm_arena *mem;
    struct tdm_names *names;
};

static bool take_name(void *context, const struct tdm_stored *stored) {
    struct naming *n = context;
    size_t slash;
    if (tdm_str_find(stored->bytes, TDM_STR("/"), &slash)) return true; /* acts about places: no episode */
    TDM_GROW(n->mem, n->names->list, n->names->count, n->names->room);
    n->names->list[n->names->count++] = tdm_arena_str(n->mem, stored->bytes);
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
