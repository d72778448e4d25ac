/* engine_safety_test.c - flags and findings: what stops loading, who closes it, what comes first, what was asked for
 * and when; emergencies beat every rule. */
#include "engine_case.h"

#define START                                                                                                          \
    "2026-01-05 enrol by physician-a\n"                                                                                \
    "2026-03-02 11:00 procedure graft performed by physician-a\n"                                                      \
    "2026-04-01 09:00 clear resume by physician-a\n"                                                                   \
    "2026-04-01 09:30 enter loading by therapist-a\n"
enum { REST, ACTIVE, LOW, MODERATE, HIGH };

static const char flags[] = "flag flare\n"
                            "  raised by pain at least 8, latest within 1 days  [own]\n"
                            "  escalate to physician within 2 days  [own]\n"
                            "  then hold\n";

static const struct tdm_phase_answer *loading_of(const struct tdm_standing *s) {
    return &s->phases[tdm_protocol_phase(s->episode->protocol, TDM_STR("loading"))];
}

TEST("a flag that holds acts on the running phase: it is held, and the limits before it return [M47 M96]") {
    static const char entries[] = START "2026-04-10 flag flare raised by p-1\n"
                                        "2026-04-13 flag flare closed by physician-a\n";
    const struct tdm_case *episode = case_open(mem, flags, entries);
    static const struct {
        const char *on;
        int state, ceiling, days; /* days in force from 2026-04-01 */
    } rows[] = {{"2026-04-09", TDM_PHASE_ACTIVE, HIGH, 9},
                {"2026-04-10", TDM_PHASE_HELD, LOW, 9},
                {"2026-04-12", TDM_PHASE_HELD, LOW, 9},
                {"2026-04-13", TDM_PHASE_ACTIVE, HIGH, 10},
                {"2026-04-14", TDM_PHASE_ACTIVE, HIGH, 11}};
    for (size_t i = 0; i < TDM_COUNT(rows); i++) {
        const struct tdm_standing *s = standing_on(mem, episode, rows[i].on);
        REQUIRE(s != NULL);
        CHECK_INT(loading_of(s)->state, rows[i].state);
        CHECK_INT(s->ceiling.load_class, rows[i].ceiling);
        CHECK_INT(loading_of(s)->days_in_force, rows[i].days);
    }
}

TEST("a flag that its own rule raises is open, escalated, and holds the phase like one that was written [M96 S76]") {
    static const char entries[] = START "2026-04-10 diary by p-1\n  pain 8\n";
    const struct tdm_case *episode = case_open(mem, flags, entries);
    const struct tdm_standing *s = standing_on(mem, episode, "2026-04-10");
    REQUIRE(s != NULL && s->open_count == 1);
    CHECK(s->open[0].is_flag);
    CHECK_STR(tdm_str_of(s->open[0].state), "raised by its rule");
    const struct tdm_owed *owed = NULL;
    REQUIRE(owed_of(s, TDM_OWED_ESCALATION, &owed) == 1);
    CHECK(owed->roles == role_mask(s, "physician"));
    CHECK_DATE(owed->due, "2026-04-12");
    CHECK_INT(loading_of(s)->state, TDM_PHASE_HELD);
    CHECK_INT(s->ceiling.load_class, LOW);
    s = standing_on(mem, episode, "2026-04-12"); /* the reading is past its age, and nobody has closed it */
    REQUIRE(s != NULL && s->open_count == 1);
    CHECK_DATE(s->open[0].since, "2026-04-10");
    CHECK_INT(loading_of(s)->state, TDM_PHASE_HELD);
    static const char closed[] = START "2026-04-10 diary by p-1\n  pain 8\n"
                                       "2026-04-11 flag flare closed by physician-a\n";
    s = standing_on(mem, case_open(mem, flags, closed), "2026-04-12");
    REQUIRE(s != NULL);
    CHECK_INT(s->open_count, 0);
    CHECK_INT(loading_of(s)->state, TDM_PHASE_ACTIVE);
    s = standing_on(mem, case_open(mem, flags, START "2026-04-10 diary by p-1\n  pain 7\n"), "2026-04-10");
    REQUIRE(s != NULL);
    CHECK_INT(s->open_count, 0);
}

TEST("a rule is asked on days with a reading that counts: not by who may not observe, not taken back [M38 M96 M31]") {
    static const char often[] = "flag flare\n"
                                "  raised by pain at least 8, every within 14 days, at least 2 readings  [own]\n"
                                "  escalate to physician within 2 days  [own]\n";
#define FELT                                                                                                           \
    START "2026-04-03 diary by p-1\n  pain 2\n2026-04-13 diary by p-1\n  pain 8\n2026-04-14 diary by p-1\n  pain 9\n"
    static const char others[] = FELT "2026-04-18 assess by physician-a\n  pain 9\n2026-04-20 diary by p-1\n  pain 8\n";
    static const char withdrawn[] = FELT "2026-04-18 08:00 diary by p-1, name slip\n  pain 8\n"
                                         "2026-04-19 withdraw slip by p-1, because \"the wrong day\"\n";
    const struct tdm_case *episode = case_open(mem, often, others);
    const struct tdm_standing *s = standing_on(mem, episode, "2026-04-19"); /* the 2 of 3 April is out of the window */
    REQUIRE(s != NULL);
    CHECK_INT(s->open_count, 0);
    s = standing_on(mem, episode, "2026-04-20");
    REQUIRE(s != NULL && s->open_count == 1);
    CHECK_DATE(s->open[0].since, "2026-04-20");
    s = standing_on(mem, case_open(mem, often, withdrawn), "2026-04-20");
    REQUIRE(s != NULL);
    CHECK_INT(s->open_count, 0);
}

TEST("what may be done is decided by the day: a session on a day that a rule holds is told, also later [M19 M96]") {
    static const char entries[] = START "2026-04-10 08:00 diary by p-1\n  pain 9\n"
                                        "2026-04-10 17:00 session by p-1\n  squat 3x10\n";
    const struct tdm_case *episode = case_open(mem, flags, entries);
    CHECK_INT(deviations_of(standing_on(mem, episode, "2026-04-10"), "session-above-ceiling", NULL), 1);
    CHECK_INT(deviations_of(standing_on(mem, episode, "2026-04-20"), "session-above-ceiling", NULL), 1);
    static const char next[] = START "2026-04-10 08:00 diary by p-1\n  pain 9\n"
                                     "2026-04-12 17:00 session by p-1\n  squat 3x10\n";
    CHECK_INT(deviations_of(standing_on(mem, case_open(mem, flags, next), "2026-04-20"), "session-above-ceiling", NULL),
              1); /* the rule held on the 10th, and nobody closed the flag */
    static const char answered[] = START "2026-04-10 08:00 diary by p-1\n  pain 9\n"
                                         "2026-04-11 flag flare closed by physician-a\n"
                                         "2026-04-12 17:00 session by p-1\n  squat 3x10\n";
    CHECK_INT(
        deviations_of(standing_on(mem, case_open(mem, flags, answered), "2026-04-20"), "session-above-ceiling", NULL),
        0);
}

TEST("an emergency stops all loading and stands first, whatever else is open and older [M97 F018]") {
    static const char entries[] = START "2026-04-05 finding stiff-gait opened by therapist-a\n"
                                        "2026-04-06 flag flare raised by p-1\n"
                                        "2026-04-10 flag infection-signs raised by p-1\n";
    const struct tdm_standing *s = standing_on(mem, case_open(mem, flags, entries), "2026-04-10");
    REQUIRE(s != NULL && s->open_count == 3);
    CHECK(s->open[0].emergency);
    CHECK(s->open[1].is_flag && !s->open[1].emergency);
    CHECK(!s->open[2].is_flag);
    CHECK_INT(s->ceiling.load_class, REST);
    bool bound = false, by_person = false;
    for (uint32_t i = 0; i < s->ceiling.term_count; i++) {
        if (s->ceiling.terms[i].source != TDM_CEILING_FLAG) continue;
        bound = bound || s->ceiling.terms[i].binding;
        by_person = s->ceiling.terms[i].ends_by_person; /* no day ends it, whoever closes the flag does */
        CHECK(tdm_date_is_none(s->ceiling.terms[i].last));
    }
    CHECK(bound);
    CHECK(by_person);
}

TEST("an emergency that its own rule raises stops all loading too [M96 M97]") {
    static const char entries[] = START "2026-04-10 diary by p-1\n  pain 9\n";
    case_base = case_changed(mem, "flag infection-signs\n",
                             "flag infection-signs\n  raised by pain at least 9, latest within 1 days  [own]\n");
    const struct tdm_case *episode = case_open(mem, "", entries);
    case_base = case_protocol;
    const struct tdm_standing *s = standing_on(mem, episode, "2026-04-10");
    REQUIRE(s != NULL && s->open_count == 1);
    CHECK(s->open[0].emergency);
    CHECK_INT(s->ceiling.load_class, REST);
    s = standing_on(mem, episode, "2026-04-12"); /* until the role named closes it */
    REQUIRE(s != NULL);
    CHECK_INT(s->ceiling.load_class, REST);
}

TEST("a reading is known from the very instant of its recording, also to the rule of a flag [M20 M96]") {
    static const char entries[] = START "2026-04-10 06:00 diary by p-1, recorded 2026-04-10T08:00Z\n  pain 9\n";
    case_base = case_changed(mem, "flag infection-signs\n",
                             "flag infection-signs\n  raised by pain at least 9, latest within 1 days  [own]\n");
    const struct tdm_case *episode = case_open(mem, "", entries);
    case_base = case_protocol;
    const struct tdm_standing *s = standing_known(mem, episode, "2026-04-10", "2026-04-10T07:59:59.999Z");
    REQUIRE(s != NULL);
    CHECK_INT(s->open_count, 0);
    s = standing_known(mem, episode, "2026-04-10", "2026-04-10T08:00Z");
    REQUIRE(s != NULL && s->open_count == 1);
    CHECK(s->open[0].emergency);
}

TEST("a rule that reads both sides is asked on the day of a reading from the instant of its recording [M20 M96]") {
    static const char entries[] = START
        "2026-04-09 06:00 assess by therapist-a, recorded 2026-04-09T08:00Z\n  quads right 40 N.m, left 100 N.m\n";
    case_base = case_changed(
        mem, "flag infection-signs\n",
        "flag infection-signs\n  raised by quads at most 60% of other side, latest within 1 days  [own]\n");
    const struct tdm_case *episode = case_open(mem, "", entries);
    case_base = case_protocol;
    const struct tdm_standing *s = standing_known(mem, episode, "2026-04-12", "2026-04-09T07:59:59.999Z");
    REQUIRE(s != NULL);
    CHECK_INT(s->open_count, 0);
    s = standing_known(mem, episode, "2026-04-12", "2026-04-09T08:00Z");
    REQUIRE(s != NULL && s->open_count == 1);
    CHECK(s->open[0].emergency);
}

TEST("an emergency is answered by one of the roles named, by the day named, and is not closed by a signature "
     "[M90 M96]") {
    static const char entries[] = START "2026-04-10 flag infection-signs raised by p-1\n"
                                        "2026-04-12 clear resume by physician-a\n";
    const struct tdm_standing *s = standing_on(mem, case_open(mem, flags, entries), "2026-04-12");
    const struct tdm_owed *owed = NULL;
    REQUIRE(s != NULL && owed_of(s, TDM_OWED_ESCALATION, &owed) == 1);
    CHECK(owed->roles == (role_mask(s, "physician") | role_mask(s, "physical-therapist")));
    CHECK_DATE(owed->due, "2026-04-11");
    CHECK_INT(owed->state, TDM_OWED_OVERDUE);
    CHECK_INT(s->open_count, 1);
    CHECK_INT(s->ceiling.load_class, REST);
}

TEST("a flag is seen in two times: raised late, it was open on days on which nobody knew [M20 M48 F047]") {
    static const char entries[] = START "2026-04-10 flag flare raised by p-1, recorded 2026-04-14T09:00Z\n";
    const struct tdm_case *episode = case_open(mem, flags, entries);
    const struct tdm_standing *now = standing_on(mem, episode, "2026-04-11"),
                              *then = standing_known(mem, episode, "2026-04-11", "2026-04-11T20:00Z");
    REQUIRE(now != NULL && then != NULL);
    CHECK_INT(now->open_count, 1);
    CHECK_INT(then->open_count, 0);
    CHECK_INT(loading_of(then)->state, TDM_PHASE_ACTIVE);
    CHECK_INT(loading_of(now)->state, TDM_PHASE_HELD);
}

TEST("no open flag looks at the record and tells when it was last asked for, or that nobody asked [M26]") {
    struct tdm_check check = judged(mem, "no open flag", START, "2026-04-10");
    CHECK_TRUTH(check, "met");
    CHECK_REASON(check, "never-asked");
    check = judged(mem, "no open flag", START "2026-04-05 screen flags by physician-a, none found\n", "2026-04-10");
    CHECK_TRUTH(check, "met");
    CHECK_REASON(check, "none-open");
    CHECK_DATE(check.reason.date, "2026-04-05");
    check = judged(mem, "no open flag", START "2026-04-05 flag flare raised by p-1\n", "2026-04-10");
    CHECK_TRUTH(check, "unmet");
    CHECK_REASON(check, "open");
    CHECK_DATE(check.reason.date, "2026-04-05");
}

TEST("with a screening age it is unknown without a fresh screen [M10 M26 M27]") {
    static const char line[] = "no open flag, screened within 7 days";
    static const char screened[] = START "2026-04-05 screen flags by physician-a, none found\n";
    CHECK_TRUTH(judged(mem, line, START, "2026-04-10"), "unknown");
    CHECK_REASON(judged(mem, line, START, "2026-04-10"), "never-asked");
    CHECK_TRUTH(judged(mem, line, screened, "2026-04-12"), "met");
    struct tdm_check check = judged(mem, line, screened, "2026-04-13");
    CHECK_TRUTH(check, "unknown");
    CHECK_REASON(check, "screen-stale");
    CHECK_INT(check.reason.n, 8);
    CHECK_INT(check.reason.of_n, 7);
}

TEST("a screen for one flag answers for that flag alone, a screen for findings for no flag [M24 M26]") {
    static const char one[] = START "2026-04-05 screen infection-signs by physician-a, none found\n";
    CHECK_TRUTH(judged(mem, "no open infection-signs, screened within 7 days", one, "2026-04-06"), "met");
    CHECK_TRUTH(judged(mem, "no open flag, screened within 7 days", one, "2026-04-06"), "unknown");
    static const char findings[] = START "2026-04-05 screen findings by therapist-a, none found\n";
    CHECK_TRUTH(judged(mem, "no open flag, screened within 7 days", findings, "2026-04-06"), "unknown");
    CHECK_TRUTH(judged(mem, "no open compensation, screened within 7 days", findings, "2026-04-06"), "met");
}

TEST("what a screen found is open until its closing is written, and a later screen does not close it [M26 M96]") {
    static const char found[] = START "2026-04-05 screen flags by physician-a, found infection-signs\n";
    struct tdm_check check = judged(mem, "no open flag, screened within 7 days", found, "2026-04-06");
    CHECK_TRUTH(check, "unmet");
    CHECK_REASON(check, "open");
    CHECK_TRUTH(judged(mem, "open infection-signs", found, "2026-04-06"), "met");
    static const char closed[] = START "2026-04-05 screen flags by physician-a, found infection-signs\n"
                                       "2026-04-06 flag infection-signs closed by physician-a\n";
    CHECK_TRUTH(judged(mem, "no open flag, screened within 7 days", closed, "2026-04-06"), "met");
    static const char again[] = START "2026-04-05 screen flags by physician-a, found infection-signs\n"
                                      "2026-04-08 screen flags by physician-a, none found\n";
    CHECK_TRUTH(judged(mem, "no open flag, screened within 7 days", again, "2026-04-08"), "unmet");
}

TEST("a flag and a finding that a screen found act like written ones: first line, rest, held phase, owed [M96 M97]") {
    static const char entries[] = START "2026-04-05 screen flags by physician-a, found infection-signs, flare\n"
                                        "2026-04-05 screen findings by therapist-a, found stiff-gait\n"
                                        "2026-04-07 flag infection-signs closed by physician-a\n";
    const struct tdm_case *episode = case_open(mem, flags, entries);
    const struct tdm_standing *s = standing_on(mem, episode, "2026-04-06");
    REQUIRE(s != NULL && s->open_count == 3);
    CHECK(s->open[0].emergency);
    CHECK_STR(tdm_str_of(s->open[0].state), "found");
    CHECK_INT(s->ceiling.load_class, REST);
    CHECK_INT(owed_of(s, TDM_OWED_ESCALATION, NULL), 2);
    CHECK_INT(owed_of(s, TDM_OWED_RETRAINING, NULL), 1);
    CHECK_INT(loading_of(s)->state, TDM_PHASE_HELD);
    s = standing_on(mem, episode, "2026-04-07");
    REQUIRE(s != NULL);
    CHECK_INT(s->open_count, 2);
    CHECK_INT(s->ceiling.load_class, LOW); /* the flare still holds the phase */
}

TEST("a compensation is a finding of its own: it stays open when the index problem is gone [M86 S67 F024]") {
    static const char entries[] = START "2026-04-05 finding tender opened by therapist-a\n"
                                        "2026-04-05 finding stiff-gait opened by therapist-a\n"
                                        "2026-05-01 finding tender resolved by therapist-a\n";
    CHECK_TRUTH(judged(mem, "no open compensation", entries, "2026-05-02"), "unmet");
    CHECK_TRUTH(judged(mem, "no open tender", entries, "2026-05-02"), "met");
    CHECK_TRUTH(judged(mem, "no open finding", entries, "2026-05-02"), "unmet");
    CHECK_TRUTH(judged(mem, "open stiff-gait", entries, "2026-05-02"), "met");
}

TEST("a declined finding is still open, a withdrawn one never was, and resolved is not withdrawn [M31 M86]") {
    static const char declined[] = START "2026-04-05 finding stiff-gait opened by therapist-a\n"
                                         "2026-04-09 finding stiff-gait declined by therapist-a\n";
    CHECK_TRUTH(judged(mem, "no open compensation", declined, "2026-04-10"), "unmet");
    static const char withdrawn[] =
        START "2026-04-05 finding stiff-gait opened by therapist-a, name f-1, recorded 2026-04-05T10:00Z\n"
              "2026-04-09 withdraw f-1 by therapist-a, because \"another patient\", recorded 2026-04-09T10:00Z\n";
    CHECK_TRUTH(judged(mem, "no open compensation", withdrawn, "2026-04-06"), "met");
    CHECK_TRUTH(judged_known(mem, "no open compensation", withdrawn, "2026-04-06", "2026-04-08T10:00Z"), "unmet");
    static const char resolved[] = START "2026-04-05 finding stiff-gait opened by therapist-a\n"
                                         "2026-04-09 finding stiff-gait resolved by therapist-a\n";
    CHECK_TRUTH(judged(mem, "no open compensation", resolved, "2026-04-06"), "unmet");
    CHECK_TRUTH(judged(mem, "no open compensation", resolved, "2026-04-09"), "met");
}

TEST("an adverse event is found by its own word [M117 F018]") {
    static const char entries[] = START "2026-04-05 adverse swelling by therapist-a, grade 2\n";
    CHECK_TRUTH(judged(mem, "no record of event swelling since procedure", entries, "2026-04-06"), "unmet");
    CHECK_TRUTH(judged(mem, "no record of event fever since procedure", entries, "2026-04-06"), "met");
    CHECK_TRUTH(judged(mem, "no record of event swelling since procedure", entries, "2026-04-04"), "met");
}

TEST("no phase begins because the episode ended: the limits of the one that was in force stand [M98 M2]") {
    const char *more = "phase remodel on tissue\n  from end of repair, 12 weeks  [own]\n  load at most high  [own]\n";
    const char *entries = "2026-01-05 enrol by physician-a\n2026-02-02 11:00 procedure graft performed by physician-a\n"
                          "2026-02-09 end lost by physician-a\n";
    const struct tdm_standing *s = standing_on(mem, case_open(mem, more, entries), "2026-02-09");
    REQUIRE(s != NULL && s->ended);
    tdm_ref repair = tdm_protocol_phase(s->episode->protocol, TDM_STR("repair")),
            remodel = tdm_protocol_phase(s->episode->protocol, TDM_STR("remodel"));
    CHECK(s->phases[repair].lingering);
    CHECK(tdm_date_is_none(s->phases[remodel].started));
    CHECK(!s->phases[remodel].lingering);
}

TEST("a day of an earlier stay is judged by that stay, not by the last one of its phase [M48 M59]") {
    const char *more = "phase tolerance on function\n  from gate early, 6 weeks  [own]\n  load at most low  [own]\n"
                       "gate early opens tolerance  [own]\n  not before 15 days after procedure  [own]\n";
    static const char entries[] = START "2026-04-03 17:00 session by p-1\n  squat 3x10\n"
                                        "2026-04-06 09:00 enter tolerance by therapist-a\n"
                                        "2026-04-08 17:00 session by p-1\n  squat 3x10\n"
                                        "2026-04-10 09:00 enter loading by therapist-a\n";
    const struct tdm_case *episode = case_open(mem, more, entries);
    const struct tdm_deviation *told = NULL;
    REQUIRE(deviations_of(standing_on(mem, episode, "2026-04-20"), "session-above-ceiling", &told) == 1);
    CHECK_DATE(told->date, "2026-04-08");
    CHECK(told->known_then && told->known_now);
}

TEST("a step back hours after the step on holds: a phase until the start of the next is not over by it [M18 M59]") {
    const char *more = "phase tolerance on function\n  from gate early until start of loading, 2 to 6 weeks  [own]\n"
                       "  load at most low  [own]\n"
                       "gate early opens tolerance  [own]\n  not before 15 days after procedure  [own]\n";
    static const char entries[] = START "2026-04-01 15:00 enter tolerance by therapist-a\n";
    const struct tdm_standing *s = standing_on(mem, case_open(mem, more, entries), "2026-04-02");
    REQUIRE(s != NULL);
    const struct tdm_phase_answer *tolerance =
        &s->phases[tdm_protocol_phase(s->episode->protocol, TDM_STR("tolerance"))];
    CHECK_INT(tolerance->state, TDM_PHASE_ACTIVE);
    CHECK_INT(loading_of(s)->state, TDM_PHASE_ENDED);
    CHECK_INT(s->ceiling.load_class, LOW);
}
