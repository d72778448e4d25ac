/* library.c - the knee protocol with the shipped catalogue, for the benchmarks of the engine. */
#include "library.h"
#include "system/system.h"

#include <stdio.h>
#include <stdlib.h>

struct tdm_problems bench_problems;

_Noreturn void bench_give_up(const char *what) {
    struct tdm_arena *mem = tdm_arena_open(1u << 24);
    struct tdm_buf out;
    tdm_buf_init(&out, mem, 1u << 20);
    for (uint32_t i = 0; i < bench_problems.count; i++) tdm_problem_show(&out, &bench_problems.items[i], (tdm_str){0});
    fprintf(stderr, "bench: %s\n%.*s", what, (int)out.len, out.at);
    exit(3);
}

/* ---- the library, as the program ships it */

static const struct tdm_tree *tree_of(struct tdm_arena *mem, const struct tdm_embedded *file) {
    const struct tdm_tree *tree;
    if (!tdm_notation_read(mem, file->name, file->bytes, &tree, &bench_problems)) bench_give_up("data");
    return tree;
}

const struct tdm_library *bench_library(struct tdm_arena *mem) {
    static const char *const knee[] = {"protocols/knee-oa-bmac.tandem"};
    return bench_library_of(mem, knee, 1);
}

const struct tdm_library *bench_library_of(struct tdm_arena *mem, const char *const *files, uint32_t count) {
    const struct tdm_tree **trees = TDM_NEW_ARRAY(mem, const struct tdm_tree *, tdm_embedded_count());
    struct tdm_part_file *parts = TDM_NEW_ARRAY(mem, struct tdm_part_file, tdm_embedded_count());
    uint32_t tree_count = 0, part_count = 0;
    for (size_t i = 0; i < tdm_embedded_count(); i++) {
        const struct tdm_embedded *file = tdm_embedded_at(i);
        if (tdm_str_starts_with(file->name, TDM_STR("catalog/"))) trees[tree_count++] = tree_of(mem, file);
        if (!tdm_str_starts_with(file->name, TDM_STR("parts/"))) continue;
        parts[part_count++] = (struct tdm_part_file){tdm_str_slice(file->name, 6, file->name.len - 7),
                                                     tree_of(mem, file), tdm_digest_of(file->bytes)};
    }
    const struct tdm_catalog *catalog;
    const struct tdm_protocol **protocols = TDM_NEW_ARRAY(mem, const struct tdm_protocol *, count);
    struct tdm_parts list = {parts, part_count};
    if (!tdm_catalog_read(mem, trees, tree_count, &catalog, &bench_problems)) bench_give_up("catalogue");
    for (uint32_t i = 0; i < count; i++) {
        const struct tdm_tree *tree = tree_of(mem, tdm_embedded_find(tdm_str_of(files[i])));
        if (!tdm_protocol_read(mem, tree, catalog, &list, &protocols[i], &bench_problems)) bench_give_up("protocol");
    }
    struct tdm_library *library = TDM_NEW(mem, struct tdm_library);
    *library = (struct tdm_library){catalog, protocols, count};
    return library;
}
