/* unit_test.c - units against exact fractions (tests/oracle/unit_rows.py). */
#include "check.h"
#include "dies.h"
#include "quantity/quantity.h"

static const struct row {
    const char *number, *unit, *other;
    const char *converted; /* null: no decimal holds it */
    const char *second;    /* in `other` */
    int sign;
} rows[] = {
#include "unit_rows.inc"
};

static tdm_unit unit(const char *code) {
    tdm_unit out = TDM_UNIT_NONE;
    if (!tdm_unit_find(tdm_str_of(code), &out)) check_failed(__FILE__, __LINE__, "no unit \"%s\"", code);
    return out;
}

static tdm_quantity quantity(const char *number, const char *code) {
    tdm_quantity out = {{0, 0}, unit(code)};
    if (!tdm_decimal_parse(tdm_str_of(number), &out.number)) check_failed(__FILE__, __LINE__, "no number %s", number);
    return out;
}

static tdm_str text_of(struct tdm_arena *mem, tdm_quantity q) {
    struct tdm_buf out;
    tdm_buf_init(&out, mem, 100);
    tdm_decimal_print(&out, q.number);
    return tdm_buf_str(&out);
}

TEST("conversions are exactly those of exact fractions, or refused [M39]") {
    CHECK(TDM_COUNT(rows) > 500);
    for (size_t i = 0; i < TDM_COUNT(rows); i++) {
        const struct row *row = &rows[i];
        tdm_quantity from = quantity(row->number, row->unit), to = {{77, 0}, TDM_UNIT_NONE};
        bool done = tdm_quantity_convert(from, unit(row->other), &to);
        CHECK_INT(done, row->converted != NULL);
        CHECK_STR(text_of(mem, to), row->converted == NULL ? "77" : row->converted);
        CHECK_INT(to.unit, done ? unit(row->other) : TDM_UNIT_NONE);
    }
}

TEST("comparisons across units are exactly those of exact fractions, both ways [M39]") {
    for (size_t i = 0; i < TDM_COUNT(rows); i++) {
        const struct row *row = &rows[i];
        tdm_quantity a = quantity(row->number, row->unit), b = quantity(row->second, row->other);
        int sign = 77, back = 77;
        CHECK(tdm_quantity_compare(a, b, &sign));
        CHECK(tdm_quantity_compare(b, a, &back));
        if (sign != row->sign || back != -row->sign)
            check_failed(__FILE__, __LINE__, "%s %s against %s %s: %d, %d, wanted %d", row->number, row->unit,
                         row->second, row->other, sign, back, row->sign);
    }
}

TEST("every unit is found by its code, once, and equals itself") {
    const tdm_str *codes;
    size_t count = tdm_unit_codes(&codes);
    CHECK(count > 80);
    for (size_t i = 0; i < count; i++) {
        tdm_unit found = TDM_UNIT_NONE;
        CHECK(tdm_unit_find(codes[i], &found));
        CHECK_INT(found, i);
        CHECK(tdm_str_equal(tdm_unit_code(found), codes[i]));
        CHECK(tdm_unit_same_kind(found, found));
        tdm_quantity one = {{250, 2}, found}, same = {{0, 0}, TDM_UNIT_NONE};
        CHECK(tdm_quantity_convert(one, found, &same));
        CHECK_INT(same.number.coefficient, 250);
        CHECK_INT(same.number.scale, 2);
    }
    CHECK_INT(unit("1"), TDM_UNIT_ONE);
}

TEST("what is not a code of the table is no unit") {
    static const char *const bad[] = {"",   "Kg",  "KG",  "Nm",     "rad",  "degC",
                                      "ml", "kg ", " kg", "newton", "N.m/", "\xC2\xB0"};
    tdm_unit out = 7;
    for (size_t i = 0; i < TDM_COUNT(bad); i++) CHECK(!tdm_unit_find(tdm_str_of(bad[i]), &out));
    CHECK_INT(out, 7);
}

TEST("quantities of other kinds neither convert nor compare: torque is not force, nor energy [M39]") {
    static const struct {
        const char *a, *b;
    } apart[] = {{"N.m", "N"},
                 {"N.m", "J"},
                 {"N.m", "N.m/kg"},
                 {"N", "N/kg"},
                 {"N", "kg"},
                 {"kg", "m"},
                 {"%", "1"},
                 {"points", "1"},
                 {"reps", "1"},
                 {"steps", "reps"},
                 {"deg", "1"},
                 {"deg", "deg/s"},
                 {"s", "Hz"},
                 {"m", "cm2"},
                 {"mL", "cm"},
                 {"W", "W/kg"},
                 {"kg", "kg/m2"},
                 {"Cel", "1"},
                 {"steps/d", "steps/min"},
                 {"10*9/L", "10*9"},
                 {"J", "W"},
                 {"mmol/mol", "%"},
                 {"g/L", "mmol/L"},
                 {"mA", "mV"},
                 {"IU", "1"}};
    for (size_t i = 0; i < TDM_COUNT(apart); i++) {
        tdm_quantity a = quantity("1", apart[i].a), b = quantity("1", apart[i].b), out = {{77, 0}, TDM_UNIT_NONE};
        int sign = 77;
        CHECK(!tdm_unit_same_kind(a.unit, b.unit));
        CHECK(!tdm_quantity_convert(a, b.unit, &out));
        CHECK(!tdm_quantity_convert(b, a.unit, &out));
        CHECK(!tdm_quantity_compare(a, b, &sign));
        CHECK_INT(out.number.coefficient, 77);
        CHECK_INT(sign, 77);
    }
    CHECK(!tdm_unit_same_kind(unit("kg"), TDM_UNIT_NONE));
    CHECK(!tdm_unit_same_kind(TDM_UNIT_NONE, unit("kg")));
    CHECK(tdm_unit_same_kind(TDM_UNIT_NONE, TDM_UNIT_NONE));
    const tdm_str *codes;
    tdm_unit behind = (tdm_unit)tdm_unit_codes(&codes);
    CHECK(!tdm_unit_same_kind(unit("kg"), behind));
    CHECK(!tdm_unit_same_kind(behind, unit("kg")));
}

/* Known by other means than the table: what a clinic would check by hand. */
TEST("well-known conversions come out as everybody knows them [M39]") {
    static const struct {
        const char *number, *unit, *other, *wanted;
    } known[] = {
        {"98.6", "degF", "Cel", "37"},
        {"-40", "Cel", "degF", "-40"},
        {"100", "Cel", "degF", "212"},
        {"32", "degF", "Cel", "0"},
        {"1", "ft", "in", "12"},
        {"1", "in", "mm", "25.4"},
        {"1", "lb", "kg", "0.45359237"},
        {"1", "kgf", "N", "9.80665"},
        {"36", "km/h", "m/s", "10"},
        {"90", "min", "h", "1.5"},
        {"1", "wk", "d", "7"},
        {"150", "10*9/L", "/uL", "150000"},
        {"1.5", "10*6/mL", "10*9/L", "1.5"},
        {"72", "bpm", "/min", "72"},
        {"2", "Hz", "/min", "120"},
        {"1", "lbf.ft", "lbf.in", "12"},
        {"0.8", "mg/dL", "mg/L", "8"},
        {"1", "million", "10*6", "1"},
        {"1000", "mmHg", "kPa", "133.322387415"},
        {"32.000000009", "degF", "Cel", "0.000000005"},
    };
    for (size_t i = 0; i < TDM_COUNT(known); i++) {
        tdm_quantity out = {{77, 0}, TDM_UNIT_NONE};
        CHECK(tdm_quantity_convert(quantity(known[i].number, known[i].unit), unit(known[i].other), &out));
        CHECK_STR(text_of(mem, out), known[i].wanted);
    }
}

static void code_of_none(struct tdm_arena *mem) {
    (void)mem;
    (void)tdm_unit_code(TDM_UNIT_NONE);
}

static void code_of_the_one_behind(struct tdm_arena *mem) {
    (void)mem;
    const tdm_str *codes;
    (void)tdm_unit_code((tdm_unit)tdm_unit_codes(&codes));
}

TEST("asking for the code of no unit is our own bug and says so") {
    CHECK_INT(dies(code_of_none, mem), DIES_OF_A_BUG);
    CHECK_INT(dies(code_of_the_one_behind, mem), DIES_OF_A_BUG);
}

TEST("each unit has a code for messages: UCUM's own, or braces for what UCUM does not measure [M39 G11]") {
    static const char *const told[][2] = {{"points", "{score}"},
                                          {"kg", "kg"},
                                          {"deg", "deg"},
                                          {"N.m", "N.m"},
                                          {"%", "%"},
                                          {"mm", "mm"},
                                          {"wk", "wk"},
                                          {"lbf", "[lbf_av]"},
                                          {"lb", "[lb_av]"},
                                          {"degF", "[degF]"},
                                          {"mmHg", "mm[Hg]"},
                                          {"billion/L", "10*9/L"},
                                          {"steps/d", "{steps}/d"},
                                          {"N.m/kg", "N.m/kg"},
                                          {"1", "1"}};
    const tdm_str *codes;
    for (size_t i = 0; i < TDM_COUNT(told); i++) CHECK_STR(tdm_unit_ucum(unit(told[i][0])), told[i][1]);
    size_t count = tdm_unit_codes(&codes);
    for (size_t i = 0; i < count; i++) {
        tdm_str ucum = tdm_unit_ucum((tdm_unit)i);
        int open = 0;
        CHECK(ucum.len > 0);
        for (size_t k = 0; k < ucum.len; k++) { /* printed, without blanks, every bracket closed */
            open += ucum.at[k] == '[' || ucum.at[k] == '{' ? 1 : ucum.at[k] == ']' || ucum.at[k] == '}' ? -1 : 0;
            CHECK(ucum.at[k] > ' ' && ucum.at[k] < 127 && open >= 0 && open <= 1);
        }
        CHECK_INT(open, 0);
    }
}
