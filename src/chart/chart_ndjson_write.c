/* chart_ndjson_write.c - a chart as JSON, one line the header, then one line an entry, in canonical order. What the
 * other entries already say (an order, a derived number) is not written. Reader: chart_ndjson_read.c. */
#include "chart/chart_int.h"
#include "json/json.h"

static void put_str(struct tdm_json_writer *w, const char *key, tdm_str text) {
    if (text.len == 0) return;
    tdm_json_key(w, key);
    tdm_json_string(w, text);
}

static void put_date(struct tdm_json_writer *w, const char *key, tdm_date date) {
    if (tdm_date_is_none(date)) return;
    struct tdm_buf text;
    tdm_buf_init(&text, w->out->mem, 64);
    tdm_date_print(&text, date);
    put_str(w, key, tdm_buf_str(&text));
}

static void put_flag(struct tdm_json_writer *w, const char *key, bool flag) {
    if (!flag) return;
    tdm_json_key(w, key);
    tdm_json_bool(w, true);
}

static void put_names(struct tdm_json_writer *w, const char *key, const tdm_str *names, uint32_t count) {
    tdm_json_key(w, key);
    tdm_json_array_begin(w);
    for (uint32_t i = 0; i < count; i++) tdm_json_string(w, names[i]);
    tdm_json_array_end(w);
}

/* number and unit, or step: members of the object that is open. */
static void put_value(struct tdm_json_writer *w, const struct tdm_written_value *value) {
    if (!value->is_number) {
        put_str(w, "step", value->word);
        return;
    }
    tdm_json_key(w, "number");
    tdm_json_decimal(w, value->number);
    put_str(w, "unit", value->word);
}

static void put_side(struct tdm_json_writer *w, enum tdm_side side) {
    if (side != TDM_SIDE_NONE) put_str(w, "side", tdm_str_of(tdm_side_word(side)));
}

/* ---- header */

static void put_header(struct tdm_json_writer *w, const struct tdm_chart *chart) {
    tdm_json_object_begin(w);
    put_str(w, "chart", chart->name);
    put_str(w, "patient", chart->patient);
    put_str(w, "region", chart->region);
    put_side(w, chart->side);
    put_str(w, "protocol", chart->protocol);
    put_str(w, "version", chart->version);
    if (chart->has_digest) {
        struct tdm_buf hex;
        tdm_buf_init(&hex, w->out->mem, 128);
        tdm_digest_print(&hex, chart->protocol_digest);
        put_str(w, "hash", tdm_buf_str(&hex));
    }
    put_str(w, "zone", chart->zone_name);
    put_flag(w, "synthetic", chart->synthetic);
    put_str(w, "published", chart->published);
    if (chart->also_count > 0) put_names(w, "also", chart->also, chart->also_count);
    tdm_json_key(w, "people");
    tdm_json_array_begin(w);
    for (uint32_t i = 0; i < chart->person_count; i++) {
        const struct tdm_member *member = &chart->people[i];
        tdm_json_object_begin(w);
        put_str(w, "person", member->person);
        put_str(w, "role", member->role);
        put_date(w, "from", member->from);
        put_date(w, "until", member->until);
        tdm_json_object_end(w);
    }
    tdm_json_array_end(w);
    tdm_json_object_end(w);
}

/* ---- entries */

static void put_reading(struct tdm_json_writer *w, const struct tdm_entry *entry,
                        const struct tdm_written_reading *reading) {
    tdm_json_object_begin(w);
    if (!tdm_date_equal(reading->date, entry->date)) put_date(w, "date", reading->date);
    put_str(w, "measure", reading->measure);
    put_side(w, reading->side);
    if (reading->not_done)
        put_flag(w, "not_done", true);
    else
        put_value(w, &reading->value);
    put_str(w, "because", reading->because);
    if (reading->has_was) {
        tdm_json_key(w, "was");
        tdm_json_object_begin(w);
        put_value(w, &reading->was);
        tdm_json_object_end(w);
    }
    tdm_json_object_end(w);
}

static void put_set(struct tdm_json_writer *w, const struct tdm_written_set *set) {
    tdm_json_object_begin(w);
    tdm_json_key(w, "reps");
    tdm_json_decimal(w, set->reps);
    if (set->has_load) {
        tdm_json_key(w, "load");
        tdm_json_decimal(w, set->load);
        put_str(w, "unit", set->load_unit);
    }
    put_str(w, "stopped", set->stopped);
    tdm_json_object_end(w);
}

static void put_dose(struct tdm_json_writer *w, const struct tdm_written_dose *dose) {
    tdm_json_object_begin(w);
    put_str(w, "exercise", dose->exercise);
    put_str(w, "done", tdm_str_of(tdm_done_word(dose->done)));
    put_str(w, "because", dose->because);
    if (dose->field_count > 0) tdm_json_key(w, "fields");
    if (dose->field_count > 0) tdm_json_array_begin(w);
    for (uint32_t i = 0; i < dose->field_count; i++) {
        tdm_json_object_begin(w);
        put_str(w, "name", dose->fields[i].name);
        put_value(w, &dose->fields[i].value);
        tdm_json_object_end(w);
    }
    if (dose->field_count > 0) tdm_json_array_end(w);
    if (dose->set_count > 0) tdm_json_key(w, "sets");
    if (dose->set_count > 0) tdm_json_array_begin(w);
    for (uint32_t i = 0; i < dose->set_count; i++) put_set(w, &dose->sets[i]);
    if (dose->set_count > 0) tdm_json_array_end(w);
    if (dose->has_times) {
        tdm_json_key(w, dose->per_week ? "times_a_week" : "times_a_day");
        tdm_json_int(w, dose->times);
    }
    tdm_json_object_end(w);
}

static void put_lines(struct tdm_json_writer *w, const struct tdm_entry *entry, enum tdm_entry_field field) {
    tdm_json_key(w, tdm_fields[field].key);
    tdm_json_array_begin(w);
    if (field == TDM_FIELD_READINGS)
        for (uint32_t i = 0; i < entry->reading_count; i++) put_reading(w, entry, &entry->readings[i]);
    else
        for (uint32_t i = 0; i < entry->dose_count; i++) put_dose(w, &entry->doses[i]);
    tdm_json_array_end(w);
}

static void put_printed(struct tdm_json_writer *w, const struct tdm_entry *entry, enum tdm_entry_field field) {
    struct tdm_buf text;
    tdm_buf_init(&text, w->out->mem, 64);
    if (field == TDM_FIELD_TIME)
        tdm_time_print(&text, entry->time);
    else
        tdm_instant_print(&text, entry->recorded);
    put_str(w, tdm_fields[field].key, tdm_buf_str(&text));
}

static void put_field(struct tdm_json_writer *w, const struct tdm_entry *entry, enum tdm_entry_field field) {
    const char *key = tdm_fields[field].key;
    switch (tdm_fields[field].type) {
    case TDM_TYPE_NAME:
    case TDM_TYPE_TEXT:
    case TDM_TYPE_SAID:
    case TDM_TYPE_VERSION:
        put_str(w, key, tdm_entry_str(entry, field));
        return;
    case TDM_TYPE_DATE:
        put_date(w, key, field == TDM_FIELD_DATE ? entry->date : entry->other_date);
        return;
    case TDM_TYPE_TIME:
    case TDM_TYPE_INSTANT:
        put_printed(w, entry, field);
        return;
    case TDM_TYPE_FLAG:
        put_flag(w, key, true);
        return;
    case TDM_TYPE_GRADE:
    case TDM_TYPE_COUNT:
        tdm_json_key(w, key);
        tdm_json_int(w, field == TDM_FIELD_GRADE ? entry->grade : (int64_t)entry->number);
        return;
    case TDM_TYPE_VALUE:
        tdm_json_key(w, key);
        tdm_json_object_begin(w);
        put_value(w, &entry->amount);
        tdm_json_object_end(w);
        return;
    case TDM_TYPE_SIDE:
        put_side(w, entry->side);
        return;
    case TDM_TYPE_NAMES:
        if (field == TDM_FIELD_ASKED)
            put_names(w, key, entry->asked, entry->asked_count);
        else
            put_names(w, key, entry->found, entry->found_count);
        return;
    case TDM_TYPE_READINGS:
    case TDM_TYPE_DOSES:
        put_lines(w, entry, field);
        return;
    }
    TDM_UNREACHABLE();
}

static void put_entry(struct tdm_json_writer *w, const struct tdm_entry *entry) {
    tdm_json_object_begin(w);
    put_str(w, "kind", tdm_str_of(tdm_entry_kind_word(entry->kind)));
    for (int i = 0; i < TDM_FIELD_COUNT; i++) {
        enum tdm_entry_field field = (enum tdm_entry_field)i;
        bool derived = field == TDM_FIELD_NUMBER && entry->writer.len == 0;
        if (tdm_entry_has(entry, field) && !derived) put_field(w, entry, field);
    }
    tdm_json_object_end(w);
}

void tdm_chart_write_ndjson(struct tdm_buf *out, const struct tdm_chart *chart) {
    for (uint32_t i = 0; i <= chart->entry_count; i++) {
        struct tdm_json_writer w;
        tdm_json_writer_init(&w, out, false);
        if (i == 0)
            put_header(&w, chart);
        else
            put_entry(&w, &chart->entries[i - 1]);
        tdm_buf_char(out, '\n');
    }
}
