/* decimal_test.c - checked integers, exact decimals, exact ratios. */
#include "check.h"
#include "dies.h"

static tdm_decimal dec(const char *text) {
    tdm_decimal number = {-77, 7};
    if (!tdm_decimal_parse(tdm_str_of(text), &number))
        check_failed(__FILE__, __LINE__, "\"%s\" is not a decimal", text);
    return number;
}

static tdm_str text_of(struct tdm_arena *mem, tdm_decimal number) {
    struct tdm_buf out;
    tdm_buf_init(&out, mem, 100);
    tdm_decimal_print(&out, number);
    return tdm_buf_str(&out);
}

/* ---- integers */

TEST("sums and products that do not fit are refused and leave the result alone") {
    int64_t n = 5;
    CHECK(tdm_add_i64(INT64_MAX, 0, &n));
    CHECK_INT(n, INT64_MAX);
    CHECK(!tdm_add_i64(INT64_MAX, 1, &n));
    CHECK(!tdm_add_i64(INT64_MIN, -1, &n));
    CHECK_INT(n, INT64_MAX);
    CHECK(tdm_mul_i64(INT64_C(3037000499), INT64_C(3037000499), &n));
    CHECK_INT(n, INT64_C(9223372030926249001));
    CHECK(!tdm_mul_i64(INT64_C(3037000500), INT64_C(3037000500), &n));
    CHECK(!tdm_mul_i64(INT64_MIN, -1, &n));
    CHECK_INT(n, INT64_C(9223372030926249001));
}

TEST("an integer is digits, perhaps with a minus sign, and nothing else") {
    static const struct {
        const char *text;
        int64_t number;
    } good[] = {{"0", 0},    {"7", 7},
                {"-0", 0},   {"-12", -12},
                {"007", 7},  {"9223372036854775807", INT64_MAX},
                {"90", 90},  {"-9223372036854775808", INT64_MIN},
                {"189", 189}};
    static const char *const bad[] = {"",
                                      "-",
                                      "+1",
                                      " 1",
                                      "1 ",
                                      "1.0",
                                      "--1",
                                      "1-",
                                      "a",
                                      "0x1",
                                      "1e3",
                                      ":",
                                      "/",
                                      "9223372036854775808",
                                      "-9223372036854775809",
                                      "92233720368547758070",
                                      "\xD9\xA1"};
    int64_t n = -5;
    for (size_t i = 0; i < TDM_COUNT(bad); i++) CHECK(!tdm_parse_i64(tdm_str_of(bad[i]), &n));
    CHECK(!tdm_parse_i64((tdm_str){NULL, 0}, &n));
    CHECK_INT(n, -5);
    for (size_t i = 0; i < TDM_COUNT(good); i++) {
        CHECK(tdm_parse_i64(tdm_str_of(good[i].text), &n));
        CHECK_INT(n, good[i].number);
    }
}

/* ---- reading and printing */

TEST("decimals keep their digits as written") {
    static const char *const same[] = {"0",
                                       "1",
                                       "-1",
                                       "2.50",
                                       "0.1",
                                       "-0.05",
                                       "10.000",
                                       "0.000000001",
                                       "-0.000000001",
                                       "9223372036854775807",
                                       "-9223372036854775807",
                                       "9223372036.854775807",
                                       "1000000000000000000",
                                       "0.00",
                                       "12345.6789",
                                       "90.09"};
    for (size_t i = 0; i < TDM_COUNT(same); i++) CHECK_STR(text_of(mem, dec(same[i])), same[i]);
    CHECK_STR(text_of(mem, dec("-0")), "0");
    CHECK_STR(text_of(mem, dec("-0.00")), "0.00");
    CHECK_STR(text_of(mem, dec("007.5")), "7.5");
    CHECK_INT(dec("2.50").coefficient, 250);
    CHECK_INT(dec("2.50").scale, 2);
    CHECK_INT(dec("-3").scale, 0);
    CHECK_STR(text_of(mem, tdm_decimal_of_int(-42)), "-42");
}

TEST("what is not a decimal is refused and leaves the result alone") {
    static const char *const bad[] = {"",
                                      "-",
                                      ".",
                                      ".5",
                                      "5.",
                                      "-.5",
                                      "1.2.3",
                                      "1,5",
                                      "+1",
                                      "1e5",
                                      " 1",
                                      "1 ",
                                      "--1",
                                      "1-",
                                      "1.-5",
                                      "0x1",
                                      "NaN",
                                      "1.0000000000",
                                      "0.1234567891",
                                      "9223372036854775808",
                                      "-9223372036854775808",
                                      "922337203685477580.70",
                                      "1/2",
                                      "1:2",
                                      "\xD9\xA1",
                                      "1_000"};
    tdm_decimal n = {7, 3};
    for (size_t i = 0; i < TDM_COUNT(bad); i++) CHECK(!tdm_decimal_parse(tdm_str_of(bad[i]), &n));
    CHECK(!tdm_decimal_parse((tdm_str){NULL, 0}, &n));
    CHECK_INT(n.coefficient, 7);
    CHECK_INT(n.scale, 3);
}

/* ---- arithmetic */

TEST("decimals are compared exactly at any scale") {
    /* in order */
    static const char *const order[] = {"-9223372036854775807",
                                        "-9223372036.854775807",
                                        "-9223372036",
                                        "-1.1",
                                        "-1",
                                        "-0.000000001",
                                        "0",
                                        "0.000000001",
                                        "0.1",
                                        "0.11",
                                        "1",
                                        "1.000000001",
                                        "1.1",
                                        "9223372036.854775806",
                                        "9223372036.854775807",
                                        "9223372036854775806",
                                        "9223372036854775807"};
    for (size_t i = 0; i < TDM_COUNT(order); i++)
        for (size_t k = 0; k < TDM_COUNT(order); k++)
            CHECK_INT(tdm_decimal_compare(dec(order[i]), dec(order[k])), (i > k) - (i < k));
    CHECK_INT(tdm_decimal_compare(dec("2.5"), dec("2.500")), 0);
    CHECK_INT(tdm_decimal_compare(dec("0"), dec("0.000")), 0);
}

static const struct sum {
    const char *a, *b, *sum, *difference, *product; /* null: refused */
} sums[] = {
    {"1", "2", "3", "-1", "2"},
    {"0.1", "0.2", "0.3", "-0.1", "0.02"},
    {"2.50", "1", "3.50", "1.50", "2.50"},
    {"1", "0.001", "1.001", "0.999", "0.001"},
    {"-1.5", "0.25", "-1.25", "-1.75", "-0.375"},
    {"0", "0.00", "0.00", "0.00", "0.00"},
    {"9223372036854775807", "0", "9223372036854775807", "9223372036854775807", "0"},
    {"9223372036854775807", "1", NULL, "9223372036854775806", "9223372036854775807"},
    {"-9223372036854775807", "1", "-9223372036854775806", NULL, "-9223372036854775807"},
    {"9223372036854775807", "0.0", "9223372036854775807", "9223372036854775807", "0.0"},
    {"9223372036854775807", "0.1", NULL, NULL, "922337203685477580.7"},
    {"9223372036854775807", "10.0", NULL, "9223372036854775797", NULL},
    {"9223372036854775806", "1.0", "9223372036854775807", "9223372036854775805", "9223372036854775806"},
    {"-9223372036.854775807", "0", "-9223372036.854775807", "-9223372036.854775807", "0.000000000"},
    {"9223372036.854775807", "0", "9223372036.854775807", "9223372036.854775807", "0.000000000"},
    {"0.00001", "0.0001", "0.00011", "-0.00009", "0.000000001"},
    {"0.00001", "0.00001", "0.00002", "0.00000", NULL},
    {"0.00002", "0.00005", "0.00007", "-0.00003", "0.000000001"},
    {"3037000500", "3037000500", "6074001000", "0", NULL},
    {"-3037000499", "3037000499", "0", "-6074000998", "-9223372030926249001"},
    {"4000000000.00", "4000000000.00", "8000000000.00", "0.00", NULL},
    {"40000000.00", "40000000.00", "80000000.00", "0.00", "1600000000000000.000"},
    {"400000000.00", "400000000.00", "800000000.00", "0.00", "160000000000000000.0"},
};

TEST("sums, differences and products are exact or refused") {
    for (size_t i = 0; i < TDM_COUNT(sums); i++) {
        const char *const wanted[] = {sums[i].sum, sums[i].difference, sums[i].product};
        for (int k = 0; k < 3; k++) {
            tdm_decimal a = dec(sums[i].a), b = dec(sums[i].b), out = {77, 0};
            bool done = k == 0   ? tdm_decimal_add(a, b, &out)
                        : k == 1 ? tdm_decimal_subtract(a, b, &out)
                                 : tdm_decimal_multiply(a, b, &out);
            CHECK_INT(done, wanted[k] != NULL);
            CHECK_STR(text_of(mem, out), wanted[k] == NULL ? "77" : wanted[k]);
        }
    }
}

TEST("the absolute value and the value without zeros at the end") {
    CHECK_STR(text_of(mem, tdm_decimal_abs(dec("-2.50"))), "2.50");
    CHECK_STR(text_of(mem, tdm_decimal_abs(dec("2.50"))), "2.50");
    CHECK_STR(text_of(mem, tdm_decimal_abs(dec("0"))), "0");
    CHECK_STR(text_of(mem, tdm_decimal_trim(dec("2.50"))), "2.5");
    CHECK_STR(text_of(mem, tdm_decimal_trim(dec("-2.00"))), "-2");
    CHECK_STR(text_of(mem, tdm_decimal_trim(dec("100"))), "100");
    CHECK_STR(text_of(mem, tdm_decimal_trim(dec("0.000"))), "0");
    CHECK_STR(text_of(mem, tdm_decimal_trim(dec("1.01"))), "1.01");
}

/* ---- ratios */

static int ratio(const char *a, const char *b, const char *c, const char *d) {
    int forth = tdm_ratio_compare(dec(a), dec(b), dec(c), dec(d));
    CHECK_INT(tdm_ratio_compare(dec(c), dec(d), dec(a), dec(b)), -forth);
    return forth;
}

TEST("a mean or a percentage meets its bound without rounding [M39]") {
    CHECK_INT(ratio("7", "3", "7", "3"), 0);
    CHECK_INT(ratio("80", "100", "4", "5"), 0);
    CHECK_INT(ratio("65.6", "82", "80", "100"), 0);
    CHECK_INT(ratio("65.599999999", "82", "80", "100"), -1);
    CHECK_INT(ratio("65.600000001", "82", "80", "100"), 1);
    CHECK_INT(ratio("1", "3", "0.333333333", "1"), 1);
    CHECK_INT(ratio("2", "3", "0.666666667", "1"), -1);
    CHECK_INT(ratio("-1", "3", "1", "3"), -1);
    CHECK_INT(ratio("-1", "3", "-1", "2"), 1);
    CHECK_INT(ratio("-2", "6", "-1", "3"), 0);
    CHECK_INT(ratio("0", "5", "0.0", "7"), 0);
    CHECK_INT(ratio("0", "5", "1", "7"), -1);
    CHECK_INT(ratio("0", "5", "-1", "7"), 1);
    CHECK_INT(ratio("0.5", "0.25", "2", "1"), 0);
}

TEST("the largest and smallest numbers are compared as ratios without overflow") {
    CHECK_INT(ratio("9223372036854775807", "0.000000001", "9223372036854775806", "0.000000001"), 1);
    CHECK_INT(ratio("0.000000001", "9223372036854775807", "0.000000001", "9223372036854775806"), -1);
    CHECK_INT(ratio("9223372036854775807", "9223372036854775806", "9223372036854775806", "9223372036854775805"), -1);
    CHECK_INT(ratio("-9223372036854775807", "9.223372036", "9223372036854775807", "0.000000001"), -1);
    CHECK_INT(ratio("9223372036.854775807", "9223372036854775807", "0.000000001", "1"), 0);
    CHECK_INT(ratio("9223372036.854775807", "9223372036854775806", "0.000000001", "1"), 1);
    CHECK_INT(ratio("-9223372036.854775807", "9223372036854775806", "-0.000000001", "1"), -1);
    const uint64_t most[] = {UINT64_MAX, UINT64_MAX, UINT64_MAX, UINT64_MAX};
    const uint64_t less[] = {UINT64_MAX, UINT64_MAX - 1, UINT64_MAX, UINT64_MAX};
    CHECK_INT(tdm_products_compare(most, 4, most, 4), 0);
    CHECK_INT(tdm_products_compare(most, 4, less, 4), 1);
    CHECK_INT(tdm_products_compare(less, 4, most, 4), -1);
    CHECK_INT(tdm_products_compare(most, 3, most, 4), -1);
    CHECK_INT(tdm_products_compare(most, 0, most, 0), 0);
}

TEST("one is one at every pair of scales, as a ratio and rounded") {
    int64_t tens[10] = {1};
    for (size_t i = 1; i < 10; i++) tens[i] = tens[i - 1] * 10;
    tdm_decimal one = {1, 0};
    for (int32_t i = 0; i < 10; i++)
        for (int32_t k = 0; k < 10; k++) {
            tdm_decimal a = {tens[i], i}, b = {tens[k], k}, more = {tens[i] + 1, i};
            CHECK_INT(tdm_ratio_compare(one, a, b, one), 0);
            CHECK_INT(tdm_ratio_compare(a, one, one, b), 0);
            CHECK_INT(tdm_ratio_compare(a, b, one, one), 0);
            CHECK_INT(tdm_ratio_compare(more, b, one, one), 1);
            tdm_decimal rounded = tdm_ratio_rounded(a, b, 9);
            CHECK_INT(rounded.coefficient, tens[9]);
            CHECK_INT(rounded.scale, 9);
        }
}

/* Small ratios against plain integers, which cannot overflow here. */
TEST("small ratios are compared as their cross products") {
    for (int64_t a = -6; a <= 6; a++)
        for (int64_t b = 1; b <= 4; b++)
            for (int64_t c = -6; c <= 6; c++)
                for (int64_t d = 1; d <= 4; d++) {
                    tdm_decimal x = {a, 1}, y = {b, 0}, z = {c, 0}, w = {d, 2};
                    int64_t left = a * d, right = c * b * 1000; /* (a/10)/b against c/(d/100) */
                    CHECK_INT(tdm_ratio_compare(x, y, z, w), (left > right) - (left < right));
                }
}

static const struct {
    const char *a, *b;
    int32_t scale;
    const char *rounded;
} quotients[] = {
    {"1", "3", 2, "0.33"},
    {"2", "3", 2, "0.67"},
    {"-2", "3", 2, "-0.67"},
    {"2", "-3", 2, "-0.67"},
    {"-2", "-3", 2, "0.67"},
    {"1", "2", 0, "0"},
    {"3", "2", 0, "2"},
    {"5", "2", 0, "2"},
    {"7", "2", 0, "4"},
    {"-5", "2", 0, "-2"},
    {"1", "8", 2, "0.12"},
    {"3", "8", 2, "0.38"},
    {"0.125", "1", 2, "0.12"},
    {"0.1251", "1", 2, "0.13"},
    {"1", "0.004", 0, "250"},
    {"0", "7", 3, "0.000"},
    {"65.6", "82", 3, "0.800"},
    {"1", "9223372036854775807", 9, "0.000000000"},
    {"9223372036854775807", "1", 0, "9223372036854775807"},
    {"9223372036854775807", "1", 2, "9223372036854775807"},
    {"9223372036854775807", "10", 3, "922337203685477580.7"},
    {"9223372036854775807", "1000", 9, "9223372036854775.807"},
    {"9223372036854775807", "0.000000001", 9, "9223372036854775807"},
    {"-9223372036854775807", "0.5", 0, "-9223372036854775807"},
    {"4611686018427387904", "0.5", 0, "9223372036854775807"},
    {"0.000000001", "0.000000002", 9, "0.500000000"},
};

TEST("a ratio for display is rounded half to even, and shows fewer digits rather than wrong ones") {
    for (size_t i = 0; i < TDM_COUNT(quotients); i++)
        CHECK_STR(text_of(mem, tdm_ratio_rounded(dec(quotients[i].a), dec(quotients[i].b), quotients[i].scale)),
                  quotients[i].rounded);
}

/* ---- our own bugs */

static const tdm_decimal zero = {0, 0}, one_whole = {1, 0}, below = {-1, 0};

static void ratio_by_zero(struct tdm_arena *mem) {
    (void)mem;
    (void)tdm_ratio_compare(one_whole, zero, one_whole, one_whole);
}

static void ratio_to_zero(struct tdm_arena *mem) {
    (void)mem;
    (void)tdm_ratio_compare(one_whole, one_whole, one_whole, zero);
}

static void ratio_to_negative(struct tdm_arena *mem) {
    (void)mem;
    (void)tdm_ratio_compare(one_whole, one_whole, one_whole, below);
}

static void rounded_by_zero(struct tdm_arena *mem) {
    (void)mem;
    (void)tdm_ratio_rounded(one_whole, zero, 2);
}

static void rounded_too_finely(struct tdm_arena *mem) {
    (void)mem;
    (void)tdm_ratio_rounded(one_whole, one_whole, 10);
}

static void rounded_below_zero(struct tdm_arena *mem) {
    (void)mem;
    (void)tdm_ratio_rounded(one_whole, one_whole, -1);
}

static void lowest_integer(struct tdm_arena *mem) {
    (void)mem;
    (void)tdm_decimal_of_int(INT64_MIN);
}

static void product_too_large(struct tdm_arena *mem) {
    (void)mem;
    const uint64_t factors[] = {UINT64_MAX, UINT64_MAX, UINT64_MAX, UINT64_MAX, 2};
    (void)tdm_products_compare(factors, 5, factors, 1);
}

TEST("dividing by zero and numbers that nobody can hold are our own bugs and say so") {
    CHECK_INT(dies(ratio_by_zero, mem), DIES_OF_A_BUG);
    CHECK_INT(dies(ratio_to_zero, mem), DIES_OF_A_BUG);
    CHECK_INT(dies(ratio_to_negative, mem), DIES_OF_A_BUG);
    CHECK_INT(dies(rounded_by_zero, mem), DIES_OF_A_BUG);
    CHECK_INT(dies(rounded_too_finely, mem), DIES_OF_A_BUG);
    CHECK_INT(dies(rounded_below_zero, mem), DIES_OF_A_BUG);
    CHECK_INT(dies(lowest_integer, mem), DIES_OF_A_BUG);
    CHECK_INT(dies(product_too_large, mem), DIES_OF_A_BUG);
}
