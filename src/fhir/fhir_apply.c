/* fhir_apply.c - a protocol applied to a chart on a day: a CarePlan with its restrictions, a RequestGroup of Tasks with
 * the days that were worked out, and a GuidanceResponse a gate that is true, false, or lacks data and says which. */
#include "fhir/fhir_int.h"

struct applied {
    struct tdm_fhir_ep *e;
    const struct tdm_fhir_apply *of;
    const struct tdm_standing *s;
    tdm_str plan; /* "url|version" */
    tdm_str *tasks;
    size_t task_count, task_room;
};

static tdm_str id_of(struct applied *a, const char *kind, tdm_str name) {
    struct tdm_buf text;
    tdm_buf_init(&text, a->e->mem, 8192);
    tdm_buf_format(&text, "%.*s#%s#", TDM_FMT(a->e->chart->name), kind);
    tdm_date_print(&text, a->s->asof.on);
    tdm_buf_format(&text, "#%.*s", TDM_FMT(name));
    return tdm_fhir_short_id(a->e->mem, tdm_buf_str(&text));
}

static void begin(struct applied *a, const char *type, tdm_str id) {
    a->e->derived = true;
    tdm_fhir_begin(a->e, type, id);
    a->e->derived = false;
}

static void put_subject(struct applied *a, const char *key) {
    tdm_fhir_reference(a->e, key, "Patient", tdm_fhir_id(a->e->mem, a->e->chart->patient));
}

/* A period is from its first to its last day. */
static void put_period(struct applied *a, const char *key, tdm_date from, tdm_date last) {
    if (tdm_date_is_none(from) && tdm_date_is_none(last)) return;
    if (!tdm_date_is_none(from) && !tdm_date_is_none(last) && tdm_date_before(last, from)) last = from;
    tdm_json_key(a->e->w, key);
    tdm_json_object_begin(a->e->w);
    if (!tdm_date_is_none(from)) tdm_fhir_when(a->e, "start", from, TDM_TIME_NONE);
    if (!tdm_date_is_none(last)) tdm_fhir_when(a->e, "end", last, TDM_TIME_NONE);
    tdm_json_object_end(a->e->w);
}

static void put_reason(struct applied *a, const char *key, const struct tdm_reason *reason, tdm_str before) {
    struct tdm_buf text;
    tdm_str words = a->of->words(a->of->context, reason);
    tdm_buf_init(&text, a->e->mem, 1u << 16);
    tdm_buf_add(&text, before);
    if (before.len > 0) tdm_buf_text(&text, ": ");
    tdm_buf_add(&text, words);
    tdm_fhir_own(a->e, key, "reason-of-answer", tdm_str_of(tdm_reason_id(reason->code)), tdm_buf_str(&text));
}

/* ---- what is to be done, as Tasks */

struct task {
    const char *status, *codes;
    tdm_str code, text;
    tdm_date from, last, due;
    const struct tdm_reason *reason; /* or null */
    tdm_mask roles;
};

static void put_owners(struct applied *a, tdm_mask roles) {
    const struct tdm_catalog *catalog = a->e->catalog;
    if (roles == 0) return;
    tdm_json_key(a->e->w, "performerType");
    tdm_json_array_begin(a->e->w);
    for (tdm_ref r = 0; r < catalog->count[TDM_KIND_ROLE]; r++)
        if ((roles & TDM_BIT(r)) != 0)
            tdm_fhir_own(a->e, NULL, TDM_FHIR_ROLES, tdm_catalog_name(catalog, TDM_KIND_ROLE, r), TDM_STR(""));
    tdm_json_array_end(a->e->w);
}

static void put_task(struct applied *a, const struct task *task) {
    struct tdm_buf key;
    tdm_buf_init(&key, a->e->mem, 8192);
    tdm_buf_format(&key, "%s#%.*s#%zu", task->codes, TDM_FMT(task->code), a->task_count);
    tdm_str id = id_of(a, "task", tdm_buf_str(&key));
    TDM_GROW(a->e->mem, a->tasks, a->task_count, a->task_room);
    a->tasks[a->task_count++] = id;
    begin(a, "Task", id);
    tdm_json_text(a->e->w, "instantiatesCanonical", a->plan);
    tdm_fhir_text(a->e, "status", task->status);
    tdm_fhir_text(a->e, "intent", "plan");
    tdm_fhir_own(a->e, "code", task->codes, task->code, task->text);
    put_subject(a, "for");
    put_period(a, "executionPeriod", task->from, task->last);
    put_owners(a, task->roles);
    if (task->reason != NULL && task->reason->code != TDM_REASON_NONE)
        put_reason(a, "reasonCode", task->reason, TDM_STR(""));
    if (!tdm_date_is_none(task->due)) {
        tdm_json_key(a->e->w, "restriction");
        tdm_json_object_begin(a->e->w);
        put_period(a, "period", TDM_DATE_NONE, task->due);
        tdm_json_object_end(a->e->w);
    }
    tdm_fhir_end(a->e);
}

static tdm_date day_before(tdm_date day) {
    return tdm_date_is_none(day) ? day : tdm_date_add_days(day, -1);
}

static void put_phase(struct applied *a, uint32_t p) {
    static const char *const statuses[] = {[TDM_PHASE_NOT_YET] = "requested",
                                           [TDM_PHASE_ACTIVE] = "in-progress",
                                           [TDM_PHASE_HELD] = "on-hold",
                                           [TDM_PHASE_ENDED] = "completed",
                                           [TDM_PHASE_NOT_APPLICABLE] = "cancelled"};
    const struct tdm_phase_answer *answer = &a->s->phases[p];
    bool begun = !tdm_date_is_none(answer->started);
    struct task task = {.status = statuses[answer->state],
                        .codes = "phase",
                        .code = a->e->protocol->phases[p].name,
                        .from = begun ? answer->started : answer->start.earliest,
                        .last = !tdm_date_is_none(answer->ended) ? day_before(answer->ended)
                                                                 : day_before(answer->end.latest),
                        .due = TDM_DATE_NONE,
                        .reason = &answer->reason};
    if (answer->state == TDM_PHASE_NOT_APPLICABLE) task.from = task.last = TDM_DATE_NONE;
    put_task(a, &task);
}

static void put_clearance(struct applied *a, uint32_t c) {
    const struct tdm_clearance_answer *answer = &a->s->clearances[c];
    bool met = answer->truth == TDM_MET;
    struct task task = {.status = met ? "completed" : "requested",
                        .codes = TDM_FHIR_CLEARANCES,
                        .code = a->e->protocol->clearances[c].name,
                        .from = answer->lawful_from,
                        .last = met ? answer->expires : TDM_DATE_NONE,
                        .due = TDM_DATE_NONE,
                        .reason = &answer->reason,
                        .roles = answer->owed_by};
    put_task(a, &task);
}

static void put_owed(struct applied *a, uint32_t i) {
    const struct tdm_owed *owed = &a->s->owed[i];
    tdm_str name = tdm_owed_name(a->s, owed);
    bool clause = owed->clause != TDM_CLAUSE_NONE;
    struct task task = {.status = "requested",
                        .codes = "owed",
                        .code = name.len > 0 ? name : TDM_STR("entry"),
                        .text = clause ? a->e->protocol->clauses[owed->clause].text : TDM_STR(""),
                        .from = owed->from,
                        .last = TDM_DATE_NONE,
                        .due = owed->due,
                        .reason = &owed->reason,
                        .roles = owed->roles};
    put_task(a, &task);
}

/* ---- gates, three-valued */

static void put_result(struct applied *a, tdm_str id, bool open) {
    begin(a, "Parameters", id);
    tdm_json_key(a->e->w, "parameter");
    tdm_json_array_begin(a->e->w);
    tdm_json_object_begin(a->e->w);
    tdm_fhir_text(a->e, "name", "open");
    tdm_json_key(a->e->w, "valueBoolean");
    tdm_json_bool(a->e->w, open);
    tdm_json_object_end(a->e->w);
    tdm_json_array_end(a->e->w);
    tdm_fhir_end(a->e);
}

static tdm_str line_of(struct applied *a, const struct tdm_condition *condition, uint16_t node) {
    struct tdm_buf line;
    tdm_buf_init(&line, a->e->mem, 1u << 16);
    tdm_condition_line_print(&line, condition, node, &a->e->protocol->scope);
    return tdm_buf_str(&line);
}

static bool is_leaf(const struct tdm_criterion *node) {
    return node->child_count == 0;
}

static void put_reasons(struct applied *a, const struct tdm_condition *condition,
                        const struct tdm_gate_answer *answer) {
    bool any = false;
    for (uint16_t i = 0; i < answer->check_count; i++) {
        if (!is_leaf(&condition->nodes[i]) || answer->checks[i].truth == TDM_MET) continue;
        if (!any) {
            tdm_json_key(a->e->w, "reasonCode");
            tdm_json_array_begin(a->e->w);
        }
        any = true;
        put_reason(a, NULL, &answer->checks[i].reason, line_of(a, condition, i));
    }
    if (any) tdm_json_array_end(a->e->w);
}

/* What would settle what cannot be told: the measure of a reading, else the kind of thing that was not asked for. */
static void put_missing(struct applied *a, const struct tdm_condition *condition,
                        const struct tdm_gate_answer *answer) {
    bool any = false;
    for (uint16_t i = 0; i < answer->check_count; i++) {
        const struct tdm_criterion *node = &condition->nodes[i];
        if (!is_leaf(node) || answer->checks[i].truth != TDM_UNKNOWN) continue;
        if (!any) {
            tdm_json_key(a->e->w, "dataRequirement");
            tdm_json_array_begin(a->e->w);
        }
        any = true;
        bool medicine = node->thing == TDM_THING_CLASS || node->thing == TDM_THING_SUBSTANCE;
        bool reading = node->kind == TDM_CRITERION_READING;
        tdm_json_object_begin(a->e->w);
        tdm_fhir_text(a->e, "type",
                      !reading && medicine && node->kind != TDM_CRITERION_NO_OPEN ? "MedicationStatement"
                                                                                  : "Observation");
        if (reading) {
            tdm_json_key(a->e->w, "codeFilter");
            tdm_json_array_begin(a->e->w);
            tdm_json_object_begin(a->e->w);
            tdm_fhir_text(a->e, "path", "code");
            tdm_json_key(a->e->w, "code");
            tdm_json_array_begin(a->e->w);
            tdm_fhir_own_coding(a->e, TDM_FHIR_ALIASES, a->e->protocol->measures[node->measure].name, TDM_STR(""));
            tdm_json_array_end(a->e->w);
            tdm_json_object_end(a->e->w);
            tdm_json_array_end(a->e->w);
        }
        tdm_json_object_end(a->e->w);
    }
    if (any) tdm_json_array_end(a->e->w);
}

static void put_gate(struct applied *a, uint32_t g) {
    const struct tdm_gate *gate = &a->e->protocol->gates[g];
    const struct tdm_gate_answer *answer = &a->s->gates[g];
    tdm_str result = id_of(a, "result", gate->name);
    struct tdm_buf module;
    tdm_str phase = gate->opens_discharge ? TDM_STR("discharge") : a->e->protocol->phases[gate->phase].name;
    tdm_buf_init(&module, a->e->mem, 8192);
    tdm_buf_format(&module, "%.*s#%s%.*s", TDM_FMT(a->plan), gate->opens_discharge ? "" : "phase.", TDM_FMT(phase));
    if (answer->truth != TDM_UNKNOWN) put_result(a, result, answer->truth == TDM_MET);
    begin(a, "GuidanceResponse", id_of(a, "gate", gate->name));
    tdm_json_text(a->e->w, "moduleCanonical", tdm_buf_str(&module));
    tdm_fhir_text(a->e, "status", answer->truth == TDM_UNKNOWN ? "data-required" : "success");
    put_subject(a, "subject");
    tdm_fhir_when(a->e, "occurrenceDateTime", a->s->asof.on, TDM_TIME_NONE);
    if (answer->check_count > 0) put_reasons(a, &gate->condition, answer);
    if (answer->truth != TDM_UNKNOWN) tdm_fhir_reference(a->e, "outputParameters", "Parameters", result);
    if (answer->truth == TDM_UNKNOWN) put_missing(a, &gate->condition, answer);
    tdm_fhir_end(a->e);
}

/* ---- the plan around them */

static void put_group(struct applied *a, tdm_str id) {
    begin(a, "RequestGroup", id);
    tdm_json_key(a->e->w, "instantiatesCanonical");
    tdm_json_array_begin(a->e->w);
    tdm_json_string(a->e->w, a->plan);
    tdm_json_array_end(a->e->w);
    tdm_fhir_text(a->e, "status", a->s->ended ? "completed" : "active");
    tdm_fhir_text(a->e, "intent", "plan");
    put_subject(a, "subject");
    if (a->task_count > 0) {
        tdm_json_key(a->e->w, "action");
        tdm_json_array_begin(a->e->w);
        for (size_t i = 0; i < a->task_count; i++) {
            tdm_json_object_begin(a->e->w);
            tdm_fhir_reference(a->e, "resource", "Task", a->tasks[i]);
            tdm_json_object_end(a->e->w);
        }
        tdm_json_array_end(a->e->w);
    }
    tdm_fhir_end(a->e);
}

static void put_restriction(struct applied *a, uint32_t r) {
    static const char *const statuses[] = {[TDM_RESTRICTION_NOT_YET] = "scheduled",
                                           [TDM_RESTRICTION_IN_FORCE] = "in-progress",
                                           [TDM_RESTRICTION_OVER] = "completed",
                                           [TDM_RESTRICTION_NO_DATE] = "not-started"};
    const struct tdm_restriction *restriction = &a->e->protocol->restrictions[r];
    const struct tdm_restriction_answer *answer = &a->s->restrictions[r];
    tdm_json_object_begin(a->e->w);
    tdm_json_key(a->e->w, "detail");
    tdm_json_object_begin(a->e->w);
    tdm_fhir_own(a->e, "code", "restriction", restriction->name, TDM_STR(""));
    tdm_fhir_text(a->e, "status", statuses[answer->state]);
    tdm_json_key(a->e->w, "doNotPerform");
    tdm_json_bool(a->e->w, true);
    put_period(a, "scheduledPeriod", answer->from, answer->last);
    if (restriction->because.len > 0) tdm_json_text(a->e->w, "description", restriction->because);
    tdm_json_object_end(a->e->w);
    tdm_json_object_end(a->e->w);
}

static void put_plan(struct applied *a, tdm_str group) {
    struct tdm_fhir_ep *e = a->e;
    begin(a, "CarePlan", id_of(a, "plan", TDM_STR("")));
    tdm_json_key(e->w, "instantiatesCanonical");
    tdm_json_array_begin(e->w);
    tdm_json_string(e->w, a->plan);
    tdm_json_array_end(e->w);
    tdm_fhir_text(e, "status", a->s->ended ? "completed" : "active");
    tdm_fhir_text(e, "intent", "plan");
    tdm_fhir_category(e, TDM_US_CORE "careplan-category", "assess-plan");
    if (e->protocol->title.len > 0) tdm_json_text(e->w, "title", e->protocol->title);
    put_subject(a, "subject");
    put_period(a, "period", a->s->enrolled_on, a->s->ended ? a->s->ended_on : TDM_DATE_NONE);
    tdm_fhir_when(e, "created", a->s->asof.on, TDM_TIME_NONE);
    tdm_json_key(e->w, "activity");
    tdm_json_array_begin(e->w);
    tdm_json_object_begin(e->w);
    tdm_fhir_reference(e, "reference", "RequestGroup", group);
    tdm_json_object_end(e->w);
    for (uint32_t r = 0; r < e->protocol->restriction_count; r++) put_restriction(a, r);
    tdm_json_array_end(e->w);
    tdm_fhir_end(e);
}

void tdm_fhir_out_applied(struct tdm_arena *mem, struct tdm_fhir_out *o, const struct tdm_fhir_apply *of) {
    const struct tdm_standing *s = of->standing;
    const struct tdm_protocol *protocol = s->episode->protocol;
    struct tdm_fhir_ep e = {.o = o,
                            .w = &o->w,
                            .mem = mem,
                            .chart = s->episode->chart->chart,
                            .protocol = protocol,
                            .catalog = protocol->catalog,
                            .zone = of->zone};
    struct applied a = {.e = &e, .of = of, .s = s};
    struct tdm_buf plan;
    tdm_buf_init(&plan, mem, 8192);
    tdm_buf_format(&plan, TDM_FHIR_PLAN "%.*s|%.*s", TDM_FMT(protocol->name), TDM_FMT(protocol->version));
    a.plan = tdm_buf_str(&plan);
    tdm_fhir_put_patient(&e);
    if (!s->enrolled) return; /* nothing follows from a protocol that nobody is under */
    for (uint32_t p = 0; p < protocol->phase_count; p++) put_phase(&a, p);
    for (uint32_t c = 0; c < protocol->clearance_count; c++) put_clearance(&a, c);
    for (uint32_t i = 0; i < s->owed_count; i++) put_owed(&a, i);
    for (uint32_t g = 0; g < protocol->gate_count; g++) put_gate(&a, g);
    tdm_str group = id_of(&a, "group", TDM_STR(""));
    put_group(&a, group);
    put_plan(&a, group);
}
