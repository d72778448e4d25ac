/* apart.c - which entries of an episode were written apart: neither author had seen the other's. What one place had
 * seen of another stands in each entry, so no clock is asked, and the order of arrival has no part in it. */
#include "clinic/clinic_int.h"

struct acts {
    const struct tdm_chained *links; /* every copy, in the order of recording */
    uint32_t *first;                 /* of each copy: that of its act which was recorded first */
    uint32_t *next;                  /* and the one after it; `count`: none */
    uint32_t count;
};

static bool one_place(const struct tdm_episode_links *all) {
    for (uint32_t i = 1; i < all->count; i++)
        if (!tdm_str_equal(all->links[i].place, all->links[0].place)) return false;
    return true;
}

/* The same act counts once, also under two ids (M114). */
static struct acts acts_of(struct tdm_arena *mem, const struct tdm_episode_links *all) {
    struct acts acts = {all->links, TDM_NEW_ARRAY(mem, uint32_t, all->count + 1),
                        TDM_NEW_ARRAY(mem, uint32_t, all->count + 1), all->count};
    uint32_t *last = TDM_NEW_ARRAY(mem, uint32_t, all->count + 1); /* of an act, by its first */
    for (uint32_t i = 0; i < all->count; i++) {
        acts.first[i] = i;
        acts.next[i] = all->count;
        for (uint32_t k = 0; k < i && acts.first[i] == i; k++)
            if (acts.first[k] == k && (tdm_chained_id_equal(all->links[k].id, all->links[i].id) ||
                                       tdm_chained_same_act(&all->links[k], &all->links[i])))
                acts.first[i] = k;
        if (acts.first[i] != i) acts.next[last[acts.first[i]]] = i;
        last[acts.first[i]] = i;
    }
    return acts;
}

/* No copy of the one was known to an author of the other. */
static bool apart(const struct acts *acts, uint32_t one, uint32_t other) {
    for (uint32_t i = one; i < acts->count; i = acts->next[i])
        for (uint32_t k = other; k < acts->count; k = acts->next[k])
            if (tdm_chained_knew(&acts->links[i], &acts->links[k]) ||
                tdm_chained_knew(&acts->links[k], &acts->links[i]))
                return false;
    return true;
}

static void find_from(struct tdm_arena *mem, const struct acts *acts, uint32_t one, struct tdm_apart *out) {
    struct tdm_head *from = NULL;
    size_t count = 0, room = 0;
    for (uint32_t k = 0; k < acts->count; k++) {
        if (acts->first[k] != k || k == one || !apart(acts, one, k)) continue;
        TDM_GROW(mem, from, count, room);
        from[count++] = (struct tdm_head){.place = acts->links[k].place, .number = acts->links[k].number};
    }
    *out = (struct tdm_apart){.link = acts->links[one], .from = from, .from_count = (uint32_t)count};
}

bool tdm_clinic_aparts(struct tdm_arena *mem, struct tdm_clinic *clinic, tdm_str episode, struct tdm_aparts *out,
                       struct tdm_problem *problem) {
    struct tdm_episode_links all;
    struct tdm_apart *list = NULL;
    size_t count = 0, room = 0;
    *out = (struct tdm_aparts){.episode = episode};
    if (!tdm_clinic_copies(mem, clinic, episode, &all, problem)) return false;
    if (one_place(&all)) return true;
    struct acts acts = acts_of(mem, &all);
    for (uint32_t i = 0; i < acts.count; i++) {
        struct tdm_apart one;
        if (acts.first[i] != i) continue;
        find_from(mem, &acts, i, &one);
        if (one.from_count == 0) continue;
        TDM_GROW(mem, list, count, room);
        list[count++] = one;
    }
    out->acts = list;
    out->count = (uint32_t)count;
    return true;
}
