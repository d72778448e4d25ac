/* library.h - the knee protocol with the shipped catalogue, for the benchmarks of the engine. */
#ifndef TDM_BENCH_LIBRARY_H
#define TDM_BENCH_LIBRARY_H

#include "engine/engine.h"

extern struct tdm_problems bench_problems;
_Noreturn void bench_give_up(const char *what); /* tells `what` and the problems, and ends the program */
const struct tdm_library *bench_library(struct tdm_arena *mem);
/* With other shipped protocols, by their files ("protocols/knee-oa-bmac.tandem"). */
const struct tdm_library *bench_library_of(struct tdm_arena *mem, const char *const *files, uint32_t count);

#endif
