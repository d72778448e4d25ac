/* load_bench.c - many entries into a store, beside `sqlite3 .import` of the same rows into a table of the same columns
 * without any index, hashing or checking: the quickest way of the tool that everybody has.
 *
 *   load_bench [ROWS [FOLDER]]      prints lines of JSON */
#include "store/store.h"
#include "system/system.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#define BATCH 10000u

static int64_t wall_ns(void) {
    struct timespec now;
    TDM_ASSERT(clock_gettime(CLOCK_MONOTONIC, &now) == 0);
    return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}

static int64_t cpu_ns(int who) {
    struct rusage used;
    TDM_ASSERT(getrusage(who, &used) == 0);
    return ((int64_t)used.ru_utime.tv_sec + used.ru_stime.tv_sec) * 1000000000 +
           ((int64_t)used.ru_utime.tv_usec + used.ru_stime.tv_usec) * 1000;
}

struct loading {
    struct tdm_head head;
    tdm_instant last;
    uint64_t rows;
};

/* The n-th entry: 200 of an episode, as an import brings them. */
static void make(struct tdm_arena *mem, struct loading *l, uint64_t n, struct tdm_chained *link,
                 struct tdm_stored *stored) {
    struct tdm_problem problem;
    struct tdm_buf body, episode, bytes;
    tdm_buf_init(&body, mem, 400);
    tdm_buf_init(&episode, mem, 40);
    tdm_buf_init(&bytes, mem, TDM_CHAINED_BYTES_MAX);
    tdm_buf_format(&body, "2026-03-04 09:30 assess by therapist-a\n  pain %u points\n  effusion right zero\n",
                   (unsigned)(n % 100));
    tdm_buf_format(&episode, "episode-%u", (unsigned)(n / 200));
    *link = (struct tdm_chained){
        .kind = TDM_STR("entry"), .author = TDM_STR("therapist-a"), .role = TDM_STR("physical-therapist")};
    link->episode = tdm_buf_str(&episode);
    link->body = tdm_buf_str(&body);
    link->on = (tdm_date){20516};
    link->at = (tdm_time){570};
    memcpy(link->id.byte, &n, sizeof n);
    tdm_digest drawn = tdm_digest_of((tdm_str){(const char *)link->id.byte, sizeof link->id.byte});
    memcpy(link->id.byte, drawn.byte, sizeof link->id.byte);
    struct tdm_next next = {l->head, l->last, {1772600000000 + (int64_t)n}};
    (void)tdm_chained_follow(mem, link, &next, &problem);
    tdm_chained_write(&bytes, link);
    *stored = (struct tdm_stored){link->place, link->number, tdm_digest_of(tdm_buf_str(&bytes)), tdm_buf_str(&bytes)};
    l->head.number = link->number;
    l->head.hash = stored->hash;
    l->last = link->recorded;
}

static void print_rates(const char *name, uint64_t rows, int64_t wall, int64_t cpu) {
    printf("{\"name\": \"%s\", \"rows\": %llu, \"rows_per_s\": %.0f, \"rows_per_cpu_s\": %.0f}\n", name,
           (unsigned long long)rows, (double)rows * 1e9 / (double)wall, (double)rows * 1e9 / (double)cpu);
    (void)fflush(stdout);
}

static void load(struct tdm_arena *mem, const char *path, uint64_t rows) {
    struct tdm_arena *kept = tdm_arena_open((size_t)1 << 20);
    struct tdm_store *store = NULL;
    struct tdm_problem problem;
    struct loading l = {.head = {.place = TDM_STR("ward-a")}};
    int64_t wall = wall_ns(), cpu = cpu_ns(RUSAGE_SELF);
    bool good = tdm_store_make(kept, tdm_str_of(path), &problem) &&
                tdm_store_open(kept, tdm_str_of(path), TDM_STORE_WRITE, &store, &problem);
    for (uint64_t n = 0; good && n < rows; n += BATCH) {
        good = tdm_store_begin(store, &problem);
        for (uint64_t i = n; good && i < n + BATCH && i < rows; i++) {
            struct tdm_chained link;
            struct tdm_stored stored;
            tdm_arena_reset(mem);
            make(mem, &l, i, &link, &stored);
            good = tdm_store_append(store, &link, &stored, &problem);
        }
        good = good && tdm_store_commit(store, &problem);
    }
    TDM_ASSERT(good);
    tdm_store_close(store);
    print_rates("load, chained and hashed, durable every 10000", rows, wall_ns() - wall, cpu_ns(RUSAGE_SELF) - cpu);
}

/* The same rows as a file for .import; hashes and ids as hex, the bytes as text. */
static void write_rows(struct tdm_arena *mem, const char *path, uint64_t rows) {
    FILE *file = fopen(path, "w");
    struct loading l = {.head = {.place = TDM_STR("ward-a")}};
    TDM_ASSERT(file != NULL);
    for (uint64_t n = 0; n < rows; n++) {
        struct tdm_chained link;
        struct tdm_stored stored;
        struct tdm_buf row;
        tdm_arena_reset(mem);
        make(mem, &l, n, &link, &stored);
        tdm_buf_init(&row, mem, 1 << 20);
        tdm_buf_format(&row, "%llu,%llu,", (unsigned long long)n, (unsigned long long)(n / 200));
        tdm_chained_id_print(&row, link.id);
        tdm_buf_char(&row, ',');
        tdm_digest_print(&row, stored.hash);
        tdm_buf_format(&row, ",\"%.*s\"\n", TDM_FMT(stored.bytes));
        TDM_ASSERT(fwrite(row.at, 1, row.len, file) == row.len);
    }
    TDM_ASSERT(fclose(file) == 0);
}

static void import_rows(const char *folder, uint64_t rows, const char *indexes, const char *name) {
    char command[1200];
    (void)snprintf(command, sizeof command, "sqlite3 %s/import.db", folder);
    int64_t wall = wall_ns(), cpu = cpu_ns(RUSAGE_CHILDREN);
    FILE *tool = popen(command, "w");
    TDM_ASSERT(tool != NULL);
    fprintf(tool,
            "PRAGMA journal_mode = WAL;\nCREATE TABLE entry (key INTEGER PRIMARY KEY, episode INTEGER, id TEXT, hash "
            "TEXT, bytes "
            "TEXT);\n%s\n.mode csv\n.import %s/rows.csv entry\n",
            indexes, folder);
    int ended = pclose(tool);
    print_rates(ended == 0 ? name : "sqlite3 is not installed", rows, wall_ns() - wall, cpu_ns(RUSAGE_CHILDREN) - cpu);
    (void)snprintf(command, sizeof command, "%s/import.db", folder);
    (void)unlink(command);
}

int main(int count, char **words) {
    uint64_t rows = count > 1 ? strtoull(words[1], NULL, 10) : 200000;
    char folder[500], path[600];
    struct tdm_arena *mem = tdm_arena_open((size_t)1 << 28);
    (void)snprintf(folder, sizeof folder, "%s/tandem-load-XXXXXX", count > 2 ? words[2] : "/tmp");
    TDM_ASSERT(mkdtemp(folder) != NULL);
    (void)snprintf(path, sizeof path, "%s/rows.csv", folder);
    write_rows(mem, path, rows);
    (void)snprintf(path, sizeof path, "%s/ledger.db", folder);
    for (int round = 0; round < 2; round++) {
        load(mem, path, rows);
        (void)unlink(path);
        import_rows(folder, rows, "", "sqlite3 .import, no index");
        import_rows(folder, rows, "CREATE INDEX a ON entry (episode, id);", "sqlite3 .import, the same index");
    }
    (void)snprintf(path, sizeof path, "%s/rows.csv", folder);
    (void)unlink(path);
    (void)rmdir(folder);
    tdm_arena_close(mem);
    return 0;
}
