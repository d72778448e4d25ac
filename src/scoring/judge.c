/* judge.c - what a change means: every row of thresholds that fits, the best fitting first; a responder only where the
 * change reaches both the smallest important change and the measurement error. */
#include "scoring/scoring_int.h"

/* ---- fit: who, what, when; then how it was found, then how many people (the reference's order of preference) */

struct judged {
    struct tdm_change_row row;
    int32_t fit;
};

static bool same_span(tdm_span a, tdm_span b) {
    int32_t a_least, a_most, b_least, b_most;
    tdm_span_day_range(a, &a_least, &a_most);
    tdm_span_day_range(b, &b_least, &b_most);
    return a_least <= b_most && b_least <= a_most;
}

/* False: a row of another condition, or of another starting value. */
static bool fits(const struct tdm_threshold *t, const struct tdm_change_context *context, tdm_fraction before) {
    bool other =
        t->condition != TDM_REF_NONE && context->condition != TDM_REF_NONE && t->condition != context->condition;
    if (other) return false;
    if (!t->has_baseline) return true;
    return tdm_fraction_compare(before, tdm_fraction_of(t->baseline_low)) >= 0 &&
           tdm_fraction_compare(before, tdm_fraction_of(t->baseline_high)) <= 0;
}

/* Each is more than all below it can differ by, so that no part outvotes the one before it. */
#define WEIGHT_CONDITION 18
#define WEIGHT_TREATMENT 6
#define WEIGHT_TIME      2

static int32_t part_fit(bool asked, bool said, bool same, int32_t weight) {
    if (!asked || !said) return 0;
    return same ? weight : -weight;
}

static int32_t fit_of(const struct tdm_threshold *t, const struct tdm_change_context *context) {
    int32_t fit = t->has_baseline ? 1 : 0;
    bool same_condition = context->condition != TDM_REF_NONE && t->condition != TDM_REF_NONE; /* others do not fit */
    if (same_condition) fit += WEIGHT_CONDITION;
    fit += part_fit(context->treatment.len > 0, t->treatment.len > 0, tdm_str_equal(t->treatment, context->treatment),
                    WEIGHT_TREATMENT);
    return fit + part_fit(context->has_after, t->has_after, same_span(t->after, context->after), WEIGHT_TIME);
}

static int by_fit(const struct judged *a, const struct judged *b) {
    const struct tdm_threshold *x = a->row.threshold, *y = b->row.threshold;
    if (x->kind != y->kind) return x->kind < y->kind ? -1 : 1;
    if (a->fit != b->fit) return a->fit > b->fit ? -1 : 1;
    if (x->method != y->method) return x->method < y->method ? -1 : 1;
    if (x->people != y->people) return x->people > y->people ? -1 : 1;
    return (x->place.line > y->place.line) - (x->place.line < y->place.line);
}

/* There are never many. */
static void sort_rows(struct judged *rows, uint32_t count) {
    for (uint32_t i = 1; i < count; i++) {
        struct judged row = rows[i];
        uint32_t at = i;
        for (; at > 0 && by_fit(&rows[at - 1], &row) > 0; at--) rows[at] = rows[at - 1];
        rows[at] = row;
    }
}

/* ---- the verdict */

static const struct tdm_threshold *first_of(const struct tdm_score_change *change, enum tdm_threshold_kind kind) {
    for (uint32_t i = 0; i < change->row_count; i++)
        if (change->rows[i].threshold->kind == kind) return change->rows[i].threshold;
    return NULL;
}

static bool reaches(tdm_fraction improvement, const struct tdm_threshold *t) {
    return tdm_fraction_compare(improvement, tdm_fraction_of(t->high)) >= 0;
}

static enum tdm_change_verdict verdict_of(const struct tdm_score_change *change) {
    tdm_fraction none = {0, 1}, worse = {-change->improvement.above, change->improvement.below};
    int sign = tdm_fraction_compare(change->improvement, none);
    if (sign == 0) return TDM_CHANGE_NONE;
    if (sign < 0)
        return change->mdc != NULL && !reaches(worse, change->mdc) ? TDM_CHANGE_WORSE_WITHIN_ERROR : TDM_CHANGE_WORSE;
    if (change->mdc != NULL && !reaches(change->improvement, change->mdc)) return TDM_CHANGE_WITHIN_ERROR;
    if (change->mcid == NULL) return TDM_CHANGE_MCID_UNKNOWN;
    if (!reaches(change->improvement, change->mcid)) return TDM_CHANGE_BELOW_MCID;
    return change->mdc == NULL ? TDM_CHANGE_ERROR_UNKNOWN : TDM_CHANGE_RESPONDER;
}

static bool reached(const struct tdm_score *score, const struct tdm_threshold *t, tdm_fraction improvement,
                    tdm_fraction after) {
    if (t->kind != TDM_THRESHOLD_PASS) return reaches(improvement, t);
    int order = tdm_fraction_compare(after, tdm_fraction_of(score->lower_is_better ? t->low : t->high));
    return score->lower_is_better ? order <= 0 : order >= 0;
}

void tdm_change_judge(struct tdm_arena *mem, const struct tdm_instrument *instrument, uint32_t score,
                      const struct tdm_score_result *before, const struct tdm_score_result *after,
                      const struct tdm_change_context *context, struct tdm_score_change *out) {
    const struct tdm_score *form = &instrument->scores[score];
    *out = (struct tdm_score_change){.comparable = before->scored && after->scored};
    if (!out->comparable) return;
    bool lower = form->lower_is_better;
    out->comparable = tdm_fraction_subtract(lower ? before->value : after->value, lower ? after->value : before->value,
                                            &out->improvement);
    if (!out->comparable) return;
    struct judged *rows = TDM_NEW_ARRAY(mem, struct judged, instrument->threshold_count + 1u);
    struct tdm_change_row *sorted = TDM_NEW_ARRAY(mem, struct tdm_change_row, instrument->threshold_count + 1u);
    for (uint32_t i = 0; i < instrument->threshold_count; i++) {
        const struct tdm_threshold *t = &instrument->thresholds[i];
        if (!tdm_str_equal(instrument->scores[t->score].name, form->name) || !fits(t, context, before->value)) continue;
        rows[out->row_count].row = (struct tdm_change_row){t, reached(form, t, out->improvement, after->value)};
        rows[out->row_count++].fit = fit_of(t, context);
    }
    sort_rows(rows, out->row_count);
    for (uint32_t i = 0; i < out->row_count; i++) sorted[i] = rows[i].row;
    out->rows = sorted;
    out->mcid = first_of(out, TDM_THRESHOLD_MCID);
    out->mdc = first_of(out, TDM_THRESHOLD_MDC);
    out->verdict = verdict_of(out);
}
