/* measure_norm.c - how a test is taken (its trials, and which of them counts) and what is usual among whom. Both are
 * told to people; no rule reads them: a chart says neither age nor sex, and a reading is entered after its trials. */
#include "catalog/catalog_int.h"

bool tdm_measure_trials(struct catalog_reader *r, void *item, struct clause_at *at) {
    static const char form[] = "trials NUMBER, take best | trials NUMBER, take mean";
    struct tdm_measure *measure = item;
    struct tdm_cursor c = tdm_clause_cursor(r, at);
    (void)tdm_cursor_take(&c, TDM_TERM_WORD);
    at->part++;
    const struct tdm_term *number = tdm_cursor_take(&c, TDM_TERM_NUMBER);
    bool read = number != NULL && number->number.scale == 0 && number->number.coefficient > 1 &&
                number->number.coefficient <= 20 && tdm_cursor_done(&c) && at->part < at->line->part_count;
    if (!read) return tdm_clause_unread(r, &c, form);
    c = tdm_clause_cursor(r, at);
    bool best = tdm_cursor_take_words(&c, "take best");
    if (!best && !tdm_cursor_take_words(&c, "take mean")) return tdm_clause_unread(r, &c, form);
    at->part++;
    measure->trials = (uint16_t)number->number.coefficient;
    measure->trials_mean = !best;
    return tdm_clause_done(r, &c, form);
}

static bool inside(const struct tdm_measure *measure, const tdm_value *value) {
    bool ok = false;
    return value->kind == TDM_VALUE_NONE || (tdm_bound_holds(&measure->hard, *value, &ok) && ok);
}

static bool norm_judged(struct catalog_reader *r, const struct tdm_measure *measure, const struct tdm_norm *norm,
                        const struct tdm_line *line) {
    if (line->cite_count == 0) {
        struct tdm_problem *p = tdm_catalog_refuse(r, TDM_WHY_MISSING, "C049", norm->place);
        tdm_problem_what(p, "the norm names no source");
        tdm_problem_fix(p, "end the line with [SOURCE]; a norm that nobody published is none");
        return false;
    }
    bool good = inside(measure, &norm->bound.low) && inside(measure, &norm->bound.high);
    if (good) return true;
    struct tdm_problem *p = tdm_catalog_refuse(r, TDM_WHY_RANGE, "C050", norm->place);
    tdm_problem_what(p, "the norm lies outside the limits of \"%.*s\"", TDM_FMT(measure->item.name));
    tdm_problem_fix(p, "look the norm up again, or widen `number`");
    return false;
}

bool tdm_measure_norm(struct catalog_reader *r, void *item, struct clause_at *at) {
    static const char form[] = "norm \"WHO\" BOUND";
    struct tdm_measure *measure = item;
    struct tdm_norm norm = {0};
    struct tdm_bound_phrase phrase;
    struct tdm_cursor c = tdm_clause_cursor(r, at);
    (void)tdm_cursor_take(&c, TDM_TERM_WORD);
    at->part++;
    const struct tdm_term *who = tdm_cursor_take(&c, TDM_TERM_TEXT);
    if (who == NULL || !measure->has_hard || !tdm_bound_phrase_read(&c, &phrase) || phrase.plain)
        return tdm_clause_unread(r, &c, form);
    norm.who = who->text;
    norm.place = tdm_catalog_place(r, who);
    norm.cites = at->line->cites;
    norm.cite_count = at->line->cite_count;
    if (!tdm_catalog_bound(r, &phrase, measure->unit, &norm.bound) || !tdm_clause_done(r, &c, form) ||
        !norm_judged(r, measure, &norm, at->line))
        return false;
    struct tdm_norm *grown =
        TDM_NEW_ARRAY(r->mem, struct tdm_norm, measure->norm_count + 1u); /* few: copied each time */
    for (uint32_t i = 0; i < measure->norm_count; i++) grown[i] = measure->norms[i];
    grown[measure->norm_count++] = norm;
    measure->norms = grown;
    return true;
}
