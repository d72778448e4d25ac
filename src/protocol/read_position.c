/* read_position.c - what one guideline says: a line of a decision's `positions`, or of the head of a protocol. */
#include "protocol/protocol_int.h"

const char *tdm_stance_word(enum tdm_stance stance) {
    static const char *const words[] = {
        [TDM_STANCE_FOR] = "for", [TDM_STANCE_AGAINST] = "against", [TDM_STANCE_NONE] = "no position"};
    TDM_ASSERT(stance < TDM_STANCE_COUNT);
    return words[stance];
}

bool rests_on_source(struct reader *r, const struct tdm_line *line, tdm_clause_id clause, const char *what) {
    if (r->clauses[clause].cite_count == 0 || !r->clauses[clause].own) return true; /* none at all: told as P007 */
    struct tdm_problem *problem = problem_at(r, TDM_ERROR, TDM_WHY_NOT_ALLOWED, "P071", line_place(r, line));
    tdm_problem_what(problem, "%s cannot rest on the author's own word", what);
    tdm_problem_fix(problem, "cite the source that says it, or take the line away: it is then told as not known");
    return false;
}

static bool read_year(struct reader *r, const struct tdm_line *line, enum tdm_clause_kind kind, int32_t *out) {
    struct tdm_cursor c = tdm_cursor_of(r->block->tree, line, 1);
    struct tdm_place place = tdm_cursor_place(&c);
    const struct tdm_term *term = tdm_cursor_take(&c, TDM_TERM_NUMBER);
    int64_t year;
    if (term == NULL) return malformed(r, place, kind);
    if (tdm_parse_i64(term->text, &year) && year >= 1900 && year <= 2999) {
        *out = (int32_t)year;
        return done(r, &c, kind);
    }
    struct tdm_problem *problem = problem_at(r, TDM_ERROR, TDM_WHY_RANGE, "P073", place);
    tdm_problem_what(problem, "`%.*s` is no year", TDM_FMT(term->text));
    tdm_problem_fix(problem, "write a year of four digits, such as 2021");
    return false;
}

/* Of a decision the head of the line says it; of a protocol what follows its head. */
static bool read_stance(struct reader *r, enum tdm_clause_kind kind, struct tdm_cursor *c, enum tdm_stance *out) {
    bool in_head = kind == TDM_CLAUSE_GUIDELINE;
    if (kind == TDM_CLAUSE_POSITION_FOR || (in_head && tdm_cursor_take_word(c, "for")))
        *out = TDM_STANCE_FOR;
    else if (kind == TDM_CLAUSE_POSITION_AGAINST || (in_head && tdm_cursor_take_word(c, "against")))
        *out = TDM_STANCE_AGAINST;
    else if (tdm_cursor_take_words(c, in_head ? "no position" : "position"))
        *out = TDM_STANCE_NONE;
    else
        return malformed(r, tdm_cursor_place(c), kind);
    return done(r, c, kind);
}

bool read_position(struct reader *r, enum tdm_clause_kind kind, const struct tdm_line *line, struct tdm_position *out) {
    struct tdm_cursor c = after_head(r, line);
    out->clause = clause_add(r, kind, line);
    if (!read_stance(r, kind, &c, &out->stance)) return false;
    if (line->part_count < 3) return malformed(r, line_place(r, line), kind);
    struct tdm_cursor last = tdm_cursor_of(r->block->tree, line, 2);
    if (!read_year(r, line, kind, &out->year)) return false;
    if (!tdm_cursor_take_word(&last, "strength")) return malformed(r, tdm_cursor_place(&last), kind);
    if (!take_text(r, &last, kind, &out->strength) || !done(r, &last, kind)) return false;
    return rests_on_source(r, line, out->clause, "what a guideline says");
}
