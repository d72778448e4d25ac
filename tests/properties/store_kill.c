/* store_kill.c - a process that writes into a store in a file is killed (SIGKILL) at any moment, again and again;
 * another one then finds everything that was acknowledged to somebody outside, nothing half, nothing twice, and chains
 * that hold.
 *
 *   store_kill [KILLS [SEED]]      prints TAP */
#include "../disk/campaign.h"
#include "../unit/store/scratch.h"

#include <signal.h>
#include <sys/wait.h>
#include <time.h>

#define STORE_BATCHES 60u

static const char title[] =
    "a writer killed at any moment leaves everything acknowledged, nothing half and nothing twice [F109]";

/* Writes the batches that are not there yet, and tells each acknowledged one through the pipe. */
static _Noreturn void write_on(struct campaign *c, int pipe_end) {
    struct tdm_arena *mem = tdm_arena_open((size_t)1 << 30);
    struct tdm_store *store;
    struct tdm_problem problem;
    if (!c->made && !tdm_store_make(mem, c->path, &problem)) _exit(3);
    uint8_t word = 255;
    if (write(pipe_end, &word, 1) != 1) _exit(4);
    if (!tdm_store_open(mem, c->path, TDM_STORE_WRITE, &store, &problem)) _exit(5);
    for (uint32_t i = 0; i < c->batches; i++) {
        if (c->acknowledged[i]) continue;
        if (!campaign_batch(mem, store, c, i, &problem)) _exit(6);
        word = (uint8_t)i;
        if (write(pipe_end, &word, 1) != 1) _exit(7);
    }
    tdm_store_close(store);
    _exit(0);
}

static void wait_us(uint64_t us) {
    struct timespec time = {.tv_sec = 0, .tv_nsec = (long)(us * 1000)};
    (void)nanosleep(&time, NULL);
}

struct tally {
    uint64_t killed, ended, unmade, stores, acknowledged, unasked;
};

/* One answer of the writer; false at the end. */
static bool hear(struct campaign *c, int pipe_end) {
    uint8_t word;
    if (read(pipe_end, &word, 1) != 1) return false;
    if (word == 255)
        c->made = true;
    else
        c->acknowledged[word] = true;
    return true;
}

/* One writer, killed after a while. False when something was wrong. */
static bool one(struct campaign *c, uint64_t number, struct tally *tally) {
    int ends[2];
    if (pipe(ends) != 0) return false;
    pid_t child = fork();
    if (child == 0) {
        close(ends[0]);
        write_on(c, ends[1]);
    }
    close(ends[1]);
    /* So many answers are waited for, so that a busy machine kills at the same places as an idle one; then chance. */
    uint64_t answers = campaign_draw(c->seed, number, 8) % 10;
    while (answers > 0 && hear(c, ends[0])) answers--;
    wait_us(campaign_draw(c->seed, number, 9) % (c->made ? 1500 : 15000));
    kill(child, SIGKILL);
    int status = 0;
    if (waitpid(child, &status, 0) != child) return false;
    while (hear(c, ends[0])) continue;
    close(ends[0]);
    tally->killed += WIFSIGNALED(status);
    tally->ended += WIFEXITED(status);
    if (WIFEXITED(status) && WEXITSTATUS(status) != 0)
        campaign_wrong(c, "the writer could not go on", "", (uint32_t)WEXITSTATUS(status));
    return true;
}

static void look(struct campaign *c, struct tally *tally) {
    struct tdm_arena *mem = tdm_arena_open((size_t)1 << 30);
    struct tdm_store *store;
    struct tdm_problem problem;
    uint64_t before = c->there_unasked;
    if (!tdm_store_open(mem, c->path, TDM_STORE_READ, &store, &problem)) {
        campaign_wrong(c, "cannot be opened:", problem.what, 0);
    } else {
        campaign_hold(mem, c, store, false);
        tdm_store_close(store);
    }
    tally->unasked += c->there_unasked - before;
    tdm_arena_close(mem);
}

int main(int count, char **words) {
    uint64_t kills = count > 1 ? strtoull(words[1], NULL, 10) : 300;
    uint64_t seed = count > 2 ? strtoull(words[2], NULL, 10) : 1;
    struct tally tally = {0};
    struct tdm_arena *mem = tdm_arena_open((size_t)1 << 20);
    tdm_str path = scratch_path(mem, "killed.db");
    struct campaign c = {.batches = 0};
    printf("1..1\n# seed %llu\n", (unsigned long long)seed);
    for (uint64_t i = 0; i < kills; i++) {
        bool done = true;
        for (uint32_t b = 0; b < c.batches; b++) done = done && c.acknowledged[b];
        if (done) { /* a new store for the next writers */
            for (uint32_t b = 0; b < c.batches; b++) tally.acknowledged += c.acknowledged[b];
            scratch_clear();
            c = (struct campaign){.path = path, .seed = seed * 1000 + ++tally.stores, .batches = STORE_BATCHES};
        }
        if (!one(&c, i, &tally)) return 2;
        if (c.made)
            look(&c, &tally);
        else
            scratch_clear(); /* what a making that was killed left is thrown away, as the program advises */
        tally.unmade += !c.made;
        if (c.wrong[0] == '\0') continue;
        printf("# kill %llu: %s\nnot ok 1 - %s\n", (unsigned long long)i, c.wrong, title);
        return 1;
    }
    for (uint32_t b = 0; b < c.batches; b++) tally.acknowledged += c.acknowledged[b];
    printf("# %llu writers killed, %llu ended before; %llu stores, %llu killed while one was made; %llu batches "
           "acknowledged, all there; "
           "%llu times one was there whole without an answer\n",
           (unsigned long long)tally.killed, (unsigned long long)tally.ended, (unsigned long long)tally.stores,
           (unsigned long long)tally.unmade, (unsigned long long)tally.acknowledged, (unsigned long long)tally.unasked);
    printf("ok 1 - %s\n", title);
    tdm_arena_close(mem);
    return 0;
}
