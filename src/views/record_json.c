/* record_json.c - the same as JSON: "findings" and "measures" of the standing, "baseline" of the roadmap. */
#include "views/record_view.h"

static void truth(struct tdm_json_writer *w, const char *key, bool value) {
    tdm_json_key(w, key);
    tdm_json_bool(w, value);
}

static void text_or_null(struct tdm_json_writer *w, const char *key, tdm_str text) {
    tdm_json_key(w, key);
    if (text.len > 0)
        tdm_json_string(w, text);
    else
        tdm_json_null(w);
}

static void point(struct tdm_json_writer *w, const struct tdm_standing *standing, const char *key, tdm_str value,
                  const struct tdm_point *of) {
    tdm_json_key(w, key);
    if (of->value.kind == TDM_VALUE_NONE) {
        tdm_json_null(w);
        return;
    }
    tdm_json_object_begin(w);
    view_json_text(w, "value", value);
    view_json_date(w, "date", of->date);
    view_json_entry(w, standing, "entry", of->entry);
    tdm_json_object_end(w);
}

void view_findings_json(struct tdm_json_writer *w, const struct tdm_view *view, const struct tdm_standing *standing,
                        const struct tdm_record *record) {
    tdm_json_key(w, "findings");
    tdm_json_array_begin(w);
    for (uint32_t i = 0; i < record->finding_count; i++) {
        const struct tdm_finding_life *life = &record->findings[i];
        const struct tdm_catalog *catalog = view_catalog(standing);
        tdm_json_object_begin(w);
        view_json_text(w, "name", tdm_catalog_name(catalog, TDM_KIND_FINDING, life->item));
        text_or_null(w, "at", view_finding_place(view, standing, life));
        text_or_null(w, "because_of",
                     life->because_of == TDM_REF_NONE ? (tdm_str){0}
                                                      : tdm_catalog_name(catalog, TDM_KIND_FINDING, life->because_of));
        truth(w, "compensation", life->compensation);
        truth(w, "open", life->open);
        truth(w, "declined", life->declined);
        truth(w, "again", life->again);
        view_json_date(w, "since", life->since);
        view_json_date(w, "until", life->until);
        tdm_json_key(w, "course");
        tdm_json_array_begin(w);
        for (uint32_t k = 0; k < life->step_count; k++) {
            tdm_json_object_begin(w);
            view_json_text(w, "state", tdm_str_of(life->steps[k].state));
            view_json_date(w, "date", life->steps[k].date);
            view_json_text(w, "by", view_entry(standing, life->steps[k].entry)->author);
            tdm_json_object_end(w);
        }
        tdm_json_array_end(w);
        tdm_json_object_end(w);
    }
    tdm_json_array_end(w);
}

void view_handoffs_json(struct tdm_json_writer *w, const struct tdm_standing *standing,
                        const struct tdm_record *record) {
    tdm_json_key(w, "handoffs");
    tdm_json_array_begin(w);
    for (uint32_t i = 0; i < record->handoff_count; i++) {
        const struct tdm_handoff *handoff = &record->handoffs[i];
        const struct tdm_entry *reply = view_entry(standing, handoff->reply);
        tdm_json_object_begin(w);
        view_json_text(w, "what", view_entry(standing, handoff->entry)->target);
        view_json_entry(w, standing, "entry", handoff->entry);
        view_json_names(w, "to", view_catalog(standing), TDM_KIND_ROLE, handoff->roles);
        view_json_date(w, "due", handoff->due);
        view_json_text(w, "state", tdm_str_of(tdm_handoff_state_word(handoff->state)));
        truth(w, "open", handoff->open);
        view_json_date(w, "answered_on", handoff->replied);
        text_or_null(w, "by", reply == NULL ? (tdm_str){0} : reply->author);
        text_or_null(w, "because", reply == NULL ? (tdm_str){0} : reply->because);
        tdm_json_key(w, "days_late");
        tdm_json_int(w, handoff->days_late);
        view_json_date(w, "written_on", handoff->written_on);
        truth(w, "written_late", handoff->written_late);
        tdm_json_object_end(w);
    }
    tdm_json_array_end(w);
}

static void side(struct tdm_json_writer *w, const struct tdm_view *view, const struct tdm_standing *standing,
                 const struct tdm_measured *m) {
    tdm_json_key(w, "other_side");
    if (!m->asks_side) {
        tdm_json_null(w);
        return;
    }
    tdm_json_object_begin(w);
    point(w, standing, "reading", view_point(view, standing, m->use, &m->other_side), &m->other_side);
    bool known = m->symmetry.truth != TDM_UNKNOWN;
    bool zero = m->other_side.value.quantity.number.coefficient == 0; /* no percent says anything of it */
    text_or_null(w, "percent",
                 known && !zero ? view_quantity_of(view, m->symmetry.reason.value.quantity) : (tdm_str){0});
    text_or_null(w, "why_not", known ? (tdm_str){0} : view_reason(view, standing, &m->symmetry.reason));
    tdm_json_object_end(w);
}

static void mass(struct tdm_json_writer *w, const struct tdm_view *view, const struct tdm_standing *standing,
                 const struct tdm_measured *m) {
    static const char *const states[] = {"not-asked", "missing", "stale", "known"};
    tdm_json_key(w, "per_mass");
    if (!m->asks_mass) {
        tdm_json_null(w);
        return;
    }
    struct tdm_point of = {.date = m->mass.date, .entry = m->mass.entry};
    if (!tdm_date_is_none(m->mass.date)) of.value = (tdm_value){.kind = TDM_VALUE_NUMBER, .quantity = m->mass.value};
    tdm_json_object_begin(w);
    text_or_null(w, "value", m->has_per_mass ? view_quantity_of(view, m->per_mass) : (tdm_str){0});
    view_json_text(w, "body_mass_is", tdm_str_of(states[m->mass.state]));
    point(w, standing, "body_mass", view_quantity_of(view, m->mass.value), &of);
    tdm_json_object_end(w);
}

void view_measures_json(struct tdm_json_writer *w, const struct tdm_view *view, const struct tdm_standing *standing,
                        const struct tdm_record *record) {
    tdm_json_key(w, "measures");
    tdm_json_array_begin(w);
    for (uint32_t i = 0; i < record->measure_count; i++) {
        const struct tdm_measured *m = &record->measures[i];
        tdm_json_object_begin(w);
        view_json_text(w, "name", view_protocol(standing)->measures[m->use].name);
        point(w, standing, "now", view_point(view, standing, m->use, &m->now), &m->now);
        point(w, standing, "baseline", view_point(view, standing, m->use, &m->baseline), &m->baseline);
        text_or_null(w, "change", m->has_change ? view_change_of(view, m->change) : (tdm_str){0});
        text_or_null(w, "error", m->has_error ? view_quantity_of(view, m->error) : (tdm_str){0});
        truth(w, "beyond_error", m->beyond_error);
        side(w, view, standing, m);
        mass(w, view, standing, m);
        tdm_json_object_end(w);
    }
    tdm_json_array_end(w);
}

void view_baseline_json(struct tdm_json_writer *w, const struct tdm_view *view, const struct tdm_standing *standing,
                        const struct tdm_record *record) {
    const struct tdm_baseline *baseline = &record->baseline;
    tdm_json_key(w, "baseline");
    tdm_json_object_begin(w);
    tdm_json_key(w, "known");
    tdm_json_int(w, baseline->known);
    truth(w, "frozen", baseline->frozen);
    view_json_date(w, "counted_to", baseline->counted_to);
    truth(w, "counted_to_plan", baseline->counted_to_plan);
    tdm_json_key(w, "required");
    tdm_json_array_begin(w);
    for (uint32_t i = 0; i < baseline->count; i++) {
        const struct tdm_baseline_item *item = &baseline->items[i];
        tdm_json_object_begin(w);
        view_json_text(w, "measure", view_protocol(standing)->measures[item->use].name);
        view_json_text(w, "state", tdm_str_of(tdm_baseline_state_word(item->state)));
        point(w, standing, "value", view_point(view, standing, item->use, &item->value), &item->value);
        point(w, standing, "best", view_point(view, standing, item->use, &item->best), &item->best);
        point(w, standing, "other_side", view_point(view, standing, item->use, &item->other_side), &item->other_side);
        point(w, standing, "first", view_point(view, standing, item->use, &item->first), &item->first);
        text_or_null(w, "gain", item->has_gain ? view_change_of(view, item->gain) : (tdm_str){0});
        view_json_names(w, "by", view_catalog(standing), TDM_KIND_ROLE, item->observers);
        view_json_clause(w, view_protocol(standing), "clause", item->clause);
        tdm_json_object_end(w);
    }
    tdm_json_array_end(w);
    tdm_json_object_end(w);
}
