/* tree_cursor.c - small helpers for those who read a tree. */
#include "notation/notation.h"

struct tdm_place tdm_line_place(const struct tdm_tree *tree, const struct tdm_line *line) {
    return (struct tdm_place){tree->file, line->line, line->column, (uint32_t)tdm_utf8_length(line->source)};
}

struct tdm_place tdm_term_place(const struct tdm_tree *tree, const struct tdm_term *term) {
    return (struct tdm_place){tree->file, term->line, term->column, term->length};
}

tdm_str tdm_line_head(const struct tdm_line *line) {
    if (line->part_count == 0 || line->parts[0].count == 0 || line->parts[0].terms[0].kind != TDM_TERM_WORD)
        return (tdm_str){0};
    return line->parts[0].terms[0].text;
}

uint32_t tdm_block_count(const struct tdm_line *first) {
    uint32_t count = 0;
    for (; first != NULL; first = first->next) count++;
    return count;
}

struct tdm_cursor tdm_cursor_of(const struct tdm_tree *tree, const struct tdm_line *line, uint32_t part) {
    TDM_ASSERT(part < line->part_count);
    const struct tdm_part *at = &line->parts[part];
    return (struct tdm_cursor){tree, line, at->terms, at->terms + at->count};
}

bool tdm_cursor_done(const struct tdm_cursor *c) {
    return c->at == c->end;
}

bool tdm_cursor_is_word(const struct tdm_cursor *c, const char *word) {
    return c->at != c->end && c->at->kind == TDM_TERM_WORD && tdm_str_is(c->at->text, word);
}

bool tdm_cursor_take_word(struct tdm_cursor *c, const char *word) {
    if (!tdm_cursor_is_word(c, word)) return false;
    c->at++;
    return true;
}

bool tdm_cursor_take_words(struct tdm_cursor *c, const char *words) {
    if (words[0] != '\0') { /* mostly it begins with another letter: readers try phrase after phrase */
        bool word = c->at != c->end && c->at->kind == TDM_TERM_WORD && c->at->text.len > 0;
        if (!word || c->at->text.at[0] != words[0]) return false;
    }
    struct tdm_cursor ahead = *c;
    tdm_str rest = tdm_str_of(words);
    while (rest.len > 0) {
        size_t blank = rest.len;
        (void)tdm_str_find(rest, TDM_STR(" "), &blank);
        tdm_str word = tdm_str_slice(rest, 0, blank);
        if (ahead.at == ahead.end || ahead.at->kind != TDM_TERM_WORD || !tdm_str_equal(ahead.at->text, word))
            return false;
        ahead.at++;
        rest = tdm_str_slice(rest, blank + 1 < rest.len ? blank + 1 : rest.len, rest.len);
    }
    *c = ahead;
    return true;
}

const struct tdm_term *tdm_cursor_take(struct tdm_cursor *c, enum tdm_term_kind kind) {
    if (c->at == c->end || c->at->kind != kind) return NULL;
    return c->at++;
}

struct tdm_place tdm_cursor_place(const struct tdm_cursor *c) {
    if (c->at != c->end) return tdm_term_place(c->tree, c->at);
    const struct tdm_term *last = c->end - 1;
    return (struct tdm_place){c->tree->file, last->line, last->column + last->length, 1};
}
