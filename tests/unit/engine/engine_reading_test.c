/* engine_reading_test.c - which reading counts on a day, means and worsts with their coverage, raters, sides, units and
 * corrections: each answer worked out by hand from docs/rules.md. */
#include "engine_case.h"

#define ENROL "2026-01-05 enrol by physician-a\n"
#define DONE  ENROL "2026-03-02 11:00 procedure graft performed by physician-a, name proc\n"

TEST("the latest reading inside its age counts, never the best [M29 S18 F022]") {
    static const char entries[] = ENROL "2026-02-01 diary by p-1\n  pain 1\n"
                                        "2026-02-03 diary by p-1\n  pain 4\n";
    struct tdm_check check = judged(mem, "pain at most 2, latest within 7 days", entries, "2026-02-05");
    CHECK_TRUTH(check, "unmet");
    CHECK_REASON(check, "outside");
    CHECK_STR(number_of(mem, check.reason.value), "4 points");
    CHECK_DATE(check.reason.date, "2026-02-03");
    check = judged(mem, "pain at most 2, latest within 7 days", entries, "2026-02-02");
    CHECK_TRUTH(check, "met");
    CHECK_DATE(check.reason.date, "2026-02-01");
}

TEST("a reading is inside an age of N days on day N and stale on day N + 1 [M10 M27 S45]") {
    static const char entries[] = ENROL "2026-02-01 diary by p-1\n  pain 1\n";
    CHECK_TRUTH(judged(mem, "pain at most 2, latest within 7 days", entries, "2026-02-08"), "met");
    struct tdm_check check = judged(mem, "pain at most 2, latest within 7 days", entries, "2026-02-09");
    CHECK_TRUTH(check, "unknown");
    CHECK_REASON(check, "stale");
    CHECK_INT(check.reason.n, 8);
    CHECK_INT(check.reason.of_n, 7);
    CHECK_DATE(check.reason.date, "2026-02-01");
    CHECK_TRUTH(judged(mem, "pain at most 2, latest", entries, "2026-02-04"), "met");
    CHECK_REASON(judged(mem, "pain at most 2, latest", entries, "2026-02-05"), "stale");
}

TEST("a measurement that was never made is unknown, with everybody who may record it [M25 M27 M90]") {
    const struct tdm_case *episode =
        case_open(mem, "gate asked opens discharge  [own]\n  pain at most 2, latest within 7 days\n", ENROL);
    const struct tdm_standing *s = standing_on(mem, episode, "2026-02-05");
    REQUIRE(s != NULL);
    struct tdm_check check = asked_check(s);
    CHECK_TRUTH(check, "unknown");
    CHECK_REASON(check, "missing");
    CHECK(check.owed_by == (role_mask(s, "patient") | role_mask(s, "physical-therapist")));
}

TEST("of one day and one rater the measure's own rule counts: worst, last, mean [M29]") {
    static const char entries[] = ENROL "2026-02-02 08:00 diary by p-1\n  pain 4\n"
                                        "2026-02-02 20:00 diary by p-1\n  pain 1\n"
                                        "2026-02-02 09:00 assess by therapist-a\n  quads right 90 N.m\n"
                                        "2026-02-02 10:00 assess by therapist-a\n  quads right 70 N.m\n"
                                        "2026-02-02 11:00 assess by therapist-a\n  error right 2 deg\n"
                                        "2026-02-02 12:00 assess by therapist-a\n  error right 3 deg\n";
    struct tdm_check check = judged(mem, "pain at most 3, latest within 1 days", entries, "2026-02-02");
    CHECK_STR(number_of(mem, check.reason.value), "4 points");
    check = judged(mem, "quads at least 80 N.m, latest within 1 days", entries, "2026-02-02");
    CHECK_STR(number_of(mem, check.reason.value), "70 N.m");
    CHECK_TRUTH(check, "unmet");
    check = judged(mem, "error at most 2.5 deg, latest within 1 days", entries, "2026-02-02");
    CHECK_STR(number_of(mem, check.reason.value), "2.5 deg");
    CHECK_TRUTH(check, "met");
}

/* quads takes the last of the day, and higher is better */
TEST("where the last of a day cannot be told by times, the worse of them counts [M18 M29]") {
    static const struct {
        const char *first, *second, *value;
    } rows[] = {
        {"2026-02-02 09:00 assess by therapist-a\n  quads right 90 N.m\n",
         "2026-02-02 09:00 assess by therapist-a\n  quads right 70 N.m\n", "70 N.m"},
        {"2026-02-02 09:00 assess by therapist-a\n  quads right 70 N.m\n",
         "2026-02-02 09:00 assess by therapist-a\n  quads right 90 N.m\n", "70 N.m"},
        {"2026-02-02 assess by therapist-a\n  quads right 70 N.m\n",
         "2026-02-02 09:00 assess by therapist-a\n  quads right 90 N.m\n", "70 N.m"},
        {"2026-02-02 09:00 assess by therapist-a\n  quads right 70 N.m\n",
         "2026-02-02 10:00 assess by therapist-a\n  quads right 90 N.m\n", "90 N.m"},
    };
    for (size_t i = 0; i < TDM_COUNT(rows); i++) {
        struct tdm_buf text;
        tdm_buf_init(&text, mem, 1u << 14);
        tdm_buf_format(&text, ENROL "%s%s", rows[i].first, rows[i].second);
        struct tdm_check check = judged(mem, "quads at least 80 N.m, latest within 1 days",
                                        tdm_arena_str(mem, tdm_buf_str(&text)).at, "2026-02-02");
        CHECK_STR(number_of(mem, check.reason.value), rows[i].value);
    }
}

#define AT(time, value) "2026-02-02 " time "assess by therapist-a\n  quads " value " N.m\n"

TEST("of three readings, one without a time, what another was told to follow is not the last, in any order [M18 M29]") {
    static const char *const rows[][4] = {
        {AT("09:00 ", "right 50"), AT("17:00 ", "right 90"), AT("", "right 70"), "70 N.m"},
        {AT("09:00 ", "right 50"), AT("17:00 ", "right 90"), AT("", "right 95"), "90 N.m"},
        {AT("09:00 ", "right 50"), AT("", "right 95"), AT("", "right 70"), "50 N.m"},
        {AT("09:00 ", "right 60"), AT("09:00 ", "right 50"), AT("", "right 70"), "50 N.m"},
        {AT("", "right 80"), AT("", "right 50"), AT("", "right 70"), "50 N.m"},
    };
    static const int orders[][3] = {{0, 1, 2}, {0, 2, 1}, {1, 0, 2}, {1, 2, 0}, {2, 0, 1}, {2, 1, 0}};
    for (size_t i = 0; i < TDM_COUNT(rows) * TDM_COUNT(orders); i++) {
        const char *const *row = rows[i / TDM_COUNT(orders)];
        const int *order = orders[i % TDM_COUNT(orders)];
        struct tdm_buf text;
        tdm_buf_init(&text, mem, 1u << 14);
        tdm_buf_format(&text, ENROL "%s%s%s", row[order[0]], row[order[1]], row[order[2]]);
        struct tdm_check check = judged(mem, "quads at least 80 N.m, latest within 1 days",
                                        tdm_arena_str(mem, tdm_buf_str(&text)).at, "2026-02-02");
        CHECK_STR(number_of(mem, check.reason.value), row[3]);
    }
}

TEST("where the last of a day cannot be told on the other side, the better counts: it asks for more [M18 M36]") {
    static const char line[] = "quads at least 90% of other side, latest within 1 days";
    static const char untold[] = ENROL AT("", "right 80") AT("", "left 100") AT("", "left 80");
    static const char told[] = ENROL AT("", "right 80") AT("08:00 ", "left 100") AT("09:00 ", "left 80");
    CHECK_TRUTH(judged(mem, line, untold, "2026-02-02"), "unmet");
    CHECK_TRUTH(judged(mem, line, told, "2026-02-02"), "met");
}

TEST("the mean of three readings of a day is their sum by three, not a mean of means [M29 M35 S20]") {
    static const char entries[] = ENROL "2026-02-02 09:00 assess by therapist-a\n  error right 3 deg\n"
                                        "2026-02-02 10:00 assess by therapist-a\n  error right 3 deg\n"
                                        "2026-02-02 11:00 assess by therapist-a\n  error right 6 deg\n";
    struct tdm_check check = judged(mem, "error at most 4 deg, latest within 1 days", entries, "2026-02-02");
    CHECK_TRUTH(check, "met");
    CHECK_STR(number_of(mem, check.reason.value), "4 deg");
    CHECK_TRUTH(judged(mem, "error below 4 deg, latest within 1 days", entries, "2026-02-02"), "unmet");
}

TEST("a day's mean that no decimal holds meets its bound exactly, and prints rounded [M35]") {
    /* 1 + 1 + 2 = 4, by 3: a third of a degree more than one */
    static const char entries[] = ENROL "2026-02-02 09:00 assess by therapist-a\n  error right 1 deg\n"
                                        "2026-02-02 10:00 assess by therapist-a\n  error right 1 deg\n"
                                        "2026-02-02 11:00 assess by therapist-a\n  error right 2 deg\n";
    struct tdm_check check = judged(mem, "error at most 1.333333333 deg, latest within 1 days", entries, "2026-02-02");
    CHECK_TRUTH(check, "unmet");
    CHECK_TRUTH(judged(mem, "error at most 1.333333334 deg, latest within 1 days", entries, "2026-02-02"), "met");
}

TEST("a mean over days takes each day's exact mean once, however often it was read [M29 M35]") {
    /* days of 4/3 and 5/3: their mean is 1.5; three readings of a day are one day */
    static const char entries[] = ENROL "2026-02-02 09:00 assess by therapist-a\n  error right 1 deg\n"
                                        "2026-02-02 10:00 assess by therapist-a\n  error right 1 deg\n"
                                        "2026-02-02 11:00 assess by therapist-a\n  error right 2 deg\n"
                                        "2026-02-03 09:00 assess by therapist-a\n  error right 1 deg\n"
                                        "2026-02-03 10:00 assess by therapist-a\n  error right 2 deg\n"
                                        "2026-02-03 11:00 assess by therapist-a\n  error right 2 deg\n";
    struct tdm_check check =
        judged(mem, "error at most 1.5 deg, mean of 7 days, at least 2 readings", entries, "2026-02-03");
    CHECK_TRUTH(check, "met");
    CHECK_INT(check.reason.n, 2);
    CHECK_STR(number_of(mem, check.reason.value), "1.50 deg");
    CHECK_TRUTH(judged(mem, "error below 1.5 deg, mean of 7 days, at least 2 readings", entries, "2026-02-03"),
                "unmet");
    CHECK_REASON(judged(mem, "error below 1.5 deg, mean of 7 days, at least 3 readings", entries, "2026-02-03"),
                 "coverage");
}

TEST("two raters on both sides of the limit contradict, and neither is taken [M30]") {
    static const char entries[] = ENROL "2026-02-02 09:00 assess by therapist-a\n  quads right 78 N.m\n"
                                        "2026-02-02 10:00 assess by therapist-b\n  quads right 82 N.m\n";
    struct tdm_check check = judged(mem, "quads at least 80 N.m, latest within 1 days", entries, "2026-02-02");
    CHECK_TRUTH(check, "unknown");
    CHECK_REASON(check, "contradictory");
    CHECK_DATE(check.reason.date, "2026-02-02");
    CHECK_TRUTH(judged(mem, "quads at least 75 N.m, latest within 1 days", entries, "2026-02-02"), "met");
    CHECK_TRUTH(judged(mem, "quads at least 90 N.m, latest within 1 days", entries, "2026-02-02"), "unmet");
    CHECK_REASON(judged(mem, "quads at least 80 N.m, mean of 7 days, at least 1 readings", entries, "2026-02-02"),
                 "contradictory");
}

TEST("a rater's own day rule comes before the raters are held against each other [M30]") {
    /* therapist-b's last of the day is 85: the 70 before it was measured again by the same person */
    static const char entries[] = ENROL "2026-02-02 09:00 assess by therapist-b\n  quads right 70 N.m\n"
                                        "2026-02-02 10:00 assess by therapist-b\n  quads right 85 N.m\n"
                                        "2026-02-02 11:00 assess by therapist-a\n  quads right 82 N.m\n";
    struct tdm_check check = judged(mem, "quads at least 80 N.m, latest within 1 days", entries, "2026-02-02");
    CHECK_TRUTH(check, "met");
    CHECK_STR(number_of(mem, check.reason.value), "82 N.m");
}

TEST("raters on both sides of a limit in percent of the other side contradict too [M30 M36]") {
    static const char entries[] = ENROL "2026-02-02 09:00 assess by therapist-a\n  quads right 89 N.m, left 100 N.m\n"
                                        "2026-02-02 10:00 assess by therapist-b\n  quads right 91 N.m\n";
    CHECK_REASON(judged(mem, "quads at least 90% of other side, latest within 1 days", entries, "2026-02-02"),
                 "contradictory");
    CHECK_TRUTH(judged(mem, "quads at least 85% of other side, latest within 1 days", entries, "2026-02-02"), "met");
}

TEST("a rater's two sides are compared with each other, not with those of another who read both [M30 M36]") {
    static const char both[] = ENROL "2026-02-02 09:00 assess by therapist-a\n  quads right 91 N.m, left 100 N.m\n"
                                     "2026-02-02 10:00 assess by therapist-b\n  quads right 110 N.m, left 120 N.m\n",
                      apart[] = ENROL "2026-02-02 09:00 assess by therapist-a\n  quads right 91 N.m, left 100 N.m\n"
                                      "2026-02-02 10:00 assess by therapist-b\n  quads right 110 N.m, left 130 N.m\n";
    CHECK_TRUTH(judged(mem, "quads at least 90% of other side, latest within 1 days", both, "2026-02-02"), "met");
    CHECK_REASON(judged(mem, "quads at least 90% of other side, latest within 1 days", apart, "2026-02-02"),
                 "contradictory");
    CHECK_TRUTH(judged(mem, "quads at least 80% of other side, latest within 1 days", apart, "2026-02-02"), "met");
}

TEST("a flag's own rule takes the worse of two raters who contradict [M30 M96]") {
    static const char more[] = "flag flare\n"
                               "  raised by pain at least 8, latest within 1 days  [own]\n"
                               "  escalate to physician within 1 days  [own]\n";
    static const char entries[] = ENROL "2026-02-02 09:00 assess by therapist-a\n  pain 8\n"
                                        "2026-02-02 10:00 diary by p-1\n  pain 6\n";
    const struct tdm_standing *s = standing_on(mem, case_open(mem, more, entries), "2026-02-02");
    REQUIRE(s != NULL && s->open_count == 1);
    CHECK(s->open[0].is_flag);
    CHECK_INT(s->open[0].entry, TDM_ENTRY_NONE);
}

TEST("an aggregate needs its readings, and tells how many there are and over which days [M3 M34]") {
    static const char entries[] = ENROL "2026-02-02 diary by p-1\n  pain 0\n"
                                        "2026-02-04 diary by p-1\n  pain 0\n";
    struct tdm_check check = judged(mem, "pain at most 9, mean of 7 days, at least 3 readings", entries, "2026-02-05");
    CHECK_TRUTH(check, "unknown"); /* although no third reading could change the verdict */
    CHECK_REASON(check, "coverage");
    CHECK_INT(check.reason.n, 2);
    CHECK_INT(check.reason.of_n, 3);
    CHECK_DATE(check.reason.date, "2026-01-30");
    CHECK_DATE(check.reason.until, "2026-02-05");
}

TEST("of 7 days are the 7 days that end on the day asked [M10]") {
    static const char entries[] = ENROL "2026-02-02 diary by p-1\n  pain 9\n"
                                        "2026-02-03 diary by p-1\n  pain 1\n";
    CHECK_TRUTH(judged(mem, "pain at most 2, worst of 7 days, at least 1 readings", entries, "2026-02-08"), "unmet");
    CHECK_TRUTH(judged(mem, "pain at most 2, worst of 7 days, at least 1 readings", entries, "2026-02-09"), "met");
    CHECK_TRUTH(judged(mem, "pain at most 2, worst within 7 days, at least 1 readings", entries, "2026-02-09"),
                "unmet");
    CHECK_TRUTH(judged(mem, "pain at most 2, worst within 7 days, at least 1 readings", entries, "2026-02-10"), "met");
}

/* A diary of `days` days from 2026-01-06 on with `value`, after one day of `first` on 2026-01-05. */
static const char *long_diary(struct tdm_arena *mem, int days, const char *first, const char *value) {
    struct tdm_buf text;
    tdm_date at = day("2026-01-05");
    tdm_buf_init(&text, mem, 1u << 20);
    tdm_buf_text(&text, ENROL);
    for (int i = 0; i <= days; i++) {
        tdm_date_print(&text, tdm_date_add_days(at, i));
        tdm_buf_format(&text, " diary by p-1\n  pain %s\n", i == 0 ? first : value);
    }
    return tdm_arena_str(mem, tdm_buf_str(&text)).at;
}

TEST("a window of many daily readings is exact to its oldest day [M3 M35]") {
    /* 101 days: one 10 and a hundred 1: the mean is 110 / 101, the worst is 10 */
    const char *entries = long_diary(mem, 100, "10", "1");
    struct tdm_check check =
        judged(mem, "pain at most 1, mean of 101 days, at least 101 readings", entries, "2026-04-15");
    CHECK_TRUTH(check, "unmet");
    CHECK_INT(check.reason.n, 101);
    CHECK_STR(number_of(mem, check.reason.value), "1.09 points");
    check = judged(mem, "pain at most 9, every within 100 days, at least 3 readings", entries, "2026-04-15");
    CHECK_TRUTH(check, "unmet");
    CHECK_DATE(check.reason.date, "2026-01-05");
    check = judged(mem, "pain at most 9, worst of 100 days, at least 100 readings", entries, "2026-04-15");
    CHECK_TRUTH(check, "met");
    CHECK_INT(check.reason.n, 100);
}

TEST("a mean meets its bound by its exact value, and prints enough digits to show it [M35 M123]") {
    /* 2 + 2 + 3 = 7 over 3 days: 2.33 */
    static const char entries[] = ENROL "2026-02-02 diary by p-1, name d-1\n  pain 2\n"
                                        "2026-02-03 diary by p-1\n  pain 2\n"
                                        "2026-02-04 diary by p-1\n  pain 3\n";
    struct tdm_check check = judged(mem, "pain at most 2, mean of 7 days, at least 3 readings", entries, "2026-02-04");
    CHECK_TRUTH(check, "unmet");
    CHECK_STR(number_of(mem, check.reason.value), "2.33 points");
    CHECK_DATE(check.reason.date, "2026-02-04");
    CHECK_INT(check.reason.entry, 3);
    CHECK_STR(number_of(mem, check.reason.limit), "2 points");
}

TEST("a mean, a worst and an every do not reach back across the procedure [M33]") {
    static const char entries[] = DONE "2026-02-28 diary by p-1\n  pain 9\n"
                                       "2026-03-01 diary by p-1\n  pain 9\n"
                                       "2026-03-03 diary by p-1\n  pain 1\n";
    static const char *const lines[] = {"pain at most 2, mean of 7 days, at least 1 readings",
                                        "pain at most 2, worst of 7 days, at least 1 readings",
                                        "pain at most 2, every within 7 days, at least 1 readings"};
    for (size_t i = 0; i < TDM_COUNT(lines); i++) {
        struct tdm_check check = judged(mem, lines[i], entries, "2026-03-04");
        CHECK_TRUTH(check, "met");
        CHECK_INT(check.reason.n, 1);
        CHECK_TRUTH(judged(mem, lines[i], entries, "2026-03-01"), "unmet");
    }
    struct tdm_check check = judged(mem, "pain at most 2, mean of 7 days, at least 2 readings", entries, "2026-03-04");
    CHECK_REASON(check, "coverage");
    CHECK_DATE(check.reason.date, "2026-03-02");
}

TEST("the other side never satisfies a term of the treated side [M37]") {
    static const char entries[] = ENROL "2026-02-02 assess by therapist-a\n  quads left 120 N.m\n";
    CHECK_REASON(judged(mem, "quads at least 80 N.m, latest within 7 days", entries, "2026-02-02"), "missing");
}

TEST("percent of the other side is exact, at the limit inside [M36 S18 F023]") {
    static const char entries[] = ENROL "2026-02-02 assess by therapist-a\n  quads right 90 N.m, left 100 N.m\n";
    struct tdm_check check =
        judged(mem, "quads at least 90% of other side, latest within 7 days", entries, "2026-02-04");
    CHECK_TRUTH(check, "met");
    CHECK_STR(number_of(mem, check.reason.value), "90.0%");
    CHECK_TRUTH(judged(mem, "quads above 90% of other side, latest within 7 days", entries, "2026-02-04"), "unmet");
}

TEST("the other side of another day is not compared, and both days are told [M27 M36]") {
    static const char entries[] = ENROL "2026-02-01 assess by therapist-a\n  quads left 100 N.m\n"
                                        "2026-02-02 assess by therapist-a\n  quads right 90 N.m\n";
    struct tdm_check check =
        judged(mem, "quads at least 80% of other side, latest within 7 days", entries, "2026-02-04");
    CHECK_TRUTH(check, "unknown");
    CHECK_REASON(check, "not-same-day");
    CHECK_DATE(check.reason.date, "2026-02-02");
    CHECK_DATE(check.reason.until, "2026-02-01");
    static const char alone[] = ENROL "2026-02-02 assess by therapist-a\n  quads right 90 N.m\n";
    CHECK_REASON(judged(mem, "quads at least 80% of other side, latest within 7 days", alone, "2026-02-04"),
                 "other-side-missing");
}

TEST("where lower is better the percentage is turned over [M36]") {
    /* an error of 5 degrees here and 4 there: 80% as good as the other side */
    static const char entries[] = ENROL "2026-02-02 assess by therapist-a\n  error right 5 deg, left 4 deg\n";
    struct tdm_check check =
        judged(mem, "error at least 80% of other side, latest within 7 days", entries, "2026-02-02");
    CHECK_TRUTH(check, "met");
    CHECK_STR(number_of(mem, check.reason.value), "80.0%");
    CHECK_TRUTH(judged(mem, "error at least 81% of other side, latest within 7 days", entries, "2026-02-02"), "unmet");
}

TEST("symmetry of the limbs as the reference computes it: 132 of 150 is 88.0, 1.80 s beside 2.05 s is 87.8 [M36 S18]") {
    static const char more[] = ENROL "2026-02-02 assess by therapist-a\n  quads right 132 N.m, left 150 N.m\n";
    struct tdm_check check = judged(mem, "quads at least 88% of other side, latest within 7 days", more, "2026-02-02");
    CHECK_TRUTH(check, "met");
    CHECK_STR(number_of(mem, check.reason.value), "88.0%");
    static const char less[] = ENROL "2026-02-02 assess by therapist-a\n  error right 2.05 deg, left 1.80 deg\n";
    check = judged(mem, "error at least 90% of other side, latest within 7 days", less, "2026-02-02");
    CHECK_TRUTH(check, "unmet");
    CHECK_STR(number_of(mem, check.reason.value), "87.8%");
}

TEST("nothing is a percentage of zero: unknown, never met and never a fault [M27 M36]") {
    static const char strong[] = ENROL "2026-02-02 assess by therapist-a\n  quads right 90 N.m, left 0 N.m\n";
    CHECK_TRUTH(judged(mem, "quads at least 90% of other side, latest within 7 days", strong, "2026-02-02"), "unknown");
    static const char exact[] = ENROL "2026-02-02 assess by therapist-a\n  error right 0 deg, left 4 deg\n";
    CHECK_TRUTH(judged(mem, "error at least 90% of other side, latest within 7 days", exact, "2026-02-02"), "unknown");
}

TEST("a difference from the other side counts in both directions [M36]") {
    static const char entries[] = ENROL "2026-02-02 assess by therapist-a\n  quads right 90 N.m, left 100 N.m\n";
    CHECK_TRUTH(judged(mem, "quads at most 10 N.m from other side, latest within 7 days", entries, "2026-02-02"),
                "met");
    CHECK_TRUTH(judged(mem, "quads at most 9 N.m from other side, latest within 7 days", entries, "2026-02-02"),
                "unmet");
}

TEST("another unit of the same quantity is converted exactly, in the chart and in the clause [M39]") {
    static const char entries[] = ENROL "2026-02-02 assess by therapist-a\n  reach 455 mm\n";
    struct tdm_check check = judged(mem, "reach at least 45.5 cm, latest within 7 days", entries, "2026-02-02");
    CHECK_TRUTH(check, "met");
    CHECK_STR(number_of(mem, check.reason.value), "45.5 cm");
    CHECK_TRUTH(judged(mem, "reach at least 455 mm, latest within 7 days", entries, "2026-02-02"), "met");
    CHECK_TRUTH(judged(mem, "reach above 455 mm, latest within 7 days", entries, "2026-02-02"), "unmet");
    CHECK_TRUTH(judged(mem, "reach at most 455 mm, mean of 7 days, at least 1 readings", entries, "2026-02-02"), "met");
    CHECK_TRUTH(judged(mem, "reach at most 454 mm, mean of 7 days, at least 1 readings", entries, "2026-02-02"),
                "unmet");
}

TEST("a mean of several days is held against a limit in another unit as it is, not as its sum [M35 M39]") {
    static const char entries[] = ENROL "2026-02-02 assess by therapist-a\n  reach 40 cm\n"
                                        "2026-02-03 assess by therapist-a\n  reach 41 cm\n"
                                        "2026-02-04 assess by therapist-a\n  reach 45 cm\n"; /* 42 cm */
    static const struct {
        const char *line, *truth;
    } rows[] = {{"at least 420 mm", "met"}, {"above 420 mm", "unmet"},   {"above 419 mm", "met"},
                {"at most 420 mm", "met"},  {"at most 419 mm", "unmet"}, {"419 to 421 mm", "met"},
                {"421 to 430 mm", "unmet"}, {"410 to 419 mm", "unmet"}};
    for (size_t i = 0; i < TDM_COUNT(rows); i++) {
        struct tdm_buf line;
        tdm_buf_init(&line, mem, 200);
        tdm_buf_format(&line, "reach %s, mean of 7 days, at least 3 readings", rows[i].line);
        CHECK_TRUTH(judged(mem, tdm_arena_str(mem, tdm_buf_str(&line)).at, entries, "2026-02-05"), rows[i].truth);
    }
}

TEST("a reading by somebody who may not observe it is kept and counts for nothing [M38]") {
    static const char entries[] = ENROL "2026-02-02 assess by therapist-a\n  quads right 60 N.m\n"
                                        "2026-02-04 assess by physician-a\n  quads right 120 N.m\n";
    struct tdm_check check = judged(mem, "quads at least 80 N.m, latest within 7 days", entries, "2026-02-05");
    CHECK_TRUTH(check, "unmet");
    CHECK_DATE(check.reason.date, "2026-02-02");
}

TEST("a withdrawal uncovers the reading before it, from its recording on [M20 M31]") {
    static const char entries[] =
        ENROL "2026-02-01 diary by p-1, recorded 2026-02-01T20:00Z\n  pain 1\n"
              "2026-02-03 diary by p-1, name wrong-day, recorded 2026-02-03T20:00Z\n  pain 6\n"
              "2026-02-05 withdraw wrong-day by p-1, because \"somebody else's\", recorded 2026-02-05T09:00Z\n";
    struct tdm_check check = judged(mem, "pain at most 2, latest within 7 days", entries, "2026-02-05");
    CHECK_TRUTH(check, "met");
    CHECK_DATE(check.reason.date, "2026-02-01");
    check = judged_known(mem, "pain at most 2, latest within 7 days", entries, "2026-02-05", "2026-02-05T08:59Z");
    CHECK_TRUTH(check, "unmet");
    CHECK_DATE(check.reason.date, "2026-02-03");
    check = judged_known(mem, "pain at most 2, latest within 7 days", entries, "2026-02-03", "2026-02-03T19:00Z");
    CHECK_TRUTH(check, "met");
    CHECK_DATE(check.reason.date, "2026-02-01");
}

TEST("a chain of corrections is followed to the last one known [M31 M32]") {
    static const char entries[] =
        ENROL "2026-02-01 assess by therapist-a, name a-1, recorded 2026-02-01T10:00Z\n  quads right 70 N.m\n"
              "2026-02-02 correct a-1 by therapist-a, because \"misread\", name c-1, recorded 2026-02-02T10:00Z\n"
              "  quads right 85 N.m, was 70 N.m\n"
              "2026-02-03 correct a-1 by therapist-a, because \"misread again\", recorded 2026-02-03T10:00Z\n"
              "  quads right 75 N.m, was 85 N.m\n";
    static const char line[] = "quads at least 80 N.m, latest within 14 days";
    CHECK_STR(number_of(mem, judged(mem, line, entries, "2026-02-05").reason.value), "75 N.m");
    CHECK_STR(number_of(mem, judged_known(mem, line, entries, "2026-02-05", "2026-02-03T09:59Z").reason.value),
              "85 N.m");
    CHECK_STR(number_of(mem, judged_known(mem, line, entries, "2026-02-05", "2026-02-02T09:59Z").reason.value),
              "70 N.m");
    CHECK_DATE(judged(mem, line, entries, "2026-02-05").reason.date, "2026-02-01");
}

TEST("asked far ahead, readings grow stale and nothing is carried forward [M22]") {
    static const char entries[] = ENROL "2026-02-02 diary by p-1\n  pain 1\n";
    CHECK_REASON(judged(mem, "pain at most 2, latest within 14 days", entries, "2027-02-02"), "stale");
}

TEST("not beats no unknown: a criterion turned round stays unknown [M27 M28]") {
    static const char more[] = "gate asked opens discharge  [own]\n"
                               "  not pain at least 5, latest within 7 days\n"
                               "  quads at least 80 N.m, latest within 7 days\n";
    static const char entries[] = ENROL "2026-02-02 assess by therapist-a\n  quads right 60 N.m\n";
    const struct tdm_standing *s = standing_on(mem, case_open(mem, more, entries), "2026-02-02");
    REQUIRE(s != NULL);
    const struct tdm_gate_answer *gate = &s->gates[tdm_protocol_gate(s->episode->protocol, TDM_STR("asked"))];
    CHECK_INT(gate->state, TDM_GATE_CLOSED); /* one unmet term closes, though another is unknown */
    CHECK_TRUTH(gate->checks[1], "unknown");
    CHECK_TRUTH(gate->checks[2], "unmet");
    CHECK_INT(gate->checks[0].reason.n, 1);
}

TEST("steps of a scale are held against steps, worst of days and raters alike [M29 M30 S19]") {
    static const char entries[] = ENROL "2026-02-01 assess by therapist-a\n  effusion right 2+\n"
                                        "2026-02-03 09:00 assess by therapist-a\n  effusion right trace\n"
                                        "2026-02-03 10:00 assess by physician-a\n  effusion right 1+\n";
    CHECK_TRUTH(judged(mem, "effusion at most 1+, latest within 7 days", entries, "2026-02-03"), "met");
    struct tdm_check check = judged(mem, "effusion at most 1+, latest within 7 days", entries, "2026-02-03");
    CHECK_INT(check.reason.value.kind, TDM_VALUE_STEP);
    CHECK_INT(check.reason.value.step, 2); /* zero, trace, 1+: the worse of the two raters */
    CHECK_REASON(judged(mem, "effusion at most trace, latest within 7 days", entries, "2026-02-03"), "contradictory");
    CHECK_TRUTH(judged(mem, "effusion at most 1+, worst of 3 days, at least 2 readings", entries, "2026-02-03"),
                "unmet");
    CHECK_TRUTH(judged(mem, "effusion at most 1+, worst of 2 days, at least 1 readings", entries, "2026-02-03"), "met");
}
