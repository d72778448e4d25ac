/* fhir_kind.c - the tables of the mapping: which resource carries which kind of entry, and which of its fields have no
 * element of their own there and go as inputs and components. */
#include "fhir/fhir_int.h"

#include <string.h>

#define AT(member) offsetof(struct tdm_entry, member)

const struct tdm_fhir_kind tdm_fhir_kinds[TDM_ENTRY_KIND_COUNT] = {
    [TDM_ENTRY_ENROL] = {TDM_FHIR_TASK, NULL, NULL},
    [TDM_ENTRY_SCREEN] = {TDM_FHIR_OBSERVATION, "survey", NULL},
    [TDM_ENTRY_ASSESS] = {TDM_FHIR_OBSERVATION, "exam", NULL},
    [TDM_ENTRY_DIARY] = {TDM_FHIR_OBSERVATION, "survey", NULL},
    [TDM_ENTRY_FINDING] = {TDM_FHIR_OBSERVATION, "exam", "finding"},
    [TDM_ENTRY_FLAG] = {TDM_FHIR_OBSERVATION, "exam", "flag"},
    [TDM_ENTRY_ADVERSE] = {TDM_FHIR_ADVERSE, NULL, NULL},
    [TDM_ENTRY_MEDICINE] = {TDM_FHIR_MEDICINE, NULL, NULL},
    [TDM_ENTRY_DENY] = {TDM_FHIR_MEDICINE, NULL, NULL},
    [TDM_ENTRY_PRESCRIBE] = {TDM_FHIR_SERVICE_REQUEST, NULL, NULL},
    [TDM_ENTRY_SESSION] = {TDM_FHIR_OBSERVATION, "therapy", NULL},
    [TDM_ENTRY_PROCEDURE] = {TDM_FHIR_PROCEDURE, NULL, NULL},
    [TDM_ENTRY_PLAN] = {TDM_FHIR_TASK, NULL, NULL},
    [TDM_ENTRY_CLEAR] = {TDM_FHIR_TASK, NULL, NULL},
    [TDM_ENTRY_REVOKE] = {TDM_FHIR_TASK, NULL, NULL},
    [TDM_ENTRY_MOVE] = {TDM_FHIR_TASK, NULL, NULL},
    [TDM_ENTRY_ENTER] = {TDM_FHIR_TASK, NULL, NULL},
    [TDM_ENTRY_HOLD] = {TDM_FHIR_TASK, NULL, NULL},
    [TDM_ENTRY_RESUME] = {TDM_FHIR_TASK, NULL, NULL},
    [TDM_ENTRY_STATEMENT] = {TDM_FHIR_TASK, NULL, NULL},
    [TDM_ENTRY_ANSWER] = {TDM_FHIR_TASK, NULL, NULL},
    [TDM_ENTRY_HANDOFF] = {TDM_FHIR_TASK, NULL, NULL},
    [TDM_ENTRY_ACKNOWLEDGE] = {TDM_FHIR_TASK, NULL, NULL},
    [TDM_ENTRY_CONSENT] = {TDM_FHIR_CONSENT, NULL, NULL},
    [TDM_ENTRY_OVERRIDE] = {TDM_FHIR_TASK, NULL, NULL},
    [TDM_ENTRY_CORRECT] = {TDM_FHIR_OBSERVATION, "exam", NULL},
    [TDM_ENTRY_WITHDRAW] = {TDM_FHIR_TASK, NULL, NULL},
    [TDM_ENTRY_AMEND] = {TDM_FHIR_TASK, NULL, NULL},
    [TDM_ENTRY_END] = {TDM_FHIR_TASK, NULL, NULL},
};

/* In the order in which they are written. NAMES: an array, with its count behind it. */
const struct tdm_fhir_field tdm_fhir_fields[TDM_FHIR_FIELD_COUNT] = {
    {"subject", TDM_FHIR_TEXT, AT(subject)},   {"state", TDM_FHIR_TEXT, AT(state)},
    {"target", TDM_FHIR_TEXT, AT(target)},     {"to", TDM_FHIR_TEXT, AT(to)},
    {"date", TDM_FHIR_DATE, AT(other_date)},   {"load-class", TDM_FHIR_TEXT, AT(load_class)},
    {"protocol", TDM_FHIR_TEXT, AT(protocol)}, {"version", TDM_FHIR_TEXT, AT(version)},
    {"setting", TDM_FHIR_TEXT, AT(setting)},   {"asked", TDM_FHIR_NAMES, AT(asked)},
    {"found", TDM_FHIR_NAMES, AT(found)},      {"none-found", TDM_FHIR_FLAG, AT(none_found)},
    {"words", TDM_FHIR_TEXT, AT(words)},
};

const char *const tdm_fhir_done_words[5] = {"done", "partial", "could-not", "declined", "not-needed"};

bool tdm_fhir_natural(const struct tdm_entry *entry, const struct tdm_fhir_field *field) {
    switch (entry->kind) {
    case TDM_ENTRY_FINDING:
    case TDM_ENTRY_FLAG: /* the value */
        return field->offset == AT(subject);
    case TDM_ENTRY_HANDOFF: /* `owner`, and the end of `restriction` */
        return field->offset == AT(to) || field->offset == AT(other_date);
    case TDM_ENTRY_PLAN: /* `executionPeriod` */
        return field->offset == AT(other_date);
    case TDM_ENTRY_ENROL:
    case TDM_ENTRY_SCREEN:
    case TDM_ENTRY_ASSESS:
    case TDM_ENTRY_DIARY:
    case TDM_ENTRY_ADVERSE:
    case TDM_ENTRY_MEDICINE:
    case TDM_ENTRY_DENY:
    case TDM_ENTRY_PRESCRIBE:
    case TDM_ENTRY_SESSION:
    case TDM_ENTRY_PROCEDURE:
    case TDM_ENTRY_CLEAR:
    case TDM_ENTRY_REVOKE:
    case TDM_ENTRY_MOVE:
    case TDM_ENTRY_ENTER:
    case TDM_ENTRY_HOLD:
    case TDM_ENTRY_RESUME:
    case TDM_ENTRY_STATEMENT:
    case TDM_ENTRY_ANSWER:
    case TDM_ENTRY_ACKNOWLEDGE:
    case TDM_ENTRY_CONSENT:
    case TDM_ENTRY_OVERRIDE:
    case TDM_ENTRY_CORRECT:
    case TDM_ENTRY_WITHDRAW:
    case TDM_ENTRY_AMEND:
    case TDM_ENTRY_END:
    case TDM_ENTRY_KIND_COUNT:
        return false;
    }
    TDM_UNREACHABLE();
}

const char *tdm_fhir_type(const struct tdm_entry *entry) {
    switch (tdm_fhir_kinds[entry->kind].carrier) {
    case TDM_FHIR_TASK:
        return "Task";
    case TDM_FHIR_OBSERVATION:
        return "Observation";
    case TDM_FHIR_SERVICE_REQUEST:
        return "ServiceRequest";
    case TDM_FHIR_PROCEDURE:
        return "Procedure";
    case TDM_FHIR_MEDICINE:
        return tdm_str_is(entry->state, "ordered") ? "MedicationRequest" : "MedicationStatement";
    case TDM_FHIR_ADVERSE:
        return "AdverseEvent";
    case TDM_FHIR_CONSENT:
        return "Consent";
    }
    TDM_UNREACHABLE();
}

uint32_t tdm_fhir_part_count(const struct tdm_entry *entry) {
    return entry->reading_count + entry->dose_count;
}

/* ---- things by a word */

void tdm_fhir_sort(struct tdm_arena *mem, struct tdm_fhir_index *items, size_t count) {
    struct tdm_fhir_index *other = TDM_NEW_ARRAY(mem, struct tdm_fhir_index, count + 1), *from = items, *to = other;
    for (size_t width = 1; width < count; width *= 2) {
        for (size_t at = 0; at < count; at += 2 * width) {
            size_t a = at, middle = at + width < count ? at + width : count;
            size_t b = middle, end = at + 2 * width < count ? at + 2 * width : count;
            for (size_t i = at; i < end; i++) {
                bool first = a < middle && (b >= end || tdm_str_compare(from[a].key, from[b].key) <= 0);
                to[i] = first ? from[a++] : from[b++];
            }
        }
        struct tdm_fhir_index *swapped = from;
        from = to;
        to = swapped;
    }
    for (size_t i = 0; i < count && from != items; i++) items[i] = from[i];
}

const struct tdm_fhir_index *tdm_fhir_look(const struct tdm_fhir_index *items, size_t count, tdm_str key) {
    size_t low = 0, high = count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (tdm_str_compare(items[middle].key, key) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low < count && tdm_str_equal(items[low].key, key) ? &items[low] : NULL;
}
