/* clock_test.c - the clock against the C library's. */
#include "check.h"
#include "system/system.h"

#include <time.h>

TEST("now lies between two looks at the C library's clock") {
    int64_t before = (int64_t)time(NULL);
    tdm_instant now = tdm_clock_now();
    int64_t after = (int64_t)time(NULL);
    /* time() may lag behind the fine clock by a tick: one second of grace at each end. */
    CHECK(now.ms >= (before - 1) * 1000);
    CHECK(now.ms < (after + 2) * 1000);
}

TEST("today is the civil day of now in the zone that is asked for [M20]") {
    static const struct tdm_zone_step far_east[] = {{{INT64_MIN}, 14 * 60}};
    struct tdm_zone zone = {TDM_STR("east"), far_east, 1};
    tdm_date here = tdm_clock_today(&tdm_zone_utc), there = tdm_clock_today(&zone);
    CHECK(there.day == here.day || there.day == here.day + 1);
    tdm_date again = tdm_zone_date_at(&zone, tdm_clock_now());
    CHECK(again.day == there.day || again.day == there.day + 1);
}
