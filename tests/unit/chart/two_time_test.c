/* two_time_test.c - what a chart said on a day, and what it says now: corrections, withdrawals, doubles. */
#include "chart_ground.h"

/* "82 N.m", "1+" or "nothing" for a measure and side as known at the end of a day; "all" for everything. */
static tdm_str known_on(struct tdm_arena *mem, const struct tdm_bound_chart *bound, const char *measure,
                        enum tdm_side side, const char *day) {
    tdm_ref ref = tdm_catalog_find(bound->catalog, TDM_KIND_MEASURE, tdm_str_of(measure));
    tdm_instant known = TDM_INSTANT_NONE;
    tdm_date date;
    if (tdm_date_parse(tdm_str_of(day), &date)) known = tdm_zone_day_end(&tdm_zone_utc, date);
    struct tdm_buf out;
    tdm_buf_init(&out, mem, 4096);
    for (uint32_t i = bound->reading_start[ref]; i < bound->reading_start[ref + 1u]; i++) {
        const struct tdm_reading *reading = &bound->readings[i];
        tdm_value value;
        uint32_t said_by = 0;
        if (reading->side != side || !tdm_reading_known(bound, reading, known, &value, &said_by)) continue;
        if (out.len > 0) tdm_buf_text(&out, ", ");
        if (value.kind == TDM_VALUE_NUMBER)
            tdm_quantity_print(&out, value.quantity);
        else
            tdm_buf_add(&out, tdm_measure_scale(bound->catalog, ref)->steps[value.step]);
        tdm_buf_format(&out, " by %u", bound->chart->entries[said_by].place.line);
    }
    if (out.len == 0) tdm_buf_text(&out, "nothing");
    return tdm_buf_str(&out);
}

static const struct tdm_bound_chart *bound_of(struct tdm_arena *mem, const char *entries) {
    struct tdm_problems *problems = TDM_NEW(mem, struct tdm_problems);
    const struct tdm_chart *chart = chart_good(mem, entries);
    const struct tdm_bound_chart *bound = chart == NULL ? NULL : chart_bind(mem, chart, problems);
    if (bound == NULL && chart != NULL) check_failed(__FILE__, __LINE__, "not bound: %s", problems->items[0].what);
    return bound;
}

TEST("a correction changes its fact from its recording on, and only in today's view [M31 M32 F047]") {
    const struct tdm_bound_chart *bound =
        bound_of(mem, "2026-01-05 assess by therapist-a, name base\n"
                      "  quads right 92 N.m, left 131 N.m\n"
                      "2026-01-07 correct base by therapist-a, because \"Read 92, sheet says 82\"\n"
                      "  quads right 82 N.m, was 92 N.m\n"
                      "2026-01-09 correct base by therapist-a, because \"Sheet says 84\"\n"
                      "  quads right 84 N.m, was 82 N.m\n");
    REQUIRE(bound != NULL);
    CHECK_STR(known_on(mem, bound, "torque", TDM_SIDE_RIGHT, "2026-01-04"), "nothing");
    CHECK_STR(known_on(mem, bound, "torque", TDM_SIDE_RIGHT, "2026-01-05"), "92 N.m by 11");
    CHECK_STR(known_on(mem, bound, "torque", TDM_SIDE_RIGHT, "2026-01-06"), "92 N.m by 11");
    CHECK_STR(known_on(mem, bound, "torque", TDM_SIDE_RIGHT, "2026-01-07"), "82 N.m by 13");
    CHECK_STR(known_on(mem, bound, "torque", TDM_SIDE_RIGHT, "2026-01-08"), "82 N.m by 13");
    CHECK_STR(known_on(mem, bound, "torque", TDM_SIDE_RIGHT, "2026-01-09"), "84 N.m by 15");
    CHECK_STR(known_on(mem, bound, "torque", TDM_SIDE_RIGHT, "all"), "84 N.m by 15");
    CHECK_STR(known_on(mem, bound, "torque", TDM_SIDE_LEFT, "all"), "131 N.m by 11");
}

TEST("the second of two corrections still names the first entry, in whatever order the lines stand [M32 M125]") {
    const struct tdm_bound_chart *bound =
        bound_of(mem, "2026-01-07 correct base by therapist-a, because \"a second look\"\n"
                      "  quads right 70 N.m, was 82 N.m\n"
                      "2026-01-07 correct base by therapist-a, because \"the sheet\"\n"
                      "  quads right 82 N.m, was 92 N.m\n"
                      "2026-01-05 assess by therapist-a, name base\n"
                      "  quads right 92 N.m\n");
    REQUIRE(bound != NULL);
    CHECK_STR(known_on(mem, bound, "torque", TDM_SIDE_RIGHT, "2026-01-06"), "92 N.m by 15");
    CHECK_STR(known_on(mem, bound, "torque", TDM_SIDE_RIGHT, "2026-01-07"), "70 N.m by 11");
}

TEST("withdrawing a reading leaves nothing of it and uncovers the reading before it [M29 M31]") {
    const struct tdm_bound_chart *bound = bound_of(mem, "2026-01-05 diary by p-1\n  pain 2\n"
                                                        "2026-01-08 diary by p-1, name slip\n  pain 9\n"
                                                        "2026-01-10 withdraw slip by p-1, because \"another day\"\n");
    REQUIRE(bound != NULL);
    CHECK_STR(known_on(mem, bound, "nprs-worst-24h", TDM_SIDE_NONE, "2026-01-09"), "2 points by 11, 9 points by 13");
    CHECK_STR(known_on(mem, bound, "nprs-worst-24h", TDM_SIDE_NONE, "2026-01-10"), "2 points by 11");
    CHECK_STR(known_on(mem, bound, "nprs-worst-24h", TDM_SIDE_NONE, "all"), "2 points by 11");
}

TEST("withdrawing a correction uncovers the value before it [M31 M32]") {
    const struct tdm_bound_chart *bound = bound_of(
        mem, "2026-01-05 assess by therapist-a, name base\n  quads right 92 N.m\n"
             "2026-01-06 correct base by therapist-a, because \"x\", name first\n  quads right 82 N.m, was 92 N.m\n"
             "2026-01-07 correct base by therapist-a, because \"y\", name second\n  quads right 72 N.m, was 82 N.m\n"
             "2026-01-08 withdraw first by therapist-a, because \"it was 92\"\n"
             "2026-01-09 withdraw second by therapist-a, because \"it was 92\"\n"
             "2026-01-10 correct base by therapist-a, because \"z\"\n  quads right 90 N.m, was 92 N.m\n"
             "2026-01-11 withdraw base by therapist-a, because \"other patient\"\n");
    REQUIRE(bound != NULL);
    CHECK_STR(known_on(mem, bound, "torque", TDM_SIDE_RIGHT, "2026-01-06"), "82 N.m by 13");
    CHECK_STR(known_on(mem, bound, "torque", TDM_SIDE_RIGHT, "2026-01-07"), "72 N.m by 15");
    CHECK_STR(known_on(mem, bound, "torque", TDM_SIDE_RIGHT, "2026-01-08"), "72 N.m by 15");
    CHECK_STR(known_on(mem, bound, "torque", TDM_SIDE_RIGHT, "2026-01-09"), "92 N.m by 11");
    CHECK_STR(known_on(mem, bound, "torque", TDM_SIDE_RIGHT, "2026-01-10"), "90 N.m by 19");
    CHECK_STR(known_on(mem, bound, "torque", TDM_SIDE_RIGHT, "2026-01-11"), "nothing");
}

TEST("a correction taken back and made anew on one day, without times, counts as made anew [M31 M32 M125]") {
    static const char *const orders[] = {"2026-01-07 withdraw first by therapist-a, because \"the other leg\"\n"
                                         "2026-01-07 correct base by therapist-a, because \"the sheet\"\n"
                                         "  quads right 84 N.m, was 92 N.m\n",
                                         "2026-01-07 correct base by therapist-a, because \"the sheet\"\n"
                                         "  quads right 84 N.m, was 92 N.m\n"
                                         "2026-01-07 withdraw first by therapist-a, because \"the other leg\"\n"};
    for (size_t i = 0; i < TDM_COUNT(orders); i++) {
        tdm_str text = chart_text(mem,
                                  "2026-01-05 assess by therapist-a, name base\n  quads right 92 N.m, left 131 N.m\n"
                                  "2026-01-06 correct base by therapist-a, name first, because \"a slip\"\n"
                                  "  quads right 70 N.m, was 92 N.m\n",
                                  orders[i]);
        const struct tdm_bound_chart *bound = bound_of(mem, tdm_arena_str(mem, text).at);
        REQUIRE(bound != NULL);
        CHECK_STR(known_on(mem, bound, "torque", TDM_SIDE_RIGHT, "2026-01-06"), "70 N.m by 13");
        CHECK_STR(known_on(mem, bound, "torque", TDM_SIDE_RIGHT, "2026-01-07"),
                  i == 0 ? "84 N.m by 16" : "84 N.m by 15");
    }
}

TEST("what was not done can be corrected to a value, and a value to not done [M31 M79]") {
    const struct tdm_bound_chart *bound = bound_of(
        mem, "2026-01-05 assess by therapist-a, name base\n  quads right not-done, because \"pain\", left 131 N.m\n"
             "2026-01-07 correct base by therapist-a, because \"x\"\n  quads right 82 N.m, was not-done\n"
             "  quads left not-done, was 131 N.m\n");
    REQUIRE(bound != NULL);
    CHECK_STR(known_on(mem, bound, "torque", TDM_SIDE_RIGHT, "2026-01-05"), "nothing");
    CHECK_STR(known_on(mem, bound, "torque", TDM_SIDE_RIGHT, "2026-01-07"), "82 N.m by 13");
    CHECK_STR(known_on(mem, bound, "torque", TDM_SIDE_LEFT, "2026-01-06"), "131 N.m by 11");
    CHECK_STR(known_on(mem, bound, "torque", TDM_SIDE_LEFT, "2026-01-07"), "nothing");
}

TEST("a late entry is on time by its day and unknown before its recording [F047 M20 M31]") {
    const struct tdm_bound_chart *bound =
        bound_of(mem, "2026-01-05 diary by p-1, recorded 2026-01-09T08:00Z\n  2026-01-03 pain 2\n  pain 3\n");
    REQUIRE(bound != NULL);
    CHECK_STR(known_on(mem, bound, "nprs-worst-24h", TDM_SIDE_NONE, "2026-01-08"), "nothing");
    CHECK_STR(known_on(mem, bound, "nprs-worst-24h", TDM_SIDE_NONE, "2026-01-09"), "2 points by 11, 3 points by 11");
    CHECK_INT(bound->readings[0].date.day - bound->readings[1].date.day, -2);
    CHECK(!tdm_fact_visible(&bound->facts[0], (tdm_instant){bound->facts[0].recorded.ms - 1}));
    CHECK(tdm_fact_visible(&bound->facts[0], bound->facts[0].recorded));
    CHECK(tdm_fact_visible(&bound->facts[0], TDM_INSTANT_NONE));
}

TEST("the date of a procedure is put right by withdrawing it and recording it anew; both views stay [M17 M25 M31]") {
    const struct tdm_bound_chart *bound =
        bound_of(mem, "2026-02-02 procedure bone-marrow-concentrate by physician-a, name p-wrong\n"
                      "2026-02-05 withdraw p-wrong by physician-a, because \"it was done on the third\"\n"
                      "2026-02-03 procedure bone-marrow-concentrate by physician-a, recorded 2026-02-05T10:00Z\n");
    REQUIRE(bound != NULL);
    tdm_instant then = tdm_zone_day_end(&tdm_zone_utc, bound->facts[1].date);
    const struct tdm_fact *wrong = &bound->facts[0], *right = &bound->facts[1];
    CHECK_INT(right->date.day - wrong->date.day, 1);
    CHECK(tdm_fact_visible(wrong, then));
    CHECK(!tdm_fact_visible(right, then));
    CHECK(!tdm_fact_visible(wrong, TDM_INSTANT_NONE));
    CHECK(tdm_fact_visible(right, TDM_INSTANT_NONE));
    CHECK_INT(bound->facts[2].target, 0);
}

TEST("the same act under two ids counts once, until one of the two is withdrawn [M114]") {
    const struct tdm_bound_chart *bound =
        bound_of(mem, "2026-01-05 diary by p-1, writer phone 1, name a\n  pain 4\n"
                      "2026-01-05 diary by p-1, writer desk 1, name b\n  pain 4\n"
                      "2026-01-08 withdraw b by p-1, because \"typed off my own phone\"\n"
                      "2026-01-09 screen flags by p-1, none found\n");
    REQUIRE(bound != NULL);
    CHECK_STR(known_on(mem, bound, "nprs-worst-24h", TDM_SIDE_NONE, "2026-01-05"), "4 points by 13");
    CHECK_STR(known_on(mem, bound, "nprs-worst-24h", TDM_SIDE_NONE, "2026-01-07"), "4 points by 13");
    CHECK_STR(known_on(mem, bound, "nprs-worst-24h", TDM_SIDE_NONE, "2026-01-08"), "4 points by 11");
    CHECK_STR(known_on(mem, bound, "nprs-worst-24h", TDM_SIDE_NONE, "all"), "4 points by 11");
}

TEST("a correction of one of two copies reaches the one that counts, and changes nothing before it [M31 M114]") {
    const struct tdm_bound_chart *bound =
        bound_of(mem, "2026-01-05 assess by therapist-a, name a\n  quads right 92 N.m\n"
                      "2026-01-05 assess by therapist-a, name b, recorded 2026-01-06T08:00Z\n  quads right 92 N.m\n"
                      "2026-01-08 correct b by therapist-a, because \"the sheet\"\n  quads right 82 N.m, was 92 N.m\n"
                      "2026-01-10 withdraw a by therapist-a, because \"written twice\"\n");
    REQUIRE(bound != NULL);
    CHECK_STR(known_on(mem, bound, "torque", TDM_SIDE_RIGHT, "2026-01-05"), "92 N.m by 11");
    CHECK_STR(known_on(mem, bound, "torque", TDM_SIDE_RIGHT, "2026-01-07"), "92 N.m by 11");
    CHECK_STR(known_on(mem, bound, "torque", TDM_SIDE_RIGHT, "2026-01-08"), "82 N.m by 15");
    CHECK_STR(known_on(mem, bound, "torque", TDM_SIDE_RIGHT, "2026-01-10"), "82 N.m by 15");
}

TEST("both of two copies may be corrected, one after the other, as one entry would be [M31 M114]") {
    const struct tdm_bound_chart *bound =
        bound_of(mem, "2026-01-05 diary by p-1, name a\n  pain 4\n"
                      "2026-01-05 diary by p-1, name b, recorded 2026-01-06T08:00Z\n  pain 4\n"
                      "2026-01-07 correct b by p-1, because \"a slip\"\n  pain 5, was 4\n"
                      "2026-01-08 correct a by p-1, because \"a slip\"\n  pain 6, was 5\n");
    REQUIRE(bound != NULL);
    CHECK_STR(known_on(mem, bound, "nprs-worst-24h", TDM_SIDE_NONE, "2026-01-06"), "4 points by 11");
    CHECK_STR(known_on(mem, bound, "nprs-worst-24h", TDM_SIDE_NONE, "2026-01-07"), "5 points by 15");
    CHECK_STR(known_on(mem, bound, "nprs-worst-24h", TDM_SIDE_NONE, "all"), "6 points by 17");
    CHECK_INT(bound->facts[1].act, 0);
    CHECK_INT(bound->facts[2].act, 2);
}

TEST("a copy that was taken back before it stood in hands its place on from the day it would have had it [M114]") {
    const struct tdm_bound_chart *bound =
        bound_of(mem, "2026-01-05 diary by p-1, name a\n  pain 4\n"
                      "2026-01-05 diary by p-1, name b, recorded 2026-01-06T08:00Z\n  pain 4\n"
                      "2026-01-05 diary by p-1, name c, recorded 2026-01-06T09:00Z\n  pain 4\n"
                      "2026-01-07 withdraw b by p-1, because \"written thrice\"\n"
                      "2026-01-09 withdraw a by p-1, because \"written thrice\"\n");
    REQUIRE(bound != NULL);
    CHECK_STR(known_on(mem, bound, "nprs-worst-24h", TDM_SIDE_NONE, "2026-01-08"), "4 points by 11");
    CHECK_STR(known_on(mem, bound, "nprs-worst-24h", TDM_SIDE_NONE, "2026-01-09"), "4 points by 15");
}

/* ---- random chains against a naive replay */

static uint64_t next_random(uint64_t *state) {
    *state = *state * 6364136223846793005u + 1442695040888963407u;
    return *state >> 33;
}

#define STEPS_MOST 12
struct replay {                           /* what happened to one value, a day a step */
    int32_t corrected_to[STEPS_MOST + 2]; /* at that step; 0: no correction */
    int32_t undone[STEPS_MOST + 2];       /* the step whose correction was withdrawn; 0: none */
    int32_t gone;                         /* step at which the base was withdrawn; 0: never */
    int32_t steps;
};

/* The value after `step` steps, thought through from the beginning each time; -1 for nothing. */
static int32_t replayed(const struct replay *r, int32_t step) {
    int32_t value = 100;
    for (int32_t i = 1; i <= step; i++) {
        bool undone = false;
        for (int32_t k = i; k <= step; k++) undone = undone || r->undone[k] == i;
        if (r->corrected_to[i] != 0 && !undone) value = r->corrected_to[i];
    }
    return r->gone != 0 && r->gone <= step ? -1 : value;
}

static void chain_write(struct tdm_buf *text, struct replay *r, uint64_t *state) {
    tdm_buf_text(text, "2026-01-01 assess by therapist-a, name base\n  quads right 100 N.m\n");
    r->steps = 1 + (int32_t)(next_random(state) % STEPS_MOST);
    for (int32_t step = 1; step <= r->steps && r->gone == 0; step++) {
        int32_t now = replayed(r, step - 1), choice = (int32_t)(next_random(state) % 8), back = 0;
        for (int32_t i = 1; i < step; i++) {
            bool undone = false;
            for (int32_t k = 1; k < step; k++) undone = undone || r->undone[k] == i;
            if (r->corrected_to[i] != 0 && !undone && next_random(state) % 2 == 0) back = i;
        }
        if (choice == 0 && step > 3) {
            r->gone = step;
            tdm_buf_format(text, "2026-01-%02d withdraw base by therapist-a, because \"x\"\n", step + 1);
        } else if (choice < 4 && back != 0) {
            r->undone[step] = back;
            tdm_buf_format(text, "2026-01-%02d withdraw c-%d by therapist-a, because \"x\"\n", step + 1, back);
        } else {
            r->corrected_to[step] = 100 + step + (int32_t)(next_random(state) % 2) * 50;
            tdm_buf_format(text,
                           "2026-01-%02d correct base by therapist-a, because \"x\", name c-%d\n"
                           "  quads right %d N.m, was %d N.m\n",
                           step + 1, step, r->corrected_to[step], now);
        }
    }
}

TEST("random chains of corrections and withdrawals agree with a naive replay at every instant [M31 M32]") {
    uint64_t state = 31;
    for (int turn = 0; turn < 300; turn++) {
        struct tdm_arena_mark mark = tdm_arena_mark(mem);
        struct replay r = {.steps = 0};
        struct tdm_buf text;
        tdm_buf_init(&text, mem, 1u << 16);
        chain_write(&text, &r, &state);
        const struct tdm_bound_chart *bound = bound_of(mem, tdm_arena_str(mem, tdm_buf_str(&text)).at);
        REQUIRE(bound != NULL);
        REQUIRE(bound->reading_count == 1);
        for (int32_t step = 0; step <= r.steps + 1; step++) {
            tdm_value value = {.kind = TDM_VALUE_NONE};
            uint32_t said_by = 0;
            tdm_instant known = {tdm_zone_day_end(&tdm_zone_utc, bound->facts[0].date).ms + (int64_t)step * 86400000};
            bool some = tdm_reading_known(bound, &bound->readings[0], known, &value, &said_by);
            int32_t got = some ? (int32_t)value.quantity.number.coefficient : -1;
            CHECK_INT(got, replayed(&r, step));
        }
        tdm_arena_rewind(mem, mark);
    }
}

TEST("a session and a signature of one day stand in the order of their times, in whatever order they are written "
     "[M18 M19]") {
    const struct tdm_bound_chart *bound =
        bound_of(mem, "2026-03-04 17:00 session by p-1\n  quad-set 3x10\n"
                      "2026-03-04 09:00 clear resume by physician-a\n"
                      "2026-03-04 hold loading by physician-a, because \"asked to\"\n");
    REQUIRE(bound != NULL);
    CHECK_INT(bound->facts[0].kind, TDM_ENTRY_CLEAR);
    CHECK_INT(bound->facts[1].kind, TDM_ENTRY_SESSION);
    CHECK_INT(bound->facts[2].kind, TDM_ENTRY_HOLD); /* without a time: last, and told by time.minute */
    CHECK_INT(bound->facts[2].time.minute, -1);
}

TEST("a signature that was withdrawn is no signature, and before its recording it was none [M20 M25]") {
    const struct tdm_bound_chart *bound =
        bound_of(mem, "2026-03-04 09:00 clear resume by physician-a, name sign, recorded 2026-03-06T08:00Z\n"
                      "2026-03-08 withdraw sign by physician-a, because \"other patient\"\n");
    REQUIRE(bound != NULL);
    const struct tdm_fact *sign = &bound->facts[0];
    tdm_date day = sign->date;
    CHECK(!tdm_fact_visible(sign, tdm_zone_day_end(&tdm_zone_utc, tdm_date_add_days(day, 1))));
    CHECK(tdm_fact_visible(sign, tdm_zone_day_end(&tdm_zone_utc, tdm_date_add_days(day, 2))));
    CHECK(tdm_fact_visible(sign, tdm_zone_day_end(&tdm_zone_utc, tdm_date_add_days(day, 3))));
    CHECK(!tdm_fact_visible(sign, tdm_zone_day_end(&tdm_zone_utc, tdm_date_add_days(day, 4))));
    CHECK(!tdm_fact_visible(sign, TDM_INSTANT_NONE));
}

TEST("two raters of one day both stay, each with who said it; the day's rule is for others to use [M29 M30]") {
    const struct tdm_bound_chart *bound =
        bound_of(mem, "2026-03-04 09:00 assess by therapist-a\n  effusion right 1+\n"
                      "2026-03-04 10:00 assess by physician-a\n  effusion right 2+\n");
    REQUIRE(bound != NULL);
    CHECK_STR(known_on(mem, bound, "effusion", TDM_SIDE_RIGHT, "all"), "1+ by 11, 2+ by 13");
    CHECK(bound->readings[0].role != bound->readings[1].role);
}

TEST("a planned procedure is a plan until it happens, and both stay to be read [M116]") {
    const struct tdm_bound_chart *bound =
        bound_of(mem, "2026-01-20 plan procedure on 2026-02-02 by physician-a\n"
                      "2026-01-25 plan procedure on 2026-02-04 by physician-a\n"
                      "2026-02-04 procedure bone-marrow-concentrate by physician-a\n");
    REQUIRE(bound != NULL);
    CHECK_INT(bound->facts[0].kind, TDM_ENTRY_PLAN);
    CHECK_INT(bound->chart->entries[1].other_date.day, bound->facts[2].date.day);
    CHECK(tdm_fact_visible(&bound->facts[0], TDM_INSTANT_NONE));
}
