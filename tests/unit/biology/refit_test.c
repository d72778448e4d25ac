/* refit_test.c - rows read from fits that did not have their trial: what is left out moves, and what is told is read
 * from the equations. */
#include "biology_ground.h"

#include <math.h>
#include <string.h>

TEST("F094 S85: a row is off by more without its trial; the same bytes at any number of threads") {
    const struct tdm_bio_model *model = read_model(mem, shipped_text());
    struct tdm_parallel two = tdm_threads(2);
    struct tdm_bio_refit_run run = {.people = {.seed = 2, .patients = 64, .set = widest()}};
    struct tdm_bio_refit_run other = {.people = {.seed = 2, .patients = 64, .set = TDM_BIO_SSE2}, .parallel = &two};
    struct tdm_bio_refit out, again;
    REQUIRE(model != NULL);
    struct tdm_bio_row_answer *answers = TDM_NEW_ARRAY(mem, struct tdm_bio_row_answer, model->row_count);
    double rms;
    REQUIRE(tdm_bio_rows(mem, model, &run.people, answers, &rms));
    REQUIRE(tdm_bio_refit_without(mem, model, &run, &out));
    REQUIRE(tdm_bio_refit_without(mem, model, &other, &again));
    CHECK(out.trials >= 10 && out.trials <= 30);
    CHECK(out.rms > rms); /* nothing is foretold as well as it was fitted */
    CHECK(memcmp(out.z, again.z, model->row_count * sizeof *out.z) == 0);
    CHECK(memcmp(&out.rms, &again.rms, sizeof out.rms) == 0);
    for (uint32_t i = 0; i < model->row_count; i++) {
        if (!tdm_str_is(model->rows[i].name, "C16"))
            continue; /* the one row of strength: without it, the prior alone */
        CHECK(fabs(out.z[i]) > fabs(answers[i].z));
    }
}
