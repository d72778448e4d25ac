/* network_svg.c - a temporal network as one SVG file: a row for each point with a bar from its earliest to its latest
 * day, and a numbered line for each link. Readable without colour: what nature decides is drawn thick, waits dotted,
 * last days dashed. */
#include "views/network_css.h"
#include "views/network_view.h"
#include "views/view_int.h"

/* All lengths in tenths of a pixel. */
enum { WIDTH = 12000, LEFT = 3000, RIGHT = 11600, TOP = 1100, ROW = 300, BAR = 120, LINK_ROW = 150, LETTER = 52 };

struct drawing {
    struct tdm_html h;
    const struct tdm_view *view;
    const struct tdm_network_document *document;
    const struct tdm_net *net;
    int32_t *early, *late; /* per point; TDM_DAYS_INFINITE: none */
    uint32_t *row;         /* per point, by its earliest day */
    int32_t from, until;   /* days of the axis */
};

static int64_t x_of(const struct drawing *d, int32_t day) {
    int32_t inside = day < d->from ? d->from : day > d->until ? d->until : day;
    return LEFT + (int64_t)(inside - d->from) * (RIGHT - LEFT) / (d->until - d->from);
}

static int64_t y_of(const struct drawing *d, tdm_point point) {
    return TOP + (int64_t)d->row[point] * ROW + ROW / 2;
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

static void text(struct drawing *d, const char *css_class, int64_t x, int64_t y, tdm_str words) {
    tdm_html_open(&d->h, "text");
    tdm_html_attribute(&d->h, "class", tdm_str_of(css_class));
    tdm_html_attribute_tenths(&d->h, "x", x);
    tdm_html_attribute_tenths(&d->h, "y", y);
    tdm_html_text(&d->h, words);
    tdm_html_close(&d->h);
}

/* ---- days and rows */

static void find_days(struct drawing *d) {
    size_t count = d->net->network.point_count;
    tdm_point origin = view_network_origin(d->document);
    const int32_t *most = d->document->proof->most;
    for (size_t p = 0; p < count; p++) {
        int32_t back = most == NULL ? TDM_DAYS_INFINITE : most[p * count + origin];
        d->early[p] = back >= TDM_DAYS_INFINITE ? 0 : -back;
        d->late[p] = most == NULL ? TDM_DAYS_INFINITE : most[origin * count + p];
        if (d->early[p] < d->from) d->from = d->early[p];
        if (d->early[p] > d->until) d->until = d->early[p];
        if (d->late[p] < TDM_DAYS_INFINITE && d->late[p] > d->until) d->until = d->late[p];
    }
    int32_t margin = (d->until - d->from) / 20 + 1;
    d->from -= margin;
    d->until += margin;
}

static void order_rows(struct drawing *d) {
    for (tdm_point p = 0; p < d->net->network.point_count; p++)
        for (tdm_point q = 0; q < d->net->network.point_count; q++)
            d->row[p] += d->early[q] < d->early[p] || (d->early[q] == d->early[p] && q < p);
}

/* ---- parts of the drawing */

static void draw_axis(struct drawing *d, int64_t bottom) {
    static const int32_t steps[] = {1, 7, 14, 28, 56, 91, 182, 364, 1820, 10000, 100000};
    size_t s = 0;
    while (s + 1 < TDM_COUNT(steps) && (d->until - d->from) / steps[s] > 14) s++;
    for (int32_t day = d->from - d->from % steps[s]; day <= d->until; day += steps[s]) {
        if (day < d->from) continue;
        tdm_html_open(&d->h, "path");
        tdm_html_attribute(&d->h, "class", TDM_STR("grid"));
        tdm_html_attribute(
            &d->h, "d",
            view_format(d->view, "M%lld %d V%lld", (long long)(x_of(d, day) / 10), TOP / 10, (long long)(bottom / 10)));
        tdm_html_empty(&d->h);
        text(d, "small", x_of(d, day) - 60, TOP - 60, view_format(d->view, "%d", day));
    }
}

static bool natures(const struct drawing *d, tdm_point point) {
    for (uint32_t i = 0; i < d->net->network.link_count; i++)
        if (d->net->network.links[i].contingent && d->net->network.links[i].to == point) return true;
    return false;
}

static void draw_point(struct drawing *d, tdm_point point) {
    int64_t y = y_of(d, point), x = x_of(d, d->early[point]);
    bool open = d->late[point] >= TDM_DAYS_INFINITE;
    int64_t end = open ? RIGHT : x_of(d, d->late[point]);
    if (d->row[point] % 2 == 1) rect(d, "stripe", 0, y - ROW / 2, WIDTH, ROW);
    text(d, "text", 150, y + 40, d->net->points[point]);
    rect(d, open ? "open" : natures(d, point) ? "nature" : "bar", x, y - BAR / 2, end - x < 60 ? 60 : end - x, BAR);
}

static const char *class_of(const struct drawing *d, uint32_t i) {
    const struct tdm_link *link = &d->net->network.links[i];
    if (link->contingent) return "heals";
    if (d->document->times != NULL && d->document->times->about[i].role == TDM_TIME_WAIT) return "wait";
    return link->least <= -TDM_DAYS_INFINITE ? "last" : "link";
}

/* Down (or up) beside the earlier point, then across; each link a little beside the one before it. */
static void draw_link(struct drawing *d, uint32_t i) {
    const struct tdm_link *link = &d->net->network.links[i];
    int64_t x1 = x_of(d, d->early[link->from]), x2 = x_of(d, d->early[link->to]);
    int64_t y1 = y_of(d, link->from), y2 = y_of(d, link->to), lane = x1 + 40 + (int64_t)(i % 12) * 70;
    tdm_str way = view_format(d->view, "M%lld %lld H%lld V%lld H%lld", (long long)(x1 / 10), (long long)(y1 / 10),
                              (long long)(lane / 10), (long long)(y2 / 10), (long long)(x2 / 10));
    tdm_html_open(&d->h, "path");
    tdm_html_attribute(&d->h, "class", tdm_str_of(class_of(d, i)));
    tdm_html_attribute(&d->h, "d", way);
    tdm_html_attribute(&d->h, "marker-end", TDM_STR("url(#arrow)"));
    tdm_html_open(&d->h, "title");
    struct tdm_buf words;
    tdm_buf_init(&words, d->view->mem, 4000);
    tdm_buf_format(&words, "%u. %.*s to %.*s, ", i + 1, TDM_FMT(d->net->points[link->from]),
                   TDM_FMT(d->net->points[link->to]));
    tdm_net_length_print(&words, link->least, link->most);
    tdm_html_text(&d->h, tdm_buf_str(&words));
    tdm_html_close(&d->h);
    tdm_html_close(&d->h);
    int64_t middle = (y1 + y2) / 2, wide = i + 1 < 10 ? 80 : 130;
    rect(d, "tag", lane - wide / 2, middle - 55, wide, 110);
    text(d, "number", lane - wide / 2 + 15, middle + 35, view_format(d->view, "%u", i + 1));
}

static void draw_list(struct drawing *d, int64_t top) {
    for (uint32_t i = 0; i < d->net->network.link_count; i++) {
        const struct tdm_link *link = &d->net->network.links[i];
        struct tdm_buf words;
        tdm_buf_init(&words, d->view->mem, 4000);
        tdm_buf_format(&words, "%u  %.*s to %.*s, ", i + 1, TDM_FMT(d->net->points[link->from]),
                       TDM_FMT(d->net->points[link->to]));
        tdm_net_length_print(&words, link->least, link->most);
        if (link->contingent) tdm_buf_text(&words, ", nature's");
        tdm_buf_format(&words, "  (line %u)", d->net->words[i].place.line);
        uint32_t half = (d->net->network.link_count + 1) / 2;
        text(d, "small", i < half ? 150 : WIDTH / 2 + 100, top + (int64_t)(i % half) * LINK_ROW, tdm_buf_str(&words));
    }
}

static void draw_head(struct drawing *d, int64_t height) {
    tdm_str verdict = view_network_verdict(d->view, d->document->proof);
    tdm_html_element(&d->h, "title", NULL, d->net->name);
    tdm_html_element(&d->h, "desc", NULL, verdict);
    tdm_html_open(&d->h, "style");
    tdm_html_trusted_markup(&d->h, tdm_str_of(network_css));
    tdm_html_close(&d->h);
    tdm_html_trusted_markup(
        &d->h,
        TDM_STR("<defs><marker id=\"arrow\" markerWidth=\"7\" markerHeight=\"7\" refX=\"6\" refY=\"3\" "
                "orient=\"auto\" markerUnits=\"userSpaceOnUse\"><path d=\"M0 0 L6 3 L0 6 z\"/></marker></defs>"));
    rect(d, "inside", 0, 0, WIDTH, height);
    text(d, "title", 150, 280, d->net->name);
    text(d, "text", 150, 480, verdict);
    text(d, "small", 150, 660,
         view_format(d->view,
                     "bars: from the earliest to the latest day after %.*s that all bounds allow; "
                     "without a latest day: outlined to the edge",
                     TDM_FMT(d->net->points[view_network_origin(d->document)])));
    text(d, "small", 150, 810,
         TDM_STR("links, by number: thick, nature decides; dotted, a wait without upper bound; dashed, a last "
                 "day only; thin, ours"));
}

void tdm_view_network_svg(const struct tdm_view *view, const struct tdm_network_document *document) {
    const struct tdm_net *net = document->proof->net;
    size_t points = (size_t)net->network.point_count + 1;
    struct drawing d = {.view = view, .document = document, .net = net};
    d.early = TDM_NEW_ARRAY(view->mem, int32_t, points);
    d.late = TDM_NEW_ARRAY(view->mem, int32_t, points);
    d.row = TDM_NEW_ARRAY(view->mem, uint32_t, points);
    find_days(&d);
    order_rows(&d);
    int64_t bottom = TOP + (int64_t)net->network.point_count * ROW;
    int64_t height = bottom + 400 + (int64_t)((net->network.link_count + 1) / 2) * LINK_ROW;
    tdm_html_init(&d.h, view->out, true);
    tdm_html_open(&d.h, "svg");
    tdm_html_attribute(&d.h, "xmlns", TDM_STR("http://www.w3.org/2000/svg"));
    tdm_html_attribute(&d.h, "viewBox", view_format(view, "0 0 %d %lld", WIDTH / 10, (long long)(height / 10)));
    tdm_html_attribute_int(&d.h, "width", WIDTH / 10);
    tdm_html_attribute_int(&d.h, "height", height / 10);
    draw_head(&d, height);
    for (tdm_point p = 0; p < net->network.point_count; p++) draw_point(&d, p);
    draw_axis(&d, bottom);
    for (uint32_t i = 0; i < net->network.link_count; i++) draw_link(&d, i);
    draw_list(&d, bottom + 300);
    tdm_html_close(&d.h);
    tdm_buf_char(view->out, '\n');
}
