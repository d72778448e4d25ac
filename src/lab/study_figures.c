/* study_figures.c - the study as a whole: every arm lived twice, as fitted and with a product that has no biological
 * effect, the same people each time; and what is told of it. Sums go by patient, so that no order of work shows. */
#include "lab/study_int.h"

#include <math.h>
#include <string.h>

const tdm_str tdm_study_outcome_words[TDM_STUDY_OUTCOMES] = {TDM_STR_INIT("pain"), TDM_STR_INIT("function"),
                                                             TDM_STR_INIT("strength"), TDM_STR_INIT("structure")};

/* ---- one figure */

static void sort(double *values, double *other, uint32_t count) {
    for (uint32_t width = 1; width < count; width *= 2) {
        for (uint32_t at = 0; at < count; at += 2 * width) {
            uint32_t middle = at + width < count ? at + width : count,
                     end = at + 2 * width < count ? at + 2 * width : count;
            uint32_t left = at, right = middle;
            for (uint32_t to = at; to < end; to++)
                other[to] =
                    left < middle && (right >= end || values[left] <= values[right]) ? values[left++] : values[right++];
        }
        memcpy(values, other, count * sizeof *values);
    }
}

/* Between the two nearest ranks (Hyndman and Fan 1996, definition 7): of few values no percentile is the least or the
 * greatest of them. */
static double rank(const double *sorted, uint32_t count, uint32_t percent) {
    double place = (double)(count - 1) * (double)percent / 100.0;
    uint32_t below = (uint32_t)place, above = below + 1 < count ? below + 1 : below;
    return sorted[below] + (place - (double)below) * (sorted[above] - sorted[below]);
}

/* The nearest rank: the smallest value that at least so many percent are not above. */
static double nearest(const double *sorted, uint32_t count, uint32_t percent) {
    uint32_t at = (count * percent + 99) / 100;
    return sorted[at == 0 ? 0 : at - 1];
}

struct tdm_study_figure study_figure(struct tdm_arena *mem, const double *values, uint32_t count) {
    struct tdm_arena_mark mark = tdm_arena_mark(mem);
    double *sorted = TDM_NEW_ARRAY(mem, double, count), *other = TDM_NEW_ARRAY(mem, double, count);
    double sum = 0.0, square = 0.0;
    for (uint32_t i = 0; i < count; i++) sum += values[i];
    double mean = sum / (double)count;
    for (uint32_t i = 0; i < count; i++) square += (values[i] - mean) * (values[i] - mean);
    memcpy(sorted, values, count * sizeof *values);
    sort(sorted, other, count);
    struct tdm_study_figure figure = {.mean = mean,
                                      .low = rank(sorted, count, 5),
                                      .high = rank(sorted, count, 95),
                                      .error = sqrt(square / (double)(count > 1 ? count - 1 : 1) / (double)count)};
    tdm_arena_rewind(mem, mark);
    return figure;
}

struct tdm_study_band study_band(struct tdm_arena *mem, const double *means, const double *squares, uint32_t count) {
    struct tdm_arena_mark mark = tdm_arena_mark(mem);
    double *sorted = TDM_NEW_ARRAY(mem, double, count + 1u), *other = TDM_NEW_ARRAY(mem, double, count + 1u),
           inside = 0.0;
    if (count == 0) return (struct tdm_study_band){0};
    for (uint32_t i = 0; i < count && squares != NULL; i++) inside += squares[i] / (double)count;
    memcpy(sorted, means, count * sizeof *means);
    sort(sorted, other, count);
    struct tdm_study_figure of = study_figure(mem, means, count);
    struct tdm_study_band band = {of.low, rank(sorted, count, 50), of.high, of.error * sqrt((double)count),
                                  sqrt(inside)};
    tdm_arena_rewind(mem, mark);
    return band;
}

struct tdm_study_band study_ranks(struct tdm_arena *mem, const double *values, uint32_t count) {
    struct tdm_arena_mark mark = tdm_arena_mark(mem);
    double *sorted = TDM_NEW_ARRAY(mem, double, count + 1u), *other = TDM_NEW_ARRAY(mem, double, count + 1u);
    if (count == 0) return (struct tdm_study_band){0};
    memcpy(sorted, values, count * sizeof *values);
    sort(sorted, other, count);
    struct tdm_study_band band = {
        .low = nearest(sorted, count, 5), .median = nearest(sorted, count, 50), .high = nearest(sorted, count, 95)};
    tdm_arena_rewind(mem, mark);
    return band;
}

/* ---- a run of every arm */

struct whole {
    struct tdm_arena *mem;
    const struct tdm_study *study;
    const struct tdm_study_run *run;
    const struct tdm_bio_person **people[2]; /* per arm; as fitted, without the product's effect */
    double **values[2];                      /* per arm: [read][outcome][patient] */
    struct tally **tallies[2];               /* per arm, of each of the two runs */
    struct study_crew *crew;
    uint32_t draw;
    struct tdm_problems *problems;
};

static const double *last_of(const struct whole *w, int way, uint32_t arm, uint32_t outcome) {
    size_t at = (size_t)(w->study->read_count - 1) * TDM_STUDY_OUTCOMES + outcome;
    return &w->values[way][arm][at * w->run->patients];
}

bool study_cannot_fill(const struct tdm_study *study, struct tdm_problems *problems) {
    struct tdm_problem *p =
        tdm_problems_add(problems, TDM_ERROR, TDM_WHY_LIMIT, "Q010", (struct tdm_place){.file = study->tree->file});
    tdm_problem_what(p, "a cohort cannot be filled: fewer than one candidate in a thousand has such pain");
    tdm_problem_fix(p, "widen its range of pain, or bring the parameters back into their priors");
    return false;
}

static bool live_arm(const struct whole *w, int way, uint32_t arm, struct tally *tally) {
    struct study_course course = {w->study, w->run, &w->study->model->parameters, w->people[way][arm], arm, w->draw};
    size_t size = (size_t)w->study->read_count * TDM_STUDY_OUTCOMES * w->run->patients;
    w->values[way][arm] = TDM_NEW_ARRAY(w->mem, double, size);
    return study_live_arm(w->mem, w->crew, &course, way, w->values[way][arm], tally, w->problems);
}

/* The same people in every arm that asks for the same. */
static bool ask_in(const struct whole *w, const struct tdm_bio_spreads *spreads, int way, uint32_t arm) {
    struct tdm_bio_entry entry = w->study->model->cohorts[w->study->cohort].entry;
    for (uint32_t i = 0; i < arm; i++)
        if (w->study->arms[i].grade == w->study->arms[arm].grade) w->people[way][arm] = w->people[way][i];
    entry.grade = w->study->arms[arm].grade;
    struct tdm_bio_run run = {w->run->seed, w->run->patients, w->run->set};
    return w->people[way][arm] != NULL ||
           tdm_bio_people(w->mem, &w->study->model->parameters, spreads, &entry, &run, &w->people[way][arm]);
}

/* Both times, before anybody lives: what cannot be filled is refused as a whole. */
static bool ask_all_in(struct whole *w) {
    struct tdm_bio_spreads spreads = w->study->model->spreads;
    for (int way = 0; way < 2; way++) {
        if (way == 1) spreads.potency_scale = 0.0;
        w->people[way] = TDM_NEW_ARRAY(w->mem, const struct tdm_bio_person *, w->study->arm_count);
        for (uint32_t arm = 0; arm < w->study->arm_count; arm++)
            if (!ask_in(w, &spreads, way, arm)) return study_cannot_fill(w->study, w->problems);
    }
    return true;
}

static bool live_all(struct whole *w, uint64_t *standings) {
    uint32_t arms = w->study->arm_count;
    for (int way = 0; way < 2; way++) {
        w->values[way] = TDM_NEW_ARRAY(w->mem, double *, arms);
        for (uint32_t arm = 0; arm < arms; arm++) {
            struct tally *tally = study_tally(w->mem, &w->study->arms[arm], w->run->patients);
            if (!live_arm(w, way, arm, tally)) return false;
            *standings += tally->standings;
            w->tallies[way][arm] = tally;
        }
    }
    return true;
}

/* ---- what is told */

/* As seen on the day of asking in: pain with that day's noise, function with its share of it. */
static double asked_in(const struct whole *w, int way, uint32_t arm, uint32_t outcome, uint32_t i) {
    const struct tdm_bio_spreads *s = &w->study->model->spreads;
    const struct tdm_bio_person *person = &w->people[way][arm][i];
    double first = w->values[way][arm][(size_t)outcome * w->run->patients + i];
    if (outcome == TDM_STUDY_OF_PAIN) return person->screened_pain;
    if (outcome == TDM_STUDY_OF_FUNCTION) return first - s->shared_function * s->noise_function * person->screen_noise;
    return first;
}

static void changes(const struct whole *w, int way, uint32_t arm, struct tdm_study_figure *out) {
    uint32_t n = w->run->patients;
    double *change = TDM_NEW_ARRAY(w->mem, double, n);
    for (uint32_t outcome = 0; outcome < TDM_STUDY_OUTCOMES; outcome++) {
        for (uint32_t i = 0; i < n; i++)
            change[i] = last_of(w, way, arm, outcome)[i] - asked_in(w, way, arm, outcome, i);
        out[outcome] = study_figure(w->mem, change, n);
    }
}

static uint32_t non_responders(const struct whole *w, int way, uint32_t arm) {
    uint32_t count = 0;
    for (uint32_t i = 0; i < w->run->patients; i++)
        count += w->people[way][arm][i].screened_pain - last_of(w, way, arm, TDM_STUDY_OF_PAIN)[i] < w->study->responds;
    return count;
}

static double median_weeks(struct tdm_arena *mem, const int32_t *days, uint32_t count, uint32_t *passed) {
    double *weeks = TDM_NEW_ARRAY(mem, double, count), *other = TDM_NEW_ARRAY(mem, double, count);
    *passed = 0;
    for (uint32_t i = 0; i < count; i++)
        if (days[i] >= 0) weeks[(*passed)++] = (double)days[i] / 7.0;
    if (*passed == 0) return 0.0;
    sort(weeks, other, *passed);
    return (weeks[(*passed - 1) / 2] + weeks[*passed / 2]) / 2.0;
}

static void tell_gates(const struct whole *w, uint32_t arm, struct tdm_study_arm_result *out) {
    const struct tdm_protocol *protocol = w->study->arms[arm].protocol;
    const struct tally *t = w->tallies[0][arm];
    if (protocol == NULL) return;
    out->gates = TDM_NEW_ARRAY(w->mem, struct tdm_study_gate, protocol->gate_count + 1u);
    for (uint32_t g = 0; g < protocol->gate_count; g++) {
        struct tdm_study_gate *gate = &out->gates[g];
        gate->name = protocol->gates[g].name;
        gate->waited = t->waited[g];
        gate->median_weeks =
            median_weeks(w->mem, &t->gate_day[(size_t)g * w->run->patients], w->run->patients, &gate->passed);
        const int32_t *days = &w->tallies[1][arm]->gate_day[(size_t)g * w->run->patients];
        for (uint32_t i = 0; i < w->run->patients; i++) gate->sceptical_passed += days[i] >= 0;
        for (uint16_t n = 0; n < protocol->gates[g].condition.count; n++) {
            uint32_t held = t->held[(size_t)g * t->node_most + n];
            if (held <= gate->held_count) continue;
            gate->held_count = held;
            gate->held_node = n;
        }
    }
}

static void tell_arm(const struct whole *w, uint32_t arm, struct tdm_study_arm_result *out) {
    const struct tally *t = w->tallies[0][arm];
    uint32_t n = w->run->patients, cells = w->study->read_count * TDM_STUDY_OUTCOMES;
    for (int way = 0; way < 2; way++) {
        struct tdm_study_figure *level = TDM_NEW_ARRAY(w->mem, struct tdm_study_figure, cells);
        for (uint32_t at = 0; at < cells; at++)
            level[at] = study_figure(w->mem, &w->values[way][arm][(size_t)at * n], n);
        *(way == 0 ? &out->level : &out->sceptical_level) = level;
    }
    changes(w, 0, arm, out->change);
    changes(w, 1, arm, out->sceptical);
    tell_gates(w, arm, out);
    out->procedures = t->procedures;
    out->completed = t->completed;
    out->held_visits = t->held_visits;
    out->entries = t->entries;
    out->sessions = t->sessions;
    out->deviations = t->deviations;
    out->non_responders = non_responders(w, 0, arm);
    out->sceptical_non_responders = non_responders(w, 1, arm);
    for (int way = 0; way < 2; way++) out->values[way] = w->values[way][arm];
}

static void tell_pair(const struct whole *w, struct tdm_study_pair *pair) {
    double *less = TDM_NEW_ARRAY(w->mem, double, w->run->patients);
    for (int way = 0; way < 2; way++)
        for (uint32_t outcome = 0; outcome < TDM_STUDY_OUTCOMES; outcome++) {
            const double *one = last_of(w, way, pair->first, outcome), *other = last_of(w, way, pair->second, outcome);
            for (uint32_t i = 0; i < w->run->patients; i++) less[i] = one[i] - other[i];
            struct tdm_study_figure *to = way == 0 ? pair->less : pair->sceptical;
            to[outcome] = study_figure(w->mem, less, w->run->patients);
        }
}

bool study_once(struct tdm_arena *mem, const struct tdm_study *study, struct study_crew *crew, uint32_t draw,
                struct tdm_study_result *out, struct tdm_problems *problems) {
    uint32_t arms = study->arm_count;
    struct whole w = {.mem = mem,
                      .study = study,
                      .run = crew->run,
                      .draw = draw,
                      .problems = problems,
                      .crew = crew,
                      .tallies = {TDM_NEW_ARRAY(mem, struct tally *, arms), TDM_NEW_ARRAY(mem, struct tally *, arms)}};
    *out = (struct tdm_study_result){.arms = TDM_NEW_ARRAY(mem, struct tdm_study_arm_result, arms),
                                     .pairs = TDM_NEW_ARRAY(mem, struct tdm_study_pair, (size_t)arms * arms)};
    if (!ask_all_in(&w) || !live_all(&w, &out->standings)) return false;
    for (uint32_t arm = 0; arm < arms; arm++) tell_arm(&w, arm, &out->arms[arm]);
    for (uint32_t first = 0; first < arms; first++)
        for (uint32_t second = first + 1; second < arms; second++) {
            if (study->arms[first].grade != study->arms[second].grade) continue; /* no person is in both */
            out->pairs[out->pair_count] = (struct tdm_study_pair){.first = first, .second = second};
            tell_pair(&w, &out->pairs[out->pair_count++]);
        }
    return true;
}

enum { PAIR_TOLD_BYTES = 8192, GROUPS_MOST = 4 }; /* a pair on a page, as it grows; people of all grades, and of each */

void tdm_study_room(const struct tdm_study *study, const struct tdm_study_run *run, uint64_t *whole, uint64_t *each) {
    uint64_t arms = study->arm_count, gates = 0, groups = arms < GROUPS_MOST ? arms : GROUPS_MOST;
    for (uint32_t arm = 0; arm < study->arm_count; arm++)
        if (study->arms[arm].protocol != NULL) gates += study->arms[arm].protocol->gate_count;
    *whole = arms * arms * (sizeof(struct tdm_study_pair) + PAIR_TOLD_BYTES);
    *each = 2 * (arms * study->read_count * TDM_STUDY_OUTCOMES * sizeof(double) + gates * sizeof(int32_t) +
                 groups * sizeof(struct tdm_bio_person)) +
            4 * sizeof(double);
    if (run->draws > 0) *each *= 2;
}

bool tdm_study_run(struct tdm_arena *mem, const struct tdm_study *study, const struct tdm_study_run *run,
                   struct tdm_study_result *out, struct tdm_problems *problems) {
    struct study_crew *crew = study_crew(mem, study, run);
    bool fine = study_once(mem, study, crew, 0, out, problems) &&
                (run->draws == 0 || study_draw_all(mem, study, crew, out, problems));
    study_crew_ends(crew);
    return fine;
}

bool tdm_study_people(struct tdm_arena *mem, const struct tdm_study *study, const struct tdm_study_run *run,
                      uint32_t arm, uint32_t count, const struct tdm_bio_person **out, struct tdm_problems *problems) {
    struct tdm_bio_entry entry = study->model->cohorts[study->cohort].entry;
    entry.grade = study->arms[arm].grade;
    struct tdm_bio_run asked = {run->seed, count, run->set};
    return tdm_bio_people(mem, &study->model->parameters, &study->model->spreads, &entry, &asked, out) ||
           study_cannot_fill(study, problems);
}

bool tdm_study_chart_of(struct tdm_arena *mem, const struct tdm_study *study, const struct tdm_study_run *run,
                        uint32_t arm, const struct tdm_bio_person *people, uint32_t number,
                        const struct tdm_chart **out, struct tdm_problems *problems) {
    struct tdm_study_run alone = *run;
    alone.lives = mem;
    struct study_course course = {study, &alone, &study->model->parameters, people, arm, 0};
    struct tally *tally = study_tally(mem, &study->arms[arm], number);
    return study_live(&course, number - 1, number, NULL, tally, out, problems);
}

bool tdm_study_chart(struct tdm_arena *mem, const struct tdm_study *study, const struct tdm_study_run *run,
                     uint32_t arm, uint32_t number, const struct tdm_chart **out, struct tdm_problems *problems) {
    const struct tdm_bio_person *people;
    return tdm_study_people(mem, study, run, arm, number, &people, problems) &&
           tdm_study_chart_of(mem, study, run, arm, people, number, out, problems);
}
