/* engine_record_test.c - the register of findings with lives of their own, the baseline report before and after the
 * procedure, and measures: change, error of measurement, the other side, body mass. */
#include "record_ground.h"

/* ---- findings */

TEST("a secondary site is a finding of its own, with its place and what it is thought to follow [S15 M86 F024]") {
    const struct tdm_record *r =
        record_on(mem,
                  ENROL "2026-01-10 finding stiff-gait opened by therapist-a, name gait\n"
                        "2026-02-01 finding tender opened by therapist-a, at hip left, because of stiff-gait\n"
                        "2026-02-02 finding tender opened by therapist-b, at knee right, because of gait\n",
                  "2026-02-03");
    REQUIRE(r->finding_count == 3);
    CHECK(r->findings[0].compensation && r->findings[0].region == TDM_REF_NONE);
    CHECK(r->findings[0].because_of == TDM_REF_NONE);
    for (uint32_t i = 1; i < 3; i++) {
        CHECK(!r->findings[i].compensation && r->findings[i].open);
        CHECK(r->findings[i].because_of == r->findings[0].item);
        CHECK_INT(r->findings[i].side, i == 1 ? TDM_SIDE_LEFT : TDM_SIDE_RIGHT);
    }
    CHECK(r->findings[1].region != r->findings[2].region);
}

TEST(
    "the way of sparing the joint lives on when what began it is gone: resolving one leaves the other open [S16 M86]") {
    const struct tdm_standing *s =
        standing_on(mem,
                    case_open(mem, "",
                              ENROL "2026-01-10 finding tender opened by therapist-a\n"
                                    "2026-01-11 finding stiff-gait opened by therapist-a, because of tender\n"
                                    "2026-02-01 finding tender resolved by therapist-a\n"),
                    "2026-02-02");
    const struct tdm_record *r = record_of(mem, s);
    REQUIRE(r->finding_count == 2);
    CHECK(!r->findings[0].open);
    CHECK_DATE(r->findings[0].until, "2026-02-01");
    CHECK(r->findings[1].open);
    CHECK(r->findings[1].because_of == r->findings[0].item);
    CHECK_INT(owed_of(s, TDM_OWED_RETRAINING, NULL), 1);
}

TEST("the last word said of a life names what it is thought to follow, also the one that resolves it [M86]") {
    const struct tdm_record *r = record_on(mem,
                                           ENROL "2026-01-10 screen findings by therapist-a, found tender\n"
                                                 "2026-02-01 finding tender resolved by therapist-a, "
                                                 "because of stiff-gait\n",
                                           "2026-02-02");
    REQUIRE(r->finding_count == 1);
    CHECK(!r->findings[0].open);
    CHECK(r->findings[0].because_of != TDM_REF_NONE && r->findings[0].because_of != r->findings[0].item);
}

TEST("a life keeps every word said of it with day and writer, a screen that found it included [S67 M26 F024]") {
    static const char *const states[] = {"found", "opened", "retraining", "resolved"};
    static const char *const days[] = {"2026-01-10", "2026-01-11", "2026-01-20", "2026-02-20"};
    const struct tdm_record *r = record_on(mem,
                                           ENROL "2026-01-10 screen findings by therapist-a, found stiff-gait\n"
                                                 "2026-01-11 finding stiff-gait opened by therapist-a\n"
                                                 "2026-01-20 finding stiff-gait retraining by therapist-b\n"
                                                 "2026-02-20 finding stiff-gait resolved by therapist-a\n",
                                           "2026-03-01");
    REQUIRE(r->finding_count == 1 && r->findings[0].step_count == TDM_COUNT(states));
    for (uint32_t i = 0; i < TDM_COUNT(states); i++) {
        CHECK_STR(tdm_str_of(r->findings[0].steps[i].state), states[i]);
        CHECK_DATE(r->findings[0].steps[i].date, days[i]);
    }
    CHECK_DATE(r->findings[0].since, "2026-01-10");
    CHECK(!r->findings[0].again);
}

TEST("what comes again is a new life that says when the last one was resolved [M86 F024]") {
    const struct tdm_record *r = record_on(mem,
                                           ENROL "2026-01-10 finding stiff-gait opened by therapist-a\n"
                                                 "2026-02-10 finding stiff-gait resolved by therapist-a\n"
                                                 "2026-04-01 finding stiff-gait relapsed by therapist-a\n",
                                           "2026-04-02");
    REQUIRE(r->finding_count == 2);
    CHECK(!r->findings[0].open && r->findings[1].open);
    CHECK(!r->findings[0].again && r->findings[1].again);
    CHECK_DATE(r->findings[1].resolved_before, "2026-02-10");
    REQUIRE(r->findings[1].step_count == 1);
    CHECK_STR(tdm_str_of(r->findings[1].steps[0].state), "relapsed");
}

TEST("one finding at two places has two lives, and an entry without place speaks of the last one opened [M86 S15]") {
    static const struct {
        const char *end;
        bool hip, knee; /* open afterwards */
    } rows[] = {{"2026-02-01 finding tender resolved by therapist-a, at hip left\n", false, true},
                {"2026-02-01 finding tender resolved by therapist-a, at knee right\n", true, false},
                {"2026-02-01 finding tender resolved by therapist-a\n", true, false},
                {"2026-02-01 finding first-one resolved by therapist-a\n", false, true},
                {"2026-02-01 finding tender resolved by therapist-a, at hip right\n", true, true}};
    static const char two[] = ENROL "2026-01-10 finding tender opened by therapist-a, at hip left, name first-one\n"
                                    "2026-01-12 finding tender opened by therapist-a, at knee right\n";
    for (size_t i = 0; i < TDM_COUNT(rows); i++) {
        const char *entries = tdm_arena_str(mem, case_joined(mem, two, rows[i].end)).at;
        const struct tdm_record *r = record_on(mem, entries, "2026-02-02");
        REQUIRE(r->finding_count == 2);
        CHECK_INT(r->findings[0].open, rows[i].hip);
        CHECK_INT(r->findings[1].open, rows[i].knee);
        CHECK_INT(r->findings[0].step_count, rows[i].hip ? 1 : 2);
        CHECK_INT(r->findings[1].step_count, rows[i].knee ? 1 : 2);
    }
}

TEST("only a way of moving owes its retraining; other findings stay open and in sight [S68 M86]") {
    const struct tdm_standing *s =
        standing_on(mem, case_open(mem, "", ENROL "2026-01-10 finding tender opened by therapist-a\n"), "2026-01-11");
    CHECK_INT(owed_of(s, TDM_OWED_RETRAINING, NULL), 0);
    CHECK_INT(record_of(mem, s)->finding_count, 1);
    REQUIRE(s != NULL);
    CHECK_INT(s->open_count, 1);
}

TEST("a declined finding stays in the register as declined and open [M86 F024]") {
    const struct tdm_record *r = record_on(mem,
                                           ENROL "2026-01-10 finding stiff-gait opened by therapist-a\n"
                                                 "2026-01-20 finding stiff-gait declined by p-1\n",
                                           "2026-02-01");
    REQUIRE(r->finding_count == 1);
    CHECK(r->findings[0].open && r->findings[0].declined);
}

TEST("retraining and declined on one day in an order nobody can tell: its retraining stays owed [M86 M18]") {
    static const struct {
        const char *said;
        bool declined;
    } rows[] = {
        {"2026-01-20 14:00 finding stiff-gait retraining by therapist-a\n2026-01-20 finding stiff-gait declined by "
         "p-1\n",
         false},
        {"2026-01-20 finding stiff-gait retraining by therapist-a\n2026-01-20 16:00 finding stiff-gait declined by "
         "p-1\n",
         false},
        {"2026-01-20 14:00 finding stiff-gait declined by p-1\n2026-01-20 finding stiff-gait retraining by "
         "therapist-a\n",
         false},
        {"2026-01-20 14:00 finding stiff-gait retraining by therapist-a\n"
         "2026-01-20 16:00 finding stiff-gait declined by p-1\n",
         true},
        {"2026-01-20 finding stiff-gait retraining by therapist-a\n2026-01-21 finding stiff-gait declined by p-1\n",
         true}};
    for (size_t i = 0; i < TDM_COUNT(rows); i++) {
        tdm_str entries = case_joined(mem, ENROL "2026-01-10 finding stiff-gait opened by therapist-a\n", rows[i].said);
        const struct tdm_standing *s =
            standing_on(mem, case_open(mem, "", tdm_arena_str(mem, entries).at), "2026-02-01");
        const struct tdm_record *r = record_of(mem, s);
        REQUIRE(r->finding_count == 1);
        CHECK_INT(r->findings[0].declined, rows[i].declined);
        CHECK_INT(owed_of(s, TDM_OWED_RETRAINING, NULL), rows[i].declined ? 0 : 1);
    }
}

TEST("the register shows what was known: an entry written down later is not in it yet [M20 M48 F024]") {
    const struct tdm_case *episode =
        case_open(mem, "", ENROL "2026-01-10 finding stiff-gait opened by therapist-a, recorded 2026-02-10T10:00Z\n");
    CHECK_INT(record_of(mem, standing_known(mem, episode, "2026-02-01", "2026-02-01T00:00Z"))->finding_count, 0);
    CHECK_INT(record_of(mem, standing_on(mem, episode, "2026-02-01"))->finding_count, 1);
}

/* ---- baseline */

static const struct tdm_baseline_item *item_of(const struct tdm_record *r, tdm_ref use) {
    for (uint32_t i = 0; i < r->baseline.count; i++)
        if (r->baseline.items[i].use == use) return &r->baseline.items[i];
    return NULL;
}

TEST("before the procedure the baseline says known, missing, too old or contradictory of each measure [S65 F005 M82]") {
    static const struct {
        const char *entries, *state;
        uint32_t known;
    } rows[] = {{"", "missing", 0},
                {BASE, "known", 1},
                {"2026-01-06 assess by therapist-a\n  quads right 80 N.m\n", "too-old", 0},
                {"2026-02-20 assess by therapist-a\n  quads right 80 N.m\n"
                 "2026-02-20 assess by therapist-b\n  quads right 60 N.m\n",
                 "contradictory", 1}};
    for (size_t i = 0; i < TDM_COUNT(rows); i++) {
        const char *entries =
            tdm_arena_str(mem, case_joined(mem, ENROL "2026-01-05 plan procedure on 2026-03-02 by physician-a\n",
                                           rows[i].entries))
                .at;
        const struct tdm_record *r = record_on(mem, entries, "2026-02-25");
        REQUIRE(r->baseline.count == 1);
        CHECK_STR(tdm_str_of(tdm_baseline_state_word(r->baseline.items[0].state)), rows[i].state);
        CHECK_INT(r->baseline.known, rows[i].known);
        CHECK(!r->baseline.frozen && r->baseline.counted_to_plan);
        CHECK_DATE(r->baseline.counted_to, "2026-03-02");
        CHECK(r->baseline.items[0].clause != TDM_CLAUSE_NONE);
    }
}

TEST("two people who read different values both stand in the baseline, and the worse one counts [M30 F005]") {
    const struct tdm_record *r = record_on(mem,
                                           ENROL "2026-02-20 assess by therapist-a\n  quads right 80 N.m\n"
                                                 "2026-02-20 assess by therapist-b\n  quads right 60 N.m\n" DONE,
                                           "2026-03-03");
    REQUIRE(r->baseline.count == 1);
    CHECK_STR(point_text(mem, &r->baseline.items[0].value), "60 N.m");
    CHECK_STR(point_text(mem, &r->baseline.items[0].best), "80 N.m");
}

TEST("the procedure freezes the baseline: later readings leave it, a correction changes it [M84 S66 F006]") {
    static const char more[] = "2026-04-20 assess by therapist-a\n  quads right 120 N.m\n";
    static const char corrected[] = "2026-04-20 assess by therapist-a\n  quads right 120 N.m\n"
                                    "2026-05-01 correct base by therapist-a, because \"misread\"\n"
                                    "  quads right 85 N.m, was 80 N.m\n";
    const struct tdm_record *r =
        record_on(mem, tdm_arena_str(mem, case_joined(mem, ENROL BASE DONE, more)).at, "2026-05-02");
    REQUIRE(r->baseline.count == 1 && r->baseline.frozen);
    CHECK_DATE(r->baseline.counted_to, "2026-03-02");
    CHECK_STR(point_text(mem, &r->baseline.items[0].value), "80 N.m");
    CHECK_STR(point_text(mem, &r->baseline.items[0].other_side), "100 N.m");
    r = record_on(mem, tdm_arena_str(mem, case_joined(mem, ENROL BASE DONE, corrected)).at, "2026-05-02");
    REQUIRE(r->baseline.count == 1);
    CHECK_STR(point_text(mem, &r->baseline.items[0].value), "85 N.m");
}

TEST("a baseline that was too old on the day of the procedure stays too old for ever [M83 M84 F005]") {
    const struct tdm_record *r = record_on(mem,
                                           ENROL "2026-01-10 assess by therapist-a\n  quads right 80 N.m\n" DONE
                                                 "2026-03-05 assess by therapist-a\n  quads right 82 N.m\n",
                                           "2026-03-06");
    REQUIRE(r->baseline.count == 1);
    CHECK_INT(r->baseline.items[0].state, TDM_BASELINE_TOO_OLD);
    CHECK_DATE(r->baseline.items[0].value.date, "2026-01-10");
}

TEST("what preparation changed is the baseline against the first reading of all [S60 S61 M85]") {
    const struct tdm_record *r =
        record_on(mem, ENROL "2026-01-20 assess by therapist-a\n  quads right 70 N.m\n" BASE DONE, "2026-03-03");
    REQUIRE(r->baseline.count == 1 && r->baseline.items[0].has_gain);
    CHECK_STR(point_text(mem, &r->baseline.items[0].first), "70 N.m");
    CHECK_STR(quantity_text(mem, r->baseline.items[0].gain), "10 N.m");
    r = record_on(mem, ENROL BASE DONE, "2026-03-03");
    REQUIRE(r->baseline.count == 1);
    CHECK(!r->baseline.items[0].has_gain);
    CHECK_STR(point_text(mem, &r->baseline.items[0].first), "none");
}

TEST("readiness for the procedure is measured by a gate of its own, and time alone does not make ready [S61 S60 M85]") {
    static const char ready[] = "phase go on tissue\n  from gate ready-for-it until procedure, 1 to 30 weeks  [own]\n"
                                "  load at most high  [own]\n"
                                "gate ready-for-it opens go  [own]\n"
                                "  not before 4 weeks after enrolment\n"
                                "  quads at least 90 N.m, latest within 14 days\n";
    static const struct {
        const char *strength, *on;
        int state;
    } rows[] = {{"95", "2026-02-01", TDM_GATE_CLOSED},
                {"95", "2026-02-02", TDM_GATE_OPEN},
                {"80", "2026-02-02", TDM_GATE_CLOSED},
                {"95", "2026-02-15", TDM_GATE_CANNOT_TELL}};
    for (size_t i = 0; i < TDM_COUNT(rows); i++) {
        struct tdm_buf text;
        tdm_buf_init(&text, mem, 1u << 12);
        tdm_buf_format(&text, ENROL "2026-01-31 assess by therapist-a\n  quads right %s N.m\n", rows[i].strength);
        const struct tdm_case *episode = case_open(mem, ready, tdm_arena_str(mem, tdm_buf_str(&text)).at);
        const struct tdm_standing *s = standing_on(mem, episode, rows[i].on);
        REQUIRE(s != NULL);
        CHECK_INT(s->gates[tdm_protocol_gate(episode->protocol, TDM_STR("ready-for-it"))].state, rows[i].state);
    }
}

TEST("each measure of the baseline is asked for by one line, named with who may measure it [M90 S65 F005]") {
    const struct tdm_standing *s = standing_on(mem, case_open(mem, "", ENROL), "2026-01-06");
    REQUIRE(s != NULL);
    const struct tdm_record *r = record_of(mem, s);
    const struct tdm_baseline_item *item = item_of(r, tdm_protocol_measure(s->episode->protocol, TDM_STR("quads")));
    REQUIRE(item != NULL);
    CHECK(item->observers == role_mask(s, "physical-therapist"));
    CHECK(!r->baseline.counted_to_plan);
    CHECK_DATE(r->baseline.counted_to, "2026-01-06");
}

TEST("before the enrolment there is no record of anything [M22]") {
    const struct tdm_record *r = record_on(mem, ENROL BASE DONE, "2026-01-04");
    CHECK_INT(r->finding_count + r->baseline.count + r->measure_count, 0);
    CHECK_DATE(r->baseline.counted_to, "none");
}

/* ---- measures */

static const struct tdm_measured *measured(const struct tdm_record *r, const struct tdm_case *episode,
                                           const char *name) {
    tdm_ref use = tdm_protocol_measure(episode->protocol, tdm_str_of(name));
    for (uint32_t i = 0; i < r->measure_count; i++)
        if (r->measures[i].use == use) return &r->measures[i];
    return NULL;
}

TEST("change is told against the frozen baseline with the error of measurement: inside it, at it, beyond it "
     "[F051 S66]") {
    static const struct {
        const char *now, *change;
        bool beyond; /* the catalogue's error is 10 N.m */
    } rows[] = {{"89.9", "9.9 N.m", false},  {"90", "10 N.m", true},  {"91", "11 N.m", true},
                {"70.1", "-9.9 N.m", false}, {"70", "-10 N.m", true}, {"80", "0 N.m", false}};
    for (size_t i = 0; i < TDM_COUNT(rows); i++) {
        struct tdm_buf text;
        tdm_buf_init(&text, mem, 1u << 12);
        tdm_buf_format(&text, ENROL BASE DONE "2026-04-20 assess by therapist-a\n  quads right %s N.m\n", rows[i].now);
        const struct tdm_case *episode = case_open(mem, "", tdm_arena_str(mem, tdm_buf_str(&text)).at);
        const struct tdm_measured *m =
            measured(record_of(mem, standing_on(mem, episode, "2026-04-21")), episode, "quads");
        REQUIRE(m != NULL && m->has_change && m->has_error);
        CHECK_STR(quantity_text(mem, m->change), rows[i].change);
        CHECK_STR(quantity_text(mem, m->error), "10 N.m");
        CHECK_INT(m->beyond_error, rows[i].beyond);
    }
}

TEST("without a baseline, or a declared error, no change and no error are told [F051 M82 M123]") {
    const struct tdm_case *episode =
        case_open(mem, "", ENROL DONE "2026-04-20 assess by therapist-a\n  quads right 91 N.m\n  reach 20 cm\n");
    const struct tdm_record *r = record_of(mem, standing_on(mem, episode, "2026-04-21"));
    const struct tdm_measured *quads = measured(r, episode, "quads"), *reach = measured(r, episode, "reach");
    REQUIRE(quads != NULL && reach != NULL);
    CHECK(!quads->has_change && !quads->has_error);
    CHECK_STR(point_text(mem, &quads->baseline), "none");
    CHECK(!reach->asks_side && !reach->asks_mass);
    CHECK_DATE(quads->now.date, "2026-04-20");
    CHECK(quads->now.entry != TDM_ENTRY_NONE);
}

TEST("a limb is held against the other one of the same day, in percent; another day or none is said [M36 S14 F023]") {
    static const struct {
        const char *line, *percent; /* null: cannot tell */
    } rows[] = {{"  quads right 90 N.m, left 120 N.m\n", "75.0%"},
                {"  quads right 120 N.m, left 100 N.m\n", "120.0%"},
                {"  quads right 90 N.m\n", NULL}};
    static const char asked[] = "gate even opens discharge  [own]\n"
                                "  quads at least 90% of other side, latest within 30 days\n";
    for (size_t i = 0; i < TDM_COUNT(rows); i++) {
        const char *entries =
            tdm_arena_str(mem, case_joined(mem, ENROL BASE DONE "2026-04-20 assess by therapist-a\n", rows[i].line)).at;
        const struct tdm_case *episode = case_open(mem, asked, entries);
        const struct tdm_measured *m =
            measured(record_of(mem, standing_on(mem, episode, "2026-04-21")), episode, "quads");
        REQUIRE(m != NULL && m->asks_side);
        CHECK_INT(m->symmetry.truth == TDM_UNKNOWN, rows[i].percent == NULL);
        if (rows[i].percent != NULL) CHECK_STR(number_of(mem, m->symmetry.reason.value), rows[i].percent);
    }
}

TEST("an affected other side is no measure of anything: the percent is unknown [M36 F023]") {
    static const char entries[] = ENROL BASE;
    const struct tdm_case *episode = case_open(mem, "", entries);
    struct tdm_standing *s = TDM_NEW(mem, struct tdm_standing);
    REQUIRE(episode != NULL);
    *s = *standing_on(mem, episode, "2026-02-21");
    s->other_side_affected = true;
    const struct tdm_measured *m = measured(tdm_record_of(mem, s), episode, "quads");
    REQUIRE(m != NULL);
    CHECK_TRUTH(m->symmetry, "unknown");
    CHECK_REASON(m->symmetry, "other-side-affected");
}

TEST("a torque is also told for each kilogram, by a body mass of its day that is not too old [F023 S17 M27]") {
    static const struct {
        const char *mass, *per;
        int state; /* fresh: 3 months */
    } rows[] = {{"2026-04-20 assess by therapist-a\n  body-mass 80 kg\n", "1.12 N.m/kg", TDM_OWN_KNOWN},
                {"2026-01-20 assess by therapist-a\n  body-mass 72 kg\n", "1.25 N.m/kg", TDM_OWN_KNOWN},
                {"2026-01-19 assess by therapist-a\n  body-mass 72 kg\n", NULL, TDM_OWN_STALE},
                {"2026-04-21 assess by therapist-a\n  body-mass 72 kg\n", NULL, TDM_OWN_MISSING},
                {"", NULL, TDM_OWN_MISSING}};
    for (size_t i = 0; i < TDM_COUNT(rows); i++) {
        const char *entries =
            tdm_arena_str(
                mem, case_joined(mem, ENROL "2026-04-20 assess by therapist-a\n  quads right 90 N.m\n", rows[i].mass))
                .at;
        const struct tdm_case *episode = case_open(mem, "", entries);
        const struct tdm_measured *m =
            measured(record_of(mem, standing_on(mem, episode, "2026-04-22")), episode, "quads");
        REQUIRE(m != NULL && m->asks_mass);
        CHECK_INT(m->mass.state, rows[i].state);
        CHECK_INT(m->has_per_mass, rows[i].per != NULL);
        if (rows[i].per != NULL) CHECK_STR(quantity_text(mem, m->per_mass), rows[i].per);
    }
}
