/* import_clinic.c - rows of a table into the episodes of a clinic, as acts of it: in one act for all, or with --partial
 * episode by episode, so that what was taken stays taken. Memory is for a batch of rows, not for the table. */
#include "cli/import.h"
#include "clinic/clinic.h"

#define BATCH_ROWS  20000u
#define BATCH_BYTES ((size_t)8 << 20)

struct kept_row {
    tdm_str episode, words;
    uint32_t line, at;   /* of the table; in the batch */
    uint32_t first_line; /* in the text that is recorded */
    bool out, wrong;     /* refused, or twice the same; told in the last try */
};
struct recording {
    struct tdm_importing *i;
    struct tdm_clinic *clinic;
    struct tdm_shelf shelf;
    struct tdm_act act;
    struct tdm_taken taken;
    struct tdm_arena *mem; /* of the batch */
    struct kept_row *rows;
    uint32_t count;
    size_t bytes;
    uint32_t lost; /* rows that the clinic refused */
    struct tdm_problems *before, *tried;
};

static bool keep(struct recording *r, bool good, const struct tdm_problem *problem) {
    return good || tdm_request_keep(r->i->request, problem);
}

/* ---- what the clinic tells, at the rows of the table */

static struct kept_row *row_at(struct kept_row *rows, uint32_t count, uint32_t line) {
    struct kept_row *found = NULL;
    for (uint32_t i = 0; i < count; i++)
        if (!rows[i].out && rows[i].first_line <= line) found = &rows[i];
    return found;
}

static bool told(const struct tdm_problems *problems, const char *code) {
    for (uint32_t i = 0; i < problems->count; i++)
        if (tdm_str_is(tdm_str_of(problems->items[i].code), code)) return true;
    return false;
}

/* What one try told, beside what was told before: a row's problem at its line of the table, any other at that of the
 * first row. Of notes each code once. Rows that errors speak of are left out; true when there is one. */
static bool take_problems(struct recording *r, struct kept_row *rows, uint32_t count) {
    struct tdm_problems *problems = &r->i->request->problems;
    bool any = false;
    *r->tried = *problems;
    *problems = *r->before;
    for (uint32_t i = 0; i < r->tried->count; i++) {
        const struct tdm_problem *one = &r->tried->items[i];
        bool error = one->severity == TDM_ERROR, of_row = tdm_str_equal(one->place.file, r->i->file);
        struct kept_row *row = of_row ? row_at(rows, count, one->place.line) : NULL;
        if (!error && told(problems, one->code)) continue;
        struct tdm_place place = {r->i->file, row != NULL ? row->line : rows[0].line, 1, 1};
        struct tdm_problem *kept = tdm_problems_add(problems, one->severity, one->why, one->code, place);
        tdm_problem_what(kept, "%s", one->what);
        tdm_problem_fix(kept, "%s", one->fix);
        if (!error || row == NULL || row->out) continue;
        row->wrong = any = true;
    }
    for (uint32_t i = 0; i < count; i++) {
        r->lost += rows[i].wrong && !rows[i].out;
        rows[i].out = rows[i].out || rows[i].wrong;
    }
    return any;
}

/* ---- the rows of one episode */

static bool open_case(struct recording *r, const struct kept_row *row) {
    struct tdm_request *request = r->i->request;
    struct tdm_opened opened;
    struct tdm_loaded file;
    tdm_str name = tdm_path_join(request->mem, request->value[TDM_OPTION_INTO], row->episode);
    uint32_t errors = request->problems.errors, count = request->problems.count;
    bool good = tdm_load_case(request, &r->shelf, name, &opened, &file);
    if (!good && request->problems.errors > errors) return false;
    request->problems.count = count; /* notes on what was recorded before are for those who read it */
    r->act.library = opened.library;
    r->act.zone = opened.zone;
    return good;
}

static tdm_str text_of(struct tdm_arena *mem, struct kept_row *rows, uint32_t count) {
    struct tdm_buf text;
    uint32_t line = 1;
    tdm_buf_init(&text, mem, TDM_NOTATION_FILE_MAX);
    for (uint32_t i = 0; i < count; i++) {
        if (rows[i].out) continue;
        rows[i].first_line = line;
        tdm_buf_add(&text, rows[i].words);
        for (size_t at = 0; at < rows[i].words.len; at++) line += rows[i].words.at[at] == '\n';
    }
    return tdm_buf_str(&text);
}

static bool record_rows(struct recording *r, struct kept_row *rows, uint32_t count) {
    struct tdm_request *request = r->i->request;
    const struct tdm_tree *tree;
    struct tdm_taken taken = {0};
    tdm_str text = text_of(request->mem, rows, count);
    if (text.len == 0) return true;
    if (!tdm_notation_read(request->mem, r->i->file, text, &tree, &request->problems) ||
        !tdm_clinic_record(request->mem, r->clinic, &r->act, rows[0].episode, tree, &taken, &request->problems))
        return false;
    r->taken.added += taken.added;
    r->taken.there += taken.there;
    return true;
}

/* One try; in an act of its own where rows may be left out. */
static bool try_rows(struct recording *r, struct kept_row *rows, uint32_t count, bool *again) {
    struct tdm_request *request = r->i->request;
    bool partial = request->given[TDM_OPTION_PARTIAL];
    struct tdm_problem problem = {0};
    *r->before = request->problems;
    tdm_problems_init(&request->problems);
    bool good = (!partial || keep(r, tdm_clinic_begin(r->clinic, &problem), &problem)) && open_case(r, &rows[0]) &&
                record_rows(r, rows, count);
    if (partial && good) good = keep(r, tdm_clinic_commit(r->clinic, &problem), &problem);
    if (partial && !good) tdm_clinic_abandon(r->clinic);
    *again = take_problems(r, rows, count) && partial && !good;
    return good;
}

static void record_episode(struct recording *r, struct kept_row *rows, uint32_t count) {
    struct tdm_request *request = r->i->request;
    struct tdm_arena_mark mark = tdm_arena_mark(request->mem);
    uint32_t protocols = r->shelf.library.protocol_count;
    bool again = true, good = false;
    while (again) good = try_rows(r, rows, count, &again);
    for (uint32_t i = 0; i < count && !good; i++) r->lost += !rows[i].out;
    /* What was read for this episode is given back, but for a protocol that others may follow too. */
    if (protocols > 0 && r->shelf.library.protocol_count == protocols) tdm_arena_rewind(request->mem, mark);
}

/* ---- batches */

static int by_episode(const void *a, const void *b) {
    const struct kept_row *x = a, *y = b;
    int order = tdm_str_compare(x->episode, y->episode);
    return order != 0 ? order : (x->at > y->at) - (x->at < y->at);
}

static int by_words(const void *a, const void *b) {
    const struct kept_row *x = *(struct kept_row *const *)a, *y = *(struct kept_row *const *)b;
    int order = tdm_str_compare(x->words, y->words);
    return order != 0 ? order : (x->at > y->at) - (x->at < y->at);
}

/* Rows of an episode that say the same are one act: the first of them stays. */
static void same_once(struct recording *r, struct kept_row *rows, uint32_t count) {
    struct kept_row **list = TDM_NEW_ARRAY(r->mem, struct kept_row *, count);
    for (uint32_t i = 0; i < count; i++) list[i] = &rows[i];
    qsort(list, count, sizeof *list, by_words);
    for (uint32_t i = 1; i < count; i++) {
        if (!tdm_str_equal(list[i]->words, list[i - 1]->words)) continue;
        list[i]->out = true;
        r->taken.there++;
    }
}

static void record_batch(struct recording *r) {
    uint32_t from = 0;
    if (r->count > 1) qsort(r->rows, r->count, sizeof *r->rows, by_episode);
    for (uint32_t i = 1; i <= r->count; i++) {
        if (i < r->count && tdm_str_equal(r->rows[i].episode, r->rows[from].episode)) continue;
        same_once(r, &r->rows[from], i - from);
        record_episode(r, &r->rows[from], i - from);
        from = i;
    }
    r->count = 0;
    r->bytes = 0;
    tdm_arena_reset(r->mem);
}

/* Without --partial a table with a wrong cell is read to its end, for what there is to tell, and recorded no further.
 */
static bool record_table(struct recording *r) {
    struct tdm_importing *i = r->i;
    struct tdm_imported row;
    bool failed = false, partial = i->request->given[TDM_OPTION_PARTIAL];
    while (tdm_import_row(r->mem, i, &row, &failed)) {
        r->rows[r->count] =
            (struct kept_row){.episode = row.episode, .words = row.words, .line = row.line, .at = r->count};
        r->count++;
        r->bytes += row.words.len;
        if (!partial && i->bad > 0) {
            r->count = 0;
            tdm_arena_reset(r->mem);
        }
        if (r->count == BATCH_ROWS || r->bytes >= BATCH_BYTES) record_batch(r);
    }
    if (!failed && (partial || i->bad == 0)) record_batch(r);
    return !failed;
}

static bool begin(struct recording *r) {
    struct tdm_request *request = r->i->request;
    struct tdm_problem problem = {0};
    tdm_str folder = request->value[TDM_OPTION_INTO];
    r->rows = TDM_NEW_ARRAY(request->mem, struct kept_row, BATCH_ROWS);
    r->before = TDM_NEW(request->mem, struct tdm_problems);
    r->tried = TDM_NEW(request->mem, struct tdm_problems);
    r->act.now = tdm_clock_now();
    r->act.as = request->value[TDM_OPTION_AS];
    r->shelf.library.catalog = r->i->catalog;
    return keep(r, tdm_clinic_open(request->mem, folder, TDM_STORE_WRITE, &r->clinic, &problem), &problem) &&
           (request->given[TDM_OPTION_PARTIAL] || keep(r, tdm_clinic_begin(r->clinic, &problem), &problem));
}

static void tell(struct recording *r) {
    struct tdm_buf *out = &r->i->request->out;
    r->i->bad += r->lost;
    tdm_buf_format(out, "%u %s recorded by `%.*s`", r->taken.added, r->taken.added == 1 ? "entry" : "entries",
                   TDM_FMT(tdm_clinic_place(r->clinic)));
    if (r->taken.there > 0) tdm_buf_format(out, "; %u there already", r->taken.there);
    tdm_import_tell_rows(r->i, out);
    tdm_buf_text(out, ".\n");
}

enum tdm_exit tdm_import_into(struct tdm_importing *i) {
    struct tdm_request *request = i->request;
    struct recording r = {.i = i};
    struct tdm_problem problem = {0};
    bool partial = request->given[TDM_OPTION_PARTIAL];
    bool good = tdm_import_begin(i) && begin(&r);
    if (good) {
        r.mem = tdm_arena_open((size_t)256 << 20);
        good = record_table(&r) && (partial || request->problems.errors == 0);
        tdm_arena_close(r.mem);
    }
    if (good && !partial) good = keep(&r, tdm_clinic_commit(r.clinic, &problem), &problem);
    if (!good && r.clinic != NULL) tdm_clinic_abandon(r.clinic);
    tdm_import_end(i);
    if (good) tell(&r);
    tdm_clinic_close(r.clinic);
    enum tdm_exit code = TDM_EXIT_FINE;
    if (request->problems.count > 0) code = tdm_request_fail_all(request, i->file, (tdm_str){0});
    if (!good || code == TDM_EXIT_ENVIRONMENT) return code;
    return tdm_request_finish(request, request->problems.errors > 0 ? TDM_EXIT_FINDINGS : TDM_EXIT_FINE);
}
