/* condition_test.c - what each form of criterion is read as, and that printing it and reading it again changes nothing.
 */
#include "criteria_ground.h"

static struct tdm_problems problems; /* large: not on the stack */

static bool read(struct tdm_arena *mem, const struct tdm_scope *scope, const char *lines, struct tdm_condition *out) {
    bool good = criteria_read(mem, scope, lines, out, &problems);
    if (!good) check_failed(__FILE__, __LINE__, "%s: %s: %s", lines, problems.items[0].code, problems.items[0].what);
    return good;
}

/* The only criterion of one line; an `always` when it was refused, which no test here expects. */
static struct tdm_criterion one(struct tdm_arena *mem, const char *line) {
    const struct tdm_scope *scope = criteria_scope(mem);
    struct tdm_condition c = {NULL, 0};
    if (scope == NULL || !read(mem, scope, line, &c)) return (struct tdm_criterion){.kind = TDM_CRITERION_ALWAYS};
    CHECK_INT(c.count, 2);
    CHECK_INT(c.nodes[0].kind, TDM_CRITERION_ALL);
    CHECK_INT(c.nodes[0].first_child, 1);
    CHECK_INT(c.nodes[0].child_count, 1);
    return c.nodes[1];
}

/* ---- readings */

TEST("a mean names its days and its coverage [N3 M3 M10]") {
    struct tdm_criterion c = one(mem, "pain at most 2, mean of 7 days, at least 4 readings\n");
    CHECK_INT(c.kind, TDM_CRITERION_READING);
    CHECK_INT(c.measure, PAIN);
    CHECK_INT(c.compare, TDM_COMPARE_VALUE);
    CHECK_INT(c.statistic, TDM_STAT_MEAN);
    CHECK_INT(c.over, TDM_OVER_OF);
    CHECK(c.window.count == 7 && c.window.unit == TDM_SPAN_DAYS && c.has_window);
    CHECK_INT(c.least_readings, 4);
    CHECK(c.bound.kind == TDM_AT_MOST && c.bound.low.quantity.number.coefficient == 2);
    CHECK_STR(tdm_unit_code(c.bound.low.quantity.unit), "points");
}

TEST("the order of window and coverage is free") {
    struct tdm_criterion c = one(mem, "pain at most 2, at least 4 readings, worst within 7 days\n");
    CHECK_INT(c.statistic, TDM_STAT_WORST);
    CHECK_INT(c.over, TDM_OVER_WITHIN);
    CHECK_INT(c.least_readings, 4);
}

TEST("within 7 days holds 8 days, so that 8 readings can lie in it [M10]") {
    CHECK_INT(one(mem, "pain at most 2, mean within 7 days, at least 8 readings\n").least_readings, 8);
}

TEST("the latest reading has an age and needs no coverage [M29]") {
    struct tdm_criterion c = one(mem, "effusion at most 1+, latest within 7 days\n");
    CHECK_INT(c.statistic, TDM_STAT_LATEST);
    CHECK(c.bound.low.kind == TDM_VALUE_STEP && c.bound.low.step == 2);
    CHECK_INT(c.least_readings, 0);
}

TEST("a measure with a declared freshness lends it to latest, and to nothing else [N3]") {
    struct tdm_criterion c = one(mem, "fresh-score at least 50, latest\n");
    CHECK_INT(c.over, TDM_OVER_WITHIN);
    CHECK(c.window.count == 6 && c.window.unit == TDM_SPAN_WEEKS);
    const struct tdm_scope *scope = criteria_scope(mem);
    struct tdm_condition none;
    REQUIRE(scope != NULL);
    CHECK(!criteria_read(mem, scope, "fresh-score at least 50\n", &none, &problems));
    CHECK(!criteria_read(mem, scope, "fresh-score at least 50, mean, at least 4 readings\n", &none, &problems));
    CHECK_STR(tdm_str_of(problems.items[0].code), "K001");
}

TEST("session measures are asked of the last sessions, each of them [N3 M73]") {
    struct tdm_criterion c = one(mem, "pain-during at most 2, last 2 sessions\n");
    CHECK_INT(c.over, TDM_OVER_SESSIONS);
    CHECK_INT(c.sessions, 2);
    CHECK_INT(c.statistic, TDM_STAT_NONE);
    c = one(mem, "next-rise above 0 to 1, last 1 session\n");
    CHECK_INT(c.measure, NEXT_RISE);
    CHECK_INT(c.bound.kind, TDM_ABOVE_TO);
    c = one(mem, "next-rise at most 0, worst of 14 days, at least 4 readings\n");
    CHECK_INT(c.statistic, TDM_STAT_WORST);
}

TEST("a percentage is of the other side, of the baseline, of a best, of a norm [N4 M36]") {
    struct tdm_criterion c = one(mem, "quads at least 80% of other side, latest within 21 days\n");
    CHECK_INT(c.compare, TDM_COMPARE_PERCENT);
    CHECK_INT(c.basis, TDM_BASIS_OTHER_SIDE);
    CHECK_STR(tdm_unit_code(c.bound.low.quantity.unit), "%");
    CHECK_INT(one(mem, "quads 90% to 110% of baseline, latest within 3 weeks\n").basis, TDM_BASIS_BASELINE);
    CHECK_INT(one(mem, "quads above 90% of best, latest within 3 weeks\n").basis, TDM_BASIS_BEST);
    CHECK_INT(one(mem, "score below 90% of norm, latest within 3 weeks\n").basis, TDM_BASIS_NORM);
    CHECK_INT(one(mem, "press at least 70% of 1RM, latest within 3 weeks\n").basis, TDM_BASIS_ONE_RM);
    CHECK_INT(one(mem, "press at least 70% of body mass, latest within 3 weeks\n").basis, TDM_BASIS_BODY_MASS);
    CHECK_INT(one(mem, "score at least 70% of last week, latest within 3 days\n").basis, TDM_BASIS_LAST_WEEK);
}

TEST("a measure that is itself a percentage is bounded by percentages") {
    struct tdm_criterion c = one(mem, "active-share at least 50%, latest within 7 days\n");
    CHECK_INT(c.compare, TDM_COMPARE_VALUE);
}

TEST("a difference has the measure's unit, or another of its quantity [N4 M39]") {
    struct tdm_criterion c = one(mem, "flexion at most 5 deg from other side, latest within 7 days\n");
    CHECK_INT(c.compare, TDM_COMPARE_DIFFERENCE);
    CHECK_INT(c.basis, TDM_BASIS_OTHER_SIDE);
    c = one(mem, "girth at most 15 mm from baseline, latest within 7 days\n");
    CHECK_INT(c.basis, TDM_BASIS_BASELINE);
    CHECK_STR(tdm_unit_code(c.bound.low.quantity.unit), "mm");
}

TEST("better and worse follow the measure's direction and say by how much [N4]") {
    struct tdm_criterion c = one(mem, "score better than baseline by at least 15 points, latest within 6 weeks\n");
    CHECK_INT(c.compare, TDM_COMPARE_BETTER);
    CHECK(c.bound.kind == TDM_AT_LEAST && c.bound.low.quantity.number.coefficient == 15);
    c = one(mem, "pain worse than last week by above 0, latest within 2 days\n");
    CHECK_INT(c.compare, TDM_COMPARE_WORSE);
    CHECK_INT(c.basis, TDM_BASIS_LAST_WEEK);
}

TEST("a bound at the edge of the possible is a bound: some values meet it and some do not") {
    (void)one(mem, "pain at least 10, latest within 7 days\n");
    (void)one(mem, "pain is 0, latest within 7 days\n");
    (void)one(mem, "pain below 10, latest within 7 days\n");
    (void)one(mem, "effusion is 2+, latest within 7 days\n");
    (void)one(mem, "effusion below 2+, latest within 7 days\n");
    (void)one(mem, "next-rise at least 10, last 1 sessions\n");
    CHECK_INT(one(mem, "pain is not 0, latest within 7 days\n").bound.kind, TDM_IS_NOT);
}

/* ---- the other forms */

TEST("a clearance is asked for by name [M25]") {
    struct tdm_criterion c = one(mem, "clearance full-load\n");
    CHECK_INT(c.kind, TDM_CRITERION_CLEARANCE);
    CHECK_INT(c.ref, 1);
}

TEST("not before names a day") {
    struct tdm_criterion c = one(mem, "not before 15 days after procedure\n");
    CHECK_INT(c.kind, TDM_CRITERION_TIME);
    CHECK(c.has_day && c.day.anchor == TDM_ANCHOR_EVENT && c.day.sign == 1 && c.day.offset.count == 15);
}

TEST("open things: any flag, one flag, any finding, compensations, one finding [M26]") {
    CHECK_INT(one(mem, "open flag\n").thing, TDM_THING_ANY_FLAG);
    CHECK_INT(one(mem, "open flare\n").thing, TDM_THING_FLAG);
    CHECK_INT(one(mem, "open flag flare\n").thing, TDM_THING_FLAG);
    CHECK_INT(one(mem, "open finding\n").thing, TDM_THING_ANY_FINDING);
    CHECK_INT(one(mem, "no open compensation\n").thing, TDM_THING_COMPENSATION);
    struct tdm_criterion c = one(mem, "no open stiff-knee-gait, screened within 14 days\n");
    CHECK_INT(c.kind, TDM_CRITERION_NO_OPEN);
    CHECK_INT(c.thing, TDM_THING_FINDING);
    CHECK(c.has_window && c.window.count == 14);
    CHECK(!one(mem, "no open flag\n").has_window);
}

TEST("how old an asking may be goes with what is open, recorded or taken [M26 R-D9]") {
    struct tdm_criterion c = one(mem, "open stiff-knee-gait, screened within 30 days\n");
    CHECK_INT(c.kind, TDM_CRITERION_OPEN);
    CHECK(c.has_window && c.window.count == 30 && !c.has_screen);
    c = one(mem, "record of finding stiff-knee-gait within 5 years, screened within 6 months\n");
    CHECK_INT(c.kind, TDM_CRITERION_RECORD);
    CHECK(c.has_window && c.window.count == 5 && c.window.unit == TDM_SPAN_YEARS);
    CHECK(c.has_screen && c.screen.count == 6 && c.screen.unit == TDM_SPAN_MONTHS);
    c = one(mem, "taking class anticoagulant, screened within 3 months\n");
    CHECK(c.kind == TDM_CRITERION_TAKING && c.has_screen && c.screen.count == 3 && !c.has_window);
    CHECK(!one(mem, "taking class anticoagulant\n").has_screen);
}

TEST("no record of is closed, no X since asks for a denial: they are told apart [M117 N14]") {
    struct tdm_criterion c = one(mem, "no record of class nsaid since procedure\n");
    CHECK_INT(c.kind, TDM_CRITERION_NO_RECORD);
    CHECK(c.thing == TDM_THING_CLASS && c.has_day && c.day.event == TDM_EVENT_PROCEDURE);
    c = one(mem, "no class nsaid since 7 days before procedure\n");
    CHECK_INT(c.kind, TDM_CRITERION_NONE_SINCE);
    CHECK_INT(c.day.sign, -1);
    c = one(mem, "record of concentrate within 3 months\n");
    CHECK_INT(c.kind, TDM_CRITERION_RECORD);
    CHECK(c.thing == TDM_THING_PROCEDURE && c.has_window && !c.has_day);
    c = one(mem, "no substance ibuprofen, within 3 days\n");
    CHECK(c.thing == TDM_THING_SUBSTANCE && c.kind == TDM_CRITERION_NONE_SINCE);
}

TEST("an event that the catalogue does not hold is named by its word") {
    struct tdm_criterion c = one(mem, "record of chemotherapy within 5 years\n");
    CHECK_INT(c.thing, TDM_THING_EVENT);
    CHECK_STR(c.event, "chemotherapy");
    c = one(mem, "no record of event ibuprofin since enrolment\n");
    CHECK_STR(c.event, "ibuprofin");
}

TEST("taking, sets done, settled and always") {
    struct tdm_criterion c = one(mem, "taking class anticoagulant\n");
    CHECK(c.kind == TDM_CRITERION_TAKING && c.thing == TDM_THING_CLASS);
    c = one(mem, "every set done, last 2 sessions\n");
    CHECK(c.kind == TDM_CRITERION_SETS_DONE && c.sessions == 2);
    c = one(mem, "settled by next morning, every within 7 days, at least 2 readings\n");
    CHECK(c.kind == TDM_CRITERION_SETTLED && c.statistic == TDM_STAT_EVERY && c.least_readings == 2);
    CHECK_INT(one(mem, "always\n").kind, TDM_CRITERION_ALWAYS);
}

/* ---- blocks */

TEST("a lone opener is the root, several lines are all of them, children are neighbours [M40]") {
    const struct tdm_scope *scope = criteria_scope(mem);
    struct tdm_condition c;
    REQUIRE(scope != NULL);
    REQUIRE(
        read(mem, scope, "at least 2 of\n  clearance resume\n  any of\n    open flag\n    always\n  open flare\n", &c));
    REQUIRE(c.count == 6);
    CHECK(c.nodes[0].kind == TDM_CRITERION_AT_LEAST && c.nodes[0].k == 2);
    CHECK(c.nodes[0].first_child == 1 && c.nodes[0].child_count == 3);
    CHECK(c.nodes[2].kind == TDM_CRITERION_ANY && c.nodes[2].first_child == 4 && c.nodes[2].child_count == 2);
    CHECK_INT(c.nodes[4].thing, TDM_THING_ANY_FLAG);
    CHECK_INT(c.nodes[3].thing, TDM_THING_FLAG);
    CHECK_INT(c.nodes[4].place.line, 4);
}

TEST("not negates a criterion or a block") {
    const struct tdm_scope *scope = criteria_scope(mem);
    struct tdm_condition c;
    REQUIRE(scope != NULL);
    REQUIRE(read(mem, scope, "not settled by next morning, last 1 sessions\nnot any of\n  always\n", &c));
    REQUIRE(c.count == 6);
    CHECK(c.nodes[1].kind == TDM_CRITERION_NOT && c.nodes[1].child_count == 1);
    CHECK_INT(c.nodes[c.nodes[1].first_child].kind, TDM_CRITERION_SETTLED);
    CHECK_INT(c.nodes[c.nodes[2].first_child].kind, TDM_CRITERION_ANY);
}

TEST("no lines are no condition, which is not the same as always") {
    const struct tdm_scope *scope = criteria_scope(mem);
    struct tdm_condition c = {NULL, 9};
    REQUIRE(scope != NULL);
    tdm_problems_init(&problems);
    CHECK(tdm_condition_read(mem, NULL, NULL, NULL, scope, NULL, &c, &problems));
    CHECK_INT(c.count, 0);
}

static uint16_t count_clause(void *context, const struct tdm_line *line) {
    uint32_t *lines = context;
    *lines = *lines * 10 + line->line;
    return (uint16_t)(100 + line->line);
}

TEST("the owner is told of every line that holds a criterion, once, and numbers it") {
    const struct tdm_scope *scope = criteria_scope(mem);
    uint32_t lines = 0;
    struct tdm_clause_sink sink = {&lines, count_clause};
    struct tdm_condition c;
    REQUIRE(scope != NULL);
    const struct tdm_tree *tree = catalog_tree(mem, "x.tandem", TDM_STR("any of\n  always\n  not open flag\nalways\n"));
    tdm_problems_init(&problems);
    REQUIRE(tdm_condition_read(mem, tree, tree->first, NULL, scope, &sink, &c, &problems));
    CHECK_INT(lines, 234);
    CHECK_INT(c.nodes[0].clause, UINT16_MAX);
    CHECK_INT(c.nodes[1].clause, UINT16_MAX);
    CHECK_INT(c.nodes[2].clause, 104);
    CHECK_INT(c.nodes[4].clause, 103);
    CHECK_INT(c.nodes[5].clause, 103);
}

static bool here(struct tdm_arena *mem, const struct tdm_scope *scope, const char *text, uint32_t part,
                 const char *before, struct tdm_condition *out) {
    const struct tdm_tree *tree = catalog_tree(mem, "x.tandem", tdm_str_of(text));
    struct tdm_cursor c = tdm_cursor_of(tree, tree->first, part);
    tdm_problems_init(&problems);
    CHECK(tdm_cursor_take_words(&c, before));
    bool good = tdm_condition_read_here(mem, &c, scope, NULL, out, &problems);
    if (good) CHECK(tdm_cursor_done(&c));
    return good;
}

TEST("a condition may begin inside a line, as one criterion or as an opener") {
    const struct tdm_scope *scope = criteria_scope(mem);
    struct tdm_condition c;
    REQUIRE(scope != NULL);
    REQUIRE(here(mem, scope, "raised by pain at least 8, latest within 1 days\n", 0, "raised by", &c));
    CHECK(c.count == 2 && c.nodes[1].statistic == TDM_STAT_LATEST);
    REQUIRE(here(mem, scope, "regress load, hold when any of\n  open flag\n  always\n", 1, "hold when", &c));
    CHECK(c.count == 3 && c.nodes[0].kind == TDM_CRITERION_ANY);
    CHECK(!here(mem, scope, "raised by pain at least 8\n", 0, "raised by", &c));
    CHECK_STR(tdm_str_of(problems.items[0].code), "K001");
}

/* ---- printed and read again */

static bool same(const struct tdm_condition *a, const struct tdm_condition *b) {
    bool good = a->count == b->count;
    for (uint16_t i = 0; good && i < a->count; i++) {
        const struct tdm_criterion *x = &a->nodes[i], *y = &b->nodes[i];
        good = x->kind == y->kind && x->first_child == y->first_child && x->child_count == y->child_count &&
               x->k == y->k && x->measure == y->measure && x->compare == y->compare && x->basis == y->basis &&
               x->bound.kind == y->bound.kind && x->bound.low.kind == y->bound.low.kind &&
               x->bound.low.step == y->bound.low.step && x->bound.high.step == y->bound.high.step &&
               x->bound.low.quantity.number.coefficient == y->bound.low.quantity.number.coefficient &&
               x->bound.low.quantity.number.scale == y->bound.low.quantity.number.scale &&
               x->bound.low.quantity.unit == y->bound.low.quantity.unit &&
               x->bound.high.quantity.number.coefficient == y->bound.high.quantity.number.coefficient &&
               x->bound.high.quantity.unit == y->bound.high.quantity.unit && x->statistic == y->statistic &&
               x->over == y->over && x->window.count == y->window.count && x->window.unit == y->window.unit &&
               x->sessions == y->sessions && x->least_readings == y->least_readings && x->ref == y->ref &&
               x->thing == y->thing && x->has_day == y->has_day && x->has_window == y->has_window &&
               x->day.anchor == y->day.anchor && x->day.event == y->day.event && x->day.ref == y->day.ref &&
               x->day.sign == y->day.sign && x->day.offset.count == y->day.offset.count &&
               x->day.offset.unit == y->day.offset.unit && x->day.date.day == y->day.date.day &&
               tdm_str_equal(x->event, y->event) && x->has_screen == y->has_screen &&
               x->screen.count == y->screen.count && x->screen.unit == y->screen.unit;
    }
    return good;
}

/* Pieces that are put together in every way the grammar allows; what is refused is left out, the rest must survive. */
static const char *const measures[] = {"pain",  "pain-during", "next-rise", "effusion",      "quads",       "flexion",
                                       "girth", "score",       "press",     "therapy-weeks", "active-share"};
static const char *const bounds[] = {"at most 2",
                                     "at least 2.50",
                                     "above 2 to 5",
                                     "2 to below 5",
                                     "1 to 3 deg",
                                     "is 30 cm",
                                     "is not 200 mm",
                                     "200 mm to 40 cm",
                                     "at most 1+",
                                     "trace to 1+",
                                     "below 80 N.m",
                                     "at least 80% of other side",
                                     "80% to below 90% of baseline",
                                     "above 20%",
                                     "at most 5 deg from other side",
                                     "at most 1 from baseline",
                                     "better than baseline by at least 1",
                                     "worse than last week by above 0",
                                     "at least 70% of 1RM"};
static const char *const windows[] = {"latest within 7 days",
                                      "latest of 1 days",
                                      "mean of 7 days, at least 4 readings",
                                      "worst within 2 weeks, at least 1 readings",
                                      "best of 3 months, at least 4 readings",
                                      "every of 48 hours, at least 2 readings",
                                      "last 2 sessions"};

/* 1 when the line is a criterion that survives being printed; 0 when it is refused. */
static uint32_t survives(struct tdm_arena *mem, const struct tdm_scope *scope, const char *const pieces[3]) {
    struct tdm_condition first, again;
    struct tdm_buf line, out;
    tdm_buf_init(&line, mem, 1000);
    tdm_buf_init(&out, mem, 1000);
    tdm_buf_format(&line, "%s %s, %s\n", pieces[0], pieces[1], pieces[2]);
    tdm_buf_char(&line, '\0');
    if (!criteria_read(mem, scope, tdm_buf_str(&line).at, &first, &problems)) return 0;
    tdm_condition_print(&out, &first, 0, scope);
    tdm_buf_char(&out, '\0');
    CHECK(read(mem, scope, tdm_buf_str(&out).at, &again) && same(&first, &again));
    return 1;
}

TEST("printing a criterion and reading it again gives the same tree, over all combinations of pieces") {
    const struct tdm_scope *scope = criteria_scope(mem);
    uint32_t count = 0;
    REQUIRE(scope != NULL);
    for (size_t m = 0; m < TDM_COUNT(measures); m++)
        for (size_t b = 0; b < TDM_COUNT(bounds); b++)
            for (size_t w = 0; w < TDM_COUNT(windows); w++)
                count += survives(mem, scope, (const char *const[3]){measures[m], bounds[b], windows[w]});
    CHECK(count > 200);
}

TEST("whole conditions are printed as they would be written [M40]") {
    static const char *const texts[] = {
        "pain at most 2, mean of 7 days, at least 4 readings\nclearance resume\nno open flag, screened within 14 "
        "days\n",
        "any of\n  open flare\n  all of\n    effusion at least 2+, latest within 7 days\n    not open compensation\n",
        "at least 2 of\n  clearance resume\n  clearance full-load\n  not before 2 days after end of repair\n",
        "not any of\n  taking class anticoagulant\n  record of event fall within 6 months\nalways\n",
        "all of\n  any of\n    always\n    open finding\n",
        "no record of class nsaid since 7 days before procedure\nno substance ibuprofen since enrolment\n"
        "record of procedure concentrate within 3 months\nrecord of finding stiff-knee-gait since 2026-01-31\n",
        "open stiff-knee-gait, screened within 30 days\ntaking class anticoagulant, screened within 3 months\n"
        "record of finding stiff-knee-gait within 5 years, screened within 6 months\n",
        "quads at least 80% of other side, latest within 21 days\nflexion at most 5 deg from other side, latest within "
        "7 days\n"
        "score better than baseline by at least 15, latest within 6 weeks\neffusion trace to 1+, latest within 1 day\n"
        "every set done, last 2 sessions\nsettled by next morning, every within 7 days, at least 2 readings\n"};
    const struct tdm_scope *scope = criteria_scope(mem);
    REQUIRE(scope != NULL);
    for (size_t i = 0; i < TDM_COUNT(texts); i++) {
        struct tdm_condition first, again;
        struct tdm_buf out;
        tdm_buf_init(&out, mem, 10000);
        REQUIRE(read(mem, scope, texts[i], &first));
        tdm_condition_print(&out, &first, 0, scope);
        CHECK_STR(tdm_buf_str(&out), texts[i]);
        tdm_buf_char(&out, '\0');
        REQUIRE(read(mem, scope, tdm_buf_str(&out).at, &again));
        CHECK(same(&first, &again));
    }
}
