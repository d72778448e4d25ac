/* decision_check.c - what must hold of a decision as a whole: both factors, all four options, no factor that an image
 * or silence alone can meet (M122, S28), no exclusion that silence lifts (M93), every measure listed. */
#include "protocol/decision_int.h"

/* ---- what a condition could come to when little is recorded */

struct could { /* be met, be unmet: of a node, by what is allowed to vary */
    bool met, unmet;
};

static struct could exactly(enum tdm_truth truth) {
    return (struct could){truth == TDM_MET, truth == TDM_UNMET};
}

/* A leaf of which nothing is recorded: silence means "no" where the form reads it so, else it is unknown. */
static enum tdm_truth of_silence(const struct tdm_criterion *node) {
    switch (node->kind) {
    case TDM_CRITERION_ALWAYS:
    case TDM_CRITERION_TIME:
    case TDM_CRITERION_NO_RECORD:
        return TDM_MET;
    case TDM_CRITERION_NO_OPEN:
        return node->has_window ? TDM_UNKNOWN : TDM_MET;
    case TDM_CRITERION_OPEN:
        return node->has_window ? TDM_UNKNOWN : TDM_UNMET;
    case TDM_CRITERION_RECORD:
    case TDM_CRITERION_TAKING:
        return node->has_screen ? TDM_UNKNOWN : TDM_UNMET;
    case TDM_CRITERION_CLEARANCE:
        return TDM_UNMET;
    case TDM_CRITERION_READING:
    case TDM_CRITERION_NONE_SINCE:
    case TDM_CRITERION_SETS_DONE:
    case TDM_CRITERION_SETTLED:
    case TDM_CRITERION_ALL:
    case TDM_CRITERION_ANY:
    case TDM_CRITERION_AT_LEAST:
    case TDM_CRITERION_NOT:
        return TDM_UNKNOWN;
    }
    TDM_UNREACHABLE();
}

static bool reads_image(const struct reader *r, const struct tdm_criterion *node) {
    return node->kind == TDM_CRITERION_READING &&
           tdm_catalog_measure(r->catalog, r->protocol->measures[node->measure].measure)->imaging;
}

static struct could could_of_block(const struct tdm_criterion *node, const struct could *nodes) {
    uint32_t met = 0, unmet = 0, count = node->child_count;
    for (uint32_t i = node->first_child; i < (uint32_t)node->first_child + count; i++) {
        met += nodes[i].met;
        unmet += nodes[i].unmet;
    }
    switch ((int)node->kind) {
    case TDM_CRITERION_ALL:
        return (struct could){met == count, unmet > 0};
    case TDM_CRITERION_ANY:
        return (struct could){met > 0, unmet == count};
    case TDM_CRITERION_AT_LEAST:
        return (struct could){met >= node->k, count - unmet < node->k};
    case TDM_CRITERION_NOT:
        return (struct could){nodes[node->first_child].unmet, nodes[node->first_child].met};
    default:
        TDM_UNREACHABLE();
    }
}

/* Can it be met when images alone may be recorded (or, with `images` off, nothing at all)? */
static bool met_by_little(struct reader *r, const struct tdm_condition *condition, bool images) {
    struct could *nodes = TDM_NEW_ARRAY(r->mem, struct could, condition->count + 1u);
    for (uint32_t i = condition->count; i > 0; i--) {
        const struct tdm_criterion *node = &condition->nodes[i - 1];
        if (node->child_count > 0)
            nodes[i - 1] = could_of_block(node, nodes);
        else if (images && reads_image(r, node))
            nodes[i - 1] = (struct could){true, true};
        else
            nodes[i - 1] = exactly(of_silence(node));
    }
    return condition->count > 0 && nodes[0].met;
}

static void check_factor(struct decision_reader *d, enum tdm_factor factor) {
    struct reader *r = d->r;
    const struct tdm_condition *condition = &d->decision->factors[factor];
    const char *name = tdm_factor_word(factor);
    if (d->decision->factor_clauses[factor] == TDM_CLAUSE_NONE) {
        struct tdm_problem *problem = problem_at(r, TDM_ERROR, TDM_WHY_MISSING, "P061", line_place(r, r->block->line));
        tdm_problem_what(problem, "the decision has no factor `%s`", name);
        tdm_problem_fix(problem, "add: factor %s when CONDITION", name);
        return;
    }
    struct tdm_place place = clause_place(r, d->decision->factor_clauses[factor]);
    if (met_by_little(r, condition, false)) {
        struct tdm_problem *problem = problem_at(r, TDM_ERROR, TDM_WHY_NOT_ALLOWED, "P065", place);
        tdm_problem_what(problem, "the factor `%s` can be met when nothing is recorded: silence would decide", name);
        tdm_problem_fix(problem, "add a criterion on something measured, or `screened within SPAN` where things are "
                                 "asked for");
    } else if (factor == TDM_FACTOR_TISSUE && met_by_little(r, condition, true)) {
        struct tdm_problem *problem = problem_at(r, TDM_ERROR, TDM_WHY_NOT_ALLOWED, "P064", place);
        tdm_problem_what(problem, "the factor `tissue` can be met by imaging alone: wear on an image is common without "
                                  "being what limits");
        tdm_problem_fix(problem, "write `all of`, and beside the image something measured of pain or function");
    }
}

/* ---- silence lifts no exclusion */

static void check_bar(struct decision_reader *d, const struct tdm_bar *bar, enum tdm_way way) {
    struct reader *r = d->r;
    for (uint32_t i = 0; i < bar->condition.count; i++) {
        const struct tdm_criterion *node = &bar->condition.nodes[i];
        bool silent = (node->kind == TDM_CRITERION_OPEN && !node->has_window) ||
                      ((node->kind == TDM_CRITERION_RECORD || node->kind == TDM_CRITERION_TAKING) && !node->has_screen);
        if (!silent) continue;
        struct tdm_problem *problem = problem_at(r, TDM_ERROR, TDM_WHY_MISSING, "P074", node->place);
        tdm_problem_what(problem, "nobody need ask for this, and the option `%s` would count as open to the person",
                         tdm_way_word(way));
        tdm_problem_fix(problem, "add how old the asking may be: , screened within 30 days");
    }
}

/* ---- measures */

static void note_use(struct decision_reader *d, const struct tdm_condition *condition) {
    struct reader *r = d->r;
    for (uint32_t i = 0; i < condition->count; i++) {
        const struct tdm_criterion *node = &condition->nodes[i];
        if (node->kind != TDM_CRITERION_READING || d->used[node->measure]) continue;
        d->used[node->measure] = true;
        if (d->listed[node->measure]) continue;
        tdm_str name = r->protocol->measures[node->measure].name;
        struct tdm_problem *problem = problem_at(r, TDM_ERROR, TDM_WHY_MISSING, "P066", node->place);
        tdm_problem_what(problem, "`%.*s` is read here, but does not stand in `reads`", TDM_FMT(name));
        tdm_problem_fix(problem, "add `%.*s` to the line `reads`", TDM_FMT(name));
    }
}

static void note_arguments(struct decision_reader *d, const struct tdm_arguments *arguments) {
    for (uint32_t i = 0; i < arguments->count; i++) note_use(d, &arguments->items[i].condition);
}

static void check_reads(struct decision_reader *d) {
    struct reader *r = d->r;
    for (uint32_t i = 0; i < r->protocol->measure_count; i++) {
        if (d->used[i] || !d->listed[i]) continue;
        struct tdm_problem *problem = problem_at(r, TDM_NOTE, TDM_WHY_MISSING, "P067", r->protocol->measures[i].place);
        tdm_problem_what(problem, "`%.*s` stands in `reads`, and no condition reads it",
                         TDM_FMT(r->protocol->measures[i].name));
        tdm_problem_fix(problem, "take it out of `reads`, or write the criterion that needs it");
    }
}

/* ---- options */

static bool needs_round(const struct tdm_decision *decision, enum tdm_way from, enum tdm_way at, uint32_t steps) {
    if (steps > TDM_WAY_COUNT) return false;
    for (int w = 0; w < TDM_WAY_COUNT; w++)
        if (decision->options[at].needs[w] &&
            ((enum tdm_way)w == from || needs_round(decision, from, (enum tdm_way)w, steps + 1)))
            return true;
    return false;
}

static void check_option(struct decision_reader *d, enum tdm_way way) {
    struct reader *r = d->r;
    const struct tdm_way_option *option = &d->decision->options[way];
    if (option->clause == TDM_CLAUSE_NONE) {
        struct tdm_problem *problem = problem_at(r, TDM_ERROR, TDM_WHY_MISSING, "P063", line_place(r, r->block->line));
        tdm_problem_what(problem, "the option `%s` is missing: all four always stand side by side", tdm_way_word(way));
        tdm_problem_fix(problem, "add: option %s, with what speaks for and against it", tdm_way_word(way));
        return;
    }
    if (needs_round(d->decision, way, way, 0)) {
        struct tdm_problem *problem =
            problem_at(r, TDM_ERROR, TDM_WHY_CONFLICT, "P068", clause_place(r, option->clause));
        tdm_problem_what(problem, "the option `%s` needs itself", tdm_way_word(way));
        tdm_problem_fix(problem, "name the options that it is made of, or take `needs` away");
    }
    for (int level = 0; level < TDM_BAR_LEVEL_COUNT; level++)
        for (uint32_t i = 0; i < option->bars[level].count; i++) {
            check_bar(d, &option->bars[level].items[i], way);
            note_use(d, &option->bars[level].items[i].condition);
        }
    note_arguments(d, &option->arguments_for);
    note_arguments(d, &option->arguments_against);
}

void check_decision(struct decision_reader *d) {
    for (int f = 0; f < TDM_FACTOR_COUNT; f++) {
        check_factor(d, (enum tdm_factor)f);
        note_use(d, &d->decision->factors[f]);
    }
    for (int w = 0; w < TDM_WAY_COUNT; w++) check_option(d, (enum tdm_way)w);
    check_reads(d);
    check_sources(d->r);
}
