/* tree_json.c - the tree as JSON and back, nothing lost but the exact columns: docs/schema/tree.schema.json.
 *
 *   {"at":"12:3","parts":[["load","at","most","isometric"],["no","deep-flexion"]],"cites":[["own"]],"note":"...","block":[...]}
 *   terms: "word" {"n":"0.30"} {"pct":"80%"} {"d":"2026-03-04"} {"h":"08:15"} {"i":"..."} {"m":"1+"} {"op":"-"}
 * {"t":"text"} {"g":[parts]}
 *          {"sign":"-"} is a minus stuck to the term after it (`-k_c`): with a blank it would read as a difference */
#include "notation_int.h"
#include "json/json.h"

static const char *const term_keys[] = {
    [TDM_TERM_WORD] = "w", [TDM_TERM_NUMBER] = "n",  [TDM_TERM_PERCENT] = "pct", [TDM_TERM_DATE] = "d",
    [TDM_TERM_TIME] = "h", [TDM_TERM_INSTANT] = "i", [TDM_TERM_MARK] = "m",      [TDM_TERM_OPERATOR] = "op",
    [TDM_TERM_TEXT] = "t", [TDM_TERM_GROUP] = "g"};

static void write_parts(struct tdm_json_writer *w, const struct tdm_part *parts, uint32_t count);

/* `next`: the term after it in its part, or null. */
static void write_term(struct tdm_json_writer *w, const struct tdm_term *term, const struct tdm_term *next) {
    if (term->kind == TDM_TERM_WORD) {
        tdm_json_string(w, term->text);
        return;
    }
    tdm_json_object_begin(w);
    tdm_json_key(w, next != NULL && tdm_term_sticks(term, next) ? "sign" : term_keys[term->kind]);
    if (term->kind == TDM_TERM_GROUP)
        write_parts(w, term->parts, term->part_count);
    else
        tdm_json_string(w, term->text);
    tdm_json_object_end(w);
}

static void write_parts(struct tdm_json_writer *w, const struct tdm_part *parts, uint32_t count) {
    tdm_json_array_begin(w);
    for (uint32_t i = 0; i < count; i++) {
        tdm_json_array_begin(w);
        for (uint32_t t = 0; t < parts[i].count; t++)
            write_term(w, &parts[i].terms[t], t + 1 < parts[i].count ? &parts[i].terms[t + 1] : NULL);
        tdm_json_array_end(w);
    }
    tdm_json_array_end(w);
}

static void write_comments(struct tdm_json_writer *w, const char *key, const tdm_str *comments, uint32_t count) {
    if (count == 0) return;
    tdm_json_key(w, key);
    tdm_json_array_begin(w);
    for (uint32_t i = 0; i < count; i++) {
        if (comments[i].at == NULL)
            tdm_json_null(w);
        else
            tdm_json_string(w, comments[i]);
    }
    tdm_json_array_end(w);
}

static void write_block(struct tdm_json_writer *w, struct tdm_arena *mem, const struct tdm_line *first);

static void write_line(struct tdm_json_writer *w, struct tdm_arena *mem, const struct tdm_line *line) {
    struct tdm_buf at;
    tdm_buf_init(&at, mem, 64);
    tdm_buf_format(&at, "%u:%u", line->line, line->column);
    tdm_json_object_begin(w);
    tdm_json_key(w, "at");
    tdm_json_string(w, tdm_buf_str(&at));
    tdm_json_key(w, "parts");
    write_parts(w, line->parts, line->part_count);
    if (line->cite_count > 0) {
        tdm_json_key(w, "cites");
        tdm_json_array_begin(w);
        for (uint32_t i = 0; i < line->cite_count; i++) {
            tdm_json_array_begin(w);
            tdm_json_string(w, line->cites[i].name);
            if (line->cites[i].detail.len > 0) tdm_json_string(w, line->cites[i].detail);
            tdm_json_array_end(w);
        }
        tdm_json_array_end(w);
    }
    if (line->comment.len > 0) {
        tdm_json_key(w, "note");
        tdm_json_string(w, line->comment);
    }
    write_comments(w, "above", line->comments_before, line->comment_before_count);
    if (line->verbatim) {
        tdm_json_key(w, "verbatim");
        tdm_json_string(w, line->verbatim_text);
    }
    if (line->block != NULL) {
        tdm_json_key(w, "block");
        write_block(w, mem, line->block);
    }
    tdm_json_object_end(w);
}

static void write_block(struct tdm_json_writer *w, struct tdm_arena *mem, const struct tdm_line *first) {
    tdm_json_array_begin(w);
    for (const struct tdm_line *line = first; line != NULL; line = line->next) write_line(w, mem, line);
    tdm_json_array_end(w);
}

void tdm_notation_to_json(struct tdm_buf *out, const struct tdm_tree *tree) {
    struct tdm_json_writer w;
    tdm_json_writer_init(&w, out, true);
    tdm_json_object_begin(&w);
    tdm_json_key(&w, "tandem");
    tdm_json_int(&w, 1);
    tdm_json_key(&w, "file");
    tdm_json_string(&w, tree->file);
    tdm_json_key(&w, "lines");
    write_block(&w, out->mem, tree->first);
    write_comments(&w, "below", tree->comments_after, tree->comment_after_count);
    tdm_json_object_end(&w);
    tdm_buf_char(out, '\n');
}

/* ---- back: the JSON is written as text and read by the one reader, so that no second set of rules exists */

struct back {
    struct tdm_arena *mem;
    struct tdm_buf text;
    tdm_str file;
    struct tdm_problem *problem;
    struct tdm_problems
        *unread; /* what the reader says of a term that is none: the place in the JSON is told instead */
    const struct tdm_json **sources; /* which value each line of `text` comes from */
    size_t source_count, source_room;
    size_t line_start; /* byte in `text` */
};

static bool refuse(struct back *b, const struct tdm_json *at, const char *what) {
    (void)tdm_fail(b->problem, TDM_WHY_SYNTAX, "N039", tdm_json_place(b->file, at), "%s", what);
    tdm_problem_fix(b->problem, "write the tree as docs/schema/tree.schema.json says");
    return false;
}

static bool only_members(struct back *b, const struct tdm_json *object, const char *const *names, size_t count,
                         const char *what) {
    for (const struct tdm_json *member = object->first; member != NULL; member = member->next) {
        bool known = false;
        for (size_t i = 0; i < count; i++) known = known || tdm_str_is(member->key, names[i]);
        if (!known) return refuse(b, member, what);
    }
    return true;
}

/* Every line of the text ends here, so that a problem of the text can be told at its place in the JSON. */
static void end_line(struct back *b, const struct tdm_json *source) {
    TDM_GROW(b->mem, b->sources, b->source_count, b->source_room);
    b->sources[b->source_count++] = source;
    tdm_buf_char(&b->text, '\n');
    b->line_start = b->text.len;
}

/* One line of text without control characters: it cannot smuggle lines into what is read. */
static bool one_line(struct back *b, const struct tdm_json *value) {
    if (value->kind != TDM_JSON_STRING) return refuse(b, value, "a text stands here as a string");
    for (size_t i = 0; i < value->text.len; i++) {
        unsigned char c = (unsigned char)value->text.at[i];
        if (c < 0x20 || c == 0x7f) return refuse(b, value, "a text is one line without control characters");
    }
    return true;
}

static bool put_quoted(struct back *b, const struct tdm_json *value) {
    if (!one_line(b, value)) return false;
    tdm_buf_char(&b->text, '"');
    for (size_t i = 0; i < value->text.len; i++) {
        if (value->text.at[i] == '"' || value->text.at[i] == '\\') tdm_buf_char(&b->text, '\\');
        tdm_buf_char(&b->text, value->text.at[i]);
    }
    tdm_buf_char(&b->text, '"');
    return true;
}

/* A term as it is written, held against the kind that it says it is. */
static bool put_plain(struct back *b, const struct tdm_json *value, enum tdm_term_kind kind) {
    struct lexer lex = {.mem = b->mem, .file = b->file, .problems = b->unread, .line = value->text, .number = 1};
    struct tdm_term term;
    bool read = value->text.len > 0 && lexer_term(&lex, &term, 0) && lex.at == value->text.len && term.kind == kind;
    if (!read) return refuse(b, value, "this is not written as a term of its kind");
    tdm_buf_add(&b->text, value->text);
    return true;
}

/* A minus stuck to what follows: a name, a text, a group. Before a number it would be a part of it. */
static bool put_sign(struct back *b, const struct tdm_json *term, const struct tdm_json *value) {
    const struct tdm_json *next = term->next;
    bool fits = next != NULL && next->kind == TDM_JSON_STRING;
    if (next != NULL && next->kind == TDM_JSON_OBJECT && next->count == 1) {
        tdm_str key = next->first->key;
        bool tight = tdm_str_is(next->first->text, "*") || tdm_str_is(next->first->text, "^") ||
                     tdm_str_is(next->first->text, "=");
        fits = tdm_str_is(key, "t") || tdm_str_is(key, "g") || (tdm_str_is(key, "op") && tight);
    }
    if (!tdm_str_is(value->text, "-") || !fits)
        return refuse(b, value, "a sign is `-` before a word, a text or a group");
    tdm_buf_char(&b->text, '-');
    return true;
}

static bool put_parts(struct back *b, const struct tdm_json *parts, uint32_t depth);

static bool put_term(struct back *b, const struct tdm_json *term, uint32_t depth) {
    if (term->kind == TDM_JSON_STRING) return put_plain(b, term, TDM_TERM_WORD);
    if (term->kind != TDM_JSON_OBJECT || term->count != 1)
        return refuse(b, term, "a term is a string or an object with one member");
    const struct tdm_json *value = term->first;
    if (tdm_str_is(value->key, "g")) {
        if (depth >= TDM_NOTATION_GROUP_MAX) return refuse(b, value, "groups stand too deep in each other");
        tdm_buf_char(&b->text, '(');
        if (!put_parts(b, value, depth + 1)) return false;
        tdm_buf_char(&b->text, ')');
        return true;
    }
    if (value->kind != TDM_JSON_STRING) return refuse(b, value, "the value of a term is a string");
    if (tdm_str_is(value->key, "t")) return put_quoted(b, value);
    if (tdm_str_is(value->key, "sign")) return put_sign(b, term, value);
    for (int k = TDM_TERM_NUMBER; k <= TDM_TERM_OPERATOR; k++)
        if (tdm_str_is(value->key, term_keys[k])) return put_plain(b, value, (enum tdm_term_kind)k);
    return refuse(b, value, "there is no such kind of term");
}

static bool put_part(struct back *b, const struct tdm_json *part, uint32_t depth) {
    if (part->kind != TDM_JSON_ARRAY || part->count == 0)
        return refuse(b, part, "a part is an array of at least one term");
    bool stuck = true;
    for (const struct tdm_json *term = part->first; term != NULL; term = term->next) {
        if (!stuck) tdm_buf_char(&b->text, ' ');
        if (!put_term(b, term, depth)) return false;
        stuck = term->kind == TDM_JSON_OBJECT && tdm_str_is(term->first->key, "sign");
    }
    return true;
}

static bool put_parts(struct back *b, const struct tdm_json *parts, uint32_t depth) {
    if (parts->kind != TDM_JSON_ARRAY) return refuse(b, parts, "`parts` is an array of arrays");
    for (const struct tdm_json *part = parts->first; part != NULL; part = part->next) {
        if (part != parts->first) tdm_buf_text(&b->text, ", ");
        if (!put_part(b, part, depth)) return false;
    }
    return true;
}

/* The parts of a line, broken where the printer breaks them: a line may be longer than a physical one can be. */
static bool put_line_parts(struct back *b, const struct tdm_json *line, const struct tdm_json *parts, uint32_t level) {
    if (parts->kind != TDM_JSON_ARRAY) return refuse(b, parts, "`parts` is an array of arrays");
    for (const struct tdm_json *part = parts->first; part != NULL; part = part->next) {
        size_t before = b->text.len;
        if (part != parts->first) tdm_buf_text(&b->text, ", ");
        if (!put_part(b, part, 0)) return false;
        tdm_str written = tdm_str_slice(tdm_buf_str(&b->text), b->line_start, b->text.len);
        if (part == parts->first || tdm_utf8_length(written) <= TDM_NOTATION_WIDTH) continue;
        b->text.len = before;
        tdm_buf_char(&b->text, ',');
        end_line(b, line);
        tdm_buf_repeat(&b->text, ' ', 2 * ((size_t)level + 1));
        if (!put_part(b, part, 0)) return false;
    }
    return true;
}

static bool put_comments(struct back *b, const struct tdm_json *comments, uint32_t level) {
    if (comments == NULL) return true;
    if (comments->kind != TDM_JSON_ARRAY) return refuse(b, comments, "comments are an array of strings and nulls");
    for (const struct tdm_json *comment = comments->first; comment != NULL; comment = comment->next) {
        if (comment->kind != TDM_JSON_NULL) {
            if (!one_line(b, comment)) return false;
            tdm_buf_repeat(&b->text, ' ', 2 * (size_t)level);
            tdm_buf_text(&b->text, "# ");
            tdm_buf_add(&b->text, tdm_str_is(comment->text, " ") ? (tdm_str){0} : comment->text);
        }
        end_line(b, comment);
    }
    return true;
}

static bool put_cites(struct back *b, const struct tdm_json *cites) {
    if (cites == NULL) return true;
    if (cites->kind != TDM_JSON_ARRAY || cites->count == 0) return refuse(b, cites, "`cites` is an array of arrays");
    tdm_buf_text(&b->text, "  [");
    for (const struct tdm_json *cite = cites->first; cite != NULL; cite = cite->next) {
        bool fine = cite->kind == TDM_JSON_ARRAY && (cite->count == 1 || cite->count == 2);
        if (!fine || cite->first->kind != TDM_JSON_STRING)
            return refuse(b, cite, "a cite is [\"name\"] or [\"name\", \"place\"]");
        if (cite != cites->first) tdm_buf_text(&b->text, ", ");
        if (!put_plain(b, cite->first, TDM_TERM_WORD)) return false;
        if (cite->count == 1) continue;
        tdm_buf_char(&b->text, ' ');
        if (!put_quoted(b, cite->first->next)) return false;
    }
    tdm_buf_char(&b->text, ']');
    return true;
}

static bool put_verbatim(struct back *b, const struct tdm_json *verbatim, uint32_t level) {
    if (verbatim->kind != TDM_JSON_STRING) return refuse(b, verbatim, "`verbatim` is a string");
    tdm_str text = verbatim->text;
    while (text.len > 0) {
        size_t end = text.len;
        (void)tdm_str_find(text, TDM_STR("\n"), &end);
        for (size_t i = 0; i < end; i++)
            if ((unsigned char)text.at[i] < 0x20 || text.at[i] == 0x7f)
                return refuse(b, verbatim, "a verbatim text holds no control character but the line feed");
        if (end > 0) tdm_buf_repeat(&b->text, ' ', 2 * ((size_t)level + 1));
        tdm_buf_add(&b->text, tdm_str_slice(text, 0, end));
        end_line(b, verbatim);
        text = tdm_str_slice(text, end + 1 < text.len ? end + 1 : text.len, text.len);
    }
    return true;
}

static bool put_block(struct back *b, const struct tdm_json *block, uint32_t level);

static bool put_line(struct back *b, const struct tdm_json *line, uint32_t level) {
    static const char *const members[] = {"at", "parts", "cites", "note", "above", "verbatim", "block"};
    if (line->kind != TDM_JSON_OBJECT) return refuse(b, line, "a line is an object");
    if (!only_members(b, line, members, TDM_COUNT(members), "a line has no such member")) return false;
    const struct tdm_json *parts = tdm_json_member(line, "parts"), *note = tdm_json_member(line, "note");
    const struct tdm_json *verbatim = tdm_json_member(line, "verbatim"), *inner = tdm_json_member(line, "block");
    if (parts == NULL || parts->count == 0) return refuse(b, line, "a line has `parts`");
    if (verbatim != NULL && inner != NULL)
        return refuse(b, line, "a line has a `block` or a `verbatim` text, not both");
    if (!put_comments(b, tdm_json_member(line, "above"), level)) return false;
    tdm_buf_repeat(&b->text, ' ', 2 * (size_t)level);
    if (!put_line_parts(b, line, parts, level) || !put_cites(b, tdm_json_member(line, "cites"))) return false;
    if (verbatim != NULL) tdm_buf_text(&b->text, " |");
    if (note != NULL) {
        if (!one_line(b, note)) return false;
        tdm_buf_text(&b->text, "  # ");
        tdm_buf_add(&b->text, note->text);
    }
    end_line(b, line);
    if (verbatim != NULL && !put_verbatim(b, verbatim, level)) return false;
    return inner == NULL || put_block(b, inner, level + 1);
}

static bool put_block(struct back *b, const struct tdm_json *block, uint32_t level) {
    if (block->kind != TDM_JSON_ARRAY) return refuse(b, block, "a block is an array of lines");
    if (level >= TDM_NOTATION_DEPTH_MAX) return refuse(b, block, "blocks stand too deep in each other");
    for (const struct tdm_json *line = block->first; line != NULL; line = line->next)
        if (!put_line(b, line, level)) return false;
    return true;
}

bool tdm_notation_from_json(struct tdm_arena *mem, tdm_str file, tdm_str json, const struct tdm_tree **out,
                            struct tdm_problem *problem) {
    const struct tdm_json *root;
    struct tdm_problems *problems = TDM_NEW(mem, struct tdm_problems);
    struct back b = {.mem = mem, .file = file, .problem = problem, .unread = TDM_NEW(mem, struct tdm_problems)};
    tdm_problems_init(b.unread);
    tdm_buf_init(&b.text, mem, TDM_NOTATION_FILE_MAX);
    if (!tdm_json_read(mem, file, json, &root, problem)) return false;
    static const char *const members[] = {"tandem", "file", "lines", "below"};
    const struct tdm_json *lines = root->kind == TDM_JSON_OBJECT ? tdm_json_member(root, "lines") : NULL;
    const struct tdm_json *version = lines == NULL ? NULL : tdm_json_member(root, "tandem");
    if (lines == NULL) return refuse(&b, root, "the tree is an object with `lines`");
    if (version == NULL || version->kind != TDM_JSON_NUMBER || !tdm_str_is(version->text, "1"))
        return refuse(&b, version == NULL ? root : version, "the tree says its version: \"tandem\": 1");
    if (!only_members(&b, root, members, TDM_COUNT(members), "a tree has no such member")) return false;
    if (!put_block(&b, lines, 0) || !put_comments(&b, tdm_json_member(root, "below"), 0)) return false;
    if (b.text.failed) return refuse(&b, root, "the tree is larger than 16 MiB as text");
    tdm_problems_init(problems);
    if (tdm_notation_read(mem, file, tdm_buf_str(&b.text), out, problems)) return true;
    *problem = problems->items[0];
    uint32_t number = problem->place.line;
    problem->place = tdm_json_place(file, number > 0 && number <= b.source_count ? b.sources[number - 1] : root);
    return false;
}
