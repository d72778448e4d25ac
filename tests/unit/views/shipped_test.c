/* shipped_test.c - what the starter library must cover, whoever writes in it: two axes that never meet, measures for
 * what is trained, activities, both conditions, variants side by side. */
#include "views_ground.h"

static const char *const protocol_names[] = {"knee-oa-bmac", "knee-oa-bmac-early", "knee-oa-svf-exercise",
                                             "cuff-partial-tear-bmac"};

static const struct tdm_protocol *shipped_protocol(struct tdm_arena *mem, const struct tdm_catalog *catalog,
                                                   const char *name) {
    tdm_problems_init(&problems);
    const struct tdm_protocol *protocol =
        protocol_read(mem, catalog, shipped("protocols", tdm_str_of(name), ".tandem"));
    if (protocol == NULL) exit(1);
    return protocol;
}

static tdm_mask on_axis(const struct tdm_catalog *catalog, enum tdm_axis axis) {
    tdm_mask mask = 0;
    for (tdm_ref v = 0; v < catalog->count[TDM_KIND_VARIABLE]; v++)
        if (tdm_catalog_variable(catalog, v)->axis == axis) mask |= TDM_BIT(v);
    return mask;
}

TEST(
    "no exercise claims to move tissue, and no procedure to move strength or control: the two levels share no variable "
    "[S35 S36 S04]") {
    const struct tdm_catalog *catalog = shipped_catalog(mem);
    REQUIRE(catalog != NULL);
    tdm_mask tissue = on_axis(catalog, TDM_AXIS_TISSUE), function = on_axis(catalog, TDM_AXIS_FUNCTION);
    CHECK((tissue & function) == 0 && tissue != 0 && function != 0);
    CHECK(catalog->count[TDM_KIND_EXERCISE] > 50);
    for (tdm_ref e = 0; e < catalog->count[TDM_KIND_EXERCISE]; e++)
        CHECK((tdm_catalog_exercise(catalog, e)->moves & tissue) == 0);
    for (tdm_ref p = 0; p < catalog->count[TDM_KIND_PROCEDURE]; p++)
        CHECK((tdm_catalog_procedure(catalog, p)->moves & function) == 0);
}

TEST("cartilage, tendon and bone have names of their own, and each protocol of a procedure names one as its target "
     "[S34]") {
    const struct tdm_catalog *catalog = shipped_catalog(mem);
    REQUIRE(catalog != NULL);
    static const char *const tissues[] = {"cartilage-matrix", "tendon-collagen", "subchondral-bone", "inflammation"};
    for (size_t i = 0; i < TDM_COUNT(tissues); i++) {
        tdm_ref v = tdm_catalog_find(catalog, TDM_KIND_VARIABLE, tdm_str_of(tissues[i]));
        REQUIRE(v != TDM_REF_NONE);
        CHECK_INT(tdm_catalog_variable(catalog, v)->axis, TDM_AXIS_TISSUE);
    }
    for (size_t i = 0; i < TDM_COUNT(protocol_names); i++) {
        const struct tdm_protocol *protocol = shipped_protocol(mem, catalog, protocol_names[i]);
        REQUIRE(protocol->procedure != TDM_REF_NONE && protocol->target != TDM_REF_NONE);
        CHECK_INT(tdm_catalog_variable(catalog, protocol->target)->axis, TDM_AXIS_TISSUE);
        CHECK((tdm_catalog_procedure(catalog, protocol->procedure)->moves & TDM_BIT(protocol->target)) != 0);
    }
}

TEST("what exercises train can be seen: every variable of function is shown by a measure or a finding [S13 S69]") {
    const struct tdm_catalog *catalog = shipped_catalog(mem);
    REQUIRE(catalog != NULL);
    tdm_mask shown = 0, function = on_axis(catalog, TDM_AXIS_FUNCTION);
    for (tdm_ref m = 0; m < catalog->count[TDM_KIND_MEASURE]; m++) shown |= tdm_catalog_measure(catalog, m)->shows;
    for (tdm_ref f = 0; f < catalog->count[TDM_KIND_FINDING]; f++) shown |= tdm_catalog_finding(catalog, f)->shows;
    CHECK((function & ~shown) == 0);
    CHECK((shown & ~function) == 0);
}

TEST("strength is measured by method, side and unit; a torque, a force and what it is for body mass are three measures "
     "[S17 S13 F022]") {
    static const struct {
        const char *measure, *unit;
    } rows[] = {
        {"knee-extension-torque", "N.m"}, {"knee-extension-torque-per-mass", "N.m/kg"}, {"hip-abduction-force", "N"}};
    const struct tdm_catalog *catalog = shipped_catalog(mem);
    REQUIRE(catalog != NULL);
    for (size_t i = 0; i < TDM_COUNT(rows); i++) {
        tdm_unit unit = TDM_UNIT_NONE;
        tdm_ref ref = tdm_catalog_find(catalog, TDM_KIND_MEASURE, tdm_str_of(rows[i].measure));
        REQUIRE(ref != TDM_REF_NONE && tdm_unit_find(tdm_str_of(rows[i].unit), &unit));
        CHECK(tdm_catalog_measure(catalog, ref)->unit == unit);
        CHECK(tdm_catalog_measure(catalog, ref)->sided);
    }
}

TEST("a licensed therapist measures strength and movement, and the patient does not [S11 M38]") {
    static const char *const measures[] = {"knee-extension-torque", "step-down-quality", "single-hop",
                                           "arm-raise-quality"};
    const struct tdm_catalog *catalog = shipped_catalog(mem);
    REQUIRE(catalog != NULL);
    tdm_mask therapist = TDM_BIT(tdm_catalog_find(catalog, TDM_KIND_ROLE, TDM_STR("physical-therapist")));
    tdm_mask patient = TDM_BIT(tdm_catalog_find(catalog, TDM_KIND_ROLE, TDM_STR("patient")));
    for (size_t i = 0; i < TDM_COUNT(measures); i++) {
        tdm_ref ref = tdm_catalog_find(catalog, TDM_KIND_MEASURE, tdm_str_of(measures[i]));
        REQUIRE(ref != TDM_REF_NONE);
        CHECK((tdm_catalog_measure(catalog, ref)->observers & therapist) != 0);
        CHECK((tdm_catalog_measure(catalog, ref)->observers & patient) == 0);
    }
}

TEST("walking, squatting and stairs, rising and raising the arm are measured as what people do [S21 F022]") {
    static const char *const measures[] = {"gait-speed",      "walk-40m-fast",     "step-down-quality", "stair-climb",
                                           "chair-stand-30s", "arm-raise-quality", "six-minute-walk"};
    const struct tdm_catalog *catalog = shipped_catalog(mem);
    REQUIRE(catalog != NULL);
    for (size_t i = 0; i < TDM_COUNT(measures); i++)
        CHECK(tdm_catalog_find(catalog, TDM_KIND_MEASURE, tdm_str_of(measures[i])) != TDM_REF_NONE);
}

TEST("the starter library has protocols for the arthritic knee and for the tendons of the shoulder [S49]") {
    const struct tdm_catalog *catalog = shipped_catalog(mem);
    REQUIRE(catalog != NULL);
    bool knee = false, shoulder = false;
    for (size_t i = 0; i < TDM_COUNT(protocol_names); i++) {
        const struct tdm_protocol *protocol = shipped_protocol(mem, catalog, protocol_names[i]);
        tdm_str condition = tdm_catalog_name(catalog, TDM_KIND_CONDITION, protocol->condition);
        knee = knee || tdm_str_is(condition, "knee-osteoarthritis");
        shoulder = shoulder || (holds(condition, "cuff") &&
                                tdm_str_is(tdm_catalog_name(catalog, TDM_KIND_REGION, protocol->region), "shoulder"));
    }
    CHECK(knee && shoulder);
}

TEST("a protocol is a thing that runs: phases on both tracks, gates with signatures, windows, roles that exist "
     "[S09 S10 M108]") {
    const struct tdm_catalog *catalog = shipped_catalog(mem);
    REQUIRE(catalog != NULL);
    tdm_mask every = ((tdm_mask)1 << catalog->count[TDM_KIND_ROLE]) - 1;
    for (size_t i = 0; i < TDM_COUNT(protocol_names); i++) {
        const struct tdm_protocol *protocol = shipped_protocol(mem, catalog, protocol_names[i]);
        uint32_t tracks[TDM_TRACK_COUNT] = {0}, signatures = 0;
        for (uint32_t p = 0; p < protocol->phase_count; p++) tracks[protocol->phases[p].track]++;
        for (uint32_t g = 0; g < protocol->gate_count; g++)
            for (uint16_t n = 0; n < protocol->gates[g].condition.count; n++)
                signatures += protocol->gates[g].condition.nodes[n].kind == TDM_CRITERION_CLEARANCE;
        CHECK(tracks[TDM_TRACK_TISSUE] > 0 && tracks[TDM_TRACK_FUNCTION] > 0 && signatures > 0);
        for (uint32_t c = 0; c < protocol->clearance_count; c++)
            CHECK(protocol->clearances[c].roles != 0 && (protocol->clearances[c].roles & ~every) == 0);
    }
}

TEST(
    "variants of one protocol stand side by side, and a day of the same course reads differently under each [S51 G2]") {
    const struct tdm_catalog *catalog = shipped_catalog(mem);
    REQUIRE(catalog != NULL);
    const struct tdm_protocol *late = shipped_protocol(mem, catalog, "knee-oa-bmac"),
                              *early = shipped_protocol(mem, catalog, "knee-oa-bmac-early");
    CHECK(late->condition == early->condition && late->procedure == early->procedure);
    CHECK(!tdm_digest_equal(late->digest, early->digest));
    tdm_ref a = tdm_protocol_clearance(late, TDM_STR("resume")), b = tdm_protocol_clearance(early, TDM_STR("resume"));
    REQUIRE(a != TDM_REF_NONE && b != TDM_REF_NONE);
    int32_t late_days = 0, early_days = 0;
    REQUIRE(tdm_span_in_days(late->clearances[a].not_before.offset, &late_days));
    REQUIRE(tdm_span_in_days(early->clearances[b].not_before.offset, &early_days));
    CHECK(early_days < late_days);
}

TEST("pain and function are told apart, each with its own change, and never as one score [S79 S03]") {
    static const struct asked a = {"example-a-smooth", NULL, "2025-07-18", NULL, NULL};
    tdm_str text = document(mem, tdm_view_standing_text, &a);
    CHECK_HOLDS(text, "  knee questionnaire KOOS, pain: 74 points on 16 Jul 2025; baseline 53 points of 13 Jan 2025; "
                      "change\n    +21 points\n");
    CHECK_HOLDS(text,
                "  knee questionnaire KOOS, daily living: 83 points on 16 Jul 2025; baseline 60 points of 13 Jan\n    "
                "2025; change +23");
    CHECK_LACKS(text, "KOOS: ");
}

TEST("rest outlives its window and is told: a phase past its longest length is overdue, and no session is no therapy "
     "[S24 M119 M78]") {
    static const struct asked inside = {"example-d-early-signature", NULL, "2025-03-10", NULL, NULL};
    static const struct asked after = {"example-d-early-signature", NULL, "2025-09-01", NULL, NULL};
    const struct tdm_standing *s = standing_at(mem, &inside);
    uint32_t overdue = 0;
    REQUIRE(s != NULL);
    for (uint32_t p = 0; p < s->episode->protocol->phase_count; p++) overdue += s->phases[p].overdue;
    CHECK_INT(overdue, 0);
    s = standing_at(mem, &after);
    REQUIRE(s != NULL);
    for (uint32_t p = 0; p < s->episode->protocol->phase_count; p++)
        overdue += s->phases[p].overdue && s->phases[p].state == TDM_PHASE_ACTIVE;
    CHECK(overdue > 0);
    CHECK_HOLDS(said(mem, tdm_view_standing_text, s), "is past its longest length since");
}
