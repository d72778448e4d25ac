/* engine_verdict_test.c - an entry tried before it is made: fine, needs a signed reason, or refused. What is wanted
 * here was written down from the rules (M120 with M44, M53, M55, M60, M63, M64, M87, M96, M98, M115), not from the
 * table. */
#include "trial_ground.h"

#define ENROL "2026-01-05 enrol by physician-a\n"
#define BASE  "2026-02-20 assess by therapist-a\n  quads right 80 N.m\n"
#define DONE  ENROL BASE "2026-03-02 11:00 procedure graft performed by physician-a, name proc\n"
#define READY DONE "2026-03-30 clear resume by physician-a\n"

static const char blocks[] = "restrict no-nsaid\n"
                             "  substance class nsaid\n"
                             "  from 7 days before procedure  [own]\n"
                             "  until 4 weeks after procedure  [own]\n"
                             "  because \"It may blunt the repair\"\n"
                             "restrict no-thinner\n"
                             "  substance class antiplatelet\n"
                             "  from procedure  [own]\n"
                             "  until 2 weeks after procedure  [own]\n"
                             "  because \"It bleeds\"\n"
                             "never offer high before 10 weeks after procedure  [own]\n"
                             "gate home opens discharge  [own]\n"
                             "  no open finding\n";

static const char told_gate[] = "gate home opens discharge  [own]\n"
                                "  pain at most 2, latest within 7 days\n";

static const char *verdict_on(struct tdm_arena *mem, const char *more, const char *entries, const char *added) {
    struct trial t = trial_of(mem, more, entries, added);
    const struct tdm_judgement *j = trial_judged(mem, &t, "2026-01-05");
    return j == NULL ? "no judgement" : tdm_verdict_word(j->verdict);
}

/* The objection with that reason, or null. */
static const struct tdm_objection *objection(const struct tdm_judgement *j, const char *id) {
    for (uint32_t i = 0; j != NULL && i < j->objection_count; i++)
        if (tdm_str_is(tdm_str_of(tdm_reason_id(j->objections[i].reason.code)), id)) return &j->objections[i];
    return NULL;
}

struct row {
    const char *entries, *added, *verdict, *reason;
};

static void check_rows(struct tdm_arena *mem, const struct row *rows, size_t count) {
    for (size_t i = 0; i < count; i++) {
        struct trial t = trial_of(mem, blocks, rows[i].entries, rows[i].added);
        const struct tdm_judgement *j = trial_judged(mem, &t, "2026-01-05");
        if (j == NULL || !tdm_str_is(tdm_str_of(tdm_verdict_word(j->verdict)), rows[i].verdict) ||
            objection(j, rows[i].reason) == NULL)
            check_failed(__FILE__, __LINE__, "row %zu, wanted %s by %s, got %s: %s", i, rows[i].verdict, rows[i].reason,
                         j == NULL ? "nothing" : tdm_verdict_word(j->verdict), rows[i].added);
    }
}

TEST("facts that happened are never refused: against the protocol they want a signed reason [M60 M64 M115 M120 S48]") {
    static const struct row rows[] = {
        {DONE, "2026-03-05 session by p-1, with therapist-a\n  press 3x12, 40 kg, depth 60 deg\n", "needs-reason",
         "session-above-ceiling"},
        {DONE, "2026-03-05 session by p-1, with therapist-a\n  press 3x12, 70 kg, depth 60 deg\n", "needs-reason",
         "session-above-ceiling"}, /* done, and above the never-clause: kept all the same */
        {DONE, "2026-03-05 session by p-1, with therapist-a\n  lower-down 3x12\n", "needs-reason",
         "session-barred-attribute"},
        {DONE, "2026-03-05 prescribe by therapist-a\n  press 3x12, 40 kg, depth 60 deg\n", "needs-reason",
         "prescribed-above-ceiling"},
        {DONE, "2026-03-05 prescribe by therapist-a\n  lower-down 3x12\n", "needs-reason",
         "prescribed-barred-attribute"},
        {DONE, "2026-03-05 medicine by therapist-a, taken \"ibuprofen\" 400 mg, route mouth\n", "needs-reason",
         "restricted-substance"},
        {DONE, "2026-03-05 medicine by therapist-a, taken \"Grandmother's drops\"\n", "needs-reason",
         "substance-cannot-tell"},
        {DONE, "2026-03-05 medicine by therapist-a, ordered \"ibuprofen\" 400 mg, route mouth\n", "needs-reason",
         "ordered-substance"},
        {ENROL, "2026-03-02 procedure graft performed by physician-a\n", "needs-reason", "procedure-without-baseline"},
        {DONE "2026-03-10 end lost by physician-a\n", "2026-03-12 assess by therapist-a\n  quads right 90 N.m\n",
         "needs-reason", "recorded-after-the-end"},
    };
    check_rows(mem, rows, TDM_COUNT(rows));
}

TEST("what would never have effect is refused: early, without the right, through a closed gate, at another site "
     "[M44 M55 M87 M96 M115 M120 S71 S06]") {
    static const struct row rows[] = {
        {DONE, "2026-03-29 clear resume by physician-a\n", "refused", "signed-too-early"},
        {DONE, "2026-03-30 clear resume by therapist-a\n", "refused", "signed-without-right"},
        {DONE, "2026-03-30 enter loading by therapist-a\n", "refused", "entered-through-closed-gate"},
        {DONE "2026-03-10 finding tender opened by therapist-a\n", "2026-04-30 end completed by physician-a\n",
         "refused", "completed-through-closed-gate"},
        {DONE "2026-03-10 flag infection-signs raised by p-1\n", "2026-03-11 flag infection-signs closed by p-1\n",
         "refused", "flag-closed-without-right"},
        {ENROL BASE, "2026-03-02 procedure graft performed by physician-a\n  site knee, left\n", "refused",
         "procedure-at-wrong-site"},
        {ENROL BASE, "2026-03-02 procedure graft performed by physician-a\n  site hip, right\n", "refused",
         "procedure-at-wrong-site"},
    };
    check_rows(mem, rows, TDM_COUNT(rows));
}

TEST("a gate that cannot be told is no open gate, and says so [M28 M120]") {
    struct trial t = trial_of(mem, told_gate, DONE, "2026-04-30 end completed by physician-a\n");
    const struct tdm_judgement *j = trial_judged(mem, &t, "2026-01-05");
    REQUIRE(j != NULL && j->objection_count == 1);
    CHECK_STR(tdm_str_of(tdm_verdict_word(j->verdict)), "refused");
    CHECK_STR(tdm_str_of(tdm_reason_id(j->objections[0].reason.code)), "completed-through-closed-gate");
    CHECK_INT(j->after->gates[j->objections[0].reason.ref].truth, TDM_UNKNOWN);
}

TEST("what agrees with the protocol is fine and nothing is said against it [M120]") {
    static const char *const added[] = {"2026-03-05 session by p-1, with therapist-a\n  slide 3x12\n",
                                        "2026-03-30 clear resume by physician-a\n",
                                        "2026-03-05 medicine by p-1, taken \"pseudoephedrine\", route mouth\n",
                                        "2026-03-05 assess by therapist-a\n  quads right 70 N.m\n",
                                        "2026-03-12 end declined by p-1, words \"Moves away\"\n"};
    for (size_t i = 0; i < TDM_COUNT(added); i++) {
        struct trial t = trial_of(mem, blocks, DONE, added[i]);
        const struct tdm_judgement *j = trial_judged(mem, &t, "2026-01-05");
        REQUIRE(j != NULL);
        CHECK_INT(j->verdict, TDM_VERDICT_FINE);
        CHECK_INT(j->objection_count, 0);
    }
    CHECK_STR(tdm_str_of(verdict_on(mem, blocks, READY, "2026-03-30 enter loading by therapist-a\n")), "fine");
}

TEST("a reason that somebody of the team signs carries a load above the ceiling, and stays beside it [M120 S48 F017]") {
    static const char with[] = "2026-03-05 prescribe by therapist-a, because \"The brace carries it\"\n"
                               "  press 3x12, 40 kg, depth 60 deg\n";
    struct trial t = trial_of(mem, blocks, DONE, with);
    const struct tdm_judgement *j = trial_judged(mem, &t, "2026-01-05");
    const struct tdm_objection *item = objection(j, "prescribed-above-ceiling");
    REQUIRE(item != NULL);
    CHECK_INT(j->verdict, TDM_VERDICT_FINE);
    CHECK_INT(item->verdict, TDM_VERDICT_NEEDS_REASON);
    CHECK(item->answered);
    CHECK(item->has_term);
    CHECK_INT(item->term.source, TDM_CEILING_PHASE);
    CHECK_INT(item->term.ref, tdm_protocol_phase(t.after->protocol, TDM_STR("protect")));
    CHECK_INT(deviations_of(j->after, "prescribed-above-ceiling", NULL), 1);
}

TEST("a coded reason alone is no reason in words: it is the code beside one [F017 M120]") {
    static const char coded[] = "2026-03-05 prescribe by therapist-a, reason equipment\n"
                                "  press 3x12, 40 kg, depth 60 deg\n";
    static const char both[] = "2026-03-05 prescribe by therapist-a, because \"No lighter plate\", reason equipment\n"
                               "  press 3x12, 40 kg, depth 60 deg\n";
    CHECK_STR(tdm_str_of(verdict_on(mem, blocks, DONE, coded)), "needs-reason");
    CHECK_STR(tdm_str_of(verdict_on(mem, blocks, DONE, both)), "fine");
}

TEST("a patient's own reason is kept and is not a signed one [M120 M115]") {
    static const char own[] = "2026-03-05 session by p-1, because \"I felt well\"\n  press 3x12, 40 kg, depth 60 deg\n";
    struct trial t = trial_of(mem, blocks, DONE, own);
    const struct tdm_judgement *j = trial_judged(mem, &t, "2026-01-05");
    const struct tdm_objection *item = objection(j, "session-above-ceiling");
    REQUIRE(item != NULL);
    CHECK_INT(j->verdict, TDM_VERDICT_NEEDS_REASON);
    CHECK(!item->answered);
    CHECK_STR(tdm_str_of(verdict_on(mem, blocks, DONE,
                                    "2026-03-05 session by therapist-a, because \"Tried it in the clinic\"\n"
                                    "  press 3x12, 40 kg, depth 60 deg\n")),
              "fine");
}

TEST("a reason by somebody who has left the team carries nothing [M55 M120]") {
    static const char head[] = "chart e-1\n  patient p-1\n  site knee, right\n  protocol small version 1.0\n"
                               "  zone UTC\n  synthetic\n  people\n    physician-a physician\n"
                               "    therapist-a physical-therapist, until 2026-03-01\n"
                               "    therapist-b physical-therapist\n    p-1 patient\n";
    static const char gone[] = "2026-03-05 session by therapist-a, because \"Tried it\"\n"
                               "  press 3x12, 40 kg, depth 60 deg\n";
    struct trial t = {.library = case_library(mem, blocks)};
    REQUIRE(t.library != NULL);
    t.chart = case_chart(mem, head, DONE);
    REQUIRE(t.chart != NULL);
    t.before = trial_open(mem, &t, t.chart);
    const struct tdm_chart *longer = trial_extended(mem, t.chart, gone);
    REQUIRE(longer != NULL);
    t.after = trial_open(mem, &t, longer);
    const struct tdm_judgement *j = trial_judged(mem, &t, "2026-01-05");
    REQUIRE(j != NULL);
    CHECK_STR(tdm_str_of(tdm_verdict_word(j->verdict)), "needs-reason");
}

TEST("a load above a never-clause is refused whatever reason is given, and the clause is named [M120 M53 M72 S48]") {
    static const char above[] = "2026-03-05 prescribe by physician-a, because \"Asked for by the patient\"\n"
                                "  press 3x12, 70 kg, depth 60 deg\n";
    struct trial t = trial_of(mem, blocks, DONE, above);
    const struct tdm_judgement *j = trial_judged(mem, &t, "2026-01-05");
    const struct tdm_objection *item = objection(j, "prescribed-above-ceiling");
    REQUIRE(item != NULL);
    CHECK_INT(j->verdict, TDM_VERDICT_REFUSED);
    CHECK(!item->answered);
    REQUIRE(item->has_term);
    CHECK_INT(item->term.source, TDM_CEILING_NEVER);
    /* the day after the never-clause ends it is the phase that binds, and a reason carries it */
    CHECK_STR(tdm_str_of(verdict_on(mem, blocks, DONE,
                                    "2026-05-11 prescribe by physician-a, because \"Asked for by the patient\"\n"
                                    "  press 3x12, 70 kg, depth 60 deg\n")),
              "fine");
    CHECK_STR(tdm_str_of(verdict_on(mem, blocks, DONE,
                                    "2026-05-10 prescribe by physician-a, because \"Asked for by the patient\"\n"
                                    "  press 3x12, 70 kg, depth 60 deg\n")),
              "refused");
}

TEST("an override of the same day makes an entry through a closed gate fine, and both stay visible [M53 M120 F017]") {
    static const char enter[] = "2026-03-30 enter loading by therapist-a\n";
    static const char over[] = "2026-03-30 override start-loading by physician-a, because \"Two weeks away\"\n";
    static const char other_day[] = "2026-03-29 override start-loading by physician-a, because \"Two weeks away\"\n";
    CHECK_STR(tdm_str_of(verdict_on(mem, blocks, DONE, over)), "fine");
    struct trial t = trial_of(
        mem, blocks, DONE "2026-03-30 override start-loading by physician-a, because \"Two weeks away\"\n", enter);
    const struct tdm_judgement *j = trial_judged(mem, &t, "2026-01-05");
    const struct tdm_objection *item = objection(j, "gate-overridden");
    REQUIRE(item != NULL);
    CHECK_INT(j->verdict, TDM_VERDICT_FINE);
    CHECK_INT(item->verdict, TDM_VERDICT_FINE);
    CHECK_INT(deviations_of(j->after, "gate-overridden", NULL), 1);
    t = trial_of(mem, blocks, DONE "2026-03-29 override start-loading by physician-a, because \"Two weeks away\"\n",
                 enter);
    j = trial_judged(mem, &t, "2026-01-05");
    REQUIRE(j != NULL);
    CHECK_INT(j->verdict, TDM_VERDICT_REFUSED);
    CHECK_STR(tdm_str_of(verdict_on(mem, blocks, DONE, other_day)),
              "fine"); /* unused it stays visible, and stops nobody */
}

TEST("a question to the prescriber stands in nobody's way [M63 M120]") {
    struct trial t = trial_of(mem, blocks, DONE,
                              "2026-03-05 medicine by p-1, taken \"aspirin\" 100 mg, route mouth, "
                              "on prescription\n");
    const struct tdm_judgement *j = trial_judged(mem, &t, "2026-01-05");
    const struct tdm_objection *item = objection(j, "vital-substance");
    REQUIRE(item != NULL);
    CHECK_INT(item->verdict, TDM_VERDICT_FINE);
}

TEST("a window is moved by who may sign; the patient's move has no effect and is refused [M50 M118 M120]") {
    CHECK_STR(tdm_str_of(verdict_on(mem, blocks, DONE,
                                    "2026-03-20 move resume to 2026-03-25 by physician-a, because \"Heals well\"\n")),
              "fine");
    CHECK_STR(tdm_str_of(verdict_on(mem, blocks, DONE,
                                    "2026-03-20 move resume to 2026-03-25 by p-1, because \"I feel well\"\n")),
              "refused");
}

TEST("a signature from before the procedure would be spent or without its day, and is refused [M14 M44 M120]") {
    struct trial t = trial_of(mem, blocks, ENROL BASE, "2026-02-21 clear resume by physician-a\n");
    const struct tdm_judgement *j = trial_judged(mem, &t, "2026-01-05");
    REQUIRE(j != NULL && j->objection_count > 0);
    CHECK_INT(j->verdict, TDM_VERDICT_REFUSED);
    CHECK_STR(tdm_str_of(tdm_reason_id(j->objections[0].reason.code)), "signed-too-early");
}

TEST("several entries of one proposal are judged together, worst first, each by its own day [M120 M125]") {
    static const char two[] = "2026-03-05 session by p-1, with therapist-a\n  press 3x12, 40 kg, depth 60 deg\n"
                              "2026-03-29 clear resume by physician-a\n";
    struct trial t = trial_of(mem, blocks, DONE, two);
    const struct tdm_judgement *j = trial_judged(mem, &t, "2026-01-05");
    REQUIRE(j != NULL && j->objection_count == 2);
    CHECK_INT(j->objections[0].verdict, TDM_VERDICT_REFUSED);
    CHECK_INT(j->objections[1].verdict, TDM_VERDICT_NEEDS_REASON);
    CHECK_DATE(j->after->asof.on, "2026-03-29");
    /* what was already in the chart is not judged again */
    t = trial_of(mem, blocks, DONE "2026-03-05 session by p-1, with therapist-a\n  press 3x12, 40 kg, depth 60 deg\n",
                 "2026-03-30 clear resume by physician-a\n");
    j = trial_judged(mem, &t, "2026-01-05");
    REQUIRE(j != NULL);
    CHECK_INT(j->objection_count, 0);
    CHECK_INT(deviations_of(j->after, "session-above-ceiling", NULL), 1);
}

TEST("an entry that agrees with an earlier order lifts what a wrong order would be refused for [S06 M120]") {
    static const char sign[] = "2026-03-30 09:00 clear resume by physician-a\n";
    static const char enter[] = "2026-03-30 10:00 enter loading by therapist-a\n";
    CHECK_STR(tdm_str_of(verdict_on(mem, blocks, DONE, enter)), "refused");
    CHECK_STR(tdm_str_of(verdict_on(mem, blocks, DONE, sign)), "fine");
    CHECK_STR(tdm_str_of(verdict_on(mem, blocks, DONE "2026-03-30 09:00 clear resume by physician-a\n", enter)),
              "fine");
}

/* ---- the chart with another entry, and with one moved */

TEST("an extended chart keeps every entry, and its proposals are those of the file named [M120 M125]") {
    struct trial t = trial_begin(mem, blocks, DONE);
    REQUIRE(t.chart != NULL);
    const struct tdm_chart *longer = trial_extended(mem, t.chart, "2026-02-25 assess by therapist-a\n  reach 20 cm\n");
    REQUIRE(longer != NULL);
    REQUIRE(longer->entry_count == t.chart->entry_count + 1);
    uint32_t proposed = 0;
    for (uint32_t i = 0; i < longer->entry_count; i++)
        proposed += tdm_str_is(longer->entries[i].place.file, "the entry");
    CHECK_INT(proposed, 1);
    CHECK_DATE(longer->entries[2].date, "2026-02-25"); /* in its place by its day */
    CHECK_INT(t.chart->entry_count, 3);                /* the chart given is as it was */
    CHECK_INT(longer->entries[3].number, 4);           /* numbers follow the order with it */
}

TEST("an entry that the chart would refuse is refused as it would be in the file [M115 M120]") {
    struct trial t = trial_begin(mem, blocks, DONE);
    REQUIRE(t.chart != NULL);
    CHECK(trial_extended(mem, t.chart, "2026-02-25 revoke nothing by physician-a, because \"x\"\n") == NULL);
    CHECK(case_problems.errors > 0);
    CHECK(trial_extended(mem, t.chart, "2026-02-25 enrol by physician-a, name proc\n") == NULL); /* the name is taken */
    CHECK(case_problems.errors > 0);
    CHECK(trial_extended(mem, t.chart, "# nothing\n") == NULL);
    REQUIRE(case_problems.count == 1);
    CHECK_STR(tdm_str_of(case_problems.items[0].code), "H067");
    CHECK_STR(tdm_str_of(case_problems.items[0].what), "there is no entry to add");
}

TEST("an entry tried may refer to what is in the chart, and correct it [M31 M120]") {
    struct trial t = trial_of(mem, blocks, ENROL "2026-02-20 assess by therapist-a, name base\n  quads right 80 N.m\n",
                              "2026-02-21 correct base by therapist-a, because \"typing\"\n"
                              "  quads right 70 N.m, was 80 N.m\n");
    REQUIRE(t.after != NULL);
    REQUIRE(t.after->chart->reading_count == 1);
    tdm_value value;
    uint32_t said_by;
    REQUIRE(tdm_reading_known(t.after->chart, &t.after->chart->readings[0], TDM_INSTANT_NONE, &value, &said_by));
    CHECK_STR(number_of(mem, value), "70 N.m");
    REQUIRE(tdm_reading_known(t.before->chart, &t.before->chart->readings[0], TDM_INSTANT_NONE, &value, &said_by));
    CHECK_STR(number_of(mem, value), "80 N.m");
}

static const struct tdm_chart *shifted(struct tdm_arena *mem, const struct tdm_chart *chart, uint32_t entry,
                                       int32_t days) {
    const struct tdm_chart *other = NULL;
    tdm_problems_init(&case_problems);
    return tdm_chart_shift(mem, chart, entry, days, &tdm_zone_utc, &other, &case_problems) ? other : NULL;
}

TEST("a shifted event is recorded as much later as it happens; a shifted plan speaks of another day [M21 M116 F040]") {
    struct trial t = trial_begin(mem, "",
                                 ENROL "2026-02-10 plan procedure on 2026-03-02 by physician-a\n" BASE
                                       "2026-03-02 procedure graft performed by physician-a, recorded "
                                       "2026-03-03T08:00Z\n");
    REQUIRE(t.chart != NULL && t.chart->entry_count == 4);
    const struct tdm_chart *other = shifted(mem, t.chart, 1, 9);
    REQUIRE(other != NULL);
    CHECK_DATE(other->entries[1].date, "2026-02-10");
    CHECK_DATE(other->entries[1].other_date, "2026-03-11");
    other = shifted(mem, t.chart, 3, 9);
    REQUIRE(other != NULL);
    CHECK_DATE(other->entries[3].date, "2026-03-11");
    CHECK_INT(other->entries[3].recorded.ms - t.chart->entries[3].recorded.ms, 9LL * 24 * 60 * 60 * 1000);
    CHECK_DATE(t.chart->entries[3].date, "2026-03-02");
    other = shifted(mem, t.chart, 3, -12); /* before the assessment: it takes its place in the order */
    REQUIRE(other != NULL);
    CHECK_DATE(other->entries[2].date, "2026-02-18");
    CHECK_INT(other->entries[2].kind, TDM_ENTRY_PROCEDURE);
    other = shifted(mem, t.chart, 0, 0);
    REQUIRE(other != NULL && other->entry_count == 4);
    CHECK_INT(other->entries[0].recorded.ms, t.chart->entries[0].recorded.ms);
}
