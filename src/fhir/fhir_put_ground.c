/* fhir_put_ground.c - the grounds of a day beside the acts: what conditions in FHIRPath are asked of (fhirpath.c).
 * Readings as they count, Flags and Conditions that are open, signatures that count, and the days clauses count from.
 * Nothing is judged here, and none of it is read back: it follows from the acts. */
#include "fhir/fhir_int.h"

struct grounds {
    struct tdm_fhir_ep *e;
    const struct tdm_grounds *of;
    uint32_t number; /* of the resource */
};

static tdm_str next_id(struct grounds *g) {
    struct tdm_buf text;
    tdm_buf_init(&text, g->e->mem, 8192);
    tdm_buf_format(&text, "%.*s#ground#", TDM_FMT(g->e->chart->name));
    tdm_date_print(&text, g->of->asof.on);
    tdm_buf_format(&text, "#%u", g->number++);
    return tdm_fhir_short_id(g->e->mem, tdm_buf_str(&text));
}

static void begin(struct grounds *g, const char *type) {
    g->e->derived = true;
    tdm_fhir_begin(g->e, type, next_id(g));
    g->e->derived = false;
}

/* ---- observations that tell a ground */

static void put_kinds(struct grounds *g, const char *const *kinds, uint32_t count) {
    struct tdm_fhir_ep *e = g->e;
    tdm_json_key(e->w, "category");
    tdm_json_array_begin(e->w);
    tdm_json_object_begin(e->w);
    tdm_json_key(e->w, "coding");
    tdm_json_array_begin(e->w);
    for (uint32_t i = 0; i < count; i++)
        if (kinds[i] != NULL) tdm_fhir_own_coding(e, TDM_FHIR_GROUNDS, tdm_str_of(kinds[i]), TDM_STR(""));
    tdm_json_array_end(e->w);
    tdm_json_object_end(e->w);
    tdm_json_array_end(e->w);
}

static void begin_ground(struct grounds *g, const char *const *kinds, uint32_t count, const char *codes, tdm_str code) {
    struct tdm_fhir_ep *e = g->e;
    begin(g, "Observation");
    tdm_fhir_text(e, "status", "final");
    put_kinds(g, kinds, count);
    tdm_fhir_own(e, "code", codes, code, TDM_STR(""));
    tdm_fhir_reference(e, "subject", "Patient", tdm_fhir_id(e->mem, e->chart->patient));
}

static void begin_plain(struct grounds *g, const char *kind) {
    begin_ground(g, &kind, 1, TDM_FHIR_GROUNDS, tdm_str_of(kind));
}

static void put_by(struct grounds *g, uint32_t entry) {
    tdm_json_key(g->e->w, "performer");
    tdm_json_array_begin(g->e->w);
    tdm_fhir_person(g->e, NULL, g->e->chart->entries[entry].author);
    tdm_json_array_end(g->e->w);
}

static void put_word(struct grounds *g, const char *code, tdm_str word) {
    tdm_json_object_begin(g->e->w);
    tdm_fhir_own(g->e, "code", TDM_FHIR_GROUNDS, tdm_str_of(code), TDM_STR(""));
    tdm_json_text(g->e->w, "valueString", word);
    tdm_json_object_end(g->e->w);
}

static void put_whole(struct grounds *g, const char *code, uint32_t number) {
    tdm_json_object_begin(g->e->w);
    tdm_fhir_own(g->e, "code", TDM_FHIR_GROUNDS, tdm_str_of(code), TDM_STR(""));
    tdm_json_key(g->e->w, "valueInteger");
    tdm_json_int(g->e->w, number);
    tdm_json_object_end(g->e->w);
}

static void begin_components(struct grounds *g) {
    tdm_json_key(g->e->w, "component");
    tdm_json_array_begin(g->e->w);
}

static void end_components(struct grounds *g) {
    tdm_json_array_end(g->e->w);
    tdm_fhir_end(g->e);
}

/* ---- readings */

static void put_source(struct grounds *g, uint32_t entry) {
    struct tdm_fhir_ep *e = g->e;
    if (tdm_fhir_kinds[e->chart->entries[entry].kind].carrier != TDM_FHIR_OBSERVATION) return;
    tdm_json_key(e->w, "derivedFrom");
    tdm_json_array_begin(e->w);
    tdm_fhir_reference(e, NULL, "Observation", e->states[entry].id);
    tdm_json_array_end(e->w);
}

static void put_reading(struct grounds *g, const struct tdm_ground_reading *reading) {
    static const char *const words[] = {[TDM_GROUND_READING] = "reading",
                                        [TDM_GROUND_OTHER_SIDE] = "other-side",
                                        [TDM_GROUND_BASELINE] = "baseline",
                                        [TDM_GROUND_OTHER_BASELINE] = "other-side-baseline"};
    struct tdm_fhir_ep *e = g->e;
    const struct tdm_measure_use *use = &e->protocol->measures[reading->use];
    const char *kinds[] = {words[reading->of], reading->worst ? "worst" : NULL, reading->best ? "best" : NULL};
    begin_ground(g, kinds, 3, TDM_FHIR_ALIASES, use->name);
    tdm_fhir_when(e, "effectiveDateTime", reading->date, TDM_TIME_NONE);
    put_by(g, reading->read_in);
    const struct tdm_scale *scale = tdm_measure_scale(e->catalog, use->measure);
    if (reading->value.kind == TDM_VALUE_STEP) {
        tdm_fhir_own(e, "valueCodeableConcept", TDM_FHIR_STEPS, scale->steps[reading->value.step], TDM_STR(""));
    } else {
        tdm_unit unit = reading->value.quantity.unit;
        tdm_fhir_quantity(e, "valueQuantity", reading->value.quantity.number,
                          unit == TDM_UNIT_ONE ? TDM_STR("") : tdm_unit_code(unit), use->measure);
    }
    put_source(g, reading->entry);
    if (reading->value.kind != TDM_VALUE_STEP) {
        tdm_fhir_end(e);
        return;
    }
    begin_components(g);
    put_whole(g, "rank", reading->value.step);
    end_components(g);
}

/* ---- what is open, as EHRs show it */

static void put_open(struct grounds *g, const struct tdm_ground_open *open) {
    struct tdm_fhir_ep *e = g->e;
    enum tdm_catalog_kind kind = open->is_flag ? TDM_KIND_FLAG : TDM_KIND_FINDING;
    const struct tdm_item *item = tdm_catalog_item(e->catalog, kind, open->item);
    begin(g, open->is_flag ? "Flag" : "Condition");
    if (open->is_flag) {
        tdm_fhir_text(e, "status", "active");
        tdm_json_key(e->w, "category");
        tdm_json_array_begin(e->w);
        tdm_fhir_hl7(e, NULL, "flag-category", "safety");
        tdm_json_array_end(e->w);
    } else {
        tdm_fhir_hl7(e, "clinicalStatus", "condition-clinical", "active");
        tdm_fhir_category(e, TDM_US_CORE "condition-category", "health-concern");
    }
    tdm_json_key(e->w, "code");
    tdm_json_object_begin(e->w);
    tdm_json_key(e->w, "coding");
    tdm_json_array_begin(e->w);
    tdm_fhir_own_coding(e, open->is_flag ? TDM_FHIR_FLAGS : TDM_FHIR_FINDINGS, item->name, item->label);
    tdm_fhir_codes(e, item, e->chart->side);
    tdm_json_array_end(e->w);
    tdm_json_object_end(e->w);
    tdm_fhir_reference(e, "subject", "Patient", tdm_fhir_id(e->mem, e->chart->patient));
    if (open->is_flag) {
        tdm_json_key(e->w, "period");
        tdm_json_object_begin(e->w);
        tdm_fhir_when(e, "start", open->since, TDM_TIME_NONE);
        tdm_json_object_end(e->w);
    } else {
        tdm_fhir_when(e, "onsetDateTime", open->since, TDM_TIME_NONE);
    }
    tdm_fhir_end(e);
}

/* ---- entries that hold */

static void put_roles(struct grounds *g, tdm_mask roles) {
    for (tdm_ref r = 0; r < g->e->catalog->count[TDM_KIND_ROLE]; r++)
        if ((roles & TDM_BIT(r)) != 0) put_word(g, "role", tdm_catalog_name(g->e->catalog, TDM_KIND_ROLE, r));
}

static void put_screen(struct grounds *g, uint32_t i) {
    const struct tdm_entry *entry = &g->e->chart->entries[i];
    tdm_mask roles = g->of->episode->chart->facts[i].role;
    if (entry->subject.len == 0 && entry->asked_count == 0 && roles == 0) return;
    begin_plain(g, "screen");
    tdm_fhir_when(g->e, "effectiveDateTime", entry->date, TDM_TIME_NONE);
    put_by(g, i);
    begin_components(g);
    if (entry->subject.len > 0) put_word(g, "subject", entry->subject);
    for (uint32_t k = 0; k < entry->asked_count; k++) put_word(g, "asked", entry->asked[k]);
    put_roles(g, roles);
    end_components(g);
}

static void put_medicine(struct grounds *g, uint32_t i) {
    const struct tdm_entry *entry = &g->e->chart->entries[i];
    const struct tdm_ground_medicine *medicine = &g->of->medicines[i];
    const struct tdm_catalog *catalog = g->e->catalog;
    begin_plain(g, "medicine");
    tdm_fhir_when(g->e, "effectiveDateTime", entry->date, TDM_TIME_NONE);
    begin_components(g);
    put_word(g, "state", entry->state);
    put_word(g, "known", medicine->known ? TDM_STR("yes") : TDM_STR("no"));
    put_whole(g, "order", i);
    for (tdm_ref c = 0; medicine->known && c < catalog->count[TDM_KIND_CLASS]; c++)
        if ((medicine->classes & TDM_BIT(c)) != 0) put_word(g, "class", tdm_catalog_name(catalog, TDM_KIND_CLASS, c));
    for (uint32_t s = 0; medicine->known && s < medicine->substance_count; s++)
        put_word(g, "substance", tdm_catalog_name(catalog, TDM_KIND_SUBSTANCE, medicine->substances[s]));
    end_components(g);
}

/* One of a single route says nothing of the others, so none is told. */
static void put_denial(struct grounds *g, uint32_t i) {
    const struct tdm_entry *entry = &g->e->chart->entries[i];
    if (entry->route.len > 0) return;
    begin_plain(g, "denial");
    tdm_json_key(g->e->w, "effectivePeriod");
    tdm_json_object_begin(g->e->w);
    tdm_fhir_when(g->e, "start", entry->other_date, TDM_TIME_NONE);
    tdm_fhir_when(g->e, "end", entry->date, TDM_TIME_NONE);
    tdm_json_object_end(g->e->w);
    begin_components(g);
    put_word(g, tdm_str_is(entry->state, "class") ? "class" : "substance", entry->subject);
    end_components(g);
}

/* A procedure, whatever became of it; a finding that was recorded, or found by a screen; an adverse event. */
static void put_record(struct grounds *g, uint32_t i) {
    const struct tdm_entry *entry = &g->e->chart->entries[i];
    const struct tdm_fact *fact = &g->of->episode->chart->facts[i];
    bool finding = entry->kind == TDM_ENTRY_FINDING, procedure = entry->kind == TDM_ENTRY_PROCEDURE;
    tdm_ref subject = fact->subject;
    if ((finding || procedure) && subject == TDM_REF_NONE) return;
    if (entry->kind == TDM_ENTRY_SCREEN && entry->found_count == 0) return;
    begin_plain(g, "record");
    tdm_fhir_when(g->e, "effectiveDateTime", entry->date, TDM_TIME_NONE);
    begin_components(g);
    if (finding) put_word(g, "finding", tdm_catalog_name(g->e->catalog, TDM_KIND_FINDING, subject));
    if (procedure) put_word(g, "procedure", tdm_catalog_name(g->e->catalog, TDM_KIND_PROCEDURE, subject));
    if (entry->kind == TDM_ENTRY_ADVERSE) put_word(g, "event", entry->subject);
    for (uint32_t k = 0; entry->kind == TDM_ENTRY_SCREEN && k < entry->found_count; k++)
        put_word(g, "finding", entry->found[k]);
    end_components(g);
}

static void put_entries(struct grounds *g) {
    const struct tdm_chart *chart = g->e->chart;
    for (uint32_t i = 0; i < chart->entry_count; i++) {
        enum tdm_entry_kind kind = chart->entries[i].kind;
        if (!g->of->holds[i]) continue;
        if (kind == TDM_ENTRY_SCREEN) put_screen(g, i);
        if (kind == TDM_ENTRY_MEDICINE) put_medicine(g, i);
        if (kind == TDM_ENTRY_SCREEN || kind == TDM_ENTRY_FINDING || kind == TDM_ENTRY_PROCEDURE ||
            kind == TDM_ENTRY_ADVERSE)
            put_record(g, i);
    }
    for (uint32_t i = chart->entry_count; i > 0; i--) /* the latest first: what they cover together is asked so */
        if (g->of->holds[i - 1] && chart->entries[i - 1].kind == TDM_ENTRY_DENY) put_denial(g, i - 1);
}

/* ---- days and signatures */

static void put_day(struct grounds *g, struct tdm_day_expr day) {
    static const char *const kind = "day";
    struct tdm_buf code;
    tdm_date date = tdm_anchor_day(g->e->protocol, &g->of->anchors, &day, false, NULL);
    if (tdm_date_is_none(date)) return;
    tdm_buf_init(&code, g->e->mem, 4096);
    tdm_fhir_day_code(&code, &day, &g->e->protocol->scope);
    begin_ground(g, &kind, 1, TDM_FHIR_DAYS, tdm_buf_str(&code));
    tdm_fhir_when(g->e, "effectiveDateTime", date, TDM_TIME_NONE);
    tdm_fhir_end(g->e);
}

static void put_days(struct grounds *g) {
    const struct tdm_protocol *protocol = g->e->protocol;
    for (int event = 0; event < TDM_EVENT_COUNT; event++)
        put_day(g, (struct tdm_day_expr){.anchor = TDM_ANCHOR_EVENT, .event = (enum tdm_event)event});
    for (uint32_t p = 0; p < protocol->phase_count; p++) {
        put_day(g, (struct tdm_day_expr){.anchor = TDM_ANCHOR_PHASE_START, .ref = (tdm_ref)p});
        put_day(g, (struct tdm_day_expr){.anchor = TDM_ANCHOR_PHASE_END, .ref = (tdm_ref)p});
    }
    for (uint32_t i = 0; i < protocol->gate_count; i++)
        put_day(g, (struct tdm_day_expr){.anchor = TDM_ANCHOR_GATE, .ref = (tdm_ref)i});
}

static void put_signatures(struct grounds *g) {
    static const char *const kind = "clearance";
    for (uint32_t c = 0; c < g->e->protocol->clearance_count; c++) {
        const struct tdm_clearance_answer *answer = &g->of->clearances[c];
        if (answer->truth != TDM_MET) continue;
        begin_ground(g, &kind, 1, TDM_FHIR_CLEARANCES, g->e->protocol->clearances[c].name);
        tdm_json_key(g->e->w, "effectivePeriod");
        tdm_json_object_begin(g->e->w);
        tdm_fhir_when(g->e, "start", g->e->chart->entries[answer->entry].date, TDM_TIME_NONE);
        tdm_fhir_when(g->e, "end", answer->expires, TDM_TIME_NONE);
        tdm_json_object_end(g->e->w);
        put_by(g, answer->entry);
        tdm_fhir_end(g->e);
    }
}

void tdm_fhir_put_grounds(struct tdm_fhir_ep *e, const struct tdm_grounds *grounds) {
    struct grounds g = {e, grounds, 0};
    for (uint32_t i = 0; i < grounds->reading_count; i++) put_reading(&g, &grounds->readings[i]);
    for (uint32_t i = 0; i < grounds->open_count; i++) put_open(&g, &grounds->open[i]);
    put_entries(&g);
    put_days(&g);
    put_signatures(&g);
}
