/* engine_seldom_test.c - what happens seldom in one chart: one exercise twice in a session, two words of one day in an
 * order nobody can tell, a second rater without a basis, what was recorded after the knowledge asked for. */
#include "load_ground.h"

#include "engine/record.h"

#define ENROL   "2026-01-05 enrol by physician-a\n"
#define TREATED ENROL "2026-02-02 11:00 procedure graft performed by physician-a, name proc\n"

TEST("every entry that names what the protocol does not have is told, not the first alone [M115]") {
    const struct tdm_library *library = case_library(mem, "");
    const struct tdm_chart *chart = case_chart(mem, case_head,
                                               ENROL "2026-01-06 enter loadin by therapist-a\n"
                                                     "2026-01-07 enter loading by therapist-a\n"
                                                     "2026-01-08 clear resum by physician-a\n");
    const struct tdm_case *episode = NULL;
    REQUIRE(library != NULL && chart != NULL);
    CHECK(!tdm_case_open(mem, library, chart, &episode, &case_problems));
    REQUIRE(case_problems.count == 2);
    CHECK_STR(tdm_str_of(case_problems.items[0].what), "the protocol `small` has no phase `loadin`");
    CHECK_STR(tdm_str_of(case_problems.items[1].what), "the protocol `small` has no clearance `resum`");
}

TEST("an enrolment that was not known yet is none [M20 M22]") {
    static const char late[] = "2026-01-05 enrol by physician-a, recorded 2026-01-09T09:00Z\n";
    const struct tdm_case *episode = case_open(mem, "", late);
    REQUIRE(episode != NULL);
    const struct tdm_standing *before = standing_known(mem, episode, "2026-01-07", "2026-01-08T00:00Z");
    CHECK(!before->enrolled && before->owed_count == 0);
    CHECK_INT(before->entries_seen, 0);
    CHECK(standing_known(mem, episode, "2026-01-07", "2026-01-09T09:00Z")->enrolled);
}

TEST("one exercise twice in a session is one session: what was done in part or could not be done there decides "
     "[M73 M79]") {
    static const char rule[] = "progress heavier\n  for rig\n  in loading\n"
                               "  advance load by 5% when every set done, last 1 sessions  [own]\n"
                               "  otherwise hold  [own]\n";
    static const char *const twice[] = {"  rig 3x10, 30 kg\n  rig could-not, because \"swollen\"\n",
                                        "  rig could-not, because \"swollen\"\n  rig 3x10, 30 kg\n",
                                        "  rig could-not, because \"swollen\"\n  rig could-not, because \"tired\"\n",
                                        "  rig could-not, because \"swollen\"\n  rig partial, because \"tired\"\n",
                                        "  rig 3x9, 30 kg\n  rig 3x10, 30 kg\n",
                                        "  rig 3x10, 30 kg\n  rig 3x9, 30 kg\n",
                                        "  rig 3x10, 30 kg\n  rig 3x10, 30 kg\n"};
    for (size_t i = 0; i < TDM_COUNT(twice); i++) {
        const char *session = joined(mem, PRESCRIBED("rig 3x10, 30 kg") "2026-03-06 17:00 session by p-1\n", twice[i]);
        const struct tdm_standing *s = load_standing(mem, rule, session, "2026-03-07");
        REQUIRE(s->change_count == 1);
        CHECK_INT(s->changes[0].step == TDM_STEP_ADVANCE, i == 6);
    }
}

TEST("a session whose pain was told twice counts with the worse of the two [M74 M29]") {
    static const char rule[] = "progress careful\n  for rig\n  in loading\n"
                               "  regress load by 20% when pain-during above 5, last 1 sessions  [own]\n"
                               "  otherwise hold  [own]\n";
    static const char *const twice[] = {"  pain-during 2\n  pain-during 6\n", "  pain-during 6\n  pain-during 2\n",
                                        "  pain-during 10\n  pain-during 5\n"};
    for (size_t i = 0; i < TDM_COUNT(twice); i++) {
        const char *session =
            joined(mem, PRESCRIBED("rig 3x10, 30 kg") "2026-03-06 17:00 session by p-1\n  rig 3x10, 30 kg\n", twice[i]);
        const struct tdm_standing *s = load_standing(mem, rule, session, "2026-03-07");
        REQUIRE(s->change_count == 1);
        CHECK_INT(s->changes[0].step, TDM_STEP_REGRESS);
    }
}

TEST("a second rater of the day without a basis leaves the percent unknown [M30 M36]") {
    static const char entries[] = ENROL "2026-02-02 09:00 assess by therapist-a\n  quads right 90 N.m, left 100 N.m\n"
                                        "2026-02-02 10:00 assess by therapist-b\n  quads right 95 N.m, left 0 N.m\n";
    struct tdm_check check =
        judged(mem, "quads at least 80% of other side, latest within 7 days", entries, "2026-02-03");
    CHECK_TRUTH(check, "unknown");
    CHECK_REASON(check, "no-basis");
    static const char falling[] = ENROL "2026-02-02 09:00 assess by therapist-a\n  error right 12 deg, left 10 deg\n"
                                        "2026-02-02 10:00 assess by therapist-b\n  error right 0 deg, left 10 deg\n";
    check = judged(mem, "error at least 80% of other side, latest within 7 days", falling, "2026-02-03");
    CHECK_TRUTH(check, "unknown");
    CHECK_REASON(check, "no-basis");
}

/* ---- findings at two places, closed and opened on one day */

static tdm_str lives_of(struct tdm_arena *mem, const char *opened) {
    const struct tdm_standing *s =
        standing_on(mem,
                    case_open(mem, "",
                              joined(mem,
                                     ENROL "2026-02-01 finding tender opened by therapist-a, at hip left\n"
                                           "2026-03-01 finding tender resolved by therapist-a, at hip left\n",
                                     opened)),
                    "2026-03-02");
    struct tdm_buf text;
    tdm_buf_init(&text, mem, 256);
    if (s == NULL) return TDM_STR("no standing");
    const struct tdm_record *record = tdm_record_of(mem, s);
    for (uint32_t i = 0; i < record->finding_count; i++)
        tdm_buf_text(&text, record->findings[i].open ? " open" : " over");
    return tdm_str_trim(tdm_buf_str(&text));
}

TEST("what is opened at another place on the day of the closing leaves that closed, at the same place it does not "
     "[M18 M86]") {
    CHECK_STR(lives_of(mem, ""), "over");
    CHECK_STR(lives_of(mem, "2026-03-01 finding tender opened by therapist-b, at hip left\n"), "open");
    CHECK_STR(lives_of(mem, "2026-03-01 finding tender opened by therapist-b, at hip right\n"), "over open");
    CHECK_STR(lives_of(mem, "2026-03-01 finding tender opened by therapist-b, at knee left\n"), "over open");
    CHECK_STR(lives_of(mem, "2026-03-01 finding tender opened by therapist-b\n"), "open"); /* may be the same place */
    CHECK_STR(lives_of(mem, "2026-03-02 finding tender opened by therapist-b, at hip left\n"
                            "2026-03-02 finding tender resolved by therapist-a\n"),
              "over open");
}

/* ---- two answers of one day */

TEST("of two answers of one day in an order nobody can tell the one that leaves it owed counts [M57 M18]") {
    static const char *const both[] = {"2026-03-06 answer h-1 could-not by physician-a, because \"away\"\n"
                                       "2026-03-06 answer h-1 done by physician-a\n",
                                       "2026-03-06 answer h-1 done by physician-a\n"
                                       "2026-03-06 answer h-1 could-not by physician-a, because \"away\"\n"};
    static const char asked[] =
        TREATED "2026-03-05 handoff swelling by therapist-a, to physician-a, until 2026-03-08, name h-1\n";
    for (size_t i = 0; i < TDM_COUNT(both); i++) {
        const struct tdm_standing *s = standing_on(mem, case_open(mem, "", joined(mem, asked, both[i])), "2026-03-07");
        CHECK_INT(owed_of(s, TDM_OWED_ANSWER, NULL), 1);
    }
    const char *timed = joined(mem, asked,
                               "2026-03-06 09:00 answer h-1 could-not by physician-a, because \"away\"\n"
                               "2026-03-06 10:00 answer h-1 done by physician-a\n");
    CHECK_INT(owed_of(standing_on(mem, case_open(mem, "", timed), "2026-03-07"), TDM_OWED_ANSWER, NULL), 0);
}

/* ---- held and gone on with */

TEST("a phase resumed and later entered anew goes on from the first of the two [M43 M54 M60]") {
    static const char held[] = LOAD_BEGUN "2026-03-08 10:00 hold loading by physician-a, because \"x\"\n";
    const char *resumed = joined(mem, held, "2026-03-10 10:00 resume loading by physician-a\n");
    const char *entered = joined(mem, held, "2026-03-12 10:00 enter loading by therapist-a\n");
    const char *both = joined(mem, resumed, "2026-03-12 10:00 enter loading by therapist-a\n");
    static const char *const days[] = {"2026-03-09", "2026-03-11", "2026-03-13"};
    static const bool held_on[4][3] = {
        {true, false, false}, {true, true, false}, {true, false, false}, {true, false, false}};
    const char *anew = joined(mem, held,
                              "2026-03-10 10:00 enter loading by therapist-a\n"
                              "2026-03-12 10:00 resume loading by physician-a\n");
    const char *entries[] = {resumed, entered, both, anew};
    for (size_t k = 0; k < 4; k++)
        for (size_t d = 0; d < 3; d++) {
            const struct tdm_standing *s = standing_on(mem, case_open(mem, "", entries[k]), days[d]);
            REQUIRE(s != NULL);
            tdm_ref loading = tdm_protocol_phase(s->episode->protocol, TDM_STR("loading"));
            CHECK_INT(s->phases[loading].state == TDM_PHASE_HELD, held_on[k][d]);
        }
}

/* ---- since when a step is to be told */

static tdm_str told_from(struct tdm_arena *mem, const char *when, const char *entries) {
    struct tdm_buf rule;
    tdm_buf_init(&rule, mem, 2048);
    tdm_buf_format(&rule,
                   "flag flare\n  escalate to physician within 2 days  [own]\n"
                   "progress careful\n  for rig\n  in loading\n"
                   "  stop, escalate to physician within 2 days when %s\n  otherwise hold  [own]\n",
                   when);
    const struct tdm_owed *owed;
    const struct tdm_standing *s = load_standing(
        mem, tdm_arena_str(mem, tdm_buf_str(&rule)).at,
        joined(mem, PRESCRIBED("rig 3x10, 30 kg") DONE("06", "rig 3x10, 30 kg", "1"), entries), "2026-03-14");
    return owed_of(s, TDM_OWED_RULE, &owed) == 1 ? iso(mem, owed->from) : TDM_STR("not told");
}

TEST("a step is told since the day on which enough of its terms held [M75 M90]") {
    static const char flags[] = "2026-03-08 09:00 flag flare raised by therapist-a\n"
                                "2026-03-10 09:00 flag infection-signs raised by therapist-a\n"
                                "2026-03-12 09:00 finding tender opened by therapist-a\n";
#define TERMS "  [own]\n    open infection-signs\n    open flare\n    open tender"
    CHECK_STR(told_from(mem, "any of" TERMS, flags), "2026-03-08");
    CHECK_STR(told_from(mem, "at least 2 of" TERMS, flags), "2026-03-10");
    CHECK_STR(told_from(mem, "at least 3 of" TERMS, flags), "2026-03-12");
    CHECK_STR(told_from(mem, "all of" TERMS, flags), "2026-03-12");
    CHECK_STR(told_from(mem, "all of" TERMS, "2026-03-08 09:00 flag flare raised by therapist-a\n"), "not told");
}

/* ---- safety */

TEST("a judgement of an event that was serious leaves it serious, and one may make it so [M124]") {
    static const char *const words[] = {
        "2026-03-10 adverse swelling by p-1, grade 2, serious\n"
        "2026-03-12 adverse swelling by physician-a, grade 1, relatedness possible\n",
        "2026-03-10 adverse swelling by p-1, grade 2\n"
        "2026-03-12 adverse swelling by physician-a, grade 3, relatedness possible, serious\n",
        "2026-03-10 adverse swelling by p-1, grade 2\n"
        "2026-03-12 adverse swelling by physician-a, grade 3, relatedness possible\n"};
    static const struct {
        uint8_t grade;
        bool serious;
    } wanted[] = {{2, true}, {3, true}, {3, false}};
    for (size_t i = 0; i < TDM_COUNT(words); i++) {
        const struct tdm_standing *s =
            standing_on(mem, case_open(mem, "", joined(mem, TREATED, words[i])), "2026-03-13");
        REQUIRE(s != NULL && s->safety.event_count == 1);
        CHECK_INT(s->safety.events[0].serious, wanted[i].serious);
        CHECK_INT(s->safety.events[0].grade, wanted[i].grade);
    }
}

/* ---- rules of flags */

TEST("a rule on what is the mean of a day holds by the mean, not by one of its values [M29 M96]") {
    static const char rule[] = "flag flare\n  raised by error above 10 deg, latest within 2 days  [own]\n"
                               "  escalate to physical-therapist within 2 days  [own]\n";
    static const char low[] = ENROL "2026-02-02 09:00 assess by therapist-a\n  error right 15 deg\n"
                                    "2026-02-02 10:00 assess by therapist-a\n  error right 1 deg\n",
                      high[] = ENROL "2026-02-02 09:00 assess by therapist-a\n  error right 15 deg\n"
                                     "2026-02-02 10:00 assess by therapist-a\n  error right 7 deg\n";
    const struct tdm_standing *s = standing_on(mem, case_open(mem, rule, low), "2026-02-02");
    REQUIRE(s != NULL);
    CHECK_INT(s->open_count, 0);
    s = standing_on(mem, case_open(mem, rule, high), "2026-02-02");
    REQUIRE(s != NULL && s->open_count == 1);
    CHECK_DATE(s->open[0].since, "2026-02-02");
}

TEST("a rule over sessions raises its flag when the pain of each of them was too much [M73 M96]") {
    static const char rule[] = "flag flare\n  raised by pain-during above 5, last 2 sessions  [own]\n"
                               "  escalate to physical-therapist within 2 days  [own]\n";
    static const char one[] =
        PRESCRIBED("rig 3x10, 30 kg") DONE("06", "rig 3x10, 30 kg", "7") DONE("07", "rig 3x10, 30 kg", "2");
    static const char two[] =
        PRESCRIBED("rig 3x10, 30 kg") DONE("06", "rig 3x10, 30 kg", "7") DONE("07", "rig 3x10, 30 kg", "6");
    CHECK_INT(load_standing(mem, rule, one, "2026-03-08")->open_count, 0);
    const struct tdm_standing *s = load_standing(mem, rule, two, "2026-03-08");
    REQUIRE(s->open_count == 1);
    CHECK_DATE(s->open[0].since, "2026-03-07");
}

TEST("a step that always holds, or holds as long as nothing is found, is told from the session it judges [M75]") {
    CHECK_STR(told_from(mem, "always  [own]", ""), "2026-03-06");
    CHECK_STR(told_from(mem, "not open infection-signs  [own]", ""), "2026-03-06");
    CHECK_STR(told_from(mem, "not open flare  [own]", "2026-03-08 09:00 flag flare raised by therapist-a\n"),
              "not told");
}

/* ---- windows */

TEST("the latest of some days is too old on the day after them, and says how old it may be [M10 M27]") {
    static const char entries[] = ENROL "2026-02-01 diary by p-1\n  pain 1\n";
    CHECK_TRUTH(judged(mem, "pain at most 2, latest of 3 days", entries, "2026-02-03"), "met");
    struct tdm_check check = judged(mem, "pain at most 2, latest of 3 days", entries, "2026-02-04");
    CHECK_TRUTH(check, "unknown");
    CHECK_REASON(check, "stale");
    CHECK_INT(check.reason.n, 3);
    CHECK_INT(check.reason.of_n, 2);
    check = judged(mem, "pain at most 2, latest within 3 days", entries, "2026-02-05");
    CHECK_REASON(check, "stale");
    CHECK_INT(check.reason.of_n, 3);
}

/* ---- clauses that never */

TEST("what is never offered below everything there is bars nothing, and no dose goes against it [M4 M71]") {
    const struct tdm_standing *s =
        standing_on(mem,
                    case_open(mem, "never offer rest before 10 weeks after procedure  [own]\n",
                              TREATED "2026-02-05 18:00 session by p-1\n  press 3x10, 70 kg\n"),
                    "2026-02-06");
    CHECK_INT(deviations_of(s, "session-above-ceiling", NULL), 1);
    CHECK_INT(deviations_of(s, "never-clause-broken", NULL), 0);
}

/* ---- a place without sides */

static const char of_the_trunk[] = "protocol small version 1.0\n"
                                   "  title \"A small protocol of the trunk\"\n"
                                   "  condition arthrosis\n"
                                   "  procedure graft\n"
                                   "  target cartilage-matrix at trunk\n"
                                   "  status draft\n"
                                   "measure quads is torque\n"
                                   "measure pain is nprs\n"
                                   "phase prepare on function\n"
                                   "  from enrolment until procedure, 2 to 16 weeks  [own]\n"
                                   "  load at most high  [own]\n"
                                   "  offer slide\n";

TEST("an episode of what has no sides has no other side, and a procedure elsewhere is the wrong place [M36 M95]") {
    static const char head[] = "chart e-1\n  patient p-1\n  site trunk\n  protocol small version 1.0\n  zone UTC\n"
                               "  synthetic\n  people\n    physician-a physician\n"
                               "    therapist-a physical-therapist\n    p-1 patient\n";
    case_base = of_the_trunk;
    const struct tdm_case *there = case_with_head(
        mem, head, "", ENROL "2026-02-02 procedure graft by physician-a\n  source \"fat\"\n  site trunk\n");
    const struct tdm_case *elsewhere = case_with_head(
        mem, head, "", ENROL "2026-02-02 procedure graft by physician-a\n  source \"fat\"\n  site knee, right\n");
    case_base = case_protocol;
    REQUIRE(there != NULL && elsewhere != NULL);
    CHECK_INT(deviations_of(standing_on(mem, there, "2026-02-03"), "procedure-at-wrong-site", NULL), 0);
    CHECK_INT(deviations_of(standing_on(mem, elsewhere, "2026-02-03"), "procedure-at-wrong-site", NULL), 1);
    CHECK(!standing_on(mem, there, "2026-02-03")->other_side_affected);
}

/* ---- what a block says, and what bars an exercise */

/* Of the discharge gate `asked`, whose whole condition is that block. */
static struct tdm_check block(struct tdm_arena *mem, const char *text, const char *entries, const char *on) {
    const char *gate = joined(mem, "gate asked opens discharge  [own]\n  ", text);
    const struct tdm_standing *s = standing_on(mem, case_open(mem, gate, entries), on);
    struct tdm_check none = {.truth = TDM_UNKNOWN, .reason = {.code = TDM_REASON_NONE}};
    return s == NULL ? none : s->gates[tdm_protocol_gate(s->episode->protocol, TDM_STR("asked"))].checks[0];
}

TEST("a block counts its unknown terms, and too few that could still be met leave it unmet [M28 M40]") {
    static const char entries[] = ENROL "2026-02-02 09:00 diary by p-1\n  points 10\n";
    static const char both[] = "all of\n    pain at most 2, latest within 7 days\n"
                               "    pain-now at most 2, latest within 7 days\n"
                               "    points at most 50, latest within 7 days\n";
    struct tdm_check check = block(mem, both, entries, "2026-02-03");
    CHECK_TRUTH(check, "unknown");
    CHECK_INT(check.reason.n, 2);
    CHECK_INT(check.reason.of_n, 3);
    static const char two[] = "at least 2 of\n    pain at most 2, latest within 7 days\n"
                              "    reach at least 20 cm, latest within 7 days\n"
                              "    points at most 5, latest within 7 days\n";
    CHECK_TRUTH(block(mem, two, entries, "2026-02-03"), "unknown");
    static const char three[] = "at least 3 of\n    pain at most 2, latest within 7 days\n"
                                "    reach at least 20 cm, latest within 7 days\n"
                                "    points at most 5, latest within 7 days\n";
    CHECK_TRUTH(block(mem, three, entries, "2026-02-03"), "unmet");
}

TEST("the attribute that bars an exercise is named, not another one of it [M71]") {
    static const char prescribed[] = TREATED "2026-02-03 prescribe by therapist-a\n  deep-lower 3x10, depth 100 deg\n";
    static const char *const barred[] = {"load at most low, no eccentric", "load at most low, no deep-flexion"};
    static const char *const named_by[] = {"eccentric", "deep-flexion"};
    for (size_t i = 0; i < TDM_COUNT(barred); i++) {
        case_base = case_changed(mem, barred[0], barred[i]);
        const struct tdm_standing *s = standing_on(mem, case_open(mem, "", prescribed), "2026-02-05");
        case_base = case_protocol;
        REQUIRE(s != NULL);
        tdm_ref exercise = named(s, TDM_KIND_EXERCISE, "deep-lower");
        for (uint32_t e = 0; e < s->exercise_count; e++) {
            if (s->exercises[e].exercise != exercise) continue;
            CHECK_REASON(s->exercises[e], "barred-attribute");
            CHECK_INT(s->exercises[e].reason.ref, named(s, TDM_KIND_ATTRIBUTE, named_by[i]));
        }
    }
}

TEST("a stop written down late is no fault of a session before that, whatever else its day holds [M48 M20]") {
    static const char entries[] =
        LOAD_BEGUN "2026-03-08 09:00 hold loading by physician-a, because \"x\", recorded 2026-03-20T09:00Z\n"
                   "2026-03-08 10:00 clear resume by physician-a, recorded 2026-03-08T10:00Z\n"
                   "2026-03-10 18:00 session by p-1, recorded 2026-03-10T19:00Z\n  press 3x10, 40 kg\n";
    const struct tdm_deviation *told = NULL;
    const struct tdm_standing *s = standing_on(mem, case_open(mem, "", entries), "2026-03-21");
    REQUIRE(deviations_of(s, "session-above-ceiling", &told) == 1);
    CHECK(told->known_now && !told->known_then);
}

TEST("where no change from before a session to the next morning is declared, nothing tells that it settled [M27 M74]") {
    static const char session[] = ENROL "2026-02-05 08:00 diary by p-1\n  pain-now 2\n"
                                        "2026-02-05 17:00 session by p-1\n  press 3x10, 30 kg\n"
                                        "2026-02-06 08:00 diary by p-1\n  pain-now 2\n";
    case_base = case_changed(mem, "measure next-rise is change of nprs-now, from before session to next morning\n", "");
    struct tdm_check check = judged(mem, "settled by next morning, last 1 sessions", session, "2026-02-07");
    case_base = case_protocol;
    CHECK_TRUTH(check, "unknown");
    CHECK_REASON(check, "no-sessions");
    CHECK_INT(check.reason.n, 0);
    CHECK_TRUTH(judged(mem, "settled by next morning, last 1 sessions", session, "2026-02-07"), "met");
}

TEST("another exercise of the same session is no set of this one [M73 M80]") {
    static const char both[] = PRESCRIBED("rig 3x10, 30 kg\n  lift 3x10, 20 kg, effort 2")
        DONE("06", "rig 3x10, 30 kg\n  lift 3x9, 10 kg, effort 2", "1")
            DONE("09", "rig 3x10, 30 kg\n  lift 3x9, 10 kg, effort 2", "1");
    CHECK_TARGET(USUAL, both, "2026-03-10", "31 kg advanced");
    CHECK_STR(target_of(mem, USUAL, both, "2026-03-10", "lift"), "20 kg otherwise");
    static const char last[] = PRESCRIBED("rig 3x10, 30 kg") DONE("06", "rig 3x10, 30 kg", "1")
        DONE("09", "rig 3x10, 30 kg\n  rise 3x9, 5 kg\n  lift 3x9, 5 kg\n  hang 3x9, 5 kg", "1");
    CHECK_TARGET(USUAL, last, "2026-03-10", "31 kg advanced");
}

TEST("the latest of what was felt in sessions needs one session [M27 M74]") {
    static const char line[] = "pain-during at most 2, latest within 7 days";
    CHECK_TRUTH(judged(mem, line, ENROL, "2026-02-07"), "unknown");
    CHECK_TRUTH(judged(mem, line, ENROL "2026-02-05 17:00 session by p-1\n  press 3x10, 30 kg\n  pain-during 2\n",
                       "2026-02-07"),
                "met");
}

TEST("a session in which the exercise could not be done again breaks the row for going on, be its pain small [M73]") {
    static const char rule[] = "progress heavier\n  for rig\n  in loading\n"
                               "  advance load by 5% when pain-during at most 2, last 1 sessions  [own]\n"
                               "  otherwise hold  [own]\n";
    static const char whole[] = PRESCRIBED("rig 3x10, 30 kg") DONE("06", "rig 3x10, 30 kg", "1"),
                      broken[] = PRESCRIBED("rig 3x10, 30 kg")
                          DONE("06", "rig 3x10, 30 kg\n  rig could-not, because \"swollen\"", "1");
    CHECK_INT(load_standing(mem, rule, whole, "2026-03-07")->changes[0].step, TDM_STEP_ADVANCE);
    CHECK_INT(load_standing(mem, rule, broken, "2026-03-07")->changes[0].step, TDM_STEP_HOLD);
}

TEST("of three who read it on one day the worst is told, wherever it stands [M29 M30]") {
    static const char *const orders[] = {
        "2026-02-02 09:00 diary by p-1\n  pain 5\n2026-02-02 10:00 assess by therapist-a\n  pain 6\n"
        "2026-02-02 11:00 assess by therapist-b\n  pain 7\n",
        "2026-02-02 09:00 diary by p-1\n  pain 7\n2026-02-02 10:00 assess by therapist-a\n  pain 6\n"
        "2026-02-02 11:00 assess by therapist-b\n  pain 5\n"};
    for (size_t i = 0; i < TDM_COUNT(orders); i++) {
        struct tdm_check check =
            judged(mem, "pain at most 2, latest within 3 days", joined(mem, ENROL, orders[i]), "2026-02-03");
        CHECK_TRUTH(check, "unmet");
        CHECK_STR(number_of(mem, check.reason.value), "7 points");
        CHECK_REASON(judged(mem, "pain at most 6, latest within 3 days", joined(mem, ENROL, orders[i]), "2026-02-03"),
                     "contradictory");
    }
}

TEST("a stop of a phase whose gate asks for no signature goes on by the role that set it alone [M54]") {
    case_base = case_changed(mem, "gate start-loading opens loading  [own]\n  clearance resume\n",
                             "gate start-loading opens loading  [own]\n  pain at most 5, latest within 3 days\n");
    static const char *const by[] = {"physician-a", "p-1", "therapist-b"};
    for (size_t i = 0; i < TDM_COUNT(by); i++) {
        struct tdm_buf text;
        tdm_buf_init(&text, mem, 4096);
        tdm_buf_format(&text,
                       LOAD_BEGUN "2026-03-08 10:00 hold loading by therapist-a, because \"x\"\n"
                                  "2026-03-10 10:00 resume loading by %s\n",
                       by[i]);
        const struct tdm_standing *s =
            standing_on(mem, case_open(mem, "", tdm_arena_str(mem, tdm_buf_str(&text)).at), "2026-03-11");
        REQUIRE(s != NULL);
        tdm_ref loading = tdm_protocol_phase(s->episode->protocol, TDM_STR("loading"));
        CHECK_INT(s->phases[loading].state == TDM_PHASE_HELD, i < 2);
    }
    case_base = case_protocol;
}

TEST("a record of a procedure is neither a finding nor a flag nor another thing of that place in its list [M117]") {
    static const char others[] = ENROL "2026-02-02 finding stiff-gait opened by therapist-a\n"
                                       "2026-02-02 finding tender opened by therapist-a\n"
                                       "2026-02-02 flag infection-signs raised by p-1\n"
                                       "2026-02-02 flag flare raised by p-1\n";
    static const char line[] = "record of procedure graft within 7 days";
    CHECK_TRUTH(judged(mem, line, others, "2026-02-03"), "unmet");
    CHECK_TRUTH(
        judged(mem, line, joined(mem, others, "2026-02-02 procedure graft performed by physician-a\n"), "2026-02-03"),
        "met");
}

TEST("a phase that begins on the day on which the episode ends is ended by it [M98]") {
    const struct tdm_standing *s =
        standing_on(mem, case_open(mem, "", LOAD_BEGUN "2026-03-04 18:00 end withdrawn by p-1\n"), "2026-03-05");
    REQUIRE(s != NULL);
    const struct tdm_phase_answer *loading = &s->phases[tdm_protocol_phase(s->episode->protocol, TDM_STR("loading"))];
    CHECK(loading->state == TDM_PHASE_ENDED);
    CHECK_DATE(loading->ended, "2026-03-04");
}

TEST("a prescription is the target in force from its own day on, seven days later too [M77 M81]") {
    static const char two[] =
        LOAD_BEGUN "2026-03-04 12:00 prescribe by therapist-a\n  rig 3x10, 20 kg\n"
                   "2026-03-05 10:00 prescribe by therapist-a\n  rig 3x10, 30 kg\n" DONE("10", "rig 3x10, 30 kg", "1")
                       DONE("11", "rig 3x10, 30 kg", "1");
    CHECK_TARGET(USUAL, two, "2026-03-12", "31 kg advanced"); /* at most 10% above 30 kg, not above 20 kg */
}
