/* engine_neighbours_test.c - the person's other episodes (M69): their limits bind what loads their sites, their
 * restrictions hold for the whole person, and where the two disagree both are told. */
#include "trial_ground.h"

#define ENROL "2026-01-05 enrol by physician-a\n"
#define DONE  ENROL "2026-03-02 procedure graft performed by physician-a\n"

static const char nsaid[] = "restrict no-nsaid\n"
                            "  substance class nsaid\n"
                            "  from 7 days before procedure  [own]\n"
                            "  until 4 weeks after procedure  [own]\n"
                            "  because \"It may blunt the repair\"\n";

static const char left_head[] =
    "chart e-2\n  patient p-1\n  site knee, left\n  protocol small version 1.0\n"
    "  zone UTC\n  synthetic\n  people\n    physician-a physician\n    physician-b physician\n"
    "    therapist-b physical-therapist\n    p-1 patient\n";

struct pair {
    const struct tdm_case *cases[2];
};

/* The right knee, and another episode of the same person. */
static struct pair pair_of(struct tdm_arena *mem, const char *mine, const char *head, const char *theirs) {
    struct pair p = {{case_open(mem, nsaid, mine), case_with_head(mem, head, nsaid, theirs)}};
    return p;
}

static const struct tdm_standing *seen(struct tdm_arena *mem, const struct pair *p, const char *on) {
    if (p->cases[0] == NULL || p->cases[1] == NULL) return NULL;
    return tdm_standing_of(mem, p->cases[0], p->cases, 2, (struct tdm_asof){day(on), TDM_INSTANT_NONE});
}

static const struct tdm_exercise_answer *exercise(const struct tdm_standing *s, const char *name) {
    tdm_ref ref = named(s, TDM_KIND_EXERCISE, name);
    for (uint32_t i = 0; s != NULL && i < s->exercise_count; i++)
        if (s->exercises[i].exercise == ref) return &s->exercises[i];
    check_failed(__FILE__, __LINE__, "no exercise %s", name);
    return NULL;
}

static const struct tdm_conflict *conflict(const struct tdm_standing *s, enum tdm_conflict_kind kind,
                                           const char *name) {
    tdm_ref ref = name == NULL ? TDM_REF_NONE : named(s, TDM_KIND_EXERCISE, name);
    for (uint32_t i = 0; i < s->conflict_count; i++)
        if (s->conflicts[i].kind == kind && s->conflicts[i].exercise == ref) return &s->conflicts[i];
    return NULL;
}

TEST("both knees: an exercise of one leg is free of the other's limit, one of both legs is not [M69 M70 G10 F019]") {
    /* the right knee may be loaded heavily (its preparation); the left one was treated three days ago */
    struct pair p =
        pair_of(mem, ENROL "2026-02-01 prescribe by therapist-a\n  squat 3x12\n  press 3x12, 70 kg, depth 60 deg\n",
                left_head, DONE);
    const struct tdm_standing *s = seen(mem, &p, "2026-03-05");
    REQUIRE(s != NULL && s->neighbour_count == 1);
    const struct tdm_exercise_answer *squat = exercise(s, "squat"), *press = exercise(s, "press");
    REQUIRE(squat != NULL && press != NULL);
    CHECK_INT(squat->verdict, TDM_EXERCISE_MAY_NOT);
    CHECK_INT(squat->neighbour, 0);
    CHECK_STR(tdm_str_of(tdm_reason_id(squat->reason.code)), "above-ceiling");
    CHECK_INT(press->verdict, TDM_EXERCISE_MAY);
    CHECK_INT(press->neighbour, TDM_NEIGHBOUR_NONE);
    REQUIRE(conflict(s, TDM_CONFLICT_EXERCISE, "squat") != NULL);
    CHECK(conflict(s, TDM_CONFLICT_EXERCISE, "press") == NULL);
}

TEST("the other side's limit does not lower this side's own ceiling [M69 M70 G10]") {
    struct pair p = pair_of(mem, ENROL, left_head, DONE);
    const struct tdm_standing *both = seen(mem, &p, "2026-03-05"), *alone = standing_on(mem, p.cases[0], "2026-03-05");
    REQUIRE(both != NULL && alone != NULL);
    CHECK_INT(both->ceiling.load_class, alone->ceiling.load_class);
    CHECK(both->neighbours[0].ceiling.load_class < both->ceiling.load_class);
}

TEST("a medicine that both charts restrict has one last day for the person: the later one [M69 M10 F019]") {
    static const char later[] = ENROL "2026-03-10 procedure graft performed by physician-b\n";
    struct pair p = pair_of(mem, DONE, left_head, later);
    const struct tdm_standing *s = seen(mem, &p, "2026-03-12");
    REQUIRE(s != NULL && s->neighbour_count == 1);
    const struct tdm_conflict *medicine = conflict(s, TDM_CONFLICT_SUBSTANCE, NULL);
    REQUIRE(medicine != NULL);
    CHECK_DATE(s->restrictions[medicine->mine].last, "2026-03-30");
    CHECK_DATE(s->neighbours[0].restrictions[medicine->theirs].last, "2026-04-07");
    CHECK_DATE(medicine->date, "2026-04-07");
    s = seen(mem, &p, "2026-03-31"); /* over here, in force there: no two answers of one day */
    REQUIRE(s != NULL);
    CHECK(conflict(s, TDM_CONFLICT_SUBSTANCE, NULL) == NULL);
}

TEST("the same last day on both charts is no conflict [M69]") {
    struct pair p = pair_of(mem, DONE, left_head, DONE);
    const struct tdm_standing *s = seen(mem, &p, "2026-03-12");
    REQUIRE(s != NULL && s->neighbour_count == 1);
    CHECK(conflict(s, TDM_CONFLICT_SUBSTANCE, NULL) == NULL);
}

TEST("a procedure planned on the other chart is told early, for what will load its site [M69 M13 G10 F019]") {
    static const char planned[] = ENROL "2026-02-20 plan procedure on 2026-03-20 by physician-b\n";
    struct pair p = pair_of(mem, ENROL "2026-02-01 prescribe by therapist-a\n  squat 3x12\n", left_head, planned);
    const struct tdm_standing *s = seen(mem, &p, "2026-02-25");
    REQUIRE(s != NULL && s->neighbour_count == 1);
    CHECK_DATE(s->neighbours[0].planned_procedure, "2026-03-20");
    const struct tdm_conflict *early = conflict(s, TDM_CONFLICT_PLANNED, "squat");
    REQUIRE(early != NULL);
    CHECK_DATE(early->date, "2026-03-20");
    CHECK(conflict(s, TDM_CONFLICT_PLANNED, "press") == NULL);  /* one leg */
    CHECK_INT(exercise(s, "squat")->verdict, TDM_EXERCISE_MAY); /* told, and not yet barred */
    s = seen(mem, &p, "2026-02-19");                            /* the plan was not made yet */
    REQUIRE(s != NULL);
    CHECK_INT(s->conflict_count, 0);
}

TEST("an episode that has not begun, or has ended, limits nobody [M69 M22 M98]") {
    struct pair p = pair_of(mem, ENROL, left_head,
                            "2026-02-01 enrol by physician-b\n2026-03-02 procedure graft performed by physician-b\n"
                            "2026-03-10 end declined by p-1\n");
    const struct tdm_standing *s = seen(mem, &p, "2026-01-31");
    REQUIRE(s != NULL);
    CHECK_INT(s->neighbour_count, 0);
    s = seen(mem, &p, "2026-03-05");
    REQUIRE(s != NULL);
    CHECK_INT(s->neighbour_count, 1);
    s = seen(mem, &p, "2026-03-11");
    REQUIRE(s != NULL);
    CHECK_INT(s->neighbour_count, 0);
}

TEST("an episode among its own others is passed over, and the order of charts changes no verdict [M69 M125]") {
    struct pair p = pair_of(mem, ENROL "2026-02-01 prescribe by therapist-a\n  squat 3x12\n", left_head, DONE);
    REQUIRE(p.cases[0] != NULL && p.cases[1] != NULL);
    const struct tdm_case *turned[] = {p.cases[1], p.cases[0]};
    struct tdm_asof asof = {day("2026-03-05"), TDM_INSTANT_NONE};
    const struct tdm_standing *a = seen(mem, &p, "2026-03-05"), *b = tdm_standing_of(mem, p.cases[0], turned, 2, asof);
    REQUIRE(a != NULL);
    tdm_digest one = tdm_standing_digest(a, mem), two = tdm_standing_digest(b, mem);
    CHECK(memcmp(&one, &two, sizeof one) == 0);
}

TEST("what another episode does not allow wants a signed reason before it is prescribed here [M69 M120 G10]") {
    struct pair p = pair_of(mem, ENROL, left_head, DONE);
    REQUIRE(p.cases[0] != NULL && p.cases[1] != NULL);
    static const struct {
        const char *added;
        enum tdm_verdict verdict;
    } rows[] = {
        {"2026-03-05 prescribe by therapist-a\n  squat 3x12\n", TDM_VERDICT_NEEDS_REASON},
        {"2026-03-05 prescribe by therapist-a, because \"Agreed with physician-b\"\n  squat 3x12\n", TDM_VERDICT_FINE},
        {"2026-03-05 prescribe by therapist-a\n  press 3x12, 40 kg, depth 60 deg\n", TDM_VERDICT_FINE}};
    for (size_t i = 0; i < TDM_COUNT(rows); i++) {
        struct trial t = trial_of(mem, nsaid, ENROL, rows[i].added);
        REQUIRE(t.after != NULL);
        struct tdm_proposal proposal = {t.before, t.after, TDM_STR("the entry"), &p.cases[1], 1};
        const struct tdm_judgement *j =
            tdm_judge(mem, &proposal, (struct tdm_asof){day("2026-03-05"), TDM_INSTANT_NONE});
        CHECK_INT(j->verdict, rows[i].verdict);
    }
}

static const char same_head[] =
    "chart e-2\n  patient p-1\n  site knee, right\n  protocol small version 1.0\n"
    "  zone UTC\n  synthetic\n  people\n    physician-a physician\n    physician-b physician\n"
    "    therapist-b physical-therapist\n    p-1 patient\n";

TEST("two episodes of one knee: an exercise of one leg is bound by both, and neither is the other side's [M69 M36 "
     "F019]") {
    static const char mine[] = ENROL "2026-02-01 prescribe by therapist-a\n  press 3x12, 70 kg, depth 60 deg\n";
    struct pair same = pair_of(mem, mine, same_head, DONE), left = pair_of(mem, mine, left_head, DONE);
    const struct tdm_standing *s = seen(mem, &same, "2026-03-05"), *other = seen(mem, &left, "2026-03-05");
    REQUIRE(s != NULL && other != NULL);
    CHECK_INT(exercise(s, "press")->verdict, TDM_EXERCISE_MAY_NOT);
    CHECK_INT(exercise(s, "press")->neighbour, 0);
    CHECK(conflict(s, TDM_CONFLICT_EXERCISE, "press") != NULL);
    CHECK(!s->other_side_affected);
    CHECK_INT(exercise(other, "press")->verdict, TDM_EXERCISE_MAY);
    CHECK(other->other_side_affected);
}

TEST("up to a load that another episode allows is no conflict of the two, only what it forbids is [M69 M70]") {
    static const char mine[] = ENROL "2026-02-01 prescribe by therapist-a\n  press 3x12, depth 60 deg\n";
    struct pair p;
    case_base = case_changed(mem, "  load at most high  [own]\n  offer press, slide\n", "  offer press, slide\n");
    p.cases[0] = case_open(mem, nsaid, mine); /* its own phase sets no limit */
    case_base = case_protocol;
    p.cases[1] = case_with_head(mem, same_head, nsaid, DONE);
    const struct tdm_standing *s = seen(mem, &p, "2026-03-05");
    REQUIRE(s != NULL);
    CHECK_INT(exercise(s, "press")->verdict, TDM_EXERCISE_MAY_UP_TO);
    CHECK_INT(exercise(s, "press")->neighbour, 0);
    CHECK(conflict(s, TDM_CONFLICT_EXERCISE, "press") == NULL);
}

TEST("a substance that one episode never frees has no day on which both do [M69 M65]") {
    static const char always[] = "restrict no-nsaid\n  substance class nsaid\n  from 7 days before procedure  [own]\n"
                                 "  without end  [own]\n  because \"Not with this stomach\"\n";
    struct pair p = {{case_open(mem, always, DONE), case_with_head(mem, left_head, nsaid, DONE)}};
    const struct tdm_standing *s = seen(mem, &p, "2026-03-05");
    REQUIRE(s != NULL);
    const struct tdm_conflict *item = conflict(s, TDM_CONFLICT_SUBSTANCE, NULL);
    REQUIRE(item != NULL);
    CHECK_DATE(item->date, "none");
}

TEST("an exercise that loads nothing of the other episode is no matter of it [M69 M70]") {
    struct pair p = pair_of(mem, ENROL "2026-02-01 prescribe by therapist-a\n  bridge 3x12\n", left_head, DONE);
    const struct tdm_standing *s = seen(mem, &p, "2026-03-05");
    REQUIRE(s != NULL);
    CHECK_INT(exercise(s, "bridge")->neighbour, TDM_NEIGHBOUR_NONE);
}
