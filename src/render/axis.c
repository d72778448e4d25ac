/* axis.c - a line of days: where a day stands, and which days to name. Whole tenths, so that no output depends on
 * rounding. */
#include "render/render.h"

int64_t tdm_axis_at(const struct tdm_day_axis *axis, tdm_date date) {
    int64_t days = axis->until.day - axis->from.day;
    TDM_ASSERT(days > 0);
    if (tdm_date_before(date, axis->from)) return axis->left;
    if (!tdm_date_before(date, axis->until)) return axis->right;
    return axis->left + (axis->right - axis->left) * (date.day - axis->from.day) / days;
}

static uint32_t months_step(int32_t days, uint32_t most) {
    static const uint32_t steps[] = {1, 2, 3, 6, 12, 24, 60, 120};
    for (size_t i = 0; i < TDM_COUNT(steps); i++)
        if ((uint32_t)days / (30 * steps[i]) + 1 <= most) return steps[i];
    return 1200;
}

static tdm_date first_of_month(tdm_date date) {
    int32_t year, month, day;
    tdm_date_split(date, &year, &month, &day);
    return tdm_date_add_days(date, 1 - day);
}

uint32_t tdm_axis_ticks(struct tdm_arena *mem, const struct tdm_day_axis *axis, uint32_t most,
                        const struct tdm_tick **out) {
    int32_t days = axis->until.day - axis->from.day;
    struct tdm_tick *ticks = TDM_NEW_ARRAY(mem, struct tdm_tick, most + 1);
    uint32_t count = 0;
    *out = ticks;
    if ((uint32_t)days / 7 + 1 <= most) {
        tdm_date day = tdm_date_add_days(axis->from, (8 - tdm_date_weekday(axis->from)) % 7);
        for (; tdm_date_before(day, axis->until) && count < most; day = tdm_date_add_days(day, 7)) {
            int32_t year, month, of_month;
            tdm_date_split(day, &year, &month, &of_month);
            ticks[count++] = (struct tdm_tick){day, of_month <= 7};
        }
        return count;
    }
    uint32_t step = months_step(days, most);
    for (tdm_date day = first_of_month(axis->from); tdm_date_before(day, axis->until) && count < most;
         day = tdm_date_add_months_clamped(day, (int32_t)step))
        if (!tdm_date_before(day, axis->from)) ticks[count++] = (struct tdm_tick){day, true};
    return count;
}
