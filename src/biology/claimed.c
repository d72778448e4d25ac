/* claimed.c - claims held against the model's own values, against a product that does nothing, against each term
 * switched off, and against draws of the priors. Draws are jobs that write only their own figures. */
#include "biology/claimed.h"
#include "base/sort.h"
#include "biology/drawn.h"
#include "biology/model_int.h"
#include "biology/programme.h"

#include <math.h>
#include <string.h>

#define SCRATCH_BYTES ((size_t)1 << 30)

/* ---- one model, its people under every programme */

struct holding {
    const struct tdm_bio_claims *claims;
    const struct tdm_bio_model *model;
    struct tdm_bio_run run;
    struct tdm_arena *mem;
    const struct tdm_bio_person *people;
    uint32_t weeks[64], week_count;
    struct tdm_bio_readout **readouts; /* per programme: [week][patient]; null: no claim speaks of it */
};

static void want(struct holding *h, uint32_t week) {
    uint32_t at = 0;
    while (at < h->week_count && h->weeks[at] < week) at++;
    if (at < h->week_count && h->weeks[at] == week) return;
    TDM_ASSERT(h->week_count < TDM_COUNT(h->weeks));
    memmove(h->weeks + at + 1, h->weeks + at, (h->week_count - at) * sizeof *h->weeks);
    h->weeks[at] = week;
    h->week_count++;
}

static bool is_asked(const struct tdm_bio_claims *claims, uint32_t programme) {
    for (uint32_t c = 0; c < claims->claim_count; c++)
        for (uint32_t p = 0; p < claims->claims[c].part_count; p++) {
            const struct tdm_bio_part *part = &claims->claims[c].parts[p];
            if (part->programme == programme || (part->kind == TDM_BIO_PART_LESS && part->other == programme))
                return true;
        }
    return false;
}

/* `others`: what is lived already by the same people where no product is given, so that it cannot differ; or null. */
static bool live(struct holding *h, const struct holding *others) {
    const struct tdm_bio_claims *k = h->claims;
    want(h, 0);
    for (uint32_t c = 0; c < k->claim_count; c++)
        for (uint32_t p = 0; p < k->claims[c].part_count; p++) want(h, k->claims[c].parts[p].week);
    if (!tdm_bio_people(h->mem, &h->model->parameters, &h->model->spreads, &h->model->cohorts[k->cohort].entry, &h->run,
                        &h->people))
        return false;
    h->readouts = TDM_NEW_ARRAY(h->mem, struct tdm_bio_readout *, h->model->programme_count + 1u);
    for (uint32_t i = 0; i < h->model->programme_count; i++) {
        const struct tdm_bio_programme *programme = &k->model->programmes[i];
        if (!is_asked(k, i)) continue;
        if (others != NULL && !programme->has_procedure) {
            h->readouts[i] = others->readouts[i];
            continue;
        }
        h->readouts[i] = TDM_NEW_ARRAY(h->mem, struct tdm_bio_readout, (size_t)h->week_count * h->run.patients);
        tdm_bio_live(h->mem, h->model, programme, h->people, &h->run, h->weeks, h->week_count, h->readouts[i]);
    }
    return true;
}

/* ---- the figure of a part */

static double reading(const struct holding *h, const struct tdm_bio_part *part, uint32_t programme, uint32_t i) {
    uint32_t n = h->run.patients, at = 0;
    while (h->weeks[at] != part->week) at++;
    const struct tdm_bio_readout *of = h->readouts[programme];
    double value = bio_value_of(&of[(size_t)at * n + i], part->measure);
    if (part->kind == TDM_BIO_PART_SHARE)
        return bio_observed(&h->model->spreads, &h->people[i], &of[i], TDM_BIO_PAIN) - value < part->points ? 100.0
                                                                                                            : 0.0;
    if (part->reading == TDM_BIO_LEVEL) return value;
    return value - bio_observed(&h->model->spreads, &h->people[i], &of[i], part->measure);
}

static struct tdm_bio_figure mean_of(const double *values, uint32_t count) {
    double sum = 0.0, square = 0.0;
    for (uint32_t i = 0; i < count; i++) sum += values[i];
    double mean = sum / (double)count;
    for (uint32_t i = 0; i < count; i++) square += (values[i] - mean) * (values[i] - mean);
    return (struct tdm_bio_figure){mean, sqrt(square / (double)(count > 1 ? count - 1 : 1) / (double)count)};
}

static double trait_of(const struct tdm_bio_person *person, enum tdm_bio_trait trait) {
    const double traits[TDM_BIO_TRAITS] = {[TDM_BIO_BY_AGE] = person->traits.age,
                                           [TDM_BIO_BY_ADHERENCE] = person->traits.adherence,
                                           [TDM_BIO_BY_GRADE] = (double)person->traits.grade,
                                           [TDM_BIO_BY_POTENCY] = person->traits.potency};
    return traits[trait];
}

static int compare_traits(const void *context, uint32_t a, uint32_t b) {
    const double *traits = context;
    return (traits[a] > traits[b]) - (traits[a] < traits[b]);
}

/* People by a trait, lowest first; who was drawn first stands first among equals. */
static const uint32_t *ranks_of(const struct holding *h, enum tdm_bio_trait trait) {
    uint32_t n = h->run.patients, *ranks = TDM_NEW_ARRAY(h->mem, uint32_t, n);
    double *traits = TDM_NEW_ARRAY(h->mem, double, n);
    for (uint32_t i = 0; i < n; i++) {
        ranks[i] = i;
        traits[i] = trait_of(&h->people[i], trait);
    }
    tdm_sort_indices(h->mem, ranks, n, &(struct tdm_sort){compare_traits, traits});
    return ranks;
}

static bool in_half(const struct holding *h, uint32_t half, uint32_t i) {
    return tdm_bio_half_has(half, tdm_bio_half_group(h->people[i].candidate));
}

/* A figure of all people, and of each half of them; a half with nobody in it says what all say. */
struct figures {
    struct tdm_bio_figure whole;
    double halves[TDM_BIO_HALVES];
};

static void means_of(const struct holding *h, const double *values, struct figures *out) {
    double sums[TDM_BIO_HALF_GROUPS] = {0.0}, counts[TDM_BIO_HALF_GROUPS] = {0.0};
    out->whole = mean_of(values, h->run.patients);
    for (uint32_t i = 0; i < h->run.patients; i++) {
        uint32_t group = tdm_bio_half_group(h->people[i].candidate);
        sums[group] += values[i];
        counts[group] += 1.0;
    }
    for (uint32_t r = 0; r < TDM_BIO_HALVES; r++) {
        double sum = 0.0, count = 0.0;
        for (uint32_t group = 0; group < TDM_BIO_HALF_GROUPS; group++) {
            if (!tdm_bio_half_has(r, group)) continue;
            sum += sums[group];
            count += counts[group];
        }
        out->halves[r] = count > 0.0 ? sum / count : out->whole.value;
    }
}

/* The quarter of `ranks` (of `count` people) that is highest less the lowest. */
static struct tdm_bio_figure spread_of(const struct holding *h, const double *values, const uint32_t *ranks,
                                       uint32_t count) {
    uint32_t quarter = count / 4 > 0 ? count / 4 : 1;
    double *lowest = TDM_NEW_ARRAY(h->mem, double, quarter), *highest = TDM_NEW_ARRAY(h->mem, double, quarter);
    for (uint32_t i = 0; i < quarter; i++) {
        lowest[i] = values[ranks[i]];
        highest[i] = values[ranks[count - quarter + i]];
    }
    struct tdm_bio_figure one = mean_of(highest, quarter), other = mean_of(lowest, quarter);
    return (struct tdm_bio_figure){one.value - other.value, sqrt(one.error * one.error + other.error * other.error)};
}

static void spreads_of(const struct holding *h, enum tdm_bio_trait trait, const double *values, struct figures *out) {
    uint32_t n = h->run.patients;
    const uint32_t *ranks = ranks_of(h, trait);
    uint32_t *some = TDM_NEW_ARRAY(h->mem, uint32_t, n);
    out->whole = spread_of(h, values, ranks, n);
    for (uint32_t r = 0; r < TDM_BIO_HALVES; r++) {
        struct tdm_arena_mark mark = tdm_arena_mark(h->mem);
        uint32_t count = 0;
        for (uint32_t i = 0; i < n; i++)
            if (in_half(h, r, ranks[i])) some[count++] = ranks[i];
        out->halves[r] = count > 0 ? spread_of(h, values, some, count).value : out->whole.value;
        tdm_arena_rewind(h->mem, mark);
    }
}

static void figures_of(const struct holding *h, const struct tdm_bio_part *part, struct figures *out) {
    struct tdm_arena_mark mark = tdm_arena_mark(h->mem);
    double *values = TDM_NEW_ARRAY(h->mem, double, h->run.patients);
    for (uint32_t i = 0; i < h->run.patients; i++) {
        values[i] = reading(h, part, part->programme, i);
        if (part->kind == TDM_BIO_PART_LESS) values[i] -= reading(h, part, part->other, i);
    }
    if (part->kind == TDM_BIO_PART_SPREAD)
        spreads_of(h, part->trait, values, out);
    else
        means_of(h, values, out);
    tdm_arena_rewind(h->mem, mark);
}

static bool lies(const struct tdm_bio_part *part, double value) {
    switch (part->bound) {
    case TDM_BIO_ABOVE:
        return value > part->limit;
    case TDM_BIO_BELOW:
        return value < part->limit;
    case TDM_BIO_AT_LEAST:
        return value >= part->limit;
    case TDM_BIO_AT_MOST:
        return value <= part->limit;
    }
    TDM_UNREACHABLE();
}

/* ---- jobs: the model's own values, each term off, then the draws */

struct job_of {
    const struct tdm_bio_claims *claims;
    const struct tdm_bio_claims_run *run;
    struct tdm_arena **scratch; /* per worker */
    uint32_t part_count;
    struct tdm_bio_figure *figures[2]; /* [job][part]: as it is; with a product that has no effect */
    uint32_t *lie[2]; /* [job][part]: a bit for each half of the people whose figure lies where it has to */
    double (*halves)[TDM_BIO_HALVES]; /* [job][part]: under the model's own values, and with a term off */
    bool *lived;                      /* per job */
};

static void keep(struct job_of *j, int way, uint32_t job, size_t at, const struct tdm_bio_part *part,
                 const struct figures *figures) {
    j->figures[way][at] = figures->whole;
    for (uint32_t r = 0; r < TDM_BIO_HALVES; r++) {
        if (lies(part, figures->halves[r])) j->lie[way][at] |= (uint32_t)1 << r;
        if (way == 0 && job <= j->claims->term_count) j->halves[at][r] = figures->halves[r];
    }
}

static bool vary(const struct job_of *j, uint32_t job, struct tdm_bio_model *model) {
    const struct tdm_bio_claims *k = j->claims;
    if (job > k->term_count) return tdm_bio_draw(k->model, j->run->people.seed, job - k->term_count - 1, model);
    *model = *k->model;
    for (uint32_t i = 0; job > 0 && i < k->terms[job - 1].off_count; i++)
        *bio_place(model, k->terms[job - 1].off[i].number) = k->terms[job - 1].off[i].value;
    return true;
}

static void hold(void *context, uint32_t job, uint32_t worker) {
    struct job_of *j = context;
    const struct tdm_bio_claims *k = j->claims;
    struct tdm_bio_model model, without;
    struct holding own = {.claims = k, .model = &model, .run = j->run->people, .mem = j->scratch[worker]}, sceptical;
    if (job <= k->term_count) own.run.patients = j->run->own_patients;
    tdm_arena_reset(own.mem);
    if (!vary(j, job, &model) || !live(&own, NULL)) return;
    sceptical = own;
    without = model;
    without.spreads.potency_scale = 0.0;
    sceptical.model = &without;
    sceptical.week_count = 0;
    if (!live(&sceptical, &own)) return;
    size_t at = (size_t)job * j->part_count;
    struct figures figures;
    for (uint32_t c = 0; c < k->claim_count; c++)
        for (uint32_t p = 0; p < k->claims[c].part_count; p++, at++)
            for (int way = 0; way < 2; way++) {
                figures_of(way == 0 ? &own : &sceptical, &k->claims[c].parts[p], &figures);
                keep(j, way, job, at, &k->claims[c].parts[p], &figures);
            }
    j->lived[job] = true;
}

/* ---- what is told */

static double nearest_rank(double *values, uint32_t count, uint32_t percent) {
    uint32_t at = (count * percent + 99) / 100;
    return count == 0 ? 0.0 : values[at == 0 ? 0 : at - 1];
}

static void sort(double *values, uint32_t count) {
    for (uint32_t i = 1; i < count; i++) {
        double one = values[i];
        uint32_t at = i;
        for (; at > 0 && values[at - 1] > one; at--) values[at] = values[at - 1];
        values[at] = one;
    }
}

/* Of a claim, or of one part of it: draws in which all of `parts` lie where they have to. */
static struct tdm_bio_share share_of(const struct job_of *j, const struct tdm_bio_part *parts, uint32_t part_count,
                                     int way, uint32_t at) {
    uint32_t first = j->claims->term_count + 1, drawn = 0;
    struct tdm_bio_counted counted = {0};
    for (uint32_t job = first; job < first + j->run->draws; job++) {
        size_t from = (size_t)job * j->part_count + at;
        bool all = true;
        uint32_t halves = UINT32_MAX;
        if (!j->lived[job]) continue;
        for (uint32_t p = 0; p < part_count; p++) {
            all = all && lies(&parts[p], j->figures[way][from + p].value);
            halves &= j->lie[way][from + p];
        }
        drawn++;
        counted.held += all;
        for (uint32_t r = 0; r < TDM_BIO_HALVES; r++) counted.halves[r] += halves >> r & 1;
    }
    return tdm_bio_share_of(&counted, drawn);
}

/* How far inside its bound a figure lies. */
static double inside(const struct tdm_bio_part *part, double value) {
    bool upward = part->bound == TDM_BIO_ABOVE || part->bound == TDM_BIO_AT_LEAST;
    return upward ? value - part->limit : part->limit - value;
}

static void tell_part(const struct job_of *j, struct tdm_arena *mem, const struct tdm_bio_part *part, uint32_t at,
                      struct tdm_bio_part_answer *out) {
    uint32_t first = j->claims->term_count + 1, count = 0;
    double *values = TDM_NEW_ARRAY(mem, double, j->run->draws + 1u);
    out->own = j->figures[0][at];
    out->sceptical = j->figures[1][at];
    out->holds = lies(part, out->own.value);
    out->near = fabs(inside(part, out->own.value)) < 2.0 * out->own.error;
    for (uint32_t job = first; job < first + j->run->draws; job++)
        if (j->lived[job]) values[count++] = j->figures[0][(size_t)job * j->part_count + at].value;
    sort(values, count);
    out->low = nearest_rank(values, count, 5);
    out->median = nearest_rank(values, count, 50);
    out->high = nearest_rank(values, count, 95);
    out->share = share_of(j, part, 1, 0, at);
    out->sceptical_share = share_of(j, part, 1, 1, at);
}

/* What of a part's distance from its bound is left without a term, and the error of that ratio: of its first-order
 * residuals over the halves of the people, who are the same with and without it. */
static struct tdm_bio_figure part_left(const struct job_of *j, const struct tdm_bio_part *part, uint32_t term,
                                       uint32_t at) {
    size_t off_at = (size_t)(term + 1) * j->part_count + at;
    double own = inside(part, j->figures[0][at].value);
    double left = inside(part, j->figures[0][off_at].value) / own, square = 0.0;
    for (uint32_t r = 0; r < TDM_BIO_HALVES; r++) {
        double rest = (inside(part, j->halves[off_at][r]) - left * inside(part, j->halves[at][r])) / own;
        square += rest * rest / (double)TDM_BIO_HALVES;
    }
    return (struct tdm_bio_figure){left, sqrt(square)};
}

/* Of the part that loses most for certain: the least that two errors more leave. */
static struct tdm_bio_figure left_of(const struct job_of *j, const struct tdm_bio_claim *claim, uint32_t term,
                                     uint32_t at) {
    struct tdm_bio_figure least = {1.0, 0.0};
    if (!j->lived[term + 1]) return least;
    for (uint32_t p = 0; p < claim->part_count; p++) {
        struct tdm_bio_figure one = part_left(j, &claim->parts[p], term, at + p);
        if (one.value + 2.0 * one.error < least.value + 2.0 * least.error) least = one;
    }
    return least;
}

static enum tdm_bio_verdict verdict_of(const struct tdm_bio_claim *claim, const struct tdm_bio_claim_answer *answer) {
    bool near = false;
    for (uint32_t p = 0; p < claim->part_count; p++) {
        if (!answer->parts[p].holds && !answer->parts[p].near) return TDM_BIO_FAILS;
        near = near || answer->parts[p].near;
    }
    if (near) return TDM_BIO_NEAR;
    if (answer->share.least > TDM_BIO_BUILT_IN_FROM) return TDM_BIO_BUILT_IN;
    return answer->share.value >= 1.0 ? TDM_BIO_ALL_DRAWS : TDM_BIO_OPEN;
}

static bool whole_holds(const struct job_of *j, const struct tdm_bio_claim *claim, int way, uint32_t at) {
    bool all = true;
    for (uint32_t p = 0; p < claim->part_count && all; p++) all = lies(&claim->parts[p], j->figures[way][at + p].value);
    return all;
}

static void tell_claim(const struct job_of *j, struct tdm_arena *mem, const struct tdm_bio_claim *claim, uint32_t at,
                       struct tdm_bio_claim_answer *out) {
    uint32_t terms = j->claims->term_count;
    struct tdm_bio_part_answer *parts = TDM_NEW_ARRAY(mem, struct tdm_bio_part_answer, claim->part_count + 1u);
    struct tdm_bio_figure *left = TDM_NEW_ARRAY(mem, struct tdm_bio_figure, terms + 1u);
    for (uint32_t p = 0; p < claim->part_count; p++) tell_part(j, mem, &claim->parts[p], at + p, &parts[p]);
    out->parts = parts;
    out->left = left;
    out->holds = whole_holds(j, claim, 0, at);
    out->sceptical_holds = whole_holds(j, claim, 1, at);
    out->share = share_of(j, claim->parts, claim->part_count, 0, at);
    out->sceptical_share = share_of(j, claim->parts, claim->part_count, 1, at);
    out->verdict = verdict_of(claim, out);
    bool clear = out->verdict != TDM_BIO_FAILS && out->verdict != TDM_BIO_NEAR;
    for (uint32_t t = 0; t < terms; t++) left[t] = clear ? left_of(j, claim, t, at) : (struct tdm_bio_figure){1.0, 0.0};
}

static void tell(const struct job_of *j, struct tdm_arena *mem, struct tdm_bio_claims_result *out) {
    const struct tdm_bio_claims *k = j->claims;
    struct tdm_bio_claim_answer *answers = TDM_NEW_ARRAY(mem, struct tdm_bio_claim_answer, k->claim_count + 1u);
    *out = (struct tdm_bio_claims_result){.answers = answers};
    for (uint32_t c = 0, at = 0; c < k->claim_count; at += k->claims[c++].part_count)
        tell_claim(j, mem, &k->claims[c], at, &answers[c]);
    for (uint32_t job = k->term_count + 1; job < k->term_count + 1 + j->run->draws; job++) out->drawn += j->lived[job];
    out->refused = j->run->draws - out->drawn;
}

bool tdm_bio_claims_hold(struct tdm_arena *mem, const struct tdm_bio_claims *claims,
                         const struct tdm_bio_claims_run *run, struct tdm_bio_claims_result *out) {
    uint32_t jobs = 1 + claims->term_count + run->draws, workers = tdm_parallel_workers(run->parallel);
    struct job_of j = {.claims = claims, .run = run};
    for (uint32_t c = 0; c < claims->claim_count; c++) j.part_count += claims->claims[c].part_count;
    for (int way = 0; way < 2; way++) {
        j.figures[way] = TDM_NEW_ARRAY(mem, struct tdm_bio_figure, (size_t)jobs * j.part_count + 1u);
        j.lie[way] = TDM_NEW_ARRAY(mem, uint32_t, (size_t)jobs * j.part_count + 1u);
    }
    size_t kept = (size_t)(1 + claims->term_count) * j.part_count;
    j.halves = tdm_arena_array(mem, kept + 1u, sizeof *j.halves);
    j.lived = TDM_NEW_ARRAY(mem, bool, jobs);
    j.scratch = TDM_NEW_ARRAY(mem, struct tdm_arena *, workers);
    for (uint32_t i = 0; i < workers; i++) j.scratch[i] = tdm_arena_open(SCRATCH_BYTES);
    tdm_parallel_do(run->parallel, jobs, hold, &j);
    for (uint32_t i = 0; i < workers; i++) tdm_arena_close(j.scratch[i]);
    if (!j.lived[0]) return false;
    tell(&j, mem, out);
    return true;
}
