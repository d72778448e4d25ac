/* import_ndjson.c - lines of JSON that `export --ndjson` wrote, as files again: one a chart, and the protocols that
 * they follow. Line for line as they stand in the file, so every standing is the same. Memory is for one chart. */
#include "cli/import.h"
#include "clinic/clinic.h"
#include "json/json.h"

#define WINDOW_BYTES ((size_t)256 << 10)
#define HEAD         "{\"tandem\":\"charts\",\"version\":1}"

struct taking {
    struct tdm_request *request;
    struct tdm_arena *mem; /* of the chart that is gathered */
    tdm_str file, folder;
    struct tdm_buf chart;
    uint32_t line, first; /* of the file; of the chart */
    uint32_t charts, protocols;
};

static struct tdm_place at_line(const struct taking *t, uint32_t line) {
    return (struct tdm_place){.file = t->file, .line = line, .column = 1, .length = 1};
}

static bool refuse(struct taking *t, uint32_t line, const char *what, const char *fix) {
    struct tdm_problem problem;
    (void)tdm_fail(&problem, TDM_WHY_SYNTAX, "F030", at_line(t, line), "%s", what);
    tdm_problem_fix(&problem, "%s", fix);
    return tdm_request_keep(t->request, &problem);
}

/* ---- writing */

static bool put(struct taking *t, tdm_str folder, tdm_str name, const char *ending, tdm_str bytes) {
    struct tdm_problem problem = {0};
    struct tdm_buf file;
    size_t slash;
    if (name.len == 0 || tdm_str_find(name, TDM_STR("/"), &slash))
        return refuse(t, t->first, "the name of this chart or protocol cannot be that of a file",
                      "take the `/` out of its name");
    tdm_buf_init(&file, t->mem, 4096);
    tdm_buf_format(&file, "%.*s%s", TDM_FMT(name), ending);
    return tdm_file_write(t->mem, tdm_path_join(t->mem, folder, tdm_buf_str(&file)), bytes, &problem) ||
           tdm_request_keep(t->request, &problem);
}

/* Problems speak of the chart's own lines: here they are those of the file. */
static bool put_chart(struct taking *t) {
    const struct tdm_chart *chart;
    struct tdm_problems quiet;
    tdm_str text = tdm_buf_str(&t->chart);
    if (text.len == 0) return true;
    tdm_problems_init(&quiet);
    bool good = tdm_chart_read_ndjson(t->mem, t->file, text, &tdm_zone_utc, &chart, &quiet);
    for (uint32_t i = 0; i < quiet.count && !good; i++) {
        if (quiet.items[i].severity != TDM_ERROR) continue;
        quiet.items[i].place.line += t->first - 1;
        (void)tdm_request_keep(t->request, &quiet.items[i]);
    }
    good = good && put(t, t->folder, chart->name, ".chart.ndjson", text);
    t->charts += good;
    tdm_arena_reset(t->mem);
    tdm_buf_init(&t->chart, t->mem, TDM_FILE_LIMIT_BYTES);
    return good;
}

static tdm_str member(const struct tdm_json *object, const char *key) {
    const struct tdm_json *found = tdm_json_member(object, key);
    return found != NULL && found->kind == TDM_JSON_STRING ? found->text : TDM_STR("");
}

static bool put_protocol(struct taking *t, tdm_str line) {
    const struct tdm_json *object;
    struct tdm_problem problem = {0};
    tdm_digest said;
    struct tdm_buf name;
    tdm_str folder = tdm_path_join(t->request->mem, t->folder, TDM_STR("protocols"));
    if (!tdm_json_read(t->mem, t->file, line, &object, &problem)) {
        problem.place.line = t->line;
        return tdm_request_keep(t->request, &problem);
    }
    tdm_str text = member(object, "text");
    t->first = t->line;
    if (!tdm_digest_parse(member(object, "hash"), &said) || !tdm_digest_equal(said, tdm_digest_of(text)))
        return refuse(t, t->line, "the text of this protocol is not the one that its hash is of",
                      "export again: the file was changed since it was written");
    if (!tdm_folder_make(t->mem, folder, &problem)) return tdm_request_keep(t->request, &problem);
    tdm_buf_init(&name, t->mem, 4096);
    tdm_buf_add(&name, member(object, "library"));
    tdm_buf_text(&name, ".tandem");
    if (tdm_path_is_file(tdm_path_join(t->mem, folder, tdm_buf_str(&name)))) { /* another text of the name */
        name.len = 0;
        tdm_buf_format(&name, "%.*s-%.*s.tandem", TDM_FMT(member(object, "library")),
                       TDM_FMT(member(object, "version")));
    }
    t->protocols++;
    return put(t, folder, tdm_buf_str(&name), "", text);
}

/* ---- reading */

static bool take_line(struct taking *t, tdm_str line) {
    t->line++;
    if (t->line == 1 && !tdm_str_is(tdm_str_trim(line), HEAD))
        return refuse(t, 1, "this file does not begin as lines of charts do",
                      "name a file that `tandem export --ndjson` wrote; a table needs `--mapping`");
    if (t->line == 1 || tdm_str_trim(line).len == 0) return true;
    bool library = tdm_str_starts_with(line, TDM_STR("{\"library\":"));
    bool header = tdm_str_starts_with(line, TDM_STR("{\"chart\":"));
    if ((library || header) && !put_chart(t)) return false;
    if (library) return put_protocol(t, line);
    if (header) t->first = t->line;
    if (!header && t->chart.len == 0) return refuse(t, t->line, "an entry stands before any chart", "export again");
    tdm_buf_add(&t->chart, line);
    tdm_buf_char(&t->chart, '\n');
    return !t->chart.failed || refuse(t, t->first, "this chart is larger than 64 MiB", "export again");
}

/* A window over the file, with the line that has not ended yet at its beginning. */
static bool take_file(struct taking *t, struct tdm_reader *reader) {
    size_t room = WINDOW_BYTES, used = 0, got = 1;
    struct tdm_problem problem = {0};
    char *bytes = tdm_arena_alloc_raw(t->request->mem, room);
    while (got > 0) {
        if (used == room && room >= TDM_FILE_LIMIT_BYTES)
            return refuse(t, t->line + 1, "this line is longer than 64 MiB",
                          "name a file that `tandem export --ndjson` wrote");
        if (used == room) bytes = tdm_arena_widen(t->request->mem, bytes, used, &room);
        if (!tdm_reader_take(reader, bytes + used, room - used, &got, &problem))
            return tdm_request_keep(t->request, &problem);
        used += got;
        size_t from = 0;
        for (char *end; (end = memchr(bytes + from, '\n', used - from)) != NULL;) {
            size_t at = (size_t)(end - bytes);
            if (!take_line(t, (tdm_str){bytes + from, at - from})) return false;
            from = at + 1;
        }
        used -= from;
        memmove(bytes, bytes + from, used);
    }
    return (used == 0 || take_line(t, (tdm_str){bytes, used})) && put_chart(t);
}

static bool begin(struct taking *t) {
    struct tdm_problem problem = {0};
    if (!tdm_is_clinic(t->request, t->folder))
        return tdm_folder_make(t->request->mem, t->folder, &problem) || tdm_request_keep(t->request, &problem);
    (void)tdm_fail(&problem, TDM_WHY_NOT_ALLOWED, "U071", (struct tdm_place){.file = TDM_STR("command line")},
                   "\"%.*s\" is a clinic, and these charts say themselves when they were recorded", TDM_FMT(t->folder));
    tdm_problem_fix(&problem, "name a new folder; charts of another place come into a clinic by `tandem bundle` and "
                              "`tandem merge`");
    return tdm_request_keep(t->request, &problem);
}

enum tdm_exit tdm_import_ndjson(struct tdm_request *request) {
    struct taking t = {.request = request, .file = request->arguments[0], .folder = request->value[TDM_OPTION_INTO]};
    struct tdm_reader *reader = NULL;
    struct tdm_problem problem = {0};
    if (!request->given[TDM_OPTION_INTO]) {
        (void)tdm_fail(&problem, TDM_WHY_MISSING, "U071", (struct tdm_place){.file = TDM_STR("command line")},
                       "nothing says where the charts are to be written");
        tdm_problem_fix(&problem, "add `--into FOLDER`, a new folder: one file a chart");
        return tdm_request_fail(request, &problem);
    }
    t.mem = tdm_arena_open((size_t)1 << 30);
    tdm_buf_init(&t.chart, t.mem, TDM_FILE_LIMIT_BYTES);
    bool good = tdm_reader_open(request->mem, t.file, &reader, &problem) || tdm_request_keep(request, &problem);
    good = good && begin(&t) && take_file(&t, reader);
    tdm_reader_close(reader);
    tdm_arena_close(t.mem);
    if (!good) return tdm_request_fail_all(request, t.file, (tdm_str){0});
    tdm_buf_format(&request->out, "%u %s and %u %s in %.*s.\n", t.charts, t.charts == 1 ? "chart" : "charts",
                   t.protocols, t.protocols == 1 ? "protocol" : "protocols", TDM_FMT(t.folder));
    return tdm_request_finish(request, TDM_EXIT_FINE);
}
