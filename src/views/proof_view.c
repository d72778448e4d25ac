/* proof_view.c - what is proved of a protocol, as JSON (docs/schema/proof.schema.json): promises, what they rest on,
 * how it comes to what does not hold, and the days that its lines imply together. The lines of text are the proof
 * room's own. */
#include "views/view_int.h"

static void put_flag(struct tdm_json_writer *w, const char *key, bool flag) {
    tdm_json_key(w, key);
    tdm_json_bool(w, flag);
}

static void put_name(struct tdm_json_writer *w, const char *key, tdm_str name) {
    tdm_json_key(w, key);
    if (name.len == 0)
        tdm_json_null(w);
    else
        tdm_json_string(w, name);
}

static tdm_str phase_name(const struct tdm_protocol *protocol, tdm_ref phase) {
    return phase == TDM_REF_NONE ? (tdm_str){0} : protocol->phases[phase].name;
}

/* ---- promises */

static const char *promise_word(enum tdm_promise_kind kind) {
    switch (kind) {
    case TDM_PROMISE_SHELF:
        return "shelf";
    case TDM_PROMISE_NEVER:
        return "never";
    case TDM_PROMISE_RESTRICTION:
        return "restriction";
    case TDM_PROMISE_PLAN:
        return "plan";
    case TDM_PROMISE_TESTS:
        return "tests";
    }
    TDM_UNREACHABLE();
}

static tdm_str promise_name(const struct tdm_protocol *protocol, const struct tdm_promise *promise) {
    switch (promise->kind) {
    case TDM_PROMISE_SHELF:
        return protocol->phases[promise->ref].name;
    case TDM_PROMISE_RESTRICTION:
        return protocol->restrictions[promise->ref].name;
    case TDM_PROMISE_PLAN:
        return protocol->plans[promise->ref].name;
    case TDM_PROMISE_NEVER:
    case TDM_PROMISE_TESTS:
        return (tdm_str){0};
    }
    TDM_UNREACHABLE();
}

static void put_promises(struct tdm_json_writer *w, const struct tdm_protocol *protocol,
                         const struct tdm_promises *promises) {
    tdm_json_key(w, "promises");
    tdm_json_array_begin(w);
    for (uint32_t i = 0; i < promises->count; i++) {
        const struct tdm_promise *promise = &promises->items[i];
        tdm_json_object_begin(w);
        view_json_text(w, "kind", tdm_str_of(promise_word(promise->kind)));
        put_name(w, "name", promise_name(protocol, promise));
        view_json_clause(w, protocol, "clause", promise->clause);
        put_flag(w, "holds", promise->holds);
        put_flag(w, "holds_late", promise->holds_late);
        tdm_json_object_end(w);
    }
    tdm_json_array_end(w);
}

static void put_assumptions(struct tdm_json_writer *w) {
    static const char *const grounds[] = {[TDM_PROOF_GIVEN] = "given",
                                          [TDM_PROOF_ONLY_LOWERS] = "outside-only-lowers",
                                          [TDM_PROOF_SIGNED] = "outside-signed"};
    tdm_json_key(w, "assumed");
    tdm_json_array_begin(w);
    for (uint32_t i = 0; i < TDM_PROOF_ASSUMPTIONS; i++) {
        tdm_json_object_begin(w);
        view_json_text(w, "ground", tdm_str_of(grounds[tdm_proof_assumptions[i].kind]));
        view_json_text(w, "text", tdm_str_of(tdm_proof_assumptions[i].text));
        tdm_json_object_end(w);
    }
    tdm_json_array_end(w);
}

/* ---- counterexamples */

static void put_course(struct tdm_json_writer *w, const struct tdm_protocol *protocol,
                       const struct tdm_counterexample *against) {
    tdm_json_key(w, "phases");
    tdm_json_array_begin(w);
    for (tdm_ref p = 0; p < protocol->phase_count; p++) {
        if (tdm_date_is_none(against->phase_start[p])) continue;
        tdm_json_object_begin(w);
        view_json_text(w, "name", protocol->phases[p].name);
        view_json_date(w, "begins", against->phase_start[p]);
        view_json_date(w, "ended", against->phase_end[p]);
        tdm_json_object_end(w);
    }
    tdm_json_array_end(w);
    tdm_json_key(w, "signatures");
    tdm_json_array_begin(w);
    for (tdm_ref c = 0; c < protocol->clearance_count; c++) {
        if (tdm_date_is_none(against->clearance[c])) continue;
        tdm_json_object_begin(w);
        view_json_text(w, "name", protocol->clearances[c].name);
        view_json_date(w, "signed", against->clearance[c]);
        tdm_json_object_end(w);
    }
    tdm_json_array_end(w);
}

static void put_against(struct tdm_json_writer *w, const struct tdm_protocol *protocol,
                        const struct tdm_counterexample *against, uint32_t number) {
    tdm_str exercise = against->exercise == TDM_REF_NONE
                           ? (tdm_str){0}
                           : tdm_catalog_name(protocol->catalog, TDM_KIND_EXERCISE, against->exercise);
    tdm_json_object_begin(w);
    tdm_json_key(w, "number");
    tdm_json_int(w, number);
    view_json_text(w, "code", tdm_str_of(against->code));
    put_name(w, "phase", phase_name(protocol, against->phase));
    put_name(w, "exercise", exercise);
    put_name(w, "measure", against->measure == TDM_REF_NONE ? (tdm_str){0} : protocol->measures[against->measure].name);
    view_json_clause(w, protocol, "clause", against->clause);
    view_json_clause(w, protocol, "forbidden_by", against->term.clause);
    view_json_date(w, "enrolment", against->enrolment);
    view_json_date(w, "day_zero", against->first);
    view_json_date(w, "from", against->today);
    view_json_date(w, "until", against->last);
    put_course(w, protocol, against);
    tdm_json_key(w, "gate_waits_days");
    if (against->wait_days > 0)
        tdm_json_int(w, against->wait_days);
    else
        tdm_json_null(w);
    tdm_json_object_end(w);
}

/* ---- days */

static void put_day(struct tdm_json_writer *w, const char *key, bool has, int32_t day) {
    tdm_json_key(w, key);
    if (has)
        tdm_json_int(w, day);
    else
        tdm_json_null(w);
}

static void put_implied(struct tdm_json_writer *w, const struct tdm_protocol *protocol, const struct tdm_implied *one) {
    static const char *const kinds[] = {
        [TDM_IMPLIED_PHASE] = "phase", [TDM_IMPLIED_GATE] = "gate", [TDM_IMPLIED_LOAD] = "load"};
    tdm_json_object_begin(w);
    view_json_text(w, "of", tdm_str_of(kinds[one->kind]));
    switch (one->kind) {
    case TDM_IMPLIED_PHASE:
        view_json_text(w, "name", protocol->phases[one->ref].name);
        break;
    case TDM_IMPLIED_GATE:
        view_json_text(w, "name", protocol->gates[one->ref].name);
        break;
    case TDM_IMPLIED_LOAD:
        view_json_text(w, "name", tdm_catalog_load_scale(protocol->catalog)->steps[one->ref]);
        break;
    }
    put_day(w, "earliest", one->has_first, one->first);
    put_day(w, "latest", one->has_last, one->last);
    view_json_clause(w, protocol, "set_by", one->by);
    tdm_json_key(w, "in_phases");
    tdm_json_array_begin(w);
    for (int t = 0; t < TDM_TRACK_COUNT; t++)
        if (one->phases[t] != TDM_REF_NONE) tdm_json_string(w, phase_name(protocol, one->phases[t]));
    tdm_json_array_end(w);
    tdm_json_object_end(w);
}

void tdm_view_proof_json(const struct tdm_view *view, const struct tdm_protocol *protocol,
                         const struct tdm_promises *promises, const struct tdm_bounds *bounds) {
    struct tdm_json_writer w;
    tdm_json_writer_init(&w, view->out, true);
    tdm_json_object_begin(&w);
    tdm_json_key(&w, "tandem");
    tdm_json_int(&w, 1);
    view_json_text(&w, "document", TDM_STR("proof"));
    view_json_text(&w, "protocol", protocol->name);
    view_json_text(&w, "version", protocol->version);
    put_flag(&w, "times_can_hold", promises->possible);
    put_flag(&w, "everything_tried", !promises->too_large);
    put_promises(&w, protocol, promises);
    put_assumptions(&w);
    tdm_json_key(&w, "counterexamples");
    tdm_json_array_begin(&w);
    for (uint32_t i = 0; i < promises->against_count; i++) put_against(&w, protocol, &promises->against[i], i + 1);
    tdm_json_array_end(&w);
    view_json_text(&w, "day_zero", protocol->procedure != TDM_REF_NONE ? TDM_STR("procedure") : TDM_STR("enrolment"));
    tdm_json_key(&w, "days");
    tdm_json_array_begin(&w);
    for (uint32_t i = 0; i < bounds->count; i++) put_implied(&w, protocol, &bounds->items[i]);
    tdm_json_array_end(&w);
    tdm_json_object_end(&w);
    tdm_buf_char(view->out, '\n');
}
