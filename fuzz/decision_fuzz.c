/* decision_fuzz.c - any bytes as a decision over the shipped catalogue: refused with problems, or read; what was read
 * says the same after formatting. */
#include "fuzz.h"
#include "notation/notation.h"
#include "protocol/decision.h"
#include "shipped.h"

static void same(const struct tdm_decision *a, const struct tdm_decision *b) {
    TDM_ASSERT(tdm_str_equal(a->frame->name, b->frame->name) && tdm_str_equal(a->asks, b->asks));
    TDM_ASSERT(a->frame->clause_count == b->frame->clause_count && a->frame->measure_count == b->frame->measure_count);
    TDM_ASSERT(a->condition_count == b->condition_count && a->jurisdiction_count == b->jurisdiction_count);
    TDM_ASSERT(a->positions_count == b->positions_count && a->product_count == b->product_count);
    TDM_ASSERT(tdm_decimal_compare(a->near_percent, b->near_percent) == 0);
    for (int i = 0; i < TDM_FACTOR_COUNT; i++) TDM_ASSERT(a->factors[i].count == b->factors[i].count);
    for (int i = 0; i < TDM_WAY_COUNT; i++) {
        const struct tdm_way_option *x = &a->options[i], *y = &b->options[i];
        TDM_ASSERT(x->arguments_for.count == y->arguments_for.count);
        TDM_ASSERT(x->arguments_against.count == y->arguments_against.count);
        for (int level = 0; level < TDM_BAR_LEVEL_COUNT; level++)
            TDM_ASSERT(x->bars[level].count == y->bars[level].count);
    }
}

void fuzz_one(struct tdm_arena *mem, tdm_str input) {
    static const struct tdm_catalog *catalog;
    static struct tdm_arena *kept;
    if (catalog == NULL) {
        kept = tdm_arena_open((size_t)256 << 20);
        catalog = shipped_catalog(kept);
    }
    struct tdm_problems *problems = TDM_NEW(mem, struct tdm_problems);
    const struct tdm_tree *tree = NULL;
    const struct tdm_decision *decision = NULL, *again = NULL;
    tdm_problems_init(problems);
    if (!tdm_notation_read(mem, TDM_STR("fuzz"), input, &tree, problems)) return;
    bool good = tdm_decision_read(mem, tree, catalog, &decision, problems);
    TDM_ASSERT(good == (problems->errors == 0));
    TDM_ASSERT(!good || decision != NULL);
    if (!good) return;
    struct tdm_buf text;
    tdm_buf_init(&text, mem, (size_t)64 << 20);
    tdm_notation_print(&text, tree);
    TDM_ASSERT(tdm_notation_read(mem, TDM_STR("again"), tdm_buf_str(&text), &tree, problems));
    TDM_ASSERT(tdm_decision_read(mem, tree, catalog, &again, problems));
    same(decision, again);
}
