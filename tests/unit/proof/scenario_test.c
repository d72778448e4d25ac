/* scenario_test.c - scenarios read, turned into charts, held against the engine's answers, their coverage, and the
 * small changes of a protocol that they notice or not. */
#include "../engine/engine_ground.h"
#include "proof/scenario.h"

static const char scenario_head[] = "scenarios for staged version 1.0\n"
                                    "  site knee, right\n"
                                    "  day 0 is 2026-02-02\n"
                                    "course treated\n"
                                    "  day -28 enrol by physician\n"
                                    "  day 0 11:00 procedure graft by physician\n";

static const struct tdm_scenarios *scenarios_of(struct tdm_arena *mem, const char *blocks) {
    const struct tdm_scenarios *s = NULL;
    const struct tdm_tree *tree = catalog_tree(mem, "staged.scenario", engine_join(mem, scenario_head, blocks));
    tdm_problems_init(&problems);
    return tdm_scenarios_read(mem, tree, &s, &problems) ? s : NULL;
}

static struct tdm_scenario_run run_of(struct tdm_arena *mem, const char *blocks) {
    struct tdm_scenario_run run = {0};
    const struct tdm_protocol *protocol = protocol_of(mem, tdm_str_of(engine_protocol), NULL);
    const struct tdm_scenarios *s = scenarios_of(mem, blocks);
    if (s == NULL || protocol == NULL || !tdm_scenarios_run(mem, s, protocol, &run, &problems))
        check_failed(__FILE__, __LINE__, "line %u: %s %s", problems.items[0].place.line, problems.items[0].code,
                     problems.items[0].what);
    return run;
}

/* What is so instead, of the only expectation that does not hold. */
static tdm_str got(struct tdm_arena *mem, const char *blocks) {
    struct tdm_scenario_run run = run_of(mem, blocks);
    return run.failure_count == 1 ? run.failures[0].got : TDM_STR("not one failure");
}

#define CHECK_HOLDS(mem, blocks, wanted)                                                                               \
    do {                                                                                                               \
        struct tdm_scenario_run held = run_of((mem), (blocks));                                                        \
        CHECK_INT(held.expectations, (wanted));                                                                        \
        if (held.failure_count > 0) CHECK_STR(held.failures[0].got, "that it holds");                                  \
    } while (0)

TEST("a file says its protocol, day 0, courses and scenarios [F082]") {
    const struct tdm_scenarios *s =
        scenarios_of(mem, "scenario \"One\"\n  given treated\n  expect on day 1\n    no warning\n"
                          "unnoticed \"load at most low\" in repair, because \"it is so\"\n");
    REQUIRE(s != NULL);
    CHECK_STR(s->protocol, "staged");
    CHECK_STR(s->version, "1.0");
    CHECK_DAY(s->day0, "2026-02-02");
    CHECK_INT(s->course_count, 1);
    CHECK_INT(s->count, 1);
    CHECK_STR(s->items[0].title, "One");
    REQUIRE(s->unnoticed_count == 1);
    CHECK_STR(s->unnoticed[0].block, "repair");
    CHECK(tdm_is_scenarios(TDM_STR("# a comment\n\nscenarios for staged version 1.0\n")));
    CHECK(!tdm_is_scenarios(TDM_STR("scenario \"One\"\n")));
    CHECK(!tdm_is_scenarios(TDM_STR("protocol staged version 1.0\n")));
}

TEST("days are counted from day 0, and a signature a day early never counts [F082 M44]") {
    CHECK_HOLDS(mem,
                "scenario \"Early\"\n  given treated\n  day 27 clear resume by physician\n"
                "  expect on day 27\n    clearance resume unmet too-early, from day 28\n"
                "  expect on day 30\n    clearance resume unmet too-early\n    warning signed-too-early on day 27\n"
                "scenario \"On time\"\n  given treated\n  day 28 clear resume by physician\n"
                "  expect on day 28\n    clearance resume met signed, until day 42\n"
                "  expect on day 43\n    clearance resume unmet expired\n",
                5);
}

TEST("a line for several days stands for each of them, or for every n-th [F082 R-N43]") {
    CHECK_HOLDS(mem,
                "scenario \"Each\"\n  given treated\n  day 20 to 22 diary by patient\n    pain 1\n"
                "  expect on day 29\n    gate start-loading closed, pain met within\n"
                "  expect on day 30\n    gate start-loading closed, pain unknown stale\n"
                "scenario \"Every second\"\n  given treated\n  day 18 to 21 every 2 days diary by patient\n    pain 1\n"
                "  expect on day 27\n    gate start-loading closed, pain met within\n"
                "  expect on day 28\n    gate start-loading closed, pain unknown stale\n",
                4);
}

TEST("a day inside an entry is a date, and recorded day N is the end of it [F082 F084 M20]") {
    CHECK_HOLDS(mem,
                "scenario \"Late\"\n  given treated\n"
                "  day 20 flag infection-signs raised by patient, recorded day 24\n"
                "  expect on day 23, known day 23\n    flag infection-signs not-open\n"
                "  expect on day 24, known day 24\n    flag infection-signs open, since day 20\n"
                "    physician owes infection-signs, by day 21, overdue\n"
                "scenario \"Moved\"\n  given treated\n  day 10 move resume to day 35 by physician, because \"slow\"\n"
                "  expect on day 11\n    clearance resume unmet not-signed, from day 35\n",
                4);
}

TEST("what does not hold is told with its line, its day and what is so [F082]") {
    struct tdm_scenario_run run = run_of(mem, "scenario \"Wrong\"\n  given treated\n  expect on day 3\n"
                                              "    phase protect active\n    ceiling moderate\n");
    CHECK_INT(run.expectations, 2);
    REQUIRE(run.failure_count == 1);
    CHECK_STR(run.failures[0].title, "Wrong");
    CHECK_STR(run.failures[0].expected, "ceiling moderate");
    CHECK_STR(run.failures[0].got, "active");
    CHECK_INT(run.failures[0].day, 3);
    CHECK_INT(run.failures[0].place.line, 11);
}

#define AT3 "scenario \"S\"\n  given treated\n  expect on day 3\n    "
TEST("each kind of expectation is held against its own answer [F082 R-N44]") {
    CHECK_STR(got(mem, AT3 "gate start-loading open\n"), "closed");
    CHECK_STR(got(mem, AT3 "gate start-loading closed, time met\n"), "time unmet too-soon");
    CHECK_STR(got(mem, AT3 "gate start-loading closed, time unmet time-reached\n"), "too-soon");
    CHECK_STR(got(mem, AT3 "clearance resume met\n"), "unmet not-signed");
    CHECK_STR(got(mem, AT3 "phase repair active, ends day 28 to 55\n"), "ends day 28 to 56");
    CHECK_STR(got(mem, AT3 "phase repair active, load at most high\n"), "load at most low");
    CHECK_STR(got(mem, AT3 "phase repair held\n"), "active none");
    CHECK_STR(got(mem, AT3 "track tissue in remodel\n"), "repair");
    CHECK_STR(got(mem, AT3 "times contradict\n"), "times agree");
    CHECK_STR(got(mem, AT3 "ceiling active, set by repair\n"), "set by protect");
    CHECK_STR(got(mem, AT3 "never high over\n"), "in-force");
    CHECK_STR(got(mem, AT3 "never high in-force, until day 70\n"), "until day 69");
    CHECK_STR(got(mem, AT3 "exercise slide may-not\n"), "may under-ceiling");
    CHECK_STR(got(mem, AT3 "exercise press may\n"), "not-offered");
    CHECK_STR(got(mem, AT3 "flag flare open\n"), "not-open");
    CHECK_STR(got(mem, AT3 "warning signed-too-early\n"), "no warning");
    CHECK_STR(got(mem, AT3 "physician owes flare\n"), "not owed");
    CHECK_STR(got(mem, AT3 "would be fine\n      day 3 clear resume by physician\n"), "refused signed-too-early");
}

TEST("a bare fine wants no objection at all, and a reason must be among them [F082 M120]") {
    CHECK_HOLDS(mem,
                AT3 "would be refused signed-too-early\n      day 3 clear resume by physician\n"
                    "    would be fine\n      day 3 diary by patient\n        pain 1\n",
                2);
    CHECK_STR(got(mem, AT3 "would be refused expired\n      day 3 clear resume by physician\n"),
              "refused signed-too-early");
}

static tdm_str refusal(struct tdm_arena *mem, const char *blocks) {
    struct tdm_scenario_run run;
    const struct tdm_protocol *protocol = protocol_of(mem, tdm_str_of(engine_protocol), NULL);
    const struct tdm_scenarios *s = scenarios_of(mem, blocks);
    if (s == NULL || protocol == NULL || tdm_scenarios_run(mem, s, protocol, &run, &problems)) return TDM_STR("read");
    return tdm_str_of(problems.items[0].what);
}

TEST("a word left over in a part, and a part of nothing that is owed, are refused [F082 R-N44]") {
    CHECK_STR(refusal(mem, AT3 "gate start-loading closed perhaps, time unmet\n"),
              "`perhaps` is not part of this expectation");
    CHECK_STR(refusal(mem, AT3 "ceiling active no deep-flexion, set by protect\n"),
              "`no` is not part of this expectation");
    CHECK_STR(refusal(mem, AT3 "physician owes no flare, overdue\n"), "`overdue` is not part of this expectation");
}

TEST("a day that no calendar counts is no day of an expectation [F082]") {
    CHECK_STR(refusal(mem, AT3 "clearance resume unmet, from day 4294967324\n"), "`day` is not a day: `day 28`");
    CHECK_STR(refusal(mem, AT3 "phase repair active, ends day 28 to 4294967352\n"),
              "`4294967352` is not the last day: `day 28 to 56`");
}

TEST("an expectation that does not say of what, and a verdict that nobody gives, are refused [F082 M120]") {
    CHECK_STR(refusal(mem, AT3 "gate\n"), "`gate` does not say which gate");
    CHECK_STR(refusal(mem, AT3 "ceiling\n"), "`ceiling` does not say which load class");
    CHECK_STR(refusal(mem, AT3 "would need a fine\n      day 3 clear resume by physician\n"),
              "`need` is not `be fine`, `be refused` or `need a signed-reason`");
    CHECK(scenarios_of(mem, "scenario \"S\"\n  given\n  expect on day 3\n    no warning\n") == NULL);
    CHECK_STR(tdm_str_of(problems.items[0].what), "`given` does not say which course");
}

TEST("a plan or a never-clause that the protocol has not is refused with the nearest it has [F082]") {
    CHECK_STR(refusal(mem, AT3 "plan weeekly week 1\n"), "`weeekly` is no plan of the protocol");
    CHECK_STR(refusal(mem, AT3 "never hihg in-force\n"), "`hihg` is no never-clause of the protocol");
    CHECK_STR(tdm_str_of(problems.items[0].fix), "write `high`");
}

TEST("a chart that its reader refuses is told once, at the line of the scenario [F082]") {
    struct tdm_scenario_run run;
    const struct tdm_protocol *protocol = protocol_of(mem, tdm_str_of(engine_protocol), NULL);
    const struct tdm_scenarios *s =
        scenarios_of(mem, "course bad\n  day 1 clearr resume by physician\n"
                          "scenario \"A\"\n  given treated, bad\n  expect on day 1\n    no warning\n"
                          "scenario \"B\"\n  given treated, bad\n  expect on day 1\n    no warning\n");
    REQUIRE(s != NULL && protocol != NULL);
    CHECK(!tdm_scenarios_run(mem, s, protocol, &run, &problems));
    CHECK_INT(problems.errors, 1);
    CHECK_INT(problems.items[0].place.line, 8);
    CHECK_STR(problems.items[0].place.file, "staged.scenario");
}

static struct tdm_problem told_once(struct tdm_arena *mem, const char *blocks) {
    struct tdm_scenario_run run;
    const struct tdm_protocol *protocol = protocol_of(mem, tdm_str_of(engine_protocol), NULL);
    const struct tdm_scenarios *s = scenarios_of(mem, blocks);
    if (s == NULL || protocol == NULL || tdm_scenarios_run(mem, s, protocol, &run, &problems) || problems.errors != 1)
        check_failed(__FILE__, __LINE__, "%u problems, not one", problems.errors);
    return problems.items[0];
}

TEST("the third scenario of one title is told once, as the second was [F082]") {
    CHECK(scenarios_of(mem, AT3 "no warning\n" AT3 "no warning\n" AT3 "no warning\n") == NULL);
    CHECK_INT(problems.errors, 2);
    CHECK_INT(problems.items[1].place.line, 15);
    CHECK_STR(tdm_str_of(problems.items[1].what), "`S` is told twice in this file");
}

TEST("an entry that is tried on days that run backwards is told once [F082]") {
    struct tdm_problem told = told_once(mem, AT3 "would be fine\n      day 3 to 1 clear resume by physician\n");
    CHECK_STR(tdm_str_of(told.code), "X009");
    CHECK_INT(told.place.line, 11);
}

TEST("courses that multiply are refused before they fill the machine [F082]") {
    struct tdm_buf blocks;
    tdm_buf_init(&blocks, mem, 65536);
    tdm_buf_text(&blocks, "course c0\n");
    for (int i = 1; i <= 40; i++) tdm_buf_format(&blocks, "course c%d\n  given c%d, c%d\n", i, i - 1, i - 1);
    tdm_buf_text(&blocks, "scenario \"S\"\n  given c40\n  expect on day 3\n    no warning\n"
                          "scenario \"T\"\n  given c40\n  expect on day 3\n    no warning\n");
    struct tdm_problem told = told_once(mem, tdm_arena_str(mem, tdm_buf_str(&blocks)).at);
    CHECK_STR(tdm_str_of(told.code), "X016");
    CHECK_STR(tdm_str_of(told.what), "with this line the days and courses of the file come to more than 100000 lines");
    told = told_once(mem, "scenario \"S\"\n  day 1 to 700 diary by patient\n    day 1 to 700 pain 1\n"
                          "  expect on day 3\n    no warning\n");
    CHECK_STR(tdm_str_of(told.code), "X016");
    CHECK_INT(told.place.line, 9);
}

/* ---- coverage */

static const struct tdm_cover *cover_of(struct tdm_arena *mem, const struct tdm_scenario_run *run, const char *text,
                                        uint32_t nth) {
    const struct tdm_protocol *protocol = protocol_of(mem, tdm_str_of(engine_protocol), NULL);
    for (uint32_t i = 0; i < run->cover_count; i++)
        if (tdm_str_is(protocol->clauses[run->covers[i].clause].text, text) && nth-- == 0) return &run->covers[i];
    check_failed(__FILE__, __LINE__, "no clause %s", text);
    return &run->covers[0];
}

TEST("a clause is decided one way by one day, and the other way by another [F083]") {
    struct tdm_scenario_run one = run_of(mem, AT3 "no warning\n");
    struct tdm_scenario_run two = run_of(mem, AT3 "no warning\n  expect on day 15\n    no warning\n");
    const struct tdm_cover *first = cover_of(mem, &one, "phase protect on function", 0),
                           *both = cover_of(mem, &two, "phase protect on function", 0);
    CHECK(first->seen[0] && !first->seen[1]);
    CHECK(both->seen[0] && both->seen[1]);
    CHECK_STR(tdm_str_of(both->way[0]), "in force");
    CHECK(one.ways_seen < two.ways_seen);
    CHECK_INT(one.ways, 2 * one.cover_count);
}

TEST("an unknown decides neither way of a criterion [F083 M25]") {
    struct tdm_scenario_run run = run_of(mem, AT3 "no warning\n");
    const struct tdm_cover *pain = cover_of(mem, &run, "pain at most 2, latest within 7 days", 0);
    CHECK(!pain->seen[0] && !pain->seen[1]);
    const struct tdm_cover *time = cover_of(mem, &run, "not before 4 weeks after procedure", 0);
    CHECK(!time->seen[0] && time->seen[1]);
}

/* ---- changes one by one */

static struct tdm_mutation_report mutated(struct tdm_arena *mem, const char *blocks) {
    static const struct tdm_parts none = {0};
    struct tdm_mutation_report report = {0};
    const struct tdm_scenarios *s = scenarios_of(mem, blocks);
    const struct tdm_protocol *protocol = protocol_of(mem, tdm_str_of(engine_protocol), NULL);
    const struct tdm_tree *tree = catalog_tree(mem, "staged.tandem", tdm_str_of(engine_protocol));
    const struct tdm_protocol_source source = {tree, protocol->catalog, &none};
    if (s == NULL) {
        check_failed(__FILE__, __LINE__, "line %u: %s", problems.items[0].place.line, problems.items[0].what);
        return report;
    }
    (void)!tdm_scenarios_mutate(mem, s, &source, &report, &problems);
    return report;
}

static uint32_t survives(const struct tdm_mutation_report *report, const char *before, const char *after) {
    uint32_t count = 0;
    for (uint32_t i = 0; i < report->survivor_count; i++)
        count += tdm_str_is(report->survivors[i].before, before) &&
                 (after == NULL || tdm_str_is(report->survivors[i].after, after));
    return count;
}

TEST("every number moves one step each way, a week by a day, a comparison by its own bound [F083]") {
    struct tdm_mutation_report report = mutated(mem, AT3 "no warning\n");
    static const char *const pairs[][2] = {
        {"from procedure, 4 to 8 weeks, uncertain", "from procedure, 4 weeks to 55 days, uncertain"},
        {"from procedure, 4 to 8 weeks, uncertain", "from procedure, 29 days to 8 weeks, uncertain"},
        {"pain at most 2, latest within 7 days", "pain at most 1, latest within 7 days"},
        {"pain at most 2, latest within 7 days", "pain at most 3, latest within 7 days"},
        {"pain at most 2, latest within 7 days", "pain below 2, latest within 7 days"},
        {"pain at most 2, latest within 7 days", "pain at most 2, latest within 8 days"},
        {"quads at least 80 N.m, latest within 21 days", "quads above 80 N.m, latest within 21 days"},
        {"effusion at most trace, latest within 21 days", "effusion below trace, latest within 21 days"},
        {"valid 3 months", "valid 2 months"},
        {"load at most low", "load at most moderate"},
        {"at least 2 of", "at least 1 of"},
        {"never offer high before 10 weeks after procedure", "never offer high before 69 days after procedure"},
    };
    for (size_t i = 0; i < TDM_COUNT(pairs); i++)
        if (survives(&report, pairs[i][0], pairs[i][1]) == 0)
            check_failed(__FILE__, __LINE__, "not tried: %s", pairs[i][1]);
    CHECK_INT(report.tried, report.refused + report.noticed + report.survivor_count);
    CHECK_INT(report.unexplained, report.survivor_count);
    CHECK_INT(survives(&report, "protocol staged version 1.0", NULL), 0);
}

TEST("a scenario on both sides of a bound notices every change of it [F083]") {
    struct tdm_mutation_report report =
        mutated(mem, "scenario \"Both sides\"\n  given treated\n  day 28 clear resume by physician\n"
                     "  day 21 diary by patient\n    pain 2\n"
                     "  expect on day 27\n    clearance resume unmet, from day 28\n"
                     "  expect on day 28\n    clearance resume met, until day 42\n"
                     "    gate start-loading unknown, pain met, time met\n"
                     "  expect on day 29\n    gate start-loading unknown, pain unknown\n"
                     "scenario \"More pain\"\n  given treated\n  day 28 diary by patient\n    pain 3\n"
                     "  expect on day 28\n    gate start-loading closed, pain unmet\n");
    CHECK_INT(survives(&report, "pain at most 2, latest within 7 days", NULL), 0);
    CHECK_INT(survives(&report, "valid 14 days", NULL), 0);
}

TEST("an explanation speaks of its line in its block alone, and one without use is told [F083]") {
    struct tdm_mutation_report report = mutated(
        mem, AT3 "no warning\nunnoticed \"load at most high\" in remodel, because \"nothing of it is looked at\"\n");
    for (uint32_t i = 0; i < report.survivor_count; i++) {
        const struct tdm_survivor *survivor = &report.survivors[i];
        if (survivor->explained != UINT32_MAX) CHECK_STR(survivor->before, "load at most high");
    }
    CHECK_INT(report.survivor_count - report.unexplained, 1);
    CHECK(survives(&report, "load at most high", NULL) > 1);
    CHECK_INT(problems.errors, 0);
    report = mutated(mem, AT3 "phase protect active, load at most active\n"
                              "unnoticed \"load at most active\", because \"nobody looks\"\n");
    REQUIRE(problems.errors == 1);
    const struct tdm_problem *told = &problems.items[problems.count - 1];
    CHECK_STR(tdm_str_of(told->code), "X014");
    CHECK_STR(tdm_str_of(told->what), "every change of `load at most active` is noticed");
}
