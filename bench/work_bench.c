/* work_bench.c - "who is blocked, by whom, today" over all episodes of a store, whole process, beside reading the file
 * of the store; pages of every file of the folder dropped before each.
 *
 *   work_bench [EPISODES [FOLDER]]      prints lines of JSON. Runs the program that lies beside it: ../src/cli/tandem
 *
 * Episodes are a hundred invented charts of about 200 entries each, again and again under new names. They lie in the
 * store as a clinic writes them: about a thousand run side by side, each writes one entry in its turn, every day some
 * begin and some end. */
#include "clinic/clinic.h"
#include "lab/cohort.h"
#include "library.h"
#include "system/system.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define DISTINCT 100u
#define ENTRIES  200u
#define BATCH    10000u        /* entries a commit */
#define BEGIN    5u            /* episodes that begin in one turn */
#define INSTANT  2083000000000 /* of the first entry: after every day of the courses */

struct course {   /* one invented chart: its head, and the lines of its entries */
    tdm_str head; /* from the second line on */
    tdm_str *bodies;
    uint32_t count;
};

/* Entries as they were recorded: corrections follow what they correct. */
static int by_recording(const void *left, const void *right) {
    const struct tdm_entry *a = left, *b = right;
    if (a->recorded.ms != b->recorded.ms) return a->recorded.ms < b->recorded.ms ? -1 : 1;
    int sign = tdm_str_compare(a->writer, b->writer);
    return sign != 0 ? sign : (a->number > b->number) - (a->number < b->number);
}

static struct course course_of(struct tdm_arena *mem, const struct tdm_library *library, uint64_t number) {
    struct tdm_cohort cohort = {7, library->protocols, 1, ENTRIES};
    const struct tdm_chart *chart = tdm_cohort_chart(mem, &cohort, number);
    struct course course = {{0}, TDM_NEW_ARRAY(mem, tdm_str, chart->entry_count + 1), chart->entry_count};
    struct tdm_buf head;
    size_t line;
    tdm_buf_init(&head, mem, 1 << 20);
    tdm_chart_print_head(&head, chart);
    TDM_ASSERT(tdm_str_find(tdm_buf_str(&head), TDM_STR("\n"), &line));
    course.head = tdm_str_slice(tdm_buf_str(&head), line, head.len);
    struct tdm_entry *entries = TDM_NEW_ARRAY(mem, struct tdm_entry, chart->entry_count + 1);
    memcpy(entries, chart->entries, chart->entry_count * sizeof *entries);
    qsort(entries, chart->entry_count, sizeof *entries, by_recording);
    for (uint32_t i = 0; i < chart->entry_count; i++) {
        struct tdm_entry entry = entries[i];
        struct tdm_buf body;
        entry.writer = (tdm_str){0}; /* the store says when, and where */
        entry.recorded_assumed = true;
        tdm_buf_init(&body, mem, 1 << 20);
        tdm_entry_print(&body, &entry);
        course.bodies[i] = tdm_buf_str(&body);
    }
    return course;
}

/* With other instants not every correction fits any more: those charts are left out. */
static bool opens(const struct tdm_library *library, const struct course *course) {
    struct tdm_arena *mem = tdm_arena_open((size_t)1 << 28);
    struct tdm_problems *problems = TDM_NEW(mem, struct tdm_problems);
    struct tdm_episode_links all = {TDM_NEW_ARRAY(mem, struct tdm_chained, course->count + 1), course->count + 1};
    const struct tdm_tree *tree;
    const struct tdm_chart *chart;
    const struct tdm_case *episode;
    struct tdm_buf head, text;
    tdm_buf_init(&head, mem, 1 << 20);
    tdm_buf_init(&text, mem, 1 << 24);
    tdm_buf_format(&head, "chart x%.*s", TDM_FMT(course->head));
    for (uint32_t i = 0; i <= course->count; i++) {
        all.links[i] = (struct tdm_chained){.place = TDM_STR("ward-a"), .number = i + 2};
        all.links[i].recorded.ms = INSTANT + i;
        all.links[i].kind = i == 0 ? TDM_STR("episode") : TDM_STR("entry");
        all.links[i].body = i == 0 ? tdm_buf_str(&head) : course->bodies[i - 1];
    }
    tdm_problems_init(problems);
    bool good = tdm_episode_chart(mem, &all, &text) &&
                tdm_notation_read(mem, TDM_STR("x"), tdm_buf_str(&text), &tree, problems) &&
                tdm_chart_read(mem, tree, &tdm_zone_utc, &chart, problems) &&
                tdm_case_open(mem, library, chart, &episode, problems);
    tdm_arena_close(mem);
    return good;
}

struct filling {
    struct tdm_arena *mem; /* of one entry */
    struct tdm_store *store;
    struct tdm_head head;
    tdm_instant now;
};

static void put(struct filling *f, const char *kind, tdm_str episode, tdm_str text) {
    struct tdm_chained link = {.kind = tdm_str_of(kind), .author = TDM_STR("therapist-a"), .on = TDM_DATE_NONE};
    struct tdm_problem problem;
    struct tdm_buf bytes;
    struct tdm_next next = {f->head, f->now, {f->now.ms + 1}};
    link.at = TDM_TIME_NONE;
    link.episode = episode;
    link.body = text;
    link.id = tdm_chained_id_of(f->mem, &link);
    (void)tdm_chained_follow(f->mem, &link, &next, &problem);
    tdm_buf_init(&bytes, f->mem, TDM_CHAINED_BYTES_MAX);
    tdm_chained_write(&bytes, &link);
    struct tdm_stored stored = {link.place, link.number, tdm_digest_of(tdm_buf_str(&bytes)), tdm_buf_str(&bytes)};
    if (!tdm_store_append(f->store, &link, &stored, &problem)) bench_give_up(problem.what);
    f->head.number = link.number;
    f->head.hash = stored.hash;
    f->now = link.recorded;
}

/* Line `at` of an episode: its head, or an entry. */
static void put_line(struct filling *f, const struct course *course, uint32_t number, uint32_t at) {
    char name[40];
    struct tdm_buf head;
    (void)snprintf(name, sizeof name, "course-%06u", number);
    tdm_arena_reset(f->mem);
    if (at > 0) {
        put(f, "entry", tdm_str_of(name), course->bodies[at - 1]);
        return;
    }
    tdm_buf_init(&head, f->mem, 1 << 20);
    tdm_buf_format(&head, "chart %s%.*s", name, TDM_FMT(course->head));
    put(f, "episode", tdm_str_of(name), tdm_buf_str(&head));
}

static bool commit_now_and_then(struct filling *f, struct tdm_problem *problem) {
    if (f->head.number % BATCH != 0) return true;
    return tdm_store_commit(f->store, problem) && tdm_store_begin(f->store, problem);
}

/* Turn by turn, one line of each episode that runs: what one episode wrote lies between what the others wrote. */
static bool put_turns(struct filling *f, const struct course *courses, uint32_t episodes, struct tdm_problem *problem) {
    uint32_t first = 0;
    for (uint32_t turn = 0; first < episodes; turn++) {
        for (uint32_t e = first; e < episodes && e / BEGIN <= turn; e++) {
            const struct course *course = &courses[e % DISTINCT];
            uint32_t at = turn - e / BEGIN;
            if (at > course->count) continue;
            put_line(f, course, e, at);
            if (!commit_now_and_then(f, problem)) return false;
        }
        while (first < episodes && first / BEGIN <= turn && turn - first / BEGIN >= courses[first % DISTINCT].count)
            first++;
    }
    return true;
}

static uint64_t fill(struct tdm_arena *kept, struct tdm_clinic *clinic, uint32_t episodes) {
    const struct tdm_library *library = bench_library(kept);
    struct course *courses = TDM_NEW_ARRAY(kept, struct course, DISTINCT);
    struct filling f = {.mem = tdm_arena_open((size_t)1 << 28), .store = tdm_clinic_store(clinic), .now = {INSTANT}};
    struct tdm_stored last;
    struct tdm_problem problem;
    bool found = false, good = tdm_store_last(kept, f.store, TDM_STR("ward-a"), &last, &found, &problem) && found;
    f.head = (struct tdm_head){last.place, last.number, last.hash};
    uint32_t taken = 0;
    for (uint64_t i = 1; taken < DISTINCT; i++) {
        courses[taken] = course_of(kept, library, i);
        taken += opens(library, &courses[taken]);
    }
    good = good && tdm_store_begin(f.store, &problem) && put_turns(&f, courses, episodes, &problem) &&
           tdm_store_commit(f.store, &problem);
    if (!good) bench_give_up("the store cannot be filled");
    tdm_arena_close(f.mem);
    return f.head.number;
}

/* ---- measured */

static int64_t wall_ms(void) {
    struct timespec now;
    TDM_ASSERT(clock_gettime(CLOCK_MONOTONIC, &now) == 0);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static int64_t ms_of(struct timeval time) {
    return (int64_t)time.tv_sec * 1000 + time.tv_usec / 1000;
}

static void drop_pages(tdm_str path) {
    int descriptor = open(path.at, O_RDONLY);
    TDM_ASSERT(descriptor >= 0 && fsync(descriptor) == 0);
    TDM_ASSERT(posix_fadvise(descriptor, 0, 0, POSIX_FADV_DONTNEED) == 0);
    (void)close(descriptor);
}

static void take_away(tdm_str path) {
    (void)unlink(path.at);
}

/* Does it to every file of the folder: the ledger, the key of the place, whatever lies beside them. */
static void each_file(const char *folder, void (*does)(tdm_str path)) {
    struct tdm_arena *mem = tdm_arena_open((size_t)1 << 20);
    struct tdm_problem problem;
    const tdm_str *names;
    size_t count;
    if (!tdm_folder_list(mem, tdm_str_of(folder), &names, &count, &problem)) bench_give_up(problem.what);
    for (size_t i = 0; i < count; i++) does(tdm_arena_str(mem, tdm_path_join(mem, tdm_str_of(folder), names[i])));
    tdm_arena_close(mem);
}

struct cost {
    int64_t wall, cpu, most_kb;
};

/* The store is made by a process of its own: a child of ours is told to have had as much memory as we had. */
static uint64_t made_apart(const char *ward, uint32_t episodes) {
    int pipes[2], status = 0;
    uint64_t entries = 0;
    TDM_ASSERT(pipe(pipes) == 0);
    pid_t process = fork();
    if (process == 0) {
        struct tdm_arena *kept = tdm_arena_open((size_t)1 << 30);
        struct tdm_problem problem;
        struct tdm_clinic *clinic = NULL;
        if (!tdm_clinic_found(kept, tdm_str_of(ward), TDM_STR("ward-a"), (tdm_instant){1772500000000}, &problem) ||
            !tdm_clinic_open(kept, tdm_str_of(ward), TDM_STORE_WRITE, &clinic, &problem))
            bench_give_up(problem.what);
        entries = fill(kept, clinic, episodes);
        tdm_clinic_close(clinic);
        _exit(write(pipes[1], &entries, sizeof entries) == (ssize_t)sizeof entries ? 0 : 9);
    }
    TDM_ASSERT(process > 0 && read(pipes[0], &entries, sizeof entries) == (ssize_t)sizeof entries);
    TDM_ASSERT(waitpid(process, &status, 0) == process && WIFEXITED(status) && WEXITSTATUS(status) == 0);
    return entries;
}

/* Runs a child, pages dropped first. */
static struct cost child(const char *ward, const char *const *words) {
    struct rusage used;
    int status = 0;
    (void)fflush(stdout);
    each_file(ward, drop_pages);
    int64_t wall = wall_ms();
    pid_t process = fork();
    if (process == 0) {
        union {
            const char *const *given;
            char *const *taken;
        } list = {words};
        if (freopen("/dev/null", "w", stdout) == NULL) _exit(9);
        execvp(words[0], list.taken);
        _exit(9);
    }
    TDM_ASSERT(process > 0 && wait4(process, &status, 0, &used) == process && WIFEXITED(status));
    if (WEXITSTATUS(status) != 0) bench_give_up(words[0]);
    return (struct cost){wall_ms() - wall, ms_of(used.ru_utime) + ms_of(used.ru_stime), used.ru_maxrss};
}

static void tell(const char *name, struct cost cost, struct cost read) {
    printf("{\"name\": \"%s\", \"wall_s\": %.2f, \"cpu_s\": %.2f, \"most_mb\": %lld, \"times_reading_wall\": %.1f, "
           "\"times_reading_cpu\": %.1f}\n",
           name, (double)cost.wall / 1000, (double)cost.cpu / 1000, (long long)cost.most_kb / 1024,
           (double)cost.wall / (double)(read.wall > 0 ? read.wall : 1),
           (double)cost.cpu / (double)(read.cpu > 0 ? read.cpu : 1));
}

int main(int count, char **words) {
    uint32_t episodes = count > 1 ? (uint32_t)strtoul(words[1], NULL, 10) : 1000;
    char folder[500], ward[600], store[700], program[4200];
    (void)snprintf(folder, sizeof folder, "%s/tandem-work-XXXXXX", count > 2 ? words[2] : "/tmp");
    TDM_ASSERT(mkdtemp(folder) != NULL);
    (void)snprintf(ward, sizeof ward, "%s/ward", folder);
    (void)snprintf(store, sizeof store, "%s/ledger.db", ward);
    (void)snprintf(program, sizeof program, "%.*s/../src/cli/tandem", TDM_FMT(tdm_path_folder(tdm_str_of(words[0]))));
    uint64_t entries = made_apart(ward, episodes);
    struct cost read = child(ward, (const char *const[]){"cat", store, NULL});
    printf("{\"name\": \"store\", \"episodes\": %u, \"entries\": %llu}\n", episodes, (unsigned long long)entries);
    tell("reading the file", read, read);
    static const char *const jobs[] = {"1", "2"};
    for (size_t i = 0; i < TDM_COUNT(jobs); i++) {
        char name[80];
        (void)snprintf(name, sizeof name, "who is blocked, by whom; %s at once", jobs[i]);
        tell(name,
             child(ward, (const char *const[]){program, "worklist", ward, "--blocked", "--on", "2022-06-15", "--jobs",
                                               jobs[i], NULL}),
             read);
    }
    each_file(ward, take_away);
    (void)rmdir(ward);
    (void)rmdir(folder);
    return 0;
}
