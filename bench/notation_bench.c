/* notation_bench.c - reading and printing a file of the notation of about a megabyte: a diary of many days. */
#include "bench.h"
#include "notation/notation.h"

static void read_file(struct tdm_arena *mem, void *context) {
    const tdm_str *text = context;
    const struct tdm_tree *tree;
    struct tdm_problems *problems = TDM_NEW(mem, struct tdm_problems);
    tdm_problems_init(problems);
    TDM_ASSERT(tdm_notation_read(mem, TDM_STR("bench"), *text, &tree, problems));
}

static void read_and_print(struct tdm_arena *mem, void *context) {
    const tdm_str *text = context;
    const struct tdm_tree *tree;
    struct tdm_problems *problems = TDM_NEW(mem, struct tdm_problems);
    struct tdm_buf out;
    tdm_problems_init(problems);
    TDM_ASSERT(tdm_notation_read(mem, TDM_STR("bench"), *text, &tree, problems));
    tdm_buf_init(&out, mem, (size_t)64 << 20);
    tdm_notation_print(&out, tree);
    TDM_ASSERT(!out.failed);
}

int main(void) {
    struct tdm_arena *mem = tdm_arena_open((size_t)64 << 20);
    struct tdm_buf text;
    tdm_buf_init(&text, mem, (size_t)8 << 20);
    tdm_buf_text(&text, "chart bench\n  patient p-1\n\n");
    for (int day = 0; day < 12000; day++)
        tdm_buf_format(
            &text,
            "20%02d-%02d-%02d 08:15 diary by p-1, recorded 2026-03-04T08:15Z    # a day\n  pain %d, sleep 7.5 h\n\n",
            day / 336 % 100, day / 28 % 12 + 1, day % 28 + 1, day % 11);
    tdm_str bytes = tdm_buf_str(&text);
    bench_run("notation: read", read_file, &bytes, bytes.len);
    bench_run("notation: read and print", read_and_print, &bytes, bytes.len);
    tdm_arena_close(mem);
    return 0;
}
