/* state_words.c - states of phases, gates, restrictions, obligations: their stable words for JSON, and sentences. */
#include "views/view_int.h"

const char *view_phase_state_word(enum tdm_phase_state state) {
    switch (state) {
    case TDM_PHASE_NOT_YET:
        return "not-yet";
    case TDM_PHASE_ACTIVE:
        return "active";
    case TDM_PHASE_HELD:
        return "held";
    case TDM_PHASE_ENDED:
        return "ended";
    case TDM_PHASE_NOT_APPLICABLE:
        return "not-applicable";
    }
    TDM_UNREACHABLE();
}

const char *view_gate_state_word(const struct tdm_gate_answer *gate) {
    switch (gate->state) {
    case TDM_GATE_OPEN:
        return "open";
    case TDM_GATE_CLOSED:
        return "closed";
    case TDM_GATE_CANNOT_TELL:
        return "cannot-tell";
    case TDM_GATE_NOT_APPLICABLE:
        return "not-applicable";
    }
    TDM_UNREACHABLE();
}

const char *view_restriction_state_word(enum tdm_restriction_state state) {
    switch (state) {
    case TDM_RESTRICTION_NOT_YET:
        return "not-yet";
    case TDM_RESTRICTION_IN_FORCE:
        return "in-force";
    case TDM_RESTRICTION_OVER:
        return "over";
    case TDM_RESTRICTION_NO_DATE:
        return "no-date";
    }
    TDM_UNREACHABLE();
}

static const struct {
    const char *word;
    enum tdm_message message;
    enum view_ref ref;
} owed_kinds[] = {
    [TDM_OWED_ASSESSMENT] = {"assessment", TDM_MSG_KIND_ASSESSMENT, VIEW_REF_MEASURE},
    [TDM_OWED_BASELINE] = {"baseline", TDM_MSG_KIND_BASELINE, VIEW_REF_MEASURE},
    [TDM_OWED_SIGNATURE] = {"signature", TDM_MSG_KIND_SIGNATURE, VIEW_REF_CLEARANCE},
    [TDM_OWED_DIARY] = {"diary", TDM_MSG_KIND_DIARY, VIEW_REF_NONE},
    [TDM_OWED_MEASURE] = {"measure", TDM_MSG_KIND_MEASURE, VIEW_REF_MEASURE},
    [TDM_OWED_ESCALATION] = {"escalation", TDM_MSG_KIND_ESCALATION, VIEW_REF_FLAG},
    [TDM_OWED_ANSWER] = {"answer", TDM_MSG_KIND_ANSWER, VIEW_REF_NONE},
    [TDM_OWED_SCREEN] = {"screen", TDM_MSG_KIND_SCREEN, VIEW_REF_NONE},
    [TDM_OWED_PRESCRIBER_QUESTION] = {"prescriber-question", TDM_MSG_KIND_PRESCRIBER_QUESTION, VIEW_REF_NONE},
    [TDM_OWED_REVIEW] = {"review", TDM_MSG_KIND_REVIEW, VIEW_REF_CLEARANCE},
    [TDM_OWED_RETRAINING] = {"retraining", TDM_MSG_KIND_RETRAINING, VIEW_REF_FINDING},
    [TDM_OWED_RECORD] = {"record", TDM_MSG_KIND_RECORD, VIEW_REF_NONE},
    [TDM_OWED_JUDGEMENT] = {"judgement", TDM_MSG_KIND_JUDGEMENT, VIEW_REF_NONE},
    [TDM_OWED_RULE] = {"rule", TDM_MSG_KIND_RULE, VIEW_REF_NONE},
    [TDM_OWED_DECISION] = {"decision", TDM_MSG_KIND_DECISION, VIEW_REF_GATE},
};

const char *view_owed_kind_word(enum tdm_owed_kind kind) {
    return owed_kinds[kind].word;
}

const char *view_owed_state_word(enum tdm_owed_state state) {
    switch (state) {
    case TDM_OWED_UPCOMING:
        return "upcoming";
    case TDM_OWED_DUE:
        return "due";
    case TDM_OWED_OVERDUE:
        return "overdue";
    case TDM_OWED_WAITING:
        return "waiting";
    }
    TDM_UNREACHABLE();
}

tdm_str view_owed_what(const struct tdm_view *view, const struct tdm_standing *standing, const struct tdm_owed *owed) {
    enum view_ref kind = owed_kinds[owed->kind].ref;
    const struct tdm_entry *entry = view_entry(standing, owed->entry);
    tdm_str said = entry == NULL            ? view_plain(view, TDM_MSG_PART_IT)
                   : entry->subject.len > 0 ? view_said(view, entry->subject)
                                            : view_entry_word(view, entry->kind);
    bool retraining = owed->kind == TDM_OWED_RETRAINING; /* its entry may go by the name of another one */
    if (entry != NULL && (retraining || entry->kind == TDM_ENTRY_SCREEN)) /* one screen may have found several */
        said = view_ref_name(view, standing, retraining ? VIEW_REF_FINDING : VIEW_REF_FLAG, owed->ref);
    if (entry == NULL && owed->kind == TDM_OWED_ESCALATION) /* raised by its own rule */
        said = view_ref_name(view, standing, VIEW_REF_FLAG, owed->ref);
    tdm_str ref = said;
    if (entry != NULL && entry->kind == TDM_ENTRY_HANDOFF) ref = view_said(view, entry->target);
    if (kind == VIEW_REF_MEASURE) ref = view_ref_name(view, standing, kind, owed->measure);
    if (kind == VIEW_REF_CLEARANCE) ref = view_ref_name(view, standing, kind, owed->ref);
    if (owed->kind == TDM_OWED_RULE) ref = view_pretty(view, view_protocol(standing)->progressions[owed->ref].name);
    if (kind == VIEW_REF_GATE) {
        ref = view_pretty(view, view_protocol(standing)->gates[owed->ref].name);
        said = view_text(view, view_protocol(standing)->gates[owed->ref].otherwise_about);
    }
    struct tdm_arg args[] = {TDM_ARG_T("ref", ref), TDM_ARG_T("words", said)};
    return view_words(view, owed->of_findings ? TDM_MSG_KIND_SCREEN_FINDINGS : owed_kinds[owed->kind].message, args, 2);
}

tdm_str view_owed_when(const struct tdm_view *view, const struct tdm_owed *owed) {
    struct tdm_arg due[] = {TDM_ARG_D("date", owed->due)}, from[] = {TDM_ARG_D("date", owed->from)};
    switch (owed->state) {
    case TDM_OWED_UPCOMING:
        return view_words(view, TDM_MSG_OWED_UPCOMING, from, 1);
    case TDM_OWED_DUE:
        if (tdm_date_is_none(owed->due)) return view_plain(view, TDM_MSG_OWED_DUE_NOW);
        return view_words(view, TDM_MSG_OWED_DUE, due, 1);
    case TDM_OWED_OVERDUE:
        if (tdm_date_is_none(owed->due)) return view_plain(view, TDM_MSG_OWED_DUE_NOW);
        due[0].date = tdm_date_add_days(owed->due, 1);
        return view_words(view, TDM_MSG_OWED_OVERDUE, due, 1);
    case TDM_OWED_WAITING:
        return view_plain(view, TDM_MSG_OWED_WAITING);
    }
    TDM_UNREACHABLE();
}

tdm_str view_restriction_of(const struct tdm_view *view, const struct tdm_case *episode, tdm_ref restriction,
                            const struct tdm_restriction_answer *answer) {
    const struct tdm_protocol *protocol = episode->protocol;
    const struct tdm_restriction *r = &protocol->restrictions[restriction];
    struct tdm_arg args[] = {TDM_ARG_D("date", answer->last), TDM_ARG_T("who", (tdm_str){0})};
    switch (answer->state) {
    case TDM_RESTRICTION_NO_DATE:
        return view_plain(view, TDM_MSG_RESTRICTION_NO_DATE);
    case TDM_RESTRICTION_NOT_YET:
        args[0].date = answer->from;
        return view_words(view, TDM_MSG_RESTRICTION_NOT_YET, args, 1);
    case TDM_RESTRICTION_OVER:
        args[0].date = answer->free;
        return view_words(view, TDM_MSG_RESTRICTION_OVER, args, 1);
    case TDM_RESTRICTION_IN_FORCE:
        break;
    }
    if (answer->ends_by_person) {
        tdm_mask roles = r->end == TDM_END_CLEARANCE && r->clearance < protocol->clearance_count
                             ? protocol->clearances[r->clearance].roles
                             : 0;
        args[1].text = roles != 0 ? view_roles(view, episode->chart->catalog, roles, view_or(view))
                                  : view_plain(view, TDM_MSG_PART_TEAM);
        args[0].date = answer->not_before;
        return view_words(view,
                          tdm_date_is_none(answer->not_before) ? TDM_MSG_RESTRICTION_BY_PERSON_UNDATED
                                                               : TDM_MSG_RESTRICTION_BY_PERSON,
                          args, 2);
    }
    if (tdm_date_is_none(answer->last)) return view_plain(view, TDM_MSG_RESTRICTION_OPEN_END);
    return view_words(view, TDM_MSG_RESTRICTION_IN_FORCE, args, 1);
}

tdm_str view_restriction_until(const struct tdm_view *view, const struct tdm_standing *standing, uint32_t restriction) {
    return view_restriction_of(view, standing->episode, (tdm_ref)restriction, &standing->restrictions[restriction]);
}

tdm_str view_gate_when(const struct tdm_view *view, const struct tdm_standing *standing, tdm_date earliest) {
    struct tdm_arg date[] = {TDM_ARG_D("date", earliest)};
    if (tdm_date_is_none(earliest)) return view_plain(view, TDM_MSG_GATE_NO_DATE);
    int32_t ahead = earliest.day - standing->asof.on.day;
    return view_words(view,
                      ahead <= 0   ? TDM_MSG_GATE_EARLIEST_TODAY
                      : ahead == 1 ? TDM_MSG_GATE_EARLIEST_TOMORROW
                                   : TDM_MSG_GATE_EARLIEST,
                      date, 1);
}

tdm_str view_when(const struct tdm_view *view, tdm_str name, const struct tdm_when *when) {
    struct tdm_arg args[] = {TDM_ARG_T("ref", name), TDM_ARG_D("date", when->earliest),
                             TDM_ARG_D("until", when->latest)};
    enum tdm_message message = TDM_MSG_NEXT_FROM;
    if (tdm_date_is_none(when->earliest))
        message = TDM_MSG_NEXT_UNDATED;
    else if (when->planned && !when->waits)
        message = TDM_MSG_NEXT_PLANNED;
    else if (!tdm_date_is_none(when->latest) && !tdm_date_equal(when->earliest, when->latest))
        message = TDM_MSG_NEXT_BETWEEN;
    else if (when->waits)
        message = TDM_MSG_NEXT_NOT_BEFORE;
    return view_words(view, message, args, 3);
}
