/* decision_read.c - a tree -> a decision: its head, measures, factors, what guidelines say and the legal status of
 * products. Blocks, names, sources and clauses are those of protocols. */
#include "protocol/decision_int.h"

/* ---- words */

const char *tdm_factor_word(enum tdm_factor factor) {
    static const char *const words[TDM_FACTOR_COUNT] = {
        [TDM_FACTOR_TISSUE] = "tissue", [TDM_FACTOR_NEUROMUSCULAR] = "neuromuscular"};
    TDM_ASSERT(factor < TDM_FACTOR_COUNT);
    return words[factor];
}

const char *tdm_limiting_word(enum tdm_limiting limiting) {
    static const char *const words[TDM_LIMITING_COUNT] = {[TDM_LIMITING_TISSUE] = "tissue",
                                                          [TDM_LIMITING_NEUROMUSCULAR] = "neuromuscular",
                                                          [TDM_LIMITING_BOTH] = "both",
                                                          [TDM_LIMITING_CANNOT_TELL] = "cannot-tell",
                                                          [TDM_LIMITING_NEITHER] = "neither"};
    TDM_ASSERT(limiting < TDM_LIMITING_COUNT);
    return words[limiting];
}

const char *tdm_way_word(enum tdm_way way) {
    static const char *const words[TDM_WAY_COUNT] = {[TDM_WAY_THERAPY_FIRST] = "therapy-first",
                                                     [TDM_WAY_CELL_PROCEDURE] = "cell-procedure",
                                                     [TDM_WAY_COMBINED] = "combined",
                                                     [TDM_WAY_WATCHFUL] = "watchful"};
    TDM_ASSERT(way < TDM_WAY_COUNT);
    return words[way];
}

bool tdm_decision_asked_for(const struct tdm_decision *decision, tdm_ref condition) {
    for (uint32_t i = 0; i < decision->condition_count; i++)
        if (decision->conditions[i] == condition) return true;
    return false;
}

/* ---- the head */

static void read_conditions(struct decision_reader *d, const struct tdm_line *line) {
    struct reader *r = d->r;
    tdm_ref *refs = TDM_NEW_ARRAY(r->mem, tdm_ref, line->part_count);
    uint32_t count = 0;
    for (uint32_t p = 0; p < line->part_count; p++) {
        struct tdm_cursor c = p == 0 ? after_head(r, line) : tdm_cursor_of(r->block->tree, line, p);
        if (take_catalog(r, &c, TDM_KIND_CONDITION, &refs[count]) && done(r, &c, TDM_CLAUSE_DECISION_CONDITION))
            count++;
    }
    d->decision->conditions = refs;
    d->decision->condition_count = count;
    if (count > 0) r->protocol->condition = refs[0];
}

static void read_reads(struct decision_reader *d, const struct tdm_line *line) {
    struct reader *r = d->r;
    for (uint32_t p = 0; p < line->part_count; p++) {
        struct tdm_cursor c = p == 0 ? after_head(r, line) : tdm_cursor_of(r->block->tree, line, p);
        tdm_ref use;
        if (take_own(r, &c, OWN_MEASURE, &use) && done(r, &c, TDM_CLAUSE_READS)) d->listed[use] = true;
    }
}

static void read_near(struct decision_reader *d, struct tdm_cursor *c) {
    struct reader *r = d->r;
    struct tdm_place place = tdm_cursor_place(c);
    const struct tdm_term *term = tdm_cursor_take(c, TDM_TERM_PERCENT);
    if (term == NULL) {
        (void)malformed(r, place, TDM_CLAUSE_NEAR);
        return;
    }
    d->decision->near_percent = term->number;
    if (tdm_decimal_compare(term->number, tdm_decimal_of_int(0)) >= 0 &&
        tdm_decimal_compare(term->number, tdm_decimal_of_int(50)) <= 0)
        return;
    struct tdm_problem *problem = problem_at(r, TDM_ERROR, TDM_WHY_RANGE, "P070", place);
    tdm_problem_what(problem, "`%.*s` is no margin round a bound", TDM_FMT(term->text));
    tdm_problem_fix(problem, "write a percentage from 0%% to 50%%");
}

static void read_jurisdictions(struct decision_reader *d, const struct tdm_line *line) {
    struct reader *r = d->r;
    tdm_str *names = TDM_NEW_ARRAY(r->mem, tdm_str, line->part_count);
    uint32_t count = 0;
    for (uint32_t p = 0; p < line->part_count; p++) {
        struct tdm_cursor c = p == 0 ? after_head(r, line) : tdm_cursor_of(r->block->tree, line, p);
        if (take_text(r, &c, TDM_CLAUSE_JURISDICTIONS, &names[count]) && done(r, &c, TDM_CLAUSE_JURISDICTIONS)) count++;
    }
    d->decision->jurisdictions = names;
    d->decision->jurisdiction_count = count;
}

static void read_head_line(struct decision_reader *d, enum tdm_clause_kind kind, const struct tdm_line *line,
                           tdm_clause_id clause) {
    struct reader *r = d->r;
    struct tdm_cursor c = after_head(r, line);
    uint32_t errors = r->problems->errors;
    switch ((int)kind) {
    case TDM_CLAUSE_DECISION_CONDITION:
        read_conditions(d, line);
        return;
    case TDM_CLAUSE_READS:
        read_reads(d, line);
        return;
    case TDM_CLAUSE_JURISDICTIONS:
        read_jurisdictions(d, line);
        return;
    case TDM_CLAUSE_DECISION_STATUS:
        read_status(r, &c);
        break;
    case TDM_CLAUSE_ASKS:
        (void)take_text(r, &c, kind, &d->decision->asks);
        r->protocol->title = d->decision->asks;
        break;
    case TDM_CLAUSE_NEAR:
        d->decision->near_clause = clause;
        read_near(d, &c);
        break;
    default:
        TDM_UNREACHABLE();
    }
    if (r->problems->errors == errors) (void)done(r, &c, kind);
}

static void read_head(struct decision_reader *d) {
    struct reader *r = d->r;
    bool seen[TDM_CLAUSE_KIND_COUNT] = {false};
    read_version(r);
    for (const struct tdm_line *line = r->block->line->block; line != NULL; line = line->next) {
        enum tdm_clause_kind kind;
        if (!clause_kind_inside(r, TDM_CLAUSE_DECISION, line, &kind) || !clause_once(r, kind, line, seen)) continue;
        read_head_line(d, kind, line, clause_add(r, kind, line));
    }
    (void)clauses_complete(r, TDM_CLAUSE_DECISION, seen);
}

/* ---- factors */

static void read_factor(struct decision_reader *d) {
    struct reader *r = d->r;
    struct tdm_cursor c = after_head(r, r->block->line);
    tdm_str names[TDM_FACTOR_COUNT];
    int found = -1;
    for (int f = 0; f < TDM_FACTOR_COUNT; f++) {
        names[f] = tdm_str_of(tdm_factor_word((enum tdm_factor)f));
        if (tdm_str_equal(names[f], r->block->name)) found = f;
    }
    if (found < 0) {
        int near = tdm_nearest(r->block->name, names, TDM_FACTOR_COUNT);
        struct tdm_problem *problem = problem_at(r, TDM_ERROR, TDM_WHY_NOT_FOUND, "P060", tdm_cursor_place(&c));
        tdm_problem_what(problem, "`%.*s` is no factor: there are two, and the other answers follow from them",
                         TDM_FMT(r->block->name));
        if (near >= 0)
            tdm_problem_fix(problem, "write `%.*s`", TDM_FMT(names[near]));
        else
            tdm_problem_fix(problem, "write `tissue` or `neuromuscular`");
        return;
    }
    c.at++; /* its name */
    if (!tdm_cursor_take_word(&c, "when")) {
        (void)malformed(r, tdm_cursor_place(&c), TDM_CLAUSE_FACTOR);
        return;
    }
    d->decision->factor_clauses[found] = r->block->clause;
    (void)read_condition_here(r, &c, r->block->line, &d->decision->factors[found]);
}

/* ---- what guidelines say */

static void read_procedures(struct reader *r, const struct tdm_line *line, struct tdm_positions *out) {
    tdm_ref *procedures = TDM_NEW_ARRAY(r->mem, tdm_ref, line->part_count);
    out->procedures = procedures;
    (void)clause_add(r, TDM_CLAUSE_POSITIONS_OF, line);
    for (uint32_t p = 0; p < line->part_count; p++) {
        struct tdm_cursor c = p == 0 ? after_head(r, line) : tdm_cursor_of(r->block->tree, line, p);
        if (take_catalog(r, &c, TDM_KIND_PROCEDURE, &procedures[out->procedure_count]) &&
            done(r, &c, TDM_CLAUSE_POSITIONS_OF))
            out->procedure_count++;
    }
}

static void read_positions(struct decision_reader *d, struct tdm_positions *out) {
    struct reader *r = d->r;
    bool seen[TDM_CLAUSE_KIND_COUNT] = {false};
    struct tdm_position *items = TDM_NEW_ARRAY(r->mem, struct tdm_position, tdm_block_count(r->block->line->block) + 1);
    out->name = r->block->name;
    out->clause = r->block->clause;
    out->items = items;
    for (const struct tdm_line *line = r->block->line->block; line != NULL; line = line->next) {
        enum tdm_clause_kind kind;
        if (!clause_kind_inside(r, TDM_CLAUSE_POSITIONS, line, &kind) || !clause_once(r, kind, line, seen)) continue;
        struct tdm_cursor c = after_head(r, line);
        if (kind == TDM_CLAUSE_POSITIONS_OF) {
            read_procedures(r, line, out);
            continue;
        }
        if (kind != TDM_CLAUSE_ABOUT) {
            (void)read_position(r, kind, line, &items[out->count++]);
            continue;
        }
        (void)clause_add(r, kind, line);
        if (take_text(r, &c, kind, &out->about)) (void)done(r, &c, kind);
    }
    (void)clauses_complete(r, TDM_CLAUSE_POSITIONS, seen);
}

/* ---- the legal status of products */

static bool read_jurisdiction(struct decision_reader *d, struct tdm_cursor *c, uint32_t *out) {
    struct reader *r = d->r;
    struct tdm_place place = tdm_cursor_place(c);
    tdm_str name;
    if (!take_text(r, c, TDM_CLAUSE_LAW, &name) || !done(r, c, TDM_CLAUSE_LAW)) return false;
    for (*out = 0; *out < d->decision->jurisdiction_count; ++*out)
        if (tdm_str_equal(d->decision->jurisdictions[*out], name)) return true;
    int near = tdm_nearest(name, d->decision->jurisdictions, d->decision->jurisdiction_count);
    struct tdm_problem *problem = problem_at(r, TDM_ERROR, TDM_WHY_NOT_FOUND, "P072", place);
    tdm_problem_what(problem, "\"%.*s\" is none of the decision's jurisdictions", TDM_FMT(name));
    if (near >= 0)
        tdm_problem_fix(problem, "write \"%.*s\"", TDM_FMT(d->decision->jurisdictions[near]));
    else
        tdm_problem_fix(problem, "add it to the line `jurisdictions`: every product is then told for it");
    return false;
}

static void read_law(struct decision_reader *d, const struct tdm_line *line, struct tdm_law *out) {
    struct reader *r = d->r;
    struct tdm_cursor c = after_head(r, line);
    out->clause = clause_add(r, TDM_CLAUSE_LAW, line);
    if (line->part_count < 3) {
        (void)malformed(r, line_place(r, line), TDM_CLAUSE_LAW);
        return;
    }
    struct tdm_cursor since = tdm_cursor_of(r->block->tree, line, 1);
    struct tdm_cursor status = tdm_cursor_of(r->block->tree, line, 2);
    if (!read_jurisdiction(d, &c, &out->jurisdiction)) return;
    if (!tdm_cursor_take_word(&since, "since")) {
        (void)malformed(r, tdm_cursor_place(&since), TDM_CLAUSE_LAW);
        return;
    }
    const struct tdm_term *term = tdm_cursor_take(&since, TDM_TERM_DATE);
    if (term == NULL) term = tdm_cursor_take(&since, TDM_TERM_NUMBER);
    if (term == NULL) {
        (void)malformed(r, tdm_cursor_place(&since), TDM_CLAUSE_LAW);
        return;
    }
    out->since = term->text;
    if (!done(r, &since, TDM_CLAUSE_LAW) || !take_text(r, &status, TDM_CLAUSE_LAW, &out->status) ||
        !done(r, &status, TDM_CLAUSE_LAW))
        return;
    (void)rests_on_source(r, line, out->clause, "a legal status");
}

static void read_product(struct decision_reader *d, struct tdm_product_law *out) {
    struct reader *r = d->r;
    struct tdm_cursor c = after_head(r, r->block->line);
    struct tdm_law *items = TDM_NEW_ARRAY(r->mem, struct tdm_law, tdm_block_count(r->block->line->block) + 1);
    out->clause = r->block->clause;
    out->items = items;
    if (!take_catalog(r, &c, TDM_KIND_PROCEDURE, &out->procedure)) return;
    for (const struct tdm_line *line = r->block->line->block; line != NULL; line = line->next) {
        enum tdm_clause_kind kind;
        if (clause_kind_inside(r, TDM_CLAUSE_PRODUCT, line, &kind)) read_law(d, line, &items[out->count++]);
    }
}

/* ---- all blocks */

static uint32_t count_kind(const struct reader *r, enum tdm_clause_kind kind) {
    uint32_t count = 0;
    for (size_t i = 0; i < r->block_count; i++) count += r->blocks[i].kind == kind;
    return count;
}

static void read_block(struct decision_reader *d, struct tdm_positions *positions, struct tdm_product_law *products) {
    struct reader *r = d->r;
    enum tdm_way way;
    struct tdm_cursor c = after_head(r, r->block->line);
    switch ((int)r->block->kind) {
    case TDM_CLAUSE_FACTOR:
        read_factor(d);
        break;
    case TDM_CLAUSE_OPTION:
        if (option_named(d, r->block->name, tdm_cursor_place(&c), &way)) read_option(d, way);
        break;
    case TDM_CLAUSE_POSITIONS:
        read_positions(d, &positions[d->decision->positions_count++]);
        break;
    case TDM_CLAUSE_PRODUCT:
        read_product(d, &products[d->decision->product_count++]);
        break;
    default:
        TDM_UNREACHABLE(); /* sources and measures were read before */
    }
}

static void read_blocks(struct decision_reader *d) {
    struct reader *r = d->r;
    struct tdm_positions *positions =
        TDM_NEW_ARRAY(r->mem, struct tdm_positions, count_kind(r, TDM_CLAUSE_POSITIONS) + 1);
    struct tdm_product_law *products =
        TDM_NEW_ARRAY(r->mem, struct tdm_product_law, count_kind(r, TDM_CLAUSE_PRODUCT) + 1);
    d->decision->positions = positions;
    d->decision->products = products;
    for (size_t i = 0; i < r->block_count; i++) {
        enum tdm_clause_kind kind = r->blocks[i].kind;
        if (kind == TDM_CLAUSE_SOURCE || kind == TDM_CLAUSE_MEASURE) continue;
        r->block = &r->blocks[i];
        r->blocks[i].clause = clause_add(r, kind, r->block->line);
        read_block(d, positions, products);
    }
}

static bool measures_known(const struct reader *r) {
    for (uint32_t i = 0; i < r->protocol->measure_count; i++)
        if (r->protocol->measures[i].measure == TDM_REF_NONE) return false;
    return true;
}

bool tdm_decision_read(struct tdm_arena *mem, const struct tdm_tree *tree, const struct tdm_catalog *catalog,
                       const struct tdm_decision **out, struct tdm_problems *problems) {
    static const enum tdm_clause_kind kinds[] = {TDM_CLAUSE_SOURCE, TDM_CLAUSE_MEASURE,   TDM_CLAUSE_FACTOR,
                                                 TDM_CLAUSE_OPTION, TDM_CLAUSE_POSITIONS, TDM_CLAUSE_PRODUCT};
    uint32_t errors = problems->errors;
    if (!reader_head_fits(tree, "decision")) return reader_refuse_head(problems, tree, "decision");
    struct decision_reader d = {.r = reader_open(mem, tree, catalog, problems)};
    struct reader *r = d.r;
    struct block head = {
        .tree = tree, .line = tree->first, .kind = TDM_CLAUSE_DECISION, .name = tree->first->parts[0].terms[1].text};
    d.decision = TDM_NEW(mem, struct tdm_decision);
    d.decision->frame = r->protocol;
    for (int f = 0; f < TDM_FACTOR_COUNT; f++) d.decision->factor_clauses[f] = TDM_CLAUSE_NONE;
    for (int w = 0; w < TDM_WAY_COUNT; w++) d.decision->options[w].clause = TDM_CLAUSE_NONE;
    r->file_kind = "decision";
    r->top_kinds = kinds;
    r->top_count = TDM_COUNT(kinds);
    r->block = &head;
    reader_gather(r, tree, tree->first->next);
    read_sources(r);
    r->protocol->scope.catalog = catalog;
    read_measures(r);
    d.listed = TDM_NEW_ARRAY(mem, bool, r->protocol->measure_count + 1);
    d.used = TDM_NEW_ARRAY(mem, bool, r->protocol->measure_count + 1);
    r->block = &head;
    head.clause = clause_add(r, TDM_CLAUSE_DECISION, head.line);
    read_head(&d);
    if (measures_known(r)) read_blocks(&d);
    r->block = &head;
    if (problems->errors == errors) check_decision(&d);
    *out = d.decision;
    return problems->errors == errors;
}
