/* confine_test.c - what a confined process may ask of the system; each in a child that is confined and then asks. */
#include "check.h"
#include "http/http.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

/* How the child ended: its exit code, or minus the signal. */
static int ends(void (*ask)(void), bool first) {
    int status = 0;
    pid_t pid = fork();
    if (pid == 0) {
        if (!tdm_http_confine(first)) _exit(90);
        ask();
        _exit(91); /* it was let through */
    }
    if (pid < 0 || waitpid(pid, &status, 0) != pid) return -1000;
    return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
}

static void opens_a_connection(void) {
    if (socket(AF_INET, SOCK_STREAM, 0) < 0 && errno == EPERM) _exit(7);
}

static void makes_a_process(void) {
    pid_t pid = fork();
    if (pid < 0 && errno == EPERM) _exit(7);
    if (pid == 0) _exit(0);
    if (waitpid(pid, NULL, 0) == pid) _exit(8);
}

static void starts_a_program(void) {
    char *const words[] = {(char[]){"true"}, NULL}, *const none[] = {NULL};
    (void)execve("/bin/true", words, none);
}

static void takes_root_back(void) {
    if (setuid(0) == 0) _exit(91);
}

static void reads_a_file(void) {
    char byte;
    int fd = open("/proc/self/status", O_RDONLY);
    if (fd >= 0 && read(fd, &byte, 1) == 1 && close(fd) == 0) _exit(7);
}

TEST("a worker opens no connection, makes no process, starts no program and becomes nobody else") {
    CHECK_INT(ends(opens_a_connection, false), 7);
    CHECK_INT(ends(makes_a_process, false), 7);
    CHECK_INT(ends(starts_a_program, false), -SIGSYS);
    CHECK_INT(ends(takes_root_back, false), -SIGSYS);
    CHECK_INT(ends(reads_a_file, false), 7);
}

TEST("the first process makes others, and is held to the rest") {
    CHECK_INT(ends(makes_a_process, true), 8);
    CHECK_INT(ends(opens_a_connection, true), 7);
    CHECK_INT(ends(starts_a_program, true), -SIGSYS);
}
