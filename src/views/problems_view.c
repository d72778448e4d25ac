/* problems_view.c - the problems of an input, as a person reads them and as JSON (docs/schema/problems.schema.json). */
#include "views/view_int.h"

void tdm_view_problems_text(const struct tdm_view *view, const struct tdm_problems *problems, tdm_str file,
                            tdm_str source) {
    for (uint32_t i = 0; i < problems->count; i++) {
        bool same = tdm_str_equal(problems->items[i].place.file, file);
        tdm_problem_show(view->out, &problems->items[i], same ? source : (tdm_str){0});
    }
    if (problems->dropped > 0) tdm_buf_format(view->out, "... and %u more\n", problems->dropped);
}

static const char *why_word(enum tdm_why why) {
    static const char *const words[] = {[TDM_WHY_SYNTAX] = "syntax",       [TDM_WHY_RANGE] = "range",
                                        [TDM_WHY_MISSING] = "missing",     [TDM_WHY_CONFLICT] = "conflict",
                                        [TDM_WHY_NOT_FOUND] = "not-found", [TDM_WHY_NOT_ALLOWED] = "not-allowed",
                                        [TDM_WHY_BUSY] = "busy",           [TDM_WHY_ENVIRONMENT] = "environment",
                                        [TDM_WHY_LIMIT] = "limit"};
    return words[why];
}

static void one(struct tdm_json_writer *w, const struct tdm_problem *problem) {
    tdm_json_object_begin(w);
    view_json_text(w, "severity", problem->severity == TDM_ERROR ? TDM_STR("error") : TDM_STR("note"));
    view_json_text(w, "code", tdm_str_of(problem->code));
    view_json_text(w, "why", tdm_str_of(why_word(problem->why)));
    view_json_text(w, "file", problem->place.file);
    tdm_json_key(w, "line");
    tdm_json_int(w, problem->place.line);
    tdm_json_key(w, "column");
    tdm_json_int(w, problem->place.column);
    tdm_json_key(w, "length");
    tdm_json_int(w, (int64_t)problem->place.length);
    view_json_text(w, "what", tdm_str_of(problem->what));
    view_json_text(w, "fix", tdm_str_of(problem->fix));
    if (problem->story.len > 0) view_json_text(w, "story", problem->story);
    tdm_json_object_end(w);
}

tdm_str tdm_view_rests_on(const struct tdm_view *view, const struct tdm_rests_on *rests) {
    struct tdm_arg args[] = {TDM_ARG_I("n", rests->wait_days)};
    if (rests->wait_days >= TDM_DAYS_INFINITE) return view_plain(view, TDM_MSG_CHECK_RESTS_EVER);
    if (rests->wait_days == 0) return view_plain(view, TDM_MSG_CHECK_RESTS_SAME_DAY);
    return view_words(view, TDM_MSG_CHECK_RESTS, args, 1);
}

static void put_rests(struct tdm_json_writer *w, const struct tdm_view *view, const struct tdm_checked *files,
                      uint32_t count) {
    tdm_json_key(w, "rests_on");
    tdm_json_array_begin(w);
    for (uint32_t i = 0; i < count; i++) {
        const struct tdm_rests_on *rests = &files[i].rests;
        if (!rests->told) continue;
        tdm_json_object_begin(w);
        view_json_text(w, "file", files[i].file);
        view_json_text(w, "text", tdm_view_rests_on(view, rests));
        tdm_json_key(w, "wait_days");
        if (rests->wait_days >= TDM_DAYS_INFINITE)
            tdm_json_null(w);
        else
            tdm_json_int(w, rests->wait_days);
        tdm_json_object_end(w);
    }
    tdm_json_array_end(w);
}

void tdm_view_problems_json(const struct tdm_view *view, const struct tdm_checked *files, uint32_t count) {
    struct tdm_json_writer w;
    uint32_t errors = 0, dropped = 0;
    tdm_json_writer_init(&w, view->out, true);
    tdm_json_object_begin(&w);
    tdm_json_key(&w, "tandem");
    tdm_json_int(&w, 1);
    view_json_text(&w, "document", TDM_STR("problems"));
    tdm_json_key(&w, "problems");
    tdm_json_array_begin(&w);
    for (uint32_t f = 0; f < count; f++) {
        errors += files[f].problems->errors;
        dropped += files[f].problems->dropped;
        for (uint32_t i = 0; i < files[f].problems->count; i++) one(&w, &files[f].problems->items[i]);
    }
    tdm_json_array_end(&w);
    tdm_json_key(&w, "errors");
    tdm_json_int(&w, errors);
    tdm_json_key(&w, "not_shown");
    tdm_json_int(&w, dropped);
    put_rests(&w, view, files, count);
    tdm_json_object_end(&w);
    tdm_buf_char(view->out, '\n');
}
