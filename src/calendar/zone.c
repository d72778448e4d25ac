/* zone.c - where a civil day ends, and which day an instant falls on, in a zone given as a table. */
#include "calendar/calendar.h"

#define MS_OF_MINUTE 60000
#define MS_OF_DAY    ((int64_t)86400000)

static const struct tdm_zone_step utc_steps[] = {{{INT64_MIN}, 0}};
const struct tdm_zone tdm_zone_utc = {TDM_STR_INIT("UTC"), utc_steps, TDM_COUNT(utc_steps)};

/* The step in force at `instant`: the last one not after it; the first one holds from the beginning of time. */
static size_t step_at(const struct tdm_zone *zone, int64_t instant_ms) {
    size_t low = 0, high = zone->count;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (zone->steps[middle].from.ms <= instant_ms)
            low = middle;
        else
            high = middle;
    }
    return low;
}

tdm_instant tdm_zone_day_end(const struct tdm_zone *zone, tdm_date date) {
    TDM_ASSERT(zone->count > 0 && !tdm_date_is_none(date));
    int64_t midnight = (date.day + (int64_t)1) * MS_OF_DAY; /* as the local clock shows it */
    /* Backwards from two days later, which is past midnight under any offset: the last step under which the clock still
     * shows the day or an earlier one. Where clocks go back over midnight the day comes twice, and its second end
     * counts: what was recorded on that day is known at its end. */
    for (size_t i = step_at(zone, midnight + 2 * MS_OF_DAY) + 1; i-- > 0;) {
        const struct tdm_zone_step *step = &zone->steps[i];
        int64_t end = midnight - (int64_t)step->offset_minutes * MS_OF_MINUTE;
        if (i > 0 && step->from.ms >= end) continue;
        if (i + 1 < zone->count && zone->steps[i + 1].from.ms < end) end = zone->steps[i + 1].from.ms;
        return (tdm_instant){end};
    }
    TDM_UNREACHABLE();
}

tdm_date tdm_zone_date_at(const struct tdm_zone *zone, tdm_instant instant) {
    TDM_ASSERT(zone->count > 0);
    if (tdm_instant_is_none(instant)) return TDM_DATE_NONE;
    int64_t offset = (int64_t)zone->steps[step_at(zone, instant.ms)].offset_minutes * MS_OF_MINUTE;
    int64_t first = TDM_DATE_MIN_DAY * MS_OF_DAY, last = (TDM_DATE_MAX_DAY + 1) * MS_OF_DAY - 1;
    /* Kept inside the calendar before the offset is added, so that nothing overflows. */
    int64_t utc = instant.ms < first ? first : instant.ms > last ? last : instant.ms;
    int64_t local = utc + offset;
    local = local < first ? first : local > last ? last : local;
    return (tdm_date){(int32_t)((local - first) / MS_OF_DAY) + TDM_DATE_MIN_DAY};
}

int64_t tdm_zone_local_ms(const struct tdm_zone *zone, tdm_instant instant) {
    TDM_ASSERT(zone->count > 0 && !tdm_instant_is_none(instant));
    return instant.ms + (int64_t)zone->steps[step_at(zone, instant.ms)].offset_minutes * MS_OF_MINUTE;
}
