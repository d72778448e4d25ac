/* engine_mixes_test.c - rules whose terms meet in seldom mixes: sessions nobody can order, revocations that others do
 * not rest on, findings declined twice, plans used up on their day, two signatures to look at again, two episodes of
 * one knee. */
#include "load_ground.h"

#include "engine/record.h"

#define ENROL "2026-01-05 enrol by physician-a\n2026-02-20 assess by therapist-a\n  quads right 80 N.m\n"
#define GRAFT ENROL "2026-03-02 11:00 procedure graft performed by physician-a, name proc\n"

static const struct tdm_standing *told(struct tdm_arena *mem, const char *more, const char *entries, const char *on) {
    const struct tdm_standing *s = standing_on(mem, case_open(mem, more, entries), on);
    if (s == NULL) exit(1);
    return s;
}

enum seen_as { NOT_IN, IN, HELD };

static enum seen_as state_of(const struct tdm_standing *s, const char *phase) {
    enum tdm_phase_state state = s->phases[tdm_protocol_phase(s->episode->protocol, tdm_str_of(phase))].state;
    return state == TDM_PHASE_ACTIVE ? IN : state == TDM_PHASE_HELD ? HELD : NOT_IN;
}

/* ---- sessions (M18, M73, M74) */

static const struct tdm_change *change_of(struct tdm_arena *mem, const char *when, const char *entries) {
    struct tdm_buf rule;
    tdm_buf_init(&rule, mem, 2048);
    tdm_buf_format(&rule,
                   "progress careful\n  for rig\n  in loading\n  regress load by 20%% when %s  [own]\n"
                   "  otherwise hold  [own]\n",
                   when);
    const struct tdm_standing *s = load_standing(mem, tdm_arena_str(mem, tdm_buf_str(&rule)).at, entries, "2026-03-08");
    if (s->change_count != 1) {
        check_failed(__FILE__, __LINE__, "%u changes", s->change_count);
        exit(1);
    }
    return &s->changes[0];
}

#define UNTIMED(pain) "2026-03-06 session by p-1\n  rig 3x10, 30 kg\n  pain-during " pain "\n"

TEST("of three sessions of a day that nobody can order two bad ones go back, one is unknown, none is good [M18 M73 "
     "M75]") {
    static const char when[] = "pain-during at least 5, last 2 sessions";
    const struct tdm_change *bad =
        change_of(mem, when, PRESCRIBED("rig 3x10, 30 kg") UNTIMED("6") UNTIMED("1") UNTIMED("7"));
    CHECK_INT(bad->step, TDM_STEP_REGRESS);
    const struct tdm_change *good =
        change_of(mem, when, PRESCRIBED("rig 3x10, 30 kg") UNTIMED("1") UNTIMED("2") UNTIMED("0"));
    CHECK_INT(good->step, TDM_STEP_HOLD);
    CHECK_INT(good->step_index, UINT32_MAX);
    static const char rule[] =
        "progress careful\n  for rig\n  in loading\n"
        "  regress load by 20% when pain-during at least 5, last 2 sessions  [own]\n"
        "  advance load by 5% when every set done, last 1 sessions  [own]\n  otherwise hold  [own]\n";
    static const char *const third[] = {"", "  pain-during 2\n"}; /* what it was cannot be told, and it was little */
    for (size_t i = 0; i < 2; i++) {
        static const char two[] =
            PRESCRIBED("rig 3x10, 30 kg") UNTIMED("6") UNTIMED("1") "2026-03-06 session by p-1\n  rig 3x10, 30 kg\n";
        const struct tdm_standing *s = load_standing(mem, rule, joined(mem, two, third[i]), "2026-03-08");
        REQUIRE(s->change_count == 1);
        CHECK_INT(s->changes[0].step, i == 0 ? TDM_STEP_HOLD : TDM_STEP_ADVANCE);
    }
}

TEST("a session of the day of a prescription counts for it, where nobody can tell which was first [M18 M73]") {
    static const char before[] = LOAD_BEGUN "2026-03-05 10:00 prescribe by therapist-a\n  rig 3x10, 20 kg\n" UNTIMED(
        "6") "2026-03-06 prescribe by therapist-a\n  rig 3x10, 30 kg\n",
                      ordered[] = LOAD_BEGUN "2026-03-05 10:00 prescribe by therapist-a\n  rig 3x10, 20 kg\n"
                                             "2026-03-06 09:00 session by p-1\n  rig 3x10, 20 kg\n  pain-during 6\n"
                                             "2026-03-06 10:00 prescribe by therapist-a\n  rig 3x10, 30 kg\n";
    static const char when[] = "pain-during at least 5, last 1 sessions";
    CHECK_INT(change_of(mem, when, before)->step, TDM_STEP_REGRESS);
    CHECK_INT(change_of(mem, when, ordered)->step, TDM_STEP_HOLD);
}

TEST("of two changes of one day the larger counts, also when the later session had the smaller one [M73 M74]") {
    static const char when[] = "next-rise at least 3, worst of 7 days, at least 1 readings";
    static const char entries[] = PRESCRIBED("rig 3x10, 30 kg") "2026-03-06 diary by p-1\n  pain-now 1\n"
                                                                "2026-03-06 09:00 session by p-1\n  rig 3x10, 30 kg\n"
                                                                "2026-03-06 10:00 diary by p-1\n  pain-now 4\n"
                                                                "2026-03-06 17:00 session by p-1\n  rig 3x10, 30 kg\n"
                                                                "2026-03-07 08:00 diary by p-1\n  pain-now 5\n";
    CHECK_INT(change_of(mem, when, entries)->step, TDM_STEP_REGRESS);
}

TEST("of two readings of one minute before a session the one from which it rose more counts [M30 M74]") {
    static const char when[] = "next-rise at least 3, last 1 sessions";
    static const char entries[] = PRESCRIBED("rig 3x10, 30 kg") "2026-03-06 10:00 diary by p-1\n  pain-now 1\n"
                                                                "2026-03-06 10:00 diary by p-1\n  pain-now 4\n"
                                                                "2026-03-06 17:00 session by p-1\n  rig 3x10, 30 kg\n"
                                                                "2026-03-07 08:00 diary by p-1\n  pain-now 5\n";
    CHECK_INT(change_of(mem, when, entries)->step, TDM_STEP_REGRESS);
}

TEST("a session before the enrolment is asked for no sets of a plan, since no phase was in force [M74 M81]") {
    static const char rules[] = "plan slow\n  for rig\n  in prepare\n  3 times a week, 4 sets  [own]\n"
                                "progress heavier\n  for rig\n  in prepare\n"
                                "  advance load by 5% when every set done, last 1 sessions  [own]\n"
                                "  otherwise hold  [own]\n";
    static const char before[] =
        "2026-01-02 10:00 prescribe by therapist-a\n  rig 12RM, 30 kg\n"
        "2026-01-03 17:00 session by p-1\n  rig 3x10, 30 kg\n2026-01-05 enrol by physician-a\n",
                      after[] = "2026-01-02 10:00 prescribe by therapist-a\n  rig 12RM, 30 kg\n"
                                "2026-01-05 09:00 enrol by physician-a\n"
                                "2026-01-06 17:00 session by p-1\n  rig 3x10, 30 kg\n";
    const struct tdm_standing *s = load_standing(mem, rules, before, "2026-01-07");
    REQUIRE(s->change_count == 1);
    CHECK_INT(s->changes[0].step, TDM_STEP_ADVANCE);
    s = load_standing(mem, rules, after, "2026-01-07");
    REQUIRE(s->change_count == 1);
    CHECK_INT(s->changes[0].step, TDM_STEP_HOLD);
}

TEST("a rest that a rule asks for keeps the next session away, where the plan asks for none itself [N11 M75]") {
    static const char rules[] = "plan slow\n  for rig\n  in loading\n  3 times a week  [own]\n"
                                "progress careful\n  for rig\n  in loading\n"
                                "  regress load by 20%, rest 2 days when pain-during above 5, last 1 sessions  [own]\n"
                                "  otherwise hold  [own]\n";
    const struct tdm_standing *s = load_standing(
        mem, rules,
        PRESCRIBED("rig 3x10, 30 kg") "2026-03-06 17:00 session by p-1\n  rig 3x10, 30 kg\n  pain-during 6\n",
        "2026-03-06");
    REQUIRE(s->loads.plan_count == 1);
    CHECK_DATE(s->loads.plans[0].not_before, "2026-03-09");
}

/* ---- revocations (M47, F012) */

static const char walking[] = "phase walking on function\n  from gate go, 4 weeks  [own]\n  intent load\n"
                              "  load at most high  [own]\n  offer press\n"
                              "gate go opens walking  [own]\n  pain at most 2, latest within 7 days\n";

#define ENTERED                                                                                                        \
    GRAFT "2026-03-30 10:00 clear resume by physician-a, name s1\n2026-03-31 10:00 enter loading by therapist-a\n"
#define REVOKE "2026-04-05 10:00 revoke s1 by physician-a, because \"Scan\"\n"
#define GO_ON  "2026-04-10 09:00 diary by p-1\n  pain 1\n2026-04-10 10:00 enter walking by therapist-a\n"

TEST("a revocation holds what rested on it, and nothing that was entered after it on other grounds [M47 F012]") {
    CHECK_INT(state_of(told(mem, walking, ENTERED REVOKE, "2026-04-06"), "loading"), HELD);
    CHECK_INT(state_of(told(mem, walking, ENTERED GO_ON REVOKE, "2026-04-11"), "walking"), IN);
    static const char late[] = ENTERED GO_ON "2026-04-12 10:00 revoke s1 by physician-a, because \"Scan\"\n";
    CHECK_INT(state_of(told(mem, walking, late, "2026-04-13"), "walking"), HELD);
}

TEST("a signature that was revoked before a phase was entered carries nothing of it [M47 M60]") {
    static const char entries[] = GRAFT "2026-03-30 10:00 clear resume by physician-a, name s1\n"
                                        "2026-03-31 10:00 revoke s1 by physician-a, because \"Scan\"\n"
                                        "2026-04-02 10:00 enter loading by therapist-a\n";
    const struct tdm_standing *s = told(mem, "", entries, "2026-04-03");
    CHECK_INT(state_of(s, "loading"), IN); /* it was done; that it should not have been is told */
    CHECK_INT(deviations_of(s, "entered-through-closed-gate", NULL), 1);
}

/* ---- findings (M86) */

static bool declined(struct tdm_arena *mem, const char *words) {
    const char *entries = joined(mem, GRAFT "2026-03-04 09:00 finding stiff-gait opened by therapist-a\n", words);
    const struct tdm_record *record = tdm_record_of(mem, told(mem, "", entries, "2026-03-10"));
    if (record->finding_count != 1) check_failed(__FILE__, __LINE__, "%u findings", record->finding_count);
    return record->finding_count == 1 && record->findings[0].declined;
}

TEST("a finding declined twice is declined, and one declined after a word of its day only when times say so "
     "[M86 M18]") {
    CHECK(declined(mem, "2026-03-05 finding stiff-gait declined by p-1\n"
                        "2026-03-05 finding stiff-gait declined by therapist-a\n"));
    CHECK(declined(mem, "2026-03-05 09:00 finding stiff-gait retraining by therapist-a\n"
                        "2026-03-05 10:00 finding stiff-gait declined by p-1\n"));
    CHECK(declined(mem, "2026-03-05 00:00 finding stiff-gait retraining by therapist-a\n"
                        "2026-03-05 10:00 finding stiff-gait declined by p-1\n"));
    CHECK(!declined(mem, "2026-03-05 finding stiff-gait retraining by therapist-a\n"
                         "2026-03-05 10:00 finding stiff-gait declined by p-1\n"));
    CHECK(!declined(mem, "2026-03-05 09:00 finding stiff-gait declined by p-1\n"
                         "2026-03-05 10:00 finding stiff-gait retraining by therapist-a\n"));
}

/* ---- plans and beginnings (M2, M13, M15, M59) */

TEST("a plan made before the procedure of its day is used up by it, one made after it is for the next [M13 M15 M116]") {
    static const char first[] = ENROL "2026-03-02 09:00 plan procedure on 2026-04-10 by physician-a\n"
                                      "2026-03-02 11:00 procedure graft performed by physician-a\n",
                      after[] = ENROL "2026-03-02 11:00 procedure graft performed by physician-a\n"
                                      "2026-03-02 12:00 plan procedure on 2026-04-10 by physician-a\n",
                      untold[] = ENROL "2026-03-02 plan procedure on 2026-04-10 by physician-a\n"
                                       "2026-03-02 procedure graft performed by physician-a\n";
    static const char before[] = "restrict early\n  load above low\n  from 7 days before procedure  [own]\n"
                                 "  until 1 weeks after procedure  [own]\n  because \"Fresh\"\n";
    const char *const charts[] = {first, after, untold};
    for (size_t i = 0; i < TDM_COUNT(charts); i++) {
        const struct tdm_standing *s = told(mem, before, charts[i], "2026-04-05");
        CHECK_INT(s->restrictions[0].state == TDM_RESTRICTION_IN_FORCE, i > 0);
    }
}

TEST("what begins by the enrolment begins, though a later phase was entered before it by mistake or for a procedure "
     "that came after [M2 M60]") {
    static const char plain[] =
        "2026-01-03 10:00 enter loading by therapist-a, name e1\n2026-01-05 enrol by physician-a\n",
                      taken_back[] = "2026-01-03 10:00 enter loading by therapist-a, name e1\n"
                                     "2026-01-05 enrol by physician-a\n"
                                     "2026-01-06 withdraw e1 by therapist-a, because \"of another patient\"\n",
                      spent[] = "2026-01-03 10:00 enter loading by therapist-a, name e1\n"
                                "2026-01-05 enrol by physician-a\n"
                                "2026-03-02 11:00 procedure graft performed by physician-a\n";
    const char *const charts[] = {plain, taken_back, spent};
    for (size_t i = 0; i < TDM_COUNT(charts); i++) {
        const struct tdm_standing *s = told(mem, "", charts[i], i < 2 ? "2026-01-08" : "2026-03-04");
        tdm_ref prepare = tdm_protocol_phase(s->episode->protocol, TDM_STR("prepare"));
        CHECK_DATE(s->phases[prepare].started, i == 0 ? "none" : "2026-01-05");
    }
}

/* ---- bounds of a move (M50, M118) */

TEST("a move whose last bound counts from what has not begun is outside, since nobody can tell its bound [M50 M118]") {
    case_base = case_changed(mem, "  valid 14 days  [own]\n",
                             "  valid 14 days  [own]\n"
                             "  may move from 4 weeks after procedure to 2 weeks after start of loading  [own]\n");
    const struct tdm_standing *s = told(
        mem, "", GRAFT "2026-03-10 09:00 move resume to 2026-04-06 by physician-a, because \"away\"\n", "2026-03-12");
    CHECK_INT(deviations_of(s, "window-moved-outside", NULL), 1);
    case_base = case_protocol;
}

/* ---- two signatures to look at again (M49) */

TEST("a signature after one that is to be looked at again settles it only when nothing came late for it too [M49]") {
#define LATE_FLAG "2026-03-29 09:00 flag flare raised by therapist-a, recorded "
    static const char both[] = GRAFT "2026-03-30 10:00 clear resume by physician-a\n"
                                     "2026-04-01 10:00 clear resume by physician-a\n" LATE_FLAG "2026-04-03T09:00Z\n",
                      one[] = GRAFT "2026-03-30 10:00 clear resume by physician-a\n" LATE_FLAG
                                    "2026-03-31T09:00Z\n2026-04-01 10:00 clear resume by physician-a\n";
    CHECK_INT(owed_of(told(mem, "", both, "2026-04-04"), TDM_OWED_REVIEW, NULL), 2);
    CHECK_INT(owed_of(told(mem, "", one, "2026-04-04"), TDM_OWED_REVIEW, NULL), 0);
}

TEST("a vital medicine that was inside a restriction by what was known then alone is no question now [M63 M48]") {
    static const char blood[] = "restrict no-thinner\n  substance class anticoagulant\n  from procedure  [own]\n"
                                "  until 2 weeks after procedure  [own]\n  because \"It bleeds\"\n";
    static const char taken[] = GRAFT "2026-03-10 medicine by p-1, taken \"warfarin\", route mouth\n",
                      mended[] = GRAFT "2026-03-10 medicine by p-1, taken \"warfarin\", route mouth\n"
                                       "2026-02-16 11:00 procedure graft performed by physician-a, recorded "
                                       "2026-05-01T10:00Z\n"
                                       "2026-05-01 withdraw proc by physician-a, because \"wrong day\", recorded "
                                       "2026-05-01T09:00Z\n";
    CHECK_INT(owed_of(told(mem, blood, taken, "2026-05-02"), TDM_OWED_PRESCRIBER_QUESTION, NULL), 1);
    CHECK_INT(owed_of(told(mem, blood, mended, "2026-05-02"), TDM_OWED_PRESCRIBER_QUESTION, NULL), 0);
    CHECK_INT(deviations_of(told(mem, blood, mended, "2026-05-02"), "vital-substance", NULL), 1);
}

/* ---- two screens of one minute (M18, M90) */

TEST("two screens of one minute are both the last [M18 M90]") {
    static const char wanted[] = "no open infection-signs, screened within 7 days";
    static const char entries[] = GRAFT "2026-03-08 10:00 screen flags by physician-a, none found\n"
                                        "2026-03-08 10:00 screen flags by therapist-a, none found\n"
                                        "2026-02-27 10:00 screen flags by therapist-a, none found\n";
    CHECK_TRUTH(judged(mem, wanted, entries, "2026-03-10"), "met");
    CHECK_TRUTH(judged(mem, wanted, entries, "2026-03-16"), "unknown");
}

/* ---- from the load really lifted (M76) */

TEST("a step back starts from the load really lifted, when that was less than the target [M76 F032]") {
    static const char rule[] = "progress careful\n  for rig\n  in loading\n"
                               "  regress load by 5% when pain-during above 5, last 1 sessions  [own]\n"
                               "  advance load by 5% when every set done, last 2 sessions  [own]\n"
                               "  otherwise hold  [own]\n";
#define SESSION_(day, dose, pain) "2026-03-" day " 17:00 session by p-1\n  rig 3x10, " dose "\n  pain-during " pain "\n"
    static const char two[] = PRESCRIBED("rig 3x10, 30 kg") SESSION_("06", "30 kg", "1") SESSION_("07", "30 kg", "1"),
                      less[] = PRESCRIBED("rig 3x10, 30 kg") SESSION_("06", "30 kg", "1") SESSION_("07", "30 kg", "1")
                          SESSION_("08", "30 kg", "6"),
                      whole[] = PRESCRIBED("rig 3x10, 30 kg") SESSION_("06", "30 kg", "1") SESSION_("07", "30 kg", "1")
                          SESSION_("08", "31 kg", "6");
    struct tdm_load_answer a = load_of(load_standing(mem, rule, two, "2026-03-07"), "rig");
    CHECK_STR(kilos(mem, a.target.known, a.target.load), "31 kg");
    a = load_of(load_standing(mem, rule, less, "2026-03-09"), "rig");
    CHECK_STR(kilos(mem, a.target.known, a.target.load), "28 kg"); /* of 30 kg: 28.5 kg */
    a = load_of(load_standing(mem, rule, whole, "2026-03-09"), "rig");
    CHECK_STR(kilos(mem, a.target.known, a.target.load), "29 kg"); /* of 31 kg: 29.45 kg */
}
