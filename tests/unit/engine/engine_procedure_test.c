/* engine_procedure_test.c - the procedure as the anchor of everything after it: performed, cancelled, aborted,
 * repeated, corrected, and recorded in full or not. */
#include "engine_ground.h"

TEST("only a performed procedure starts clocks: cancelled and aborted start none [M15 F007]") {
    static const char *const states[] = {"cancelled", "aborted"};
    for (size_t i = 0; i < 2; i++) {
        struct tdm_buf text;
        tdm_buf_init(&text, mem, 4096);
        tdm_buf_format(&text, "%s2026-02-02 11:00 procedure graft %s by physician-a\n", ENROLLED, states[i]);
        const struct tdm_standing *s = on_day(mem, engine_c(mem, &text), "2026-03-10");
        CHECK_INT(s->procedure_performed, false);
        CHECK_INT(phase_of(s, "protect")->state, TDM_PHASE_NOT_YET);
        CHECK_STR(in_force(s, TDM_TRACK_FUNCTION), "prepare");
        CHECK_WHY(check_at(s, "start-loading", 2)->reason.code, "not-anchored");
    }
}

TEST("without the procedure what counts from it holds nobody; with it and no therapy every limit stays [M94 M2]") {
    const struct tdm_standing *s = on_day(mem, ENROLLED, "2026-12-01");
    CHECK_STR(in_force(s, TDM_TRACK_FUNCTION), "prepare");
    CHECK_STR(in_force(s, TDM_TRACK_TISSUE), "none");
    CHECK_INT(s->ceiling.term_count, 1); /* no never-clause and no restriction counts from a day that did not come */
    s = on_day(mem, TREATED, "2026-12-01");
    CHECK_STR(in_force(s, TDM_TRACK_FUNCTION), "protect");
    CHECK_STR(in_force(s, TDM_TRACK_TISSUE), "repair");
    CHECK_STR(ceiling_of(s), "active");
    CHECK(bars(s, "deep-flexion"));
    s = on_day(mem, TREATED SIGNED, "2026-12-01"); /* signed off, and nobody enters the next phase */
    CHECK_STR(in_force(s, TDM_TRACK_TISSUE), "remodel");
    CHECK_STR(ceiling_of(s), "active");
    CHECK(!bars(s, "deep-flexion"));
}

TEST("a procedure that was cancelled or aborted takes its plan with it [M15 M116]") {
    static const char *const states[] = {"cancelled", "aborted"};
    for (size_t i = 0; i < 2; i++) {
        struct tdm_buf text;
        tdm_buf_init(&text, mem, 4096);
        tdm_buf_format(&text,
                       "%s2026-01-10 09:00 plan procedure on 2026-02-02 by physician-a\n"
                       "2026-02-01 11:00 procedure graft %s by physician-a\n",
                       ENROLLED, states[i]);
        const struct tdm_standing *s = on_day(mem, engine_c(mem, &text), "2026-01-31");
        CHECK_INT(restriction_of(s, "no-nsaid")->state, TDM_RESTRICTION_IN_FORCE);
        s = on_day(mem, engine_c(mem, &text), "2026-02-03");
        CHECK_DAY(s->planned_procedure, "-");
        CHECK_INT(restriction_of(s, "no-nsaid")->state, TDM_RESTRICTION_NO_DATE);
        tdm_buf_text(&text, "2026-02-05 09:00 plan procedure on 2026-02-20 by physician-a\n");
        s = on_day(mem, engine_c(mem, &text), "2026-02-06");
        CHECK_DAY(restriction_of(s, "no-nsaid")->from, "2026-02-13");
    }
}

/* ---- a repeat */

#define REPEAT "2026-04-06 11:00 procedure graft by physician-a, name p2\n"

TEST("a repeat restarts what hangs on the procedure and spends the signatures before it [M14 M2]") {
    const char *entries = TREATED LOADING "2026-04-01 10:00 clear resume by physician-a, name s2\n" REPEAT;
    const struct tdm_standing *s = on_day(mem, entries, "2026-04-05");
    CHECK_INT(phase_of(s, "loading")->state, TDM_PHASE_ACTIVE);
    CHECK_INT(clearance_of(s, "resume")->truth, TDM_MET);
    s = on_day(mem, entries, "2026-04-06");
    CHECK_WHY(clearance_of(s, "resume")->reason.code, "spent");
    CHECK_DAY(clearance_of(s, "resume")->lawful_from, "2026-05-04");
    CHECK_INT(phase_of(s, "loading")->state, TDM_PHASE_NOT_YET);
    CHECK_DAY(phase_of(s, "protect")->started, "2026-04-06");
    CHECK_DAY(phase_of(s, "repair")->started, "2026-04-06");
    CHECK_STR(ceiling_of(s), "active");
    CHECK_INT(restriction_of(s, "no-deep")->state, TDM_RESTRICTION_IN_FORCE);
    CHECK_DAY(restriction_of(s, "no-nsaid")->last, "2026-05-04");
    CHECK_DAY(gate_of(s, "start-loading")->earliest, "2026-05-04");
}

TEST("a signature of the first procedure never counts for the second, however long it is valid [M14]") {
    const char *entries = TREATED "2026-03-02 10:00 clear look by physician-a\n" REPEAT;
    CHECK_INT(clearance_of(on_day(mem, entries, "2026-04-05"), "look")->truth, TDM_MET);
    CHECK_WHY(clearance_of(on_day(mem, entries, "2026-04-07"), "look")->reason.code, "spent");
}

TEST("signed on the day of the procedure: after it counts, before it is spent; untold is spent [M14 M18]") {
    const char *after = TREATED REPEAT "2026-04-06 15:00 clear look by physician-a\n";
    CHECK_INT(clearance_of(on_day(mem, after, "2026-04-07"), "look")->truth, TDM_MET);
    const char *before = TREATED REPEAT "2026-04-06 09:00 clear look by physician-a\n";
    CHECK_WHY(clearance_of(on_day(mem, before, "2026-04-07"), "look")->reason.code, "spent");
    const char *untold = TREATED REPEAT "2026-04-06 clear look by physician-a\n";
    CHECK_WHY(clearance_of(on_day(mem, untold, "2026-04-07"), "look")->reason.code, "spent");
}

TEST("a phase entered on the day of a repeat, untold which came first, has to begin anew [M14 M18]") {
    const char *untold = TREATED SIGNED "2026-03-10 enter loading by therapist-a\n"
                                        "2026-03-10 procedure graft by physician-a\n";
    const struct tdm_standing *s = on_day(mem, untold, "2026-03-11");
    CHECK_INT(phase_of(s, "loading")->state, TDM_PHASE_NOT_YET);
    CHECK_STR(ceiling_of(s), "active");
}

TEST("a planned repeat drives the span before it and spends nothing until it is done [M14 M13]") {
    static const char *const plans[] = {"2026-03-10 09:00 plan procedure on 2026-04-06 by physician-a\n",
                                        "2026-02-02 12:00 plan procedure on 2026-04-06 by physician-a\n"};
    for (size_t i = 0; i < 2; i++) {
        struct tdm_buf text;
        tdm_buf_init(&text, mem, 4096);
        tdm_buf_format(&text, "%s%s", TREATED LOADING, plans[i]);
        const struct tdm_standing *s = on_day(mem, engine_c(mem, &text), "2026-03-15");
        CHECK_INT(clearance_of(s, "resume")->truth, TDM_MET);
        CHECK_INT(phase_of(s, "loading")->state, TDM_PHASE_ACTIVE);
        CHECK_DAY(s->planned_procedure, "2026-04-06");
        s = on_day(mem, engine_c(mem, &text), "2026-03-30");
        CHECK_INT(restriction_of(s, "no-nsaid")->state, TDM_RESTRICTION_IN_FORCE);
        CHECK_INT(restriction_of(s, "no-nsaid")->planned, true);
        /* the day came and nothing is recorded of it: nobody knows whether it was done, so the span goes on (M13) */
        s = on_day(mem, engine_c(mem, &text), "2026-04-07");
        CHECK_INT(restriction_of(s, "no-nsaid")->state, TDM_RESTRICTION_IN_FORCE);
        CHECK(tdm_date_is_none(restriction_of(s, "no-nsaid")->last));
        /* cancelled: what is known is the first procedure again */
        tdm_buf_text(&text, "2026-04-07 procedure graft cancelled by physician-a\n");
        s = on_day(mem, engine_c(mem, &text), "2026-04-08");
        CHECK_INT(restriction_of(s, "no-nsaid")->state, TDM_RESTRICTION_OVER);
        CHECK_DAY(restriction_of(s, "no-nsaid")->last, "2026-03-02");
    }
}

TEST("an old shortening does not serve the repeat; an old lengthening still protects [M14 M50]") {
    const char *shorter = TREATED "2026-02-20 09:00 move resume to 2026-03-16 by physician-a, because \"x\"\n"
                                  "2026-02-23 11:00 procedure graft by physician-a\n";
    CHECK_DAY(clearance_of(on_day(mem, shorter, "2026-03-01"), "resume")->lawful_from, "2026-03-23");
    const char *longer = TREATED "2026-02-20 09:00 move resume to 2026-03-30 by physician-a, because \"x\"\n"
                                 "2026-02-23 11:00 procedure graft by physician-a\n";
    CHECK_DAY(clearance_of(on_day(mem, longer, "2026-03-01"), "resume")->lawful_from, "2026-03-30");
}

TEST("what was done between two procedures is judged by the limits of its own days [M14 M48]") {
    const char *entries = TREATED "2026-02-10 10:00 session by p-1, at home\n  lower-down 3x10\n"
                                  "2026-02-12 10:00 medicine by p-1, taken \"ibuprofen\" 400 mg, route mouth\n" REPEAT;
    static const char *const days[] = {"2026-02-20", "2026-04-10"};
    for (size_t i = 0; i < 2; i++) {
        const struct tdm_standing *s = on_day(mem, entries, days[i]);
        CHECK_INT(deviation_of(s, "session-above-ceiling")->known_then, true);
        CHECK_INT(deviation_of(s, "session-above-ceiling")->known_now, true);
        CHECK_INT(deviation_of(s, "restricted-substance")->known_then, true);
        CHECK_INT(deviation_of(s, "restricted-substance")->known_now, true);
    }
}

TEST("an early signature of the first procedure stays a deviation after the repeat [M14 M44 F017]") {
    const char *entries = TREATED "2026-02-20 10:00 clear resume by physician-a\n" REPEAT;
    const struct tdm_deviation *d = deviation_of(on_day(mem, entries, "2026-06-01"), "signed-too-early");
    CHECK_INT(d->known_then, true);
    CHECK_INT(d->known_now, true);
    CHECK_DAY(d->reason.until, "2026-03-02");
}

TEST("a repeat of the same day makes no early signature lawful: it was early by the procedure before [M14 M44 M48]") {
    static const char *const times[] = {"10:00 ", ""}; /* hours before the repeat, and in an order nobody can tell */
    for (size_t i = 0; i < TDM_COUNT(times); i++) {
        struct tdm_buf text;
        tdm_buf_init(&text, mem, 4096);
        tdm_buf_format(&text,
                       "%s2026-02-20 %sclear resume by physician-a, recorded 2026-02-20T10:30Z\n"
                       "2026-02-20 11:00 procedure graft by physician-a, recorded 2026-02-20T12:00Z\n",
                       TREATED, times[i]);
        const struct tdm_deviation *d =
            deviation_of(on_day(mem, engine_c(mem, &text), "2026-06-01"), "signed-too-early");
        CHECK_INT(d->known_then, true);
        CHECK_INT(d->known_now, true);
        CHECK_DAY(d->reason.until, "2026-03-02");
    }
}

TEST("of a series the author says which member starts the clock [M16 M14]") {
    const char *entries = TREATED "2026-02-09 11:00 procedure graft by physician-a\n";
    CHECK_DAY(clearance_of(on_day(mem, entries, "2026-02-20"), "resume")->lawful_from, "2026-03-09");
    tdm_str first = engine_changed(mem, "clock starts at last of series", "clock starts at first of series");
    const struct tdm_standing *s = engine_standing(mem, first, entries, "2026-02-20", NULL);
    CHECK_DAY(clearance_of(s, "resume")->lawful_from, "2026-03-02");
}

/* ---- a corrected date */

#define CORRECTED                                                                                                      \
    TREATED LOADING                                                                                                    \
        "2026-03-10 09:00 withdraw p1 by physician-a, because \"Wrong week\", recorded 2026-03-10T09:00Z\n"            \
        "2026-02-09 11:00 procedure graft by physician-a, recorded 2026-03-10T09:05Z\n"

TEST("a corrected date of the procedure recomputes everything, also whether a signature was lawful [M17 M44]") {
    const struct tdm_standing *s = as_known(mem, CORRECTED, "2026-03-09", "2026-03-09");
    CHECK_INT(clearance_of(s, "resume")->truth, TDM_MET);
    CHECK_INT(phase_of(s, "loading")->state, TDM_PHASE_ACTIVE);
    CHECK_STR(ceiling_of(s), "moderate");
    s = as_known(mem, CORRECTED, "2026-03-09", "2026-03-10");
    CHECK_WHY(clearance_of(s, "resume")->reason.code, "too-early");
    CHECK_DAY(clearance_of(s, "resume")->reason.until, "2026-03-09");
    CHECK_DAY(phase_of(s, "repair")->started, "2026-02-09");
    CHECK_INT(phase_of(s, "repair")->state, TDM_PHASE_ACTIVE);
    CHECK_STR(ceiling_of(s), "low");
    CHECK_INT(restriction_of(s, "no-deep")->state, TDM_RESTRICTION_IN_FORCE);
}

TEST("a phase whose signature no longer counts is put before its signer, never silently kept [M17 M48]") {
    const struct tdm_standing *s = on_day(mem, CORRECTED, "2026-03-11");
    const struct tdm_deviation *d = deviation_of(s, "entered-through-closed-gate");
    CHECK_INT(d->known_then, false);
    CHECK_INT(d->known_now, true);
    d = deviation_of(s, "signed-too-early");
    CHECK_INT(d->known_then, false);
    CHECK_INT(d->known_now, true);
    const struct tdm_owed *owed = owed_of(s, TDM_OWED_REVIEW);
    CHECK_INT(owed->roles == role_mask(s, "physician"), true);
    CHECK_INT(owed->entry, deviation_of(s, "signed-too-early")->entry);
    CHECK_WHY(owed->reason.code, "owed-review");
    s = on_day(mem, CORRECTED "2026-03-12 10:00 clear resume by physician-a, name s2\n", "2026-03-12");
    CHECK(!owes(s, TDM_OWED_REVIEW));
    CHECK_STR(in_force(s, TDM_TRACK_TISSUE), "remodel");
}

/* ---- the record of it */

TEST("fact, site and date start the clock; the missing fields of the record are owed [M95 F007 S31 S32]") {
    const struct tdm_standing *s = on_day(mem, TREATED, "2026-02-10");
    CHECK_INT(s->procedure_performed, true);
    CHECK_INT(phase_of(s, "repair")->state, TDM_PHASE_ACTIVE);
    CHECK_WHY(owed_of(s, TDM_OWED_RECORD)->reason.code, "owed-fields");
    CHECK_INT(owed_of(s, TDM_OWED_RECORD)->reason.n, 5);
    CHECK_INT(owed_of(s, TDM_OWED_RECORD)->entry, s->procedure_entry);
    const char *full = ENROLLED "2026-02-02 11:00 procedure graft by physician-a\n"
                                "  source \"fat of the belly\"\n"
                                "  preparation \"washed\"\n"
                                "  site knee, right\n"
                                "  guidance ultrasound\n"
                                "  operator physician-a\n";
    CHECK(!owes(on_day(mem, full, "2026-02-10"), TDM_OWED_RECORD));
    const char *partly = ENROLLED "2026-02-02 11:00 procedure graft by physician-a\n"
                                  "  source \"fat of the belly\"\n"
                                  "  site knee, right\n"
                                  "  operator physician-a\n";
    s = on_day(mem, partly, "2026-02-10");
    CHECK_INT(owed_of(s, TDM_OWED_RECORD)->reason.n, 2);
}

TEST("a record of the wrong side is told, and the protective limits hold until it is settled [M95]") {
    const char *wrong =
        ENROLLED "2026-02-02 11:00 procedure graft by physician-a\n"
                 "  source \"fat\"\n  preparation \"washed\"\n  site knee, left\n  guidance ultrasound\n"
                 "  operator physician-a\n";
    const struct tdm_standing *s = on_day(mem, wrong, "2026-02-10");
    CHECK_INT(deviation_count(s, "procedure-at-wrong-site"), 1);
    CHECK_STR(ceiling_of(s), "active");
}

TEST("therapy before the procedure is a phase of its own, and its order is the protocol's to say [G1 S10 S52]") {
    const struct tdm_standing *s = on_day(mem, TREATED, "2026-01-20");
    CHECK_STR(in_force(s, TDM_TRACK_FUNCTION), "prepare");
    CHECK_STR(ceiling_of(s), "moderate");
    CHECK_STR(in_force(s, TDM_TRACK_TISSUE), "none");
    CHECK_INT(phase_of(on_day(mem, TREATED, "2026-02-02"), "prepare")->days_in_force, 28);
    CHECK_INT(phase_of(on_day(mem, ENROLLED, "2026-02-17"), "prepare")->overdue, true);
    CHECK_INT(phase_of(on_day(mem, ENROLLED, "2026-02-16"), "prepare")->overdue, false);
}

TEST("the length of a window comes from its protocol, not from the program [S56 S55 G4 F008]") {
    tdm_str longer = engine_changed(mem, "  from procedure, 4 to 8 weeks, uncertain  [own]\n",
                                    "  from procedure, 6 to 10 weeks, uncertain  [own]\n");
    CHECK_INT(phase_of(on_day(mem, TREATED, "2026-03-31"), "repair")->overdue, true);
    CHECK_INT(phase_of(engine_standing(mem, longer, TREATED, "2026-03-31", NULL), "repair")->overdue, false);
    CHECK_DAY(phase_of(engine_standing(mem, longer, TREATED, "2026-04-14", NULL), "repair")->overdue_since,
              "2026-04-14");
}
