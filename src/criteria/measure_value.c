/* measure_value.c - values and bounds of a measure: a number with a unit of its quantity, or a step of its scale, and
 * never the one for the other (N5). */
#include "criteria/criteria_int.h"

/* ---- steps */

/* "zero, trace, 1+", as far as a message has room. */
static size_t steps_list(const struct tdm_scale *scale, char *room, size_t size) {
    size_t used = 0;
    for (uint16_t i = 0; i < scale->count && used + scale->steps[i].len + 2 < size; i++) {
        if (i > 0) room[used++] = ',';
        if (i > 0) room[used++] = ' ';
        for (size_t k = 0; k < scale->steps[i].len; k++) room[used++] = scale->steps[i].at[k];
    }
    return used;
}

static bool step_unread(const struct value_context *context, const struct tdm_scale *scale, const struct tdm_term *term,
                        bool number) {
    char room[200];
    struct tdm_place place = tdm_term_place(context->tree, term);
    struct tdm_problem *p = number ? tdm_criteria_refuse(context->problems, TDM_WHY_CONFLICT, "K003", place)
                                   : tdm_criteria_refuse(context->problems, TDM_WHY_NOT_FOUND, "K005", place);
    if (number)
        tdm_problem_what(p, "\"%.*s\" is a number, and %.*s is read on the steps of %.*s", TDM_FMT(term->text),
                         TDM_FMT(context->name), TDM_FMT(scale->name));
    else
        tdm_problem_what(p, "\"%.*s\" is no step of %.*s", TDM_FMT(term->text), TDM_FMT(scale->name));
    int near = number ? -1 : tdm_nearest(term->text, scale->steps, scale->count);
    if (near >= 0)
        tdm_problem_fix(p, "write \"%.*s\"", TDM_FMT(scale->steps[near]));
    else
        tdm_problem_fix(p, "write one of its steps: %.*s", (int)steps_list(scale, room, sizeof room), room);
    return false;
}

static bool step_of_term(const struct value_context *context, const struct tdm_scale *scale,
                         const struct tdm_term *term, tdm_value *out) {
    bool number = term->kind == TDM_TERM_NUMBER || term->kind == TDM_TERM_PERCENT;
    uint16_t step;
    if (number || !tdm_scale_find(scale, term->text, &step)) return step_unread(context, scale, term, number);
    *out = (tdm_value){.kind = TDM_VALUE_STEP, .step = step};
    return true;
}

/* ---- numbers */

static bool unit_missing(const struct value_context *context, const struct tdm_term *term, tdm_str code) {
    struct tdm_problem *p =
        tdm_criteria_refuse(context->problems, TDM_WHY_MISSING, "K008", tdm_term_place(context->tree, term));
    tdm_problem_what(p, "\"%.*s\" has no unit, and %.*s is measured in %.*s", TDM_FMT(term->text),
                     TDM_FMT(context->name), TDM_FMT(code));
    tdm_problem_fix(p, "write %.*s %.*s", TDM_FMT(term->text), TDM_FMT(code));
    return false;
}

static bool unit_unknown(const struct value_context *context, const struct tdm_term *unit, tdm_str code) {
    struct tdm_problem *p =
        tdm_criteria_refuse(context->problems, TDM_WHY_NOT_FOUND, "K007", tdm_term_place(context->tree, unit));
    tdm_str near = tdm_unit_nearest(unit->text);
    tdm_problem_what(p, "the unit \"%.*s\" is not known", TDM_FMT(unit->text));
    tdm_problem_fix(p, "write \"%.*s\"", TDM_FMT(near.len > 0 ? near : code));
    return false;
}

static bool percent_of_nothing(const struct value_context *context, const struct tdm_term *term) {
    struct tdm_problem *p =
        tdm_criteria_refuse(context->problems, TDM_WHY_CONFLICT, "K006", tdm_term_place(context->tree, term));
    tdm_problem_what(p, "\"%.*s\" says not of what it is a percentage", TDM_FMT(term->text));
    tdm_problem_fix(p, "write %.*s of other side, %.*s of baseline, or a value with its unit", TDM_FMT(term->text),
                    TDM_FMT(term->text));
    return false;
}

static bool other_quantity(const struct value_context *context, const struct tdm_term *unit, tdm_str code) {
    bool plain = code.len == 0;
    struct tdm_problem *p =
        tdm_criteria_refuse(context->problems, TDM_WHY_CONFLICT, "K006", tdm_term_place(context->tree, unit));
    tdm_problem_what(p, "\"%.*s\" is another quantity than that of %.*s, which is %s%.*s", TDM_FMT(unit->text),
                     TDM_FMT(context->name), plain ? "a plain number" : "in ", TDM_FMT(code));
    if (plain)
        tdm_problem_fix(p, "write the number without a unit");
    else
        tdm_problem_fix(p, "write the number in %.*s", TDM_FMT(code));
    return false;
}

static bool number_unread(const struct value_context *context, const struct tdm_term *term, const struct tdm_term *unit,
                          enum tdm_unit_verdict verdict) {
    const struct tdm_measure *measure = tdm_catalog_measure(context->catalog, context->measure);
    tdm_str code = measure->unit == TDM_UNIT_ONE ? TDM_STR("") : tdm_unit_code(measure->unit);
    if (verdict == TDM_UNIT_MISSING) return unit_missing(context, term, code);
    if (unit == NULL) return percent_of_nothing(context, term);
    return verdict == TDM_UNIT_UNKNOWN ? unit_unknown(context, unit, code) : other_quantity(context, unit, code);
}

static bool number_of_term(const struct value_context *context, const struct tdm_term *term,
                           const struct tdm_term *unit, tdm_value *out) {
    const struct tdm_measure *measure = tdm_catalog_measure(context->catalog, context->measure);
    if (term->kind != TDM_TERM_NUMBER && term->kind != TDM_TERM_PERCENT) {
        struct tdm_problem *p =
            tdm_criteria_refuse(context->problems, TDM_WHY_CONFLICT, "K004", tdm_term_place(context->tree, term));
        tdm_str code = measure->unit == TDM_UNIT_ONE ? TDM_STR("") : tdm_unit_code(measure->unit);
        tdm_problem_what(p, "\"%.*s\" is no number, and %.*s is measured in numbers", TDM_FMT(term->text),
                         TDM_FMT(context->name));
        tdm_problem_fix(p, "write a number%s%.*s", code.len > 0 ? " of " : "", TDM_FMT(code));
        return false;
    }
    tdm_quantity quantity;
    enum tdm_unit_verdict verdict = tdm_quantity_of_terms(term, unit, measure->unit, &quantity);
    if (verdict != TDM_UNIT_FITS) return number_unread(context, term, unit, verdict);
    *out = (tdm_value){.kind = TDM_VALUE_NUMBER, .quantity = quantity};
    return true;
}

static bool value_of_term(const struct value_context *context, const struct tdm_term *term, const struct tdm_term *unit,
                          tdm_value *out) {
    const struct tdm_scale *scale = tdm_measure_scale(context->catalog, context->measure);
    return scale != NULL ? step_of_term(context, scale, term, out) : number_of_term(context, term, unit, out);
}

/* ---- values and bounds */

static bool value_expected(const struct tdm_cursor *c, struct tdm_problems *problems, const char *what,
                           const char *fix) {
    struct tdm_problem *p = tdm_criteria_refuse(problems, TDM_WHY_SYNTAX, "K025", tdm_cursor_place(c));
    if (tdm_cursor_done(c))
        tdm_problem_what(p, "%s is missing", what);
    else
        tdm_problem_what(p, "\"%.*s\" stands where %s is expected", TDM_FMT(c->at->text), what);
    tdm_problem_fix(p, "%s", fix);
    return false;
}

bool tdm_read_value(struct tdm_cursor *c, const struct tdm_catalog *catalog, tdm_ref measure, tdm_value *out,
                    struct tdm_problems *problems) {
    const struct value_context context = {c->tree, catalog, measure,
                                          tdm_catalog_name(catalog, TDM_KIND_MEASURE, measure), problems};
    const struct tdm_term *value, *unit;
    if (!tdm_value_phrase_read(c, &value, &unit))
        return value_expected(c, problems, "a value", "write a number with its unit, or a step of the scale");
    return value_of_term(&context, value, unit, out);
}

void tdm_order_fix(struct tdm_problem *problem, tdm_str low, tdm_str high) {
    if (tdm_str_equal(low, high))
        tdm_problem_fix(problem, "write: is %.*s", TDM_FMT(low));
    else
        tdm_problem_fix(problem, "write the lower end first: %.*s to %.*s", TDM_FMT(high), TDM_FMT(low));
}

static int order_of(const tdm_value *low, const tdm_value *high) {
    int order = 0;
    if (low->kind == TDM_VALUE_STEP) return (low->step > high->step) - (low->step < high->step);
    bool same_kind = tdm_quantity_compare(low->quantity, high->quantity, &order);
    TDM_ASSERT(same_kind); /* both were read in a unit of the measure */
    return order;
}

static bool bound_ordered(const struct value_context *context, const struct tdm_bound_phrase *phrase,
                          const struct tdm_bound *bound) {
    if (phrase->high == NULL) return true;
    int order = order_of(&bound->low, &bound->high);
    if (order < 0 || (order == 0 && bound->kind == TDM_BETWEEN)) return true;
    struct tdm_problem *p =
        tdm_criteria_refuse(context->problems, TDM_WHY_RANGE, "K014", tdm_term_place(context->tree, phrase->low));
    tdm_problem_what(p, "nothing lies between \"%.*s\" and \"%.*s\"", TDM_FMT(phrase->low->text),
                     TDM_FMT(phrase->high->text));
    tdm_order_fix(p, phrase->low->text, phrase->high->text);
    return false;
}

bool tdm_bound_of_phrase(const struct value_context *context, const struct tdm_bound_phrase *phrase,
                         struct tdm_bound *out) {
    struct tdm_bound bound = {.kind = phrase->kind};
    if (phrase->plain) {
        struct tdm_problem *p =
            tdm_criteria_refuse(context->problems, TDM_WHY_SYNTAX, "K025", tdm_term_place(context->tree, phrase->low));
        tdm_problem_what(p, "\"%.*s\" alone says not how it bounds", TDM_FMT(phrase->low->text));
        tdm_problem_fix(p, "write `at most %.*s`, `at least %.*s`, `above`, `below`, `is` or a range with `to`",
                        TDM_FMT(phrase->low->text), TDM_FMT(phrase->low->text));
        return false;
    }
    if (!value_of_term(context, phrase->low, phrase->low_unit, &bound.low)) return false;
    if (phrase->high != NULL && !value_of_term(context, phrase->high, phrase->high_unit, &bound.high)) return false;
    if (!bound_ordered(context, phrase, &bound)) return false;
    *out = bound;
    return true;
}

bool tdm_read_bound(struct tdm_cursor *c, const struct tdm_catalog *catalog, tdm_ref measure, struct tdm_bound *out,
                    struct tdm_problems *problems) {
    const struct value_context context = {c->tree, catalog, measure,
                                          tdm_catalog_name(catalog, TDM_KIND_MEASURE, measure), problems};
    struct tdm_bound_phrase phrase;
    if (!tdm_bound_phrase_read(c, &phrase))
        return value_expected(c, problems, "a bound",
                              "write `at most`, `at least`, `above`, `below`, `is` or `is not` "
                              "and a value, or two values with `to` between them");
    return tdm_bound_of_phrase(&context, &phrase, out);
}
