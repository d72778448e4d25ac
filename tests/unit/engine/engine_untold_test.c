/* engine_untold_test.c - orders that nobody can tell, who reads what, and what of it is owed: where the standing and a
 * second evaluation of the rules had two answers (tests/oracle/README.md). */
#include "engine/record.h"
#include "engine_case.h"

#define ENROL  "2026-01-05 enrol by physician-a\n"
#define DONE   ENROL "2026-03-02 11:00 procedure graft performed by physician-a, name proc\n"
#define SIGNED "2026-03-30 clear resume by physician-a, recorded 2026-03-30T09:00Z, name s1\n"

static const char home[] =
    "gate home opens discharge  [own]\n  clearance resume\n  pain at most 2, latest within 7 days\n",
                  worst[] = "gate home opens discharge  [own]\n  clearance resume\n"
                            "  pain at most 2, worst of 3 days, at least 1 readings\n",
                  open_gate[] =
                      "phase sport on function\n  from gate go-sport, 6 weeks  [own]\n  load at most high  [own]\n"
                      "gate go-sport opens sport  [own]\n  clearance resume\n";

static uint32_t blind(struct tdm_arena *mem, const char *gate, const char *entries) {
    return deviations_of(standing_on(mem, case_open(mem, gate, entries), "2026-04-01"), "signed-without-fact", NULL);
}

TEST("a fact of the signature's own day is older unless both times say otherwise [M18 M49]") {
    CHECK_INT(blind(mem, home, DONE SIGNED "2026-03-30 diary by p-1, recorded 2026-03-31T09:00Z\n  pain 6\n"), 1);
    CHECK_INT(blind(mem, home, DONE SIGNED "2026-03-30 19:00 diary by p-1, recorded 2026-03-31T09:00Z\n  pain 6\n"), 1);
    CHECK_INT(blind(mem, home,
                    DONE "2026-03-30 08:00 clear resume by physician-a, recorded 2026-03-30T09:00Z\n"
                         "2026-03-30 19:00 diary by p-1, recorded 2026-03-31T09:00Z\n  pain 6\n"),
              0);
    CHECK_INT(blind(mem, home,
                    DONE "2026-03-30 08:00 clear resume by physician-a, recorded 2026-03-30T09:00Z\n"
                         "2026-03-30 19:00 flag flare raised by p-1, recorded 2026-03-31T09:00Z\n"),
              0);
}

TEST("a late fact counts if it turns the gate on the day of signing, not on the day before [M49]") {
    CHECK_INT(blind(mem, worst, DONE SIGNED "2026-03-27 diary by p-1, recorded 2026-03-31T09:00Z\n  pain 6\n"), 0);
    CHECK_INT(blind(mem, worst, DONE SIGNED "2026-03-28 diary by p-1, recorded 2026-03-31T09:00Z\n  pain 6\n"), 1);
}

TEST("a reading stays its rater's when somebody else corrects it [M30 M31]") {
    static const char corrected[] = "2026-03-09 assess by therapist-a\n  quads right 90 N.m\n"
                                    "2026-03-09 assess by therapist-b, name b\n  quads right 90 N.m\n"
                                    "2026-03-10 correct b by therapist-a, because \"a slip\"\n"
                                    "  2026-03-09 quads right 70 N.m, was 90 N.m\n";
    struct tdm_check check = judged(mem, "quads at least 80 N.m, latest within 7 days", corrected, "2026-03-11");
    CHECK_TRUTH(check, "unknown");
    CHECK_REASON(check, "contradictory");
}

TEST("what was not done becomes a value by a correction, if its rater may observe it [M31 M38]") {
    static const char by_therapist[] =
        "2026-03-09 assess by therapist-a, name a\n  quads right not-done, because \"no time\"\n"
        "2026-03-10 correct a by therapist-b, because \"a slip\"\n"
        "  2026-03-09 quads right 90 N.m, was not-done\n",
                      by_patient[] = "2026-03-09 assess by p-1, name a\n  quads right not-done, because \"no time\"\n"
                                     "2026-03-10 correct a by therapist-b, because \"a slip\"\n"
                                     "  2026-03-09 quads right 90 N.m, was not-done\n";
    CHECK_TRUTH(judged(mem, "quads at least 80 N.m, latest within 7 days", by_therapist, "2026-03-11"), "met");
    struct tdm_check check = judged(mem, "quads at least 80 N.m, latest within 7 days", by_patient, "2026-03-11");
    CHECK_TRUTH(check, "unknown");
    CHECK_REASON(check, "missing");
}

TEST("a flag closed and raised on one day in an order nobody can tell is open since it was first raised [M18 M96]") {
    static const char entries[] = DONE "2026-03-05 flag flare raised by p-1\n"
                                       "2026-03-08 flag flare closed by physician-a\n"
                                       "2026-03-08 flag flare raised by p-1\n";
    const struct tdm_standing *s = standing_on(mem, case_open(mem, "", entries), "2026-03-10");
    REQUIRE(s != NULL && s->open_count == 1);
    CHECK_DATE(s->open[0].since, "2026-03-05");
    static const char told[] = DONE "2026-03-05 flag flare raised by p-1\n"
                                    "2026-03-08 08:00 flag flare closed by physician-a\n"
                                    "2026-03-08 09:00 flag flare raised by p-1\n";
    s = standing_on(mem, case_open(mem, "", told), "2026-03-10");
    REQUIRE(s != NULL && s->open_count == 1);
    CHECK_DATE(s->open[0].since, "2026-03-08");
}

TEST("a finding resolved and opened again on one day in an order nobody can tell goes on as one life [M18 M86]") {
    static const char entries[] = DONE "2026-03-05 finding stiff-gait opened by therapist-a\n"
                                       "2026-03-08 finding stiff-gait resolved by therapist-a\n"
                                       "2026-03-08 finding stiff-gait relapsed by therapist-a\n";
    const struct tdm_standing *s = standing_on(mem, case_open(mem, "", entries), "2026-03-10");
    REQUIRE(s != NULL && s->open_count == 1);
    CHECK_DATE(s->open[0].since, "2026-03-05");
}

TEST("a flag closed by somebody who held no role stays open, and that is told [M55 M96]") {
    static const char head[] =
        "chart e-1\n  patient p-1\n  site knee, right\n  protocol small version 1.0\n  zone UTC\n"
        "  synthetic\n  people\n    physician-a physician\n    physician-b physician, until 2026-02-28\n"
        "    p-1 patient\n";
    static const char entries[] =
        DONE "2026-03-05 flag flare raised by p-1\n2026-03-08 flag flare closed by physician-b\n";
    const struct tdm_standing *s = standing_on(mem, case_with_head(mem, head, "", entries), "2026-03-10");
    REQUIRE(s != NULL);
    CHECK_INT(s->open_count, 1);
    CHECK_INT(deviations_of(s, "flag-closed-without-right", NULL), 1);
}

TEST("what was done while a second signature still held is lawful, whichever was revoked first [M47 M48]") {
    static const char remodel[] =
        "phase remodel on tissue\n  from end of repair until discharge\n  load at most high  [own]\n";
    const char *kept = case_base;
    case_base = case_changed(mem, "  ends by clearance resume\n  load at most high",
                             "  ends by clearance resume\n  load at most low");
    static const char entries[] = DONE "2026-03-30 08:00 clear resume by physician-a, name c1\n"
                                       "2026-03-30 09:00 enter loading by therapist-a\n"
                                       "2026-04-02 clear resume by physician-a, name c2\n"
                                       "2026-04-05 revoke c2 by physician-a, because \"swollen\"\n"
                                       "2026-04-08 session by p-1\n  squat 3x10\n"
                                       "2026-04-12 revoke c1 by physician-a, because \"swollen\"\n"
                                       "2026-04-13 session by p-1\n  squat 3x10\n";
    const struct tdm_standing *s = standing_on(mem, case_open(mem, remodel, entries), "2026-04-20");
    case_base = kept;
    const struct tdm_deviation *d = NULL;
    REQUIRE(s != NULL && deviations_of(s, "session-above-ceiling", &d) == 1);
    CHECK_DATE(d->date, "2026-04-13");
}

TEST("what was read after a session is not the value before it; of several before it the first, else the better [M18 "
     "M74]") {
    static const char rise[] = "next-rise at most 0, worst of 14 days, at least 1 readings";
#define SESSION "2026-03-10 09:00 session by p-1\n  slide 3x10\n"
#define MORNING "2026-03-11 07:00 diary by p-1\n  pain-now 4\n"
    CHECK_REASON(judged(mem, rise, SESSION "2026-03-10 15:00 diary by p-1\n  pain-now 4\n" MORNING, "2026-03-12"),
                 "coverage");
    CHECK_TRUTH(judged(mem, rise, SESSION "2026-03-10 08:00 diary by p-1\n  pain-now 4\n" MORNING, "2026-03-12"),
                "met");
    CHECK_TRUTH(judged(mem, rise,
                       SESSION "2026-03-10 07:00 diary by p-1\n  pain-now 5\n"
                               "2026-03-10 08:00 diary by p-1\n  pain-now 3\n" MORNING,
                       "2026-03-12"),
                "met");
    CHECK_TRUTH(judged(mem, rise,
                       SESSION "2026-03-10 diary by p-1\n  pain-now 5\n"
                               "2026-03-10 assess by therapist-a\n  pain-now 3\n" MORNING,
                       "2026-03-12"),
                "unmet");
}

/* How many exercises are prescribed that day. */
static uint32_t prescribed_on(struct tdm_arena *mem, const char *entries, const char *on) {
    const struct tdm_standing *s = standing_on(mem, case_open(mem, "", entries), on);
    uint32_t count = 0;
    for (uint32_t i = 0; s != NULL && i < s->exercise_count; i++) count += s->exercises[i].prescribed;
    return count;
}

TEST("prescriptions of one moment that nothing orders stand together; a later one takes their place, and what was "
     "written later [M81 M125]") {
#define AT(clock, more, dose) "2026-03-20 " clock "prescribe by therapist-a" more "\n  " dose "\n"
    static const char together[] = DONE AT("09:00 ", "", "squat 3x10") AT("09:00 ", ", name b", "slide 3x10"),
                      apart[] = DONE AT("09:00 ", "", "squat 3x10") AT("09:01 ", "", "slide 3x10"),
                      untimed[] = DONE AT("09:00 ", "", "squat 3x10") AT("", "", "slide 3x10"),
                      recorded[] = DONE AT("09:00 ", ", recorded 2026-03-20T10:00Z", "squat 3x10")
                          AT("09:00 ", ", recorded 2026-03-20T11:00Z", "slide 3x10"),
                      numbered[] = DONE AT("09:00 ", ", writer desk 1", "squat 3x10")
                          AT("09:00 ", ", writer desk 2", "slide 3x10"),
                      followed[] = DONE AT("09:00 ", "", "squat 3x10") AT("09:00 ", ", name b", "slide 3x10")
                          AT("10:00 ", "", "squat 3x8");
    CHECK_INT(prescribed_on(mem, together, "2026-03-21"), 2);
    CHECK_INT(prescribed_on(mem, apart, "2026-03-21"), 1);
    CHECK_INT(prescribed_on(mem, untimed, "2026-03-21"), 1);
    CHECK_INT(prescribed_on(mem, recorded, "2026-03-21"), 1);
    CHECK_INT(prescribed_on(mem, numbered, "2026-03-21"), 1);
    CHECK_INT(prescribed_on(mem, followed, "2026-03-21"), 1);
}

static tdm_ref next_of(const struct tdm_standing *s) {
    return s == NULL ? TDM_REF_NONE : s->track[TDM_TRACK_FUNCTION].next;
}

TEST("the next phase is the one after it in the protocol, past one that was skipped and after a step back [M59]") {
    const struct tdm_case *episode = case_open(mem, open_gate, ENROL "2026-01-20 enter loading by therapist-a\n");
    REQUIRE(episode != NULL);
    tdm_ref sport = tdm_protocol_phase(episode->protocol, TDM_STR("sport"));
    CHECK_INT(next_of(standing_on(mem, episode, "2026-01-21")), sport);
    static const char back[] = DONE "2026-03-30 enter loading by therapist-a\n2026-04-20 enter sport by therapist-a\n"
                                    "2026-04-27 enter loading by therapist-a\n";
    episode = case_open(mem, open_gate, back);
    CHECK_INT(next_of(standing_on(mem, episode, "2026-04-22")), TDM_REF_NONE);
    CHECK_INT(next_of(standing_on(mem, episode, "2026-04-28")), sport);
}

TEST("a phase entered before the enrolment goes on: what the enrolment begins would loosen it [M2 M60]") {
    static const char entries[] = "2026-01-03 enter protect by therapist-a\n" ENROL;
    const char *kept = case_base;
    case_base = case_changed(mem, "  from procedure, 15 days  [own]\n  intent protect\n",
                             "  from gate start-protect  [own]\n  intent protect\n");
    const struct tdm_standing *s = standing_on(
        mem,
        case_open(mem, "gate start-protect opens protect  [own]\n  pain at most 5, latest within 7 days\n", entries),
        "2026-01-20");
    case_base = kept;
    REQUIRE(s != NULL);
    CHECK_INT(s->track[TDM_TRACK_FUNCTION].phase, tdm_protocol_phase(s->episode->protocol, TDM_STR("protect")));
    CHECK_INT(s->phases[s->track[TDM_TRACK_FUNCTION].phase].state, TDM_PHASE_ACTIVE);
}

TEST("a physician moves a window that somebody else signs; a patient does not [M50 M118]") {
    static const char gated[] =
        "clearance full-load\n  by physical-therapist  [own]\n  not before 4 weeks after procedure  [own]\n"
        "  valid 6 weeks  [own]\n  may move from 4 weeks after procedure to 9 weeks after procedure  [own]\n"
        "gate home opens discharge  [own]\n  clearance full-load\n";
    static const char by_physician[] =
        DONE "2026-03-10 move full-load to 2026-04-20 by physician-a, because \"still swollen\"\n",
                      by_patient[] = DONE "2026-03-10 move full-load to 2026-04-20 by p-1, because \"a journey\"\n";
    const struct tdm_case *episode = case_open(mem, gated, by_physician);
    REQUIRE(episode != NULL);
    tdm_ref c = tdm_protocol_clearance(episode->protocol, TDM_STR("full-load"));
    const struct tdm_standing *s = standing_on(mem, episode, "2026-03-12");
    REQUIRE(s != NULL);
    CHECK_INT(deviations_of(s, "window-moved-without-right", NULL), 0);
    CHECK_DATE(s->clearances[c].lawful_from, "2026-04-20");
    s = standing_on(mem, case_open(mem, gated, by_patient), "2026-03-12");
    REQUIRE(s != NULL && deviations_of(s, "window-moved-without-right", NULL) == 1);
    CHECK_DATE(s->clearances[c].lawful_from, "2026-03-30");
}

TEST("a finding declined and resolved on one day in an untold order stays open and declined [M18 M86]") {
    static const char entries[] =
        DONE "2026-03-05 finding stiff-gait opened by therapist-a, name f\n"
             "2026-03-08 finding f declined by physician-a\n2026-03-08 finding f resolved by physician-a\n";
    const struct tdm_standing *s = standing_on(mem, case_open(mem, "", entries), "2026-03-10");
    REQUIRE(s != NULL);
    const struct tdm_record *record = tdm_record_of(mem, s);
    REQUIRE(record->finding_count == 1);
    CHECK(record->findings[0].open && record->findings[0].declined);
    CHECK_INT(owed_of(s, TDM_OWED_RETRAINING, NULL), 0);
}

static const char release[] = "clearance release\n  by physician  [own]\n  not before 12 weeks after procedure  [own]\n"
                              "  valid 6 weeks  [own]\n"
                              "gate home opens discharge  [own]\n  clearance release\n"
                              "  no open compensation, screened within 6 weeks\n";

TEST("in the last phase the signature and the screen of the discharge are owed [M87 M90]") {
    const struct tdm_case *episode = case_open(mem, release, DONE SIGNED "2026-03-30 enter loading by therapist-a\n");
    const struct tdm_owed *owed = NULL;
    CHECK_INT(owed_of(standing_on(mem, episode, "2026-05-17"), TDM_OWED_SCREEN, NULL), 0);
    const struct tdm_standing *s = standing_on(mem, episode, "2026-05-25");
    REQUIRE(s != NULL && owed_of(s, TDM_OWED_SIGNATURE, &owed) == 1);
    CHECK_INT(owed->ref, tdm_protocol_clearance(episode->protocol, TDM_STR("release")));
    CHECK_DATE(owed->from, "2026-05-25");
    REQUIRE(owed_of(s, TDM_OWED_SCREEN, &owed) == 1);
    CHECK(owed->of_findings);
}

TEST("of one day everybody who may have asked last is to ask again, and one who surely asked before is not [M90 M18]") {
    static const char *const screens[][2] = {{"2026-04-01 09:00 screen findings by physician-a, none found\n2026-04-01 "
                                              "screen findings by therapist-a, none found\n",
                                              "both"},
                                             {"2026-04-01 09:00 screen findings by physician-a, none found\n"
                                              "2026-04-01 09:05 screen findings by therapist-a, none found\n",
                                              "therapist"},
                                             {"2026-04-01 screen findings by physician-a, none found\n2026-04-02 "
                                              "screen findings by therapist-a, none found\n",
                                              "therapist"}};
    for (size_t i = 0; i < TDM_COUNT(screens); i++) {
        struct tdm_buf entries;
        tdm_buf_init(&entries, mem, 4096);
        tdm_buf_text(&entries, DONE SIGNED "2026-03-30 enter loading by therapist-a\n");
        tdm_buf_text(&entries, screens[i][0]);
        tdm_str text = tdm_arena_str(mem, tdm_buf_str(&entries));
        const struct tdm_standing *s = standing_on(mem, case_open(mem, release, text.at), "2026-05-25");
        const struct tdm_owed *owed = NULL;
        REQUIRE(s != NULL && owed_of(s, TDM_OWED_SCREEN, &owed) == 1);
        tdm_mask wanted = role_mask(s, "physical-therapist");
        if (tdm_str_is(tdm_str_of(screens[i][1]), "both")) wanted |= role_mask(s, "physician");
        CHECK(owed->roles == wanted);
    }
}

TEST("what nobody on the team recorded is owed by who signs the first clearance, never by nobody or the patient [M90 "
     "M95]") {
    static const char head[] =
        "chart e-1\n  patient p-1\n  site knee, right\n  protocol small version 1.0\n  zone UTC\n"
        "  synthetic\n  people\n    physician-a physician, until 2026-02-28\n"
        "    physician-b physician\n    p-1 patient\n";
    static const char entries[] =
        DONE "2026-03-05 flag flare raised by p-1\n2026-03-05 finding stiff-gait opened by p-1\n";
    const struct tdm_standing *s = standing_on(mem, case_with_head(mem, head, "", entries), "2026-03-10");
    static const enum tdm_owed_kind kinds[] = {TDM_OWED_RECORD, TDM_OWED_ESCALATION, TDM_OWED_RETRAINING};
    for (size_t i = 0; i < TDM_COUNT(kinds); i++) {
        const struct tdm_owed *owed = NULL;
        REQUIRE(owed_of(s, kinds[i], &owed) == 1);
        CHECK(owed->roles == role_mask(s, "physician"));
    }
}

TEST("the last day of a rhythm is one on which it is owed; where phases meet it is the next one's [M10 M12 M101]") {
    static const char owe[] =
        "owe points\n  by patient, every 4 weeks, from procedure until 8 weeks after procedure  [own]\n"
        "owe diary\n  by patient, every 1 days, from procedure until end of protect  [own]\n";
    static const char entries[] = DONE "2026-03-30 assess by p-1\n  points 50\n2026-03-15 diary by p-1\n  pain 1\n";
    const struct tdm_case *episode = case_open(mem, owe, entries);
    const struct tdm_owed *owed = NULL;
    REQUIRE(owed_of(standing_on(mem, episode, "2026-04-27"), TDM_OWED_MEASURE, &owed) == 1);
    CHECK_INT(owed->state, TDM_OWED_DUE);
    CHECK_INT(owed_of(standing_on(mem, episode, "2026-04-28"), TDM_OWED_MEASURE, NULL), 0);
    CHECK_INT(owed_of(standing_on(mem, episode, "2026-03-16"), TDM_OWED_DIARY, NULL), 1);
    CHECK_INT(owed_of(standing_on(mem, episode, "2026-03-17"), TDM_OWED_DIARY, NULL), 0);
    episode =
        case_open(mem, owe, DONE "2026-03-30 assess by p-1\n  points 50\n2026-04-02 assess by p-1\n  points 60\n");
    CHECK_INT(owed_of(standing_on(mem, episode, "2026-04-27"), TDM_OWED_MEASURE, NULL), 0);
}

TEST("a baseline that would be too old on the planned day is owed from the day on which it would not be [M83 M88]") {
    static const char entries[] = ENROL "2026-01-06 plan procedure on 2026-05-04 by physician-a\n";
    const struct tdm_owed *owed = NULL;
    REQUIRE(owed_of(standing_on(mem, case_open(mem, "", entries), "2026-02-10"), TDM_OWED_BASELINE, &owed) == 1);
    CHECK_INT(owed->state, TDM_OWED_UPCOMING);
    CHECK_DATE(owed->from, "2026-03-23");
    REQUIRE(owed_of(standing_on(mem, case_open(mem, "", entries), "2026-03-23"), TDM_OWED_BASELINE, &owed) == 1);
    CHECK_INT(owed->state, TDM_OWED_DUE);
}

TEST(
    "a reply of the day counts by the name of the hand-off; by what was handed over only if it can be told [M18 M57]") {
    static const char by_name[] = DONE "2026-03-05 09:00 handoff resume by therapist-a, to physician, name h\n"
                                       "2026-03-05 acknowledge h by physician-a\n",
                      untold[] = DONE "2026-03-05 09:00 handoff resume by therapist-a, to physician\n"
                                      "2026-03-05 acknowledge resume by physician-a\n",
                      told[] = DONE "2026-03-05 09:00 handoff resume by therapist-a, to physician\n"
                                    "2026-03-05 10:00 acknowledge resume by physician-a\n",
                      two[] = DONE "2026-03-05 09:00 handoff resume by therapist-a, to physician, name h\n"
                                   "2026-03-06 answer h by physician-a\n"
                                   "2026-03-06 answer h partial by physician-a, because \"no image yet\"\n";
    CHECK_INT(owed_of(standing_on(mem, case_open(mem, "", by_name), "2026-03-08"), TDM_OWED_ANSWER, NULL), 0);
    CHECK_INT(owed_of(standing_on(mem, case_open(mem, "", untold), "2026-03-08"), TDM_OWED_ANSWER, NULL), 1);
    CHECK_INT(owed_of(standing_on(mem, case_open(mem, "", told), "2026-03-08"), TDM_OWED_ANSWER, NULL), 0);
    CHECK_INT(owed_of(standing_on(mem, case_open(mem, "", two), "2026-03-08"), TDM_OWED_ANSWER, NULL), 1);
}

static const char rule[] = "progress heavier\n  for slide\n  in loading\n"
                           "  stop when pain-during at least 8, last 1 sessions  [own]\n"
                           "  advance when pain-during at most 3, last 1 sessions  [own]\n  otherwise hold  [own]\n";
#define LOADED                                                                                                         \
    DONE SIGNED "2026-03-30 enter loading by therapist-a\n2026-04-01 12:00 prescribe by therapist-a\n  slide 3x10\n"

static int step_of(struct tdm_arena *mem, const char *entries) {
    const struct tdm_standing *s = standing_on(mem, case_open(mem, rule, entries), "2026-04-03");
    return s == NULL || s->change_count != 1 ? -1 : (int)s->changes[0].step;
}

static int step_by(struct tdm_arena *mem, const char *asked, const char *entries, const char *on) {
    const struct tdm_standing *s = standing_on(mem, case_open(mem, asked, entries), on);
    return s == NULL || s->change_count != 1 ? -1 : (int)s->changes[0].step;
}

TEST("another dose begins a new row, also of what has no weight: what was said of the old dose is over, and a flag "
     "stops "
     "[M73 M75]") {
    static const char flagged[] =
        "progress heavier\n  for slide\n  in loading\n  stop, escalate to physician within 1 days when open flag  "
        "[own]\n"
        "  regress when pain-during at least 6, last 1 sessions  [own]\n"
        "  advance when pain-during at most 3, last 1 sessions  [own]\n  otherwise hold  [own]\n";
    static const char done[] = LOADED "2026-04-02 12:00 session by p-1\n  slide 3x10\n  pain-during 7\n",
                      other[] = LOADED "2026-04-02 12:00 session by p-1\n  slide 3x10\n  pain-during 7\n"
                                       "2026-04-03 09:00 prescribe by therapist-a\n  slide 2x10\n",
                      raised[] = LOADED "2026-04-02 12:00 session by p-1\n  slide 3x10\n  pain-during 7\n"
                                        "2026-04-03 09:00 prescribe by therapist-a\n  slide 2x10\n"
                                        "2026-04-05 09:00 flag flare raised by therapist-a\n";
    CHECK_INT(step_by(mem, flagged, done, "2026-04-03"), TDM_STEP_REGRESS);
    CHECK_INT(step_by(mem, flagged, other, "2026-04-03"), TDM_STEP_HOLD);
    CHECK_INT(step_by(mem, flagged, raised, "2026-04-06"), TDM_STEP_STOP);
    const struct tdm_owed *owed = NULL;
    REQUIRE(owed_of(standing_on(mem, case_open(mem, flagged, raised), "2026-04-06"), TDM_OWED_RULE, &owed) == 1);
    CHECK_DATE(owed->from, "2026-04-05");
}

TEST("a session that could not be done never goes on; what was felt in it still stops [M73 M75]") {
    CHECK_INT(step_of(mem, LOADED "2026-04-02 session by p-1\n  slide 3x10\n  pain-during 2\n"), TDM_STEP_ADVANCE);
    CHECK_INT(step_of(mem, LOADED "2026-04-02 session by p-1\n  slide could-not, because \"pain\"\n  pain-during 2\n"),
              TDM_STEP_HOLD);
    CHECK_INT(step_of(mem, LOADED "2026-04-02 session by p-1\n  slide could-not, because \"pain\"\n  pain-during 9\n"),
              TDM_STEP_STOP);
}

TEST("a session of the prescription's day counts unless times put it before [M18 M73]") {
    CHECK_INT(step_of(mem, LOADED "2026-04-01 session by p-1\n  slide 3x10\n  pain-during 9\n"), TDM_STEP_STOP);
    CHECK_INT(step_of(mem, LOADED "2026-04-01 11:00 session by p-1\n  slide 3x10\n  pain-during 9\n"), TDM_STEP_HOLD);
}

TEST("every barred attribute of an exercise is told, not the first alone [M48 M71]") {
    static const char deep[] =
        "restrict no-deep\n  attribute deep-flexion\n  from procedure  [own]\n  until 4 weeks after procedure  [own]\n"
        "  because \"Deep bends load the site\"\n";
    static const char entries[] = DONE "2026-03-05 session by p-1\n  deep-lower 3x10, depth 100 deg\n";
    CHECK_INT(
        deviations_of(standing_on(mem, case_open(mem, deep, entries), "2026-03-06"), "session-barred-attribute", NULL),
        2);
}
