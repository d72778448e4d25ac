/* engine_owed_test.c - who owes what by when: derived from the day, waiting while it cannot be done, on time by the day
 * it was done, and nothing after an end. */
#include "engine_case.h"

#define ENROL "2026-01-05 enrol by physician-a\n"
#define RECORD                                                                                                         \
    "2026-03-02 11:00 procedure graft performed by physician-a\n  source \"fat\"\n  preparation \"same session\"\n"    \
    "  site knee, right\n  guidance ultrasound\n  operator physician-a\n"
#define BASE "2026-02-20 assess by therapist-a\n  quads right 80 N.m\n"
#define DONE ENROL BASE RECORD

static const char diary[] = "owe diary\n"
                            "  by patient, every 1 days, from procedure until 12 weeks after procedure  [own]\n"
                            "    pain\n";

static const struct tdm_owed *owed_one(const struct tdm_standing *s, enum tdm_owed_kind kind) {
    const struct tdm_owed *first = NULL;
    return s != NULL && owed_of(s, kind, &first) == 1 ? first : NULL;
}

TEST("a baseline is owed by whoever may measure it, until the day before the planned procedure [M90 S64 S65 F005]") {
    static const char entries[] = ENROL "2026-01-06 plan procedure on 2026-03-02 by physician-a\n";
    const struct tdm_case *episode = case_open(mem, "", entries);
    const struct tdm_owed *owed = owed_one(standing_on(mem, episode, "2026-02-10"), TDM_OWED_BASELINE);
    REQUIRE(owed != NULL);
    CHECK(owed->roles == role_mask(standing_on(mem, episode, "2026-02-10"), "physical-therapist"));
    CHECK_DATE(owed->due, "2026-03-01");
    CHECK_INT(owed->state, TDM_OWED_DUE);
    CHECK_INT(owed->measure, tdm_protocol_measure(episode->protocol, TDM_STR("quads")));
    owed = owed_one(standing_on(mem, episode, "2026-03-02"), TDM_OWED_BASELINE);
    REQUIRE(owed != NULL);
    CHECK_INT(owed->state, TDM_OWED_OVERDUE);
}

TEST("a postponed procedure makes a baseline too old again [M83 M116 S64]") {
    static const char entries[] = ENROL BASE "2026-02-21 plan procedure on 2026-03-02 by physician-a\n"
                                             "2026-03-01 plan procedure on 2026-05-04 by physician-a\n";
    const struct tdm_case *episode = case_open(mem, "", entries);
    CHECK_INT(owed_of(standing_on(mem, episode, "2026-02-28"), TDM_OWED_BASELINE, NULL), 0);
    const struct tdm_owed *owed = owed_one(standing_on(mem, episode, "2026-03-01"), TDM_OWED_BASELINE);
    REQUIRE(owed != NULL); /* six weeks before 2026-05-04 is 2026-03-23 */
    CHECK_DATE(owed->due, "2026-05-03");
}

TEST("a daily diary is owed on its day and overdue on the next, and one line settles it [M89 F045]") {
    static const char entries[] = DONE "2026-03-02 diary by p-1\n  pain 3\n"
                                       "2026-03-03 diary by p-1\n  pain 3\n";
    const struct tdm_case *episode = case_open(mem, diary, entries);
    CHECK_INT(owed_of(standing_on(mem, episode, "2026-03-03"), TDM_OWED_DIARY, NULL), 0);
    const struct tdm_owed *owed = owed_one(standing_on(mem, episode, "2026-03-04"), TDM_OWED_DIARY);
    REQUIRE(owed != NULL);
    CHECK_INT(owed->state, TDM_OWED_DUE);
    CHECK_DATE(owed->due, "2026-03-04");
    CHECK(owed->roles == role_mask(standing_on(mem, episode, "2026-03-04"), "patient"));
    owed = owed_one(standing_on(mem, episode, "2026-03-06"), TDM_OWED_DIARY);
    REQUIRE(owed != NULL);
    CHECK_INT(owed->state, TDM_OWED_OVERDUE);
    CHECK_DATE(owed->reason.date, "2026-03-03");
}

TEST("what was done on its day and written down later is on time, once it is known [M20 M89 F047]") {
    static const char entries[] = DONE "2026-03-03 diary by p-1, recorded 2026-03-06T09:00Z\n  pain 3\n"
                                       "2026-03-06 diary by p-1, recorded 2026-03-06T20:00Z\n  pain 3\n";
    const struct tdm_case *episode = case_open(mem, diary, entries);
    const struct tdm_owed *owed =
        owed_one(standing_known(mem, episode, "2026-03-04", "2026-03-05T09:00Z"), TDM_OWED_DIARY);
    REQUIRE(owed != NULL);
    CHECK_INT(owed->state, TDM_OWED_OVERDUE);
    owed = owed_one(standing_on(mem, episode, "2026-03-04"), TDM_OWED_DIARY);
    REQUIRE(owed != NULL);
    CHECK_INT(owed->state, TDM_OWED_DUE);
    CHECK_DATE(owed->reason.date, "2026-03-03");
    CHECK_INT(owed_of(standing_on(mem, episode, "2026-03-06"), TDM_OWED_DIARY, NULL), 0);
}

TEST("a diary of two lines is owed until both are there, and the one that is missing is named [M90 F045]") {
    static const char both[] = "owe diary\n"
                               "  by patient, every 1 days, from procedure until 12 weeks after procedure  [own]\n"
                               "    pain\n    pain-now\n";
    static const char one[] = DONE "2026-03-02 diary by p-1\n  pain 3, pain-now 2\n"
                                   "2026-03-03 diary by p-1\n  pain 3\n";
    const struct tdm_case *episode = case_open(mem, both, one);
    const struct tdm_owed *owed = owed_one(standing_on(mem, episode, "2026-03-03"), TDM_OWED_DIARY);
    REQUIRE(owed != NULL);
    CHECK_INT(owed->measure, tdm_protocol_measure(episode->protocol, TDM_STR("pain-now")));
    CHECK_DATE(owed->reason.date, "2026-03-02");
    static const char two[] = DONE "2026-03-03 diary by p-1\n  pain 3, pain-now 2\n";
    CHECK_INT(owed_of(standing_on(mem, case_open(mem, both, two), "2026-03-03"), TDM_OWED_DIARY, NULL), 0);
}

TEST("a time point has both ends inside; a reading outside it is kept and settles nothing [M101 F047 F057]") {
    static const struct {
        const char *entries, *on;
        int state; /* -1: not owed */
    } rows[] = {{DONE, "2026-03-13", TDM_OWED_UPCOMING},
                {DONE, "2026-03-14", TDM_OWED_DUE},
                {DONE, "2026-03-17", TDM_OWED_DUE},
                {DONE, "2026-03-18", TDM_OWED_OVERDUE},
                {DONE "2026-03-14 diary by p-1\n  points 50\n", "2026-03-18", -1},
                {DONE "2026-03-17 diary by p-1\n  points 50\n", "2026-03-18", -1},
                {DONE "2026-03-13 diary by p-1\n  points 50\n", "2026-03-14", TDM_OWED_DUE},
                {DONE "2026-03-18 diary by p-1\n  points 50\n", "2026-03-18", TDM_OWED_OVERDUE}};
    case_base = case_changed(mem, "  ends by clearance resume\n",
                             "  ends by clearance resume\n"
                             "  assess 12 to 15 days after procedure  [own]\n"
                             "    points\n");
    for (size_t i = 0; i < TDM_COUNT(rows); i++) {
        const struct tdm_standing *s = standing_on(mem, case_open(mem, "", rows[i].entries), rows[i].on);
        const struct tdm_owed *owed = NULL;
        uint32_t count = owed_of(s, TDM_OWED_ASSESSMENT, &owed);
        CHECK_INT(count, rows[i].state < 0 ? 0 : 1);
        if (owed == NULL) continue;
        CHECK_INT(owed->state, rows[i].state);
        CHECK_DATE(owed->from, "2026-03-14");
        CHECK_DATE(owed->due, "2026-03-17");
    }
    case_base = case_protocol;
}

TEST("a signature that is not yet lawful is ahead, then due, then overdue past the longest window [M44 M52 M90]") {
    /* lawful from 2026-03-30, the repair lasts at most through 2026-04-27 */
    const struct tdm_case *episode = case_open(mem, "", DONE);
    static const struct {
        const char *on;
        int state;
    } rows[] = {{"2026-03-29", TDM_OWED_UPCOMING},
                {"2026-03-30", TDM_OWED_DUE},
                {"2026-04-27", TDM_OWED_DUE},
                {"2026-04-28", TDM_OWED_OVERDUE}};
    CHECK_INT(owed_of(standing_on(mem, episode, "2026-03-22"), TDM_OWED_SIGNATURE, NULL), 0);
    for (size_t i = 0; i < TDM_COUNT(rows); i++) {
        const struct tdm_standing *s = standing_on(mem, episode, rows[i].on);
        const struct tdm_owed *owed = owed_one(s, TDM_OWED_SIGNATURE);
        REQUIRE(owed != NULL);
        CHECK_INT(owed->state, rows[i].state);
        CHECK(owed->roles == role_mask(s, "physician"));
        CHECK_DATE(owed->reason.date, "2026-03-30");
    }
}

TEST("what cannot be done yet waits without a due day, and is not overdue while it waits [M88]") {
    static const char entries[] =
        DONE "2026-04-20 move resume to 2026-05-04 by physician-a, because \"slow healing\"\n";
    const struct tdm_case *episode = case_open(mem, "", entries);
    const struct tdm_owed *owed = owed_one(standing_on(mem, episode, "2026-04-29"), TDM_OWED_SIGNATURE);
    REQUIRE(owed != NULL);
    CHECK_INT(owed->state, TDM_OWED_WAITING);
    CHECK_DATE(owed->due, "none");
    CHECK_DATE(owed->from, "2026-05-04");
    owed = owed_one(standing_on(mem, episode, "2026-05-04"), TDM_OWED_SIGNATURE);
    REQUIRE(owed != NULL);
    CHECK_INT(owed->state, TDM_OWED_OVERDUE);
}

TEST("what a phase begins with is owed from its first day, and names its clause [M88 M90]") {
    static const char entries[] = DONE "2026-04-01 clear resume by physician-a\n"
                                       "2026-04-01 enter loading by therapist-a\n";
    const struct tdm_case *episode = case_open(mem, "", entries);
    const struct tdm_owed *owed = owed_one(standing_on(mem, episode, "2026-04-01"), TDM_OWED_ASSESSMENT);
    REQUIRE(owed != NULL);
    CHECK_INT(owed->state, TDM_OWED_DUE);
    CHECK(owed->clause != TDM_CLAUSE_NONE);
    CHECK(owed->reason.clause == owed->clause);
    CHECK_INT(owed->measure, tdm_protocol_measure(episode->protocol, TDM_STR("quads")));
}

TEST("a gate that cannot tell makes every role that may record the missing thing owe it [M26 M90]") {
    case_base = case_changed(mem, "gate start-loading opens loading  [own]\n",
                             "gate start-loading opens loading  [own]\n"
                             "  points at least 50 points, latest within 7 days\n"
                             "  no open flag, screened within 7 days\n");
    static const char entries[] = DONE "2026-04-01 clear resume by physician-a\n";
    const struct tdm_standing *s = standing_on(mem, case_open(mem, "", entries), "2026-04-02");
    case_base = case_protocol;
    const struct tdm_owed *measure = owed_one(s, TDM_OWED_MEASURE), *screen = owed_one(s, TDM_OWED_SCREEN);
    REQUIRE(measure != NULL && screen != NULL);
    CHECK(measure->roles == role_mask(s, "patient"));
    CHECK_STR(tdm_str_of(tdm_reason_id(measure->reason.code)), "owed-unknown");
    CHECK_INT(screen->state, TDM_OWED_DUE);
}

TEST("the fields missing in a procedure's record are owed, and the clock runs [M95]") {
    static const char entries[] = ENROL "2026-03-02 procedure graft performed by physician-a\n  source \"fat\"\n";
    const struct tdm_standing *s = standing_on(mem, case_open(mem, "", entries), "2026-03-03");
    const struct tdm_owed *owed = owed_one(s, TDM_OWED_RECORD);
    REQUIRE(s != NULL && owed != NULL);
    CHECK_INT(owed->reason.n, 4);
    CHECK(owed->roles == role_mask(s, "physician"));
    CHECK_DATE(s->anchors.event[TDM_EVENT_PROCEDURE], "2026-03-02");
    CHECK_INT(owed_of(standing_on(mem, case_open(mem, "", DONE), "2026-03-03"), TDM_OWED_RECORD, NULL), 0);
}

TEST(
    "an open finding is owed its retraining; resolved it is not, relapsed again, declined no more [M86 S67 S68 F024]") {
    static const char entries[] = DONE "2026-03-05 finding stiff-gait opened by therapist-a\n"
                                       "2026-03-10 finding stiff-gait retraining by therapist-a\n"
                                       "2026-03-20 finding stiff-gait resolved by therapist-a\n"
                                       "2026-04-20 finding stiff-gait relapsed by therapist-a\n"
                                       "2026-05-01 finding stiff-gait declined by therapist-a\n";
    const struct tdm_case *episode = case_open(mem, "", entries);
    static const struct {
        const char *on, *state; /* null: not open */
        uint32_t owed;
    } rows[] = {{"2026-03-04", NULL, 0},      {"2026-03-05", "opened", 1},   {"2026-03-19", "retraining", 1},
                {"2026-03-20", NULL, 0},      {"2026-04-20", "relapsed", 1}, {"2026-05-01", "declined", 0},
                {"2026-08-01", "declined", 0}};
    for (size_t i = 0; i < TDM_COUNT(rows); i++) {
        const struct tdm_standing *s = standing_on(mem, episode, rows[i].on);
        REQUIRE(s != NULL);
        CHECK_INT(s->open_count, rows[i].state == NULL ? 0 : 1);
        CHECK_INT(owed_of(s, TDM_OWED_RETRAINING, NULL), rows[i].owed);
        if (s->open_count > 0) CHECK_STR(tdm_str_of(s->open[0].state), rows[i].state);
    }
}

TEST("retraining is owed by whoever found it, also where a word of that day about it stands before [M90 M86 M18]") {
    static const char *const rows[] = {"2026-03-05 finding f-1 retraining by therapist-a\n",
                                       "2026-03-05 08:00 finding f-1 retraining by therapist-a\n"};
    for (size_t i = 0; i < TDM_COUNT(rows); i++) {
        static const char opened[] = DONE "2026-03-05 finding stiff-gait opened by physician-a, name f-1\n";
        const char *entries = tdm_arena_str(mem, case_joined(mem, opened, rows[i])).at;
        const struct tdm_standing *s = standing_on(mem, case_open(mem, "", entries), "2026-03-06");
        const struct tdm_owed *owed = NULL;
        REQUIRE(owed_of(s, TDM_OWED_RETRAINING, &owed) == 1);
        CHECK(owed->roles == role_mask(s, "physician"));
    }
}

TEST("after each end nothing is owed, and the end is told as what it is [M98]") {
    static const char *const ends[] = {"completed", "declined", "withdrawn", "transferred", "died", "lost"};
    for (size_t i = 0; i < TDM_COUNT(ends); i++) {
        struct tdm_buf text;
        tdm_buf_init(&text, mem, 1u << 16);
        tdm_buf_text(&text, DONE "2026-03-05 finding stiff-gait opened by therapist-a\n");
        tdm_buf_format(&text, "2026-03-10 end %s by physician-a, name the-end\n", ends[i]);
        const struct tdm_case *episode = case_open(mem, diary, tdm_arena_str(mem, tdm_buf_str(&text)).at);
        const struct tdm_standing *s = standing_on(mem, episode, "2026-03-09");
        REQUIRE(s != NULL && s->owed_count > 0);
        CHECK(!s->ended);
        s = standing_on(mem, episode, "2026-03-10");
        REQUIRE(s != NULL && s->ended);
        CHECK_INT(s->owed_count, 0);
        CHECK_DATE(s->ended_on, "2026-03-10");
        CHECK_STR(episode->chart->chart->entries[s->end_entry].state, ends[i]);
        s = standing_on(mem, episode, "2027-03-10");
        REQUIRE(s != NULL);
        CHECK_INT(s->owed_count, 0);
    }
}

TEST(
    "after a lawful discharge nothing is owed; a relapse opens its finding, undoes no end and is told [M100 M98 M86]") {
    static const char more[] = "gate asked opens discharge  [own]\n  no open compensation\n";
    static const char entries[] = DONE "2026-03-10 finding stiff-gait opened by therapist-a\n"
                                       "2026-04-01 finding stiff-gait resolved by therapist-a\n"
                                       "2026-04-10 end completed by physician-a\n"
                                       "2026-05-10 finding stiff-gait relapsed by therapist-a\n";
    const struct tdm_standing *s = standing_on(mem, case_open(mem, more, entries), "2026-05-11");
    const struct tdm_deviation *d = NULL;
    REQUIRE(s != NULL);
    CHECK_INT(s->owed_count, 0);
    CHECK(s->ended);
    CHECK_DATE(s->ended_on, "2026-04-10");
    REQUIRE(s->open_count == 1);
    CHECK_DATE(s->open[0].since, "2026-05-10");
    CHECK_INT(deviations_of(s, "completed-through-closed-gate", NULL), 0);
    CHECK_INT(deviations_of(s, "completed-over-open-finding", NULL), 0);
    REQUIRE(deviations_of(s, "recorded-after-the-end", &d) == 1);
    CHECK_DATE(d->date, "2026-05-10");
}

TEST("facts of the days before a death are still taken, facts of later days are refused, in words [M98 M115]") {
    static const char before[] = DONE "2026-03-10 end died by physician-a, recorded 2026-03-11T09:00Z\n"
                                      "2026-03-09 diary by p-1, recorded 2026-03-20T09:00Z\n  pain 2\n";
    CHECK(case_open(mem, diary, before) != NULL);
    static const char after[] = DONE "2026-03-10 end died by physician-a\n"
                                     "2026-03-11 diary by p-1\n  pain 2\n";
    CHECK(case_chart(mem, case_head, after) == NULL);
    REQUIRE(case_problems.errors == 1);
    CHECK_STR(tdm_str_of(case_problems.items[0].what), "this `diary` lies after the day on which the patient died");
}

TEST("an episode never closes by itself, however long nothing is written [M22 M99]") {
    const struct tdm_standing *s = standing_on(mem, case_open(mem, diary, DONE), "2031-03-02");
    REQUIRE(s != NULL);
    CHECK(s->enrolled && !s->ended);
    CHECK_DATE(s->ended_on, "none");
}

TEST("a hand-off is owed an answer by whom it went to, until somebody takes note [M57 M90]") {
    static const char entries[] = DONE "2026-03-05 handoff swelling by therapist-a, to physician-a\n"
                                       "2026-03-07 acknowledge swelling by physician-a\n";
    const struct tdm_case *episode = case_open(mem, "", entries);
    const struct tdm_standing *s = standing_on(mem, episode, "2026-03-06");
    const struct tdm_owed *owed = owed_one(s, TDM_OWED_ANSWER);
    REQUIRE(owed != NULL);
    CHECK(owed->roles == role_mask(s, "physician"));
    CHECK_INT(owed_of(standing_on(mem, episode, "2026-03-07"), TDM_OWED_ANSWER, NULL), 0);
}

TEST("a reply to one hand-off answers no other, and a signature answers the one that asked for it [F037 S63 M57]") {
    static const char two[] = DONE "2026-03-05 handoff swelling by therapist-a, to physician-a, name h-1\n"
                                   "2026-03-05 handoff resume by therapist-a, to physician\n";
    static const struct {
        const char *reply;
        int left;
        const char *of;
    } rows[] = {{"", 2, ""},
                {"2026-03-06 acknowledge swelling by physician-a\n", 1, "resume"},
                {"2026-03-06 answer h-1 by physician-a, words \"Seen\"\n", 1, "resume"},
                {"2026-03-06 acknowledge gait by physician-a\n", 2, ""},
                {"2026-03-30 clear resume by physician-a\n", 1, "swelling"}};
    for (size_t i = 0; i < TDM_COUNT(rows); i++) {
        const struct tdm_case *episode =
            case_open(mem, "", tdm_arena_str(mem, case_joined(mem, two, rows[i].reply)).at);
        const struct tdm_standing *s = standing_on(mem, episode, "2026-03-30");
        const struct tdm_owed *owed = NULL;
        CHECK_INT(owed_of(s, TDM_OWED_ANSWER, &owed), rows[i].left);
        REQUIRE(owed != NULL);
        CHECK(owed->roles == role_mask(s, "physician")); /* a person or a role */
        if (rows[i].left == 1) CHECK_STR(episode->chart->chart->entries[owed->entry].target, rows[i].of);
    }
}

TEST("a hand-off with a last day is overdue after it [F037 S63 M89]") {
    static const char entries[] = DONE "2026-03-05 handoff swelling by therapist-a, to physician-a, until 2026-03-08\n";
    const struct tdm_case *episode = case_open(mem, "", entries);
    const struct tdm_owed *owed = owed_one(standing_on(mem, episode, "2026-03-08"), TDM_OWED_ANSWER);
    REQUIRE(owed != NULL);
    CHECK_INT(owed->state, TDM_OWED_DUE);
    CHECK_DATE(owed->due, "2026-03-08");
    owed = owed_one(standing_on(mem, episode, "2026-03-09"), TDM_OWED_ANSWER);
    REQUIRE(owed != NULL);
    CHECK_INT(owed->state, TDM_OWED_OVERDUE);
}
