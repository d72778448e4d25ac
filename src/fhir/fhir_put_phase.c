/* fhir_put_phase.c - what a protocol does in time, as actions: events, phases with their content, signatures,
 * restrictions, flags, rules from session to session, what is owed. Each keeps its line as its description. */
#include "fhir/fhir_plan.h"

static void begin_actions(struct tdm_fhir_plan *p) {
    tdm_json_key(p->e->w, "action");
    tdm_json_array_begin(p->e->w);
}

static void put_concept(struct tdm_fhir_plan *p, const char *codes, tdm_str code) {
    tdm_json_key(p->e->w, "code");
    tdm_json_array_begin(p->e->w);
    tdm_fhir_own(p->e, NULL, codes, code, TDM_STR(""));
    tdm_json_array_end(p->e->w);
}

static void related_one(struct tdm_fhir_plan *p, const struct tdm_day_expr *day) {
    if (day->anchor == TDM_ANCHOR_DATE) {
        tdm_fhir_when(p->e, "timingDateTime", day->date, TDM_TIME_NONE);
        return;
    }
    tdm_fhir_related_begin(p);
    tdm_fhir_related(p, day);
    tdm_fhir_related_end(p);
}

static tdm_str numbered(struct tdm_fhir_plan *p, const char *of, uint32_t number) {
    struct tdm_buf text;
    tdm_buf_init(&text, p->e->mem, 4096);
    tdm_buf_format(&text, "%s.%u", of, number);
    return tdm_buf_str(&text);
}

static tdm_str within(struct tdm_fhir_plan *p, tdm_str name, tdm_str what) {
    struct tdm_buf text;
    tdm_buf_init(&text, p->e->mem, 4096);
    tdm_buf_format(&text, "%.*s.%.*s", TDM_FMT(name), TDM_FMT(what));
    return tdm_buf_str(&text);
}

/* ---- the content of a phase */

/* Its end: so long after its start, on a day, or with a signature. */
static void put_end(struct tdm_fhir_plan *p, const struct tdm_phase *phase) {
    bool length = phase->length.has_least || phase->length.has_most;
    if (!length && !phase->has_until && phase->ends_by == TDM_REF_NONE) return;
    tdm_fhir_action_begin(p, "end", phase->name,
                          phase->ends_by != TDM_REF_NONE ? phase->ends_by_clause : TDM_CLAUSE_NONE);
    tdm_fhir_related_begin(p);
    if (length) tdm_fhir_related_to(p, tdm_fhir_action_id(p, "phase", phase->name), "after-start", &phase->length);
    if (phase->has_until) tdm_fhir_related(p, &phase->until);
    if (phase->ends_by != TDM_REF_NONE)
        tdm_fhir_related_to(p, tdm_fhir_action_id(p, "clearance", p->protocol->clearances[phase->ends_by].name),
                            "after-end", NULL);
    tdm_fhir_related_end(p);
    tdm_fhir_action_end(p);
}

static void put_window(struct tdm_fhir_plan *p, const struct tdm_phase *phase, const struct tdm_assess *assess) {
    struct tdm_length before = {true, true, {0, assess->span.unit}, assess->span};
    switch (assess->kind) {
    case TDM_ASSESS_WINDOW:
        tdm_fhir_related_begin(p);
        tdm_fhir_related_window(p, &assess->from, &assess->until);
        tdm_fhir_related_end(p);
        return;
    case TDM_ASSESS_BEFORE_PROCEDURE:
        tdm_fhir_related_begin(p);
        tdm_fhir_related_to(p, TDM_STR("procedure"), "before-start", &before);
        tdm_fhir_related_end(p);
        return;
    case TDM_ASSESS_EVERY:
        tdm_fhir_every(p, assess->span);
        return;
    case TDM_ASSESS_AT_START:
        tdm_fhir_related_begin(p);
        tdm_fhir_related_to(p, tdm_fhir_action_id(p, "phase", phase->name), "concurrent-with-start", NULL);
        tdm_fhir_related_end(p);
        return;
    }
}

static void put_assess(struct tdm_fhir_plan *p, const struct tdm_phase *phase, uint32_t a) {
    const struct tdm_assess *assess = &phase->assessments[a];
    tdm_str name = within(p, phase->name, numbered(p, "assess", a + 1));
    tdm_fhir_action_begin(p, "assess", name, assess->clause);
    put_window(p, phase, assess);
    tdm_fhir_text(p->e, "groupingBehavior", "logical-group");
    tdm_fhir_text(p->e, "selectionBehavior", "all");
    begin_actions(p);
    for (uint32_t i = 0; i < assess->measure_count; i++) {
        const struct tdm_measure_use *use = &p->protocol->measures[assess->measures[i]];
        tdm_json_object_begin(p->e->w);
        tdm_json_text(p->e->w, "title", use->name);
        put_concept(p, TDM_FHIR_ALIASES, use->name);
        tdm_fhir_defined_by(p, TDM_FHIR_DO_MEASURE, use->name);
        tdm_json_object_end(p->e->w);
    }
    tdm_json_array_end(p->e->w);
    tdm_fhir_action_end(p);
}

/* A shelf: any of them may be prescribed, none has to. */
static void put_offers(struct tdm_fhir_plan *p, const struct tdm_phase *phase) {
    if (phase->offer_count == 0) return;
    tdm_fhir_action_begin(p, "offer", phase->name, phase->offers[0].clause);
    tdm_fhir_text(p->e, "groupingBehavior", "logical-group");
    tdm_fhir_text(p->e, "selectionBehavior", "any");
    begin_actions(p);
    for (uint32_t i = 0; i < phase->offer_count; i++) {
        tdm_str name = tdm_catalog_name(p->protocol->catalog, TDM_KIND_EXERCISE, phase->offers[i].exercise);
        tdm_json_object_begin(p->e->w);
        tdm_json_text(p->e->w, "title", name);
        tdm_fhir_defined_by(p, TDM_FHIR_DO_EXERCISE, name);
        tdm_json_object_end(p->e->w);
    }
    tdm_json_array_end(p->e->w);
    tdm_fhir_action_end(p);
}

/* The ceiling, in codes: at most this class, none with these attributes. */
static void put_ceiling(struct tdm_fhir_plan *p, const struct tdm_phase *phase) {
    const struct tdm_catalog *catalog = p->protocol->catalog;
    if (!phase->has_ceiling) return;
    tdm_fhir_action_begin(p, "load", phase->name, phase->load_clause);
    tdm_json_key(p->e->w, "code");
    tdm_json_array_begin(p->e->w);
    tdm_fhir_own(p->e, NULL, "load-at-most", tdm_catalog_load_scale(catalog)->steps[phase->load_class], TDM_STR(""));
    for (tdm_ref a = 0; a < catalog->count[TDM_KIND_ATTRIBUTE]; a++)
        if ((phase->barred & TDM_BIT(a)) != 0)
            tdm_fhir_own(p->e, NULL, "attribute-barred", tdm_catalog_name(catalog, TDM_KIND_ATTRIBUTE, a), TDM_STR(""));
    tdm_json_array_end(p->e->w);
    tdm_fhir_action_end(p);
}

static void put_tells(struct tdm_fhir_plan *p, const struct tdm_phase *phase) {
    for (uint32_t i = 0; i < phase->tell_count; i++) {
        tdm_fhir_action_begin(p, "tell", within(p, phase->name, numbered(p, "tell", i + 1)), TDM_CLAUSE_NONE);
        tdm_json_text(p->e->w, "textEquivalent", phase->tells[i]);
        tdm_fhir_action_end(p);
    }
}

/* ---- phases */

static const struct tdm_gate *gate_to(const struct tdm_protocol *protocol, tdm_ref phase, bool discharge) {
    for (uint32_t g = 0; g < protocol->gate_count; g++) {
        const struct tdm_gate *gate = &protocol->gates[g];
        if (gate->opens_discharge == discharge && (discharge || gate->phase == phase)) return gate;
    }
    return NULL;
}

static void put_gate(struct tdm_fhir_plan *p, const struct tdm_gate *gate) {
    if (gate != NULL) tdm_fhir_conditions(p, gate->name, &gate->condition);
}

static void put_goals(struct tdm_fhir_plan *p, const struct tdm_phase *phase) {
    if (phase->aim_count == 0) return;
    tdm_json_key(p->e->w, "goalId");
    tdm_json_array_begin(p->e->w);
    for (uint32_t i = 0; i < phase->aim_count; i++)
        tdm_json_string(p->e->w, within(p, phase->name, numbered(p, "aim", i + 1)));
    tdm_json_array_end(p->e->w);
}

static void put_phase(struct tdm_fhir_plan *p, uint32_t f) {
    const struct tdm_phase *phase = &p->protocol->phases[f];
    const struct tdm_gate *gate = gate_to(p->protocol, (tdm_ref)f, false);
    tdm_fhir_action_gated(p, "phase", phase->name, phase->clause, gate == NULL ? TDM_CLAUSE_NONE : gate->clause);
    tdm_json_key(p->e->w, "code");
    tdm_json_array_begin(p->e->w);
    tdm_fhir_own(p->e, NULL, TDM_FHIR_TRACKS, tdm_str_of(tdm_track_word(phase->track)), TDM_STR(""));
    if (phase->intent != TDM_INTENT_NONE)
        tdm_fhir_own(p->e, NULL, TDM_FHIR_INTENTS, tdm_str_of(tdm_intent_word(phase->intent)), TDM_STR(""));
    tdm_json_array_end(p->e->w);
    put_goals(p, phase);
    put_gate(p, gate);
    if (phase->from.anchor != TDM_ANCHOR_GATE) related_one(p, &phase->from);
    bool content = phase->has_ceiling || phase->offer_count > 0 || phase->assessment_count > 0 ||
                   phase->tell_count > 0 || phase->length.has_least || phase->length.has_most || phase->has_until ||
                   phase->ends_by != TDM_REF_NONE;
    if (content) {
        begin_actions(p);
        put_end(p, phase);
        put_ceiling(p, phase);
        put_offers(p, phase);
        for (uint32_t a = 0; a < phase->assessment_count; a++) put_assess(p, phase, a);
        put_tells(p, phase);
        tdm_json_array_end(p->e->w);
    }
    tdm_fhir_action_end(p);
}

/* ---- beside the phases */

static void put_events(struct tdm_fhir_plan *p) {
    const struct tdm_protocol *protocol = p->protocol;
    tdm_fhir_action_begin(p, "", TDM_STR("enrolment"), TDM_CLAUSE_NONE);
    tdm_fhir_action_end(p);
    if (protocol->procedure != TDM_REF_NONE) {
        tdm_fhir_action_begin(p, "", TDM_STR("procedure"), TDM_CLAUSE_NONE);
        tdm_fhir_defined_by(p, TDM_FHIR_DO_PROCEDURE,
                            tdm_catalog_name(protocol->catalog, TDM_KIND_PROCEDURE, protocol->procedure));
        tdm_fhir_action_end(p);
    }
    const struct tdm_gate *last = gate_to(protocol, 0, true);
    tdm_fhir_action_gated(p, "", TDM_STR("discharge"), TDM_CLAUSE_NONE, last == NULL ? TDM_CLAUSE_NONE : last->clause);
    put_gate(p, last);
    tdm_fhir_action_end(p);
}

static void put_clearance(struct tdm_fhir_plan *p, const struct tdm_clearance *clearance) {
    tdm_fhir_action_begin(p, "clearance", clearance->name, clearance->clause);
    if (clearance->has_not_before && clearance->not_before.anchor != TDM_ANCHOR_DATE) {
        struct tdm_day_expr open = clearance->not_before;
        tdm_fhir_related_begin(p);
        tdm_fhir_related(p, &open);
        tdm_fhir_related_end(p);
    }
    tdm_fhir_roles(p, clearance->roles);
    tdm_fhir_defined_by(p, TDM_FHIR_DO_SIGN, clearance->name);
    tdm_fhir_action_end(p);
}

static void put_restriction(struct tdm_fhir_plan *p, const struct tdm_restriction *restriction) {
    tdm_fhir_action_begin(p, "restrict", restriction->name, restriction->clause);
    if (restriction->because.len > 0) tdm_json_text(p->e->w, "textEquivalent", restriction->because);
    related_one(p, &restriction->from);
    tdm_fhir_defined_by(p, TDM_FHIR_DO_NOT, restriction->name);
    if (restriction->end != TDM_END_NEVER) {
        begin_actions(p);
        tdm_fhir_action_begin(p, "end", within(p, restriction->name, TDM_STR("restrict")), restriction->until_clause);
        if (restriction->end == TDM_END_DAY) {
            related_one(p, &restriction->until);
        } else {
            tdm_fhir_related_begin(p);
            tdm_fhir_related_to(
                p, tdm_fhir_action_id(p, "clearance", p->protocol->clearances[restriction->clearance].name),
                "after-end", NULL);
            tdm_fhir_related_end(p);
        }
        tdm_fhir_action_end(p);
        tdm_json_array_end(p->e->w);
    }
    tdm_fhir_action_end(p);
}

static void put_flag(struct tdm_fhir_plan *p, const struct tdm_flag *flag) {
    tdm_fhir_action_begin(p, "flag", flag->name, flag->clause);
    tdm_fhir_text(p->e, "priority", flag->within.unit == TDM_SPAN_HOURS ? "stat" : "urgent");
    tdm_fhir_conditions(p, TDM_STR("raised"), &flag->condition);
    tdm_fhir_roles(p, flag->escalate_to);
    tdm_fhir_action_end(p);
}

/* The first that holds is done: exactly one of the group. */
static void put_progress(struct tdm_fhir_plan *p, const struct tdm_progress *progress) {
    tdm_fhir_action_begin(p, "progress", progress->name, progress->clause);
    tdm_fhir_text(p->e, "groupingBehavior", "logical-group");
    tdm_fhir_text(p->e, "selectionBehavior", "exactly-one");
    begin_actions(p);
    for (uint32_t i = 0; i < progress->step_count; i++) {
        const struct tdm_step *step = &progress->steps[i];
        struct tdm_buf name;
        tdm_buf_init(&name, p->e->mem, 4096);
        tdm_buf_format(&name, "%.*s.%u-%s", TDM_FMT(progress->name), i + 1, tdm_step_word(step->kind));
        tdm_fhir_action_begin(p, "step", tdm_buf_str(&name), step->clause);
        tdm_fhir_conditions(p, tdm_str_of(tdm_step_word(step->kind)), &step->condition);
        tdm_fhir_roles(p, step->escalate_to);
        tdm_fhir_action_end(p);
    }
    tdm_fhir_action_begin(p, "otherwise", progress->name, progress->otherwise_clause);
    tdm_fhir_action_end(p);
    tdm_json_array_end(p->e->w);
    tdm_fhir_action_end(p);
}

static void put_owe(struct tdm_fhir_plan *p, const struct tdm_owe *owe) {
    tdm_fhir_action_begin(p, "owe", owe->name, owe->clause);
    if (owe->from.anchor != TDM_ANCHOR_DATE) related_one(p, &owe->from);
    tdm_fhir_every(p, owe->every);
    tdm_fhir_roles(p, owe->roles);
    tdm_fhir_action_end(p);
}

static void put_plan(struct tdm_fhir_plan *p, const struct tdm_plan *plan) {
    tdm_fhir_action_begin(p, "plan", plan->name, plan->clause);
    tdm_fhir_text(p->e, "selectionBehavior", "any");
    begin_actions(p);
    for (uint32_t i = 0; i < plan->week_count; i++) {
        tdm_fhir_action_begin(p, "week", within(p, plan->name, numbered(p, "week", plan->weeks[i].from)),
                              plan->weeks[i].clause);
        tdm_fhir_action_end(p);
    }
    for (uint32_t i = 0; i < plan->repeat_count; i++) {
        tdm_fhir_action_begin(p, "repeat", within(p, plan->name, numbered(p, "repeat", i + 1)), plan->repeats[i]);
        tdm_fhir_action_end(p);
    }
    tdm_json_array_end(p->e->w);
    tdm_fhir_action_end(p);
}

/* What is asked for together, under one name. */
static void put_set(struct tdm_fhir_plan *p, const struct tdm_measure_set *set) {
    tdm_fhir_action_begin(p, "set", set->name, set->clause);
    tdm_fhir_text(p->e, "groupingBehavior", "logical-group");
    begin_actions(p);
    for (uint32_t i = 0; i < set->measure_count; i++) {
        tdm_str name = p->protocol->measures[set->measures[i]].name;
        tdm_json_object_begin(p->e->w);
        tdm_json_text(p->e->w, "title", name);
        tdm_fhir_defined_by(p, TDM_FHIR_DO_MEASURE, name);
        tdm_json_object_end(p->e->w);
    }
    tdm_json_array_end(p->e->w);
    tdm_fhir_action_end(p);
}

static void put_never(struct tdm_fhir_plan *p, uint32_t i) {
    const struct tdm_never *never = &p->protocol->nevers[i];
    tdm_fhir_action_begin(p, "never", numbered(p, "offer", i + 1), never->clause);
    related_one(p, &never->before);
    tdm_fhir_action_end(p);
}

void tdm_fhir_put_phases(struct tdm_fhir_plan *p) {
    const struct tdm_protocol *protocol = p->protocol;
    begin_actions(p);
    put_events(p);
    for (uint32_t i = 0; i < protocol->set_count; i++) put_set(p, &protocol->sets[i]);
    for (uint32_t i = 0; i < protocol->phase_count; i++) put_phase(p, i);
    for (uint32_t i = 0; i < protocol->clearance_count; i++) put_clearance(p, &protocol->clearances[i]);
    for (uint32_t i = 0; i < protocol->restriction_count; i++) put_restriction(p, &protocol->restrictions[i]);
    for (uint32_t i = 0; i < protocol->flag_count; i++) put_flag(p, &protocol->flags[i]);
    for (uint32_t i = 0; i < protocol->progress_count; i++) put_progress(p, &protocol->progressions[i]);
    for (uint32_t i = 0; i < protocol->plan_count; i++) put_plan(p, &protocol->plans[i]);
    for (uint32_t i = 0; i < protocol->owe_count; i++) put_owe(p, &protocol->owes[i]);
    for (uint32_t i = 0; i < protocol->never_count; i++) put_never(p, i);
    tdm_json_array_end(p->e->w);
}
