/* protocol_view.c - a protocol without a patient: phases on two tracks, gates, restrictions, progressions,
 * never-clauses, sources, and the share of clauses that rest on the author alone. */
#include "views/view_int.h"

struct pen {
    const struct tdm_view *view;
    const struct tdm_protocol *protocol;
};

static void put(const struct pen *p, uint32_t indent, tdm_str text) {
    if (text.len == 0) return;
    tdm_buf_repeat(p->view->out, ' ', indent);
    tdm_text_wrap(p->view->out, text, p->view->width, indent, indent + 2);
    tdm_buf_char(p->view->out, '\n');
}

static void head(const struct pen *p, const char *text) {
    tdm_buf_format(p->view->out, "\n%s\n", text);
}

/* " [mckay-2019 Table 2, own]": where a clause comes from, in short. */
tdm_str view_cited(const struct tdm_view *view, const struct tdm_protocol *protocol, tdm_clause_id id) {
    struct tdm_buf text;
    if (id >= protocol->clause_count) return (tdm_str){0};
    const struct tdm_clause *c = &protocol->clauses[id];
    tdm_buf_init(&text, view->mem, 8192);
    for (uint32_t i = 0; i < c->cite_count; i++) {
        bool known = c->cites[i].source < protocol->source_count;
        tdm_buf_format(&text, "%s%.*s%s%.*s", i == 0 ? "  [" : ", ",
                       TDM_FMT(known ? protocol->sources[c->cites[i].source].name : TDM_STR("own")),
                       c->cites[i].detail.len > 0 ? " " : "", TDM_FMT(c->cites[i].detail));
    }
    if (c->cite_count > 0) tdm_buf_char(&text, ']');
    return tdm_buf_str(&text);
}

/* The clause as its author wrote it, with where it comes from. */
static void clause(const struct pen *p, uint32_t indent, tdm_clause_id id) {
    if (id >= p->protocol->clause_count) return;
    struct tdm_buf text;
    tdm_buf_init(&text, p->view->mem, 16384);
    tdm_buf_add(&text, tdm_str_trim(p->protocol->clauses[id].text));
    tdm_buf_add(&text, view_cited(p->view, p->protocol, id));
    put(p, indent, tdm_buf_str(&text));
}

static void text_phase(const struct pen *p, const struct tdm_phase *phase) {
    const struct tdm_catalog *catalog = p->protocol->catalog;
    put(p, 2,
        view_format(p->view, "%.*s%s%s", TDM_FMT(phase->name), phase->intent == TDM_INTENT_NONE ? "" : ": to ",
                    phase->intent == TDM_INTENT_NONE ? "" : tdm_intent_word(phase->intent)));
    for (uint32_t i = 0; i < phase->aim_count; i++) put(p, 6, phase->aims[i].text);
    clause(p, 6, phase->from_clause);
    clause(p, 6, phase->ends_by_clause);
    clause(p, 6, phase->load_clause);
    struct tdm_buf offers;
    tdm_buf_init(&offers, p->view->mem, 1u << 16);
    for (uint32_t i = 0; i < phase->offer_count; i++)
        tdm_buf_format(&offers, "%s%.*s", i == 0 ? "on the shelf: " : ", ",
                       TDM_FMT(tdm_catalog_label(catalog, TDM_KIND_EXERCISE, phase->offers[i].exercise)));
    put(p, 6, tdm_buf_str(&offers));
    for (uint32_t i = 0; i < phase->assessment_count; i++) {
        struct tdm_buf measures;
        tdm_buf_init(&measures, p->view->mem, 1u << 16);
        for (uint32_t m = 0; m < phase->assessments[i].measure_count; m++)
            tdm_buf_format(&measures, "%s%.*s", m == 0 ? "" : ", ",
                           TDM_FMT(p->protocol->measures[phase->assessments[i].measures[m]].name));
        clause(p, 6, phase->assessments[i].clause);
        put(p, 10, tdm_buf_str(&measures));
    }
}

static void text_gates(const struct pen *p) {
    head(p, "Clearances and gates");
    for (uint32_t i = 0; i < p->protocol->clearance_count; i++) {
        const struct tdm_clearance *c = &p->protocol->clearances[i];
        put(p, 2, view_format(p->view, "clearance %.*s", TDM_FMT(c->name)));
        clause(p, 6, c->by_clause);
        clause(p, 6, c->not_before_clause);
        clause(p, 6, c->valid_clause);
    }
    for (uint32_t i = 0; i < p->protocol->gate_count; i++) {
        const struct tdm_gate *g = &p->protocol->gates[i];
        put(p, 2,
            view_format(p->view, "gate %.*s opens %.*s%s", TDM_FMT(g->name),
                        TDM_FMT(g->opens_discharge ? TDM_STR("discharge") : p->protocol->phases[g->phase].name),
                        g->bare ? " (bare: a signature alone)" : ""));
        for (uint32_t n = 1; n < g->condition.count; n++) clause(p, 6, g->condition.nodes[n].clause);
        clause(p, 6, g->otherwise_clause);
    }
}

static void text_restrictions(const struct pen *p) {
    head(p, "Not allowed");
    for (uint32_t i = 0; i < p->protocol->restriction_count; i++) {
        const struct tdm_restriction *r = &p->protocol->restrictions[i];
        put(p, 2, r->name);
        for (uint32_t t = 0; t < r->touch_count; t++) clause(p, 6, r->touches[t].clause);
        clause(p, 6, r->from_clause);
        clause(p, 6, r->until_clause);
        put(p, 6, r->because);
        clause(p, 6, r->narrower_clause);
    }
    for (uint32_t i = 0; i < p->protocol->never_count; i++) clause(p, 2, p->protocol->nevers[i].clause);
}

static void text_guidelines(const struct pen *p) {
    if (p->protocol->guideline_count == 0) return;
    head(p, "What guidelines say");
    for (uint32_t i = 0; i < p->protocol->guideline_count; i++) clause(p, 2, p->protocol->guidelines[i].clause);
}

static void text_owe(const struct pen *p, const struct tdm_owe *owe) {
    struct tdm_buf text;
    tdm_buf_init(&text, p->view->mem, 8192);
    tdm_buf_format(&text, "%.*s: %.*s, every ", TDM_FMT(owe->name),
                   TDM_FMT(view_roles(p->view, p->protocol->catalog, owe->roles, view_or(p->view))));
    tdm_span_print(&text, owe->every);
    tdm_buf_text(&text, ", from ");
    tdm_day_expr_print(&text, &owe->from, &p->protocol->scope);
    tdm_buf_text(&text, " until ");
    tdm_day_expr_print(&text, &owe->until, &p->protocol->scope);
    put(p, 2, tdm_buf_str(&text));
}

static void text_rules(const struct pen *p) {
    if (p->protocol->progress_count > 0) head(p, "Progression");
    for (uint32_t i = 0; i < p->protocol->progress_count; i++) {
        const struct tdm_progress *progress = &p->protocol->progressions[i];
        put(p, 2, progress->name);
        for (uint32_t s = 0; s < progress->step_count; s++) {
            clause(p, 6, progress->steps[s].clause);
            for (uint32_t n = 1; n < progress->steps[s].condition.count; n++)
                clause(p, 10, progress->steps[s].condition.nodes[n].clause);
        }
        clause(p, 6, progress->otherwise_clause);
    }
    if (p->protocol->flag_count > 0) head(p, "Flags");
    for (uint32_t i = 0; i < p->protocol->flag_count; i++) {
        put(p, 2, p->protocol->flags[i].name);
        clause(p, 6, p->protocol->flags[i].escalate_clause);
    }
    if (p->protocol->owe_count > 0) head(p, "Owed");
    for (uint32_t i = 0; i < p->protocol->owe_count; i++) text_owe(p, &p->protocol->owes[i]);
}

static tdm_str own_share(const struct pen *p) {
    uint32_t own = p->protocol->clauses_own, all = p->protocol->clauses_wanting_source;
    uint32_t percent = all == 0 ? 0 : (own * 100 + all / 2) / all;
    return view_format(p->view, "%u of %u clauses that want a source (%u%%) are the author's own judgement.", own, all,
                       percent);
}

static void text_sources(const struct pen *p) {
    head(p, "Sources");
    for (uint32_t i = 0; i < p->protocol->source_count; i++) {
        const struct tdm_source *s = &p->protocol->sources[i];
        put(p, 2,
            view_format(p->view, "%.*s: %.*s%s%.*s (%s, %s)", TDM_FMT(s->name), TDM_FMT(s->cite),
                        s->id.len > 0 ? ", " : "", TDM_FMT(s->id), tdm_strength_word(s->strength),
                        s->direct ? "direct" : "indirect"));
        put(p, 6, s->says);
    }
    put(p, 2, own_share(p));
}

void view_text_sources(const struct tdm_view *view, const struct tdm_protocol *protocol) {
    struct pen pen = {view, protocol};
    text_sources(&pen);
}

void tdm_view_protocol_text(const struct tdm_view *given, const struct tdm_protocol *protocol) {
    struct tdm_view copy = *given;
    struct pen pen = {&copy, protocol}, *p = &pen;
    const struct tdm_catalog *catalog = protocol->catalog;
    if (copy.width == 0) copy.width = 100;
    put(p, 0,
        view_format(&copy, "%.*s %.*s (%s): %.*s", TDM_FMT(protocol->name), TDM_FMT(protocol->version),
                    tdm_status_word(protocol->status), TDM_FMT(protocol->title)));
    for (uint32_t i = 0; i < protocol->sign_off_count; i++) {
        const struct tdm_sign_off *one = &protocol->sign_offs[i];
        struct tdm_arg args[] = {TDM_ARG_T("words", tdm_str_of(tdm_status_word(one->as))),
                                 TDM_ARG_T("who", tdm_catalog_label(catalog, TDM_KIND_ROLE, one->role)),
                                 TDM_ARG_D("date", one->on)};
        put(p, 0, view_words(&copy, TDM_MSG_PROTOCOL_SIGNED, args, TDM_COUNT(args)));
    }
    if (protocol->condition != TDM_REF_NONE)
        put(p, 0,
            view_format(&copy, "for %.*s",
                        TDM_FMT(tdm_catalog_label(catalog, TDM_KIND_CONDITION, protocol->condition))));
    put(p, 0,
        view_format(&copy, "procedure: %.*s",
                    TDM_FMT(protocol->procedure == TDM_REF_NONE
                                ? TDM_STR("none, therapy alone")
                                : tdm_catalog_label(catalog, TDM_KIND_PROCEDURE, protocol->procedure))));
    put(p, 0, own_share(p));
    text_guidelines(p);
    for (int track = 0; track < TDM_TRACK_COUNT; track++) {
        head(p, track == TDM_TRACK_TISSUE ? "Phases on tissue" : "Phases on function");
        for (uint32_t i = 0; i < protocol->phase_count; i++)
            if ((int)protocol->phases[i].track == track) text_phase(p, &protocol->phases[i]);
    }
    text_gates(p);
    text_restrictions(p);
    text_rules(p);
    text_sources(p);
    struct tdm_buf digest;
    tdm_buf_init(&digest, copy.mem, 128);
    tdm_digest_print(&digest, protocol->digest);
    put(p, 0, view_format(&copy, "digest %.*s", TDM_FMT(tdm_buf_str(&digest))));
    view_text_notice(&copy);
}

/* ---- JSON: every clause in order, with its block, text and sources; the counts */

static void json_clauses(struct tdm_json_writer *w, const struct tdm_protocol *protocol) {
    tdm_json_key(w, "clauses");
    tdm_json_array_begin(w);
    for (uint32_t i = 0; i < protocol->clause_count; i++) {
        const struct tdm_clause *c = &protocol->clauses[i];
        const struct tdm_clause_form *form = &tdm_clause_forms[c->kind];
        tdm_json_object_begin(w);
        view_json_text(w, "head", tdm_str_of(form->head));
        view_json_text(w, "inside", tdm_str_of(form->inside));
        view_json_text(w, "file", c->place.file);
        tdm_json_key(w, "line");
        tdm_json_int(w, c->place.line);
        view_json_text(w, "text", tdm_str_trim(c->text));
        tdm_json_key(w, "wants_source");
        tdm_json_bool(w, form->wants_source);
        tdm_json_key(w, "own");
        tdm_json_bool(w, c->own);
        tdm_json_key(w, "sources");
        tdm_json_array_begin(w);
        for (uint32_t s = 0; s < c->cite_count; s++)
            if (c->cites[s].source < protocol->source_count)
                tdm_json_string(w, protocol->sources[c->cites[s].source].name);
        tdm_json_array_end(w);
        tdm_json_object_end(w);
    }
    tdm_json_array_end(w);
}

static void json_sign_offs(struct tdm_json_writer *w, const struct tdm_protocol *protocol) {
    tdm_json_key(w, "signed");
    tdm_json_array_begin(w);
    for (uint32_t i = 0; i < protocol->sign_off_count; i++) {
        const struct tdm_sign_off *one = &protocol->sign_offs[i];
        tdm_json_object_begin(w);
        view_json_text(w, "role", tdm_catalog_name(protocol->catalog, TDM_KIND_ROLE, one->role));
        view_json_date(w, "on", one->on);
        view_json_text(w, "as", tdm_str_of(tdm_status_word(one->as)));
        tdm_json_object_end(w);
    }
    tdm_json_array_end(w);
}

static void json_guidelines(struct tdm_json_writer *w, const struct tdm_view *view,
                            const struct tdm_protocol *protocol) {
    tdm_json_key(w, "guidelines");
    tdm_json_array_begin(w);
    for (uint32_t i = 0; i < protocol->guideline_count; i++)
        view_position_json(w, view, protocol, &protocol->guidelines[i]);
    tdm_json_array_end(w);
}

static void json_sources(struct tdm_json_writer *w, const struct tdm_protocol *protocol) {
    tdm_json_key(w, "sources");
    tdm_json_array_begin(w);
    for (uint32_t i = 0; i < protocol->source_count; i++) {
        const struct tdm_source *s = &protocol->sources[i];
        tdm_json_object_begin(w);
        view_json_text(w, "name", s->name);
        view_json_text(w, "cite", s->cite);
        view_json_text(w, "id", s->id);
        view_json_text(w, "strength", tdm_str_of(tdm_strength_word(s->strength)));
        tdm_json_key(w, "direct");
        tdm_json_bool(w, s->direct);
        tdm_json_object_end(w);
    }
    tdm_json_array_end(w);
}

void tdm_view_protocol_json(const struct tdm_view *view, const struct tdm_protocol *protocol) {
    view_json_frame(view, protocol, "protocol");
}

void view_json_frame(const struct tdm_view *view, const struct tdm_protocol *protocol, const char *document) {
    struct tdm_json_writer w;
    struct tdm_buf digest;
    tdm_buf_init(&digest, view->mem, 128);
    tdm_digest_print(&digest, protocol->digest);
    tdm_json_writer_init(&w, view->out, true);
    tdm_json_object_begin(&w);
    tdm_json_key(&w, "tandem");
    tdm_json_int(&w, 1);
    view_json_text(&w, "document", tdm_str_of(document));
    view_json_text(&w, "notice", view_plain(view, TDM_MSG_NOTICE));
    view_json_text(&w, "name", protocol->name);
    view_json_text(&w, "version", protocol->version);
    view_json_text(&w, "title", protocol->title);
    view_json_text(&w, "status", tdm_str_of(tdm_status_word(protocol->status)));
    json_sign_offs(&w, protocol);
    if (tdm_str_is(tdm_str_of(document), "protocol")) json_guidelines(&w, view, protocol);
    view_json_text(&w, "digest", tdm_buf_str(&digest));
    tdm_json_key(&w, "clauses_wanting_source");
    tdm_json_int(&w, protocol->clauses_wanting_source);
    tdm_json_key(&w, "clauses_own");
    tdm_json_int(&w, protocol->clauses_own);
    json_clauses(&w, protocol);
    json_sources(&w, protocol);
    tdm_json_object_end(&w);
    tdm_buf_char(view->out, '\n');
}
