/* check_mend.c - a problem code explained, and mends that were tried: the text that a fix says to write, put in its
 * place and checked, so that nothing is offered which does not make the problem go away. */
#include "cli/cli.h"
#include "cli/desk.h"
#include "editor/editor.h"

tdm_str tdm_explained_lines(void) {
    const struct tdm_embedded *lines = tdm_embedded_find(TDM_STR("docs/problems.jsonl"));
    TDM_ASSERT(lines != NULL);
    return lines->bytes;
}

enum tdm_exit tdm_run_explain(struct tdm_request *request) {
    tdm_str lines = tdm_explained_lines(), code = request->value[TDM_OPTION_EXPLAIN];
    struct tdm_explained explained;
    struct tdm_problem problem;
    if (!tdm_request_needs(request, 0, 0, &problem)) {
        tdm_problem_fix(&problem, "with --explain name no file");
        return tdm_request_fail(request, &problem);
    }
    if (!tdm_view_explained(request->mem, lines, code, &explained)) {
        tdm_str near = tdm_view_nearest_code(request->mem, lines, code);
        (void)tdm_fail(&problem, TDM_WHY_NOT_FOUND, "U040", (struct tdm_place){.file = TDM_STR("command line")},
                       "there is no problem code `%.*s`", TDM_FMT(code));
        if (near.len > 0)
            tdm_problem_fix(&problem, "write `--explain %.*s`; docs/problems.md lists all", TDM_FMT(near));
        else
            tdm_problem_fix(&problem, "write a letter and three digits, such as `--explain P007`");
        return tdm_request_fail(request, &problem);
    }
    struct tdm_view view = tdm_request_view(request);
    if (request->given[TDM_OPTION_JSON])
        tdm_view_explain_json(&view, &explained);
    else
        tdm_view_explain_text(&view, &explained);
    return tdm_request_finish(request, TDM_EXIT_FINE);
}

/* ---- mends */

static uint32_t told(const struct tdm_problems *list, const char *code) {
    uint32_t count = 0;
    for (uint32_t i = 0; i < list->count; i++) count += tdm_str_is(tdm_str_of(list->items[i].code), code);
    return count;
}

/* The file as it would be, checked in place of the one there is. */
static bool goes_well(const struct tdm_request *request, const struct tdm_loaded *file, tdm_str text,
                      const struct tdm_problems *before, const struct tdm_problem *problem) {
    struct tdm_loaded *open = TDM_NEW_ARRAY(request->mem, struct tdm_loaded, request->open_count + 1);
    struct tdm_request *one = TDM_NEW(request->mem, struct tdm_request);
    struct tdm_loaded checked;
    open[0] = (struct tdm_loaded){.file = file->file, .text = text}; /* the first of a name is taken */
    for (uint32_t i = 0; i < request->open_count; i++) open[i + 1] = request->open[i];
    *one = *request;
    one->open = open;
    one->open_count = request->open_count + 1;
    tdm_problems_init(&one->problems);
    if (tdm_check_file(one, file->file, &checked) && problem->severity == TDM_ERROR) return true;
    /* A slip that hid others uncovers them: this one must be gone, and it alone counts. */
    return told(&one->problems, problem->code) < told(before, problem->code) &&
           one->problems.dropped <= before->dropped;
}

tdm_str tdm_mend_of(const struct tdm_request *request, const struct tdm_loaded *file,
                    const struct tdm_problems *problems, const struct tdm_problem *problem) {
    tdm_str mend = tdm_editor_mend(request->mem, problem);
    bool here = tdm_str_equal(problem->place.file, file->file) && file->text.at != NULL;
    if (mend.at == NULL || !here) return (tdm_str){0};
    tdm_str text = tdm_editor_mended(request->mem, file->text, problem->place, mend);
    return goes_well(request, file, text, problems, problem) ? mend : (tdm_str){0};
}

const tdm_str *tdm_mends_of(const struct tdm_request *request, const struct tdm_loaded *file,
                            const struct tdm_problems *problems) {
    tdm_str *mends = TDM_NEW_ARRAY(request->mem, tdm_str, problems->count + 1);
    for (uint32_t i = 0; i < problems->count; i++) mends[i] = tdm_mend_of(request, file, problems, &problems->items[i]);
    return mends;
}
