/* kernel.c - the eight equations and one day of Runge-Kutta. Compiled once an instruction set, under a name of its own;
 * every operation is elementwise and unfused, so that all give the same bytes. */
#include "biology/kernel.h"

/* What a day keeps the same for the equations. */
struct setting {
    const struct tdm_bio_parameters *p;
    const struct bio_block *b;
    bio_vec strengthening, control; /* as done: prescribed times adherence times supervision */
};

BIO_INLINE void equations(const struct setting *set, const bio_vec *y, bio_vec flare, double week, bio_vec *d) {
    const struct tdm_bio_parameters *p = set->p;
    const struct bio_block *b = set->b;
    struct bio_moment m = bio_moment_of(p, b, y, flare);
    bio_vec matrix = y[TDM_BIO_MATRIX], repair = y[TDM_BIO_REPAIR], cells = y[TDM_BIO_CELLS],
            inflammation = y[TDM_BIO_INFLAMMATION], strength = y[TDM_BIO_STRENGTH], inhibition = y[TDM_BIO_INHIBITION],
            habit = y[TDM_BIO_HABIT], zero = BIO_ALL(0.0);
    bio_vec ratio = p->l_r / bio_max(m.load, BIO_ALL(1e-3)), cube = ratio * ratio * ratio;
    bio_vec disrupted = 1.0 / (1.0 + cube * cube); /* the sixth power: magnitude counts far more than number */
    bio_vec off = (m.load - p->l_opt) / p->w_l;
    bio_vec matures = p->g_0 + (1.0 - p->g_0) * bio_exp(-(off * off));
    bio_vec unused = bio_max(1.0 - m.activity, zero);
    bio_vec since = bio_max(week - b->contact, zero);
    bio_vec context = bio_exp(since * (-1.0 / p->t_x));
    bio_vec room = bio_max(1.0 - matrix - repair, zero);
    d[TDM_BIO_CELLS] = -p->k_c * cells;
    d[TDM_BIO_REPAIR] = p->k_s * b->potency * cells * matrix * room * (1.0 - p->e_ai * b->drug) -
                        (p->k_m + p->k_d * disrupted) * repair;
    d[TDM_BIO_MATRIX] = p->k_m * matures * repair - p->k_x * (inflammation + m.overload) * matrix;
    bio_vec damping = 1.0 + p->a_c * (bio_min(b->potency, BIO_ALL(2.0)) * cells + b->drug);
    d[TDM_BIO_INFLAMMATION] =
        p->r_i * (b->drive * p->i_0 * (1.0 - matrix) + p->i_l * m.overload - damping * inflammation);
    d[TDM_BIO_STRENGTH] =
        p->k_st * b->trainable * set->strengthening * (1.0 - inhibition) * bio_max(p->s_mx - strength, zero) -
        p->k_det * (strength - b->strength_0 * (1.0 - p->s_act * unused));
    d[TDM_BIO_INHIBITION] = p->r_a * (bio_inhibition_aim(p, m.pain, inflammation) - inhibition);
    /* Taught by pain and protection, to 0.95 at most, so that rounding the corner leads no habit past 1. */
    bio_vec taught = 0.95 - bio_softplus(0.95 - m.pain / 10.0 - 0.5 * unused, 0.03);
    d[TDM_BIO_HABIT] = p->k_hp * bio_softplus(taught - habit, 0.02) - p->k_hm * set->control * habit;
    d[TDM_BIO_RELIEF] = p->r_x * (b->responsive * p->x_m * context +
                                  p->x_e * (set->strengthening + set->control) / 2.0 - y[TDM_BIO_RELIEF]);
}

BIO_INLINE void moved(const bio_vec *y, const bio_vec *d, double h, bio_vec *out) {
    for (int s = 0; s < TDM_BIO_STATES; s++) out[s] = y[s] + h * d[s];
}

/* One step from `week`, of which `into` is the part since the week began. */
BIO_INLINE void step(const struct setting *set, bio_vec *y, double week, double into, double h) {
    const struct bio_block *b = set->b;
    bio_vec k1[TDM_BIO_STATES], k2[TDM_BIO_STATES], k3[TDM_BIO_STATES], k4[TDM_BIO_STATES], there[TDM_BIO_STATES];
    bio_vec slope = b->flare_next - b->flare;
    bio_vec begins = b->flare + slope * into, middle = b->flare + slope * (into + h / 2.0),
            ends = b->flare + slope * (into + h);
    equations(set, y, begins, week, k1);
    moved(y, k1, h / 2.0, there);
    equations(set, there, middle, week + h / 2.0, k2);
    moved(y, k2, h / 2.0, there);
    equations(set, there, middle, week + h / 2.0, k3);
    moved(y, k3, h, there);
    equations(set, there, ends, week + h, k4);
    for (int s = 0; s < TDM_BIO_STATES; s++) y[s] += h / 6.0 * (k1[s] + 2.0 * k2[s] + 2.0 * k3[s] + k4[s]);
}

void BIO_DAY(struct bio_block *blocks, uint32_t count, const struct tdm_bio_parameters *p, uint32_t steps,
             uint32_t day) {
    double h = 1.0 / 7.0 / (double)steps;
    for (uint32_t i = 0; i < count; i++) {
        struct bio_block *b = &blocks[i];
        bio_vec dosed = b->adherence * b->supervision;
        struct setting set = {p, b, b->strengthening * dosed, b->control * dosed};
        for (uint32_t s = 0; s < steps; s++) {
            double part = (double)s * h;
            step(&set, b->state, (double)day / 7.0 + part, (double)(day % 7) / 7.0 + part, h);
        }
    }
}
