/* redcap_read.c - a dictionary that `export --redcap` wrote, perhaps with fields of others added, as a mapping: its
 * data come back as any table does. A field that does not say which measure it is stays out. */
#include "exchange/redcap_int.h"

struct reader {
    struct tdm_arena *mem;
    const struct tdm_table *table;
    struct tdm_row row;
    struct tdm_problems *problems;
    uint32_t at[REDCAP_COLUMNS];
    struct tdm_mapping *mapping;
    size_t room;
    bool has_record;
};

static tdm_str cell(const struct reader *r, enum redcap_column column) {
    return r->at[column] < r->row.count ? tdm_str_trim(r->row.cells[r->at[column]]) : TDM_STR("");
}

static bool refuse(struct reader *r, enum redcap_column column, const char *what) {
    struct tdm_problem *p = tdm_problems_add(r->problems, TDM_ERROR, TDM_WHY_CONFLICT, "F041",
                                             tdm_table_place(r->table, &r->row, r->at[column]));
    tdm_problem_what(p, "%s", what);
    tdm_problem_fix(
        p, "name the dictionary that `tandem export --redcap` wrote, or the project's own that was made from it");
    return false;
}

static bool read_head(struct reader *r) {
    static const enum redcap_column needed[] = {REDCAP_FIELD, REDCAP_TYPE, REDCAP_ANNOTATION};
    for (int column = 0; column < REDCAP_COLUMNS; column++) {
        r->at[column] = UINT32_MAX;
        for (uint32_t i = 0; i < r->row.count; i++)
            if (tdm_str_is(tdm_str_trim(r->row.cells[i]), redcap_columns[column])) r->at[column] = i;
    }
    for (size_t i = 0; i < TDM_COUNT(needed); i++)
        if (r->at[needed[i]] == UINT32_MAX) {
            r->at[REDCAP_FIELD] = 0;
            return refuse(r, REDCAP_FIELD, "this is no data dictionary of REDCap");
        }
    return true;
}

static struct tdm_mapped column_of(const struct reader *r, tdm_str name) {
    struct tdm_mapped mapped = {.text = tdm_arena_str(r->mem, name), .column = true};
    mapped.place = tdm_table_place(r->table, &r->row, r->at[REDCAP_FIELD]);
    return mapped;
}

/* "tandem: MEASURE SIDE UNIT" */
static bool take_word(tdm_str *rest, tdm_str *out) {
    size_t blank = rest->len;
    (void)tdm_str_find(*rest, TDM_STR(" "), &blank);
    *out = tdm_str_slice(*rest, 0, blank);
    *rest = tdm_str_trim(tdm_str_slice(*rest, blank, rest->len));
    return out->len > 0;
}

static bool read_annotated(struct reader *r, tdm_str rest) {
    struct tdm_mapping *m = r->mapping;
    tdm_str measure_name, side, unit;
    if (!take_word(&rest, &measure_name) || !take_word(&rest, &side) || !take_word(&rest, &unit))
        return refuse(r, REDCAP_ANNOTATION, "the field does not say its measure, side and unit");
    TDM_GROW(r->mem, m->readings, m->reading_count, r->room);
    struct tdm_mapped_reading *reading = &m->readings[m->reading_count];
    *reading = (struct tdm_mapped_reading){.value = column_of(r, cell(r, REDCAP_FIELD)), .one_unit = TDM_UNIT_NONE};
    reading->measure = tdm_catalog_find(m->catalog, TDM_KIND_MEASURE, measure_name);
    if (reading->measure == TDM_REF_NONE) return refuse(r, REDCAP_ANNOTATION, "the catalogue has no such measure");
    const struct tdm_measure *measure = tdm_catalog_measure(m->catalog, reading->measure);
    const struct tdm_scale *scale = tdm_measure_scale(m->catalog, reading->measure);
    bool right = tdm_str_is(side, "right"), left = tdm_str_is(side, "left");
    reading->name = measure->item.name;
    reading->one_side = right ? TDM_SIDE_RIGHT : left ? TDM_SIDE_LEFT : TDM_SIDE_NONE;
    if ((right || left) != measure->sided) return refuse(r, REDCAP_ANNOTATION, "the side does not fit the measure");
    m->reading_count++;
    if (scale == NULL) {
        bool bare = tdm_str_is(unit, "-");
        reading->one_unit = measure->unit;
        bool fits =
            bare || (tdm_unit_find(unit, &reading->one_unit) && tdm_unit_same_kind(reading->one_unit, measure->unit));
        return fits || refuse(r, REDCAP_ANNOTATION, "the unit does not fit the measure");
    }
    struct tdm_meaning *meanings = TDM_NEW_ARRAY(r->mem, struct tdm_meaning, scale->count);
    for (uint16_t i = 0; i < scale->count; i++) {
        struct tdm_buf number;
        tdm_buf_init(&number, r->mem, 16);
        tdm_buf_int(&number, i);
        meanings[i] = (struct tdm_meaning){tdm_buf_str(&number), scale->steps[i]};
    }
    reading->value.meanings = meanings;
    reading->value.meaning_count = scale->count;
    return true;
}

static bool read_field(struct reader *r) {
    struct tdm_mapping *m = r->mapping;
    tdm_str name = cell(r, REDCAP_FIELD), annotation = cell(r, REDCAP_ANNOTATION), mark = TDM_STR(REDCAP_ANNOTATED);
    if (tdm_str_starts_with(annotation, mark))
        return read_annotated(r, tdm_str_slice(annotation, mark.len, annotation.len));
    if (tdm_str_is(name, REDCAP_RECORD)) m->episode = column_of(r, name);
    if (tdm_str_is(name, REDCAP_DAY)) m->day = column_of(r, name);
    if (tdm_str_is(name, REDCAP_TIME)) m->time = column_of(r, name);
    if (tdm_str_is(name, REDCAP_BY)) m->by = column_of(r, name);
    if (tdm_str_is(name, REDCAP_KIND)) m->entry = column_of(r, name);
    return true;
}

static void settle(struct reader *r) {
    static const struct tdm_meaning kinds[] = {{TDM_STR_INIT("1"), TDM_STR_INIT("assess")},
                                               {TDM_STR_INIT("2"), TDM_STR_INIT("diary")}};
    struct tdm_mapped_rows *only = TDM_NEW(r->mem, struct tdm_mapped_rows);
    tdm_str *is = TDM_NEW(r->mem, tdm_str);
    *is = TDM_STR(REDCAP_OBSERVED);
    only->column = column_of(r, TDM_STR(REDCAP_REPEAT));
    only->is = is;
    only->count = 1;
    r->mapping->only = only;
    r->mapping->only_count = 1;
    r->mapping->entry.meanings = kinds;
    r->mapping->entry.meaning_count = (uint32_t)TDM_COUNT(kinds);
}

bool tdm_redcap_mapping(struct tdm_arena *mem, struct tdm_table *dictionary, const struct tdm_catalog *catalog,
                        const struct tdm_mapping **out, struct tdm_problems *problems) {
    struct reader r = {
        .mem = mem, .table = dictionary, .problems = problems, .mapping = TDM_NEW(mem, struct tdm_mapping)};
    struct tdm_problem problem = {0};
    enum tdm_row_verdict verdict = tdm_table_next(dictionary, &r.row, &problem);
    *r.mapping =
        (struct tdm_mapping){.name = TDM_STR("redcap"), .separator = ',', .day_separator = '-', .catalog = catalog};
    r.mapping->days_form = TDM_STR("year-month-day");
    if (verdict == TDM_ROW_NONE) r.row = (struct tdm_row){.cells = NULL, .count = 0, .line = 1};
    if (verdict == TDM_ROW_READ || verdict == TDM_ROW_NONE) {
        if (!read_head(&r)) return false;
        while ((verdict = tdm_table_next(dictionary, &r.row, &problem)) == TDM_ROW_READ)
            if (!read_field(&r)) return false;
    }
    if (verdict != TDM_ROW_NONE) {
        *tdm_problems_add(problems, problem.severity, problem.why, problem.code, problem.place) = problem;
        return false;
    }
    const struct tdm_mapping *m = r.mapping;
    r.row.count = 0;
    if (!m->episode.column || !m->day.column || !m->time.column || !m->by.column || !m->entry.column ||
        m->reading_count == 0)
        return refuse(&r, REDCAP_FIELD, "the dictionary lacks fields that hold day, time, person, kind or a measure");
    settle(&r);
    *out = m;
    return true;
}
