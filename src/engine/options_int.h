/* options_int.h - what evaluating a decision once and evaluating it again with a fact changed share. */
#ifndef TDM_OPTIONS_INT_H
#define TDM_OPTIONS_INT_H

#include "engine/engine_int.h"
#include "engine/options.h"

struct weighed { /* a condition with the truth of each node: leaves are given, blocks follow */
    const struct tdm_condition *condition;
    const struct tdm_check *checks;
    enum tdm_truth *truths;
    enum tdm_way way; /* of a bar */
    enum tdm_bar_level level;
};
struct scales { /* everything that bears on the answer: both factors, then the bars of every option */
    struct tdm_arena *mem;
    const struct moment *m;
    const struct tdm_decision *decision;
    struct weighed *items;
    uint32_t count;
};
struct outcome {
    enum tdm_limiting limiting;
    enum tdm_availability own[TDM_WAY_COUNT], availability[TDM_WAY_COUNT];
};

enum tdm_truth weighed_truth(struct weighed *weighed); /* of the root, by its leaves */
void outcome_of(const struct scales *scales, struct outcome *out);
void flips_find(const struct scales *scales, struct tdm_options *out);

#endif
