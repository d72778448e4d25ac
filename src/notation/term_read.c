/* term_read.c - one line's characters -> terms, parts and groups, each with its place. */
#include "notation/notation_int.h"

uint32_t lexer_column(const struct lexer *lex, size_t byte) {
    return (uint32_t)tdm_utf8_length(tdm_str_slice(lex->line, 0, byte)) + 1;
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
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '.' ||
           c == ':' || c == '%' || c == '+' || c == '-' || c == '/';
}

static void set_place(const struct lexer *lex, struct tdm_term *term, size_t from, size_t until) {
    term->line = lex->number;
    term->column = lexer_column(lex, from);
    term->length = (uint32_t)tdm_utf8_length(tdm_str_slice(lex->line, from, until));
}

/* ---- quoted text */

static bool read_text(struct lexer *lex, struct tdm_term *out) {
    size_t from = lex->at++;
    char *text = tdm_arena_alloc_raw(lex->mem, lex->line.len - from + 1);
    size_t length = 0;
    while (lex->at < lex->line.len && peek(lex) != '"') {
        if (peek(lex) == '\\') {
            char next = lex->at + 1 < lex->line.len ? lex->line.at[lex->at + 1] : '\0';
            if (next != '"' && next != '\\') {
                struct tdm_problem *problem =
                    lexer_error(lex, TDM_WHY_SYNTAX, "N010", lex->at, lex->at + (next == '\0' ? 1 : 2));
                tdm_problem_what(problem, "a backslash in a text stands before a quote or another backslash only");
                tdm_problem_fix(problem, "write `\\\\` for a backslash and `\\\"` for a quote");
                lex->at = lex->line.len;
                return false;
            }
            lex->at++;
        }
        text[length++] = lex->line.at[lex->at++];
    }
    if (peek(lex) != '"') {
        struct tdm_problem *problem = lexer_error(lex, TDM_WHY_SYNTAX, "N009", from, lex->line.len);
        tdm_problem_what(problem, "the text that begins here is not closed on its line");
        tdm_problem_fix(problem, "close it with `\"`");
        return false;
    }
    lex->at++;
    *out = (struct tdm_term){.kind = TDM_TERM_TEXT, .text = {text, length}};
    set_place(lex, out, from, lex->at);
    return true;
}

static bool read_group(struct lexer *lex, struct tdm_term *out, uint32_t depth) {
    size_t from = lex->at++;
    bool comma_at_end = false;
    if (depth + 1 > TDM_NOTATION_GROUP_MAX) {
        struct tdm_problem *problem = lexer_error(lex, TDM_WHY_LIMIT, "N030", from, from + 1);
        tdm_problem_what(problem, "groups stand in each other more than %u deep", TDM_NOTATION_GROUP_MAX);
        tdm_problem_fix(problem, "give the inner part a name of its own");
        lex->at = lex->line.len;
        return false;
    }
    *out = (struct tdm_term){.kind = TDM_TERM_GROUP};
    bool read = lexer_parts(lex, &out->parts, &out->part_count, depth + 1, &comma_at_end);
    if (peek(lex) != ')' && !lex->bad) {
        struct tdm_problem *problem = lexer_error(lex, TDM_WHY_SYNTAX, "N011", from, from + 1);
        tdm_problem_what(problem, "the group that begins here is not closed on its line");
        tdm_problem_fix(problem, "close it with `)`");
        return false;
    }
    if (peek(lex) == ')') lex->at++;
    set_place(lex, out, from, lex->at);
    out->text = tdm_str_slice(lex->line, from, lex->at);
    return read;
}

/* ---- what cannot begin a term */

static bool refuse_character(struct lexer *lex) {
    size_t from = lex->at;
    unsigned char c = (unsigned char)lex->line.at[from];
    struct tdm_problem *problem;
    if (c == '<' || c == '>') {
        size_t until = from + 1;
        if (until < lex->line.len && lex->line.at[until] == '=') until++;
        problem = lexer_error(lex, TDM_WHY_SYNTAX, "N022", from, until);
        tdm_problem_what(problem, "`%.*s` is not used here", TDM_FMT(tdm_str_slice(lex->line, from, until)));
        tdm_problem_fix(problem, "write `%s`",
                        c == '<' ? (until - from == 2 ? "at most" : "below")
                                 : (until - from == 2 ? "at least" : "above"));
        lex->at = until;
        return false;
    }
    if (c >= 0x80) {
        size_t until = from;
        while (until < lex->line.len && (unsigned char)lex->line.at[until] >= 0x80) until++;
        problem = lexer_error(lex, TDM_WHY_SYNTAX, "N004", from, until);
        tdm_problem_what(problem, "`%.*s` stands outside a text; names and words are plain ASCII",
                         TDM_FMT(tdm_str_slice(lex->line, from, until)));
        tdm_problem_fix(problem, "put it in quotes, or write it with plain letters");
        lex->at = until;
        return false;
    }
    problem = lexer_error(lex, TDM_WHY_SYNTAX, c == ')' ? "N012" : "N036", from, from + 1);
    if (c == ')')
        tdm_problem_what(problem, "`)` closes no group");
    else
        tdm_problem_what(problem, "`%c` means nothing here", c);
    tdm_problem_fix(problem,
                    c == ')' ? "take it away, or open the group with `(`" : "take it away, or put it inside a text");
    lex->at = from + 1;
    return false;
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
    if (!in_run(c)) return refuse_character(lex);
    while (in_run(peek(lex))) lex->at++;
    return classify_run(lex, from, lex->at, out);
}

/* ---- parts */

static bool end_of_parts(const struct lexer *lex) {
    char c = peek(lex);
    return c == '\0' || c == '#' || c == '[' || c == ')' || c == '|';
}

static bool digit(char c) {
    return c >= '0' && c <= '9';
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

struct part_list {
    struct tdm_part *items;
    size_t count, room;
};
struct term_list {
    struct tdm_term *items;
    size_t count, room;
};

static void close_part(struct lexer *lex, struct part_list *parts, struct term_list *terms, bool must) {
    if (terms->count == 0 && must && !lex->bad) {
        struct tdm_problem *problem = lexer_error(lex, TDM_WHY_SYNTAX, "N015", lex->at > 0 ? lex->at - 1 : 0, lex->at);
        tdm_problem_what(problem, "nothing stands before this comma");
        tdm_problem_fix(problem, "take the comma away, or write what belongs there");
    }
    if (terms->count == 0) return;
    TDM_GROW(lex->mem, parts->items, parts->count, parts->room);
    parts->items[parts->count++] = (struct tdm_part){terms->items, (uint32_t)terms->count};
    *terms = (struct term_list){0};
}

bool lexer_parts(struct lexer *lex, const struct tdm_part **out, uint32_t *count, uint32_t group_depth,
                 bool *comma_at_end) {
    struct part_list parts = {0};
    struct term_list terms = {0};
    *comma_at_end = false;
    for (lexer_skip_blanks(lex); !end_of_parts(lex); lexer_skip_blanks(lex)) {
        struct tdm_term term;
        *comma_at_end = false;
        if (peek(lex) == ',') {
            lex->at++;
            close_part(lex, &parts, &terms, true);
            *comma_at_end = true;
            if (lex->at < lex->line.len && peek(lex) != ' ') tight_comma(lex);
            continue;
        }
        if (!lexer_term(lex, &term, group_depth)) continue;
        TDM_GROW(lex->mem, terms.items, terms.count, terms.room);
        terms.items[terms.count++] = term;
    }
    close_part(lex, &parts, &terms, false);
    *out = parts.items;
    *count = (uint32_t)parts.count;
    return !lex->bad;
}
