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

#define BIO_LOG2_E 1.4426950408889634074

/* 2^x for x in [-1000, 1000]. x = n + r with |r| <= 1/2; 2^r = 1 + r ln 2 + r^2 Q(r), where Q goes through the Chebyshev
 * points, in pairs so that no product waits long for another; times 2^n by adding to the exponent. Off by at most 2.3e-10
 * of itself (biology_test): a step is off by 6e-7, and each further place costs time. */
BIO_INLINE bio_vec bio_exp2_inside(bio_vec x) {
    const double magic = 6755399441055744.0; /* 1.5 * 2^52: the sum's low bits are the nearest whole number */
    bio_vec shifted = x + magic, r = x - (shifted - magic), r2 = r * r;
    bio_vec low = (1.0 + r * 0.6931471805599453) + r2 * (0.24022650760568126 + r * 0.05550410871460073);
    bio_vec high =
        (0.00961808255727785 + r * 0.0013333522307609031) + r2 * (0.00015453162945120688 + r * 1.5290948549920597e-05);
    bio_vec sum = low + (r2 * r2) * high;
    bio_mask exponent = (bio_mask)shifted << 52; /* the whole number stands in the low bits */
    return (bio_vec)((bio_mask)sum + exponent);
}

/* 2^x for x <= 0; below the range the end's value. */
BIO_INLINE bio_vec bio_exp2_down(bio_vec x) { return bio_exp2_inside(bio_max(x, BIO_ALL(-1000.0))); }

/* e^x, beyond the range the end's value; and for x <= 0. */
BIO_INLINE bio_vec bio_exp(bio_vec x) {
    return bio_exp2_inside(bio_min(bio_max(x * BIO_LOG2_E, BIO_ALL(-1000.0)), BIO_ALL(1000.0)));
}
BIO_INLINE bio_vec bio_exp_down(bio_vec x) { return bio_exp2_down(x * BIO_LOG2_E); }

/* log(1 + y) for y in [0, 1], as y P(y) through the Chebyshev points: off by at most 8.5e-10 of the whole. A division would
 * need four products fewer and takes longer than they do. */
BIO_INLINE bio_vec bio_log1p(bio_vec y) {
    bio_vec y2 = y * y, y4 = y2 * y2;
    bio_vec low = (0.9999999991556823 - y * 0.4999997949139123) + y2 * (0.3333249754352652 - y * 0.24986496459409926);
    bio_vec middle = (0.19885820285008451 - y * 0.16087623009295732) + y2 * (0.12377995867871511 - y * 0.08188040923582843);
    bio_vec high = (0.041006573693958395 - y * 0.013187826565578388) + y2 * 0.0019866965936534606;
    return y * (low + y4 * (middle + y4 * high));
}

/* -|x|. */
BIO_INLINE bio_vec bio_down(bio_vec x) {
    const bio_mask sign = (bio_mask)BIO_ALL(-0.0);
    return (bio_vec)((bio_mask)x | sign);
}

/* width * log(1 + e^(x / width)): a corner at 0 rounded off over about `width`, so that the equations stay smooth. */
BIO_INLINE bio_vec bio_softplus(bio_vec x, double width) {
    return bio_max(x, BIO_ALL(0.0)) + width * bio_log1p(bio_exp2_down(bio_down(x * (BIO_LOG2_E / width))));
}

/* log(e^(8a) + e^(8b)) / 8: the larger of two, rounded off where they are alike. */
BIO_INLINE bio_vec bio_smooth_max(bio_vec a, bio_vec b) {
    return bio_max(a, b) + 0.125 * bio_log1p(bio_exp2_down(bio_down((a - b) * (8.0 * BIO_LOG2_E))));
}

#endif
