/* standing_text.c - the standing for a terminal: emergency first, then where it stands, load, gates, what is not
 * allowed, what is owed, what was recorded against the protocol. */
#include "views/load_view.h"
#include "views/record_view.h"

static void head(const struct tdm_view *view, enum tdm_message message) {
    tdm_buf_char(view->out, '\n');
    tdm_buf_add(view->out, view_plain(view, message));
    tdm_buf_char(view->out, '\n');
}

static void line(const struct tdm_view *view, tdm_str text, uint32_t indent) {
    tdm_buf_repeat(view->out, ' ', indent);
    tdm_text_wrap(view->out, text, view->width, indent, indent + 2);
    tdm_buf_char(view->out, '\n');
}

static tdm_str title_line(const struct tdm_view *view, const struct tdm_standing *standing) {
    const struct tdm_chart *chart = standing->episode->chart->chart;
    struct tdm_arg args[] = {TDM_ARG_T("chart", chart->name),
                             TDM_ARG_T("site", view_site(view, chart, view_catalog(standing))),
                             TDM_ARG_T("title", view_text(view, view_protocol(standing)->title))};
    return view_words(view, TDM_MSG_STANDING_TITLE, args, TDM_COUNT(args));
}

static tdm_str procedure_line(const struct tdm_view *view, const struct tdm_standing *standing) {
    tdm_date day = standing->anchors.event[TDM_EVENT_PROCEDURE];
    struct tdm_arg args[] = {TDM_ARG_D("date", day), TDM_ARG_I("n", 0)};
    if (view_protocol(standing)->procedure == TDM_REF_NONE) return (tdm_str){0};
    if (!tdm_date_is_none(day)) {
        args[1].number = standing->asof.on.day - day.day;
        return view_words(view, TDM_MSG_STANDING_DAY, args, 2);
    }
    args[0].date = standing->planned_procedure;
    if (tdm_date_is_none(standing->planned_procedure)) return view_plain(view, TDM_MSG_STANDING_NO_PROCEDURE);
    return view_words(view, TDM_MSG_STANDING_PLANNED, args, 1);
}

/* Every document names its day and its knowledge. */
tdm_str view_asof_line(const struct tdm_view *view, const struct tdm_standing *standing) {
    struct tdm_arg known[] = {TDM_ARG_T("known", view->known)};
    tdm_str knowledge = view->known.len == 0 ? view_plain(view, TDM_MSG_STANDING_KNOWN_ALL)
                                             : view_words(view, TDM_MSG_STANDING_KNOWN, known, 1);
    tdm_str procedure = procedure_line(view, standing);
    if (procedure.len > 0) knowledge = view_format(view, "%.*s; %.*s", TDM_FMT(knowledge), TDM_FMT(procedure));
    struct tdm_arg args[] = {TDM_ARG_T("date", view_date_long(view, standing->asof.on)), TDM_ARG_T("words", knowledge)};
    return view_words(view, TDM_MSG_STANDING_ON_BY, args, 2);
}

void view_text_head(const struct tdm_view *view, const struct tdm_standing *standing) {
    const struct tdm_chart *chart = standing->episode->chart->chart;
    const struct tdm_protocol *protocol = view_protocol(standing);
    line(view, title_line(view, standing), 0);
    line(view, view_asof_line(view, standing), 0);
    struct tdm_arg seen[] = {TDM_ARG_I("n", standing->entries_seen), TDM_ARG_I("of_n", standing->entries_total)};
    struct tdm_arg by[] = {TDM_ARG_T("ref", protocol->name), TDM_ARG_T("value", protocol->version),
                           TDM_ARG_T("class", view_word(view, tdm_status_word(protocol->status))),
                           TDM_ARG_T("words", view_words(view, TDM_MSG_STANDING_ENTRIES, seen, 2))};
    line(view, view_words(view, TDM_MSG_STANDING_PROTOCOL, by, 4), 0);
    struct tdm_arg missing[] = {TDM_ARG_T("words", view->missing)};
    if (view->missing.len > 0) line(view, view_words(view, TDM_MSG_OTHER_MISSING, missing, 1), 0);
    if (chart->synthetic) line(view, view_plain(view, TDM_MSG_STANDING_SYNTHETIC), 0);
    struct tdm_arg published[] = {TDM_ARG_T("words", chart->published)};
    if (chart->published.len > 0) line(view, view_words(view, TDM_MSG_STANDING_PUBLISHED, published, 1), 0);
}

void view_text_notice(const struct tdm_view *view) {
    tdm_buf_char(view->out, '\n');
    line(view, view_plain(view, TDM_MSG_NOTICE), 0);
}

/* ---- emergency (M97) */

static void tell_emergency(const struct tdm_view *view, const struct tdm_standing *standing) {
    for (uint32_t i = 0; i < standing->open_count; i++) {
        const struct tdm_open_item *item = &standing->open[i];
        if (!item->is_flag || !item->emergency) continue;
        struct tdm_arg args[] = {TDM_ARG_T("ref", view_ref_name(view, standing, VIEW_REF_FLAG, item->item)),
                                 TDM_ARG_D("date", item->since), TDM_ARG_T("who", (tdm_str){0}),
                                 TDM_ARG_T("words", (tdm_str){0})};
        const struct tdm_protocol *protocol = view_protocol(standing);
        bool called = item->protocol_flag < protocol->flag_count;
        if (called) {
            args[2].text = view_roles(view, view_catalog(standing), protocol->flags[item->protocol_flag].escalate_to,
                                      view_or(view));
            args[3].text = view_span(view, protocol->flags[item->protocol_flag].within);
        }
        line(view,
             view_format(
                 view, "%.*s: %.*s", TDM_FMT(view_plain(view, TDM_MSG_HEAD_EMERGENCY)),
                 TDM_FMT(view_words(view, called ? TDM_MSG_EMERGENCY_LINE : TDM_MSG_EMERGENCY_LINE_PLAIN, args, 4))),
             0);
    }
}

/* ---- tracks */

static void tell_track(const struct tdm_view *view, const struct tdm_standing *standing, enum tdm_track track) {
    const struct tdm_track_answer *answer = &standing->track[track];
    const struct tdm_protocol *protocol = view_protocol(standing);
    struct tdm_buf text;
    tdm_buf_init(&text, view->mem, 4096);
    tdm_text_pad(&text, view_plain(view, track == TDM_TRACK_TISSUE ? TDM_MSG_TRACK_TISSUE : TDM_MSG_TRACK_FUNCTION),
                 10);
    if (answer->phase == TDM_REF_NONE) {
        tdm_buf_add(&text, view_plain(view, TDM_MSG_TRACK_NONE));
    } else {
        const struct tdm_phase_answer *phase = &standing->phases[answer->phase];
        struct tdm_arg since[] = {TDM_ARG_D("date", phase->started), TDM_ARG_D("until", phase->ended)};
        tdm_buf_format(&text, "%.*s: %.*s ", TDM_FMT(view_name(view, protocol->phases[answer->phase].name)),
                       TDM_FMT(phase->lingering ? (tdm_str){0} : view_word(view, view_phase_state_word(phase->state))));
        if (phase->lingering) tdm_buf_format(&text, "%.*s, ", TDM_FMT(view_plain(view, TDM_MSG_PHASE_LINGERING)));
        tdm_buf_add(&text,
                    view_words(view,
                               phase->state == TDM_PHASE_ENDED && !tdm_date_is_none(phase->ended) ? TDM_MSG_SINCE_UNTIL
                                                                                                  : TDM_MSG_SINCE,
                               since, 2));
        if (phase->state == TDM_PHASE_HELD)
            tdm_buf_format(&text, "; %.*s", TDM_FMT(view_reason(view, standing, &phase->reason)));
        if (phase->overdue) {
            struct tdm_arg overdue[] = {TDM_ARG_D("date", phase->overdue_since)};
            tdm_buf_format(&text, "; %.*s", TDM_FMT(view_words(view, TDM_MSG_PHASE_OVERDUE, overdue, 1)));
        }
        if (phase->state == TDM_PHASE_ACTIVE && !phase->overdue && !tdm_date_is_none(phase->end.earliest))
            tdm_buf_format(&text, "; %.*s", TDM_FMT(view_when(view, view_plain(view, TDM_MSG_PART_ENDS), &phase->end)));
    }
    if (answer->next != TDM_REF_NONE)
        tdm_buf_format(&text, "; %.*s",
                       TDM_FMT(view_named(view, TDM_MSG_NEXT_PHASE,
                                          view_when(view, view_name(view, protocol->phases[answer->next].name),
                                                    &standing->phases[answer->next].start))));
    line(view, tdm_buf_str(&text), 2);
}

/* ---- load */

/* The limits of an earlier phase hold while the one in force is held (M47): said, lest they look like a mistake. */
static tdm_str phase_term_name(const struct tdm_view *view, const struct tdm_standing *standing,
                               const struct tdm_ceiling_term *term, uint32_t line_number) {
    const struct tdm_protocol *protocol = view_protocol(standing);
    const struct tdm_entry *entry = view_entry(standing, term->entry);
    tdm_ref in_force = standing->track[protocol->phases[term->ref].track].phase;
    struct tdm_arg of[] = {TDM_ARG_T("ref", view_name(view, protocol->phases[term->ref].name)),
                           TDM_ARG_I("n", line_number)};
    tdm_str name = view_words(view, TDM_MSG_TERM_PHASE, of, 2);
    if (entry == NULL || in_force == TDM_REF_NONE) return name;
    struct tdm_arg args[] = {TDM_ARG_T("words", name),
                             TDM_ARG_T("ref", view_name(view, protocol->phases[in_force].name)),
                             TDM_ARG_D("date", entry->date)};
    return view_words(view, TDM_MSG_CEILING_HELD, args, 3);
}

tdm_str view_term_name(const struct tdm_view *view, const struct tdm_standing *standing,
                       const struct tdm_ceiling_term *term) {
    const struct tdm_protocol *protocol = view_protocol(standing);
    const struct tdm_entry *entry = view_entry(standing, term->entry);
    uint32_t line_number = term->clause < protocol->clause_count ? protocol->clauses[term->clause].place.line : 0;
    struct tdm_arg args[] = {TDM_ARG_I("n", line_number),
                             TDM_ARG_D("date", entry == NULL ? TDM_DATE_NONE : entry->date),
                             TDM_ARG_T("ref", (tdm_str){0})};
    switch (term->source) {
    case TDM_CEILING_PHASE:
        return phase_term_name(view, standing, term, line_number);
    case TDM_CEILING_NEVER:
        return view_words(view, view->labels ? TDM_MSG_TERM_FIXED : TDM_MSG_TERM_NEVER, args, 3);
    case TDM_CEILING_RESTRICTION:
        args[2].text = view_name(view, protocol->restrictions[term->ref].name);
        return view_words(view, TDM_MSG_TERM_RESTRICTION, args, 3);
    case TDM_CEILING_STATEMENT:
        return view_words(view, TDM_MSG_TERM_STATEMENT, args, 3);
    case TDM_CEILING_HOLD:
        return view_words(view, TDM_MSG_TERM_HOLD, args, 3);
    case TDM_CEILING_FLAG:
        return view_words(view, TDM_MSG_TERM_FLAG, args, 3);
    }
    TDM_UNREACHABLE();
}

static tdm_str term_names(const struct tdm_view *view, const struct tdm_standing *standing, bool binding) {
    struct tdm_buf out;
    tdm_buf_init(&out, view->mem, 1u << 16);
    for (uint32_t i = 0; i < standing->ceiling.term_count; i++) {
        const struct tdm_ceiling_term *term = &standing->ceiling.terms[i];
        if (term->binding != binding) continue;
        tdm_buf_format(&out, "%s%.*s", out.len > 0 ? ", " : "", TDM_FMT(view_term_name(view, standing, term)));
    }
    return tdm_buf_str(&out);
}

static void tell_ceiling(const struct tdm_view *view, const struct tdm_standing *standing) {
    const struct tdm_ceiling *ceiling = &standing->ceiling;
    struct tdm_arg args[] = {
        TDM_ARG_T("words", view_mask(view, view_catalog(standing), TDM_KIND_ATTRIBUTE, ceiling->barred))};
    line(view,
         ceiling->has_class ? view_at_most(view, standing, ceiling->load_class)
                            : view_plain(view, TDM_MSG_CEILING_NONE),
         2);
    if (ceiling->barred != 0) line(view, view_words(view, TDM_MSG_CEILING_BARRED, args, 1), 2);
    args[0].text = term_names(view, standing, true);
    if (args[0].text.len > 0) line(view, view_words(view, TDM_MSG_CEILING_SET_BY, args, 1), 2);
    args[0].text = term_names(view, standing, false);
    if (args[0].text.len > 0) line(view, view_words(view, TDM_MSG_CEILING_ALSO, args, 1), 2);
}

/* ---- gates */

static void tell_check(const struct tdm_view *view, const struct tdm_standing *standing, const struct tdm_gate *gate,
                       uint32_t at, uint32_t indent) {
    const struct tdm_check *checks = standing->gates[gate - view_protocol(standing)->gates].checks,
                           *check = &checks[at];
    struct tdm_buf text;
    tdm_buf_init(&text, view->mem, 4096);
    uint32_t beside = (uint32_t)view_truth_width(view);
    tdm_buf_add(&text, view_criterion(view, standing, &gate->condition.nodes[at]));
    tdm_buf_format(&text, ": %.*s", TDM_FMT(view_check_reason(view, standing, &gate->condition, checks, at)));
    tdm_str needs = check->truth == TDM_MET ? (tdm_str){0} : view_needs(view, standing, check);
    if (needs.len > 0) tdm_buf_format(&text, "; %.*s", TDM_FMT(needs));
    tdm_buf_repeat(view->out, ' ', indent);
    tdm_text_pad(view->out, view_truth(view, check->truth), beside);
    tdm_text_wrap(view->out, tdm_buf_str(&text), view->width, indent + beside, indent + beside + 2);
    tdm_buf_char(view->out, '\n');
}

static void tell_nodes(const struct tdm_view *view, const struct tdm_standing *standing, const struct tdm_gate *gate,
                       const struct tdm_gate_answer *answer, uint32_t node, uint32_t indent) {
    const struct tdm_criterion *criterion = &gate->condition.nodes[node];
    for (uint32_t i = criterion->first_child; i < (uint32_t)criterion->first_child + criterion->child_count; i++) {
        tell_check(view, standing, gate, i, indent);
        if (gate->condition.nodes[i].child_count > 0) tell_nodes(view, standing, gate, answer, i, indent + 2);
    }
}

static void tell_gate(const struct tdm_view *view, const struct tdm_standing *standing, uint32_t g) {
    const struct tdm_gate *gate = &view_protocol(standing)->gates[g];
    const struct tdm_gate_answer *answer = &standing->gates[g];
    static const enum tdm_message states[] = {[TDM_GATE_CLOSED] = TDM_MSG_GATE_CLOSED,
                                              [TDM_GATE_CANNOT_TELL] = TDM_MSG_GATE_CANNOT_TELL,
                                              [TDM_GATE_OPEN] = TDM_MSG_GATE_OPEN,
                                              [TDM_GATE_NOT_APPLICABLE] = TDM_MSG_GATE_NOT_APPLICABLE};
    struct tdm_buf text;
    struct tdm_arg date[] = {TDM_ARG_D("date", answer->passed ? answer->passed_on : answer->earliest)};
    tdm_buf_init(&text, view->mem, 4096);
    tdm_buf_format(&text, "%.*s: ", TDM_FMT(view_name(view, gate->name)));
    if (answer->passed) {
        tdm_buf_add(&text, view_words(view, TDM_MSG_GATE_PASSED, date, 1));
        tdm_buf_format(&text, "; %.*s",
                       TDM_FMT(view_named(view, TDM_MSG_GATE_TODAY, view_plain(view, states[answer->state]))));
        line(view, tdm_buf_str(&text), 2);
        return;
    }
    tdm_buf_add(&text, view_plain(view, states[answer->state]));
    if (answer->overridden) tdm_buf_format(&text, ", %.*s", TDM_FMT(view_plain(view, TDM_MSG_GATE_OVERRIDDEN)));
    if (answer->state == TDM_GATE_CLOSED || answer->state == TDM_GATE_CANNOT_TELL) {
        tdm_buf_format(&text, "; %.*s", TDM_FMT(view_gate_when(view, standing, answer->earliest)));
        if (gate->condition.count > 0 && gate->condition.nodes[0].child_count > 1)
            tdm_buf_format(&text, "; %.*s",
                           TDM_FMT(view_check_reason(view, standing, &gate->condition, answer->checks, 0)));
    }
    if (gate->bare) tdm_buf_format(&text, "; %.*s", TDM_FMT(view_plain(view, TDM_MSG_WHY_BARE)));
    line(view, tdm_buf_str(&text), 2);
    if (gate->condition.count > 0) tell_nodes(view, standing, gate, answer, 0, 4);
}

/* ---- restrictions, obligations, open things, deviations */

static void tell_restrictions(const struct tdm_view *view, const struct tdm_standing *standing) {
    const struct tdm_protocol *protocol = view_protocol(standing);
    for (uint32_t r = 0; r < protocol->restriction_count; r++)
        line(view,
             view_format(view, "%.*s: %.*s. %.*s", TDM_FMT(view_name(view, protocol->restrictions[r].name)),
                         TDM_FMT(view_restriction_until(view, standing, r)),
                         TDM_FMT(view_text(view, protocol->restrictions[r].because))),
             2);
    if (protocol->restriction_count == 0) line(view, view_plain(view, TDM_MSG_NOTHING), 2);
}

static void tell_owed(const struct tdm_view *view, const struct tdm_standing *standing) {
    for (uint32_t i = 0; i < standing->owed_count; i++) {
        const struct tdm_owed *owed = &standing->owed[i];
        tdm_str roles = view_roles(view, view_catalog(standing), owed->roles, view_or(view));
        line(view,
             view_format(view, "%.*s: %.*s, %.*s (%.*s)", TDM_FMT(roles), TDM_FMT(view_owed_what(view, standing, owed)),
                         TDM_FMT(view_owed_when(view, owed)), TDM_FMT(view_reason(view, standing, &owed->reason))),
             2);
    }
    if (standing->owed_count == 0) line(view, view_plain(view, TDM_MSG_NOTHING), 2);
}

/* Flags only: findings stand in their register, with those that are over. */
static void tell_open(const struct tdm_view *view, const struct tdm_standing *standing) {
    bool headed = false;
    for (uint32_t i = 0; i < standing->open_count; i++) {
        const struct tdm_open_item *item = &standing->open[i];
        if (!item->is_flag) continue;
        if (!headed) head(view, TDM_MSG_HEAD_OPEN);
        headed = true;
        const char *state = tdm_str_is(tdm_str_of(item->state), "raised") ? "open" : item->state;
        struct tdm_arg args[] = {TDM_ARG_T("ref", view_ref_name(view, standing, VIEW_REF_FLAG, item->item)),
                                 TDM_ARG_T("words", view_word(view, state)), TDM_ARG_D("date", item->since)};
        line(view, view_words(view, TDM_MSG_OPEN_FLAG, args, 3), 2);
    }
}

static void tell_deviations(const struct tdm_view *view, const struct tdm_standing *standing) {
    if (standing->deviation_count == 0) return;
    head(view, TDM_MSG_HEAD_DEVIATIONS);
    for (uint32_t i = 0; i < standing->deviation_count; i++) {
        const struct tdm_deviation *d = &standing->deviations[i];
        enum tdm_message when = !d->known_now   ? TDM_MSG_NOW_GONE
                                : d->known_then ? TDM_MSG_THEN_KNOWN
                                                : TDM_MSG_THEN_LATER;
        line(view,
             view_format(view, "%.*s: %.*s (%.*s)", TDM_FMT(view_date(view, d->date)),
                         TDM_FMT(view_reason(view, standing, &d->reason)), TDM_FMT(view_plain(view, when))),
             2);
    }
}

static void tell_changes(const struct tdm_view *view, const struct tdm_standing *standing) {
    static const enum tdm_message words[] = {[TDM_STEP_STOP] = TDM_MSG_CHANGE_STOP,
                                             [TDM_STEP_REGRESS] = TDM_MSG_CHANGE_BACK,
                                             [TDM_STEP_HOLD] = TDM_MSG_CHANGE_STAY,
                                             [TDM_STEP_ADVANCE] = TDM_MSG_CHANGE_ON};
    if (standing->change_count == 0) return;
    head(view, TDM_MSG_HEAD_CHANGES);
    for (uint32_t i = 0; i < standing->change_count; i++) {
        const struct tdm_change *change = &standing->changes[i];
        line(view,
             view_format(view, "%.*s: %.*s (%.*s)",
                         TDM_FMT(view_ref_name(view, standing, VIEW_REF_EXERCISE, change->exercise)),
                         TDM_FMT(view_plain(view, words[change->step])),
                         TDM_FMT(view_clause(view, view_protocol(standing), change->clause))),
             2);
    }
}

void tdm_view_standing_text(const struct tdm_view *given, const struct tdm_standing *standing) {
    struct tdm_view copy = *given, *view = &copy;
    if (view->width == 0) view->width = 100;
    tell_emergency(view, standing);
    view_text_head(view, standing);
    if (!standing->enrolled) {
        head(view, TDM_MSG_STANDING_NOT_ENROLLED);
        view_text_notice(view);
        return;
    }
    const struct tdm_entry *end = view_entry(standing, standing->end_entry);
    struct tdm_arg ended[] = {TDM_ARG_D("date", standing->ended_on),
                              TDM_ARG_T("words", end == NULL ? view_word(view, "ended") : view_name(view, end->state))};
    if (standing->ended) line(view, view_words(view, TDM_MSG_STANDING_ENDED, ended, 2), 0);
    head(view, TDM_MSG_HEAD_TRACKS);
    for (int track = 0; track < TDM_TRACK_COUNT; track++) tell_track(view, standing, (enum tdm_track)track);
    head(view, TDM_MSG_HEAD_CEILING);
    tell_ceiling(view, standing);
    head(view, TDM_MSG_HEAD_GATES);
    for (uint32_t g = 0; g < view_protocol(standing)->gate_count; g++) tell_gate(view, standing, g);
    head(view, TDM_MSG_HEAD_RESTRICTIONS);
    tell_restrictions(view, standing);
    view_neighbours_text(view, standing);
    head(view, TDM_MSG_HEAD_OWED);
    tell_owed(view, standing);
    tell_open(view, standing);
    const struct tdm_record *record = tdm_record_of(view->mem, standing);
    view_handoffs_text(view, standing, record);
    view_findings_text(view, standing, record);
    view_measures_text(view, standing, record);
    view_safety_text(view, standing);
    view_loads_text(view, standing);
    tell_changes(view, standing);
    tell_deviations(view, standing);
    view_text_notice(view);
}
