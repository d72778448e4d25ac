/* engine_difference_test.c - what differs between two standings: another day, another knowledge, another chart; and
 * nothing when they are the same. */
#include "trial_ground.h"

#define ENROL "2026-01-05 enrol by physician-a\n"
#define BASE  "2026-02-20 assess by therapist-a\n  quads right 80 N.m\n"
#define PLAN  "2026-02-10 plan procedure on 2026-03-02 by physician-a\n"
#define DONE  ENROL BASE "2026-03-02 11:00 procedure graft performed by physician-a, name proc\n"

static const char nsaid[] = "restrict no-nsaid\n"
                            "  substance class nsaid\n"
                            "  from 7 days before procedure  [own]\n"
                            "  until 4 weeks after procedure  [own]\n"
                            "  because \"It may blunt the repair\"\n"
                            "gate home opens discharge  [own]\n"
                            "  pain at most 2, latest within 7 days\n";

static const struct tdm_difference *difference(const struct tdm_difference_list *list, const char *id) {
    for (uint32_t i = 0; i < list->count; i++)
        if (tdm_str_is(tdm_str_of(tdm_difference_id(list->items[i].kind)), id)) return &list->items[i];
    return NULL;
}

static uint32_t count_of(const struct tdm_difference_list *list, const char *id) {
    uint32_t count = 0;
    for (uint32_t i = 0; i < list->count; i++)
        count += tdm_str_is(tdm_str_of(tdm_difference_id(list->items[i].kind)), id);
    return count;
}

static struct tdm_difference_list between(struct tdm_arena *mem, const struct tdm_standing *a,
                                          const struct tdm_standing *b) {
    return a == NULL || b == NULL ? (struct tdm_difference_list){NULL, UINT32_MAX} : tdm_standing_difference(mem, a, b);
}

TEST("equal standings have no difference, and one read twice the other way has as many [M120]") {
    static const char *const days[] = {"2026-01-04", "2026-02-21", "2026-03-02", "2026-03-31", "2026-06-01"};
    const struct tdm_case *episode = case_open(mem, nsaid, DONE "2026-03-30 clear resume by physician-a\n");
    REQUIRE(episode != NULL);
    for (size_t i = 0; i < TDM_COUNT(days); i++) {
        const struct tdm_standing *s = standing_on(mem, episode, days[i]);
        CHECK_INT(between(mem, s, standing_on(mem, episode, days[i])).count, 0);
        for (size_t k = 0; k < i; k++) {
            const struct tdm_standing *other = standing_on(mem, episode, days[k]);
            CHECK_INT(between(mem, s, other).count, between(mem, other, s).count);
        }
    }
}

TEST("a procedure nine days later moves what hangs on it nine days, and nothing that does not [M13 F040 M120]") {
    struct trial t = trial_begin(mem, nsaid, ENROL BASE PLAN);
    const struct tdm_chart *later = NULL;
    REQUIRE(t.before != NULL);
    uint32_t plan = 1; /* by its day: enrolment, plan, assessment */
    REQUIRE(t.chart->entries[plan].kind == TDM_ENTRY_PLAN);
    REQUIRE(tdm_chart_shift(mem, t.chart, plan, 9, &tdm_zone_utc, &later, &case_problems));
    t.after = trial_open(mem, &t, later);
    struct tdm_difference_list list =
        between(mem, standing_on(mem, t.before, "2026-02-24"), standing_on(mem, t.after, "2026-02-24"));
    const struct tdm_difference *state = difference(&list, "restriction-state");
    REQUIRE(state != NULL); /* it would begin on 2026-02-23, and nine days later on 2026-03-04 */
    CHECK_INT(state->n, TDM_RESTRICTION_IN_FORCE);
    CHECK_INT(state->of_n, TDM_RESTRICTION_NOT_YET);
    const struct tdm_difference *last = difference(&list, "restriction-last");
    REQUIRE(last != NULL);
    CHECK_DATE(last->date, "2026-03-30");
    CHECK_DATE(last->until, "2026-04-08");
    const struct tdm_difference *phase = difference(&list, "phase-earliest");
    REQUIRE(phase != NULL);
    CHECK_INT(phase->until.day - phase->date.day, 9);
    CHECK(difference(&list, "ceiling") == NULL);
    CHECK_INT(count_of(&list, "deviation-new"), 0);
}

TEST("a baseline that a postponed procedure makes too old is new among what is owed [M83 M120 complaint-5]") {
    struct trial t = trial_begin(mem, nsaid, ENROL BASE PLAN);
    const struct tdm_chart *later = NULL;
    REQUIRE(t.before != NULL);
    REQUIRE(tdm_chart_shift(mem, t.chart, 1, 60, &tdm_zone_utc, &later, &case_problems));
    t.after = trial_open(mem, &t, later);
    const struct tdm_standing *after = standing_on(mem, t.after, "2026-02-24");
    struct tdm_difference_list list = between(mem, standing_on(mem, t.before, "2026-02-24"), after);
    const struct tdm_difference *owed = difference(&list, "owed-new");
    REQUIRE(owed != NULL);
    CHECK_INT(after->owed[owed->index].kind, TDM_OWED_BASELINE);
    struct tdm_difference_list back = between(mem, after, standing_on(mem, t.before, "2026-02-24"));
    REQUIRE(difference(&back, "owed-gone") != NULL);
}

TEST("a reading turns its criterion and its gate, and both are told with their states [M27 M120]") {
    struct trial t = trial_of(mem, nsaid, DONE, "2026-03-05 diary by p-1\n  pain 2\n");
    struct tdm_difference_list list =
        between(mem, standing_on(mem, t.before, "2026-03-05"), standing_on(mem, t.after, "2026-03-05"));
    const struct tdm_difference *gate = difference(&list, "gate-state"), *node = difference(&list, "criterion");
    REQUIRE(gate != NULL && node != NULL);
    CHECK_INT(gate->n, TDM_GATE_CANNOT_TELL);
    CHECK_INT(gate->of_n, TDM_GATE_OPEN);
    CHECK_INT(node->n, TDM_UNKNOWN);
    CHECK_INT(node->of_n, TDM_MET);
    CHECK(node->clause != TDM_CLAUSE_NONE);
}

TEST("a signature and a flag are told as a clearance, a ceiling and something open [M54 M97 M120]") {
    struct trial t = trial_of(mem, nsaid, DONE, "2026-03-30 clear resume by physician-a\n");
    struct tdm_difference_list list =
        between(mem, standing_on(mem, t.before, "2026-03-30"), standing_on(mem, t.after, "2026-03-30"));
    const struct tdm_difference *signature = difference(&list, "clearance");
    REQUIRE(signature != NULL);
    CHECK_INT(signature->n, TDM_UNMET);
    CHECK_INT(signature->of_n, TDM_MET);
    t = trial_of(mem, nsaid, DONE, "2026-03-05 flag infection-signs raised by p-1\n");
    list = between(mem, standing_on(mem, t.before, "2026-03-05"), standing_on(mem, t.after, "2026-03-05"));
    const struct tdm_difference *ceiling = difference(&list, "ceiling");
    REQUIRE(ceiling != NULL);
    CHECK_INT(ceiling->of_n, 0); /* complete rest */
    CHECK_INT(count_of(&list, "open-new"), 1);
    CHECK_INT(count_of(&list, "owed-new"), 1);
}

TEST("what was recorded since a day and what time alone brought are both told [M20 M48 complaint-13]") {
    static const char late[] = DONE "2026-03-05 session by p-1, with therapist-a, recorded 2026-03-20T10:00Z\n"
                                    "  press 3x12, 40 kg, depth 60 deg\n";
    const struct tdm_case *episode = case_open(mem, nsaid, late);
    const struct tdm_standing *then = standing_known(mem, episode, "2026-03-10", "2026-03-10T23:00Z"),
                              *now = standing_on(mem, episode, "2026-03-20");
    struct tdm_difference_list list = between(mem, then, now);
    const struct tdm_difference *new = difference(&list, "deviation-new");
    REQUIRE(new != NULL);
    CHECK_STR(tdm_str_of(tdm_reason_id(now->deviations[new->index].reason.code)), "session-above-ceiling");
    CHECK(difference(&list, "phase-state") != NULL); /* protect ended on the 17th, by its days alone */
}

TEST("every kind of difference has an id of its own [M120]") {
    for (int i = 0; i < TDM_DIFFERENCE_KIND_COUNT; i++)
        for (int k = 0; k < i; k++)
            CHECK(!tdm_str_is(tdm_str_of(tdm_difference_id((enum tdm_difference_kind)i)),
                              tdm_difference_id((enum tdm_difference_kind)k)));
}
