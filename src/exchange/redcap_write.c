/* redcap_write.c - the dictionary of a REDCap project and its data. A field's name is for life: it follows from the
 * measure's name alone, never from what else is there, but where two would be the same. */
#include "exchange/redcap_int.h"

#define NAME_MOST 26u /* what REDCap advises */

const char *const redcap_columns[REDCAP_COLUMNS] = {
    "Variable / Field Name",
    "Form Name",
    "Section Header",
    "Field Type",
    "Field Label",
    "Choices, Calculations, OR Slider Labels",
    "Field Note",
    "Text Validation Type OR Show Slider Number",
    "Text Validation Min",
    "Text Validation Max",
    "Identifier?",
    "Branching Logic (Show field only if...)",
    "Required Field?",
    "Custom Alignment",
    "Question Number (surveys only)",
    "Matrix Group Name",
    "Matrix Ranking?",
    "Field Annotation",
};

/* ---- fields */

static tdm_unit unit_of(const struct tdm_measure *measure, const tdm_value *value, tdm_quantity *out) {
    if (value->kind != TDM_VALUE_NUMBER) return TDM_UNIT_NONE;
    *out = value->quantity;
    if (tdm_quantity_convert(value->quantity, measure->unit, out)) return measure->unit;
    *out = value->quantity;
    return value->quantity.unit;
}

static int order_of(const struct tdm_redcap_field *a, const struct tdm_redcap_field *b) {
    if (a->measure != b->measure) return a->measure < b->measure ? -1 : 1;
    if (a->side != b->side) return a->side < b->side ? -1 : 1;
    return (a->unit > b->unit) - (a->unit < b->unit);
}

static uint32_t place_of(const struct tdm_redcap *redcap, const struct tdm_redcap_field *field, bool *found) {
    uint32_t low = 0, high = redcap->count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (order_of(&redcap->fields[middle], field) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    *found = low < redcap->count && order_of(&redcap->fields[low], field) == 0;
    return low;
}

static bool field_of(const struct tdm_redcap *redcap, const struct tdm_bound_chart *chart,
                     const struct tdm_reading *reading, struct tdm_redcap_field *field, tdm_value *value) {
    uint32_t said_by;
    tdm_quantity quantity;
    if (!tdm_reading_known(chart, reading, TDM_INSTANT_NONE, value, &said_by)) return false;
    *field = (struct tdm_redcap_field){.measure = reading->measure, .side = reading->side};
    field->unit = unit_of(tdm_catalog_measure(redcap->catalog, reading->measure), value, &quantity);
    if (field->unit != TDM_UNIT_NONE) value->quantity = quantity;
    return true;
}

bool tdm_redcap_add(struct tdm_arena *mem, struct tdm_redcap *redcap, const struct tdm_bound_chart *chart) {
    if (redcap->fields == NULL) redcap->fields = TDM_NEW_ARRAY(mem, struct tdm_redcap_field, TDM_REDCAP_FIELDS_MAX);
    for (uint32_t i = 0; i < chart->reading_count; i++) {
        struct tdm_redcap_field field;
        tdm_value value;
        bool found;
        if (!field_of(redcap, chart, &chart->readings[i], &field, &value)) continue;
        uint32_t at = place_of(redcap, &field, &found);
        if (found) continue;
        if (redcap->count == TDM_REDCAP_FIELDS_MAX) return false;
        for (uint32_t j = redcap->count++; j > at; j--) redcap->fields[j] = redcap->fields[j - 1];
        redcap->fields[at] = field;
    }
    return true;
}

static void put_plain(struct tdm_buf *out, tdm_str text) {
    for (size_t i = 0; i < text.len; i++) {
        char c = text.at[i];
        bool plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'), capital = c >= 'A' && c <= 'Z';
        tdm_buf_char(out, plain ? c : capital ? (char)(c - 'A' + 'a') : '_');
    }
}

/* The measure's name with `_r` or `_l`; cut, and told apart by digits of its digest, where it is too long or taken. */
static tdm_str name_of(struct tdm_arena *mem, const struct tdm_redcap *redcap, uint32_t at) {
    const struct tdm_redcap_field *field = &redcap->fields[at];
    const struct tdm_measure *measure = tdm_catalog_measure(redcap->catalog, field->measure);
    struct tdm_buf plain, hex;
    const char *side = field->side == TDM_SIDE_RIGHT ? "_r" : field->side == TDM_SIDE_LEFT ? "_l" : "";
    size_t room = NAME_MOST - (side[0] != '\0' ? 2u : 0u);
    tdm_buf_init(&plain, mem, 4096);
    tdm_buf_init(&hex, mem, 100);
    put_plain(&plain, measure->item.name);
    if (field->unit != measure->unit && field->unit != TDM_UNIT_NONE) {
        tdm_buf_char(&plain, '_');
        put_plain(&plain, tdm_unit_code(field->unit));
    }
    tdm_digest_print(&hex, tdm_digest_of(tdm_buf_str(&plain)));
    for (size_t digits = plain.len <= room ? 0 : 3;; digits = digits == 0 ? 3 : digits + 1) {
        struct tdm_buf name;
        bool taken = false;
        TDM_ASSERT(digits < room - 2);
        tdm_buf_init(&name, mem, 100);
        tdm_buf_add(&name, tdm_str_slice(tdm_buf_str(&plain), 0, digits == 0 ? room : room - digits - 1));
        if (digits > 0) tdm_buf_format(&name, "_%.*s", (int)digits, hex.at);
        tdm_buf_text(&name, side);
        for (uint32_t i = 0; i < at; i++) taken = taken || tdm_str_equal(redcap->fields[i].name, tdm_buf_str(&name));
        if (!taken) return tdm_buf_str(&name);
    }
}

void tdm_redcap_settle(struct tdm_arena *mem, struct tdm_redcap *redcap) {
    for (uint32_t i = 0; i < redcap->count; i++) redcap->fields[i].name = name_of(mem, redcap, i);
}

/* ---- the dictionary */

struct line { /* what of a row is not empty */
    const char *form, *type, *label, *choices, *validation, *identifier, *required;
};

static void put_line(struct tdm_buf *out, const char *name, const struct line *line) {
    struct tdm_table_writer w = {.out = out};
    for (int column = 0; column < REDCAP_COLUMNS; column++)
        tdm_put_word(&w, column == REDCAP_FIELD        ? name
                         : column == REDCAP_FORM       ? line->form
                         : column == REDCAP_TYPE       ? line->type
                         : column == REDCAP_LABEL      ? line->label
                         : column == REDCAP_CHOICES    ? line->choices
                         : column == REDCAP_VALIDATION ? line->validation
                         : column == REDCAP_IDENTIFIER ? line->identifier
                         : column == REDCAP_REQUIRED   ? line->required
                                                       : NULL);
    tdm_put_row_end(&w);
}

static const struct {
    const char *name;
    struct line line;
} own_fields[] = {
    {REDCAP_RECORD, {"episode", "text", "Episode", NULL, NULL, NULL, NULL}},
    {"protocol", {"episode", "text", "Protocol", NULL, NULL, NULL, NULL}},
    {"protocol_version", {"episode", "text", "Version of the protocol", NULL, NULL, NULL, NULL}},
    {"region", {"episode", "text", "Treated joint or tendon", NULL, NULL, NULL, NULL}},
    {"side", {"episode", "radio", "Treated side", "0, none | 1, right | 2, left", NULL, NULL, NULL}},
    {REDCAP_DAY, {REDCAP_OBSERVED, "text", "Day", NULL, "date_ymd", NULL, "y"}},
    {REDCAP_TIME, {REDCAP_OBSERVED, "text", "Time of day", NULL, "time", NULL, NULL}},
    {REDCAP_BY, {REDCAP_OBSERVED, "text", "Measured by", NULL, NULL, "y", "y"}},
    {REDCAP_KIND, {REDCAP_OBSERVED, "radio", "Recorded", "1, assess | 2, diary", NULL, NULL, "y"}},
};

static void put_choices(struct tdm_buf *out, const struct tdm_scale *scale) {
    for (uint16_t i = 0; i < scale->count; i++)
        tdm_buf_format(out, "%s%u, %.*s", i > 0 ? " | " : "", i, TDM_FMT(scale->steps[i]));
}

static void put_bound(struct tdm_table_writer *w, const struct tdm_measure *measure,
                      const struct tdm_redcap_field *field, bool most) {
    bool both = measure->has_hard && measure->hard.kind == TDM_BETWEEN && field->unit == measure->unit &&
                measure->hard.low.quantity.unit == measure->unit && measure->hard.high.quantity.unit == measure->unit;
    if (both)
        tdm_put_decimal(w, most ? measure->hard.high.quantity.number : measure->hard.low.quantity.number);
    else
        tdm_put_word(w, "");
}

static void field_line(struct tdm_buf *out, const struct tdm_redcap *redcap, const struct tdm_redcap_field *field) {
    const struct tdm_measure *measure = tdm_catalog_measure(redcap->catalog, field->measure);
    const struct tdm_scale *scale = tdm_measure_scale(redcap->catalog, field->measure);
    const char *side = field->side == TDM_SIDE_RIGHT ? "right" : field->side == TDM_SIDE_LEFT ? "left" : "";
    tdm_str unit = scale == NULL ? tdm_unit_code(field->unit) : TDM_STR("");
    struct tdm_table_writer w = {.out = out};
    struct tdm_buf label, choices, annotation;
    tdm_buf_init(&label, out->mem, 4096);
    tdm_buf_init(&choices, out->mem, 1u << 16);
    tdm_buf_init(&annotation, out->mem, 4096);
    tdm_buf_format(&label, "%.*s%s%s", TDM_FMT(tdm_catalog_label(redcap->catalog, TDM_KIND_MEASURE, field->measure)),
                   side[0] != '\0' ? ", " : "", side);
    if (scale != NULL) put_choices(&choices, scale);
    tdm_buf_format(&annotation, REDCAP_ANNOTATED "%.*s %s %.*s", TDM_FMT(measure->item.name),
                   side[0] != '\0' ? side : "-", TDM_FMT(unit.len > 0 ? unit : TDM_STR("-")));
    tdm_put_cell(&w, field->name);
    tdm_put_word(&w, REDCAP_OBSERVED);
    tdm_put_word(&w, "");
    tdm_put_word(&w, scale != NULL ? "radio" : "text");
    tdm_put_cell(&w, tdm_buf_str(&label));
    tdm_put_cell(&w, tdm_buf_str(&choices));
    tdm_put_cell(&w, unit);
    tdm_put_word(&w, scale != NULL ? "" : measure->whole && field->unit == measure->unit ? "integer" : "number");
    put_bound(&w, measure, field, false);
    put_bound(&w, measure, field, true);
    for (int column = REDCAP_IDENTIFIER; column < REDCAP_ANNOTATION; column++) tdm_put_word(&w, "");
    tdm_put_cell(&w, tdm_buf_str(&annotation));
    tdm_put_row_end(&w);
}

void tdm_redcap_dictionary(struct tdm_buf *out, const struct tdm_redcap *redcap) {
    struct tdm_table_writer w = {.out = out};
    for (int i = 0; i < REDCAP_COLUMNS; i++) tdm_put_word(&w, redcap_columns[i]);
    tdm_put_row_end(&w);
    for (size_t i = 0; i < TDM_COUNT(own_fields); i++) put_line(out, own_fields[i].name, &own_fields[i].line);
    for (uint32_t i = 0; i < redcap->count; i++) field_line(out, redcap, &redcap->fields[i]);
}

/* ---- data */

void tdm_redcap_head(struct tdm_buf *out, const struct tdm_redcap *redcap) {
    struct tdm_table_writer w = {.out = out};
    tdm_put_word(&w, REDCAP_RECORD);
    tdm_put_word(&w, REDCAP_REPEAT);
    tdm_put_word(&w, REDCAP_INSTANCE);
    for (size_t i = 1; i < TDM_COUNT(own_fields); i++) tdm_put_word(&w, own_fields[i].name);
    for (uint32_t i = 0; i < redcap->count; i++) tdm_put_cell(&w, redcap->fields[i].name);
    tdm_put_row_end(&w);
}

static void episode_row(struct tdm_buf *out, const struct tdm_redcap *redcap, const struct tdm_chart *chart) {
    struct tdm_table_writer w = {.out = out};
    tdm_put_cell(&w, chart->name);
    tdm_put_word(&w, "");
    tdm_put_word(&w, "");
    tdm_put_cell(&w, chart->protocol);
    tdm_put_cell(&w, chart->version);
    tdm_put_cell(&w, chart->region);
    tdm_put_int(&w, chart->side == TDM_SIDE_RIGHT ? 1 : chart->side == TDM_SIDE_LEFT ? 2 : 0);
    for (uint32_t i = 0; i < redcap->count + 4; i++) tdm_put_word(&w, "");
    tdm_put_row_end(&w);
}

struct observed { /* readings of one entry, and which of them stand in a row */
    struct tdm_arena *mem;
    struct tdm_redcap *redcap;
    const struct tdm_bound_chart *chart;
    const uint32_t *list; /* readings by entry */
    uint32_t count;
    bool *done;
};

static void row_head(struct tdm_table_writer *w, struct observed *o, uint32_t entry_index, tdm_date date) {
    const struct tdm_entry *entry = &o->chart->chart->entries[entry_index];
    struct tdm_buf text;
    bool patient = tdm_str_equal(entry->author, o->chart->chart->patient);
    bool diary = entry->kind == TDM_ENTRY_DIARY || (entry->kind != TDM_ENTRY_ASSESS && patient);
    tdm_put_cell(w, o->chart->chart->name);
    tdm_put_word(w, REDCAP_OBSERVED);
    tdm_put_int(w, ++o->redcap->instances);
    for (int i = 0; i < 4; i++) tdm_put_word(w, "");
    tdm_buf_init(&text, o->mem, 64);
    tdm_date_print(&text, date);
    tdm_put_cell(w, tdm_buf_str(&text));
    text.len = 0;
    if (entry->time.minute >= 0) tdm_time_print(&text, entry->time);
    tdm_put_cell(w, tdm_buf_str(&text));
    tdm_put_cell(w, entry->author);
    tdm_put_int(w, diary ? 2 : 1);
}

/* The first reading for the field that stands in no row yet. */
static bool take_value(const struct observed *o, const struct tdm_redcap_field *wanted, tdm_date date,
                       tdm_value *value) {
    for (uint32_t i = 0; i < o->count; i++) {
        const struct tdm_reading *reading = &o->chart->readings[o->list[i]];
        struct tdm_redcap_field field;
        if (o->done[i] || !tdm_date_equal(reading->date, date) || reading->measure != wanted->measure) continue;
        if (!field_of(o->redcap, o->chart, reading, &field, value) || order_of(&field, wanted) != 0) continue;
        o->done[i] = true;
        return true;
    }
    return false;
}

static void observed_row(struct tdm_buf *out, struct observed *o, uint32_t entry, tdm_date date) {
    struct tdm_table_writer w = {.out = out};
    row_head(&w, o, entry, date);
    for (uint32_t i = 0; i < o->redcap->count; i++) {
        tdm_value value;
        bool there = take_value(o, &o->redcap->fields[i], date, &value);
        if (there && value.kind == TDM_VALUE_NUMBER)
            tdm_put_decimal(&w, value.quantity.number);
        else if (there)
            tdm_put_int(&w, value.step);
        else
            tdm_put_word(&w, "");
    }
    tdm_put_row_end(&w);
}

/* One row a day of the entry; another where a field would hold two values. */
static void entry_rows(struct tdm_buf *out, struct observed *o, uint32_t entry) {
    for (uint32_t i = 0; i < o->count; i++) {
        tdm_value value;
        uint32_t said_by;
        const struct tdm_reading *reading = &o->chart->readings[o->list[i]];
        if (!tdm_reading_known(o->chart, reading, TDM_INSTANT_NONE, &value, &said_by)) o->done[i] = true;
    }
    for (;;) {
        tdm_date first = TDM_DATE_NONE;
        for (uint32_t i = 0; i < o->count; i++) {
            tdm_date date = o->chart->readings[o->list[i]].date;
            if (!o->done[i] && (tdm_date_is_none(first) || tdm_date_before(date, first))) first = date;
        }
        if (tdm_date_is_none(first)) return;
        observed_row(out, o, entry, first);
    }
}

void tdm_redcap_rows(struct tdm_arena *mem, struct tdm_buf *out, struct tdm_redcap *redcap,
                     const struct tdm_bound_chart *chart) {
    uint32_t entries = chart->chart->entry_count;
    uint32_t *start = TDM_NEW_ARRAY(mem, uint32_t, (size_t)entries + 2),
             *list = TDM_NEW_ARRAY(mem, uint32_t, chart->reading_count + 1u);
    for (uint32_t i = 0; i < chart->reading_count; i++) start[chart->readings[i].entry + 2]++;
    for (uint32_t i = 2; i < entries + 2; i++) start[i] += start[i - 1];
    for (uint32_t i = 0; i < chart->reading_count; i++) list[start[chart->readings[i].entry + 1]++] = i;
    redcap->instances = 0;
    episode_row(out, redcap, chart->chart);
    for (uint32_t i = 0; i < entries; i++) {
        uint32_t count = start[i + 1] - start[i];
        struct observed o = {mem, redcap, chart, &list[start[i]], count, TDM_NEW_ARRAY(mem, bool, count + 1u)};
        entry_rows(out, &o, i);
    }
}
