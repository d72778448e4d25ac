/* line_order_test.c - the lines of an entry have no order of their own: whatever two lines differ in, they give the
 * same bytes in either order. And charts of other forms: quotes in words, no catalogue names, no zone. */
#include "chart_ground.h"

/* Each differs from another in one thing alone. */
static const char *const doses[] = {
    "leg-press 12 reps 40 kg, 10 reps 40 kg",
    "leg-press 12 reps 40 kg, 9 reps 40 kg",
    "leg-press 12 reps 40 kg, 10 reps 45 kg",
    "leg-press 12 reps 40 kg, 10 reps 40 N",
    "leg-press 12 reps 40 kg, 10 reps",
    "leg-press 12 reps 40 kg, 10 reps 40 kg stopped \"tired\"",
    "leg-press 12 reps 40 kg, 10 reps 40 kg stopped \"pain\"",
    "leg-press 12 reps 40 kg, 10 reps 40 kg, 8 reps 40 kg",
    "leg-press 3x12, 40 kg",
    "leg-press 3x12, 40.0 kg",
    "leg-press 3x12, 45 kg",
    "leg-press 3x12, load 40 N",
    "leg-press 3x12, depth 40 deg",
    "leg-press 3x12",
    "leg-press 3x12, 40 kg, partial, because \"tired\"",
    "leg-press 3x12, 40 kg, partial, because \"late\"",
    "leg-press could-not, because \"tired\"",
    "leg-press declined",
    "step-up 3 sets, surface step",
    "step-up 3 sets, surface floor",
    "step-up 3 sets, surface 2",
};
static const char *const prescribed[] = {
    "leg-press 3x12, 40 kg, 2 times a week", "leg-press 3x12, 40 kg, 3 times a week",
    "leg-press 3x12, 40 kg, 2 times a day", "leg-press 3x12, 40 kg", "leg-press 3 sets, 15RM"};
static const char *const readings[] = {
    "pain 2",
    "pain 3",
    "pain 2.0",
    "pain 2 points",
    "pain not-done, because \"asleep\"",
    "pain not-done, because \"away\"",
    "quads right 92 N.m",
    "quads left 92 N.m",
    "effusion right 1+",
    "effusion right 2+",
    "2026-01-06 pain 2",
};

static tdm_str bytes_of(struct tdm_arena *mem, const char *entry, const char *first, const char *second) {
    struct tdm_buf text;
    tdm_buf_init(&text, mem, 4096);
    tdm_buf_format(&text, "%s\n  %s\n  %s\n", entry, first, second);
    const struct tdm_chart *chart = chart_good(mem, tdm_arena_str(mem, tdm_buf_str(&text)).at);
    return chart == NULL ? TDM_STR("") : chart_bytes(mem, chart);
}

static void either_order(struct tdm_arena *mem, const char *entry, const char *const *lines, size_t count) {
    for (size_t i = 0; i < count; i++)
        for (size_t j = i + 1; j < count; j++) {
            struct tdm_arena_mark mark = tdm_arena_mark(mem);
            tdm_str one = bytes_of(mem, entry, lines[i], lines[j]), other = bytes_of(mem, entry, lines[j], lines[i]);
            if (one.len == 0 || !tdm_str_equal(one, other))
                check_failed(__FILE__, __LINE__, "their order shows: %s | %s", lines[i], lines[j]);
            tdm_arena_rewind(mem, mark);
        }
}

TEST("the order of the lines of a session, a prescription and a diary shows nowhere [M125 M114]") {
    either_order(mem, "2026-01-07 session by p-1", doses, TDM_COUNT(doses));
    either_order(mem, "2026-01-07 prescribe by therapist-a", prescribed, TDM_COUNT(prescribed));
    either_order(mem, "2026-01-07 diary by p-1", readings, TDM_COUNT(readings));
}

TEST("the order of what a screen asked for and found shows nowhere [M125]") {
    const struct tdm_chart *one = chart_good(
                               mem, "2026-01-05 screen infection-signs, fever by p-1, found fever, infection-signs\n"),
                           *two = chart_good(
                               mem, "2026-01-05 screen fever, infection-signs by p-1, found infection-signs, fever\n");
    REQUIRE(one != NULL && two != NULL);
    CHECK(tdm_str_equal(chart_bytes(mem, one), chart_bytes(mem, two)));
}

/* Printed and read again. */
static void comes_back(struct tdm_arena *mem, const char *head, const char *entries) {
    struct tdm_problems *problems = TDM_NEW(mem, struct tdm_problems);
    const struct tdm_chart *chart = chart_read_text(mem, chart_text(mem, head, entries), problems);
    if (chart == NULL)
        check_failed(__FILE__, __LINE__, "%s: %s %s", entries, problems->items[0].code, problems->items[0].what);
    if (chart == NULL) return;
    tdm_str printed = chart_print(mem, chart);
    const struct tdm_chart *again = chart_read_text(mem, printed, problems);
    if (again == NULL) check_failed(__FILE__, __LINE__, "%.*s: %s", TDM_FMT(printed), problems->items[0].what);
    if (again == NULL) return;
    if (!tdm_str_equal(chart_bytes(mem, chart), chart_bytes(mem, again)) ||
        !tdm_str_equal(printed, chart_print(mem, again)))
        check_failed(__FILE__, __LINE__, "it does not come back: %.*s", TDM_FMT(printed));
}

TEST("a chart that was printed and read again says the same, with quotes, marks and odd amounts in it") {
    static const char *const entries[] = {
        "2026-01-05 flag infection-signs raised by p-1, words \"a \\\"hot\\\" knee \\\\ shin\"\n",
        "2026-01-05 deny \"Some Brand\" by p-1, since 2025-12-01\n",
        "2026-01-05 deny \"class\" by p-1, since 2025-12-01\n",
        "2026-01-05 adverse \"sore calf\" by p-1, grade 0\n",
        "2026-01-05 medicine stopped \"Some Brand\" by p-1, because \"rash\"\n",
        "2026-01-05 prescribe by therapist-a\n  leg-press 3 sets, 15RM\n  leg-press sets 2.5, reps 3\n",
        "2026-01-05 prescribe by therapist-a\n  leg-press load 40 N\n",
        "2026-01-05 prescribe by therapist-a\n  leg-press sets 3, reps 2.5\n  leg-press rm 2.5\n  leg-press 40 kg\n",
        "2026-01-05 session by p-1\n  leg-press 12 reps, 10 reps 40 kg\n  step-up not-needed\n",
        "2026-01-05 session by p-1, at home\n  leg-press 3 sets, 12 reps\n  leg-press 3 sets, 12 reps 40 kg\n",
        "2026-01-05 procedure bone-marrow-concentrate by physician-a\n  site knee\n",
        "2026-01-05 assess by therapist-a\n  quads right 92 N.m\n  nprs-now not-done, because \"no time\"\n",
    };
    for (size_t i = 0; i < TDM_COUNT(entries); i++) comes_back(mem, chart_head, entries[i]);
    comes_back(mem,
               "chart e-1\n  patient p-1\n  site trunk, none\n  protocol knee-oa version 1.1\n  zone UTC\n  people\n   "
               " p-1 patient\n",
               "2026-01-05 enrol by p-1\n");
}

TEST("a chart binds without any protocol's own names, by those of the catalogue alone") {
    struct tdm_problems *problems = TDM_NEW(mem, struct tdm_problems);
    const struct tdm_catalog *catalog = chart_ground_catalog(mem);
    const struct tdm_bound_chart *bound = NULL;
    const struct tdm_chart *chart = chart_good(mem, "2026-01-05 assess by therapist-a\n  torque right 92 N.m\n"
                                                    "2026-01-06 session by p-1\n  leg-press 3x12, 40 kg\n");
    tdm_problems_init(problems);
    REQUIRE(chart != NULL && tdm_chart_bind(mem, chart, catalog, NULL, &bound, problems));
    CHECK_INT(bound->reading_count, 1);
    static const char *const wrong[][2] = {
        {"2026-01-05 assess by therapist-a\n  torqe right 92 N.m\n", "write `torque`"},
        {"2026-01-06 session by p-1\n  leg-pres 3x12, 40 kg\n", "write `leg-press`"},
        {"2026-01-06 session by p-1\n  torque 3x12\n",
         "write `torque` with its value alone, or measure it in an `assess`"},
    };
    for (size_t i = 0; i < TDM_COUNT(wrong); i++) {
        chart = chart_good(mem, wrong[i][0]);
        tdm_problems_init(problems);
        REQUIRE(chart != NULL);
        CHECK(!tdm_chart_bind(mem, chart, catalog, NULL, &bound, problems));
        CHECK_STR(tdm_str_of(problems->items[0].fix), wrong[i][1]);
    }
}

TEST(
    "what was taken back twice is taken back since the first time, in whatever order that was written down [M31 M20]") {
    static const char *const orders[] = {
        "2026-01-07 withdraw base by therapist-a, because \"slip\", recorded 2026-01-07T10:00Z\n"
        "2026-01-09 withdraw base by therapist-a, because \"slip again\", recorded 2026-01-09T10:00Z\n",
        "2026-01-07 withdraw base by therapist-a, because \"slip\", recorded 2026-01-09T10:00Z\n"
        "2026-01-07 withdraw base by therapist-a, because \"slip again\", recorded 2026-01-07T10:00Z\n"};
    for (size_t i = 0; i < TDM_COUNT(orders); i++) {
        struct tdm_problems *problems = TDM_NEW(mem, struct tdm_problems);
        tdm_str text =
            chart_text(mem, "2026-01-05 assess by therapist-a, name base\n  quads right 92 N.m\n", orders[i]);
        const struct tdm_chart *chart = chart_good(mem, tdm_arena_str(mem, text).at);
        const struct tdm_bound_chart *bound = chart == NULL ? NULL : chart_bind(mem, chart, problems);
        REQUIRE(bound != NULL);
        tdm_instant first = TDM_INSTANT_NONE;
        REQUIRE(tdm_instant_parse(TDM_STR("2026-01-07T10:00Z"), &first));
        CHECK(bound->facts[0].withdrawn.ms == first.ms);
    }
}

TEST("a measure under the protocol's own word is no exercise either") {
    struct tdm_problems *problems = TDM_NEW(mem, struct tdm_problems);
    const struct tdm_chart *chart = chart_good(mem, "2026-01-06 session by p-1\n  pain 3x12\n");
    REQUIRE(chart != NULL);
    CHECK(chart_bind(mem, chart, problems) == NULL);
    CHECK_STR(tdm_str_of(problems->items[0].fix), "write `pain` with its value alone, or measure it in an `assess`");
}
