/* vector.h - some patients in one value: arithmetic of the compiler's vectors, exp and log1p of our own, so that every
 * instruction set gives the same bytes. Elementwise operations only: no sum across patients, no fused multiply-add. How
 * many patients one value holds is the width of the instruction set that a file is compiled for. */
#ifndef TDM_BIOLOGY_VECTOR_H
#define TDM_BIOLOGY_VECTOR_H

#include <stdint.h>
#include <string.h>
#if defined(__SSE2__)
#include <immintrin.h>
#endif

/* All of it is put in line: how a vector would be passed to a function does not matter. */
#pragma GCC diagnostic ignored "-Wpsabi"

#ifndef BIO_WIDTH
#define BIO_WIDTH 2
#endif
typedef double bio_vec __attribute__((vector_size(8 * BIO_WIDTH)));
typedef uint64_t bio_mask __attribute__((vector_size(8 * BIO_WIDTH)));

#define BIO_INLINE static inline __attribute__((always_inline))

/* Reinterpreted, and chosen lane by lane: `mask` is all ones or all zeros a lane. */
#define BIO_SELECT(mask, yes, no) \
    ((bio_vec)(((bio_mask)(mask) & (bio_mask)(yes)) | (~(bio_mask)(mask) & (bio_mask)(no))))
#define BIO_ALL(x) ((x) - (bio_vec){0.0})

BIO_INLINE bio_vec bio_load(const double *from) {
    bio_vec out;
    memcpy(&out, from, sizeof out);
    return out;
}
BIO_INLINE void bio_store(double *to, bio_vec from) { memcpy(to, &from, sizeof from); }

/* a > b ? a : b, and a < b ? a : b: what these instructions are, to the zero's sign. */
#if BIO_WIDTH == 8 && defined(__AVX512F__)
BIO_INLINE bio_vec bio_max(bio_vec a, bio_vec b) { return (bio_vec)_mm512_max_pd((__m512d)a, (__m512d)b); }
BIO_INLINE bio_vec bio_min(bio_vec a, bio_vec b) { return (bio_vec)_mm512_min_pd((__m512d)a, (__m512d)b); }
#elif BIO_WIDTH == 4 && defined(__AVX__)
BIO_INLINE bio_vec bio_max(bio_vec a, bio_vec b) { return (bio_vec)_mm256_max_pd((__m256d)a, (__m256d)b); }
BIO_INLINE bio_vec bio_min(bio_vec a, bio_vec b) { return (bio_vec)_mm256_min_pd((__m256d)a, (__m256d)b); }
#elif BIO_WIDTH == 2 && defined(__SSE2__)
BIO_INLINE bio_vec bio_max(bio_vec a, bio_vec b) { return (bio_vec)_mm_max_pd((__m128d)a, (__m128d)b); }
BIO_INLINE bio_vec bio_min(bio_vec a, bio_vec b) { return (bio_vec)_mm_min_pd((__m128d)a, (__m128d)b); }
#else
BIO_INLINE bio_vec bio_max(bio_vec a, bio_vec b) { return BIO_SELECT(a > b, a, b); }
BIO_INLINE bio_vec bio_min(bio_vec a, bio_vec b) { return BIO_SELECT(a < b, a, b); }
#endif

/* e^x for x in [-700, 700]. x = n ln 2 + r with |r| <= ln 2 / 2; e^r = 1 + r + r^2 Q(r), where Q goes through the Chebyshev
 * points; times 2^n by adding to the exponent. Off by at most 4.4e-12 of itself (biology_test): a day's step is off by 4e-7,
 * and each further place costs time. */
BIO_INLINE bio_vec bio_exp_inside(bio_vec x) {
    const double magic = 6755399441055744.0; /* 1.5 * 2^52: the sum's low bits are the nearest whole number */
    bio_vec shifted = x * 1.4426950408889634074 + magic;
    bio_vec r = x - (shifted - magic) * 0.69314718055994530942;
    bio_vec sum = r * 2.4859578234236677e-05 + 0.00019899273970266023;
    sum = sum * r + 0.0013888854049600872;
    sum = sum * r + 0.008333298483740934;
    sum = sum * r + 0.04166666671898088;
    sum = sum * r + 0.1666666671899754;
    sum = sum * r + 0.5;
    sum = sum * r + 1.0;
    sum = sum * r + 1.0;
    bio_mask exponent = (bio_mask)shifted << 52; /* the whole number stands in the low bits */
    return (bio_vec)((bio_mask)sum + exponent);
}

/* Beyond the range the end's value. */
BIO_INLINE bio_vec bio_exp(bio_vec x) {
    return bio_exp_inside(bio_min(bio_max(x, BIO_ALL(-700.0)), BIO_ALL(700.0)));
}

/* e^x for x <= 0. */
BIO_INLINE bio_vec bio_exp_down(bio_vec x) { return bio_exp_inside(bio_max(x, BIO_ALL(-700.0))); }

/* Half of log(1 + y) for y in [0, 1]: s (1 + q P(q)) with s = y / (y + 2) <= 1/3 and q = s^2; P through the Chebyshev points,
 * off by at most 9.9e-12 of the whole. */
BIO_INLINE bio_vec bio_half_log1p(bio_vec y) {
    bio_vec s = y / (y + 2.0);
    bio_vec q = s * s;
    bio_vec sum = q * 0.10393808427873376 + 0.08732351232720387;
    sum = sum * q + 0.11132355604500663;
    sum = sum * q + 0.1428515286094183;
    sum = sum * q + 0.2000000538497483;
    sum = sum * q + 0.33333333325011805;
    sum = sum * q + 1.0;
    return s * sum;
}

BIO_INLINE bio_vec bio_log1p(bio_vec y) { return 2.0 * bio_half_log1p(y); }

/* -|x|. */
BIO_INLINE bio_vec bio_down(bio_vec x) {
    const bio_mask sign = (bio_mask)BIO_ALL(-0.0);
    return (bio_vec)((bio_mask)x | sign);
}

/* width * log(1 + e^(x / width)): a corner at 0 rounded off over about `width`, so that the equations stay smooth. */
BIO_INLINE bio_vec bio_softplus(bio_vec x, double width) {
    return bio_max(x, BIO_ALL(0.0)) + (2.0 * width) * bio_half_log1p(bio_exp_down(bio_down(x * (1.0 / width))));
}

/* log(e^(8a) + e^(8b)) / 8: the larger of two, rounded off where they are alike. */
BIO_INLINE bio_vec bio_smooth_max(bio_vec a, bio_vec b) {
    return bio_max(a, b) + 0.25 * bio_half_log1p(bio_exp_down(bio_down((a - b) * 8.0)));
}

#endif
