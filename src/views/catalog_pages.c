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
    tdm_html_attribute(&p->h, "aria-label", TDM_STR("Contents"));
    tdm_html_open(&p->h, "ul");
    item(p, TDM_STR("index.html"), TDM_STR("contents"));
    for (tdm_ref r = 0; r < p->catalog->count[TDM_KIND_REGION]; r++) {
        tdm_str name = tdm_catalog_name(p->catalog, TDM_KIND_REGION, r);
        if (view_page_has_exercises(p, name))
            item(p, view_format(p->view, "exercises-%.*s.html", TDM_FMT(name)), view_page_label(p, TDM_KIND_REGION, r));
    }
    item(p, TDM_STR("index.html#protocols"), TDM_STR("protocols"));
    item(p, TDM_STR("index.html#instruments"), TDM_STR("instruments"));
    item(p, TDM_STR("measures.html"), TDM_STR("measures"));
    item(p, TDM_STR("medicines.html"), TDM_STR("medicines"));
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
    tdm_html_element(&p->h, "h2", NULL, TDM_STR("Exercises, by the region that they load first"));
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
    static const char *const columns[] = {"Protocol", "Title", "For", "Procedure", "Status"};
    view_page_table_begin(p, "protocols", "Protocols", columns, TDM_COUNT(columns));
    for (uint32_t i = 0; i < p->content->plan_count; i++) {
        const struct tdm_protocol *one = p->content->plans[i].protocol;
        tdm_str cells[] = {one->title,
                           one->condition == TDM_REF_NONE ? (tdm_str){0}
                                                          : view_page_label(p, TDM_KIND_CONDITION, one->condition),
                           one->procedure == TDM_REF_NONE ? TDM_STR("none, therapy alone")
                                                          : view_page_label(p, TDM_KIND_PROCEDURE, one->procedure),
                           tdm_str_of(tdm_status_word(one->status))};
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
    static const char *const columns[] = {"Instrument", "Items", "Whose it is"};
    view_page_table_begin(p, "instruments", "Instruments", columns, TDM_COUNT(columns));
    for (uint32_t i = 0; i < p->content->instrument_count; i++) {
        const struct tdm_instrument *one = p->content->instruments[i];
        tdm_html_open(&p->h, "tr");
        tdm_html_open(&p->h, "td");
        view_page_link(p, view_format(p->view, "instrument-%.*s.html", TDM_FMT(one->name)), one->title);
        tdm_html_close(&p->h);
        tdm_html_element(&p->h, "td", NULL, view_format(p->view, "%u", one->item_count));
        tdm_html_element(&p->h, "td", NULL, one->holder);
        tdm_html_close(&p->h);
    }
    view_page_table_end(p);
}

static void contents(struct page *p) {
    begin(p, TDM_STR("The catalogue"), NULL);
    tdm_html_element(
        &p->h, "p", NULL,
        TDM_STR("What protocols can offer and ask for, and the protocols themselves, without a patient. "
                "Nothing here is a prescription: which exercise, and how much of it, is for the people who "
                "care for a patient."));
    if (!p->in_frame) {
        tdm_html_open(&p->h, "p");
        view_page_link(p, TDM_STR("all.html"), TDM_STR("All exercises on one page, for printing"));
        tdm_html_close(&p->h);
    }
    protocol_list(p);
    exercise_list(p);
    instrument_list(p);
    end(p);
}

/* ---- one instrument */

static void items(struct page *p, const struct tdm_instrument *one) {
    static const char *const columns[] = {"Item", "Wording", "Answers"};
    view_page_table_begin(p, "items", "Items", columns, TDM_COUNT(columns));
    for (uint32_t i = 0; i < one->item_count; i++) {
        const struct tdm_answer_item *answer = &one->items[i];
        struct tdm_buf values;
        tdm_buf_init(&values, p->view->mem, 4000);
        for (uint32_t v = 0; v < answer->value_count; v++)
            tdm_buf_format(&values, "%s%lld", v == 0 ? "" : ", ", (long long)answer->values[v]);
        if (answer->value_count == 0)
            tdm_buf_format(&values, "%lld to %lld", (long long)answer->least, (long long)answer->most);
        tdm_str cells[] = {answer->code, answer->wording, tdm_buf_str(&values)};
        view_page_row(p, cells, TDM_COUNT(cells));
    }
    view_page_table_end(p);
}

static tdm_str range(const struct page *p, const struct tdm_score *score) {
    struct tdm_buf out;
    tdm_buf_init(&out, p->view->mem, 400);
    tdm_decimal_print(&out, score->least);
    tdm_buf_text(&out, " to ");
    tdm_decimal_print(&out, score->most);
    return tdm_buf_str(&out);
}

static void scores(struct page *p, const struct tdm_instrument *one) {
    static const char *const columns[] = {"Score", "Rule", "Of", "Range", "Better when", "Measure"};
    view_page_table_begin(p, "scores", "Scores", columns, TDM_COUNT(columns));
    for (uint32_t i = 0; i < one->score_count; i++) {
        const struct tdm_score *score = &one->scores[i];
        tdm_str of = view_format(p->view, "%u parts, at least %u answered", score->asked, score->least_answered);
        tdm_str cells[] = {view_pretty(p->view, score->name),
                           score->older ? view_format(p->view, "%.*s (older)", TDM_FMT(score->rule)) : score->rule,
                           of,
                           range(p, score),
                           score->lower_is_better ? TDM_STR("lower") : TDM_STR("higher"),
                           score->measure == TDM_REF_NONE ? (tdm_str){0}
                                                          : view_page_label(p, TDM_KIND_MEASURE, score->measure)};
        view_page_row(p, cells, TDM_COUNT(cells));
    }
    view_page_table_end(p);
}

static void thresholds(struct page *p, const struct tdm_instrument *one) {
    static const char *const columns[] = {"Kind", "Score", "Value", "Among whom, how, from where"};
    if (one->threshold_count == 0) return;
    view_page_table_begin(p, "thresholds", "Thresholds", columns, TDM_COUNT(columns));
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
        if (!open) tdm_html_element(&p->h, "dt", NULL, TDM_STR("Asked for by"));
        if (!open) tdm_html_open(&p->h, "dd");
        if (open) tdm_html_text(&p->h, TDM_STR(", "));
        open = true;
        view_page_link(p, view_format(p->view, "protocol-%.*s.html", TDM_FMT(protocol->name)), protocol->name);
    }
    if (open) tdm_html_close(&p->h);
}

static void instrument_sources(struct page *p, const struct tdm_instrument *one) {
    static const char *const columns[] = {"Source", "Where", "Strength", "Says"};
    if (one->source_count == 0) return;
    view_page_table_begin(p, "sources", "Sources", columns, TDM_COUNT(columns));
    for (uint32_t i = 0; i < one->source_count; i++) {
        const struct tdm_catalog_source *source = &one->sources[i];
        tdm_str cells[] = {view_format(p->view, "%.*s: %.*s", TDM_FMT(source->item.name), TDM_FMT(source->cite)),
                           source->id, source->strength, source->says};
        view_page_row(p, cells, TDM_COUNT(cells));
    }
    view_page_table_end(p);
}

static void instrument_page(struct page *p, const struct tdm_instrument *one) {
    begin(p, one->title, NULL);
    tdm_html_open(&p->h, "dl");
    view_page_term(p, "Name", one->name);
    view_page_term(p, "Version", one->version);
    view_page_term(p, "Whose it is", one->holder);
    view_page_term(p, "Asks about", one->recall);
    view_page_term(p, "Wording",
                   one->wording_ships ? TDM_STR("ships with the program")
                                      : TDM_STR("does not ship: its holder gives it"));
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
    begin(p, view_format(p->view, "Exercises: %.*s", TDM_FMT(view_page_label(p, TDM_KIND_REGION, region))),
          drawing_css);
    tdm_html_element(
        &p->h, "p", "small",
        TDM_STR("A drawing shows the end of a movement, its start as a shadow, and what works in colour."));
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
    static const char *const names[] = {"index.html", "all.html", "measures.html", "medicines.html"};
    if (number >= TDM_COUNT(names)) return false;
    *name = tdm_str_of(names[number]);
    if (number == 0)
        contents(p);
    else if (number == 1)
        tdm_view_catalog_html(p->view, p->content);
    else if (number == 2)
        table_page(p, TDM_STR("Measures"), view_page_measures);
    else
        table_page(p, TDM_STR("Medicines"), view_page_substances);
    return true;
}

bool tdm_view_catalog_page(const struct tdm_view *view, const struct tdm_catalog_content *content, uint32_t number,
                           tdm_str *name) {
    struct page page = view_page_of(view, content, true), *p = &page;
    if (fixed_page(p, number, name)) return true;
    number -= 4;
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
    begin(p, content->plans[number].protocol->title, plan_css);
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
