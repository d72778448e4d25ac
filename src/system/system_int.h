/* system_int.h - shared by the files of this room: C paths, and the one way to word what the system refused. */
#ifndef TDM_SYSTEM_INT_H
#define TDM_SYSTEM_INT_H

#include "system/system.h"

struct tdm_place tdm_system_place(tdm_str path); /* the file as a whole */
/* `path` with a NUL, in `mem`; null when it is empty or holds a NUL itself: no file has such a name. */
const char *tdm_system_path(struct tdm_arena *mem, tdm_str path);
/* Fills *problem for a refused reading of `path` from errno; returns false. */
bool tdm_system_cannot_read(struct tdm_problem *problem, tdm_str path, int error);
bool tdm_system_cannot_write(struct tdm_problem *problem, tdm_str path, int error);
/* Reads an open descriptor to its end. `path` only names it in problems. */
bool tdm_system_read_all(struct tdm_arena *mem, int descriptor, tdm_str path, size_t limit_bytes, size_t expected_bytes,
                         tdm_str *out, struct tdm_problem *problem) TDM_CHECKED;
/* A new file beside `target`, open for writing, its name in *name; -1 and errno. A link is followed to what it means.
 */
int tdm_system_open_neighbour(struct tdm_arena *mem, tdm_str target, const char **name);
tdm_str tdm_system_follow(struct tdm_arena *mem, const char *c_path, tdm_str path);
bool tdm_system_write_all(int descriptor, tdm_str bytes);

#endif
