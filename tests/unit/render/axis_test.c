/* axis_test.c - days to places, and ticks that fit. */
#include "check.h"
#include "render/render.h"

static tdm_date day(const char *text) {
    tdm_date date = TDM_DATE_NONE;
    if (!tdm_date_parse(tdm_str_of(text), &date)) check_failed(__FILE__, __LINE__, "not a date: %s", text);
    return date;
}

TEST("the first day is at the left, the first day after at the right, others between in order") {
    struct tdm_day_axis axis = {day("2026-01-01"), day("2026-01-11"), 100, 1100};
    CHECK_INT(tdm_axis_at(&axis, day("2026-01-01")), 100);
    CHECK_INT(tdm_axis_at(&axis, day("2026-01-06")), 600);
    CHECK_INT(tdm_axis_at(&axis, day("2026-01-11")), 1100);
    CHECK_INT(tdm_axis_at(&axis, day("2025-12-01")), 100);
    CHECK_INT(tdm_axis_at(&axis, day("2027-01-01")), 1100);
}

TEST("short axes name Mondays, long ones months, never more than asked") {
    const struct tdm_tick *ticks;
    struct tdm_day_axis month = {day("2026-01-01"), day("2026-02-01"), 0, 1000};
    REQUIRE(tdm_axis_ticks(mem, &month, 10, &ticks) == 4);
    CHECK_INT(ticks[0].date.day, day("2026-01-05").day);
    CHECK(ticks[0].major && !ticks[1].major);
    struct tdm_day_axis year = {day("2026-01-15"), day("2027-01-15"), 0, 1000};
    uint32_t count = tdm_axis_ticks(mem, &year, 13, &ticks);
    REQUIRE(count == 12);
    CHECK_INT(ticks[0].date.day, day("2026-02-01").day);
    for (uint32_t most = 1; most < 60; most++) CHECK(tdm_axis_ticks(mem, &year, most, &ticks) <= most);
}
