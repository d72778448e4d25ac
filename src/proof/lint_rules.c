/* lint_rules.c - progressions as tables on the scale of what they read (M110, F080): values that no row speaks of, rows
 * that a stricter one always takes first, steps that no cap lets happen, exercises that no named phase offers. The
 * unknown stands in every table: it is what `otherwise` says. */
#include "proof/proof_int.h"

enum { RULER_MAX = 96, ROWS_MAX = 24 };

/* ---- a ruler: one value for every stretch of the scale that the bounds tell apart, in order */

struct ruler {
    tdm_value at[RULER_MAX];
    bool point[RULER_MAX]; /* a bound itself or a whole value; else the stretch between its neighbours */
    uint32_t count;
    const struct tdm_scale *scale; /* or null */
};

static bool number_in(tdm_value value, tdm_unit unit, tdm_decimal *out) {
    tdm_quantity quantity = value.quantity;
    if (value.kind != TDM_VALUE_NUMBER) return false;
    if (quantity.unit != unit && !tdm_quantity_convert(quantity, unit, &quantity)) return false;
    *out = quantity.number;
    return true;
}

static bool two_sided(enum tdm_bound_kind kind) {
    return kind == TDM_BETWEEN || kind == TDM_FROM_TO_BELOW || kind == TDM_ABOVE_TO;
}

static void insert_cut(tdm_decimal *cuts, uint32_t *count, tdm_decimal cut) {
    uint32_t at = 0;
    while (at < *count && tdm_decimal_compare(cuts[at], cut) < 0) at++;
    if ((at < *count && tdm_decimal_compare(cuts[at], cut) == 0) || *count >= RULER_MAX / 2 - 2) return;
    for (uint32_t i = *count; i > at; i--) cuts[i] = cuts[i - 1];
    cuts[at] = cut;
    (*count)++;
}

static void ruler_add(struct ruler *ruler, tdm_decimal number, tdm_unit unit, bool point) {
    if (ruler->count >= RULER_MAX) return;
    ruler->point[ruler->count] = point;
    ruler->at[ruler->count++] = (tdm_value){.kind = TDM_VALUE_NUMBER, .quantity = {number, unit}};
}

static tdm_decimal plus(tdm_decimal a, int64_t whole) {
    tdm_decimal out = a;
    return tdm_decimal_add(a, tdm_decimal_of_int(whole), &out) ? out : a;
}

static tdm_decimal between(tdm_decimal a, tdm_decimal b) {
    tdm_decimal both = a;
    if (!tdm_decimal_add(a, b, &both)) return a;
    return tdm_ratio_rounded(both, tdm_decimal_of_int(2), both.scale < 8 ? both.scale + 1 : 9);
}

/* Bounds of a measure's possible values, where the criterion reads the value itself. */
static bool outside(const struct tdm_measure *measure, bool itself, tdm_value value) {
    bool fits = true;
    return itself && measure->has_hard && !tdm_bound_holds(&measure->hard, value, &fits) && fits;
}

static void whole_numbers(struct ruler *ruler, const tdm_decimal *cuts, uint32_t count, tdm_unit unit) {
    tdm_decimal last = plus(cuts[count - 1], 1);
    for (tdm_decimal at = plus(cuts[0], -1); tdm_decimal_compare(at, last) <= 0 && ruler->count < RULER_MAX;
         at = plus(at, 1))
        ruler_add(ruler, at, unit, true);
}

/* A short scale of whole numbers is told whole, from its least to its most. */
static void whole_scale(const struct tdm_measure *measure, tdm_unit unit, tdm_decimal *cuts, uint32_t *count) {
    tdm_decimal low, high, span;
    if (!measure->has_hard || measure->hard.kind != TDM_BETWEEN || !number_in(measure->hard.low, unit, &low) ||
        !number_in(measure->hard.high, unit, &high) || !tdm_decimal_subtract(high, low, &span) ||
        tdm_decimal_compare(span, tdm_decimal_of_int(RULER_MAX / 2)) > 0)
        return;
    insert_cut(cuts, count, low);
    insert_cut(cuts, count, high);
}

static void any_numbers(struct ruler *ruler, const tdm_decimal *cuts, uint32_t count, tdm_unit unit) {
    ruler_add(ruler, plus(cuts[0], -1), unit, false);
    for (uint32_t i = 0; i < count; i++) {
        ruler_add(ruler, cuts[i], unit, true);
        ruler_add(ruler, i + 1 < count ? between(cuts[i], cuts[i + 1]) : plus(cuts[i], 1), unit, false);
    }
}

static void keep_possible(struct ruler *ruler, const struct tdm_measure *measure, bool itself) {
    uint32_t kept = 0;
    for (uint32_t i = 0; i < ruler->count; i++) {
        if (outside(measure, itself, ruler->at[i])) continue;
        ruler->point[kept] = ruler->point[i];
        ruler->at[kept++] = ruler->at[i];
    }
    ruler->count = kept;
}

static void ruler_make(const struct prover *p, const struct tdm_criterion *const *rows, uint32_t count,
                       struct ruler *ruler) {
    const struct tdm_measure_use *use = &p->protocol->measures[rows[0]->measure];
    const struct tdm_measure *measure = tdm_catalog_measure(p->catalog, use->measure);
    bool itself = rows[0]->compare == TDM_COMPARE_VALUE && !use->is_change;
    ruler->count = 0;
    ruler->scale = tdm_measure_scale(p->catalog, use->measure);
    if (ruler->scale != NULL && rows[0]->bound.low.kind == TDM_VALUE_STEP) {
        for (uint16_t s = 0; s < ruler->scale->count && s < RULER_MAX; s++) {
            ruler->point[s] = true;
            ruler->at[ruler->count++] = (tdm_value){.kind = TDM_VALUE_STEP, .step = s};
        }
        return;
    }
    tdm_decimal cuts[RULER_MAX / 2];
    tdm_unit unit = rows[0]->bound.low.quantity.unit;
    uint32_t cut_count = 0;
    tdm_decimal number;
    for (uint32_t i = 0; i < count; i++) {
        if (number_in(rows[i]->bound.low, unit, &number)) insert_cut(cuts, &cut_count, number);
        if (two_sided(rows[i]->bound.kind) && number_in(rows[i]->bound.high, unit, &number))
            insert_cut(cuts, &cut_count, number);
    }
    if (cut_count == 0) return;
    bool whole = measure->whole && rows[0]->compare == TDM_COMPARE_VALUE;
    for (uint32_t i = 0; i < cut_count; i++) whole = whole && cuts[i].scale == 0;
    if (whole && itself) whole_scale(measure, unit, cuts, &cut_count);
    if (whole)
        whole_numbers(ruler, cuts, cut_count, unit);
    else
        any_numbers(ruler, cuts, cut_count, unit);
    keep_possible(ruler, measure, itself);
}

static bool holds(const struct tdm_criterion *row, tdm_value value) {
    bool fits = true;
    return tdm_bound_holds(&row->bound, value, &fits) && fits;
}

bool proof_bounds_meet(const struct prover *p, const struct tdm_criterion *a, const struct tdm_criterion *b) {
    const struct tdm_criterion *rows[] = {a, b};
    struct ruler ruler;
    if (a->bound.low.kind != b->bound.low.kind) return true;
    ruler_make(p, rows, 2, &ruler);
    for (uint32_t i = 0; i < ruler.count; i++)
        if (holds(a, ruler.at[i]) && holds(b, ruler.at[i])) return true;
    return ruler.count == 0;
}

/* ---- stretches of the ruler in words: "3", "above 2 to 3", "at most 1" */

static void value_print(struct tdm_buf *out, const struct ruler *ruler, uint32_t i) {
    if (ruler->at[i].kind == TDM_VALUE_STEP)
        tdm_buf_add(out, ruler->scale->steps[ruler->at[i].step]);
    else
        tdm_decimal_print(out, tdm_decimal_trim(ruler->at[i].quantity.number));
}

static void stretch_print(struct tdm_buf *out, const struct ruler *ruler, uint32_t from, uint32_t until) {
    bool open_low = !ruler->point[from], open_high = !ruler->point[until];
    if (open_low && from == 0) {
        tdm_buf_text(out, open_high ? "below " : "at most ");
        value_print(out, ruler, open_high && until + 1 < ruler->count ? until + 1 : until);
        return;
    }
    if (open_low) tdm_buf_text(out, "above ");
    if (!open_low && open_high && until + 1 == ruler->count) tdm_buf_text(out, "at least ");
    value_print(out, ruler, open_low ? from - 1 : from);
    if (open_high && until + 1 == ruler->count) return;
    if (from == until && !open_low) return;
    tdm_buf_text(out, open_high ? " to below " : " to ");
    value_print(out, ruler, open_high ? until + 1 : until);
}

/* ---- the rows of a progression about one measure */

struct row {
    const struct tdm_criterion *node;
    const struct tdm_step *step;
    uint32_t step_index;
    bool alone; /* the step fires by this row alone: `any of`, or its only line */
};
struct table {
    struct row row[ROWS_MAX];
    const struct tdm_criterion *nodes[ROWS_MAX];
    uint32_t count;
    struct ruler ruler;
};

/* Only lines right below the step: deeper ones depend on more than one measure. */
static void gather(struct table *table, const struct tdm_progress *progress, uint16_t measure) {
    table->count = 0;
    for (uint32_t s = 0; s < progress->step_count; s++) {
        const struct tdm_condition *condition = &progress->steps[s].condition;
        if (condition->count == 0) continue;
        const struct tdm_criterion *root = &condition->nodes[0];
        for (uint32_t i = 0; i < root->child_count && table->count < ROWS_MAX; i++) {
            const struct tdm_criterion *node = &condition->nodes[root->first_child + i];
            if (node->kind != TDM_CRITERION_READING || node->measure != measure || node->compare != TDM_COMPARE_VALUE)
                continue;
            bool alone = root->kind == TDM_CRITERION_ANY || root->child_count == 1;
            table->nodes[table->count] = node;
            table->row[table->count++] = (struct row){node, &progress->steps[s], s, alone};
        }
    }
}

static bool spoken_of(const struct table *table, uint32_t at) {
    for (uint32_t i = 0; i < table->count; i++)
        if (holds(table->nodes[i], table->ruler.at[at])) return true;
    return false;
}

static void said_of(struct tdm_buf *out, const struct prover *p, const struct table *table, uint32_t at) {
    bool any = false;
    for (uint32_t i = 0; i < table->count; i++) {
        if (!holds(table->nodes[i], table->ruler.at[at])) continue;
        tdm_buf_format(out, "%s%s (", any ? ", " : "", tdm_step_word(table->row[i].step->kind));
        proof_line(out, p->protocol, table->nodes[i]->clause);
        tdm_buf_char(out, ')');
        any = true;
    }
    if (!any) tdm_buf_text(out, "no row");
}

static bool same_said(const struct table *table, uint32_t a, uint32_t b) {
    for (uint32_t i = 0; i < table->count; i++)
        if (holds(table->nodes[i], table->ruler.at[a]) != holds(table->nodes[i], table->ruler.at[b])) return false;
    return true;
}

static tdm_str table_story(const struct prover *p, const struct tdm_progress *progress, const struct table *table) {
    struct tdm_buf out;
    tdm_buf_init(&out, p->mem, 1u << 14);
    tdm_buf_format(&out, "the rows on `%.*s`:\n", TDM_FMT(p->protocol->measures[table->nodes[0]->measure].name));
    for (uint32_t from = 0, until; from < table->ruler.count; from = until + 1) {
        for (until = from; until + 1 < table->ruler.count && same_said(table, from, until + 1);) until++;
        tdm_buf_text(&out, "  ");
        stretch_print(&out, &table->ruler, from, until);
        tdm_buf_text(&out, ": ");
        said_of(&out, p, table, from);
        tdm_buf_char(&out, '\n');
    }
    tdm_buf_format(&out, "  unknown, and where no row holds: %s (", tdm_step_word(progress->otherwise));
    proof_line(&out, p->protocol, progress->otherwise_clause);
    tdm_buf_char(&out, ')');
    return tdm_buf_str(&out);
}

/* ---- gaps */

static void lint_gap(struct prover *p, const struct tdm_progress *progress, const struct table *table) {
    uint32_t from = 0, until;
    bool several = false;
    for (uint32_t i = 1; i < table->count; i++)
        several = several || table->row[i].step_index != table->row[0].step_index;
    while (from < table->ruler.count && spoken_of(table, from)) from++;
    if (!several || from == table->ruler.count) return;
    for (until = from; until + 1 < table->ruler.count && !spoken_of(table, until + 1);) until++;
    bool inner = from > 0 && until + 1 < table->ruler.count; /* a table may end; it may not break off and go on */
    if (!inner) return;
    struct tdm_buf stretch;
    tdm_buf_init(&stretch, p->mem, 200);
    stretch_print(&stretch, &table->ruler, from, until);
    struct tdm_problem *problem = proof_note(p, "L030", table->nodes[table->count - 1]->clause);
    tdm_str name = p->protocol->measures[table->nodes[0]->measure].name;
    tdm_problem_what(problem, "no row of `%.*s` speaks of `%.*s` %.*s, between those that do", TDM_FMT(progress->name),
                     TDM_FMT(name), TDM_FMT(tdm_buf_str(&stretch)));
    problem->story = table_story(p, progress, table);
    tdm_problem_fix(problem,
                    "let one of the rows reach over it, or leave it to `otherwise` in words: a row of its own");
}

/* ---- rows that a stricter one takes first (M75) */

static bool looks_no_further(const struct tdm_criterion *strict, const struct tdm_criterion *row) {
    if (strict->over == TDM_OVER_SESSIONS && row->over == TDM_OVER_SESSIONS) return strict->sessions <= row->sessions;
    if (strict->over == TDM_OVER_SESSIONS || row->over == TDM_OVER_SESSIONS) return false;
    int32_t least, strict_days, row_days;
    tdm_span_day_range(strict->window, &least, &strict_days);
    tdm_span_day_range(row->window, &least, &row_days);
    return strict->statistic == row->statistic && strict->over == row->over && strict_days >= row_days &&
           (strict->statistic == TDM_STAT_LATEST || strict_days == row_days);
}

static bool goes_before(const struct row *strict, const struct row *row) {
    if (!strict->alone || strict->step_index == row->step_index) return false;
    if (strict->step->kind != row->step->kind) return strict->step->kind < row->step->kind;
    return strict->step_index < row->step_index;
}

static bool taken(const struct table *table, uint32_t i, uint32_t at, uint32_t *by) {
    for (uint32_t k = 0; k < table->count; k++) {
        if (!goes_before(&table->row[k], &table->row[i]) || !looks_no_further(table->nodes[k], table->nodes[i]) ||
            !holds(table->nodes[k], table->ruler.at[at]))
            continue;
        *by = k;
        return true;
    }
    return false;
}

static void tell_taken(struct prover *p, const struct tdm_progress *progress, const struct table *table,
                       const uint32_t which[2], uint32_t left) {
    const struct row *row = &table->row[which[0]];
    tdm_str text = proof_text(p->protocol, table->nodes[which[1]]->clause);
    uint32_t line = p->protocol->clauses[table->nodes[which[1]]->clause].place.line;
    struct tdm_problem *problem =
        left == 0 ? proof_error(p, "L031", row->node->clause) : proof_note(p, "L032", row->node->clause);
    if (left == 0)
        tdm_problem_what(problem, "this never leads to `%s`: whatever it holds for, line %u `%.*s` comes first",
                         tdm_step_word(row->step->kind), line, TDM_FMT(text));
    else
        tdm_problem_what(problem, "this and line %u `%.*s` speak of the same values, and `%s` comes first", line,
                         TDM_FMT(text), tdm_step_word(table->row[which[1]].step->kind));
    problem->story = table_story(p, progress, table);
    tdm_problem_fix(problem, "let the two rows meet at one bound, without sharing a value");
}

static void lint_taken(struct prover *p, const struct tdm_progress *progress, const struct table *table) {
    for (uint32_t i = 0; i < table->count; i++) {
        uint32_t spoken = 0, gone = 0, by = 0, first = 0;
        for (uint32_t at = 0; at < table->ruler.count; at++) {
            if (!holds(table->nodes[i], table->ruler.at[at])) continue;
            spoken++;
            if (!taken(table, i, at, &by)) continue;
            if (gone++ == 0) first = by;
        }
        uint32_t which[2] = {i, first};
        if (gone > 0) tell_taken(p, progress, table, which, spoken - gone);
    }
}

/* ---- steps that no cap lets happen, exercises that are on no shelf */

static bool below(tdm_quantity cap, tdm_quantity step) {
    int sign = 0;
    return tdm_quantity_compare(cap, step, &sign) && sign < 0;
}

static void lint_caps(struct prover *p, const struct tdm_progress *progress) {
    for (uint32_t s = 0; s < progress->step_count; s++) {
        const struct tdm_step *step = &progress->steps[s];
        bool percent =
            step->has_percent && step->has_cap && tdm_decimal_compare(step->cap_percent_week, step->percent) < 0;
        bool amount = step->has_amount && step->has_cap_amount && below(step->cap_amount_week, step->amount);
        if (!percent && !amount) continue;
        struct tdm_problem *problem = proof_note(p, "L035", step->clause);
        tdm_problem_what(problem,
                         "one step of `%.*s` is more than its week allows, so it is never what is written here",
                         TDM_FMT(progress->name));
        tdm_problem_fix(problem, "let the week allow at least one step, or make the step smaller");
    }
}

static bool on_shelf(const struct tdm_protocol *protocol, const struct tdm_progress *progress, tdm_ref exercise) {
    for (uint32_t i = 0; i < progress->phase_count; i++) {
        const struct tdm_phase *phase = &protocol->phases[progress->phases[i]];
        for (uint32_t o = 0; o < phase->offer_count; o++)
            if (phase->offers[o].exercise == exercise) return true;
    }
    return progress->phase_count == 0;
}

static void lint_shelf(struct prover *p, const struct tdm_progress *progress) {
    for (uint32_t i = 0; i < progress->exercise_count; i++) {
        if (on_shelf(p->protocol, progress, progress->exercises[i])) continue;
        struct tdm_problem *problem = proof_error(p, "L033", progress->clause);
        tdm_str name = tdm_catalog_name(p->catalog, TDM_KIND_EXERCISE, progress->exercises[i]);
        tdm_problem_what(problem, "`%.*s` says how `%.*s` goes on, but none of its phases offers it",
                         TDM_FMT(progress->name), TDM_FMT(name));
        tdm_problem_fix(problem, "take `%.*s` out, or offer it in one of these phases", TDM_FMT(name));
    }
}

/* Each measure that its steps read, once. */
static void lint_rows(struct prover *p, const struct tdm_progress *progress) {
    struct table table;
    uint16_t seen[ROWS_MAX];
    uint32_t count = 0;
    for (uint32_t s = 0; s < progress->step_count; s++)
        for (uint16_t n = 0; n < progress->steps[s].condition.count && count < ROWS_MAX; n++) {
            const struct tdm_criterion *node = &progress->steps[s].condition.nodes[n];
            bool again = node->kind != TDM_CRITERION_READING;
            for (uint32_t i = 0; i < count && !again; i++) again = seen[i] == node->measure;
            if (again) continue;
            seen[count++] = node->measure;
            gather(&table, progress, node->measure);
            if (table.count < 2) continue;
            ruler_make(p, table.nodes, table.count, &table.ruler);
            lint_gap(p, progress, &table);
            lint_taken(p, progress, &table);
        }
}

void proof_rules(struct prover *p) {
    for (uint32_t i = 0; i < p->protocol->progress_count; i++) {
        lint_rows(p, &p->protocol->progressions[i]);
        lint_caps(p, &p->protocol->progressions[i]);
        lint_shelf(p, &p->protocol->progressions[i]);
    }
}
