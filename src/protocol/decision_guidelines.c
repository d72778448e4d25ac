/* decision_guidelines.c - what a protocol's head and the decision of its condition say of the same guidelines about its
 * procedure: they may not differ, and a head that tells some of them tells all, so that it is not one-sided. */
#include "protocol/decision_int.h"

static tdm_str cited(const struct tdm_protocol *p, const struct tdm_position *position) {
    const struct tdm_clause *clause = &p->clauses[position->clause];
    return clause->cite_count == 0 || clause->cites[0].source == TDM_REF_NONE
               ? (tdm_str){0}
               : p->sources[clause->cites[0].source].name;
}

static const struct tdm_position *told_by(const struct tdm_protocol *p, tdm_str source) {
    for (uint32_t i = 0; i < p->guideline_count; i++)
        if (tdm_str_equal(cited(p, &p->guidelines[i]), source)) return &p->guidelines[i];
    return NULL;
}

static bool speaks_of(const struct tdm_positions *positions, tdm_ref procedure) {
    for (uint32_t i = 0; i < positions->procedure_count; i++)
        if (positions->procedures[i] == procedure) return true;
    return false;
}

static void tell_missing(const struct tdm_protocol *p, const struct tdm_decision *decision,
                         const struct tdm_position *position, struct tdm_problems *problems) {
    tdm_str source = cited(decision->frame, position);
    struct tdm_problem *problem = tdm_problems_add(problems, TDM_NOTE, TDM_WHY_MISSING, "P076",
                                                   p->clauses[p->guidelines[p->guideline_count - 1].clause].place);
    tdm_problem_what(problem, "the head tells what some guidelines say, but not `%.*s`, which `%.*s` has",
                     TDM_FMT(source), TDM_FMT(decision->frame->name));
    tdm_problem_fix(problem, "add, with its source: guideline %s, %d, strength \"%.*s\"  [%.*s]",
                    tdm_stance_word(position->stance), (int)position->year, TDM_FMT(position->strength),
                    TDM_FMT(source));
}

static bool check_position(const struct tdm_protocol *p, const struct tdm_decision *decision,
                           const struct tdm_position *position, struct tdm_problems *problems) {
    const struct tdm_position *told = told_by(p, cited(decision->frame, position));
    if (told == NULL) {
        tell_missing(p, decision, position, problems);
        return true;
    }
    if (told->stance == position->stance && told->year == position->year) return true;
    struct tdm_problem *problem =
        tdm_problems_add(problems, TDM_ERROR, TDM_WHY_CONFLICT, "P077", p->clauses[told->clause].place);
    tdm_problem_what(problem, "of `%.*s` the decision `%.*s` says: %s, %d", TDM_FMT(cited(p, told)),
                     TDM_FMT(decision->frame->name), tdm_stance_word(position->stance), (int)position->year);
    tdm_problem_fix(problem, "read the guideline; write `%s, %d` here, or mend the decision",
                    tdm_stance_word(position->stance), (int)position->year);
    return false;
}

bool tdm_decision_guidelines(const struct tdm_decision *decision, const struct tdm_protocol *protocol,
                             struct tdm_problems *problems) {
    bool fine = true;
    if (protocol->guideline_count == 0 || protocol->procedure == TDM_REF_NONE) return true;
    for (uint32_t i = 0; i < decision->positions_count; i++)
        for (uint32_t k = 0;
             speaks_of(&decision->positions[i], protocol->procedure) && k < decision->positions[i].count; k++)
            fine = check_position(protocol, decision, &decision->positions[i].items[k], problems) && fine;
    return fine;
}
