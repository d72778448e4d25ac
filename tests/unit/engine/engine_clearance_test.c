/* engine_clearance_test.c - what a signature is worth: its first lawful day, its last, its signer, who may move it, and
 * what takes it back. */
#include "engine_ground.h"

#define EARLY "2026-03-01 10:00 clear resume by physician-a, name s1\n"

TEST("a signature one day too early never counts, then or later, and says its first lawful day [M44 M10 S71]") {
    static const char *const days[] = {"2026-03-01", "2026-03-02", "2026-03-10", "2026-03-15", "2026-06-01"};
    for (size_t i = 0; i < TDM_COUNT(days); i++) {
        const struct tdm_standing *s = on_day(mem, TREATED EARLY, days[i]);
        const struct tdm_clearance_answer *a = clearance_of(s, "resume");
        CHECK_INT(a->truth, TDM_UNMET);
        CHECK_WHY(a->reason.code, "too-early");
        CHECK_DAY(a->reason.date, "2026-03-01");
        CHECK_DAY(a->reason.until, "2026-03-02");
        CHECK_INT(gate_of(s, "start-loading")->state, TDM_GATE_CLOSED);
        CHECK_INT(deviation_of(s, "signed-too-early")->known_then, true);
        CHECK_INT(deviation_of(s, "signed-too-early")->known_now, true);
    }
}

TEST("the first lawful day is day 28 itself, and the signature counts from it [M9 M10 M44 F010]") {
    const struct tdm_clearance_answer *a = clearance_of(on_day(mem, TREATED SIGNED, "2026-03-02"), "resume");
    CHECK_INT(a->truth, TDM_MET);
    CHECK_WHY(a->reason.code, "signed");
    CHECK_DAY(a->lawful_from, "2026-03-02");
    CHECK_DAY(a->expires, "2026-03-16");
    CHECK_INT(a->owed_by, 0);
}

TEST("valid 14 days: the fourteenth day after it still counts, the fifteenth does not [M46 M10 F012]") {
    CHECK_INT(clearance_of(on_day(mem, TREATED SIGNED, "2026-03-16"), "resume")->truth, TDM_MET);
    const struct tdm_clearance_answer *a = clearance_of(on_day(mem, TREATED SIGNED, "2026-03-17"), "resume");
    CHECK_INT(a->truth, TDM_UNMET);
    CHECK_WHY(a->reason.code, "expired");
    CHECK_DAY(a->reason.until, "2026-03-16");
}

TEST("a second signature starts its own days and does not fill the gap before it [M46]") {
    const char *entries = TREATED SIGNED "2026-03-20 10:00 clear resume by physician-b, name s2\n";
    CHECK_INT(clearance_of(on_day(mem, entries, "2026-03-18"), "resume")->truth, TDM_UNMET);
    CHECK_INT(clearance_of(on_day(mem, entries, "2026-03-20"), "resume")->truth, TDM_MET);
    CHECK_DAY(clearance_of(on_day(mem, entries, "2026-03-25"), "resume")->expires, "2026-04-03");
}

TEST("a missing signature is unmet, names its signers and the first lawful day that lies ahead [M25 M41 M90 S88]") {
    const struct tdm_standing *s = on_day(mem, TREATED, "2026-02-20");
    const struct tdm_clearance_answer *a = clearance_of(s, "resume");
    CHECK_INT(a->truth, TDM_UNMET);
    CHECK_WHY(a->reason.code, "not-signed");
    CHECK_DAY(a->reason.date, "2026-03-02");
    CHECK_INT(a->owed_by == role_mask(s, "physician"), true);
    CHECK_INT(a->entry == TDM_ENTRY_NONE, true);
}

TEST("a signature in the wrong role has no effect, and the rightful signers are named [M55 M115 F020]") {
    const struct tdm_standing *s =
        on_day(mem, TREATED "2026-03-02 10:00 clear resume by therapist-a, name s1\n", "2026-03-04");
    const struct tdm_clearance_answer *a = clearance_of(s, "resume");
    CHECK_INT(a->truth, TDM_UNMET);
    CHECK_WHY(a->reason.code, "wrong-role");
    CHECK_INT(a->owed_by == role_mask(s, "physician"), true);
    CHECK_INT(a->entry, a->reason.entry);
    CHECK_STR(s->episode->chart->chart->entries[a->entry].author, "therapist-a");
    CHECK_INT(deviation_count(s, "signed-without-right"), 1);
}

TEST("roles are those of the roster on the day of signing, not of today [M55 F020]") {
    const char *late = TREATED "2026-03-02 10:00 clear resume by physician-c, name s1\n";
    CHECK_WHY(clearance_of(on_day(mem, late, "2026-03-02"), "resume")->reason.code, "wrong-role");
    const char *look = ENROLLED "2026-02-28 10:00 clear look by physician-c, name s1\n";
    CHECK_INT(clearance_of(on_day(mem, look, "2026-04-01"), "look")->truth, TDM_MET);
}

TEST("before the procedure no signature for after it can count, and the answer says what it waits for [M4 M41 M44]") {
    const struct tdm_standing *s =
        on_day(mem, ENROLLED "2026-01-20 10:00 clear resume by physician-a, name s1\n", "2026-01-25");
    const struct tdm_clearance_answer *a = clearance_of(s, "resume");
    CHECK_INT(a->truth, TDM_UNMET);
    CHECK_WHY(a->reason.code, "not-anchored");
    CHECK_DAY(a->lawful_from, "-");
    CHECK_DAY(check_at(s, "start-loading", 1)->could_change_on, "-");
    CHECK_WHY(check_at(s, "start-loading", 1)->needs, "no-procedure");
}

TEST("words on a signature are kept and change no answer [M56]") {
    const struct tdm_standing *plain = on_day(mem, TREATED SIGNED, "2026-03-08");
    const struct tdm_standing *worded = on_day(
        mem,
        TREATED "2026-03-02 10:00 clear resume by physician-a, name s1, words \"Not before a scan; wait 3 weeks\"\n",
        "2026-03-08");
    CHECK(tdm_digest_equal(tdm_standing_digest(plain, mem), tdm_standing_digest(worded, mem)));
    uint32_t entry = clearance_of(worded, "resume")->entry;
    CHECK_STR(worded->episode->chart->chart->entries[entry].words, "Not before a scan; wait 3 weeks");
}

/* ---- moves */

#define MOVE(day, to, who) day " 09:00 move resume to " to " by " who ", because \"As healing goes\"\n"

TEST("a move inside the bounds sets the first lawful day, later or earlier, without deviation [M50 S57 F011]") {
    const char *later = TREATED MOVE("2026-02-25", "2026-03-09", "physician-a") SIGNED;
    const struct tdm_standing *s = on_day(mem, later, "2026-03-05");
    CHECK_DAY(clearance_of(s, "resume")->lawful_from, "2026-03-09");
    CHECK_WHY(clearance_of(s, "resume")->reason.code, "too-early");
    CHECK_INT(deviation_count(s, "window-moved-outside"), 0);
    const char *earlier = TREATED MOVE("2026-02-20", "2026-02-23",
                                       "physician-a") "2026-02-24 10:00 clear resume by physician-a, name s1\n";
    s = on_day(mem, earlier, "2026-02-24");
    CHECK_INT(clearance_of(s, "resume")->truth, TDM_MET);
    CHECK_INT(deviation_count(s, "window-moved-outside"), 0);
    CHECK_INT(deviation_count(s, "signed-too-early"), 0);
}

TEST("of two moves before the procedure the later one holds, also where it is the earlier day [M50 M51]") {
    const char *entries = ENROLLED MOVE("2026-01-12", "2026-03-16", "physician-a")
        MOVE("2026-01-20", "2026-02-25", "physician-a") "2026-02-02 11:00 procedure "
                                                        "graft performed by physician-a\n";
    CHECK_DAY(clearance_of(on_day(mem, entries, "2026-02-20"), "resume")->lawful_from, "2026-02-25");
}

TEST("a move changes that clause only: the gate's own time and the never-clause stay [M50]") {
    const char *entries = TREATED "2026-02-23 20:00 diary by p-1\n  pain 1 points\n" MOVE(
        "2026-02-20", "2026-02-23", "physician-a") "2026-02-24 10:00 clear resume by physician-a, name s1\n";
    const struct tdm_standing *s = on_day(mem, entries, "2026-02-25");
    CHECK_INT(check_at(s, "start-loading", 1)->truth, TDM_MET);
    CHECK_WHY(check_at(s, "start-loading", 2)->reason.code, "too-soon");
    CHECK_INT(gate_of(s, "start-loading")->state, TDM_GATE_CLOSED);
    CHECK_DAY(restriction_of(s, "no-nsaid")->last, "2026-03-02");
}

TEST("a shortening outside the bounds has no effect and is a deviation [M50 M115 S57]") {
    const char *entries = TREATED MOVE("2026-02-10", "2026-02-16",
                                       "physician-a") "2026-02-18 10:00 clear resume by physician-a, name s1\n";
    const struct tdm_standing *s = on_day(mem, entries, "2026-02-20");
    CHECK_DAY(clearance_of(s, "resume")->lawful_from, "2026-03-02");
    CHECK_WHY(clearance_of(s, "resume")->reason.code, "too-early");
    CHECK_INT(deviation_count(s, "window-moved-outside"), 1);
}

TEST("a lengthening outside the bounds protects at once and is a deviation [M50 F011]") {
    const struct tdm_standing *s =
        on_day(mem, TREATED MOVE("2026-02-25", "2026-05-04", "physician-a") SIGNED, "2026-03-05");
    CHECK_DAY(clearance_of(s, "resume")->lawful_from, "2026-05-04");
    CHECK_INT(clearance_of(s, "resume")->truth, TDM_UNMET);
    CHECK_INT(deviation_count(s, "window-moved-outside"), 1);
}

TEST("both bounds of a move are inside it [M50 M10]") {
    static const char *const inside[] = {"2026-02-23", "2026-04-13"}, *const outside[] = {"2026-02-22", "2026-04-14"};
    for (size_t i = 0; i < 2; i++) {
        struct tdm_buf text;
        tdm_buf_init(&text, mem, 4096);
        tdm_buf_format(&text, "%s2026-02-10 09:00 move resume to %s by physician-a, because \"x\"\n", TREATED,
                       inside[i]);
        const struct tdm_standing *s = on_day(mem, engine_c(mem, &text), "2026-02-20");
        CHECK_DAY(clearance_of(s, "resume")->lawful_from, inside[i]);
        CHECK_INT(deviation_count(s, "window-moved-outside"), 0);
        tdm_buf_init(&text, mem, 4096);
        tdm_buf_format(&text, "%s2026-02-10 09:00 move resume to %s by physician-a, because \"x\"\n", TREATED,
                       outside[i]);
        s = on_day(mem, engine_c(mem, &text), "2026-02-20");
        CHECK_INT(deviation_count(s, "window-moved-outside"), 1);
    }
}

TEST("without declared bounds every move is a deviation; only a lengthening has effect [M118]") {
    const char *later = TREATED "2026-03-10 09:00 move full-load to 2026-04-27 by therapist-a, because \"Slow\"\n";
    const struct tdm_standing *s = on_day(mem, later, "2026-04-20");
    CHECK_DAY(clearance_of(s, "full-load")->lawful_from, "2026-04-27");
    CHECK_INT(deviation_count(s, "window-moved-outside"), 1);
    const char *earlier = TREATED "2026-03-10 09:00 move full-load to 2026-04-06 by therapist-a, because \"Fast\"\n";
    s = on_day(mem, earlier, "2026-04-20");
    CHECK_DAY(clearance_of(s, "full-load")->lawful_from, "2026-04-13");
    CHECK_INT(deviation_count(s, "window-moved-outside"), 1);
    const char *open = ENROLLED "2026-01-10 09:00 move look to 2026-01-20 by physician-a, because \"Not yet\"\n"
                                "2026-01-15 10:00 clear look by physician-a\n";
    CHECK_WHY(clearance_of(on_day(mem, open, "2026-01-16"), "look")->reason.code, "too-early");
}

TEST("a move by a role that may not sign has no effect and is a deviation [M50 M55]") {
    const struct tdm_standing *s = on_day(mem, TREATED MOVE("2026-02-20", "2026-02-23", "therapist-a"), "2026-02-25");
    CHECK_DAY(clearance_of(s, "resume")->lawful_from, "2026-03-02");
    CHECK_INT(deviation_count(s, "window-moved-without-right"), 1);
}

TEST("a move after a signature does not make it ripen [M44 M50]") {
    const char *entries = TREATED
        "2026-02-24 10:00 clear resume by physician-a, name s1\n" MOVE("2026-02-26", "2026-02-23", "physician-a");
    const struct tdm_standing *s = on_day(mem, entries, "2026-02-27");
    CHECK_DAY(clearance_of(s, "resume")->lawful_from, "2026-02-23");
    CHECK_INT(clearance_of(s, "resume")->truth, TDM_UNMET);
    CHECK_WHY(clearance_of(s, "resume")->reason.code, "too-early");
    CHECK_DAY(clearance_of(s, "resume")->reason.until, "2026-03-02");
}

TEST("a colleague's signature does not undo a later bound; an explicit move does [M51]") {
    const char *bound = TREATED MOVE("2026-02-25", "2026-03-16",
                                     "physician-a") "2026-03-04 10:00 clear resume by physician-b, name s1\n";
    CHECK_WHY(clearance_of(on_day(mem, bound, "2026-03-05"), "resume")->reason.code, "too-early");
    const char *moved = TREATED MOVE("2026-02-25", "2026-03-16", "physician-a")
        MOVE("2026-03-03", "2026-03-04", "physician-b") "2026-03-04 10:00 clear resume by physician-b, name s1\n";
    CHECK_INT(clearance_of(on_day(mem, moved, "2026-03-05"), "resume")->truth, TDM_MET);
}

TEST("under a later bound a colleague's signature counts again from that day; what began goes on [M51 M50 M43]") {
    const char *entries = TREATED SIGNED MOVE("2026-03-05", "2026-03-12", "physician-b");
    CHECK_INT(clearance_of(on_day(mem, entries, "2026-03-04"), "resume")->truth, TDM_MET);
    const struct tdm_standing *s = on_day(mem, entries, "2026-03-06");
    CHECK_INT(clearance_of(s, "resume")->truth, TDM_UNMET);
    CHECK_WHY(clearance_of(s, "resume")->reason.code, "window-moved");
    CHECK_DAY(clearance_of(s, "resume")->reason.date, "2026-03-12");
    CHECK_INT(gate_of(s, "start-loading")->state, TDM_GATE_CLOSED);
    CHECK_DAY(gate_of(s, "start-loading")->earliest, "2026-03-12");
    CHECK_STR(in_force(s, TDM_TRACK_TISSUE), "remodel");  /* no revocation: that would bring the repair back */
    CHECK_INT(deviation_count(s, "signed-too-early"), 0); /* lawful on its day, whatever came later */
    CHECK_INT(clearance_of(on_day(mem, entries, "2026-03-11"), "resume")->truth, TDM_UNMET);
    CHECK_INT(clearance_of(on_day(mem, entries, "2026-03-12"), "resume")->truth, TDM_MET);
    CHECK_WHY(clearance_of(on_day(mem, entries, "2026-03-17"), "resume")->reason.code, "expired");
}

TEST("two moves of one day: ordered by their times; without times the stricter holds [M18 M51]") {
    const char *timed = TREATED MOVE(
        "2026-02-20", "2026-03-30",
        "physician-b") "2026-02-20 12:00 move resume to 2026-03-09 by physician-a, because \"Seen again\"\n";
    CHECK_DAY(clearance_of(on_day(mem, timed, "2026-02-25"), "resume")->lawful_from, "2026-03-09");
    const char *untimed = TREATED "2026-02-20 move resume to 2026-03-30 by physician-b, because \"Slow\"\n"
                                  "2026-02-20 move resume to 2026-03-09 by physician-a, because \"Fast\"\n";
    CHECK_DAY(clearance_of(on_day(mem, untimed, "2026-02-25"), "resume")->lawful_from, "2026-03-30");
    const char *other =
        TREATED "2026-02-20 move resume to 2026-03-09 by physician-a, because \"Fast\", recorded 2026-02-20T20:00Z\n"
                "2026-02-20 move resume to 2026-03-30 by physician-b, because \"Slow\", recorded 2026-02-20T09:00Z\n";
    CHECK_DAY(clearance_of(on_day(mem, other, "2026-02-25"), "resume")->lawful_from, "2026-03-30");
}

/* ---- revocation */

TEST("a revocation works from its day and not before [M47 F012]") {
    const char *entries = TREATED SIGNED "2026-03-08 10:00 revoke s1 by physician-a, because \"Swelling\"\n";
    CHECK_INT(clearance_of(on_day(mem, entries, "2026-03-07"), "resume")->truth, TDM_MET);
    const struct tdm_standing *s = on_day(mem, entries, "2026-03-08");
    CHECK_INT(clearance_of(s, "resume")->truth, TDM_UNMET);
    CHECK_WHY(clearance_of(s, "resume")->reason.code, "revoked");
    CHECK_DAY(clearance_of(s, "resume")->reason.date, "2026-03-08");
    CHECK_INT(gate_of(s, "start-loading")->state, TDM_GATE_CLOSED);
}

TEST("a new signature after a revocation counts for itself [M47 M46]") {
    const char *entries = TREATED SIGNED "2026-03-08 10:00 revoke s1 by physician-a, because \"Swelling\"\n"
                                         "2026-03-12 10:00 clear resume by physician-a, name s2\n";
    const struct tdm_standing *s = on_day(mem, entries, "2026-03-12");
    CHECK_INT(clearance_of(s, "resume")->truth, TDM_MET);
    CHECK_DAY(clearance_of(s, "resume")->expires, "2026-03-26");
}
