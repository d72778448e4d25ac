/* table_read.c - rows of a CSV file, cut in a window over its bytes: memory for one row, whatever the file's size. A
 * row that cannot be cut is told, and the next one begins behind its first line end. */
#include "exchange/table.h"

#include <string.h>

#define WINDOW_BYTES ((size_t)64 << 10)

struct tdm_table {
    struct tdm_arena *mem;
    struct tdm_table_source source;
    char *bytes, *spare; /* the window; cells whose doubled quotes were made single */
    size_t room, begin, end, spare_used;
    uint64_t read;
    bool over, started, failed;
    uint32_t line;
    size_t row_at, row_bytes; /* of the last row, in the window */
    tdm_str cells[TDM_TABLE_COLUMNS_MAX];
    size_t starts[TDM_TABLE_COLUMNS_MAX]; /* of cells, in their row */
};

bool tdm_table_text_fill(void *context, char *into, size_t room, size_t *got, struct tdm_problem *problem) {
    struct tdm_table_text *text = context;
    (void)problem;
    size_t take = text->piece == 0 || text->piece > room ? room : text->piece;
    if (take > text->rest.len) take = text->rest.len;
    if (take > 0) memcpy(into, text->rest.at, take);
    text->rest = tdm_str_slice(text->rest, take, text->rest.len);
    *got = take;
    return true;
}

struct tdm_table *tdm_table_open(struct tdm_arena *mem, const struct tdm_table_source *source) {
    struct tdm_table *table = TDM_NEW(mem, struct tdm_table);
    table->mem = mem;
    table->source = *source;
    table->room = WINDOW_BYTES;
    table->bytes = tdm_arena_alloc_raw(mem, table->room);
    table->spare = tdm_arena_alloc_raw(mem, table->room);
    table->line = 1;
    return table;
}

uint64_t tdm_table_bytes(const struct tdm_table *table) {
    return table->read - (table->end - table->begin);
}

/* ---- the window */

static void make_room(struct tdm_table *t) {
    size_t kept = t->end - t->begin;
    if (t->begin > 0) memmove(t->bytes, t->bytes + t->begin, kept);
    t->begin = 0;
    t->end = kept;
    if (t->end < t->room) return;
    char *larger = tdm_arena_alloc_raw(t->mem, t->room * 2);
    memcpy(larger, t->bytes, kept);
    t->bytes = larger;
    t->room *= 2;
    t->spare = tdm_arena_alloc_raw(t->mem, t->room);
}

static bool more(struct tdm_table *t, struct tdm_problem *problem) {
    size_t got = 0;
    make_room(t);
    if (!t->source.fill(t->source.context, t->bytes + t->end, t->room - t->end, &got, problem)) {
        t->failed = true;
        return false;
    }
    t->over = got == 0;
    t->end += got;
    t->read += got;
    return true;
}

/* ---- cutting one row */

enum cut { CUT_ROW, CUT_SHORT, CUT_QUOTE_END, CUT_QUOTE_INSIDE, CUT_COLUMNS };

struct cutting {
    struct tdm_table *t;
    const char *at, *end, *row;
    uint32_t count, lines;
};

static bool add_cell(struct cutting *c, tdm_str cell, const char *start) {
    if (c->count == TDM_TABLE_COLUMNS_MAX) return false;
    c->t->starts[c->count] = (size_t)(start - c->row);
    c->t->cells[c->count++] = cell;
    return true;
}

static tdm_str single_quotes(struct tdm_table *t, tdm_str raw) {
    char *to = t->spare + t->spare_used;
    size_t len = 0;
    for (size_t i = 0; i < raw.len; i++) {
        to[len++] = raw.at[i];
        i += raw.at[i] == '"';
    }
    t->spare_used += len;
    return (tdm_str){to, len};
}

/* Does the cell end at c->at? A carriage return ends it only before a line feed, or as the last byte. */
static bool at_cell_end(const struct cutting *c) {
    if (c->at == c->end || *c->at == c->t->source.separator || *c->at == '\n') return true;
    return *c->at == '\r' && (c->at + 1 == c->end || c->at[1] == '\n');
}

static enum cut cut_quoted(struct cutting *c) {
    const char *start = c->at, *from = c->at + 1;
    bool doubled = false;
    for (c->at = from;; c->at += 2) {
        const char *quote = c->at < c->end ? memchr(c->at, '"', (size_t)(c->end - c->at)) : NULL;
        if (quote == NULL) return c->t->over ? CUT_QUOTE_END : CUT_SHORT;
        c->at = quote;
        if (quote + 1 == c->end && !c->t->over) return CUT_SHORT;
        if (quote + 1 == c->end || quote[1] != '"') break;
        doubled = true;
    }
    tdm_str raw = {from, (size_t)(c->at - from)};
    for (const char *p = from; (p = memchr(p, '\n', (size_t)(c->at - p))) != NULL; p++) c->lines++;
    c->at++;
    if (!c->t->over && c->at + 1 >= c->end) return CUT_SHORT; /* a carriage return wants to be looked behind */
    if (!at_cell_end(c)) return CUT_QUOTE_END;
    return add_cell(c, doubled ? single_quotes(c->t, raw) : raw, start) ? CUT_ROW : CUT_COLUMNS;
}

static enum cut cut_plain(struct cutting *c) {
    const char *from = c->at;
    char separator = c->t->source.separator;
    bool quote = false;
    for (; c->at < c->end && *c->at != separator && *c->at != '\n'; c->at++) quote = quote || *c->at == '"';
    if (c->at == c->end && !c->t->over) return CUT_SHORT;
    if (quote) return CUT_QUOTE_INSIDE;
    bool ended = c->at == c->end || *c->at == '\n';
    const char *last = ended && c->at > from && c->at[-1] == '\r' ? c->at - 1 : c->at;
    return add_cell(c, (tdm_str){from, (size_t)(last - from)}, from) ? CUT_ROW : CUT_COLUMNS;
}

static enum cut cut_row(struct cutting *c) {
    for (;;) {
        if (c->at == c->end && !c->t->over) return CUT_SHORT;
        enum cut cut = c->at < c->end && *c->at == '"' ? cut_quoted(c) : cut_plain(c);
        if (cut != CUT_ROW) return cut;
        if (c->at < c->end && *c->at == '\r') c->at++;
        if (c->at == c->end) return c->t->over ? CUT_ROW : CUT_SHORT;
        if (*c->at++ == '\n') {
            c->lines++;
            return CUT_ROW;
        }
    }
}

/* ---- what is told of a row that cannot be cut */

static struct tdm_place row_place(const struct tdm_table *t, uint32_t line) {
    return (struct tdm_place){.file = t->source.file, .line = line, .column = 1, .length = 1};
}

static enum tdm_row_verdict bad(struct tdm_table *t, enum cut why, struct tdm_problem *problem) {
    bool size = why == CUT_COLUMNS || why == CUT_SHORT;
    (void)tdm_fail(problem, size ? TDM_WHY_LIMIT : TDM_WHY_SYNTAX, size ? "F003" : "F001", row_place(t, t->line), "%s",
                   why == CUT_COLUMNS        ? "the row has more than 1024 columns"
                   : why == CUT_SHORT        ? "the row is longer than 1048576 bytes"
                   : why == CUT_QUOTE_INSIDE ? "a quote stands in a cell that does not begin with one"
                                             : "a quote does not end where its cell does");
    tdm_problem_fix(problem, "%s",
                    size ? "look whether this is the table that was meant, and whether its separator is the right one"
                         : "put quotes round the whole cell, and write each quote in it twice");
    return TDM_ROW_BAD;
}

/* The rest of the line on which a bad row begins is passed over; the next row is looked for behind it. */
static bool pass_line(struct tdm_table *t, struct tdm_problem *problem) {
    for (;;) {
        char *from = t->bytes + t->begin;
        char *found = t->begin < t->end ? memchr(from, '\n', t->end - t->begin) : NULL;
        if (found != NULL) {
            t->begin = (size_t)(found + 1 - t->bytes);
            t->line++;
            return true;
        }
        t->begin = t->end;
        if (t->over) return true;
        if (!more(t, problem)) return false;
    }
}

/* ---- the next row */

static bool start(struct tdm_table *t, struct tdm_problem *problem) {
    if (t->started) return true;
    t->started = true;
    while (t->end - t->begin < 3 && !t->over)
        if (!more(t, problem)) return false;
    if (t->end >= 3 && memcmp(t->bytes, "\xef\xbb\xbf", 3) == 0) t->begin = 3;
    return true;
}

/* Is the line empty? It is passed over. */
static bool empty_line(struct tdm_table *t) {
    const char *at = t->bytes + t->begin;
    size_t left = t->end - t->begin, ends = 0;
    if (left > 0 && at[0] == '\n') ends = 1;
    if (left > 1 && at[0] == '\r' && at[1] == '\n') ends = 2;
    t->begin += ends;
    t->line += ends > 0;
    return ends > 0;
}

static enum tdm_row_verdict judge(struct tdm_table *t, const struct cutting *c, struct tdm_row *row,
                                  struct tdm_problem *problem) {
    size_t bad_at;
    *row = (struct tdm_row){t->cells, c->count, t->line};
    t->row_at = (size_t)(c->row - t->bytes);
    t->row_bytes = (size_t)(c->at - c->row);
    t->begin += t->row_bytes;
    t->line += c->lines;
    if (tdm_utf8_valid((tdm_str){c->row, t->row_bytes}, &bad_at)) return TDM_ROW_READ;
    (void)tdm_fail(problem, TDM_WHY_SYNTAX, "F002", row_place(t, row->line), "the row holds bytes that are not UTF-8");
    tdm_problem_fix(problem, "save the table as \"CSV UTF-8\"");
    return TDM_ROW_BAD;
}

enum tdm_row_verdict tdm_table_next(struct tdm_table *t, struct tdm_row *row, struct tdm_problem *problem) {
    if (t->failed || !start(t, problem)) return TDM_ROW_FAILED;
    for (;;) {
        if (t->begin == t->end && t->over) return TDM_ROW_NONE;
        if (empty_line(t)) continue;
        struct cutting c = {.t = t, .row = t->bytes + t->begin, .at = t->bytes + t->begin, .end = t->bytes + t->end};
        t->spare_used = 0;
        enum cut cut = cut_row(&c);
        if (cut == CUT_ROW) return judge(t, &c, row, problem);
        bool too_long = cut == CUT_SHORT && t->end - t->begin >= TDM_TABLE_ROW_BYTES_MAX;
        if (cut != CUT_SHORT || too_long) {
            enum tdm_row_verdict verdict = bad(t, cut, problem);
            return pass_line(t, problem) ? verdict : TDM_ROW_FAILED;
        }
        if (!more(t, problem)) return TDM_ROW_FAILED;
    }
}

struct tdm_place tdm_table_place(const struct tdm_table *t, const struct tdm_row *row, uint32_t cell) {
    struct tdm_place place = row_place(t, row->line);
    if (cell >= row->count) return place;
    tdm_str before = {t->bytes + t->row_at, t->starts[cell]};
    for (size_t at; tdm_str_find(before, TDM_STR("\n"), &at); before = tdm_str_slice(before, at + 1, before.len))
        place.line++;
    place.column = (uint32_t)tdm_utf8_length(before) + 1;
    place.length = (uint32_t)tdm_utf8_length(row->cells[cell]);
    if (place.length == 0) place.length = 1;
    return place;
}
