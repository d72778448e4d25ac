/* make_ready.c - build-time generator: the shipped catalogue, read by the reader of the program, as bytes that a start
 * lays (src/base/ready.h) instead of reading a dozen files again.
 *
 *   make_ready OUTPUT.c          make_ready OUTPUT.c none: writes that there is none, and the program reads
 *
 * It knows nothing of how a catalogue is built. It reads it twice, into two arenas: the same steps give the same
 * blocks, so a word that says in each arena the same place of the same block is a pointer, and a word that is equal in
 * both is none. What is reached from the catalogue by such pointers is written, one block after the other. What differs
 * otherwise does not come from the texts: it is padding that nobody wrote, and becomes zero, so that the same files
 * give the same bytes; that the second reading stands elsewhere on the stack tells what an old frame left there. Where
 * a word points into this program or its stack all the same, that is said, and none is written: the program reads. */
#include "base/ready.h"
#include "catalog/catalog.h"
#include "make_ready_arena.h"
#include "system/system.h"

#include <stdio.h>
#include <stdlib.h>

#define ARENA_BYTES  ((size_t)64 << 20)
#define STACK_BYTES  ((uintptr_t)8 << 20)
#define DEEPER_BYTES ((size_t)200003 * 2) /* no round number of anything */

extern const char __executable_start[], _end[]; /* the linker's: where this program begins and ends */

static _Noreturn void give_up(const char *what, const char *which) {
    fprintf(stderr, "make_ready: %s %s\n", what, which);
    exit(1);
}

/* ---- reading, as src/cli/load.c does it */

struct reading {
    struct tdm_arena *mem;
    const struct tdm_catalog *catalog;
};

static struct reading read_catalog(void) {
    static struct tdm_problems problems;
    struct reading reading = {tdm_arena_open(ARENA_BYTES), NULL};
    struct tdm_arena *mem = reading.mem;
    const struct tdm_tree **trees = TDM_NEW_ARRAY(mem, const struct tdm_tree *, tdm_embedded_count() + 1);
    uint32_t count = 0;
    tdm_problems_init(&problems);
    for (size_t i = 0; i < tdm_embedded_count(); i++) {
        const struct tdm_embedded *file = tdm_embedded_at(i);
        if (!tdm_str_starts_with(file->name, TDM_STR("catalog/"))) continue;
        tdm_str name = tdm_arena_str(mem, file->name), text = tdm_arena_str(mem, file->bytes);
        if (!tdm_notation_read(mem, name, text, &trees[count++], &problems)) break;
    }
    if (problems.count == 0 && !tdm_catalog_read(mem, trees, count, &reading.catalog, &problems))
        reading.catalog = NULL;
    if (problems.count > 0) give_up("the catalogue has a problem:", problems.items[0].what);
    return reading;
}

/* The same from a deeper frame. */
static struct reading read_deeper(void) {
    volatile char room[DEEPER_BYTES];
    room[0] = 0;
    struct reading reading = read_catalog();
    room[DEEPER_BYTES - 1] = room[0];
    return reading;
}

/* ---- what is reached */

struct tracing {
    const struct tdm_arena *one, *other;
    size_t *waiting, waiting_count; /* blocks that are reached and not yet looked through */
    size_t laid;                    /* bytes so far */
    const char *why_not;            /* it cannot be made; NULL: it can */
};

static uintptr_t word_at(const struct tdm_arena *mem, size_t at) {
    uintptr_t word;
    memcpy(&word, mem->bytes + at, sizeof word);
    return word;
}

static bool is_inside(const struct tdm_arena *mem, uintptr_t word) {
    uintptr_t from = (uintptr_t)mem->bytes;
    return word >= from && word < from + mem->used;
}

static size_t block_of(const struct tdm_arena *mem, size_t at) {
    size_t from = 0, until = mem->count;
    while (until - from > 1) {
        size_t middle = from + (until - from) / 2;
        if (mem->blocks[middle].at <= at)
            from = middle;
        else
            until = middle;
    }
    return from;
}

/* Is the word at this place a pointer, and to where? */
static bool is_pointer(struct tracing *t, size_t at, size_t *to) {
    uintptr_t one = word_at(t->one, at), other = word_at(t->other, at), here = (uintptr_t)&at;
    bool into_program = one >= (uintptr_t)__executable_start && one < (uintptr_t)_end;
    bool into_stack = one > here - STACK_BYTES && one < here + STACK_BYTES;
    if (one == other && into_program) t->why_not = "a word of the catalogue points into the reader's own constants";
    if (one == other && into_stack) t->why_not = "a word of the catalogue points into the stack";
    if (one == other || !is_inside(t->one, one)) return false;
    *to = one - (uintptr_t)t->one->bytes;
    if (is_inside(t->other, other) && *to == other - (uintptr_t)t->other->bytes) return true;
    t->why_not = "read twice, the catalogue differs in its order";
    return false;
}

/* What both readings say, byte by byte; zero where they differ. */
static uintptr_t said_by_both(const struct tracing *t, size_t at) {
    uintptr_t one = word_at(t->one, at), differs = one ^ word_at(t->other, at);
    for (size_t i = 0; i < sizeof one; i++) {
        uintptr_t byte = (uintptr_t)0xff << (8 * i);
        if ((differs & byte) != 0) one &= ~byte;
    }
    return one;
}

static void reach(struct tracing *t, size_t block) {
    struct ready_block *found = &t->one->blocks[block];
    if (found->reached) return;
    found->reached = true;
    t->waiting[t->waiting_count++] = block;
}

/* Every block that the one at `root` leads to; then each gets its place. */
static void trace(struct tracing *t, size_t root) {
    reach(t, block_of(t->one, root));
    while (t->waiting_count > 0) {
        struct ready_block *block = &t->one->blocks[t->waiting[--t->waiting_count]];
        for (size_t at = block->at; at < block->at + block->size; at += sizeof(uintptr_t)) {
            size_t to;
            if (is_pointer(t, at, &to)) reach(t, block_of(t->one, to));
        }
    }
    for (size_t i = 0; i < t->one->count; i++) {
        struct ready_block *block = &t->one->blocks[i];
        if (!block->reached) continue;
        block->laid = t->laid;
        t->laid += block->size;
    }
}

/* ---- writing */

static size_t laid_at(const struct tdm_arena *mem, size_t at) {
    const struct ready_block *block = &mem->blocks[block_of(mem, at)];
    return block->laid + (at - block->at);
}

static void put_word(FILE *out, uintptr_t word) {
    unsigned char bytes[sizeof word];
    memcpy(bytes, &word, sizeof word);
    fputs("    \"", out);
    for (size_t i = 0; i < sizeof word; i++) fprintf(out, "\\%03o", (unsigned)bytes[i]);
    fputs("\"\n", out);
}

static void put_words(struct tracing *t, FILE *out, uint32_t *pointers, size_t *count) {
    fputs("static const char bytes[] =\n", out);
    for (size_t i = 0; i < t->one->count; i++) {
        const struct ready_block *block = &t->one->blocks[i];
        for (size_t at = block->at; block->reached && at < block->at + block->size; at += sizeof(uintptr_t)) {
            size_t to;
            bool pointer = is_pointer(t, at, &to);
            put_word(out, pointer ? (uintptr_t)laid_at(t->one, to) : said_by_both(t, at));
            if (pointer) pointers[(*count)++] = (uint32_t)(laid_at(t->one, at) / sizeof(uintptr_t));
        }
    }
    fputs("    ;\n", out);
}

static void put_none(FILE *out) {
    fputs("const struct tdm_ready tdm_ready_catalog = {0};\n", out);
}

static void put_catalog(FILE *out) {
    struct reading one = read_catalog(), other = read_deeper();
    struct tracing t = {.one = one.mem, .other = other.mem};
    size_t root = (size_t)((const char *)one.catalog - one.mem->bytes), count = 0;
    bool alike = one.mem->count == other.mem->count && one.mem->used == other.mem->used;
    t.waiting = calloc(one.mem->count, sizeof *t.waiting);
    uint32_t *pointers = calloc(one.mem->used / sizeof(uintptr_t), sizeof *pointers);
    if (t.waiting == NULL || pointers == NULL) give_up("no memory for", "what is reached");
    if (!alike)
        t.why_not = "read twice, the catalogue differs in its size";
    else
        trace(&t, root);
    if (t.why_not != NULL) {
        fprintf(stderr, "make_ready: %s: the program will read it at each start\n", t.why_not);
        put_none(out);
        return;
    }
    put_words(&t, out, pointers, &count);
    fputs("static const uint32_t pointers[] = {", out);
    for (size_t i = 0; i < count; i++) fprintf(out, "%s%u,", i % 16 == 0 ? "\n    " : " ", (unsigned)pointers[i]);
    fprintf(out, "\n};\nconst struct tdm_ready tdm_ready_catalog = {bytes, %zu, %zu, pointers, %zu};\n", t.laid,
            laid_at(one.mem, root), count);
    free(t.waiting);
    free(pointers);
    tdm_arena_close(one.mem);
    tdm_arena_close(other.mem);
}

int main(int argc, char **argv) {
    if (argc < 2) give_up("usage:", "make_ready OUTPUT.c [none]");
    FILE *out = fopen(argv[1], "wb");
    if (out == NULL) give_up("cannot write", argv[1]);
    fputs("/* Made by tools/make_ready.c from the files of data/catalog/. */\n#include \"cli/ready_catalog.h\"\n\n",
          out);
    if (argc > 2)
        put_none(out);
    else
        put_catalog(out);
    if (ferror(out) || fclose(out) != 0) give_up("cannot write", argv[1]);
    return 0;
}
