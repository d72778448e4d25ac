/* page_standing.c - pieces of a page about one episode: where it stands, the ceiling, gates with their arguments,
 * restrictions, what is owed. What a colour says, a word says too. */
#include "views/page_parts.h"
#include "views/sheet.h"

tdm_str tdm_part_site(const struct tdm_view *view, const struct tdm_chart *chart, const struct tdm_catalog *catalog) {
    return view_site(view, chart, catalog);
}

tdm_str tdm_part_date(const struct tdm_view *view, tdm_date date) {
    return tdm_date_is_none(date) ? (tdm_str){0} : view_date(view, date);
}

tdm_str tdm_part_date_long(const struct tdm_view *view, tdm_date date) {
    return view_date_long(view, date);
}

tdm_str tdm_part_label(const struct tdm_view *view, const struct tdm_catalog *catalog, enum tdm_catalog_kind kind,
                       tdm_ref ref) {
    return view_label(view, catalog, kind, ref);
}

tdm_str tdm_part_name(const struct tdm_view *view, tdm_str name) {
    return view_pretty(view, name);
}

tdm_str tdm_part_text(const struct tdm_view *view, tdm_str said) {
    return view_text(view, said);
}

tdm_str tdm_part_reason(const struct tdm_view *view, const struct tdm_standing *standing,
                        const struct tdm_reason *reason) {
    return view_reason(view, standing, reason);
}

tdm_str tdm_part_criterion(const struct tdm_view *view, const struct tdm_standing *standing,
                           const struct tdm_criterion *criterion) {
    return view_criterion(view, standing, criterion);
}

tdm_str tdm_part_truth(const struct tdm_view *view, enum tdm_truth truth) {
    return view_truth(view, truth);
}

tdm_str tdm_part_at_most(const struct tdm_view *view, const struct tdm_standing *standing, uint32_t load_class) {
    return view_at_most(view, standing, load_class);
}

tdm_str tdm_part_binding(const struct tdm_view *view, const struct tdm_standing *standing) {
    struct tdm_buf out;
    tdm_buf_init(&out, view->mem, 1u << 16);
    for (uint32_t i = 0; i < standing->ceiling.term_count; i++) {
        const struct tdm_ceiling_term *term = &standing->ceiling.terms[i];
        if (!term->binding) continue;
        tdm_buf_format(&out, "%s%.*s", out.len > 0 ? ", " : "", TDM_FMT(view_term_name(view, standing, term)));
    }
    return tdm_buf_str(&out);
}

tdm_str tdm_part_dose(const struct tdm_view *view, const struct tdm_standing *standing,
                      const struct tdm_exercise_answer *answer) {
    return sheet_dose_today(view, standing, answer, NULL);
}

tdm_str tdm_part_owed(const struct tdm_view *view, const struct tdm_standing *standing, const struct tdm_owed *owed) {
    return view_owed_what(view, standing, owed);
}

tdm_str tdm_part_owed_when(const struct tdm_view *view, const struct tdm_owed *owed) {
    return view_owed_when(view, owed);
}

tdm_str tdm_part_roles(const struct tdm_view *view, const struct tdm_catalog *catalog, tdm_mask roles) {
    return view_roles(view, catalog, roles, view_or(view));
}

/* ---- markup */

static void say(const struct tdm_piece *part, const char *tag, const char *css_class, tdm_str text) {
    if (text.len > 0) tdm_html_element(part->h, tag, css_class, text);
}

void tdm_part_heads(const struct tdm_piece *part, const enum tdm_message *heads, size_t count) {
    tdm_html_open(part->h, "tr");
    for (size_t i = 0; i < count; i++) {
        tdm_html_open(part->h, "th");
        tdm_html_attribute(part->h, "scope", TDM_STR("col"));
        tdm_html_text(part->h, view_plain(part->view, heads[i]));
        tdm_html_close(part->h);
    }
    tdm_html_close(part->h);
}

static void begin_table(const struct tdm_piece *part, const char *css_class, const enum tdm_message *heads,
                        size_t count) {
    tdm_html_open(part->h, "div");
    tdm_html_attribute(part->h, "class", TDM_STR("scroll"));
    tdm_html_attribute(part->h, "tabindex", TDM_STR("0")); /* a wide table is reached by keyboard too */
    tdm_html_attribute(part->h, "role", TDM_STR("region"));
    tdm_html_attribute(part->h, "aria-label", view_plain(part->view, heads[0]));
    tdm_html_open(part->h, "table");
    tdm_html_attribute(part->h, "class", tdm_str_of(css_class));
    tdm_html_open(part->h, "thead");
    tdm_part_heads(part, heads, count);
    tdm_html_close(part->h);
    tdm_html_open(part->h, "tbody");
}

static void end_table(const struct tdm_piece *part) {
    for (int i = 0; i < 3; i++) tdm_html_close(part->h);
}

static void row_head(const struct tdm_piece *part, tdm_str text) {
    tdm_html_open(part->h, "tr");
    tdm_html_open(part->h, "th");
    tdm_html_attribute(part->h, "scope", TDM_STR("row"));
    tdm_html_text(part->h, text);
    tdm_html_close(part->h);
}

void tdm_part_emergency(const struct tdm_piece *part, const struct tdm_standing *standing) {
    for (uint32_t i = 0; i < standing->open_count; i++) {
        const struct tdm_open_item *item = &standing->open[i];
        if (!item->is_flag) continue;
        const char *state = tdm_str_is(tdm_str_of(item->state), "raised") ? "open" : item->state;
        struct tdm_arg args[] = {TDM_ARG_T("ref", view_ref_name(part->view, standing, VIEW_REF_FLAG, item->item)),
                                 TDM_ARG_T("words", view_word(part->view, state)), TDM_ARG_D("date", item->since)};
        tdm_html_open(part->h, "p");
        tdm_html_attribute(part->h, "class", tdm_str_of(item->emergency ? "alarm emergency" : "alarm"));
        if (item->emergency) tdm_html_element(part->h, "strong", NULL, view_plain(part->view, TDM_MSG_HEAD_EMERGENCY));
        if (item->emergency) tdm_html_text(part->h, TDM_STR(" "));
        tdm_html_text(part->h, view_words(part->view, TDM_MSG_OPEN_FLAG, args, 3));
        tdm_html_close(part->h);
    }
}

/* ---- where it stands */

static void track(const struct tdm_piece *part, const struct tdm_standing *standing, enum tdm_track track) {
    static const enum tdm_message heads[] = {TDM_MSG_TIMELINE_TISSUE, TDM_MSG_TIMELINE_FUNCTION};
    const struct tdm_protocol *protocol = view_protocol(standing);
    const struct tdm_track_answer *answer = &standing->track[track];
    const struct tdm_view *view = part->view;
    tdm_html_open(part->h, "div");
    tdm_html_attribute(part->h, "class", TDM_STR("track"));
    tdm_html_element(part->h, "h3", NULL, view_plain(view, heads[track]));
    if (answer->phase == TDM_REF_NONE) {
        say(part, "p", NULL, view_plain(view, TDM_MSG_WEB_NO_PHASE));
    } else {
        const struct tdm_phase_answer *phase = &standing->phases[answer->phase];
        struct tdm_arg since[] = {TDM_ARG_D("date", phase->state == TDM_PHASE_ENDED ? phase->ended : phase->started),
                                  TDM_ARG_T("words", view_word(view, view_phase_state_word(phase->state)))};
        say(part, "p", "big", view_pretty(view, protocol->phases[answer->phase].name));
        say(part, "p", NULL, view_words(view, TDM_MSG_WEB_PHASE_SINCE, since, 2));
        if (phase->reason.code != TDM_REASON_NONE && phase->state != TDM_PHASE_ACTIVE)
            say(part, "p", "small", view_reason(view, standing, &phase->reason));
        if (!tdm_date_is_none(phase->overdue_since) && phase->overdue) {
            struct tdm_arg late[] = {TDM_ARG_D("date", phase->overdue_since)};
            say(part, "p", "late", view_words(view, TDM_MSG_WEB_PHASE_LATE, late, 1));
        }
    }
    if (answer->next != TDM_REF_NONE) {
        struct tdm_arg next[] = {TDM_ARG_T("ref", view_pretty(view, protocol->phases[answer->next].name))};
        say(part, "p", "small", view_words(view, TDM_MSG_WEB_PHASE_NEXT, next, 1));
        say(part, "p", "small",
            view_when(view, view_plain(view, TDM_MSG_PART_STARTS), &standing->phases[answer->next].start));
    }
    tdm_html_close(part->h);
}

void tdm_part_tracks(const struct tdm_piece *part, const struct tdm_standing *standing) {
    tdm_html_open(part->h, "div");
    tdm_html_attribute(part->h, "class", TDM_STR("tracks"));
    for (int t = 0; t < TDM_TRACK_COUNT; t++) track(part, standing, (enum tdm_track)t);
    tdm_html_close(part->h);
}

/* ---- the ceiling */

/* The names of the levels do not tell their order: tensing is above own movement. */
static tdm_str with_level(const struct tdm_piece *part, const struct tdm_standing *standing, uint16_t level) {
    struct tdm_arg args[] = {TDM_ARG_T("words", view_at_most(part->view, standing, level)), TDM_ARG_I("n", level + 1),
                             TDM_ARG_I("of_n", tdm_catalog_load_scale(view_catalog(standing))->count)};
    return view_words(part->view, TDM_MSG_WEB_LEVEL, args, TDM_COUNT(args));
}

static void level_ends(const struct tdm_piece *part, const struct tdm_standing *standing) {
    uint16_t count = tdm_catalog_load_scale(view_catalog(standing))->count;
    struct tdm_arg args[] = {TDM_ARG_T("words", view_class(part->view, standing, 0)), TDM_ARG_I("n", count),
                             TDM_ARG_T("class", view_class(part->view, standing, count - 1u))};
    say(part, "p", "small", view_words(part->view, TDM_MSG_WEB_LEVEL_ENDS, args, TDM_COUNT(args)));
}

static tdm_str term_words(const struct tdm_piece *part, const struct tdm_standing *standing,
                          const struct tdm_ceiling_term *term) {
    struct tdm_buf text;
    tdm_buf_init(&text, part->view->mem, 4096);
    struct tdm_arg barred[] = {
        TDM_ARG_T("words", view_mask(part->view, view_catalog(standing), TDM_KIND_ATTRIBUTE, term->barred))};
    if (term->has_class) tdm_buf_add(&text, with_level(part, standing, term->load_class));
    if (term->barred != 0)
        tdm_buf_format(&text, "%s%.*s", term->has_class ? "; " : "",
                       TDM_FMT(view_words(part->view, TDM_MSG_CEILING_BARRED, barred, 1)));
    return tdm_buf_str(&text);
}

/* A phase ends when the next one begins; where that waits for somebody its limits linger (M2). */
static bool waits_for_person(const struct tdm_standing *standing, const struct tdm_ceiling_term *term,
                             tdm_date *earliest) {
    *earliest = TDM_DATE_NONE;
    if (term->source != TDM_CEILING_PHASE || term->held) return term->ends_by_person;
    tdm_ref next = standing->track[view_protocol(standing)->phases[term->ref].track].next;
    bool waits = term->ends_by_person || (next != TDM_REF_NONE && standing->phases[next].start.waits);
    if (waits) *earliest = standing->phases[term->ref].end.earliest;
    return waits;
}

/* Who signs what is not signed yet: what has its signature waits for somebody else. */
static tdm_mask signers_of(const struct tdm_standing *standing, tdm_ref clearance) {
    return standing->clearances[clearance].truth == TDM_MET ? 0 : view_protocol(standing)->clearances[clearance].roles;
}

/* Who signs what the gate to the next phase asks for. */
static tdm_mask signers_of_gate(const struct tdm_standing *standing, tdm_ref phase) {
    const struct tdm_protocol *protocol = view_protocol(standing);
    tdm_mask roles = 0;
    for (uint32_t g = 0; g < protocol->gate_count; g++) {
        const struct tdm_gate *gate = &protocol->gates[g];
        if (gate->opens_discharge || gate->phase != phase) continue;
        for (uint32_t i = 0; i < gate->condition.count; i++)
            if (gate->condition.nodes[i].kind == TDM_CRITERION_CLEARANCE)
                roles |= signers_of(standing, gate->condition.nodes[i].ref);
    }
    return roles;
}

/* "Until a person says so" names the person: who signs the end, or the gate to what comes next; else the team. */
static tdm_str who_ends(const struct tdm_piece *part, const struct tdm_standing *standing,
                        const struct tdm_ceiling_term *term) {
    const struct tdm_protocol *protocol = view_protocol(standing);
    tdm_mask roles = 0;
    if (term->source == TDM_CEILING_PHASE && !term->held) {
        const struct tdm_phase *phase = &protocol->phases[term->ref];
        tdm_ref next = standing->track[phase->track].next;
        if (phase->ends_by != TDM_REF_NONE)
            roles = signers_of(standing, phase->ends_by);
        else if (next != TDM_REF_NONE)
            roles = signers_of_gate(standing, next);
    }
    return roles == 0 ? view_plain(part->view, TDM_MSG_WEB_WHO_TEAM)
                      : view_roles(part->view, view_catalog(standing), roles, view_or(part->view));
}

static tdm_str term_until(const struct tdm_piece *part, const struct tdm_standing *standing,
                          const struct tdm_ceiling_term *term) {
    struct tdm_arg date[] = {TDM_ARG_D("date", TDM_DATE_NONE), TDM_ARG_T("who", who_ends(part, standing, term))};
    if (waits_for_person(standing, term, &date[0].date)) {
        bool ahead = !tdm_date_is_none(date[0].date) && tdm_date_before(standing->asof.on, date[0].date);
        return view_words(part->view, ahead ? TDM_MSG_WEB_UNTIL_PERSON_LATER : TDM_MSG_WEB_UNTIL_PERSON, date, 2);
    }
    date[0].date = term->last;
    return tdm_date_is_none(term->last) ? view_plain(part->view, TDM_MSG_WEB_UNTIL_OPEN)
                                        : view_words(part->view, TDM_MSG_RESTRICTION_IN_FORCE, date, 1);
}

/* Under the limit itself: what sets it, and until when. */
static void bound_by(const struct tdm_piece *part, const struct tdm_standing *standing) {
    for (uint32_t i = 0; i < standing->ceiling.term_count; i++) {
        const struct tdm_ceiling_term *term = &standing->ceiling.terms[i];
        struct tdm_arg args[] = {TDM_ARG_T("ref", view_term_name(part->view, standing, term)),
                                 TDM_ARG_T("until", term_until(part, standing, term))};
        if (term->binding) say(part, "p", "now", view_words(part->view, TDM_MSG_WEB_LIMIT_SET, args, 2));
    }
}

void tdm_part_ceiling(const struct tdm_piece *part, const struct tdm_standing *standing) {
    static const enum tdm_message heads[] = {TDM_MSG_WEB_COL_TERM, TDM_MSG_WEB_COL_LIMIT, TDM_MSG_WEB_COL_UNTIL};
    const struct tdm_ceiling *ceiling = &standing->ceiling;
    struct tdm_arg args[] = {
        TDM_ARG_T("words", view_mask(part->view, view_catalog(standing), TDM_KIND_ATTRIBUTE, ceiling->barred))};
    say(part, "p", "big",
        ceiling->has_class ? with_level(part, standing, ceiling->load_class)
                           : view_plain(part->view, TDM_MSG_CEILING_NONE));
    if (ceiling->has_class) bound_by(part, standing);
    if (ceiling->barred != 0) say(part, "p", NULL, view_words(part->view, TDM_MSG_CEILING_BARRED, args, 1));
    if (ceiling->term_count == 0) return;
    begin_table(part, "terms", heads, TDM_COUNT(heads));
    for (int pass = 0; pass < 2; pass++)
        for (uint32_t i = 0; i < ceiling->term_count; i++) {
            const struct tdm_ceiling_term *term = &ceiling->terms[i];
            if (term->binding != (pass == 0)) continue;
            row_head(part, view_term_name(part->view, standing, term));
            tdm_html_open(part->h, "td");
            if (term->binding) tdm_html_element(part->h, "strong", "binds", view_plain(part->view, TDM_MSG_WEB_BINDS));
            if (term->binding) tdm_html_text(part->h, TDM_STR(" "));
            tdm_html_text(part->h, term_words(part, standing, term));
            tdm_html_close(part->h);
            tdm_html_element(part->h, "td", NULL, term_until(part, standing, term));
            tdm_html_close(part->h);
        }
    end_table(part);
    if (ceiling->has_class) level_ends(part, standing);
}

/* ---- gates */

static const char *truth_class(enum tdm_truth truth) {
    return truth == TDM_MET ? "truth met" : truth == TDM_UNMET ? "truth unmet" : "truth unknown";
}

/* The words of the clause are those of the criterion. */
static tdm_str line_of(const struct tdm_piece *part, const struct tdm_standing *standing, tdm_clause_id clause) {
    const struct tdm_protocol *protocol = view_protocol(standing);
    if (clause >= protocol->clause_count) return (tdm_str){0};
    struct tdm_arg args[] = {TDM_ARG_I("n", protocol->clauses[clause].place.line)};
    return view_words(part->view, TDM_MSG_WEB_LINE_OF, args, 1);
}

/* What is open below is named there: "all of" has no name for it. */
static tdm_str needs_of(const struct tdm_view *view, const struct tdm_standing *standing,
                        const struct tdm_criterion *criterion, const struct tdm_check *check) {
    bool below =
        criterion->child_count > 0 && check->needs == TDM_REASON_IS_OPEN && tdm_date_is_none(check->could_change_on);
    return below ? view_plain(view, TDM_MSG_WEB_NEEDS_BELOW) : view_needs(view, standing, check);
}

static void check_of(const struct tdm_piece *part, const struct tdm_standing *standing, const struct tdm_gate *gate,
                     uint32_t node) {
    const struct tdm_view *view = part->view;
    const struct tdm_criterion *criterion = &gate->condition.nodes[node];
    const struct tdm_check *check = &standing->gates[gate - view_protocol(standing)->gates].checks[node];
    tdm_html_element(part->h, "span", truth_class(check->truth), view_truth(view, check->truth));
    tdm_html_text(part->h, TDM_STR(" "));
    tdm_html_element(part->h, "span", "criterion", view_criterion(view, standing, criterion));
    say(part, "div", "because",
        view_check_reason(view, standing, &gate->condition,
                          standing->gates[gate - view_protocol(standing)->gates].checks, node));
    if (check->truth != TDM_MET) say(part, "div", "needs", needs_of(view, standing, criterion, check));
    tdm_mask asked = tdm_part_asked(standing, check);
    struct tdm_arg who[] = {TDM_ARG_T("who", view_roles(view, view_catalog(standing), asked, view_or(view)))};
    if (check->truth != TDM_MET && asked != 0 && criterion->child_count == 0) /* of a block: everybody */
        say(part, "div", "ask", view_words(view, TDM_MSG_WHY_ASK, who, 1));
    if (criterion->child_count == 0) {
        say(part, "div", "clause", line_of(part, standing, criterion->clause));
        return;
    }
    tdm_html_open(part->h, "ul");
    tdm_html_attribute(part->h, "class", TDM_STR("tree"));
    for (uint32_t i = criterion->first_child; i < (uint32_t)criterion->first_child + criterion->child_count; i++) {
        tdm_html_open(part->h, "li");
        check_of(part, standing, gate, i);
        tdm_html_close(part->h);
    }
    tdm_html_close(part->h);
}

static tdm_str gate_words(const struct tdm_piece *part, const struct tdm_gate_answer *answer) {
    static const enum tdm_message states[] = {[TDM_GATE_CLOSED] = TDM_MSG_GATE_CLOSED,
                                              [TDM_GATE_CANNOT_TELL] = TDM_MSG_GATE_CANNOT_TELL,
                                              [TDM_GATE_OPEN] = TDM_MSG_GATE_OPEN,
                                              [TDM_GATE_NOT_APPLICABLE] = TDM_MSG_GATE_NOT_APPLICABLE};
    struct tdm_arg date[] = {TDM_ARG_D("date", answer->passed ? answer->passed_on : answer->earliest)};
    if (answer->passed) return view_words(part->view, TDM_MSG_GATE_PASSED, date, 1);
    tdm_str state = view_plain(part->view, states[answer->state]);
    if (answer->state != TDM_GATE_CLOSED && answer->state != TDM_GATE_CANNOT_TELL) return state;
    tdm_str when = view_words(
        part->view, tdm_date_is_none(answer->earliest) ? TDM_MSG_GATE_NO_DATE : TDM_MSG_GATE_EARLIEST, date, 1);
    return view_format(part->view, "%.*s; %.*s", TDM_FMT(state), TDM_FMT(when));
}

static bool waits(const struct tdm_gate_answer *answer) {
    return !answer->passed && (answer->state == TDM_GATE_CLOSED || answer->state == TDM_GATE_CANNOT_TELL);
}

void tdm_part_gates(const struct tdm_piece *part, const struct tdm_standing *standing) {
    const struct tdm_protocol *protocol = view_protocol(standing);
    for (uint32_t g = 0; g < protocol->gate_count; g++) {
        const struct tdm_gate *gate = &protocol->gates[g];
        const struct tdm_gate_answer *answer = &standing->gates[g];
        tdm_html_open(part->h, "details");
        tdm_html_attribute(part->h, "class",
                           tdm_str_of(answer->passed                   ? "gate passed"
                                      : answer->state == TDM_GATE_OPEN ? "gate open"
                                      : waits(answer)                  ? "gate shut"
                                                                       : "gate"));
        if (waits(answer) && gate->condition.count > 0) tdm_html_attribute(part->h, "open", TDM_STR(""));
        tdm_html_open(part->h, "summary");
        tdm_html_element(part->h, "strong", NULL, view_pretty(part->view, gate->name));
        tdm_html_text(part->h, TDM_STR(" "));
        tdm_html_element(part->h, "span", "state", gate_words(part, answer));
        tdm_html_close(part->h);
        if (answer->overridden) say(part, "p", "late", view_plain(part->view, TDM_MSG_GATE_OVERRIDDEN));
        if (gate->bare) say(part, "p", NULL, view_plain(part->view, TDM_MSG_WHY_BARE));
        if (gate->condition.count > 0) {
            tdm_html_open(part->h, "div");
            tdm_html_attribute(part->h, "class", TDM_STR("argument"));
            check_of(part, standing, gate, 0);
            tdm_html_close(part->h);
        }
        tdm_html_close(part->h);
    }
}

/* ---- restrictions, what is owed */

void tdm_part_restrictions(const struct tdm_piece *part, const struct tdm_standing *standing) {
    static const enum tdm_message heads[] = {TDM_MSG_HEAD_RESTRICTIONS, TDM_MSG_WEB_COL_WHEN, TDM_MSG_WEB_COL_WHY};
    const struct tdm_protocol *protocol = view_protocol(standing);
    if (protocol->restriction_count == 0) {
        say(part, "p", NULL, view_plain(part->view, TDM_MSG_NOTHING));
        return;
    }
    begin_table(part, "restrictions", heads, TDM_COUNT(heads));
    for (uint32_t r = 0; r < protocol->restriction_count; r++) {
        bool now = standing->restrictions[r].state == TDM_RESTRICTION_IN_FORCE;
        row_head(part, view_pretty(part->view, protocol->restrictions[r].name));
        tdm_html_element(part->h, "td", now ? "now" : NULL, view_restriction_until(part->view, standing, r));
        tdm_html_element(part->h, "td", NULL, view_text(part->view, protocol->restrictions[r].because));
        tdm_html_close(part->h);
    }
    end_table(part);
}

void tdm_part_owed_list(const struct tdm_piece *part, const struct tdm_standing *standing) {
    static const enum tdm_message heads[] = {TDM_MSG_WEB_COL_WHAT, TDM_MSG_WEB_COL_WHO, TDM_MSG_WEB_COL_WHEN};
    if (standing->owed_count == 0) {
        say(part, "p", NULL, view_plain(part->view, TDM_MSG_NOTHING));
        return;
    }
    begin_table(part, "owed", heads, TDM_COUNT(heads));
    for (uint32_t i = 0; i < standing->owed_count; i++) {
        const struct tdm_owed *owed = &standing->owed[i];
        row_head(part, view_owed_what(part->view, standing, owed));
        tdm_html_element(part->h, "td", NULL,
                         view_roles(part->view, view_catalog(standing), owed->roles, view_or(part->view)));
        tdm_html_element(part->h, "td", owed->state == TDM_OWED_OVERDUE ? "late" : NULL,
                         view_owed_when(part->view, owed));
        tdm_html_close(part->h);
    }
    end_table(part);
}
