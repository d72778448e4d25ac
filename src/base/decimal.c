/* decimal.c - checked integers and exact decimals. Whatever does not fit is refused, never rounded, except in
 * tdm_ratio_rounded, which is for display. No coefficient is ever INT64_MIN, so that every one has its negative. */
#include "base/base.h"

__extension__ typedef __int128 wide;
__extension__ typedef unsigned __int128 uwide;

static const int64_t tens[] = {
    1,
    10,
    100,
    1000,
    10000,
    100000,
    1000000,
    10000000,
    100000000,
    1000000000,
    10000000000,
    100000000000,
    1000000000000,
    10000000000000,
    100000000000000,
    1000000000000000,
    10000000000000000,
    100000000000000000,
    1000000000000000000,
};

/* ---- checked integers */

bool tdm_add_i64(int64_t a, int64_t b, int64_t *out) {
    int64_t sum;
    if (__builtin_add_overflow(a, b, &sum)) return false;
    *out = sum;
    return true;
}

bool tdm_mul_i64(int64_t a, int64_t b, int64_t *out) {
    int64_t product;
    if (__builtin_mul_overflow(a, b, &product)) return false;
    *out = product;
    return true;
}

bool tdm_parse_i64(tdm_str digits, int64_t *out) {
    bool negative = digits.len > 0 && digits.at[0] == '-';
    if (digits.len == (size_t)negative) return false;
    int64_t number = 0; /* built below zero, where there is room for one more */
    for (size_t i = negative; i < digits.len; i++) {
        if (digits.at[i] < '0' || digits.at[i] > '9') return false;
        if (!tdm_mul_i64(number, 10, &number) || !tdm_add_i64(number, '0' - digits.at[i], &number)) return false;
    }
    if (!negative && number == INT64_MIN) return false;
    *out = negative ? number : -number;
    return true;
}

/* ---- products compared exactly: up to 256 bits, in four limbs, the lowest first */

#define LIMBS 4

static void limbs_multiply(uint64_t limbs[LIMBS], uint64_t factor) {
    uint64_t carry = 0;
    for (size_t i = 0; i < LIMBS; i++) {
        uwide product = (uwide)limbs[i] * factor + carry;
        limbs[i] = (uint64_t)product;
        carry = (uint64_t)(product >> 64);
    }
    TDM_ASSERT(carry == 0);
}

int tdm_products_compare(const uint64_t *a, size_t a_count, const uint64_t *b, size_t b_count) {
    uint64_t left[LIMBS] = {1}, right[LIMBS] = {1};
    for (size_t i = 0; i < a_count; i++) limbs_multiply(left, a[i]);
    for (size_t i = 0; i < b_count; i++) limbs_multiply(right, b[i]);
    for (size_t i = LIMBS; i-- > 0;)
        if (left[i] != right[i]) return left[i] < right[i] ? -1 : 1;
    return 0;
}

/* ---- decimals */

static int sign_of(int64_t number) {
    return (number > 0) - (number < 0);
}

static uint64_t size_of(int64_t number) {
    return number < 0 ? 0 - (uint64_t)number : (uint64_t)number;
}

/* Drops zeros at the end as far as needed to fit a decimal; false when that is not enough. */
static bool decimal_fit(wide coefficient, int32_t scale, tdm_decimal *out) {
    while (scale > 0 && (scale > TDM_DECIMAL_SCALE_MAX || coefficient > INT64_MAX || coefficient < -INT64_MAX)) {
        if (coefficient % 10 != 0) return false;
        coefficient /= 10;
        scale--;
    }
    if (coefficient > INT64_MAX || coefficient < -INT64_MAX) return false;
    *out = (tdm_decimal){(int64_t)coefficient, scale};
    return true;
}

tdm_decimal tdm_decimal_of_int(int64_t whole) {
    TDM_ASSERT(whole != INT64_MIN);
    return (tdm_decimal){whole, 0};
}

bool tdm_decimal_parse(tdm_str text, tdm_decimal *out) {
    bool negative = text.len > 0 && text.at[0] == '-';
    size_t i = negative, scale = 0;
    int64_t coefficient = 0;
    bool has_whole = false, after_point = false;
    for (; i < text.len; i++) {
        char c = text.at[i];
        if (c == '.' && !after_point) {
            after_point = true;
            continue;
        }
        if (c < '0' || c > '9') return false;
        if (!tdm_mul_i64(coefficient, 10, &coefficient) || !tdm_add_i64(coefficient, c - '0', &coefficient))
            return false;
        if (after_point)
            scale++;
        else
            has_whole = true;
    }
    if (!has_whole || (after_point && scale == 0) || scale > TDM_DECIMAL_SCALE_MAX) return false;
    *out = (tdm_decimal){negative ? -coefficient : coefficient, (int32_t)scale};
    return true;
}

void tdm_decimal_print(struct tdm_buf *out, tdm_decimal number) {
    uint64_t size = size_of(number.coefficient), unit = (uint64_t)tens[number.scale];
    if (number.coefficient < 0) tdm_buf_char(out, '-');
    tdm_buf_int(out, (int64_t)(size / unit));
    if (number.scale == 0) return;
    tdm_buf_char(out, '.');
    uint64_t fraction = size % unit;
    for (int32_t place = number.scale - 1; place >= 0; place--)
        tdm_buf_char(out, (char)('0' + fraction / (uint64_t)tens[place] % 10));
}

int tdm_decimal_compare(tdm_decimal a, tdm_decimal b) {
    if (a.scale == b.scale) return (a.coefficient > b.coefficient) - (a.coefficient < b.coefficient);
    wide left = (wide)a.coefficient * tens[b.scale], right = (wide)b.coefficient * tens[a.scale];
    return (left > right) - (left < right);
}

bool tdm_decimal_add(tdm_decimal a, tdm_decimal b, tdm_decimal *out) {
    int32_t scale = a.scale > b.scale ? a.scale : b.scale;
    wide sum = (wide)a.coefficient * tens[scale - a.scale] + (wide)b.coefficient * tens[scale - b.scale];
    return decimal_fit(sum, scale, out);
}

bool tdm_decimal_subtract(tdm_decimal a, tdm_decimal b, tdm_decimal *out) {
    return tdm_decimal_add(a, (tdm_decimal){-b.coefficient, b.scale}, out);
}

bool tdm_decimal_multiply(tdm_decimal a, tdm_decimal b, tdm_decimal *out) {
    return decimal_fit((wide)a.coefficient * b.coefficient, a.scale + b.scale, out);
}

tdm_decimal tdm_decimal_abs(tdm_decimal a) {
    return (tdm_decimal){a.coefficient < 0 ? -a.coefficient : a.coefficient, a.scale};
}

tdm_decimal tdm_decimal_trim(tdm_decimal a) {
    while (a.scale > 0 && a.coefficient % 10 == 0) {
        a.coefficient /= 10;
        a.scale--;
    }
    return a;
}

int tdm_ratio_compare(tdm_decimal a, tdm_decimal b, tdm_decimal c, tdm_decimal d) {
    TDM_ASSERT(b.coefficient > 0 && d.coefficient > 0);
    int sign = sign_of(a.coefficient);
    if (sign != sign_of(c.coefficient)) return sign < sign_of(c.coefficient) ? -1 : 1;
    if (sign == 0) return 0;
    /* a/b against c/d is a*d against c*b; each side takes the other's scales as powers of ten. */
    const uint64_t left[] = {size_of(a.coefficient), (uint64_t)d.coefficient, (uint64_t)tens[c.scale + b.scale]};
    const uint64_t right[] = {size_of(c.coefficient), (uint64_t)b.coefficient, (uint64_t)tens[a.scale + d.scale]};
    return sign * tdm_products_compare(left, 3, right, 3);
}

tdm_decimal tdm_ratio_rounded(tdm_decimal a, tdm_decimal b, int32_t scale) {
    TDM_ASSERT(b.coefficient != 0 && scale >= 0 && scale <= TDM_DECIMAL_SCALE_MAX);
    bool negative = (a.coefficient < 0) != (b.coefficient < 0);
    for (;; scale--) {
        uwide top = (uwide)size_of(a.coefficient) * (uwide)tens[scale + b.scale];
        uwide bottom = (uwide)size_of(b.coefficient) * (uwide)tens[a.scale];
        uwide quotient = top / bottom, twice_rest = top % bottom * 2;
        if (twice_rest > bottom || (twice_rest == bottom && quotient % 2 == 1)) quotient++;
        /* Too large for as many digits: fewer are shown, and at the very end the largest number there is. */
        if (quotient > INT64_MAX && scale > 0) continue;
        int64_t size = quotient > INT64_MAX ? INT64_MAX : (int64_t)quotient;
        return (tdm_decimal){negative ? -size : size, scale};
    }
}
