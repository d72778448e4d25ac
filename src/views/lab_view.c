/* lab_view.c - what the lab prints: the honest head that every output carries, and published rows beside the model. */
#include "views/study_view.h"

#include <math.h>

void lab_put(const struct tdm_view *view, tdm_str text) {
    tdm_text_wrap(view->out, text, view->width, 0, 2);
    tdm_buf_char(view->out, '\n');
}

static tdm_str figure(const struct tdm_view *view, double value, int digits) {
    return view_format(view, "%.*f", digits, value);
}

static tdm_str signed_figure(const struct tdm_view *view, double value, int digits) {
    return view_format(view, "%+.*f", digits, value);
}

/* ---- the honest head: version, digest, seed, misfit, what was fitted, and that it is a hypothesis */

static tdm_str names_of(const struct tdm_view *view, const struct tdm_bio_model *model, bool prior_only) {
    struct tdm_buf out;
    tdm_buf_init(&out, view->mem, 4096);
    for (uint32_t i = 0; i < model->number_count; i++) {
        const struct tdm_bio_number *number = &model->numbers[i];
        if (!number->fitted || (prior_only && !tdm_bio_prior_only(number))) continue;
        tdm_buf_format(&out, "%s%.*s", out.len > 0 ? ", " : "", TDM_FMT(number->word));
        if (!prior_only) tdm_buf_format(&out, " %.4g", number->value);
    }
    return tdm_buf_str(&out);
}

static uint32_t fitted_rows(const struct tdm_lab_rows *rows, uint32_t *worst) {
    uint32_t count = 0;
    *worst = 0;
    for (uint32_t i = 0; i < rows->model->row_count; i++) {
        if (!rows->model->rows[i].fitted) continue;
        if (count == 0 || fabs(rows->answers[i].z) > fabs(rows->answers[*worst].z)) *worst = i;
        count++;
    }
    return count;
}

static uint32_t fitted_numbers(const struct tdm_bio_model *model) {
    uint32_t count = 0;
    for (uint32_t i = 0; i < model->number_count; i++) count += model->numbers[i].fitted;
    return count;
}

static tdm_str model_words(const struct tdm_view *view, const struct tdm_lab_rows *rows) {
    struct tdm_buf digest;
    tdm_buf_init(&digest, view->mem, 128);
    tdm_digest_print(&digest, rows->model->digest);
    struct tdm_arg args[] = {TDM_ARG_T("ref", rows->model->name), TDM_ARG_T("value", rows->model->version),
                             TDM_ARG_T("words", tdm_str_slice(tdm_buf_str(&digest), 0, 16)),
                             TDM_ARG_I("n", rows->run->patients), TDM_ARG_I("of_n", (int64_t)rows->run->seed)};
    tdm_str words = view_words(view, TDM_MSG_LAB_MODEL, args, TDM_COUNT(args));
    uint32_t steps = tdm_bio_steps(&rows->model->parameters);
    struct tdm_arg finer[] = {TDM_ARG_T("words", words), TDM_ARG_I("n", steps)};
    return steps > 1 ? view_words(view, TDM_MSG_LAB_STEPS, finer, TDM_COUNT(finer)) : words;
}

/* None where no row of the model was fitted: then its numbers are priors alone. */
static tdm_str misfit_words(const struct tdm_view *view, const struct tdm_lab_rows *rows) {
    uint32_t worst = 0, count = fitted_rows(rows, &worst);
    if (count == 0) return view_plain(view, TDM_MSG_LAB_NOT_FITTED);
    tdm_str most = view_format(view, "%+.2f (%.*s)", rows->answers[worst].z, TDM_FMT(rows->model->rows[worst].name));
    struct tdm_arg args[] = {TDM_ARG_T("value", figure(view, rows->rms, 2)), TDM_ARG_I("n", count),
                             TDM_ARG_I("of_n", fitted_numbers(rows->model)), TDM_ARG_T("words", most)};
    return view_words(view, TDM_MSG_LAB_MISFIT, args, TDM_COUNT(args));
}

static tdm_str refit_words(const struct tdm_view *view, const struct tdm_lab_rows *rows) {
    uint32_t count = 0, worst = 0;
    for (uint32_t i = 0; i < rows->model->row_count; i++) {
        if (!rows->model->rows[i].fitted) continue;
        if (count++ == 0 || fabs(rows->refit->z[i]) > fabs(rows->refit->z[worst])) worst = i;
    }
    tdm_str most =
        count == 0 ? TDM_STR("-")
                   : view_format(view, "%+.2f (%.*s)", rows->refit->z[worst], TDM_FMT(rows->model->rows[worst].name));
    struct tdm_arg args[] = {TDM_ARG_T("value", figure(view, rows->refit->rms, 2)), TDM_ARG_I("n", count),
                             TDM_ARG_I("of_n", rows->refit->trials), TDM_ARG_T("words", most)};
    return view_words(view, TDM_MSG_LAB_REFIT, args, TDM_COUNT(args));
}

static tdm_str named(const struct tdm_view *view, const struct tdm_lab_rows *rows, bool prior_only) {
    struct tdm_arg args[] = {TDM_ARG_T("words", names_of(view, rows->model, prior_only))};
    return view_words(view, prior_only ? TDM_MSG_LAB_PRIOR : TDM_MSG_LAB_FITTED, args, 1);
}

void lab_head_text(const struct tdm_view *view, const struct tdm_lab_rows *rows) {
    lab_put(view, view_plain(view, TDM_MSG_LAB_NOTICE));
    lab_put(view, rows->model->hypothesis);
    lab_put(view, model_words(view, rows));
    lab_put(view, misfit_words(view, rows));
    lab_put(view, named(view, rows, false));
    lab_put(view, named(view, rows, true));
}

void lab_notice_html(struct tdm_html *h, const struct tdm_view *view) {
    tdm_html_element(h, "p", "notice", view_plain(view, TDM_MSG_LAB_NOTICE));
}

void lab_head_html(struct tdm_html *h, const struct tdm_view *view, const struct tdm_lab_rows *rows) {
    lab_notice_html(h, view);
    lab_made_html(h, view, rows);
}

void lab_made_html(struct tdm_html *h, const struct tdm_view *view, const struct tdm_lab_rows *rows) {
    tdm_html_open(h, "div");
    tdm_html_attribute(h, "class", TDM_STR("head"));
    tdm_html_element(h, "p", NULL, rows->model->hypothesis);
    tdm_html_element(h, "p", NULL, model_words(view, rows));
    tdm_html_element(h, "p", NULL, misfit_words(view, rows));
    tdm_html_element(h, "p", NULL, named(view, rows, false));
    tdm_html_element(h, "p", NULL, named(view, rows, true));
    tdm_html_close(h);
}

tdm_str lab_mark_told(const struct tdm_view *view, const struct tdm_lab_rows *rows, tdm_str told) {
    const tdm_str parts[] = {view_plain(view, TDM_MSG_LAB_NOTICE),
                             rows->model->hypothesis,
                             model_words(view, rows),
                             misfit_words(view, rows),
                             named(view, rows, false),
                             named(view, rows, true)};
    struct tdm_buf out;
    tdm_buf_init(&out, view->mem, 1u << 16);
    tdm_buf_add(&out, told);
    for (size_t i = 0; i < TDM_COUNT(parts); i++) tdm_buf_format(&out, " %.*s", TDM_FMT(parts[i]));
    return tdm_buf_str(&out);
}

void lab_mark_svg(struct tdm_html *h, const struct tdm_view *view, const struct tdm_lab_rows *rows, int64_t y) {
    enum { LETTERS = 64 }; /* a line, so that the narrowest picture holds it */
    const tdm_str said[] = {view_plain(view, TDM_MSG_LAB_NOTICE), model_words(view, rows), misfit_words(view, rows)};
    for (size_t i = 0; i < TDM_COUNT(said); i++) {
        struct tdm_buf lines;
        tdm_buf_init(&lines, view->mem, 4096);
        tdm_text_wrap(&lines, said[i], LETTERS, 0, 0);
        for (tdm_str rest = tdm_buf_str(&lines); rest.len > 0;) {
            size_t end = 0;
            while (end < rest.len && rest.at[end] != '\n') end++;
            y += 115;
            tdm_html_open(h, "text");
            tdm_html_attribute(h, "class", i == 0 ? TDM_STR("mark warn") : TDM_STR("mark"));
            tdm_html_attribute_tenths(h, "x", 60);
            tdm_html_attribute_tenths(h, "y", y);
            tdm_html_text(h, tdm_str_slice(rest, 0, end));
            tdm_html_close(h);
            rest = tdm_str_slice(rest, end < rest.len ? end + 1 : end, rest.len);
        }
    }
}

/* ---- rows */

static double standard_error(const struct tdm_bio_row *row) {
    return sqrt(row->error * row->error + row->between * row->between);
}

static int digits_of(const struct tdm_bio_row *row) {
    if (row->measure == TDM_BIO_STRENGTH_READ || row->measure == TDM_BIO_ACTIVATION)
        return row->reading == TDM_BIO_LEVEL ? 3 : 1;
    return row->measure == TDM_BIO_PAIN && row->reading == TDM_BIO_CHANGE && row->against != TDM_BIO_SHARE ? 2 : 1;
}

static tdm_str cites_of(const struct tdm_view *view, const struct tdm_bio_row *row) {
    struct tdm_buf out;
    tdm_buf_init(&out, view->mem, 256);
    for (uint32_t i = 0; i < row->cite_count; i++)
        tdm_buf_format(&out, "%s%.*s", i > 0 ? ", " : "", TDM_FMT(row->cites[i].name));
    return tdm_buf_str(&out);
}

void tdm_view_lab_rows_text(const struct tdm_view *view, const struct tdm_lab_rows *rows) {
    static const struct tdm_text_column columns[] = {
        {"row", 3, 5, false}, {"", 20, 44, false},     {"published", 9, 16, true}, {"model", 5, 15, true},
        {"z", 4, 14, true},   {"without", 7, 8, true}, {"source", 6, 20, false}};
    struct tdm_text_table table;
    lab_head_text(view, rows);
    if (rows->refit != NULL) lab_put(view, refit_words(view, rows));
    tdm_buf_format(view->out, "\n%.*s\n", TDM_FMT(view_plain(view, TDM_MSG_LAB_ROWS_HEAD)));
    tdm_table_init(&table, view->mem, columns, TDM_COUNT(columns));
    for (uint32_t i = 0; i < rows->model->row_count; i++) {
        const struct tdm_bio_row *row = &rows->model->rows[i];
        const struct tdm_bio_row_answer *a = &rows->answers[i];
        int digits = digits_of(row);
        tdm_table_cell(&table, view_format(view, "%.*s%s", TDM_FMT(row->name), row->fitted ? "" : "*"));
        tdm_table_cell(&table, row->label);
        tdm_table_cell(&table, view_format(view, "%.*f +- %.*f", digits, row->target, digits, standard_error(row)));
        tdm_table_cell(&table, view_format(view, "%.*f +- %.*f", digits, a->model, digits, a->error));
        tdm_table_cell(&table, rows->refit != NULL && row->fitted
                                   ? view_format(view, "%+.2f (%+.2f)", a->z, rows->refit->z[i])
                                   : signed_figure(view, a->z, 2));
        tdm_table_cell(&table, figure(view, rows->sceptical[i].model, digits));
        tdm_table_cell(&table, cites_of(view, row));
    }
    tdm_table_print(&table, view->out, view->width, 2);
    lab_put(view, view_plain(view, TDM_MSG_LAB_MC));
    lab_put(view, view_plain(view, TDM_MSG_LAB_SCEPTIC));
    lab_put(view, view_plain(view, TDM_MSG_LAB_SHOWN));
    if (rows->refit != NULL) lab_put(view, view_plain(view, TDM_MSG_LAB_REFIT_TOLD));
}

/* ---- for machines */

/* To the nearest millionth: JSON carries decimals, never binary fractions. */
void lab_json_figure(struct tdm_json_writer *w, const char *key, double value) {
    double scaled = value * 1e6;
    tdm_json_key(w, key);
    if (!(scaled > -9e15 && scaled < 9e15))
        tdm_json_null(w);
    else
        tdm_json_decimal(w, tdm_decimal_trim((tdm_decimal){(int64_t)(scaled < 0 ? scaled - 0.5 : scaled + 0.5), 6}));
}

static void json_parameters(struct tdm_json_writer *w, const struct tdm_bio_model *model) {
    tdm_json_key(w, "parameters");
    tdm_json_array_begin(w);
    for (uint32_t i = 0; i < model->number_count; i++) {
        const struct tdm_bio_number *number = &model->numbers[i];
        tdm_json_object_begin(w);
        tdm_json_text(w, "name", number->word);
        tdm_json_text(w, "unit", tdm_str_of(number->unit));
        lab_json_figure(w, "value", number->value);
        tdm_json_key(w, "fitted");
        tdm_json_bool(w, number->fitted);
        tdm_json_key(w, "priorOnly");
        tdm_json_bool(w, tdm_bio_prior_only(number));
        tdm_json_object_end(w);
    }
    tdm_json_array_end(w);
}

static void json_row(struct tdm_json_writer *w, const struct tdm_view *view, const struct tdm_lab_rows *rows,
                     uint32_t i) {
    const struct tdm_bio_row *row = &rows->model->rows[i];
    tdm_json_object_begin(w);
    tdm_json_text(w, "name", row->name);
    tdm_json_text(w, "label", row->label);
    tdm_json_key(w, "fitted");
    tdm_json_bool(w, row->fitted);
    lab_json_figure(w, "published", row->target);
    lab_json_figure(w, "publishedError", standard_error(row));
    lab_json_figure(w, "model", rows->answers[i].model);
    lab_json_figure(w, "monteCarloError", rows->answers[i].error);
    lab_json_figure(w, "z", rows->answers[i].z);
    if (rows->refit != NULL && row->fitted) lab_json_figure(w, "zWithoutItsTrial", rows->refit->z[i]);
    lab_json_figure(w, "withoutEffectOfTheProduct", rows->sceptical[i].model);
    tdm_json_text(w, "source", cites_of(view, row));
    tdm_json_object_end(w);
}

void lab_head_json(struct tdm_json_writer *w, const struct tdm_view *view, const struct tdm_lab_rows *rows) {
    tdm_json_text(w, "notice", view_plain(view, TDM_MSG_LAB_NOTICE));
    tdm_json_text(w, "hypothesis", rows->model->hypothesis);
    tdm_json_text(w, "model", model_words(view, rows));
    tdm_json_text(w, "misfit", misfit_words(view, rows));
    lab_json_figure(w, "rootMeanSquareZ", rows->rms);
    json_parameters(w, rows->model);
}

void tdm_view_lab_rows_json(const struct tdm_view *view, const struct tdm_lab_rows *rows) {
    struct tdm_json_writer w;
    tdm_json_writer_init(&w, view->out, true);
    tdm_json_object_begin(&w);
    tdm_json_key(&w, "tandem");
    tdm_json_int(&w, 1);
    tdm_json_text(&w, "document", TDM_STR("lab-rows"));
    lab_head_json(&w, view, rows);
    if (rows->refit != NULL) lab_json_figure(&w, "rootMeanSquareZWithoutItsTrial", rows->refit->rms);
    tdm_json_key(&w, "rows");
    tdm_json_array_begin(&w);
    for (uint32_t i = 0; i < rows->model->row_count; i++) json_row(&w, view, rows, i);
    tdm_json_array_end(&w);
    tdm_json_object_end(&w);
    tdm_buf_char(view->out, '\n');
}

void lab_csv_text(struct tdm_buf *out, tdm_str text) {
    tdm_buf_char(out, '"');
    for (size_t i = 0; i < text.len; i++) {
        if (text.at[i] == '"') tdm_buf_char(out, '"');
        tdm_buf_char(out, text.at[i]);
    }
    tdm_buf_char(out, '"');
}

void lab_csv_line(const struct tdm_view *view, tdm_str text) {
    tdm_buf_format(view->out, "# %.*s\n", TDM_FMT(text));
}

void lab_head_csv(const struct tdm_view *view, const struct tdm_lab_rows *rows) {
    lab_csv_line(view, view_plain(view, TDM_MSG_LAB_NOTICE));
    lab_csv_line(view, rows->model->hypothesis);
    lab_csv_line(view, model_words(view, rows));
    lab_csv_line(view, misfit_words(view, rows));
    lab_csv_line(view, named(view, rows, false));
    lab_csv_line(view, named(view, rows, true));
}

void tdm_view_lab_rows_csv(const struct tdm_view *view, const struct tdm_lab_rows *rows) {
    lab_head_csv(view, rows);
    if (rows->refit != NULL) lab_csv_line(view, refit_words(view, rows));
    tdm_buf_format(view->out,
                   "row,label,fitted,published,published_error,model,monte_carlo_error,z,%s"
                   "without_effect_of_the_product,source\n",
                   rows->refit != NULL ? "z_without_its_trial," : "");
    for (uint32_t i = 0; i < rows->model->row_count; i++) {
        const struct tdm_bio_row *row = &rows->model->rows[i];
        const struct tdm_bio_row_answer *a = &rows->answers[i];
        tdm_buf_format(view->out, "%.*s,", TDM_FMT(row->name));
        lab_csv_text(view->out, row->label);
        tdm_buf_format(view->out, ",%s,%g,%.4g,%.6g,%.3g,%.3f,", row->fitted ? "yes" : "no", row->target,
                       standard_error(row), a->model, a->error, a->z);
        if (rows->refit != NULL && row->fitted) tdm_buf_format(view->out, "%.3f", rows->refit->z[i]);
        if (rows->refit != NULL) tdm_buf_char(view->out, ',');
        tdm_buf_format(view->out, "%.6g,", rows->sceptical[i].model);
        lab_csv_text(view->out, cites_of(view, row));
        tdm_buf_char(view->out, '\n');
    }
}

void tdm_view_lab_comment_json(const struct tdm_view *view, const struct tdm_lab_rows *rows) {
    struct tdm_json_writer w;
    tdm_json_writer_init(&w, view->out, false);
    tdm_json_object_begin(&w);
    tdm_json_key(&w, "comment");
    tdm_json_array_begin(&w);
    tdm_json_string(&w, TDM_STR("SYNTHETIC"));
    tdm_json_string(&w, view_plain(view, TDM_MSG_LAB_NOTICE));
    tdm_json_string(&w, rows->model->hypothesis);
    tdm_json_string(&w, model_words(view, rows));
    tdm_json_string(&w, misfit_words(view, rows));
    tdm_json_string(&w, named(view, rows, false));
    tdm_json_string(&w, named(view, rows, true));
    tdm_json_array_end(&w);
    tdm_json_object_end(&w);
    tdm_buf_char(view->out, '\n');
}

void tdm_view_lab_comment(const struct tdm_view *view, const struct tdm_lab_rows *rows) {
    lab_csv_line(view, TDM_STR("SYNTHETIC"));
    lab_head_csv(view, rows);
}
