/* claims_view.c - claims about combined care beside draws of the priors: text, JSON, CSV. What the equations build in
 * is told as that, what fails stays failed, and the sceptical figure stands beside every other. */
#include "views/study_view.h"

/* Near its bound: open too, which a field of its own says. */
static const char *const verdict_words[] = {"built-in", "all-draws", "open", "open", "fails"};

tdm_str claims_verdict_words(const struct tdm_view *view, const struct tdm_lab_claims *lab, uint32_t claim) {
    static const enum tdm_message told[] = {TDM_MSG_CLAIMS_BUILT_IN, TDM_MSG_CLAIMS_ALL_DRAWS, TDM_MSG_CLAIMS_OPEN,
                                            TDM_MSG_CLAIMS_NEAR, TDM_MSG_CLAIMS_FAILS};
    struct tdm_arg args[] = {TDM_ARG_I("n", lab->result->drawn)};
    return view_words(view, told[lab->result->answers[claim].verdict], args, 1);
}

static tdm_str percent(const struct tdm_view *view, const struct tdm_bio_share *share) {
    return view_format(view, "%.1f +- %.1f %%", 100.0 * share->value, 100.0 * share->error);
}

/* What of the claim is left without the term: none when that cannot be told from nothing, or it does not hold then. */
static tdm_str left_words(const struct tdm_view *view, const struct tdm_bio_figure *left) {
    bool some = left->value > 2.0 * left->error && left->value >= 0.0005;
    return some ? view_format(view, "%.1f +- %.1f %%", 100.0 * left->value, 100.0 * left->error)
                : view_plain(view, TDM_MSG_CLAIMS_NONE_LEFT);
}

static tdm_str stands_on(const struct tdm_view *view, const struct tdm_bio_claims *claims,
                         const struct tdm_bio_claim_answer *answer) {
    struct tdm_buf out;
    tdm_buf_init(&out, view->mem, 1u << 16);
    for (uint32_t t = 0; t < claims->term_count; t++)
        if (tdm_bio_stands_on(&answer->left[t]))
            tdm_buf_format(&out, "%s%.*s (%.*s)", out.len > 0 ? ", " : "", TDM_FMT(claims->terms[t].name),
                           TDM_FMT(left_words(view, &answer->left[t])));
    return out.len > 0 ? tdm_buf_str(&out) : TDM_STR("-");
}

tdm_str claims_head_words(const struct tdm_view *view, const struct tdm_lab_claims *lab) {
    struct tdm_buf digest;
    tdm_buf_init(&digest, view->mem, 128);
    tdm_digest_print(&digest, lab->claims->digest);
    struct tdm_arg args[] = {TDM_ARG_T("ref", lab->claims->name), TDM_ARG_T("value", lab->claims->version),
                             TDM_ARG_T("words", tdm_str_slice(tdm_buf_str(&digest), 0, 16)),
                             TDM_ARG_I("n", lab->result->drawn), TDM_ARG_I("of_n", lab->run->people.patients)};
    return view_words(view, TDM_MSG_CLAIMS_HEAD, args, TDM_COUNT(args));
}

static tdm_str own_words(const struct tdm_view *view, const struct tdm_lab_claims *lab) {
    struct tdm_arg args[] = {TDM_ARG_I("n", lab->run->own_patients), TDM_ARG_I("of_n", lab->result->refused)};
    return view_words(view, TDM_MSG_CLAIMS_OWN, args, TDM_COUNT(args));
}

static void tell_claims(const struct tdm_view *view, const struct tdm_lab_claims *lab, struct tdm_text_table *table) {
    static const struct tdm_text_column columns[] = {{"claim", 10, 22, false},
                                                     {"verdict", 5, 24, false},
                                                     {"holds in", 7, 16, true},
                                                     {"without", 7, 16, true},
                                                     {"stands on", 9, 60, false}};
    tdm_table_init(table, view->mem, columns, TDM_COUNT(columns));
    for (uint32_t c = 0; c < lab->claims->claim_count; c++) {
        const struct tdm_bio_claim_answer *a = &lab->result->answers[c];
        tdm_table_cell(table, lab->claims->claims[c].name);
        tdm_table_cell(table, claims_verdict_words(view, lab, c));
        tdm_table_cell(table, percent(view, &a->share));
        tdm_table_cell(table, percent(view, &a->sceptical_share));
        tdm_table_cell(table, stands_on(view, lab->claims, a));
    }
}

static int digits_of(const struct tdm_bio_part *part) {
    if (part->kind == TDM_BIO_PART_SHARE) return 0;
    bool small = part->measure == TDM_BIO_STRENGTH_READ || part->measure == TDM_BIO_COMPENSATION ||
                 part->measure == TDM_BIO_ACTIVATION;
    return small ? 3 : 2;
}

static void tell_figures(const struct tdm_view *view, const struct tdm_lab_claims *lab, struct tdm_text_table *table) {
    static const struct tdm_text_column columns[] = {{"claim", 10, 22, false},  {"own values", 10, 18, true},
                                                     {"without", 7, 10, true},  {"5 % to 95 %", 9, 20, true},
                                                     {"holds in", 7, 16, true}, {"figure", 20, 80, false}};
    tdm_table_init(table, view->mem, columns, TDM_COUNT(columns));
    for (uint32_t c = 0; c < lab->claims->claim_count; c++)
        for (uint32_t p = 0; p < lab->claims->claims[c].part_count; p++) {
            const struct tdm_bio_part *part = &lab->claims->claims[c].parts[p];
            const struct tdm_bio_part_answer *a = &lab->result->answers[c].parts[p];
            int d = digits_of(part);
            tdm_table_cell(table, p == 0 ? lab->claims->claims[c].name : TDM_STR(""));
            tdm_table_cell(table, view_format(view, "%+.*f +- %.*f", d, a->own.value, d, a->own.error));
            tdm_table_cell(table, view_format(view, "%+.*f", d, a->sceptical.value));
            tdm_table_cell(table, view_format(view, "%+.*f to %+.*f", d, a->low, d, a->high));
            tdm_table_cell(table, percent(view, &a->share));
            tdm_table_cell(table, part->text);
        }
}

void claims_told_of(const struct tdm_view *view, const struct tdm_lab_claims *lab, struct claims_told *to) {
    to->titles[0] = view_plain(view, TDM_MSG_CLAIMS_TABLE);
    to->titles[1] = view_plain(view, TDM_MSG_CLAIMS_FIGURES);
    tell_claims(view, lab, &to->tables[0]);
    tell_figures(view, lab, &to->tables[1]);
    static const enum tdm_message notes[] = {TDM_MSG_CLAIMS_NOTE_BUILT_IN, TDM_MSG_CLAIMS_NOTE_ALL_DRAWS,
                                             TDM_MSG_CLAIMS_NOTE_FAILS,    TDM_MSG_CLAIMS_NOTE_NEAR,
                                             TDM_MSG_CLAIMS_NOTE_STANDS,   TDM_MSG_CLAIMS_NOTE_ERROR};
    for (size_t n = 0; n < TDM_COUNT(notes); n++) to->notes[n] = view_plain(view, notes[n]);
    to->notes[CLAIMS_NOTES - 1] = own_words(view, lab);
}

void tdm_view_claims_text(const struct tdm_view *view, const struct tdm_lab_claims *lab) {
    struct claims_told told;
    claims_told_of(view, lab, &told);
    lab_head_text(view, &lab->rows);
    lab_put(view, claims_head_words(view, lab));
    for (uint32_t c = 0; c < lab->claims->claim_count; c++)
        lab_put(view, view_format(view, "  %.*s: %.*s", TDM_FMT(lab->claims->claims[c].name),
                                  TDM_FMT(lab->claims->claims[c].label)));
    for (int t = 0; t < 2; t++) {
        tdm_buf_char(view->out, '\n');
        lab_put(view, told.titles[t]);
        tdm_table_print(&told.tables[t], view->out, view->width, 2);
        for (int n = 0; n < CLAIMS_NOTES && t == 0; n++) lab_put(view, told.notes[n]);
    }
    tdm_buf_char(view->out, '\n');
    for (uint32_t t = 0; t < lab->claims->term_count; t++)
        lab_put(view, view_format(view, "  %.*s: %.*s", TDM_FMT(lab->claims->terms[t].name),
                                  TDM_FMT(lab->claims->terms[t].label)));
}

/* ---- for machines */

static void json_shares(struct tdm_json_writer *w, const struct tdm_bio_share *share,
                        const struct tdm_bio_share *sceptical) {
    lab_json_figure(w, "share", share->value);
    lab_json_figure(w, "shareError", share->error);
    lab_json_figure(w, "shareAtLeast", share->least);
    lab_json_figure(w, "shareWithoutEffectOfTheProduct", sceptical->value);
    lab_json_figure(w, "shareWithoutEffectOfTheProductError", sceptical->error);
}

static void json_part(struct tdm_json_writer *w, const struct tdm_bio_part *part, const struct tdm_bio_part_answer *a) {
    tdm_json_object_begin(w);
    tdm_json_text(w, "figure", part->text);
    lab_json_figure(w, "value", a->own.value);
    lab_json_figure(w, "monteCarloError", a->own.error);
    lab_json_figure(w, "withoutEffectOfTheProduct", a->sceptical.value);
    lab_json_figure(w, "percentile5", a->low);
    lab_json_figure(w, "median", a->median);
    lab_json_figure(w, "percentile95", a->high);
    tdm_json_key(w, "holds");
    tdm_json_bool(w, a->holds);
    tdm_json_key(w, "nearItsBound");
    tdm_json_bool(w, a->near);
    json_shares(w, &a->share, &a->sceptical_share);
    tdm_json_object_end(w);
}

static void json_claim(struct tdm_json_writer *w, const struct tdm_view *view, const struct tdm_lab_claims *lab,
                       uint32_t c) {
    const struct tdm_bio_claim *claim = &lab->claims->claims[c];
    const struct tdm_bio_claim_answer *a = &lab->result->answers[c];
    tdm_json_object_begin(w);
    tdm_json_text(w, "name", claim->name);
    tdm_json_text(w, "label", claim->label);
    tdm_json_text(w, "verdict", tdm_str_of(verdict_words[a->verdict]));
    tdm_json_key(w, "nearItsBound");
    tdm_json_bool(w, a->verdict == TDM_BIO_NEAR);
    tdm_json_text(w, "told", claims_verdict_words(view, lab, c));
    json_shares(w, &a->share, &a->sceptical_share);
    tdm_json_key(w, "leftWithout");
    tdm_json_array_begin(w);
    for (uint32_t t = 0; t < lab->claims->term_count; t++) {
        if (!tdm_bio_stands_on(&a->left[t])) continue;
        tdm_json_object_begin(w);
        tdm_json_text(w, "term", lab->claims->terms[t].name);
        lab_json_figure(w, "left", a->left[t].value);
        lab_json_figure(w, "error", a->left[t].error);
        tdm_json_object_end(w);
    }
    tdm_json_array_end(w);
    tdm_json_key(w, "figures");
    tdm_json_array_begin(w);
    for (uint32_t p = 0; p < claim->part_count; p++) json_part(w, &claim->parts[p], &a->parts[p]);
    tdm_json_array_end(w);
    tdm_json_object_end(w);
}

void tdm_view_claims_json(const struct tdm_view *view, const struct tdm_lab_claims *lab) {
    struct tdm_json_writer w;
    tdm_json_writer_init(&w, view->out, true);
    tdm_json_object_begin(&w);
    tdm_json_key(&w, "tandem");
    tdm_json_int(&w, 1);
    tdm_json_text(&w, "document", TDM_STR("lab-claims"));
    lab_head_json(&w, view, &lab->rows);
    tdm_json_text(&w, "claimsTold", claims_head_words(view, lab));
    tdm_json_key(&w, "draws");
    tdm_json_int(&w, lab->result->drawn);
    tdm_json_key(&w, "drawsLeftOut");
    tdm_json_int(&w, lab->result->refused);
    tdm_json_key(&w, "claims");
    tdm_json_array_begin(&w);
    for (uint32_t c = 0; c < lab->claims->claim_count; c++) json_claim(&w, view, lab, c);
    tdm_json_array_end(&w);
    tdm_json_key(&w, "terms");
    tdm_json_array_begin(&w);
    for (uint32_t t = 0; t < lab->claims->term_count; t++) {
        tdm_json_object_begin(&w);
        tdm_json_text(&w, "name", lab->claims->terms[t].name);
        tdm_json_text(&w, "label", lab->claims->terms[t].label);
        tdm_json_object_end(&w);
    }
    tdm_json_array_end(&w);
    tdm_json_text(&w, "builtInTold", view_plain(view, TDM_MSG_CLAIMS_NOTE_BUILT_IN));
    tdm_json_text(&w, "allDrawsTold", view_plain(view, TDM_MSG_CLAIMS_NOTE_ALL_DRAWS));
    tdm_json_text(&w, "nearTold", view_plain(view, TDM_MSG_CLAIMS_NOTE_NEAR));
    tdm_json_text(&w, "errorTold", view_plain(view, TDM_MSG_CLAIMS_NOTE_ERROR));
    tdm_json_object_end(&w);
    tdm_buf_char(view->out, '\n');
}

static void csv_share(const struct tdm_view *view, const struct tdm_bio_share *share) {
    tdm_buf_format(view->out, ",%.4g,%.2g", share->value, share->error);
}

static void csv_row(const struct tdm_view *view, const struct tdm_lab_claims *lab, uint32_t c, uint32_t p) {
    const struct tdm_bio_claim_answer *a = &lab->result->answers[c];
    const struct tdm_bio_part_answer *of = &a->parts[p];
    tdm_buf_format(view->out, "%.*s,%s,%s", TDM_FMT(lab->claims->claims[c].name), verdict_words[a->verdict],
                   a->verdict == TDM_BIO_NEAR ? "yes" : "no");
    csv_share(view, &a->share);
    tdm_buf_format(view->out, ",%.6g", a->share.least);
    csv_share(view, &a->sceptical_share);
    tdm_buf_char(view->out, ',');
    lab_csv_text(view->out, stands_on(view, lab->claims, a));
    tdm_buf_char(view->out, ',');
    lab_csv_text(view->out, lab->claims->claims[c].parts[p].text);
    tdm_buf_format(view->out, ",%.6g,%.3g,%.6g,%.6g,%.6g,%.6g", of->own.value, of->own.error, of->sceptical.value,
                   of->low, of->median, of->high);
    csv_share(view, &of->share);
    tdm_buf_char(view->out, '\n');
}

void tdm_view_claims_csv(const struct tdm_view *view, const struct tdm_lab_claims *lab) {
    static const enum tdm_message notes[] = {TDM_MSG_CLAIMS_NOTE_BUILT_IN, TDM_MSG_CLAIMS_NOTE_ALL_DRAWS,
                                             TDM_MSG_CLAIMS_NOTE_NEAR, TDM_MSG_CLAIMS_NOTE_ERROR};
    lab_head_csv(view, &lab->rows);
    lab_csv_line(view, claims_head_words(view, lab));
    for (size_t n = 0; n < TDM_COUNT(notes); n++) lab_csv_line(view, view_plain(view, notes[n]));
    lab_csv_line(view, own_words(view, lab));
    tdm_buf_text(view->out, "claim,verdict,near_its_bound,share,share_error,share_at_least,"
                            "share_without_effect_of_the_product,share_without_effect_of_the_product_error,stands_on,"
                            "figure,value,monte_carlo_error,without_effect_of_the_product,percentile_5,median,"
                            "percentile_95,share_of_figure,share_of_figure_error\n");
    for (uint32_t c = 0; c < lab->claims->claim_count; c++)
        for (uint32_t p = 0; p < lab->claims->claims[c].part_count; p++) csv_row(view, lab, c, p);
}
