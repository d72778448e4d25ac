/* cmd_import.c - import TABLE: rows of device, strength, gait and questionnaire data to entries of charts, by a
 * mapping; printed here, recorded by import_clinic.c. */
#include "cli/import.h"
#include "clinic/clinic.h"
#include "exchange/redcap.h"

#define FLUSH_AT ((size_t)1 << 20)

static const struct tdm_place command_line = {.file = {"command line", 12}, .line = 0};

/* ---- the table */

static bool fill(void *context, char *into, size_t room, size_t *got, struct tdm_problem *problem) {
    return tdm_reader_take(context, into, room, got, problem);
}

bool tdm_import_begin(struct tdm_importing *i) {
    struct tdm_request *request = i->request;
    struct tdm_problem problem = {0};
    if (!tdm_reader_open(request->mem, i->file, &i->reader, &problem)) return tdm_request_keep(request, &problem);
    struct tdm_table_source source = {i->file, i->mapping->separator, fill, i->reader};
    i->table = tdm_table_open(request->mem, &source);
    i->rows = i->silent = i->bad = 0;
    i->progress = tdm_terminal_is(TDM_STREAM_ERROR);
    return tdm_import_open(request->mem, i->mapping, i->table, &i->import, &request->problems);
}

/* One line on a terminal, written over; on nothing else. */
static void show_progress(struct tdm_importing *i) {
    uint64_t size = tdm_reader_size(i->reader);
    if (!i->progress || size == 0) return;
    uint32_t percent = (uint32_t)(tdm_table_bytes(i->table) * 100 / size);
    if (percent == i->percent) return;
    char bar[26], line[120];
    for (uint32_t at = 0; at < 25; at++) bar[at] = at * 4 < percent ? '#' : '.';
    bar[25] = '\0';
    int len = snprintf(line, sizeof line, "\r%s %u%% %llu rows", bar, percent, (unsigned long long)i->rows);
    i->percent = percent;
    i->progress = tdm_error_write((tdm_str){line, (size_t)len});
}

bool tdm_import_row(struct tdm_arena *mem, struct tdm_importing *i, struct tdm_imported *out, bool *failed) {
    for (;;) {
        enum tdm_row_verdict verdict = tdm_import_next(mem, i->import, out, &i->request->problems);
        *failed = verdict == TDM_ROW_FAILED;
        if (verdict == TDM_ROW_NONE || verdict == TDM_ROW_FAILED) return false;
        i->rows++;
        show_progress(i);
        i->bad += verdict == TDM_ROW_BAD;
        bool says = verdict == TDM_ROW_READ && out->episode.len > 0;
        i->silent += verdict == TDM_ROW_READ && !says;
        if (says) return true;
    }
}

void tdm_import_end(struct tdm_importing *i) {
    if (i->progress && i->percent > 0) i->progress = tdm_error_write(TDM_STR("\r\033[K"));
    tdm_reader_close(i->reader);
    i->reader = NULL;
}

void tdm_import_tell_rows(struct tdm_importing *i, struct tdm_buf *out) {
    if (i->silent > 0)
        tdm_buf_format(out, "; %llu %s nothing", (unsigned long long)i->silent,
                       i->silent == 1 ? "row says" : "rows say");
    if (i->bad > 0) tdm_buf_format(out, "; %llu left out", (unsigned long long)i->bad);
}

/* ---- printed */

static bool flush(struct tdm_request *request, size_t at) {
    if (request->out.len < at) return true;
    bool written = tdm_output_write(tdm_buf_str(&request->out));
    request->out.len = 0;
    return written;
}

struct printing {
    char episode[72];
    size_t len;
};

static void print_row(struct tdm_importing *i, struct printing *p, const struct tdm_imported *row) {
    struct tdm_buf *out = &i->request->out;
    bool same = tdm_str_equal(row->episode, (tdm_str){p->episode, p->len});
    if (!same && i->mapping->episode.column) tdm_buf_format(out, "# %.*s\n", TDM_FMT(row->episode));
    p->len = row->episode.len < sizeof p->episode ? row->episode.len : sizeof p->episode;
    for (size_t at = 0; at < p->len; at++) p->episode[at] = row->episode.at[at];
    tdm_buf_add(out, row->words);
}

/* All rows once; printed, or only judged. */
static bool pass(struct tdm_importing *i, bool print, bool *written) {
    struct tdm_imported row;
    struct printing printing = {.len = 0};
    bool failed = false;
    if (!tdm_import_begin(i)) return false;
    struct tdm_arena *mem = tdm_arena_open((size_t)64 << 20);
    while (*written && tdm_import_row(mem, i, &row, &failed)) {
        if (print) print_row(i, &printing, &row);
        *written = flush(i->request, FLUSH_AT);
        tdm_arena_reset(mem);
    }
    tdm_arena_close(mem);
    tdm_import_end(i);
    return !failed;
}

/* Without --partial the table is judged whole before a word of it is printed. */
static enum tdm_exit print_all(struct tdm_importing *i) {
    struct tdm_request *request = i->request;
    bool partial = request->given[TDM_OPTION_PARTIAL], written = true;
    bool good = partial || (pass(i, false, &written) && request->problems.errors == 0);
    if (good) good = pass(i, true, &written);
    if (!written || !flush(request, 0)) return TDM_EXIT_ENVIRONMENT;
    if (good && request->problems.errors == 0) return TDM_EXIT_FINE;
    enum tdm_exit code = tdm_request_fail_all(request, i->file, (tdm_str){0});
    return code == TDM_EXIT_BAD_INPUT && good ? TDM_EXIT_FINDINGS : code;
}

/* ---- the command */

/* The dictionary of a REDCap project is its mapping. */
static bool load_dictionary(struct tdm_importing *i) {
    struct tdm_request *request = i->request;
    struct tdm_problem problem = {0};
    struct tdm_reader *reader;
    tdm_str path = request->value[TDM_OPTION_REDCAP];
    if (!tdm_load_catalog(request, &i->catalog)) return false;
    if (!tdm_reader_open(request->mem, path, &reader, &problem)) return tdm_request_keep(request, &problem);
    struct tdm_table_source source = {path, ',', fill, reader};
    bool good = tdm_redcap_mapping(request->mem, tdm_table_open(request->mem, &source), i->catalog, &i->mapping,
                                   &request->problems);
    tdm_reader_close(reader);
    return good;
}

static bool load_mapping(struct tdm_importing *i, struct tdm_loaded *file) {
    struct tdm_request *request = i->request;
    struct tdm_problem problem;
    if (request->given[TDM_OPTION_REDCAP]) return load_dictionary(i);
    if (!request->given[TDM_OPTION_MAPPING]) {
        (void)tdm_fail(&problem, TDM_WHY_MISSING, "U070", command_line,
                       "nothing says what the columns of the table mean");
        tdm_problem_fix(&problem, "add `--mapping FILE`: docs/exchange.md tells how one is written");
        return tdm_request_keep(request, &problem);
    }
    return tdm_load_catalog(request, &i->catalog) && tdm_load_file(request, request->value[TDM_OPTION_MAPPING], file) &&
           tdm_load_tree(request, file) &&
           tdm_mapping_read(request->mem, file->tree, i->catalog, &i->mapping, &request->problems);
}

static enum tdm_exit run_import(struct tdm_request *request) {
    struct tdm_importing i = {.request = request, .file = request->arguments[0]};
    struct tdm_loaded file = {0};
    if (tdm_str_ends_with(request->arguments[0], TDM_STR(".ndjson"))) return tdm_import_ndjson(request);
    if (!load_mapping(&i, &file)) return tdm_request_fail_all(request, file.file, file.text);
    return request->given[TDM_OPTION_INTO] ? tdm_import_into(&i) : print_all(&i);
}

const struct tdm_command tdm_command_import = {
    "import",
    "TABLE --mapping FILE|--redcap DICTIONARY [--into FOLDER] [--as PERSON] [--partial], or: FILE.ndjson --into FOLDER",
    "rows of device, strength, gait and questionnaire data as entries of charts",
    "A mapping says what the columns of the CSV file mean: docs/exchange.md; of data of REDCap its dictionary does. "
    "Entries are printed, or with --into recorded "
    "into the episodes of a clinic, where the same row is recorded once however often it comes. A cell that is wrong "
    "is "
    "told by its line and column, and then nothing is taken; with --partial the good rows are, bit by bit: stopped in "
    "between, the same command goes on. Of a file that "
    "`tandem export --ndjson` wrote, the charts are written into a new folder, one file each.",
    "mapping redcap into partial as protocol data zone",
    1,
    1,
    run_import};
