/* cohort.h - invented charts for tests, benches and demonstrations: a course under any protocol, read off its model, with
 * every kind of story and slip. No biology: values come from ranges and bounds. Pure; the same seed gives the same bytes. */
#ifndef TDM_COHORT_H
#define TDM_COHORT_H

#include "chart/chart.h"
#include "protocol/protocol.h"

struct tdm_cohort {
    uint64_t seed;
    const struct tdm_protocol *const *protocols; /* one is drawn for each chart */
    uint32_t protocol_count;
    uint32_t entries; /* about so many a chart; 0: from 1 to about 400, as it comes */
};

/* Chart `number` of the cohort, the same whatever others are made. Entries stand by day, their lines as drawn; printing
 * and reading puts both into their one order. It opens under its protocol without an error. */
const struct tdm_chart *tdm_cohort_chart(struct tdm_arena *mem, const struct tdm_cohort *cohort, uint64_t number);

#endif
