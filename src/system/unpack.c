/* unpack.c - bytes as they come, plain again by zlib where they were packed with gzip (RFC 1952): told from the first
 * bytes, never from a name. zlib is opened by name when the first packed file comes: no other command waits for it. */
#include "system/system_int.h"

#include <dlfcn.h>
#include <stdio.h>
#include <string.h>
#include <zlib.h>

#define GZIP_ONLY (15 + 16) /* the largest window, and a header of gzip: RFC 1950 and bare streams are refused */

struct zlib {
    __typeof__(&inflateInit2_) begin;
    __typeof__(&inflateReset) again;
    __typeof__(&inflate) step;
    __typeof__(&inflateEnd) end;
};

struct tdm_plain {
    struct tdm_packed from;
    struct zlib zlib;
    z_stream stream;
    bool begun, packed, inside; /* the first bytes were seen; it is packed; a member is open */
    bool ended;                 /* no more bytes come */
    uint64_t taken, given;      /* of its own bytes; plain ones */
    Bytef *bytes;               /* its own, not unpacked yet: [at, used) */
    size_t at, used;
};

#define WINDOW_BYTES ((size_t)64 << 10)

bool tdm_is_gzip(tdm_str bytes) {
    return bytes.len >= 2 && (uint8_t)bytes.at[0] == 0x1f && (uint8_t)bytes.at[1] == 0x8b;
}

static bool find(void *library, const char *name, void *function) {
    void *found = dlsym(library, name);
    memcpy(function, &found, sizeof found); /* an object's address as a function's: a cast is not in the standard */
    return found != NULL;
}

static bool open_zlib(struct tdm_plain *p, struct tdm_problem *problem) {
    void *library = dlopen("libz.so.1", RTLD_NOW | RTLD_LOCAL); /* stays until the program ends */
    struct zlib *z = &p->zlib;
    if (library != NULL && find(library, "inflateInit2_", &z->begin) && find(library, "inflateReset", &z->again) &&
        find(library, "inflate", &z->step) && find(library, "inflateEnd", &z->end))
        return true;
    (void)tdm_fail(problem, TDM_WHY_ENVIRONMENT, "Y009", tdm_system_place(p->from.path),
                   "\"%.*s\" is packed with gzip, and zlib is not installed here", TDM_FMT(p->from.path));
    tdm_problem_fix(problem, "unpack it with `gunzip`, or install zlib (`zlib1g` in Debian)");
    return false;
}

static bool refuse(const struct tdm_plain *p, const char *what, struct tdm_problem *problem) {
    unsigned long long at = p->taken - (p->used - p->at);
    char of[40] = "";
    if (p->from.size > 0) (void)snprintf(of, sizeof of, " of its %llu", (unsigned long long)p->from.size);
    (void)tdm_fail(problem, TDM_WHY_SYNTAX, "Y010", tdm_system_place(p->from.path),
                   "\"%.*s\" is packed with gzip and %s at byte %llu%s", TDM_FMT(p->from.path), what, at, of);
    tdm_problem_fix(problem, "fetch it again from where it came; `gunzip --test` says when it is whole");
    return false;
}

/* Records are packed ten or twenty times smaller, never hundreds of times: that would be made to fill a disk. */
static bool refuse_ratio(const struct tdm_plain *p, struct tdm_problem *problem) {
    (void)tdm_fail(problem, TDM_WHY_LIMIT, "Y003", tdm_system_place(p->from.path),
                   "\"%.*s\" is more than %u times as large when it is unpacked, which no file of records is",
                   TDM_FMT(p->from.path), p->from.times_most);
    tdm_problem_fix(problem, "check that this is the file you meant; if so, unpack it with `gunzip` first");
    return false;
}

/* More of its own bytes, behind those that are not unpacked yet. */
static bool fill(struct tdm_plain *p, struct tdm_problem *problem) {
    size_t got = 0;
    if (p->at > 0) memmove(p->bytes, p->bytes + p->at, p->used - p->at);
    p->used -= p->at;
    p->at = 0;
    if (p->ended || p->used == WINDOW_BYTES) return true;
    if (!p->from.fill(p->from.context, (char *)p->bytes + p->used, WINDOW_BYTES - p->used, &got, problem)) return false;
    p->ended = got == 0;
    p->used += got;
    p->taken += got;
    return true;
}

static tdm_str held(const struct tdm_plain *p) {
    return (tdm_str){(const char *)p->bytes + p->at, p->used - p->at};
}

/* The first two bytes say what it is. */
static bool begin(struct tdm_plain *p, struct tdm_problem *problem) {
    while (p->used < 2 && !p->ended)
        if (!fill(p, problem)) return false;
    p->begun = true;
    p->packed = tdm_is_gzip(held(p));
    if (!p->packed) return true;
    if (!open_zlib(p, problem)) return false;
    p->inside = p->zlib.begin(&p->stream, GZIP_ONLY, ZLIB_VERSION, (int)sizeof p->stream) == Z_OK;
    return p->inside || refuse(p, "cannot be begun", problem);
}

/* Several may stand one after the other in one file (RFC 1952, 2.2). */
static bool next_member(struct tdm_plain *p, struct tdm_problem *problem) {
    while (p->used - p->at < 2 && !p->ended)
        if (!fill(p, problem)) return false;
    p->inside = p->used > p->at;
    if (!p->inside) return true;
    if (!tdm_is_gzip(held(p))) return refuse(p, "something else follows", problem);
    return p->zlib.again(&p->stream) == Z_OK || refuse(p, "cannot go on", problem);
}

static bool unpack_some(struct tdm_plain *p, char *into, size_t room, size_t *got, struct tdm_problem *problem) {
    while (*got == 0 && p->inside) {
        if (p->at == p->used && !fill(p, problem)) return false;
        p->stream.next_in = p->bytes + p->at;
        p->stream.avail_in = (uInt)(p->used - p->at);
        p->stream.next_out = (Bytef *)into;
        p->stream.avail_out = (uInt)room;
        int said = p->zlib.step(&p->stream, Z_NO_FLUSH);
        p->at = p->used - p->stream.avail_in;
        *got = room - p->stream.avail_out;
        p->given += *got;
        if (p->given > p->from.free_bytes && p->given / (p->taken + 1) >= p->from.times_most)
            return refuse_ratio(p, problem);
        if (said == Z_STREAM_END && !next_member(p, problem)) return false;
        bool short_of = p->ended && p->at == p->used && *got == 0;
        if (said != Z_STREAM_END && said != Z_OK && said != Z_BUF_ERROR) return refuse(p, "is damaged", problem);
        if (said != Z_STREAM_END && short_of) return refuse(p, "ends before its end,", problem);
    }
    return true;
}

struct tdm_plain *tdm_plain_open(struct tdm_arena *mem, const struct tdm_packed *from) {
    struct tdm_plain *p = TDM_NEW(mem, struct tdm_plain);
    p->from = *from;
    p->bytes = tdm_arena_alloc_raw(mem, WINDOW_BYTES);
    return p;
}

bool tdm_plain_take(struct tdm_plain *p, char *into, size_t room, size_t *got, struct tdm_problem *problem) {
    *got = 0;
    if (!p->begun && !begin(p, problem)) return false;
    if (p->packed) return unpack_some(p, into, room < (1u << 30) ? room : 1u << 30, got, problem);
    if (p->at == p->used && !fill(p, problem)) return false;
    *got = p->used - p->at < room ? p->used - p->at : room;
    memcpy(into, p->bytes + p->at, *got);
    p->at += *got;
    return true;
}

uint64_t tdm_plain_taken(const struct tdm_plain *p) {
    return p->taken;
}

void tdm_plain_close(struct tdm_plain *p) {
    if (p != NULL && p->packed && p->zlib.end != NULL) (void)p->zlib.end(&p->stream);
    if (p != NULL) p->packed = p->inside = false;
}
