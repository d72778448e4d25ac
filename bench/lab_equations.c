/* lab_equations.c - see lab_equations.h. */
#include "lab_equations.h"

#include <math.h>

static double sp(double x, double width) {
    return width * (x > 0.0 ? x / width + log1p(exp(-x / width)) : log1p(exp(x / width)));
}

static double larger(double a, double b) {
    return log(exp(8.0 * a) + exp(8.0 * b)) / 8.0;
}

struct seen {
    double strength, activity, load, over, pain;
};

static struct seen see(const struct peer_case *e, const double *y, const struct tdm_bio_inputs *in, double flare) {
    const struct tdm_bio_parameters *p = e->p;
    const struct tdm_bio_traits *t = e->traits;
    struct seen s;
    s.strength = y[4] * (1.0 - y[5]);
    s.activity = in->activity < 1.0 ? 1.0 - (1.0 - in->activity) * t->adherence : in->activity;
    double share = 1.0 + p->k_w * sp(1.0 - s.strength, 0.05) + p->k_h * y[6];
    double capacity = p->l_0 + p->l_1 * y[0], daily = s.activity * t->body * share;
    s.load = (s.activity * t->body + in->load * t->adherence * in->supervision) * share;
    s.over = sp(s.load - capacity, p->d_o);
    s.pain = sp(t->pain_gain * (p->p_i * y[3] + p->p_l * sp(daily - capacity, p->d_o) + p->p_0) + flare, 0.3);
    return s;
}

void peer_change(const struct peer_case *e, double time, const double *y, double *d) {
    const struct tdm_bio_parameters *p = e->p;
    const struct tdm_bio_traits *t = e->traits;
    double flare = e->flare[0] + (e->flare[1] - e->flare[0]) * (time - e->week), sum = 1.0 - y[0] - y[1];
    struct seen s = see(e, y, &e->inputs, flare);
    double dose = t->adherence * e->inputs.supervision, strengthening = e->inputs.strengthening * dose,
           control = e->inputs.control * dose, unused = fmax(1.0 - s.activity, 0.0);
    double disrupted = 1.0 / (1.0 + pow(p->l_r / fmax(s.load, 1e-3), 6.0)), off = (s.load - p->l_opt) / p->w_l;
    double matures = p->g_0 + (1.0 - p->g_0) * exp(-off * off), felt = larger(s.pain / 10.0, y[3]);
    d[2] = -p->k_c * y[2];
    d[1] = p->k_s * t->potency * y[2] * y[0] * fmax(sum, 0.0) * (1.0 - p->e_ai * e->inputs.drug) -
           (p->k_m + p->k_d * disrupted) * y[1];
    d[0] = p->k_m * matures * y[1] - p->k_x * (y[3] + s.over) * y[0];
    d[3] = p->r_i * (t->drive * p->i_0 * (1.0 - y[0]) + p->i_l * s.over -
                     (1.0 + p->a_c * (fmin(t->potency, 2.0) * y[2] + e->inputs.drug)) * y[3]);
    d[4] = p->k_st * t->trainable * strengthening * (1.0 - y[5]) * fmax(p->s_mx - y[4], 0.0) -
           p->k_det * (y[4] - t->strength * (1.0 - p->s_act * unused));
    d[5] = p->r_a * (p->a_mx * felt / (felt + p->s_50) - y[5]);
    double taught = 0.95 - sp(0.95 - s.pain / 10.0 - 0.5 * unused, 0.03);
    d[6] = p->k_hp * sp(taught - y[6], 0.02) - p->k_hm * control * y[6];
    d[7] = p->r_x * (t->responsive * p->x_m * exp(-fmax(time - e->contact, 0.0) / p->t_x) +
                     p->x_e * (strengthening + control) / 2.0 - y[7]);
}

void peer_start(const struct peer_case *e, double *y) {
    static const struct tdm_bio_inputs usual = {1, 0, 0, 0, 0, 1};
    const struct tdm_bio_parameters *p = e->p;
    for (int s = 0; s < PEER_STATES; s++) y[s] = 0.0;
    y[0] = e->traits->matrix;
    y[4] = e->traits->strength;
    y[6] = e->traits->habit;
    y[5] = p->a_mx / 2.0;
    for (int round = 0; round < 30; round++) {
        struct seen s = see(e, y, &usual, 0.0);
        y[3] = e->traits->drive * p->i_0 * (1.0 - y[0]) + p->i_l * s.over;
        double felt = larger(s.pain / 10.0, y[3]);
        y[5] = 0.5 * y[5] + 0.5 * p->a_mx * felt / (felt + p->s_50);
    }
    y[2] = 1.0;
    y[3] += p->j_f;
}
