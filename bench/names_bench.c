/* names_bench.c - who is behind the words of many charts: the sealed records of N persons opened for one search by
 * name, beside the same bytes read and opened alone, without finding or reading anything in them; and one person asked
 * for by themselves, as each page of an episode asks.
 *
 *   names_bench [PERSONS [FOLDER]]      prints lines of JSON; processor time. Three files `people.*` are left in
 * FOLDER. */
#include "identity/identity_int.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define TURNS 15

static int64_t spent_us(void) {
    struct timespec now;
    TDM_ASSERT(clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now) == 0);
    return (int64_t)now.tv_sec * 1000000 + now.tv_nsec / 1000;
}

static int by_size(const void *a, const void *b) {
    int64_t left = *(const int64_t *)a, right = *(const int64_t *)b;
    return (left > right) - (left < right);
}

static void need(bool good, const struct tdm_problem *problem) {
    if (good) return;
    fprintf(stderr, "%s\n", problem->what);
    exit(2);
}

struct clinic_of {
    tdm_str folder, *ids, *keys, *records; /* the hex of each */
    uint32_t count;
    struct tdm_identity_key wrapping;
};

static void write_file(struct tdm_arena *mem, const struct clinic_of *c, const char *which, tdm_str text) {
    struct tdm_problem problem = {0};
    need(tdm_file_make_private(mem, tdm_identity_file(mem, c->folder, which), text, &problem), &problem);
}

/* The three files as so many acts would have left them, each of which writes all of them anew. */
static void keep_all(struct tdm_arena *mem, struct clinic_of *c) {
    struct tdm_buf keys, sealed, key;
    tdm_buf_init(&keys, mem, (size_t)64 << 20);
    tdm_buf_init(&sealed, mem, (size_t)64 << 20);
    tdm_buf_init(&key, mem, 1000);
    tdm_secret_bytes(c->wrapping.byte, sizeof c->wrapping.byte);
    tdm_buf_text(&key, "tandem-people-key 1 ");
    for (size_t i = 0; i < sizeof c->wrapping.byte; i++) tdm_buf_format(&key, "%02x", c->wrapping.byte[i]);
    tdm_buf_char(&key, '\n');
    tdm_buf_text(&keys, "tandem-people-keys 1\n");
    tdm_buf_text(&sealed, "tandem-people 1\n");
    for (uint32_t i = 0; i < c->count; i++) {
        struct tdm_identity identity = {.name = tdm_str_of("Example A"), .born = {100}};
        struct tdm_identity_key own;
        tdm_secret_bytes(own.byte, sizeof own.byte);
        struct tdm_sealing wrap = {&c->wrapping, "tandem-person-key", c->ids[i]},
                           with = {&own, "tandem-person", c->ids[i]};
        c->keys[i] = tdm_identity_seal(mem, &wrap, (tdm_str){(const char *)own.byte, sizeof own.byte});
        c->records[i] = tdm_identity_seal(mem, &with, tdm_identity_print(mem, &identity));
        tdm_buf_format(&keys, "%.*s %.*s\n", TDM_FMT(c->ids[i]), TDM_FMT(c->keys[i]));
        tdm_buf_format(&sealed, "%.*s %.*s\n", TDM_FMT(c->ids[i]), TDM_FMT(c->records[i]));
    }
    write_file(mem, c, "key", tdm_buf_str(&key));
    write_file(mem, c, "keys", tdm_buf_str(&keys));
    write_file(mem, c, "sealed", tdm_buf_str(&sealed));
}

static void search(struct tdm_arena *mem, const struct clinic_of *c) {
    struct tdm_identity *all = TDM_NEW_ARRAY(mem, struct tdm_identity, c->count + 1);
    struct tdm_problem problem = {0};
    need(tdm_identity_get_many(mem, c->folder, c->ids, c->count, all, &problem), &problem);
    for (uint32_t i = 0; i < c->count; i++) TDM_ASSERT(tdm_str_is(all[i].name, "Example A"));
}

static void one(struct tdm_arena *mem, const struct clinic_of *c) {
    struct tdm_identity identity;
    struct tdm_problem problem = {0};
    bool found = false;
    need(tdm_identity_get(mem, c->folder, c->ids[c->count / 2], &identity, &found, &problem), &problem);
    TDM_ASSERT(found);
}

/* As it was done before: each by themselves, the files read anew for each. */
static int64_t one_by_one_us(const struct clinic_of *c) {
    struct tdm_arena *mem = tdm_arena_open((size_t)1 << 30);
    int64_t begun = spent_us();
    for (uint32_t i = 0; i < c->count; i++) {
        struct tdm_identity identity;
        struct tdm_problem problem = {0};
        bool found = false;
        tdm_arena_reset(mem);
        need(tdm_identity_get(mem, c->folder, c->ids[i], &identity, &found, &problem), &problem);
    }
    begun = spent_us() - begun;
    tdm_arena_close(mem);
    return begun;
}

/* The peer: what no search can leave out. */
static void bytes_alone(struct tdm_arena *mem, const struct clinic_of *c) {
    static const char *const files[] = {"key", "keys", "sealed"};
    struct tdm_problem problem = {0};
    tdm_str text;
    for (size_t i = 0; i < TDM_COUNT(files); i++)
        need(tdm_file_read(mem, tdm_identity_file(mem, c->folder, files[i]), (size_t)64 << 20, &text, &problem),
             &problem);
    for (uint32_t i = 0; i < c->count; i++) {
        struct tdm_sealing wrap = {&c->wrapping, "tandem-person-key", c->ids[i]};
        struct tdm_identity_key own;
        tdm_str plain;
        TDM_ASSERT(tdm_identity_open(mem, &wrap, c->keys[i], &plain) && plain.len == sizeof own.byte);
        memcpy(own.byte, plain.at, plain.len);
        struct tdm_sealing with = {&own, "tandem-person", c->ids[i]};
        TDM_ASSERT(tdm_identity_open(mem, &with, c->records[i], &plain));
    }
}

static int64_t median_of(void (*run)(struct tdm_arena *, const struct clinic_of *), const struct clinic_of *c,
                         size_t *bytes) {
    int64_t took[TURNS];
    struct tdm_arena *mem = tdm_arena_open((size_t)1 << 30);
    for (int i = 0; i < TURNS; i++) {
        tdm_arena_reset(mem);
        int64_t begun = spent_us();
        run(mem, c);
        took[i] = spent_us() - begun;
    }
    *bytes = tdm_arena_used(mem);
    tdm_arena_close(mem);
    qsort(took, TURNS, sizeof took[0], by_size);
    return took[TURNS / 2];
}

int main(int count, char **words) {
    struct tdm_arena *mem = tdm_arena_open((size_t)2 << 30);
    struct clinic_of c = {.count = count > 1 ? (uint32_t)strtoul(words[1], NULL, 10) : 5000};
    char at[] = "/tmp/names-bench-XXXXXX";
    c.folder = tdm_str_of(count > 2 ? words[2] : mkdtemp(at));
    c.ids = TDM_NEW_ARRAY(mem, tdm_str, c.count + 1);
    c.keys = TDM_NEW_ARRAY(mem, tdm_str, c.count + 1);
    c.records = TDM_NEW_ARRAY(mem, tdm_str, c.count + 1);
    for (uint32_t i = 0; i < c.count; i++) {
        struct tdm_buf id;
        tdm_buf_init(&id, mem, 40);
        tdm_buf_format(&id, "p-%08u", (unsigned)i);
        c.ids[i] = tdm_buf_str(&id);
    }
    keep_all(mem, &c);
    size_t bytes, bytes_one, bytes_peer;
    int64_t all = median_of(search, &c, &bytes), single = median_of(one, &c, &bytes_one),
            alone = median_of(bytes_alone, &c, &bytes_peer);
    printf("{\"name\":\"names of %u persons for one "
           "search\",\"median_us\":%lld,\"arena_bytes\":%zu,\"bytes_alone_us\":%lld,"
           "\"times\":%.2f,\"one_by_one_us\":%lld}\n",
           (unsigned)c.count, (long long)all, bytes, (long long)alone, (double)all / (double)alone,
           (long long)one_by_one_us(&c));
    printf("{\"name\":\"one of %u persons\",\"median_us\":%lld,\"arena_bytes\":%zu}\n", (unsigned)c.count,
           (long long)single, bytes_one);
    return 0;
}
