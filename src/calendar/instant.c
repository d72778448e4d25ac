/* instant.c - instants: UTC milliseconds, read with an offset and printed in UTC. */
#include "calendar/calendar.h"

#define MS_OF_SECOND 1000
#define MS_OF_MINUTE 60000
#define MS_OF_DAY    ((int64_t)86400000)

static bool two_digits(tdm_str text, size_t at, int32_t most, int32_t *out) {
    if (text.len < at + 2) return false;
    char tens = text.at[at], ones = text.at[at + 1];
    if (tens < '0' || tens > '9' || ones < '0' || ones > '9') return false;
    *out = (tens - '0') * 10 + (ones - '0');
    return *out <= most;
}

static bool sign_at(tdm_str text, size_t at, char sign) {
    return at < text.len && text.at[at] == sign;
}

/* [:SS[.mmm]] from *at on, which is moved behind it. */
static bool parse_seconds(tdm_str text, size_t *at, int32_t *ms) {
    int32_t seconds, hundredths;
    *ms = 0;
    if (!sign_at(text, *at, ':')) return true;
    if (!two_digits(text, *at + 1, 59, &seconds)) return false;
    *at += 3;
    *ms = seconds * MS_OF_SECOND;
    if (!sign_at(text, *at, '.')) return true;
    /* Three digits: a hundredth from the first two, a thousandth from the last two. */
    int32_t last;
    if (!two_digits(text, *at + 1, 99, &hundredths) || !two_digits(text, *at + 2, 99, &last)) return false;
    *at += 4;
    *ms += hundredths * 10 + last % 10;
    return true;
}

/* Z or +HH:MM or -HH:MM, up to the end of the text. -00:00 says "offset unknown" in RFC 3339 and is refused. */
static bool parse_offset(tdm_str text, size_t at, int32_t *minutes) {
    int32_t hour, minute;
    *minutes = 0;
    if (sign_at(text, at, 'Z')) return text.len == at + 1;
    if (text.len != at + 6 || (text.at[at] != '+' && text.at[at] != '-') || text.at[at + 3] != ':') return false;
    if (!two_digits(text, at + 1, 23, &hour) || !two_digits(text, at + 4, 59, &minute)) return false;
    *minutes = hour * 60 + minute;
    if (text.at[at] == '+') return true;
    *minutes = -*minutes;
    return *minutes != 0;
}

bool tdm_instant_parse(tdm_str text, tdm_instant *out) {
    tdm_date date;
    tdm_time time;
    int32_t ms, offset;
    if (!tdm_date_parse(tdm_str_slice(text, 0, 10), &date) || !sign_at(text, 10, 'T')) return false;
    if (!tdm_time_parse(tdm_str_slice(text, 11, 16), &time)) return false;
    size_t at = 16;
    if (!parse_seconds(text, &at, &ms) || !parse_offset(text, at, &offset)) return false;
    int64_t utc = date.day * MS_OF_DAY + (int64_t)(time.minute - offset) * MS_OF_MINUTE + ms;
    /* An offset may carry over the calendar's ends, and what cannot be printed is not read. */
    if (utc < TDM_DATE_MIN_DAY * MS_OF_DAY || utc >= (TDM_DATE_MAX_DAY + 1) * MS_OF_DAY) return false;
    *out = (tdm_instant){utc};
    return true;
}

static char *put_two(char *at, char before, int32_t number) {
    *at++ = before;
    *at++ = (char)('0' + number / 10);
    *at++ = (char)('0' + number % 10);
    return at;
}

void tdm_instant_print(struct tdm_buf *out, tdm_instant instant) {
    if (tdm_instant_is_none(instant)) {
        tdm_buf_char(out, '-');
        return;
    }
    int64_t since_first = instant.ms - TDM_DATE_MIN_DAY * MS_OF_DAY;
    TDM_ASSERT(since_first >= 0);
    int32_t ms = (int32_t)(since_first % MS_OF_DAY);
    tdm_date_print(out, (tdm_date){(int32_t)(since_first / MS_OF_DAY) + TDM_DATE_MIN_DAY});
    char text[16], *at = put_two(text, 'T', ms / MS_OF_MINUTE / 60); /* THH:MM:SS.mmmZ has 14 */
    at = put_two(at, ':', ms / MS_OF_MINUTE % 60);
    if (ms % MS_OF_MINUTE != 0) at = put_two(at, ':', ms % MS_OF_MINUTE / MS_OF_SECOND);
    if (ms % MS_OF_SECOND != 0) {
        at = put_two(at, '.', ms % MS_OF_SECOND / 10);
        *at++ = (char)('0' + ms % 10);
    }
    *at++ = 'Z';
    tdm_buf_add(out, (tdm_str){text, (size_t)(at - text)});
}

bool tdm_instant_is_printed(tdm_str text) {
    enum { MINUTES = 17, SECONDS = 20, THOUSANDTHS = 24 }; /* bytes up to there and the Z */
    if (!tdm_str_ends_with(text, TDM_STR("Z"))) return false;
    if (text.len == SECONDS) return !tdm_str_ends_with(text, TDM_STR(":00Z"));
    if (text.len == THOUSANDTHS) return !tdm_str_ends_with(text, TDM_STR(".000Z"));
    return text.len == MINUTES;
}
