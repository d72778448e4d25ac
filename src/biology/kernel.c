/* kernel.c - the eight equations and one day of Runge-Kutta. Compiled once an instruction set, under a name and a width
 * of its own; every operation is elementwise and unfused, so that all give the same bytes. The equations go in short
 * walks over a few blocks at a time: each patient's chain of exp and log1p is long, and the chains of others fill its
 * waits. */
#include "biology/kernel.h"

enum { BLOCKS = 4, TILES_A_BLOCK = BIO_LANES / BIO_WIDTH, TILES = BLOCKS * TILES_A_BLOCK };

/* As many patients as one vector holds. */
struct tile {
    bio_vec y[TDM_BIO_STATES], at[TDM_BIO_STATES],
        sum[TDM_BIO_STATES];          /* of the step; where it is asked; slopes so far */
    bio_vec flare, slope, context[3]; /* context: at a step's begin, middle, end */
    /* what a day keeps the same */
    bio_vec daily, work, unused, pain_gain, made, damping, cell_damping, drive, trained, strength_rest, control, told,
        doing, contact;
    /* what one asking finds on its way */
    bio_vec load, daily_over, overload, pain, disrupted, matures, aim, taught;
};

/* Numbers that are the same for everybody. */
struct setting {
    const struct tdm_bio_parameters *p;
    double per_l_r, per_w_l, per_t_x;
};

/* One asking of the equations inside a step. */
struct asking {
    double into, weight, ahead; /* weeks since the week began; of its slopes in the sum; from here to the next asking */
    int context;
};

/* ---- the equations, walk by walk */

BIO_INLINE void find_load(const struct setting *set, struct tile *t) {
    bio_vec strength = t->at[TDM_BIO_STRENGTH] * (1.0 - t->at[TDM_BIO_INHIBITION]);
    bio_vec sharing = bio_sharing(set->p, strength, t->at[TDM_BIO_HABIT]);
    t->daily_over = t->daily * sharing;
    t->load = t->work * sharing;
}

BIO_INLINE void find_overload(const struct setting *set, struct tile *t) {
    t->daily_over = bio_above(set->p, t->daily_over, t->at[TDM_BIO_MATRIX]);
    t->overload = bio_above(set->p, t->load, t->at[TDM_BIO_MATRIX]);
}

BIO_INLINE void find_pain(const struct setting *set, const struct asking *a, struct tile *t) {
    const struct tdm_bio_parameters *p = set->p;
    t->pain = bio_pain(p, t->pain_gain, t->at[TDM_BIO_INFLAMMATION], t->daily_over, t->flare + t->slope * a->into);
    bio_vec share = t->load * set->per_l_r, square = share * share, sixth = square * square * square;
    t->disrupted = sixth / (1.0 + sixth); /* the sixth power: magnitude counts far more than number */
    bio_vec off = (t->load - p->l_opt) * set->per_w_l;
    t->matures = p->g_0 + (1.0 - p->g_0) * bio_exp_down(-(off * off));
}

/* What pain leads to. Habits are taught by pain and protection, to 0.95 at most, so that rounding the corner leads none
 * past 1. */
BIO_INLINE void find_aims(const struct setting *set, struct tile *t) {
    t->aim = bio_inhibition_aim(set->p, t->pain, t->at[TDM_BIO_INFLAMMATION]);
    t->taught = 0.95 - bio_softplus(0.95 - t->pain * 0.1 - 0.5 * t->unused, 0.03);
}

BIO_INLINE void take(const struct asking *a, struct tile *t, enum tdm_bio_state s, bio_vec slope) {
    t->sum[s] = t->sum[s] + a->weight * slope;
    t->at[s] = t->y[s] + a->ahead * slope;
}

BIO_INLINE void find_slopes(const struct setting *set, const struct asking *a, struct tile *t) {
    const struct tdm_bio_parameters *p = set->p;
    bio_vec matrix = t->at[TDM_BIO_MATRIX], repair = t->at[TDM_BIO_REPAIR], cells = t->at[TDM_BIO_CELLS],
            inflammation = t->at[TDM_BIO_INFLAMMATION], strength = t->at[TDM_BIO_STRENGTH],
            inhibition = t->at[TDM_BIO_INHIBITION], habit = t->at[TDM_BIO_HABIT], zero = BIO_ALL(0.0);
    take(a, t, TDM_BIO_CELLS, -p->k_c * cells);
    take(a, t, TDM_BIO_REPAIR,
         t->made * cells * matrix * bio_max(1.0 - matrix - repair, zero) - (p->k_m + p->k_d * t->disrupted) * repair);
    take(a, t, TDM_BIO_MATRIX, p->k_m * t->matures * repair - p->k_x * (inflammation + t->overload) * matrix);
    take(a, t, TDM_BIO_INFLAMMATION,
         p->r_i * (t->drive * (1.0 - matrix) + p->i_l * t->overload -
                   (t->damping + t->cell_damping * cells) * inflammation));
    take(a, t, TDM_BIO_STRENGTH,
         t->trained * (1.0 - inhibition) * bio_max(p->s_mx - strength, zero) -
             p->k_det * (strength - t->strength_rest));
    take(a, t, TDM_BIO_INHIBITION, p->r_a * (t->aim - inhibition));
    take(a, t, TDM_BIO_HABIT, p->k_hp * bio_softplus(t->taught - habit, 0.02) - t->control * habit);
    take(a, t, TDM_BIO_RELIEF, p->r_x * (t->told * t->context[a->context] + t->doing - t->at[TDM_BIO_RELIEF]));
}

static void ask(const struct setting *set, const struct asking *a, struct tile *tiles, uint32_t count) {
    for (uint32_t i = 0; i < count; i++) find_load(set, &tiles[i]);
    for (uint32_t i = 0; i < count; i++) find_overload(set, &tiles[i]);
    for (uint32_t i = 0; i < count; i++) find_pain(set, a, &tiles[i]);
    for (uint32_t i = 0; i < count; i++) find_aims(set, &tiles[i]);
    for (uint32_t i = 0; i < count; i++) find_slopes(set, a, &tiles[i]);
}

/* ---- a step */

BIO_INLINE bio_vec context_at(const struct setting *set, const struct tile *t, double week) {
    return bio_exp_down(bio_max(week - t->contact, BIO_ALL(0.0)) * set->per_t_x);
}

static void begin_step(const struct setting *set, struct tile *tiles, uint32_t count, double week, double h) {
    for (uint32_t i = 0; i < count; i++) {
        struct tile *t = &tiles[i];
        for (int k = 0; k < 3; k++) t->context[k] = context_at(set, t, week + (double)k * (h / 2.0));
        for (int s = 0; s < TDM_BIO_STATES; s++) {
            t->at[s] = t->y[s];
            t->sum[s] = BIO_ALL(0.0);
        }
    }
}

/* `week` is its beginning since the start, `into` since the week began. */
static void step(const struct setting *set, struct tile *tiles, uint32_t count, double week, double into, double h) {
    const struct asking askings[] = {{into, 1.0, h / 2.0, 0},
                                     {into + h / 2.0, 2.0, h / 2.0, 1},
                                     {into + h / 2.0, 2.0, h, 1},
                                     {into + h, 1.0, 0.0, 2}};
    begin_step(set, tiles, count, week, h);
    for (int k = 0; k < 4; k++) ask(set, &askings[k], tiles, count);
    for (uint32_t i = 0; i < count; i++)
        for (int s = 0; s < TDM_BIO_STATES; s++) tiles[i].y[s] += h / 6.0 * tiles[i].sum[s];
}

/* ---- tiles of blocks */

static void fill(const struct tdm_bio_parameters *p, const struct bio_block *b, uint32_t lane, struct tile *t) {
    bio_vec asked = bio_load(&b->activity[lane]), drug = bio_load(&b->drug[lane]),
            potency = bio_load(&b->potency[lane]),
            dosed = bio_load(&b->adherence[lane]) * bio_load(&b->supervision[lane]),
            strengthening = bio_load(&b->strengthening[lane]) * dosed, control = bio_load(&b->control[lane]) * dosed;
    struct bio_given given = bio_given_of(b, lane, asked);
    for (int s = 0; s < TDM_BIO_STATES; s++) t->y[s] = bio_load(&b->state[s][lane]);
    t->flare = bio_load(&b->flare[lane]);
    t->slope = bio_load(&b->flare_next[lane]) - t->flare;
    t->daily = given.daily;
    t->work = given.daily + given.exercise;
    t->unused = bio_max(1.0 - given.activity, BIO_ALL(0.0));
    t->pain_gain = bio_load(&b->pain_gain[lane]);
    t->made = p->k_s * potency * (1.0 - p->e_ai * drug);
    t->damping = 1.0 + p->a_c * drug;
    t->cell_damping = p->a_c * bio_min(potency, BIO_ALL(2.0));
    t->drive = bio_load(&b->drive[lane]) * p->i_0;
    t->trained = p->k_st * bio_load(&b->trainable[lane]) * strengthening;
    t->strength_rest = bio_load(&b->strength_0[lane]) * (1.0 - p->s_act * t->unused);
    t->control = p->k_hm * control;
    t->told = bio_load(&b->responsive[lane]) * p->x_m;
    t->doing = p->x_e * (strengthening + control) / 2.0;
    t->contact = bio_load(&b->contact[lane]);
}

static void days_of(struct bio_block *blocks, uint32_t count, const struct setting *set, uint32_t steps, uint32_t day) {
    struct tile tiles[TILES];
    uint32_t tile_count = count * TILES_A_BLOCK;
    double h = 1.0 / 7.0 / (double)steps;
    for (uint32_t i = 0; i < tile_count; i++)
        fill(set->p, &blocks[i / TILES_A_BLOCK], i % TILES_A_BLOCK * BIO_WIDTH, &tiles[i]);
    for (uint32_t s = 0; s < steps; s++) {
        double part = (double)s * h;
        step(set, tiles, tile_count, (double)day / 7.0 + part, (double)(day % 7) / 7.0 + part, h);
    }
    for (uint32_t i = 0; i < tile_count; i++)
        for (int s = 0; s < TDM_BIO_STATES; s++)
            bio_store(&blocks[i / TILES_A_BLOCK].state[s][i % TILES_A_BLOCK * BIO_WIDTH], tiles[i].y[s]);
}

void BIO_DAY(struct bio_block *blocks, uint32_t count, const struct tdm_bio_parameters *p, uint32_t steps,
             uint32_t day) {
    const struct setting set = {p, 1.0 / p->l_r, 1.0 / p->w_l, -1.0 / p->t_x};
    for (uint32_t at = 0; at < count; at += BLOCKS)
        days_of(&blocks[at], count - at < BLOCKS ? count - at : BLOCKS, &set, steps, day);
}
