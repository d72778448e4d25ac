/* once.c - what a model, a study or claims say twice, or say where nobody reads it: without these, the last word or
 * none would count, and no output would tell. */
#include "biology/model.h"

static tdm_str head_of(const struct tdm_tree *tree, const struct tdm_line *line, uint32_t part) {
    struct tdm_cursor c = tdm_cursor_of(tree, line, part);
    const struct tdm_term *word = tdm_cursor_take(&c, TDM_TERM_WORD);
    return word == NULL ? (tdm_str){0} : word->text;
}

static void twice(struct tdm_problems *problems, struct tdm_place place, tdm_str what) {
    struct tdm_problem *p = tdm_problems_add(problems, TDM_ERROR, TDM_WHY_CONFLICT, "Q005", place);
    tdm_problem_what(p, "`%.*s` is given twice", TDM_FMT(what));
    tdm_problem_fix(p, "keep one of the two");
}

static void check_parts(const struct tdm_tree *tree, const struct tdm_line *line, struct tdm_problems *problems) {
    for (uint32_t i = 2; i < line->part_count; i++)
        for (uint32_t earlier = 1; earlier < i; earlier++) {
            tdm_str head = head_of(tree, line, i);
            if (head.len == 0 || !tdm_str_equal(head, head_of(tree, line, earlier))) continue;
            struct tdm_cursor c = tdm_cursor_of(tree, line, i);
            twice(problems, tdm_cursor_place(&c), head);
            break;
        }
}

/* Weeks of a programme, changes of a sweep, and figures of a claim are lists. */
static bool may_come_again(tdm_str head) {
    static const char *const lists[] = {"", "from", "change", "level", "share"};
    for (size_t i = 0; i < TDM_COUNT(lists); i++)
        if (tdm_str_is(head, lists[i])) return true;
    return false;
}

static void check_block(const struct tdm_tree *tree, const struct tdm_line *block, struct tdm_problems *problems) {
    for (const struct tdm_line *line = block; line != NULL; line = line->next) {
        check_parts(tree, line, problems);
        for (const struct tdm_line *earlier = block; earlier != line; earlier = earlier->next) {
            tdm_str head = tdm_line_head(line);
            if (may_come_again(head) || !tdm_str_equal(head, tdm_line_head(earlier))) continue;
            twice(problems, tdm_line_place(tree, line), head);
            break;
        }
    }
}

static void check_deeper(const struct tdm_tree *tree, const struct tdm_line *line, struct tdm_problems *problems) {
    if (line->block == NULL) return;
    struct tdm_problem *p =
        tdm_problems_add(problems, TDM_ERROR, TDM_WHY_SYNTAX, "Q003", tdm_line_place(tree, line->block));
    tdm_problem_what(p, "nothing is read below the line above this one");
    tdm_problem_fix(p, "begin it as far left as the line that it belongs beside");
}

static bool is_leaf(tdm_str head) {
    static const char *const leaves[] = {"cohort", "class", "usual", "measure"};
    for (size_t i = 0; i < TDM_COUNT(leaves); i++)
        if (tdm_str_is(head, leaves[i])) return true;
    return false;
}

void tdm_bio_said_once(const struct tdm_tree *tree, struct tdm_problems *problems) {
    for (const struct tdm_line *line = tree->first; line != NULL; line = line->next) {
        check_parts(tree, line, problems);
        check_block(tree, line->block, problems);
        if (is_leaf(tdm_line_head(line))) check_deeper(tree, line, problems);
        for (const struct tdm_line *below = line->block; below != NULL; below = below->next)
            check_deeper(tree, below, problems);
    }
}
