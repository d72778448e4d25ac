/* progress_view.c - each measure over time against the person's own first value, with what measuring again differs by
 * itself (F051): a small chart with title, desc and a table, and a sentence that says no more than can be told. What is
 * on a scale of steps is drawn by its steps, and never subtracted. */
#include "views/page_parts.h"
#include "views/record_view.h"

/* All lengths in tenths of a unit; the chart is drawn narrow, so that its letters are large on a phone. */
enum { WIDTH = 3400, HEIGHT = 1700, LEFT = 420, RIGHT = 3280, TOP = 160, BOTTOM = 1380, DOT = 45 };
#define MICRO INT64_C(1000000)

struct series {
    const struct tdm_standing *standing;
    const struct tdm_measure *measure;
    const struct tdm_scale *scale; /* null: numbers */
    tdm_ref use;
    struct tdm_point *points; /* in the unit of the measure */
    uint32_t count;
    struct tdm_point first; /* the baseline of the protocol, else the first on record */
    bool has_error;
    int64_t error;     /* in millionths */
    int64_t low, high; /* of the picture */
};

/* In millionths; finer digits are not seen in a picture. */
static int64_t micro(tdm_decimal number) {
    int64_t value = number.coefficient;
    for (int digits = (int)number.scale; digits > 6; digits--) value /= 10;
    for (int digits = (int)number.scale; digits < 6; digits++) value *= 10;
    return value;
}

/* Where a value lies on the picture: in millionths of the unit, or of a step. */
static int64_t level(const struct tdm_point *point) {
    return point->value.kind == TDM_VALUE_STEP ? point->value.step * MICRO : micro(point->value.quantity.number);
}

static bool to_unit(const struct series *s, tdm_value *value) {
    if (s->scale != NULL) return value->kind == TDM_VALUE_STEP;
    return value->kind == TDM_VALUE_NUMBER && tdm_quantity_convert(value->quantity, s->measure->unit, &value->quantity);
}

static void collect(const struct tdm_view *view, struct series *s) {
    const struct tdm_bound_chart *chart = s->standing->episode->chart;
    const struct tdm_measure_use *use = &view_protocol(s->standing)->measures[s->use];
    uint32_t from = chart->reading_start[use->measure], until = chart->reading_start[use->measure + 1];
    s->points = TDM_NEW_ARRAY(view->mem, struct tdm_point, until - from + 1);
    for (uint32_t i = from; i < until; i++) {
        const struct tdm_reading *reading = &chart->readings[i];
        struct tdm_point point = {.date = reading->date};
        if (reading->wrong_observer || reading->date.day > s->standing->asof.on.day) continue;
        if (s->measure->sided && reading->side != chart->chart->side) continue;
        if (!tdm_reading_known(chart, reading, s->standing->asof.known, &point.value, &point.entry)) continue;
        if (to_unit(s, &point.value)) s->points[s->count++] = point;
    }
}

static void widen(struct series *s, int64_t value) {
    if (value < s->low) s->low = value;
    if (value > s->high) s->high = value;
}

static bool settle(const struct tdm_view *view, struct series *s, const struct tdm_measured *m) {
    collect(view, s);
    if (s->count == 0) return false;
    s->first = m->baseline;
    if (!to_unit(s, &s->first.value)) s->first = s->points[0];
    tdm_quantity error = s->measure->error;
    s->has_error = s->measure->has_error && tdm_quantity_convert(error, s->measure->unit, &error);
    if (s->has_error) s->error = micro(error.number);
    int64_t base = level(&s->first);
    s->low = base - s->error;
    s->high = base + s->error;
    for (uint32_t i = 0; i < s->count; i++) widen(s, level(&s->points[i]));
    if (s->low == s->high) {
        s->low -= MICRO;
        s->high += MICRO;
    }
    return true;
}

/* ---- words */

static tdm_str value_words(const struct tdm_view *view, const struct series *s, const struct tdm_point *point) {
    return view_point(view, s->standing, s->use, point);
}

static tdm_str verdict(const struct tdm_view *view, const struct series *s) {
    int64_t change = level(&s->points[s->count - 1]) - level(&s->first);
    if (s->points[s->count - 1].date.day <= s->first.date.day) return view_plain(view, TDM_MSG_CARE_PROGRESS_FIRST);
    if (!s->has_error) return view_plain(view, TDM_MSG_CARE_PROGRESS_UNSURE);
    bool beyond = change > s->error || change < -s->error;
    if (!beyond || s->measure->direction == TDM_DIRECTION_NONE) return view_plain(view, TDM_MSG_CARE_PROGRESS_SAME);
    bool better = (change > 0) == (s->measure->direction == TDM_HIGHER_IS_BETTER);
    return view_plain(view, better ? TDM_MSG_CARE_PROGRESS_BETTER : TDM_MSG_CARE_PROGRESS_WORSE);
}

static tdm_str first_words(const struct tdm_view *view, const struct series *s) {
    struct tdm_arg args[] = {TDM_ARG_T("value", value_words(view, s, &s->first)), TDM_ARG_D("date", s->first.date)};
    tdm_str from = view_words(view, TDM_MSG_CARE_PROGRESS_FROM, args, 2);
    if (!s->has_error) return from;
    struct tdm_arg error[] = {TDM_ARG_T("value", view_quantity_of(view, s->measure->error))};
    return view_format(view, "%.*s; %.*s", TDM_FMT(from),
                       TDM_FMT(view_words(view, TDM_MSG_CARE_PROGRESS_BAND, error, 1)));
}

/* ---- the picture */

static int64_t x_of(const struct series *s, tdm_date date) {
    int64_t from = s->first.date.day, until = s->points[s->count - 1].date.day;
    if (s->points[0].date.day < from) from = s->points[0].date.day;
    if (until <= from) return (LEFT + RIGHT) / 2;
    int64_t day = date.day < from ? from : date.day > until ? until : date.day;
    return LEFT + (day - from) * (RIGHT - LEFT) / (until - from);
}

static int64_t y_of(const struct series *s, int64_t value) {
    int64_t whole = (s->high - s->low) / 1000 + 1; /* in thousandths of the height */
    return BOTTOM - (value - s->low) / whole * (BOTTOM - TOP) / 1000;
}

static void text(struct tdm_html *h, const char *anchor, int64_t x, int64_t y, tdm_str words) {
    tdm_html_open(h, "text");
    tdm_html_attribute(h, "text-anchor", tdm_str_of(anchor));
    tdm_html_attribute_tenths(h, "x", x);
    tdm_html_attribute_tenths(h, "y", y);
    tdm_html_text(h, words);
    tdm_html_close(h);
}

static void stroke(struct tdm_html *h, const char *css_class, const int64_t at[4]) {
    static const char *const names[] = {"x1", "y1", "x2", "y2"};
    tdm_html_open(h, "line");
    tdm_html_attribute(h, "class", tdm_str_of(css_class));
    for (size_t i = 0; i < 4; i++) tdm_html_attribute_tenths(h, names[i], at[i]);
    tdm_html_empty(h);
}

static void band(struct tdm_html *h, const struct series *s) {
    int64_t base = level(&s->first);
    int64_t top = y_of(s, base + s->error), bottom = y_of(s, base - s->error), line = y_of(s, base);
    if (s->has_error) {
        tdm_html_open(h, "rect");
        tdm_html_attribute(h, "class", TDM_STR("band"));
        tdm_html_attribute_tenths(h, "x", LEFT);
        tdm_html_attribute_tenths(h, "y", top);
        tdm_html_attribute_tenths(h, "width", RIGHT - LEFT);
        tdm_html_attribute_tenths(h, "height", bottom - top);
        tdm_html_empty(h);
    }
    stroke(h, "base", (int64_t[]){LEFT, line, RIGHT, line});
}

static void curve(const struct tdm_view *view, struct tdm_html *h, const struct series *s) {
    struct tdm_buf points;
    tdm_buf_init(&points, view->mem, (size_t)s->count * 40 + 40);
    for (uint32_t i = 0; i < s->count; i++) {
        long long x = x_of(s, s->points[i].date), y = y_of(s, level(&s->points[i]));
        tdm_buf_format(&points, "%s%lld.%lld,%lld.%lld", i > 0 ? " " : "", x / 10, x % 10, y / 10, y % 10);
    }
    tdm_html_open(h, "polyline");
    tdm_html_attribute(h, "class", TDM_STR("curve"));
    tdm_html_attribute(h, "points", tdm_buf_str(&points));
    tdm_html_empty(h);
    for (uint32_t i = 0; i < s->count; i++) {
        tdm_html_open(h, "circle");
        tdm_html_attribute(h, "class", TDM_STR("dot"));
        tdm_html_attribute_tenths(h, "cx", x_of(s, s->points[i].date));
        tdm_html_attribute_tenths(h, "cy", y_of(s, level(&s->points[i])));
        tdm_html_attribute_tenths(h, "r", DOT);
        tdm_html_empty(h);
    }
}

/* The day of the procedure, where it lies among the readings. */
static tdm_date event_day(const struct series *s) {
    const struct tdm_standing *standing = s->standing;
    return standing->procedure_performed ? standing->episode->chart->facts[standing->procedure_entry].date
                                         : TDM_DATE_NONE;
}

static bool has_event(const struct series *s) {
    tdm_date day = event_day(s);
    return !tdm_date_is_none(day) && day.day > s->points[0].date.day && day.day < s->points[s->count - 1].date.day;
}

static void event(const struct tdm_piece *part, const struct series *s) {
    if (!has_event(s)) return;
    int64_t x = x_of(s, event_day(s));
    stroke(part->h, "event", (int64_t[]){x, TOP - 60, x, BOTTOM + 60});
}

static void axes(const struct tdm_piece *part, const struct series *s) {
    const struct tdm_point *last = &s->points[s->count - 1], *least = &s->points[0], *most = least;
    for (uint32_t i = 0; i < s->count; i++) {
        int64_t value = level(&s->points[i]);
        if (value < level(least)) least = &s->points[i];
        if (value > level(most)) most = &s->points[i];
    }
    const struct tdm_point *ends[] = {least, most};
    stroke(part->h, "axis", (int64_t[]){LEFT, BOTTOM + 60, RIGHT, BOTTOM + 60});
    for (size_t i = 0; i < (least == most ? 1u : 2u); i++) {
        struct tdm_buf number;
        tdm_buf_init(&number, part->view->mem, 200);
        if (s->scale != NULL)
            tdm_buf_add(&number, s->scale->steps[ends[i]->value.step]);
        else
            tdm_words_decimal(&number, part->view->language, tdm_decimal_trim(ends[i]->value.quantity.number));
        text(part->h, "end", LEFT - 60, y_of(s, level(ends[i])) + 40, tdm_buf_str(&number));
    }
    tdm_date from = s->points[0].date.day < s->first.date.day ? s->points[0].date : s->first.date;
    text(part->h, "start", LEFT - 300, BOTTOM + 230, view_date(part->view, from));
    if (last->date.day > from.day) text(part->h, "end", RIGHT + 60, BOTTOM + 230, view_date(part->view, last->date));
}

static void picture(const struct tdm_piece *part, const struct series *s, tdm_str name) {
    struct tdm_html *h = part->h;
    struct tdm_arg args[] = {
        TDM_ARG_D("date", s->points[0].date), TDM_ARG_D("until", s->points[s->count - 1].date),
        TDM_ARG_T("words", view_format(part->view, "%.*s; %.*s", TDM_FMT(first_words(part->view, s)),
                                       TDM_FMT(verdict(part->view, s))))};
    tdm_html_open(h, "svg");
    tdm_html_attribute(h, "class", TDM_STR("progress"));
    tdm_html_attribute(h, "role", TDM_STR("img"));
    tdm_html_attribute(h, "viewBox", view_format(part->view, "0 0 %d %d", WIDTH / 10, HEIGHT / 10));
    bool was_svg = h->is_svg;
    h->is_svg = true;
    tdm_html_element(h, "title", NULL, name);
    tdm_html_element(h, "desc", NULL, view_words(part->view, TDM_MSG_CARE_PROGRESS_DESC, args, 3));
    band(h, s);
    event(part, s);
    curve(part->view, h, s);
    axes(part, s);
    h->is_svg = was_svg;
    tdm_html_close(h);
}

static void table(const struct tdm_piece *part, const struct series *s) {
    static const enum tdm_message heads[] = {TDM_MSG_CARE_COL_DAY, TDM_MSG_CARE_COL_VALUE, TDM_MSG_CARE_COL_DIFFERENCE};
    tdm_html_open(part->h, "details");
    tdm_html_element(part->h, "summary", NULL, view_plain(part->view, TDM_MSG_WEB_AS_TABLE));
    tdm_html_open(part->h, "table");
    tdm_html_open(part->h, "thead");
    tdm_part_heads(part, heads, TDM_COUNT(heads));
    tdm_html_close(part->h);
    tdm_html_open(part->h, "tbody");
    for (uint32_t i = 0; i < s->count; i++) {
        tdm_quantity change = s->points[i].value.quantity;
        bool known =
            s->scale == NULL && tdm_decimal_subtract(change.number, s->first.value.quantity.number, &change.number);
        tdm_html_open(part->h, "tr");
        tdm_html_element(part->h, "td", NULL, view_date(part->view, s->points[i].date));
        tdm_html_element(part->h, "td", NULL, value_words(part->view, s, &s->points[i]));
        tdm_html_element(part->h, "td", NULL, known ? view_change_of(part->view, change) : (tdm_str){0});
        tdm_html_close(part->h);
    }
    for (int i = 0; i < 3; i++) tdm_html_close(part->h);
}

/* Of measures without a number or a step, and of changes, there is no series. */
static bool series_of(const struct tdm_view *view, const struct tdm_standing *standing, const struct tdm_measured *m,
                      struct series *out) {
    const struct tdm_measure_use *use = &view_protocol(standing)->measures[m->use];
    *out = (struct series){.standing = standing,
                           .measure = tdm_catalog_measure(view_catalog(standing), use->measure),
                           .scale = tdm_measure_scale(view_catalog(standing), use->measure),
                           .use = m->use};
    bool drawn = out->scale != NULL || out->measure->unit != TDM_UNIT_NONE;
    return !use->is_change && drawn && settle(view, out, m);
}

static bool has_course(const struct series *s) {
    return s->points[s->count - 1].date.day > s->points[0].date.day;
}

static tdm_str now_words(const struct tdm_view *view, const struct series *s) {
    return view_format(view, "%.*s: %.*s", TDM_FMT(value_words(view, s, &s->points[s->count - 1])),
                       TDM_FMT(verdict(view, s)));
}

/* What lines and bands mean, of those that some chart has. */
struct drawn {
    bool any, band, event;
};

static void note(struct drawn *drawn, const struct series *s) {
    drawn->any = true;
    drawn->band = drawn->band || s->has_error;
    drawn->event = drawn->event || has_event(s);
}

static void keys(const struct tdm_piece *part, const struct drawn *drawn) {
    if (!drawn->any) return;
    tdm_html_element(
        part->h, "p", "small",
        view_format(part->view, "%.*s%s%.*s%s%.*s", TDM_FMT(view_plain(part->view, TDM_MSG_CARE_PROGRESS_KEY_BASE)),
                    drawn->band ? " " : "",
                    TDM_FMT(drawn->band ? view_plain(part->view, TDM_MSG_CARE_PROGRESS_KEY_BAND) : (tdm_str){0}),
                    drawn->event ? " " : "",
                    TDM_FMT(drawn->event ? view_plain(part->view, TDM_MSG_CARE_PROGRESS_KEY_EVENT) : (tdm_str){0})));
}

uint32_t tdm_part_progress(const struct tdm_piece *part, const struct tdm_standing *standing,
                           const struct tdm_record *record) {
    uint32_t count = 0;
    struct drawn drawn = {0};
    struct series s;
    for (uint32_t i = 0; i < record->measure_count; i++) {
        if (!series_of(part->view, standing, &record->measures[i], &s)) continue;
        tdm_str name = view_ref_name(part->view, standing, VIEW_REF_MEASURE, s.use);
        tdm_html_open(part->h, "section");
        tdm_html_attribute(part->h, "class", TDM_STR("card"));
        tdm_html_element(part->h, "h2", NULL, name);
        tdm_html_element(part->h, "p", "now", now_words(part->view, &s));
        tdm_html_element(part->h, "p", "small", first_words(part->view, &s));
        if (has_course(&s)) {
            picture(part, &s, name);
            table(part, &s);
            note(&drawn, &s);
        }
        tdm_html_close(part->h);
        count++;
    }
    keys(part, &drawn);
    return count;
}

void tdm_part_measure_charts(const struct tdm_piece *part, const struct tdm_standing *standing,
                             const struct tdm_record *record) {
    struct drawn drawn = {0};
    struct series s;
    for (uint32_t i = 0; i < record->measure_count; i++) {
        if (!series_of(part->view, standing, &record->measures[i], &s) || !has_course(&s)) continue;
        tdm_str name = view_ref_name(part->view, standing, VIEW_REF_MEASURE, s.use);
        if (!drawn.any) {
            tdm_html_open(part->h, "div");
            tdm_html_attribute(part->h, "class", TDM_STR("charts"));
        }
        tdm_html_open(part->h, "div");
        tdm_html_element(part->h, "h3", NULL, name);
        tdm_html_element(part->h, "p", NULL, now_words(part->view, &s));
        picture(part, &s, name);
        table(part, &s);
        tdm_html_close(part->h);
        note(&drawn, &s);
    }
    if (drawn.any) tdm_html_close(part->h);
    keys(part, &drawn);
}
