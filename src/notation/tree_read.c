/* tree_read.c - physical lines -> a tree of lines: indentation, comments, cites, continuation, verbatim blocks. A line
 * that cannot be read is told and its block is skipped; reading goes on. */
#include "notation/notation_int.h"

#include <string.h>

struct level { /* one open level of indentation */
    struct tdm_line *last;
    const struct tdm_line **first; /* where the first line of this level is hung */
};

struct reader {
    struct lexer lex;
    tdm_str text;
    size_t next; /* byte where the next physical line begins */
    struct level levels[TDM_NOTATION_DEPTH_MAX + 1];
    uint32_t depth;            /* levels open: lines of depth 0..depth may follow */
    uint32_t skip_deeper_than; /* after a bad line: deeper lines are skipped; UINT32_MAX: none */
    tdm_str *comments;         /* gathered above the next line */
    size_t comment_count, comment_room;
    struct tdm_tree *tree;
};

/* ---- physical lines */

static size_t line_end(const struct reader *r) {
    if (r->next >= r->text.len) return r->next;
    const char *end = memchr(r->text.at + r->next, '\n', r->text.len - r->next);
    return end == NULL ? r->text.len : (size_t)(end - r->text.at);
}

static bool next_line(struct reader *r) {
    if (r->next >= r->text.len) return false;
    size_t end = line_end(r);
    r->lex.line = tdm_str_slice(r->text, r->next, end);
    if (r->lex.line.len > 0 && r->lex.line.at[r->lex.line.len - 1] == '\r') r->lex.line.len--;
    r->next = end + 1;
    r->lex.number++;
    r->lex.at = 0;
    r->lex.plain = false;
    return true;
}

static bool refuse_control(struct lexer *lex, size_t at) {
    unsigned char c = (unsigned char)lex->line.at[at];
    if (c == '\t') {
        struct tdm_problem *problem = lexer_error(lex, TDM_WHY_SYNTAX, "N001", at, at + 1);
        tdm_problem_what(problem, "a tab stands here");
        bool indents = tdm_str_trim(tdm_str_slice(lex->line, 0, at)).len == 0;
        tdm_problem_fix(problem, indents ? "write blanks, two for each level" : "write a blank");
    } else if (c == '\r') {
        struct tdm_problem *problem = lexer_error(lex, TDM_WHY_SYNTAX, "N008", at, at + 1);
        tdm_problem_what(problem, "a carriage return stands inside a line");
        tdm_problem_fix(problem, "end lines with a line feed");
    } else {
        struct tdm_problem *problem = lexer_error(lex, TDM_WHY_SYNTAX, "N007", at, at + 1);
        tdm_problem_what(problem, "a control character (%u) stands here", c);
        tdm_problem_fix(problem, "take it away");
    }
    return false;
}

static bool refuse_length(struct lexer *lex, size_t bytes, const char *when) {
    size_t last = lex->line.len < TDM_NOTATION_LINE_MAX ? lex->line.len : TDM_NOTATION_LINE_MAX;
    struct tdm_problem *problem = lexer_error(lex, TDM_WHY_LIMIT, "N028", last, last + 1);
    tdm_problem_what(problem, "the line has %zu bytes%s; %u are allowed", bytes, when, TDM_NOTATION_LINE_MAX);
    tdm_problem_fix(problem, "break it after a comma and indent the rest one level deeper");
    return false;
}

/* All of it printable ASCII, which is most of what is read: looked at without a way out on the way, which is faster. */
static bool is_plain(tdm_str line) {
    unsigned other = 0;
    for (size_t i = 0; i < line.len; i++) {
        unsigned char c = (unsigned char)line.at[i];
        other |= (unsigned)(c < 0x20) | (unsigned)(c > 0x7e);
    }
    return other == 0;
}

/* A line too long is told before what stands in it. */
static bool check_characters(struct lexer *lex) {
    size_t end = lex->line.len;
    if (end > TDM_NOTATION_LINE_MAX) return refuse_length(lex, end, "");
    lex->plain = is_plain(lex->line);
    if (lex->plain) return true;
    bool good = tdm_utf8_valid(lex->line, &end);
    if (good) end = lex->line.len;
    for (size_t i = 0; i < end; i++) {
        unsigned char c = (unsigned char)lex->line.at[i];
        if (c < 0x20 || c == 0x7f) return refuse_control(lex, i);
    }
    if (good) return true;
    if (lex->line.at[end] == '\0') return refuse_control(lex, end);
    struct tdm_problem *problem = lexer_error(lex, TDM_WHY_SYNTAX, "N006", end, end + 1);
    tdm_problem_what(problem, "the file is not UTF-8 text here");
    tdm_problem_fix(problem, "save it as UTF-8");
    return false;
}

static size_t indent_of(tdm_str line) {
    size_t indent = 0;
    while (indent < line.len && line.at[indent] == ' ') indent++;
    return indent;
}

static void keep_comment(struct reader *r, tdm_str comment) {
    TDM_GROW(r->lex.mem, r->comments, r->comment_count, r->comment_room);
    r->comments[r->comment_count++] = comment;
}

static void take_comments(struct reader *r, const tdm_str **out, uint32_t *count) {
    *out = r->comments;
    *count = (uint32_t)r->comment_count;
    r->comments = NULL;
    r->comment_count = r->comment_room = 0;
}

/* ---- level of a line */

static bool level_of(struct reader *r, size_t indent, uint32_t *level) {
    struct lexer *lex = &r->lex;
    *level = (uint32_t)(indent / 2);
    if (indent % 2 != 0) {
        struct tdm_problem *problem = lexer_error(lex, TDM_WHY_SYNTAX, "N002", 0, indent);
        tdm_problem_what(problem, "the line is indented by %zu blank%s; a level is two", indent,
                         indent == 1 ? "" : "s");
        size_t most = 2 * (size_t)r->depth;
        if (indent < most)
            tdm_problem_fix(problem, "indent it by %zu or by %zu blanks", indent - 1, indent + 1);
        else
            tdm_problem_fix(problem, "indent it by %zu blanks", most);
        return false;
    }
    if (*level > TDM_NOTATION_DEPTH_MAX - 1) {
        struct tdm_problem *problem = lexer_error(lex, TDM_WHY_LIMIT, "N029", 0, indent);
        tdm_problem_what(problem, "the line stands %u levels deep; %u are allowed", *level, TDM_NOTATION_DEPTH_MAX - 1);
        tdm_problem_fix(problem, "bring it to a level of at most %u", TDM_NOTATION_DEPTH_MAX - 1);
        return false;
    }
    if (*level <= r->depth) return true;
    if (r->tree->first == NULL) {
        struct tdm_problem *problem = lexer_error(lex, TDM_WHY_SYNTAX, "N033", 0, indent);
        tdm_problem_what(problem, "the first line of a file is not indented");
        tdm_problem_fix(problem, "begin it in column 1");
        return false;
    }
    struct tdm_problem *problem = lexer_error(lex, TDM_WHY_SYNTAX, "N003", 0, indent);
    tdm_problem_what(problem, "the line stands deeper than one level below the line above it");
    tdm_problem_fix(problem, "indent it by %u blanks", 2 * r->depth);
    return false;
}

/* ---- cites, end of a line */

struct cite_list {
    struct tdm_cite *items;
    size_t count, room;
};

static bool bad_cite(struct lexer *lex, size_t from, const char *what) {
    struct tdm_problem *problem = lexer_error(lex, TDM_WHY_SYNTAX, "N034", from, lex->at > from ? lex->at : from + 1);
    tdm_problem_what(problem, "%s", what);
    tdm_problem_fix(problem, "write `[own]`, `[name]` or `[name \"place\"]`, several with `, ` between");
    lex->at = lex->line.len;
    return false;
}

static bool read_cite(struct lexer *lex, struct cite_list *list) {
    struct tdm_term term;
    size_t from = lex->at;
    if (lex->at >= lex->line.len || lex->line.at[lex->at] == ']' || lex->line.at[lex->at] == ',')
        return bad_cite(lex, from, "a source is missing here");
    if (!lexer_term(lex, &term, 0)) return false;
    if (term.kind != TDM_TERM_WORD) return bad_cite(lex, from, "a cite begins with the name of a source");
    struct tdm_cite cite = {.name = term.text, .line = term.line, .column = term.column, .length = term.length};
    lexer_skip_blanks(lex);
    if (lex->at < lex->line.len && lex->line.at[lex->at] == '"') {
        struct tdm_term detail;
        if (!lexer_term(lex, &detail, 0)) return false;
        cite.detail = detail.text;
        lexer_skip_blanks(lex);
    }
    TDM_GROW(lex->mem, list->items, list->count, list->room);
    list->items[list->count++] = cite;
    return true;
}

static bool read_cites(struct lexer *lex, struct cite_list *list) {
    size_t from = lex->at++;
    for (;;) {
        lexer_skip_blanks(lex);
        if (!read_cite(lex, list)) return false;
        char c = lex->at < lex->line.len ? lex->line.at[lex->at] : '\0';
        if (c == ']') {
            lex->at++;
            return true;
        }
        if (c != ',' && c != '\0') return bad_cite(lex, lex->at, "between two cites stands a comma");
        if (c == '\0') {
            struct tdm_problem *problem = lexer_error(lex, TDM_WHY_SYNTAX, "N013", from, from + 1);
            tdm_problem_what(problem, "the cites that begin here are not closed");
            tdm_problem_fix(problem, "close them with `]`");
            return false;
        }
        lex->at++;
    }
}

/* What is gathered over the physical lines of one line: its parts, and its comments, which become one. */
struct logical {
    struct tdm_line *line;
    struct tdm_part *parts;
    size_t count, room;
    struct tdm_buf comments;
};

static bool add_comment(struct lexer *lex, struct logical *all) {
    tdm_str comment = tdm_str_trim(tdm_str_slice(lex->line, lex->at + 1, lex->line.len));
    struct tdm_line *line = all->line;
    if (comment.len == 0) {
        if (line->comment.len == 0) line->comment = TDM_STR(" ");
        return true;
    }
    if (tdm_str_trim(line->comment).len == 0) {
        line->comment = comment;
        return true;
    }
    if (all->comments.len == 0) tdm_buf_add(&all->comments, line->comment);
    tdm_buf_text(&all->comments, "; ");
    tdm_buf_add(&all->comments, comment);
    line->comment = tdm_buf_str(&all->comments);
    return line->comment.len <= TDM_NOTATION_LINE_MAX || refuse_length(lex, line->comment.len, " of comments");
}

static bool refuse_tail(struct lexer *lex, bool verbatim) {
    if (lex->line.at[lex->at] == ')') {
        struct tdm_problem *problem = lexer_error(lex, TDM_WHY_SYNTAX, "N012", lex->at, lex->at + 1);
        tdm_problem_what(problem, "`)` closes no group");
        tdm_problem_fix(problem, "take it away, or open the group with `(`");
    } else if (verbatim) {
        struct tdm_problem *problem = lexer_error(lex, TDM_WHY_SYNTAX, "N032", lex->at, lex->line.len);
        tdm_problem_what(problem, "nothing may follow `|`; the text stands on the lines below, one level deeper");
        tdm_problem_fix(problem, "move it to the next line");
    } else {
        struct tdm_problem *problem = lexer_error(lex, TDM_WHY_SYNTAX, "N014", lex->at, lex->line.len);
        tdm_problem_what(problem, "cites stand at the end of the line");
        tdm_problem_fix(problem, "take this away, or move it before the `[`");
    }
    return false;
}

static bool read_tail(struct lexer *lex, struct logical *all, struct cite_list *cites) {
    lexer_skip_blanks(lex);
    if (lex->at < lex->line.len && lex->line.at[lex->at] == '[' && !read_cites(lex, cites)) return false;
    lexer_skip_blanks(lex);
    if (lex->at < lex->line.len && lex->line.at[lex->at] == '|') {
        lex->at++;
        all->line->verbatim = true;
        lexer_skip_blanks(lex);
    }
    if (lex->at >= lex->line.len) return true;
    if (lex->line.at[lex->at] != '#') return refuse_tail(lex, all->line->verbatim);
    return add_comment(lex, all);
}

/* ---- one logical line: continued below while it ends in a comma */

/* A line that is not continued keeps its parts as they were read. */
static void add_parts(struct lexer *lex, struct logical *all, const struct tdm_part *parts, uint32_t count, bool last) {
    struct tdm_line *line = all->line;
    if (last && all->count == 0) {
        line->parts = parts;
        line->part_count = count;
        return;
    }
    for (uint32_t i = 0; i < count; i++) {
        TDM_GROW(lex->mem, all->parts, all->count, all->room);
        all->parts[all->count++] = parts[i];
    }
    line->parts = all->parts;
    line->part_count = (uint32_t)all->count;
}

/* Where the comma stands that was read last. */
static size_t last_comma(const struct lexer *lex) {
    size_t at = lex->at;
    while (at > 0 && lex->line.at[at - 1] != ',') at--;
    return at > 0 ? at - 1 : 0;
}

static bool continuation(struct reader *r, uint32_t level) {
    size_t end = line_end(r);
    tdm_str line = tdm_str_slice(r->text, r->next, end);
    size_t indent = indent_of(line);
    bool deeper =
        indent == 2 * ((size_t)level + 1) && indent < line.len && line.at[indent] != '#' && line.at[indent] != '\r';
    if (deeper) return next_line(r);
    size_t comma = last_comma(&r->lex);
    struct tdm_problem *problem = lexer_error(&r->lex, TDM_WHY_SYNTAX, "N037", comma, comma + 1);
    tdm_problem_what(problem, "the line ends in a comma, but the next line does not continue it");
    tdm_problem_fix(problem, "take the comma away, or indent the next line by %u blanks", 2 * (level + 1));
    return false;
}

/* The end of a logical line: what must not be there, and what must. */
static bool finish_line(struct lexer *lex, struct logical *all, bool comma_at_end) {
    struct cite_list cites = {0};
    struct tdm_line *line = all->line;
    if (comma_at_end) {
        size_t comma = last_comma(lex);
        struct tdm_problem *problem = lexer_error(lex, TDM_WHY_SYNTAX, "N015", comma, comma + 1);
        tdm_problem_what(problem, "nothing stands after this comma");
        tdm_problem_fix(problem, "take the comma away, or write what belongs there");
        return false;
    }
    if (!read_tail(lex, all, &cites)) return false;
    line->cites = cites.items;
    line->cite_count = (uint32_t)cites.count;
    if (line->part_count > 0) return true;
    struct tdm_problem *problem = lexer_error(lex, TDM_WHY_SYNTAX, "N038", indent_of(lex->line), lex->line.len);
    tdm_problem_what(problem, "the line says nothing before its %s", cites.count > 0 ? "cites" : "`|`");
    tdm_problem_fix(problem, "write what belongs there, or move this to the end of the line it belongs to");
    return false;
}

static bool read_logical(struct reader *r, uint32_t level, struct tdm_line *line) {
    struct lexer *lex = &r->lex;
    struct logical all = {.line = line};
    size_t bytes = 0;
    tdm_buf_init(&all.comments, lex->mem, 3 * (size_t)TDM_NOTATION_LINE_MAX);
    for (;;) {
        const struct tdm_part *parts;
        uint32_t count;
        bool more;
        if (!check_characters(lex)) return false;
        bytes += lex->line.len;
        lex->at = indent_of(lex->line);
        if (!lexer_parts(lex, &parts, &count, 0, &more)) return false;
        bool goes_on = more && (lex->at >= lex->line.len || lex->line.at[lex->at] == '#');
        add_parts(lex, &all, parts, count, !goes_on);
        if (!goes_on) {
            if (!finish_line(lex, &all, more)) return false;
            break;
        }
        if (lex->at < lex->line.len && !add_comment(lex, &all)) return false;
        if (!continuation(r, level)) return false;
    }
    if (bytes < TDM_NOTATION_LINE_MAX / 2) return true;
    /* What is read must stay readable when it is formatted: blanks are added there, and comments gathered. */
    size_t formatted = tdm_line_printed_bytes(lex->mem, line, level);
    return formatted <= TDM_NOTATION_LINE_MAX || refuse_length(lex, formatted, " when it is formatted");
}

/* Blank lines below the text belong to what follows. A line of it that cannot stay is told; the text goes on. */
static void read_verbatim(struct reader *r, uint32_t level, struct tdm_line *line) {
    struct lexer *lex = &r->lex;
    size_t deep = 2 * ((size_t)level + 1), next = r->next, blanks = 0;
    uint32_t number = lex->number;
    struct tdm_buf text;
    tdm_buf_init(&text, lex->mem, TDM_NOTATION_FILE_MAX);
    while (next_line(r)) {
        size_t indent = indent_of(lex->line);
        bool blank = indent == lex->line.len;
        if (!blank && indent < deep) break;
        lex->bad = false;
        if (blank) {
            blanks++;
            continue;
        }
        if (check_characters(lex)) {
            tdm_buf_repeat(&text, '\n', blanks + (text.len > 0 ? 1 : 0));
            tdm_buf_add(&text, tdm_str_slice(lex->line, deep, lex->line.len));
        }
        blanks = 0;
        next = r->next;
        number = lex->number;
    }
    r->next = next;
    lex->number = number;
    line->verbatim_text = tdm_buf_str(&text);
}

static void hang(struct reader *r, uint32_t level, struct tdm_line *line) {
    struct level *at = &r->levels[level];
    if (at->last != NULL)
        at->last->next = line;
    else
        *at->first = line;
    at->last = line;
    r->depth = level + 1;
    r->levels[level + 1] = (struct level){.last = NULL, .first = &line->block};
}

static void read_line(struct reader *r) {
    struct lexer *lex = &r->lex;
    uint32_t level;
    size_t indent = indent_of(lex->line);
    lex->bad = false;
    if (indent == lex->line.len) {
        keep_comment(r, (tdm_str){0});
        return;
    }
    if (indent / 2 > r->skip_deeper_than) return;
    if (lex->line.at[indent] == '#') {
        if (check_characters(lex)) {
            tdm_str comment = tdm_str_slice(lex->line, indent + 1, lex->line.len);
            if (comment.len > 0 && comment.at[0] == ' ') comment = tdm_str_slice(comment, 1, comment.len);
            keep_comment(r, comment.len == 0 ? TDM_STR(" ") : comment);
        }
        return;
    }
    r->skip_deeper_than = UINT32_MAX;
    if (lex->line.at[indent] == '\t') {
        (void)check_characters(lex);
        r->skip_deeper_than = r->depth == 0 ? 0 : r->depth - 1;
        return;
    }
    if (!level_of(r, indent, &level)) { /* its neighbours at the same wrong depth say nothing new */
        r->skip_deeper_than = level > r->depth && indent % 2 == 0 ? level - 1 : level;
        return;
    }
    struct tdm_line *line = TDM_NEW(lex->mem, struct tdm_line);
    line->line = lex->number;
    line->column = (uint32_t)indent + 1;
    line->source = tdm_str_slice(lex->line, indent, lex->line.len);
    take_comments(r, &line->comments_before, &line->comment_before_count);
    if (!read_logical(r, level, line)) {
        r->skip_deeper_than = level;
        return;
    }
    hang(r, level, line);
    if (!line->verbatim) return;
    read_verbatim(r, level, line);
    r->depth = level; /* its text is all that may stand below it */
}

/* ---- the file */

/* A byte-order mark is told, and what follows it is read as if it were not there. */
static bool check_file(struct reader *r) {
    struct tdm_place place = {r->lex.file, 1, 1, 1};
    if (r->text.len > TDM_NOTATION_FILE_MAX) {
        place.line = place.column = 0;
        struct tdm_problem *problem = tdm_problems_add(r->lex.problems, TDM_ERROR, TDM_WHY_LIMIT, "N031", place);
        tdm_problem_what(problem, "the file is larger than 16 MiB");
        tdm_problem_fix(problem, "divide it");
        return false;
    }
    if (!tdm_str_starts_with(r->text, TDM_STR("\xEF\xBB\xBF"))) return true;
    struct tdm_problem *problem = tdm_problems_add(r->lex.problems, TDM_ERROR, TDM_WHY_SYNTAX, "N005", place);
    tdm_problem_what(problem, "the file begins with a byte-order mark");
    tdm_problem_fix(problem, "save it as UTF-8 without byte-order mark");
    r->next = 3;
    return true;
}

bool tdm_notation_read(struct tdm_arena *mem, tdm_str file, tdm_str text, const struct tdm_tree **out,
                       struct tdm_problems *problems) {
    struct tdm_tree *tree = TDM_NEW(mem, struct tdm_tree);
    struct reader r = {.lex = {.mem = mem, .file = file, .problems = problems},
                       .text = text,
                       .skip_deeper_than = UINT32_MAX,
                       .tree = tree};
    uint32_t errors = problems->errors;
    tree->file = file;
    tree->text = text;
    *out = tree;
    if (!check_file(&r)) return false;
    r.levels[0].first = &tree->first;
    while (next_line(&r)) read_line(&r);
    take_comments(&r, &tree->comments_after, &tree->comment_after_count);
    return problems->errors == errors;
}
