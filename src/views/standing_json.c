/* standing_json.c - the whole standing as JSON, version 1: docs/schema/standing.schema.json. Keys are never renamed;
 * new ones may come. */
#include "views/load_view.h"
#include "views/record_view.h"

struct pen { /* what every writer below needs */
    struct tdm_json_writer *w;
    const struct tdm_view *view;
    const struct tdm_standing *standing;
    const struct tdm_protocol *protocol;
};

static void number(const struct pen *p, const char *key, int64_t n) {
    tdm_json_key(p->w, key);
    tdm_json_int(p->w, n);
}

static void truth(const struct pen *p, const char *key, bool value) {
    tdm_json_key(p->w, key);
    tdm_json_bool(p->w, value);
}

static void word(const struct pen *p, const char *key, const char *text) {
    view_json_text(p->w, key, tdm_str_of(text));
}

static void phases(const struct pen *p) {
    tdm_json_key(p->w, "phases");
    tdm_json_array_begin(p->w);
    for (uint32_t i = 0; i < p->protocol->phase_count; i++) {
        const struct tdm_phase_answer *phase = &p->standing->phases[i];
        tdm_json_object_begin(p->w);
        view_json_text(p->w, "name", p->protocol->phases[i].name);
        word(p, "track", tdm_track_word(p->protocol->phases[i].track));
        word(p, "state", view_phase_state_word(phase->state));
        view_json_date(p->w, "started", phase->started);
        view_json_date(p->w, "ended", phase->ended);
        view_json_entry(p->w, p->standing, "started_by", phase->start_entry);
        truth(p, "limits_linger", phase->lingering);
        truth(p, "overdue", phase->overdue);
        if (phase->overdue) view_json_date(p->w, "overdue_since", phase->overdue_since);
        number(p, "days_in_force", phase->days_in_force);
        if (phase->reason.code != TDM_REASON_NONE)
            view_json_reason(p->w, p->view, p->standing, "reason", &phase->reason);
        view_json_when(p->w, "start", &phase->start, p->protocol);
        view_json_when(p->w, "end", &phase->end, p->protocol);
        tdm_json_object_end(p->w);
    }
    tdm_json_array_end(p->w);
}

static void tracks(const struct pen *p) {
    tdm_json_key(p->w, "tracks");
    tdm_json_object_begin(p->w);
    for (int t = 0; t < TDM_TRACK_COUNT; t++) {
        const struct tdm_track_answer *track = &p->standing->track[t];
        tdm_json_key(p->w, tdm_track_word((enum tdm_track)t));
        tdm_json_object_begin(p->w);
        tdm_json_key(p->w, "phase");
        if (track->phase == TDM_REF_NONE)
            tdm_json_null(p->w);
        else
            tdm_json_string(p->w, p->protocol->phases[track->phase].name);
        tdm_json_key(p->w, "next");
        if (track->next == TDM_REF_NONE)
            tdm_json_null(p->w);
        else
            tdm_json_string(p->w, p->protocol->phases[track->next].name);
        tdm_json_object_end(p->w);
    }
    tdm_json_object_end(p->w);
}

static void one_check(const struct pen *p, const struct tdm_condition *condition, const struct tdm_check *checks,
                      uint32_t node) {
    const struct tdm_criterion *criterion = &condition->nodes[node];
    const struct tdm_check *check = &checks[node];
    tdm_json_object_begin(p->w);
    view_json_text(p->w, "criterion", view_criterion(p->view, p->standing, criterion));
    word(p, "truth", tdm_truth_word(check->truth));
    view_json_reason(p->w, p->view, p->standing, "reason", &check->reason);
    view_json_clause(p->w, p->protocol, "clause", criterion->clause);
    view_json_date(p->w, "could_change_on", check->could_change_on);
    if (tdm_date_is_none(check->could_change_on) && check->needs != TDM_REASON_NONE)
        word(p, "needs", tdm_reason_id(check->needs));
    view_json_names(p->w, "owed_by", view_catalog(p->standing), TDM_KIND_ROLE, check->owed_by);
    if (criterion->child_count > 0) {
        tdm_json_key(p->w, "of");
        tdm_json_array_begin(p->w);
        for (uint32_t i = criterion->first_child; i < (uint32_t)criterion->first_child + criterion->child_count; i++)
            one_check(p, condition, checks, i);
        tdm_json_array_end(p->w);
    }
    tdm_json_object_end(p->w);
}

static void gates(const struct pen *p) {
    tdm_json_key(p->w, "gates");
    tdm_json_array_begin(p->w);
    for (uint32_t i = 0; i < p->protocol->gate_count; i++) {
        const struct tdm_gate *gate = &p->protocol->gates[i];
        const struct tdm_gate_answer *answer = &p->standing->gates[i];
        tdm_json_object_begin(p->w);
        view_json_text(p->w, "name", gate->name);
        view_json_text(p->w, "opens",
                       gate->opens_discharge ? TDM_STR("discharge") : p->protocol->phases[gate->phase].name);
        word(p, "state", view_gate_state_word(answer));
        word(p, "truth", tdm_truth_word(answer->truth));
        truth(p, "bare", gate->bare);
        truth(p, "overridden", answer->overridden);
        truth(p, "passed", answer->passed);
        if (answer->passed) view_json_date(p->w, "passed_on", answer->passed_on);
        view_json_date(p->w, "earliest", answer->earliest);
        if (!tdm_date_is_none(answer->overdue_since)) view_json_date(p->w, "overdue_since", answer->overdue_since);
        tdm_json_key(p->w, "condition");
        if (gate->condition.count > 0)
            one_check(p, &gate->condition, answer->checks, 0);
        else
            tdm_json_null(p->w);
        tdm_json_object_end(p->w);
    }
    tdm_json_array_end(p->w);
}

static void clearances(const struct pen *p) {
    tdm_json_key(p->w, "clearances");
    tdm_json_array_begin(p->w);
    for (uint32_t i = 0; i < p->protocol->clearance_count; i++) {
        const struct tdm_clearance_answer *answer = &p->standing->clearances[i];
        tdm_json_object_begin(p->w);
        view_json_text(p->w, "name", p->protocol->clearances[i].name);
        word(p, "truth", tdm_truth_word(answer->truth));
        view_json_reason(p->w, p->view, p->standing, "reason", &answer->reason);
        view_json_entry(p->w, p->standing, "entry", answer->entry);
        view_json_date(p->w, "lawful_from", answer->lawful_from);
        view_json_date(p->w, "counts_through", answer->expires);
        view_json_names(p->w, "owed_by", view_catalog(p->standing), TDM_KIND_ROLE, answer->owed_by);
        tdm_json_object_end(p->w);
    }
    tdm_json_array_end(p->w);
}

static void restrictions(const struct pen *p) {
    tdm_json_key(p->w, "restrictions");
    tdm_json_array_begin(p->w);
    for (uint32_t i = 0; i < p->protocol->restriction_count; i++) {
        const struct tdm_restriction_answer *answer = &p->standing->restrictions[i];
        tdm_json_object_begin(p->w);
        view_json_text(p->w, "name", p->protocol->restrictions[i].name);
        word(p, "state", view_restriction_state_word(answer->state));
        view_json_date(p->w, "from", answer->from);
        view_json_date(p->w, "last_barred", answer->last);
        view_json_date(p->w, "first_free", answer->free);
        truth(p, "planned", answer->planned);
        truth(p, "ends_by_person", answer->ends_by_person);
        view_json_date(p->w, "not_before", answer->not_before);
        view_json_text(p->w, "until", view_restriction_until(p->view, p->standing, i));
        view_json_text(p->w, "because", p->protocol->restrictions[i].because);
        view_json_clause(p->w, p->protocol, "clause", p->protocol->restrictions[i].clause);
        tdm_json_object_end(p->w);
    }
    tdm_json_array_end(p->w);
}

static const char *term_word(enum tdm_term_source source) {
    static const char *const words[] = {
        [TDM_CEILING_PHASE] = "phase",         [TDM_CEILING_NEVER] = "never", [TDM_CEILING_RESTRICTION] = "restriction",
        [TDM_CEILING_STATEMENT] = "statement", [TDM_CEILING_HOLD] = "hold",   [TDM_CEILING_FLAG] = "flag"};
    return words[source];
}

static void load_class(const struct pen *p, bool known, uint16_t step) {
    const struct tdm_scale *scale = tdm_catalog_load_scale(view_catalog(p->standing));
    tdm_json_key(p->w, "load_class");
    if (known && step < scale->count)
        tdm_json_string(p->w, scale->steps[step]);
    else
        tdm_json_null(p->w);
}

static void ceiling(const struct pen *p) {
    const struct tdm_ceiling *c = &p->standing->ceiling;
    tdm_json_key(p->w, "ceiling");
    tdm_json_object_begin(p->w);
    load_class(p, c->has_class, c->load_class);
    view_json_names(p->w, "barred", view_catalog(p->standing), TDM_KIND_ATTRIBUTE, c->barred);
    tdm_json_key(p->w, "terms");
    tdm_json_array_begin(p->w);
    for (uint32_t i = 0; i < c->term_count; i++) {
        tdm_json_object_begin(p->w);
        word(p, "source", term_word(c->terms[i].source));
        if (c->terms[i].source == TDM_CEILING_PHASE)
            view_json_text(p->w, "phase", p->protocol->phases[c->terms[i].ref].name);
        load_class(p, c->terms[i].has_class, c->terms[i].load_class);
        view_json_names(p->w, "barred", view_catalog(p->standing), TDM_KIND_ATTRIBUTE, c->terms[i].barred);
        truth(p, "binding", c->terms[i].binding);
        view_json_date(p->w, "last", c->terms[i].last);
        view_json_clause(p->w, p->protocol, "clause", c->terms[i].clause);
        if (c->terms[i].entry != TDM_ENTRY_NONE) view_json_entry(p->w, p->standing, "entry", c->terms[i].entry);
        tdm_json_object_end(p->w);
    }
    tdm_json_array_end(p->w);
    tdm_json_object_end(p->w);
}

static void exercises(const struct pen *p) {
    static const char *const verdicts[] = {
        [TDM_EXERCISE_MAY] = "may", [TDM_EXERCISE_MAY_UP_TO] = "may-up-to", [TDM_EXERCISE_MAY_NOT] = "may-not"};
    tdm_json_key(p->w, "exercises");
    tdm_json_array_begin(p->w);
    for (uint32_t i = 0; i < p->standing->exercise_count; i++) {
        const struct tdm_exercise_answer *answer = &p->standing->exercises[i];
        tdm_json_object_begin(p->w);
        view_json_text(p->w, "name", tdm_catalog_name(view_catalog(p->standing), TDM_KIND_EXERCISE, answer->exercise));
        word(p, "verdict", verdicts[answer->verdict]);
        truth(p, "offered", answer->offered);
        truth(p, "prescribed", answer->prescribed);
        if (answer->prescribed) load_class(p, answer->prescribed_load.known, answer->prescribed_load.load_class);
        view_json_reason(p->w, p->view, p->standing, "reason", &answer->reason);
        tdm_json_object_end(p->w);
    }
    tdm_json_array_end(p->w);
}

static void owed(const struct pen *p) {
    tdm_json_key(p->w, "owed");
    tdm_json_array_begin(p->w);
    for (uint32_t i = 0; i < p->standing->owed_count; i++) {
        const struct tdm_owed *o = &p->standing->owed[i];
        tdm_json_object_begin(p->w);
        word(p, "kind", view_owed_kind_word(o->kind));
        word(p, "state", view_owed_state_word(o->state));
        view_json_text(p->w, "what", view_owed_what(p->view, p->standing, o));
        view_json_names(p->w, "by", view_catalog(p->standing), TDM_KIND_ROLE, o->roles);
        view_json_date(p->w, "from", o->from);
        view_json_date(p->w, "due", o->due);
        view_json_reason(p->w, p->view, p->standing, "reason", &o->reason);
        view_json_clause(p->w, p->protocol, "clause", o->clause);
        tdm_json_object_end(p->w);
    }
    tdm_json_array_end(p->w);
}

static void open_items(const struct pen *p) {
    tdm_json_key(p->w, "open");
    tdm_json_array_begin(p->w);
    for (uint32_t i = 0; i < p->standing->open_count; i++) {
        const struct tdm_open_item *item = &p->standing->open[i];
        enum tdm_catalog_kind kind = item->is_flag ? TDM_KIND_FLAG : TDM_KIND_FINDING;
        tdm_json_object_begin(p->w);
        word(p, "kind", item->is_flag ? "flag" : "finding");
        truth(p, "emergency", item->emergency);
        tdm_json_key(p->w, "name");
        if (item->item < view_catalog(p->standing)->count[kind])
            tdm_json_string(p->w, tdm_catalog_name(view_catalog(p->standing), kind, item->item));
        else
            tdm_json_null(p->w);
        word(p, "state", item->state);
        view_json_date(p->w, "since", item->since);
        view_json_entry(p->w, p->standing, "entry", item->entry);
        tdm_json_object_end(p->w);
    }
    tdm_json_array_end(p->w);
}

static void deviations(const struct pen *p) {
    tdm_json_key(p->w, "deviations");
    tdm_json_array_begin(p->w);
    for (uint32_t i = 0; i < p->standing->deviation_count; i++) {
        const struct tdm_deviation *d = &p->standing->deviations[i];
        tdm_json_object_begin(p->w);
        view_json_date(p->w, "date", d->date);
        view_json_reason(p->w, p->view, p->standing, "reason", &d->reason);
        truth(p, "known_then", d->known_then);
        truth(p, "known_now", d->known_now);
        truth(p, "cannot_tell", d->cannot_tell);
        view_json_entry(p->w, p->standing, "entry", d->entry);
        tdm_json_object_end(p->w);
    }
    tdm_json_array_end(p->w);
}

static void changes(const struct pen *p) {
    tdm_json_key(p->w, "changes");
    tdm_json_array_begin(p->w);
    for (uint32_t i = 0; i < p->standing->change_count; i++) {
        const struct tdm_change *change = &p->standing->changes[i];
        tdm_json_object_begin(p->w);
        view_json_text(p->w, "exercise",
                       tdm_catalog_name(view_catalog(p->standing), TDM_KIND_EXERCISE, change->exercise));
        word(p, "step", tdm_step_word(change->step));
        view_json_clause(p->w, p->protocol, "clause", change->clause);
        tdm_json_object_end(p->w);
    }
    tdm_json_array_end(p->w);
}

void tdm_view_standing_json(const struct tdm_view *view, const struct tdm_standing *standing) {
    struct tdm_json_writer writer;
    struct pen p = {&writer, view, standing, view_protocol(standing)};
    tdm_json_writer_init(&writer, view->out, true);
    tdm_json_object_begin(&writer);
    view_json_head(&writer, view, standing, "standing");
    truth(&p, "enrolled", standing->enrolled);
    view_json_date(&writer, "enrolled_on", standing->enrolled_on);
    truth(&p, "ended", standing->ended);
    view_json_date(&writer, "ended_on", standing->ended_on);
    view_json_date(&writer, "procedure_on", standing->anchors.event[TDM_EVENT_PROCEDURE]);
    view_json_date(&writer, "procedure_planned_for", standing->planned_procedure);
    tracks(&p);
    phases(&p);
    gates(&p);
    clearances(&p);
    restrictions(&p);
    ceiling(&p);
    exercises(&p);
    view_neighbours_json(&writer, view, standing);
    owed(&p);
    open_items(&p);
    const struct tdm_record *record = tdm_record_of(view->mem, standing);
    view_handoffs_json(&writer, standing, record);
    view_findings_json(&writer, view, standing, record);
    view_measures_json(&writer, view, standing, record);
    view_safety_json(&writer, view, standing);
    deviations(&p);
    changes(&p);
    view_loads_json(&writer, view, standing);
    struct tdm_buf digest;
    tdm_buf_init(&digest, view->mem, 128);
    tdm_digest_print(&digest, tdm_standing_digest(standing, view->mem));
    view_json_text(&writer, "digest", tdm_buf_str(&digest));
    tdm_json_object_end(&writer);
    tdm_buf_char(view->out, '\n');
}
