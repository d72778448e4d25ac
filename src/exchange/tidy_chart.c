/* tidy_chart.c - a chart as rows: the episode, its entries, readings, exercises and doses. */
#include "exchange/tidy_int.h"

void tidy_date(struct tdm_table_writer *w, tdm_date date) {
    struct tdm_buf text;
    tdm_buf_init(&text, w->out->mem, 32);
    if (!tdm_date_is_none(date)) tdm_date_print(&text, date);
    tdm_put_cell(w, tdm_buf_str(&text));
}

void tidy_yes(struct tdm_table_writer *w, bool truth) {
    tdm_put_word(w, truth ? "yes" : "no");
}

void tidy_side(struct tdm_table_writer *w, enum tdm_side side) {
    tdm_put_word(w, side == TDM_SIDE_RIGHT ? "right" : side == TDM_SIDE_LEFT ? "left" : "");
}

void tidy_count(struct tdm_table_writer *w, bool known, int64_t number) {
    if (known)
        tdm_put_int(w, number);
    else
        tdm_put_word(w, "");
}

struct rows {
    const struct tdm_case *episode;
    const struct tdm_chart *chart;
    const struct tdm_catalog *catalog;
    uint32_t procedure; /* the first performed one, or TDM_ENTRY_NONE */
    struct tdm_table_writer w;
};

static uint32_t first_of(const struct rows *r, enum tdm_entry_kind kind) {
    for (uint32_t i = 0; i < r->chart->entry_count; i++) {
        const struct tdm_entry *entry = &r->chart->entries[i];
        bool performed = kind != TDM_ENTRY_PROCEDURE || tdm_str_is(entry->state, "performed");
        if (entry->kind == kind && performed && tdm_instant_is_none(r->episode->chart->facts[i].withdrawn)) return i;
    }
    return TDM_ENTRY_NONE;
}

static tdm_date day_of(const struct rows *r, uint32_t entry) {
    return entry == TDM_ENTRY_NONE ? TDM_DATE_NONE : r->chart->entries[entry].date;
}

static tdm_str text_of(const struct rows *r, uint32_t entry, bool state) {
    if (entry == TDM_ENTRY_NONE) return TDM_STR("");
    return state ? r->chart->entries[entry].state : r->chart->entries[entry].subject;
}

static void episode_row(struct rows *r) {
    struct tdm_table_writer *w = &r->w;
    const struct tdm_protocol *protocol = r->episode->protocol;
    uint32_t end = first_of(r, TDM_ENTRY_END);
    tdm_put_cell(w, r->chart->name);
    tdm_put_cell(w, r->chart->patient);
    tdm_put_cell(w, r->chart->protocol);
    tdm_put_cell(w, r->chart->version);
    tdm_put_cell(w, tdm_catalog_name(r->catalog, TDM_KIND_CONDITION, protocol->condition));
    tdm_put_cell(w, r->chart->region);
    tidy_side(w, r->chart->side);
    tidy_date(w, day_of(r, first_of(r, TDM_ENTRY_ENROL)));
    tdm_put_cell(w, text_of(r, r->procedure, false));
    tidy_date(w, day_of(r, r->procedure));
    tidy_date(w, day_of(r, end));
    tdm_put_cell(w, text_of(r, end, true));
    tdm_put_int(w, r->chart->entry_count);
    tidy_yes(w, r->chart->synthetic);
    tdm_put_row_end(w);
}

/* ---- keys and days, which most tables begin with */

static void key(struct rows *r, uint32_t entry) {
    tdm_put_cell(&r->w, r->chart->name);
    tdm_put_int(&r->w, (int64_t)entry + 1);
}

static void when(struct rows *r, tdm_date date, tdm_time time) {
    struct tdm_buf text;
    tdm_buf_init(&text, r->w.out->mem, 32);
    if (time.minute >= 0) tdm_time_print(&text, time);
    tidy_date(&r->w, date);
    tdm_put_cell(&r->w, tdm_buf_str(&text));
    tidy_count(&r->w, r->procedure != TDM_ENTRY_NONE, (int64_t)date.day - day_of(r, r->procedure).day);
}

static tdm_str role_of(const struct rows *r, tdm_str person, tdm_date date) {
    tdm_mask roles = tdm_chart_role_on(r->episode->chart, person, date);
    for (uint32_t i = 0; i < r->catalog->count[TDM_KIND_ROLE] && i < 64; i++)
        if ((roles & TDM_BIT(i)) != 0) return tdm_catalog_name(r->catalog, TDM_KIND_ROLE, (tdm_ref)i);
    return TDM_STR("");
}

static void entry_row(struct rows *r, uint32_t index) {
    const struct tdm_entry *entry = &r->chart->entries[index];
    struct tdm_table_writer *w = &r->w;
    struct tdm_buf recorded;
    tdm_buf_init(&recorded, w->out->mem, 64);
    tdm_instant_print(&recorded, entry->recorded);
    key(r, index);
    when(r, entry->date, entry->time);
    tdm_put_cell(w, tdm_buf_str(&recorded));
    tidy_yes(w, entry->recorded_assumed);
    tdm_put_word(w, tdm_entry_kind_word(entry->kind));
    tdm_put_cell(w, entry->author);
    tdm_put_cell(w, role_of(r, entry->author, entry->date));
    tdm_put_cell(w, entry->name);
    tdm_put_cell(w, entry->subject);
    tdm_put_cell(w, entry->state);
    tdm_put_cell(w, entry->target);
    tdm_put_cell(w, entry->to);
    tidy_date(w, entry->other_date);
    tidy_count(w, entry->has_grade, entry->grade);
    tdm_put_cell(w, entry->reason);
    tdm_put_cell(w, entry->because);
    tdm_put_cell(w, entry->words);
    tidy_yes(w, !tdm_instant_is_none(r->episode->chart->facts[index].withdrawn));
    tdm_put_row_end(w);
}

/* ---- readings */

static tdm_quantity own_unit(const struct tdm_measure *measure, tdm_quantity said) {
    tdm_quantity converted = said;
    bool exact = measure->unit != TDM_UNIT_NONE && tdm_quantity_convert(said, measure->unit, &converted);
    return exact ? converted : said;
}

static void value_cells(struct rows *r, const struct tdm_reading *reading, const tdm_value *value) {
    const struct tdm_measure *measure = tdm_catalog_measure(r->catalog, reading->measure);
    const struct tdm_scale *scale = tdm_measure_scale(r->catalog, reading->measure);
    bool number = value != NULL && value->kind == TDM_VALUE_NUMBER;
    bool step = value != NULL && value->kind == TDM_VALUE_STEP && scale != NULL && value->step < scale->count;
    tdm_quantity quantity = number ? own_unit(measure, value->quantity) : (tdm_quantity){{0, 0}, TDM_UNIT_ONE};
    if (number)
        tdm_put_decimal(&r->w, quantity.number);
    else
        tdm_put_word(&r->w, "");
    tdm_put_cell(&r->w, number ? tdm_unit_code(quantity.unit) : TDM_STR(""));
    tdm_put_cell(&r->w, step ? scale->steps[value->step] : TDM_STR(""));
    tidy_count(&r->w, step, step ? value->step : 0);
}

static bool same_value(const tdm_value *a, const tdm_value *b) {
    if (a->kind != b->kind) return false;
    if (a->kind == TDM_VALUE_STEP) return a->step == b->step;
    return a->quantity.unit == b->quantity.unit && tdm_decimal_compare(a->quantity.number, b->quantity.number) == 0;
}

static void first_value(struct rows *r, const struct tdm_reading *reading) {
    const struct tdm_measure *measure = tdm_catalog_measure(r->catalog, reading->measure);
    if (reading->value.kind == TDM_VALUE_NUMBER)
        tdm_put_decimal(&r->w, own_unit(measure, reading->value.quantity).number);
    else
        tdm_put_word(&r->w, "");
}

static void reading_row(struct rows *r, const struct tdm_reading *reading) {
    struct tdm_table_writer *w = &r->w;
    tdm_value value = reading->value;
    uint32_t said_by;
    bool stands = tdm_reading_known(r->episode->chart, reading, TDM_INSTANT_NONE, &value, &said_by);
    bool corrected = stands && !same_value(&value, &reading->value);
    key(r, reading->entry);
    when(r, reading->date, reading->time);
    tdm_put_cell(w, tdm_catalog_name(r->catalog, TDM_KIND_MEASURE, reading->measure));
    tidy_side(w, reading->side);
    value_cells(r, reading, stands ? &value : NULL);
    tdm_put_word(w, !stands                   ? "withdrawn"
                    : reading->wrong_observer ? "not-counted"
                    : corrected               ? "corrected"
                                              : "counts");
    if (corrected || !stands)
        first_value(r, reading);
    else
        tdm_put_word(w, "");
    tidy_yes(w, reading->soft_flagged);
    tidy_yes(w, reading->in_session);
    tdm_put_cell(w, r->chart->entries[reading->entry].author);
    tdm_put_word(w, "");
    tdm_put_row_end(w);
}

/* What was asked for and not done has no value, and is told: its measure as the chart names it. */
static void not_done_row(struct rows *r, uint32_t entry, const struct tdm_written_reading *reading) {
    struct tdm_table_writer *w = &r->w;
    key(r, entry);
    when(r, reading->date, r->chart->entries[entry].time);
    tdm_put_cell(w, reading->measure);
    tidy_side(w, reading->side);
    for (int i = 0; i < 4; i++) tdm_put_word(w, "");
    tdm_put_word(w, "not-done");
    tdm_put_word(w, "");
    tidy_yes(w, false);
    tidy_yes(w, r->chart->entries[entry].kind == TDM_ENTRY_SESSION);
    tdm_put_cell(w, r->chart->entries[entry].author);
    tdm_put_cell(w, reading->because);
    tdm_put_row_end(w);
}

static void reading_rows(struct rows *r) {
    for (uint32_t i = 0; i < r->episode->chart->reading_count; i++) reading_row(r, &r->episode->chart->readings[i]);
    for (uint32_t i = 0; i < r->chart->entry_count; i++) {
        const struct tdm_entry *entry = &r->chart->entries[i];
        for (uint32_t j = 0; j < entry->reading_count && entry->kind != TDM_ENTRY_CORRECT; j++)
            if (entry->readings[j].not_done) not_done_row(r, i, &entry->readings[j]);
    }
}

/* ---- exercises and their doses */

static void exercise_row(struct rows *r, uint32_t index, uint32_t line) {
    static const char *const done[] = {"done", "partial", "could-not", "declined", "not-needed"};
    const struct tdm_entry *entry = &r->chart->entries[index];
    const struct tdm_written_dose *dose = &entry->doses[line];
    struct tdm_table_writer *w = &r->w;
    bool session = entry->kind == TDM_ENTRY_SESSION;
    key(r, index);
    tdm_put_int(w, (int64_t)line + 1);
    when(r, entry->date, entry->time);
    tdm_put_word(w, tdm_entry_kind_word(entry->kind));
    tdm_put_cell(w, dose->exercise);
    tdm_put_word(w, session ? done[dose->done] : "");
    tidy_count(w, dose->has_times, dose->times);
    tdm_put_word(w, dose->has_times ? (dose->per_week ? "week" : "day") : "");
    tdm_put_cell(w, dose->because);
    tdm_put_row_end(w);
}

struct field { /* of a dose: a number with its unit, or a word */
    uint32_t entry, line;
    int64_t set; /* 0: of all */
    tdm_str name, unit, word;
    bool is_number;
    tdm_decimal number;
};

static void dose_row(struct rows *r, const struct field *field) {
    struct tdm_table_writer *w = &r->w;
    key(r, field->entry);
    tdm_put_int(w, (int64_t)field->line + 1);
    tidy_count(w, field->set > 0, field->set);
    tdm_put_cell(w, field->name);
    if (field->is_number)
        tdm_put_decimal(w, field->number);
    else
        tdm_put_word(w, "");
    tdm_put_cell(w, field->unit);
    tdm_put_cell(w, field->word);
    tdm_put_row_end(w);
}

static void dose_rows(struct rows *r, uint32_t entry, uint32_t line) {
    const struct tdm_written_dose *dose = &r->chart->entries[entry].doses[line];
    for (uint32_t i = 0; i < dose->field_count; i++) {
        const struct tdm_written_value *value = &dose->fields[i].value;
        struct field field = {
            .entry = entry, .line = line, .name = dose->fields[i].name, .is_number = value->is_number};
        field.number = value->number;
        field.unit = value->is_number ? value->word : TDM_STR("");
        field.word = value->is_number ? TDM_STR("") : value->word;
        dose_row(r, &field);
    }
    for (uint32_t i = 0; i < dose->set_count; i++) {
        const struct tdm_written_set *set = &dose->sets[i];
        struct field field = {.entry = entry, .line = line, .set = (int64_t)i + 1, .name = TDM_STR("reps")};
        field.is_number = true;
        field.number = set->reps;
        dose_row(r, &field);
        if (set->has_load) {
            field.name = TDM_STR("load");
            field.number = set->load;
            field.unit = set->load_unit;
            dose_row(r, &field);
        }
        if (set->stopped.len > 0)
            dose_row(r, &(struct field){
                            entry, line, (int64_t)i + 1, TDM_STR("stopped"), TDM_STR(""), set->stopped, false, {0, 0}});
    }
}

void tdm_tidy_chart(struct tdm_buf *out, const struct tdm_case *episode) {
    struct rows r = {.episode = episode, .chart = episode->chart->chart, .catalog = episode->chart->catalog};
    r.procedure = first_of(&r, TDM_ENTRY_PROCEDURE);
    r.w.out = &out[TDM_TIDY_EPISODES];
    episode_row(&r);
    r.w.out = &out[TDM_TIDY_READINGS];
    reading_rows(&r);
    for (uint32_t i = 0; i < r.chart->entry_count; i++) {
        r.w.out = &out[TDM_TIDY_ENTRIES];
        entry_row(&r, i);
        for (uint32_t line = 0; line < r.chart->entries[i].dose_count; line++) {
            r.w.out = &out[TDM_TIDY_EXERCISES];
            exercise_row(&r, i, line);
            r.w.out = &out[TDM_TIDY_DOSES];
            dose_rows(&r, i, line);
        }
    }
}
