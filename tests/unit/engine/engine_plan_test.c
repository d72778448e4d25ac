/* engine_plan_test.c - where a programme by weeks stands, what of it is done, and when the next session may be. */
#include "load_ground.h"

#define PLAN                                                                                                           \
    "plan slow\n  for rig, lift\n  in loading\n  2 times a week, at least 48 hours apart, 4 sets  [own]\n"             \
    "  by week of loading\n    week 1 15RM, 60% of 1RM  [own]\n    weeks 2 to 3 12RM, 65% of 1RM  [own]\n"
#define WEEKLY                                                                                                         \
    PLAN "progress slower\n  for slow\n  in loading\n"                                                                 \
         "  regress plan by 1 weeks when pain-during above 5, last 1 sessions  [own]\n"                                \
         "  hold when pain-during above 2 to 5, last 1 sessions  [own]\n  otherwise hold  [own]\n"
#define BY_RULE                                                                                                        \
    PLAN "progress slower\n  for slow\n  in loading\n"                                                                 \
         "  advance plan by 1 weeks when pain-during at most 2, last 1 sessions  [own]\n  otherwise hold  [own]\n"
#define S(day)       "2026-03-" day " 17:00 session by p-1\n  rig 3x10, 30 kg\n  pain-during 1\n"
#define P(day, pain) "2026-03-" day " 17:00 session by p-1\n  rig 3x10, 30 kg\n  pain-during " pain "\n"

static struct tdm_plan_answer plan_of(struct tdm_arena *mem, const char *more, const char *entries, const char *on) {
    struct tdm_plan_answer none = {.week = UINT16_MAX};
    const struct tdm_standing *s = load_standing(mem, more, entries, on);
    if (s != NULL && s->loads.plan_count == 1) return s->loads.plans[0];
    return none;
}

/* The phase begins on Wednesday 4 March: weeks end on the 10th, 17th, 24th. */

TEST("weeks count from the entry of the phase, and a week with a session on record is followed by the next [N11]") {
    CHECK_INT(plan_of(mem, PLAN, LOAD_BEGUN, "2026-03-03").week, UINT16_MAX); /* the phase has not begun */
    CHECK_INT(plan_of(mem, PLAN, LOAD_BEGUN, "2026-03-04").week, 1);
    CHECK_INT(plan_of(mem, PLAN, LOAD_BEGUN S("06"), "2026-03-10").week, 1);
    CHECK_INT(plan_of(mem, PLAN, LOAD_BEGUN S("06"), "2026-03-11").week, 2);
    CHECK_INT(plan_of(mem, PLAN, LOAD_BEGUN S("06") S("12"), "2026-03-18").week, 3);
    struct tdm_plan_answer p = plan_of(mem, PLAN, LOAD_BEGUN S("06") S("12"), "2026-03-12");
    CHECK_DATE(p.week_from, "2026-03-11");
    CHECK_DATE(p.week_until, "2026-03-17");
    REQUIRE(p.row != NULL);
    CHECK_INT(p.row->rm, 12);
}

TEST("a week without a session on record is done again, not skipped [N11 R-N45 M78]") {
    CHECK_INT(plan_of(mem, PLAN, LOAD_BEGUN, "2026-03-11").week, 1);
    CHECK_INT(plan_of(mem, PLAN, LOAD_BEGUN, "2026-03-11").repeated, 1);
    CHECK_INT(plan_of(mem, PLAN, LOAD_BEGUN S("12"), "2026-03-18").week, 2);
    CHECK_INT(plan_of(mem, PLAN, LOAD_BEGUN "2026-03-06 17:00 session by p-1\n  rig could-not, because \"ill\"\n",
                      "2026-03-11")
                  .week,
              1);
}

TEST("a week on hold is done again [N11 M47]") {
    const char *held = LOAD_BEGUN S("06") "2026-03-10 09:00 hold loading by physician-a, because \"swollen\"\n"
                                          "2026-03-12 09:00 resume loading by physician-a\n";
    CHECK_INT(plan_of(mem, PLAN, held, "2026-03-11").week, 1);
    CHECK(plan_of(mem, PLAN, held, "2026-03-11").held);
    CHECK(!plan_of(mem, PLAN, held, "2026-03-13").held);
}

TEST("a rule that holds or goes back keeps or lowers the week [N11 N10 F032]") {
    CHECK_INT(plan_of(mem, WEEKLY, LOAD_BEGUN S("06"), "2026-03-11").week, 2);
    CHECK_INT(plan_of(mem, WEEKLY, LOAD_BEGUN P("06", "4"), "2026-03-11").week, 1);
    CHECK_INT(plan_of(mem, WEEKLY, LOAD_BEGUN S("06") P("12", "6"), "2026-03-18").week, 1);
    CHECK_INT(plan_of(mem, WEEKLY, LOAD_BEGUN P("06", "6"), "2026-03-11").week, 1); /* nothing lies before week 1 */
}

TEST("where a rule says when the next week begins, the calendar does not [N11 F029]") {
    CHECK_INT(plan_of(mem, BY_RULE, LOAD_BEGUN P("06", "2"), "2026-03-11").week, 2);
    CHECK_INT(plan_of(mem, BY_RULE, LOAD_BEGUN P("06", "3"), "2026-03-11").week, 1);
    CHECK_INT(plan_of(mem, BY_RULE, LOAD_BEGUN P("06", "3"), "2026-03-11").repeated, 1);
}

TEST("past the last row no dose is told [N7]") {
    CHECK(plan_of(mem, PLAN, LOAD_BEGUN S("06") S("12") S("19"), "2026-03-24").row != NULL);
    struct tdm_plan_answer p = plan_of(mem, PLAN, LOAD_BEGUN S("06") S("12") S("19"), "2026-03-25");
    CHECK_INT(p.week, 4);
    CHECK(p.row == NULL);
}

TEST("sessions of this week are counted once each, and the next is not before the time apart [N11 F040]") {
    struct tdm_plan_answer p = plan_of(mem, PLAN, LOAD_BEGUN S("06"), "2026-03-07");
    CHECK_INT(p.done, 1);
    CHECK_INT(p.planned, 2);
    CHECK_DATE(p.last_session, "2026-03-06");
    CHECK_DATE(p.not_before, "2026-03-08"); /* 48 hours: two days */
    CHECK_INT(plan_of(mem, PLAN, LOAD_BEGUN S("06"), "2026-03-11").done, 0);
    const char *both = LOAD_BEGUN "2026-03-06 17:00 session by p-1\n  rig 3x10, 30 kg\n  lift 3x10, 20 kg\n";
    CHECK_INT(plan_of(mem, PLAN, both, "2026-03-07").done, 1);
}

TEST("the slack of a week is how much later the rest of it can still begin [F040]") {
    CHECK_INT(plan_of(mem, PLAN, LOAD_BEGUN, "2026-03-04").slack_days, 4); /* 8 and 10 March still fit */
    CHECK_INT(plan_of(mem, PLAN, LOAD_BEGUN, "2026-03-08").slack_days, 0);
    CHECK_INT(plan_of(mem, PLAN, LOAD_BEGUN, "2026-03-09").slack_days, -1);
    CHECK_INT(plan_of(mem, PLAN, LOAD_BEGUN S("09"), "2026-03-09").slack_days, -1); /* the second not before the 11th */
    CHECK_INT(plan_of(mem, PLAN, LOAD_BEGUN S("08"), "2026-03-08").slack_days, 0);
    CHECK(!plan_of(mem, PLAN, LOAD_BEGUN S("05") S("07"), "2026-03-08").has_slack);
}

TEST("a session planned for a day and not on record keeps its day [F040 M116]") {
    const char *planned = LOAD_BEGUN "2026-03-04 12:00 plan session on 2026-03-06 by therapist-a\n";
    CHECK_DATE(plan_of(mem, PLAN, planned, "2026-03-06").missed, "none");
    CHECK_DATE(plan_of(mem, PLAN, planned, "2026-03-07").missed, "2026-03-06");
    CHECK_DATE(plan_of(mem, PLAN, joined(mem, planned, S("08")), "2026-03-09").missed, "none");
}

TEST("a row's share of the 1RM becomes a weight there is, or nothing where no 1RM counts [N10 N8]") {
    struct tdm_plan_answer p =
        plan_of(mem, PLAN, LOAD_BEGUN "2026-03-04 11:00 assess by therapist-a\n  lift-1rm right 48 kg\n", "2026-03-05");
    CHECK(!p.load_known[0]);                                       /* the rig has no 1RM of its own */
    CHECK_STR(kilos(mem, p.load_known[1], p.loads[1]), "27.5 kg"); /* 60% is 28.8 kg */
    CHECK(!plan_of(mem, PLAN, LOAD_BEGUN, "2026-03-05").load_known[1]);
}

TEST("a rest that a rule asks for moves the next session, not the phase [N11]") {
    const char *rule =
        PLAN "progress slower\n  for slow\n  in loading\n"
             "  regress, rest 3 days when pain-during above 5, last 1 sessions  [own]\n  otherwise hold  [own]\n";
    CHECK_DATE(plan_of(mem, rule, LOAD_BEGUN P("06", "6"), "2026-03-07").not_before, "2026-03-10");
    CHECK_DATE(plan_of(mem, rule, LOAD_BEGUN P("06", "5"), "2026-03-07").not_before, "2026-03-08");
}

TEST("a programme that names no phase belongs to no day [N11]") {
    CHECK_INT(
        plan_of(mem, "plan slow\n  for rig, lift\n  2 times a week  [own]\n", LOAD_BEGUN S("06"), "2026-03-10").week,
        UINT16_MAX);
    CHECK_INT(plan_of(mem, "plan slow\n  for rig, lift\n  in loading\n  2 times a week  [own]\n", LOAD_BEGUN S("06"),
                      "2026-03-10")
                  .week,
              1);
}
