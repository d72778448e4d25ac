/* formula.c - the formula of a score: `100 - 25 * mean`, read into the steps of a stack and computed exactly. Times and
 * divided before plus and minus, parentheses before both. */
#include "scoring/scoring_int.h"

#define STACK_MAX 12u

/* ---- reading */

struct formula_reader {
    struct scoring_reader *r;
    struct tdm_score *score;
    uint32_t depth;
    bool failed;
};

static bool unread(struct formula_reader *f, struct tdm_place place) {
    if (f->failed) return false;
    f->failed = true;
    struct tdm_problem *p = scoring_refuse(f->r, TDM_WHY_SYNTAX, "I008", place);
    tdm_problem_what(p, "the formula cannot be read from here on");
    tdm_problem_fix(p,
                    "write numbers, sum, mean, largest, answered or most, with + - * / between them: 100 - 25 * mean");
    return false;
}

static bool push(struct formula_reader *f, struct tdm_place place, struct tdm_formula_step step) {
    if (step.op >= TDM_FORMULA_ADD)
        f->depth--; /* two become one */
    else
        f->depth++;
    if (f->score->formula_count == TDM_FORMULA_MAX || f->depth > STACK_MAX) return unread(f, place);
    f->score->formula[f->score->formula_count++] = step;
    return true;
}

static bool read_sum(struct formula_reader *f, struct tdm_cursor *c);

static bool read_word(struct formula_reader *f, const struct tdm_term *term, struct tdm_place place) {
    static const char *const words[] = {[TDM_FORMULA_SUM] = "sum",
                                        [TDM_FORMULA_MEAN] = "mean",
                                        [TDM_FORMULA_LARGEST] = "largest",
                                        [TDM_FORMULA_ANSWERED] = "answered",
                                        [TDM_FORMULA_MOST] = "most"};
    for (int op = TDM_FORMULA_SUM; op <= TDM_FORMULA_MOST; op++)
        if (tdm_str_is(term->text, words[op]))
            return push(f, place, (struct tdm_formula_step){(enum tdm_formula_op)op, {0, 1}});
    return unread(f, place);
}

static bool read_piece(struct formula_reader *f, struct tdm_cursor *c) {
    struct tdm_place place = tdm_cursor_place(c);
    if (tdm_cursor_done(c)) return unread(f, place);
    const struct tdm_term *term = c->at++;
    if (term->kind == TDM_TERM_NUMBER)
        return push(f, place, (struct tdm_formula_step){TDM_FORMULA_NUMBER, tdm_fraction_of(term->number)});
    if (term->kind == TDM_TERM_WORD) return read_word(f, term, place);
    if (term->kind != TDM_TERM_GROUP || term->part_count != 1) return unread(f, place);
    struct tdm_cursor inside = *c;
    inside.at = term->parts[0].terms;
    inside.end = inside.at + term->parts[0].count;
    return read_sum(f, &inside) && (tdm_cursor_done(&inside) || unread(f, tdm_cursor_place(&inside)));
}

/* The operator here, if it is one of the two, as a step. */
static bool take_op(struct tdm_cursor *c, const char *signs, enum tdm_formula_op first, enum tdm_formula_op *out) {
    if (tdm_cursor_done(c) || c->at->kind != TDM_TERM_OPERATOR || c->at->text.len != 1) return false;
    for (int i = 0; i < 2; i++) {
        if (c->at->text.at[0] != signs[i]) continue;
        *out = (enum tdm_formula_op)((int)first + i);
        c->at++;
        return true;
    }
    return false;
}

static bool read_product(struct formula_reader *f, struct tdm_cursor *c) {
    enum tdm_formula_op op;
    if (!read_piece(f, c)) return false;
    while (take_op(c, "*/", TDM_FORMULA_MULTIPLY, &op)) {
        struct tdm_place place = tdm_cursor_place(c);
        if (!read_piece(f, c) || !push(f, place, (struct tdm_formula_step){op, {0, 1}})) return false;
    }
    return true;
}

static bool read_sum(struct formula_reader *f, struct tdm_cursor *c) {
    enum tdm_formula_op op;
    if (!read_product(f, c)) return false;
    while (take_op(c, "+-", TDM_FORMULA_ADD, &op)) {
        struct tdm_place place = tdm_cursor_place(c);
        if (!read_product(f, c) || !push(f, place, (struct tdm_formula_step){op, {0, 1}})) return false;
    }
    return true;
}

bool scoring_read_formula(struct scoring_reader *r, struct tdm_cursor *c, struct tdm_score *score) {
    struct formula_reader f = {.r = r, .score = score};
    return read_sum(&f, c) && (tdm_cursor_done(c) || unread(&f, tdm_cursor_place(c)));
}

/* ---- computing */

static bool joined(enum tdm_formula_op op, tdm_fraction a, tdm_fraction b, tdm_fraction *out) {
    if (op == TDM_FORMULA_ADD) return tdm_fraction_add(a, b, out);
    if (op == TDM_FORMULA_SUBTRACT) return tdm_fraction_subtract(a, b, out);
    return op == TDM_FORMULA_MULTIPLY ? tdm_fraction_multiply(a, b, out) : tdm_fraction_divide(a, b, out);
}

static bool operand(const struct tdm_formula_step *step, const struct formula_values *values, tdm_fraction *out) {
    tdm_fraction answered = {(int64_t)values->answered, 1};
    if (step->op == TDM_FORMULA_MEAN) return tdm_fraction_divide(values->sum, answered, out);
    *out = step->op == TDM_FORMULA_NUMBER    ? step->number
           : step->op == TDM_FORMULA_SUM     ? values->sum
           : step->op == TDM_FORMULA_LARGEST ? values->largest
           : step->op == TDM_FORMULA_MOST    ? values->most
                                             : answered;
    return true;
}

bool scoring_formula(const struct tdm_score *score, const struct formula_values *values, tdm_fraction *out) {
    tdm_fraction stack[STACK_MAX + 1];
    uint32_t depth = 0;
    for (uint32_t i = 0; i < score->formula_count; i++) {
        const struct tdm_formula_step *step = &score->formula[i];
        if (step->op < TDM_FORMULA_ADD) {
            if (!operand(step, values, &stack[depth++])) return false;
            continue;
        }
        depth--;
        if (!joined(step->op, stack[depth - 1], stack[depth], &stack[depth - 1])) return false;
    }
    TDM_ASSERT(depth == 1);
    *out = stack[0];
    return true;
}
