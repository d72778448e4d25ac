/* value_test.c - scales, bounds and how both are written. */
#include "check.h"
#include "dies.h"
#include "quantity/quantity.h"

static const tdm_str grades[] = {TDM_STR_INIT("none"), TDM_STR_INIT("trace"), TDM_STR_INIT("1+"), TDM_STR_INIT("2+"),
                                 TDM_STR_INIT("3+")};
static const struct tdm_scale effusion = {TDM_STR_INIT("effusion"), grades, grades, 5};

static tdm_unit unit(const char *code) {
    tdm_unit out = TDM_UNIT_NONE;
    if (!tdm_unit_find(tdm_str_of(code), &out)) check_failed(__FILE__, __LINE__, "no unit \"%s\"", code);
    return out;
}

static tdm_value number(const char *text, const char *code) {
    tdm_value value = {.kind = TDM_VALUE_NUMBER, .quantity = {.unit = unit(code)}};
    if (!tdm_decimal_parse(tdm_str_of(text), &value.quantity.number))
        check_failed(__FILE__, __LINE__, "no number %s", text);
    return value;
}

static tdm_value step(uint16_t index) {
    return (tdm_value){.kind = TDM_VALUE_STEP, .step = index};
}

static tdm_str quantity_text(struct tdm_arena *mem, tdm_value value) {
    struct tdm_buf out;
    tdm_buf_init(&out, mem, 100);
    tdm_quantity_print(&out, value.quantity);
    return tdm_buf_str(&out);
}

static tdm_str bound_text(struct tdm_arena *mem, enum tdm_bound_kind kind, tdm_value low, tdm_value high) {
    struct tdm_buf out;
    struct tdm_bound bound = {kind, low, high};
    tdm_buf_init(&out, mem, 100);
    tdm_bound_print(&out, &bound, &effusion);
    return tdm_buf_str(&out);
}

TEST("quantities are printed with their unit, a bare number without, a percentage in one word") {
    CHECK_STR(quantity_text(mem, number("82", "N.m")), "82 N.m");
    CHECK_STR(quantity_text(mem, number("2.50", "1")), "2.50");
    CHECK_STR(quantity_text(mem, number("80", "%")), "80%");
    CHECK_STR(quantity_text(mem, number("-3", "deg")), "-3 deg");
    tdm_value bare = number("4", "1");
    bare.quantity.unit = TDM_UNIT_NONE;
    CHECK_STR(quantity_text(mem, bare), "4");
}

TEST("a step is found by its word on its scale") {
    uint16_t at = 77;
    CHECK(tdm_scale_find(&effusion, TDM_STR("none"), &at));
    CHECK_INT(at, 0);
    CHECK(tdm_scale_find(&effusion, TDM_STR("3+"), &at));
    CHECK_INT(at, 4);
    CHECK(!tdm_scale_find(&effusion, TDM_STR("4+"), &at));
    CHECK(!tdm_scale_find(&effusion, TDM_STR("None"), &at));
    CHECK(!tdm_scale_find(&effusion, TDM_STR(""), &at));
    CHECK_INT(at, 4);
}

/* For each kind of bound from 2 to 5: does 1, 2, 3, 5, 6 hold? */
static const struct {
    enum tdm_bound_kind kind;
    const char *holds, *words;
} kinds[] = {
    {TDM_AT_MOST, "yynnn", "at most 2"},
    {TDM_AT_LEAST, "nyyyy", "at least 2"},
    {TDM_ABOVE, "nnyyy", "above 2"},
    {TDM_BELOW, "ynnnn", "below 2"},
    {TDM_IS, "nynnn", "is 2"},
    {TDM_IS_NOT, "ynyyy", "is not 2"},
    {TDM_BETWEEN, "nyyyn", "2 to 5"},
    {TDM_FROM_TO_BELOW, "nyynn", "2 to below 5"},
    {TDM_ABOVE_TO, "nnyyn", "above 2 to 5"},
};

TEST("each kind of bound holds for the numbers that its words say, and is printed in those words") {
    static const char *const values[] = {"1", "2.0", "3", "5.00", "6"};
    for (size_t i = 0; i < TDM_COUNT(kinds); i++) {
        struct tdm_bound bound = {kinds[i].kind, number("2", "1"), number("5", "1")};
        for (size_t k = 0; k < 5; k++) {
            bool ok = false;
            CHECK_INT(tdm_bound_holds(&bound, number(values[k], "1"), &ok), kinds[i].holds[k] == 'y');
            CHECK(ok);
        }
        CHECK_STR(bound_text(mem, bound.kind, bound.low, bound.high), kinds[i].words);
    }
}

TEST("bounds hold for steps by their order on the scale") {
    static const uint16_t values[] = {0, 1, 2, 3, 4};
    for (size_t i = 0; i < TDM_COUNT(kinds); i++) {
        struct tdm_bound bound = {kinds[i].kind, step(1), step(3)};
        for (size_t k = 0; k < 5; k++) {
            bool ok = false;
            CHECK_INT(tdm_bound_holds(&bound, step(values[k]), &ok), kinds[i].holds[k] == 'y');
            CHECK(ok);
        }
    }
    CHECK_STR(bound_text(mem, TDM_AT_MOST, step(2), step(0)), "at most 1+");
    CHECK_STR(bound_text(mem, TDM_BETWEEN, step(0), step(2)), "none to 1+");
    CHECK_STR(bound_text(mem, TDM_IS_NOT, step(4), step(0)), "is not 3+");
}

TEST("a bound in one unit holds for values in another of its kind, exactly [M39]") {
    struct tdm_bound bound = {TDM_AT_LEAST, number("1", "lbf"), {0}};
    bool ok = false;
    CHECK(tdm_bound_holds(&bound, number("4.448221616", "N"), &ok));
    CHECK(ok);
    CHECK(!tdm_bound_holds(&bound, number("4.448221615", "N"), &ok));
    CHECK(ok);
    bound = (struct tdm_bound){TDM_AT_MOST, number("37.5", "Cel"), {0}};
    CHECK(tdm_bound_holds(&bound, number("99.5", "degF"), &ok));
    CHECK(!tdm_bound_holds(&bound, number("99.500000001", "degF"), &ok));
    CHECK(ok);
}

TEST("a bound of another kind, or no value, is told as not comparable and never as met [M39]") {
    struct tdm_bound bound = {TDM_IS_NOT, number("2", "N.m"), {0}};
    bool ok = true;
    CHECK(!tdm_bound_holds(&bound, number("3", "N"), &ok));
    CHECK(!ok);
    ok = true;
    CHECK(!tdm_bound_holds(&bound, (tdm_value){.kind = TDM_VALUE_NONE}, &ok));
    CHECK(!ok);
    bound = (struct tdm_bound){TDM_AT_MOST, number("2", "1"), {0}};
    ok = true;
    CHECK(!tdm_bound_holds(&bound, (tdm_value){.kind = TDM_VALUE_NONE}, &ok));
    CHECK(!ok);
    bound = (struct tdm_bound){TDM_BETWEEN, number("2", "N"), number("5", "kg")};
    ok = true;
    CHECK(!tdm_bound_holds(&bound, number("3", "N"), &ok));
    CHECK(!ok);
    bound = (struct tdm_bound){TDM_IS, {.kind = TDM_VALUE_NONE}, {0}};
    ok = true;
    CHECK(!tdm_bound_holds(&bound, number("3", "N"), &ok));
    CHECK(!ok);
}

TEST("a bound with two ends names a shared unit once, other units twice") {
    CHECK_STR(bound_text(mem, TDM_BETWEEN, number("2", "N.m"), number("5", "N.m")), "2 to 5 N.m");
    CHECK_STR(bound_text(mem, TDM_FROM_TO_BELOW, number("30", "%"), number("70", "%")), "30% to below 70%");
    CHECK_STR(bound_text(mem, TDM_ABOVE_TO, number("900", "g"), number("1", "kg")), "above 900 g to 1 kg");
    CHECK_STR(bound_text(mem, TDM_AT_LEAST, number("80", "%"), (tdm_value){0}), "at least 80%");
    CHECK_STR(bound_text(mem, TDM_AT_MOST, number("90", "deg"), number("90", "deg")), "at most 90 deg");
    CHECK_STR(bound_text(mem, TDM_IS, (tdm_value){.kind = TDM_VALUE_NONE}, (tdm_value){0}), "is -");
    CHECK_STR(bound_text(mem, TDM_BETWEEN, number("2", "N"), (tdm_value){.kind = TDM_VALUE_NONE}), "2 N to -");
}

static void step_against_number(struct tdm_arena *mem) {
    (void)mem;
    struct tdm_bound bound = {TDM_AT_MOST, number("2", "1"), {0}};
    bool ok;
    (void)tdm_bound_holds(&bound, step(1), &ok);
}

static void number_against_step(struct tdm_arena *mem) {
    (void)mem;
    struct tdm_bound bound = {TDM_AT_MOST, step(1), {0}};
    bool ok;
    (void)tdm_bound_holds(&bound, number("2", "1"), &ok);
}

static void print_without_scale(struct tdm_arena *mem) {
    struct tdm_buf out;
    struct tdm_bound bound = {TDM_AT_MOST, step(1), {0}};
    tdm_buf_init(&out, mem, 100);
    tdm_bound_print(&out, &bound, NULL);
}

static void print_beyond_scale(struct tdm_arena *mem) {
    (void)bound_text(mem, TDM_AT_MOST, step(5), step(0));
}

TEST("a step against a number, and a step of no scale, are our own bugs and say so") {
    CHECK_INT(dies(step_against_number, mem), DIES_OF_A_BUG);
    CHECK_INT(dies(number_against_step, mem), DIES_OF_A_BUG);
    CHECK_INT(dies(print_without_scale, mem), DIES_OF_A_BUG);
    CHECK_INT(dies(print_beyond_scale, mem), DIES_OF_A_BUG);
}
