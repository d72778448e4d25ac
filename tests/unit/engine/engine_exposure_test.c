/* engine_exposure_test.c - the load of the last days with its bounds: what is not on record is not zero. */
#include "load_ground.h"

static struct tdm_exposure week_of(struct tdm_arena *mem, const char *entries, const char *on) {
    return load_of(load_standing(mem, USUAL, entries, on), "rig").week;
}

/* "900 kg to 1800 kg, 1 of 2" */
static tdm_str told(struct tdm_arena *mem, const struct tdm_exposure *e) {
    struct tdm_buf text;
    tdm_buf_init(&text, mem, 128);
    tdm_buf_format(&text, "%.*s to %.*s, %u of %u", TDM_FMT(kilos(mem, e->counts, e->low)),
                   TDM_FMT(kilos(mem, e->counts && e->has_high, e->high)), e->recorded, e->expected);
    return tdm_buf_str(&text);
}
#define CHECK_WEEK(entries, on, wanted)                                                                                \
    do {                                                                                                               \
        struct tdm_exposure got = week_of(mem, entries, on);                                                           \
        CHECK_STR(told(mem, &got), wanted);                                                                            \
    } while (0)

#define RIG PRESCRIBED("rig 3x10, 30 kg, 2 times a week")

TEST("sets, repetitions and load are multiplied exactly, set by set where they are listed [F033]") {
    CHECK_WEEK(PRESCRIBED("rig 3x10, 30 kg, 1 times a week") DONE("06", "rig 3x10, 30.5 kg", "1"), "2026-03-06",
               "915 kg to 915 kg, 1 of 1");
    CHECK_WEEK(PRESCRIBED("rig 3x10, 30 kg, 1 times a week")
                   DONE("06", "rig 10 reps 30 kg, 9 reps 27.5 kg, 8 reps 25 kg", "1"),
               "2026-03-06", "747.5 kg to 747.5 kg, 1 of 1");
}

TEST("a planned session that is not on record widens the week upwards and never counts as nothing "
     "[M121 M78 F033 complaint-17]") {
    CHECK_WEEK(RIG DONE("06", "rig 3x10, 30 kg", "1"), "2026-03-11", "900 kg to 1800 kg, 1 of 2");
    CHECK_WEEK(RIG DONE("06", "rig 3x10, 30 kg", "1") DONE("09", "rig 3x10, 30 kg", "1"), "2026-03-11",
               "1800 kg to 1800 kg, 2 of 2");
    CHECK_WEEK(RIG, "2026-03-11", "0 kg to 1800 kg, 0 of 2");
}

TEST("a session that could not be done is on record and moved nothing: that is known [M79 M121]") {
    CHECK_WEEK(RIG DONE("06", "rig could-not, because \"swollen\"", "1") DONE("09", "rig 3x10, 30 kg", "1"),
               "2026-03-11", "900 kg to 900 kg, 2 of 2");
}

TEST("the seven days end today: the day of a session counts through its seventh day and not on the eighth [M10 F033]") {
    CHECK_WEEK(RIG DONE("06", "rig 3x10, 30 kg", "1"), "2026-03-12", "900 kg to 1800 kg, 1 of 2");
    CHECK_WEEK(RIG DONE("06", "rig 3x10, 30 kg", "1"), "2026-03-13", "0 kg to 1800 kg, 0 of 2");
    struct tdm_exposure e = week_of(mem, RIG, "2026-03-13");
    CHECK_DATE(e.from, "2026-03-07");
    CHECK_DATE(e.until, "2026-03-13");
}

TEST("days before the prescription are planned for in part, and the part is rounded up [M121]") {
    CHECK_WEEK(RIG, "2026-03-05", "0 kg to 900 kg, 0 of 1");  /* one of seven days */
    CHECK_WEEK(RIG, "2026-03-08", "0 kg to 1800 kg, 0 of 2"); /* four: 8/7 */
}

TEST("a set without its load leaves the session between nothing more and the prescribed amount [M121]") {
    CHECK_WEEK(PRESCRIBED("rig 3x10, 30 kg, 1 times a week") DONE("06", "rig 10 reps 30 kg, 10 reps", "1"),
               "2026-03-06", "300 kg to 1200 kg, 1 of 1");
}

TEST("where nothing says how often, or how much, there is no upper bound [M121 complaint-17]") {
    CHECK_WEEK(PRESCRIBED("rig 3x10, 30 kg") DONE("06", "rig 3x10, 30 kg", "1"), "2026-03-06",
               "900 kg to unknown, 1 of 0");
    CHECK_WEEK(PRESCRIBED("rig 30 kg, 2 times a week") DONE("06", "rig 3x10, 30 kg", "1"), "2026-03-11",
               "900 kg to unknown, 1 of 2");
}

TEST("what may be missing is counted at the target when that is above the prescription [M121 M81]") {
    const char *entries = PRESCRIBED("rig 3x10, 30 kg, 3 times a week") DONE("06", "rig 3x10, 30 kg", "1")
        DONE("09", "rig 3x10, 30 kg", "1");
    CHECK_WEEK(entries, "2026-03-11", "1800 kg to 2730 kg, 2 of 3"); /* the third at 31 kg */
}

TEST("an exercise without any weight moves nothing that could be counted [F033]") {
    CHECK_WEEK(PRESCRIBED("rig 3x10, effort 4, 2 times a week") DONE("06", "rig 3x10", "1"), "2026-03-06",
               "unknown to unknown, 1 of 1");
}

TEST("a single kilogram that was lifted once is a load that is counted [F033]") {
    CHECK_WEEK(PRESCRIBED("rig 3x10, effort 4, 1 times a week") DONE("06", "rig 1x1, 1 kg", "1"), "2026-03-06",
               "1 kg to 1 kg, 1 of 1");
}

TEST("the ratio is shown with two digits, rounded at the end alone [F033]") {
    struct tdm_load_answer a = {.week = {.counts = true, .has_high = true},
                                .month = {.counts = true, .has_high = true}};
    tdm_decimal low, high;
    a.week.low.number = tdm_decimal_of_int(1);
    a.week.high.number = tdm_decimal_of_int(2);
    a.month.low.number = tdm_decimal_of_int(3);
    a.month.high.number = tdm_decimal_of_int(7);
    REQUIRE(tdm_exposure_ratio(&a, &low, &high));
    CHECK_INT(low.coefficient, 57); /* 4/7 */
    CHECK_INT(low.scale, 2);
    CHECK_INT(high.coefficient, 267); /* 8/3 */
    CHECK_INT(high.scale, 2);
}

TEST("acute to chronic load is a pair of bounds for display, and nothing at all where the record has no upper bound "
     "[F033]") {
    const char *full = PRESCRIBED("rig 3x10, 30 kg, 1 times a week") DONE("06", "rig 3x10, 30 kg", "1")
        DONE("13", "rig 3x10, 30 kg", "1") DONE("20", "rig 3x10, 30 kg", "1") DONE("27", "rig 3x10, 30 kg", "1");
    tdm_decimal low, high;
    struct tdm_load_answer a = load_of(load_standing(mem, "", full, "2026-03-27"), "rig");
    REQUIRE(tdm_exposure_ratio(&a, &low, &high));
    CHECK_INT(tdm_decimal_compare(low, tdm_decimal_of_int(1)), 0);
    CHECK_INT(tdm_decimal_compare(high, tdm_decimal_of_int(1)), 0);
    a = load_of(load_standing(mem, "", PRESCRIBED("rig 3x10, 30 kg") DONE("06", "rig 3x10, 30 kg", "1"), "2026-03-06"),
                "rig");
    CHECK(!tdm_exposure_ratio(&a, &low, &high));
    a = load_of(load_standing(mem, "", PRESCRIBED("rig 3x10, 30 kg, 1 times a week"), "2026-03-06"), "rig");
    CHECK(!tdm_exposure_ratio(&a, &low, &high)); /* nothing on record to divide by */
}

TEST("a weight that is carried, and not lifted a number of times, is no volume that could be counted [F033 M121]") {
    static const char entries[] =
        PRESCRIBED("carry 10 minutes, load 20 kg") DONE("06", "carry 10 minutes, load 20 kg", "1");
    struct tdm_load_answer a = load_of(load_standing(mem, USUAL, entries, "2026-03-06"), "carry");
    CHECK(!a.week.counts && !a.month.counts);
    CHECK_STR(kilos(mem, a.target.known, a.target.load), "20 kg");
}
