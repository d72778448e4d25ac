/* replay.c - main of the fuzzers: under libFuzzer its entry, otherwise a test program that runs each file of a folder.
 * TAP. Both hold each input to a budget that grows with its length and no faster: memory always, time under libFuzzer.
 *
 *   NAME_fuzz FOLDER...   the inputs; the empty one and one that is no text are always tried */
#include "fuzz.h"
#include "system/system.h"

#include <stdio.h>

#define MEMORY_LIMIT_BYTES ((size_t)1 << 30)
#define INPUT_LIMIT_BYTES  ((size_t)16 << 20)

/* What an input may take: so much for any, and so much more for each of its bytes. */
#define MEMORY_FOR_ANY_BYTES ((size_t)16 << 20)
#define MEMORY_FOR_EACH      ((size_t)8192)

static void hold_to_memory(const struct tdm_arena *mem, tdm_str input) {
    TDM_ASSERT(tdm_arena_used(mem) <= MEMORY_FOR_ANY_BYTES + MEMORY_FOR_EACH * input.len);
}

#ifdef TDM_FUZZER
#include <time.h>

#define TIME_FOR_ANY_US  100000.0
#define TIME_FOR_EACH_US 50.0

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len) {
    static struct tdm_arena *mem;
    tdm_str input = {(const char *)bytes, len};
    bool first = mem == NULL; /* reads the shipped files, too */
    if (first) mem = tdm_arena_open(MEMORY_LIMIT_BYTES);
    tdm_arena_reset(mem);
    clock_t begun = clock();
    fuzz_one(mem, input);
    double took_us = (double)(clock() - begun) * 1e6 / CLOCKS_PER_SEC;
    hold_to_memory(mem, input);
    TDM_ASSERT(first || took_us <= TIME_FOR_ANY_US + TIME_FOR_EACH_US * (double)len);
    return 0;
}
#else
static int number;

static void replay(tdm_str input, tdm_str title) {
    struct tdm_arena *mem = tdm_arena_open(MEMORY_LIMIT_BYTES);
    /* A copy of its own size: a sanitizer then sees each byte read past the end. */
    char *copy = malloc(input.len + 1);
    TDM_ASSERT(copy != NULL);
    if (input.len > 0) memcpy(copy, input.at, input.len);
    fuzz_one(mem, (tdm_str){copy, input.len});
    hold_to_memory(mem, input);
    free(copy);
    tdm_arena_close(mem);
    number++;
    printf("ok %d - %.*s\n", number, TDM_FMT(title));
    (void)fflush(stdout);
}

static void replay_folder(struct tdm_arena *mem, tdm_str folder) {
    const tdm_str *names = NULL;
    size_t count = 0;
    struct tdm_problem problem;
    if (!tdm_folder_list(mem, folder, &names, &count, &problem)) return; /* a door without a corpus yet */
    for (size_t i = 0; i < count; i++) {
        tdm_str bytes;
        if (tdm_str_ends_with(names[i], TDM_STR("/"))) continue;
        if (tdm_file_read(mem, tdm_path_join(mem, folder, names[i]), INPUT_LIMIT_BYTES, &bytes, &problem))
            replay(bytes, names[i]);
        else
            printf("not ok %d - %.*s: %s\n", ++number, TDM_FMT(names[i]), problem.what);
    }
}

int main(int count, char **words) {
    struct tdm_arena *mem = tdm_arena_open(MEMORY_LIMIT_BYTES);
    replay(TDM_STR(""), TDM_STR("no bytes"));
    replay(TDM_STR("\0\xff\xfe\n\n"), TDM_STR("bytes that are no text"));
    for (int i = 1; i < count; i++) replay_folder(mem, tdm_str_of(words[i]));
    printf("1..%d\n", number);
    tdm_arena_close(mem);
    return 0;
}
#endif
