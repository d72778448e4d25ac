/* drawn_test.c - numbers drawn from what the data left: as wide as the model's file says, wide together where the rows
 * cannot tell two of them apart, and the same bytes wherever they are drawn. */
#include "biology_ground.h"

#include "biology/drawn.h"

#include <math.h>
#include <string.h>

static struct tdm_bio_refit_run run_of(enum tdm_bio_set set, const struct tdm_parallel *parallel, uint32_t patients) {
    return (struct tdm_bio_refit_run){.people = {.seed = 1, .patients = patients, .set = set}, .parallel = parallel};
}

static uint32_t fitted_at(const struct tdm_bio_model *model, const struct tdm_bio_left *left, const char *word) {
    for (uint32_t k = 0; k < left->count; k++)
        if (tdm_str_is(model->numbers[left->numbers[k]].word, word)) return k;
    check_failed(__FILE__, __LINE__, "no such fitted number");
    return 0;
}

/* The file was fitted by another program, which took other differences. Flares and pain by overload go together, and
 * their rows narrow both less here than told there; what is wider is drawn from. */
static bool as_told(const struct tdm_bio_number *n, double spread) {
    if (tdm_str_is(n->word, "pain-overload") || tdm_str_is(n->word, "flare-size"))
        return spread > n->left && spread < 1.6 * n->left;
    return fabs(spread - n->left) < 0.15 * n->left;
}

TEST("F094 S85: what is left of each fitted number's spread is what the model's file says is left") {
    const struct tdm_bio_model *model = read_model(mem, shipped_text());
    struct tdm_parallel two = tdm_threads(2);
    struct tdm_bio_refit_run run = run_of(widest(), &two, 2000);
    struct tdm_bio_left left;
    double spreads[TDM_BIO_FITTED_MOST];
    REQUIRE(model != NULL && tdm_bio_left_of(mem, model, &run, &left));
    tdm_bio_left_spreads(&left, spreads);
    CHECK_INT(left.count, 11);
    for (uint32_t k = 0; k < left.count; k++) {
        const struct tdm_bio_number *n = &model->numbers[left.numbers[k]];
        if (!as_told(n, spreads[k]))
            check_failed(__FILE__, __LINE__, "%.*s %.3f, told %.3f", TDM_FMT(n->word), spreads[k], n->left);
        CHECK(spreads[k] < n->spread); /* rows can only narrow */
    }
}

TEST("F094: draws are as wide as what is left, and flares go with pain by overload: trial means cannot tell them "
     "apart") {
    const struct tdm_bio_model *model = read_model(mem, shipped_text());
    struct tdm_bio_refit_run run = run_of(widest(), NULL, 2000);
    struct tdm_bio_left left;
    double spreads[TDM_BIO_FITTED_MOST], sum[TDM_BIO_FITTED_MOST] = {0.0}, square[TDM_BIO_FITTED_MOST] = {0.0};
    REQUIRE(model != NULL && tdm_bio_left_of(mem, model, &run, &left));
    tdm_bio_left_spreads(&left, spreads);
    uint32_t flare = fitted_at(model, &left, "flare-size"), pain = fitted_at(model, &left, "pain-overload"), drawn = 0;
    double both = 0.0;
    for (uint32_t draw = 0; draw < 2000; draw++) {
        struct tdm_bio_model one = *model, again = *model;
        if (!tdm_bio_draw_of(&left, 7, draw, &one)) continue;
        REQUIRE(tdm_bio_draw_of(&left, 7, draw, &again));
        CHECK(memcmp(&one.parameters, &again.parameters, sizeof one.parameters) == 0);
        double f = log(one.parameters.s_f / model->parameters.s_f) - left.middle[flare];
        double p = log(one.parameters.p_l / model->parameters.p_l) - left.middle[pain];
        sum[flare] += f;
        square[flare] += f * f;
        sum[pain] += p;
        square[pain] += p * p;
        both += f * p;
        drawn++;
    }
    CHECK(drawn > 1800);
    double n = (double)drawn;
    for (int i = 0; i < 2; i++) {
        uint32_t k = i == 0 ? flare : pain;
        double spread = sqrt(square[k] / n - sum[k] / n * (sum[k] / n));
        CHECK(fabs(sum[k] / n) < 4.0 * spreads[k] / sqrt(n));
        CHECK(fabs(spread / spreads[k] - 1.0) < 4.0 / sqrt(2.0 * n));
    }
    double together = both / n / (spreads[flare] * spreads[pain]);
    CHECK(together > 0.6 && together < 0.95); /* 0.79 where the model was fitted */
}

TEST("F095: the same root at any number of threads and from each instruction set") {
    const struct tdm_bio_model *model = read_model(mem, shipped_text());
    struct tdm_parallel three = tdm_threads(3);
    struct tdm_bio_refit_run one = run_of(TDM_BIO_SSE2, NULL, 64), other = run_of(widest(), &three, 64);
    struct tdm_bio_left a, b;
    REQUIRE(model != NULL && tdm_bio_left_of(mem, model, &one, &a) && tdm_bio_left_of(mem, model, &other, &b));
    CHECK(memcmp(&a, &b, sizeof a) == 0);
}

TEST("F094 S85: published rows cannot tell a draw from the file: it fits them, whatever was drawn from the ranges; the "
     "same "
     "bytes at any number of threads") {
    const struct tdm_bio_model *model = read_model(mem, shipped_text());
    struct tdm_parallel two = tdm_threads(2);
    struct tdm_bio_refit_run run = run_of(widest(), NULL, 200), other = run_of(TDM_BIO_SSE2, &two, 200);
    struct tdm_bio_model one, again;
    double least = 1e9, most = 0.0, rms;
    REQUIRE(model != NULL);
    struct tdm_bio_row_answer *answers = TDM_NEW_ARRAY(mem, struct tdm_bio_row_answer, model->row_count);
    for (uint32_t draw = 0; draw < 8; draw++) {
        REQUIRE(tdm_bio_draw_left(mem, model, &run, draw, &one));
        REQUIRE(tdm_bio_rows(mem, &one, &run.people, answers, &rms));
        CHECK(rms < 1.5); /* drawn around the file's numbers, whatever the ranges gave, it was up to 3.3 */
        CHECK(one.parameters.k_c >= 0.15 && one.parameters.k_c <= 0.5);
        CHECK(memcmp(&one.parameters.d_o, &model->parameters.d_o, sizeof(double)) == 0);
        if (one.parameters.k_s < least) least = one.parameters.k_s;
        if (one.parameters.k_s > most) most = one.parameters.k_s;
    }
    CHECK(most > 1.3 * least);
    REQUIRE(tdm_bio_draw_left(mem, model, &run, 3, &one) && tdm_bio_draw_left(mem, model, &other, 3, &again));
    CHECK(memcmp(&one.parameters, &again.parameters, sizeof one.parameters) == 0);
}
