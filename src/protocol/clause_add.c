/* clause_add.c - numbers clauses, finds their sources, and holds blocks against the clause table. */
#include "protocol/protocol_int.h"

#include <string.h>

/* ---- sources of a clause: its own cites, else those of the line above it, else those of the block's head or `source`
 * line */

static const struct tdm_line *source_line(const struct tdm_line *head) {
    for (const struct tdm_line *line = head->block; line != NULL; line = line->next)
        if (tdm_str_is(tdm_line_head(line), "source")) return line;
    return NULL;
}

static tdm_ref find_source(struct reader *r, tdm_str name) {
    for (tdm_ref i = 0; i < r->protocol->source_count; i++)
        if (tdm_str_equal(r->protocol->sources[i].name, name)) return i;
    return TDM_REF_NONE;
}

static void unknown_source(struct reader *r, const struct tdm_line *line, const struct tdm_cite *cite) {
    tdm_str *names = TDM_NEW_ARRAY(r->mem, tdm_str, r->protocol->source_count + 1);
    for (uint32_t i = 0; i < r->protocol->source_count; i++) names[i] = r->protocol->sources[i].name;
    int near = tdm_nearest(cite->name, names, r->protocol->source_count);
    struct tdm_place place = {line_place(r, line).file, cite->line, cite->column, cite->length};
    struct tdm_problem *problem = problem_at(r, TDM_ERROR, TDM_WHY_NOT_FOUND, "P008", place);
    tdm_problem_what(problem, "no source is called `%.*s`", TDM_FMT(cite->name));
    if (near >= 0)
        tdm_problem_fix(problem, "write `%.*s`, or declare `source %.*s`", TDM_FMT(names[near]), TDM_FMT(cite->name));
    else
        tdm_problem_fix(problem, "declare `source %.*s`, or cite `own`", TDM_FMT(cite->name));
}

/* The `source NAME` line of the block being read; looked for once a block, however many lines it has. */
static const struct tdm_line *block_source(struct reader *r) {
    if (r->named_head != r->block->line) r->named = source_line(r->block->line);
    r->named_head = r->block->line;
    return r->named;
}

static const struct tdm_line *citing_line(const struct reader *r, const struct tdm_line *line) {
    if (line->cite_count > 0) return line;
    if (r->parent != NULL && r->parent != line && r->parent->cite_count > 0) return r->parent;
    if (r->block->line->cite_count > 0) return r->block->line;
    return line;
}

static void add_cites(struct reader *r, const struct tdm_line *line, struct tdm_clause *clause) {
    const struct tdm_line *from = citing_line(r, line), *named = block_source(r);
    uint32_t count = from->cite_count;
    struct tdm_cite_use *uses = TDM_NEW_ARRAY(r->mem, struct tdm_cite_use, count + 1);
    clause->own = count > 0;
    for (uint32_t i = 0; i < count; i++) {
        const struct tdm_cite *cite = &from->cites[i];
        bool own = tdm_str_is(cite->name, "own");
        uses[i] = (struct tdm_cite_use){own ? TDM_REF_NONE : find_source(r, cite->name), cite->detail};
        if (!own) clause->own = false;
        if (!own && uses[i].source == TDM_REF_NONE && from == line) unknown_source(r, line, cite);
        if (uses[i].source != TDM_REF_NONE) r->source_cited[uses[i].source] = true;
    }
    if (count == 0 && named != NULL && r->block->kind != TDM_CLAUSE_SOURCE && named->parts[0].count >= 2) {
        uses[0] = (struct tdm_cite_use){find_source(r, named->parts[0].terms[1].text), (tdm_str){0}};
        count = 1; /* one that is not declared is told once, at the block's head */
        if (uses[0].source != TDM_REF_NONE) r->source_cited[uses[0].source] = true;
    }
    clause->cites = uses;
    clause->cite_count = count;
}

/* A row without its cites and comment, as its author wrote it. */
static tdm_str text_of_row(tdm_str row) {
    size_t end = row.len;
    bool quoted = false;
    for (size_t i = 0; i < row.len; i++) {
        char c = row.at[i];
        if (c == '\\') /* it stands in texts alone */
            i++;
        else if (c == '"')
            quoted = !quoted;
        else if (!quoted && (c == '[' || (c == '#' && (i == 0 || row.at[i - 1] == ' ')))) {
            end = i;
            break;
        }
    }
    return tdm_str_trim(tdm_str_slice(row, 0, end));
}

/* The same of all rows of a line that goes on after a comma, as one. */
static tdm_str text_of(const struct reader *r, const struct tdm_line *line) {
    tdm_str file = r->block->tree->text, said = text_of_row(line->source);
    bool inside = line->source.at >= file.at && line->source.at <= file.at + file.len;
    if (!inside || !tdm_str_ends_with(said, TDM_STR(","))) return said;
    struct tdm_buf all;
    tdm_buf_init(&all, r->mem, 3 * (size_t)TDM_NOTATION_LINE_MAX);
    tdm_buf_add(&all, said);
    size_t at = (size_t)(line->source.at - file.at) + line->source.len;
    while (tdm_str_ends_with(tdm_buf_str(&all), TDM_STR(",")) && at < file.len) {
        size_t from = at, next;
        while (from < file.len && (file.at[from] == '\r' || file.at[from] == '\n')) from++;
        tdm_str rest = tdm_str_slice(file, from, file.len);
        at = tdm_str_find(rest, TDM_STR("\n"), &next) ? from + next : file.len;
        tdm_str row = text_of_row(tdm_str_slice(file, from, at));
        if (row.len > 0) tdm_buf_format(&all, " %.*s", TDM_FMT(row));
    }
    return tdm_buf_str(&all);
}

/* A phase that only follows another ("from end of repair") states no figure of its own and wants no source. What is
 * owed is told twice: its head names it, and the line below states the figures. */
static bool wants_source(const struct reader *r, enum tdm_clause_kind kind, const struct tdm_line *line) {
    if (kind == TDM_CLAUSE_OWE) return line != r->block->line;
    if (kind != TDM_CLAUSE_FROM) return tdm_clause_forms[kind].wants_source;
    for (uint32_t p = 0; p < line->part_count; p++)
        for (uint32_t t = 0; t < line->parts[p].count; t++) {
            enum tdm_term_kind term = line->parts[p].terms[t].kind;
            if (term == TDM_TERM_NUMBER || term == TDM_TERM_DATE) return true;
        }
    return false;
}

/* What others say or rule is told with its source, or not at all (P071). */
static bool never_own(enum tdm_clause_kind kind) {
    return kind == TDM_CLAUSE_GUIDELINE || kind == TDM_CLAUSE_POSITION_FOR || kind == TDM_CLAUSE_POSITION_AGAINST ||
           kind == TDM_CLAUSE_POSITION_NONE || kind == TDM_CLAUSE_LAW;
}

/* ---- what a line of each kind may hold: nothing that is written may be passed over in silence */

enum { MANY = 255 };
static const struct {
    uint8_t parts;
    bool block;
} shapes[TDM_CLAUSE_KIND_COUNT] = {
    [TDM_CLAUSE_PROTOCOL] = {1, true},
    [TDM_CLAUSE_TITLE] = {1, false},
    [TDM_CLAUSE_CONDITION] = {1, false},
    [TDM_CLAUSE_PROCEDURE] = {1, false},
    [TDM_CLAUSE_TARGET] = {1, false},
    [TDM_CLAUSE_STATUS] = {1, false},
    [TDM_CLAUSE_JURISDICTION] = {1, false},
    [TDM_CLAUSE_NOTATION] = {1, false},
    [TDM_CLAUSE_USE] = {2, false},
    [TDM_CLAUSE_CLOCK] = {1, false},
    [TDM_CLAUSE_SIGNED] = {2, false},
    [TDM_CLAUSE_GUIDELINE] = {3, false},
    [TDM_CLAUSE_SOURCE] = {1, true},
    [TDM_CLAUSE_CITE] = {1, false},
    [TDM_CLAUSE_ID] = {1, false},
    [TDM_CLAUSE_STRENGTH] = {2, false},
    [TDM_CLAUSE_SAYS] = {1, false},
    [TDM_CLAUSE_SPEAKS] = {2, false},
    [TDM_CLAUSE_REVIEWED] = {2, false},
    [TDM_CLAUSE_WITHDRAWN] = {2, false},
    [TDM_CLAUSE_MEASURE] = {MANY, true},
    [TDM_CLAUSE_FRESH] = {1, false},
    [TDM_CLAUSE_OTHER_SIDE] = {2, false},
    [TDM_CLAUSE_SET] = {1, true},
    [TDM_CLAUSE_PHASE] = {1, true},
    [TDM_CLAUSE_FROM] = {3, false},
    [TDM_CLAUSE_LENGTH_TABLE] = {1, true},
    [TDM_CLAUSE_ENDS_BY] = {1, false},
    [TDM_CLAUSE_AIM] = {2, false},
    [TDM_CLAUSE_INTENT] = {1, false},
    [TDM_CLAUSE_LOAD] = {MANY, false},
    [TDM_CLAUSE_OFFER] = {MANY, false},
    [TDM_CLAUSE_ASSESS] = {2, true},
    [TDM_CLAUSE_TELL] = {1, false},
    [TDM_CLAUSE_CLEARANCE] = {1, true},
    [TDM_CLAUSE_BY] = {1, false},
    [TDM_CLAUSE_NOT_BEFORE] = {1, false},
    [TDM_CLAUSE_VALID] = {1, false},
    [TDM_CLAUSE_MAY_MOVE] = {1, false},
    [TDM_CLAUSE_GATE] = {1, true},
    [TDM_CLAUSE_CRITERION] = {MANY, true},
    [TDM_CLAUSE_NEVER_MET] = {2, false},
    [TDM_CLAUSE_RESTRICT] = {1, true},
    [TDM_CLAUSE_TOUCHES] = {2, false},
    [TDM_CLAUSE_STARTS] = {1, false},
    [TDM_CLAUSE_UNTIL] = {2, false},
    [TDM_CLAUSE_BECAUSE] = {1, false},
    [TDM_CLAUSE_NARROWER] = {1, false},
    [TDM_CLAUSE_FLAG] = {1, true},
    [TDM_CLAUSE_RAISED_BY] = {MANY, true},
    [TDM_CLAUSE_ESCALATE] = {1, false},
    [TDM_CLAUSE_THEN] = {1, false},
    [TDM_CLAUSE_PROGRESS] = {1, true},
    [TDM_CLAUSE_FOR] = {MANY, false},
    [TDM_CLAUSE_IN] = {MANY, false},
    [TDM_CLAUSE_STEP] = {MANY, true},
    [TDM_CLAUSE_OTHERWISE] = {1, false},
    [TDM_CLAUSE_PLAN] = {1, true},
    [TDM_CLAUSE_REPEAT] = {MANY, false},
    [TDM_CLAUSE_WEEK] = {MANY, false},
    [TDM_CLAUSE_OWE] = {MANY, true},
    [TDM_CLAUSE_NEVER] = {1, false},
    [TDM_CLAUSE_DECISION] = {1, true},
    [TDM_CLAUSE_DECISION_CONDITION] = {MANY, false},
    [TDM_CLAUSE_DECISION_STATUS] = {1, false},
    [TDM_CLAUSE_ASKS] = {1, false},
    [TDM_CLAUSE_READS] = {MANY, false},
    [TDM_CLAUSE_NEAR] = {1, false},
    [TDM_CLAUSE_JURISDICTIONS] = {MANY, false},
    [TDM_CLAUSE_FACTOR] = {MANY, true},
    [TDM_CLAUSE_OPTION] = {1, true},
    [TDM_CLAUSE_NEEDS] = {MANY, false},
    [TDM_CLAUSE_RULED_OUT] = {MANY, true},
    [TDM_CLAUSE_QUESTION] = {MANY, true},
    [TDM_CLAUSE_CAUTION] = {MANY, true},
    [TDM_CLAUSE_ARGUE_FOR] = {1, true},
    [TDM_CLAUSE_ARGUE_AGAINST] = {1, true},
    [TDM_CLAUSE_POSITIONS] = {1, true},
    [TDM_CLAUSE_ABOUT] = {1, false},
    [TDM_CLAUSE_POSITIONS_OF] = {MANY, false},
    [TDM_CLAUSE_POSITION_FOR] = {3, false},
    [TDM_CLAUSE_POSITION_AGAINST] = {3, false},
    [TDM_CLAUSE_POSITION_NONE] = {3, false},
    [TDM_CLAUSE_PRODUCT] = {1, true},
    [TDM_CLAUSE_LAW] = {3, false},
};

bool no_place(struct reader *r, struct tdm_place place, enum tdm_clause_kind kind, tdm_str what) {
    struct tdm_problem *problem = problem_at(r, TDM_ERROR, TDM_WHY_SYNTAX, "P013", place);
    tdm_problem_what(problem, "`%.*s` has no place here", TDM_FMT(what));
    tdm_problem_fix(problem, "take it away; the form is: %s", tdm_clause_forms[kind].form);
    return false;
}

/* `source NAME` inside a block: what its lines cite when they cite nothing themselves. */
static void check_source_line(struct reader *r) {
    const struct tdm_line *line = source_line(r->block->line);
    if (line == NULL || r->block->kind == TDM_CLAUSE_SOURCE || r->block->kind == TDM_CLAUSE_PROTOCOL ||
        r->block->kind == TDM_CLAUSE_DECISION)
        return;
    const struct tdm_part *part = &line->parts[0];
    bool fits = line->part_count == 1 && part->count == 2 && part->terms[1].kind == TDM_TERM_WORD;
    if (!fits || line->block != NULL) {
        (void)malformed(r, line_place(r, line), TDM_CLAUSE_SOURCE);
        return;
    }
    const struct tdm_term *name = &part->terms[1];
    struct tdm_cite cite = {.name = name->text, .line = name->line, .column = name->column, .length = name->length};
    if (find_source(r, name->text) == TDM_REF_NONE) unknown_source(r, line, &cite);
}

/* Heads that are their word, a name and nothing else. */
static bool is_plain_head(enum tdm_clause_kind kind) {
    static const enum tdm_clause_kind plain[] = {
        TDM_CLAUSE_SOURCE,   TDM_CLAUSE_SET,  TDM_CLAUSE_CLEARANCE, TDM_CLAUSE_RESTRICT,  TDM_CLAUSE_FLAG,
        TDM_CLAUSE_PROGRESS, TDM_CLAUSE_PLAN, TDM_CLAUSE_OPTION,    TDM_CLAUSE_POSITIONS, TDM_CLAUSE_PRODUCT};
    for (size_t i = 0; i < TDM_COUNT(plain); i++)
        if (plain[i] == kind) return true;
    return false;
}

static void check_shape(struct reader *r, enum tdm_clause_kind kind, const struct tdm_line *line) {
    if (line->part_count > shapes[kind].parts) {
        const struct tdm_term *extra = &line->parts[shapes[kind].parts].terms[0];
        (void)no_place(r, tdm_term_place(r->block->tree, extra), kind, extra->text);
    }
    if (line == r->block->line) {
        const struct tdm_part *head = &line->parts[0];
        check_source_line(r);
        if (is_plain_head(kind) && head->count > 2)
            (void)no_place(r, tdm_term_place(r->block->tree, &head->terms[2]), kind, head->terms[2].text);
    }
    if (line->verbatim) (void)no_place(r, line_place(r, line), kind, TDM_STR("|"));
    if (line->block != NULL && !shapes[kind].block)
        (void)no_place(r, line_place(r, line->block), kind, line->block->source);
}

void too_many_clauses(struct reader *r, struct tdm_place place) {
    if (r->full) return;
    r->full = true;
    struct tdm_problem *problem = problem_at(r, TDM_ERROR, TDM_WHY_LIMIT, "P052", place);
    tdm_problem_what(problem, "the protocol has more clauses than can be numbered");
    tdm_problem_fix(problem, "leave some out: %d is the most, those of its parts among them", TDM_CLAUSE_NONE);
}

/* A line that is two clauses, a step and its condition, lacks one source and not two. */
static bool told_already(const struct reader *r, const char *code, struct tdm_place place) {
    for (uint32_t i = r->problems->count; i > 0; i--) {
        const struct tdm_problem *problem = &r->problems->items[i - 1];
        if (problem->place.line == place.line && problem->place.column == place.column &&
            tdm_str_equal(problem->place.file, place.file) && strcmp(problem->code, code) == 0)
            return true;
    }
    return false;
}

tdm_clause_id clause_add(struct reader *r, enum tdm_clause_kind kind, const struct tdm_line *line) {
    struct tdm_protocol *protocol = r->protocol;
    if (protocol->clause_count == TDM_CLAUSE_NONE) {
        too_many_clauses(r, line_place(r, line));
        return TDM_CLAUSE_NONE - 1; /* any number will do: the protocol is refused */
    }
    TDM_GROW(r->mem, r->clauses, protocol->clause_count, r->clause_room);
    protocol->clauses = r->clauses;
    struct tdm_clause *clause = &r->clauses[protocol->clause_count];
    *clause = (struct tdm_clause){.kind = kind, .place = line_place(r, line), .text = text_of(r, line)};
    add_cites(r, line, clause);
    check_shape(r, kind, line);
    if (wants_source(r, kind, line)) {
        bool could_be_own = kind != TDM_CLAUSE_GUIDELINE; /* else it would thin the share of what is own */
        protocol->clauses_wanting_source += could_be_own;
        protocol->clauses_own += clause->own && could_be_own;
        if (clause->cite_count == 0 && !told_already(r, "P007", clause->place)) {
            struct tdm_problem *problem = problem_at(r, TDM_ERROR, TDM_WHY_MISSING, "P007", clause->place);
            tdm_problem_what(problem, "`%.*s` has no source", TDM_FMT(clause->text));
            tdm_problem_fix(problem, never_own(kind) ? "cite one at its end" : "cite one at its end, or write `[own]`");
        }
    }
    return (tdm_clause_id)protocol->clause_count++;
}

/* ---- blocks against the table */

enum { MORE_HEADS = 4 };

/* The heads of a clause that begins with one of several words; or null. */
static const char *const *more_heads(enum tdm_clause_kind kind) {
    static const char *const touches[MORE_HEADS] = {"substance", "attribute", "activity", "load"};
    static const char *const steps[MORE_HEADS] = {"stop", "regress", "hold", "advance"};
    return kind == TDM_CLAUSE_TOUCHES ? touches : kind == TDM_CLAUSE_STEP ? steps : NULL;
}

static bool heads_clause(const struct tdm_clause_form *form, enum tdm_clause_kind kind, tdm_str head) {
    const char *const *more = more_heads(kind);
    for (size_t i = 0; more != NULL && i < MORE_HEADS; i++)
        if (tdm_str_is(head, more[i])) return true;
    if (more != NULL) return false;
    if (kind == TDM_CLAUSE_UNTIL && tdm_str_is(head, "without")) return true;
    return tdm_str_is(head, form->head);
}

static tdm_str listed(struct reader *r, const tdm_str *names, size_t count) {
    struct tdm_buf out;
    tdm_buf_init(&out, r->mem, 1u << 12);
    for (size_t i = 0; i < count; i++) tdm_buf_format(&out, "%s%.*s", i == 0 ? "" : ", ", TDM_FMT(names[i]));
    return tdm_buf_str(&out);
}

bool clause_kind_inside(struct reader *r, enum tdm_clause_kind block, const struct tdm_line *line,
                        enum tdm_clause_kind *out) {
    const char *inside = tdm_clause_forms[block].head;
    tdm_str head = tdm_line_head(line), names[TDM_CLAUSE_KIND_COUNT + 2 * MORE_HEADS];
    size_t count = 0;
    for (int k = 0; k < TDM_CLAUSE_KIND_COUNT; k++) {
        const struct tdm_clause_form *form = &tdm_clause_forms[k];
        if (strcmp(form->inside, inside) != 0) continue;
        if (heads_clause(form, (enum tdm_clause_kind)k, head)) {
            *out = (enum tdm_clause_kind)k;
            return true;
        }
        const char *const *more = more_heads((enum tdm_clause_kind)k);
        if (more == NULL) names[count++] = tdm_str_of(form->head);
        for (size_t i = 0; more != NULL && i < MORE_HEADS; i++) names[count++] = tdm_str_of(more[i]);
    }
    int near = tdm_nearest(head, names, count);
    struct tdm_problem *problem = problem_at(r, TDM_ERROR, TDM_WHY_NOT_FOUND, "P003", line_place(r, line));
    tdm_problem_what(problem, "a `%s` block has no clause `%.*s`", inside, TDM_FMT(head.len > 0 ? head : line->source));
    if (near >= 0)
        tdm_problem_fix(problem, "write `%.*s`", TDM_FMT(names[near]));
    else
        tdm_problem_fix(problem, "take it away, or write one of: %.*s", TDM_FMT(listed(r, names, count)));
    return false;
}

bool clause_once(struct reader *r, enum tdm_clause_kind kind, const struct tdm_line *line, bool *seen) {
    bool again = seen[kind] && !tdm_clause_forms[kind].many;
    seen[kind] = true;
    if (!again) return true;
    struct tdm_problem *problem = problem_at(r, TDM_ERROR, TDM_WHY_CONFLICT, "P006", line_place(r, line));
    tdm_problem_what(problem, "`%.*s` stands twice in this block", TDM_FMT(tdm_line_head(line)));
    tdm_problem_fix(problem, "keep one of them");
    return false;
}

bool clauses_complete(struct reader *r, enum tdm_clause_kind block, const bool *seen) {
    const char *inside = tdm_clause_forms[block].head;
    bool complete = true;
    for (int k = 0; k < TDM_CLAUSE_KIND_COUNT; k++) {
        const struct tdm_clause_form *form = &tdm_clause_forms[k];
        if (!form->must || seen[k] || strcmp(form->inside, inside) != 0) continue;
        complete = false;
        const char *code = k == TDM_CLAUSE_STARTS      ? "P016"
                           : k == TDM_CLAUSE_UNTIL     ? "P017"
                           : k == TDM_CLAUSE_OTHERWISE ? "P031"
                                                       : "P005";
        struct tdm_problem *problem = problem_at(r, TDM_ERROR, TDM_WHY_MISSING, code, line_place(r, r->block->line));
        if (k == TDM_CLAUSE_STARTS || k == TDM_CLAUSE_UNTIL)
            tdm_problem_what(problem, "the restriction `%.*s` has no %s: nobody could tell how long it holds",
                             TDM_FMT(r->block->name), k == TDM_CLAUSE_STARTS ? "first day" : "last day");
        else
            tdm_problem_what(problem, "`%s %.*s` has no `%s`", inside, TDM_FMT(r->block->name), form->head);
        tdm_problem_fix(problem, form->wants_source ? "add, with its source: %s" : "add: %s", form->form);
    }
    return complete;
}
