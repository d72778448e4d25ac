/* mend_test.c - which fixes are one text to write in the place of the problem. */
#include "check.h"
#include "editor/editor.h"

static tdm_str mend_of(struct tdm_arena *mem, const char *fix) {
    struct tdm_problem problem = {.place = {TDM_STR("x"), 3, 4, 5}};
    tdm_problem_fix(&problem, "%s", fix);
    return tdm_editor_mend(mem, &problem);
}

TEST("a fix that names one text says what to write") {
    static const struct {
        const char *fix, *text;
    } rows[] = {
        {"write `at most`", "at most"},       {"write \"nsaid\"", "nsaid"},
        {"write `heel-slide`", "heel-slide"}, {"write \"pain\", or declare it: measure pian is MEASURE", "pain"},
        {"write 2 to 3", "2 to 3"},           {"write 80 N.m", "80 N.m"}};
    for (size_t i = 0; i < TDM_COUNT(rows); i++) CHECK_STR(mend_of(mem, rows[i].fix), rows[i].text);
}

TEST("a fix that leaves a choice, a form or a judgement is no mend") {
    static const char *const fixes[] = {"cite one at its end, or write `[own]`",
                                        "write `by PERSON`",
                                        "write `site knee, right` or `site knee, left`",
                                        "write `quads right ...`",
                                        "write the number in N.m",
                                        "take it away",
                                        "write",
                                        "write ",
                                        "write `open",
                                        "write `DATE [TIME] consent TEXT given|withdrawn by PERSON`",
                                        "write one of: other side, baseline",
                                        "write `screened within 14 days`, or nothing",
                                        "",
                                        "write a number of points",
                                        "write `AB`",
                                        "write `ABc`",
                                        "write `xAA`",
                                        "write `a..`"};
    for (size_t i = 0; i < TDM_COUNT(fixes); i++) CHECK(mend_of(mem, fixes[i]).at == NULL);
}

TEST("a problem of the file as a whole, or of no sign, has no place to write in") {
    struct tdm_problem problem = {.place = {.line = 0, .length = 3}};
    tdm_problem_fix(&problem, "write `x`");
    CHECK(tdm_editor_mend(mem, &problem).at == NULL);
    problem.place = (struct tdm_place){.line = 3, .length = 0};
    CHECK(tdm_editor_mend(mem, &problem).at == NULL);
    problem.place.length = 1;
    CHECK_STR(tdm_editor_mend(mem, &problem), "x");
}

TEST("a mend takes the place of the bytes of the problem and touches no other") {
    tdm_str text = TDM_STR("one\n  \xc3\xa9 <= low\r\nthree\n");
    tdm_str got = tdm_editor_mended(mem, text, (struct tdm_place){{0}, 2, 5, 2}, TDM_STR("at most"));
    CHECK_STR(got, "one\n  \xc3\xa9 at most low\r\nthree\n");
}
