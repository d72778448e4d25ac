/* tidy_standing.c - a standing as rows: where the episode is, its gates, what is owed; and the measures there are. */
#include "exchange/tidy_int.h"

struct rows {
    const struct tdm_tidy_day *day;
    const struct tdm_protocol *protocol;
    const struct tdm_catalog *catalog;
    struct tdm_table_writer w;
};

static tdm_date moved(const struct rows *r, tdm_date date) {
    return tdm_date_is_none(date) ? date : tdm_date_add_days(date, r->day->days);
}

static void key(struct rows *r) {
    tdm_put_cell(&r->w, r->day->names->name);
    tidy_date(&r->w, moved(r, r->day->standing->asof.on));
}

static void track_cells(struct rows *r, enum tdm_track track) {
    static const char *const states[] = {"not-yet", "active", "held", "ended", "not-applicable"};
    tdm_ref phase = r->day->standing->track[track].phase;
    tdm_put_cell(&r->w, phase == TDM_REF_NONE ? TDM_STR("") : r->protocol->phases[phase].name);
    tdm_put_word(&r->w, phase == TDM_REF_NONE ? "" : states[r->day->standing->phases[phase].state]);
}

static void standing_row(struct rows *r) {
    const struct tdm_standing *s = r->day->standing;
    const struct tdm_scale *load = tdm_catalog_load_scale(r->catalog);
    uint32_t flags = 0, due = 0, overdue = 0, deviations = 0;
    for (uint32_t i = 0; i < s->open_count; i++) flags += s->open[i].is_flag;
    for (uint32_t i = 0; i < s->owed_count; i++) {
        due += s->owed[i].state == TDM_OWED_DUE;
        overdue += s->owed[i].state == TDM_OWED_OVERDUE;
    }
    for (uint32_t i = 0; i < s->deviation_count; i++) deviations += s->deviations[i].known_now;
    key(r);
    tidy_yes(&r->w, s->enrolled);
    tidy_yes(&r->w, s->ended);
    track_cells(r, TDM_TRACK_TISSUE);
    track_cells(r, TDM_TRACK_FUNCTION);
    bool limited = s->ceiling.has_class && load != NULL && s->ceiling.load_class < load->count;
    tdm_put_cell(&r->w, limited ? load->steps[s->ceiling.load_class] : TDM_STR(""));
    tdm_put_int(&r->w, flags);
    tdm_put_int(&r->w, s->open_count - flags);
    tdm_put_int(&r->w, due);
    tdm_put_int(&r->w, overdue);
    tdm_put_int(&r->w, deviations);
    tdm_put_row_end(&r->w);
}

static void gate_row(struct rows *r, uint32_t gate) {
    static const char *const states[] = {[TDM_GATE_CLOSED] = "closed",
                                         [TDM_GATE_CANNOT_TELL] = "cannot-tell",
                                         [TDM_GATE_OPEN] = "open",
                                         [TDM_GATE_NOT_APPLICABLE] = "not-applicable"};
    const struct tdm_gate_answer *answer = &r->day->standing->gates[gate];
    key(r);
    tdm_put_cell(&r->w, r->protocol->gates[gate].name);
    tdm_put_word(&r->w, states[answer->state]);
    tidy_date(&r->w, answer->passed ? moved(r, answer->passed_on) : TDM_DATE_NONE);
    tidy_date(&r->w, moved(r, answer->earliest));
    tdm_put_row_end(&r->w);
}

/* ---- obligations */

static const char *const owed_words[] = {
    [TDM_OWED_ASSESSMENT] = "assessment", [TDM_OWED_BASELINE] = "baseline",
    [TDM_OWED_SIGNATURE] = "signature",   [TDM_OWED_DIARY] = "diary",
    [TDM_OWED_MEASURE] = "measure",       [TDM_OWED_ESCALATION] = "escalation",
    [TDM_OWED_ANSWER] = "answer",         [TDM_OWED_SCREEN] = "screen",
    [TDM_OWED_REVIEW] = "review",         [TDM_OWED_PRESCRIBER_QUESTION] = "prescriber-question",
    [TDM_OWED_RETRAINING] = "retraining", [TDM_OWED_RECORD] = "record",
    [TDM_OWED_JUDGEMENT] = "judgement",   [TDM_OWED_RULE] = "rule",
    [TDM_OWED_DECISION] = "decision",
};

static tdm_str what_of(const struct rows *r, const struct tdm_owed *owed) {
    const struct tdm_protocol *p = r->protocol;
    switch (owed->kind) {
    case TDM_OWED_ASSESSMENT:
    case TDM_OWED_BASELINE:
    case TDM_OWED_MEASURE:
        return owed->measure < p->measure_count ? p->measures[owed->measure].name : TDM_STR("");
    case TDM_OWED_SIGNATURE:
    case TDM_OWED_REVIEW:
        return owed->ref < p->clearance_count ? p->clearances[owed->ref].name : TDM_STR("");
    case TDM_OWED_RULE:
        return owed->ref < p->progress_count ? p->progressions[owed->ref].name : TDM_STR("");
    case TDM_OWED_DECISION:
        return owed->ref < p->gate_count ? p->gates[owed->ref].name : TDM_STR("");
    case TDM_OWED_RETRAINING:
        return owed->ref < r->catalog->count[TDM_KIND_FINDING]
                   ? tdm_catalog_name(r->catalog, TDM_KIND_FINDING, owed->ref)
                   : TDM_STR("");
    case TDM_OWED_SCREEN:
        return owed->of_findings ? TDM_STR("findings") : TDM_STR("flags");
    case TDM_OWED_DIARY:
    case TDM_OWED_ESCALATION:
    case TDM_OWED_ANSWER:
    case TDM_OWED_PRESCRIBER_QUESTION:
    case TDM_OWED_RECORD:
    case TDM_OWED_JUDGEMENT:
        break;
    }
    return owed->entry < r->day->names->entry_count ? r->day->names->entries[owed->entry].subject : TDM_STR("");
}

static void owed_row(struct rows *r, const struct tdm_owed *owed) {
    static const char *const states[] = {"upcoming", "due", "overdue", "waiting"};
    struct tdm_buf roles;
    tdm_buf_init(&roles, r->w.out->mem, 1024);
    for (uint32_t i = 0; i < r->catalog->count[TDM_KIND_ROLE] && i < 64; i++)
        if ((owed->roles & TDM_BIT(i)) != 0)
            tdm_buf_format(&roles, "%s%.*s", roles.len > 0 ? " " : "",
                           TDM_FMT(tdm_catalog_name(r->catalog, TDM_KIND_ROLE, (tdm_ref)i)));
    key(r);
    tdm_put_word(&r->w, owed_words[owed->kind]);
    tdm_put_cell(&r->w, what_of(r, owed));
    tdm_put_word(&r->w, states[owed->state]);
    tdm_put_cell(&r->w, tdm_buf_str(&roles));
    tidy_date(&r->w, moved(r, owed->from));
    tidy_date(&r->w, moved(r, owed->due));
    tdm_put_row_end(&r->w);
}

void tdm_tidy_standing(struct tdm_buf *out, const struct tdm_tidy_day *day) {
    struct rows r = {.day = day, .protocol = day->standing->episode->protocol};
    r.catalog = r.protocol->catalog;
    r.w.out = &out[TDM_TIDY_STANDINGS];
    standing_row(&r);
    r.w.out = &out[TDM_TIDY_GATES];
    for (uint32_t i = 0; i < r.protocol->gate_count; i++) gate_row(&r, i);
    r.w.out = &out[TDM_TIDY_OBLIGATIONS];
    for (uint32_t i = 0; i < day->standing->owed_count; i++) owed_row(&r, &day->standing->owed[i]);
}

void tdm_tidy_measures(struct tdm_buf *out, const struct tdm_catalog *catalog) {
    struct tdm_table_writer w = {.out = &out[TDM_TIDY_MEASURES]};
    for (uint32_t i = 0; i < catalog->count[TDM_KIND_MEASURE]; i++) {
        const struct tdm_measure *measure = tdm_catalog_measure(catalog, (tdm_ref)i);
        const struct tdm_scale *scale = tdm_measure_scale(catalog, (tdm_ref)i);
        struct tdm_buf steps;
        tdm_buf_init(&steps, w.out->mem, 4096);
        for (uint16_t step = 0; scale != NULL && step < scale->count; step++)
            tdm_buf_format(&steps, "%s%.*s", step > 0 ? " " : "", TDM_FMT(scale->steps[step]));
        bool unit = measure->unit != TDM_UNIT_NONE;
        tdm_put_cell(&w, measure->item.name);
        tdm_put_cell(&w, tdm_catalog_label(catalog, TDM_KIND_MEASURE, (tdm_ref)i));
        tdm_put_cell(&w, unit ? tdm_unit_code(measure->unit) : TDM_STR(""));
        tdm_put_cell(&w, unit ? tdm_unit_ucum(measure->unit) : TDM_STR(""));
        tdm_put_cell(&w, tdm_buf_str(&steps));
        tdm_put_word(&w, measure->direction == TDM_HIGHER_IS_BETTER  ? "higher"
                         : measure->direction == TDM_LOWER_IS_BETTER ? "lower"
                                                                     : "");
        tidy_yes(&w, measure->sided);
        tdm_put_row_end(&w);
    }
}
