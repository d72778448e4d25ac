/* arena.c - memory for one request: blocks in a chain, bump allocation, everything given back at once.
 * Under address sanitizer the bytes not given out are poisoned and gaps lie between allocations, because an overrun
 * inside a block would otherwise be silent: wide ones, for one item too many may be large. That is the only place where
 * builds differ. */
#include "base/base.h"

#include <string.h>

#if TDM_ARENA_GUARDED
#include <sanitizer/asan_interface.h>
#define GAP_BYTES       ((size_t)256)
#define HIDE(at, bytes) __asan_poison_memory_region((at), (bytes))
#define SHOW(at, bytes) __asan_unpoison_memory_region((at), (bytes))
#else
#define GAP_BYTES       ((size_t)0)
#define HIDE(at, bytes) ((void)(at), (void)(bytes))
#define SHOW(at, bytes) ((void)(at), (void)(bytes))
#endif

#define ALIGNMENT   ((size_t)16)
#define CHUNK_LEAST ((size_t)64 * 1024)
#define CHUNK_MOST  ((size_t)4 * 1024 * 1024)

struct chunk {
    struct chunk *next;
    size_t size; /* bytes of data */
    _Alignas(16) char data[];
};

struct tdm_arena {
    char *at, *end;        /* free part of the current chunk */
    size_t total, limit;   /* bytes given out; and the most that may be */
    struct chunk *current; /* the chunks behind it are kept, empty */
    struct chunk *first;
};

static size_t chunks_size(const struct chunk *chunk) {
    size_t size = 0;
    for (; chunk != NULL; chunk = chunk->next) size += chunk->size;
    return size;
}

static struct chunk *chunk_make(size_t size) {
    struct chunk *chunk = tdm_host_allocate(sizeof(struct chunk) + size);
    if (chunk == NULL) tdm_host_out_of_memory(size);
    chunk->next = NULL;
    chunk->size = size;
    HIDE(chunk->data, size);
    return chunk;
}

static void chunks_release(struct chunk *chunk) {
    while (chunk != NULL) {
        struct chunk *next = chunk->next;
        SHOW(chunk->data, chunk->size);
        tdm_host_release(chunk);
        chunk = next;
    }
}

static void chunk_enter(struct tdm_arena *mem, struct chunk *chunk) {
    mem->current = chunk;
    mem->at = chunk->data;
    mem->end = mem->at + chunk->size;
}

struct tdm_arena *tdm_arena_open(size_t limit_bytes) {
    struct tdm_arena *mem = tdm_host_allocate(sizeof *mem);
    if (mem == NULL) tdm_host_out_of_memory(sizeof *mem);
    memset(mem, 0, sizeof *mem);
    mem->limit = limit_bytes;
    mem->first = chunk_make(CHUNK_LEAST);
    chunk_enter(mem, mem->first);
    return mem;
}

void tdm_arena_close(struct tdm_arena *mem) {
    chunks_release(mem->first);
    tdm_host_release(mem);
}

void tdm_arena_rewind(struct tdm_arena *mem, struct tdm_arena_mark mark) {
    TDM_ASSERT(mark.total <= mem->total);
#if TDM_ARENA_GUARDED
    for (struct chunk *c = mark.chunk; c != mem->current; c = c->next) HIDE(c->next->data, c->next->size);
#endif
    chunk_enter(mem, mark.chunk);
    mem->at += mark.used;
    mem->total = mark.total;
    HIDE(mem->at, (size_t)(mem->end - mem->at));
}

void tdm_arena_reset(struct tdm_arena *mem) {
    tdm_arena_rewind(mem, (struct tdm_arena_mark){.chunk = mem->first, .used = 0, .total = 0});
}

size_t tdm_arena_used(const struct tdm_arena *mem) {
    return mem->total;
}

struct tdm_arena_mark tdm_arena_mark(struct tdm_arena *mem) {
    size_t used = (size_t)(mem->at - mem->current->data);
    return (struct tdm_arena_mark){.chunk = mem->current, .used = used, .total = mem->total};
}

/* The rest of the current chunk is left unused: the next kept one that is large enough, or a new one. */
static void chunk_take(struct tdm_arena *mem, size_t bytes) {
    struct chunk *next = mem->current->next;
    if (next == NULL || next->size < bytes) {
        size_t reserved = chunks_size(mem->first);
        size_t size = reserved < CHUNK_MOST ? reserved : CHUNK_MOST;
        if (size < bytes) size = bytes;
        /* Kept chunks that turn out too small again and again must not pile up beyond the limit. */
        if (next != NULL && reserved + size > mem->limit) {
            chunks_release(next);
            mem->current->next = NULL;
        }
        next = chunk_make(size);
        next->next = mem->current->next;
        mem->current->next = next;
    }
    chunk_enter(mem, next);
}

void *tdm_arena_alloc_raw(struct tdm_arena *mem, size_t bytes) {
    if (bytes > mem->limit) tdm_host_out_of_memory(bytes);
    size_t rounded = (bytes + ALIGNMENT - 1) & ~(ALIGNMENT - 1);
    if (rounded > mem->limit - mem->total) tdm_host_out_of_memory(bytes);
    size_t taken = rounded + GAP_BYTES;
    if (taken > (size_t)(mem->end - mem->at)) chunk_take(mem, taken);
    void *block = mem->at;
    mem->at += taken;
    mem->total += rounded;
    SHOW(block, bytes);
    return block;
}

void *tdm_arena_alloc(struct tdm_arena *mem, size_t bytes) {
    return memset(tdm_arena_alloc_raw(mem, bytes), 0, bytes);
}

void *tdm_arena_array(struct tdm_arena *mem, size_t count, size_t size) {
    if (size != 0 && count > SIZE_MAX / size) tdm_host_out_of_memory(SIZE_MAX);
    return tdm_arena_alloc(mem, count * size);
}

tdm_str tdm_arena_str(struct tdm_arena *mem, tdm_str text) {
    char *copy = tdm_arena_alloc_raw(mem, text.len + 1);
    if (text.len > 0) memcpy(copy, text.at, text.len);
    copy[text.len] = '\0';
    return (tdm_str){copy, text.len};
}

static char *move_to(struct tdm_arena *mem, const void *array, size_t count, size_t room, size_t size) {
    if (size != 0 && room > SIZE_MAX / size) tdm_host_out_of_memory(SIZE_MAX);
    char *moved = tdm_arena_alloc_raw(mem, room * size);
    if (count > 0) memcpy(moved, array, count * size);
    return moved;
}

/* Under address sanitizer only the places that are taken can be touched, as if the array had been made to measure. */
void *tdm_arena_spread(struct tdm_arena *mem, const void *array, size_t count, size_t *room, size_t size) {
    if (*room < count) *room = count;
    char *moved = move_to(mem, array, count, *room, size);
    HIDE(moved + count * size, (*room - count) * size);
    return moved;
}

void *tdm_arena_grow(struct tdm_arena *mem, void *array, size_t count, size_t *room, size_t size) {
    if (count >= *room) {
        size_t new_room = count < 4 ? 8 : count * 2;
        char *moved = move_to(mem, array, count, new_room, size);
        memset(moved + count * size, 0, (new_room - count) * size);
        HIDE(moved + count * size, (new_room - count) * size);
        *room = new_room;
        array = moved;
    }
    SHOW((char *)array + count * size, size);
    return array;
}

void tdm_names_add(struct tdm_arena *mem, struct tdm_names *names, tdm_str name) {
    TDM_GROW(mem, names->list, names->count, names->room);
    names->list[names->count++] = name;
}

void tdm_names_reserve(struct tdm_arena *mem, struct tdm_names *names, size_t more) {
    tdm_str *list = TDM_NEW_ARRAY(mem, tdm_str, names->count + more);
    if (names->count > 0) memcpy(list, names->list, names->count * sizeof *list);
    names->list = list;
    names->room = names->count + more;
}

char *tdm_arena_widen(struct tdm_arena *mem, const char *bytes, size_t used, size_t *room) {
    if (*room > SIZE_MAX / 2) tdm_host_out_of_memory(SIZE_MAX);
    size_t new_room = *room < 4 ? 8 : *room * 2;
    char *moved = tdm_arena_alloc_raw(mem, new_room);
    if (used > 0) memcpy(moved, bytes, used);
    *room = new_room;
    return moved;
}
