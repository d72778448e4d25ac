/* calendar.h - civil dates, times of day, spans with named month rules, instants, zones as given tables. Pure: no "now".
 * Proleptic Gregorian calendar, years 1 to 9999. A date is a day number and knows no zone; an instant is UTC. */
#ifndef TDM_CALENDAR_H
#define TDM_CALENDAR_H

#include "base/base.h"

typedef struct {
    int32_t day; /* days since 1970-01-01 */
} tdm_date;
typedef struct {
    int64_t ms; /* milliseconds since 1970-01-01T00:00Z */
} tdm_instant;
typedef struct {
    int32_t minute; /* of the day, 0..1439; -1 when not known */
} tdm_time;

#define TDM_DATE_NONE ((tdm_date){INT32_MIN}) /* "no date": compare with tdm_date_is_none */
#define TDM_DATE_MIN_DAY (-719162)            /* 0001-01-01 */
#define TDM_DATE_MAX_DAY 2932896              /* 9999-12-31 */
#define TDM_INSTANT_NONE ((tdm_instant){INT64_MIN})
#define TDM_TIME_NONE ((tdm_time){-1})

bool tdm_date_of(int32_t year, int32_t month, int32_t day_of_month, tdm_date *out) TDM_CHECKED;
void tdm_date_split(tdm_date date, int32_t *year, int32_t *month, int32_t *day_of_month);
int32_t tdm_date_weekday(tdm_date date); /* ISO: Monday 1 .. Sunday 7 */
bool tdm_date_parse(tdm_str text, tdm_date *out) TDM_CHECKED; /* YYYY-MM-DD of a real day, nothing else */
void tdm_date_print(struct tdm_buf *out, tdm_date date);      /* YYYY-MM-DD; "-" for none */
static inline bool tdm_date_is_none(tdm_date date) { return date.day == INT32_MIN; }
static inline bool tdm_date_before(tdm_date a, tdm_date b) { return a.day < b.day; }
static inline bool tdm_date_equal(tdm_date a, tdm_date b) { return a.day == b.day; }
static inline tdm_date tdm_date_earlier(tdm_date a, tdm_date b) { return a.day < b.day ? a : b; }
static inline tdm_date tdm_date_later(tdm_date a, tdm_date b) { return a.day > b.day ? a : b; }
/* Saturates at the calendar's ends, so that far bounds stay ordered. */
tdm_date tdm_date_add_days(tdm_date date, int32_t days);
/* The two month rules; there is no default. Strict fails when the month has no such day. */
tdm_date tdm_date_add_months_clamped(tdm_date date, int32_t months);
bool tdm_date_add_months_strict(tdm_date date, int32_t months, tdm_date *out) TDM_CHECKED;

bool tdm_time_parse(tdm_str text, tdm_time *out) TDM_CHECKED; /* HH:MM */
void tdm_time_print(struct tdm_buf *out, tdm_time time);

/* YYYY-MM-DDTHH:MM[:SS[.mmm]](Z|+HH:MM|-HH:MM) */
bool tdm_instant_parse(tdm_str text, tdm_instant *out) TDM_CHECKED;
void tdm_instant_print(struct tdm_buf *out, tdm_instant instant); /* UTC, shortest exact: ...T08:15Z, ...T08:15:30Z */
/* Of a text that tdm_instant_parse reads: is it the one that tdm_instant_print makes of it? */
bool tdm_instant_is_printed(tdm_str text);
static inline bool tdm_instant_is_none(tdm_instant instant) { return instant.ms == INT64_MIN; }

/* ---- spans as people write them: "4 weeks", "3 months", "14 days", "1 years", "48 hours" */

enum tdm_span_unit { TDM_SPAN_HOURS, TDM_SPAN_DAYS, TDM_SPAN_WEEKS, TDM_SPAN_MONTHS, TDM_SPAN_YEARS };
typedef struct {
    int32_t count;
    enum tdm_span_unit unit;
} tdm_span;

bool tdm_span_unit_parse(tdm_str word, enum tdm_span_unit *out) TDM_CHECKED; /* singular and plural */
void tdm_span_print(struct tdm_buf *out, tdm_span span);                     /* "1 week", "4 weeks" */
/* M9, M11: weeks are 7 days; months and years are calendar months, clamped to the month's end; hours round up to days. */
tdm_date tdm_date_add_span(tdm_date date, tdm_span span);
tdm_date tdm_date_subtract_span(tdm_date date, tdm_span span);
bool tdm_span_in_days(tdm_span span, int32_t *days) TDM_CHECKED; /* false for months and years, which have no length in days */
void tdm_span_day_range(tdm_span span, int32_t *least, int32_t *most); /* a month is 28 to 31 days, a year 365 to 366 */

/* ---- zones: a table of instants from which an offset holds; given by the caller, never looked up here */

struct tdm_zone_step {
    tdm_instant from;
    int32_t offset_minutes; /* local minus UTC */
};
struct tdm_zone {
    tdm_str name;
    const struct tdm_zone_step *steps; /* by instant, the first one from the beginning of time */
    size_t count;
};

extern const struct tdm_zone tdm_zone_utc;
/* The first instant after the local day `date`: what "known on a day" means (design rule 10, M20).
 * A day the zone skips whole (Apia, 2011-12-30) ends where it would have begun. */
tdm_instant tdm_zone_day_end(const struct tdm_zone *zone, tdm_date date);
tdm_date tdm_zone_date_at(const struct tdm_zone *zone, tdm_instant instant);
/* What the local clock shows at that instant, as milliseconds since 1970-01-01 00:00 of that clock. */
int64_t tdm_zone_local_ms(const struct tdm_zone *zone, tdm_instant instant);

#endif
