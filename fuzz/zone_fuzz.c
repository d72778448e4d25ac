/* zone_fuzz.c - any bytes as a zone file: refused with a problem, or a table in order. */
#include "fuzz.h"
#include "system/system.h"

void fuzz_one(struct tdm_arena *mem, tdm_str input) {
    struct tdm_zone zone;
    struct tdm_problem problem = {0};
    if (!tdm_zone_read(mem, TDM_STR("fuzz"), input, &zone, &problem)) {
        TDM_ASSERT(tdm_str_is(tdm_str_of(problem.code), "Y008"));
        return;
    }
    TDM_ASSERT(zone.count > 0 && zone.steps[0].from.ms == INT64_MIN);
    for (size_t i = 1; i < zone.count; i++) {
        TDM_ASSERT(zone.steps[i - 1].from.ms < zone.steps[i].from.ms);
        TDM_ASSERT(zone.steps[i - 1].offset_minutes != zone.steps[i].offset_minutes);
    }
    for (int32_t day = -800000; day < 3000000; day += 250000) (void)tdm_zone_day_end(&zone, (tdm_date){day});
}
