/* copy.c - a store written anew, entry by entry, into a new one: a backup while others write, a restored backup, and
 * the way from one keeper or format to another. What is copied was read by its bytes, so a broken entry cannot come
 * along. */
#include "store/store.h"

#define BATCH 10000u

struct copying {
    struct tdm_arena *scratch;
    struct tdm_store *to;
    uint64_t entries;
    struct tdm_problem *problem;
    bool failed;
};

/* What was appended so far is committed now and then: the log of a large copy stays small. */
static bool go_on(struct copying *c) {
    if (++c->entries % BATCH != 0) return true;
    return tdm_store_commit(c->to, c->problem) && tdm_store_begin(c->to, c->problem);
}

static bool copy_entry(void *context, const struct tdm_stored *stored) {
    struct copying *c = context;
    struct tdm_chained link;
    struct tdm_buf name;
    tdm_arena_reset(c->scratch);
    tdm_buf_init(&name, c->scratch, 200);
    tdm_buf_format(&name, "entry %llu of %.*s", (unsigned long long)stored->number, TDM_FMT(stored->place));
    bool good = tdm_chained_read(c->scratch, tdm_buf_str(&name), stored->bytes, &link, c->problem);
    if (good && !(tdm_str_equal(link.place, stored->place) && link.number == stored->number &&
                  tdm_digest_equal(tdm_digest_of(stored->bytes), stored->hash))) {
        good = tdm_fail(c->problem, TDM_WHY_CONFLICT, "W002", (struct tdm_place){.file = tdm_buf_str(&name)},
                        "its bytes do not have the hash that is kept with them");
        tdm_problem_fix(c->problem, "ask `tandem verify`, and take the chain from a backup");
    }
    good = good && tdm_store_append(c->to, &link, stored, c->problem) && go_on(c);
    c->failed = !good;
    return good;
}

static bool copy_file(void *context, const struct tdm_stored *file) {
    struct copying *c = context;
    c->failed = !tdm_store_put_file(c->to, file->bytes, c->problem);
    return !c->failed;
}

bool tdm_store_copy(struct tdm_arena *mem, struct tdm_store *store, tdm_str path, uint64_t *entries,
                    struct tdm_problem *problem) {
    struct copying c = {.problem = problem};
    if (!tdm_store_make(mem, path, problem) || !tdm_store_open(mem, path, TDM_STORE_WRITE, &c.to, problem))
        return false;
    c.scratch = tdm_arena_open((size_t)1 << 26);
    /* Entries before files: a file is kept at the latest with the entry that pins it, also when others write meanwhile.
     */
    bool good = tdm_store_begin(c.to, problem) && tdm_store_chains(store, copy_entry, &c, problem) && !c.failed &&
                tdm_store_files(store, copy_file, &c, problem) && !c.failed && tdm_store_commit(c.to, problem);
    if (c.failed) problem->place.file = tdm_arena_str(mem, problem->place.file);
    tdm_store_close(c.to);
    tdm_arena_close(c.scratch);
    *entries = c.entries;
    return good;
}
