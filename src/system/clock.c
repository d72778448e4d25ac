/* clock.c - the only place that reads the machine's clock, and its chance. */
#include "system/system.h"

#include <sys/random.h>
#include <time.h>

tdm_instant tdm_clock_now(void) {
    struct timespec now;
    if (clock_gettime(CLOCK_REALTIME, &now) != 0) return (tdm_instant){0};
    return (tdm_instant){(int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000};
}

tdm_date tdm_clock_today(const struct tdm_zone *zone) {
    return tdm_zone_date_at(zone, tdm_clock_now());
}

void tdm_secret_bytes(uint8_t *out, size_t count) {
    TDM_ASSERT(count <= 256); /* more may come in pieces */
    ssize_t got = getrandom(out, count, 0);
    TDM_ASSERT(got == (ssize_t)count);
}
