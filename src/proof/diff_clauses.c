/* diff_clauses.c - what the protocol is for, its phases, signatures, gates and restrictions as facts. */
#include "proof/diff_int.h"

static tdm_str item_name(const struct facts *f, enum tdm_catalog_kind kind, tdm_ref ref) {
    return ref == TDM_REF_NONE ? TDM_STR("none") : tdm_catalog_name(f->catalog, kind, ref);
}

/* ---- the frame */

static void add_frame(struct facts *f) {
    static const char *const series[] = {
        [TDM_SERIES_UNSAID] = "not said", [TDM_SERIES_LAST] = "last of series", [TDM_SERIES_FIRST] = "first of series"};
    const struct tdm_protocol *p = f->protocol;
    struct tdm_diff_fact fact = {.topic = TDM_DIFF_FRAME, .subject = TDM_STR("protocol"), .clause = TDM_CLAUSE_NONE};
    fact.aspect = TDM_DIFF_CONDITION;
    fact.value = item_name(f, TDM_KIND_CONDITION, p->condition);
    diff_add(f, fact);
    fact.aspect = TDM_DIFF_PROCEDURE;
    fact.value = item_name(f, TDM_KIND_PROCEDURE, p->procedure);
    diff_add(f, fact);
    fact.aspect = TDM_DIFF_TARGET;
    fact.value = diff_format(f->mem, "%.*s at %.*s", TDM_FMT(item_name(f, TDM_KIND_VARIABLE, p->target)),
                             TDM_FMT(item_name(f, TDM_KIND_REGION, p->region)));
    diff_add(f, fact);
    fact.aspect = TDM_DIFF_STATUS;
    fact.value = tdm_str_of(tdm_status_word(p->status));
    diff_add(f, fact);
    fact.aspect = TDM_DIFF_SERIES;
    fact.value = tdm_str_of(series[p->series]);
    diff_add(f, fact);
}

/* ---- phases */

/* Days counted from the procedure can be held against each other. `sign`: +1 when later is stricter, -1 when looser. */
static void weigh(struct tdm_diff_fact *fact, const struct tdm_day_expr *day, int32_t sign) {
    int32_t least = 0, most = 0;
    if (day->anchor != TDM_ANCHOR_EVENT || day->event != TDM_EVENT_PROCEDURE) return;
    if (day->sign != 0) tdm_span_day_range(day->offset, &least, &most);
    fact->has_weight = true;
    fact->weight = sign * (day->sign < 0 ? -least : least);
}

static void add_day(struct facts *f, struct tdm_diff_fact fact, enum tdm_diff_aspect aspect,
                    const struct tdm_day_expr *day, tdm_clause_id clause) {
    bool later_is_stricter = aspect == TDM_DIFF_NOT_BEFORE || aspect == TDM_DIFF_NEVER_BEFORE;
    if (later_is_stricter || aspect == TDM_DIFF_BARRED_FROM) weigh(&fact, day, later_is_stricter ? 1 : -1);
    fact.aspect = aspect;
    fact.value = diff_day_said(f, day);
    fact.same = diff_day_same(f, day);
    fact.clause = clause;
    diff_add(f, fact);
}

static void add_length(struct facts *f, struct tdm_diff_fact fact, const struct tdm_phase *phase) {
    if (!phase->length.has_least && !phase->length.has_most) return;
    const char *end = phase->uncertain ? ", uncertain" : "";
    fact.aspect = TDM_DIFF_LENGTH;
    fact.value = diff_format(f->mem, "%.*s%s", TDM_FMT(diff_length_said(f, &phase->length)), end);
    fact.same = diff_format(f->mem, "%.*s%s", TDM_FMT(diff_length_same(f, &phase->length)), end);
    fact.clause = phase->from_clause;
    diff_add(f, fact);
}

static void add_ceiling(struct facts *f, struct tdm_diff_fact fact, const struct tdm_phase *phase) {
    const struct tdm_scale *ladder = tdm_catalog_load_scale(f->catalog);
    if (!phase->has_ceiling) return;
    fact.has_weight = true;
    fact.weight = -(int32_t)phase->load_class;
    diff_add_value(f, fact, TDM_DIFF_CEILING, ladder->steps[phase->load_class], phase->load_clause);
    fact.has_weight = false;
    fact.restricts = true;
    for (uint32_t a = 0; a < f->catalog->count[TDM_KIND_ATTRIBUTE] && a < 64; a++) {
        if ((phase->barred & TDM_BIT(a)) == 0) continue;
        fact.detail = tdm_catalog_name(f->catalog, TDM_KIND_ATTRIBUTE, (tdm_ref)a);
        diff_add_value(f, fact, TDM_DIFF_BARS, fact.detail, phase->load_clause);
    }
}

static void add_offers(struct facts *f, struct tdm_diff_fact fact, const struct tdm_phase *phase) {
    for (uint32_t i = 0; i < phase->offer_count; i++) {
        const struct tdm_offer *offer = &phase->offers[i];
        tdm_str exercise = tdm_catalog_name(f->catalog, TDM_KIND_EXERCISE, offer->exercise), value = exercise;
        if (offer->variable != TDM_REF_NONE)
            value = diff_format(f->mem, "%.*s, for %.*s", TDM_FMT(exercise),
                                TDM_FMT(item_name(f, TDM_KIND_VARIABLE, offer->variable)));
        fact.detail = exercise;
        diff_add_value(f, fact, TDM_DIFF_OFFERS, value, offer->clause);
    }
    for (uint32_t i = 0; i < phase->aim_count; i++) { /* the words of an aim are wording */
        if (phase->aims[i].variable == TDM_REF_NONE) continue;
        fact.detail = item_name(f, TDM_KIND_VARIABLE, phase->aims[i].variable);
        diff_add_value(f, fact, TDM_DIFF_AIMS, fact.detail, phase->aims[i].clause);
    }
}

static tdm_str assess_when(const struct facts *f, const struct tdm_assess *assess, bool plain) {
    tdm_str span = plain ? diff_span_same(f, assess->span) : diff_span_said(f, assess->span);
    switch (assess->kind) {
    case TDM_ASSESS_BEFORE_PROCEDURE:
        return diff_format(f->mem, "before procedure, within %.*s", TDM_FMT(span));
    case TDM_ASSESS_WINDOW:
        return diff_format(f->mem, "from %.*s to %.*s",
                           TDM_FMT(plain ? diff_day_same(f, &assess->from) : diff_day_said(f, &assess->from)),
                           TDM_FMT(plain ? diff_day_same(f, &assess->until) : diff_day_said(f, &assess->until)));
    case TDM_ASSESS_EVERY:
        return diff_format(f->mem, "every %.*s", TDM_FMT(span));
    case TDM_ASSESS_AT_START:
        return TDM_STR("at start");
    }
    TDM_UNREACHABLE();
}

static void add_assessments(struct facts *f, const struct tdm_phase *phase, tdm_str block) {
    for (uint32_t i = 0; i < phase->assessment_count; i++)
        for (uint32_t k = 0; k < phase->assessments[i].measure_count; k++) {
            const struct tdm_assess *assess = &phase->assessments[i];
            uint16_t measure = assess->measures[k];
            diff_add(f, (struct tdm_diff_fact){.topic = TDM_DIFF_ASSESS,
                                               .aspect = TDM_DIFF_ASSESSED,
                                               .block = block,
                                               .subject = f->protocol->measures[measure].name,
                                               .key = f->plain.measures[measure].name,
                                               .detail = phase->name,
                                               .value = assess_when(f, assess, false),
                                               .same = assess_when(f, assess, true),
                                               .clause = assess->clause});
        }
}

static void add_phase(struct facts *f, const struct tdm_phase *phase) {
    struct tdm_diff_fact fact = {.topic = TDM_DIFF_PHASE,
                                 .subject = phase->name,
                                 .block = diff_format(f->mem, "phase %.*s", TDM_FMT(phase->name)),
                                 .clause = phase->clause};
    diff_add_value(f, fact, TDM_DIFF_EXISTS, TDM_STR("phase"), phase->clause);
    diff_add_value(f, fact, TDM_DIFF_TRACK, tdm_str_of(tdm_track_word(phase->track)), phase->clause);
    if (phase->intent != TDM_INTENT_NONE)
        diff_add_value(f, fact, TDM_DIFF_INTENT, tdm_str_of(tdm_intent_word(phase->intent)), phase->clause);
    add_day(f, fact, TDM_DIFF_FROM, &phase->from, phase->from_clause);
    if (phase->has_until) add_day(f, fact, TDM_DIFF_UNTIL, &phase->until, phase->from_clause);
    add_length(f, fact, phase);
    if (phase->ends_by != TDM_REF_NONE)
        diff_add_value(f, fact, TDM_DIFF_ENDS_BY, f->protocol->clearances[phase->ends_by].name, phase->ends_by_clause);
    add_ceiling(f, fact, phase);
    add_offers(f, fact, phase);
    add_assessments(f, phase, fact.block);
}

/* ---- signatures and gates */

static void add_clearance(struct facts *f, const struct tdm_clearance *clearance) {
    struct tdm_diff_fact fact = {.topic = TDM_DIFF_ROLE,
                                 .subject = clearance->name,
                                 .block = diff_format(f->mem, "clearance %.*s", TDM_FMT(clearance->name)),
                                 .clause = clearance->clause};
    diff_add_value(f, fact, TDM_DIFF_EXISTS, TDM_STR("clearance"), clearance->clause);
    diff_add_value(f, fact, TDM_DIFF_SIGNED_BY, diff_mask(f, TDM_KIND_ROLE, clearance->roles, " or "),
                   clearance->by_clause);
    if (clearance->has_not_before)
        add_day(f, fact, TDM_DIFF_NOT_BEFORE, &clearance->not_before, clearance->not_before_clause);
    fact.same = diff_span_same(f, clearance->valid);
    diff_add_value(f, fact, TDM_DIFF_VALID, diff_span_said(f, clearance->valid), clearance->valid_clause);
    if (!clearance->has_may_move) return;
    fact.same = diff_format(f->mem, "%.*s to %.*s", TDM_FMT(diff_day_same(f, &clearance->may_move_from)),
                            TDM_FMT(diff_day_same(f, &clearance->may_move_to)));
    diff_add_value(f, fact, TDM_DIFF_MAY_MOVE,
                   diff_format(f->mem, "%.*s to %.*s", TDM_FMT(diff_day_said(f, &clearance->may_move_from)),
                               TDM_FMT(diff_day_said(f, &clearance->may_move_to))),
                   clearance->clause);
}

static tdm_str decision(const struct facts *f, const struct tdm_gate *gate, tdm_str within) {
    return diff_format(f->mem, "%.*s decides within %.*s, \"%.*s\"",
                       TDM_FMT(diff_mask(f, TDM_KIND_ROLE, gate->otherwise_roles, " or ")), TDM_FMT(within),
                       TDM_FMT(gate->otherwise_about));
}

static void add_gate(struct facts *f, const struct tdm_gate *gate) {
    struct tdm_diff_fact fact = {.topic = TDM_DIFF_GATE,
                                 .subject = gate->name,
                                 .block = diff_format(f->mem, "gate %.*s", TDM_FMT(gate->name)),
                                 .clause = gate->clause};
    diff_add_value(f, fact, TDM_DIFF_EXISTS, TDM_STR("gate"), gate->clause);
    diff_add_value(f, fact, TDM_DIFF_OPENS,
                   gate->opens_discharge ? TDM_STR("discharge") : f->protocol->phases[gate->phase].name, gate->clause);
    if (gate->otherwise_clause != TDM_CLAUSE_NONE) {
        struct tdm_diff_fact never = fact;
        never.same = decision(f, gate, diff_span_same(f, gate->otherwise_within));
        diff_add_value(f, never, TDM_DIFF_OTHERWISE, decision(f, gate, diff_span_said(f, gate->otherwise_within)),
                       gate->otherwise_clause);
    }
    fact.aspect = TDM_DIFF_ASKS;
    fact.restricts = true;
    diff_condition(f, &gate->condition, &fact, TDM_DIFF_ASKS_HOW);
}

/* ---- restrictions, by what they touch */

static tdm_str touched(const struct facts *f, const struct tdm_touch *touch, enum tdm_diff_topic *topic) {
    tdm_str route = {0};
    *topic = TDM_DIFF_SUBSTANCE;
    if (touch->route != TDM_REF_NONE && (touch->kind == TDM_TOUCH_CLASS || touch->kind == TDM_TOUCH_SUBSTANCE))
        route = tdm_catalog_name(f->catalog, TDM_KIND_ROUTE, touch->route);
    switch (touch->kind) {
    case TDM_TOUCH_CLASS:
    case TDM_TOUCH_SUBSTANCE:
        return diff_format(
            f->mem, "%.*s%s%.*s",
            TDM_FMT(item_name(f, touch->kind == TDM_TOUCH_CLASS ? TDM_KIND_CLASS : TDM_KIND_SUBSTANCE, touch->ref)),
            route.len > 0 ? ", route " : "", TDM_FMT(route));
    case TDM_TOUCH_ATTRIBUTE:
        *topic = TDM_DIFF_ATTRIBUTE;
        return item_name(f, TDM_KIND_ATTRIBUTE, touch->ref);
    case TDM_TOUCH_ACTIVITY:
        *topic = TDM_DIFF_ACTIVITY;
        return item_name(f, TDM_KIND_ACTIVITY, touch->ref);
    case TDM_TOUCH_LOAD_ABOVE:
        *topic = TDM_DIFF_LOAD;
        return diff_format(f->mem, "load above %.*s",
                           TDM_FMT(tdm_catalog_load_scale(f->catalog)->steps[touch->load_class]));
    }
    TDM_UNREACHABLE();
}

static tdm_str restriction_end(const struct facts *f, const struct tdm_restriction *restriction, bool plain) {
    tdm_str latest = {0};
    switch (restriction->end) {
    case TDM_END_DAY:
        return plain ? diff_day_same(f, &restriction->until) : diff_day_said(f, &restriction->until);
    case TDM_END_NEVER:
        return TDM_STR("without end");
    case TDM_END_CLEARANCE:
        if (restriction->has_latest)
            latest = plain ? diff_day_same(f, &restriction->latest) : diff_day_said(f, &restriction->latest);
        return diff_format(f->mem, "clearance %.*s%s%.*s",
                           TDM_FMT(f->protocol->clearances[restriction->clearance].name),
                           latest.len > 0 ? ", at most " : "", TDM_FMT(latest));
    }
    TDM_UNREACHABLE();
}

static void add_restriction(struct facts *f, const struct tdm_restriction *restriction) {
    for (uint32_t i = 0; i < restriction->touch_count; i++) {
        struct tdm_diff_fact fact = {.restricts = true};
        fact.subject = touched(f, &restriction->touches[i], &fact.topic);
        if (fact.topic == TDM_DIFF_LOAD) fact.rank = TDM_LOAD_CLASSES_MAX; /* after the classes */
        add_day(f, fact, TDM_DIFF_BARRED_FROM, &restriction->from, restriction->from_clause);
        if (restriction->end == TDM_END_DAY) weigh(&fact, &restriction->until, 1);
        fact.same = restriction_end(f, restriction, true);
        diff_add_value(f, fact, TDM_DIFF_BARRED_UNTIL, restriction_end(f, restriction, false),
                       restriction->until_clause);
    }
}

static void add_never(struct facts *f, const struct tdm_never *never) {
    struct tdm_diff_fact fact = {.topic = TDM_DIFF_ATTRIBUTE, .restricts = true};
    if (never->is_class) {
        fact.topic = TDM_DIFF_LOAD;
        fact.rank = never->load_class;
        fact.subject = tdm_catalog_load_scale(f->catalog)->steps[never->load_class];
    } else {
        fact.subject = item_name(f, TDM_KIND_ATTRIBUTE, never->attribute);
    }
    add_day(f, fact, TDM_DIFF_NEVER_BEFORE, &never->before, never->clause);
}

void diff_clauses(struct facts *f) {
    const struct tdm_protocol *p = f->protocol;
    add_frame(f);
    for (uint32_t i = 0; i < p->phase_count; i++) add_phase(f, &p->phases[i]);
    for (uint32_t i = 0; i < p->clearance_count; i++) add_clearance(f, &p->clearances[i]);
    for (uint32_t i = 0; i < p->gate_count; i++) add_gate(f, &p->gates[i]);
    for (uint32_t i = 0; i < p->restriction_count; i++) add_restriction(f, &p->restrictions[i]);
    for (uint32_t i = 0; i < p->never_count; i++) add_never(f, &p->nevers[i]);
}
