/* scenario_view.c - scenarios that were run: what did not hold, which clauses no day decided both ways, and which small
 * changes of the protocol nobody noticed. */
#include "views/view_int.h"

static const char *plural(uint32_t count) {
    return count == 1 ? "" : "s";
}

/* ---- text */

static void tell_failures(const struct tdm_view *view, const struct tdm_scenario_run *run) {
    for (uint32_t i = 0; i < run->failure_count; i++) {
        const struct tdm_failure *f = &run->failures[i];
        tdm_buf_format(view->out, "%.*s:%u: \"%.*s\", day %d\n  expected: %.*s\n  is: %.*s\n", TDM_FMT(f->place.file),
                       f->place.line, TDM_FMT(f->title), f->day, TDM_FMT(f->expected), TDM_FMT(f->got));
    }
}

static void tell_cover(const struct tdm_view *view, const struct tdm_test_report *report) {
    const struct tdm_scenario_run *run = report->run;
    tdm_buf_format(view->out, "  decided: %u of %u ways of %u clauses\n", run->ways_seen, run->ways, run->cover_count);
    for (uint32_t i = 0; i < run->cover_count; i++) {
        const struct tdm_cover *cover = &run->covers[i];
        const struct tdm_clause *clause = &report->protocol->clauses[cover->clause];
        if (cover->seen[0] && cover->seen[1]) continue;
        tdm_buf_format(view->out, "  %.*s:%u: %.*s: never %s%s%s\n", TDM_FMT(clause->place.file), clause->place.line,
                       TDM_FMT(clause->text), cover->seen[0] ? "" : cover->way[0],
                       cover->seen[0] || cover->seen[1] ? "" : ", never ", cover->seen[1] ? "" : cover->way[1]);
    }
}

static void tell_mutation(const struct tdm_view *view, const struct tdm_mutation_report *m) {
    tdm_buf_format(view->out,
                   "  changed one by one: %u; %u refused by the check, %u noticed, %u unnoticed and explained, "
                   "%u that nobody notices\n",
                   m->tried, m->refused, m->noticed, m->survivor_count - m->unexplained, m->unexplained);
    for (uint32_t i = 0; i < m->survivor_count; i++) {
        const struct tdm_survivor *s = &m->survivors[i];
        if (s->explained != UINT32_MAX) continue;
        tdm_buf_format(view->out, "  %.*s:%u: %.*s\n    as: %.*s\n", TDM_FMT(s->place.file), s->place.line,
                       TDM_FMT(s->before), TDM_FMT(s->after));
    }
}

void tdm_view_tests_text(const struct tdm_view *view, const struct tdm_test_report *reports, uint32_t count) {
    for (uint32_t i = 0; i < count; i++) {
        const struct tdm_scenario_run *run = reports[i].run;
        tell_failures(view, run);
        tdm_buf_format(view->out, "%.*s %.*s: %u scenario%s, %u day%s, %u expectation%s, ",
                       TDM_FMT(reports[i].protocol->name), TDM_FMT(reports[i].protocol->version), run->scenarios,
                       plural(run->scenarios), run->days, plural(run->days), run->expectations,
                       plural(run->expectations));
        if (run->failure_count == 0)
            tdm_buf_text(view->out, "all hold\n");
        else
            tdm_buf_format(view->out, "%u of them do%s not hold\n", run->failure_count,
                           run->failure_count == 1 ? "es" : "");
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
