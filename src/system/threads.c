/* threads.c - jobs shared by threads: each takes the next that nobody has. What a job does may not depend on who does
 * it nor when (base/parallel.h); that it does not is what the tests and the thread sanitizer look at. */
#include "system/system_int.h"

#include <pthread.h>
#include <stdatomic.h>

enum { THREADS_MOST = 64 };

struct crew {
    tdm_job *job;
    void *context;
    uint32_t jobs;
    atomic_uint next;
};
struct member {
    struct crew *crew;
    uint32_t worker;
};

static void *work(void *of) {
    const struct member *member = of;
    struct crew *crew = member->crew;
    for (uint32_t job = atomic_fetch_add(&crew->next, 1); job < crew->jobs; job = atomic_fetch_add(&crew->next, 1))
        crew->job(crew->context, job, member->worker);
    return NULL;
}

/* Where no thread can be had, those there are do the rest: the caller is always one of them. */
static void share_out(uint32_t workers, uint32_t jobs, tdm_job *job, void *context) {
    struct crew crew = {.job = job, .context = context, .jobs = jobs};
    struct member members[THREADS_MOST];
    pthread_t threads[THREADS_MOST];
    uint32_t begun = 1;
    TDM_ASSERT(workers <= THREADS_MOST);
    for (uint32_t i = 0; i < workers; i++) members[i] = (struct member){&crew, i};
    while (begun < workers && pthread_create(&threads[begun], NULL, work, &members[begun]) == 0) begun++;
    (void)work(&members[0]);
    for (uint32_t i = 1; i < begun; i++) (void)pthread_join(threads[i], NULL);
}

struct tdm_parallel tdm_threads(uint32_t count) {
    return (struct tdm_parallel){count > THREADS_MOST ? THREADS_MOST : count, share_out};
}
