/* condition.c - conditions: one criterion a line, blocks below `all of`, `any of` and `at least K of`. The table of
 * forms says which words begin which criterion; everything else is a criterion on readings (reading.c). */
#include "criteria/criteria_int.h"

#define CLAUSE_NONE UINT16_MAX

/* ---- nodes */

/* Room for `count` neighbours; false (and told) when there are more than an index can count. */
static bool nodes_reserve(struct condition_reader *r, uint32_t count, struct tdm_place place, uint16_t *first) {
    if (r->count + count >= UINT16_MAX) {
        struct tdm_problem *p = tdm_criteria_refuse(r->problems, TDM_WHY_LIMIT, "K043", place);
        tdm_problem_what(p, "a condition has too many criteria");
        tdm_problem_fix(p, "leave some out: %d is the most", UINT16_MAX - 2); /* the root is one more */
        return false;
    }
    *first = (uint16_t)r->count;
    for (uint32_t i = 0; i < count; i++) {
        TDM_GROW(r->mem, r->nodes, r->count, r->room);
        r->nodes[r->count++] = (struct tdm_criterion){.clause = CLAUSE_NONE, .ref = TDM_REF_NONE};
    }
    return true;
}

/* ---- forms that are no readings */

typedef bool form_reader(struct condition_reader *r, struct parts_cursor *p, struct tdm_criterion *out);

/* The rest of the line must be empty: no words, no parts. */
static bool line_done(struct condition_reader *r, struct parts_cursor *p) {
    if (!tdm_phrase_done(&p->c, r->problems)) return false;
    return !tdm_parts_next(p) || tdm_phrase_done(&p->c, r->problems);
}

static bool read_clearance(struct condition_reader *r, struct parts_cursor *p, struct tdm_criterion *out) {
    const struct tdm_scope *scope = r->scope;
    struct tdm_place place = tdm_cursor_place(&p->c);
    const struct tdm_term *name = tdm_cursor_take(&p->c, TDM_TERM_WORD);
    for (uint32_t i = 0; name != NULL && i < scope->clearance_count; i++) {
        if (!tdm_str_equal(scope->clearances[i], name->text)) continue;
        out->ref = (tdm_ref)i;
        return line_done(r, p);
    }
    struct tdm_problem *problem = tdm_criteria_refuse(r->problems, TDM_WHY_NOT_FOUND, "K018", place);
    int near = name != NULL ? tdm_nearest(name->text, scope->clearances, scope->clearance_count) : -1;
    if (name == NULL)
        tdm_problem_what(problem, "the name of the clearance is missing");
    else
        tdm_problem_what(problem, "no clearance is named \"%.*s\"", TDM_FMT(name->text));
    if (near >= 0)
        tdm_problem_fix(problem, "write \"%.*s\"", TDM_FMT(scope->clearances[near]));
    else
        tdm_problem_fix(problem, "declare it: clearance %.*s, with `by ROLE` and `valid SPAN`",
                        TDM_FMT(name != NULL ? name->text : TDM_STR("NAME")));
    return false;
}

static bool read_time(struct condition_reader *r, struct parts_cursor *p, struct tdm_criterion *out) {
    out->has_day = true;
    return tdm_read_day(&p->c, r->scope, &out->day, r->problems) && line_done(r, p);
}

/* ", screened within 14 days": how old the asking may be before silence is unknown (M26). *out untouched without it. */
static bool read_screened(struct condition_reader *r, struct parts_cursor *p, const char *after, bool *has,
                          tdm_span *out) {
    if (!tdm_phrase_done(&p->c, r->problems)) return false;
    if (!tdm_parts_next(p)) return true;
    if (!tdm_cursor_take_words(&p->c, "screened within")) {
        struct tdm_problem *problem = tdm_criteria_refuse(r->problems, TDM_WHY_SYNTAX, "K036", tdm_cursor_place(&p->c));
        tdm_problem_what(problem, "\"%.*s\" does not go with `%s`", TDM_FMT(p->c.at->text), after);
        tdm_problem_fix(problem, "write `screened within 14 days`, or nothing");
        return false;
    }
    *has = true;
    return tdm_read_span(&p->c, out, r->problems) && line_done(r, p);
}

/* "open flag", "no open flag, screened within 14 days" */
static bool read_open(struct condition_reader *r, struct parts_cursor *p, struct tdm_criterion *out) {
    const char *words = out->kind == TDM_CRITERION_OPEN ? "open" : "no open";
    if (!tdm_open_thing_read(r, &p->c, out) || !read_screened(r, p, words, &out->has_window, &out->window))
        return false;
    if (out->has_window) out->over = TDM_OVER_WITHIN;
    return true;
}

static bool since_done(struct condition_reader *r, struct parts_cursor *p, struct tdm_criterion *out) {
    if (out->kind != TDM_CRITERION_RECORD) return line_done(r, p);
    return read_screened(r, p, "record of", &out->has_screen, &out->screen);
}

/* "since procedure" or "within 3 months", after a thing; also as a part of its own. */
static bool read_since(struct condition_reader *r, struct parts_cursor *p, struct tdm_criterion *out) {
    if (tdm_cursor_done(&p->c)) (void)tdm_parts_next(p);
    if (tdm_cursor_take_word(&p->c, "since")) {
        out->has_day = true;
        return tdm_read_day(&p->c, r->scope, &out->day, r->problems) && since_done(r, p, out);
    }
    if (tdm_cursor_take_word(&p->c, "within")) {
        out->has_window = true;
        out->over = TDM_OVER_WITHIN;
        return tdm_read_span(&p->c, &out->window, r->problems) && since_done(r, p, out);
    }
    struct tdm_problem *problem = tdm_criteria_refuse(r->problems, TDM_WHY_MISSING, "K030", tdm_cursor_place(&p->c));
    tdm_problem_what(problem, "since when is not said, and there is no default");
    tdm_problem_fix(problem, "add `since DAY`, such as since procedure, or `within SPAN`, such as within 3 months");
    return false;
}

static bool read_taken_since(struct condition_reader *r, struct parts_cursor *p, struct tdm_criterion *out) {
    return tdm_taken_thing_read(r, &p->c, out) && read_since(r, p, out);
}

static bool read_taking(struct condition_reader *r, struct parts_cursor *p, struct tdm_criterion *out) {
    struct tdm_place place = tdm_cursor_place(&p->c);
    if (!tdm_taken_thing_read(r, &p->c, out)) return false;
    if (out->thing != TDM_THING_CLASS && out->thing != TDM_THING_SUBSTANCE) {
        struct tdm_problem *problem = tdm_criteria_refuse(r->problems, TDM_WHY_NOT_ALLOWED, "K036", place);
        tdm_problem_what(problem, "what is taken is a medicine: a class or a substance");
        tdm_problem_fix(problem, "write `taking class NAME` or `taking substance NAME`; for the rest: `record of`");
        return false;
    }
    return read_screened(r, p, "taking", &out->has_screen, &out->screen);
}

/* Of sessions or of days: `last 2 sessions`, `every within 7 days, at least 2 readings`. */
static bool read_of_sessions(struct condition_reader *r, struct parts_cursor *p, struct tdm_criterion *out) {
    struct tdm_place place = tdm_line_place(p->c.tree, p->c.line);
    if (!tdm_qualifiers_read(r, p, out)) return false;
    if (out->statistic != TDM_STAT_NONE && (out->statistic != TDM_STAT_EVERY || out->over == TDM_OVER_NONE)) {
        struct tdm_problem *problem = tdm_criteria_refuse(r->problems, TDM_WHY_CONFLICT, "K036", place);
        tdm_problem_what(problem, "this is asked of each session: only a count of sessions or `every` goes with it");
        tdm_problem_fix(problem, "write: last 2 sessions; or: every within 7 days, at least 2 readings");
        return false;
    }
    if (out->over == TDM_OVER_NONE) {
        struct tdm_problem *problem = tdm_criteria_refuse(r->problems, TDM_WHY_MISSING, "K001", place);
        tdm_problem_what(problem, "over which sessions is not said, and there is no default");
        tdm_problem_fix(problem, "add: , last 1 sessions; or: , every within 7 days, at least 2 readings");
        return false;
    }
    return tdm_coverage_check(r, place, out);
}

static bool read_always(struct condition_reader *r, struct parts_cursor *p, struct tdm_criterion *out) {
    (void)out;
    return line_done(r, p);
}

/* In order: of two that begin alike, the longer stands first. */
static const struct form {
    const char *words;
    enum tdm_criterion_kind kind;
    form_reader *read;
} forms[] = {
    {"clearance", TDM_CRITERION_CLEARANCE, read_clearance},
    {"not before", TDM_CRITERION_TIME, read_time},
    {"open", TDM_CRITERION_OPEN, read_open},
    {"no open", TDM_CRITERION_NO_OPEN, read_open},
    {"no record of", TDM_CRITERION_NO_RECORD, read_taken_since},
    {"no", TDM_CRITERION_NONE_SINCE, read_taken_since},
    {"record of", TDM_CRITERION_RECORD, read_taken_since},
    {"taking", TDM_CRITERION_TAKING, read_taking},
    {"every set done", TDM_CRITERION_SETS_DONE, read_of_sessions},
    {"settled by next morning", TDM_CRITERION_SETTLED, read_of_sessions},
    {"always", TDM_CRITERION_ALWAYS, read_always},
};

/* `and`, `or` inside a line: there is no precedence to guess, so there are no such words. */
static bool no_conjunction(struct condition_reader *r, const struct parts_cursor *p) {
    struct parts_cursor rest = *p;
    do {
        for (const struct tdm_term *term = rest.c.at; term < rest.c.end; term++) {
            bool is_or = term->kind == TDM_TERM_WORD && tdm_str_is(term->text, "or");
            if (!is_or && (term->kind != TDM_TERM_WORD || !tdm_str_is(term->text, "and"))) continue;
            struct tdm_problem *problem =
                tdm_criteria_refuse(r->problems, TDM_WHY_SYNTAX, "K023", tdm_term_place(rest.c.tree, term));
            tdm_problem_what(problem, "\"%.*s\" joins two criteria on one line", TDM_FMT(term->text));
            tdm_problem_fix(problem,
                            "write `%s` on this line, and each criterion on a line of its own below it, two "
                            "spaces deeper",
                            is_or ? "any of" : "all of");
            return false;
        }
    } while (tdm_parts_next(&rest));
    return true;
}

static bool no_block(struct condition_reader *r, const struct parts_cursor *p) {
    const struct tdm_line *block = p->c.line->block;
    if (block == NULL) return true;
    struct tdm_problem *problem =
        tdm_criteria_refuse(r->problems, TDM_WHY_SYNTAX, "K031", tdm_line_place(p->c.tree, block));
    tdm_problem_what(problem, "nothing can stand below a criterion");
    tdm_problem_fix(problem,
                    "move the line two spaces to the left, or write `all of` or `any of` on the line above it");
    return false;
}

static bool criterion_read(struct condition_reader *r, struct parts_cursor *p, uint16_t at) {
    struct tdm_criterion node = r->nodes[at];
    if (r->sink != NULL) node.clause = r->sink->add(r->sink->context, p->c.line);
    if (!no_conjunction(r, p) || !no_block(r, p)) return false;
    bool good = false, known = false;
    for (size_t i = 0; i < TDM_COUNT(forms) && !known; i++) {
        known = tdm_cursor_take_words(&p->c, forms[i].words);
        if (!known) continue;
        node.kind = forms[i].kind;
        good = forms[i].read(r, p, &node);
    }
    if (!known) good = tdm_reading_read(r, p, &node);
    r->nodes[at] = node;
    return good;
}

/* ---- openers and their blocks */

enum opener { OPENER_NONE, OPENER_GOOD, OPENER_BAD };

static enum opener opener_read(struct condition_reader *r, struct tdm_cursor *c, struct tdm_criterion *out) {
    if (tdm_cursor_take_words(c, "all of")) {
        out->kind = TDM_CRITERION_ALL;
        return OPENER_GOOD;
    }
    if (tdm_cursor_take_words(c, "any of")) {
        out->kind = TDM_CRITERION_ANY;
        return OPENER_GOOD;
    }
    if (!tdm_cursor_take_words(c, "at least")) return OPENER_NONE;
    struct tdm_place place = tdm_cursor_place(c);
    const struct tdm_term *number = tdm_cursor_take(c, TDM_TERM_NUMBER);
    int64_t k;
    out->kind = TDM_CRITERION_AT_LEAST;
    if (number != NULL && tdm_parse_i64(number->text, &k) && k >= 1 && k < UINT16_MAX &&
        tdm_cursor_take_word(c, "of")) {
        out->k = (uint16_t)k;
        return OPENER_GOOD;
    }
    struct tdm_problem *p = tdm_criteria_refuse(r->problems, TDM_WHY_SYNTAX, "K035", place);
    tdm_problem_what(p, "how many of the criteria must hold is not readable");
    tdm_problem_fix(p, "write `at least 2 of` and the criteria on the lines below");
    return OPENER_BAD;
}

static bool node_read(struct condition_reader *r, struct parts_cursor *p, uint16_t at);

static uint32_t lines_until(const struct tdm_line *first, const struct tdm_line *past) {
    uint32_t count = 0;
    for (const struct tdm_line *line = first; line != past; line = line->next) count++;
    return count;
}

static bool children_read(struct condition_reader *r, const struct tdm_tree *tree, const struct tdm_line *first,
                          const struct tdm_line *past, uint16_t at) {
    uint16_t child;
    uint32_t count = lines_until(first, past);
    if (!nodes_reserve(r, count, tdm_line_place(tree, first), &child)) return false;
    r->nodes[at].first_child = child;
    r->nodes[at].child_count = (uint16_t)count;
    bool good = true;
    for (const struct tdm_line *line = first; line != past; line = line->next, child++) {
        struct parts_cursor p = {tdm_cursor_of(tree, line, 0), 0};
        good = node_read(r, &p, child) && good; /* go on: every line's problem is told */
    }
    return good;
}

static bool block_read(struct condition_reader *r, struct parts_cursor *p, uint16_t at) {
    const struct tdm_line *line = p->c.line;
    struct tdm_place place = tdm_line_place(p->c.tree, line);
    if (!line_done(r, p)) return false;
    if (line->block == NULL) {
        struct tdm_problem *problem = tdm_criteria_refuse(r->problems, TDM_WHY_MISSING, "K022", place);
        tdm_problem_what(problem, "nothing stands below this line");
        tdm_problem_fix(problem, "write the criteria below it, one a line, two spaces deeper");
        return false;
    }
    if (!children_read(r, p->c.tree, line->block, NULL, at)) return false;
    const struct tdm_criterion *node = &r->nodes[at];
    if (node->kind != TDM_CRITERION_AT_LEAST || node->k <= node->child_count) return true;
    struct tdm_problem *problem = tdm_criteria_refuse(r->problems, TDM_WHY_RANGE, "K021", place);
    tdm_problem_what(problem, "at least %u of %u criteria can never hold", node->k, node->child_count);
    tdm_problem_fix(problem, "write a number from 1 to %u, or add criteria", node->child_count);
    return false;
}

static bool negation_read(struct condition_reader *r, struct parts_cursor *p, uint16_t at) {
    struct tdm_place place = tdm_cursor_place(&p->c);
    uint16_t child;
    if (tdm_cursor_is_word(&p->c, "not") || tdm_cursor_is_word(&p->c, "no")) {
        struct tdm_problem *problem = tdm_criteria_refuse(r->problems, TDM_WHY_SYNTAX, "K042", place);
        tdm_problem_what(problem, "one `not` follows another");
        tdm_problem_fix(problem, "write it without either, as it is meant");
        return false;
    }
    if (!nodes_reserve(r, 1, place, &child)) return false;
    r->nodes[at].kind = TDM_CRITERION_NOT;
    r->nodes[at].first_child = child;
    r->nodes[at].child_count = 1;
    bool good = node_read(r, p, child);
    r->nodes[at].clause = r->nodes[child].clause;
    return good;
}

/* One line, or what is left of it, as the node `at`. */
static bool node_read(struct condition_reader *r, struct parts_cursor *p, uint16_t at) {
    r->nodes[at].place = tdm_line_place(p->c.tree, p->c.line);
    struct tdm_cursor ahead = p->c;
    if (!tdm_cursor_take_words(&ahead, "not before") && tdm_cursor_take_word(&p->c, "not"))
        return negation_read(r, p, at);
    struct tdm_criterion opened = r->nodes[at];
    enum opener opener = opener_read(r, &p->c, &opened);
    if (opener == OPENER_BAD) return false;
    if (opener == OPENER_NONE) return criterion_read(r, p, at);
    r->nodes[at] = opened;
    return block_read(r, p, at);
}

/* ---- whole conditions */

static bool is_opener(const struct tdm_tree *tree, const struct tdm_line *line) {
    struct tdm_cursor c = tdm_cursor_of(tree, line, 0);
    return tdm_cursor_take_words(&c, "all of") || tdm_cursor_take_words(&c, "any of") ||
           tdm_cursor_take_words(&c, "at least");
}

bool tdm_condition_read(struct tdm_arena *mem, const struct tdm_tree *tree, const struct tdm_line *first,
                        const struct tdm_line *past, const struct tdm_scope *scope, const struct tdm_clause_sink *sink,
                        struct tdm_condition *out, struct tdm_problems *problems) {
    struct condition_reader r = {.mem = mem, .scope = scope, .sink = sink, .problems = problems};
    uint16_t root;
    if (first == past) {
        *out = (struct tdm_condition){NULL, 0};
        return true;
    }
    if (!nodes_reserve(&r, 1, tdm_line_place(tree, first), &root)) return false;
    bool good;
    if (first->next == past && is_opener(tree, first)) {
        struct parts_cursor p = {tdm_cursor_of(tree, first, 0), 0};
        good = node_read(&r, &p, root);
    } else {
        r.nodes[root].kind = TDM_CRITERION_ALL;
        r.nodes[root].place = tdm_line_place(tree, first);
        good = children_read(&r, tree, first, past, root);
    }
    if (good) *out = (struct tdm_condition){r.nodes, (uint16_t)r.count};
    return good;
}

bool tdm_condition_read_here(struct tdm_arena *mem, struct tdm_cursor *c, const struct tdm_scope *scope,
                             const struct tdm_clause_sink *sink, struct tdm_condition *out,
                             struct tdm_problems *problems) {
    struct condition_reader r = {.mem = mem, .scope = scope, .sink = sink, .problems = problems};
    struct parts_cursor p = {*c, 0};
    while (p.part + 1 < c->line->part_count && c->line->parts[p.part].terms + c->line->parts[p.part].count != c->end)
        p.part++;
    struct tdm_cursor ahead = *c;
    bool opens = tdm_cursor_take_words(&ahead, "all of") || tdm_cursor_take_words(&ahead, "any of") ||
                 tdm_cursor_take_words(&ahead, "at least");
    uint16_t root, child = 0;
    struct tdm_place place = tdm_cursor_place(c);
    if (!nodes_reserve(&r, 1, place, &root)) return false;
    r.nodes[root].kind = TDM_CRITERION_ALL;
    r.nodes[root].place = tdm_line_place(c->tree, c->line);
    if (!opens) {
        if (!nodes_reserve(&r, 1, place, &child)) return false;
        r.nodes[root].first_child = child;
        r.nodes[root].child_count = 1;
    }
    bool good = node_read(&r, &p, opens ? root : child);
    *c = p.c;
    if (good) *out = (struct tdm_condition){r.nodes, (uint16_t)r.count};
    return good;
}
