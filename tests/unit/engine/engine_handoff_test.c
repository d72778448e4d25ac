/* engine_handoff_test.c - what was handed over, and what became of it: six answers with their reasons, late as a state.
 */
#include "record_ground.h"

#define ASKED "2026-03-05 handoff swelling by therapist-a, to physician-a, until 2026-03-08, name h-1\n"

static const struct tdm_handoff *first_of(struct tdm_arena *mem, const struct tdm_standing *s) {
    const struct tdm_record *r = record_of(mem, s);
    return r->handoff_count > 0 ? &r->handoffs[0] : NULL;
}

static const struct tdm_standing *after(struct tdm_arena *mem, const char *reply, const char *on) {
    const char *entries = tdm_arena_str(mem, case_joined(mem, ENROL BASE DONE ASKED, reply)).at;
    return standing_on(mem, case_open(mem, "", entries), on);
}

TEST("a hand-off has six kinds of answer, and silence is none of them: no record is not `not done` "
     "[M79 F037 F048 S63]") {
    static const struct {
        const char *reply, *state;
        bool open;
    } rows[] = {{"", "waiting", true},
                {"2026-03-06 acknowledge h-1 by physician-a\n", "noted", false},
                {"2026-03-06 answer h-1 by physician-a\n", "done", false},
                {"2026-03-06 answer h-1 done by physician-a\n", "done", false},
                {"2026-03-06 answer h-1 partial by physician-a, because \"seen, not scanned\"\n", "partly", true},
                {"2026-03-06 answer h-1 could-not by physician-a, because \"away\"\n", "could-not", true},
                {"2026-03-06 answer h-1 declined by physician-a, because \"not mine\"\n", "declined", false},
                {"2026-03-06 answer h-1 not-needed by physician-a, because \"gone\"\n", "not-needed", false}};
    for (size_t i = 0; i < TDM_COUNT(rows); i++) {
        const struct tdm_standing *s = after(mem, rows[i].reply, "2026-03-07");
        const struct tdm_handoff *handoff = first_of(mem, s);
        REQUIRE(handoff != NULL);
        CHECK_STR(tdm_str_of(tdm_handoff_state_word(handoff->state)), rows[i].state);
        CHECK_INT(handoff->open, rows[i].open);
        CHECK_INT(owed_of(s, TDM_OWED_ANSWER, NULL), rows[i].open);
        CHECK(handoff->roles == role_mask(s, "physician"));
    }
}

TEST("what was done in part or could not be done stays owed, and the obligation says why [M79 M90 F048]") {
    static const struct {
        const char *reply, *reason;
    } rows[] = {{"2026-03-06 answer h-1 partial by physician-a, because \"seen, not scanned\"\n", "owed-partly"},
                {"2026-03-06 answer h-1 could-not by physician-a, because \"away\"\n", "owed-could-not"}};
    for (size_t i = 0; i < TDM_COUNT(rows); i++) {
        const struct tdm_standing *s = after(mem, rows[i].reply, "2026-03-07");
        const struct tdm_owed *owed = NULL;
        REQUIRE(owed_of(s, TDM_OWED_ANSWER, &owed) == 1);
        CHECK_STR(tdm_str_of(tdm_reason_id(owed->reason.code)), rows[i].reason);
        CHECK_DATE(owed->reason.date, "2026-03-06");
        CHECK(s->episode->chart->chart->entries[owed->reason.entry].because.len > 0);
        CHECK_DATE(owed->due, "2026-03-08");
    }
}

TEST("an answer that says that it was not done in full says why, or is refused in words [M79 M115 F048]") {
    static const char *const words[] = {"partial", "could-not", "declined", "not-needed"};
    for (size_t i = 0; i < TDM_COUNT(words); i++) {
        struct tdm_buf text, told;
        tdm_buf_init(&text, mem, 1u << 12);
        tdm_buf_init(&told, mem, 1u << 12);
        tdm_buf_format(&text, ENROL "2026-03-06 answer h-1 %s by physician-a\n", words[i]);
        tdm_buf_format(&told, "\"h-1\" is `%s` and does not say why", words[i]);
        CHECK(case_chart(mem, case_head, tdm_arena_str(mem, tdm_buf_str(&text)).at) == NULL);
        REQUIRE(case_problems.errors == 1);
        CHECK_STR(tdm_str_of(case_problems.items[0].what), tdm_arena_str(mem, tdm_buf_str(&told)).at);
    }
    CHECK(case_chart(mem, case_head, ENROL "2026-03-06 answer h-1 sometimes by physician-a\n") == NULL);
}

TEST("the last answer counts: could not at first, done afterwards [M79 F037]") {
    static const char both[] = "2026-03-06 answer h-1 could-not by physician-a, because \"away\"\n"
                               "2026-03-07 answer h-1 done by physician-a\n";
    CHECK_INT(owed_of(after(mem, both, "2026-03-06"), TDM_OWED_ANSWER, NULL), 1);
    const struct tdm_standing *s = after(mem, both, "2026-03-07");
    CHECK_INT(owed_of(s, TDM_OWED_ANSWER, NULL), 0);
    CHECK_INT(record_of(mem, s)->handoff_count, 1);
}

TEST(
    "late is a state and no deletion: an answer after the day stands with its days, an open one counts on [M89 F037]") {
    static const struct {
        const char *reply, *on;
        int days;
        bool open;
    } rows[] = {{"", "2026-03-08", 0, true},
                {"", "2026-03-09", 1, true},
                {"", "2026-04-07", 30, true},
                {"2026-03-08 answer h-1 by physician-a\n", "2026-04-07", 0, false},
                {"2026-03-10 answer h-1 by physician-a\n", "2026-04-07", 2, false},
                {"2026-03-07 answer h-1 could-not by physician-a, because \"away\"\n", "2026-03-10", 2, true}};
    for (size_t i = 0; i < TDM_COUNT(rows); i++) {
        const struct tdm_handoff *handoff = first_of(mem, after(mem, rows[i].reply, rows[i].on));
        REQUIRE(handoff != NULL);
        CHECK_INT(handoff->days_late, rows[i].days);
        CHECK_INT(handoff->open, rows[i].open);
        CHECK_DATE(handoff->due, "2026-03-08");
    }
}

TEST("an answer of its day that was written down later is on time, with a mark of its own [M89 M20 F047]") {
    static const char reply[] = "2026-03-07 answer h-1 by physician-a, recorded 2026-03-11T09:00Z\n";
    const char *entries = tdm_arena_str(mem, case_joined(mem, ENROL BASE DONE ASKED, reply)).at;
    const struct tdm_case *episode = case_open(mem, "", entries);
    const struct tdm_handoff *handoff = first_of(mem, standing_known(mem, episode, "2026-03-10", "2026-03-10T12:00Z"));
    REQUIRE(handoff != NULL);
    CHECK(handoff->open && handoff->days_late == 2);
    handoff = first_of(mem, standing_on(mem, episode, "2026-03-10"));
    REQUIRE(handoff != NULL);
    CHECK(!handoff->open && handoff->days_late == 0 && handoff->written_late);
    CHECK_DATE(handoff->written_on, "2026-03-11");
    CHECK_DATE(handoff->replied, "2026-03-07");
}

TEST("a withdrawn answer uncovers that it is still owed, and a withdrawn hand-off owes nothing [M31 F037]") {
    static const char undone[] = "2026-03-06 answer h-1 by physician-a, name a-1\n"
                                 "2026-03-07 withdraw a-1 by physician-a, because \"another patient\"\n";
    CHECK_INT(owed_of(after(mem, undone, "2026-03-06"), TDM_OWED_ANSWER, NULL), 1);
    CHECK_INT(owed_of(after(mem, undone, "2026-03-07"), TDM_OWED_ANSWER, NULL), 1);
    const struct tdm_standing *s =
        after(mem, "2026-03-06 withdraw h-1 by therapist-a, because \"settled by phone\"\n", "2026-03-07");
    CHECK_INT(owed_of(s, TDM_OWED_ANSWER, NULL), 0);
    CHECK_INT(record_of(mem, s)->handoff_count, 0);
}

TEST("a hand-off written down twice is one: an answer to either name settles it, whichever record stands [M114 F037]") {
    static const char again[] =
        "2026-03-05 handoff swelling by therapist-a, to physician-a, until 2026-03-08, name h-2\n";
    static const char answered[] = "2026-03-06 answer h-2 by physician-a\n";
    static const char withdrawn[] = "2026-03-07 withdraw h-2 by therapist-a, because \"written twice\"\n";
    const char *entries = tdm_arena_str(mem, case_joined(mem, again, answered)).at;
    CHECK_INT(owed_of(after(mem, again, "2026-03-07"), TDM_OWED_ANSWER, NULL), 1);
    CHECK_INT(owed_of(after(mem, entries, "2026-03-07"), TDM_OWED_ANSWER, NULL), 0);
    entries = tdm_arena_str(mem, case_joined(mem, entries, withdrawn)).at;
    const struct tdm_standing *s = after(mem, entries, "2026-03-09");
    CHECK_INT(record_of(mem, s)->handoff_count, 1);
    CHECK_INT(owed_of(s, TDM_OWED_ANSWER, NULL), 0);
}

TEST("a signature settles what was handed over to be signed, and says so [F037 M57 S63]") {
    static const char entries[] = ENROL BASE DONE "2026-03-25 handoff resume by therapist-a, to physician\n"
                                                  "2026-03-30 clear resume by physician-a\n";
    const struct tdm_handoff *handoff = first_of(mem, standing_on(mem, case_open(mem, "", entries), "2026-03-31"));
    REQUIRE(handoff != NULL);
    CHECK_STR(tdm_str_of(tdm_handoff_state_word(handoff->state)), "signed");
    CHECK_DATE(handoff->due, "none");
    CHECK(!handoff->open && handoff->days_late == 0);
}

TEST("an answer that is older than the hand-off of that name answers nothing of it [M57]") {
    static const char entries[] = ENROL BASE DONE "2026-03-04 answer h-1 done by physician-a\n" ASKED;
    const struct tdm_standing *s = standing_on(mem, case_open(mem, "", entries), "2026-03-07");
    const struct tdm_handoff *handoff = first_of(mem, s);
    REQUIRE(handoff != NULL);
    CHECK_STR(tdm_str_of(tdm_handoff_state_word(handoff->state)), "waiting");
    CHECK_INT(owed_of(s, TDM_OWED_ANSWER, NULL), 1);
}
