/* serve_bench.c - the screens under load: so many pages a second, asked at fixed moments and timed from them, beside a
 * fixed reply of the same library at the same rate in the same run; processor time of a page by its kind; log-ins
 * beside the pages; the start.
 *
 *   serve_bench [SECONDS [PAGES A SECOND]]      prints lines of JSON. Runs the program that lies beside it:
 * ../src/cli/tandem serve_bench hooks [SECONDS [CALLS A SECOND]]   questions of CDS Hooks, of example C, instead: cards
 * where there are some, beside the same POST to the fixed reply; processor time of a call; the start to the first card
 */
#include "serve_peer.h"

#include <dirent.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define THREADS     24u
#define LOG_INS     20u /* a second */
#define LOG_SECONDS 20u
#define OF_A_KIND   150u
#define EPISODE     "/episodes/example-d-early-signature"

static const struct {
    const char *path;
    bool patient;
} kinds[] = {{"/", false},
             {EPISODE, false},
             {EPISODE "/sign/release", false},
             {EPISODE "/prescribe", false},
             {EPISODE "/session", false},
             {EPISODE "/today", true},
             {EPISODE "/diary", true},
             {EPISODE "/session", true},
             {"/audit", false},
             {"/library/index.html", false},
             {"/library/protocol-knee-oa-bmac.html", false},
             {"/log-in", false}};
enum { KINDS = sizeof kinds / sizeof kinds[0] };

struct served {
    pid_t pid;
    uint16_t port;
    char folder[200];
};
static struct served server;
static struct bench_visitor staff, patient;

static int64_t wall_us(void) {
    struct timespec now;
    (void)clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000000 + now.tv_nsec / 1000;
}

static void sleep_until(int64_t us) {
    struct timespec then = {us / 1000000, us % 1000000 * 1000};
    while (clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &then, NULL) != 0) continue;
}

static int by_size(const void *a, const void *b) {
    int64_t left = *(const int64_t *)a, right = *(const int64_t *)b;
    return (left > right) - (left < right);
}

/* ---- the program */

static char program[4096];

static void find_program(const char *self) {
    char real[4000];
    ssize_t len = readlink(self, real, sizeof real - 1);
    while (len > 0 && real[len - 1] != '/') len--;
    (void)snprintf(program, sizeof program, "%.*s../src/cli/tandem", len < 0 ? 0 : (int)len, real);
}

/* Without a folder: on invented episodes. Waits until it says that it serves. */
static struct served start(const char *folder, const char *day) {
    struct served out = {0};
    int pipes[2];
    char said[4000] = "", *at;
    size_t len = 0;
    TDM_ASSERT(pipe(pipes) == 0);
    out.pid = fork();
    if (out.pid == 0) {
        (void)dup2(pipes[1], STDOUT_FILENO);
        (void)close(pipes[0]);
        (void)!freopen("/dev/null", "w", stderr);
        if (folder[0] == '\0')
            (void)execl(program, "tandem", "serve", "--listen", "127.0.0.1:0", (char *)NULL);
        else
            (void)execl(program, "tandem", "serve", folder, "--listen", "127.0.0.1:0", "--on", day, (char *)NULL);
        _exit(127);
    }
    (void)close(pipes[1]);
    while (strstr(said, "http://127.0.0.1:") == NULL) {
        ssize_t got = read(pipes[0], said + len, sizeof said - 1 - len);
        TDM_ASSERT(got > 0);
        len += (size_t)got;
        said[len] = '\0';
    }
    out.port = (uint16_t)strtoul(strstr(said, "http://127.0.0.1:") + strlen("http://127.0.0.1:"), NULL, 10);
    at = strstr(said, "Invented episodes in ");
    if (at != NULL) (void)snprintf(out.folder, sizeof out.folder, "%.*s", (int)strcspn(at + 21, ","), at + 21);
    return out;
}

static void stop(const struct served *one) {
    int status;
    (void)kill(one->pid, SIGTERM);
    (void)waitpid(one->pid, &status, 0);
}

/* Processor time (microseconds) and memory of their own (kB) of the server's processes. */
struct usage {
    int64_t cpu_us, own_kb;
};

static bool is_of_server(const char *name, int64_t *ticks) {
    char path[64], text[1000] = "", *at;
    long parent;
    (void)snprintf(path, sizeof path, "/proc/%.20s/stat", name);
    FILE *file = fopen(path, "r");
    if (file == NULL) return false;
    size_t got = fread(text, 1, sizeof text - 1, file);
    (void)fclose(file);
    at = got == 0 ? NULL : strrchr(text, ')');
    if (at == NULL || strlen(at) < 5) return false;
    parent = strtol(at + 4, &at, 10);
    for (int field = 5; field <= 13; field++) (void)strtol(at, &at, 10);
    *ticks = strtol(at, &at, 10);
    *ticks += strtol(at, &at, 10);
    return parent == server.pid || strtol(name, NULL, 10) == server.pid;
}

static int64_t own_kb_of(const char *name) {
    char path[64], line[200];
    int64_t kb = 0;
    (void)snprintf(path, sizeof path, "/proc/%.20s/status", name);
    FILE *file = fopen(path, "r");
    while (file != NULL && fgets(line, sizeof line, file) != NULL)
        if (strncmp(line, "RssAnon:", 8) == 0) kb = strtol(line + 8, NULL, 10);
    if (file != NULL) (void)fclose(file);
    return kb;
}

static struct usage usage(void) {
    struct usage out = {0};
    DIR *proc = opendir("/proc");
    const struct dirent *entry;
    int64_t ticks;
    while (proc != NULL && (entry = readdir(proc)) != NULL) {
        if (entry->d_name[0] < '1' || entry->d_name[0] > '9' || !is_of_server(entry->d_name, &ticks)) continue;
        out.cpu_us += ticks * 1000000 / sysconf(_SC_CLK_TCK);
        out.own_kb += own_kb_of(entry->d_name);
    }
    if (proc != NULL) (void)closedir(proc);
    return out;
}

/* ---- questions of another system */

static const struct {
    const char *order;
    bool card;
} orders[] = {
    {"\"resourceType\":\"MedicationRequest\",\"medicationCodeableConcept\":{\"text\":\"Ibuprofen 800 MG Oral Tablet\"}",
     true},
    {"\"resourceType\":\"MedicationRequest\",\"medicationCodeableConcept\":{\"text\":\"Acetaminophen 500 MG Oral "
     "Tablet\"}",
     false},
    {"\"resourceType\":\"ServiceRequest\",\"code\":{\"text\":\"leg press 3x5, effort 9\"}", true},
    {"\"resourceType\":\"MedicationRequest\",\"medicationCodeableConcept\":{\"text\":\"Naproxen sodium 220 MG Oral "
     "Tablet\"}",
     true}};

/* Each another occasion. 200, and whether there is a card is as it must be; else 0. The fixed reply is asked the same.
 */
static int ask_hook(struct bench_wire *wire, uint16_t port, uint32_t n, int64_t salt) {
    char json[2000];
    uint32_t which = n % TDM_COUNT(orders);
    (void)snprintf(json, sizeof json,
                   "{\"hook\":\"order-sign\",\"hookInstance\":\"%08x-0000-4000-8000-%012llx\",\"context\":{\"userId\":"
                   "\"Practitioner/1\","
                   "\"patientId\":\"p1\",\"draftOrders\":{\"resourceType\":\"Bundle\",\"entry\":[{\"resource\":{\"id\":"
                   "\"m1\",\"status\":\"draft\","
                   "\"intent\":\"order\",%s}}]}},\"prefetch\":{\"patient\":{\"resourceType\":\"Patient\",\"id\":\"p1\","
                   "\"identifier\":[{\"system\":"
                   "\"https://ehr.example/mrn\",\"value\":\"4711\"}]}}}",
                   n, (unsigned long long)salt & 0xffffffffffffULL, orders[which].order);
    int status = bench_post_json(wire, port, "/cds-services/tandem-guard", json);
    bool card = strstr(wire->body, "\"summary\"") != NULL, fixed = port != server.port;
    return status == 200 && (fixed || card == orders[which].card) ? 200 : 0;
}

/* ---- a stream of requests at fixed moments, each timed from the moment at which it was due */

struct stream {
    uint16_t port;
    bool fixed, hooks; /* hooks: questions instead of pages */
    uint32_t rate, count;
    int64_t begin_us;
    int64_t *took;
    uint32_t errors;
    pthread_mutex_t lock;
    uint32_t next;
};

static void *ask_on(void *context) {
    struct stream *s = context;
    struct bench_wire wire = {.fd = -1};
    uint32_t errors = 0;
    for (;;) {
        (void)pthread_mutex_lock(&s->lock);
        uint32_t n = s->next++;
        (void)pthread_mutex_unlock(&s->lock);
        if (n >= s->count) break;
        int64_t due = s->begin_us + (int64_t)n * 1000000 / s->rate;
        sleep_until(due);
        uint32_t kind = n % KINDS;
        const struct bench_visitor *who = kinds[kind].patient ? &patient : &staff;
        bool visitor = s->fixed || strcmp(kinds[kind].path, "/log-in") == 0;
        int status = s->hooks ? ask_hook(&wire, s->port, n, s->begin_us)
                              : bench_get(&wire, s->port, s->fixed ? "/" : kinds[kind].path, visitor ? NULL : who);
        errors += status != 200;
        s->took[n] = wall_us() - due;
    }
    bench_close(&wire);
    (void)pthread_mutex_lock(&s->lock);
    s->errors += errors;
    (void)pthread_mutex_unlock(&s->lock);
    return NULL;
}

static void tell(const char *name, struct stream *s) {
    qsort(s->took, s->count, sizeof *s->took, by_size);
    printf("{\"name\":\"%s\",\"requests\":%u,\"errors\":%u,\"p50_us\":%lld,\"p99_us\":%lld,\"most_us\":%lld}\n", name,
           s->count, s->errors, (long long)s->took[s->count / 2], (long long)s->took[(size_t)s->count * 99 / 100],
           (long long)s->took[s->count - 1]);
    (void)fflush(stdout);
}

static void *ask_log_ins(void *context) {
    struct stream *s = context;
    struct bench_wire wire = {.fd = -1};
    for (;;) {
        (void)pthread_mutex_lock(&s->lock);
        uint32_t n = s->next++;
        (void)pthread_mutex_unlock(&s->lock);
        if (n >= s->count) break;
        int64_t due = s->begin_us + (int64_t)n * 1000000 / s->rate;
        struct bench_visitor one = {0};
        sleep_until(due);
        bool in = bench_log_in(&wire, s->port, n % 2 == 0 ? "physician-a" : "example-d", &one);
        s->took[n] = wall_us() - due;
        (void)pthread_mutex_lock(&s->lock);
        s->errors += !in;
        (void)pthread_mutex_unlock(&s->lock);
    }
    bench_close(&wire);
    return NULL;
}

struct kind_of_run {
    bool log_ins; /* beside the pages */
    bool hooks;   /* questions, and not pages */
};

/* Pages (or questions) and fixed replies together for so long; log-ins too, when there are some. */
static void run(const char *name, uint32_t seconds, uint32_t rate, uint16_t fixed_port, struct kind_of_run kind) {
    pthread_t threads[3 * THREADS];
    struct stream streams[] = {
        {.port = server.port, .hooks = kind.hooks, .rate = rate, .count = seconds * rate},
        {.port = fixed_port, .fixed = true, .hooks = kind.hooks, .rate = rate, .count = seconds * rate},
        {.port = server.port, .rate = LOG_INS, .count = kind.log_ins ? seconds * LOG_INS : 0}};
    const char *const names[] = {kind.hooks ? "calls" : "pages", "fixed replies", "log-ins"};
    char title[80];
    size_t made = 0;
    int64_t begin = wall_us() + 200000;
    struct usage before = usage();
    for (size_t i = 0; i < 3; i++) {
        streams[i].begin_us = begin + (int64_t)i * 3000;
        streams[i].took = calloc(streams[i].count + 1, sizeof(int64_t));
        (void)pthread_mutex_init(&streams[i].lock, NULL);
        for (uint32_t t = 0; t < THREADS && streams[i].count > 0; t++)
            TDM_ASSERT(pthread_create(&threads[made++], NULL, i == 2 ? ask_log_ins : ask_on, &streams[i]) == 0);
    }
    for (size_t i = 0; i < made; i++) (void)pthread_join(threads[i], NULL);
    struct usage after = usage();
    double spent = (double)(wall_us() - begin) / 1e6;
    for (size_t i = 0; i < 3; i++) {
        if (streams[i].count == 0) continue;
        (void)snprintf(title, sizeof title, "%s: %s", name, names[i]);
        tell(title, &streams[i]);
    }
    printf(
        "{\"name\":\"%s: the "
        "server\",\"seconds\":%.0f,\"cpu_share\":%.2f,\"own_kb_begin\":%lld,\"own_kb_end\":%lld,\"p99_ratio\":%.2f}\n",
        name, spent, (double)(after.cpu_us - before.cpu_us) / 1e6 / spent, (long long)before.own_kb,
        (long long)after.own_kb,
        (double)streams[0].took[(size_t)streams[0].count * 99 / 100] /
            (double)streams[1].took[(size_t)streams[1].count * 99 / 100]);
    (void)fflush(stdout);
    for (size_t i = 0; i < 3; i++) free(streams[i].took);
}

/* ---- the parts */

static void cpu_of_kinds(void) {
    struct bench_wire wire = {.fd = -1};
    for (uint32_t k = 0; k < KINDS; k++) {
        uint32_t errors = 0;
        const struct bench_visitor *who = kinds[k].patient ? &patient : &staff;
        bool visitor = strcmp(kinds[k].path, "/log-in") == 0;
        struct usage before = usage();
        for (uint32_t n = 0; n < OF_A_KIND; n++)
            errors += bench_get(&wire, server.port, kinds[k].path, visitor ? NULL : who) != 200;
        struct usage after = usage();
        printf("{\"name\":\"page%s %s\",\"requests\":%u,\"errors\":%u,\"cpu_us\":%lld,\"bytes\":%zu}\n",
               kinds[k].patient ? " of the patient:" : ":", kinds[k].path, OF_A_KIND, errors,
               (long long)((after.cpu_us - before.cpu_us) / OF_A_KIND), wire.body_len);
        (void)fflush(stdout);
    }
    bench_close(&wire);
}

/* From the moment at which the program is started, on a clinic that is there, to the whole first page. */
static void starts(void) {
    int64_t took[9];
    for (size_t i = 0; i < sizeof took / sizeof took[0]; i++) {
        struct bench_wire wire = {.fd = -1};
        int64_t begin = wall_us();
        struct served one = start(server.folder, "2025-03-18");
        int status = bench_get(&wire, one.port, "/log-in", NULL);
        took[i] = wall_us() - begin;
        TDM_ASSERT(status == 200);
        bench_close(&wire);
        stop(&one);
    }
    qsort(took, sizeof took / sizeof took[0], sizeof took[0], by_size);
    printf("{\"name\":\"start to first page\",\"runs\":9,\"median_us\":%lld,\"least_us\":%lld,\"most_us\":%lld}\n",
           (long long)took[4], (long long)took[0], (long long)took[8]);
    (void)fflush(stdout);
}

static void run_program(const char *const *words) {
    int status = 0;
    pid_t pid = fork();
    if (pid == 0) {
        (void)!freopen("/dev/null", "w", stdout);
        (void)execv(program, (char *const *)(uintptr_t)words);
        _exit(127);
    }
    (void)waitpid(pid, &status, 0);
    TDM_ASSERT(WIFEXITED(status) && WEXITSTATUS(status) == 0);
}

/* A clinic with example C, whose person another system knows. */
static void make_clinic(const char *folder) {
    const char *const steps[][9] = {{"tandem", "init", folder},
                                    {"tandem", "person", "add", folder, "--name", "example-c", "name=Example",
                                     "identifier=https://ehr.example/mrn|4711"},
                                    {"tandem", "enrol", folder, "example-c-nsaid"},
                                    {"tandem", "account", folder, "add", "physician-c", "physician"}};
    for (size_t i = 0; i < TDM_COUNT(steps); i++) run_program(steps[i]);
}

static void cpu_of_calls(void) {
    struct bench_wire wire = {.fd = -1};
    uint32_t errors = 0, count = 2000;
    struct usage before = usage();
    for (uint32_t n = 0; n < count; n++) errors += ask_hook(&wire, server.port, n, wall_us()) != 200;
    struct usage after = usage();
    printf("{\"name\":\"a call\",\"requests\":%u,\"errors\":%u,\"cpu_us\":%lld}\n", count, errors,
           (long long)((after.cpu_us - before.cpu_us) / count));
    (void)fflush(stdout);
    bench_close(&wire);
}

/* From the start of the program to the whole first card. */
static void first_cards(const char *folder) {
    int64_t took[9];
    for (size_t i = 0; i < TDM_COUNT(took); i++) {
        struct bench_wire wire = {.fd = -1};
        int64_t begin = wall_us();
        server = start(folder, "2025-05-07");
        TDM_ASSERT(ask_hook(&wire, server.port, 0, begin) == 200);
        took[i] = wall_us() - begin;
        bench_close(&wire);
        stop(&server);
    }
    qsort(took, TDM_COUNT(took), sizeof took[0], by_size);
    printf("{\"name\":\"start to first card\",\"runs\":9,\"median_us\":%lld,\"least_us\":%lld,\"most_us\":%lld}\n",
           (long long)took[4], (long long)took[0], (long long)took[8]);
    (void)fflush(stdout);
}

static int hooks(uint32_t seconds, uint32_t rate) {
    char place[] = "/tmp/tandem-bench-XXXXXX", folder[sizeof place + 8];
    TDM_ASSERT(mkdtemp(place) != NULL);
    (void)snprintf(folder, sizeof folder, "%s/clinic", place);
    make_clinic(folder);
    first_cards(folder);
    server = start(folder, "2025-05-07");
    uint16_t fixed_port = bench_fixed_reply();
    cpu_of_calls();
    run("warming", 2, rate, fixed_port, (struct kind_of_run){.hooks = true});
    run("calls", seconds, rate, fixed_port, (struct kind_of_run){.hooks = true});
    stop(&server);
    const char *const rm[] = {"rm", "-r", place, NULL};
    if (fork() == 0) {
        (void)execvp("rm", (char *const *)(uintptr_t)rm);
        _exit(127);
    }
    (void)wait(NULL);
    return 0;
}

int main(int count, char **words) {
    if (count > 1 && strcmp(words[1], "hooks") == 0) {
        uint32_t for_seconds = count > 2 ? (uint32_t)strtoul(words[2], NULL, 10) : 20;
        uint32_t calls = count > 3 ? (uint32_t)strtoul(words[3], NULL, 10) : 1000;
        (void)signal(SIGPIPE, SIG_IGN);
        find_program("/proc/self/exe");
        return for_seconds == 0 || calls == 0 ? 2 : hooks(for_seconds, calls);
    }
    uint32_t seconds = count > 1 ? (uint32_t)strtoul(words[1], NULL, 10) : 30;
    uint32_t rate = count > 2 ? (uint32_t)strtoul(words[2], NULL, 10) : 100;
    struct bench_wire wire = {.fd = -1};
    if (seconds == 0 || rate == 0) return 2;
    (void)signal(SIGPIPE, SIG_IGN);
    find_program("/proc/self/exe");
    server = start("", "");
    TDM_ASSERT(bench_log_in(&wire, server.port, "physician-a", &staff));
    TDM_ASSERT(bench_log_in(&wire, server.port, "example-d", &patient));
    bench_close(&wire);
    starts();
    cpu_of_kinds();
    uint16_t fixed_port = bench_fixed_reply();
    run("warming", 5, rate, fixed_port, (struct kind_of_run){0});
    run("load", seconds, rate, fixed_port, (struct kind_of_run){0});
    run("with log-ins", LOG_SECONDS, rate, fixed_port, (struct kind_of_run){.log_ins = true});
    stop(&server);
    return 0;
}
