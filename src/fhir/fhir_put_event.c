/* fhir_put_event.c - a procedure, an adverse event, a consent. */
#include "fhir/fhir_int.h"

/* ---- procedure */

static void put_used(struct tdm_fhir_ep *e, const char *what, tdm_str text) {
    if (text.len > 0) tdm_fhir_own(e, NULL, TDM_FHIR_FIELDS, tdm_str_of(what), text);
}

static void put_procedure_code(struct tdm_fhir_ep *e, const struct tdm_entry *entry) {
    tdm_ref ref = tdm_catalog_find(e->catalog, TDM_KIND_PROCEDURE, entry->subject);
    tdm_json_key(e->w, "code");
    tdm_json_object_begin(e->w);
    tdm_json_key(e->w, "coding");
    tdm_json_array_begin(e->w);
    tdm_fhir_own_coding(e, TDM_FHIR_PROCEDURES, entry->subject, TDM_STR(""));
    if (ref != TDM_REF_NONE) tdm_fhir_codes(e, tdm_catalog_item(e->catalog, TDM_KIND_PROCEDURE, ref), entry->side);
    tdm_json_array_end(e->w);
    if (ref != TDM_REF_NONE) tdm_json_text(e->w, "text", tdm_catalog_label(e->catalog, TDM_KIND_PROCEDURE, ref));
    tdm_json_object_end(e->w);
}

void tdm_fhir_put_procedure(struct tdm_fhir_ep *e, uint32_t i) {
    const struct tdm_entry *entry = &e->chart->entries[i];
    tdm_fhir_begin(e, "Procedure", e->states[i].id);
    tdm_fhir_identifiers(e, i, 0);
    tdm_fhir_text(e, "status",
                  e->states[i].withdrawn                  ? "entered-in-error"
                  : tdm_str_is(entry->state, "aborted")   ? "stopped"
                  : tdm_str_is(entry->state, "cancelled") ? "not-done"
                                                          : "completed");
    put_procedure_code(e, entry);
    tdm_fhir_reference(e, "subject", "Patient", tdm_fhir_id(e->mem, e->chart->patient));
    tdm_fhir_when(e, "performedDateTime", entry->date, entry->time);
    tdm_fhir_person(e, "recorder", entry->author);
    if (entry->operator_name.len > 0) {
        tdm_json_key(e->w, "performer");
        tdm_json_array_begin(e->w);
        tdm_json_object_begin(e->w);
        tdm_fhir_person(e, "actor", entry->operator_name);
        tdm_json_object_end(e->w);
        tdm_json_array_end(e->w);
    }
    if (entry->region.len > 0) {
        tdm_json_key(e->w, "bodySite");
        tdm_json_array_begin(e->w);
        tdm_fhir_site(e, entry->region, entry->side);
        tdm_json_array_end(e->w);
    }
    /* The state as it was written: a withdrawn one is in error, and still says what it was. */
    tdm_fhir_own(e, "outcome", TDM_FHIR_STATES, entry->state, TDM_STR(""));
    if (entry->source.len + entry->preparation.len + entry->guidance.len > 0) {
        tdm_json_key(e->w, "usedCode");
        tdm_json_array_begin(e->w);
        put_used(e, "source", entry->source);
        put_used(e, "preparation", entry->preparation);
        put_used(e, "guidance", entry->guidance);
        tdm_json_array_end(e->w);
    }
    tdm_fhir_end(e);
}

/* ---- adverse event */

/* The procedure before it, of which it may come; the chart does not say more than `relatedness`. */
static uint32_t procedure_before(const struct tdm_fhir_ep *e, uint32_t i) {
    uint32_t last = UINT32_MAX;
    for (uint32_t k = 0; k < i; k++) {
        const struct tdm_entry *entry = &e->chart->entries[k];
        if (entry->kind == TDM_ENTRY_PROCEDURE && tdm_str_is(entry->state, "performed") && !e->states[k].withdrawn)
            last = k;
    }
    return last;
}

static void put_suspect(struct tdm_fhir_ep *e, uint32_t i) {
    const struct tdm_entry *entry = &e->chart->entries[i];
    uint32_t procedure = procedure_before(e, i);
    if (entry->relatedness.len == 0) return;
    tdm_json_key(e->w, "suspectEntity");
    tdm_json_array_begin(e->w);
    tdm_json_object_begin(e->w);
    if (procedure == UINT32_MAX) {
        tdm_json_key(e->w, "instance");
        tdm_json_object_begin(e->w);
        tdm_fhir_text(e, "display", "the treatment");
        tdm_json_object_end(e->w);
    } else {
        tdm_fhir_reference(e, "instance", "Procedure", e->states[procedure].id);
    }
    tdm_json_key(e->w, "causality");
    tdm_json_array_begin(e->w);
    tdm_json_object_begin(e->w);
    tdm_fhir_own(e, "assessment", TDM_FHIR_RELATED, entry->relatedness, TDM_STR(""));
    tdm_json_object_end(e->w);
    tdm_json_array_end(e->w);
    tdm_json_object_end(e->w);
    tdm_json_array_end(e->w);
}

void tdm_fhir_put_adverse(struct tdm_fhir_ep *e, uint32_t i) {
    const struct tdm_entry *entry = &e->chart->entries[i];
    struct tdm_buf grade;
    const char *system;
    tdm_str key = tdm_fhir_key(e, i, &system);
    tdm_fhir_begin(e, "AdverseEvent", e->states[i].id);
    if (e->states[i].withdrawn) { /* it has no status that could say so */
        tdm_json_key(e->w, "modifierExtension");
        tdm_json_array_begin(e->w);
        tdm_json_object_begin(e->w);
        tdm_fhir_text(e, "url", TDM_FHIR_TAKEN_BACK);
        tdm_json_key(e->w, "valueBoolean");
        tdm_json_bool(e->w, true);
        tdm_json_object_end(e->w);
        tdm_json_array_end(e->w);
    }
    tdm_json_key(e->w, "identifier");
    tdm_fhir_identifier(e, system, key);
    tdm_fhir_text(e, "actuality", "actual");
    if (entry->has_grade) {
        tdm_buf_init(&grade, e->mem, 64);
        tdm_buf_format(&grade, "%d", entry->grade);
        tdm_json_key(e->w, "category");
        tdm_json_array_begin(e->w);
        tdm_fhir_own(e, NULL, TDM_FHIR_GRADES, tdm_buf_str(&grade), TDM_STR(""));
        tdm_json_array_end(e->w);
    }
    tdm_fhir_own(e, "event", TDM_FHIR_EVENTS, entry->subject, entry->words);
    tdm_fhir_reference(e, "subject", "Patient", tdm_fhir_id(e->mem, e->chart->patient));
    tdm_fhir_when(e, "date", entry->date, entry->time);
    if (entry->serious) tdm_fhir_hl7(e, "seriousness", "adverse-event-seriousness", "Serious");
    tdm_fhir_person(e, "recorder", entry->author);
    put_suspect(e, i);
    tdm_fhir_end(e);
}

/* ---- consent */

static void put_scope(struct tdm_fhir_ep *e, tdm_str what) {
    tdm_fhir_hl7(e, "scope", "consentscope",
                 tdm_str_is(what, "treatment")  ? "treatment"
                 : tdm_str_is(what, "registry") ? "research"
                                                : "patient-privacy");
}

void tdm_fhir_put_consent(struct tdm_fhir_ep *e, uint32_t i) {
    const struct tdm_entry *entry = &e->chart->entries[i];
    bool given = tdm_str_is(entry->state, "given");
    tdm_fhir_begin(e, "Consent", e->states[i].id);
    tdm_fhir_identifiers(e, i, 0);
    tdm_fhir_text(e, "status", e->states[i].withdrawn ? "entered-in-error" : e->states[i].over ? "inactive" : "active");
    put_scope(e, entry->words);
    tdm_json_key(e->w, "category");
    tdm_json_array_begin(e->w);
    tdm_json_object_begin(e->w);
    bool known = tdm_str_is(entry->words, "treatment") || tdm_str_is(entry->words, "registry") ||
                 tdm_str_is(entry->words, "data-sharing");
    if (known) {
        tdm_json_key(e->w, "coding");
        tdm_json_array_begin(e->w);
        tdm_fhir_own_coding(e, TDM_FHIR_CONSENTS, entry->words, TDM_STR(""));
        tdm_json_array_end(e->w);
    }
    tdm_json_text(e->w, "text", entry->words);
    tdm_json_object_end(e->w);
    tdm_json_array_end(e->w);
    tdm_fhir_reference(e, "patient", "Patient", tdm_fhir_id(e->mem, e->chart->patient));
    tdm_fhir_when(e, "dateTime", entry->date, entry->time);
    tdm_json_key(e->w, "performer");
    tdm_json_array_begin(e->w);
    tdm_fhir_person(e, NULL, entry->author);
    tdm_json_array_end(e->w);
    tdm_fhir_hl7(e, "policyRule", "v3-ActCode", given ? "OPTIN" : "OPTOUT");
    tdm_json_key(e->w, "provision");
    tdm_json_object_begin(e->w);
    tdm_fhir_text(e, "type", given ? "permit" : "deny");
    tdm_json_object_end(e->w);
    tdm_fhir_end(e);
}
