/* aside.c - bytes laid aside for one run: the first in memory, what is more in a file without a name. It is unlinked as
 * soon as it is made, so nothing is left of it after a kill either. */
#include "system/system_int.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct tdm_aside {
    char *bytes; /* those behind what lies in the file */
    size_t used, room;
    uint64_t written;
    int file; /* -1: none yet */
};

static bool refuse(int why, struct tdm_problem *problem) {
    (void)tdm_fail(problem, TDM_WHY_ENVIRONMENT, "Y011", (struct tdm_place){.file = TDM_STR("command line")},
                   "what is told cannot be laid aside until all of it is there: %s", strerror(why));
    tdm_problem_fix(problem, "name a folder with room for the whole list: `TMPDIR=FOLDER`");
    return false;
}

static bool make_file(struct tdm_aside *aside, struct tdm_problem *problem) {
    const char *folder = getenv("TMPDIR");
    char path[4096];
    if (folder == NULL || folder[0] == '\0') folder = "/tmp";
    static const char name[] = "/tandem-aside-XXXXXX";
    if (strlen(folder) + sizeof name > sizeof path) return refuse(ENAMETOOLONG, problem);
    memcpy(path, folder, strlen(folder));
    memcpy(path + strlen(folder), name, sizeof name);
    aside->file = mkstemp(path);
    if (aside->file < 0) return refuse(errno, problem);
    (void)unlink(path);
    return true;
}

static bool spill(struct tdm_aside *aside, struct tdm_problem *problem) {
    if (aside->file < 0 && !make_file(aside, problem)) return false;
    for (size_t done = 0; done < aside->used;) {
        ssize_t wrote = pwrite(aside->file, aside->bytes + done, aside->used - done, (off_t)(aside->written + done));
        if (wrote < 0 && errno == EINTR) continue;
        if (wrote <= 0) return refuse(wrote < 0 ? errno : ENOSPC, problem);
        done += (size_t)wrote;
    }
    aside->written += aside->used;
    aside->used = 0;
    return true;
}

struct tdm_aside *tdm_aside_open(struct tdm_arena *mem, size_t room_bytes) {
    TDM_ASSERT(room_bytes > 0);
    struct tdm_aside *aside = TDM_NEW(mem, struct tdm_aside);
    *aside = (struct tdm_aside){.bytes = tdm_arena_alloc_raw(mem, room_bytes), .room = room_bytes, .file = -1};
    return aside;
}

void tdm_aside_close(struct tdm_aside *aside) {
    if (aside == NULL || aside->file < 0) return;
    (void)close(aside->file);
    aside->file = -1;
}

bool tdm_aside_add(struct tdm_aside *aside, tdm_str bytes, struct tdm_problem *problem) {
    while (bytes.len > 0) {
        size_t left = aside->room - aside->used, taken = left < bytes.len ? left : bytes.len;
        memcpy(aside->bytes + aside->used, bytes.at, taken);
        aside->used += taken;
        bytes = tdm_str_slice(bytes, taken, bytes.len);
        if (aside->used == aside->room && !spill(aside, problem)) return false;
    }
    return true;
}

uint64_t tdm_aside_size(const struct tdm_aside *aside) {
    return aside->written + aside->used;
}

bool tdm_aside_read(const struct tdm_aside *aside, uint64_t from, char *into, size_t count,
                    struct tdm_problem *problem) {
    TDM_ASSERT(from <= tdm_aside_size(aside) && count <= tdm_aside_size(aside) - from);
    size_t done = 0;
    while (done < count && from + done < aside->written) {
        uint64_t there = aside->written - from - done;
        if (there > count - done) there = count - done;
        ssize_t got = pread(aside->file, into + done, (size_t)there, (off_t)(from + done));
        if (got < 0 && errno == EINTR) continue;
        if (got <= 0) return refuse(got < 0 ? errno : EIO, problem);
        done += (size_t)got;
    }
    if (done < count) memcpy(into + done, aside->bytes + (from + done - aside->written), count - done);
    return true;
}

bool tdm_aside_share(struct tdm_aside *aside, struct tdm_problem *problem) {
    return spill(aside, problem);
}

bool tdm_aside_take(struct tdm_aside *aside) {
    struct stat told;
    if (fstat(aside->file, &told) != 0 || told.st_size < 0) return false;
    aside->written = (uint64_t)told.st_size;
    aside->used = 0;
    return true;
}
