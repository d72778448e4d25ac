/* study_plot.c - pictures of a study: the mean of each arm by week, and how far people differ at the end. Lines differ
 * by their dashes and carry their name, so that colour alone says nothing. */
#include "views/study_view.h"

/* All lengths in tenths of a pixel. */
enum {
    WIDTH = 4650,
    HEIGHT = 2700,
    LEFT = 480,
    RIGHT = 3450,
    TOP = 420,
    BOTTOM = 2300,
    LABEL = 150,
    ROW = 420,
    STROKE_APART = 25, /* strokes of several arms beside each other */
    COLOURS = 6
};

struct plot {
    struct tdm_html *h;
    const struct tdm_view *view;
    const struct tdm_lab_rows *rows;
    double least, most, step; /* of the values' axis */
};

static void text_at(struct plot *p, const char *of, int64_t x, int64_t y, const char *anchor, tdm_str words) {
    tdm_html_open(p->h, "text");
    if (of != NULL) tdm_html_attribute(p->h, "class", tdm_str_of(of));
    tdm_html_attribute_tenths(p->h, "x", x);
    tdm_html_attribute_tenths(p->h, "y", y);
    if (anchor != NULL) tdm_html_attribute(p->h, "text-anchor", tdm_str_of(anchor));
    tdm_html_text(p->h, words);
    tdm_html_close(p->h);
}

static void line_to(struct plot *p, tdm_str of, int64_t x1, int64_t y1, int64_t x2, int64_t y2) {
    tdm_html_open(p->h, "line");
    tdm_html_attribute(p->h, "class", of);
    tdm_html_attribute_tenths(p->h, "x1", x1);
    tdm_html_attribute_tenths(p->h, "y1", y1);
    tdm_html_attribute_tenths(p->h, "x2", x2);
    tdm_html_attribute_tenths(p->h, "y2", y2);
    tdm_html_empty(p->h);
}

static void dot(struct plot *p, tdm_str of, int64_t x, int64_t y, int64_t size) {
    tdm_html_open(p->h, "circle");
    tdm_html_attribute(p->h, "class", of);
    tdm_html_attribute_tenths(p->h, "cx", x);
    tdm_html_attribute_tenths(p->h, "cy", y);
    tdm_html_attribute_tenths(p->h, "r", size);
    tdm_html_empty(p->h);
}

/* Below the picture itself, `height` high, stands what it is. */
static void begin(struct plot *p, int64_t width, int64_t height, tdm_str title, tdm_str told) {
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
}

static void end(struct plot *p) {
    tdm_html_close(p->h);
    p->h->is_svg = false;
    tdm_html_close(p->h);
}

static tdm_str outcome_told(const struct plot *p, enum tdm_study_outcome o) {
    static const enum tdm_message told[TDM_STUDY_OUTCOMES] = {TDM_MSG_STUDY_TOLD_PAIN, TDM_MSG_STUDY_TOLD_FUNCTION,
                                                              TDM_MSG_STUDY_TOLD_STRENGTH,
                                                              TDM_MSG_STUDY_TOLD_STRUCTURE};
    return view_plain(p->view, told[o]);
}

static tdm_str arm_class(const struct plot *p, const char *of, uint32_t arm) {
    return view_format(p->view, "%s a%u", of, (unsigned)(arm % COLOURS));
}

/* ---- the axis of values: whole steps of 1, 2 or 5 with its tens */

static void scale(struct plot *p, double least, double most) {
    static const double steps[] = {0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 20.0, 50.0};
    size_t at = 0;
    while (at + 1 < TDM_COUNT(steps) && (most - least) / steps[at] > 6.0) at++;
    p->step = steps[at];
    p->least = p->step * (double)(int64_t)(least / p->step - (least < 0.0 ? 1.0 : 0.0));
    p->most = p->least;
    while (p->most < most) p->most += p->step;
    if (!(p->most > p->least)) p->most = p->least + p->step;
}

static int64_t share_of(const struct plot *p, double value, int64_t from, int64_t until) {
    return from +
           (int64_t)((value - p->least) / (p->most - p->least) * (double)(until - from) + (until > from ? 0.5 : -0.5));
}

/* ---- means by week */

static int64_t week_at(const struct tdm_study *study, uint32_t week) {
    return LEFT + (int64_t)week * (RIGHT - LEFT) / (int64_t)study->weeks;
}

static const struct tdm_study_figure *level_at(const struct tdm_lab_study *lab, uint32_t arm, uint32_t read,
                                               enum tdm_study_outcome o) {
    return &lab->result->arms[arm].level[read * TDM_STUDY_OUTCOMES + o];
}

static double mean_at(const struct tdm_lab_study *lab, uint32_t arm, uint32_t read, enum tdm_study_outcome o) {
    return level_at(lab, arm, read, o)->mean;
}

/* What other people drawn from the same would have given, nineteen times in twenty. */
static double low_at(const struct tdm_study_figure *f) {
    return f->mean - 2.0 * f->error;
}
static double high_at(const struct tdm_study_figure *f) {
    return f->mean + 2.0 * f->error;
}

static void scale_means(struct plot *p, const struct tdm_lab_study *lab, enum tdm_study_outcome o) {
    double least = mean_at(lab, 0, 0, o), most = least;
    for (uint32_t arm = 0; arm < lab->study->arm_count; arm++)
        for (uint32_t read = 0; read < lab->study->read_count; read++) {
            const struct tdm_study_figure *f = level_at(lab, arm, read, o);
            if (low_at(f) < least) least = low_at(f);
            if (high_at(f) > most) most = high_at(f);
            if (lab->result->drawn.lived == 0) continue;
            if (f->drawn.low < least) least = f->drawn.low;
            if (f->drawn.high > most) most = f->drawn.high;
        }
    scale(p, least, most);
}

/* Names stand where their line ends, pushed apart where two would lie on each other. */
static void name_lines(struct plot *p, const struct tdm_lab_study *lab, enum tdm_study_outcome o) {
    const struct tdm_study *study = lab->study;
    uint32_t last_read = study->read_count - 1, count = study->arm_count;
    uint32_t *order = TDM_NEW_ARRAY(p->view->mem, uint32_t, count + 1u);
    int64_t *at = TDM_NEW_ARRAY(p->view->mem, int64_t, count + 1u), limit = BOTTOM;
    for (uint32_t k = 0; k < count; k++) { /* from the highest down */
        uint32_t to = k;
        for (; to > 0 && mean_at(lab, order[to - 1], last_read, o) < mean_at(lab, k, last_read, o); to--)
            order[to] = order[to - 1];
        order[to] = k;
    }
    for (uint32_t k = 0; k < count; k++) {
        at[k] = share_of(p, mean_at(lab, order[k], last_read, o), BOTTOM, TOP);
        if (k > 0 && at[k] < at[k - 1] + LABEL) at[k] = at[k - 1] + LABEL;
    }
    for (uint32_t k = count; k > 0; k--) {
        if (at[k - 1] > limit) at[k - 1] = limit;
        limit = at[k - 1] - LABEL;
    }
    for (uint32_t k = 0; k < count; k++) {
        int64_t end = share_of(p, mean_at(lab, order[k], last_read, o), BOTTOM, TOP);
        line_to(p, arm_class(p, "thin", order[k]), RIGHT + 80, end, RIGHT + 150, at[k]);
        text_at(p, NULL, RIGHT + 180, at[k] + 40, NULL, study->arms[order[k]].name);
    }
}

static void add_point(const struct plot *p, struct tdm_buf *points, int64_t x, double value) {
    int64_t y = share_of(p, value, BOTTOM, TOP);
    tdm_buf_format(points, "%s%lld.%lld,%lld.%lld", points->len > 0 ? " " : "", (long long)x / 10, (long long)x % 10,
                   (long long)y / 10, (long long)y % 10);
}

/* Along the upper ends of the draws and back along the lower. */
static void draw_band(struct plot *p, const struct tdm_lab_study *lab, uint32_t arm, enum tdm_study_outcome o) {
    struct tdm_buf points;
    uint32_t count = lab->study->read_count;
    tdm_buf_init(&points, p->view->mem, 1u << 16);
    for (uint32_t read = 0; read < count; read++)
        add_point(p, &points, week_at(lab->study, lab->study->read[read]), level_at(lab, arm, read, o)->drawn.high);
    for (uint32_t read = count; read > 0; read--)
        add_point(p, &points, week_at(lab->study, lab->study->read[read - 1]),
                  level_at(lab, arm, read - 1, o)->drawn.low);
    tdm_html_open(p->h, "polygon");
    tdm_html_attribute(p->h, "class", arm_class(p, "band", arm));
    tdm_html_attribute(p->h, "points", tdm_buf_str(&points));
    tdm_html_empty(p->h);
}

/* Strokes of the arms stand beside each other around their week, and end before the names begin. */
static int64_t stroke_aside(const struct tdm_study *study, uint32_t arm) {
    int64_t beside = study->arm_count < COLOURS ? study->arm_count : COLOURS;
    return STROKE_APART * (2 * ((int64_t)arm % COLOURS) - (beside - 1)) / 2;
}

void study_plot_means(struct tdm_html *h, const struct tdm_view *view, const struct tdm_lab_study *lab,
                      enum tdm_study_outcome o) {
    struct plot p = {.h = h, .view = view, .rows = &lab->rows};
    const struct tdm_study *study = lab->study;
    struct tdm_arg args[] = {TDM_ARG_T("words", tdm_study_outcome_words[o])};
    scale_means(&p, lab, o);
    begin(&p, WIDTH, HEIGHT, tdm_study_outcome_words[o], view_words(view, TDM_MSG_STUDY_PAGE_PLOT_TOLD, args, 1));
    text_at(&p, "name", LEFT, 200, NULL, outcome_told(&p, o));
    for (double at = p.least; at <= p.most + p.step / 2.0; at += p.step) {
        int64_t y = share_of(&p, at, BOTTOM, TOP);
        line_to(&p, TDM_STR("grid"), LEFT, y, RIGHT, y);
        text_at(&p, "soft", LEFT - 120, y + 40, "end", view_format(view, "%.*f", p.step < 1.0 ? 1 : 0, at));
    }
    line_to(&p, TDM_STR("axis"), LEFT, BOTTOM, RIGHT, BOTTOM);
    for (uint32_t read = 0; read < study->read_count; read++)
        text_at(&p, "soft", week_at(study, study->read[read]), BOTTOM + 180, "middle",
                view_format(view, "%u", (unsigned)study->read[read]));
    text_at(&p, "soft", RIGHT, BOTTOM + 340, "end", view_word(view, "weeks"));
    for (uint32_t arm = 0; arm < study->arm_count && lab->result->drawn.lived > 0; arm++) draw_band(&p, lab, arm, o);
    for (uint32_t arm = 0; arm < study->arm_count; arm++) {
        struct tdm_buf points;
        tdm_buf_init(&points, view->mem, 1u << 16);
        for (uint32_t read = 0; read < study->read_count; read++)
            add_point(&p, &points, week_at(study, study->read[read]), mean_at(lab, arm, read, o));
        tdm_html_open(h, "polyline");
        tdm_html_attribute(h, "class", arm_class(&p, "line", arm));
        tdm_html_attribute(h, "points", tdm_buf_str(&points));
        tdm_html_empty(h);
        for (uint32_t read = 0; read < study->read_count; read++) {
            const struct tdm_study_figure *f = level_at(lab, arm, read, o);
            int64_t x = week_at(study, study->read[read]) + stroke_aside(study, arm);
            dot(&p, arm_class(&p, "dot", arm), week_at(study, study->read[read]), share_of(&p, f->mean, BOTTOM, TOP),
                28);
            line_to(&p, arm_class(&p, "thin", arm), x, share_of(&p, low_at(f), BOTTOM, TOP), x,
                    share_of(&p, high_at(f), BOTTOM, TOP));
        }
    }
    name_lines(&p, lab, o);
    end(&p);
}

/* ---- how far people differ */

static void whisker(struct plot *p, tdm_str of, int64_t from, int64_t until, int64_t y) {
    line_to(p, of, from, y, until, y);
    line_to(p, of, from, y - 35, from, y + 35);
    line_to(p, of, until, y - 35, until, y + 35);
}

/* Upright lines with their figures below, zero among them. */
static void axis_below(struct plot *p, int64_t from, int64_t until, int64_t top, int64_t bottom) {
    for (double at = p->least; at <= p->most + p->step / 2.0; at += p->step) {
        int64_t x = share_of(p, at, from, until);
        bool zero = at < p->step / 2.0 && at > -p->step / 2.0;
        line_to(p, zero ? TDM_STR("axis") : TDM_STR("grid"), x, top, x, bottom);
        text_at(p, "soft", x, bottom + 180, "middle",
                zero ? TDM_STR("0") : view_format(p->view, "%+.*f", p->step < 1.0 ? 1 : 0, at));
    }
}

void study_plot_spread(struct tdm_html *h, const struct tdm_view *view, const struct tdm_lab_study *lab,
                       enum tdm_study_outcome o) {
    enum { FROM = 1250, UNTIL = 4500 };
    struct plot p = {.h = h, .view = view, .rows = &lab->rows};
    const struct tdm_study *study = lab->study;
    struct tdm_arg args[] = {TDM_ARG_I("n", study->weeks)};
    int64_t height = TOP + ROW * (int64_t)study->arm_count + 420, bottom = height - 360;
    double least = 0.0, most = 0.0;
    for (uint32_t arm = 0; arm < study->arm_count; arm++) {
        const struct tdm_study_figure *f = &lab->result->arms[arm].change[o];
        if (f->low < least) least = f->low;
        if (f->high > most) most = f->high;
        if (f->drawn.low < least) least = f->drawn.low;
        if (f->drawn.high > most) most = f->drawn.high;
    }
    scale(&p, least, most);
    begin(&p, WIDTH, height, tdm_study_outcome_words[o], view_words(view, TDM_MSG_STUDY_PAGE_SPREAD, args, 1));
    text_at(&p, "name", 100, 200, NULL, outcome_told(&p, o));
    axis_below(&p, FROM, UNTIL, TOP - 100, bottom);
    for (uint32_t arm = 0; arm < study->arm_count; arm++) {
        const struct tdm_study_figure *f = &lab->result->arms[arm].change[o];
        const struct tdm_study_figure *s = &lab->result->arms[arm].sceptical[o];
        int64_t y = TOP + ROW * (int64_t)arm + 80;
        text_at(&p, NULL, 100, y + 40, NULL, study->arms[arm].name);
        line_to(&p, arm_class(&p, "bar", arm), share_of(&p, f->low, FROM, UNTIL), y, share_of(&p, f->high, FROM, UNTIL),
                y);
        if (lab->result->drawn.lived > 0)
            whisker(&p, arm_class(&p, "thin", arm), share_of(&p, f->drawn.low, FROM, UNTIL),
                    share_of(&p, f->drawn.high, FROM, UNTIL), y - 110);
        dot(&p, arm_class(&p, "dot", arm), share_of(&p, f->mean, FROM, UNTIL), y, 70);
        dot(&p, arm_class(&p, "hollow", arm), share_of(&p, s->mean, FROM, UNTIL), y + 150, 50);
    }
    end(&p);
}

/* ---- what the arms differ by */

static void reach(double *least, double *most, const struct tdm_study_figure *f) {
    const double ends[] = {low_at(f), high_at(f), f->drawn.low, f->drawn.high};
    for (size_t i = 0; i < TDM_COUNT(ends); i++) {
        if (ends[i] < *least) *least = ends[i];
        if (ends[i] > *most) *most = ends[i];
    }
}

static void draw_pair(struct plot *p, const struct tdm_study_figure *f, int64_t y, bool sceptical) {
    enum { FROM = 300, UNTIL = 4450 };
    tdm_str of = sceptical ? TDM_STR("thin a1") : TDM_STR("thin a0");
    if (f->drawn.low < f->drawn.high)
        whisker(p, of, share_of(p, f->drawn.low, FROM, UNTIL), share_of(p, f->drawn.high, FROM, UNTIL), y);
    line_to(p, sceptical ? TDM_STR("bar a1") : TDM_STR("bar a0"), share_of(p, low_at(f), FROM, UNTIL), y,
            share_of(p, high_at(f), FROM, UNTIL), y);
    dot(p, sceptical ? TDM_STR("hollow a1") : TDM_STR("dot a0"), share_of(p, f->mean, FROM, UNTIL), y,
        sceptical ? 50 : 60);
}

void study_plot_pairs(struct tdm_html *h, const struct tdm_view *view, const struct tdm_lab_study *lab,
                      enum tdm_study_outcome o) {
    enum { FROM = 300, UNTIL = 4450, ROW_OF = 460 };
    struct plot p = {.h = h, .view = view, .rows = &lab->rows};
    const struct tdm_study_result *r = lab->result;
    struct tdm_arg args[] = {TDM_ARG_I("n", lab->study->weeks)};
    int64_t height = TOP + ROW_OF * (int64_t)r->pair_count + 360, bottom = height - 340;
    double least = 0.0, most = 0.0;
    for (uint32_t i = 0; i < r->pair_count; i++) {
        reach(&least, &most, &r->pairs[i].less[o]);
        reach(&least, &most, &r->pairs[i].sceptical[o]);
    }
    scale(&p, least, most);
    begin(&p, WIDTH, height, tdm_study_outcome_words[o], view_words(view, TDM_MSG_STUDY_PAGE_PAIRS, args, 1));
    text_at(&p, "name", 100, 200, NULL, outcome_told(&p, o));
    axis_below(&p, FROM, UNTIL, TOP - 130, bottom);
    for (uint32_t i = 0; i < r->pair_count; i++) {
        int64_t y = TOP + ROW_OF * (int64_t)i;
        tdm_str first = lab->study->arms[r->pairs[i].first].name, second = lab->study->arms[r->pairs[i].second].name;
        text_at(&p, "over", 100, y + 20, NULL, view_format(view, "%.*s less %.*s", TDM_FMT(first), TDM_FMT(second)));
        draw_pair(&p, &r->pairs[i].less[o], y + 120, false);
        draw_pair(&p, &r->pairs[i].sceptical[o], y + 240, true);
    }
    end(&p);
}
