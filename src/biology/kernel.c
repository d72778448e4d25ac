/* kernel.c - the eight equations, and some days of them by Runge-Kutta. Compiled once an instruction set, under a name
 * and a width of its own; every operation is elementwise and unfused, so that all give the same bytes. The equations go
 * in short walks over a few blocks at a time: each patient's chain of exp and log1p is long, and the chains of others
 * fill its waits. */
#include "biology/kernel.h"

enum { BLOCKS = 4, TILES_A_BLOCK = BIO_LANES / BIO_WIDTH, TILES = BLOCKS * TILES_A_BLOCK };

/* What is stepped; the signal of cells and relief depend on none of these, and have their solutions (`faded`,
 * `relief_after`). */
enum { MATRIX, REPAIR, INFLAMMATION, STRENGTH, INHIBITION, HABIT, STEPPED };
static const enum tdm_bio_state state_of[STEPPED] = {TDM_BIO_MATRIX,   TDM_BIO_REPAIR,     TDM_BIO_INFLAMMATION,
                                                     TDM_BIO_STRENGTH, TDM_BIO_INHIBITION, TDM_BIO_HABIT};

/* Luther's method of the sixth order (Math. Comp. 22 (1968) 434-436): when it looks at the equations inside a step, by
 * which slopes found before it gets there, and what each slope counts for in the end. */
enum { LOOKS = 7 };
#define Q 4.58257569495584 /* the root of 21 */
static const double look_at[LOOKS] = {0.0, 1.0, 0.5, 2.0 / 3.0, (7.0 - Q) / 14.0, (7.0 + Q) / 14.0, 1.0},
                    reach[LOOKS][LOOKS - 1] = {{0.0},
                                               {1.0},
                                               {3.0 / 8.0, 1.0 / 8.0},
                                               {8.0 / 27.0, 2.0 / 27.0, 8.0 / 27.0},
                                               {(9.0 * Q - 21.0) / 392.0, (8.0 * Q - 56.0) / 392.0,
                                                (336.0 - 48.0 * Q) / 392.0, (3.0 * Q - 63.0) / 392.0},
                                               {-(1155.0 + 255.0 * Q) / 1960.0, -(280.0 + 40.0 * Q) / 1960.0,
                                                -320.0 * Q / 1960.0, (63.0 + 363.0 * Q) / 1960.0,
                                                (2352.0 + 392.0 * Q) / 1960.0},
                                               {(330.0 + 105.0 * Q) / 180.0, 120.0 / 180.0, (280.0 * Q - 200.0) / 180.0,
                                                (126.0 - 189.0 * Q) / 180.0, -(686.0 + 126.0 * Q) / 180.0,
                                                (490.0 - 70.0 * Q) / 180.0}},
                    counts[LOOKS] = {1.0 / 20.0, 0.0, 16.0 / 45.0, 0.0, 49.0 / 180.0, 49.0 / 180.0, 1.0 / 20.0};

/* As many patients as one vector holds. */
struct tile {
    bio_vec y[STEPPED], at[STEPPED], slope[LOOKS][STEPPED]; /* at the step's begin; where it is asked; what was found */
    bio_vec cells, relief, flare, flare_slope;
    /* what a span of days keeps the same */
    bio_vec daily, work, unused, pain_gain, made, damping, cell_damping, drive, trained, strength_rest, control, told,
        doing, contact;
    /* what one look finds on its way */
    bio_vec load, daily_over, overload, pain, disrupted, matures, aim, taught;
};

/* What is the same for everybody: of the model, and of each step of a span. */
struct setting {
    const struct tdm_bio_parameters *p;
    double per_l_r, per_w_l, per_t_x;
    double h, faded[LOOKS]; /* weeks; what is left of a signal of 1 at each look, the last one at the step's end */
};

/* One look at the equations: its number, and weeks since the week began. */
struct look {
    int number;
    double into;
};

/* ---- the equations, walk by walk */

BIO_INLINE void find_load(const struct setting *set, struct tile *t) {
    bio_vec strength = t->at[STRENGTH] * (1.0 - t->at[INHIBITION]);
    bio_vec sharing = bio_sharing(set->p, strength, t->at[HABIT]);
    t->daily_over = t->daily * sharing;
    t->load = t->work * sharing;
}

BIO_INLINE void find_overload(const struct setting *set, struct tile *t) {
    t->daily_over = bio_above(set->p, t->daily_over, t->at[MATRIX]);
    t->overload = bio_above(set->p, t->load, t->at[MATRIX]);
}

BIO_INLINE void find_pain(const struct setting *set, const struct look *l, struct tile *t) {
    const struct tdm_bio_parameters *p = set->p;
    t->pain = bio_pain(p, t->pain_gain, t->at[INFLAMMATION], t->daily_over, t->flare + t->flare_slope * l->into);
    bio_vec share = t->load * set->per_l_r, square = share * share, sixth = square * square * square;
    t->disrupted = sixth / (1.0 + sixth); /* the sixth power: magnitude counts far more than number */
    bio_vec off = (t->load - p->l_opt) * set->per_w_l;
    t->matures = p->g_0 + (1.0 - p->g_0) * bio_exp_down(-(off * off));
}

/* What pain leads to. Habits are taught by pain and protection, to 0.95 at most, so that rounding the corner leads none
 * past 1. */
BIO_INLINE void find_aims(const struct setting *set, struct tile *t) {
    t->aim = bio_inhibition_aim(set->p, t->pain, t->at[INFLAMMATION]);
    t->taught = 0.95 - bio_softplus(0.95 - t->pain * 0.1 - 0.5 * t->unused, 0.03);
}

BIO_INLINE void find_slopes(const struct setting *set, const struct look *l, struct tile *t) {
    const struct tdm_bio_parameters *p = set->p;
    bio_vec matrix = t->at[MATRIX], repair = t->at[REPAIR], cells = t->cells * set->faded[l->number],
            inflammation = t->at[INFLAMMATION], strength = t->at[STRENGTH], inhibition = t->at[INHIBITION],
            habit = t->at[HABIT], zero = BIO_ALL(0.0), *slope = t->slope[l->number];
    slope[REPAIR] =
        t->made * cells * matrix * bio_max(1.0 - matrix - repair, zero) - (p->k_m + p->k_d * t->disrupted) * repair;
    slope[MATRIX] = p->k_m * t->matures * repair - p->k_x * (inflammation + t->overload) * matrix;
    slope[INFLAMMATION] = p->r_i * (t->drive * (1.0 - matrix) + p->i_l * t->overload -
                                    (t->damping + t->cell_damping * cells) * inflammation);
    slope[STRENGTH] =
        t->trained * (1.0 - inhibition) * bio_max(p->s_mx - strength, zero) - p->k_det * (strength - t->strength_rest);
    slope[INHIBITION] = p->r_a * (t->aim - inhibition);
    slope[HABIT] = p->k_hp * bio_softplus(t->taught - habit, 0.02) - t->control * habit;
}

/* `weights` of the first `count` slopes, from the step's begin. */
BIO_INLINE void go(const struct setting *set, const double *weights, int count, const struct tile *t, bio_vec *to) {
    bio_vec sum[STEPPED];
    for (int s = 0; s < STEPPED; s++) sum[s] = t->y[s];
    for (int k = 0; k < count; k++)
        for (int s = 0; s < STEPPED; s++) sum[s] += set->h * weights[k] * t->slope[k][s];
    for (int s = 0; s < STEPPED; s++) to[s] = sum[s];
}

static void look(const struct setting *set, const struct look *l, struct tile *tiles, uint32_t count) {
    for (uint32_t i = 0; i < count; i++) go(set, reach[l->number], l->number, &tiles[i], tiles[i].at);
    for (uint32_t i = 0; i < count; i++) find_load(set, &tiles[i]);
    for (uint32_t i = 0; i < count; i++) find_overload(set, &tiles[i]);
    for (uint32_t i = 0; i < count; i++) find_pain(set, l, &tiles[i]);
    for (uint32_t i = 0; i < count; i++) find_aims(set, &tiles[i]);
    for (uint32_t i = 0; i < count; i++) find_slopes(set, l, &tiles[i]);
}

/* ---- a step */

/* e^(-rate * weeks) */
BIO_INLINE bio_vec left_after(double rate, bio_vec weeks) {
    return bio_exp_down(-rate * weeks);
}

/* Relief tends to what care and doing give at `r_x` a week. What care gives stays whole until contact ends, and fades
 * with `t_x` from then on: two solutions, one after the other. */
BIO_INLINE bio_vec relief_after(const struct setting *set, const struct tile *t, double week) {
    const struct tdm_bio_parameters *p = set->p;
    bio_vec since = week - t->contact;
    bio_vec fading = bio_min(bio_max(since + set->h, BIO_ALL(0.0)), BIO_ALL(set->h)), whole = set->h - fading;
    bio_vec full = t->told + t->doing, at_end = full + (t->relief - full) * left_after(p->r_x, whole);
    bio_vec kept = left_after(p->r_x, fading), cared = left_after(set->per_t_x, bio_max(since, BIO_ALL(0.0)));
    double apart = p->r_x - set->per_t_x;
    bio_vec given = apart * set->h < 1e-6 && apart * set->h > -1e-6 /* the limit, where the two rates are one */
                        ? p->r_x * fading * kept
                        : p->r_x / apart * (left_after(set->per_t_x, fading) - kept);
    return t->doing + (at_end - t->doing) * kept + t->told * cared * given;
}

/* `week` is its beginning since the start, `into` since the week began. */
static void step(const struct setting *set, struct tile *tiles, uint32_t count, double week, double into) {
    for (int k = 0; k < LOOKS; k++) {
        const struct look l = {k, into + look_at[k] * set->h};
        look(set, &l, tiles, count);
    }
    for (uint32_t i = 0; i < count; i++) {
        struct tile *t = &tiles[i];
        go(set, counts, LOOKS, t, t->y);
        t->relief = relief_after(set, t, week);
        t->cells = t->cells * set->faded[LOOKS - 1];
    }
}

/* ---- tiles of blocks */

static void fill(const struct tdm_bio_parameters *p, const struct bio_block *b, uint32_t lane, struct tile *t) {
    bio_vec asked = bio_load(&b->activity[lane]), drug = bio_load(&b->drug[lane]),
            potency = bio_load(&b->potency[lane]),
            dosed = bio_load(&b->adherence[lane]) * bio_load(&b->supervision[lane]),
            strengthening = bio_load(&b->strengthening[lane]) * dosed, control = bio_load(&b->control[lane]) * dosed;
    struct bio_given given = bio_given_of(b, lane, asked);
    for (int s = 0; s < STEPPED; s++) t->y[s] = bio_load(&b->state[state_of[s]][lane]);
    t->cells = bio_load(&b->state[TDM_BIO_CELLS][lane]);
    t->relief = bio_load(&b->state[TDM_BIO_RELIEF][lane]);
    t->flare = bio_load(&b->flare[lane]);
    t->flare_slope = bio_load(&b->flare_next[lane]) - t->flare;
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

static void empty(const struct tile *t, struct bio_block *b, uint32_t lane) {
    for (int s = 0; s < STEPPED; s++) bio_store(&b->state[state_of[s]][lane], t->y[s]);
    bio_store(&b->state[TDM_BIO_CELLS][lane], t->cells);
    bio_store(&b->state[TDM_BIO_RELIEF][lane], t->relief);
}

static void live(struct bio_block *blocks, uint32_t count, const struct setting *set, uint32_t steps, uint32_t day) {
    struct tile tiles[TILES];
    uint32_t tile_count = count * TILES_A_BLOCK;
    for (uint32_t i = 0; i < tile_count; i++)
        fill(set->p, &blocks[i / TILES_A_BLOCK], i % TILES_A_BLOCK * BIO_WIDTH, &tiles[i]);
    for (uint32_t s = 0; s < steps; s++) {
        double part = (double)s * set->h;
        step(set, tiles, tile_count, (double)day / 7.0 + part, (double)(day % 7) / 7.0 + part);
    }
    for (uint32_t i = 0; i < tile_count; i++)
        empty(&tiles[i], &blocks[i / TILES_A_BLOCK], i % TILES_A_BLOCK * BIO_WIDTH);
}

void BIO_DAYS(struct bio_block *blocks, uint32_t count, const struct tdm_bio_parameters *p,
              const struct tdm_bio_span *span) {
    uint32_t steps = span->days > 3 ? 2 * span->steps : span->steps;
    struct setting set = {p, 1.0 / p->l_r, 1.0 / p->w_l, 1.0 / p->t_x, (double)span->days / 7.0 / (double)steps, {0.0}};
    for (int k = 0; k < LOOKS; k++) set.faded[k] = left_after(p->k_c, BIO_ALL(look_at[k] * set.h))[0];
    for (uint32_t at = 0; at < count; at += BLOCKS)
        live(&blocks[at], count - at < BLOCKS ? count - at : BLOCKS, &set, steps, span->day);
}

/* ---- people at rest */

/* Inflammation and inhibition at rest under usual life, of the patients from `lane` on. */
BIO_INLINE void settle(struct bio_block *b, uint32_t lane, const struct tdm_bio_parameters *p) {
    struct bio_given given = {bio_load(&b->activity[lane]), bio_load(&b->body[lane]), BIO_ALL(0.0)};
    bio_vec caused = bio_load(&b->drive[lane]) * p->i_0 * (1.0 - bio_load(&b->state[TDM_BIO_MATRIX][lane]));
    for (int round = 0; round < 30; round++) {
        struct bio_moment m = bio_moment_of(p, b, lane, &given, BIO_ALL(0.0));
        bio_vec inflammation = caused + p->i_l * m.overload, before = bio_load(&b->state[TDM_BIO_INHIBITION][lane]);
        bio_store(&b->state[TDM_BIO_INFLAMMATION][lane], inflammation);
        bio_store(&b->state[TDM_BIO_INHIBITION][lane],
                  0.5 * before + 0.5 * bio_inhibition_aim(p, m.pain, inflammation));
    }
}

void BIO_BEGIN(struct bio_block *blocks, uint32_t count, const struct tdm_bio_parameters *p) {
    for (uint32_t block = 0; block < count; block++)
        for (uint32_t lane = 0; lane < BIO_LANES; lane += BIO_WIDTH) settle(&blocks[block], lane, p);
}
