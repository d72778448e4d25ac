/* span_test.c - spans in words, added and taken away; the range of days of months. */
#include "calendar/calendar.h"
#include "check.h"

static const struct range_row {
    int32_t months, least, most;
} range_rows[] = {
#include "range_rows.inc"
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

static tdm_span span_of(int32_t count, enum tdm_span_unit unit) {
    return (tdm_span){count, unit};
}

TEST("units of spans are read in singular and plural and nothing else") {
    static const struct {
        const char *word;
        enum tdm_span_unit unit;
    } words[] = {{"hour", TDM_SPAN_HOURS},   {"hours", TDM_SPAN_HOURS},   {"day", TDM_SPAN_DAYS},
                 {"days", TDM_SPAN_DAYS},    {"week", TDM_SPAN_WEEKS},    {"weeks", TDM_SPAN_WEEKS},
                 {"month", TDM_SPAN_MONTHS}, {"months", TDM_SPAN_MONTHS}, {"year", TDM_SPAN_YEARS},
                 {"years", TDM_SPAN_YEARS}};
    static const char *const bad[] = {"", "d", "Day", "dayss", "wk", "minutes", "decade", "mont", "month "};
    enum tdm_span_unit unit = TDM_SPAN_YEARS;
    for (size_t i = 0; i < TDM_COUNT(words); i++) {
        CHECK(tdm_span_unit_parse(tdm_str_of(words[i].word), &unit));
        CHECK_INT(unit, words[i].unit);
    }
    for (size_t i = 0; i < TDM_COUNT(bad); i++) CHECK(!tdm_span_unit_parse(tdm_str_of(bad[i]), &unit));
    CHECK_INT(unit, TDM_SPAN_YEARS);
}

TEST("spans are printed as people write them") {
    struct tdm_buf out;
    tdm_buf_init(&out, mem, 1000);
    tdm_span_print(&out, span_of(1, TDM_SPAN_WEEKS));
    tdm_buf_text(&out, ", ");
    tdm_span_print(&out, span_of(4, TDM_SPAN_WEEKS));
    tdm_buf_text(&out, ", ");
    tdm_span_print(&out, span_of(0, TDM_SPAN_DAYS));
    tdm_buf_text(&out, ", ");
    tdm_span_print(&out, span_of(1, TDM_SPAN_YEARS));
    tdm_buf_text(&out, ", ");
    tdm_span_print(&out, span_of(48, TDM_SPAN_HOURS));
    tdm_buf_text(&out, ", ");
    tdm_span_print(&out, span_of(3, TDM_SPAN_MONTHS));
    CHECK_STR(tdm_buf_str(&out), "1 week, 4 weeks, 0 days, 1 year, 48 hours, 3 months");
}

static const struct {
    const char *from;
    tdm_span span;
    const char *after, *before;
} added[] = {
    {"2026-03-04", {28, TDM_SPAN_DAYS}, "2026-04-01", "2026-02-04"},
    {"2026-03-04", {4, TDM_SPAN_WEEKS}, "2026-04-01", "2026-02-04"},
    {"2026-03-04", {0, TDM_SPAN_WEEKS}, "2026-03-04", "2026-03-04"},
    {"2024-01-31", {1, TDM_SPAN_MONTHS}, "2024-02-29", "2023-12-31"},
    {"2024-03-31", {1, TDM_SPAN_MONTHS}, "2024-04-30", "2024-02-29"},
    {"2024-02-29", {1, TDM_SPAN_YEARS}, "2025-02-28", "2023-02-28"},
    {"2024-02-29", {4, TDM_SPAN_YEARS}, "2028-02-29", "2020-02-29"},
    {"2026-03-04", {0, TDM_SPAN_HOURS}, "2026-03-04", "2026-03-04"},
    {"2026-03-04", {1, TDM_SPAN_HOURS}, "2026-03-05", "2026-03-03"},
    {"2026-03-04", {24, TDM_SPAN_HOURS}, "2026-03-05", "2026-03-03"},
    {"2026-03-04", {25, TDM_SPAN_HOURS}, "2026-03-06", "2026-03-02"},
    {"2026-03-04", {48, TDM_SPAN_HOURS}, "2026-03-06", "2026-03-02"},
    {"2026-03-04", {72, TDM_SPAN_HOURS}, "2026-03-07", "2026-03-01"},
    {"2026-03-04", {-25, TDM_SPAN_HOURS}, "2026-03-02", "2026-03-06"},
    {"2026-03-04", {-24, TDM_SPAN_HOURS}, "2026-03-03", "2026-03-05"},
    {"2026-03-04", {-1, TDM_SPAN_WEEKS}, "2026-02-25", "2026-03-11"},
    {"2024-03-31", {-1, TDM_SPAN_MONTHS}, "2024-02-29", "2024-04-30"},
    {"2026-03-04", {INT32_MAX, TDM_SPAN_DAYS}, "9999-12-31", "0001-01-01"},
    {"2026-03-04", {INT32_MIN, TDM_SPAN_DAYS}, "0001-01-01", "9999-12-31"},
    {"2026-03-04", {INT32_MAX, TDM_SPAN_WEEKS}, "9999-12-31", "0001-01-01"},
    {"2026-03-04", {INT32_MAX, TDM_SPAN_YEARS}, "9999-12-31", "0001-01-01"},
    {"2026-03-04", {INT32_MIN, TDM_SPAN_YEARS}, "0001-01-01", "9999-12-31"},
    {"2026-03-04", {INT32_MIN, TDM_SPAN_HOURS}, "0001-01-01", "9999-12-31"},
};

TEST("weeks are seven days, months are calendar months clamped to their end, hours round up to days [M9 M11]") {
    for (size_t i = 0; i < TDM_COUNT(added); i++) {
        CHECK_STR(text_of(mem, tdm_date_add_span(date(added[i].from), added[i].span)), added[i].after);
        CHECK_STR(text_of(mem, tdm_date_subtract_span(date(added[i].from), added[i].span)), added[i].before);
    }
}

TEST("spans of hours, days and weeks have a length in days; months and years have none [M11]") {
    int32_t days = -7;
    CHECK(!tdm_span_in_days(span_of(1, TDM_SPAN_MONTHS), &days));
    CHECK(!tdm_span_in_days(span_of(0, TDM_SPAN_YEARS), &days));
    CHECK_INT(days, -7);
    CHECK(tdm_span_in_days(span_of(14, TDM_SPAN_DAYS), &days));
    CHECK_INT(days, 14);
    CHECK(tdm_span_in_days(span_of(12, TDM_SPAN_WEEKS), &days));
    CHECK_INT(days, 84);
    CHECK(tdm_span_in_days(span_of(49, TDM_SPAN_HOURS), &days));
    CHECK_INT(days, 3);
    CHECK(tdm_span_in_days(span_of(INT32_MAX, TDM_SPAN_WEEKS), &days));
    CHECK_INT(days, INT32_MAX);
    CHECK(tdm_span_in_days(span_of(INT32_MIN, TDM_SPAN_WEEKS), &days));
    CHECK_INT(days, -INT32_MAX);
}

TEST("months have the range of days that another calendar counts over 400 years [M11]") {
    for (size_t i = 0; i < TDM_COUNT(range_rows); i++) {
        const struct range_row *row = &range_rows[i];
        int32_t least = 0, most = 0;
        tdm_span_day_range(span_of(row->months, TDM_SPAN_MONTHS), &least, &most);
        if (row->months <= 48) {
            CHECK_INT(least, row->least);
            CHECK_INT(most, row->most);
        } else { /* sound, and not much wider */
            CHECK(least <= row->least && least >= row->least - 4);
            CHECK(most >= row->most && most <= row->most + 5);
        }
        int32_t least_before = 0, most_before = 0;
        tdm_span_day_range(span_of(-row->months, TDM_SPAN_MONTHS), &least_before, &most_before);
        CHECK_INT(least_before, -most);
        CHECK_INT(most_before, -least);
    }
}

TEST("a year is 365 or 366 days, a week always 7, nothing is nothing [M11]") {
    int32_t least = -7, most = -7;
    tdm_span_day_range(span_of(1, TDM_SPAN_YEARS), &least, &most);
    CHECK_INT(least, 365);
    CHECK_INT(most, 366);
    tdm_span_day_range(span_of(4, TDM_SPAN_YEARS), &least, &most);
    CHECK_INT(least, 1460);
    CHECK_INT(most, 1461);
    tdm_span_day_range(span_of(1, TDM_SPAN_MONTHS), &least, &most);
    CHECK_INT(least, 28);
    CHECK_INT(most, 31);
    tdm_span_day_range(span_of(2, TDM_SPAN_WEEKS), &least, &most);
    CHECK_INT(least, 14);
    CHECK_INT(most, 14);
    tdm_span_day_range(span_of(0, TDM_SPAN_MONTHS), &least, &most);
    CHECK_INT(least, 0);
    CHECK_INT(most, 0);
    tdm_span_day_range(span_of(INT32_MAX, TDM_SPAN_YEARS), &least, &most);
    CHECK_INT(least, INT32_MAX);
    CHECK_INT(most, INT32_MAX);
    tdm_span_day_range(span_of(INT32_MIN, TDM_SPAN_YEARS), &least, &most);
    CHECK_INT(least, -INT32_MAX);
    CHECK_INT(most, -INT32_MAX);
}

/* The table against our own addition: every start day of eight years. */
TEST("adding and taking away months stays inside their range of days, and reaches its ends [M11]") {
    for (int32_t months = 1; months <= 14; months++) {
        int32_t least, most, met_least = INT32_MAX, met_most = 0;
        tdm_span_day_range(span_of(months, TDM_SPAN_MONTHS), &least, &most);
        for (int32_t day = date("2021-01-01").day; day < date("2029-01-01").day; day++) {
            tdm_date from = {day};
            int32_t after = tdm_date_add_span(from, span_of(months, TDM_SPAN_MONTHS)).day - day;
            int32_t before = day - tdm_date_subtract_span(from, span_of(months, TDM_SPAN_MONTHS)).day;
            int32_t shorter = after < before ? after : before, longer = after < before ? before : after;
            if (shorter < met_least) met_least = shorter;
            if (longer > met_most) met_most = longer;
        }
        CHECK_INT(met_least, least);
        CHECK_INT(met_most, most);
    }
}
