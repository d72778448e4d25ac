/* span.c - spans as people write them, added to dates by the rules of M9 and M11. */
#include "calendar/calendar.h"

/* One line a unit: both words, and what one of it is. A month has no length in days, only a shortest and a longest. */
static const struct unit {
    tdm_str one, many;
    int32_t months; /* 0: a unit of fixed length */
    int32_t days;   /* of a unit of fixed length; 0: hours, which round up */
} units[] = {
    [TDM_SPAN_HOURS] = {TDM_STR_INIT("hour"), TDM_STR_INIT("hours"), .days = 0},
    [TDM_SPAN_DAYS] = {TDM_STR_INIT("day"), TDM_STR_INIT("days"), .days = 1},
    [TDM_SPAN_WEEKS] = {TDM_STR_INIT("week"), TDM_STR_INIT("weeks"), .days = 7},
    [TDM_SPAN_MONTHS] = {TDM_STR_INIT("month"), TDM_STR_INIT("months"), .months = 1},
    [TDM_SPAN_YEARS] = {TDM_STR_INIT("year"), TDM_STR_INIT("years"), .months = 12},
};

static int32_t within_i32(int64_t number) {
    if (number > INT32_MAX) return INT32_MAX;
    if (number < -INT32_MAX) return -INT32_MAX;
    return (int32_t)number;
}

bool tdm_span_unit_parse(tdm_str word, enum tdm_span_unit *out) {
    for (size_t i = 0; i < TDM_COUNT(units); i++) {
        if (!tdm_str_equal(word, units[i].one) && !tdm_str_equal(word, units[i].many)) continue;
        *out = (enum tdm_span_unit)i;
        return true;
    }
    return false;
}

void tdm_span_print(struct tdm_buf *out, tdm_span span) {
    tdm_buf_int(out, span.count);
    tdm_buf_char(out, ' ');
    tdm_buf_add(out, span.count == 1 ? units[span.unit].one : units[span.unit].many);
}

/* Away from zero: a span of one hour keeps a whole day barred, before as after. */
static int32_t days_of_hours(int32_t hours) {
    return hours / 24 + (hours % 24 > 0) - (hours % 24 < 0);
}

bool tdm_span_in_days(tdm_span span, int32_t *days) {
    const struct unit *unit = &units[span.unit];
    if (unit->months > 0) return false;
    *days = unit->days == 0 ? days_of_hours(span.count) : within_i32((int64_t)span.count * unit->days);
    return true;
}

static tdm_date add_times(tdm_date date, tdm_span span, int32_t sign) {
    int32_t days;
    if (tdm_span_in_days(span, &days)) return tdm_date_add_days(date, within_i32((int64_t)days * sign));
    return tdm_date_add_months_clamped(date, within_i32((int64_t)span.count * units[span.unit].months * sign));
}

tdm_date tdm_date_add_span(tdm_date date, tdm_span span) {
    return add_times(date, span, 1);
}

tdm_date tdm_date_subtract_span(tdm_date date, tdm_span span) {
    return add_times(date, span, -1);
}

/* How many days n months can be, over every start of the 400-year cycle and in both directions; line n - 1.
 * Tighter than n times 28 to 31, which would call 12 months as short as 336 days. tests/oracle/calendar_rows.py
 * counts it again. */
static const struct day_range {
    int16_t least, most;
} month_ranges[] = {
    {28, 31},     {59, 62},     {89, 92},     {120, 123},   {150, 153},   {181, 184},   {212, 215},   {242, 245},
    {273, 276},   {303, 306},   {334, 337},   {365, 366},   {393, 397},   {424, 428},   {454, 458},   {485, 489},
    {515, 519},   {546, 550},   {577, 581},   {607, 611},   {638, 642},   {668, 672},   {699, 703},   {730, 731},
    {758, 762},   {789, 793},   {819, 823},   {850, 854},   {880, 884},   {911, 915},   {942, 946},   {972, 976},
    {1003, 1007}, {1033, 1037}, {1064, 1068}, {1095, 1096}, {1123, 1127}, {1154, 1158}, {1184, 1188}, {1215, 1219},
    {1245, 1249}, {1276, 1280}, {1307, 1311}, {1337, 1341}, {1368, 1372}, {1398, 1402}, {1429, 1433}, {1460, 1461},
};

/* Months beyond the table: 4800 of them are 146097 days, and none strays further from that than this. */
#define STRAY_BELOW 4
#define STRAY_ABOVE 5

static void months_range(int64_t months, int32_t *least, int32_t *most) {
    *least = 0;
    *most = 0;
    if (months == 0) return;
    if (months <= (int64_t)TDM_COUNT(month_ranges)) {
        *least = month_ranges[months - 1].least;
        *most = month_ranges[months - 1].most;
        return;
    }
    int64_t mean = months * 146097 / 4800;
    *least = within_i32(mean - STRAY_BELOW);
    *most = within_i32(mean + STRAY_ABOVE);
}

void tdm_span_day_range(tdm_span span, int32_t *least, int32_t *most) {
    int32_t days;
    if (tdm_span_in_days(span, &days)) {
        *least = days;
        *most = days;
        return;
    }
    int64_t months = (int64_t)span.count * units[span.unit].months;
    months_range(months < 0 ? -months : months, least, most);
    if (months >= 0) return;
    int32_t shorter = *least;
    *least = -*most;
    *most = -shorter;
}
