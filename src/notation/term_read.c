/* term_read.c - one line's characters -> terms, parts and groups, each with its place. */
#include "notation/notation_int.h"

#include <string.h>

/* The rows of sixteen from the blank on; control characters before them and what is no ASCII after them are nothing. */
const uint8_t lexer_class[256] = {
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 1, 0, 1, 1, 1, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 1, 0, 0, 0, 0, 0,
    0, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 0, 0, 0, 0, 1,
    0, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 0, 0, 0, 0, 0,
};

uint32_t lexer_column(struct lexer *lex, size_t byte) {
    if (lex->plain) return (uint32_t)(byte < lex->line.len ? byte : lex->line.len) + 1;
    bool ahead = lex->column_line == lex->line.at && byte >= lex->column_byte;
    size_t from = ahead ? lex->column_byte : 0;
    lex->column = (ahead ? lex->column : 1) + (uint32_t)tdm_utf8_length(tdm_str_slice(lex->line, from, byte));
    lex->column_line = lex->line.at;
    lex->column_byte = byte;
    return lex->column;
}

struct tdm_problem *lexer_error(struct lexer *lex, enum tdm_why why, const char *code, size_t from, size_t until) {
    size_t length = tdm_utf8_length(tdm_str_slice(lex->line, from, until));
    struct tdm_place place = {lex->file, lex->number, lexer_column(lex, from), length == 0 ? 1 : (uint32_t)length};
    lex->bad = true;
    return tdm_problems_add(lex->problems, TDM_ERROR, why, code, place);
}

void lexer_skip_blanks(struct lexer *lex) {
    while (lex->at < lex->line.len && lex->line.at[lex->at] == ' ') lex->at++;
}

static char peek(const struct lexer *lex) {
    return lex->at < lex->line.len ? lex->line.at[lex->at] : '\0';
}

static bool in_run(char c) {
    return lexer_is(c, LEXER_RUN);
}

static void set_place(struct lexer *lex, struct tdm_term *term, size_t from, size_t until) {
    term->line = lex->number;
    term->column = lexer_column(lex, from);
    term->length = (uint32_t)tdm_utf8_length(tdm_str_slice(lex->line, from, until));
}

/* ---- quoted text */

static bool refuse_escape(struct lexer *lex, size_t at) {
    struct tdm_problem *problem = lexer_error(lex, TDM_WHY_SYNTAX, "N010", at, at + (at + 1 < lex->line.len ? 2 : 1));
    tdm_problem_what(problem, "a backslash in a text stands before a quote or another backslash only");
    tdm_problem_fix(problem, "write `\\\\` for a backslash and `\\\"` for a quote");
    lex->at = lex->line.len;
    return false;
}

/* Moves behind the closing quote. *escapes: backslashes that stand for what follows them. */
static bool skip_text(struct lexer *lex, size_t from, size_t *escapes) {
    *escapes = 0;
    for (lex->at = from + 1; lex->at < lex->line.len; lex->at++) {
        if (peek(lex) == '"') {
            lex->at++;
            return true;
        }
        if (peek(lex) != '\\') continue;
        char next = lex->at + 1 < lex->line.len ? lex->line.at[lex->at + 1] : '\0';
        if (next != '"' && next != '\\') return refuse_escape(lex, lex->at);
        lex->at++;
        (*escapes)++;
    }
    struct tdm_problem *problem = lexer_error(lex, TDM_WHY_SYNTAX, "N009", from, lex->line.len);
    tdm_problem_what(problem, "the text that begins here is not closed on its line");
    tdm_problem_fix(problem, "close it with `\"`");
    return false;
}

static bool read_text(struct lexer *lex, struct tdm_term *out) {
    size_t from = lex->at, escapes, length = 0;
    if (!skip_text(lex, from, &escapes)) return false;
    *out = (struct tdm_term){.kind = TDM_TERM_TEXT, .text = tdm_str_slice(lex->line, from + 1, lex->at - 1)};
    set_place(lex, out, from, lex->at);
    if (escapes == 0) return true;
    char *text = tdm_arena_alloc_raw(lex->mem, out->text.len - escapes);
    for (size_t i = 0; i < out->text.len; i++) {
        if (out->text.at[i] == '\\') i++;
        text[length++] = out->text.at[i];
    }
    out->text = (tdm_str){text, length};
    return true;
}

static bool read_group(struct lexer *lex, struct tdm_term *out, uint32_t depth) {
    uint32_t column = lexer_column(lex, lex->at);
    size_t from = lex->at++;
    bool comma_at_end = false;
    if (depth + 1 > TDM_NOTATION_GROUP_MAX) {
        struct tdm_problem *problem = lexer_error(lex, TDM_WHY_LIMIT, "N030", from, from + 1);
        tdm_problem_what(problem, "groups stand in each other more than %u deep", TDM_NOTATION_GROUP_MAX);
        tdm_problem_fix(problem, "give the inner part a name of its own");
        lex->at = lex->line.len;
        return false;
    }
    *out = (struct tdm_term){.kind = TDM_TERM_GROUP, .line = lex->number, .column = column};
    bool read = lexer_parts(lex, &out->parts, &out->part_count, depth + 1, &comma_at_end);
    if (peek(lex) != ')' && !lex->bad) {
        struct tdm_problem *problem = lexer_error(lex, TDM_WHY_SYNTAX, "N011", from, from + 1);
        tdm_problem_what(problem, "the group that begins here is not closed on its line");
        tdm_problem_fix(problem, "close it with `)`");
        return false;
    }
    if (peek(lex) == ')') lex->at++;
    out->text = tdm_str_slice(lex->line, from, lex->at);
    out->length = (uint32_t)tdm_utf8_length(out->text);
    return read;
}

bool lexer_term(struct lexer *lex, struct tdm_term *out, uint32_t group_depth) {
    char c = peek(lex);
    size_t from = lex->at;
    if (c == '"') return read_text(lex, out);
    if (c == '(') return read_group(lex, out, group_depth);
    if (c == '*' || c == '^' || c == '=') {
        lex->at++;
        *out = (struct tdm_term){.kind = TDM_TERM_OPERATOR, .text = tdm_str_slice(lex->line, from, lex->at)};
        set_place(lex, out, from, lex->at);
        return true;
    }
    if (!in_run(c)) return slip_refuse_character(lex);
    size_t at = lex->at;
    while (at < lex->line.len && in_run(lex->line.at[at])) at++;
    lex->at = at;
    return classify_run(lex, from, lex->at, out);
}

/* ---- parts */

static bool end_of_parts(const struct lexer *lex) {
    char c = peek(lex);
    return c == '\0' || c == '#' || c == '[' || c == ')' || c == '|';
}

static bool digit(char c) {
    return lexer_is(c, LEXER_DIGIT);
}

/* Digits on both sides of the comma at `comma`, and nothing else that makes a number stuck to them. */
static bool digits_round(tdm_str line, size_t comma, size_t *from, size_t *until) {
    *from = comma;
    *until = comma + 1;
    while (*from > 0 && digit(line.at[*from - 1])) (*from)--;
    while (*until < line.len && digit(line.at[*until])) (*until)++;
    bool begins = *from == 0 || !in_run(line.at[*from - 1]) || line.at[*from - 1] == '-';
    bool ends = *until == line.len || !in_run(line.at[*until]);
    return *from<comma && * until> comma + 1 && begins && ends;
}

/* A comma without a blank after it: often a decimal comma, sometimes one between thousands. */
static void tight_comma(struct lexer *lex) {
    size_t comma = lex->at - 1, from, until;
    if (!digits_round(lex->line, comma, &from, &until)) {
        struct tdm_problem *problem = lexer_error(lex, TDM_WHY_SYNTAX, "N016", comma, comma + 1);
        tdm_problem_what(problem, "a comma is followed by a blank");
        tdm_problem_fix(problem, "write `, `");
        return;
    }
    tdm_str left = tdm_str_slice(lex->line, from, comma), right = tdm_str_slice(lex->line, comma + 1, until);
    struct tdm_problem *problem = lexer_error(lex, TDM_WHY_SYNTAX, "N023", from, until);
    tdm_problem_what(problem, "`%.*s,%.*s` is no number: the decimal point is `.`", TDM_FMT(left), TDM_FMT(right));
    if (right.len == 3)
        tdm_problem_fix(problem, "write `%.*s%.*s` for thousands, or `%.*s.%.*s`", TDM_FMT(left), TDM_FMT(right),
                        TDM_FMT(left), TDM_FMT(right));
    else
        tdm_problem_fix(problem, "write `%.*s.%.*s`; two numbers in a list have a blank between: `%.*s, %.*s`",
                        TDM_FMT(left), TDM_FMT(right), TDM_FMT(left), TDM_FMT(right));
    lex->at = until;
}

/* The terms since `base`, as a part of their own size. */
static void close_part(struct lexer *lex, size_t base, bool must) {
    size_t count = lex->term_count - base;
    if (count == 0 && must && !lex->bad) {
        struct tdm_problem *problem = lexer_error(lex, TDM_WHY_SYNTAX, "N015", lex->at > 0 ? lex->at - 1 : 0, lex->at);
        tdm_problem_what(problem, "nothing stands before this comma");
        tdm_problem_fix(problem, "take the comma away, or write what belongs there");
    }
    if (count == 0) return;
    struct tdm_term *terms = tdm_arena_alloc_raw(lex->mem, count * sizeof *terms);
    memcpy(terms, lex->terms + base, count * sizeof *terms);
    lex->term_count = base;
    TDM_GROW(lex->mem, lex->parts, lex->part_count, lex->part_room);
    lex->parts[lex->part_count++] = (struct tdm_part){terms, (uint32_t)count};
}

/* The parts since `base`, of their own size. */
static const struct tdm_part *close_parts(struct lexer *lex, size_t base, uint32_t *count) {
    *count = (uint32_t)(lex->part_count - base);
    lex->part_count = base;
    if (*count == 0) return NULL;
    struct tdm_part *parts = tdm_arena_alloc_raw(lex->mem, *count * sizeof *parts);
    memcpy(parts, lex->parts + base, *count * sizeof *parts);
    return parts;
}

/* `load#1` would lose its end without a word. */
static void tight_comment(struct lexer *lex) {
    if (peek(lex) != '#' || lex->at == 0 || !in_run(lex->line.at[lex->at - 1])) return;
    struct tdm_problem *problem = lexer_error(lex, TDM_WHY_SYNTAX, "N043", lex->at, lex->at + 1);
    tdm_problem_what(problem, "`#` begins a comment, but no blank stands before it");
    tdm_problem_fix(problem, "write a blank before `#`, or put it inside a text");
    lex->at = lex->line.len;
}

bool lexer_parts(struct lexer *lex, const struct tdm_part **out, uint32_t *count, uint32_t group_depth,
                 bool *comma_at_end) {
    size_t term_base = lex->term_count, part_base = lex->part_count;
    *comma_at_end = false;
    for (lexer_skip_blanks(lex); !end_of_parts(lex); lexer_skip_blanks(lex)) {
        struct tdm_term term;
        *comma_at_end = false;
        if (peek(lex) == ',') {
            lex->at++;
            close_part(lex, term_base, true);
            *comma_at_end = true;
            if (lex->at < lex->line.len && peek(lex) != ' ') tight_comma(lex);
            continue;
        }
        if (!lexer_term(lex, &term, group_depth)) continue;
        TDM_GROW(lex->mem, lex->terms, lex->term_count, lex->term_room);
        lex->terms[lex->term_count++] = term;
    }
    tight_comment(lex);
    close_part(lex, term_base, false);
    *out = close_parts(lex, part_base, count);
    return !lex->bad;
}
