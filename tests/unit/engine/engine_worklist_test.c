/* engine_worklist_test.c - what is owed over many charts in one order: emergencies, what keeps a phase from beginning,
 * what is late, what is due. */
#include "engine/worklist.h"
#include "trial_ground.h"

#define ENROL "2026-01-05 enrol by physician-a\n"
#define BASE  "2026-02-20 assess by therapist-a\n  quads right 80 N.m\n"
#define RECORD                                                                                                         \
    "2026-03-02 11:00 procedure graft performed by physician-a\n  source \"fat\"\n  preparation \"same session\"\n"    \
    "  site knee, right\n  guidance ultrasound\n  operator physician-a\n"
#define DONE ENROL BASE RECORD

/* Loading waits for a pain score and a screen besides the signature; a diary is owed every day. */
static const char more[] = "owe diary\n"
                           "  by patient, every 1 days, from procedure until 12 weeks after procedure  [own]\n"
                           "    pain\n"
                           "flag flare\n"
                           "  escalate to physical-therapist within 2 days  [own]\n"
                           "  then hold\n";

static void with_wide_gate(struct tdm_arena *mem) {
    case_base = case_changed(mem, "gate start-loading opens loading  [own]\n  clearance resume\n",
                             "gate start-loading opens loading  [own]\n  clearance resume\n"
                             "  effusion at most 1+, latest within 7 days\n"
                             "  no open flag, screened within 14 days\n");
}

#define ROOM 4
struct many {
    const struct tdm_standing *standings[ROOM];
    uint32_t count;
    struct tdm_worklist list;
};

static void make(struct tdm_arena *mem, struct many *many, const char *const *charts, const char *on) {
    with_wide_gate(mem);
    for (many->count = 0; charts[many->count] != NULL; many->count++)
        many->standings[many->count] = standing_on(mem, case_open(mem, more, charts[many->count]), on);
    case_base = case_protocol;
    many->list = tdm_worklist_of(mem, many->standings, many->count, 0);
}

static const struct tdm_owed *owed_at(const struct many *many, uint32_t i) {
    const struct tdm_work *work = &many->list.items[i];
    return &many->standings[work->standing]->owed[work->owed];
}

/* The first item of that kind of that chart, or null. */
static const struct tdm_work *item(const struct many *many, uint32_t standing, enum tdm_owed_kind kind) {
    for (uint32_t i = 0; i < many->list.count; i++)
        if (many->list.items[i].standing == standing && owed_at(many, i)->kind == kind) return &many->list.items[i];
    return NULL;
}

TEST("every obligation of every chart stands in the list once, by rank, and none is made up [F016 S63 complaint-20]") {
    static const char *const charts[] = {DONE, ENROL, DONE "2026-03-10 flag infection-signs raised by p-1\n", NULL};
    struct many many;
    make(mem, &many, charts, "2026-03-30");
    uint32_t wanted = 0;
    for (uint32_t i = 0; i < many.count; i++) wanted += many.standings[i]->owed_count;
    CHECK_INT(many.list.count, wanted);
    CHECK(wanted > 6);
    for (uint32_t i = 1; i < many.list.count; i++) CHECK(many.list.items[i - 1].rank <= many.list.items[i].rank);
    for (uint32_t i = 0; i < many.list.count; i++)
        for (uint32_t k = 0; k < i; k++)
            CHECK(many.list.items[i].standing != many.list.items[k].standing ||
                  many.list.items[i].owed != many.list.items[k].owed);
}

TEST("an emergency of the last chart is the first line of the list [F016 M97]") {
    static const char *const charts[] = {DONE, DONE "2026-03-29 flag infection-signs raised by p-1\n", NULL};
    struct many many;
    make(mem, &many, charts, "2026-03-30");
    REQUIRE(many.list.count > 0);
    CHECK_INT(many.list.items[0].standing, 1);
    CHECK_INT(many.list.items[0].rank, TDM_WORK_EMERGENCY);
    CHECK_INT(owed_at(&many, 0)->kind, TDM_OWED_ESCALATION);
}

TEST("what a gate waits for blocks: the signature, the screen, the reading, each naming the gate [F016 S63 S71 M90]") {
    static const char *const charts[] = {DONE, NULL};
    struct many many;
    make(mem, &many, charts, "2026-03-30");
    static const enum tdm_owed_kind kinds[] = {TDM_OWED_SIGNATURE, TDM_OWED_SCREEN, TDM_OWED_MEASURE};
    for (size_t i = 0; i < TDM_COUNT(kinds); i++) {
        const struct tdm_work *work = item(&many, 0, kinds[i]);
        REQUIRE(work != NULL);
        CHECK_INT(work->rank, TDM_WORK_BLOCK);
        CHECK_INT(work->gate, tdm_protocol_gate(many.standings[0]->episode->protocol, TDM_STR("start-loading")));
    }
    const struct tdm_work *diary = item(&many, 0, TDM_OWED_DIARY);
    REQUIRE(diary != NULL);
    CHECK_INT(diary->gate, TDM_REF_NONE);
    CHECK_INT(diary->rank, TDM_WORK_LATE);
}

TEST("a signature whose first day has not come is ahead and blocks nothing yet [F016 M44 M88]") {
    static const char *const charts[] = {DONE, NULL};
    struct many many;
    make(mem, &many, charts, "2026-03-25");
    const struct tdm_work *work = item(&many, 0, TDM_OWED_SIGNATURE);
    REQUIRE(work != NULL);
    CHECK_INT(work->rank, TDM_WORK_SOON);
    CHECK_INT(work->days_late, 0);
}

TEST("a signature past the longest window is late and blocks, and stands by the days it is late [F016 M52]") {
    static const char *const charts[] = {DONE, ENROL BASE "2026-02-26 procedure graft performed by physician-a\n",
                                         NULL};
    struct many many;
    make(mem, &many, charts, "2026-05-01");
    const struct tdm_work *first = item(&many, 0, TDM_OWED_SIGNATURE), *second = item(&many, 1, TDM_OWED_SIGNATURE);
    REQUIRE(first != NULL && second != NULL);
    CHECK_INT(first->rank, TDM_WORK_LATE_BLOCK);
    CHECK_INT(first->days_late, 4); /* eight weeks after 2026-03-02 is 2026-04-27 */
    CHECK_INT(second->days_late, 8);
    CHECK(second < first); /* the other chart's, though it was given later */
}

TEST("a signature that was given, and a reading that is there, are no longer owed [F016 complaint-9]") {
    static const char *const charts[] = {DONE "2026-03-30 clear resume by physician-a\n"
                                              "2026-03-30 assess by therapist-a\n  effusion right trace\n",
                                         NULL};
    struct many many;
    make(mem, &many, charts, "2026-03-30");
    CHECK(item(&many, 0, TDM_OWED_SIGNATURE) == NULL);
    CHECK(item(&many, 0, TDM_OWED_MEASURE) == NULL);
    CHECK(item(&many, 0, TDM_OWED_SCREEN) != NULL);
}

TEST("a flag that holds a phase names the phase that it holds [F016 M96]") {
    static const char *const charts[] = {DONE "2026-03-10 flag flare raised by therapist-a\n", NULL};
    struct many many;
    make(mem, &many, charts, "2026-03-11");
    const struct tdm_work *work = item(&many, 0, TDM_OWED_ESCALATION);
    REQUIRE(work != NULL);
    CHECK_INT(work->rank, TDM_WORK_BLOCK);
    CHECK(work->held_phase != TDM_REF_NONE);
    CHECK_INT(many.standings[0]->phases[work->held_phase].state, TDM_PHASE_HELD);
    make(mem, &many, charts, "2026-03-15");
    work = item(&many, 0, TDM_OWED_ESCALATION);
    REQUIRE(work != NULL);
    CHECK_INT(work->rank, TDM_WORK_LATE_BLOCK);
    CHECK_INT(work->days_late, 3);
}

TEST("asked for one role the list holds what that role may do, in the same order [F016 S63 M90]") {
    static const char *const charts[] = {DONE, DONE "2026-03-29 flag infection-signs raised by p-1\n", NULL};
    struct many many;
    make(mem, &many, charts, "2026-03-30");
    tdm_mask role = role_mask(many.standings[0], "physician");
    struct tdm_worklist physicians = tdm_worklist_of(mem, many.standings, many.count, role);
    CHECK(physicians.count > 0 && physicians.count < many.list.count);
    uint32_t at = 0;
    for (uint32_t i = 0; i < many.list.count; i++) {
        if ((owed_at(&many, i)->roles & role) == 0) continue;
        REQUIRE(at < physicians.count);
        CHECK_INT(physicians.items[at].standing, many.list.items[i].standing);
        CHECK_INT(physicians.items[at++].owed, many.list.items[i].owed);
    }
    CHECK_INT(at, physicians.count);
}

TEST("charts that owe nothing and no charts at all give an empty list [F016 M98]") {
    static const char *const charts[] = {ENROL "2026-01-06 end declined by p-1\n", NULL};
    struct many many;
    make(mem, &many, charts, "2026-02-01");
    CHECK_INT(many.list.count, 0);
    CHECK_INT(tdm_worklist_of(mem, many.standings, 0, 0).count, 0);
}

TEST("every rank has a word of its own [F016]") {
    for (int i = 0; i <= TDM_WORK_WAITS; i++)
        for (int k = 0; k < i; k++)
            CHECK(!tdm_str_is(tdm_str_of(tdm_work_rank_word((enum tdm_work_rank)i)),
                              tdm_work_rank_word((enum tdm_work_rank)k)));
}
