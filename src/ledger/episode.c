/* episode.c - the entries of an episode: their order, one of each act, and the chart file that they are. */
#include "ledger/episode.h"

#include <stdlib.h>
#include <string.h>

bool tdm_chained_knew(const struct tdm_chained *a, const struct tdm_chained *b) {
    if (tdm_str_equal(a->place, b->place)) return a->number >= b->number;
    for (uint32_t i = 0; i < a->seen_count; i++)
        if (tdm_str_equal(a->seen[i].place, b->place)) return a->seen[i].number >= b->number;
    return false;
}

static int by_recording(const void *left, const void *right) {
    const struct tdm_chained *a = left, *b = right;
    int sign = (a->recorded.ms > b->recorded.ms) - (a->recorded.ms < b->recorded.ms);
    if (sign == 0) sign = tdm_str_compare(a->place, b->place);
    return sign == 0 ? (a->number > b->number) - (a->number < b->number) : sign;
}

void tdm_episode_order(struct tdm_episode_links *all) {
    if (all->count > 1) qsort(all->links, all->count, sizeof *all->links, by_recording);
}

/* ---- one of each act */

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
static void drop_doubles(struct tdm_arena *mem, struct tdm_episode_links *all) {
    struct known_id *ids = TDM_NEW_ARRAY(mem, struct known_id, all->count + 1);
    bool *twice = TDM_NEW_ARRAY(mem, bool, all->count + 1);
    uint32_t kept = 0;
    for (uint32_t i = 0; i < all->count; i++) ids[i] = (struct known_id){all->links[i].id, i};
    qsort(ids, all->count, sizeof *ids, by_id);
    for (uint32_t i = 1; i < all->count; i++)
        if (tdm_chained_id_equal(ids[i - 1].id, ids[i].id)) twice[ids[i].at] = true;
    for (uint32_t i = 0; i < all->count; i++)
        if (!twice[i]) all->links[kept++] = all->links[i];
    all->count = kept;
}

static bool one_place(const struct tdm_episode_links *all) {
    for (uint32_t i = 1; i < all->count; i++)
        if (!tdm_str_equal(all->links[i].place, all->links[0].place)) return false;
    return true;
}

void tdm_episode_settle(struct tdm_arena *mem, struct tdm_episode_links *all) {
    if (all->count > 0 && !one_place(all)) tdm_episode_tell_names_apart(mem, all);
    if (all->count > 1) drop_doubles(mem, all);
}

/* ---- as a chart file */

static void put_entry(struct tdm_buf *out, const struct tdm_chained *link) {
    size_t end = link->body.len;
    (void)tdm_str_find(link->body, TDM_STR("\n"), &end);
    tdm_buf_add(out, tdm_str_slice(link->body, 0, end));
    tdm_buf_text(out, ", recorded ");
    tdm_instant_print(out, link->recorded);
    tdm_buf_text(out, ", writer ");
    tdm_buf_add(out, link->place);
    tdm_buf_char(out, ' ');
    tdm_buf_int(out, (int64_t)link->number);
    tdm_buf_add(out, tdm_str_slice(link->body, end, link->body.len));
}

bool tdm_episode_chart(struct tdm_arena *mem, const struct tdm_episode_links *all, struct tdm_buf *out) {
    if (!tdm_episode_head(mem, all, out)) return false;
    tdm_buf_char(out, '\n');
    for (uint32_t i = 0; i < all->count; i++)
        if (tdm_str_is(all->links[i].kind, "entry")) put_entry(out, &all->links[i]);
    return true;
}
