/* engine_course_test.c - phases, holds, limits and restrictions where two things meet: two holds, two signatures, two
 * ends, a plan and its procedure on one day, a repeat planned, lengths without an upper end. */
#include "engine_ground.h"

#define REVOKED "2026-03-10 10:00 revoke s1 by physician-a, because \"swollen\"\n"

TEST("entered anew before it was resumed, a held phase goes on from the earlier day [M54 M60]") {
    static const char twice[] = TREATED LOADING "2026-03-08 10:00 hold loading by therapist-a, because \"sore\"\n"
                                                "2026-03-10 10:00 enter loading by therapist-a\n"
                                                "2026-03-12 10:00 resume loading by therapist-a\n";
    CHECK_INT(phase_of(on_day(mem, twice, "2026-03-09"), "loading")->state, TDM_PHASE_HELD);
    CHECK_INT(phase_of(on_day(mem, twice, "2026-03-11"), "loading")->state, TDM_PHASE_ACTIVE);
}

TEST("of two signatures that carried a phase the later revocation holds it, in whatever order they were given "
     "[M47]") {
    static const char entries[] = TREATED SIGNED "2026-03-03 10:00 clear resume by physician-b, name s2\n"
                                                 "2026-03-04 10:00 enter loading by therapist-a\n"
                                                 "2026-03-08 10:00 revoke s2 by physician-b, because \"swollen\"\n"
                                                 "2026-03-10 10:00 revoke s1 by physician-a, because \"swollen\"\n",
                      turned[] = TREATED SIGNED "2026-03-03 10:00 clear resume by physician-b, name s2\n"
                                                "2026-03-04 10:00 enter loading by therapist-a\n"
                                                "2026-03-08 10:00 revoke s1 by physician-a, because \"swollen\"\n"
                                                "2026-03-10 10:00 revoke s2 by physician-b, because \"swollen\"\n";
    CHECK_INT(phase_of(on_day(mem, entries, "2026-03-09"), "loading")->state, TDM_PHASE_ACTIVE);
    CHECK_INT(phase_of(on_day(mem, entries, "2026-03-10"), "loading")->state, TDM_PHASE_HELD);
    CHECK_INT(phase_of(on_day(mem, turned, "2026-03-09"), "loading")->state, TDM_PHASE_ACTIVE);
    CHECK_INT(phase_of(on_day(mem, turned, "2026-03-10"), "loading")->state, TDM_PHASE_HELD);
}

TEST("what rested on a revoked signature goes on by another role once a new signature counts [M47 M54]") {
    static const char entries[] = TREATED LOADING REVOKED "2026-03-11 09:00 clear resume by physician-b\n"
                                                          "2026-03-12 09:00 resume loading by therapist-a\n",
                      unsigned_[] = TREATED LOADING REVOKED "2026-03-12 09:00 resume loading by therapist-a\n",
                      signer[] = TREATED LOADING REVOKED "2026-03-12 09:00 resume loading by physician-b\n";
    CHECK_INT(phase_of(on_day(mem, entries, "2026-03-11"), "loading")->state, TDM_PHASE_HELD);
    CHECK_INT(phase_of(on_day(mem, entries, "2026-03-12"), "loading")->state, TDM_PHASE_ACTIVE);
    CHECK_INT(phase_of(on_day(mem, unsigned_, "2026-03-12"), "loading")->state, TDM_PHASE_HELD);
    CHECK_INT(phase_of(on_day(mem, signer, "2026-03-12"), "loading")->state, TDM_PHASE_ACTIVE);
}

TEST("a revocation holds no phase that was entered without a gate [M47 M60]") {
    static const char entries[] = TREATED SIGNED "2026-03-02 12:00 enter protect by therapist-a\n" REVOKED;
    CHECK_INT(phase_of(on_day(mem, entries, "2026-03-10"), "protect")->state == TDM_PHASE_HELD, false);
}

TEST("a phase with a day and a signature for its end ends by whichever comes first, and its limits name a person "
     "[M2 M65]") {
    tdm_str text = engine_changed(mem, "  from procedure, 4 to 8 weeks, uncertain  [own]\n  ends by clearance resume\n",
                                  "  from procedure until 6 weeks after procedure  [own]\n"
                                  "  ends by clearance resume\n");
    const struct tdm_standing *s = engine_standing(mem, text, TREATED, "2026-03-10", NULL);
    CHECK_INT(phase_of(s, "repair")->state, TDM_PHASE_ACTIVE);
    for (uint32_t i = 0; i < s->ceiling.term_count; i++)
        if (s->ceiling.terms[i].source == TDM_CEILING_PHASE &&
            s->ceiling.terms[i].ref == tdm_protocol_phase(s->episode->protocol, TDM_STR("repair"))) {
            CHECK(s->ceiling.terms[i].ends_by_person);
            CHECK_DAY(s->ceiling.terms[i].last, "-");
        }
    s = engine_standing(mem, text, TREATED, "2026-03-16", NULL); /* six weeks after 2026-02-02 */
    CHECK_INT(phase_of(s, "repair")->state, TDM_PHASE_ENDED);
    CHECK_DAY(phase_of(s, "repair")->ended, "2026-03-16");
    s = engine_standing(mem, text, TREATED SIGNED, "2026-03-16", NULL);
    CHECK_DAY(phase_of(s, "repair")->ended, "2026-03-02");
}

TEST("a length without an upper end is never overdue and asks for no signature by a last day [M119 M52]") {
    tdm_str text = engine_changed(mem, "  from procedure, 4 to 8 weeks, uncertain  [own]\n",
                                  "  from procedure, at least 4 weeks  [own]\n");
    const struct tdm_standing *s = engine_standing(mem, text, TREATED, "2026-12-01", NULL);
    CHECK_INT(phase_of(s, "repair")->state, TDM_PHASE_ACTIVE);
    CHECK_DAY(phase_of(s, "repair")->overdue_since, "-");
    CHECK_DAY(owed_of(s, TDM_OWED_SIGNATURE)->due, "-");
}

TEST("a length from so many weeks to as many months is no exact one: it ends by no day of its own [M119 M2]") {
    tdm_str text = engine_changed(mem, "phase protect on function\n  from procedure, 15 days  [own]\n",
                                  "phase protect on function\n  from procedure, 4 weeks to 4 months  [own]\n");
    const struct tdm_standing *s = engine_standing(mem, text, TREATED, "2026-03-10", NULL);
    CHECK_INT(phase_of(s, "protect")->state, TDM_PHASE_ACTIVE);
    CHECK_DAY(phase_of(s, "protect")->ended, "-");
    s = engine_standing(mem, text, TREATED, "2026-06-03", NULL);
    CHECK_DAY(phase_of(s, "protect")->overdue_since, "2026-06-03"); /* four months are over on 2026-06-02 */
}

TEST("a phase that begins some weeks after the procedure has not begun before [M2 M10]") {
    tdm_str text =
        engine_changed(mem, "phase repair on tissue\n  from procedure, 4 to 8 weeks, uncertain  [own]\n",
                       "phase repair on tissue\n  from 2 weeks after procedure, 4 to 8 weeks, uncertain  [own]\n");
    CHECK_INT(phase_of(engine_standing(mem, text, TREATED, "2026-02-15", NULL), "repair")->state, TDM_PHASE_NOT_YET);
    const struct tdm_standing *s = engine_standing(mem, text, TREATED, "2026-02-16", NULL);
    CHECK_INT(phase_of(s, "repair")->state, TDM_PHASE_ACTIVE);
    CHECK_DAY(phase_of(s, "repair")->started, "2026-02-16");
}

TEST("a plan made after the procedure of its day, and for that day, is used up by it [M15 M18 M116]") {
    static const char same[] = ENROLLED "2026-02-02 11:00 procedure graft by physician-a\n"
                                        "2026-02-02 12:00 plan procedure on 2026-02-02 by physician-a\n",
                      later[] = ENROLLED "2026-02-02 11:00 procedure graft by physician-a\n"
                                         "2026-02-02 12:00 plan procedure on 2026-04-02 by physician-a\n";
    CHECK_DAY(on_day(mem, same, "2026-02-02")->planned_procedure, "-");
    CHECK_DAY(on_day(mem, later, "2026-02-02")->planned_procedure, "2026-04-02");
}

TEST("a span until a signature stands before a planned repeat as before the first procedure [M13 M14 M65]") {
    tdm_str text = engine_changed(mem, "  attribute deep-flexion\n  from procedure  [own]\n",
                                  "  attribute deep-flexion\n  from 7 days before procedure  [own]\n");
    static const char repeat[] = TREATED LOADING "2026-03-05 09:00 plan procedure on 2026-04-10 by physician-a\n";
    const struct tdm_restriction_answer *r =
        restriction_of(engine_standing(mem, text, repeat, "2026-03-10", NULL), "no-deep");
    CHECK_INT(r->state, TDM_RESTRICTION_NOT_YET);
    CHECK_DAY(r->from, "2026-04-03");
    CHECK_DAY(r->last, "-");
    r = restriction_of(engine_standing(mem, text, repeat, "2026-04-03", NULL), "no-deep");
    CHECK_INT(r->state, TDM_RESTRICTION_IN_FORCE);
    r = restriction_of(engine_standing(mem, text, TREATED LOADING, "2026-04-03", NULL), "no-deep");
    CHECK_INT(r->state, TDM_RESTRICTION_OVER);
}

TEST("once the signature is there no person's act is waited for any more [M65 M113]") {
    const struct tdm_restriction_answer *r = restriction_of(on_day(mem, TREATED, "2026-03-05"), "no-deep");
    CHECK_INT(r->ends_by_person, true);
    r = restriction_of(on_day(mem, TREATED SIGNED, "2026-03-05"), "no-deep");
    CHECK_INT(r->ends_by_person, false);
    CHECK_DAY(r->last, "2026-03-01");
    CHECK_DAY(r->free, "2026-03-02");
}

TEST("a span that ends before a procedure follows its plan at that end alone [M13 M116]") {
    tdm_str text = engine_changed(mem,
                                  "  substance class nsaid\n  from 7 days before procedure  [own]\n"
                                  "  until 4 weeks after procedure  [own]\n",
                                  "  substance class nsaid\n  from enrolment  [own]\n"
                                  "  until 3 days before procedure  [own]\n");
    static const char plan[] = ENROLLED "2026-01-10 09:00 plan procedure on 2026-02-10 by physician-a\n";
    const struct tdm_restriction_answer *r =
        restriction_of(engine_standing(mem, text, plan, "2026-01-20", NULL), "no-nsaid");
    CHECK_INT(r->state, TDM_RESTRICTION_IN_FORCE);
    CHECK_DAY(r->last, "2026-02-07");
    CHECK_INT(r->planned, true);
    r = restriction_of(engine_standing(mem, text, plan, "2026-02-08", NULL), "no-nsaid");
    CHECK_INT(r->state, TDM_RESTRICTION_OVER);
    r = restriction_of(engine_standing(mem, text, ENROLLED, "2026-02-08", NULL), "no-nsaid");
    CHECK_INT(r->state, TDM_RESTRICTION_IN_FORCE);
    CHECK_DAY(r->last, "-");
}

TEST("phases begin in the order of their days, not in that of the protocol [M12 M2]") {
    tdm_str text = engine_changed(mem, "phase repair on tissue\n",
                                  "phase settle on tissue\n  from 10 weeks after procedure, 4 to 8 weeks  [own]\n"
                                  "  load at most high  [own]\nphase repair on tissue\n");
    const struct tdm_standing *s = engine_standing(mem, text, TREATED SIGNED, "2026-04-12", NULL);
    CHECK_STR(in_force(s, TDM_TRACK_TISSUE), "remodel");
    s = engine_standing(mem, text, TREATED SIGNED, "2026-04-13", NULL);
    CHECK_STR(in_force(s, TDM_TRACK_TISSUE), "settle");
    CHECK_DAY(phase_of(s, "remodel")->ended, "2026-04-13");
    /* nobody signed: repair goes on, and the next ones begin with the signature */
    CHECK_STR(in_force(engine_standing(mem, text, TREATED, "2026-04-19", NULL), TDM_TRACK_TISSUE), "repair");
    s = engine_standing(mem, text, TREATED "2026-04-20 10:00 clear resume by physician-a\n", "2026-04-20", NULL);
    CHECK_DAY(phase_of(s, "settle")->started, "2026-04-20");
    CHECK_DAY(phase_of(s, "remodel")->started, "2026-04-20");
    CHECK_DAY(phase_of(s, "repair")->ended, "2026-04-20");
}

TEST("a phase entered once more while it runs began on its first day [M59 M60]") {
    static const char entries[] = TREATED "2026-02-05 10:00 enter protect by therapist-a\n";
    CHECK_DAY(phase_of(on_day(mem, entries, "2026-02-06"), "protect")->started, "2026-02-02");
}

TEST("a flag that its rule raised is closed on its own day, and its rule asked again on later days only [M96]") {
    static const char entries[] = TREATED "2026-03-10 08:00 diary by p-1\n  pain 9 points\n"
                                          "2026-03-10 12:00 flag flare closed by physician-a\n";
    CHECK_INT(on_day(mem, entries, "2026-03-10")->open_count, 0);
    CHECK_INT(on_day(mem, entries, "2026-03-11")->open_count, 0);
    static const char again[] = TREATED "2026-03-10 08:00 diary by p-1\n  pain 9 points\n"
                                        "2026-03-10 12:00 flag flare closed by physician-a\n"
                                        "2026-03-11 08:00 diary by p-1\n  pain 9 points\n";
    CHECK_INT(on_day(mem, again, "2026-03-10")->open_count, 0);
    CHECK_INT(on_day(mem, again, "2026-03-11")->open_count, 1);
}

/* ---- names that the protocol does not have */

TEST("two entries that name what the protocol does not have are told both, without a neighbour when none is near "
     "[M115]") {
    CHECK(engine_open(mem, tdm_str_of(engine_protocol),
                      ENROLLED "2026-02-01 09:00 enter qqqqqqqqqq by therapist-a\n"
                               "2026-02-02 09:00 clear zzzzzzzzzz by physician-a\n") == NULL);
    REQUIRE(problems.count == 2);
    CHECK_STR(tdm_str_of(problems.items[0].what), "the protocol `staged` has no phase `qqqqqqqqqq`");
    CHECK_STR(tdm_str_of(problems.items[0].fix), "name a phase of the protocol");
    CHECK_STR(tdm_str_of(problems.items[1].what), "the protocol `staged` has no clearance `zzzzzzzzzz`");
    CHECK_STR(tdm_str_of(problems.items[1].fix), "name a clearance of the protocol");
}

/* ---- endings */

TEST("an episode ends once: a second end is told as dated after the first, and withdrawing the first makes it the end "
     "[M98]") {
    static const char twice[] = ENROLLED "2026-02-01 09:00 end declined by p-1\n"
                                         "2026-02-03 09:00 end lost by physician-a\n"
                                         "2026-02-05 09:00 diary by p-1\n  pain 1 points\n";
    const struct tdm_standing *s = on_day(mem, twice, "2026-02-06");
    CHECK_INT(s->ended, true);
    CHECK_DAY(s->ended_on, "2026-02-01");
    CHECK_INT(deviation_count(s, "recorded-after-the-end"), 2);
    CHECK_DAY(deviation_of(s, "recorded-after-the-end")->date, "2026-02-03");
    static const char back[] = ENROLLED "2026-02-01 09:00 end declined by p-1, name e1\n"
                                        "2026-02-03 09:00 end lost by physician-a\n"
                                        "2026-02-05 09:00 diary by p-1\n  pain 1 points\n"
                                        "2026-02-05 10:00 withdraw e1 by physician-a, because \"a slip\"\n";
    s = on_day(mem, back, "2026-02-06");
    CHECK_DAY(s->ended_on, "2026-02-03");
    CHECK_INT(deviation_count(s, "recorded-after-the-end"), 1);
    CHECK_DAY(deviation_of(s, "recorded-after-the-end")->date, "2026-02-05");
}

TEST("of two ends of one day in an order nobody can tell the one holds after which the limits stand [M18 M98]") {
    static const char *const rows[][2] = {
        {"2026-02-05 09:00 end completed by physician-a\n2026-02-05 end lost by physician-a\n", "active"},
        {"2026-02-05 end completed by physician-a\n2026-02-05 11:00 end lost by physician-a\n", "active"},
        {"2026-02-05 09:00 end completed by physician-a\n2026-02-05 11:00 end lost by physician-a\n",
         "moderate"}, /* of the never-clause, of no phase */
        {"2026-02-05 11:00 end completed by physician-a\n2026-02-05 09:00 end lost by physician-a\n", "active"}};
    for (size_t i = 0; i < TDM_COUNT(rows); i++)
        CHECK_STR(ceiling_of(on_day(mem, engine_c_joined(mem, ENROLLED PROCEDURE, rows[i][0]), "2026-02-06")),
                  rows[i][1]);
}

TEST(
    "a plan and a plan of one moment, for two days: the earlier day holds, until somebody plans anew [M18 M116 M125]") {
    static const char *const rows[][2] = {
        {"2026-01-10 09:00 plan procedure on 2026-02-10 by physician-a\n"
         "2026-01-10 09:00 plan procedure on 2026-02-17 by physician-a\n",
         "2026-02-10"},
        {"2026-01-10 09:00 plan procedure on 2026-02-17 by physician-a\n"
         "2026-01-10 plan procedure on 2026-02-10 by physician-a\n",
         "2026-02-10"}, /* one without a time: nobody can tell */
        {"2026-01-10 09:00 plan procedure on 2026-02-10 by physician-a\n"
         "2026-01-10 09:05 plan procedure on 2026-02-17 by physician-a\n",
         "2026-02-17"},
        {"2026-01-10 09:00 plan procedure on 2026-02-10 by physician-a, recorded 2026-01-10T09:01Z\n"
         "2026-01-10 09:00 plan procedure on 2026-02-17 by physician-a, recorded 2026-01-10T09:02Z\n",
         "2026-02-17"},
        {"2026-01-10 09:00 plan procedure on 2026-02-10 by physician-a, writer desk 1\n"
         "2026-01-10 09:00 plan procedure on 2026-02-17 by physician-a, writer desk 2\n",
         "2026-02-17"},
        {"2026-01-10 09:00 plan procedure on 2026-02-10 by physician-a, writer desk 1\n"
         "2026-01-10 09:00 plan procedure on 2026-02-17 by physician-a, writer phone 2\n",
         "2026-02-10"},
        {"2026-01-10 09:00 plan procedure on 2026-02-10 by physician-a\n"
         "2026-01-10 09:00 plan procedure on 2026-02-17 by physician-a\n"
         "2026-01-11 09:00 plan procedure on 2026-02-20 by physician-a\n",
         "2026-02-20"}};
    for (size_t i = 0; i < TDM_COUNT(rows); i++)
        CHECK_DAY(on_day(mem, engine_c_joined(mem, ENROLLED, rows[i][0]), "2026-01-12")->planned_procedure, rows[i][1]);
}

TEST("of two plans of one day the one for that day is used up by its procedure, the one for later stands [M13 M116]") {
    static const char both[] = ENROLLED "2026-02-02 plan procedure on 2026-02-02 by physician-a\n"
                                        "2026-02-02 plan procedure on 2026-05-04 by physician-a\n" PROCEDURE;
    CHECK_DAY(on_day(mem, both, "2026-02-03")->planned_procedure, "2026-05-04");
}

TEST("a plan that a later one or a repeat replaced drives nothing for what was taken before; known then, not now "
     "[M14 M48 M116]") {
    static const char taken[] = "2026-04-20 09:00 plan procedure on 2026-04-24 by physician-a\n"
                                "2026-05-04 08:00 medicine by p-1, taken \"ibuprofen\", route mouth\n",
                      planned[] = "2026-05-05 09:00 plan procedure on 2026-06-15 by physician-a\n",
                      repeat[] = "2026-06-15 09:00 procedure graft by physician-a\n";
    const char *passed = engine_c_joined(mem, ENROLLED PROCEDURE, taken);
    const struct tdm_deviation *told = deviation_of(on_day(mem, passed, "2026-05-04"), "restricted-substance");
    CHECK(told->known_then && told->known_now);
    told = deviation_of(on_day(mem, engine_c_joined(mem, passed, planned), "2026-06-20"), "restricted-substance");
    CHECK(told->known_then && !told->known_now);
    told = deviation_of(on_day(mem, engine_c_joined(mem, passed, repeat), "2026-06-20"), "restricted-substance");
    CHECK(told->known_then && !told->known_now);
}

TEST("what was taken on the very day of the procedure was taken in its window, also when a repeat came later [M14 "
     "M48]") {
    static const char taken[] = "2026-02-02 18:00 medicine by p-1, taken \"ibuprofen\", route mouth\n",
                      repeat[] = "2026-06-15 09:00 procedure graft by physician-a\n";
    const char *once = engine_c_joined(mem, ENROLLED PROCEDURE, taken);
    const struct tdm_deviation *told = deviation_of(on_day(mem, once, "2026-06-20"), "restricted-substance");
    CHECK(told->known_then && told->known_now);
    told = deviation_of(on_day(mem, engine_c_joined(mem, once, repeat), "2026-06-20"), "restricted-substance");
    CHECK(told->known_then && told->known_now);
}

TEST("held after a step back, a phase goes back to the stay before it, also when the later phase was entered again "
     "[M59 M71]") {
    static const char again[] = TREATED LOADING "2026-03-05 10:00 enter strength by therapist-a\n"
                                                "2026-03-07 10:00 enter loading by therapist-a\n"
                                                "2026-03-09 09:00 flag flare raised by therapist-a\n"
                                                "2026-03-11 10:00 enter strength by therapist-a\n";
    /* tissue and the never clause allow as much as loading does: what binds is told by its phases */
    tdm_str text =
        engine_changed(mem, "  load at most low  [own]\nphase remodel", "  load at most high  [own]\nphase remodel");
    static const char *const days[] = {"2026-03-10", "2026-03-12"};
    for (size_t i = 0; i < TDM_COUNT(days); i++) {
        const struct tdm_standing *s = engine_standing(mem, text, again, days[i], NULL);
        CHECK_STR(ceiling_of(s), "moderate"); /* of loading; not `active`, of the phase that protects */
        CHECK(bars(s, "overhead"));
    }
    /* open already when the first stay ended, it holds that one too: then what was before it returns */
    static const char before[] = TREATED LOADING "2026-03-05 10:00 enter strength by therapist-a\n"
                                                 "2026-03-06 09:00 flag flare raised by therapist-a\n"
                                                 "2026-03-07 10:00 enter loading by therapist-a\n"
                                                 "2026-03-11 10:00 enter strength by therapist-a\n";
    CHECK_STR(ceiling_of(engine_standing(mem, text, before, "2026-03-12", NULL)), "moderate");
}

TEST("a flag holds the stays that it was open in: one that was over on the day it opened is not held [M59 M71 M96]") {
    tdm_str text =
        engine_changed(mem, "  load at most low  [own]\nphase remodel", "  load at most high  [own]\nphase remodel");
    static const struct {
        const char *flag, *ceiling;
    } rows[] = {{"2026-03-06 09:00 flag flare raised by therapist-a\n2026-03-07 10:00 enter loading by therapist-a\n",
                 "active"},
                {"2026-03-07 10:00 enter loading by therapist-a\n2026-03-07 12:00 flag flare raised by therapist-a\n",
                 "moderate"},
                {"2026-03-07 10:00 enter loading by therapist-a\n2026-03-08 09:00 flag flare raised by therapist-a\n",
                 "moderate"}};
    for (size_t i = 0; i < TDM_COUNT(rows); i++) {
        const char *entries =
            engine_c_joined(mem, TREATED "2026-03-05 10:00 enter strength by therapist-a\n", rows[i].flag);
        CHECK_STR(ceiling_of(engine_standing(mem, text, entries, "2026-03-12", NULL)), rows[i].ceiling);
    }
}

TEST("a signature of somebody without the right bears nothing, so its revocation holds nothing [M47 M55]") {
    static const char entries[] = TREATED "2026-03-02 10:00 clear resume by p-1, name s1\n"
                                          "2026-03-04 10:00 enter loading by therapist-a\n"
                                          "2026-03-04 16:00 revoke s1 by physician-a, because \"not his to sign\"\n";
    CHECK_INT(phase_of(on_day(mem, entries, "2026-03-05"), "loading")->state, TDM_PHASE_ACTIVE);
}

TEST("an enrolment that was withdrawn enrols nobody [M32 M22]") {
    static const char gone[] = "2026-01-05 09:00 enrol by physician-a, name e1\n"
                               "2026-01-06 09:00 withdraw e1 by physician-a, because \"another person\"\n";
    CHECK_INT(on_day(mem, gone, "2026-01-07")->enrolled, false);
    CHECK_INT(as_known(mem, gone, "2026-01-07", "2026-01-05")->enrolled, true);
}
