/* study_plot.h - what the pictures of a study share: a drawing narrow enough for a telephone, an axis of values, strokes,
 * what its marks mean. */
#ifndef TDM_STUDY_PLOT_H
#define TDM_STUDY_PLOT_H

#include "views/study_view.h"

/* All lengths in tenths of a pixel. */
enum {
    PLOT_WIDTH = 3300, /* at least: names that are long make a picture wider, never shorter than they are */
    PLOT_SIDE = 60,    /* from the edge to titles, names and legends */
    PLOT_TITLE = 180,
    PLOT_KEY = 370,      /* where the legend's first line stands */
    PLOT_KEY_APART = 170 /* and from line to line */
};

enum { PLOT_FROM = 260 }; /* where an axis below begins */

struct plot {
    struct tdm_html *h;
    const struct tdm_view *view;
    const struct tdm_lab_rows *rows;
    double least, most, step; /* of the values' axis */
};

enum plot_mark { PLOT_DOT, PLOT_HOLLOW, PLOT_BAR, PLOT_STROKE, PLOT_PALE };

/* A line of the legend: a mark, in the colours of an arm, and what it is. */
struct plot_key {
    enum plot_mark mark;
    uint32_t arm;
    enum tdm_message words;
};

int64_t plot_text_width(tdm_str text); /* of letters at their usual size, rather too wide */
void plot_text(struct plot *p, const char *of, int64_t x, int64_t y, const char *anchor, tdm_str words);
void plot_line(struct plot *p, tdm_str of, int64_t x1, int64_t y1, int64_t x2, int64_t y2);
void plot_dot(struct plot *p, tdm_str of, int64_t x, int64_t y, int64_t size);
void plot_box(struct plot *p, const char *of, int64_t x, int64_t y, int64_t width, int64_t height);
void plot_whisker(struct plot *p, tdm_str of, int64_t from, int64_t until, int64_t y);

/* Below the picture itself, `height` high, stands what it is. */
void plot_begin(struct plot *p, int64_t width, int64_t height, tdm_str title, tdm_str told);
void plot_end(struct plot *p);
int64_t plot_keys(struct plot *p, const struct plot_key *keys, size_t count); /* returns how far down they reach */

/* Whole steps of 1, 2 or 5 with its tens. */
void plot_scale(struct plot *p, double least, double most);
int64_t plot_at(const struct plot *p, double value, int64_t from, int64_t until);
tdm_str plot_figure(const struct plot *p, double at, bool is_signed);
/* Upright lines with their figures below, zero among them; under them what they count. */
void plot_axis_below(struct plot *p, int64_t until, int64_t top, int64_t bottom, tdm_str counts);

tdm_str study_plot_title(const struct tdm_view *view, enum tdm_study_outcome o);
tdm_str plot_arm_class(const struct plot *p, const char *of, uint32_t arm);
/* What other people drawn from the same would have given, nineteen times in twenty. */
double plot_low(const struct tdm_study_figure *f);
double plot_high(const struct tdm_study_figure *f);

#endif
