/* fhir_put_order.c - what was prescribed (a ServiceRequest an exercise, held together by their requisition) and which
 * medicine was ordered, taken, stopped, or said not to be taken. */
#include "fhir/fhir_int.h"

/* ---- exercises */

static void put_detail(struct tdm_fhir_ep *e, const struct tdm_fhir_detail *detail) {
    struct tdm_buf text;
    tdm_buf_init(&text, e->mem, 4096);
    if (detail->value.is_number) {
        tdm_decimal_print(&text, detail->value.number);
        if (detail->value.word.len > 0) tdm_buf_char(&text, ' ');
    }
    tdm_buf_add(&text, detail->value.word);
    tdm_fhir_own(e, NULL, detail->codes, detail->code, tdm_buf_str(&text));
}

static void put_timing(struct tdm_fhir_ep *e, const struct tdm_written_dose *dose) {
    if (!dose->has_times) return;
    tdm_json_key(e->w, "occurrenceTiming");
    tdm_json_object_begin(e->w);
    tdm_json_key(e->w, "repeat");
    tdm_json_object_begin(e->w);
    tdm_json_key(e->w, "frequency");
    tdm_json_int(e->w, dose->times);
    tdm_json_key(e->w, "period");
    tdm_json_int(e->w, 1);
    tdm_fhir_text(e, "periodUnit", dose->per_week ? "wk" : "d");
    tdm_json_object_end(e->w);
    tdm_json_object_end(e->w);
}

static void put_order(struct tdm_fhir_ep *e, uint32_t i, uint32_t d) {
    const struct tdm_entry *entry = &e->chart->entries[i];
    const struct tdm_written_dose *dose = &entry->doses[d];
    tdm_ref ref = tdm_catalog_find(e->catalog, TDM_KIND_EXERCISE, dose->exercise);
    struct tdm_fhir_detail *all;
    uint32_t count = tdm_fhir_details(e->mem, dose, &all);
    const char *system;
    tdm_str key = tdm_fhir_key(e, i, &system);
    tdm_fhir_begin(e, "ServiceRequest", tdm_fhir_part_id(e, i, d + 1));
    tdm_fhir_identifiers(e, i, d + 1);
    tdm_json_key(e->w, "requisition");
    tdm_fhir_identifier(e, system, key);
    tdm_fhir_text(e, "status",
                  e->states[i].withdrawn ? "entered-in-error"
                  : e->states[i].over    ? "completed"
                                         : "active");
    tdm_fhir_text(e, "intent", "order");
    tdm_fhir_own(e, "code", TDM_FHIR_EXERCISES, dose->exercise,
                 ref == TDM_REF_NONE ? TDM_STR("") : tdm_catalog_label(e->catalog, TDM_KIND_EXERCISE, ref));
    if (count > 0) {
        tdm_json_key(e->w, "orderDetail");
        tdm_json_array_begin(e->w);
        for (uint32_t k = 0; k < count; k++) put_detail(e, &all[k]);
        tdm_json_array_end(e->w);
    }
    tdm_fhir_reference(e, "subject", "Patient", tdm_fhir_id(e->mem, e->chart->patient));
    put_timing(e, dose);
    tdm_fhir_when(e, "authoredOn", entry->date, entry->time);
    tdm_fhir_person(e, "requester", entry->author);
    if (ref != TDM_REF_NONE && tdm_catalog_exercise(e->catalog, ref)->instruction.len > 0)
        tdm_json_text(e->w, "patientInstruction", tdm_catalog_exercise(e->catalog, ref)->instruction);
    tdm_fhir_end(e);
}

void tdm_fhir_put_orders(struct tdm_fhir_ep *e, uint32_t i) {
    for (uint32_t d = 0; d < e->chart->entries[i].dose_count; d++) put_order(e, i, d);
}

/* ---- medicines */

static void put_class(struct tdm_fhir_ep *e, tdm_str name) {
    tdm_ref ref = tdm_catalog_find(e->catalog, TDM_KIND_CLASS, name);
    tdm_json_key(e->w, "coding");
    tdm_json_array_begin(e->w);
    tdm_fhir_own_coding(e, TDM_FHIR_CLASSES, name, TDM_STR(""));
    if (ref != TDM_REF_NONE) tdm_fhir_codes(e, tdm_catalog_item(e->catalog, TDM_KIND_CLASS, ref), TDM_SIDE_NONE);
    tdm_json_array_end(e->w);
}

/* The words as they were said; where they are one known ingredient, its codes. */
static void put_medication(struct tdm_fhir_ep *e, const struct tdm_entry *entry) {
    const tdm_ref *found;
    tdm_ref route = TDM_REF_NONE, one[1];
    uint32_t count = 0;
    tdm_json_key(e->w, "medicationCodeableConcept");
    tdm_json_object_begin(e->w);
    if (entry->kind == TDM_ENTRY_DENY && tdm_str_is(entry->state, "class")) {
        put_class(e, entry->subject);
    } else if (tdm_catalog_ingredients(e->catalog, entry->subject, &found, &count, &route, one) && count == 1) {
        const struct tdm_item *item = tdm_catalog_item(e->catalog, TDM_KIND_SUBSTANCE, found[0]);
        tdm_json_key(e->w, "coding");
        tdm_json_array_begin(e->w);
        tdm_fhir_own_coding(e, TDM_FHIR_SUBSTANCES, item->name, item->label);
        tdm_fhir_codes(e, item, TDM_SIDE_NONE);
        tdm_json_array_end(e->w);
    }
    tdm_json_text(e->w, "text", entry->subject);
    tdm_json_object_end(e->w);
}

static void put_dosage(struct tdm_fhir_ep *e, const struct tdm_entry *entry, const char *key) {
    if (entry->route.len == 0 && !entry->amount.is_number) return;
    tdm_ref ref = tdm_catalog_find(e->catalog, TDM_KIND_ROUTE, entry->route);
    tdm_json_key(e->w, key);
    tdm_json_array_begin(e->w);
    tdm_json_object_begin(e->w);
    if (entry->route.len > 0)
        tdm_fhir_own(e, "route", TDM_FHIR_ROUTES, entry->route,
                     ref == TDM_REF_NONE ? TDM_STR("") : tdm_catalog_label(e->catalog, TDM_KIND_ROUTE, ref));
    if (entry->amount.is_number) {
        tdm_json_key(e->w, "doseAndRate");
        tdm_json_array_begin(e->w);
        tdm_json_object_begin(e->w);
        tdm_fhir_quantity(e, "doseQuantity", entry->amount.number, entry->amount.word, TDM_REF_NONE);
        tdm_json_object_end(e->w);
        tdm_json_array_end(e->w);
    }
    tdm_json_object_end(e->w);
    tdm_json_array_end(e->w);
}

static void put_purpose(struct tdm_fhir_ep *e, const struct tdm_entry *entry) {
    if (entry->words.len == 0) return;
    tdm_json_key(e->w, "reasonCode");
    tdm_json_array_begin(e->w);
    tdm_json_object_begin(e->w);
    tdm_json_text(e->w, "text", entry->words);
    tdm_json_object_end(e->w);
    tdm_json_array_end(e->w);
}

static void put_ordered(struct tdm_fhir_ep *e, uint32_t i) {
    const struct tdm_entry *entry = &e->chart->entries[i];
    tdm_fhir_begin(e, "MedicationRequest", e->states[i].id);
    tdm_fhir_identifiers(e, i, 0);
    /* Whether it is still to be taken is not known here. */
    tdm_fhir_text(e, "status", e->states[i].withdrawn ? "entered-in-error" : "unknown");
    tdm_fhir_text(e, "intent", "order");
    if (entry->on_prescription) {
        tdm_json_key(e->w, "category");
        tdm_json_array_begin(e->w);
        tdm_fhir_own(e, NULL, TDM_FHIR_ON, TDM_STR("on-prescription"), TDM_STR(""));
        tdm_json_array_end(e->w);
    }
    put_medication(e, entry);
    tdm_fhir_reference(e, "subject", "Patient", tdm_fhir_id(e->mem, e->chart->patient));
    tdm_fhir_when(e, "authoredOn", entry->date, entry->time);
    tdm_fhir_person(e, "requester", entry->author);
    put_purpose(e, entry);
    put_dosage(e, entry, "dosageInstruction");
    tdm_fhir_end(e);
}

static const char *statement_status(const struct tdm_entry *entry, bool withdrawn) {
    if (withdrawn) return "entered-in-error";
    if (entry->kind == TDM_ENTRY_DENY) return "not-taken";
    return tdm_str_is(entry->state, "stopped") ? "stopped" : "completed";
}

/* An intake of that day is over; whether another follows says an entry of its own. */
static void put_stated(struct tdm_fhir_ep *e, uint32_t i) {
    const struct tdm_entry *entry = &e->chart->entries[i];
    tdm_fhir_begin(e, "MedicationStatement", e->states[i].id);
    tdm_fhir_identifiers(e, i, 0);
    tdm_fhir_text(e, "status", statement_status(entry, e->states[i].withdrawn));
    if (entry->kind == TDM_ENTRY_MEDICINE) { /* a withdrawn one still says what it was */
        struct tdm_buf state;
        tdm_buf_init(&state, e->mem, 100);
        tdm_buf_format(&state, "%.*s%s", TDM_FMT(entry->state), entry->on_prescription ? "-on-prescription" : "");
        tdm_fhir_own(e, "category", TDM_FHIR_ON, tdm_buf_str(&state), TDM_STR(""));
    }
    put_medication(e, entry);
    tdm_fhir_reference(e, "subject", "Patient", tdm_fhir_id(e->mem, e->chart->patient));
    if (entry->kind == TDM_ENTRY_DENY) {
        tdm_json_key(e->w, "effectivePeriod");
        tdm_json_object_begin(e->w);
        tdm_fhir_when(e, "start", entry->other_date, TDM_TIME_NONE);
        tdm_json_object_end(e->w);
    } else {
        tdm_fhir_when(e, "effectiveDateTime", entry->date, entry->time);
    }
    if (entry->kind == TDM_ENTRY_DENY) tdm_fhir_when(e, "dateAsserted", entry->date, entry->time);
    tdm_fhir_person(e, "informationSource", entry->author);
    put_purpose(e, entry);
    put_dosage(e, entry, "dosage");
    tdm_fhir_end(e);
}

void tdm_fhir_put_medicine(struct tdm_fhir_ep *e, uint32_t i) {
    if (tdm_str_is(e->chart->entries[i].state, "ordered"))
        put_ordered(e, i);
    else
        put_stated(e, i);
}
