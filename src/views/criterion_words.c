/* criterion_words.c - conditions and days of a protocol in the language asked for. In English they are the words of the
 * notation, so that the line can be found; in another language, and on the screens, every name is told by its label. */
#include "views/view_int.h"

static tdm_str one(const struct tdm_view *view, enum tdm_message message, const char *name, tdm_str text) {
    struct tdm_arg args[] = {TDM_ARG_T(name, text)};
    return view_words(view, message, args, 1);
}

/* The protocol's or the catalogue's word where lines are looked for, else the label. */
static tdm_str item(const struct tdm_view *view, const struct tdm_catalog *catalog, enum tdm_catalog_kind kind,
                    tdm_ref ref) {
    return view_by_names(view) ? tdm_catalog_name(catalog, kind, ref) : view_label(view, catalog, kind, ref);
}

/* ---- days */

static tdm_str anchor(const struct tdm_view *view, const struct tdm_scope *scope, const struct tdm_day_expr *day) {
    static const enum tdm_message events[] = {[TDM_EVENT_ENROLMENT] = TDM_MSG_DAY_ENROLMENT,
                                              [TDM_EVENT_PROCEDURE] = TDM_MSG_DAY_PROCEDURE,
                                              [TDM_EVENT_DISCHARGE] = TDM_MSG_DAY_DISCHARGE};
    struct tdm_buf date;
    switch (day->anchor) {
    case TDM_ANCHOR_DATE:
        tdm_buf_init(&date, view->mem, 64);
        tdm_date_print(&date, day->date);
        return tdm_buf_str(&date);
    case TDM_ANCHOR_EVENT:
        return view_plain(view, events[day->event]);
    case TDM_ANCHOR_PHASE_START:
        return one(view, TDM_MSG_DAY_START_OF, "ref", view_name(view, scope->phases[day->ref]));
    case TDM_ANCHOR_PHASE_END:
        return one(view, TDM_MSG_DAY_END_OF, "ref", view_name(view, scope->phases[day->ref]));
    case TDM_ANCHOR_GATE:
        return one(view, TDM_MSG_DAY_OF_GATE, "ref", view_name(view, scope->gates[day->ref]));
    }
    TDM_UNREACHABLE();
}

tdm_str view_day_expr(const struct tdm_view *view, const struct tdm_scope *scope, const struct tdm_day_expr *day) {
    tdm_str from = anchor(view, scope, day);
    if (day->sign == 0) return from;
    struct tdm_arg args[] = {TDM_ARG_T("span", view_span(view, day->offset)), TDM_ARG_T("words", from)};
    return view_words(view, day->sign < 0 ? TDM_MSG_DAY_BEFORE : TDM_MSG_DAY_AFTER, args, TDM_COUNT(args));
}

/* ---- values: points and counts are written bare, a unit stands once, behind the last number */

static tdm_str number(const struct tdm_view *view, tdm_quantity quantity, bool with_unit) {
    tdm_str unit = tdm_unit_code(quantity.unit);
    struct tdm_buf out;
    tdm_buf_init(&out, view->mem, 128);
    tdm_words_decimal(&out, view->language, quantity.number);
    if (tdm_str_is(unit, "%"))
        tdm_buf_char(&out, '%');
    else if (with_unit && quantity.unit != TDM_UNIT_ONE && !tdm_str_is(unit, "points"))
        tdm_buf_format(&out, " %.*s", TDM_FMT(unit));
    return tdm_buf_str(&out);
}

static tdm_str value(const struct tdm_view *view, const struct tdm_scope *scope, tdm_ref measure,
                     const tdm_value *value_of, bool with_unit) {
    if (value_of->kind != TDM_VALUE_STEP) return number(view, value_of->quantity, with_unit);
    return view_value(view, scope->catalog, measure, *value_of);
}

static tdm_str bound(const struct tdm_view *view, const struct tdm_scope *scope, tdm_ref measure,
                     const struct tdm_bound *limits) {
    bool two = limits->kind >= TDM_BETWEEN;
    bool one_unit = two && limits->low.quantity.unit == limits->high.quantity.unit;
    struct tdm_arg args[] = {TDM_ARG_T("value", value(view, scope, measure, &limits->low, !one_unit)),
                             TDM_ARG_T("limit", (tdm_str){0})};
    if (two) args[1].text = value(view, scope, measure, &limits->high, true);
    return view_words(view, view_bound_message(limits->kind), args, two ? 2 : 1);
}

/* ---- readings */

static tdm_str basis(const struct tdm_view *view, enum tdm_basis of) {
    switch (of) {
    case TDM_BASIS_OTHER_SIDE:
        return view_plain(view, TDM_MSG_BASIS_OTHER_SIDE);
    case TDM_BASIS_BASELINE:
        return view_plain(view, TDM_MSG_BASIS_BASELINE);
    case TDM_BASIS_BEST:
        return view_plain(view, TDM_MSG_BASIS_BEST);
    case TDM_BASIS_ONE_RM:
        return TDM_STR("1RM");
    case TDM_BASIS_BODY_MASS:
        return view_plain(view, TDM_MSG_PART_BODY_MASS);
    case TDM_BASIS_NORM:
        return view_plain(view, TDM_MSG_BASIS_NORM);
    case TDM_BASIS_LAST_WEEK:
        return view_plain(view, TDM_MSG_BASIS_LAST_WEEK);
    case TDM_BASIS_NONE:
        return (tdm_str){0};
    }
    TDM_UNREACHABLE();
}

static void qualifiers(const struct tdm_view *view, struct tdm_buf *out, const struct tdm_criterion *criterion) {
    static const enum tdm_message statistics[] = {
        [TDM_STAT_NONE] = TDM_MSG_ASKS_LATEST, [TDM_STAT_LATEST] = TDM_MSG_ASKS_LATEST,
        [TDM_STAT_MEAN] = TDM_MSG_ASKS_MEAN,   [TDM_STAT_WORST] = TDM_MSG_ASKS_WORST,
        [TDM_STAT_BEST] = TDM_MSG_ASKS_BEST,   [TDM_STAT_EVERY] = TDM_MSG_ASKS_EVERY};
    struct tdm_arg sessions[] = {TDM_ARG_I("n", criterion->sessions)},
                   readings[] = {TDM_ARG_I("n", criterion->least_readings)};
    if (criterion->over == TDM_OVER_SESSIONS)
        tdm_buf_add(out, view_words(view, TDM_MSG_ASKS_OVER_SESSIONS, sessions, 1));
    if (criterion->over == TDM_OVER_WITHIN || criterion->over == TDM_OVER_OF) {
        struct tdm_arg args[] = {TDM_ARG_T("words", view_plain(view, statistics[criterion->statistic])),
                                 TDM_ARG_T("span", view_span(view, criterion->window))};
        bool within = criterion->over == TDM_OVER_WITHIN;
        tdm_buf_add(out, view_words(view, within ? TDM_MSG_ASKS_OVER_WITHIN : TDM_MSG_ASKS_OVER_OF, args, 2));
    }
    if (criterion->least_readings > 0) tdm_buf_add(out, view_words(view, TDM_MSG_ASKS_READINGS, readings, 1));
}

/* The name of a change says nothing to who did not write it: in English too its words stand beside it. */
static tdm_str measure_name(const struct tdm_view *view, const struct tdm_scope *scope,
                            const struct tdm_measure_use *use) {
    bool named = view_by_names(view);
    if (named && !use->is_change) return use->name;
    tdm_str label = view_label(view, scope->catalog, TDM_KIND_MEASURE, use->measure);
    if (!use->is_change) return label;
    bool overnight = use->from == TDM_MOMENT_BEFORE_SESSION && use->to == TDM_MOMENT_NEXT_MORNING;
    tdm_str words = one(view, overnight ? TDM_MSG_ASKS_RISE_NEXT : TDM_MSG_ASKS_CHANGE_OF, "ref", label);
    return named ? view_format(view, "%.*s (%.*s)", TDM_FMT(use->name), TDM_FMT(words)) : words;
}

static void reading(const struct tdm_view *view, struct tdm_buf *out, const struct tdm_scope *scope,
                    const struct tdm_criterion *criterion) {
    const struct tdm_measure_use *use = &scope->measures[criterion->measure];
    static const enum tdm_message messages[] = {[TDM_COMPARE_VALUE] = TDM_MSG_ASKS_MEASURE,
                                                [TDM_COMPARE_PERCENT] = TDM_MSG_ASKS_PERCENT,
                                                [TDM_COMPARE_DIFFERENCE] = TDM_MSG_ASKS_DIFFERENCE,
                                                [TDM_COMPARE_BETTER] = TDM_MSG_ASKS_BETTER,
                                                [TDM_COMPARE_WORSE] = TDM_MSG_ASKS_WORSE};
    bool apart = criterion->compare == TDM_COMPARE_DIFFERENCE && !view_by_names(view); /* "bending at most 5" is none */
    struct tdm_arg args[] = {TDM_ARG_T("ref", measure_name(view, scope, use)),
                             TDM_ARG_T("words", bound(view, scope, use->measure, &criterion->bound)),
                             TDM_ARG_T("value", basis(view, criterion->basis))};
    tdm_buf_add(out,
                view_words(view, apart ? TDM_MSG_ASKS_APART : messages[criterion->compare], args, TDM_COUNT(args)));
    qualifiers(view, out, criterion);
}

/* ---- things that are open, recorded or taken */

static tdm_str thing(const struct tdm_view *view, const struct tdm_scope *scope, const struct tdm_criterion *c) {
    static const struct {
        enum tdm_message message;
        enum tdm_catalog_kind kind;
    } of[] = {[TDM_THING_FINDING] = {TDM_MSG_ASKS_THING_OF_FINDING, TDM_KIND_FINDING},
              [TDM_THING_CLASS] = {TDM_MSG_ASKS_THING_CLASS, TDM_KIND_CLASS},
              [TDM_THING_SUBSTANCE] = {TDM_MSG_ASKS_THING_SUBSTANCE, TDM_KIND_SUBSTANCE},
              [TDM_THING_PROCEDURE] = {TDM_MSG_ASKS_THING_PROCEDURE, TDM_KIND_PROCEDURE}};
    bool open = c->kind == TDM_CRITERION_OPEN || c->kind == TDM_CRITERION_NO_OPEN;
    switch (c->thing) {
    case TDM_THING_ANY_FLAG:
        return view_plain(view, TDM_MSG_ASKS_THING_FLAG);
    case TDM_THING_ANY_FINDING:
        return view_plain(view, TDM_MSG_ASKS_THING_FINDING);
    case TDM_THING_COMPENSATION:
        return view_plain(view, TDM_MSG_ASKS_THING_COMPENSATION);
    case TDM_THING_FLAG: {
        tdm_ref flag = tdm_catalog_find(scope->catalog, TDM_KIND_FLAG, scope->flags[c->ref]);
        return flag == TDM_REF_NONE ? view_name(view, scope->flags[c->ref])
                                    : item(view, scope->catalog, TDM_KIND_FLAG, flag);
    }
    case TDM_THING_EVENT:
        return one(view, TDM_MSG_ASKS_THING_EVENT, "ref", view_name(view, c->event));
    case TDM_THING_FINDING:
        if (open) return item(view, scope->catalog, TDM_KIND_FINDING, c->ref);
        break;
    case TDM_THING_CLASS:
    case TDM_THING_SUBSTANCE:
    case TDM_THING_PROCEDURE:
        break;
    }
    return one(view, of[c->thing].message, "ref", item(view, scope->catalog, of[c->thing].kind, c->ref));
}

static void screened(const struct tdm_view *view, struct tdm_buf *out, bool has, tdm_span span) {
    if (has) tdm_buf_add(out, one(view, TDM_MSG_ASKS_SCREENED, "span", view_span(view, span)));
}

static void whether_open(const struct tdm_view *view, struct tdm_buf *out, const struct tdm_scope *scope,
                         const struct tdm_criterion *c) {
    bool no = c->kind == TDM_CRITERION_NO_OPEN;
    enum tdm_message message =
        c->thing == TDM_THING_ANY_FLAG && !view_by_names(view) ? (no ? TDM_MSG_ASKS_NO_WARNING : TDM_MSG_ASKS_WARNING)
        : c->thing == TDM_THING_ANY_FLAG     ? (no ? TDM_MSG_ASKS_NO_OPEN_FLAG : TDM_MSG_ASKS_OPEN_FLAG)
        : c->thing == TDM_THING_ANY_FINDING  ? (no ? TDM_MSG_ASKS_NO_OPEN_FINDING : TDM_MSG_ASKS_OPEN_FINDING)
        : c->thing == TDM_THING_COMPENSATION ? (no ? TDM_MSG_ASKS_NO_OPEN_COMPENSATION : TDM_MSG_ASKS_OPEN_COMPENSATION)
                                             : (no ? TDM_MSG_ASKS_NO_OPEN : TDM_MSG_ASKS_OPEN);
    tdm_buf_add(out, one(view, message, "ref", thing(view, scope, c)));
    screened(view, out, c->has_window, c->window);
}

static void recorded(const struct tdm_view *view, struct tdm_buf *out, const struct tdm_scope *scope,
                     const struct tdm_criterion *c) {
    enum tdm_message message = c->kind == TDM_CRITERION_TAKING      ? TDM_MSG_ASKS_TAKING
                               : c->kind == TDM_CRITERION_NO_RECORD ? TDM_MSG_ASKS_NO_RECORD
                               : c->kind == TDM_CRITERION_RECORD    ? TDM_MSG_ASKS_RECORD
                                                                    : TDM_MSG_ASKS_NONE;
    tdm_buf_add(out, one(view, message, "ref", thing(view, scope, c)));
    if (c->kind != TDM_CRITERION_TAKING && c->has_day)
        tdm_buf_add(out, one(view, TDM_MSG_ASKS_SINCE, "words", view_day_expr(view, scope, &c->day)));
    else if (c->kind != TDM_CRITERION_TAKING && c->has_window)
        tdm_buf_add(out, one(view, TDM_MSG_ASKS_WITHIN, "span", view_span(view, c->window)));
    screened(view, out, c->has_screen, c->screen);
}

/* ---- criteria and conditions */

static enum tdm_message head_of(enum tdm_criterion_kind kind) {
    return kind == TDM_CRITERION_ALL         ? TDM_MSG_ASKS_ALL
           : kind == TDM_CRITERION_ANY       ? TDM_MSG_ASKS_ANY
           : kind == TDM_CRITERION_NOT       ? TDM_MSG_ASKS_NOT
           : kind == TDM_CRITERION_SETS_DONE ? TDM_MSG_ASKS_SETS
           : kind == TDM_CRITERION_SETTLED   ? TDM_MSG_ASKS_SETTLED
                                             : TDM_MSG_ASKS_ALWAYS;
}

static void criterion_words(const struct tdm_view *view, struct tdm_buf *out, const struct tdm_scope *scope,
                            const struct tdm_criterion *c) {
    struct tdm_arg some[] = {TDM_ARG_I("n", c->k)};
    switch (c->kind) {
    case TDM_CRITERION_ALL:
    case TDM_CRITERION_ANY:
    case TDM_CRITERION_NOT:
    case TDM_CRITERION_ALWAYS:
        tdm_buf_add(out, view_plain(view, head_of(c->kind)));
        return;
    case TDM_CRITERION_SETS_DONE:
    case TDM_CRITERION_SETTLED:
        tdm_buf_add(out, view_plain(view, head_of(c->kind)));
        qualifiers(view, out, c);
        return;
    case TDM_CRITERION_AT_LEAST:
        tdm_buf_add(out, view_words(view, TDM_MSG_ASKS_SOME, some, 1));
        return;
    case TDM_CRITERION_READING:
        reading(view, out, scope, c);
        return;
    case TDM_CRITERION_CLEARANCE:
        tdm_buf_add(out, one(view, view_by_names(view) ? TDM_MSG_ASKS_CLEARANCE : TDM_MSG_ASKS_SIGNATURE, "ref",
                             view_name(view, scope->clearances[c->ref])));
        return;
    case TDM_CRITERION_TIME:
        tdm_buf_add(out, one(view, TDM_MSG_ASKS_NOT_BEFORE, "words", view_day_expr(view, scope, &c->day)));
        return;
    case TDM_CRITERION_OPEN:
    case TDM_CRITERION_NO_OPEN:
        whether_open(view, out, scope, c);
        return;
    case TDM_CRITERION_NO_RECORD:
    case TDM_CRITERION_RECORD:
    case TDM_CRITERION_NONE_SINCE:
    case TDM_CRITERION_TAKING:
        recorded(view, out, scope, c);
        return;
    }
}

tdm_str view_criterion_of(const struct tdm_view *view, const struct tdm_scope *scope,
                          const struct tdm_criterion *criterion) {
    struct tdm_buf out;
    tdm_buf_init(&out, view->mem, 4096);
    criterion_words(view, &out, scope, criterion);
    return tdm_buf_str(&out);
}

struct lines {
    const struct tdm_view *view;
    const struct tdm_scope *scope;
    const struct tdm_condition *condition;
    struct tdm_buf out;
};

static void node(struct lines *lines, uint16_t at, uint32_t levels) {
    const struct tdm_criterion *c = &lines->condition->nodes[at];
    tdm_buf_repeat(&lines->out, ' ', (size_t)levels * 2);
    criterion_words(lines->view, &lines->out, lines->scope, c);
    if (c->kind == TDM_CRITERION_NOT) {
        c = &lines->condition->nodes[c->first_child];
        tdm_buf_char(&lines->out, ' ');
        criterion_words(lines->view, &lines->out, lines->scope, c);
    }
    tdm_buf_char(&lines->out, '\n');
    for (uint16_t i = 0; i < c->child_count; i++) node(lines, (uint16_t)(c->first_child + i), levels + 1);
}

tdm_str view_condition(const struct tdm_view *view, const struct tdm_scope *scope,
                       const struct tdm_condition *condition) {
    struct lines lines = {.view = view, .scope = scope, .condition = condition};
    tdm_buf_init(&lines.out, view->mem, 1u << 16);
    if (condition->count == 0) return (tdm_str){0};
    const struct tdm_criterion *root = &condition->nodes[0];
    bool list = root->kind == TDM_CRITERION_ALL; /* what a plain list of lines means */
    for (uint16_t i = 0; list && i < root->child_count; i++) node(&lines, (uint16_t)(root->first_child + i), 0);
    if (!list) node(&lines, 0, 0);
    return tdm_str_trim(tdm_buf_str(&lines.out));
}
