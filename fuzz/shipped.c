/* shipped.c - reads the embedded catalogue and parts. */
#include "shipped.h"
#include "notation/notation.h"
#include "system/system.h"

#define FILES_MAX 200

/* The trees of the embedded files whose names begin with `folder`; gives how many. */
static uint32_t read_folder(struct tdm_arena *mem, tdm_str folder, const struct tdm_tree **trees) {
    struct tdm_problems *problems = TDM_NEW(mem, struct tdm_problems);
    uint32_t count = 0;
    tdm_problems_init(problems);
    for (size_t i = 0; i < tdm_embedded_count(); i++) {
        const struct tdm_embedded *file = tdm_embedded_at(i);
        if (!tdm_str_starts_with(file->name, folder) || !tdm_str_ends_with(file->name, TDM_STR(".tandem"))) continue;
        TDM_ASSERT(count < FILES_MAX);
        TDM_ASSERT(tdm_notation_read(mem, file->name, file->bytes, &trees[count], problems));
        count++;
    }
    return count;
}

const struct tdm_catalog *shipped_catalog(struct tdm_arena *mem) {
    const struct tdm_tree **trees = TDM_NEW_ARRAY(mem, const struct tdm_tree *, FILES_MAX);
    struct tdm_problems *problems = TDM_NEW(mem, struct tdm_problems);
    const struct tdm_catalog *catalog = NULL;
    tdm_problems_init(problems);
    TDM_ASSERT(tdm_catalog_read(mem, trees, read_folder(mem, TDM_STR("catalog/"), trees), &catalog, problems));
    return catalog;
}

struct tdm_parts shipped_parts(struct tdm_arena *mem) {
    const struct tdm_tree **trees = TDM_NEW_ARRAY(mem, const struct tdm_tree *, FILES_MAX);
    struct tdm_part_file *items = TDM_NEW_ARRAY(mem, struct tdm_part_file, FILES_MAX);
    uint32_t count = read_folder(mem, TDM_STR("parts/"), trees);
    for (uint32_t i = 0; i < count; i++) {
        tdm_str name = tdm_str_slice(trees[i]->file, strlen("parts/"), trees[i]->file.len - strlen(".tandem"));
        items[i] = (struct tdm_part_file){name, trees[i], tdm_digest_of(trees[i]->text)};
    }
    return (struct tdm_parts){items, count};
}
