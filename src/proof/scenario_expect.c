/* scenario_expect.c - an expectation by its first word, and the helpers with which its parts are read and held against
 * a standing. */
#include <stdarg.h>
#include <stdio.h>

#include "proof/scenario_int.h"

/* ---- problems: what cannot be read, told at the next term */

static struct tdm_problem *refuse(struct exam *e, enum tdm_why why, const char *code) {
    return tdm_problems_add(e->problems, TDM_ERROR, why, code, tdm_cursor_place(&e->c));
}

static const struct {
    const char *head, *form;
    enum scenario_outcome (*run)(struct exam *e);
} forms[] = {
    {"gate", "gate NAME open, closed or unknown, CRITERION met, unmet or unknown [REASON], nothing else", expect_gate},
    {"clearance", "clearance NAME met or unmet [REASON], from day N, until day N", expect_clearance},
    {"phase",
     "phase NAME not-yet, active, held or ended [REASON], since day N, ends day N to N, overdue, load at most CLASS",
     expect_phase},
    {"track", "track function or tissue in PHASE or nothing", expect_track},
    {"times", "times agree or contradict", expect_times},
    {"ceiling", "ceiling CLASS, no ATTRIBUTE, ATTRIBUTE allowed, set by NAME", expect_ceiling},
    {"never", "never CLASS or ATTRIBUTE in-force or over, until day N", expect_never},
    {"restriction", "restriction NAME not-yet, in-force, over or no-date, from day N, until day N, load at most CLASS",
     expect_restriction},
    {"exercise", "exercise NAME may, may-up-to, may-not or not-offered [REASON]", expect_exercise},
    {"rule", "rule NAME says stop, regress, hold or advance for EXERCISE", expect_rule},
    {"target", "target EXERCISE NUMBER UNIT [WHY], next not before day N", expect_target},
    {"plan", "plan NAME week N, row NxN, next not before day N", expect_plan},
    {"flag", "flag NAME open or not-open, since day N", expect_open},
    {"finding", "finding NAME open or not-open, since day N", expect_open},
    {"warning", "warning REASON [on day N]", expect_warning},
    {"no", "no warning [REASON]", expect_warning},
    {"would", "would be fine, be refused or need a signed-reason [REASON], with the entry below it", expect_would},
};

static const char owes_form[] = "ROLE owes WHAT, by day N, overdue; or ROLE owes no WHAT";

bool exam_form(uint32_t index, struct tdm_scenario_form *out) {
    if (index > TDM_COUNT(forms)) return false;
    bool owes = index == TDM_COUNT(forms);
    *out = (struct tdm_scenario_form){"expect", owes ? "" : forms[index].head, owes ? owes_form : forms[index].form,
                                      false, true};
    return true;
}

static const char *form_of(tdm_str head) {
    for (size_t i = 0; i < TDM_COUNT(forms); i++)
        if (tdm_str_is(head, forms[i].head)) return forms[i].form;
    return owes_form;
}

enum scenario_outcome exam_unread(struct exam *e, const char *what) {
    struct tdm_problem *p = refuse(e, TDM_WHY_SYNTAX, "X010");
    if (tdm_cursor_done(&e->c))
        tdm_problem_what(p, "`%.*s` lacks %s", TDM_FMT(e->line->source), what);
    else
        tdm_problem_what(p, "`%.*s` is not %s", TDM_FMT(e->c.at->text), what);
    tdm_problem_fix(p, "write `%s`", form_of(tdm_line_head(e->line)));
    return SCENARIO_UNREAD;
}

enum scenario_outcome exam_unnamed(struct exam *e, const char *kind, const tdm_str *names, size_t count) {
    if (tdm_cursor_done(&e->c)) {
        struct tdm_problem *p = refuse(e, TDM_WHY_SYNTAX, "X010");
        tdm_problem_what(p, "`%.*s` does not say which %s", TDM_FMT(e->line->source), kind);
        tdm_problem_fix(p, "write `%s`", form_of(tdm_line_head(e->line)));
        return SCENARIO_UNREAD;
    }
    tdm_str said = e->c.at->text;
    int nearest = tdm_nearest(said, names, count);
    struct tdm_problem *p = refuse(e, TDM_WHY_NOT_FOUND, "X011");
    tdm_problem_what(p, "`%.*s` is no %s of the protocol", TDM_FMT(said), kind);
    if (nearest >= 0)
        tdm_problem_fix(p, "write `%.*s`", TDM_FMT(names[nearest]));
    else if (count > 0)
        tdm_problem_fix(p, "name one that it has: `%.*s`", TDM_FMT(names[0]));
    else
        tdm_problem_fix(p, "take the line out: it has none");
    return SCENARIO_UNREAD;
}

enum scenario_outcome exam_got(struct exam *e, const char *format, ...) {
    char text[400];
    va_list arguments;
    va_start(arguments, format);
    int length = vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    TDM_ASSERT(length >= 0);
    tdm_buf_text(&e->got, text);
    return SCENARIO_FAILS;
}

/* ---- taking */

tdm_str *exam_names(struct exam *e, const void *items, uint32_t count, size_t size) {
    tdm_str *names = TDM_NEW_ARRAY(e->mem, tdm_str, count + 1);
    for (uint32_t i = 0; i < count; i++) names[i] = *(const tdm_str *)(const void *)((const char *)items + i * size);
    return names;
}

tdm_ref exam_named(struct exam *e, const char *kind, const tdm_str *names, uint32_t count) {
    for (uint32_t i = 0; i < count && !tdm_cursor_done(&e->c); i++)
        if (e->c.at->kind == TDM_TERM_WORD && tdm_str_equal(e->c.at->text, names[i])) {
            e->c.at++;
            return (tdm_ref)i;
        }
    (void)exam_unnamed(e, kind, names, count);
    return TDM_REF_NONE;
}

bool exam_next_part(struct exam *e) {
    if (!tdm_cursor_done(&e->c) || e->part + 1 >= e->line->part_count) return false; /* a word left over is told */
    e->c = tdm_cursor_of(e->s->tree, e->line, ++e->part);
    return true;
}

bool exam_word(struct exam *e, tdm_str *out) {
    const struct tdm_term *word = tdm_cursor_take(&e->c, TDM_TERM_WORD);
    if (word == NULL) return false;
    *out = word->text;
    return true;
}

int exam_choice(struct exam *e, const char *const *words, int count) {
    for (int i = 0; i < count; i++)
        if (tdm_cursor_take_word(&e->c, words[i])) return i;
    return -1;
}

bool exam_day(struct exam *e, tdm_date *out) {
    int32_t n;
    if (!tdm_cursor_is_word(&e->c, "day") || e->c.end - e->c.at < 2 || !scenario_day_number(&e->c.at[1], &n))
        return false;
    *out = tdm_date_add_days(e->s->day0, n);
    e->c.at += 2;
    return true;
}

void exam_print_day(struct exam *e, tdm_date date) {
    if (tdm_date_is_none(date))
        tdm_buf_text(&e->got, "no day");
    else
        tdm_buf_format(&e->got, "day %d", date.day - e->s->day0.day);
}

enum scenario_outcome exam_date(struct exam *e, const char *what, tdm_date date) {
    tdm_date wanted = TDM_DATE_NONE;
    bool none = tdm_cursor_take_words(&e->c, "no day");
    if (!none && !exam_day(e, &wanted)) return exam_unread(e, "a day: `day 28`");
    if (date.day == wanted.day) return SCENARIO_HOLDS;
    tdm_buf_format(&e->got, "%s ", what);
    exam_print_day(e, date);
    return SCENARIO_FAILS;
}

bool exam_reason_id(struct exam *e, enum tdm_reason_code *out) {
    for (int i = 0; i < TDM_REASON_CODE_COUNT; i++)
        if (tdm_cursor_take_word(&e->c, tdm_reason_id((enum tdm_reason_code)i))) {
            *out = (enum tdm_reason_code)i;
            return true;
        }
    return false;
}

enum scenario_outcome exam_reason(struct exam *e, enum tdm_reason_code code) {
    enum tdm_reason_code wanted;
    if (tdm_cursor_done(&e->c)) return SCENARIO_HOLDS;
    if (!exam_reason_id(e, &wanted)) return exam_unread(e, "a reason of docs/reasons.md");
    if (wanted == code) return SCENARIO_HOLDS;
    return exam_got(e, "%s", tdm_reason_id(code));
}

/* ---- one line */

static bool is_role(const struct exam *e, tdm_str word) {
    return tdm_catalog_find(e->protocol->catalog, TDM_KIND_ROLE, word) != TDM_REF_NONE;
}

static enum scenario_outcome unknown_head(struct exam *e, tdm_str head) {
    tdm_str names[TDM_COUNT(forms)];
    for (size_t i = 0; i < TDM_COUNT(forms); i++) names[i] = tdm_str_of(forms[i].head);
    int nearest = tdm_nearest(head, names, TDM_COUNT(names));
    struct tdm_problem *p = refuse(e, TDM_WHY_SYNTAX, "X012");
    tdm_problem_what(p, "`%.*s` begins no expectation", TDM_FMT(e->line->source));
    if (nearest >= 0)
        tdm_problem_fix(p, "write `%s`", forms[nearest].form);
    else
        tdm_problem_fix(
            p, "begin with gate, clearance, phase, track, times, ceiling, never, restriction, exercise, rule, target, "
               "plan, flag, finding, warning, would, or with a role that owes something");
    return SCENARIO_UNREAD;
}

/* Whatever the parts did not take is no part of the expectation. */
static enum scenario_outcome ended(struct exam *e, enum scenario_outcome outcome) {
    bool left = !tdm_cursor_done(&e->c) || e->part + 1 < e->line->part_count;
    if (outcome != SCENARIO_HOLDS || !left) return outcome;
    if (tdm_cursor_done(&e->c)) (void)exam_next_part(e);
    return exam_unread(e, "part of this expectation");
}

enum scenario_outcome scenario_expect(struct exam *e, const struct tdm_line *line) {
    tdm_str head = tdm_line_head(line);
    e->line = line;
    e->part = 0;
    e->c = tdm_cursor_of(e->s->tree, line, 0);
    e->got.len = 0;
    for (size_t i = 0; i < TDM_COUNT(forms); i++)
        if (tdm_str_is(head, forms[i].head)) {
            e->c.at++;
            return ended(e, forms[i].run(e));
        }
    if (head.len > 0 && is_role(e, head)) return ended(e, expect_owed(e));
    return unknown_head(e, head);
}
