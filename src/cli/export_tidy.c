/* export_tidy.c - charts as tidy tables in a folder, with their dictionary. */
#include "cli/export.h"

#define ROWS_BYTES_MAX ((size_t)256 << 20)

struct tables {
    struct tdm_writer *writers[TDM_TIDY_TABLES];
    struct tdm_problem problem;
};

static tdm_str path_of(struct tdm_exporting *e, const char *name, const char *ending) {
    struct tdm_buf file;
    tdm_buf_init(&file, e->request->mem, 200);
    tdm_buf_format(&file, "%s%s", name, ending);
    return tdm_path_join(e->request->mem, e->request->value[TDM_OPTION_TIDY], tdm_buf_str(&file));
}

static void open_rows(struct tdm_exporting *e, struct tdm_buf *rows) {
    for (int i = 0; i < TDM_TIDY_TABLES; i++) tdm_buf_init(&rows[i], e->request->mem, ROWS_BYTES_MAX);
}

static bool add_rows(struct tdm_exporting *e, struct tables *tables, const struct tdm_buf *rows) {
    for (int i = 0; i < TDM_TIDY_TABLES; i++)
        if (!tdm_writer_add(tables->writers[i], tdm_buf_str(&rows[i]), &tables->problem))
            return tdm_request_keep(e->request, &tables->problem);
    return true;
}

static bool begin(struct tdm_exporting *e, void **state) {
    struct tables *tables = TDM_NEW(e->request->mem, struct tables);
    struct tdm_buf rows[TDM_TIDY_TABLES];
    struct tdm_problem problem = {0};
    *state = tables;
    if (!tdm_folder_make(e->request->mem, e->request->value[TDM_OPTION_TIDY], &problem))
        return tdm_request_keep(e->request, &problem);
    open_rows(e, rows);
    for (int i = 0; i < TDM_TIDY_TABLES; i++) {
        tdm_str path = path_of(e, tdm_tidy_name((enum tdm_tidy_table)i), ".csv");
        if (!tdm_writer_open(e->request->mem, path, &tables->writers[i], &problem))
            return tdm_request_keep(e->request, &problem);
        tdm_tidy_head(&rows[i], (enum tdm_tidy_table)i);
    }
    tdm_tidy_measures(rows, e->shelf.library.catalog);
    return add_rows(e, tables, rows);
}

static bool episode(struct tdm_exporting *e, void *state, const struct tdm_outgoing *out) {
    struct tdm_buf rows[TDM_TIDY_TABLES];
    open_rows(e, rows);
    tdm_tidy_chart(rows, out->shown);
    for (uint32_t i = 0; i < e->day_count; i++) {
        struct tdm_asof asof = {e->days[i], TDM_INSTANT_NONE};
        const struct tdm_standing *standing =
            tdm_standing_of(e->request->mem, out->opened->episode, out->others.cases, out->others.count, asof);
        struct tdm_tidy_day day = {standing, out->shown->chart->chart, out->days};
        tdm_tidy_standing(rows, &day);
    }
    return add_rows(e, state, rows);
}

static bool put(struct tdm_exporting *e, const char *name, const struct tdm_buf *text) {
    struct tdm_problem problem = {0};
    tdm_str path = path_of(e, name, "");
    return tdm_export_keep(e, tdm_file_write(e->request->mem, path, tdm_buf_str(text), &problem), &problem);
}

static bool end(struct tdm_exporting *e, void *state) {
    struct tables *tables = state;
    struct tdm_buf csv, json;
    tdm_buf_init(&csv, e->request->mem, 1u << 20);
    tdm_buf_init(&json, e->request->mem, 1u << 20);
    tdm_tidy_dictionary_csv(&csv);
    tdm_tidy_dictionary_json(&json);
    for (int i = 0; i < TDM_TIDY_TABLES; i++)
        if (!tdm_writer_finish(tables->writers[i], &tables->problem))
            return tdm_request_keep(e->request, &tables->problem);
    return put(e, "dictionary.csv", &csv) && put(e, "dictionary.json", &json) &&
           (!e->masked || tdm_export_cells(e, e->request->value[TDM_OPTION_TIDY]));
}

static void abandon(void *state) {
    struct tables *tables = state;
    for (int i = 0; i < TDM_TIDY_TABLES; i++) tdm_writer_abandon(tables->writers[i]);
}

const struct tdm_export_form tdm_export_tidy = {begin, episode, end, abandon};
