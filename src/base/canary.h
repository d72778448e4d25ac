/* canary.h - single faults that can be switched on in a build of their own (`-Dcanaries=true`, tools/canaries.py), to show that the test of
 * an attack notices them. In every other build a canary is the constant `false`, and nothing of it is in the program. */
#ifndef TDM_CANARY_H
#define TDM_CANARY_H

#ifdef TDM_CANARIES
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

static inline bool tdm_canary(const char *name) {
    const char *on = getenv("TANDEM_CANARY");
    return on != NULL && strcmp(on, name) == 0;
}
#else
#define tdm_canary(name) false
#endif

#endif
