/* fuzz.h - what each fuzzer is: one door, any bytes, and a promise that is checked.
 *
 * A fuzzer is a file NAME_fuzz.c with fuzz_one(). With -Dfuzzers=true it is linked with libFuzzer (./dev fuzz T=NAME
 * S=60); otherwise with replay.c, which runs the files of fuzz/corpus/NAME/ as tests. An input that once broke
 * something goes there. */
#ifndef TDM_FUZZ_H
#define TDM_FUZZ_H

#include "base/base.h"

/* The memory is fresh for each input. What does not hold is a TDM_ASSERT. */
void fuzz_one(struct tdm_arena *mem, tdm_str input);

#endif
