/* replay.c - main of the fuzzers: under libFuzzer its entry, otherwise a test program that runs each file of a folder.
 * TAP. Both hold each input to a budget that grows with its length and no faster: memory always, time under libFuzzer.
 *
 *   NAME_fuzz FOLDER...         the inputs; the empty one and one that is no text are always tried
 *   NAME_fuzz grow FOLDER...    each input again and again in one: eight times as much may take about eight times as
 * long */
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

#ifndef TIME_FOR_ANY_US /* a door whose bytes stand for more than themselves sets it in meson.build */
#define TIME_FOR_ANY_US 100000.0
#endif
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
#include <time.h>

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

/* ---- growth: what is quadratic takes 64 times as long for eight times as much */

#define GROWTH_SMALL_BYTES ((size_t)32 << 10)
#define GROWTH_TIMES       8
#define GROWTH_SLACK       4 /* and some more for what any input takes */

static double seconds_of(tdm_str input, size_t bytes) {
    struct tdm_arena *mem = tdm_arena_open(MEMORY_LIMIT_BYTES);
    double best = 1e9;
    char *text = malloc(bytes);
    TDM_ASSERT(text != NULL);
    for (size_t at = 0; at < bytes; at++) text[at] = input.at[at % input.len];
    for (int i = 0; i < 3; i++) {
        tdm_arena_reset(mem);
        clock_t begun = clock();
        fuzz_one(mem, (tdm_str){text, bytes});
        double took = (double)(clock() - begun) / CLOCKS_PER_SEC;
        if (took < best) best = took;
    }
    free(text);
    tdm_arena_close(mem);
    return best;
}

static void grow(tdm_str input, tdm_str title) {
    size_t times = 1 + GROWTH_SMALL_BYTES / (input.len + 1), small = times * input.len;
    if (input.len == 0) return;
    double one = seconds_of(input, small), many = seconds_of(input, small * GROWTH_TIMES);
    bool good = many <= one * GROWTH_TIMES * GROWTH_SLACK + 0.05;
    printf("%s %d - growth of %.*s: %.1f ms, then %.1f ms\n", good ? "ok" : "not ok", ++number, TDM_FMT(title),
           one * 1e3, many * 1e3);
    (void)fflush(stdout);
}

static void replay_folder(struct tdm_arena *mem, tdm_str folder, void (*run)(tdm_str input, tdm_str title)) {
    const tdm_str *names = NULL;
    size_t count = 0;
    struct tdm_problem problem;
    if (!tdm_folder_list(mem, folder, &names, &count, &problem)) return; /* a door without a corpus yet */
    for (size_t i = 0; i < count; i++) {
        tdm_str bytes;
        if (tdm_str_ends_with(names[i], TDM_STR("/"))) continue;
        if (tdm_file_read(mem, tdm_path_join(mem, folder, names[i]), INPUT_LIMIT_BYTES, &bytes, &problem))
            run(bytes, names[i]);
        else
            printf("not ok %d - %.*s: %s\n", ++number, TDM_FMT(names[i]), problem.what);
    }
}

int main(int count, char **words) {
    struct tdm_arena *mem = tdm_arena_open(MEMORY_LIMIT_BYTES);
    bool growth = count > 1 && tdm_str_is(tdm_str_of(words[1]), "grow");
    if (!growth) replay(TDM_STR(""), TDM_STR("no bytes"));
    if (!growth) replay(TDM_STR("\0\xff\xfe\n\n"), TDM_STR("bytes that are no text"));
    for (int i = growth ? 2 : 1; i < count; i++) replay_folder(mem, tdm_str_of(words[i]), growth ? grow : replay);
    printf("1..%d\n", number);
    tdm_arena_close(mem);
    return 0;
}
#endif
