/* read_progress.c - progressions from session to session, programmes by weeks, and what is owed again and again. */
#include "protocol/protocol_int.h"

static void read_phases(struct reader *r, const struct tdm_line *line, const tdm_ref **out, uint32_t *count) {
    tdm_ref *refs = TDM_NEW_ARRAY(r->mem, tdm_ref, line->part_count);
    *count = 0;
    for (uint32_t p = 0; p < line->part_count; p++) {
        struct tdm_cursor c = p == 0 ? after_head(r, line) : tdm_cursor_of(r->block->tree, line, p);
        if (take_own(r, &c, OWN_PHASE, &refs[*count]) && done(r, &c, TDM_CLAUSE_IN)) (*count)++;
    }
    *out = refs;
}

/* ---- steps: stop | regress load by 20% | hold | advance load by 5%, with what follows up to `when` */

/* "5 kg": a weight instead of a share. */
static bool takes_weight(struct tdm_cursor *c, tdm_quantity *out) {
    struct tdm_cursor ahead = *c;
    const struct tdm_term *number = tdm_cursor_take(&ahead, TDM_TERM_NUMBER), *unit;
    if (number == NULL || number->number.coefficient <= 0) return false;
    unit = tdm_cursor_take(&ahead, TDM_TERM_WORD);
    if (unit == NULL || !tdm_unit_find(unit->text, &out->unit)) return false;
    out->number = number->number;
    *c = ahead;
    return true;
}

static bool read_amount(struct reader *r, struct tdm_cursor *c, struct tdm_step *out) {
    if (tdm_cursor_take_words(c, "load by")) {
        out->has_amount = takes_weight(c, &out->amount);
        if (out->has_amount) return true;
        out->has_percent = true;
        return take_percent(r, c, &out->percent);
    }
    if (tdm_cursor_take_words(c, "plan by")) {
        out->has_plan_weeks = true;
        return tdm_read_span(c, &out->plan_weeks, r->problems);
    }
    (void)tdm_cursor_take_word(c, "plan");
    return true;
}

static bool read_extra(struct reader *r, struct tdm_cursor *c, struct tdm_step *out) {
    if (tdm_cursor_take_word(c, "rest")) {
        out->has_rest = true;
        return tdm_read_span(c, &out->rest, r->problems);
    }
    if (tdm_cursor_take_words(c, "at most")) {
        out->has_cap = true;
        out->has_cap_amount = takes_weight(c, &out->cap_amount_week);
        if (!out->has_cap_amount && !take_percent(r, c, &out->cap_percent_week)) return false;
        return tdm_cursor_take_words(c, "a week") || malformed(r, tdm_cursor_place(c), TDM_CLAUSE_STEP);
    }
    if (!tdm_cursor_take_words(c, "escalate to")) return malformed(r, tdm_cursor_place(c), TDM_CLAUSE_STEP);
    if (!take_roles(r, c, &out->escalate_to)) return false;
    if (!tdm_cursor_take_word(c, "within")) return malformed(r, tdm_cursor_place(c), TDM_CLAUSE_STEP);
    return tdm_read_span(c, &out->escalate_within, r->problems);
}

static bool step_kind(struct tdm_cursor *c, enum tdm_step_kind *out) {
    for (int k = 0; k <= TDM_STEP_ADVANCE; k++)
        if (tdm_cursor_take_word(c, tdm_step_word((enum tdm_step_kind)k))) {
            *out = (enum tdm_step_kind)k;
            return true;
        }
    return false;
}

/* Only regress and advance have an amount, only advance a cap: elsewhere it would mean nothing. */
static bool amounts_fit(struct reader *r, struct tdm_place place, const struct tdm_step *step) {
    bool moves = step->kind == TDM_STEP_REGRESS || step->kind == TDM_STEP_ADVANCE;
    bool fits = moves || (!step->has_percent && !step->has_amount && !step->has_plan_weeks);
    if (fits && (!step->has_cap || step->kind == TDM_STEP_ADVANCE)) return true;
    return malformed(r, place, TDM_CLAUSE_STEP);
}

static bool read_step_head(struct reader *r, struct tdm_cursor *c, struct tdm_step *out) {
    bool is_step = step_kind(c, &out->kind);
    TDM_ASSERT(is_step); /* the head of the line says so */
    return tdm_cursor_done(c) || tdm_cursor_is_word(c, "when") || read_amount(r, c, out);
}

static bool read_step(struct reader *r, const struct tdm_line *line, struct tdm_step *out) {
    for (uint32_t p = 0; p < line->part_count; p++) {
        struct tdm_cursor c = tdm_cursor_of(r->block->tree, line, p);
        struct tdm_place place = tdm_cursor_place(&c);
        bool read = p == 0 ? read_step_head(r, &c, out) : read_extra(r, &c, out);
        if (!read || !amounts_fit(r, place, out)) return false;
        if (tdm_cursor_take_word(&c, "when")) return read_condition_here(r, &c, line, &out->condition);
        if (!done(r, &c, TDM_CLAUSE_STEP)) return false;
    }
    return malformed(r, line_place(r, line), TDM_CLAUSE_STEP);
}

static void read_for(struct reader *r, const struct tdm_line *line, struct tdm_progress *out) {
    struct tdm_cursor c = after_head(r, line);
    tdm_str name = tdm_cursor_done(&c) ? (tdm_str){0} : c.at->text;
    for (tdm_ref i = 0; i < r->protocol->plan_count; i++)
        if (tdm_str_equal(r->protocol->plans[i].name, name)) {
            out->plan = i;
            out->exercises = r->protocol->plans[i].exercises;
            out->exercise_count = r->protocol->plans[i].exercise_count;
            c.at++;
            if (done(r, &c, TDM_CLAUSE_FOR) && line->part_count > 1)
                (void)no_place(r, tdm_term_place(c.tree, line->parts[1].terms), TDM_CLAUSE_FOR,
                               line->parts[1].terms[0].text);
            return;
        }
    (void)take_exercises(r, line, TDM_CLAUSE_FOR, &out->exercises, &out->exercise_count);
}

/* What happens when no row speaks: never more load. */
static void read_otherwise(struct reader *r, struct tdm_cursor *c, struct tdm_progress *out) {
    struct tdm_place place = tdm_cursor_place(c);
    bool fits = step_kind(c, &out->otherwise) && (out->otherwise == TDM_STEP_HOLD || out->otherwise == TDM_STEP_STOP);
    if (!fits)
        (void)malformed(r, place, TDM_CLAUSE_OTHERWISE);
    else
        (void)done(r, c, TDM_CLAUSE_OTHERWISE);
}

void read_progress(struct reader *r, struct tdm_progress *out) {
    bool seen[TDM_CLAUSE_KIND_COUNT] = {false};
    struct tdm_step *steps = TDM_NEW_ARRAY(r->mem, struct tdm_step, tdm_block_count(r->block->line->block) + 1);
    *out = (struct tdm_progress){.name = r->block->name,
                                 .plan = TDM_REF_NONE,
                                 .steps = steps,
                                 .otherwise = TDM_STEP_HOLD,
                                 .clause = r->block->clause,
                                 .otherwise_clause = TDM_CLAUSE_NONE};
    for (const struct tdm_line *line = r->block->line->block; line != NULL; line = line->next) {
        enum tdm_clause_kind kind;
        if (tdm_str_is(tdm_line_head(line), "source")) continue;
        if (!clause_kind_inside(r, TDM_CLAUSE_PROGRESS, line, &kind) || !clause_once(r, kind, line, seen)) continue;
        struct tdm_cursor c = after_head(r, line);
        tdm_clause_id clause = clause_add(r, kind, line);
        if (kind == TDM_CLAUSE_FOR) read_for(r, line, out);
        if (kind == TDM_CLAUSE_IN) read_phases(r, line, &out->phases, &out->phase_count);
        if (kind == TDM_CLAUSE_OTHERWISE) {
            out->otherwise_clause = clause;
            read_otherwise(r, &c, out);
        }
        struct tdm_step step = {.clause = clause};
        if (kind == TDM_CLAUSE_STEP && read_step(r, line, &step)) steps[out->step_count++] = step;
    }
    (void)clauses_complete(r, TDM_CLAUSE_PROGRESS, seen);
}

/* ---- programmes by weeks */

static bool take_whole(struct tdm_cursor *c, uint16_t *out) {
    const struct tdm_term *term = tdm_cursor_take(c, TDM_TERM_NUMBER);
    if (term == NULL || term->number.scale != 0 || term->number.coefficient < 0 || term->number.coefficient > 10000)
        return false;
    *out = (uint16_t)term->number.coefficient;
    return true;
}

/* "tempo 6 s", "rir 2": an amount of the dose, held against the exercises by plan_amounts_fit. */
static bool take_plan_amount(struct tdm_cursor *c, struct tdm_plan_amount *out) {
    struct tdm_cursor ahead = *c;
    const struct tdm_term *name = tdm_cursor_take(&ahead, TDM_TERM_WORD);
    TDM_ASSERT(name != NULL); /* who asks has seen the word */
    const struct tdm_term *number = tdm_cursor_take(&ahead, TDM_TERM_NUMBER);
    if (number == NULL) return false;
    *out = (struct tdm_plan_amount){name->text, {number->number, TDM_UNIT_ONE}};
    const struct tdm_term *unit = tdm_cursor_take(&ahead, TDM_TERM_WORD);
    if (unit != NULL && !tdm_unit_find(unit->text, &out->quantity.unit)) return false;
    *c = ahead;
    return true;
}

/* "15RM" or "3x15" */
static bool read_week_dose(struct tdm_cursor *c, struct tdm_plan_week *out) {
    const struct tdm_term *mark = tdm_cursor_take(c, TDM_TERM_MARK);
    int64_t a = 0, b = 0;
    size_t at;
    if (mark == NULL) return false;
    if (tdm_str_ends_with(mark->text, TDM_STR("RM")) &&
        tdm_parse_i64(tdm_str_slice(mark->text, 0, mark->text.len - 2), &a) && a <= 1000) {
        out->rm = (uint16_t)a;
        return true;
    }
    if (!tdm_str_find(mark->text, TDM_STR("x"), &at)) return false;
    if (!tdm_parse_i64(tdm_str_slice(mark->text, 0, at), &a) ||
        !tdm_parse_i64(tdm_str_slice(mark->text, at + 1, mark->text.len), &b))
        return false;
    out->sets = (uint16_t)a;
    out->reps = (uint16_t)b;
    return a <= 1000 && b <= 1000;
}

/* "60% of 1RM" */
static bool read_week_percent(struct reader *r, const struct tdm_line *line, uint32_t part, struct tdm_plan_week *out) {
    struct tdm_cursor percent = tdm_cursor_of(r->block->tree, line, part);
    if (!take_percent(r, &percent, &out->percent_1rm)) return false;
    bool of_1rm =
        tdm_cursor_take_word(&percent, "of") && !tdm_cursor_done(&percent) && tdm_str_is(percent.at->text, "1RM");
    if (!of_1rm) return malformed(r, tdm_cursor_place(&percent), TDM_CLAUSE_WEEK);
    percent.at++;
    out->has_percent = done(r, &percent, TDM_CLAUSE_WEEK);
    return out->has_percent;
}

static bool read_week(struct reader *r, const struct tdm_line *line, struct tdm_plan_week *out) {
    struct tdm_cursor c = tdm_cursor_of(r->block->tree, line, 0);
    bool many = tdm_cursor_take_word(&c, "weeks");
    if (!many && !tdm_cursor_take_word(&c, "week")) return malformed(r, tdm_cursor_place(&c), TDM_CLAUSE_WEEK);
    if (!take_whole(&c, &out->from)) return malformed(r, tdm_cursor_place(&c), TDM_CLAUSE_WEEK);
    out->until = out->from;
    if (many && (!tdm_cursor_take_word(&c, "to") || !take_whole(&c, &out->until)))
        return malformed(r, tdm_cursor_place(&c), TDM_CLAUSE_WEEK);
    if (!read_week_dose(&c, out) || !done(r, &c, TDM_CLAUSE_WEEK))
        return malformed(r, tdm_cursor_place(&c), TDM_CLAUSE_WEEK);
    struct tdm_plan_amount *amounts = TDM_NEW_ARRAY(r->mem, struct tdm_plan_amount, line->part_count);
    out->amounts = amounts;
    for (uint32_t p = 1; p < line->part_count; p++) {
        c = tdm_cursor_of(r->block->tree, line, p);
        bool amount = c.at->kind == TDM_TERM_WORD; /* no part is empty */
        if (!amount && (out->has_percent || !read_week_percent(r, line, p, out)))
            return out->has_percent && malformed(r, tdm_cursor_place(&c), TDM_CLAUSE_WEEK);
        if (!amount) continue;
        if (!take_plan_amount(&c, &amounts[out->amount_count]))
            return malformed(r, tdm_cursor_place(&c), TDM_CLAUSE_WEEK);
        out->amount_count++;
        if (!done(r, &c, TDM_CLAUSE_WEEK)) return false;
    }
    return true;
}

/* 3 times a week, at least 48 hours apart, 4 sets, rest 2 to 3 minutes */
static bool read_apart(struct reader *r, struct tdm_cursor *c, struct tdm_plan *out) {
    if (!tdm_read_span(c, &out->apart, r->problems)) return false;
    out->has_apart = true;
    return tdm_cursor_take_word(c, "apart") || malformed(r, tdm_cursor_place(c), TDM_CLAUSE_REPEAT);
}

static bool read_rest(struct reader *r, struct tdm_cursor *c, struct tdm_plan *out) {
    static const char *const units[] = {"seconds", "minutes"};
    uint16_t least, most;
    if (!take_whole(c, &least)) return malformed(r, tdm_cursor_place(c), TDM_CLAUSE_REPEAT);
    most = least;
    if (tdm_cursor_take_word(c, "to") && (!take_whole(c, &most) || most < least))
        return malformed(r, tdm_cursor_place(c), TDM_CLAUSE_REPEAT);
    out->has_rest = true;
    out->rest_least.count = least;
    out->rest_most.count = most;
    for (size_t i = 0; i < TDM_COUNT(units); i++) {
        if (!tdm_cursor_take_word(c, units[i])) continue;
        out->rest_unit = tdm_arena_str(r->mem, tdm_str_of(units[i])); /* no constant of the program: as above */
        return true;
    }
    return malformed(r, tdm_cursor_place(c), TDM_CLAUSE_REPEAT);
}

static bool read_times(struct reader *r, struct tdm_cursor *c, struct tdm_plan *out) {
    uint16_t number;
    if (!take_whole(c, &number) || number == 0) return malformed(r, tdm_cursor_place(c), TDM_CLAUSE_REPEAT);
    if (tdm_cursor_take_word(c, "sets")) {
        out->sets = number;
        return true;
    }
    out->times = number;
    out->per_week = tdm_cursor_take_words(c, "times a week");
    return out->per_week || tdm_cursor_take_words(c, "times a day") ||
           malformed(r, tdm_cursor_place(c), TDM_CLAUSE_REPEAT);
}

static bool read_amounts(struct reader *r, struct tdm_cursor *c, struct tdm_plan *out) {
    struct tdm_plan_amount *amounts = TDM_NEW_ARRAY(r->mem, struct tdm_plan_amount, out->amount_count + 1);
    for (uint32_t i = 0; i < out->amount_count; i++) amounts[i] = out->amounts[i];
    if (!take_plan_amount(c, &amounts[out->amount_count])) return malformed(r, tdm_cursor_place(c), TDM_CLAUSE_REPEAT);
    out->amounts = amounts;
    out->amount_count++;
    return true;
}

static void read_repeat(struct reader *r, const struct tdm_line *line, struct tdm_plan *out) {
    for (uint32_t p = 0; p < line->part_count; p++) {
        struct tdm_cursor c = tdm_cursor_of(r->block->tree, line, p);
        bool amount = c.at->kind == TDM_TERM_WORD && !tdm_cursor_is_word(&c, "at") &&
                      !tdm_cursor_is_word(&c, "rest"); /* no part is empty */
        bool read = amount                                  ? read_amounts(r, &c, out)
                    : tdm_cursor_take_words(&c, "at least") ? read_apart(r, &c, out)
                    : tdm_cursor_take_word(&c, "rest")      ? read_rest(r, &c, out)
                                                            : read_times(r, &c, out);
        if (!read || !done(r, &c, TDM_CLAUSE_REPEAT)) return;
    }
}

/* Rows follow each other week by week: a week without a row, or with two, would have no dose that anybody could tell.
 */
static bool follows(struct reader *r, const struct tdm_line *row, const struct tdm_plan *plan,
                    const struct tdm_plan_week *week) {
    uint16_t next = plan->week_count == 0 ? 1 : (uint16_t)(plan->weeks[plan->week_count - 1].until + 1);
    if (week->from == next && week->until >= week->from) return true;
    struct tdm_problem *problem = problem_at(r, TDM_ERROR, TDM_WHY_CONFLICT, "P045", line_place(r, row));
    if (week->until < week->from)
        tdm_problem_what(problem, "the weeks %u to %u run backwards", week->from, week->until);
    else if (week->from < next)
        tdm_problem_what(problem, "week %u stands in two rows", week->from);
    else
        tdm_problem_what(problem, "no row speaks of week %u", next);
    tdm_problem_fix(problem, "let this row begin with week %u", next);
    return false;
}

static void read_weeks(struct reader *r, const struct tdm_line *line, struct tdm_plan *out) {
    struct tdm_cursor c = after_head(r, line);
    struct tdm_plan_week *weeks = TDM_NEW_ARRAY(r->mem, struct tdm_plan_week, tdm_block_count(line->block) + 1);
    if (!tdm_cursor_take_words(&c, "week of")) {
        (void)malformed(r, tdm_cursor_place(&c), TDM_CLAUSE_WEEK);
        return;
    }
    if (!take_own(r, &c, OWN_PHASE, &out->week_of) || !done(r, &c, TDM_CLAUSE_WEEK)) return;
    out->weeks = weeks;
    for (const struct tdm_line *row = line->block; row != NULL; row = row->next) {
        const struct tdm_line *held = r->parent;
        r->parent = line;
        struct tdm_plan_week week = {.clause = clause_add(r, TDM_CLAUSE_WEEK, row)};
        r->parent = held;
        if (!read_week(r, row, &week) || !follows(r, row, out, &week)) return;
        weeks[out->week_count++] = week;
    }
}

static void read_plan_line(struct reader *r, const struct tdm_line *line, struct tdm_plan *out) {
    tdm_str head = tdm_line_head(line);
    if (tdm_str_is(head, "for")) {
        (void)clause_add(r, TDM_CLAUSE_FOR, line);
        (void)take_exercises(r, line, TDM_CLAUSE_FOR, &out->exercises, &out->exercise_count);
    } else if (tdm_str_is(head, "in")) {
        (void)clause_add(r, TDM_CLAUSE_IN, line);
        read_phases(r, line, &out->phases, &out->phase_count);
    } else if (tdm_str_is(head, "by")) {
        read_weeks(r, line, out);
    } else {
        out->repeats[out->repeat_count++] = clause_add(r, TDM_CLAUSE_REPEAT, line);
        read_repeat(r, line, out);
    }
}

/* An amount that an exercise of the plan does not have, or has in another quantity, would be followed by nobody. */
static bool amounts_of_exercises(struct reader *r, const struct tdm_plan *plan, const struct tdm_plan_amount *amounts,
                                 uint32_t count) {
    for (uint32_t a = 0; a < count; a++)
        for (uint32_t e = 0; e < plan->exercise_count; e++) {
            const struct tdm_exercise *exercise = tdm_catalog_exercise(r->catalog, plan->exercises[e]);
            bool fits = false;
            for (uint32_t f = 0; f < exercise->field_count; f++)
                fits = fits || (tdm_str_equal(exercise->fields[f].name, amounts[a].field) &&
                                exercise->fields[f].unit != TDM_UNIT_NONE &&
                                tdm_unit_same_kind(exercise->fields[f].unit, amounts[a].quantity.unit));
            if (fits) continue;
            struct tdm_problem *problem =
                problem_at(r, TDM_ERROR, TDM_WHY_CONFLICT, "P054", line_place(r, r->block->line));
            tdm_problem_what(problem, "`%.*s` is not dosed by `%.*s` in that unit", TDM_FMT(exercise->item.name),
                             TDM_FMT(amounts[a].field));
            tdm_problem_fix(problem,
                            "name an amount that every exercise of the plan has, in its unit, or leave it out");
            return false;
        }
    return true;
}

static void plan_amounts_fit(struct reader *r, const struct tdm_plan *plan) {
    if (!amounts_of_exercises(r, plan, plan->amounts, plan->amount_count)) return;
    for (uint32_t w = 0; w < plan->week_count; w++)
        if (!amounts_of_exercises(r, plan, plan->weeks[w].amounts, plan->weeks[w].amount_count)) return;
}

void read_plan(struct reader *r, struct tdm_plan *out) {
    *out = (struct tdm_plan){.name = r->block->name, .week_of = TDM_REF_NONE, .clause = r->block->clause};
    uint32_t errors = r->problems->errors, lines = 0;
    for (const struct tdm_line *line = r->block->line->block; line != NULL; line = line->next) lines++;
    out->repeats = TDM_NEW_ARRAY(r->mem, tdm_clause_id, lines + 1);
    for (const struct tdm_line *line = r->block->line->block; line != NULL; line = line->next)
        if (!tdm_str_is(tdm_line_head(line), "source")) read_plan_line(r, line, out);
    if (r->problems->errors > errors) return;
    plan_amounts_fit(r, out);
    if (out->exercise_count > 0) return;
    struct tdm_problem *problem = problem_at(r, TDM_ERROR, TDM_WHY_MISSING, "P005", line_place(r, r->block->line));
    tdm_problem_what(problem, "`plan %.*s` has no `for`", TDM_FMT(out->name));
    tdm_problem_fix(problem, "add: for EXERCISE");
}

/* ---- owe NAME: by ROLE, every SPAN, from DAY until DAY */

static bool read_owe_line(struct reader *r, const struct tdm_line *line, struct tdm_owe *out, bool *has_span) {
    for (uint32_t p = 0; p < line->part_count; p++) {
        struct tdm_cursor c = tdm_cursor_of(r->block->tree, line, p);
        if (tdm_cursor_take_word(&c, "by")) {
            if (!take_roles(r, &c, &out->roles)) return false;
        } else if (tdm_cursor_take_word(&c, "every")) {
            if (!tdm_read_span(&c, &out->every, r->problems)) return false;
        } else if (tdm_cursor_take_word(&c, "from")) {
            if (!tdm_read_day(&c, &r->protocol->scope, &out->from, r->problems)) return false;
            *has_span = tdm_cursor_take_word(&c, "until");
            if (*has_span && !tdm_read_day(&c, &r->protocol->scope, &out->until, r->problems)) return false;
        } else {
            return malformed(r, tdm_cursor_place(&c), TDM_CLAUSE_OWE);
        }
        if (!done(r, &c, TDM_CLAUSE_OWE)) return false;
    }
    return true;
}

/* What is owed: entries of kind diary, or readings of one measure. */
static bool read_owed_thing(struct reader *r, struct tdm_owe *out) {
    struct tdm_cursor c = after_head(r, r->block->line);
    tdm_ref measure;
    out->diary = tdm_cursor_take_word(&c, "diary");
    if (out->diary) {
        out->name = tdm_arena_str(r->mem, TDM_STR("diary")); /* no constant of the program: tools/make_ready.c */
        return done(r, &c, TDM_CLAUSE_OWE);
    }
    if (!take_own(r, &c, OWN_MEASURE, &measure)) return false;
    uint16_t *one = TDM_NEW_ARRAY(r->mem, uint16_t, 1);
    one[0] = measure;
    out->measures = one;
    out->measure_count = 1;
    out->name = r->protocol->measures[measure].name;
    return done(r, &c, TDM_CLAUSE_OWE);
}

void read_owe(struct reader *r, struct tdm_owe *out) {
    const struct tdm_line *line = r->block->line->block;
    bool has_span = false;
    *out = (struct tdm_owe){.clause = r->block->clause};
    if (!read_owed_thing(r, out)) return;
    if (line == NULL) {
        (void)malformed(r, line_place(r, r->block->line), TDM_CLAUSE_OWE);
        return;
    }
    (void)clause_add(r, TDM_CLAUSE_OWE, line);
    if (!read_owe_line(r, line, out, &has_span)) return;
    if (out->roles == 0 || out->every.count == 0 || !has_span) {
        struct tdm_problem *problem = problem_at(r, TDM_ERROR, TDM_WHY_MISSING, "P033", line_place(r, line));
        tdm_problem_what(problem, "what is owed needs who, how often, from when and until when");
        tdm_problem_fix(problem, "write: by ROLE, every SPAN, from DAY until DAY");
    }
    const struct tdm_line *inner = line->block != NULL ? line->block : line->next;
    if (inner == NULL) return;
    if (out->diary && (line->block == NULL || line->next == NULL))
        (void)take_measures(r, inner, TDM_CLAUSE_OWE, &out->measures, &out->measure_count);
    else
        (void)no_place(r, line_place(r, inner), TDM_CLAUSE_OWE, inner->source);
}
