/* engine_first_test.c - what stands first: the first phase of a protocol, the first field of a dose, the first term of
 * a ceiling, the least number; and what is told of one thing once. */
#include "load_ground.h"

#include "engine/impact.h"
#include "engine/record.h"

#define ENROL "2026-01-05 enrol by physician-a\n2026-02-20 assess by therapist-a\n  quads right 80 N.m\n"
#define GRAFT ENROL "2026-03-02 11:00 procedure graft performed by physician-a, name proc\n"

static const struct tdm_standing *told(struct tdm_arena *mem, const char *more, const char *entries, const char *on) {
    const struct tdm_standing *s = standing_on(mem, case_open(mem, more, entries), on);
    if (s == NULL) exit(1);
    return s;
}

/* How often a phase stands among the terms of the ceiling. */
static uint32_t terms_of(const struct tdm_standing *s, const char *phase) {
    tdm_ref ref = tdm_protocol_phase(s->episode->protocol, tdm_str_of(phase));
    uint32_t count = 0;
    for (uint32_t i = 0; i < s->ceiling.term_count; i++)
        count += s->ceiling.terms[i].source == TDM_CEILING_PHASE && s->ceiling.terms[i].ref == ref;
    return count;
}

TEST("a phase that was stopped brings back the one before it, and never the preparation before the procedure [M43 "
     "M71]") {
    static const char held[] = GRAFT "2026-03-05 10:00 hold protect by physician-a, because \"swollen\"\n";
    const struct tdm_standing *s = told(mem, "", held, "2026-03-06");
    CHECK_INT(terms_of(s, "protect"), 1);
    CHECK_INT(terms_of(s, "prepare"), 0);
}

TEST("a phase that is gone back to twice stands once in the ceiling [M59 M71]") {
    static const char more[] = "phase walking on function\n  from gate go, 4 weeks  [own]\n  intent load\n"
                               "  load at most high  [own]\n  offer press\n"
                               "gate go opens walking  [own]\n  pain at most 2, latest within 7 days\n"
                               "flag flare\n  escalate to physician within 1 days  [own]\n  then hold\n";
    static const char entries[] = GRAFT "2026-03-30 10:00 clear resume by physician-a\n"
                                        "2026-03-31 10:00 enter loading by therapist-a\n"
                                        "2026-04-01 10:00 flag flare raised by therapist-a\n"
                                        "2026-04-05 10:00 enter walking by therapist-a\n"
                                        "2026-04-10 10:00 enter loading by therapist-a\n";
    const struct tdm_standing *s = told(mem, more, entries, "2026-04-11");
    CHECK_INT(terms_of(s, "loading"), 1);
    CHECK_INT(terms_of(s, "walking"), 1);
}

TEST("a flag that was closed again holds no earlier stay, one that is open does [M43 M59 M96]") {
    static const char more[] = "phase walking on function\n  from gate go, 4 weeks  [own]\n  intent load\n"
                               "  load at most moderate  [own]\n  offer press\n"
                               "gate go opens walking  [own]\n  pain at most 2, latest within 7 days\n"
                               "flag flare\n  escalate to physician within 1 days  [own]\n  then hold\n";
#define THERE                                                                                                          \
    GRAFT "2026-03-30 10:00 clear resume by physician-a\n2026-03-31 10:00 enter loading by therapist-a\n"              \
          "2026-04-05 10:00 enter walking by therapist-a\n2026-04-10 10:00 enter loading by therapist-a\n"
    static const char again[] = THERE "2026-04-01 10:00 flag flare raised by therapist-a\n"
                                      "2026-04-03 10:00 flag flare closed by physician-a\n"
                                      "2026-04-09 10:00 flag flare raised by therapist-a\n",
                      closed[] = THERE "2026-04-01 10:00 flag flare raised by therapist-a\n"
                                       "2026-04-03 10:00 flag flare closed by physician-a\n";
    const struct tdm_standing *s = told(mem, more, again, "2026-04-11");
    CHECK_INT(terms_of(s, "walking"),
              1); /* what was gone back to, and what it was gone back from while the flag is open */
    CHECK_INT(terms_of(s, "loading"), 1);
    s = told(mem, more, closed, "2026-04-11");
    CHECK_INT(terms_of(s, "walking"), 0);
    CHECK_INT(terms_of(s, "loading"), 1);
}

/* The small protocol with its tissue phase first. */
static const char *repair_first(struct tdm_arena *mem) {
    static const char repair[] = "phase repair on tissue\n  from procedure, 4 to 8 weeks, uncertain  [own]\n"
                                 "  ends by clearance resume\n  load at most high  [own]\n",
                      prepare[] = "phase prepare on function\n";
    tdm_str all = tdm_str_of(case_changed(mem, repair, ""));
    struct tdm_buf out;
    size_t at = 0;
    tdm_buf_init(&out, mem, 1u << 20);
    if (!tdm_str_find(all, tdm_str_of(prepare), &at)) exit(1);
    tdm_buf_add(&out, tdm_str_slice(all, 0, at));
    tdm_buf_text(&out, "phase repair on tissue\n  from procedure, 4 to 8 weeks, uncertain  [own]\n"
                       "  ends by clearance resume\n  load at most low  [own]\n");
    tdm_buf_add(&out, tdm_str_slice(all, at, all.len));
    return tdm_arena_str(mem, tdm_buf_str(&out)).at;
}

TEST("between a signature and its revocation the first phase of a protocol was lifted, as any other [M47 M48]") {
    static const char signed_[] = GRAFT "2026-03-30 10:00 clear resume by physician-a, name s1\n"
                                        "2026-03-31 10:00 enter loading by therapist-a\n"
                                        "2026-04-02 17:00 session by p-1\n  press 3x10, 40 kg\n",
                      revoked[] = GRAFT "2026-03-30 10:00 clear resume by physician-a, name s1\n"
                                        "2026-03-31 10:00 enter loading by therapist-a\n"
                                        "2026-04-02 17:00 session by p-1\n  press 3x10, 40 kg\n"
                                        "2026-04-05 10:00 revoke s1 by physician-a, because \"Scan\"\n";
    case_base = repair_first(mem);
    static const char next[] = "phase remodel on tissue\n  from end of repair, 8 weeks  [own]\n  intent load\n"
                               "  load at most high  [own]\n";
    CHECK_INT(deviations_of(told(mem, next, signed_, "2026-04-06"), "session-above-ceiling", NULL), 0);
    CHECK_INT(deviations_of(told(mem, next, revoked, "2026-04-06"), "session-above-ceiling", NULL), 0);
    case_base = case_protocol;
}

TEST("a medicine that is known and restricted is told for certain, one ordered too [M61 M64]") {
    static const char nsaid[] = "restrict no-nsaid\n  substance class nsaid, route mouth\n  from procedure  [own]\n"
                                "  until 4 weeks after procedure  [own]\n  because \"It may blunt the repair\"\n";
    static const struct {
        const char *medicine;
        bool cannot_tell;
    } rows[] = {{"taken \"ibuprofen\", route mouth", false},
                {"ordered \"ibuprofen\", route mouth", false},
                {"taken \"ibuprofen\"", true}};
    for (size_t i = 0; i < TDM_COUNT(rows); i++) {
        struct tdm_buf text;
        tdm_buf_init(&text, mem, 1u << 16);
        tdm_buf_format(&text, GRAFT "2026-03-10 medicine by p-1, %s\n", rows[i].medicine);
        const struct tdm_standing *s = told(mem, nsaid, tdm_arena_str(mem, tdm_buf_str(&text)).at, "2026-03-11");
        REQUIRE(s->deviation_count == 1);
        CHECK_INT(s->deviations[0].cannot_tell, rows[i].cannot_tell);
    }
}

TEST("what came late about a gate that does not read a signature asks for no other look at it [M49]") {
    static const char home[] = "gate home opens discharge  [own]\n  pain at most 2, latest within 7 days\n",
                      both[] = "gate home opens discharge  [own]\n  pain at most 2, latest within 7 days\n"
                               "  clearance resume\n";
    static const char entries[] = GRAFT "2026-03-28 09:00 diary by p-1, recorded 2026-03-28T09:05Z\n  pain 1\n"
                                        "2026-03-30 10:00 clear resume by physician-a, recorded 2026-03-30T10:05Z\n"
                                        "2026-03-29 09:00 diary by p-1, recorded 2026-04-02T09:05Z\n  pain 6\n";
    static const char other[] = "clearance fit\n  by physician\n  valid 2 days  [own]\n"
                                "gate home opens discharge  [own]\n  pain at most 2, latest within 7 days\n"
                                "  clearance fit\n";
    CHECK_INT(deviations_of(told(mem, other, entries, "2026-04-03"), "signed-without-fact", NULL), 0);
    CHECK_INT(deviations_of(told(mem, home, entries, "2026-04-03"), "signed-without-fact", NULL), 0);
    CHECK_INT(deviations_of(told(mem, both, entries, "2026-04-03"), "signed-without-fact", NULL), 1);
}

TEST("a baseline taken at midnight of the day of the procedure was taken before it [M83]") {
    static const char midnight[] = "2026-01-05 enrol by physician-a\n"
                                   "2026-03-02 00:00 assess by therapist-a\n  quads right 80 N.m\n"
                                   "2026-03-02 11:00 procedure graft performed by physician-a\n",
                      untimed[] = "2026-01-05 enrol by physician-a\n"
                                  "2026-03-02 assess by therapist-a\n  quads right 80 N.m\n"
                                  "2026-03-02 11:00 procedure graft performed by physician-a\n";
    CHECK_INT(deviations_of(told(mem, "", midnight, "2026-03-03"), "procedure-without-baseline", NULL), 0);
    CHECK_INT(deviations_of(told(mem, "", untimed, "2026-03-03"), "procedure-without-baseline", NULL), 1);
}

TEST("a percentage of the least number there is counts [M36]") {
    static const char entries[] = GRAFT "2026-03-09 assess by therapist-a\n  quads right 1 N.m, left 1 N.m\n";
    CHECK_TRUTH(judged(mem, "quads at least 90% of other side, latest within 7 days", entries, "2026-03-10"), "met");
    static const char none[] = GRAFT "2026-03-09 assess by therapist-a\n  quads right 1 N.m, left 0 N.m\n";
    CHECK_TRUTH(judged(mem, "quads at least 90% of other side, latest within 7 days", none, "2026-03-10"), "unknown");
}

TEST("a load that is the first field of a dose is counted as any other [F033]") {
    static const char entries[] =
        PRESCRIBED("sled 3x10, load 200 N, 1 times a week") "2026-03-06 17:00 session by p-1\n  sled 3x10, load 200 "
                                                            "N\n  pain-during 1\n";
    struct tdm_load_answer a = load_of(load_standing(mem, USUAL, entries, "2026-03-06"), "sled");
    CHECK(a.week.counts);
    CHECK_STR(kilos(mem, a.week.counts, a.week.low), "6000 N");
}

TEST("a new prescription begins without the checks of the rule that judged the session before it [M81 M75]") {
    static const char entries[] =
        PRESCRIBED("rig 3x10, 30 kg") "2026-03-06 17:00 session by p-1\n  rig 3x10, 30 kg\n  pain-during 6\n"
                                      "2026-03-07 10:00 prescribe by therapist-a\n  rig 3x10, 20 kg\n";
    CHECK(load_of(load_standing(mem, USUAL, entries, "2026-03-06"), "rig").target.check_count > 0);
    struct tdm_load_answer a = load_of(load_standing(mem, USUAL, entries, "2026-03-07"), "rig");
    CHECK_INT(a.target.check_count, 0);
    CHECK(a.target.checks == NULL);
    /* the same load in other sets is another dose as well */
    static const char sets[] =
        PRESCRIBED("rig 3x10, 30 kg") "2026-03-06 17:00 session by p-1\n  rig 3x10, 30 kg\n  pain-during 6\n"
                                      "2026-03-07 10:00 prescribe by therapist-a\n  rig 3x12, 30 kg\n";
    a = load_of(load_standing(mem, USUAL, sets, "2026-03-07"), "rig");
    CHECK_INT(a.target.check_count, 0);
}

/* ---- what an impact tells once (M104) */

static uint32_t told_of(const struct tdm_impact *impact, const char *thing, const char *name) {
    uint32_t count = 0;
    for (uint32_t i = 0; i < impact->count; i++)
        count += tdm_str_is(tdm_str_of(impact->items[i].thing), thing) && tdm_str_is(impact->items[i].name, name);
    return count;
}

TEST("what several clauses bar is told once, also without any phase that limits, and a rule that is gone as gone "
     "[M104]") {
#define NEVER(what, days) "never offer " what " before " days " after procedure  [own]\n"
    static const char twice[] =
        NEVER("deep-flexion", "8 weeks") NEVER("eccentric", "8 weeks") NEVER("eccentric", "9 weeks"),
                      rule[] = "progress steady\n  for press\n  in protect\n"
                               "  advance load by 5% when every set done, last 2 sessions  [own]\n"
                               "  otherwise hold  [own]\n";
    struct tdm_impact more =
        tdm_impact_of(mem, told(mem, "", GRAFT, "2026-03-10"), told(mem, twice, GRAFT, "2026-03-10"));
    CHECK_INT(told_of(&more, "barred until", "eccentric"), 1);
    CHECK_INT(told_of(&more, "barred until", "deep-flexion"), 1);
    case_base = case_changed(mem, "  load at most high  [own]\n  offer press, slide\n", "  offer press, slide\n");
    static const char early[] = "never offer eccentric before 12 weeks after enrolment  [own]\n";
    struct tdm_impact free =
        tdm_impact_of(mem, told(mem, "", ENROL, "2026-02-21"), told(mem, early, ENROL, "2026-02-21"));
    CHECK_INT(told_of(&free, "barred until", "eccentric"), 1);
    case_base = case_protocol;
    static const char lifted[] = GRAFT "2026-03-04 10:00 prescribe by therapist-a\n  press 3x10, 15 kg\n"
                                       "2026-03-05 17:00 session by p-1\n  press 3x10, 15 kg\n";
    struct tdm_impact gone =
        tdm_impact_of(mem, told(mem, rule, lifted, "2026-03-06"), told(mem, "", lifted, "2026-03-06"));
    CHECK_INT(told_of(&gone, "rule", "steady of press"), 1);
    struct tdm_impact come =
        tdm_impact_of(mem, told(mem, "", lifted, "2026-03-06"), told(mem, rule, lifted, "2026-03-06"));
    CHECK_INT(told_of(&come, "rule", "steady of press"), 1);
}

/* ---- what is owed (M88, M90) */

TEST("what is owed from a day two weeks after the procedure is not owed before that day, nor without a procedure "
     "[M88]") {
    static const char owe[] = "owe diary\n  by patient, every 2 days, from 2 weeks after procedure until 8 weeks after "
                              "procedure  [own]\n";
    CHECK_INT(owed_of(told(mem, owe, GRAFT, "2026-03-12"), TDM_OWED_DIARY, NULL), 0);
    CHECK_INT(owed_of(told(mem, owe, ENROL, "2026-03-12"), TDM_OWED_DIARY, NULL), 0);
    const struct tdm_owed *owed = NULL;
    REQUIRE(owed_of(told(mem, owe, GRAFT, "2026-03-16"), TDM_OWED_DIARY, &owed) == 1);
    CHECK_DATE(owed->due, "2026-03-18");
}

TEST("the signature that a stopped phase began by is asked for again, and while it goes on it is not [M47 M90]") {
    static const char more[] = "clearance fit\n  by physician\n  valid 2 days  [own]\n"
                               "phase walking on function\n  from gate go, 8 weeks  [own]\n  intent load\n"
                               "  load at most high  [own]\n  offer press\n"
                               "gate go opens walking  [own]\n  clearance fit\n";
    static const char going[] = GRAFT "2026-03-31 09:00 clear fit by physician-a\n"
                                      "2026-03-31 10:00 enter walking by therapist-a\n",
                      held[] = GRAFT "2026-03-31 09:00 clear fit by physician-a\n"
                                     "2026-03-31 10:00 enter walking by therapist-a\n"
                                     "2026-04-05 10:00 hold walking by physician-a, because \"swollen\"\n";
    const char *const charts[] = {going, held};
    for (size_t i = 0; i < TDM_COUNT(charts); i++) {
        const struct tdm_standing *s = told(mem, more, charts[i], "2026-04-06");
        uint32_t asked = 0;
        for (uint32_t k = 0; k < s->owed_count; k++)
            asked += s->owed[k].kind == TDM_OWED_SIGNATURE &&
                     tdm_str_is(s->episode->protocol->clearances[s->owed[k].ref].name, "fit");
        CHECK_INT(asked, i);
    }
}

/* ---- the record: baseline and sides (M82, M85) */

TEST("each measure of the baseline stands in the record, one asked for twice once [M82 S60]") {
    case_base = case_changed(mem, "  assess before procedure, within 6 weeks  [own]\n    quads\n",
                             "  assess before procedure, within 6 weeks  [own]\n    quads\n    reach\n"
                             "  assess before procedure, within 4 weeks  [own]\n    reach\n    points\n");
    const struct tdm_record *record = tdm_record_of(mem, told(mem, "", GRAFT, "2026-03-03"));
    CHECK_INT(record->baseline.count, 3);
    CHECK_INT(record->baseline.known, 1);
    case_base = case_protocol;
}

static bool has_change(struct tdm_arena *mem, const char *entries) {
    const struct tdm_standing *s = told(mem, "", entries, "2026-03-20");
    const struct tdm_record *record = tdm_record_of(mem, s);
    for (uint32_t i = 0; i < record->measure_count; i++)
        if (tdm_str_is(s->episode->protocol->measures[record->measures[i].use].name, "quads"))
            return record->measures[i].has_change;
    check_failed(__FILE__, __LINE__, "no quads");
    return false;
}

TEST("the baseline itself is no change from the baseline, a reading of a later day is [M85 S66]") {
    CHECK(!has_change(mem, GRAFT));
    CHECK(has_change(mem, GRAFT "2026-03-10 assess by therapist-a\n  quads right 80 N.m\n"));
}

TEST("a load of one unit is halved like any other, where a ceiling asks for less [F033 S46]") {
    case_base = case_changed(mem, "  load at most high  [own]\n  offer press, lower-down, squat\n",
                             "  load at most low  [own]\n  offer lower-down\n");
    const struct tdm_standing *s =
        load_standing(mem, USUAL,
                      LOAD_BEGUN "2026-03-05 09:00 assess by therapist-a\n  hang-best 1.8 kg\n"
                                 "2026-03-05 10:00 prescribe by therapist-a\n  hang 3x10, 1 kg\n",
                      "2026-03-06");
    struct tdm_load_answer a = load_of(s, "hang");
    CHECK_STR(kilos(mem, a.target.known, a.target.load), "0.5 kg");
    case_base = case_protocol;
}

TEST("a step of a scale is held against no other side, though both were read [M85 M36]") {
    static const char entries[] = GRAFT "2026-03-09 assess by therapist-a\n  effusion right 1+, left zero\n"
                                        "  quads right 60 N.m, left 100 N.m\n  reach 90 cm\n";
    const struct tdm_standing *s = told(mem, "", entries, "2026-03-10");
    const struct tdm_record *record = tdm_record_of(mem, s);
    uint32_t steps = 0, numbers = 0;
    for (uint32_t i = 0; i < record->measure_count; i++) {
        tdm_str name = s->episode->protocol->measures[record->measures[i].use].name;
        if (tdm_str_is(name, "effusion") || tdm_str_is(name, "reach")) steps += record->measures[i].asks_side;
        if (tdm_str_is(name, "quads")) numbers += record->measures[i].asks_side;
    }
    CHECK_INT(steps, 0);
    CHECK_INT(numbers, 1);
}

/* ---- one of several */

TEST("a restriction ends by the signature it names, and by none of another name or of a later day [M65 M44]") {
    static const char more[] = "clearance fit\n  by physician\n  valid 90 days  [own]\n"
                               "restrict no-deep\n  attribute deep-flexion\n  from procedure  [own]\n"
                               "  until clearance resume  [own]\n  because \"Deep bends load the site\"\n";
    static const char entries[] = GRAFT "2026-03-10 10:00 clear fit by physician-a\n"
                                        "2026-03-30 10:00 clear resume by physician-a\n";
    CHECK_INT(told(mem, more, entries, "2026-03-20")->restrictions[0].state, TDM_RESTRICTION_IN_FORCE);
    CHECK_INT(told(mem, more, entries, "2026-03-29")->restrictions[0].state, TDM_RESTRICTION_IN_FORCE);
    CHECK_DATE(told(mem, more, entries, "2026-03-20")->restrictions[0].last, "none"); /* nobody has signed yet */
    CHECK(told(mem, more, entries, "2026-03-30")->restrictions[0].state != TDM_RESTRICTION_IN_FORCE);
    static const char other[] = GRAFT "2026-03-31 10:00 clear fit by physician-a\n";
    CHECK_INT(told(mem, more, other, "2026-04-02")->restrictions[0].state, TDM_RESTRICTION_IN_FORCE);
}

TEST("an attribute that the second restriction alone bars is told of a light dose [M71 S48]") {
    static const char two[] = "restrict no-nsaid\n  substance class nsaid\n  from procedure  [own]\n"
                              "  until 4 weeks after procedure  [own]\n  because \"It may blunt the repair\"\n"
                              "restrict no-deep\n  attribute deep-flexion\n  from procedure  [own]\n"
                              "  until 12 weeks after procedure  [own]\n  because \"Deep bends load the site\"\n";
    static const char entries[] = GRAFT "2026-03-10 17:00 session by p-1\n  press 3x10, 10 kg, depth 100 deg\n";
    CHECK_INT(deviations_of(told(mem, two, entries, "2026-03-11"), "session-barred-attribute", NULL), 1);
}

TEST("a chart of another version is told which version there is [M102]") {
    static const char head[] =
        "chart e-1\n  patient p-1\n  site knee, right\n  protocol small version 2.0\n  zone UTC\n"
        "  synthetic\n  people\n    physician-a physician\n    therapist-a physical-therapist\n"
        "    p-1 patient\n";
    const struct tdm_library *library = case_library(mem, "");
    const struct tdm_chart *chart = case_chart(mem, head, "2026-01-05 enrol by physician-a\n");
    const struct tdm_case *episode = NULL;
    REQUIRE(library != NULL && chart != NULL);
    CHECK(!tdm_case_open(mem, library, chart, &episode, &case_problems));
    REQUIRE(case_problems.count == 1);
    CHECK_STR(tdm_str_of(case_problems.items[0].code), "E001");
    CHECK_STR(tdm_str_of(case_problems.items[0].fix), "the library has version 1.0 of it");
}

TEST("the sets that a plan asks for are found, though it is the second plan [M74 M81]") {
    static const char rules[] = "plan other\n  for lift\n  in loading\n  3 times a week, 2 sets  [own]\n"
                                "plan slow\n  for rig\n  in loading\n  3 times a week, 4 sets  [own]\n"
                                "progress heavier\n  for rig\n  in loading\n"
                                "  advance load by 5% when every set done, last 1 sessions  [own]\n"
                                "  otherwise hold  [own]\n";
    const struct tdm_standing *s = load_standing(
        mem, rules, PRESCRIBED("rig 12RM, 30 kg") "2026-03-06 17:00 session by p-1\n  rig 3x10, 30 kg\n", "2026-03-07");
    REQUIRE(s->change_count == 1);
    CHECK_INT(s->changes[0].step, TDM_STEP_HOLD);
}

TEST("findings stand in the order in which they were opened, whichever of them is of which kind [M86]") {
    static const char entries[] = GRAFT "2026-03-04 finding tender opened by therapist-a, at hip left\n"
                                        "2026-03-06 finding tender opened by therapist-a, at hip right\n"
                                        "2026-03-05 finding stiff-gait opened by therapist-a\n"
                                        "2026-03-03 finding tender opened by therapist-a, at knee left\n";
    const struct tdm_record *record = tdm_record_of(mem, told(mem, "", entries, "2026-03-10"));
    REQUIRE(record->finding_count == 4);
    for (uint32_t i = 0; i < 4; i++) CHECK_INT(record->findings[i].since.day, day("2026-03-03").day + (int)i);
}

TEST("each exercise that one text alone offers is told [M104]") {
    static const char quiet[] = "phase quiet on function\n  from 5 days after procedure, 4 weeks  [own]\n"
                                "  intent protect\n  load at most low  [own]\n  offer lower-down, deep-lower\n";
    struct tdm_impact more =
        tdm_impact_of(mem, told(mem, "", GRAFT, "2026-03-10"), told(mem, quiet, GRAFT, "2026-03-10"));
    CHECK_INT(told_of(&more, "exercise", "lower-down"), 1);
    CHECK_INT(told_of(&more, "exercise", "deep-lower"), 1);
}

TEST("a phase that was stopped and then followed by the next has ended by that, and is stopped no more [M54 M59]") {
    static const char entries[] = GRAFT "2026-03-05 10:00 hold protect by physician-a, because \"swollen\"\n"
                                        "2026-03-30 10:00 clear resume by physician-a\n"
                                        "2026-03-31 10:00 enter loading by therapist-a\n";
    const struct tdm_standing *s = told(mem, "", entries, "2026-04-02");
    tdm_ref protect = tdm_protocol_phase(s->episode->protocol, TDM_STR("protect"));
    CHECK_INT(s->phases[protect].state, TDM_PHASE_ENDED);
    CHECK(s->phases[protect].reason.code != TDM_REASON_HELD_BY_ENTRY);
}

TEST("each measure of the baseline may be as old as the clause says that names it [M83 M84]") {
    case_base = case_changed(mem, "  assess before procedure, within 6 weeks  [own]\n    quads\n",
                             "  assess before procedure, within 6 weeks  [own]\n    pain\n"
                             "  assess before procedure, within 2 weeks  [own]\n    quads\n");
    static const char in_time[] = "2026-01-05 enrol by physician-a\n2026-01-27 diary by p-1\n  pain 4\n"
                                  "2026-02-20 assess by therapist-a\n  quads right 80 N.m\n"
                                  "2026-03-02 11:00 procedure graft performed by physician-a\n",
                      too_old[] = "2026-01-05 enrol by physician-a\n2026-01-27 diary by p-1\n  pain 4\n"
                                  "2026-02-10 assess by therapist-a\n  quads right 80 N.m\n"
                                  "2026-03-02 11:00 procedure graft performed by physician-a\n";
    CHECK_INT(deviations_of(told(mem, "", in_time, "2026-03-03"), "procedure-without-baseline", NULL), 0);
    const struct tdm_deviation *d = NULL;
    REQUIRE(deviations_of(told(mem, "", too_old, "2026-03-03"), "procedure-without-baseline", &d) == 1);
    CHECK_INT(d->reason.n, 1);
    CHECK_INT(d->reason.of_n, 2);
    case_base = case_protocol;
}
