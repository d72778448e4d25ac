/* bound_range.c - a bound held against what the measure can be at all: one that no possible value meets, or every one,
 * is a slip of the pen and not a criterion. */
#include "criteria/criteria_int.h"

struct range {
    tdm_quantity low, high;
    bool endless;
};

static tdm_quantity plain(int64_t number) {
    return (tdm_quantity){tdm_decimal_of_int(number), TDM_UNIT_ONE};
}

/* False when the measure declares no limits, so that nothing can be said. */
static bool range_of(const struct tdm_scope *scope, const struct tdm_criterion *criterion, struct range *out) {
    const struct tdm_measure_use *use = &scope->measures[criterion->measure];
    const struct tdm_measure *measure = tdm_catalog_measure(scope->catalog, use->measure);
    const struct tdm_scale *scale = tdm_measure_scale(scope->catalog, use->measure);
    if (criterion->compare == TDM_COMPARE_PERCENT) {
        tdm_unit unit = criterion->bound.low.quantity.unit;
        *out = (struct range){{tdm_decimal_of_int(0), unit}, {tdm_decimal_of_int(0), unit}, true};
        return true;
    }
    if (scale != NULL) {
        *out = (struct range){plain(0), plain(scale->count - 1), false};
        return true;
    }
    TDM_ASSERT(measure->has_hard); /* a number has both its ends */
    tdm_quantity low = measure->hard.low.quantity, high = measure->hard.high.quantity, width = high;
    *out = (struct range){low, high, false};
    bool difference = criterion->compare == TDM_COMPARE_DIFFERENCE;
    if (criterion->compare == TDM_COMPARE_VALUE && !use->is_change) return true;
    if (!tdm_decimal_subtract(high.number, low.number, &width.number)) return false;
    out->high = width;
    out->low = (tdm_quantity){tdm_decimal_of_int(0), width.unit};
    if (!difference) out->low.number = (tdm_decimal){-width.number.coefficient, width.number.scale};
    return true;
}

static tdm_quantity number_of(const tdm_value *value) {
    return value->kind == TDM_VALUE_STEP ? plain(value->step) : value->quantity;
}

/* Signs of: bound's low against the range's low and high, bound's high (or low) against the same. */
struct signs {
    int low_low, low_high, high_low, high_high;
};

static int order_of(tdm_quantity a, tdm_quantity b) {
    int order = 0;
    bool same_kind = tdm_quantity_compare(a, b, &order);
    TDM_ASSERT(same_kind); /* a bound is read in a unit of its measure */
    return order;
}

static struct signs signs_of(const struct tdm_bound *bound, const struct range *range) {
    tdm_quantity low = number_of(&bound->low);
    tdm_quantity high = bound->high.kind == TDM_VALUE_NONE ? low : number_of(&bound->high);
    struct signs signs = {order_of(low, range->low), -1, order_of(high, range->low), -1};
    if (range->endless) return signs;
    signs.low_high = order_of(low, range->high);
    signs.high_high = order_of(high, range->high);
    return signs;
}

static bool never(enum tdm_bound_kind kind, const struct signs *s) {
    switch (kind) {
    case TDM_AT_MOST:
        return s->low_low < 0;
    case TDM_BELOW:
        return s->low_low <= 0;
    case TDM_AT_LEAST:
        return s->low_high > 0;
    case TDM_ABOVE:
        return s->low_high >= 0;
    case TDM_IS:
        return s->low_low < 0 || s->low_high > 0;
    case TDM_IS_NOT:
        return false;
    case TDM_BETWEEN:
        return s->high_low < 0 || s->low_high > 0;
    case TDM_FROM_TO_BELOW:
        return s->high_low <= 0 || s->low_high > 0;
    case TDM_ABOVE_TO:
        return s->high_low < 0 || s->low_high >= 0;
    }
    TDM_UNREACHABLE();
}

static bool always(enum tdm_bound_kind kind, const struct signs *s) {
    switch (kind) {
    case TDM_AT_MOST:
        return s->low_high >= 0;
    case TDM_BELOW:
        return s->low_high > 0;
    case TDM_AT_LEAST:
        return s->low_low <= 0;
    case TDM_ABOVE:
        return s->low_low < 0;
    case TDM_IS:
        return false;
    case TDM_IS_NOT:
        return s->low_low < 0 || s->low_high > 0;
    case TDM_BETWEEN:
        return s->low_low <= 0 && s->high_high >= 0;
    case TDM_FROM_TO_BELOW:
        return s->low_low <= 0 && s->high_high > 0;
    case TDM_ABOVE_TO:
        return s->low_low < 0 && s->high_high >= 0;
    }
    TDM_UNREACHABLE();
}

static void range_print(struct tdm_buf *out, const struct tdm_scope *scope, const struct tdm_criterion *criterion,
                        const struct range *range) {
    const struct tdm_scale *scale = tdm_measure_scale(scope->catalog, scope->measures[criterion->measure].measure);
    if (scale != NULL) {
        tdm_buf_add(out, scale->steps[0]);
        tdm_buf_text(out, " to ");
        tdm_buf_add(out, scale->steps[scale->count - 1]);
        return;
    }
    if (range->endless) {
        tdm_buf_text(out, "0% up");
        return;
    }
    tdm_decimal_print(out, range->low.number);
    tdm_buf_text(out, " to ");
    tdm_quantity_print(out, range->high);
}

bool tdm_bound_possible(struct condition_reader *r, struct tdm_place place, const struct tdm_criterion *criterion) {
    struct range range;
    if (!range_of(r->scope, criterion, &range)) return true;
    struct signs signs = signs_of(&criterion->bound, &range);
    bool no = never(criterion->bound.kind, &signs), yes = always(criterion->bound.kind, &signs);
    if (!no && !yes) return true;
    struct tdm_buf possible;
    tdm_buf_init(&possible, r->mem, 512);
    range_print(&possible, r->scope, criterion, &range);
    tdm_str name = r->scope->measures[criterion->measure].name;
    struct tdm_problem *p = no ? tdm_criteria_refuse(r->problems, TDM_WHY_RANGE, "K016", place)
                               : tdm_criteria_refuse(r->problems, TDM_WHY_RANGE, "K017", place);
    tdm_problem_what(p, "\"%.*s\" can %s meet this bound: it runs from %.*s", TDM_FMT(name), no ? "never" : "only",
                     TDM_FMT(tdm_buf_str(&possible)));
    tdm_problem_fix(p, "write a bound that some of its values meet and others do not");
    return false;
}
