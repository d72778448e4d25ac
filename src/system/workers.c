/* workers.c - work shared by processes: each does its share and gives bytes back. Nothing is shared between them, so
 * whatever one does, the others and the program itself stay as they were. */
#include "system/system_int.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

static _Noreturn void do_share(const struct tdm_workers *sharing, uint32_t number, struct tdm_aside *out) {
    struct tdm_problem problem;
    _exit(sharing->work(sharing->context, number, out) && tdm_aside_share(out, &problem) ? 0 : 1);
}

static bool ended_well(pid_t process) {
    int status = 0;
    pid_t ended;
    do ended = waitpid(process, &status, 0);
    while (ended < 0 && errno == EINTR);
    return ended == process && WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

bool tdm_share(const struct tdm_workers *sharing, struct tdm_aside *const *outs) {
    pid_t *processes = TDM_NEW_ARRAY(sharing->mem, pid_t, sharing->count);
    bool good = true;
    for (uint32_t i = 0; i < sharing->count; i++) {
        processes[i] = fork();
        if (processes[i] == 0) do_share(sharing, i, outs[i]);
        good = good && processes[i] > 0;
    }
    for (uint32_t i = 0; i < sharing->count; i++)
        if (processes[i] > 0) good = ended_well(processes[i]) && tdm_aside_take(outs[i]) && good;
    return good;
}
