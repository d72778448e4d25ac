/* zone_test.c - where days end in real zones: clocks that jump, go back, and a day that was skipped. */
#include "calendar/calendar.h"
#include "check.h"
#include "dies.h"

static tdm_instant at(const char *text) {
    tdm_instant out = TDM_INSTANT_NONE;
    if (!tdm_instant_parse(tdm_str_of(text), &out)) check_failed(__FILE__, __LINE__, "\"%s\" is not an instant", text);
    return out;
}

static tdm_date date(const char *text) {
    tdm_date out = TDM_DATE_NONE;
    if (!tdm_date_parse(tdm_str_of(text), &out)) check_failed(__FILE__, __LINE__, "\"%s\" is not a date", text);
    return out;
}

struct step_text {
    const char *from;
    int32_t offset_minutes;
};

static struct tdm_zone zone_of(struct tdm_arena *mem, const struct step_text *steps, size_t count) {
    struct tdm_zone_step *made = TDM_NEW_ARRAY(mem, struct tdm_zone_step, count);
    for (size_t i = 0; i < count; i++) made[i] = (struct tdm_zone_step){at(steps[i].from), steps[i].offset_minutes};
    return (struct tdm_zone){TDM_STR("test"), made, count};
}

static tdm_str end_of(struct tdm_arena *mem, const struct tdm_zone *zone, const char *day) {
    struct tdm_buf out;
    tdm_buf_init(&out, mem, 100);
    tdm_instant_print(&out, tdm_zone_day_end(zone, date(day)));
    return tdm_buf_str(&out);
}

static tdm_str day_of(struct tdm_arena *mem, const struct tdm_zone *zone, const char *instant) {
    struct tdm_buf out;
    tdm_buf_init(&out, mem, 100);
    tdm_date_print(&out, tdm_zone_date_at(zone, at(instant)));
    return tdm_buf_str(&out);
}

static const struct step_text berlin[] = {
    {"1970-01-01T00:00Z", 60},  {"2025-03-30T01:00Z", 120}, {"2025-10-26T01:00Z", 60},
    {"2026-03-29T01:00Z", 120}, {"2026-10-25T01:00Z", 60},  {"2027-03-28T01:00Z", 120},
};

TEST("in UTC a day ends where the next one begins [M20]") {
    CHECK_STR(end_of(mem, &tdm_zone_utc, "2026-03-04"), "2026-03-05T00:00Z");
    CHECK_STR(end_of(mem, &tdm_zone_utc, "0001-01-01"), "0001-01-02T00:00Z");
    CHECK_STR(day_of(mem, &tdm_zone_utc, "2026-03-04T23:59:59.999Z"), "2026-03-04");
    CHECK_STR(day_of(mem, &tdm_zone_utc, "2026-03-05T00:00Z"), "2026-03-05");
    CHECK_STR(day_of(mem, &tdm_zone_utc, "1969-12-31T23:59:59.999Z"), "1969-12-31");
    CHECK_STR(tdm_zone_utc.name, "UTC");
}

TEST("in Berlin a day ends one hour before midnight UTC in winter and two in summer [M20]") {
    struct tdm_zone zone = zone_of(mem, berlin, TDM_COUNT(berlin));
    CHECK_STR(end_of(mem, &zone, "2026-01-15"), "2026-01-15T23:00Z");
    CHECK_STR(end_of(mem, &zone, "2026-07-15"), "2026-07-15T22:00Z");
    CHECK_STR(end_of(mem, &zone, "2026-03-28"), "2026-03-28T23:00Z");
    CHECK_STR(end_of(mem, &zone, "2026-03-29"), "2026-03-29T22:00Z");
    CHECK_STR(end_of(mem, &zone, "2026-10-24"), "2026-10-24T22:00Z");
    CHECK_STR(end_of(mem, &zone, "2026-10-25"), "2026-10-25T23:00Z");
    CHECK_STR(end_of(mem, &zone, "1950-06-15"), "1950-06-15T23:00Z");
    CHECK_STR(end_of(mem, &zone, "2050-01-15"), "2050-01-15T22:00Z");
    CHECK_STR(day_of(mem, &zone, "2026-07-15T21:59Z"), "2026-07-15");
    CHECK_STR(day_of(mem, &zone, "2026-07-15T22:00Z"), "2026-07-16");
    CHECK_STR(day_of(mem, &zone, "2026-01-15T22:59Z"), "2026-01-15");
    CHECK_STR(day_of(mem, &zone, "2026-01-15T23:00Z"), "2026-01-16");
    CHECK_STR(day_of(mem, &zone, "1950-06-15T23:00Z"), "1950-06-16");
}

/* Samoa went over the date line: 29 December 2011 was followed by the 31st. */
static const struct step_text apia[] = {
    {"1970-01-01T00:00Z", -660},
    {"2011-09-24T14:00Z", -600},
    {"2011-12-30T10:00Z", 840},
    {"2012-03-31T14:00Z", 780},
};

TEST("the day that Apia skipped ends where it would have begun [M20]") {
    struct tdm_zone zone = zone_of(mem, apia, TDM_COUNT(apia));
    CHECK_STR(end_of(mem, &zone, "2011-12-28"), "2011-12-29T10:00Z");
    CHECK_STR(end_of(mem, &zone, "2011-12-29"), "2011-12-30T10:00Z");
    CHECK_STR(end_of(mem, &zone, "2011-12-30"), "2011-12-30T10:00Z");
    CHECK_STR(end_of(mem, &zone, "2011-12-31"), "2011-12-31T10:00Z");
    CHECK_STR(day_of(mem, &zone, "2011-12-30T09:59:59.999Z"), "2011-12-29");
    CHECK_STR(day_of(mem, &zone, "2011-12-30T10:00Z"), "2011-12-31");
    struct tdm_zone until_then = zone_of(mem, apia, 3);
    CHECK_STR(end_of(mem, &until_then, "2011-12-30"), "2011-12-30T10:00Z");
    CHECK_STR(end_of(mem, &until_then, "2011-12-31"), "2011-12-31T10:00Z");
}

TEST("a day that came twice ends the second time [M20]") {
    /* A clock that goes back over midnight: at 00:01 to 23:01, as in Newfoundland until 2011. */
    static const struct step_text newfoundland[] = {{"1970-01-01T00:00Z", -150}, {"2010-11-07T02:31Z", -210}};
    struct tdm_zone zone = zone_of(mem, newfoundland, 2);
    CHECK_STR(end_of(mem, &zone, "2010-11-05"), "2010-11-06T02:30Z");
    CHECK_STR(end_of(mem, &zone, "2010-11-06"), "2010-11-07T03:30Z");
    CHECK_STR(end_of(mem, &zone, "2010-11-07"), "2010-11-08T03:30Z");
    CHECK_STR(day_of(mem, &zone, "2010-11-07T02:30Z"), "2010-11-07");
    CHECK_STR(day_of(mem, &zone, "2010-11-07T02:31Z"), "2010-11-06");
    /* A clock that goes back exactly at midnight: the day is simply longer. */
    static const struct step_text havana[] = {{"1970-01-01T00:00Z", -240}, {"2026-11-01T04:00Z", -300}};
    zone = zone_of(mem, havana, 2);
    CHECK_STR(end_of(mem, &zone, "2026-10-31"), "2026-11-01T05:00Z");
    /* A clock that jumps at midnight: the next day begins at one o'clock. */
    static const struct step_text beirut[] = {{"1970-01-01T00:00Z", 120}, {"2026-03-28T22:00Z", 180}};
    zone = zone_of(mem, beirut, 2);
    CHECK_STR(end_of(mem, &zone, "2026-03-28"), "2026-03-28T22:00Z");
    CHECK_STR(end_of(mem, &zone, "2026-03-29"), "2026-03-29T21:00Z");
}

/* By another way: minute by minute, the last instant whose local day is not after the date. */
TEST("the end of a day is the minute after the last one that belongs to it or an earlier day [M20]") {
    static const struct step_text wild[] = {
        {"2026-01-01T00:00Z", 0},   {"2026-01-02T11:13Z", 1440}, {"2026-01-03T05:00Z", -1439},
        {"2026-01-03T06:00Z", 600}, {"2026-01-05T23:59Z", -600}, {"2026-01-06T00:00Z", 90},
        {"2026-01-08T12:00Z", 61},
    };
    struct tdm_zone zone = zone_of(mem, wild, TDM_COUNT(wild));
    int64_t from = at("2025-12-28T00:00Z").ms, until = at("2026-01-16T00:00Z").ms;
    for (int32_t day = date("2025-12-30").day; day <= date("2026-01-12").day; day++) {
        int64_t end = from;
        for (int64_t ms = from; ms < until; ms += 60000) {
            size_t step = 0;
            while (step + 1 < zone.count && zone.steps[step + 1].from.ms <= ms) step++;
            int64_t local = ms + zone.steps[step].offset_minutes * 60000;
            int64_t local_day = local / 86400000;
            CHECK_INT(tdm_zone_date_at(&zone, (tdm_instant){ms}).day, local_day);
            CHECK_INT(tdm_zone_local_ms(&zone, (tdm_instant){ms}), local);
            if (local_day <= day) end = ms + 60000;
        }
        CHECK_INT(tdm_zone_day_end(&zone, (tdm_date){day}).ms, end);
    }
}

TEST("instants beyond the calendar fall on its first and last day, and none on none") {
    struct tdm_zone zone = zone_of(mem, berlin, TDM_COUNT(berlin));
    CHECK_INT(tdm_zone_date_at(&zone, (tdm_instant){INT64_MAX}).day, TDM_DATE_MAX_DAY);
    CHECK_INT(tdm_zone_date_at(&zone, (tdm_instant){INT64_MIN + 1}).day, TDM_DATE_MIN_DAY);
    CHECK_INT(tdm_zone_date_at(&zone, at("9999-12-31T23:30Z")).day, TDM_DATE_MAX_DAY);
    CHECK_INT(tdm_zone_date_at(&tdm_zone_utc, at("9999-12-31T23:30Z")).day, TDM_DATE_MAX_DAY);
    CHECK(tdm_date_is_none(tdm_zone_date_at(&zone, TDM_INSTANT_NONE)));
    static const struct step_text west[] = {{"1970-01-01T00:00Z", -60}};
    struct tdm_zone zone_west = zone_of(mem, west, 1);
    CHECK_INT(tdm_zone_date_at(&zone_west, at("0001-01-01T00:30Z")).day, TDM_DATE_MIN_DAY);
    CHECK_INT(tdm_zone_date_at(&zone_west, at("0001-01-02T00:30Z")).day, TDM_DATE_MIN_DAY);
    CHECK_INT(tdm_zone_date_at(&zone_west, at("0001-01-02T01:00Z")).day, TDM_DATE_MIN_DAY + 1);
    CHECK_INT(tdm_zone_day_end(&zone_west, (tdm_date){TDM_DATE_MIN_DAY}).ms, at("0001-01-02T01:00Z").ms);
    CHECK_INT(tdm_zone_day_end(&tdm_zone_utc, (tdm_date){TDM_DATE_MAX_DAY}).ms, at("9999-12-31T23:59:59.999Z").ms + 1);
}

static const struct tdm_zone zone_empty = {TDM_STR_INIT("empty"), NULL, 0};

static void end_in_empty_zone(struct tdm_arena *mem) {
    (void)mem;
    (void)tdm_zone_day_end(&zone_empty, (tdm_date){0});
}

static void end_of_none(struct tdm_arena *mem) {
    (void)mem;
    (void)tdm_zone_day_end(&tdm_zone_utc, TDM_DATE_NONE);
}

static void date_in_empty_zone(struct tdm_arena *mem) {
    (void)mem;
    (void)tdm_zone_date_at(&zone_empty, (tdm_instant){0});
}

TEST("a zone without steps and the end of no day are our own bugs and say so") {
    CHECK_INT(dies(end_in_empty_zone, mem), DIES_OF_A_BUG);
    CHECK_INT(dies(end_of_none, mem), DIES_OF_A_BUG);
    CHECK_INT(dies(date_in_empty_zone, mem), DIES_OF_A_BUG);
}
