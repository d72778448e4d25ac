/* claims_html.c - claims as one page: what it is and is not, the share of draws of each as a picture, then the tables.
 */
#include "views/study_view.h"

/* All lengths in tenths of a pixel. A claim's name and verdict stand above its bar, so that a telephone shows all of
 * it. */
enum { WIDTH = 3800, FROM = 160, UNTIL = 3600, TOP = 60, ROW = 400, BAR = 250, END = 50 };

static void line_at(struct tdm_html *h, const char *of, int64_t x1, int64_t y1, int64_t x2, int64_t y2) {
    tdm_html_open(h, "line");
    tdm_html_attribute(h, "class", tdm_str_of(of));
    tdm_html_attribute_tenths(h, "x1", x1);
    tdm_html_attribute_tenths(h, "y1", y1);
    tdm_html_attribute_tenths(h, "x2", x2);
    tdm_html_attribute_tenths(h, "y2", y2);
    tdm_html_empty(h);
}

static void words_at(struct tdm_html *h, const char *of, int64_t x, int64_t y, const char *anchor, tdm_str words) {
    tdm_html_open(h, "text");
    if (of != NULL) tdm_html_attribute(h, "class", tdm_str_of(of));
    tdm_html_attribute_tenths(h, "x", x);
    tdm_html_attribute_tenths(h, "y", y);
    tdm_html_attribute(h, "text-anchor", tdm_str_of(anchor));
    tdm_html_text(h, words);
    tdm_html_close(h);
}

static int64_t at_share(double share) {
    return FROM + (int64_t)(share * (double)(UNTIL - FROM) + 0.5);
}

/* One standard error of the share either way, between two small ends, inside of the picture. */
static void draw_error(struct tdm_html *h, const struct tdm_bio_share *share, int64_t y) {
    double low = share->value - share->error, high = share->value + share->error;
    int64_t from = at_share(low > 0.0 ? low : 0.0), until = at_share(high < 1.0 ? high : 1.0);
    line_at(h, "thin a4", from, y, until, y);
    line_at(h, "thin a4", from, y - END, from, y + END);
    line_at(h, "thin a4", until, y - END, until, y + END);
}

static void draw_claim(struct tdm_html *h, const struct tdm_view *view, const struct tdm_lab_claims *lab, uint32_t c) {
    static const char *const bars[] = {"bar a4", "bar a0", "bar a0", "bar a0", "bar a5"}; /* built in, open, fails */
    const struct tdm_bio_claim_answer *a = &lab->result->answers[c];
    int64_t top = TOP + ROW * (int64_t)c, y = top + BAR;
    words_at(h, "over", FROM, top + 150, "start", lab->claims->claims[c].name);
    line_at(h, bars[a->verdict], FROM, y, at_share(a->share.value), y);
    draw_error(h, &a->share, y);
    tdm_html_open(h, "circle");
    tdm_html_attribute(h, "class", TDM_STR("hollow a1"));
    tdm_html_attribute_tenths(h, "cx", at_share(a->sceptical_share.value));
    tdm_html_attribute_tenths(h, "cy", y);
    tdm_html_attribute_tenths(h, "r", 45);
    tdm_html_empty(h);
    bool is_open = a->verdict != TDM_BIO_BUILT_IN && a->verdict != TDM_BIO_FAILS;
    words_at(h, is_open ? "soft over" : "name over", UNTIL, top + 150, "end", claims_verdict_words(view, lab, c));
}

static void picture(struct tdm_html *h, const struct tdm_view *view, const struct tdm_lab_claims *lab) {
    int64_t bottom = TOP + ROW * (int64_t)lab->claims->claim_count, width = WIDTH,
            height = bottom + 300 + LAB_MARK_HEIGHT;
    tdm_html_open(h, "div");
    tdm_html_attribute(h, "class", TDM_STR("plots"));
    tdm_html_open(h, "figure");
    h->is_svg = true;
    tdm_html_open(h, "svg");
    tdm_html_attribute(h, "role", TDM_STR("img"));
    tdm_html_attribute_tenths(h, "width", width);
    tdm_html_attribute_tenths(h, "height", height);
    tdm_html_attribute(h, "viewBox", view_format(view, "0 0 %lld %lld", (long long)width / 10, (long long)height / 10));
    tdm_html_element(h, "title", NULL, view_plain(view, TDM_MSG_CLAIMS_PLOT));
    tdm_html_element(h, "desc", NULL, lab_mark_told(view, &lab->rows, view_plain(view, TDM_MSG_CLAIMS_PLOT_TOLD)));
    lab_mark_svg(h, view, &lab->rows, bottom + 300);
    for (int tick = 0; tick <= 100; tick += 25) {
        int64_t x = at_share((double)tick / 100.0);
        line_at(h, tick == 0 ? "axis" : "grid", x, TOP, x, bottom);
        words_at(h, "soft", x, bottom + 180, "middle", view_format(view, "%d %%", tick));
    }
    for (uint32_t c = 0; c < lab->claims->claim_count; c++) draw_claim(h, view, lab, c);
    tdm_html_close(h);
    h->is_svg = false;
    tdm_html_close(h);
    tdm_html_close(h);
}

static void claimed(struct tdm_html *h, const struct tdm_lab_claims *lab) {
    tdm_html_open(h, "dl");
    for (uint32_t c = 0; c < lab->claims->claim_count; c++) {
        tdm_html_element(h, "dt", NULL, lab->claims->claims[c].name);
        tdm_html_element(h, "dd", NULL, lab->claims->claims[c].label);
    }
    tdm_html_close(h);
}

static void terms(struct tdm_html *h, const struct tdm_lab_claims *lab) {
    tdm_html_open(h, "dl");
    for (uint32_t t = 0; t < lab->claims->term_count; t++) {
        tdm_html_element(h, "dt", NULL, lab->claims->terms[t].name);
        tdm_html_element(h, "dd", NULL, lab->claims->terms[t].label);
    }
    tdm_html_close(h);
}

void tdm_view_claims_html(const struct tdm_view *view, const struct tdm_lab_claims *lab) {
    struct tdm_html h;
    struct claims_told told;
    tdm_str title = view_plain(view, TDM_MSG_CLAIMS_TITLE);
    claims_told_of(view, lab, &told);
    tdm_buf_text(view->out, "<!DOCTYPE html>\n");
    tdm_html_init(&h, view->out, false);
    tdm_html_open(&h, "html");
    tdm_html_attribute(&h, "lang", tdm_str_of(tdm_language_code(view->language)));
    study_page_head(&h, title);
    tdm_html_open(&h, "body");
    tdm_html_element(&h, "h1", NULL, title);
    lab_head_html(&h, view, &lab->rows);
    tdm_html_element(&h, "p", NULL, claims_head_words(view, lab));
    claimed(&h, lab);
    tdm_html_element(&h, "h2", NULL, view_plain(view, TDM_MSG_CLAIMS_PLOT));
    picture(&h, view, lab);
    tdm_html_element(&h, "p", "note", view_plain(view, TDM_MSG_CLAIMS_PLOT_TOLD));
    for (int t = 0; t < 2; t++) {
        tdm_html_element(&h, "h2", NULL, told.titles[t]);
        study_page_table(&h, &told.tables[t]);
        for (int n = 0; n < CLAIMS_NOTES && t == 0; n++) tdm_html_element(&h, "p", "note", told.notes[n]);
    }
    terms(&h, lab);
    tdm_html_element(&h, "p", "notice", view_plain(view, TDM_MSG_LAB_NOTICE));
    tdm_html_close(&h);
    tdm_html_close(&h);
    tdm_buf_char(view->out, '\n');
}
