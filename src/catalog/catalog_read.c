/* catalog_read.c - reads catalogue files in two passes: names first, so that they may refer forward and across files;
 * then the clauses of each block by the table of its kind (catalog_kinds.c). What each clause says is read elsewhere.
 */
#include "catalog/catalog_int.h"

/* ---- helpers of the clause readers */

struct tdm_problem *tdm_catalog_refuse(struct catalog_reader *r, enum tdm_why why, const char *code,
                                       struct tdm_place place) {
    return tdm_problems_add(r->problems, TDM_ERROR, why, code, place);
}

struct tdm_place tdm_catalog_place(const struct catalog_reader *r, const struct tdm_term *term) {
    return tdm_term_place(r->tree, term);
}

struct tdm_cursor tdm_clause_cursor(const struct catalog_reader *r, const struct clause_at *at) {
    return tdm_cursor_of(r->tree, at->line, at->part);
}

bool tdm_clause_unread(struct catalog_reader *r, const struct tdm_cursor *c, const char *form) {
    struct tdm_problem *p = tdm_catalog_refuse(r, TDM_WHY_SYNTAX, "C009", tdm_cursor_place(c));
    if (tdm_cursor_done(c))
        tdm_problem_what(p, "the clause stops too early");
    else
        tdm_problem_what(p, "\"%.*s\" is not expected here", TDM_FMT(c->at->text));
    tdm_problem_fix(p, "the form is: %s", form);
    return false;
}

bool tdm_clause_done(struct catalog_reader *r, const struct tdm_cursor *c, const char *form) {
    return tdm_cursor_done(c) || tdm_clause_unread(r, c, form);
}

static const struct catalog_clause *clause_find(uint32_t kind, tdm_str head) {
    const struct catalog_kind_row *row = &tdm_catalog_kinds[kind];
    for (uint32_t i = 0; i < row->clause_count; i++)
        if (tdm_str_is(head, row->clauses[i].head)) return &row->clauses[i];
    return NULL;
}

static tdm_str part_head(const struct tdm_line *line, uint32_t part) {
    if (line->parts[part].count == 0) return TDM_STR("");
    const struct tdm_term *head = &line->parts[part].terms[0];
    bool word = head->kind == TDM_TERM_WORD || head->kind == TDM_TERM_MARK; /* `1RM is ...` */
    return word ? head->text : TDM_STR("");
}

bool tdm_clause_more(const struct catalog_reader *r, const struct clause_at *at) {
    return at->part < at->line->part_count && clause_find(r->kind, part_head(at->line, at->part)) == NULL;
}

bool tdm_clause_name(struct catalog_reader *r, struct tdm_cursor *c, enum tdm_catalog_kind kind, tdm_ref *out) {
    const char *word = tdm_catalog_kind_word(kind);
    const struct tdm_term *term = tdm_cursor_take(c, TDM_TERM_WORD);
    if (term == NULL) {
        struct tdm_problem *p = tdm_catalog_refuse(r, TDM_WHY_MISSING, "C002", tdm_cursor_place(c));
        tdm_problem_what(p, "the name of a %s is missing", word);
        tdm_problem_fix(p, "write the name of a declared %s", word);
        return false;
    }
    *out = tdm_catalog_find(r->catalog, kind, term->text);
    if (*out != TDM_REF_NONE) return true;
    tdm_str near = tdm_catalog_nearest(r->catalog, kind, term->text);
    struct tdm_problem *p = tdm_catalog_refuse(r, TDM_WHY_NOT_FOUND, "C008", tdm_catalog_place(r, term));
    tdm_problem_what(p, "no %s is named \"%.*s\"", word, TDM_FMT(term->text));
    if (near.len > 0)
        tdm_problem_fix(p, "write \"%.*s\", or declare it: %s %.*s", TDM_FMT(near), word, TDM_FMT(term->text));
    else
        tdm_problem_fix(p, "declare it: %s %.*s", word, TDM_FMT(term->text));
    return false;
}

static bool listed(const tdm_ref *refs, uint32_t count, tdm_ref ref) {
    for (uint32_t i = 0; i < count; i++)
        if (refs[i] == ref) return true;
    return false;
}

/* One name and nothing else in the rest of the part, not said before in the same list. */
static bool list_name(struct catalog_reader *r, struct tdm_cursor *c, struct clause_list list, tdm_ref *out,
                      uint32_t *count) {
    tdm_ref ref;
    struct tdm_place place = tdm_cursor_place(c);
    if (!tdm_clause_name(r, c, list.kind, &ref) || !tdm_clause_done(r, c, list.form)) return false;
    if (listed(out, *count, ref)) {
        struct tdm_problem *p = tdm_catalog_refuse(r, TDM_WHY_CONFLICT, "C038", place);
        tdm_problem_what(p, "\"%.*s\" is listed twice", TDM_FMT(tdm_catalog_name(r->catalog, list.kind, ref)));
        tdm_problem_fix(p, "leave one of them out");
        return false;
    }
    out[(*count)++] = ref;
    return true;
}

#define LIST_MOST 64u

bool tdm_clause_names(struct catalog_reader *r, struct clause_at *at, struct clause_list list, tdm_ref *out,
                      uint32_t *count) {
    struct tdm_cursor c = tdm_clause_cursor(r, at);
    (void)tdm_cursor_take(&c, TDM_TERM_WORD); /* the head */
    bool good = list_name(r, &c, list, out, count);
    for (at->part++; tdm_clause_more(r, at); at->part++) {
        c = tdm_clause_cursor(r, at);
        if (*count == LIST_MOST) return tdm_clause_unread(r, &c, list.form);
        good = list_name(r, &c, list, out, count) && good;
    }
    return good;
}

bool tdm_clause_mask(struct catalog_reader *r, struct clause_at *at, struct clause_list list, tdm_mask *out) {
    tdm_ref refs[LIST_MOST];
    uint32_t count = 0;
    bool good = tdm_clause_names(r, at, list, refs, &count);
    for (uint32_t i = 0; i < count; i++)
        if (refs[i] < CATALOG_MASK_MOST) *out |= TDM_BIT(refs[i]);
    return good;
}

/* Texts or single words, one a part. */
bool tdm_clause_texts(struct catalog_reader *r, struct clause_at *at, const char *form, const tdm_str **out,
                      uint32_t *count) {
    tdm_str *texts = TDM_NEW_ARRAY(r->mem, tdm_str, at->line->part_count);
    struct tdm_cursor c = tdm_clause_cursor(r, at);
    (void)tdm_cursor_take(&c, TDM_TERM_WORD);
    *count = 0;
    do {
        if (*count > 0) c = tdm_clause_cursor(r, at);
        const struct tdm_term *term = tdm_cursor_take(&c, TDM_TERM_TEXT);
        if (term == NULL) term = tdm_cursor_take(&c, TDM_TERM_WORD);
        if (term == NULL || !tdm_cursor_done(&c)) return tdm_clause_unread(r, &c, form);
        texts[(*count)++] = term->text;
        at->part++;
    } while (tdm_clause_more(r, at));
    *out = texts;
    return true;
}

bool tdm_clause_load_class(struct catalog_reader *r, struct tdm_cursor *c, uint16_t *out) {
    const struct tdm_term *term = tdm_cursor_take(c, TDM_TERM_WORD);
    if (term == NULL) return tdm_clause_unread(r, c, "a load class, such as low");
    if (r->catalog->load_scale == TDM_REF_NONE) return false; /* told once: C019 */
    const struct tdm_scale *scale = tdm_catalog_load_scale(r->catalog);
    if (tdm_scale_find(scale, term->text, out)) return true;
    int near = tdm_nearest(term->text, scale->steps, scale->count);
    struct tdm_problem *p = tdm_catalog_refuse(r, TDM_WHY_NOT_FOUND, "C011", tdm_catalog_place(r, term));
    tdm_problem_what(p, "no load class is named \"%.*s\"", TDM_FMT(term->text));
    if (near >= 0)
        tdm_problem_fix(p, "write \"%.*s\"", TDM_FMT(scale->steps[near]));
    else if (scale->count > 0)
        tdm_problem_fix(p, "write a step of the scale load, from \"%.*s\" to \"%.*s\"", TDM_FMT(scale->steps[0]),
                        TDM_FMT(scale->steps[scale->count - 1]));
    else
        tdm_problem_fix(p, "give the scale load its steps");
    return false;
}

void tdm_catalog_unknown_unit(struct catalog_reader *r, const struct tdm_term *term) {
    tdm_str near = tdm_unit_nearest(term->text);
    struct tdm_problem *p = tdm_catalog_refuse(r, TDM_WHY_NOT_FOUND, "C010", tdm_catalog_place(r, term));
    tdm_problem_what(p, "the unit \"%.*s\" is not known", TDM_FMT(term->text));
    if (near.len > 0)
        tdm_problem_fix(p, "write \"%.*s\"", TDM_FMT(near));
    else
        tdm_problem_fix(p, "write a unit such as kg, deg, N.m, s, cm or points");
}

/* ---- first pass: every block has a kind and a name */

static bool kind_of(struct catalog_reader *r, const struct tdm_line *line, uint32_t *out) {
    tdm_str head = tdm_line_head(line), words[CATALOG_KINDS];
    for (uint32_t kind = 0; kind < CATALOG_KINDS; kind++) {
        words[kind] = tdm_str_of(tdm_catalog_kinds[kind].word);
        *out = kind;
        if (tdm_str_equal(head, words[kind])) return true;
    }
    int near = tdm_nearest(head, words, CATALOG_KINDS);
    struct tdm_problem *p = tdm_catalog_refuse(r, TDM_WHY_NOT_FOUND, "C001", tdm_line_place(r->tree, line));
    if (head.len == 0)
        tdm_problem_what(p, "a block of the catalogue begins with the word for its kind");
    else
        tdm_problem_what(p, "\"%.*s\" is not a kind of catalogue block", TDM_FMT(head));
    if (near >= 0)
        tdm_problem_fix(p, "write \"%.*s\"", TDM_FMT(words[near]));
    else
        tdm_problem_fix(p, "write a kind such as measure, exercise, substance, procedure or finding");
    return false;
}

static const struct tdm_term *name_term(struct catalog_reader *r, const struct tdm_line *line, struct tdm_cursor *c) {
    *c = tdm_cursor_of(r->tree, line, 0);
    (void)tdm_cursor_take(c, TDM_TERM_WORD);
    const struct tdm_term *term = tdm_cursor_take(c, TDM_TERM_WORD);
    if (term == NULL && tdm_catalog_kinds[r->kind].text_name) term = tdm_cursor_take(c, TDM_TERM_TEXT);
    return term;
}

static void declare(struct catalog_reader *r, const struct tdm_line *line, uint32_t tree_index) {
    const struct catalog_kind_row *row = &tdm_catalog_kinds[r->kind];
    struct tdm_cursor c;
    const struct tdm_term *name = name_term(r, line, &c);
    if (name == NULL) {
        struct tdm_problem *p = tdm_catalog_refuse(r, TDM_WHY_MISSING, "C002", tdm_cursor_place(&c));
        tdm_problem_what(p, "this %s has no name", row->word);
        tdm_problem_fix(p, "the form is: %s", row->form);
        return;
    }
    if (tdm_word_reserved(name->text)) {
        struct tdm_problem *p = tdm_catalog_refuse(r, TDM_WHY_NOT_ALLOWED, "C004", tdm_catalog_place(r, name));
        tdm_problem_what(p, "\"%.*s\" is a word of the notation and cannot be a name", TDM_FMT(name->text));
        tdm_problem_fix(p, "choose another name, such as \"%.*s-1\"", TDM_FMT(name->text));
    }
    uint32_t at = r->count[r->kind]++;
    struct tdm_item *item = (void *)((char *)r->items[r->kind] + at * row->size);
    *item = (struct tdm_item){.name = name->text,
                              .place = tdm_line_place(r->tree, line),
                              .cites = line->cites,
                              .cite_count = line->cite_count};
    if (row->begin != NULL) row->begin(item);
    item->place.length = name->column + name->length - item->place.column;
    const struct tdm_term *label = tdm_cursor_take(&c, TDM_TERM_TEXT);
    if (label != NULL) item->label = label->text;
    (void)tdm_clause_done(r, &c, row->form);
    r->lines[r->kind][at] = line;
    r->tree_of[r->kind][at] = tree_index;
}

static void names_sort(struct catalog_reader *r, uint32_t kind) {
    uint32_t count = r->count[kind];
    tdm_str *names = TDM_NEW_ARRAY(r->mem, tdm_str, count + 1);
    size_t size = tdm_catalog_kinds[kind].size;
    for (uint32_t i = 0; i < count; i++)
        names[i] = ((const struct tdm_item *)(const void *)((const char *)r->items[kind] + i * size))->name;
    const tdm_ref *sorted = tdm_catalog_sort(r->mem, names, count);
    for (uint32_t i = 1; i < count; i++) {
        if (!tdm_str_equal(names[sorted[i - 1]], names[sorted[i]])) continue;
        const struct tdm_item *first = (const void *)((const char *)r->items[kind] + sorted[i - 1] * size);
        const struct tdm_item *second = (const void *)((const char *)r->items[kind] + sorted[i] * size);
        struct tdm_problem *p = tdm_catalog_refuse(r, TDM_WHY_CONFLICT, "C003", second->place);
        tdm_problem_what(p, "the %s \"%.*s\" is declared twice", tdm_catalog_kinds[kind].word, TDM_FMT(second->name));
        tdm_problem_fix(p, "rename it or leave it out: the first stands in %.*s, line %u", TDM_FMT(first->place.file),
                        first->place.line);
    }
    if (kind >= TDM_KIND_COUNT) return;
    r->catalog->items[kind] = r->items[kind];
    r->catalog->count[kind] = count;
    r->catalog->names[kind] = names;
    r->catalog->by_name[kind] = sorted;
}

static void too_many(struct catalog_reader *r, uint32_t kind) {
    const struct catalog_kind_row *row = &tdm_catalog_kinds[kind];
    uint32_t most = row->mask ? CATALOG_MASK_MOST : TDM_REF_NONE;
    if (r->count[kind] <= most) return;
    const struct tdm_item *item = (const void *)((const char *)r->items[kind] + most * row->size);
    struct tdm_problem *p = tdm_catalog_refuse(r, TDM_WHY_LIMIT, "C021", item->place);
    tdm_problem_what(p, "there are more than %u blocks of the kind %s", most, row->word);
    tdm_problem_fix(p, "leave out from \"%.*s\" on, or join some", TDM_FMT(item->name));
}

/* Room for all blocks of each kind; false when one kind has more than a reference can count. */
static bool rooms_open(struct catalog_reader *r, const struct tdm_tree *const *trees, uint32_t tree_count) {
    uint32_t room[CATALOG_KINDS] = {0};
    for (uint32_t i = 0; i < tree_count; i++) {
        for (const struct tdm_line *line = trees[i]->first; line != NULL; line = line->next) {
            tdm_str head = tdm_line_head(line);
            for (uint32_t kind = 0; kind < CATALOG_KINDS; kind++)
                room[kind] += tdm_str_is(head, tdm_catalog_kinds[kind].word);
        }
    }
    for (uint32_t kind = 0; kind < CATALOG_KINDS; kind++) {
        if (room[kind] >= TDM_REF_NONE) {
            struct tdm_place place = {.file = trees[0]->file};
            struct tdm_problem *p = tdm_catalog_refuse(r, TDM_WHY_LIMIT, "C021", place);
            tdm_problem_what(p, "there are more than %u blocks of the kind %s", (uint32_t)TDM_REF_NONE - 1,
                             tdm_catalog_kinds[kind].word);
            tdm_problem_fix(p, "leave out those that no protocol uses");
            return false;
        }
        r->items[kind] = tdm_arena_array(r->mem, room[kind] + 1, tdm_catalog_kinds[kind].size);
        r->lines[kind] = TDM_NEW_ARRAY(r->mem, const struct tdm_line *, room[kind] + 1);
        r->tree_of[kind] = TDM_NEW_ARRAY(r->mem, uint32_t, room[kind] + 1);
    }
    return true;
}

static bool names_read(struct catalog_reader *r, const struct tdm_tree *const *trees, uint32_t tree_count) {
    if (!rooms_open(r, trees, tree_count)) return false;
    for (uint32_t i = 0; i < tree_count; i++) {
        r->tree = trees[i];
        for (const struct tdm_line *line = trees[i]->first; line != NULL; line = line->next)
            if (!tdm_str_is(tdm_line_head(line), "codes") && kind_of(r, line, &r->kind)) declare(r, line, i);
    }
    for (uint32_t kind = 0; kind < CATALOG_KINDS; kind++) {
        names_sort(r, kind);
        too_many(r, kind);
    }
    r->catalog->load_scale = tdm_catalog_find(r->catalog, TDM_KIND_SCALE, TDM_STR("load"));
    return true;
}

/* ---- second pass: the clauses of each block */

struct block_state {
    const struct tdm_item *item;
    void *target;
    uint32_t seen, groups; /* clauses and groups already read, by bit */
};

static void clause_unknown(struct catalog_reader *r, const struct clause_at *at) {
    const struct catalog_kind_row *row = &tdm_catalog_kinds[r->kind];
    tdm_str head = part_head(at->line, at->part), heads[32];
    for (uint32_t i = 0; i < row->clause_count; i++) heads[i] = tdm_str_of(row->clauses[i].head);
    int near = tdm_nearest(head, heads, row->clause_count);
    struct tdm_cursor c = tdm_clause_cursor(r, at);
    struct tdm_problem *p = tdm_catalog_refuse(r, TDM_WHY_NOT_FOUND, "C005", tdm_cursor_place(&c));
    tdm_str said = tdm_cursor_done(&c) ? TDM_STR("()") : c.at->text;
    tdm_problem_what(p, "\"%.*s\" is not a clause of a %s", TDM_FMT(said), row->word);
    if (near >= 0)
        tdm_problem_fix(p, "the form is: %s", row->clauses[near].form);
    else if (row->clause_count == 0)
        tdm_problem_fix(p, "a %s has no clauses; the form is: %s", row->word, row->form);
    else
        tdm_problem_fix(p, "write a clause such as: %s", row->clauses[0].form);
}

static bool clause_again(struct catalog_reader *r, struct block_state *state, const struct catalog_clause *clause,
                         const struct clause_at *at) {
    uint32_t bit = 1u << (clause - tdm_catalog_kinds[r->kind].clauses), group = 1u << clause->group;
    bool again = (!clause->many && (state->seen & bit) != 0) || (clause->group > 0 && (state->groups & group) != 0);
    state->seen |= bit;
    state->groups |= clause->group > 0 ? group : 0;
    if (!again) return false;
    struct tdm_cursor c = tdm_clause_cursor(r, at);
    struct tdm_problem *p = tdm_catalog_refuse(r, TDM_WHY_CONFLICT, "C006", tdm_cursor_place(&c));
    tdm_problem_what(p, "\"%s\" says again, or otherwise, what another clause of \"%.*s\" says", clause->head,
                     TDM_FMT(state->item->name));
    tdm_problem_fix(p, "leave one of the two out");
    return true;
}

/* A part that could not be read ends its line: what the parts behind it say is not read, but it is not missing. */
static void parts_skip(const struct catalog_reader *r, struct block_state *state, const struct tdm_line *line,
                       uint32_t part) {
    for (; part < line->part_count; part++) {
        const struct catalog_clause *clause = clause_find(r->kind, part_head(line, part));
        if (clause == NULL) continue;
        state->seen |= 1u << (clause - tdm_catalog_kinds[r->kind].clauses);
        state->groups |= clause->group > 0 ? 1u << clause->group : 0;
    }
}

/* The clauses of a line from `at` on: a block line holds one or more, a head line those behind its name. */
static void clauses_read(struct catalog_reader *r, struct block_state *state, struct clause_at at) {
    bool takes_block = false;
    while (at.part < at.line->part_count) {
        const struct catalog_clause *clause = clause_find(r->kind, part_head(at.line, at.part));
        if (clause == NULL) {
            clause_unknown(r, &at);
            return;
        }
        uint32_t part = at.part;
        if (clause_again(r, state, clause, &at) || !clause->read(r, state->target, &at)) {
            parts_skip(r, state, at.line, part);
            return;
        }
        TDM_ASSERT(at.part > part);
        takes_block = takes_block || clause->block;
    }
    if (at.line->block == NULL || takes_block || state->item->place.line == at.line->line) return;
    struct tdm_problem *p = tdm_catalog_refuse(r, TDM_WHY_SYNTAX, "C005", tdm_line_place(r->tree, at.line->block));
    tdm_problem_what(p, "nothing can stand below \"%.*s\"", TDM_FMT(tdm_line_head(at.line)));
    tdm_problem_fix(p, "move the line two spaces to the left, or leave it out");
}

static void forms_print(struct tdm_buf *out, const struct catalog_kind_row *row, const struct catalog_clause *clause) {
    tdm_buf_text(out, clause->form);
    for (uint32_t i = 0; clause->group > 0 && i < row->clause_count; i++) {
        if (&row->clauses[i] == clause || row->clauses[i].group != clause->group) continue;
        tdm_buf_text(out, " | ");
        tdm_buf_text(out, row->clauses[i].form);
    }
}

static void clauses_missing(struct catalog_reader *r, const struct block_state *state) {
    const struct catalog_kind_row *row = &tdm_catalog_kinds[r->kind];
    uint32_t told = 0;
    for (uint32_t i = 0; i < row->clause_count; i++) {
        const struct catalog_clause *clause = &row->clauses[i];
        uint32_t group = clause->group > 0 ? 1u << clause->group : 0;
        bool there = (state->seen & 1u << i) != 0 || (state->groups & group) != 0 || (told & group) != 0;
        if (!clause->must || there) continue;
        told |= group;
        struct tdm_buf forms;
        tdm_buf_init(&forms, r->mem, 4096);
        forms_print(&forms, row, clause);
        struct tdm_problem *p = tdm_catalog_refuse(r, TDM_WHY_MISSING, "C007", state->item->place);
        tdm_problem_what(p, "the %s \"%.*s\" lacks its clause \"%s\"", row->word, TDM_FMT(state->item->name),
                         clause->head);
        tdm_problem_fix(p, "add the line: %.*s", TDM_FMT(tdm_buf_str(&forms)));
    }
}

static void block_read(struct catalog_reader *r, uint32_t index) {
    const struct catalog_kind_row *row = &tdm_catalog_kinds[r->kind];
    const struct tdm_line *line = r->lines[r->kind][index];
    void *target = (char *)r->items[r->kind] + index * row->size;
    uint32_t errors = r->problems->errors;
    r->dose_refused = false;
    struct block_state state = {.item = target, .target = target};
    clauses_read(r, &state, (struct clause_at){line, 1});
    for (const struct tdm_line *l = line->block; l != NULL; l = l->next)
        clauses_read(r, &state, (struct clause_at){l, 0});
    clauses_missing(r, &state);
    /* Only a block whose lines could be read is judged as a whole: no errors that follow from errors. */
    if (row->finish != NULL && r->problems->errors == errors) row->finish(r, target, line);
}

static void blocks_read(struct catalog_reader *r, const struct tdm_tree *const *trees) {
    for (uint32_t kind = 0; kind < CATALOG_KINDS; kind++) {
        r->kind = kind;
        for (uint32_t i = 0; i < r->count[kind]; i++) {
            r->tree = trees[r->tree_of[kind][i]];
            block_read(r, i);
        }
        if (kind != TDM_KIND_SCALE || r->catalog->load_scale != TDM_REF_NONE) continue;
        struct tdm_place place = {.file = r->tree != NULL ? r->tree->file : TDM_STR("")};
        struct tdm_problem *p = tdm_catalog_refuse(r, TDM_WHY_MISSING, "C019", place);
        tdm_problem_what(p, "the catalogue has no scale named load");
        tdm_problem_fix(p, "declare it: scale load \"load class\", with one line a step, the lowest first: step rest");
    }
}

/* ---- the whole */

/* Over the digests of the texts in the order of file names, so that the order of reading does not matter. */
static tdm_digest digest_of(struct tdm_arena *mem, const struct tdm_tree *const *trees, uint32_t tree_count) {
    tdm_str *names = TDM_NEW_ARRAY(mem, tdm_str, tree_count + 1);
    for (uint32_t i = 0; i < tree_count; i++) names[i] = trees[i]->file;
    const tdm_ref *sorted = tdm_catalog_sort(mem, names, tree_count);
    struct tdm_buf bytes;
    tdm_buf_init(&bytes, mem, (size_t)tree_count * sizeof(tdm_digest) + 1);
    for (uint32_t i = 0; i < tree_count; i++) {
        tdm_digest digest = tdm_digest_of(trees[sorted[i]]->text);
        tdm_buf_add(&bytes, (tdm_str){(const char *)digest.byte, sizeof digest.byte});
    }
    return tdm_digest_of(tdm_buf_str(&bytes));
}

bool tdm_catalog_read(struct tdm_arena *mem, const struct tdm_tree *const *trees, uint32_t tree_count,
                      const struct tdm_catalog **out, struct tdm_problems *problems) {
    TDM_ASSERT(tree_count < TDM_REF_NONE);
    uint32_t errors = problems->errors;
    struct tdm_catalog *catalog = TDM_NEW(mem, struct tdm_catalog);
    struct catalog_reader r = {
        .mem = mem, .problems = problems, .catalog = catalog, .trees = trees, .tree_count = tree_count};
    if (!names_read(&r, trees, tree_count)) return false;
    blocks_read(&r, trees);
    tdm_codes_read(&r, trees);
    tdm_codes_sort(&r);
    catalog->sources = r.items[CATALOG_SOURCE];
    catalog->source_count = r.count[CATALOG_SOURCE];
    tdm_catalog_say(&r);
    tdm_catalog_check(&r);
    if (problems->errors > errors) return false;
    catalog->digest = digest_of(mem, trees, tree_count);
    *out = catalog;
    return true;
}
