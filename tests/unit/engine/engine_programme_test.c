/* engine_programme_test.c - programmes of other shapes: without rows, by the day, without a time apart; sessions done
 * in part, not done, taken back; weeks of a course for drawing; the load of the last days where little is said. */
#include "load_ground.h"

#define SIMPLE   "plan slow\n  for rig, lift\n  in loading\n  2 times a week  [own]\n"
#define DAILY    "plan slow\n  for rig\n  in loading\n  2 times a day  [own]\n"
#define NO_TIMES "plan slow\n  for rig\n  in loading\n  4 sets  [own]\n"
#define TWICE    "plan slow\n  for rig\n  in prepare, loading\n  2 times a week, at least 24 hours apart  [own]\n"
#define ROWS                                                                                                           \
    "plan slow\n  for rig, lift\n  in loading\n  2 times a week, at least 48 hours apart  [own]\n"                     \
    "  by week of loading\n    weeks 1 to 2 15RM  [own]\n    weeks 3 to 9 12RM, 65% of 1RM  [own]\n"
#define S(day, what) "2026-03-" day " 17:00 session by p-1\n  " what "\n  pain-during 1\n"
#define P(day, pain) "2026-03-" day " 17:00 session by p-1\n  rig 3x10, 30 kg\n  pain-during " pain "\n"
#define RIG          "rig 3x10, 30 kg"

static struct tdm_plan_answer plan_of(struct tdm_arena *mem, const char *more, const char *entries, const char *on) {
    struct tdm_plan_answer none = {.week = UINT16_MAX};
    const struct tdm_standing *s = load_standing(mem, more, entries, on);
    if (s->loads.plan_count == 1) return s->loads.plans[0];
    return none;
}

TEST("a programme without rows counts its weeks and its sessions, and tells no dose [N11]") {
    struct tdm_plan_answer p = plan_of(mem, SIMPLE, LOAD_BEGUN S("06", RIG), "2026-03-12");
    CHECK_INT(p.week, 2);
    CHECK_INT(p.planned, 2);
    CHECK_INT(p.done, 0);
    CHECK(p.row == NULL);
    CHECK_DATE(p.last_session, "2026-03-06");
    CHECK_DATE(p.not_before, "none"); /* nothing says how far apart */
    CHECK(p.has_slack);
    CHECK_INT(p.slack_days, 4); /* two sessions on two days: the 16th and the 17th still fit */
}

TEST("a programme by the day counts seven days of it, and one without a number of times has no slack [F040]") {
    struct tdm_plan_answer p = plan_of(mem, DAILY, LOAD_BEGUN S("06", RIG), "2026-03-07");
    CHECK_INT(p.planned, 14);
    CHECK_INT(p.done, 1);
    p = plan_of(mem, NO_TIMES, LOAD_BEGUN S("06", RIG), "2026-03-07");
    CHECK_INT(p.planned, 0);
    CHECK(!p.has_slack);
}

TEST("a programme of two phases stands in the one that is in force [N11 M59]") {
    struct tdm_plan_answer p = plan_of(mem, TWICE, "2026-01-05 09:00 enrol by physician-a\n", "2026-01-06");
    CHECK_DATE(p.week_from, "2026-01-05");
    CHECK_DATE(plan_of(mem, TWICE, LOAD_BEGUN, "2026-03-05").week_from, "2026-03-04");
    CHECK_INT(plan_of(mem, TWICE, LOAD_BEGUN, "2026-02-20").week, UINT16_MAX); /* protected: neither is */
}

TEST("a session done in part counts, one that could not be done or was taken back does not [N11 M79 M31]") {
    CHECK_INT(
        plan_of(mem, SIMPLE, LOAD_BEGUN S("06", "rig 10 reps 30 kg, partial, because \"tired\""), "2026-03-11").week,
        2);
    CHECK_INT(plan_of(mem, SIMPLE, LOAD_BEGUN S("06", "rig declined"), "2026-03-11").week, 1);
    CHECK_INT(plan_of(mem, SIMPLE, LOAD_BEGUN S("06", "curl 3x10, 5 kg"), "2026-03-11").week,
              1); /* not of the programme */
    CHECK_INT(plan_of(mem, SIMPLE,
                      LOAD_BEGUN "2026-03-06 17:00 session by p-1, name s\n  " RIG "\n  pain-during 1\n"
                                 "2026-03-07 09:00 withdraw s by p-1, because \"another day\"\n",
                      "2026-03-11")
                  .week,
              1);
}

TEST("rows of several weeks hold from their first to their last week, with a weight only where a share is written [N7 "
     "N10]") {
    static const char *const lifted = LOAD_BEGUN "2026-03-04 11:00 assess by therapist-a\n  lift-1rm right 48 kg\n";
    struct tdm_plan_answer p = plan_of(mem, ROWS, joined(mem, lifted, S("06", RIG)), "2026-03-11");
    REQUIRE(p.week == 2 && p.row != NULL);
    CHECK_INT(p.row->rm, 15);
    CHECK(!p.load_known[1]); /* this row says no share */
    p = plan_of(mem, ROWS, joined(mem, lifted, S("06", RIG) S("12", RIG)), "2026-03-18");
    REQUIRE(p.week == 3 && p.row != NULL);
    CHECK_INT(p.row->rm, 12);
    CHECK_STR(kilos(mem, p.load_known[1], p.loads[1]), "30 kg"); /* 65% of 48 is 31.2 */
}

TEST("a planned session that was taken back, or lies in a week that is over, or ahead, is not missed [F040 M31 M116]") {
#define PLANNED(day) LOAD_BEGUN "2026-03-04 12:00 plan session on " day " by therapist-a, name p\n"
    CHECK_DATE(plan_of(mem, ROWS, PLANNED("2026-03-06"), "2026-03-07").missed, "2026-03-06");
    CHECK_DATE(plan_of(mem, ROWS, PLANNED("2026-03-06"), "2026-03-12").missed, "none");
    CHECK_DATE(plan_of(mem, ROWS, PLANNED("2026-03-09"), "2026-03-07").missed, "none");
    CHECK_DATE(plan_of(mem, ROWS, PLANNED("2026-03-06") "2026-03-05 withdraw p by therapist-a, because \"holiday\"\n",
                       "2026-03-07")
                   .missed,
               "none");
    CHECK_DATE(plan_of(mem, ROWS, LOAD_BEGUN "2026-03-04 12:00 plan visit on 2026-03-06 by therapist-a\n", "2026-03-07")
                   .missed,
               "none");
}

/* ---- rules that move by weeks */

#define MOVES(on, back)                                                                                                \
    ROWS "progress slower\n  for slow\n  in loading\n"                                                                 \
         "  regress plan by " back " when pain-during above 5, last 1 sessions  [own]\n"                               \
         "  advance plan by " on " when pain-during at most 2, last 1 sessions  [own]\n  otherwise hold  [own]\n"

TEST("of one week the rule that goes back the furthest counts, and two steps on are not added up [N11 N10]") {
    static const char *const rule = MOVES("1 weeks", "1 weeks");
    CHECK_INT(plan_of(mem, rule, LOAD_BEGUN P("06", "1") P("09", "1"), "2026-03-11").week, 2);
    CHECK_INT(plan_of(mem, rule, LOAD_BEGUN P("06", "1") P("09", "6"), "2026-03-11").week, 1);
    CHECK_INT(plan_of(mem, MOVES("2 weeks", "1 weeks"), LOAD_BEGUN P("06", "1"), "2026-03-11").week, 3);
    CHECK_INT(plan_of(mem, MOVES("2 weeks", "2 weeks"), LOAD_BEGUN P("06", "1") P("12", "6"), "2026-03-18").week, 1);
    CHECK_INT(
        plan_of(mem, MOVES("2 weeks", "1 weeks"), LOAD_BEGUN P("06", "1") P("12", "6") P("13", "6"), "2026-03-18").week,
        2);
}

TEST("a week in which the rule stopped the programme is done again [N11 M75]") {
    static const char *const rule =
        ROWS "progress slower\n  for slow\n  in loading\n"
             "  stop, escalate to physician within 1 days when pain-during above 7, last 1 sessions  [own]\n"
             "  advance plan by 1 weeks when pain-during at most 2, last 1 sessions  [own]\n  otherwise hold  [own]\n";
    CHECK_INT(plan_of(mem, rule, LOAD_BEGUN P("06", "9"), "2026-03-11").week, 1);
    CHECK_INT(plan_of(mem, rule, LOAD_BEGUN P("06", "9"), "2026-03-11").repeated, 1);
    CHECK_INT(plan_of(mem, rule, LOAD_BEGUN P("06", "1") P("12", "9"), "2026-03-18").week, 2);
}

/* ---- weeks of a course, for drawing */

static const struct tdm_load_week *weeks_on(struct tdm_arena *mem, const char *entries, const char *on,
                                            uint32_t *count) {
    return tdm_load_weeks(mem, load_standing(mem, USUAL, entries, on), count);
}

TEST("the weeks of a course are told from the first day to the end of the episode, partial sessions with them [S47 "
     "M98]") {
    uint32_t count = 7;
    CHECK(weeks_on(mem, "2026-01-05 09:00 enrol by physician-a\n", "2026-01-04", &count) == NULL);
    CHECK_INT(count, 0);
    const struct tdm_load_week *w =
        weeks_on(mem,
                 PRESCRIBED("rig 3x10, 30 kg") S("06", "rig 10 reps 30 kg, partial, because \"tired\"")
                     S("07", "rig could-not, because \"tired\""),
                 "2026-03-10", &count);
    REQUIRE(w != NULL && count == 10);
    CHECK_INT(w[8].done, w[8].prescribed);
    CHECK(w[8].done >= 0);
    CHECK_INT(w[9].done, -1);
    CHECK_DATE(w[9].until, "2026-03-10");
    w = weeks_on(mem, LOAD_BEGUN "2026-03-06 end completed by physician-a\n", "2026-04-10", &count);
    REQUIRE(w != NULL && count == 9);
    CHECK_DATE(w[8].until, "2026-03-06");
}

/* ---- the load of the last days */

static tdm_str load_told(struct tdm_arena *mem, const char *entries, const char *on) {
    struct tdm_exposure e = load_of(load_standing(mem, USUAL, entries, on), "rig").week;
    struct tdm_buf text;
    tdm_buf_init(&text, mem, 128);
    tdm_buf_format(&text, "%.*s to %.*s, %u of %u", TDM_FMT(kilos(mem, e.counts, e.low)),
                   TDM_FMT(kilos(mem, e.counts && e.has_high, e.high)), e.recorded, e.expected);
    return tdm_buf_str(&text);
}

TEST("a dose by repetitions to the limit is lifted that often, and one without sets moves an amount nobody knows "
     "[M121]") {
    CHECK_STR(load_told(mem, PRESCRIBED("rig 3 sets, 12RM, 30 kg, 1 times a week") S("06", "rig 3 sets, 12RM, 30 kg"),
                        "2026-03-06"),
              "1080 kg to 1080 kg, 1 of 1");
    CHECK_STR(load_told(mem, PRESCRIBED("rig 3x10, 30 kg, 1 times a week") S("06", "rig 30 kg, 12RM"), "2026-03-06"),
              "0 kg to 900 kg, 1 of 1");
}

TEST("two lines of one session are one session on record, and more sessions than planned widen nothing [M121]") {
    CHECK_STR(load_told(mem,
                        PRESCRIBED("rig 3x10, 30 kg, 1 times a week") S("06", "rig 3x10, 30 kg\n  rig 1x10, 20 kg"),
                        "2026-03-06"),
              "1100 kg to 1100 kg, 1 of 1");
    CHECK_STR(load_told(mem, PRESCRIBED("rig 3x10, 30 kg, 1 times a week") S("06", RIG) S("07", RIG), "2026-03-08"),
              "1800 kg to 1800 kg, 2 of 1");
}

TEST("a dose prescribed by the day is expected every day, and a heavier prescription of the week bounds it [M121]") {
    CHECK_STR(load_told(mem, PRESCRIBED("rig 1x10, 10 kg, 1 times a day"), "2026-03-07"), "0 kg to 300 kg, 0 of 3");
    CHECK_STR(load_told(mem,
                        PRESCRIBED("rig 1x10, 10 kg, 1 times a day") "2026-03-06 10:00 prescribe by therapist-a\n"
                                                                     "  rig 1x10, 20 kg, 1 times a day\n",
                        "2026-03-07"),
              "0 kg to 600 kg, 0 of 3");
    CHECK_STR(load_told(mem,
                        PRESCRIBED("rig 1x10, 20 kg, 1 times a day") "2026-03-06 10:00 prescribe by therapist-a\n"
                                                                     "  rig 1x10, 10 kg, 1 times a day\n",
                        "2026-03-07"),
              "0 kg to 600 kg, 0 of 3");
}

TEST("no ratio of acute to chronic load where one of the two has no bound or nothing was moved [F033 M121]") {
    tdm_decimal low, high;
    struct tdm_load_answer a =
        load_of(load_standing(mem, "", PRESCRIBED("rig 3x10, 30 kg, 1 times a week"), "2026-03-06"), "rig");
    CHECK(!tdm_exposure_ratio(&a, &low, &high)); /* nothing moved in a month */
    a = load_of(
        load_standing(mem, "", PRESCRIBED("rig 3x10, effort 4, 1 times a week") S("06", "rig 3x10"), "2026-03-06"),
        "rig");
    CHECK(!tdm_exposure_ratio(&a, &low, &high)); /* nothing that could be counted */
    a = load_of(load_standing(mem, "",
                              PRESCRIBED("rig 3x10, 30 kg")
                                  S("06", RIG) "2026-03-20 10:00 prescribe by therapist-a\n"
                                               "  rig 3x10, 30 kg, 1 times a week\n" S("21", RIG),
                              "2026-03-30"),
                "rig");
    CHECK(a.week.has_high && !a.month.has_high);
    CHECK(!tdm_exposure_ratio(&a, &low, &high)); /* the month had weeks of which nothing says how often */
}
