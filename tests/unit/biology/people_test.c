/* people_test.c - numbers drawn by counting, who gets in, and rows lived through. */
#include "biology_ground.h"

#include <math.h>

TEST("the inverse of the normal distribution is right in the middle and in both tails [F091]") {
    /* From tables of the normal distribution to ten figures. */
    static const double rows[][2] = {{0.5, 0.0},
                                     {0.975, 1.9599639845},
                                     {0.8413447460685429, 1.0},
                                     {0.001, -3.0902323062},
                                     {1e-9, -5.9978070150},
                                     {0.9999999, 5.1993375822}};
    for (size_t i = 0; i < TDM_COUNT(rows); i++) CHECK(fabs(tdm_bio_normal_at(rows[i][0]) - rows[i][1]) < 1e-9);
    double sum = 0.0, square = 0.0;
    for (uint32_t i = 0; i < 100000; i++) {
        double z = tdm_bio_normal(7, i, TDM_BIO_FOR_VISIT, 3);
        sum += z;
        square += z * z;
    }
    CHECK(fabs(sum / 1e5) < 4.0 / sqrt(1e5));
    CHECK(fabs(square / 1e5 - 1.0) < 4.0 * sqrt(2.0 / 1e5));
}

TEST("a number is the same whatever else is drawn, and every purpose has its own [S85 F091]") {
    double first = tdm_bio_uniform(3, 17, TDM_BIO_FOR_FLARE, 5);
    const double others[] = {tdm_bio_uniform(3, 17, TDM_BIO_FOR_FLARE, 4), tdm_bio_uniform(3, 17, TDM_BIO_FOR_VISIT, 5),
                             tdm_bio_uniform(3, 18, TDM_BIO_FOR_FLARE, 5),
                             tdm_bio_uniform(4, 17, TDM_BIO_FOR_FLARE, 5)};
    for (size_t i = 0; i < TDM_COUNT(others); i++)
        CHECK(fabs(others[i] - first) > 1e-9 && others[i] > 0.0 && others[i] < 1.0);
    double again = tdm_bio_uniform(3, 17, TDM_BIO_FOR_FLARE, 5);
    CHECK(again >= first && again <= first);
}

TEST("who gets in has pain in the range as it was seen, which is more than it is: regression to the mean [S78 S83]") {
    const struct tdm_bio_model *model = read_model(mem, shipped_text());
    const struct tdm_bio_person *people;
    REQUIRE(model != NULL);
    const struct tdm_bio_entry entry = {4.0, 9.0, 0};
    REQUIRE(tdm_bio_people(mem, &model->parameters, &model->spreads, &entry, &(struct tdm_bio_run){1, 2000, widest()},
                           &people));
    double noise = 0.0;
    for (uint32_t i = 0; i < 2000; i++) {
        const struct tdm_bio_traits *t = &people[i].traits;
        CHECK(people[i].screened_pain >= 4.0 && people[i].screened_pain <= 9.0);
        CHECK(t->age >= 38.0 && t->age <= 82.0 && t->bmi >= 20.0 && t->bmi <= 44.0);
        CHECK(t->grade >= 2 && t->grade <= 4 && t->adherence > 0.0 && t->adherence < 1.0);
        noise += people[i].screen_noise;
    }
    CHECK(noise / 2000.0 > 0.1);
}

TEST("age, weight and severity differ between people, and each leaves its mark on what they bring [S81 F091]") {
    enum { MANY = 4000 };
    const struct tdm_bio_model *model = read_model(mem, shipped_text());
    const struct tdm_bio_person *people;
    REQUIRE(model != NULL);
    const struct tdm_bio_entry entry = {4.0, 9.0, 0};
    REQUIRE(tdm_bio_people(mem, &model->parameters, &model->spreads, &entry, &(struct tdm_bio_run){1, MANY, widest()},
                           &people));
    double matrix[5] = {0}, strength[2] = {0}, body[2] = {0};
    uint32_t of_grade[5] = {0}, of_age[2] = {0}, of_bmi[2] = {0};
    for (uint32_t i = 0; i < MANY; i++) {
        const struct tdm_bio_traits *t = &people[i].traits;
        bool old = t->age > model->spreads.age_mean, heavy = t->bmi > model->spreads.bmi_mean;
        of_grade[t->grade]++;
        matrix[t->grade] += t->matrix;
        of_age[old]++;
        strength[old] += t->strength;
        of_bmi[heavy]++;
        body[heavy] += t->body;
    }
    for (int grade = 2; grade <= 4; grade++) REQUIRE(of_grade[grade] > MANY / 20);
    REQUIRE(of_age[0] > MANY / 4 && of_age[1] > MANY / 4 && of_bmi[0] > MANY / 4 && of_bmi[1] > MANY / 4);
    CHECK(matrix[2] / of_grade[2] > matrix[3] / of_grade[3] && matrix[3] / of_grade[3] > matrix[4] / of_grade[4]);
    CHECK(strength[0] / of_age[0] > strength[1] / of_age[1]);
    CHECK(body[0] / of_bmi[0] < body[1] / of_bmi[1]);
}

TEST("a cohort that hardly anybody gets into is refused, not searched for ever") {
    const struct tdm_bio_model *model = read_model(mem, shipped_text());
    const struct tdm_bio_person *people;
    REQUIRE(model != NULL);
    const struct tdm_bio_entry entry = {14.0, 15.0, 0};
    CHECK(!tdm_bio_people(mem, &model->parameters, &model->spreads, &entry, &(struct tdm_bio_run){1, 10, widest()},
                          &people));
}

TEST("the flare keeps its size and its memory [F091]") {
    const struct tdm_bio_model *model = read_model(mem, shipped_text());
    REQUIRE(model != NULL);
    const struct tdm_bio_parameters *p = &model->parameters;
    double square = 0.0, lagged = 0.0;
    for (uint32_t i = 0; i < 20000; i++) {
        double flare = tdm_bio_flare(5, i, 0, 0.0, p), next = tdm_bio_flare(5, i, 1, flare, p);
        square += next * next;
        lagged += flare * next;
    }
    CHECK(fabs(square / 20000.0 / (p->s_f * p->s_f) - 1.0) < 0.05);
    CHECK(fabs(lagged / square - exp(-1.0 / p->t_f)) < 0.03);
}

TEST("the shipped model meets its published rows: root mean square z at most 0.90, none beyond 2 [F093 S83]") {
    const struct tdm_bio_model *model = read_model(mem, shipped_text());
    REQUIRE(model != NULL);
    const struct tdm_bio_run run = {.seed = 2, .patients = 500, .set = widest()};
    struct tdm_bio_row_answer answers[64];
    double rms = 9.0;
    REQUIRE(model->row_count < 64 && tdm_bio_rows(mem, model, &run, answers, &rms));
    uint32_t fitted = 0, numbers = 0;
    for (uint32_t i = 0; i < model->row_count; i++) {
        fitted += model->rows[i].fitted;
        CHECK(!model->rows[i].fitted || fabs(answers[i].z) < 2.0);
    }
    for (uint32_t i = 0; i < model->number_count; i++) numbers += model->numbers[i].fitted;
    CHECK(rms <= 0.90);
    CHECK_INT(fitted, 30);
    CHECK_INT(numbers, 11);
}

TEST("with a product that does nothing, the procedure alone is saline but for its four protected weeks [S77 F092]") {
    const struct tdm_bio_model *model = read_model(mem, shipped_text());
    REQUIRE(model != NULL);
    struct tdm_bio_model without = *model;
    without.spreads.potency_scale = 0.0;
    const struct tdm_bio_run run = {.seed = 2, .patients = 300, .set = widest()};
    struct tdm_bio_row_answer answers[64];
    double rms;
    REQUIRE(tdm_bio_rows(mem, &without, &run, answers, &rms));
    for (uint32_t i = 0; i < model->row_count; i++) {
        const struct tdm_bio_row *row = &model->rows[i];
        if (row->against != TDM_BIO_LESS || !tdm_str_is(model->programmes[row->programme].name, "procedure")) continue;
        CHECK(fabs(answers[i].model) < 0.1);
    }
}
