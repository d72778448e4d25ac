/* options_json.c - the argument tree of a decision for an episode as JSON (docs/schema/options.schema.json). */
#include "views/view_int.h"

struct pen {
    struct tdm_json_writer *w;
    const struct tdm_view *view;
    const struct tdm_options *options;
    const struct tdm_standing *facts;
};

static void put_bool(const struct pen *p, const char *key, bool truth) {
    tdm_json_key(p->w, key);
    tdm_json_bool(p->w, truth);
}

static void put_truth(const struct pen *p, enum tdm_truth truth) {
    view_json_text(p->w, "truth", tdm_str_of(tdm_truth_word(truth)));
}

static void put_roles(const struct pen *p, const char *key, tdm_mask roles) {
    view_json_names(p->w, key, view_catalog(p->facts), TDM_KIND_ROLE, roles);
}

/* ---- conditions */

static void put_node(const struct pen *p, const struct tdm_condition *condition, const struct tdm_check *checks,
                     uint32_t node) {
    const struct tdm_criterion *criterion = &condition->nodes[node];
    bool block = criterion->child_count > 0 && criterion->kind != TDM_CRITERION_NOT;
    struct tdm_buf text;
    tdm_buf_init(&text, p->view->mem, 1u << 16);
    tdm_condition_line_print(&text, condition, (uint16_t)node, &p->options->decision->frame->scope);
    tdm_json_object_begin(p->w);
    view_json_text(p->w, "criterion", tdm_buf_str(&text));
    put_truth(p, checks[node].truth);
    if (!block) {
        view_json_reason(p->w, p->view, p->facts, "reason", &checks[node].reason);
        view_json_clause(p->w, p->options->decision->frame, "clause", criterion->clause);
    }
    tdm_json_key(p->w, "parts");
    tdm_json_array_begin(p->w);
    for (uint32_t i = 0; block && i < criterion->child_count; i++)
        put_node(p, condition, checks, criterion->first_child + i);
    tdm_json_array_end(p->w);
    tdm_json_object_end(p->w);
}

static void put_condition(const struct pen *p, const struct tdm_condition *condition, const struct tdm_check *checks) {
    tdm_json_key(p->w, "condition");
    put_node(p, condition, checks, 0);
}

static void put_factors(const struct pen *p) {
    const struct tdm_options *o = p->options;
    tdm_json_key(p->w, "limiting_factor");
    tdm_json_object_begin(p->w);
    view_json_text(p->w, "answer", tdm_str_of(tdm_limiting_word(o->limiting)));
    view_json_text(p->w, "text", view_limiting(p->view, o->limiting));
    tdm_json_key(p->w, "factors");
    tdm_json_array_begin(p->w);
    for (int f = 0; f < TDM_FACTOR_COUNT; f++) {
        tdm_json_object_begin(p->w);
        view_json_text(p->w, "name", tdm_str_of(tdm_factor_word((enum tdm_factor)f)));
        put_truth(p, o->factors[f]);
        put_condition(p, &o->decision->factors[f], o->factor_checks[f]);
        tdm_json_object_end(p->w);
    }
    tdm_json_array_end(p->w);
    tdm_json_object_end(p->w);
}

/* ---- options */

static void put_bars(const struct pen *p, const struct tdm_option_answer *answer) {
    static const char *const levels[TDM_BAR_LEVEL_COUNT] = {
        [TDM_BAR_EXCLUDES] = "excludes", [TDM_BAR_ASKS] = "asks", [TDM_BAR_CAUTIONS] = "cautions"};
    tdm_json_key(p->w, "bars");
    tdm_json_array_begin(p->w);
    for (uint32_t i = 0; i < answer->bar_count; i++) {
        const struct tdm_bar_answer *bar = &answer->bars[i];
        tdm_json_object_begin(p->w);
        view_json_text(p->w, "level", tdm_str_of(levels[bar->level]));
        put_roles(p, "roles", bar->bar->roles);
        put_truth(p, bar->truth);
        put_condition(p, &bar->bar->condition, bar->checks);
        tdm_json_object_end(p->w);
    }
    tdm_json_array_end(p->w);
}

static void put_arguments(const struct pen *p, const char *key, const struct tdm_argument_answer *answers,
                          uint32_t count) {
    tdm_json_key(p->w, key);
    tdm_json_array_begin(p->w);
    for (uint32_t i = 0; i < count; i++) {
        const struct tdm_argument *argument = answers[i].argument;
        tdm_json_object_begin(p->w);
        put_truth(p, answers[i].truth);
        view_json_clause(p->w, p->options->decision->frame, "clause", argument->clause);
        if (argument->by_factor)
            view_json_text(p->w, "factor", tdm_str_of(tdm_limiting_word(argument->factor)));
        else
            put_condition(p, &argument->condition, answers[i].checks);
        tdm_json_object_end(p->w);
    }
    tdm_json_array_end(p->w);
}

static void put_options(const struct pen *p) {
    tdm_json_key(p->w, "options");
    tdm_json_array_begin(p->w);
    for (int way = 0; way < TDM_WAY_COUNT; way++) {
        const struct tdm_way_option *option = &p->options->decision->options[way];
        const struct tdm_option_answer *answer = &p->options->options[way];
        tdm_json_object_begin(p->w);
        view_json_text(p->w, "name", tdm_str_of(tdm_way_word((enum tdm_way)way)));
        view_json_text(p->w, "label", view_way(p->view, (enum tdm_way)way));
        view_json_text(p->w, "availability", tdm_str_of(tdm_availability_word(answer->availability)));
        view_json_text(p->w, "availability_alone", tdm_str_of(tdm_availability_word(answer->own)));
        put_bool(p, "facts_speak_for_it", answer->fits);
        tdm_json_key(p->w, "needs");
        tdm_json_array_begin(p->w);
        for (int w = 0; w < TDM_WAY_COUNT; w++)
            if (option->needs[w]) tdm_json_string(p->w, tdm_str_of(tdm_way_word((enum tdm_way)w)));
        tdm_json_array_end(p->w);
        put_bars(p, answer);
        put_arguments(p, "for", answer->arguments_for, option->arguments_for.count);
        put_arguments(p, "against", answer->arguments_against, option->arguments_against.count);
        tdm_json_object_end(p->w);
    }
    tdm_json_array_end(p->w);
}

/* ---- would flip it */

static void put_case(const struct pen *p, const struct tdm_flip *flip, const struct tdm_flip_case *c) {
    tdm_json_object_begin(p->w);
    view_json_text(p->w, "if", view_flip_case(p->view, p->options, flip, c));
    view_json_text(p->w, "answer", tdm_str_of(tdm_limiting_word(c->limiting)));
    tdm_json_key(p->w, "availability");
    tdm_json_object_begin(p->w);
    for (int w = 0; w < TDM_WAY_COUNT; w++)
        view_json_text(p->w, tdm_way_word((enum tdm_way)w), tdm_str_of(tdm_availability_word(c->availability[w])));
    tdm_json_object_end(p->w);
    tdm_json_object_end(p->w);
}

static void put_flips(const struct pen *p) {
    tdm_json_key(p->w, "would_flip");
    tdm_json_array_begin(p->w);
    for (uint32_t i = 0; i < p->options->flip_count; i++) {
        const struct tdm_flip *flip = &p->options->flips[i];
        tdm_json_object_begin(p->w);
        view_json_text(p->w, "fact", view_flip_fact(p->view, p->options, flip));
        view_json_clause(p->w, p->options->decision->frame, "clause", flip->criterion->clause);
        view_json_reason(p->w, p->view, p->facts, "reason", &flip->check->reason);
        put_bool(p, "unknown", flip->unknown);
        put_bool(p, "near", flip->near);
        put_bool(p, "together", flip->together);
        tdm_json_key(p->w, "cases");
        tdm_json_array_begin(p->w);
        for (uint32_t k = 0; k < flip->case_count; k++) put_case(p, flip, &flip->cases[k]);
        tdm_json_array_end(p->w);
        put_roles(p, "recorded_by", flip->roles);
        tdm_json_object_end(p->w);
    }
    tdm_json_array_end(p->w);
}

/* ---- guidelines and legal status */

void view_position_json(struct tdm_json_writer *w, const struct tdm_view *view, const struct tdm_protocol *frame,
                        const struct tdm_position *position) {
    tdm_json_object_begin(w);
    view_json_text(w, "position", tdm_str_of(tdm_stance_word(position->stance)));
    tdm_json_key(w, "year");
    tdm_json_int(w, position->year);
    view_json_text(w, "strength", position->strength);
    view_json_text(w, "source", view_cites(view, frame, position->clause));
    view_json_clause(w, frame, "clause", position->clause);
    tdm_json_object_end(w);
}

void view_positions_json(struct tdm_json_writer *w, const struct tdm_view *view, const struct tdm_decision *decision) {
    tdm_json_key(w, "positions");
    tdm_json_array_begin(w);
    for (uint32_t i = 0; i < decision->positions_count; i++) {
        tdm_json_object_begin(w);
        view_json_text(w, "name", decision->positions[i].name);
        view_json_text(w, "about", decision->positions[i].about);
        tdm_json_key(w, "guidelines");
        tdm_json_array_begin(w);
        for (uint32_t k = 0; k < decision->positions[i].count; k++)
            view_position_json(w, view, decision->frame, &decision->positions[i].items[k]);
        tdm_json_array_end(w);
        tdm_json_object_end(w);
    }
    tdm_json_array_end(w);
}

static void put_law(const struct pen *p, const struct tdm_product_law *product, uint32_t jurisdiction) {
    const struct tdm_decision *decision = p->options->decision;
    const struct tdm_law *law = NULL;
    for (uint32_t i = 0; i < product->count; i++)
        if (product->items[i].jurisdiction == jurisdiction) law = &product->items[i];
    tdm_json_object_begin(p->w);
    view_json_text(p->w, "jurisdiction", decision->jurisdictions[jurisdiction]);
    put_bool(p, "known", law != NULL);
    if (law != NULL) {
        view_json_text(p->w, "since", law->since);
        view_json_text(p->w, "status", law->status);
        view_json_text(p->w, "source", view_cites(p->view, decision->frame, law->clause));
        view_json_clause(p->w, decision->frame, "clause", law->clause);
    }
    tdm_json_object_end(p->w);
}

static void put_products(const struct pen *p) {
    const struct tdm_decision *decision = p->options->decision;
    const struct tdm_catalog *catalog = decision->frame->catalog;
    tdm_json_key(p->w, "products");
    tdm_json_array_begin(p->w);
    for (uint32_t i = 0; i < decision->product_count; i++) {
        const struct tdm_product_law *product = &decision->products[i];
        tdm_json_object_begin(p->w);
        view_json_text(p->w, "name", tdm_catalog_name(catalog, TDM_KIND_PROCEDURE, product->procedure));
        view_json_text(p->w, "label", tdm_catalog_label(catalog, TDM_KIND_PROCEDURE, product->procedure));
        put_bool(p, "of_this_protocol", product->procedure == p->options->episode->protocol->procedure);
        tdm_json_key(p->w, "status");
        tdm_json_array_begin(p->w);
        for (uint32_t j = 0; j < decision->jurisdiction_count; j++) put_law(p, product, j);
        tdm_json_array_end(p->w);
        tdm_json_object_end(p->w);
    }
    tdm_json_array_end(p->w);
}

/* ---- the document */

static void put_decision(const struct pen *p) {
    const struct tdm_decision *decision = p->options->decision;
    const struct tdm_protocol *frame = decision->frame;
    struct tdm_buf digest;
    tdm_buf_init(&digest, p->view->mem, 128);
    tdm_digest_print(&digest, frame->digest);
    tdm_json_key(p->w, "decision");
    tdm_json_object_begin(p->w);
    view_json_text(p->w, "name", frame->name);
    view_json_text(p->w, "version", frame->version);
    view_json_text(p->w, "status", tdm_str_of(tdm_status_word(frame->status)));
    view_json_text(p->w, "digest", tdm_buf_str(&digest));
    view_json_text(p->w, "asks", decision->asks);
    tdm_json_key(p->w, "near_percent");
    tdm_json_decimal(p->w, decision->near_percent);
    tdm_json_key(p->w, "clauses_wanting_source");
    tdm_json_int(p->w, frame->clauses_wanting_source);
    tdm_json_key(p->w, "clauses_own");
    tdm_json_int(p->w, frame->clauses_own);
    tdm_json_object_end(p->w);
}

void tdm_view_options_json(const struct tdm_view *view, const struct tdm_options *options) {
    struct tdm_json_writer w;
    struct tdm_standing episode = view_options_standing(options, options->episode);
    struct tdm_standing facts = view_options_standing(options, options->facts);
    struct pen pen = {&w, view, options, &facts}, *p = &pen;
    tdm_json_writer_init(&w, view->out, true);
    tdm_json_object_begin(&w);
    view_json_head(&w, view, &episode, "options");
    view_json_text(&w, "purpose", view_plain(view, TDM_MSG_OPTIONS_NOTICE));
    put_decision(p);
    put_factors(p);
    put_options(p);
    put_flips(p);
    view_positions_json(p->w, p->view, p->options->decision);
    put_products(p);
    tdm_json_object_end(&w);
    tdm_buf_char(view->out, '\n');
}
