/* engine_keeping_test.c - the maintenance plan: a phase that counts from the discharge begins when a course was
 * completed, asks for its sparse check-ins and for nothing else, limits nothing, and begins by no other end. */
#include "engine_case.h"

#define DONE                                                                                                           \
    "2026-01-05 enrol by physician-a\n"                                                                                \
    "2026-02-20 assess by therapist-a\n  quads right 80 N.m\n"                                                         \
    "2026-03-02 11:00 procedure graft performed by physician-a\n  source \"fat\"\n  preparation \"same session\"\n"    \
    "  site knee, right\n  guidance ultrasound\n  operator physician-a\n"
#define COMPLETED DONE "2026-09-07 end completed by physician-a\n"

static const char keeping[] = "phase keep on function\n"
                              "  from discharge, 24 months  [own]\n"
                              "  intent maintain\n"
                              "  offer press\n"
                              "  assess every 6 months  [own]\n"
                              "    points\n"
                              "  tell patient \"You go on by yourself now.\"\n";

static const char *joined(struct tdm_arena *mem, const char *first, const char *second) {
    return tdm_arena_str(mem, case_joined(mem, first, second)).at;
}

static tdm_ref keep_of(const struct tdm_standing *s) {
    return tdm_protocol_phase(s->episode->protocol, TDM_STR("keep"));
}

TEST("a death ends the maintenance plan: nobody is asked for a check-in any more [M98 M100]") {
    const struct tdm_case *episode = case_open(mem, keeping, COMPLETED "2027-03-02 end died by physician-a\n");
    const struct tdm_standing *s = standing_on(mem, episode, "2027-03-01");
    REQUIRE(s != NULL);
    CHECK_INT(s->phases[keep_of(s)].state, TDM_PHASE_ACTIVE);
    CHECK_INT(s->owed_count, 1);
    s = standing_on(mem, episode, "2027-03-02");
    REQUIRE(s != NULL);
    CHECK_INT(s->phases[keep_of(s)].state, TDM_PHASE_ENDED);
    CHECK_DATE(s->phases[keep_of(s)].ended, "2027-03-02");
    CHECK_DATE(s->ended_on, "2026-09-07");
    CHECK_INT(s->owed_count, 0);
}

TEST("after another end a death lifts the limits that stood [M98]") {
    const struct tdm_case *episode = case_open(mem, keeping,
                                               DONE "2026-03-05 end lost by physician-a\n"
                                                    "2026-03-09 end died by physician-a\n");
    const struct tdm_standing *lost = standing_on(mem, episode, "2026-03-08");
    const struct tdm_standing *died = standing_on(mem, episode, "2026-03-09");
    REQUIRE(lost != NULL && died != NULL);
    CHECK(lost->ceiling.has_class);
    CHECK(!died->ceiling.has_class);
}

TEST(
    "after a completed course the self-management phase begins and asks for a check-in every six months for two years, "
    "and for nothing else [S29 S30 F041 M100]") {
    static const struct {
        const char *on;
        enum tdm_phase_state phase;
        uint32_t count;
        enum tdm_owed_state state;
        const char *due;
    } rows[] = {
        {"2026-09-06", TDM_PHASE_NOT_YET, 0, TDM_OWED_DUE, NULL},
        {"2026-09-07", TDM_PHASE_ACTIVE, 0, TDM_OWED_DUE, NULL},
        {"2027-02-27", TDM_PHASE_ACTIVE, 0, TDM_OWED_DUE, NULL},
        {"2027-02-28", TDM_PHASE_ACTIVE, 1, TDM_OWED_UPCOMING, "2027-03-07"},
        {"2027-03-08", TDM_PHASE_ACTIVE, 1, TDM_OWED_OVERDUE, "2027-03-07"},
        {"2027-03-10", TDM_PHASE_ACTIVE, 0, TDM_OWED_DUE, NULL}, /* it was done */
        {"2027-09-10", TDM_PHASE_ACTIVE, 1, TDM_OWED_DUE, "2027-09-10"},
        {"2028-09-06", TDM_PHASE_ACTIVE, 1, TDM_OWED_OVERDUE, "2027-09-10"},
        {"2028-09-07", TDM_PHASE_ENDED, 0, TDM_OWED_DUE, NULL},
    };
    const struct tdm_case *episode = case_open(mem, keeping, COMPLETED "2027-03-10 assess by p-1\n  points 80\n");
    for (size_t i = 0; i < TDM_COUNT(rows); i++) {
        const struct tdm_standing *s = standing_on(mem, episode, rows[i].on);
        REQUIRE(s != NULL);
        CHECK_INT(s->phases[keep_of(s)].state, rows[i].phase);
        const struct tdm_owed *owed = NULL;
        CHECK_INT(owed_of(s, TDM_OWED_ASSESSMENT, &owed), rows[i].count);
        if (day(rows[i].on).day >= day("2026-09-07").day) CHECK_INT(s->owed_count, rows[i].count);
        if (owed == NULL) continue;
        CHECK_INT(owed->state, rows[i].state);
        CHECK_DATE(owed->due, rows[i].due);
        CHECK(owed->roles == role_mask(s, "patient"));
    }
}

TEST("what the maintenance plan asks for is not told as recorded after the end, anything else is [M100 M98]") {
    static const char entries[] = COMPLETED "2027-03-08 assess by p-1\n  points 80\n"
                                            "2027-03-09 diary by p-1\n  pain 2\n"
                                            "2028-09-08 assess by p-1\n  points 81\n";
    const struct tdm_standing *s = standing_on(mem, case_open(mem, keeping, entries), "2028-10-01");
    const struct tdm_deviation *d = NULL;
    REQUIRE(deviations_of(s, "recorded-after-the-end", &d) == 2);
    CHECK_DATE(d->date, "2027-03-09"); /* the other one came when the plan was over */
    CHECK_INT(
        deviations_of(standing_on(mem, case_open(mem, keeping, entries), "2027-03-08"), "recorded-after-the-end", NULL),
        0);
}

TEST("a measure owed from the discharge is owed after a completed course only [M100 S30]") {
    static const char owe[] =
        "owe points\n  by patient, every 6 months, from discharge until 24 months after discharge  "
        "[own]\n";
    static const struct {
        const char *end, *on;
        uint32_t count;
    } rows[] = {{"", "2027-03-07", 0},
                {"2026-09-07 end completed by physician-a\n", "2027-03-07", 1},
                {"2026-09-07 end completed by physician-a\n", "2028-09-07", 1},
                {"2026-09-07 end completed by physician-a\n", "2028-09-08", 0},
                {"2026-09-07 end transferred by physician-a\n", "2027-03-07", 0}};
    for (size_t i = 0; i < TDM_COUNT(rows); i++) {
        const struct tdm_case *episode = case_open(mem, owe, joined(mem, DONE, rows[i].end));
        const struct tdm_standing *s = standing_on(mem, episode, rows[i].on);
        REQUIRE(s != NULL);
        const struct tdm_owed *owed = NULL;
        uint32_t found = owed_of(s, TDM_OWED_MEASURE, &owed);
        CHECK_INT(found, rows[i].count);
        if (owed != NULL) CHECK_DATE(owed->due, "2027-03-07");
        if (rows[i].end[0] != '\0') CHECK_INT(s->owed_count, rows[i].count);
    }
}

TEST("no other end begins the maintenance plan, and no other phase begins with it [M98 M100]") {
    static const char *const ends[] = {"declined", "withdrawn", "transferred", "died", "lost"};
    for (size_t i = 0; i < TDM_COUNT(ends); i++) {
        const char *end = joined(mem, "2026-09-07 end ", joined(mem, ends[i], " by physician-a\n"));
        const struct tdm_standing *s = standing_on(mem, case_open(mem, keeping, joined(mem, DONE, end)), "2027-03-07");
        REQUIRE(s != NULL);
        CHECK(s->phases[keep_of(s)].state != TDM_PHASE_ACTIVE);
        CHECK_INT(s->owed_count, 0);
    }
    /* completed on the second day: the phase that would have come next does not */
    static const char more[] = "phase next-one on function\n  from end of protect, 9 weeks  [own]\n"
                               "  load at most low  [own]\n";
    const struct tdm_standing *s =
        standing_on(mem, case_open(mem, joined(mem, more, keeping), DONE "2026-03-04 end completed by physician-a\n"),
                    "2026-03-20");
    REQUIRE(s != NULL);
    CHECK_INT(s->phases[tdm_protocol_phase(s->episode->protocol, TDM_STR("next-one"))].state, TDM_PHASE_NOT_YET);
    CHECK_INT(s->phases[keep_of(s)].state, TDM_PHASE_ACTIVE);
    CHECK_DATE(s->phases[keep_of(s)].started, "2026-03-04");
    tdm_ref protect = tdm_protocol_phase(s->episode->protocol, TDM_STR("protect"));
    CHECK_DATE(s->phases[protect].ended, "2026-03-04");
    CHECK_INT(s->phases[protect].reason.code, TDM_REASON_BY_END);
    CHECK(!s->ceiling.has_class); /* after a completed course no phase limits anything */
}

TEST("before the maintenance plan the gate of the discharge is still the next one, and asks for what it reads [M90 "
     "M100]") {
    static const char more[] = "gate home opens discharge  [own]\n  points at least 70, latest within 6 weeks\n";
    static const char entries[] = DONE "2026-03-31 clear resume by physician-a\n"
                                       "2026-03-31 enter loading by therapist-a, through start-loading\n";
    const struct tdm_standing *s = standing_on(mem, case_open(mem, joined(mem, more, keeping), entries), "2026-05-04");
    const struct tdm_owed *owed = NULL;
    REQUIRE(s != NULL && owed_of(s, TDM_OWED_MEASURE, &owed) == 1);
    CHECK_INT(owed->measure, tdm_protocol_measure(s->episode->protocol, TDM_STR("points")));
}
