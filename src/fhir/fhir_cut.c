/* fhir_cut.c - a file of FHIR cut into its resources while it comes: lines, a resource by itself, a Bundle entry by
 * entry. What is held is one resource, however large the file is. Each piece keeps its place in the file; whether it is
 * right JSON says the reader of JSON, piece by piece, and of a Bundle also without its entries. */
#include "fhir/fhir_int.h"

#include <string.h>

enum { KNOWN_BYTES = 64, FIRST_BYTES = 1 << 16 }; /* behind a wrong sign, enough to be quoted; room at first */

struct spot {
    uint32_t line, column;
};
enum state {
    BEFORE, /* nothing of the value yet */
    VALUE,  /* in it; of a Bundle, outside of its entries */
    WANTED, /* an entry, or the end of them all */
    ENTRY,  /* in one */
    BEHIND, /* one; a comma or the end is next */
    AFTER,  /* the value is whole */
    BROKEN, /* and told: the rest of it is passed over */
};
enum told { UNKNOWN, A_BUNDLE, ANOTHER };

struct tdm_fhir_cut {
    struct tdm_fhir_cutting to;
    struct tdm_arena *mem;
    char *bytes;
    size_t from, at, used, room; /* gathered from here; read up to here */
    struct spot spot;            /* of `from` */
    enum state state;
    bool lines, first; /* each line by itself; the first value of the file */
    bool good;
    /* of the value that is read */
    struct spot origin;
    uint32_t depth;
    bool in_text, escaped, scalar;
    enum told bundle;
    bool type_next, entry_next;
    size_t text_from, text_to; /* the last text at its outermost level, counted from `from` */
    size_t entries_at;         /* the bracket of what may be a Bundle's entries, from `from`; 0: none */
    struct tdm_buf envelope;   /* a Bundle up to its entries */
    struct spot cut, real;     /* behind the entries: in the envelope, in the file */
    uint32_t number;           /* of the entry */
    bool comma, misshapen;
    uint32_t problem_count, error_count; /* before it */
};

struct tdm_fhir_cut *tdm_fhir_cut_open(struct tdm_arena *mem, const struct tdm_fhir_cutting *to) {
    struct tdm_fhir_cut *cut = TDM_NEW(mem, struct tdm_fhir_cut);
    *cut = (struct tdm_fhir_cut){.to = *to, .mem = mem, .spot = {1, 1}, .first = true, .good = true};
    cut->problem_count = to->problems->count;
    cut->error_count = to->problems->errors;
    tdm_buf_init(&cut->envelope, mem, (size_t)4 * TDM_FHIR_PIECE_MAX);
    return cut;
}

/* ---- places */

static void move(struct spot *spot, tdm_str over) {
    for (const char *end; (end = memchr(over.at, '\n', over.len)) != NULL;) {
        spot->line++;
        spot->column = 1;
        over = tdm_str_slice(over, (size_t)(end - over.at) + 1, over.len);
    }
    spot->column += (uint32_t)tdm_utf8_length(over);
}

static tdm_str gathered(const struct tdm_fhir_cut *cut) {
    size_t len = cut->at - cut->from;
    return len > 0 ? (tdm_str){cut->bytes + cut->from, len} : TDM_STR(""); /* nothing was fed yet: there are no bytes */
}

/* What was gathered is given away, or was only blanks. */
static void begin_here(struct tdm_fhir_cut *cut) {
    move(&cut->spot, gathered(cut));
    cut->from = cut->at;
}

static bool goes_on(char c) {
    return ((uint8_t)c & 0xC0) == 0x80;
}

/* From `from` to what is wrong at the place and a little behind it, by whole signs. */
static tdm_str up_to_here(const struct tdm_fhir_cut *cut, size_t from) {
    size_t end = cut->at < cut->used ? cut->at + 1 : cut->at;
    while (end < cut->used && goes_on(cut->bytes[end])) end++;
    while (end < cut->used && end < cut->at + KNOWN_BYTES && (uint8_t)cut->bytes[end] < 0x80) end++;
    return (tdm_str){cut->bytes + from, end - from};
}

/* ---- what is told */

/* A text that cannot be read is told alone: what was told of its shape before is left away. */
static void tell_last_only(struct tdm_fhir_cut *cut) {
    struct tdm_problems *all = cut->to.problems;
    cut->good = false;
    cut->state = BROKEN;
    if (all->count <= cut->problem_count + 1) return;
    all->items[cut->problem_count] = all->items[all->count - 1];
    all->count = cut->problem_count + 1;
    all->errors = cut->error_count + 1;
}

static void refuse(struct tdm_fhir_cut *cut, struct tdm_problem *problem, struct spot at) {
    struct tdm_place *place = &problem->place;
    if (place->line == 1) place->column += at.column - 1;
    place->line += at.line - 1;
    struct tdm_problem *p = tdm_problems_add(cut->to.problems, TDM_ERROR, problem->why, problem->code, problem->place);
    tdm_problem_what(p, "%s", problem->what);
    tdm_problem_fix(p, "%s", problem->fix);
    tell_last_only(cut);
}

static bool too_long(struct tdm_fhir_cut *cut) {
    struct tdm_problem *p = tdm_problems_add(cut->to.problems, TDM_ERROR, TDM_WHY_LIMIT, "F076",
                                             (struct tdm_place){cut->to.file, cut->spot.line, cut->spot.column, 1});
    tdm_problem_what(p, "one resource here is longer than 64 MiB, the most that is read");
    tdm_problem_fix(p, "check that this is the file you meant; take what is attached out of the resource");
    tell_last_only(cut);
    return false;
}

static void take(struct tdm_fhir_cut *cut, tdm_str text, uint32_t index) {
    struct tdm_fhir_piece piece = {.file = cut->to.file, .text = text, .entry_index = index};
    struct tdm_problems *all = cut->to.problems;
    uint32_t count = all->count, errors = all->errors;
    piece.line = cut->spot.line;
    piece.column = cut->spot.column;
    switch (cut->to.take(cut->to.context, &piece)) {
    case TDM_FHIR_TAKEN:
        return;
    case TDM_FHIR_MISSHAPEN: /* the first is told: the others may follow from it */
        if (cut->misshapen) all->count = count;
        if (cut->misshapen) all->errors = errors;
        cut->misshapen = true;
        cut->good = false;
        return;
    case TDM_FHIR_UNREADABLE:
        tell_last_only(cut);
        return;
    }
    TDM_UNREACHABLE();
}

/* ---- a Bundle without its entries */

/* Behind the entries the places of the envelope are not those of the file. */
static void place_again(const struct tdm_fhir_cut *cut, struct tdm_place *place) {
    bool behind = place->line > cut->cut.line || (place->line == cut->cut.line && place->column >= cut->cut.column);
    if (cut->cut.line == 0 || !behind) return;
    if (place->line == cut->cut.line) place->column = place->column - cut->cut.column + cut->real.column;
    place->line = place->line - cut->cut.line + cut->real.line;
}

static void here_is_cut(struct tdm_fhir_cut *cut) {
    cut->cut = cut->origin;
    move(&cut->cut, tdm_buf_str(&cut->envelope));
    cut->real = cut->spot;
}

/* The envelope with what follows; false: told. */
static bool read_envelope(struct tdm_fhir_cut *cut, tdm_str rest) {
    const struct tdm_json *json;
    struct tdm_problem problem;
    struct tdm_arena *scratch = tdm_arena_open((size_t)2 << 30);
    size_t length = cut->envelope.len;
    tdm_buf_add(&cut->envelope, rest);
    bool good = tdm_json_read(scratch, cut->to.file, tdm_buf_str(&cut->envelope), &json, &problem);
    const struct tdm_json *entries = good ? tdm_fhir_get(json, "entry", NULL) : NULL;
    if (!good) {
        if (problem.place.line == 1) problem.place.column += cut->origin.column - 1;
        problem.place.line += cut->origin.line - 1;
        place_again(cut, &problem.place);
        refuse(cut, &problem, (struct spot){1, 1});
    } else if (entries != NULL && entries->kind != TDM_JSON_ARRAY) {
        struct tdm_fhir_resource at = {
            .json = json, .file = cut->to.file, .line = cut->origin.line, .column = cut->origin.column};
        struct tdm_problem *p =
            tdm_problems_add(cut->to.problems, TDM_ERROR, TDM_WHY_SYNTAX, "F060", tdm_fhir_place(&at, entries));
        tdm_problem_what(p, "`entry` of a Bundle is an array");
        tdm_problem_fix(p, "write [ ] around it");
        cut->good = false;
    }
    cut->envelope.len = length;
    tdm_arena_close(scratch);
    return good;
}

/* A sign that does not belong between the entries: the reader of JSON says so, of one entry instead of all. */
static void wrong_between(struct tdm_fhir_cut *cut) {
    begin_here(cut);
    if (cut->number > 0) tdm_buf_text(&cut->envelope, cut->comma ? "0, " : "0 ");
    here_is_cut(cut);
    bool good = read_envelope(cut, up_to_here(cut, cut->at));
    TDM_ASSERT(!good);
}

/* ---- the end of a value */

static void next_value(struct tdm_fhir_cut *cut) {
    cut->first = false;
    cut->state = BEFORE;
    cut->depth = cut->number = 0;
    cut->in_text = cut->escaped = cut->scalar = cut->type_next = cut->entry_next = cut->comma = false;
    cut->misshapen = false;
    cut->bundle = UNKNOWN;
    cut->text_from = cut->text_to = cut->entries_at = 0;
    cut->envelope.len = 0;
    cut->cut = (struct spot){0, 0};
    cut->problem_count = cut->to.problems->count;
    cut->error_count = cut->to.problems->errors;
}

/* `text` begins where the value does, or, of a Bundle, behind its entries. */
static void end_value(struct tdm_fhir_cut *cut, tdm_str text) {
    switch (cut->state) {
    case BEFORE:
        if (!cut->lines) take(cut, TDM_STR(""), UINT32_MAX);
        return;
    case VALUE:
    case AFTER:
        if (cut->bundle == A_BUNDLE)
            (void)read_envelope(cut, text);
        else
            take(cut, text, UINT32_MAX);
        return;
    case ENTRY:
        take(cut, text, cut->number);
        if (cut->state == BROKEN) return;
        cut->number++; /* a number alone, as far as it goes */
        wrong_between(cut);
        return;
    case WANTED:
    case BEHIND:
        wrong_between(cut);
        return;
    case BROKEN:
        return;
    }
    TDM_UNREACHABLE();
}

/* ---- signs of a value */

static bool is_blank(char c) {
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

static tdm_str last_text(const struct tdm_fhir_cut *cut) {
    size_t from = cut->text_from < cut->text_to ? cut->text_from : cut->text_to; /* a later text may have begun */
    return (tdm_str){cut->bytes + cut->from + from, cut->text_to - from};
}

static void enter_entries(struct tdm_fhir_cut *cut) {
    cut->at++; /* the bracket is of the envelope */
    tdm_buf_add(&cut->envelope, gathered(cut));
    begin_here(cut);
    cut->entries_at = cut->text_from = cut->text_to = 0;
    cut->entry_next = false;
    cut->state = WANTED;
}

/* A Bundle that says so only behind its entries is read once more from there. */
static void know_type(struct tdm_fhir_cut *cut) {
    cut->type_next = false;
    if (cut->bundle != UNKNOWN) return;
    cut->bundle = tdm_str_is(last_text(cut), "Bundle") ? A_BUNDLE : ANOTHER;
    if (cut->bundle != A_BUNDLE || cut->entries_at == 0) return;
    cut->at = cut->from + cut->entries_at;
    cut->depth = 1;
    enter_entries(cut);
}

static void end_text(struct tdm_fhir_cut *cut) {
    cut->in_text = false;
    if (cut->state != VALUE || cut->depth != 1) return;
    cut->text_to = cut->at - cut->from;
    if (cut->type_next) know_type(cut);
}

/* In a text, up to its end. */
static void read_text(struct tdm_fhir_cut *cut, size_t until) {
    for (; cut->at < until; cut->at++) {
        char c = cut->bytes[cut->at];
        if (!cut->escaped && c != '\\' && c != '"') continue;
        if (cut->escaped) {
            cut->escaped = false;
        } else if (c == '\\') {
            cut->escaped = true;
        } else if (c == '"') {
            enum state before = cut->state;
            end_text(cut);
            if (cut->state == before) cut->at++; /* else it was read from another place on */
            return;
        }
    }
}

static void open_bracket(struct tdm_fhir_cut *cut, char c) {
    bool entries = c == '[' && cut->state == VALUE && cut->depth == 1 && cut->entry_next;
    if (entries && cut->bundle == A_BUNDLE && cut->cut.line == 0) {
        enter_entries(cut);
        return;
    }
    if (entries && cut->bundle == UNKNOWN && cut->entries_at == 0) cut->entries_at = cut->at - cut->from;
    cut->depth++;
    cut->at++;
}

/* At the outermost level of an object: which member comes, or that it is over. */
static void read_outer(struct tdm_fhir_cut *cut, char c) {
    if (c == ':') {
        cut->type_next = tdm_str_is(last_text(cut), "resourceType");
        cut->entry_next = tdm_str_is(last_text(cut), "entry");
    } else if (c == ',') {
        cut->type_next = cut->entry_next = false;
    }
}

/* What neither opens, closes nor quotes says nothing further in. */
static void pass_over(struct tdm_fhir_cut *cut, size_t until) {
    static const char told[256] = {['"'] = 1, ['{'] = 1, ['['] = 1, ['}'] = 1, [']'] = 1};
    const char *bytes = cut->bytes;
    size_t at = cut->at;
    while (at < until && !told[(uint8_t)bytes[at]]) at++;
    cut->at = at;
}

/* One value, up to its end or as far as it has come; true at its end. */
static bool read_value(struct tdm_fhir_cut *cut, size_t until) {
    enum state state = cut->state;
    while (cut->at < until && cut->state == state) {
        char c = cut->bytes[cut->at];
        if (cut->in_text) {
            read_text(cut, until);
            if (cut->depth == 0 && !cut->in_text) return true;
        } else if (c == '"') {
            cut->in_text = true;
            cut->text_from = ++cut->at - cut->from;
        } else if (c == '{' || c == '[') {
            open_bracket(cut, c);
        } else if (c == '}' || c == ']') {
            if (cut->depth > 0) cut->at++;
            if (cut->depth <= 1) return true; /* of a bare word: it ends before that */
            cut->depth--;
        } else if (cut->depth == 0 && (is_blank(c) || c == ',')) {
            return true;
        } else if (cut->depth > 1) {
            pass_over(cut, until);
        } else {
            if (cut->depth == 1 && cut->state == VALUE) read_outer(cut, c);
            cut->at++;
        }
    }
    return false;
}

/* ---- the steps from state to state */

static void begin_value(struct tdm_fhir_cut *cut, size_t until) {
    static const char signs[] = "{[\"-0123456789tfn";
    while (cut->at < until && is_blank(cut->bytes[cut->at])) cut->at++;
    begin_here(cut);
    if (cut->lines) cut->spot.column = 1; /* what stands before it on its line is not counted */
    cut->origin = cut->spot;
    if (cut->at == until) return;
    if (memchr(signs, cut->bytes[cut->at], sizeof signs - 1) != NULL) {
        cut->state = VALUE;
        return;
    }
    take(cut, up_to_here(cut, cut->at), UINT32_MAX);
    cut->state = BROKEN;
}

static void between_entries(struct tdm_fhir_cut *cut, size_t until) {
    while (cut->at < until && is_blank(cut->bytes[cut->at])) cut->at++;
    begin_here(cut);
    if (cut->at == until) return;
    char c = cut->bytes[cut->at];
    if (c == ']' && (cut->state == BEHIND || cut->number == 0)) {
        here_is_cut(cut);
        cut->state = VALUE;
        cut->depth = 2;
        cut->text_from = cut->text_to = 0;
    } else if (c == ',' && cut->state == BEHIND) {
        cut->at++;
        cut->comma = true;
        cut->state = WANTED;
    } else if (cut->state == BEHIND || c == ',' || c == ']' || c == '}') {
        wrong_between(cut);
    } else {
        cut->state = ENTRY;
        cut->depth = 0;
    }
}

static void end_entry(struct tdm_fhir_cut *cut) {
    take(cut, gathered(cut), cut->number);
    if (cut->state == BROKEN) return;
    begin_here(cut);
    cut->number++;
    cut->comma = false;
    cut->state = BEHIND;
}

/* Is it all of the file's first line? Then what follows are lines too. */
static bool is_first_line(const struct tdm_fhir_cut *cut, tdm_str value) {
    size_t unused;
    struct spot now = cut->spot;
    bool whole = cut->bundle != A_BUNDLE || cut->cut.line == 0 || cut->real.line == 1;
    move(&now, gathered(cut));
    return cut->first && !cut->lines && cut->origin.line == 1 && now.line > 1 && whole &&
           !tdm_str_find(value, TDM_STR("\n"), &unused);
}

/* What follows a value: nothing, or another line; else it is told. */
static void after_value(struct tdm_fhir_cut *cut, size_t until) {
    while (cut->at < until && is_blank(cut->bytes[cut->at])) cut->at++;
    if (cut->at == until) return;
    tdm_str value = tdm_str_trim(gathered(cut));
    if (!is_first_line(cut, value)) {
        end_value(cut, up_to_here(cut, cut->from));
        cut->state = BROKEN;
        return;
    }
    cut->lines = true;
    if (cut->bundle != A_BUNDLE) cut->spot.column = 1;
    end_value(cut, value);
    begin_here(cut);
    next_value(cut);
}

static void step(struct tdm_fhir_cut *cut, size_t until) {
    switch (cut->state) {
    case BEFORE:
        begin_value(cut, until);
        return;
    case VALUE:
        if (read_value(cut, until)) cut->state = AFTER;
        return;
    case WANTED:
    case BEHIND:
        between_entries(cut, until);
        return;
    case ENTRY:
        if (read_value(cut, until)) end_entry(cut);
        return;
    case AFTER:
        after_value(cut, until);
        return;
    case BROKEN:
        cut->at = until;
        begin_here(cut);
        return;
    }
    TDM_UNREACHABLE();
}

/* ---- the door */

static bool make_room(struct tdm_fhir_cut *cut, size_t more) {
    size_t held = cut->used - cut->from;
    if (held > TDM_FHIR_PIECE_MAX) return too_long(cut);
    if (cut->room == 0) {
        cut->room = more > FIRST_BYTES ? more : FIRST_BYTES;
        cut->bytes = tdm_arena_alloc_raw(cut->mem, cut->room);
    }
    if (cut->from > 0) memmove(cut->bytes, cut->bytes + cut->from, held);
    cut->at -= cut->from;
    cut->from = 0;
    cut->used = held;
    while (cut->room - cut->used < more) cut->bytes = tdm_arena_widen(cut->mem, cut->bytes, cut->used, &cut->room);
    return true;
}

bool tdm_fhir_cut_add(struct tdm_fhir_cut *cut, tdm_str bytes) {
    if (bytes.len == 0) return true;
    if (!make_room(cut, bytes.len)) return false;
    memcpy(cut->bytes + cut->used, bytes.at, bytes.len);
    cut->used += bytes.len;
    while (cut->at < cut->used) {
        const char *end = cut->lines ? memchr(cut->bytes + cut->at, '\n', cut->used - cut->at) : NULL;
        size_t until = end == NULL ? cut->used : (size_t)(end - cut->bytes);
        bool lines = cut->lines;
        while (cut->at < until && cut->lines == lines) step(cut, until);
        if (cut->lines != lines || end == NULL) continue;
        end_value(cut, tdm_str_trim(gathered(cut)));
        cut->at++; /* the end of the line */
        begin_here(cut);
        next_value(cut);
        if (cut->to.problems->errors >= TDM_PROBLEMS_MAX) return false;
    }
    return cut->lines || cut->state != BROKEN;
}

bool tdm_fhir_cut_end(struct tdm_fhir_cut *cut) {
    end_value(cut, cut->lines ? tdm_str_trim(gathered(cut)) : gathered(cut));
    return cut->good;
}
