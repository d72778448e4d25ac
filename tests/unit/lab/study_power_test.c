/* study_power_test.c - sizes of trials against hand figures, virtual trials against the size that they were given, and
 * the texts and choices of a sweep. */
#include "lab/study.h"
#include "lab/study_int.h"
#include "lab_ground.h"

#include <math.h>
#include <string.h>

static const struct tdm_bio_model *ground_model(struct tdm_arena *mem) {
    struct tdm_problems *problems = TDM_NEW(mem, struct tdm_problems);
    const struct tdm_bio_model *model = NULL;
    tdm_problems_init(problems);
    const struct tdm_embedded *file = tdm_embedded_find(TDM_STR("lab/knee-oa.model.tandem"));
    CHECK(file != NULL && tdm_bio_model_read(mem, ground_tree(mem, file), &model, problems));
    return model;
}

/* Wanted: the noncentral t with 2n - 3 degrees of freedom, its shift less by the chance of the first visit, as SciPy's
 * `nct` has it; the normal approximation says one or two people less. */
TEST("the size of a trial is that of the noncentral t, and more where people are lost; none where nothing differs "
     "[F095 S84]") {
    const struct {
        double apart, power;
        int people;
    } sizes[] = {{5.8 / 15.1, 0.8, 108}, {5.8 / 15.1, 0.9, 144}, {0.3, 0.8, 176}, {1.0, 0.8, 18},  {1.0, 0.9, 23},
                 {1.5, 0.8, 9},          {0.7, 0.8, 34},         {2.5, 0.8, 5},   {0.1, 0.8, 1572}};
    for (size_t i = 0; i < TDM_COUNT(sizes); i++)
        CHECK_INT(study_people(sizes[i].apart, 1.0, sizes[i].power, 0.0), sizes[i].people);
    CHECK_INT(study_people(-5.8, 15.1, 0.8, 0.15), 128);
    CHECK_INT(study_people(0.0, 15.1, 0.8, 0.0), 0);
    CHECK_INT(study_people(0.01, 15.1, 0.8, 0.0), 0); /* more than are told */
    CHECK_INT(study_people(100.0, 1.0, 0.8, 0.0), 4); /* an analysis of covariance needs some people at all */
}

static bool is_near(double one, double other, double by) {
    return fabs(one - other) <= by;
}

enum { PEOPLE = 400 };

/* Two arms of invented people who differ by `less` points of pain at the end, with a spread of 2 that the first visit
 * tells nothing about. No engine is asked. */
static void two_arms(struct tdm_arena *mem, double less, struct tdm_study *study, struct tdm_study_run *run,
                     struct tdm_study_result *result) {
    static struct tdm_bio_model model;
    model = *ground_model(mem);
    model.spreads.noise_pain = 0.0;
    model.spreads.noise_function = 0.0;
    *study = (struct tdm_study){.arm_count = 2, .read_count = 2, .weeks = 52, .model = &model, .dropout = 0.1};
    *run = (struct tdm_study_run){.seed = 5, .patients = PEOPLE};
    result->arms = TDM_NEW_ARRAY(mem, struct tdm_study_arm_result, 2);
    result->pairs = TDM_NEW_ARRAY(mem, struct tdm_study_pair, 1);
    result->pairs[0] = (struct tdm_study_pair){.first = 0, .second = 1};
    result->pair_count = 1;
    for (uint32_t arm = 0; arm < 2; arm++) {
        double *values = TDM_NEW_ARRAY(mem, double, 2 * TDM_STUDY_OUTCOMES * PEOPLE);
        for (uint32_t i = 0; i < 2 * TDM_STUDY_OUTCOMES * PEOPLE; i++)
            values[i] = 2.0 * tdm_bio_normal(9, i, TDM_BIO_FOR_VISIT, arm);
        for (uint32_t i = 0; i < PEOPLE; i++)
            values[(TDM_STUDY_OUTCOMES + TDM_STUDY_OF_PAIN) * PEOPLE + i] -= arm == 0 ? less : 0.0;
        result->arms[arm].values[0] = result->arms[arm].values[1] = values;
    }
}

TEST(
    "virtual trials of the size for 80 % find the difference about so often, and one that is not there 5 % of the time "
    "[F095 S84]") {
    struct tdm_study study;
    struct tdm_study_run run;
    struct tdm_study_result result = {0};
    const struct tdm_study_trial *trials;
    two_arms(mem, 1.0, &study, &run, &result);
    CHECK_INT(tdm_study_trials(mem, &study, &run, &result, &trials), 2);
    CHECK(trials[0].outcome == TDM_STUDY_OF_PAIN && trials[0].trials == 1000);
    CHECK(trials[0].fitted.spread > 1.8 && trials[0].fitted.spread < 2.2);
    CHECK(fabs(trials[0].fitted.correlation) < 0.1);
    CHECK(trials[0].power > 0.76 && trials[0].power < 0.84);
    CHECK(trials[0].by_chance > 0.03 && trials[0].by_chance < 0.07);
    CHECK(trials[0].fitted.people_90 > trials[0].fitted.people_80);
    CHECK(trials[1].trials == 0 || trials[1].people > 0);
}

TEST("the error of the simulation is told as people too: a difference larger or smaller by twice of it; among no "
     "difference no size is enough [F095 S84 S85]") {
    struct tdm_study study;
    struct tdm_study_run run;
    struct tdm_study_result result = {0};
    const struct tdm_study_trial *trials;
    two_arms(mem, 1.0, &study, &run, &result);
    result.pairs[0].less[TDM_STUDY_OF_PAIN].error = 0.1;
    result.pairs[0].sceptical[TDM_STUDY_OF_PAIN].error = 2.0;
    CHECK_INT(tdm_study_trials(mem, &study, &run, &result, &trials), 2);
    const struct tdm_study_trial_of *t = &trials[0].fitted;
    CHECK_INT(t->fewest_80, study_people(fabs(t->difference) + 0.2, t->spread, 0.8, study.dropout));
    CHECK_INT(t->most_80, study_people(fabs(t->difference) - 0.2, t->spread, 0.8, study.dropout));
    CHECK(t->fewest_80 < t->people_80 && t->people_80 < t->most_80);
    CHECK(trials[0].sceptical.fewest_80 > 0 && trials[0].sceptical.most_80 == 0);
}

TEST("over draws a size has the power of the formula in each: 80 % where the draw says what the fit says, 2.5 % where "
     "it says nothing differs, none where it says the opposite [F095 S84 S85]") {
    struct tdm_study study;
    struct tdm_study_run run;
    struct tdm_study_result result = {0};
    const struct tdm_study_trial *trials;
    two_arms(mem, 1.0, &study, &run, &result);
    CHECK_INT(tdm_study_trials(mem, &study, &run, &result, &trials), 2);
    struct tdm_study_trial_of as_fitted = trials[0].fitted, nothing = as_fitted;
    CHECK(is_near(trials[0].drawn.power, 0.0, 1e-9));
    nothing.difference = 0.0;
    nothing.people_80 = 0;
    struct tdm_study_trial_of drawn[] = {as_fitted, nothing, as_fitted, nothing,
                                         as_fitted, nothing, as_fitted, nothing};
    result.drawn = (struct tdm_study_drawn){.asked = 2, .lived = 2, .trials = drawn};
    CHECK_INT(tdm_study_trials(mem, &study, &run, &result, &trials), 2);
    CHECK(is_near(trials[0].drawn.power, 0.80, 0.01));            /* a size is a whole number of people */
    CHECK(is_near(trials[0].sceptical_drawn.power, 0.025, 1e-4)); /* in its own direction */
    CHECK(trials[0].drawn.people_low == as_fitted.people_80 && trials[0].drawn.people_high == as_fitted.people_80);
    CHECK(trials[0].sceptical_drawn.people_median == 0);
    drawn[4] = nothing; /* the first trial of the second draw */
    CHECK_INT(tdm_study_trials(mem, &study, &run, &result, &trials), 2);
    CHECK(is_near(trials[0].drawn.power, (0.80 + 0.025) / 2.0, 0.01));
    CHECK(trials[0].drawn.people_low == as_fitted.people_80 && trials[0].drawn.people_high == 0);
    drawn[4].difference = -as_fitted.difference;
    CHECK_INT(tdm_study_trials(mem, &study, &run, &result, &trials), 2);
    CHECK(is_near(trials[0].drawn.power, 0.80 / 2.0, 0.01));
}

TEST("a trial that finds the opposite of what it was planned for has not succeeded [F095 S84 S85]") {
    struct tdm_study study;
    struct tdm_study_run run;
    struct tdm_study_result result = {0};
    const struct tdm_study_trial *trials;
    two_arms(mem, 1.0, &study, &run, &result);
    double *turned = TDM_NEW_ARRAY(mem, double, 2 * TDM_STUDY_OUTCOMES * PEOPLE);
    memcpy(turned, result.arms[0].values[0], 2 * TDM_STUDY_OUTCOMES * PEOPLE * sizeof *turned);
    for (uint32_t i = 0; i < PEOPLE; i++) turned[(TDM_STUDY_OUTCOMES + TDM_STUDY_OF_PAIN) * PEOPLE + i] += 2.0;
    result.arms[0].values[1] = turned; /* without the product's effect the first arm is worse by as much */
    CHECK_INT(tdm_study_trials(mem, &study, &run, &result, &trials), 2);
    CHECK(trials[0].power > 0.76 && trials[0].sceptical_power < 0.01 && trials[0].sceptical_reversed > 0.7);
    CHECK(is_near(trials[0].assurance, trials[0].power / 2.0, 0.01));
}

TEST("whoever has more pain is lost more often, as the model's hazard says, and sizes are for the share that is left "
     "[F095 S82]") {
    static const uint32_t read[] = {0, 52};
    struct tdm_study study;
    struct tdm_study_run run;
    struct tdm_study_result result = {0};
    two_arms(mem, 1.0, &study, &run, &result);
    const struct tdm_bio_spreads *s = &study.model->spreads;
    double *of[2];
    for (int arm = 0; arm < 2; arm++) {
        of[arm] = TDM_NEW_ARRAY(mem, double, 2 * TDM_STUDY_OUTCOMES * PEOPLE);
        memcpy(of[arm], result.arms[arm].values[0], 2 * TDM_STUDY_OUTCOMES * PEOPLE * sizeof *of[arm]);
        for (uint32_t i = 0; i < 2 * PEOPLE; i++)
            of[arm][(i / PEOPLE * TDM_STUDY_OUTCOMES + TDM_STUDY_OF_PAIN) * PEOPLE + i % PEOPLE] =
                s->dropout_middle + (arm == 0 ? 3.0 : 0.0);
    }
    study.read = read;
    study.dropout_by_pain = true;
    double calm = 1.0 - exp(-52.0 * s->dropout), hurting = 1.0 - exp(-52.0 * s->dropout * exp(3.0 * s->dropout_pain));
    CHECK(calm > 0.1 && hurting > 1.5 * calm);
    const double *first = of[0], *second = of[1];
    CHECK(is_near(study_trial_of(&study, &run, first, first, TDM_STUDY_OF_FUNCTION).lost, hurting, 1e-6));
    CHECK(is_near(study_trial_of(&study, &run, second, second, TDM_STUDY_OF_FUNCTION).lost, calm, 1e-6));
    struct tdm_study_trial_of both = study_trial_of(&study, &run, first, second, TDM_STUDY_OF_FUNCTION);
    CHECK(is_near(both.lost, (calm + hurting) / 2.0, 1e-6));
    CHECK_INT(both.people_80, study_people(both.difference, both.spread, 0.8, both.lost));
}

TEST("two arms of the same people need more than can be told, and no trial is tried [F095]") {
    struct tdm_study study;
    struct tdm_study_run run;
    struct tdm_study_result result = {0};
    const struct tdm_study_trial *trials;
    two_arms(mem, 1.0, &study, &run, &result);
    result.arms[1] = result.arms[0];
    CHECK_INT(tdm_study_trials(mem, &study, &run, &result, &trials), 2);
    for (int i = 0; i < 2; i++) CHECK(trials[i].fitted.people_80 == 0 && trials[i].trials == 0);
}

TEST("a sweep puts its value, and what is counted from it, wherever the words stand [F094 F096]") {
    struct tdm_problems *problems = TDM_NEW(mem, struct tdm_problems);
    static const struct tdm_study_change changes[] = {{TDM_STR_INIT("4 to 8 weeks"), TDM_STR_INIT("{0} to {4} weeks")},
                                                      {TDM_STR_INIT("not before 4"), TDM_STR_INIT("not before {0}")}};
    struct tdm_study_sweep sweep = {.changes = changes, .change_count = 2};
    tdm_str out = {0};
    tdm_problems_init(problems);
    CHECK(
        tdm_study_vary(mem, &sweep, 6, TDM_STR("a, 4 to 8 weeks\nb not before 4\nc not before 4 x\n"), &out, problems));
    CHECK_STR(out, "a, 6 to 10 weeks\nb not before 6\nc not before 6 x\n");
    CHECK(!tdm_study_vary(mem, &sweep, 6, TDM_STR("a, 4 to 8 weeks\n"), &out, problems));
    CHECK_STR(tdm_str_of(problems->items[0].code), "Q020");
    CHECK_STR(tdm_str_of(problems->items[0].what), "the protocol has no such words: `not before 4`");
}

TEST("the values as good as the best are told, in each way of measuring, and those that are not stay out [F096 S85]") {
    struct tdm_study study;
    struct tdm_study_run run;
    struct tdm_study_result result = {0};
    struct tdm_study_swept swept;
    static const uint32_t weeks[] = {0, 52};
    two_arms(mem, 0.0, &study, &run, &result);
    study.read = weeks;
    double *values = TDM_NEW_ARRAY(mem, double, 2 * TDM_STUDY_OUTCOMES * PEOPLE);
    for (uint32_t i = 0; i < 2 * TDM_STUDY_OUTCOMES * PEOPLE; i++) values[i] = result.arms[0].values[0][i];
    for (uint32_t i = 0; i < PEOPLE; i++) { /* 0.8 better at the end: 0.4 over time */
        values[(TDM_STUDY_OUTCOMES + TDM_STUDY_OF_FUNCTION) * PEOPLE + i] += 0.8;
        values[(TDM_STUDY_OUTCOMES + TDM_STUDY_OF_STRUCTURE) * PEOPLE + i] -= 3.0;
    }
    result.arms[1].values[0] = values;
    result.arms[1].values[1] = result.arms[0].values[1];
    tdm_study_choose(mem, &study, &run, &result, &swept);
    CHECK(swept.best[0][TDM_STUDY_FUNCTION_OVER_TIME] == 1 && swept.best[0][TDM_STUDY_STRUCTURE_AT_END] == 0);
    CHECK(swept.of[0][TDM_STUDY_FUNCTION_OVER_TIME][0].near && !swept.of[0][TDM_STUDY_FUNCTION_AT_END][0].near);
    CHECK(!swept.of[0][TDM_STUDY_STRUCTURE_AT_END][1].near && swept.of[1][TDM_STUDY_STRUCTURE_AT_END][1].near);
    CHECK(fabs(swept.of[0][TDM_STUDY_FUNCTION_AT_END][0].below.mean - 0.8) < 1e-9);
    CHECK(swept.tells_best[TDM_STUDY_STRUCTURE_AT_END] > 0);
    CHECK(swept.tells_best[TDM_STUDY_STRUCTURE_AT_END] < swept.tells_best[TDM_STUDY_FUNCTION_AT_END]);
    CHECK(swept.tells_near[TDM_STUDY_FUNCTION_AT_END] == 0); /* the set has one */
}
