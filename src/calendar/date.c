/* date.c - civil dates: day numbers, the two month rules, reading and printing. */
#include "calendar/calendar.h"

/* Days are counted from 0000-03-01 in cycles of 400 years, so that the leap day is the last day of its year. */
#define DAYS_OF_400_YEARS 146097
#define DAY_0000_03_01    (-719468)
#define YEAR_MOST         9999

static bool is_leap(int32_t year) {
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

static int32_t month_length(int32_t year, int32_t month) {
    static const int8_t lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return lengths[month - 1] + (month == 2 && is_leap(year));
}

/* Of a real day. */
static tdm_date date_join(int32_t year, int32_t month, int32_t day_of_month) {
    int32_t march_year = month > 2 ? year : year - 1;
    int32_t march_month = (month + 9) % 12; /* March 0 .. February 11 */
    int32_t day_of_year = (153 * march_month + 2) / 5 + day_of_month - 1;
    int32_t day = march_year * 365 + march_year / 4 - march_year / 100 + march_year / 400 + day_of_year;
    return (tdm_date){day + DAY_0000_03_01};
}

bool tdm_date_of(int32_t year, int32_t month, int32_t day_of_month, tdm_date *out) {
    if (year < 1 || year > YEAR_MOST || month < 1 || month > 12 || day_of_month < 1) return false;
    if (day_of_month > month_length(year, month)) return false;
    *out = date_join(year, month, day_of_month);
    return true;
}

static tdm_date date_within(int64_t day) {
    if (day < TDM_DATE_MIN_DAY) day = TDM_DATE_MIN_DAY;
    if (day > TDM_DATE_MAX_DAY) day = TDM_DATE_MAX_DAY;
    return (tdm_date){(int32_t)day};
}

void tdm_date_split(tdm_date date, int32_t *year, int32_t *month, int32_t *day_of_month) {
    TDM_ASSERT(date.day >= TDM_DATE_MIN_DAY && date.day <= TDM_DATE_MAX_DAY);
    int32_t day = date.day - DAY_0000_03_01;
    int32_t cycle = day / DAYS_OF_400_YEARS, of_cycle = day % DAYS_OF_400_YEARS;
    /* The last day of 4 years, and of the cycle, is a leap day; the last day of a century without one is not. */
    int32_t year_of_cycle = (of_cycle - of_cycle / 1460 + of_cycle / 36524 - of_cycle / 146096) / 365;
    int32_t of_year = of_cycle - (365 * year_of_cycle + year_of_cycle / 4 - year_of_cycle / 100);
    int32_t march_month = (5 * of_year + 2) / 153;
    *day_of_month = of_year - (153 * march_month + 2) / 5 + 1;
    *month = march_month < 10 ? march_month + 3 : march_month - 9;
    *year = cycle * 400 + year_of_cycle + (*month <= 2);
}

int32_t tdm_date_weekday(tdm_date date) {
    /* 0001-01-01 was a Monday. */
    return (date.day - TDM_DATE_MIN_DAY) % 7 + 1;
}

/* `digits` digits at `at`, all of them digits, or -1. */
static int32_t number_at(tdm_str text, size_t at, size_t digits) {
    int32_t number = 0;
    for (size_t i = at; i < at + digits; i++) {
        if (text.at[i] < '0' || text.at[i] > '9') return -1;
        number = number * 10 + (text.at[i] - '0');
    }
    return number;
}

bool tdm_date_parse(tdm_str text, tdm_date *out) {
    if (text.len != 10 || text.at[4] != '-' || text.at[7] != '-') return false;
    return tdm_date_of(number_at(text, 0, 4), number_at(text, 5, 2), number_at(text, 8, 2), out);
}

/* Writes them before `end`, and gives where the first one stands. */
static char *put_digits(char *end, int32_t number, int32_t digits) {
    for (; digits > 0; digits--, number /= 10) *--end = (char)('0' + number % 10);
    return end;
}

void tdm_date_print(struct tdm_buf *out, tdm_date date) {
    int32_t year, month, day_of_month;
    if (tdm_date_is_none(date)) {
        tdm_buf_char(out, '-');
        return;
    }
    char text[10];
    tdm_date_split(date, &year, &month, &day_of_month);
    char *at = put_digits(text + sizeof text, day_of_month, 2);
    *--at = '-';
    at = put_digits(at, month, 2);
    *--at = '-';
    (void)put_digits(at, year, 4);
    tdm_buf_add(out, (tdm_str){text, sizeof text});
}

tdm_date tdm_date_add_days(tdm_date date, int32_t days) {
    TDM_ASSERT(!tdm_date_is_none(date));
    return date_within((int64_t)date.day + days);
}

/* The same day of the month `months` later; *fits tells whether that month has it, else its last day is given.
 * Beyond the calendar: its end, and *fits false. */
static tdm_date add_months(tdm_date date, int32_t months, bool *fits) {
    int32_t year, month, day_of_month;
    tdm_date_split(date, &year, &month, &day_of_month);
    int64_t total = (int64_t)year * 12 + (month - 1) + months;
    *fits = false;
    if (total < 12) return (tdm_date){TDM_DATE_MIN_DAY};
    if (total >= (YEAR_MOST + 1) * 12) return (tdm_date){TDM_DATE_MAX_DAY};
    year = (int32_t)(total / 12);
    month = (int32_t)(total % 12) + 1;
    int32_t last = month_length(year, month);
    *fits = day_of_month <= last;
    return date_join(year, month, *fits ? day_of_month : last);
}

tdm_date tdm_date_add_months_clamped(tdm_date date, int32_t months) {
    bool fits;
    return add_months(date, months, &fits);
}

bool tdm_date_add_months_strict(tdm_date date, int32_t months, tdm_date *out) {
    bool fits;
    tdm_date moved = add_months(date, months, &fits);
    if (fits) *out = moved;
    return fits;
}

/* ---- times of day */

bool tdm_time_parse(tdm_str text, tdm_time *out) {
    if (text.len != 5 || text.at[2] != ':') return false;
    int32_t hour = number_at(text, 0, 2), minute = number_at(text, 3, 2);
    if (hour < 0 || hour > 23 || minute < 0 || minute > 59) return false;
    *out = (tdm_time){hour * 60 + minute};
    return true;
}

void tdm_time_print(struct tdm_buf *out, tdm_time time) {
    if (time.minute < 0) {
        tdm_buf_char(out, '-');
        return;
    }
    char text[5];
    char *at = put_digits(text + sizeof text, time.minute % 60, 2);
    *--at = ':';
    (void)put_digits(at, time.minute / 60, 2);
    tdm_buf_add(out, (tdm_str){text, sizeof text});
}
