/* cmd_lab_cohort.c - `tandem lab cohort N`: a clinic of virtual patients as charts, each marked synthetic, with what
 * the lab's other outputs say of themselves. */
#include "cli/cli.h"
#include "cli/desk.h"
#include "cli/lab.h"

enum { CHARTS_MOST = 100000 };

bool tdm_lab_cohort_count(struct tdm_request *request, int64_t *out) {
    tdm_str said = request->arguments[1];
    if (tdm_parse_i64(said, out) && *out >= 1 && *out <= CHARTS_MOST) return true;
    struct tdm_problem *p = tdm_problems_add(&request->problems, TDM_ERROR, TDM_WHY_RANGE, "U014",
                                             (struct tdm_place){.file = TDM_STR("command line")});
    tdm_problem_what(p, "`%.*s` is not a number of charts", TDM_FMT(said));
    tdm_problem_fix(p, "write a whole number from 1 to %d", CHARTS_MOST);
    return false;
}

static bool read_form(struct tdm_request *request, enum tdm_chart_form *out) {
    tdm_str said = request->value[TDM_OPTION_FORMAT];
    *out = request->given[TDM_OPTION_OUTPUT] ? TDM_CHART_NOTATION : TDM_CHART_NDJSON;
    if (!request->given[TDM_OPTION_FORMAT]) return true;
    *out = tdm_str_is(said, "ndjson") ? TDM_CHART_NDJSON : TDM_CHART_NOTATION;
    if (tdm_str_is(said, "ndjson") || tdm_str_is(said, "notation")) return true;
    struct tdm_problem *p = tdm_problems_add(&request->problems, TDM_ERROR, TDM_WHY_SYNTAX, "U010",
                                             (struct tdm_place){.file = TDM_STR("command line")});
    tdm_problem_what(p, "`tandem lab cohort` has no format `%.*s`", TDM_FMT(said));
    tdm_problem_fix(p, "choose one of: ndjson, notation");
    return false;
}

static bool no_arm(struct tdm_request *request, const struct tdm_loaded *file) {
    struct tdm_problem *p = tdm_problems_add(&request->problems, TDM_ERROR, TDM_WHY_MISSING, "Q023",
                                             (struct tdm_place){.file = file->file, .line = 1});
    tdm_problem_what(p, "no arm of the study follows a protocol, so that nobody has a chart");
    tdm_problem_fix(p, "add an arm with: protocol NAME");
    return false;
}

struct clinic_of {
    struct tdm_request *request;
    const struct tdm_study *study;
    const struct tdm_study_run *run;
    struct tdm_lab_rows *rows;
    const struct tdm_bio_person **people; /* per arm */
    enum tdm_chart_form form;
};

/* The head goes before the chart as a comment: each file, and each chart among lines, carries it. */
static bool write_one(const struct clinic_of *c, uint32_t arm, uint32_t number) {
    struct tdm_request *request = c->request;
    const struct tdm_chart *chart;
    struct tdm_buf bytes;
    struct tdm_view view = tdm_request_view(request);
    tdm_buf_init(&bytes, request->mem, TDM_CHART_BYTES_MAX);
    view.out = &bytes;
    if (!tdm_study_chart_of(request->mem, c->study, c->run, arm, c->people[arm], number, &chart, &request->problems))
        return false;
    if (c->form == TDM_CHART_NOTATION)
        tdm_view_lab_comment(&view, c->rows);
    else
        tdm_view_lab_comment_json(&view, c->rows);
    if (!tdm_invented_form(request, chart, c->form, &bytes)) return false;
    request->problems.count = 0; /* notes about what the team did: they are wanted here */
    return tdm_invented_put(request, chart, c->form, tdm_buf_str(&bytes));
}

bool tdm_lab_cohort(struct tdm_request *request, const struct tdm_study *study, const struct tdm_study_run *run,
                    struct tdm_lab_rows *rows, struct tdm_loaded *file) {
    int64_t count = 0;
    uint32_t arms = 0, arm = 0;
    struct clinic_of c = {
        request,         study, run, rows, TDM_NEW_ARRAY(request->mem, const struct tdm_bio_person *, study->arm_count),
        TDM_CHART_NDJSON};
    for (uint32_t i = 0; i < study->arm_count; i++) arms += study->arms[i].protocol != NULL;
    if (arms == 0) return no_arm(request, file);
    if (!tdm_lab_cohort_count(request, &count) || !read_form(request, &c.form) || !tdm_invented_folder(request) ||
        !tdm_lab_calibrate(request, file, rows))
        return false;
    for (uint32_t i = 0; i < study->arm_count; i++)
        if (study->arms[i].protocol != NULL &&
            !tdm_study_people(request->mem, study, run, i, (uint32_t)count, &c.people[i], &request->problems))
            return false;
    for (uint32_t number = 1; number <= (uint32_t)count; number++, arm = (arm + 1) % study->arm_count) {
        struct tdm_arena_mark mark = tdm_arena_mark(request->mem);
        while (study->arms[arm].protocol == NULL) arm = (arm + 1) % study->arm_count;
        if (!write_one(&c, arm, number)) return false;
        tdm_arena_rewind(request->mem, mark);
    }
    return true;
}
