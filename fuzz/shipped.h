/* shipped.h - the shipped catalogue and parts, read from what is in the program: for fuzzers. */
#ifndef TDM_SHIPPED_H
#define TDM_SHIPPED_H

#include "protocol/protocol.h"

/* What is shipped has no errors: one is a broken promise. */
const struct tdm_catalog *shipped_catalog(struct tdm_arena *mem);
struct tdm_parts shipped_parts(struct tdm_arena *mem);

#endif
