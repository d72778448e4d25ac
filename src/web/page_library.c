/* page_library.c - the library for the team: protocols, exercises with drawings, measures, instruments; and the style
 * sheet. */
#include "web/web_int.h"

/* "drawing-squat.svg" */
static bool drawing(struct web_ask *ask) {
    const struct web_shelf *shelf = ask->web->shelf;
    tdm_str file = ask->part_of_path[0], head = TDM_STR("drawing-"), tail = TDM_STR(".svg");
    if (!tdm_str_starts_with(file, head) || !tdm_str_ends_with(file, tail) || file.len < head.len + tail.len)
        return false;
    const struct tdm_drawing *one = tdm_drawing_of(shelf->drawings, tdm_str_slice(file, head.len, file.len - tail.len));
    if (one == NULL) return false;
    ask->reply.type = "image/svg+xml";
    tdm_view_drawing_svg(&ask->view, shelf->catalog, one);
    return true;
}

void web_library_page(struct web_ask *ask) {
    struct web_shelf *shelf = ask->web->shelf;
    if (drawing(ask)) return;
    struct tdm_buf body, page = ask->out;
    struct tdm_html h;
    tdm_str title;
    struct tdm_catalog_content content = {.catalog = shelf->catalog,
                                          .drawings = shelf->drawings,
                                          .instruments = shelf->instruments,
                                          .instrument_count = (uint32_t)shelf->instrument_count,
                                          .plans = shelf->plans,
                                          .plan_count = (uint32_t)shelf->plan_count};
    for (size_t i = 0; i < shelf->plan_count; i++) { /* once in each process, when it is looked at first */
        struct tdm_catalog_plan *plan = &shelf->plans[i];
        tdm_str name = web_format(ask, "protocol-%.*s.html", TDM_FMT(plan->protocol->name));
        if (tdm_str_equal(name, ask->part_of_path[0]) && plan->times == NULL) web_shelf_time(shelf->mem, plan);
    }
    tdm_buf_init(&body, ask->mem, TDM_HTTP_PAGE_MAX);
    struct tdm_view view = ask->view;
    view.out = &body;
    tdm_html_init(&h, &body, false);
    struct tdm_piece part = {&view, &h};
    if (!tdm_part_catalog(&part, &content, ask->part_of_path[0], &title)) {
        web_message(ask, 404, TDM_MSG_WEB_NOT_THERE, TDM_MSG_WEB_NOT_THERE_WORDS);
        return;
    }
    ask->out = page;
    web_page_begin(ask, title);
    web_say(ask, "h1", NULL, title);
    web_open(ask, "div", "catalog");
    tdm_html_trusted_markup(&ask->html, tdm_buf_str(&body)); /* just made by the writer that escapes */
    web_close(ask);
    web_page_end(ask);
}

static const char icon[] =
    "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 32 32\"><rect width=\"32\" height=\"32\" rx=\"7\" "
    "fill=\"#14506b\"/><path d=\"M7 11h18M7 21h18\" stroke=\"#fff\" stroke-width=\"4\" "
    "stroke-linecap=\"round\"/><circle "
    "cx=\"12\" cy=\"11\" r=\"4\" fill=\"#fff\"/><circle cx=\"20\" cy=\"21\" r=\"4\" fill=\"#ffd27a\"/></svg>\n";

void web_style(struct web_ask *ask) {
    const struct web_shelf *shelf = ask->web->shelf;
    if (tdm_str_is(ask->http->path, "/icon.svg")) {
        ask->reply.type = "image/svg+xml";
        tdm_buf_text(&ask->out, icon);
        return;
    }
    if (!tdm_str_equal(ask->http->path, shelf->style_path)) {
        web_message(ask, 404, TDM_MSG_WEB_NOT_THERE, TDM_MSG_WEB_NOT_THERE_WORDS);
        return;
    }
    ask->reply.type = "text/css; charset=utf-8";
    ask->reply.keep = true;
    tdm_buf_add(&ask->out, shelf->style);
}
