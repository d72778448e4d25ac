/* ready_test.c - a value made at build is laid anywhere: each pointer finds what it pointed to, and nothing else moves.
 */
#include "base/ready.h"
#include "check.h"
#include "dies.h"

#include <string.h>

struct pair {
    const struct pair *other;
    uintptr_t number;
};

static uintptr_t words[] = {sizeof(struct pair), 7, 0, 16}; /* 16: a number that looks like a place */
static const uint32_t pointers[] = {0, 2};

static struct tdm_ready two(void) {
    return (struct tdm_ready){.bytes = (const char *)words,
                              .size = sizeof words,
                              .moves = sizeof words,
                              .root = sizeof(struct pair),
                              .pointers = pointers,
                              .pointer_count = TDM_COUNT(pointers)};
}

TEST("what is laid points to itself, in each arena, and stays as it was where it was made") {
    struct tdm_ready ready = two();
    for (int i = 0; i < 3; i++) {
        const struct pair *root = tdm_ready_lay(mem, &ready, NULL);
        CHECK(root->number == 16 && root->other->number == 7);
        CHECK(root->other->other == root && root->other == root - 1);
        CHECK((uintptr_t)root->other % 16 == 0);
    }
    CHECK(words[0] == sizeof(struct pair) && words[2] == 0);
}

TEST("where the build made none, there is none") {
    struct tdm_ready none = {0};
    size_t used = tdm_arena_used(mem);
    CHECK(tdm_ready_lay(mem, &none, NULL) == NULL && tdm_arena_used(mem) == used);
}

static void lay_wrong(struct tdm_arena *mem) {
    static uintptr_t wrong[] = {sizeof words, 0};
    struct tdm_ready ready = {.bytes = (const char *)wrong,
                              .size = sizeof wrong,
                              .moves = sizeof wrong,
                              .pointers = pointers,
                              .pointer_count = 1};
    (void)tdm_ready_lay(mem, &ready, NULL);
}

/* A pair that points to the pair above and to bytes of its own that hold no pointer. */
static const struct {
    uintptr_t words[2];
    char text[16];
} upon_words = {{sizeof(struct pair), sizeof upon_words.words}, "stays"};
static const uint32_t outward[] = {0}, own[] = {1};
struct upon {
    const struct pair *pair;
    const char *text;
};

static struct tdm_ready one_upon(const struct tdm_ready *ready) {
    return (struct tdm_ready){.bytes = (const char *)&upon_words,
                              .size = sizeof upon_words,
                              .moves = sizeof upon_words.words,
                              .pointers = own,
                              .pointer_count = 1,
                              .upon = ready,
                              .outward = outward,
                              .outward_count = 1};
}

TEST("a value finds what it shares with another where that was laid; what holds no pointer stays where it was made") {
    struct tdm_ready ready = two(), more = one_upon(&ready);
    for (int i = 0; i < 3; i++) {
        const struct pair *root = tdm_ready_lay(mem, &ready, NULL);
        size_t used = tdm_arena_used(mem);
        const struct upon *upon = tdm_ready_lay(mem, &more, root);
        CHECK(upon->pair == root && upon->text == upon_words.text);
        CHECK_INT(tdm_arena_used(mem) - used, sizeof upon_words.words);
    }
}

static void lay_nowhere(struct tdm_arena *mem) {
    struct tdm_ready ready = two(), more = one_upon(&ready);
    (void)tdm_ready_lay(mem, &more, NULL);
}

TEST("laid upon nothing, what points to another value stops the program") {
    CHECK_INT(dies(lay_nowhere, mem), DIES_OF_A_BUG);
}

TEST("a pointer past the end is a mistake of the build, and stops the program") {
    CHECK_INT(dies(lay_wrong, mem), DIES_OF_A_BUG);
}
