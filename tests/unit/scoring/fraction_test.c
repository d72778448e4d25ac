/* fraction_test.c - fractions stay exact or are refused; rounding is half up and for display only. */
#include "check.h"
#include "scoring/scoring.h"

static tdm_str printed(struct tdm_arena *mem, int64_t above, int64_t below, uint32_t digits) {
    struct tdm_buf out;
    tdm_buf_init(&out, mem, 256);
    tdm_fraction_print(&out, (tdm_fraction){above, below}, digits);
    return tdm_buf_str(&out);
}

TEST("a fraction is printed rounded half up, on both sides of zero [S79 M35]") {
    CHECK_STR(printed(mem, 3000, 87, 2), "34.48");
    CHECK_STR(printed(mem, 249, 20, 1), "12.5"); /* 12.45 */
    CHECK_STR(printed(mem, 1, 20, 1), "0.1");
    CHECK_STR(printed(mem, -1, 20, 1), "-0.1");
    CHECK_STR(printed(mem, -1, 100, 1), "0.0"); /* no minus before nothing */
    CHECK_STR(printed(mem, 199, 2, 0), "100");
    CHECK_STR(printed(mem, 2, 3, 9), "0.666666667");
    CHECK_STR(printed(mem, INT64_MAX, 1, 0), "9223372036854775807");
    CHECK_STR(printed(mem, 5, 1, 3), "5.000");
}

TEST("sums, products and quotients are in lowest terms [S79]") {
    tdm_fraction out;
    CHECK(tdm_fraction_add((tdm_fraction){1, 6}, (tdm_fraction){1, 3}, &out) && out.above == 1 && out.below == 2);
    CHECK(tdm_fraction_subtract((tdm_fraction){1, 6}, (tdm_fraction){1, 6}, &out) && out.above == 0 && out.below == 1);
    CHECK(tdm_fraction_multiply((tdm_fraction){-2, 3}, (tdm_fraction){9, 4}, &out) && out.above == -3 &&
          out.below == 2);
    CHECK(tdm_fraction_divide((tdm_fraction){3, 4}, (tdm_fraction){-3, 2}, &out) && out.above == -1 && out.below == 2);
    out = tdm_fraction_of((tdm_decimal){2250, 3});
    CHECK(out.above == 9 && out.below == 4);
}

TEST("what does not fit, and nothing divided by zero, is refused and leaves the result alone [S79]") {
    tdm_fraction out = {7, 1};
    CHECK(!tdm_fraction_divide((tdm_fraction){1, 1}, (tdm_fraction){0, 1}, &out));
    CHECK(!tdm_fraction_multiply((tdm_fraction){INT64_MAX, 1}, (tdm_fraction){2, 1}, &out));
    CHECK(!tdm_fraction_add((tdm_fraction){INT64_MAX, 1}, (tdm_fraction){1, 1}, &out));
    CHECK(!tdm_fraction_add((tdm_fraction){1, INT64_MAX}, (tdm_fraction){1, INT64_MAX - 1}, &out));
    CHECK_INT(out.above, 7);
    CHECK_INT(tdm_fraction_compare((tdm_fraction){INT64_MAX, 2}, (tdm_fraction){INT64_MAX - 1, 2}), 1);
    CHECK_INT(tdm_fraction_compare((tdm_fraction){2, 6}, (tdm_fraction){1, 3}), 0);
    CHECK_INT(tdm_fraction_compare((tdm_fraction){-1, 2}, (tdm_fraction){-1, 3}), -1);
}
