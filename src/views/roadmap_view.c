/* roadmap_view.c - the roadmap from the baseline: what is known, and what is to be retrained or measured, in which
 * phase, by whom (S69, F025); as text and as JSON. */
#include "engine/roadmap.h"
#include "views/record_view.h"

static void line(const struct tdm_view *view, tdm_str text, uint32_t indent) {
    tdm_buf_repeat(view->out, ' ', indent);
    tdm_text_wrap(view->out, text, view->width, indent, indent + 2);
    tdm_buf_char(view->out, '\n');
}

struct telling {
    const struct tdm_view *view;
    const struct tdm_standing *standing;
    const struct tdm_record *record;
};

static tdm_ref use_of(const struct telling *t, const struct tdm_roadmap_item *item) {
    return t->record->baseline.items[item->of].use;
}

/* What the gate asks for, in the language asked for: the clause's own words are English. */
static tdm_str asked_words(const struct telling *t, const struct tdm_roadmap_item *item) {
    const struct tdm_condition *condition = &view_protocol(t->standing)->gates[item->gate].condition;
    for (uint32_t i = 0; i < condition->count; i++)
        if (condition->nodes[i].child_count == 0 && condition->nodes[i].clause == item->clause)
            return view_criterion(t->view, t->standing, &condition->nodes[i]);
    return tdm_str_trim(view_protocol(t->standing)->clauses[item->clause].text);
}

static tdm_str measure_line(const struct telling *t, const struct tdm_roadmap_item *item) {
    const struct tdm_baseline_item *of = &t->record->baseline.items[item->of];
    const struct tdm_protocol *protocol = view_protocol(t->standing);
    struct tdm_arg args[] = {TDM_ARG_T("ref", view_ref_name(t->view, t->standing, VIEW_REF_MEASURE, of->use)),
                             TDM_ARG_T("value", view_point(t->view, t->standing, of->use, &of->value)),
                             TDM_ARG_D("date", of->value.date), TDM_ARG_T("words", (tdm_str){0}),
                             TDM_ARG_T("clause", (tdm_str){0})};
    if (item->kind == TDM_ROADMAP_MEASURE)
        return view_words(
            t->view, of->state == TDM_BASELINE_TOO_OLD ? TDM_MSG_ROADMAP_MEASURE_OLD : TDM_MSG_ROADMAP_MEASURE_LINE,
            args, 5);
    args[1].text = view_name(t->view, protocol->gates[item->gate].name);
    args[3].text = view_reason(t->view, t->standing, &item->reason);
    args[4].text = asked_words(t, item);
    return view_words(t->view, TDM_MSG_ROADMAP_DEFICIT_LINE, args, 5);
}

static tdm_str finding_line(const struct telling *t, const struct tdm_roadmap_item *item) {
    const struct tdm_finding_life *life = &t->record->findings[item->of];
    struct tdm_arg args[] = {TDM_ARG_T("ref", view_ref_name(t->view, t->standing, VIEW_REF_FINDING, life->item)),
                             TDM_ARG_D("date", life->since)};
    tdm_str place = view_finding_place(t->view, t->standing, life);
    if (place.len > 0) args[0].text = view_format(t->view, "%.*s, %.*s", TDM_FMT(args[0].text), TDM_FMT(place));
    return view_words(t->view,
                      item->kind == TDM_ROADMAP_RETRAIN ? TDM_MSG_ROADMAP_RETRAIN_LINE : TDM_MSG_ROADMAP_WATCH_LINE,
                      args, 2);
}

static bool about_finding(const struct tdm_roadmap_item *item) {
    return item->kind == TDM_ROADMAP_RETRAIN || item->kind == TDM_ROADMAP_WATCH;
}

static tdm_str what(const struct telling *t, const struct tdm_roadmap_item *item) {
    return about_finding(item) ? finding_line(t, item) : measure_line(t, item);
}

static tdm_str when(const struct telling *t, tdm_ref phase) {
    const struct tdm_phase_answer *answer = &t->standing->phases[phase];
    struct tdm_arg args[] = {TDM_ARG_D("date", answer->start.earliest)};
    if (answer->state != TDM_PHASE_NOT_YET) return view_plain(t->view, TDM_MSG_ROADMAP_NOW);
    if (tdm_date_is_none(answer->start.earliest)) return view_plain(t->view, TDM_MSG_ROADMAP_UNDATED);
    return view_words(t->view, TDM_MSG_ROADMAP_BEST, args, 1);
}

static tdm_str phase_line(const struct telling *t, const struct tdm_roadmap_phase *phase) {
    struct tdm_buf names, out;
    struct tdm_arg args[] = {
        TDM_ARG_T("ref", view_pretty(t->view, view_protocol(t->standing)->phases[phase->phase].name)),
        TDM_ARG_T("words", when(t, phase->phase))};
    tdm_buf_init(&names, t->view->mem, (size_t)1 << 16);
    tdm_buf_init(&out, t->view->mem, (size_t)1 << 16);
    tdm_buf_add(&out, view_words(t->view, TDM_MSG_ROADMAP_IN, args, 2));
    for (uint32_t i = 0; i < phase->exercise_count; i++)
        tdm_buf_format(&names, "%s%.*s", i == 0 ? "" : ", ",
                       TDM_FMT(view_ref_name(t->view, t->standing, VIEW_REF_EXERCISE, phase->exercises[i])));
    if (phase->aims) tdm_buf_format(&out, "; %.*s", TDM_FMT(view_plain(t->view, TDM_MSG_ROADMAP_AIM)));
    args[1].text = tdm_buf_str(&names);
    if (phase->exercise_count > 0)
        tdm_buf_format(&out, "; %.*s", TDM_FMT(view_words(t->view, TDM_MSG_ROADMAP_OFFERS, args, 2)));
    return tdm_buf_str(&out);
}

static void tell(const struct telling *t, const struct tdm_roadmap_item *item) {
    const struct tdm_catalog *catalog = view_catalog(t->standing);
    struct tdm_arg args[] = {TDM_ARG_T("words", view_mask(t->view, catalog, TDM_KIND_VARIABLE, item->variables)),
                             TDM_ARG_T("who", view_roles(t->view, catalog, item->roles, view_or(t->view)))};
    bool trains = item->kind != TDM_ROADMAP_MEASURE;
    line(t->view, what(t, item), 2);
    if (item->variables != 0)
        line(t->view, view_words(t->view, TDM_MSG_ROADMAP_TRAINS, args, 2), 4);
    else if (trains)
        line(t->view, view_plain(t->view, TDM_MSG_ROADMAP_NO_VARIABLE), 4);
    for (uint32_t i = 0; i < item->phase_count; i++) line(t->view, phase_line(t, &item->phases[i]), 4);
    if (item->phase_count == 0 && item->variables != 0) line(t->view, view_plain(t->view, TDM_MSG_ROADMAP_NO_PHASE), 4);
    line(t->view, view_words(t->view, TDM_MSG_ROADMAP_BY, args, 2), 4);
}

void view_roadmap_body(const struct tdm_view *view, const struct tdm_standing *standing) {
    const struct tdm_record *record = tdm_record_of(view->mem, standing);
    const struct tdm_roadmap *roadmap = tdm_roadmap_of(view->mem, standing, record);
    struct telling t = {view, standing, record};
    view_baseline_text(view, standing, record);
    view_findings_text(view, standing, record);
    tdm_buf_char(view->out, '\n');
    line(view, view_plain(view, TDM_MSG_HEAD_ROADMAP), 0);
    for (uint32_t i = 0; i < roadmap->count; i++) tell(&t, &roadmap->items[i]);
    if (roadmap->count == 0)
        line(view, view_plain(view, standing->enrolled ? TDM_MSG_ROADMAP_NOTHING_OPEN : TDM_MSG_STANDING_NOT_ENROLLED),
             2);
}

void tdm_view_roadmap_text(const struct tdm_view *given, const struct tdm_standing *standing) {
    struct tdm_view copy = *given, *view = &copy;
    if (view->width == 0) view->width = 100;
    view_text_head(view, standing);
    view_roadmap_body(view, standing);
    view_text_notice(view);
}

static void json_phases(struct tdm_json_writer *w, const struct telling *t, const struct tdm_roadmap_item *item) {
    tdm_json_key(w, "phases");
    tdm_json_array_begin(w);
    for (uint32_t i = 0; i < item->phase_count; i++) {
        const struct tdm_roadmap_phase *phase = &item->phases[i];
        tdm_json_object_begin(w);
        view_json_text(w, "phase", view_protocol(t->standing)->phases[phase->phase].name);
        view_json_text(w, "state", tdm_str_of(view_phase_state_word(t->standing->phases[phase->phase].state)));
        view_json_date(w, "earliest", t->standing->phases[phase->phase].start.earliest);
        tdm_json_key(w, "aim");
        tdm_json_bool(w, phase->aims);
        tdm_json_key(w, "exercises");
        tdm_json_array_begin(w);
        for (uint32_t k = 0; k < phase->exercise_count; k++)
            tdm_json_string(w, tdm_catalog_name(view_catalog(t->standing), TDM_KIND_EXERCISE, phase->exercises[k]));
        tdm_json_array_end(w);
        tdm_json_object_end(w);
    }
    tdm_json_array_end(w);
}

void tdm_view_roadmap_json(const struct tdm_view *view, const struct tdm_standing *standing) {
    const struct tdm_record *record = tdm_record_of(view->mem, standing);
    const struct tdm_roadmap *roadmap = tdm_roadmap_of(view->mem, standing, record);
    const struct tdm_catalog *catalog = view_catalog(standing);
    struct telling t = {view, standing, record};
    struct tdm_json_writer writer, *w = &writer;
    tdm_json_writer_init(w, view->out, true);
    tdm_json_object_begin(w);
    view_json_head(w, view, standing, "roadmap");
    view_baseline_json(w, view, standing, record);
    view_findings_json(w, view, standing, record);
    tdm_json_key(w, "items");
    tdm_json_array_begin(w);
    for (uint32_t i = 0; i < roadmap->count; i++) {
        const struct tdm_roadmap_item *item = &roadmap->items[i];
        bool finding = about_finding(item);
        tdm_json_object_begin(w);
        view_json_text(w, "kind", tdm_str_of(tdm_roadmap_kind_word(item->kind)));
        view_json_text(w, "of",
                       finding ? tdm_catalog_name(catalog, TDM_KIND_FINDING, record->findings[item->of].item)
                               : view_protocol(standing)->measures[use_of(&t, item)].name);
        view_json_text(w, "what", what(&t, item));
        view_json_names(w, "variables", catalog, TDM_KIND_VARIABLE, item->variables);
        view_json_names(w, "by", catalog, TDM_KIND_ROLE, item->roles);
        view_json_clause(w, view_protocol(standing), "clause", item->clause);
        json_phases(w, &t, item);
        tdm_json_object_end(w);
    }
    tdm_json_array_end(w);
    tdm_json_object_end(w);
    tdm_buf_char(view->out, '\n');
}
