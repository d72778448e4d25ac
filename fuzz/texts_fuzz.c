/* texts_fuzz.c - any bytes as texts in another language: refused with problems, or read; every text that was read is
 * found by what it says and by nothing else, and says the same after formatting. Any file says what of it wants one. */
#include "fuzz.h"
#include "words/texts.h"

static const struct tdm_texts *read(struct tdm_arena *mem, tdm_str text, struct tdm_problems *problems,
                                    const struct tdm_tree **tree) {
    const struct tdm_texts *texts = NULL;
    tdm_problems_init(problems);
    if (!tdm_notation_read(mem, TDM_STR("fuzz"), text, tree, problems)) {
        *tree = NULL;
        return NULL;
    }
    bool good = tdm_texts_read(mem, tree, 1, TDM_SPANISH, &texts, problems);
    TDM_ASSERT(good == (problems->errors == 0) && good == (texts != NULL));
    return texts;
}

void fuzz_one(struct tdm_arena *mem, tdm_str input) {
    struct tdm_problems *problems = TDM_NEW(mem, struct tdm_problems);
    const struct tdm_tree *tree = NULL;
    const struct tdm_text_wanted *wanted;
    const struct tdm_texts *texts = read(mem, input, problems, &tree);
    if (tree == NULL) return;
    uint32_t count = tdm_texts_wanted(mem, tree, &wanted);
    for (uint32_t i = 0; i < count; i++) TDM_ASSERT(tdm_text_wants_language(wanted[i].said));
    if (texts == NULL) return;
    for (uint32_t i = 0; i < texts->count; i++) {
        const struct tdm_text_pair *pair = &texts->pairs[i];
        TDM_ASSERT(tdm_str_equal(tdm_texts_find(texts, pair->said), pair->told));
        TDM_ASSERT(i == 0 || tdm_str_compare(texts->pairs[i - 1].said, pair->said) < 0);
    }
    tdm_texts_missing(mem, tree, texts, problems);
    struct tdm_buf text;
    tdm_buf_init(&text, mem, (size_t)64 << 20);
    tdm_notation_print(&text, tree);
    const struct tdm_texts *again = read(mem, tdm_buf_str(&text), problems, &tree);
    TDM_ASSERT(again != NULL && again->count == texts->count);
    for (uint32_t i = 0; i < texts->count; i++)
        TDM_ASSERT(tdm_str_equal(again->pairs[i].said, texts->pairs[i].said) &&
                   tdm_str_equal(again->pairs[i].told, texts->pairs[i].told));
}
