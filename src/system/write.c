/* write.c - files written whole or not at all: a neighbour file first, then one rename. */
#include "system/system_int.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

bool tdm_system_cannot_write(struct tdm_problem *problem, tdm_str path, int error) {
    (void)tdm_fail(problem, TDM_WHY_ENVIRONMENT, "Y005", tdm_system_place(path), "\"%.*s\" cannot be written: %s",
                   TDM_FMT(path), strerror(error));
    if (error == ENOENT || error == ENOTDIR)
        tdm_problem_fix(problem, "make the folder first, or name one that exists");
    else if (error == EEXIST)
        tdm_problem_fix(problem, "name one that is not there yet; what is there is untouched");
    else if (error == ENOSPC || error == EDQUOT || error == EFBIG)
        tdm_problem_fix(problem,
                        "make room on the disk and run the same command again; the old file, if any, is untouched");
    else if (error == EWOULDBLOCK)
        tdm_problem_fix(problem, "wait until the other program that writes it is done, or name another file");
    else
        tdm_problem_fix(problem, "write to a folder of your own, or ask for the right to write here");
    return false;
}

/* The process would be ended in the middle of a file, which then lies there; refused, the write is told. */
void tdm_writes_tell_limits(void) {
    struct sigaction action = {.sa_handler = SIG_IGN};
    (void)sigaction(SIGXFSZ, &action, NULL);
}

bool tdm_system_write_all(int descriptor, tdm_str bytes) {
    size_t written = 0;
    while (written < bytes.len) {
        ssize_t got = write(descriptor, bytes.at + written, bytes.len - written);
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) return false;
        written += (size_t)got;
    }
    return true;
}

static bool write_whole(int descriptor, tdm_str bytes) {
    return tdm_system_write_all(descriptor, bytes) && fsync(descriptor) == 0;
}

/* A new file beside `target`, open for writing; its name in *name. The number in it keeps two writers apart. */
int tdm_system_open_neighbour(struct tdm_arena *mem, tdm_str target, const char **name) {
    for (int64_t attempt = 0; attempt < 100; attempt++) {
        struct tdm_buf path;
        tdm_buf_init(&path, mem, target.len + 64);
        tdm_buf_add(&path, tdm_path_folder(target));
        tdm_buf_text(&path, "/.");
        tdm_buf_add(&path, tdm_path_name(target));
        tdm_buf_text(&path, ".new-");
        tdm_buf_int(&path, (int64_t)getpid() * 100 + attempt);
        *name = tdm_arena_str(mem, tdm_buf_str(&path)).at;
        int descriptor = open(*name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
        if (descriptor >= 0 || errno != EEXIST) return descriptor;
    }
    return -1;
}

/* After the rename the folder itself must reach the disk, or a power cut brings the old file back. */
void tdm_folder_sync(struct tdm_arena *mem, tdm_str path) {
    int folder = open(tdm_arena_str(mem, path).at, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (folder < 0) return;
    (void)fsync(folder);
    close(folder);
}

/* Puts `bytes` beside `target`, then moves them over what stands there. Gives errno, or 0. */
static int replace(struct tdm_arena *mem, tdm_str target, tdm_str bytes) {
    const char *neighbour, *c_target = tdm_arena_str(mem, target).at;
    int descriptor = tdm_system_open_neighbour(mem, target, &neighbour), error = 0;
    if (descriptor < 0) return errno;
    struct stat old;
    if (stat(c_target, &old) == 0 && fchmod(descriptor, old.st_mode & 07777) != 0) error = errno;
    if (error == 0 && !write_whole(descriptor, bytes)) error = errno;
    if (close(descriptor) != 0 && error == 0) error = errno;
    if (error == 0 && rename(neighbour, c_target) != 0) error = errno;
    if (error != 0) (void)unlink(neighbour);
    if (error == 0) tdm_folder_sync(mem, tdm_path_folder(target));
    return error;
}

/* Where a link leads: the file that is written is the one the link means, not the link. */
tdm_str tdm_system_follow(struct tdm_arena *mem, const char *c_path, tdm_str path) {
    struct stat status;
    if (lstat(c_path, &status) != 0 || !S_ISLNK(status.st_mode)) return path;
    char *real = realpath(c_path, NULL);
    if (real == NULL) return path;
    tdm_str target = tdm_arena_str(mem, tdm_str_of(real));
    free(real);
    return target;
}

bool tdm_file_write(struct tdm_arena *mem, tdm_str path, tdm_str bytes, struct tdm_problem *problem) {
    const char *c_path = tdm_system_path(mem, path);
    if (c_path == NULL) return tdm_system_cannot_write(problem, path, ENOENT);
    struct stat status;
    if (stat(c_path, &status) == 0 && !S_ISREG(status.st_mode)) {
        /* /dev/stdout, /dev/null, a named pipe: nothing to replace, so written straight. */
        int descriptor = S_ISDIR(status.st_mode) ? -1 : open(c_path, O_WRONLY | O_CLOEXEC);
        int error = S_ISDIR(status.st_mode) ? EISDIR : descriptor < 0 ? errno : 0;
        if (error == 0 && !write_whole(descriptor, bytes) && errno != EINVAL && errno != EROFS) error = errno;
        if (descriptor >= 0) close(descriptor);
        return error == 0 || tdm_system_cannot_write(problem, path, error);
    }
    int error = replace(mem, tdm_system_follow(mem, c_path, path), bytes);
    return error == 0 || tdm_system_cannot_write(problem, path, error);
}

bool tdm_file_make_private(struct tdm_arena *mem, tdm_str path, tdm_str bytes, struct tdm_problem *problem) {
    const char *c_path = tdm_system_path(mem, path);
    if (c_path == NULL) return tdm_system_cannot_write(problem, path, ENOENT);
    int descriptor = open(c_path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600), error = 0;
    if (descriptor < 0) return tdm_system_cannot_write(problem, path, errno);
    if (!write_whole(descriptor, bytes)) error = errno;
    if (close(descriptor) != 0 && error == 0) error = errno;
    if (error != 0) (void)unlink(c_path);
    if (error == 0) tdm_folder_sync(mem, tdm_path_folder(path));
    return error == 0 || tdm_system_cannot_write(problem, path, error);
}

bool tdm_folder_make(struct tdm_arena *mem, tdm_str path, struct tdm_problem *problem) {
    const char *c_path = tdm_system_path(mem, path);
    if (c_path == NULL) return tdm_system_cannot_write(problem, path, ENOENT);
    if (mkdir(c_path, 0777) != 0 && !(errno == EEXIST && tdm_path_is_folder(path)))
        return tdm_system_cannot_write(problem, path, errno);
    tdm_folder_sync(mem, tdm_path_folder(path));
    return true;
}

bool tdm_file_overwrite(struct tdm_arena *mem, tdm_str path, size_t at, size_t count, struct tdm_problem *problem) {
    const char *c_path = tdm_system_path(mem, path);
    if (c_path == NULL) return tdm_system_cannot_write(problem, path, ENOENT);
    int descriptor = open(c_path, O_WRONLY | O_CLOEXEC), error = descriptor < 0 ? errno : 0;
    struct stat status;
    bool inside = error == 0 && fstat(descriptor, &status) == 0 && at <= (size_t)status.st_size &&
                  count <= (size_t)status.st_size - at;
    if (error == 0 && (!inside || lseek(descriptor, (off_t)at, SEEK_SET) < 0)) error = EINVAL;
    struct tdm_buf zeros;
    tdm_buf_init(&zeros, mem, count + 1);
    tdm_buf_repeat(&zeros, '0', count);
    if (error == 0 && !write_whole(descriptor, tdm_buf_str(&zeros))) error = errno;
    if (descriptor >= 0 && close(descriptor) != 0 && error == 0) error = errno;
    return error == 0 || tdm_system_cannot_write(problem, path, error);
}

void tdm_file_remove(struct tdm_arena *mem, tdm_str path) {
    (void)unlink(tdm_arena_str(mem, path).at);
}
