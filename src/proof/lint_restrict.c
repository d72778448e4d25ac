/* lint_restrict.c - restrictions that protect nobody of this protocol, closure, and who is asked for what he may not
 * give: what the catalogue has somewhere is not yet what this protocol's people meet. */
#include "proof/proof_int.h"

/* ---- restrictions that touch nothing here */

static bool at_region(const struct prover *p, tdm_mask regions) {
    return p->protocol->region == TDM_REF_NONE || (regions & TDM_BIT(p->protocol->region)) != 0;
}

static bool can_have(const struct tdm_exercise *exercise, tdm_ref attribute) {
    for (uint32_t a = 0; a < exercise->attribute_count; a++)
        if (exercise->attributes[a].attribute == attribute) return true;
    return false;
}

static bool attribute_met(const struct prover *p, tdm_ref attribute) {
    for (tdm_ref e = 0; e < p->catalog->count[TDM_KIND_EXERCISE]; e++) {
        const struct tdm_exercise *exercise = tdm_catalog_exercise(p->catalog, e);
        if (at_region(p, exercise->regions) && can_have(exercise, attribute)) return true;
    }
    for (tdm_ref a = 0; a < p->catalog->count[TDM_KIND_ACTIVITY]; a++) {
        const struct tdm_activity *activity = tdm_catalog_activity(p->catalog, a);
        if (at_region(p, activity->regions) && (activity->attributes & TDM_BIT(attribute)) != 0) return true;
    }
    return false;
}

static bool route_fits(const struct tdm_product *product, tdm_ref route) {
    return product->route == TDM_REF_NONE || product->route == route;
}

/* A route of the restriction by which no product of the class or substance is given; where the catalogue has no product
 * of it at all, nothing can be said. */
static bool route_met(const struct prover *p, const struct tdm_touch *touch) {
    bool any = false;
    for (tdm_ref i = 0; i < p->catalog->count[TDM_KIND_PRODUCT]; i++) {
        const struct tdm_product *product = tdm_catalog_product(p->catalog, i);
        for (uint32_t k = 0; k < product->ingredient_count; k++) {
            tdm_ref substance = product->ingredients[k];
            bool of_it = touch->kind == TDM_TOUCH_SUBSTANCE
                             ? substance == touch->ref
                             : (tdm_catalog_substance(p->catalog, substance)->classes & TDM_BIT(touch->ref)) != 0;
            any = any || of_it;
            if (of_it && route_fits(product, touch->route)) return true;
        }
    }
    return !any;
}

static bool touch_met(const struct prover *p, const struct tdm_touch *touch) {
    switch (touch->kind) {
    case TDM_TOUCH_ATTRIBUTE:
        return attribute_met(p, touch->ref);
    case TDM_TOUCH_ACTIVITY:
        return at_region(p, tdm_catalog_activity(p->catalog, touch->ref)->regions);
    case TDM_TOUCH_CLASS:
    case TDM_TOUCH_SUBSTANCE:
        return touch->route == TDM_REF_NONE || route_met(p, touch);
    case TDM_TOUCH_LOAD_ABOVE:
        return true;
    }
    TDM_UNREACHABLE();
}

static void lint_touches(struct prover *p) {
    for (tdm_ref i = 0; i < p->protocol->restriction_count; i++) {
        const struct tdm_restriction *restriction = &p->protocol->restrictions[i];
        for (uint32_t t = 0; t < restriction->touch_count; t++) {
            const struct tdm_touch *touch = &restriction->touches[t];
            if (touch_met(p, touch)) continue;
            struct tdm_problem *problem = proof_error(p, "L018", touch->clause);
            tdm_str text = proof_text(p->protocol, touch->clause);
            if (touch->kind == TDM_TOUCH_CLASS || touch->kind == TDM_TOUCH_SUBSTANCE) {
                tdm_problem_what(problem, "`%.*s` protects nobody: no medicine of it goes in that way", TDM_FMT(text));
                tdm_problem_fix(problem, "take the route out, or name one by which it is given");
            } else {
                tdm_str region = tdm_catalog_name(p->catalog, TDM_KIND_REGION, p->protocol->region);
                tdm_problem_what(problem, "`%.*s` protects nobody: nothing that loads the %.*s has it", TDM_FMT(text),
                                 TDM_FMT(region));
                tdm_problem_fix(problem, "name what loads the %.*s, or take the line out", TDM_FMT(region));
            }
        }
    }
}

/* ---- closure */

static void lint_closure(struct prover *p) {
    for (tdm_ref g = 0; g < p->protocol->gate_count; g++)
        if (p->protocol->gates[g].opens_discharge) return;
    struct tdm_problem *problem = proof_note(p, "L040", proof_clause_of(p->protocol, TDM_CLAUSE_PROTOCOL));
    tdm_problem_what(problem, "no gate opens discharge: nothing says when this care is over");
    tdm_problem_fix(problem, "add one: gate NAME opens discharge, and what must hold below it");
}

/* ---- a signature whose own first day lies outside the days to which it may be moved */

static bool counted_alike(const struct tdm_day_expr *a, const struct tdm_day_expr *b) {
    return a->anchor == b->anchor && a->anchor != TDM_ANCHOR_DATE && a->event == b->event && a->ref == b->ref &&
           a->sign >= 0 && b->sign >= 0;
}

static int32_t days_after(const struct tdm_day_expr *day) {
    int32_t least = 0, most = 0;
    if (day->sign > 0) tdm_span_day_range(day->offset, &least, &most);
    return least;
}

/* The line `may move` of that clearance: the first one below its head. */
static tdm_clause_id move_clause(const struct tdm_protocol *protocol, const struct tdm_clearance *clearance) {
    for (uint32_t i = clearance->clause; i < protocol->clause_count; i++)
        if (protocol->clauses[i].kind == TDM_CLAUSE_MAY_MOVE) return (tdm_clause_id)i;
    return clearance->clause;
}

static void lint_moves(struct prover *p) {
    for (uint32_t c = 0; c < p->protocol->clearance_count; c++) {
        const struct tdm_clearance *clearance = &p->protocol->clearances[c];
        if (!clearance->has_may_move || !clearance->has_not_before ||
            !counted_alike(&clearance->not_before, &clearance->may_move_from) ||
            !counted_alike(&clearance->not_before, &clearance->may_move_to))
            continue;
        int32_t own = days_after(&clearance->not_before);
        if (own >= days_after(&clearance->may_move_from) && own <= days_after(&clearance->may_move_to)) continue;
        struct tdm_problem *problem = proof_note(p, "L036", move_clause(p->protocol, clearance));
        tdm_problem_what(problem, "the first day of `%.*s` lies outside the days to which it may be moved (line %u)",
                         TDM_FMT(clearance->name), p->protocol->clauses[clearance->not_before_clause].place.line);
        tdm_problem_fix(problem, "let the bounds of `may move` hold the day itself");
    }
}

/* ---- who is asked */

static void lint_owes(struct prover *p) {
    for (uint32_t i = 0; i < p->protocol->owe_count; i++) {
        const struct tdm_owe *owe = &p->protocol->owes[i];
        for (uint32_t k = 0; k < owe->measure_count; k++) {
            const struct tdm_measure_use *use = &p->protocol->measures[owe->measures[k]];
            const struct tdm_measure *measure = tdm_catalog_measure(p->catalog, use->measure);
            if ((owe->roles & measure->observers) != 0) continue;
            struct tdm_problem *problem = proof_error(p, "L025", owe->clause);
            tdm_problem_what(problem, "`%.*s` is owed by somebody whose reading of it does not count",
                             TDM_FMT(use->name));
            tdm_ref role = 0;
            while (role < p->catalog->count[TDM_KIND_ROLE] && (measure->observers & TDM_BIT(role)) == 0) role++;
            tdm_str name = role < p->catalog->count[TDM_KIND_ROLE] ? tdm_catalog_name(p->catalog, TDM_KIND_ROLE, role)
                                                                   : TDM_STR("ROLE");
            tdm_problem_fix(problem, "let it be owed by %.*s", TDM_FMT(name));
        }
    }
}

/* ---- who may sign and close: somebody of the team, or nothing behind it is ever opened by one */

static bool patient_alone(const struct prover *p, tdm_mask roles) {
    tdm_ref patient = tdm_catalog_find(p->catalog, TDM_KIND_ROLE, TDM_STR("patient"));
    return patient != TDM_REF_NONE && roles == TDM_BIT(patient);
}

static void lint_team(struct prover *p) {
    for (uint32_t c = 0; c < p->protocol->clearance_count; c++) {
        const struct tdm_clearance *clearance = &p->protocol->clearances[c];
        if (!patient_alone(p, clearance->roles)) continue;
        struct tdm_problem *problem = proof_error(p, "L042", clearance->by_clause);
        tdm_problem_what(problem, "nobody of the team may sign `%.*s`: only the patient", TDM_FMT(clearance->name));
        tdm_problem_fix(problem, "name who answers for it, such as physician");
    }
    for (uint32_t f = 0; f < p->protocol->flag_count; f++) {
        const struct tdm_flag *flag = &p->protocol->flags[f];
        if (!patient_alone(p, flag->escalate_to)) continue;
        struct tdm_problem *problem = proof_error(p, "L042", flag->escalate_clause);
        tdm_problem_what(problem, "nobody of the team may close the flag `%.*s`: only the patient",
                         TDM_FMT(flag->name));
        tdm_problem_fix(problem, "name who answers for it, such as physician");
    }
}

void proof_restrictions(struct prover *p) {
    lint_touches(p);
    lint_closure(p);
    lint_moves(p);
    lint_owes(p);
    lint_team(p);
}
