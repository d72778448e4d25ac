/* engine_phase_test.c - phases: how they begin, hand over, are held and go on, and whose limits hold meanwhile. */
#include "engine_ground.h"

TEST("a phase behind a gate begins by an entry and by nothing else, however long the gate is open [M42 M12]") {
    const char *open = TREATED SIGNED;
    CHECK_INT(phase_of(on_day(mem, open, "2026-03-10"), "loading")->state, TDM_PHASE_NOT_YET);
    const struct tdm_standing *s = on_day(mem, TREATED LOADING, "2026-03-04");
    CHECK_INT(phase_of(s, "loading")->state, TDM_PHASE_ACTIVE);
    CHECK_DAY(phase_of(s, "loading")->started, "2026-03-04");
    CHECK_INT(gate_of(s, "start-loading")->passed, true);
    CHECK_DAY(gate_of(s, "start-loading")->passed_on, "2026-03-04");
    CHECK_INT(phase_of(on_day(mem, TREATED LOADING, "2026-03-03"), "loading")->state, TDM_PHASE_NOT_YET);
}

TEST("a planned session or phase begins nothing [M42 M116]") {
    const char *entries = TREATED SIGNED "2026-03-02 12:00 plan phase loading on 2026-03-03 by therapist-a\n";
    CHECK_INT(phase_of(on_day(mem, entries, "2026-03-05"), "loading")->state, TDM_PHASE_NOT_YET);
}

TEST("the day two phases meet belongs to the one that begins [M12 M10]") {
    const struct tdm_standing *s = on_day(mem, TREATED, "2026-02-02");
    CHECK_STR(in_force(s, TDM_TRACK_FUNCTION), "protect");
    CHECK_INT(phase_of(s, "prepare")->state, TDM_PHASE_ENDED);
    CHECK_DAY(phase_of(s, "prepare")->ended, "2026-02-02");
    CHECK_STR(in_force(on_day(mem, TREATED, "2026-02-01"), TDM_TRACK_FUNCTION), "prepare");
    CHECK_STR(in_force(on_day(mem, TREATED LOADING, "2026-03-04"), TDM_TRACK_FUNCTION), "loading");
}

TEST("no limit falls into a hole: an ended phase's limits hold until the next of its track has begun [M2 M12 M59]") {
    const struct tdm_standing *s = on_day(mem, TREATED, "2026-02-20");
    CHECK_INT(phase_of(s, "protect")->state, TDM_PHASE_ENDED);
    CHECK_DAY(phase_of(s, "protect")->ended, "2026-02-17");
    CHECK_INT(phase_of(s, "protect")->lingering, true);
    CHECK_STR(in_force(s, TDM_TRACK_FUNCTION), "protect");
    CHECK_STR(ceiling_of(s), "active");
    CHECK_STR(ceiling_of(on_day(mem, TREATED, "2027-02-20")), "active");
    CHECK_STR(ceiling_of(on_day(mem, TREATED LOADING, "2026-03-04")), "moderate");
}

TEST("one phase of a track is in force, and both tracks bind together [M59 M71 G2 S53]") {
    const struct tdm_standing *s = on_day(mem, TREATED LOADING, "2026-03-10");
    uint32_t active[TDM_TRACK_COUNT] = {0, 0};
    for (uint32_t p = 0; p < s->episode->protocol->phase_count; p++)
        active[s->episode->protocol->phases[p].track] += s->phases[p].state == TDM_PHASE_ACTIVE;
    CHECK_INT(active[TDM_TRACK_TISSUE], 1);
    CHECK_INT(active[TDM_TRACK_FUNCTION], 1);
    s = on_day(mem, TREATED "2026-03-04 10:00 enter loading by therapist-a\n", "2026-03-10");
    CHECK_STR(in_force(s, TDM_TRACK_FUNCTION), "loading");
    CHECK_STR(in_force(s, TDM_TRACK_TISSUE), "repair");
    CHECK_STR(ceiling_of(s), "low"); /* the repair was not ended by a signature: its limit stays */
}

TEST("early care offers gentle motion and not the press of later weeks [S74 S78 G2]") {
    const struct tdm_standing *s = on_day(mem, TREATED, "2026-02-10");
    REQUIRE(s->exercise_count == 1);
    CHECK_STR(tdm_catalog_name(s->episode->protocol->catalog, TDM_KIND_EXERCISE, s->exercises[0].exercise), "slide");
    CHECK_INT(s->exercises[0].verdict, TDM_EXERCISE_MAY);
}

TEST("later drift of a criterion and expiry do not end a phase that began lawfully [M43 M46]") {
    const char *entries = TREATED LOADING "2026-03-20 20:00 diary by p-1\n  pain 6 points\n";
    const struct tdm_standing *s = on_day(mem, entries, "2026-03-21");
    CHECK_INT(gate_of(s, "start-loading")->truth, TDM_UNMET);
    CHECK_WHY(clearance_of(s, "resume")->reason.code, "expired");
    CHECK_INT(phase_of(s, "loading")->state, TDM_PHASE_ACTIVE);
    CHECK_INT(phase_of(s, "repair")->state, TDM_PHASE_ENDED);
    CHECK_STR(ceiling_of(s), "moderate");
}

TEST("what was done although the gate was closed is done: the phase runs from it and it stays visible [M60 M42]") {
    const char *entries = TREATED "2026-02-25 10:00 enter loading by therapist-a\n";
    const struct tdm_standing *s = on_day(mem, entries, "2026-03-10");
    CHECK_INT(phase_of(s, "loading")->state, TDM_PHASE_ACTIVE);
    CHECK_DAY(phase_of(s, "loading")->started, "2026-02-25");
    CHECK_INT(phase_of(s, "loading")->days_in_force, 14);
    CHECK_INT(deviation_count(s, "entered-through-closed-gate"), 1);
    CHECK_INT(deviation_count(on_day(mem, entries, "2027-03-10"), "entered-through-closed-gate"), 1);
    const char *unknown = ENROLLED PROCEDURE SIGNED "2026-03-04 10:00 enter loading by therapist-a\n";
    CHECK_INT(deviation_count(on_day(mem, unknown, "2026-03-10"), "entered-through-unknown-gate"), 1);
}

TEST("a phase past its longest length is overdue and is not left by time [M119 M52 S55]") {
    const struct tdm_standing *s = on_day(mem, TREATED, "2026-03-30");
    CHECK_INT(phase_of(s, "repair")->overdue, false);
    s = on_day(mem, TREATED, "2026-03-31");
    CHECK_INT(phase_of(s, "repair")->overdue, true);
    CHECK_DAY(phase_of(s, "repair")->overdue_since, "2026-03-31");
    s = on_day(mem, TREATED, "2027-03-31");
    CHECK_INT(phase_of(s, "repair")->state, TDM_PHASE_ACTIVE);
    CHECK_STR(in_force(s, TDM_TRACK_TISSUE), "repair");
    s = on_day(mem, TREATED LOADING, "2026-05-28");
    CHECK_INT(phase_of(s, "loading")->overdue, true);
    CHECK_DAY(phase_of(s, "loading")->overdue_since, "2026-05-28"); /* 12 weeks after 2026-03-04 is 2026-05-27 */
}

/* ---- held and gone on */

#define HELD LOADING "2026-03-08 10:00 hold loading by therapist-a, because \"Hot knee\"\n"

TEST("anyone on the team may stop a phase, and the patient; the limits before it return [M54 M43]") {
    static const char *const who[] = {"physician-a", "therapist-a", "p-1"};
    for (size_t i = 0; i < 3; i++) {
        struct tdm_buf text;
        tdm_buf_init(&text, mem, 4096);
        tdm_buf_format(&text, "%s2026-03-08 10:00 hold loading by %s, because \"Hot knee\"\n", TREATED LOADING, who[i]);
        const struct tdm_standing *s = on_day(mem, engine_c(mem, &text), "2026-03-08");
        CHECK_INT(phase_of(s, "loading")->state, TDM_PHASE_HELD);
        CHECK_WHY(phase_of(s, "loading")->reason.code, "held");
        CHECK_STR(s->episode->chart->chart->entries[phase_of(s, "loading")->reason.entry].because, "Hot knee");
        CHECK_STR(ceiling_of(s), "active");
        CHECK_INT(phase_of(on_day(mem, engine_c(mem, &text), "2026-03-07"), "loading")->state, TDM_PHASE_ACTIVE);
    }
}

TEST("only who set the stop, or who signs for the phase, lets it go on [M54]") {
    static const struct {
        const char *holder, *resumer;
        enum tdm_phase_state state;
    } rows[] = {{"therapist-a", "therapist-a", TDM_PHASE_ACTIVE},
                {"therapist-a", "physician-b", TDM_PHASE_ACTIVE},
                {"physician-a", "physician-b", TDM_PHASE_ACTIVE},
                {"physician-a", "therapist-a", TDM_PHASE_HELD},
                {"physician-a", "p-1", TDM_PHASE_HELD},
                {"therapist-a", "p-1", TDM_PHASE_HELD},
                {"p-1", "p-1", TDM_PHASE_ACTIVE},
                {"p-1", "therapist-a", TDM_PHASE_ACTIVE},
                {"physician-a", "physician-c", TDM_PHASE_HELD}};
    for (size_t i = 0; i < TDM_COUNT(rows); i++) {
        struct tdm_buf text;
        tdm_buf_init(&text, mem, 4096);
        tdm_buf_format(&text,
                       "%s2026-03-08 10:00 hold loading by %s, because \"x\"\n2026-03-12 10:00 resume loading by %s\n",
                       TREATED LOADING, rows[i].holder, rows[i].resumer);
        const struct tdm_standing *s = on_day(mem, engine_c(mem, &text), "2026-03-15");
        if (phase_of(s, "loading")->state != rows[i].state)
            check_failed(__FILE__, __LINE__, "held by %s, resumed by %s", rows[i].holder, rows[i].resumer);
    }
}

TEST("days held do not count toward a length; they count again from the day it goes on [M47 M54]") {
    const char *entries = TREATED HELD "2026-03-12 10:00 resume loading by therapist-a\n";
    CHECK_INT(phase_of(on_day(mem, entries, "2026-03-07"), "loading")->days_in_force, 4);
    CHECK_INT(phase_of(on_day(mem, entries, "2026-03-10"), "loading")->days_in_force, 4);
    CHECK_INT(phase_of(on_day(mem, entries, "2026-03-12"), "loading")->days_in_force, 5);
    CHECK_INT(phase_of(on_day(mem, entries, "2026-03-15"), "loading")->days_in_force, 8);
}

TEST("a hold and a resumption of one day: by their times; untold, the hold stays [M18 M54]") {
    const char *timed = TREATED HELD "2026-03-08 15:00 resume loading by therapist-a\n";
    CHECK_INT(phase_of(on_day(mem, timed, "2026-03-08"), "loading")->state, TDM_PHASE_ACTIVE);
    const char *before = TREATED HELD "2026-03-08 08:00 resume loading by therapist-a\n";
    CHECK_INT(phase_of(on_day(mem, before, "2026-03-09"), "loading")->state, TDM_PHASE_HELD);
    const char *untold =
        TREATED LOADING "2026-03-08 hold loading by therapist-a, because \"x\", recorded 2026-03-08T09:00Z\n"
                        "2026-03-08 resume loading by therapist-a, recorded 2026-03-08T10:00Z\n";
    CHECK_INT(phase_of(on_day(mem, untold, "2026-03-09"), "loading")->state, TDM_PHASE_HELD);
}

TEST("any number of holds is counted exactly, the first as well as the last [M47 M54]") {
    struct tdm_buf text;
    tdm_buf_init(&text, mem, 1u << 16);
    tdm_buf_text(&text, TREATED LOADING);
    /* from 03-05 on: held one day, in force one day, twenty times */
    for (int i = 0; i < 20; i++) {
        tdm_date held = {engine_day("2026-03-05").day + 2 * i}, on = {held.day + 1};
        tdm_date_print(&text, held);
        tdm_buf_text(&text, " 10:00 hold loading by therapist-a, because \"x\"\n");
        tdm_date_print(&text, on);
        tdm_buf_text(&text, " 10:00 resume loading by therapist-a\n");
    }
    const struct tdm_standing *s = on_day(mem, engine_c(mem, &text), "2026-04-13");
    CHECK_INT(phase_of(s, "loading")->state, TDM_PHASE_ACTIVE);
    CHECK_INT(phase_of(s, "loading")->days_in_force, 21);
    s = on_day(mem, engine_c(mem, &text), "2026-04-12");
    CHECK_INT(phase_of(s, "loading")->state, TDM_PHASE_HELD);
}

TEST("many holds do not push out an older one that is still open [M54]") {
    struct tdm_buf text;
    tdm_buf_init(&text, mem, 1u << 16);
    tdm_buf_text(&text, TREATED LOADING "2026-03-05 10:00 hold loading by physician-a, because \"Wait for me\"\n");
    for (int i = 0; i < 9; i++) {
        tdm_date held = {engine_day("2026-03-06").day + i};
        tdm_date_print(&text, held);
        tdm_buf_text(&text, " 10:00 hold loading by p-1, because \"x\"\n");
        tdm_date_print(&text, held);
        tdm_buf_text(&text, " 18:00 resume loading by p-1\n");
    }
    const struct tdm_standing *s = on_day(mem, engine_c(mem, &text), "2026-03-20");
    CHECK_INT(phase_of(s, "loading")->state, TDM_PHASE_HELD);
    CHECK_STR(s->episode->chart->chart->entries[phase_of(s, "loading")->reason.entry].because, "Wait for me");
    CHECK_INT(phase_of(s, "loading")->days_in_force, 1);
}

TEST("while a phase is held the limits before it return and its own still bar: nothing becomes looser [M47 M71 M54]") {
    const struct tdm_standing *s = on_day(mem, TREATED HELD, "2026-03-08");
    CHECK_STR(ceiling_of(s), "active");
    CHECK(bars(s, "overhead")); /* of the phase that is held */
    CHECK(!bars(on_day(mem, TREATED, "2026-03-08"), "overhead"));
}

TEST("a preparation that was over before it could begin never begins, and lends no limit [M2 M59 M60]") {
    const char *late = "2026-02-10 09:00 enrol by physician-a\n" PROCEDURE;
    const struct tdm_standing *s = on_day(mem, late, "2026-02-12");
    CHECK_INT(phase_of(s, "prepare")->state, TDM_PHASE_NOT_YET);
    CHECK_STR(in_force(s, TDM_TRACK_FUNCTION), "protect");
    CHECK_STR(ceiling_of(s), "active");
}

/* ---- flags */

TEST("a flag holds the running phase from its day until the role named closes it [M43 M96]") {
    const char *raised = TREATED LOADING "2026-03-08 10:00 flag flare raised by p-1\n";
    CHECK_INT(phase_of(on_day(mem, raised, "2026-03-08"), "loading")->state, TDM_PHASE_HELD);
    CHECK_WHY(phase_of(on_day(mem, raised, "2026-03-08"), "loading")->reason.code, "held-flag");
    CHECK_INT(phase_of(on_day(mem, raised, "2026-03-07"), "loading")->state, TDM_PHASE_ACTIVE);
    const char *closed = TREATED LOADING "2026-03-08 10:00 flag flare raised by p-1\n"
                                         "2026-03-10 10:00 flag flare closed by physician-a\n";
    CHECK_INT(phase_of(on_day(mem, closed, "2026-03-10"), "loading")->state, TDM_PHASE_ACTIVE);
    const char *wrong = TREATED LOADING "2026-03-08 10:00 flag flare raised by p-1\n"
                                        "2026-03-10 10:00 flag flare closed by p-1\n";
    const struct tdm_standing *s = on_day(mem, wrong, "2026-03-12");
    CHECK_INT(phase_of(s, "loading")->state, TDM_PHASE_HELD);
    CHECK_INT(s->open_count, 1);
    CHECK_INT(check_at(s, "start-loading", 4)->truth, TDM_UNMET);
}

TEST("a flag that its own rule raises holds the phase as well [M43 M96]") {
    const char *entries = TREATED LOADING "2026-03-08 10:00 diary by p-1\n  pain 9 points\n";
    const struct tdm_standing *s = on_day(mem, entries, "2026-03-08");
    CHECK_INT(s->open_count, 1);
    CHECK_INT(phase_of(s, "loading")->state, TDM_PHASE_HELD);
    CHECK_WHY(phase_of(s, "loading")->reason.code, "held-flag");
    CHECK_STR(ceiling_of(s), "active");
}

TEST("what a screen found is open from its day, without an entry of its own, until it is closed [M24 M26 M96]") {
    const char *found = TREATED LOADING "2026-03-08 09:00 screen flags by therapist-a, found infection-signs\n";
    const struct tdm_standing *s = on_day(mem, found, "2026-03-10");
    CHECK_INT(check_at(s, "start-loading", 4)->truth, TDM_UNMET);
    CHECK_WHY(check_at(s, "start-loading", 4)->reason.code, "open");
    CHECK_INT(phase_of(s, "loading")->state, TDM_PHASE_HELD);
    CHECK_STR(ceiling_of(s), "rest"); /* an emergency */
    REQUIRE(s->open_count == 1);
    CHECK(s->open[0].emergency);
    CHECK_DAY(s->open[0].since, "2026-03-08");
    CHECK_INT(phase_of(on_day(mem, found, "2026-03-07"), "loading")->state, TDM_PHASE_ACTIVE);
    const char *closed = TREATED LOADING "2026-03-08 09:00 screen flags by therapist-a, found infection-signs\n"
                                         "2026-03-09 09:00 flag infection-signs closed by physician-a\n";
    s = on_day(mem, closed, "2026-03-10");
    CHECK_INT(s->open_count, 0);
    CHECK_INT(phase_of(s, "loading")->state, TDM_PHASE_ACTIVE);
    CHECK_INT(phase_of(s, "loading")->days_in_force, 6); /* all but 03-08 */
    const char *finding = TREATED "2026-03-08 09:00 screen findings by therapist-a, found stiff-knee-gait\n";
    s = on_day(mem, finding, "2026-03-10");
    REQUIRE(s->open_count == 1);
    CHECK(!s->open[0].is_flag);
}

TEST("a reading that was not done, and later was after all, raises a flag only by its value [M27 M31 M43]") {
    const char *entries = TREATED LOADING "2026-03-08 10:00 diary by p-1, name d1\n"
                                          "  pain not-done, because \"Away\"\n"
                                          "2026-03-09 10:00 correct d1 by p-1, because \"Found the note\"\n"
                                          "  pain 3 points, was not-done\n";
    const struct tdm_standing *s = on_day(mem, entries, "2026-03-09");
    CHECK_INT(s->open_count, 0);
    CHECK_INT(phase_of(s, "loading")->state, TDM_PHASE_ACTIVE);
}

TEST("a flag raised and closed on one day: by their times; untold, it stays open [M18 M96]") {
    const char *timed = TREATED LOADING "2026-03-08 09:00 flag flare raised by p-1\n"
                                        "2026-03-08 15:00 flag flare closed by physician-a\n";
    CHECK_INT(on_day(mem, timed, "2026-03-09")->open_count, 0);
    const char *untold = TREATED LOADING "2026-03-08 09:00 flag flare raised by p-1\n"
                                         "2026-03-08 flag flare closed by physician-a\n";
    const struct tdm_standing *s = on_day(mem, untold, "2026-03-09");
    CHECK_INT(s->open_count, 1);
    CHECK_INT(check_at(s, "start-loading", 4)->truth, TDM_UNMET);
    CHECK_INT(phase_of(s, "loading")->state, TDM_PHASE_HELD);
}

/* ---- revocation */

#define REVOKED LOADING "2026-03-08 10:00 revoke s1 by physician-a, because \"Swelling\"\n"

TEST("a revocation holds what rests on the signature, and the earlier limits and restrictions return [M47 F012]") {
    const struct tdm_standing *s = on_day(mem, TREATED REVOKED, "2026-03-07");
    CHECK_INT(phase_of(s, "loading")->state, TDM_PHASE_ACTIVE);
    CHECK_STR(in_force(s, TDM_TRACK_TISSUE), "remodel");
    CHECK_INT(restriction_of(s, "no-deep")->state, TDM_RESTRICTION_OVER);
    s = on_day(mem, TREATED REVOKED, "2026-03-08");
    CHECK_INT(phase_of(s, "loading")->state, TDM_PHASE_HELD);
    CHECK_WHY(phase_of(s, "loading")->reason.code, "held-revoked");
    CHECK_STR(in_force(s, TDM_TRACK_TISSUE), "repair");
    CHECK_STR(ceiling_of(s), "active");
    CHECK_INT(restriction_of(s, "no-deep")->state, TDM_RESTRICTION_IN_FORCE);
    CHECK_INT(bars(s, "deep-flexion"), true);
    CHECK_INT(phase_of(on_day(mem, TREATED REVOKED, "2026-03-12"), "loading")->days_in_force, 4);
}

TEST("after a revocation time lifts nothing, and a therapist's resumption without a new signature neither [M47 M54]") {
    CHECK_INT(phase_of(on_day(mem, TREATED REVOKED, "2027-03-08"), "loading")->state, TDM_PHASE_HELD);
    const char *alone = TREATED REVOKED "2026-03-10 10:00 resume loading by therapist-a\n";
    CHECK_INT(phase_of(on_day(mem, alone, "2026-03-11"), "loading")->state, TDM_PHASE_HELD);
    const char *signed_anew = TREATED REVOKED "2026-03-10 09:00 clear resume by physician-a, name s2\n"
                                              "2026-03-10 10:00 resume loading by therapist-a\n";
    const struct tdm_standing *s = on_day(mem, signed_anew, "2026-03-11");
    CHECK_INT(phase_of(s, "loading")->state, TDM_PHASE_ACTIVE);
    CHECK_STR(in_force(s, TDM_TRACK_TISSUE), "remodel");
    CHECK_INT(restriction_of(s, "no-deep")->state, TDM_RESTRICTION_OVER);
    CHECK_INT(phase_of(s, "loading")->days_in_force, 6);
}

TEST("a revocation reaches the later phases that came through the gate it opened [M47 F012]") {
    const char *entries = TREATED LOADING "2026-04-13 09:00 clear full-load by therapist-a\n"
                                          "2026-04-13 11:00 assess by therapist-a\n  quads right 85 N.m, left 100 N.m\n"
                                          "2026-04-15 10:00 enter strength by therapist-a\n"
                                          "2026-04-20 10:00 revoke s1 by physician-a, because \"Swelling\"\n";
    const struct tdm_standing *s = on_day(mem, entries, "2026-04-19");
    CHECK_INT(phase_of(s, "strength")->state, TDM_PHASE_ACTIVE);
    CHECK_STR(ceiling_of(s), "high");
    s = on_day(mem, entries, "2026-04-20");
    CHECK_INT(phase_of(s, "strength")->state, TDM_PHASE_HELD);
    CHECK_STR(ceiling_of(s), "active");
}

TEST("a signature that was spent before the phase began carries nothing, and its revocation holds nothing [M46 M47]") {
    const char *entries = TREATED SIGNED "2026-03-20 10:00 clear resume by physician-b, name s2\n"
                                         "2026-03-20 12:00 screen flags by physician-a, none found\n"
                                         "2026-03-20 20:00 diary by p-1\n  pain 1 points\n"
                                         "2026-03-21 10:00 enter loading by therapist-a\n"
                                         "2026-03-25 10:00 revoke s1 by physician-a, because \"Tidy\"\n";
    CHECK_INT(phase_of(on_day(mem, entries, "2026-03-26"), "loading")->state, TDM_PHASE_ACTIVE);
}

TEST("a stop of a phase that the next one has followed stops nothing, also when that next one is held [M54 M71]") {
#define STRENGTH                                                                                                       \
    TREATED LOADING "2026-04-13 10:00 clear full-load by therapist-a, name f1\n"                                       \
                    "2026-04-13 11:00 enter strength by therapist-a, through heavier\n"
#define TAKEN_BACK "2026-04-25 10:00 revoke f1 by therapist-a, because \"swollen\"\n"
    static const char late[] = STRENGTH "2026-04-20 10:00 hold loading by p-1, because \"sore\"\n" TAKEN_BACK,
                      at_the_time[] = STRENGTH "2026-04-10 10:00 hold loading by p-1, because \"sore\"\n" TAKEN_BACK;
    CHECK_STR(ceiling_of(on_day(mem, late, "2026-04-24")), "high");
    CHECK_STR(ceiling_of(on_day(mem, late, "2026-04-26")), "moderate");
    CHECK_STR(ceiling_of(on_day(mem, at_the_time, "2026-04-26")), "active");
}

TEST("a phase that two signatures carry is held when both are revoked, from the later day [M47]") {
    const char *one = TREATED SIGNED "2026-03-03 10:00 clear resume by physician-b, name s2\n"
                                     "2026-03-04 10:00 enter loading by therapist-a\n"
                                     "2026-03-08 10:00 revoke s1 by physician-a, because \"Away\"\n";
    CHECK_INT(phase_of(on_day(mem, one, "2026-03-09"), "loading")->state, TDM_PHASE_ACTIVE);
    struct tdm_buf both;
    tdm_buf_init(&both, mem, 4096);
    tdm_buf_format(&both, "%s2026-03-10 10:00 revoke s2 by physician-b, because \"Swelling\"\n", one);
    CHECK_INT(phase_of(on_day(mem, engine_c(mem, &both), "2026-03-09"), "loading")->state, TDM_PHASE_ACTIVE);
    CHECK_INT(phase_of(on_day(mem, engine_c(mem, &both), "2026-03-10"), "loading")->state, TDM_PHASE_HELD);
}

TEST("a phase entered after its dates were over runs all the same [M60]") {
    tdm_str dated = engine_changed(mem, "  from gate heavier, 12 to 40 weeks  [own]\n",
                                   "  from gate heavier until 10 weeks after procedure  [own]\n");
    const struct tdm_standing *s =
        engine_standing(mem, dated, TREATED "2026-04-20 10:00 enter strength by therapist-a\n", "2026-04-21", NULL);
    CHECK_INT(phase_of(s, "strength")->state, TDM_PHASE_ACTIVE);
    CHECK_DAY(phase_of(s, "strength")->ended, "-");
}

TEST("revoked and entered on one day: by their times; untold, the phase is held [M18 M47]") {
    const char *untold = TREATED SIGNED "2026-03-04 enter loading by therapist-a\n"
                                        "2026-03-04 revoke s1 by physician-a, because \"Swelling\"\n";
    CHECK_INT(phase_of(on_day(mem, untold, "2026-03-05"), "loading")->state, TDM_PHASE_HELD);
    const char *after = TREATED SIGNED "2026-03-04 09:00 enter loading by therapist-a\n"
                                       "2026-03-04 10:00 revoke s1 by physician-a, because \"Swelling\"\n";
    CHECK_INT(phase_of(on_day(mem, after, "2026-03-05"), "loading")->state, TDM_PHASE_HELD);
}
