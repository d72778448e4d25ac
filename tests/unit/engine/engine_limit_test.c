/* engine_limit_test.c - limits that begin or end by other things than the procedure, a `never` that bars nothing, flags
 * that hold side by side, doses whose words differ, and what differs between two standings in one thing alone. */
#include "engine/worklist.h"
#include "load_ground.h"

#define BEGUN   "2026-01-05 09:00 enrol by physician-a\n"
#define DONE_ON "2026-02-02 11:00 procedure graft by physician-a\n"

static tdm_str ceiling_of(const struct tdm_standing *s) {
    if (s == NULL || !s->ceiling.has_class) return TDM_STR("none");
    return tdm_catalog_load_scale(s->episode->protocol->catalog)->steps[s->ceiling.load_class];
}

/* ---- never */

TEST("a never-clause on the lowest class bars nothing, one on the next class leaves the lowest [M4 M71]") {
    static const char lowest[] = "never offer rest before 10 weeks after enrolment  [own]\n",
                      next[] = "never offer active before 10 weeks after enrolment  [own]\n";
    CHECK_STR(ceiling_of(standing_on(mem, case_open(mem, lowest, BEGUN), "2026-01-06")), "high");
    CHECK_STR(ceiling_of(standing_on(mem, case_open(mem, next, BEGUN), "2026-01-06")), "rest");
}

TEST("two never-clauses hold each until its own day, and the one before its anchor not yet [M4 M71]") {
    static const char two[] = "never offer high before 4 weeks after procedure  [own]\n"
                              "never offer moderate before 2 weeks after procedure  [own]\n";
    const struct tdm_case *episode =
        case_open(mem, two, BEGUN DONE_ON "2026-02-02 12:00 enter prepare by physician-a\n");
    CHECK_STR(ceiling_of(standing_on(mem, episode, "2026-02-01")), "high"); /* nothing has happened yet */
    CHECK_STR(ceiling_of(standing_on(mem, episode, "2026-02-15")), "low");
    static const char free[] = "never offer high before 4 weeks after enrolment  [own]\n"
                               "never offer moderate before 2 weeks after enrolment  [own]\n";
    episode = case_open(mem, free, BEGUN);
    CHECK_STR(ceiling_of(standing_on(mem, episode, "2026-01-18")), "low");
    CHECK_STR(ceiling_of(standing_on(mem, episode, "2026-01-19")), "moderate");
    CHECK_STR(ceiling_of(standing_on(mem, episode, "2026-02-01")), "moderate");
    CHECK_STR(ceiling_of(standing_on(mem, episode, "2026-02-02")), "high");
}

/* ---- restrictions */

TEST("each of many restrictions that hold together is a term of the ceiling [M65 M70 M72]") {
    enum { MANY = 60 };
    struct tdm_buf text;
    uint32_t found = 0;
    tdm_buf_init(&text, mem, 1 << 16);
    for (int i = 0; i < MANY; i++)
        tdm_buf_format(&text,
                       "restrict light-%d\n  load above low\n  from enrolment  [own]\n  until %d weeks after "
                       "enrolment  [own]\n  because \"Light\"\n",
                       i, 10 + i);
    const struct tdm_standing *s =
        standing_on(mem, case_open(mem, tdm_arena_str(mem, tdm_buf_str(&text)).at, BEGUN), "2026-01-08");
    CHECK_STR(ceiling_of(s), "low");
    for (uint32_t i = 0; s != NULL && i < s->ceiling.term_count; i++)
        found += s->ceiling.terms[i].source == TDM_CEILING_RESTRICTION && s->ceiling.terms[i].binding;
    CHECK_INT(found, MANY);
}

static const struct tdm_restriction_answer *first_restriction(struct tdm_arena *mem, const char *from,
                                                              const char *until, const char *entries, const char *on) {
    struct tdm_buf text;
    tdm_buf_init(&text, mem, 4096);
    tdm_buf_format(&text, "restrict light\n  load above low\n  from %s  [own]\n  %s  [own]\n  because \"Light\"\n",
                   from, until);
    const struct tdm_standing *s =
        standing_on(mem, case_open(mem, tdm_arena_str(mem, tdm_buf_str(&text)).at, entries), on);
    return s == NULL ? NULL : &s->restrictions[0];
}

TEST(
    "a restriction that begins with a phase waits for the phase, and a planned repeat does not move it [M13 M14 M65]") {
    static const char loading[] = BEGUN DONE_ON "2026-03-02 10:00 clear resume by physician-a\n"
                                                "2026-03-04 10:00 enter loading by therapist-a\n",
                      repeat[] = BEGUN DONE_ON "2026-03-02 10:00 clear resume by physician-a\n"
                                               "2026-03-04 10:00 enter loading by therapist-a\n"
                                               "2026-03-05 plan procedure on 2026-04-10 by physician-a\n";
    const struct tdm_restriction_answer *a =
        first_restriction(mem, "start of loading", "until 3 weeks after start of loading", BEGUN DONE_ON, "2026-03-06");
    REQUIRE(a != NULL);
    CHECK_INT(a->state, TDM_RESTRICTION_NO_DATE);
    a = first_restriction(mem, "start of loading", "until 3 weeks after start of loading", loading, "2026-03-06");
    REQUIRE(a != NULL);
    CHECK_INT(a->state, TDM_RESTRICTION_IN_FORCE);
    CHECK_DATE(a->last, "2026-03-25");
    a = first_restriction(mem, "start of loading", "until 3 weeks after start of loading", repeat, "2026-03-06");
    REQUIRE(a != NULL);
    CHECK_DATE(a->last, "2026-03-25");
    CHECK(!a->planned);
    a = first_restriction(mem, "enrolment", "until 30 weeks after enrolment", repeat, "2026-03-06");
    REQUIRE(a != NULL);
    CHECK_DATE(a->last, "2026-08-03");
    a = first_restriction(mem, "procedure", "until 2 weeks after procedure", repeat, "2026-03-06");
    REQUIRE(a != NULL);
    CHECK_INT(a->state, TDM_RESTRICTION_OVER); /* what begins with the repeat waits for it */
    a = first_restriction(mem, "7 days before procedure", "until 2 weeks after procedure", repeat, "2026-04-04");
    REQUIRE(a != NULL);
    CHECK_INT(a->state, TDM_RESTRICTION_IN_FORCE); /* what lies before it is driven by its plan */
    CHECK(a->planned);
}

TEST("an answer is told as planned where either end of its span hangs on the plan, and only there [M13]") {
    static const char plan[] = BEGUN "2026-01-06 plan procedure on 2026-02-02 by physician-a\n";
    static const struct {
        const char *from, *until;
        bool planned;
    } rows[] = {{"7 days before procedure", "without end", true},
                {"7 days before procedure", "until clearance resume", true},
                {"enrolment", "until 2 weeks after procedure", true},
                {"7 days before procedure", "until 2 weeks after procedure", true},
                {"enrolment", "until 2 weeks after enrolment", false},
                {"enrolment", "without end", false},
                {"enrolment", "until clearance resume", false}};
    for (size_t i = 0; i < TDM_COUNT(rows); i++) {
        const struct tdm_restriction_answer *a =
            first_restriction(mem, rows[i].from, rows[i].until, plan, "2026-01-10");
        REQUIRE(a != NULL);
        if (a->planned != rows[i].planned) check_failed(__FILE__, __LINE__, "%s %s", rows[i].from, rows[i].until);
    }
}

/* ---- records of a procedure among other entries */

TEST("no other entry is a record of a procedure [M15]") {
    CHECK_TRUTH(judged(mem, "record of procedure graft within 90 days",
                       BEGUN "2026-02-02 09:00 diary by p-1\n  pain 2\n", "2026-03-10"),
                "unmet");
    CHECK_TRUTH(judged(mem, "record of procedure graft within 90 days",
                       BEGUN DONE_ON "2026-02-03 09:00 diary by p-1\n  pain 2\n", "2026-03-10"),
                "met");
    CHECK_TRUTH(judged(mem, "record of procedure graft within 90 days",
                       BEGUN "2026-02-02 11:00 procedure graft by physician-a, name g\n"
                             "2026-02-03 withdraw g by physician-a, because \"another patient\"\n",
                       "2026-03-10"),
                "unmet");
    CHECK_TRUTH(judged(mem, "record of finding stiff-gait within 90 days",
                       BEGUN "2026-02-02 finding tender opened by therapist-a\n", "2026-03-10"),
                "unmet");
    CHECK_TRUTH(judged(mem, "record of finding stiff-gait within 90 days",
                       BEGUN "2026-02-02 finding stiff-gait opened by therapist-a\n", "2026-03-10"),
                "met");
}

/* ---- two flags that hold, and the list of work */

TEST("each of two flags that hold is escalated to its own role, and the one that holds is named [F016 M96]") {
    static const char entries[] = BEGUN DONE_ON "2026-03-02 10:00 clear resume by physician-a\n"
                                                "2026-03-04 10:00 enter loading by therapist-a\n"
                                                "2026-03-06 flag flare raised by p-1\n"
                                                "2026-03-07 flag infection-signs raised by p-1\n";
    static const char one_flag[] = "flag flare\n  escalate to physical-therapist within 2 days  [own]\n  then hold\n";
    const struct tdm_standing *s = standing_on(mem, case_open(mem, one_flag, entries), "2026-03-08");
    const struct tdm_standing *all[1] = {s};
    REQUIRE(s != NULL && s->open_count == 2);
    struct tdm_worklist list = tdm_worklist_of(mem, all, 1, 0);
    uint32_t emergencies = 0, holding = 0;
    for (uint32_t i = 0; i < list.count; i++) {
        emergencies += list.items[i].rank == TDM_WORK_EMERGENCY;
        holding += list.items[i].held_phase != TDM_REF_NONE;
    }
    CHECK_INT(emergencies, 1);
    CHECK(holding >= 1);
    CHECK_INT(list.items[0].rank, TDM_WORK_EMERGENCY);
}

/* ---- settled by the next morning */

TEST("settled asks every one of its sessions for its morning, and the first that was worse decides [M74]") {
    static const char rule[] =
        "progress up\n  for rig\n  in loading\n"
        "  advance load by 5% when settled by next morning, last 2 sessions  [own]\n  otherwise hold  [own]\n";
#define DAY(day, before, next, after)                                                                                  \
    "2026-03-" day " 08:00 diary by p-1\n  pain-now " before "\n"                                                      \
    "2026-03-" day " 17:00 session by p-1\n  rig 3x10, 30 kg\n"                                                        \
    "2026-03-" next " 08:00 diary by p-1\n  pain-now " after "\n"
#define SESSION(day) "2026-03-" day " 17:00 session by p-1\n  rig 3x10, 30 kg\n"
    const char *both = joined(mem, PRESCRIBED("rig 3x10, 30 kg"), DAY("06", "2", "07", "2") DAY("09", "2", "10", "1"));
    CHECK_TARGET(rule, both, "2026-03-11", "31 kg advanced");
    const char *worse = joined(mem, PRESCRIBED("rig 3x10, 30 kg"), DAY("06", "2", "07", "3") DAY("09", "2", "10", "1"));
    CHECK_TARGET(rule, worse, "2026-03-11", "30 kg otherwise");
    const char *silent = joined(mem, PRESCRIBED("rig 3x10, 30 kg"), SESSION("06") DAY("09", "2", "10", "1"));
    CHECK_TARGET(rule, silent, "2026-03-11", "30 kg otherwise");
    const char *one = joined(mem, PRESCRIBED("rig 3x10, 30 kg"), DAY("09", "2", "10", "1"));
    CHECK_TARGET(rule, one, "2026-03-11", "30 kg otherwise");
}
