/* engine_therapy_test.c - a protocol without a procedure: its baseline is the first day, nothing waits for a procedure,
 * and any diary will do where none of its lines is named. */
#include "engine/record.h"
#include "engine_case.h"

static const char therapy[] = "protocol small version 1.0\n"
                              "  title \"Therapy alone\"\n"
                              "  condition arthrosis\n"
                              "  procedure none\n"
                              "  target strength at knee\n"
                              "  status draft\n"
                              "measure quads is torque, at treated side\n"
                              "measure pain is nprs\n"
                              "phase begin on function\n"
                              "  from enrolment, 2 to 6 weeks  [own]\n"
                              "  load at most low  [own]\n"
                              "  offer slide\n"
                              "  assess at start  [own]\n"
                              "    quads\n"
                              "phase later on function\n"
                              "  from gate stronger, 6 weeks  [own]\n"
                              "  load at most high  [own]\n"
                              "  offer press\n"
                              "  assess at start  [own]\n"
                              "    pain\n"
                              "gate stronger opens later  [own]\n"
                              "  not before 2 weeks after enrolment\n"
                              "  quads better than baseline by at least 10 N.m, latest within 14 days\n";

#define BEGUN       "2026-01-05 09:00 enrol by physician-a\n"
#define QUADS(d, n) "2026-01-" d " 10:00 assess by therapist-a\n  quads right " n " N.m\n"

static const struct tdm_standing *therapy_on(struct tdm_arena *mem, const char *more, const char *entries,
                                             const char *on) {
    const char *held = case_base;
    case_base = therapy;
    const struct tdm_standing *s = standing_on(mem, case_open(mem, more, entries), on);
    case_base = held;
    if (s == NULL) check_failed(__FILE__, __LINE__, "no standing");
    return s;
}

static enum tdm_truth stronger(const struct tdm_standing *s) {
    if (s == NULL) return TDM_UNKNOWN;
    return s->gates[tdm_protocol_gate(s->episode->protocol, TDM_STR("stronger"))].checks[2].truth;
}

TEST("without a procedure the baseline is the first day of the episode, not a later one [M82]") {
    static const char entries[] = BEGUN QUADS("05", "80") QUADS("12", "95") QUADS("20", "90");
    CHECK_INT(stronger(therapy_on(mem, "", entries, "2026-01-20")), TDM_MET);
    CHECK_INT(stronger(therapy_on(mem, "", BEGUN QUADS("05", "80") QUADS("20", "89"), "2026-01-20")), TDM_UNMET);
}

TEST("the report of the baseline asks for what the first phase assesses at its start, and for nothing of a later one "
     "[M82 S65]") {
    const struct tdm_standing *s = therapy_on(mem, "", BEGUN QUADS("05", "80"), "2026-01-20");
    REQUIRE(s != NULL);
    const struct tdm_record *r = tdm_record_of(mem, s);
    REQUIRE(r->baseline.count == 1);
    CHECK_STR(tdm_str_of(tdm_baseline_state_word(r->baseline.items[0].state)), "known");
    CHECK_STR(number_of(mem, r->baseline.items[0].value.value), "80 N.m");
    s = therapy_on(mem, "", BEGUN, "2026-01-20");
    REQUIRE(s != NULL);
    CHECK_STR(tdm_str_of(tdm_baseline_state_word(tdm_record_of(mem, s)->baseline.items[0].state)), "missing");
}

TEST("nothing waits for a procedure where there is none [M2 M85]") {
    const struct tdm_standing *s = therapy_on(mem, "", BEGUN, "2026-01-06");
    REQUIRE(s != NULL);
    CHECK_INT(s->phases[0].state, TDM_PHASE_ACTIVE);
    CHECK_DATE(s->planned_procedure, "none");
    CHECK(s->ceiling.has_class);
}

TEST("where the protocol has no clearance, an adverse event is judged by anybody in a role [F018]") {
    static const char event[] = BEGUN "2026-01-06 adverse swelling by p-1, grade 2\n",
                      judged[] = BEGUN "2026-01-06 adverse swelling by p-1, grade 2, relatedness possible\n";
    const struct tdm_standing *s = therapy_on(mem, "", event, "2026-01-07");
    const struct tdm_owed *owed = NULL;
    REQUIRE(s != NULL && owed_of(s, TDM_OWED_JUDGEMENT, &owed) == 1);
    CHECK(owed->roles == (role_mask(s, "physician") | role_mask(s, "physical-therapist") | role_mask(s, "patient")));
    s = therapy_on(mem, "", judged, "2026-01-07");
    REQUIRE(s != NULL && s->safety.event_count == 1);
    CHECK(s->safety.events[0].judged_by != TDM_ENTRY_NONE);
    CHECK_INT(owed_of(s, TDM_OWED_JUDGEMENT, &owed), 0);
}

/* ---- any diary */

static const char any[] =
    "owe diary\n  by patient, every 1 days, from enrolment until 12 weeks after enrolment  [own]\n";

TEST("where no line of the diary is named, any diary of the day settles it, one taken back does not [M89 M31 F045]") {
    const struct tdm_owed *owed = NULL;
    static const char first[] = BEGUN "2026-01-06 20:00 diary by p-1, name d\n  pain 3\n",
                      back[] = BEGUN "2026-01-06 20:00 diary by p-1, name d\n  pain 3\n"
                                     "2026-01-06 21:00 withdraw d by p-1, because \"another day\"\n",
                      before[] = "2026-01-04 20:00 diary by p-1\n  pain 3\n" BEGUN;
    CHECK_INT(owed_of(therapy_on(mem, any, first, "2026-01-06"), TDM_OWED_DIARY, &owed), 0);
    REQUIRE(owed_of(therapy_on(mem, any, first, "2026-01-07"), TDM_OWED_DIARY, &owed) == 1);
    CHECK_DATE(owed->due, "2026-01-07");
    CHECK_INT(owed->state, TDM_OWED_DUE);
    CHECK(owed->measure == TDM_REF_NONE);
    REQUIRE(owed_of(therapy_on(mem, any, first, "2026-01-08"), TDM_OWED_DIARY, &owed) == 1);
    CHECK_INT(owed->state, TDM_OWED_OVERDUE);
    REQUIRE(owed_of(therapy_on(mem, any, back, "2026-01-06"), TDM_OWED_DIARY, &owed) == 1);
    CHECK_STR(tdm_str_of(tdm_reason_id(owed->reason.code)), "owed-never-done");
    REQUIRE(owed_of(therapy_on(mem, any, before, "2026-01-06"), TDM_OWED_DIARY, &owed) == 1);
    CHECK_STR(tdm_str_of(tdm_reason_id(owed->reason.code)), "owed-never-done");
}
