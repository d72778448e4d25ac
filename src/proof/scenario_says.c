/* scenario_says.c - what a scenario may expect of the protocol's clauses on a day: gates, clearances, phases, tracks,
 * the ceiling, never-clauses, restrictions. */
#include "proof/scenario_int.h"

static const char *const truths[] = {"unmet", "unknown", "met"}; /* in the order of enum tdm_truth */

/* `load at most CLASS`: what one clause says today, whatever else binds. */
static enum scenario_outcome says_class(struct exam *e, enum tdm_term_source source, tdm_ref ref) {
    const struct tdm_ceiling *ceiling = &e->standing->ceiling;
    const struct tdm_scale *scale = tdm_catalog_load_scale(e->protocol->catalog);
    uint16_t class;
    if (!tdm_cursor_take_words(&e->c, "at most") || tdm_cursor_done(&e->c)) return exam_unread(e, "`at most CLASS`");
    if (!tdm_scale_find(scale, e->c.at->text, &class)) return exam_unnamed(e, "load class", scale->steps, scale->count);
    e->c.at++;
    for (uint32_t i = 0; i < ceiling->term_count; i++) {
        const struct tdm_ceiling_term *term = &ceiling->terms[i];
        if (term->source != source || term->ref != ref || !term->has_class) continue;
        if (term->load_class == class) return SCENARIO_HOLDS;
        return exam_got(e, "load at most %.*s", TDM_FMT(scale->steps[term->load_class]));
    }
    return exam_got(e, "it limits no load");
}

/* ---- gates */

static bool about_thing(const struct tdm_criterion *node, enum tdm_thing_kind thing) {
    return (node->kind == TDM_CRITERION_OPEN || node->kind == TDM_CRITERION_NO_OPEN) && node->thing == thing;
}

/* What a criterion is called in an expectation: its measure, `time`, `clearance NAME`, `flags`, `compensation`. */
static bool is_called(const struct exam *e, const struct tdm_criterion *node, tdm_str name, tdm_str more) {
    switch ((int)node->kind) {
    case TDM_CRITERION_READING:
        return tdm_str_equal(name, e->protocol->measures[node->measure].name);
    case TDM_CRITERION_CLEARANCE:
        return tdm_str_is(name, "clearance") && tdm_str_equal(more, e->protocol->clearances[node->ref].name);
    case TDM_CRITERION_TIME:
        return tdm_str_is(name, "time");
    default:
        return (tdm_str_is(name, "flags") && about_thing(node, TDM_THING_ANY_FLAG)) ||
               (tdm_str_is(name, "findings") && about_thing(node, TDM_THING_ANY_FINDING)) ||
               (tdm_str_is(name, "compensation") && about_thing(node, TDM_THING_COMPENSATION));
    }
}

/* The check that these words name; marks it as told. */
static int take_check(struct exam *e, const struct tdm_gate *gate, bool *told) {
    struct tdm_cursor c = e->c;
    tdm_str name, more = {0};
    if (!exam_word(e, &name)) return -1;
    if (tdm_str_is(name, "clearance")) (void)exam_word(e, &more);
    for (int i = 0; i < gate->condition.count; i++) {
        const struct tdm_criterion *node = &gate->condition.nodes[i];
        if (node->child_count > 0 || told[i] || !is_called(e, node, name, more)) continue;
        told[i] = true;
        return i;
    }
    e->c = c;
    return -1;
}

static enum scenario_outcome one_check(struct exam *e, const struct tdm_gate *gate,
                                       const struct tdm_gate_answer *answer, bool *told) {
    tdm_str called = e->c.at == e->c.end ? (tdm_str){0} : e->c.at->text;
    int at = take_check(e, gate, told);
    if (at < 0)
        return exam_unread(e, "a criterion of the gate: a measure, `clearance NAME`, `time`, `flags`, `compensation`");
    int truth = exam_choice(e, truths, 3);
    if (truth < 0) return exam_unread(e, "`met`, `unmet` or `unknown`");
    const struct tdm_check *check = &answer->checks[at];
    if ((int)check->truth != truth)
        return exam_got(e, "%.*s %s %s", TDM_FMT(called), truths[check->truth], tdm_reason_id(check->reason.code));
    return exam_reason(e, check->reason.code);
}

/* `nothing else`: every criterion that the line does not name is met. */
static enum scenario_outcome nothing_else(struct exam *e, const struct tdm_gate *gate,
                                          const struct tdm_gate_answer *answer, const bool *told) {
    for (int i = 0; i < gate->condition.count; i++) {
        const struct tdm_criterion *node = &gate->condition.nodes[i];
        if (node->child_count > 0 || told[i] || answer->checks[i].truth == TDM_MET) continue;
        return exam_got(e, "line %u too: %s %s", e->protocol->clauses[node->clause].place.line,
                        truths[answer->checks[i].truth], tdm_reason_id(answer->checks[i].reason.code));
    }
    return SCENARIO_HOLDS;
}

enum scenario_outcome expect_gate(struct exam *e) {
    static const char *const states[] = {"closed", "unknown", "open", "not-applicable"};
    const struct tdm_protocol *p = e->protocol;
    tdm_ref g = exam_named(e, "gate", EXAM_NAMES(e, p->gates, p->gate_count), p->gate_count);
    if (g == TDM_REF_NONE) return SCENARIO_UNREAD;
    const struct tdm_gate_answer *answer = &e->standing->gates[g];
    int state = exam_choice(e, states, 4);
    if (state < 0) return exam_unread(e, "`open`, `closed` or `unknown`");
    enum scenario_outcome outcome = SCENARIO_HOLDS;
    if ((int)answer->state != state) outcome = exam_got(e, "%s", states[answer->state]);
    bool *told = TDM_NEW_ARRAY(e->mem, bool, p->gates[g].condition.count + 1u);
    while (outcome == SCENARIO_HOLDS && exam_next_part(e)) {
        if (tdm_cursor_take_words(&e->c, "nothing else"))
            outcome = nothing_else(e, &p->gates[g], answer, told);
        else if (tdm_cursor_take_word(&e->c, "earliest"))
            outcome = exam_date(e, "earliest", answer->earliest);
        else
            outcome = one_check(e, &p->gates[g], answer, told);
    }
    return outcome;
}

/* ---- clearances */

enum scenario_outcome expect_clearance(struct exam *e) {
    const struct tdm_protocol *p = e->protocol;
    tdm_ref c = exam_named(e, "clearance", EXAM_NAMES(e, p->clearances, p->clearance_count), p->clearance_count);
    if (c == TDM_REF_NONE) return SCENARIO_UNREAD;
    const struct tdm_clearance_answer *answer = &e->standing->clearances[c];
    int truth = exam_choice(e, truths, 3);
    if (truth < 0) return exam_unread(e, "`met` or `unmet`");
    if ((int)answer->truth != truth)
        return exam_got(e, "%s %s", truths[answer->truth], tdm_reason_id(answer->reason.code));
    enum scenario_outcome outcome = exam_reason(e, answer->reason.code);
    while (outcome == SCENARIO_HOLDS && exam_next_part(e)) {
        if (tdm_cursor_take_word(&e->c, "from"))
            outcome = exam_date(e, "from", answer->lawful_from);
        else if (tdm_cursor_take_word(&e->c, "until"))
            outcome = exam_date(e, "until", answer->expires);
        else
            outcome = exam_unread(e, "`from day N` or `until day N`");
    }
    return outcome;
}

/* ---- phases and tracks */

/* `ends day 56`, `ends day 28 to 56`, `ends day 28 at the earliest` */
static enum scenario_outcome window(struct exam *e, const char *what, const struct tdm_when *when) {
    tdm_date first;
    if (!exam_day(e, &first)) return exam_unread(e, "a day or a window: `day 28 to 56`");
    tdm_date last = first;
    bool open = tdm_cursor_take_words(&e->c, "at the earliest");
    if (!open && tdm_cursor_take_word(&e->c, "to")) {
        int32_t n;
        if (tdm_cursor_done(&e->c) || !scenario_day_number(e->c.at, &n))
            return exam_unread(e, "the last day: `day 28 to 56`");
        e->c.at++;
        last = tdm_date_add_days(e->s->day0, n);
    }
    if (when->earliest.day == first.day && (open ? tdm_date_is_none(when->latest) : when->latest.day == last.day))
        return SCENARIO_HOLDS;
    tdm_buf_format(&e->got, "%s ", what);
    exam_print_day(e, when->earliest);
    if (tdm_date_is_none(when->latest))
        tdm_buf_text(&e->got, " at the earliest");
    else
        tdm_buf_format(&e->got, " to %d", when->latest.day - e->s->day0.day);
    return SCENARIO_FAILS;
}

static enum scenario_outcome phase_part(struct exam *e, const struct tdm_phase_answer *answer) {
    if (tdm_cursor_take_word(&e->c, "load"))
        return says_class(e, TDM_CEILING_PHASE, (tdm_ref)(answer - e->standing->phases));
    if (tdm_cursor_take_word(&e->c, "since"))
        return exam_date(e, "since", answer->state == TDM_PHASE_ENDED ? answer->ended : answer->started);
    if (tdm_cursor_take_word(&e->c, "begins")) return window(e, "begins", &answer->start);
    if (tdm_cursor_take_word(&e->c, "ends")) return window(e, "ends", &answer->end);
    bool not = tdm_cursor_take_word(&e->c, "not");
    if (tdm_cursor_take_word(&e->c, "overdue")) {
        if (answer->overdue == not ) return exam_got(e, "%s", answer->overdue ? "overdue" : "not overdue");
        if (tdm_cursor_take_word(&e->c, "since")) return exam_date(e, "overdue since", answer->overdue_since);
        return SCENARIO_HOLDS;
    }
    if (tdm_cursor_take_word(&e->c, "lingering"))
        return answer->lingering == not ? exam_got(e, "%s", not ? "lingering" : "not lingering") : SCENARIO_HOLDS;
    return exam_unread(e, "`since day N`, `ends day N to N`, `overdue`, `load at most CLASS`");
}

enum scenario_outcome expect_phase(struct exam *e) {
    static const char *const states[] = {"not-yet", "active", "held", "ended", "not-applicable"};
    const struct tdm_protocol *p = e->protocol;
    tdm_ref at = exam_named(e, "phase", EXAM_NAMES(e, p->phases, p->phase_count), p->phase_count);
    if (at == TDM_REF_NONE) return SCENARIO_UNREAD;
    const struct tdm_phase_answer *answer = &e->standing->phases[at];
    int state = exam_choice(e, states, 5);
    if (state < 0) return exam_unread(e, "`not-yet`, `active`, `held` or `ended`");
    if ((int)answer->state != state)
        return exam_got(e, "%s %s", states[answer->state], tdm_reason_id(answer->reason.code));
    enum scenario_outcome outcome = exam_reason(e, answer->reason.code);
    while (outcome == SCENARIO_HOLDS && exam_next_part(e)) outcome = phase_part(e, answer);
    return outcome;
}

enum scenario_outcome expect_track(struct exam *e) {
    static const char *const tracks[] = {"tissue", "function"};
    const struct tdm_protocol *p = e->protocol;
    int track = exam_choice(e, tracks, 2);
    if (track < 0 || !tdm_cursor_take_word(&e->c, "in")) return exam_unread(e, "`function in PHASE`, or tissue");
    tdm_ref wanted = TDM_REF_NONE, is = e->standing->track[track].phase;
    if (!tdm_cursor_take_word(&e->c, "nothing")) {
        wanted = exam_named(e, "phase", EXAM_NAMES(e, p->phases, p->phase_count), p->phase_count);
        if (wanted == TDM_REF_NONE) return SCENARIO_UNREAD;
    }
    if (wanted == is) return SCENARIO_HOLDS;
    return is == TDM_REF_NONE ? exam_got(e, "nothing") : exam_got(e, "%.*s", TDM_FMT(p->phases[is].name));
}

/* What has happened and what is planned, under the windows of the protocol. */
enum scenario_outcome expect_times(struct exam *e) {
    static const char *const states[] = {"contradict", "agree"};
    int state = exam_choice(e, states, 2);
    if (state < 0) return exam_unread(e, "`agree` or `contradict`");
    bool agree = e->standing->schedule_consistent;
    return agree == (state == 1) ? SCENARIO_HOLDS : exam_got(e, "times %s", states[agree]);
}

/* ---- the ceiling */

static tdm_str term_name(const struct exam *e, const struct tdm_ceiling_term *term) {
    switch (term->source) {
    case TDM_CEILING_PHASE:
        return e->protocol->phases[term->ref].name;
    case TDM_CEILING_RESTRICTION:
        return e->protocol->restrictions[term->ref].name;
    case TDM_CEILING_FLAG:
        return e->protocol->flags[term->ref].name;
    case TDM_CEILING_NEVER:
        return TDM_STR("never");
    case TDM_CEILING_STATEMENT:
        return TDM_STR("statement");
    case TDM_CEILING_HOLD:
        return TDM_STR("hold");
    }
    TDM_UNREACHABLE();
}

/* `set by NAME`: it binds, whatever else does. */
static enum scenario_outcome set_by(struct exam *e) {
    const struct tdm_ceiling *ceiling = &e->standing->ceiling;
    tdm_str name;
    if (!exam_word(e, &name)) return exam_unread(e, "the name of what sets it");
    for (uint32_t i = 0; i < ceiling->term_count; i++)
        if (ceiling->terms[i].binding && tdm_str_equal(term_name(e, &ceiling->terms[i]), name)) return SCENARIO_HOLDS;
    tdm_buf_text(&e->got, "set by");
    for (uint32_t i = 0; i < ceiling->term_count; i++)
        if (ceiling->terms[i].binding) tdm_buf_format(&e->got, " %.*s", TDM_FMT(term_name(e, &ceiling->terms[i])));
    return SCENARIO_FAILS;
}

static enum scenario_outcome ceiling_part(struct exam *e) {
    if (tdm_cursor_take_words(&e->c, "set by")) return set_by(e);
    bool barred = tdm_cursor_take_word(&e->c, "no");
    const struct tdm_catalog *catalog = e->protocol->catalog;
    tdm_str name = tdm_cursor_done(&e->c) ? (tdm_str){0} : e->c.at->text;
    tdm_ref attribute = tdm_catalog_find(catalog, TDM_KIND_ATTRIBUTE, name);
    if (attribute == TDM_REF_NONE)
        return exam_unnamed(e, "attribute", catalog->names[TDM_KIND_ATTRIBUTE], catalog->count[TDM_KIND_ATTRIBUTE]);
    e->c.at++;
    if (!barred && !tdm_cursor_take_word(&e->c, "allowed")) return exam_unread(e, "`allowed`");
    bool is = (e->standing->ceiling.barred & TDM_BIT(attribute)) != 0;
    if (is == barred) return SCENARIO_HOLDS;
    return exam_got(e, is ? "no %.*s" : "%.*s allowed", TDM_FMT(name));
}

enum scenario_outcome expect_ceiling(struct exam *e) {
    const struct tdm_ceiling *ceiling = &e->standing->ceiling;
    const struct tdm_scale *scale = tdm_catalog_load_scale(e->protocol->catalog);
    tdm_str name = tdm_cursor_done(&e->c) ? (tdm_str){0} : e->c.at->text;
    uint16_t class = 0;
    bool none = tdm_str_is(name, "none");
    if (!none && !tdm_scale_find(scale, name, &class)) return exam_unnamed(e, "load class", scale->steps, scale->count);
    e->c.at++;
    if (none == ceiling->has_class || (!none && ceiling->load_class != class))
        return ceiling->has_class ? exam_got(e, "%.*s", TDM_FMT(scale->steps[ceiling->load_class]))
                                  : exam_got(e, "none");
    enum scenario_outcome outcome = SCENARIO_HOLDS;
    while (outcome == SCENARIO_HOLDS && exam_next_part(e)) outcome = ceiling_part(e);
    return outcome;
}

/* ---- never-clauses and restrictions */

static tdm_str never_name(const struct exam *e, const struct tdm_never *never) {
    const struct tdm_catalog *catalog = e->protocol->catalog;
    return never->is_class ? tdm_catalog_load_scale(catalog)->steps[never->load_class]
                           : tdm_catalog_name(catalog, TDM_KIND_ATTRIBUTE, never->attribute);
}

enum scenario_outcome expect_never(struct exam *e) {
    static const char *const states[] = {"in-force", "over"};
    const struct tdm_ceiling *ceiling = &e->standing->ceiling;
    const struct tdm_protocol *p = e->protocol;
    tdm_str *names = TDM_NEW_ARRAY(e->mem, tdm_str, p->never_count + 1);
    for (uint32_t i = 0; i < p->never_count; i++) names[i] = never_name(e, &p->nevers[i]);
    tdm_ref n = exam_named(e, "never-clause", names, p->never_count);
    if (n == TDM_REF_NONE) return SCENARIO_UNREAD;
    int state = exam_choice(e, states, 2);
    if (state < 0) return exam_unread(e, "`in-force` or `over`");
    const struct tdm_ceiling_term *term = NULL;
    for (uint32_t i = 0; i < ceiling->term_count; i++)
        if (ceiling->terms[i].source == TDM_CEILING_NEVER && ceiling->terms[i].ref == n) term = &ceiling->terms[i];
    if ((term == NULL) != (state == 1)) return exam_got(e, "%s", states[term == NULL]);
    if (!exam_next_part(e)) return SCENARIO_HOLDS;
    if (!tdm_cursor_take_word(&e->c, "until")) return exam_unread(e, "`until day N`");
    return exam_date(e, "until", term == NULL ? TDM_DATE_NONE : term->last);
}

enum scenario_outcome expect_restriction(struct exam *e) {
    static const char *const states[] = {"not-yet", "in-force", "over", "no-date"};
    const struct tdm_protocol *p = e->protocol;
    tdm_ref r =
        exam_named(e, "restriction", EXAM_NAMES(e, p->restrictions, p->restriction_count), p->restriction_count);
    if (r == TDM_REF_NONE) return SCENARIO_UNREAD;
    const struct tdm_restriction_answer *answer = &e->standing->restrictions[r];
    int state = exam_choice(e, states, 4);
    if (state < 0) return exam_unread(e, "`not-yet`, `in-force`, `over` or `no-date`");
    enum scenario_outcome outcome = SCENARIO_HOLDS;
    if ((int)answer->state != state) outcome = exam_got(e, "%s", states[answer->state]);
    while (outcome == SCENARIO_HOLDS && exam_next_part(e)) {
        if (tdm_cursor_take_word(&e->c, "from"))
            outcome = exam_date(e, "from", answer->from);
        else if (tdm_cursor_take_word(&e->c, "until"))
            outcome = exam_date(e, "until", answer->last);
        else if (tdm_cursor_take_word(&e->c, "load"))
            outcome = says_class(e, TDM_CEILING_RESTRICTION, r);
        else
            outcome = exam_unread(e, "`from day N`, `until day N` or `load at most CLASS`");
    }
    return outcome;
}
