/* load_json.c - the section on load as JSON: docs/schema/standing.schema.json, "loads". */
#include "views/load_view.h"

static void word(struct tdm_json_writer *w, const char *key, const char *text) {
    view_json_text(w, key, tdm_str_of(text));
}

static void flag(struct tdm_json_writer *w, const char *key, bool value) {
    tdm_json_key(w, key);
    tdm_json_bool(w, value);
}

static void number(struct tdm_json_writer *w, const char *key, int64_t value) {
    tdm_json_key(w, key);
    tdm_json_int(w, value);
}

static void quantity(struct tdm_json_writer *w, const struct tdm_view *view, const char *key, bool known,
                     tdm_quantity value) {
    tdm_json_key(w, key);
    if (known)
        tdm_json_string(w, view_quantity(view, value));
    else
        tdm_json_null(w);
}

static void dose(struct tdm_json_writer *w, const struct tdm_view *view, const struct tdm_standing *standing,
                 uint32_t index, const struct tdm_load *load) {
    const struct tdm_dose *d = &standing->episode->chart->doses[index];
    const struct tdm_scale *scale = tdm_catalog_load_scale(view_catalog(standing));
    tdm_json_object_begin(w);
    view_json_date(w, "date", d->date);
    view_json_text(w, "dose", view_dose(view, standing, d));
    tdm_json_key(w, "class");
    if (load->known)
        tdm_json_string(w, scale->steps[load->load_class]);
    else
        tdm_json_null(w);
    view_json_entry(w, standing, "entry", d->entry);
    tdm_json_object_end(w);
}

static void one_dose(struct tdm_json_writer *w, const struct tdm_view *view, const struct tdm_standing *standing,
                     const char *key, const struct tdm_load_answer *a) {
    bool prescribed = key[0] == 'p';
    uint32_t index = prescribed ? a->prescribed : a->done;
    tdm_json_key(w, key);
    if (index == UINT32_MAX)
        tdm_json_null(w);
    else
        dose(w, view, standing, index, prescribed ? &a->prescribed_load : &a->done_load);
}

static void own(struct tdm_json_writer *w, const struct tdm_view *view, const char *key, const struct tdm_own *o) {
    static const char *const states[] = {[TDM_OWN_NOT_ASKED] = "not-asked",
                                         [TDM_OWN_MISSING] = "missing",
                                         [TDM_OWN_STALE] = "stale",
                                         [TDM_OWN_KNOWN] = "known"};
    tdm_json_key(w, key);
    tdm_json_object_begin(w);
    word(w, "state", states[o->state]);
    bool told = o->state == TDM_OWN_KNOWN || o->state == TDM_OWN_STALE;
    quantity(w, view, "value", told, o->value);
    view_json_date(w, "date", told ? o->date : TDM_DATE_NONE);
    tdm_json_object_end(w);
}

static void target(struct tdm_json_writer *w, const struct tdm_view *view, const struct tdm_standing *standing,
                   const struct tdm_load_answer *a) {
    const struct tdm_target *t = &a->target;
    tdm_json_key(w, "target");
    tdm_json_object_begin(w);
    quantity(w, view, "load", t->known, t->load);
    quantity(w, view, "was", t->known && t->judged, t->was);
    view_json_date(w, "since", t->since);
    tdm_json_key(w, "step");
    if (t->judged)
        tdm_json_string(w, tdm_str_of(tdm_step_word(t->step)));
    else
        tdm_json_null(w);
    word(w, "why", tdm_target_why_id(t->why));
    view_json_text(w, "words",
                   t->judged ? view_target_sentence(view, standing, a) : view_target_because(view, standing, t));
    view_json_date(w, "session", t->session_date);
    view_json_date(w, "not_before", t->not_before);
    view_json_clause(w, view_protocol(standing), "clause", t->clause);
    tdm_json_object_end(w);
}

static void exposure(struct tdm_json_writer *w, const struct tdm_view *view, const char *key,
                     const struct tdm_exposure *e) {
    tdm_json_key(w, key);
    if (!e->counts) {
        tdm_json_null(w);
        return;
    }
    tdm_json_object_begin(w);
    view_json_date(w, "from", e->from);
    view_json_date(w, "until", e->until);
    quantity(w, view, "at_least", true, e->low);
    quantity(w, view, "at_most", e->has_high, e->high);
    number(w, "sessions_recorded", e->recorded);
    number(w, "sessions_planned", e->expected);
    tdm_json_object_end(w);
}

static void ratio(struct tdm_json_writer *w, const struct tdm_view *view, const struct tdm_load_answer *a) {
    tdm_decimal low, high;
    struct tdm_buf from, to;
    if (!view->acwr) return;
    tdm_buf_init(&from, view->mem, 64);
    tdm_buf_init(&to, view->mem, 64);
    tdm_json_key(w, "acwr");
    if (!tdm_exposure_ratio(a, &low, &high)) {
        tdm_json_null(w);
        return;
    }
    tdm_decimal_print(&from, low);
    tdm_decimal_print(&to, high);
    tdm_json_object_begin(w);
    view_json_text(w, "at_least", tdm_buf_str(&from));
    view_json_text(w, "at_most", tdm_buf_str(&to));
    view_json_text(w, "criticism", view_plain(view, TDM_MSG_LOAD_RATIO_CRITICISM));
    tdm_json_object_end(w);
}

static void exercise(struct tdm_json_writer *w, const struct tdm_view *view, const struct tdm_standing *standing,
                     const struct tdm_load_answer *a) {
    tdm_json_object_begin(w);
    view_json_text(w, "exercise", tdm_catalog_name(view_catalog(standing), TDM_KIND_EXERCISE, a->exercise));
    word(w, "headroom", view_headroom_word(a->headroom));
    one_dose(w, view, standing, "prescribed", a);
    one_dose(w, view, standing, "done", a);
    flag(w, "whole", a->whole);
    own(w, view, "one_rm", &a->one_rm);
    own(w, view, "best", &a->best);
    own(w, view, "body_mass", &a->body_mass);
    target(w, view, standing, a);
    exposure(w, view, "week", &a->week);
    exposure(w, view, "month", &a->month);
    ratio(w, view, a);
    tdm_json_object_end(w);
}

static void plan(struct tdm_json_writer *w, const struct tdm_view *view, const struct tdm_standing *standing,
                 const struct tdm_plan_answer *p) {
    const struct tdm_plan *it = &view_protocol(standing)->plans[p->plan];
    tdm_json_object_begin(w);
    view_json_text(w, "plan", it->name);
    view_json_text(w, "words", view_plan_words(view, standing, p, VIEW_PLAN_TEAM));
    flag(w, "held", p->held);
    number(w, "week", p->week);
    number(w, "repeated", p->repeated);
    view_json_date(w, "from", p->week_from);
    view_json_date(w, "until", p->week_until);
    number(w, "sessions_planned", p->planned);
    number(w, "sessions_done", p->done);
    view_json_date(w, "last_session", p->last_session);
    view_json_date(w, "not_before", p->not_before);
    view_json_date(w, "missed", p->missed);
    tdm_json_key(w, "slack_days");
    if (p->has_slack)
        tdm_json_int(w, p->slack_days);
    else
        tdm_json_null(w);
    tdm_json_key(w, "loads");
    tdm_json_array_begin(w);
    for (uint32_t i = 0; p->row != NULL && p->row->has_percent && i < it->exercise_count; i++) {
        tdm_json_object_begin(w);
        view_json_text(w, "exercise", tdm_catalog_name(view_catalog(standing), TDM_KIND_EXERCISE, it->exercises[i]));
        quantity(w, view, "load", p->load_known[i], p->loads[i]);
        tdm_json_object_end(w);
    }
    tdm_json_array_end(w);
    view_json_clause(w, view_protocol(standing), "clause", p->row == NULL ? TDM_CLAUSE_NONE : p->row->clause);
    tdm_json_object_end(w);
}

void view_loads_json(struct tdm_json_writer *w, const struct tdm_view *view, const struct tdm_standing *standing) {
    tdm_json_key(w, "loads");
    tdm_json_object_begin(w);
    tdm_json_key(w, "exercises");
    tdm_json_array_begin(w);
    for (uint32_t i = 0; i < standing->loads.count; i++) exercise(w, view, standing, &standing->loads.items[i]);
    tdm_json_array_end(w);
    tdm_json_key(w, "plans");
    tdm_json_array_begin(w);
    for (uint32_t i = 0; i < standing->loads.plan_count; i++) plan(w, view, standing, &standing->loads.plans[i]);
    tdm_json_array_end(w);
    tdm_json_object_end(w);
}
