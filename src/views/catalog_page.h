/* catalog_page.h - what the pages of the catalogue share: the frame of a page, links, tables, cards. */
#ifndef TDM_CATALOG_PAGE_H
#define TDM_CATALOG_PAGE_H

#include "views/catalog_pages.h"
#include "views/view_int.h"

struct page {
    struct tdm_html h;
    const struct tdm_view *view;
    const struct tdm_catalog *catalog;
    const struct tdm_catalog_content *content;
    const tdm_str *regions; /* per exercise: the region that its `loads` names first; under it the exercise stands */
    bool in_folder;         /* links lead to other files */
    bool in_frame;          /* of a page of somebody else, who asks for the title */
    tdm_str title;
};

/* ---- catalog_html.c */
struct page view_page_of(const struct tdm_view *view, const struct tdm_catalog_content *content, bool in_folder);
void view_page_begin(struct page *p, tdm_str title, const char *style); /* up to the open body; style: more of it, or null */
void view_page_end(struct page *p);
tdm_str view_page_label(const struct page *p, enum tdm_catalog_kind kind, tdm_ref ref);
tdm_str view_page_say(const struct page *p, enum tdm_message message);
tdm_str view_page_better(const struct page *p, enum tdm_direction direction); /* "higher" */
tdm_str view_page_load_label(const struct page *p, uint16_t load_class);
void view_page_link(struct page *p, tdm_str href, tdm_str words);
void view_page_term(struct page *p, enum tdm_message head, tdm_str words); /* of a list of facts; none when empty */
void view_page_exercise_link(struct page *p, tdm_ref exercise);
bool view_page_has_exercises(const struct page *p, tdm_str region);
void view_page_exercises(struct page *p, tdm_ref region); /* its cards; nothing when it has none */
void view_page_table_begin(struct page *p, const char *id, enum tdm_message head, const enum tdm_message *columns,
                           size_t count);
void view_page_table_end(struct page *p);
void view_page_row(struct page *p, const tdm_str *cells, size_t count);
void view_page_written(struct page *p, tdm_str text); /* a cell with what stands in a file: notation, or English */
void view_page_measures(struct page *p);
void view_page_substances(struct page *p);

/* ---- windows_view.c */
void view_page_windows(struct page *p);

/* ---- catalog_plan.c */
void view_page_protocol(struct page *p, const struct tdm_catalog_plan *plan);

/* ---- plan_svg.c */
struct plan_days {       /* counted from day 0 of the plan */
    int32_t least, most; /* infinite: unbounded */
};
struct plan_days view_plan_point(const struct tdm_catalog_plan *plan, tdm_point point);
tdm_str view_plan_days_words(const struct tdm_view *view, struct plan_days days); /* "day 15 to 70" */
void view_plan_timeline(struct page *p, const struct tdm_catalog_plan *plan);

#endif
