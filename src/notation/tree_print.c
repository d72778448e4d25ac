/* tree_print.c - a tree as formatted text: two blanks a level, single blanks, comments and blank lines kept, long lines
 * broken after a comma. Reading what is printed gives the same tree, and printing that gives the same text. */
#include "notation_int.h"

static void print_text(struct tdm_buf *out, tdm_str text) {
    tdm_buf_char(out, '"');
    for (size_t i = 0; i < text.len; i++) {
        if (text.at[i] == '"' || text.at[i] == '\\') tdm_buf_char(out, '\\');
        tdm_buf_char(out, text.at[i]);
    }
    tdm_buf_char(out, '"');
}

static void print_part(struct tdm_buf *out, const struct tdm_part *part);

static void print_term(struct tdm_buf *out, const struct tdm_term *term) {
    switch (term->kind) {
    case TDM_TERM_TEXT:
        print_text(out, term->text);
        return;
    case TDM_TERM_GROUP:
        tdm_buf_char(out, '(');
        for (uint32_t i = 0; i < term->part_count; i++) {
            if (i > 0) tdm_buf_text(out, ", ");
            print_part(out, &term->parts[i]);
        }
        tdm_buf_char(out, ')');
        return;
    case TDM_TERM_WORD:
    case TDM_TERM_NUMBER:
    case TDM_TERM_PERCENT:
    case TDM_TERM_DATE:
    case TDM_TERM_TIME:
    case TDM_TERM_INSTANT:
    case TDM_TERM_MARK:
    case TDM_TERM_OPERATOR:
        tdm_buf_add(out, term->text);
        return;
    }
    TDM_UNREACHABLE();
}

bool tdm_term_sticks(const struct tdm_term *term, const struct tdm_term *next) {
    return term->kind == TDM_TERM_OPERATOR && tdm_str_is(term->text, "-") && next->line == term->line &&
           next->column == term->column + 1;
}

static void print_part(struct tdm_buf *out, const struct tdm_part *part) {
    for (uint32_t i = 0; i < part->count; i++) {
        if (i > 0 && !tdm_term_sticks(&part->terms[i - 1], &part->terms[i])) tdm_buf_char(out, ' ');
        print_term(out, &part->terms[i]);
    }
}

static void print_cites(struct tdm_buf *out, const struct tdm_line *line) {
    tdm_buf_char(out, '[');
    for (uint32_t i = 0; i < line->cite_count; i++) {
        if (i > 0) tdm_buf_text(out, ", ");
        tdm_buf_add(out, line->cites[i].name);
        if (line->cites[i].detail.len == 0) continue;
        tdm_buf_char(out, ' ');
        print_text(out, line->cites[i].detail);
    }
    tdm_buf_char(out, ']');
}

static size_t columns_since(const struct tdm_buf *out, size_t from) {
    return tdm_utf8_length((tdm_str){out->at + from, out->len - from});
}

/* Parts one after the other; before one that would pass the width, the line is broken after its comma. */
static void print_parts(struct tdm_buf *out, const struct tdm_line *line, uint32_t level, size_t *line_start) {
    for (uint32_t i = 0; i < line->part_count; i++) {
        size_t before = out->len;
        if (i > 0) tdm_buf_text(out, ", ");
        print_part(out, &line->parts[i]);
        if (i == 0 || columns_since(out, *line_start) <= TDM_NOTATION_WIDTH) continue;
        out->len = before;
        tdm_buf_text(out, ",\n");
        *line_start = out->len;
        tdm_buf_repeat(out, ' ', 2 * ((size_t)level + 1));
        print_part(out, &line->parts[i]);
    }
}

static void print_comment(struct tdm_buf *out, tdm_str comment) {
    tdm_buf_char(out, '#');
    if (tdm_str_trim(comment).len == 0) return;
    tdm_buf_char(out, ' ');
    tdm_buf_add(out, comment);
    while (out->len > 0 && out->at[out->len - 1] == ' ') out->len--;
}

/* Blank lines are kept one at a time, none at the very top and none at the very end. */
static void print_comments(struct tdm_buf *out, const tdm_str *comments, uint32_t count, uint32_t level, bool at_end) {
    bool blank = out->len == 0;
    while (at_end && count > 0 && comments[count - 1].at == NULL) count--;
    for (uint32_t i = 0; i < count; i++) {
        if (comments[i].at == NULL) {
            if (!blank) tdm_buf_char(out, '\n');
            blank = true;
            continue;
        }
        tdm_buf_repeat(out, ' ', 2 * (size_t)level);
        print_comment(out, comments[i]);
        tdm_buf_char(out, '\n');
        blank = false;
    }
}

static void print_verbatim(struct tdm_buf *out, tdm_str text, uint32_t level) {
    while (text.len > 0) {
        size_t end = text.len;
        (void)tdm_str_find(text, TDM_STR("\n"), &end);
        if (end > 0) tdm_buf_repeat(out, ' ', 2 * ((size_t)level + 1));
        tdm_buf_add(out, tdm_str_slice(text, 0, end));
        tdm_buf_char(out, '\n');
        text = tdm_str_slice(text, end + 1 < text.len ? end + 1 : text.len, text.len);
    }
}

/* The line itself, without the comments above it and what stands below it. */
static void print_head(struct tdm_buf *out, const struct tdm_line *line, uint32_t level) {
    size_t line_start = out->len;
    tdm_buf_repeat(out, ' ', 2 * (size_t)level);
    print_parts(out, line, level, &line_start);
    if (line->cite_count > 0) {
        tdm_buf_text(out, "  ");
        print_cites(out, line);
    }
    if (line->verbatim) tdm_buf_text(out, " |");
    if (line->comment.len > 0) {
        tdm_buf_text(out, "  ");
        print_comment(out, line->comment);
    }
    tdm_buf_char(out, '\n');
}

size_t tdm_line_printed_bytes(struct tdm_arena *mem, const struct tdm_line *line, uint32_t level) {
    struct tdm_buf out;
    size_t longest = 0, since = 0;
    tdm_buf_init(&out, mem, 2 * (size_t)TDM_NOTATION_FILE_MAX);
    print_head(&out, line, level);
    for (size_t i = 0; i < out.len; i++) {
        if (out.at[i] != '\n') continue;
        if (i - since > longest) longest = i - since;
        since = i + 1;
    }
    return longest;
}

static void print_line(struct tdm_buf *out, const struct tdm_line *line, uint32_t level) {
    print_comments(out, line->comments_before, line->comment_before_count, level, false);
    print_head(out, line, level);
    if (line->verbatim) print_verbatim(out, line->verbatim_text, level);
}

static void print_block(struct tdm_buf *out, const struct tdm_line *first, uint32_t level) {
    for (const struct tdm_line *line = first; line != NULL; line = line->next) {
        print_line(out, line, level);
        print_block(out, line->block, level + 1);
    }
}

void tdm_notation_print(struct tdm_buf *out, const struct tdm_tree *tree) {
    print_block(out, tree->first, 0);
    print_comments(out, tree->comments_after, tree->comment_after_count, 0, true);
}
