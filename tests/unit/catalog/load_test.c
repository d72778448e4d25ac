/* load_test.c - the load class and attributes of doses, against a plain oracle that asks every row. */
#include "catalog_ground.h"

static struct tdm_problems problems; /* large: not on the stack */

/* Fields: 0 sets, 1 load kg, 2 depth deg, 3 effort, 4 surface. Classes: rest 0, active 1, low 2, moderate 3, high 4. */
static const char press[] = "exercise press\n"
                            "  do \"Press.\"\n"
                            "  loads knee\n"
                            "  dose sets, load in kg, depth in deg, effort in rpe, surface floor or step\n"
                            "  attribute eccentric\n"
                            "  attribute deep-flexion when depth above 90 deg  [own]\n"
                            "  attribute end-range when surface is step\n"
                            "  class by load of 1RM  [own]\n"
                            "    0% to below 30% gives low\n"
                            "    30% to below 70% gives moderate\n"
                            "    at least 70% gives high\n"
                            "  class by effort  [own]\n"
                            "    0 to below 3 gives active\n"
                            "    3 to below 7 gives moderate\n"
                            "    7 to 10 gives high\n";
static const char heel[] = "exercise heel-rise\n"
                           "  do \"Rise.\"\n"
                           "  loads knee\n"
                           "  dose sets, added in kg\n"
                           "  class by added of body mass  [own]\n"
                           "    0% gives low\n"
                           "    above 0% to 20% gives moderate\n"
                           "    above 20% gives high\n";

enum { SETS, LOAD, DEPTH, EFFORT, SURFACE, FIELDS };
enum { ECCENTRIC, DEEP, END_RANGE };

static const struct tdm_exercise *exercise(struct tdm_arena *mem, const char *text) {
    const struct tdm_catalog *catalog = catalog_read(mem, text, &problems);
    if (catalog == NULL) check_failed(__FILE__, __LINE__, "%s: %s", problems.items[0].code, problems.items[0].what);
    return catalog == NULL ? NULL : tdm_catalog_exercise(catalog, 0);
}

static tdm_quantity quantity(const char *number, const char *unit) {
    tdm_quantity q = {.unit = TDM_UNIT_ONE};
    CHECK(tdm_decimal_parse(tdm_str_of(number), &q.number));
    if (unit[0] != '\0') CHECK(tdm_unit_find(tdm_str_of(unit), &q.unit));
    return q;
}

static void give(struct tdm_dose_value *value, const char *number, const char *unit) {
    *value = (struct tdm_dose_value){.given = true, .quantity = quantity(number, unit)};
}

TEST("the class comes from the load as a share of the 1RM, ends as written [M8 N1]") {
    const struct tdm_exercise *e = exercise(mem, press);
    REQUIRE(e != NULL);
    tdm_quantity one_rm = quantity("100", "kg");
    static const struct {
        const char *load;
        uint16_t load_class;
    } rows[] = {{"0", 2}, {"29.999", 2}, {"30", 3}, {"30.0", 3}, {"69.99", 3}, {"70", 4}, {"250", 4}};
    for (size_t i = 0; i < TDM_COUNT(rows); i++) {
        struct tdm_dose_value values[FIELDS] = {0};
        give(&values[LOAD], rows[i].load, "kg");
        struct tdm_load load = tdm_exercise_load(e, values, &one_rm, NULL);
        CHECK(load.known);
        CHECK_INT(load.load_class, rows[i].load_class);
        CHECK_INT(load.missing, 1u << EFFORT | 1u << DEPTH | 1u << SURFACE);
        CHECK(!load.needs_basis);
    }
}

TEST("a share is compared exactly: a third is above 33.333333% [M35]") {
    const struct tdm_exercise *e =
        exercise(mem, "exercise x\n  do \"X.\"\n  loads knee\n  dose load in kg\n  class by load of 1RM\n"
                      "    0% to 33.333333% gives low\n    above 33.333333% gives high\n");
    REQUIRE(e != NULL);
    struct tdm_dose_value values[1] = {0};
    tdm_quantity one_rm = quantity("90", "kg");
    give(&values[0], "30", "kg");
    CHECK_INT(tdm_exercise_load(e, values, &one_rm, NULL).load_class, 4);
}

TEST("without the 1RM the other rule counts and the missing value is told [N8]") {
    const struct tdm_exercise *e = exercise(mem, press);
    REQUIRE(e != NULL);
    struct tdm_dose_value values[FIELDS] = {0};
    give(&values[LOAD], "40", "kg");
    give(&values[EFFORT], "5", "");
    struct tdm_load load = tdm_exercise_load(e, values, NULL, NULL);
    CHECK(load.known && load.needs_basis);
    CHECK_INT(load.load_class, 3);
    CHECK_INT(load.missing, 1u << DEPTH | 1u << SURFACE);
}

TEST("of two rules that both give a class the higher counts [N8]") {
    const struct tdm_exercise *e = exercise(mem, press);
    REQUIRE(e != NULL);
    tdm_quantity one_rm = quantity("100", "kg");
    struct tdm_dose_value values[FIELDS] = {0};
    give(&values[LOAD], "80", "kg");
    give(&values[EFFORT], "1", "");
    CHECK_INT(tdm_exercise_load(e, values, &one_rm, NULL).load_class, 4);
    give(&values[LOAD], "10", "kg");
    give(&values[EFFORT], "8", "");
    CHECK_INT(tdm_exercise_load(e, values, &one_rm, NULL).load_class, 4);
}

TEST("a dose without any value that a rule reads has no known class [M121]") {
    const struct tdm_exercise *e = exercise(mem, press);
    REQUIRE(e != NULL);
    struct tdm_dose_value values[FIELDS] = {0};
    struct tdm_load load = tdm_exercise_load(e, values, NULL, NULL);
    CHECK(!load.known);
    CHECK_INT(load.missing, 1u << LOAD | 1u << EFFORT | 1u << DEPTH | 1u << SURFACE);
    give(&values[LOAD], "10", "kg");
    load = tdm_exercise_load(e, values, NULL, NULL);
    CHECK(!load.known && load.needs_basis);
}

TEST("an effort above 10 or a load below 0 gives no class") {
    const struct tdm_exercise *e = exercise(mem, press);
    REQUIRE(e != NULL);
    tdm_quantity one_rm = quantity("100", "kg"), none = quantity("0", "kg");
    struct tdm_dose_value values[FIELDS] = {0};
    give(&values[EFFORT], "10.5", "");
    CHECK(!tdm_exercise_load(e, values, &one_rm, NULL).known);
    give(&values[EFFORT], "10", "");
    CHECK(tdm_exercise_load(e, values, &one_rm, NULL).known);
    values[EFFORT].given = false;
    give(&values[LOAD], "-1", "kg");
    CHECK(!tdm_exercise_load(e, values, &one_rm, NULL).known);
    give(&values[LOAD], "10", "kg");
    CHECK(tdm_exercise_load(e, values, &none, NULL).needs_basis);
}

TEST("other units of one quantity are converted, other quantities are as good as missing [M39]") {
    const struct tdm_exercise *e = exercise(mem, press);
    REQUIRE(e != NULL);
    tdm_quantity one_rm = quantity("100000", "g");
    struct tdm_dose_value values[FIELDS] = {0};
    give(&values[LOAD], "71000", "g");
    CHECK_INT(tdm_exercise_load(e, values, &one_rm, NULL).load_class, 4);
    give(&values[LOAD], "71", "N");
    struct tdm_load load = tdm_exercise_load(e, values, &one_rm, NULL);
    CHECK(!load.known);
    CHECK((load.missing & 1u << LOAD) != 0);
}

TEST("attributes hang on the dose; what is not said leaves them open [M8]") {
    const struct tdm_exercise *e = exercise(mem, press);
    REQUIRE(e != NULL);
    struct tdm_dose_value values[FIELDS] = {0};
    struct tdm_load load = tdm_exercise_load(e, values, NULL, NULL);
    CHECK_INT(load.attributes, TDM_BIT(ECCENTRIC));
    CHECK_INT(load.maybe, TDM_BIT(DEEP) | TDM_BIT(END_RANGE));
    give(&values[DEPTH], "90", "deg");
    values[SURFACE] = (struct tdm_dose_value){.given = true, .word = TDM_STR("floor")};
    load = tdm_exercise_load(e, values, NULL, NULL);
    CHECK_INT(load.attributes, TDM_BIT(ECCENTRIC));
    CHECK_INT(load.maybe, 0);
    give(&values[DEPTH], "90.1", "deg");
    values[SURFACE].word = TDM_STR("step");
    load = tdm_exercise_load(e, values, NULL, NULL);
    CHECK_INT(load.attributes, TDM_BIT(ECCENTRIC) | TDM_BIT(DEEP) | TDM_BIT(END_RANGE));
}

TEST("nothing added is nothing of any body mass") {
    const struct tdm_exercise *e = exercise(mem, heel);
    REQUIRE(e != NULL);
    tdm_quantity mass = quantity("80", "kg");
    struct tdm_dose_value values[2] = {0};
    give(&values[1], "0", "kg");
    struct tdm_load load = tdm_exercise_load(e, values, NULL, NULL);
    CHECK(load.known && !load.needs_basis && load.load_class == 2);
    give(&values[1], "16", "kg");
    CHECK_INT(tdm_exercise_load(e, values, NULL, &mass).load_class, 3);
    give(&values[1], "16.001", "kg");
    CHECK_INT(tdm_exercise_load(e, values, NULL, &mass).load_class, 4);
    CHECK(tdm_exercise_load(e, values, NULL, NULL).needs_basis);
}

TEST("a fixed class asks for no dose") {
    const struct tdm_exercise *e =
        exercise(mem, "exercise x\n  do \"X.\"\n  loads knee\n  dose sets\n  class active\n");
    REQUIRE(e != NULL);
    struct tdm_dose_value values[1] = {0};
    struct tdm_load load = tdm_exercise_load(e, values, NULL, NULL);
    CHECK(load.known && load.load_class == 1 && load.missing == 0);
    uint16_t least = 9, most = 9;
    tdm_exercise_class_range(e, &least, &most);
    CHECK(least == 1 && most == 1);
}

TEST("the range of classes runs from the lowest row of any rule to the highest [N8 N9]") {
    const struct tdm_exercise *e = exercise(mem, press);
    REQUIRE(e != NULL);
    uint16_t least = 9, most = 9;
    tdm_exercise_class_range(e, &least, &most);
    CHECK_INT(least, 1);
    CHECK_INT(most, 4);
}

/* Oracle: effort in tenths against the rows by hand, in plain integers. */
TEST("every effort in steps of a tenth has one class, the same as by hand [N7]") {
    const struct tdm_exercise *e = exercise(mem, press);
    REQUIRE(e != NULL);
    for (int tenth = 0; tenth <= 100; tenth++) {
        struct tdm_dose_value values[FIELDS] = {0};
        values[EFFORT] = (struct tdm_dose_value){.given = true, .quantity = {{tenth, 1}, TDM_UNIT_ONE}};
        struct tdm_load load = tdm_exercise_load(e, values, NULL, NULL);
        uint16_t wanted = tenth < 30 ? 1 : tenth < 70 ? 3 : 4;
        uint32_t inside = 0;
        for (uint32_t i = 0; i < e->rules[1].row_count; i++) {
            bool ok = false;
            tdm_value value = {.kind = TDM_VALUE_NUMBER, .quantity = values[EFFORT].quantity};
            inside += tdm_bound_holds(&e->rules[1].rows[i].bound, value, &ok) && ok;
        }
        CHECK_INT(inside, 1);
        CHECK(load.known && load.load_class == wanted);
    }
}
