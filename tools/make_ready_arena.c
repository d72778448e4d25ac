/* make_ready_arena.c - the arena of tools/make_ready.c, in place of src/base/arena.c: it gives nothing back, and knows
 * of every block where it begins and how long it is. */
#include "make_ready_arena.h"

#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#define ALIGNMENT ((size_t)16)

/* Each arena where every part of its places is unlike that of the others, the low bytes too: what padding keeps of a
 * place that stood there before is then told from what was written. A small number beside the upper bytes of an old
 * place looks like a place; in two arenas it is never the same one. */
#define APART ((size_t)0x1230)
#define MOST  ((size_t)1 << 20) /* that an arena is shifted by */

static uintptr_t opened;

struct tdm_arena *tdm_arena_open(size_t limit_bytes) {
    struct tdm_arena *mem = calloc(1, sizeof *mem);
    if (mem == NULL) tdm_host_out_of_memory(sizeof *mem);
    mem->room = limit_bytes;
    void *wanted = (void *)(++opened * (uintptr_t)0x100001000000);
    mem->mapped = mmap(wanted, limit_bytes + MOST, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (mem->mapped == MAP_FAILED) tdm_host_out_of_memory(limit_bytes);
    mem->bytes = mem->mapped + opened * APART % MOST;
    return mem;
}

void tdm_arena_close(struct tdm_arena *mem) {
    (void)munmap(mem->mapped, mem->room + MOST);
    free(mem->blocks);
    free(mem);
}

struct tdm_arena_mark tdm_arena_mark(struct tdm_arena *mem) {
    return (struct tdm_arena_mark){.chunk = mem, .used = mem->used, .total = mem->used};
}

void tdm_arena_rewind(struct tdm_arena *mem, struct tdm_arena_mark mark) {
    TDM_ASSERT(mark.chunk == mem);
}

void tdm_arena_reset(struct tdm_arena *mem) {
    TDM_ASSERT(mem->used == 0);
}

size_t tdm_arena_used(const struct tdm_arena *mem) {
    return mem->used;
}

static void note(struct tdm_arena *mem, size_t size) {
    if (mem->count == mem->block_room) {
        mem->block_room = mem->block_room == 0 ? 1024 : mem->block_room * 2;
        struct ready_block *moved = realloc(mem->blocks, mem->block_room * sizeof *moved);
        if (moved == NULL) tdm_host_out_of_memory(mem->block_room * sizeof *moved);
        mem->blocks = moved;
    }
    mem->blocks[mem->count++] = (struct ready_block){.at = mem->used, .size = size};
}

/* One byte more than asked at least, so that the end of a block lies in it too. */
void *tdm_arena_alloc_raw(struct tdm_arena *mem, size_t bytes) {
    size_t size = (bytes + ALIGNMENT) & ~(ALIGNMENT - 1);
    if (bytes >= mem->room || size > mem->room - mem->used) tdm_host_out_of_memory(bytes);
    note(mem, size);
    char *block = mem->bytes + mem->used;
    mem->used += size;
    return block;
}

void *tdm_arena_alloc(struct tdm_arena *mem, size_t bytes) {
    return tdm_arena_alloc_raw(mem, bytes);
}

void *tdm_arena_array(struct tdm_arena *mem, size_t count, size_t size) {
    if (size != 0 && count > SIZE_MAX / size) tdm_host_out_of_memory(SIZE_MAX);
    return tdm_arena_alloc_raw(mem, count * size);
}

tdm_str tdm_arena_str(struct tdm_arena *mem, tdm_str text) {
    char *copy = tdm_arena_alloc_raw(mem, text.len);
    if (text.len > 0) memcpy(copy, text.at, text.len);
    return (tdm_str){copy, text.len};
}

void *tdm_arena_grow(struct tdm_arena *mem, void *array, size_t count, size_t *room, size_t size) {
    if (count < *room) return array;
    *room = count < 4 ? 8 : count * 2;
    char *moved = tdm_arena_array(mem, *room, size);
    if (count > 0) memcpy(moved, array, count * size);
    return moved;
}

char *tdm_arena_widen(struct tdm_arena *mem, const char *bytes, size_t used, size_t *room) {
    *room = *room < 4 ? 8 : *room * 2;
    char *moved = tdm_arena_alloc_raw(mem, *room);
    if (used > 0) memcpy(moved, bytes, used);
    return moved;
}
