/* study_power.c - how many people a trial of two arms would need: by formula from the spread of virtual people, and
 * that number tried out on virtual trials drawn from them. */
#include "lab/study_int.h"

#include <math.h>

enum { TRIALS = 1000, TRIED_MOST = 500 };
static const double two_sided = 1.9599639845400545; /* of 5 %, as a quantile of the normal distribution */

/* ---- what a visit reads of a virtual person */

static double noise_of(const struct tdm_study *study, enum tdm_study_outcome outcome) {
    const struct tdm_bio_spreads *s = &study->model->spreads;
    const double noise[TDM_STUDY_OUTCOMES] = {s->noise_pain, s->noise_function, 100.0 * s->noise_strength,
                                              s->noise_structure};
    return noise[outcome];
}

static const double *at_visit(const struct tdm_study *study, const struct tdm_study_run *run, const double *values,
                              enum tdm_study_outcome outcome, bool last) {
    size_t read = last ? study->read_count - 1 : 0;
    return &values[(read * TDM_STUDY_OUTCOMES + outcome) * run->patients];
}

/* ---- who is lost before the last visit */

/* A week's hazard of leaving, between the visits read as the mean of both: dropout e^(dropout-per-point (pain -
 * middle)). */
static double hazard(const struct tdm_bio_spreads *s, double pain) {
    return s->dropout * tdm_bio_exp(s->dropout_pain * (pain - s->dropout_middle));
}

/* Of person `i` of an arm: one chance for everybody, or by the pain that they have. */
static double chance_lost(const struct tdm_study *study, const struct tdm_study_run *run, const double *values,
                          uint32_t i) {
    const struct tdm_bio_spreads *s = &study->model->spreads;
    double sum = 0.0;
    if (!study->dropout_by_pain) return study->dropout;
    for (uint32_t read = 0; read + 1 < study->read_count; read++) {
        const double *now = &values[((size_t)read * TDM_STUDY_OUTCOMES + TDM_STUDY_OF_PAIN) * run->patients],
                     *next = now + (size_t)TDM_STUDY_OUTCOMES * run->patients;
        sum += (double)(study->read[read + 1] - study->read[read]) * (hazard(s, now[i]) + hazard(s, next[i])) / 2.0;
    }
    return 1.0 - tdm_bio_exp(-sum);
}

static double share_lost(const struct tdm_study *study, const struct tdm_study_run *run, const double *values) {
    double sum = 0.0;
    for (uint32_t i = 0; i < run->patients; i++) sum += chance_lost(study, run, values, i);
    return sum / (double)run->patients;
}

/* ---- sums of two groups of visits: what an analysis of covariance needs */

struct group {
    double n, x, y; /* count, sums */
    double xx, xy, yy;
};

static void add(struct group *g, double x, double y) {
    g->n += 1.0;
    g->x += x;
    g->y += y;
    g->xx += x * x;
    g->xy += x * y;
    g->yy += y * y;
}

struct covariance {
    double xx, xy, yy; /* pooled inside the groups, about their means */
    double x, y;       /* means of the first group less those of the second */
};

static struct covariance pooled(const struct group *a, const struct group *b) {
    return (struct covariance){.xx = a->xx - a->x * a->x / a->n + b->xx - b->x * b->x / b->n,
                               .xy = a->xy - a->x * a->y / a->n + b->xy - b->x * b->y / b->n,
                               .yy = a->yy - a->y * a->y / a->n + b->yy - b->y * b->y / b->n,
                               .x = a->x / a->n - b->x / b->n,
                               .y = a->y / a->n - b->y / b->n};
}

/* Student's t from the normal quantile, to the order 1/v^3 (Abramowitz and Stegun 26.7.5). */
static double student(double z, double v) {
    double square = z * z, cube = square * z, fifth = cube * square;
    return z + (cube + z) / (4.0 * v) + (5.0 * fifth + 16.0 * cube + 3.0 * z) / (96.0 * v * v) +
           (3.0 * fifth * square + 19.0 * fifth + 17.0 * cube - 15.0 * z) / (384.0 * v * v * v);
}

/* 1 where the first group is found to be higher, -1 where the second is, 0 where neither. */
static int finds(const struct group *a, const struct group *b) {
    if (a->n < 3.0 || b->n < 3.0) return 0;
    struct covariance c = pooled(a, b);
    double slope = c.xx > 0.0 ? c.xy / c.xx : 0.0, left = a->n + b->n - 3.0;
    double adjusted = c.y - slope * c.x, square = (c.yy - slope * c.xy) / left;
    double error = square * (1.0 / a->n + 1.0 / b->n + (c.xx > 0.0 ? c.x * c.x / c.xx : 0.0));
    if (adjusted * adjusted <= error * student(two_sided, left) * student(two_sided, left)) return 0;
    return adjusted > 0.0 ? 1 : -1;
}

/* ---- by formula */

/* The normal distribution function, as the inverse of its inverse. */
static double normal_below(double x) {
    double low = 0.0, high = 1.0;
    for (int halved = 0; halved < 52; halved++) {
        double middle = (low + high) / 2.0;
        if (tdm_bio_normal_at(middle) < x)
            low = middle;
        else
            high = middle;
    }
    return (low + high) / 2.0;
}

/* That a trial with `n` people an arm at its last visit finds a difference of `apart` spreads, in its own direction:
 * the noncentral t of an analysis of covariance with 2n - 3 degrees of freedom (Abramowitz and Stegun 26.7.10), whose
 * arms differ by chance at the first visit, which costs 1 / (2n - 4) of them. */
static double power_at(double apart, double n) {
    double left = 2.0 * n - 3.0, t = student(two_sided, left),
           shift = apart * sqrt(n / 2.0 / (1.0 + 1.0 / (2.0 * n - 4.0)));
    return 1.0 - normal_below((t * (1.0 - 1.0 / (4.0 * left)) - shift) / sqrt(1.0 + t * t / (2.0 * left)));
}

/* The normal approximation is where the search begins: it is a few people below. At least four complete the trial. */
uint32_t study_people(double difference, double spread, double power, double dropout) {
    if (!(difference < 0.0) && !(difference > 0.0)) return 0;
    double apart = fabs(difference) / spread, quantiles = two_sided + tdm_bio_normal_at(power);
    double n = ceil(2.0 * quantiles * quantiles / (apart * apart));
    if (!(n <= (double)TDM_STUDY_SIZE_MOST)) return 0;
    if (n < 4.0) n = 4.0;
    while (power_at(apart, n) < power) n += 1.0;
    n = ceil(n / (1.0 - dropout));
    return n > (double)TDM_STUDY_SIZE_MOST ? 0 : (uint32_t)n;
}

/* The noise of two visits is not drawn here but added: to the variances, and to no covariance. */
struct tdm_study_trial_of study_trial_of(const struct tdm_study *study, const struct tdm_study_run *run,
                                         const double *first, const double *second, enum tdm_study_outcome outcome) {
    struct group groups[2] = {{0}};
    const double *of[2] = {first, second};
    double noise = noise_of(study, outcome), n = (double)run->patients;
    for (int g = 0; g < 2; g++)
        for (uint32_t i = 0; i < run->patients; i++)
            add(&groups[g], at_visit(study, run, of[g], outcome, false)[i],
                at_visit(study, run, of[g], outcome, true)[i]);
    struct covariance c = pooled(&groups[0], &groups[1]);
    double left = 2.0 * n - 2.0, xx = c.xx / left + noise * noise, yy = c.yy / left + noise * noise;
    double xy = c.xy / left, correlation = xx > 0.0 && yy > 0.0 ? xy / sqrt(xx * yy) : 0.0;
    double spread = sqrt(yy * (1.0 - correlation * correlation));
    double lost = (share_lost(study, run, first) + share_lost(study, run, second)) / 2.0;
    return (struct tdm_study_trial_of){.difference = c.y,
                                       .spread = spread,
                                       .correlation = correlation,
                                       .lost = lost,
                                       .people_80 = study_people(c.y, spread, 0.8, lost),
                                       .people_90 = study_people(c.y, spread, 0.9, lost)};
}

/* ---- virtual trials: people drawn from an arm again and again, some of them lost before the last visit */

struct bank {
    const struct tdm_study *study;
    const struct tdm_study_run *run;
    enum tdm_study_outcome outcome;
    uint32_t draw; /* tells the kinds of trials apart */
};

static void ask(const struct bank *b, const double *values, uint32_t trial, uint32_t arm, uint32_t people,
                struct group *out) {
    double noise = noise_of(b->study, b->outcome);
    const double *at_first = at_visit(b->study, b->run, values, b->outcome, false);
    const double *at_last = at_visit(b->study, b->run, values, b->outcome, true);
    uint32_t stream = (b->draw * TRIALS + trial) * 2 + arm;
    for (uint32_t i = 0; i < people; i++) {
        double drawn = tdm_bio_uniform(b->run->seed, stream, TDM_BIO_FOR_TRIAL, 4 * i + 1) * (double)b->run->patients;
        uint32_t who = (uint32_t)drawn;
        if (tdm_bio_uniform(b->run->seed, stream, TDM_BIO_FOR_TRIAL, 4 * i) <
            chance_lost(b->study, b->run, values, who))
            continue;
        add(out, at_first[who] + noise * tdm_bio_normal(b->run->seed, stream, TDM_BIO_FOR_TRIAL, 4 * i + 2),
            at_last[who] + noise * tdm_bio_normal(b->run->seed, stream, TDM_BIO_FOR_TRIAL, 4 * i + 3));
    }
}

struct found { /* shares of the trials: that find the second arm higher, the first */
    double second, first;
};

static struct found found(const struct bank *b, const double *first, const double *second, uint32_t people) {
    uint32_t count[3] = {0};
    for (uint32_t trial = 0; trial < TRIALS; trial++) {
        struct group one = {0}, other = {0};
        ask(b, first, trial, 0, people, &one);
        ask(b, second, trial, 1, people, &other);
        count[1 + finds(&one, &other)]++;
    }
    return (struct found){(double)count[0] / (double)TRIALS, (double)count[2] / (double)TRIALS};
}

static void try_out(struct bank bank, const struct tdm_study_result *result, struct tdm_study_trial *t) {
    const struct tdm_study_arm_result *one = &result->arms[t->first], *other = &result->arms[t->second];
    t->people = t->fitted.people_80;
    if (t->people == 0 || t->people > TRIED_MOST) return;
    t->trials = TRIALS;
    bool up = t->fitted.difference > 0.0;
    struct found fitted = found(&bank, one->values[0], other->values[0], t->people);
    bank.draw++;
    struct found sceptical = found(&bank, one->values[1], other->values[1], t->people);
    bank.draw++;
    struct found chance = found(&bank, other->values[0], other->values[0], t->people);
    t->power = up ? fitted.first : fitted.second;
    t->sceptical_power = up ? sceptical.first : sceptical.second;
    t->sceptical_reversed = up ? sceptical.second : sceptical.first;
    t->by_chance = chance.first + chance.second;
    t->assurance = (t->power + t->sceptical_power) / 2.0;
}

/* Twice the error of the simulation to either side: where no difference is among that, no size is enough. */
static void bound(const struct tdm_study_figure *less, struct tdm_study_trial_of *t) {
    double apart = fabs(t->difference), error = 2.0 * less->error;
    t->fewest_80 = study_people(apart + error, t->spread, 0.8, t->lost);
    t->most_80 = apart > error ? study_people(apart - error, t->spread, 0.8, t->lost) : 0;
}

/* ---- over draws of the model's numbers */

/* Of a trial of so many an arm, asked in: that it finds a difference of the same direction as the fitted one. */
static double power_of(const struct tdm_study_trial_of *t, bool up, uint32_t people) {
    double stay = (double)people * (1.0 - t->lost);
    if (!(t->spread > 0.0) || stay < 3.0) return 0.0; /* so few say nothing, as in `finds` */
    return power_at((up ? 1.0 : -1.0) * t->difference / t->spread, stay);
}

static uint32_t people_at(double people) {
    return people > (double)TDM_STUDY_SIZE_MOST ? 0 : (uint32_t)people;
}

/* Of trial `at` of a draw, as fitted or sceptical. */
static struct tdm_study_trial_drawn over_draws(struct tdm_arena *mem, const struct tdm_study_result *result, size_t at,
                                               const struct tdm_study_trial_of *fitted) {
    const struct tdm_study_drawn *d = &result->drawn;
    struct tdm_study_trial_drawn out = {.power = 0.0};
    double *differences = TDM_NEW_ARRAY(mem, double, d->lived + 1u), *sizes = TDM_NEW_ARRAY(mem, double, d->lived + 1u);
    for (uint32_t draw = 0; draw < d->lived; draw++) {
        const struct tdm_study_trial_of *t =
            &d->trials[(size_t)draw * result->pair_count * TDM_STUDY_TRIAL_OUTCOMES * 2 + at];
        differences[draw] = t->difference;
        sizes[draw] = t->people_80 == 0 ? 2.0 * (double)TDM_STUDY_SIZE_MOST : (double)t->people_80;
        if (fitted->people_80 > 0)
            out.power += power_of(t, fitted->difference > 0.0, fitted->people_80) / (double)d->lived;
    }
    struct tdm_study_band size = study_ranks(mem, sizes, d->lived);
    out.difference = study_band(mem, differences, NULL, d->lived);
    out.people_low = people_at(size.low);
    out.people_median = people_at(size.median);
    out.people_high = people_at(size.high);
    return out;
}

static void tell_draws(struct tdm_arena *mem, const struct tdm_study_result *result, struct tdm_study_trial *t,
                       size_t number) {
    if (result->drawn.lived == 0) return;
    t->drawn = over_draws(mem, result, 2 * number, &t->fitted);
    t->sceptical_drawn = over_draws(mem, result, 2 * number + 1, &t->fitted);
}

uint32_t tdm_study_trials(struct tdm_arena *mem, const struct tdm_study *study, const struct tdm_study_run *run,
                          const struct tdm_study_result *result, const struct tdm_study_trial **out) {
    static const enum tdm_study_outcome asked[] = {TDM_STUDY_OF_PAIN, TDM_STUDY_OF_FUNCTION};
    struct tdm_study_trial *trials =
        TDM_NEW_ARRAY(mem, struct tdm_study_trial, TDM_COUNT(asked) * (size_t)result->pair_count + 1u);
    uint32_t count = 0;
    for (uint32_t p = 0; p < result->pair_count; p++)
        for (size_t o = 0; o < TDM_COUNT(asked); o++) {
            const struct tdm_study_pair *pair = &result->pairs[p];
            const struct tdm_study_arm_result *one = &result->arms[pair->first], *other = &result->arms[pair->second];
            struct tdm_study_trial *t = &trials[count];
            *t = (struct tdm_study_trial){.first = pair->first, .second = pair->second, .outcome = asked[o]};
            t->fitted = study_trial_of(study, run, one->values[0], other->values[0], asked[o]);
            t->sceptical = study_trial_of(study, run, one->values[1], other->values[1], asked[o]);
            bound(&pair->less[asked[o]], &t->fitted);
            bound(&pair->sceptical[asked[o]], &t->sceptical);
            try_out((struct bank){study, run, asked[o], 3 * count}, result, t);
            tell_draws(mem, result, t, count);
            count++;
        }
    *out = trials;
    return count;
}
