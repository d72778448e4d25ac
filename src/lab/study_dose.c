/* study_dose.c - a dose inside the ceiling: for each field that decides the class, a number of the highest row that is
 * allowed; the others at plain amounts. What the catalogue's own tables then say of it decides whether it is taken. */
#include "lab/study_int.h"

static int64_t plain_amount(const struct tdm_dose_field *field) {
    static const struct {
        const char *name;
        int64_t amount;
    } plain[] = {{"sets", 3}, {"reps", 10}, {"minutes", 15}, {"effort", 4}, {"hold", 10}, {"rest", 60}, {"tempo", 4}};
    for (size_t i = 0; i < TDM_COUNT(plain); i++)
        if (tdm_str_is(field->name, plain[i].name)) return plain[i].amount;
    return 5;
}

static tdm_decimal one_less(tdm_decimal d, int sign) {
    int64_t one = 1;
    for (int32_t i = 0; i < d.scale; i++) one *= 10;
    return (tdm_decimal){d.coefficient + sign * one, d.scale};
}

/* A number inside the bound. */
static tdm_decimal inside(const struct tdm_bound *bound) {
    tdm_decimal low = bound->low.quantity.number;
    switch (bound->kind) {
    case TDM_BELOW:
        return low.coefficient > 0 ? one_less(low, -1) : low;
    case TDM_ABOVE:
    case TDM_IS_NOT:
        return one_less(low, 1);
    case TDM_ABOVE_TO:
        return bound->high.quantity.number;
    case TDM_AT_MOST:
    case TDM_AT_LEAST:
    case TDM_IS:
    case TDM_BETWEEN:
    case TDM_FROM_TO_BELOW:
        return low;
    }
    TDM_UNREACHABLE();
}

static void plain_values(const struct tdm_exercise *exercise, struct tdm_dose_value *values) {
    for (uint32_t i = 0; i < exercise->field_count; i++) {
        const struct tdm_dose_field *field = &exercise->fields[i];
        values[i] = (struct tdm_dose_value){.given = true};
        if (field->unit == TDM_UNIT_NONE) {
            values[i].word = field->words[0];
            continue;
        }
        tdm_decimal amount = tdm_decimal_of_int(plain_amount(field));
        if (field->has_most && tdm_decimal_compare(amount, field->most) > 0) amount = field->most;
        values[i].quantity = (tdm_quantity){amount, field->unit};
    }
}

/* The highest row that the ceiling allows. A share of what the patient can lift is not known here: the lowest row. */
static void obey_rule(const struct tdm_exercise *exercise, const struct tdm_class_rule *rule, uint16_t most,
                      struct tdm_dose_value *values) {
    const struct tdm_class_row *best = NULL;
    for (uint32_t r = 0; r < rule->row_count && rule->basis == TDM_BASIS_NONE; r++) {
        const struct tdm_class_row *row = &rule->rows[r];
        if (row->load_class <= most && (best == NULL || row->load_class > best->load_class)) best = row;
    }
    tdm_decimal number = best != NULL ? inside(&best->bound) : tdm_decimal_of_int(0);
    values[rule->field].quantity = (tdm_quantity){number, exercise->fields[rule->field].unit};
}

static void write_fields(struct life *life, const struct tdm_exercise *exercise, const struct tdm_dose_value *values,
                         struct tdm_written_dose *out) {
    struct tdm_written_field *fields = TDM_NEW_ARRAY(life->mem, struct tdm_written_field, exercise->field_count + 1u);
    for (uint32_t i = 0; i < exercise->field_count; i++) {
        fields[i].name = exercise->fields[i].name;
        bool word = exercise->fields[i].unit == TDM_UNIT_NONE;
        tdm_unit unit = exercise->fields[i].unit;
        fields[i].value.word = word ? values[i].word : unit == TDM_UNIT_ONE ? TDM_STR("") : tdm_unit_code(unit);
        fields[i].value.is_number = !word;
        if (!word) fields[i].value.number = values[i].quantity.number;
    }
    *out = (struct tdm_written_dose){.exercise = exercise->item.name,
                                     .fields = fields,
                                     .field_count = exercise->field_count,
                                     .times = SESSION_DAYS,
                                     .per_week = true,
                                     .has_times = true};
}

bool study_dose(struct life *life, const struct tdm_standing *s, tdm_ref ref, struct tdm_written_dose *out,
                uint16_t *load_class) {
    const struct tdm_exercise *exercise = tdm_catalog_exercise(life->study->catalog, ref);
    struct tdm_dose_value *values = TDM_NEW_ARRAY(life->mem, struct tdm_dose_value, exercise->field_count + 1u);
    const struct tdm_basis_values none = {NULL, NULL, NULL};
    if (!s->ceiling.has_class) return false;
    plain_values(exercise, values);
    for (uint32_t i = 0; i < exercise->rule_count; i++)
        obey_rule(exercise, &exercise->rules[i], s->ceiling.load_class, values);
    struct tdm_load load = tdm_exercise_load_of(exercise, values, &none);
    bool fine = load.known && load.load_class <= s->ceiling.load_class && (load.attributes & s->ceiling.barred) == 0 &&
                (load.maybe & s->ceiling.barred) == 0;
    if (!fine) return false;
    write_fields(life, exercise, values, out);
    *load_class = load.load_class;
    return true;
}
