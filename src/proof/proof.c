/* proof.c - the order in which a protocol is proved, and where findings stand. */
#include "proof/proof_int.h"

/* ---- findings and lines */

static struct tdm_place place_of(const struct prover *p, tdm_clause_id clause) {
    return p->protocol->clauses[clause < p->protocol->clause_count ? clause : 0].place;
}

struct tdm_problem *proof_error(struct prover *p, const char *code, tdm_clause_id clause) {
    return tdm_problems_add(p->problems, TDM_ERROR, TDM_WHY_CONFLICT, code, place_of(p, clause));
}

struct tdm_problem *proof_note(struct prover *p, const char *code, tdm_clause_id clause) {
    return tdm_problems_add(p->problems, TDM_NOTE, TDM_WHY_CONFLICT, code, place_of(p, clause));
}

void proof_line(struct tdm_buf *out, const struct tdm_protocol *protocol, tdm_clause_id clause) {
    if (clause >= protocol->clause_count) return;
    const struct tdm_place *place = &protocol->clauses[clause].place;
    tdm_buf_format(out, "line %u", place->line);
    if (!tdm_str_equal(place->file, protocol->file)) tdm_buf_format(out, " of %.*s", TDM_FMT(place->file));
}

tdm_str proof_text(const struct tdm_protocol *protocol, tdm_clause_id clause) {
    return clause < protocol->clause_count ? tdm_str_trim(protocol->clauses[clause].text) : (tdm_str){0};
}

tdm_str proof_class(const struct tdm_protocol *protocol, uint16_t load_class) {
    return tdm_catalog_load_scale(protocol->catalog)->steps[load_class];
}

/* ---- shared by promises and lints */

const struct tdm_criterion *proof_gate_signature(const struct tdm_gate *gate, tdm_ref clearance) {
    const struct tdm_condition *condition = &gate->condition;
    if (condition->count == 0 || condition->nodes[0].kind != TDM_CRITERION_ALL) return NULL;
    const struct tdm_criterion *root = &condition->nodes[0];
    for (uint32_t i = root->first_child; i < (uint32_t)root->first_child + root->child_count; i++) {
        const struct tdm_criterion *node = &condition->nodes[i];
        bool asks = node->kind == TDM_CRITERION_CLEARANCE && (clearance == TDM_REF_NONE || node->ref == clearance);
        if (asks) return node;
    }
    return NULL;
}

bool proof_ends_by_itself(const struct tdm_phase *phase) {
    return phase->has_until || phase->ends_by != TDM_REF_NONE || reach_exact(&phase->length);
}

static bool field_value(const struct tdm_plan_amount *amounts, uint32_t count, tdm_str field,
                        struct tdm_dose_value *out) {
    for (uint32_t i = 0; i < count; i++) {
        if (!tdm_str_equal(amounts[i].field, field)) continue;
        *out = (struct tdm_dose_value){.given = true, .quantity = amounts[i].quantity};
        return true;
    }
    return false;
}

struct tdm_load proof_week_load(const struct tdm_protocol *protocol, const struct tdm_plan *plan,
                                const struct tdm_plan_week *week, tdm_ref exercise) {
    enum { FIELDS_MAX = 16 };
    const struct tdm_exercise *item = tdm_catalog_exercise(protocol->catalog, exercise);
    struct tdm_dose_value values[FIELDS_MAX] = {0};
    int weight = tdm_exercise_weight(item);
    tdm_quantity hundred = {tdm_decimal_of_int(100), weight < 0 ? TDM_UNIT_ONE : item->fields[weight].unit};
    for (uint32_t f = 0; f < item->field_count && f < FIELDS_MAX; f++) {
        if (field_value(week->amounts, week->amount_count, item->fields[f].name, &values[f])) continue;
        (void)field_value(plan->amounts, plan->amount_count, item->fields[f].name, &values[f]);
    }
    if (week->has_percent && weight >= 0 && weight < FIELDS_MAX)
        values[weight] =
            (struct tdm_dose_value){.given = true, .quantity = {week->percent_1rm, item->fields[weight].unit}};
    struct tdm_basis_values basis = {.one_rm = &hundred};
    return tdm_exercise_load_of(item, values, &basis);
}

/* ---- the door */

static bool by_times(struct prover *p) {
    struct reach kept;
    reach_make(&kept, p->mem, p->protocol, REACH_KEPT);
    if (!kept.possible) return false;
    p->kept = &kept;
    proof_times(p);
    proof_gates(p);
    proof_promises(p);
    proof_texts(p);
    p->kept = NULL;
    if (*kept.left == 0) proof_too_large(p);
    return true;
}

void proof_too_large(struct prover *p) {
    struct tdm_problem *problem = proof_note(p, "L008", proof_clause_of(p->protocol, TDM_CLAUSE_PROTOCOL));
    tdm_problem_what(problem, "not every order of its phases could be tried, so its promises are not proved");
    tdm_problem_fix(problem, "give it fewer phases, or say when each of them begins");
}

bool tdm_proof_check(struct tdm_arena *mem, const struct tdm_protocol *protocol, struct tdm_problems *problems) {
    struct prover p = {mem, protocol, protocol->catalog, problems, NULL};
    uint32_t errors = problems->errors;
    proof_aims(&p);
    proof_rules(&p);
    proof_restrictions(&p);
    bool too_large = reach_too_large(protocol);
    if (too_large) proof_too_large(&p);
    if (too_large || !by_times(&p)) proof_texts(&p); /* medicines by their days only where days are known */
    return problems->errors == errors;
}
