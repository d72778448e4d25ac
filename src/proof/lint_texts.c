/* lint_texts.c - the texts of a protocol that people read: no promise, no advice (S87, F088), and no medicine named on
 * days on which a restriction bars it. */
#include "proof/claims.h"
#include "proof/proof_int.h"

static bool read_by_people(enum tdm_clause_kind kind) {
    return kind == TDM_CLAUSE_TITLE || kind == TDM_CLAUSE_AIM || kind == TDM_CLAUSE_TELL || kind == TDM_CLAUSE_BECAUSE;
}

/* What stands between the first and the last quote of the line. */
static tdm_str quoted(tdm_str line) {
    size_t from, until = line.len;
    if (!tdm_str_find(line, TDM_STR("\""), &from)) return (tdm_str){0};
    while (until > from + 1 && line.at[until - 1] != '"') until--;
    return tdm_str_slice(line, from + 1, until - 1);
}

static void lint_wording(struct prover *p, tdm_clause_id clause) {
    tdm_str text = quoted(p->protocol->clauses[clause].text);
    switch (tdm_wording_of(p->mem, p->catalog, text)) {
    case TDM_WORDING_FINE:
        return;
    case TDM_WORDING_PROMISES: {
        struct tdm_problem *problem = proof_error(p, "L050", clause);
        tdm_problem_what(problem, "this promises an outcome; nobody can know it of one person");
        tdm_problem_fix(problem, "say what may happen, for whom, and how sure anyone is");
        return;
    }
    case TDM_WORDING_ADVISES: {
        struct tdm_problem *problem = proof_error(p, "L051", clause);
        tdm_problem_what(problem, "this advises a treatment; a protocol says what was agreed, and people decide");
        tdm_problem_fix(problem, "say who decides it with whom, or what the person may ask");
        return;
    }
    }
}

/* ---- medicines */

static bool bars(const struct prover *p, const struct tdm_restriction *restriction,
                 const struct tdm_named_medicine *medicine) {
    for (uint32_t t = 0; t < restriction->touch_count; t++) {
        const struct tdm_touch *touch = &restriction->touches[t];
        bool by_route =
            touch->route == TDM_REF_NONE || medicine->route == TDM_REF_NONE || touch->route == medicine->route;
        for (uint32_t i = 0; i < medicine->count && by_route; i++) {
            tdm_ref substance = medicine->ingredients[i];
            if (touch->kind == TDM_TOUCH_SUBSTANCE && touch->ref == substance) return true;
            if (touch->kind == TDM_TOUCH_CLASS &&
                (tdm_catalog_substance(p->catalog, substance)->classes & TDM_BIT(touch->ref)) != 0)
                return true;
        }
    }
    return false;
}

struct told { /* on a day of the phase the restriction holds */
    tdm_ref restriction;
    int32_t from;
};

static bool while_restricted(struct reach *r, void *context) {
    struct told *told = context;
    bool procedure = r->protocol->procedure != TDM_REF_NONE;
    uint32_t first = reach_event(procedure ? TDM_EVENT_PROCEDURE : TDM_EVENT_ENROLMENT);
    if (!reach_restricted(r, told->restriction)) return false;
    if (!reach_earliest(r, first, r->today, &told->from)) told->from = 0;
    return true;
}

static void tell_barred(struct prover *p, tdm_clause_id clause, const struct tdm_named_medicine *medicine,
                        const struct told *told) {
    const struct tdm_restriction *restriction = &p->protocol->restrictions[told->restriction];
    struct tdm_problem *problem = proof_error(p, "L015", clause);
    tdm_problem_what(problem, "this names `%.*s` on days on which the restriction `%.*s` bars it (line %u)",
                     TDM_FMT(medicine->word), TDM_FMT(restriction->name),
                     p->protocol->clauses[restriction->clause].place.line);
    struct tdm_buf story;
    tdm_buf_init(&story, p->mem, 4096);
    tdm_str text = proof_text(p->protocol, restriction->until_clause);
    tdm_buf_format(&story, "first on day %d: the sentence stands on the sheet, and `%.*s` holds: `%.*s` (", told->from,
                   TDM_FMT(restriction->name), TDM_FMT(text));
    proof_line(&story, p->protocol, restriction->until_clause);
    tdm_buf_char(&story, ')');
    problem->story = tdm_buf_str(&story);
    tdm_problem_fix(problem, "leave the medicine out; who asks for one is sent to the physician");
}

static bool lint_medicine(struct prover *p, tdm_ref phase, tdm_clause_id clause) {
    struct tdm_named_medicine medicine;
    tdm_str text = quoted(p->protocol->clauses[clause].text);
    if (!tdm_wording_medicine(p->mem, p->catalog, text, &medicine)) return false;
    for (tdm_ref i = 0; i < p->protocol->restriction_count; i++) {
        if (!bars(p, &p->protocol->restrictions[i], &medicine)) continue;
        struct told told = {.restriction = i};
        struct reach_then then = {while_restricted, &told};
        struct reach r = reach_try(p->kept);
        if (!reach_in_force(&r, phase, &then)) continue;
        tell_barred(p, clause, &medicine, &told);
        return true;
    }
    return false;
}

/* The phase in whose block the clause stands: the last one that begins before it. */
static tdm_ref phase_of(const struct tdm_protocol *protocol, tdm_clause_id clause) {
    tdm_ref found = TDM_REF_NONE;
    for (tdm_ref p = 0; p < protocol->phase_count; p++) {
        tdm_clause_id head = protocol->phases[p].clause;
        if (head < clause && (found == TDM_REF_NONE || head > protocol->phases[found].clause)) found = p;
    }
    return found;
}

void proof_texts(struct prover *p) {
    for (uint32_t i = 0; i < p->protocol->clause_count; i++) {
        tdm_clause_id clause = (tdm_clause_id)i;
        enum tdm_clause_kind kind = p->protocol->clauses[i].kind;
        if (!read_by_people(kind)) continue;
        tdm_ref phase = kind == TDM_CLAUSE_TELL ? phase_of(p->protocol, clause) : TDM_REF_NONE;
        bool told = phase != TDM_REF_NONE && p->kept != NULL && lint_medicine(p, phase, clause);
        if (!told) lint_wording(p, clause);
    }
}
