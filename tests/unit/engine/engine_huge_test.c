/* engine_huge_test.c - loads at the ends of what a number can be, and loads that cannot be counted together: nothing
 * overflows, nothing is made up, and what cannot be counted is told as not known. */
#include "load_ground.h"

#define HUGE "900000000000000001 kg"
#define TWICE(dose, exercise)                                                                                          \
    PRESCRIBED(exercise " " dose) DONE("06", exercise " " dose, "1") DONE("09", exercise " " dose, "1")

TEST("a load whose share no decimal holds moves neither up nor down [M39 M75 F033]") {
    /* 105%, 93% and 110% of it need more digits than a number has */
    CHECK_TARGET(USUAL, TWICE("3x10, " HUGE, "rig"), "2026-03-09", "900000000000000001 kg no-base");
    CHECK_TARGET("progress lighter\n  for rig\n  in loading\n"
                 "  regress load by 7% when pain-during above 5, last 1 sessions  [own]\n  otherwise hold  [own]\n",
                 PRESCRIBED("rig 3x10, " HUGE) DONE("06", "rig 3x10, " HUGE, "6"), "2026-03-07",
                 "900000000000000001 kg no-base");
    CHECK_TARGET(LOAD_RULE("advance load by 2 kg, at most 10% a week"), TWICE("3x10, " HUGE, "rig"), "2026-03-09",
                 "900000000000000001 kg cap-cannot-tell");
    CHECK_TARGET(LOAD_RULE("advance load by 9000000000000000000 kg"), TWICE("3x10, " HUGE, "rig"), "2026-03-09",
                 "900000000000000001 kg no-base");
    CHECK_TARGET(LOAD_RULE("advance load by 2 kg, at most 9000000000000000000 kg a week"), TWICE("3x10, " HUGE, "rig"),
                 "2026-03-09", "900000000000000001 kg cap-cannot-tell");
}

TEST("a load that the steps of a machine cannot be counted to is left as it is [N10 M39]") {
    /* in steps of 2.5 kg the load is counted in tenths, and ten times this is no number */
    CHECK_STR(target_of(mem, LOAD_RULE("advance load by 10%"), TWICE("3x10, 925000000000000000 kg, effort 2", "lift"),
                        "2026-03-09", "lift"),
              "1017500000000000000 kg advanced");
}

TEST("a week whose load no decimal holds is not counted at all [M39 M121 F033]") {
    const char *sets = PRESCRIBED("rig 3x10, 30 kg, 1 times a week")
        DONE("06", "rig 10 reps " HUGE ", 10 reps " HUGE, "1"); /* each 9e18, both together too much */
    struct tdm_load_answer a = load_of(load_standing(mem, USUAL, sets, "2026-03-06"), "rig");
    CHECK(!a.week.counts && !a.month.counts);
    const char *set = PRESCRIBED("rig 3x10, 30 kg, 1 times a week") DONE("06", "rig 20 reps " HUGE, "1");
    CHECK(!load_of(load_standing(mem, USUAL, set, "2026-03-06"), "rig").week.counts);
    const char *amounts = PRESCRIBED("rig 3x10, 30 kg, 1 times a week") DONE("06", "rig 3x10, " HUGE, "1");
    CHECK(!load_of(load_standing(mem, USUAL, amounts, "2026-03-06"), "rig").week.counts);
    const char *two = PRESCRIBED("rig 3x10, 30 kg, 1 times a week") DONE("06", "rig 1x10, " HUGE, "1")
        DONE("07", "rig 1x10, " HUGE, "1");
    CHECK(!load_of(load_standing(mem, USUAL, two, "2026-03-07"), "rig").week.counts);
}

TEST("a planned week whose load no decimal holds has no upper end [M39 M121]") {
    const char *plan = PRESCRIBED("rig 3x10, " HUGE ", 2 times a week");
    struct tdm_exposure week = load_of(load_standing(mem, "", plan, "2026-03-11"), "rig").week;
    CHECK(!week.has_high);
    CHECK_INT(week.expected, 2);
    const char *some = PRESCRIBED("rig 1x10, " HUGE ", 2 times a week"); /* one session can be counted, two cannot */
    week = load_of(load_standing(mem, "", some, "2026-03-11"), "rig").week;
    CHECK(!week.has_high);
}

TEST("a ratio of weeks that no decimal holds is not shown [F033 M39]") {
    struct tdm_load_answer a = {.week = {.counts = true, .has_high = true},
                                .month = {.counts = true, .has_high = true}};
    tdm_decimal low, high;
    a.month.low.number = a.month.high.number = a.week.low.number = tdm_decimal_of_int(4);
    a.week.high.number = tdm_decimal_of_int(4000000000000000000);
    CHECK(!tdm_exposure_ratio(&a, &low, &high));
    a.week.high.number = tdm_decimal_of_int(8);
    REQUIRE(tdm_exposure_ratio(&a, &low, &high)); /* acute over a quarter of chronic: 4/1 and 8/1 */
    CHECK_INT(tdm_decimal_compare(low, tdm_decimal_of_int(4)), 0);
    CHECK_INT(tdm_decimal_compare(high, tdm_decimal_of_int(8)), 0);
    a.week.low.number = tdm_decimal_of_int(4000000000000000000);
    CHECK(!tdm_exposure_ratio(&a, &low, &high));
    a.week.low.number = tdm_decimal_of_int(4);
    a.month.counts = false;
    CHECK(!tdm_exposure_ratio(&a, &low, &high));
    a.month.counts = true;
    a.month.has_high = false;
    CHECK(!tdm_exposure_ratio(&a, &low, &high));
}
