/* page_record.c - pieces of a page: measures against the baseline, differences, a judgement, and those documents that
 * are lists of sentences already. */
#include "views/load_view.h"
#include "views/page_parts.h"
#include "views/record_view.h"

static void cell(const struct tdm_piece *part, const char *css_class, tdm_str text) {
    tdm_html_element(part->h, "td", css_class, text);
}

static tdm_str change_words(const struct tdm_piece *part, const struct tdm_measured *m) {
    if (!m->has_change) return (tdm_str){0};
    tdm_str change = view_change_of(part->view, m->change);
    if (!m->has_error) return change;
    struct tdm_arg error[] = {TDM_ARG_T("value", view_quantity_of(part->view, m->error))};
    return view_format(
        part->view, "%.*s; %.*s", TDM_FMT(change),
        TDM_FMT(view_words(part->view, m->beyond_error ? TDM_MSG_MEASURED_BEYOND : TDM_MSG_MEASURED_WITHIN, error, 1)));
}

static tdm_str point_words(const struct tdm_piece *part, const struct tdm_standing *standing, tdm_ref use,
                           const struct tdm_point *point) {
    if (point->value.kind == TDM_VALUE_NONE) return (tdm_str){0};
    return view_format(part->view, "%.*s (%.*s)", TDM_FMT(view_point(part->view, standing, use, point)),
                       TDM_FMT(view_date(part->view, point->date)));
}

void tdm_part_measured(const struct tdm_view *view, const struct tdm_standing *standing,
                       const struct tdm_measured *measured, tdm_str out[4]) {
    const struct tdm_piece part = {view, NULL};
    bool older =
        measured->baseline.value.kind != TDM_VALUE_NONE && measured->baseline.date.day < measured->now.date.day;
    out[0] = view_ref_name(view, standing, VIEW_REF_MEASURE, measured->use);
    out[1] = point_words(&part, standing, measured->use, &measured->now);
    out[2] = older ? point_words(&part, standing, measured->use, &measured->baseline) : (tdm_str){0};
    out[3] = change_words(&part, measured);
}

void tdm_part_measures(const struct tdm_piece *part, const struct tdm_standing *standing,
                       const struct tdm_record *record) {
    static const enum tdm_message heads[] = {TDM_MSG_HEAD_MEASURES, TDM_MSG_WEB_COL_LATEST, TDM_MSG_WEB_COL_BASELINE,
                                             TDM_MSG_WEB_COL_CHANGE, TDM_MSG_WEB_COL_OTHER_SIDE};
    if (record->measure_count == 0) {
        tdm_html_element(part->h, "p", NULL, view_plain(part->view, TDM_MSG_NOTHING));
        return;
    }
    tdm_html_open(part->h, "div");
    tdm_html_attribute(part->h, "class", TDM_STR("scroll"));
    tdm_html_attribute(part->h, "tabindex", TDM_STR("0"));
    tdm_html_attribute(part->h, "role", TDM_STR("region"));
    tdm_html_attribute(part->h, "aria-label", view_plain(part->view, heads[0]));
    tdm_html_open(part->h, "table");
    tdm_html_open(part->h, "thead");
    tdm_part_heads(part, heads, TDM_COUNT(heads));
    tdm_html_close(part->h);
    tdm_html_open(part->h, "tbody");
    for (uint32_t i = 0; i < record->measure_count; i++) {
        const struct tdm_measured *m = &record->measures[i];
        bool older = m->baseline.value.kind != TDM_VALUE_NONE && m->baseline.date.day < m->now.date.day;
        tdm_html_open(part->h, "tr");
        tdm_html_open(part->h, "th");
        tdm_html_attribute(part->h, "scope", TDM_STR("row"));
        tdm_html_text(part->h, view_ref_name(part->view, standing, VIEW_REF_MEASURE, m->use));
        tdm_html_close(part->h);
        cell(part, NULL, point_words(part, standing, m->use, &m->now));
        cell(part, NULL, older ? point_words(part, standing, m->use, &m->baseline) : (tdm_str){0});
        cell(part, m->has_error && !m->beyond_error ? "unsure" : NULL, change_words(part, m));
        cell(part, NULL, m->asks_side ? point_words(part, standing, m->use, &m->other_side) : (tdm_str){0});
        tdm_html_close(part->h);
    }
    for (int i = 0; i < 3; i++) tdm_html_close(part->h);
}

/* ---- lists of sentences: lines at the left are headings, those indented items, deeper ones belong to the item */

static void lines_to_list(const struct tdm_piece *part, tdm_str text) {
    bool in_list = false, in_item = false;
    while (text.len > 0) {
        size_t end = text.len;
        (void)tdm_str_find(text, TDM_STR("\n"), &end);
        tdm_str line = tdm_str_slice(text, 0, end), words = tdm_str_trim(line);
        text = tdm_str_slice(text, end + 1, text.len);
        size_t indent = words.len == 0 ? 0 : (size_t)(words.at - line.at);
        if (words.len == 0) continue;
        if (in_item && indent <= 2) {
            tdm_html_close(part->h);
            in_item = false;
        }
        if (indent == 0) {
            if (in_list) tdm_html_close(part->h);
            in_list = false;
            tdm_html_element(part->h, "h3", NULL, words);
            continue;
        }
        if (!in_list) tdm_html_open(part->h, "ul");
        in_list = true;
        if (!in_item) {
            tdm_html_open(part->h, "li");
            tdm_html_text(part->h, words);
            in_item = true;
        } else {
            tdm_html_element(part->h, "div", "small", words);
        }
    }
    if (in_item) tdm_html_close(part->h);
    if (in_list) tdm_html_close(part->h);
}

static struct tdm_view into(const struct tdm_piece *part, struct tdm_buf *text) {
    struct tdm_view lines = *part->view;
    tdm_buf_init(text, part->view->mem, TDM_VIEW_BYTES_MAX);
    lines.out = text;
    lines.width = 1u << 20;
    return lines;
}

static void deviations(const struct tdm_view *view, const struct tdm_standing *standing) {
    if (standing->deviation_count == 0) return;
    tdm_buf_format(view->out, "\n%.*s\n", TDM_FMT(view_plain(view, TDM_MSG_HEAD_DEVIATIONS)));
    for (uint32_t i = 0; i < standing->deviation_count; i++) {
        const struct tdm_deviation *d = &standing->deviations[i];
        enum tdm_message when = !d->known_now   ? TDM_MSG_NOW_GONE
                                : d->known_then ? TDM_MSG_THEN_KNOWN
                                                : TDM_MSG_THEN_LATER;
        tdm_buf_format(view->out, "  %.*s: %.*s (%.*s)\n", TDM_FMT(view_date(view, d->date)),
                       TDM_FMT(view_reason(view, standing, &d->reason)), TDM_FMT(view_plain(view, when)));
    }
}

void tdm_part_roadmap(const struct tdm_piece *part, const struct tdm_standing *standing) {
    struct tdm_buf text;
    struct tdm_view lines = into(part, &text);
    view_roadmap_body(&lines, standing);
    lines_to_list(part, tdm_buf_str(&text));
}

void tdm_part_rest(const struct tdm_piece *part, const struct tdm_standing *standing, const struct tdm_record *record) {
    struct tdm_buf text;
    struct tdm_view lines = into(part, &text), *view = &lines;
    view_neighbours_text(view, standing);
    view_handoffs_text(view, standing, record);
    view_findings_text(view, standing, record);
    view_baseline_text(view, standing, record);
    view_safety_text(view, standing);
    view_loads_text(view, standing);
    deviations(view, standing);
    lines_to_list(part, tdm_buf_str(&text));
}

/* Of a whole document its first and last paragraph: whose it is stands on the page already, and so does the notice. */
static tdm_str without_frame(tdm_str text) {
    size_t end, last = 0;
    if (!tdm_str_find(text, TDM_STR("\n\n"), &end)) return text;
    for (size_t i = end + 1; i + 1 < text.len; i++)
        if (text.at[i] == '\n' && text.at[i + 1] == '\n') last = i;
    return last > end ? tdm_str_slice(text, end, last + 1) : text;
}

void tdm_part_differences(const struct tdm_piece *part, const struct tdm_standing *before,
                          const struct tdm_standing *after) {
    struct tdm_buf text;
    struct tdm_view lines = into(part, &text);
    view_differences_text(&lines, before, after, 2);
    lines_to_list(part, tdm_buf_str(&text));
}

void tdm_part_judgement(const struct tdm_piece *part, const struct tdm_judgement *judgement) {
    struct tdm_buf text;
    struct tdm_view lines = into(part, &text);
    tdm_view_verdict_text(&lines, judgement);
    lines_to_list(part, without_frame(tdm_buf_str(&text)));
}
