/* gauge.h - how far a long command has come: one line on a terminal, written over; on nothing else. */
#ifndef TDM_CLI_GAUGE_H
#define TDM_CLI_GAUGE_H

#include "base/base.h"

struct tdm_gauge {
    bool on;          /* standard error is a terminal */
    bool shown;
    uint32_t percent; /* as it was shown last */
};
void tdm_gauge_begin(struct tdm_gauge *progress);
/* `count` of `what` ("rows") so far; of 0: nobody knows how much it is, and nothing is shown. */
void tdm_gauge_show(struct tdm_gauge *progress, uint64_t done, uint64_t of, uint64_t count, const char *what);
void tdm_gauge_end(struct tdm_gauge *progress); /* the line is empty again */

#endif
