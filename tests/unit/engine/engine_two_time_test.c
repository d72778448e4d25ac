/* engine_two_time_test.c - what was known on a day: two times of every entry, two verdicts on every act. */
#include "engine_ground.h"

TEST("known is an instant: an entry counts from the very instant it was recorded [M20 F110]") {
    const char *entries = TREATED "2026-03-02 10:00 clear resume by physician-a, recorded 2026-03-05T12:00Z\n";
    CHECK_INT(clearance_of(as_known(mem, entries, "2026-03-04", "2026-03-05T11:59:59.999Z"), "resume")->truth,
              TDM_UNMET);
    CHECK_INT(clearance_of(as_known(mem, entries, "2026-03-04", "2026-03-05T12:00Z"), "resume")->truth, TDM_MET);
    CHECK_INT(clearance_of(as_known(mem, entries, "2026-03-04", "2026-03-04"), "resume")->truth, TDM_UNMET);
    CHECK_INT(clearance_of(as_known(mem, entries, "2026-03-04", "2026-03-05"), "resume")->truth, TDM_MET);
}

TEST("an entry counts from its day, however early it was known [M20 M21]") {
    const struct tdm_standing *s = as_known(mem, TREATED LOADING, "2026-03-03", "2026-12-31");
    CHECK_INT(phase_of(s, "loading")->state, TDM_PHASE_NOT_YET);
    CHECK_INT(clearance_of(s, "resume")->truth, TDM_MET);
}

TEST("a withdrawn signature counts in the view before the withdrawal and not after it [M31 F110]") {
    const char *entries = TREATED SIGNED "2026-03-06 10:00 withdraw s1 by physician-a, because \"Other patient\"\n";
    CHECK_INT(clearance_of(as_known(mem, entries, "2026-03-04", "2026-03-05"), "resume")->truth, TDM_MET);
    CHECK_INT(clearance_of(as_known(mem, entries, "2026-03-04", "2026-03-06"), "resume")->truth, TDM_UNMET);
}

TEST("the past as it was known does not change by what is recorded later [F110 M48]") {
    const char *more =
        TREATED LOADING "2026-02-25 10:00 flag flare raised by p-1, recorded 2026-03-20T10:00Z\n"
                        "2026-03-05 10:00 hold loading by p-1, because \"x\", recorded 2026-03-21T10:00Z\n"
                        "2026-03-02 09:00 assess by physician-a, recorded 2026-03-22T10:00Z\n"
                        "  effusion right 2+\n";
    const struct tdm_standing *before = as_known(mem, TREATED LOADING, "2026-03-08", "2026-03-10"),
                              *after = as_known(mem, more, "2026-03-08", "2026-03-10");
    CHECK_INT(phase_of(after, "loading")->state, phase_of(before, "loading")->state);
    CHECK_INT(gate_of(after, "start-loading")->state, gate_of(before, "start-loading")->state);
    CHECK_STR(ceiling_of(after), "moderate");
    CHECK_INT(after->deviation_count, before->deviation_count);
    CHECK_INT(after->owed_count, before->owed_count);
    CHECK_INT(after->open_count, 0);
    CHECK_INT(after->entries_seen, before->entries_seen);
}

/* ---- two verdicts */

TEST("entering is judged with what its actor could know, and with what is known now [M48]") {
    const char *late_pain =
        TREATED LOADING "2026-03-03 20:00 diary by p-1, recorded 2026-03-07T10:00Z\n  pain 6 points\n";
    const struct tdm_deviation *d = deviation_of(on_day(mem, late_pain, "2026-03-10"), "entered-through-closed-gate");
    CHECK_INT(d->known_then, false);
    CHECK_INT(d->known_now, true);
    CHECK_INT(deviation_count(as_known(mem, late_pain, "2026-03-10", "2026-03-06"), "entered-through-closed-gate"), 0);
    const char *late_signature = TREATED "2026-03-02 10:00 clear resume by physician-a, recorded 2026-03-06T10:00Z\n"
                                         "2026-03-04 10:00 enter loading by therapist-a, recorded 2026-03-04T10:00Z\n";
    d = deviation_of(on_day(mem, late_signature, "2026-03-10"), "entered-through-closed-gate");
    CHECK_INT(d->known_then, true);
    CHECK_INT(d->known_now, false);
}

TEST("a session is judged twice: before the stop was known, and after [M48]") {
    const char *entries =
        TREATED LOADING "2026-03-06 10:00 session by p-1, at home, recorded 2026-03-06T11:00Z\n  lower-down 3x10\n"
                        "2026-03-05 10:00 hold loading by physician-a, because \"Scan\", recorded 2026-03-07T09:00Z\n";
    const struct tdm_deviation *d = deviation_of(on_day(mem, entries, "2026-03-10"), "session-above-ceiling");
    CHECK_INT(d->known_then, false);
    CHECK_INT(d->known_now, true);
    CHECK_INT(deviation_count(as_known(mem, entries, "2026-03-10", "2026-03-06"), "session-above-ceiling"), 0);
}

TEST("what was done before a revocation stays lawful [M47 M48]") {
    const char *entries = TREATED LOADING "2026-03-06 10:00 session by p-1, at home\n  lower-down 3x10\n"
                                          "2026-03-08 10:00 revoke s1 by physician-a, because \"Swelling\"\n"
                                          "2026-03-09 10:00 session by p-1, at home\n  lower-down 3x10\n";
    const struct tdm_standing *s = on_day(mem, entries, "2026-03-10");
    CHECK_INT(deviation_count(s, "session-above-ceiling"), 1);
    CHECK_DAY(deviation_of(s, "session-above-ceiling")->date, "2026-03-09");
    CHECK_INT(deviation_count(s, "entered-through-closed-gate"), 0);
}

TEST("what is done on a day is decided by the day: a session hours before the signature of that day is inside it "
     "[M19 M12]") {
    const char *entries = TREATED "2026-03-04 08:00 session by p-1, at home\n  lower-down 3x10\n"
                                  "2026-03-04 10:00 clear resume by physician-a\n"
                                  "2026-03-04 11:00 enter loading by therapist-a\n";
    const struct tdm_standing *s = on_day(mem, entries, "2026-03-04");
    CHECK_INT(deviation_count(s, "session-above-ceiling"), 0);
    CHECK_INT(deviation_count(s, "entered-through-closed-gate"), 0);
}

/* ---- a fact older than a signature, recorded after it */

#define LATE_FLAG LOADING "2026-03-01 10:00 flag flare raised by p-1, recorded 2026-03-06T10:00Z\n"

TEST("a late fact leaves the signature standing, is told, and its signer owes another look [M49 F020]") {
    const struct tdm_standing *s = on_day(mem, TREATED LATE_FLAG, "2026-03-07");
    CHECK_INT(clearance_of(s, "resume")->truth, TDM_MET);
    const struct tdm_deviation *d = deviation_of(s, "signed-without-fact");
    CHECK_INT(d->known_then, false);
    CHECK_INT(d->known_now, true);
    CHECK_INT(d->entry, clearance_of(s, "resume")->entry);
    const struct tdm_owed *owed = owed_of(s, TDM_OWED_REVIEW);
    CHECK_INT(owed->roles == role_mask(s, "physician"), true);
    CHECK_INT(owed->entry, d->entry);
    CHECK_WHY(owed->reason.code, "owed-review");
    s = as_known(mem, TREATED LATE_FLAG, "2026-03-07", "2026-03-05");
    CHECK_INT(deviation_count(s, "signed-without-fact"), 0);
    CHECK(!owes(s, TDM_OWED_REVIEW));
}

TEST("a late reading that would have spoken against the signature is a late fact; one that would not is none [M49]") {
    const char *bad = TREATED SIGNED "2026-03-01 21:00 diary by p-1, recorded 2026-03-04T10:00Z\n  pain 6 points\n";
    CHECK_INT(deviation_count(on_day(mem, bad, "2026-03-05"), "signed-without-fact"), 1);
    CHECK_INT(clearance_of(on_day(mem, bad, "2026-03-05"), "resume")->truth, TDM_MET);
    const char *good = TREATED SIGNED "2026-03-01 21:00 diary by p-1, recorded 2026-03-04T10:00Z\n  pain 0 points\n";
    CHECK_INT(deviation_count(on_day(mem, good, "2026-03-05"), "signed-without-fact"), 0);
    const char *known =
        ENROLLED PROCEDURE "2026-03-01 20:00 diary by p-1, recorded 2026-03-01T20:00Z\n  pain 6 points\n" SIGNED;
    CHECK_INT(deviation_count(on_day(mem, known, "2026-03-05"), "signed-without-fact"), 0);
    const char *younger = TREATED SIGNED "2026-03-04 20:00 diary by p-1\n  pain 6 points\n";
    CHECK_INT(deviation_count(on_day(mem, younger, "2026-03-05"), "signed-without-fact"), 0);
}

TEST("a late reading of a term that the signer saw unmet on the day of signing asks for no other look [M49]") {
    const char *seen = TREATED "2026-03-02 08:00 diary by p-1, recorded 2026-03-02T08:00Z\n  pain 7 points\n" SIGNED
                               "2026-03-01 21:00 diary by p-1, recorded 2026-03-04T10:00Z\n  pain 6 points\n";
    CHECK_INT(deviation_count(on_day(mem, seen, "2026-03-05"), "signed-without-fact"), 0);
}

TEST("the review is done when a signer signs anew or takes the signature back [M49 M47]") {
    const char *anew = TREATED LATE_FLAG "2026-03-08 10:00 clear resume by physician-b\n";
    CHECK(!owes(on_day(mem, anew, "2026-03-08"), TDM_OWED_REVIEW));
    CHECK(owes(on_day(mem, anew, "2026-03-07"), TDM_OWED_REVIEW));
    const char *same = TREATED LATE_FLAG "2026-03-02 clear resume by physician-b, recorded 2026-03-07T09:00Z\n";
    CHECK(!owes(on_day(mem, same, "2026-03-08"), TDM_OWED_REVIEW)); /* its day says nothing, its writing does */
    const char *before = TREATED LATE_FLAG "2026-03-02 08:00 clear resume by physician-b, recorded 2026-03-07T09:00Z\n";
    CHECK(owes(on_day(mem, before, "2026-03-08"), TDM_OWED_REVIEW));
    const char *back = TREATED LATE_FLAG "2026-03-08 10:00 revoke s1 by physician-a, because \"Flare\"\n";
    CHECK(!owes(on_day(mem, back, "2026-03-08"), TDM_OWED_REVIEW));
    CHECK_INT(deviation_count(on_day(mem, back, "2026-03-08"), "signed-without-fact"), 1);
    const char *wrong_role = TREATED LATE_FLAG "2026-03-08 10:00 clear resume by therapist-a\n";
    CHECK(owes(on_day(mem, wrong_role, "2026-03-08"), TDM_OWED_REVIEW));
}

#define ASKED   "2026-02-20 09:00 screen flags by physician-a, none found\n"
#define ENTERED "2026-03-04 10:00 enter loading by therapist-a, through start-loading\n"

TEST("a correction made later is nothing that an earlier act could know [M48 M31 M32]") {
    const char *entries = ENROLLED PROCEDURE ASKED
        "2026-03-01 20:00 diary by p-1, name d1\n  pain 1 points\n" SIGNED ENTERED
        "2026-03-06 09:00 correct d1 by p-1, because \"Slip\"\n  pain 6 points, was 1 points\n";
    const struct tdm_deviation *d = deviation_of(on_day(mem, entries, "2026-03-07"), "entered-through-closed-gate");
    CHECK_INT(d->known_now, true);
    CHECK_INT(d->known_then, false);
    CHECK_INT(deviation_count(as_known(mem, entries, "2026-03-07", "2026-03-05"), "entered-through-closed-gate"), 0);
}

TEST("a day told of in a later diary is nothing that an act before that diary could know [M48]") {
    const char *entries = ENROLLED PROCEDURE ASKED "2026-03-01 20:00 diary by p-1\n  pain 1 points\n" SIGNED ENTERED
                                                   "2026-03-08 20:00 diary by p-1\n  2026-03-03 pain 7 points\n";
    const struct tdm_deviation *d = deviation_of(on_day(mem, entries, "2026-03-09"), "entered-through-closed-gate");
    CHECK_INT(d->known_now, true);
    CHECK_INT(d->known_then, false);
}

TEST("a withdrawal made later is nothing that an earlier act could know [M48 M31]") {
    const char *entries =
        ENROLLED PROCEDURE ASKED "2026-03-01 20:00 diary by p-1, name d1\n  pain 1 points\n" SIGNED ENTERED
                                 "2026-03-06 09:00 withdraw d1 by p-1, because \"Another person\"\n";
    const struct tdm_deviation *d = deviation_of(on_day(mem, entries, "2026-03-07"), "entered-through-unknown-gate");
    CHECK_INT(d->known_now, true);
    CHECK_INT(d->known_then, false);
}

TEST("a correction of what the signer saw on the very day owes another look; of what came after, none [M49 M17]") {
    const char *saw =
        ENROLLED PROCEDURE ASKED "2026-03-02 09:00 diary by p-1, name d1, recorded 2026-03-02T09:05Z\n"
                                 "  pain 1 points\n"
                                 "2026-03-02 10:00 clear resume by physician-a, recorded 2026-03-02T10:05Z\n"
                                 "2026-03-05 09:00 correct d1 by p-1, because \"Slip\"\n"
                                 "  pain 6 points, was 1 points\n";
    const struct tdm_standing *s = on_day(mem, saw, "2026-03-05");
    CHECK_INT(deviation_count(s, "signed-without-fact"), 1);
    CHECK_INT(clearance_of(s, "resume")->truth, TDM_MET);
    CHECK(owes(s, TDM_OWED_REVIEW));
    const char *after =
        ENROLLED PROCEDURE ASKED "2026-03-02 11:00 diary by p-1, name d1, recorded 2026-03-02T11:05Z\n"
                                 "  pain 1 points\n"
                                 "2026-03-02 10:00 clear resume by physician-a, recorded 2026-03-02T10:05Z\n"
                                 "2026-03-05 09:00 correct d1 by p-1, because \"Slip\"\n"
                                 "  pain 6 points, was 1 points\n";
    CHECK_INT(deviation_count(on_day(mem, after, "2026-03-05"), "signed-without-fact"), 0);
}
