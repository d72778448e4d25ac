/* zone_int.h - shared by zone_find.c, zone_file.c and zone_rule.c: the table while it grows. */
#ifndef TDM_ZONE_INT_H
#define TDM_ZONE_INT_H

#include "system/system_int.h"

#define TDM_ZONE_LAST_YEAR  2100
#define TDM_ZONE_OFFSET_MAX (26 * 3600)    /* the widest that RFC 8536 recommends is 26 hours */
#define TDM_ZONE_EARLIEST   (-62135596800) /* 0001-01-01 in seconds */
#define TDM_ZONE_LATEST     253402300799   /* 9999-12-31 */

struct tdm_zone_steps {
    struct tdm_arena *mem;
    struct tdm_zone_step *list;
    size_t count, room;
};

/* Adds a change of offset; one that changes nothing is left out. */
void tdm_zone_steps_add(struct tdm_zone_steps *steps, int64_t from_seconds, int64_t offset_seconds);
/* Adds what the footer rule (a POSIX TZ text: "CET-1CEST,M3.5.0,M10.5.0/3") says after `last_seconds`, until the end of
 * TDM_ZONE_LAST_YEAR. False when the text is no such rule; nothing is added then. */
bool tdm_zone_follow_rule(struct tdm_zone_steps *steps, tdm_str rule, int64_t last_seconds) TDM_CHECKED;

#endif
