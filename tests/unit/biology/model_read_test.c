/* model_read_test.c - what a model file may not say: told with its place and a way out. */
#include "biology_ground.h"

/* `text` with `is` in the place of `was`. */
static tdm_str replaced(struct tdm_arena *mem, tdm_str text, const char *was, const char *is) {
    size_t at = 0;
    struct tdm_buf changed;
    tdm_buf_init(&changed, mem, 1 << 20);
    if (!tdm_str_find(text, tdm_str_of(was), &at)) check_failed(__FILE__, __LINE__, "not in the model: %s", was);
    tdm_buf_add(&changed, tdm_str_slice(text, 0, at));
    tdm_buf_text(&changed, is);
    tdm_buf_add(&changed, tdm_str_slice(text, at + tdm_str_of(was).len, text.len));
    return tdm_arena_str(mem, tdm_buf_str(&changed));
}

/* What is told first of a text, with its fix. */
static tdm_str told_of(struct tdm_arena *mem, tdm_str text) {
    struct tdm_buf said;
    tdm_buf_init(&said, mem, 4096);
    if (read_model(mem, text) != NULL) return TDM_STR("read");
    const struct tdm_problem *p = &problems.items[0];
    tdm_buf_format(&said, "%s %s; %s", p->code, p->what, p->fix);
    return tdm_buf_str(&said);
}

static tdm_str told(struct tdm_arena *mem, const char *was, const char *is) {
    return told_of(mem, replaced(mem, shipped_text(), was, is));
}

TEST("a name that the model does not know is told with the nearest one [F091]") {
    CHECK_STR(told(mem, "parameter cell-loss ", "parameter cell-los "),
              "Q004 no parameter is named `cell-los`; write `cell-loss`");
    CHECK_STR(told(mem, "of exercise-8 less saline at 9", "of exercise-9 less saline at 9"),
              "Q004 no programme is named `exercise-9`; write `exercise-8`");
    CHECK_STR(told(mem, "[nsaid-repair]", "[nsaid-repairs]"),
              "Q004 no source is named `nsaid-repairs`; write `nsaid-repair`");
    CHECK_STR(told(mem, "reads change of pain", "reads change of pains"),
              "Q004 no measure of the model is named `pains`; write `pain`");
    CHECK_STR(told(mem, "cohort trial,", "cohorts trial,"),
              "Q004 no line of a model is named `cohorts`; write `cohort`");
}

TEST("a figure without a source, one given twice, one missing and one out of bounds are refused [F091 S79]") {
    CHECK_STR(
        told(mem, "parameter detraining 0.03, prior 0.015 to 0.06  [own]",
             "parameter detraining 0.03, prior 0.015 to 0.06"),
        "Q008 the line states figures and names no source; end it with [SOURCE], or with [own] when none says so");
    CHECK_STR(told(mem, "parameter age-spread 9", "parameter age-mean 9"),
              "Q005 `age-mean` is given twice; take one of the two out, or give it another name");
    CHECK_STR(told(mem, "parameter age-spread 9  [own]\n", ""),
              "Q007 the model gives no value for `age-spread`; add: parameter age-spread NUMBER [SOURCE]");
    CHECK_STR(told(mem, "parameter drug-blunting 0.40", "parameter drug-blunting 1.40"),
              "Q006 `drug-blunting` is 1.4, which the equations do not bear; write a value from 0 to 1 share");
}

TEST("a line that cannot be read is told with its form, and a file that is no model as such [F091]") {
    CHECK_STR(
        told(mem, "  contact until 8 weeks", "  contact until week"),
        "Q003 the line is not understood from here on; the form is: procedure at N weeks, contact until N weeks, or "
        "from N weeks, activity A, strengthening A, control A, load A, drug A, supervision A");
    CHECK_STR(told(mem, "cohort trial, pain 4 to 9", "cohort trial, pain 9 to 4"),
              "Q003 the line is not understood from here on; the form is: cohort NAME, pain 4 to 9");
    CHECK_STR(
        told(mem, "  weeks at most 104\n", ""),
        "Q002 the head of the model is not whole; it has each of: title TEXT, hypothesis TEXT, condition NAME, people "
        "age 38 to 82, bmi 20 to 44, or weeks at most 104");
    CHECK(read_model(mem, TDM_STR("protocol x version 1.0\n")) == NULL);
    CHECK_STR(tdm_str_of(problems.items[0].what), "this file is not a model");
}

TEST("rates that no step of a thirty-second of a week could follow are refused [F091]") {
    tdm_str text = replaced(mem, shipped_text(), "parameter inflammation-rate 0.35", "parameter inflammation-rate 11");
    CHECK_STR(told_of(mem, text), "read");
    text = replaced(mem, text, "parameter inflammation-damping 0.80", "parameter inflammation-damping 10");
    CHECK_STR(
        told_of(mem, text),
        "Q009 a rate of this model is too fast for sixteen steps in half a week; use rates below 38 per week in sum");
}
