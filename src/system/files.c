/* files.c - whole files into memory and folders into lists. Writing stands in write.c. */
#include "system/system_int.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

struct tdm_place tdm_system_place(tdm_str path) {
    return (struct tdm_place){.file = path};
}

const char *tdm_system_path(struct tdm_arena *mem, tdm_str path) {
    if (path.len == 0 || memchr(path.at, '\0', path.len) != NULL) return NULL;
    return tdm_arena_str(mem, path).at;
}

bool tdm_system_cannot_read(struct tdm_problem *problem, tdm_str path, int error) {
    struct tdm_place place = tdm_system_place(path);
    if (error == ENOENT || error == ENOTDIR || error == 0) {
        (void)tdm_fail(problem, TDM_WHY_NOT_FOUND, "Y001", place, "there is no file \"%.*s\"", TDM_FMT(path));
        tdm_problem_fix(problem, "check the spelling of the path, or go to the folder that holds it");
        return false;
    }
    (void)tdm_fail(problem, TDM_WHY_ENVIRONMENT, "Y004", place, "\"%.*s\" cannot be read: %s", TDM_FMT(path),
                   strerror(error));
    tdm_problem_fix(problem, "ask whoever owns the file to let you read it, or copy it to a place of your own");
    return false;
}

static bool refuse_kind(struct tdm_problem *problem, tdm_str path, mode_t mode) {
    bool folder = S_ISDIR(mode);
    (void)tdm_fail(problem, TDM_WHY_NOT_ALLOWED, "Y002", tdm_system_place(path), "\"%.*s\" is a %s, not a file",
                   TDM_FMT(path), folder ? "folder" : "device");
    tdm_problem_fix(problem, folder ? "name a file in it" : "name a file");
    return false;
}

static bool refuse_size(struct tdm_problem *problem, tdm_str path, size_t limit_bytes) {
    (void)tdm_fail(problem, TDM_WHY_LIMIT, "Y003", tdm_system_place(path),
                   "\"%.*s\" is larger than %zu bytes, the most that is read here", TDM_FMT(path), limit_bytes);
    tdm_problem_fix(problem, "check that this is the file you meant; if so, divide it");
    return false;
}

bool tdm_system_read_all(struct tdm_arena *mem, int descriptor, tdm_str path, size_t limit_bytes, size_t expected_bytes,
                         tdm_str *out, struct tdm_problem *problem) {
    size_t room = expected_bytes + 2, used = 0;
    char *bytes = tdm_arena_alloc_raw(mem, room);
    for (;;) {
        ssize_t got = read(descriptor, bytes + used, room - 1 - used);
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) return tdm_system_cannot_read(problem, path, errno);
        if (got == 0) break;
        used += (size_t)got;
        if (used > limit_bytes) return refuse_size(problem, path, limit_bytes);
        if (used == room - 1) bytes = tdm_arena_widen(mem, bytes, used, &room);
    }
    bytes[used] = '\0';
    *out = (tdm_str){bytes, used};
    return true;
}

bool tdm_file_read(struct tdm_arena *mem, tdm_str path, size_t limit_bytes, tdm_str *out, struct tdm_problem *problem) {
    const char *c_path = tdm_system_path(mem, path);
    if (c_path == NULL) return tdm_system_cannot_read(problem, path, ENOENT);
    int descriptor = open(c_path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
    if (descriptor < 0) return tdm_system_cannot_read(problem, path, errno);
    struct stat status;
    bool good = false;
    if (fstat(descriptor, &status) != 0)
        (void)tdm_system_cannot_read(problem, path, errno);
    else if (!S_ISREG(status.st_mode) && !S_ISFIFO(status.st_mode))
        (void)refuse_kind(problem, path, status.st_mode);
    else if (status.st_size > 0 && (uintmax_t)status.st_size > limit_bytes)
        (void)refuse_size(problem, path, limit_bytes);
    else
        good = tdm_system_read_all(mem, descriptor, path, limit_bytes, (size_t)status.st_size, out, problem);
    close(descriptor);
    return good;
}

bool tdm_input_read(struct tdm_arena *mem, size_t limit_bytes, tdm_str *out, struct tdm_problem *problem) {
    return tdm_system_read_all(mem, STDIN_FILENO, TDM_STR("standard input"), limit_bytes, 64 * 1024, out, problem);
}

bool tdm_input_take(char *into, size_t room, size_t *got) {
    for (;;) {
        ssize_t count = read(STDIN_FILENO, into, room);
        if (count < 0 && errno == EINTR) continue;
        *got = count < 0 ? 0 : (size_t)count;
        return count >= 0;
    }
}

/* ---- folders */

static bool refuse_folder(struct tdm_problem *problem, tdm_str path, int error) {
    struct tdm_place place = tdm_system_place(path);
    if (error == ENOENT || error == ENOTDIR) {
        (void)tdm_fail(problem, TDM_WHY_NOT_FOUND, "Y006", place, "there is no folder \"%.*s\"", TDM_FMT(path));
        tdm_problem_fix(problem, "check the spelling of the path");
        return false;
    }
    (void)tdm_fail(problem, TDM_WHY_ENVIRONMENT, "Y006", place, "the folder \"%.*s\" cannot be read: %s", TDM_FMT(path),
                   strerror(error));
    tdm_problem_fix(problem, "ask whoever owns the folder to let you read it");
    return false;
}

/* Insertion sort: folders here hold dozens of files, and equal input gives equal order everywhere. */
static void sort_names(tdm_str *names, size_t count) {
    for (size_t i = 1; i < count; i++) {
        tdm_str name = names[i];
        size_t at = i;
        for (; at > 0 && tdm_str_compare(names[at - 1], name) > 0; at--) names[at] = names[at - 1];
        names[at] = name;
    }
}

/* The entry's name with "/" after a folder's; the empty slice for what is neither file nor folder, or hidden. */
static tdm_str entry_name(struct tdm_arena *mem, int folder, const struct dirent *entry) {
    struct stat status;
    if (entry->d_name[0] == '.' || fstatat(folder, entry->d_name, &status, 0) != 0) return (tdm_str){0};
    if (S_ISREG(status.st_mode)) return tdm_arena_str(mem, tdm_str_of(entry->d_name));
    if (!S_ISDIR(status.st_mode)) return (tdm_str){0};
    struct tdm_buf name;
    tdm_buf_init(&name, mem, 4096);
    tdm_buf_text(&name, entry->d_name);
    tdm_buf_char(&name, '/');
    return tdm_buf_str(&name);
}

bool tdm_folder_list(struct tdm_arena *mem, tdm_str path, const tdm_str **names, size_t *count,
                     struct tdm_problem *problem) {
    const char *c_path = tdm_system_path(mem, path);
    DIR *folder = c_path == NULL ? NULL : opendir(c_path);
    if (folder == NULL) return refuse_folder(problem, path, c_path == NULL ? ENOENT : errno);
    tdm_str *list = NULL;
    size_t used = 0, room = 0;
    for (;;) {
        errno = 0; /* the only way in which readdir tells an error from the end */
        const struct dirent *entry = readdir(folder);
        if (entry == NULL) break;
        tdm_str name = entry_name(mem, dirfd(folder), entry);
        if (name.len == 0) continue;
        TDM_GROW(mem, list, used, room);
        list[used++] = name;
    }
    int error = errno;
    closedir(folder);
    if (error != 0) return refuse_folder(problem, path, error);
    sort_names(list, used);
    *names = list;
    *count = used;
    return true;
}

/* ---- paths */

static bool path_mode(tdm_str path, mode_t *mode) {
    char c_path[4096];
    struct stat status;
    if (path.len == 0 || path.len >= sizeof c_path || memchr(path.at, '\0', path.len) != NULL) return false;
    memcpy(c_path, path.at, path.len);
    c_path[path.len] = '\0';
    if (stat(c_path, &status) != 0) return false;
    *mode = status.st_mode;
    return true;
}

bool tdm_path_is_file(tdm_str path) {
    mode_t mode;
    return path_mode(path, &mode) && (S_ISREG(mode) || S_ISFIFO(mode));
}

bool tdm_path_is_folder(tdm_str path) {
    mode_t mode;
    return path_mode(path, &mode) && S_ISDIR(mode);
}

tdm_str tdm_path_join(struct tdm_arena *mem, tdm_str folder, tdm_str name) {
    if (folder.len == 0 || (name.len > 0 && name.at[0] == '/')) return name;
    struct tdm_buf path;
    tdm_buf_init(&path, mem, folder.len + name.len + 2);
    tdm_buf_add(&path, folder);
    if (folder.at[folder.len - 1] != '/') tdm_buf_char(&path, '/');
    tdm_buf_add(&path, name);
    return tdm_buf_str(&path);
}

static size_t last_slash_end(tdm_str path) {
    size_t at = path.len;
    while (at > 0 && path.at[at - 1] != '/') at--;
    return at;
}

tdm_str tdm_path_folder(tdm_str path) {
    size_t end = last_slash_end(path);
    if (end == 0) return TDM_STR(".");
    return end == 1 ? TDM_STR("/") : tdm_str_slice(path, 0, end - 1);
}

tdm_str tdm_path_name(tdm_str path) {
    return tdm_str_slice(path, last_slash_end(path), path.len);
}

tdm_str tdm_path_absolute(struct tdm_arena *mem, tdm_str path) {
    const char *c_path = tdm_system_path(mem, path);
    char *found = c_path == NULL ? NULL : realpath(c_path, NULL);
    if (found == NULL) return path;
    tdm_str absolute = tdm_arena_str(mem, tdm_str_of(found));
    free(found);
    return absolute;
}
