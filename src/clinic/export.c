/* export.c - the hashed bytes, one entry a file, so that somebody without this program can follow the chains. */
#include "clinic/clinic_int.h"

struct exporting {
    struct tdm_arena *mem;
    struct tdm_clinic *clinic;
    tdm_str folder, place_folder;
    char place[TDM_CHAINED_NAME_MAX];
    size_t place_length;
    uint64_t entries;
    struct tdm_problem *problem;
    bool failed;
};

static bool write_in(struct exporting *e, tdm_str folder, const char *name, tdm_str bytes) {
    return tdm_file_write(e->mem, tdm_path_join(e->mem, folder, tdm_str_of(name)), bytes, e->problem);
}

/* The folder of a place, with the key that it has now as openssl reads it. */
static bool begin_place(struct exporting *e, const struct tdm_stored *first) {
    tdm_public_key key;
    bool found = false;
    struct tdm_buf pem;
    e->place_length = first->place.len;
    for (size_t i = 0; i < first->place.len; i++) e->place[i] = first->place.at[i];
    e->place_folder = tdm_path_join(e->mem, e->folder, tdm_arena_str(e->mem, first->place));
    if (!tdm_folder_make(e->mem, e->place_folder, e->problem)) return false;
    if (!tdm_clinic_key_of(e->mem, e->clinic, first->place, &key, &found, e->problem)) return false;
    if (!found) return true;
    tdm_buf_init(&pem, e->mem, 400);
    tdm_key_pem(&pem, key);
    return write_in(e, e->place_folder, "key.pem", tdm_buf_str(&pem));
}

static bool write_entry(void *context, const struct tdm_stored *stored) {
    struct exporting *e = context;
    char name[40];
    bool same = tdm_str_equal(stored->place, (tdm_str){e->place, e->place_length});
    if (!same && !tdm_chained_is_place(stored->place)) {
        e->failed = true;
        (void)tdm_fail(e->problem, TDM_WHY_CONFLICT, "W003", (struct tdm_place){.file = e->folder},
                       "an entry is kept under a place whose name is none");
        tdm_problem_fix(e->problem, "ask `tandem verify`, and take the store from a backup");
        return false;
    }
    if (!same && !begin_place(e, stored)) {
        e->failed = true;
        return false;
    }
    struct tdm_arena_mark mark = tdm_arena_mark(e->mem);
    (void)snprintf(name, sizeof name, "%012llu.entry", (unsigned long long)stored->number);
    e->failed = !write_in(e, e->place_folder, name, stored->bytes);
    tdm_arena_rewind(e->mem, mark);
    e->entries++;
    return !e->failed;
}

/* The signed words, the bare signature, and both as `tandem verify --head` reads them. */
static bool write_head(struct exporting *e, const struct tdm_signed_head *head) {
    struct tdm_buf whole;
    tdm_buf_init(&whole, e->mem, (size_t)1 << 20);
    tdm_head_write(&whole, head);
    return write_in(e, e->folder, "head", tdm_buf_str(&whole)) && write_in(e, e->folder, "head.words", head->words) &&
           write_in(e, e->folder, "head.signature",
                    (tdm_str){(const char *)head->signature.byte, sizeof head->signature.byte});
}

bool tdm_clinic_export(struct tdm_arena *mem, struct tdm_clinic *clinic, struct tdm_exported *to,
                       struct tdm_problem *problem) {
    struct exporting e = {.mem = mem, .clinic = clinic, .folder = to->folder, .problem = problem};
    struct tdm_signed_head head;
    if (!tdm_clinic_head(mem, clinic, to->now, &head, problem) || !tdm_folder_make(mem, to->folder, problem))
        return false;
    if (!tdm_store_chains(clinic->store, write_entry, &e, problem) || e.failed || !write_head(&e, &head)) return false;
    to->entries = e.entries;
    return true;
}
