/* store.c - the interface: what holds for every keeper is asked here, once. */
#include "store/store_int.h"

bool tdm_store_begin(struct tdm_store *store, struct tdm_problem *problem) {
    TDM_ASSERT(!store->writing);
    store->writing = store->keeper->begin(store, problem);
    return store->writing;
}

bool tdm_store_append(struct tdm_store *store, const struct tdm_chained *link, const struct tdm_stored *stored,
                      struct tdm_problem *problem) {
    TDM_ASSERT(store->writing && link->number == stored->number && tdm_str_equal(link->place, stored->place));
    return store->keeper->append(store, link, stored, problem);
}

bool tdm_store_put_file(struct tdm_store *store, tdm_str bytes, struct tdm_problem *problem) {
    TDM_ASSERT(store->writing);
    return store->keeper->put_file(store, bytes, problem);
}

bool tdm_store_commit(struct tdm_store *store, struct tdm_problem *problem) {
    TDM_ASSERT(store->writing);
    store->writing = false;
    if (store->keeper->commit(store, problem)) return true;
    store->keeper->abandon(store);
    return false;
}

void tdm_store_abandon(struct tdm_store *store) {
    if (store->writing) store->keeper->abandon(store);
    store->writing = false;
}

void tdm_store_close(struct tdm_store *store) {
    if (store == NULL) return;
    tdm_store_abandon(store);
    store->keeper->close(store);
}

uint32_t tdm_store_format(const struct tdm_store *store) {
    return store->format;
}

/* ---- reading */

bool tdm_store_last(struct tdm_arena *mem, struct tdm_store *store, tdm_str place, struct tdm_stored *out, bool *found,
                    struct tdm_problem *problem) {
    return store->keeper->get(mem, store, &(struct tdm_wanted){.place = place}, out, found, problem);
}

bool tdm_store_at(struct tdm_arena *mem, struct tdm_store *store, const struct tdm_head *where, struct tdm_stored *out,
                  bool *found, struct tdm_problem *problem) {
    *found = false;
    if (where->number == 0 || where->number > TDM_CHAINED_NUMBER_MAX) return true;
    struct tdm_wanted wanted = {.place = where->place, .number = where->number};
    return store->keeper->get(mem, store, &wanted, out, found, problem);
}

bool tdm_store_act(struct tdm_arena *mem, struct tdm_store *store, const struct tdm_chained *act,
                   struct tdm_stored *out, bool *found, struct tdm_problem *problem) {
    struct tdm_wanted wanted = {.by_id = true, .id = act->id, .episode = act->episode};
    return store->keeper->get(mem, store, &wanted, out, found, problem);
}

bool tdm_store_file(struct tdm_arena *mem, struct tdm_store *store, tdm_digest hash, tdm_str *out, bool *found,
                    struct tdm_problem *problem) {
    return store->keeper->file(mem, store, hash, out, found, problem);
}

bool tdm_store_chains(struct tdm_store *store, tdm_store_take take, void *context, struct tdm_problem *problem) {
    return store->keeper->walk(store, &(struct tdm_walking){TDM_WALK_CHAINS, {0}, {0}, take, context}, problem);
}

bool tdm_store_episode(struct tdm_store *store, tdm_str episode, tdm_store_take take, void *context,
                       struct tdm_problem *problem) {
    return store->keeper->walk(store, &(struct tdm_walking){TDM_WALK_EPISODE, episode, {0}, take, context}, problem);
}

bool tdm_store_some(struct tdm_store *store, struct tdm_some some, tdm_store_take take, void *context,
                    struct tdm_problem *problem) {
    TDM_ASSERT(some.count <= TDM_STORE_SOME_MAX);
    return store->keeper->walk(store, &(struct tdm_walking){TDM_WALK_SOME, {0}, some, take, context}, problem);
}

bool tdm_store_episodes(struct tdm_store *store, tdm_store_take take, void *context, struct tdm_problem *problem) {
    return store->keeper->walk(store, &(struct tdm_walking){TDM_WALK_NAMES, {0}, {0}, take, context}, problem);
}

bool tdm_store_files(struct tdm_store *store, tdm_store_take take, void *context, struct tdm_problem *problem) {
    return store->keeper->walk(store, &(struct tdm_walking){TDM_WALK_FILES, {0}, {0}, take, context}, problem);
}

bool tdm_store_heads(struct tdm_store *store, tdm_store_take take, void *context, struct tdm_problem *problem) {
    return store->keeper->walk(store, &(struct tdm_walking){TDM_WALK_HEADS, {0}, {0}, take, context}, problem);
}

bool tdm_store_version(struct tdm_store *store, int64_t *out, struct tdm_problem *problem) {
    return store->keeper->version(store, out, problem);
}

bool tdm_store_examine(struct tdm_arena *mem, struct tdm_store *store, struct tdm_problem *problem) {
    return store->keeper->examine(mem, store, problem);
}
