/* arena_test.c - memory of a request: alignment, growth, the ceiling, marks, and the guards of sanitizer builds. */
#include "check.h"
#include "dies.h"

#include <string.h>

#if defined(__SANITIZE_ADDRESS__)
#define GUARDED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define GUARDED 1
#endif
#endif
#ifdef GUARDED
#include <sanitizer/asan_interface.h>
size_t __sanitizer_get_current_allocated_bytes(void); /* gcc ships no header for it */
#endif

static bool is_zero(const void *block, size_t bytes) {
    const char *at = block;
    for (size_t i = 0; i < bytes; i++)
        if (at[i] != 0) return false;
    return true;
}

TEST("every block is 16-aligned, zeroed and apart from the others") {
    char *before = NULL;
    size_t size_before = 0;
    for (size_t size = 0; size < 300; size++) {
        char *block = tdm_arena_alloc(mem, size);
        REQUIRE(block != NULL);
        CHECK_INT((uintptr_t)block % 16, 0);
        CHECK(is_zero(block, size));
        if (size > 0) memset(block, 0xAB, size);
        bool is_apart = before == NULL || block >= before + size_before || block + size <= before;
        CHECK(is_apart);
        before = block;
        size_before = size;
    }
}

TEST("a block larger than any chunk is given, and small ones after it") {
    char *large = tdm_arena_alloc(mem, 10000000);
    CHECK(is_zero(large, 10000000));
    memset(large, 1, 10000000);
    char *small = tdm_arena_alloc(mem, 10);
    CHECK(is_zero(small, 10));
    CHECK(!is_zero(large, 1));
}

TEST("what is used is counted in steps of 16 bytes and forgotten at the reset") {
    struct tdm_arena *own = tdm_arena_open(1000000);
    CHECK_INT(tdm_arena_used(own), 0);
    tdm_arena_alloc(own, 1);
    CHECK_INT(tdm_arena_used(own), 16);
    tdm_arena_alloc(own, 16);
    CHECK_INT(tdm_arena_used(own), 32);
    tdm_arena_alloc(own, 17);
    CHECK_INT(tdm_arena_used(own), 64);
    tdm_arena_alloc(own, 0);
    CHECK_INT(tdm_arena_used(own), 64);
    tdm_arena_reset(own);
    CHECK_INT(tdm_arena_used(own), 0);
    tdm_arena_close(own);
}

TEST("a reset keeps the blocks: the same requests get the same memory, zeroed again") {
    struct tdm_arena *own = tdm_arena_open(100000000);
    char *first[40];
    for (size_t i = 0; i < TDM_COUNT(first); i++) {
        first[i] = tdm_arena_alloc(own, 20000 + i * 6000);
        memset(first[i], 0x5A, 20000 + i * 6000);
    }
    for (int round = 0; round < 3; round++) {
        tdm_arena_reset(own);
        for (size_t i = 0; i < TDM_COUNT(first); i++) {
            char *again = tdm_arena_alloc(own, 20000 + i * 6000);
            CHECK(again == first[i]);
            CHECK(is_zero(again, 20000 + i * 6000));
            memset(again, 0x5A, 20000 + i * 6000);
        }
    }
    tdm_arena_close(own);
}

TEST("a rewind gives scratch back, also over several chunks, and leaves what was before") {
    struct tdm_arena *own = tdm_arena_open(100000000);
    char *kept = tdm_arena_alloc(own, 100);
    memcpy(kept, "kept", 5);
    struct tdm_arena_mark mark = tdm_arena_mark(own);
    char *scratch = tdm_arena_alloc(own, 100);
    for (int i = 0; i < 30; i++) memset(tdm_arena_alloc(own, 50000), 1, 50000);
    tdm_arena_rewind(own, mark);
    CHECK_INT(tdm_arena_used(own), 112);
    CHECK_STR(tdm_str_of(kept), "kept");
    char *again = tdm_arena_alloc(own, 100);
    CHECK(again == scratch);
    CHECK(is_zero(again, 100));
    tdm_arena_close(own);
}

TEST("an arena gives its whole limit") {
    struct tdm_arena *own = tdm_arena_open(1 << 20);
    for (int i = 0; i < (1 << 20) / 1024; i++) memset(tdm_arena_alloc_raw(own, 1024), 1, 1024);
    CHECK_INT(tdm_arena_used(own), 1 << 20);
    tdm_arena_reset(own);
    CHECK(is_zero(tdm_arena_alloc(own, 1 << 20), 1 << 20));
    tdm_arena_reset(own);
    /* Sizes that never fit the kept chunks do not pile them up: this would take 30 times the limit. */
    for (size_t size = 1; size < 60; size++) {
        tdm_arena_alloc(own, size * 17000);
        tdm_arena_reset(own);
    }
    CHECK_INT(tdm_arena_used(own), 0);
    tdm_arena_close(own);
}

TEST("a copied text is followed by a NUL, the empty one too") {
    tdm_str copy = tdm_arena_str(mem, TDM_STR("knee"));
    CHECK_STR(copy, "knee");
    CHECK_INT(copy.at[4], 0);
    CHECK_STR(tdm_arena_str(mem, TDM_STR("x")), "x");
    copy = tdm_arena_str(mem, (tdm_str){NULL, 0});
    CHECK_INT(copy.len, 0);
    CHECK_INT(copy.at[0], 0);
}

TEST("an array grows by doubling, keeps its items and zeroes the rest") {
    int *items = NULL;
    size_t count = 0, room = 0, moves = 0;
    for (int i = 0; i < 1000; i++) {
        int *before = items;
        TDM_GROW(mem, items, count, room);
        moves += items != before;
        CHECK_INT(items[count], 0);
        items[count++] = i;
        REQUIRE(count <= room);
    }
    for (int i = 0; i < 1000; i++) CHECK_INT(items[i], i);
    CHECK_INT(moves, 8);
    CHECK_INT(room, 1024);
    int *single = TDM_NEW_ARRAY(mem, int, 1);
    *single = 77;
    room = 1;
    TDM_GROW(mem, single, 1, room);
    CHECK_INT(single[0], 77);
    CHECK_INT(single[1], 0);
}

TEST("bytes that are filled many at a time get twice the room, and all of it may be written") {
    size_t room = 3;
    char *bytes = tdm_arena_alloc_raw(mem, room);
    memcpy(bytes, "abc", 3);
    bytes = tdm_arena_widen(mem, bytes, 3, &room);
    CHECK_INT(room, 8);
    CHECK_STR(((tdm_str){bytes, 3}), "abc");
    bytes = tdm_arena_widen(mem, bytes, 2, &room);
    CHECK_INT(room, 16);
    for (size_t i = 2; i < room; i++) bytes[i] = 'z'; /* the sanitizer would stop here if the room were hidden */
    CHECK_STR(((tdm_str){bytes, 4}), "abzz");
    room = 0;
    CHECK(tdm_arena_widen(mem, NULL, 0, &room) != NULL);
    CHECK_INT(room, 8);
}

static void ask_for_more_than_the_limit(struct tdm_arena *mem) {
    (void)mem;
    (void)tdm_arena_alloc(tdm_arena_open(1000), 1001);
}

static void ask_for_more_than_is_left(struct tdm_arena *mem) {
    (void)mem;
    struct tdm_arena *own = tdm_arena_open(1600);
    (void)tdm_arena_alloc(own, 800);
    (void)tdm_arena_alloc(own, 801);
}

static void ask_for_all_that_is_left(struct tdm_arena *mem) {
    (void)mem;
    struct tdm_arena *own = tdm_arena_open(1600);
    (void)tdm_arena_alloc(own, 800);
    (void)tdm_arena_alloc(own, 800);
}

static void ask_for_all_there_is(struct tdm_arena *mem) {
    (void)tdm_arena_alloc_raw(mem, SIZE_MAX);
}

static void ask_for_an_overflow(struct tdm_arena *mem) {
    (void)tdm_arena_array(mem, SIZE_MAX / 16 + 2, 16);
}

static void rewind_forwards(struct tdm_arena *mem) {
    struct tdm_arena *own = tdm_arena_open(100000);
    (void)mem;
    (void)tdm_arena_alloc(own, 100);
    struct tdm_arena_mark mark = tdm_arena_mark(own);
    tdm_arena_reset(own);
    tdm_arena_rewind(own, mark);
}

TEST("past the limit the host is told, and nothing is returned") {
    CHECK_INT(dies(ask_for_more_than_the_limit, mem), DIES_OUT_OF_MEMORY);
    CHECK_INT(dies(ask_for_more_than_is_left, mem), DIES_OUT_OF_MEMORY);
    CHECK_INT(dies(ask_for_all_there_is, mem), DIES_OUT_OF_MEMORY);
    CHECK_INT(dies(ask_for_an_overflow, mem), DIES_OUT_OF_MEMORY);
    CHECK_INT(dies(rewind_forwards, mem), DIES_OF_A_BUG);
    CHECK_INT(dies(ask_for_all_that_is_left, mem), DIES_NOT);
    CHECK(tdm_arena_array(mem, 5, 0) != NULL);
}

#ifdef GUARDED
TEST("in sanitizer builds the bytes behind a block, and a block given back, are poisoned") {
    struct tdm_arena_mark mark = tdm_arena_mark(mem);
    char *block = tdm_arena_alloc(mem, 24);
    char *next = tdm_arena_alloc(mem, 24);
    CHECK(!__asan_address_is_poisoned(block + 23));
    CHECK(__asan_address_is_poisoned(block + 24));
    CHECK(next - block >= 48);
    CHECK(__asan_address_is_poisoned(next - 1));
    CHECK(!__asan_address_is_poisoned(next));
    tdm_arena_rewind(mem, mark);
    CHECK(__asan_address_is_poisoned(block));
    CHECK(__asan_address_is_poisoned(next));
}

TEST("in sanitizer builds a growing array ends behind the item it was last grown for") {
    int *items = NULL;
    size_t room = 0;
    for (size_t count = 0; count < 40; count++) {
        TDM_GROW(mem, items, count, room);
        CHECK(!__asan_address_is_poisoned(&items[count]));
        CHECK(__asan_address_is_poisoned(&items[count + 1])); /* within the room, or behind it */
        CHECK_INT(items[count], 0);
        items[count] = 7;
    }
    struct three {
        char bytes[3];
    } *odd = NULL;
    room = 0;
    for (size_t count = 0; count < 40; count++) {
        TDM_GROW(mem, odd, count, room);
        CHECK(!__asan_address_is_poisoned(&odd[count].bytes[2]));
        CHECK(__asan_address_is_poisoned(&odd[count + 1].bytes[0]));
    }
}

TEST("chunks are small for small requests, never pile up far beyond the limit, and all go back at the end") {
    size_t before = __sanitizer_get_current_allocated_bytes();
    struct tdm_arena *own = tdm_arena_open((size_t)100 << 20);
    CHECK(__sanitizer_get_current_allocated_bytes() - before < 70000);
    for (int i = 0; i < 500; i++) tdm_arena_alloc(own, 1000);
    CHECK(__sanitizer_get_current_allocated_bytes() - before < 1200000);
    tdm_arena_close(own);
    CHECK_INT(__sanitizer_get_current_allocated_bytes() - before, 0);
    own = tdm_arena_open(1 << 20);
    for (size_t size = 1; size < 60; size++) {
        tdm_arena_alloc(own, size * 17000);
        tdm_arena_reset(own);
        CHECK(__sanitizer_get_current_allocated_bytes() - before < ((size_t)5 << 19));
    }
    tdm_arena_close(own);
    own = tdm_arena_open((size_t)64 << 20);
    for (size_t size = 5; size < 60; size += 5) {
        tdm_arena_alloc_raw(own, size << 20);
        tdm_arena_reset(own);
        CHECK(__sanitizer_get_current_allocated_bytes() - before < ((size_t)65 << 20));
    }
    tdm_arena_close(own);
    CHECK_INT(__sanitizer_get_current_allocated_bytes() - before, 0);
}
#endif
