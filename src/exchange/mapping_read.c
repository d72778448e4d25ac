/* mapping_read.c - a mapping from the notation.
 *
 *   mapping knee-dynamometer
 *     dates day.month.year
 *     episode column "Patient"
 *       value "P-001" is example-a
 *     day column "Date"
 *     by therapist-a
 *   reading knee-extension-torque
 *     column "Peak right"
 *     unit N.m
 *     side right */
#include "exchange/mapping.h"

struct reader {
    struct tdm_arena *mem;
    const struct tdm_tree *tree;
    struct tdm_problems *problems;
    struct tdm_mapping *mapping;
    struct tdm_mapped_reading *reading; /* the block that is read; null: `mapping` */
    const struct tdm_line *line;
    struct tdm_cursor c;
    size_t readings_room;
};

static struct tdm_problem *refuse(struct reader *r, enum tdm_why why, const char *code, struct tdm_place place) {
    return tdm_problems_add(r->problems, TDM_ERROR, why, code, place);
}

/* ---- the lines there are: forms for messages, the reference and completion */

enum clause {
    CLAUSE_TITLE,
    CLAUSE_SEPARATOR,
    CLAUSE_DECIMAL,
    CLAUSE_DATES,
    CLAUSE_MISSING,
    CLAUSE_ENTRY,
    CLAUSE_EPISODE,
    CLAUSE_DAY,
    CLAUSE_MOMENT,
    CLAUSE_TIME,
    CLAUSE_BY,
    CLAUSE_ONLY,
    CLAUSE_COLUMN,
    CLAUSE_UNIT,
    CLAUSE_SIDE,
    CLAUSE_WHEN,
    CLAUSE_DIGITS,
    CLAUSE_COUNT
};
struct clause_row {
    const char *head;
    bool of_reading, many, values;
    struct tdm_mapping_form form;
};
static const struct clause_row clauses[CLAUSE_COUNT] = {
    [CLAUSE_TITLE] = {"title", false, false, false, {"mapping", "title TEXT", "What table this is.", ""}},
    [CLAUSE_SEPARATOR] = {"separator",
                          false,
                          false,
                          false,
                          {"mapping", "separator comma, semicolon or tab",
                           "What stands between cells; a comma if nothing is said.", ""}},
    [CLAUSE_DECIMAL] = {"decimal",
                        false,
                        false,
                        false,
                        {"mapping", "decimal point or comma",
                         "What stands before decimals; a point if nothing is said.", ""}},
    [CLAUSE_DATES] = {"dates",
                      false,
                      false,
                      false,
                      {"mapping",
                       "dates year-month-day, day.month.year, day/month/year, month/day/year or yearmonthday",
                       "How days are written; `year-month-day` if nothing is said. Years have four digits.", ""}},
    [CLAUSE_MISSING] = {"missing",
                        false,
                        false,
                        false,
                        {"mapping", "missing TEXT [, TEXT]",
                         "Cells that say that there is no value, beside empty ones.", ""}},
    [CLAUSE_ENTRY] = {"entry",
                      false,
                      false,
                      true,
                      {"mapping", "entry assess, entry diary, or: entry column TEXT",
                       "What a row becomes; `assess` if nothing is said.", ""}},
    [CLAUSE_EPISODE] = {"episode",
                        false,
                        false,
                        true,
                        {"mapping", "episode NAME, or: episode column TEXT", "Whose the row is.", "must"}},
    [CLAUSE_DAY] = {"day", false, false, false, {"mapping", "day column TEXT", "The day on which it was so.", "must"}},
    [CLAUSE_MOMENT] = {"moment",
                       false,
                       false,
                       false,
                       {"mapping", "moment column TEXT",
                        "Instead of `day` and `time`: both in one cell, `2026-03-04 09:30`.", ""}},
    [CLAUSE_TIME] = {"time", false, false, false, {"mapping", "time column TEXT", "The time of day, `09:30`.", ""}},
    [CLAUSE_BY] = {"by", false, false, true, {"mapping", "by PERSON, or: by column TEXT", "Who measured.", "must"}},
    [CLAUSE_ONLY] = {"only",
                     false,
                     true,
                     false,
                     {"mapping", "only column TEXT is TEXT [, TEXT]", "Rows that are meant; others are passed by.",
                      "many"}},
    [CLAUSE_COLUMN] = {"column", true, false, true, {"reading", "column TEXT", "Where the value stands.", "must"}},
    [CLAUSE_UNIT] = {"unit",
                     true,
                     false,
                     true,
                     {"reading", "unit UNIT, or: unit column TEXT",
                      "Of the numbers; may be left out for counts, points and percent.", ""}},
    [CLAUSE_SIDE] = {"side",
                     true,
                     false,
                     true,
                     {"reading", "side right, side left, or: side column TEXT", "Of a measure that has sides.", ""}},
    [CLAUSE_WHEN] = {"when",
                     true,
                     true,
                     false,
                     {"reading", "when column TEXT is TEXT [, TEXT]", "Only rows that say so hold this reading.",
                      "many"}},
    [CLAUSE_DIGITS] = {"digits",
                       true,
                       false,
                       false,
                       {"reading", "digits N", "Rounded to so many digits after the point, 0 to 8.", ""}},
};

static const struct tdm_mapping_form more_forms[] = {
    {"", "mapping NAME", "The file is this mapping.", "must"},
    {"", "reading MEASURE", "One value of a row, by the catalogue's name.", "must, many"},
    {"episode, by, entry, column, unit, side", "value TEXT is WORD", "What a cell of that column means, word by word.",
     "many"},
};

uint32_t tdm_mapping_form_count(void) {
    return CLAUSE_COUNT + TDM_COUNT(more_forms);
}

struct tdm_mapping_form tdm_mapping_form(uint32_t index) {
    return index < 2 ? more_forms[index] : index < 2 + CLAUSE_COUNT ? clauses[index - 2].form : more_forms[2];
}

static bool malformed(struct reader *r, struct tdm_place place, const struct tdm_mapping_form *form) {
    struct tdm_problem *p = refuse(r, TDM_WHY_SYNTAX, "F010", place);
    tdm_problem_what(p, "this cannot be read as a line of a mapping");
    tdm_problem_fix(p, "write: %s", form->form);
    return false;
}

static bool twice(struct reader *r, const char *head) {
    struct tdm_problem *p = refuse(r, TDM_WHY_CONFLICT, "F012", tdm_line_place(r->tree, r->line));
    tdm_problem_what(p, "`%s` is said twice", head);
    tdm_problem_fix(p, "leave one of the two lines");
    return false;
}

/* ---- pieces of lines */

static bool take_one_of(struct reader *r, const char *const *words, size_t count, size_t *out) {
    for (size_t i = 0; i < count; i++)
        if (tdm_cursor_take_word(&r->c, words[i])) {
            *out = i;
            return true;
        }
    return false;
}

static bool take_text(struct reader *r, tdm_str *out) {
    const struct tdm_term *term = tdm_cursor_take(&r->c, TDM_TERM_TEXT);
    if (term == NULL) return false;
    *out = tdm_str_trim(term->text);
    return true;
}

/* `column TEXT`, up to the end of the part. */
static bool take_column(struct reader *r, struct tdm_mapped *out) {
    if (!tdm_cursor_take_word(&r->c, "column")) return false;
    out->place = tdm_cursor_place(&r->c);
    out->column = true;
    return take_text(r, &out->text) && out->text.len > 0;
}

static bool read_values(struct reader *r, struct tdm_mapped *out) {
    uint32_t all = tdm_block_count(r->line->block);
    struct tdm_meaning *list = TDM_NEW_ARRAY(r->mem, struct tdm_meaning, all + 1);
    out->meanings = list;
    for (const struct tdm_line *line = r->line->block; line != NULL; line = line->next) {
        struct tdm_meaning *one = &list[out->meaning_count];
        r->c = tdm_cursor_of(r->tree, line, 0);
        bool good = line->part_count == 1 && line->block == NULL && tdm_cursor_take_word(&r->c, "value") &&
                    take_text(r, &one->said) && tdm_cursor_take_word(&r->c, "is") && r->c.at != r->c.end;
        if (good) {
            one->means = r->c.at->text;
            r->c.at++;
        }
        if (!good || !tdm_cursor_done(&r->c)) return malformed(r, tdm_line_place(r->tree, line), &more_forms[2]);
        for (uint32_t i = 0; i < out->meaning_count; i++) {
            if (!tdm_str_equal(list[i].said, one->said)) continue;
            r->line = line;
            return twice(r, "value");
        }
        out->meaning_count++;
    }
    return true;
}

/* A word of its own, or a column. */
static bool take_mapped(struct reader *r, struct tdm_mapped *out) {
    if (tdm_cursor_is_word(&r->c, "column")) return take_column(r, out);
    if (r->c.at == r->c.end || r->c.at->kind == TDM_TERM_TEXT || r->c.at->kind == TDM_TERM_GROUP) return false;
    out->place = tdm_cursor_place(&r->c);
    out->text = r->c.at->text;
    r->c.at++;
    return true;
}

/* TEXT in the first part, then TEXT in each of the others. */
static bool take_texts(struct reader *r, const tdm_str **out, uint32_t *count) {
    tdm_str *list = TDM_NEW_ARRAY(r->mem, tdm_str, r->line->part_count + 1);
    *out = list;
    for (uint32_t part = 0; part < r->line->part_count; part++) {
        if (part > 0) r->c = tdm_cursor_of(r->tree, r->line, part);
        if (!take_text(r, &list[part]) || !tdm_cursor_done(&r->c)) return false;
    }
    *count = r->line->part_count;
    return true;
}

static bool take_rows(struct reader *r, const struct tdm_mapped_rows **list, uint32_t *count) {
    struct tdm_mapped_rows *grown = TDM_NEW_ARRAY(r->mem, struct tdm_mapped_rows, *count + 1), *one = &grown[*count];
    for (uint32_t i = 0; i < *count; i++) grown[i] = (*list)[i];
    if (!take_column(r, &one->column) || !tdm_cursor_take_word(&r->c, "is") || !take_texts(r, &one->is, &one->count))
        return false;
    *list = grown;
    ++*count;
    return true;
}

/* ---- `dates` */

static const struct {
    const char *word;
    enum tdm_day_order order;
    char separator;
} day_forms[] = {{"year-month-day", TDM_YEAR_MONTH_DAY, '-'},
                 {"day.month.year", TDM_DAY_MONTH_YEAR, '.'},
                 {"day/month/year", TDM_DAY_MONTH_YEAR, '/'},
                 {"month/day/year", TDM_MONTH_DAY_YEAR, '/'},
                 {"yearmonthday", TDM_YEAR_MONTH_DAY, 0}};

static bool read_dates(struct reader *r) {
    for (size_t i = 0; i < TDM_COUNT(day_forms); i++) {
        if (!tdm_cursor_take_word(&r->c, day_forms[i].word)) continue;
        r->mapping->days = day_forms[i].order;
        r->mapping->day_separator = day_forms[i].separator;
        r->mapping->days_form = tdm_str_of(day_forms[i].word);
        return true;
    }
    return false;
}

/* ---- one line */

static bool read_setting(struct reader *r, enum clause clause) {
    static const char *const separators[] = {"comma", "semicolon", "tab"}, *const points[] = {"point", "comma"};
    static const char characters[] = {',', ';', '\t'};
    struct tdm_mapping *m = r->mapping;
    size_t word = 0;
    if (clause == CLAUSE_SEPARATOR && take_one_of(r, separators, 3, &word)) {
        m->separator = characters[word];
        return true;
    }
    if (clause == CLAUSE_DECIMAL && take_one_of(r, points, 2, &word)) {
        m->decimal_comma = word == 1;
        return true;
    }
    return clause == CLAUSE_DATES && read_dates(r);
}

static bool read_digits(struct reader *r) {
    const struct tdm_term *term = tdm_cursor_take(&r->c, TDM_TERM_NUMBER);
    if (term == NULL || term->number.scale != 0 || term->number.coefficient < 0 || term->number.coefficient > 8)
        return false;
    r->reading->rounded = true;
    r->reading->digits = (int32_t)term->number.coefficient;
    return true;
}

bool tdm_mapping_makes(tdm_str word, enum tdm_entry_kind *out) {
    bool diary = tdm_str_is(word, "diary"), assess = tdm_str_is(word, "assess");
    if (out != NULL) *out = diary ? TDM_ENTRY_DIARY : TDM_ENTRY_ASSESS;
    return diary || assess;
}

static struct tdm_mapped *mapped_of(struct reader *r, enum clause clause) {
    struct tdm_mapping *m = r->mapping;
    switch (clause) {
    case CLAUSE_ENTRY:
        return &m->entry;
    case CLAUSE_EPISODE:
        return &m->episode;
    case CLAUSE_DAY:
        return &m->day;
    case CLAUSE_MOMENT:
        return &m->moment;
    case CLAUSE_TIME:
        return &m->time;
    case CLAUSE_BY:
        return &m->by;
    case CLAUSE_COLUMN:
        return &r->reading->value;
    case CLAUSE_UNIT:
        return &r->reading->unit;
    case CLAUSE_SIDE:
        return &r->reading->side;
    case CLAUSE_TITLE:
    case CLAUSE_SEPARATOR:
    case CLAUSE_DECIMAL:
    case CLAUSE_DATES:
    case CLAUSE_MISSING:
    case CLAUSE_ONLY:
    case CLAUSE_WHEN:
    case CLAUSE_DIGITS:
    case CLAUSE_COUNT:
        break;
    }
    return NULL;
}

static bool read_clause(struct reader *r, enum clause clause) {
    struct tdm_mapped *mapped = mapped_of(r, clause);
    bool only_column = clause == CLAUSE_DAY || clause == CLAUSE_MOMENT || clause == CLAUSE_TIME;
    if (clause == CLAUSE_COLUMN) {
        r->c = tdm_cursor_of(r->tree, r->line, 0);
        return take_column(r, mapped);
    }
    if (mapped != NULL && only_column) return take_column(r, mapped);
    if (mapped != NULL)
        return take_mapped(r, mapped) &&
               (clause != CLAUSE_ENTRY || mapped->column || tdm_mapping_makes(mapped->text, NULL));
    if (clause == CLAUSE_TITLE) return take_text(r, &r->mapping->title);
    if (clause == CLAUSE_MISSING) return take_texts(r, &r->mapping->missing, &r->mapping->missing_count);
    if (clause == CLAUSE_ONLY) return take_rows(r, &r->mapping->only, &r->mapping->only_count);
    if (clause == CLAUSE_WHEN) return take_rows(r, &r->reading->when, &r->reading->when_count);
    return clause == CLAUSE_DIGITS ? read_digits(r) : read_setting(r, clause);
}

static void unknown_line(struct reader *r, struct tdm_place place) {
    tdm_str head = tdm_line_head(r->line), names[CLAUSE_COUNT];
    size_t count = 0;
    for (int i = 0; i < CLAUSE_COUNT; i++)
        if (clauses[i].of_reading == (r->reading != NULL)) names[count++] = tdm_str_of(clauses[i].head);
    int near = tdm_nearest(head, names, count);
    struct tdm_problem *p = refuse(r, TDM_WHY_NOT_FOUND, "F010", place);
    tdm_problem_what(p, "a %s has no line `%.*s`", r->reading != NULL ? "reading" : "mapping",
                     TDM_FMT(head.len > 0 ? head : r->line->source));
    if (near >= 0)
        tdm_problem_fix(p, "write `%.*s`", TDM_FMT(names[near]));
    else
        tdm_problem_fix(p, "take it away, or indent it into the block it belongs to");
}

static void read_line(struct reader *r, uint64_t *seen) {
    tdm_str head = tdm_line_head(r->line);
    for (int i = 0; i < CLAUSE_COUNT; i++) {
        const struct clause_row *row = &clauses[i];
        if (row->of_reading != (r->reading != NULL) || !tdm_str_is(head, row->head)) continue;
        struct tdm_place place = tdm_line_place(r->tree, r->line);
        if ((*seen >> i & 1u) != 0 && !row->many) {
            (void)twice(r, row->head);
            return;
        }
        *seen |= UINT64_C(1) << i;
        r->c = tdm_cursor_of(r->tree, r->line, 0);
        (void)tdm_cursor_take_word(&r->c, row->head);
        bool lists = i == CLAUSE_MISSING || i == CLAUSE_ONLY || i == CLAUSE_WHEN;
        bool good = read_clause(r, (enum clause)i) && tdm_cursor_done(&r->c) && (lists || r->line->part_count == 1);
        struct tdm_mapped *mapped = mapped_of(r, (enum clause)i);
        if (!good || (r->line->block != NULL && !(row->values && mapped->column)))
            (void)malformed(r, place, &row->form);
        else if (r->line->block != NULL)
            (void)read_values(r, mapped);
        return;
    }
    unknown_line(r, tdm_line_place(r->tree, r->line));
}

static void read_block(struct reader *r, const struct tdm_line *block, uint64_t *seen) {
    *seen = 0;
    for (const struct tdm_line *line = block; line != NULL; line = line->next) {
        r->line = line;
        read_line(r, seen);
    }
}

static bool must(struct reader *r, const struct tdm_line *block, bool there, enum clause clause) {
    if (there) return true;
    struct tdm_problem *p = refuse(r, TDM_WHY_MISSING, "F011", tdm_line_place(r->tree, block));
    tdm_problem_what(p, "the %s does not say `%s`", r->reading != NULL ? "reading" : "mapping", clauses[clause].head);
    tdm_problem_fix(p, "add a line: %s", clauses[clause].form.form);
    return false;
}

/* ---- `reading` */

static bool find_measure(struct reader *r) {
    const struct tdm_term *name = tdm_cursor_take(&r->c, TDM_TERM_WORD);
    if (name == NULL || !tdm_cursor_done(&r->c) || r->line->part_count != 1)
        return malformed(r, tdm_line_place(r->tree, r->line), &more_forms[1]);
    r->reading->name = name->text;
    r->reading->place = tdm_term_place(r->tree, name);
    r->reading->measure = tdm_catalog_find(r->mapping->catalog, TDM_KIND_MEASURE, name->text);
    if (r->reading->measure != TDM_REF_NONE) return true;
    tdm_str near = tdm_catalog_nearest(r->mapping->catalog, TDM_KIND_MEASURE, name->text);
    struct tdm_problem *p = refuse(r, TDM_WHY_NOT_FOUND, "F013", r->reading->place);
    tdm_problem_what(p, "the catalogue has no measure `%.*s`", TDM_FMT(name->text));
    if (near.len > 0)
        tdm_problem_fix(p, "write `%.*s`", TDM_FMT(near));
    else
        tdm_problem_fix(p, "`tandem catalog list measure` names them");
    return false;
}

/* May numbers of it stand without a unit? Counts, points and percentages may, as in a chart. */
static bool bare(tdm_unit unit) {
    const struct tdm_term number = {.kind = TDM_TERM_NUMBER};
    tdm_quantity unused;
    return tdm_quantity_of_terms(&number, NULL, unit, &unused) == TDM_UNIT_FITS;
}

static void bad_unit(struct reader *r, const struct tdm_measure *measure) {
    tdm_str said = r->reading->unit.text, near = tdm_unit_nearest(said);
    bool none = said.len == 0, scale = measure->unit == TDM_UNIT_NONE;
    tdm_unit found;
    bool meant = !none && !scale && tdm_unit_find(near, &found) && tdm_unit_same_kind(found, measure->unit);
    struct tdm_problem *p =
        refuse(r, none ? TDM_WHY_MISSING : TDM_WHY_CONFLICT, "F014", none ? r->reading->place : r->reading->unit.place);
    if (none)
        tdm_problem_what(p, "the numbers of `%.*s` have no unit", TDM_FMT(r->reading->name));
    else if (scale)
        tdm_problem_what(p, "`%.*s` is on a scale and has no unit", TDM_FMT(r->reading->name));
    else
        tdm_problem_what(p, "`%.*s` is no unit of `%.*s`", TDM_FMT(said), TDM_FMT(r->reading->name));
    if (scale)
        tdm_problem_fix(p, "take the line away");
    else if (meant)
        tdm_problem_fix(p, "write `unit %.*s`", TDM_FMT(near));
    else
        tdm_problem_fix(p, "write a unit of that quantity: `unit %.*s`", TDM_FMT(tdm_unit_code(measure->unit)));
}

static void settle_unit(struct reader *r, const struct tdm_measure *measure) {
    struct tdm_mapped_reading *reading = r->reading;
    tdm_unit found = measure->unit;
    bool said = reading->unit.text.len > 0, scale = measure->unit == TDM_UNIT_NONE;
    reading->one_unit = TDM_UNIT_NONE;
    if (scale ? said : !said && !bare(measure->unit)) {
        bad_unit(r, measure);
        return;
    }
    if (scale || reading->unit.column) return;
    if (said && (!tdm_unit_find(reading->unit.text, &found) || !tdm_unit_same_kind(found, measure->unit)))
        bad_unit(r, measure);
    reading->one_unit = found;
}

static void settle_side(struct reader *r, const struct tdm_measure *measure) {
    struct tdm_mapped_reading *reading = r->reading;
    tdm_str said = reading->side.text;
    bool right = tdm_str_is(said, "right"), left = tdm_str_is(said, "left");
    bool fits = measure->sided ? reading->side.column || right || left : said.len == 0;
    reading->one_side = reading->side.column ? TDM_SIDE_NONE
                        : right              ? TDM_SIDE_RIGHT
                        : left               ? TDM_SIDE_LEFT
                                             : TDM_SIDE_NONE;
    if (fits) return;
    struct tdm_problem *p = refuse(r, said.len == 0 ? TDM_WHY_MISSING : TDM_WHY_CONFLICT, "F015",
                                   said.len == 0 ? reading->place : reading->side.place);
    if (!measure->sided) {
        tdm_problem_what(p, "`%.*s` has no side", TDM_FMT(reading->name));
        tdm_problem_fix(p, "take the line away");
        return;
    }
    if (said.len == 0)
        tdm_problem_what(p, "`%.*s` has a side, and none is said", TDM_FMT(reading->name));
    else
        tdm_problem_what(p, "`%.*s` is no side", TDM_FMT(said));
    tdm_problem_fix(p, "write `side right`, `side left`, or `side column \"NAME\"`");
}

/* What cells are said to mean must be something that a chart can hold. */
static void check_meanings(struct reader *r, const struct tdm_mapped *mapped, const char *kind,
                           const struct tdm_measure *measure) {
    const struct tdm_scale *scale = tdm_measure_scale(r->mapping->catalog, r->reading->measure);
    for (uint32_t i = 0; i < mapped->meaning_count; i++) {
        tdm_str means = mapped->meanings[i].means;
        tdm_unit unit;
        uint16_t step;
        tdm_decimal number;
        bool fits = tdm_str_is(tdm_str_of(kind), "side") ? tdm_str_is(means, "right") || tdm_str_is(means, "left")
                    : tdm_str_is(tdm_str_of(kind), "unit")
                        ? tdm_unit_find(means, &unit) && tdm_unit_same_kind(unit, measure->unit)
                    : scale != NULL ? tdm_scale_find(scale, means, &step)
                                    : tdm_decimal_parse(means, &number);
        if (fits) continue;
        struct tdm_problem *p = refuse(r, TDM_WHY_CONFLICT, "F016", mapped->place);
        tdm_problem_what(p, "`value \"%.*s\" is %.*s`: that is no %s of `%.*s`", TDM_FMT(mapped->meanings[i].said),
                         TDM_FMT(means), kind, TDM_FMT(r->reading->name));
        tdm_problem_fix(p, "write what a chart would say; `tandem catalog measure %.*s` shows it",
                        TDM_FMT(r->reading->name));
    }
}

static void read_reading(struct reader *r, const struct tdm_line *line) {
    struct tdm_mapping *m = r->mapping;
    uint64_t seen;
    TDM_GROW(r->mem, m->readings, m->reading_count, r->readings_room);
    r->reading = &m->readings[m->reading_count];
    *r->reading = (struct tdm_mapped_reading){.one_unit = TDM_UNIT_NONE};
    r->line = line;
    r->c = tdm_cursor_of(r->tree, line, 0);
    (void)tdm_cursor_take_word(&r->c, "reading");
    if (!find_measure(r)) return;
    m->reading_count++;
    const struct tdm_measure *measure = tdm_catalog_measure(m->catalog, r->reading->measure);
    read_block(r, line->block, &seen);
    if (!must(r, line, (seen >> CLAUSE_COLUMN & 1u) != 0, CLAUSE_COLUMN)) return;
    settle_unit(r, measure);
    settle_side(r, measure);
    check_meanings(r, &r->reading->value, measure->unit == TDM_UNIT_NONE ? "step" : "number", measure);
    check_meanings(r, &r->reading->unit, "unit", measure);
    check_meanings(r, &r->reading->side, "side", measure);
}

/* ---- the whole */

static void check_head(struct reader *r, const struct tdm_line *head, uint64_t seen) {
    bool moment = (seen >> CLAUSE_MOMENT & 1u) != 0;
    r->reading = NULL;
    (void)must(r, head, (seen >> CLAUSE_EPISODE & 1u) != 0, CLAUSE_EPISODE);
    (void)must(r, head, (seen >> CLAUSE_BY & 1u) != 0, CLAUSE_BY);
    (void)must(r, head, moment || (seen >> CLAUSE_DAY & 1u) != 0, CLAUSE_DAY);
    r->line = head;
    if (moment && (seen >> CLAUSE_DAY & 1u) != 0) (void)twice(r, "day");
    if (moment && (seen >> CLAUSE_TIME & 1u) != 0) (void)twice(r, "time");
    if (r->mapping->reading_count > 0 || r->problems->errors > 0) return;
    struct tdm_problem *p = refuse(r, TDM_WHY_MISSING, "F011", tdm_line_place(r->tree, head));
    tdm_problem_what(p, "the mapping has no reading");
    tdm_problem_fix(p, "add a block: reading MEASURE");
}

static bool read_head(struct reader *r, const struct tdm_line *head, uint64_t *seen) {
    const struct tdm_term *name = NULL;
    if (head != NULL) {
        r->line = head;
        r->c = tdm_cursor_of(r->tree, head, 0);
        if (tdm_cursor_take_word(&r->c, "mapping")) name = tdm_cursor_take(&r->c, TDM_TERM_WORD);
    }
    if (name == NULL || !tdm_cursor_done(&r->c) || head->part_count != 1)
        return malformed(r, head != NULL ? tdm_line_place(r->tree, head) : (struct tdm_place){.file = r->tree->file},
                         &more_forms[0]);
    r->mapping->name = name->text;
    read_block(r, head->block, seen);
    return true;
}

bool tdm_mapping_read(struct tdm_arena *mem, const struct tdm_tree *tree, const struct tdm_catalog *catalog,
                      const struct tdm_mapping **out, struct tdm_problems *problems) {
    struct tdm_mapping *mapping = TDM_NEW(mem, struct tdm_mapping);
    struct reader r = {.mem = mem, .tree = tree, .problems = problems, .mapping = mapping};
    uint32_t errors = problems->errors;
    uint64_t seen = 0;
    *mapping = (struct tdm_mapping){.file = tree->file, .separator = ',', .day_separator = '-'};
    mapping->entry.text = TDM_STR("assess");
    mapping->days_form = TDM_STR("year-month-day");
    mapping->catalog = catalog;
    if (!read_head(&r, tree->first, &seen)) return false;
    for (const struct tdm_line *line = tree->first->next; line != NULL; line = line->next) {
        if (tdm_str_is(tdm_line_head(line), "reading")) {
            read_reading(&r, line);
            continue;
        }
        r.reading = NULL;
        r.line = line;
        unknown_line(&r, tdm_line_place(tree, line));
    }
    check_head(&r, tree->first, seen);
    *out = mapping;
    return problems->errors == errors;
}
