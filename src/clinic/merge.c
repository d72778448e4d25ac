/* merge.c - a bundle taken in: the union of the chains. Each chain only ever grows, and the same entries give the same
 * charts, so it does not matter in which order bundles come. What was written apart is listed, and nothing of it is
 * decided here. */
#include "clinic/clinic_int.h"

#include <stdlib.h>

struct merging {
    struct tdm_arena *mem;
    struct tdm_clinic *clinic;
    const struct tdm_bundle *bundle;
    struct tdm_merged *out;
    tdm_str *episodes; /* of the bundle, sorted */
    size_t count;
};

/* Two chains under one name: a place that went on from an old backup, or two places that took one name. */
static bool forked(const struct tdm_stored *theirs, struct tdm_problem *problem) {
    (void)tdm_fail(problem, TDM_WHY_CONFLICT, "W045", (struct tdm_place){.file = TDM_STR("bundle")},
                   "another entry %llu of `%.*s` is here already: two chains are written under one name",
                   (unsigned long long)theirs->number, TDM_FMT(theirs->place));
    tdm_problem_fix(problem, "found one of the two anew under another name, `tandem init`, and enrol there what it "
                             "alone has; nothing was changed");
    return false;
}

static bool take_one(struct merging *m, size_t i, struct tdm_problem *problem) {
    const struct tdm_stored *theirs = &m->bundle->entries[i];
    struct tdm_arena_mark mark = tdm_arena_mark(m->mem);
    struct tdm_head where = {theirs->place, theirs->number, theirs->hash};
    struct tdm_stored ours;
    bool found = false;
    if (!tdm_store_at(m->mem, m->clinic->store, &where, &ours, &found, problem)) return false;
    bool same = found && tdm_digest_equal(ours.hash, theirs->hash);
    tdm_arena_rewind(m->mem, mark);
    if (found && !same) return forked(theirs, problem);
    m->out->there += found;
    if (found) return true;
    m->out->added++;
    return tdm_store_append(m->clinic->store, &m->bundle->links[i], theirs, problem);
}

static int by_text(const void *left, const void *right) {
    return tdm_str_compare(*(const tdm_str *)left, *(const tdm_str *)right);
}

/* What a person could look at together: no events, and nothing that is sealed. */
static bool is_of_people(tdm_str episode) {
    return episode.len > 0 && !tdm_str_is(episode, "place/outbox") &&
           !tdm_str_starts_with(episode, TDM_STR(TDM_BESIDE_EPISODES));
}

static void find_episodes(struct merging *m) {
    size_t kept = 0, all = 0;
    m->episodes = TDM_NEW_ARRAY(m->mem, tdm_str, m->bundle->count + 1);
    for (size_t i = 0; i < m->bundle->count; i++)
        if (is_of_people(m->bundle->links[i].episode)) m->episodes[all++] = m->bundle->links[i].episode;
    if (all > 1) qsort(m->episodes, all, sizeof *m->episodes, by_text);
    for (size_t i = 0; i < all; i++)
        if (kept == 0 || !tdm_str_equal(m->episodes[kept - 1], m->episodes[i])) m->episodes[kept++] = m->episodes[i];
    m->count = kept;
}

static bool find_aparts(struct merging *m, struct tdm_problem *problem) {
    m->clinic->trust_known = false; /* the bundle may say otherwise */
    find_episodes(m);
    struct tdm_aparts *list = TDM_NEW_ARRAY(m->mem, struct tdm_aparts, m->count + 1);
    for (size_t i = 0; i < m->count; i++) {
        struct tdm_aparts one;
        if (!tdm_clinic_aparts(m->mem, m->clinic, m->episodes[i], &one, problem)) return false;
        if (one.count > 0) list[m->out->apart_count++] = one;
    }
    m->out->aparts = list;
    return true;
}

bool tdm_clinic_merge(struct tdm_arena *mem, struct tdm_clinic *clinic, const struct tdm_bundle *bundle,
                      struct tdm_merged *out, struct tdm_problem *problem) {
    struct merging m = {.mem = mem, .clinic = clinic, .bundle = bundle, .out = out};
    *out = (struct tdm_merged){.from = bundle->head.place};
    for (size_t i = 0; i < bundle->file_count; i++)
        if (!tdm_store_put_file(clinic->store, bundle->files[i], problem)) return false;
    for (size_t i = 0; i < bundle->count; i++)
        if (!take_one(&m, i, problem)) return false;
    return find_aparts(&m, problem);
}
