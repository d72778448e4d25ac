/* condition_fuzz.c - any bytes as a condition over a small scope: refused with problems, or printed and read again as
 * the same tree. */
#include "criteria/criteria.h"
#include "fuzz.h"

static const char ground[] =
    "role patient\nscale load\n  step rest\n  step low\nscale grade\n  step zero\n  step 1+\n  step 2+\n"
    "class nsaid\nsubstance ibuprofen\n  class nsaid\nfinding limp\nprocedure graft\n"
    "measure nprs\n  number 0 to 10 points, whole\n  lower is better\n  of one day take worst\n  by patient\n"
    "measure swelling\n  scale grade\n  lower is better\n  of one day take worst\n  sided\n  by patient\n"
    "measure torque\n  number 0 to 400 N.m\n  higher is better\n  of one day take last\n  sided\n  by patient\n"
    "measure bend\n  number -20 to 160 deg\n  no direction\n  of one day take last\n  sided\n  by patient\n";

static const struct tdm_scope *scope_of(struct tdm_arena *mem) {
    static const char *const uses[] = {"nprs", "swelling", "torque", "bend", "nprs", "nprs"};
    static const char *const names[] = {"pain", "effusion", "quads", "flexion", "pain-during", "next-rise"};
    static const tdm_str words[] = {TDM_STR_INIT("resume"), TDM_STR_INIT("settled-gate"), TDM_STR_INIT("repair"),
                                    TDM_STR_INIT("flare")};
    struct tdm_problems *problems = TDM_NEW(mem, struct tdm_problems);
    const struct tdm_tree **tree = TDM_NEW_ARRAY(mem, const struct tdm_tree *, 1);
    struct tdm_scope *scope = TDM_NEW(mem, struct tdm_scope);
    struct tdm_measure_use *measures = TDM_NEW_ARRAY(mem, struct tdm_measure_use, TDM_COUNT(uses));
    tdm_problems_init(problems);
    TDM_ASSERT(tdm_notation_read(mem, TDM_STR("ground"), tdm_str_of(ground), tree, problems));
    TDM_ASSERT(tdm_catalog_read(mem, tree, 1, &scope->catalog, problems));
    for (size_t i = 0; i < TDM_COUNT(uses); i++) {
        measures[i].name = tdm_str_of(names[i]);
        measures[i].measure = tdm_catalog_find(scope->catalog, TDM_KIND_MEASURE, tdm_str_of(uses[i]));
    }
    measures[4].during_session = true;
    measures[5].is_change = true;
    scope->measures = measures;
    scope->measure_count = TDM_COUNT(uses);
    scope->clearances = &words[0];
    scope->gates = &words[1];
    scope->phases = &words[2];
    scope->flags = &words[3];
    scope->clearance_count = scope->gate_count = scope->phase_count = scope->flag_count = 1;
    return scope;
}

static void same(const struct tdm_condition *a, const struct tdm_condition *b) {
    TDM_ASSERT(a->count == b->count);
    for (uint16_t i = 0; i < a->count; i++) {
        const struct tdm_criterion *x = &a->nodes[i], *y = &b->nodes[i];
        TDM_ASSERT(x->kind == y->kind && x->first_child == y->first_child && x->child_count == y->child_count);
        TDM_ASSERT(x->k == y->k && x->measure == y->measure && x->compare == y->compare && x->basis == y->basis);
        TDM_ASSERT(x->statistic == y->statistic && x->over == y->over && x->window.count == y->window.count);
        TDM_ASSERT(x->window.unit == y->window.unit && x->sessions == y->sessions);
        TDM_ASSERT(x->least_readings == y->least_readings && x->ref == y->ref && x->thing == y->thing);
        TDM_ASSERT(x->has_day == y->has_day && x->has_window == y->has_window && x->bound.kind == y->bound.kind);
        TDM_ASSERT(tdm_str_equal(x->event, y->event));
    }
}

void fuzz_one(struct tdm_arena *mem, tdm_str input) {
    const struct tdm_scope *scope = scope_of(mem);
    struct tdm_problems *problems = TDM_NEW(mem, struct tdm_problems);
    const struct tdm_tree *tree = NULL;
    struct tdm_condition first, again;
    struct tdm_buf out;
    tdm_problems_init(problems);
    if (!tdm_notation_read(mem, TDM_STR("fuzz"), input, &tree, problems)) return;
    bool good = tdm_condition_read(mem, tree, tree->first, NULL, scope, NULL, &first, problems);
    TDM_ASSERT(good == (problems->errors == 0));
    if (!good) return;
    tdm_buf_init(&out, mem, (size_t)64 << 20);
    tdm_condition_print(&out, &first, 0, scope);
    TDM_ASSERT(!out.failed);
    TDM_ASSERT(tdm_notation_read(mem, TDM_STR("again"), tdm_buf_str(&out), &tree, problems));
    TDM_ASSERT(tdm_condition_read(mem, tree, tree->first, NULL, scope, NULL, &again, problems));
    same(&first, &again);
}
