/* fhir_source.c - the files that `tandem fhir import` is told: files, `-`, or a folder as a bulk export writes it
 * (Patient.ndjson, Observation.ndjson ...), each as it is or packed with gzip, whatever its name. They are read bit by
 * bit and cut into resources, so that none is in memory whole. */
#include "cli/fhir_command.h"

#define WINDOW_BYTES ((size_t)128 << 10)
#define QUOTED_BYTES ((size_t)4 << 20) /* of a file that is larger no line is quoted */

enum { TIMES_MOST = 250 };              /* records are packed ten or twenty times smaller */
#define FREE_BYTES ((uint64_t)16 << 20) /* that it may be anyway */

struct reading {
    struct tdm_fhir_sources *s;
    struct tdm_fhir_cut *cut;
    struct tdm_buf quoted;
    char *window;
    uint64_t done; /* files before this one */
};

/* The text as far as it is kept, for problems that quote a line. */
static void quote(struct reading *r, tdm_str bytes) {
    if (r->quoted.failed) return;
    tdm_buf_add(&r->quoted, bytes);
    r->s->file->text = r->quoted.failed ? TDM_STR("") : tdm_buf_str(&r->quoted);
}

static void show(struct reading *r, uint64_t taken, uint64_t size) {
    uint64_t part = size == 0 ? 0 : taken * 1000 / size;
    struct tdm_fhir_sources *s = r->s;
    if (size > 0 || s->count > 1)
        tdm_gauge_show(s->progress, r->done * 1000 + part, s->count * 2000, s->resources(s->context), "resources read");
}

/* ---- one file */

static bool fill(void *context, char *into, size_t room, size_t *got, struct tdm_problem *problem) {
    return tdm_reader_take(context, into, room, got, problem);
}

static bool read_plain(struct reading *r, struct tdm_plain *plain, uint64_t size) {
    struct tdm_request *request = r->s->request;
    size_t got = 1;
    bool more = true;
    while (more && got > 0) {
        struct tdm_problem problem = {0};
        if (!tdm_plain_take(plain, r->window, WINDOW_BYTES, &got, &problem)) {
            r->s->file->text = TDM_STR(""); /* a problem of a packed file quotes none of its bytes */
            return tdm_request_keep(request, &problem);
        }
        quote(r, (tdm_str){r->window, got});
        more = got == 0 || tdm_fhir_cut_add(r->cut, (tdm_str){r->window, got});
        show(r, tdm_plain_taken(plain), size);
    }
    return tdm_fhir_cut_end(r->cut) && more;
}

static bool read_reader(struct reading *r, struct tdm_reader *reader) {
    struct tdm_packed from = {.path = r->s->file->file,
                              .size = tdm_reader_size(reader),
                              .free_bytes = FREE_BYTES,
                              .times_most = TIMES_MOST,
                              .fill = fill,
                              .context = reader};
    struct tdm_plain *plain = tdm_plain_open(r->s->request->mem, &from);
    bool good = read_plain(r, plain, from.size);
    tdm_plain_close(plain);
    tdm_reader_close(reader);
    return good;
}

static bool read_file(struct reading *r, tdm_str name) {
    struct tdm_request *request = r->s->request;
    struct tdm_problem problem = {0};
    struct tdm_reader *reader;
    *r->s->file = (struct tdm_loaded){.file = name};
    bool input = tdm_str_is(name, "-"), file = !input && tdm_path_is_file(name);
    if (!input && !file && !tdm_load_file(request, name, r->s->file)) return false;
    if (input) r->s->file->file = TDM_STR("standard input");
    r->s->begins(r->s->context, r->s->file->file);
    struct tdm_arena *mem = tdm_arena_open((size_t)4 << 30);
    struct tdm_fhir_cutting to = {&request->problems, r->s->file->file, r->s->take, r->s->context};
    r->cut = tdm_fhir_cut_open(mem, &to);
    r->quoted.len = 0;
    r->quoted.failed = false;
    bool good = true;
    if (!input && !file) { /* what is shipped */
        bool more = tdm_fhir_cut_add(r->cut, r->s->file->text);
        good = tdm_fhir_cut_end(r->cut) && more;
    } else {
        good = input ? tdm_reader_input(request->mem, &reader, &problem)
                     : tdm_reader_open(request->mem, name, &reader, &problem);
        good = good ? read_reader(r, reader) : tdm_request_keep(request, &problem);
    }
    tdm_arena_close(mem);
    return good;
}

/* ---- which they are */

static bool is_lines(tdm_str name) {
    return tdm_str_ends_with(name, TDM_STR(".ndjson")) || tdm_str_ends_with(name, TDM_STR(".ndjson.gz"));
}

static void add_name(struct tdm_fhir_sources *s, tdm_str name) {
    TDM_GROW(s->request->mem, s->names, s->count, s->room);
    s->names[s->count++] = name;
}

static bool list_folder(struct tdm_fhir_sources *s, tdm_str folder) {
    struct tdm_request *request = s->request;
    struct tdm_problem problem = {0};
    const tdm_str *names;
    size_t count = 0, before = s->count;
    if (!tdm_folder_list(request->mem, folder, &names, &count, &problem)) return tdm_request_keep(request, &problem);
    for (size_t i = 0; i < count; i++)
        if (is_lines(names[i])) add_name(s, tdm_path_join(request->mem, folder, names[i]));
    if (s->count > before) return true;
    (void)tdm_fail(&problem, TDM_WHY_NOT_FOUND, "F075", (struct tdm_place){.file = folder},
                   "the folder \"%.*s\" holds no lines of resources", TDM_FMT(folder));
    tdm_problem_fix(&problem,
                    "name a folder with files such as Patient.ndjson or Patient.ndjson.gz, or the files themselves");
    return tdm_request_keep(request, &problem);
}

bool tdm_fhir_each_source(struct tdm_fhir_sources *s) {
    struct reading r = {.s = s, .window = tdm_arena_alloc_raw(s->request->mem, WINDOW_BYTES)};
    bool good = true;
    tdm_buf_init(&r.quoted, s->request->mem, QUOTED_BYTES);
    for (uint32_t i = 1; i < s->request->argument_count; i++) {
        tdm_str name = s->request->arguments[i];
        if (tdm_path_is_folder(name))
            good = list_folder(s, name) && good;
        else
            add_name(s, name);
    }
    for (size_t i = 0; i < s->count; i++, r.done++) good = read_file(&r, s->names[i]) && good;
    return good;
}
