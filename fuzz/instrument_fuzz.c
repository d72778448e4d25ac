/* instrument_fuzz.c - any bytes as an instrument, what stands behind a line "%%" as a table of answers: refused with
 * problems, or one that scores every form there can be without a slip. */
#include "fuzz.h"
#include "scoring/scoring.h"
#include "shipped.h"

/* Every item at one end, of a choice one: it is scored, and no further than its range. */
static void score_end(const struct tdm_instrument *instrument, bool at_most) {
    struct tdm_answers answers = {0};
    struct tdm_score_result results[TDM_SCORES_MAX];
    struct tdm_problem problem;
    uint64_t choices = 0;
    for (uint32_t i = 0; i < instrument->item_count; i++) {
        const struct tdm_answer_item *item = &instrument->items[i];
        if (item->choice > 0 && (choices & (1ull << item->choice)) != 0) continue;
        choices |= 1ull << item->choice;
        answers.value[i] = tdm_decimal_of_int(at_most ? item->most : item->least);
        answers.given[i] = true;
    }
    TDM_ASSERT(tdm_answers_agree(instrument, &answers, &problem));
    tdm_score(instrument, &answers, results);
}

static void score_table(struct tdm_arena *mem, const struct tdm_instrument *instrument, tdm_str table) {
    struct tdm_csv csv = {.file = TDM_STR("fuzz"), .text = table};
    struct tdm_csv_row *row = TDM_NEW(mem, struct tdm_csv_row);
    struct tdm_csv_columns *columns = TDM_NEW(mem, struct tdm_csv_columns);
    struct tdm_score_result results[TDM_SCORES_MAX];
    struct tdm_problem problem;
    struct tdm_buf out;
    bool good;
    tdm_buf_init(&out, mem, (size_t)1 << 22);
    if (!tdm_csv_next(&csv, row, &good, &problem) || !good) return;
    if (!tdm_csv_columns_read(instrument, &csv, row, columns, &problem)) return;
    while (tdm_csv_next(&csv, row, &good, &problem)) {
        if (!good || !tdm_csv_score(instrument, columns, row, results, &problem)) continue;
        for (uint32_t i = 0; i < instrument->score_count; i++) {
            bool few = (results[i].flags & TDM_FLAG_TOO_FEW) != 0;
            TDM_ASSERT(!results[i].scored || !few);
            if (results[i].scored) tdm_fraction_print(&out, results[i].value, instrument->scores[i].digits);
        }
    }
}

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

void fuzz_one(struct tdm_arena *mem, tdm_str input) {
    struct tdm_problems *problems = TDM_NEW(mem, struct tdm_problems);
    const struct tdm_instrument *instrument = NULL;
    const struct tdm_tree *tree;
    tdm_str text = input, table = {0};
    size_t at;
    if (tdm_str_find(input, TDM_STR("\n%%\n"), &at)) {
        text = tdm_str_slice(input, 0, at + 1);
        table = tdm_str_slice(input, at + 4, input.len);
    }
    tdm_problems_init(problems);
    if (!tdm_notation_read(mem, TDM_STR("fuzz"), text, &tree, problems)) return;
    bool good = tdm_instrument_read(mem, tree, catalog(), &instrument, problems);
    TDM_ASSERT(good == (problems->errors == 0));
    if (!good) return;
    score_end(instrument, false);
    score_end(instrument, true);
    score_table(mem, instrument, table);
}
