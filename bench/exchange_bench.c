/* exchange_bench.c - a million rows of a device's table: cut into cells, and made entries of by a mapping, beside a
 * plain split of the same bytes at separators and line ends. */
#include "bench.h"
#include "exchange/mapping.h"
#include "system/system.h"

#define ROWS 1000000

struct table {
    tdm_str text;
    const struct tdm_mapping *mapping;
};

static const char mapping_text[] =
    "mapping device\n  separator semicolon\n  decimal comma\n  dates day.month.year\n"
    "  episode column \"ID\"\n  day column \"Day\"\n  time column \"At\"\n  by therapist-a\n"
    "reading knee-extension-torque\n  column \"Right\"\n  unit N.m\n  side right\n"
    "reading knee-extension-torque\n  column \"Left\"\n  unit N.m\n  side left\n"
    "reading nprs-now\n  column \"Pain\"\n";

/* What one would write in a minute, which knows no quotes. */
static void plain_split(struct tdm_arena *mem, void *context) {
    const struct table *table = context;
    uint32_t rows = 0, cells = 0;
    (void)mem;
    for (size_t i = 0; i < table->text.len; i++) {
        char c = table->text.at[i];
        cells += c == ';' || c == '\n';
        rows += c == '\n';
    }
    TDM_ASSERT(rows == ROWS + 1 && cells == rows * 6);
}

static struct tdm_table *open_table(struct tdm_arena *mem, const struct table *table) {
    struct tdm_table_text *text = TDM_NEW(mem, struct tdm_table_text);
    *text = (struct tdm_table_text){table->text, 0};
    struct tdm_table_source source = {TDM_STR("bench.csv"), ';', tdm_table_text_fill, text};
    return tdm_table_open(mem, &source);
}

static void cut_only(struct tdm_arena *mem, void *context) {
    struct tdm_table *table = open_table(mem, context);
    struct tdm_problem problem;
    struct tdm_row row;
    uint32_t rows = 0, cells = 0;
    while (tdm_table_next(table, &row, &problem) == TDM_ROW_READ) {
        rows++;
        cells += row.count;
    }
    TDM_ASSERT(rows == ROWS + 1 && cells == rows * 6);
}

static void import_all(struct tdm_arena *mem, void *context) {
    const struct table *table = context;
    static struct tdm_problems problems;
    struct tdm_import *import;
    struct tdm_imported row;
    struct tdm_arena *own = tdm_arena_open((size_t)1 << 20);
    uint32_t readings = 0;
    tdm_problems_init(&problems);
    TDM_ASSERT(tdm_import_open(mem, table->mapping, open_table(mem, table), &import, &problems));
    while (tdm_import_next(own, import, &row, &problems) == TDM_ROW_READ) {
        readings += row.readings;
        tdm_arena_reset(own);
    }
    TDM_ASSERT(problems.count == 0 && readings == ROWS * 3);
    tdm_arena_close(own);
}

static const struct tdm_tree *tree_of(struct tdm_arena *mem, tdm_str name, tdm_str text) {
    static struct tdm_problems problems;
    const struct tdm_tree *tree;
    tdm_problems_init(&problems);
    TDM_ASSERT(tdm_notation_read(mem, name, text, &tree, &problems));
    return tree;
}

static const struct tdm_mapping *read_mapping(struct tdm_arena *mem) {
    static struct tdm_problems problems;
    const struct tdm_tree **trees = TDM_NEW_ARRAY(mem, const struct tdm_tree *, tdm_embedded_count());
    const struct tdm_catalog *catalog;
    const struct tdm_mapping *mapping;
    uint32_t count = 0;
    for (size_t i = 0; i < tdm_embedded_count(); i++)
        if (tdm_str_starts_with(tdm_embedded_at(i)->name, TDM_STR("catalog/")))
            trees[count++] = tree_of(mem, tdm_embedded_at(i)->name, tdm_embedded_at(i)->bytes);
    tdm_problems_init(&problems);
    TDM_ASSERT(tdm_catalog_read(mem, trees, count, &catalog, &problems));
    TDM_ASSERT(
        tdm_mapping_read(mem, tree_of(mem, TDM_STR("m"), tdm_str_of(mapping_text)), catalog, &mapping, &problems));
    return mapping;
}

int main(void) {
    struct tdm_arena *mem = tdm_arena_open((size_t)512 << 20);
    struct tdm_buf text;
    uint64_t drawn = 7;
    struct table table = {.mapping = read_mapping(mem)};
    tdm_buf_init(&text, mem, (size_t)128 << 20);
    tdm_buf_text(&text, "ID;Day;At;Right;Left;Pain\n");
    for (uint32_t r = 0; r < ROWS; r++) {
        drawn = drawn * 6364136223846793005u + 1442695040888963407u;
        uint32_t n = (uint32_t)(drawn >> 33);
        tdm_buf_format(&text, "example-%u;%u.%u.2025;%02u:%02u;%u,%u;%u,%u;%u\n", r % 1000, n % 28 + 1, n / 28 % 12 + 1,
                       n % 24, n / 24 % 60, n % 300, n % 10, n / 7 % 300, n / 11 % 10, n / 13 % 11);
    }
    TDM_ASSERT(!text.failed);
    table.text = tdm_buf_str(&text);
    bench_run("exchange: a million rows split plainly", plain_split, &table, table.text.len);
    bench_run("exchange: a million rows cut into cells", cut_only, &table, table.text.len);
    bench_run("exchange: a million rows made entries of", import_all, &table, table.text.len);
    tdm_arena_close(mem);
    return 0;
}
