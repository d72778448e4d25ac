/* scenario_fuzz.c - any bytes as scenarios for the shipped protocol of the knee: refused with problems, or read; what
 * was read says the same after formatting, and every day it asks about is judged without a crash. */
#include "fuzz.h"
#include "notation/notation.h"
#include "proof/scenario.h"
#include "shipped.h"
#include "system/system.h"

static void same(const struct tdm_scenarios *a, const struct tdm_scenarios *b) {
    TDM_ASSERT(tdm_str_equal(a->protocol, b->protocol) && tdm_str_equal(a->version, b->version));
    TDM_ASSERT(a->day0.day == b->day0.day && (a->people == NULL) == (b->people == NULL));
    TDM_ASSERT(a->course_count == b->course_count && a->count == b->count);
    TDM_ASSERT(a->unnoticed_count == b->unnoticed_count);
    for (uint32_t i = 0; i < a->course_count; i++) TDM_ASSERT(tdm_str_equal(a->courses[i].name, b->courses[i].name));
    for (uint32_t i = 0; i < a->count; i++) TDM_ASSERT(tdm_str_equal(a->items[i].title, b->items[i].title));
}

static const struct tdm_protocol *shipped_knee(struct tdm_arena *mem) {
    const struct tdm_embedded *file = tdm_embedded_find(TDM_STR("protocols/knee-oa-bmac.tandem"));
    struct tdm_problems *problems = TDM_NEW(mem, struct tdm_problems);
    struct tdm_parts *parts = TDM_NEW(mem, struct tdm_parts);
    const struct tdm_protocol *protocol = NULL;
    const struct tdm_tree *tree = NULL;
    tdm_problems_init(problems);
    *parts = shipped_parts(mem);
    TDM_ASSERT(file != NULL && tdm_notation_read(mem, file->name, file->bytes, &tree, problems));
    TDM_ASSERT(tdm_protocol_read(mem, tree, shipped_catalog(mem), parts, &protocol, problems));
    return protocol;
}

/* A line may stand for hundreds of days, so what a run takes does not go by the bytes: it has an arena of its own. */
static bool run(const struct tdm_scenarios *scenarios, struct tdm_scenario_run *out) {
    static const struct tdm_protocol *knee;
    static struct tdm_arena *kept, *mem;
    if (kept == NULL) {
        kept = tdm_arena_open((size_t)256 << 20);
        mem = tdm_arena_open((size_t)2 << 30);
        knee = shipped_knee(kept);
    }
    tdm_arena_reset(mem);
    struct tdm_problems *problems = TDM_NEW(mem, struct tdm_problems);
    tdm_problems_init(problems);
    bool good = tdm_scenarios_run(mem, scenarios, knee, out, problems);
    TDM_ASSERT(good == (problems->errors == 0));
    return good;
}

void fuzz_one(struct tdm_arena *mem, tdm_str input) {
    struct tdm_problems *problems = TDM_NEW(mem, struct tdm_problems);
    const struct tdm_tree *tree = NULL;
    const struct tdm_scenarios *scenarios = NULL, *again = NULL;
    struct tdm_scenario_run first, second;
    tdm_problems_init(problems);
    if (!tdm_notation_read(mem, TDM_STR("fuzz"), input, &tree, problems)) return;
    bool good = tdm_scenarios_read(mem, tree, &scenarios, problems);
    TDM_ASSERT(good == (problems->errors == 0));
    if (!good) return;
    struct tdm_buf text;
    tdm_buf_init(&text, mem, (size_t)64 << 20);
    tdm_notation_print(&text, tree);
    TDM_ASSERT(tdm_notation_read(mem, TDM_STR("again"), tdm_buf_str(&text), &tree, problems));
    TDM_ASSERT(tdm_scenarios_read(mem, tree, &again, problems));
    same(scenarios, again);
    bool ran = run(scenarios, &first);
    TDM_ASSERT(run(again, &second) == ran);
    TDM_ASSERT(!ran || (first.days == second.days && first.expectations == second.expectations &&
                        first.failure_count == second.failure_count && first.ways_seen == second.ways_seen));
}
