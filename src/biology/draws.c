/* draws.c - numbers between 0 and 1 and normal ones, drawn by counting: number `index` of a patient's purpose is the
 * same whatever else is drawn. The normal is the inverse of its distribution function (Wichura 1988, algorithm AS 241,
 * Appl Stat 37:477, routine PPND16), so that one index gives one number. */
#include "base/random.h"
#include "biology/people.h"
#include "biology/vector.h"

#include <math.h>

double tdm_bio_exp(double x) {
    return bio_exp(BIO_ALL(x))[0];
}

/* log x for x > 0: the exponent times ln 2, and the rest by log1p of our own. */
double tdm_bio_log(double x) {
    union {
        double number;
        uint64_t bits;
    } in = {.number = x};
    int64_t exponent = (int64_t)(in.bits >> 52) - 1023;
    in.bits = (in.bits & 0x000fffffffffffffu) | 0x3ff0000000000000u; /* 1 <= number < 2 */
    return (double)exponent * 0.69314718055994530942 + bio_log1p(BIO_ALL(in.number - 1.0))[0];
}

double tdm_bio_uniform(uint64_t seed, uint32_t patient, enum tdm_bio_purpose purpose, uint32_t index) {
    const uint32_t counter[4] = {index / 2, patient, purpose, 0x62696f6cu /* not a stream of the cohort */};
    const uint32_t key[2] = {(uint32_t)seed, (uint32_t)(seed >> 32)};
    uint32_t block[4];
    tdm_philox(counter, key, block);
    uint32_t at = 2 * (index % 2);
    uint64_t bits = ((uint64_t)block[at] << 32 | block[at + 1]) >> 11;
    return ((double)bits + 0.5) * (1.0 / 9007199254740992.0); /* never 0, never 1 */
}

static double ratio_of(const double top[8], const double bottom[7], double x) {
    double above = top[7], below = bottom[6];
    for (int i = 6; i >= 0; i--) above = above * x + top[i];
    for (int i = 5; i >= 0; i--) below = below * x + bottom[i];
    return above / (below * x + 1.0);
}

double tdm_bio_normal_at(double u) {
    static const double middle_top[8] = {3.3871328727963666080e0, 1.3314166789178437745e2, 1.9715909503065514427e3,
                                         1.3731693765509461125e4, 4.5921953931549871457e4, 6.7265770927008700853e4,
                                         3.3430575583588128105e4, 2.5090809287301226727e3};
    static const double middle_bottom[7] = {4.2313330701600911252e1, 6.8718700749205790830e2, 5.3941960214247511077e3,
                                            2.1213794301586595867e4, 3.9307895800092710610e4, 2.8729085735721942674e4,
                                            5.2264952788528545610e3};
    static const double near_top[8] = {1.42343711074968357734e0,  4.63033784615654529590e0, 5.76949722146069140550e0,
                                       3.64784832476320460504e0,  1.27045825245236838258e0, 2.41780725177450611770e-1,
                                       2.27238449892691845833e-2, 7.74545014278341407640e-4};
    static const double near_bottom[7] = {
        2.05319162663775882187e0,  1.67638483018380384940e0,  6.89767334985100004550e-1, 1.48103976427480074590e-1,
        1.51986665636164571966e-2, 5.47593808499534494600e-4, 1.05075007164441684324e-9};
    static const double far_top[8] = {6.65790464350110377720e0,  5.46378491116411436990e0,  1.78482653991729133580e0,
                                      2.96560571828504891230e-1, 2.65321895265761230930e-2, 1.24266094738807843860e-3,
                                      2.71155556874348757815e-5, 2.01033439929228813265e-7};
    static const double far_bottom[7] = {
        5.99832206555887937690e-1, 1.36929880922735805310e-1, 1.48753612908506148525e-2, 7.86869131145613259100e-4,
        1.84631831751005468180e-5, 1.42151175831644588870e-7, 2.04426310338993978564e-15};
    double off = u - 0.5;
    if (off <= 0.425 && off >= -0.425) return off * ratio_of(middle_top, middle_bottom, 0.180625 - off * off);
    double tail = sqrt(-tdm_bio_log(off < 0.0 ? u : 1.0 - u));
    double size = tail <= 5.0 ? ratio_of(near_top, near_bottom, tail - 1.6) : ratio_of(far_top, far_bottom, tail - 5.0);
    return off < 0.0 ? -size : size;
}

double tdm_bio_normal(uint64_t seed, uint32_t patient, enum tdm_bio_purpose purpose, uint32_t index) {
    return tdm_bio_normal_at(tdm_bio_uniform(seed, patient, purpose, index));
}
