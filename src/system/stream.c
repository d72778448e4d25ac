/* stream.c - files too large for memory, piece by piece: one that is written counts only when it is finished, one that
 * is read is read forwards. */
#include "system/system_int.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#define ROOM ((size_t)1 << 18)

struct tdm_out {
    struct tdm_arena *mem;
    tdm_str path;
    const char *part; /* the file as long as it is not finished */
    int descriptor, error;
    size_t held;
    char buffer[ROOM];
};
struct tdm_in {
    tdm_str path;
    int descriptor;
    size_t at, held;
    char buffer[ROOM];
};

/* ---- out */

bool tdm_out_open(struct tdm_arena *mem, tdm_str path, struct tdm_out **out, struct tdm_problem *problem) {
    struct tdm_out *o = tdm_arena_alloc_raw(mem, sizeof *o);
    struct tdm_buf part;
    if (tdm_system_path(mem, path) == NULL) return tdm_system_cannot_write(problem, path, ENOENT);
    if (tdm_path_is_file(path) || tdm_path_is_folder(path)) return tdm_system_cannot_write(problem, path, EEXIST);
    tdm_buf_init(&part, mem, path.len + 16);
    tdm_buf_add(&part, path);
    tdm_buf_text(&part, ".part");
    o->mem = mem;
    o->path = tdm_arena_str(mem, path);
    o->part = tdm_arena_str(mem, tdm_buf_str(&part)).at;
    o->error = 0;
    o->held = 0;
    o->descriptor = open(o->part, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    if (o->descriptor < 0) return tdm_system_cannot_write(problem, path, errno);
    *out = o;
    return true;
}

static void flush(struct tdm_out *out) {
    for (size_t at = 0; at < out->held && out->error == 0;) {
        ssize_t got = write(out->descriptor, out->buffer + at, out->held - at);
        if (got >= 0)
            at += (size_t)got;
        else if (errno != EINTR)
            out->error = errno;
    }
    out->held = 0;
}

void tdm_out_put(struct tdm_out *out, tdm_str bytes) {
    while (bytes.len > 0 && out->error == 0) {
        size_t fits = ROOM - out->held < bytes.len ? ROOM - out->held : bytes.len;
        memcpy(out->buffer + out->held, bytes.at, fits);
        out->held += fits;
        bytes = tdm_str_slice(bytes, fits, bytes.len);
        if (out->held == ROOM) flush(out);
    }
}

bool tdm_out_finish(struct tdm_out *out, struct tdm_problem *problem) {
    flush(out);
    if (out->error == 0 && fsync(out->descriptor) != 0) out->error = errno;
    if (close(out->descriptor) != 0 && out->error == 0) out->error = errno;
    if (out->error == 0 && rename(out->part, out->path.at) != 0) out->error = errno;
    if (out->error != 0) (void)unlink(out->part);
    if (out->error == 0) tdm_folder_sync(out->mem, tdm_path_folder(out->path));
    return out->error == 0 || tdm_system_cannot_write(problem, out->path, out->error);
}

void tdm_out_abandon(struct tdm_out *out) {
    (void)close(out->descriptor);
    (void)unlink(out->part);
}

/* ---- in */

bool tdm_in_open(struct tdm_arena *mem, tdm_str path, struct tdm_in **in, struct tdm_problem *problem) {
    struct tdm_in *i = tdm_arena_alloc_raw(mem, sizeof *i);
    const char *c_path = tdm_system_path(mem, path);
    i->path = tdm_arena_str(mem, path);
    i->at = i->held = 0;
    i->descriptor = c_path == NULL ? -1 : open(c_path, O_RDONLY | O_CLOEXEC);
    if (i->descriptor < 0) return tdm_system_cannot_read(problem, path, c_path == NULL ? ENOENT : errno);
    *in = i;
    return true;
}

bool tdm_in_take(struct tdm_in *in, char *into, size_t length, size_t *got) {
    *got = 0;
    while (*got < length) {
        if (in->at == in->held) {
            ssize_t more = read(in->descriptor, in->buffer, ROOM);
            if (more < 0 && errno == EINTR) continue;
            if (more < 0) return false;
            in->at = 0;
            in->held = (size_t)more;
            if (more == 0) break;
        }
        size_t fits = in->held - in->at < length - *got ? in->held - in->at : length - *got;
        memcpy(into + *got, in->buffer + in->at, fits);
        in->at += fits;
        *got += fits;
    }
    return true;
}

void tdm_in_close(struct tdm_in *in) {
    (void)close(in->descriptor);
}
