/* engine_roadmap_test.c - from the baseline to what is retrained or measured, in which phase, with which exercises, by
 * whom; it follows from protocol and chart and prescribes nothing. */
#include "record_ground.h"

static const char even[] = "gate even opens discharge  [own]\n"
                           "  quads at least 90% of other side, latest within 30 days\n";

static const struct tdm_roadmap *roadmap_with(struct tdm_arena *mem, const char *more, const char *entries,
                                              const char *on) {
    static const struct tdm_roadmap nothing;
    const struct tdm_standing *s = standing_on(mem, case_open(mem, more, entries), on);
    if (s == NULL) check_failed(__FILE__, __LINE__, "no standing");
    return s == NULL ? &nothing : tdm_roadmap_of(mem, s, tdm_record_of(mem, s));
}

static uint32_t kinds(const struct tdm_roadmap *map, enum tdm_roadmap_kind kind) {
    uint32_t count = 0;
    for (uint32_t i = 0; i < map->count; i++) count += map->items[i].kind == kind;
    return count;
}

TEST("each open way of sparing the joint leads to the phases to come that train what it shows [S69 F025 S67]") {
    const struct tdm_standing *s = standing_on(
        mem, case_open(mem, "", ENROL BASE "2026-02-20 finding stiff-gait opened by therapist-a\n"), "2026-02-21");
    REQUIRE(s != NULL);
    const struct tdm_roadmap *map = tdm_roadmap_of(mem, s, tdm_record_of(mem, s));
    REQUIRE(map->count == 1);
    const struct tdm_roadmap_item *item = &map->items[0];
    CHECK_STR(tdm_str_of(tdm_roadmap_kind_word(item->kind)), "retrain");
    CHECK(item->variables == TDM_BIT(named(s, TDM_KIND_VARIABLE, "strength")));
    CHECK(item->roles == role_mask(s, "physical-therapist"));
    static const char *const phases[] = {"prepare", "protect", "loading"};
    static const uint32_t exercises[] = {1, 1, 3}; /* press; press; press, lower-down, squat: slide moves balance */
    REQUIRE(item->phase_count == TDM_COUNT(phases));
    for (uint32_t i = 0; i < TDM_COUNT(phases); i++) {
        CHECK_STR(s->episode->protocol->phases[item->phases[i].phase].name, phases[i]);
        CHECK_INT(item->phases[i].exercise_count, exercises[i]);
        CHECK(!item->phases[i].aims);
    }
    CHECK(item->phases[0].exercises[0] == named(s, TDM_KIND_EXERCISE, "press"));
}

TEST("a phase that is held is one in which it can still be done [F025 M43]") {
    static const char held[] = ENROL BASE "2026-02-20 finding stiff-gait opened by therapist-a\n" DONE
                                          "2026-03-30 10:00 clear resume by physician-a\n"
                                          "2026-03-31 10:00 enter loading by therapist-a\n"
                                          "2026-04-02 10:00 hold loading by physician-a, because \"x\"\n";
    const struct tdm_standing *s = standing_on(mem, case_open(mem, "", held), "2026-04-03");
    REQUIRE(s != NULL);
    const struct tdm_roadmap *map = tdm_roadmap_of(mem, s, tdm_record_of(mem, s));
    REQUIRE(map->count == 1 && map->items[0].phase_count == 1);
    tdm_ref loading = map->items[0].phases[0].phase;
    CHECK_STR(s->episode->protocol->phases[loading].name, "loading");
    CHECK(s->phases[loading].state == TDM_PHASE_HELD);
}

TEST("the map shortens as phases end, and a finding that is over or declined leaves it [S69 F025 M86]") {
    static const struct {
        const char *entries, *on;
        uint32_t items, phases;
    } rows[] = {{ENROL BASE "2026-02-20 finding stiff-gait opened by therapist-a\n" DONE, "2026-03-03", 1, 2},
                {ENROL BASE "2026-02-20 finding stiff-gait opened by therapist-a\n"
                            "2026-02-25 finding stiff-gait declined by p-1\n",
                 "2026-02-26", 0, 0},
                {ENROL BASE "2026-02-20 finding stiff-gait opened by therapist-a\n"
                            "2026-02-25 finding stiff-gait resolved by therapist-a\n",
                 "2026-02-26", 0, 0},
                {ENROL BASE "2026-02-20 finding stiff-gait opened by therapist-a\n"
                            "2026-02-25 end withdrawn by p-1\n",
                 "2026-02-26", 0, 0}};
    for (size_t i = 0; i < TDM_COUNT(rows); i++) {
        const struct tdm_roadmap *map = roadmap_with(mem, "", rows[i].entries, rows[i].on);
        CHECK_INT(map->count, rows[i].items);
        if (map->count == 1) CHECK_INT(map->items[0].phase_count, rows[i].phases);
    }
}

TEST("a deficit is what a gate of the protocol would find too little on the baseline day, with its line "
     "[S69 M36 F025]") {
    static const struct {
        const char *quads;
        uint32_t items; /* the gate asks for 90% of the other side */
    } rows[] = {{"  quads right 80 N.m, left 100 N.m\n", 1},
                {"  quads right 90 N.m, left 100 N.m\n", 0},
                {"  quads right 80 N.m\n", 0}};
    for (size_t i = 0; i < TDM_COUNT(rows); i++) {
        const char *entries =
            tdm_arena_str(mem, case_joined(mem, ENROL "2026-02-20 assess by therapist-a\n", rows[i].quads)).at;
        const struct tdm_standing *s = standing_on(mem, case_open(mem, even, entries), "2026-02-21");
        REQUIRE(s != NULL);
        const struct tdm_roadmap *map = tdm_roadmap_of(mem, s, tdm_record_of(mem, s));
        CHECK_INT(kinds(map, TDM_ROADMAP_DEFICIT), rows[i].items);
        if (rows[i].items == 0) continue;
        const struct tdm_roadmap_item *item = &map->items[0];
        CHECK_STR(s->episode->protocol->gates[item->gate].name, "even");
        CHECK_STR(number_of(mem, item->reason.value), "80.0%");
        CHECK(item->clause != TDM_CLAUSE_NONE);
        CHECK_INT(item->phase_count, 3);
    }
}

TEST("a deficit stays that of the baseline, however strong the limb is now [M84 S66 S69]") {
    static const char entries[] =
        ENROL BASE DONE "2026-04-20 assess by therapist-a\n  quads right 130 N.m, left 100 N.m\n";
    const struct tdm_roadmap *map = roadmap_with(mem, even, entries, "2026-04-21");
    REQUIRE(kinds(map, TDM_ROADMAP_DEFICIT) == 1);
    CHECK_STR(number_of(mem, map->items[0].reason.value), "80.0%");
}

TEST("without a gate that asks for it no value is called a deficit: the program has no bound of its own [S69 M36]") {
    CHECK_INT(roadmap_with(mem, "", ENROL BASE, "2026-02-21")->count, 0);
}

TEST("what is missing or too old of the baseline is to be measured, by whom it may be, where it is asked for "
     "[F005 F025 M90]") {
    static const char *const entries[] = {ENROL, ENROL "2026-01-06 assess by therapist-a\n  quads right 80 N.m\n"};
    for (size_t i = 0; i < TDM_COUNT(entries); i++) {
        const struct tdm_standing *s = standing_on(mem, case_open(mem, "", entries[i]), "2026-02-25");
        REQUIRE(s != NULL);
        const struct tdm_roadmap *map = tdm_roadmap_of(mem, s, tdm_record_of(mem, s));
        REQUIRE(map->count == 1);
        CHECK_STR(tdm_str_of(tdm_roadmap_kind_word(map->items[0].kind)), "measure");
        CHECK(map->items[0].roles == role_mask(s, "physical-therapist"));
        CHECK_INT(map->items[0].phase_count, 2); /* prepare asks for it before the procedure, loading at its start */
    }
}

TEST("something open elsewhere is to be watched, after all that is to be trained [S15 S69 F025]") {
    static const char entries[] = ENROL BASE "2026-02-20 finding tender opened by therapist-a, at hip left\n"
                                             "2026-02-21 finding stiff-gait opened by therapist-b\n";
    const struct tdm_roadmap *map = roadmap_with(mem, "", entries, "2026-02-22");
    REQUIRE(map->count == 2);
    CHECK_STR(tdm_str_of(tdm_roadmap_kind_word(map->items[0].kind)), "retrain");
    CHECK_STR(tdm_str_of(tdm_roadmap_kind_word(map->items[1].kind)), "watch");
    CHECK(map->items[1].variables == 0); /* the catalogue names nothing to train for it */
    CHECK_INT(map->items[1].phase_count, 0);
}

TEST("the same exercise is offered with another intent by phase: the map names each phase with its own offers "
     "[S62 S72]") {
    static const char entries[] = ENROL BASE "2026-02-20 finding stiff-gait opened by therapist-a\n";
    const struct tdm_standing *s = standing_on(mem, case_open(mem, "", entries), "2026-02-21");
    REQUIRE(s != NULL);
    const struct tdm_roadmap *map = tdm_roadmap_of(mem, s, tdm_record_of(mem, s));
    REQUIRE(map->count == 1 && map->items[0].phase_count == 3);
    const struct tdm_phase *first = &s->episode->protocol->phases[map->items[0].phases[0].phase],
                           *last = &s->episode->protocol->phases[map->items[0].phases[2].phase];
    CHECK(first->intent != last->intent);
    CHECK(map->items[0].phases[0].exercises[0] == map->items[0].phases[2].exercises[0]);
}

TEST("what somebody cannot do is a list of its own, apart from the condition: it differs, and it ends, while the "
     "condition stays [S12 S69]") {
    static const struct {
        const char *entries, *on;
        uint32_t retrain, deficits;
    } rows[] = {{ENROL BASE, "2026-02-21", 0, 1},
                {ENROL BASE "2026-02-20 finding stiff-gait opened by therapist-a\n", "2026-02-21", 1, 1},
                {ENROL "2026-02-20 assess by therapist-a\n  quads right 95 N.m, left 100 N.m\n", "2026-02-21", 0, 0},
                {ENROL BASE "2026-02-20 finding stiff-gait opened by therapist-a\n"
                            "2026-02-25 finding stiff-gait resolved by therapist-a\n",
                 "2026-02-26", 0, 1}};
    for (size_t i = 0; i < TDM_COUNT(rows); i++) {
        const struct tdm_case *episode = case_open(mem, even, rows[i].entries);
        const struct tdm_standing *s = standing_on(mem, episode, rows[i].on);
        REQUIRE(s != NULL);
        const struct tdm_roadmap *map = tdm_roadmap_of(mem, s, tdm_record_of(mem, s));
        CHECK_INT(kinds(map, TDM_ROADMAP_RETRAIN), rows[i].retrain);
        CHECK_INT(kinds(map, TDM_ROADMAP_DEFICIT), rows[i].deficits);
        CHECK_STR(tdm_catalog_name(episode->protocol->catalog, TDM_KIND_CONDITION, episode->protocol->condition),
                  "arthrosis");
    }
}
