/* fhir_put_observation.c - what was seen, asked, felt and done: an Observation for the entry, with one member a line.
 */
#include "fhir/fhir_int.h"

#include <string.h>

struct frame { /* of the entry or of one of its lines */
    uint32_t entry, part;
    const char *status;
    tdm_date date;
    tdm_time time;
};

static void frame_begin(struct tdm_fhir_ep *e, const struct frame *f) {
    const struct tdm_entry *entry = &e->chart->entries[f->entry];
    tdm_fhir_begin(e, "Observation", f->part == 0 ? e->states[f->entry].id : tdm_fhir_part_id(e, f->entry, f->part));
    tdm_fhir_identifiers(e, f->entry, f->part);
    tdm_fhir_text(e, "status", f->status);
    tdm_json_key(e->w, "category");
    tdm_json_array_begin(e->w);
    tdm_fhir_hl7(e, NULL, "observation-category", tdm_fhir_kinds[entry->kind].category);
    tdm_json_array_end(e->w);
}

static void frame_who(struct tdm_fhir_ep *e, const struct frame *f) {
    const struct tdm_entry *entry = &e->chart->entries[f->entry];
    tdm_fhir_reference(e, "subject", "Patient", tdm_fhir_id(e->mem, e->chart->patient));
    tdm_fhir_when(e, "effectiveDateTime", f->date, f->time);
    tdm_json_key(e->w, "performer");
    tdm_json_array_begin(e->w);
    tdm_fhir_person(e, NULL, entry->author);
    if (entry->with.len > 0) tdm_fhir_person(e, NULL, entry->with);
    tdm_json_array_end(e->w);
}

/* ---- one reading */

static tdm_ref measure_of(const struct tdm_fhir_ep *e, tdm_str word, bool *alias) {
    *alias = true;
    for (uint32_t i = 0; i < e->protocol->measure_count; i++)
        if (tdm_str_equal(e->protocol->measures[i].name, word)) return e->protocol->measures[i].measure;
    *alias = false;
    return tdm_catalog_find(e->catalog, TDM_KIND_MEASURE, word);
}

/* The word as it was written first; then what the catalogue and other systems call it. */
static void put_measure(struct tdm_fhir_ep *e, const struct tdm_written_reading *reading, tdm_ref ref, bool alias) {
    tdm_json_key(e->w, "code");
    tdm_json_object_begin(e->w);
    tdm_json_key(e->w, "coding");
    tdm_json_array_begin(e->w);
    if (alias) tdm_fhir_own_coding(e, TDM_FHIR_ALIASES, reading->measure, TDM_STR(""));
    if (ref != TDM_REF_NONE) {
        const struct tdm_item *item = tdm_catalog_item(e->catalog, TDM_KIND_MEASURE, ref);
        tdm_fhir_own_coding(e, TDM_FHIR_MEASURES, item->name, item->label);
        tdm_fhir_codes(e, item, reading->side);
    } else {
        tdm_fhir_own_coding(e, TDM_FHIR_MEASURES, reading->measure, TDM_STR(""));
    }
    tdm_json_array_end(e->w);
    tdm_json_object_end(e->w);
}

static void put_not_done(struct tdm_fhir_ep *e, tdm_str because) {
    tdm_json_key(e->w, "dataAbsentReason");
    tdm_json_object_begin(e->w);
    tdm_json_key(e->w, "coding");
    tdm_json_array_begin(e->w);
    tdm_fhir_coding(e, TDM_HL7 "data-absent-reason", TDM_STR("not-performed"), TDM_STR(""));
    tdm_json_array_end(e->w);
    if (because.len > 0) tdm_json_text(e->w, "text", because);
    tdm_json_object_end(e->w);
}

/* In a correction: what the value was, and its day where the entry says one. */
static void put_was(struct tdm_fhir_ep *e, const struct tdm_written_reading *reading, bool dated, tdm_ref measure) {
    bool nothing = !reading->was.is_number && tdm_str_is(reading->was.word, "not-done");
    tdm_json_key(e->w, "component");
    tdm_json_array_begin(e->w);
    tdm_json_object_begin(e->w);
    tdm_fhir_own(e, "code", TDM_FHIR_FIELDS, TDM_STR("was"), TDM_STR(""));
    tdm_fhir_value(e, &reading->was, measure, !nothing);
    tdm_json_object_end(e->w);
    if (dated) {
        tdm_json_object_begin(e->w);
        tdm_fhir_own(e, "code", TDM_FHIR_FIELDS, TDM_STR("date"), TDM_STR(""));
        tdm_fhir_when(e, "valueDateTime", reading->date, TDM_TIME_NONE);
        tdm_json_object_end(e->w);
    }
    tdm_json_array_end(e->w);
}

/* Does this line of a correction speak of that reading? One without a day of its own speaks of the measure and side. */
static bool speaks_of(const struct tdm_entry *correction, const struct tdm_written_reading *line,
                      const struct tdm_written_reading *reading) {
    bool dated = !tdm_date_equal(line->date, correction->date);
    return tdm_str_equal(line->measure, reading->measure) && line->side == reading->side &&
           (!dated || tdm_date_equal(line->date, reading->date));
}

/* The reading that a line of a correction corrects: its entry, and its number there; false when it is not found. */
static bool corrects(const struct tdm_fhir_ep *e, const struct tdm_entry *correction,
                     const struct tdm_written_reading *line, uint32_t *entry, uint32_t *number) {
    *entry = tdm_fhir_named(e, correction->target);
    if (*entry == UINT32_MAX) return false;
    const struct tdm_entry *of = &e->chart->entries[*entry];
    for (*number = 0; *number < of->reading_count; ++*number)
        if (speaks_of(correction, line, &of->readings[*number])) return true;
    return false;
}

/* A value that a later entry corrected stands for nothing any more. */
static bool corrected(const struct tdm_fhir_ep *e, uint32_t i, const struct tdm_written_reading *reading) {
    for (uint32_t next = e->states[i].first_correction; next != 0; next = e->states[next - 1].next_correction) {
        const struct tdm_entry *entry = &e->chart->entries[next - 1];
        for (uint32_t r = 0; r < entry->reading_count; r++)
            if (speaks_of(entry, &entry->readings[r], reading)) return true;
    }
    return false;
}

static const char *status_of(const struct tdm_fhir_ep *e, uint32_t i, const struct tdm_written_reading *reading) {
    if (e->states[i].withdrawn || (reading != NULL && corrected(e, i, reading))) return "entered-in-error";
    return e->chart->entries[i].kind == TDM_ENTRY_CORRECT ? "corrected" : "final";
}

static void put_side(struct tdm_fhir_ep *e, enum tdm_side side) {
    if (side != TDM_SIDE_NONE)
        tdm_fhir_own(e, "bodySite", TDM_FHIR_SIDES, tdm_str_of(tdm_fhir_site_side(side)), TDM_STR(""));
}

static void put_derived(struct tdm_fhir_ep *e, uint32_t entry, uint32_t number) {
    tdm_json_key(e->w, "derivedFrom");
    tdm_json_array_begin(e->w);
    tdm_fhir_reference(e, NULL, "Observation", tdm_fhir_part_id(e, entry, number + 1));
    tdm_json_array_end(e->w);
}

/* A corrected value was so on the day of the reading that it corrects, whenever it was corrected. */
static void put_reading(struct tdm_fhir_ep *e, uint32_t i, uint32_t r) {
    const struct tdm_entry *entry = &e->chart->entries[i];
    const struct tdm_written_reading *reading = &entry->readings[r];
    bool alias, own_day = tdm_date_equal(reading->date, entry->date);
    uint32_t of = UINT32_MAX, number = 0;
    tdm_ref ref = measure_of(e, reading->measure, &alias);
    struct frame f = {i, r + 1, status_of(e, i, reading), reading->date, own_day ? entry->time : TDM_TIME_NONE};
    bool correction = entry->kind == TDM_ENTRY_CORRECT && corrects(e, entry, reading, &of, &number);
    if (correction) {
        const struct tdm_entry *first = &e->chart->entries[of];
        f.date = first->readings[number].date;
        f.time = tdm_date_equal(f.date, first->date) ? first->time : TDM_TIME_NONE;
    }
    frame_begin(e, &f);
    put_measure(e, reading, ref, alias);
    frame_who(e, &f);
    if (reading->not_done)
        put_not_done(e, reading->because);
    else
        tdm_fhir_value(e, &reading->value, ref, true);
    put_side(e, reading->side);
    if (correction) put_derived(e, of, number);
    if (reading->has_was) put_was(e, reading, !own_day, ref);
    tdm_fhir_end(e);
}

/* ---- one exercise of a session */

static void add(struct tdm_fhir_detail *all, uint32_t *count, const char *codes, tdm_str code,
                struct tdm_written_value value) {
    all[(*count)++] = (struct tdm_fhir_detail){codes, code, value};
}

uint32_t tdm_fhir_details(struct tdm_arena *mem, const struct tdm_written_dose *dose, struct tdm_fhir_detail **out) {
    size_t most = (size_t)dose->field_count + 3 * (size_t)dose->set_count + 2;
    struct tdm_fhir_detail *all = TDM_NEW_ARRAY(mem, struct tdm_fhir_detail, most);
    uint32_t count = 0;
    for (uint32_t i = 0; i < dose->field_count; i++)
        add(all, &count, TDM_FHIR_DOSE, dose->fields[i].name, dose->fields[i].value);
    for (uint32_t i = 0; i < dose->set_count; i++) { /* `reps` begins a set */
        const struct tdm_written_set *set = &dose->sets[i];
        add(all, &count, TDM_FHIR_SET, TDM_STR("reps"), (struct tdm_written_value){true, set->reps, TDM_STR("")});
        if (set->has_load)
            add(all, &count, TDM_FHIR_SET, TDM_STR("load"),
                (struct tdm_written_value){true, set->load, set->load_unit});
        if (set->stopped.len > 0)
            add(all, &count, TDM_FHIR_SET, TDM_STR("stopped"),
                (struct tdm_written_value){false, tdm_decimal_of_int(0), set->stopped});
    }
    if (dose->because.len > 0)
        add(all, &count, TDM_FHIR_FIELDS, TDM_STR("because"),
            (struct tdm_written_value){false, tdm_decimal_of_int(0), dose->because});
    *out = all;
    return count;
}

static void put_details(struct tdm_fhir_ep *e, const struct tdm_written_dose *dose) {
    struct tdm_fhir_detail *all;
    uint32_t count = tdm_fhir_details(e->mem, dose, &all);
    if (count == 0 && !dose->has_times) return;
    tdm_json_key(e->w, "component");
    tdm_json_array_begin(e->w);
    for (uint32_t i = 0; i < count; i++) {
        tdm_json_object_begin(e->w);
        tdm_fhir_own(e, "code", all[i].codes, all[i].code, TDM_STR(""));
        tdm_fhir_value(e, &all[i].value, TDM_REF_NONE, false);
        tdm_json_object_end(e->w);
    }
    if (dose->has_times) {
        tdm_json_object_begin(e->w);
        tdm_fhir_own(e, "code", TDM_FHIR_FIELDS, tdm_str_of(dose->per_week ? "times-a-week" : "times-a-day"),
                     TDM_STR(""));
        tdm_json_key(e->w, "valueInteger");
        tdm_json_int(e->w, dose->times);
        tdm_json_object_end(e->w);
    }
    tdm_json_array_end(e->w);
}

static void put_exercise(struct tdm_fhir_ep *e, uint32_t i, uint32_t d) {
    const struct tdm_entry *entry = &e->chart->entries[i];
    const struct tdm_written_dose *dose = &entry->doses[d];
    struct frame f = {i, entry->reading_count + d + 1, status_of(e, i, NULL), entry->date, entry->time};
    tdm_ref ref = tdm_catalog_find(e->catalog, TDM_KIND_EXERCISE, dose->exercise);
    frame_begin(e, &f);
    tdm_fhir_own(e, "code", TDM_FHIR_EXERCISES, dose->exercise,
                 ref == TDM_REF_NONE ? TDM_STR("") : tdm_catalog_label(e->catalog, TDM_KIND_EXERCISE, ref));
    frame_who(e, &f);
    tdm_fhir_own(e, "valueCodeableConcept", TDM_FHIR_DONE, tdm_str_of(tdm_fhir_done_words[dose->done]), TDM_STR(""));
    put_details(e, dose);
    tdm_fhir_end(e);
}

/* ---- the entry */

static void put_based_on(struct tdm_fhir_ep *e, const struct tdm_entry *entry) {
    uint32_t target = entry->kind == TDM_ENTRY_SESSION ? tdm_fhir_named(e, entry->target) : UINT32_MAX;
    if (target == UINT32_MAX || e->chart->entries[target].kind != TDM_ENTRY_PRESCRIBE) return;
    const struct tdm_entry *order = &e->chart->entries[target];
    tdm_json_key(e->w, "basedOn");
    tdm_json_array_begin(e->w);
    for (uint32_t d = 0; d < order->dose_count; d++)
        tdm_fhir_reference(e, NULL, "ServiceRequest", tdm_fhir_part_id(e, target, d + 1));
    tdm_json_array_end(e->w);
}

static void put_subject(struct tdm_fhir_ep *e, const struct tdm_entry *entry) {
    const char *codes = tdm_fhir_kinds[entry->kind].value;
    if (codes == NULL) return;
    enum tdm_catalog_kind kind = entry->kind == TDM_ENTRY_FLAG ? TDM_KIND_FLAG : TDM_KIND_FINDING;
    tdm_ref ref = tdm_catalog_find(e->catalog, kind, entry->subject);
    tdm_fhir_own(e, "valueCodeableConcept", codes, entry->subject,
                 ref == TDM_REF_NONE ? TDM_STR("") : tdm_catalog_label(e->catalog, kind, ref));
    if (entry->region.len == 0) return;
    tdm_json_key(e->w, "bodySite");
    tdm_fhir_site(e, entry->region, entry->side);
}

static void put_grade(struct tdm_fhir_ep *e, const struct tdm_entry *entry) {
    if (!entry->has_grade) return;
    tdm_json_object_begin(e->w);
    tdm_fhir_own(e, "code", TDM_FHIR_FIELDS, TDM_STR("grade"), TDM_STR(""));
    tdm_json_key(e->w, "valueInteger");
    tdm_json_int(e->w, entry->grade);
    tdm_json_object_end(e->w);
}

void tdm_fhir_put_observation(struct tdm_fhir_ep *e, uint32_t i) {
    const struct tdm_entry *entry = &e->chart->entries[i];
    uint32_t parts = tdm_fhir_part_count(entry);
    struct frame f = {i, 0, status_of(e, i, NULL), entry->date, entry->time};
    frame_begin(e, &f);
    tdm_fhir_own(e, "code", TDM_FHIR_KINDS, tdm_str_of(tdm_entry_kind_word(entry->kind)), TDM_STR(""));
    put_based_on(e, entry);
    frame_who(e, &f);
    put_subject(e, entry);
    if (parts > 0) {
        tdm_json_key(e->w, "hasMember");
        tdm_json_array_begin(e->w);
        for (uint32_t p = 1; p <= parts; p++) tdm_fhir_reference(e, NULL, "Observation", tdm_fhir_part_id(e, i, p));
        tdm_json_array_end(e->w);
    }
    if (tdm_fhir_has_fields(entry) || entry->has_grade) {
        tdm_json_key(e->w, "component");
        tdm_json_array_begin(e->w);
        tdm_fhir_put_fields(e, i, false);
        put_grade(e, entry);
        tdm_json_array_end(e->w);
    }
    tdm_fhir_end(e);
    for (uint32_t r = 0; r < entry->reading_count; r++) put_reading(e, i, r);
    for (uint32_t d = 0; d < entry->dose_count; d++) put_exercise(e, i, d);
}
