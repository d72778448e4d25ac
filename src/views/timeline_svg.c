/* timeline_svg.c - the timeline as one SVG file: two tracks side by side in time, restrictions below, marks with their
 * words. Readable without colour: planned bars are dashed, uncertain ends hatched, held bars say so; title and desc for
 * screen readers. */
#include "views/page_parts.h"
#include "views/timeline.h"
#include "views/timeline_css.h"

/* All lengths in tenths of a pixel. */
enum {
    WIDTH = 11200,
    LEFT = 1500,
    RIGHT = 10900,
    TOP = 1350,
    BAR = 220,
    GAP = 70,
    LANE_PAD = 90,
    MARK_ROW = 210,
    MARK_LINE = 150,
    MARK_LINES = 4,
    LETTER = 72,
    SMALL = 62 /* of the small letters */
};

struct drawing {
    struct tdm_html h;
    const struct tdm_view *view;
    const struct timeline *line;
    struct tdm_day_axis axis;
    int64_t y;
    bool words; /* the labels are a pass of their own, above bars and the line of today */
    bool alone; /* a file of its own: it brings its style */
};

static int64_t x_of(const struct drawing *d, tdm_date date) {
    return tdm_axis_at(&d->axis, date);
}

static void rect(struct drawing *d, const char *css_class, int64_t x, int64_t y, int64_t width, int64_t height) {
    tdm_html_open(&d->h, "rect");
    tdm_html_attribute(&d->h, "class", tdm_str_of(css_class));
    tdm_html_attribute_tenths(&d->h, "x", x);
    tdm_html_attribute_tenths(&d->h, "y", y);
    tdm_html_attribute_tenths(&d->h, "width", width);
    tdm_html_attribute_tenths(&d->h, "height", height);
    tdm_html_empty(&d->h);
}

static void stroke(struct drawing *d, const char *css_class, int64_t x1, int64_t y1, int64_t x2, int64_t y2) {
    tdm_html_open(&d->h, "line");
    tdm_html_attribute(&d->h, "class", tdm_str_of(css_class));
    tdm_html_attribute_tenths(&d->h, "x1", x1);
    tdm_html_attribute_tenths(&d->h, "y1", y1);
    tdm_html_attribute_tenths(&d->h, "x2", x2);
    tdm_html_attribute_tenths(&d->h, "y2", y2);
    tdm_html_empty(&d->h);
}

static void text(struct drawing *d, const char *css_class, int64_t x, int64_t y, tdm_str words) {
    tdm_html_open(&d->h, "text");
    if (css_class != NULL) tdm_html_attribute(&d->h, "class", tdm_str_of(css_class));
    tdm_html_attribute_tenths(&d->h, "x", x);
    tdm_html_attribute_tenths(&d->h, "y", y);
    tdm_html_text(&d->h, words);
    tdm_html_close(&d->h);
}

static int64_t width_of(tdm_str words) {
    return (int64_t)tdm_utf8_length(words) * LETTER;
}

static int64_t small_width(tdm_str words) {
    return (int64_t)tdm_utf8_length(words) * SMALL;
}

/* ---- bars */

static const char *solid_class(const struct timeline_bar *bar) {
    switch (bar->kind) {
    case BAR_HELD:
        return "held";
    case BAR_RESTRICTION:
        return bar->planned ? "noplan" : "no";
    case BAR_PLANNED:
        return "plan";
    case BAR_ACTUAL:
        return bar->lane == 0 ? "tissue" : "function";
    }
    TDM_UNREACHABLE();
}

/* The label stands inside when it fits, else to the right of the bar, else to its left. */
static void bar_label(struct drawing *d, const struct timeline_bar *bar, int64_t x1, int64_t x2) {
    tdm_str label = timeline_leaves_edge(d->line, bar) && bar->kind == BAR_RESTRICTION && bar->note.len > 0
                        ? view_format(d->view, "%.*s: %.*s", TDM_FMT(bar->label), TDM_FMT(bar->note))
                    : bar->kind == BAR_HELD ? view_named(d->view, TDM_MSG_TIMELINE_BAR_HELD, bar->label)
                                            : bar->label;
    int64_t width = width_of(label), solid = tdm_date_is_none(bar->sure_until) ? x2 : x_of(d, bar->sure_until),
            y = d->y + 155;
    if (bar->kind == BAR_ACTUAL && width + 80 <= solid - x1)
        text(d, "inside", x1 + 50, y, label);
    else if (bar->kind == BAR_PLANNED && width + 80 <= (solid > x1 + width ? solid : x1) - x1)
        text(d, NULL, x1 + 50, y, label);
    else if (timeline_leaves_edge(d->line, bar) && x1 + 50 + width <= RIGHT)
        text(d, NULL, x1 + 50, y, label);
    else if (x2 + 50 + width <= RIGHT + 200)
        text(d, "label", x2 + 50, y, label);
    else
        text(d, "label", x1 - 50 - width > LEFT ? x1 - 50 - width : LEFT, y, label);
    if (timeline_leaves_edge(d->line, bar)) text(d, "label", RIGHT - 20, y, TDM_STR(">"));
}

static void draw_bar(struct drawing *d, const struct timeline_bar *bar) {
    int64_t x1 = x_of(d, bar->from), x2 = x_of(d, bar->until);
    if (x2 - x1 < 30) x2 = x1 + 30;
    int64_t sure = tdm_date_is_none(bar->sure_until) ? x2 : x_of(d, bar->sure_until);
    if (sure < x1) sure = x1;
    if (d->words) {
        bar_label(d, bar, x1, x2);
        d->y += BAR + GAP;
        return;
    }
    tdm_html_open(&d->h, "g");
    struct tdm_arg args[] = {TDM_ARG_T("ref", bar->label), TDM_ARG_D("date", bar->from),
                             TDM_ARG_D("until", tdm_date_add_days(bar->until, -1))};
    tdm_html_element(&d->h, "title", NULL,
                     view_words(d->view, bar->open_end ? TDM_MSG_TIMELINE_BAR_OPEN : TDM_MSG_TIMELINE_BAR, args, 3));
    if (sure < x2) rect(d, "soft", sure, d->y, x2 - sure, BAR);
    if (sure > x1) rect(d, solid_class(bar), x1, d->y, sure - x1, BAR);
    tdm_html_close(&d->h);
    d->y += BAR + GAP;
}

static int64_t lane_rows(const struct timeline *line, int lane) {
    int64_t rows = 0;
    for (size_t i = 0; i < line->bar_count; i++)
        rows += lane < TDM_TRACK_COUNT ? line->bars[i].lane == lane : line->bars[i].lane >= TDM_TRACK_COUNT;
    return rows;
}

static int64_t lane_height(int64_t rows) {
    return rows * (BAR + GAP) + 2 * LANE_PAD + 60;
}

/* The grounds first, then the axis, then the bars: so that no line crosses a bar. */
static void draw_grounds(struct drawing *d) {
    int64_t y = TOP;
    for (int lane = 0; lane <= TDM_TRACK_COUNT; lane++) {
        int64_t rows = lane_rows(d->line, lane);
        if (rows == 0) continue;
        rect(d, "lane", LEFT - 20, y, RIGHT - LEFT + 40, lane_height(rows) - 60 - GAP);
        y += lane_height(rows);
    }
}

static void draw_lane(struct drawing *d, enum tdm_message head, int lane) {
    if (lane_rows(d->line, lane) == 0) return;
    if (d->words) text(d, "head", 150, d->y + LANE_PAD + 160, view_plain(d->view, head));
    d->y += LANE_PAD;
    for (size_t i = 0; i < d->line->bar_count; i++) {
        const struct timeline_bar *bar = &d->line->bars[i];
        if (lane < TDM_TRACK_COUNT ? bar->lane == lane : bar->lane >= TDM_TRACK_COUNT) draw_bar(d, bar);
    }
    d->y += LANE_PAD + 60;
}

/* ---- axis, today, marks */

static void draw_axis(struct drawing *d, int64_t bottom) {
    const struct tdm_tick *ticks;
    uint32_t count = tdm_axis_ticks(d->view->mem, &d->axis, 14, &ticks);
    for (uint32_t i = 0; i < count; i++) {
        int64_t x = x_of(d, ticks[i].date);
        stroke(d, "tick", x, TOP - 60, x, bottom);
        tdm_str name = view_date(d->view, ticks[i].date);
        if (x + 30 + small_width(name) <= WIDTH) text(d, "small", x + 30, TOP - 90, name);
    }
}

static void draw_today(struct drawing *d, int64_t bottom) {
    int64_t x = x_of(d, d->line->today);
    stroke(d, "today", x, TOP - 320, x, bottom);
    tdm_str words = view_format(d->view, "%.*s, %.*s", TDM_FMT(view_plain(d->view, TDM_MSG_TIMELINE_TODAY)),
                                TDM_FMT(view_date(d->view, d->line->today)));
    int64_t width = width_of(words);
    text(d, "todaytext", x + 60 + width > RIGHT ? x - 60 - width : x + 60, TOP - 250, words);
}

static void draw_sign(struct drawing *d, const struct timeline_mark *mark, int64_t x, int64_t y) {
    static const char *const classes[] = {
        [MARK_EVENT] = "event",         [MARK_GATE_PASSED] = "passed", [MARK_GATE_EARLIEST] = "gate",
        [MARK_DEVIATION] = "deviation", [MARK_SIGNATURE] = "event",    [MARK_FLAG] = "deviation"};
    bool diamond = mark->kind == MARK_GATE_PASSED || mark->kind == MARK_GATE_EARLIEST;
    bool triangle = mark->kind == MARK_DEVIATION || mark->kind == MARK_FLAG;
    int64_t r = 60;
    tdm_html_open(&d->h, "path");
    tdm_html_attribute(&d->h, "class", tdm_str_of(mark->planned ? "gate" : classes[mark->kind]));
    x /= 10;
    y /= 10;
    r /= 10;
    tdm_str path;
    if (diamond)
        path = view_format(d->view, "M%lld %lldl%lld %lldl-%lld %lldl-%lld -%lldz", (long long)x, (long long)(y - r),
                           (long long)r, (long long)r, (long long)r, (long long)r, (long long)r, (long long)r);
    else if (triangle)
        path = view_format(d->view, "M%lld %lldl%lld %lldh-%lldz", (long long)x, (long long)(y - r), (long long)r,
                           (long long)(2 * r), (long long)(2 * r));
    else
        path = view_format(d->view, "M%lld %lldh%lldv%lldh-%lldz", (long long)(x - r), (long long)(y - r),
                           (long long)(2 * r), (long long)(2 * r), (long long)(2 * r));
    tdm_html_attribute(&d->h, "d", path);
    tdm_html_empty(&d->h);
}

/* Where the words of a mark stand, and how they break: to its right, or to its left near the right edge. */
struct mark_words {
    bool right;
    tdm_str line[MARK_LINES];
    int count;
};

static tdm_str cut_line(tdm_str *rest, size_t most) {
    size_t end = rest->len;
    if (end > most) {
        for (end = most; end > 0 && rest->at[end] != ' ';) end--;
        if (end == 0) end = rest->len;
    }
    tdm_str line = tdm_str_slice(*rest, 0, end);
    *rest = tdm_str_trim(tdm_str_slice(*rest, end, rest->len));
    return line;
}

static struct mark_words words_of(const struct drawing *d, const struct timeline_mark *mark) {
    int64_t x = x_of(d, mark->date);
    tdm_str rest = view_format(d->view, "%.*s  %.*s", TDM_FMT(view_date(d->view, mark->date)),
                               TDM_FMT(timeline_mark_text(d->view, mark)));
    struct mark_words words = {.right = x + 120 + small_width(rest) <= RIGHT + 200 || x < (LEFT + RIGHT) / 2};
    int64_t room = words.right ? RIGHT + 200 - x - 120 : x - 120 - LEFT;
    while (rest.len > 0 && words.count < MARK_LINES)
        words.line[words.count++] = cut_line(&rest, (size_t)(room / SMALL));
    return words;
}

static int64_t marks_height(const struct drawing *d) {
    int64_t height = 0;
    for (size_t i = 0; i < d->line->mark_count; i++)
        height += MARK_ROW + (words_of(d, &d->line->marks[i]).count - 1) * MARK_LINE;
    return height;
}

static void draw_marks(struct drawing *d) {
    text(d, "head", 150, d->y + 160, view_plain(d->view, TDM_MSG_TIMELINE_EVENTS));
    for (size_t i = 0; i < d->line->mark_count; i++) {
        const struct timeline_mark *mark = &d->line->marks[i];
        struct mark_words words = words_of(d, mark);
        int64_t x = x_of(d, mark->date), y = d->y + 110;
        draw_sign(d, mark, x, y);
        for (int k = 0; k < words.count; k++)
            text(d, "small", words.right ? x + 120 : x - 120 - small_width(words.line[k]), y + 45 + k * MARK_LINE,
                 words.line[k]);
        d->y += MARK_ROW + (words.count - 1) * MARK_LINE;
    }
}

static void draw_legend(struct drawing *d) {
    static const struct {
        const char *css_class;
        enum tdm_message words;
    } items[] = {{"tissue", TDM_MSG_LEGEND_TISSUE},  {"function", TDM_MSG_LEGEND_FUNCTION},
                 {"held", TDM_MSG_LEGEND_HELD},      {"plan", TDM_MSG_LEGEND_PLAN},
                 {"soft", TDM_MSG_LEGEND_UNCERTAIN}, {"no", TDM_MSG_LEGEND_NO}};
    int64_t x = LEFT;
    for (size_t i = 0; i < TDM_COUNT(items); i++) {
        rect(d, items[i].css_class, x, d->y, 220, 130);
        tdm_str words = view_plain(d->view, items[i].words);
        text(d, "small", x + 280, d->y + 110, words);
        x += 280 + small_width(words) + 200;
    }
    static const struct {
        struct timeline_mark mark;
        enum tdm_message words;
    } signs[] = {{{.kind = MARK_EVENT}, TDM_MSG_LEGEND_EVENT},
                 {{.kind = MARK_GATE_PASSED}, TDM_MSG_LEGEND_PASSED},
                 {{.kind = MARK_GATE_EARLIEST, .planned = true}, TDM_MSG_LEGEND_EARLIEST},
                 {{.kind = MARK_DEVIATION}, TDM_MSG_LEGEND_DEVIATION}};
    x = LEFT;
    d->y += 240;
    for (size_t i = 0; i < TDM_COUNT(signs); i++) {
        draw_sign(d, &signs[i].mark, x + 110, d->y + 65);
        tdm_str words = view_plain(d->view, signs[i].words);
        text(d, "small", x + 280, d->y + 110, words);
        x += 280 + small_width(words) + 200;
    }
    text(d, "small", x, d->y + 110, view_plain(d->view, TDM_MSG_LEGEND_BEYOND));
    d->y += 300;
}

static int64_t lanes_bottom(const struct timeline *line) {
    int64_t y = TOP;
    for (int lane = 0; lane <= TDM_TRACK_COUNT; lane++)
        if (lane_rows(line, lane) > 0) y += lane_height(lane_rows(line, lane));
    return y;
}

static void draw_head(struct drawing *d, const struct tdm_standing *standing) {
    const struct tdm_chart *chart = standing->episode->chart->chart;
    struct tdm_arg args[] = {TDM_ARG_T("chart", chart->name), TDM_ARG_D("date", d->line->from),
                             TDM_ARG_D("until", d->line->until), TDM_ARG_D("today", d->line->today)};
    tdm_html_element(&d->h, "title", NULL, view_words(d->view, TDM_MSG_TIMELINE_TITLE, args, 4));
    tdm_html_element(&d->h, "desc", NULL, view_words(d->view, TDM_MSG_TIMELINE_DESC, args, 4));
    if (d->alone) {
        tdm_html_open(&d->h, "style");
        tdm_html_trusted_markup(&d->h, tdm_str_of(timeline_css));
        tdm_html_close(&d->h);
    }
    tdm_html_trusted_markup(
        &d->h,
        TDM_STR("<defs><pattern id=\"hatch\" width=\"8\" height=\"8\" patternUnits=\"userSpaceOnUse\" "
                "patternTransform=\"rotate(45)\"><rect width=\"8\" height=\"8\" fill=\"#fff\"/><rect width=\"3\" "
                "height=\"8\" fill=\"#b9c4cc\"/></pattern></defs>"));
    rect(d, "inside", 0, 0, WIDTH, d->y);
    text(d, "title", 150, 320,
         view_format(d->view, "%.*s: %.*s", TDM_FMT(chart->name),
                     TDM_FMT(view_site(d->view, chart, view_catalog(standing)))));
    text(d, NULL, 150, 530, view_text(d->view, view_protocol(standing)->title));
    text(d, "small", 150, 730,
         view_format(
             d->view, "%.*s %.*s", TDM_FMT(view_asof_line(d->view, standing)),
             TDM_FMT(view_plain(d->view, chart->synthetic ? TDM_MSG_STANDING_SYNTHETIC : TDM_MSG_TIMELINE_NOTICE))));
}

static void draw(struct drawing *d, const struct tdm_standing *standing) {
    int64_t bottom = lanes_bottom(d->line), height = bottom + 60 + marks_height(d) + 120 + 540;
    tdm_html_open(&d->h, "svg");
    tdm_html_attribute(&d->h, "xmlns", TDM_STR("http://www.w3.org/2000/svg"));
    if (!d->alone) tdm_html_attribute(&d->h, "class", TDM_STR("timeline"));
    if (d->view->language != TDM_ENGLISH)
        tdm_html_attribute(&d->h, "xml:lang", tdm_str_of(tdm_language_code(d->view->language)));
    tdm_html_attribute(&d->h, "role", TDM_STR("img"));
    tdm_html_attribute_tenths(&d->h, "width", WIDTH);
    tdm_html_attribute_tenths(&d->h, "height", height);
    tdm_html_attribute(&d->h, "viewBox",
                       view_format(d->view, "0 0 %d %lld", WIDTH / 10, (long long)((height + 9) / 10)));
    d->y = height;
    draw_head(d, standing);
    draw_grounds(d);
    draw_axis(d, bottom);
    for (int pass = 0; pass < 2; pass++) {
        d->words = pass == 1;
        d->y = TOP;
        if (d->words) draw_today(d, bottom);
        draw_lane(d, TDM_MSG_TIMELINE_TISSUE, 0);
        draw_lane(d, TDM_MSG_TIMELINE_FUNCTION, 1);
        draw_lane(d, TDM_MSG_TIMELINE_RESTRICTIONS, TDM_TRACK_COUNT);
    }
    d->y = bottom + 60;
    draw_marks(d);
    d->y += 120;
    draw_legend(d);
    tdm_html_close(&d->h);
}

void tdm_view_timeline_svg(const struct tdm_view *view, const struct tdm_standing *standing) {
    struct timeline line;
    timeline_make(view, standing, &line);
    struct drawing d = {.view = view, .line = &line, .axis = {line.from, line.until, LEFT, RIGHT}, .alone = true};
    tdm_html_init(&d.h, view->out, true);
    draw(&d, standing);
    tdm_buf_char(view->out, '\n');
}

/* ---- in a page: the drawing, and the same as a table for who cannot see it */

static void table_row(const struct tdm_piece *part, const struct timeline *line, const struct timeline_bar *bar) {
    const struct tdm_view *view = part->view;
    static const enum tdm_message lanes[] = {TDM_MSG_TIMELINE_TISSUE, TDM_MSG_TIMELINE_FUNCTION,
                                             TDM_MSG_TIMELINE_RESTRICTIONS};
    bool open = bar->open_end || timeline_leaves_edge(line, bar), uncertain = !tdm_date_is_none(bar->sure_until);
    tdm_html_open(part->h, "tr");
    tdm_html_open(part->h, "th");
    tdm_html_attribute(part->h, "scope", TDM_STR("row"));
    tdm_html_text(part->h,
                  bar->kind == BAR_HELD ? view_named(view, TDM_MSG_TIMELINE_BAR_HELD, bar->label) : bar->label);
    tdm_html_close(part->h);
    tdm_html_element(part->h, "td", NULL,
                     view_plain(view, lanes[bar->lane < TDM_TRACK_COUNT ? bar->lane : TDM_TRACK_COUNT]));
    tdm_html_element(part->h, "td", NULL,
                     view_plain(view, bar->kind == BAR_PLANNED || bar->planned ? TDM_MSG_TIMELINE_PLANNED
                                                                               : TDM_MSG_TIMELINE_ACTUAL));
    tdm_html_element(part->h, "td", NULL, view_date(view, bar->from));
    tdm_str last = view_date(view, tdm_date_add_days(bar->until, -1));
    tdm_html_element(part->h, "td", NULL,
                     open        ? view_plain(view, TDM_MSG_WEB_UNTIL_OPEN)
                     : uncertain ? view_format(view, "%.*s (%.*s)", TDM_FMT(last),
                                               TDM_FMT(view_plain(view, TDM_MSG_TIMELINE_UNCERTAIN)))
                                 : last);
    tdm_html_close(part->h);
}

static void as_table(const struct tdm_piece *part, const struct timeline *line) {
    static const enum tdm_message heads[] = {TDM_MSG_WEB_COL_WHAT, TDM_MSG_WEB_COL_TRACK, TDM_MSG_WEB_COL_STATE,
                                             TDM_MSG_WEB_COL_FROM, TDM_MSG_WEB_COL_LAST_DAY};
    tdm_html_open(part->h, "details");
    tdm_html_element(part->h, "summary", NULL, view_plain(part->view, TDM_MSG_WEB_AS_TABLE));
    tdm_html_open(part->h, "div");
    tdm_html_attribute(part->h, "class", TDM_STR("scroll"));
    tdm_html_open(part->h, "table");
    tdm_part_heads(part, heads, TDM_COUNT(heads));
    for (size_t i = 0; i < line->bar_count; i++) table_row(part, line, &line->bars[i]);
    tdm_html_close(part->h);
    tdm_html_open(part->h, "ul");
    for (size_t i = 0; i < line->mark_count; i++)
        tdm_html_element(part->h, "li", NULL,
                         view_format(part->view, "%.*s: %.*s", TDM_FMT(view_date(part->view, line->marks[i].date)),
                                     TDM_FMT(timeline_mark_text(part->view, &line->marks[i]))));
    tdm_html_close(part->h);
    tdm_html_close(part->h);
    tdm_html_close(part->h);
}

void tdm_part_timeline(const struct tdm_piece *part, const struct tdm_standing *standing) {
    struct timeline line;
    timeline_make(part->view, standing, &line);
    struct drawing d = {.view = part->view, .line = &line, .axis = {line.from, line.until, LEFT, RIGHT}};
    tdm_html_open(part->h, "div");
    tdm_html_attribute(part->h, "class", TDM_STR("scroll picture"));
    tdm_html_attribute(part->h, "tabindex", TDM_STR("0"));
    tdm_html_attribute(part->h, "role", TDM_STR("region"));
    tdm_html_attribute(part->h, "aria-label", view_plain(part->view, TDM_MSG_WEB_TIMELINE));
    d.h = *part->h;
    d.h.is_svg = true;
    draw(&d, standing);
    d.h.is_svg = part->h->is_svg;
    *part->h = d.h;
    tdm_html_close(part->h);
    as_table(part, &line);
}
