/* lab_bench.c - patient-years a second of the two-level model, on each instruction set, beside CVODE (Adams, 1e-6,
 * started anew every week as the flare's path asks) with the same equations as scalars; and how far the day's step is
 * off CVODE at 1e-10, over 1,000 patients and five phases of inputs. Without CVODE installed its lines are left out and
 * told. */
#include "bench.h"

#include "biology/programme.h"
#include "lab_peer.h"
#include "system/system.h"

#include <math.h>
#include <stdio.h>

enum { PATIENTS = 1000, WEEKS = 52, PEER_PATIENTS = 40 };

struct ground {
    const struct tdm_bio_model *model;
    const struct tdm_bio_person *people;
    double *flares; /* [patient][week], weeks 0 to WEEKS */
    enum tdm_bio_set set;
    struct tdm_bio_patients *last;
};

static const struct {
    uint32_t week;
    struct tdm_bio_inputs inputs;
} phases[] = {
    {0, {0.6, 0, 0, 0, 0, 1}},        {6, {0.8, 0.4, 0.6, 0.15, 0, 1}},    {10, {1, 0.7, 0.8, 0.30, 0, 1}},
    {18, {1.05, 1, 0.7, 0.40, 0, 1}}, {30, {1.03, 0.5, 0.2, 0.2, 0, 0.5}},
};

static void begin_week(struct ground *g, struct tdm_bio_patients *patients, uint32_t week) {
    for (uint32_t i = 0; i < PATIENTS; i++) {
        const double *flare = &g->flares[(size_t)i * (WEEKS + 1) + week];
        tdm_bio_set_flare(patients, i, flare[0], flare[1]);
    }
    for (size_t p = 0; p < TDM_COUNT(phases); p++)
        for (uint32_t i = 0; i < PATIENTS && phases[p].week == week; i++)
            tdm_bio_set_inputs(patients, i, &phases[p].inputs);
}

static void live(struct tdm_arena *mem, void *context) {
    struct ground *g = context;
    const struct tdm_bio_parameters *p = &g->model->parameters;
    struct tdm_bio_patients *patients = tdm_bio_patients(mem, PATIENTS);
    for (uint32_t i = 0; i < PATIENTS; i++) {
        tdm_bio_begin(patients, i, p, &g->people[i].traits);
        tdm_bio_procedure(patients, i, p, 1.0);
        tdm_bio_set_contact(patients, i, 30.0);
    }
    for (uint32_t week = 0; week < WEEKS; week++) {
        begin_week(g, patients, week);
        for (uint32_t day = 7 * week; day < 7 * week + 7; day++)
            tdm_bio_day(patients, p, g->set, 1, day, 0, tdm_bio_blocks(patients));
    }
    g->last = patients;
}

static void live_peer(struct tdm_arena *mem, void *context) {
    struct ground *g = context;
    (void)mem;
    for (uint32_t i = 0; i < PEER_PATIENTS; i++) {
        struct peer peer = {.p = &g->model->parameters, .traits = &g->people[i].traits, .contact = 30.0};
        double state[TDM_BIO_STATES];
        TDM_ASSERT(peer_begin(&peer, 1e-6, state));
        for (uint32_t week = 0; week < WEEKS; week++) {
            for (size_t f = 0; f < TDM_COUNT(phases); f++)
                if (phases[f].week == week) peer.inputs = phases[f].inputs;
            TDM_ASSERT(peer_week(&peer, week, &g->flares[(size_t)i * (WEEKS + 1) + week], state));
        }
        peer_end(&peer);
    }
}

/* The worst relative difference of any state of 1,000 patients after a year, from CVODE at 1e-10. */
static double worst(struct tdm_arena *mem, struct ground *g) {
    double most = 0.0;
    live(mem, g);
    for (uint32_t i = 0; i < PATIENTS; i++) {
        struct peer peer = {.p = &g->model->parameters, .traits = &g->people[i].traits, .contact = 30.0};
        double state[TDM_BIO_STATES];
        TDM_ASSERT(peer_begin(&peer, 1e-10, state));
        for (uint32_t week = 0; week < WEEKS; week++) {
            for (size_t f = 0; f < TDM_COUNT(phases); f++)
                if (phases[f].week == week) peer.inputs = phases[f].inputs;
            TDM_ASSERT(peer_week(&peer, week, &g->flares[(size_t)i * (WEEKS + 1) + week], state));
        }
        peer_end(&peer);
        for (int s = 0; s < TDM_BIO_STATES; s++) {
            double size = fabs(state[s]) > 1e-3 ? fabs(state[s]) : 1e-3; /* of what is nearly nothing: absolute */
            double off = fabs(tdm_bio_state_of(g->last, i, (enum tdm_bio_state)s) - state[s]) / size;
            if (off > most) most = off;
        }
    }
    return most;
}

static void prepare(struct tdm_arena *mem, struct ground *g) {
    static struct tdm_problems problems;
    const struct tdm_tree *tree;
    const struct tdm_bio_entry entry = {4.0, 9.0, 0};
    tdm_problems_init(&problems);
    TDM_ASSERT(tdm_notation_read(mem, TDM_STR("model"), bench_file("lab/knee-oa.model.tandem"), &tree, &problems));
    TDM_ASSERT(tdm_bio_model_read(mem, tree, &g->model, &problems));
    TDM_ASSERT(tdm_bio_people(mem, &g->model->parameters, &g->model->spreads, &entry, 1, PATIENTS, &g->people));
    g->flares = TDM_NEW_ARRAY(mem, double, (size_t)PATIENTS *(WEEKS + 1));
    for (uint32_t i = 0; i < PATIENTS; i++)
        for (uint32_t w = 0; w <= WEEKS; w++) {
            double *flare = &g->flares[(size_t)i * (WEEKS + 1) + w];
            *flare = tdm_bio_flare(1, g->people[i].candidate, w, w > 0 ? flare[-1] : 0.0, &g->model->parameters);
        }
}

int main(void) {
    struct tdm_arena *mem = tdm_arena_open((size_t)1 << 30);
    struct ground g = {0};
    prepare(mem, &g);
    static const char *const names[] = {"lab, SSE2", "lab, AVX2", "lab, AVX-512"};
    uint32_t bits = tdm_machine_vector_bits();
    int widest = bits >= 512 ? TDM_BIO_AVX512 : bits >= 256 ? TDM_BIO_AVX2 : TDM_BIO_SSE2;
    int64_t best = 0;
    for (int set = TDM_BIO_SSE2; set <= widest; set++) {
        g.set = (enum tdm_bio_set)set;
        best = bench_run(names[set], live, &g, 0);
        printf("{\"name\": \"%s\", \"patient_years_per_s\": %.0f}\n", names[set], PATIENTS * 1e9 / (double)best);
    }
    if (!peer_is_there()) {
        printf("{\"name\": \"CVODE\", \"not_run\": \"not installed: libsundials-dev\"}\n");
        return 0;
    }
    int64_t peer = bench_run("CVODE Adams 1e-6", live_peer, &g, 0);
    double years = PEER_PATIENTS * 1e9 / (double)peer;
    printf("{\"name\": \"CVODE Adams 1e-6\", \"patient_years_per_s\": %.0f, \"ratio\": %.1f}\n", years,
           PATIENTS * 1e9 / (double)best / years);
    printf("{\"name\": \"a day's step beside CVODE at 1e-10\", \"patients\": %d, \"worst_relative\": %.2e}\n", PATIENTS,
           worst(mem, &g));
    tdm_arena_close(mem);
    return 0;
}
