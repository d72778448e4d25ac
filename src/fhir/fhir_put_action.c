/* fhir_put_action.c - pieces of an action of a PlanDefinition: what it hangs on and by how much, under which
 * conditions, by whom, on which sources. */
#include "fhir/fhir_plan.h"
#include "fhir/fhirpath.h"

/* ---- names */

tdm_str tdm_fhir_action_id(struct tdm_fhir_plan *p, const char *prefix, tdm_str name) {
    struct tdm_buf text;
    tdm_buf_init(&text, p->e->mem, 4096);
    tdm_buf_text(&text, prefix);
    if (prefix[0] != '\0' && name.len > 0) tdm_buf_char(&text, '.');
    tdm_buf_add(&text, name);
    return tdm_buf_str(&text);
}

void tdm_fhir_action_begin(struct tdm_fhir_plan *p, const char *prefix, tdm_str name, tdm_clause_id clause) {
    tdm_fhir_action_gated(p, prefix, name, clause, TDM_CLAUSE_NONE);
}

void tdm_fhir_action_gated(struct tdm_fhir_plan *p, const char *prefix, tdm_str name, tdm_clause_id clause,
                           tdm_clause_id gate) {
    struct tdm_buf title;
    tdm_buf_init(&title, p->e->mem, 4096);
    tdm_buf_text(&title, prefix);
    if (name.len > 0 && prefix[0] != '\0') tdm_buf_char(&title, ' ');
    tdm_buf_add(&title, name);
    tdm_json_object_begin(p->e->w);
    tdm_json_text(p->e->w, "id", tdm_fhir_action_id(p, prefix, name));
    tdm_json_text(p->e->w, "title", tdm_buf_str(&title));
    tdm_fhir_clause(p, clause, gate);
}

void tdm_fhir_action_end(struct tdm_fhir_plan *p) {
    tdm_json_object_end(p->e->w);
}

static void put_document(struct tdm_fhir_plan *p, const struct tdm_cite_use *cite) {
    const struct tdm_source *source = &p->protocol->sources[cite->source];
    tdm_json_object_begin(p->e->w);
    tdm_fhir_text(p->e, "type", "citation");
    tdm_json_text(p->e->w, "label", source->name);
    if (cite->detail.len > 0) tdm_json_text(p->e->w, "display", cite->detail);
    tdm_json_text(p->e->w, "citation", source->cite);
    tdm_json_object_end(p->e->w);
}

/* ---- the lines of a clause, from the text it stands in: of the protocol, or of a part it takes in */

static tdm_str line_at(tdm_str *rest) {
    size_t end = rest->len;
    (void)tdm_str_find(*rest, TDM_STR("\n"), &end);
    tdm_str line = tdm_str_slice(*rest, 0, end);
    *rest = tdm_str_slice(*rest, end + 1 < rest->len ? end + 1 : rest->len, rest->len);
    return line;
}

static size_t indent_of(tdm_str line) {
    size_t at = 0;
    while (at < line.len && line.at[at] == ' ') at++;
    return at;
}

/* What of `text` is from the clause's line on; empty when it does not stand there. */
static tdm_str from_clause(tdm_str text, const struct tdm_clause *clause) {
    tdm_str rest = text, words = clause->text;
    for (uint32_t line = 1; line < clause->place.line && rest.len > 0; line++) (void)line_at(&rest);
    tdm_str first = rest, found = line_at(&first), wanted = line_at(&words);
    return wanted.len > 0 && tdm_str_starts_with(tdm_str_trim(found), tdm_str_trim(wanted)) ? rest : TDM_STR("");
}

void tdm_fhir_block(struct tdm_fhir_plan *p, tdm_clause_id id, struct tdm_buf *out) {
    const struct tdm_clause *clause = &p->protocol->clauses[id];
    tdm_str rest = from_clause(p->from->text, clause);
    for (uint32_t i = 0; i < p->protocol->part_count && rest.len == 0; i++)
        rest = from_clause(p->protocol->part_texts[i], clause);
    if (rest.len == 0) { /* a protocol without its text at hand */
        tdm_buf_add(out, clause->text);
        tdm_buf_char(out, '\n');
        return;
    }
    size_t indent = indent_of(rest);
    for (bool first = true; rest.len > 0; first = false) {
        tdm_str line = line_at(&rest), bare = tdm_str_trim(line);
        if (!first && bare.len > 0 && indent_of(line) <= indent) return;
        if (bare.len == 0 || bare.at[0] == '#' || tdm_str_starts_with(bare, TDM_STR("use "))) continue;
        tdm_buf_add(out, tdm_str_slice(line, indent, line.len));
        tdm_buf_char(out, '\n');
    }
}

/* The lines as they stand in the protocol, and what they rest on; `own` rests on nothing. */
void tdm_fhir_clause(struct tdm_fhir_plan *p, tdm_clause_id id, tdm_clause_id also) {
    struct tdm_buf lines;
    if (id == TDM_CLAUSE_NONE && also == TDM_CLAUSE_NONE) return;
    tdm_buf_init(&lines, p->e->mem, 1u << 20);
    if (id != TDM_CLAUSE_NONE) tdm_fhir_block(p, id, &lines);
    if (also != TDM_CLAUSE_NONE) tdm_fhir_block(p, also, &lines);
    tdm_json_text(p->e->w, "description", tdm_str_trim(tdm_buf_str(&lines)));
    if (id == TDM_CLAUSE_NONE) return;
    const struct tdm_clause *clause = &p->protocol->clauses[id];
    uint32_t sources = 0;
    for (uint32_t i = 0; i < clause->cite_count; i++) sources += clause->cites[i].source != TDM_REF_NONE;
    if (sources == 0) return;
    tdm_json_key(p->e->w, "documentation");
    tdm_json_array_begin(p->e->w);
    for (uint32_t i = 0; i < clause->cite_count; i++)
        if (clause->cites[i].source != TDM_REF_NONE) put_document(p, &clause->cites[i]);
    tdm_json_array_end(p->e->w);
}

/* ---- spans of time */

static const char *ucum_of(enum tdm_span_unit unit) {
    static const char *const codes[] = {[TDM_SPAN_HOURS] = "h",
                                        [TDM_SPAN_DAYS] = "d",
                                        [TDM_SPAN_WEEKS] = "wk",
                                        [TDM_SPAN_MONTHS] = "mo",
                                        [TDM_SPAN_YEARS] = "a"};
    return codes[unit];
}

void tdm_fhir_duration(struct tdm_fhir_plan *p, const char *key, tdm_span span) {
    tdm_json_key(p->e->w, key);
    tdm_json_object_begin(p->e->w);
    tdm_json_key(p->e->w, "value");
    tdm_json_int(p->e->w, span.count);
    tdm_fhir_text(p->e, "system", TDM_UCUM);
    tdm_fhir_text(p->e, "code", ucum_of(span.unit));
    tdm_json_object_end(p->e->w);
}

void tdm_fhir_every(struct tdm_fhir_plan *p, tdm_span span) {
    tdm_json_key(p->e->w, "timingTiming");
    tdm_json_object_begin(p->e->w);
    tdm_json_key(p->e->w, "repeat");
    tdm_json_object_begin(p->e->w);
    tdm_json_key(p->e->w, "frequency");
    tdm_json_int(p->e->w, 1);
    tdm_json_key(p->e->w, "period");
    tdm_json_int(p->e->w, span.count);
    tdm_fhir_text(p->e, "periodUnit", ucum_of(span.unit));
    tdm_json_object_end(p->e->w);
    tdm_json_object_end(p->e->w);
}

/* ---- relations: "this one stands to that one". Several are all needed. */

void tdm_fhir_related_begin(struct tdm_fhir_plan *p) {
    tdm_json_key(p->e->w, "relatedAction");
    tdm_json_array_begin(p->e->w);
}

void tdm_fhir_related_end(struct tdm_fhir_plan *p) {
    tdm_json_array_end(p->e->w);
}

static bool same_span(tdm_span a, tdm_span b) {
    return a.count == b.count && a.unit == b.unit;
}

void tdm_fhir_related_to(struct tdm_fhir_plan *p, tdm_str id, const char *relationship,
                         const struct tdm_length *offset) {
    tdm_json_object_begin(p->e->w);
    tdm_json_text(p->e->w, "actionId", id);
    tdm_fhir_text(p->e, "relationship", relationship);
    if (offset != NULL && offset->has_least && offset->has_most && same_span(offset->least, offset->most)) {
        tdm_fhir_duration(p, "offsetDuration", offset->least);
    } else if (offset != NULL && (offset->has_least || offset->has_most)) {
        tdm_json_key(p->e->w, "offsetRange");
        tdm_json_object_begin(p->e->w);
        if (offset->has_least) tdm_fhir_duration(p, "low", offset->least);
        if (offset->has_most) tdm_fhir_duration(p, "high", offset->most);
        tdm_json_object_end(p->e->w);
    }
    tdm_json_object_end(p->e->w);
}

/* The action that a day counts from, and whether it is its end that counts. */
static tdm_str anchor_of(struct tdm_fhir_plan *p, const struct tdm_day_expr *day, bool *at_end) {
    const struct tdm_protocol *protocol = p->protocol;
    *at_end = day->anchor == TDM_ANCHOR_PHASE_END;
    switch (day->anchor) {
    case TDM_ANCHOR_DATE:
        break;
    case TDM_ANCHOR_EVENT:
        return day->event == TDM_EVENT_ENROLMENT   ? TDM_STR("enrolment")
               : day->event == TDM_EVENT_PROCEDURE ? TDM_STR("procedure")
                                                   : TDM_STR("discharge");
    case TDM_ANCHOR_PHASE_START:
    case TDM_ANCHOR_PHASE_END:
        return tdm_fhir_action_id(p, "phase", protocol->phases[day->ref].name);
    case TDM_ANCHOR_GATE:
        if (protocol->gates[day->ref].opens_discharge) return TDM_STR("discharge");
        return tdm_fhir_action_id(p, "phase", protocol->phases[protocol->gates[day->ref].phase].name);
    }
    return TDM_STR("");
}

static void related(struct tdm_fhir_plan *p, const struct tdm_day_expr *day, const struct tdm_length *offset) {
    static const char *const words[3][2] = {
        {"before-start", "before-end"}, {"concurrent-with-start", "after-end"}, {"after-start", "after-end"}};
    bool at_end;
    tdm_str id = anchor_of(p, day, &at_end);
    if (id.len > 0) tdm_fhir_related_to(p, id, words[day->sign + 1][at_end ? 1 : 0], day->sign == 0 ? NULL : offset);
}

void tdm_fhir_related(struct tdm_fhir_plan *p, const struct tdm_day_expr *day) {
    struct tdm_length offset = {true, true, day->offset, day->offset};
    related(p, day, &offset);
}

void tdm_fhir_related_window(struct tdm_fhir_plan *p, const struct tdm_day_expr *from,
                             const struct tdm_day_expr *until) {
    struct tdm_length offset = {true, true, from->offset, until->offset};
    bool one = from->anchor == until->anchor && from->ref == until->ref && from->event == until->event &&
               from->sign == until->sign && from->sign != 0;
    if (!one) {
        tdm_fhir_related(p, from);
        return;
    }
    if (from->sign < 0) offset = (struct tdm_length){true, true, until->offset, from->offset};
    related(p, from, &offset);
}

/* ---- conditions */

static void put_expression(struct tdm_fhir_plan *p, tdm_str name, const struct tdm_condition *condition, uint16_t at) {
    struct tdm_buf words, expression;
    bool whole = at == 0; /* a root that is no list of lines to be met */
    tdm_buf_init(&words, p->e->mem, 1u << 20);
    tdm_buf_init(&expression, p->e->mem, 8u << 20);
    if (whole)
        tdm_condition_print(&words, condition, 0, &p->protocol->scope);
    else
        tdm_condition_node_print(&words, condition, at, 0, &p->protocol->scope);
    if (!tdm_fhirpath_can(condition, at, &p->protocol->scope))
        tdm_buf_text(&words, "\n(not told in FHIRPath whole: docs/fhir-limits.md)");
    tdm_fhirpath_print(&expression, condition, at, &p->protocol->scope);
    tdm_json_key(p->e->w, "expression");
    tdm_json_object_begin(p->e->w);
    tdm_json_text(p->e->w, "description", tdm_str_trim(tdm_buf_str(&words)));
    tdm_json_text(p->e->w, "name", name);
    tdm_fhir_text(p->e, "language", "text/fhirpath");
    tdm_json_text(p->e->w, "expression", tdm_buf_str(&expression));
    tdm_json_object_end(p->e->w);
}

static void put_condition(struct tdm_fhir_plan *p, const char *kind, tdm_str name,
                          const struct tdm_condition *condition, uint16_t at) {
    tdm_json_object_begin(p->e->w);
    tdm_fhir_text(p->e, "kind", kind);
    put_expression(p, name, condition, at);
    tdm_json_object_end(p->e->w);
}

void tdm_fhir_conditions(struct tdm_fhir_plan *p, tdm_str name, const struct tdm_condition *condition) {
    static const char *const kinds[] = {"start", "applicability"};
    if (condition->count == 0) return;
    const struct tdm_criterion *root = &condition->nodes[0];
    bool list = root->kind == TDM_CRITERION_ALL;
    uint32_t count = list ? root->child_count : 1;
    tdm_json_key(p->e->w, "condition");
    tdm_json_array_begin(p->e->w);
    for (int k = 0; k < 2; k++)
        for (uint32_t i = 0; i < count; i++) {
            struct tdm_buf id;
            tdm_buf_init(&id, p->e->mem, 4096);
            tdm_buf_format(&id, "%.*s-%u", TDM_FMT(name), i + 1);
            put_condition(p, kinds[k], tdm_buf_str(&id), condition, list ? (uint16_t)(root->first_child + i) : 0);
        }
    tdm_json_array_end(p->e->w);
}

/* ---- people */

void tdm_fhir_roles(struct tdm_fhir_plan *p, tdm_mask roles) {
    const struct tdm_catalog *catalog = p->protocol->catalog;
    tdm_ref patient = tdm_catalog_find(catalog, TDM_KIND_ROLE, TDM_STR("patient"));
    if (roles == 0) return;
    tdm_json_key(p->e->w, "participant");
    tdm_json_array_begin(p->e->w);
    for (tdm_ref r = 0; r < catalog->count[TDM_KIND_ROLE]; r++) {
        if ((roles & TDM_BIT(r)) == 0) continue;
        tdm_json_object_begin(p->e->w);
        tdm_fhir_text(p->e, "type", r == patient ? "patient" : "practitioner");
        tdm_fhir_own(p->e, "role", TDM_FHIR_ROLES, tdm_catalog_name(catalog, TDM_KIND_ROLE, r), TDM_STR(""));
        tdm_json_object_end(p->e->w);
    }
    tdm_json_array_end(p->e->w);
}
