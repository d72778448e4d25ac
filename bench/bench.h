/* bench.h - how long a thing takes: runs it until a second is spent, in rounds, and prints one line of JSON. */
#ifndef TDM_BENCH_H
#define TDM_BENCH_H

#include "base/base.h"

/* `run` is called again and again with fresh memory. `bytes` is what it reads each time, 0 when that says nothing.
 * Prints {"name", "runs", "median_us", "least_us", "mb_per_s", "arena_bytes"}: processor time, not the clock on the
 * wall; gives the median in nanoseconds. */
int64_t bench_run(const char *name, void (*run)(struct tdm_arena *mem, void *context), void *context, size_t bytes);
/* A data file that was put in at build, by its name; ends the program when there is none. */
tdm_str bench_file(const char *name);

#endif
