/* vector.h - eight patients in one value: arithmetic of the compiler's vectors, exp and log1p of our own, so that every
 * instruction set gives the same bytes. Elementwise operations only: no sum across patients, no fused multiply-add. */
#ifndef TDM_BIOLOGY_VECTOR_H
#define TDM_BIOLOGY_VECTOR_H

#include <stdint.h>

/* All of it is put in line: how a vector would be passed to a function does not matter. */
#pragma GCC diagnostic ignored "-Wpsabi"

#define BIO_LANES 8
typedef double bio_vec __attribute__((vector_size(8 * BIO_LANES)));
typedef uint64_t bio_mask __attribute__((vector_size(8 * BIO_LANES)));

#define BIO_INLINE static inline __attribute__((always_inline))

/* Reinterpreted, and chosen lane by lane: `mask` is all ones or all zeros a lane. */
#define BIO_SELECT(mask, yes, no) \
    ((bio_vec)(((bio_mask)(mask) & (bio_mask)(yes)) | (~(bio_mask)(mask) & (bio_mask)(no))))
#define BIO_ALL(x)                ((bio_vec){(x), (x), (x), (x), (x), (x), (x), (x)})

BIO_INLINE bio_vec bio_max(bio_vec a, bio_vec b) { return BIO_SELECT(a > b, a, b); }
BIO_INLINE bio_vec bio_min(bio_vec a, bio_vec b) { return BIO_SELECT(a < b, a, b); }
BIO_INLINE bio_vec bio_clip(bio_vec x, double least, double most) {
    return bio_min(bio_max(x, BIO_ALL(least)), BIO_ALL(most));
}

/* e^x for x in [-700, 700]; beyond it the end's value. x = n ln 2 + r with |r| <= ln 2 / 2, e^r by its series to r^13
 * (rest below 5e-18), times 2^n by adding to the exponent. Relative error below 3e-16 (biology_test). */
BIO_INLINE bio_vec bio_exp(bio_vec x) {
    const double magic = 6755399441055744.0; /* 1.5 * 2^52: the sum's low bits are the nearest whole number */
    x = bio_clip(x, -700.0, 700.0);
    bio_vec shifted = x * 1.4426950408889634074 + magic;
    bio_vec n = shifted - magic;
    bio_vec r = (x - n * 0.693147180369123816490) - n * 1.90821492927058770002e-10;
    bio_vec sum = BIO_ALL(1.0 / 6227020800.0);
    sum = sum * r + 1.0 / 479001600.0;
    sum = sum * r + 1.0 / 39916800.0;
    sum = sum * r + 1.0 / 3628800.0;
    sum = sum * r + 1.0 / 362880.0;
    sum = sum * r + 1.0 / 40320.0;
    sum = sum * r + 1.0 / 5040.0;
    sum = sum * r + 1.0 / 720.0;
    sum = sum * r + 1.0 / 120.0;
    sum = sum * r + 1.0 / 24.0;
    sum = sum * r + 1.0 / 6.0;
    sum = sum * r + 0.5;
    sum = sum * (r * r) + r + 1.0;
    bio_mask exponent = (bio_mask)shifted << 52; /* the whole number stands in the low bits */
    return (bio_vec)((bio_mask)sum + exponent);
}

/* log(1 + y) for y in [0, 1]. Above sqrt 2 - 1 the half is taken off first; log((1+s)/(1-s)) = 2 (s + s^3/3 + ...) with
 * |s| <= 0.1716, to s^19 (rest below 1e-17). */
BIO_INLINE bio_vec bio_log1p(bio_vec y) {
    bio_mask large = (bio_mask)(y > 0.41421356237309504880);
    bio_vec s = BIO_SELECT(large, y - 1.0, y) / BIO_SELECT(large, y + 3.0, y + 2.0);
    bio_vec q = s * s;
    bio_vec sum = BIO_ALL(1.0 / 19.0);
    sum = sum * q + 1.0 / 17.0;
    sum = sum * q + 1.0 / 15.0;
    sum = sum * q + 1.0 / 13.0;
    sum = sum * q + 1.0 / 11.0;
    sum = sum * q + 1.0 / 9.0;
    sum = sum * q + 1.0 / 7.0;
    sum = sum * q + 1.0 / 5.0;
    sum = sum * q + 1.0 / 3.0;
    sum = sum * q + 1.0;
    return 2.0 * s * sum + BIO_SELECT(large, BIO_ALL(0.69314718055994530942), BIO_ALL(0.0));
}

/* width * log(1 + e^(x / width)): a corner at 0 rounded off over about `width`, so that the equations stay smooth. */
BIO_INLINE bio_vec bio_softplus(bio_vec x, double width) {
    bio_vec size = bio_max(x, -x);
    return bio_max(x, BIO_ALL(0.0)) + width * bio_log1p(bio_exp(size * (-1.0 / width)));
}

/* log(e^(8a) + e^(8b)) / 8: the larger of two, rounded off where they are alike. */
BIO_INLINE bio_vec bio_smooth_max(bio_vec a, bio_vec b) {
    bio_vec apart = a - b;
    return bio_max(a, b) + bio_log1p(bio_exp(bio_max(apart, -apart) * -8.0)) / 8.0;
}

#endif
