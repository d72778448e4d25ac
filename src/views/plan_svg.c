/* plan_svg.c - a protocol without a patient on an axis of weeks: phases, gates, clearances and restrictions, each from
 * its earliest to its latest day as far as all bounds together allow. Dark: surely on then, when everything keeps its
 * bounds; light: may be. Readable without colour. */
#include "views/catalog_page.h"

/* All lengths in tenths of a pixel. */
enum { WIDTH = 10000, LEFT = 2500, RIGHT = 9850, TOP = 420, ROW = 240, BAR = 140 };

struct plan_axis {
    int32_t from, until; /* days */
};
struct plan_row {
    tdm_str name;
    const char *kind;      /* its class in the style sheet; "head": a line above others */
    enum tdm_message told; /* {ref}: {words} its first days, {value} its last */
    struct plan_days begins, ends;
    int32_t last; /* 1: its end is told as the last day on which it holds */
};
struct plan_rows {
    struct plan_row *items;
    size_t count, room;
};

struct plan_days view_plan_point(const struct tdm_catalog_plan *plan, tdm_point point) {
    size_t count = plan->times->net.network.point_count, origin = plan->times->anchor;
    const int32_t *most = plan->proof->most;
    int32_t back = most[point * count + origin];
    return (struct plan_days){back >= TDM_DAYS_INFINITE ? -TDM_DAYS_INFINITE : -back, most[origin * count + point]};
}

tdm_str view_plan_days_words(const struct tdm_view *view, struct plan_days days) {
    bool open = days.least <= -TDM_DAYS_INFINITE;
    struct tdm_arg args[] = {TDM_ARG_I("n", open ? days.most : days.least), TDM_ARG_I("of_n", days.most)};
    enum tdm_message message = open                             ? TDM_MSG_PAGE_DAY_LATEST
                               : days.most >= TDM_DAYS_INFINITE ? TDM_MSG_PAGE_DAY_LATER
                               : days.least == days.most        ? TDM_MSG_PAGE_DAY
                                                                : TDM_MSG_PAGE_DAYS;
    if (open && days.most >= TDM_DAYS_INFINITE) return view_plain(view, TDM_MSG_PAGE_DAY_ANY);
    return view_words(view, message, args, TDM_COUNT(args));
}

static int32_t sum(int32_t a, int32_t b) {
    if (a >= TDM_DAYS_INFINITE || b >= TDM_DAYS_INFINITE) return TDM_DAYS_INFINITE;
    return a <= -TDM_DAYS_INFINITE || b <= -TDM_DAYS_INFINITE ? -TDM_DAYS_INFINITE : a + b;
}

/* ---- rows */

static void add(struct page *p, struct plan_rows *rows, struct plan_row row) {
    TDM_GROW(p->view->mem, rows->items, rows->count, rows->room);
    rows->items[rows->count++] = row;
}

static void add_head(struct page *p, struct plan_rows *rows, enum tdm_message words) {
    add(p, rows, (struct plan_row){.name = view_page_say(p, words), .kind = "head"});
}

static void add_phases(struct page *p, const struct tdm_catalog_plan *plan, enum tdm_track track,
                       struct plan_rows *rows) {
    const struct tdm_protocol *protocol = plan->protocol;
    bool any = false;
    for (tdm_ref i = 0; i < protocol->phase_count; i++) {
        if (protocol->phases[i].track != track) continue;
        if (!any) add_head(p, rows, track == TDM_TRACK_TISSUE ? TDM_MSG_PAGE_ROW_TISSUE : TDM_MSG_PAGE_ROW_FUNCTION);
        any = true;
        add(p, rows,
            (struct plan_row){view_pretty(p->view, protocol->phases[i].name),
                              track == TDM_TRACK_TISSUE ? "tissue" : "function", TDM_MSG_PAGE_BAR_PHASE,
                              view_plan_point(plan, tdm_times_point(protocol, TDM_PLACE_START, i)),
                              view_plan_point(plan, tdm_times_point(protocol, TDM_PLACE_END, i)), 0});
    }
}

static void add_gates(struct page *p, const struct tdm_catalog_plan *plan, struct plan_rows *rows) {
    const struct tdm_protocol *protocol = plan->protocol;
    if (protocol->gate_count + protocol->clearance_count > 0) add_head(p, rows, TDM_MSG_PAGE_ROW_GATES);
    for (tdm_ref i = 0; i < protocol->gate_count; i++)
        add(p, rows,
            (struct plan_row){view_named(p->view, TDM_MSG_PAGE_ROW_GATE, view_name(p->view, protocol->gates[i].name)),
                              "gate", TDM_MSG_PAGE_BAR_GATE,
                              view_plan_point(plan, tdm_times_point(protocol, TDM_PLACE_READY, i)),
                              view_plan_point(plan, tdm_times_point(protocol, TDM_PLACE_MET, i)), 0});
    for (tdm_ref i = 0; i < protocol->clearance_count; i++)
        add(p, rows,
            (struct plan_row){
                view_named(p->view, TDM_MSG_PAGE_ROW_CLEARANCE, view_name(p->view, protocol->clearances[i].name)),
                "gate", TDM_MSG_PAGE_BAR_CLEARANCE,
                view_plan_point(plan, tdm_times_point(protocol, TDM_PLACE_ASKED, i)),
                view_plan_point(plan, tdm_times_point(protocol, TDM_PLACE_SIGNED, i)), 0});
}

/* A last day is inside: what holds until then ends with the next. */
static bool day_of(const struct tdm_catalog_plan *plan, const struct tdm_day_expr *day, int32_t more,
                   struct plan_days *out) {
    tdm_point point;
    int32_t least, most;
    if (!tdm_times_day(plan->protocol, day, &point, &least, &most)) return false;
    struct plan_days at = view_plan_point(plan, point);
    *out = (struct plan_days){sum(at.least, least + more), sum(at.most, most + more)};
    return true;
}

static void add_restrictions(struct page *p, const struct tdm_catalog_plan *plan, struct plan_rows *rows) {
    const struct tdm_protocol *protocol = plan->protocol;
    bool any = false;
    for (tdm_ref i = 0; i < protocol->restriction_count; i++) {
        const struct tdm_restriction *one = &protocol->restrictions[i];
        struct plan_row row = {.name = view_pretty(p->view, one->name), .kind = "restriction"};
        static const enum tdm_message told[] = {[TDM_END_DAY] = TDM_MSG_PAGE_BAR_LAST,
                                                [TDM_END_CLEARANCE] = TDM_MSG_PAGE_BAR_SIGNED,
                                                [TDM_END_NEVER] = TDM_MSG_PAGE_BAR_NO_END};
        row.told = told[one->end];
        row.last = one->end == TDM_END_DAY ? 1 : 0;
        row.ends = (struct plan_days){TDM_DAYS_INFINITE, TDM_DAYS_INFINITE};
        if (!day_of(plan, &one->from, 0, &row.begins)) continue;
        if (one->end == TDM_END_DAY && !day_of(plan, &one->until, 1, &row.ends)) continue;
        if (one->end == TDM_END_CLEARANCE)
            row.ends = view_plan_point(plan, tdm_times_point(protocol, TDM_PLACE_SIGNED, one->clearance));
        if (!any) add_head(p, rows, TDM_MSG_PAGE_NOT_ALLOWED);
        any = true;
        add(p, rows, row);
    }
}

/* ---- drawing */

static void stretch(struct plan_axis *axis, int32_t day) {
    if (day <= -TDM_DAYS_INFINITE || day >= TDM_DAYS_INFINITE) return;
    if (day < axis->from) axis->from = day;
    if (day > axis->until) axis->until = day;
}

static struct plan_axis axis_of(const struct plan_rows *rows) {
    struct plan_axis axis = {0, 28};
    for (size_t i = 0; i < rows->count; i++) {
        const struct plan_days *begins = &rows->items[i].begins, *ends = &rows->items[i].ends;
        stretch(&axis, begins->least);
        stretch(&axis, begins->most);
        stretch(&axis, ends->least);
        stretch(&axis, ends->most);
    }
    int32_t margin = (axis.until - axis.from) / 40 + 1;
    return (struct plan_axis){axis.from - margin, axis.until + margin};
}

static int64_t x_of(const struct plan_axis *axis, int32_t day) {
    int32_t inside = day < axis->from ? axis->from : day > axis->until ? axis->until : day;
    return LEFT + (int64_t)(inside - axis->from) * (RIGHT - LEFT) / (axis->until - axis->from);
}

static void words_at(struct page *p, const char *css_class, int64_t x, int64_t y, tdm_str words) {
    tdm_html_open(&p->h, "text");
    tdm_html_attribute(&p->h, "class", tdm_str_of(css_class));
    tdm_html_attribute_tenths(&p->h, "x", x);
    tdm_html_attribute_tenths(&p->h, "y", y);
    tdm_html_text(&p->h, words);
    tdm_html_close(&p->h);
}

static void bar(struct page *p, tdm_str css_class, const int64_t *from_until, int64_t y, tdm_str title) {
    int64_t width = from_until[1] - from_until[0];
    tdm_html_open(&p->h, "rect");
    tdm_html_attribute(&p->h, "class", css_class);
    tdm_html_attribute_tenths(&p->h, "x", from_until[0]);
    tdm_html_attribute_tenths(&p->h, "y", y - BAR / 2);
    tdm_html_attribute_tenths(&p->h, "width", width < 40 ? 40 : width);
    tdm_html_attribute_tenths(&p->h, "height", BAR);
    tdm_html_element(&p->h, "title", NULL, title);
    tdm_html_close(&p->h);
}

static void draw_row(struct page *p, const struct plan_axis *axis, const struct plan_row *row, int64_t y) {
    if (tdm_str_is(tdm_str_of(row->kind), "head")) {
        words_at(p, "head", 60, y + 50, row->name);
        return;
    }
    struct plan_days ends = {sum(row->ends.least, -row->last), sum(row->ends.most, -row->last)};
    struct tdm_arg args[] = {TDM_ARG_T("ref", row->name),
                             TDM_ARG_T("words", view_plan_days_words(p->view, row->begins)),
                             TDM_ARG_T("value", view_plan_days_words(p->view, ends))};
    tdm_str title = view_words(p->view, row->told, args, TDM_COUNT(args));
    int64_t may[] = {x_of(axis, row->begins.least), x_of(axis, row->ends.most)},
            sure[] = {x_of(axis, row->begins.most), x_of(axis, row->ends.least)};
    words_at(p, "name", 160, y + 42, row->name);
    bar(p, view_format(p->view, "%s may", row->kind), may, y, title);
    if (row->begins.most < row->ends.least && row->begins.most < axis->until)
        bar(p, view_format(p->view, "%s sure", row->kind), sure, y, title);
}

static void draw_axis(struct page *p, const struct tdm_catalog_plan *plan, const struct plan_axis *axis,
                      int64_t bottom) {
    static const int32_t steps[] = {1, 2, 4, 8, 13, 26, 52, 260, 1040, 10400};
    size_t s = 0;
    while (s + 1 < TDM_COUNT(steps) && (axis->until - axis->from) / (7 * steps[s]) > 16) s++;
    int32_t step = 7 * steps[s];
    words_at(p, "small", 60, TOP - 120,
             view_page_say(p, plan->protocol->procedure == TDM_REF_NONE ? TDM_MSG_PAGE_WEEKS_ENROLMENT
                                                                        : TDM_MSG_PAGE_WEEKS_PROCEDURE));
    for (int32_t day = axis->from / step * step; day <= axis->until; day += step) {
        if (day < axis->from) continue;
        int64_t x = x_of(axis, day);
        tdm_html_open(&p->h, "path");
        tdm_html_attribute(&p->h, "class", day == 0 ? TDM_STR("zero") : TDM_STR("grid"));
        tdm_html_attribute(
            &p->h, "d",
            view_format(p->view, "M%lld %d V%lld", (long long)(x / 10), (TOP - 60) / 10, (long long)(bottom / 10)));
        tdm_html_close(&p->h);
        words_at(p, "tick", x, TOP - 120, view_format(p->view, "%d", day / 7));
    }
}

void view_plan_timeline(struct page *p, const struct tdm_catalog_plan *plan) {
    struct plan_rows rows = {0};
    add_phases(p, plan, TDM_TRACK_TISSUE, &rows);
    add_phases(p, plan, TDM_TRACK_FUNCTION, &rows);
    add_gates(p, plan, &rows);
    add_restrictions(p, plan, &rows);
    struct plan_axis axis = axis_of(&rows);
    int64_t bottom = TOP + (int64_t)rows.count * ROW;
    tdm_html_open(&p->h, "svg");
    tdm_html_attribute(&p->h, "xmlns", TDM_STR("http://www.w3.org/2000/svg"));
    tdm_html_attribute(&p->h, "viewBox", view_format(p->view, "0 0 %d %lld", WIDTH / 10, (long long)(bottom / 10 + 8)));
    tdm_html_attribute(&p->h, "class", TDM_STR("plan"));
    tdm_html_attribute(&p->h, "role", TDM_STR("img"));
    tdm_html_element(&p->h, "title", NULL,
                     view_named(p->view, TDM_MSG_PAGE_PLAN_OF, view_text(p->view, plan->protocol->title)));
    tdm_html_element(&p->h, "desc", NULL, view_page_say(p, TDM_MSG_PAGE_SAME_DAYS));
    draw_axis(p, plan, &axis, bottom);
    for (size_t i = 0; i < rows.count; i++) draw_row(p, &axis, &rows.items[i], TOP + (int64_t)i * ROW + ROW / 2);
    tdm_html_close(&p->h);
}
