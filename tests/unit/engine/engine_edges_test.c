/* engine_edges_test.c - what stands second in a list, at midnight, on the last day of a week, or on the day on which
 * all ends: none of it may be passed over. */
#include "load_ground.h"

#define ENROL "2026-01-05 enrol by physician-a\n"
#define DONE_ ENROL "2026-03-02 11:00 procedure graft performed by physician-a, name proc\n"

/* ---- terms of a block (M25, M26) */

/* What the gate `asked` says of the block that is its condition. */
static struct tdm_check block(struct tdm_arena *mem, const char *terms, const char *entries) {
    const char *gate = joined(mem, "gate asked opens discharge  [own]\n  ", joined(mem, terms, "\n"));
    const struct tdm_standing *s = standing_on(mem, case_open(mem, gate, entries), "2026-03-10");
    if (s == NULL) exit(1);
    return s->gates[tdm_protocol_gate(s->episode->protocol, TDM_STR("asked"))].checks[0];
}

TEST(
    "any of two days could be met on the earlier one, all of them on the later, two of three on the second [M25 M90]") {
#define DAYS                                                                                                           \
    "\n    not before 8 weeks after procedure\n    not before 6 weeks after procedure\n    not before 4 weeks after "  \
    "procedure"
    CHECK_DATE(block(mem, "any of" DAYS, DONE_).could_change_on, "2026-03-30");
    CHECK_DATE(block(mem, "at least 2 of" DAYS, DONE_).could_change_on, "2026-04-13");
    CHECK_DATE(block(mem, "all of" DAYS, DONE_).could_change_on, "2026-04-27");
}

TEST("a block says how many of its terms are unknown, and how many unmet [M25 M26]") {
    static const char terms[] = "any of\n    pain at most 2, latest within 7 days\n    reach at least 90 cm, latest "
                                "within 7 days\n    not before 8 weeks after procedure";
    struct tdm_check check = block(mem, terms, DONE_);
    CHECK_TRUTH(check, "unknown");
    CHECK_INT(check.reason.n, 2);
    CHECK_INT(check.reason.of_n, 3);
    check = block(mem, terms, DONE_ "2026-03-09 diary by p-1\n  pain 5\n");
    CHECK_TRUTH(check, "unknown");
    CHECK_INT(check.reason.n, 1);
}

TEST("a record of a procedure is one of that procedure, whatever else has its number in the catalogue [M24]") {
    static const char none[] = "no record of graft within 4 weeks";
    static const char other[] = ENROL "2026-03-02 finding stiff-gait opened by therapist-a\n"
                                      "2026-03-02 flag flare raised by therapist-a\n"
                                      "2026-03-03 adverse swelling by p-1, grade 1\n";
    CHECK_TRUTH(judged(mem, none, DONE_, "2026-03-05"), "unmet");
    CHECK_TRUTH(judged(mem, none, other, "2026-03-05"), "met");
}

/* ---- midnight */

TEST("a reading of midnight has a time as any other: the one after it is the last of the day [M29 M18]") {
    static const char up[] = DONE_ "2026-03-09 00:00 assess by therapist-a\n  quads right 80 N.m\n"
                                   "2026-03-09 00:30 assess by therapist-a\n  quads right 90 N.m\n",
                      down[] = DONE_ "2026-03-09 00:30 assess by therapist-a\n  quads right 80 N.m\n"
                                     "2026-03-09 00:00 assess by therapist-a\n  quads right 90 N.m\n";
    static const char wanted[] = "quads at least 85 N.m, latest within 7 days";
    CHECK_TRUTH(judged(mem, wanted, up, "2026-03-10"), "met");
    CHECK_TRUTH(judged(mem, wanted, down, "2026-03-10"), "unmet");
}

static enum tdm_step_kind step_of(struct tdm_arena *mem, const char *when, const char *entries) {
    struct tdm_buf rule;
    tdm_buf_init(&rule, mem, 2048);
    tdm_buf_format(&rule,
                   "progress careful\n  for rig\n  in loading\n  regress load by 20%% when %s  [own]\n"
                   "  otherwise hold  [own]\n",
                   when);
    const struct tdm_standing *s = load_standing(mem, tdm_arena_str(mem, tdm_buf_str(&rule)).at, entries, "2026-03-08");
    if (s->change_count != 1) check_failed(__FILE__, __LINE__, "%u changes", s->change_count);
    return s->changes[0].step;
}

#define SESSION(time)          "2026-03-06 " time " session by p-1\n  rig 3x10, 30 kg\n  pain-during 1\n"
#define DIARY(day, time, pain) "2026-03-" day " " time " diary by p-1\n  pain-now " pain "\n"

TEST("a reading of midnight before a session is the earliest of its day [M74]") {
    static const char when[] = "next-rise at least 3, last 1 sessions";
    CHECK_INT(step_of(mem, when,
                      PRESCRIBED("rig 3x10, 30 kg") DIARY("06", "00:00", "1") DIARY("06", "10:00", "4") SESSION("17:00")
                          DIARY("07", "08:00", "5")),
              TDM_STEP_REGRESS);
    CHECK_INT(step_of(mem, when,
                      PRESCRIBED("rig 3x10, 30 kg") DIARY("06", "00:00", "4") DIARY("06", "10:00", "1") SESSION("17:00")
                          DIARY("07", "08:00", "5")),
              TDM_STEP_HOLD);
}

/* ---- one session, several sessions (M73) */

TEST("two sessions of one day are one day of changes, in either order [M73 M74]") {
    static const char once[] = "next-rise at least 3, worst of 7 days, at least 1 readings",
                      twice[] = "next-rise at least 3, worst of 7 days, at least 2 readings";
    static const char entries[] = PRESCRIBED("rig 3x10, 30 kg") DIARY("06", "08:00", "1") SESSION("09:00")
        SESSION("17:00") DIARY("07", "08:00", "5");
    CHECK_INT(step_of(mem, once, entries), TDM_STEP_REGRESS);
    CHECK_INT(step_of(mem, twice, entries), TDM_STEP_HOLD);
}

TEST("one exercise twice in one session is one session, where two are asked for [M73]") {
    static const char rule[] = "progress heavier\n  for rig\n  in loading\n"
                               "  advance load by 5% when every set done, last 2 sessions  [own]\n"
                               "  otherwise hold  [own]\n";
    static const char once[] = PRESCRIBED("rig 3x10, 30 kg") "2026-03-06 17:00 session by p-1\n  rig 3x10, 30 kg\n"
                                                             "  rig 3x10, 30 kg\n",
                      twice[] = PRESCRIBED("rig 3x10, 30 kg") "2026-03-06 17:00 session by p-1\n  rig 3x10, 30 kg\n"
                                                              "2026-03-07 17:00 session by p-1\n  rig 3x10, 30 kg\n";
    const struct tdm_standing *s = load_standing(mem, rule, once, "2026-03-07");
    REQUIRE(s->change_count == 1);
    CHECK_INT(s->changes[0].step, TDM_STEP_HOLD);
    s = load_standing(mem, rule, twice, "2026-03-07");
    REQUIRE(s->change_count == 1);
    CHECK_INT(s->changes[0].step, TDM_STEP_ADVANCE);
}

/* ---- second in a list */

TEST("the sets of a plan are those of its second exercise too [M74 M81]") {
    static const char rules[] = "plan slow\n  for lift, rig\n  in prepare, loading\n  3 times a week, 4 sets  [own]\n"
                                "progress heavier\n  for rig\n  in loading\n"
                                "  advance load by 5% when every set done, last 1 sessions  [own]\n"
                                "  otherwise hold  [own]\n";
    const struct tdm_standing *s = load_standing(
        mem, rules, PRESCRIBED("rig 12RM, 30 kg") "2026-03-06 17:00 session by p-1\n  rig 3x10, 30 kg\n", "2026-03-07");
    REQUIRE(s->change_count == 1);
    CHECK_INT(s->changes[0].step, TDM_STEP_HOLD);
}

TEST("a product of two substances is held against a clause on the second of them [M61]") {
    static const char second[] = "restrict no-pseudo\n  substance pseudoephedrine\n  from procedure  [own]\n"
                                 "  until 4 weeks after procedure  [own]\n  because \"Not with this heart\"\n";
    const struct tdm_standing *s = standing_on(
        mem, case_open(mem, second, DONE_ "2026-03-10 medicine by p-1, taken \"Cold Relief\"\n"), "2026-03-11");
    CHECK_INT(deviations_of(s, "restricted-substance", NULL) + deviations_of(s, "substance-cannot-tell", NULL), 1);
}

TEST("a never-clause on the lowest class but one is found on a load of that class [M4 F081]") {
    static const char never[] = "never offer active before 8 weeks after procedure  [own]\n";
    const struct tdm_standing *s =
        standing_on(mem, case_open(mem, never, DONE_ "2026-03-10 17:00 session by p-1\n  slide 3x10\n"), "2026-03-11");
    CHECK_INT(deviations_of(s, "never-clause-broken", NULL), 1);
}

static const struct tdm_plan_answer *plan_of(struct tdm_arena *mem, const char *more, const char *entries,
                                             const char *on) {
    const struct tdm_standing *s = load_standing(mem, more, entries, on);
    if (s->loads.plan_count != 1) check_failed(__FILE__, __LINE__, "%u plans", s->loads.plan_count);
    return &s->loads.plans[0];
}

#define PAIN(day, pain) "2026-03-" day " 17:00 session by p-1\n  rig 3x10, 30 kg\n  pain-during " pain "\n"

TEST("a session planned after one that was done is the one that was missed [M78 N11]") {
    static const char plan[] = "plan slow\n  for rig\n  in loading\n  2 times a week  [own]\n";
    CHECK_DATE(plan_of(mem, plan,
                       LOAD_BEGUN "2026-03-05 10:00 plan session on 2026-03-06 by therapist-a\n"
                                  "2026-03-05 10:00 plan session on 2026-03-08 by therapist-a\n" PAIN("06", "1"),
                       "2026-03-09")
                   ->missed,
               "2026-03-08");
    CHECK_DATE(plan_of(mem, plan,
                       LOAD_BEGUN "2026-03-05 10:00 plan session on 2026-03-06 by therapist-a\n"
                                  "2026-03-05 10:00 plan session on 2026-03-08 by therapist-a\n" PAIN("06", "1")
                                      PAIN("08", "1"),
                       "2026-03-09")
                   ->missed,
               "none");
}

TEST("weeks go on by the rule of the plan, though it is not the first rule of the protocol [N11]") {
    static const char rules[] = "plan slow\n  for rig\n  in loading\n  2 times a week  [own]\n"
                                "progress other\n  for free\n  in loading\n"
                                "  advance load by 5% when every set done, last 2 sessions  [own]\n"
                                "  otherwise hold  [own]\n"
                                "progress slower\n  for slow\n  in loading\n"
                                "  advance plan by 1 weeks when pain-during at most 2, last 1 sessions  [own]\n"
                                "  otherwise hold  [own]\n";
    CHECK_INT(plan_of(mem, rules, LOAD_BEGUN PAIN("06", "1"), "2026-03-11")->week, 2);
    CHECK_INT(plan_of(mem, rules, LOAD_BEGUN PAIN("06", "4"), "2026-03-11")->week, 1);
}

TEST("what a rule says of a session on the last day of a week counts for that week [N11]") {
    static const char rules[] = "plan slow\n  for rig\n  in loading\n  2 times a week  [own]\n"
                                "progress slower\n  for slow\n  in loading\n"
                                "  hold when pain-during above 2, last 1 sessions  [own]\n"
                                "  advance plan by 1 weeks when pain-during at most 2, last 1 sessions  [own]\n"
                                "  otherwise hold  [own]\n";
    CHECK_INT(plan_of(mem, rules, LOAD_BEGUN PAIN("10", "4"), "2026-03-11")->week, 1);
    CHECK_INT(plan_of(mem, rules, LOAD_BEGUN PAIN("10", "1"), "2026-03-11")->week, 2);
}

/* ---- stops (M54) */

TEST("a stop of the therapist is lifted by those who sign for the phase and by therapists, and by nobody else [M54]") {
    case_base = case_changed(mem, "  by physician\n", "  by physical-therapist\n");
    static const char held[] = DONE_ "2026-03-30 10:00 clear resume by therapist-a\n"
                                     "2026-03-31 10:00 enter loading by therapist-a\n"
                                     "2026-04-02 10:00 hold loading by therapist-a, because \"swollen\"\n";
    static const struct {
        const char *resume;
        bool goes_on;
    } rows[] = {{"2026-04-03 10:00 resume loading by physician-a\n", false},
                {"2026-04-03 10:00 resume loading by p-1\n", false},
                {"2026-04-03 10:00 resume loading by therapist-b\n", true}};
    for (size_t i = 0; i < TDM_COUNT(rows); i++) {
        const struct tdm_standing *s =
            standing_on(mem, case_open(mem, "", joined(mem, held, rows[i].resume)), "2026-04-04");
        REQUIRE(s != NULL);
        tdm_ref loading = tdm_protocol_phase(s->episode->protocol, TDM_STR("loading"));
        CHECK_INT(s->phases[loading].state == TDM_PHASE_HELD, !rows[i].goes_on);
    }
    case_base = case_protocol;
}

/* ---- beginnings and ends of one day (M2, M98) */

TEST("an episode that ends on the day on which it began ends its phase with it [M2 M98]") {
    const struct tdm_standing *s =
        standing_on(mem, case_open(mem, "", ENROL "2026-01-05 end declined by p-1\n"), "2026-01-07");
    REQUIRE(s != NULL);
    tdm_ref prepare = tdm_protocol_phase(s->episode->protocol, TDM_STR("prepare"));
    CHECK_INT(s->phases[prepare].state, TDM_PHASE_ENDED);
    CHECK_DATE(s->phases[prepare].ended, "2026-01-05");
}

TEST("a phase that begins by the procedure begins, although a later one of its track was entered before it [M2 M59]") {
    static const char early[] = "phase walking on function\n  from gate go, 4 weeks  [own]\n  intent load\n"
                                "  load at most high  [own]\n  offer press\n"
                                "gate go opens walking  [own]\n  pain at most 2, latest within 7 days\n";
    static const char entries[] = ENROL "2026-02-19 diary by p-1\n  pain 1\n"
                                        "2026-02-20 10:00 enter walking by therapist-a\n"
                                        "2026-03-02 11:00 procedure graft performed by physician-a\n";
    const struct tdm_standing *s = standing_on(mem, case_open(mem, early, entries), "2026-03-04");
    REQUIRE(s != NULL);
    tdm_ref protect = tdm_protocol_phase(s->episode->protocol, TDM_STR("protect"));
    CHECK_INT(s->phases[protect].state, TDM_PHASE_ACTIVE);
    CHECK_DATE(s->phases[protect].started, "2026-03-02");
}

/* ---- loads that exist (F033) */

TEST("where every weight exists a load under a ceiling is looked for by halves of its unit [F033 S46]") {
    case_base = case_changed(mem, "  load at most high  [own]\n  offer press, lower-down, squat\n",
                             "  load at most low  [own]\n  offer lower-down\n");
    const struct tdm_standing *s =
        load_standing(mem, USUAL,
                      LOAD_BEGUN "2026-03-05 09:00 assess by therapist-a\n  hang-best 20 kg\n"
                                 "2026-03-05 10:00 prescribe by therapist-a\n  hang 3x10, 12 kg\n",
                      "2026-03-06");
    struct tdm_load_answer a = load_of(s, "hang");
    CHECK_STR(kilos(mem, a.target.known, a.target.load), "9.5 kg");
    case_base = case_protocol;
}

/* ---- what was written down late about the first day (M48) */

TEST("an enrolment written down later than a session of another day parts the two views of that session [M20 M48]") {
    case_base = case_changed(mem, "  load at most high  [own]\n  offer press, slide\n",
                             "  load at most moderate  [own]\n  offer press, slide\n");
    static const char late[] = "2026-01-05 enrol by physician-a, recorded 2026-02-01T09:00Z\n"
                               "2026-01-07 17:00 session by p-1, recorded 2026-01-07T18:00Z\n  press 3x10, 70 kg\n",
                      early[] = "2026-01-05 enrol by physician-a, recorded 2026-01-05T09:00Z\n"
                                "2026-01-07 17:00 session by p-1, recorded 2026-01-07T18:00Z\n  press 3x10, 70 kg\n";
    const char *const charts[] = {late, early};
    for (size_t i = 0; i < TDM_COUNT(charts); i++) {
        const struct tdm_standing *s = standing_on(mem, case_open(mem, "", charts[i]), "2026-02-02");
        const struct tdm_deviation *d = NULL;
        REQUIRE(deviations_of(s, "session-above-ceiling", &d) == 1);
        CHECK_INT(d->known_then, i == 1);
        CHECK_INT(d->known_now, true);
    }
    case_base = case_protocol;
}

TEST("what is open says whether it is a flag or a finding, and since when [M26 M96]") {
    static const char entries[] = DONE_ "2026-03-05 09:00 flag infection-signs raised by therapist-a\n"
                                        "2026-03-06 09:00 finding tender opened by therapist-a\n";
    static const struct {
        const char *criterion, *since;
        int32_t flag;
    } rows[] = {{"no open flag, screened within 28 days", "2026-03-05", 1},
                {"no open infection-signs, screened within 28 days", "2026-03-05", 1},
                {"no open tender, screened within 28 days", "2026-03-06", 0}};
    for (size_t i = 0; i < TDM_COUNT(rows); i++) {
        struct tdm_check check = judged(mem, rows[i].criterion, entries, "2026-03-10");
        CHECK_TRUTH(check, "unmet");
        CHECK_DATE(check.reason.date, rows[i].since);
        CHECK_INT(check.reason.n, rows[i].flag);
    }
}

TEST("a screen for a record that nobody made may be made by every role [M117 M90]") {
    static const char wanted[] = "record of finding tender within 30 days, screened within 7 days";
    const struct tdm_standing *s = standing_on(mem, case_open(mem, "", DONE_), "2026-03-10");
    struct tdm_check check = judged(mem, wanted, DONE_, "2026-03-10");
    CHECK_TRUTH(check, "unknown");
    CHECK_INT(check.owed_by, role_mask(s, "physician") | role_mask(s, "physical-therapist") | role_mask(s, "patient"));
    check = judged(mem, wanted, DONE_ "2026-03-09 screen findings by therapist-a, none found\n", "2026-03-10");
    CHECK_TRUTH(check, "unmet");
}
