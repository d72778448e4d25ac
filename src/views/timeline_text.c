/* timeline_text.c - the timeline for a terminal and as JSON. One column is some days; `=` happened, `-` may come, `~`
 * uncertain end, `x` not allowed, `#` held, `<` `>` goes on beyond, `|` today. */
#include "views/timeline.h"

enum { LABEL = 25 }; /* columns of the names at the left */
enum { NO_BAR = 1 }; /* a blank that the line of today leaves free */

static size_t column_of(const struct timeline *line, tdm_date date, uint32_t columns) {
    struct tdm_day_axis axis = {line->from, line->until, 0, (int64_t)columns};
    int64_t at = tdm_axis_at(&axis, date);
    return (size_t)(at < (int64_t)columns ? at : (int64_t)columns - 1);
}

static void draw_bar(const struct timeline *line, const struct timeline_bar *bar, char *row, uint32_t columns) {
    static const char fill[] = {[BAR_ACTUAL] = '=', [BAR_HELD] = '#', [BAR_PLANNED] = '-', [BAR_RESTRICTION] = 'x'};
    size_t from = column_of(line, bar->from, columns), until = column_of(line, bar->until, columns);
    size_t sure = tdm_date_is_none(bar->sure_until) ? until : column_of(line, bar->sure_until, columns);
    if (until <= from) until = from + 1;
    for (size_t i = from; i < until && i < columns; i++) row[i] = i < sure || i == from ? fill[bar->kind] : '~';
    if ((bar->open_end || timeline_leaves_edge(line, bar)) && until - 1 < columns) row[until - 1] = '>';
    if (tdm_date_before(bar->from, line->from)) row[0] = '<';
}

static void put_row(const struct tdm_view *view, const struct timeline *line, tdm_str label, const char *row,
                    uint32_t columns) {
    size_t today = column_of(line, line->today, columns);
    tdm_text_pad(view->out, tdm_str_slice(label, 0, LABEL - 1), LABEL);
    for (uint32_t i = 0; i < columns; i++)
        tdm_buf_char(view->out, row[i] == NO_BAR ? ' ' : i == today && row[i] == ' ' ? '|' : row[i]);
    while (view->out->len > 0 && view->out->at[view->out->len - 1] == ' ') view->out->len--;
    tdm_buf_char(view->out, '\n');
}

static bool same_year(tdm_date a, tdm_date b) {
    int32_t year_a, year_b, month, day;
    tdm_date_split(a, &year_a, &month, &day);
    tdm_date_split(b, &year_b, &month, &day);
    return year_a == year_b;
}

/* "today, 5 Mar 2025" with its bar, left of it where the right edge is near. */
static void put_today(const struct tdm_view *view, const struct timeline *line, char *row, uint32_t columns) {
    tdm_str words = view_format(view, "%.*s, %.*s", TDM_FMT(view_plain(view, TDM_MSG_TIMELINE_TODAY)),
                                TDM_FMT(view_date(view, line->today)));
    size_t at = column_of(line, line->today, columns), first = at + 2;
    for (uint32_t i = 0; i < columns; i++) row[i] = ' ';
    if (first + words.len > columns) first = at > words.len + 1 ? at - words.len - 1 : 0;
    for (size_t i = 0; i < words.len && first + i < columns; i++) row[first + i] = words.at[i];
    put_row(view, line, (tdm_str){0}, row, columns);
}

static void put_axis(const struct tdm_view *view, const struct timeline *line, char *row, uint32_t columns) {
    struct tdm_day_axis axis = {line->from, line->until, 0, (int64_t)columns};
    const struct tdm_tick *ticks;
    uint32_t count = tdm_axis_ticks(view->mem, &axis, columns / 8, &ticks);
    for (uint32_t i = 0; i < columns; i++) row[i] = ' ';
    size_t free_from = 0;
    for (uint32_t t = 0; t < count; t++) {
        tdm_str name = view_date(view, ticks[t].date);
        size_t at = column_of(line, ticks[t].date, columns);
        bool year = t == 0 || !same_year(ticks[t].date, ticks[t - 1].date);
        if (!year) name = tdm_str_slice(name, 0, name.len - 5);
        if (at < free_from || at + name.len >= columns) continue;
        for (size_t i = 0; i < name.len; i++) row[at + i] = name.at[i] == ' ' ? NO_BAR : name.at[i];
        free_from = at + name.len + 2;
    }
    put_row(view, line, (tdm_str){0}, row, columns);
}

static void put_bars(const struct tdm_view *view, const struct timeline *line, int lane, char *row, uint32_t columns) {
    for (size_t b = 0; b < line->bar_count; b++) {
        const struct timeline_bar *bar = &line->bars[b];
        if (lane < TDM_TRACK_COUNT ? bar->lane != lane : bar->lane < TDM_TRACK_COUNT) continue;
        for (uint32_t i = 0; i < columns; i++) row[i] = ' ';
        draw_bar(line, bar, row, columns);
        put_row(view, line, view_format(view, "  %.*s", TDM_FMT(bar->label)), row, columns);
    }
}

static void put_marks(const struct tdm_view *view, const struct timeline *line) {
    for (size_t i = 0; i < line->mark_count; i++) {
        tdm_str text = timeline_mark_text(view, &line->marks[i]), date = view_date(view, line->marks[i].date);
        tdm_buf_text(view->out, "  ");
        tdm_text_pad(view->out, date, 13);
        tdm_text_wrap(view->out, text, view->width, 15, 15);
        tdm_buf_char(view->out, '\n');
    }
}

/* One digit a column: the step of the ladder of load that was allowed, prescribed and done in the week (S47, S85). */
static void put_load(const struct tdm_view *view, const struct tdm_standing *standing, const struct timeline *line,
                     char *row, uint32_t columns) {
    static const enum tdm_message labels[] = {TDM_MSG_LOAD_ROW_ALLOWED, TDM_MSG_LOAD_ROW_PRESCRIBED,
                                              TDM_MSG_LOAD_ROW_DONE};
    const struct tdm_scale *scale = tdm_catalog_load_scale(view_catalog(standing));
    uint32_t count;
    const struct tdm_load_week *weeks = tdm_load_weeks(view->mem, standing, &count);
    struct tdm_buf steps;
    tdm_buf_init(&steps, view->mem, 1024);
    for (uint16_t i = 0; i < scale->count && i < 10; i++)
        tdm_buf_format(&steps, "%s%u %.*s", i == 0 ? "" : ", ", (unsigned)i, TDM_FMT(view_class(view, standing, i)));
    struct tdm_arg args[] = {TDM_ARG_T("words", tdm_buf_str(&steps))};
    for (uint32_t i = 0; i < columns; i++) row[i] = ' ';
    put_row(view, line, view_plain(view, TDM_MSG_LOAD_ROW_HEAD), row, columns);
    for (size_t k = 0; k < TDM_COUNT(labels); k++) {
        for (uint32_t i = 0; i < columns; i++) row[i] = ' ';
        for (uint32_t w = 0; w < count; w++) {
            int step = k == 0 ? weeks[w].allowed : k == 1 ? weeks[w].prescribed : weeks[w].done;
            if (step < 0 || step > 9 || weeks[w].until.day < line->from.day || weeks[w].from.day >= line->until.day)
                continue;
            size_t from = column_of(line, tdm_date_later(weeks[w].from, line->from), columns);
            size_t until =
                column_of(line, tdm_date_earlier(tdm_date_add_days(weeks[w].until, 1), line->until), columns);
            for (size_t i = from; i < (until > from ? until : from + 1) && i < columns; i++)
                row[i] = (char)('0' + step);
        }
        put_row(view, line, view_plain(view, labels[k]), row, columns);
    }
    for (uint32_t i = 0; i < columns; i++) row[i] = ' ';
    tdm_str legend = view_words(view, TDM_MSG_LOAD_ROW_STEPS, args, 1);
    tdm_buf_text(view->out, "  ");
    tdm_text_wrap(view->out, legend, view->width, 2, 4);
    tdm_buf_char(view->out, '\n');
}

void tdm_view_timeline_text(const struct tdm_view *given, const struct tdm_standing *standing) {
    struct tdm_view copy = *given, *view = &copy;
    struct timeline line;
    if (view->width < 60) view->width = view->width == 0 ? 100 : 60;
    uint32_t columns = view->width - LABEL - 1;
    char *row = tdm_arena_alloc(view->mem, columns + 1);
    timeline_make(view, standing, &line);
    view_text_head(view, standing);
    tdm_buf_char(view->out, '\n');
    if (!standing->enrolled) {
        tdm_buf_add(view->out, view_plain(view, TDM_MSG_STANDING_NOT_ENROLLED));
        tdm_buf_char(view->out, '\n');
        view_text_notice(view);
        return;
    }
    put_today(view, &line, row, columns);
    put_axis(view, &line, row, columns);
    static const enum tdm_message heads[] = {TDM_MSG_TIMELINE_TISSUE, TDM_MSG_TIMELINE_FUNCTION,
                                             TDM_MSG_TIMELINE_RESTRICTIONS};
    for (uint32_t i = 0; i < columns; i++) row[i] = ' ';
    for (int lane = 0; lane <= TDM_TRACK_COUNT; lane++) {
        put_row(view, &line, view_plain(view, heads[lane]), row, columns);
        put_bars(view, &line, lane, row, columns);
        for (uint32_t i = 0; i < columns; i++) row[i] = ' ';
    }
    put_load(view, standing, &line, row, columns);
    tdm_buf_format(view->out, "\n  %.*s\n\n", TDM_FMT(view_plain(view, TDM_MSG_TIMELINE_LEGEND)));
    put_marks(view, &line);
    view_text_notice(view);
}

void tdm_view_timeline_json(const struct tdm_view *view, const struct tdm_standing *standing) {
    static const char *const lanes[] = {"tissue", "function"};
    struct tdm_json_writer w;
    struct timeline line;
    timeline_make(view, standing, &line);
    tdm_json_writer_init(&w, view->out, true);
    tdm_json_object_begin(&w);
    view_json_head(&w, view, standing, "timeline");
    view_json_date(&w, "from", line.from);
    view_json_date(&w, "until", line.until);
    tdm_json_key(&w, "bars");
    tdm_json_array_begin(&w);
    for (size_t i = 0; i < line.bar_count; i++) {
        const struct timeline_bar *bar = &line.bars[i];
        tdm_json_object_begin(&w);
        view_json_text(&w, "lane", tdm_str_of(bar->lane < TDM_TRACK_COUNT ? lanes[bar->lane] : "restrictions"));
        view_json_text(&w, "kind", tdm_str_of(timeline_bar_word(bar->kind)));
        view_json_text(&w, "name", bar->name);
        view_json_date(&w, "from", bar->from);
        view_json_date(&w, "until", bar->until);
        view_json_date(&w, "sure_until", bar->sure_until);
        tdm_json_key(&w, "open_end");
        tdm_json_bool(&w, bar->open_end);
        tdm_json_object_end(&w);
    }
    tdm_json_array_end(&w);
    tdm_json_key(&w, "marks");
    tdm_json_array_begin(&w);
    for (size_t i = 0; i < line.mark_count; i++) {
        tdm_json_object_begin(&w);
        view_json_text(&w, "kind", tdm_str_of(timeline_mark_word(line.marks[i].kind)));
        view_json_date(&w, "date", line.marks[i].date);
        view_json_text(&w, "label", line.marks[i].label);
        tdm_json_key(&w, "planned");
        tdm_json_bool(&w, line.marks[i].planned);
        tdm_json_object_end(&w);
    }
    tdm_json_array_end(&w);
    tdm_json_object_end(&w);
    tdm_buf_char(view->out, '\n');
}
