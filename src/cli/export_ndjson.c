/* export_ndjson.c - everything as lines of JSON: what the file is, each text of a protocol before the first chart that
 * follows it, then chart by chart its header and its entries. */
#include "cli/export.h"
#include "json/json.h"

struct lines {
    struct tdm_writer *writer;
    tdm_digest *texts; /* of protocols that were written */
    size_t count, room;
};

static bool add(struct tdm_exporting *e, struct lines *lines, const struct tdm_buf *text) {
    struct tdm_problem problem = {0};
    return tdm_export_keep(e, tdm_writer_add(lines->writer, tdm_buf_str(text), &problem), &problem);
}

static bool begin(struct tdm_exporting *e, void **state) {
    struct lines *lines = TDM_NEW(e->request->mem, struct lines);
    struct tdm_problem problem = {0};
    struct tdm_buf text;
    *state = lines;
    tdm_buf_init(&text, e->request->mem, 200);
    tdm_buf_text(&text, "{\"tandem\":\"charts\",\"version\":1}\n");
    /* Room for every text beforehand: what lies in a chart's memory is given back after it. */
    lines->room = e->charts.count + 1;
    lines->texts = TDM_NEW_ARRAY(e->request->mem, tdm_digest, lines->room);
    return tdm_export_keep(
               e, tdm_writer_open(e->request->mem, e->request->value[TDM_OPTION_NDJSON], &lines->writer, &problem),
               &problem) &&
           add(e, lines, &text);
}

static void put_library(struct tdm_buf *out, const struct tdm_protocol *protocol, tdm_str text) {
    struct tdm_json_writer w;
    struct tdm_buf hex;
    tdm_buf_init(&hex, out->mem, 100);
    tdm_digest_print(&hex, tdm_digest_of(text));
    tdm_json_writer_init(&w, out, false);
    tdm_json_object_begin(&w);
    tdm_json_text(&w, "library", protocol->name);
    tdm_json_text(&w, "version", protocol->version);
    tdm_json_text(&w, "hash", tdm_buf_str(&hex));
    tdm_json_text(&w, "text", text);
    tdm_json_object_end(&w);
    tdm_buf_char(out, '\n');
}

static bool episode(struct tdm_exporting *e, void *state, const struct tdm_outgoing *out) {
    struct lines *lines = state;
    struct tdm_buf text;
    tdm_digest digest = tdm_digest_of(out->protocol_text);
    bool there = false;
    tdm_buf_init(&text, e->request->mem, TDM_FILE_LIMIT_BYTES * 2);
    for (size_t i = 0; i < lines->count; i++) there = there || tdm_digest_equal(lines->texts[i], digest);
    if (!there) {
        lines->texts[lines->count++] = digest;
        put_library(&text, out->shown->protocol, out->protocol_text);
    }
    tdm_chart_write_ndjson(&text, out->shown->chart->chart);
    return add(e, lines, &text);
}

static bool end(struct tdm_exporting *e, void *state) {
    struct lines *lines = state;
    struct tdm_problem problem = {0};
    tdm_str path = e->request->value[TDM_OPTION_NDJSON];
    return tdm_export_keep(e, tdm_writer_finish(lines->writer, &problem), &problem) &&
           (!e->masked || tdm_export_cells(e, tdm_path_folder(path)));
}

static void abandon(void *state) {
    struct lines *lines = state;
    tdm_writer_abandon(lines->writer);
}

const struct tdm_export_form tdm_export_ndjson = {begin, episode, end, abandon};
