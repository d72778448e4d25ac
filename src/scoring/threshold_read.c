/* threshold_read.c - one row of thresholds: kind, value, and for whom, after what, when and how it was found. */
#include "scoring/scoring_int.h"

static const char *const kinds[] = {[TDM_THRESHOLD_MDC] = "mdc",
                                    [TDM_THRESHOLD_MCID] = "mcid",
                                    [TDM_THRESHOLD_SCB] = "scb",
                                    [TDM_THRESHOLD_PASS] = "pass"};
static const char *const methods[] = {[TDM_METHOD_ANCHOR] = "anchor",
                                      [TDM_METHOD_ROC] = "roc",
                                      [TDM_METHOD_DISTRIBUTION] = "distribution",
                                      [TDM_METHOD_UNSAID] = "not said"};

const char *tdm_threshold_word(enum tdm_threshold_kind kind) {
    return kinds[kind];
}

const char *tdm_method_word(enum tdm_threshold_method method) {
    return methods[method];
}

const char scoring_threshold_form[] =
    "threshold SCORE mdc, mcid, scb or pass N [to N], for CONDITION, among TEXT, treatment NAME, "
    "at SPAN, method anchor, roc or distribution, people N, confidence N, baseline N to N";

static bool take_score(struct scoring_reader *r, struct tdm_cursor *c, struct tdm_threshold *t) {
    const struct tdm_term *name = tdm_cursor_take(c, TDM_TERM_WORD);
    if (name == NULL) return scoring_malformed(r, tdm_cursor_place(c), scoring_threshold_form);
    tdm_str names[TDM_SCORES_MAX];
    for (uint32_t i = 0; i < r->out->score_count; i++) {
        names[i] = r->scores[i].name;
        t->score = (uint16_t)i;
        if (tdm_str_equal(names[i], name->text)) return true;
    }
    if (scoring_refused(r, name->text)) return false;
    scoring_unknown(scoring_refuse(r, TDM_WHY_NOT_FOUND, "I007", tdm_term_place(r->tree, name)), "score", name->text,
                    names, r->out->score_count);
    return false;
}

static bool take_kind(struct tdm_cursor *c, struct tdm_threshold *t) {
    for (int kind = 0; kind < TDM_THRESHOLD_KINDS; kind++) {
        t->kind = (enum tdm_threshold_kind)kind;
        if (tdm_cursor_take_word(c, kinds[kind])) return true;
    }
    return false;
}

static bool take_range(struct tdm_cursor *c, tdm_decimal *low, tdm_decimal *high) {
    if (!scoring_number(c, low)) return false;
    *high = *low;
    return !tdm_cursor_take_word(c, "to") || (scoring_number(c, high) && tdm_decimal_compare(*low, *high) < 0);
}

static bool take_method(struct tdm_cursor *c, struct tdm_threshold *t) {
    for (int method = 0; method < TDM_METHOD_UNSAID; method++) {
        t->method = (enum tdm_threshold_method)method;
        if (tdm_cursor_take_word(c, methods[method])) return true;
    }
    return false;
}

static bool take_count(struct tdm_cursor *c, uint32_t *out) {
    int64_t number;
    if (!scoring_whole(c, &number) || number <= 0) return false;
    *out = (uint32_t)number;
    return true;
}

static bool take_span(struct tdm_cursor *c, tdm_span *out) {
    int64_t count;
    if (!scoring_whole(c, &count) || count < 0) return false;
    const struct tdm_term *unit = tdm_cursor_take(c, TDM_TERM_WORD);
    out->count = (int32_t)count;
    return unit != NULL && tdm_span_unit_parse(unit->text, &out->unit);
}

static bool take_text(struct tdm_cursor *c, tdm_str *out) {
    if (tdm_cursor_done(c) || (c->at->kind != TDM_TERM_TEXT && c->at->kind != TDM_TERM_WORD)) return false;
    *out = (c->at++)->text;
    return true;
}

static bool take_condition(struct scoring_reader *r, struct tdm_cursor *c, struct tdm_threshold *t) {
    const struct tdm_term *name = tdm_cursor_take(c, TDM_TERM_WORD);
    if (name == NULL) return scoring_malformed(r, tdm_cursor_place(c), scoring_threshold_form);
    t->condition = tdm_catalog_find(r->catalog, TDM_KIND_CONDITION, name->text);
    if (t->condition != TDM_REF_NONE) return true;
    tdm_str near = tdm_catalog_nearest(r->catalog, TDM_KIND_CONDITION, name->text);
    scoring_unknown(scoring_refuse(r, TDM_WHY_NOT_FOUND, "I007", tdm_term_place(r->tree, name)), "condition",
                    name->text, &near, near.len > 0);
    return false;
}

/* A part behind the first; false when it was told already, *good false when it is not understood. */
static bool take_part(struct scoring_reader *r, struct tdm_cursor *c, struct tdm_threshold *t, bool *good) {
    if (tdm_cursor_take_word(c, "for")) return take_condition(r, c, t);
    if (tdm_cursor_take_word(c, "among"))
        *good = take_text(c, &t->among);
    else if (tdm_cursor_take_word(c, "treatment"))
        *good = take_text(c, &t->treatment);
    else if (tdm_cursor_take_word(c, "at"))
        *good = t->has_after = take_span(c, &t->after);
    else if (tdm_cursor_take_word(c, "method"))
        *good = take_method(c, t);
    else if (tdm_cursor_take_word(c, "people"))
        *good = take_count(c, &t->people);
    else if (tdm_cursor_take_word(c, "confidence"))
        *good = take_count(c, &t->percent);
    else if (tdm_cursor_take_word(c, "baseline"))
        *good = t->has_baseline = take_range(c, &t->baseline_low, &t->baseline_high);
    else
        *good = false;
    return true;
}

void scoring_read_threshold(struct scoring_reader *r, const struct tdm_line *line) {
    struct tdm_threshold t = {.condition = TDM_REF_NONE,
                              .method = TDM_METHOD_UNSAID,
                              .cites = line->cites,
                              .cite_count = line->cite_count,
                              .place = tdm_line_place(r->tree, line)};
    struct tdm_cursor c = tdm_cursor_of(r->tree, line, 0);
    (void)tdm_cursor_take_word(&c, "threshold");
    scoring_cited(r, line, NULL);
    if (!take_score(r, &c, &t)) return;
    if (!take_kind(&c, &t) || !take_range(&c, &t.low, &t.high) || !tdm_cursor_done(&c)) {
        (void)scoring_malformed(r, tdm_cursor_place(&c), scoring_threshold_form);
        return;
    }
    for (uint32_t part = 1; part < line->part_count; part++) {
        bool good = true;
        c = tdm_cursor_of(r->tree, line, part);
        if (!take_part(r, &c, &t, &good)) return;
        if (good && tdm_cursor_done(&c)) continue;
        (void)scoring_malformed(r, tdm_cursor_place(&c), scoring_threshold_form);
        return;
    }
    TDM_GROW(r->mem, r->thresholds, r->out->threshold_count, r->threshold_room);
    r->thresholds[r->out->threshold_count++] = t;
    r->out->thresholds = r->thresholds;
}
