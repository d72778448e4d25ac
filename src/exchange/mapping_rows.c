/* mapping_rows.c - rows of a table under its mapping -> entries of charts. Every wrong cell of a row is told; such a
 * row gives nothing. */
#include "exchange/mapping.h"

#include <string.h>

struct tdm_import {
    struct tdm_mapping m; /* with the columns of this table */
    struct tdm_table *table;
    struct tdm_row row;
    uint32_t columns;
};

/* ---- the header */

struct header {
    struct tdm_arena *mem;
    const struct tdm_table *table;
    const struct tdm_row *row;
    tdm_str *names;
    struct tdm_problems *problems;
};

static bool keep(struct tdm_problems *problems, const struct tdm_problem *problem) {
    *tdm_problems_add(problems, problem->severity, problem->why, problem->code, problem->place) = *problem;
    return false;
}

static bool names_once(const struct header *h) {
    for (uint32_t i = 0; i < h->row->count; i++)
        for (uint32_t j = 0; j < i; j++) {
            if (h->names[i].len == 0 || !tdm_str_equal(h->names[i], h->names[j])) continue;
            struct tdm_problem *p = tdm_problems_add(h->problems, TDM_ERROR, TDM_WHY_CONFLICT, "F005",
                                                     tdm_table_place(h->table, h->row, i));
            tdm_problem_what(p, "two columns are named \"%.*s\"", TDM_FMT(h->names[i]));
            tdm_problem_fix(p, "give one of them another name");
            return false;
        }
    return true;
}

static bool find_column(const struct header *h, struct tdm_mapped *mapped) {
    if (!mapped->column) return true;
    for (uint32_t i = 0; i < h->row->count; i++)
        if (tdm_str_equal(h->names[i], mapped->text)) {
            mapped->at = i;
            return true;
        }
    int near = tdm_nearest(mapped->text, h->names, h->row->count);
    struct tdm_problem *p = tdm_problems_add(h->problems, TDM_ERROR, TDM_WHY_NOT_FOUND, "F020", mapped->place);
    tdm_problem_what(p, "the table has no column \"%.*s\"", TDM_FMT(mapped->text));
    if (near >= 0)
        tdm_problem_fix(p, "write \"%.*s\"", TDM_FMT(h->names[near]));
    else
        tdm_problem_fix(p, "name a column of its first row; if it has only one, say which `separator` the table has");
    return false;
}

static bool find_rows(const struct header *h, const struct tdm_mapped_rows **list, uint32_t count) {
    struct tdm_mapped_rows *copy = TDM_NEW_ARRAY(h->mem, struct tdm_mapped_rows, count + 1);
    bool all = true;
    for (uint32_t i = 0; i < count; i++) {
        copy[i] = (*list)[i];
        all = find_column(h, &copy[i].column) && all;
    }
    *list = copy;
    return all;
}

static bool find_columns(const struct header *h, struct tdm_mapping *m) {
    struct tdm_mapped *own[] = {&m->entry, &m->episode, &m->day, &m->moment, &m->time, &m->by};
    struct tdm_mapped_reading *readings = TDM_NEW_ARRAY(h->mem, struct tdm_mapped_reading, m->reading_count + 1);
    bool all = find_rows(h, &m->only, m->only_count);
    for (size_t i = 0; i < TDM_COUNT(own); i++) all = find_column(h, own[i]) && all;
    for (uint32_t i = 0; i < m->reading_count; i++) {
        readings[i] = m->readings[i];
        all = find_column(h, &readings[i].value) && all;
        all = find_column(h, &readings[i].unit) && all;
        all = find_column(h, &readings[i].side) && all;
        all = find_rows(h, &readings[i].when, readings[i].when_count) && all;
    }
    m->readings = readings;
    return all;
}

/* An empty file has no columns to speak of: none is missing, everything is. */
static bool is_empty(const struct header *h) {
    struct tdm_place place = {.file = tdm_table_place(h->table, h->row, 0).file};
    struct tdm_problem *p = tdm_problems_add(h->problems, TDM_ERROR, TDM_WHY_MISSING, "F027", place);
    tdm_problem_what(p, "the file is empty: not even a row with the names of the columns is there");
    tdm_problem_fix(p, "export the table again, and look whether it came over whole");
    return false;
}

bool tdm_import_open(struct tdm_arena *mem, const struct tdm_mapping *mapping, struct tdm_table *table,
                     struct tdm_import **out, struct tdm_problems *problems) {
    struct tdm_import *import = TDM_NEW(mem, struct tdm_import);
    struct tdm_problem problem = {0};
    enum tdm_row_verdict verdict = tdm_table_next(table, &import->row, &problem);
    if (verdict == TDM_ROW_BAD || verdict == TDM_ROW_FAILED) return keep(problems, &problem);
    struct header h = {.mem = mem, .table = table, .row = &import->row, .problems = problems};
    h.names = TDM_NEW_ARRAY(mem, tdm_str, import->row.count + 1);
    if (verdict == TDM_ROW_NONE) return is_empty(&h);
    for (uint32_t i = 0; i < import->row.count; i++) h.names[i] = tdm_str_trim(import->row.cells[i]);
    import->m = *mapping;
    import->table = table;
    import->columns = import->row.count;
    *out = import;
    return names_once(&h) && find_columns(&h, &import->m);
}

/* ---- one row */

struct reading_row {
    struct tdm_arena *mem;
    const struct tdm_import *import;
    struct tdm_problems *problems;
    struct tdm_entry entry;
    struct tdm_written_reading *readings;
    bool bad;
};

static tdm_str cell(const struct reading_row *r, const struct tdm_mapped *mapped) {
    return tdm_str_trim(r->import->row.cells[mapped->at]);
}

static bool is_missing(const struct reading_row *r, tdm_str text) {
    const struct tdm_mapping *m = &r->import->m;
    for (uint32_t i = 0; i < m->missing_count; i++)
        if (tdm_str_equal(text, m->missing[i])) return true;
    return text.len == 0;
}

static struct tdm_problem *refuse(struct reading_row *r, enum tdm_why why, const char *code,
                                  const struct tdm_mapped *mapped) {
    r->bad = true;
    return tdm_problems_add(r->problems, TDM_ERROR, why, code,
                            tdm_table_place(r->import->table, &r->import->row, mapped->at));
}

/* What the cell means; of one that is missing or means nothing the empty slice, which is told. */
static tdm_str meaning(struct reading_row *r, const struct tdm_mapped *mapped, const char *what) {
    tdm_str said = mapped->column ? cell(r, mapped) : mapped->text;
    if (!mapped->column) return said;
    for (uint32_t i = 0; i < mapped->meaning_count; i++)
        if (tdm_str_equal(mapped->meanings[i].said, said)) return mapped->meanings[i].means;
    if (is_missing(r, said)) {
        struct tdm_problem *p = refuse(r, TDM_WHY_MISSING, "F026", mapped);
        tdm_problem_what(p, "the row does not say its %s, in the column \"%.*s\"", what, TDM_FMT(mapped->text));
        tdm_problem_fix(p, "fill the cell, or take the row away");
        return TDM_STR("");
    }
    return said;
}

static void no_meaning(struct reading_row *r, const struct tdm_mapped *mapped, tdm_str said, const char *what) {
    struct tdm_problem *p = refuse(r, TDM_WHY_NOT_FOUND, "F025", mapped);
    tdm_problem_what(p, "\"%.*s\" in the column \"%.*s\" is no %s", TDM_FMT(said), TDM_FMT(mapped->text), what);
    tdm_problem_fix(p, "say in the mapping what it means, below the column: value \"%.*s\" is ...", TDM_FMT(said));
}

static bool is_name(tdm_str text) {
    for (size_t i = 0; i < text.len; i++) {
        char c = text.at[i];
        bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'), digit = c >= '0' && c <= '9';
        bool inner = c == '-' || c == '_' || c == '.';
        if (!letter && (i == 0 || !(digit || inner))) return false;
    }
    return text.len > 0 && text.len <= 64 && text.at[text.len - 1] != '-';
}

static tdm_str name_of(struct reading_row *r, const struct tdm_mapped *mapped, const char *what) {
    tdm_str name = meaning(r, mapped, what);
    if (name.len > 0 && mapped->column && !is_name(name)) {
        no_meaning(r, mapped, name, "name that a chart could have");
        return TDM_STR("");
    }
    return tdm_arena_str(r->mem, name);
}

/* ---- days and times */

static bool take_digits(tdm_str *rest, size_t least, size_t most, int32_t *out) {
    size_t count = 0;
    int64_t number = 0;
    while (count < most && count < rest->len && rest->at[count] >= '0' && rest->at[count] <= '9') count++;
    if (count < least || !tdm_parse_i64(tdm_str_slice(*rest, 0, count), &number)) return false;
    *rest = tdm_str_slice(*rest, count, rest->len);
    *out = (int32_t)number;
    return true;
}

static bool take_separator(tdm_str *rest, char separator) {
    if (separator == 0) return true;
    if (rest->len == 0 || rest->at[0] != separator) return false;
    *rest = tdm_str_slice(*rest, 1, rest->len);
    return true;
}

/* A day at the beginning of the text, as the mapping writes days. */
static bool take_day(const struct tdm_mapping *m, tdm_str *rest, tdm_date *out) {
    static const char *const orders[] = {
        [TDM_YEAR_MONTH_DAY] = "ymd", [TDM_DAY_MONTH_YEAR] = "dmy", [TDM_MONTH_DAY_YEAR] = "mdy"};
    int32_t year = 0, month = 0, day = 0;
    size_t least = m->day_separator == 0 || m->days == TDM_YEAR_MONTH_DAY ? 2 : 1;
    for (const char *one = orders[m->days]; *one != '\0'; one++) {
        int32_t *into = *one == 'y' ? &year : *one == 'm' ? &month : &day;
        if (one != orders[m->days] && !take_separator(rest, m->day_separator)) return false;
        if (!take_digits(rest, *one == 'y' ? 4 : least, *one == 'y' ? 4 : 2, into)) return false;
    }
    return tdm_date_of(year, month, day, out);
}

/* 09:30, 9:30, 09:30:15; seconds are let go of. */
static bool whole_time(tdm_str rest, tdm_time *out) {
    int32_t hour = 0, minute = 0, second = 0;
    if (!take_digits(&rest, 1, 2, &hour) || !take_separator(&rest, ':') || !take_digits(&rest, 2, 2, &minute))
        return false;
    if (rest.len > 0 && (!take_separator(&rest, ':') || !take_digits(&rest, 2, 2, &second))) return false;
    if (rest.len > 0 || hour > 23 || minute > 59 || second > 60) return false;
    *out = (tdm_time){hour * 60 + minute};
    return true;
}

static void bad_day(struct reading_row *r, const struct tdm_mapped *mapped, tdm_str said, bool moment) {
    struct tdm_problem *p = refuse(r, TDM_WHY_SYNTAX, "F021", mapped);
    tdm_problem_what(p, "\"%.*s\" in the column \"%.*s\" is no day%s as `%.*s`", TDM_FMT(said), TDM_FMT(mapped->text),
                     moment ? " with its time" : "", TDM_FMT(r->import->m.days_form));
    tdm_problem_fix(p, "write the day so, or say in the mapping how days are written: `dates`");
}

static void read_day(struct reading_row *r) {
    const struct tdm_mapping *m = &r->import->m;
    bool moment = m->moment.column;
    const struct tdm_mapped *mapped = moment ? &m->moment : &m->day;
    tdm_str said = meaning(r, mapped, "day"), rest = said;
    r->entry.time = TDM_TIME_NONE;
    if (said.len == 0) return;
    bool good = take_day(m, &rest, &r->entry.date);
    if (good && moment) {
        good = rest.len > 1 && (rest.at[0] == ' ' || rest.at[0] == 'T') &&
               whole_time(tdm_str_trim(tdm_str_slice(rest, 1, rest.len)), &r->entry.time);
        rest.len = 0;
    }
    if (!good || rest.len > 0) bad_day(r, mapped, said, moment);
}

static void read_time(struct reading_row *r) {
    const struct tdm_mapped *mapped = &r->import->m.time;
    if (!mapped->column) return;
    tdm_str said = cell(r, mapped);
    if (is_missing(r, said) || whole_time(said, &r->entry.time)) return;
    struct tdm_problem *p = refuse(r, TDM_WHY_SYNTAX, "F021", mapped);
    tdm_problem_what(p, "\"%.*s\" in the column \"%.*s\" is no time of day", TDM_FMT(said), TDM_FMT(mapped->text));
    tdm_problem_fix(p, "write hours and minutes: 09:30");
}

/* ---- values */

/* Digits past the ninth decide only a tie, and are put into the ninth for that: 0 becomes 1, 5 becomes 6. */
static bool parse_long(tdm_str plain, tdm_decimal *out) {
    size_t point, last;
    if (!tdm_str_find(plain, TDM_STR("."), &point) || plain.len - point - 1 <= TDM_DECIMAL_SCALE_MAX || plain.len > 60)
        return tdm_decimal_parse(plain, out);
    char cut[64];
    bool rest = false;
    last = point + TDM_DECIMAL_SCALE_MAX;
    for (size_t i = last + 1; i < plain.len; i++) {
        if (plain.at[i] < '0' || plain.at[i] > '9') return false;
        rest = rest || plain.at[i] != '0';
    }
    memcpy(cut, plain.at, last + 1);
    if (rest && (cut[last] == '0' || cut[last] == '5')) cut[last]++;
    return tdm_decimal_parse((tdm_str){cut, last + 1}, out);
}

static bool parse_number(struct reading_row *r, const struct tdm_mapped_reading *reading, tdm_str said,
                         tdm_decimal *out) {
    char plain[64];
    if (said.len >= sizeof plain) return false;
    for (size_t i = 0; i < said.len; i++) {
        char c = said.at[i];
        if (r->import->m.decimal_comma && c == '.') return false;
        plain[i] = r->import->m.decimal_comma && c == ',' ? '.' : c;
    }
    tdm_str text = {plain, said.len};
    if (!reading->rounded) return tdm_decimal_parse(text, out);
    if (!parse_long(text, out)) return false;
    if (out->scale > reading->digits) *out = tdm_ratio_rounded(*out, tdm_decimal_of_int(1), reading->digits);
    return true;
}

static void no_number(struct reading_row *r, const struct tdm_mapped_reading *reading, tdm_str said) {
    size_t at;
    bool comma = tdm_str_find(said, TDM_STR(","), &at), point = tdm_str_find(said, TDM_STR("."), &at);
    bool digits_only = said.len > 0;
    for (size_t i = 0; i < said.len; i++)
        digits_only =
            digits_only && ((said.at[i] >= '0' && said.at[i] <= '9') || said.at[i] == '.' || said.at[i] == '-');
    struct tdm_problem *p = refuse(r, TDM_WHY_SYNTAX, "F022", &reading->value);
    tdm_problem_what(p, "\"%.*s\" in the column \"%.*s\" is no number", TDM_FMT(said), TDM_FMT(reading->value.text));
    if (comma && !r->import->m.decimal_comma)
        tdm_problem_fix(p, "write a point before decimals, or say in the mapping `decimal comma`");
    else if (point && r->import->m.decimal_comma)
        tdm_problem_fix(p, "write a comma before decimals, or take `decimal comma` out of the mapping");
    else if (digits_only)
        tdm_problem_fix(
            p, "write at most 9 digits after the point, or say in the mapping to how many `digits` it is rounded");
    else
        tdm_problem_fix(p, "write the number alone, or say in the mapping that it is `missing`");
}

static bool unit_of(struct reading_row *r, const struct tdm_mapped_reading *reading, tdm_unit *out) {
    *out = reading->one_unit;
    if (!reading->unit.column) return true;
    const struct tdm_measure *measure = tdm_catalog_measure(r->import->m.catalog, reading->measure);
    tdm_str said = meaning(r, &reading->unit, "unit");
    if (said.len == 0) return false;
    if (tdm_unit_find(said, out) && tdm_unit_same_kind(*out, measure->unit)) return true;
    tdm_str near = tdm_unit_nearest(said);
    if (!tdm_unit_find(near, out) || !tdm_unit_same_kind(*out, measure->unit)) near = tdm_unit_code(measure->unit);
    struct tdm_problem *p = refuse(r, TDM_WHY_CONFLICT, "F023", &reading->unit);
    tdm_problem_what(p, "\"%.*s\" in the column \"%.*s\" is no unit of `%.*s`", TDM_FMT(said),
                     TDM_FMT(reading->unit.text), TDM_FMT(reading->name));
    tdm_problem_fix(p, "say in the mapping what it means, below the column: value \"%.*s\" is %.*s", TDM_FMT(said),
                    TDM_FMT(near));
    return false;
}

static void outside(struct reading_row *r, const struct tdm_mapped_reading *reading, tdm_str said,
                    const struct tdm_measure *measure, bool whole) {
    struct tdm_buf bound;
    tdm_buf_init(&bound, r->mem, 256);
    struct tdm_problem *p = refuse(r, TDM_WHY_RANGE, "F024", &reading->value);
    if (whole) {
        tdm_problem_what(p, "\"%.*s\" in the column \"%.*s\": `%.*s` is a whole number", TDM_FMT(said),
                         TDM_FMT(reading->value.text), TDM_FMT(reading->name));
        tdm_problem_fix(p, "write it without decimals, or say in the mapping `digits 0`");
        return;
    }
    tdm_bound_print(&bound, &measure->hard, NULL);
    tdm_problem_what(p, "\"%.*s\" in the column \"%.*s\" is no possible value of `%.*s`", TDM_FMT(said),
                     TDM_FMT(reading->value.text), TDM_FMT(reading->name));
    tdm_problem_fix(p, "look whether its unit is the one that the mapping says; possible: %.*s",
                    TDM_FMT(tdm_buf_str(&bound)));
}

/* In the unit of the measure where that is exact; else in its own, which a chart can hold too (M39). */
static bool number_of(struct reading_row *r, const struct tdm_mapped_reading *reading, tdm_str said,
                      struct tdm_written_value *out) {
    const struct tdm_measure *measure = tdm_catalog_measure(r->import->m.catalog, reading->measure);
    tdm_quantity quantity, own;
    bool ok = true;
    for (uint32_t i = 0; i < reading->value.meaning_count; i++)
        if (tdm_str_equal(reading->value.meanings[i].said, said)) said = reading->value.meanings[i].means;
    if (!parse_number(r, reading, said, &quantity.number)) {
        no_number(r, reading, said);
        return false;
    }
    if (!unit_of(r, reading, &quantity.unit)) return false;
    if (tdm_quantity_convert(quantity, measure->unit, &own)) quantity = own;
    tdm_value value = {.kind = TDM_VALUE_NUMBER, .quantity = quantity};
    bool whole = measure->whole && tdm_decimal_trim(quantity.number).scale > 0;
    if (whole || (measure->has_hard && (!tdm_bound_holds(&measure->hard, value, &ok) || !ok))) {
        outside(r, reading, said, measure, whole);
        return false;
    }
    *out =
        (struct tdm_written_value){.is_number = true, .number = quantity.number, .word = tdm_unit_code(quantity.unit)};
    return true;
}

static bool step_of(struct reading_row *r, const struct tdm_mapped_reading *reading, const struct tdm_scale *scale,
                    struct tdm_written_value *out) {
    tdm_str said = meaning(r, &reading->value, "value");
    uint16_t step;
    if (said.len == 0) return false;
    if (tdm_scale_find(scale, said, &step)) {
        *out = (struct tdm_written_value){.word = scale->steps[step]};
        return true;
    }
    no_meaning(r, &reading->value, said, "step of its scale");
    return false;
}

static bool side_of(struct reading_row *r, const struct tdm_mapped_reading *reading, enum tdm_side *out) {
    *out = reading->one_side;
    if (!reading->side.column) return true;
    tdm_str said = meaning(r, &reading->side, "side");
    if (said.len == 0) return false;
    *out = tdm_str_is(said, "right") ? TDM_SIDE_RIGHT : tdm_str_is(said, "left") ? TDM_SIDE_LEFT : TDM_SIDE_NONE;
    if (*out != TDM_SIDE_NONE) return true;
    no_meaning(r, &reading->side, said, "side");
    return false;
}

static bool is_asked(const struct reading_row *r, const struct tdm_mapped_rows *rows, uint32_t count) {
    for (uint32_t i = 0; i < count; i++) {
        bool among = false;
        for (uint32_t j = 0; j < rows[i].count; j++)
            among = among || tdm_str_equal(cell(r, &rows[i].column), rows[i].is[j]);
        if (!among) return false;
    }
    return true;
}

static void read_reading(struct reading_row *r, const struct tdm_mapped_reading *reading) {
    struct tdm_written_reading *into = &r->readings[r->entry.reading_count];
    const struct tdm_scale *scale = tdm_measure_scale(r->import->m.catalog, reading->measure);
    tdm_str said = cell(r, &reading->value);
    if (!is_asked(r, reading->when, reading->when_count) || is_missing(r, said)) return;
    *into = (struct tdm_written_reading){.date = r->entry.date, .measure = reading->name};
    bool valued = scale != NULL ? step_of(r, reading, scale, &into->value) : number_of(r, reading, said, &into->value);
    if (side_of(r, reading, &into->side) && valued) r->entry.reading_count++;
}

static bool whole_row(struct reading_row *r) {
    if (r->import->row.count == r->import->columns) return true;
    struct tdm_problem *p = tdm_problems_add(r->problems, TDM_ERROR, TDM_WHY_SYNTAX, "F004",
                                             tdm_table_place(r->import->table, &r->import->row, 0));
    tdm_problem_what(p, "the row has %u cells, the first row of the table %u", r->import->row.count,
                     r->import->columns);
    tdm_problem_fix(p, "write as many cells; one that holds a separator stands in quotes");
    return false;
}

static bool read_row(struct reading_row *r, struct tdm_imported *out) {
    const struct tdm_mapping *m = &r->import->m;
    *out = (struct tdm_imported){.line = r->import->row.line};
    if (!whole_row(r)) return false;
    if (!is_asked(r, m->only, m->only_count)) return true;
    r->readings = TDM_NEW_ARRAY(r->mem, struct tdm_written_reading, m->reading_count + 1);
    r->entry = (struct tdm_entry){.date = TDM_DATE_NONE, .other_date = TDM_DATE_NONE};
    r->entry.recorded = TDM_INSTANT_NONE;
    r->entry.recorded_assumed = true;
    r->entry.readings = r->readings;
    read_day(r);
    read_time(r);
    for (uint32_t i = 0; i < m->reading_count; i++) read_reading(r, &m->readings[i]);
    if (r->entry.reading_count == 0 && !r->bad) return true;
    tdm_str kind = meaning(r, &m->entry, "kind of entry"), episode = name_of(r, &m->episode, "episode");
    if (kind.len > 0 && !tdm_mapping_makes(kind, &r->entry.kind)) no_meaning(r, &m->entry, kind, "kind of entry");
    r->entry.author = name_of(r, &m->by, "person");
    if (r->bad) return false;
    struct tdm_buf words;
    tdm_buf_init(&words, r->mem, (size_t)1 << 20);
    tdm_entry_print(&words, &r->entry);
    out->episode = episode;
    out->words = tdm_buf_str(&words);
    out->readings = r->entry.reading_count;
    return true;
}

enum tdm_row_verdict tdm_import_next(struct tdm_arena *mem, struct tdm_import *import, struct tdm_imported *out,
                                     struct tdm_problems *problems) {
    struct tdm_problem problem = {0};
    struct reading_row r = {.mem = mem, .import = import, .problems = problems};
    enum tdm_row_verdict verdict = tdm_table_next(import->table, &import->row, &problem);
    *out = (struct tdm_imported){0};
    if (verdict == TDM_ROW_BAD || verdict == TDM_ROW_FAILED) (void)keep(problems, &problem);
    if (verdict != TDM_ROW_READ) return verdict;
    return read_row(&r, out) ? TDM_ROW_READ : TDM_ROW_BAD;
}
