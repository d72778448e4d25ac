/* score_bench.c - a million rows of KOOS from CSV: cut and scored, with the scores printed, beside cutting the same
 * bytes only. */
#include "bench.h"
#include "scoring/scoring.h"
#include "system/system.h"

#define ROWS 1000000

struct table {
    tdm_str text;
    const struct tdm_instrument *instrument;
};

static struct tdm_csv_row row; /* large: not on the stack */

static void cut_only(struct tdm_arena *mem, void *context) {
    const struct table *table = context;
    struct tdm_csv csv = {.text = table->text};
    struct tdm_problem problem;
    bool good;
    uint32_t rows = 0, columns = 0;
    (void)mem;
    while (tdm_csv_next(&csv, &row, &good, &problem)) {
        rows++;
        columns += row.count;
    }
    TDM_ASSERT(rows == ROWS + 1 && columns / rows == 43);
}

static void cut_and_score(struct tdm_arena *mem, void *context) {
    const struct table *table = context;
    struct tdm_csv csv = {.text = table->text};
    struct tdm_csv_columns *columns = TDM_NEW(mem, struct tdm_csv_columns);
    struct tdm_score_result results[TDM_SCORES_MAX];
    struct tdm_problem problem;
    struct tdm_buf out;
    uint32_t scored = 0;
    bool good;
    tdm_buf_init(&out, mem, (size_t)1 << 20);
    TDM_ASSERT(tdm_csv_next(&csv, &row, &good, &problem) && good);
    TDM_ASSERT(tdm_csv_columns_read(table->instrument, &csv, &row, columns, &problem));
    while (tdm_csv_next(&csv, &row, &good, &problem)) {
        TDM_ASSERT(good && tdm_csv_score(table->instrument, columns, &row, results, &problem));
        if (out.len > (size_t)1 << 19) out.len = 0;
        for (uint32_t i = 0; i < table->instrument->score_count; i++) {
            if (results[i].scored) tdm_fraction_print(&out, results[i].value, table->instrument->scores[i].digits);
            tdm_buf_char(&out, ',');
            tdm_buf_int(&out, results[i].answered);
            tdm_buf_char(&out, '\n');
        }
        scored += results[0].scored;
    }
    TDM_ASSERT(scored > ROWS / 2 && !out.failed);
}

static const struct tdm_tree *tree_of(struct tdm_arena *mem, const struct tdm_embedded *file) {
    static struct tdm_problems problems;
    const struct tdm_tree *tree;
    tdm_problems_init(&problems);
    TDM_ASSERT(tdm_notation_read(mem, file->name, file->bytes, &tree, &problems));
    return tree;
}

static const struct tdm_instrument *read_koos(struct tdm_arena *mem) {
    struct tdm_problems *problems = TDM_NEW(mem, struct tdm_problems);
    const struct tdm_tree **trees = TDM_NEW_ARRAY(mem, const struct tdm_tree *, tdm_embedded_count());
    const struct tdm_catalog *catalog;
    const struct tdm_instrument *instrument;
    uint32_t count = 0;
    tdm_problems_init(problems);
    for (size_t i = 0; i < tdm_embedded_count(); i++)
        if (tdm_str_starts_with(tdm_embedded_at(i)->name, TDM_STR("catalog/")))
            trees[count++] = tree_of(mem, tdm_embedded_at(i));
    const struct tdm_tree *koos = tree_of(mem, tdm_embedded_find(TDM_STR("instruments/koos.tandem")));
    TDM_ASSERT(tdm_catalog_read(mem, trees, count, &catalog, problems));
    TDM_ASSERT(tdm_instrument_read(mem, koos, catalog, &instrument, problems));
    return instrument;
}

int main(void) {
    struct tdm_arena *mem = tdm_arena_open((size_t)512 << 20);
    struct tdm_buf text;
    uint64_t drawn = 7;
    struct table table = {.instrument = read_koos(mem)};
    tdm_buf_init(&text, mem, (size_t)128 << 20);
    tdm_buf_text(&text, "who");
    for (uint32_t i = 0; i < table.instrument->item_count; i++) {
        tdm_buf_char(&text, ',');
        tdm_buf_add(&text, table.instrument->items[i].code);
    }
    for (uint32_t r = 0; r < ROWS; r++) {
        tdm_buf_char(&text, '\n');
        tdm_buf_int(&text, r);
        for (uint32_t i = 0; i < table.instrument->item_count; i++) {
            drawn = drawn * 6364136223846793005u + 1442695040888963407u;
            uint32_t answer = (uint32_t)(drawn >> 33) % 32; /* about one in sixteen is missing */
            tdm_buf_char(&text, ',');
            if (answer < 30) tdm_buf_char(&text, (char)('0' + answer % 5));
        }
    }
    tdm_buf_char(&text, '\n');
    TDM_ASSERT(!text.failed);
    table.text = tdm_buf_str(&text);
    bench_run("score: a million rows of KOOS cut", cut_only, &table, table.text.len);
    bench_run("score: a million rows of KOOS cut, scored and printed", cut_and_score, &table, table.text.len);
    tdm_arena_close(mem);
    return 0;
}
