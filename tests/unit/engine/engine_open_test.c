/* engine_open_test.c - a chart finds its protocol among several; what is told of deviations when the lowest limit is
 * the first phase's, a second never-clause's or that of an emergency; the reasons of terms that are turned round or
 * speak of sessions. */
#include "load_ground.h"

#define BEGUN "2026-01-05 09:00 enrol by physician-a\n"

/* ---- a library of two */

static const struct tdm_library *two(struct tdm_arena *mem) {
    const struct tdm_library *one = case_library(mem, "");
    const struct tdm_protocol **both = TDM_NEW_ARRAY(mem, const struct tdm_protocol *, 2);
    struct tdm_library *library = TDM_NEW(mem, struct tdm_library);
    if (one == NULL) return NULL;
    const char *held = case_base;
    case_base = case_changed(mem, "protocol small version 1.0", "protocol large version 2.0");
    const struct tdm_tree *tree = catalog_tree(mem, "large.tandem", tdm_str_of(case_base));
    case_base = held;
    both[0] = one->protocols[0];
    if (!tdm_protocol_read(mem, tree, one->catalog, NULL, &both[1], &case_problems)) return NULL;
    *library = (struct tdm_library){one->catalog, both, 2};
    return library;
}

static const struct tdm_case *opened(struct tdm_arena *mem, const char *protocol) {
    const struct tdm_library *library = two(mem);
    const struct tdm_case *episode = NULL;
    struct tdm_buf head;
    tdm_buf_init(&head, mem, 4096);
    tdm_buf_format(&head,
                   "chart e-1\n  patient p-1\n  site knee, right\n  protocol %s\n  zone UTC\n  synthetic\n  people\n"
                   "    physician-a physician\n",
                   protocol);
    const struct tdm_chart *chart = case_chart(mem, tdm_arena_str(mem, tdm_buf_str(&head)).at, BEGUN);
    if (library == NULL || chart == NULL) check_failed(__FILE__, __LINE__, "no ground");
    if (library == NULL || chart == NULL) return NULL;
    tdm_problems_init(&case_problems);
    return tdm_case_open(mem, library, chart, &episode, &case_problems) ? episode : NULL;
}

TEST("a chart opens under the protocol that it names, wherever it stands in the library [M1]") {
    const struct tdm_case *small = opened(mem, "small version 1.0"), *large = opened(mem, "large version 2.0");
    REQUIRE(small != NULL && large != NULL);
    CHECK_STR(small->protocol->name, "small");
    CHECK_STR(large->protocol->name, "large");
}

TEST("a chart whose protocol is not there is told which version is, or where to look [M1]") {
    CHECK(opened(mem, "large version 1.0") == NULL);
    CHECK_STR(tdm_str_of(case_problems.items[0].what),
              "the chart follows `large` version 1.0, which is not in the library");
    CHECK_STR(tdm_str_of(case_problems.items[0].fix), "the library has version 2.0 of it");
    CHECK(opened(mem, "medium version 1.0") == NULL);
    CHECK_STR(tdm_str_of(case_problems.items[0].fix), "name its file, or a protocol of the library");
}

/* ---- the lowest limit of all */

static uint32_t above(struct tdm_arena *mem, const char *protocol, const char *more, const char *entries,
                      const char *on) {
    const char *held = case_base;
    case_base = protocol;
    const struct tdm_standing *s = standing_on(mem, case_open(mem, more, entries), on);
    case_base = held;
    return deviations_of(s, "session-above-ceiling", NULL);
}

#define SLID    "2026-01-07 17:00 session by p-1\n  slide 3 sets, 10 reps\n"
#define PRESSED "2026-01-07 17:00 session by p-1\n  press 3x10, 10 kg\n"

TEST("a session above the ceiling of the first phase of all is told [M60 M71]") {
    const char *low = case_changed(mem, "  load at most high  [own]\n  offer press, slide\n",
                                   "  load at most active  [own]\n  offer slide\n");
    CHECK_INT(above(mem, low, "", BEGUN PRESSED, "2026-01-08"), 1);
    CHECK_INT(above(mem, low, "", BEGUN SLID, "2026-01-08"), 0);
    CHECK_INT(above(mem, case_protocol, "", BEGUN PRESSED, "2026-01-08"), 0);
}

TEST("of several never-clauses the last and lowest counts like the first [M4 M60]") {
    static const char *const orders[] = {"never offer high before 10 weeks after enrolment  [own]\nnever offer low "
                                         "before 4 weeks after enrolment  [own]\n",
                                         "never offer low before 4 weeks after enrolment  [own]\nnever offer high "
                                         "before 10 weeks after enrolment  [own]\n"};
    for (size_t i = 0; i < TDM_COUNT(orders); i++) {
        CHECK_INT(above(mem, case_protocol, orders[i], BEGUN PRESSED, "2026-01-08"), 1);
        CHECK_INT(above(mem, case_protocol, orders[i], BEGUN SLID, "2026-01-08"), 0);
    }
}

TEST("a session while an emergency is open is above complete rest, also where no rule raises flags [M97 M60]") {
    static const char raised[] = BEGUN "2026-01-06 flag infection-signs raised by p-1\n" SLID;
    CHECK_INT(above(mem, case_protocol, "", raised, "2026-01-08"), 1);
    CHECK_INT(above(mem, case_protocol, "", BEGUN SLID, "2026-01-08"), 0);
}

/* ---- who closes what, and the day of the end */

TEST("each flag is closed by its own role: the second of the protocol as well as the first [M96]") {
    static const char flag[] = "flag flare\n  escalate to physician within 2 days  [own]\n  then hold\n";
#define CLOSED(flag_name, by)                                                                                          \
    BEGUN "2026-01-06 flag " flag_name " raised by p-1\n2026-01-07 flag " flag_name " closed by " by "\n"
    CHECK_INT(deviations_of(standing_on(mem, case_open(mem, flag, CLOSED("flare", "therapist-a")), "2026-01-08"),
                            "flag-closed-without-right", NULL),
              1);
    CHECK_INT(deviations_of(standing_on(mem, case_open(mem, flag, CLOSED("flare", "physician-a")), "2026-01-08"),
                            "flag-closed-without-right", NULL),
              0);
    CHECK_INT(
        deviations_of(standing_on(mem, case_open(mem, flag, CLOSED("infection-signs", "therapist-a")), "2026-01-08"),
                      "flag-closed-without-right", NULL),
        0);
}

TEST("a flag that does not hold leaves the phase going, also where another flag of the protocol would hold it [M96]") {
    static const char flag[] = "flag flare\n  escalate to physician within 2 days  [own]\n  then hold\n";
    const struct tdm_standing *s =
        standing_on(mem, case_open(mem, flag, BEGUN "2026-01-06 flag infection-signs raised by p-1\n"), "2026-01-07");
    REQUIRE(s != NULL);
    CHECK_INT(s->phases[0].state, TDM_PHASE_ACTIVE);
    s = standing_on(mem, case_open(mem, flag, BEGUN "2026-01-06 flag flare raised by p-1\n"), "2026-01-07");
    REQUIRE(s != NULL);
    CHECK_INT(s->phases[0].state, TDM_PHASE_HELD);
}

TEST("what is recorded on the day of the end is not recorded after it, what is dated a day later is [M98 M10]") {
    static const char same[] =
        BEGUN "2026-01-20 end completed by physician-a\n2026-01-20 20:00 diary by p-1\n  pain 2\n",
                      next[] =
                          BEGUN "2026-01-20 end completed by physician-a\n2026-01-21 20:00 diary by p-1\n  pain 2\n";
    CHECK_INT(deviations_of(standing_on(mem, case_open(mem, "", same), "2026-01-25"), "recorded-after-the-end", NULL),
              0);
    CHECK_INT(deviations_of(standing_on(mem, case_open(mem, "", next), "2026-01-25"), "recorded-after-the-end", NULL),
              1);
}

/* ---- reasons */

#define PAIN(value) BEGUN "2026-03-08 20:00 diary by p-1\n  pain " value "\n"

TEST("a term turned round says inside for outside and outside for inside, and nothing else changes its words [M28]") {
    static const char line[] = "not pain at most 2, latest within 7 days";
    struct tdm_check low = judged(mem, line, PAIN("1"), "2026-03-10"),
                     high = judged(mem, line, PAIN("5"), "2026-03-10"), none = judged(mem, line, BEGUN, "2026-03-10"),
                     record = judged(mem, "not record of event swelling within 7 days", BEGUN, "2026-03-10");
    CHECK_TRUTH(low, "unmet");
    CHECK_REASON(low, "outside");
    CHECK_TRUTH(high, "met");
    CHECK_REASON(high, "within");
    CHECK_TRUTH(none, "unknown");
    CHECK_REASON(none, "missing");
    CHECK_TRUTH(record, "met");
    CHECK_REASON(record, "no-record");
}

TEST("a row of sessions says whether it lies within, and every line of a session counts [M73 M79 M28]") {
    static const char felt[] = "pain-during at most 2, last 2 sessions", done[] = "every set done, last 1 sessions";
#define TWO(first, second)                                                                                             \
    BEGUN "2026-03-08 17:00 session by p-1\n  slide 3 sets, 10 reps\n  pain-during " first "\n"                        \
          "2026-03-09 17:00 session by p-1\n  slide 3 sets, 10 reps\n  pain-during " second "\n"
    CHECK_REASON(judged(mem, felt, TWO("1", "2"), "2026-03-10"), "within");
    CHECK_REASON(judged(mem, felt, TWO("1", "3"), "2026-03-10"), "outside");
    CHECK_TRUTH(judged(mem, felt, TWO("3", "1"), "2026-03-10"), "unmet");
#define DOSES                "2026-03-01 10:00 prescribe by therapist-a\n  slide 3 sets, 10 reps\n  lower-down 3 sets, 10 reps\n"
#define LINES(first, second) BEGUN DOSES "2026-03-08 17:00 session by p-1\n  lower-down " first "\n  slide " second "\n"
    CHECK_TRUTH(judged(mem, done, LINES("3 sets, 10 reps", "3 sets, 10 reps"), "2026-03-10"), "met");
    CHECK_TRUTH(judged(mem, done, LINES("could-not, because \"pain\"", "3 sets, 10 reps"), "2026-03-10"), "unmet");
    CHECK_TRUTH(judged(mem, done, LINES("3 sets, 10 reps", "could-not, because \"pain\""), "2026-03-10"), "unmet");
}

TEST("what is owed for a block names those who owe its terms, and nobody else [M90]") {
    const struct tdm_standing *s = standing_on(mem,
                                               case_open(mem,
                                                         "gate asked opens discharge  [own]\n  any of\n"
                                                         "    quads at least 80 N.m, latest within 7 days\n"
                                                         "    effusion at most 1+, latest within 7 days\n",
                                                         BEGUN),
                                               "2026-01-08");
    REQUIRE(s != NULL);
    const struct tdm_gate_answer *gate = &s->gates[tdm_protocol_gate(s->episode->protocol, TDM_STR("asked"))];
    CHECK(gate->checks[1].owed_by == role_mask(s, "physical-therapist"));
    CHECK(gate->checks[0].owed_by == (role_mask(s, "physical-therapist") | role_mask(s, "physician")));
}

/* ---- nothing planned is missing */

TEST("where every planned session is on record nothing unknown is added, whatever the prescription leaves out [M121]") {
    struct tdm_exposure e =
        load_of(load_standing(mem, USUAL,
                              PRESCRIBED("rig 30 kg, 1 times a week") "2026-03-06 17:00 session by p-1\n"
                                                                      "  rig 3x10, 30 kg\n",
                              "2026-03-06"),
                "rig")
            .week;
    CHECK(e.has_high);
    CHECK_STR(kilos(mem, e.counts, e.high), "900 kg");
}
