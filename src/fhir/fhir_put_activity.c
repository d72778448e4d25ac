/* fhir_put_activity.c - what a protocol has done, or forbids, each as one ActivityDefinition: the procedure, exercises,
 * measures, signatures, and what is not allowed (doNotPerform). */
#include "fhir/fhir_plan.h"

static const struct activity {
    const char *word, *kind, *codes;
    enum tdm_catalog_kind of;
} activities[] = {
    [TDM_FHIR_DO_PROCEDURE] = {"procedure", "ServiceRequest", TDM_FHIR_PROCEDURES, TDM_KIND_PROCEDURE},
    [TDM_FHIR_DO_EXERCISE] = {"exercise", "ServiceRequest", TDM_FHIR_EXERCISES, TDM_KIND_EXERCISE},
    [TDM_FHIR_DO_MEASURE] = {"measure", "ServiceRequest", TDM_FHIR_MEASURES, TDM_KIND_MEASURE},
    [TDM_FHIR_DO_SIGN] = {"clearance", "Task", TDM_FHIR_CLEARANCES, TDM_KIND_ROLE},
    [TDM_FHIR_DO_NOT] = {"restrict", "MedicationRequest", NULL, TDM_KIND_ROLE},
};

static tdm_str activity_id(struct tdm_fhir_plan *p, enum tdm_fhir_activity kind, tdm_str name) {
    struct tdm_buf text;
    tdm_buf_init(&text, p->e->mem, 8192);
    tdm_buf_format(&text, "%.*s.%s.%.*s", TDM_FMT(p->protocol->name), activities[kind].word, TDM_FMT(name));
    return tdm_fhir_id(p->e->mem, tdm_buf_str(&text));
}

static tdm_str activity_url(struct tdm_fhir_plan *p, enum tdm_fhir_activity kind, tdm_str name) {
    struct tdm_buf text;
    tdm_str id = activity_id(p, kind, name);
    tdm_buf_init(&text, p->e->mem, 8192);
    tdm_buf_format(&text, TDM_FHIR_ACTIVITY "%.*s", TDM_FMT(id));
    return tdm_buf_str(&text);
}

void tdm_fhir_defined_by(struct tdm_fhir_plan *p, enum tdm_fhir_activity kind, tdm_str name) {
    struct tdm_buf text;
    tdm_str url = activity_url(p, kind, name);
    tdm_buf_init(&text, p->e->mem, 8192);
    tdm_buf_format(&text, "%.*s|%.*s", TDM_FMT(url), TDM_FMT(p->protocol->version));
    tdm_json_text(p->e->w, "definitionCanonical", tdm_buf_str(&text));
}

/* "Knee_oa_bmac_exercise_leg_press": what machines may name it by (pdf-0, adf-0). */
tdm_str tdm_fhir_machine_name(struct tdm_arena *mem, tdm_str name) {
    struct tdm_buf text;
    tdm_buf_init(&text, mem, 300);
    for (size_t i = 0; i < name.len && i < 250; i++) {
        char c = name.at[i];
        bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'), digit = c >= '0' && c <= '9';
        if (i == 0) tdm_buf_char(&text, letter ? (char)(c >= 'a' ? c - 'a' + 'A' : c) : 'P');
        if (i > 0 || !letter) tdm_buf_char(&text, letter || digit ? c : '_');
    }
    return tdm_buf_str(&text);
}

static void begin(struct tdm_fhir_plan *p, enum tdm_fhir_activity kind, tdm_str name, tdm_str title) {
    struct tdm_fhir_ep *e = p->e;
    struct tdm_buf full;
    tdm_buf_init(&full, e->mem, 8192);
    tdm_buf_format(&full, "%.*s_%s_%.*s", TDM_FMT(p->protocol->name), activities[kind].word, TDM_FMT(name));
    tdm_fhir_begin(e, "ActivityDefinition", activity_id(p, kind, name));
    tdm_json_text(e->w, "url", activity_url(p, kind, name));
    tdm_json_text(e->w, "version", p->protocol->version);
    tdm_json_text(e->w, "name", tdm_fhir_machine_name(e->mem, tdm_buf_str(&full)));
    tdm_json_text(e->w, "title", title);
    tdm_fhir_text(e, "status",
                  p->protocol->status == TDM_STATUS_APPROVED  ? "active"
                  : p->protocol->status == TDM_STATUS_RETIRED ? "retired"
                                                              : "draft");
}

/* A measure as the protocol uses it: its own word, and what the catalogue and others call it. */
static void put_measure(struct tdm_fhir_plan *p, const struct tdm_measure_use *use) {
    struct tdm_fhir_ep *e = p->e;
    struct tdm_buf lines;
    const struct tdm_item *item = tdm_catalog_item(p->protocol->catalog, TDM_KIND_MEASURE, use->measure);
    tdm_buf_init(&lines, e->mem, 1u << 20);
    tdm_fhir_block(p, use->clause, &lines);
    begin(p, TDM_FHIR_DO_MEASURE, use->name, item->label.len > 0 ? item->label : item->name);
    tdm_json_text(e->w, "description", tdm_str_trim(tdm_buf_str(&lines)));
    tdm_fhir_text(e, "kind", activities[TDM_FHIR_DO_MEASURE].kind);
    tdm_json_key(e->w, "code");
    tdm_json_object_begin(e->w);
    tdm_json_key(e->w, "coding");
    tdm_json_array_begin(e->w);
    tdm_fhir_own_coding(e, TDM_FHIR_ALIASES, use->name, TDM_STR(""));
    tdm_fhir_own_coding(e, TDM_FHIR_MEASURES, item->name, item->label);
    tdm_fhir_codes(e, item, TDM_SIDE_NONE);
    tdm_json_array_end(e->w);
    tdm_json_object_end(e->w);
    tdm_fhir_end(e);
}

/* A thing of the catalogue with the codes that others have for it. */
static void put_item(struct tdm_fhir_plan *p, enum tdm_fhir_activity kind, tdm_ref ref) {
    struct tdm_fhir_ep *e = p->e;
    const struct tdm_item *item = tdm_catalog_item(p->protocol->catalog, activities[kind].of, ref);
    begin(p, kind, item->name, item->label.len > 0 ? item->label : item->name);
    if (kind == TDM_FHIR_DO_EXERCISE && tdm_catalog_exercise(p->protocol->catalog, ref)->instruction.len > 0)
        tdm_json_text(e->w, "description", tdm_catalog_exercise(p->protocol->catalog, ref)->instruction);
    tdm_fhir_text(e, "kind", activities[kind].kind);
    tdm_json_key(e->w, "code");
    tdm_json_object_begin(e->w);
    tdm_json_key(e->w, "coding");
    tdm_json_array_begin(e->w);
    tdm_fhir_own_coding(e, activities[kind].codes, item->name, item->label);
    tdm_fhir_codes(e, item, TDM_SIDE_NONE);
    tdm_json_array_end(e->w);
    tdm_json_object_end(e->w);
    tdm_fhir_end(e);
}

static void put_clearance(struct tdm_fhir_plan *p, const struct tdm_clearance *clearance) {
    struct tdm_fhir_ep *e = p->e;
    begin(p, TDM_FHIR_DO_SIGN, clearance->name, clearance->name);
    tdm_fhir_text(e, "kind", "Task");
    tdm_json_key(e->w, "code");
    tdm_json_object_begin(e->w);
    tdm_json_key(e->w, "coding");
    tdm_json_array_begin(e->w);
    tdm_fhir_own_coding(e, TDM_FHIR_CLEARANCES, clearance->name, TDM_STR(""));
    tdm_fhir_coding(e, "http://hl7.org/fhir/CodeSystem/task-code", TDM_STR("approve"), TDM_STR(""));
    tdm_json_array_end(e->w);
    tdm_json_object_end(e->w);
    tdm_fhir_roles(p, clearance->roles);
    tdm_fhir_end(e);
}

/* ---- what is not allowed */

static bool is_medicine(const struct tdm_touch *touch) {
    return touch->kind == TDM_TOUCH_CLASS || touch->kind == TDM_TOUCH_SUBSTANCE;
}

static void put_touch(struct tdm_fhir_plan *p, const struct tdm_touch *touch) {
    const struct tdm_catalog *catalog = p->protocol->catalog;
    struct tdm_fhir_ep *e = p->e;
    const struct tdm_item *item = NULL;
    switch (touch->kind) {
    case TDM_TOUCH_CLASS:
        item = tdm_catalog_item(catalog, TDM_KIND_CLASS, touch->ref);
        tdm_fhir_own_coding(e, TDM_FHIR_CLASSES, item->name, item->label);
        break;
    case TDM_TOUCH_SUBSTANCE:
        item = tdm_catalog_item(catalog, TDM_KIND_SUBSTANCE, touch->ref);
        tdm_fhir_own_coding(e, TDM_FHIR_SUBSTANCES, item->name, item->label);
        break;
    case TDM_TOUCH_ATTRIBUTE:
        item = tdm_catalog_item(catalog, TDM_KIND_ATTRIBUTE, touch->ref);
        tdm_fhir_own_coding(e, TDM_FHIR_ATTRIBUTES, item->name, item->label);
        break;
    case TDM_TOUCH_ACTIVITY:
        item = tdm_catalog_item(catalog, TDM_KIND_ACTIVITY, touch->ref);
        tdm_fhir_own_coding(e, "activity", item->name, item->label);
        break;
    case TDM_TOUCH_LOAD_ABOVE:
        tdm_fhir_own_coding(e, "load-above", tdm_catalog_load_scale(catalog)->steps[touch->load_class], TDM_STR(""));
        return;
    }
    tdm_fhir_codes(e, item, TDM_SIDE_NONE);
}

static void put_restriction(struct tdm_fhir_plan *p, const struct tdm_restriction *restriction) {
    struct tdm_fhir_ep *e = p->e;
    bool medicines = restriction->touch_count > 0 && is_medicine(&restriction->touches[0]);
    begin(p, TDM_FHIR_DO_NOT, restriction->name, restriction->name);
    if (restriction->because.len > 0) tdm_json_text(e->w, "purpose", restriction->because);
    tdm_fhir_text(e, "kind", medicines ? "MedicationRequest" : "ServiceRequest");
    if (!medicines) tdm_fhir_own(e, "code", "restriction", restriction->name, TDM_STR(""));
    tdm_json_key(e->w, "doNotPerform");
    tdm_json_bool(e->w, true);
    if (medicines) {
        tdm_json_key(e->w, "productCodeableConcept");
        tdm_json_object_begin(e->w);
        tdm_json_key(e->w, "coding");
        tdm_json_array_begin(e->w);
        for (uint32_t t = 0; t < restriction->touch_count; t++) put_touch(p, &restriction->touches[t]);
        tdm_json_array_end(e->w);
        tdm_json_object_end(e->w);
    }
    tdm_fhir_end(e);
}

/* ---- each once */

static void put_set(struct tdm_fhir_plan *p, enum tdm_fhir_activity kind, const bool *wanted) {
    for (uint32_t i = 0; i < p->protocol->catalog->count[activities[kind].of]; i++)
        if (wanted[i]) put_item(p, kind, (tdm_ref)i);
}

void tdm_fhir_put_activities(struct tdm_fhir_plan *p) {
    const struct tdm_protocol *protocol = p->protocol;
    const struct tdm_catalog *catalog = protocol->catalog;
    bool *exercises = TDM_NEW_ARRAY(p->e->mem, bool, catalog->count[TDM_KIND_EXERCISE] + 1u);
    for (uint32_t f = 0; f < protocol->phase_count; f++) {
        const struct tdm_phase *phase = &protocol->phases[f];
        for (uint32_t i = 0; i < phase->offer_count; i++) exercises[phase->offers[i].exercise] = true;
    }
    if (protocol->procedure != TDM_REF_NONE) put_item(p, TDM_FHIR_DO_PROCEDURE, protocol->procedure);
    put_set(p, TDM_FHIR_DO_EXERCISE, exercises);
    for (uint32_t i = 0; i < protocol->measure_count; i++) put_measure(p, &protocol->measures[i]);
    for (uint32_t i = 0; i < protocol->clearance_count; i++) put_clearance(p, &protocol->clearances[i]);
    for (uint32_t i = 0; i < protocol->restriction_count; i++) put_restriction(p, &protocol->restrictions[i]);
}
