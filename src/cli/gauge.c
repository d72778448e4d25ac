/* gauge.c - a bar of 25 signs with what was done, written over as it goes. */
#include "cli/gauge.h"
#include "system/system.h"

#include <stdio.h>

void tdm_gauge_begin(struct tdm_gauge *progress) {
    *progress = (struct tdm_gauge){.on = tdm_terminal_is(TDM_STREAM_ERROR)};
}

void tdm_gauge_show(struct tdm_gauge *p, uint64_t done, uint64_t of, uint64_t count, const char *what) {
    if (!p->on || of == 0) return;
    uint32_t percent = (uint32_t)((double)(done < of ? done : of) * 100 / (double)of);
    if (p->shown && percent == p->percent) return;
    char bar[26], line[120];
    for (uint32_t at = 0; at < 25; at++) bar[at] = at * 4 < percent ? '#' : '.';
    bar[25] = '\0';
    int length = snprintf(line, sizeof line, "\r%s %u%% %llu %s\033[K", bar, percent, (unsigned long long)count, what);
    p->percent = percent;
    p->shown = true;
    p->on = tdm_error_write((tdm_str){line, (size_t)length});
}

void tdm_gauge_end(struct tdm_gauge *p) {
    if (p->on && p->shown) p->on = tdm_error_write(TDM_STR("\r\033[K"));
    p->shown = false;
}
