/* scenario_view.c - scenarios that were run: what did not hold, which clauses no day decided both ways, and which small
 * changes of the protocol nobody noticed. */
#include "views/view_int.h"

/* ---- text */

static void line(const struct tdm_view *view, const char *before, enum tdm_message message, const struct tdm_arg *args,
                 uint32_t count) {
    tdm_buf_text(view->out, before);
    tdm_words(view->out, view->language, message, args, count);
    tdm_buf_char(view->out, '\n');
}

static void tell_failures(const struct tdm_view *view, const struct tdm_scenario_run *run) {
    for (uint32_t i = 0; i < run->failure_count; i++) {
        const struct tdm_failure *f = &run->failures[i];
        struct tdm_arg where[] = {TDM_ARG_T("ref", f->place.file), TDM_ARG_I("n", f->place.line),
                                  TDM_ARG_T("words", f->title), TDM_ARG_I("of_n", f->day)};
        struct tdm_arg expected[] = {TDM_ARG_T("words", f->expected)}, got[] = {TDM_ARG_T("words", f->got)};
        line(view, "", TDM_MSG_TEST_FAILED, where, TDM_COUNT(where));
        line(view, "  ", TDM_MSG_TEST_EXPECTED, expected, 1);
        line(view, "  ", TDM_MSG_TEST_IS, got, 1);
    }
}

static void tell_cover(const struct tdm_view *view, const struct tdm_test_report *report) {
    const struct tdm_scenario_run *run = report->run;
    struct tdm_arg decided[] = {TDM_ARG_I("n", run->ways_seen), TDM_ARG_I("of_n", run->ways),
                                TDM_ARG_I("from_n", run->cover_count)};
    line(view, "  ", TDM_MSG_TEST_DECIDED, decided, TDM_COUNT(decided));
    for (uint32_t i = 0; i < run->cover_count; i++) {
        const struct tdm_cover *cover = &run->covers[i];
        const struct tdm_clause *clause = &report->protocol->clauses[cover->clause];
        bool neither = !cover->seen[0] && !cover->seen[1];
        if (cover->seen[0] && cover->seen[1]) continue;
        struct tdm_arg args[] = {TDM_ARG_T("ref", clause->place.file), TDM_ARG_I("n", clause->place.line),
                                 TDM_ARG_T("clause", clause->text),
                                 TDM_ARG_T("words", tdm_str_of(cover->way[cover->seen[0] ? 1 : 0])),
                                 TDM_ARG_T("value", tdm_str_of(cover->way[1]))};
        line(view, "  ", neither ? TDM_MSG_TEST_NEVER_BOTH : TDM_MSG_TEST_NEVER, args, TDM_COUNT(args));
    }
}

static void tell_mutation(const struct tdm_view *view, const struct tdm_mutation_report *m) {
    struct tdm_arg changed[] = {
        TDM_ARG_I("n", m->tried), TDM_ARG_I("of_n", m->refused), TDM_ARG_I("from_n", m->noticed),
        TDM_ARG_I("left_n", m->survivor_count - m->unexplained), TDM_ARG_I("open_n", m->unexplained)};
    line(view, "  ", TDM_MSG_TEST_CHANGED, changed, TDM_COUNT(changed));
    for (uint32_t i = 0; i < m->survivor_count; i++) {
        const struct tdm_survivor *s = &m->survivors[i];
        if (s->explained != UINT32_MAX) continue;
        struct tdm_arg before[] = {TDM_ARG_T("ref", s->place.file), TDM_ARG_I("n", s->place.line),
                                   TDM_ARG_T("words", s->before)};
        struct tdm_arg after[] = {TDM_ARG_T("words", s->after)};
        line(view, "  ", TDM_MSG_TEST_SURVIVOR, before, TDM_COUNT(before));
        line(view, "    ", TDM_MSG_TEST_SURVIVOR_AS, after, 1);
    }
}

void tdm_view_tests_text(const struct tdm_view *view, const struct tdm_test_report *reports, uint32_t count) {
    for (uint32_t i = 0; i < count; i++) {
        const struct tdm_scenario_run *run = reports[i].run;
        const struct tdm_protocol *protocol = reports[i].protocol;
        tdm_str name = view_format(view, "%.*s %.*s", TDM_FMT(protocol->name), TDM_FMT(protocol->version));
        struct tdm_arg args[] = {TDM_ARG_T("ref", name), TDM_ARG_I("n", run->scenarios), TDM_ARG_I("of_n", run->days),
                                 TDM_ARG_I("from_n", run->expectations), TDM_ARG_I("left_n", run->failure_count)};
        tell_failures(view, run);
        line(view, "", run->failure_count == 0 ? TDM_MSG_TEST_ALL_HOLD : TDM_MSG_TEST_SOME_FAIL, args, TDM_COUNT(args));
        tell_cover(view, &reports[i]);
        if (reports[i].mutation != NULL) tell_mutation(view, reports[i].mutation);
    }
}

/* ---- JSON: docs/schema/tests.schema.json */

static void number(struct tdm_json_writer *w, const char *key, int64_t value) {
    tdm_json_key(w, key);
    tdm_json_int(w, value);
}

static void place(struct tdm_json_writer *w, const struct tdm_place *at) {
    view_json_text(w, "file", at->file);
    number(w, "line", at->line);
}

static void failures_json(struct tdm_json_writer *w, const struct tdm_scenario_run *run) {
    tdm_json_key(w, "failures");
    tdm_json_array_begin(w);
    for (uint32_t i = 0; i < run->failure_count; i++) {
        const struct tdm_failure *f = &run->failures[i];
        tdm_json_object_begin(w);
        place(w, &f->place);
        view_json_text(w, "scenario", f->title);
        number(w, "day", f->day);
        view_json_text(w, "expected", f->expected);
        view_json_text(w, "is", f->got);
        tdm_json_object_end(w);
    }
    tdm_json_array_end(w);
}

static void cover_json(struct tdm_json_writer *w, const struct tdm_test_report *report) {
    tdm_json_key(w, "clauses");
    tdm_json_array_begin(w);
    for (uint32_t i = 0; i < report->run->cover_count; i++) {
        const struct tdm_cover *cover = &report->run->covers[i];
        const struct tdm_clause *clause = &report->protocol->clauses[cover->clause];
        tdm_json_object_begin(w);
        place(w, &clause->place);
        view_json_text(w, "text", clause->text);
        tdm_json_key(w, "ways");
        tdm_json_array_begin(w);
        for (int way = 0; way < 2; way++) {
            tdm_json_object_begin(w);
            view_json_text(w, "way", tdm_str_of(cover->way[way]));
            tdm_json_key(w, "seen");
            tdm_json_bool(w, cover->seen[way]);
            tdm_json_object_end(w);
        }
        tdm_json_array_end(w);
        tdm_json_object_end(w);
    }
    tdm_json_array_end(w);
}

static void mutation_json(struct tdm_json_writer *w, const struct tdm_mutation_report *m,
                          const struct tdm_scenarios *scenarios) {
    tdm_json_key(w, "changes");
    if (m == NULL) {
        tdm_json_null(w);
        return;
    }
    tdm_json_object_begin(w);
    number(w, "tried", m->tried);
    number(w, "refused", m->refused);
    number(w, "noticed", m->noticed);
    tdm_json_key(w, "unnoticed");
    tdm_json_array_begin(w);
    for (uint32_t i = 0; i < m->survivor_count; i++) {
        const struct tdm_survivor *s = &m->survivors[i];
        tdm_json_object_begin(w);
        place(w, &s->place);
        view_json_text(w, "before", s->before);
        view_json_text(w, "after", s->after);
        tdm_json_key(w, "because");
        if (s->explained == UINT32_MAX)
            tdm_json_null(w);
        else
            tdm_json_string(w, scenarios->unnoticed[s->explained].because);
        tdm_json_object_end(w);
    }
    tdm_json_array_end(w);
    tdm_json_object_end(w);
}

void tdm_view_tests_json(const struct tdm_view *view, const struct tdm_test_report *reports, uint32_t count) {
    struct tdm_json_writer w;
    tdm_json_writer_init(&w, view->out, true);
    tdm_json_object_begin(&w);
    number(&w, "tandem", 1);
    view_json_text(&w, "document", TDM_STR("tests"));
    tdm_json_key(&w, "protocols");
    tdm_json_array_begin(&w);
    for (uint32_t i = 0; i < count; i++) {
        const struct tdm_scenario_run *run = reports[i].run;
        tdm_json_object_begin(&w);
        view_json_text(&w, "protocol", reports[i].protocol->name);
        view_json_text(&w, "version", reports[i].protocol->version);
        number(&w, "scenarios", run->scenarios);
        number(&w, "days", run->days);
        number(&w, "expectations", run->expectations);
        failures_json(&w, run);
        number(&w, "ways", run->ways);
        number(&w, "ways_seen", run->ways_seen);
        cover_json(&w, &reports[i]);
        mutation_json(&w, reports[i].mutation, reports[i].scenarios);
        tdm_json_object_end(&w);
    }
    tdm_json_array_end(&w);
    tdm_json_object_end(&w);
    tdm_buf_char(view->out, '\n');
}
