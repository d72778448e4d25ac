/* scratch.h - paths for stores of a test: a folder of its own, taken away when the program ends. */
#ifndef TDM_SCRATCH_H
#define TDM_SCRATCH_H

#include "base/base.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static char scratch_folder[1000];

static void scratch_clear(void) {
    DIR *folder = opendir(scratch_folder);
    if (folder == NULL) return;
    for (const struct dirent *entry; (entry = readdir(folder)) != NULL;) {
        char path[2000];
        snprintf(path, sizeof path, "%s/%s", scratch_folder, entry->d_name);
        if (entry->d_name[0] != '.') (void)unlink(path);
    }
    closedir(folder);
}

static void scratch_end(void) {
    scratch_clear();
    (void)rmdir(scratch_folder);
}

static tdm_str scratch_path(struct tdm_arena *mem, const char *name) {
    char path[2000];
    if (scratch_folder[0] == '\0') {
        const char *base = getenv("TMPDIR");
        snprintf(scratch_folder, sizeof scratch_folder, "%s/tandem-store-XXXXXX", base != NULL ? base : "/tmp");
        TDM_ASSERT(mkdtemp(scratch_folder) != NULL);
        (void)atexit(scratch_end);
    }
    snprintf(path, sizeof path, "%s/%s", scratch_folder, name);
    return tdm_arena_str(mem, tdm_str_of(path));
}

#endif
