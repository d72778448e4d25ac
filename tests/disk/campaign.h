/* campaign.h - what the campaigns on stores share: batches that are written, what was acknowledged of them, and the
 * check that everything acknowledged is there, nothing half, nothing twice, and the chains hold. */
#ifndef TDM_CAMPAIGN_H
#define TDM_CAMPAIGN_H

#include "../unit/ledger/links.h"
#include "store/store.h"

#include <stdio.h>
#include <stdlib.h>

#define BATCHES_MAX 64u

struct campaign {
    tdm_str path;
    uint64_t seed;
    uint32_t batches;                /* that are tried */
    bool large;                      /* bodies that make the log so long that it is carried over by itself */
    bool acknowledged[BATCHES_MAX];  /* commit said so */
    bool made;                       /* the store */
    char wrong[400];                 /* what did not hold; empty: nothing */
    uint64_t retried, there_unasked; /* batches made again; batches that were there although no answer came */
};

static inline uint64_t campaign_draw(uint64_t seed, uint64_t a, uint64_t b) {
    uint64_t z =
        seed * UINT64_C(0x9e3779b97f4a7c15) + a * UINT64_C(0xbf58476d1ce4e5b9) + b * UINT64_C(0x94d049bb133111eb);
    z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
    return z ^ (z >> 31);
}

static inline uint32_t campaign_size(const struct campaign *c, uint32_t batch) {
    return (uint32_t)(1 + campaign_draw(c->seed, batch, 1) % 6);
}

static inline const char *campaign_place(const struct campaign *c, uint32_t batch) {
    return campaign_draw(c->seed, batch, 2) % 3 == 0 ? "annex-a" : "ward-b";
}

static inline tdm_str campaign_body(struct tdm_arena *mem, const struct campaign *c, uint32_t batch, uint32_t entry) {
    size_t filling = c->large ? 60000 : campaign_draw(c->seed, batch, entry + 10) % 700;
    struct tdm_buf body;
    tdm_buf_init(&body, mem, (size_t)1 << 20);
    tdm_buf_format(&body, "batch %02u entry %02u\n", batch, entry);
    tdm_buf_repeat(&body, (char)('a' + entry), filling);
    return tdm_buf_str(&body);
}

/* Appends one link unless its id is there. */
static inline bool campaign_append(struct tdm_arena *mem, struct tdm_store *store, struct tdm_chained link,
                                   const char *place, struct tdm_problem *problem) {
    struct tdm_stored last, stored;
    struct tdm_chained read;
    bool found = false;
    link.id = tdm_chained_id_of(mem, &link);
    if (!tdm_store_act(mem, store, &link, &stored, &found, problem)) return false;
    if (found) return true;
    if (!tdm_store_last(mem, store, tdm_str_of(place), &last, &found, problem)) return false;
    if (!found) {
        struct tdm_chained first = links_first(mem, place);
        last = links_stored(mem, &first);
        if (!tdm_store_append(store, &first, &last, problem)) return false;
    }
    stored = links_after(mem, &last, link);
    TDM_ASSERT(tdm_chained_read(mem, TDM_STR("x"), stored.bytes, &read, problem));
    return tdm_store_append(store, &read, &stored, problem);
}

static inline bool campaign_batch(struct tdm_arena *mem, struct tdm_store *store, struct campaign *c, uint32_t batch,
                                  struct tdm_problem *problem) {
    bool good = tdm_store_begin(store, problem);
    char episode[24], file[40];
    (void)snprintf(episode, sizeof episode, "episode-%u", batch % 5);
    (void)snprintf(file, sizeof file, "file of batch %02u\n", batch);
    for (uint32_t i = 0; good && i < campaign_size(c, batch); i++) {
        struct tdm_chained link = links_said(mem, episode, "");
        link.body = campaign_body(mem, c, batch, i);
        good = campaign_append(mem, store, link, campaign_place(c, batch), problem);
    }
    good = good && tdm_store_put_file(store, tdm_str_of(file), problem) && tdm_store_commit(store, problem);
    if (!good) tdm_store_abandon(store);
    return good;
}

/* Makes the store and writes the batches, opening it anew now and then. Goes on after failures, as a clinic would. */
static inline void campaign_run(struct campaign *c) {
    struct tdm_arena *mem = tdm_arena_open((size_t)1 << 30);
    struct tdm_store *store = NULL;
    struct tdm_problem problem = {0};
    c->made = tdm_store_make(mem, c->path, &problem);
    for (uint32_t batch = 0; c->made && batch < c->batches; batch++) {
        bool anew = campaign_draw(c->seed, batch, 3) % 4 == 0;
        if (anew && store != NULL) {
            tdm_store_close(store);
            store = NULL;
        }
        if (store == NULL && !tdm_store_open(mem, c->path, TDM_STORE_WRITE, &store, &problem)) {
            store = NULL;
            continue;
        }
        c->acknowledged[batch] = campaign_batch(mem, store, c, batch, &problem);
    }
    tdm_store_close(store);
    tdm_arena_close(mem);
}

/* ---- the check */

struct campaign_found {
    struct campaign *c;
    uint32_t entries[BATCHES_MAX], files[BATCHES_MAX];
    uint64_t twice;
    bool seen[BATCHES_MAX][8];
};

static inline bool campaign_count(void *context, const struct tdm_stored *stored) {
    struct campaign_found *f = context;
    static struct tdm_arena *mem;
    struct tdm_chained link;
    struct tdm_problem problem;
    if (mem == NULL) mem = tdm_arena_open((size_t)1 << 28);
    tdm_arena_reset(mem);
    if (!tdm_chained_read(mem, TDM_STR("x"), stored->bytes, &link, &problem)) return true; /* verify tells */
    if (!tdm_str_is(link.kind, "entry")) return true;
    uint32_t batch = (uint32_t)(link.body.at[6] - '0') * 10 + (uint32_t)(link.body.at[7] - '0');
    uint32_t entry = (uint32_t)(link.body.at[15] - '0') * 10 + (uint32_t)(link.body.at[16] - '0');
    TDM_ASSERT(batch < BATCHES_MAX && entry < 8);
    f->entries[batch]++;
    f->twice += f->seen[batch][entry];
    f->seen[batch][entry] = true;
    return true;
}

static inline bool campaign_count_file(void *context, const struct tdm_stored *stored) {
    struct campaign_found *f = context;
    uint32_t batch = (uint32_t)(stored->bytes.at[14] - '0') * 10 + (uint32_t)(stored->bytes.at[15] - '0');
    TDM_ASSERT(batch < BATCHES_MAX);
    f->files[batch]++;
    return true;
}

static inline void campaign_wrong(struct campaign *c, const char *what, const char *more, uint32_t batch) {
    if (c->wrong[0] == '\0') (void)snprintf(c->wrong, sizeof c->wrong, "%s %s (batch %u)", what, more, batch);
}

/* Verifies the open store and holds it against what was acknowledged. */
static inline void campaign_hold(struct tdm_arena *mem, struct campaign *c, struct tdm_store *store, bool all) {
    static struct tdm_problems problems;
    struct tdm_verified verified;
    struct tdm_problem problem = {0};
    struct campaign_found found = {.c = c};
    tdm_problems_init(&problems);
    if (!tdm_store_verify(mem, store, &verified, &problems))
        campaign_wrong(c, "verify:", problems.count > 0 ? problems.items[0].what : "no problem is told", 0);
    if (!tdm_store_chains(store, campaign_count, &found, &problem) ||
        !tdm_store_files(store, campaign_count_file, &found, &problem))
        campaign_wrong(c, "reading:", problem.what, 0);
    for (uint32_t i = 0; i < c->batches; i++) {
        bool whole = found.entries[i] == campaign_size(c, i) && found.files[i] == 1;
        bool none = found.entries[i] == 0 && found.files[i] == 0;
        if ((all || c->acknowledged[i]) && !whole) campaign_wrong(c, "an acknowledged batch is not whole", "", i);
        if (!whole && !none) campaign_wrong(c, "half a batch is there", "", i);
        if (whole && !c->acknowledged[i] && !all) c->there_unasked++;
    }
    if (found.twice > 0) campaign_wrong(c, "something is there twice", "", 0);
}

/* After whatever happened: opens, checks, makes again what was not acknowledged, checks again. */
static inline void campaign_check(struct campaign *c) {
    struct tdm_arena *mem = tdm_arena_open((size_t)1 << 30);
    struct tdm_store *store = NULL;
    struct tdm_problem problem = {0};
    if (!tdm_store_open(mem, c->path, TDM_STORE_WRITE, &store, &problem)) {
        if (c->made) campaign_wrong(c, "cannot be opened:", problem.what, 0);
        if (problem.code == NULL || problem.fix[0] == '\0') campaign_wrong(c, "refused without a word", "", 0);
        tdm_arena_close(mem);
        return;
    }
    campaign_hold(mem, c, store, false);
    for (uint32_t i = 0; i < c->batches && c->wrong[0] == '\0'; i++) {
        if (c->acknowledged[i]) continue;
        c->retried++;
        if (!campaign_batch(mem, store, c, i, &problem)) campaign_wrong(c, "cannot be made again:", problem.what, i);
    }
    if (c->wrong[0] == '\0') campaign_hold(mem, c, store, true);
    tdm_store_close(store);
    tdm_arena_close(mem);
}

#endif
