/* make_ready.c - build-time generator: the shipped catalogue and the shipped protocols, read by the reader of the
 * program, as bytes that a start lays (src/base/ready.h) instead of reading two dozen files again.
 *
 *   make_ready OUTPUT.c          make_ready OUTPUT.c none: writes that there are none, and the program reads
 *
 * It knows nothing of how they are built. It reads each twice, into two arenas: the same steps give the same
 * blocks, so a word that says in each arena the same place of the same block is a pointer, and a word that is equal in
 * both is none. What is reached from the value by such pointers is written, one block after the other: first those that
 * hold a pointer, then the others, which need not move. What a protocol shares with its catalogue is found there. What
 * differs otherwise does not come from the texts: it is padding that nobody wrote, and becomes zero; that the second
 * reading stands elsewhere on the stack tells what an old frame left there. What both may keep by chance is kept out of
 * the structs (struct tdm_place has no padding); tests/properties/ready_same.py asks. Where a word points into this
 * program or its stack all the same, that is said, and none is written: the program reads. So it does with a protocol
 * about which the reader has something to tell. */
#include "base/ready.h"
#include "catalog/catalog.h"
#include "make_ready_arena.h"
#include "schedule/schedule.h"
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
    const struct tdm_protocol
        *protocol; /* null: the catalogue alone, or a protocol of which there is something to tell */
};

static struct tdm_problems problems;

static const struct tdm_tree *read_file(struct tdm_arena *mem, const struct tdm_embedded *file) {
    const struct tdm_tree *tree = NULL;
    tdm_str name = tdm_arena_str(mem, file->name), text = tdm_arena_str(mem, file->bytes);
    if (!tdm_notation_read(mem, name, text, &tree, &problems)) give_up("cannot read:", problems.items[0].what);
    return tree;
}

static bool is_of(const struct tdm_embedded *file, const char *folder) {
    return tdm_str_starts_with(file->name, tdm_str_of(folder)) && tdm_str_ends_with(file->name, TDM_STR(".tandem"));
}

static const struct tdm_catalog *read_catalog(struct tdm_arena *mem) {
    const struct tdm_tree **trees = TDM_NEW_ARRAY(mem, const struct tdm_tree *, tdm_embedded_count() + 1);
    const struct tdm_catalog *catalog = NULL;
    uint32_t count = 0;
    for (size_t i = 0; i < tdm_embedded_count(); i++)
        if (is_of(tdm_embedded_at(i), "catalog/")) trees[count++] = read_file(mem, tdm_embedded_at(i));
    bool good = tdm_catalog_read(mem, trees, count, &catalog, &problems);
    if (!good || problems.count > 0) give_up("the catalogue has a problem:", problems.items[0].what);
    return catalog;
}

static struct tdm_parts read_parts(struct tdm_arena *mem) {
    struct tdm_part_file *items = TDM_NEW_ARRAY(mem, struct tdm_part_file, tdm_embedded_count() + 1);
    struct tdm_parts parts = {items, 0};
    for (size_t i = 0; i < tdm_embedded_count(); i++) {
        if (!is_of(tdm_embedded_at(i), "parts/")) continue;
        const struct tdm_tree *tree = read_file(mem, tdm_embedded_at(i));
        tdm_str name = tdm_path_name(tree->file);
        tdm_digest digest = tdm_digest_of(tdm_embedded_at(i)->bytes);
        items[parts.count++] = (struct tdm_part_file){tdm_str_slice(name, 0, name.len - 7), tree, digest};
    }
    return parts;
}

static struct reading read_once(const struct tdm_embedded *file) {
    tdm_problems_init(&problems);
    struct reading reading = {.mem = tdm_arena_open(ARENA_BYTES)};
    reading.catalog = read_catalog(reading.mem);
    if (file == NULL) return reading;
    struct tdm_parts parts = read_parts(reading.mem);
    const struct tdm_tree *tree = read_file(reading.mem, file);
    const struct tdm_protocol *protocol = NULL;
    bool good = tdm_protocol_read(reading.mem, tree, reading.catalog, &parts, &protocol, &problems);
    struct tdm_arena *aside = tdm_arena_open(ARENA_BYTES);
    good = good && tdm_schedule_check(aside, protocol, &problems) && problems.count == 0;
    if (good) reading.protocol = protocol;
    tdm_arena_close(aside);
    return reading;
}

/* The same from a deeper frame. */
static struct reading read_deeper(const struct tdm_embedded *file) {
    volatile char room[DEEPER_BYTES];
    room[0] = 0;
    struct reading reading = read_once(file);
    room[DEEPER_BYTES - 1] = room[0];
    return reading;
}

/* ---- what is reached */

enum { OF_NONE, OF_CATALOG, OF_PROTOCOL }; /* the value from which a block is reached first */

struct tracing {
    const struct tdm_arena *one, *other;
    size_t *waiting, waiting_count; /* blocks that are reached and not yet looked through */
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

static struct ready_block *block_of(const struct tdm_arena *mem, size_t at) {
    size_t from = 0, until = mem->count;
    while (until - from > 1) {
        size_t middle = from + (until - from) / 2;
        if (mem->blocks[middle].at <= at)
            from = middle;
        else
            until = middle;
    }
    return &mem->blocks[from];
}

/* Is the word at this place a pointer, and to where? */
static bool is_pointer(struct tracing *t, size_t at, size_t *to) {
    uintptr_t one = word_at(t->one, at), other = word_at(t->other, at), here = (uintptr_t)&at;
    bool into_program = one >= (uintptr_t)__executable_start && one < (uintptr_t)_end;
    bool into_stack = one > here - STACK_BYTES && one < here + STACK_BYTES;
    if (one == other && into_program) t->why_not = "a word of it points into the reader's own constants";
    if (one == other && into_stack) t->why_not = "a word of it points into the stack";
    if (one == other || !is_inside(t->one, one)) return false;
    *to = one - (uintptr_t)t->one->bytes;
    if (is_inside(t->other, other) && *to == other - (uintptr_t)t->other->bytes) return true;
    t->why_not = "read twice, it differs in its order";
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

static void reach(struct tracing *t, struct ready_block *found, unsigned of) {
    if (found->reached != OF_NONE) return;
    found->reached = of;
    t->waiting[t->waiting_count++] = (size_t)(found - t->one->blocks);
}

/* The blocks of a value: those that hold a pointer, or the others. Gives where the next one would be laid. */
static size_t lay_out(const struct tracing *t, unsigned of, bool moves, size_t laid) {
    for (size_t i = 0; i < t->one->count; i++) {
        struct ready_block *block = &t->one->blocks[i];
        if (block->reached != of || block->moves != moves) continue;
        block->laid = laid;
        laid += block->size;
    }
    return laid;
}

struct traced {
    size_t root, moves, size; /* as in tdm_ready */
};

static size_t laid_at(const struct tdm_arena *mem, size_t at) {
    const struct ready_block *block = block_of(mem, at);
    return block->laid + (at - block->at);
}

/* Every block that the value leads to and no value before it; then each gets its place. */
static struct traced trace(struct tracing *t, const void *value, unsigned of) {
    size_t root = (size_t)((const char *)value - t->one->bytes);
    reach(t, block_of(t->one, root), of);
    while (t->waiting_count > 0) {
        struct ready_block *block = &t->one->blocks[t->waiting[--t->waiting_count]];
        for (size_t at = block->at; at < block->at + block->size; at += sizeof(uintptr_t)) {
            size_t to;
            if (!is_pointer(t, at, &to)) continue;
            block->moves = true;
            reach(t, block_of(t->one, to), of);
        }
    }
    struct traced made = {0};
    made.moves = lay_out(t, of, true, 0);
    made.size = lay_out(t, of, false, made.moves);
    made.root = laid_at(t->one, root);
    return made;
}

/* ---- writing */

static void put_word(FILE *out, uintptr_t word) {
    unsigned char bytes[sizeof word];
    memcpy(bytes, &word, sizeof word);
    fputs("    \"", out);
    for (size_t i = 0; i < sizeof word; i++) fprintf(out, "\\%03o", (unsigned)bytes[i]);
    fputs("\"\n", out);
}

struct words {
    uint32_t *list;
    size_t count;
};

struct pointing {
    struct words own, outward; /* into the value itself, and into the catalogue */
};

/* The blocks of a value that move, or those that stay, in the order of lay_out. */
static void put_blocks(struct tracing *t, FILE *out, unsigned of, bool moves, struct pointing *pointing) {
    for (size_t i = 0; i < t->one->count; i++) {
        const struct ready_block *block = &t->one->blocks[i];
        if (block->reached != of || block->moves != moves) continue;
        for (size_t at = block->at; at < block->at + block->size; at += sizeof(uintptr_t)) {
            size_t to;
            bool pointer = is_pointer(t, at, &to);
            put_word(out, pointer ? laid_at(t->one, to) : said_by_both(t, at));
            if (!pointer) continue;
            struct words *words = block_of(t->one, to)->reached == of ? &pointing->own : &pointing->outward;
            words->list[words->count++] = (uint32_t)(laid_at(t->one, at) / sizeof(uintptr_t));
        }
    }
}

static void put_list(FILE *out, const char *name, size_t number, const struct words *words) {
    fprintf(out, "static const uint32_t %s_%zu[] = {", name, number);
    for (size_t i = 0; i < words->count; i++)
        fprintf(out, "%s%u,", i % 16 == 0 ? "\n    " : " ", (unsigned)words->list[i]);
    fputs("0};\n", out); /* C has no empty array */
}

static struct words words_room(const struct tdm_arena *mem) {
    struct words words = {calloc(mem->used / sizeof(uintptr_t), sizeof *words.list), 0};
    if (words.list == NULL) give_up("no memory for", "what points");
    return words;
}

/* The bytes and lists of one value, and the initializer that names them. */
static void put_value(struct tracing *t, FILE *out, unsigned of, const struct traced *made, size_t number) {
    struct pointing p = {words_room(t->one), words_room(t->one)};
    fprintf(out, "static const _Alignas(16) char bytes_%zu[] =\n", number);
    put_blocks(t, out, of, true, &p);
    put_blocks(t, out, of, false, &p);
    fputs("    ;\n", out);
    put_list(out, "pointers", number, &p.own);
    put_list(out, "outward", number, &p.outward);
    fprintf(out, "#define READY_%zu {bytes_%zu, %zu, %zu, %zu, pointers_%zu, %zu, %s, outward_%zu, %zu}\n", number,
            number, made->size, made->moves, made->root, number, p.own.count,
            of == OF_CATALOG ? "NULL" : "&tdm_ready_catalog", number, p.outward.count);
    free(p.own.list);
    free(p.outward.list);
}

/* ---- one reading each */

static struct tracing tracing_of(const struct reading *one, const struct reading *other) {
    struct tracing t = {.one = one->mem, .other = other->mem};
    if (one->mem->count != other->mem->count || one->mem->used != other->mem->used)
        t.why_not = "read twice, it differs in its size";
    t.waiting = calloc(one->mem->count, sizeof *t.waiting);
    if (t.waiting == NULL) give_up("no memory for", "what is reached");
    return t;
}

static void leave(struct tracing *t, struct reading *one, struct reading *other) {
    free(t->waiting);
    tdm_arena_close(one->mem);
    tdm_arena_close(other->mem);
}

static bool can(const struct tracing *t, const char *name) {
    if (t->why_not != NULL) fprintf(stderr, "make_ready: %s: %s: the program will read it\n", name, t->why_not);
    return t->why_not == NULL;
}

/* Number 0. */
static bool put_catalog(FILE *out, struct traced *made) {
    struct reading one = read_once(NULL), other = read_deeper(NULL);
    struct tracing t = tracing_of(&one, &other);
    if (t.why_not == NULL) *made = trace(&t, one.catalog, OF_CATALOG);
    bool good = can(&t, "the catalogue");
    if (good) put_value(&t, out, OF_CATALOG, made, 0);
    if (good) fputs("const struct tdm_ready tdm_ready_catalog = READY_0;\n\n", out);
    leave(&t, &one, &other);
    return good;
}

static bool put_protocol(FILE *out, const struct tdm_embedded *file, const struct traced *catalog, size_t number) {
    struct reading one = read_once(file), other = read_deeper(file);
    struct tracing t = tracing_of(&one, &other);
    struct traced made = {0}, below = {0};
    if (one.protocol == NULL || other.protocol == NULL) t.why_not = "its reader has something to tell";
    if (t.why_not == NULL) {
        below = trace(&t, one.catalog, OF_CATALOG);
        made = trace(&t, one.protocol, OF_PROTOCOL);
    }
    if (t.why_not == NULL &&
        (below.size != catalog->size || below.moves != catalog->moves || below.root != catalog->root))
        t.why_not = "the catalogue under it is another one";
    bool good = can(&t, file->name.at);
    if (good) put_value(&t, out, OF_PROTOCOL, &made, number);
    leave(&t, &one, &other);
    return good;
}

static void put_none(FILE *out) {
    fputs("const struct tdm_ready tdm_ready_catalog = {0};\n"
          "const struct tdm_ready_protocol tdm_ready_protocols[] = {{{\"\", 0}, {0}}};\n"
          "const size_t tdm_ready_protocol_count = 0;\n",
          out);
}

static void put_all(FILE *out) {
    struct traced catalog = {0};
    size_t count = 0, *made = calloc(tdm_embedded_count() + 1, sizeof *made);
    if (made == NULL) give_up("no memory for", "the table");
    if (!put_catalog(out, &catalog)) {
        put_none(out);
        free(made);
        return;
    }
    for (size_t i = 0; i < tdm_embedded_count(); i++) {
        const struct tdm_embedded *file = tdm_embedded_at(i);
        if (is_of(file, "protocols/") && put_protocol(out, file, &catalog, count + 1)) made[count++] = i;
    }
    fputs("const struct tdm_ready_protocol tdm_ready_protocols[] = {\n", out);
    for (size_t i = 0; i < count; i++) {
        tdm_str name = tdm_embedded_at(made[i])->name;
        fprintf(out, "    {{\"%s\", %zu}, READY_%zu},\n", name.at, name.len, i + 1);
    }
    fprintf(out, "    {{\"\", 0}, {0}}, /* C has no empty array */\n};\nconst size_t tdm_ready_protocol_count = %zu;\n",
            count);
    free(made);
}

int main(int argc, char **argv) {
    if (argc < 2) give_up("usage:", "make_ready OUTPUT.c [none]");
    FILE *out = fopen(argv[1], "wb");
    if (out == NULL) give_up("cannot write", argv[1]);
    fputs("/* Made by tools/make_ready.c from the files of data/. */\n#include \"cli/ready_shipped.h\"\n\n", out);
    if (argc > 2)
        put_none(out);
    else
        put_all(out);
    if (ferror(out) || fclose(out) != 0) give_up("cannot write", argv[1]);
    return 0;
}
