/* study_html.c - a study as one page: what it is and is not, pictures, then every table. No script, nothing from
 * outside. */
#include "views/study_css.h"
#include "views/study_view.h"

enum { MANY = 8 }; /* columns: beyond, a table is set smaller */

void study_page_head(struct tdm_html *h, tdm_str title) {
    tdm_html_open(h, "head");
    tdm_html_open(h, "meta");
    tdm_html_attribute(h, "charset", TDM_STR("utf-8"));
    tdm_html_empty(h);
    tdm_html_open(h, "meta");
    tdm_html_attribute(h, "name", TDM_STR("viewport"));
    tdm_html_attribute(h, "content", TDM_STR("width=device-width, initial-scale=1"));
    tdm_html_empty(h);
    tdm_html_element(h, "title", NULL, title);
    tdm_html_open(h, "style");
    tdm_html_trusted_markup(h, tdm_str_of(study_css));
    tdm_html_close(h);
    tdm_html_close(h);
}

void study_page_table(struct tdm_html *h, const struct tdm_text_table *of) {
    tdm_html_open(h, "div");
    tdm_html_attribute(h, "class", TDM_STR("wide"));
    tdm_html_open(h, "table");
    if (of->column_count > MANY) tdm_html_attribute(h, "class", TDM_STR("many"));
    tdm_html_open(h, "thead");
    tdm_html_open(h, "tr");
    for (uint32_t c = 0; c < of->column_count; c++)
        tdm_html_element(h, "th", of->columns[c].right ? "number" : NULL, tdm_str_of(of->columns[c].head));
    tdm_html_close(h);
    tdm_html_close(h);
    tdm_html_open(h, "tbody");
    for (size_t i = 0; i + of->column_count <= of->cell_count; i += of->column_count) {
        tdm_html_open(h, "tr");
        for (uint32_t c = 0; c < of->column_count; c++)
            tdm_html_element(h, "td", of->columns[c].right ? "number" : NULL, of->cells[i + c]);
        tdm_html_close(h);
    }
    for (int open = 0; open < 3; open++) tdm_html_close(h);
}

struct plots { /* of one kind, a figure an outcome */
    tdm_str title;
    enum tdm_message note, drawn; /* what is drawn; and what more of draws */
    void (*plot)(struct tdm_html *, const struct tdm_view *, const struct tdm_lab_study *, enum tdm_study_outcome);
};

static void put_plots(struct tdm_html *h, const struct tdm_view *view, const struct tdm_lab_study *lab,
                      const struct plots *of) {
    tdm_html_open(h, "section");
    tdm_html_element(h, "h2", NULL, of->title);
    tdm_html_open(h, "p");
    tdm_html_attribute(h, "class", TDM_STR("note"));
    tdm_html_text(h, view_plain(view, of->note));
    tdm_html_text(h, TDM_STR(" "));
    if (lab->result->drawn.lived > 0) tdm_html_text(h, view_plain(view, of->drawn));
    tdm_html_close(h);
    tdm_html_open(h, "div");
    tdm_html_attribute(h, "class", TDM_STR("plots"));
    for (int o = 0; o < TDM_STUDY_OUTCOMES; o++) of->plot(h, view, lab, (enum tdm_study_outcome)o);
    tdm_html_close(h);
    tdm_html_close(h);
}

static void begin_plots(struct tdm_html *h, const struct tdm_view *view, enum tdm_message title,
                        enum tdm_message note) {
    tdm_html_open(h, "section");
    tdm_html_element(h, "h2", NULL, view_plain(view, title));
    tdm_html_element(h, "p", "note", view_plain(view, note));
    tdm_html_open(h, "div");
    tdm_html_attribute(h, "class", TDM_STR("plots"));
}

static void end_plots(struct tdm_html *h) {
    tdm_html_close(h);
    tdm_html_close(h);
}

/* What a sweep or a trial was asked for, drawn before its tables. */
static void answers(struct tdm_html *h, const struct tdm_view *view, const struct tdm_lab_study *lab) {
    if (lab->sweep != NULL) {
        begin_plots(h, view, TDM_MSG_STUDY_PAGE_SWEPT, TDM_MSG_STUDY_PAGE_SWEPT_NOTE);
        for (int aim = 0; aim < TDM_STUDY_AIMS; aim++) study_plot_swept(h, view, lab, (enum tdm_study_aim)aim);
        end_plots(h);
    }
    if (lab->trial_count > 0) {
        begin_plots(h, view, TDM_MSG_STUDY_PAGE_TRIALS, TDM_MSG_STUDY_PAGE_TRIALS_NOTE);
        study_plot_trials(h, view, lab, TDM_STUDY_OF_PAIN);
        study_plot_trials(h, view, lab, TDM_STUDY_OF_FUNCTION);
        end_plots(h);
    }
}

static void pictures(struct tdm_html *h, const struct tdm_view *view, const struct tdm_lab_study *lab) {
    struct tdm_arg args[] = {TDM_ARG_I("n", lab->study->weeks)};
    struct plots means = {view_plain(view, TDM_MSG_STUDY_PAGE_PLOT), TDM_MSG_STUDY_PAGE_PLOT_NOTE,
                          TDM_MSG_STUDY_PAGE_BAND, study_plot_means};
    struct plots pairs = {view_words(view, TDM_MSG_STUDY_PAGE_PAIRS, args, 1), TDM_MSG_STUDY_PAGE_PAIRS_NOTE,
                          TDM_MSG_STUDY_PAGE_THIN, study_plot_pairs};
    struct plots spread = {view_words(view, TDM_MSG_STUDY_PAGE_SPREAD, args, 1), TDM_MSG_STUDY_PAGE_SPREAD_NOTE,
                           TDM_MSG_STUDY_PAGE_WHISKER, study_plot_spread};
    put_plots(h, view, lab, &means);
    if (lab->result->pair_count > 0 && lab->sweep == NULL) put_plots(h, view, lab, &pairs);
    put_plots(h, view, lab, &spread);
}

static void arms(struct tdm_html *h, const struct tdm_lab_study *lab) {
    tdm_html_open(h, "dl");
    for (uint32_t arm = 0; arm < lab->study->arm_count; arm++) {
        tdm_html_element(h, "dt", NULL, lab->study->arms[arm].name);
        tdm_html_element(h, "dd", NULL, lab->study->arms[arm].label);
    }
    tdm_html_close(h);
}

/* The answer of a sweep or of a trial stands before the pictures, the rest behind them. */
static void page(struct tdm_html *h, const struct tdm_view *view, const struct tdm_lab_study *lab) {
    struct study_tables all;
    study_tables_of(view, lab, &all);
    for (uint32_t i = 0; i < all.count; i++) {
        if (i == 1) tdm_html_element(h, "p", "note", study_numbers_words(view, lab));
        if (i == all.answers) pictures(h, view, lab);
        tdm_html_element(h, "h2", NULL, all.items[i].title);
        study_page_table(h, &all.items[i].table);
        for (uint32_t n = 0; n < all.items[i].note_count; n++) tdm_html_element(h, "p", "note", all.items[i].notes[n]);
    }
}

void tdm_view_study_html(const struct tdm_view *view, const struct tdm_lab_study *lab) {
    struct tdm_html h;
    struct tdm_arg args[] = {TDM_ARG_T("words", lab->sweep != NULL ? lab->sweep->title : lab->study->title)};
    tdm_str answer = study_answer_words(view, lab);
    tdm_str title =
        view_words(view, lab->trial_count > 0 ? TDM_MSG_STUDY_PAGE_TITLE_TRIALS : TDM_MSG_STUDY_PAGE_TITLE, args, 1);
    tdm_buf_text(view->out, "<!DOCTYPE html>\n");
    tdm_html_init(&h, view->out, false);
    tdm_html_open(&h, "html");
    tdm_html_attribute(&h, "lang", tdm_str_of(tdm_language_code(view->language)));
    study_page_head(&h, title);
    tdm_html_open(&h, "body");
    tdm_html_element(&h, "h1", NULL, title);
    lab_notice_html(&h, view);
    if (answer.len > 0) tdm_html_element(&h, "p", "answer", answer);
    lab_made_html(&h, view, &lab->rows);
    tdm_html_element(&h, "p", NULL, study_head_words(view, lab));
    if (lab->sweep == NULL) arms(&h, lab);
    answers(&h, view, lab);
    page(&h, view, lab);
    tdm_html_element(&h, "p", NULL, study_stays_words(view, lab));
    tdm_html_element(&h, "p", NULL, view_plain(view, TDM_MSG_STUDY_LIMITS));
    tdm_html_element(&h, "p", "note", study_asked_words(view, lab));
    tdm_html_element(&h, "p", "notice", view_plain(view, TDM_MSG_LAB_NOTICE));
    tdm_html_close(&h);
    tdm_html_close(&h);
    tdm_buf_char(view->out, '\n');
}
