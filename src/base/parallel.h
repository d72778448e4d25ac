/* parallel.h - jobs that share nothing which any of them writes. The pure rooms say what a job is; who does them, and on
 * how many threads, is handed in by the edge (tdm_threads of `system`), so that no result can depend on it. */
#ifndef TDM_PARALLEL_H
#define TDM_PARALLEL_H

#include "base/base.h"

/* Job `job`, done by worker `worker` of those there are: a worker does one job at a time and may keep scratch of its own. */
typedef void tdm_job(void *context, uint32_t job, uint32_t worker);

struct tdm_parallel {
    uint32_t workers; /* 1: one after another, by the caller */
    void (*run)(uint32_t workers, uint32_t jobs, tdm_job *job, void *context); /* returns when all are done */
};

static inline uint32_t tdm_parallel_workers(const struct tdm_parallel *parallel) {
    return parallel == NULL || parallel->run == NULL || parallel->workers == 0 ? 1 : parallel->workers;
}

/* Every job from 0 to jobs - 1, in any order; `parallel` may be null. */
static inline void tdm_parallel_do(const struct tdm_parallel *parallel, uint32_t jobs, tdm_job *job, void *context) {
    if (tdm_parallel_workers(parallel) > 1) {
        parallel->run(parallel->workers, jobs, job, context);
        return;
    }
    for (uint32_t i = 0; i < jobs; i++) job(context, i, 0);
}

#endif
