/* texts.c - reads the files of data/languages/: `language es`, then blocks `text "English"` with `is "..."` below;
 * finds a text in them. What has other figures than its English is refused: a dose or a number of weeks must not change
 * by being translated. */
#include "words/texts.h"

bool tdm_texts_are(const struct tdm_tree *tree) {
    return tree->first != NULL && tdm_str_is(tdm_line_head(tree->first), "language");
}

static bool lone_word(const struct tdm_line *line, tdm_str *out) {
    bool shaped = line->part_count == 1 && line->parts[0].count == 2 && line->block == NULL &&
                  line->parts[0].terms[1].kind == TDM_TERM_WORD;
    if (shaped) *out = line->parts[0].terms[1].text;
    return shaped;
}

bool tdm_texts_language(const struct tdm_tree *tree, enum tdm_language *out, struct tdm_problems *problems) {
    tdm_str word = {0};
    struct tdm_place place = {.file = tree->file, .line = 1};
    if (tree->first != NULL) place = tdm_line_place(tree, tree->first);
    bool shaped = tdm_texts_are(tree) && lone_word(tree->first, &word);
    if (shaped && tdm_language_find(word, out) && *out != TDM_ENGLISH) return true;
    struct tdm_problem *problem = tdm_problems_add(problems, TDM_ERROR, TDM_WHY_SYNTAX, "G001", place);
    if (shaped)
        tdm_problem_what(problem, "texts cannot be told in `%.*s`", TDM_FMT(word));
    else
        tdm_problem_what(problem, "a file of texts begins with the language they are in");
    tdm_problem_fix(problem, "write `language es`");
    return false;
}

/* ---- one pair */

/* The text of a line `head "..."`, or null. */
static const struct tdm_term *quoted(const struct tdm_line *line, const char *head) {
    bool shaped = line != NULL && tdm_str_is(tdm_line_head(line), head) && line->part_count == 1 &&
                  line->cite_count == 0 && line->parts[0].count == 2 && line->parts[0].terms[1].kind == TDM_TERM_TEXT &&
                  tdm_str_trim(line->parts[0].terms[1].text).len > 0;
    return shaped ? &line->parts[0].terms[1] : NULL;
}

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

/* The next figure of a text: digits with points or commas between them. */
static bool next_figure(tdm_str *rest, tdm_str *out) {
    size_t from = 0, to;
    while (from < rest->len && !is_digit(rest->at[from])) from++;
    for (to = from; to < rest->len; to++) {
        bool between = (rest->at[to] == '.' || rest->at[to] == ',') && to + 1 < rest->len && is_digit(rest->at[to + 1]);
        if (!is_digit(rest->at[to]) && !between) break;
    }
    *out = tdm_str_slice(*rest, from, to);
    *rest = tdm_str_slice(*rest, to, rest->len);
    return out->len > 0;
}

static bool same_figure(tdm_str a, tdm_str b) {
    if (a.len != b.len) return false;
    for (size_t i = 0; i < a.len; i++)
        if (a.at[i] != b.at[i] && (is_digit(a.at[i]) || is_digit(b.at[i]))) return false;
    return true;
}

static uint32_t times_in(tdm_str text, tdm_str figure) {
    uint32_t count = 0;
    for (tdm_str found; next_figure(&text, &found);) count += same_figure(found, figure);
    return count;
}

/* A figure that one of the two has more often than the other; empty when there is none. */
static tdm_str odd_figure(tdm_str said, tdm_str told) {
    tdm_str found, rest = said;
    while (next_figure(&rest, &found))
        if (times_in(said, found) != times_in(told, found)) return found;
    rest = told;
    while (next_figure(&rest, &found))
        if (times_in(said, found) != times_in(told, found)) return found;
    return (tdm_str){0};
}

static bool read_pair(const struct tdm_tree *tree, const struct tdm_line *line, struct tdm_text_pair *out,
                      struct tdm_problems *problems) {
    const struct tdm_term *said = quoted(line, "text"), *told = said == NULL ? NULL : quoted(line->block, "is");
    if (told == NULL || line->block->next != NULL || line->block->block != NULL) {
        const struct tdm_line *wrong = said != NULL && line->block != NULL ? line->block : line;
        struct tdm_problem *problem =
            tdm_problems_add(problems, TDM_ERROR, TDM_WHY_SYNTAX, "G002", tdm_line_place(tree, wrong));
        if (said == NULL)
            tdm_problem_what(problem, "a file of texts holds only `text \"...\"` with `is \"...\"` below");
        else
            tdm_problem_what(problem, "a text is told once, by one line `is \"...\"` below it");
        tdm_problem_fix(problem,
                        "write `text \"the text in English\"`, and below it `is \"the same in the language\"`");
        return false;
    }
    *out = (struct tdm_text_pair){said->text, told->text, tdm_term_place(tree, said)};
    tdm_str odd = odd_figure(said->text, told->text);
    if (odd.len == 0) return true;
    struct tdm_problem *problem =
        tdm_problems_add(problems, TDM_ERROR, TDM_WHY_CONFLICT, "G004", tdm_term_place(tree, told));
    bool in_said = times_in(said->text, odd) > 0, in_told = times_in(told->text, odd) > 0;
    tdm_problem_what(problem,
                     in_said && in_told ? "the English text and this one do not say %.*s equally often"
                     : in_said          ? "the English text says %.*s, this one does not"
                                        : "this text says %.*s, the English one does not",
                     TDM_FMT(odd));
    tdm_problem_fix(problem, "write the same figures as the English text");
    return false;
}

/* ---- all of them */

/* By what is said; of two that say the same the earlier comes first. */
static void sort_pairs(struct tdm_arena *mem, struct tdm_text_pair *pairs, uint32_t count) {
    struct tdm_text_pair *from = pairs, *to = TDM_NEW_ARRAY(mem, struct tdm_text_pair, (size_t)count + 1);
    for (uint32_t width = 1; width < count; width *= 2) {
        for (uint32_t at = 0; at < count; at += 2 * width) {
            uint32_t middle = at + width < count ? at + width : count,
                     end = middle + width < count ? middle + width : count;
            for (uint32_t i = at, j = middle, k = at; k < end; k++) {
                bool first = i < middle && (j >= end || tdm_str_compare(from[i].said, from[j].said) <= 0);
                to[k] = first ? from[i++] : from[j++];
            }
        }
        struct tdm_text_pair *held = from;
        from = to;
        to = held;
    }
    for (uint32_t i = 0; from != pairs && i < count; i++) pairs[i] = from[i];
}

static bool no_two(const struct tdm_text_pair *pairs, uint32_t count, struct tdm_problems *problems) {
    bool fine = true;
    for (uint32_t i = 1; i < count; i++) {
        if (!tdm_str_equal(pairs[i - 1].said, pairs[i].said)) continue;
        struct tdm_problem *problem = tdm_problems_add(problems, TDM_ERROR, TDM_WHY_CONFLICT, "G003", pairs[i].place);
        tdm_problem_what(problem, "the text is told twice, also in %.*s, line %u", TDM_FMT(pairs[i - 1].place.file),
                         pairs[i - 1].place.line);
        tdm_problem_fix(problem, "take one of the two out");
        fine = false;
    }
    return fine;
}

bool tdm_texts_read(struct tdm_arena *mem, const struct tdm_tree *const *trees, uint32_t tree_count,
                    enum tdm_language language, const struct tdm_texts **out, struct tdm_problems *problems) {
    struct tdm_text_pair *pairs = NULL;
    size_t count = 0, room = 0;
    bool fine = true;
    for (uint32_t t = 0; t < tree_count; t++) {
        enum tdm_language of;
        if (!tdm_texts_language(trees[t], &of, problems)) {
            fine = false;
            continue;
        }
        for (const struct tdm_line *line = trees[t]->first->next; of == language && line != NULL; line = line->next) {
            TDM_GROW(mem, pairs, count, room);
            if (read_pair(trees[t], line, &pairs[count], problems))
                count++;
            else
                fine = false;
        }
    }
    sort_pairs(mem, pairs, (uint32_t)count);
    fine = no_two(pairs, (uint32_t)count, problems) && fine;
    struct tdm_texts *texts = TDM_NEW(mem, struct tdm_texts);
    *texts = (struct tdm_texts){language, pairs, (uint32_t)count};
    if (fine) *out = texts;
    return fine;
}

tdm_str tdm_texts_find(const struct tdm_texts *texts, tdm_str said) {
    uint32_t low = 0, high = texts == NULL ? 0 : texts->count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        int order = tdm_str_compare(texts->pairs[middle].said, said);
        if (order == 0) return texts->pairs[middle].told;
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return (tdm_str){0};
}

bool tdm_text_wants_language(tdm_str said) {
    for (size_t i = 0; i < said.len; i++)
        if (said.at[i] >= 'a' && said.at[i] <= 'z') return true;
    return false;
}
