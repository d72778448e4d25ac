/* lab_bench.c - patient-years a second of the two-level model, on each instruction set, beside CVODE (Adams, 1e-6,
 * started anew every week as the flare's path asks), GSL and deSolve with the same equations as scalars; what the
 * second core gives; how far a step of half a week is off CVODE at 1e-10, over 1,000 patients and five phases of
 * inputs; and its order. What is not installed is left out and told: apt install libsundials-dev libgsl-dev
 * r-cran-desolve. */
#include "bench.h"

#include "biology/programme.h"
#include "lab_peer.h"
#include "system/system.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { PATIENTS = 1000, WEEKS = 52, PEER_PATIENTS = 40, CHUNKS = 8, ROUNDS = 5 };

struct ground {
    const struct tdm_bio_model *model;
    const struct tdm_bio_person *people;
    double *flares; /* [patient][week], weeks 0 to WEEKS */
    enum tdm_bio_set set;
    uint32_t steps;
    struct tdm_bio_patients *last;
    double (*reference)[TDM_BIO_STATES]; /* by CVODE at 1e-10 */
    double (*ends)[TDM_BIO_STATES];      /* of a peer */
};

static const struct {
    uint32_t week;
    struct tdm_bio_inputs inputs;
} phases[] = {
    {0, {0.6, 0, 0, 0, 0, 1}},        {6, {0.8, 0.4, 0.6, 0.15, 0, 1}},    {10, {1, 0.7, 0.8, 0.30, 0, 1}},
    {18, {1.05, 1, 0.7, 0.40, 0, 1}}, {30, {1.03, 0.5, 0.2, 0.2, 0, 0.5}},
};

static const struct tdm_bio_inputs *inputs_at(uint32_t week) {
    size_t at = 0;
    while (at + 1 < TDM_COUNT(phases) && phases[at + 1].week <= week) at++;
    return &phases[at].inputs;
}

static const double *flare_of(const struct ground *g, uint32_t patient, uint32_t week) {
    return &g->flares[(size_t)patient * (WEEKS + 1) + week];
}

/* ---- the lab's own */

static struct tdm_bio_patients *live_some(struct tdm_arena *mem, const struct ground *g, uint32_t from,
                                          uint32_t until) {
    const struct tdm_bio_parameters *p = &g->model->parameters;
    uint32_t count = until - from;
    struct tdm_bio_patients *patients = tdm_bio_patients(mem, count);
    struct tdm_bio_traits *traits = TDM_NEW_ARRAY(mem, struct tdm_bio_traits, count);
    for (uint32_t i = 0; i < count; i++) traits[i] = g->people[from + i].traits;
    tdm_bio_begin(patients, p, g->set, traits);
    for (uint32_t i = 0; i < count; i++) {
        tdm_bio_procedure(patients, i, p, 1.0);
        tdm_bio_set_contact(patients, i, 30.0);
    }
    for (uint32_t week = 0; week < WEEKS; week++) {
        for (uint32_t i = 0; i < count; i++) {
            const double *flare = flare_of(g, from + i, week);
            tdm_bio_set_flare(patients, i, flare[0], flare[1]);
            if (week == 0 || inputs_at(week) != inputs_at(week - 1)) tdm_bio_set_inputs(patients, i, inputs_at(week));
        }
        const struct tdm_bio_span span = {7 * week, 7, week == 0 ? 2 * g->steps : g->steps}; /* the signal is fresh */
        tdm_bio_days(patients, p, g->set, &span, 0, tdm_bio_blocks(patients));
    }
    return patients;
}

static void live(struct tdm_arena *mem, void *context) {
    struct ground *g = context;
    g->last = live_some(mem, g, 0, PATIENTS);
}

/* ---- what the second core gives: the clock on the wall, turn by turn */

struct sharing {
    const struct ground *g;
    struct tdm_arena *scratch[2];
};

static void live_chunk(void *context, uint32_t job, uint32_t worker) {
    struct sharing *s = context;
    tdm_arena_reset(s->scratch[worker]);
    (void)live_some(s->scratch[worker], s->g, PATIENTS * job / CHUNKS, PATIENTS * (job + 1) / CHUNKS);
}

static double wall_s(void) {
    struct timespec now;
    TDM_ASSERT(clock_gettime(CLOCK_MONOTONIC, &now) == 0);
    return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

static void second_core(const struct ground *g) {
    struct sharing s = {g, {tdm_arena_open((size_t)1 << 30), tdm_arena_open((size_t)1 << 30)}};
    double least[2] = {1e9, 1e9};
    for (int round = 0; round < ROUNDS; round++)
        for (uint32_t threads = 1; threads <= 2; threads++) {
            struct tdm_parallel parallel = tdm_threads(threads);
            double begun = wall_s();
            for (int again = 0; again < 4; again++) tdm_parallel_do(&parallel, CHUNKS, live_chunk, &s);
            double took = wall_s() - begun;
            if (took < least[threads - 1]) least[threads - 1] = took;
        }
    printf("{\"name\": \"two threads\", \"times_as_quick_on_the_clock\": %.2f, \"best_of\": %d}\n", least[0] / least[1],
           ROUNDS);
    for (int i = 0; i < 2; i++) tdm_arena_close(s.scratch[i]);
}

/* ---- peers in C */

struct peer_kind {
    bool (*begin)(struct peer *peer, double tolerance, double *state);
    bool (*week)(struct peer *peer, double *state);
    void (*end)(struct peer *peer);
};
static const struct peer_kind by_cvode = {peer_begin, peer_week, peer_end},
                              by_gsl = {peer_gsl_begin, peer_gsl_week, peer_gsl_end};

static void step_peer(const struct ground *g, const struct peer_kind *kind, uint32_t patient, double tolerance,
                      double *state) {
    struct peer peer = {.of = {.p = &g->model->parameters, .traits = &g->people[patient].traits, .contact = 30.0}};
    TDM_ASSERT(kind->begin(&peer, tolerance, state));
    for (uint32_t week = 0; week < WEEKS; week++) {
        const double *flare = flare_of(g, patient, week);
        peer.of.inputs = *inputs_at(week);
        peer.of.week = (double)week;
        peer.of.flare[0] = flare[0];
        peer.of.flare[1] = flare[1];
        TDM_ASSERT(kind->week(&peer, state));
    }
    kind->end(&peer);
}

static void live_cvode(struct tdm_arena *mem, void *context) {
    struct ground *g = context;
    (void)mem;
    for (uint32_t i = 0; i < PEER_PATIENTS; i++) step_peer(g, &by_cvode, i, 1e-6, g->ends[i]);
}

static void live_gsl(struct tdm_arena *mem, void *context) {
    struct ground *g = context;
    (void)mem;
    for (uint32_t i = 0; i < PEER_PATIENTS; i++) step_peer(g, &by_gsl, i, 1e-6, g->ends[i]);
}

/* ---- errors: relative, and absolute of what is nearly nothing */

static double off_by(const double *state, const double *reference) {
    double most = 0.0;
    for (int s = 0; s < TDM_BIO_STATES; s++) {
        double size = fabs(reference[s]) > 1e-3 ? fabs(reference[s]) : 1e-3;
        double off = fabs(state[s] - reference[s]) / size;
        if (off > most) most = off;
    }
    return most;
}

static double peer_off(const struct ground *g) {
    double most = 0.0;
    for (uint32_t i = 0; i < PEER_PATIENTS; i++) {
        double off = off_by(g->ends[i], g->reference[i]);
        if (off > most) most = off;
    }
    return most;
}

static void states_of(const struct ground *g, uint32_t i, double *out) {
    for (int s = 0; s < TDM_BIO_STATES; s++) out[s] = tdm_bio_state_of(g->last, i, (enum tdm_bio_state)s);
}

static double own_off(const struct ground *g) {
    double most = 0.0, state[TDM_BIO_STATES];
    for (uint32_t i = 0; i < PATIENTS; i++) {
        states_of(g, i, state);
        double off = off_by(state, g->reference[i]);
        if (off > most) most = off;
    }
    return most;
}

/* Beside steps of a 32nd of a week; `lab_convergence.py` draws it. */
static void convergence(struct tdm_arena *mem, struct ground *g) {
    double(*finest)[TDM_BIO_STATES] = tdm_arena_array(mem, PATIENTS, sizeof *finest), before = 0.0;
    g->steps = 16;
    live(mem, g);
    for (uint32_t i = 0; i < PATIENTS; i++) states_of(g, i, finest[i]);
    for (g->steps = 1; g->steps <= 8; g->steps *= 2) {
        double most = 0.0, state[TDM_BIO_STATES];
        live(mem, g);
        for (uint32_t i = 0; i < PATIENTS; i++) {
            states_of(g, i, state);
            if (off_by(state, finest[i]) > most) most = off_by(state, finest[i]);
        }
        printf("{\"name\": \"convergence\", \"steps_of_half_a_week\": %u, \"worst_relative\": %.3e", (unsigned)g->steps,
               most);
        if (before > 0.0) printf(", \"order\": %.2f", log2(before / most));
        printf("}\n");
        before = most;
    }
    g->steps = 1;
}

/* ---- deSolve, in R */

#ifdef TDM_DESOLVE_LIBRARY
static void write_case(FILE *file, const struct ground *g, uint32_t i) {
    const struct tdm_bio_traits *t = &g->people[i].traits;
    double numbers[sizeof(struct tdm_bio_parameters) / sizeof(double)], start[PEER_STATES];
    const double traits[] = {t->matrix,     t->strength,  t->habit,     t->potency, t->drive, t->pain_gain,
                             t->responsive, t->trainable, t->adherence, t->body,    30.0};
    struct peer_case e = {.p = &g->model->parameters, .traits = t, .contact = 30.0};
    memcpy(numbers, &g->model->parameters, sizeof numbers);
    peer_start(&e, start);
    for (size_t k = 0; k < TDM_COUNT(numbers); k++) fprintf(file, "%.17g ", numbers[k]);
    for (size_t k = 0; k < TDM_COUNT(traits); k++) fprintf(file, "%.17g ", traits[k]);
    for (uint32_t w = 0; w <= WEEKS; w++) fprintf(file, "%.17g ", *flare_of(g, i, w));
    for (int s = 0; s < PEER_STATES; s++) fprintf(file, "%.17g ", start[s]);
    for (uint32_t w = 0; w < WEEKS; w++) {
        const struct tdm_bio_inputs *in = inputs_at(w);
        fprintf(file, "%g %g %g %g %g %g ", in->activity, in->strengthening, in->control, in->load, in->drug,
                in->supervision);
    }
    fprintf(file, "\n");
}

/* Binary numbers: seconds, then the states of each patient. */
static bool read_ends(const struct ground *g, const char *path, double *seconds) {
    FILE *file = fopen(path, "rb");
    bool fine = file != NULL && fread(seconds, sizeof *seconds, 1, file) == 1 &&
                fread(g->ends, sizeof *g->ends, PEER_PATIENTS, file) == PEER_PATIENTS;
    if (file != NULL) (void)fclose(file);
    return fine;
}

static bool run_desolve(const struct ground *g, double own_years) {
    char folder[] = "/tmp/lab-desolve-XXXXXX", path[64], out[64], command[1024];
    double seconds = 0.0;
    TDM_ASSERT(mkdtemp(folder) != NULL);
    (void)snprintf(path, sizeof path, "%s/cases", folder);
    (void)snprintf(out, sizeof out, "%s/out", folder);
    FILE *file = fopen(path, "w");
    TDM_ASSERT(file != NULL);
    for (uint32_t i = 0; i < PEER_PATIENTS; i++) write_case(file, g, i);
    TDM_ASSERT(fclose(file) == 0);
    (void)snprintf(command, sizeof command, "Rscript --vanilla %s %s %s %s", TDM_DESOLVE_SCRIPT, TDM_DESOLVE_LIBRARY,
                   path, out);
    bool ran = system(command) == 0 && read_ends(g, out, &seconds);
    (void)remove(path);
    (void)remove(out);
    (void)remove(folder);
    if (!ran || seconds <= 0.0) return false;
    printf("{\"name\": \"deSolve lsoda 1e-6, compiled model\", \"patient_years_per_s\": %.0f, \"ratio\": %.1f, "
           "\"worst_relative\": %.2e}\n",
           PEER_PATIENTS / seconds, own_years * seconds / PEER_PATIENTS, peer_off(g));
    return true;
}
#else
static bool run_desolve(const struct ground *g, double own_years) {
    (void)g, (void)own_years;
    return false;
}
#endif

static void desolve(const struct ground *g, double own_years) {
    if (run_desolve(g, own_years)) return;
    printf("{\"name\": \"deSolve\", \"not_run\": \"not installed: r-base-core, r-cran-desolve\"}\n");
}

/* ---- */

static void prepare(struct tdm_arena *mem, struct ground *g) {
    static struct tdm_problems problems;
    const struct tdm_tree *tree;
    const struct tdm_bio_entry entry = {4.0, 9.0, 0};
    tdm_problems_init(&problems);
    TDM_ASSERT(tdm_notation_read(mem, TDM_STR("model"), bench_file("lab/knee-oa.model.tandem"), &tree, &problems));
    TDM_ASSERT(tdm_bio_model_read(mem, tree, &g->model, &problems));
    const struct tdm_bio_run run = {1, PATIENTS, TDM_BIO_SSE2};
    TDM_ASSERT(tdm_bio_people(mem, &g->model->parameters, &g->model->spreads, &entry, &run, &g->people));
    g->flares = TDM_NEW_ARRAY(mem, double, (size_t)PATIENTS *(WEEKS + 1));
    g->reference = tdm_arena_array(mem, PATIENTS, sizeof *g->reference);
    g->ends = tdm_arena_array(mem, PEER_PATIENTS, sizeof *g->ends);
    for (uint32_t i = 0; i < PATIENTS; i++)
        for (uint32_t w = 0; w <= WEEKS; w++) {
            double *flare = &g->flares[(size_t)i * (WEEKS + 1) + w];
            *flare = tdm_bio_flare(1, g->people[i].candidate, w, w > 0 ? flare[-1] : 0.0, &g->model->parameters);
        }
}

static void against(struct ground *g, const char *name, void (*run)(struct tdm_arena *, void *), double own_years) {
    double years = PEER_PATIENTS * 1e9 / (double)bench_run(name, run, g, 0);
    printf("{\"name\": \"%s\", \"patient_years_per_s\": %.0f, \"ratio\": %.1f, \"worst_relative\": %.2e}\n", name,
           years, own_years / years, peer_off(g));
    (void)fflush(stdout);
}

int main(void) {
    struct tdm_arena *mem = tdm_arena_open((size_t)1 << 30);
    struct ground g = {.steps = 1};
    prepare(mem, &g);
    static const char *const names[] = {"lab, SSE2", "lab, AVX2", "lab, AVX-512"};
    uint32_t bits = tdm_machine_vector_bits();
    int widest = bits >= 512 ? TDM_BIO_AVX512 : bits >= 256 ? TDM_BIO_AVX2 : TDM_BIO_SSE2;
    double years = 0.0;
    for (int set = TDM_BIO_SSE2; set <= widest; set++) {
        g.set = (enum tdm_bio_set)set;
        years = PATIENTS * 1e9 / (double)bench_run(names[set], live, &g, 0);
        printf("{\"name\": \"%s\", \"patient_years_per_s\": %.0f}\n", names[set], years);
    }
    second_core(&g);
    convergence(mem, &g);
    live(mem, &g);
    if (peer_is_there()) {
        for (uint32_t i = 0; i < PATIENTS; i++) step_peer(&g, &by_cvode, i, 1e-10, g.reference[i]);
        printf(
            "{\"name\": \"a step of half a week beside CVODE at 1e-10\", \"patients\": %d, \"worst_relative\": %.2e}\n",
            PATIENTS, own_off(&g));
        against(&g, "CVODE Adams 1e-6", live_cvode, years);
        if (peer_gsl_is_there()) against(&g, "GSL rk8pd 1e-6", live_gsl, years);
        desolve(&g, years);
    } else
        printf("{\"name\": \"CVODE\", \"not_run\": \"not installed: libsundials-dev; without it no error is told\"}\n");
    if (!peer_gsl_is_there()) printf("{\"name\": \"GSL\", \"not_run\": \"not installed: libgsl-dev\"}\n");
    tdm_arena_close(mem);
    return 0;
}
