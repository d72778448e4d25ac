/* host_test.c - the program's own host functions: how it ends when memory or a promise breaks. Prints its TAP itself.
 */
#include "base/base.h"

#include <signal.h>
#include <stdio.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

static int number, failures;

static void result(bool good, const char *title) {
    number++;
    failures += !good;
    printf("%s %d - %s\n", good ? "ok" : "not ok", number, title);
}

static void run_out_of_memory(void) {
    tdm_host_out_of_memory(4096);
}
static void break_promise(void) {
    tdm_host_bug("x.c", 7, "a > b");
}

/* Runs `act` in a child; its exit status, and what it wrote to the error stream in `said`. */
static int status_of(void (*act)(void), char *said, size_t room) {
    int ends[2], status = -1;
    if (pipe(ends) != 0) return -1;
    pid_t child = fork();
    if (child == 0) {
        struct rlimit no_core = {0, 0};
        setrlimit(RLIMIT_CORE, &no_core);
        (void)signal(SIGABRT, SIG_DFL);
        dup2(ends[1], STDERR_FILENO);
        act();
        _exit(0);
    }
    close(ends[1]);
    size_t used = 0;
    for (ssize_t got; used + 1 < room && (got = read(ends[0], said + used, room - 1 - used)) > 0;) used += (size_t)got;
    said[used] = '\0';
    close(ends[0]);
    waitpid(child, &status, 0);
    return status;
}

int main(void) {
    char said[1024];
    printf("1..4\n");
    (void)fflush(stdout);
    int status = status_of(run_out_of_memory, said, sizeof said);
    result(WIFEXITED(status) && WEXITSTATUS(status) == 3, "out of memory ends with 3, the code of the environment");
    result(
        strcmp(
            said,
            "tandem: out of memory (4096 bytes asked). Give smaller files, or run it where more memory is free.\n") ==
            0,
        "out of memory says so in one line");
    status = status_of(break_promise, said, sizeof said);
    result(WIFSIGNALED(status) && WTERMSIG(status) == SIGABRT, "a broken promise aborts");
    result(strstr(said, "(x.c:7: a > b)") != NULL, "a broken promise names its place in the source");
    return failures == 0 ? 0 : 1;
}
