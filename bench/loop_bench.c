/* loop_bench.c - the closed loop: virtual patients through a year under a protocol, the engine asked at each of 52
 * visits, beside the integration of the same patient-years alone. Told for a patient-year and for 100,000 of them.
 *
 *   loop_bench [PATIENTS]   (default 8) */
#include "biology/programme.h"
#include "lab/study.h"
#include "library.h"
#include "system/system.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static double spent_s(void) {
    struct timespec now;
    TDM_ASSERT(clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now) == 0);
    return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

static const struct tdm_tree *tree_of(struct tdm_arena *mem, const char *name) {
    const struct tdm_tree *tree;
    const struct tdm_embedded *file = tdm_embedded_find(tdm_str_of(name));
    if (file == NULL || !tdm_notation_read(mem, file->name, file->bytes, &tree, &bench_problems)) bench_give_up(name);
    return tree;
}

/* The shipped study with its one arm that follows the protocol of `library`. */
static struct tdm_study *study_of(struct tdm_arena *mem, const struct tdm_library *library) {
    const struct tdm_bio_model *model;
    struct tdm_study *study;
    if (!tdm_bio_model_read(mem, tree_of(mem, "lab/knee-oa.model.tandem"), &model, &bench_problems) ||
        !tdm_study_read(mem, tree_of(mem, "lab/four-arms.study.tandem"), model, library->catalog, &study,
                        &bench_problems))
        bench_give_up("study");
    study->arm_count = 1;
    study->natural = study->placebo = -1;
    if (!tdm_study_bind(mem, study, library->protocols, &bench_problems)) bench_give_up("binding");
    return study;
}

static double integration(struct tdm_arena *mem, const struct tdm_study *study, struct tdm_bio_run run) {
    static const uint32_t weeks[] = {0, 52};
    const struct tdm_bio_entry *entry = &study->model->cohorts[study->cohort].entry;
    const struct tdm_bio_person *people;
    run.patients = 2000;
    struct tdm_bio_readout *out = TDM_NEW_ARRAY(mem, struct tdm_bio_readout, 2 * (size_t)run.patients);
    if (!tdm_bio_people(mem, &study->model->parameters, &study->model->spreads, entry, &run, &people))
        bench_give_up("people");
    int programme = tdm_bio_programme_find(study->model, TDM_STR("procedure"));
    double begun = spent_s();
    tdm_bio_live(mem, study->model, &study->model->programmes[programme], people, &run, weeks, 2, out);
    return (spent_s() - begun) / (double)run.patients;
}

int main(int argc, char **argv) {
    struct tdm_arena *mem = tdm_arena_open((size_t)2 << 30);
    tdm_problems_init(&bench_problems);
    const struct tdm_library *library = bench_library(mem);
    struct tdm_study *study = study_of(mem, library);
    uint32_t bits = tdm_machine_vector_bits(), patients = argc > 1 ? (uint32_t)strtoul(argv[1], NULL, 10) : 8;
    enum tdm_bio_set set = bits >= 512 ? TDM_BIO_AVX512 : bits >= 256 ? TDM_BIO_AVX2 : TDM_BIO_SSE2;
    struct tdm_study_run run = {.seed = 1,
                                .patients = patients < 1 ? 1 : patients,
                                .set = set,
                                .block = 8,
                                .scratch = tdm_arena_open((size_t)1 << 30),
                                .lives = tdm_arena_open((size_t)1 << 30)};
    struct tdm_study_result result;
    double begun = spent_s();
    if (!tdm_study_run(mem, study, &run, &result, &bench_problems)) bench_give_up("run");
    double years = 2.0 * (double)run.patients, a_year = (spent_s() - begun) / years; /* as fitted, and sceptical */
    double alone = integration(mem, study, (struct tdm_bio_run){.seed = 1, .set = set});
    printf("{\"name\": \"closed loop\", \"patient_years\": %.0f, \"standings\": %llu, \"ms_a_patient_year\": %.2f, "
           "\"ms_a_visit\": %.3f, \"us_a_standing\": %.1f, \"seconds_for_100000\": %.0f}\n",
           years, (unsigned long long)result.standings, 1e3 * a_year, 1e3 * a_year / 52.0,
           1e6 * a_year * years / (double)result.standings, 1e5 * a_year);
    printf("{\"name\": \"integration alone\", \"ms_a_patient_year\": %.4f, \"seconds_for_100000\": %.2f, "
           "\"loop_is_times\": "
           "%.0f}\n",
           1e3 * alone, 1e5 * alone, a_year / alone);
    tdm_arena_close(run.scratch);
    tdm_arena_close(run.lives);
    tdm_arena_close(mem);
    return 0;
}
