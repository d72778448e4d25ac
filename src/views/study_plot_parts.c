/* study_plot_parts.c - the parts of a study's pictures: words, strokes, dots, the axis of values, the legend. */
#include "views/study_plot.h"

enum { COLOURS = 6, LETTER = 74 };

int64_t plot_text_width(tdm_str text) {
    int64_t letters = 0;
    for (size_t i = 0; i < text.len; i++) letters += ((unsigned char)text.at[i] & 0xC0u) != 0x80u;
    return letters * LETTER;
}

void plot_text(struct plot *p, const char *of, int64_t x, int64_t y, const char *anchor, tdm_str words) {
    tdm_html_open(p->h, "text");
    if (of != NULL) tdm_html_attribute(p->h, "class", tdm_str_of(of));
    tdm_html_attribute_tenths(p->h, "x", x);
    tdm_html_attribute_tenths(p->h, "y", y);
    if (anchor != NULL) tdm_html_attribute(p->h, "text-anchor", tdm_str_of(anchor));
    tdm_html_text(p->h, words);
    tdm_html_close(p->h);
}

void plot_line(struct plot *p, tdm_str of, int64_t x1, int64_t y1, int64_t x2, int64_t y2) {
    tdm_html_open(p->h, "line");
    tdm_html_attribute(p->h, "class", of);
    tdm_html_attribute_tenths(p->h, "x1", x1);
    tdm_html_attribute_tenths(p->h, "y1", y1);
    tdm_html_attribute_tenths(p->h, "x2", x2);
    tdm_html_attribute_tenths(p->h, "y2", y2);
    tdm_html_empty(p->h);
}

void plot_dot(struct plot *p, tdm_str of, int64_t x, int64_t y, int64_t size) {
    tdm_html_open(p->h, "circle");
    tdm_html_attribute(p->h, "class", of);
    tdm_html_attribute_tenths(p->h, "cx", x);
    tdm_html_attribute_tenths(p->h, "cy", y);
    tdm_html_attribute_tenths(p->h, "r", size);
    tdm_html_empty(p->h);
}

void plot_box(struct plot *p, const char *of, int64_t x, int64_t y, int64_t width, int64_t height) {
    tdm_html_open(p->h, "rect");
    tdm_html_attribute(p->h, "class", tdm_str_of(of));
    tdm_html_attribute_tenths(p->h, "x", x);
    tdm_html_attribute_tenths(p->h, "y", y);
    tdm_html_attribute_tenths(p->h, "width", width);
    tdm_html_attribute_tenths(p->h, "height", height);
    tdm_html_empty(p->h);
}

void plot_whisker(struct plot *p, tdm_str of, int64_t from, int64_t until, int64_t y) {
    plot_line(p, of, from, y, until, y);
    plot_line(p, of, from, y - 35, from, y + 35);
    plot_line(p, of, until, y - 35, until, y + 35);
}

void plot_begin(struct plot *p, int64_t width, int64_t height, tdm_str title, tdm_str told) {
    int64_t whole = height + LAB_MARK_HEIGHT;
    tdm_html_open(p->h, "figure");
    p->h->is_svg = true;
    tdm_html_open(p->h, "svg");
    tdm_html_attribute(p->h, "role", TDM_STR("img"));
    tdm_html_attribute_tenths(p->h, "width", width);
    tdm_html_attribute_tenths(p->h, "height", whole);
    tdm_html_attribute(p->h, "viewBox",
                       view_format(p->view, "0 0 %lld %lld", (long long)width / 10, (long long)whole / 10));
    tdm_html_element(p->h, "title", NULL, title);
    tdm_html_element(p->h, "desc", NULL, lab_mark_told(p->view, p->rows, told));
    lab_mark_svg(p->h, p->view, p->rows, height);
    plot_text(p, "name", PLOT_SIDE, PLOT_TITLE, NULL, title);
}

void plot_end(struct plot *p) {
    tdm_html_close(p->h);
    p->h->is_svg = false;
    tdm_html_close(p->h);
}

static void key_mark(struct plot *p, const struct plot_key *key, int64_t x, int64_t y) {
    switch (key->mark) {
    case PLOT_DOT:
        plot_dot(p, plot_arm_class(p, "dot", key->arm), x, y, 50);
        break;
    case PLOT_HOLLOW:
        plot_dot(p, plot_arm_class(p, "hollow", key->arm), x, y, 45);
        break;
    case PLOT_BAR:
        plot_line(p, plot_arm_class(p, "bar", key->arm), x - 60, y, x + 60, y);
        break;
    case PLOT_STROKE:
        plot_line(p, plot_arm_class(p, "thin", key->arm), x, y - 60, x, y + 60);
        break;
    case PLOT_PALE:
        plot_box(p, "pale", x - 60, y - 60, 120, 120);
        break;
    }
}

int64_t plot_keys(struct plot *p, const struct plot_key *keys, size_t count) {
    int64_t y = PLOT_KEY;
    for (size_t i = 0; i < count; i++, y += PLOT_KEY_APART) {
        key_mark(p, &keys[i], PLOT_SIDE + 60, y - 40);
        plot_text(p, "soft", PLOT_SIDE + 180, y, NULL, view_plain(p->view, keys[i].words));
    }
    return y;
}

/* ---- the axis of values */

void plot_scale(struct plot *p, double least, double most) {
    static const double steps[] = {0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 20.0, 50.0};
    size_t at = 0;
    while (at + 1 < TDM_COUNT(steps) && (most - least) / steps[at] > 6.0) at++;
    p->step = steps[at];
    p->least = p->step * (double)(int64_t)(least / p->step - (least < 0.0 ? 1.0 : 0.0));
    p->most = p->least;
    while (p->most < most) p->most += p->step;
    if (!(p->most > p->least)) p->most = p->least + p->step;
}

int64_t plot_at(const struct plot *p, double value, int64_t from, int64_t until) {
    return from +
           (int64_t)((value - p->least) / (p->most - p->least) * (double)(until - from) + (until > from ? 0.5 : -0.5));
}

tdm_str plot_figure(const struct plot *p, double at, bool is_signed) {
    bool zero = at < p->step / 2.0 && at > -p->step / 2.0;
    int digits = p->step < 1.0 ? 1 : 0;
    if (zero) return TDM_STR("0");
    return is_signed ? view_format(p->view, "%+.*f", digits, at) : view_format(p->view, "%.*f", digits, at);
}

void plot_axis_below(struct plot *p, int64_t until, int64_t top, int64_t bottom, tdm_str counts) {
    for (double at = p->least; at <= p->most + p->step / 2.0; at += p->step) {
        int64_t x = plot_at(p, at, PLOT_FROM, until);
        bool zero = at < p->step / 2.0 && at > -p->step / 2.0;
        plot_line(p, zero ? TDM_STR("axis") : TDM_STR("grid"), x, top, x, bottom);
        plot_text(p, "soft", x, bottom + 160, "middle", plot_figure(p, at, true));
    }
    plot_text(p, "soft", PLOT_SIDE, bottom + 330, NULL, counts);
}

/* ---- figures */

tdm_str study_plot_title(const struct tdm_view *view, enum tdm_study_outcome o) {
    static const enum tdm_message told[TDM_STUDY_OUTCOMES] = {TDM_MSG_STUDY_TOLD_PAIN, TDM_MSG_STUDY_TOLD_FUNCTION,
                                                              TDM_MSG_STUDY_TOLD_STRENGTH,
                                                              TDM_MSG_STUDY_TOLD_STRUCTURE};
    return view_plain(view, told[o]);
}

tdm_str plot_arm_class(const struct plot *p, const char *of, uint32_t arm) {
    return view_format(p->view, "%s a%u", of, (unsigned)(arm % COLOURS));
}

double plot_low(const struct tdm_study_figure *f) {
    return f->mean - 2.0 * f->error;
}

double plot_high(const struct tdm_study_figure *f) {
    return f->mean + 2.0 * f->error;
}
