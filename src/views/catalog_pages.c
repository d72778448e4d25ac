/* catalog_pages.c - the catalogue as a folder of pages with plain links: contents, exercises by region, measures,
 * medicines, a page for each instrument and each protocol, and the one page of all. */
#include "views/catalog_page.h"
#include "views/drawing_css.h"
#include "views/page_parts.h"
#include "views/plan_css.h"

/* ---- the frame */

static void item(struct page *p, tdm_str href, tdm_str words) {
    tdm_html_open(&p->h, "li");
    view_page_link(p, href, words);
    tdm_html_close(&p->h);
}

static void nav(struct page *p) {
    tdm_html_open(&p->h, "nav");
    tdm_html_attribute(&p->h, "aria-label", view_page_say(p, TDM_MSG_PAGE_CONTENTS));
    tdm_html_open(&p->h, "ul");
    item(p, TDM_STR("index.html"), view_page_say(p, TDM_MSG_PAGE_NAV_CONTENTS));
    for (tdm_ref r = 0; r < p->catalog->count[TDM_KIND_REGION]; r++) {
        tdm_str name = tdm_catalog_name(p->catalog, TDM_KIND_REGION, r);
        if (view_page_has_exercises(p, name))
            item(p, view_format(p->view, "exercises-%.*s.html", TDM_FMT(name)), view_page_label(p, TDM_KIND_REGION, r));
    }
    item(p, TDM_STR("index.html#protocols"), view_page_say(p, TDM_MSG_PAGE_NAV_PROTOCOLS));
    item(p, TDM_STR("windows.html"), view_page_say(p, TDM_MSG_PAGE_NAV_WINDOWS));
    item(p, TDM_STR("index.html#instruments"), view_page_say(p, TDM_MSG_PAGE_NAV_INSTRUMENTS));
    item(p, TDM_STR("measures.html"), view_page_say(p, TDM_MSG_PAGE_NAV_MEASURES));
    item(p, TDM_STR("medicines.html"), view_page_say(p, TDM_MSG_PAGE_NAV_MEDICINES));
    tdm_html_close(&p->h);
    tdm_html_close(&p->h);
}

static void begin(struct page *p, tdm_str title, const char *style) {
    if (p->in_frame) {
        p->title = title;
        nav(p);
        return;
    }
    view_page_begin(p, title, style);
    tdm_html_open(&p->h, "header");
    tdm_html_element(&p->h, "h1", NULL, title);
    nav(p);
    tdm_html_close(&p->h);
    tdm_html_open(&p->h, "main");
}

static void end(struct page *p) {
    if (p->in_frame) return;
    tdm_html_close(&p->h);
    tdm_html_element(&p->h, "footer", NULL, view_plain(p->view, TDM_MSG_NOTICE));
    view_page_end(p);
}

/* ---- contents */

static void exercise_list(struct page *p) {
    tdm_html_open(&p->h, "section");
    tdm_html_attribute(&p->h, "id", TDM_STR("exercises"));
    tdm_html_element(&p->h, "h2", NULL, view_page_say(p, TDM_MSG_PAGE_BY_REGION));
    for (tdm_ref r = 0; r < p->catalog->count[TDM_KIND_REGION]; r++) {
        tdm_str name = tdm_catalog_name(p->catalog, TDM_KIND_REGION, r);
        if (!view_page_has_exercises(p, name)) continue;
        tdm_html_open(&p->h, "h3");
        view_page_link(p, view_format(p->view, "exercises-%.*s.html", TDM_FMT(name)),
                       view_page_label(p, TDM_KIND_REGION, r));
        tdm_html_close(&p->h);
        tdm_html_open(&p->h, "ul");
        tdm_html_attribute(&p->h, "class", TDM_STR("many"));
        for (tdm_ref e = 0; e < p->catalog->count[TDM_KIND_EXERCISE]; e++) {
            if (!tdm_str_equal(p->regions[e], name)) continue;
            tdm_html_open(&p->h, "li");
            view_page_exercise_link(p, e);
            tdm_html_close(&p->h);
        }
        tdm_html_close(&p->h);
    }
    tdm_html_close(&p->h);
}

static void protocol_list(struct page *p) {
    static const enum tdm_message columns[] = {TDM_MSG_PAGE_PROTOCOL, TDM_MSG_PAGE_TITLE_OF, TDM_MSG_PAGE_FOR,
                                               TDM_MSG_PAGE_PROCEDURE, TDM_MSG_PAGE_STATUS};
    view_page_table_begin(p, "protocols", TDM_MSG_PAGE_PROTOCOLS, columns, TDM_COUNT(columns));
    for (uint32_t i = 0; i < p->content->plan_count; i++) {
        const struct tdm_protocol *one = p->content->plans[i].protocol;
        tdm_str cells[] = {view_text(p->view, one->title),
                           one->condition == TDM_REF_NONE ? (tdm_str){0}
                                                          : view_page_label(p, TDM_KIND_CONDITION, one->condition),
                           one->procedure == TDM_REF_NONE ? view_page_say(p, TDM_MSG_PAGE_NO_PROCEDURE)
                                                          : view_page_label(p, TDM_KIND_PROCEDURE, one->procedure),
                           view_word(p->view, tdm_status_word(one->status))};
        tdm_html_open(&p->h, "tr");
        tdm_html_open(&p->h, "td");
        view_page_link(p, view_format(p->view, "protocol-%.*s.html", TDM_FMT(one->name)), one->name);
        tdm_html_close(&p->h);
        for (size_t c = 0; c < TDM_COUNT(cells); c++) tdm_html_element(&p->h, "td", NULL, cells[c]);
        tdm_html_close(&p->h);
    }
    view_page_table_end(p);
}

static void instrument_list(struct page *p) {
    static const enum tdm_message columns[] = {TDM_MSG_PAGE_INSTRUMENT, TDM_MSG_PAGE_ITEMS, TDM_MSG_PAGE_WHOSE};
    view_page_table_begin(p, "instruments", TDM_MSG_PAGE_INSTRUMENTS, columns, TDM_COUNT(columns));
    for (uint32_t i = 0; i < p->content->instrument_count; i++) {
        const struct tdm_instrument *one = p->content->instruments[i];
        tdm_html_open(&p->h, "tr");
        tdm_html_open(&p->h, "td");
        view_page_link(p, view_format(p->view, "instrument-%.*s.html", TDM_FMT(one->name)),
                       view_text(p->view, one->title));
        tdm_html_close(&p->h);
        tdm_html_element(&p->h, "td", NULL, view_format(p->view, "%u", one->item_count));
        tdm_html_element(&p->h, "td", NULL, view_text(p->view, one->holder));
        tdm_html_close(&p->h);
    }
    view_page_table_end(p);
}

static void contents(struct page *p) {
    begin(p, view_page_say(p, TDM_MSG_PAGE_TITLE), NULL);
    tdm_html_element(&p->h, "p", NULL, view_page_say(p, TDM_MSG_PAGE_ABOUT));
    if (!p->in_frame) {
        tdm_html_open(&p->h, "p");
        view_page_link(p, TDM_STR("all.html"), view_page_say(p, TDM_MSG_PAGE_ALL_ON_ONE));
        tdm_html_close(&p->h);
    }
    protocol_list(p);
    exercise_list(p);
    instrument_list(p);
    end(p);
}

/* ---- one instrument */

static tdm_str from_to(const struct page *p, tdm_decimal least, tdm_decimal most) {
    struct tdm_arg args[] = {
        {.name = "value", .kind = TDM_ARG_QUANTITY, .quantity = {.number = least, .unit = TDM_UNIT_NONE}},
        {.name = "limit", .kind = TDM_ARG_QUANTITY, .quantity = {.number = most, .unit = TDM_UNIT_NONE}}};
    return view_words(p->view, TDM_MSG_PAGE_FROM_TO, args, TDM_COUNT(args));
}

static void items(struct page *p, const struct tdm_instrument *one) {
    static const enum tdm_message columns[] = {TDM_MSG_PAGE_ITEM, TDM_MSG_PAGE_WORDING, TDM_MSG_PAGE_ANSWERS};
    view_page_table_begin(p, "items", TDM_MSG_PAGE_ITEMS, columns, TDM_COUNT(columns));
    for (uint32_t i = 0; i < one->item_count; i++) {
        const struct tdm_answer_item *answer = &one->items[i];
        struct tdm_buf values;
        tdm_buf_init(&values, p->view->mem, 4000);
        for (uint32_t v = 0; v < answer->value_count; v++)
            tdm_buf_format(&values, "%s%lld", v == 0 ? "" : ", ", (long long)answer->values[v]);
        if (answer->value_count == 0)
            tdm_buf_add(&values, from_to(p, tdm_decimal_of_int(answer->least), tdm_decimal_of_int(answer->most)));
        tdm_str cells[] = {answer->code, view_text(p->view, answer->wording), tdm_buf_str(&values)};
        view_page_row(p, cells, TDM_COUNT(cells));
    }
    view_page_table_end(p);
}

static void scores(struct page *p, const struct tdm_instrument *one) {
    static const enum tdm_message columns[] = {TDM_MSG_PAGE_SCORE, TDM_MSG_PAGE_RULE,        TDM_MSG_PAGE_OF,
                                               TDM_MSG_PAGE_RANGE, TDM_MSG_PAGE_BETTER_WHEN, TDM_MSG_PAGE_MEASURE};
    view_page_table_begin(p, "scores", TDM_MSG_PAGE_SCORES, columns, TDM_COUNT(columns));
    for (uint32_t i = 0; i < one->score_count; i++) {
        const struct tdm_score *score = &one->scores[i];
        struct tdm_arg parts[] = {TDM_ARG_I("n", score->asked), TDM_ARG_I("of_n", score->least_answered)};
        struct tdm_arg rule[] = {TDM_ARG_T("words", score->rule)};
        tdm_str of = view_words(p->view, TDM_MSG_PAGE_OF_PARTS, parts, TDM_COUNT(parts));
        tdm_str cells[] = {view_pretty(p->view, score->name),
                           score->older ? view_words(p->view, TDM_MSG_PAGE_OLDER, rule, 1) : score->rule,
                           of,
                           from_to(p, score->least, score->most),
                           view_page_say(p, score->lower_is_better ? TDM_MSG_PAGE_LOWER : TDM_MSG_PAGE_HIGHER),
                           score->measure == TDM_REF_NONE ? (tdm_str){0}
                                                          : view_page_label(p, TDM_KIND_MEASURE, score->measure)};
        view_page_row(p, cells, TDM_COUNT(cells));
    }
    view_page_table_end(p);
}

static void thresholds(struct page *p, const struct tdm_instrument *one) {
    static const enum tdm_message columns[] = {TDM_MSG_PAGE_KIND, TDM_MSG_PAGE_SCORE, TDM_MSG_PAGE_VALUE,
                                               TDM_MSG_PAGE_AMONG};
    if (one->threshold_count == 0) return;
    view_page_table_begin(p, "thresholds", TDM_MSG_PAGE_THRESHOLDS, columns, TDM_COUNT(columns));
    for (uint32_t i = 0; i < one->threshold_count; i++) {
        const struct tdm_threshold *t = &one->thresholds[i];
        tdm_str cells[] = {tdm_str_of(tdm_threshold_word(t->kind)), view_pretty(p->view, one->scores[t->score].name),
                           view_threshold_value(p->view, t), view_threshold_words(p->view, one, t)};
        view_page_row(p, cells, TDM_COUNT(cells));
    }
    view_page_table_end(p);
}

static void asked_by(struct page *p, const struct tdm_instrument *one) {
    bool open = false;
    for (uint32_t i = 0; i < p->content->plan_count; i++) {
        const struct tdm_protocol *protocol = p->content->plans[i].protocol;
        bool asks = false;
        for (uint32_t m = 0; m < protocol->measure_count; m++)
            for (uint32_t s = 0; s < one->score_count; s++)
                asks = asks || (one->scores[s].measure != TDM_REF_NONE &&
                                one->scores[s].measure == protocol->measures[m].measure);
        if (!asks) continue;
        if (!open) tdm_html_element(&p->h, "dt", NULL, view_page_say(p, TDM_MSG_PAGE_ASKED_BY));
        if (!open) tdm_html_open(&p->h, "dd");
        if (open) tdm_html_text(&p->h, TDM_STR(", "));
        open = true;
        view_page_link(p, view_format(p->view, "protocol-%.*s.html", TDM_FMT(protocol->name)), protocol->name);
    }
    if (open) tdm_html_close(&p->h);
}

static void instrument_sources(struct page *p, const struct tdm_instrument *one) {
    static const enum tdm_message columns[] = {TDM_MSG_PAGE_SOURCE, TDM_MSG_PAGE_PLACE, TDM_MSG_PAGE_STRENGTH,
                                               TDM_MSG_PAGE_SAYS};
    if (one->source_count == 0) return;
    view_page_table_begin(p, "sources", TDM_MSG_PAGE_SOURCES, columns, TDM_COUNT(columns));
    for (uint32_t i = 0; i < one->source_count; i++) {
        const struct tdm_catalog_source *source = &one->sources[i];
        tdm_str cells[] = {view_format(p->view, "%.*s: %.*s", TDM_FMT(source->item.name), TDM_FMT(source->cite)),
                           source->id, source->strength, source->says};
        view_page_row(p, cells, TDM_COUNT(cells));
    }
    view_page_table_end(p);
}

static void instrument_page(struct page *p, const struct tdm_instrument *one) {
    begin(p, view_text(p->view, one->title), NULL);
    tdm_html_open(&p->h, "dl");
    view_page_term(p, TDM_MSG_PAGE_NAME, one->name);
    view_page_term(p, TDM_MSG_PAGE_VERSION, one->version);
    view_page_term(p, TDM_MSG_PAGE_WHOSE, view_text(p->view, one->holder));
    view_page_term(p, TDM_MSG_PAGE_ASKS_ABOUT, view_text(p->view, one->recall));
    view_page_term(p, TDM_MSG_PAGE_WORDING,
                   one->wording_ships ? view_page_say(p, TDM_MSG_PAGE_WORDING_SHIPS)
                                      : view_page_say(p, TDM_MSG_PAGE_WORDING_NOT));
    asked_by(p, one);
    tdm_html_close(&p->h);
    scores(p, one);
    thresholds(p, one);
    items(p, one);
    instrument_sources(p, one);
    end(p);
}

/* ---- the folder */

static void exercise_page(struct page *p, tdm_ref region) {
    begin(p, view_named(p->view, TDM_MSG_PAGE_EXERCISES_OF, view_page_label(p, TDM_KIND_REGION, region)), drawing_css);
    tdm_html_element(&p->h, "p", "small", view_page_say(p, TDM_MSG_PAGE_ABOUT_DRAWINGS));
    view_page_exercises(p, region);
    end(p);
}

/* The region whose page is number `number` among those with exercises; or none. */
static tdm_ref region_of(const struct page *p, uint32_t *number) {
    for (tdm_ref r = 0; r < p->catalog->count[TDM_KIND_REGION]; r++) {
        if (!view_page_has_exercises(p, tdm_catalog_name(p->catalog, TDM_KIND_REGION, r))) continue;
        if (*number == 0) return r;
        (*number)--;
    }
    return TDM_REF_NONE;
}

static void table_page(struct page *p, tdm_str title, void (*table)(struct page *)) {
    begin(p, title, NULL);
    table(p);
    end(p);
}

static bool fixed_page(struct page *p, uint32_t number, tdm_str *name) {
    static const char *const names[] = {"index.html", "all.html", "measures.html", "medicines.html", "windows.html"};
    if (number >= TDM_COUNT(names)) return false;
    *name = tdm_str_of(names[number]);
    if (number == 0)
        contents(p);
    else if (number == 1)
        tdm_view_catalog_html(p->view, p->content);
    else if (number == 2)
        table_page(p, view_page_say(p, TDM_MSG_PAGE_MEASURES), view_page_measures);
    else if (number == 3)
        table_page(p, view_page_say(p, TDM_MSG_PAGE_MEDICINES), view_page_substances);
    else
        table_page(p, view_page_say(p, TDM_MSG_PAGE_WINDOWS), view_page_windows);
    return true;
}

bool tdm_view_catalog_page(const struct tdm_view *view, const struct tdm_catalog_content *content, uint32_t number,
                           tdm_str *name) {
    struct page page = view_page_of(view, content, true), *p = &page;
    if (fixed_page(p, number, name)) return true;
    number -= 5;
    tdm_ref region = region_of(p, &number);
    if (region != TDM_REF_NONE) {
        *name =
            view_format(view, "exercises-%.*s.html", TDM_FMT(tdm_catalog_name(p->catalog, TDM_KIND_REGION, region)));
        exercise_page(p, region);
        return true;
    }
    if (number < content->instrument_count) {
        *name = view_format(view, "instrument-%.*s.html", TDM_FMT(content->instruments[number]->name));
        instrument_page(p, content->instruments[number]);
        return true;
    }
    number -= content->instrument_count;
    if (number >= content->plan_count) return false;
    *name = view_format(view, "protocol-%.*s.html", TDM_FMT(content->plans[number].protocol->name));
    begin(p, view_text(view, content->plans[number].protocol->title), plan_css);
    view_page_protocol(p, &content->plans[number]);
    end(p);
    return true;
}

/* ---- in the frame of a page of somebody else */

/* "exercises-knee.html" with the prefix "exercises-": "knee". */
static bool named(tdm_str file, const char *prefix, tdm_str *name) {
    tdm_str head = tdm_str_of(prefix), tail = TDM_STR(".html");
    if (!tdm_str_starts_with(file, head) || !tdm_str_ends_with(file, tail) || file.len <= head.len + tail.len)
        return false;
    *name = tdm_str_slice(file, head.len, file.len - tail.len);
    return true;
}

static bool framed(struct page *p, tdm_str file) {
    tdm_str name;
    if (tdm_str_is(file, "index.html")) {
        contents(p);
        return true;
    }
    if (tdm_str_is(file, "measures.html")) table_page(p, TDM_STR("Measures"), view_page_measures);
    if (tdm_str_is(file, "medicines.html")) table_page(p, TDM_STR("Medicines"), view_page_substances);
    if (p->title.len > 0) return true;
    if (named(file, "exercises-", &name)) {
        tdm_ref region = tdm_catalog_find(p->catalog, TDM_KIND_REGION, name);
        if (region == TDM_REF_NONE || !view_page_has_exercises(p, name)) return false;
        exercise_page(p, region);
        return true;
    }
    if (named(file, "instrument-", &name))
        for (uint32_t i = 0; i < p->content->instrument_count; i++)
            if (tdm_str_equal(p->content->instruments[i]->name, name)) instrument_page(p, p->content->instruments[i]);
    if (named(file, "protocol-", &name))
        for (uint32_t i = 0; i < p->content->plan_count; i++) {
            const struct tdm_catalog_plan *plan = &p->content->plans[i];
            if (!tdm_str_equal(plan->protocol->name, name)) continue;
            begin(p, plan->protocol->title, NULL);
            view_page_protocol(p, plan);
        }
    return p->title.len > 0;
}

bool tdm_part_catalog(const struct tdm_piece *part, const struct tdm_catalog_content *content, tdm_str file,
                      tdm_str *title) {
    struct page page = view_page_of(part->view, content, true);
    page.in_frame = true;
    page.h = *part->h;
    bool found = framed(&page, file);
    *part->h = page.h;
    *title = page.title;
    return found;
}
