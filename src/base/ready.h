/* ready.h - a value made at build, with everything it points to: bytes that hold wherever they are laid. tools/make_ready.c
 * writes them, by the same reader that the program has; the program lays them and need not read. */
#ifndef TDM_READY_H
#define TDM_READY_H

#include "base/base.h"

struct tdm_ready {
    const char *bytes; /* first what holds pointers, counted from the beginning: it is laid; then what holds none: it stays */
    size_t size, moves; /* moves: so many of the bytes are laid */
    size_t root;        /* where in what is laid the value begins */
    const uint32_t *pointers; /* which of its words are pointers, counted in words */
    size_t pointer_count;
    const struct tdm_ready *upon; /* another value that it points to; null: none */
    const uint32_t *outward;      /* which words point into that one, counted from its beginning */
    size_t outward_count;
};

/* The value, in `mem`; null when none was made at build (size 0). `upon`: the value that it points to, as it was laid; it
 * must live as long. What stays is shared by all that are laid, and is never written. */
const void *tdm_ready_lay(struct tdm_arena *mem, const struct tdm_ready *ready, const void *upon);

#endif
