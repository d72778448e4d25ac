/* stream.c - files read and written bit by bit: what is larger than memory. A file that is written stands under its
 * name only once it is whole. */
#include "system/system_int.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#define WRITER_BYTES ((size_t)256 << 10)

struct tdm_reader {
    tdm_str path;
    int descriptor;
    uint64_t size;
};

bool tdm_reader_open(struct tdm_arena *mem, tdm_str path, struct tdm_reader **out, struct tdm_problem *problem) {
    struct tdm_reader *reader = TDM_NEW(mem, struct tdm_reader);
    const char *c_path = tdm_system_path(mem, path);
    struct stat status;
    if (c_path == NULL || stat(c_path, &status) != 0)
        return tdm_system_cannot_read(problem, path, c_path == NULL ? ENOENT : errno);
    if (!S_ISREG(status.st_mode) && !S_ISFIFO(status.st_mode))
        return tdm_system_cannot_read(problem, path, S_ISDIR(status.st_mode) ? EISDIR : EINVAL);
    reader->path = tdm_arena_str(mem, path);
    reader->size = S_ISREG(status.st_mode) ? (uint64_t)status.st_size : 0;
    reader->descriptor = open(c_path, O_RDONLY | O_CLOEXEC);
    if (reader->descriptor < 0) return tdm_system_cannot_read(problem, path, errno);
    (void)posix_fadvise(reader->descriptor, 0, 0, POSIX_FADV_SEQUENTIAL);
    *out = reader;
    return true;
}

bool tdm_reader_input(struct tdm_arena *mem, struct tdm_reader **out, struct tdm_problem *problem) {
    struct tdm_reader *reader = TDM_NEW(mem, struct tdm_reader);
    reader->path = TDM_STR("standard input");
    reader->descriptor = fcntl(STDIN_FILENO, F_DUPFD_CLOEXEC, 3);
    if (reader->descriptor < 0) return tdm_system_cannot_read(problem, reader->path, errno);
    *out = reader;
    return true;
}

bool tdm_reader_take(struct tdm_reader *reader, char *into, size_t room, size_t *got, struct tdm_problem *problem) {
    for (;;) {
        ssize_t count = read(reader->descriptor, into, room);
        if (count < 0 && errno == EINTR) continue;
        if (count < 0) return tdm_system_cannot_read(problem, reader->path, errno);
        *got = (size_t)count;
        return true;
    }
}

uint64_t tdm_reader_size(const struct tdm_reader *reader) {
    return reader->size;
}

void tdm_reader_close(struct tdm_reader *reader) {
    if (reader != NULL && reader->descriptor >= 0) close(reader->descriptor);
    if (reader != NULL) reader->descriptor = -1;
}

struct tdm_writer {
    struct tdm_arena *mem;
    tdm_str path, target;
    const char *neighbour;
    int descriptor; /* -1: finished, or abandoned */
    size_t len;
    char *bytes;
};

bool tdm_writer_open(struct tdm_arena *mem, tdm_str path, struct tdm_writer **out, struct tdm_problem *problem) {
    struct tdm_writer *writer = TDM_NEW(mem, struct tdm_writer);
    const char *c_path = tdm_system_path(mem, path);
    if (c_path == NULL) return tdm_system_cannot_write(problem, path, ENOENT);
    struct stat status;
    if (stat(c_path, &status) == 0 && !S_ISREG(status.st_mode))
        return tdm_system_cannot_write(problem, path, S_ISDIR(status.st_mode) ? EISDIR : EINVAL);
    writer->mem = mem;
    writer->path = tdm_arena_str(mem, path);
    writer->target = tdm_arena_str(mem, tdm_system_follow(mem, c_path, path));
    writer->bytes = tdm_arena_alloc_raw(mem, WRITER_BYTES);
    writer->descriptor = tdm_system_open_neighbour(mem, writer->target, &writer->neighbour);
    if (writer->descriptor < 0) return tdm_system_cannot_write(problem, path, errno);
    *out = writer;
    return true;
}

bool tdm_writer_make_private(struct tdm_arena *mem, tdm_str path, struct tdm_writer **out,
                             struct tdm_problem *problem) {
    const char *c_path = tdm_system_path(mem, path);
    struct stat status;
    if (c_path != NULL && lstat(c_path, &status) == 0) return tdm_system_cannot_write(problem, path, EEXIST);
    if (!tdm_writer_open(mem, path, out, problem)) return false;
    if (fchmod((*out)->descriptor, 0600) == 0) return true;
    int error = errno;
    tdm_writer_abandon(*out);
    return tdm_system_cannot_write(problem, path, error);
}

static bool flush(struct tdm_writer *writer, tdm_str bytes, struct tdm_problem *problem) {
    if (tdm_system_write_all(writer->descriptor, bytes)) return true;
    int error = errno;
    tdm_writer_abandon(writer);
    return tdm_system_cannot_write(problem, writer->path, error);
}

bool tdm_writer_add(struct tdm_writer *writer, tdm_str bytes, struct tdm_problem *problem) {
    TDM_ASSERT(writer->descriptor >= 0);
    if (writer->len + bytes.len > WRITER_BYTES) {
        size_t len = writer->len;
        writer->len = 0;
        if (!flush(writer, (tdm_str){writer->bytes, len}, problem)) return false;
    }
    if (bytes.len > WRITER_BYTES) return flush(writer, bytes, problem);
    if (bytes.len > 0) memcpy(writer->bytes + writer->len, bytes.at, bytes.len);
    writer->len += bytes.len;
    return true;
}

bool tdm_writer_finish(struct tdm_writer *writer, struct tdm_problem *problem) {
    const char *c_target = tdm_arena_str(writer->mem, writer->target).at;
    struct stat old;
    int error = 0;
    if (!flush(writer, (tdm_str){writer->bytes, writer->len}, problem)) return false;
    if (stat(c_target, &old) == 0 && fchmod(writer->descriptor, old.st_mode & 07777) != 0) error = errno;
    if (error == 0 && fsync(writer->descriptor) != 0) error = errno;
    if (close(writer->descriptor) != 0 && error == 0) error = errno;
    writer->descriptor = -1;
    if (error == 0 && rename(writer->neighbour, c_target) != 0) error = errno;
    if (error != 0) {
        (void)unlink(writer->neighbour);
        return tdm_system_cannot_write(problem, writer->path, error);
    }
    tdm_folder_sync(writer->mem, tdm_path_folder(writer->target));
    return true;
}

void tdm_writer_abandon(struct tdm_writer *writer) {
    if (writer == NULL || writer->descriptor < 0) return;
    close(writer->descriptor);
    writer->descriptor = -1;
    (void)unlink(writer->neighbour);
}
