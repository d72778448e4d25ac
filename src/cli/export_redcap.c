/* export_redcap.c - charts as a REDCap project: dictionary.csv to make it with, data.csv to fill it. */
#include "cli/export.h"
#include "exchange/redcap.h"

struct project {
    struct tdm_redcap redcap;
    struct tdm_writer *data;
};

static tdm_str path_of(struct tdm_exporting *e, tdm_str name) {
    return tdm_path_join(e->request->mem, e->request->value[TDM_OPTION_REDCAP], name);
}

/* Fields are those that some chart needs: all are gone through before the first row is written. */
static bool gather(struct tdm_exporting *e, struct tdm_redcap *redcap) {
    struct tdm_request *request = e->request;
    struct tdm_problem problem;
    redcap->fields = TDM_NEW_ARRAY(request->mem, struct tdm_redcap_field, TDM_REDCAP_FIELDS_MAX);
    for (size_t i = 0; i < e->charts.count; i++) {
        struct tdm_arena_mark mark = tdm_arena_mark(request->mem);
        uint32_t protocols = e->shelf.library.protocol_count;
        struct tdm_opened opened;
        if (!tdm_export_open(e, i, &opened)) return false;
        if (!tdm_redcap_add(request->mem, redcap, opened.episode->chart)) {
            (void)tdm_fail(&problem, TDM_WHY_LIMIT, "F003", (struct tdm_place){.file = e->charts.list[i]},
                           "these charts need more than %u fields", TDM_REDCAP_FIELDS_MAX);
            tdm_problem_fix(&problem, "export them in parts, such as by protocol");
            return tdm_request_keep(request, &problem);
        }
        if (protocols > 0 && protocols == e->shelf.library.protocol_count) tdm_arena_rewind(request->mem, mark);
    }
    tdm_redcap_settle(request->mem, redcap);
    return true;
}

static bool add(struct tdm_exporting *e, struct project *project, const struct tdm_buf *text) {
    struct tdm_problem problem = {0};
    return tdm_export_keep(e, tdm_writer_add(project->data, tdm_buf_str(text), &problem), &problem);
}

static bool begin(struct tdm_exporting *e, void **state) {
    struct project *project = TDM_NEW(e->request->mem, struct project);
    struct tdm_problem problem = {0};
    struct tdm_buf text;
    *state = project;
    project->redcap.catalog = e->shelf.library.catalog;
    tdm_buf_init(&text, e->request->mem, (size_t)16 << 20);
    if (!tdm_export_keep(e, tdm_folder_make(e->request->mem, e->request->value[TDM_OPTION_REDCAP], &problem),
                         &problem) ||
        !gather(e, &project->redcap))
        return false;
    tdm_redcap_dictionary(&text, &project->redcap);
    tdm_str dictionary = path_of(e, TDM_STR("dictionary.csv")), data = path_of(e, TDM_STR("data.csv"));
    if (!tdm_export_keep(e, tdm_file_write(e->request->mem, dictionary, tdm_buf_str(&text), &problem), &problem) ||
        !tdm_export_keep(e, tdm_writer_open(e->request->mem, data, &project->data, &problem), &problem))
        return false;
    text.len = 0;
    tdm_redcap_head(&text, &project->redcap);
    return add(e, project, &text);
}

static bool episode(struct tdm_exporting *e, void *state, const struct tdm_outgoing *out) {
    struct project *project = state;
    struct tdm_buf text;
    tdm_buf_init(&text, e->request->mem, TDM_FILE_LIMIT_BYTES);
    tdm_redcap_rows(e->request->mem, &text, &project->redcap, out->shown->chart);
    return add(e, project, &text);
}

static bool end(struct tdm_exporting *e, void *state) {
    struct project *project = state;
    struct tdm_problem problem = {0};
    return tdm_export_keep(e, tdm_writer_finish(project->data, &problem), &problem) &&
           (!e->masked || tdm_export_cells(e, e->request->value[TDM_OPTION_REDCAP]));
}

static void abandon(void *state) {
    struct project *project = state;
    tdm_writer_abandon(project->data);
}

const struct tdm_export_form tdm_export_redcap = {begin, episode, end, abandon};
