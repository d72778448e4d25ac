/* machine.c - what the processor can do. Asked once at the edge and passed down; results never depend on it. */
#include "system/system.h"

uint32_t tdm_machine_vector_bits(void) {
#if defined(__x86_64__)
    if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq")) return 512;
    if (__builtin_cpu_supports("avx2")) return 256;
#endif
    return 128;
}
