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
    return (struct tdm_ready){(const char *)words, sizeof words, sizeof(struct pair), pointers, TDM_COUNT(pointers)};
}

TEST("what is laid points to itself, in each arena, and stays as it was where it was made") {
    struct tdm_ready ready = two();
    for (int i = 0; i < 3; i++) {
        const struct pair *root = tdm_ready_lay(mem, &ready);
        CHECK(root->number == 16 && root->other->number == 7);
        CHECK(root->other->other == root && root->other == root - 1);
        CHECK((uintptr_t)root->other % 16 == 0);
    }
    CHECK(words[0] == sizeof(struct pair) && words[2] == 0);
}

TEST("where the build made none, there is none") {
    struct tdm_ready none = {0};
    size_t used = tdm_arena_used(mem);
    CHECK(tdm_ready_lay(mem, &none) == NULL && tdm_arena_used(mem) == used);
}

static void lay_wrong(struct tdm_arena *mem) {
    static uintptr_t wrong[] = {sizeof words, 0};
    struct tdm_ready ready = {(const char *)wrong, sizeof wrong, 0, pointers, 1};
    (void)tdm_ready_lay(mem, &ready);
}

TEST("a pointer past the end is a mistake of the build, and stops the program") {
    CHECK_INT(dies(lay_wrong, mem), DIES_OF_A_BUG);
}
