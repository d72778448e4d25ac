/* engine_told_test.c - whom a step of a progression is told to, by when, and what answers it. */
#include "load_ground.h"

#define RIG  PRESCRIBED("rig 3x10, 30 kg, 3 times a week")
#define BAD  DONE("06", "rig 3x10, 30 kg", "8")
#define FINE DONE("06", "rig 3x10, 30 kg", "1")

static const char stop_rule[] = "progress careful\n  for rig, lift, free\n  in loading\n"
                                "  stop, escalate to physician within 2 days when any of  [own]\n"
                                "    open flag\n    pain-during at least 8, last 1 sessions\n"
                                "  otherwise hold  [own]\n";

/* "physician 2026-03-06 to 2026-03-08 due", of the rule that somebody is to answer; "nothing" when nobody is. */
static const char *told(struct tdm_arena *mem, const char *rule, const char *entries, const char *on) {
    static const char *const states[] = {"upcoming", "due", "overdue", "waiting"};
    const struct tdm_standing *s = load_standing(mem, rule, entries, on);
    const struct tdm_owed *owed;
    uint32_t count = owed_of(s, TDM_OWED_RULE, &owed);
    if (count != 1) return count == 0 ? "nothing" : "several";
    struct tdm_buf out;
    tdm_buf_init(&out, mem, 256);
    tdm_buf_text(&out, owed->roles == role_mask(s, "physician") ? "physician " : "somebody else ");
    tdm_date_print(&out, owed->from);
    tdm_buf_text(&out, " to ");
    tdm_date_print(&out, owed->due);
    tdm_buf_format(&out, " %s", states[owed->state]);
    return tdm_arena_str(mem, tdm_buf_str(&out)).at;
}
#define CHECK_TOLD(rule, entries, on, wanted) CHECK_STR(tdm_str_of(told(mem, rule, entries, on)), wanted)

TEST("a stop is owed an answer by the role that its step names, within its days, from the session it judges "
     "[M75 M89 M90]") {
    CHECK_TOLD(stop_rule, RIG FINE, "2026-03-06", "nothing");
    CHECK_TOLD(stop_rule, RIG BAD, "2026-03-06", "physician 2026-03-06 to 2026-03-08 due");
    CHECK_TOLD(stop_rule, RIG BAD, "2026-03-08", "physician 2026-03-06 to 2026-03-08 due");
    CHECK_TOLD(stop_rule, RIG BAD, "2026-03-09", "physician 2026-03-06 to 2026-03-08 overdue");
    const struct tdm_owed *owed;
    const struct tdm_standing *s = load_standing(mem, stop_rule, RIG BAD, "2026-03-06");
    REQUIRE(owed_of(s, TDM_OWED_RULE, &owed) == 1);
    CHECK_STR(s->episode->protocol->progressions[owed->ref].name, "careful");
    CHECK_STR(tdm_str_of(tdm_reason_id(owed->reason.code)), "owed-rule");
    CHECK_STR(s->episode->protocol->clauses[owed->clause].text,
              "stop, escalate to physician within 2 days when any of");
}

TEST("what was raised after the session counts from its own day, and the earliest that holds counts [M75 M96]") {
    CHECK_TOLD(stop_rule, RIG FINE "2026-03-10 09:00 flag flare raised by therapist-a\n", "2026-03-11",
               "physician 2026-03-10 to 2026-03-12 due");
    CHECK_TOLD(stop_rule, RIG BAD "2026-03-10 09:00 flag flare raised by therapist-a\n", "2026-03-11",
               "physician 2026-03-06 to 2026-03-08 overdue");
    CHECK_TOLD(stop_rule, RIG "2026-03-10 09:00 flag flare raised by therapist-a\n", "2026-03-11",
               "physician 2026-03-10 to 2026-03-12 due"); /* before any session */
    const char *both = "progress careful\n  for rig\n  in loading\n"
                       "  stop, escalate to physician within 2 days when all of  [own]\n"
                       "    open flag\n    pain-during at least 8, last 1 sessions\n"
                       "  otherwise hold  [own]\n";
    CHECK_TOLD(both, RIG BAD "2026-03-10 09:00 flag flare raised by therapist-a\n", "2026-03-11",
               "physician 2026-03-10 to 2026-03-12 due");
}

TEST("after a prescription of another dose it counts from there, after the same dose from the session [M75 M73]") {
#define FLAGGED RIG "2026-03-05 12:00 flag flare raised by therapist-a\n" FINE
    CHECK_TOLD(stop_rule, FLAGGED, "2026-03-09", "physician 2026-03-06 to 2026-03-08 overdue");
    CHECK_TOLD(stop_rule, FLAGGED "2026-03-09 10:00 prescribe by therapist-a\n  rig 2x10, 30 kg, 3 times a week\n",
               "2026-03-10", "physician 2026-03-09 to 2026-03-11 due");
    CHECK_TOLD(stop_rule, FLAGGED "2026-03-09 10:00 prescribe by therapist-a\n  rig 3x10, 30 kg, 3 times a week\n",
               "2026-03-10", "physician 2026-03-06 to 2026-03-08 overdue");
}

TEST("the answer of that role ends it; of another, in part, not possible or too early it does not [M79 M90]") {
    CHECK_TOLD(stop_rule, RIG BAD "2026-03-07 09:00 answer careful by physician-a\n", "2026-03-07", "nothing");
    CHECK_TOLD(stop_rule, RIG BAD "2026-03-07 09:00 answer careful not-needed by physician-a, because \"seen\"\n",
               "2026-03-09", "nothing");
    CHECK_TOLD(stop_rule, RIG BAD "2026-03-07 09:00 answer careful by therapist-a\n", "2026-03-07",
               "physician 2026-03-06 to 2026-03-08 due");
    CHECK_TOLD(stop_rule, RIG BAD "2026-03-07 09:00 answer other by physician-a\n", "2026-03-07",
               "physician 2026-03-06 to 2026-03-08 due");
    CHECK_TOLD(stop_rule, RIG BAD "2026-03-07 09:00 answer careful partial by physician-a, because \"no time\"\n",
               "2026-03-07", "physician 2026-03-06 to 2026-03-08 due");
    CHECK_TOLD(stop_rule, RIG BAD "2026-03-07 09:00 answer careful could-not by physician-a, because \"away\"\n",
               "2026-03-07", "physician 2026-03-06 to 2026-03-08 due");
    const char *again = RIG "2026-03-05 12:00 answer careful by physician-a\n" BAD;
    CHECK_TOLD(stop_rule, again, "2026-03-07", "physician 2026-03-06 to 2026-03-08 due");
    const char *withdrawn = RIG BAD "2026-03-07 09:00 answer careful by physician-a, name seen\n"
                                    "2026-03-07 10:00 withdraw seen by physician-a, because \"another patient\"\n";
    CHECK_TOLD(stop_rule, withdrawn, "2026-03-07", "physician 2026-03-06 to 2026-03-08 due");
}

TEST("what the rule says no more is owed no more: a new prescription, a closed flag, a better session, an end "
     "[M75 M76 M98]") {
    CHECK_TOLD(stop_rule, RIG BAD "2026-03-07 10:00 prescribe by therapist-a\n  rig 3x10, 30 kg\n", "2026-03-07",
               "nothing");
    CHECK_TOLD(stop_rule, RIG BAD DONE("09", "rig 3x10, 30 kg", "3"), "2026-03-09", "nothing");
    CHECK_TOLD(stop_rule,
               RIG FINE "2026-03-10 09:00 flag flare raised by therapist-a\n"
                        "2026-03-11 09:00 flag flare closed by physician-a\n",
               "2026-03-12", "nothing");
    CHECK_TOLD(stop_rule, RIG BAD "2026-03-07 10:00 end withdrawn by physician-a\n", "2026-03-07", "nothing");
}

TEST("one step that stops several exercises is one obligation, from the first of them; a step that names nobody is "
     "none [M90]") {
    const char *two = RIG "  lift 3x10, 20 kg\n" BAD DONE("09", "lift 3x10, 20 kg", "9");
    CHECK_TOLD(stop_rule, two, "2026-03-09", "physician 2026-03-06 to 2026-03-08 overdue");
    CHECK_TOLD(LOAD_RULE("advance"), RIG BAD, "2026-03-06", "nothing");
    const char *back = "progress careful\n  for rig\n  in loading\n"
                       "  regress load by 20%, escalate to physician within 2 days when pain-during at least 8, "
                       "last 1 sessions  [own]\n  otherwise hold  [own]\n";
    CHECK_TOLD(back, RIG BAD, "2026-03-06", "physician 2026-03-06 to 2026-03-08 due");
}

TEST("what is owed because of a session keeps the name of the rule of its phase, also after the next phase began "
     "[M75 M90]") {
    static const char rules[] = "progress early\n  for rig\n  in protect\n"
                                "  stop, escalate to physician within 2 days when pain-during at least 7, last 1 "
                                "sessions  [own]\n  otherwise hold  [own]\n"
                                "progress careful\n  for rig\n  in loading\n"
                                "  stop, escalate to physician within 2 days when pain-during at least 8, last 1 "
                                "sessions  [own]\n  otherwise hold  [own]\n";
    static const char first[] = "2026-01-05 09:00 enrol by physician-a\n2026-02-02 11:00 procedure graft by "
                                "physician-a\n2026-02-10 10:00 prescribe by therapist-a\n  rig 3x10, 15 kg\n"
                                "2026-02-12 17:00 session by p-1\n  rig 3x10, 15 kg\n  pain-during 7\n",
                      next[] = "2026-03-02 10:00 clear resume by physician-a\n"
                               "2026-03-04 10:00 enter loading by therapist-a\n",
                      session[] = "2026-03-06 17:00 session by p-1\n  rig 3x10, 15 kg\n  pain-during 9\n";
    const char *entered = joined(mem, first, next), *gone_on = joined(mem, entered, session);
    /* written before its prescription of that day, which tells no time: of that dose all the same (M18, M73) */
    const char *untold =
        joined(mem,
               "2026-01-05 09:00 enrol by physician-a\n2026-02-02 11:00 procedure graft by physician-a\n"
               "2026-02-12 17:00 session by p-1\n  rig 3x10, 15 kg\n  pain-during 9\n"
               "2026-02-12 prescribe by therapist-a\n  rig 3x10, 15 kg\n",
               next);
    const struct {
        const char *entries, *on, *rule, *from;
    } rows[] = {{first, "2026-02-12", "early", "2026-02-12"},
                {entered, "2026-03-05", "early", "2026-02-12"},
                {gone_on, "2026-03-06", "careful", "2026-03-06"},
                {untold, "2026-03-05", "early", "2026-02-12"}};
    for (size_t i = 0; i < TDM_COUNT(rows); i++) {
        const struct tdm_owed *owed;
        const struct tdm_standing *s = load_standing(mem, rules, rows[i].entries, rows[i].on);
        REQUIRE(owed_of(s, TDM_OWED_RULE, &owed) == 1);
        CHECK_STR(s->episode->protocol->progressions[owed->ref].name, rows[i].rule);
        CHECK_DATE(owed->from, rows[i].from);
    }
}

TEST("before any session a rule speaks since the prescription, not before its phase; a session before the procedure is "
     "none [M75 M33]") {
    static const char before[] = "2026-01-05 09:00 enrol by physician-a\n2026-01-10 10:00 prescribe by therapist-a\n"
                                 "  rig 3x10, 15 kg\n",
                      session[] = "2026-01-20 17:00 session by p-1\n  rig 3x10, 15 kg\n  pain-during 9\n",
                      after[] = "2026-01-25 09:00 flag flare raised by therapist-a\n"
                                "2026-02-02 11:00 procedure graft by physician-a\n"
                                "2026-03-02 10:00 clear resume by physician-a\n"
                                "2026-03-04 10:00 enter loading by therapist-a\n";
    CHECK_TOLD(stop_rule, joined(mem, before, after), "2026-03-05", "physician 2026-03-04 to 2026-03-06 due");
    CHECK_TOLD(stop_rule, joined(mem, joined(mem, before, session), after), "2026-03-05",
               "physician 2026-03-04 to 2026-03-06 due");
}

TEST("a session of the day of its prescription, in an order nobody can tell, is of that dose: what it showed is owed "
     "since "
     "then, also after the next phase began [M75 M18 M73]") {
    static const char rule[] = "progress careful\n  for rig\n  in protect, loading\n"
                               "  stop, escalate to physician within 30 days when pain-during at least 8, last 1 "
                               "sessions  [own]\n  otherwise hold  [own]\n",
                      began[] = "2026-01-05 09:00 enrol by physician-a\n2026-02-02 11:00 procedure graft by "
                                "physician-a\n",
                      session[] = "2026-02-12 session by p-1\n  rig 3x10, 15 kg\n  pain-during 9\n",
                      later_session[] = "2026-02-12 11:00 session by p-1\n  rig 3x10, 15 kg\n  pain-during 9\n",
                      earlier_session[] = "2026-02-12 09:00 session by p-1\n  rig 3x10, 15 kg\n  pain-during 9\n",
                      prescribed[] = "2026-02-12 prescribe by therapist-a\n  rig 3x10, 15 kg\n",
                      prescribed_at_ten[] = "2026-02-12 10:00 prescribe by therapist-a\n  rig 3x10, 15 kg\n",
                      next[] = "2026-03-02 10:00 clear resume by physician-a\n"
                               "2026-03-04 10:00 enter loading by therapist-a\n";
    const struct {
        const char *first, *second, *wanted;
    } rows[] = {{session, prescribed, "physician 2026-02-12 to 2026-03-14 due"},
                {earlier_session, prescribed, "physician 2026-02-12 to 2026-03-14 due"},
                {session, prescribed_at_ten, "physician 2026-02-12 to 2026-03-14 due"},
                {prescribed_at_ten, later_session, "physician 2026-02-12 to 2026-03-14 due"},
                {earlier_session, prescribed_at_ten, "nothing"}}; /* of another dose */
    for (size_t i = 0; i < TDM_COUNT(rows); i++) {
        const char *day = joined(mem, rows[i].first, rows[i].second);
        CHECK_TOLD(rule, joined(mem, joined(mem, began, day), next), "2026-03-05", rows[i].wanted);
    }
}
