/* parameters.h - the parameters of the two-level model, one row each: symbol of the equations, word of the notation, unit,
 * least and most that the equations bear. Their values, priors and sources are data (data/lab/); none stands in C. */
#ifndef TDM_BIOLOGY_PARAMETERS_H
#define TDM_BIOLOGY_PARAMETERS_H

/* clang-format off */
#define TDM_BIO_PARAMETERS(X)                                                                                          \
    X(k_c, "cell-loss", "per week", 0, 24) X(k_s, "repair-made", "per week", 0, 24)                                    \
    X(k_m, "repair-matures", "per week", 0, 24) X(k_d, "repair-disrupted", "per week", 0, 24)                          \
    X(l_r, "repair-tolerance", "load", 0.1, 10) X(g_0, "maturing-floor", "share", 0, 1)                                \
    X(l_opt, "maturing-load", "load", 0, 10) X(w_l, "maturing-width", "load", 0.05, 10)                                \
    X(e_ai, "drug-blunting", "share", 0, 1) X(k_x, "matrix-loss", "per week", 0, 24)                                   \
    X(r_i, "inflammation-rate", "per week", 0, 24) X(i_0, "inflammation-drive", "inflammation", 0, 10)                 \
    X(i_l, "inflammation-overload", "inflammation per load", 0, 10) X(a_c, "inflammation-damping", "share", 0, 10)     \
    X(j_f, "procedure-flare", "inflammation", 0, 10)                                                                   \
    X(l_0, "capacity-floor", "load", 0, 10) X(l_1, "capacity-matrix", "load", 0, 10)                                   \
    X(k_w, "weakness-sharing", "load per strength", 0, 10) X(k_h, "habit-sharing", "load per habit", 0, 10)            \
    X(d_o, "overload-width", "load", 0.01, 10)                                                                         \
    X(k_st, "strength-gain", "per week", 0, 24) X(s_mx, "strength-ceiling", "strength", 0.1, 10)                       \
    X(k_det, "detraining", "per week", 0, 24) X(s_act, "disuse", "share", 0, 1)                                        \
    X(r_a, "inhibition-rate", "per week", 0, 24) X(a_mx, "inhibition-ceiling", "share", 0, 1)                          \
    X(s_50, "inhibition-half", "pain or inflammation", 0.01, 10)                                                       \
    X(k_hp, "habit-acquired", "per week", 0, 24) X(k_hm, "habit-retrained", "per week", 0, 24)                         \
    X(p_i, "pain-inflammation", "points", 0, 100) X(p_l, "pain-overload", "points per load", 0, 100)                   \
    X(p_0, "pain-floor", "points", 0, 10)                                                                              \
    X(x_m, "relief-context", "points", 0, 10) X(x_e, "relief-exercise", "points", 0, 10)                               \
    X(r_x, "relief-rate", "per week", 0, 24) X(t_x, "context-fades", "weeks", 1, 1000)                                 \
    X(s_f, "flare-size", "points", 0, 10) X(t_f, "flare-memory", "weeks", 0.1, 100)                                    \
    X(x_f, "function-relief", "share", 0, 10) X(a_p, "function-pain", "points per point", 0, 100)                      \
    X(a_s, "function-strength", "points per strength", 0, 100) X(a_h, "function-habit", "points per habit", 0, 100)    \
    X(k_p, "koos-pain-per-point", "points per point", 0, 100)
/* clang-format on */

#endif
