/* read_phase.c - phases: begin and length, ceiling, shelf, assessments, aims. */
#include "protocol/protocol_int.h"

/* from DAY or gate NAME [until DAY] [, LENGTH [, uncertain]] */
static void read_from(struct reader *r, const struct tdm_line *line, struct tdm_phase *out) {
    struct tdm_cursor c = after_head(r, line);
    if (!tdm_read_day(&c, &r->protocol->scope, &out->from, r->problems)) return;
    if (tdm_cursor_take_word(&c, "until")) {
        out->has_until = tdm_read_day(&c, &r->protocol->scope, &out->until, r->problems);
        if (!out->has_until) return;
    }
    (void)done(r, &c, TDM_CLAUSE_FROM);
    for (uint32_t p = 1; p < line->part_count; p++) {
        struct tdm_cursor part = tdm_cursor_of(r->block->tree, line, p);
        if (tdm_cursor_take_word(&part, "uncertain"))
            out->uncertain = true;
        else if (!tdm_read_length(&part, &out->length, r->problems))
            continue;
        (void)done(r, &part, TDM_CLAUSE_FROM);
    }
}

static void read_load(struct reader *r, const struct tdm_line *line, struct tdm_phase *out) {
    struct tdm_cursor c = after_head(r, line);
    if (!tdm_cursor_take_words(&c, "at most")) {
        (void)malformed(r, tdm_cursor_place(&c), TDM_CLAUSE_LOAD);
        return;
    }
    out->has_ceiling = take_load_class(r, &c, &out->load_class) && done(r, &c, TDM_CLAUSE_LOAD);
    for (uint32_t p = 1; p < line->part_count; p++) {
        struct tdm_cursor part = tdm_cursor_of(r->block->tree, line, p);
        tdm_ref attribute;
        if (!tdm_cursor_take_word(&part, "no"))
            (void)malformed(r, tdm_cursor_place(&part), TDM_CLAUSE_LOAD);
        else if (take_catalog(r, &part, TDM_KIND_ATTRIBUTE, &attribute) && done(r, &part, TDM_CLAUSE_LOAD))
            out->barred |= TDM_BIT(attribute);
    }
}

/* The variable an offer is for: on function, and one that the exercise can move (S04, S36). */
static bool check_moves(struct reader *r, struct tdm_place place, tdm_ref exercise, tdm_ref variable) {
    const struct tdm_variable *v = tdm_catalog_variable(r->catalog, variable);
    const struct tdm_exercise *e = tdm_catalog_exercise(r->catalog, exercise);
    if (v->axis == TDM_AXIS_FUNCTION && (e->moves & TDM_BIT(variable)) != 0) return true;
    struct tdm_problem *problem = problem_at(r, TDM_ERROR, TDM_WHY_NOT_ALLOWED, "P030", place);
    if (v->axis == TDM_AXIS_TISSUE) {
        tdm_problem_what(problem,
                         "`%.*s` is offered for `%.*s`, but exercise acts on function and cannot claim to move tissue",
                         TDM_FMT(e->item.name), TDM_FMT(v->item.name));
        tdm_problem_fix(problem, "name a variable on function, or take `for %.*s` away", TDM_FMT(v->item.name));
    } else {
        tdm_problem_what(problem, "`%.*s` is offered for `%.*s`, which it does not move by the catalogue",
                         TDM_FMT(e->item.name), TDM_FMT(v->item.name));
        tdm_problem_fix(problem, "offer an exercise that moves it, or take `for %.*s` away", TDM_FMT(v->item.name));
    }
    return false;
}

static void read_offer(struct reader *r, const struct tdm_line *line, tdm_clause_id clause, struct tdm_offer *offers,
                       uint32_t *count) {
    const tdm_ref *exercises;
    uint32_t listed;
    tdm_ref variable = TDM_REF_NONE;
    struct tdm_cursor last = tdm_cursor_of(r->block->tree, line, line->part_count - 1);
    struct tdm_place place = line_place(r, line);
    if (line->part_count > 1 && tdm_cursor_take_word(&last, "for")) {
        place = tdm_cursor_place(&last);
        if (!take_catalog(r, &last, TDM_KIND_VARIABLE, &variable) || !done(r, &last, TDM_CLAUSE_OFFER)) return;
    }
    (void)take_exercises(r, line, TDM_CLAUSE_OFFER, &exercises, &listed);
    for (uint32_t i = 0; i < listed; i++) {
        if (variable != TDM_REF_NONE && !check_moves(r, place, exercises[i], variable)) continue;
        offers[(*count)++] = (struct tdm_offer){exercises[i], variable, clause};
    }
}

/* ---- assess before procedure, within 6 weeks | assess 12 to 15 days after procedure | assess every 2 weeks | assess
 * at start */

static struct tdm_day_expr shifted(struct tdm_day_expr day, int8_t sign, tdm_span offset) {
    day.sign = sign;
    day.offset = offset;
    return day;
}

static bool read_window(struct reader *r, struct tdm_cursor *c, struct tdm_assess *out) {
    struct tdm_length length;
    struct tdm_day_expr day;
    if (!tdm_read_length(c, &length, r->problems)) return false;
    int8_t sign = tdm_cursor_take_word(c, "after") ? 1 : tdm_cursor_take_word(c, "before") ? -1 : 0;
    if (sign == 0) return malformed(r, tdm_cursor_place(c), TDM_CLAUSE_ASSESS);
    if (!tdm_read_day(c, &r->protocol->scope, &day, r->problems)) return false;
    tdm_span least = length.has_least ? length.least : (tdm_span){0, TDM_SPAN_DAYS},
             most = length.has_most ? length.most : least;
    out->kind = TDM_ASSESS_WINDOW;
    out->from = shifted(day, sign, sign > 0 ? least : most);
    out->until = shifted(day, sign, sign > 0 ? most : least);
    return true;
}

static bool read_when(struct reader *r, const struct tdm_line *line, struct tdm_assess *out) {
    struct tdm_cursor c = after_head(r, line);
    struct tdm_cursor second = line->part_count > 1 ? tdm_cursor_of(r->block->tree, line, 1) : c;
    if (tdm_cursor_take_words(&c, "before procedure")) {
        out->kind = TDM_ASSESS_BEFORE_PROCEDURE;
        out->from.anchor = out->until.anchor = TDM_ANCHOR_EVENT;
        out->from.event = out->until.event = TDM_EVENT_PROCEDURE;
        if (line->part_count < 2 || !tdm_cursor_take_word(&second, "within"))
            return malformed(r, line_place(r, line), TDM_CLAUSE_ASSESS);
        return tdm_read_span(&second, &out->span, r->problems) && done(r, &c, TDM_CLAUSE_ASSESS) &&
               done(r, &second, TDM_CLAUSE_ASSESS);
    }
    if (line->part_count > 1) return no_place(r, tdm_cursor_place(&second), TDM_CLAUSE_ASSESS, second.at->text);
    if (tdm_cursor_take_word(&c, "every")) {
        out->kind = TDM_ASSESS_EVERY;
        return tdm_read_span(&c, &out->span, r->problems) && done(r, &c, TDM_CLAUSE_ASSESS);
    }
    if (tdm_cursor_take_words(&c, "at start")) {
        out->kind = TDM_ASSESS_AT_START;
        return done(r, &c, TDM_CLAUSE_ASSESS);
    }
    return read_window(r, &c, out) && done(r, &c, TDM_CLAUSE_ASSESS);
}

static void read_assess(struct reader *r, const struct tdm_line *line, tdm_clause_id clause, struct tdm_phase *out,
                        struct tdm_assess *assessments) {
    struct tdm_assess *assess = &assessments[out->assessment_count];
    assess->clause = clause;
    if (!read_when(r, line, assess)) return;
    if (line->block == NULL) {
        (void)malformed(r, line_place(r, line), TDM_CLAUSE_ASSESS);
        return;
    }
    if (take_measures(r, line->block, TDM_CLAUSE_ASSESS, &assess->measures, &assess->measure_count))
        out->assessment_count++;
}

/* set NAME, and below it measures */
void read_set(struct reader *r, struct tdm_measure_set *out) {
    const struct tdm_line *line = r->block->line;
    *out = (struct tdm_measure_set){.name = r->block->name, .clause = r->block->clause};
    if (line->block == NULL)
        (void)malformed(r, line_place(r, line), TDM_CLAUSE_SET);
    else
        (void)take_measures(r, line->block, TDM_CLAUSE_SET, &out->measures, &out->measure_count);
}

/* ---- aims, intent, table */

static void read_aim(struct reader *r, const struct tdm_line *line, tdm_clause_id clause, struct tdm_aim *out) {
    struct tdm_cursor c = after_head(r, line);
    *out = (struct tdm_aim){.variable = TDM_REF_NONE, .clause = clause};
    if (line->part_count > 1) {
        if (!take_catalog(r, &c, TDM_KIND_VARIABLE, &out->variable) || !done(r, &c, TDM_CLAUSE_AIM)) return;
        c = tdm_cursor_of(r->block->tree, line, 1);
    }
    if (take_text(r, &c, TDM_CLAUSE_AIM, &out->text)) (void)done(r, &c, TDM_CLAUSE_AIM);
}

static void read_intent(struct reader *r, const struct tdm_line *line, struct tdm_phase *out) {
    struct tdm_cursor c = after_head(r, line);
    for (int i = TDM_INTENT_PREPARE; i <= TDM_INTENT_MAINTAIN; i++)
        if (tdm_cursor_take_word(&c, tdm_intent_word((enum tdm_intent)i))) {
            out->intent = (enum tdm_intent)i;
            (void)done(r, &c, TDM_CLAUSE_INTENT);
            return;
        }
    (void)malformed(r, tdm_cursor_place(&c), TDM_CLAUSE_INTENT);
}

/* One cell of a table row: `any` or the protocol's own. */
static bool cell_fits(struct reader *r, struct tdm_cursor *c, enum tdm_catalog_kind kind, tdm_ref own, bool *fits) {
    tdm_ref ref;
    if (tdm_cursor_take_word(c, "any")) return true;
    if (!take_catalog(r, c, kind, &ref)) return false;
    *fits = *fits && ref == own;
    return true;
}

static int32_t most_days(tdm_span span) {
    int32_t least, most;
    tdm_span_day_range(span, &least, &most);
    return most;
}

static void stricter(struct tdm_length *into, const struct tdm_length *row, bool first) {
    if (first || (row->has_least && (!into->has_least || most_days(row->least) > most_days(into->least)))) {
        into->has_least = row->has_least;
        into->least = row->least;
    }
    if (first || (row->has_most && (!into->has_most || most_days(row->most) > most_days(into->most)))) {
        into->has_most = row->has_most;
        into->most = row->most;
    }
}

static void read_table(struct reader *r, const struct tdm_line *line, struct tdm_phase *out) {
    const enum tdm_catalog_kind kinds[4] = {TDM_KIND_CONDITION, TDM_KIND_REGION, TDM_KIND_VARIABLE, TDM_KIND_PROCEDURE};
    const tdm_ref own[4] = {r->protocol->condition, r->protocol->region, r->protocol->target, r->protocol->procedure};
    uint32_t matching = 0;
    for (const struct tdm_line *row = line->block; row != NULL; row = row->next) {
        bool fits = true, read = row->part_count == 4;
        struct tdm_cursor c = tdm_cursor_of(r->block->tree, row, 0);
        for (uint32_t p = 0; p < 4 && read; p++) {
            c = tdm_cursor_of(r->block->tree, row, p);
            read = cell_fits(r, &c, kinds[p], own[p], &fits);
        }
        struct tdm_length length;
        if (!read || !tdm_cursor_take_word(&c, "gives")) {
            (void)malformed(r, line_place(r, row), TDM_CLAUSE_LENGTH_TABLE);
            continue;
        }
        if (!tdm_read_length(&c, &length, r->problems) || !done(r, &c, TDM_CLAUSE_LENGTH_TABLE)) continue;
        if (fits) stricter(&out->length, &length, matching++ == 0);
    }
    if (matching > 0) return;
    struct tdm_problem *problem = problem_at(r, TDM_ERROR, TDM_WHY_MISSING, "P043", line_place(r, line));
    tdm_problem_what(problem, "no row of this table fits this protocol's condition, region, target and procedure");
    tdm_problem_fix(problem, "add a row for them: CONDITION, REGION, VARIABLE, PROCEDURE gives LENGTH");
}

/* ---- the block */

struct shelves {
    struct tdm_offer *offers;
    struct tdm_assess *assessments;
    struct tdm_aim *aims;
    tdm_str *tells;
};

static void read_ends_by(struct reader *r, const struct tdm_line *line, struct tdm_phase *out) {
    struct tdm_cursor c = after_head(r, line);
    if (!tdm_cursor_take_words(&c, "by clearance"))
        (void)malformed(r, tdm_cursor_place(&c), TDM_CLAUSE_ENDS_BY);
    else if (take_own(r, &c, OWN_CLEARANCE, &out->ends_by))
        (void)done(r, &c, TDM_CLAUSE_ENDS_BY);
}

static void read_tell(struct reader *r, const struct tdm_line *line, tdm_str *tells, uint32_t *count) {
    struct tdm_cursor c = after_head(r, line);
    if (!tdm_cursor_take_word(&c, "patient"))
        (void)malformed(r, tdm_cursor_place(&c), TDM_CLAUSE_TELL);
    else if (take_text(r, &c, TDM_CLAUSE_TELL, &tells[*count]) && done(r, &c, TDM_CLAUSE_TELL))
        (*count)++;
}

static void read_phase_line(struct reader *r, enum tdm_clause_kind kind, const struct tdm_line *line,
                            struct tdm_phase *out, struct shelves *s) {
    tdm_clause_id clause = clause_add(r, kind, line);
    switch ((int)kind) {
    case TDM_CLAUSE_FROM:
        out->from_clause = clause;
        read_from(r, line, out);
        break;
    case TDM_CLAUSE_LENGTH_TABLE:
        read_table(r, line, out);
        break;
    case TDM_CLAUSE_ENDS_BY:
        out->ends_by_clause = clause;
        read_ends_by(r, line, out);
        break;
    case TDM_CLAUSE_AIM:
        read_aim(r, line, clause, &s->aims[out->aim_count++]);
        break;
    case TDM_CLAUSE_INTENT:
        read_intent(r, line, out);
        break;
    case TDM_CLAUSE_LOAD:
        out->load_clause = clause;
        read_load(r, line, out);
        break;
    case TDM_CLAUSE_OFFER:
        read_offer(r, line, clause, s->offers, &out->offer_count);
        break;
    case TDM_CLAUSE_ASSESS:
        read_assess(r, line, clause, out, s->assessments);
        break;
    case TDM_CLAUSE_TELL:
        read_tell(r, line, s->tells, &out->tell_count);
        break;
    default:
        TDM_UNREACHABLE();
    }
}

static bool read_track(struct reader *r, struct tdm_phase *out) {
    struct tdm_cursor c = after_head(r, r->block->line);
    c.at++; /* its name */
    bool on = tdm_cursor_take_word(&c, "on");
    if (on && tdm_cursor_take_word(&c, "tissue"))
        out->track = TDM_TRACK_TISSUE;
    else if (on && tdm_cursor_take_word(&c, "function"))
        out->track = TDM_TRACK_FUNCTION;
    else
        return malformed(r, tdm_cursor_place(&c), TDM_CLAUSE_PHASE);
    return done(r, &c, TDM_CLAUSE_PHASE);
}

void read_phase(struct reader *r, struct tdm_phase *out) {
    bool seen[TDM_CLAUSE_KIND_COUNT] = {false};
    uint32_t lines = tdm_block_count(r->block->line->block), parts = 0;
    for (const struct tdm_line *line = r->block->line->block; line != NULL; line = line->next)
        parts += line->part_count;
    struct shelves s = {TDM_NEW_ARRAY(r->mem, struct tdm_offer, parts + 1),
                        TDM_NEW_ARRAY(r->mem, struct tdm_assess, lines + 1),
                        TDM_NEW_ARRAY(r->mem, struct tdm_aim, lines + 1), TDM_NEW_ARRAY(r->mem, tdm_str, lines + 1)};
    *out = (struct tdm_phase){.name = r->block->name,
                              .ends_by = TDM_REF_NONE,
                              .clause = r->block->clause,
                              .from_clause = TDM_CLAUSE_NONE,
                              .load_clause = TDM_CLAUSE_NONE,
                              .ends_by_clause = TDM_CLAUSE_NONE};
    if (!read_track(r, out)) return;
    for (const struct tdm_line *line = r->block->line->block; line != NULL; line = line->next) {
        enum tdm_clause_kind kind;
        if (tdm_str_is(tdm_line_head(line), "source")) continue; /* names the block's source: clause_add */
        if (clause_kind_inside(r, TDM_CLAUSE_PHASE, line, &kind) && clause_once(r, kind, line, seen))
            read_phase_line(r, kind, line, out, &s);
    }
    (void)clauses_complete(r, TDM_CLAUSE_PHASE, seen);
    out->offers = s.offers;
    out->assessments = s.assessments;
    out->aims = s.aims;
    out->tells = s.tells;
}
