/* fhir_take_task.c - a Task of ours back into the act of care that it carries; the inputs and components of a Task and
 * of an Observation back into fields. */
#include "fhir/fhir_int.h"

#include <string.h>

/* ---- fields */

static const struct tdm_fhir_field *field_of(tdm_str code) {
    for (size_t i = 0; i < TDM_FHIR_FIELD_COUNT; i++)
        if (tdm_str_is(code, tdm_fhir_fields[i].code)) return &tdm_fhir_fields[i];
    return NULL;
}

static void add_name(struct tdm_fhir_take *t, struct tdm_entry *entry, bool asked, tdm_str name, uint32_t most) {
    const tdm_str **names = asked ? &entry->asked : &entry->found;
    uint32_t *count = asked ? &entry->asked_count : &entry->found_count;
    tdm_str *mine = (tdm_str *)(uintptr_t)*names; /* made below, for this entry alone */
    if (mine == NULL) mine = TDM_NEW_ARRAY(t->mem, tdm_str, most);
    mine[(*count)++] = name;
    *names = mine;
}

static bool read_field(struct tdm_fhir_take *t, const struct tdm_fhir_resource *at, const struct tdm_json *item,
                       struct tdm_entry *entry, uint32_t most) {
    bool task = tdm_str_is(at->type, "Task");
    const struct tdm_fhir_field *field =
        field_of(tdm_fhir_own_word(tdm_fhir_get(item, task ? "type" : "code", NULL), TDM_FHIR_FIELDS));
    tdm_str text = tdm_fhir_str(item, "valueString"), when = tdm_fhir_str(item, "valueDateTime");
    tdm_time unused;
    if (field == NULL) return true; /* of another, or read elsewhere: what is not read is found in the end */
    switch (field->type) {
    case TDM_FHIR_TEXT:
        memcpy((char *)entry + field->offset, &text, sizeof text);
        if (text.len > 0) return true;
        break;
    case TDM_FHIR_NAMES:
        if (text.len > 0) add_name(t, entry, strcmp(field->code, "asked") == 0, text, most);
        if (text.len > 0) return true;
        break;
    case TDM_FHIR_DATE:
        if (tdm_fhir_read_when(when, &entry->other_date, &unused)) return true;
        break;
    case TDM_FHIR_FLAG: {
        const struct tdm_json *value = tdm_fhir_get(item, "valueBoolean", NULL);
        entry->none_found = value != NULL && value->truth;
        if (value != NULL) return true;
        break;
    }
    }
    struct tdm_problem *p = tdm_fhir_refuse(t->in, at, item, TDM_WHY_SYNTAX, "F066");
    tdm_problem_what(p, "`%s` has no value that it could have", field->code);
    tdm_problem_fix(p, "write its `%s`",
                    field->type == TDM_FHIR_DATE   ? "valueDateTime"
                    : field->type == TDM_FHIR_FLAG ? "valueBoolean"
                                                   : "valueString");
    return false;
}

bool tdm_fhir_take_fields(struct tdm_fhir_take *t, const struct tdm_fhir_resource *at, const struct tdm_json *items,
                          struct tdm_entry *entry) {
    for (const struct tdm_json *item = items == NULL ? NULL : items->first; item != NULL; item = item->next)
        if (!read_field(t, at, item, entry, items->count)) return false;
    return true;
}

void tdm_fhir_take_why(const struct tdm_json *concept, struct tdm_entry *entry) {
    entry->reason = tdm_fhir_own_word(concept, TDM_FHIR_REASONS);
    entry->because = tdm_fhir_str(concept, "text");
}

/* ---- the task */

static bool read_owner(struct tdm_fhir_take *t, const struct tdm_fhir_resource *at, struct tdm_entry *entry) {
    const struct tdm_json *owner = tdm_fhir_get(at->json, "owner", NULL);
    const struct tdm_json *roles = tdm_fhir_get(at->json, "performerType", NULL);
    if (owner != NULL) return tdm_fhir_read_person(t, at, owner, &entry->to);
    if (roles != NULL) entry->to = tdm_fhir_own_word(roles->first, TDM_FHIR_ROLES);
    return true;
}

static bool read_day(struct tdm_fhir_take *t, const struct tdm_fhir_resource *at, const struct tdm_json *period,
                     const char *end, struct tdm_entry *entry) {
    tdm_time unused;
    const struct tdm_json *day = tdm_fhir_get(period, end, NULL);
    if (day == NULL || tdm_fhir_read_when(day->text, &entry->other_date, &unused)) return true;
    struct tdm_problem *p = tdm_fhir_refuse(t->in, at, day, TDM_WHY_SYNTAX, "F066");
    tdm_problem_what(p, "\"%.*s\" is no day", TDM_FMT(day->text));
    tdm_problem_fix(p, "write a whole date, such as 2026-03-04");
    return false;
}

bool tdm_fhir_take_task(struct tdm_fhir_take *t, const struct tdm_fhir_resource *at, struct tdm_entry *entry) {
    const struct tdm_json *execution = tdm_fhir_get(at->json, "executionPeriod", NULL);
    const struct tdm_json *until = tdm_fhir_get(at->json, "restriction", "period");
    tdm_fhir_take_why(tdm_fhir_get(at->json, "reasonCode", NULL), entry);
    if (!tdm_fhir_take_fields(t, at, tdm_fhir_get(at->json, "input", NULL), entry)) return false;
    if (entry->kind == TDM_ENTRY_PLAN && execution != NULL && !read_day(t, at, execution, "start", entry)) return false;
    if (entry->kind != TDM_ENTRY_HANDOFF) return true;
    return (until == NULL || read_day(t, at, until, "end", entry)) && read_owner(t, at, entry);
}
