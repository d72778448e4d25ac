/* examples_test.c - the shipped example charts read and bind without an error against the shipped catalogue. */
#include "chart_ground.h"

#include <dirent.h>
#include <stdio.h>

#define FILES_MOST 64

static tdm_str file_text(struct tdm_arena *mem, const char *path) {
    FILE *file = fopen(path, "rb");
    struct tdm_buf text;
    char block[4096];
    size_t got;
    tdm_buf_init(&text, mem, 16u << 20);
    if (file == NULL) return TDM_STR("");
    while ((got = fread(block, 1, sizeof block, file)) > 0) tdm_buf_add(&text, (tdm_str){block, got});
    (void)fclose(file);
    return tdm_buf_str(&text);
}

/* Trees of all files of a folder with that ending, in name order. */
static uint32_t folder_trees(struct tdm_arena *mem, const char *folder, const char *ending,
                             const struct tdm_tree *trees[FILES_MOST]) {
    struct dirent **names = NULL;
    char path[1024];
    uint32_t count = 0;
    (void)snprintf(path, sizeof path, "%s/data/%s", SOURCE_ROOT, folder);
    int found = scandir(path, &names, NULL, alphasort);
    for (int i = 0; i < found; i++) {
        char *name = names[i]->d_name;
        if (tdm_str_ends_with(tdm_str_of(name), tdm_str_of(ending)) && count < FILES_MOST) {
            (void)snprintf(path, sizeof path, "%s/data/%s/%s", SOURCE_ROOT, folder, name);
            tdm_str file = tdm_arena_str(mem, tdm_str_of(name));
            trees[count++] = chart_tree(mem, file.at, file_text(mem, path));
        }
        free(names[i]);
    }
    free(names);
    return count;
}

/* The words of `measure WORD is MEASURE` lines: what a protocol calls the measures of the catalogue. */
static void words_add(struct tdm_name_map *map, tdm_str *words, tdm_ref *refs, const struct tdm_catalog *catalog,
                      const struct tdm_tree *tree) {
    for (const struct tdm_line *line = tree->first; line != NULL; line = line->next) {
        struct tdm_cursor c = tdm_cursor_of(tree, line, 0);
        if (!tdm_cursor_take_word(&c, "measure")) continue;
        const struct tdm_term *word = tdm_cursor_take(&c, TDM_TERM_WORD);
        if (word == NULL || !tdm_cursor_take_word(&c, "is")) continue;
        const struct tdm_term *measure = tdm_cursor_take(&c, TDM_TERM_WORD);
        tdm_ref ref = measure == NULL ? TDM_REF_NONE : tdm_catalog_find(catalog, TDM_KIND_MEASURE, measure->text);
        if (ref == TDM_REF_NONE) continue;
        words[map->count] = word->text;
        refs[map->count++] = ref;
    }
}

static struct tdm_name_map words_of(struct tdm_arena *mem, const struct tdm_catalog *catalog, tdm_str protocol,
                                    const struct tdm_tree *const trees[], uint32_t count) {
    tdm_str *words = TDM_NEW_ARRAY(mem, tdm_str, 1024);
    tdm_ref *refs = TDM_NEW_ARRAY(mem, tdm_ref, 1024);
    struct tdm_name_map map = {words, refs, 0};
    for (uint32_t i = 0; i < count; i++) {
        struct tdm_cursor c = tdm_cursor_of(trees[i], trees[i]->first, 0);
        bool part = tdm_cursor_take_word(&c, "part");
        bool own = !part && tdm_cursor_take_word(&c, "protocol") && !tdm_cursor_done(&c) &&
                   tdm_str_equal(c.at->text, protocol);
        if (part || own) words_add(&map, words, refs, catalog, trees[i]);
    }
    return map;
}

static void all_told(const char *file, const struct tdm_problems *problems) {
    for (uint32_t i = 0; i < problems->count; i++) {
        const struct tdm_problem *p = &problems->items[i];
        if (p->severity == TDM_ERROR)
            check_failed(file, (int)p->place.line, "%s %s | %s", p->code, p->what, p->fix);
        else
            printf("# note %s:%u %s %s\n", file, p->place.line, p->code, p->what);
    }
}

TEST("the shipped example charts read, bind, and come back from print and JSON as they are [S65 F022]") {
    const struct tdm_tree *catalogs[FILES_MOST], *protocols[2 * FILES_MOST], *charts[FILES_MOST];
    struct tdm_problems *problems = TDM_NEW(mem, struct tdm_problems);
    const struct tdm_catalog *catalog = NULL;
    uint32_t catalog_count = folder_trees(mem, "catalog", ".tandem", catalogs);
    uint32_t protocol_count = folder_trees(mem, "protocols", ".tandem", protocols);
    protocol_count += folder_trees(mem, "parts", ".tandem", protocols + protocol_count);
    uint32_t chart_count = folder_trees(mem, "examples", ".chart.tandem", charts);
    tdm_problems_init(problems);
    bool good = tdm_catalog_read(mem, catalogs, catalog_count, &catalog, problems);
    all_told("catalogue", problems);
    REQUIRE(good);
    CHECK(chart_count > 0);
    for (uint32_t i = 0; i < chart_count; i++) {
        const struct tdm_chart *chart = NULL, *again = NULL;
        const struct tdm_bound_chart *bound = NULL;
        tdm_problems_init(problems);
        good = tdm_chart_read(mem, charts[i], &tdm_zone_utc, &chart, problems);
        all_told(charts[i]->file.at, problems);
        if (!good) continue;
        struct tdm_name_map words = words_of(mem, catalog, chart->protocol, protocols, protocol_count);
        tdm_problems_init(problems);
        good = tdm_chart_bind(mem, chart, catalog, &words, &bound, problems);
        all_told(charts[i]->file.at, problems);
        CHECK(good);
        tdm_problems_init(problems);
        good =
            tdm_chart_read(mem, chart_tree(mem, "printed", chart_print(mem, chart)), &tdm_zone_utc, &again, problems);
        all_told("printed", problems);
        REQUIRE(good);
        CHECK(tdm_str_equal(chart_bytes(mem, chart), chart_bytes(mem, again)));
        tdm_problems_init(problems);
        good = tdm_chart_read_ndjson(mem, TDM_STR("json"), chart_ndjson(mem, chart), &tdm_zone_utc, &again, problems);
        all_told("json", problems);
        REQUIRE(good);
        CHECK(tdm_str_equal(chart_ndjson(mem, chart), chart_ndjson(mem, again)));
    }
}
