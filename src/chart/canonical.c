/* canonical.c - the bytes of one entry that a digest is taken over: `key length:text`, one field a line, in the order
 * of the field table. Two entries have the same bytes exactly when the same was written in them (2.5 is not 2.50). */
#include "chart/chart_int.h"

#include <string.h>

static void put(struct tdm_buf *out, const char *key, tdm_str text) {
    tdm_buf_text(out, key);
    tdm_buf_char(out, ' ');
    tdm_buf_int(out, (int64_t)text.len);
    tdm_buf_char(out, ':');
    tdm_buf_add(out, text);
    tdm_buf_char(out, '\n');
}

static void put_count(struct tdm_buf *out, const char *key, uint32_t count) {
    tdm_buf_format(out, "%s %u\n", key, count);
}

static void put_int(struct tdm_buf *out, const char *key, int64_t number) {
    tdm_buf_text(out, key);
    tdm_buf_char(out, ' ');
    tdm_buf_int(out, number);
    tdm_buf_char(out, '\n');
}

static void put_date(struct tdm_buf *out, const char *key, tdm_date date) {
    tdm_buf_text(out, key);
    tdm_buf_char(out, ' ');
    tdm_date_print(out, date);
    tdm_buf_char(out, '\n');
}

static void put_value(struct tdm_buf *out, const char *key, const struct tdm_written_value *value) {
    if (value->is_number) {
        tdm_buf_text(out, key);
        tdm_buf_text(out, ".number ");
        tdm_decimal_print(out, value->number);
        tdm_buf_char(out, '\n');
    }
    put(out, key, value->word);
}

static void put_reading(struct tdm_buf *out, const struct tdm_written_reading *reading) {
    put_date(out, "date", reading->date);
    put(out, "measure", reading->measure);
    put_int(out, "side", reading->side);
    if (reading->not_done)
        put(out, "not_done", reading->because);
    else
        put_value(out, "value", &reading->value);
    if (reading->has_was) put_value(out, "was", &reading->was);
}

static void put_dose(struct tdm_buf *out, const struct tdm_written_dose *dose) {
    put(out, "exercise", dose->exercise);
    put_int(out, "done", dose->done);
    put(out, "because", dose->because);
    put_count(out, "fields", dose->field_count);
    for (uint32_t i = 0; i < dose->field_count; i++) {
        put(out, "field", dose->fields[i].name);
        put_value(out, "is", &dose->fields[i].value);
    }
    put_count(out, "sets", dose->set_count);
    for (uint32_t i = 0; i < dose->set_count; i++) {
        const struct tdm_written_set *set = &dose->sets[i];
        struct tdm_written_value reps = {set->has_reps, set->reps, TDM_STR("")};
        struct tdm_written_value load = {set->has_load, set->load, set->load_unit};
        put_value(out, "reps", &reps);
        put_value(out, "load", &load);
        put(out, "stopped", set->stopped);
    }
    if (dose->has_times) put_int(out, dose->per_week ? "a_week" : "a_day", dose->times);
}

static void put_names(struct tdm_buf *out, const char *key, const tdm_str *names, uint32_t count) {
    put_count(out, key, count);
    for (uint32_t i = 0; i < count; i++) put(out, "name", names[i]);
}

static void put_field(struct tdm_buf *out, const struct tdm_entry *entry, enum tdm_entry_field field) {
    const char *key = tdm_fields[field].key;
    switch (tdm_fields[field].type) {
    case TDM_TYPE_NAME:
    case TDM_TYPE_TEXT:
    case TDM_TYPE_SAID:
    case TDM_TYPE_VERSION:
        put(out, key, tdm_entry_str(entry, field));
        return;
    case TDM_TYPE_DATE:
        put_date(out, key, field == TDM_FIELD_DATE ? entry->date : entry->other_date);
        return;
    case TDM_TYPE_TIME:
        put_int(out, key, entry->time.minute);
        return;
    case TDM_TYPE_INSTANT:
        put_int(out, key, entry->recorded.ms);
        return;
    case TDM_TYPE_FLAG:
        put_int(out, key, 1);
        return;
    case TDM_TYPE_GRADE:
        put_int(out, key, entry->grade);
        return;
    case TDM_TYPE_COUNT:
        put_int(out, key, entry->number);
        return;
    case TDM_TYPE_VALUE:
        put_value(out, key, &entry->amount);
        return;
    case TDM_TYPE_SIDE:
        put_int(out, key, entry->side);
        return;
    case TDM_TYPE_NAMES:
        if (field == TDM_FIELD_ASKED)
            put_names(out, key, entry->asked, entry->asked_count);
        else
            put_names(out, key, entry->found, entry->found_count);
        return;
    case TDM_TYPE_READINGS:
        put_count(out, key, entry->reading_count);
        for (uint32_t i = 0; i < entry->reading_count; i++) put_reading(out, &entry->readings[i]);
        return;
    case TDM_TYPE_DOSES:
        put_count(out, key, entry->dose_count);
        for (uint32_t i = 0; i < entry->dose_count; i++) put_dose(out, &entry->doses[i]);
        return;
    }
    TDM_UNREACHABLE();
}

void tdm_entry_canonical(struct tdm_buf *out, const struct tdm_entry *entry) {
    put(out, "entry", tdm_str_of(tdm_entry_kind_word(entry->kind)));
    for (int i = 0; i < TDM_FIELD_COUNT; i++) {
        enum tdm_entry_field field = (enum tdm_entry_field)i;
        /* Without a writer the number follows from the other entries and says nothing of this one. */
        if (field == TDM_FIELD_NUMBER && entry->writer.len == 0) continue;
        if (tdm_entry_has(entry, field)) put_field(out, entry, field);
    }
}

tdm_str tdm_entry_said(struct tdm_arena *mem, const struct tdm_entry *entry) {
    struct tdm_entry bare = *entry;
    struct tdm_buf bytes;
    bare.name = bare.writer = TDM_STR("");
    bare.recorded = TDM_INSTANT_NONE;
    bare.recorded_assumed = false;
    tdm_buf_init(&bytes, mem, SIZE_MAX);
    tdm_entry_canonical(&bytes, &bare);
    return tdm_buf_str(&bytes);
}
