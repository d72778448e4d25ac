/* catalog_html.c - the catalogue as one page without script: exercises by region, each with its drawing, its words for
 * the patient, its load class by dose and its neighbours; then measures, medicines, procedures and instruments as
 * tables. Its pieces are those of the pages of a folder too. */
#include "views/catalog_css.h"
#include "views/catalog_page.h"
#include "views/drawing_css.h"

tdm_str view_page_label(const struct page *p, enum tdm_catalog_kind kind, tdm_ref ref) {
    return view_label(p->view, p->catalog, kind, ref);
}

tdm_str view_page_say(const struct page *p, enum tdm_message message) {
    return view_plain(p->view, message);
}

static tdm_str step_label(const struct tdm_scale *scale, uint16_t step) {
    return scale->labels != NULL && scale->labels[step].len > 0 ? scale->labels[step] : scale->steps[step];
}

tdm_str view_page_load_label(const struct page *p, uint16_t load_class) {
    return view_text(p->view, step_label(tdm_catalog_load_scale(p->catalog), load_class));
}

/* ---- words of one exercise */

static tdm_str basis_words(const struct page *p, enum tdm_basis basis) {
    static const enum tdm_message words[] = {
        [TDM_BASIS_BODY_MASS] = TDM_MSG_PART_BODY_MASS,     [TDM_BASIS_BEST] = TDM_MSG_PAGE_BASIS_BEST,
        [TDM_BASIS_BASELINE] = TDM_MSG_PAGE_BASIS_BASELINE, [TDM_BASIS_OTHER_SIDE] = TDM_MSG_PAGE_BASIS_OTHER_SIDE,
        [TDM_BASIS_NORM] = TDM_MSG_PAGE_BASIS_NORM,         [TDM_BASIS_LAST_WEEK] = TDM_MSG_PAGE_BASIS_LAST_WEEK};
    return basis == TDM_BASIS_ONE_RM || basis == TDM_BASIS_NONE ? TDM_STR("1RM") : view_plain(p->view, words[basis]);
}

static tdm_str class_row(const struct page *p, const struct tdm_exercise *exercise, const struct tdm_class_rule *rule,
                         uint32_t row) {
    struct tdm_arg args[] = {TDM_ARG_T("ref", view_name(p->view, exercise->fields[rule->field].name)),
                             TDM_ARG_T("words", view_bound(p->view, &rule->rows[row].bound)),
                             TDM_ARG_T("class", view_page_load_label(p, rule->rows[row].load_class)),
                             TDM_ARG_T("value", basis_words(p, rule->basis))};
    return view_words(p->view, rule->basis == TDM_BASIS_NONE ? TDM_MSG_PAGE_CLASS_AT : TDM_MSG_PAGE_CLASS_AT_OF, args,
                      TDM_COUNT(args));
}

static tdm_str class_words(const struct page *p, const struct tdm_exercise *exercise) {
    struct tdm_buf words;
    if (exercise->has_fixed_class) return view_page_load_label(p, exercise->fixed_class);
    tdm_buf_init(&words, p->view->mem, 8000);
    for (uint32_t i = 0; i < exercise->rule_count; i++)
        for (uint32_t r = 0; r < exercise->rules[i].row_count; r++)
            tdm_buf_format(&words, "%s%.*s", words.len == 0 ? "" : "; ",
                           TDM_FMT(class_row(p, exercise, &exercise->rules[i], r)));
    return tdm_buf_str(&words);
}

static tdm_str attribute_words(const struct page *p, const struct tdm_exercise *exercise) {
    struct tdm_buf words;
    tdm_buf_init(&words, p->view->mem, 8000);
    for (uint32_t i = 0; i < exercise->attribute_count; i++) {
        const struct tdm_exercise_attribute *one = &exercise->attributes[i];
        tdm_str label = view_page_label(p, TDM_KIND_ATTRIBUTE, one->attribute);
        if (i > 0) tdm_buf_text(&words, ", ");
        if (!one->conditional) {
            tdm_buf_add(&words, label);
            continue;
        }
        bool word = one->word.len > 0;
        struct tdm_arg args[] = {
            TDM_ARG_T("ref", label), TDM_ARG_T("words", view_name(p->view, exercise->fields[one->field].name)),
            TDM_ARG_T("value", word ? view_name(p->view, one->word) : view_bound(p->view, &one->bound))};
        tdm_buf_add(&words,
                    view_words(p->view, word ? TDM_MSG_PAGE_WHEN_IS : TDM_MSG_PAGE_WHEN, args, TDM_COUNT(args)));
    }
    return tdm_buf_str(&words);
}

static tdm_str equipment_words(const struct page *p, const struct tdm_exercise *exercise) {
    struct tdm_buf words;
    tdm_buf_init(&words, p->view->mem, 4000);
    for (uint32_t i = 0; i < exercise->equipment_count; i++)
        tdm_buf_format(&words, "%s%.*s", i == 0 ? "" : ", ", TDM_FMT(view_pretty(p->view, exercise->equipment[i])));
    return tdm_buf_str(&words);
}

/* ---- one exercise */

void view_page_term(struct page *p, enum tdm_message head, tdm_str words) {
    if (words.len == 0) return;
    tdm_html_element(&p->h, "dt", NULL, view_page_say(p, head));
    tdm_html_element(&p->h, "dd", NULL, words);
}

void view_page_link(struct page *p, tdm_str href, tdm_str words) {
    tdm_html_open(&p->h, "a");
    tdm_html_attribute(&p->h, "href", href);
    tdm_html_text(&p->h, words);
    tdm_html_close(&p->h);
}

void view_page_exercise_link(struct page *p, tdm_ref exercise) {
    tdm_str name = tdm_catalog_name(p->catalog, TDM_KIND_EXERCISE, exercise), region = p->regions[exercise];
    tdm_str href = p->in_folder ? view_format(p->view, "exercises-%.*s.html#%.*s", TDM_FMT(region), TDM_FMT(name))
                                : view_format(p->view, "#%.*s", TDM_FMT(name));
    view_page_link(p, href, view_page_label(p, TDM_KIND_EXERCISE, exercise));
}

static void neighbour(struct page *p, enum tdm_message head, tdm_ref exercise) {
    if (exercise == TDM_REF_NONE) return;
    tdm_html_element(&p->h, "dt", NULL, view_page_say(p, head));
    tdm_html_open(&p->h, "dd");
    view_page_exercise_link(p, exercise);
    tdm_html_close(&p->h);
}

/* The protocols that offer it. */
static void offered_by(struct page *p, tdm_ref exercise) {
    bool open = false;
    for (uint32_t i = 0; i < p->content->plan_count; i++) {
        const struct tdm_protocol *protocol = p->content->plans[i].protocol;
        bool offers = false;
        for (uint32_t f = 0; f < protocol->phase_count; f++)
            for (uint32_t o = 0; o < protocol->phases[f].offer_count; o++)
                offers = offers || protocol->phases[f].offers[o].exercise == exercise;
        if (!offers) continue;
        if (!open) tdm_html_element(&p->h, "dt", NULL, view_page_say(p, TDM_MSG_PAGE_SHELF_OF));
        if (!open) tdm_html_open(&p->h, "dd");
        if (open) tdm_html_text(&p->h, TDM_STR(", "));
        open = true;
        view_page_link(p, view_format(p->view, "protocol-%.*s.html", TDM_FMT(protocol->name)), protocol->name);
    }
    if (open) tdm_html_close(&p->h);
}

/* A file of its own: a page of thirty drawings would be half a megabyte. The words beside it say the same. */
static void drawing_beside(struct page *p, tdm_str label, tdm_str name) {
    tdm_html_open(&p->h, "img");
    tdm_html_attribute(&p->h, "class", TDM_STR("drawing"));
    tdm_html_attribute(&p->h, "src", view_format(p->view, "drawing-%.*s.svg", TDM_FMT(name)));
    tdm_html_attribute(&p->h, "alt", label);
    tdm_html_attribute(&p->h, "loading", TDM_STR("lazy"));
    tdm_html_attribute_int(&p->h, "width", 176);
    tdm_html_attribute_int(&p->h, "height", 132);
    tdm_html_empty(&p->h);
}

static void card(struct page *p, tdm_ref ref) {
    const struct tdm_exercise *exercise = tdm_catalog_exercise(p->catalog, ref);
    const struct tdm_drawing *drawing = tdm_drawing_of(p->content->drawings, exercise->item.name);
    tdm_str name = view_page_label(p, TDM_KIND_EXERCISE, ref), how = view_text(p->view, exercise->instruction);
    tdm_str where = view_page_say(p, TDM_MSG_PAGE_AT_HOME_OR_CLINIC);
    if (exercise->setting != TDM_SETTING_BOTH)
        where = exercise->setting == TDM_SETTING_HOME ? view_page_say(p, TDM_MSG_PAGE_AT_HOME)
                                                      : view_page_say(p, TDM_MSG_PAGE_AT_CLINIC);
    tdm_html_open(&p->h, "article");
    tdm_html_attribute(&p->h, "id", exercise->item.name);
    tdm_html_element(&p->h, "h3", NULL, name);
    if (drawing != NULL && p->in_frame)
        drawing_beside(p, name, exercise->item.name);
    else if (drawing != NULL)
        view_drawing(&p->h, p->view, drawing, name, how);
    tdm_html_element(&p->h, "p", NULL, how);
    tdm_html_open(&p->h, "dl");
    view_page_term(p, TDM_MSG_PAGE_LOADS, view_mask(p->view, p->catalog, TDM_KIND_REGION, exercise->regions));
    if (exercise->bilateral) view_page_term(p, TDM_MSG_PAGE_SIDES, view_page_say(p, TDM_MSG_PAGE_SIDES_BOTH));
    view_page_term(p, TDM_MSG_PAGE_TRAINS, view_mask(p->view, p->catalog, TDM_KIND_VARIABLE, exercise->moves));
    view_page_term(p, TDM_MSG_PAGE_LOAD_CLASS, class_words(p, exercise));
    view_page_term(p, TDM_MSG_PAGE_BESIDES, attribute_words(p, exercise));
    view_page_term(p, TDM_MSG_PAGE_WITH, equipment_words(p, exercise));
    view_page_term(p, TDM_MSG_PAGE_WHERE, where);
    neighbour(p, TDM_MSG_PAGE_EASIER, exercise->easier);
    neighbour(p, TDM_MSG_PAGE_HARDER, exercise->harder);
    if (p->in_folder) offered_by(p, ref);
    tdm_html_close(&p->h);
    tdm_html_close(&p->h);
}

void view_page_exercises(struct page *p, tdm_ref region) {
    tdm_str name = tdm_catalog_name(p->catalog, TDM_KIND_REGION, region);
    if (!view_page_has_exercises(p, name)) return;
    tdm_html_open(&p->h, "section");
    tdm_html_attribute(&p->h, "id", view_format(p->view, "exercises-%.*s", TDM_FMT(name)));
    tdm_html_element(&p->h, "h2", NULL,
                     view_named(p->view, TDM_MSG_PAGE_LOADS_FIRST, view_page_label(p, TDM_KIND_REGION, region)));
    tdm_html_open(&p->h, "div");
    tdm_html_attribute(&p->h, "class", TDM_STR("cards"));
    for (tdm_ref e = 0; e < p->catalog->count[TDM_KIND_EXERCISE]; e++)
        if (tdm_str_equal(p->regions[e], name)) card(p, e);
    tdm_html_close(&p->h);
    tdm_html_close(&p->h);
}

/* ---- tables */

void view_page_table_begin(struct page *p, const char *id, enum tdm_message head, const enum tdm_message *columns,
                           size_t count) {
    tdm_html_open(&p->h, "section");
    tdm_html_attribute(&p->h, "id", tdm_str_of(id));
    tdm_html_attribute(&p->h, "tabindex", TDM_STR("0")); /* where it is wider than the screen, keys move it */
    tdm_html_element(&p->h, "h2", NULL, view_page_say(p, head));
    tdm_html_open(&p->h, "table");
    tdm_html_open(&p->h, "thead");
    tdm_html_open(&p->h, "tr");
    for (size_t i = 0; i < count; i++) {
        tdm_html_open(&p->h, "th");
        tdm_html_attribute(&p->h, "scope", TDM_STR("col"));
        tdm_html_text(&p->h, view_page_say(p, columns[i]));
        tdm_html_close(&p->h);
    }
    tdm_html_close(&p->h);
    tdm_html_close(&p->h);
    tdm_html_open(&p->h, "tbody");
}

void view_page_table_end(struct page *p) {
    for (int i = 0; i < 3; i++) tdm_html_close(&p->h);
}

void view_page_row(struct page *p, const tdm_str *cells, size_t count) {
    tdm_html_open(&p->h, "tr");
    for (size_t i = 0; i < count; i++) tdm_html_element(&p->h, "td", NULL, cells[i]);
    tdm_html_close(&p->h);
}

void view_page_written(struct page *p, tdm_str text) {
    tdm_html_open(&p->h, "td");
    if (p->view->language != TDM_ENGLISH) tdm_html_attribute(&p->h, "lang", TDM_STR("en"));
    tdm_html_text(&p->h, text);
    tdm_html_close(&p->h);
}

static tdm_str range_of(const struct page *p, const struct tdm_measure *measure, tdm_ref ref) {
    const struct tdm_scale *scale = tdm_measure_scale(p->catalog, ref);
    struct tdm_buf words;
    tdm_buf_init(&words, p->view->mem, 2000);
    for (uint16_t i = 0; scale != NULL && i < scale->count; i++)
        tdm_buf_format(&words, "%s%.*s", i == 0 ? "" : ", ", TDM_FMT(view_text(p->view, step_label(scale, i))));
    if (scale == NULL && measure->has_hard) tdm_buf_add(&words, view_bound(p->view, &measure->hard));
    return tdm_buf_str(&words);
}

tdm_str view_page_better(const struct page *p, enum tdm_direction direction) {
    return direction == TDM_DIRECTION_NONE
               ? (tdm_str){0}
               : view_page_say(p, direction == TDM_HIGHER_IS_BETTER ? TDM_MSG_PAGE_HIGHER : TDM_MSG_PAGE_LOWER);
}

void view_page_measures(struct page *p) {
    static const enum tdm_message columns[] = {TDM_MSG_PAGE_MEASURE, TDM_MSG_PAGE_VALUES, TDM_MSG_PAGE_BETTER_WHEN,
                                               TDM_MSG_PAGE_TAKEN_BY};
    view_page_table_begin(p, "measures", TDM_MSG_PAGE_MEASURES, columns, TDM_COUNT(columns));
    for (tdm_ref m = 0; m < p->catalog->count[TDM_KIND_MEASURE]; m++) {
        const struct tdm_measure *measure = tdm_catalog_measure(p->catalog, m);
        tdm_str cells[] = {view_page_label(p, TDM_KIND_MEASURE, m), range_of(p, measure, m),
                           view_page_better(p, measure->direction),
                           view_roles(p->view, p->catalog, measure->observers, view_or(p->view))};
        view_page_row(p, cells, TDM_COUNT(cells));
    }
    view_page_table_end(p);
}

void view_page_substances(struct page *p) {
    static const enum tdm_message columns[] = {TDM_MSG_PAGE_MEDICINE, TDM_MSG_PAGE_CLASSES, TDM_MSG_PAGE_ALSO};
    view_page_table_begin(p, "substances", TDM_MSG_PAGE_MEDICINES, columns, TDM_COUNT(columns));
    for (tdm_ref s = 0; s < p->catalog->count[TDM_KIND_SUBSTANCE]; s++) {
        const struct tdm_substance *substance = tdm_catalog_substance(p->catalog, s);
        struct tdm_buf also;
        tdm_buf_init(&also, p->view->mem, 4000);
        for (uint32_t i = 0; i < substance->synonym_count; i++)
            tdm_buf_format(&also, "%s%.*s", i == 0 ? "" : ", ", TDM_FMT(substance->synonyms[i]));
        tdm_str cells[] = {view_page_label(p, TDM_KIND_SUBSTANCE, s),
                           view_mask(p->view, p->catalog, TDM_KIND_CLASS, substance->classes), tdm_buf_str(&also)};
        view_page_row(p, cells, TDM_COUNT(cells));
    }
    view_page_table_end(p);
}

static void instruments(struct page *p) {
    static const enum tdm_message columns[] = {TDM_MSG_PAGE_INSTRUMENT, TDM_MSG_PAGE_ITEMS, TDM_MSG_PAGE_SCORES,
                                               TDM_MSG_PAGE_WHOSE};
    view_page_table_begin(p, "instruments", TDM_MSG_PAGE_INSTRUMENTS, columns, TDM_COUNT(columns));
    for (uint32_t i = 0; i < p->content->instrument_count; i++) {
        const struct tdm_instrument *instrument = p->content->instruments[i];
        struct tdm_buf scores;
        tdm_buf_init(&scores, p->view->mem, 8000);
        for (uint32_t s = 0; s < instrument->score_count; s++)
            tdm_buf_format(&scores, "%s%.*s (%.*s)", s == 0 ? "" : ", ",
                           TDM_FMT(view_pretty(p->view, instrument->scores[s].name)),
                           TDM_FMT(instrument->scores[s].rule));
        tdm_str cells[] = {view_text(p->view, instrument->title), view_format(p->view, "%u", instrument->item_count),
                           tdm_buf_str(&scores), view_text(p->view, instrument->holder)};
        view_page_row(p, cells, TDM_COUNT(cells));
    }
    view_page_table_end(p);
}

/* ---- the page */

static void link_to(struct page *p, tdm_str id, tdm_str words) {
    tdm_html_open(&p->h, "li");
    view_page_link(p, view_format(p->view, "#%.*s", TDM_FMT(id)), words);
    tdm_html_close(&p->h);
}

bool view_page_has_exercises(const struct page *p, tdm_str region) {
    for (tdm_ref e = 0; e < p->catalog->count[TDM_KIND_EXERCISE]; e++)
        if (tdm_str_equal(p->regions[e], region)) return true;
    return false;
}

static void contents(struct page *p) {
    tdm_html_open(&p->h, "nav");
    tdm_html_attribute(&p->h, "aria-label", view_page_say(p, TDM_MSG_PAGE_CONTENTS));
    tdm_html_open(&p->h, "ul");
    for (tdm_ref r = 0; r < p->catalog->count[TDM_KIND_REGION]; r++) {
        tdm_str name = tdm_catalog_name(p->catalog, TDM_KIND_REGION, r);
        if (view_page_has_exercises(p, name))
            link_to(p, view_format(p->view, "exercises-%.*s", TDM_FMT(name)), view_page_label(p, TDM_KIND_REGION, r));
    }
    link_to(p, TDM_STR("measures"), view_page_say(p, TDM_MSG_PAGE_NAV_MEASURES));
    link_to(p, TDM_STR("substances"), view_page_say(p, TDM_MSG_PAGE_NAV_MEDICINES));
    link_to(p, TDM_STR("instruments"), view_page_say(p, TDM_MSG_PAGE_NAV_INSTRUMENTS));
    tdm_html_close(&p->h);
    tdm_html_close(&p->h);
}

static void meta(struct tdm_html *h, const char *name, const char *content) {
    tdm_html_open(h, "meta");
    if (name != NULL) tdm_html_attribute(h, "name", tdm_str_of(name));
    tdm_html_attribute(h, name == NULL ? "charset" : "content", tdm_str_of(content));
    tdm_html_empty(h);
}

struct page view_page_of(const struct tdm_view *view, const struct tdm_catalog_content *content, bool in_folder) {
    struct page p = {.view = view, .catalog = content->catalog, .content = content, .in_folder = in_folder};
    tdm_ref count = (tdm_ref)p.catalog->count[TDM_KIND_EXERCISE];
    tdm_str *regions = TDM_NEW_ARRAY(view->mem, tdm_str, (size_t)count + 1);
    for (tdm_ref e = 0; e < count; e++)
        regions[e] = tdm_catalog_name(p.catalog, TDM_KIND_REGION, tdm_catalog_exercise(p.catalog, e)->first_region);
    p.regions = regions;
    return p;
}

void view_page_begin(struct page *p, tdm_str title, const char *style) {
    tdm_html_init(&p->h, p->view->out, false);
    tdm_buf_text(p->view->out, "<!DOCTYPE html>\n");
    tdm_html_open(&p->h, "html");
    tdm_html_attribute(&p->h, "lang", tdm_str_of(tdm_language_code(p->view->language)));
    tdm_html_open(&p->h, "head");
    meta(&p->h, NULL, "utf-8");
    meta(&p->h, "viewport", "width=device-width, initial-scale=1");
    tdm_html_element(&p->h, "title", NULL, title);
    tdm_html_open(&p->h, "style");
    tdm_html_trusted_markup(&p->h, tdm_str_of(catalog_css));
    if (style != NULL) tdm_html_trusted_markup(&p->h, tdm_str_of(style));
    tdm_html_close(&p->h);
    tdm_html_close(&p->h);
    tdm_html_open(&p->h, "body");
}

void view_page_end(struct page *p) {
    tdm_html_close(&p->h);
    tdm_html_close(&p->h);
    tdm_buf_char(p->view->out, '\n');
}

void tdm_view_catalog_html(const struct tdm_view *view, const struct tdm_catalog_content *content) {
    struct page page = view_page_of(view, content, false), *p = &page;
    view_page_begin(p, view_page_say(p, TDM_MSG_PAGE_TITLE_ALL), drawing_css);
    tdm_html_open(&p->h, "header");
    tdm_html_element(&p->h, "h1", NULL, view_page_say(p, TDM_MSG_PAGE_TITLE));
    tdm_html_element(&p->h, "p", NULL, view_page_say(p, TDM_MSG_PAGE_ABOUT_ALL));
    contents(p);
    tdm_html_close(&p->h);
    tdm_html_open(&p->h, "main");
    for (tdm_ref r = 0; r < p->catalog->count[TDM_KIND_REGION]; r++) view_page_exercises(p, r);
    view_page_measures(p);
    view_page_substances(p);
    instruments(p);
    tdm_html_close(&p->h);
    tdm_html_element(&p->h, "footer", NULL, view_plain(p->view, TDM_MSG_NOTICE));
    view_page_end(p);
}
