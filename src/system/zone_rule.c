/* zone_rule.c - the rule in a zone file's footer, which says what holds after the last listed change:
 *
 *   CET-1CEST,M3.5.0,M10.5.0/3     standard name and offset (west positive), summer name, when it begins, when it ends
 *
 * POSIX TZ with the wider hours of RFC 8536 (-167 to 167). */
#include "system/zone_int.h"

#define DAY_SECONDS 86400

enum day_kind { DAY_OF_MONTH_WEEK, DAY_WITHOUT_LEAP, DAY_FROM_ZERO };

struct day_rule {
    enum day_kind kind;
    int32_t month, week, weekday; /* Mm.w.d: week 5 is the last, weekday 0 is Sunday */
    int32_t day;                  /* Jn: 1..365 without 29 February; n: 0..365 */
    int64_t seconds;              /* of local time after midnight */
};

struct rule {
    int64_t standard, summer; /* offsets, local minus UTC */
    bool has_summer;
    struct day_rule begins, ends;
};

struct reader {
    tdm_str text;
    size_t at;
};

static char peek(const struct reader *r) {
    return r->at < r->text.len ? r->text.at[r->at] : '\0';
}

static bool take(struct reader *r, char c) {
    if (peek(r) != c) return false;
    r->at++;
    return true;
}

static bool take_number(struct reader *r, int32_t most, int32_t *out) {
    int32_t number = 0;
    size_t start = r->at;
    for (; peek(r) >= '0' && peek(r) <= '9'; r->at++) {
        number = number * 10 + (peek(r) - '0');
        if (number > most) return false;
    }
    *out = number;
    return r->at > start;
}

/* "CET" or "<+0330>". */
static bool take_name(struct reader *r) {
    size_t start = r->at;
    if (take(r, '<')) {
        while (peek(r) != '>' && peek(r) != '\0') r->at++;
        return take(r, '>');
    }
    while ((peek(r) >= 'A' && peek(r) <= 'Z') || (peek(r) >= 'a' && peek(r) <= 'z')) r->at++;
    return r->at - start >= 3;
}

/* [+-]h[h[h]][:mm[:ss]] */
static bool take_time(struct reader *r, int32_t most_hours, int64_t *out) {
    bool negative = take(r, '-');
    if (!negative) (void)take(r, '+');
    int32_t hours, minutes = 0, seconds = 0;
    if (!take_number(r, most_hours, &hours)) return false;
    if (take(r, ':')) {
        if (!take_number(r, 59, &minutes)) return false;
        if (take(r, ':') && !take_number(r, 59, &seconds)) return false;
    }
    int64_t total = (int64_t)hours * 3600 + minutes * 60 + seconds;
    *out = negative ? -total : total;
    return true;
}

static bool take_day(struct reader *r, struct day_rule *out) {
    *out = (struct day_rule){.seconds = 2 * 3600}; /* two o'clock when no time is written */
    if (!take(r, ',')) return false;
    if (take(r, 'M')) {
        out->kind = DAY_OF_MONTH_WEEK;
        if (!take_number(r, 12, &out->month) || !take(r, '.') || !take_number(r, 5, &out->week)) return false;
        if (!take(r, '.') || !take_number(r, 6, &out->weekday) || out->month < 1 || out->week < 1) return false;
    } else if (take(r, 'J')) {
        out->kind = DAY_WITHOUT_LEAP;
        if (!take_number(r, 365, &out->day) || out->day < 1) return false;
    } else {
        out->kind = DAY_FROM_ZERO;
        if (!take_number(r, 365, &out->day)) return false;
    }
    return !take(r, '/') || take_time(r, 167, &out->seconds);
}

static bool read_rule(tdm_str text, struct rule *out) {
    struct reader r = {text, 0};
    int64_t west;
    *out = (struct rule){0};
    if (!take_name(&r) || !take_time(&r, 24, &west)) return false;
    out->standard = -west;
    if (r.at == text.len) return true;
    out->has_summer = true;
    out->summer = out->standard + 3600;
    if (!take_name(&r)) return false;
    if (peek(&r) != ',') {
        if (!take_time(&r, 24, &west)) return false;
        out->summer = -west;
    }
    return take_day(&r, &out->begins) && take_day(&r, &out->ends) && r.at == text.len;
}

static int32_t first_of(int32_t year, int32_t month) {
    tdm_date date;
    bool real = tdm_date_of(year, month, 1, &date);
    TDM_ASSERT(real);
    return date.day;
}

static int32_t day_in(const struct day_rule *rule, int32_t year) {
    int32_t january = first_of(year, 1);
    switch (rule->kind) {
    case DAY_FROM_ZERO:
        return january + rule->day;
    case DAY_WITHOUT_LEAP: {
        bool leap = first_of(year, 3) - january == 60;
        return january + rule->day - 1 + (leap && rule->day >= 60 ? 1 : 0);
    }
    case DAY_OF_MONTH_WEEK:
        break;
    }
    int32_t first = first_of(year, rule->month);
    int32_t next = rule->month == 12 ? first_of(year + 1, 1) : first_of(year, rule->month + 1);
    int32_t weekday_of_first = tdm_date_weekday((tdm_date){first}) % 7;
    int32_t day = first + (rule->weekday - weekday_of_first + 7) % 7 + (rule->week - 1) * 7;
    return day >= next ? day - 7 : day;
}

static int64_t instant_in(const struct day_rule *rule, int32_t year, int64_t offset_before) {
    return (int64_t)day_in(rule, year) * DAY_SECONDS + rule->seconds - offset_before;
}

static void add_after(struct tdm_zone_steps *steps, int64_t last_seconds, int64_t at, int64_t offset) {
    if (at > last_seconds) tdm_zone_steps_add(steps, at, offset);
}

bool tdm_zone_follow_rule(struct tdm_zone_steps *steps, tdm_str text, int64_t last_seconds) {
    struct rule rule;
    if (!read_rule(text, &rule)) return false;
    if (!rule.has_summer) return true; /* the last listed change already has this offset */
    tdm_date last = {(int32_t)(last_seconds / DAY_SECONDS)};
    int32_t year, month, day;
    tdm_date_split(last, &year, &month, &day);
    /* A file without listed changes has had its rule always; no chart is older than 1970. */
    for (year = year < 1970 ? 1970 : year; year <= TDM_ZONE_LAST_YEAR; year++) {
        int64_t begins = instant_in(&rule.begins, year, rule.standard);
        int64_t ends = instant_in(&rule.ends, year, rule.summer);
        bool north = begins < ends;
        if (north) add_after(steps, last_seconds, begins, rule.summer);
        add_after(steps, last_seconds, ends, rule.standard);
        if (!north) add_after(steps, last_seconds, begins, rule.summer);
    }
    return true;
}
