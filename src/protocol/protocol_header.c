/* protocol_header.c - the protocol's own block, its sources and its measures. */
#include "protocol/protocol_int.h"

/* ---- protocol block */

void read_version(struct reader *r) {
    const struct tdm_term *term = &r->block->line->parts[0].terms[3];
    r->protocol->name = r->block->name;
    r->protocol->version = term->text;
    size_t point;
    bool fine =
        term->kind == TDM_TERM_NUMBER && term->text.at[0] != '-' && tdm_str_find(term->text, TDM_STR("."), &point);
    if (fine) return;
    struct tdm_problem *problem =
        problem_at(r, TDM_ERROR, TDM_WHY_SYNTAX, "P041", tdm_term_place(r->block->tree, term));
    tdm_problem_what(problem, "`%.*s` is no version", TDM_FMT(term->text));
    tdm_problem_fix(problem, "write two numbers with a point between: version 1.0");
}

void read_status(struct reader *r, struct tdm_cursor *c) {
    tdm_str word, names[4];
    struct tdm_place place = tdm_cursor_place(c);
    if (!take_name(r, c, TDM_CLAUSE_STATUS, &word)) return;
    for (int s = 0; s < 4; s++) {
        names[s] = tdm_str_of(tdm_status_word((enum tdm_status)s));
        if (!tdm_str_equal(word, names[s])) continue;
        r->protocol->status = (enum tdm_status)s;
        return;
    }
    int near = tdm_nearest(word, names, 4);
    struct tdm_problem *problem = problem_at(r, TDM_ERROR, TDM_WHY_NOT_FOUND, "P042", place);
    tdm_problem_what(problem, "`%.*s` is no status", TDM_FMT(word));
    tdm_problem_fix(problem, "write `%.*s`%s", TDM_FMT(near < 0 ? TDM_STR("draft") : names[near]),
                    near < 0 ? ", reviewed, approved or retired" : "");
}

static void read_clock(struct reader *r, struct tdm_cursor *c) {
    if (tdm_cursor_take_words(c, "starts at last of series"))
        r->protocol->series = TDM_SERIES_LAST;
    else if (tdm_cursor_take_words(c, "starts at first of series"))
        r->protocol->series = TDM_SERIES_FIRST;
    else
        (void)malformed(r, tdm_cursor_place(c), TDM_CLAUSE_CLOCK);
}

static void read_target(struct reader *r, struct tdm_cursor *c) {
    if (!take_catalog(r, c, TDM_KIND_VARIABLE, &r->protocol->target)) return;
    if (!tdm_cursor_take_word(c, "at"))
        (void)malformed(r, tdm_cursor_place(c), TDM_CLAUSE_TARGET);
    else
        (void)take_catalog(r, c, TDM_KIND_REGION, &r->protocol->region);
}

/* signed by ROLE on DATE, reviewed or approved */
static void read_sign_off(struct reader *r, const struct tdm_line *line, struct tdm_sign_off *out) {
    struct tdm_cursor c = after_head(r, line);
    if (!tdm_cursor_take_word(&c, "by") || line->part_count < 2) {
        (void)malformed(r, tdm_cursor_place(&c), TDM_CLAUSE_SIGNED);
        return;
    }
    if (!take_catalog(r, &c, TDM_KIND_ROLE, &out->role)) return;
    const struct tdm_term *date = tdm_cursor_take_word(&c, "on") ? tdm_cursor_take(&c, TDM_TERM_DATE) : NULL;
    struct tdm_cursor second = tdm_cursor_of(r->block->tree, line, 1);
    if (date == NULL) {
        (void)malformed(r, tdm_cursor_place(&c), TDM_CLAUSE_SIGNED);
        return;
    }
    out->on = date->date;
    bool reviewed = tdm_cursor_take_word(&second, "reviewed");
    out->as = reviewed ? TDM_STATUS_REVIEWED : TDM_STATUS_APPROVED;
    if (!reviewed && !tdm_cursor_take_word(&second, "approved")) {
        (void)malformed(r, tdm_cursor_place(&second), TDM_CLAUSE_SIGNED);
        return;
    }
    if (done(r, &c, TDM_CLAUSE_SIGNED) && done(r, &second, TDM_CLAUSE_SIGNED)) r->protocol->sign_off_count++;
}

/* What is approved was reviewed before; retired is said by anybody. */
static void check_status(struct reader *r) {
    const struct tdm_protocol *p = r->protocol;
    bool signed_as[] = {false, false, false, false};
    for (uint32_t i = 0; i < p->sign_off_count; i++) signed_as[p->sign_offs[i].as] = true;
    for (int s = TDM_STATUS_REVIEWED; s <= TDM_STATUS_APPROVED; s++) {
        const char *word = tdm_status_word((enum tdm_status)s);
        bool wanted =
            p->status == TDM_STATUS_APPROVED || (p->status == TDM_STATUS_REVIEWED && s == TDM_STATUS_REVIEWED);
        if (!wanted || signed_as[s]) continue;
        struct tdm_problem *problem = problem_at(r, TDM_ERROR, TDM_WHY_MISSING, "P075", line_place(r, r->block->line));
        tdm_problem_what(problem, "the status says `%s`, and nobody signed it as %s", tdm_status_word(p->status), word);
        tdm_problem_fix(problem, "add a line: signed by ROLE on DATE, %s; or write `status draft`", word);
        return;
    }
}

static void read_header_line(struct reader *r, enum tdm_clause_kind kind, const struct tdm_line *line) {
    struct tdm_cursor c = after_head(r, line);
    struct tdm_protocol *p = r->protocol;
    uint32_t errors = r->problems->errors;
    tdm_str part;
    switch ((int)kind) {
    case TDM_CLAUSE_TITLE:
        (void)take_text(r, &c, kind, &p->title);
        break;
    case TDM_CLAUSE_JURISDICTION:
        (void)take_text(r, &c, kind, &p->jurisdiction);
        break;
    case TDM_CLAUSE_CONDITION:
        (void)take_catalog(r, &c, TDM_KIND_CONDITION, &p->condition);
        break;
    case TDM_CLAUSE_PROCEDURE:
        if (!tdm_cursor_take_word(&c, "none")) (void)take_catalog(r, &c, TDM_KIND_PROCEDURE, &p->procedure);
        break;
    case TDM_CLAUSE_TARGET:
        read_target(r, &c);
        break;
    case TDM_CLAUSE_STATUS:
        read_status(r, &c);
        break;
    case TDM_CLAUSE_CLOCK:
        read_clock(r, &c);
        break;
    case TDM_CLAUSE_USE:
        (void)take_name(r, &c, kind, &part);
        break; /* taken in before (take_parts) */
    case TDM_CLAUSE_NOTATION:
        if (tdm_cursor_done(&c) || !tdm_str_is(c.at->text, "1"))
            (void)malformed(r, tdm_cursor_place(&c), kind);
        else
            c.at++;
        break;
    default:
        TDM_UNREACHABLE();
    }
    if (r->problems->errors == errors) (void)done(r, &c, kind);
}

static void check_treats(struct reader *r, const struct tdm_line *line) {
    struct tdm_cursor c = after_head(r, line);
    bool fits = tdm_cursor_take_words(&c, "left or right") && tdm_cursor_done(&c) && line->part_count == 1;
    if (fits && line->block == NULL && !line->verbatim) return;
    struct tdm_problem *problem = problem_at(r, TDM_ERROR, TDM_WHY_SYNTAX, "P046", line_place(r, line));
    tdm_problem_what(problem, "this cannot be read as `treats`");
    tdm_problem_fix(problem, "write: treats left or right");
}

void read_header(struct reader *r) {
    bool seen[TDM_CLAUSE_KIND_COUNT] = {false};
    uint32_t lines = 0;
    for (const struct tdm_line *line = r->block->line->block; line != NULL; line = line->next) lines++;
    struct tdm_sign_off *sign_offs = TDM_NEW_ARRAY(r->mem, struct tdm_sign_off, lines + 1);
    struct tdm_position *guidelines = TDM_NEW_ARRAY(r->mem, struct tdm_position, lines + 1);
    r->protocol->sign_offs = sign_offs;
    r->protocol->guidelines = guidelines;
    read_version(r);
    for (const struct tdm_line *line = r->block->line->block; line != NULL; line = line->next) {
        enum tdm_clause_kind kind;
        if (tdm_str_is(tdm_line_head(line), "treats")) { /* which side is treated stands in the chart */
            check_treats(r, line);
            continue;
        }
        if (!clause_kind_inside(r, TDM_CLAUSE_PROTOCOL, line, &kind) || !clause_once(r, kind, line, seen)) continue;
        if (kind == TDM_CLAUSE_GUIDELINE) {
            struct tdm_position *next = &guidelines[r->protocol->guideline_count];
            r->protocol->guideline_count += read_position(r, kind, line, next);
            continue;
        }
        tdm_clause_id clause = clause_add(r, kind, line);
        if (kind == TDM_CLAUSE_SIGNED) {
            struct tdm_sign_off *next = &sign_offs[r->protocol->sign_off_count];
            *next = (struct tdm_sign_off){.clause = clause};
            read_sign_off(r, line, next);
        } else {
            read_header_line(r, kind, line);
        }
    }
    if (clauses_complete(r, TDM_CLAUSE_PROTOCOL, seen)) check_status(r);
}

/* ---- sources */

static void read_strength(struct reader *r, const struct tdm_line *line, struct tdm_source *out) {
    struct tdm_cursor c = after_head(r, line);
    struct tdm_place place = tdm_cursor_place(&c);
    tdm_str word, names[TDM_STRENGTH_COUNT];
    bool known = false;
    if (!take_name(r, &c, TDM_CLAUSE_STRENGTH, &word)) return;
    for (int s = 0; s < TDM_STRENGTH_COUNT; s++) {
        names[s] = tdm_str_of(tdm_strength_word((enum tdm_strength)s));
        if (!tdm_str_equal(word, names[s])) continue;
        out->strength = (enum tdm_strength)s;
        known = true;
    }
    if (!known) {
        int near = tdm_nearest(word, names, TDM_STRENGTH_COUNT);
        struct tdm_problem *problem = problem_at(r, TDM_ERROR, TDM_WHY_NOT_FOUND, "P009", place);
        tdm_problem_what(problem, "`%.*s` is no strength of a source", TDM_FMT(word));
        if (near >= 0)
            tdm_problem_fix(problem, "write `%.*s`", TDM_FMT(names[near]));
        else
            tdm_problem_fix(problem, "write one of: guideline, systematic-review, trial, cohort, case-series, "
                                     "consensus, expert-opinion, laboratory, law");
    }
    if (!done(r, &c, TDM_CLAUSE_STRENGTH)) return;
    const struct tdm_part *second = line->part_count > 1 ? &line->parts[1] : NULL;
    bool direct = second != NULL && second->count == 1 && tdm_str_is(second->terms[0].text, "direct");
    bool indirect = second != NULL && second->count == 1 && tdm_str_is(second->terms[0].text, "indirect");
    out->direct = direct;
    if (direct || indirect) return;
    struct tdm_problem *problem = problem_at(r, TDM_ERROR, TDM_WHY_MISSING, "P010", line_place(r, line));
    tdm_problem_what(problem, "the source `%.*s` does not say whether it speaks of this very care", TDM_FMT(out->name));
    tdm_problem_fix(problem, "write: strength %.*s, direct (or: indirect)", TDM_FMT(word));
}

/* reviewed DATE, again within SPAN; withdrawn DATE, TEXT */
static void read_source_day(struct reader *r, enum tdm_clause_kind kind, const struct tdm_line *line,
                            struct tdm_source *out) {
    struct tdm_cursor c = after_head(r, line);
    const struct tdm_term *date = tdm_cursor_take(&c, TDM_TERM_DATE);
    if (date == NULL || line->part_count < 2) {
        (void)malformed(r, tdm_cursor_place(&c), kind);
        return;
    }
    struct tdm_cursor second = tdm_cursor_of(r->block->tree, line, 1);
    if (!done(r, &c, kind)) return;
    if (kind == TDM_CLAUSE_WITHDRAWN) {
        out->withdrawn = date->date;
        if (take_text(r, &second, kind, &out->withdrawn_why)) (void)done(r, &second, kind);
        return;
    }
    out->reviewed = date->date;
    if (!tdm_cursor_take_words(&second, "again within")) {
        (void)malformed(r, tdm_cursor_place(&second), kind);
        return;
    }
    out->has_again = tdm_read_span(&second, &out->again, r->problems);
    if (out->has_again) (void)done(r, &second, kind);
}

/* speaks of CLASS [, route ROUTE] */
static bool read_speaks(struct reader *r, const struct tdm_line *line, struct tdm_speaks *out) {
    struct tdm_cursor c = after_head(r, line);
    if (!tdm_cursor_take_word(&c, "of")) return malformed(r, tdm_cursor_place(&c), TDM_CLAUSE_SPEAKS);
    return take_catalog(r, &c, TDM_KIND_CLASS, &out->class) && done(r, &c, TDM_CLAUSE_SPEAKS) &&
           take_route(r, line, TDM_CLAUSE_SPEAKS, &out->route);
}

static void read_source_line(struct reader *r, enum tdm_clause_kind kind, const struct tdm_line *line,
                             struct tdm_source *out) {
    struct tdm_cursor c = after_head(r, line);
    if (kind == TDM_CLAUSE_STRENGTH) {
        read_strength(r, line, out);
        return;
    }
    if (kind == TDM_CLAUSE_REVIEWED || kind == TDM_CLAUSE_WITHDRAWN) {
        read_source_day(r, kind, line, out);
        return;
    }
    const struct tdm_term *term = tdm_cursor_done(&c) ? NULL : c.at++;
    bool fits = term != NULL && (term->kind == TDM_TERM_TEXT || (kind == TDM_CLAUSE_ID && term->kind == TDM_TERM_WORD));
    if (!fits) {
        (void)malformed(r, term == NULL ? tdm_cursor_place(&c) : tdm_term_place(c.tree, term), kind);
        return;
    }
    if (kind == TDM_CLAUSE_ID)
        out->id = term->text;
    else if (kind == TDM_CLAUSE_CITE)
        out->cite = term->text; /* cited titles may promise: they are not ours */
    else
        out->says = term->text;
    (void)done(r, &c, kind);
}

void read_source(struct reader *r, struct tdm_source *out) {
    bool seen[TDM_CLAUSE_KIND_COUNT] = {false};
    struct tdm_speaks *speaks = TDM_NEW_ARRAY(r->mem, struct tdm_speaks, tdm_block_count(r->block->line->block) + 1);
    out->clause = r->block->clause;
    out->reviewed = out->withdrawn = TDM_DATE_NONE;
    out->speaks = speaks;
    for (const struct tdm_line *line = r->block->line->block; line != NULL; line = line->next) {
        enum tdm_clause_kind kind;
        if (!clause_kind_inside(r, TDM_CLAUSE_SOURCE, line, &kind) || !clause_once(r, kind, line, seen)) continue;
        (void)clause_add(r, kind, line);
        if (kind != TDM_CLAUSE_SPEAKS)
            read_source_line(r, kind, line, out);
        else if (read_speaks(r, line, &speaks[out->speaks_count]))
            out->speaks_count++;
    }
    (void)clauses_complete(r, TDM_CLAUSE_SOURCE, seen);
}

/* ---- measures */

static bool read_moment(struct tdm_cursor *c, enum tdm_moment *out) {
    if (tdm_cursor_take_words(c, "before session"))
        *out = TDM_MOMENT_BEFORE_SESSION;
    else if (tdm_cursor_take_words(c, "during session"))
        *out = TDM_MOMENT_DURING_SESSION;
    else if (tdm_cursor_take_words(c, "next morning"))
        *out = TDM_MOMENT_NEXT_MORNING;
    else
        return false;
    return true;
}

static void read_measure_parts(struct reader *r, struct tdm_measure_use *out) {
    const struct tdm_line *line = r->block->line;
    for (uint32_t p = 1; p < line->part_count; p++) {
        struct tdm_cursor c = tdm_cursor_of(r->block->tree, line, p);
        bool read = true;
        if (tdm_cursor_take_words(&c, "at treated side"))
            out->at_treated_side = true;
        else if (tdm_cursor_take_words(&c, "during session"))
            out->during_session = true;
        else if (out->is_change && tdm_cursor_take_word(&c, "from"))
            read = read_moment(&c, &out->from) && tdm_cursor_take_word(&c, "to") && read_moment(&c, &out->to);
        else
            read = false;
        if (!read)
            (void)malformed(r, tdm_cursor_place(&c), TDM_CLAUSE_MEASURE);
        else
            (void)done(r, &c, TDM_CLAUSE_MEASURE);
    }
}

/* other side affected, use norm or baseline */
static void read_other_side(struct reader *r, const struct tdm_line *line, struct tdm_measure_use *out) {
    struct tdm_cursor c = after_head(r, line);
    struct tdm_cursor use = line->part_count > 1 ? tdm_cursor_of(r->block->tree, line, 1) : c;
    if (!tdm_cursor_take_words(&c, "side affected") || line->part_count < 2 || !tdm_cursor_take_word(&use, "use")) {
        (void)malformed(r, line_place(r, line), TDM_CLAUSE_OTHER_SIDE);
        return;
    }
    if (tdm_cursor_take_word(&use, "norm"))
        out->when_other_affected = TDM_BASIS_NORM;
    else if (tdm_cursor_take_word(&use, "baseline"))
        out->when_other_affected = TDM_BASIS_BASELINE;
    else {
        (void)malformed(r, tdm_cursor_place(&use), TDM_CLAUSE_OTHER_SIDE);
        return;
    }
    if (done(r, &c, TDM_CLAUSE_OTHER_SIDE)) (void)done(r, &use, TDM_CLAUSE_OTHER_SIDE);
}

static void read_measure_line(struct reader *r, const struct tdm_line *line, struct tdm_measure_use *out, bool *seen) {
    enum tdm_clause_kind kind;
    if (!clause_kind_inside(r, TDM_CLAUSE_MEASURE, line, &kind) || !clause_once(r, kind, line, seen)) return;
    struct tdm_cursor c = after_head(r, line);
    (void)clause_add(r, kind, line);
    if (kind == TDM_CLAUSE_OTHER_SIDE) {
        read_other_side(r, line, out);
        return;
    }
    out->has_fresh = tdm_read_span(&c, &out->fresh, r->problems);
    if (out->has_fresh) (void)done(r, &c, kind);
}

/* A chart may use the catalogue's names as well: one that means something else here would be read as the wrong thing.
 */
static void check_shadow(struct reader *r, const struct tdm_measure_use *use) {
    tdm_ref same = tdm_catalog_find(r->catalog, TDM_KIND_MEASURE, use->name);
    bool plain = !use->is_change && !use->during_session;
    if (same == TDM_REF_NONE || (same == use->measure && plain)) return;
    struct tdm_problem *problem = problem_at(r, TDM_ERROR, TDM_WHY_CONFLICT, "P004", use->place);
    tdm_problem_what(problem, "the catalogue has a measure `%.*s` that is something else", TDM_FMT(use->name));
    tdm_problem_fix(problem, "give this one another name");
}

void read_measure(struct reader *r, struct tdm_measure_use *out) {
    bool seen[TDM_CLAUSE_KIND_COUNT] = {false};
    struct tdm_cursor c = after_head(r, r->block->line);
    out->place = line_place(r, r->block->line);
    out->clause = r->block->clause;
    c.at++; /* its name */
    if (!tdm_cursor_take_word(&c, "is")) {
        (void)malformed(r, tdm_cursor_place(&c), TDM_CLAUSE_MEASURE);
        return;
    }
    out->is_change = tdm_cursor_take_words(&c, "change of");
    if (!take_catalog(r, &c, TDM_KIND_MEASURE, &out->measure)) return;
    (void)done(r, &c, TDM_CLAUSE_MEASURE);
    read_measure_parts(r, out);
    check_shadow(r, out);
    if (out->is_change && out->from == TDM_MOMENT_NONE) {
        struct tdm_problem *problem = problem_at(r, TDM_ERROR, TDM_WHY_MISSING, "P027", out->place);
        tdm_problem_what(problem, "a change needs its two moments");
        tdm_problem_fix(problem, "add: , from before session to next morning");
    }
    for (const struct tdm_line *line = r->block->line->block; line != NULL; line = line->next)
        read_measure_line(r, line, out, seen);
}
