/* engine_gate_test.c - gates: time and signature and criteria, each day anew; overrides; the earliest day. */
#include "engine_ground.h"

TEST("a gate opens when time, signature and criteria hold together, and on no other day [M42 M28 S71 F010]") {
    const char *entries = TREATED SIGNED;
    static const struct {
        const char *on;
        enum tdm_gate_state state;
    } rows[] = {{"2026-02-20", TDM_GATE_CLOSED}, {"2026-03-01", TDM_GATE_CLOSED},      {"2026-03-02", TDM_GATE_OPEN},
                {"2026-03-13", TDM_GATE_OPEN},   {"2026-03-14", TDM_GATE_CANNOT_TELL}, /* the pain of 03-06 is older
                                                                                          than 7 days */
                {"2026-03-17", TDM_GATE_CLOSED}}; /* and then the signature is spent */
    for (size_t i = 0; i < TDM_COUNT(rows); i++)
        CHECK_INT(gate_of(on_day(mem, entries, rows[i].on), "start-loading")->state, rows[i].state);
}

TEST("time alone never opens a gate that also asks for a signature [M28 S71 F010]") {
    const struct tdm_standing *s =
        on_day(mem, TREATED "2026-06-01 20:00 diary by p-1\n  pain 0 points\n", "2026-06-01");
    CHECK_INT(gate_of(s, "start-loading")->state, TDM_GATE_CLOSED);
    CHECK_INT(check_at(s, "start-loading", 1)->truth, TDM_UNMET);
    CHECK_INT(check_at(s, "start-loading", 2)->truth, TDM_MET);
}

TEST("signature first and criteria later, or the other way: any order inside the validity [M45]") {
    const char *first = ENROLLED PROCEDURE "2026-02-20 09:00 screen flags by physician-a, none found\n" SIGNED
                                           "2026-03-09 20:00 diary by p-1\n  pain 2 points\n";
    CHECK_INT(gate_of(on_day(mem, first, "2026-03-08"), "start-loading")->state, TDM_GATE_CANNOT_TELL);
    CHECK_INT(gate_of(on_day(mem, first, "2026-03-09"), "start-loading")->state, TDM_GATE_OPEN);
    const char *later = ENROLLED PROCEDURE QUIET "2026-03-09 10:00 clear resume by physician-a\n";
    CHECK_INT(gate_of(on_day(mem, later, "2026-03-09"), "start-loading")->state, TDM_GATE_OPEN);
}

TEST("any unmet term closes, and the unknown ones behind it are told in full [M28 M27]") {
    const struct tdm_standing *s = on_day(mem, ENROLLED PROCEDURE, "2026-03-10");
    const struct tdm_gate_answer *g = gate_of(s, "start-loading");
    CHECK_INT(g->state, TDM_GATE_CLOSED);
    CHECK_INT(g->check_count, 5);
    CHECK_WHY(g->checks[1].reason.code, "not-signed");
    CHECK_WHY(g->checks[2].reason.code, "time-reached");
    CHECK_WHY(g->checks[3].reason.code, "missing");
    CHECK_INT(g->checks[3].truth, TDM_UNKNOWN);
    CHECK_WHY(g->checks[4].reason.code, "never-asked");
    CHECK_INT(g->checks[4].truth, TDM_UNKNOWN);
    CHECK_WHY(g->checks[0].reason.code, "some-unmet");
}

TEST("with nothing unmet, one unknown makes it cannot tell, never closed and never open [M28]") {
    const struct tdm_standing *s = on_day(mem, ENROLLED PROCEDURE SIGNED, "2026-03-10");
    CHECK_INT(gate_of(s, "start-loading")->truth, TDM_UNKNOWN);
    CHECK_INT(gate_of(s, "start-loading")->state, TDM_GATE_CANNOT_TELL);
}

/* ---- any of, at least k of */

#define HEAVY TREATED LOADING "2026-04-13 10:00 clear full-load by therapist-a\n"

TEST("any of is met by one branch, and the branch that decided is told [M40]") {
    const struct tdm_standing *s =
        on_day(mem, HEAVY "2026-04-13 11:00 assess by therapist-a\n  quads right 85 N.m, left 100 N.m\n", "2026-04-14");
    CHECK_INT(gate_of(s, "heavier")->state, TDM_GATE_OPEN);
    CHECK_INT(check_at(s, "heavier", 3)->truth, TDM_MET);
    CHECK_INT(check_at(s, "heavier", 3)->reason.n, 1);
    CHECK_INT(check_at(s, "heavier", 3)->reason.of_n, 2);
    CHECK_INT(check_at(s, "heavier", 4)->truth, TDM_MET);
    CHECK_INT(check_at(s, "heavier", 5)->truth, TDM_UNKNOWN);
}

TEST("any of with one branch unmet and one unknown cannot tell; with both unmet it is unmet [M40]") {
    const char *weak = HEAVY "2026-04-13 11:00 assess by therapist-a\n  quads right 60 N.m, left 100 N.m\n";
    CHECK_INT(gate_of(on_day(mem, weak, "2026-04-14"), "heavier")->state, TDM_GATE_CANNOT_TELL);
    const char *both = HEAVY "2026-04-13 11:00 assess by therapist-a\n  quads right 60 N.m, left 100 N.m\n"
                             "2026-04-13 12:00 assess by physician-a\n  effusion right 2+\n";
    CHECK_INT(gate_of(on_day(mem, both, "2026-04-14"), "heavier")->state, TDM_GATE_CLOSED);
}

TEST("at least k of counts what is met; its earliest day is that of the k-th, not of the first [M40 M41]") {
    const char *entries = TREATED "2026-03-02 10:00 clear look by physician-a\n";
    const struct tdm_standing *s = on_day(mem, entries, "2026-03-10");
    CHECK_INT(check_at(s, "finish", 2)->truth, TDM_UNMET);
    CHECK_DAY(check_at(s, "finish", 2)->could_change_on, "2026-06-22"); /* week 20: the second of the three */
    CHECK_DAY(gate_of(s, "finish")->earliest, "2026-06-22");
    s = on_day(mem, entries, "2026-05-01"); /* week 12 is over: one more is needed */
    CHECK_DAY(check_at(s, "finish", 2)->could_change_on, "2026-06-22");
    CHECK_INT(gate_of(on_day(mem, entries, "2026-06-21"), "finish")->state, TDM_GATE_CLOSED);
}

/* ---- the earliest day */

TEST("earliest is the best case: the first lawful day, with the signature that same day [M41]") {
    const struct tdm_standing *s = on_day(mem, TREATED, "2026-02-10");
    CHECK_DAY(gate_of(s, "start-loading")->earliest, "2026-03-02");
    CHECK_DAY(gate_of(s, "heavier")->earliest, "2026-04-13");
    CHECK_DAY(check_at(s, "start-loading", 1)->could_change_on, "2026-03-02");
    CHECK_WHY(check_at(s, "start-loading", 1)->needs, "not-signed");
}

TEST("a reading that is bad today could be good today: the earliest day is not later for it [M41]") {
    const struct tdm_standing *s =
        on_day(mem, TREATED SIGNED "2026-03-09 20:00 diary by p-1\n  pain 7 points\n", "2026-03-10");
    CHECK_INT(gate_of(s, "start-loading")->state, TDM_GATE_CLOSED);
    CHECK_DAY(gate_of(s, "start-loading")->earliest, "2026-03-10");
}

TEST("an open gate's earliest day is today, and a spent signature could be given anew today [M41 M46]") {
    CHECK_DAY(gate_of(on_day(mem, TREATED SIGNED, "2026-03-05"), "start-loading")->earliest, "2026-03-05");
    CHECK_DAY(gate_of(on_day(mem, TREATED SIGNED, "2026-04-20"), "start-loading")->earliest, "2026-04-20");
}

TEST("before the procedure a gate has no earliest day, with a plan or without, and says what it needs [M41 M13 M15]") {
    const char *planned = ENROLLED "2026-01-10 09:00 plan procedure on 2026-02-02 by physician-a\n";
    static const char *const charts[] = {ENROLLED, NULL};
    for (size_t i = 0; i < 2; i++) {
        const struct tdm_standing *s = on_day(mem, charts[i] != NULL ? charts[i] : planned, "2026-01-20");
        CHECK_DAY(gate_of(s, "start-loading")->earliest, "-");
        CHECK_WHY(check_at(s, "start-loading", 0)->needs, "no-procedure");
        CHECK_WHY(check_at(s, "start-loading", 2)->needs, "no-procedure");
        CHECK_WHY(check_at(s, "start-loading", 2)->reason.code, "not-anchored");
    }
}

TEST("never, unless somebody closes it: an open flag leaves the gate without a day and says so [M41 M96]") {
    const struct tdm_standing *s =
        on_day(mem, TREATED SIGNED "2026-03-05 10:00 flag flare raised by p-1\n", "2026-03-06");
    CHECK_INT(gate_of(s, "start-loading")->state, TDM_GATE_CLOSED);
    CHECK_DAY(gate_of(s, "start-loading")->earliest, "-");
    CHECK_WHY(check_at(s, "start-loading", 4)->needs, "open");
    CHECK_WHY(check_at(s, "start-loading", 0)->needs, "open");
}

/* ---- overrides */

#define OVERRIDE "2026-03-03 09:00 override start-loading by physician-a, because \"Travels for work\"\n"

TEST("an override opens one gate on one day and changes no term's value [M53 F017 S52]") {
    const char *entries = ENROLLED PROCEDURE OVERRIDE;
    const struct tdm_standing *s = on_day(mem, entries, "2026-03-03");
    const struct tdm_gate_answer *g = gate_of(s, "start-loading");
    CHECK_INT(g->state, TDM_GATE_OPEN);
    CHECK_INT(g->overridden, true);
    CHECK_STR(s->episode->chart->chart->entries[g->override_entry].because, "Travels for work");
    CHECK_INT(g->truth, TDM_UNMET);
    CHECK_INT(g->checks[1].truth, TDM_UNMET);
    CHECK_INT(g->checks[3].truth, TDM_UNKNOWN);
    CHECK_INT(gate_of(s, "heavier")->state, TDM_GATE_CLOSED);
    CHECK_INT(gate_of(s, "heavier")->overridden, false);
    CHECK_INT(gate_of(on_day(mem, entries, "2026-03-02"), "start-loading")->state, TDM_GATE_CLOSED);
    CHECK_INT(gate_of(on_day(mem, entries, "2026-03-04"), "start-loading")->state, TDM_GATE_CLOSED);
}

TEST("an override stays visible for ever, whether or not somebody went through [M53 F017]") {
    const char *unused = ENROLLED PROCEDURE OVERRIDE;
    CHECK_INT(deviation_count(on_day(mem, unused, "2026-03-03"), "gate-overridden"), 1);
    CHECK_INT(deviation_count(on_day(mem, unused, "2027-03-03"), "gate-overridden"), 1);
    const char *used = ENROLLED PROCEDURE OVERRIDE "2026-03-03 10:00 enter loading by therapist-a\n";
    const struct tdm_standing *s = on_day(mem, used, "2027-03-03");
    CHECK_INT(deviation_count(s, "gate-overridden"), 1);
    CHECK_INT(deviation_of(s, "gate-overridden")->known_then, true);
    CHECK_INT(deviation_count(s, "entered-through-closed-gate"), 0);
    const char *open = TREATED SIGNED OVERRIDE "2026-03-03 10:00 enter loading by therapist-a\n";
    CHECK_INT(deviation_count(on_day(mem, open, "2026-04-03"), "gate-overridden"), 1);
}

TEST("an override of yesterday does not cover who enters today [M53]") {
    const struct tdm_standing *s =
        on_day(mem, ENROLLED PROCEDURE OVERRIDE "2026-03-04 10:00 enter loading by therapist-a\n", "2026-03-10");
    CHECK_INT(deviation_count(s, "entered-through-closed-gate"), 1);
}

TEST("an override lifts no flag and no never-clause [M53 M97]") {
    const char *entries = ENROLLED PROCEDURE "2026-03-03 08:00 flag infection-signs raised by p-1\n" OVERRIDE
                                             "2026-03-03 10:00 enter loading by therapist-a\n";
    const struct tdm_standing *s = on_day(mem, entries, "2026-03-03");
    CHECK_STR(ceiling_of(s), "rest");
    CHECK_INT(phase_of(s, "loading")->state, TDM_PHASE_HELD);
}

TEST("an override by the patient, or by nobody of the roster on that day, opens nothing and stays visible [M53 M55]") {
    static const char *const who[] = {"p-1", "physician-c"};
    for (size_t i = 0; i < 2; i++) {
        struct tdm_buf text;
        tdm_buf_init(&text, mem, 4096);
        tdm_buf_format(&text, "%s2026-03-03 09:00 override start-loading by %s, because \"Wants to\"\n%s", TREATED,
                       who[i], "2026-03-03 10:00 enter loading by therapist-a\n");
        const struct tdm_standing *s = on_day(mem, engine_c(mem, &text), "2026-03-03");
        CHECK_INT(gate_of(s, "start-loading")->state, TDM_GATE_CLOSED);
        CHECK_INT(gate_of(s, "start-loading")->overridden, false);
        CHECK_INT(deviation_count(s, "entered-through-closed-gate"), 1);
        CHECK_INT(deviation_count(s, "gate-overridden"), 1);
    }
}

/* ---- past the longest length */

TEST(
    "past the longest length nothing opens: the decision is overdue, and a late signature still opens [M52 M119 S55]") {
    const char *entries = ENROLLED PROCEDURE "2026-03-25 09:00 screen flags by physician-a, none found\n"
                                             "2026-04-05 20:00 diary by p-1\n  pain 1 points\n"
                                             "2026-04-08 10:00 clear resume by physician-a\n";
    const struct tdm_standing *s = on_day(mem, entries, "2026-03-30");
    CHECK_DAY(gate_of(s, "start-loading")->overdue_since, "-");
    s = on_day(mem, entries, "2026-03-31");
    CHECK_DAY(gate_of(s, "start-loading")->overdue_since, "2026-03-31");
    CHECK_INT(gate_of(s, "start-loading")->state, TDM_GATE_CLOSED);
    CHECK_DAY(gate_of(s, "finish")->overdue_since, "-"); /* another gate waits for something else */
    CHECK_INT(deviation_count(s, "window-overstayed"), 1);
    s = on_day(mem, entries, "2026-04-08");
    CHECK_INT(gate_of(s, "start-loading")->state, TDM_GATE_OPEN);
    CHECK_DAY(deviation_of(s, "window-overstayed")->date, "2026-03-31"); /* late it was, and stays */
}

TEST("an acknowledgement is owed and closes no gate [M57 S63]") {
    const char *entries = TREATED SIGNED "2026-03-02 11:00 handoff plan-of-loading by physician-a, to therapist-a\n";
    const struct tdm_standing *s = on_day(mem, entries, "2026-03-04");
    CHECK_INT(gate_of(s, "start-loading")->state, TDM_GATE_OPEN);
    CHECK_INT(owed_of(s, TDM_OWED_ANSWER)->roles == role_mask(s, "physical-therapist"), true);
    CHECK_WHY(owed_of(s, TDM_OWED_ANSWER)->reason.code, "owed-acknowledge");
}

TEST("a gate of a signature and nothing else opens by the signature alone [G3 S57]") {
    tdm_str bare = engine_changed(mem,
                                  "  clearance look\n  at least 2 of\n    not before 12 weeks after procedure\n"
                                  "    not before 20 weeks after procedure\n    not before 30 weeks after procedure\n",
                                  "  clearance look\n");
    const struct tdm_standing *s =
        engine_standing(mem, bare, TREATED "2026-03-04 10:00 clear look by physician-a\n", "2026-03-04", NULL);
    CHECK_INT(gate_of(s, "finish")->state, TDM_GATE_OPEN);
    CHECK_INT(s->episode->protocol->gates[tdm_protocol_gate(s->episode->protocol, TDM_STR("finish"))].bare, true);
    CHECK_INT(gate_of(engine_standing(mem, bare, TREATED, "2026-03-04", NULL), "finish")->state, TDM_GATE_CLOSED);
}
