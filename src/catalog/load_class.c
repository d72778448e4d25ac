/* load_class.c - the load class and attributes of a dose (M8, N8). The engine asks this for every dose of every day it
 * looks at: no allocation, a few comparisons of exact decimals. */
#include "catalog/catalog.h"

/* A number against a limit, as a ratio: value / basis against limit / 100 for percentages, else value against limit. */
struct ratio {
    tdm_decimal value, basis;
    bool percent;
};

static int ratio_compare(const struct ratio *ratio, tdm_decimal limit) {
    if (!ratio->percent) return tdm_decimal_compare(ratio->value, limit);
    return tdm_ratio_compare(ratio->value, ratio->basis, limit, tdm_decimal_of_int(100));
}

static bool ratio_inside(const struct ratio *ratio, const struct tdm_bound *bound) {
    int low = ratio_compare(ratio, bound->low.quantity.number);
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
        return low >= 0 && ratio_compare(ratio, bound->high.quantity.number) <= 0;
    case TDM_FROM_TO_BELOW:
        return low >= 0 && ratio_compare(ratio, bound->high.quantity.number) < 0;
    case TDM_ABOVE_TO:
        return low > 0 && ratio_compare(ratio, bound->high.quantity.number) <= 0;
    }
    TDM_UNREACHABLE();
}

/* The given number in the unit of its field; false when it is of another quantity. */
static bool value_of(const struct tdm_dose_field *field, const struct tdm_dose_value *given, tdm_decimal *out) {
    tdm_quantity quantity = given->quantity;
    if (quantity.unit != field->unit && !tdm_quantity_convert(quantity, field->unit, &quantity)) return false;
    *out = quantity.number;
    return true;
}

enum answer { ANSWER_GIVEN, ANSWER_NO_VALUE, ANSWER_NO_BASIS };

static enum answer basis_of(const struct tdm_dose_field *field, const tdm_quantity *basis, struct ratio *ratio) {
    ratio->percent = true;
    ratio->basis = tdm_decimal_of_int(1);
    if (ratio->value.coefficient == 0) return ANSWER_GIVEN; /* nothing is 0% of whatever it is */
    tdm_quantity quantity;
    if (basis == NULL || !tdm_quantity_convert(*basis, field->unit, &quantity)) return ANSWER_NO_BASIS;
    if (quantity.number.coefficient <= 0) return ANSWER_NO_BASIS;
    ratio->basis = quantity.number;
    return ANSWER_GIVEN;
}

static enum answer class_of(const struct tdm_class_rule *rule, const struct ratio *ratio, uint16_t *out) {
    for (uint32_t i = 0; i < rule->row_count; i++) {
        if (!ratio_inside(ratio, &rule->rows[i].bound)) continue;
        *out = rule->rows[i].load_class;
        return ANSWER_GIVEN;
    }
    return ANSWER_NO_VALUE; /* below 0 or above the top of the field: as good as not given */
}

static enum answer rule_ask(const struct tdm_exercise *exercise, const struct tdm_class_rule *rule,
                            const struct tdm_dose_value *given, const struct tdm_basis_values *basis, uint16_t *out) {
    const struct tdm_dose_field *field = &exercise->fields[rule->field];
    struct ratio ratio = {.percent = false};
    if (!given->given || !value_of(field, given, &ratio.value)) return ANSWER_NO_VALUE;
    enum answer answer = ANSWER_GIVEN;
    switch (rule->basis) {
    case TDM_BASIS_NONE:
        break;
    case TDM_BASIS_ONE_RM:
        answer = basis_of(field, basis->one_rm, &ratio);
        break;
    case TDM_BASIS_BODY_MASS:
        answer = basis_of(field, basis->body_mass, &ratio);
        break;
    case TDM_BASIS_BEST:
        answer = basis_of(field, basis->best, &ratio);
        break;
    case TDM_BASIS_OTHER_SIDE:
    case TDM_BASIS_BASELINE:
    case TDM_BASIS_NORM:
    case TDM_BASIS_LAST_WEEK:
        answer = basis_of(field, NULL, &ratio);
        break;
    }
    return answer == ANSWER_GIVEN ? class_of(rule, &ratio, out) : answer;
}

static void attribute_ask(struct tdm_load *load, const struct tdm_exercise *exercise,
                          const struct tdm_exercise_attribute *attribute, const struct tdm_dose_value *given) {
    const struct tdm_dose_field *field = &exercise->fields[attribute->field];
    struct ratio ratio = {.percent = false};
    bool has;
    if (!given->given || (field->word_count == 0 && !value_of(field, given, &ratio.value))) {
        load->maybe |= TDM_BIT(attribute->attribute);
        load->missing |= (uint16_t)(1u << attribute->field);
        return;
    }
    if (field->word_count > 0)
        has = tdm_str_equal(given->word, attribute->word);
    else
        has = ratio_inside(&ratio, &attribute->bound);
    if (has) load->attributes |= TDM_BIT(attribute->attribute);
}

struct tdm_load tdm_exercise_load(const struct tdm_exercise *exercise, const struct tdm_dose_value *values,
                                  const tdm_quantity *one_rm, const tdm_quantity *body_mass) {
    struct tdm_basis_values basis = {one_rm, body_mass, NULL};
    return tdm_exercise_load_of(exercise, values, &basis);
}

struct tdm_load tdm_exercise_load_of(const struct tdm_exercise *exercise, const struct tdm_dose_value *values,
                                     const struct tdm_basis_values *basis) {
    struct tdm_load load = {.attributes = exercise->always_attributes};
    if (exercise->has_fixed_class) {
        load.known = true;
        load.load_class = exercise->fixed_class;
    }
    for (uint32_t i = 0; i < exercise->rule_count; i++) {
        const struct tdm_class_rule *rule = &exercise->rules[i];
        uint16_t load_class = 0;
        switch (rule_ask(exercise, rule, &values[rule->field], basis, &load_class)) {
        case ANSWER_GIVEN:
            if (!load.known || load_class > load.load_class) load.load_class = load_class;
            load.known = true;
            break;
        case ANSWER_NO_VALUE:
            load.missing |= (uint16_t)(1u << rule->field);
            break;
        case ANSWER_NO_BASIS:
            load.needs_basis = true;
            break;
        }
    }
    for (uint32_t i = 0; i < exercise->attribute_count; i++) {
        const struct tdm_exercise_attribute *attribute = &exercise->attributes[i];
        if (attribute->conditional) attribute_ask(&load, exercise, attribute, &values[attribute->field]);
    }
    load.maybe &= ~load.attributes;
    return load;
}

int tdm_exercise_weight(const struct tdm_exercise *exercise) {
    int found = -1;
    for (uint32_t i = 0; i < exercise->field_count; i++) {
        if (tdm_str_is(exercise->fields[i].name, "load")) return (int)i;
        if (tdm_str_is(exercise->fields[i].name, "added")) found = (int)i;
    }
    return found;
}

bool tdm_exercise_asks(const struct tdm_exercise *exercise, enum tdm_basis basis) {
    for (uint32_t i = 0; i < exercise->rule_count; i++)
        if (exercise->rules[i].basis == basis) return true;
    return false;
}

void tdm_exercise_class_range(const struct tdm_exercise *exercise, uint16_t *least, uint16_t *most) {
    *least = exercise->has_fixed_class ? exercise->fixed_class : UINT16_MAX;
    *most = exercise->has_fixed_class ? exercise->fixed_class : 0;
    for (uint32_t i = 0; i < exercise->rule_count; i++) {
        const struct tdm_class_rule *rule = &exercise->rules[i];
        for (uint32_t k = 0; k < rule->row_count; k++) {
            uint16_t load_class = rule->rows[k].load_class;
            if (load_class < *least) *least = load_class;
            if (load_class > *most) *most = load_class;
        }
    }
}
