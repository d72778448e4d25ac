/* protocol_phrases.c - pieces of lines that several blocks read: names, roles, classes, percentages, lists, conditions.
 */
#include "protocol/protocol_int.h"

#include <string.h>

struct tdm_cursor after_head(const struct reader *r, const struct tdm_line *line) {
    struct tdm_cursor c = tdm_cursor_of(r->block->tree, line, 0);
    TDM_ASSERT(c.at != c.end); /* no line begins with nothing */
    c.at++;
    return c;
}

bool done(struct reader *r, const struct tdm_cursor *c, enum tdm_clause_kind kind) {
    return tdm_cursor_done(c) || no_place(r, tdm_cursor_place(c), kind, c->at->text);
}

bool take_text(struct reader *r, struct tdm_cursor *c, enum tdm_clause_kind kind, tdm_str *out) {
    const struct tdm_term *term = tdm_cursor_take(c, TDM_TERM_TEXT);
    if (term == NULL) return malformed(r, tdm_cursor_place(c), kind);
    *out = term->text;
    check_wording(r, tdm_term_place(c->tree, term), term->text);
    return true;
}

bool take_name(struct reader *r, struct tdm_cursor *c, enum tdm_clause_kind kind, tdm_str *out) {
    const struct tdm_term *term = tdm_cursor_take(c, TDM_TERM_WORD);
    if (term == NULL) return malformed(r, tdm_cursor_place(c), kind);
    *out = term->text;
    return true;
}

static bool unknown_name(struct reader *r, struct tdm_place place, const char *code, const char *kind, tdm_str name,
                         tdm_str near) {
    struct tdm_problem *problem = problem_at(r, TDM_ERROR, TDM_WHY_NOT_FOUND, code, place);
    tdm_problem_what(problem, "there is no %s `%.*s`", kind, TDM_FMT(name));
    if (near.len > 0)
        tdm_problem_fix(problem, "write `%.*s`", TDM_FMT(near));
    else if (code[3] == '1' && strchr(kind, ' ') != NULL)
        tdm_problem_fix(problem, "use a load class of the catalogue: `tandem catalog show load` tells them");
    else if (code[3] == '1')
        tdm_problem_fix(problem, "use one of the catalogue (`tandem catalog list %s` names them), or add one to it",
                        kind);
    else
        tdm_problem_fix(problem, "declare a %s of that name", kind);
    return false;
}

bool take_catalog(struct reader *r, struct tdm_cursor *c, enum tdm_catalog_kind kind, tdm_ref *out) {
    struct tdm_place place = tdm_cursor_place(c);
    const struct tdm_term *term = tdm_cursor_take(c, TDM_TERM_WORD);
    tdm_str name = term == NULL ? (tdm_cursor_done(c) ? TDM_STR("") : c->at->text) : term->text;
    *out = term == NULL ? TDM_REF_NONE : tdm_catalog_find(r->catalog, kind, name);
    if (*out != TDM_REF_NONE) return true;
    return unknown_name(r, place, "P011", tdm_catalog_kind_word(kind), name,
                        tdm_catalog_nearest(r->catalog, kind, name));
}

bool take_load_class(struct reader *r, struct tdm_cursor *c, uint16_t *out) {
    const struct tdm_scale *scale = tdm_catalog_load_scale(r->catalog);
    struct tdm_place place = tdm_cursor_place(c);
    const struct tdm_term *term = tdm_cursor_take(c, TDM_TERM_WORD);
    tdm_str name = term == NULL ? (tdm_cursor_done(c) ? TDM_STR("") : c->at->text) : term->text;
    if (term != NULL && tdm_scale_find(scale, name, out)) return true;
    int near = tdm_nearest(name, scale->steps, scale->count);
    return unknown_name(r, place, "P011", "load class", name, near < 0 ? (tdm_str){0} : scale->steps[near]);
}

bool take_route(struct reader *r, const struct tdm_line *line, enum tdm_clause_kind kind, tdm_ref *out) {
    *out = TDM_REF_NONE;
    if (line->part_count == 1) return true;
    struct tdm_cursor c = tdm_cursor_of(r->block->tree, line, 1);
    if (!tdm_cursor_take_word(&c, "route")) return malformed(r, tdm_cursor_place(&c), kind);
    return take_catalog(r, &c, TDM_KIND_ROUTE, out) && done(r, &c, kind);
}

bool take_roles(struct reader *r, struct tdm_cursor *c, tdm_mask *out) {
    *out = 0;
    do {
        tdm_ref role;
        if (!take_catalog(r, c, TDM_KIND_ROLE, &role)) return false;
        *out |= TDM_BIT(role);
    } while (tdm_cursor_take_word(c, "or"));
    return true;
}

bool take_percent(struct reader *r, struct tdm_cursor *c, tdm_decimal *out) {
    struct tdm_place place = tdm_cursor_place(c);
    const struct tdm_term *term = tdm_cursor_take(c, TDM_TERM_PERCENT);
    if (term == NULL) return malformed(r, place, TDM_CLAUSE_STEP);
    *out = term->number;
    bool inside =
        tdm_decimal_compare(*out, tdm_decimal_of_int(0)) > 0 && tdm_decimal_compare(*out, tdm_decimal_of_int(100)) <= 0;
    if (inside) return true;
    struct tdm_problem *problem = problem_at(r, TDM_ERROR, TDM_WHY_RANGE, "P032", place);
    tdm_problem_what(problem, "`%.*s` is no step a load can take", TDM_FMT(term->text));
    tdm_problem_fix(problem, "write a percentage above 0%% and up to 100%%");
    return false;
}

/* ---- names this protocol declares */

static tdm_str own_name(const struct tdm_protocol *p, enum own_kind kind, tdm_ref i) {
    switch (kind) {
    case OWN_PHASE:
        return p->scope.phases[i];
    case OWN_CLEARANCE:
        return p->scope.clearances[i];
    case OWN_MEASURE:
        return p->measures[i].name;
    case OWN_SET:
        return p->sets[i].name;
    }
    TDM_UNREACHABLE();
}

static uint32_t own_count(const struct tdm_protocol *p, enum own_kind kind) {
    switch (kind) {
    case OWN_PHASE:
        return p->scope.phase_count;
    case OWN_CLEARANCE:
        return p->scope.clearance_count;
    case OWN_MEASURE:
        return p->measure_count;
    case OWN_SET:
        return p->set_count;
    }
    TDM_UNREACHABLE();
}

/* What a part speaks of and its protocol does not declare is told once, where the protocol takes the part in. */
static bool needed_by_part(struct reader *r, const char *word, tdm_str name) {
    tdm_str part;
    struct tdm_place place;
    if (!reader_taken_in(r, &part, &place)) return false;
    struct tdm_buf said;
    tdm_buf_init(&said, r->mem, 1u << 12);
    tdm_buf_format(&said, "the part `%.*s` speaks of a %s `%.*s`, and there is none", TDM_FMT(part), word,
                   TDM_FMT(name));
    tdm_str what = tdm_buf_str(&said);
    for (uint32_t i = 0; i < r->problems->count; i++)
        if (tdm_str_is(what, r->problems->items[i].what)) return true;
    struct tdm_problem *problem = problem_at(r, TDM_ERROR, TDM_WHY_NOT_FOUND, "P012", place);
    tdm_problem_what(problem, "%.*s", TDM_FMT(what));
    tdm_problem_fix(problem, "declare a %s `%.*s`, or take the part out", word, TDM_FMT(name));
    return true;
}

bool take_own(struct reader *r, struct tdm_cursor *c, enum own_kind kind, tdm_ref *out) {
    static const char *const words[] = {
        [OWN_PHASE] = "phase", [OWN_CLEARANCE] = "clearance", [OWN_MEASURE] = "measure", [OWN_SET] = "set"};
    uint32_t count = own_count(r->protocol, kind);
    tdm_str *names = TDM_NEW_ARRAY(r->mem, tdm_str, count + 1);
    struct tdm_place place = tdm_cursor_place(c);
    const struct tdm_term *term = tdm_cursor_take(c, TDM_TERM_WORD);
    tdm_str name = term == NULL ? (tdm_cursor_done(c) ? TDM_STR("") : c->at->text) : term->text;
    for (tdm_ref i = 0; i < count; i++) {
        names[i] = own_name(r->protocol, kind, i);
        if (term == NULL || !tdm_str_equal(names[i], name)) continue;
        *out = i;
        return true;
    }
    if (term != NULL && needed_by_part(r, words[kind], name)) return false;
    int near = tdm_nearest(name, names, count);
    return unknown_name(r, place, "P012", words[kind], name, near < 0 ? (tdm_str){0} : names[near]);
}

/* ---- lists */

bool take_exercises(struct reader *r, const struct tdm_line *line, enum tdm_clause_kind kind, const tdm_ref **out,
                    uint32_t *count) {
    tdm_ref *refs = TDM_NEW_ARRAY(r->mem, tdm_ref, line->part_count);
    bool fine = true;
    *out = refs; /* also where a part is refused: what was read up to it is counted */
    *count = 0;
    for (uint32_t p = 0; p < line->part_count; p++) {
        struct tdm_cursor c = p == 0 ? after_head(r, line) : tdm_cursor_of(r->block->tree, line, p);
        if (p > 0 && kind == TDM_CLAUSE_OFFER && tdm_cursor_is_word(&c, "for")) { /* its reader has taken it */
            if (p + 1 == line->part_count) break;
            return no_place(r, tdm_cursor_place(&c), kind, c.at->text);
        }
        bool known = take_catalog(r, &c, TDM_KIND_EXERCISE, &refs[*count]) && done(r, &c, kind);
        *count += known;
        fine = fine && known;
    }
    return fine;
}

/* One a line, or more after commas; `set NAME` stands for all of that set. */
struct measure_list {
    struct tdm_arena *mem;
    uint16_t *items;
    size_t count, room;
};

static bool list_measure(struct reader *r, struct measure_list *list, tdm_ref measure, struct tdm_place place) {
    for (size_t i = 0; i < list->count; i++) {
        if (list->items[i] != measure) continue;
        struct tdm_problem *problem = problem_at(r, TDM_ERROR, TDM_WHY_CONFLICT, "P006", place);
        tdm_problem_what(problem, "`%.*s` stands twice in this block", TDM_FMT(r->protocol->measures[measure].name));
        tdm_problem_fix(problem, "keep one of them");
        return false;
    }
    TDM_GROW(list->mem, list->items, list->count, list->room);
    list->items[list->count++] = (uint16_t)measure;
    return true;
}

static bool take_set(struct reader *r, struct tdm_cursor *c, struct measure_list *list, struct tdm_place place) {
    tdm_ref ref;
    if (!take_own(r, c, OWN_SET, &ref)) return false;
    const struct tdm_measure_set *set = &r->protocol->sets[ref];
    bool fine = true;
    for (uint32_t i = 0; i < set->measure_count && fine; i++) fine = list_measure(r, list, set->measures[i], place);
    return fine;
}

bool take_measures(struct reader *r, const struct tdm_line *first, enum tdm_clause_kind kind, const uint16_t **out,
                   uint32_t *count) {
    struct measure_list list = {.mem = r->mem};
    bool fine = true;
    for (const struct tdm_line *line = first; line != NULL; line = line->next)
        for (uint32_t p = 0; p < line->part_count; p++) {
            struct tdm_cursor c = tdm_cursor_of(r->block->tree, line, p);
            struct tdm_place place = tdm_cursor_place(&c);
            tdm_ref measure;
            bool read = kind != TDM_CLAUSE_SET && tdm_cursor_take_word(&c, "set")
                            ? take_set(r, &c, &list, place)
                            : take_own(r, &c, OWN_MEASURE, &measure) && list_measure(r, &list, measure, place);
            fine = read && done(r, &c, kind) && fine;
        }
    *out = list.items;
    *count = (uint32_t)list.count;
    return fine;
}

/* ---- conditions: their lines become clauses that inherit the cites of the line above them */

bool read_condition(struct reader *r, const struct tdm_line *first, const struct tdm_line *past,
                    const struct tdm_line *parent, struct tdm_condition *out) {
    const struct tdm_line *held = r->parent;
    r->parent = parent;
    bool read =
        tdm_condition_read(r->mem, r->block->tree, first, past, &r->protocol->scope, &r->sink, out, r->problems);
    r->parent = held;
    return read;
}

bool read_condition_here(struct reader *r, struct tdm_cursor *c, const struct tdm_line *parent,
                         struct tdm_condition *out) {
    const struct tdm_line *held = r->parent;
    r->parent = parent;
    bool read = tdm_condition_read_here(r->mem, c, &r->protocol->scope, &r->sink, out, r->problems);
    r->parent = held;
    return read;
}
