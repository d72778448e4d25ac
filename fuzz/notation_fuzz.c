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

static void check_problems(const struct tdm_problems *problems) {
    TDM_ASSERT(problems->errors > 0);
    for (uint32_t i = 0; i < problems->count; i++)
        TDM_ASSERT(problems->items[i].code != NULL && problems->items[i].what[0] != '\0' &&
                   problems->items[i].fix[0] != '\0');
}

void fuzz_one(struct tdm_arena *mem, tdm_str input) {
    struct tdm_problems *problems = TDM_NEW(mem, struct tdm_problems);
    const struct tdm_tree *tree = NULL, *again = NULL;
    tdm_problems_init(problems);
    if (!tdm_notation_read(mem, TDM_STR("fuzz"), input, &tree, problems)) {
        check_problems(problems);
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
