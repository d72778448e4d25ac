/* loop_bench.c - the closed loop: virtual patients through a year under a protocol, the engine asked at each of 52
 * visits, beside the integration of as many patient-years alone: a week at once, as where nothing is asked of the
 * patients, and day by day, each day read, as their diaries want it. Told for a patient-year and for 100,000 of them.
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

struct alone {
    const struct tdm_study *study;
    struct tdm_bio_run run;
    const struct tdm_bio_person *people;
    struct tdm_bio_readout *read;
};

static struct alone alone_of(struct tdm_arena *mem, const struct tdm_study *study, enum tdm_bio_set set) {
    const struct tdm_bio_model *model = study->model;
    struct alone a = {.study = study, .run = {.seed = 1, .patients = 2000, .set = set}};
    a.read = TDM_NEW_ARRAY(mem, struct tdm_bio_readout, 2 * (size_t)a.run.patients);
    if (!tdm_bio_people(mem, &model->parameters, &model->spreads, &model->cohorts[study->cohort].entry, &a.run,
                        &a.people))
        bench_give_up("people");
    return a;
}

static double week_by_week(struct tdm_arena *mem, const struct alone *a) {
    static const uint32_t weeks[] = {0, 52};
    int programme = tdm_bio_programme_find(a->study->model, TDM_STR("procedure"));
    double begun = spent_s();
    tdm_bio_live(mem, a->study->model, &a->study->model->programmes[programme], a->people, &a->run, weeks, 2, a->read);
    return (spent_s() - begun) / (double)a->run.patients;
}

/* Eight patients at once, as the loop has them. */
static double day_by_day(struct tdm_arena *mem, const struct alone *a) {
    const struct tdm_bio_parameters *p = &a->study->model->parameters;
    enum { AT_ONCE = 8 };
    struct tdm_bio_patients *patients = tdm_bio_patients(mem, AT_ONCE);
    struct tdm_bio_traits traits[AT_ONCE];
    double flare[AT_ONCE] = {0.0}, begun = spent_s();
    for (uint32_t first = 0; first < a->run.patients; first += AT_ONCE) {
        const struct tdm_bio_person *person = &a->people[first];
        for (uint32_t i = 0; i < AT_ONCE; i++) traits[i] = person[i].traits;
        tdm_bio_begin(patients, p, a->run.set, traits);
        for (uint32_t i = 0; i < AT_ONCE; i++) tdm_bio_procedure(patients, i, p, 1.0);
        for (uint32_t i = 0; i < AT_ONCE; i++) flare[i] = tdm_bio_flare(1, person[i].candidate, 0, 0.0, p);
        for (uint32_t day = 0; day < 364; day++) {
            const struct tdm_bio_span span = {day, 1, 1};
            for (uint32_t i = 0; i < AT_ONCE && day % 7 == 0; i++) {
                double before = flare[i];
                flare[i] = tdm_bio_flare(1, person[i].candidate, day / 7 + 1, before, p);
                tdm_bio_set_flare(patients, i, before, flare[i]);
            }
            tdm_bio_read(patients, 0, AT_ONCE, p, traits, a->read);
            tdm_bio_days(patients, p, a->run.set, &span, 0, 1);
        }
    }
    return (spent_s() - begun) / (double)a->run.patients;
}

static void tell_alone(const char *name, double alone, double loop) {
    printf("{\"name\": \"integration alone, %s\", \"ms_a_patient_year\": %.4f, \"seconds_for_100000\": %.2f, "
           "\"loop_is_times\": %.0f}\n",
           name, 1e3 * alone, 1e5 * alone, loop / alone);
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
    struct alone alone = alone_of(mem, study, set);
    printf("{\"name\": \"closed loop\", \"patient_years\": %.0f, \"standings\": %llu, \"ms_a_patient_year\": %.2f, "
           "\"ms_a_visit\": %.3f, \"us_a_standing\": %.1f, \"seconds_for_100000\": %.0f}\n",
           years, (unsigned long long)result.standings, 1e3 * a_year, 1e3 * a_year / 52.0,
           1e6 * a_year * years / (double)result.standings, 1e5 * a_year);
    tell_alone("a week at once", week_by_week(mem, &alone), a_year);
    tell_alone("day by day", day_by_day(mem, &alone), a_year);
    tdm_arena_close(run.scratch);
    tdm_arena_close(run.lives);
    tdm_arena_close(mem);
    return 0;
}
