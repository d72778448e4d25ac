/* value.c - values on ordinal scales, and bounds: whether a value is inside, and how a bound is written. */
#include "quantity/quantity.h"

void tdm_quantity_print(struct tdm_buf *out, tdm_quantity quantity) {
    tdm_decimal_print(out, quantity.number);
    if (quantity.unit == TDM_UNIT_ONE || quantity.unit == TDM_UNIT_NONE) return;
    tdm_str code = tdm_unit_code(quantity.unit);
    if (!tdm_str_is(code, "%")) tdm_buf_char(out, ' '); /* a percentage is one word, as the notation reads it */
    tdm_buf_add(out, code);
}

bool tdm_scale_find(const struct tdm_scale *scale, tdm_str step, uint16_t *out) {
    for (uint16_t i = 0; i < scale->count; i++) {
        if (!tdm_str_equal(scale->steps[i], step)) continue;
        *out = i;
        return true;
    }
    return false;
}

/* ---- bounds */

static bool has_high(enum tdm_bound_kind kind) {
    return kind == TDM_BETWEEN || kind == TDM_FROM_TO_BELOW || kind == TDM_ABOVE_TO;
}

/* Sign of `value` minus `end`; false when the two cannot be compared. */
static bool compare_to(tdm_value value, tdm_value end, int *sign) {
    if (end.kind == TDM_VALUE_STEP) {
        TDM_ASSERT(value.kind == TDM_VALUE_STEP);
        *sign = (value.step > end.step) - (value.step < end.step);
        return true;
    }
    TDM_ASSERT(value.kind != TDM_VALUE_STEP);
    if (value.kind != TDM_VALUE_NUMBER || end.kind != TDM_VALUE_NUMBER) return false;
    return tdm_quantity_compare(value.quantity, end.quantity, sign);
}

bool tdm_bound_holds(const struct tdm_bound *bound, tdm_value value, bool *ok) {
    int low = 0, high = 0;
    *ok = compare_to(value, bound->low, &low);
    if (*ok && has_high(bound->kind)) *ok = compare_to(value, bound->high, &high);
    if (!*ok) return false;
    switch (bound->kind) {
    case TDM_AT_MOST:
        return low <= 0;
    case TDM_AT_LEAST:
        return low >= 0;
    case TDM_ABOVE:
        return low > 0;
    case TDM_BELOW:
        return low < 0;
    case TDM_IS:
        return low == 0;
    case TDM_IS_NOT:
        return low != 0;
    case TDM_BETWEEN:
        return low >= 0 && high <= 0;
    case TDM_FROM_TO_BELOW:
        return low >= 0 && high < 0;
    case TDM_ABOVE_TO:
        return low > 0 && high <= 0;
    }
    TDM_UNREACHABLE();
}

/* ---- in words */

static const struct words {
    const char *before, *between; /* before the low end; between the ends */
} words[] = {
    [TDM_AT_MOST] = {"at most ", ""},
    [TDM_AT_LEAST] = {"at least ", ""},
    [TDM_ABOVE] = {"above ", ""},
    [TDM_BELOW] = {"below ", ""},
    [TDM_IS] = {"is ", ""},
    [TDM_IS_NOT] = {"is not ", ""},
    [TDM_BETWEEN] = {"", " to "},
    [TDM_FROM_TO_BELOW] = {"", " to below "},
    [TDM_ABOVE_TO] = {"above ", " to "},
};

static void print_value(struct tdm_buf *out, tdm_value value, const struct tdm_scale *scale, bool with_unit) {
    switch (value.kind) {
    case TDM_VALUE_NONE:
        tdm_buf_char(out, '-');
        return;
    case TDM_VALUE_NUMBER:
        if (with_unit)
            tdm_quantity_print(out, value.quantity);
        else
            tdm_decimal_print(out, value.quantity.number);
        return;
    case TDM_VALUE_STEP:
        TDM_ASSERT(scale != NULL && value.step < scale->count);
        tdm_buf_add(out, scale->steps[value.step]);
        return;
    }
    TDM_UNREACHABLE();
}

/* "2 to 5 N.m", but "2% to 5%" and "900 g to 1 kg". */
static bool unit_is_shared(const struct tdm_bound *bound) {
    if (bound->low.kind != TDM_VALUE_NUMBER || bound->high.kind != TDM_VALUE_NUMBER) return false;
    tdm_unit unit = bound->low.quantity.unit;
    if (unit != bound->high.quantity.unit || unit == TDM_UNIT_NONE) return false;
    return !tdm_str_is(tdm_unit_code(unit), "%");
}

void tdm_bound_print(struct tdm_buf *out, const struct tdm_bound *bound, const struct tdm_scale *scale) {
    bool two = has_high(bound->kind);
    tdm_buf_text(out, words[bound->kind].before);
    print_value(out, bound->low, scale, !(two && unit_is_shared(bound)));
    tdm_buf_text(out, words[bound->kind].between);
    if (two) print_value(out, bound->high, scale, true);
}
