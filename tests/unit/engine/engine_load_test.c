/* engine_load_test.c - the most load allowed on a day and who says so, which exercises it reaches, and what was done or
 * prescribed above it. */
#include "engine_case.h"

#define ENROL "2026-01-05 enrol by physician-a\n"
#define DONE  ENROL "2026-03-02 11:00 procedure graft performed by physician-a, name proc\n"
enum { REST, ACTIVE, LOW, MODERATE, HIGH }; /* the ladder of the ground's catalogue */

static const struct tdm_exercise_answer *exercise_of(const struct tdm_standing *s, const char *name) {
    tdm_ref ref = named(s, TDM_KIND_EXERCISE, name);
    for (uint32_t i = 0; i < s->exercise_count; i++)
        if (s->exercises[i].exercise == ref) return &s->exercises[i];
    return NULL;
}

static uint32_t binding(const struct tdm_standing *s, enum tdm_term_source source) {
    uint32_t count = 0;
    for (uint32_t i = 0; i < s->ceiling.term_count; i++)
        count += s->ceiling.terms[i].source == source && s->ceiling.terms[i].binding;
    return count;
}

TEST("the lowest class of both tracks holds, with every barred attribute [M71 F027 S45]") {
    const struct tdm_standing *s = standing_on(mem, case_open(mem, "", DONE), "2026-03-03");
    REQUIRE(s != NULL && s->ceiling.has_class);
    CHECK_INT(s->ceiling.load_class, LOW); /* repair: high, protect: low */
    CHECK(s->ceiling.barred == TDM_BIT(named(s, TDM_KIND_ATTRIBUTE, "eccentric")));
    CHECK_INT(s->ceiling.term_count, 2);
    CHECK_INT(binding(s, TDM_CEILING_PHASE), 1);
}

TEST("every term that binds equally is named [M71]") {
    static const char entries[] = DONE "2026-03-03 statement \"swollen\" by physician-a, load at most low\n";
    const struct tdm_standing *s = standing_on(mem, case_open(mem, "", entries), "2026-03-04");
    REQUIRE(s != NULL);
    CHECK_INT(s->ceiling.load_class, LOW);
    CHECK_INT(binding(s, TDM_CEILING_PHASE), 1);
    CHECK_INT(binding(s, TDM_CEILING_STATEMENT), 1);
}

TEST("a signed statement lowers the ceiling through its last day, and raises none [M10 M72 F015 S77 G12]") {
    static const char entries[] =
        DONE "2026-03-05 statement \"image seen\" by physician-a, load at most active, until 2026-03-08\n"
             "2026-03-06 statement \"looks well\" by physician-a, load at most high\n";
    const struct tdm_case *episode = case_open(mem, "", entries);
    static const struct {
        const char *on;
        int ceiling;
    } rows[] = {{"2026-03-04", LOW}, {"2026-03-05", ACTIVE}, {"2026-03-08", ACTIVE}, {"2026-03-09", LOW}};
    for (size_t i = 0; i < TDM_COUNT(rows); i++) {
        const struct tdm_standing *s = standing_on(mem, episode, rows[i].on);
        REQUIRE(s != NULL);
        CHECK_INT(s->ceiling.load_class, rows[i].ceiling);
    }
}

TEST("a report without a load changes nothing, and a withdrawn statement holds no more [M31 M72 G12]") {
    static const char entries[] =
        DONE "2026-03-05 statement \"image seen\" by physician-a\n"
             "2026-03-05 statement \"careful\" by physician-a, load at most rest, name st, recorded 2026-03-05T10:00Z\n"
             "2026-03-06 withdraw st by physician-a, because \"other chart\", recorded 2026-03-06T10:00Z\n";
    const struct tdm_case *episode = case_open(mem, "", entries);
    const struct tdm_standing *s = standing_on(mem, episode, "2026-03-06");
    REQUIRE(s != NULL);
    CHECK_INT(s->ceiling.load_class, LOW);
    s = standing_known(mem, episode, "2026-03-06", "2026-03-06T09:59Z");
    REQUIRE(s != NULL);
    CHECK_INT(s->ceiling.load_class, REST);
}

TEST("however many statements there are, the lowest of them holds [M2 M71 M72]") {
    struct tdm_buf text;
    tdm_buf_init(&text, mem, 1u << 20);
    tdm_buf_text(&text, DONE);
    for (int i = 0; i < 50; i++) {
        tdm_date_print(&text, tdm_date_add_days(day("2026-03-03"), i));
        tdm_buf_format(&text, " statement \"visit %d\" by physician-a, load at most %s\n", i,
                       i == 49 ? "rest" : "high");
    }
    const char *entries = tdm_arena_str(mem, tdm_buf_str(&text)).at;
    const struct tdm_standing *s = standing_on(mem, case_open(mem, "", entries), "2026-04-22");
    REQUIRE(s != NULL);
    CHECK_INT(s->ceiling.load_class, REST);
    CHECK_INT(binding(s, TDM_CEILING_STATEMENT), 1);
}

TEST("exercises that load the treated site are bound, also on both legs; those of another region are free [M70]") {
    static const char entries[] = DONE "2026-03-03 prescribe by therapist-a, name rx\n"
                                       "  squat 3x10\n  bridge 3x10\n  slide 2x10\n";
    const struct tdm_standing *s = standing_on(mem, case_open(mem, "", entries), "2026-03-03");
    REQUIRE(s != NULL && exercise_of(s, "squat") != NULL && exercise_of(s, "bridge") != NULL);
    CHECK_INT(exercise_of(s, "squat")->verdict, TDM_EXERCISE_MAY_NOT);
    CHECK_REASON(*exercise_of(s, "squat"), "above-ceiling");
    CHECK_INT(exercise_of(s, "squat")->reason.n, HIGH);
    CHECK_INT(exercise_of(s, "squat")->reason.of_n, LOW);
    CHECK_INT(exercise_of(s, "bridge")->verdict, TDM_EXERCISE_MAY);
    CHECK_REASON(*exercise_of(s, "bridge"), "not-at-site");
    CHECK_INT(exercise_of(s, "slide")->verdict, TDM_EXERCISE_MAY);
}

TEST("an exercise whose class hangs on its dose may be done up to the ceiling [M8 S74 F027]") {
    const struct tdm_standing *s = standing_on(mem, case_open(mem, "", DONE), "2026-03-03");
    REQUIRE(s != NULL && exercise_of(s, "press") != NULL);
    CHECK_INT(exercise_of(s, "press")->verdict, TDM_EXERCISE_MAY_UP_TO);
    CHECK(exercise_of(s, "press")->offered && !exercise_of(s, "press")->prescribed);
    static const char heavy[] = DONE "2026-03-03 prescribe by therapist-a\n  press 3x10, 20 kg, depth 60 deg\n";
    s = standing_on(mem, case_open(mem, "", heavy), "2026-03-03");
    REQUIRE(s != NULL && exercise_of(s, "press") != NULL);
    CHECK_INT(exercise_of(s, "press")->verdict, TDM_EXERCISE_MAY_NOT);
    static const char light[] = DONE "2026-03-03 prescribe by therapist-a\n  press 3x10, 19.9 kg, depth 60 deg\n";
    s = standing_on(mem, case_open(mem, "", light), "2026-03-03");
    REQUIRE(s != NULL && exercise_of(s, "press") != NULL);
    CHECK_INT(exercise_of(s, "press")->verdict, TDM_EXERCISE_MAY);
}

TEST("a prescription above the ceiling is told, and stays what was prescribed [M81 S48 F027]") {
    static const char entries[] = DONE "2026-03-03 prescribe by therapist-a, name rx\n  press 3x10, 60 kg\n";
    const struct tdm_standing *s = standing_on(mem, case_open(mem, "", entries), "2026-03-04");
    const struct tdm_deviation *d = NULL;
    REQUIRE(s != NULL && deviations_of(s, "prescribed-above-ceiling", &d) == 1);
    CHECK_INT(d->reason.n, HIGH);
    CHECK_INT(d->reason.of_n, LOW);
    CHECK_DATE(d->date, "2026-03-03");
    REQUIRE(exercise_of(s, "press") != NULL);
    CHECK_INT(exercise_of(s, "press")->prescribed_load.load_class, HIGH);
}

TEST("a session above the ceiling is told on its day and closes nothing [M66 S48 S54]") {
    static const char more[] = "gate asked opens discharge  [own]\n  not before 1 days after procedure\n";
    static const char entries[] = DONE "2026-03-04 session by p-1, name s-1\n  press 3x10, 30 kg\n";
    const struct tdm_standing *s = standing_on(mem, case_open(mem, more, entries), "2026-03-10");
    const struct tdm_deviation *d = NULL;
    REQUIRE(s != NULL && deviations_of(s, "session-above-ceiling", &d) == 1);
    CHECK_INT(d->reason.n, MODERATE);
    CHECK_INT(d->reason.of_n, LOW);
    CHECK_DATE(d->date, "2026-03-04");
    CHECK(d->known_then && d->known_now && !d->cannot_tell);
    CHECK_TRUTH(asked_check(s), "met");
    CHECK_INT(deviations_of(standing_on(mem, s->episode, "2026-03-03"), "session-above-ceiling", NULL), 0);
}

TEST("what could not be done or was declined was no load; what was done in part was [M79 F048]") {
    static const char entries[] = DONE "2026-03-04 session by p-1\n  squat could-not, because \"pain\"\n"
                                       "2026-03-05 session by p-1\n  squat declined, because \"tired\"\n"
                                       "2026-03-06 session by p-1\n  squat partial, because \"time\"\n";
    const struct tdm_standing *s = standing_on(mem, case_open(mem, "", entries), "2026-03-10");
    const struct tdm_deviation *d = NULL;
    REQUIRE(s != NULL && deviations_of(s, "session-above-ceiling", &d) == 1);
    CHECK_DATE(d->date, "2026-03-06");
}

TEST("a session with a barred attribute is told by the attribute [M71 S54]") {
    static const char entries[] = DONE "2026-03-04 session by p-1\n  lower-down 3x10\n";
    const struct tdm_standing *s = standing_on(mem, case_open(mem, "", entries), "2026-03-10");
    const struct tdm_deviation *d = NULL;
    REQUIRE(s != NULL && deviations_of(s, "session-barred-attribute", &d) == 1);
    CHECK_INT(d->reason.ref, named(s, TDM_KIND_ATTRIBUTE, "eccentric"));
}

/* In `loading` the phases allow high; only what each test adds lowers it. */
#define LOADING                                                                                                        \
    DONE "2026-04-01 clear resume by physician-a\n"                                                                    \
         "2026-04-01 enter loading by therapist-a\n"

TEST("a session is held against never-clauses and restrictions too, where no phase is that low [M71 S54 S59 S78]") {
    static const char never[] = "never offer high before 10 weeks after procedure  [own]\n";
    static const char restricted[] = "restrict not-heavy\n"
                                     "  load above moderate\n"
                                     "  from procedure  [own]\n"
                                     "  until 10 weeks after procedure  [own]\n"
                                     "  because \"It needs time\"\n";
    static const char entries[] = LOADING "2026-04-03 session by p-1\n  squat 3x10\n"
                                          "2026-05-12 session by p-1\n  squat 3x10\n";
    /* all phases of this protocol allow high, so that nothing else lowers the ceiling */
    static const char *const more[] = {never, restricted};
    case_base = case_changed(mem, "load at most low, no eccentric", "load at most high");
    for (size_t i = 0; i < TDM_COUNT(more); i++) {
        const struct tdm_standing *s = standing_on(mem, case_open(mem, more[i], entries), "2026-05-12");
        const struct tdm_deviation *d = NULL;
        REQUIRE(s != NULL && deviations_of(s, "session-above-ceiling", &d) == 1);
        CHECK_DATE(d->date, "2026-04-03");
        CHECK_INT(d->reason.of_n, MODERATE);
    }
    case_base = case_protocol;
}

TEST("a never-clause ends on the day before, a restriction on the day it names [M10 S78]") {
    static const char never[] = "never offer high before 10 weeks after procedure  [own]\n";
    static const char restricted[] = "restrict not-heavy\n"
                                     "  load above moderate\n"
                                     "  from procedure  [own]\n"
                                     "  until 10 weeks after procedure  [own]\n"
                                     "  because \"It needs time\"\n";
    /* ten weeks after 2026-03-02: 2026-05-11 */
    static const struct {
        const char *more, *on;
        int ceiling;
    } rows[] = {{never, "2026-05-10", MODERATE},
                {never, "2026-05-11", HIGH},
                {restricted, "2026-05-11", MODERATE},
                {restricted, "2026-05-12", HIGH}};
    for (size_t i = 0; i < TDM_COUNT(rows); i++) {
        const struct tdm_standing *s = standing_on(mem, case_open(mem, rows[i].more, LOADING), rows[i].on);
        REQUIRE(s != NULL);
        CHECK_INT(s->ceiling.load_class, rows[i].ceiling);
    }
}

TEST("late knowledge of a statement makes a session a breach now that was none then [M20 M48]") {
    static const char entries[] =
        DONE "2026-03-04 statement \"image\" by physician-a, load at most rest, recorded 2026-03-09T09:00Z\n"
             "2026-03-05 session by p-1, recorded 2026-03-05T18:00Z\n  slide 2x10\n";
    const struct tdm_standing *s = standing_on(mem, case_open(mem, "", entries), "2026-03-10");
    const struct tdm_deviation *d = NULL;
    REQUIRE(s != NULL && deviations_of(s, "session-above-ceiling", &d) == 1);
    CHECK(!d->known_then && d->known_now);
    s = standing_known(mem, s->episode, "2026-03-10", "2026-03-08T09:00Z");
    CHECK_INT(deviations_of(s, "session-above-ceiling", NULL), 0);
}

TEST("a restriction that touches nothing in the catalogue is refused, in words [M68 F014]") {
    static const char more[] = "restrict no-hanging\n"
                               "  attribute end-range\n"
                               "  from procedure  [own]\n"
                               "  until 4 weeks after procedure  [own]\n"
                               "  because \"It pulls\"\n";
    const struct tdm_tree *tree = catalog_tree(mem, "small.tandem", case_joined(mem, case_protocol, more));
    const struct tdm_catalog *catalog = catalog_read(mem, case_catalog, &case_problems);
    const struct tdm_protocol *protocol = NULL;
    tdm_problems_init(&case_problems);
    CHECK(!tdm_protocol_read(mem, tree, catalog, NULL, &protocol, &case_problems));
    CHECK_INT(case_problems.errors, 1);
    for (uint32_t i = 0; i < case_problems.count; i++)
        if (case_problems.items[i].severity == TDM_ERROR)
            CHECK_STR(tdm_str_of(case_problems.items[i].what),
                      "`attribute end-range` touches nothing in the catalogue: it would protect nobody");
}
