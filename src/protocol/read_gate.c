/* read_gate.c - clearances (who signs, from when, how long it counts) and gates (what must hold before a phase may
 * begin). */
#include "protocol/protocol_int.h"

static void read_clearance_line(struct reader *r, enum tdm_clause_kind kind, const struct tdm_line *line,
                                struct tdm_clearance *out) {
    struct tdm_cursor c = after_head(r, line);
    tdm_clause_id clause = clause_add(r, kind, line);
    bool read = true;
    switch ((int)kind) {
    case TDM_CLAUSE_BY:
        out->by_clause = clause;
        read = take_roles(r, &c, &out->roles);
        break;
    case TDM_CLAUSE_NOT_BEFORE:
        out->not_before_clause = clause;
        if (!tdm_cursor_take_word(&c, "before")) {
            (void)malformed(r, tdm_cursor_place(&c), kind);
            return;
        }
        read = out->has_not_before = tdm_read_day(&c, &r->protocol->scope, &out->not_before, r->problems);
        break;
    case TDM_CLAUSE_VALID:
        out->valid_clause = clause;
        read = tdm_read_span(&c, &out->valid, r->problems);
        break;
    case TDM_CLAUSE_MAY_MOVE:
        if (!tdm_cursor_take_words(&c, "move from")) {
            (void)malformed(r, tdm_cursor_place(&c), kind);
            return;
        }
        read = tdm_read_day(&c, &r->protocol->scope, &out->may_move_from, r->problems);
        if (read && !tdm_cursor_take_word(&c, "to")) {
            (void)malformed(r, tdm_cursor_place(&c), kind);
            return;
        }
        read = read && tdm_read_day(&c, &r->protocol->scope, &out->may_move_to, r->problems);
        out->has_may_move = read;
        break;
    default:
        TDM_UNREACHABLE();
    }
    if (read) (void)done(r, &c, kind);
}

void read_clearance(struct reader *r, struct tdm_clearance *out) {
    bool seen[TDM_CLAUSE_KIND_COUNT] = {false};
    *out = (struct tdm_clearance){.name = r->block->name,
                                  .clause = r->block->clause,
                                  .by_clause = TDM_CLAUSE_NONE,
                                  .not_before_clause = TDM_CLAUSE_NONE,
                                  .valid_clause = TDM_CLAUSE_NONE};
    for (const struct tdm_line *line = r->block->line->block; line != NULL; line = line->next) {
        enum tdm_clause_kind kind;
        if (tdm_str_is(tdm_line_head(line), "source")) continue;
        if (clause_kind_inside(r, TDM_CLAUSE_CLEARANCE, line, &kind) && clause_once(r, kind, line, seen))
            read_clearance_line(r, kind, line, out);
    }
    (void)clauses_complete(r, TDM_CLAUSE_CLEARANCE, seen);
}

/* A signature and nothing else but time (G3). */
static bool is_bare(const struct tdm_condition *condition) {
    bool signature = false;
    for (uint16_t i = 1; i < condition->count; i++) {
        if (condition->nodes[i].kind == TDM_CRITERION_CLEARANCE)
            signature = true;
        else if (condition->nodes[i].kind != TDM_CRITERION_TIME)
            return false;
    }
    return signature;
}

/* "otherwise physician decides within 14 days, TEXT" (M58). */
static void read_otherwise(struct reader *r, const struct tdm_line *line, struct tdm_gate *out) {
    struct tdm_cursor c = after_head(r, line);
    out->otherwise_clause = clause_add(r, TDM_CLAUSE_NEVER_MET, line);
    if (!take_roles(r, &c, &out->otherwise_roles)) return;
    if (!tdm_cursor_take_words(&c, "decides within")) {
        (void)malformed(r, tdm_cursor_place(&c), TDM_CLAUSE_NEVER_MET);
        return;
    }
    if (!tdm_read_span(&c, &out->otherwise_within, r->problems)) return;
    if (!done(r, &c, TDM_CLAUSE_NEVER_MET)) return;
    if (line->part_count == 1) {
        (void)malformed(r, tdm_cursor_place(&c), TDM_CLAUSE_NEVER_MET);
        return;
    }
    c = tdm_cursor_of(r->block->tree, line, 1);
    if (take_text(r, &c, TDM_CLAUSE_NEVER_MET, &out->otherwise_about)) (void)done(r, &c, TDM_CLAUSE_NEVER_MET);
}

/* The line that ends the criteria, or null: all of them are criteria. */
static const struct tdm_line *find_otherwise(struct reader *r) {
    const struct tdm_line *line = r->block->line->block;
    while (line != NULL && !tdm_str_is(tdm_line_head(line), "otherwise")) line = line->next;
    if (line == NULL || line->next == NULL) return line;
    struct tdm_problem *problem = problem_at(r, TDM_ERROR, TDM_WHY_SYNTAX, "P056", line_place(r, line->next));
    tdm_problem_what(problem, "this stands below the `otherwise` of its gate, which is the last line");
    tdm_problem_fix(problem, "write it above `otherwise`, or take it away");
    return line;
}

void read_gate(struct reader *r, struct tdm_gate *out) {
    struct tdm_cursor c = after_head(r, r->block->line);
    *out = (struct tdm_gate){
        .name = r->block->name, .phase = TDM_REF_NONE, .clause = r->block->clause, .otherwise_clause = TDM_CLAUSE_NONE};
    c.at++; /* its name */
    if (!tdm_cursor_take_word(&c, "opens")) {
        (void)malformed(r, tdm_cursor_place(&c), TDM_CLAUSE_GATE);
        return;
    }
    out->opens_discharge = tdm_cursor_take_word(&c, "discharge");
    if (!out->opens_discharge && !take_own(r, &c, OWN_PHASE, &out->phase)) return;
    (void)done(r, &c, TDM_CLAUSE_GATE);
    const struct tdm_line *first = r->block->line->block, *otherwise = find_otherwise(r);
    if (otherwise != NULL) read_otherwise(r, otherwise, out);
    if (first == otherwise) { /* no line at all, or that one alone */
        struct tdm_problem *problem = problem_at(r, TDM_ERROR, TDM_WHY_MISSING, "P050", line_place(r, r->block->line));
        tdm_problem_what(problem, "the gate `%.*s` asks for nothing: it would always stand open", TDM_FMT(out->name));
        tdm_problem_fix(problem, "write its criteria below it, one a line, or let the phase begin `from DAY`");
        return;
    }
    if (read_condition(r, first, otherwise, r->block->line, &out->condition)) out->bare = is_bare(&out->condition);
}
