/* ready.h - a value made at build, with everything it points to: bytes that hold wherever they are laid. tools/make_ready.c
 * writes them, by the same reader that the program has; the program lays them and need not read. */
#ifndef TDM_READY_H
#define TDM_READY_H

#include "base/base.h"

struct tdm_ready {
    const char *bytes;        /* with pointers counted from its beginning */
    size_t size, root;        /* root: where in it the value begins */
    const uint32_t *pointers; /* which of its words are pointers, counted in words */
    size_t pointer_count;
};

/* The value, in `mem`; null when none was made at build (size 0). */
const void *tdm_ready_lay(struct tdm_arena *mem, const struct tdm_ready *ready);

#endif
