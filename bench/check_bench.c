/* check_bench.c - `tandem check` of each shipped protocol, and of the whole library in one command, as a whole process,
 * from its start to its end, beside `tandem --version`, which only starts and ends. Takes the program of its own build.
 */
#include "base/base.h"
#include "system/system.h"

#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

enum { RUNS = 41, PATH_ROOM = 400, FILES_MAX = 500 };

struct cost {
    int64_t wall_us, processor_us;
};

static int64_t now_us(void) {
    struct timespec at;
    clock_gettime(CLOCK_MONOTONIC, &at);
    return (int64_t)at.tv_sec * 1000000 + at.tv_nsec / 1000;
}

static int64_t us_of(struct timeval span) {
    return (int64_t)span.tv_sec * 1000000 + span.tv_usec;
}

static struct cost run_once(char *const *words) {
    posix_spawn_file_actions_t actions;
    struct rusage used;
    pid_t child;
    int status = 0;
    char *nothing[] = {NULL};
    int64_t begin = now_us();
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
    bool started = posix_spawn(&child, words[0], &actions, NULL, words, nothing) == 0;
    posix_spawn_file_actions_destroy(&actions);
    if (!started || wait4(child, &status, 0, &used) != child || !WIFEXITED(status) || WEXITSTATUS(status) != 0) {
        fprintf(stderr, "%s %s did not go well\n", words[0], words[1]);
        exit(3);
    }
    return (struct cost){now_us() - begin, us_of(used.ru_utime) + us_of(used.ru_stime)};
}

static int smaller(const void *a, const void *b) {
    int64_t left = *(const int64_t *)a, right = *(const int64_t *)b;
    return (left > right) - (left < right);
}

static struct cost run(const char *name, char *const *words) {
    int64_t wall[RUNS], processor[RUNS];
    for (int i = 0; i < RUNS; i++) {
        struct cost cost = run_once(words);
        wall[i] = cost.wall_us;
        processor[i] = cost.processor_us;
    }
    qsort(wall, RUNS, sizeof *wall, smaller);
    qsort(processor, RUNS, sizeof *processor, smaller);
    printf("{\"name\": \"%s\", \"runs\": %d, \"wall_median_us\": %lld, \"processor_median_us\": %lld, "
           "\"processor_most_us\": %lld}\n",
           name, RUNS, (long long)wall[RUNS / 2], (long long)processor[RUNS / 2], (long long)processor[RUNS - 1]);
    return (struct cost){wall[RUNS / 2], processor[RUNS / 2]};
}

/* All of data/ that ends with .tandem, in the order of its names. */
static void whole_library(char *program, char *check) {
    static char paths[FILES_MAX][PATH_ROOM], *words[FILES_MAX + 3];
    size_t count = 0;
    words[0] = program;
    words[1] = check;
    for (size_t i = 0; i < tdm_embedded_count() && count < FILES_MAX; i++) {
        const struct tdm_embedded *file = tdm_embedded_at(i);
        if (!tdm_str_ends_with(file->name, TDM_STR(".tandem"))) continue;
        snprintf(paths[count], PATH_ROOM, "data/%.*s", TDM_FMT(file->name));
        words[count + 2] = paths[count];
        count++;
    }
    struct cost cost = run("check: the whole library", words);
    printf(
        "{\"name\": \"check: the whole library\", \"files\": %zu, \"wall_median_us\": %lld, \"at_most_us\": 300000}\n",
        count, (long long)cost.wall_us);
}

int main(int count, char **words) {
    static char program[PATH_ROOM], path[PATH_ROOM], check[] = "check", version[] = "--version";
    const char *end = count > 0 ? strrchr(words[0], '/') : NULL;
    snprintf(program, sizeof program, "%.*s../src/cli/tandem", end == NULL ? 0 : (int)(end - words[0]) + 1, words[0]);
    char *only_start[] = {program, version, NULL}, *one_check[] = {program, check, path, NULL};
    int64_t dearest = 0;
    (void)run("process: starts and ends", only_start);
    for (size_t i = 0; i < tdm_embedded_count(); i++) {
        const struct tdm_embedded *file = tdm_embedded_at(i);
        bool protocol =
            tdm_str_starts_with(file->name, TDM_STR("protocols/")) && tdm_str_ends_with(file->name, TDM_STR(".tandem"));
        if (!protocol) continue;
        snprintf(path, sizeof path, "data/%.*s", TDM_FMT(file->name));
        int64_t cost = run(path, one_check).processor_us;
        dearest = cost > dearest ? cost : dearest;
    }
    printf("{\"name\": \"check: the dearest protocol\", \"processor_median_us\": %lld, \"at_most_us\": 20000}\n",
           (long long)dearest);
    whole_library(program, check);
    return 0;
}
