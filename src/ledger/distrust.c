/* distrust.c - acts that say: what a place wrote after that number does not count. Which of them count themselves. */
#include "ledger/episode.h"

/* ---- the body of such an entry */

bool tdm_distrust_read(const struct tdm_chained *link, struct tdm_distrust *out) {
    tdm_str body = link->body, after;
    int64_t number;
    *out = (struct tdm_distrust){.by = link->place, .by_number = link->number};
    if (!tdm_str_is(link->kind, "distrust") || !tdm_body_line(&body, "distrust ", &out->place) ||
        !tdm_body_line(&body, "  after ", &after) || !tdm_body_line(&body, "  because ", &out->because) ||
        !tdm_parse_i64(after, &number) || number < 1)
        return false;
    out->after = (uint64_t)number;
    return true;
}

/* ---- which of them count */

static bool cuts(const struct tdm_distrust *one, const struct tdm_chained *link) {
    return tdm_str_equal(one->place, link->place) && link->number > one->after;
}

/* Is the act itself written with a key that is trusted no longer? Two that speak of each other, neither of which had
 * seen the other, both count: which of the two keys was stolen nobody can tell from here. */
static bool is_void(const struct tdm_episode_links *all, uint32_t at) {
    struct tdm_distrust mine, other;
    if (!tdm_distrust_read(&all->links[at], &mine)) return true;
    for (uint32_t i = 0; i < all->count; i++) {
        if (i == at || !tdm_distrust_read(&all->links[i], &other) || !cuts(&other, &all->links[at])) continue;
        if (tdm_chained_knew(&all->links[at], &all->links[i]) || !cuts(&mine, &all->links[i])) return true;
    }
    return false;
}

void tdm_distrusts_of(struct tdm_arena *mem, const struct tdm_episode_links *keys, struct tdm_distrusts *out) {
    *out = (struct tdm_distrusts){TDM_NEW_ARRAY(mem, struct tdm_distrust, keys->count + 1), 0};
    for (uint32_t i = 0; i < keys->count; i++)
        if (!is_void(keys, i) && tdm_distrust_read(&keys->links[i], &out->list[out->count])) out->count++;
}

static bool counts(const struct tdm_distrusts *distrusts, const struct tdm_chained *link) {
    if (tdm_str_is(link->episode, TDM_KEYS_EPISODE)) return true;
    for (uint32_t i = 0; i < distrusts->count; i++)
        if (cuts(&distrusts->list[i], link)) return false;
    return true;
}

void tdm_episode_drop_distrusted(struct tdm_episode_links *all, const struct tdm_distrusts *distrusts) {
    uint32_t kept = 0;
    if (distrusts->count == 0) return;
    for (uint32_t i = 0; i < all->count; i++)
        if (counts(distrusts, &all->links[i])) all->links[kept++] = all->links[i];
    all->count = kept;
}
