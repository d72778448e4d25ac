/* class_rows.c - the rows of a table of load classes: read, put in order, and held to be without gap and overlap (N7)
 * over 0 to infinity, or to the top of the field. What is missing or doubled is told with a value in it. */
#include "catalog/catalog_int.h"

#define ROWS_MOST 64u

/* A row as an interval of numbers. */
struct interval {
    tdm_decimal low, high;
    bool low_in, high_in, endless;
};

struct rows_state {
    struct catalog_reader *r;
    const struct class_rows *rows;
    struct tdm_class_row row[ROWS_MOST];
    struct interval interval[ROWS_MOST];
    const struct tdm_line *line[ROWS_MOST];
    uint32_t count;
    bool whole; /* only whole numbers are asked about */
};

/* ---- intervals */

static struct interval interval_of(const struct tdm_bound *bound) {
    tdm_decimal low = bound->low.quantity.number, high = bound->high.quantity.number, zero = tdm_decimal_of_int(0);
    switch (bound->kind) {
    case TDM_AT_MOST:
        return (struct interval){zero, low, true, true, false};
    case TDM_BELOW:
        return (struct interval){zero, low, true, false, false};
    case TDM_AT_LEAST:
        return (struct interval){low, low, true, true, true};
    case TDM_ABOVE:
        return (struct interval){low, low, false, true, true};
    case TDM_IS:
    case TDM_IS_NOT:
        return (struct interval){low, low, true, true, false};
    case TDM_BETWEEN:
        return (struct interval){low, high, true, true, false};
    case TDM_FROM_TO_BELOW:
        return (struct interval){low, high, true, false, false};
    case TDM_ABOVE_TO:
        return (struct interval){low, high, false, true, false};
    }
    TDM_UNREACHABLE();
}

static int64_t power_of_ten(int32_t scale) {
    int64_t power = 1;
    for (int32_t i = 0; i < scale; i++) power *= 10;
    return power;
}

static int64_t floor_of(tdm_decimal number) {
    int64_t power = power_of_ten(number.scale), whole = number.coefficient / power;
    return whole - (number.coefficient % power < 0);
}

static bool is_whole(tdm_decimal number) {
    return number.coefficient % power_of_ten(number.scale) == 0;
}

/* On whole numbers "above 2 to below 5" is 3 to 4. */
static struct interval whole_interval(struct interval i) {
    int64_t low = floor_of(i.low) + (!is_whole(i.low) || !i.low_in);
    int64_t high = floor_of(i.high) - (is_whole(i.high) && !i.high_in);
    return (struct interval){tdm_decimal_of_int(low), tdm_decimal_of_int(high), true, true, i.endless};
}

static bool is_empty(const struct interval *i) {
    int order = tdm_decimal_compare(i->low, i->high);
    return !i->endless && (order > 0 || (order == 0 && (!i->low_in || !i->high_in)));
}

static tdm_decimal between(tdm_decimal a, tdm_decimal b) {
    tdm_decimal sum, half = {5, 1};
    if (!tdm_decimal_add(a, b, &sum) || !tdm_decimal_multiply(sum, half, &sum)) return a;
    return tdm_decimal_trim(sum);
}

/* ---- reading */

static bool row_add(struct rows_state *s, const struct tdm_line *line, const struct tdm_bound_phrase *phrase,
                    uint16_t load_class) {
    struct tdm_bound bound;
    if (!tdm_catalog_bound(s->r, phrase, s->rows->unit, &bound)) return false;
    struct interval interval = interval_of(&bound);
    if (s->whole) interval = whole_interval(interval);
    const struct tdm_dose_field *field = s->rows->field;
    bool beyond = field->has_most && tdm_decimal_compare(interval.low, field->most) > 0;
    if (is_empty(&interval) || beyond ||
        (!interval.endless && tdm_decimal_compare(interval.high, tdm_decimal_of_int(0)) < 0)) {
        struct tdm_problem *p = tdm_catalog_refuse(s->r, TDM_WHY_RANGE, "C036", tdm_line_place(s->r->tree, line));
        tdm_problem_what(p, "no \"%.*s\" lies in this row", TDM_FMT(field->name));
        tdm_problem_fix(p, "leave the row out, or write a range from 0 up%s", field->has_most ? ", to 10 at most" : "");
        return false;
    }
    uint32_t at = s->count++;
    for (; at > 0; at--) { /* in order of their low ends; a closed end lies below an open one */
        int order = tdm_decimal_compare(s->interval[at - 1].low, interval.low);
        if (order < 0 || (order == 0 && (s->interval[at - 1].low_in || !interval.low_in))) break;
        s->interval[at] = s->interval[at - 1];
        s->row[at] = s->row[at - 1];
        s->line[at] = s->line[at - 1];
    }
    s->interval[at] = interval;
    s->row[at] = (struct tdm_class_row){bound, load_class};
    s->line[at] = line;
    return true;
}

static bool row_read(struct rows_state *s, const struct tdm_line *line) {
    const char *form = "RANGE gives CLASS, such as: 0 to below 3 gives low";
    struct tdm_cursor c = tdm_cursor_of(s->r->tree, line, 0);
    struct tdm_bound_phrase phrase;
    uint16_t load_class;
    if (s->count == ROWS_MOST) {
        struct tdm_problem *p = tdm_catalog_refuse(s->r, TDM_WHY_LIMIT, "C035", tdm_line_place(s->r->tree, line));
        tdm_problem_what(p, "a table of load classes has at most %u rows", ROWS_MOST);
        tdm_problem_fix(p, "leave out from here on");
        return false;
    }
    if (!tdm_bound_phrase_read(&c, &phrase) || phrase.kind == TDM_IS_NOT || !tdm_cursor_take_word(&c, "gives"))
        return tdm_clause_unread(s->r, &c, form);
    if (!tdm_clause_load_class(s->r, &c, &load_class) || !tdm_clause_done(s->r, &c, form)) return false;
    if (line->part_count > 1) {
        c = tdm_cursor_of(s->r->tree, line, 1);
        return tdm_clause_unread(s->r, &c, form);
    }
    return row_add(s, line, &phrase, load_class);
}

/* ---- gaps and overlaps */

static void number_print(struct tdm_buf *out, const struct rows_state *s, tdm_decimal number) {
    tdm_quantity_print(out, (tdm_quantity){number, s->rows->unit});
}

static void gap(struct rows_state *s, tdm_decimal inside) {
    struct tdm_buf value;
    tdm_buf_init(&value, s->r->mem, 256);
    number_print(&value, s, inside);
    struct tdm_problem *p =
        tdm_catalog_refuse(s->r, TDM_WHY_MISSING, "C027", tdm_line_place(s->r->tree, s->rows->line));
    tdm_problem_what(p, "no row gives a class for %.*s", TDM_FMT(tdm_buf_str(&value)));
    tdm_problem_fix(p, "add a row, or widen one, so that %.*s lies in it", TDM_FMT(tdm_buf_str(&value)));
}

static void overlap(struct rows_state *s, uint32_t at, tdm_decimal inside) {
    struct tdm_buf value;
    tdm_buf_init(&value, s->r->mem, 256);
    number_print(&value, s, inside);
    uint32_t other = s->line[at]->line == s->line[at - 1]->line ? at : at - 1;
    struct tdm_problem *p = tdm_catalog_refuse(s->r, TDM_WHY_CONFLICT, "C028", tdm_line_place(s->r->tree, s->line[at]));
    tdm_problem_what(p, "two rows give a class for %.*s: this one and line %u", TDM_FMT(tdm_buf_str(&value)),
                     s->line[other]->line);
    tdm_problem_fix(p, "let one row end where the next begins: A to below B, then B to below C");
}

/* The least number not yet covered: `from` itself, or all above it. */
struct edge {
    tdm_decimal from;
    bool in, endless;
};

static void interval_meet(struct rows_state *s, uint32_t at, struct edge *edge) {
    const struct interval *i = &s->interval[at];
    int order = tdm_decimal_compare(i->low, edge->from);
    bool overlaps = edge->endless || order < 0 || (order == 0 && i->low_in && !edge->in);
    bool gapes = !overlaps && (order > 0 || (edge->in && !i->low_in));
    if (gapes) gap(s, edge->in ? edge->from : between(edge->from, i->low));
    if (overlaps && at > 0) {
        const struct interval *before = &s->interval[at - 1];
        tdm_decimal end = before->endless ? i->high : before->high;
        bool ends_first = !i->endless && tdm_decimal_compare(i->high, end) < 0;
        overlap(s, at, i->low_in ? i->low : between(i->low, ends_first ? i->high : end));
    }
    if (i->endless || edge->endless) {
        edge->endless = true;
        return;
    }
    order = tdm_decimal_compare(i->high, edge->from);
    if (order < 0 || (order == 0 && edge->in && !i->high_in)) return;
    edge->from = s->whole ? tdm_decimal_of_int(floor_of(i->high) + 1) : i->high;
    edge->in = s->whole || !i->high_in;
}

static void rows_cover(struct rows_state *s) {
    struct edge edge = {tdm_decimal_of_int(0), true, false};
    const struct tdm_dose_field *field = s->rows->field;
    for (uint32_t i = 0; i < s->count; i++) interval_meet(s, i, &edge);
    if (edge.endless) return;
    if (!field->has_most || s->rows->rule->basis != TDM_BASIS_NONE) {
        tdm_decimal above = tdm_decimal_of_int(floor_of(edge.from) + 1);
        gap(s, edge.in ? edge.from : above);
        return;
    }
    int order = tdm_decimal_compare(edge.from, field->most);
    if (order < 0 || (order == 0 && edge.in)) gap(s, edge.in ? edge.from : field->most);
}

bool tdm_class_rows_read(struct catalog_reader *r, const struct class_rows *rows) {
    TDM_UNSET struct rows_state state, *s = &state; /* its rows are written before they are read */
    s->r = r;
    s->rows = rows;
    s->count = 0;
    s->whole = rows->field->whole && rows->rule->basis == TDM_BASIS_NONE;
    uint32_t errors = r->problems->errors;
    for (const struct tdm_line *line = rows->line->block; line != NULL; line = line->next)
        if (!row_read(s, line)) return false;
    if (s->count == 0) {
        struct tdm_problem *p = tdm_catalog_refuse(r, TDM_WHY_MISSING, "C007", tdm_line_place(r->tree, rows->line));
        tdm_problem_what(p, "this table of load classes has no rows");
        tdm_problem_fix(p, "add rows below it: 0 to below 3 gives low");
        return false;
    }
    rows_cover(s);
    if (r->problems->errors > errors) return false;
    struct tdm_class_row *kept = TDM_NEW_ARRAY(r->mem, struct tdm_class_row, s->count);
    for (uint32_t i = 0; i < s->count; i++) kept[i] = s->row[i];
    rows->rule->rows = kept;
    rows->rule->row_count = s->count;
    return true;
}
