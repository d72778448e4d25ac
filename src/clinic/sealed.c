/* sealed.c - a backup in one encrypted file, written while others go on recording, read back once to prove what lies
 * there; and a clinic from such a file. One message an entry or file of the library, then the sealed records of
 * persons, the signed head as the last. */
#include "clinic/clinic_int.h"
#include "identity/identity.h"
#include "ledger/seal.h"

#include <string.h>

#define BATCH        10000u
#define SCRATCH_MAX  ((size_t)256 << 20)
#define PIECE        ((size_t)1 << 20)
#define READ_BYTES   ((size_t)256 << 10)
#define PASSWORD_MIN 12u /* [own] */

enum message { MESSAGE_ENTRY = 'e', MESSAGE_FILE = 'f', MESSAGE_PEOPLE = 'p', MESSAGE_HEAD = 'h' };

bool tdm_password_read(struct tdm_arena *mem, tdm_str path, tdm_str *out, struct tdm_problem *problem) {
    tdm_str text;
    if (!tdm_file_read(mem, path, 4096, &text, problem)) return false;
    *out = tdm_str_trim(text);
    if (out->len >= PASSWORD_MIN) return true;
    (void)tdm_fail(problem, TDM_WHY_RANGE, "W096", (struct tdm_place){.file = path},
                   "the password is shorter than %u bytes", PASSWORD_MIN);
    tdm_problem_fix(problem, "write a longer one, which nobody guesses; such as what `openssl rand -base64 24` prints");
    return false;
}

/* ---- writing */

struct sealing {
    struct tdm_arena *scratch; /* of one message */
    struct tdm_seal *seal;
    struct tdm_writer *out;
    tdm_digest told; /* over all messages so far: what reading back must come to */
    uint64_t entries;
    struct tdm_problem *problem;
    bool failed;
};

static void chain_on(tdm_digest *told, tdm_digest message) {
    char both[2 * sizeof told->byte];
    memcpy(both, told->byte, sizeof told->byte);
    memcpy(both + sizeof told->byte, message.byte, sizeof message.byte);
    *told = tdm_digest_of((tdm_str){both, sizeof both});
}

static bool put(struct sealing *s, enum message kind, tdm_str bytes) {
    struct tdm_buf message;
    tdm_buf_init(&message, s->scratch, bytes.len + 1);
    tdm_buf_char(&message, (char)kind);
    tdm_buf_add(&message, bytes);
    chain_on(&s->told, tdm_digest_of(tdm_buf_str(&message)));
    tdm_str frame = tdm_seal_message(s->scratch, s->seal, tdm_buf_str(&message), kind == MESSAGE_HEAD);
    if (!tdm_writer_add(s->out, frame, s->problem)) s->failed = true;
    return !s->failed;
}

static tdm_str entry_name(struct tdm_arena *mem, const struct tdm_stored *stored) {
    struct tdm_buf name;
    tdm_buf_init(&name, mem, 200);
    tdm_buf_format(&name, "entry %llu of %.*s", (unsigned long long)stored->number, TDM_FMT(stored->place));
    return tdm_buf_str(&name);
}

static bool seal_entry(void *context, const struct tdm_stored *stored) {
    struct sealing *s = context;
    tdm_arena_reset(s->scratch);
    s->entries++;
    if (tdm_digest_equal(tdm_digest_of(stored->bytes), stored->hash)) return put(s, MESSAGE_ENTRY, stored->bytes);
    s->failed = true;
    (void)tdm_fail(s->problem, TDM_WHY_CONFLICT, "W002", (struct tdm_place){.file = entry_name(s->scratch, stored)},
                   "its bytes do not have the hash that is kept with them");
    tdm_problem_fix(s->problem, "ask `tandem verify`, and take the chain from a backup");
    return false;
}

static bool seal_file(void *context, const struct tdm_stored *file) {
    struct sealing *s = context;
    tdm_arena_reset(s->scratch);
    return put(s, MESSAGE_FILE, file->bytes);
}

/* As they are: no key of a person goes along. */
static bool seal_people(struct tdm_arena *mem, struct tdm_clinic *clinic, struct sealing *s) {
    tdm_str sealed;
    if (!tdm_identity_sealed(mem, clinic->folder, &sealed, s->problem)) return false;
    for (size_t at = 0; at < sealed.len; at += PIECE) {
        tdm_arena_reset(s->scratch);
        if (!put(s, MESSAGE_PEOPLE, tdm_str_slice(sealed, at, sealed.len - at < PIECE ? sealed.len : at + PIECE)))
            return false;
    }
    return true;
}

/* Entries before files: a file is kept at the latest with the entry that pins it, also when others write meanwhile. */
static bool seal_all(struct tdm_arena *mem, struct tdm_clinic *clinic, struct sealing *s,
                     const struct tdm_signed_head *head) {
    struct tdm_buf text;
    if (!tdm_store_chains(clinic->store, seal_entry, s, s->problem) || s->failed ||
        !tdm_store_files(clinic->store, seal_file, s, s->problem) || s->failed || !seal_people(mem, clinic, s))
        return false;
    tdm_buf_init(&text, mem, (size_t)1 << 20);
    tdm_head_write(&text, head);
    return put(s, MESSAGE_HEAD, tdm_buf_str(&text));
}

/* ---- reading */

struct unsealing {
    struct tdm_arena *scratch;
    struct tdm_reader *in;
    char *buffer;
    size_t at, held;
    struct tdm_seal *seal;
    tdm_str path;
    struct tdm_problem *problem;
    tdm_digest told;
};

static bool open_reading(struct tdm_arena *mem, struct unsealing *u) {
    u->buffer = tdm_arena_alloc_raw(mem, READ_BYTES);
    return tdm_reader_open(mem, u->path, &u->in, u->problem);
}

/* *got is less than `length` at its end. */
static bool take_bytes(struct unsealing *u, char *into, size_t length, size_t *got) {
    *got = 0;
    while (*got < length) {
        if (u->at == u->held) {
            u->at = 0;
            if (!tdm_reader_take(u->in, u->buffer, READ_BYTES, &u->held, u->problem)) return false;
            if (u->held == 0) break;
        }
        size_t fits = u->held - u->at < length - *got ? u->held - u->at : length - *got;
        memcpy(into + *got, u->buffer + u->at, fits);
        u->at += fits;
        *got += fits;
    }
    return true;
}

static bool not_opened(const struct unsealing *u, const char *what, const char *fix) {
    (void)tdm_fail(u->problem, TDM_WHY_CONFLICT, "W095", (struct tdm_place){.file = u->path}, "%s", what);
    tdm_problem_fix(u->problem, "%s", fix);
    return false;
}

static bool begin_reading(struct tdm_arena *mem, struct unsealing *u, tdm_str password) {
    char head[TDM_SEAL_HEAD];
    size_t got;
    if (!take_bytes(u, head, sizeof head, &got)) return false;
    if (got < sizeof head || !tdm_seal_is((tdm_str){head, sizeof head}))
        return not_opened(u, "the file is no encrypted backup", "name the file that `tandem backup` wrote");
    if (tdm_unseal_begin(mem, password, head, &u->seal)) return true;
    return not_opened(u, "the encrypted backup is cut off or was changed", "use another backup; nothing was changed");
}

/* The next message. */
static bool take(struct unsealing *u, tdm_str *message, bool *last, bool first) {
    char four[4], *frame = NULL;
    size_t got, length = 0;
    tdm_arena_reset(u->scratch);
    if (!take_bytes(u, four, sizeof four, &got)) return false;
    bool whole = got == sizeof four && tdm_unseal_length(four, &length);
    if (whole) frame = tdm_arena_alloc_raw(u->scratch, length + 1);
    if (whole && !take_bytes(u, frame, length, &got)) return false;
    if (!whole || got < length)
        return not_opened(u, "the encrypted backup is cut off or was changed",
                          "use another backup; nothing was changed");
    if (!tdm_unseal_message(u->scratch, u->seal, (tdm_str){frame, length}, message, last) || message->len == 0)
        return not_opened(u,
                          first ? "it was encrypted with another password, or was changed"
                                : "the encrypted backup is cut off or was changed",
                          first ? "name the file of the password that it was made with; or use another backup"
                                : "use another backup; nothing was changed");
    if (*last && !take_bytes(u, four, 1, &got)) return false;
    if (*last && got > 0)
        return not_opened(u, "more bytes follow where the encrypted backup ends",
                          "use another backup; nothing was changed");
    chain_on(&u->told, tdm_digest_of(*message));
    return true;
}

/* Every message decrypted and held against what was sealed: the file that lies there is good. */
static bool reads_back(struct tdm_arena *mem, const struct tdm_sealing *ask, tdm_digest told,
                       struct tdm_problem *problem) {
    struct unsealing u = {.path = ask->path, .problem = problem};
    tdm_str message;
    bool last = false, good, first = true;
    if (!open_reading(mem, &u)) return false;
    u.scratch = tdm_arena_open(SCRATCH_MAX);
    good = begin_reading(mem, &u, ask->password);
    for (; good && !last; first = false) good = take(&u, &message, &last, first);
    tdm_reader_close(u.in);
    tdm_arena_close(u.scratch);
    if (good && !tdm_digest_equal(told, u.told))
        return not_opened(&u, "what lies there is not what was written", "look at the disk, and write the backup anew");
    return good;
}

bool tdm_clinic_backup_sealed(struct tdm_arena *mem, struct tdm_clinic *clinic, struct tdm_sealing *ask,
                              struct tdm_problems *problems) {
    struct tdm_problem problem = {0};
    struct tdm_signed_head head;
    struct sealing s = {.problem = &problem};
    uint8_t salt[TDM_SEAL_SALT];
    char begin[TDM_SEAL_HEAD];
    tdm_secret_bytes(salt, sizeof salt);
    /* The head first: what is recorded while the copy is made is in it or not, and the head holds either way. */
    bool good = tdm_clinic_head(mem, clinic, ask->now, &head, &problem) &&
                tdm_writer_make_private(mem, ask->path, &s.out, &problem);
    if (!good) return tdm_clinic_keep(problems, &problem);
    s.scratch = tdm_arena_open(SCRATCH_MAX);
    s.seal = tdm_seal_begin(mem, ask->password, salt, begin);
    good = tdm_writer_add(s.out, (tdm_str){begin, sizeof begin}, &problem) && seal_all(mem, clinic, &s, &head);
    if (!good) tdm_writer_abandon(s.out);
    if (!good) problem.place.file = tdm_arena_str(mem, problem.place.file);
    tdm_arena_close(s.scratch);
    if (good) good = tdm_writer_finish(s.out, &problem) && reads_back(mem, ask, s.told, &problem);
    ask->entries = s.entries;
    return good || tdm_clinic_keep(problems, &problem);
}

/* ---- back */

struct restoring {
    struct tdm_arena *mem;
    struct unsealing u;
    struct tdm_store *store;
    struct tdm_signed_head head;
    bool has_head;
    uint64_t entries;
    tdm_str folder;
    struct tdm_buf people; /* their sealed records */
};

static bool restore_entry(struct restoring *r, tdm_str bytes) {
    struct tdm_chained link;
    struct tdm_problem *problem = r->u.problem;
    if (!tdm_chained_read(r->u.scratch, TDM_STR("an entry of the backup"), bytes, &link, problem)) return false;
    struct tdm_stored stored = {link.place, link.number, tdm_digest_of(bytes), bytes}, last;
    bool found = false;
    if (!tdm_store_last(r->u.scratch, r->store, link.place, &last, &found, problem)) return false;
    if (link.number != (found ? last.number : 0) + 1)
        return not_opened(&r->u, "its entries are not those of chains", "use another backup; nothing was changed");
    if (!tdm_store_append(r->store, &link, &stored, problem)) return false;
    return ++r->entries % BATCH != 0 || (tdm_store_commit(r->store, problem) && tdm_store_begin(r->store, problem));
}

static bool restore_one(struct restoring *r, tdm_str message, bool last) {
    tdm_str bytes = tdm_str_slice(message, 1, message.len);
    if (message.at[0] == MESSAGE_ENTRY && !last) return restore_entry(r, bytes);
    if (message.at[0] == MESSAGE_FILE && !last) return tdm_store_put_file(r->store, bytes, r->u.problem);
    if (message.at[0] == MESSAGE_PEOPLE && !last) {
        tdm_buf_add(&r->people, bytes);
        return !r->people.failed || not_opened(&r->u, "its records of persons are too many", "use another backup");
    }
    if (message.at[0] != MESSAGE_HEAD || !last)
        return not_opened(&r->u, "it holds what this program does not know", "use the newer program that wrote it");
    r->has_head = tdm_head_read(r->mem, r->u.path, tdm_arena_str(r->mem, bytes), &r->head, r->u.problem);
    return r->has_head;
}

static bool restore_all(struct restoring *r, tdm_str path) {
    struct tdm_problem *problem = r->u.problem;
    tdm_str message;
    bool last = false, good = true;
    if (!tdm_store_make(r->mem, path, problem) || !tdm_store_open(r->mem, path, TDM_STORE_WRITE, &r->store, problem) ||
        !tdm_store_begin(r->store, problem))
        return false;
    for (bool first = true; good && !last; first = false) {
        good = take(&r->u, &message, &last, first) && restore_one(r, message, last);
    }
    return good && tdm_store_commit(r->store, problem) &&
           tdm_identity_restore(r->mem, r->folder, tdm_buf_str(&r->people), problem);
}

bool tdm_clinic_restore_sealed(struct tdm_arena *mem, struct tdm_sealing *ask, tdm_str folder,
                               struct tdm_problems *problems) {
    struct tdm_problem problem = {0};
    struct restoring r = {.mem = mem, .u = {.path = ask->path, .problem = &problem}, .folder = folder};
    tdm_str path = tdm_clinic_store_path(mem, folder);
    if (!open_reading(mem, &r.u)) return tdm_clinic_keep(problems, &problem);
    tdm_buf_init(&r.people, mem, TDM_FILE_LIMIT_BYTES);
    r.u.scratch = tdm_arena_open(SCRATCH_MAX);
    bool ready = begin_reading(mem, &r.u, ask->password) && tdm_folder_make(mem, folder, &problem);
    bool was_there = ready && tdm_path_is_file(path), good = ready && restore_all(&r, path);
    tdm_store_close(r.store);
    tdm_reader_close(r.u.in);
    if (!good) problem.place.file = tdm_arena_str(mem, problem.place.file);
    tdm_arena_close(r.u.scratch);
    ask->entries = r.entries;
    if (!good) {
        if (ready && !was_there) tdm_file_remove(mem, path); /* nobody takes it for a good one */
        return tdm_clinic_keep(problems, &problem);
    }
    tdm_folder_sync(mem, folder);
    return tdm_clinic_prove(mem, folder, &r.head, problems);
}
