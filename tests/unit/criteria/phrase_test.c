/* phrase_test.c - spans, lengths, days, values and bounds, off a cursor. */
#include "criteria_ground.h"

static struct tdm_problems problems; /* large: not on the stack */

/* A cursor over the words behind the first one of a line. */
static struct tdm_cursor words(struct tdm_arena *mem, const char *line) {
    const struct tdm_tree *tree = catalog_tree(mem, "line.tandem", tdm_str_of(line));
    struct tdm_cursor c = tdm_cursor_of(tree, tree->first, 0);
    tdm_problems_init(&problems);
    CHECK(tdm_cursor_take(&c, TDM_TERM_WORD) != NULL);
    return c;
}

static tdm_str length_again(struct tdm_arena *mem, const char *line) {
    struct tdm_cursor c = words(mem, line);
    struct tdm_length length;
    struct tdm_buf out;
    tdm_buf_init(&out, mem, 1000);
    if (!tdm_read_length(&c, &length, &problems)) return tdm_str_of(problems.items[0].code);
    tdm_length_print(&out, &length);
    return tdm_buf_str(&out);
}

TEST("a length is one span, two ends, or one end [N1 M10]") {
    CHECK_STR(length_again(mem, "x 4 to 8 weeks\n"), "4 to 8 weeks");
    CHECK_STR(length_again(mem, "x 4 days\n"), "4 days");
    CHECK_STR(length_again(mem, "x 4 days to 8 weeks\n"), "4 days to 8 weeks");
    CHECK_STR(length_again(mem, "x at most 2 weeks\n"), "at most 2 weeks");
    CHECK_STR(length_again(mem, "x at least 1 weeks\n"), "at least 1 week");
    CHECK_STR(length_again(mem, "x 3 to 3 months\n"), "3 months");
}

TEST("a length the wrong way round is refused, also across units [M11]") {
    CHECK_STR(length_again(mem, "x 8 to 4 weeks\n"), "K041");
    CHECK_STR(tdm_str_of(problems.items[0].what), "the shortest length is longer than the longest");
    CHECK_STR(tdm_str_of(problems.items[0].fix), "write the shorter one first, such as 4 to 8 weeks");
    CHECK_STR(length_again(mem, "x 3 months to 2 weeks\n"), "K041");
    /* A month is 28 to 31 days: 30 days to 1 month may be the right way round. */
    CHECK_STR(length_again(mem, "x 30 days to 1 months\n"), "30 days to 1 month");
    CHECK_STR(length_again(mem, "x 32 days to 1 months\n"), "K041");
}

TEST("a length needs its unit") {
    CHECK_STR(length_again(mem, "x 4 to 8\n"), "K026");
    CHECK_STR(length_again(mem, "x 4\n"), "K026");
    CHECK_STR(length_again(mem, "x weeks\n"), "K026");
    CHECK_STR(length_again(mem, "x\n"), "K026");
    CHECK_STR(tdm_str_of(problems.items[0].what), "a span of time is missing");
}

static tdm_str day_again(struct tdm_arena *mem, const char *line, struct tdm_day_expr *day) {
    const struct tdm_scope *scope = criteria_scope(mem);
    struct tdm_cursor c = words(mem, line);
    struct tdm_buf out;
    tdm_buf_init(&out, mem, 1000);
    if (scope == NULL || !tdm_read_day(&c, scope, day, &problems)) return tdm_str_of(problems.items[0].code);
    CHECK(tdm_cursor_done(&c));
    tdm_day_expr_print(&out, day, scope);
    return tdm_buf_str(&out);
}

TEST("a day is a date, an event, a phase's start or end, a gate, or a span from one of these [N2 M9]") {
    struct tdm_day_expr day = {0};
    static const char *const same[] = {"2026-03-04",
                                       "procedure",
                                       "enrolment",
                                       "discharge",
                                       "start of repair",
                                       "end of repair",
                                       "gate settled-gate",
                                       "4 weeks after procedure",
                                       "7 days before procedure",
                                       "2 days after end of repair",
                                       "3 months after 2026-03-04",
                                       "48 hours after start of loading"};
    for (size_t i = 0; i < TDM_COUNT(same); i++) {
        struct tdm_buf line;
        tdm_buf_init(&line, mem, 1000);
        tdm_buf_format(&line, "from %s\n", same[i]);
        tdm_buf_char(&line, '\0');
        CHECK_STR(day_again(mem, tdm_buf_str(&line).at, &day), same[i]);
    }
}

TEST("day N counts from the procedure, which is day 0 [N2]") {
    struct tdm_day_expr day = {0};
    CHECK_STR(day_again(mem, "from day 12\n", &day), "12 days after procedure");
    CHECK_INT(day.sign, 1);
    CHECK_STR(day_again(mem, "from day 0\n", &day), "procedure");
    CHECK_STR(day_again(mem, "from day\n", &day), "K026");
}

static int32_t day_number(const char *text) {
    tdm_date date = {0};
    CHECK(tdm_date_parse(tdm_str_of(text), &date));
    return date.day;
}

TEST("the day falls where its span says, weeks as 7 days, months clamped [M9 M11]") {
    struct tdm_day_expr day = {0};
    tdm_date anchor = {day_number("2026-01-31")};
    CHECK_STR(day_again(mem, "from 4 weeks after procedure\n", &day), "4 weeks after procedure");
    CHECK_INT(tdm_day_at(&day, anchor).day, anchor.day + 28);
    (void)day_again(mem, "from 1 months after procedure\n", &day);
    CHECK_INT(tdm_day_at(&day, anchor).day, day_number("2026-02-28"));
    (void)day_again(mem, "from 7 days before procedure\n", &day);
    CHECK_INT(tdm_day_at(&day, anchor).day, anchor.day - 7);
    (void)day_again(mem, "from procedure\n", &day);
    CHECK_INT(tdm_day_at(&day, anchor).day, anchor.day);
    (void)day_again(mem, "from 2026-03-04\n", &day);
    CHECK_INT(tdm_day_at(&day, anchor).day, day_number("2026-03-04"));
}

TEST("a day of an anchor that has no day has none") {
    struct tdm_day_expr day = {0};
    (void)day_again(mem, "from 4 weeks after procedure\n", &day);
    CHECK(tdm_date_is_none(tdm_day_at(&day, TDM_DATE_NONE)));
}

static tdm_str bound_again(struct tdm_arena *mem, const char *line, int use) {
    const struct tdm_scope *scope = criteria_scope(mem);
    struct tdm_cursor c = words(mem, line);
    struct tdm_bound bound;
    struct tdm_buf out;
    tdm_buf_init(&out, mem, 1000);
    if (scope == NULL) return TDM_STR("?");
    tdm_ref measure = scope->measures[use].measure;
    if (!tdm_read_bound(&c, scope->catalog, measure, &bound, &problems)) return tdm_str_of(problems.items[0].code);
    CHECK(tdm_cursor_done(&c));
    tdm_bound_print(&out, &bound, tdm_measure_scale(scope->catalog, measure));
    return tdm_buf_str(&out);
}

TEST("bounds of numbers: nine forms, the unit once or twice, another unit of the quantity [N1 M39]") {
    CHECK_STR(bound_again(mem, "x at most 5 deg\n", FLEXION), "at most 5 deg");
    CHECK_STR(bound_again(mem, "x at least 5 deg\n", FLEXION), "at least 5 deg");
    CHECK_STR(bound_again(mem, "x above 5 deg\n", FLEXION), "above 5 deg");
    CHECK_STR(bound_again(mem, "x below 5 deg\n", FLEXION), "below 5 deg");
    CHECK_STR(bound_again(mem, "x is 5 deg\n", FLEXION), "is 5 deg");
    CHECK_STR(bound_again(mem, "x is not 5 deg\n", FLEXION), "is not 5 deg");
    CHECK_STR(bound_again(mem, "x 2 to 5 deg\n", FLEXION), "2 to 5 deg");
    CHECK_STR(bound_again(mem, "x 2 deg to below 5 deg\n", FLEXION), "2 to below 5 deg");
    CHECK_STR(bound_again(mem, "x above 2 to 5 deg\n", FLEXION), "above 2 to 5 deg");
    CHECK_STR(bound_again(mem, "x at most 300 mm\n", GIRTH), "at most 300 mm");
    CHECK_STR(bound_again(mem, "x 300 mm to 40 cm\n", GIRTH), "300 mm to 40 cm");
    CHECK_STR(bound_again(mem, "x at least 50%\n", SHARE), "at least 50%");
    CHECK_STR(bound_again(mem, "x at least 50 percent\n", SHARE), "at least 50%");
}

TEST("bounds of steps compare along their own scale [N5]") {
    CHECK_STR(bound_again(mem, "x at most 1+\n", EFFUSION), "at most 1+");
    CHECK_STR(bound_again(mem, "x trace to 2+\n", EFFUSION), "trace to 2+");
    CHECK_STR(bound_again(mem, "x is not zero\n", EFFUSION), "is not zero");
    CHECK_STR(bound_again(mem, "x is 3+\n", EFFUSION), "K005");
}

TEST("a value is read alone, with its unit or as a step") {
    const struct tdm_scope *scope = criteria_scope(mem);
    REQUIRE(scope != NULL);
    struct tdm_cursor c = words(mem, "x 82 N.m\n");
    tdm_value value;
    CHECK(tdm_read_value(&c, scope->catalog, scope->measures[QUADS].measure, &value, &problems));
    CHECK(value.kind == TDM_VALUE_NUMBER && value.quantity.number.coefficient == 82);
    c = words(mem, "x trace\n");
    CHECK(tdm_read_value(&c, scope->catalog, scope->measures[EFFUSION].measure, &value, &problems));
    CHECK(value.kind == TDM_VALUE_STEP && value.step == 1);
    c = words(mem, "x\n");
    CHECK(!tdm_read_value(&c, scope->catalog, scope->measures[QUADS].measure, &value, &problems));
    CHECK_STR(tdm_str_of(problems.items[0].what), "a value is missing");
}
