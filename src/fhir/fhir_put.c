/* fhir_put.c - the pieces that every resource is made of, written: the frame around it, codings, references, days,
 * values. */
#include "fhir/fhir_int.h"

#include <string.h>

static tdm_str join(struct tdm_arena *mem, const char *before, tdm_str after) {
    struct tdm_buf text;
    tdm_buf_init(&text, mem, 4096);
    tdm_buf_text(&text, before);
    tdm_buf_add(&text, after);
    return tdm_buf_str(&text);
}

/* ---- the frame of a resource */

void tdm_fhir_frame_begin(struct tdm_arena *mem, struct tdm_fhir_out *o, tdm_str type, tdm_str id) {
    struct tdm_json_writer *w = &o->w;
    struct tdm_buf url;
    if (o->form == TDM_FHIR_NDJSON) {
        tdm_json_writer_init(w, o->out, false);
        return;
    }
    tdm_json_object_begin(w);
    if (id.len > 0) {
        tdm_buf_init(&url, mem, 4096);
        tdm_buf_format(&url, TDM_FHIR_BASE "/%.*s/%.*s", TDM_FMT(type), TDM_FMT(id));
        tdm_json_text(w, "fullUrl", tdm_buf_str(&url));
    }
    tdm_json_key(w, "resource");
}

void tdm_fhir_frame_end(struct tdm_arena *mem, struct tdm_fhir_out *o, tdm_str type, tdm_str id) {
    struct tdm_json_writer *w = &o->w;
    struct tdm_buf url;
    o->resources++;
    if (o->form == TDM_FHIR_NDJSON) {
        tdm_buf_char(o->out, '\n');
        return;
    }
    if (o->form == TDM_FHIR_TRANSACTION) {
        tdm_buf_init(&url, mem, 4096);
        tdm_buf_add(&url, type);
        if (id.len > 0) tdm_buf_format(&url, "/%.*s", TDM_FMT(id));
        tdm_json_key(w, "request");
        tdm_json_object_begin(w);
        tdm_json_text(w, "method", id.len > 0 ? TDM_STR("PUT") : TDM_STR("POST"));
        tdm_json_text(w, "url", tdm_buf_str(&url));
        tdm_json_object_end(w);
    }
    tdm_json_object_end(w);
}

void tdm_fhir_begin(struct tdm_fhir_ep *e, const char *type, tdm_str id) {
    struct tdm_json_writer *w = e->w;
    e->type = type;
    e->id = id;
    tdm_fhir_frame_begin(e->mem, e->o, tdm_str_of(type), id);
    tdm_json_object_begin(w);
    tdm_fhir_text(e, "resourceType", type);
    tdm_json_text(w, "id", id);
    if (!e->chart->synthetic && !e->derived) return;
    tdm_json_key(w, "meta");
    tdm_json_object_begin(w);
    if (e->chart->synthetic) {
        tdm_json_key(w, "security");
        tdm_json_array_begin(w);
        tdm_fhir_coding(e, TDM_HL7 "v3-ActReason", TDM_STR("HTEST"), TDM_STR("test health data"));
        tdm_json_array_end(w);
    }
    if (e->derived) {
        tdm_json_key(w, "tag");
        tdm_json_array_begin(w);
        tdm_fhir_own_coding(e, TDM_FHIR_TAGS, TDM_STR("derived"), TDM_STR(""));
        tdm_json_array_end(w);
    }
    tdm_json_object_end(w);
}

void tdm_fhir_end(struct tdm_fhir_ep *e) {
    tdm_json_object_end(e->w);
    tdm_fhir_frame_end(e->mem, e->o, tdm_str_of(e->type), e->id);
}

void tdm_fhir_text(struct tdm_fhir_ep *e, const char *key, const char *text) {
    tdm_json_text(e->w, key, tdm_str_of(text));
}

/* ---- codings and concepts */

void tdm_fhir_coding(struct tdm_fhir_ep *e, const char *system, tdm_str code, tdm_str display) {
    tdm_json_object_begin(e->w);
    tdm_fhir_text(e, "system", system);
    tdm_json_text(e->w, "code", code);
    if (display.len > 0) tdm_json_text(e->w, "display", display);
    tdm_json_object_end(e->w);
}

void tdm_fhir_own_coding(struct tdm_fhir_ep *e, const char *codes, tdm_str code, tdm_str display) {
    tdm_json_object_begin(e->w);
    tdm_json_text(e->w, "system", join(e->mem, TDM_FHIR_CODES, tdm_str_of(codes)));
    tdm_json_text(e->w, "code", code);
    if (display.len > 0) tdm_json_text(e->w, "display", display);
    tdm_json_object_end(e->w);
}

void tdm_fhir_why(struct tdm_fhir_ep *e, const struct tdm_entry *entry) {
    tdm_json_object_begin(e->w);
    if (entry->reason.len > 0) {
        tdm_json_key(e->w, "coding");
        tdm_json_array_begin(e->w);
        tdm_fhir_own_coding(e, TDM_FHIR_REASONS, entry->reason, TDM_STR(""));
        tdm_json_array_end(e->w);
    }
    if (entry->because.len > 0) tdm_json_text(e->w, "text", entry->because);
    tdm_json_object_end(e->w);
}

void tdm_fhir_own(struct tdm_fhir_ep *e, const char *key, const char *codes, tdm_str code, tdm_str text) {
    if (key != NULL) tdm_json_key(e->w, key);
    tdm_json_object_begin(e->w);
    tdm_json_key(e->w, "coding");
    tdm_json_array_begin(e->w);
    tdm_fhir_own_coding(e, codes, code, TDM_STR(""));
    tdm_json_array_end(e->w);
    if (text.len > 0) tdm_json_text(e->w, "text", text);
    tdm_json_object_end(e->w);
}

void tdm_fhir_hl7(struct tdm_fhir_ep *e, const char *key, const char *codes, const char *code) {
    if (key != NULL) tdm_json_key(e->w, key);
    tdm_json_object_begin(e->w);
    tdm_json_key(e->w, "coding");
    tdm_json_array_begin(e->w);
    tdm_json_object_begin(e->w);
    tdm_json_text(e->w, "system", join(e->mem, TDM_HL7, tdm_str_of(codes)));
    tdm_fhir_text(e, "code", code);
    tdm_json_object_end(e->w);
    tdm_json_array_end(e->w);
    tdm_json_object_end(e->w);
}

void tdm_fhir_category(struct tdm_fhir_ep *e, const char *system, const char *code) {
    tdm_json_key(e->w, "category");
    tdm_json_array_begin(e->w);
    tdm_json_object_begin(e->w);
    tdm_json_key(e->w, "coding");
    tdm_json_array_begin(e->w);
    tdm_fhir_coding(e, system, tdm_str_of(code), TDM_STR(""));
    tdm_json_array_end(e->w);
    tdm_json_object_end(e->w);
    tdm_json_array_end(e->w);
}

void tdm_fhir_codes(struct tdm_fhir_ep *e, const struct tdm_item *item, enum tdm_side side) {
    for (uint32_t i = 0; i < item->code_count; i++) {
        const struct tdm_code *code = &item->codes[i];
        bool fits = code->side == TDM_CODE_EITHER_SIDE || (code->side == TDM_CODE_LEFT && side == TDM_SIDE_LEFT) ||
                    (code->side == TDM_CODE_RIGHT && side == TDM_SIDE_RIGHT);
        if (fits) tdm_fhir_coding(e, tdm_code_system_uri(code->system), code->code, code->display);
    }
}

/* ---- references and identifiers */

void tdm_fhir_reference(struct tdm_fhir_ep *e, const char *key, const char *type, tdm_str id) {
    if (key != NULL) tdm_json_key(e->w, key);
    tdm_json_object_begin(e->w);
    tdm_json_text(e->w, "reference", join(e->mem, type, join(e->mem, "/", id)));
    tdm_json_object_end(e->w);
}

void tdm_fhir_person(struct tdm_fhir_ep *e, const char *key, tdm_str person) {
    bool patient = tdm_str_equal(person, e->chart->patient);
    tdm_fhir_reference(e, key, patient ? "Patient" : "Practitioner", tdm_fhir_id(e->mem, person));
}

void tdm_fhir_identifier(struct tdm_fhir_ep *e, const char *system, tdm_str value) {
    tdm_json_object_begin(e->w);
    tdm_fhir_text(e, "system", system);
    tdm_json_text(e->w, "value", value);
    tdm_json_object_end(e->w);
}

tdm_str tdm_fhir_short_id(struct tdm_arena *mem, tdm_str bytes) {
    struct tdm_buf hex;
    tdm_buf_init(&hex, mem, 100);
    tdm_digest_print(&hex, tdm_digest_of(bytes));
    return tdm_str_slice(tdm_buf_str(&hex), 0, 20);
}

tdm_str tdm_fhir_id(struct tdm_arena *mem, tdm_str name) {
    bool fits = name.len <= 60;
    for (size_t i = 0; i < name.len && fits; i++) {
        char c = name.at[i];
        fits = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.';
    }
    return fits ? name : tdm_fhir_short_id(mem, name);
}

tdm_str tdm_fhir_entry_id(struct tdm_arena *mem, const struct tdm_chart *chart, const struct tdm_entry *entry) {
    struct tdm_buf bytes;
    tdm_buf_init(&bytes, mem, (size_t)64 << 20);
    tdm_buf_add(&bytes, chart->name);
    tdm_buf_char(&bytes, '\n');
    tdm_entry_canonical(&bytes, entry);
    return tdm_fhir_short_id(mem, tdm_buf_str(&bytes));
}

tdm_str tdm_fhir_part_id(struct tdm_fhir_ep *e, uint32_t entry, uint32_t part) {
    struct tdm_buf text;
    tdm_buf_init(&text, e->mem, 100);
    tdm_buf_format(&text, "%.*s-%u", TDM_FMT(e->states[entry].id), part);
    return tdm_buf_str(&text);
}

tdm_str tdm_fhir_key(struct tdm_fhir_ep *e, uint32_t entry, const char **system) {
    const struct tdm_entry *it = &e->chart->entries[entry];
    struct tdm_buf text;
    tdm_buf_init(&text, e->mem, 4096);
    tdm_buf_add(&text, e->chart->name);
    tdm_buf_char(&text, '#');
    tdm_buf_add(&text, it->name.len > 0 ? it->name : e->states[entry].id);
    *system = it->name.len > 0 ? TDM_FHIR_NAME : TDM_FHIR_ENTRY;
    return tdm_buf_str(&text);
}

void tdm_fhir_identifiers(struct tdm_fhir_ep *e, uint32_t entry, uint32_t part) {
    const char *system;
    tdm_str key = tdm_fhir_key(e, entry, &system);
    tdm_json_key(e->w, "identifier");
    tdm_json_array_begin(e->w);
    if (part == 0) {
        tdm_fhir_identifier(e, system, key);
    } else {
        struct tdm_buf text;
        tdm_buf_init(&text, e->mem, 4096);
        tdm_buf_format(&text, "%.*s#%u", TDM_FMT(key), part);
        tdm_fhir_identifier(e, TDM_FHIR_PART, tdm_buf_str(&text));
    }
    tdm_json_array_end(e->w);
}

uint32_t tdm_fhir_named(const struct tdm_fhir_ep *e, tdm_str name) {
    const struct tdm_fhir_index *found = name.len > 0 ? tdm_fhir_look(e->by_name, e->named_count, name) : NULL;
    return found == NULL ? UINT32_MAX : found->of;
}

/* ---- days and instants */

void tdm_fhir_when(struct tdm_fhir_ep *e, const char *key, tdm_date date, tdm_time time) {
    struct tdm_buf text;
    tdm_buf_init(&text, e->mem, 64);
    tdm_date_print(&text, date);
    if (time.minute >= 0) {
        /* The offset of the chart's zone at that local time; twice, so that it is that of the day itself. */
        int64_t local = (int64_t)date.day * 86400000 + (int64_t)time.minute * 60000, offset = 0;
        for (int i = 0; i < 2; i++) {
            tdm_instant guess = {local - offset};
            offset = tdm_zone_local_ms(e->zone, guess) - guess.ms;
        }
        int64_t minutes = offset / 60000, size = minutes < 0 ? -minutes : minutes;
        tdm_buf_char(&text, 'T');
        tdm_time_print(&text, time);
        if (minutes == 0)
            tdm_buf_text(&text, ":00Z");
        else
            tdm_buf_format(&text, ":00%c%02d:%02d", minutes < 0 ? '-' : '+', (int)(size / 60), (int)(size % 60));
    }
    tdm_json_text(e->w, key, tdm_buf_str(&text));
}

/* With seconds, which FHIR wants of an instant. */
void tdm_fhir_instant(struct tdm_fhir_ep *e, const char *key, tdm_instant instant) {
    struct tdm_buf text;
    int64_t of_day = instant.ms % 86400000, day = instant.ms / 86400000;
    if (of_day < 0) {
        of_day += 86400000;
        day--;
    }
    tdm_buf_init(&text, e->mem, 64);
    tdm_date_print(&text, (tdm_date){(int32_t)day});
    tdm_buf_format(&text, "T%02d:%02d:%02d", (int)(of_day / 3600000), (int)(of_day / 60000 % 60),
                   (int)(of_day / 1000 % 60));
    if (of_day % 1000 != 0) tdm_buf_format(&text, ".%03d", (int)(of_day % 1000));
    tdm_buf_char(&text, 'Z');
    tdm_json_text(e->w, key, tdm_buf_str(&text));
}

/* ---- sites and values */

const char *tdm_fhir_site_side(enum tdm_side side) {
    switch (side) {
    case TDM_SIDE_RIGHT:
        return "right";
    case TDM_SIDE_LEFT:
        return "left";
    case TDM_SIDE_NONE:
        return "none";
    }
    TDM_UNREACHABLE();
}

/* One code for region and side, "knee/right": codings of one concept must mean the same. */
void tdm_fhir_site(struct tdm_fhir_ep *e, tdm_str region, enum tdm_side side) {
    struct tdm_buf code, text;
    tdm_ref ref = tdm_catalog_find(e->catalog, TDM_KIND_REGION, region);
    tdm_str label = ref == TDM_REF_NONE ? region : tdm_catalog_label(e->catalog, TDM_KIND_REGION, ref);
    tdm_buf_init(&code, e->mem, 4096);
    tdm_buf_format(&code, "%.*s/%s", TDM_FMT(region), tdm_fhir_site_side(side));
    tdm_buf_init(&text, e->mem, 4096);
    if (side != TDM_SIDE_NONE) tdm_buf_format(&text, "%s ", tdm_fhir_site_side(side));
    tdm_buf_add(&text, label);
    tdm_json_object_begin(e->w);
    tdm_json_key(e->w, "coding");
    tdm_json_array_begin(e->w);
    tdm_fhir_own_coding(e, TDM_FHIR_SITES, tdm_buf_str(&code), TDM_STR(""));
    if (ref != TDM_REF_NONE) tdm_fhir_codes(e, tdm_catalog_item(e->catalog, TDM_KIND_REGION, ref), side);
    tdm_json_array_end(e->w);
    tdm_json_text(e->w, "text", tdm_buf_str(&text));
    tdm_json_object_end(e->w);
}

/* `unit` is the word as it was written; without one the code alone says the unit of the measure. */
void tdm_fhir_quantity(struct tdm_fhir_ep *e, const char *key, tdm_decimal number, tdm_str unit, tdm_ref measure) {
    tdm_unit known = TDM_UNIT_NONE;
    if (unit.len > 0) {
        if (!tdm_unit_find(unit, &known)) known = TDM_UNIT_NONE;
    } else if (measure != TDM_REF_NONE) {
        known = tdm_catalog_measure(e->catalog, measure)->unit;
    }
    tdm_json_key(e->w, key);
    tdm_json_object_begin(e->w);
    tdm_json_key(e->w, "value");
    tdm_json_decimal(e->w, number);
    if (unit.len > 0) tdm_json_text(e->w, "unit", unit);
    if (known != TDM_UNIT_NONE) {
        tdm_fhir_text(e, "system", TDM_UCUM);
        tdm_json_text(e->w, "code", tdm_unit_ucum(known));
    }
    tdm_json_object_end(e->w);
}

void tdm_fhir_value(struct tdm_fhir_ep *e, const struct tdm_written_value *value, tdm_ref measure, bool word_is_step) {
    if (value->is_number) {
        tdm_fhir_quantity(e, "valueQuantity", value->number, value->word, measure);
        return;
    }
    if (!word_is_step) {
        tdm_json_text(e->w, "valueString", value->word);
        return;
    }
    tdm_str label = TDM_STR("");
    const struct tdm_scale *scale = measure == TDM_REF_NONE ? NULL : tdm_measure_scale(e->catalog, measure);
    uint16_t step;
    if (scale != NULL && tdm_scale_find(scale, value->word, &step)) label = scale->labels[step];
    tdm_fhir_own(e, "valueCodeableConcept", TDM_FHIR_STEPS, value->word, label);
}
