/* evidence_view.c - a protocol's clauses beside what they rest on: each source with its strength, when it was last
 * looked at, and the clauses that lean on it; then those of the author alone (F073, F086, F090, S50). */
#include "views/view_int.h"

static tdm_date good_until(const struct tdm_source *source) {
    return source->has_again ? tdm_date_add_span(source->reviewed, source->again) : TDM_DATE_NONE;
}

tdm_str view_look(const struct tdm_view *view, const struct tdm_source *source) {
    struct tdm_arg args[] = {TDM_ARG_D("date", source->reviewed), TDM_ARG_D("until", good_until(source))};
    if (tdm_date_is_none(source->reviewed)) return view_plain(view, TDM_MSG_EVIDENCE_NO_LOOK);
    return view_words(view, TDM_MSG_EVIDENCE_CURRENT, args, TDM_COUNT(args));
}

enum source_state { SOURCE_CURRENT, SOURCE_NEVER_REVIEWED, SOURCE_OVERDUE, SOURCE_WITHDRAWN };
static const char *const state_words[] = {"current", "never-reviewed", "overdue", "withdrawn"};

struct evidence {
    const struct tdm_view *view;
    const struct tdm_protocol *protocol;
    tdm_date on;
};

static enum source_state state_of(const struct evidence *e, const struct tdm_source *source) {
    if (!tdm_date_is_none(source->withdrawn) && source->withdrawn.day <= e->on.day) return SOURCE_WITHDRAWN;
    if (tdm_date_is_none(source->reviewed) || source->reviewed.day > e->on.day) return SOURCE_NEVER_REVIEWED;
    return good_until(source).day < e->on.day ? SOURCE_OVERDUE : SOURCE_CURRENT;
}

/* A line may be two clauses: a flag's rule and its criterion. It is told once. */
static bool told_before(const struct tdm_protocol *protocol, uint32_t c) {
    if (c == 0) return false;
    const struct tdm_place *a = &protocol->clauses[c].place, *b = &protocol->clauses[c - 1].place;
    return a->line == b->line && tdm_str_equal(a->file, b->file);
}

static bool leans_on(const struct tdm_clause *clause, uint32_t source, tdm_str *detail) {
    for (uint32_t i = 0; i < clause->cite_count; i++)
        if (clause->cites[i].source == source) {
            *detail = clause->cites[i].detail;
            return true;
        }
    return false;
}

/* Clauses in the state: those that lean on a source which is in it. */
static uint32_t clauses_in(const struct evidence *e, enum source_state state) {
    uint32_t found = 0;
    for (uint32_t c = 0; c < e->protocol->clause_count; c++) {
        bool in = false;
        if (told_before(e->protocol, c)) continue;
        tdm_str ignored;
        for (uint32_t s = 0; s < e->protocol->source_count && !in; s++)
            in = state_of(e, &e->protocol->sources[s]) == state && leans_on(&e->protocol->clauses[c], s, &ignored);
        found += in;
    }
    return found;
}

/* ---- as text */

static void put(const struct evidence *e, uint32_t indent, tdm_str text) {
    if (text.len == 0) return;
    tdm_buf_repeat(e->view->out, ' ', indent);
    tdm_text_wrap(e->view->out, text, e->view->width, indent, indent + 2);
    tdm_buf_char(e->view->out, '\n');
}

static tdm_str state_told(const struct evidence *e, const struct tdm_source *source) {
    struct tdm_arg args[] = {TDM_ARG_D("date", source->withdrawn), TDM_ARG_D("until", good_until(source)),
                             TDM_ARG_T("why", view_text(e->view, source->withdrawn_why))};
    switch (state_of(e, source)) {
    case SOURCE_WITHDRAWN:
        return view_words(e->view, TDM_MSG_EVIDENCE_WITHDRAWN, args, TDM_COUNT(args));
    case SOURCE_NEVER_REVIEWED:
        return view_plain(e->view, TDM_MSG_EVIDENCE_NO_LOOK);
    case SOURCE_OVERDUE:
        args[0].date = source->reviewed;
        args[1].date = tdm_date_add_days(args[1].date, 1);
        return view_words(e->view, TDM_MSG_EVIDENCE_OVERDUE, args, TDM_COUNT(args));
    case SOURCE_CURRENT:
        return view_look(e->view, source);
    }
    TDM_UNREACHABLE();
}

static void text_clause(const struct evidence *e, const struct tdm_clause *clause, tdm_str detail) {
    put(e, 6,
        view_format(e->view, "%.*s:%u  %.*s%s%.*s%s", TDM_FMT(clause->place.file), clause->place.line,
                    TDM_FMT(tdm_str_trim(clause->text)), detail.len > 0 ? "  (" : "", TDM_FMT(detail),
                    detail.len > 0 ? ")" : ""));
}

static void text_source(const struct evidence *e, uint32_t s) {
    const struct tdm_source *source = &e->protocol->sources[s];
    tdm_str detail;
    put(e, 0,
        view_format(e->view, "%.*s: %.*s%s%.*s", TDM_FMT(source->name), TDM_FMT(source->cite),
                    source->id.len > 0 ? ", " : "", TDM_FMT(source->id)));
    struct tdm_arg args[] = {
        TDM_ARG_T("words", view_pretty(e->view, tdm_str_of(tdm_strength_word(source->strength)))),
        TDM_ARG_T("ref", view_plain(e->view, source->direct ? TDM_MSG_EVIDENCE_DIRECT : TDM_MSG_EVIDENCE_INDIRECT)),
        TDM_ARG_T("why", state_told(e, source))};
    put(e, 4, view_words(e->view, TDM_MSG_EVIDENCE_SOURCE, args, TDM_COUNT(args)));
    put(e, 4, source->says);
    for (uint32_t c = 0; c < e->protocol->clause_count; c++)
        if (!told_before(e->protocol, c) && leans_on(&e->protocol->clauses[c], s, &detail))
            text_clause(e, &e->protocol->clauses[c], detail);
    tdm_buf_char(e->view->out, '\n');
}

tdm_str view_strength_order(const struct tdm_view *view) {
    struct tdm_buf all;
    tdm_buf_init(&all, view->mem, 4096);
    for (int s = 0; s < TDM_STRENGTH_LAW; s++)
        tdm_buf_format(&all, "%s%.*s", s > 0 ? ", " : "",
                       TDM_FMT(view_pretty(view, tdm_str_of(tdm_strength_word((enum tdm_strength)s)))));
    struct tdm_arg args[] = {TDM_ARG_T("words", tdm_buf_str(&all)),
                             TDM_ARG_T("ref", view_pretty(view, tdm_str_of(tdm_strength_word(TDM_STRENGTH_LAW))))};
    return view_words(view, TDM_MSG_EVIDENCE_ORDER, args, TDM_COUNT(args));
}

static void text_own(const struct evidence *e) {
    put(e, 0, view_plain(e->view, TDM_MSG_EVIDENCE_OWN));
    for (uint32_t c = 0; c < e->protocol->clause_count; c++)
        if (e->protocol->clauses[c].own && !told_before(e->protocol, c))
            text_clause(e, &e->protocol->clauses[c], (tdm_str){0});
    tdm_buf_char(e->view->out, '\n');
}

static void text_sums(const struct evidence *e) {
    const struct tdm_protocol *p = e->protocol;
    uint32_t all = p->clauses_wanting_source;
    struct tdm_arg share[] = {TDM_ARG_I("n", p->clauses_own), TDM_ARG_I("of_n", all),
                              TDM_ARG_I("percent", all == 0 ? 0 : (p->clauses_own * 100 + all / 2) / all)};
    struct tdm_arg leans[] = {TDM_ARG_I("n", clauses_in(e, SOURCE_WITHDRAWN)),
                              TDM_ARG_I("of_n", clauses_in(e, SOURCE_OVERDUE)),
                              TDM_ARG_I("from_n", clauses_in(e, SOURCE_NEVER_REVIEWED))};
    put(e, 0, view_words(e->view, TDM_MSG_EVIDENCE_SHARE, share, TDM_COUNT(share)));
    put(e, 0, view_words(e->view, TDM_MSG_EVIDENCE_LEANS, leans, TDM_COUNT(leans)));
}

/* What its head says of its procedure; then what else the decision of its condition knows. */
static void text_guidelines(const struct evidence *e, const struct tdm_decision *decision) {
    const struct tdm_protocol *p = e->protocol;
    if (p->guideline_count > 0) {
        tdm_buf_char(e->view->out, '\n');
        put(e, 0, view_plain(e->view, TDM_MSG_EVIDENCE_GUIDELINES));
    }
    for (uint32_t i = 0; i < p->guideline_count; i++) view_position_text(e->view, p, &p->guidelines[i]);
    if (decision != NULL) view_positions_text(e->view, decision, p->guideline_count > 0 ? p->procedure : TDM_REF_NONE);
}

void tdm_view_evidence_text(const struct tdm_view *view, const struct tdm_protocol *protocol,
                            const struct tdm_decision *decision, tdm_date on) {
    struct evidence e = {view, protocol, on};
    struct tdm_arg args[] = {TDM_ARG_T("ref", protocol->name), TDM_ARG_T("value", protocol->version),
                             TDM_ARG_T("words", view_word(view, tdm_status_word(protocol->status))),
                             TDM_ARG_D("date", on)};
    put(&e, 0, view_words(view, TDM_MSG_EVIDENCE_TITLE, args, TDM_COUNT(args)));
    if (protocol->source_count > 0) put(&e, 0, view_strength_order(view));
    tdm_buf_char(view->out, '\n');
    for (uint32_t s = 0; s < protocol->source_count; s++) text_source(&e, s);
    text_own(&e);
    text_sums(&e);
    text_guidelines(&e, decision);
}

/* ---- as JSON (docs/schema/evidence.schema.json) */

static void json_clause(struct tdm_json_writer *w, const struct tdm_clause *clause, const tdm_str *detail) {
    tdm_json_object_begin(w);
    view_json_text(w, "file", clause->place.file);
    tdm_json_key(w, "line");
    tdm_json_int(w, clause->place.line);
    view_json_text(w, "text", tdm_str_trim(clause->text));
    if (detail != NULL) view_json_text(w, "detail", *detail);
    tdm_json_object_end(w);
}

static void json_source(struct tdm_json_writer *w, const struct evidence *e, uint32_t s) {
    const struct tdm_source *source = &e->protocol->sources[s];
    tdm_str detail;
    tdm_json_object_begin(w);
    view_json_text(w, "name", source->name);
    view_json_text(w, "cite", source->cite);
    view_json_text(w, "id", source->id);
    view_json_text(w, "strength", tdm_str_of(tdm_strength_word(source->strength)));
    tdm_json_key(w, "direct");
    tdm_json_bool(w, source->direct);
    view_json_text(w, "state", tdm_str_of(state_words[state_of(e, source)]));
    view_json_date(w, "reviewed", source->reviewed);
    view_json_date(w, "good_until", good_until(source));
    view_json_date(w, "withdrawn", source->withdrawn);
    view_json_text(w, "withdrawn_why", source->withdrawn_why);
    tdm_json_key(w, "clauses");
    tdm_json_array_begin(w);
    for (uint32_t c = 0; c < e->protocol->clause_count; c++)
        if (!told_before(e->protocol, c) && leans_on(&e->protocol->clauses[c], s, &detail))
            json_clause(w, &e->protocol->clauses[c], &detail);
    tdm_json_array_end(w);
    tdm_json_object_end(w);
}

static void json_count(struct tdm_json_writer *w, const char *key, uint32_t count) {
    tdm_json_key(w, key);
    tdm_json_int(w, count);
}

void tdm_view_evidence_json(const struct tdm_view *view, const struct tdm_protocol *protocol,
                            const struct tdm_decision *decision, tdm_date on) {
    struct evidence e = {view, protocol, on};
    struct tdm_json_writer w;
    tdm_json_writer_init(&w, view->out, true);
    tdm_json_object_begin(&w);
    json_count(&w, "tandem", 1);
    view_json_language(&w, view);
    view_json_text(&w, "document", TDM_STR("evidence"));
    view_json_text(&w, "notice", view_plain(view, TDM_MSG_NOTICE));
    view_json_text(&w, "name", protocol->name);
    view_json_text(&w, "version", protocol->version);
    view_json_text(&w, "status", tdm_str_of(tdm_status_word(protocol->status)));
    view_json_date(&w, "on", on);
    json_count(&w, "clauses_wanting_source", protocol->clauses_wanting_source);
    json_count(&w, "clauses_own", protocol->clauses_own);
    json_count(&w, "clauses_on_withdrawn", clauses_in(&e, SOURCE_WITHDRAWN));
    json_count(&w, "clauses_on_overdue", clauses_in(&e, SOURCE_OVERDUE));
    json_count(&w, "clauses_on_never_reviewed", clauses_in(&e, SOURCE_NEVER_REVIEWED));
    tdm_json_key(&w, "sources");
    tdm_json_array_begin(&w);
    for (uint32_t s = 0; s < protocol->source_count; s++) json_source(&w, &e, s);
    tdm_json_array_end(&w);
    tdm_json_key(&w, "own");
    tdm_json_array_begin(&w);
    for (uint32_t c = 0; c < protocol->clause_count; c++)
        if (protocol->clauses[c].own && !told_before(protocol, c)) json_clause(&w, &protocol->clauses[c], NULL);
    tdm_json_array_end(&w);
    tdm_json_key(&w, "guidelines");
    tdm_json_array_begin(&w);
    for (uint32_t i = 0; i < protocol->guideline_count; i++)
        view_position_json(&w, view, protocol, &protocol->guidelines[i]);
    tdm_json_array_end(&w);
    if (decision != NULL) view_positions_json(&w, view, decision);
    tdm_json_object_end(&w);
    tdm_buf_char(view->out, '\n');
}
