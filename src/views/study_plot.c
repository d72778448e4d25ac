/* study_plot.c - pictures of a study: the mean of each arm by week, how far people differ at the end, what the arms
 * differ by. Lines differ by their dashes and carry their name, so that colour alone says nothing. */
#include "views/study_plot.h"

/* All lengths in tenths of a pixel. */
enum {
    LEFT = 380,         /* of weeks */
    WEEKS_LEAST = 1400, /* how wide a year is at least */
    TOP = 730,
    BOTTOM = 2270,
    HEIGHT = 2650,
    LABEL = 150,
    NAME_APART = 190,  /* from the last week to the names */
    STROKE_APART = 25, /* strokes of several arms beside each other */
    STROKES = 6,
    TICK_APART = 130, /* weeks whose figures would lie on each other are not all named */
    ROW = 480         /* an arm, or two of them */
};

/* ---- means by week */

struct by_week {
    struct plot plot;
    const struct tdm_lab_study *lab;
    enum tdm_study_outcome outcome;
    int64_t right; /* where the last week stands */
};

static int64_t longest_name(const struct tdm_view *view, const struct tdm_lab_study *lab) {
    int64_t most = 0;
    for (uint32_t arm = 0; arm < lab->study->arm_count; arm++) {
        int64_t width = plot_text_width(study_arm_words(view, lab, arm));
        if (width > most) most = width;
    }
    return most;
}

static int64_t week_at(const struct by_week *b, uint32_t week) {
    return LEFT + (int64_t)week * (b->right - LEFT) / (int64_t)b->lab->study->weeks;
}

static const struct tdm_study_figure *level_at(const struct by_week *b, uint32_t arm, uint32_t read) {
    return &b->lab->result->arms[arm].level[read * TDM_STUDY_OUTCOMES + b->outcome];
}

static const struct tdm_study_figure *sceptical_at(const struct by_week *b, uint32_t arm, uint32_t read) {
    return &b->lab->result->arms[arm].sceptical_level[read * TDM_STUDY_OUTCOMES + b->outcome];
}

static double last_mean(const struct by_week *b, uint32_t arm) {
    return level_at(b, arm, b->lab->study->read_count - 1)->mean;
}

static void scale_means(struct by_week *b) {
    double least = level_at(b, 0, 0)->mean, most = least;
    for (uint32_t arm = 0; arm < b->lab->study->arm_count; arm++)
        for (uint32_t read = 0; read < b->lab->study->read_count; read++) {
            const struct tdm_study_figure *f = level_at(b, arm, read);
            if (plot_low(f) < least) least = plot_low(f);
            if (plot_high(f) > most) most = plot_high(f);
            if (sceptical_at(b, arm, read)->mean < least) least = sceptical_at(b, arm, read)->mean;
            if (sceptical_at(b, arm, read)->mean > most) most = sceptical_at(b, arm, read)->mean;
            if (b->lab->result->drawn.lived == 0) continue;
            if (f->drawn.low < least) least = f->drawn.low;
            if (f->drawn.high > most) most = f->drawn.high;
        }
    plot_scale(&b->plot, least, most);
}

/* Names stand where their line ends, pushed apart where two would lie on each other. */
static void name_lines(struct by_week *b) {
    uint32_t count = b->lab->study->arm_count;
    uint32_t *order = TDM_NEW_ARRAY(b->plot.view->mem, uint32_t, count + 1u);
    int64_t *at = TDM_NEW_ARRAY(b->plot.view->mem, int64_t, count + 1u), limit = BOTTOM;
    for (uint32_t k = 0; k < count; k++) { /* from the highest down */
        uint32_t to = k;
        for (; to > 0 && last_mean(b, order[to - 1]) < last_mean(b, k); to--) order[to] = order[to - 1];
        order[to] = k;
    }
    for (uint32_t k = 0; k < count; k++) {
        at[k] = plot_at(&b->plot, last_mean(b, order[k]), BOTTOM, TOP);
        if (k > 0 && at[k] < at[k - 1] + LABEL) at[k] = at[k - 1] + LABEL;
    }
    for (uint32_t k = count; k > 0; k--) {
        if (at[k - 1] > limit) at[k - 1] = limit;
        limit = at[k - 1] - LABEL;
    }
    for (uint32_t k = 0; k < count; k++) {
        int64_t end = plot_at(&b->plot, last_mean(b, order[k]), BOTTOM, TOP);
        plot_line(&b->plot, plot_arm_class(&b->plot, "thin", order[k]), b->right + 80, end, b->right + 150, at[k]);
        plot_text(&b->plot, NULL, b->right + NAME_APART, at[k] + 40, NULL,
                  study_arm_words(b->plot.view, b->lab, order[k]));
    }
}

static void add_point(const struct by_week *b, struct tdm_buf *points, uint32_t read, double value) {
    int64_t x = week_at(b, b->lab->study->read[read]), y = plot_at(&b->plot, value, BOTTOM, TOP);
    tdm_buf_format(points, "%s%lld.%lld,%lld.%lld", points->len > 0 ? " " : "", (long long)x / 10, (long long)x % 10,
                   (long long)y / 10, (long long)y % 10);
}

static void put_points(struct by_week *b, const char *tag, tdm_str of, const struct tdm_buf *points) {
    tdm_html_open(b->plot.h, tag);
    tdm_html_attribute(b->plot.h, "class", of);
    tdm_html_attribute(b->plot.h, "points", tdm_buf_str(points));
    tdm_html_empty(b->plot.h);
}

/* Along the upper ends of the draws and back along the lower. */
static void draw_band(struct by_week *b, uint32_t arm) {
    struct tdm_buf points;
    uint32_t count = b->lab->study->read_count;
    tdm_buf_init(&points, b->plot.view->mem, 1u << 16);
    for (uint32_t read = 0; read < count; read++) add_point(b, &points, read, level_at(b, arm, read)->drawn.high);
    for (uint32_t read = count; read > 0; read--)
        add_point(b, &points, read - 1, level_at(b, arm, read - 1)->drawn.low);
    put_points(b, "polygon", plot_arm_class(&b->plot, "band", arm), &points);
}

/* Strokes of the arms stand beside each other around their week, and end before the names begin. */
static int64_t stroke_aside(const struct tdm_study *study, uint32_t arm) {
    int64_t beside = study->arm_count < STROKES ? study->arm_count : STROKES;
    return STROKE_APART * (2 * ((int64_t)arm % STROKES) - (beside - 1)) / 2;
}

static void draw_arm(struct by_week *b, uint32_t arm) {
    struct plot *p = &b->plot;
    struct tdm_buf points;
    tdm_buf_init(&points, p->view->mem, 1u << 16);
    for (uint32_t read = 0; read < b->lab->study->read_count; read++)
        add_point(b, &points, read, level_at(b, arm, read)->mean);
    put_points(b, "polyline", plot_arm_class(p, "line", arm), &points);
    for (uint32_t read = 0; read < b->lab->study->read_count; read++) {
        const struct tdm_study_figure *f = level_at(b, arm, read);
        int64_t week = week_at(b, b->lab->study->read[read]), x = week + stroke_aside(b->lab->study, arm);
        plot_dot(p, plot_arm_class(p, "dot", arm), week, plot_at(p, f->mean, BOTTOM, TOP), 28);
        plot_line(p, plot_arm_class(p, "thin", arm), x, plot_at(p, plot_low(f), BOTTOM, TOP), x,
                  plot_at(p, plot_high(f), BOTTOM, TOP));
    }
}

/* Over all lines, since they lie where another arm's line ends. */
static void draw_without(struct by_week *b, uint32_t arm) {
    for (uint32_t read = 0; read < b->lab->study->read_count; read++) {
        const struct tdm_study_figure *s = sceptical_at(b, arm, read);
        if (study_is_moved(level_at(b, arm, read), s, 1))
            plot_dot(&b->plot, plot_arm_class(&b->plot, "hollow", arm), week_at(b, b->lab->study->read[read]),
                     plot_at(&b->plot, s->mean, BOTTOM, TOP), 40);
    }
}

static void draw_axes(struct by_week *b) {
    struct plot *p = &b->plot;
    int64_t named = -TICK_APART;
    for (double at = p->least; at <= p->most + p->step / 2.0; at += p->step) {
        int64_t y = plot_at(p, at, BOTTOM, TOP);
        plot_line(p, TDM_STR("grid"), LEFT, y, b->right, y);
        plot_text(p, "soft", LEFT - 120, y + 40, "end", plot_figure(p, at, false));
    }
    plot_line(p, TDM_STR("axis"), LEFT, BOTTOM, b->right, BOTTOM);
    for (uint32_t read = 0; read < b->lab->study->read_count; read++) {
        int64_t x = week_at(b, b->lab->study->read[read]);
        if (x < named + TICK_APART) continue;
        named = x;
        plot_text(p, "soft", x, BOTTOM + 160, "middle",
                  view_format(p->view, "%u", (unsigned)b->lab->study->read[read]));
    }
    plot_text(p, "soft", LEFT, BOTTOM + 320, NULL, view_word(p->view, "weeks"));
}

void study_plot_means(struct tdm_html *h, const struct tdm_view *view, const struct tdm_lab_study *lab,
                      enum tdm_study_outcome o) {
    static const struct plot_key keys[] = {{PLOT_STROKE, 4, TDM_MSG_STUDY_KEY_ERROR},
                                           {PLOT_HOLLOW, 4, TDM_MSG_STUDY_KEY_WITHOUT}};
    int64_t names = longest_name(view, lab) + NAME_APART, width = PLOT_WIDTH;
    struct tdm_arg args[] = {TDM_ARG_T("words", tdm_study_outcome_words[o])};
    if (LEFT + WEEKS_LEAST + names > width) width = LEFT + WEEKS_LEAST + names;
    struct by_week b = {{.h = h, .view = view, .rows = &lab->rows}, lab, o, width - names};
    scale_means(&b);
    plot_begin(&b.plot, width, HEIGHT, study_plot_title(view, o),
               view_words(view, TDM_MSG_STUDY_PAGE_PLOT_TOLD, args, 1));
    (void)plot_keys(&b.plot, keys, TDM_COUNT(keys));
    draw_axes(&b);
    for (uint32_t arm = 0; arm < lab->study->arm_count && lab->result->drawn.lived > 0; arm++) draw_band(&b, arm);
    for (uint32_t arm = 0; arm < lab->study->arm_count; arm++) draw_arm(&b, arm);
    for (uint32_t arm = 0; arm < lab->study->arm_count; arm++) draw_without(&b, arm);
    name_lines(&b);
    plot_end(&b.plot);
}

/* ---- rows of bars: how far people differ, and what the arms differ by */

struct bars {
    struct plot plot;
    int64_t width, until, height, top; /* top: where the first row's name stands */
};

static void begin_bars(struct bars *b, uint32_t rows, int64_t names, size_t keys) {
    b->width = names + 2 * PLOT_SIDE > PLOT_WIDTH ? names + 2 * PLOT_SIDE : PLOT_WIDTH;
    b->until = b->width - 220;
    b->top = PLOT_KEY + PLOT_KEY_APART * (int64_t)keys + 80;
    b->height = b->top + ROW * (int64_t)rows + 340;
}

static void axis(struct bars *b, enum tdm_message counts) {
    plot_axis_below(&b->plot, b->until, b->top - 130, b->height - 400, view_plain(b->plot.view, counts));
}

static int64_t bar_at(const struct bars *b, double value) {
    return plot_at(&b->plot, value, PLOT_FROM, b->until);
}

static void bar(struct bars *b, tdm_str of, double low, double high, int64_t y) {
    plot_line(&b->plot, of, bar_at(b, low), y, bar_at(b, high), y);
}

static void reach(double *least, double *most, double low, double high) {
    if (low < *least) *least = low;
    if (high > *most) *most = high;
}

static void draw_spread(struct bars *b, const struct tdm_lab_study *lab, uint32_t arm, enum tdm_study_outcome o) {
    struct plot *p = &b->plot;
    const struct tdm_study_figure *f = &lab->result->arms[arm].change[o], *s = &lab->result->arms[arm].sceptical[o];
    int64_t y = b->top + ROW * (int64_t)arm;
    plot_text(p, "over", PLOT_SIDE, y, NULL, study_arm_words(p->view, lab, arm));
    if (lab->result->drawn.lived > 0)
        plot_whisker(p, plot_arm_class(p, "thin", arm), bar_at(b, f->drawn.low), bar_at(b, f->drawn.high), y + 80);
    bar(b, plot_arm_class(p, "bar", arm), f->low, f->high, y + 150);
    plot_dot(p, plot_arm_class(p, "dot", arm), bar_at(b, f->mean), y + 150, 65);
    plot_dot(p, plot_arm_class(p, "hollow", arm), bar_at(b, s->mean), y + 270, 50);
}

void study_plot_spread(struct tdm_html *h, const struct tdm_view *view, const struct tdm_lab_study *lab,
                       enum tdm_study_outcome o) {
    static const struct plot_key keys[] = {{PLOT_DOT, 4, TDM_MSG_STUDY_KEY_MODEL},
                                           {PLOT_BAR, 4, TDM_MSG_STUDY_KEY_PEOPLE},
                                           {PLOT_HOLLOW, 4, TDM_MSG_STUDY_KEY_WITHOUT}};
    struct bars b = {.plot = {.h = h, .view = view, .rows = &lab->rows}};
    struct tdm_arg args[] = {TDM_ARG_I("n", lab->study->weeks)};
    double least = 0.0, most = 0.0;
    for (uint32_t arm = 0; arm < lab->study->arm_count; arm++) {
        const struct tdm_study_figure *f = &lab->result->arms[arm].change[o], *s = &lab->result->arms[arm].sceptical[o];
        reach(&least, &most, f->low, f->high);
        reach(&least, &most, f->drawn.low, f->drawn.high);
        reach(&least, &most, s->mean, s->mean);
    }
    plot_scale(&b.plot, least, most);
    begin_bars(&b, lab->study->arm_count, longest_name(view, lab), TDM_COUNT(keys));
    plot_begin(&b.plot, b.width, b.height, study_plot_title(view, o),
               view_words(view, TDM_MSG_STUDY_PAGE_SPREAD, args, 1));
    (void)plot_keys(&b.plot, keys, TDM_COUNT(keys));
    axis(&b, o == TDM_STUDY_OF_PAIN ? TDM_MSG_STUDY_AXIS_CHANGE_PAIN : TDM_MSG_STUDY_AXIS_CHANGE);
    for (uint32_t arm = 0; arm < lab->study->arm_count; arm++) draw_spread(&b, lab, arm, o);
    plot_end(&b.plot);
}

static void draw_pair(struct bars *b, const struct tdm_study_figure *f, int64_t y, bool sceptical) {
    struct plot *p = &b->plot;
    tdm_str of = sceptical ? TDM_STR("thin a1") : TDM_STR("thin a0");
    if (f->drawn.low < f->drawn.high) plot_whisker(p, of, bar_at(b, f->drawn.low), bar_at(b, f->drawn.high), y);
    bar(b, sceptical ? TDM_STR("bar a1") : TDM_STR("bar a0"), plot_low(f), plot_high(f), y);
    plot_dot(p, sceptical ? TDM_STR("hollow a1") : TDM_STR("dot a0"), bar_at(b, f->mean), y, sceptical ? 50 : 60);
}

void study_plot_pairs(struct tdm_html *h, const struct tdm_view *view, const struct tdm_lab_study *lab,
                      enum tdm_study_outcome o) {
    static const struct plot_key keys[] = {{PLOT_DOT, 0, TDM_MSG_STUDY_KEY_MODEL},
                                           {PLOT_HOLLOW, 1, TDM_MSG_STUDY_KEY_WITHOUT},
                                           {PLOT_BAR, 0, TDM_MSG_STUDY_KEY_ERROR}};
    struct bars b = {.plot = {.h = h, .view = view, .rows = &lab->rows}};
    const struct tdm_study_result *r = lab->result;
    struct tdm_arg args[] = {TDM_ARG_I("n", lab->study->weeks)};
    double least = 0.0, most = 0.0;
    int64_t names = 0;
    for (uint32_t i = 0; i < r->pair_count; i++) {
        const struct tdm_study_figure *both[] = {&r->pairs[i].less[o], &r->pairs[i].sceptical[o]};
        int64_t name = plot_text_width(study_pair_words(view, lab, r->pairs[i].first, r->pairs[i].second));
        if (name > names) names = name;
        for (size_t k = 0; k < TDM_COUNT(both); k++) {
            reach(&least, &most, plot_low(both[k]), plot_high(both[k]));
            reach(&least, &most, both[k]->drawn.low, both[k]->drawn.high);
        }
    }
    plot_scale(&b.plot, least, most);
    begin_bars(&b, r->pair_count, names, TDM_COUNT(keys));
    plot_begin(&b.plot, b.width, b.height, study_plot_title(view, o),
               view_words(view, TDM_MSG_STUDY_PAGE_PAIRS, args, 1));
    (void)plot_keys(&b.plot, keys, TDM_COUNT(keys));
    axis(&b, o == TDM_STUDY_OF_PAIN ? TDM_MSG_STUDY_AXIS_LESS_PAIN : TDM_MSG_STUDY_AXIS_LESS);
    for (uint32_t i = 0; i < r->pair_count; i++) {
        int64_t y = b.top + ROW * (int64_t)i;
        plot_text(&b.plot, "over", PLOT_SIDE, y, NULL,
                  study_pair_words(view, lab, r->pairs[i].first, r->pairs[i].second));
        draw_pair(&b, &r->pairs[i].less[o], y + 120, false);
        draw_pair(&b, &r->pairs[i].sceptical[o], y + 245, true);
    }
    plot_end(&b.plot);
}
