/* scenario_cover.c - the clauses that decide something, and whether the days asked about saw both of their ways. */
#include "proof/scenario_int.h"

struct listing {
    struct tdm_arena *mem;
    struct coverage *out;
    size_t room;
};

static void add(struct listing *l, tdm_clause_id clause, const char *first, const char *second) {
    TDM_GROW(l->mem, l->out->items, l->out->count, l->room);
    l->out->items[l->out->count++] = (struct tdm_cover){clause, {first, second}, {false, false}};
}

static void add_phases(struct listing *l, const struct tdm_protocol *p) {
    for (uint32_t i = 0; i < p->phase_count; i++) {
        const struct tdm_phase *phase = &p->phases[i];
        add(l, phase->clause, "in force", "not in force");
        if (phase->has_ceiling) add(l, phase->load_clause, "limits", "does not limit");
        for (uint32_t a = 0; a < phase->assessment_count; a++) add(l, phase->assessments[a].clause, "owed", "not owed");
    }
}

static void add_criteria(struct listing *l, const struct tdm_condition *condition) {
    for (uint16_t i = 0; i < condition->count; i++)
        if (condition->nodes[i].child_count == 0) add(l, condition->nodes[i].clause, "met", "unmet");
}

/* In the order of the lists of the protocol; coverage_see walks the same way. */
void coverage_make(struct tdm_arena *mem, const struct tdm_protocol *p, struct coverage *out) {
    struct listing l = {.mem = mem, .out = out};
    *out = (struct coverage){0};
    add_phases(&l, p);
    for (uint32_t i = 0; i < p->clearance_count; i++) add(&l, p->clearances[i].clause, "met", "unmet");
    for (uint32_t i = 0; i < p->gate_count; i++) {
        add(&l, p->gates[i].clause, "open", "not open");
        add_criteria(&l, &p->gates[i].condition);
        if (p->gates[i].otherwise_clause != TDM_CLAUSE_NONE) add(&l, p->gates[i].otherwise_clause, "owed", "not owed");
    }
    for (uint32_t i = 0; i < p->restriction_count; i++) add(&l, p->restrictions[i].clause, "in force", "not in force");
    for (uint32_t i = 0; i < p->never_count; i++) add(&l, p->nevers[i].clause, "in force", "not in force");
    for (uint32_t i = 0; i < p->flag_count; i++) add(&l, p->flags[i].clause, "open", "not open");
    for (uint32_t i = 0; i < p->progress_count; i++) {
        for (uint32_t s = 0; s < p->progressions[i].step_count; s++)
            add(&l, p->progressions[i].steps[s].clause, "fired", "passed over");
        add(&l, p->progressions[i].otherwise_clause, "fired", "passed over");
    }
    for (uint32_t i = 0; i < p->plan_count; i++)
        for (uint32_t w = 0; w < p->plans[i].week_count; w++)
            add(&l, p->plans[i].weeks[w].clause, "this week", "another week");
    for (uint32_t i = 0; i < p->owe_count; i++) add(&l, p->owes[i].clause, "owed", "not owed");
}

static void see(struct coverage *c, tdm_clause_id clause, bool first) {
    for (uint32_t i = 0; i < c->count; i++)
        if (c->items[i].clause == clause) c->items[i].seen[first ? 0 : 1] = true;
}

static bool is_owed(const struct tdm_standing *s, tdm_clause_id clause) {
    for (uint32_t i = 0; i < s->owed_count; i++)
        if (s->owed[i].clause == clause) return true;
    return false;
}

static bool limits(const struct tdm_standing *s, enum tdm_term_source source, tdm_ref ref) {
    for (uint32_t i = 0; i < s->ceiling.term_count; i++)
        if (s->ceiling.terms[i].source == source && s->ceiling.terms[i].ref == ref) return true;
    return false;
}

static void see_phases(struct coverage *c, const struct tdm_standing *s) {
    const struct tdm_protocol *p = s->episode->protocol;
    for (tdm_ref i = 0; i < p->phase_count; i++) {
        enum tdm_phase_state state = s->phases[i].state;
        see(c, p->phases[i].clause, state == TDM_PHASE_ACTIVE || state == TDM_PHASE_HELD);
        if (p->phases[i].has_ceiling) see(c, p->phases[i].load_clause, limits(s, TDM_CEILING_PHASE, i));
        for (uint32_t a = 0; a < p->phases[i].assessment_count; a++)
            see(c, p->phases[i].assessments[a].clause, is_owed(s, p->phases[i].assessments[a].clause));
    }
}

static void see_gates(struct coverage *c, const struct tdm_standing *s) {
    const struct tdm_protocol *p = s->episode->protocol;
    for (uint32_t i = 0; i < p->clearance_count; i++)
        see(c, p->clearances[i].clause, s->clearances[i].truth == TDM_MET);
    for (uint32_t i = 0; i < p->gate_count; i++) {
        const struct tdm_condition *condition = &p->gates[i].condition;
        see(c, p->gates[i].clause, s->gates[i].state == TDM_GATE_OPEN);
        for (uint16_t n = 0; n < s->gates[i].check_count; n++) {
            enum tdm_truth truth = s->gates[i].checks[n].truth;
            if (condition->nodes[n].child_count == 0 && truth != TDM_UNKNOWN)
                see(c, condition->nodes[n].clause, truth == TDM_MET);
        }
        see(c, p->gates[i].otherwise_clause, is_owed(s, p->gates[i].otherwise_clause));
    }
}

static void see_rules(struct coverage *c, const struct tdm_standing *s) {
    const struct tdm_protocol *p = s->episode->protocol;
    for (uint32_t i = 0; i < s->change_count; i++) {
        const struct tdm_change *change = &s->changes[i];
        const struct tdm_progress *rule = &p->progressions[change->progress];
        for (uint32_t k = 0; k < rule->step_count && k <= change->step_index; k++) /* those after it were not asked */
            see(c, rule->steps[k].clause, change->step_index == k);
        see(c, rule->otherwise_clause, change->step_index == UINT32_MAX);
    }
    for (uint32_t i = 0; i < s->loads.plan_count; i++) {
        const struct tdm_plan *plan = &p->plans[s->loads.plans[i].plan];
        for (uint32_t w = 0; w < plan->week_count; w++)
            see(c, plan->weeks[w].clause, s->loads.plans[i].row == &plan->weeks[w]);
    }
}

static bool flag_open(const struct tdm_standing *s, tdm_ref flag) {
    for (uint32_t i = 0; i < s->open_count; i++)
        if (s->open[i].is_flag && s->open[i].protocol_flag == flag) return true;
    return false;
}

void coverage_see(struct coverage *c, const struct tdm_standing *s) {
    const struct tdm_protocol *p = s->episode->protocol;
    see_phases(c, s);
    see_gates(c, s);
    see_rules(c, s);
    for (uint32_t i = 0; i < p->restriction_count; i++)
        see(c, p->restrictions[i].clause, s->restrictions[i].state == TDM_RESTRICTION_IN_FORCE);
    for (tdm_ref i = 0; i < p->never_count; i++) see(c, p->nevers[i].clause, limits(s, TDM_CEILING_NEVER, i));
    for (tdm_ref i = 0; i < p->flag_count; i++) see(c, p->flags[i].clause, flag_open(s, i));
    for (uint32_t i = 0; i < p->owe_count; i++) see(c, p->owes[i].clause, is_owed(s, p->owes[i].clause));
}
