/* protocol_fuzz.c - any bytes as a protocol or a decision over the shipped catalogue: refused with problems, or read
 * and its times proved or not. */
#include "fuzz.h"
#include "notation/notation.h"
#include "protocol/decision.h"
#include "schedule/schedule.h"
#include "schedule/times.h"
#include "shipped.h"

static void as_decision(struct tdm_arena *mem, const struct tdm_tree *tree, const struct tdm_catalog *catalog,
                        struct tdm_problems *problems) {
    const struct tdm_decision *decision = NULL;
    bool good = tdm_decision_read(mem, tree, catalog, &decision, problems);
    TDM_ASSERT(good == (problems->errors == 0));
    TDM_ASSERT(!good || decision != NULL);
}

/* Its times are proved, or told with a story; never anything else. */
static void check_times(struct tdm_arena *mem, const struct tdm_protocol *protocol, struct tdm_problems *problems) {
    bool held = tdm_schedule_check(mem, protocol, problems) && tdm_times_check(mem, protocol, problems);
    TDM_ASSERT(held == (problems->errors == 0));
}

void fuzz_one(struct tdm_arena *mem, tdm_str input) {
    static const struct tdm_catalog *catalog;
    static struct tdm_parts parts;
    static struct tdm_arena *kept;
    if (catalog == NULL) {
        kept = tdm_arena_open((size_t)256 << 20);
        catalog = shipped_catalog(kept);
        parts = shipped_parts(kept);
    }
    struct tdm_problems *problems = TDM_NEW(mem, struct tdm_problems);
    const struct tdm_tree *tree = NULL;
    const struct tdm_protocol *protocol = NULL;
    tdm_problems_init(problems);
    if (!tdm_notation_read(mem, TDM_STR("fuzz"), input, &tree, problems)) return;
    if (tree->first != NULL && tdm_str_is(tdm_line_head(tree->first), "decision")) {
        as_decision(mem, tree, catalog, problems);
        return;
    }
    bool good = tdm_protocol_read(mem, tree, catalog, &parts, &protocol, problems);
    TDM_ASSERT(good == (problems->errors == 0));
    TDM_ASSERT(!good || protocol != NULL);
    if (good) check_times(mem, protocol, problems);
}
