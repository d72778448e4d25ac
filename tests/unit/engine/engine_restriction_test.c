/* engine_restriction_test.c - what is not allowed from when until when: last barred and first free day, ends that hang
 * on a person, plans. */
#include "engine_ground.h"

TEST("until D: D is the last barred day, and the day after it is the first free one [M10 S58 F008]") {
    const struct tdm_standing *s = on_day(mem, TREATED, "2026-03-02");
    const struct tdm_restriction_answer *r = restriction_of(s, "no-nsaid");
    CHECK_INT(r->state, TDM_RESTRICTION_IN_FORCE);
    CHECK_DAY(r->from, "2026-01-26");
    CHECK_DAY(r->last, "2026-03-02");
    CHECK_DAY(r->free, "2026-03-03");
    CHECK_INT(r->planned, false);
    CHECK_INT(restriction_of(on_day(mem, TREATED, "2026-03-03"), "no-nsaid")->state, TDM_RESTRICTION_OVER);
}

TEST("a plan drives a span that lies before its event, told as planned; moving the plan moves it [M13 M116 F008]") {
    const char *plan = ENROLLED "2026-01-10 09:00 plan procedure on 2026-02-10 by physician-a\n";
    const struct tdm_restriction_answer *r = restriction_of(on_day(mem, plan, "2026-01-20"), "no-nsaid");
    CHECK_INT(r->state, TDM_RESTRICTION_NOT_YET);
    CHECK_DAY(r->from, "2026-02-03");
    CHECK_INT(r->planned, true);
    CHECK_INT(restriction_of(on_day(mem, plan, "2026-02-03"), "no-nsaid")->state, TDM_RESTRICTION_IN_FORCE);
    const char *moved = ENROLLED "2026-01-10 09:00 plan procedure on 2026-02-10 by physician-a\n"
                                 "2026-01-15 09:00 plan procedure on 2026-02-17 by physician-a\n";
    CHECK_DAY(restriction_of(on_day(mem, moved, "2026-01-20"), "no-nsaid")->from, "2026-02-10");
    CHECK_DAY(restriction_of(on_day(mem, moved, "2026-01-12"), "no-nsaid")->from, "2026-02-03");
}

TEST("without a plan there is no date, and it is not told as free [M13 G4]") {
    const struct tdm_restriction_answer *r = restriction_of(on_day(mem, ENROLLED, "2026-01-20"), "no-nsaid");
    CHECK_INT(r->state, TDM_RESTRICTION_NO_DATE);
    CHECK_DAY(r->from, "-");
    CHECK_DAY(r->free, "-");
}

TEST("a plan starts no clock: phases and ends wait for the event itself [M13 M15 M116]") {
    const char *plan = ENROLLED "2026-01-10 09:00 plan procedure on 2026-02-02 by physician-a\n";
    const struct tdm_standing *s = on_day(mem, plan, "2026-02-05");
    CHECK_INT(s->procedure_performed, false);
    CHECK_INT(phase_of(s, "protect")->state, TDM_PHASE_NOT_YET);
    CHECK_DAY(clearance_of(s, "resume")->lawful_from, "-");
    CHECK_DAY(s->planned_procedure, "2026-02-02");
}

TEST("the event replaces the plan: every date counts from what happened [M116 M13]") {
    const char *entries = ENROLLED "2026-01-10 09:00 plan procedure on 2026-02-10 by physician-a\n" PROCEDURE;
    const struct tdm_standing *s = on_day(mem, entries, "2026-02-03");
    CHECK_DAY(restriction_of(s, "no-nsaid")->from, "2026-01-26");
    CHECK_INT(restriction_of(s, "no-nsaid")->planned, false);
    CHECK_DAY(s->planned_procedure, "-");
}

TEST("a plan counts from when it was recorded, not from its day [M116 M20 F110]") {
    const char *late =
        ENROLLED "2026-01-10 09:00 plan procedure on 2026-02-10 by physician-a, recorded 2026-01-18T09:00Z\n";
    CHECK_INT(restriction_of(as_known(mem, late, "2026-01-12", "2026-01-12"), "no-nsaid")->state,
              TDM_RESTRICTION_NO_DATE);
    CHECK_DAY(restriction_of(as_known(mem, late, "2026-01-12", "2026-01-18"), "no-nsaid")->from, "2026-02-03");
}

TEST("an intake that was a breach under the plan and is none under the event is shown in both views [M13 M48]") {
    const char *entries = ENROLLED "2026-01-10 09:00 plan procedure on 2026-01-26 by physician-a\n"
                                   "2026-01-20 10:00 medicine by p-1, taken \"ibuprofen\" 400 mg, route mouth\n"
                                   "2026-01-22 09:00 plan procedure on 2026-02-02 by physician-a\n" PROCEDURE;
    const struct tdm_standing *s = as_known(mem, entries, "2026-01-21", "2026-01-21");
    CHECK_INT(deviation_of(s, "restricted-substance")->known_now, true);
    s = on_day(mem, entries, "2026-02-03");
    CHECK_INT(deviation_count(s, "restricted-substance"), 0 + 1);
    CHECK_INT(deviation_of(s, "restricted-substance")->known_then, true);
    CHECK_INT(deviation_of(s, "restricted-substance")->known_now, false);
}

TEST("an end that hangs on a person is never a date alone: who clears, and not before [M113 M65 S59]") {
    const struct tdm_standing *s = on_day(mem, TREATED, "2026-02-10");
    const struct tdm_restriction_answer *r = restriction_of(s, "no-deep");
    CHECK_INT(r->state, TDM_RESTRICTION_IN_FORCE);
    CHECK_INT(r->ends_by_person, true);
    CHECK_DAY(r->not_before, "2026-03-02");
    CHECK_DAY(r->last, "-");
    CHECK_DAY(r->free, "-");
    CHECK_INT(restriction_of(on_day(mem, TREATED, "2027-02-10"), "no-deep")->state, TDM_RESTRICTION_IN_FORCE);
}

TEST("a restriction until a signature ends with it and returns with its revocation [M65 M47 F012]") {
    const char *entries = TREATED SIGNED "2026-03-08 10:00 revoke s1 by physician-a, because \"Swelling\"\n"
                                         "2026-03-12 10:00 clear resume by physician-a, name s2\n";
    static const struct {
        const char *on;
        enum tdm_restriction_state state;
    } rows[] = {{"2026-03-01", TDM_RESTRICTION_IN_FORCE}, {"2026-03-02", TDM_RESTRICTION_OVER},
                {"2026-03-07", TDM_RESTRICTION_OVER},     {"2026-03-08", TDM_RESTRICTION_IN_FORCE},
                {"2026-03-11", TDM_RESTRICTION_IN_FORCE}, {"2026-03-12", TDM_RESTRICTION_OVER}};
    for (size_t i = 0; i < TDM_COUNT(rows); i++) {
        const struct tdm_standing *s = on_day(mem, entries, rows[i].on);
        CHECK_INT(restriction_of(s, "no-deep")->state, rows[i].state);
        CHECK_INT(bars(s, "deep-flexion"), rows[i].state == TDM_RESTRICTION_IN_FORCE);
    }
}

TEST("a signature that does not count ends no restriction; expiry does not bring it back [M44 M46 M65]") {
    const char *early = TREATED "2026-02-27 10:00 clear resume by physician-a, name s1\n";
    CHECK_INT(restriction_of(on_day(mem, early, "2026-03-10"), "no-deep")->state, TDM_RESTRICTION_IN_FORCE);
    CHECK_INT(restriction_of(on_day(mem, TREATED SIGNED, "2026-05-10"), "no-deep")->state, TDM_RESTRICTION_OVER);
}

TEST("without end is open for ever, and no day is made up for it [M65 M113 G4]") {
    const struct tdm_restriction_answer *r = restriction_of(on_day(mem, TREATED, "2036-02-10"), "no-decongestant");
    CHECK_INT(r->state, TDM_RESTRICTION_IN_FORCE);
    CHECK_DAY(r->from, "2026-01-05");
    CHECK_DAY(r->last, "-");
    CHECK_DAY(r->free, "-");
}

TEST("a last possible day beside the signature ends the restriction on its own [M65 M10]") {
    tdm_str dated = engine_changed(mem, "  until clearance resume  [own]\n",
                                   "  until clearance resume, at most 8 weeks after procedure  [own]\n");
    const struct tdm_standing *s = engine_standing(mem, dated, TREATED, "2026-03-30", NULL);
    CHECK_INT(restriction_of(s, "no-deep")->state, TDM_RESTRICTION_IN_FORCE);
    CHECK_DAY(restriction_of(s, "no-deep")->last, "2026-03-30");
    CHECK_INT(restriction_of(s, "no-deep")->ends_by_person, true);
    s = engine_standing(mem, dated, TREATED, "2026-03-31", NULL);
    CHECK_INT(restriction_of(s, "no-deep")->state, TDM_RESTRICTION_OVER);
}

TEST("before enrolment nothing has begun, and the standing says not enrolled [M22]") {
    const struct tdm_standing *s = on_day(mem, TREATED, "2026-01-04");
    CHECK_INT(s->enrolled, false);
    CHECK_INT(s->owed_count, 0);
    CHECK_INT(restriction_of(s, "no-decongestant")->state, TDM_RESTRICTION_NO_DATE);
    for (uint32_t p = 0; p < s->episode->protocol->phase_count; p++) CHECK_INT(s->phases[p].state, TDM_PHASE_NOT_YET);
    CHECK_INT(on_day(mem, TREATED, "2026-01-05")->enrolled, true);
}

TEST("far ahead nothing is carried forward: readings and screens go stale, limits stay [M22 M2]") {
    const struct tdm_standing *s = on_day(mem, TREATED SIGNED, "2028-01-01");
    CHECK_WHY(check_at(s, "start-loading", 3)->reason.code, "stale");
    CHECK_INT(check_at(s, "start-loading", 3)->truth, TDM_UNKNOWN);
    CHECK_WHY(check_at(s, "start-loading", 4)->reason.code, "screen-stale");
    CHECK_STR(ceiling_of(s), "active");
}
