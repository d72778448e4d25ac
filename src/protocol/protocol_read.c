/* protocol_read.c - a tree -> a protocol: gathers blocks (also of the parts it uses), collects names, reads each block,
 * then checks. */
#include "protocol/protocol_int.h"

struct tdm_problem *problem_at(struct reader *r, enum tdm_severity severity, enum tdm_why why, const char *code,
                               struct tdm_place place) {
    return tdm_problems_add(r->problems, severity, why, code, place);
}

struct tdm_place line_place(const struct reader *r, const struct tdm_line *line) {
    return tdm_line_place(r->block->tree, line);
}

struct tdm_place clause_place(const struct reader *r, tdm_clause_id clause) {
    TDM_ASSERT(clause < r->protocol->clause_count); /* what has no clause was told before */
    return r->protocol->clauses[clause].place;
}

bool malformed(struct reader *r, struct tdm_place place, enum tdm_clause_kind kind) {
    const struct tdm_clause_form *form = &tdm_clause_forms[kind];
    size_t unused;
    bool has_text = tdm_str_find(tdm_str_of(form->form), TDM_STR("TEXT"), &unused);
    bool one_head = form->head[0] != '\0' && kind != TDM_CLAUSE_STEP && kind != TDM_CLAUSE_TOUCHES;
    struct tdm_problem *problem = problem_at(r, TDM_ERROR, TDM_WHY_SYNTAX, "P046", place);
    if (one_head)
        tdm_problem_what(problem, "this cannot be read as `%s`", form->head);
    else
        tdm_problem_what(problem, "this cannot be read as a line of `%s`", form->inside);
    tdm_problem_fix(problem, "write: %s%s", form->form, has_text ? ", where TEXT stands in quotes" : "");
    return false;
}

/* ---- blocks */

static const enum tdm_clause_kind top_kinds[] = {TDM_CLAUSE_SOURCE,   TDM_CLAUSE_MEASURE,   TDM_CLAUSE_SET,
                                                 TDM_CLAUSE_PHASE,    TDM_CLAUSE_CLEARANCE, TDM_CLAUSE_GATE,
                                                 TDM_CLAUSE_RESTRICT, TDM_CLAUSE_FLAG,      TDM_CLAUSE_PROGRESS,
                                                 TDM_CLAUSE_PLAN,     TDM_CLAUSE_OWE,       TDM_CLAUSE_NEVER};

static bool top_kind(struct reader *r, const struct tdm_tree *tree, const struct tdm_line *line,
                     enum tdm_clause_kind *out) {
    tdm_str head = tdm_line_head(line), names[TDM_CLAUSE_KIND_COUNT];
    for (size_t i = 0; i < r->top_count; i++) {
        names[i] = tdm_str_of(tdm_clause_forms[r->top_kinds[i]].head);
        if (!tdm_str_equal(head, names[i])) continue;
        *out = r->top_kinds[i];
        return true;
    }
    int near = tdm_nearest(head, names, r->top_count);
    struct tdm_problem *problem = problem_at(r, TDM_ERROR, TDM_WHY_NOT_FOUND, "P002", tdm_line_place(tree, line));
    tdm_problem_what(problem, "a %s has no block `%.*s`", r->file_kind, TDM_FMT(head.len > 0 ? head : line->source));
    if (near >= 0)
        tdm_problem_fix(problem, "write `%.*s`", TDM_FMT(names[near]));
    else
        tdm_problem_fix(problem, "take it away, or indent it into the block it belongs to");
    return false;
}

static bool named(enum tdm_clause_kind kind) {
    return kind != TDM_CLAUSE_NEVER && kind != TDM_CLAUSE_OWE;
}

static void check_duplicate(struct reader *r, const struct block *block) {
    if (!named(block->kind)) return;
    for (size_t i = 0; i + 1 < r->block_count; i++) {
        const struct block *other = &r->blocks[i];
        if (other->kind != block->kind || !tdm_str_equal(other->name, block->name)) continue;
        struct tdm_problem *problem =
            problem_at(r, TDM_ERROR, TDM_WHY_CONFLICT, "P004", tdm_line_place(block->tree, block->line));
        tdm_problem_what(problem, "`%s %.*s` is declared twice, first on line %u of %.*s",
                         tdm_clause_forms[block->kind].head, TDM_FMT(block->name), other->line->line,
                         TDM_FMT(other->tree->file));
        tdm_problem_fix(problem, "give one of them another name, or take one away");
        return;
    }
}

/* A phase called `end`, or a source called `own`, could not be told from the words round it. */
static void check_name(struct reader *r, const struct tdm_tree *tree, const struct tdm_term *name) {
    if (!tdm_word_reserved(name->text)) return;
    struct tdm_problem *problem = problem_at(r, TDM_ERROR, TDM_WHY_NOT_ALLOWED, "P049", tdm_term_place(tree, name));
    tdm_problem_what(problem, "`%.*s` is a word of the notation and cannot be a name", TDM_FMT(name->text));
    tdm_problem_fix(problem, "choose another name, such as `%.*s-1`", TDM_FMT(name->text));
}

void reader_gather(struct reader *r, const struct tdm_tree *tree, const struct tdm_line *first) {
    for (const struct tdm_line *line = first; line != NULL; line = line->next) {
        struct block block = {.tree = tree, .line = line};
        if (r->block_count == TDM_CLAUSE_NONE) {
            too_many_clauses(r, tdm_line_place(tree, line));
            return;
        }
        if (!top_kind(r, tree, line, &block.kind)) continue;
        const struct tdm_part *part = &line->parts[0];
        if (named(block.kind)) {
            if (part->count < 2 || part->terms[1].kind != TDM_TERM_WORD) {
                r->block = &block;
                (void)malformed(r, tdm_line_place(tree, line), block.kind);
                continue;
            }
            block.name = part->terms[1].text;
            check_name(r, tree, &part->terms[1]);
        }
        TDM_GROW(r->mem, r->blocks, r->block_count, r->block_room);
        r->blocks[r->block_count++] = block;
        check_duplicate(r, &block);
    }
}

static uint32_t count_kind(const struct reader *r, enum tdm_clause_kind kind) {
    uint32_t count = 0;
    for (size_t i = 0; i < r->block_count; i++) count += r->blocks[i].kind == kind;
    return count;
}

static const tdm_str *names_of(struct reader *r, enum tdm_clause_kind kind, uint32_t *count) {
    tdm_str *names = TDM_NEW_ARRAY(r->mem, tdm_str, count_kind(r, kind) + 1);
    *count = 0;
    for (size_t i = 0; i < r->block_count; i++)
        if (r->blocks[i].kind == kind) names[(*count)++] = r->blocks[i].name;
    return names;
}

/* A part says with `needs phase NAME` which phases whoever uses it has; alone it is read as if they were there. */
static const tdm_str *phase_names(struct reader *r, uint32_t *count) {
    const tdm_str *declared = names_of(r, TDM_CLAUSE_PHASE, count);
    uint32_t needed = 0;
    for (const struct tdm_line *line = r->part; line != NULL; line = line->next)
        if (tdm_str_is(tdm_line_head(line), "needs")) needed += line->part_count;
    tdm_str *names = TDM_NEW_ARRAY(r->mem, tdm_str, *count + needed + 1);
    for (uint32_t i = 0; i < *count; i++) names[i] = declared[i];
    for (const struct tdm_line *line = r->part; line != NULL; line = line->next)
        for (uint32_t p = 0; tdm_str_is(tdm_line_head(line), "needs") && p < line->part_count; p++) {
            struct tdm_cursor c = tdm_cursor_of(r->block->tree, line, p);
            if (p == 0) c.at++;
            if (p == 0) (void)tdm_cursor_take_word(&c, "phase");
            const struct tdm_term *name = tdm_cursor_take(&c, TDM_TERM_WORD);
            if (name != NULL && tdm_cursor_done(&c)) {
                names[(*count)++] = name->text;
                continue;
            }
            struct tdm_problem *problem = problem_at(r, TDM_ERROR, TDM_WHY_SYNTAX, "P055", tdm_cursor_place(&c));
            tdm_problem_what(problem, "this does not say which phases the part needs");
            tdm_problem_fix(problem, "write: needs phase NAME [, NAME]");
        }
    return names;
}

/* ---- one kind after the other: what conditions name must be there before the conditions */

#define READ_KIND(r, clause_kind, type, function, field, counter)                                                      \
    do {                                                                                                               \
        uint32_t kind_count = count_kind((r), (clause_kind)), kind_at = 0;                                             \
        type *kind_items = TDM_NEW_ARRAY((r)->mem, type, kind_count);                                                  \
        (r)->protocol->field = kind_items;                                                                             \
        (r)->protocol->counter = kind_count;                                                                           \
        for (size_t block_at = 0; block_at < (r)->block_count; block_at++) {                                           \
            if ((r)->blocks[block_at].kind != (clause_kind)) continue;                                                 \
            (r)->block = &(r)->blocks[block_at];                                                                       \
            (r)->blocks[block_at].clause = clause_add((r), (clause_kind), (r)->block->line);                           \
            function((r), &kind_items[kind_at++]);                                                                     \
        }                                                                                                              \
    } while (0)

void read_sources(struct reader *r) {
    uint32_t count = count_kind(r, TDM_CLAUSE_SOURCE), at = 0;
    struct tdm_source *items = TDM_NEW_ARRAY(r->mem, struct tdm_source, count);
    r->source_cited = TDM_NEW_ARRAY(r->mem, bool, count);
    r->protocol->sources = items;
    for (size_t i = 0; i < r->block_count; i++)
        if (r->blocks[i].kind == TDM_CLAUSE_SOURCE) items[at++].name = r->blocks[i].name;
    r->protocol->source_count = count;
    at = 0;
    for (size_t i = 0; i < r->block_count; i++) {
        if (r->blocks[i].kind != TDM_CLAUSE_SOURCE) continue;
        r->block = &r->blocks[i];
        r->blocks[i].clause = clause_add(r, TDM_CLAUSE_SOURCE, r->block->line);
        read_source(r, &items[at++]);
    }
}

void read_measures(struct reader *r) {
    uint32_t count = count_kind(r, TDM_CLAUSE_MEASURE), at = 0;
    struct tdm_measure_use *items = TDM_NEW_ARRAY(r->mem, struct tdm_measure_use, count);
    r->protocol->measures = r->protocol->scope.measures = items;
    r->protocol->measure_count = r->protocol->scope.measure_count = count;
    for (size_t i = 0; i < r->block_count; i++)
        if (r->blocks[i].kind == TDM_CLAUSE_MEASURE)
            items[at++] = (struct tdm_measure_use){.name = r->blocks[i].name, .measure = TDM_REF_NONE};
    at = 0;
    for (size_t i = 0; i < r->block_count; i++) {
        if (r->blocks[i].kind != TDM_CLAUSE_MEASURE) continue;
        r->block = &r->blocks[i];
        r->blocks[i].clause = clause_add(r, TDM_CLAUSE_MEASURE, r->block->line);
        read_measure(r, &items[at++]);
    }
}

static void read_blocks(struct reader *r) {
    struct tdm_scope *scope = &r->protocol->scope;
    scope->catalog = r->catalog;
    scope->clearances = names_of(r, TDM_CLAUSE_CLEARANCE, &scope->clearance_count);
    scope->gates = names_of(r, TDM_CLAUSE_GATE, &scope->gate_count);
    scope->phases = phase_names(r, &scope->phase_count);
    scope->flags = names_of(r, TDM_CLAUSE_FLAG, &scope->flag_count);
    read_measures(r);
    for (uint32_t i = 0; i < r->protocol->measure_count; i++)
        if (r->protocol->measures[i].measure == TDM_REF_NONE) return; /* told; conditions would only repeat it */
    READ_KIND(r, TDM_CLAUSE_SET, struct tdm_measure_set, read_set, sets, set_count);
    READ_KIND(r, TDM_CLAUSE_PLAN, struct tdm_plan, read_plan, plans, plan_count);
    READ_KIND(r, TDM_CLAUSE_PHASE, struct tdm_phase, read_phase, phases, phase_count);
    READ_KIND(r, TDM_CLAUSE_CLEARANCE, struct tdm_clearance, read_clearance, clearances, clearance_count);
    READ_KIND(r, TDM_CLAUSE_GATE, struct tdm_gate, read_gate, gates, gate_count);
    READ_KIND(r, TDM_CLAUSE_RESTRICT, struct tdm_restriction, read_restriction, restrictions, restriction_count);
    READ_KIND(r, TDM_CLAUSE_NEVER, struct tdm_never, read_never, nevers, never_count);
    READ_KIND(r, TDM_CLAUSE_FLAG, struct tdm_flag, read_flag, flags, flag_count);
    READ_KIND(r, TDM_CLAUSE_PROGRESS, struct tdm_progress, read_progress, progressions, progress_count);
    READ_KIND(r, TDM_CLAUSE_OWE, struct tdm_owe, read_owe, owes, owe_count);
}

/* ---- parts */

/* The pin of a line `use NAME, hash TEXT`. */
static bool pin_of(const struct tdm_line *line, tdm_digest *out) {
    const struct tdm_part *second = line->part_count > 1 ? &line->parts[1] : NULL;
    return second != NULL && second->count == 2 && tdm_str_is(second->terms[0].text, "hash") &&
           second->terms[1].kind == TDM_TERM_TEXT && tdm_digest_parse(second->terms[1].text, out);
}

tdm_str tdm_part_named(tdm_str file) {
    static const tdm_str ending = TDM_STR_INIT(".tandem");
    size_t from = file.len, at;
    while (from > 0 && file.at[from - 1] != '/') from--;
    tdm_str name = tdm_str_slice(file, from, file.len);
    if (tdm_str_ends_with(name, ending)) name = tdm_str_slice(name, 0, name.len - ending.len);
    return tdm_str_find(name, TDM_STR("@"), &at) ? tdm_str_slice(name, 0, at) : name;
}

static bool takes_in(const struct tdm_line *line) {
    return tdm_str_is(tdm_line_head(line), "use") && line->parts[0].count >= 2;
}

static const struct tdm_part_file *find_part(const struct tdm_parts *parts, const struct tdm_line *line) {
    const struct tdm_part_file *named = NULL;
    tdm_digest pin;
    bool pinned = pin_of(line, &pin);
    for (uint32_t i = 0; parts != NULL && i < parts->count; i++) {
        const struct tdm_part_file *part = &parts->items[i];
        if (!tdm_str_equal(part->name, line->parts[0].terms[1].text)) continue;
        if (pinned && tdm_digest_equal(part->digest, pin)) return part;
        if (named == NULL) named = part;
    }
    return named;
}

bool tdm_part_missing(const struct tdm_tree *protocol, const struct tdm_parts *parts, const struct tdm_line **at,
                      struct tdm_part_file *out) {
    const struct tdm_line *line = *at != NULL ? (*at)->next : protocol->first == NULL ? NULL : protocol->first->block;
    for (; line != NULL; line = line->next) {
        if (!takes_in(line) || !pin_of(line, &out->digest)) continue;
        const struct tdm_part_file *part = find_part(parts, line);
        if (part != NULL && tdm_digest_equal(part->digest, out->digest)) continue;
        out->name = line->parts[0].terms[1].text;
        *at = line;
        return true;
    }
    return false;
}

static void check_pin(struct reader *r, const struct tdm_line *line, const struct tdm_part_file *part) {
    struct tdm_buf found;
    tdm_buf_init(&found, r->mem, 128);
    tdm_digest_print(&found, part->digest);
    const struct tdm_part *second = line->part_count > 1 ? &line->parts[1] : NULL;
    bool pinned = second != NULL && second->count == 2 && tdm_str_is(second->terms[0].text, "hash") &&
                  second->terms[1].kind == TDM_TERM_TEXT;
    tdm_digest wanted;
    if (!pinned && second != NULL) {
        (void)malformed(r, tdm_term_place(r->block->tree, &second->terms[0]), TDM_CLAUSE_USE);
        return;
    }
    if (!pinned) {
        struct tdm_problem *problem = problem_at(r, TDM_NOTE, TDM_WHY_MISSING, "P036", line_place(r, line));
        tdm_problem_what(problem, "the part `%.*s` is not pinned: another version of it would be taken silently",
                         TDM_FMT(part->name));
        tdm_problem_fix(problem, "write: use %.*s, hash \"%.*s\"", TDM_FMT(part->name), TDM_FMT(tdm_buf_str(&found)));
        return;
    }
    if (tdm_digest_parse(second->terms[1].text, &wanted) && tdm_digest_equal(wanted, part->digest)) return;
    struct tdm_problem *problem =
        problem_at(r, TDM_ERROR, TDM_WHY_CONFLICT, "P035", tdm_term_place(r->block->tree, &second->terms[1]));
    tdm_problem_what(problem, "the part `%.*s` is not the one that was pinned", TDM_FMT(part->name));
    tdm_problem_fix(problem, "read what changed, then write: hash \"%.*s\"", TDM_FMT(tdm_buf_str(&found)));
}

static void refuse_part(struct reader *r, const struct tdm_term *name) {
    uint32_t count = r->parts == NULL ? 0 : r->parts->count;
    tdm_str *names = TDM_NEW_ARRAY(r->mem, tdm_str, count + 1);
    for (uint32_t i = 0; i < count; i++) names[i] = r->parts->items[i].name;
    int near = tdm_nearest(name->text, names, count);
    struct tdm_problem *problem =
        problem_at(r, TDM_ERROR, TDM_WHY_NOT_FOUND, "P034", tdm_term_place(r->block->tree, name));
    tdm_problem_what(problem, "there is no part `%.*s`", TDM_FMT(name->text));
    if (near >= 0)
        tdm_problem_fix(problem, "write `%.*s`", TDM_FMT(names[near]));
    else
        tdm_problem_fix(problem, "put it into the folder parts/ of --data, or take the line away");
}

static void take_parts(struct reader *r, const struct tdm_line *head) {
    uint32_t lines = 0;
    for (const struct tdm_line *line = head->block; line != NULL; line = line->next) lines += takes_in(line);
    tdm_str *texts = TDM_NEW_ARRAY(r->mem, tdm_str, lines + 1);
    r->protocol->part_texts = texts;
    for (const struct tdm_line *line = head->block; line != NULL; line = line->next) {
        if (!takes_in(line)) continue;
        const struct tdm_part_file *part = find_part(r->parts, line);
        if (part == NULL) {
            refuse_part(r, &line->parts[0].terms[1]);
            continue;
        }
        check_pin(r, line, part);
        texts[r->protocol->part_count++] = part->tree->text;
        if (part->tree->first != NULL) reader_gather(r, part->tree, part->tree->first->next);
    }
}

bool reader_taken_in(const struct reader *r, tdm_str *part, struct tdm_place *place) {
    const struct tdm_line *line = r->whole == NULL ? NULL : r->whole->first->block;
    for (; line != NULL; line = line->next) {
        const struct tdm_part_file *file = takes_in(line) ? find_part(r->parts, line) : NULL;
        if (file == NULL || file->tree != r->block->tree) continue;
        *part = file->name;
        *place = tdm_line_place(r->whole, line);
        return true;
    }
    return false;
}

/* ---- the door */

static uint16_t add_criterion(void *context, const struct tdm_line *line) {
    return clause_add(context, TDM_CLAUSE_CRITERION, line);
}

struct reader *reader_open(struct tdm_arena *mem, const struct tdm_tree *tree, const struct tdm_catalog *catalog,
                           struct tdm_problems *problems) {
    struct reader *r = TDM_NEW(mem, struct reader);
    r->mem = mem;
    r->problems = problems;
    r->catalog = catalog;
    r->protocol = TDM_NEW(mem, struct tdm_protocol);
    r->sink = (struct tdm_clause_sink){r, add_criterion};
    r->protocol->file = tree->file;
    r->protocol->catalog = catalog;
    r->protocol->digest = tdm_digest_of(tree->text);
    r->protocol->condition = r->protocol->procedure = r->protocol->target = r->protocol->region = TDM_REF_NONE;
    r->source_cited = TDM_NEW_ARRAY(mem, bool, 1);
    r->file_kind = "protocol";
    r->top_kinds = top_kinds;
    r->top_count = TDM_COUNT(top_kinds);
    return r;
}

bool reader_refuse_head(struct tdm_problems *problems, const struct tdm_tree *tree, const char *kind) {
    struct tdm_place place = {tree->file, 1, 1, 1};
    if (tree->first != NULL) place = tdm_line_place(tree, tree->first);
    struct tdm_problem *problem = tdm_problems_add(problems, TDM_ERROR, TDM_WHY_SYNTAX, "P001", place);
    tdm_problem_what(problem, "a %s begins with its name and version", kind);
    tdm_problem_fix(problem, "write on the first line: %s NAME version 1.0", kind);
    return false;
}

bool reader_head_fits(const struct tdm_tree *tree, const char *kind) {
    if (tree->first == NULL || !tdm_str_is(tdm_line_head(tree->first), kind)) return false;
    const struct tdm_part *part = &tree->first->parts[0];
    return tree->first->part_count == 1 && part->count == 4 && part->terms[1].kind == TDM_TERM_WORD &&
           tdm_str_is(part->terms[2].text, "version");
}

bool tdm_protocol_read(struct tdm_arena *mem, const struct tdm_tree *tree, const struct tdm_catalog *catalog,
                       const struct tdm_parts *parts, const struct tdm_protocol **out, struct tdm_problems *problems) {
    uint32_t errors = problems->errors;
    if (!reader_head_fits(tree, "protocol")) return reader_refuse_head(problems, tree, "protocol");
    struct reader *r = reader_open(mem, tree, catalog, problems);
    struct block head = {
        .tree = tree, .line = tree->first, .kind = TDM_CLAUSE_PROTOCOL, .name = tree->first->parts[0].terms[1].text};
    r->parts = parts;
    r->whole = tree;
    r->block = &head;
    take_parts(r, tree->first);
    reader_gather(r, tree, tree->first->next);
    read_sources(r);
    r->block = &head;
    head.clause = clause_add(r, TDM_CLAUSE_PROTOCOL, head.line);
    read_header(r);
    read_blocks(r);
    r->block = &head;
    if (problems->errors == errors) check_protocol(r);
    *out = r->protocol;
    return problems->errors == errors;
}

bool tdm_part_check(struct tdm_arena *mem, const struct tdm_tree *tree, const struct tdm_catalog *catalog,
                    struct tdm_problems *problems) {
    uint32_t errors = problems->errors;
    if (!reader_head_fits(tree, "part")) return reader_refuse_head(problems, tree, "part");
    struct reader *r = reader_open(mem, tree, catalog, problems);
    struct block head = {
        .tree = tree, .line = tree->first, .kind = TDM_CLAUSE_PROTOCOL, .name = tree->first->parts[0].terms[1].text};
    r->block = &head;
    r->part = tree->first->block;
    reader_gather(r, tree, tree->first->next);
    read_sources(r);
    r->block = &head;
    read_blocks(r);
    return problems->errors == errors;
}

/* ---- names */

static tdm_ref find_name(const tdm_str *names, uint32_t count, tdm_str name) {
    for (tdm_ref i = 0; i < count; i++)
        if (tdm_str_equal(names[i], name)) return i;
    return TDM_REF_NONE;
}

tdm_ref tdm_protocol_phase(const struct tdm_protocol *p, tdm_str name) {
    return find_name(p->scope.phases, p->scope.phase_count, name);
}
tdm_ref tdm_protocol_gate(const struct tdm_protocol *p, tdm_str name) {
    return find_name(p->scope.gates, p->scope.gate_count, name);
}
tdm_ref tdm_protocol_clearance(const struct tdm_protocol *p, tdm_str name) {
    return find_name(p->scope.clearances, p->scope.clearance_count, name);
}

tdm_ref tdm_protocol_measure(const struct tdm_protocol *p, tdm_str name) {
    for (tdm_ref i = 0; i < p->measure_count; i++)
        if (tdm_str_equal(p->measures[i].name, name)) return i;
    return TDM_REF_NONE;
}

const struct tdm_protocol *tdm_library_protocol(const struct tdm_library *library, tdm_str name, tdm_str version) {
    for (uint32_t i = 0; i < library->protocol_count; i++)
        if (tdm_str_equal(library->protocols[i]->name, name) && tdm_str_equal(library->protocols[i]->version, version))
            return library->protocols[i];
    return NULL;
}
