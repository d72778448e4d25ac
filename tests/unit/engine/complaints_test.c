/* complaints_test.c - twenty things that users of other programs complain of, each with what happens here instead. One
 * test each; rules and details are shown beside the parts of the engine that they belong to. */
#include "engine/record.h"
#include "engine/worklist.h"
#include "load_ground.h"

#define ENROL     "2026-01-05 09:00 enrol by physician-a\n"
#define PROCEDURE "2026-03-02 11:00 procedure graft performed by physician-a\n"
#define RIG30     PRESCRIBED("rig 3x10, 30 kg, 3 times a week")

static const char *done_on(struct tdm_arena *mem, const char *day, const char *lines) {
    struct tdm_buf text;
    tdm_buf_init(&text, mem, 1000);
    tdm_buf_format(&text, "2026-03-%s 17:00 session by p-1\n  %s\n  pain-during 1\n", day, lines);
    return tdm_arena_str(mem, tdm_buf_str(&text)).at;
}

/* What the first error says; empty when there is none. */
static tdm_str refused(void) {
    for (uint32_t i = 0; i < case_problems.count; i++)
        if (case_problems.items[i].severity == TDM_ERROR) return tdm_str_of(case_problems.items[i].what);
    return TDM_STR("");
}

/* Never null: without a standing there is nothing to go on with. */
static const struct tdm_standing *at(struct tdm_arena *mem, const struct tdm_case *episode, const char *on) {
    const struct tdm_standing *s = standing_on(mem, episode, on);
    if (s != NULL) return s;
    check_failed(__FILE__, __LINE__, "no standing");
    exit(1);
}

static const struct tdm_standing *stands(struct tdm_arena *mem, const char *more, const char *entries, const char *on) {
    return at(mem, case_open(mem, more, entries), on);
}

static const struct tdm_phase_answer *phase_named(const struct tdm_standing *s, const char *name) {
    return &s->phases[tdm_protocol_phase(s->episode->protocol, tdm_str_of(name))];
}

TEST("a plan cannot be changed once there are outcomes: here a new plan is an entry, and what was done stays "
     "[complaint-1 M116 M81]") {
    static const char done[] = ENROL "2026-01-06 plan procedure on 2026-02-16 by physician-a\n"
                                     "2026-01-07 prescribe by therapist-a\n  press 3x10, 20 kg\n"
                                     "2026-01-09 17:00 session by p-1\n  press 3x10, 20 kg\n";
    static const char moved[] = "2026-01-20 plan procedure on 2026-03-02 by physician-a\n"
                                "2026-01-20 prescribe by therapist-a\n  press 3x8, 25 kg\n";
    const struct tdm_standing *before = stands(mem, "", done, "2026-01-21");
    const struct tdm_standing *after = stands(mem, "", joined(mem, done, moved), "2026-01-21");
    CHECK_DATE(before->planned_procedure, "2026-02-16");
    CHECK_DATE(after->planned_procedure, "2026-03-02");
    CHECK_INT(after->entries_seen, before->entries_seen + 2);
    CHECK_INT(after->deviation_count, before->deviation_count);
    CHECK_DATE(stands(mem, "", joined(mem, done, moved), "2026-01-19")->planned_procedure, "2026-02-16");
}

TEST("one thing cannot depend on another or on an earlier answer: here phases wait for gates, signatures and readings "
     "[complaint-2 M42 S06]") {
    case_base = case_changed(mem, "gate start-loading opens loading  [own]\n  clearance resume\n",
                             "gate start-loading opens loading  [own]\n  clearance resume\n"
                             "  quads better than baseline by at least 5 N.m, latest within 7 days\n");
    static const char start[] = ENROL "2026-02-20 assess by therapist-a\n  quads right 80 N.m\n" PROCEDURE
                                      "2026-03-30 clear resume by physician-a\n";
    static const struct {
        const char *reading;
        int state;
    } rows[] = {{"", TDM_GATE_CANNOT_TELL},
                {"2026-03-31 assess by therapist-a\n  quads right 84 N.m\n", TDM_GATE_CLOSED},
                {"2026-03-31 assess by therapist-a\n  quads right 85 N.m\n", TDM_GATE_OPEN}};
    for (size_t i = 0; i < TDM_COUNT(rows); i++) {
        const struct tdm_standing *s = stands(mem, "", joined(mem, start, rows[i].reading), "2026-04-01");
        CHECK_INT(s->gates[tdm_protocol_gate(s->episode->protocol, TDM_STR("start-loading"))].state, rows[i].state);
    }
    case_base = case_protocol;
}

TEST("a condition is ignored without a word: here every criterion answers with a reason, and unknown is not false "
     "[complaint-3 M27 M28]") {
    static const char more[] = "gate asked opens discharge  [own]\n"
                               "  quads at least 90% of other side, latest within 7 days\n"
                               "  points at least 50 points, mean of 7 days, at least 2 readings\n"
                               "  no open flag, screened within 7 days\n"
                               "  no record of class nsaid since procedure\n"
                               "  not before 30 weeks after procedure\n";
    static const char *const entries[] = {ENROL, ENROL PROCEDURE, LOAD_BEGUN};
    static const char *const days[] = {"2026-01-05", "2026-03-02", "2026-06-01"};
    uint32_t unknown = 0;
    for (size_t i = 0; i < TDM_COUNT(entries); i++) {
        const struct tdm_standing *s = stands(mem, more, entries[i], days[i]);
        for (uint32_t g = 0; g < s->episode->protocol->gate_count; g++)
            for (uint16_t c = 1; c < s->gates[g].check_count; c++) {
                const struct tdm_check *check = &s->gates[g].checks[c];
                CHECK(check->reason.code != TDM_REASON_NONE);
                unknown += check->truth == TDM_UNKNOWN;
                if (check->truth == TDM_UNKNOWN) CHECK(s->gates[g].state != TDM_GATE_OPEN);
            }
    }
    CHECK(unknown > 0);
}

TEST("one definition used twice becomes one: here each use has its own clause, entry and life [complaint-4 M86 M114]") {
    static const char more[] =
        "gate first opens discharge  [own]\n  points at least 50 points, latest within 7 days\n"
        "gate second opens discharge  [own]\n  points at least 50 points, latest within 7 days\n";
    static const char entries[] = LOAD_BEGUN "2026-03-05 finding tender opened by therapist-a, at knee right\n"
                                             "2026-03-05 finding tender opened by therapist-a, at hip left\n"
                                             "2026-03-06 prescribe by therapist-a\n  press 3x10, 30 kg\n"
                                             "2026-03-07 prescribe by therapist-a\n  press 3x10, 30 kg\n"
                                             "2026-03-08 finding tender resolved by therapist-a, at hip left\n";
    const struct tdm_standing *s = stands(mem, more, entries, "2026-03-09");
    const struct tdm_protocol *protocol = s->episode->protocol;
    tdm_ref a = tdm_protocol_gate(protocol, TDM_STR("first")), b = tdm_protocol_gate(protocol, TDM_STR("second"));
    CHECK(protocol->gates[a].condition.nodes[1].clause != protocol->gates[b].condition.nodes[1].clause);
    const struct tdm_record *record = tdm_record_of(mem, s);
    REQUIRE(record->finding_count == 2);
    CHECK(record->findings[0].open != record->findings[1].open);
    CHECK_INT(s->open_count, 1);
}

TEST("dates of what depends on a date are not computed again: here moving the plan moves all of them at once "
     "[complaint-5 M13 M83 M116]") {
    static const char first[] = ENROL "2026-01-06 plan procedure on 2026-03-02 by physician-a\n";
    static const char second[] = "2026-01-20 plan procedure on 2026-03-16 by physician-a\n";
    const struct tdm_standing *one = stands(mem, "", first, "2026-02-10");
    const struct tdm_standing *two = stands(mem, "", joined(mem, first, second), "2026-02-10");
    const struct tdm_owed *owed_one = NULL, *owed_two = NULL;
    REQUIRE(owed_of(one, TDM_OWED_BASELINE, &owed_one) == 1 && owed_of(two, TDM_OWED_BASELINE, &owed_two) == 1);
    CHECK_INT(owed_two->due.day - owed_one->due.day, 14);
    CHECK_INT(phase_named(two, "protect")->start.earliest.day - phase_named(one, "protect")->start.earliest.day, 14);
    CHECK_INT(phase_named(two, "loading")->start.earliest.day - phase_named(one, "loading")->start.earliest.day, 14);
}

TEST("a state is stale until a job has run: here any day is asked alone, in any order, with the same answer "
     "[complaint-6 M99]") {
    static const char *const days[] = {"2026-03-29", "2026-03-30", "2026-04-02", "2026-06-01"};
    static const char entries[] = ENROL PROCEDURE "2026-03-30 clear resume by physician-a\n"
                                                  "2026-04-01 enter loading by therapist-a\n";
    const struct tdm_case *episode = case_open(mem, "", entries);
    tdm_digest there[TDM_COUNT(days)];
    for (size_t i = 0; i < TDM_COUNT(days); i++) there[i] = tdm_standing_digest(at(mem, episode, days[i]), mem);
    for (size_t i = TDM_COUNT(days); i > 0; i--) {
        tdm_digest back = tdm_standing_digest(at(mem, episode, days[i - 1]), mem);
        CHECK(tdm_digest_equal(back, there[i - 1]));
    }
    CHECK_INT(phase_named(at(mem, episode, "2026-04-02"), "loading")->state, TDM_PHASE_ACTIVE);
    CHECK_INT(phase_named(at(mem, episode, "2026-06-01"), "loading")->state, TDM_PHASE_ENDED);
}

TEST("nobody knows when a plan is finished, or what became of what expired: here an end is an entry, and what is past "
     "its time is overdue and goes on [complaint-7 M98 M99 M119]") {
    static const char entries[] = ENROL PROCEDURE;
    const struct tdm_standing *s = stands(mem, "", entries, "2027-04-01");
    CHECK(!s->ended);
    CHECK_INT(phase_named(s, "repair")->state, TDM_PHASE_ACTIVE);
    CHECK(phase_named(s, "repair")->overdue);
    CHECK_DATE(phase_named(s, "repair")->overdue_since, "2026-04-28");
    s = stands(mem, "", joined(mem, entries, "2026-06-01 end withdrawn by p-1\n"), "2027-04-01");
    CHECK(s->ended);
    CHECK_INT(phase_named(s, "repair")->state, TDM_PHASE_ENDED);
    CHECK_INT(s->owed_count, 0);
}

TEST("expired work vanishes, and work done in time but written down late is lost: here it is overdue, and on time by "
     "its "
     "own day [complaint-8 M89]") {
    static const char entries[] =
        LOAD_BEGUN "2026-03-10 handoff swelling by therapist-a, to physician-a, until 2026-03-12, name h-1\n"
                   "2026-03-11 answer h-1 by physician-a, recorded 2026-03-20T08:00Z\n";
    const struct tdm_case *episode = case_open(mem, "", entries);
    const struct tdm_owed *owed = NULL;
    REQUIRE(owed_of(standing_known(mem, episode, "2026-03-19", "2026-03-19T08:00Z"), TDM_OWED_ANSWER, &owed) == 1);
    CHECK_INT(owed->state, TDM_OWED_OVERDUE);
    const struct tdm_record *record = tdm_record_of(mem, at(mem, episode, "2026-03-21"));
    REQUIRE(record->handoff_count == 1);
    CHECK_INT(record->handoffs[0].days_late, 0);
    CHECK(record->handoffs[0].written_late);
}

TEST(
    "people tick `done` to clear the list: here five other answers exist, each with its reason, and a session that was "
    "not done moves no rule [complaint-9 M79]") {
    static const char *const words[] = {"partial", "could-not", "declined", "not-needed"};
    for (size_t i = 0; i < TDM_COUNT(words); i++) {
        struct tdm_buf text;
        tdm_buf_init(&text, mem, 1u << 12);
        tdm_buf_format(&text,
                       ENROL "2026-03-01 handoff scan by therapist-a, to physician-a\n"
                             "2026-03-02 answer scan %s by physician-a, because \"as it was\"\n",
                       words[i]);
        const struct tdm_standing *s = stands(mem, "", tdm_arena_str(mem, tdm_buf_str(&text)).at, "2026-03-02");
        const struct tdm_record *record = tdm_record_of(mem, s);
        REQUIRE(record->handoff_count == 1);
        CHECK(record->handoffs[0].state != TDM_HANDOFF_DONE && record->handoffs[0].state != TDM_HANDOFF_WAITING);
    }
    CHECK_TARGET(USUAL, RIG30 DONE("06", "rig 3x10, 30 kg", "1") DONE("09", "rig could-not, because \"swollen\"", "1"),
                 "2026-03-10", "30 kg otherwise");
    /* done in two lines is done, and not done in one of two lines is not */
    static const char twice[] = "rig 3x10, 30 kg\n  rig 3x10, 30 kg",
                      once[] = "rig 3x10, 30 kg\n  rig could-not, because \"swollen\"";
    CHECK_TARGET(USUAL, joined(mem, RIG30 DONE("06", "rig 3x10, 30 kg", "1"), done_on(mem, "09", twice)), "2026-03-10",
                 "31 kg advanced");
    CHECK_TARGET(USUAL, joined(mem, RIG30 DONE("06", "rig 3x10, 30 kg", "1"), done_on(mem, "09", once)), "2026-03-10",
                 "30 kg otherwise");
}

TEST("thousands of tasks are made in advance and slow everything: here a daily diary of twelve weeks owes one line "
     "[complaint-10 M88]") {
    static const char diary[] = "owe diary\n"
                                "  by patient, every 1 days, from procedure until 12 weeks after procedure  [own]\n"
                                "    pain\n";
    static const char *const days[] = {"2026-03-02", "2026-03-20", "2026-04-30", "2026-05-24"};
    const struct tdm_case *episode = case_open(mem, diary, ENROL PROCEDURE);
    for (size_t i = 0; i < TDM_COUNT(days); i++) CHECK_INT(owed_of(at(mem, episode, days[i]), TDM_OWED_DIARY, NULL), 1);
    CHECK_INT(owed_of(at(mem, episode, "2026-05-26"), TDM_OWED_DIARY, NULL), 0);
}

/* Clocks go forward by an hour in the night to 2026-03-29. */
static const struct tdm_zone_step summer_steps[] = {{{INT64_MIN}, 60}, {{1774746000000}, 120}};

TEST(
    "faults of zones and summer time, and answers that hang on today's clock: here a week is seven civil days in every "
    "zone, and today is asked for [complaint-11 M9 M20]") {
    static const char entries[] = ENROL PROCEDURE "2026-03-30 00:10 clear resume by physician-a\n";
    const struct tdm_library *library = case_library(mem, "");
    const struct tdm_tree *tree = catalog_tree(mem, "e.chart.tandem", case_joined(mem, case_head, entries));
    const struct tdm_zone summer = {.steps = summer_steps, .count = TDM_COUNT(summer_steps)};
    const struct tdm_zone *zones[] = {&tdm_zone_utc, &summer};
    for (size_t i = 0; i < TDM_COUNT(zones); i++) {
        const struct tdm_chart *chart = NULL;
        const struct tdm_case *episode = NULL;
        tdm_problems_init(&case_problems);
        REQUIRE(tdm_chart_read(mem, tree, zones[i], &chart, &case_problems));
        REQUIRE(tdm_case_open(mem, library, chart, &episode, &case_problems));
        const struct tdm_standing *s = at(mem, episode, "2026-03-29");
        REQUIRE(s != NULL);
        CHECK_DATE(s->clearances[0].lawful_from, "2026-03-30"); /* 28 days, with the short one among them */
        CHECK_TRUTH(s->clearances[0], "unmet");
        CHECK_TRUTH(at(mem, episode, "2026-03-30")->clearances[0], "met");
    }
}

TEST("a running case breaks when its definition changes: here a chart names its version, and another one is refused in "
     "words [complaint-12 M1]") {
    const struct tdm_library *library = case_library(mem, "");
    struct tdm_buf head;
    tdm_buf_init(&head, mem, 1u << 12);
    tdm_str text = tdm_str_of(case_head), was = TDM_STR("version 1.0");
    size_t place = 0;
    REQUIRE(library != NULL && tdm_str_find(text, was, &place));
    tdm_buf_add(&head, tdm_str_slice(text, 0, place));
    tdm_buf_text(&head, "version 2.0");
    tdm_buf_add(&head, tdm_str_slice(text, place + was.len, text.len));
    const struct tdm_chart *chart = case_chart(mem, tdm_arena_str(mem, tdm_buf_str(&head)).at, ENROL);
    const struct tdm_case *episode = NULL;
    REQUIRE(chart != NULL);
    CHECK(!tdm_case_open(mem, library, chart, &episode, &case_problems));
    REQUIRE(case_problems.errors == 1);
    CHECK(episode == NULL);
    CHECK_STR(refused(), "the chart follows `small` version 2.0, which is not in the library");
}

TEST("a changed date leaves no mark: here both are kept, and what was believed before can be asked for for ever "
     "[complaint-13 M31 M48 M20]") {
    static const char entries[] =
        ENROL "2026-03-02 assess by therapist-a, name one, recorded 2026-03-02T10:00Z\n  quads right 80 N.m\n"
              "2026-03-09 correct one by therapist-a, because \"misread\", recorded 2026-03-09T10:00Z\n"
              "  quads right 60 N.m, was 80 N.m\n";
    const struct tdm_case *episode = case_open(mem, "", entries);
    static const struct {
        const char *known, *value;
    } rows[] = {{"2026-03-09T09:59Z", "80 N.m"}, {"2026-03-09T10:00Z", "60 N.m"}};
    for (size_t i = 0; i < TDM_COUNT(rows); i++) {
        const struct tdm_standing *s = standing_known(mem, episode, "2026-03-10", rows[i].known);
        REQUIRE(s != NULL);
        const struct tdm_record *record = tdm_record_of(mem, s);
        REQUIRE(record->measure_count == 1);
        CHECK_STR(number_of(mem, record->measures[0].now.value), rows[i].value);
        CHECK_INT(s->entries_total, 3);
    }
}

TEST("timers cannot be tested without waiting: here the day is asked for, and eight years pass in eight questions "
     "[complaint-14 M22]") {
    const struct tdm_case *episode = case_open(mem, "", ENROL PROCEDURE);
    for (int year = 2026; year < 2034; year++) {
        char on[16];
        (void)snprintf(on, sizeof on, "%d-12-31", year);
        const struct tdm_standing *s = at(mem, episode, on);
        REQUIRE(s != NULL);
        CHECK_INT(phase_named(s, "repair")->state, TDM_PHASE_ACTIVE); /* it ends by a signature, not by time */
        CHECK(phase_named(s, "repair")->overdue);
        CHECK_DATE(s->asof.on, on);
    }
}

TEST("a load goes up on `finish`, on no sets or on one good set: here every set of the sessions asked for counts, and "
     "the reason is told [complaint-15 M73 M74]") {
    static const struct {
        const char *second, *wanted;
    } rows[] = {{"rig 10 reps 30 kg", "30 kg otherwise"},
                {"rig 0 sets", "30 kg otherwise"},
                {"rig 10 reps 30 kg, 10 reps 30 kg, 9 reps 30 kg", "30 kg otherwise"},
                {"rig 3x10, 30 kg", "31 kg advanced"}};
    for (size_t i = 0; i < TDM_COUNT(rows); i++) {
        struct tdm_buf text;
        tdm_buf_init(&text, mem, 1u << 12);
        tdm_buf_text(&text, RIG30 DONE("06", "rig 3x10, 30 kg", "1"));
        tdm_buf_format(&text, "2026-03-09 17:00 session by p-1\n  %s\n  pain-during 1\n", rows[i].second);
        CHECK_TARGET(USUAL, tdm_arena_str(mem, tdm_buf_str(&text)).at, "2026-03-10", rows[i].wanted);
    }
}

TEST("progress writes over the plan, and the original is gone: here prescription, target and what was done stand side "
     "by side [complaint-16 M81]") {
    static const char entries[] = RIG30 DONE("06", "rig 3x10, 30 kg", "1") DONE("09", "rig 3x10, 32 kg", "1");
    const struct tdm_standing *s = load_standing(mem, USUAL, entries, "2026-03-10");
    struct tdm_load_answer rig = load_of(s, "rig");
    const struct tdm_dose *doses = s->episode->chart->doses;
    REQUIRE(rig.prescribed != UINT32_MAX && rig.done != UINT32_MAX);
    CHECK(rig.prescribed != rig.done);
    enum { LOAD = 2 }; /* of the rig: sets, reps, load */
    CHECK_STR(kilos(mem, true, doses[rig.prescribed].values[LOAD].quantity), "30 kg");
    CHECK_STR(kilos(mem, true, doses[rig.done].values[LOAD].quantity), "32 kg");
    CHECK_STR(kilos(mem, rig.target.known, rig.target.load), "31 kg");
}

TEST("missing days make a load ratio wrong: here they are unknown, and the week has bounds [complaint-17 M121 M78]") {
    const struct tdm_standing *s = load_standing(mem, USUAL, RIG30 DONE("06", "rig 3x10, 30 kg", "1"), "2026-03-11");
    struct tdm_exposure week = load_of(s, "rig").week;
    CHECK_STR(kilos(mem, week.counts, week.low), "900 kg");
    CHECK_STR(kilos(mem, week.has_high, week.high), "2700 kg");
    CHECK_INT(week.recorded, 1);
    CHECK_INT(week.expected, 3);
}

TEST("the same text gives other answers by run: here the same chart gives the same bytes, whatever the order of its "
     "lines [complaint-18 M114 M125]") {
    static const char one[] = ENROL PROCEDURE "2026-03-10 diary by p-1\n  pain 3\n"
                                              "2026-03-11 finding stiff-gait opened by therapist-a\n";
    static const char two[] = ENROL "2026-03-11 finding stiff-gait opened by therapist-a\n"
                                    "2026-03-10 diary by p-1\n  pain 3\n" PROCEDURE;
    tdm_digest first = tdm_standing_digest(stands(mem, "", one, "2026-03-12"), mem);
    CHECK(tdm_digest_equal(first, tdm_standing_digest(stands(mem, "", one, "2026-03-12"), mem)));
    CHECK(tdm_digest_equal(first, tdm_standing_digest(stands(mem, "", two, "2026-03-12"), mem)));
    CHECK(!tdm_digest_equal(first, tdm_standing_digest(stands(mem, "", one, "2026-03-13"), mem)));
}

TEST(
    "tables have gaps that nobody sees, and nobody can tell which rule fired: here a rule ends in `otherwise`, and the "
    "step names its line [complaint-19 M5 M75]") {
    static const char open_end[] = "progress heavier\n  for press\n  in loading\n"
                                   "  advance load by 5% when every set done, last 2 sessions  [own]\n";
    tdm_problems_init(&case_problems);
    const struct tdm_tree *tree = catalog_tree(mem, "small.tandem", case_joined(mem, case_protocol, open_end));
    const struct tdm_protocol *protocol = NULL;
    const struct tdm_catalog *catalog = catalog_read(mem, case_catalog, &case_problems);
    CHECK(!tdm_protocol_read(mem, tree, catalog, NULL, &protocol, &case_problems));
    REQUIRE(case_problems.errors == 1);
    CHECK_STR(refused(), "`progress heavier` has no `otherwise`");
    const struct tdm_standing *s = load_standing(mem, USUAL, RIG30 DONE("06", "rig 3x10, 30 kg", "6"), "2026-03-07");
    REQUIRE(s->change_count == 1);
    CHECK_INT(s->changes[0].step, TDM_STEP_REGRESS);
    CHECK(s->changes[0].clause != TDM_CLAUSE_NONE && s->changes[0].step_index == 1);
}

TEST("there is no view over many patients, and a restriction for an injury touches nothing: here one list has all that "
     "is owed, and such a restriction is refused [complaint-20 M68 F016]") {
    static const char *const charts[] = {ENROL PROCEDURE, ENROL, LOAD_BEGUN};
    const struct tdm_standing *standings[TDM_COUNT(charts)];
    uint32_t owed = 0;
    for (uint32_t i = 0; i < TDM_COUNT(charts); i++) {
        standings[i] = stands(mem, "", charts[i], "2026-03-30");
        owed += standings[i]->owed_count;
    }
    CHECK_INT(tdm_worklist_of(mem, standings, TDM_COUNT(charts), 0).count, owed);
    static const char nothing[] = "restrict no-throwing\n  attribute end-range\n  from procedure  [own]\n"
                                  "  until 4 weeks after procedure  [own]\n  because \"Throwing pulls on it\"\n";
    tdm_problems_init(&case_problems);
    const struct tdm_catalog *catalog = catalog_read(mem, case_catalog, &case_problems);
    const struct tdm_tree *tree = catalog_tree(mem, "small.tandem", case_joined(mem, case_protocol, nothing));
    const struct tdm_protocol *protocol = NULL;
    CHECK(!tdm_protocol_read(mem, tree, catalog, NULL, &protocol, &case_problems));
    REQUIRE(case_problems.errors == 1);
    CHECK_STR(refused(), "`attribute end-range` touches nothing in the catalogue: it would protect nobody");
}
