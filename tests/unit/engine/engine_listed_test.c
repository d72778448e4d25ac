/* engine_listed_test.c - lists held item by item: what makes two obligations or deviations the same, work that waits at
 * one of two gates, findings of one screen, hand-offs answered in time. */
#include "engine/verdict.h"
#include "engine/worklist.h"
#include "record_ground.h"

/* ---- differences: one item changed in one thing alone */

static struct tdm_difference_list owed_against(struct tdm_arena *mem, const struct tdm_standing *s,
                                               const struct tdm_owed *changed) {
    struct tdm_standing other = *s, same = *s;
    same.owed_count = other.owed_count = 1;
    other.owed = changed;
    return tdm_standing_difference(mem, &same, &other);
}

TEST("two obligations are one only when all that is told of them agrees [M90 M120]") {
    const struct tdm_standing *s = standing_on(mem, case_open(mem, "", ENROL), "2026-01-06");
    REQUIRE(s != NULL && s->owed_count > 0);
    struct tdm_owed one = s->owed[0], many[7];
    for (size_t i = 0; i < TDM_COUNT(many); i++) many[i] = one;
    CHECK_INT(owed_against(mem, s, &one).count, 0);
    many[0].kind = one.kind == TDM_OWED_DIARY ? TDM_OWED_SCREEN : TDM_OWED_DIARY;
    many[1].state = one.state == TDM_OWED_DUE ? TDM_OWED_OVERDUE : TDM_OWED_DUE;
    many[2].roles = one.roles + 1;
    many[3].due = day("2031-01-01");
    many[4].clause = (tdm_clause_id)(one.clause + 1);
    many[5].measure = (tdm_ref)(one.measure + 1);
    many[6].ref = (tdm_ref)(one.ref + 1);
    for (size_t i = 0; i < TDM_COUNT(many); i++) {
        struct tdm_difference_list list = owed_against(mem, s, &many[i]);
        REQUIRE(list.count == 2);
        CHECK_STR(tdm_str_of(tdm_difference_id(list.items[0].kind)), "owed-new");
        CHECK_STR(tdm_str_of(tdm_difference_id(list.items[1].kind)), "owed-gone");
    }
}

TEST("two deviations are one only when their reason, day, thing and both views agree [M48 M120]") {
    const struct tdm_standing *s =
        standing_on(mem, case_open(mem, "", ENROL "2026-01-07 enter loading by therapist-a\n"), "2026-01-08");
    REQUIRE(s != NULL && s->deviation_count > 0);
    struct tdm_standing same = *s, other = *s;
    struct tdm_deviation one = s->deviations[0], many[4];
    same.deviation_count = other.deviation_count = 1;
    for (size_t i = 0; i < TDM_COUNT(many); i++) many[i] = one;
    many[0].reason.code = TDM_REASON_DEVIATION_LOAD;
    many[1].date.day++;
    many[2].reason.ref++;
    many[3].known_now = !one.known_now;
    for (size_t i = 0; i < TDM_COUNT(many); i++) {
        other.deviations = &many[i];
        CHECK_INT(tdm_standing_difference(mem, &same, &other).count, 2);
    }
    other.deviations = &one;
    CHECK_INT(tdm_standing_difference(mem, &same, &other).count, 0);
}

TEST("what is open differs by its kind, its thing and its state [M86 M96 M120]") {
    const struct tdm_standing *s =
        standing_on(mem, case_open(mem, "", ENROL "2026-01-07 flag infection-signs raised by p-1\n"), "2026-01-08");
    REQUIRE(s != NULL && s->open_count == 1);
    struct tdm_open_item many[3] = {s->open[0], s->open[0], s->open[0]};
    struct tdm_standing other = *s;
    many[0].is_flag = false;
    many[1].item++;
    many[2].state = "declined";
    for (size_t i = 0; i < TDM_COUNT(many); i++) {
        other.open = &many[i];
        CHECK_INT(tdm_standing_difference(mem, s, &other).count, 2);
    }
    CHECK_INT(tdm_standing_difference(mem, s, s).count, 0);
}

/* ---- work at gates */

static const struct tdm_work *work_of(const struct tdm_worklist *list, const struct tdm_standing *s,
                                      enum tdm_owed_kind kind, const char *clearance) {
    for (uint32_t i = 0; i < list->count; i++) {
        const struct tdm_owed *owed = &s->owed[list->items[i].owed];
        if (owed->kind == kind &&
            (clearance == NULL || tdm_str_is(s->episode->protocol->clearances[owed->ref].name, clearance)))
            return &list->items[i];
    }
    return NULL;
}

TEST("of two signatures that are owed each blocks the gate that reads it [F016 S63 M90]") {
    case_base = case_changed(mem, "gate start-loading opens loading  [own]\n  clearance resume\n",
                             "clearance look\n  by physician\n  valid 14 days  [own]\n"
                             "gate start-loading opens loading  [own]\n  clearance look\n");
    const struct tdm_standing *s =
        standing_on(mem, case_open(mem, "", ENROL BASE DONE), "2026-03-30"); /* resume ends the phase of repair */
    case_base = case_protocol;
    REQUIRE(s != NULL);
    struct tdm_worklist list = tdm_worklist_of(mem, &s, 1, 0);
    const struct tdm_work *look = work_of(&list, s, TDM_OWED_SIGNATURE, "look"),
                          *resume = work_of(&list, s, TDM_OWED_SIGNATURE, "resume");
    REQUIRE(look != NULL && resume != NULL);
    CHECK_INT(look->gate, tdm_protocol_gate(s->episode->protocol, TDM_STR("start-loading")));
    CHECK_INT(resume->gate, TDM_REF_NONE);
}

TEST("of two open flags the one that holds the phase names it, the other holds nothing [F016 M96]") {
    static const char flags[] = "flag flare\n  escalate to physical-therapist within 2 days  [own]\n  then hold\n";
    const struct tdm_standing *s = standing_on(mem,
                                               case_open(mem, flags,
                                                         ENROL DONE "2026-03-10 flag flare raised by therapist-a\n"
                                                                    "2026-03-11 flag infection-signs raised by p-1\n"),
                                               "2026-03-11");
    REQUIRE(s != NULL);
    struct tdm_worklist list = tdm_worklist_of(mem, &s, 1, 0);
    uint32_t holding = 0, idle = 0;
    for (uint32_t i = 0; i < list.count; i++) {
        if (s->owed[list.items[i].owed].kind != TDM_OWED_ESCALATION) continue;
        holding += list.items[i].held_phase != TDM_REF_NONE;
        idle += list.items[i].held_phase == TDM_REF_NONE;
    }
    CHECK_INT(holding, 1);
    CHECK_INT(idle, 1);
}

/* ---- what is owed */

TEST("a window that counts from a procedure not yet done owes nothing [M88 M101]") {
    case_base = case_changed(mem, "  assess before procedure, within 6 weeks  [own]\n    quads\n",
                             "  assess 12 to 15 days after procedure  [own]\n    reach\n");
    const struct tdm_standing *s = standing_on(mem, case_open(mem, "", ENROL), "2026-01-06");
    case_base = case_protocol;
    REQUIRE(s != NULL);
    for (uint32_t i = 0; i < s->owed_count; i++) CHECK(s->owed[i].kind != TDM_OWED_ASSESSMENT);
}

TEST("a baseline that was missed is no longer owed once the procedure is done, it is told [M82 M89]") {
    case_base = case_changed(mem, "  from enrolment until procedure, 2 to 16 weeks  [own]\n  intent prepare\n",
                             "  from enrolment, 2 to 16 weeks  [own]\n  intent prepare\n");
    const struct tdm_case *episode = case_open(mem, "", ENROL DONE "2026-03-03 12:00 enter prepare by therapist-a\n");
    case_base = case_protocol;
    const struct tdm_standing *s = standing_on(mem, episode, "2026-03-03");
    REQUIRE(s != NULL);
    CHECK_STR(s->episode->protocol->phases[s->track[TDM_TRACK_FUNCTION].phase].name, "prepare");
    for (uint32_t i = 0; i < s->owed_count; i++) CHECK(s->owed[i].kind != TDM_OWED_BASELINE);
    CHECK_INT(deviations_of(s, "procedure-without-baseline", NULL), 1);
}

/* ---- keeping what was reached */

static const char keeping[] = "phase keep on function\n"
                              "  from gate keep-going, at least 26 weeks  [own]\n"
                              "  load at most high  [own]\n"
                              "  offer press\n"
                              "  assess every 3 months  [own]\n"
                              "    points\n"
                              "gate keep-going opens keep  [own]\n"
                              "  not before 16 weeks after procedure\n";

TEST("after the course the exercises go on without an end, and a check-in is asked for every three months and no "
     "oftener [F041 M88 M89]") {
#define KEPT                                                                                                           \
    ENROL DONE "2026-06-22 10:00 enter keep by therapist-a\n2026-06-22 11:00 assess by p-1\n  points 80\n"             \
               "2026-06-22 12:00 prescribe by therapist-a\n  press 3x10, 40 kg, 2 times a week\n"
    static const struct {
        const char *on;
        uint32_t count;
        enum tdm_owed_state state;
    } rows[] = {{"2026-07-22", 0, TDM_OWED_DUE},
                {"2026-09-14", 0, TDM_OWED_DUE},
                {"2026-09-15", 1, TDM_OWED_UPCOMING},
                {"2026-09-22", 1, TDM_OWED_DUE},
                {"2026-09-23", 1, TDM_OWED_OVERDUE}}; /* seven days ahead, the day itself, the day after */
    for (size_t i = 0; i < TDM_COUNT(rows); i++) {
        const struct tdm_standing *s = standing_on(mem, case_open(mem, keeping, KEPT), rows[i].on);
        const struct tdm_owed *owed = NULL;
        CHECK_INT(owed_of(s, TDM_OWED_ASSESSMENT, &owed), rows[i].count);
        if (owed != NULL) CHECK_INT(owed->state, rows[i].state);
        if (owed != NULL) CHECK_DATE(owed->due, "2026-09-22");
    }
    const struct tdm_standing *s =
        standing_on(mem, case_open(mem, keeping, KEPT "2026-09-25 assess by p-1\n  points 78\n"), "2027-06-01");
    const struct tdm_owed *owed = NULL;
    REQUIRE(owed_of(s, TDM_OWED_ASSESSMENT, &owed) == 1);
    CHECK_DATE(owed->due, "2026-12-25"); /* from the last one, not from the first */
    tdm_ref keep = tdm_protocol_phase(s->episode->protocol, TDM_STR("keep"));
    CHECK_INT(s->phases[keep].state, TDM_PHASE_ACTIVE);
    CHECK_DATE(s->phases[keep].overdue_since, "none");
    REQUIRE(s->exercise_count == 1);
    CHECK(s->exercises[0].offered && s->exercises[0].prescribed);
}

/* ---- the end of an episode */

static const char homes[] = "gate home opens discharge  [own]\n  pain at most 2, latest within 7 days\n"
                            "gate away opens discharge  [own]\n  pain at most 3, latest within 7 days\n";

TEST("either of two gates of the end may be overridden, and that is told instead of what is open [M53 M87]") {
#define OPEN_WAYS "2026-03-10 screen findings by therapist-a, found stiff-gait, tender\n"
#define END(gate)                                                                                                      \
    OPEN_WAYS "2026-03-12 09:00 override " gate " by physician-a, because \"moves away\"\n"                            \
              "2026-03-12 10:00 end completed by physician-a\n"
    const struct tdm_standing *s = standing_on(mem, case_open(mem, homes, ENROL DONE END("home")), "2026-03-13");
    CHECK_INT(deviations_of(s, "completed-over-open-finding", NULL), 0);
    s = standing_on(mem, case_open(mem, homes, ENROL DONE END("away")), "2026-03-13");
    CHECK_INT(deviations_of(s, "completed-over-open-finding", NULL), 0);
    s = standing_on(mem, case_open(mem, homes, ENROL DONE OPEN_WAYS "2026-03-12 10:00 end completed by physician-a\n"),
                    "2026-03-13");
    const struct tdm_deviation *d = NULL;
    CHECK_INT(deviations_of(s, "completed-over-open-finding", &d), 1); /* the tender line is no way of moving */
}

/* ---- hand-offs */

TEST("an answer in time that was also written in time is late in nothing [F037 M20 M89]") {
#define ASKED ENROL "2026-01-10 handoff gait by physician-a, to therapist-a, until 2026-01-14, name h1\n"
    static const char in_time[] = ASKED "2026-01-12 answer h1 done by therapist-a, recorded 2026-01-12T10:00Z\n",
                      later[] = ASKED "2026-01-12 answer h1 done by therapist-a, recorded 2026-01-20T10:00Z\n";
    const struct tdm_record *record = record_on(mem, in_time, "2026-01-21");
    REQUIRE(record->handoff_count == 1);
    CHECK_INT(record->handoffs[0].days_late, 0);
    CHECK_INT(record->handoffs[0].written_late, false);
    record = record_on(mem, later, "2026-01-21");
    REQUIRE(record->handoff_count == 1);
    CHECK_INT(record->handoffs[0].days_late, 0);
    CHECK_INT(record->handoffs[0].written_late, true);
}

/* ---- the register */

TEST("what was resolved on one side and opens on the other is not the same come again [M86 S15]") {
    static const char entries[] = ENROL "2026-01-10 finding tender opened by therapist-a, at knee left\n"
                                        "2026-01-12 finding tender resolved by therapist-a\n"
                                        "2026-01-14 finding tender opened by therapist-a, at knee right\n";
    const struct tdm_record *record = record_on(mem, entries, "2026-01-20");
    REQUIRE(record->finding_count == 2);
    CHECK_INT(record->findings[1].again, false);
    static const char same[] = ENROL "2026-01-10 finding tender opened by therapist-a, at knee left\n"
                                     "2026-01-12 finding tender resolved by therapist-a\n"
                                     "2026-01-14 finding tender opened by therapist-a, at knee left\n";
    record = record_on(mem, same, "2026-01-20");
    REQUIRE(record->finding_count == 2);
    CHECK_INT(record->findings[1].again, true);
    CHECK_DATE(record->findings[1].resolved_before, "2026-01-12");
}

TEST("a measure that two clauses ask for stands once in the baseline [M82 F005]") {
    case_base = case_changed(mem, "  assess before procedure, within 6 weeks  [own]\n    quads\n",
                             "  assess before procedure, within 6 weeks  [own]\n    quads\n    reach\n"
                             "  assess before procedure, within 2 weeks  [own]\n    quads\n");
    const struct tdm_record *record = record_on(mem, ENROL, "2026-01-06");
    case_base = case_protocol;
    CHECK_INT(record->baseline.count, 2);
}

/* ---- adverse events */

TEST("an event that a judge calls serious is serious, whoever wrote it down first [F018 M124]") {
    static const char entries[] =
        ENROL DONE "2026-03-05 adverse swelling grade 2 by p-1\n"
                   "2026-03-06 adverse swelling grade 3 by physician-a, serious, relatedness possible\n";
    const struct tdm_standing *s = standing_on(mem, case_open(mem, "", entries), "2026-03-07");
    REQUIRE(s != NULL && s->safety.event_count == 1);
    CHECK_INT(s->safety.events[0].serious, true);
    CHECK_INT(s->safety.events[0].grade, 3);
    s = standing_on(mem, case_open(mem, "", entries), "2026-03-05");
    REQUIRE(s != NULL && s->safety.event_count == 1);
    CHECK_INT(s->safety.events[0].serious, false);
}
