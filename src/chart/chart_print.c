/* chart_print.c - a chart as a file of the notation, by the same tables that read it: read(print(chart)) is the chart.
 */
#include "chart/chart_int.h"

#include <string.h>

static void put_text(struct tdm_buf *out, tdm_str text) {
    tdm_buf_char(out, '"');
    for (size_t i = 0; i < text.len; i++) {
        if (text.at[i] == '"' || text.at[i] == '\\') tdm_buf_char(out, '\\');
        tdm_buf_char(out, text.at[i]);
    }
    tdm_buf_char(out, '"');
}

static void put_word(struct tdm_buf *out, const char *before, tdm_str word) {
    tdm_buf_text(out, before);
    tdm_buf_add(out, word);
}

static void put_value(struct tdm_buf *out, const struct tdm_written_value *value) {
    if (value->is_number) {
        tdm_decimal_print(out, value->number);
        if (value->word.len > 0 && !tdm_str_is(value->word, "%")) tdm_buf_char(out, ' ');
    }
    tdm_buf_add(out, value->word);
}

static void put_date(struct tdm_buf *out, const char *before, tdm_date date) {
    tdm_buf_text(out, before);
    tdm_date_print(out, date);
}

/* ---- the header */

static void put_member(struct tdm_buf *out, const struct tdm_member *member) {
    put_word(out, "    ", member->person);
    put_word(out, " ", member->role);
    if (!tdm_date_is_none(member->from)) put_date(out, ", from ", member->from);
    if (!tdm_date_is_none(member->until)) put_date(out, ", until ", member->until);
    tdm_buf_char(out, '\n');
}

void tdm_chart_print_head(struct tdm_buf *out, const struct tdm_chart *chart) {
    put_word(out, "chart ", chart->name);
    put_word(out, "\n  patient ", chart->patient);
    put_word(out, "\n  site ", chart->region);
    put_word(out, ", ", tdm_str_of(tdm_side_word(chart->side)));
    put_word(out, "\n  protocol ", chart->protocol);
    put_word(out, " version ", chart->version);
    if (chart->has_digest) {
        tdm_buf_text(out, ", hash \"");
        tdm_digest_print(out, chart->protocol_digest);
        tdm_buf_char(out, '"');
    }
    if (chart->zone_name.len > 0) put_word(out, "\n  zone ", chart->zone_name);
    if (chart->synthetic) tdm_buf_text(out, "\n  synthetic");
    if (chart->published.len > 0) {
        tdm_buf_text(out, "\n  published ");
        put_text(out, chart->published);
    }
    for (uint32_t i = 0; i < chart->also_count; i++) put_word(out, "\n  also chart ", chart->also[i]);
    tdm_buf_text(out, "\n  people\n");
    for (uint32_t i = 0; i < chart->person_count; i++) put_member(out, &chart->people[i]);
}

/* ---- one entry's line */

static void put_names(struct tdm_buf *out, const tdm_str *names, uint32_t count) {
    for (uint32_t i = 0; i < count; i++) put_word(out, i == 0 ? " " : ", ", names[i]);
}

static void put_argument(struct tdm_buf *out, const struct tdm_entry *entry, enum tdm_entry_field field) {
    tdm_str text = TDM_STR("");
    switch (tdm_fields[field].type) {
    case TDM_TYPE_NAME:
    case TDM_TYPE_SAID:
    case TDM_TYPE_VERSION:
        put_word(out, " ", tdm_entry_str(entry, field));
        return;
    case TDM_TYPE_TEXT:
        text = tdm_entry_str(entry, field);
        tdm_buf_char(out, ' ');
        put_text(out, text);
        return;
    case TDM_TYPE_DATE:
        put_date(out, " ", entry->other_date);
        return;
    case TDM_TYPE_INSTANT:
        tdm_buf_char(out, ' ');
        tdm_instant_print(out, entry->recorded);
        return;
    case TDM_TYPE_GRADE:
        tdm_buf_format(out, " %d", entry->grade);
        return;
    case TDM_TYPE_NAMES:
        put_names(out, entry->found, entry->found_count);
        return;
    case TDM_TYPE_FLAG:
        return;
    case TDM_TYPE_TIME:
    case TDM_TYPE_COUNT:
    case TDM_TYPE_VALUE:
    case TDM_TYPE_SIDE:
    case TDM_TYPE_READINGS:
    case TDM_TYPE_DOSES:
        break;
    }
    TDM_UNREACHABLE();
}

static bool clause_said(const struct tdm_clause_row *row, const struct tdm_entry *entry) {
    if (!tdm_clause_of_kind(row, entry->kind) || !tdm_entry_has(entry, row->field)) return false;
    switch ((enum tdm_clause_shape)row->shape) {
    case TDM_CLAUSE_FIELD:
        return row->field != TDM_FIELD_RECORDED || !entry->recorded_assumed;
    case TDM_CLAUSE_MEDICINE:
        return tdm_str_is(entry->state, row->phrase);
    case TDM_CLAUSE_CLASS:
        return tdm_str_is(entry->state, "class");
    case TDM_CLAUSE_WRITER:
    case TDM_CLAUSE_SITE:
        return true;
    }
    TDM_UNREACHABLE();
}

static void put_clause(struct tdm_buf *out, const struct tdm_clause_row *row, const struct tdm_entry *entry) {
    tdm_buf_text(out, row->leads ? " " : ", ");
    tdm_buf_text(out, row->phrase);
    if (row->shape == TDM_CLAUSE_MEDICINE) {
        tdm_buf_char(out, ' ');
        put_text(out, entry->subject);
        if (!tdm_entry_has(entry, TDM_FIELD_AMOUNT)) return;
        tdm_buf_char(out, ' ');
        put_value(out, &entry->amount);
        return;
    }
    put_argument(out, entry, row->field);
    if (row->shape == TDM_CLAUSE_WRITER) tdm_buf_format(out, " %u", entry->number);
    if (row->shape == TDM_CLAUSE_SITE && entry->side != TDM_SIDE_NONE)
        put_word(out, " ", tdm_str_of(tdm_side_word(entry->side)));
}

static void put_slot(struct tdm_buf *out, const struct tdm_slot *slot, const struct tdm_entry *entry) {
    if (slot->type == TDM_TYPE_NAMES) {
        put_names(out, entry->asked, entry->asked_count);
        if (entry->subject.len > 0) put_word(out, " ", entry->subject); /* `flags` or `findings` */
        return;
    }
    const char *unsaid = tdm_kinds[entry->kind].default_state;
    tdm_str text = tdm_entry_str(entry, slot->field);
    bool silent = slot->field == TDM_FIELD_STATE && unsaid != NULL && tdm_str_is(text, unsaid);
    bool by_clause = entry->kind == TDM_ENTRY_DENY && tdm_str_is(entry->state, "class");
    if (text.len == 0 || silent || by_clause) return;
    tdm_buf_char(out, ' ');
    /* What may be said freely stands in quotes unless it is a word that no clause could be taken for. */
    bool word = slot->type == TDM_TYPE_NAME ||
                (slot->type == TDM_TYPE_SAID && tdm_is_word(text) && !tdm_word_of_clause(entry->kind, text));
    if (word)
        tdm_buf_add(out, text);
    else
        put_text(out, text);
}

/* ---- lines below an entry */

static void put_reading(struct tdm_buf *out, const struct tdm_entry *entry, const struct tdm_written_reading *reading) {
    tdm_buf_text(out, "  ");
    if (!tdm_date_equal(reading->date, entry->date)) {
        tdm_date_print(out, reading->date);
        tdm_buf_char(out, ' ');
    }
    tdm_buf_add(out, reading->measure);
    if (reading->side != TDM_SIDE_NONE) put_word(out, " ", tdm_str_of(tdm_side_word(reading->side)));
    tdm_buf_char(out, ' ');
    if (reading->not_done)
        tdm_buf_text(out, "not-done");
    else
        put_value(out, &reading->value);
    if (reading->has_was) tdm_buf_text(out, ", was ");
    if (reading->has_was) put_value(out, &reading->was);
    if (reading->because.len > 0) tdm_buf_text(out, ", because ");
    if (reading->because.len > 0) put_text(out, reading->because);
    tdm_buf_char(out, '\n');
}

static bool plain_number(const struct tdm_written_field *field, const char *name) {
    return tdm_str_is(field->name, name) && field->value.is_number && field->value.word.len == 0;
}

/* Returns how many fields were printed: `3x12` says two. */
static uint32_t put_field(struct tdm_buf *out, const struct tdm_written_dose *dose, uint32_t at, bool first) {
    const struct tdm_written_field *field = &dose->fields[at], *next = at + 1 < dose->field_count ? field + 1 : NULL;
    bool sets = plain_number(field, "sets"), pair = sets && next != NULL && plain_number(next, "reps");
    tdm_buf_text(out, first ? " " : ", ");
    if (pair && field->value.number.scale == 0 && next->value.number.scale == 0 &&
        field->value.number.coefficient >= 0 && next->value.number.coefficient >= 0) {
        tdm_decimal_print(out, field->value.number);
        tdm_buf_char(out, 'x');
        tdm_decimal_print(out, next->value.number);
        return 2;
    }
    if (plain_number(field, "rm") && field->value.number.scale == 0 && field->value.number.coefficient >= 0) {
        tdm_decimal_print(out, field->value.number);
        tdm_buf_text(out, "RM");
        return 1;
    }
    bool load = tdm_str_is(field->name, "load") && field->value.is_number && tdm_str_is(field->value.word, "kg");
    if (!sets && !load) {
        tdm_buf_add(out, field->name);
        tdm_buf_char(out, ' ');
    }
    put_value(out, &field->value);
    if (sets) tdm_buf_text(out, " sets");
    return 1;
}

static void put_set(struct tdm_buf *out, const struct tdm_written_set *set, bool first) {
    tdm_buf_text(out, first ? " " : ", ");
    tdm_decimal_print(out, set->reps);
    tdm_buf_text(out, " reps");
    if (set->has_load) {
        tdm_buf_char(out, ' ');
        put_value(out, &(struct tdm_written_value){true, set->load, set->load_unit});
    }
    if (set->stopped.len > 0) {
        tdm_buf_text(out, " stopped ");
        put_text(out, set->stopped);
    }
}

static void put_dose(struct tdm_buf *out, const struct tdm_written_dose *dose) {
    bool first = true;
    put_word(out, "  ", dose->exercise);
    if (dose->done != TDM_DONE) {
        put_word(out, " ", tdm_str_of(tdm_done_word(dose->done)));
        first = false;
    }
    for (uint32_t i = 0; i < dose->set_count; i++, first = false) put_set(out, &dose->sets[i], first);
    for (uint32_t i = 0; i < dose->field_count; first = false) i += put_field(out, dose, i, first);
    if (dose->has_times) {
        tdm_buf_text(out, first ? " " : ", ");
        tdm_buf_format(out, "%u times a %s", (unsigned)dose->times, dose->per_week ? "week" : "day");
        first = false;
    }
    if (dose->because.len > 0) {
        tdm_buf_text(out, first ? " because " : ", because ");
        put_text(out, dose->because);
    }
    tdm_buf_char(out, '\n');
}

static void put_procedure(struct tdm_buf *out, const struct tdm_entry *entry) {
    for (size_t i = 0; i < TDM_PROCEDURE_LINE_COUNT; i++) {
        const struct tdm_procedure_line *row = &tdm_procedure_lines[i];
        if (!tdm_entry_has(entry, row->field)) continue;
        tdm_buf_format(out, "  %s", row->head);
        put_argument(out, entry, row->field);
        bool sided = row->field == TDM_FIELD_REGION && entry->side != TDM_SIDE_NONE;
        if (sided) put_word(out, ", ", tdm_str_of(tdm_side_word(entry->side)));
        tdm_buf_char(out, '\n');
    }
}

/* ---- */

void tdm_entry_print(struct tdm_buf *out, const struct tdm_entry *entry) {
    const struct tdm_kind_row *kind = &tdm_kinds[entry->kind];
    tdm_date_print(out, entry->date);
    if (entry->time.minute >= 0) {
        tdm_buf_char(out, ' ');
        tdm_time_print(out, entry->time);
    }
    put_word(out, " ", tdm_str_of(kind->word));
    for (uint32_t i = 0; i < kind->slot_count; i++) put_slot(out, &kind->slots[i], entry);
    for (size_t i = 0; i < TDM_CLAUSE_COUNT; i++)
        if (clause_said(&tdm_clauses[i], entry)) put_clause(out, &tdm_clauses[i], entry);
    tdm_buf_char(out, '\n');
    for (uint32_t i = 0; i < entry->dose_count; i++) put_dose(out, &entry->doses[i]);
    for (uint32_t i = 0; i < entry->reading_count; i++) put_reading(out, entry, &entry->readings[i]);
    if (kind->block == TDM_BLOCK_PROCEDURE) put_procedure(out, entry);
}

void tdm_chart_print(struct tdm_buf *out, const struct tdm_chart *chart) {
    tdm_chart_print_head(out, chart);
    tdm_buf_char(out, '\n');
    for (uint32_t i = 0; i < chart->entry_count; i++) tdm_entry_print(out, &chart->entries[i]);
}
