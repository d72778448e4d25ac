/* difference_view.c - what differs between two standings, as sentences and as JSON. */
#include "views/view_int.h"

struct telling {
    const struct tdm_view *view;
    const struct tdm_standing *before, *after;
};

/* ---- words of a state, by kind */

static const char *gate_word(int32_t state) {
    static const char *const words[] = {"closed", "cannot tell", "open", "does not apply"};
    return words[state];
}

static tdm_str state_word(const struct telling *t, const struct tdm_difference *d, int32_t state) {
    switch ((int)d->kind) {
    case TDM_DIFFERENCE_PHASE_STATE:
        return view_pretty(t->view, tdm_str_of(view_phase_state_word((enum tdm_phase_state)state)));
    case TDM_DIFFERENCE_GATE_STATE:
        return tdm_str_of(gate_word(state));
    case TDM_DIFFERENCE_RESTRICTION_STATE:
        return view_pretty(t->view, tdm_str_of(view_restriction_state_word((enum tdm_restriction_state)state)));
    case TDM_DIFFERENCE_CEILING:
        if (state < 0) return view_plain(t->view, TDM_MSG_DIFFERENCE_NO_LIMIT);
        return view_class_is_top(t->after, (uint32_t)state) ? view_plain(t->view, TDM_MSG_CEILING_ALL)
                                                            : view_class(t->view, t->after, (uint32_t)state);
    default:
        return tdm_str_of(tdm_truth_word((enum tdm_truth)state));
    }
}

static tdm_str name_of(const struct telling *t, const struct tdm_difference *d) {
    const struct tdm_protocol *protocol = view_protocol(t->after);
    switch ((int)d->kind) {
    case TDM_DIFFERENCE_PHASE_STATE:
    case TDM_DIFFERENCE_PHASE_EARLIEST:
    case TDM_DIFFERENCE_PHASE_LATEST:
    case TDM_DIFFERENCE_PHASE_END:
        return view_format(t->view, "phase %.*s", TDM_FMT(protocol->phases[d->ref].name));
    case TDM_DIFFERENCE_GATE_STATE:
    case TDM_DIFFERENCE_GATE_EARLIEST:
    case TDM_DIFFERENCE_CRITERION:
        return view_format(t->view, "gate %.*s", TDM_FMT(protocol->gates[d->ref].name));
    case TDM_DIFFERENCE_CLEARANCE:
    case TDM_DIFFERENCE_CLEARANCE_FROM:
        return view_format(t->view, "clearance %.*s", TDM_FMT(protocol->clearances[d->ref].name));
    case TDM_DIFFERENCE_RESTRICTION_STATE:
    case TDM_DIFFERENCE_RESTRICTION_LAST:
        return view_format(t->view, "restriction %.*s", TDM_FMT(protocol->restrictions[d->ref].name));
    case TDM_DIFFERENCE_BARRED:
        return view_label(t->view, view_catalog(t->after), TDM_KIND_ATTRIBUTE, d->ref);
    default:
        return (tdm_str){0};
    }
}

/* ---- items of lists */

static tdm_str open_words(const struct telling *t, const struct tdm_standing *s, uint32_t index) {
    const struct tdm_open_item *item = &s->open[index];
    return view_format(t->view, "%.*s, %s since %.*s",
                       TDM_FMT(view_ref_name(t->view, s, item->is_flag ? VIEW_REF_FLAG : VIEW_REF_FINDING, item->item)),
                       item->state, TDM_FMT(view_date(t->view, item->since)));
}

static tdm_str item_words(const struct telling *t, const struct tdm_difference *d, tdm_str *who) {
    bool gone = d->kind == TDM_DIFFERENCE_OWED_GONE || d->kind == TDM_DIFFERENCE_DEVIATION_GONE ||
                d->kind == TDM_DIFFERENCE_OPEN_GONE;
    const struct tdm_standing *s = gone ? t->before : t->after;
    switch ((int)d->kind) {
    case TDM_DIFFERENCE_OWED_NEW:
    case TDM_DIFFERENCE_OWED_GONE: {
        const struct tdm_owed *owed = &s->owed[d->index];
        *who = view_roles(t->view, view_catalog(s), owed->roles, view_or(t->view));
        return view_format(t->view, "%.*s, %.*s", TDM_FMT(view_owed_what(t->view, s, owed)),
                           TDM_FMT(view_owed_when(t->view, owed)));
    }
    case TDM_DIFFERENCE_DEVIATION_NEW:
    case TDM_DIFFERENCE_DEVIATION_GONE:
        return view_format(t->view, "%.*s (%.*s)", TDM_FMT(view_reason(t->view, s, &s->deviations[d->index].reason)),
                           TDM_FMT(view_date(t->view, s->deviations[d->index].date)));
    case TDM_DIFFERENCE_OPEN_NEW:
    case TDM_DIFFERENCE_OPEN_GONE:
        return open_words(t, s, d->index);
    default:
        return (tdm_str){0};
    }
}

/* ---- a sentence */

static const enum tdm_message message_of[TDM_DIFFERENCE_KIND_COUNT] = {
    [TDM_DIFFERENCE_PHASE_STATE] = TDM_MSG_DIFFERENCE_STATE,
    [TDM_DIFFERENCE_PHASE_EARLIEST] = TDM_MSG_DIFFERENCE_EARLIEST,
    [TDM_DIFFERENCE_PHASE_LATEST] = TDM_MSG_DIFFERENCE_LATEST,
    [TDM_DIFFERENCE_PHASE_END] = TDM_MSG_DIFFERENCE_END,
    [TDM_DIFFERENCE_GATE_STATE] = TDM_MSG_DIFFERENCE_STATE,
    [TDM_DIFFERENCE_GATE_EARLIEST] = TDM_MSG_DIFFERENCE_EARLIEST,
    [TDM_DIFFERENCE_CRITERION] = TDM_MSG_DIFFERENCE_CRITERION,
    [TDM_DIFFERENCE_CLEARANCE] = TDM_MSG_DIFFERENCE_STATE,
    [TDM_DIFFERENCE_CLEARANCE_FROM] = TDM_MSG_DIFFERENCE_FROM,
    [TDM_DIFFERENCE_RESTRICTION_STATE] = TDM_MSG_DIFFERENCE_STATE,
    [TDM_DIFFERENCE_RESTRICTION_LAST] = TDM_MSG_DIFFERENCE_LAST,
    [TDM_DIFFERENCE_CEILING] = TDM_MSG_DIFFERENCE_CEILING,
    [TDM_DIFFERENCE_BARRED] = TDM_MSG_DIFFERENCE_BARRED,
    [TDM_DIFFERENCE_OWED_NEW] = TDM_MSG_DIFFERENCE_OWED_NEW,
    [TDM_DIFFERENCE_OWED_GONE] = TDM_MSG_DIFFERENCE_OWED_GONE,
    [TDM_DIFFERENCE_DEVIATION_NEW] = TDM_MSG_DIFFERENCE_DEVIATION_NEW,
    [TDM_DIFFERENCE_DEVIATION_GONE] = TDM_MSG_DIFFERENCE_DEVIATION_GONE,
    [TDM_DIFFERENCE_OPEN_NEW] = TDM_MSG_DIFFERENCE_OPEN_NEW,
    [TDM_DIFFERENCE_OPEN_GONE] = TDM_MSG_DIFFERENCE_OPEN_GONE,
};

static tdm_str dated(const struct telling *t, tdm_date date) {
    return tdm_date_is_none(date) ? view_plain(t->view, TDM_MSG_DIFFERENCE_NO_DATE) : view_date(t->view, date);
}

static tdm_str sentence(const struct telling *t, const struct tdm_difference *d) {
    enum tdm_message message = message_of[d->kind];
    tdm_str who = {0}, words = item_words(t, d, &who), value = {0}, clause = {0};
    bool states = message == TDM_MSG_DIFFERENCE_STATE || message == TDM_MSG_DIFFERENCE_CRITERION ||
                  message == TDM_MSG_DIFFERENCE_CEILING;
    if (states) {
        value = state_word(t, d, d->n);
        words = state_word(t, d, d->of_n);
    }
    if (d->kind == TDM_DIFFERENCE_BARRED) {
        words = name_of(t, d);
        if (d->of_n == 0) message = TDM_MSG_DIFFERENCE_UNBARRED;
    }
    if (d->clause != TDM_CLAUSE_NONE) clause = tdm_str_trim(view_protocol(t->after)->clauses[d->clause].text);
    struct tdm_arg args[] = {TDM_ARG_T("ref", name_of(t, d)),
                             TDM_ARG_T("words", words),
                             TDM_ARG_T("value", value),
                             TDM_ARG_T("clause", clause),
                             TDM_ARG_T("date", dated(t, d->date)),
                             TDM_ARG_T("until", dated(t, d->until)),
                             TDM_ARG_T("who", who)};
    return view_words(t->view, message, args, TDM_COUNT(args));
}

void view_differences_text(const struct tdm_view *view, const struct tdm_standing *before,
                           const struct tdm_standing *after, uint32_t indent) {
    struct telling t = {view, before, after};
    struct tdm_difference_list list = tdm_standing_difference(view->mem, before, after);
    tdm_str none = view_plain(view, TDM_MSG_DIFFERENCE_NONE);
    for (uint32_t i = 0; i < list.count || i == 0; i++) {
        tdm_buf_repeat(view->out, ' ', indent);
        tdm_text_wrap(view->out, list.count == 0 ? none : sentence(&t, &list.items[i]), view->width, indent,
                      indent + 2);
        tdm_buf_char(view->out, '\n');
    }
}

void view_differences_json(struct tdm_json_writer *w, const struct tdm_view *view, const struct tdm_standing *before,
                           const struct tdm_standing *after) {
    struct telling t = {view, before, after};
    struct tdm_difference_list list = tdm_standing_difference(view->mem, before, after);
    tdm_json_key(w, "differences");
    tdm_json_array_begin(w);
    for (uint32_t i = 0; i < list.count; i++) {
        const struct tdm_difference *d = &list.items[i];
        tdm_json_object_begin(w);
        view_json_text(w, "kind", tdm_str_of(tdm_difference_id(d->kind)));
        if (name_of(&t, d).len > 0) view_json_text(w, "of", name_of(&t, d));
        if (!tdm_date_is_none(d->date) || !tdm_date_is_none(d->until)) {
            view_json_date(w, "before", d->date);
            view_json_date(w, "after", d->until);
        }
        if (d->clause != TDM_CLAUSE_NONE) view_json_clause(w, view_protocol(after), "clause", d->clause);
        view_json_text(w, "text", sentence(&t, d));
        tdm_json_object_end(w);
    }
    tdm_json_array_end(w);
}

/* ---- the document */

void tdm_view_difference_text(const struct tdm_view *given, tdm_str what, const struct tdm_standing *before,
                              const struct tdm_standing *after) {
    struct tdm_view copy = *given, *view = &copy;
    if (view->width == 0) view->width = 100;
    view_text_head(view, after);
    bool supposed = tdm_date_equal(before->asof.on, after->asof.on);
    tdm_buf_format(view->out, "\n%.*s: %.*s\n",
                   TDM_FMT(view_plain(view, supposed ? TDM_MSG_HEAD_DIFFERENCES : TDM_MSG_HEAD_CHANGED)),
                   TDM_FMT(what));
    view_differences_text(view, before, after, 2);
    tdm_buf_char(view->out, '\n');
    tdm_text_wrap(view->out, view_plain(view, TDM_MSG_ASSUMED_REST), view->width, 0, 2);
    tdm_buf_char(view->out, '\n');
    view_text_notice(view);
}

void tdm_view_difference_json(const struct tdm_view *view, tdm_str what, const struct tdm_standing *before,
                              const struct tdm_standing *after) {
    struct tdm_json_writer writer;
    tdm_json_writer_init(&writer, view->out, true);
    tdm_json_object_begin(&writer);
    view_json_head(&writer, view, after, "difference");
    view_json_text(&writer, "question", what);
    view_json_date(&writer, "before_on", before->asof.on);
    view_json_date(&writer, "after_on", after->asof.on);
    view_differences_json(&writer, view, before, after);
    tdm_json_object_end(&writer);
    tdm_buf_char(view->out, '\n');
}
