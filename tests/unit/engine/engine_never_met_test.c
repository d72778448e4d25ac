/* engine_never_met_test.c - a gate is not met for longer than any phase should wait for it: who decides how to go on.
 */
#include "engine_case.h"

static const char staged[] =
    "phase strength on function\n"
    "  from gate heavier, 4 to 12 weeks  [own]\n"
    "  load at most high  [own]\n"
    "gate heavier opens strength\n"
    "  not before 6 weeks after procedure  [own]\n"
    "gate finish opens discharge\n"
    "  not before 8 weeks after procedure  [own]\n"
    "  otherwise physical-therapist or physician decides within 4 weeks, \"Other goals\"  [own]\n";

/* The small protocol with one line of it, `was`, written as `now`. */
static const char *with(struct tdm_arena *mem, const char *was, const char *now) {
    tdm_str text = tdm_str_of(case_protocol), old = tdm_str_of(was);
    size_t at;
    struct tdm_buf out;
    tdm_buf_init(&out, mem, 1u << 16);
    if (!tdm_str_find(text, old, &at)) {
        check_failed(__FILE__, __LINE__, "the small protocol has no `%s`", was);
        return case_protocol;
    }
    tdm_buf_format(&out, "%.*s%s%.*s%c", TDM_FMT(tdm_str_slice(text, 0, at)), now,
                   TDM_FMT(tdm_str_slice(text, at + old.len, text.len)), '\0');
    return tdm_buf_str(&out).at;
}

static const char *with_otherwise(struct tdm_arena *mem) {
    return with(mem, "gate start-loading opens loading  [own]\n  clearance resume\n",
                "gate start-loading opens loading  [own]\n  clearance resume\n"
                "  otherwise physician decides within 14 days, \"Look again\"  [own]\n");
}

static const struct tdm_owed *owed_one(const struct tdm_standing *s, enum tdm_owed_kind kind) {
    const struct tdm_owed *first = NULL;
    return s != NULL && owed_of(s, kind, &first) == 1 ? first : NULL;
}

#define DONE "2026-01-05 09:00 enrol by physician-a\n2026-03-02 11:00 procedure graft by physician-a\n"

TEST("beyond the longest wait for a gate somebody owes a decision, from that day, with a day by which [M58 M52 S55 "
     "R-N49]") {
    case_base = with_otherwise(mem);
    const struct tdm_case *episode = case_open(mem, "", DONE);
    CHECK_INT(owed_of(standing_on(mem, episode, "2026-04-27"), TDM_OWED_DECISION, NULL), 0);
    static const struct {
        const char *on;
        int state;
    } rows[] = {{"2026-04-28", TDM_OWED_DUE}, {"2026-05-12", TDM_OWED_DUE}, {"2026-05-13", TDM_OWED_OVERDUE}};
    for (size_t i = 0; i < TDM_COUNT(rows); i++) {
        const struct tdm_standing *s = standing_on(mem, episode, rows[i].on);
        const struct tdm_owed *owed = owed_one(s, TDM_OWED_DECISION);
        REQUIRE(owed != NULL);
        CHECK_INT(owed->state, rows[i].state);
        CHECK_DATE(owed->from, "2026-04-28");
        CHECK_DATE(owed->due, "2026-05-12");
        CHECK(owed->roles == role_mask(s, "physician"));
        CHECK_STR(episode->protocol->gates[owed->ref].name, "start-loading");
        CHECK_INT(owed->clause, episode->protocol->gates[owed->ref].otherwise_clause);
        CHECK_STR(tdm_str_of(tdm_reason_id(owed->reason.code)), "owed-never-met");
        CHECK_DATE(owed->reason.date, "2026-04-28");
    }
    case_base = case_protocol;
}

TEST("a gate that says nothing for never owes no decision, though the wait is over [M58]") {
    const struct tdm_standing *s = standing_on(mem, case_open(mem, "", DONE), "2026-05-13");
    CHECK_INT(owed_of(s, TDM_OWED_DECISION, NULL), 0);
    REQUIRE(s != NULL);
    CHECK_DATE(s->gates[0].overdue_since, "2026-04-28");
}

TEST("the decision is given by an answer of its role since then, whole; or the gate is passed [M58 M79 F016]") {
    static const struct {
        const char *entry;
        uint32_t left;
    } rows[] = {
        {"2026-05-01 10:00 answer start-loading by physician-a, words \"four weeks more\"\n", 0},
        {"2026-04-28 10:00 answer start-loading by physician-a\n", 0},
        {"2026-04-20 10:00 answer start-loading by physician-a\n", 1}, /* nobody was to decide yet */
        {"2026-05-01 10:00 answer start-loading by therapist-a\n", 1},
        {"2026-05-01 10:00 answer start-loading partial by physician-a, because \"image awaited\"\n", 1},
        {"2026-05-01 10:00 answer start-loading could-not by physician-a, because \"away\"\n", 1},
        {"2026-05-01 10:00 answer start-loading declined by physician-a, because \"not needed\"\n", 0},
        /* M18: of two of one day in an order nobody can tell, the one that leaves it owed */
        {"2026-05-01 answer start-loading by physician-a\n"
         "2026-05-01 12:00 answer start-loading could-not by physician-a, because \"away\"\n",
         1},
        {"2026-05-01 14:00 answer start-loading by physician-a\n"
         "2026-05-01 12:00 answer start-loading could-not by physician-a, because \"away\"\n",
         0},
        {"2026-05-01 10:00 clear resume by physician-a\n2026-05-02 09:00 enter loading by therapist-a\n", 0},
        {"2026-05-01 10:00 clear resume by physician-a\n", 0}, /* signed: the phase that waited has ended */
    };
    case_base = with_otherwise(mem);
    for (size_t i = 0; i < TDM_COUNT(rows); i++) {
        struct tdm_buf entries;
        tdm_buf_init(&entries, mem, 4096);
        tdm_buf_format(&entries, "%s%s%c", DONE, rows[i].entry, '\0');
        const struct tdm_standing *s = standing_on(mem, case_open(mem, "", tdm_buf_str(&entries).at), "2026-05-05");
        if (owed_of(s, TDM_OWED_DECISION, NULL) != rows[i].left) check_failed(__FILE__, __LINE__, "row %zu", i);
    }
    case_base = case_protocol;
}

TEST("the last phase of function waits for discharge: past its longest length too somebody decides [M58 M52 M100]") {
    const char *entries = DONE "2026-03-31 10:00 clear resume by physician-a\n"
                               "2026-04-01 09:00 enter loading by therapist-a\n"
                               "2026-05-13 09:00 enter strength by therapist-a\n";
    const struct tdm_case *episode = case_open(mem, staged, entries);
    CHECK_INT(owed_of(standing_on(mem, episode, "2026-08-05"), TDM_OWED_DECISION, NULL), 0);
    const struct tdm_standing *s = standing_on(mem, episode, "2026-08-06"); /* twelve weeks are over on the 5th */
    const struct tdm_owed *owed = owed_one(s, TDM_OWED_DECISION);
    REQUIRE(owed != NULL);
    CHECK_STR(episode->protocol->gates[owed->ref].name, "finish");
    CHECK_DATE(owed->due, "2026-09-03");
    CHECK(owed->roles == (role_mask(s, "physician") | role_mask(s, "physical-therapist")));
}

TEST("a step back behind a gate that was passed begins a new wait for it [M58 M59 R-N49]") {
    static const char more[] = "phase strength on function\n"
                               "  from gate heavier, 4 to 12 weeks  [own]\n"
                               "  load at most high  [own]\n"
                               "gate heavier opens strength\n"
                               "  not before 6 weeks after procedure  [own]\n"
                               "  otherwise physical-therapist decides within 2 weeks, \"Go back\"  [own]\n";
    const char *entries = DONE "2026-03-31 10:00 clear resume by physician-a\n"
                               "2026-04-01 09:00 enter loading by therapist-a\n"
                               "2026-04-20 09:00 enter strength by therapist-a\n"
                               "2026-05-01 09:00 enter loading by therapist-a\n";
    case_base =
        with(mem, "  from gate start-loading, 6 weeks  [own]\n", "  from gate start-loading, 2 to 6 weeks  [own]\n");
    const struct tdm_case *episode = case_open(mem, more, entries);
    CHECK_INT(owed_of(standing_on(mem, episode, "2026-05-15"), TDM_OWED_DECISION, NULL),
              0); /* back in loading, in time */
    CHECK_INT(owed_of(standing_on(mem, episode, "2026-06-12"), TDM_OWED_DECISION, NULL), 0);
    const struct tdm_standing *s = standing_on(mem, episode, "2026-06-13"); /* six weeks are over on the 12th */
    const struct tdm_owed *owed = owed_one(s, TDM_OWED_DECISION);
    REQUIRE(owed != NULL);
    CHECK_STR(episode->protocol->gates[owed->ref].name, "heavier");
    CHECK_DATE(owed->from, "2026-06-13");
    case_base = case_protocol;
}

TEST("who came back after an end without a procedure waits for the gate that follows, not for discharge [M58 M19 "
     "M100]") {
    const char *entries = "2026-01-05 09:00 enrol by physician-a\n"
                          "2026-02-01 09:00 end transferred by physician-a\n"
                          "2026-04-01 09:00 enter loading by therapist-a\n";
    case_base =
        with(mem, "  from gate start-loading, 6 weeks  [own]\n", "  from gate start-loading, 2 to 6 weeks  [own]\n");
    const struct tdm_case *episode = case_open(mem, staged, entries);
    const struct tdm_standing *s = standing_on(mem, episode, "2026-05-14"); /* six weeks are over on the 13th */
    REQUIRE(s != NULL && episode->protocol->gate_count == 3);
    CHECK_STR(episode->protocol->gates[1].name, "heavier");
    CHECK_DATE(s->gates[1].overdue_since, "2026-05-14");
    CHECK(tdm_date_is_none(s->gates[2].overdue_since));
    case_base = case_protocol;
}
