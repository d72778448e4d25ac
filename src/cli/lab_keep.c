/* lab_keep.c - blocks of a study that are done, in a file: a run that was stopped goes on from there (--resume FILE).
 * The first line says which run it is of; another run's file is refused and stays as it is. Each record is "key-bytes
 * bytes digest\n", the key, the bytes, with the digest of both; what does not end as it says is cut off. */
#include "cli/lab.h"

#include <string.h>

enum { FILE_BYTES_MOST = 1 << 30, HEAD_MOST = 160 };

struct record {
    tdm_str key, bytes;
};
struct tdm_lab_keep {
    struct tdm_study_keep keep;
    struct tdm_records *file;
    struct tdm_arena *mem;
    tdm_str path;
    struct record *table; /* open addressing; a power of two of places, at most half of them taken */
    uint32_t places;
};

static uint32_t place_of(const struct tdm_lab_keep *k, tdm_str key) {
    uint32_t hash = 2166136261u;
    for (size_t i = 0; i < key.len; i++) hash = (hash ^ (uint8_t)key.at[i]) * 16777619u;
    while (k->table[hash % k->places].key.at != NULL && !tdm_str_equal(k->table[hash % k->places].key, key)) hash++;
    return hash % k->places;
}

static bool find(void *context, tdm_str key, tdm_str *bytes) {
    const struct tdm_lab_keep *k = context;
    const struct record *record = &k->table[place_of(k, key)];
    *bytes = record->bytes;
    return record->key.at != NULL;
}

static bool put(void *context, tdm_str key, tdm_str bytes) {
    struct tdm_lab_keep *k = context;
    struct tdm_arena *mem = tdm_arena_open((size_t)FILE_BYTES_MOST);
    struct tdm_buf out, body;
    tdm_buf_init(&body, mem, FILE_BYTES_MOST);
    tdm_buf_add(&body, key);
    tdm_buf_add(&body, bytes);
    tdm_buf_init(&out, mem, FILE_BYTES_MOST);
    tdm_buf_format(&out, "%u %u ", (unsigned)key.len, (unsigned)bytes.len);
    tdm_digest_print(&out, tdm_digest_of(tdm_buf_str(&body)));
    tdm_buf_char(&out, '\n');
    tdm_buf_add(&out, tdm_buf_str(&body));
    bool fine = tdm_records_add(k->file, tdm_buf_str(&out));
    tdm_arena_close(mem);
    return fine;
}

/* ---- what is there already */

static bool take_size(tdm_str *rest, size_t *out) {
    size_t blank;
    int64_t size = 0;
    if (!tdm_str_find(*rest, TDM_STR(" "), &blank) || blank > 12 ||
        !tdm_parse_i64(tdm_str_slice(*rest, 0, blank), &size) || size < 0 || size > FILE_BYTES_MOST)
        return false;
    *out = (size_t)size;
    *rest = tdm_str_slice(*rest, blank + 1, rest->len);
    return true;
}

static bool take_record(tdm_str *rest, struct record *out) {
    tdm_str at = *rest;
    size_t key, bytes;
    tdm_digest digest;
    if (!take_size(&at, &key) || !take_size(&at, &bytes) || at.len < 65 + key + bytes || at.at[64] != '\n' ||
        !tdm_digest_parse(tdm_str_slice(at, 0, 64), &digest))
        return false;
    out->key = tdm_str_slice(at, 65, 65 + key);
    out->bytes = tdm_str_slice(at, 65 + key, 65 + key + bytes);
    *rest = tdm_str_slice(at, 65 + key + bytes, at.len);
    return tdm_digest_equal(tdm_digest_of(tdm_str_slice(at, 65, 65 + key + bytes)), digest);
}

/* How many bytes of the file are good; with a table, what stands in them. */
static size_t walk(struct tdm_lab_keep *k, tdm_str text, size_t head, uint32_t *count) {
    tdm_str rest = tdm_str_slice(text, head, text.len), before = rest;
    struct record record;
    for (*count = 0; take_record(&rest, &record); (*count)++, before = rest)
        if (k->table != NULL) k->table[place_of(k, record.key)] = record;
    return text.len - before.len;
}

static void remember(struct tdm_lab_keep *k, tdm_str text, size_t head, size_t *good) {
    uint32_t count;
    *good = walk(k, text, head, &count);
    for (k->places = 64; k->places < 2 * count + 2; k->places *= 2) {
    }
    k->table = TDM_NEW_ARRAY(k->mem, struct record, k->places);
    (void)walk(k, text, head, &count);
}

static bool of_another(struct tdm_request *request, tdm_str path) {
    struct tdm_problem *p = tdm_problems_add(&request->problems, TDM_ERROR, TDM_WHY_CONFLICT, "Q022",
                                             (struct tdm_place){.file = path, .line = 1});
    tdm_problem_what(p, "this file keeps the work of another run, and stays as it is");
    tdm_problem_fix(p, "name a file that is not there yet, or repeat that run's study, patients and seed");
    return false;
}

bool tdm_lab_keep_open(struct tdm_request *request, const struct tdm_study *study, struct tdm_study_run *run,
                       struct tdm_lab_keep **out) {
    struct tdm_lab_keep *k = TDM_NEW(request->mem, struct tdm_lab_keep);
    struct tdm_problem problem;
    struct tdm_buf head;
    tdm_str text = {0};
    size_t good = 0;
    *out = NULL;
    if (!request->given[TDM_OPTION_RESUME]) return true;
    *k = (struct tdm_lab_keep){.keep = {k, find, put}, .mem = request->mem, .path = request->value[TDM_OPTION_RESUME]};
    tdm_buf_init(&head, request->mem, HEAD_MOST);
    tdm_buf_text(&head, "tandem " TDM_VERSION " lab, blocks of ");
    tdm_digest_print(&head, tdm_study_run_digest(request->mem, study, run));
    tdm_buf_char(&head, '\n');
    if (tdm_path_is_file(k->path) && !tdm_file_read(request->mem, k->path, FILE_BYTES_MOST, &text, &problem))
        return tdm_request_keep(request, &problem);
    if (tdm_str_starts_with(tdm_buf_str(&head), text)) text.len = 0; /* stopped before anything was kept */
    if (text.len > 0 && !tdm_str_starts_with(text, tdm_buf_str(&head))) return of_another(request, k->path);
    remember(k, text, text.len > 0 ? head.len : 0, &good);
    if (!tdm_records_open(request->mem, k->path, good, &k->file, &problem)) return tdm_request_keep(request, &problem);
    run->keep = &k->keep;
    *out = k;
    return text.len > 0 || tdm_records_add(k->file, tdm_buf_str(&head)) || tdm_lab_keep_close(request, k);
}

bool tdm_lab_keep_close(struct tdm_request *request, struct tdm_lab_keep *keep) {
    struct tdm_problem problem;
    return keep == NULL || tdm_records_close(keep->file, keep->path, &problem) || tdm_request_keep(request, &problem);
}
