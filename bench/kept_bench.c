/* kept_bench.c - the standing of one episode out of a large store, whole process, beside the same chart as a file.
 *
 *   kept_bench [ENTRIES [FOLDER]]      prints lines of JSON. Runs the program that lies beside it: ../src/cli/tandem */
#include "clinic/clinic.h"
#include "library.h"
#include "system/system.h"

#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define RUNS 41

extern char **environ;

static int64_t wall_us(void) {
    struct timespec now;
    TDM_ASSERT(clock_gettime(CLOCK_MONOTONIC, &now) == 0);
    return (int64_t)now.tv_sec * 1000000 + now.tv_nsec / 1000;
}

static int64_t cpu_us(void) {
    struct rusage used;
    TDM_ASSERT(getrusage(RUSAGE_CHILDREN, &used) == 0);
    return ((int64_t)used.ru_utime.tv_sec + used.ru_stime.tv_sec) * 1000000 + used.ru_utime.tv_usec +
           used.ru_stime.tv_usec;
}

static int by_size(const void *a, const void *b) {
    int64_t left = *(const int64_t *)a, right = *(const int64_t *)b;
    return (left > right) - (left < right);
}

/* Other people's entries, 200 an episode, in the chain of the place. */
static void fill(struct tdm_arena *mem, struct tdm_store *store, uint64_t entries) {
    struct tdm_stored last;
    struct tdm_problem problem;
    bool found = false;
    struct tdm_arena *kept = tdm_arena_open((size_t)1 << 20);
    bool good = tdm_store_last(kept, store, TDM_STR("ward-a"), &last, &found, &problem) && found;
    struct tdm_next next = {{last.place, last.number, last.hash}, {0}, {1772600000000}};
    for (uint64_t n = 0; good && n < entries; n++) {
        char episode[24], body[80];
        if (n % 10000 == 0) good = (n == 0 || tdm_store_commit(store, &problem)) && tdm_store_begin(store, &problem);
        tdm_arena_reset(mem);
        (void)snprintf(episode, sizeof episode, "other-%u", (unsigned)(n / 200));
        (void)snprintf(body, sizeof body, "2026-03-04 09:30 assess by therapist-a\n  pain %u points\n",
                       (unsigned)(n % 10));
        struct tdm_chained link = {
            .kind = TDM_STR("entry"), .author = TDM_STR("therapist-a"), .on = {20516}, .at = {570}};
        link.episode = tdm_str_of(episode);
        link.body = tdm_str_of(body);
        memcpy(link.id.byte, &n, sizeof n);
        tdm_digest drawn = tdm_digest_of((tdm_str){(const char *)link.id.byte, sizeof link.id.byte});
        memcpy(link.id.byte, drawn.byte, sizeof link.id.byte);
        (void)tdm_chained_follow(mem, &link, &next, &problem);
        link.recorded = next.now;
        struct tdm_buf bytes;
        tdm_buf_init(&bytes, mem, TDM_CHAINED_BYTES_MAX);
        tdm_chained_write(&bytes, &link);
        struct tdm_stored stored = {link.place, link.number, tdm_digest_of(tdm_buf_str(&bytes)), tdm_buf_str(&bytes)};
        good = good && tdm_store_append(store, &link, &stored, &problem);
        next.head.number = link.number;
        next.head.hash = stored.hash;
    }
    good = good && tdm_store_commit(store, &problem);
    TDM_ASSERT(good);
}

static void enrol(struct tdm_arena *mem, struct tdm_clinic *clinic, const struct tdm_library *library) {
    const struct tdm_embedded *chart = tdm_embedded_find(TDM_STR("examples/example-d-early-signature.chart.tandem"));
    const struct tdm_embedded *protocol = tdm_embedded_find(TDM_STR("protocols/knee-oa-bmac.tandem"));
    struct tdm_act act = {
        .library = library, .zone = tdm_zone_utc, .now = tdm_clock_now(), .protocol_text = protocol->bytes};
    const struct tdm_tree *tree;
    struct tdm_taken taken = {0};
    struct tdm_problem problem;
    bool good = tdm_notation_read(mem, chart->name, chart->bytes, &tree, &bench_problems) &&
                tdm_clinic_begin(clinic, &problem) &&
                tdm_clinic_enrol(mem, clinic, &act, tree, &taken, &bench_problems) &&
                tdm_clinic_commit(clinic, &problem);
    if (!good) bench_give_up("the episode cannot be enrolled");
}

/* Begun anew, not as a copy of this process, whose pages would be counted too. */
static pid_t begun(const char *program, const char *chart) {
    union {
        const char *const *given;
        char *const *taken;
    } words = {(const char *const[]){"tandem", "standing", chart, "--on", "2025-03-12", NULL}};
    posix_spawn_file_actions_t actions;
    pid_t child = 0;
    TDM_ASSERT(posix_spawn_file_actions_init(&actions) == 0);
    TDM_ASSERT(posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0) == 0);
    TDM_ASSERT(posix_spawn(&child, program, &actions, NULL, words.taken, environ) == 0);
    TDM_ASSERT(posix_spawn_file_actions_destroy(&actions) == 0);
    return child;
}

static void ask(const char *program, const char *chart, const char *name) {
    int64_t walls[RUNS], cpus[RUNS];
    for (int i = 0; i < RUNS; i++) {
        int64_t wall = wall_us(), cpu = cpu_us();
        pid_t child = begun(program, chart);
        int status = 0;
        TDM_ASSERT(waitpid(child, &status, 0) == child && WIFEXITED(status) && WEXITSTATUS(status) == 0);
        walls[i] = wall_us() - wall;
        cpus[i] = cpu_us() - cpu;
    }
    qsort(walls, RUNS, sizeof *walls, by_size);
    qsort(cpus, RUNS, sizeof *cpus, by_size);
    printf("{\"name\": \"%s\", \"runs\": %d, \"median_us\": %lld, \"least_us\": %lld, \"median_cpu_us\": %lld, "
           "\"least_cpu_us\": "
           "%lld}\n",
           name, RUNS, (long long)walls[RUNS / 2], (long long)walls[0], (long long)cpus[RUNS / 2], (long long)cpus[0]);
}

int main(int count, char **words) {
    uint64_t entries = count > 1 ? strtoull(words[1], NULL, 10) : 100000;
    char folder[500], clinic_path[600], program[4200], chart[700], name[100];
    struct tdm_arena *mem = tdm_arena_open((size_t)1 << 28), *kept = tdm_arena_open((size_t)1 << 28);
    struct tdm_problem problem;
    struct tdm_clinic *clinic = NULL;
    (void)snprintf(folder, sizeof folder, "%s/tandem-kept-XXXXXX", count > 2 ? words[2] : "/tmp");
    TDM_ASSERT(mkdtemp(folder) != NULL);
    (void)snprintf(clinic_path, sizeof clinic_path, "%s/ward", folder);
    (void)snprintf(program, sizeof program, "%.*s/../src/cli/tandem", TDM_FMT(tdm_path_folder(tdm_str_of(words[0]))));
    bool good =
        tdm_clinic_found(kept, tdm_str_of(clinic_path), TDM_STR("ward-a"), (tdm_instant){1772500000000}, &problem) &&
        tdm_clinic_open(kept, tdm_str_of(clinic_path), TDM_STORE_WRITE, &clinic, &problem);
    TDM_ASSERT(good);
    fill(mem, tdm_clinic_store(clinic), entries);
    enrol(kept, clinic, bench_library(kept));
    tdm_clinic_close(clinic);
    (void)snprintf(chart, sizeof chart, "%s/example-d-early-signature", clinic_path);
    (void)snprintf(name, sizeof name, "standing out of a store of %llu entries, whole process",
                   (unsigned long long)entries);
    ask(program, "example-d-early-signature", "standing of a chart in a file, whole process");
    ask(program, chart, name);
    static const char *const files[] = {"ward/ledger.db", "ward/place.key"};
    for (size_t i = 0; i < TDM_COUNT(files); i++) {
        (void)snprintf(chart, sizeof chart, "%s/%s", folder, files[i]);
        (void)unlink(chart);
    }
    (void)rmdir(clinic_path);
    (void)rmdir(folder);
    return 0;
}
