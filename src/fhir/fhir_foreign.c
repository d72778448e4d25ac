/* fhir_foreign.c - resources of another system for a chart that is there: readings by LOINC codes of the catalogue,
 * medicines that were ordered, taken or stopped. Whose they are says an identifier that the caller names, never a name.
 * What has no entry here stays a resource, and all of them are kept beside the chart. */
#include "fhir/fhir_int.h"
#include "fhir/medicine.h"

/* ---- which patient */

/* Runs over all that lead to this kind, one at a time in memory; those that are kept are fetched into `in`. */
struct looking {
    struct tdm_fhir_in *in;
    struct tdm_arena *scratch; /* of what is only looked at */
    struct tdm_fhir_owner *owner;
    struct tdm_problems quiet;
};

static struct tdm_fhir_in *only_look(struct looking *l) {
    tdm_arena_reset(l->scratch);
    return tdm_fhir_in_open_shelf(l->scratch, &l->quiet, l->in->shelf);
}

static bool of_system(tdm_str known, tdm_str system) {
    return known.len > system.len && tdm_str_starts_with(known, system) && known.at[system.len] == '|';
}

static bool says(const struct tdm_json *identifiers, tdm_str known, tdm_str system) {
    tdm_str value = tdm_str_slice(known, system.len + 1, known.len);
    for (const struct tdm_json *one = identifiers->first; one != NULL; one = one->next)
        if (tdm_str_equal(tdm_fhir_str(one, "system"), system) && tdm_str_equal(tdm_fhir_str(one, "value"), value))
            return true;
    return false;
}

/* Of a system by which the person is known the Patient has a number that is theirs, or none; else it is told. */
static bool is_known(struct tdm_fhir_in *in, const struct tdm_fhir_foreign *f,
                     const struct tdm_fhir_resource *patient) {
    const struct tdm_json *all = tdm_fhir_get(patient->json, "identifier", NULL);
    for (const struct tdm_json *one = all == NULL ? NULL : all->first; one != NULL; one = one->next) {
        tdm_str system = tdm_fhir_str(one, "system");
        bool any = false, same = false;
        for (uint32_t i = 0; i < f->known_count && !same; i++) {
            if (!of_system(f->known[i], system)) continue;
            any = true;
            same = says(all, f->known[i], system);
        }
        if (!any || same) continue;
        struct tdm_problem *p = tdm_fhir_refuse(in, patient, one, TDM_WHY_CONFLICT, "F077");
        tdm_problem_what(p, "`%.*s` of the chart is known by another identifier of `%.*s` than `%.*s`",
                         TDM_FMT(f->chart->patient), TDM_FMT(system), TDM_FMT(tdm_fhir_str(one, "value")));
        tdm_problem_fix(p, "look whether it is the same person; then say both identifiers with `tandem person change`");
        return false;
    }
    return true;
}

/* The Patient with that identifier; told when there is none or more than one, or when nobody said which. */
static const struct tdm_fhir_resource *patient_of(struct looking *l, const struct tdm_fhir_foreign *f) {
    const struct tdm_fhir_resource *found = NULL, *some = NULL;
    struct tdm_fhir_in *in = l->in;
    const struct tdm_fhir_shelf *shelf = in->shelf;
    uint32_t count = 0;
    for (uint32_t n = 0; (n = shelf->led(shelf->context, TDM_FHIR_PATIENTS, TDM_STR(""), n)) != UINT32_MAX; n++) {
        const struct tdm_fhir_resource *one = tdm_fhir_in_raw(only_look(l), n);
        if (one == NULL || one->was.original != UINT32_MAX) continue;
        bool is = tdm_fhir_identified(one->json, f);
        count += is;
        if (is || some == NULL) one = tdm_fhir_in_get(in, n);
        if (some == NULL) some = one;
        if (is) found = one;
    }
    if (count == 1) return is_known(in, f, found) ? found : NULL;
    const struct tdm_fhir_resource *at = found != NULL ? found : some;
    struct tdm_place place = at != NULL ? tdm_fhir_place(at, NULL) : (struct tdm_place){.file = f->chart->file};
    const struct tdm_json *ids = at == NULL ? NULL : tdm_fhir_get(at->json, "identifier", NULL);
    const struct tdm_json *first = ids == NULL ? NULL : ids->first;
    struct tdm_problem *p = tdm_problems_add(in->problems, TDM_ERROR, TDM_WHY_MISSING, "F072", place);
    if (f->value.len == 0)
        tdm_problem_what(p, "nothing says which Patient here is `%.*s` of the chart", TDM_FMT(f->chart->patient));
    else
        tdm_problem_what(p, "%s Patient here has the identifier `%.*s|%.*s`", count == 0 ? "no" : "more than one",
                         TDM_FMT(f->system), TDM_FMT(f->value));
    if (first != NULL && count == 0)
        tdm_problem_fix(p, "look whether it is the same person, then add `--identifier \"%.*s|%.*s\"`",
                        TDM_FMT(tdm_fhir_str(first, "system")), TDM_FMT(tdm_fhir_str(first, "value")));
    else
        tdm_problem_fix(p, "name one that is this person's alone: `--identifier \"SYSTEM|VALUE\"`");
    return NULL;
}

/* ---- when */

/* In the chart's zone. Seconds are left away; a month or a year is no day. */
static bool when_of(const struct tdm_fhir_foreign *f, const struct tdm_json *text, tdm_date *date, tdm_time *time) {
    tdm_instant instant;
    if (text == NULL || text->kind != TDM_JSON_STRING || !tdm_fhir_read_when(text->text, date, time)) return false;
    if (time->minute < 0) return true;
    if (!tdm_instant_parse(text->text, &instant)) return false;
    int64_t local = tdm_zone_local_ms(f->zone, instant), minutes = local / 60000;
    if (local % 60000 < 0) minutes--;
    int64_t day = minutes / 1440;
    if (minutes % 1440 < 0) day--;
    *date = (tdm_date){(int32_t)day};
    *time = (tdm_time){(int32_t)(minutes - day * 1440)};
    return true;
}

static tdm_str name_of(struct tdm_arena *mem, tdm_str begin, const struct tdm_fhir_resource *at, const char *part) {
    struct tdm_buf name, bytes, hex;
    struct tdm_json_writer words;
    tdm_buf_init(&bytes, mem, SIZE_MAX);
    tdm_buf_format(&bytes, "%.*s|%.*s/%.*s", TDM_FMT(begin), TDM_FMT(at->type), TDM_FMT(at->id));
    if (at->id.len == 0) { /* then it is its words, as beside the chart */
        tdm_json_writer_init(&words, &bytes, false);
        tdm_json_value(&words, at->json);
    }
    tdm_buf_text(&bytes, part);
    tdm_buf_init(&hex, mem, 100);
    tdm_digest_print(&hex, tdm_digest_of(tdm_buf_str(&bytes)));
    tdm_buf_init(&name, mem, 64);
    tdm_buf_format(&name, "fhir-%.16s", hex.at);
    return tdm_buf_str(&name);
}

static bool is_name(const struct tdm_fhir_foreign *f, tdm_str name) {
    for (uint32_t i = 0; i < f->chart->entry_count; i++)
        if (tdm_str_equal(f->chart->entries[i].name, name)) return true;
    return false;
}

/* Named by its resource: the same one twice is the same entry, at every place. Nothing of the person is in the name,
 * for it stays when they are erased, and a number can be guessed until its digest is the one; until 28 November
 * 2026 the identifier was. */
static bool entry_of(struct tdm_fhir_take *t, const struct tdm_fhir_foreign *f, uint32_t resource, const char *part,
                     struct tdm_entry *entry) {
    struct tdm_fhir_resource *at = t->in->resources[resource];
    struct tdm_buf identifier;
    tdm_buf_init(&identifier, t->mem, f->system.len + f->value.len + 2);
    tdm_buf_format(&identifier, "%.*s|%.*s", TDM_FMT(f->system), TDM_FMT(f->value));
    entry->name = name_of(t->mem, f->system, at, part);
    entry->author = f->by;
    entry->place = tdm_fhir_place(at, NULL);
    entry->recorded = TDM_INSTANT_NONE;
    if (is_name(f, entry->name) || is_name(f, name_of(t->mem, tdm_buf_str(&identifier), at, part)))
        return false; /* came in before */
    for (size_t i = 0; at->id.len == 0 && i < t->count; i++)
        if (tdm_str_equal(t->entries[i].name, entry->name)) return false; /* stands here twice */
    TDM_GROW(t->mem, t->entries, t->count, t->room);
    TDM_GROW(t->mem, t->sources, t->count, t->source_room);
    t->sources[t->count] = resource;
    t->entries[t->count++] = *entry;
    return true;
}

/* ---- readings */

static const struct tdm_measure *measure_of(const struct tdm_fhir_foreign *f, const struct tdm_json *code,
                                            enum tdm_side *side) {
    const struct tdm_json *codings = tdm_fhir_get(code, "coding", NULL);
    for (const struct tdm_json *one = codings == NULL ? NULL : codings->first; one != NULL; one = one->next) {
        enum tdm_code_system system;
        uint16_t ref;
        if (!tdm_code_system_of_uri(tdm_fhir_str(one, "system"), &system)) continue;
        const struct tdm_code *found =
            tdm_catalog_coded(f->catalog, TDM_KIND_MEASURE, system, tdm_fhir_str(one, "code"), &ref);
        if (found == NULL) continue;
        *side = found->side == TDM_CODE_LEFT    ? TDM_SIDE_LEFT
                : found->side == TDM_CODE_RIGHT ? TDM_SIDE_RIGHT
                                                : TDM_SIDE_NONE;
        return tdm_catalog_measure(f->catalog, ref);
    }
    return NULL;
}

static tdm_unit unit_of(const struct tdm_json *quantity) {
    const tdm_str *codes;
    size_t count = tdm_unit_codes(&codes);
    tdm_str code = tdm_fhir_str(quantity, "code"), word = tdm_fhir_str(quantity, "unit");
    bool ucum = tdm_str_is(tdm_fhir_str(quantity, "system"), TDM_UCUM);
    tdm_unit unit;
    for (size_t i = 0; i < count; i++)
        if (tdm_unit_find(codes[i], &unit) && ucum && tdm_str_equal(tdm_unit_ucum(unit), code)) return unit;
    return !ucum && tdm_unit_find(word, &unit) ? unit : TDM_UNIT_NONE;
}

/* A number that the measure could be, in its unit. */
static bool number_of(const struct tdm_measure *measure, const struct tdm_json *observation,
                      struct tdm_written_value *out) {
    const struct tdm_json *quantity = tdm_fhir_get(observation, "valueQuantity", NULL);
    const struct tdm_json *whole = tdm_fhir_get(observation, "valueInteger", NULL);
    tdm_quantity value = {.unit = measure->unit};
    if (measure->unit == TDM_UNIT_NONE) return false;
    if (quantity != NULL) {
        if (!tdm_fhir_read_quantity(quantity, out)) return false;
        tdm_unit unit = unit_of(quantity);
        if (unit == TDM_UNIT_NONE || !tdm_quantity_convert((tdm_quantity){out->number, unit}, measure->unit, &value))
            return false;
    } else if (whole == NULL || !tdm_decimal_parse(whole->text, &value.number)) {
        return false;
    }
    tdm_value held = {.kind = TDM_VALUE_NUMBER, .quantity = value};
    bool fits = true;
    if (measure->has_hard && !tdm_bound_holds(&measure->hard, held, &fits)) return false;
    tdm_decimal trimmed = tdm_decimal_trim(value.number);
    if (!fits || (measure->whole && trimmed.scale > 0)) return false;
    *out = (struct tdm_written_value){true, measure->whole ? trimmed : value.number, tdm_unit_code(measure->unit)};
    if (measure->unit == TDM_UNIT_ONE) out->word = TDM_STR("");
    return true;
}

static bool take_reading(struct tdm_fhir_take *t, const struct tdm_fhir_foreign *f, uint32_t resource) {
    const struct tdm_json *json = t->in->resources[resource]->json;
    tdm_str status = tdm_fhir_str(json, "status");
    struct tdm_written_reading *reading = TDM_NEW(t->mem, struct tdm_written_reading);
    struct tdm_entry entry = {.kind = TDM_ENTRY_ASSESS, .other_date = TDM_DATE_NONE};
    bool stands = tdm_str_is(status, "final") || tdm_str_is(status, "amended") || tdm_str_is(status, "corrected");
    const struct tdm_measure *measure = measure_of(f, tdm_fhir_get(json, "code", NULL), &reading->side);
    if (!stands || measure == NULL || measure->sided != (reading->side != TDM_SIDE_NONE)) return false;
    if (!number_of(measure, json, &reading->value)) return false;
    if (!when_of(f, tdm_fhir_get(json, "effectiveDateTime", NULL), &entry.date, &entry.time)) return false;
    reading->measure = measure->item.name;
    reading->date = entry.date;
    entry.readings = reading;
    entry.reading_count = 1;
    return entry_of(t, f, resource, "", &entry);
}

/* ---- medicines */

static const struct tdm_json *medication_of(struct tdm_fhir_in *in, const struct tdm_json *json) {
    const struct tdm_json *concept = tdm_fhir_get(json, "medicationCodeableConcept", NULL);
    tdm_str reference = tdm_fhir_str(tdm_fhir_get(json, "medicationReference", NULL), "reference");
    if (concept != NULL || reference.len == 0) return concept;
    if (reference.at[0] == '#')
        return tdm_fhir_get(tdm_fhir_contained(json, tdm_str_slice(reference, 1, reference.len)), "code", NULL);
    const struct tdm_fhir_resource *medication = tdm_fhir_resolve(in, reference);
    return medication == NULL ? NULL : tdm_fhir_get(medication->json, "code", NULL);
}

/* Each ingredient where all of them are known; else the words as they stand, and the engine says that it cannot tell
 * (M61). */
static uint32_t said_of(struct tdm_arena *mem, const struct tdm_fhir_medicine *medicine, tdm_str *out) {
    if (!medicine->holds.whole) {
        out[0] = tdm_fhir_medicine_said(mem, medicine);
        return medicine->words.len > 0 ? 1 : 0;
    }
    for (uint32_t i = 0; i < medicine->holds.count; i++) out[i] = medicine->holds.parts[i].words;
    return medicine->holds.count;
}

/* "taken", "ordered", "stopped"; null: it says nothing that an entry could. */
static const char *state_of(tdm_str type, const struct tdm_json *json) {
    tdm_str status = tdm_fhir_str(json, "status"), intent = tdm_fhir_str(json, "intent");
    const struct tdm_json *not = tdm_fhir_get(json, "doNotPerform", NULL);
    bool going = tdm_str_is(status, "active") || tdm_str_is(status, "completed");
    if (not != NULL && not ->truth) return NULL;
    if (tdm_str_is(type, "MedicationRequest"))
        return (going || tdm_str_is(status, "stopped")) && tdm_str_ends_with(intent, TDM_STR("order")) ? "ordered"
                                                                                                       : NULL;
    if (tdm_str_is(type, "MedicationAdministration")) return tdm_str_is(status, "completed") ? "taken" : NULL;
    if (!tdm_str_is(type, "MedicationStatement")) return NULL;
    return going ? "taken" : tdm_str_is(status, "stopped") ? "stopped" : NULL;
}

static const struct tdm_json *day_of(const struct tdm_json *json) {
    static const char *const days[] = {"authoredOn", "effectiveDateTime"};
    for (size_t i = 0; i < TDM_COUNT(days); i++)
        if (tdm_fhir_get(json, days[i], NULL) != NULL) return tdm_fhir_get(json, days[i], NULL);
    return tdm_fhir_get(json, "effectivePeriod", "start");
}

static bool take_medicine(struct tdm_fhir_take *t, const struct tdm_fhir_foreign *f, uint32_t resource) {
    static const char *const parts[TDM_ORDERED_MAX] = {"", "#2", "#3", "#4", "#5", "#6", "#7", "#8"};
    const struct tdm_fhir_resource *at = t->in->resources[resource];
    const char *state = state_of(at->type, at->json);
    const struct tdm_json *concept = medication_of(t->in, at->json);
    struct tdm_entry entry = {.kind = TDM_ENTRY_MEDICINE, .other_date = TDM_DATE_NONE};
    struct tdm_fhir_medicine medicine;
    tdm_str said[TDM_ORDERED_MAX];
    tdm_fhir_read_medicine(f->catalog, concept, NULL, &medicine);
    uint32_t count = said_of(t->mem, &medicine, said);
    bool added = false;
    if (state == NULL || count == 0) return false;
    if (!when_of(f, day_of(at->json), &entry.date, &entry.time)) return false;
    entry.state = tdm_str_of(state);
    for (uint32_t i = 0; i < count; i++) {
        entry.subject = said[i];
        added = entry_of(t, f, resource, parts[i], &entry) || added;
    }
    return added;
}

/* ---- all of them */

static void tell(struct tdm_fhir_take *t, const struct tdm_fhir_foreign *f, const struct tdm_problems *quiet) {
    for (uint32_t i = 0; i < quiet->count; i++) {
        const struct tdm_problem *said = &quiet->items[i];
        uint32_t line = said->place.line, before = f->chart->entry_count + 2;
        struct tdm_place place = f->chart->place;
        if (line >= before && line - before < t->count)
            place = tdm_fhir_place(t->in->resources[t->sources[line - before]], NULL);
        struct tdm_problem *p = tdm_problems_add(t->in->problems, said->severity, said->why, said->code, place);
        tdm_problem_what(p, "%s", said->what);
        tdm_problem_fix(p, "%s", said->fix);
    }
}

/* What came in keeps the place of its resource. */
static void place_again(const struct tdm_fhir_take *t, const struct tdm_chart *read, struct tdm_chart *out) {
    struct tdm_entry *entries = TDM_NEW_ARRAY(t->mem, struct tdm_entry, read->entry_count + 1u);
    *out = *read;
    out->entries = entries;
    for (uint32_t i = 0; i < read->entry_count; i++) {
        entries[i] = read->entries[i];
        for (size_t k = 0; k < t->count; k++)
            if (tdm_str_equal(t->entries[k].name, entries[i].name)) entries[i].place = t->entries[k].place;
    }
}

static bool read_again(struct tdm_fhir_take *t, const struct tdm_fhir_foreign *f, const struct tdm_chart **out) {
    struct tdm_chart *both = TDM_NEW(t->mem, struct tdm_chart);
    struct tdm_entry *entries = TDM_NEW_ARRAY(t->mem, struct tdm_entry, (size_t)f->chart->entry_count + t->count + 1);
    struct tdm_problems quiet;
    struct tdm_buf lines;
    *both = *f->chart;
    for (uint32_t i = 0; i < f->chart->entry_count; i++) entries[i] = f->chart->entries[i];
    for (size_t i = 0; i < t->count; i++) entries[f->chart->entry_count + i] = t->entries[i];
    both->entries = entries;
    both->entry_count += (uint32_t)t->count;
    tdm_buf_init(&lines, t->mem, (size_t)256 << 20);
    tdm_chart_write_ndjson(&lines, both);
    tdm_problems_init(&quiet);
    bool good = tdm_chart_read_ndjson(t->mem, f->chart->file, tdm_buf_str(&lines), f->zone, out, &quiet);
    if (!good) tell(t, f, &quiet);
    if (!good) return false;
    struct tdm_chart *placed = TDM_NEW(t->mem, struct tdm_chart);
    place_again(t, *out, placed);
    *out = placed;
    return true;
}

static bool take_one(struct tdm_fhir_take *t, const struct tdm_fhir_foreign *f, uint32_t resource) {
    bool reading = tdm_str_is(t->in->resources[resource]->type, "Observation");
    return reading ? take_reading(t, f, resource) : take_medicine(t, f, resource);
}

/* One of the shelf: looked at first, so that only what becomes an entry stays in memory. What is of another patient is
 * not kept beside this one's chart. */
static bool take_next(struct tdm_fhir_take *t, const struct tdm_fhir_foreign *f, struct looking *l, uint32_t number,
                      struct tdm_fhir_taken *taken) {
    struct tdm_fhir_in *in = only_look(l);
    const struct tdm_fhir_resource *at = tdm_fhir_in_raw(in, number);
    if (at == NULL || at->was.original != UINT32_MAX) return at != NULL;
    at = tdm_fhir_in_get(in, number);
    enum tdm_fhir_whose whose = tdm_fhir_whose(l->owner, at);
    if (whose == TDM_FHIR_OTHERS) {
        struct tdm_fhir_marks marks = at->was;
        marks.chart = UINT32_MAX - 1;
        in->shelf->mark(in->shelf->context, number, &marks);
        taken->others++;
        return true;
    }
    if (whose != TDM_FHIR_OWN) return true;
    struct tdm_fhir_take try = {.in = in, .mem = in->mem};
    if (!take_one(&try, f, at->index)) return true;
    taken->resources += take_one(t, f, tdm_fhir_in_get(t->in, number)->index);
    return true;
}

static void take_all(struct tdm_fhir_take *t, const struct tdm_fhir_foreign *f, struct looking *l,
                     struct tdm_fhir_taken *taken) {
    l->owner = tdm_fhir_owner_open(t->mem, t->in->shelf, f, taken->patient);
    for (uint32_t n = 0; n < f->count; n++)
        if (!take_next(t, f, l, n, taken)) break;
    tdm_fhir_owner_close(l->owner);
}

bool tdm_fhir_in_foreign(struct tdm_fhir_in *in, const struct tdm_fhir_foreign *f, const struct tdm_chart **out,
                         struct tdm_fhir_taken *taken) {
    struct tdm_fhir_take t = {.in = in, .mem = in->mem};
    struct looking l = {.in = in, .scratch = tdm_arena_open((size_t)2 << 30)};
    *taken = (struct tdm_fhir_taken){0};
    tdm_problems_init(&l.quiet);
    const struct tdm_fhir_resource *patient = patient_of(&l, f);
    if (patient != NULL) taken->patient = patient->number;
    if (patient != NULL) take_all(&t, f, &l, taken);
    tdm_arena_close(l.scratch);
    return patient != NULL && read_again(&t, f, out);
}
