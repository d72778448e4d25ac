/* chart_read.c - a chart file of the notation: the `chart` block, then dated entries. */
#include "chart/chart_int.h"

static bool is_chart_line(const struct tdm_line *line) {
    return tdm_str_is(tdm_line_head(line), "chart");
}

static bool read_first(struct tdm_chart_reader *r) {
    const struct tdm_line *first = r->tree->first;
    if (first != NULL && is_chart_line(first)) {
        tdm_chart_header_read(r, first);
        return true;
    }
    struct tdm_place place = {r->file, 0, 0, 0};
    if (first != NULL) place = tdm_line_place(r->tree, first);
    struct tdm_problem *p = tdm_chart_refuse(r, TDM_WHY_SYNTAX, "H001", place);
    if (first == NULL)
        tdm_problem_what(p, "the file is empty");
    else
        tdm_problem_what(p, "\"%.*s\" stands where a chart begins", TDM_FMT(first->source));
    tdm_problem_fix(p, "begin the file with `chart NAME`");
    return false;
}

bool tdm_chart_read(struct tdm_arena *mem, const struct tdm_tree *tree, const struct tdm_zone *zone,
                    const struct tdm_chart **out, struct tdm_problems *problems) {
    struct tdm_chart *chart = TDM_NEW(mem, struct tdm_chart);
    struct tdm_chart_reader r = {
        .mem = mem, .tree = tree, .file = tree->file, .zone = zone, .problems = problems, .chart = chart};
    uint32_t errors_before = problems->errors;
    chart->file = tree->file;
    if (!read_first(&r)) return false;
    if (!tdm_chart_reserve(&r, tdm_block_count(tree->first->next))) return false;
    for (const struct tdm_line *line = tree->first->next; line != NULL; line = line->next) {
        if (tdm_chart_full(&r)) return false;
        if (!is_chart_line(line)) {
            tdm_entry_read(&r, line);
            continue;
        }
        struct tdm_problem *p = tdm_chart_refuse(&r, TDM_WHY_NOT_ALLOWED, "H003", tdm_line_place(tree, line));
        tdm_problem_what(p, "a second chart begins in this file");
        tdm_problem_fix(p, "write it into a file of its own, and `also chart NAME` below the first line of both");
        break;
    }
    return tdm_chart_finish(&r, errors_before, out);
}
