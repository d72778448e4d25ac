/* restrict_checks.c - what can be said of restrictions when the whole protocol is read: they touch something, they end,
 * and they restrict what their sources speak of. */
#include "protocol/protocol_int.h"

static bool attribute_is_carried(const struct reader *r, tdm_ref attribute) {
    for (tdm_ref e = 0; e < r->catalog->count[TDM_KIND_EXERCISE]; e++) {
        const struct tdm_exercise *exercise = tdm_catalog_exercise(r->catalog, e);
        for (uint32_t a = 0; a < exercise->attribute_count; a++)
            if (exercise->attributes[a].attribute == attribute) return true;
    }
    for (tdm_ref a = 0; a < r->catalog->count[TDM_KIND_ACTIVITY]; a++)
        if ((tdm_catalog_activity(r->catalog, a)->attributes & TDM_BIT(attribute)) != 0) return true;
    return false;
}

static bool class_has_substance(const struct reader *r, tdm_ref class) {
    for (tdm_ref s = 0; s < r->catalog->count[TDM_KIND_SUBSTANCE]; s++)
        if ((tdm_catalog_substance(r->catalog, s)->classes & TDM_BIT(class)) != 0) return true;
    return false;
}

static bool touches_something(const struct reader *r, const struct tdm_touch *touch) {
    switch (touch->kind) {
    case TDM_TOUCH_CLASS:
        return class_has_substance(r, touch->ref);
    case TDM_TOUCH_SUBSTANCE:
    case TDM_TOUCH_ACTIVITY:
        return true;
    case TDM_TOUCH_ATTRIBUTE:
        return attribute_is_carried(r, touch->ref);
    case TDM_TOUCH_LOAD_ABOVE:
        return touch->load_class + 1 < tdm_catalog_load_scale(r->catalog)->count;
    }
    TDM_UNREACHABLE();
}

static void check_touches(struct reader *r) {
    const struct tdm_protocol *p = r->protocol;
    for (uint32_t i = 0; i < p->restriction_count; i++) {
        const struct tdm_restriction *restriction = &p->restrictions[i];
        for (uint32_t t = 0; t < restriction->touch_count; t++) {
            if (touches_something(r, &restriction->touches[t])) continue;
            struct tdm_problem *problem =
                at_clause(r, TDM_ERROR, TDM_WHY_MISSING, "P018", restriction->touches[t].clause);
            tdm_problem_what(problem, "`%.*s` touches nothing in the catalogue: it would protect nobody",
                             TDM_FMT(p->clauses[restriction->touches[t].clause].text));
            tdm_problem_fix(problem, "name something the catalogue has, or give it to the exercises that have it");
        }
        if (restriction->end != TDM_END_CLEARANCE || restriction->has_latest) continue;
        struct tdm_problem *problem = at_clause(r, TDM_NOTE, TDM_WHY_MISSING, "P048", restriction->until_clause);
        tdm_problem_what(problem, "the restriction `%.*s` ends by a signature and has no last possible day",
                         TDM_FMT(restriction->name));
        tdm_problem_fix(problem, "add one: until clearance NAME, at most 8 weeks after procedure");
    }
}

/* ---- the class restricted, and the class its source speaks of (M7) */

enum reach { APART, NARROWER, COVERS };

static enum reach reach_of(const struct reader *r, const struct tdm_touch *touch, const struct tdm_speaks *speaks) {
    bool all_routes = touch->route == TDM_REF_NONE || touch->route == speaks->route;
    bool one_route = speaks->route == TDM_REF_NONE && !all_routes;
    if (!all_routes && !one_route) return APART;
    if (touch->kind == TDM_TOUCH_SUBSTANCE)
        return (tdm_catalog_substance(r->catalog, touch->ref)->classes & TDM_BIT(speaks->class)) != 0 ? NARROWER
                                                                                                      : APART;
    if (touch->kind != TDM_TOUCH_CLASS) return APART;
    bool holds = (tdm_catalog_class(r->catalog, speaks->class)->closure & TDM_BIT(touch->ref)) != 0;
    bool held = (tdm_catalog_class(r->catalog, touch->ref)->closure & TDM_BIT(speaks->class)) != 0;
    if (holds && all_routes) return COVERS;
    return holds || held ? NARROWER : APART;
}

/* The most that the restriction touches of one thing that the source speaks of. */
static enum reach most_of(const struct reader *r, const struct tdm_restriction *one, const struct tdm_speaks *speaks) {
    enum reach most = APART;
    for (uint32_t t = 0; t < one->touch_count; t++) {
        enum reach reach = reach_of(r, &one->touches[t], speaks);
        if (reach > most) most = reach;
    }
    return most;
}

static bool restriction_cites(const struct tdm_protocol *p, const struct tdm_restriction *one, tdm_ref source) {
    const tdm_clause_id said[] = {one->clause, one->from_clause, one->until_clause};
    for (size_t i = 0; i < TDM_COUNT(said) + one->touch_count; i++) {
        tdm_clause_id id = i < TDM_COUNT(said) ? said[i] : one->touches[i - TDM_COUNT(said)].clause;
        for (uint32_t k = 0; id < p->clause_count && k < p->clauses[id].cite_count; k++)
            if (p->clauses[id].cites[k].source == source) return true;
    }
    return false;
}

static void tell_class(struct reader *r, const struct tdm_restriction *one, const struct tdm_source *source,
                       const struct tdm_speaks *speaks, bool apart) {
    tdm_str class = tdm_catalog_name(r->catalog, TDM_KIND_CLASS, speaks->class);
    struct tdm_problem *problem = at_clause(r, TDM_NOTE, TDM_WHY_MISSING, apart ? "P078" : "P059", one->clause);
    tdm_problem_what(problem, "`%.*s` restricts %s `%.*s`, of which its source `%.*s` speaks", TDM_FMT(one->name),
                     apart ? "nothing of" : "less than", TDM_FMT(class), TDM_FMT(source->name));
    if (apart)
        tdm_problem_fix(problem, "cite a source that speaks of what is restricted, or say `own`");
    else
        tdm_problem_fix(problem, "restrict `%.*s`, or say why not: narrower because TEXT", TDM_FMT(class));
}

static bool of_substances(const struct tdm_restriction *one) {
    for (uint32_t t = 0; t < one->touch_count; t++)
        if (one->touches[t].kind == TDM_TOUCH_CLASS || one->touches[t].kind == TDM_TOUCH_SUBSTANCE) return true;
    return false;
}

/* One thing of several that a source speaks of is enough to have something to do with it. */
static bool check_source_class(struct reader *r, const struct tdm_restriction *one, const struct tdm_source *source) {
    const struct tdm_speaks *narrow = NULL, *apart = NULL;
    bool covers = false;
    for (uint32_t i = 0; i < source->speaks_count; i++) {
        enum reach most = most_of(r, one, &source->speaks[i]);
        covers = covers || most == COVERS;
        if (most == NARROWER && narrow == NULL) narrow = &source->speaks[i];
        if (most == APART && apart == NULL) apart = &source->speaks[i];
    }
    if (!covers && narrow == NULL && apart != NULL) tell_class(r, one, source, apart, true);
    if (narrow != NULL && one->narrower_clause == TDM_CLAUSE_NONE) tell_class(r, one, source, narrow, false);
    return narrow != NULL;
}

static void check_classes(struct reader *r) {
    const struct tdm_protocol *p = r->protocol;
    for (uint32_t i = 0; i < p->restriction_count; i++) {
        const struct tdm_restriction *one = &p->restrictions[i];
        bool narrower = false;
        for (tdm_ref s = 0; s < p->source_count; s++)
            if (of_substances(one) && restriction_cites(p, one, s))
                narrower = check_source_class(r, one, &p->sources[s]) || narrower;
        if (narrower || one->narrower_clause == TDM_CLAUSE_NONE) continue;
        struct tdm_problem *problem = at_clause(r, TDM_NOTE, TDM_WHY_CONFLICT, "P079", one->narrower_clause);
        tdm_problem_what(problem, "no source that `%.*s` cites speaks of more than it restricts", TDM_FMT(one->name));
        tdm_problem_fix(problem, "write in the source: speaks of CLASS, or take this line away");
    }
}

void check_restrictions(struct reader *r) {
    check_touches(r);
    check_classes(r);
}
