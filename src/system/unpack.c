/* unpack.c - bytes that were packed with gzip (RFC 1952), plain again, by zlib. Told from the first bytes, never from a
 * name. zlib is opened by name when the first packed file comes: no other command waits for it. */
#include "system/system_int.h"

#include <dlfcn.h>
#include <zlib.h>

#define GZIP_ONLY (15 + 16) /* the largest window, and a header of gzip: RFC 1950 and bare streams are refused */

struct zlib {
    __typeof__(&inflateInit2_) begin;
    __typeof__(&inflateReset) again;
    __typeof__(&inflate) step;
    __typeof__(&inflateEnd) end;
};

struct unpacking {
    struct zlib zlib;
    struct tdm_arena *mem;
    tdm_str path, packed;
    size_t limit_bytes;
    z_stream stream;
    char *bytes;
    size_t used, room;
};

bool tdm_is_gzip(tdm_str bytes) {
    return bytes.len >= 2 && (uint8_t)bytes.at[0] == 0x1f && (uint8_t)bytes.at[1] == 0x8b;
}

static bool find(void *library, const char *name, void *function) {
    void *found = dlsym(library, name);
    memcpy(function, &found, sizeof found); /* an object's address as a function's: a cast is not in the standard */
    return found != NULL;
}

static bool open_zlib(struct unpacking *u, struct tdm_problem *problem) {
    void *library = dlopen("libz.so.1", RTLD_NOW | RTLD_LOCAL); /* stays until the program ends */
    struct zlib *z = &u->zlib;
    if (library != NULL && find(library, "inflateInit2_", &z->begin) && find(library, "inflateReset", &z->again) &&
        find(library, "inflate", &z->step) && find(library, "inflateEnd", &z->end))
        return true;
    (void)tdm_fail(problem, TDM_WHY_ENVIRONMENT, "Y009", tdm_system_place(u->path),
                   "\"%.*s\" is packed with gzip, and zlib is not installed here", TDM_FMT(u->path));
    tdm_problem_fix(problem, "unpack it with `gunzip`, or install zlib (`zlib1g` in Debian)");
    return false;
}

static bool refuse(const struct unpacking *u, const char *what, struct tdm_problem *problem) {
    size_t at = u->packed.len - u->stream.avail_in;
    (void)tdm_fail(problem, TDM_WHY_SYNTAX, "Y010", tdm_system_place(u->path),
                   "\"%.*s\" is packed with gzip and %s at byte %zu of its %zu", TDM_FMT(u->path), what, at,
                   u->packed.len);
    tdm_problem_fix(problem, "fetch it again from where it came; `gunzip --test` says when it is whole");
    return false;
}

static bool refuse_size(const struct unpacking *u, struct tdm_problem *problem) {
    (void)tdm_fail(problem, TDM_WHY_LIMIT, "Y003", tdm_system_place(u->path),
                   "\"%.*s\" holds more than %zu bytes when it is unpacked, the most that is read here",
                   TDM_FMT(u->path), u->limit_bytes);
    tdm_problem_fix(problem, "check that this is the file you meant; if so, divide it");
    return false;
}

/* Several may stand one after the other in one file (RFC 1952, 2.2). */
static bool next_member(struct unpacking *u, bool *more, struct tdm_problem *problem) {
    *more = u->stream.avail_in > 0;
    if (!*more) return true;
    tdm_str rest = {(const char *)u->stream.next_in, u->stream.avail_in};
    if (!tdm_is_gzip(rest)) return refuse(u, "something else follows", problem);
    return u->zlib.again(&u->stream) == Z_OK || refuse(u, "cannot go on", problem);
}

static bool unpack_all(struct unpacking *u, struct tdm_problem *problem) {
    bool more = true;
    while (more) {
        if (u->used == u->room - 1) u->bytes = tdm_arena_widen(u->mem, u->bytes, u->used, &u->room);
        size_t room = u->room - 1 - u->used;
        uInt part = room > (1u << 30) ? 1u << 30 : (uInt)room;
        u->stream.next_out = (Bytef *)(u->bytes + u->used);
        u->stream.avail_out = part;
        int said = u->zlib.step(&u->stream, Z_NO_FLUSH);
        u->used += part - u->stream.avail_out;
        if (u->used > u->limit_bytes) return refuse_size(u, problem);
        if (said == Z_STREAM_END && !next_member(u, &more, problem)) return false;
        if (said == Z_STREAM_END || (said == Z_OK && (u->stream.avail_in > 0 || u->stream.avail_out == 0))) continue;
        return refuse(u, said == Z_OK || said == Z_BUF_ERROR ? "ends before its end," : "is damaged", problem);
    }
    return true;
}

bool tdm_gzip_unpack(struct tdm_arena *mem, const struct tdm_packed *packed, tdm_str *out,
                     struct tdm_problem *problem) {
    struct unpacking u = {
        .mem = mem, .path = packed->path, .packed = packed->bytes, .limit_bytes = packed->limit_bytes};
    TDM_ASSERT(packed->bytes.len <= UINT32_MAX);
    if (!open_zlib(&u, problem)) return false;
    u.room = 64 * 1024;
    u.bytes = tdm_arena_alloc_raw(mem, u.room);
    Bytef *bytes = tdm_arena_alloc_raw(mem, packed->bytes.len + 1); /* zlib's input is not const */
    memcpy(bytes, packed->bytes.at, packed->bytes.len);
    u.stream.next_in = bytes;
    u.stream.avail_in = (uInt)packed->bytes.len;
    if (u.zlib.begin(&u.stream, GZIP_ONLY, ZLIB_VERSION, (int)sizeof u.stream) != Z_OK)
        return refuse(&u, "cannot be begun", problem);
    bool good = unpack_all(&u, problem);
    (void)u.zlib.end(&u.stream);
    if (!good) return false;
    u.bytes[u.used] = '\0';
    *out = (tdm_str){u.bytes, u.used};
    return true;
}
