/* date_test.c - civil dates against another calendar (tests/oracle/calendar_rows.py), and by walking every day. */
#include "calendar/calendar.h"
#include "check.h"
#include "dies.h"

static const struct row {
    const char *text;
    int32_t year, month, day_of_month, day, weekday;
} rows[] = {
#include "date_rows.inc"
};

static const struct month_row {
    const char *from;
    int32_t months;
    const char *clamped;
    int32_t fits;
} month_rows[] = {
#include "month_rows.inc"
};

static tdm_date date(const char *text) {
    tdm_date out = TDM_DATE_NONE;
    if (!tdm_date_parse(tdm_str_of(text), &out)) check_failed(__FILE__, __LINE__, "\"%s\" is not a date", text);
    return out;
}

static tdm_str text_of(struct tdm_arena *mem, tdm_date day) {
    struct tdm_buf out;
    tdm_buf_init(&out, mem, 100);
    tdm_date_print(&out, day);
    return tdm_buf_str(&out);
}

TEST("every row of another calendar is read, split, joined, printed and has its weekday [M9]") {
    CHECK_INT(TDM_COUNT(rows), 1000);
    for (size_t i = 0; i < TDM_COUNT(rows); i++) {
        const struct row *row = &rows[i];
        tdm_date joined;
        int32_t year, month, day_of_month;
        CHECK_INT(date(row->text).day, row->day);
        REQUIRE(tdm_date_of(row->year, row->month, row->day_of_month, &joined));
        CHECK_INT(joined.day, row->day);
        tdm_date_split((tdm_date){row->day}, &year, &month, &day_of_month);
        CHECK_INT(year, row->year);
        CHECK_INT(month, row->month);
        CHECK_INT(day_of_month, row->day_of_month);
        CHECK_INT(tdm_date_weekday((tdm_date){row->day}), row->weekday);
        CHECK_STR(text_of(mem, (tdm_date){row->day}), row->text);
    }
}

/* Counts forwards by the rule of the calendar alone: lengths of months, leap years. */
TEST("walking every day from the first to the last and back meets every date once") {
    static const int32_t lengths[] = {0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    int32_t day = TDM_DATE_MIN_DAY, weekday = 1, wrong = 0;
    for (int32_t y = 1; y <= 9999; y++)
        for (int32_t m = 1; m <= 12; m++) {
            bool leap = y % 400 == 0 || (y % 4 == 0 && y % 100 != 0);
            int32_t length = lengths[m] + (m == 2 && leap);
            for (int32_t d = 1; d <= length; d++, day++, weekday = weekday % 7 + 1) {
                tdm_date joined = TDM_DATE_NONE;
                int32_t year, month, day_of_month;
                wrong += !tdm_date_of(y, m, d, &joined) || joined.day != day;
                tdm_date_split((tdm_date){day}, &year, &month, &day_of_month);
                wrong += year != y || month != m || day_of_month != d;
                wrong += tdm_date_weekday((tdm_date){day}) != weekday;
            }
            tdm_date none = TDM_DATE_NONE;
            wrong += tdm_date_of(y, m, length + 1, &none) || tdm_date_of(y, m, 0, &none) || !tdm_date_is_none(none);
        }
    CHECK_INT(wrong, 0);
    CHECK_INT(day, TDM_DATE_MAX_DAY + 1);
}

TEST("a leap day is a real day, and only in leap years [M11]") {
    CHECK_INT(date("2024-02-29").day + 1, date("2024-03-01").day);
    CHECK_INT(date("2000-02-29").day + 1, date("2000-03-01").day);
    CHECK_INT(date("2023-02-28").day + 1, date("2023-03-01").day);
    CHECK_INT(date("1900-02-28").day + 1, date("1900-03-01").day);
}

static const char *const refused[] = {
    "",           "2023-02-29", "1900-02-29",        "2100-02-29",  "2024-02-30",
    "2024-04-31", "2024-06-31", "2024-09-31",        "2024-11-31",  "2024-01-32",
    "2024-00-10", "2024-13-01", "2024-01-00",        "0000-01-01",  "10000-01-01",
    "2024-1-01",  "2024-01-1",  "24-01-01",          "2024/01/01",  "2024-01/01",
    "2024/01-01", "20240101",   " 2024-01-01",       "2024-01-01 ", "2024-01-0a",
    "2024-0a-01", "202a-01-01", "-024-01-01",        "+024-01-01",  "2024--1-01",
    "2024-01--1", "2024-01-1 ", "2024-01-01T08:00Z", "2024-01-0:",  "2024-01-0/",
    "15/03/2026", "2024.01.01", "2024-001",          "2024-W01-1",  "\xD9\xA2\xD9\xA0\xD9\xA2-01",
};

TEST("what is not YYYY-MM-DD of a real day is refused and leaves the result alone") {
    tdm_date out = {77};
    for (size_t i = 0; i < TDM_COUNT(refused); i++)
        if (tdm_date_parse(tdm_str_of(refused[i]), &out)) check_failed(__FILE__, __LINE__, "read: %s", refused[i]);
    CHECK_INT(out.day, 77);
    CHECK(!tdm_date_of(2024, 2, 30, &out));
    CHECK(!tdm_date_of(0, 1, 1, &out));
    CHECK(!tdm_date_of(10000, 1, 1, &out));
    CHECK(!tdm_date_of(2024, 0, 1, &out));
    CHECK(!tdm_date_of(2024, 13, 1, &out));
    CHECK(!tdm_date_of(INT32_MAX, INT32_MAX, INT32_MAX, &out));
    CHECK(!tdm_date_of(INT32_MIN, INT32_MIN, INT32_MIN, &out));
    CHECK_INT(out.day, 77);
}

TEST("no date is printed as a dash and is none") {
    CHECK_STR(text_of(mem, TDM_DATE_NONE), "-");
    CHECK(tdm_date_is_none(TDM_DATE_NONE));
    CHECK(!tdm_date_is_none((tdm_date){0}));
}

TEST("dates are ordered by their day") {
    tdm_date a = date("2026-03-04"), b = date("2026-03-05");
    CHECK(tdm_date_before(a, b));
    CHECK(!tdm_date_before(a, a));
    CHECK(!tdm_date_before(b, a));
    CHECK(tdm_date_equal(a, a));
    CHECK(!tdm_date_equal(a, b));
    CHECK_INT(tdm_date_earlier(a, b).day, a.day);
    CHECK_INT(tdm_date_earlier(b, a).day, a.day);
    CHECK_INT(tdm_date_later(a, b).day, b.day);
    CHECK_INT(tdm_date_later(b, a).day, b.day);
}

TEST("days are added over months and years and stop at the calendar's ends [M9]") {
    CHECK_STR(text_of(mem, tdm_date_add_days(date("2026-03-04"), 28)), "2026-04-01");
    CHECK_STR(text_of(mem, tdm_date_add_days(date("2024-03-01"), -1)), "2024-02-29");
    CHECK_STR(text_of(mem, tdm_date_add_days(date("2024-12-31"), 1)), "2025-01-01");
    CHECK_STR(text_of(mem, tdm_date_add_days(date("2024-12-31"), 0)), "2024-12-31");
    CHECK_STR(text_of(mem, tdm_date_add_days(date("9999-12-30"), 1)), "9999-12-31");
    CHECK_STR(text_of(mem, tdm_date_add_days(date("9999-12-30"), 2)), "9999-12-31");
    CHECK_STR(text_of(mem, tdm_date_add_days(date("9999-12-30"), INT32_MAX)), "9999-12-31");
    CHECK_STR(text_of(mem, tdm_date_add_days(date("0001-01-02"), -1)), "0001-01-01");
    CHECK_STR(text_of(mem, tdm_date_add_days(date("0001-01-02"), -2)), "0001-01-01");
    CHECK_STR(text_of(mem, tdm_date_add_days(date("0001-01-02"), INT32_MIN)), "0001-01-01");
}

TEST("months are added by both rules as another calendar adds them [M11]") {
    CHECK(TDM_COUNT(month_rows) > 750);
    for (size_t i = 0; i < TDM_COUNT(month_rows); i++) {
        const struct month_row *row = &month_rows[i];
        tdm_date strict = TDM_DATE_NONE;
        CHECK_STR(text_of(mem, tdm_date_add_months_clamped(date(row->from), row->months)), row->clamped);
        CHECK_INT(tdm_date_add_months_strict(date(row->from), row->months, &strict), row->fits);
        CHECK_STR(text_of(mem, strict), row->fits ? row->clamped : "-");
    }
}

TEST("months beyond the calendar stop at its ends, and the strict rule refuses them") {
    tdm_date out = {77};
    CHECK_STR(text_of(mem, tdm_date_add_months_clamped(date("9999-11-30"), 1)), "9999-12-30");
    CHECK_STR(text_of(mem, tdm_date_add_months_clamped(date("9999-11-30"), 2)), "9999-12-31");
    CHECK_STR(text_of(mem, tdm_date_add_months_clamped(date("9999-11-30"), INT32_MAX)), "9999-12-31");
    CHECK_STR(text_of(mem, tdm_date_add_months_clamped(date("0001-02-28"), -1)), "0001-01-28");
    CHECK_STR(text_of(mem, tdm_date_add_months_clamped(date("0001-02-28"), -2)), "0001-01-01");
    CHECK_STR(text_of(mem, tdm_date_add_months_clamped(date("0001-02-28"), INT32_MIN)), "0001-01-01");
    CHECK(!tdm_date_add_months_strict(date("9999-11-30"), 2, &out));
    CHECK(!tdm_date_add_months_strict(date("0001-02-28"), -2, &out));
    CHECK_INT(out.day, 77);
}

/* ---- times of day */

TEST("every minute of a day is read and printed") {
    for (int32_t minute = 0; minute < 1440; minute++) {
        struct tdm_buf out;
        tdm_time again = TDM_TIME_NONE;
        tdm_buf_init(&out, mem, 10);
        tdm_time_print(&out, (tdm_time){minute});
        CHECK_INT(out.len, 5);
        CHECK(tdm_time_parse(tdm_buf_str(&out), &again));
        CHECK_INT(again.minute, minute);
    }
    struct tdm_buf out;
    tdm_buf_init(&out, mem, 100);
    tdm_time_print(&out, (tdm_time){495});
    tdm_time_print(&out, (tdm_time){1439});
    tdm_time_print(&out, TDM_TIME_NONE);
    CHECK_STR(tdm_buf_str(&out), "08:1523:59-");
}

TEST("what is not HH:MM of a day is refused") {
    static const char *const bad[] = {"",      "8:15",  "08:5",   "24:00", "08:60", "0815",  "08-15", "08:15:00",
                                      "08:1a", "0a:15", " 08:15", "-1:15", "08:-1", "99:99", "08.15", "08:150"};
    tdm_time out = {7};
    for (size_t i = 0; i < TDM_COUNT(bad); i++) CHECK(!tdm_time_parse(tdm_str_of(bad[i]), &out));
    CHECK_INT(out.minute, 7);
}

static void split_none(struct tdm_arena *mem) {
    (void)mem;
    int32_t year, month, day_of_month;
    tdm_date_split(TDM_DATE_NONE, &year, &month, &day_of_month);
}

static void split_beyond(struct tdm_arena *mem) {
    (void)mem;
    int32_t year, month, day_of_month;
    tdm_date_split((tdm_date){TDM_DATE_MAX_DAY + 1}, &year, &month, &day_of_month);
}

static void add_to_none(struct tdm_arena *mem) {
    (void)mem;
    (void)tdm_date_add_days(TDM_DATE_NONE, 1);
}

TEST("splitting or adding to no date is our own bug and says so") {
    CHECK_INT(dies(split_none, mem), DIES_OF_A_BUG);
    CHECK_INT(dies(split_beyond, mem), DIES_OF_A_BUG);
    CHECK_INT(dies(add_to_none, mem), DIES_OF_A_BUG);
}
