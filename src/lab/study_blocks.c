/* study_blocks.c - an arm as jobs: a block of patients each, on as many threads as there are, kept when it is done.
 * Blocks write figures of their own patients alone, and counts are whole numbers, so that no order of work shows. */
#include "lab/study_int.h"

#include <stdatomic.h>
#include <string.h>

#define SCRATCH_BYTES ((size_t)1 << 30)
enum { COUNTS = 6 };
static const uint32_t none_failed_yet = UINT32_MAX;

struct arm_jobs {
    struct study_crew *crew;
    const struct study_course *course;
    int way;
    uint32_t block;
    double *values;
    struct tally *total;
    struct tally **of_worker; /* summed when all is done; gate days are the total's own */
    struct tally **one;       /* of the block at work */
};

/* ---- tallies */

static uint32_t gates_of(const struct tdm_study_arm *arm) {
    return arm->protocol == NULL ? 0 : arm->protocol->gate_count;
}

struct tally *study_tally(struct tdm_arena *mem, const struct tdm_study_arm *arm, uint32_t patients) {
    struct tally *t = TDM_NEW(mem, struct tally);
    uint32_t gates = gates_of(arm);
    t->patients = patients;
    for (uint32_t g = 0; g < gates; g++)
        if (arm->protocol->gates[g].condition.count > t->node_most)
            t->node_most = arm->protocol->gates[g].condition.count;
    t->gate_day = TDM_NEW_ARRAY(mem, int32_t, (size_t)gates * patients + 1u);
    for (size_t i = 0; i < (size_t)gates * patients; i++) t->gate_day[i] = -1;
    t->waited = TDM_NEW_ARRAY(mem, uint32_t, gates + 1u);
    t->held = TDM_NEW_ARRAY(mem, uint32_t, (size_t)gates * t->node_most + 1u);
    return t;
}

static struct tally *share_of(struct tdm_arena *mem, const struct tdm_study_arm *arm, const struct tally *total) {
    struct tally *t = study_tally(mem, arm, 0);
    t->patients = total->patients;
    t->gate_day = total->gate_day;
    return t;
}

static void counts_of(struct tally *t, uint32_t *out[COUNTS]) {
    uint32_t *counts[COUNTS] = {&t->procedures, &t->completed, &t->held_visits,
                                &t->entries,    &t->sessions,  &t->deviations};
    memcpy(out, counts, sizeof counts);
}

static void clear(const struct tdm_study_arm *arm, struct tally *t) {
    uint32_t *counts[COUNTS], gates = gates_of(arm);
    counts_of(t, counts);
    for (int i = 0; i < COUNTS; i++) *counts[i] = 0;
    t->standings = 0;
    memset(t->waited, 0, gates * sizeof *t->waited);
    memset(t->held, 0, (size_t)gates * t->node_most * sizeof *t->held);
}

static void add(const struct tdm_study_arm *arm, struct tally *to, struct tally *from) {
    uint32_t *mine[COUNTS], *theirs[COUNTS], gates = gates_of(arm);
    counts_of(to, mine);
    counts_of(from, theirs);
    for (int i = 0; i < COUNTS; i++) *mine[i] += *theirs[i];
    to->standings += from->standings;
    for (uint32_t g = 0; g < gates; g++) to->waited[g] += from->waited[g];
    for (size_t i = 0; i < (size_t)gates * to->node_most; i++) to->held[i] += from->held[i];
}

/* ---- a block as bytes: written and read by one walk, in the order of the machine that wrote it */

struct walk {
    struct tdm_buf *out; /* written to; null: read from `in` */
    tdm_str in;
    bool fine;
};

static void pass(struct walk *w, void *at, size_t bytes) {
    if (bytes == 0 || !w->fine) return;
    if (w->out != NULL) {
        tdm_buf_add(w->out, (tdm_str){at, bytes});
        return;
    }
    w->fine = w->in.len >= bytes;
    if (!w->fine) return;
    memcpy(at, w->in.at, bytes);
    w->in = tdm_str_slice(w->in, bytes, w->in.len);
}

static void pass_block(struct walk *w, const struct arm_jobs *j, struct tally *t, uint32_t from, uint32_t until) {
    const struct tdm_study *study = j->course->study;
    const struct tdm_study_arm *arm = &study->arms[j->course->arm];
    uint32_t *counts[COUNTS], gates = gates_of(arm), n = j->course->run->patients;
    for (uint32_t at = 0; at < study->read_count * TDM_STUDY_OUTCOMES; at++)
        pass(w, &j->values[(size_t)at * n + from], (until - from) * sizeof(double));
    for (uint32_t g = 0; g < gates; g++)
        pass(w, &t->gate_day[(size_t)g * n + from], (until - from) * sizeof *t->gate_day);
    counts_of(t, counts);
    for (int i = 0; i < COUNTS; i++) pass(w, counts[i], sizeof *counts[i]);
    pass(w, &t->standings, sizeof t->standings);
    pass(w, t->waited, gates * sizeof *t->waited);
    pass(w, t->held, (size_t)gates * t->node_most * sizeof *t->held);
}

static tdm_str key_of(const struct arm_jobs *j, struct tdm_arena *mem, uint32_t from, uint32_t until) {
    struct tdm_buf key;
    tdm_buf_init(&key, mem, 256);
    tdm_buf_format(&key, "%d %u %u %u of %u draw %u", j->way, (unsigned)j->course->arm, (unsigned)from, (unsigned)until,
                   (unsigned)j->course->run->patients, (unsigned)j->course->draw);
    return tdm_buf_str(&key);
}

static bool found(const struct arm_jobs *j, struct tdm_arena *mem, struct tally *t, uint32_t from, uint32_t until) {
    const struct tdm_study_keep *keep = j->crew->run->keep;
    struct walk w = {.fine = true};
    if (keep == NULL || !keep->find(keep->context, key_of(j, mem, from, until), &w.in)) return false;
    pass_block(&w, j, t, from, until);
    return w.fine && w.in.len == 0;
}

static bool kept(const struct arm_jobs *j, struct tdm_arena *mem, struct tally *t, uint32_t from, uint32_t until) {
    const struct tdm_study_keep *keep = j->crew->run->keep;
    struct tdm_buf bytes;
    struct walk w = {.out = &bytes, .fine = true};
    if (keep == NULL) return true;
    tdm_buf_init(&bytes, mem, SCRATCH_BYTES);
    pass_block(&w, j, t, from, until);
    return keep->put(keep->context, key_of(j, mem, from, until), tdm_buf_str(&bytes));
}

/* ---- jobs */

static void forget_days(const struct arm_jobs *j, uint32_t from, uint32_t until) {
    uint32_t gates = gates_of(&j->course->study->arms[j->course->arm]), n = j->course->run->patients;
    for (uint32_t g = 0; g < gates; g++)
        for (uint32_t i = from; i < until; i++) j->total->gate_day[(size_t)g * n + i] = -1;
}

static bool live(const struct arm_jobs *j, struct study_worker *worker, struct tally *one, uint32_t from,
                 uint32_t until) {
    struct study_course course = *j->course;
    course.run = &worker->run;
    forget_days(j, from, until);
    clear(&course.study->arms[course.arm], one);
    return study_live(&course, from, until, j->values, one, NULL, &worker->problems);
}

static void do_block(void *context, uint32_t job, uint32_t number) {
    struct arm_jobs *j = context;
    struct study_worker *worker = &j->crew->workers[number];
    const struct tdm_study_run *run = j->crew->run;
    struct tally *one = j->one[number];
    uint32_t from = job * j->block, until = from + j->block < run->patients ? from + j->block : run->patients;
    if (worker->failed != none_failed_yet) return;
    tdm_arena_reset(worker->run.lives);
    clear(&j->course->study->arms[j->course->arm], one);
    if (!found(j, worker->run.lives, one, from, until)) {
        if (!live(j, worker, one, from, until) || !kept(j, worker->run.lives, one, from, until)) {
            worker->failed = job;
            return;
        }
    }
    add(&j->course->study->arms[j->course->arm], j->of_worker[number], one);
    uint64_t done = atomic_fetch_add(&j->crew->done, 1) + 1;
    if (run->progress != NULL) run->progress(run->progress_context, done, j->crew->of);
}

static bool none_failed(const struct study_crew *crew, struct tdm_problems *problems) {
    const struct study_worker *first = &crew->workers[0];
    for (uint32_t i = 1; i < crew->count; i++)
        if (crew->workers[i].failed < first->failed) first = &crew->workers[i];
    if (first->failed == none_failed_yet) return true;
    for (uint32_t i = 0; i < first->problems.count; i++) {
        const struct tdm_problem *told = &first->problems.items[i];
        struct tdm_problem *p = tdm_problems_add(problems, told->severity, told->why, told->code, told->place);
        tdm_problem_what(p, "%s", told->what);
        tdm_problem_fix(p, "%s", told->fix);
    }
    return false;
}

bool study_live_arm(struct tdm_arena *mem, struct study_crew *crew, const struct study_course *course, int way,
                    double *values, struct tally *total, struct tdm_problems *problems) {
    const struct tdm_study_arm *arm = &course->study->arms[course->arm];
    struct arm_jobs j = {.crew = crew,
                         .course = course,
                         .way = way,
                         .block = crew->run->block == 0 ? 8 : crew->run->block,
                         .values = values,
                         .total = total,
                         .of_worker = TDM_NEW_ARRAY(mem, struct tally *, crew->count),
                         .one = TDM_NEW_ARRAY(mem, struct tally *, crew->count)};
    for (uint32_t i = 0; i < crew->count; i++) {
        j.of_worker[i] = share_of(mem, arm, total);
        j.one[i] = share_of(mem, arm, total);
    }
    tdm_parallel_do(crew->run->parallel, (crew->run->patients + j.block - 1) / j.block, do_block, &j);
    for (uint32_t i = 0; i < crew->count; i++) add(arm, total, j.of_worker[i]);
    return none_failed(crew, problems);
}

/* ---- the crew */

uint64_t study_crew_blocks(const struct tdm_study *study, const struct tdm_study_run *run) {
    uint32_t block = run->block == 0 ? 8 : run->block;
    return 2u * (uint64_t)study->arm_count * ((run->patients + block - 1) / block);
}

void study_crew_skips(struct study_crew *crew, uint64_t blocks) {
    uint64_t done = atomic_fetch_add(&crew->done, blocks) + blocks;
    if (crew->run->progress != NULL) crew->run->progress(crew->run->progress_context, done, crew->of);
}

struct study_crew *study_crew(struct tdm_arena *mem, const struct tdm_study *study, const struct tdm_study_run *run) {
    struct study_crew *crew = TDM_NEW(mem, struct study_crew);
    crew->study = study;
    crew->run = run;
    crew->count = tdm_parallel_workers(run->parallel);
    crew->workers = TDM_NEW_ARRAY(mem, struct study_worker, crew->count);
    crew->of = study_crew_blocks(study, run) * (1u + (uint64_t)run->draws);
    for (uint32_t i = 0; i < crew->count; i++) {
        struct study_worker *worker = &crew->workers[i];
        worker->run = *run;
        worker->failed = none_failed_yet;
        tdm_problems_init(&worker->problems);
        if (i == 0) continue; /* the first has what the caller gave */
        worker->run.scratch = tdm_arena_open(SCRATCH_BYTES);
        worker->run.lives = tdm_arena_open(SCRATCH_BYTES);
    }
    return crew;
}

void study_crew_ends(struct study_crew *crew) {
    for (uint32_t i = 1; i < crew->count; i++) {
        tdm_arena_close(crew->workers[i].run.scratch);
        tdm_arena_close(crew->workers[i].run.lives);
    }
}

/* Arms of two sweeps may have one name and one protocol: what else an arm lives by tells them apart. */
static void tell_arm(struct tdm_buf *text, const struct tdm_study_arm *arm) {
    uint64_t adherence = 0;
    if (arm->has_adherence) memcpy(&adherence, &arm->adherence, sizeof adherence);
    tdm_buf_format(text, "\n%.*s programme %d switches %d %d %d adherence %d %llx grade %u ", TDM_FMT(arm->name),
                   arm->programme, arm->without_procedure, arm->procedure_only, arm->drug_in_window, arm->has_adherence,
                   (unsigned long long)adherence, (unsigned)arm->grade);
    if (arm->protocol != NULL) tdm_digest_print(text, arm->protocol->digest);
}

tdm_digest tdm_study_run_digest(struct tdm_arena *mem, const struct tdm_study *study, const struct tdm_study_run *run) {
    struct tdm_buf text;
    tdm_buf_init(&text, mem, (size_t)1 << 20);
    tdm_buf_format(&text, "study 2 seed %llu patients %u\n", (unsigned long long)run->seed, (unsigned)run->patients);
    tdm_digest_print(&text, study->digest);
    tdm_digest_print(&text, study->model->digest);
    tdm_digest_print(&text, study->catalog->digest);
    for (uint32_t arm = 0; arm < study->arm_count; arm++) tell_arm(&text, &study->arms[arm]);
    return tdm_digest_of(tdm_buf_str(&text));
}
