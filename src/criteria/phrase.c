/* phrase.c - the shared phrases of time: spans, lengths, days. */
#include "criteria/criteria_int.h"

#define SPAN_MOST 99999 /* of any unit: more than anybody's life, and far from overflow */

struct tdm_problem *tdm_criteria_refuse(struct tdm_problems *problems, enum tdm_why why, const char *code,
                                        struct tdm_place place) {
    return tdm_problems_add(problems, TDM_ERROR, why, code, place);
}

bool tdm_parts_next(struct parts_cursor *p) {
    if (p->part + 1 >= p->c.line->part_count) return false;
    p->part++;
    p->c = tdm_cursor_of(p->c.tree, p->c.line, p->part);
    return true;
}

bool tdm_phrase_done(const struct tdm_cursor *c, struct tdm_problems *problems) {
    if (tdm_cursor_done(c)) return true;
    struct tdm_problem *p = tdm_criteria_refuse(problems, TDM_WHY_SYNTAX, "K024", tdm_cursor_place(c));
    tdm_problem_what(p, "\"%.*s\" follows where the clause is complete", TDM_FMT(c->at->text));
    tdm_problem_fix(p, "leave it out, or put a comma before it if it begins the next part");
    return false;
}

/* ---- spans */

static bool span_expected(const struct tdm_cursor *c, struct tdm_problems *problems) {
    struct tdm_problem *p = tdm_criteria_refuse(problems, TDM_WHY_SYNTAX, "K026", tdm_cursor_place(c));
    if (tdm_cursor_done(c))
        tdm_problem_what(p, "a span of time is missing");
    else
        tdm_problem_what(p, "\"%.*s\" stands where a span of time is expected", TDM_FMT(c->at->text));
    tdm_problem_fix(p, "write a number and a unit of time: 48 hours, 7 days, 4 weeks, 3 months, 1 years");
    return false;
}

static bool count_read(struct tdm_cursor *c, int32_t *out, struct tdm_problems *problems) {
    struct tdm_place place = tdm_cursor_place(c);
    const struct tdm_term *number = tdm_cursor_take(c, TDM_TERM_NUMBER);
    if (number == NULL) return span_expected(c, problems);
    int64_t whole;
    if (tdm_parse_i64(number->text, &whole) && whole >= 0 && whole <= SPAN_MOST) {
        *out = (int32_t)whole;
        return true;
    }
    struct tdm_problem *p = tdm_criteria_refuse(problems, TDM_WHY_RANGE, "K035", place);
    tdm_problem_what(p, "\"%.*s\" cannot count hours, days, weeks, months or years", TDM_FMT(number->text));
    tdm_problem_fix(p, "write a whole number from 0 to %d", SPAN_MOST);
    return false;
}

static bool unit_read(struct tdm_cursor *c, enum tdm_span_unit *out, struct tdm_problems *problems) {
    if (tdm_cursor_done(c) || c->at->kind != TDM_TERM_WORD || !tdm_span_unit_parse(c->at->text, out))
        return span_expected(c, problems);
    return tdm_cursor_take(c, TDM_TERM_WORD) != NULL;
}

bool tdm_read_span(struct tdm_cursor *c, tdm_span *out, struct tdm_problems *problems) {
    tdm_span span;
    if (!count_read(c, &span.count, problems) || !unit_read(c, &span.unit, problems)) return false;
    *out = span;
    return true;
}

/* ---- lengths */

static bool longer(tdm_span a, tdm_span b) {
    if (a.unit == b.unit) return a.count > b.count;
    int32_t a_least, a_most, b_least, b_most;
    tdm_span_day_range(a, &a_least, &a_most);
    tdm_span_day_range(b, &b_least, &b_most);
    return a_least > b_most;
}

/* "4 to 8 weeks", "4 days to 2 weeks", "4 days" */
static bool length_range(struct tdm_cursor *c, struct tdm_length *out, struct tdm_problems *problems) {
    struct tdm_place place = tdm_cursor_place(c);
    bool own_unit = !tdm_cursor_done(c) && c->end - c->at >= 2 && !tdm_str_is(c->at[1].text, "to");
    if (!count_read(c, &out->least.count, problems)) return false;
    if (own_unit && !unit_read(c, &out->least.unit, problems)) return false;
    out->most = out->least;
    if (!tdm_cursor_take_word(c, "to")) return own_unit || span_expected(c, problems);
    if (!tdm_read_span(c, &out->most, problems)) return false;
    if (!own_unit) out->least.unit = out->most.unit;
    if (!longer(out->least, out->most)) return true;
    struct tdm_problem *p = tdm_criteria_refuse(problems, TDM_WHY_RANGE, "K041", place);
    tdm_problem_what(p, "the shortest length is longer than the longest");
    tdm_problem_fix(p, "write the shorter one first, such as 4 to 8 weeks");
    return false;
}

bool tdm_read_length(struct tdm_cursor *c, struct tdm_length *out, struct tdm_problems *problems) {
    struct tdm_length length = {.has_least = true, .has_most = true};
    bool at_most = tdm_cursor_take_words(c, "at most"), at_least = !at_most && tdm_cursor_take_words(c, "at least");
    bool good = at_most || at_least ? tdm_read_span(c, at_most ? &length.most : &length.least, problems)
                                    : length_range(c, &length, problems);
    if (!good) return false;
    length.has_least = !at_most;
    length.has_most = !at_least;
    *out = length;
    return true;
}

void tdm_length_print(struct tdm_buf *out, const struct tdm_length *length) {
    if (!length->has_least || !length->has_most) {
        tdm_buf_text(out, length->has_most ? "at most " : "at least ");
        tdm_span_print(out, length->has_most ? length->most : length->least);
        return;
    }
    bool same_unit = length->least.unit == length->most.unit;
    if (same_unit && length->least.count == length->most.count) {
        tdm_span_print(out, length->least);
        return;
    }
    if (same_unit)
        tdm_buf_int(out, length->least.count);
    else
        tdm_span_print(out, length->least);
    tdm_buf_text(out, " to ");
    tdm_span_print(out, length->most);
}

/* ---- days */

static const char *const events[] = {
    [TDM_EVENT_ENROLMENT] = "enrolment", [TDM_EVENT_PROCEDURE] = "procedure", [TDM_EVENT_DISCHARGE] = "discharge"};

struct named {
    const char *kind; /* "phase" */
    const tdm_str *names;
    uint32_t count;
};

static bool named_read(struct tdm_cursor *c, const struct named *named, tdm_ref *out, struct tdm_problems *problems) {
    struct tdm_place place = tdm_cursor_place(c);
    const struct tdm_term *name = tdm_cursor_take(c, TDM_TERM_WORD);
    for (uint32_t i = 0; name != NULL && i < named->count; i++) {
        *out = (tdm_ref)i;
        if (tdm_str_equal(named->names[i], name->text)) return true;
    }
    struct tdm_problem *p = tdm_criteria_refuse(problems, TDM_WHY_NOT_FOUND, "K028", place);
    int near = name != NULL ? tdm_nearest(name->text, named->names, named->count) : -1;
    if (name == NULL)
        tdm_problem_what(p, "the name of a %s is missing", named->kind);
    else
        tdm_problem_what(p, "no %s is named \"%.*s\"", named->kind, TDM_FMT(name->text));
    if (near >= 0)
        tdm_problem_fix(p, "write \"%.*s\"", TDM_FMT(named->names[near]));
    else
        tdm_problem_fix(p, "write the name of a %s of this protocol", named->kind);
    return false;
}

static bool is_phase(const struct tdm_scope *scope, tdm_str word) {
    for (uint32_t i = 0; i < scope->phase_count; i++)
        if (tdm_str_equal(scope->phases[i], word)) return true;
    return false;
}

static bool day_expected(const struct tdm_cursor *c, const struct tdm_scope *scope, struct tdm_problems *problems) {
    struct tdm_problem *p = tdm_criteria_refuse(problems, TDM_WHY_SYNTAX, "K027", tdm_cursor_place(c));
    if (tdm_cursor_done(c)) {
        tdm_problem_what(p, "a day is missing");
    } else {
        tdm_problem_what(p, "\"%.*s\" stands where a day is expected", TDM_FMT(c->at->text));
        if (is_phase(scope, c->at->text)) {
            tdm_problem_fix(p, "write `start of %.*s` or `end of %.*s`", TDM_FMT(c->at->text), TDM_FMT(c->at->text));
            return false;
        }
    }
    tdm_problem_fix(p, "write a date, procedure, enrolment, discharge, `day 12`, `start of PHASE`, `end of PHASE`, "
                       "`gate GATE`, or a span before or after one of these");
    return false;
}

/* A day that stands alone: everything but "4 weeks after". */
static bool anchor_read(struct tdm_cursor *c, const struct tdm_scope *scope, struct tdm_day_expr *out,
                        struct tdm_problems *problems) {
    const struct named phases = {"phase", scope->phases, scope->phase_count};
    const struct named gates = {"gate", scope->gates, scope->gate_count};
    const struct tdm_term *date = tdm_cursor_take(c, TDM_TERM_DATE);
    if (date != NULL) {
        out->anchor = TDM_ANCHOR_DATE;
        out->date = date->date;
        return true;
    }
    for (uint32_t i = 0; i < TDM_COUNT(events); i++) {
        if (!tdm_cursor_take_word(c, events[i])) continue;
        out->anchor = TDM_ANCHOR_EVENT;
        out->event = (enum tdm_event)i;
        return true;
    }
    bool start = tdm_cursor_take_words(c, "start of");
    if (start || tdm_cursor_take_words(c, "end of")) {
        out->anchor = start ? TDM_ANCHOR_PHASE_START : TDM_ANCHOR_PHASE_END;
        return named_read(c, &phases, &out->ref, problems);
    }
    if (tdm_cursor_take_word(c, "gate")) {
        out->anchor = TDM_ANCHOR_GATE;
        return named_read(c, &gates, &out->ref, problems);
    }
    return day_expected(c, scope, problems);
}

/* "day 12": counted from the procedure, which is day 0 (N2). */
static bool day_number(struct tdm_cursor *c, struct tdm_day_expr *out, struct tdm_problems *problems) {
    out->anchor = TDM_ANCHOR_EVENT;
    out->event = TDM_EVENT_PROCEDURE;
    out->offset.unit = TDM_SPAN_DAYS;
    if (!count_read(c, &out->offset.count, problems)) return false;
    out->sign = out->offset.count > 0 ? 1 : 0;
    return true;
}

static bool day_offset(struct tdm_cursor *c, const struct tdm_scope *scope, struct tdm_day_expr *out,
                       struct tdm_problems *problems) {
    if (!tdm_read_span(c, &out->offset, problems)) return false;
    bool before = tdm_cursor_take_word(c, "before");
    if (!before && !tdm_cursor_take_word(c, "after")) {
        struct tdm_problem *p = tdm_criteria_refuse(problems, TDM_WHY_SYNTAX, "K027", tdm_cursor_place(c));
        tdm_problem_what(p, "a span alone is no day: it does not say from when it counts");
        tdm_problem_fix(p, "write `before` or `after` and a day, such as 4 weeks after procedure");
        return false;
    }
    out->sign = before ? -1 : 1;
    bool nested = !tdm_cursor_done(c) && (c->at->kind == TDM_TERM_NUMBER || tdm_cursor_is_word(c, "day"));
    if (nested) {
        struct tdm_problem *p = tdm_criteria_refuse(problems, TDM_WHY_SYNTAX, "K034", tdm_cursor_place(c));
        tdm_problem_what(p, "a span counts from another span");
        tdm_problem_fix(p, "add the two up and write one span, such as 6 weeks after procedure");
        return false;
    }
    return anchor_read(c, scope, out, problems);
}

bool tdm_read_day(struct tdm_cursor *c, const struct tdm_scope *scope, struct tdm_day_expr *out,
                  struct tdm_problems *problems) {
    struct tdm_day_expr day = {.date = TDM_DATE_NONE, .ref = TDM_REF_NONE};
    bool good;
    if (!tdm_cursor_done(c) && c->at->kind == TDM_TERM_NUMBER)
        good = day_offset(c, scope, &day, problems);
    else if (tdm_cursor_take_word(c, "day"))
        good = day_number(c, &day, problems);
    else
        good = anchor_read(c, scope, &day, problems);
    if (good) *out = day;
    return good;
}

void tdm_day_expr_print(struct tdm_buf *out, const struct tdm_day_expr *expr, const struct tdm_scope *scope) {
    if (expr->sign != 0) {
        tdm_span_print(out, expr->offset);
        tdm_buf_text(out, expr->sign < 0 ? " before " : " after ");
    }
    switch (expr->anchor) {
    case TDM_ANCHOR_DATE:
        tdm_date_print(out, expr->date);
        return;
    case TDM_ANCHOR_EVENT:
        tdm_buf_text(out, events[expr->event]);
        return;
    case TDM_ANCHOR_PHASE_START:
        tdm_buf_text(out, "start of ");
        tdm_buf_add(out, scope->phases[expr->ref]);
        return;
    case TDM_ANCHOR_PHASE_END:
        tdm_buf_text(out, "end of ");
        tdm_buf_add(out, scope->phases[expr->ref]);
        return;
    case TDM_ANCHOR_GATE:
        tdm_buf_text(out, "gate ");
        tdm_buf_add(out, scope->gates[expr->ref]);
        return;
    }
}
