/* instrument_read.c - the head of an instrument: title, holder, items, choices, sources. A file is one instrument. */
#include "scoring/scoring_int.h"

#include <string.h>

/* ---- helpers of all readers of this room */

struct tdm_problem *scoring_refuse(struct scoring_reader *r, enum tdm_why why, const char *code,
                                   struct tdm_place place) {
    return tdm_problems_add(r->problems, TDM_ERROR, why, code, place);
}

bool scoring_malformed(struct scoring_reader *r, struct tdm_place place, const char *form) {
    struct tdm_problem *p = scoring_refuse(r, TDM_WHY_SYNTAX, "I003", place);
    tdm_problem_what(p, "the line is not understood from here on");
    tdm_problem_fix(p, "the form is: %s", form);
    return false;
}

bool scoring_done(struct scoring_reader *r, const struct tdm_cursor *c, const char *form) {
    return tdm_cursor_done(c) || scoring_malformed(r, tdm_cursor_place(c), form);
}

int scoring_item(const struct tdm_instrument *instrument, tdm_str code) {
    for (uint32_t i = 0; i < instrument->item_count; i++)
        if (tdm_str_equal(instrument->items[i].code, code)) return (int)i;
    return -1;
}

void scoring_unknown(struct tdm_problem *problem, const char *kind, tdm_str said, const tdm_str *names,
                     uint32_t count) {
    int near = tdm_nearest(said, names, count);
    tdm_problem_what(problem, "no %s is named `%.*s`", kind, TDM_FMT(said));
    if (near >= 0)
        tdm_problem_fix(problem, "write `%.*s`", TDM_FMT(names[near]));
    else
        tdm_problem_fix(problem, "write the name of a declared %s", kind);
}

void scoring_no_line(struct tdm_problem *problem, const char *of, tdm_str said, const tdm_str *names, uint32_t count) {
    char list[200];
    size_t used = 0;
    int near = tdm_nearest(said, names, count);
    tdm_problem_what(problem, "%s has no line that begins with `%.*s`", of, TDM_FMT(said));
    if (near >= 0) {
        tdm_problem_fix(problem, "write `%.*s`", TDM_FMT(names[near]));
        return;
    }
    for (uint32_t i = 0; i < count && used + names[i].len + 3 < sizeof list; i++) {
        if (i > 0) {
            memcpy(list + used, ", ", 2);
            used += 2;
        }
        memcpy(list + used, names[i].at, names[i].len);
        used += names[i].len;
    }
    tdm_problem_fix(problem, "begin it with one of: %.*s", (int)used, list);
}

bool scoring_number(struct tdm_cursor *c, tdm_decimal *out) {
    const struct tdm_term *term = tdm_cursor_take(c, TDM_TERM_NUMBER);
    if (term == NULL) return false;
    *out = term->number;
    return true;
}

#define WHOLE_MOST 1000000 /* no answer is as large */

bool scoring_whole(struct tdm_cursor *c, int64_t *out) {
    const struct tdm_term *term = tdm_cursor_take(c, TDM_TERM_NUMBER);
    if (term == NULL || term->number.scale != 0) return false;
    *out = term->number.coefficient;
    return *out >= -WHOLE_MOST && *out <= WHOLE_MOST;
}

/* ---- sources */

static void check_source(struct scoring_reader *r, const struct tdm_cite *cite) {
    if (tdm_str_is(cite->name, "own")) return;
    tdm_str *names = TDM_NEW_ARRAY(r->mem, tdm_str, r->out->source_count + 1u);
    for (uint32_t i = 0; i < r->out->source_count; i++) {
        names[i] = r->sources[i].item.name;
        if (tdm_str_equal(names[i], cite->name)) return;
    }
    struct tdm_place place = {r->tree->file, cite->line, cite->column, cite->length};
    scoring_unknown(scoring_refuse(r, TDM_WHY_NOT_FOUND, "I007", place), "source", cite->name, names,
                    r->out->source_count);
}

void scoring_cited(struct scoring_reader *r, const struct tdm_line *line, const struct tdm_line *above) {
    for (uint32_t i = 0; i < line->cite_count; i++) check_source(r, &line->cites[i]);
    if (line->cite_count > 0 || (above != NULL && above->cite_count > 0)) return;
    struct tdm_problem *p = scoring_refuse(r, TDM_WHY_MISSING, "I012", tdm_line_place(r->tree, line));
    tdm_problem_what(p, "the line states figures and names no source");
    tdm_problem_fix(p, "end it, or the line above it, with [SOURCE], or with [own] when none says so");
}

static void source_clause(struct scoring_reader *r, const struct tdm_line *line, struct tdm_catalog_source *source) {
    struct tdm_cursor c = tdm_cursor_of(r->tree, line, 0);
    tdm_str head = tdm_line_head(line);
    c.at += head.len > 0;
    bool text = !tdm_cursor_done(&c);
    if (text && tdm_str_is(head, "cite"))
        source->cite = (c.at++)->text;
    else if (text && tdm_str_is(head, "says"))
        source->says = (c.at++)->text;
    else if (text && tdm_str_is(head, "id"))
        source->id = (c.at++)->text;
    else
        (void)scoring_malformed(r, tdm_line_place(r->tree, line), "cite TEXT, id NAME or TEXT, says TEXT");
}

static void read_source(struct scoring_reader *r, const struct tdm_line *line) {
    struct tdm_catalog_source source = {.item.place = tdm_line_place(r->tree, line)};
    struct tdm_cursor c = tdm_cursor_of(r->tree, line, 0);
    (void)tdm_cursor_take_word(&c, "source");
    const struct tdm_term *name = tdm_cursor_take(&c, TDM_TERM_WORD);
    if (name == NULL) {
        (void)scoring_malformed(r, tdm_cursor_place(&c), "source NAME, and below it: cite TEXT");
        return;
    }
    source.item.name = name->text;
    for (const struct tdm_line *below = line->block; below != NULL; below = below->next)
        source_clause(r, below, &source);
    if (source.cite.len == 0) {
        struct tdm_problem *p = scoring_refuse(r, TDM_WHY_MISSING, "I004", source.item.place);
        tdm_problem_what(p, "`cite` is missing below the source `%.*s`", TDM_FMT(name->text));
        tdm_problem_fix(p, "add `cite \"...\"`");
    }
    r->sources[r->out->source_count++] = source;
}

/* ---- items */

static const char items_form[] = "items CODE, CODE, 0 to 4 [, decimal], or: items CODE, CODE, values 0 or 2 or 5";

static bool read_values(struct scoring_reader *r, struct tdm_cursor *c, struct tdm_answer_item *item) {
    int64_t *values = TDM_NEW_ARRAY(r->mem, int64_t, (size_t)(c->end - c->at) + 1);
    do {
        if (!scoring_whole(c, &values[item->value_count++]))
            return scoring_malformed(r, tdm_cursor_place(c), items_form);
    } while (tdm_cursor_take_word(c, "or"));
    item->values = values;
    item->least = item->most = values[0];
    for (uint32_t i = 1; i < item->value_count; i++) {
        if (values[i] < item->least) item->least = values[i];
        if (values[i] > item->most) item->most = values[i];
    }
    return scoring_done(r, c, items_form);
}

static bool read_range(struct scoring_reader *r, struct tdm_cursor *c, struct tdm_answer_item *item) {
    if (tdm_cursor_take_word(c, "values")) return read_values(r, c, item);
    bool good = scoring_whole(c, &item->least) && tdm_cursor_take_word(c, "to") && scoring_whole(c, &item->most) &&
                item->least < item->most;
    return good ? scoring_done(r, c, items_form) : scoring_malformed(r, tdm_cursor_place(c), items_form);
}

static void add_item(struct scoring_reader *r, const struct tdm_term *code, struct tdm_answer_item item) {
    item.code = code->text;
    bool twice = scoring_item(r->out, item.code) >= 0;
    if (twice || r->out->item_count == TDM_ITEMS_MAX) {
        struct tdm_problem *p = scoring_refuse(r, TDM_WHY_CONFLICT, "I006", tdm_term_place(r->tree, code));
        tdm_problem_what(p, twice ? "the item `%.*s` is declared twice" : "`%.*s` is one item more than there may be",
                         TDM_FMT(item.code));
        tdm_problem_fix(p, "leave it out");
        return;
    }
    TDM_GROW(r->mem, r->items, r->out->item_count, r->item_room);
    r->items[r->out->item_count++] = item;
    r->out->items = r->items;
}

static void read_items(struct scoring_reader *r, const struct tdm_line *line) {
    struct tdm_answer_item item = {0};
    uint32_t last = line->part_count - 1;
    struct tdm_cursor c = tdm_cursor_of(r->tree, line, last);
    if (last > 0 && tdm_cursor_take_word(&c, "decimal") && tdm_cursor_done(&c)) {
        item.any_number = true;
        c = tdm_cursor_of(r->tree, line, --last);
    }
    if (last == 0) c = tdm_cursor_of(r->tree, line, 0);
    if (!read_range(r, &c, &item)) return;
    for (uint32_t part = 0; part < last; part++) {
        c = tdm_cursor_of(r->tree, line, part);
        if (part == 0) (void)tdm_cursor_take_word(&c, "items");
        const struct tdm_term *code = tdm_cursor_take(&c, TDM_TERM_WORD);
        if (code == NULL || !tdm_cursor_done(&c)) {
            (void)scoring_malformed(r, tdm_cursor_place(&c), items_form);
            return;
        }
        add_item(r, code, item);
    }
}

static int known_item(struct scoring_reader *r, const struct tdm_term *code) {
    int item = scoring_item(r->out, code->text);
    if (item >= 0) return item;
    tdm_str names[TDM_ITEMS_MAX];
    for (uint32_t i = 0; i < r->out->item_count; i++) names[i] = r->items[i].code;
    scoring_unknown(scoring_refuse(r, TDM_WHY_NOT_FOUND, "I007", tdm_term_place(r->tree, code)), "item", code->text,
                    names, r->out->item_count);
    return -1;
}

#define CHOICES_MOST (TDM_ITEMS_MAX / 2) /* two items each */

static void read_choice(struct scoring_reader *r, const struct tdm_line *line) {
    static const char form[] = "one of CODE, CODE";
    if (r->out->choice_count == CHOICES_MOST) {
        (void)scoring_malformed(r, tdm_line_place(r->tree, line), "at most 32 lines `one of`");
        return;
    }
    r->out->choice_count++;
    for (uint32_t part = 0; part < line->part_count; part++) {
        struct tdm_cursor c = tdm_cursor_of(r->tree, line, part);
        if (part == 0) (void)tdm_cursor_take_words(&c, "one of");
        const struct tdm_term *code = tdm_cursor_take(&c, TDM_TERM_WORD);
        if (code == NULL || !scoring_done(r, &c, form)) {
            if (code == NULL) (void)scoring_malformed(r, tdm_cursor_place(&c), form);
            return;
        }
        int item = known_item(r, code);
        if (item >= 0) r->items[item].choice = r->out->choice_count;
    }
}

/* Wording stands here only when it is free: a holder's text comes from the clinic's own pack. */
static void read_ask(struct scoring_reader *r, const struct tdm_line *line) {
    struct tdm_cursor c = tdm_cursor_of(r->tree, line, 0);
    (void)tdm_cursor_take_word(&c, "ask");
    const struct tdm_term *code = tdm_cursor_take(&c, TDM_TERM_WORD);
    const struct tdm_term *text = code == NULL ? NULL : tdm_cursor_take(&c, TDM_TERM_TEXT);
    if (text == NULL || !tdm_cursor_done(&c)) {
        (void)scoring_malformed(r, tdm_cursor_place(&c), "ask CODE TEXT");
        return;
    }
    int item = known_item(r, code);
    if (item >= 0) r->items[item].wording = text->text;
    if (r->out->wording_ships) return;
    struct tdm_problem *p = scoring_refuse(r, TDM_WHY_NOT_ALLOWED, "I015", tdm_line_place(r->tree, line));
    tdm_problem_what(p, "the wording of `%.*s` stands here, and the head does not say that it is free",
                     TDM_FMT(code->text));
    tdm_problem_fix(p, "take it out, or write `wording free` if nobody holds it");
}

/* ---- the head */

static void line_twice(struct scoring_reader *r, const struct tdm_line *line) {
    struct tdm_problem *p = scoring_refuse(r, TDM_WHY_CONFLICT, "I005", tdm_line_place(r->tree, line));
    tdm_problem_what(p, "the head has a second line of this kind");
    tdm_problem_fix(p, "keep one of the two");
}

static void read_text(struct scoring_reader *r, const struct tdm_line *line, tdm_str *out) {
    struct tdm_cursor c = tdm_cursor_of(r->tree, line, 0);
    (void)tdm_cursor_take(&c, TDM_TERM_WORD);
    const struct tdm_term *text = tdm_cursor_take(&c, TDM_TERM_TEXT);
    if (text == NULL || !tdm_cursor_done(&c) || line->part_count > 1)
        (void)scoring_malformed(r, tdm_cursor_place(&c), "title TEXT, holder TEXT, recall TEXT");
    else if (out->len > 0)
        line_twice(r, line);
    else
        *out = text->text;
}

/* `code loinc "72091-2" "..."`: what other systems call the whole form; a score is called as its measure is. */
static void read_form_code(struct scoring_reader *r, const struct tdm_line *line) {
    struct tdm_code code = {0};
    struct tdm_cursor c = tdm_cursor_of(r->tree, line, 0);
    (void)tdm_cursor_take_word(&c, "code");
    enum tdm_code_slip slip = tdm_code_take(&c, &code);
    if (slip == TDM_CODE_OTHER_FORM || line->part_count > 1) {
        (void)scoring_malformed(r, tdm_cursor_place(&c), "code SYSTEM CODE \"DISPLAY\"");
    } else if (slip != TDM_CODE_READ) {
        tdm_code_tell(scoring_refuse(r, TDM_WHY_RANGE, "I017", code.place), slip, &code);
    } else {
        struct tdm_code *codes = TDM_NEW_ARRAY(r->mem, struct tdm_code, r->out->code_count + 1u);
        for (uint32_t i = 0; i < r->out->code_count; i++) codes[i] = r->out->codes[i];
        codes[r->out->code_count++] = code;
        r->out->codes = codes;
    }
}

static void read_title(struct scoring_reader *r, const struct tdm_line *line) {
    read_text(r, line, &r->out->title);
}

static void read_holder(struct scoring_reader *r, const struct tdm_line *line) {
    read_text(r, line, &r->out->holder);
}

static void read_recall(struct scoring_reader *r, const struct tdm_line *line) {
    read_text(r, line, &r->out->recall);
}

static void read_wording(struct scoring_reader *r, const struct tdm_line *line) {
    struct tdm_cursor c = tdm_cursor_of(r->tree, line, 0);
    (void)tdm_cursor_take_words(&c, "wording free");
    r->out->wording_ships = scoring_done(r, &c, "wording free");
}

static const struct head_line {
    tdm_str head;
    const char *begins, *form; /* begins: all words that it begins with */
    bool must, many;
    void (*read)(struct scoring_reader *r, const struct tdm_line *line);
} head_lines[] = {
    {TDM_STR_INIT("title"), "title", "title TEXT", true, false, read_title},
    {TDM_STR_INIT("holder"), "holder", "holder TEXT", true, false, read_holder},
    {TDM_STR_INIT("recall"), "recall", "recall TEXT", false, false, read_recall},
    {TDM_STR_INIT("wording"), "wording free", "wording free", false, false, read_wording},
    {TDM_STR_INIT("items"), "items", items_form, true, true, read_items},
    {TDM_STR_INIT("one"), "one of", "one of CODE, CODE", false, true, read_choice},
    {TDM_STR_INIT("ask"), "ask", "ask CODE TEXT", false, true, read_ask},
    {TDM_STR_INIT("code"), "code", "code SYSTEM CODE \"DISPLAY\"", false, true, read_form_code},
};

static void head_clause(struct scoring_reader *r, const struct tdm_line *line) {
    tdm_str head = tdm_line_head(line), heads[TDM_COUNT(head_lines)];
    for (size_t i = 0; i < TDM_COUNT(head_lines); i++) {
        struct tdm_cursor c = tdm_cursor_of(r->tree, line, 0);
        heads[i] = head_lines[i].head;
        if (!tdm_cursor_take_words(&c, head_lines[i].begins)) continue;
        head_lines[i].read(r, line);
        return;
    }
    struct tdm_problem *p = scoring_refuse(r, TDM_WHY_NOT_FOUND, "I002", tdm_line_place(r->tree, line));
    scoring_no_line(p, "the head of an instrument", head, heads, TDM_COUNT(heads));
}

static bool read_head(struct scoring_reader *r, const struct tdm_line *line) {
    struct tdm_place place = {.file = r->tree->file, .line = 1, .column = 1, .length = 1};
    if (line != NULL) {
        struct tdm_cursor c = tdm_cursor_of(r->tree, line, 0);
        place = tdm_line_place(r->tree, line);
        const struct tdm_term *name = NULL, *version = NULL;
        if (tdm_cursor_take_word(&c, "instrument")) name = tdm_cursor_take(&c, TDM_TERM_WORD);
        if (name != NULL && tdm_cursor_take_word(&c, "version")) version = tdm_cursor_take(&c, TDM_TERM_NUMBER);
        if (version != NULL && tdm_cursor_done(&c) && line->part_count == 1) {
            r->out->name = name->text;
            r->out->version = version->text;
            return true;
        }
    }
    struct tdm_problem *p = scoring_refuse(r, TDM_WHY_SYNTAX, "I001", place);
    tdm_problem_what(p, "the file does not begin with the name and version of its instrument");
    tdm_problem_fix(p, "begin it with `instrument NAME version 1.0`");
    return false;
}

static void check_head(struct scoring_reader *r, const struct tdm_line *line) {
    const struct tdm_instrument *out = r->out;
    const char *missing = out->title.len == 0    ? "title \"...\""
                          : out->holder.len == 0 ? "holder \"...\""
                          : out->item_count == 0 ? "items CODE, 0 to 4"
                                                 : NULL;
    if (missing == NULL) return;
    struct tdm_problem *p = scoring_refuse(r, TDM_WHY_MISSING, "I004", tdm_line_place(r->tree, line));
    tdm_problem_what(p, "a line is missing below `instrument %.*s`", TDM_FMT(out->name));
    tdm_problem_fix(p, "add `%s`", missing);
}

bool tdm_instrument_form(uint32_t index, struct tdm_instrument_form *out) {
    static const struct tdm_instrument_form others[] = {
        {"", "instrument", "instrument NAME version N.N", true, false, false},
        {"", "source", "source NAME", false, true, false},
        {"", "score", "score NAME, rule RULE", false, true, true},
        {"", "threshold", scoring_threshold_form, false, true, true},
        {"source", "cite", "cite TEXT", true, false, false},
        {"source", "id", "id NAME or TEXT", false, false, false},
        {"source", "says", "says TEXT", false, false, false},
    };
    if (index < TDM_COUNT(others)) {
        *out = others[index];
        return true;
    }
    index -= (uint32_t)TDM_COUNT(others);
    if (index >= TDM_COUNT(head_lines)) return scoring_score_form(index - (uint32_t)TDM_COUNT(head_lines), out);
    const struct head_line *line = &head_lines[index];
    *out = (struct tdm_instrument_form){"instrument", line->head.at, line->form, line->must, line->many, false};
    return true;
}

static void read_block(struct scoring_reader *r, const struct tdm_line *line, int pass) {
    static const tdm_str heads[] = {TDM_STR_INIT("source"), TDM_STR_INIT("score"), TDM_STR_INIT("threshold")};
    tdm_str head = tdm_line_head(line);
    int kind = 0;
    while (kind < 3 && !tdm_str_equal(head, heads[kind])) kind++;
    if (kind == 0 && pass == 0) read_source(r, line);
    if (kind == 1 && pass == 1) scoring_read_score(r, line);
    if (kind == 2 && pass == 2) scoring_read_threshold(r, line);
    if (kind < 3 || pass > 0) return;
    struct tdm_problem *p = scoring_refuse(r, TDM_WHY_NOT_FOUND, "I002", tdm_line_place(r->tree, line));
    scoring_no_line(p, "the file of an instrument", head, heads, TDM_COUNT(heads));
}

bool tdm_instrument_read(struct tdm_arena *mem, const struct tdm_tree *tree, const struct tdm_catalog *catalog,
                         const struct tdm_instrument **out, struct tdm_problems *problems) {
    uint32_t errors = problems->errors;
    struct scoring_reader r = {.mem = mem, .tree = tree, .catalog = catalog, .problems = problems};
    r.out = TDM_NEW(mem, struct tdm_instrument);
    r.out->catalog = catalog;
    r.sources = TDM_NEW_ARRAY(mem, struct tdm_catalog_source, tdm_block_count(tree->first) + 1);
    r.out->sources = r.sources;
    if (!read_head(&r, tree->first)) return false;
    for (const struct tdm_line *line = tree->first->block; line != NULL; line = line->next) head_clause(&r, line);
    check_head(&r, tree->first);
    bool known = problems->errors == errors; /* else scores would be told to ask for items that were refused */
    for (int pass = 0; pass < (known ? 3 : 1); pass++) /* sources, then scores that cite them, then their thresholds */
        for (const struct tdm_line *line = tree->first->next; line != NULL; line = line->next)
            read_block(&r, line, pass);
    if (problems->errors > errors) return false;
    *out = r.out;
    return true;
}
