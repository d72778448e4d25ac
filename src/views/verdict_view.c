/* verdict_view.c - an entry tried before it is made: the verdict, what stands in the way with the term that binds, the
 * way out, and what would change. */
#include "views/view_int.h"

static void line(const struct tdm_view *view, tdm_str text, uint32_t indent) {
    tdm_buf_repeat(view->out, ' ', indent);
    tdm_text_wrap(view->out, text, view->width, indent, indent + 2);
    tdm_buf_char(view->out, '\n');
}

static tdm_str verdict_words(const struct tdm_view *view, enum tdm_verdict verdict) {
    static const enum tdm_message messages[] = {[TDM_VERDICT_FINE] = TDM_MSG_VERDICT_FINE,
                                                [TDM_VERDICT_NEEDS_REASON] = TDM_MSG_VERDICT_NEEDS_REASON,
                                                [TDM_VERDICT_REFUSED] = TDM_MSG_VERDICT_REFUSED};
    return view_plain(view, messages[verdict]);
}

/* What to do about it; empty when there is nothing to do. */
static tdm_str way_out(const struct tdm_view *view, const struct tdm_judgement *j, const struct tdm_objection *item) {
    const struct tdm_protocol *protocol = view_protocol(j->after);
    struct tdm_arg args[] = {TDM_ARG_D("until", item->reason.until), TDM_ARG_T("who", (tdm_str){0}),
                             TDM_ARG_T("ref", (tdm_str){0})};
    if (item->answered) return view_plain(view, TDM_MSG_VERDICT_ANSWERED);
    if (item->verdict == TDM_VERDICT_FINE) return view_plain(view, TDM_MSG_VERDICT_TOLD);
    if (item->has_term && item->verdict == TDM_VERDICT_REFUSED) {
        args[0].date = item->term.last;
        return view_words(view, TDM_MSG_VERDICT_WAY_NEVER, args, 3);
    }
    switch ((int)item->reason.code) {
    case TDM_REASON_DEVIATION_WRONG_SITE:
        return view_plain(view, TDM_MSG_VERDICT_WAY_SITE);
    case TDM_REASON_DEVIATION_EARLY_SIGNATURE:
        return view_words(view, TDM_MSG_VERDICT_WAY_SIGN, args, 3);
    case TDM_REASON_DEVIATION_SIGNER:
        args[1].text =
            view_roles(view, view_catalog(j->after), protocol->clearances[item->reason.ref].roles, view_or(view));
        return view_words(view, TDM_MSG_VERDICT_WAY_SIGNER, args, 3);
    case TDM_REASON_DEVIATION_FLAG_CLOSER:
        for (uint32_t f = 0; f < protocol->flag_count; f++)
            if (protocol->flags[f].item == item->reason.ref)
                args[1].text = view_roles(view, view_catalog(j->after), protocol->flags[f].escalate_to, view_or(view));
        return view_words(view, TDM_MSG_VERDICT_WAY_SIGNER, args, 3);
    case TDM_REASON_DEVIATION_GATE:
    case TDM_REASON_DEVIATION_UNKNOWN_GATE:
    case TDM_REASON_DEVIATION_COMPLETED:
        args[2].text = protocol->gates[item->reason.ref].name;
        return view_words(view, view->labels ? TDM_MSG_WEB_WAY_OVERRIDE : TDM_MSG_VERDICT_WAY_OVERRIDE, args, 3);
    case TDM_REASON_DEVIATION_COMPLETED_OPEN:
        return view_plain(view, TDM_MSG_VERDICT_WAY_FINDING);
    default:
        if (item->verdict != TDM_VERDICT_NEEDS_REASON) return (tdm_str){0};
        return view_plain(view, view->labels ? TDM_MSG_WEB_WAY_BECAUSE : TDM_MSG_VERDICT_WAY_REASON);
    }
}

static void tell_objection(const struct tdm_view *view, const struct tdm_judgement *j,
                           const struct tdm_objection *item) {
    struct tdm_arg term[] = {TDM_ARG_T("words", (tdm_str){0})};
    if (item->neighbour != TDM_NEIGHBOUR_NONE)
        line(view, view_neighbour_bars(view, j->after, item->neighbour, item->exercise), 2);
    line(view, view_reason(view, j->after, &item->reason), item->neighbour != TDM_NEIGHBOUR_NONE ? 4 : 2);
    if (item->has_term) {
        term[0].text = view_term_name(view, j->after, &item->term);
        line(view, view_words(view, TDM_MSG_VERDICT_TERM, term, 1), 4);
    }
    if (item->reason.clause < view_protocol(j->after)->clause_count)
        line(view, view_clause(view, view_protocol(j->after), item->reason.clause), 4);
    tdm_str way = way_out(view, j, item);
    if (way.len > 0) line(view, way, 4);
}

/* The criteria that keep a closed gate closed are part of the answer. */
static void tell_gate(const struct tdm_view *view, const struct tdm_judgement *j, tdm_ref g) {
    const struct tdm_gate *gate = &view_protocol(j->after)->gates[g];
    const struct tdm_gate_answer *answer = &j->after->gates[g];
    for (uint16_t i = 0; i < answer->check_count; i++) {
        const struct tdm_criterion *node = &gate->condition.nodes[i];
        if (node->child_count > 0 || answer->checks[i].truth == TDM_MET) continue;
        line(view,
             view_format(view, "%s: %.*s: %.*s", tdm_truth_word(answer->checks[i].truth),
                         TDM_FMT(view_criterion(view, j->after, node)),
                         TDM_FMT(view_reason(view, j->after, &answer->checks[i].reason))),
             4);
    }
}

static bool about_gate(enum tdm_reason_code code) {
    return code == TDM_REASON_DEVIATION_GATE || code == TDM_REASON_DEVIATION_UNKNOWN_GATE ||
           code == TDM_REASON_DEVIATION_COMPLETED || code == TDM_REASON_DEVIATION_OVERRIDE;
}

void tdm_view_verdict_text(const struct tdm_view *given, const struct tdm_judgement *judgement) {
    struct tdm_view copy = *given, *view = &copy;
    if (view->width == 0) view->width = 100;
    view_text_head(view, judgement->after);
    tdm_buf_char(view->out, '\n');
    line(view, verdict_words(view, judgement->verdict), 0);
    for (uint32_t i = 0; i < judgement->objection_count; i++) {
        const struct tdm_objection *item = &judgement->objections[i];
        tell_objection(view, judgement, item);
        if (about_gate(item->reason.code)) tell_gate(view, judgement, item->reason.ref);
    }
    tdm_buf_format(view->out, "\n%.*s\n", TDM_FMT(view_plain(view, TDM_MSG_HEAD_DIFFERENCES)));
    view_differences_text(view, judgement->before, judgement->after, 2);
    view_text_notice(view);
}

void tdm_view_verdict_json(const struct tdm_view *view, const struct tdm_judgement *judgement) {
    struct tdm_json_writer writer;
    tdm_json_writer_init(&writer, view->out, true);
    tdm_json_object_begin(&writer);
    view_json_head(&writer, view, judgement->after, "verdict");
    view_json_text(&writer, "verdict", tdm_str_of(tdm_verdict_word(judgement->verdict)));
    tdm_json_key(&writer, "objections");
    tdm_json_array_begin(&writer);
    for (uint32_t i = 0; i < judgement->objection_count; i++) {
        const struct tdm_objection *item = &judgement->objections[i];
        tdm_json_object_begin(&writer);
        view_json_text(&writer, "verdict", tdm_str_of(tdm_verdict_word(item->verdict)));
        tdm_json_key(&writer, "answered");
        tdm_json_bool(&writer, item->answered);
        view_json_entry(&writer, judgement->after, "entry", item->entry);
        view_json_reason(&writer, view, judgement->after, "reason", &item->reason);
        tdm_json_key(&writer, "set_by");
        if (item->neighbour != TDM_NEIGHBOUR_NONE)
            tdm_json_string(&writer, view_neighbour_bars(view, judgement->after, item->neighbour, item->exercise));
        else if (item->has_term)
            tdm_json_string(&writer, view_term_name(view, judgement->after, &item->term));
        else
            tdm_json_null(&writer);
        view_json_text(&writer, "way_out", way_out(view, judgement, item));
        tdm_json_object_end(&writer);
    }
    tdm_json_array_end(&writer);
    view_differences_json(&writer, view, judgement->before, judgement->after);
    tdm_json_object_end(&writer);
    tdm_buf_char(view->out, '\n');
}
