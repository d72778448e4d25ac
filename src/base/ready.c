/* ready.c - lays a value that was made at build: one copy, then each pointer moves to where it was laid. */
#include "base/ready.h"

struct laid {
    const struct tdm_ready *ready;
    const char *at;
};

/* Each word that says a place in what was made says from here on where that is now. */
static void point(char *words, const uint32_t *which, size_t count, struct laid into) {
    for (size_t i = 0; i < count; i++) {
        char *word = words + (size_t)which[i] * sizeof(uintptr_t);
        uintptr_t from;
        memcpy(&from, word, sizeof from);
        TDM_ASSERT(from < into.ready->size);
        const char *to = (from < into.ready->moves ? into.at : into.ready->bytes) + from;
        memcpy(word, &to, sizeof to);
    }
}

const void *tdm_ready_lay(struct tdm_arena *mem, const struct tdm_ready *ready, const void *upon) {
    if (ready->size == 0) return NULL;
    char *at = tdm_arena_alloc_raw(mem, ready->moves);
    memcpy(at, ready->bytes, ready->moves);
    point(at, ready->pointers, ready->pointer_count, (struct laid){ready, at});
    if (ready->upon != NULL) {
        TDM_ASSERT(upon != NULL);
        const char *there = (const char *)upon - ready->upon->root;
        point(at, ready->outward, ready->outward_count, (struct laid){ready->upon, there});
    }
    return at + ready->root;
}
