/* page_worklist.c - what is owed over many episodes as a piece of a page: under its urgency, with what waits for it and
 * who can end it. */
#include "views/page_parts.h"
#include "views/view_int.h"

static tdm_str blocks(const struct tdm_view *view, const struct tdm_standing *s, const struct tdm_work *work) {
    struct tdm_arg args[] = {TDM_ARG_T("ref", (tdm_str){0})};
    if (work->held_phase != TDM_REF_NONE) {
        args[0].text = view_pretty(view, view_protocol(s)->phases[work->held_phase].name);
        return view_words(view, TDM_MSG_WORK_HOLDS, args, 1);
    }
    if (work->gate == TDM_REF_NONE) return (tdm_str){0};
    args[0].text = view_pretty(view, view_protocol(s)->gates[work->gate].name);
    return view_words(view, TDM_MSG_WORK_BLOCKS, args, 1);
}

struct tdm_work_row tdm_work_row_of(const struct tdm_view *view, const struct tdm_standing *s,
                                    const struct tdm_work *work) {
    const struct tdm_owed *owed = &s->owed[work->owed];
    const struct tdm_chart *chart = s->episode->chart->chart;
    return (struct tdm_work_row){.urgency = {work->rank, work->days_late, owed->due},
                                 .roles = owed->roles,
                                 .episode = chart->name,
                                 .patient = chart->patient,
                                 .site = view_site(view, chart, view_catalog(s)),
                                 .what = view_owed_what(view, s, owed),
                                 .when = view_owed_when(view, owed),
                                 .waits = blocks(view, s, work),
                                 .by = view_roles(view, view_catalog(s), owed->roles, view_or(view))};
}

static void item(const struct tdm_piece *part, const struct tdm_work_row *row, tdm_str base) {
    tdm_html_open(part->h, "li");
    tdm_html_open(part->h, "a");
    tdm_html_attribute(part->h, "href", view_format(part->view, "%.*s%.*s", TDM_FMT(base), TDM_FMT(row->episode)));
    tdm_html_attribute(part->h, "class", TDM_STR("who"));
    tdm_html_element(part->h, "strong", NULL, row->name.len > 0 ? row->name : row->patient);
    tdm_html_text(part->h, TDM_STR(" "));
    if (row->name.len > 0) {
        tdm_html_element(part->h, "span", "small", row->patient);
        tdm_html_text(part->h, TDM_STR(" "));
    }
    tdm_html_element(part->h, "span", "site", row->site);
    tdm_html_close(part->h);
    tdm_html_open(part->h, "div");
    tdm_html_attribute(part->h, "class", TDM_STR("what"));
    tdm_html_text(part->h, row->what);
    tdm_html_text(part->h, TDM_STR(" "));
    tdm_html_element(part->h, "span", row->urgency.days_late > 0 ? "when late" : "when", row->when);
    if (row->waits.len > 0) tdm_html_element(part->h, "div", "blocks", row->waits);
    tdm_html_close(part->h);
    tdm_html_element(part->h, "span", "by", row->by);
    tdm_html_close(part->h);
}

void tdm_part_worklist(const struct tdm_piece *part, const struct tdm_work_row *const *rows, uint32_t count,
                       tdm_str base) {
    for (uint32_t i = 0; i < count; i++) {
        bool first = i == 0 || rows[i - 1]->urgency.rank != rows[i]->urgency.rank;
        bool last = i + 1 == count || rows[i + 1]->urgency.rank != rows[i]->urgency.rank;
        if (first) {
            tdm_html_open(part->h, "section");
            tdm_html_attribute(part->h, "class",
                               view_format(part->view, "work rank-%s", tdm_work_rank_word(rows[i]->urgency.rank)));
            tdm_html_element(part->h, "h2", NULL, view_plain(part->view, view_work_head(rows[i]->urgency.rank)));
            tdm_html_open(part->h, "ul");
        }
        item(part, rows[i], base);
        if (last) tdm_html_close(part->h);
        if (last) tdm_html_close(part->h);
    }
}
