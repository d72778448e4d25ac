/* cmd_worklist.c - `tandem worklist`: what is owed over many charts, on one day, ordered by what it blocks. */
#include "cli/worklist_many.h"

#define POUR_BYTES ((size_t)1 << 16) /* written out at a time */

/* A folder of a clinic stands for every episode that is kept there. */
static bool list_charts(struct tdm_request *request, struct tdm_names *charts) {
    for (uint32_t i = 0; i < request->argument_count; i++) {
        tdm_str name = request->arguments[i];
        if (tdm_path_is_file(name) || !tdm_is_clinic(request, name))
            tdm_names_add(request->mem, charts, name);
        else if (!tdm_list_kept(request, name, charts))
            return false;
    }
    return true;
}

static bool jobs_asked(struct tdm_request *request, int64_t *jobs) {
    tdm_str said = request->value[TDM_OPTION_JOBS];
    struct tdm_problem problem;
    *jobs = 1;
    if (!request->given[TDM_OPTION_JOBS]) return true;
    if (tdm_parse_i64(said, jobs) && *jobs >= 1 && *jobs <= 64) return true;
    (void)tdm_fail(&problem, TDM_WHY_SYNTAX, "U014", (struct tdm_place){.file = TDM_STR("command line")},
                   "`%.*s` is not a number of processes", TDM_FMT(said));
    tdm_problem_fix(&problem, "write a whole number from 1 to 64");
    return tdm_request_keep(request, &problem);
}

static bool ask_none(struct tdm_many *many) {
    const struct tdm_catalog *catalog;
    tdm_mask roles;
    return tdm_load_catalog(many->request, &catalog) && tdm_role_asked(many->request, catalog, &roles) &&
           tdm_day_asked(many->request, &tdm_zone_utc, &many->on);
}

static bool ask_all(struct tdm_many *many) {
    int64_t jobs;
    if (!jobs_asked(many->request, &jobs) || !list_charts(many->request, &many->charts)) return false;
    return many->charts.count > 0 ? tdm_many_ask(many, (uint32_t)jobs) : ask_none(many);
}

/* ---- written */

struct writing {
    struct tdm_request *request;
    struct tdm_many *many;
    struct tdm_writer *writer; /* of --output, or null */
    bool broken;               /* standard output is gone, or a problem is told */
};

static bool pour(struct writing *to) {
    struct tdm_problem problem;
    struct tdm_buf *out = &to->request->out;
    if (to->broken) return false;
    if (to->writer == NULL)
        to->broken = !tdm_output_write(tdm_buf_str(out));
    else if (!tdm_writer_add(to->writer, tdm_buf_str(out), &problem))
        to->broken = !tdm_request_keep(to->request, &problem);
    out->len = 0;
    return !to->broken;
}

static struct tdm_work_told item(void *context, uint32_t at) {
    struct writing *to = context;
    struct tdm_work_told told = {0};
    struct tdm_problem problem;
    if (to->request->out.len >= POUR_BYTES && !pour(to)) return told;
    if (!to->broken && !tdm_many_read(to->many, at, &told, &problem))
        to->broken = !tdm_request_keep(to->request, &problem);
    return told;
}

static bool write_all(struct tdm_many *many) {
    struct tdm_request *request = many->request;
    struct writing to = {.request = request, .many = many};
    struct tdm_work_list list = {(uint32_t)many->count, (uint32_t)many->charts.count, many->on, item, &to};
    struct tdm_view view = tdm_request_view(request);
    struct tdm_problem problem;
    if (request->given[TDM_OPTION_OUTPUT] &&
        !tdm_writer_open(request->mem, request->value[TDM_OPTION_OUTPUT], &to.writer, &problem))
        return tdm_request_keep(request, &problem);
    if (request->given[TDM_OPTION_JSON])
        tdm_view_worklist_json(&view, &list);
    else
        tdm_view_worklist_text(&view, &list);
    if (pour(&to))
        return to.writer == NULL || tdm_writer_finish(to.writer, &problem) || tdm_request_keep(request, &problem);
    tdm_writer_abandon(to.writer);
    return false;
}

static enum tdm_exit run_worklist(struct tdm_request *request) {
    struct tdm_many many = {.request = request};
    bool good = ask_all(&many) && write_all(&many);
    tdm_many_end(&many);
    if (good) return TDM_EXIT_FINE;
    if (request->problems.errors == 0) return TDM_EXIT_ENVIRONMENT; /* standard output is gone */
    return tdm_request_fail_all(request, many.file.file, many.file.text);
}

const struct tdm_command tdm_command_worklist = {
    "worklist",
    "CHART|FOLDER... [--role ROLE] [--blocked] [--jobs N] [--on DATE] [--lang es] [--json]",
    "who owes what over many charts, ordered by what is blocked and by whom",
    "Emergencies first, then what is late and keeps a phase from beginning, what keeps one from beginning, what is "
    "late, due, "
    "soon. With --blocked only what a phase waits for, and emergencies: who is blocked, by whom. The folder of a "
    "clinic stands for every episode that is kept there. Nothing is kept: the list follows from "
    "the charts and the day.",
    "as on known json output protocol data zone width lang role blocked jobs",
    1,
    -1,
    run_worklist};
