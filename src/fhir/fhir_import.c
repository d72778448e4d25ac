/* fhir_import.c - resources of ours back into the entries of a chart. The chart itself is read by the room `chart`,
 * from the lines of JSON that the entries are written as, so what it refuses in a file it refuses here too. */
#include "fhir/fhir_int.h"

#include <string.h>

/* Where a carrier says of whom it is, who says it, and when it was so. */
struct carrier_row {
    const char *type, *patient, *author, *day;
    bool (*take)(struct tdm_fhir_take *t, const struct tdm_fhir_resource *at, struct tdm_entry *entry);
};
static const struct carrier_row rows[] = {
    {"Task", "for", "requester", "authoredOn", tdm_fhir_take_task},
    {"Observation", "subject", "performer", "effectiveDateTime", tdm_fhir_take_observation},
    {"ServiceRequest", "subject", "requester", "authoredOn", NULL}, /* takes one exercise at a time */
    {"Procedure", "subject", "recorder", "performedDateTime", tdm_fhir_take_procedure},
    {"MedicationRequest", "subject", "requester", "authoredOn", tdm_fhir_take_medicine},
    {"MedicationStatement", "subject", "informationSource", "effectiveDateTime", tdm_fhir_take_medicine},
    {"AdverseEvent", "subject", "recorder", "date", tdm_fhir_take_adverse},
    {"Consent", "patient", "performer", "dateTime", tdm_fhir_take_consent},
};

static const struct carrier_row *row_of(tdm_str type) {
    for (size_t i = 0; i < TDM_COUNT(rows); i++)
        if (tdm_str_is(type, rows[i].type)) return &rows[i];
    return NULL;
}

/* ---- whose it is */

bool tdm_fhir_same_patient(struct tdm_fhir_take *t, const struct tdm_fhir_resource *at, const char *key) {
    tdm_str person;
    const struct tdm_json *reference = tdm_fhir_get(at->json, key, NULL);
    if (!tdm_fhir_read_person(t, at, reference, &person)) return false;
    if (tdm_str_equal(person, t->chart->patient)) return true;
    struct tdm_problem *p = tdm_fhir_refuse(t->in, at, reference, TDM_WHY_CONFLICT, "F065");
    tdm_problem_what(p, "this is of `%.*s`, and the chart `%.*s` is of `%.*s`", TDM_FMT(person),
                     TDM_FMT(t->chart->name), TDM_FMT(t->chart->patient));
    tdm_problem_fix(p, "take it out, or give it the patient that it is of");
    return false;
}

tdm_str tdm_fhir_entry_key(const struct tdm_fhir_resource *at, bool *named) {
    bool order = tdm_str_is(at->type, "ServiceRequest");
    const struct tdm_json *identifiers = tdm_fhir_get(at->json, order ? "requisition" : "identifier", NULL);
    tdm_str name = tdm_fhir_sid(identifiers, TDM_FHIR_NAME);
    *named = name.len > 0;
    return *named ? name : tdm_fhir_sid(identifiers, TDM_FHIR_ENTRY);
}

/* "CHART#KEY" -> KEY, when it is this chart. */
static bool key_of(const struct tdm_fhir_take *t, const struct tdm_fhir_resource *at, tdm_str *key, bool *named) {
    tdm_str whole = tdm_fhir_entry_key(at, named);
    size_t length = t->chart->name.len;
    if (whole.len <= length || whole.at[length] != '#' || !tdm_str_starts_with(whole, t->chart->name)) return false;
    *key = tdm_str_slice(whole, length + 1, whole.len);
    return true;
}

/* ---- what kind it is */

static bool kind_by_word(tdm_str word, enum tdm_entry_kind *out) {
    for (int i = 0; i < TDM_ENTRY_KIND_COUNT; i++) {
        if (!tdm_str_is(word, tdm_entry_kind_word((enum tdm_entry_kind)i))) continue;
        *out = (enum tdm_entry_kind)i;
        return true;
    }
    return false;
}

static bool kind_of(struct tdm_fhir_take *t, const struct tdm_fhir_resource *at, enum tdm_entry_kind *out) {
    const struct tdm_json *code = tdm_fhir_get(at->json, "code", NULL);
    bool statement = tdm_str_is(at->type, "MedicationStatement");
    bool stated = tdm_fhir_own_code(tdm_fhir_get(at->json, "category", NULL), TDM_FHIR_ON) != NULL;
    if (tdm_str_is(at->type, "ServiceRequest")) *out = TDM_ENTRY_PRESCRIBE;
    if (tdm_str_is(at->type, "Procedure")) *out = TDM_ENTRY_PROCEDURE;
    if (tdm_str_is(at->type, "AdverseEvent")) *out = TDM_ENTRY_ADVERSE;
    if (tdm_str_is(at->type, "Consent")) *out = TDM_ENTRY_CONSENT;
    if (tdm_str_is(at->type, "MedicationRequest") || (statement && stated)) *out = TDM_ENTRY_MEDICINE;
    if (statement && !stated) *out = TDM_ENTRY_DENY;
    if (!tdm_str_is(at->type, "Task") && !tdm_str_is(at->type, "Observation")) return true;
    bool known = kind_by_word(tdm_fhir_own_word(code, TDM_FHIR_KINDS), out);
    if (known && tdm_str_is(at->type, tdm_fhir_kinds[*out].carrier == TDM_FHIR_TASK          ? "Task"
                                      : tdm_fhir_kinds[*out].carrier == TDM_FHIR_OBSERVATION ? "Observation"
                                                                                             : ""))
        return true;
    return tdm_fhir_wrong(t, at, code, "its code is no kind of entry that such a resource carries",
                          "write a code of " TDM_FHIR_CODES TDM_FHIR_KINDS);
}

/* ---- what every entry has */

static bool read_writer(struct tdm_fhir_take *t, const struct tdm_fhir_resource *at, const struct tdm_json *agents,
                        struct tdm_entry *entry) {
    for (const struct tdm_json *one = agents == NULL ? NULL : agents->first; one != NULL; one = one->next) {
        tdm_str said = tdm_fhir_sid(tdm_fhir_get(one, "who", "identifier"), TDM_FHIR_WRITER);
        size_t hash = 0;
        int64_t number = 0;
        if (said.len == 0) continue;
        if (!tdm_str_find(said, TDM_STR("#"), &hash) ||
            !tdm_parse_i64(tdm_str_slice(said, hash + 1, said.len), &number) || number < 1 || number > UINT32_MAX)
            return tdm_fhir_wrong(t, at, one, "the place that wrote it down is not read", "write NAME#NUMBER");
        entry->writer = tdm_str_slice(said, 0, hash);
        entry->number = (uint32_t)number;
    }
    return true;
}

static bool read_provenance(struct tdm_fhir_take *t, const struct tdm_fhir_resource *carrier, struct tdm_entry *entry) {
    uint32_t index = carrier->provenance;
    entry->recorded = TDM_INSTANT_NONE;
    if (index == UINT32_MAX) return true; /* then the end of its day, as when nothing is written */
    struct tdm_fhir_resource *at = t->in->resources[index];
    const struct tdm_json *reasons = tdm_fhir_get(at->json, "reason", NULL);
    const struct tdm_json *recorded = tdm_fhir_get(at->json, "recorded", NULL);
    at->chart = t->number;
    if (reasons != NULL) tdm_fhir_take_why(reasons->first, entry);
    if (recorded == NULL || !tdm_fhir_read_instant(recorded->text, &entry->recorded))
        return tdm_fhir_wrong(t, at, recorded, "when this was recorded is no instant",
                              "write `recorded` such as 2026-03-04T08:15:00Z");
    entry->recorded_assumed = true; /* the reader keeps that only of the last instant of the day */
    return read_writer(t, at, tdm_fhir_get(at->json, "agent", NULL), entry);
}

static bool read_common(struct tdm_fhir_take *t, const struct tdm_fhir_resource *at, const struct carrier_row *row,
                        struct tdm_entry *entry) {
    const char *day = entry->kind == TDM_ENTRY_DENY ? "dateAsserted" : row->day;
    const struct tdm_json *when = tdm_fhir_get(at->json, day, NULL);
    const struct tdm_json *author = tdm_fhir_get(at->json, row->author, NULL);
    if (author != NULL && author->kind == TDM_JSON_ARRAY) author = author->first;
    entry->place = tdm_fhir_place(at, NULL);
    if (when == NULL || !tdm_fhir_read_when(when->text, &entry->date, &entry->time)) {
        struct tdm_problem *p =
            tdm_fhir_refuse(t->in, at, when, when == NULL ? TDM_WHY_MISSING : TDM_WHY_SYNTAX, "F067");
        tdm_problem_what(p, "`%s` is no whole day", day);
        tdm_problem_fix(p, "write 2026-03-04, or 2026-03-04T08:15:00+01:00");
        return false;
    }
    return tdm_fhir_same_patient(t, at, row->patient) && tdm_fhir_read_person(t, at, author, &entry->author) &&
           read_provenance(t, at, entry);
}

/* ---- one resource */

/* The slot of a key: that of its entry, or the empty one where it belongs. */
static uint32_t *slot_of(struct tdm_fhir_take *t, tdm_str key) {
    uint64_t hash = 14695981039346656037u; /* FNV-1a */
    for (size_t i = 0; i < key.len; i++) hash = (hash ^ (uint8_t)key.at[i]) * 1099511628211u;
    for (size_t at = hash % t->slot_count;; at = (at + 1) % t->slot_count)
        if (t->slots[at] == 0 || tdm_str_equal(t->keys[t->slots[at] - 1], key)) return &t->slots[at];
}

static struct tdm_entry *entry_of(struct tdm_fhir_take *t, uint32_t resource, tdm_str key, bool *fresh) {
    uint32_t *slot = slot_of(t, key);
    *fresh = *slot == 0;
    if (!*fresh) return &t->entries[*slot - 1];
    TDM_GROW(t->mem, t->entries, t->count, t->room);
    TDM_GROW(t->mem, t->sources, t->count, t->source_room);
    TDM_GROW(t->mem, t->keys, t->count, t->key_room);
    t->sources[t->count] = resource;
    t->keys[t->count] = key;
    struct tdm_entry *entry = &t->entries[t->count++];
    *slot = (uint32_t)t->count;
    *entry = (struct tdm_entry){
        .other_date = TDM_DATE_NONE, .date = TDM_DATE_NONE, .time = TDM_TIME_NONE, .recorded = TDM_INSTANT_NONE};
    return entry;
}

static bool take_one(struct tdm_fhir_take *t, uint32_t index) {
    struct tdm_fhir_resource *at = t->in->resources[index];
    const struct carrier_row *row = row_of(at->type);
    tdm_str key;
    bool named = false, fresh = false;
    if (row == NULL || at->copy || at->chart != UINT32_MAX) return true;
    bool order = tdm_str_is(at->type, "ServiceRequest");
    if (!key_of(t, at, &key, &named)) return true;
    struct tdm_entry *entry = entry_of(t, index, key, &fresh);
    at->chart = t->number;
    if (!fresh && !order) {
        struct tdm_problem *p = tdm_fhir_refuse(t->in, at, NULL, TDM_WHY_CONFLICT, "F061");
        tdm_problem_what(p, "two resources here are the entry `%.*s`", TDM_FMT(key));
        tdm_problem_fix(p, "keep the one that is right");
        return false;
    }
    if (fresh && !kind_of(t, at, &entry->kind)) return false;
    if (fresh && !read_common(t, at, row, entry)) return false;
    if (fresh && named) entry->name = key;
    if (!order) return row->take(t, at, entry);
    if (!fresh && at->provenance != UINT32_MAX) t->in->resources[at->provenance]->chart = t->number;
    return (fresh || tdm_fhir_same_patient(t, at, row->patient)) && tdm_fhir_take_order(t, at, entry);
}

/* ---- the chart */

/* What the room `chart` says of line n is said of the resource that gave the line. */
static void tell(struct tdm_fhir_take *t, const struct tdm_problems *quiet) {
    for (uint32_t i = 0; i < quiet->count; i++) {
        const struct tdm_problem *said = &quiet->items[i];
        uint32_t line = said->place.line;
        uint32_t source = line >= 2 && line - 2 < t->count ? t->sources[line - 2] : t->in->episodes[t->number];
        struct tdm_problem *p = tdm_problems_add(t->in->problems, said->severity, said->why, said->code,
                                                 tdm_fhir_place(t->in->resources[source], NULL));
        tdm_problem_what(p, "%s", said->what);
        tdm_problem_fix(p, "%s", said->fix);
    }
}

bool tdm_fhir_in_chart(struct tdm_fhir_in *in, uint32_t i, const struct tdm_zone *zone, const struct tdm_chart **out) {
    struct tdm_chart *chart = TDM_NEW(in->mem, struct tdm_chart);
    struct tdm_fhir_take t = {.in = in, .mem = in->mem, .chart = chart, .number = i};
    struct tdm_problems quiet;
    struct tdm_buf lines;
    bool good = true;
    *chart = in->heads[i];
    size_t count = 0;
    const struct tdm_fhir_index *mine = tdm_fhir_in_of_chart(in, chart->name, &count);
    t.slot_count = count * 2 + 1;
    t.slots = TDM_NEW_ARRAY(in->mem, uint32_t, t.slot_count);
    if (chart->zone_name.len == 0) chart->zone_name = zone->name;
    for (size_t r = 0; r < count; r++) {
        good = take_one(&t, mine[r].of) && good;
        if (in->problems->errors >= TDM_PROBLEMS_MAX) return false;
    }
    if (!good) return false;
    chart->entries = t.entries;
    chart->entry_count = (uint32_t)t.count;
    tdm_buf_init(&lines, in->mem, (size_t)256 << 20);
    tdm_chart_write_ndjson(&lines, chart);
    tdm_problems_init(&quiet);
    good = tdm_chart_read_ndjson(in->mem, chart->file, tdm_buf_str(&lines), zone, out, &quiet);
    tell(&t, &quiet);
    return good;
}
