/* protocol_fuzz.c - any bytes as a protocol or a decision over the shipped catalogue: refused with problems, or read;
 * and what was read is checked, proved and told without a crash, each counterexample as a chart that can be read. */
#include "fuzz.h"
#include "notation/notation.h"
#include "proof/proof.h"
#include "protocol/decision.h"
#include "shipped.h"

static void as_decision(struct tdm_arena *mem, const struct tdm_tree *tree, const struct tdm_catalog *catalog,
                        struct tdm_problems *problems) {
    const struct tdm_decision *decision = NULL;
    bool good = tdm_decision_read(mem, tree, catalog, &decision, problems);
    TDM_ASSERT(good == (problems->errors == 0));
    TDM_ASSERT(!good || decision != NULL);
}

static void prove(struct tdm_arena *mem, const struct tdm_protocol *protocol, struct tdm_problems *problems) {
    uint32_t errors = problems->errors;
    struct tdm_promises promises;
    struct tdm_buf out;
    bool good = tdm_proof_check(mem, protocol, problems);
    TDM_ASSERT(good == (problems->errors == errors));
    tdm_promises_prove(mem, protocol, &promises);
    tdm_buf_init(&out, mem, (size_t)16 << 20);
    tdm_promises_print(&out, protocol, &promises);
    tdm_bounds_print(&out, mem, protocol);
    for (uint32_t i = 0; i < promises.against_count && i < 20; i++) {
        struct tdm_buf text;
        const struct tdm_tree *chart = NULL;
        tdm_buf_init(&text, mem, (size_t)1 << 20);
        tdm_counterexample_chart(&text, protocol, &promises.against[i]);
        struct tdm_problems *told = TDM_NEW(mem, struct tdm_problems);
        tdm_problems_init(told);
        bool read = tdm_notation_read(mem, TDM_STR("chart"), tdm_buf_str(&text), &chart, told);
        TDM_ASSERT(read);
    }
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
    if (good && tdm_schedule_check(mem, protocol, problems)) prove(mem, protocol, problems);
}
