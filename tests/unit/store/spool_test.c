/* spool_test.c - what is laid aside for one run is found again by its number and its words, in its order. */
#include "check.h"
#include "store/spool.h"

#include <string.h>

enum { RED, BLUE };

static struct tdm_spool *opened(struct tdm_arena *mem) {
    struct tdm_spool *spool = NULL;
    struct tdm_problem problem;
    CHECK(tdm_spool_open(mem, &spool, &problem));
    return spool;
}

static void lay(struct tdm_spool *spool, const char *text, uint32_t line) {
    struct tdm_spooled one = {.text = tdm_str_of(text), .file = 0, .line = line, .column = 1, .part = TDM_SPOOL_NONE};
    tdm_spool_add(spool, &one);
}

struct seen {
    struct tdm_buf text;
};

static bool pair(void *context, uint32_t one, uint32_t other) {
    struct seen *s = context;
    tdm_buf_format(&s->text, "%u-%u ", one, other);
    return true;
}

static bool result(void *context, tdm_str name, tdm_str text) {
    struct seen *s = context;
    tdm_buf_format(&s->text, "%.*s=%.*s ", TDM_FMT(name), TDM_FMT(text));
    return true;
}

TEST("a word leads to what was laid under it, from a number on [F099]") {
    struct tdm_spool *spool = opened(mem);
    struct tdm_spooled got;
    lay(spool, "one", 1);
    tdm_spool_lead(spool, RED, TDM_STR("a"));
    lay(spool, "two", 2);
    tdm_spool_lead(spool, BLUE, TDM_STR("a"));
    lay(spool, "three", 5);
    tdm_spool_lead(spool, RED, TDM_STR("a"));
    tdm_spool_sort(spool);
    CHECK_INT(tdm_spool_count(spool), 3);
    CHECK_INT(tdm_spool_led(spool, RED, TDM_STR("a"), 0), 0);
    CHECK_INT(tdm_spool_led(spool, RED, TDM_STR("a"), 1), 2);
    CHECK_INT(tdm_spool_led(spool, RED, TDM_STR("a"), 3), TDM_SPOOL_NONE);
    CHECK_INT(tdm_spool_led(spool, RED, TDM_STR("b"), 0), TDM_SPOOL_NONE);
    CHECK(tdm_spool_get(spool, mem, 2, &got) && tdm_str_is(got.text, "three") && got.line == 5);
    CHECK(got.part == TDM_SPOOL_NONE && got.group == TDM_SPOOL_NONE && got.original == TDM_SPOOL_NONE && !got.held);
    CHECK(!tdm_spool_get(spool, mem, 3, &got));
    CHECK_INT(tdm_spool_at(spool, 0, 4, 9), 1);
    CHECK_INT(tdm_spool_at(spool, 0, 5, 1), 2);
    CHECK_INT(tdm_spool_at(spool, 1, 5, 1), TDM_SPOOL_NONE);
    tdm_spool_close(spool);
}

TEST("neighbours under one word are told, and what is left over is by its group [F099]") {
    struct tdm_spool *spool = opened(mem);
    struct seen seen;
    struct tdm_spool_walk walk = {pair, &seen};
    for (uint32_t i = 0; i < 5; i++) {
        lay(spool, "x", i + 1);
        tdm_spool_lead(spool, RED, i % 2 == 0 ? TDM_STR("even") : TDM_STR("odd"));
    }
    tdm_spool_sort(spool);
    tdm_buf_init(&seen.text, mem, 4096);
    CHECK(tdm_spool_twice(spool, RED, &walk));
    CHECK(tdm_str_is(tdm_buf_str(&seen.text), "0-2 2-4 1-3 ") || tdm_str_is(tdm_buf_str(&seen.text), "1-3 0-2 2-4 "));
    tdm_spool_mark(spool, 0, &(struct tdm_spooled){.group = 2, .original = TDM_SPOOL_NONE});
    tdm_spool_mark(spool, 1, &(struct tdm_spooled){.group = 0, .original = TDM_SPOOL_NONE, .held = true});
    tdm_spool_mark(spool, 3, &(struct tdm_spooled){.group = TDM_SPOOL_NONE, .original = 1});
    tdm_spool_mark(spool, 4, &(struct tdm_spooled){.group = 7, .original = TDM_SPOOL_NONE});
    seen.text.len = 0;
    CHECK(tdm_spool_rest(spool, 7, &walk));
    CHECK_STR(tdm_buf_str(&seen.text), "0-2 2-0 ");
    tdm_spool_close(spool);
}

TEST("results come in the order in which they were put, each name once [F099]") {
    struct tdm_spool *spool = opened(mem);
    struct seen seen;
    struct tdm_spool_results results = {result, &seen};
    tdm_buf_init(&seen.text, mem, 4096);
    tdm_spool_put(spool, TDM_STR("b"), TDM_STR("1"));
    tdm_spool_put(spool, TDM_STR("a"), TDM_STR(""));
    CHECK(tdm_spool_has(spool, TDM_STR("a")) && !tdm_spool_has(spool, TDM_STR("c")));
    CHECK(tdm_spool_results(spool, &results));
    CHECK_STR(tdm_buf_str(&seen.text), "b=1 a= ");
    tdm_spool_see(spool, TDM_STR("w"));
    tdm_spool_see(spool, TDM_STR("w"));
    CHECK(tdm_spool_seen(spool, TDM_STR("w")) && !tdm_spool_seen(spool, TDM_STR("v")));
    tdm_spool_close(spool);
}

TEST("after a failure nothing is done, and it is told [F099]") {
    struct tdm_spool *spool = opened(mem);
    struct tdm_problem problem;
    struct tdm_spooled got;
    tdm_spool_put(spool, TDM_STR("a"), TDM_STR("1"));
    tdm_spool_put(spool, TDM_STR("a"), TDM_STR("2")); /* a name twice */
    CHECK(!tdm_spool_good(spool, &problem) && strcmp(problem.code, "W028") == 0);
    lay(spool, "x", 1);
    CHECK_INT(tdm_spool_count(spool), 0);
    CHECK(!tdm_spool_get(spool, mem, 0, &got));
    tdm_spool_close(spool);
}
