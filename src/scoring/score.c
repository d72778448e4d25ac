/* score.c - the one engine: answers through reversal, coding, the missing rule, the formula, the table and the cap. */
#include "scoring/scoring_int.h"

#define ALIKE_LEAST 20u /* items; fewer may well be alike [own] */

static tdm_fraction counted(const struct tdm_part_of *part, tdm_decimal answer) {
    if (part->codes != NULL) return tdm_fraction_of(part->codes[answer.coefficient - part->least]); /* whole: checked */
    tdm_fraction value = answer.scale == 0 ? (tdm_fraction){answer.coefficient, 1} : tdm_fraction_of(answer);
    if (!part->reversed) return value;
    bool fits = tdm_fraction_subtract((tdm_fraction){part->least + part->most, 1}, value, &value);
    TDM_ASSERT(fits); /* items are small: checked when read */
    return value;
}

void scoring_part_ends(const struct tdm_instrument *instrument, const struct tdm_part_of *part, tdm_fraction *least,
                       tdm_fraction *most) {
    if (part->is_score) {
        *least = tdm_fraction_of(instrument->scores[part->index].least);
        *most = tdm_fraction_of(instrument->scores[part->index].most);
        return;
    }
    *least = (tdm_fraction){part->least, 1};
    *most = (tdm_fraction){part->most, 1};
    if (part->codes == NULL) return;
    *least = *most = tdm_fraction_of(part->codes[0]);
    for (int64_t i = 1; i <= part->most - part->least; i++) {
        tdm_fraction one = tdm_fraction_of(part->codes[i]);
        if (tdm_fraction_compare(one, *least) < 0) *least = one;
        if (tdm_fraction_compare(one, *most) > 0) *most = one;
    }
}

bool scoring_convert(const struct tdm_score *score, tdm_fraction raw, tdm_fraction *out) {
    if (score->table != NULL) {
        int64_t at;
        if (raw.below != 1 || !tdm_add_i64(raw.above, -score->table_from, &at)) return false;
        if (at < 0 || at >= (int64_t)score->table_count) return false;
        raw = tdm_fraction_of(score->table[at]);
    }
    if (score->has_cap && tdm_fraction_compare(raw, tdm_fraction_of(score->cap)) > 0) raw = tdm_fraction_of(score->cap);
    *out = raw;
    return true;
}

/* What the formula reads, over the parts that have a value. */
static bool gather(const struct tdm_instrument *instrument, const struct tdm_score *score,
                   const struct tdm_answers *answers, const struct tdm_score_result *results,
                   struct formula_values *v) {
    *v = (struct formula_values){.sum = {0, 1}, .largest = {0, 1}, .most = {0, 1}};
    for (uint32_t i = 0; i < score->part_count; i++) {
        const struct tdm_part_of *part = &score->parts[i];
        bool there = part->is_score ? results[part->index].scored : answers->given[part->index];
        if (!there) continue;
        tdm_fraction least, most,
            value = part->is_score ? results[part->index].value : counted(part, answers->value[part->index]);
        scoring_part_ends(instrument, part, &least, &most);
        if (!tdm_fraction_add(v->sum, value, &v->sum) || !tdm_fraction_add(v->most, most, &v->most)) return false;
        if (v->answered == 0 || tdm_fraction_compare(value, v->largest) > 0) v->largest = value;
        v->answered++;
    }
    return true;
}

static const struct tdm_band *band_of(const struct tdm_score *score, tdm_fraction value) {
    for (uint32_t i = 0; i < score->band_count; i++) {
        const struct tdm_bound *bound = &score->bands[i].bound;
        int low = tdm_fraction_compare(value, tdm_fraction_of(bound->low.quantity.number));
        int high = tdm_fraction_compare(value, tdm_fraction_of(bound->high.quantity.number));
        bool holds[] = {[TDM_AT_MOST] = low <= 0,
                        [TDM_AT_LEAST] = low >= 0,
                        [TDM_ABOVE] = low > 0,
                        [TDM_BELOW] = low < 0,
                        [TDM_IS] = low == 0,
                        [TDM_IS_NOT] = low != 0,
                        [TDM_BETWEEN] = low >= 0 && high <= 0,
                        [TDM_FROM_TO_BELOW] = low >= 0 && (high < 0),
                        [TDM_ABOVE_TO] = (low > 0) && high <= 0};
        if (holds[bound->kind]) return &score->bands[i];
    }
    return NULL;
}

static void score_one(const struct tdm_instrument *instrument, uint32_t index, const struct tdm_answers *answers,
                      struct tdm_score_result *results) {
    const struct tdm_score *score = &instrument->scores[index];
    struct tdm_score_result *out = &results[index];
    struct formula_values values;
    tdm_fraction raw;
    bool fits = gather(instrument, score, answers, results, &values);
    *out = (struct tdm_score_result){.answered = values.answered};
    if (values.answered < score->asked) out->flags |= TDM_FLAG_MISSING;
    if (values.answered < score->least_answered || values.answered == 0) {
        out->flags |= TDM_FLAG_TOO_FEW;
        return;
    }
    if (!fits || !scoring_formula(score, &values, &raw) || !scoring_convert(score, raw, &out->value)) {
        out->flags |= TDM_FLAG_TOO_LARGE;
        return;
    }
    out->scored = true;
    out->band = band_of(score, out->value);
}

/* Every item answered, every answer the same: a form filled in one stroke, or a knee that is perfectly well. */
static bool all_alike(const struct tdm_instrument *instrument, const struct tdm_answers *answers) {
    if (instrument->item_count < ALIKE_LEAST) return false;
    for (uint32_t i = 0; i < instrument->item_count; i++)
        if (!answers->given[i] || tdm_decimal_compare(answers->value[i], answers->value[0]) != 0) return false;
    return true;
}

void tdm_score(const struct tdm_instrument *instrument, const struct tdm_answers *answers,
               struct tdm_score_result *results) {
    bool alike = all_alike(instrument, answers);
    for (uint32_t i = 0; i < instrument->score_count; i++) {
        score_one(instrument, i, answers, results);
        if (alike) results[i].flags |= TDM_FLAG_ALL_ALIKE;
    }
}

void tdm_score_flags_print(struct tdm_buf *out, uint32_t flags) {
    static const struct {
        uint32_t flag;
        const char *word;
    } words[] = {{TDM_FLAG_MISSING, "missing"},
                 {TDM_FLAG_TOO_FEW, "too-few"},
                 {TDM_FLAG_TOO_LARGE, "too-large"},
                 {TDM_FLAG_ALL_ALIKE, "all-alike"}};
    bool first = true;
    for (size_t i = 0; i < TDM_COUNT(words); i++) {
        if ((flags & words[i].flag) == 0) continue;
        if (!first) tdm_buf_char(out, ' ');
        tdm_buf_text(out, words[i].word);
        first = false;
    }
}
