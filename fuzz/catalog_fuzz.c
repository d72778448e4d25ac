/* catalog_fuzz.c - any bytes as a catalogue: refused with problems, or one in which every name, word and dose answers.
 */
#include "catalog/catalog.h"
#include "fuzz.h"

static void names_found(const struct tdm_catalog *catalog) {
    for (int kind = 0; kind < TDM_KIND_COUNT; kind++) {
        enum tdm_catalog_kind k = (enum tdm_catalog_kind)kind;
        for (uint32_t i = 0; i < catalog->count[k]; i++)
            TDM_ASSERT(tdm_catalog_find(catalog, k, tdm_catalog_name(catalog, k, (tdm_ref)i)) == i);
    }
}

static void words_found(const struct tdm_catalog *catalog) {
    const tdm_ref *refs;
    uint32_t count;
    tdm_ref route, one[1];
    for (uint32_t i = 0; i < catalog->count[TDM_KIND_SUBSTANCE]; i++) {
        tdm_str label = tdm_catalog_label(catalog, TDM_KIND_SUBSTANCE, (tdm_ref)i);
        bool found = tdm_catalog_ingredients(catalog, label, &refs, &count, &route, one);
        /* A label of blanks and hyphens alone is no word. */
        TDM_ASSERT(!found || (count == 1 && refs[0] == i));
    }
}

/* The promise of the check for gaps: whatever number is given, from 0 up to the top of the field, a class comes out. */
static void doses_answer(struct tdm_arena *mem, const struct tdm_exercise *exercise) {
    static const struct {
        int64_t coefficient;
        int32_t scale;
    } numbers[] = {{0, 0}, {1, 1}, {1, 0}, {25, 1}, {3, 0}, {999, 2}, {10, 0}, {55, 0}, {1000000, 0}};
    tdm_quantity hundred = {.unit = TDM_UNIT_ONE};
    hundred.number = tdm_decimal_of_int(100);
    if (!tdm_unit_find(TDM_STR("kg"), &hundred.unit)) return;
    struct tdm_dose_value *values = TDM_NEW_ARRAY(mem, struct tdm_dose_value, exercise->field_count + 1);
    for (uint32_t f = 0; f < exercise->field_count; f++) {
        const struct tdm_dose_field *field = &exercise->fields[f];
        for (size_t i = 0; i < TDM_COUNT(numbers); i++) {
            tdm_decimal number = {numbers[i].coefficient, numbers[i].scale};
            bool whole = numbers[i].scale == 0;
            values[f] = (struct tdm_dose_value){.given = true, .quantity = {number, field->unit}};
            struct tdm_load load = tdm_exercise_load(exercise, values, &hundred, &hundred);
            bool asked = false, inside = !field->has_most || tdm_decimal_compare(number, field->most) <= 0;
            for (uint32_t r = 0; r < exercise->rule_count; r++)
                asked = asked || (exercise->rules[r].field == f && exercise->rules[r].basis == TDM_BASIS_NONE);
            TDM_ASSERT(!asked || !inside || (field->whole && !whole) || load.known);
        }
        values[f].given = false;
    }
}

void fuzz_one(struct tdm_arena *mem, tdm_str input) {
    static const char ladder[] = "scale load\n  step rest\n  step low\n  step high\n";
    struct tdm_problems *problems = TDM_NEW(mem, struct tdm_problems);
    const struct tdm_tree *trees[2] = {NULL, NULL};
    const struct tdm_catalog *catalog = NULL;
    tdm_problems_init(problems);
    TDM_ASSERT(tdm_notation_read(mem, TDM_STR("ladder"), tdm_str_of(ladder), &trees[0], problems));
    if (!tdm_notation_read(mem, TDM_STR("fuzz"), input, &trees[1], problems)) return;
    bool good = tdm_catalog_read(mem, trees, 2, &catalog, problems);
    TDM_ASSERT(good == (problems->errors == 0));
    if (!good) return;
    names_found(catalog);
    words_found(catalog);
    for (uint32_t i = 0; i < catalog->count[TDM_KIND_EXERCISE]; i++)
        doses_answer(mem, tdm_catalog_exercise(catalog, (tdm_ref)i));
}
