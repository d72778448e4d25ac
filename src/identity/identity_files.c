/* identity_files.c - the three files: what wraps the keys, the wrapped key of each person, the sealed records. Each is
 * written whole or not at all. A record without its key is noise: that is what erasure leaves in every copy. */
#include "identity/identity_int.h"

#include <string.h>

#define SEALED_HEAD "tandem-people 1\n"
#define KEYS_HEAD   "tandem-people-keys 1\n"
#define KEY_HEAD    "tandem-people-key 1 "

tdm_str tdm_identity_file(struct tdm_arena *mem, tdm_str folder, const char *which) {
    struct tdm_buf name;
    tdm_buf_init(&name, mem, 64);
    tdm_buf_format(&name, "people.%s", which);
    return tdm_path_join(mem, folder, tdm_buf_str(&name));
}

/* ---- a file of lines `ID HEX`, by id */

struct row {
    tdm_str id, hex;
    size_t at; /* where the hex begins in the file */
};
struct rows {
    struct tdm_arena *mem;
    tdm_str path;
    const char *head;
    struct row *list;
    size_t count, room;
};

static bool damaged(tdm_str path, uint32_t line, struct tdm_problem *problem) {
    (void)tdm_fail(problem, TDM_WHY_CONFLICT, "W073", (struct tdm_place){.file = path, .line = line},
                   "the file of persons is not as it was written");
    tdm_problem_fix(problem, "put it back from a backup; leave this one as it is until then");
    return false;
}

static bool read_rows(struct rows *rows, struct tdm_problem *problem) {
    tdm_str text, head = tdm_str_of(rows->head);
    uint32_t number = 1;
    if (!tdm_path_is_file(rows->path)) return true;
    if (!tdm_file_read(rows->mem, rows->path, TDM_FILE_LIMIT_BYTES, &text, problem)) return false;
    if (!tdm_str_starts_with(text, head)) return damaged(rows->path, number, problem);
    for (size_t at = head.len, end; at < text.len; at = end + 1) {
        size_t blank;
        number++;
        if (!tdm_str_find(tdm_str_slice(text, at, text.len), TDM_STR("\n"), &end))
            return damaged(rows->path, number, problem);
        end += at;
        tdm_str line = tdm_str_slice(text, at, end);
        if (!tdm_str_find(line, TDM_STR(" "), &blank)) return damaged(rows->path, number, problem);
        struct row row = {tdm_str_slice(line, 0, blank), tdm_str_slice(line, blank + 1, line.len), at + blank + 1};
        bool after = rows->count == 0 || tdm_str_compare(rows->list[rows->count - 1].id, row.id) < 0;
        if (!tdm_identity_is_id(row.id) || !after) return damaged(rows->path, number, problem);
        TDM_GROW(rows->mem, rows->list, rows->count, rows->room);
        rows->list[rows->count++] = row;
    }
    return true;
}

static bool write_rows(const struct rows *rows, struct tdm_problem *problem) {
    struct tdm_buf text;
    tdm_buf_init(&text, rows->mem, TDM_FILE_LIMIT_BYTES);
    tdm_buf_text(&text, rows->head);
    for (size_t i = 0; i < rows->count; i++)
        tdm_buf_format(&text, "%.*s %.*s\n", TDM_FMT(rows->list[i].id), TDM_FMT(rows->list[i].hex));
    if (!tdm_path_is_file(rows->path)) return tdm_file_make_private(rows->mem, rows->path, tdm_buf_str(&text), problem);
    return tdm_file_write(rows->mem, rows->path, tdm_buf_str(&text), problem);
}

/* *at: where it stands, or would stand. They are read in their order or not at all. */
static bool find(const struct rows *rows, tdm_str id, size_t *at) {
    size_t from = 0, until = rows->count;
    while (from < until) {
        size_t middle = from + (until - from) / 2;
        if (tdm_str_compare(rows->list[middle].id, id) < 0)
            from = middle + 1;
        else
            until = middle;
    }
    *at = from;
    return from < rows->count && tdm_str_equal(rows->list[from].id, id);
}

static void set(struct rows *rows, tdm_str id, tdm_str hex) {
    size_t at;
    bool there = find(rows, id, &at);
    if (!there) {
        TDM_GROW(rows->mem, rows->list, rows->count, rows->room);
        memmove(&rows->list[at + 1], &rows->list[at], (rows->count - at) * sizeof *rows->list);
        rows->count++;
    }
    rows->list[at] = (struct row){.id = id, .hex = hex};
}

static void take_out(struct rows *rows, size_t at) {
    memmove(&rows->list[at], &rows->list[at + 1], (rows->count - at - 1) * sizeof *rows->list);
    rows->count--;
}

static struct rows sealed_of(struct tdm_arena *mem, tdm_str folder) {
    return (struct rows){.mem = mem, .path = tdm_identity_file(mem, folder, "sealed"), .head = SEALED_HEAD};
}

static struct rows keys_of(struct tdm_arena *mem, tdm_str folder) {
    return (struct rows){.mem = mem, .path = tdm_identity_file(mem, folder, "keys"), .head = KEYS_HEAD};
}

/* ---- keys */

/* Overwritten where it stood: an erasure that was cut short. */
static bool is_blank(tdm_str hex) {
    for (size_t i = 0; i < hex.len; i++)
        if (hex.at[i] != '0') return false;
    return true;
}

static bool read_wrapping(struct tdm_arena *mem, tdm_str folder, struct tdm_identity_key *out,
                          struct tdm_problem *problem) {
    tdm_str text = {0}, path = tdm_identity_file(mem, folder, "key"), head = TDM_STR(KEY_HEAD);
    if (tdm_path_is_file(path) && !tdm_file_read(mem, path, 4096, &text, problem)) return false;
    if (tdm_path_is_file(path) && tdm_str_starts_with(text, head) && text.len == head.len + 65 &&
        tdm_identity_hex(tdm_str_slice(text, head.len, text.len - 1), out->byte, sizeof out->byte))
        return true;
    (void)tdm_fail(problem, TDM_WHY_NOT_FOUND, "W074", (struct tdm_place){.file = path},
                   "what opens the keys of persons is missing, or no key");
    tdm_problem_fix(problem, "put `people.key` of this place back from where it is kept safe");
    return false;
}

static bool make_wrapping(struct tdm_arena *mem, tdm_str folder, struct tdm_identity_key *out,
                          struct tdm_problem *problem) {
    static const char digits[] = "0123456789abcdef";
    struct tdm_buf text;
    tdm_secret_bytes(out->byte, sizeof out->byte);
    tdm_buf_init(&text, mem, 200);
    tdm_buf_text(&text, KEY_HEAD);
    for (size_t i = 0; i < sizeof out->byte; i++) {
        tdm_buf_char(&text, digits[out->byte[i] >> 4]);
        tdm_buf_char(&text, digits[out->byte[i] & 15]);
    }
    tdm_buf_char(&text, '\n');
    return tdm_file_make_private(mem, tdm_identity_file(mem, folder, "key"), tdm_buf_str(&text), problem);
}

static bool cannot_open(tdm_str path, tdm_str id, struct tdm_problem *problem) {
    (void)tdm_fail(problem, TDM_WHY_CONFLICT, "W075", (struct tdm_place){.file = path},
                   "what is kept of `%.*s` does not open with the key that is here", TDM_FMT(id));
    tdm_problem_fix(problem, "put the three `people` files of one time back together from a backup");
    return false;
}

static bool unwrap(struct tdm_arena *mem, const struct rows *keys, const struct tdm_identity_key *wrapping, size_t at,
                   struct tdm_identity_key *out, struct tdm_problem *problem) {
    struct tdm_sealing with = {wrapping, "tandem-person-key", keys->list[at].id};
    tdm_str plain;
    if (!tdm_identity_open(mem, &with, keys->list[at].hex, &plain) || plain.len != sizeof out->byte)
        return cannot_open(keys->path, with.id, problem);
    memcpy(out->byte, plain.at, plain.len);
    return true;
}

/* ---- what is asked */

/* The key of the person, as it is or a new one; and what wraps it. */
static bool key_for(struct rows *keys, tdm_str folder, tdm_str id, struct tdm_identity_key *out,
                    struct tdm_problem *problem) {
    struct tdm_identity_key wrapping;
    size_t at;
    bool first = keys->count == 0 && !tdm_path_is_file(tdm_identity_file(keys->mem, folder, "key"));
    bool good = first ? make_wrapping(keys->mem, folder, &wrapping, problem)
                      : read_wrapping(keys->mem, folder, &wrapping, problem);
    if (good && find(keys, id, &at) && !is_blank(keys->list[at].hex)) {
        good = unwrap(keys->mem, keys, &wrapping, at, out, problem);
    } else if (good) {
        struct tdm_sealing with = {&wrapping, "tandem-person-key", id};
        tdm_secret_bytes(out->byte, sizeof out->byte);
        set(keys, id, tdm_identity_seal(keys->mem, &with, (tdm_str){(const char *)out->byte, sizeof out->byte}));
    }
    tdm_identity_forget(&wrapping, sizeof wrapping);
    return good;
}

static bool malformed(struct tdm_problem *problem, const char *what, const char *fix) {
    (void)tdm_fail(problem, TDM_WHY_SYNTAX, "W070", (struct tdm_place){.file = TDM_STR("command line")}, "%s", what);
    tdm_problem_fix(problem, "%s", fix);
    return false;
}

static bool is_text(tdm_str text) {
    if (text.len == 0 || text.len > TDM_IDENTITY_TEXT_MAX) return false;
    for (size_t i = 0; i < text.len; i++)
        if ((unsigned char)text.at[i] < 0x20 || text.at[i] == 0x7f) return false;
    return true;
}

static bool can_be_kept(tdm_str id, const struct tdm_identity *identity, struct tdm_problem *problem) {
    static const char fix[] = "write a text of one line, of at most 200 bytes";
    if (!tdm_identity_is_id(id))
        return malformed(problem, "the word for a person is none of small letters, digits and `-`",
                         "leave it out: a word is drawn that says nothing about the person");
    if (!is_text(identity->name)) return malformed(problem, "the person has no name, or more than a line of it", fix);
    if (identity->contact_count > TDM_IDENTITY_MANY_MAX || identity->identifier_count > TDM_IDENTITY_MANY_MAX)
        return malformed(problem, "there are more contacts or identifiers than 16", "leave some out");
    for (uint32_t i = 0; i < identity->contact_count; i++)
        if (!is_text(identity->contacts[i])) return malformed(problem, "a contact is empty, or more than a line", fix);
    for (uint32_t i = 0; i < identity->identifier_count; i++)
        if (!is_text(identity->identifiers[i]))
            return malformed(problem, "an identifier is empty, or more than a line", fix);
    return true;
}

/* The record first: without its key it is noise, and nothing points to it. */
bool tdm_identity_put(struct tdm_arena *mem, tdm_str folder, tdm_str id, const struct tdm_identity *identity,
                      struct tdm_problem *problem) {
    struct rows sealed = sealed_of(mem, folder), keys = keys_of(mem, folder);
    struct tdm_identity_key key;
    if (!can_be_kept(id, identity, problem) || !read_rows(&sealed, problem) || !read_rows(&keys, problem) ||
        !key_for(&keys, folder, id, &key, problem))
        return false;
    struct tdm_sealing with = {&key, "tandem-person", id};
    set(&sealed, id, tdm_identity_seal(mem, &with, tdm_identity_print(mem, identity)));
    tdm_identity_forget(&key, sizeof key);
    return write_rows(&sealed, problem) && write_rows(&keys, problem);
}

bool tdm_identity_key_of(struct tdm_arena *mem, tdm_str folder, tdm_str id, struct tdm_identity_key *out, bool *found,
                         struct tdm_problem *problem) {
    struct rows keys = keys_of(mem, folder);
    struct tdm_identity_key wrapping;
    size_t at;
    *found = false;
    if (!read_rows(&keys, problem)) return false;
    if (!find(&keys, id, &at) || is_blank(keys.list[at].hex)) return true;
    *found = read_wrapping(mem, folder, &wrapping, problem) && unwrap(mem, &keys, &wrapping, at, out, problem);
    tdm_identity_forget(&wrapping, sizeof wrapping);
    return *found;
}

bool tdm_identity_get(struct tdm_arena *mem, tdm_str folder, tdm_str id, struct tdm_identity *out, bool *found,
                      struct tdm_problem *problem) {
    struct rows sealed = sealed_of(mem, folder);
    struct tdm_identity_key key;
    tdm_str plain;
    size_t at;
    if (!read_rows(&sealed, problem) || !tdm_identity_key_of(mem, folder, id, &key, found, problem)) return false;
    if (!*found) return true;
    if (!find(&sealed, id, &at)) {
        tdm_identity_forget(&key, sizeof key);
        return cannot_open(sealed.path, id, problem);
    }
    struct tdm_sealing with = {&key, "tandem-person", id};
    *found = tdm_identity_open(mem, &with, sealed.list[at].hex, &plain) && tdm_identity_read(mem, plain, out);
    tdm_identity_forget(&key, sizeof key);
    return *found || cannot_open(sealed.path, id, problem);
}

static bool open_one(const struct rows *sealed, const struct rows *keys, const struct tdm_identity_key *wrapping,
                     tdm_str id, struct tdm_identity *out) {
    struct tdm_problem quiet = {0};
    struct tdm_identity_key key;
    tdm_str plain;
    size_t at, at_key;
    if (!find(keys, id, &at_key) || is_blank(keys->list[at_key].hex) || !find(sealed, id, &at) ||
        !unwrap(keys->mem, keys, wrapping, at_key, &key, &quiet))
        return false;
    struct tdm_sealing with = {&key, "tandem-person", id};
    bool good =
        tdm_identity_open(keys->mem, &with, sealed->list[at].hex, &plain) && tdm_identity_read(keys->mem, plain, out);
    tdm_identity_forget(&key, sizeof key);
    return good;
}

bool tdm_identity_get_many(struct tdm_arena *mem, tdm_str folder, const tdm_str *ids, uint32_t count,
                           struct tdm_identity *out, struct tdm_problem *problem) {
    struct rows sealed = sealed_of(mem, folder), keys = keys_of(mem, folder);
    struct tdm_identity_key wrapping;
    for (uint32_t i = 0; i < count; i++) out[i] = (struct tdm_identity){.born = TDM_DATE_NONE};
    if (!read_rows(&sealed, problem) || !read_rows(&keys, problem)) return false;
    if (keys.count == 0) return true;
    if (!read_wrapping(mem, folder, &wrapping, problem)) return false;
    for (uint32_t i = 0; i < count; i++)
        if (!open_one(&sealed, &keys, &wrapping, ids[i], &out[i]))
            out[i] = (struct tdm_identity){.born = TDM_DATE_NONE};
    tdm_identity_forget(&wrapping, sizeof wrapping);
    return true;
}

bool tdm_identity_each(struct tdm_arena *mem, tdm_str folder, tdm_identity_take take, void *context,
                       struct tdm_problem *problem) {
    struct rows sealed = sealed_of(mem, folder), keys = keys_of(mem, folder);
    struct tdm_identity_key wrapping, key;
    if (!read_rows(&sealed, problem) || !read_rows(&keys, problem)) return false;
    if (keys.count == 0) return true;
    if (!read_wrapping(mem, folder, &wrapping, problem)) return false;
    bool good = true;
    for (size_t i = 0, at; i < keys.count && good; i++) {
        struct tdm_identity identity;
        tdm_str plain;
        if (is_blank(keys.list[i].hex) || !find(&sealed, keys.list[i].id, &at)) continue;
        good = unwrap(mem, &keys, &wrapping, i, &key, problem);
        struct tdm_sealing with = {&key, "tandem-person", keys.list[i].id};
        if (good &&
            (!tdm_identity_open(mem, &with, sealed.list[at].hex, &plain) || !tdm_identity_read(mem, plain, &identity)))
            good = cannot_open(sealed.path, with.id, problem);
        tdm_identity_forget(&key, sizeof key);
        if (good && !take(context, with.id, &identity)) break;
    }
    tdm_identity_forget(&wrapping, sizeof wrapping);
    return good;
}

bool tdm_identity_erase(struct tdm_arena *mem, tdm_str folder, tdm_str id, bool *found, struct tdm_problem *problem) {
    struct rows sealed = sealed_of(mem, folder), keys = keys_of(mem, folder);
    size_t at;
    if (!read_rows(&sealed, problem) || !read_rows(&keys, problem)) return false;
    *found = find(&keys, id, &at);
    if (*found) { /* where it stands on the disk, then out of the file */
        if (!tdm_file_overwrite(mem, keys.path, keys.list[at].at, keys.list[at].hex.len, problem)) return false;
        take_out(&keys, at);
        if (!write_rows(&keys, problem)) return false;
    }
    if (!find(&sealed, id, &at)) return true;
    *found = true;
    take_out(&sealed, at);
    return write_rows(&sealed, problem);
}

bool tdm_identity_list(struct tdm_arena *mem, tdm_str folder, struct tdm_identity_ids *out,
                       struct tdm_problem *problem) {
    struct rows keys = keys_of(mem, folder);
    *out = (struct tdm_identity_ids){0};
    if (!read_rows(&keys, problem)) return false;
    out->ids = TDM_NEW_ARRAY(mem, tdm_str, keys.count + 1);
    for (size_t i = 0; i < keys.count; i++)
        if (!is_blank(keys.list[i].hex)) out->ids[out->count++] = keys.list[i].id;
    return true;
}

bool tdm_identity_sealed(struct tdm_arena *mem, tdm_str folder, tdm_str *out, struct tdm_problem *problem) {
    tdm_str path = tdm_identity_file(mem, folder, "sealed");
    *out = (tdm_str){0};
    return !tdm_path_is_file(path) || tdm_file_read(mem, path, TDM_FILE_LIMIT_BYTES, out, problem);
}

bool tdm_identity_restore(struct tdm_arena *mem, tdm_str folder, tdm_str sealed, struct tdm_problem *problem) {
    tdm_str into = tdm_identity_file(mem, folder, "sealed");
    if (sealed.len == 0) return true;
    if (!tdm_path_is_file(into)) return tdm_file_make_private(mem, into, sealed, problem);
    return tdm_file_write(mem, into, sealed, problem);
}

bool tdm_identity_copy(struct tdm_arena *mem, tdm_str from, tdm_str to, struct tdm_problem *problem) {
    tdm_str sealed;
    return tdm_identity_sealed(mem, from, &sealed, problem) && tdm_identity_restore(mem, to, sealed, problem);
}
