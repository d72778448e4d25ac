/* trial_ground.h - an episode, and the same with entries added that are only proposed: both under one library. */
#ifndef TRIAL_GROUND_H
#define TRIAL_GROUND_H

#include "engine/verdict.h"
#include "engine_case.h"

struct trial {
    const struct tdm_library *library;
    const struct tdm_chart *chart;
    const struct tdm_case *before, *after; /* `after` null when the proposal is refused by the chart: case_problems */
};

/* Opens a chart made from another under the same library. */
static inline const struct tdm_case *trial_open(struct tdm_arena *mem, const struct trial *t,
                                                const struct tdm_chart *chart) {
    const struct tdm_case *episode = NULL;
    return tdm_case_open(mem, t->library, chart, &episode, &case_problems) ? episode : NULL;
}

static inline struct trial trial_begin(struct tdm_arena *mem, const char *more, const char *entries) {
    struct trial t = {.library = case_library(mem, more)};
    if (t.library == NULL) return t;
    t.chart = case_chart(mem, case_head, entries);
    if (t.chart != NULL) t.before = trial_open(mem, &t, t.chart);
    if (t.before == NULL) case_told(__LINE__, "the chart");
    return t;
}

static inline const struct tdm_chart *trial_extended(struct tdm_arena *mem, const struct tdm_chart *chart,
                                                     const char *added) {
    const struct tdm_chart *longer = NULL;
    const struct tdm_tree *tree = catalog_tree(mem, "the entry", tdm_str_of(added));
    tdm_problems_init(&case_problems);
    return tdm_chart_extend(mem, chart, tree, &tdm_zone_utc, &longer, &case_problems) ? longer : NULL;
}

static inline struct trial trial_of(struct tdm_arena *mem, const char *more, const char *entries, const char *added) {
    struct trial t = trial_begin(mem, more, entries);
    if (t.before == NULL) return t;
    const struct tdm_chart *longer = trial_extended(mem, t.chart, added);
    if (longer != NULL) t.after = trial_open(mem, &t, longer);
    return t;
}

/* What is said of it on the day of the proposal, or on `on` if that is later. */
static inline const struct tdm_judgement *trial_judged(struct tdm_arena *mem, const struct trial *t, const char *on) {
    if (t->before == NULL || t->after == NULL) {
        case_told(__LINE__, "the proposal");
        return NULL;
    }
    struct tdm_proposal proposal = {t->before, t->after, TDM_STR("the entry"), NULL, 0};
    return tdm_judge(mem, &proposal, (struct tdm_asof){day(on), TDM_INSTANT_NONE});
}

#endif
