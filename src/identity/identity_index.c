/* identity_index.c - who has an identifier: an index over all that is kept here, made once and again when a file has
 * changed. It holds digests of identifiers and the words of charts, nothing else of anybody. */
#include "identity/identity_int.h"

#include <stdlib.h>
#include <sys/stat.h>

struct row {
    tdm_digest key;
    tdm_str id;
};
struct stamp { /* of the files: another one after each change, since they are written whole */
    int64_t seconds[2], nanoseconds[2], size[2];
    uint64_t inode[2];
};
struct tdm_identity_index {
    struct tdm_arena *mem;
    tdm_str folder;
    struct stamp of;
    struct row *rows;
    size_t count, room;
};

static void stamp_of(struct tdm_arena *mem, tdm_str folder, struct stamp *out) {
    static const char *const files[] = {"sealed", "keys"};
    *out = (struct stamp){0};
    for (size_t i = 0; i < TDM_COUNT(files); i++) {
        struct stat st;
        if (stat(tdm_arena_str(mem, tdm_identity_file(mem, folder, files[i])).at, &st) != 0) continue;
        out->seconds[i] = st.st_mtim.tv_sec;
        out->nanoseconds[i] = st.st_mtim.tv_nsec;
        out->size[i] = st.st_size;
        out->inode[i] = st.st_ino;
    }
}

static int by_key(const void *left, const void *right) {
    const struct row *a = left, *b = right;
    int order = memcmp(a->key.byte, b->key.byte, sizeof a->key.byte);
    return order != 0 ? order : tdm_str_compare(a->id, b->id);
}

static bool take(void *context, tdm_str id, const struct tdm_identity *identity) {
    struct tdm_identity_index *index = context;
    tdm_str kept = {0};
    for (uint32_t i = 0; i < identity->identifier_count; i++) {
        TDM_GROW(index->mem, index->rows, index->count, index->room);
        if (kept.len == 0) kept = tdm_arena_str(index->mem, id);
        index->rows[index->count++] = (struct row){tdm_digest_of(identity->identifiers[i]), kept};
    }
    return true;
}

bool tdm_identity_index_open(struct tdm_arena *mem, tdm_str folder, struct tdm_identity_index **out,
                             struct tdm_problem *problem) {
    struct tdm_identity_index *index = TDM_NEW(mem, struct tdm_identity_index);
    *index = (struct tdm_identity_index){.mem = mem, .folder = tdm_arena_str(mem, folder)};
    stamp_of(mem, folder, &index->of); /* before they are read: what changes meanwhile is read again */
    struct tdm_arena *scratch = tdm_arena_open((size_t)256 << 20);
    bool good = tdm_identity_each(scratch, folder, take, index, problem);
    tdm_arena_close(scratch);
    if (!good) return false;
    if (index->count > 1) qsort(index->rows, index->count, sizeof *index->rows, by_key);
    *out = index;
    return true;
}

bool tdm_identity_index_is_fresh(struct tdm_arena *mem, const struct tdm_identity_index *index) {
    struct stamp now;
    stamp_of(mem, index->folder, &now);
    return memcmp(&now, &index->of, sizeof now) == 0;
}

uint32_t tdm_identity_index_find(const struct tdm_identity_index *index, tdm_str identifier, tdm_str *id) {
    tdm_digest key = tdm_digest_of(identifier);
    size_t from = 0, until = index->count;
    uint32_t count = 0;
    while (from < until) {
        size_t middle = from + (until - from) / 2;
        if (memcmp(index->rows[middle].key.byte, key.byte, sizeof key.byte) < 0)
            from = middle + 1;
        else
            until = middle;
    }
    for (; from < index->count && tdm_digest_equal(index->rows[from].key, key); from++) {
        if (count > 0 && tdm_str_equal(*id, index->rows[from].id)) continue;
        *id = index->rows[from].id;
        count++;
    }
    return count;
}
