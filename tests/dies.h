/* dies.h - does an act end the program through one of the host's two last functions? Run in a child, its words dropped.
 */
#ifndef TDM_DIES_H
#define TDM_DIES_H

#include "check.h"

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

enum dies_how { DIES_NOT, DIES_OF_A_BUG, DIES_OUT_OF_MEMORY, DIES_OTHERWISE };

/* The exit code of tdm_host_out_of_memory in check_main.c; its tdm_host_bug aborts. */
#define DIES_MEMORY_CODE 99

static inline enum dies_how dies(void (*act)(struct tdm_arena *mem), struct tdm_arena *mem) {
    fflush(stdout);
    pid_t child = fork();
    if (child == 0) {
        int nowhere = open("/dev/null", O_WRONLY);
        dup2(nowhere, STDOUT_FILENO);
        dup2(nowhere, STDERR_FILENO);
        act(mem);
        _exit(0);
    }
    int status = 0;
    if (child < 0 || waitpid(child, &status, 0) != child) return DIES_OTHERWISE;
    if (WIFSIGNALED(status)) return WTERMSIG(status) == SIGABRT ? DIES_OF_A_BUG : DIES_OTHERWISE;
    if (WEXITSTATUS(status) == 0) return DIES_NOT;
    return WEXITSTATUS(status) == DIES_MEMORY_CODE ? DIES_OUT_OF_MEMORY : DIES_OTHERWISE;
}

#endif
