/* notation_fuzz.c - any bytes as a file of the notation: refused with problems in order, or a tree that survives
 * printing and JSON. */
#include "fuzz.h"
#include "notation/notation.h"

#define PRINTED_BYTES_MAX ((size_t)256 << 20)

static tdm_str printed(struct tdm_arena *mem, const struct tdm_tree *tree) {
    struct tdm_buf *out = TDM_NEW(mem, struct tdm_buf);
    tdm_buf_init(out, mem, PRINTED_BYTES_MAX);
    tdm_notation_print(out, tree);
    return tdm_buf_str(out);
}

/* Every place lies in the text: on one of its lines, at most one column behind its end. */
static void check_place(struct tdm_place place, const uint32_t *columns, uint32_t lines) {
    TDM_ASSERT(place.line >= 1 && place.line <= lines && place.column >= 1 && place.length >= 1);
    TDM_ASSERT(place.column <= columns[place.line - 1] + 1);
}

static void check_problems(struct tdm_arena *mem, tdm_str text, const struct tdm_problems *problems) {
    uint32_t lines = 1, at = 0;
    TDM_ASSERT(problems->errors > 0);
    for (size_t i = 0; i < text.len; i++) lines += text.at[i] == '\n';
    uint32_t *columns = TDM_NEW_ARRAY(mem, uint32_t, lines);
    for (size_t i = 0; i < text.len; i++) {
        if (text.at[i] == '\n')
            at++;
        else
            columns[at]++; /* in bytes, of which there are no fewer than columns */
    }
    for (uint32_t i = 0; i < problems->count; i++) {
        const struct tdm_problem *problem = &problems->items[i];
        TDM_ASSERT(problem->code != NULL && problem->what[0] != '\0' && problem->fix[0] != '\0');
        check_place(problem->place, columns, lines);
    }
}

void fuzz_one(struct tdm_arena *mem, tdm_str input) {
    struct tdm_problems *problems = TDM_NEW(mem, struct tdm_problems);
    const struct tdm_tree *tree = NULL, *again = NULL;
    tdm_problems_init(problems);
    if (!tdm_notation_read(mem, TDM_STR("fuzz"), input, &tree, problems)) {
        check_problems(mem, input, problems);
        return;
    }
    tdm_str text = printed(mem, tree);
    TDM_ASSERT(tdm_notation_read(mem, TDM_STR("printed"), text, &again, problems));
    TDM_ASSERT(tdm_str_equal(text, printed(mem, again)));
    struct tdm_buf json;
    struct tdm_problem problem = {0};
    tdm_buf_init(&json, mem, PRINTED_BYTES_MAX);
    tdm_notation_to_json(&json, tree);
    TDM_ASSERT(tdm_notation_from_json(mem, TDM_STR("json"), tdm_buf_str(&json), &again, &problem));
    TDM_ASSERT(tdm_str_equal(text, printed(mem, again)));
}
