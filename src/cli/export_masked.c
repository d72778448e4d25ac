/* export_masked.c - charts that go out without whom they are of: the key, who is left out, how many share what. */
#include "cli/export.h"
#include "clinic/clinic.h"

static const struct tdm_place command_line = {.file = {"command line", 12}, .line = 0};

static bool make_key(struct tdm_exporting *e, tdm_str path) {
    struct tdm_request *request = e->request;
    struct tdm_problem problem = {0};
    struct tdm_buf text;
    tdm_buf_init(&text, request->mem, 200);
    tdm_secret_bytes(e->mask.key.byte, sizeof e->mask.key.byte);
    tdm_export_key_print(&text, e->mask.key);
    return tdm_export_keep(e, tdm_file_make_private(request->mem, path, tdm_buf_str(&text), &problem), &problem);
}

static bool read_cells(struct tdm_exporting *e) {
    struct tdm_request *request = e->request;
    int64_t least = 5;
    struct tdm_problem problem;
    if (!request->given[TDM_OPTION_CELLS] ||
        (tdm_parse_i64(request->value[TDM_OPTION_CELLS], &least) && least >= 1 && least <= 1000)) {
        e->least = (uint32_t)least;
        return true;
    }
    (void)tdm_fail(&problem, TDM_WHY_SYNTAX, "U014", command_line, "`%.*s` is not a number of people",
                   TDM_FMT(request->value[TDM_OPTION_CELLS]));
    tdm_problem_fix(&problem, "write a whole number from 1 to 1000");
    return tdm_request_keep(request, &problem);
}

bool tdm_export_read_key(struct tdm_exporting *e) {
    struct tdm_request *request = e->request;
    struct tdm_problem problem = {0};
    tdm_str text, path = request->value[TDM_OPTION_DEIDENTIFY];
    e->mask.with_text = request->given[TDM_OPTION_KEEP_TEXT];
    if (!read_cells(e)) return false;
    if (!tdm_path_is_file(path)) return make_key(e, path);
    return tdm_export_keep(e, tdm_file_read(request->mem, path, 4096, &text, &problem), &problem) &&
           tdm_export_keep(e, tdm_export_key_read(path, text, &e->mask.key, &problem), &problem);
}

struct ordered {
    tdm_str name, chart;
};

static int by_name(const void *a, const void *b) {
    return tdm_str_compare(((const struct ordered *)a)->name, ((const struct ordered *)b)->name);
}

/* Today, where the chart is kept. */
static bool withdrawn(const struct tdm_opened *opened) {
    return tdm_consent_withdrawn(opened->chart, tdm_clock_today(&opened->zone)) != NULL;
}

/* The charts are gone through twice: how many people share a combination is known only after the last. They go out in
 * the order of their new names: that of the old ones would tell something of them. */
bool tdm_export_count(struct tdm_exporting *e) {
    struct tdm_request *request = e->request;
    struct ordered *order = TDM_NEW_ARRAY(e->cells.mem, struct ordered, e->charts.count + 1);
    for (size_t i = 0; i < e->charts.count; i++) {
        struct tdm_arena_mark mark = tdm_arena_mark(request->mem);
        uint32_t protocols = e->shelf.library.protocol_count;
        struct tdm_opened opened;
        if (!tdm_export_open(e, i, &opened)) return false;
        if (!withdrawn(&opened)) tdm_cells_add(&e->cells, opened.chart);
        order[i] = (struct ordered){tdm_mask_name(e->cells.mem, &e->mask, 'e', opened.chart->name), e->charts.list[i]};
        if (protocols > 0 && protocols == e->shelf.library.protocol_count) tdm_arena_rewind(request->mem, mark);
    }
    tdm_cells_close(&e->cells);
    if (e->charts.count > 1) qsort(order, e->charts.count, sizeof *order, by_name);
    for (size_t i = 0; i < e->charts.count; i++) e->charts.list[i] = order[i].chart;
    return true;
}

bool tdm_export_withholds(struct tdm_exporting *e, const struct tdm_opened *opened) {
    if (!e->masked) return false;
    if (withdrawn(opened)) {
        e->consent++;
        return true;
    }
    if (tdm_cells_of(&e->cells, opened->chart->patient) >= e->least) return false;
    bool suppress = e->request->given[TDM_OPTION_SUPPRESS];
    e->small += suppress;
    e->in_cells++;
    return suppress;
}

/* Written and read again, so that entries and numbers stand in their one order. */
bool tdm_export_mask(struct tdm_exporting *e, struct tdm_outgoing *out) {
    struct tdm_request *request = e->request;
    struct tdm_masking how = {&e->mask, out->opened->episode->protocol};
    struct tdm_buf text;
    const struct tdm_chart *masked = tdm_mask_chart(request->mem, &how, out->opened->chart), *read;
    struct tdm_problems quiet;
    tdm_problems_init(&quiet);
    tdm_buf_init(&text, request->mem, TDM_FILE_LIMIT_BYTES);
    tdm_chart_write_ndjson(&text, masked);
    out->days = tdm_mask_days(request->mem, &e->mask, out->opened->chart->patient);
    if (tdm_chart_read_ndjson(request->mem, masked->name, tdm_buf_str(&text), &tdm_zone_utc, &read, &quiet) &&
        tdm_case_open(request->mem, out->opened->library, read, &out->shown, &quiet))
        return true;
    return tdm_request_keep(request, &quiet.items[0]);
}

bool tdm_export_cells(struct tdm_exporting *e, tdm_str folder) {
    struct tdm_request *request = e->request;
    struct tdm_problem problem = {0};
    struct tdm_buf text;
    tdm_buf_init(&text, request->mem, TDM_FILE_LIMIT_BYTES);
    tdm_cells_csv(&text, &e->cells, e->least);
    tdm_str path = tdm_path_join(request->mem, folder, TDM_STR("small-cells.csv"));
    return tdm_export_keep(e, tdm_file_write(request->mem, path, tdm_buf_str(&text), &problem), &problem);
}
