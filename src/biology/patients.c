/* patients.c - patients in blocks of eight: put in, steered, stepped and read. */
#include "biology/kernel.h"

#include <string.h>

enum { BLOCK_ALIGN = 8 * BIO_LANES };

uint32_t tdm_bio_blocks(const struct tdm_bio_patients *patients) {
    return (patients->count + BIO_LANES - 1) / BIO_LANES;
}

struct tdm_bio_patients *tdm_bio_patients(struct tdm_arena *mem, uint32_t count) {
    struct tdm_bio_patients *patients = TDM_NEW(mem, struct tdm_bio_patients);
    patients->count = count;
    char *raw = tdm_arena_alloc(mem, (size_t)tdm_bio_blocks(patients) * sizeof(struct bio_block) + BLOCK_ALIGN);
    patients->blocks = (void *)(raw + (BLOCK_ALIGN - (uintptr_t)raw % BLOCK_ALIGN) % BLOCK_ALIGN);
    return patients;
}

/* Lane `i`; patient 0 of a block also fills the lanes behind the last patient, so that no lane is without a life. */
#define PUT(patients, i, member, value)                                                                                \
    do {                                                                                                               \
        struct bio_block *put_block = &(patients)->blocks[(i) / BIO_LANES];                                            \
        uint32_t put_lane = (i) % BIO_LANES, put_left = (patients)->count - ((i)-put_lane);                            \
        put_block->member[put_lane] = (value);                                                                         \
        for (uint32_t spare = put_left; put_lane == 0 && spare < BIO_LANES; spare++)                                   \
            put_block->member[spare] = (value);                                                                        \
    } while (0)

static void put_traits(struct tdm_bio_patients *patients, uint32_t i, const struct tdm_bio_parameters *p,
                       const struct tdm_bio_traits *traits) {
    for (int s = 0; s < TDM_BIO_STATES; s++) PUT(patients, i, state[s], 0.0);
    PUT(patients, i, state[TDM_BIO_MATRIX], traits->matrix);
    PUT(patients, i, state[TDM_BIO_STRENGTH], traits->strength);
    PUT(patients, i, state[TDM_BIO_HABIT], traits->habit);
    PUT(patients, i, state[TDM_BIO_INHIBITION], p->a_mx / 2.0);
    PUT(patients, i, strength_0, traits->strength);
    PUT(patients, i, potency, traits->potency);
    PUT(patients, i, drive, traits->drive);
    PUT(patients, i, pain_gain, traits->pain_gain);
    PUT(patients, i, responsive, traits->responsive);
    PUT(patients, i, trainable, traits->trainable);
    PUT(patients, i, adherence, traits->adherence);
    PUT(patients, i, body, traits->body);
    PUT(patients, i, contact, TDM_BIO_NO_CONTACT);
    tdm_bio_set_inputs(patients, i, &(struct tdm_bio_inputs){.activity = 1.0, .supervision = 1.0});
    tdm_bio_set_flare(patients, i, 0.0, 0.0);
}

void tdm_bio_begin(struct tdm_bio_patients *patients, const struct tdm_bio_parameters *p, enum tdm_bio_set set,
                   const struct tdm_bio_traits *traits) {
    static bio_begin_function *const begin[] = {
        [TDM_BIO_SSE2] = bio_begin_sse2, [TDM_BIO_AVX2] = bio_begin_avx2, [TDM_BIO_AVX512] = bio_begin_avx512};
    for (uint32_t i = 0; i < patients->count; i++) put_traits(patients, i, p, &traits[i]);
    begin[set](patients->blocks, tdm_bio_blocks(patients), p);
}

void tdm_bio_set_inputs(struct tdm_bio_patients *patients, uint32_t i, const struct tdm_bio_inputs *inputs) {
    PUT(patients, i, activity, inputs->activity);
    PUT(patients, i, strengthening, inputs->strengthening);
    PUT(patients, i, control, inputs->control);
    PUT(patients, i, load, inputs->load);
    PUT(patients, i, drug, inputs->drug);
    PUT(patients, i, supervision, inputs->supervision);
}

void tdm_bio_set_contact(struct tdm_bio_patients *patients, uint32_t i, double week) {
    PUT(patients, i, contact, week);
}

void tdm_bio_set_flare(struct tdm_bio_patients *patients, uint32_t i, double week_begins, double week_ends) {
    PUT(patients, i, flare, week_begins);
    PUT(patients, i, flare_next, week_ends);
}

void tdm_bio_procedure(struct tdm_bio_patients *patients, uint32_t i, const struct tdm_bio_parameters *p, double dose) {
    const struct bio_block *b = &patients->blocks[i / BIO_LANES];
    PUT(patients, i, state[TDM_BIO_CELLS], b->state[TDM_BIO_CELLS][i % BIO_LANES] + dose);
    PUT(patients, i, state[TDM_BIO_INFLAMMATION], b->state[TDM_BIO_INFLAMMATION][i % BIO_LANES] + p->j_f);
}

double tdm_bio_state_of(const struct tdm_bio_patients *patients, uint32_t i, enum tdm_bio_state state) {
    return patients->blocks[i / BIO_LANES].state[state][i % BIO_LANES];
}

/* ---- days */

uint32_t tdm_bio_steps(const struct tdm_bio_parameters *p) {
    const double rates[] = {p->k_c,
                            p->k_m + p->k_d,
                            p->r_i * (1.0 + 3.0 * p->a_c), /* two doses of cells and a drug */
                            p->k_st + p->k_det,
                            p->r_a,
                            p->k_hp + p->k_hm,
                            p->r_x};
    double fastest = 0.0;
    for (size_t i = 0; i < TDM_COUNT(rates); i++)
        if (rates[i] > fastest) fastest = rates[i];
    for (uint32_t steps = 1; steps <= 16; steps *= 2)
        if (fastest * 0.5 / (double)steps <= 1.2) return steps;
    return 0;
}

void tdm_bio_days(struct tdm_bio_patients *patients, const struct tdm_bio_parameters *p, enum tdm_bio_set set,
                  const struct tdm_bio_span *span, uint32_t from, uint32_t until) {
    static bio_days_function *const days_of[] = {
        [TDM_BIO_SSE2] = bio_days_sse2, [TDM_BIO_AVX2] = bio_days_avx2, [TDM_BIO_AVX512] = bio_days_avx512};
    TDM_ASSERT(until <= tdm_bio_blocks(patients) && from <= until && span->steps > 0);
    TDM_ASSERT(span->days > 0 && span->day % 7 + span->days <= 7);
    days_of[set](patients->blocks + from, until - from, p, span);
}

/* ---- readouts */

static double clipped(double x, double least, double most) {
    return x < least ? least : x > most ? most : x;
}

/* The patients of one vector, from `lane` on: as they live now, and asked about usual life. */
struct both {
    bio_eight felt, now, strength, load, overload;
};

static void read_vector(const struct bio_block *b, uint32_t lane, const struct tdm_bio_parameters *p,
                        struct both *out) {
    bio_vec flare = bio_load(&b->flare[lane]);
    struct bio_given given = bio_given_of(b, lane, bio_load(&b->activity[lane])),
                     usual = bio_given_of(b, lane, BIO_ALL(1.0));
    struct bio_moment now = bio_moment_of(p, b, lane, &given, flare), asked = bio_moment_of(p, b, lane, &usual, flare);
    bio_store(&out->felt[lane], asked.pain);
    bio_store(&out->now[lane], now.pain);
    bio_store(&out->strength[lane], asked.strength);
    bio_store(&out->load[lane], now.load);
    bio_store(&out->overload[lane], now.overload);
}

static void read_lane(const struct bio_block *b, uint32_t lane, const struct tdm_bio_parameters *p,
                      const struct tdm_bio_traits *traits, const struct both *both, struct tdm_bio_readout *out) {
    double felt = both->felt[lane], relief = b->state[TDM_BIO_RELIEF][lane], strength = both->strength[lane];
    double limiting = clipped(felt - p->x_f * relief, 0.0, 10.0), weak = strength < 1.0 ? 1.0 - strength : 0.0;
    out->pain = clipped(felt - relief, 0.0, 10.0);
    out->felt = clipped(both->now[lane] - relief, 0.0, 10.0);
    out->koos_pain = clipped(100.0 - p->k_p * out->pain + traits->pain_offset, 0.0, 100.0);
    out->compensation = b->state[TDM_BIO_HABIT][lane];
    out->function = clipped(
        100.0 - p->a_p * limiting - p->a_s * weak - p->a_h * out->compensation + traits->function_offset, 0.0, 100.0);
    out->strength = strength;
    out->structure = 100.0 * (b->state[TDM_BIO_MATRIX][lane] + 0.5 * b->state[TDM_BIO_REPAIR][lane]);
    out->load = both->load[lane];
    out->overload = both->overload[lane];
    out->effusion = b->state[TDM_BIO_INFLAMMATION][lane];
    out->activation = 1.0 - b->state[TDM_BIO_INHIBITION][lane];
}

void tdm_bio_read(const struct tdm_bio_patients *patients, uint32_t first, uint32_t count,
                  const struct tdm_bio_parameters *p, const struct tdm_bio_traits *traits,
                  struct tdm_bio_readout *out) {
    TDM_ASSERT(first + count <= patients->count);
    for (uint32_t i = first; i < first + count;) {
        const struct bio_block *b = &patients->blocks[i / BIO_LANES];
        struct both both;
        for (uint32_t lane = 0; lane < BIO_LANES; lane += BIO_WIDTH) read_vector(b, lane, p, &both);
        do {
            read_lane(b, i % BIO_LANES, p, &traits[i - first], &both, &out[i - first]);
            i++;
        } while (i < first + count && i % BIO_LANES != 0);
    }
}
