/* protocol_checks.c - what can be said only when the whole protocol is read: lengths fit, ceilings hold, nothing hangs
 * in the air. Errors refuse; notes ask the author. */
#include "protocol/protocol_int.h"

struct tdm_problem *at_clause(struct reader *r, enum tdm_severity severity, enum tdm_why why, const char *code,
                              tdm_clause_id clause) {
    return problem_at(r, severity, why, code, clause_place(r, clause));
}

/* ---- lengths */

static int32_t least_days(tdm_span span) {
    int32_t least, most;
    tdm_span_day_range(span, &least, &most);
    return least;
}

static int32_t most_days(tdm_span span) {
    int32_t least, most;
    tdm_span_day_range(span, &least, &most);
    return most;
}

static void check_lengths(struct reader *r) {
    const struct tdm_protocol *p = r->protocol;
    for (uint32_t i = 0; i < p->phase_count; i++) {
        const struct tdm_phase *phase = &p->phases[i];
        const struct tdm_length *length = &phase->length;
        if (phase->uncertain && !(length->has_least && length->has_most)) {
            struct tdm_problem *problem = at_clause(r, TDM_ERROR, TDM_WHY_MISSING, "P022", phase->from_clause);
            tdm_problem_what(problem, "an uncertain window needs a least and a most length");
            tdm_problem_fix(problem, "write both: 4 to 8 weeks, uncertain");
        }
        if (length->has_least && length->has_most && least_days(length->least) > most_days(length->most)) {
            struct tdm_problem *problem = at_clause(r, TDM_ERROR, TDM_WHY_RANGE, "P023", phase->from_clause);
            tdm_problem_what(problem, "the least length is longer than the most");
            tdm_problem_fix(problem, "let the most be at least as long as the least");
        }
        if (phase->ends_by != TDM_REF_NONE && !length->has_most) {
            struct tdm_problem *problem = at_clause(r, TDM_NOTE, TDM_WHY_MISSING, "P024", phase->ends_by_clause);
            tdm_problem_what(problem,
                             "the phase `%.*s` ends by a signature and has no longest length: nobody would be told "
                             "that it is overdue",
                             TDM_FMT(phase->name));
            tdm_problem_fix(problem, "give it one: from ..., 4 to 8 weeks, uncertain");
        }
    }
}

/* A phase whose start hangs on its own start or end, through others; or whose end hangs on itself. Longer circles of
 * ends are days that cannot hold (T001). */
static tdm_ref anchor_phase(const struct tdm_day_expr *day) {
    bool of_phase = day->anchor == TDM_ANCHOR_PHASE_START || day->anchor == TDM_ANCHOR_PHASE_END;
    return of_phase ? day->ref : TDM_REF_NONE; /* a gate is passed by a person */
}

static void check_circles(struct reader *r) {
    const struct tdm_protocol *p = r->protocol;
    for (uint32_t i = 0; i < p->phase_count; i++) {
        const struct tdm_phase *phase = &p->phases[i];
        if (phase->has_until && phase->until.anchor == TDM_ANCHOR_PHASE_END && phase->until.ref == i) {
            struct tdm_problem *problem = at_clause(r, TDM_ERROR, TDM_WHY_CONFLICT, "P040", phase->from_clause);
            tdm_problem_what(problem, "the phase `%.*s` ends only after itself", TDM_FMT(phase->name));
            tdm_problem_fix(problem, "let it end on a day of something else, or give it a length");
        }
        tdm_ref at = anchor_phase(&p->phases[i].from);
        for (uint32_t steps = 0; at != TDM_REF_NONE && steps <= p->phase_count; steps++) {
            if (at == i) {
                struct tdm_problem *problem =
                    at_clause(r, TDM_ERROR, TDM_WHY_CONFLICT, "P040", p->phases[i].from_clause);
                tdm_problem_what(problem, "the phase `%.*s` begins only after itself", TDM_FMT(p->phases[i].name));
                tdm_problem_fix(problem, "let it begin from an event, such as `from procedure`, or from a gate");
                break;
            }
            at = anchor_phase(&p->phases[at].from);
        }
    }
}

/* ---- load */

static bool after_procedure(const struct tdm_protocol *p, const struct tdm_phase *phase) {
    bool before = phase->from.anchor == TDM_ANCHOR_EVENT && phase->from.event == TDM_EVENT_ENROLMENT;
    return p->procedure != TDM_REF_NONE && !before;
}

static void check_offers(struct reader *r, const struct tdm_phase *phase) {
    for (uint32_t o = 0; o < phase->offer_count && phase->has_ceiling; o++) {
        const struct tdm_exercise *exercise = tdm_catalog_exercise(r->catalog, phase->offers[o].exercise);
        uint16_t least, most;
        tdm_exercise_class_range(exercise, &least, &most);
        tdm_mask barred = exercise->always_attributes & phase->barred;
        if (least <= phase->load_class && barred == 0) continue;
        const struct tdm_scale *scale = tdm_catalog_load_scale(r->catalog);
        struct tdm_problem *problem = at_clause(r, TDM_ERROR, TDM_WHY_CONFLICT, "P026", phase->offers[o].clause);
        if (least > phase->load_class) {
            tdm_problem_what(problem, "`%.*s` is %.*s at its lightest, above the ceiling `%.*s` of the phase `%.*s`",
                             TDM_FMT(exercise->item.name), TDM_FMT(scale->steps[least]),
                             TDM_FMT(scale->steps[phase->load_class]), TDM_FMT(phase->name));
        } else {
            tdm_ref attribute = 0;
            while ((barred & TDM_BIT(attribute)) == 0) attribute++;
            tdm_problem_what(
                problem, "`%.*s` is always `%.*s`, which the phase `%.*s` bars", TDM_FMT(exercise->item.name),
                TDM_FMT(tdm_catalog_name(r->catalog, TDM_KIND_ATTRIBUTE, attribute)), TDM_FMT(phase->name));
        }
        tdm_problem_fix(problem, "take `%.*s` off this shelf", TDM_FMT(exercise->item.name));
    }
}

static void check_loads(struct reader *r) {
    const struct tdm_protocol *p = r->protocol;
    for (uint32_t i = 0; i < p->phase_count; i++) {
        check_offers(r, &p->phases[i]);
        bool keeps = tdm_day_from_discharge(&p->phases[i].from); /* from then on no phase limits anything (M98) */
        if (p->phases[i].has_ceiling || keeps || !after_procedure(p, &p->phases[i])) continue;
        struct tdm_problem *problem = at_clause(r, TDM_ERROR, TDM_WHY_MISSING, "P025", p->phases[i].clause);
        tdm_problem_what(problem,
                         "the phase `%.*s` after the procedure has no load ceiling; no limit would be no protection",
                         TDM_FMT(p->phases[i].name));
        tdm_problem_fix(problem, "add, with its source: load at most CLASS");
    }
}

/* ---- aims: the two levels never stand for each other (S05, S36) */

static bool exercise_moves(const struct reader *r, const struct tdm_phase *phase, tdm_ref variable) {
    for (uint32_t o = 0; o < phase->offer_count; o++)
        if ((tdm_catalog_exercise(r->catalog, phase->offers[o].exercise)->moves & TDM_BIT(variable)) != 0) return true;
    return false;
}

static void check_aims(struct reader *r) {
    const struct tdm_protocol *p = r->protocol;
    for (uint32_t i = 0; i < p->phase_count; i++)
        for (uint32_t a = 0; a < p->phases[i].aim_count; a++) {
            const struct tdm_aim *aim = &p->phases[i].aims[a];
            if (aim->variable == TDM_REF_NONE) continue;
            const struct tdm_variable *v = tdm_catalog_variable(r->catalog, aim->variable);
            bool tissue = v->axis == TDM_AXIS_TISSUE;
            bool by_procedure = p->procedure != TDM_REF_NONE &&
                                (tdm_catalog_procedure(r->catalog, p->procedure)->moves & TDM_BIT(aim->variable)) != 0;
            if (tissue ? by_procedure : exercise_moves(r, &p->phases[i], aim->variable)) continue;
            struct tdm_problem *problem =
                at_clause(r, TDM_ERROR, TDM_WHY_NOT_ALLOWED, tissue ? "P028" : "P029", aim->clause);
            if (tissue) {
                tdm_problem_what(problem,
                                 "`%.*s` is on tissue, and no procedure of this protocol can move it: exercise alone "
                                 "acts on function",
                                 TDM_FMT(v->item.name));
                tdm_problem_fix(problem, "take `%.*s` out of the aim, or name a procedure that moves it",
                                TDM_FMT(v->item.name));
            } else {
                tdm_problem_what(problem, "the phase `%.*s` aims at `%.*s`, but nothing on its shelf moves it",
                                 TDM_FMT(p->phases[i].name), TDM_FMT(v->item.name));
                tdm_problem_fix(problem, "offer an exercise that moves `%.*s`, or take it out of the aim",
                                TDM_FMT(v->item.name));
            }
        }
}

/* ---- therapy alone */

/* True when it counts from the procedure, and is told. */
static bool refuse_procedure_anchor(struct reader *r, const struct tdm_day_expr *day, tdm_clause_id clause) {
    if (day->anchor != TDM_ANCHOR_EVENT || day->event != TDM_EVENT_PROCEDURE) return false;
    struct tdm_problem *problem = at_clause(r, TDM_ERROR, TDM_WHY_CONFLICT, "P039", clause);
    tdm_problem_what(problem, "this counts from the procedure, but the protocol has `procedure none`");
    tdm_problem_fix(problem, "count from enrolment or a phase, or name the procedure");
    return true;
}

static void refuse_procedure_span(struct reader *r, const struct tdm_day_expr *from, const struct tdm_day_expr *until,
                                  tdm_clause_id clause) {
    if (!refuse_procedure_anchor(r, from, clause)) (void)refuse_procedure_anchor(r, until, clause);
}

static void refuse_procedure_times(struct reader *r, const struct tdm_condition *condition) {
    for (uint16_t i = 0; i < condition->count; i++)
        if (condition->nodes[i].kind == TDM_CRITERION_TIME || condition->nodes[i].has_day)
            (void)refuse_procedure_anchor(r, &condition->nodes[i].day, condition->nodes[i].clause);
}

static void check_phase_anchors(struct reader *r, const struct tdm_phase *phase) {
    refuse_procedure_span(r, &phase->from, phase->has_until ? &phase->until : &phase->from, phase->from_clause);
    for (uint32_t a = 0; a < phase->assessment_count; a++) {
        const struct tdm_assess *assess = &phase->assessments[a];
        if (assess->kind == TDM_ASSESS_WINDOW || assess->kind == TDM_ASSESS_BEFORE_PROCEDURE)
            (void)refuse_procedure_anchor(r, &assess->from, assess->clause);
    }
}

static void check_anchors(struct reader *r) {
    const struct tdm_protocol *p = r->protocol;
    if (p->procedure != TDM_REF_NONE) return;
    for (uint32_t i = 0; i < p->phase_count; i++) check_phase_anchors(r, &p->phases[i]);
    for (uint32_t i = 0; i < p->clearance_count; i++) {
        const struct tdm_clearance *c = &p->clearances[i];
        if (c->has_not_before) (void)refuse_procedure_anchor(r, &c->not_before, c->not_before_clause);
        if (c->has_may_move) refuse_procedure_span(r, &c->may_move_from, &c->may_move_to, c->clause);
    }
    for (uint32_t i = 0; i < p->restriction_count; i++) {
        const struct tdm_restriction *restriction = &p->restrictions[i];
        const struct tdm_day_expr *last = restriction->end == TDM_END_DAY ? &restriction->until : &restriction->latest;
        (void)refuse_procedure_anchor(r, &restriction->from, restriction->from_clause);
        if (restriction->end == TDM_END_DAY || restriction->has_latest)
            (void)refuse_procedure_anchor(r, last, restriction->until_clause);
    }
    for (uint32_t i = 0; i < p->gate_count; i++) refuse_procedure_times(r, &p->gates[i].condition);
    for (uint32_t i = 0; i < p->flag_count; i++) refuse_procedure_times(r, &p->flags[i].condition);
    for (uint32_t i = 0; i < p->never_count; i++)
        (void)refuse_procedure_anchor(r, &p->nevers[i].before, p->nevers[i].clause);
    for (uint32_t i = 0; i < p->owe_count; i++)
        refuse_procedure_span(r, &p->owes[i].from, &p->owes[i].until, p->owes[i].clause);
}

void check_sources(struct reader *r) {
    for (uint32_t i = 0; i < r->protocol->source_count; i++) {
        if (r->source_cited[i]) continue;
        struct tdm_problem *problem = at_clause(r, TDM_NOTE, TDM_WHY_MISSING, "P037", r->protocol->sources[i].clause);
        tdm_problem_what(problem, "no clause cites the source `%.*s`", TDM_FMT(r->protocol->sources[i].name));
        tdm_problem_fix(problem, "cite it where it speaks, or take it away");
    }
}

void check_protocol(struct reader *r) {
    if (r->protocol->phase_count == 0) {
        struct tdm_problem *problem = problem_at(r, TDM_ERROR, TDM_WHY_MISSING, "P051", line_place(r, r->block->line));
        tdm_problem_what(problem, "the protocol has no phase");
        tdm_problem_fix(problem, "add one: phase NAME on function");
    }
    check_gates(r);
    check_lengths(r);
    check_circles(r);
    check_loads(r);
    check_aims(r);
    check_restrictions(r);
    check_anchors(r);
    check_sources(r);
}
