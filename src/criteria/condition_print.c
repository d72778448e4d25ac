/* condition_print.c - conditions in the words of the notation, as answers and diffs show them; read again, they give
 * the same. */
#include "criteria/criteria_int.h"

/* ---- values and bounds. Points and counts are written bare, a unit stands once, behind the last number. */

static void number_print(struct tdm_buf *out, tdm_quantity quantity, bool unit) {
    tdm_str code = tdm_unit_code(quantity.unit);
    tdm_decimal_print(out, quantity.number);
    if (tdm_str_is(code, "%")) {
        tdm_buf_char(out, '%');
    } else if (unit && quantity.unit != TDM_UNIT_ONE && !tdm_str_is(code, "points")) {
        tdm_buf_char(out, ' ');
        tdm_buf_add(out, code);
    }
}

static void value_print(struct tdm_buf *out, const tdm_value *value, const struct tdm_scale *scale, bool unit) {
    if (value->kind == TDM_VALUE_STEP)
        tdm_buf_add(out, scale->steps[value->step]);
    else
        number_print(out, value->quantity, unit);
}

static void bound_print(struct tdm_buf *out, const struct tdm_bound *bound, const struct tdm_scale *scale) {
    static const struct {
        const char *before, *between; /* between: of two-ended bounds */
    } words[] = {
        [TDM_AT_MOST] = {"at most ", NULL},
        [TDM_AT_LEAST] = {"at least ", NULL},
        [TDM_ABOVE] = {"above ", NULL},
        [TDM_BELOW] = {"below ", NULL},
        [TDM_IS] = {"is ", NULL},
        [TDM_IS_NOT] = {"is not ", NULL},
        [TDM_BETWEEN] = {"", " to "},
        [TDM_FROM_TO_BELOW] = {"", " to below "},
        [TDM_ABOVE_TO] = {"above ", " to "},
    };
    bool two = words[bound->kind].between != NULL;
    bool one_unit = two && bound->low.quantity.unit == bound->high.quantity.unit;
    tdm_buf_text(out, words[bound->kind].before);
    value_print(out, &bound->low, scale, !one_unit);
    if (!two) return;
    tdm_buf_text(out, words[bound->kind].between);
    value_print(out, &bound->high, scale, true);
}

/* ---- qualifiers */

static void qualifiers_print(struct tdm_buf *out, const struct tdm_criterion *criterion) {
    static const char *const words[] = {
        [TDM_STAT_NONE] = "",       [TDM_STAT_LATEST] = "latest", [TDM_STAT_MEAN] = "mean",
        [TDM_STAT_WORST] = "worst", [TDM_STAT_BEST] = "best",     [TDM_STAT_EVERY] = "every"};
    switch (criterion->over) {
    case TDM_OVER_NONE:
        break;
    case TDM_OVER_SESSIONS:
        tdm_buf_format(out, ", last %u sessions", criterion->sessions);
        break;
    case TDM_OVER_WITHIN:
    case TDM_OVER_OF:
        tdm_buf_format(out, ", %s %s ", words[criterion->statistic],
                       criterion->over == TDM_OVER_WITHIN ? "within" : "of");
        tdm_span_print(out, criterion->window);
        break;
    }
    if (criterion->least_readings > 0) tdm_buf_format(out, ", at least %u readings", criterion->least_readings);
}

/* ---- criteria */

static void reading_print(struct tdm_buf *out, const struct tdm_criterion *criterion, const struct tdm_scope *scope) {
    const struct tdm_measure_use *use = &scope->measures[criterion->measure];
    const struct tdm_scale *scale = tdm_measure_scale(scope->catalog, use->measure);
    bool better = criterion->compare == TDM_COMPARE_BETTER;
    tdm_buf_add(out, use->name);
    tdm_buf_char(out, ' ');
    if (better || criterion->compare == TDM_COMPARE_WORSE)
        tdm_buf_format(out, "%s than %s by ", better ? "better" : "worse", tdm_basis_words(criterion->basis));
    bound_print(out, &criterion->bound, scale);
    if (criterion->compare == TDM_COMPARE_PERCENT) tdm_buf_format(out, " of %s", tdm_basis_words(criterion->basis));
    if (criterion->compare == TDM_COMPARE_DIFFERENCE)
        tdm_buf_format(out, " from %s", tdm_basis_words(criterion->basis));
    qualifiers_print(out, criterion);
}

static void screen_print(struct tdm_buf *out, const struct tdm_criterion *criterion) {
    if (!criterion->has_screen) return;
    tdm_buf_text(out, ", screened within ");
    tdm_span_print(out, criterion->screen);
}

static void since_print(struct tdm_buf *out, const struct tdm_criterion *criterion, const struct tdm_scope *scope) {
    tdm_thing_print(out, criterion, scope);
    if (criterion->has_day) {
        tdm_buf_text(out, " since ");
        tdm_day_expr_print(out, &criterion->day, scope);
    } else {
        tdm_buf_text(out, " within ");
        tdm_span_print(out, criterion->window);
    }
    screen_print(out, criterion);
}

/* What each kind begins with; what follows is printed below. */
static const char *const heads[] = {
    [TDM_CRITERION_ALL] = "all of",
    [TDM_CRITERION_ANY] = "any of",
    [TDM_CRITERION_AT_LEAST] = "at least ",
    [TDM_CRITERION_NOT] = "not",
    [TDM_CRITERION_READING] = "",
    [TDM_CRITERION_CLEARANCE] = "clearance ",
    [TDM_CRITERION_TIME] = "not before ",
    [TDM_CRITERION_OPEN] = "open ",
    [TDM_CRITERION_NO_OPEN] = "no open ",
    [TDM_CRITERION_NO_RECORD] = "no record of ",
    [TDM_CRITERION_RECORD] = "record of ",
    [TDM_CRITERION_NONE_SINCE] = "no ",
    [TDM_CRITERION_TAKING] = "taking ",
    [TDM_CRITERION_SETS_DONE] = "every set done",
    [TDM_CRITERION_SETTLED] = "settled by next morning",
    [TDM_CRITERION_ALWAYS] = "always",
};

static void open_print(struct tdm_buf *out, const struct tdm_criterion *criterion, const struct tdm_scope *scope) {
    tdm_thing_print(out, criterion, scope);
    if (!criterion->has_window) return;
    tdm_buf_text(out, ", screened within ");
    tdm_span_print(out, criterion->window);
}

void tdm_criterion_print(struct tdm_buf *out, const struct tdm_criterion *criterion, const struct tdm_scope *scope) {
    tdm_buf_text(out, heads[criterion->kind]);
    switch (criterion->kind) {
    case TDM_CRITERION_ALL:
    case TDM_CRITERION_ANY:
    case TDM_CRITERION_NOT:
    case TDM_CRITERION_ALWAYS:
        return;
    case TDM_CRITERION_AT_LEAST:
        tdm_buf_format(out, "%u of", criterion->k);
        return;
    case TDM_CRITERION_READING:
        reading_print(out, criterion, scope);
        return;
    case TDM_CRITERION_CLEARANCE:
        tdm_buf_add(out, scope->clearances[criterion->ref]);
        return;
    case TDM_CRITERION_TIME:
        tdm_day_expr_print(out, &criterion->day, scope);
        return;
    case TDM_CRITERION_OPEN:
    case TDM_CRITERION_NO_OPEN:
        open_print(out, criterion, scope);
        return;
    case TDM_CRITERION_NO_RECORD:
    case TDM_CRITERION_RECORD:
    case TDM_CRITERION_NONE_SINCE:
        since_print(out, criterion, scope);
        return;
    case TDM_CRITERION_TAKING:
        tdm_thing_print(out, criterion, scope);
        screen_print(out, criterion);
        return;
    case TDM_CRITERION_SETS_DONE:
    case TDM_CRITERION_SETTLED:
        qualifiers_print(out, criterion);
        return;
    }
}

/* ---- conditions */

void tdm_condition_line_print(struct tdm_buf *out, const struct tdm_condition *condition, uint16_t node,
                              const struct tdm_scope *scope) {
    const struct tdm_criterion *criterion = &condition->nodes[node];
    tdm_criterion_print(out, criterion, scope);
    if (criterion->kind != TDM_CRITERION_NOT) return;
    tdm_buf_char(out, ' ');
    tdm_criterion_print(out, &condition->nodes[criterion->first_child], scope);
}

void tdm_condition_node_print(struct tdm_buf *out, const struct tdm_condition *condition, uint16_t node,
                              uint32_t levels, const struct tdm_scope *scope) {
    const struct tdm_criterion *criterion = &condition->nodes[node];
    tdm_buf_repeat(out, ' ', (size_t)levels * 2);
    tdm_condition_line_print(out, condition, node, scope);
    tdm_buf_char(out, '\n');
    if (criterion->kind == TDM_CRITERION_NOT) criterion = &condition->nodes[criterion->first_child];
    for (uint16_t i = 0; i < criterion->child_count; i++)
        tdm_condition_node_print(out, condition, (uint16_t)(criterion->first_child + i), levels + 1, scope);
}

static bool is_opener(enum tdm_criterion_kind kind) {
    return kind == TDM_CRITERION_ALL || kind == TDM_CRITERION_ANY || kind == TDM_CRITERION_AT_LEAST;
}

void tdm_condition_print(struct tdm_buf *out, const struct tdm_condition *condition, uint32_t levels,
                         const struct tdm_scope *scope) {
    if (condition->count == 0) return;
    const struct tdm_criterion *root = &condition->nodes[0];
    /* A root `all of` is what a plain list of lines means, unless the one line would itself be read as the root. */
    bool list = root->kind == TDM_CRITERION_ALL &&
                (root->child_count != 1 || !is_opener(condition->nodes[root->first_child].kind));
    if (!list) {
        tdm_condition_node_print(out, condition, 0, levels, scope);
        return;
    }
    for (uint16_t i = 0; i < root->child_count; i++)
        tdm_condition_node_print(out, condition, (uint16_t)(root->first_child + i), levels, scope);
}
