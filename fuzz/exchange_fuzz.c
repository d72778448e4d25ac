/* exchange_fuzz.c - any bytes as a mapping, what stands behind a line "%%" as its table (without that line: as a table
 * and as a dictionary): refused with problems, or entries that a chart reads as they were printed. Pieces of any size
 * cut alike. */
#include "exchange/redcap.h"
#include "fuzz.h"
#include "shipped.h"

/* Read once: it is the same for every input. */
static const struct tdm_catalog *catalog(void) {
    static struct tdm_arena *mem; /* stays in sight, or it would count as lost */
    static const struct tdm_catalog *kept;
    if (mem == NULL) {
        mem = tdm_arena_open((size_t)64 << 20);
        kept = shipped_catalog(mem);
    }
    return kept;
}

static struct tdm_table *table_of(struct tdm_arena *mem, tdm_str text, char separator, size_t piece) {
    struct tdm_table_text *at = TDM_NEW(mem, struct tdm_table_text);
    *at = (struct tdm_table_text){text, piece};
    struct tdm_table_source source = {TDM_STR("fuzz.csv"), separator, tdm_table_text_fill, at};
    return tdm_table_open(mem, &source);
}

/* Cut whole and in small pieces: the same cells, the same problems; every row that was read is written and read again.
 */
static void cut(struct tdm_arena *mem, tdm_str text) {
    struct tdm_table *one = table_of(mem, text, ',', 0), *other = table_of(mem, text, ',', 13);
    struct tdm_problem problem = {0}, same = {0};
    struct tdm_row row, again;
    for (;;) {
        enum tdm_row_verdict verdict = tdm_table_next(one, &row, &problem);
        TDM_ASSERT(verdict == tdm_table_next(other, &again, &same) && verdict != TDM_ROW_FAILED);
        if (verdict == TDM_ROW_NONE) return;
        if (verdict == TDM_ROW_BAD) {
            TDM_ASSERT(problem.fix[0] != '\0' && problem.place.line == same.place.line);
            continue;
        }
        TDM_ASSERT(row.count == again.count && row.line == again.line && row.count > 0);
        for (uint32_t i = 0; i < row.count; i++) {
            struct tdm_place place = tdm_table_place(one, &row, i);
            TDM_ASSERT(tdm_str_equal(row.cells[i], again.cells[i]) && place.line >= row.line && place.column > 0);
        }
        if (row.count < 2 || row.count > 8) continue; /* a lone empty cell is an empty line; many are many */
        struct tdm_arena_mark mark = tdm_arena_mark(mem);
        struct tdm_buf out;
        struct tdm_row back;
        tdm_buf_init(&out, mem, (size_t)4 << 20);
        struct tdm_table_writer w = {.out = &out};
        for (uint32_t i = 0; i < row.count; i++) tdm_put_cell(&w, row.cells[i]);
        tdm_put_row_end(&w);
        TDM_ASSERT(tdm_table_next(table_of(mem, tdm_buf_str(&out), ',', 0), &back, &same) == TDM_ROW_READ);
        TDM_ASSERT(back.count == row.count);
        for (uint32_t i = 0; i < row.count; i++) TDM_ASSERT(tdm_str_equal(back.cells[i], row.cells[i]));
        tdm_arena_rewind(mem, mark);
    }
}

/* What a row became is read by a chart, and printed as it was. */
static void check_entry(struct tdm_arena *mem, const struct tdm_imported *row) {
    struct tdm_problems *problems = TDM_NEW(mem, struct tdm_problems);
    const struct tdm_tree *tree;
    const struct tdm_chart *chart;
    struct tdm_buf text, printed;
    tdm_problems_init(problems);
    tdm_buf_init(&text, mem, (size_t)4 << 20);
    tdm_buf_init(&printed, mem, (size_t)4 << 20);
    tdm_buf_text(&text,
                 "chart c\n  patient p\n  site knee, right\n  protocol knee-oa-bmac version 1.1\n  zone UTC\n  people\n"
                 "    a physician\n");
    tdm_buf_add(&text, row->words);
    TDM_ASSERT(tdm_notation_read(mem, TDM_STR("fuzz"), tdm_buf_str(&text), &tree, problems));
    if (!tdm_chart_read(mem, tree, &tdm_zone_utc, &chart,
                        problems)) { /* an author whom the people do not have, at most */
        TDM_ASSERT(problems->errors > 0);
        return;
    }
    TDM_ASSERT(chart->entry_count == 1 && chart->entries[0].reading_count == row->readings);
    tdm_entry_print(&printed, &chart->entries[0]);
    TDM_ASSERT(tdm_str_equal(tdm_buf_str(&printed), row->words));
}

static void import(struct tdm_arena *mem, const struct tdm_mapping *mapping, tdm_str text) {
    struct tdm_problems *problems = TDM_NEW(mem, struct tdm_problems);
    struct tdm_import *import;
    struct tdm_imported row;
    tdm_problems_init(problems);
    if (!tdm_import_open(mem, mapping, table_of(mem, text, mapping->separator, 0), &import, problems)) {
        TDM_ASSERT(problems->errors > 0);
        return;
    }
    for (;;) {
        uint32_t errors = problems->errors;
        enum tdm_row_verdict verdict = tdm_import_next(mem, import, &row, problems);
        TDM_ASSERT((verdict == TDM_ROW_BAD) == (problems->errors > errors));
        if (verdict == TDM_ROW_NONE) return;
        if (verdict == TDM_ROW_READ && row.episode.len > 0) check_entry(mem, &row);
    }
}

void fuzz_one(struct tdm_arena *mem, tdm_str input) {
    struct tdm_problems *problems = TDM_NEW(mem, struct tdm_problems);
    const struct tdm_mapping *mapping = NULL;
    const struct tdm_tree *tree;
    size_t at;
    tdm_problems_init(problems);
    if (!tdm_str_find(input, TDM_STR("\n%%\n"), &at)) {
        cut(mem, input);
        bool dictionary = tdm_redcap_mapping(mem, table_of(mem, input, ',', 0), catalog(), &mapping, problems);
        TDM_ASSERT(dictionary == (problems->errors == 0));
        return;
    }
    if (!tdm_notation_read(mem, TDM_STR("fuzz"), tdm_str_slice(input, 0, at + 1), &tree, problems)) return;
    bool good = tdm_mapping_read(mem, tree, catalog(), &mapping, problems);
    TDM_ASSERT(good == (problems->errors == 0));
    if (good) import(mem, mapping, tdm_str_slice(input, at + 4, input.len));
}
