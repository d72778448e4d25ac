/* bench.c - the stopwatch of the benchmarks. */
#include "bench.h"
#include "system/system.h"

#include <stdio.h>
#include <time.h>

#define ROUNDS   15
#define ROUND_NS 50000000

static int64_t spent_ns(void) {
    struct timespec now;
    TDM_ASSERT(clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now) == 0);
    return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}

static void sort_times(int64_t *times, int count) {
    for (int i = 1; i < count; i++) {
        int64_t time = times[i];
        int at = i;
        for (; at > 0 && times[at - 1] > time; at--) times[at] = times[at - 1];
        times[at] = time;
    }
}

int64_t bench_run(const char *name, void (*run)(struct tdm_arena *mem, void *context), void *context, size_t bytes) {
    struct tdm_arena *mem = tdm_arena_open((size_t)2 << 30);
    int64_t times[ROUNDS], runs = 0;
    size_t used = 0;
    for (int round = 0; round < ROUNDS; round++) {
        int64_t started = spent_ns(), count = 0, now;
        do {
            tdm_arena_reset(mem);
            run(mem, context);
            used = tdm_arena_used(mem);
            count++;
            now = spent_ns();
        } while (now - started < ROUND_NS);
        times[round] = (now - started) / count;
        runs += count;
    }
    sort_times(times, ROUNDS);
    int64_t median = times[ROUNDS / 2] > 0 ? times[ROUNDS / 2] : 1;
    int64_t rate = (int64_t)bytes * 1000 / median;
    printf(
        "{\"name\": \"%s\", \"runs\": %lld, \"median_us\": %lld.%03lld, \"least_us\": %lld.%03lld, \"mb_per_s\": %lld, "
        "\"arena_bytes\": %zu}\n",
        name, (long long)runs, (long long)(median / 1000), (long long)(median % 1000), (long long)(times[0] / 1000),
        (long long)(times[0] % 1000), (long long)rate, used);
    (void)fflush(stdout);
    tdm_arena_close(mem);
    return median;
}

tdm_str bench_file(const char *name) {
    const struct tdm_embedded *file = tdm_embedded_find(tdm_str_of(name));
    TDM_ASSERT(file != NULL);
    return file->bytes;
}
