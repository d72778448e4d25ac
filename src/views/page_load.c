/* page_load.c - a piece of a page: the load that was allowed, prescribed and done, week by week: a chart that is read
 * without colour (a line, outlined bars, dots), with title, desc and the same as a table (S47, S85). */
#include "views/page_parts.h"
#include "views/view_int.h"

enum { LEFT = 320, RIGHT = 20, TOP = 14, STEP = 30, WEEK = 56, WEEK_LEAST = 14, WIDE = 1000, BELOW = 30 };

struct chart {
    const struct tdm_piece *part;
    const struct tdm_standing *standing;
    const struct tdm_load_week *weeks;
    uint32_t count, steps;
    int week, width, height; /* of a week, of the whole */
};

static void number(const struct chart *c, const char *name, int value) {
    tdm_html_attribute(c->part->h, name, view_format(c->part->view, "%d", value));
}

static int x_of(const struct chart *c, uint32_t week) {
    return LEFT + (int)week * c->week;
}

static int y_of(const struct chart *c, int step) {
    return TOP + ((int)c->steps - step) * STEP;
}

static void box(const struct chart *c, const char *css_class, const int at[4]) {
    tdm_html_open(c->part->h, "rect");
    tdm_html_attribute(c->part->h, "class", tdm_str_of(css_class));
    number(c, "x", at[0]);
    number(c, "y", at[1]);
    number(c, "width", at[2]);
    number(c, "height", at[3]);
    tdm_html_close(c->part->h);
}

static void text(const struct chart *c, const char *anchor, int x, int y, tdm_str words) {
    tdm_html_open(c->part->h, "text");
    number(c, "x", x);
    number(c, "y", y);
    tdm_html_attribute(c->part->h, "text-anchor", tdm_str_of(anchor));
    tdm_html_text(c->part->h, words);
    tdm_html_close(c->part->h);
}

static void path(const struct chart *c, const char *css_class, tdm_str lines) {
    tdm_html_open(c->part->h, "path");
    tdm_html_attribute(c->part->h, "class", tdm_str_of(css_class));
    tdm_html_attribute(c->part->h, "d", lines);
    tdm_html_close(c->part->h);
}

/* ---- the drawing */

static void ladder(const struct chart *c) {
    for (uint32_t s = 0; s < c->steps; s++) {
        int y = y_of(c, (int)s);
        path(c, "tick", view_format(c->part->view, "M%d %dH%d", LEFT, y, c->width - RIGHT));
        text(c, "end", LEFT - 8, y - STEP / 2 + 4, view_class(c->part->view, c->standing, (uint16_t)s));
    }
}

static void months(const struct chart *c) {
    int free_from = 0;
    for (uint32_t w = 0; w < c->count; w++) {
        int x = x_of(c, w);
        if (x < free_from) continue;
        text(c, "start", x, c->height - 8, view_date(c->part->view, c->weeks[w].from));
        free_from = x + 100;
    }
}

/* The top of a class is the line above its step: a bar up to it fills the class. */
static void allowed(const struct chart *c) {
    struct tdm_buf d;
    bool down = false;
    tdm_buf_init(&d, c->part->view->mem, 1u << 16);
    for (uint32_t w = 0; w < c->count; w++) {
        int16_t step = c->weeks[w].allowed;
        if (step >= 0)
            tdm_buf_format(&d, "%s%d %dH%d", down ? "L" : "M", x_of(c, w), y_of(c, step + 1), x_of(c, w + 1));
        down = step >= 0;
    }
    if (d.len > 0) path(c, "allowed", tdm_buf_str(&d));
}

static void bars(const struct chart *c) {
    for (uint32_t w = 0; w < c->count; w++) {
        int16_t step = c->weeks[w].prescribed;
        int gap = c->week / 6, at[4] = {x_of(c, w) + gap, y_of(c, step + 1), c->week - 2 * gap, (step + 1) * STEP};
        if (step >= 0) box(c, step > c->weeks[w].allowed && c->weeks[w].allowed >= 0 ? "above" : "prescribed", at);
    }
}

static void dots(const struct chart *c) {
    for (uint32_t w = 0; w < c->count; w++) {
        if (c->weeks[w].done < 0) continue;
        bool above = c->weeks[w].allowed >= 0 && c->weeks[w].done > c->weeks[w].allowed;
        tdm_html_open(c->part->h, "circle");
        tdm_html_attribute(c->part->h, "class", tdm_str_of(above ? "done-above" : "achieved"));
        number(c, "cx", x_of(c, w) + c->week / 2);
        number(c, "cy", y_of(c, c->weeks[w].done + 1) + STEP / 2);
        number(c, "r", c->week < 24 ? 4 : 6);
        tdm_html_close(c->part->h);
    }
}

static void drawing(const struct chart *c) {
    struct tdm_html *h = c->part->h;
    tdm_html_open(h, "svg");
    tdm_html_attribute(h, "class", TDM_STR("loads"));
    tdm_html_attribute(h, "viewBox", view_format(c->part->view, "0 0 %d %d", c->width, c->height));
    tdm_html_attribute(h, "role", TDM_STR("img"));
    tdm_html_attribute(h, "aria-labelledby", TDM_STR("loads-title loads-desc"));
    tdm_html_open(h, "title");
    tdm_html_attribute(h, "id", TDM_STR("loads-title"));
    tdm_html_text(h, view_plain(c->part->view, TDM_MSG_LOAD_ROW_HEAD));
    tdm_html_close(h);
    tdm_html_open(h, "desc");
    tdm_html_attribute(h, "id", TDM_STR("loads-desc"));
    tdm_html_text(h, view_plain(c->part->view, TDM_MSG_LOAD_CHART_DESC));
    tdm_html_close(h);
    ladder(c);
    bars(c);
    allowed(c);
    dots(c);
    months(c);
    tdm_html_close(h);
}

/* ---- the same as a table */

static void cell(const struct chart *c, int16_t step) {
    tdm_html_element(c->part->h, "td", NULL,
                     step < 0 ? TDM_STR("-") : view_class(c->part->view, c->standing, (uint16_t)step));
}

static void table(const struct chart *c) {
    static const enum tdm_message heads[] = {TDM_MSG_WEB_COL_FROM, TDM_MSG_LOAD_COL_ALLOWED,
                                             TDM_MSG_LOAD_COL_PRESCRIBED, TDM_MSG_LOAD_COL_DONE};
    struct tdm_html *h = c->part->h;
    tdm_html_open(h, "details");
    tdm_html_element(h, "summary", NULL, view_plain(c->part->view, TDM_MSG_WEB_AS_TABLE));
    tdm_html_open(h, "table");
    tdm_html_open(h, "thead");
    tdm_part_heads(c->part, heads, TDM_COUNT(heads));
    tdm_html_close(h);
    tdm_html_open(h, "tbody");
    for (uint32_t w = 0; w < c->count; w++) {
        tdm_html_open(h, "tr");
        tdm_html_open(h, "th");
        tdm_html_attribute(h, "scope", TDM_STR("row"));
        tdm_html_text(h, view_date(c->part->view, c->weeks[w].from));
        tdm_html_close(h);
        cell(c, c->weeks[w].allowed);
        cell(c, c->weeks[w].prescribed);
        cell(c, c->weeks[w].done);
        tdm_html_close(h);
    }
    for (int i = 0; i < 3; i++) tdm_html_close(h);
}

static void key(const struct chart *c) {
    static const struct {
        const char *css_class;
        enum tdm_message words;
    } items[] = {{"key allowed", TDM_MSG_LOAD_COL_ALLOWED},
                 {"key prescribed", TDM_MSG_LOAD_COL_PRESCRIBED},
                 {"key achieved", TDM_MSG_LOAD_COL_DONE}};
    tdm_html_open(c->part->h, "p");
    tdm_html_attribute(c->part->h, "class", TDM_STR("keys"));
    for (size_t i = 0; i < TDM_COUNT(items); i++)
        tdm_html_element(c->part->h, "span", items[i].css_class, view_plain(c->part->view, items[i].words));
    tdm_html_close(c->part->h);
}

void tdm_part_load_weeks(const struct tdm_piece *part, const struct tdm_standing *standing) {
    struct chart c = {.part = part, .standing = standing};
    c.weeks = tdm_load_weeks(part->view->mem, standing, &c.count);
    if (c.count == 0) {
        tdm_html_element(part->h, "p", NULL, view_plain(part->view, TDM_MSG_NOTHING));
        return;
    }
    c.steps = tdm_catalog_load_scale(view_catalog(standing))->count;
    c.week = (WIDE - LEFT - RIGHT) / (int)c.count;
    if (c.week > WEEK) c.week = WEEK;
    if (c.week < WEEK_LEAST) c.week = WEEK_LEAST;
    c.width = LEFT + (int)c.count * c.week + RIGHT;
    if (c.width < WIDE) c.width = WIDE;
    c.height = TOP + (int)c.steps * STEP + BELOW;
    key(&c);
    tdm_html_open(part->h, "div");
    tdm_html_attribute(part->h, "class", TDM_STR("scroll"));
    tdm_html_attribute(part->h, "tabindex", TDM_STR("0"));
    tdm_html_attribute(part->h, "role", TDM_STR("region"));
    tdm_html_attribute(part->h, "aria-label", view_plain(part->view, TDM_MSG_LOAD_ROW_HEAD));
    drawing(&c);
    tdm_html_close(part->h);
    table(&c);
}
