/* engine_oneday_test.c - what falls on one day, or is said by somebody without a role: two prescriptions, two answers,
 * two sessions, two readings before a session, a signature on the morning of the procedure, a stop that nobody of the
 * team lifts. */
#include "load_ground.h"

#include "engine/record.h"

#define BEGUN                                                                                                          \
    "2026-01-05 09:00 enrol by physician-a\n2026-02-20 assess by therapist-a\n  quads right 80 N.m\n"                  \
    "2026-03-02 11:00 procedure graft performed by physician-a, name proc\n"

/* ---- prescriptions (M81, M125) */

static uint32_t prescribed(struct tdm_arena *mem, const char *entries) {
    const struct tdm_standing *s = load_standing(mem, USUAL, joined(mem, LOAD_BEGUN, entries), "2026-03-06");
    uint32_t count = 0;
    for (uint32_t i = 0; i < s->exercise_count; i++) count += s->exercises[i].prescribed;
    return count;
}

TEST("two prescriptions of one day stand together only when nothing orders them: neither a time, nor when they were "
     "written down [M81 M125]") {
    CHECK_INT(prescribed(mem, "2026-03-05 prescribe by therapist-a\n  rig 3x10, 30 kg\n"
                              "2026-03-05 prescribe by therapist-b\n  free 3x10, 20 kg\n"),
              2);
    CHECK_INT(prescribed(mem, "2026-03-05 prescribe by therapist-a, recorded 2026-03-05T10:00Z\n  rig 3x10, 30 kg\n"
                              "2026-03-05 prescribe by therapist-b, recorded 2026-03-05T11:00Z\n  free 3x10, 20 kg\n"),
              1);
    CHECK_INT(prescribed(mem, "2026-03-05 10:00 prescribe by therapist-a\n  rig 3x10, 30 kg\n"
                              "2026-03-05 11:00 prescribe by therapist-b\n  free 3x10, 20 kg\n"),
              1);
    CHECK_INT(prescribed(mem, "2026-03-05 prescribe by therapist-a, writer tablet 1\n  rig 3x10, 30 kg\n"
                              "2026-03-05 prescribe by therapist-b, writer tablet 2\n  free 3x10, 20 kg\n"),
              1);
    CHECK_INT(prescribed(mem, "2026-03-05 prescribe by therapist-a, name one\n  rig 3x10, 30 kg\n"
                              "2026-03-05 prescribe by therapist-b\n  free 3x10, 20 kg\n"
                              "2026-03-06 09:00 withdraw one by therapist-a, because \"of another patient\"\n"),
              1);
}

/* ---- a signature on the morning of a procedure (M14, M44) */

TEST("a signature on the morning of the procedure is too early for it, and spent by a repeat that it was lawful before "
     "[M14 M44]") {
    static const char morning[] = "2026-01-05 enrol by physician-a\n2026-02-20 assess by therapist-a\n  quads right 80 "
                                  "N.m\n2026-03-02 09:00 clear resume by physician-a\n"
                                  "2026-03-02 11:00 procedure graft performed by physician-a, name proc\n",
                      repeat[] = "2026-01-05 enrol by physician-a\n2026-01-06 assess by therapist-a\n  quads right 80 "
                                 "N.m\n2026-02-02 11:00 procedure graft performed by physician-a\n"
                                 "2026-03-02 09:00 clear resume by physician-a\n"
                                 "2026-03-02 11:00 procedure graft performed by physician-a\n";
    const struct tdm_standing *s = standing_on(mem, case_open(mem, "", morning), "2026-03-03");
    const struct tdm_deviation *d = NULL;
    REQUIRE(deviations_of(s, "signed-too-early", &d) == 1);
    CHECK_DATE(d->reason.until, "2026-03-30");
    CHECK_INT(s->clearances[0].truth, TDM_UNMET);
    s = standing_on(mem, case_open(mem, "", repeat), "2026-03-03");
    CHECK_INT(deviations_of(s, "signed-too-early", NULL), 0); /* four weeks after the first one */
    REQUIRE(s != NULL);
    CHECK_REASON(s->clearances[0], "spent");
}

/* ---- stops (M54) */

TEST("the patient's own stop is lifted by anybody of the team, and not by who has no role any more [M54 M55]") {
    static const char head[] =
        "chart e-1\n  patient p-1\n  site knee, right\n  protocol small version 1.0\n  zone UTC\n"
        "  synthetic\n  people\n    physician-a physician\n    therapist-a physical-therapist\n"
        "    therapist-b physical-therapist, until 2026-03-09\n    p-1 patient\n";
    static const char held[] = BEGUN "2026-03-05 10:00 hold protect by p-1, because \"it hurts\"\n";
    static const struct {
        const char *resume;
        bool goes_on;
    } rows[] = {{"", false},
                {"2026-03-07 10:00 resume protect by therapist-a\n", true},
                {"2026-03-07 10:00 resume protect by therapist-b\n", true},
                {"2026-03-10 10:00 resume protect by therapist-b\n", false},
                {"2026-03-10 10:00 resume protect by p-1\n", true}};
    for (size_t i = 0; i < TDM_COUNT(rows); i++) {
        const struct tdm_case *episode = case_with_head(mem, head, "", joined(mem, held, rows[i].resume));
        const struct tdm_standing *s = standing_on(mem, episode, "2026-03-12");
        REQUIRE(s != NULL);
        tdm_ref protect = tdm_protocol_phase(s->episode->protocol, TDM_STR("protect"));
        CHECK_INT(s->phases[protect].state == TDM_PHASE_HELD, !rows[i].goes_on);
    }
}

/* ---- answers (M57, M79) */

TEST("what was noted after an answer that left it owed stands as noted, and before it does not [M57 M79]") {
    static const char asked[] =
        BEGUN "2026-03-05 handoff swelling by therapist-a, to physician-a, until 2026-03-08, name h-1\n";
    static const struct {
        const char *replies;
        enum tdm_handoff_state state;
    } rows[] = {
        {"2026-03-06 09:00 answer h-1 could-not by physician-a, because \"away\"\n"
         "2026-03-06 10:00 acknowledge h-1 by physician-a\n",
         TDM_HANDOFF_NOTED},
        {"2026-03-06 09:00 acknowledge h-1 by physician-a\n"
         "2026-03-06 10:00 answer h-1 could-not by physician-a, because \"away\"\n",
         TDM_HANDOFF_COULD_NOT},
        {"2026-03-06 acknowledge h-1 by physician-a\n"
         "2026-03-06 answer h-1 could-not by physician-a, because \"away\"\n",
         TDM_HANDOFF_COULD_NOT},
        {"2026-03-06 acknowledge h-1 by physician-a\n2026-03-06 answer h-1 done by physician-a\n", TDM_HANDOFF_NOTED}};
    for (size_t i = 0; i < TDM_COUNT(rows); i++) {
        const struct tdm_standing *s =
            standing_on(mem, case_open(mem, "", joined(mem, asked, rows[i].replies)), "2026-03-07");
        REQUIRE(s != NULL);
        const struct tdm_record *record = tdm_record_of(mem, s);
        REQUIRE(record->handoff_count == 1);
        CHECK_INT(record->handoffs[0].state, rows[i].state);
    }
}

/* ---- sessions and what is read around them (M73, M74) */

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

#define RIG_DONE "  rig 3x10, 30 kg\n"

TEST("of readings before a session the earliest time counts, and of two of that time the worse [M74 M29]") {
#define RISE(readings)                                                                                                 \
    PRESCRIBED("rig 3x10, 30 kg")                                                                                      \
    readings "2026-03-06 17:00 session by p-1\n" RIG_DONE "2026-03-07 08:00 diary by p-1\n  pain-now 5\n"
    static const char when[] = "next-rise at least 3, last 1 sessions";
    CHECK_INT(step_of(mem, when, RISE("2026-03-06 10:00 diary by p-1\n  pain-now 1\n")), TDM_STEP_REGRESS);
    CHECK_INT(step_of(mem, when, RISE("2026-03-06 10:00 diary by p-1\n  pain-now 4\n")), TDM_STEP_HOLD);
    CHECK_INT(step_of(mem, when,
                      RISE("2026-03-06 10:00 diary by p-1\n  pain-now 4\n"
                           "2026-03-06 12:00 diary by p-1\n  pain-now 1\n")),
              TDM_STEP_HOLD);
}

TEST("of two sessions of one day the larger change counts, whichever was first [M73 M74]") {
    static const char rule[] = "next-rise at least 3, worst of 7 days, at least 1 readings";
#define TWO_SESSIONS(before_first, before_second)                                                                      \
    PRESCRIBED("rig 3x10, 30 kg")                                                                                      \
    "2026-03-06 09:00 session by p-1\n" RIG_DONE "  pain-during 1\n"                                                   \
    "2026-03-06 17:00 session by p-1\n" RIG_DONE "  pain-during 1\n"                                                   \
    "2026-03-06 08:00 diary by p-1\n  pain-now " before_first "\n"                                                     \
    "2026-03-06 16:00 diary by p-1\n  pain-now " before_second "\n"                                                    \
    "2026-03-07 08:00 diary by p-1\n  pain-now 5\n"
    CHECK_INT(step_of(mem, rule, TWO_SESSIONS("1", "1")), TDM_STEP_REGRESS);
    CHECK_INT(step_of(mem, rule, TWO_SESSIONS("4", "4")), TDM_STEP_HOLD);
}

/* ---- the sets of a plan (M81, N11) */

TEST("sets that a plan of one phase asks for are asked of no session in another "
     "[M81 N11]") {
    static const char rules[] = "plan slow\n  for rig\n  in loading\n  3 times a week, 4 sets  [own]\n"
                                "progress heavier\n  for rig\n  in loading, protect\n"
                                "  advance load by 5% when every set done, last 1 sessions  [own]\n"
                                "  otherwise hold  [own]\n";
    static const struct {
        const char *entries, *on;
        enum tdm_step_kind step;
    } rows[] = {{PRESCRIBED("rig 12RM, 30 kg") "2026-03-06 17:00 session by p-1\n  rig 4x10, 30 kg\n", "2026-03-07",
                 TDM_STEP_ADVANCE},
                {PRESCRIBED("rig 12RM, 30 kg") "2026-03-06 17:00 session by p-1\n  rig 3x10, 30 kg\n", "2026-03-07",
                 TDM_STEP_HOLD},
                {"2026-01-05 09:00 enrol by physician-a\n2026-02-02 11:00 procedure graft by physician-a\n"
                 "2026-02-05 10:00 prescribe by therapist-a\n  rig 12RM, 15 kg\n"
                 "2026-02-06 17:00 session by p-1\n  rig 3x10, 15 kg\n",
                 "2026-02-07", TDM_STEP_ADVANCE}};
    for (size_t i = 0; i < TDM_COUNT(rows); i++) {
        const struct tdm_standing *s = load_standing(mem, rules, rows[i].entries, rows[i].on);
        REQUIRE(s->change_count == 1);
        CHECK_INT(s->changes[0].step, rows[i].step);
    }
}
