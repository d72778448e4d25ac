/* engine_second_look_test.c - what a second evaluation of the rules found: acts judged with what was known then, limits
 * of a phase that nobody was in, and what a signature's own day still hides from it. */
#include "engine_ground.h"

TEST("a flag that its rule raised by a reading hours after a signature is no late fact; hours before it is [M49 M96]") {
    const char *after = TREATED SIGNED "2026-03-02 21:00 diary by p-1, recorded 2026-03-04T10:00Z\n  pain 9 points\n";
    const char *before = TREATED SIGNED "2026-03-02 08:00 diary by p-1, recorded 2026-03-04T10:00Z\n  pain 9 points\n";
    const char *untold = TREATED SIGNED "2026-03-02 diary by p-1, recorded 2026-03-04T10:00Z\n  pain 9 points\n";
    CHECK_INT(deviation_count(on_day(mem, after, "2026-03-05"), "signed-without-fact"), 0);
    CHECK(!owes(on_day(mem, after, "2026-03-05"), TDM_OWED_REVIEW));
    CHECK_INT(deviation_count(on_day(mem, before, "2026-03-05"), "signed-without-fact"), 1);
    CHECK_INT(deviation_count(on_day(mem, untold, "2026-03-05"), "signed-without-fact"), 1);
    CHECK_INT(on_day(mem, after, "2026-03-05")->open_count, 1); /* the flag itself is open all the same */
}

TEST("a window moved before anybody knew of the procedure was moved outside its bounds then, and inside them now "
     "[M48 M50]") {
    const char *entries = ENROLLED "2026-02-02 11:00 procedure graft by physician-a, recorded 2026-03-01T10:00Z\n"
                                   "2026-02-20 09:00 move resume to 2026-02-24 by physician-a, because \"As healing "
                                   "goes\", recorded 2026-02-20T10:00Z\n";
    const struct tdm_deviation *d = deviation_of(on_day(mem, entries, "2026-03-05"), "window-moved-outside");
    CHECK_INT(d->known_then, true);
    CHECK_INT(d->known_now, false);
    const char *known = ENROLLED PROCEDURE "2026-02-20 09:00 move resume to 2026-02-24 by physician-a, because \"As "
                                           "healing goes\"\n";
    CHECK_INT(deviation_count(on_day(mem, known, "2026-03-05"), "window-moved-outside"), 0);
}

TEST("what was entered through an override that was withdrawn since was not against the protocol then [M48 M53]") {
#define OVERRIDDEN                                                                                                     \
    "2026-02-20 10:00 override start-loading by physician-a, because \"No later day\", name o1\n"                      \
    "2026-02-20 11:00 enter loading by therapist-a\n"
    const char *back = TREATED OVERRIDDEN "2026-03-01 10:00 withdraw o1 by physician-a, because \"Other patient\"\n";
    const struct tdm_deviation *d = deviation_of(on_day(mem, back, "2026-03-05"), "entered-through-closed-gate");
    CHECK_INT(d->known_then, false);
    CHECK_INT(d->known_now, true);
    CHECK_INT(deviation_count(on_day(mem, TREATED OVERRIDDEN, "2026-03-05"), "entered-through-closed-gate"), 0);
    CHECK_INT(deviation_count(on_day(mem, TREATED OVERRIDDEN, "2026-03-05"), "gate-overridden"), 1);
}

TEST("an override stays visible then and now, also where what came later shows that nobody needed it [M53 M48]") {
    const char *entries =
        ENROLLED PROCEDURE "2026-02-20 09:00 screen flags by physician-a, none found\n" SIGNED
                           "2026-03-04 10:00 enter loading by therapist-a\n"
                           "2026-03-04 11:00 override start-loading by physician-a, because \"No later day\"\n"
                           "2026-03-03 20:00 diary by p-1, recorded 2026-03-06T10:00Z\n  pain 1 points\n";
    const struct tdm_standing *s = on_day(mem, entries, "2026-03-07");
    CHECK_INT(deviation_count(s, "gate-overridden"), 1);
    CHECK_INT(deviation_of(s, "gate-overridden")->known_then, true);
    CHECK_INT(deviation_of(s, "gate-overridden")->known_now, true);
}

TEST("an act written twice is judged with what was known when it was written, also when one record of it is taken back "
     "[M48 M114]") {
    const char *entries = TREATED LOADING
        "2026-03-06 10:00 session by p-1, at home, name x1, recorded 2026-03-06T11:00Z\n  lower-down 3x10\n"
        "2026-03-06 10:00 session by p-1, at home, name x2, recorded 2026-03-06T12:00Z\n  lower-down 3x10\n"
        "2026-03-05 10:00 hold loading by physician-a, because \"Scan\", recorded 2026-03-07T09:00Z\n"
        "2026-03-08 10:00 withdraw x1 by physician-a, because \"Written twice\"\n";
    const struct tdm_standing *s = on_day(mem, entries, "2026-03-10");
    CHECK_INT(deviation_count(s, "session-above-ceiling"), 1);
    CHECK_INT(deviation_of(s, "session-above-ceiling")->known_then, false);
    CHECK_INT(deviation_of(s, "session-above-ceiling")->known_now, true);
}

TEST("a repeat asks for no baseline; that the first turned out to be a slip is held against nobody who made the second "
     "[M14 M48]") {
    tdm_str protocol = engine_changed(mem, "  load at most moderate  [own]\nphase protect",
                                      "  load at most moderate  [own]\n  assess before procedure, within 6 weeks  "
                                      "[own]\n    quads\nphase protect");
    const char *entries = ENROLLED PROCEDURE "2026-02-09 11:00 procedure graft by physician-a\n"
                                             "2026-02-10 10:00 withdraw p1 by physician-a, because \"Other patient\"\n";
    const struct tdm_standing *s = engine_standing(mem, protocol, entries, "2026-02-12", NULL);
    CHECK_INT(deviation_count(s, "procedure-without-baseline"), 1);
    CHECK_INT(deviation_of(s, "procedure-without-baseline")->known_then, false);
    CHECK_INT(deviation_of(s, "procedure-without-baseline")->known_now, true);
}

/* ---- a phase that was skipped */

#define MOTION                                                                                                         \
    "phase motion on function\n  from end of protect until start of loading\n"                                         \
    "  load at most low, no eccentric  [own]\n  offer slide\nphase loading on function\n"

TEST("while a phase is held, one that it skipped is no limit to go back to; one that somebody was in is "
     "[M71 M59 M2]") {
    tdm_str protocol = engine_changed(mem, "phase loading on function\n", MOTION);
    const char *skipped = TREATED "2026-02-10 10:00 enter loading by therapist-a\n"
                                  "2026-04-02 10:00 hold loading by physician-a, because \"Scan\"\n";
    const struct tdm_standing *s = engine_standing(mem, protocol, skipped, "2026-04-03", NULL);
    CHECK_INT(phase_of(s, "loading")->state, TDM_PHASE_HELD);
    CHECK_STR(ceiling_of(s), "active"); /* of `protect`, from which it was entered */
    CHECK_INT(bars(s, "overhead"), true);
    CHECK_INT(bars(s, "eccentric"), false);
    const char *through = TREATED "2026-02-20 10:00 enter loading by therapist-a\n"
                                  "2026-04-02 10:00 hold loading by physician-a, because \"Scan\"\n";
    s = engine_standing(mem, protocol, through, "2026-04-03", NULL);
    CHECK_STR(ceiling_of(s), "low");
    CHECK_INT(bars(s, "eccentric"), true);
}
