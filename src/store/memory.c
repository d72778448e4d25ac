/* memory.c - a store in memory: the simplest keeper that passes the contract. */
#include "store/store_int.h"

#include <string.h>

struct kept {
    struct tdm_stored stored;
    tdm_chained_id id;
    tdm_str episode;
    uint32_t place; /* by founding */
};
struct memory {
    struct tdm_store head;
    struct tdm_arena *mem;
    struct kept *entries; /* by place, then number */
    size_t count, room;
    tdm_str *places;
    size_t place_count, place_room;
    struct tdm_stored *files; /* by hash */
    size_t file_count, file_room;
    /* what `begin` found, for `abandon`: entries are only ever added */
    struct kept *before;
    size_t before_count, before_places, before_files;
    struct tdm_stored *files_before;
    int64_t commits;
};

static struct memory *own(struct tdm_store *store) {
    return (struct memory *)(void *)store;
}

/* A copy of both lists: what is changed afterwards are new ones. */
static bool memory_begin(struct tdm_store *store, struct tdm_problem *problem) {
    struct memory *m = own(store);
    (void)problem;
    m->before = TDM_NEW_ARRAY(m->mem, struct kept, m->count + 1);
    if (m->count > 0) memcpy(m->before, m->entries, m->count * sizeof *m->entries);
    m->files_before = TDM_NEW_ARRAY(m->mem, struct tdm_stored, m->file_count + 1);
    if (m->file_count > 0) memcpy(m->files_before, m->files, m->file_count * sizeof *m->files);
    m->before_count = m->count;
    m->before_places = m->place_count;
    m->before_files = m->file_count;
    return true;
}

static bool memory_commit(struct tdm_store *store, struct tdm_problem *problem) {
    (void)problem;
    own(store)->commits++;
    return true;
}

static bool memory_version(struct tdm_store *store, int64_t *out, struct tdm_problem *problem) {
    (void)problem;
    *out = own(store)->commits;
    return true;
}

static void memory_abandon(struct tdm_store *store) {
    struct memory *m = own(store);
    m->entries = m->before;
    m->count = m->before_count;
    m->room = m->before_count + 1;
    m->place_count = m->before_places;
    m->files = m->files_before;
    m->file_count = m->before_files;
    m->file_room = m->before_files + 1;
}

static bool place_number(const struct memory *m, tdm_str place, uint32_t *number) {
    for (*number = 0; *number < m->place_count; ++*number)
        if (tdm_str_equal(m->places[*number], place)) return true;
    return false;
}

/* How many entries stand at or before this place and number. */
static size_t rank_of(const struct memory *m, uint32_t place, uint64_t number) {
    size_t low = 0, high = m->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        const struct kept *kept = &m->entries[middle];
        bool before = kept->place < place || (kept->place == place && kept->stored.number <= number);
        if (before)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static const struct kept *find(const struct memory *m, const struct tdm_wanted *wanted) {
    if (wanted->by_id) {
        for (size_t i = 0; i < m->count; i++)
            if (tdm_chained_id_equal(m->entries[i].id, wanted->id) &&
                tdm_str_equal(m->entries[i].episode, wanted->episode))
                return &m->entries[i];
        return NULL;
    }
    uint32_t place;
    if (!place_number(m, wanted->place, &place)) return NULL;
    size_t rank = rank_of(m, place, wanted->number == 0 ? UINT64_MAX : wanted->number);
    const struct kept *kept = rank == 0 ? NULL : &m->entries[rank - 1];
    bool there = kept != NULL && kept->place == place;
    return there && (wanted->number == 0 || kept->stored.number == wanted->number) ? kept : NULL;
}

static bool memory_append(struct tdm_store *store, const struct tdm_chained *link, const struct tdm_stored *stored,
                          struct tdm_problem *problem) {
    struct memory *m = own(store);
    uint32_t place;
    (void)problem;
    const struct kept *last = find(m, &(struct tdm_wanted){.place = link->place});
    TDM_ASSERT(link->number == (last == NULL ? 1 : last->stored.number + 1));
    if (!place_number(m, link->place, &place)) {
        TDM_GROW(m->mem, m->places, m->place_count, m->place_room);
        m->places[m->place_count++] = tdm_arena_str(m->mem, link->place);
    }
    struct kept kept = {.stored = *stored, .id = link->id, .place = place};
    kept.stored.place = m->places[place];
    kept.stored.bytes = tdm_arena_str(m->mem, stored->bytes);
    kept.episode = tdm_arena_str(m->mem, link->episode);
    size_t at = rank_of(m, place, link->number);
    TDM_GROW(m->mem, m->entries, m->count, m->room);
    memmove(&m->entries[at + 1], &m->entries[at], (m->count - at) * sizeof *m->entries);
    m->entries[at] = kept;
    m->count++;
    return true;
}

static size_t file_rank(const struct memory *m, tdm_digest hash) {
    size_t at = 0;
    while (at < m->file_count && memcmp(m->files[at].hash.byte, hash.byte, sizeof hash.byte) < 0) at++;
    return at;
}

static bool file_there(const struct memory *m, size_t at, tdm_digest hash) {
    return at < m->file_count && tdm_digest_equal(m->files[at].hash, hash);
}

static bool memory_put_file(struct tdm_store *store, tdm_str bytes, struct tdm_problem *problem) {
    struct memory *m = own(store);
    struct tdm_stored file = {.hash = tdm_digest_of(bytes)};
    size_t at = file_rank(m, file.hash);
    (void)problem;
    if (file_there(m, at, file.hash)) return true;
    file.bytes = tdm_arena_str(m->mem, bytes);
    TDM_GROW(m->mem, m->files, m->file_count, m->file_room);
    memmove(&m->files[at + 1], &m->files[at], (m->file_count - at) * sizeof *m->files);
    m->files[at] = file;
    m->file_count++;
    return true;
}

static bool memory_get(struct tdm_arena *mem, struct tdm_store *store, const struct tdm_wanted *wanted,
                       struct tdm_stored *out, bool *found, struct tdm_problem *problem) {
    const struct kept *kept = find(own(store), wanted);
    (void)problem;
    *found = kept != NULL;
    if (kept == NULL) return true;
    *out = kept->stored;
    out->place = tdm_arena_str(mem, kept->stored.place);
    out->bytes = tdm_arena_str(mem, kept->stored.bytes);
    return true;
}

static bool memory_file(struct tdm_arena *mem, struct tdm_store *store, tdm_digest hash, tdm_str *out, bool *found,
                        struct tdm_problem *problem) {
    const struct memory *m = own(store);
    size_t at = file_rank(m, hash);
    (void)problem;
    *found = file_there(m, at, hash);
    if (*found) *out = tdm_arena_str(mem, m->files[at].bytes);
    return true;
}

/* By repeated search for the next one: nobody keeps many episodes here. */
static void walk_names(const struct memory *m, const struct tdm_walking *w) {
    struct tdm_stored name = {0};
    for (bool more = true; more;) {
        tdm_str next = {0};
        for (size_t i = 0; i < m->count; i++) {
            tdm_str episode = m->entries[i].episode;
            bool later = episode.len > 0 && tdm_str_compare(episode, name.bytes) > 0;
            if (later && (next.len == 0 || tdm_str_compare(episode, next) < 0)) next = episode;
        }
        name.bytes = next;
        more = next.len > 0 && w->take(w->context, &name);
    }
}

static bool is_of(const struct tdm_some *some, tdm_str episode) {
    for (uint32_t i = 0; i < some->count; i++)
        if (tdm_str_equal(some->episodes[i], episode)) return true;
    return false;
}

static bool memory_walk(struct tdm_store *store, const struct tdm_walking *w, struct tdm_problem *problem) {
    const struct memory *m = own(store);
    (void)problem;
    if (w->what == TDM_WALK_FILES) {
        for (size_t i = 0; i < m->file_count; i++)
            if (!w->take(w->context, &m->files[i])) return true;
        return true;
    }
    if (w->what == TDM_WALK_NAMES) {
        walk_names(m, w);
        return true;
    }
    for (size_t i = 0; i < m->count; i++) {
        const struct kept *kept = &m->entries[i];
        bool last = i + 1 == m->count || kept[1].place != kept->place;
        if (w->what == TDM_WALK_HEADS && !last) continue;
        if (w->what == TDM_WALK_EPISODE && !tdm_str_equal(kept->episode, w->episode)) continue;
        if (w->what == TDM_WALK_SOME && !is_of(&w->some, kept->episode)) continue;
        if (!w->take(w->context, &kept->stored)) return true;
    }
    return true;
}

static bool memory_examine(struct tdm_arena *mem, struct tdm_store *store, struct tdm_problem *problem) {
    (void)mem;
    (void)store;
    (void)problem;
    return true; /* nothing here that could go wrong by itself */
}

static void memory_close(struct tdm_store *store) {
    struct memory *m = own(store);
    tdm_arena_close(m->mem); /* in which it stands itself */
}

static const struct tdm_keeper memory_keeper = {
    .begin = memory_begin,
    .append = memory_append,
    .put_file = memory_put_file,
    .commit = memory_commit,
    .abandon = memory_abandon,
    .get = memory_get,
    .file = memory_file,
    .walk = memory_walk,
    .version = memory_version,
    .examine = memory_examine,
    .close = memory_close,
};

struct tdm_store *tdm_store_memory(void) {
    struct tdm_arena *mem = tdm_arena_open((size_t)1 << 32);
    struct memory *m = TDM_NEW(mem, struct memory);
    m->head.keeper = &memory_keeper;
    m->head.format = TDM_STORE_FORMAT;
    m->mem = mem;
    return &m->head;
}
