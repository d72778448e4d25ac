/* fhir_put_plan.c - a protocol as a PlanDefinition: its head, sources, goals, a narrative with the timeline, and the
 * actions (fhir_put_phase.c). What FHIR cannot say stands whole in one extension: the text itself. */
#include "fhir/fhir_plan.h"
#include "render/render.h"

/* ---- narrative */

static void add_cell(struct tdm_buf *out, tdm_str text) {
    tdm_buf_text(out, "<td>");
    tdm_escape(out, text);
    tdm_buf_text(out, "</td>");
}

static void add_row(struct tdm_fhir_plan *p, struct tdm_buf *out, const struct tdm_phase *phase) {
    const struct tdm_protocol *protocol = p->protocol;
    struct tdm_buf from, until;
    tdm_buf_init(&from, p->e->mem, 4096);
    tdm_buf_init(&until, p->e->mem, 4096);
    tdm_day_expr_print(&from, &phase->from, &protocol->scope);
    if (phase->length.has_least || phase->length.has_most) tdm_length_print(&until, &phase->length);
    if (phase->has_until) {
        tdm_buf_text(&until, until.len > 0 ? ", until " : "until ");
        tdm_day_expr_print(&until, &phase->until, &protocol->scope);
    }
    if (phase->ends_by != TDM_REF_NONE)
        tdm_buf_format(&until, "%sends by clearance %.*s", until.len > 0 ? ", " : "",
                       TDM_FMT(protocol->clearances[phase->ends_by].name));
    tdm_buf_text(out, "<tr>");
    add_cell(out, tdm_str_of(tdm_track_word(phase->track)));
    add_cell(out, phase->name);
    add_cell(out, tdm_buf_str(&from));
    add_cell(out, tdm_buf_str(&until));
    add_cell(out,
             phase->has_ceiling ? tdm_catalog_load_scale(protocol->catalog)->steps[phase->load_class] : TDM_STR(""));
    tdm_buf_text(out, "</tr>");
}

static void add_gate(struct tdm_fhir_plan *p, struct tdm_buf *out, const struct tdm_gate *gate) {
    struct tdm_buf lines;
    tdm_buf_init(&lines, p->e->mem, 1u << 20);
    tdm_condition_print(&lines, &gate->condition, 1, &p->protocol->scope);
    tdm_buf_text(out, "<p>Gate ");
    tdm_escape(out, gate->name);
    tdm_buf_text(out, ":</p><pre>");
    tdm_escape(out, tdm_buf_str(&lines));
    tdm_buf_text(out, "</pre>");
}

static void put_narrative(struct tdm_fhir_plan *p) {
    const struct tdm_protocol *protocol = p->protocol;
    struct tdm_buf out;
    tdm_buf_init(&out, p->e->mem, 8u << 20);
    tdm_buf_text(&out, "<div xmlns=\"http://www.w3.org/1999/xhtml\"><p>");
    tdm_escape(&out, protocol->title.len > 0 ? protocol->title : protocol->name);
    tdm_buf_text(&out, ", version ");
    tdm_escape(&out, protocol->version);
    tdm_buf_text(&out,
                 "</p><table><tr><th>Track</th><th>Phase</th><th>From</th><th>Length</th><th>Load at most</th></tr>");
    for (uint32_t i = 0; i < protocol->phase_count; i++) add_row(p, &out, &protocol->phases[i]);
    tdm_buf_text(&out, "</table>");
    for (uint32_t i = 0; i < protocol->gate_count; i++) add_gate(p, &out, &protocol->gates[i]);
    tdm_buf_text(&out, "</div>");
    tdm_json_key(p->e->w, "text");
    tdm_json_object_begin(p->e->w);
    tdm_fhir_text(p->e, "status", "generated");
    tdm_json_text(p->e->w, "div", tdm_buf_str(&out));
    tdm_json_object_end(p->e->w);
}

/* ---- the head */

static const char *status_of(const struct tdm_protocol *protocol) {
    switch (protocol->status) {
    case TDM_STATUS_APPROVED:
        return "active";
    case TDM_STATUS_RETIRED:
        return "retired";
    case TDM_STATUS_DRAFT:
    case TDM_STATUS_REVIEWED:
        return "draft";
    }
    TDM_UNREACHABLE();
}

static void put_text(struct tdm_fhir_plan *p) {
    if (p->from->text.len == 0) return;
    tdm_json_key(p->e->w, "extension");
    tdm_json_array_begin(p->e->w);
    tdm_json_object_begin(p->e->w);
    tdm_fhir_text(p->e, "url", TDM_FHIR_NOTATION);
    tdm_json_text(p->e->w, "valueString", p->from->text);
    tdm_json_object_end(p->e->w);
    tdm_json_array_end(p->e->w);
}

static tdm_date signed_on(const struct tdm_protocol *protocol, enum tdm_status as) {
    tdm_date last = TDM_DATE_NONE;
    for (uint32_t i = 0; i < protocol->sign_off_count; i++)
        if (protocol->sign_offs[i].as == as)
            last = tdm_date_is_none(last) ? protocol->sign_offs[i].on : tdm_date_later(last, protocol->sign_offs[i].on);
    return last;
}

static void put_day(struct tdm_fhir_plan *p, const char *key, tdm_date date) {
    if (!tdm_date_is_none(date)) tdm_fhir_when(p->e, key, date, TDM_TIME_NONE);
}

static void put_use(struct tdm_fhir_plan *p, const char *code, enum tdm_catalog_kind kind, const char *codes,
                    tdm_ref ref) {
    struct tdm_fhir_ep *e = p->e;
    if (ref == TDM_REF_NONE) return;
    const struct tdm_item *item = tdm_catalog_item(p->protocol->catalog, kind, ref);
    tdm_json_object_begin(e->w);
    tdm_json_key(e->w, "code");
    tdm_json_object_begin(e->w);
    tdm_fhir_text(e, "system", "http://terminology.hl7.org/CodeSystem/usage-context-type");
    tdm_fhir_text(e, "code", code);
    tdm_json_object_end(e->w);
    tdm_json_key(e->w, "valueCodeableConcept");
    tdm_json_object_begin(e->w);
    tdm_json_key(e->w, "coding");
    tdm_json_array_begin(e->w);
    tdm_fhir_own_coding(e, codes, item->name, item->label);
    tdm_fhir_codes(e, item, TDM_SIDE_NONE);
    tdm_json_array_end(e->w);
    tdm_json_object_end(e->w);
    tdm_json_object_end(e->w);
}

static void put_uses(struct tdm_fhir_plan *p) {
    const struct tdm_protocol *protocol = p->protocol;
    if (protocol->condition == TDM_REF_NONE && protocol->target == TDM_REF_NONE) return;
    tdm_json_key(p->e->w, "useContext");
    tdm_json_array_begin(p->e->w);
    put_use(p, "focus", TDM_KIND_CONDITION, "condition", protocol->condition);
    put_use(p, "task", TDM_KIND_VARIABLE, TDM_FHIR_VARIABLES, protocol->target);
    tdm_json_array_end(p->e->w);
}

/* The lines of the head; each of them has an element too, but for those that FHIR has no word for. */
static void put_head(struct tdm_fhir_plan *p) {
    struct tdm_buf lines;
    tdm_buf_init(&lines, p->e->mem, 1u << 20);
    for (uint32_t i = 0; i < p->protocol->clause_count; i++) {
        if (p->protocol->clauses[i].kind != TDM_CLAUSE_PROTOCOL) continue;
        tdm_fhir_block(p, (tdm_clause_id)i, &lines);
        break;
    }
    if (lines.len > 0) tdm_json_text(p->e->w, "description", tdm_str_trim(tdm_buf_str(&lines)));
}

/* Beside the citation its other lines: how strong, how direct, what it says. */
static void put_source(struct tdm_fhir_plan *p, const struct tdm_source *source) {
    struct tdm_buf words;
    tdm_buf_init(&words, p->e->mem, 1u << 16);
    tdm_fhir_block(p, source->clause, &words);
    tdm_json_object_begin(p->e->w);
    tdm_fhir_text(p->e, "type", "citation");
    tdm_json_text(p->e->w, "label", source->name);
    tdm_json_text(p->e->w, "display", tdm_str_trim(tdm_buf_str(&words)));
    tdm_json_text(p->e->w, "citation", source->cite);
    tdm_json_object_end(p->e->w);
}

static void put_sources(struct tdm_fhir_plan *p) {
    const struct tdm_protocol *protocol = p->protocol;
    if (protocol->source_count == 0) return;
    tdm_json_key(p->e->w, "relatedArtifact");
    tdm_json_array_begin(p->e->w);
    for (uint32_t i = 0; i < protocol->source_count; i++) put_source(p, &protocol->sources[i]);
    tdm_json_array_end(p->e->w);
}

/* ---- goals: the aims of phases */

static void put_goal(struct tdm_fhir_plan *p, const struct tdm_phase *phase, uint32_t i) {
    struct tdm_buf id;
    const struct tdm_aim *aim = &phase->aims[i];
    tdm_buf_init(&id, p->e->mem, 4096);
    tdm_buf_format(&id, "%.*s.aim.%u", TDM_FMT(phase->name), i + 1);
    tdm_json_object_begin(p->e->w);
    tdm_json_text(p->e->w, "id", tdm_buf_str(&id));
    tdm_fhir_own(p->e, "description", TDM_FHIR_VARIABLES,
                 tdm_catalog_name(p->protocol->catalog, TDM_KIND_VARIABLE, aim->variable), aim->text);
    tdm_json_object_end(p->e->w);
}

static void put_goals(struct tdm_fhir_plan *p) {
    bool any = false;
    for (uint32_t f = 0; f < p->protocol->phase_count; f++) any = any || p->protocol->phases[f].aim_count > 0;
    if (!any) return;
    tdm_json_key(p->e->w, "goal");
    tdm_json_array_begin(p->e->w);
    for (uint32_t f = 0; f < p->protocol->phase_count; f++)
        for (uint32_t i = 0; i < p->protocol->phases[f].aim_count; i++) put_goal(p, &p->protocol->phases[f], i);
    tdm_json_array_end(p->e->w);
}

/* ---- the whole */

static void put_definition(struct tdm_fhir_plan *p) {
    struct tdm_fhir_ep *e = p->e;
    const struct tdm_protocol *protocol = p->protocol;
    struct tdm_buf url;
    tdm_str id = tdm_fhir_id(e->mem, protocol->name);
    tdm_buf_init(&url, e->mem, 4096);
    tdm_buf_format(&url, TDM_FHIR_PLAN "%.*s", TDM_FMT(protocol->name));
    tdm_fhir_begin(e, "PlanDefinition", id);
    put_narrative(p);
    put_text(p);
    tdm_json_text(e->w, "url", tdm_buf_str(&url));
    tdm_json_text(e->w, "version", protocol->version);
    tdm_json_text(e->w, "name", tdm_fhir_machine_name(e->mem, protocol->name));
    tdm_json_text(e->w, "title", protocol->title.len > 0 ? protocol->title : protocol->name);
    tdm_fhir_hl7(e, "type", "plan-definition-type", "clinical-protocol");
    tdm_fhir_text(e, "status", status_of(protocol));
    tdm_json_key(e->w, "subjectCodeableConcept");
    tdm_json_object_begin(e->w);
    tdm_json_key(e->w, "coding");
    tdm_json_array_begin(e->w);
    tdm_fhir_coding(e, "http://hl7.org/fhir/resource-types", TDM_STR("Patient"), TDM_STR(""));
    tdm_json_array_end(e->w);
    tdm_json_object_end(e->w);
    put_uses(p);
    put_head(p);
    if (protocol->jurisdiction.len > 0) {
        tdm_json_key(e->w, "jurisdiction");
        tdm_json_array_begin(e->w);
        tdm_json_object_begin(e->w);
        tdm_json_text(e->w, "text", protocol->jurisdiction);
        tdm_json_object_end(e->w);
        tdm_json_array_end(e->w);
    }
    put_day(p, "approvalDate", signed_on(protocol, TDM_STATUS_APPROVED));
    put_day(p, "lastReviewDate", signed_on(protocol, TDM_STATUS_REVIEWED));
    put_sources(p);
    put_goals(p);
    tdm_fhir_put_phases(p);
    tdm_fhir_end(e);
}

void tdm_fhir_out_protocol(struct tdm_arena *mem, struct tdm_fhir_out *o, const struct tdm_fhir_protocol *from) {
    static const struct tdm_chart nobody;
    struct tdm_fhir_ep e = {.o = o,
                            .w = &o->w,
                            .mem = mem,
                            .chart = &nobody,
                            .protocol = from->protocol,
                            .catalog = from->protocol->catalog,
                            .zone = &tdm_zone_utc};
    struct tdm_fhir_plan p = {&e, from->protocol, from};
    TDM_ASSERT(mem != o->mem && mem != o->out->mem);
    put_definition(&p);
    tdm_fhir_put_activities(&p);
}
