/* fhirpath.c - conditions in FHIRPath: blocks by Kleene's rules, and every kind of criterion that is no reading.
 * Grounds (fhir_put_ground.c) are what it asks: nothing here knows of corrections, roles or signatures. */
#include "fhir/fhirpath.h"

#include "fhir/fhir_int.h"

#include <stdio.h>

static bool is_block(enum tdm_criterion_kind kind) {
    return kind == TDM_CRITERION_ALL || kind == TDM_CRITERION_ANY || kind == TDM_CRITERION_AT_LEAST ||
           kind == TDM_CRITERION_NOT;
}

/* Rows of sessions hang on the dose of today and on an order that nobody may be able to tell. */
static bool leaf_can(const struct tdm_criterion *node, const struct tdm_scope *scope) {
    if (node->kind == TDM_CRITERION_READING) return tdm_fhirpath_can_read(node, scope);
    return node->kind != TDM_CRITERION_SETS_DONE && node->kind != TDM_CRITERION_SETTLED;
}

bool tdm_fhirpath_can(const struct tdm_condition *condition, uint16_t at, const struct tdm_scope *scope) {
    const struct tdm_criterion *node = &condition->nodes[at];
    if (!is_block(node->kind)) return leaf_can(node, scope);
    for (uint32_t i = node->first_child; i < (uint32_t)node->first_child + node->child_count; i++)
        if (!tdm_fhirpath_can(condition, (uint16_t)i, scope)) return false;
    return true;
}

/* ---- pieces */

void tdm_fhirpath_span(const struct tdm_fhirpath *p, tdm_span span) {
    static const char *const units[] = {[TDM_SPAN_HOURS] = "days",
                                        [TDM_SPAN_DAYS] = "days",
                                        [TDM_SPAN_WEEKS] = "weeks",
                                        [TDM_SPAN_MONTHS] = "months",
                                        [TDM_SPAN_YEARS] = "years"};
    int32_t count =
        span.unit == TDM_SPAN_HOURS ? (span.count + 23) / 24 : span.count; /* hours round up to days (M11) */
    tdm_buf_format(p->out, "%d %s", count, units[span.unit]);
}

void tdm_fhirpath_grounds(const struct tdm_fhirpath *p, const char *kind, const char *codes, tdm_str code) {
    tdm_buf_format(p->out,
                   "entry.resource.ofType(Observation).where(category.coding.exists(system = '%s' and code = '%s')",
                   TDM_FHIR_CODES TDM_FHIR_GROUNDS, kind);
    if (codes != NULL)
        tdm_buf_format(p->out, " and code.coding.exists(system = '" TDM_FHIR_CODES "%s' and code = '%.*s')", codes,
                       TDM_FMT(code));
    tdm_buf_char(p->out, ')');
}

/* Of a collection "('a' | 'b')" the next name. */
static void put_name(const struct tdm_fhirpath *p, enum tdm_catalog_kind kind, tdm_ref ref, bool *first) {
    tdm_buf_format(p->out, "%s'%.*s'", *first ? "(" : " | ", TDM_FMT(tdm_catalog_name(p->scope->catalog, kind, ref)));
    *first = false;
}

static void put_one_of(const struct tdm_fhirpath *p, enum tdm_catalog_kind kind, tdm_mask mask) {
    bool first = true;
    for (tdm_ref i = 0; i < 64 && i < p->scope->catalog->count[kind]; i++)
        if ((mask & TDM_BIT(i)) != 0) put_name(p, kind, i, &first);
    tdm_buf_text(p->out, first ? "{}" : ")");
}

static tdm_str event_name(enum tdm_event event) {
    switch (event) {
    case TDM_EVENT_ENROLMENT:
        return TDM_STR("enrolment");
    case TDM_EVENT_PROCEDURE:
        return TDM_STR("procedure");
    case TDM_EVENT_DISCHARGE:
        return TDM_STR("discharge");
    }
    TDM_UNREACHABLE();
}

void tdm_fhir_day_code(struct tdm_buf *out, const struct tdm_day_expr *day, const struct tdm_scope *scope) {
    switch (day->anchor) {
    case TDM_ANCHOR_DATE:
        return;
    case TDM_ANCHOR_EVENT:
        tdm_buf_add(out, event_name(day->event));
        return;
    case TDM_ANCHOR_PHASE_START:
    case TDM_ANCHOR_PHASE_END:
        tdm_buf_text(out, day->anchor == TDM_ANCHOR_PHASE_START ? "start of " : "end of ");
        tdm_buf_add(out, scope->phases[day->ref]);
        return;
    case TDM_ANCHOR_GATE:
        tdm_buf_text(out, "gate ");
        tdm_buf_add(out, scope->gates[day->ref]);
        return;
    }
}

/* The day, or {} as long as what it counts from has not happened. */
static void put_day(const struct tdm_fhirpath *p, const struct tdm_day_expr *day) {
    if (day->anchor == TDM_ANCHOR_DATE) {
        tdm_buf_char(p->out, '@');
        tdm_date_print(p->out, day->date);
    } else {
        tdm_buf_format(p->out,
                       "entry.resource.ofType(Observation).where(category.coding.exists(system = '%s' and code = "
                       "'day') and code.coding.exists(code = '",
                       TDM_FHIR_CODES TDM_FHIR_GROUNDS);
        tdm_fhir_day_code(p->out, day, p->scope);
        tdm_buf_text(p->out, "')).effective");
    }
    if (day->sign == 0) return;
    tdm_buf_text(p->out, day->sign < 0 ? " - " : " + ");
    tdm_fhirpath_span(p, day->offset);
}

static void put_time(const struct tdm_fhirpath *p, const struct tdm_criterion *node) {
    tdm_buf_format(p->out, "defineVariable('d%u', ", p->number);
    put_day(p, &node->day);
    tdm_buf_format(p->out, ").select(iif(%%d%u.exists(), %%d%u <= today(), false))", p->number, p->number);
}

static void put_clearance(const struct tdm_fhirpath *p, const struct tdm_criterion *node) {
    tdm_fhirpath_grounds(p, "clearance", TDM_FHIR_CLEARANCES, p->scope->clearances[node->ref]);
    tdm_buf_text(p->out, ".where(effective.start <= today() and effective.end >= today()).exists()");
}

/* ---- what is open, and who asked (M24, M26) */

static bool about_flags(const struct tdm_criterion *node) {
    return node->thing == TDM_THING_ANY_FLAG || node->thing == TDM_THING_FLAG;
}

static tdm_str thing_name(const struct tdm_fhirpath *p, const struct tdm_criterion *node) {
    const struct tdm_catalog *catalog = p->scope->catalog;
    switch (node->thing) {
    case TDM_THING_FLAG:
        return p->scope->flags[node->ref];
    case TDM_THING_FINDING:
        return tdm_catalog_name(catalog, TDM_KIND_FINDING, node->ref);
    case TDM_THING_CLASS:
        return tdm_catalog_name(catalog, TDM_KIND_CLASS, node->ref);
    case TDM_THING_SUBSTANCE:
        return tdm_catalog_name(catalog, TDM_KIND_SUBSTANCE, node->ref);
    case TDM_THING_PROCEDURE:
        return tdm_catalog_name(catalog, TDM_KIND_PROCEDURE, node->ref);
    case TDM_THING_EVENT:
        return node->event;
    case TDM_THING_ANY_FLAG:
    case TDM_THING_ANY_FINDING:
    case TDM_THING_COMPENSATION:
        return TDM_STR("");
    }
    TDM_UNREACHABLE();
}

static void put_compensations(const struct tdm_fhirpath *p) {
    const struct tdm_catalog *catalog = p->scope->catalog;
    bool first = true;
    for (tdm_ref i = 0; i < catalog->count[TDM_KIND_FINDING]; i++)
        if (tdm_catalog_finding(catalog, i)->compensation) put_name(p, TDM_KIND_FINDING, i, &first);
    tdm_buf_text(p->out, first ? "{}" : ")");
}

/* Open things are what EHRs show: active Flags and Conditions. */
static void put_open_things(const struct tdm_fhirpath *p, const struct tdm_criterion *node) {
    bool flags = about_flags(node);
    tdm_buf_format(p->out, "entry.resource.ofType(%s).where(%s and code.coding.exists(system = '%s'",
                   flags ? "Flag" : "Condition",
                   flags ? "status = 'active'" : "clinicalStatus.coding.exists(code = 'active')",
                   flags ? TDM_FHIR_CODES TDM_FHIR_FLAGS : TDM_FHIR_CODES TDM_FHIR_FINDINGS);
    if (node->thing == TDM_THING_COMPENSATION) {
        tdm_buf_text(p->out, " and code in ");
        put_compensations(p);
    } else if (node->ref != TDM_REF_NONE && node->thing != TDM_THING_ANY_FLAG && node->thing != TDM_THING_ANY_FINDING) {
        tdm_buf_format(p->out, " and code = '%.*s'", TDM_FMT(thing_name(p, node)));
    }
    tdm_buf_text(p->out, "))");
}

/* A component of that code with that word. */
static void put_said(const struct tdm_fhirpath *p, const char *code, tdm_str word) {
    tdm_buf_format(p->out, "component.exists(code.coding.exists(code = '%s') and value = '%.*s')", code, TDM_FMT(word));
}

/* Was a screen that covers it answered inside the span? */
static void put_screened(const struct tdm_fhirpath *p, const struct tdm_criterion *node, tdm_span span) {
    bool finding = node->thing == TDM_THING_FINDING, named = finding || node->thing == TDM_THING_FLAG;
    tdm_mask history = finding ? tdm_catalog_finding(p->scope->catalog, node->ref)->asked_by : 0;
    tdm_fhirpath_grounds(p, "screen", NULL, TDM_STR(""));
    tdm_buf_text(p->out, ".where(effective >= today() - ");
    tdm_fhirpath_span(p, span);
    tdm_buf_text(p->out, " and (");
    if (named) put_said(p, "asked", thing_name(p, node));
    if (history != 0) {
        tdm_buf_text(p->out, " and component.exists(code.coding.exists(code = 'role') and value in ");
        put_one_of(p, TDM_KIND_ROLE, history);
        tdm_buf_char(p->out, ')');
    } else {
        if (named) tdm_buf_text(p->out, " or ");
        put_said(p, "subject", about_flags(node) ? TDM_STR("flags") : TDM_STR("findings"));
    }
    tdm_buf_text(p->out, ")).exists()");
}

static void put_open(const struct tdm_fhirpath *p, const struct tdm_criterion *node) {
    bool wanted = node->kind == TDM_CRITERION_OPEN;
    const char *none = wanted ? "false" : "true";
    tdm_buf_text(p->out, "iif(");
    put_open_things(p, node);
    tdm_buf_format(p->out, ".exists(), %s, ", wanted ? "true" : "false");
    if (node->has_window) {
        tdm_buf_text(p->out, "iif(");
        put_screened(p, node, node->window);
        tdm_buf_format(p->out, ", %s, {})", none);
    } else {
        tdm_buf_text(p->out, none);
    }
    tdm_buf_char(p->out, ')');
}

/* ---- records and medicines (M61, M64, M117) */

static bool about_medicines(const struct tdm_criterion *node) {
    return node->thing == TDM_THING_CLASS || node->thing == TDM_THING_SUBSTANCE;
}

static void put_contains(const struct tdm_fhirpath *p, const struct tdm_criterion *node) {
    put_said(p, node->thing == TDM_THING_CLASS ? "class" : "substance", thing_name(p, node));
}

static void put_since(const struct tdm_fhirpath *p, const struct tdm_criterion *node) {
    if (node->has_day) {
        put_day(p, &node->day);
        return;
    }
    tdm_buf_text(p->out, "today() - ");
    tdm_fhirpath_span(p, node->window);
}

/* Records of the thing since %s, as %r; of medicines also those of which it cannot be told, as %u. */
static void put_records(const struct tdm_fhirpath *p, const struct tdm_criterion *node) {
    uint32_t n = p->number;
    tdm_buf_format(p->out, "defineVariable('s%u', ", n);
    put_since(p, node);
    tdm_buf_format(p->out, ").defineVariable('k%u', ", n);
    tdm_fhirpath_grounds(p, about_medicines(node) ? "medicine" : "record", NULL, TDM_STR(""));
    tdm_buf_format(p->out, ".where(effective >= %%s%u", n);
    if (about_medicines(node)) {
        tdm_buf_text(p->out, " and ");
        put_said(p, "state", TDM_STR("taken"));
    } else {
        static const char *const things[] = {
            [TDM_THING_FINDING] = "finding", [TDM_THING_PROCEDURE] = "procedure", [TDM_THING_EVENT] = "event"};
        tdm_buf_text(p->out, " and ");
        put_said(p, things[node->thing], thing_name(p, node));
    }
    tdm_buf_format(p->out, ")).defineVariable('r%u', %%k%u", n, n);
    if (about_medicines(node)) {
        tdm_buf_text(p->out, ".where(");
        put_contains(p, node);
        tdm_buf_char(p->out, ')');
    }
    tdm_buf_format(p->out, ").defineVariable('u%u', %%k%u.where(", n, n);
    put_said(p, "known", TDM_STR("no"));
    tdm_buf_text(p->out, "))");
}

/* Denials of the thing, or of a class that holds it; one of a single route says nothing of the others. */
static void put_denials(const struct tdm_fhirpath *p, const struct tdm_criterion *node) {
    const struct tdm_catalog *catalog = p->scope->catalog;
    bool substance = node->thing == TDM_THING_SUBSTANCE;
    tdm_mask within =
        substance ? tdm_catalog_substance(catalog, node->ref)->classes : tdm_catalog_class(catalog, node->ref)->closure;
    tdm_fhirpath_grounds(p, "denial", NULL, TDM_STR(""));
    tdm_buf_text(p->out, ".where(component.exists(code.coding.exists(code = 'class') and value in ");
    put_one_of(p, TDM_KIND_CLASS, within);
    tdm_buf_char(p->out, ')');
    if (substance) {
        tdm_buf_text(p->out, " or ");
        put_said(p, "substance", thing_name(p, node));
    }
    tdm_buf_char(p->out, ')');
}

/* Silence counts where somebody asked for the finding, or the medicine was denied back to `since`. */
static void put_asked(const struct tdm_fhirpath *p, const struct tdm_criterion *node, const char *since) {
    if (node->thing == TDM_THING_FINDING) {
        put_screened(p, node, node->screen);
        return;
    }
    if (!about_medicines(node)) {
        tdm_buf_text(p->out, "false");
        return;
    }
    put_denials(p, node);
    if (since != NULL) tdm_buf_format(p->out, ".where(effective.start <= %s)", since);
    tdm_buf_text(p->out, ".exists(effective.end >= today() - ");
    tdm_fhirpath_span(p, node->screen);
    tdm_buf_char(p->out, ')');
}

static void put_record(const struct tdm_fhirpath *p, const struct tdm_criterion *node, bool wanted) {
    char since[16];
    uint32_t n = p->number;
    const char *found = wanted ? "true" : "false", *none = wanted ? "false" : "true";
    (void)snprintf(since, sizeof since, "%%s%u", n);
    put_records(p, node);
    tdm_buf_format(p->out, ".select(iif(%%s%u.empty(), %s, iif(%%r%u.exists(), %s, iif(%%u%u.exists(), {}, ", n, none,
                   n, found, n);
    if (node->has_screen) {
        tdm_buf_text(p->out, "iif(");
        put_asked(p, node, since);
        tdm_buf_format(p->out, ", %s, {})", none);
    } else {
        tdm_buf_text(p->out, none);
    }
    tdm_buf_text(p->out, "))))");
}

/* "no X since Y": denials, the latest first, that leave no day open between today and then. */
static void put_none_since(const struct tdm_fhirpath *p, const struct tdm_criterion *node) {
    uint32_t n = p->number;
    put_records(p, node);
    tdm_buf_format(p->out, ".select(iif(%%s%u.empty(), true, iif(%%r%u.exists(), false, iif(%%u%u.exists(), {}, ", n, n,
                   n);
    if (!about_medicines(node)) {
        tdm_buf_text(p->out, "{}))))");
        return;
    }
    tdm_buf_text(p->out, "iif(");
    put_denials(p, node);
    tdm_buf_format(p->out,
                   ".aggregate(iif($this.effective.end >= $total - 1 day and $this.effective.start < $total, "
                   "$this.effective.start, $total), today() + 1 day) <= %%s%u, true, {})))))",
                   n);
}

/* The last word of what it is in; after a stop, something unknown makes it unknown. */
static void put_taking(const struct tdm_fhirpath *p, const struct tdm_criterion *node) {
    uint32_t n = p->number;
    tdm_buf_format(p->out, "defineVariable('k%u', ", n);
    tdm_fhirpath_grounds(p, "medicine", NULL, TDM_STR(""));
    tdm_buf_format(p->out, ").defineVariable('r%u', %%k%u.where(", n, n);
    put_contains(p, node);
    tdm_buf_format(p->out, ").last()).defineVariable('u%u', %%k%u.where(", n, n);
    put_said(p, "known", TDM_STR("no"));
    tdm_buf_text(p->out, " and (");
    put_said(p, "state", TDM_STR("stopped"));
    tdm_buf_format(p->out,
                   ").not() and (%%r%u.empty() or component.where(code.coding.exists(code = 'order')).value > "
                   "%%r%u.component.where(code.coding.exists(code = 'order')).value)))",
                   n, n);
    tdm_buf_format(p->out, ".select(iif(%%r%u.exists(), iif(%%r%u.", n, n);
    put_said(p, "state", TDM_STR("stopped"));
    tdm_buf_format(p->out, ", iif(%%u%u.exists(), {}, false), true), iif(%%u%u.exists(), {}, ", n, n);
    if (node->has_screen) {
        tdm_buf_text(p->out, "iif(");
        put_asked(p, node, NULL);
        tdm_buf_text(p->out, ", false, {})");
    } else {
        tdm_buf_text(p->out, "false");
    }
    tdm_buf_text(p->out, ")))");
}

/* ---- blocks */

static void put_leaf(const struct tdm_fhirpath *p, const struct tdm_criterion *node) {
    switch (node->kind) {
    case TDM_CRITERION_READING:
        tdm_fhirpath_reading(p, node);
        return;
    case TDM_CRITERION_CLEARANCE:
        put_clearance(p, node);
        return;
    case TDM_CRITERION_TIME:
        put_time(p, node);
        return;
    case TDM_CRITERION_OPEN:
    case TDM_CRITERION_NO_OPEN:
        put_open(p, node);
        return;
    case TDM_CRITERION_RECORD:
    case TDM_CRITERION_NO_RECORD:
        put_record(p, node, node->kind == TDM_CRITERION_RECORD);
        return;
    case TDM_CRITERION_NONE_SINCE:
        put_none_since(p, node);
        return;
    case TDM_CRITERION_TAKING:
        put_taking(p, node);
        return;
    case TDM_CRITERION_ALWAYS:
        tdm_buf_text(p->out, "true");
        return;
    case TDM_CRITERION_SETS_DONE:
    case TDM_CRITERION_SETTLED:
    case TDM_CRITERION_ALL:
    case TDM_CRITERION_ANY:
    case TDM_CRITERION_AT_LEAST:
    case TDM_CRITERION_NOT:
        break;
    }
    TDM_UNREACHABLE();
}

static void put_children(struct tdm_buf *out, const struct tdm_condition *condition, const struct tdm_criterion *node,
                         const struct tdm_scope *scope, const char *between, const char *before, const char *after) {
    for (uint32_t i = 0; i < node->child_count; i++) {
        tdm_buf_format(out, "%s%s", i > 0 ? between : "", before);
        tdm_fhirpath_print(out, condition, (uint16_t)(node->first_child + i), scope);
        tdm_buf_text(out, after);
    }
}

/* So many of them: those that hold, and those that may (M40). */
static void put_at_least(struct tdm_buf *out, const struct tdm_condition *condition, uint16_t at,
                         const struct tdm_scope *scope) {
    const struct tdm_criterion *node = &condition->nodes[at];
    for (uint32_t i = 0; i < node->child_count; i++) {
        tdm_buf_format(out, "%sdefineVariable('n%u_%u', ", i > 0 ? "." : "", at, i);
        tdm_fhirpath_print(out, condition, (uint16_t)(node->first_child + i), scope);
        tdm_buf_char(out, ')');
    }
    tdm_buf_text(out, ".select(iif(");
    for (int pass = 0; pass < 2; pass++) {
        for (uint32_t i = 0; i < node->child_count; i++)
            tdm_buf_format(out, "%siif(%%n%u_%u%s, 1, 0)", i > 0 ? " + " : "", at, i, pass == 0 ? "" : ".allTrue()");
        tdm_buf_format(out, " >= %u, %s", node->k, pass == 0 ? "true, iif(" : "{}, false)))");
    }
}

void tdm_fhirpath_print(struct tdm_buf *out, const struct tdm_condition *condition, uint16_t at,
                        const struct tdm_scope *scope) {
    const struct tdm_criterion *node = &condition->nodes[at];
    struct tdm_fhirpath p = {out, scope, at};
    switch ((int)node->kind) {
    case TDM_CRITERION_ALL:
        put_children(out, condition, node, scope, " and ", "(", ")");
        return;
    case TDM_CRITERION_ANY:
        put_children(out, condition, node, scope, " or ", "(", ")");
        return;
    case TDM_CRITERION_NOT:
        put_children(out, condition, node, scope, "", "(", ").not()");
        return;
    case TDM_CRITERION_AT_LEAST:
        put_at_least(out, condition, at, scope);
        return;
    default:
        if (leaf_can(node, scope))
            put_leaf(&p, node);
        else
            tdm_buf_text(out, "{}");
    }
}
