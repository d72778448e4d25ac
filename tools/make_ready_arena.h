/* make_ready_arena.h - the border between tools/make_ready.c and its arena. */
#ifndef MAKE_READY_ARENA_H
#define MAKE_READY_ARENA_H

#include "base/base.h"

struct ready_block {
    size_t at, size;  /* in the bytes of the arena */
    unsigned reached; /* from which value first; 0: from none */
    bool moves;       /* it holds a pointer */
    size_t laid;      /* where it stands in what is written of that value */
};

struct tdm_arena {
    char *bytes, *mapped; /* from where it gives, and what was mapped for it */
    size_t used, room;
    struct ready_block *blocks; /* in the order of their places */
    size_t count, block_room;
};

#endif
