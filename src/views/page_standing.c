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

tdm_str tdm_part_check_reason(const struct tdm_view *view, const struct tdm_standing *standing, uint32_t gate,
                              uint32_t node) {
    return view_check_reason(view, standing, &view_protocol(standing)->gates[gate].condition,
                             standing->gates[gate].checks, node);
}

tdm_str tdm_part_gate_when(const struct tdm_view *view, const struct tdm_standing *standing, tdm_date earliest) {
    return view_gate_when(view, standing, earliest);
}

/* "from today", "from tomorrow, 10 Mar 2025", "from 10 Mar 2025". */
tdm_str tdm_part_from(const struct tdm_view *view, const struct tdm_standing *standing, tdm_date day) {
    struct tdm_arg date[] = {TDM_ARG_D("date", day)};
    int32_t ahead = day.day - standing->asof.on.day;
    if (ahead <= 0) return view_plain(view, TDM_MSG_WEB_FROM_TODAY);
    return view_words(view, ahead == 1 ? TDM_MSG_WEB_FROM_TOMORROW : TDM_MSG_WEB_FROM_DAY, date, 1);
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
        tdm_str state = tdm_str_of(item->state);
        bool plain = tdm_str_is(state, "raised") || tdm_str_is(state, "found");
        tdm_mask roles = item->protocol_flag < view_protocol(standing)->flag_count
                             ? view_protocol(standing)->flags[item->protocol_flag].escalate_to
                             : 0;
        struct tdm_arg who[] = {
            TDM_ARG_T("who", view_roles(part->view, view_catalog(standing), roles, view_or(part->view)))};
        struct tdm_arg args[] = {TDM_ARG_T("ref", view_ref_name(part->view, standing, VIEW_REF_FLAG, item->item)),
                                 TDM_ARG_T("words", view_word(part->view, item->state)),
                                 TDM_ARG_D("date", item->since)};
        tdm_html_open(part->h, "p");
        tdm_html_attribute(part->h, "class", tdm_str_of(item->emergency ? "alarm emergency" : "alarm"));
        if (item->emergency) tdm_html_element(part->h, "strong", NULL, view_plain(part->view, TDM_MSG_HEAD_EMERGENCY));
        if (item->emergency) tdm_html_text(part->h, TDM_STR(" "));
        tdm_html_text(part->h, view_words(part->view, plain ? TDM_MSG_WEB_FLAG_OPEN : TDM_MSG_OPEN_FLAG, args, 3));
        if (roles != 0) tdm_html_text(part->h, TDM_STR(" \xc2\xb7 "));
        if (roles != 0) tdm_html_text(part->h, view_words(part->view, TDM_MSG_WHY_ASK, who, 1));
        tdm_html_close(part->h);
    }
}

/* ---- where it stands */

/* The day of the hold of a track, and the phases whose limits it brings back; none: it is not held. */
static tdm_date held_since(const struct tdm_view *view, const struct tdm_standing *standing, enum tdm_track track,
                           tdm_str *names) {
    const struct tdm_protocol *protocol = view_protocol(standing);
    tdm_date since = TDM_DATE_NONE;
    struct tdm_buf all;
    tdm_buf_init(&all, view->mem, 4096);
    for (uint32_t i = 0; i < standing->ceiling.term_count; i++) {
        const struct tdm_ceiling_term *term = &standing->ceiling.terms[i];
        if (term->source != TDM_CEILING_PHASE || !term->held || protocol->phases[term->ref].track != track) continue;
        const struct tdm_entry *entry = view_entry(standing, term->entry);
        if (entry != NULL) since = entry->date;
        tdm_buf_format(&all, "%s%.*s", all.len > 0 ? ", " : "",
                       TDM_FMT(view_pretty(view, protocol->phases[term->ref].name)));
    }
    *names = tdm_buf_str(&all);
    return since;
}

/* A phase whose days are over and that is held is on hold: "ended" beside "is held" were two answers to one question.
 */
tdm_str tdm_part_phase_state(const struct tdm_view *view, const struct tdm_standing *standing, tdm_ref phase) {
    const struct tdm_phase_answer *answer = &standing->phases[phase];
    bool ended = answer->state == TDM_PHASE_ENDED;
    tdm_str names;
    struct tdm_arg args[] = {
        TDM_ARG_D("date", held_since(view, standing, view_protocol(standing)->phases[phase].track, &names)),
        TDM_ARG_T("words", view_word(view, view_phase_state_word(answer->state)))};
    if (!tdm_date_is_none(args[0].date)) return view_words(view, TDM_MSG_WEB_PHASE_ON_HOLD, args, 1);
    args[0].date = ended ? answer->ended : answer->started;
    bool lingers = ended && answer->lingering;
    return view_words(view, lingers ? TDM_MSG_WEB_PHASE_LINGERS : TDM_MSG_WEB_PHASE_SINCE, args, 2);
}

static const struct tdm_gate *gate_to(const struct tdm_protocol *protocol, tdm_ref phase) {
    for (uint32_t g = 0; g < protocol->gate_count; g++)
        if (!protocol->gates[g].opens_discharge && protocol->gates[g].phase == phase) return &protocol->gates[g];
    return NULL;
}

/* What begins the next phase: a gate that opens, a signature, or a day. A bare first day is read as its beginning. */
static tdm_str begins(const struct tdm_view *view, const struct tdm_standing *standing, tdm_ref now, tdm_ref next) {
    const struct tdm_protocol *protocol = view_protocol(standing);
    const struct tdm_gate *gate = gate_to(protocol, next);
    const struct tdm_when *start = &standing->phases[next].start;
    tdm_ref by = now == TDM_REF_NONE ? TDM_REF_NONE : protocol->phases[now].ends_by;
    if (gate != NULL && standing->gates[gate - protocol->gates].state != TDM_GATE_OPEN) {
        struct tdm_arg args[] = {
            TDM_ARG_T("ref", view_pretty(view, gate->name)),
            TDM_ARG_T("words", view_gate_when(view, standing, standing->gates[gate - protocol->gates].earliest))};
        return view_words(view, TDM_MSG_WEB_NEXT_GATE, args, 2);
    }
    if (by == TDM_REF_NONE || tdm_date_is_none(start->earliest))
        return view_when(view, view_plain(view, TDM_MSG_PART_STARTS), start);
    struct tdm_arg args[] = {
        TDM_ARG_T("ref", view_pretty(view, protocol->clearances[by].name)),
        TDM_ARG_T("who", view_roles(view, view_catalog(standing), protocol->clearances[by].roles, view_or(view))),
        TDM_ARG_T("when", sheet_on_day(view, standing, start->earliest)), TDM_ARG_D("until", start->latest)};
    return view_words(view, tdm_date_is_none(start->latest) ? TDM_MSG_WEB_NEXT_SIGNED : TDM_MSG_WEB_NEXT_SIGNED_UNTIL,
                      args, 4);
}

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
        tdm_str names;
        bool held = !tdm_date_is_none(held_since(view, standing, track, &names));
        struct tdm_arg limits[] = {TDM_ARG_T("words", names)};
        say(part, "p", "big", view_pretty(view, protocol->phases[answer->phase].name));
        say(part, "p", NULL, tdm_part_phase_state(view, standing, answer->phase));
        if (held) say(part, "p", "small", view_words(view, TDM_MSG_WEB_PHASE_HOLD_LIMITS, limits, 1));
        if (!held && phase->reason.code != TDM_REASON_NONE && phase->state != TDM_PHASE_ACTIVE && !phase->lingering)
            say(part, "p", "small", view_reason(view, standing, &phase->reason));
        if (!tdm_date_is_none(phase->overdue_since) && phase->overdue) {
            struct tdm_arg late[] = {TDM_ARG_D("date", phase->overdue_since)};
            say(part, "p", "late", view_words(view, TDM_MSG_WEB_PHASE_LATE, late, 1));
        }
    }
    if (answer->next != TDM_REF_NONE) {
        struct tdm_arg next[] = {TDM_ARG_T("ref", view_pretty(view, protocol->phases[answer->next].name))};
        say(part, "p", "small", view_words(view, TDM_MSG_WEB_PHASE_NEXT, next, 1));
        say(part, "p", "small", begins(view, standing, answer->phase, answer->next));
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

/* "Not bending, turning, kneeling" leaves open what "not" belongs to. */
static tdm_str barred_words(const struct tdm_view *view, const struct tdm_standing *standing, tdm_mask barred) {
    struct tdm_buf all;
    tdm_buf_init(&all, view->mem, 1u << 14);
    for (tdm_ref a = 0; a < 64; a++)
        if ((barred & TDM_BIT(a)) != 0)
            tdm_buf_format(&all, "%s%.*s", all.len > 0 ? "; " : "",
                           TDM_FMT(view_label(view, view_catalog(standing), TDM_KIND_ATTRIBUTE, a)));
    struct tdm_arg args[] = {TDM_ARG_T("words", tdm_buf_str(&all))};
    return view_words(view, TDM_MSG_WEB_BARRED, args, 1);
}

static void barred_list(const struct tdm_piece *part, const struct tdm_standing *standing, tdm_mask barred) {
    say(part, "p", "now", view_plain(part->view, TDM_MSG_WEB_BARRED_HEAD));
    tdm_html_open(part->h, "ul");
    for (tdm_ref a = 0; a < 64; a++)
        if ((barred & TDM_BIT(a)) != 0)
            say(part, "li", NULL, view_label(part->view, view_catalog(standing), TDM_KIND_ATTRIBUTE, a));
    tdm_html_close(part->h);
}

static tdm_str term_words(const struct tdm_piece *part, const struct tdm_standing *standing,
                          const struct tdm_ceiling_term *term) {
    struct tdm_buf text;
    tdm_buf_init(&text, part->view->mem, 4096);
    if (term->has_class) tdm_buf_add(&text, with_level(part, standing, term->load_class));
    if (term->barred != 0)
        tdm_buf_format(&text, "%s%.*s", term->has_class ? "; " : "",
                       TDM_FMT(barred_words(part->view, standing, term->barred)));
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
    struct tdm_arg date[] = {TDM_ARG_D("date", TDM_DATE_NONE), TDM_ARG_T("who", who_ends(part, standing, term)),
                             TDM_ARG_T("when", (tdm_str){0})};
    if (waits_for_person(standing, term, &date[0].date)) {
        bool ahead = !tdm_date_is_none(date[0].date) && tdm_date_before(standing->asof.on, date[0].date);
        if (ahead) date[2].text = sheet_on_day(part->view, standing, date[0].date);
        return view_words(part->view, ahead ? TDM_MSG_WEB_UNTIL_PERSON_LATER : TDM_MSG_WEB_UNTIL_PERSON, date, 3);
    }
    date[0].date = term->last;
    return tdm_date_is_none(term->last) ? view_plain(part->view, TDM_MSG_WEB_UNTIL_OPEN)
                                        : view_words(part->view, TDM_MSG_RESTRICTION_IN_FORCE, date, 1);
}

static tdm_str limit_of(const struct tdm_piece *part, const struct tdm_standing *standing,
                        const struct tdm_ceiling_term *term) {
    struct tdm_arg args[] = {TDM_ARG_T("ref", view_term_name(part->view, standing, term)),
                             TDM_ARG_T("until", term_until(part, standing, term))};
    return view_words(part->view, TDM_MSG_WEB_LIMIT_SET, args, 2);
}

tdm_str tdm_part_limit_set(const struct tdm_piece *part, const struct tdm_standing *standing) {
    struct tdm_buf out;
    tdm_buf_init(&out, part->view->mem, 1u << 16);
    for (uint32_t i = 0; i < standing->ceiling.term_count; i++) {
        if (!standing->ceiling.terms[i].binding) continue;
        if (out.len > 0) tdm_buf_char(&out, ' ');
        tdm_buf_add(&out, limit_of(part, standing, &standing->ceiling.terms[i]));
    }
    return tdm_buf_str(&out);
}

void tdm_part_ceiling(const struct tdm_piece *part, const struct tdm_standing *standing) {
    static const enum tdm_message heads[] = {TDM_MSG_WEB_COL_TERM, TDM_MSG_WEB_COL_LIMIT, TDM_MSG_WEB_COL_UNTIL};
    const struct tdm_ceiling *ceiling = &standing->ceiling;
    say(part, "p", "big",
        ceiling->has_class ? with_level(part, standing, ceiling->load_class)
                           : view_plain(part->view, TDM_MSG_CEILING_NONE));
    for (uint32_t i = 0; ceiling->has_class && i < ceiling->term_count; i++) /* what sets it, and until when */
        if (ceiling->terms[i].binding) say(part, "p", "now", limit_of(part, standing, &ceiling->terms[i]));
    if (ceiling->barred != 0) barred_list(part, standing, ceiling->barred);
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

static bool waits(const struct tdm_gate_answer *answer) {
    return !answer->passed && (answer->state == TDM_GATE_CLOSED || answer->state == TDM_GATE_CANNOT_TELL);
}

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

/* What can change a line, and from when: a day alone changes none of them but time itself, whose own words have the
 * day. What is open below is named there: "all of" has no name for it, and its day stands with the gate. */
static tdm_str needs_of(const struct tdm_view *view, const struct tdm_standing *standing,
                        const struct tdm_criterion *criterion, const struct tdm_check *check) {
    bool dated = !tdm_date_is_none(check->could_change_on);
    if (criterion->child_count > 0 && check->needs == TDM_REASON_IS_OPEN && !dated)
        return view_plain(view, TDM_MSG_WEB_NEEDS_BELOW);
    if (criterion->child_count > 0 || !dated) return dated ? (tdm_str){0} : view_needs(view, standing, check);
    if (criterion->kind == TDM_CRITERION_TIME) return (tdm_str){0};
    struct tdm_arg when[] = {TDM_ARG_T("when", tdm_part_from(view, standing, check->could_change_on))};
    return view_words(view,
                      criterion->kind == TDM_CRITERION_CLEARANCE ? TDM_MSG_WEB_NEEDS_SIGN
                      : criterion->kind == TDM_CRITERION_READING ? TDM_MSG_WEB_NEEDS_VALUE
                                                                 : TDM_MSG_WEB_NEEDS_ANSWER,
                      when, 1);
}

/* Over a list of which some hold, "unmet" and "all of" were read as "none of them is met". */
static void head_of_check(const struct tdm_piece *part, const struct tdm_standing *standing,
                          const struct tdm_criterion *criterion, const struct tdm_check *check, bool first) {
    bool list = first && criterion->kind == TDM_CRITERION_ALL && check->truth != TDM_MET;
    if (!list) {
        tdm_html_element(part->h, "span", truth_class(check->truth), view_truth(part->view, check->truth));
        tdm_html_text(part->h, TDM_STR(" "));
    }
    tdm_html_element(part->h, "span", "criterion",
                     list ? view_plain(part->view, TDM_MSG_WEB_ASKS_ALL)
                          : view_criterion(part->view, standing, criterion));
}

static void check_of(const struct tdm_piece *part, const struct tdm_standing *standing, const struct tdm_gate *gate,
                     uint32_t node) {
    const struct tdm_view *view = part->view;
    const struct tdm_criterion *criterion = &gate->condition.nodes[node];
    const struct tdm_gate_answer *answer = &standing->gates[gate - view_protocol(standing)->gates];
    const struct tdm_check *check = &answer->checks[node];
    head_of_check(part, standing, criterion, check, node == 0);
    say(part, "div", "because", view_check_reason(view, standing, &gate->condition, answer->checks, node));
    if (check->truth != TDM_MET) say(part, "div", "needs", needs_of(view, standing, criterion, check));
    if (check->truth == TDM_MET && criterion->kind == TDM_CRITERION_CLEARANCE && waits(answer))
        say(part, "div", "needs", view_plain(view, TDM_MSG_WEB_SIGNED_ALONE));
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

static tdm_str gate_words(const struct tdm_piece *part, const struct tdm_standing *standing,
                          const struct tdm_gate_answer *answer) {
    static const enum tdm_message states[] = {[TDM_GATE_CLOSED] = TDM_MSG_GATE_CLOSED,
                                              [TDM_GATE_CANNOT_TELL] = TDM_MSG_GATE_CANNOT_TELL,
                                              [TDM_GATE_OPEN] = TDM_MSG_GATE_OPEN,
                                              [TDM_GATE_NOT_APPLICABLE] = TDM_MSG_GATE_NOT_APPLICABLE};
    struct tdm_arg date[] = {TDM_ARG_D("date", answer->passed_on)};
    if (answer->passed) return view_words(part->view, TDM_MSG_GATE_PASSED, date, 1);
    tdm_str state = view_plain(part->view, states[answer->state]);
    if (answer->state != TDM_GATE_CLOSED && answer->state != TDM_GATE_CANNOT_TELL) return state;
    return view_format(part->view, "%.*s; %.*s", TDM_FMT(state),
                       TDM_FMT(view_gate_when(part->view, standing, answer->earliest)));
}

/* The name of a gate is its author's word; what it opens is what the day is about. */
static tdm_str opens(const struct tdm_view *view, const struct tdm_protocol *protocol, tdm_ref g) {
    const struct tdm_gate *gate = &protocol->gates[g];
    return gate->opens_discharge ? view_plain(view, TDM_MSG_PAGE_DISCHARGE)
                                 : view_pretty(view, protocol->phases[gate->phase].name);
}

tdm_str tdm_part_gate(const struct tdm_view *view, const struct tdm_protocol *protocol, tdm_ref g) {
    struct tdm_arg args[] = {TDM_ARG_T("ref", view_pretty(view, protocol->gates[g].name)),
                             TDM_ARG_T("words", opens(view, protocol, g))};
    return view_words(view, TDM_MSG_WEB_GATE_NAMED, args, TDM_COUNT(args));
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
        say(part, "span", "opens",
            view_named(part->view, TDM_MSG_WEB_GATE_OPENS, opens(part->view, protocol, (tdm_ref)g)));
        tdm_html_text(part->h, TDM_STR(" "));
        tdm_html_element(part->h, "span", "state", gate_words(part, standing, answer));
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

/* Why it is owed, unless it comes round by itself. */
static tdm_str why_owed(const struct tdm_view *view, const struct tdm_standing *standing, const struct tdm_owed *owed) {
    enum tdm_reason_code code = owed->reason.code;
    bool routine =
        code == TDM_REASON_OWED_REPEAT || code == TDM_REASON_OWED_NEVER_DONE || code == TDM_REASON_OWED_WINDOW;
    return routine ? (tdm_str){0} : view_reason(view, standing, &owed->reason);
}

static void owed_head(const struct tdm_piece *part, const struct tdm_standing *standing, const struct tdm_owed *owed) {
    tdm_html_open(part->h, "tr");
    tdm_html_open(part->h, "th");
    tdm_html_attribute(part->h, "scope", TDM_STR("row"));
    tdm_html_text(part->h, view_owed_what(part->view, standing, owed));
    say(part, "div", "why", why_owed(part->view, standing, owed));
    tdm_html_close(part->h);
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
        owed_head(part, standing, owed);
        tdm_html_element(part->h, "td", NULL,
                         view_roles(part->view, view_catalog(standing), owed->roles, view_or(part->view)));
        tdm_html_element(part->h, "td", owed->state == TDM_OWED_OVERDUE ? "late" : NULL,
                         view_owed_when(part->view, owed));
        tdm_html_close(part->h);
    }
    end_table(part);
}
