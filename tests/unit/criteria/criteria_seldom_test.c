/* criteria_seldom_test.c - forms that are seldom written and mistakes that are seldom made: each is read as it is
 * meant, or refused in exact words. */
#include "criteria_ground.h"

static struct tdm_problems problems; /* large: not on the stack */

struct refusal {
    const char *line, *code;
    uint32_t column;
    const char *what, *fix;
};

static void refused(struct tdm_arena *mem, const struct refusal *rows, size_t count) {
    const struct tdm_scope *scope = criteria_scope(mem);
    for (size_t i = 0; scope != NULL && i < count; i++) {
        struct tdm_condition condition;
        CHECK(!criteria_read(mem, scope, rows[i].line, &condition, &problems));
        CHECK_INT(problems.count, 1);
        CHECK_STR(tdm_str_of(problems.items[0].code), rows[i].code);
        CHECK_INT(problems.items[0].place.column, rows[i].column);
        CHECK_STR(tdm_str_of(problems.items[0].what), rows[i].what);
        CHECK_STR(tdm_str_of(problems.items[0].fix), rows[i].fix);
    }
}

/* Read and printed again. */
static tdm_str again(struct tdm_arena *mem, const char *lines) {
    const struct tdm_scope *scope = criteria_scope(mem);
    struct tdm_condition condition = {NULL, 0};
    struct tdm_buf out;
    tdm_buf_init(&out, mem, 10000);
    if (scope == NULL || !criteria_read(mem, scope, lines, &condition, &problems))
        return tdm_str_of(problems.items[0].what);
    tdm_condition_print(&out, &condition, 0, scope);
    return tdm_buf_str(&out);
}

TEST("a negation of a negation is refused in both its words") {
    static const struct refusal rows[] = {
        {"not not clearance resume\n", "K042", 5, "one `not` follows another",
         "write it without either, as it is meant"},
        {"not no open flag\n", "K042", 5, "one `not` follows another", "write it without either, as it is meant"},
    };
    refused(mem, rows, TDM_COUNT(rows));
}

TEST("the window is said once, also where `latest` takes the age that its measure has [N3]") {
    static const struct refusal rows[] = {
        {"fresh-score at least 50, latest, mean of 7 days, at least 4 readings\n", "K037", 34,
         "the window is said twice", "leave one of the two out"},
        {"fresh-score at least 50, latest, last 2 sessions\n", "K037", 34, "the window is said twice",
         "leave one of the two out"},
        {"pain-during at most 4, last 2 sessions, mean of 7 days\n", "K037", 41, "the window is said twice",
         "leave one of the two out"},
    };
    refused(mem, rows, TDM_COUNT(rows));
}

TEST("only a mass is compared with a mass, in each form of comparing [M35]") {
    static const struct refusal rows[] = {
        {"quads at most 5 N.m from 1RM, latest within 7 days\n", "K033", 1, "\"quads\" is no mass, and 1RM is one",
         "compare with other side, baseline or norm"},
        {"quads better than 1RM by at least 5 N.m, latest within 7 days\n", "K033", 1,
         "\"quads\" is no mass, and 1RM is one", "compare with other side, baseline or norm"},
        {"quads at most 5 N.m from body mass, latest within 7 days\n", "K033", 1,
         "\"quads\" is no mass, and body mass is one", "compare with other side, baseline or norm"},
        {"quads worse than body mass by at least 5 N.m, latest within 7 days\n", "K033", 1,
         "\"quads\" is no mass, and body mass is one", "compare with other side, baseline or norm"},
    };
    refused(mem, rows, TDM_COUNT(rows));
    CHECK_STR(again(mem, "press at most 5 kg from 1RM, latest within 7 days\n"),
              "press at most 5 kg from 1RM, latest within 7 days\n");
    CHECK_STR(again(mem, "press better than body mass by at least 5 kg, latest within 7 days\n"),
              "press better than body mass by at least 5 kg, latest within 7 days\n");
}

TEST("a span does not count from a numbered day either [M9]") {
    static const struct refusal rows[] = {
        {"not before 4 weeks after day 3\n", "K034", 26, "a span counts from another span",
         "add the two up and write one span, such as 6 weeks after procedure"},
    };
    refused(mem, rows, TDM_COUNT(rows));
}

TEST("a range of one value holds that value; one without its end holds none [M10]") {
    static const struct refusal rows[] = {
        {"quads 80% to below 80% of other side, latest within 7 days\n", "K014", 7,
         "nothing lies between \"80%\" and \"80%\"", "write: is 80%"},
        {"pain 2 to below 2 points, latest within 7 days\n", "K014", 6, "nothing lies between \"2\" and \"2\"",
         "write: is 2"},
    };
    refused(mem, rows, TDM_COUNT(rows));
    CHECK_STR(again(mem, "pain 2 to 2 points, latest within 7 days\n"), "pain 2 to 2, latest within 7 days\n");
    CHECK_STR(again(mem, "quads 80% to 80% of other side, latest within 7 days\n"),
              "quads 80% to 80% of other side, latest within 7 days\n");
}

TEST("one reading may be called one reading [M3]") {
    CHECK_STR(again(mem, "pain at most 4, mean of 7 days, at least 1 reading\n"),
              "pain at most 4, mean of 7 days, at least 1 readings\n");
}

TEST("a block that is alone in a list keeps its opener when it is printed") {
    static const char *const blocks[] = {"all of", "any of", "at least 1 of"};
    for (size_t i = 0; i < TDM_COUNT(blocks); i++) {
        struct tdm_buf text;
        tdm_buf_init(&text, mem, 1000);
        tdm_buf_format(&text,
                       "all of\n  %s\n    pain at most 2, latest within 7 days\n    score at least 50, latest within 7 "
                       "days\n",
                       blocks[i]);
        const char *lines = tdm_arena_str(mem, tdm_buf_str(&text)).at;
        CHECK_STR(again(mem, lines), lines);
    }
}

TEST("a condition without a criterion is printed as nothing") {
    const struct tdm_scope *scope = criteria_scope(mem);
    struct tdm_condition none = {NULL, 0};
    struct tdm_buf out;
    tdm_buf_init(&out, mem, 100);
    REQUIRE(scope != NULL);
    tdm_condition_print(&out, &none, 0, scope);
    CHECK_INT(tdm_buf_str(&out).len, 0);
}

TEST("a negation is one criterion more, and is refused when there are too many [N13]") {
    const struct tdm_scope *scope = criteria_scope(mem);
    struct tdm_condition condition;
    struct tdm_buf text;
    REQUIRE(scope != NULL);
    tdm_buf_init(&text, mem, 8u << 20);
    tdm_buf_text(&text, "not clearance resume\n");
    for (int i = 0; i < 65532; i++) tdm_buf_text(&text, "always\n");
    tdm_buf_char(&text, '\0');
    CHECK(!criteria_read(mem, scope, tdm_buf_str(&text).at, &condition, &problems));
    CHECK_INT(problems.count, 1);
    CHECK_STR(tdm_str_of(problems.items[0].code), "K043");
    CHECK_INT(problems.items[0].place.line, 1);
    CHECK_STR(tdm_str_of(problems.items[0].what), "a condition has too many criteria");
    CHECK_STR(tdm_str_of(problems.items[0].fix), "leave some out: 65533 is the most");
}

/* ---- a catalogue of its own */

static const char wide_catalog[] =
    "scale many \"many steps\"\n"
    "  step step-number-one-with-a-long-name \"1\"\n"
    "  step step-number-two-with-a-long-name \"2\"\n"
    "  step step-number-three-with-a-long-name \"3\"\n"
    "  step step-number-four-with-a-long-name \"4\"\n"
    "  step step-number-five-with-a-long-name \"5\"\n"
    "  step step-number-six-with-a-long-name \"6\"\n"
    "measure many \"many\"\n  scale many\n  lower is better\n  of one day take worst\n  by physician\n"
    "measure wide \"wide\"\n  number 0.000000001 to 999999999999999999 points\n  lower is better\n"
    "  of one day take worst\n  by physician\n";

static const struct tdm_scope *wide_scope(struct tdm_arena *mem) {
    struct tdm_scope *scope = TDM_NEW(mem, struct tdm_scope);
    struct tdm_measure_use *measures = TDM_NEW_ARRAY(mem, struct tdm_measure_use, 2);
    scope->catalog = catalog_read(mem, wide_catalog, &problems);
    if (scope->catalog == NULL) {
        check_failed(__FILE__, __LINE__, "%s: %s", problems.items[0].code, problems.items[0].what);
        return NULL;
    }
    measures[0].name = TDM_STR("many");
    measures[0].measure = tdm_catalog_find(scope->catalog, TDM_KIND_MEASURE, TDM_STR("many"));
    measures[1].name = TDM_STR("change");
    measures[1].measure = tdm_catalog_find(scope->catalog, TDM_KIND_MEASURE, TDM_STR("wide"));
    measures[1].is_change = true;
    scope->measures = measures;
    scope->measure_count = 2;
    return scope;
}

TEST("the steps of a long scale are listed as far as there is room [N5]") {
    const struct tdm_scope *scope = wide_scope(mem);
    struct tdm_condition condition;
    REQUIRE(scope != NULL);
    CHECK(!criteria_read(mem, scope, "many at most 3, latest within 7 days\n", &condition, &problems));
    CHECK_STR(tdm_str_of(problems.items[0].code), "K003");
    CHECK_STR(
        tdm_str_of(problems.items[0].fix),
        "write one of its steps: step-number-one-with-a-long-name, step-number-two-with-a-long-name, "
        "step-number-three-with-a-long-name, step-number-four-with-a-long-name, step-number-five-with-a-long-name");
}

TEST("a change whose ends no decimal holds is bounded by nothing") {
    const struct tdm_scope *scope = wide_scope(mem);
    struct tdm_condition condition;
    REQUIRE(scope != NULL);
    CHECK(
        criteria_read(mem, scope, "change at most 999999999999999999, latest within 7 days\n", &condition, &problems));
    CHECK_INT(problems.count, 0);
}

/* ---- values alone */

static tdm_str value_refused(struct tdm_arena *mem, const char *line, bool bound) {
    const struct tdm_scope *scope = criteria_scope(mem);
    const struct tdm_tree *tree = catalog_tree(mem, "gate.tandem", tdm_str_of(line));
    struct tdm_cursor c = tdm_cursor_of(tree, tree->first, 0);
    struct tdm_bound read;
    tdm_value value;
    tdm_problems_init(&problems);
    c.at++;
    if (scope == NULL) return TDM_STR("no scope");
    tdm_ref measure = scope->measures[QUADS].measure;
    bool good = bound ? tdm_read_bound(&c, scope->catalog, measure, &read, &problems)
                      : tdm_read_value(&c, scope->catalog, measure, &value, &problems);
    return good ? TDM_STR("read") : tdm_str_of(problems.items[0].what);
}

TEST("where a value or a bound must stand, what stands there is named") {
    CHECK_STR(value_refused(mem, "x \"many\"\n", false), "\"many\" stands where a value is expected");
    CHECK_STR(tdm_str_of(problems.items[0].fix), "write a number with its unit, or a step of the scale");
    CHECK_STR(value_refused(mem, "x\n", true), "a bound is missing");
    CHECK_STR(value_refused(mem, "x \"many\"\n", true), "\"many\" stands where a bound is expected");
    CHECK_STR(tdm_str_of(problems.items[0].fix),
              "write `at most`, `at least`, `above`, `below`, `is` or `is not` and a "
              "value, or two values with `to` between them");
}
