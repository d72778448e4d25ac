/* decision_view.c - a decision without a patient, read aloud: factors, options with what bars and what argues, what
 * guidelines say, legal status, sources. */
#include "views/view_int.h"

struct pen {
    const struct tdm_view *view;
    const struct tdm_protocol *frame;
};

static void put(const struct pen *p, uint32_t indent, tdm_str text) {
    if (text.len == 0) return;
    tdm_buf_repeat(p->view->out, ' ', indent);
    tdm_text_wrap(p->view->out, text, p->view->width, indent, indent + 2);
    tdm_buf_char(p->view->out, '\n');
}

static void head(const struct pen *p, enum tdm_message message) {
    tdm_buf_char(p->view->out, '\n');
    tdm_buf_add(p->view->out, view_plain(p->view, message));
    tdm_buf_char(p->view->out, '\n');
}

static void clause(const struct pen *p, uint32_t indent, tdm_clause_id id) {
    struct tdm_buf text;
    tdm_buf_init(&text, p->view->mem, 16384);
    tdm_buf_add(&text, tdm_str_trim(p->frame->clauses[id].text));
    tdm_buf_add(&text, view_cited(p->view, p->frame, id));
    put(p, indent, tdm_buf_str(&text));
}

/* The condition as lines of the notation, each leaf as its author wrote it. */
static void nodes(const struct pen *p, const struct tdm_condition *condition, uint32_t node, uint32_t indent) {
    const struct tdm_criterion *criterion = &condition->nodes[node];
    bool block = criterion->child_count > 0 && criterion->kind != TDM_CRITERION_NOT;
    struct tdm_buf text;
    tdm_buf_init(&text, p->view->mem, 8192);
    if (!block) {
        clause(p, indent, criterion->clause);
        return;
    }
    tdm_criterion_print(&text, criterion, &p->frame->scope);
    if (node > 0 || criterion->child_count > 1) put(p, indent, tdm_buf_str(&text));
    for (uint32_t i = 0; i < criterion->child_count; i++)
        nodes(p, condition, criterion->first_child + i, indent + (node > 0 || criterion->child_count > 1 ? 2 : 0));
}

/* What stands below a head line that holds the opener, or the whole criterion, itself. */
static void below(const struct pen *p, const struct tdm_condition *condition, uint32_t indent) {
    const struct tdm_criterion *root = &condition->nodes[0];
    bool on_head = root->kind == TDM_CRITERION_ALL && root->child_count == 1 &&
                   condition->nodes[root->first_child].place.line == root->place.line;
    for (uint32_t i = 0; i < root->child_count && !on_head; i++) nodes(p, condition, root->first_child + i, indent);
}

static void arguments(const struct pen *p, const struct tdm_arguments *list, enum tdm_message message) {
    if (list->count > 0) put(p, 4, view_plain(p->view, message));
    for (uint32_t i = 0; i < list->count; i++) {
        if (list->items[i].by_factor)
            clause(p, 6, list->items[i].clause);
        else
            nodes(p, &list->items[i].condition, 0, 6);
    }
}

static void option(const struct pen *p, const struct tdm_decision *decision, enum tdm_way way) {
    const struct tdm_way_option *o = &decision->options[way];
    put(p, 2, view_way(p->view, way));
    for (int level = 0; level < TDM_BAR_LEVEL_COUNT; level++)
        for (uint32_t i = 0; i < o->bars[level].count; i++) {
            clause(p, 4, o->bars[level].items[i].clause);
            below(p, &o->bars[level].items[i].condition, 6);
        }
    arguments(p, &o->arguments_for, TDM_MSG_OPTION_FOR);
    arguments(p, &o->arguments_against, TDM_MSG_OPTION_AGAINST);
}

static tdm_str joined(const struct pen *p, tdm_str before, tdm_str next) {
    return before.len == 0 ? next : view_format(p->view, "%.*s, %.*s", TDM_FMT(before), TDM_FMT(next));
}

static void opening(const struct pen *p, const struct tdm_decision *decision) {
    const struct tdm_protocol *frame = p->frame;
    struct tdm_arg args[] = {TDM_ARG_T("words", (tdm_str){0}), TDM_ARG_T("value", (tdm_str){0})};
    put(p, 0,
        view_format(p->view, "%.*s %.*s (%s): %.*s", TDM_FMT(frame->name), TDM_FMT(frame->version),
                    tdm_status_word(frame->status), TDM_FMT(decision->asks)));
    for (uint32_t i = 0; i < decision->condition_count; i++)
        args[0].text =
            joined(p, args[0].text, tdm_catalog_label(frame->catalog, TDM_KIND_CONDITION, decision->conditions[i]));
    put(p, 0, view_words(p->view, TDM_MSG_DECISION_FOR, args, 2));
    args[0].text = (tdm_str){0};
    for (uint32_t i = 0; i < frame->measure_count; i++) args[0].text = joined(p, args[0].text, frame->measures[i].name);
    put(p, 0, view_words(p->view, TDM_MSG_DECISION_READS, args, 2));
    clause(p, 0, decision->near_clause);
}

static void laws(const struct pen *p, const struct tdm_decision *decision) {
    if (decision->positions_count > 0) head(p, TDM_MSG_OPTIONS_POSITIONS);
    for (uint32_t i = 0; i < decision->positions_count; i++) {
        put(p, 2, decision->positions[i].about);
        for (uint32_t k = 0; k < decision->positions[i].count; k++)
            clause(p, 4, decision->positions[i].items[k].clause);
    }
    if (decision->product_count > 0) head(p, TDM_MSG_OPTIONS_LAWS);
    for (uint32_t i = 0; i < decision->product_count; i++) {
        put(p, 2, tdm_catalog_label(p->frame->catalog, TDM_KIND_PROCEDURE, decision->products[i].procedure));
        for (uint32_t k = 0; k < decision->products[i].count; k++) clause(p, 4, decision->products[i].items[k].clause);
    }
}

void tdm_view_decision_text(const struct tdm_view *given, const struct tdm_decision *decision) {
    struct tdm_view copy = *given;
    struct pen pen = {&copy, decision->frame}, *p = &pen;
    struct tdm_buf digest;
    if (copy.width == 0) copy.width = 100;
    tdm_buf_init(&digest, copy.mem, 128);
    tdm_digest_print(&digest, decision->frame->digest);
    opening(p, decision);
    head(p, TDM_MSG_DECISION_HEAD_FACTORS);
    for (int f = 0; f < TDM_FACTOR_COUNT; f++) {
        clause(p, 2, decision->factor_clauses[f]);
        below(p, &decision->factors[f], 4);
    }
    head(p, TDM_MSG_DECISION_HEAD_OPTIONS);
    for (int w = 0; w < TDM_WAY_COUNT; w++) option(p, decision, (enum tdm_way)w);
    laws(p, decision);
    view_text_sources(&copy, decision->frame);
    put(p, 0, view_format(&copy, "digest %.*s", TDM_FMT(tdm_buf_str(&digest))));
    view_text_notice(&copy);
}

void tdm_view_decision_json(const struct tdm_view *view, const struct tdm_decision *decision) {
    view_json_frame(view, decision->frame, "decision");
}
