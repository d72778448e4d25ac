/* aside_test.c - what was laid aside is read as it was, wherever in it, in memory and in the file; a disk that is not
 * there is told. */
#include "check.h"
#include "system/system.h"

#include <stdlib.h>
#include <string.h>

/* Byte `at` of what is laid aside. */
static char made(uint64_t at) {
    return (char)(at * 31 + at / 256);
}

static bool add_made(struct tdm_aside *aside, uint64_t from, size_t count) {
    char bytes[1000];
    struct tdm_problem problem;
    for (size_t i = 0; i < count; i++) bytes[i] = made(from + i);
    return tdm_aside_add(aside, (tdm_str){bytes, count}, &problem);
}

static bool reads_made(const struct tdm_aside *aside, uint64_t from, size_t count) {
    char bytes[1000];
    struct tdm_problem problem;
    bool same = tdm_aside_read(aside, from, bytes, count, &problem);
    for (size_t i = 0; i < count && same; i++) same = bytes[i] == made(from + i);
    return same;
}

TEST("any part of what was laid aside comes back, with any room in memory [F016]") {
    static const size_t rooms[] = {1, 7, 64, 1000, 100000};
    for (size_t r = 0; r < TDM_COUNT(rooms); r++) {
        struct tdm_aside *aside = tdm_aside_open(mem, rooms[r]);
        uint64_t size = 0;
        for (size_t piece = 0; piece < 100; piece++) {
            REQUIRE(add_made(aside, size, piece * 7 % 300));
            size += piece * 7 % 300;
            CHECK(tdm_aside_size(aside) == size);
        }
        for (uint64_t from = 0; from < size; from += 97)
            CHECK(reads_made(aside, from, (size_t)(size - from < 250 ? size - from : 250)));
        CHECK(reads_made(aside, size, 0));
        tdm_aside_close(aside);
    }
}

static bool lay(void *context, uint32_t number, struct tdm_aside *out) {
    (void)context;
    return add_made(out, 0, number * 100) && number != 3;
}

TEST("what each process laid aside is there for the one that asked; one that fails is told [F016]") {
    for (uint32_t count = 1; count <= 4; count++) {
        struct tdm_workers workers = {mem, count, lay, NULL};
        struct tdm_aside *outs[4] = {0};
        struct tdm_problem problem;
        for (uint32_t i = 0; i < count; i++) {
            outs[i] = tdm_aside_open(mem, 64);
            REQUIRE(tdm_aside_share(outs[i], &problem));
        }
        CHECK(tdm_share(&workers, outs) == (count < 4));
        for (uint32_t i = 0; i < count && i < 3; i++) {
            CHECK(tdm_aside_size(outs[i]) == i * 100);
            CHECK(reads_made(outs[i], 0, i * 100));
        }
        for (uint32_t i = 0; i < count; i++) tdm_aside_close(outs[i]);
    }
}

TEST("where no file can be made, what has room in memory is laid aside and more is refused [F016]") {
    struct tdm_problem problem;
    const char *before = getenv("TMPDIR");
    tdm_str kept = tdm_arena_str(mem, tdm_str_of(before == NULL ? "" : before));
    REQUIRE(setenv("TMPDIR", "/no/such/folder", 1) == 0);
    struct tdm_aside *aside = tdm_aside_open(mem, 100);
    CHECK(add_made(aside, 0, 99));
    CHECK(reads_made(aside, 0, 99));
    CHECK(!tdm_aside_add(aside, TDM_STR("more"), &problem));
    CHECK_STR(tdm_str_of(problem.code), "Y011");
    CHECK(problem.why == TDM_WHY_ENVIRONMENT);
    tdm_aside_close(aside);
    REQUIRE(setenv("TMPDIR", kept.at, 1) == 0);
}
