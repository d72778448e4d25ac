/* fhir_put_task.c - acts of care as Tasks: enrolled, planned, signed, revoked, entered, held, handed over, ended ...
 * The kind is the code; what the entry names stands in `input`. */
#include "fhir/fhir_int.h"

#include <string.h>

/* ---- fields without an element of their own, for observations too */

static tdm_str text_at(const struct tdm_entry *entry, const struct tdm_fhir_field *field) {
    tdm_str text;
    memcpy(&text, (const char *)entry + field->offset, sizeof text);
    return text;
}

static bool said(const struct tdm_entry *entry, const struct tdm_fhir_field *field) {
    if (tdm_fhir_natural(entry, field)) return false;
    switch (field->type) {
    case TDM_FHIR_TEXT:
        return text_at(entry, field).len > 0;
    case TDM_FHIR_DATE:
        return !tdm_date_is_none(entry->other_date);
    case TDM_FHIR_FLAG:
        return entry->none_found;
    case TDM_FHIR_NAMES:
        return (strcmp(field->code, "asked") == 0 ? entry->asked_count : entry->found_count) > 0;
    }
    TDM_UNREACHABLE();
}

bool tdm_fhir_has_fields(const struct tdm_entry *entry) {
    for (size_t i = 0; i < TDM_FHIR_FIELD_COUNT; i++)
        if (said(entry, &tdm_fhir_fields[i])) return true;
    return false;
}

static void field_begin(struct tdm_fhir_ep *e, const struct tdm_fhir_field *field, bool task) {
    tdm_json_object_begin(e->w);
    tdm_fhir_own(e, task ? "type" : "code", TDM_FHIR_FIELDS, tdm_str_of(field->code), TDM_STR(""));
}

static void put_field(struct tdm_fhir_ep *e, const struct tdm_entry *entry, const struct tdm_fhir_field *field,
                      bool task) {
    if (field->type == TDM_FHIR_NAMES) {
        bool asked = strcmp(field->code, "asked") == 0;
        const tdm_str *names = asked ? entry->asked : entry->found;
        uint32_t count = asked ? entry->asked_count : entry->found_count;
        for (uint32_t i = 0; i < count; i++) {
            field_begin(e, field, task);
            tdm_json_text(e->w, "valueString", names[i]);
            tdm_json_object_end(e->w);
        }
        return;
    }
    field_begin(e, field, task);
    if (field->type == TDM_FHIR_TEXT) {
        tdm_json_text(e->w, "valueString", text_at(entry, field));
    } else if (field->type == TDM_FHIR_DATE) {
        tdm_fhir_when(e, "valueDateTime", entry->other_date, TDM_TIME_NONE);
    } else {
        tdm_json_key(e->w, "valueBoolean");
        tdm_json_bool(e->w, true);
    }
    tdm_json_object_end(e->w);
}

void tdm_fhir_put_fields(struct tdm_fhir_ep *e, uint32_t i, bool task) {
    const struct tdm_entry *entry = &e->chart->entries[i];
    for (size_t k = 0; k < TDM_FHIR_FIELD_COUNT; k++)
        if (said(entry, &tdm_fhir_fields[k])) put_field(e, entry, &tdm_fhir_fields[k], task);
}

/* ---- the task */

static bool is_role(const struct tdm_fhir_ep *e, tdm_str word) {
    for (uint32_t i = 0; i < e->chart->person_count; i++)
        if (tdm_str_equal(e->chart->people[i].person, word)) return false;
    return true;
}

/* A person of the roster owns it; anything else is a role that should. */
static void put_owner(struct tdm_fhir_ep *e, tdm_str to) {
    if (to.len == 0) return;
    if (!is_role(e, to)) {
        tdm_fhir_person(e, "owner", to);
        return;
    }
    tdm_json_key(e->w, "performerType");
    tdm_json_array_begin(e->w);
    tdm_fhir_own(e, NULL, TDM_FHIR_ROLES, to, TDM_STR(""));
    tdm_json_array_end(e->w);
}

static void put_code(struct tdm_fhir_ep *e, const struct tdm_entry *entry) {
    tdm_json_key(e->w, "code");
    tdm_json_object_begin(e->w);
    tdm_json_key(e->w, "coding");
    tdm_json_array_begin(e->w);
    tdm_fhir_own_coding(e, TDM_FHIR_KINDS, tdm_str_of(tdm_entry_kind_word(entry->kind)), TDM_STR(""));
    if (entry->kind == TDM_ENTRY_CLEAR)
        tdm_fhir_coding(e, "http://hl7.org/fhir/CodeSystem/task-code", TDM_STR("approve"), TDM_STR(""));
    tdm_json_array_end(e->w);
    tdm_json_object_end(e->w);
}

/* What it is about: the entry that it names, else the plan of care. */
static void put_focus(struct tdm_fhir_ep *e, const struct tdm_entry *entry) {
    uint32_t target = tdm_fhir_named(e, entry->target);
    if (target == UINT32_MAX) {
        tdm_fhir_reference(e, "focus", "CarePlan", tdm_fhir_id(e->mem, e->chart->name));
        return;
    }
    const struct tdm_entry *of = &e->chart->entries[target];
    bool parts = of->kind == TDM_ENTRY_PRESCRIBE;
    tdm_fhir_reference(e, "focus", tdm_fhir_type(of), parts ? tdm_fhir_part_id(e, target, 1) : e->states[target].id);
}

static void put_reason(struct tdm_fhir_ep *e, const struct tdm_entry *entry) {
    if (entry->because.len == 0 && entry->reason.len == 0) return;
    tdm_json_key(e->w, "reasonCode");
    tdm_fhir_why(e, entry);
}

static void put_days(struct tdm_fhir_ep *e, const struct tdm_entry *entry) {
    if (tdm_date_is_none(entry->other_date)) return;
    if (entry->kind == TDM_ENTRY_PLAN) {
        tdm_json_key(e->w, "executionPeriod");
        tdm_json_object_begin(e->w);
        tdm_fhir_when(e, "start", entry->other_date, TDM_TIME_NONE);
        tdm_json_object_end(e->w);
    }
    if (entry->kind == TDM_ENTRY_HANDOFF) {
        tdm_json_key(e->w, "restriction");
        tdm_json_object_begin(e->w);
        tdm_json_key(e->w, "period");
        tdm_json_object_begin(e->w);
        tdm_fhir_when(e, "end", entry->other_date, TDM_TIME_NONE);
        tdm_json_object_end(e->w);
        tdm_json_object_end(e->w);
    }
}

void tdm_fhir_put_task(struct tdm_fhir_ep *e, uint32_t i) {
    const struct tdm_entry *entry = &e->chart->entries[i];
    bool open = entry->kind == TDM_ENTRY_HANDOFF || entry->kind == TDM_ENTRY_PLAN;
    tdm_fhir_begin(e, "Task", e->states[i].id);
    tdm_fhir_identifiers(e, i, 0);
    tdm_fhir_text(e, "status", e->states[i].withdrawn ? "entered-in-error" : open ? "requested" : "completed");
    tdm_fhir_text(e, "intent", entry->kind == TDM_ENTRY_PLAN ? "plan" : "order");
    put_code(e, entry);
    put_focus(e, entry);
    tdm_fhir_reference(e, "for", "Patient", tdm_fhir_id(e->mem, e->chart->patient));
    put_days(e, entry);
    tdm_fhir_when(e, "authoredOn", entry->date, entry->time);
    tdm_fhir_person(e, "requester", entry->author);
    if (entry->kind == TDM_ENTRY_HANDOFF) put_owner(e, entry->to);
    put_reason(e, entry);
    if (tdm_fhir_has_fields(entry)) {
        tdm_json_key(e->w, "input");
        tdm_json_array_begin(e->w);
        tdm_fhir_put_fields(e, i, true);
        tdm_json_array_end(e->w);
    }
    tdm_fhir_end(e);
}
