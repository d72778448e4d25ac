/* engine_judged_test.c - criteria in forms that few protocols use: the best of some days, changes in a window, readings
 * of a session before noon, baselines that several clauses ask for, records of what was only screened. */
#include "load_ground.h"

#define ENROL   "2026-01-05 09:00 enrol by physician-a\n"
#define TREATED ENROL "2026-03-02 11:00 procedure graft performed by physician-a\n"

TEST("the best of some days is held against the limit, and asks for its readings [M34 S18]") {
    static const char two[] = ENROL "2026-02-01 diary by p-1\n  pain 6\n2026-02-02 diary by p-1\n  pain 3\n";
    struct tdm_check check = judged(mem, "pain at most 3, best of 7 days, at least 2 readings", two, "2026-02-03");
    CHECK_TRUTH(check, "met");
    CHECK_STR(number_of(mem, check.reason.value), "3 points");
    check = judged(mem, "pain at most 2, best of 7 days, at least 2 readings", two, "2026-02-03");
    CHECK_TRUTH(check, "unmet");
    CHECK_DATE(check.reason.date, "2026-02-02");
    CHECK_TRUTH(judged(mem, "pain at most 3, best of 7 days, at least 3 readings", two, "2026-02-03"), "unknown");
    /* higher is better: the best is the greatest */
    static const char strong[] = ENROL "2026-02-01 assess by therapist-a\n  quads right 80 N.m\n"
                                       "2026-02-02 assess by therapist-a\n  quads right 60 N.m\n";
    check = judged(mem, "quads at least 80 N.m, best of 7 days, at least 2 readings", strong, "2026-02-03");
    CHECK_TRUTH(check, "met");
    CHECK_STR(number_of(mem, check.reason.value), "80 N.m");
}

/* Pain before the session of that day and on the next morning. */
#define ROSE(day, before, next, after)                                                                                 \
    "2026-02-" day " 08:00 diary by p-1\n  pain-now " before "\n2026-02-" day " 17:00 session by p-1\n  slide 3x10\n"  \
    "2026-02-" next " 08:00 diary by p-1\n  pain-now " after "\n"

TEST("the latest change of a window is one reading, and without a session it is missing [M74 M27]") {
    static const char line[] = "next-rise at most 1 points, latest within 7 days";
    CHECK_REASON(judged(mem, line, ENROL, "2026-02-10"), "missing");
    CHECK_TRUTH(judged(mem, line, ENROL, "2026-02-10"), "unknown");
    CHECK_TRUTH(judged(mem, line, ENROL ROSE("09", "2", "10", "3"), "2026-02-10"), "met");
    CHECK_TRUTH(judged(mem, line, ENROL ROSE("09", "2", "10", "4"), "2026-02-10"), "unmet");
}

TEST("a mean of changes that is too high could be lower from the next day on [M41 M74]") {
    static const char line[] = "next-rise at most 1 points, mean of 7 days, at least 2 readings";
    static const char high[] = ENROL ROSE("05", "2", "06", "4") ROSE("08", "2", "09", "5");
    struct tdm_check check = judged(mem, line, high, "2026-02-10");
    CHECK_TRUTH(check, "unmet");
    CHECK_STR(number_of(mem, check.reason.value), "2.50 points");
    CHECK_DATE(check.could_change_on, "2026-02-11");
}

TEST("every change of a window that was too high keeps it unmet until it has left the window [M41 M74]") {
    static const char line[] = "next-rise at most 1 points, every of 7 days, at least 1 readings";
    struct tdm_check check = judged(mem, line, ENROL ROSE("05", "2", "06", "4"), "2026-02-10");
    CHECK_TRUTH(check, "unmet");
    CHECK_DATE(check.could_change_on, "2026-02-12"); /* the 5th is in the seven days until the 11th */
}

TEST("the worst of two sessions of one day counts, though the measure of the diary takes the last [M29 M74]") {
    case_base = case_changed(mem, "measure pain-during is nprs, during session\n",
                             "measure pain-during is nprs, during session\nmeasure pull is torque, during session\n");
    static const char two[] = ENROL "2026-02-09 10:00 session by therapist-a\n  slide 3x10\n  pull right 50 N.m\n"
                                    "2026-02-09 17:00 session by therapist-a\n  slide 3x10\n  pull right 90 N.m\n";
    struct tdm_check check = judged(mem, "pull at least 80 N.m, latest within 7 days", two, "2026-02-10");
    CHECK_TRUTH(check, "unmet");
    CHECK_STR(number_of(mem, check.reason.value), "50 N.m");
    case_base = case_protocol;
}

TEST("what has no better side takes the last of a day by its times [M29]") {
    static const char twice[] = ENROL "2026-02-09 08:00 diary by p-1\n  body-mass 80 kg\n"
                                      "2026-02-09 20:00 diary by p-1\n  body-mass 82 kg\n";
    case_base = case_changed(mem, "measure points is score\n", "measure points is score\nmeasure mass is body-mass\n");
    struct tdm_check check = judged(mem, "mass at most 81 kg, latest within 7 days", twice, "2026-02-10");
    CHECK_TRUTH(check, "unmet");
    CHECK_STR(number_of(mem, check.reason.value), "82 kg");
    case_base = case_protocol;
}

TEST("what is felt in a session before noon is not the pain of the morning [M74]") {
    case_base = case_changed(mem, "measure next-rise is change of nprs-now, from before session to next morning\n",
                             "measure next-rise is change of nprs, from before session to next morning\n");
    static const char line[] = "next-rise at most 1 points, last 1 sessions";
    static const char first[] = ENROL "2026-02-09 08:00 diary by p-1\n  pain 2\n"
                                      "2026-02-09 17:00 session by p-1\n  slide 3x10\n  pain-during 9\n";
    static const char calm[] = "2026-02-10 09:00 session by p-1\n  slide 3x10\n  pain-during 7\n"
                               "2026-02-10 10:00 diary by p-1\n  pain 3\n";
    static const char hurt[] = "2026-02-10 10:00 diary by p-1\n  pain 5\n";
    static const char none[] = "2026-02-10 09:00 flag flare raised by therapist-a\n";
    const char *rule = joined(mem, first, calm);
    struct tdm_check check = judged(mem, line, rule, "2026-02-10"); /* of the 9th: the 10th has no morning yet */
    CHECK_TRUTH(check, "unknown");
    check = judged(mem, "next-rise at most 1 points, every of 7 days, at least 1 readings", rule, "2026-02-10");
    CHECK_TRUTH(check, "met");
    CHECK_STR(number_of(mem, check.reason.value), "1 points");
    CHECK_TRUTH(judged(mem, line, joined(mem, first, hurt), "2026-02-10"), "unmet");
    CHECK_TRUTH(judged(mem, line, joined(mem, first, none), "2026-02-10"), "unknown");
    case_base = case_protocol;
}

TEST("a value without a time may be the first of the day, whatever else was read on it [M74 M18]") {
    static const char line[] = "next-rise at most 1 points, last 1 sessions";
    static const char day[] = ENROL "2026-02-09 08:00 diary by p-1\n  pain-now 5\n2026-02-09 20:00 diary by p-1\n"
                                    "  pain-now 5\n2026-02-09 session by p-1\n  slide 3x10\n"
                                    "2026-02-10 10:00 diary by p-1\n  pain-now 5\n";
    static const char untold[] = "2026-02-09 diary by p-1\n  pain-now 3\n";
    CHECK_TRUTH(judged(mem, line, day, "2026-02-10"), "met");
    CHECK_TRUTH(judged(mem, line, joined(mem, day, untold), "2026-02-10"), "unmet");
}

TEST("two clauses that ask for the same baseline: the younger age holds [M83 M84]") {
    case_base = case_changed(mem, "  assess before procedure, within 6 weeks  [own]\n    quads\n",
                             "  assess before procedure, within 6 weeks  [own]\n    quads\n"
                             "  assess before procedure, within 2 weeks  [own]\n    quads\n");
    static const char line[] = "quads at least 90% of baseline, latest within 7 days";
    static const char after[] = "2026-03-10 assess by therapist-a\n  quads right 95 N.m\n";
    static const char early[] = ENROL "2026-02-10 assess by therapist-a\n  quads right 100 N.m\n"
                                      "2026-03-02 11:00 procedure graft performed by physician-a\n";
    static const char late[] = ENROL "2026-02-17 assess by therapist-a\n  quads right 100 N.m\n"
                                     "2026-03-02 11:00 procedure graft performed by physician-a\n";
    CHECK_REASON(judged(mem, line, joined(mem, early, after), "2026-03-10"), "no-baseline");
    CHECK_TRUTH(judged(mem, line, joined(mem, late, after), "2026-03-10"), "met");
    case_base = case_protocol;
}

TEST("where no clause asks for a baseline, any day before the procedure is one [M83]") {
    case_base = case_changed(mem, "  assess before procedure, within 6 weeks  [own]\n    quads\n", "");
    static const char old[] = ENROL "2026-01-05 assess by therapist-a\n  quads right 100 N.m\n"
                                    "2026-03-02 11:00 procedure graft performed by physician-a\n"
                                    "2026-03-10 assess by therapist-a\n  quads right 95 N.m\n";
    CHECK_TRUTH(judged(mem, "quads at least 90% of baseline, latest within 7 days", old, "2026-03-10"), "met");
    CHECK_TRUTH(judged(mem, "quads at least 96% of baseline, latest within 7 days", old, "2026-03-10"), "unmet");
    case_base = case_protocol;
}

TEST("a rater who found nothing at all on the other side leaves the comparison without a basis [M36 M30]") {
    static const char line[] = "quads at least 90% of other side, latest within 7 days";
    static const char two[] = ENROL "2026-02-09 assess by therapist-a\n  quads right 95 N.m, left 100 N.m\n"
                                    "2026-02-09 assess by therapist-b\n  quads left 0 N.m\n";
    CHECK_REASON(judged(mem, line, two, "2026-02-10"), "no-basis");
    CHECK_TRUTH(judged(mem, line, two, "2026-02-10"), "unknown");
}

TEST("one exercise in two lines of a session is done when both are [M74 F030]") {
    static const char line[] = "every set done, last 1 sessions";
#define TWICE(first, second)                                                                                           \
    ENROL "2026-02-08 10:00 prescribe by therapist-a\n  press 3x10, 40 kg\n"                                           \
          "2026-02-09 17:00 session by p-1\n  press " first "\n  press " second "\n"
    CHECK_TRUTH(judged(mem, line, TWICE("3x10, 40 kg", "3x10, 40 kg"), "2026-02-10"), "met");
    CHECK_TRUTH(judged(mem, line, TWICE("3x10, 40 kg", "3x9, 40 kg"), "2026-02-10"), "unmet");
    CHECK_TRUTH(judged(mem, line, TWICE("3x9, 40 kg", "3x10, 40 kg"), "2026-02-10"), "unmet");
}

TEST("a session that says nothing of its exercises has no sets, and counts for what was felt in it [M74 M79]") {
    static const char said[] = ENROL "2026-02-09 17:00 session by p-1\n  pain-during 2\n";
    CHECK_TRUTH(judged(mem, "every set done, last 1 sessions", said, "2026-02-10"), "unknown");
    CHECK_REASON(judged(mem, "every set done, last 1 sessions", said, "2026-02-10"), "no-sessions");
    CHECK_TRUTH(judged(mem, "pain-during at most 2, last 1 sessions", said, "2026-02-10"), "met");
}

TEST("a session whose only exercise was not needed is passed over [M79]") {
    static const char entries[] = ENROL "2026-02-08 17:00 session by p-1\n  slide 3x10\n  pain-during 1\n"
                                        "2026-02-09 17:00 session by p-1\n  slide not-needed, because \"rest\"\n"
                                        "  pain-during 9\n";
    struct tdm_check check = judged(mem, "pain-during at most 2, last 1 sessions", entries, "2026-02-10");
    CHECK_TRUTH(check, "met");
    CHECK_DATE(check.reason.date, "2026-02-08");
    CHECK_TRUTH(judged(mem, "every set done, last 1 sessions", entries, "2026-02-10"), "met");
    CHECK_TRUTH(judged(mem, "every set done, last 2 sessions", entries, "2026-02-10"), "unknown");
}

TEST("settled mornings name the latest session, and nothing more can change what is settled [M74 M41]") {
    static const char line[] = "settled by next morning, last 2 sessions";
    static const char both[] = ENROL ROSE("05", "2", "06", "2") ROSE("08", "3", "09", "1");
    struct tdm_check check = judged(mem, line, both, "2026-02-10");
    CHECK_TRUTH(check, "met");
    CHECK_DATE(check.reason.date, "2026-02-08");
    CHECK_STR(number_of(mem, check.reason.value), "-2 points");
    CHECK_DATE(check.could_change_on, "none");
    check = judged(mem, line, ENROL ROSE("08", "3", "09", "1"), "2026-02-10");
    CHECK_TRUTH(check, "unknown");
    CHECK_DATE(check.could_change_on, "2026-02-11");
    check = judged(mem, line, ENROL ROSE("05", "2", "06", "3") ROSE("08", "3", "09", "1"), "2026-02-10");
    CHECK_TRUTH(check, "unmet");
    CHECK_DATE(check.reason.date, "2026-02-05");
    CHECK_DATE(check.could_change_on, "none");
    check = judged(mem, line, ENROL ROSE("05", "2", "06", "3") ROSE("08", "1", "09", "3"), "2026-02-10");
    CHECK_TRUTH(check, "unmet");
    CHECK_DATE(check.reason.date, "2026-02-08"); /* of two the latest is named */
    CHECK_STR(number_of(mem, check.reason.value), "2 points");
}

TEST("sets of the last days are asked for by a number of sessions [M78]") {
    static const char one[] = ENROL "2026-02-08 10:00 prescribe by therapist-a\n  press 3x10, 40 kg\n"
                                    "2026-02-09 17:00 session by p-1\n  press 3x10, 40 kg\n";
    CHECK_TRUTH(judged(mem, "every set done, every within 7 days, at least 1 readings", one, "2026-02-10"), "met");
    CHECK_TRUTH(judged(mem, "every set done, every within 7 days, at least 2 readings", one, "2026-02-10"), "unknown");
}

/* ---- when a mean could turn: every day still free read as well as can be (M41) */

#define PAIN(day, value) "2026-02-" day " 20:00 diary by p-1\n  pain " value "\n"

TEST("a mean of three days with two bad ones turns when both have left, counted with the worse rater [M41 M34]") {
    static const char line[] = "pain at most 2, mean of 3 days, at least 2 readings";
    static const char bad[] = ENROL PAIN("01", "9") PAIN("02", "9");
    CHECK_DATE(judged(mem, line, bad, "2026-02-02").could_change_on, "2026-02-05"); /* 18/3, 9/3, 0/3 */
    static const char lighter[] = ENROL PAIN("01", "9") PAIN("02", "6");
    CHECK_DATE(judged(mem, line, lighter, "2026-02-02").could_change_on, "2026-02-04"); /* 6/3 is 2 */
    static const char two[] = ENROL PAIN("01", "9") PAIN("02", "6") "2026-02-02 assess by therapist-a\n  pain 9\n";
    struct tdm_check check = judged(mem, line, two, "2026-02-02");
    CHECK_TRUTH(check, "unmet");
    CHECK_DATE(check.could_change_on, "2026-02-05");
    static const char soon[] = ENROL PAIN("02", "6");
    CHECK_DATE(judged(mem, "pain at most 2, mean of 3 days, at least 1 readings", soon, "2026-02-02").could_change_on,
               "2026-02-02"); /* two free days of none */
}

TEST("where more is better the days still free are read at the upper end of what can be [M41]") {
    static const char line[] = "points at least 80, mean of 3 days, at least 2 readings";
    static const char low[] = ENROL "2026-02-01 diary by p-1\n  points 10\n2026-02-02 diary by p-1\n  points 10\n";
    CHECK_DATE(judged(mem, line, low, "2026-02-02").could_change_on, "2026-02-05"); /* 120/3, 210/3, 300/3 */
    static const char fair[] = ENROL "2026-02-01 diary by p-1\n  points 10\n2026-02-02 diary by p-1\n  points 40\n";
    CHECK_DATE(judged(mem, line, fair, "2026-02-02").could_change_on, "2026-02-04"); /* 240/3 is 80 */
}

TEST("a day that is a mean of its own counts in the mean of days by its parts [M35 M41]") {
    static const char line[] = "error at most 3 deg, mean of 2 days, at least 2 readings";
    static const char parts[] = ENROL "2026-02-01 08:00 assess by therapist-a\n  error right 2 deg\n"
                                      "2026-02-01 09:00 assess by therapist-a\n  error right 3 deg\n"
                                      "2026-02-02 08:00 assess by therapist-a\n  error right 4 deg\n"
                                      "2026-02-02 09:00 assess by therapist-a\n  error right 6 deg\n";
    struct tdm_check check = judged(mem, line, parts, "2026-02-02"); /* 2.5 and 5 */
    CHECK_TRUTH(check, "unmet");
    CHECK_DATE(check.could_change_on, "2026-02-03"); /* 5 and 0 */
    CHECK_TRUTH(judged(mem, "error at most 4.9 deg, latest within 1 days", parts, "2026-02-02"), "unmet");
    CHECK_TRUTH(judged(mem, "error at most 5 deg, latest within 1 days", parts, "2026-02-02"), "met");
}

/* ---- records */

TEST("a finding that a screen found is on record, as one of its own is [M24 M86]") {
    static const char line[] = "record of finding tender within 30 days";
    CHECK_TRUTH(judged(mem, line, ENROL "2026-02-09 screen findings by therapist-a, found tender\n", "2026-02-10"),
                "met");
    CHECK_TRUTH(judged(mem, line, ENROL "2026-02-09 screen findings by therapist-a, found stiff-gait\n", "2026-02-10"),
                "unmet");
    CHECK_TRUTH(judged(mem, line, ENROL "2026-02-09 finding tender opened by therapist-a\n", "2026-02-10"), "met");
    CHECK_TRUTH(judged(mem, line, ENROL "2026-02-09 screen findings by therapist-a, none found\n", "2026-02-10"),
                "unmet");
}

TEST("what is denied since a procedure that was not done has no day to count from [M4 M117]") {
    struct tdm_check check = judged(mem, "no class nsaid since procedure", ENROL, "2026-02-10");
    CHECK_TRUTH(check, "met");
    CHECK_REASON(check, "not-anchored");
}

TEST("what was stopped is not taken, whoever was asked about it since [M61 M64 R-D9]") {
    static const char line[] = "taking substance ibuprofen, screened within 30 days";
    static const char stopped[] = ENROL "2026-02-01 12:00 medicine by p-1, stopped \"ibuprofen\" 400 mg, route mouth\n";
    struct tdm_check check = judged(mem, line, stopped, "2026-02-10");
    CHECK_TRUTH(check, "unmet");
    CHECK_REASON(check, "not-taking");
    CHECK_DATE(check.reason.date, "2026-02-01");
    CHECK_TRUTH(judged(mem, line, ENROL, "2026-02-10"), "unknown"); /* nobody asked */
}

TEST("of several open findings any that fits is found, whichever was opened first [M86 S68]") {
    static const char two[] = ENROL "2026-02-01 finding tender opened by therapist-a\n"
                                    "2026-02-02 finding stiff-gait opened by therapist-a\n";
    CHECK_TRUTH(judged(mem, "open compensation", two, "2026-02-03"), "met");
    CHECK_TRUTH(judged(mem, "open compensation", two, "2026-02-01"), "unmet");
    CHECK_TRUTH(judged(mem, "open tender", two, "2026-02-03"), "met");
    CHECK_TRUTH(judged(mem, "open stiff-gait", two, "2026-02-03"), "met");
    CHECK_TRUTH(judged(mem, "open finding", two, "2026-02-01"), "met");
}

TEST("a day of two readings whose mean needs ten digits is held against the limit without rounding [M29 M35]") {
    static const char fine[] = ENROL "2026-02-01 08:00 assess by therapist-a\n  error right 0.000000001 deg\n"
                                     "2026-02-01 09:00 assess by therapist-a\n  error right 0.000000002 deg\n";
    CHECK_TRUTH(judged(mem, "error at least 0.000000002 deg, latest within 7 days", fine, "2026-02-01"), "unmet");
    CHECK_TRUTH(judged(mem, "error at most 0.000000001 deg, latest within 7 days", fine, "2026-02-01"), "unmet");
    CHECK_TRUTH(judged(mem, "error above 0.000000001 deg, latest within 7 days", fine, "2026-02-01"), "met");
}

TEST("of two people who read the next morning the worse one counts, whoever wrote first [M30 M74]") {
    static const char line[] = "next-rise at most 1 points, last 1 sessions";
#define MORNING(first, second)                                                                                         \
    ENROL "2026-02-09 08:00 diary by p-1\n  pain-now 2\n2026-02-09 17:00 session by p-1\n  slide 3x10\n"               \
          "2026-02-10 07:00 diary by p-1\n  pain-now " first "\n"                                                      \
          "2026-02-10 08:00 assess by therapist-a\n  pain-now " second "\n"
    CHECK_TRUTH(judged(mem, line, MORNING("3", "3"), "2026-02-10"), "met");
    CHECK_TRUTH(judged(mem, line, MORNING("3", "5"), "2026-02-10"), "unmet");
    CHECK_TRUTH(judged(mem, line, MORNING("5", "3"), "2026-02-10"), "unmet");
}

TEST("a block is owed by whom its terms are owed by, and by nobody else [M90 M41]") {
    const struct tdm_standing *s = standing_on(
        mem,
        case_open(mem,
                  "gate asked opens discharge  [own]\n  any of\n    reach at least 10 cm, latest within 7 days\n"
                  "    points at least 50, latest within 7 days\n",
                  ENROL),
        "2026-02-10");
    REQUIRE(s != NULL);
    const struct tdm_gate_answer *gate = &s->gates[tdm_protocol_gate(s->episode->protocol, TDM_STR("asked"))];
    CHECK_INT(gate->checks[0].owed_by, role_mask(s, "physical-therapist") | role_mask(s, "patient"));
    s = standing_on(
        mem, case_open(mem, "gate asked opens discharge  [own]\n  reach at least 10 cm, latest within 7 days\n", ENROL),
        "2026-02-10");
    REQUIRE(s != NULL);
    gate = &s->gates[tdm_protocol_gate(s->episode->protocol, TDM_STR("asked"))];
    CHECK_INT(gate->checks[0].owed_by, role_mask(s, "physical-therapist"));
}
