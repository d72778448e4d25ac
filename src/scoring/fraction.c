/* fraction.c - exact fractions: what does not fit 64 bits in lowest terms is refused, never rounded. */
#include "scoring/scoring_int.h"

__extension__ typedef __int128 wide;
__extension__ typedef unsigned __int128 uwide;

static uwide common(uwide a, uwide b) {
    while (b != 0) {
        uwide rest = a % b;
        a = b;
        b = rest;
    }
    return a;
}

/* The same for what fits 64 bits, as nearly every score does: a 128-bit division is a call into the compiler's library.
 */
static uint64_t common_small(uint64_t a, uint64_t b) {
    while (b != 0) {
        uint64_t rest = a % b;
        a = b;
        b = rest;
    }
    return a;
}

static bool settle(wide above, wide below, tdm_fraction *out) {
    if (below == 0) return false;
    if (below < 0) {
        above = -above;
        below = -below;
    }
    bool small = above > INT64_MIN && above < INT64_MAX && below < INT64_MAX;
    if (small && below == 1) {
        *out = (tdm_fraction){(int64_t)above, 1};
        return true;
    }
    uwide size = above < 0 ? -(uwide)above : (uwide)above;
    wide divisor = small ? (wide)common_small((uint64_t)size, (uint64_t)below) : (wide)common(size, (uwide)below);
    above /= divisor;
    below /= divisor;
    if (above <= INT64_MIN || above > INT64_MAX || below > INT64_MAX) return false;
    *out = (tdm_fraction){(int64_t)above, (int64_t)below};
    return true;
}

tdm_fraction tdm_fraction_of(tdm_decimal number) {
    static const int64_t tens[] = {1, 10, 100, 1000, 10000, 100000, 1000000, 10000000, 100000000, 1000000000};
    tdm_fraction out;
    bool fits = settle(number.coefficient, tens[number.scale], &out);
    TDM_ASSERT(fits);
    return out;
}

bool tdm_fraction_add(tdm_fraction a, tdm_fraction b, tdm_fraction *out) {
    if (a.below == b.below) return settle((wide)a.above + b.above, a.below, out);
    return settle((wide)a.above * b.below + (wide)b.above * a.below, (wide)a.below * b.below, out);
}

bool tdm_fraction_subtract(tdm_fraction a, tdm_fraction b, tdm_fraction *out) {
    return tdm_fraction_add(a, (tdm_fraction){-b.above, b.below}, out);
}

bool tdm_fraction_multiply(tdm_fraction a, tdm_fraction b, tdm_fraction *out) {
    return settle((wide)a.above * b.above, (wide)a.below * b.below, out);
}

bool tdm_fraction_divide(tdm_fraction a, tdm_fraction b, tdm_fraction *out) {
    return settle((wide)a.above * b.below, (wide)a.below * b.above, out);
}

int tdm_fraction_compare(tdm_fraction a, tdm_fraction b) {
    wide left = (wide)a.above * b.below, right = (wide)b.above * a.below;
    return (left > right) - (left < right);
}

void tdm_fraction_print(struct tdm_buf *out, tdm_fraction number, uint32_t digits) {
    uwide power = 1, size = number.above < 0 ? (uwide) - (wide)number.above : (uwide)number.above;
    for (uint32_t i = 0; i < digits && i < 9; i++) power *= 10;
    uwide below = (uwide)number.below, whole = (size * power * 2 + below) / (below * 2); /* half up */
    if (number.above < 0 && whole != 0) tdm_buf_char(out, '-');
    TDM_ASSERT(whole / power <= (uwide)INT64_MAX);
    tdm_buf_int(out, (int64_t)(whole / power));
    if (digits == 0) return;
    tdm_buf_char(out, '.');
    for (uwide at = power / 10, rest = whole % power; at > 0; at /= 10) {
        tdm_buf_char(out, (char)('0' + (int)(rest / at)));
        rest %= at;
    }
}

void tdm_fraction_print_exact(struct tdm_buf *out, tdm_fraction number) {
    tdm_buf_int(out, number.above);
    if (number.below == 1) return;
    tdm_buf_char(out, '/');
    tdm_buf_int(out, number.below);
}
