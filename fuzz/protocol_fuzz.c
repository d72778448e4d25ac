/* protocol_fuzz.c - any bytes as a protocol over the shipped catalogue: refused with problems, or read; what was read
 * says the same after formatting, and is checked, proved and told without a crash, each counterexample as a chart that
 * can be read. */
#include "fuzz.h"
#include "notation/notation.h"
#include "proof/proof.h"
#include "schedule/schedule.h"
#include "schedule/times.h"
#include "shipped.h"

static void same(const struct tdm_protocol *a, const struct tdm_protocol *b) {
    TDM_ASSERT(tdm_str_equal(a->name, b->name) && tdm_str_equal(a->version, b->version));
    TDM_ASSERT(a->clause_count == b->clause_count && a->source_count == b->source_count);
    TDM_ASSERT(a->phase_count == b->phase_count && a->gate_count == b->gate_count);
    TDM_ASSERT(a->clearance_count == b->clearance_count && a->restriction_count == b->restriction_count);
    TDM_ASSERT(a->flag_count == b->flag_count && a->progress_count == b->progress_count);
    TDM_ASSERT(a->plan_count == b->plan_count && a->owe_count == b->owe_count && a->never_count == b->never_count);
    TDM_ASSERT(a->clauses_own == b->clauses_own && a->clauses_wanting_source == b->clauses_wanting_source);
    for (uint32_t i = 0; i < a->clause_count; i++) {
        TDM_ASSERT(a->clauses[i].kind == b->clauses[i].kind && a->clauses[i].own == b->clauses[i].own);
        TDM_ASSERT(a->clauses[i].cite_count == b->clauses[i].cite_count);
    }
}

static void prove(struct tdm_arena *mem, const struct tdm_protocol *protocol, struct tdm_problems *problems) {
    uint32_t errors = problems->errors;
    struct tdm_promises promises;
    struct tdm_bounds bounds;
    struct tdm_buf out;
    bool good = tdm_proof_check(mem, protocol, problems);
    TDM_ASSERT(good == (problems->errors == errors));
    tdm_promises_prove(mem, protocol, &promises);
    tdm_buf_init(&out, mem, (size_t)16 << 20);
    tdm_promises_print(&out, protocol, &promises);
    tdm_bounds_find(mem, protocol, &bounds);
    tdm_bounds_print(&out, protocol, &bounds);
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
    const struct tdm_protocol *protocol = NULL, *again = NULL;
    tdm_problems_init(problems);
    if (!tdm_notation_read(mem, TDM_STR("fuzz"), input, &tree, problems)) return;
    if (tree->first != NULL && tdm_str_is(tdm_line_head(tree->first), "part")) {
        TDM_ASSERT(tdm_part_check(mem, tree, catalog, problems) == (problems->errors == 0));
        return;
    }
    bool good = tdm_protocol_read(mem, tree, catalog, &parts, &protocol, problems);
    TDM_ASSERT(good == (problems->errors == 0));
    TDM_ASSERT(!good || protocol != NULL);
    if (!good) return;
    struct tdm_buf text;
    tdm_buf_init(&text, mem, (size_t)64 << 20);
    tdm_notation_print(&text, tree);
    TDM_ASSERT(tdm_notation_read(mem, TDM_STR("again"), tdm_buf_str(&text), &tree, problems));
    TDM_ASSERT(tdm_protocol_read(mem, tree, catalog, &parts, &again, problems));
    same(protocol, again);
    if (tdm_schedule_check(mem, protocol, problems) && tdm_times_check(mem, protocol, problems))
        prove(mem, protocol, problems);
}
