/* invented.c - invented charts as files of a folder, or one after the other on standard output: what `tandem cohort`
 * and `tandem lab cohort` share. */
#include "cli/cli.h"
#include "cli/desk.h"

/* Printed, read and written again: so that entries and lines stand in their one order. */
bool tdm_invented_form(struct tdm_request *request, const struct tdm_chart *chart, enum tdm_chart_form form,
                       struct tdm_buf *out) {
    struct tdm_buf text;
    const struct tdm_tree *tree;
    const struct tdm_chart *read;
    tdm_buf_init(&text, request->mem, TDM_CHART_BYTES_MAX);
    tdm_chart_print(&text, chart);
    if (!tdm_notation_read(request->mem, chart->name, tdm_buf_str(&text), &tree, &request->problems) ||
        !tdm_chart_read(request->mem, tree, &tdm_zone_utc, &read, &request->problems))
        return false;
    if (form == TDM_CHART_NDJSON)
        tdm_chart_write_ndjson(out, read);
    else
        tdm_chart_print(out, read);
    return true;
}

static bool no_output(struct tdm_request *request) {
    struct tdm_problem problem;
    tdm_no_output(&problem);
    return tdm_request_keep(request, &problem);
}

bool tdm_invented_put(struct tdm_request *request, const struct tdm_chart *chart, enum tdm_chart_form form,
                      tdm_str bytes) {
    struct tdm_problem problem;
    struct tdm_buf name;
    if (!request->given[TDM_OPTION_OUTPUT]) return tdm_output_write(bytes) || no_output(request);
    tdm_buf_init(&name, request->mem, 4096);
    tdm_buf_format(&name, "%.*s%s", TDM_FMT(chart->name), form == TDM_CHART_NDJSON ? ".chart.ndjson" : ".chart.tandem");
    tdm_str path = tdm_path_join(request->mem, request->value[TDM_OPTION_OUTPUT], tdm_buf_str(&name));
    return tdm_file_write(request->mem, path, bytes, &problem) || tdm_request_keep(request, &problem);
}

bool tdm_invented_folder(struct tdm_request *request) {
    tdm_str folder = request->value[TDM_OPTION_OUTPUT];
    if (!request->given[TDM_OPTION_OUTPUT] || tdm_path_is_folder(folder)) return true;
    struct tdm_problem *problem = tdm_problems_add(&request->problems, TDM_ERROR, TDM_WHY_SYNTAX, "U015",
                                                   (struct tdm_place){.file = TDM_STR("command line")});
    tdm_problem_what(problem, "`--output %.*s` is not a folder, and a cohort is one file a chart", TDM_FMT(folder));
    tdm_problem_fix(problem, "make it first (`mkdir %.*s`), or leave `--output` out", TDM_FMT(folder));
    return false;
}
