/* append_bench.c - one durable entry: how long until it is on the disk, beside a bare write and fsync of the same bytes
 * into a file of the same folder, turn by turn in the same run. Then many entries in batches.
 *
 *   append_bench [ENTRIES [FOLDER]]      prints lines of JSON */
#include "store/store.h"
#include "system/system.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

/* SQLite's calls come here: the program's own name goes before the C library's. */
static uint64_t syncs;

__attribute__((visibility("default"))) int fsync(int descriptor) {
    syncs++;
    return (int)syscall(SYS_fsync, descriptor);
}

__attribute__((visibility("default"))) int fdatasync(int descriptor) {
    syncs++;
    return (int)syscall(SYS_fdatasync, descriptor);
}

static int64_t now_ns(clockid_t clock) {
    struct timespec now;
    TDM_ASSERT(clock_gettime(clock, &now) == 0);
    return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}

static int by_size(const void *a, const void *b) {
    int64_t left = *(const int64_t *)a, right = *(const int64_t *)b;
    return (left > right) - (left < right);
}

struct writing {
    struct tdm_store *store;
    struct tdm_head head;
    tdm_instant last;
    uint64_t number;
};

static bool put(struct tdm_arena *mem, struct writing *w, tdm_str *bytes) {
    char body[120], episode[24];
    struct tdm_problem problem;
    struct tdm_chained link = {
        .kind = TDM_STR("entry"), .author = TDM_STR("therapist-a"), .role = TDM_STR("physical-therapist")};
    (void)snprintf(body, sizeof body,
                   "2026-03-04 09:30 assess by therapist-a\n  pain %llu points\n  effusion right zero\n",
                   (unsigned long long)w->number++ % 100);
    (void)snprintf(episode, sizeof episode, "episode-%llu", (unsigned long long)(w->number * 7919 % 5000));
    link.episode = tdm_str_of(episode);
    link.body = tdm_str_of(body);
    link.on = (tdm_date){20516};
    link.at = (tdm_time){570};
    memcpy(link.id.byte, &w->number, sizeof w->number);
    tdm_digest drawn = tdm_digest_of((tdm_str){(const char *)link.id.byte, sizeof link.id.byte});
    memcpy(link.id.byte, drawn.byte, sizeof link.id.byte); /* ids are spread, as hashes are */
    struct tdm_next next = {w->head, w->last, tdm_clock_now()};
    (void)tdm_chained_follow(mem, &link, &next, &problem);
    struct tdm_buf out;
    tdm_buf_init(&out, mem, TDM_CHAINED_BYTES_MAX);
    tdm_chained_write(&out, &link);
    *bytes = tdm_buf_str(&out);
    struct tdm_stored stored = {link.place, link.number, tdm_digest_of(*bytes), *bytes};
    if (!tdm_store_append(w->store, &link, &stored, &problem)) return false;
    w->head.number = link.number;
    w->head.hash = stored.hash;
    w->last = link.recorded;
    return true;
}

static void print_times(const char *name, int64_t *times, uint64_t count, uint64_t per) {
    qsort(times, count, sizeof *times, by_size);
    printf("{\"name\": \"%s\", \"runs\": %llu, \"p50_us\": %lld, \"p99_us\": %lld, \"syncs\": %llu.%02llu}\n", name,
           (unsigned long long)count, (long long)(times[count / 2] / 1000), (long long)(times[count * 99 / 100] / 1000),
           (unsigned long long)(per / 100), (unsigned long long)(per % 100));
}

/* One entry, then the same bytes bare; so many times. */
static void one_by_one(struct tdm_arena *mem, struct writing *w, int bare, uint64_t count) {
    int64_t *durable = calloc(count, sizeof *durable), *plain = calloc(count, sizeof *plain), cpu = 0;
    uint64_t of_store = 0;
    struct tdm_problem problem;
    TDM_ASSERT(durable != NULL && plain != NULL);
    for (uint64_t i = 0; i < count; i++) {
        tdm_str bytes;
        tdm_arena_reset(mem);
        uint64_t before = syncs;
        int64_t started = now_ns(CLOCK_MONOTONIC), spent = now_ns(CLOCK_PROCESS_CPUTIME_ID);
        bool good = tdm_store_begin(w->store, &problem) && put(mem, w, &bytes) && tdm_store_commit(w->store, &problem);
        TDM_ASSERT(good);
        durable[i] = now_ns(CLOCK_MONOTONIC) - started;
        cpu += now_ns(CLOCK_PROCESS_CPUTIME_ID) - spent;
        of_store += syncs - before;
        started = now_ns(CLOCK_MONOTONIC);
        TDM_ASSERT(write(bare, bytes.at, bytes.len) == (ssize_t)bytes.len && fsync(bare) == 0);
        plain[i] = now_ns(CLOCK_MONOTONIC) - started;
    }
    print_times("append one, durable", durable, count, of_store * 100 / count);
    print_times("bare write and fsync", plain, count, 100);
    printf("{\"name\": \"append to bare\", \"p50_ratio\": %.2f, \"p99_ratio\": %.2f, \"cpu_us\": %.1f}\n",
           (double)durable[count / 2] / (double)plain[count / 2],
           (double)durable[count * 99 / 100] / (double)plain[count * 99 / 100], (double)cpu / 1000.0 / (double)count);
    free(durable);
    free(plain);
}

static void in_batches(struct tdm_arena *mem, struct writing *w, uint64_t rows) {
    struct tdm_problem problem;
    int64_t started = now_ns(CLOCK_MONOTONIC), spent = now_ns(CLOCK_PROCESS_CPUTIME_ID);
    for (uint64_t done = 0; done < rows; done += 10000) {
        bool good = tdm_store_begin(w->store, &problem);
        for (uint64_t i = 0; good && i < 10000; i++) {
            tdm_str bytes;
            tdm_arena_reset(mem);
            good = put(mem, w, &bytes);
        }
        good = good && tdm_store_commit(w->store, &problem);
        TDM_ASSERT(good);
    }
    double wall = (double)(now_ns(CLOCK_MONOTONIC) - started) / 1e9,
           cpu = (double)(now_ns(CLOCK_PROCESS_CPUTIME_ID) - spent) / 1e9;
    printf(
        "{\"name\": \"append in batches of 10000\", \"rows\": %llu, \"rows_per_s\": %.0f, \"rows_per_cpu_s\": %.0f}\n",
        (unsigned long long)rows, (double)rows / wall, (double)rows / cpu);
}

int main(int count, char **words) {
    uint64_t entries = count > 1 ? strtoull(words[1], NULL, 10) : 1000;
    char folder[500], path[600], bare_path[600];
    (void)snprintf(folder, sizeof folder, "%s/tandem-append-XXXXXX", count > 2 ? words[2] : "/tmp");
    TDM_ASSERT(mkdtemp(folder) != NULL);
    (void)snprintf(path, sizeof path, "%s/ledger.db", folder);
    (void)snprintf(bare_path, sizeof bare_path, "%s/bare", folder);
    struct tdm_arena *mem = tdm_arena_open((size_t)1 << 28), *kept = tdm_arena_open((size_t)1 << 20);
    struct writing w = {.head = {.place = TDM_STR("ward-a")}};
    struct tdm_problem problem;
    bool good = tdm_store_make(kept, tdm_str_of(path), &problem) &&
                tdm_store_open(kept, tdm_str_of(path), TDM_STORE_WRITE, &w.store, &problem);
    int bare = open(bare_path, O_WRONLY | O_CREAT | O_APPEND, 0600);
    TDM_ASSERT(good && bare >= 0);
    in_batches(mem, &w, 50000); /* a store that has something in it */
    one_by_one(mem, &w, bare, entries);
    tdm_store_close(w.store);
    (void)close(bare);
    (void)unlink(path);
    (void)unlink(bare_path);
    (void)rmdir(folder);
    return 0;
}
