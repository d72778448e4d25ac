/* ready.c - lays a value that was made at build: one copy, then each pointer moves to where it was laid. */
#include "base/ready.h"

const void *tdm_ready_lay(struct tdm_arena *mem, const struct tdm_ready *ready) {
    if (ready->size == 0) return NULL;
    char *laid = tdm_arena_alloc_raw(mem, ready->size);
    memcpy(laid, ready->bytes, ready->size);
    for (size_t i = 0; i < ready->pointer_count; i++) {
        char *word = laid + (size_t)ready->pointers[i] * sizeof(uintptr_t);
        uintptr_t from;
        memcpy(&from, word, sizeof from);
        TDM_ASSERT(from < ready->size);
        char *to = laid + from;
        memcpy(word, &to, sizeof to);
    }
    return laid + ready->root;
}
