/* engine_two_views_test.c - deviations where the two views part, or where only one clause of several speaks: plans made
 * later, attributes barred by a restriction alone, findings of then and of now, the order of the list. */
#include "engine_case.h"

#include "engine/verdict.h"

#define ENROL "2026-01-05 enrol by physician-a\n"
#define DONE                                                                                                           \
    ENROL "2026-02-20 assess by therapist-a\n  quads right 80 N.m\n"                                                   \
          "2026-03-02 11:00 procedure graft performed by physician-a, name proc\n"
#define LOADED DONE "2026-03-30 09:00 clear resume by physician-a\n2026-03-30 10:00 enter loading by therapist-a\n"

static const struct tdm_standing *told(struct tdm_arena *mem, const char *more, const char *entries, const char *on) {
    const struct tdm_standing *s = standing_on(mem, case_open(mem, more, entries), on);
    if (s == NULL) check_failed(__FILE__, __LINE__, "no standing");
    return s;
}

static const char light_before[] = "restrict light\n"
                                   "  load above low\n"
                                   "  from 7 days before procedure  [own]\n"
                                   "  until 1 weeks after procedure  [own]\n"
                                   "  because \"Fresh\"\n";

TEST("a plan makes no breach of what was done before it was made [M13 M48 M116]") {
    static const char entries[] = ENROL "2026-02-01 17:00 session by p-1\n  press 3x10, 40 kg\n"
                                        "2026-02-05 09:00 plan procedure on 2026-02-07 by physician-a\n"
                                        "2026-02-06 17:00 session by p-1\n  press 3x10, 40 kg\n";
    const struct tdm_standing *s = told(mem, light_before, entries, "2026-02-06");
    const struct tdm_deviation *d = NULL;
    REQUIRE(deviations_of(s, "session-above-ceiling", &d) == 1);
    CHECK_DATE(d->date, "2026-02-06");
    CHECK(d->known_then && d->known_now);
}

TEST("what a procedure done later bars from days before it was not known then, where nobody had planned it [M13 M48]") {
    static const char before[] = "restrict no-nsaid\n  substance class nsaid\n  from 7 days before procedure  [own]\n"
                                 "  until 4 weeks after procedure  [own]\n  because \"It may blunt the repair\"\n";
    static const char entries[] = ENROL "2026-02-26 medicine by p-1, taken \"ibuprofen\", route mouth\n"
                                        "2026-03-02 11:00 procedure graft performed by physician-a\n";
    const struct tdm_standing *s = told(mem, before, entries, "2026-03-03");
    const struct tdm_deviation *d = NULL;
    REQUIRE(deviations_of(s, "restricted-substance", &d) == 1);
    CHECK(!d->known_then && d->known_now);
}

static const char no_deep[] = "restrict no-deep\n"
                              "  attribute deep-flexion\n"
                              "  from procedure  [own]\n"
                              "  until 12 weeks after procedure  [own]\n"
                              "  because \"Deep bends load the site\"\n"
                              "restrict little\n"
                              "  load above moderate\n"
                              "  substance class nsaid\n"
                              "  from procedure  [own]\n"
                              "  until 12 weeks after procedure  [own]\n"
                              "  because \"Little by little\"\n";

TEST("an attribute that a restriction alone bars is told of a light dose, with both views [M71 S48 M48]") {
    static const char entries[] = LOADED "2026-04-01 17:00 session by p-1\n  press 3x10, 10 kg, depth 100 deg\n"
                                         "2026-04-02 17:00 session by p-1\n  press 3x10, 10 kg, depth 80 deg\n";
    const struct tdm_standing *s = told(mem, no_deep, entries, "2026-04-02");
    const struct tdm_deviation *d = NULL;
    REQUIRE(deviations_of(s, "session-barred-attribute", &d) == 1);
    CHECK_DATE(d->date, "2026-04-01");
    CHECK(d->known_then && d->known_now);
    CHECK_INT(d->reason.ref, named(s, TDM_KIND_ATTRIBUTE, "deep-flexion"));
    CHECK_INT(s->deviation_count, 1);
}

TEST("an exercise may not be done as it is prescribed when the dose has what is barred [M70 M71]") {
    static const char deep[] = LOADED "2026-04-01 10:00 prescribe by therapist-a\n  press 3x10, 10 kg, depth 100 deg\n",
                      light[] = LOADED "2026-04-01 10:00 prescribe by therapist-a\n  press 3x10, depth 100 deg\n",
                      flat[] = LOADED "2026-04-01 10:00 prescribe by therapist-a\n  press 3x10, 10 kg, depth 80 deg\n";
    const char *const charts[] = {deep, light, flat}; /* without its load the class cannot be told, the depth can */
    for (size_t i = 0; i < TDM_COUNT(charts); i++) {
        const struct tdm_standing *s = told(mem, no_deep, charts[i], "2026-04-01");
        for (uint32_t e = 0; e < s->exercise_count; e++)
            if (s->exercises[e].exercise == named(s, TDM_KIND_EXERCISE, "press"))
                CHECK_INT(s->exercises[e].verdict, i < 2 ? TDM_EXERCISE_MAY_NOT : TDM_EXERCISE_MAY);
    }
}

TEST("a restriction above the ceiling of a phase hides nothing of that phase [M71 S48]") {
    static const char entries[] = DONE "2026-03-05 17:00 session by p-1\n  press 3x10, 30 kg\n";
    const struct tdm_standing *s = told(mem, no_deep, entries, "2026-03-06");
    const struct tdm_deviation *d = NULL;
    REQUIRE(deviations_of(s, "session-above-ceiling", &d) == 1); /* moderate, and protect allows low */
    CHECK_INT(d->reason.n, 3);
    CHECK_INT(d->reason.of_n, 2);
}

TEST("a medicine that the second line of a restriction names is found by it [M61]") {
    static const char two[] = "restrict no-blunting\n"
                              "  substance class decongestant\n"
                              "  substance class nsaid\n"
                              "  from procedure  [own]\n"
                              "  until 4 weeks after procedure  [own]\n"
                              "  because \"It may blunt the repair\"\n";
    const struct tdm_standing *s =
        told(mem, two, DONE "2026-03-05 medicine by p-1, taken \"ibuprofen\", route mouth\n", "2026-03-06");
    CHECK_INT(s->deviation_count, 1);
    CHECK_STR(tdm_str_of(tdm_reason_id(s->deviations[0].reason.code)), "restricted-substance");
}

TEST("at the end each finding is told once: those of then that were withdrawn, those of now that nobody knew "
     "[M48 M87]") {
    static const char entries[] =
        DONE "2026-03-05 finding stiff-gait opened by therapist-a, at hip left, name f-1\n"
             "2026-03-06 finding stiff-gait opened by therapist-a, at knee right, recorded 2026-03-25T10:00Z\n"
             "2026-03-20 12:00 end completed by physician-a\n"
             "2026-03-26 withdraw f-1 by therapist-a, because \"of another patient\"\n";
    const struct tdm_standing *s = told(mem, "", entries, "2026-03-27");
    uint32_t then = 0, now = 0;
    for (uint32_t i = 0; i < s->deviation_count; i++) {
        const struct tdm_deviation *d = &s->deviations[i];
        if (!tdm_str_is(tdm_str_of(tdm_reason_id(d->reason.code)), "completed-over-open-finding")) continue;
        then += d->known_then && !d->known_now;
        now += d->known_now && !d->known_then;
        CHECK_DATE(d->reason.date, d->known_now ? "2026-03-06" : "2026-03-05");
    }
    CHECK_INT(then, 1);
    CHECK_INT(now, 1);
}

TEST("what no entry made stands at its own day in the list, before what was done later [M52 M125]") {
    static const char entries[] = DONE "2026-05-05 17:00 session by p-1\n  press 3x10, 70 kg\n";
    const struct tdm_standing *s = told(mem, "", entries, "2026-05-06");
    REQUIRE(s->deviation_count == 2);
    CHECK_DATE(s->deviations[0].date, "2026-04-28"); /* eight weeks are over, and nobody signed */
    CHECK_INT(s->deviations[0].entry, TDM_ENTRY_NONE);
    CHECK_DATE(s->deviations[1].date, "2026-05-05");
}

TEST("an override names its gate, also one of a single letter [M53 S71]") {
    static const char letter[] = "gate g opens discharge  [own]\n  pain at most 2, latest within 7 days\n";
    const struct tdm_standing *s =
        told(mem, letter, DONE "2026-03-05 09:00 override g by physician-a, because \"moves away\"\n", "2026-03-05");
    const struct tdm_gate_answer *gate = &s->gates[tdm_protocol_gate(s->episode->protocol, TDM_STR("g"))];
    CHECK_INT(gate->overridden, true);
    CHECK_INT(s->gates[tdm_protocol_gate(s->episode->protocol, TDM_STR("start-loading"))].overridden, false);
}

/* ---- what is first in a list counts as well */

TEST("the first phase and the first gate are held against each other like all others [M120]") {
    const struct tdm_case *episode = case_open(mem, "", DONE "2026-03-30 clear resume by physician-a\n");
    const struct tdm_standing *none = standing_on(mem, episode, "2026-01-04"),
                              *in = standing_on(mem, episode, "2026-01-06"),
                              *shut = standing_on(mem, episode, "2026-03-29"),
                              *open = standing_on(mem, episode, "2026-03-30");
    REQUIRE(none != NULL && in != NULL && shut != NULL && open != NULL);
    struct tdm_difference_list list = tdm_standing_difference(mem, none, in);
    bool phase = false, gate = false;
    for (uint32_t i = 0; i < list.count; i++)
        phase = phase || (list.items[i].kind == TDM_DIFFERENCE_PHASE_STATE && list.items[i].ref == 0);
    list = tdm_standing_difference(mem, shut, open);
    for (uint32_t i = 0; i < list.count; i++)
        gate = gate || (list.items[i].kind == TDM_DIFFERENCE_GATE_STATE && list.items[i].ref == 0);
    CHECK(phase && gate);
    CHECK_INT(none->track[TDM_TRACK_FUNCTION].next, tdm_protocol_phase(episode->protocol, TDM_STR("prepare")));
    CHECK_INT(in->track[TDM_TRACK_FUNCTION].phase, tdm_protocol_phase(episode->protocol, TDM_STR("prepare")));
}

TEST("an exercise that is offered and prescribed stands once in the list, as both [M70 S74]") {
    static const char entries[] = ENROL "2026-01-10 prescribe by therapist-a\n  press 3x10, 20 kg\n  slide 3x10\n";
    const struct tdm_standing *s = told(mem, "", entries, "2026-01-11");
    CHECK_INT(s->exercise_count, 2);
    for (uint32_t i = 0; i < s->exercise_count; i++) CHECK(s->exercises[i].offered && s->exercises[i].prescribed);
}

TEST("a chart of a site that its protocol does not treat is not opened [M115 M95]") {
    static const char head[] = "chart e-1\n  patient p-1\n  site hip, right\n  protocol small version 1.0\n  zone UTC\n"
                               "  synthetic\n  people\n    physician-a physician\n    therapist-a physical-therapist\n"
                               "    p-1 patient\n";
    const struct tdm_library *library = case_library(mem, "");
    const struct tdm_chart *chart = case_chart(mem, head, "2026-01-05 enrol by physician-a\n");
    const struct tdm_case *episode = NULL;
    REQUIRE(library != NULL && chart != NULL);
    CHECK(!tdm_case_open(mem, library, chart, &episode, &case_problems));
    CHECK(episode == NULL);
    REQUIRE(case_problems.count == 1);
    CHECK_STR(tdm_str_of(case_problems.items[0].code), "E003");
}
