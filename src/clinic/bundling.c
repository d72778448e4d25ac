/* bundling.c - what one place gives to another: every chain, or as much of each as some episodes need. A chain has no
 * gaps, so what stands before an entry comes along, and what its author had seen of other places. */
#include "clinic/acts.h"
#include "clinic/clinic_int.h"

#include <stdlib.h>

struct bundling {
    struct tdm_arena *mem;
    struct tdm_clinic *clinic;
    struct tdm_head *limits; /* how far each chain goes in the bundle */
    size_t count, room;
    struct tdm_bundle bundle;
    size_t entry_room, link_room, file_room;
    size_t protocols; /* so many of its files are pinned by entries; the others are their parts */
    bool grew, failed;
    struct tdm_problem *problem;
};

/* The chain of that place at least up to that number. */
static void reach(struct bundling *b, tdm_str place, uint64_t number) {
    for (size_t i = 0; i < b->count; i++) {
        if (!tdm_str_equal(b->limits[i].place, place)) continue;
        b->grew = b->grew || b->limits[i].number < number;
        if (b->limits[i].number < number) b->limits[i].number = number;
        return;
    }
    TDM_GROW(b->mem, b->limits, b->count, b->room);
    b->limits[b->count++] = (struct tdm_head){.place = tdm_arena_str(b->mem, place), .number = number};
    b->grew = true;
}

static bool reach_head(void *context, const struct tdm_stored *head) {
    reach(context, head->place, head->number);
    return true;
}

static bool no_episode(const struct bundling *b, tdm_str episode, struct tdm_problem *problem) {
    (void)tdm_fail(problem, TDM_WHY_NOT_FOUND, "W040", (struct tdm_place){.file = b->clinic->folder},
                   "there is no episode \"%.*s\"", TDM_FMT(episode));
    tdm_problem_fix(problem, "check the name, or leave it out: then everything is bundled");
    return false;
}

static bool reach_episode(struct bundling *b, tdm_str episode, struct tdm_problem *problem) {
    struct tdm_episode_links all;
    if (!tdm_clinic_kept(b->mem, b->clinic, episode, &all, problem)) return false;
    size_t slash; /* acts about places and persons: there may be none */
    if (all.count == 0 && !tdm_str_find(episode, TDM_STR("/"), &slash)) return no_episode(b, episode, problem);
    for (uint32_t i = 0; i < all.count; i++) reach(b, all.links[i].place, all.links[i].number);
    return true;
}

/* What holds for every episode: keys, the roster, who was erased, the rules. */
static bool reach_places(struct bundling *b, struct tdm_problem *problem) {
    static const char *const always[] = {"place/keys", "place/people", "place/erased", "place/rules"};
    for (size_t i = 0; i < TDM_COUNT(always); i++)
        if (!reach_episode(b, tdm_str_of(always[i]), problem)) return false;
    return true;
}

/* Everything goes from place to place of one clinic; an episode by name goes to somebody, and asks for consent. */
static bool may_leave(const struct bundling *b, const struct tdm_bundling *ask, tdm_str episode,
                      struct tdm_problem *problem) {
    size_t slash;
    struct tdm_sharing sharing = {episode, TDM_CONSENT_SHARING, ask->now};
    return tdm_str_find(episode, TDM_STR("/"), &slash) || tdm_clinic_may_share(b->mem, b->clinic, &sharing, problem);
}

/* What the last entry of each chain had seen: those before it had seen no more. Until nothing is added. */
static bool reach_seen(struct bundling *b, struct tdm_problem *problem) {
    do {
        b->grew = false;
        for (size_t i = 0; i < b->count; i++) {
            struct tdm_stored stored;
            struct tdm_chained link;
            bool found = false;
            if (!tdm_store_at(b->mem, b->clinic->store, &b->limits[i], &stored, &found, problem)) return false;
            if (!found) continue;
            b->limits[i].hash = stored.hash;
            if (!tdm_chained_read(b->mem, TDM_STR("the last entry of a chain"), stored.bytes, &link, problem))
                return false;
            for (uint32_t k = 0; k < link.seen_count; k++) reach(b, link.seen[k].place, link.seen[k].number);
        }
    } while (b->grew);
    return true;
}

static bool keep_entry(struct bundling *b, tdm_str place, const struct tdm_stored *stored) {
    struct tdm_bundle *bundle = &b->bundle;
    size_t count = bundle->count;
    struct tdm_chained link;
    tdm_str bytes = tdm_arena_str(b->mem, stored->bytes);
    b->failed = !tdm_chained_read(b->mem, b->clinic->folder, bytes, &link, b->problem);
    TDM_GROW(b->mem, bundle->links, count, b->link_room);
    bundle->links[count] = link;
    TDM_GROW(b->mem, bundle->entries, count, b->entry_room);
    bundle->entries[count] = (struct tdm_stored){place, stored->number, stored->hash, bytes};
    bundle->count++;
    return !b->failed;
}

static bool take_entry(void *context, const struct tdm_stored *stored) {
    struct bundling *b = context;
    for (size_t i = 0; i < b->count; i++)
        if (tdm_str_equal(b->limits[i].place, stored->place) && b->limits[i].number >= stored->number)
            return keep_entry(b, b->limits[i].place, stored);
    return true;
}

/* Only what an entry of the bundle pins. */
static bool take_file(void *context, const struct tdm_stored *file) {
    struct bundling *b = context;
    bool pinned = false;
    tdm_digest pin;
    for (size_t i = 0; i < b->bundle.count && !pinned; i++)
        pinned = tdm_chained_pin(&b->bundle.links[i], &pin) && tdm_digest_equal(pin, file->hash);
    if (!pinned) return true;
    TDM_GROW(b->mem, b->bundle.files, b->bundle.file_count, b->file_room);
    b->bundle.files[b->bundle.file_count++] = tdm_arena_str(b->mem, file->bytes);
    return true;
}

/* And the parts that those take in. */
static bool take_part(void *context, const struct tdm_stored *file) {
    struct bundling *b = context;
    bool pinned = false, there = false;
    for (size_t i = 0; i < b->bundle.file_count && !there; i++) {
        there = tdm_digest_equal(tdm_digest_of(b->bundle.files[i]), file->hash);
        pinned = pinned || (i < b->protocols && tdm_text_pins(b->bundle.files[i], file->hash));
    }
    if (there || !pinned) return true;
    TDM_GROW(b->mem, b->bundle.files, b->bundle.file_count, b->file_room);
    b->bundle.files[b->bundle.file_count++] = tdm_arena_str(b->mem, file->bytes);
    return true;
}

static int by_place(const void *left, const void *right) {
    const struct tdm_head *a = left, *b = right;
    return tdm_str_compare(a->place, b->place);
}

bool tdm_clinic_bundle(struct tdm_arena *mem, struct tdm_clinic *clinic, const struct tdm_bundling *ask,
                       struct tdm_buf *out, struct tdm_problem *problem) {
    struct bundling b = {.mem = mem, .clinic = clinic, .problem = problem};
    if (clinic->place.len == 0 && !tdm_clinic_key(mem, clinic, problem)) return false;
    if (ask->episode_count == 0 && !tdm_store_heads(clinic->store, reach_head, &b, problem)) return false;
    for (uint32_t i = 0; i < ask->episode_count; i++)
        if (!reach_episode(&b, ask->episodes[i], problem) || !may_leave(&b, ask, ask->episodes[i], problem))
            return false;
    if (ask->episode_count > 0) reach(&b, clinic->place, 1); /* whose key signs */
    if (!reach_places(&b, problem) || !reach_seen(&b, problem) ||
        !tdm_store_chains(clinic->store, take_entry, &b, problem) || b.failed ||
        !tdm_store_files(clinic->store, take_file, &b, problem))
        return false;
    b.protocols = b.bundle.file_count;
    if (!tdm_store_files(clinic->store, take_part, &b, problem)) return false;
    qsort(b.limits, b.count, sizeof *b.limits, by_place);
    b.bundle.head = (struct tdm_signed_head){.place = clinic->place, .signed_at = ask->now, .heads = b.limits};
    b.bundle.head.count = (uint32_t)b.count;
    tdm_head_sign(mem, &b.bundle.head, &clinic->key);
    if (!tdm_bundle_prove(mem, clinic->folder, &b.bundle, problem)) return false; /* nobody is given a broken chain */
    tdm_bundle_write(out, &b.bundle);
    return true;
}
