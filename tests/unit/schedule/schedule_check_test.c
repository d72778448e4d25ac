/* schedule_check_test.c - windows that cannot hold together are refused before any patient, with the clauses that say
 * so. */
#include "schedule_ground.h"

static bool checked(struct tdm_arena *mem, tdm_str text) {
    const struct tdm_protocol *protocol = protocol_of(mem, text, NULL);
    if (protocol == NULL) {
        check_failed(__FILE__, __LINE__, "refused: %s %s", problems.items[0].code, problems.items[0].what);
        return false;
    }
    tdm_problems_init(&problems);
    return tdm_schedule_check(mem, protocol, &problems);
}

TEST("windows that hold together pass without a word [S55]") {
    CHECK(checked(mem, tdm_str_of(base)));
    CHECK_INT(problems.count, 0);
}

TEST("T001: a phase that must end before the one it follows names both clauses [M6 S55]") {
    tdm_str text = changed(mem, "phase loading on function\n",
                           "phase middle on function\n"
                           "  from end of protect until 10 days after procedure  [own]\n"
                           "  intent protect\n"
                           "  load at most active  [own]\n"
                           "phase loading on function\n");
    CHECK(!checked(mem, text));
    REQUIRE(problems.count == 1);
    const struct tdm_problem *got = &problems.items[0];
    CHECK_STR(tdm_str_of(got->code), "T001");
    CHECK_INT(got->severity, TDM_ERROR);
    CHECK_STR(tdm_str_of(got->what), "these times cannot all hold: line 55 `from end of protect until 10 days after "
                                     "procedure` and line 51 `from procedure, 15 days`");
    CHECK_STR(tdm_str_of(got->fix), "lengthen the window on one of these lines, or let it begin earlier");
    CHECK_STR(covered(text, &got->place), "from procedure, 15 days  [book]");
}

TEST("T001: a longest length that a signature cannot meet is told, one day more is not [M44 M52]") {
    CHECK(!checked(mem, changed(mem, "  from procedure, 4 to 8 weeks, uncertain  [book \"p. 4\", own]\n",
                                "  from procedure, 2 to 3 weeks, uncertain  [book \"p. 4\", own]\n")));
    REQUIRE(problems.count == 1);
    CHECK_STR(tdm_str_of(problems.items[0].code), "T001");
    CHECK(checked(mem, changed(mem, "  from procedure, 4 to 8 weeks, uncertain  [book \"p. 4\", own]\n",
                               "  from procedure, 2 to 4 weeks, uncertain  [book \"p. 4\", own]\n")));
}

TEST("T001: first days that go round in a circle are refused, whatever they count from [M6 S55]") {
    static const char *const circles[][3] = {
        {"phase protect on function\n  from procedure, 15 days  [book]\n",
         "phase middle on function\n  from procedure until 3 days after end of protect  [own]\n  intent protect\n"
         "  load at most active  [own]\nphase protect on function\n  from end of middle, 15 days  [book]\n",
         "these times cannot all hold: line 55 `from end of middle, 15 days` and line 51 `from procedure until 3 days "
         "after end of protect`"},
        {"  not before 4 weeks after procedure  [book]\n", "  not before 3 days after end of repair  [book]\n",
         "these times cannot all hold: line 40 `ends by clearance resume` and line 65 `not before 3 days after end of "
         "repair`"},
        {"  not before 4 weeks after procedure\n", "  not before 3 days after gate start-loading\n",
         "these times cannot all hold: line 71 `not before 3 days after gate start-loading`"},
    };
    for (size_t i = 0; i < TDM_COUNT(circles); i++) {
        CHECK(!checked(mem, changed(mem, circles[i][0], circles[i][1])));
        REQUIRE(problems.count == 1);
        CHECK_STR(tdm_str_of(problems.items[0].code), "T001");
        CHECK_STR(tdm_str_of(problems.items[0].what), circles[i][2]);
    }
}

TEST("a month without a date is a range of days, so 30 days and 31 days both fit it [M11]") {
    static const struct {
        const char *length;
        bool fits;
    } rows[] = {{"27 days", false}, {"28 days", true}, {"31 days", true}, {"32 days", false}};
    for (size_t i = 0; i < TDM_COUNT(rows); i++) {
        struct tdm_buf new;
        tdm_buf_init(&new, mem, 1000);
        tdm_buf_format(&new, "  from procedure until 1 months after procedure, %s  [book]\n", rows[i].length);
        tdm_buf_char(&new, '\0');
        bool fits = checked(mem, changed(mem, "  from procedure, 15 days  [book]\n", new.at));
        if (fits != rows[i].fits)
            check_failed(__FILE__, __LINE__, "%s: %s", rows[i].length, fits ? "fits" : "does not");
    }
}
