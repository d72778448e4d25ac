/* fhir_take_observation.c - an Observation of ours with its members back into an entry with its lines. */
#include "fhir/fhir_int.h"

static tdm_str component_word(const struct tdm_json *item, const char *codes) {
    return tdm_fhir_own_word(tdm_fhir_get(item, "code", NULL), codes);
}

/* ---- a reading */

/* In a correction the day is said by a component, or it is that of the entry: `effective` is that of what is corrected.
 */
static bool read_was(struct tdm_fhir_take *t, const struct tdm_fhir_resource *at, const struct tdm_entry *entry,
                     struct tdm_written_reading *out) {
    const struct tdm_json *items = tdm_fhir_get(at->json, "component", NULL);
    tdm_time unused;
    if (entry->kind == TDM_ENTRY_CORRECT) out->date = entry->date;
    for (const struct tdm_json *item = items == NULL ? NULL : items->first; item != NULL; item = item->next) {
        tdm_str code = component_word(item, TDM_FHIR_FIELDS);
        if (tdm_str_is(code, "date") && !tdm_fhir_read_when(tdm_fhir_str(item, "valueDateTime"), &out->date, &unused))
            return tdm_fhir_wrong(t, at, item, "this is no day", "write a valueDateTime with a whole date");
        if (!tdm_str_is(code, "was")) continue;
        out->has_was = true;
        if (!tdm_fhir_read_value(item, &out->was))
            return tdm_fhir_wrong(t, at, item, "what the value was cannot be read",
                                  "write a valueQuantity with its unit");
    }
    return true;
}

static bool read_reading(struct tdm_fhir_take *t, const struct tdm_fhir_resource *at, const struct tdm_entry *entry,
                         struct tdm_written_reading *out) {
    const struct tdm_json *code = tdm_fhir_get(at->json, "code", NULL);
    const struct tdm_json *absent = tdm_fhir_get(at->json, "dataAbsentReason", NULL);
    tdm_str alias = tdm_fhir_own_word(code, TDM_FHIR_ALIASES);
    tdm_str side = tdm_fhir_own_word(tdm_fhir_get(at->json, "bodySite", NULL), TDM_FHIR_SIDES);
    tdm_time unused;
    out->place = tdm_fhir_place(at, NULL);
    out->measure = alias.len > 0 ? alias : tdm_fhir_own_word(code, TDM_FHIR_MEASURES);
    out->side = tdm_str_is(side, "right") ? TDM_SIDE_RIGHT : tdm_str_is(side, "left") ? TDM_SIDE_LEFT : TDM_SIDE_NONE;
    if (!tdm_fhir_read_when(tdm_fhir_str(at->json, "effectiveDateTime"), &out->date, &unused))
        return tdm_fhir_wrong(t, at, tdm_fhir_get(at->json, "effectiveDateTime", NULL),
                              "the day of this reading is not known", "write `effectiveDateTime` with a whole date");
    if (absent != NULL) {
        out->not_done = true;
        out->because = tdm_fhir_str(absent, "text");
    } else if (!tdm_fhir_read_value(at->json, &out->value)) {
        return tdm_fhir_wrong(t, at, NULL, "the value of this reading cannot be read",
                              "write a valueQuantity, or a valueCodeableConcept with a step of ours");
    }
    return read_was(t, at, entry, out);
}

/* ---- an exercise */

static bool read_set(struct tdm_fhir_take *t, const struct tdm_fhir_resource *at, const struct tdm_fhir_detail *d,
                     struct tdm_written_dose *dose) {
    struct tdm_written_set *sets = (struct tdm_written_set *)(uintptr_t)dose->sets; /* made for this dose alone */
    if (tdm_str_is(d->code, "reps") && d->value.is_number) {
        sets[dose->set_count++] = (struct tdm_written_set){.has_reps = true, .reps = d->value.number};
        return true;
    }
    if (dose->set_count == 0)
        return tdm_fhir_wrong(t, at, NULL, "a set does not begin with its `reps`", "put `reps` first");
    struct tdm_written_set *set = &sets[dose->set_count - 1];
    if (tdm_str_is(d->code, "stopped")) {
        set->stopped = d->value.word;
        return true;
    }
    set->has_load = d->value.is_number;
    set->load = d->value.number;
    set->load_unit = d->value.word;
    return set->has_load || tdm_fhir_wrong(t, at, NULL, "the load of a set is no number", "write its number and unit");
}

bool tdm_fhir_take_detail(struct tdm_fhir_take *t, const struct tdm_fhir_resource *at, const struct tdm_fhir_detail *d,
                          struct tdm_written_dose *dose) {
    struct tdm_written_field *fields = (struct tdm_written_field *)(uintptr_t)dose->fields; /* likewise */
    if (tdm_str_is(tdm_str_of(d->codes), TDM_FHIR_SET)) return read_set(t, at, d, dose);
    if (tdm_str_is(tdm_str_of(d->codes), TDM_FHIR_FIELDS)) {
        if (tdm_str_is(d->code, "because")) dose->because = d->value.word;
        return true;
    }
    fields[dose->field_count++] = (struct tdm_written_field){d->code, d->value};
    return true;
}

void tdm_fhir_take_dose(struct tdm_fhir_take *t, const struct tdm_fhir_resource *at, const struct tdm_json *details,
                        struct tdm_written_dose *dose) {
    uint32_t most = details == NULL ? 1 : details->count + 1;
    *dose = (struct tdm_written_dose){.place = tdm_fhir_place(at, NULL),
                                      .exercise =
                                          tdm_fhir_own_word(tdm_fhir_get(at->json, "code", NULL), TDM_FHIR_EXERCISES),
                                      .fields = TDM_NEW_ARRAY(t->mem, struct tdm_written_field, most),
                                      .sets = TDM_NEW_ARRAY(t->mem, struct tdm_written_set, most)};
}

static bool read_component(struct tdm_fhir_take *t, const struct tdm_fhir_resource *at, const struct tdm_json *item,
                           struct tdm_written_dose *dose) {
    static const char *const systems[] = {TDM_FHIR_DOSE, TDM_FHIR_SET, TDM_FHIR_FIELDS};
    const struct tdm_json *times = tdm_fhir_get(item, "valueInteger", NULL);
    int64_t number = 0;
    for (size_t i = 0; i < TDM_COUNT(systems); i++) {
        struct tdm_fhir_detail d = {systems[i], component_word(item, systems[i]), {0}};
        if (d.code.len == 0) continue;
        if (times != NULL) {
            if (!tdm_parse_i64(times->text, &number) || number < 1 || number > 100)
                return tdm_fhir_wrong(t, at, times, "so many times cannot be", "write a whole number from 1 to 100");
            dose->has_times = true;
            dose->times = (uint16_t)number;
            dose->per_week = tdm_str_is(d.code, "times-a-week");
            return true;
        }
        if (!tdm_fhir_read_value(item, &d.value))
            return tdm_fhir_wrong(t, at, item, "a detail of this exercise has no value that could be read",
                                  "write a valueQuantity or a valueString");
        return tdm_fhir_take_detail(t, at, &d, dose);
    }
    return true;
}

static bool read_exercise(struct tdm_fhir_take *t, const struct tdm_fhir_resource *at, struct tdm_written_dose *dose) {
    const struct tdm_json *items = tdm_fhir_get(at->json, "component", NULL);
    tdm_str done = tdm_fhir_own_word(tdm_fhir_get(at->json, "valueCodeableConcept", NULL), TDM_FHIR_DONE);
    tdm_fhir_take_dose(t, at, items, dose);
    bool known = false;
    for (int i = 0; i < 5; i++) {
        if (!tdm_str_is(done, tdm_fhir_done_words[i])) continue;
        dose->done = (enum tdm_done)i;
        known = true;
    }
    if (!known)
        return tdm_fhir_wrong(t, at, NULL, "whether this exercise was done is not said in our codes",
                              "write a valueCodeableConcept with a code of " TDM_FHIR_CODES TDM_FHIR_DONE);
    for (const struct tdm_json *item = items == NULL ? NULL : items->first; item != NULL; item = item->next)
        if (!read_component(t, at, item, dose)) return false;
    return true;
}

/* ---- members */

static bool read_member(struct tdm_fhir_take *t, struct tdm_fhir_resource *member, struct tdm_entry *entry) {
    struct tdm_written_reading *readings = (struct tdm_written_reading *)(uintptr_t)entry->readings;
    struct tdm_written_dose *doses = (struct tdm_written_dose *)(uintptr_t)entry->doses;
    const struct tdm_json *code = tdm_fhir_get(member->json, "code", NULL);
    member->chart = t->number;
    if (tdm_fhir_own_code(code, TDM_FHIR_EXERCISES) != NULL)
        return read_exercise(t, member, &doses[entry->dose_count++]);
    if (tdm_fhir_own_code(code, TDM_FHIR_MEASURES) != NULL || tdm_fhir_own_code(code, TDM_FHIR_ALIASES) != NULL)
        return read_reading(t, member, entry, &readings[entry->reading_count++]);
    return tdm_fhir_wrong(t, member, code, "this member is neither a measure nor an exercise of ours",
                          "code it as one, or take it out of `hasMember`");
}

static bool read_members(struct tdm_fhir_take *t, const struct tdm_fhir_resource *at, struct tdm_entry *entry) {
    const struct tdm_json *members = tdm_fhir_get(at->json, "hasMember", NULL);
    uint32_t most = members == NULL ? 1 : members->count + 1;
    entry->readings = TDM_NEW_ARRAY(t->mem, struct tdm_written_reading, most);
    entry->doses = TDM_NEW_ARRAY(t->mem, struct tdm_written_dose, most);
    for (const struct tdm_json *one = members == NULL ? NULL : members->first; one != NULL; one = one->next) {
        struct tdm_fhir_resource *member = tdm_fhir_resolve(t->in, tdm_fhir_str(one, "reference"));
        bool there = member != NULL && member->chart == UINT32_MAX;
        if (!there)
            return tdm_fhir_wrong(t, at, one, "this member is not here, or belongs to another entry",
                                  "give the Observation that it names, once");
        if (!tdm_fhir_same_patient(t, member, "subject") || !read_member(t, member, entry)) return false;
    }
    return true;
}

/* ---- the entry */

static bool read_subject(struct tdm_fhir_take *t, const struct tdm_fhir_resource *at, struct tdm_entry *entry) {
    const char *codes = tdm_fhir_kinds[entry->kind].value;
    const struct tdm_json *site = tdm_fhir_get(at->json, "bodySite", NULL);
    if (codes == NULL) return true;
    entry->subject = tdm_fhir_own_word(tdm_fhir_get(at->json, "valueCodeableConcept", NULL), codes);
    if (site == NULL || tdm_fhir_read_site(tdm_fhir_own_word(site, TDM_FHIR_SITES), &entry->region, &entry->side))
        return true;
    return tdm_fhir_wrong(t, at, site, "this site is none in our codes",
                          "write a code such as \"knee/right\" of " TDM_FHIR_CODES TDM_FHIR_SITES);
}

static bool read_grade(struct tdm_fhir_take *t, const struct tdm_fhir_resource *at, const struct tdm_json *items,
                       struct tdm_entry *entry) {
    for (const struct tdm_json *item = items == NULL ? NULL : items->first; item != NULL; item = item->next) {
        const struct tdm_json *value = tdm_fhir_get(item, "valueInteger", NULL);
        int64_t grade = 0;
        if (!tdm_str_is(component_word(item, TDM_FHIR_FIELDS), "grade")) continue;
        if (value == NULL || !tdm_parse_i64(value->text, &grade) || grade < 0 || grade > 10)
            return tdm_fhir_wrong(t, at, item, "this is no grade", "write a valueInteger from 0 to 10");
        entry->has_grade = true;
        entry->grade = (int32_t)grade;
    }
    return true;
}

bool tdm_fhir_take_observation(struct tdm_fhir_take *t, const struct tdm_fhir_resource *at, struct tdm_entry *entry) {
    const struct tdm_json *items = tdm_fhir_get(at->json, "component", NULL);
    const struct tdm_json *performers = tdm_fhir_get(at->json, "performer", NULL);
    const struct tdm_json *second = performers == NULL || performers->first == NULL ? NULL : performers->first->next;
    if (entry->kind == TDM_ENTRY_SESSION && second != NULL && !tdm_fhir_read_person(t, at, second, &entry->with))
        return false;
    return tdm_fhir_take_fields(t, at, items, entry) && read_grade(t, at, items, entry) && read_subject(t, at, entry) &&
           read_members(t, at, entry);
}
