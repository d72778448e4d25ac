/* windows_view.c - the healing windows and the earliest days of all protocols side by side, by condition, joint, target
 * and procedure, each with what it rests on (S56, F009). Read from the protocols themselves: a second table could
 * drift. */
#include "views/catalog_page.h"

struct window {
    const struct tdm_protocol *protocol;
    tdm_str kind, name; /* "phase" repair, "gate" functional, "clearance" resume */
    tdm_clause_id clause;
    const struct tdm_length *length; /* of a phase */
    bool by_table;                   /* its clause does not say the length: the row that fits does */
};
struct windows {
    const struct tdm_view *view;
    struct window *items;
    size_t count, room;
};

static struct window *add(struct windows *list, const struct tdm_protocol *protocol, const char *kind, tdm_str name,
                          tdm_clause_id clause) {
    TDM_GROW(list->view->mem, list->items, list->count, list->room);
    struct window *window = &list->items[list->count++];
    *window = (struct window){.protocol = protocol, .kind = tdm_str_of(kind), .name = name, .clause = clause};
    return window;
}

static void add_phase(struct windows *list, const struct tdm_protocol *p, const struct tdm_phase *phase) {
    struct window *window = add(list, p, "phase", phase->name, phase->from_clause);
    window->length = &phase->length;
    for (uint32_t c = phase->clause + 1u; c < p->clause_count && p->clauses[c].kind != TDM_CLAUSE_PHASE; c++)
        if (p->clauses[c].kind == TDM_CLAUSE_LENGTH_TABLE) {
            window->clause = (tdm_clause_id)c;
            window->by_table = true;
        }
}

/* Healing phases with a length, then the first days of signatures and gates. */
static void gather(struct windows *list, const struct tdm_protocol *p) {
    for (uint32_t i = 0; i < p->phase_count; i++)
        if (p->phases[i].track == TDM_TRACK_TISSUE && (p->phases[i].length.has_least || p->phases[i].length.has_most))
            add_phase(list, p, &p->phases[i]);
    for (uint32_t i = 0; i < p->clearance_count; i++)
        if (p->clearances[i].has_not_before)
            (void)add(list, p, "clearance", p->clearances[i].name, p->clearances[i].not_before_clause);
    for (uint32_t i = 0; i < p->gate_count; i++)
        for (uint16_t k = 0; k < p->gates[i].condition.count; k++)
            if (p->gates[i].condition.nodes[k].kind == TDM_CRITERION_TIME)
                (void)add(list, p, "gate", p->gates[i].name, p->gates[i].condition.nodes[k].clause);
}

/* "4 to 8 weeks" in two spans, whatever their units: "4 weeks to 8 weeks". */
static tdm_str length_of(const struct tdm_view *view, const struct tdm_length *length) {
    tdm_str least = length->has_least ? view_span(view, length->least) : (tdm_str){0};
    tdm_str most = length->has_most ? view_span(view, length->most) : (tdm_str){0};
    if (!length->has_least) return view_format(view, "at most %.*s", TDM_FMT(most));
    if (!length->has_most) return view_format(view, "at least %.*s", TDM_FMT(least));
    return tdm_str_equal(least, most) ? least : view_format(view, "%.*s to %.*s", TDM_FMT(least), TDM_FMT(most));
}

static tdm_str name_of(const struct tdm_protocol *p, enum tdm_catalog_kind kind, tdm_ref ref) {
    return ref == TDM_REF_NONE ? TDM_STR("none") : tdm_catalog_name(p->catalog, kind, ref);
}

/* By condition, joint, target, procedure, and of one place by name. */
static int order(const struct tdm_protocol *a, const struct tdm_protocol *b) {
    const struct {
        enum tdm_catalog_kind kind;
        tdm_ref a, b;
    } keys[] = {{TDM_KIND_CONDITION, a->condition, b->condition},
                {TDM_KIND_REGION, a->region, b->region},
                {TDM_KIND_VARIABLE, a->target, b->target},
                {TDM_KIND_PROCEDURE, a->procedure, b->procedure}};
    for (size_t i = 0; i < TDM_COUNT(keys); i++) {
        int found = tdm_str_compare(name_of(a, keys[i].kind, keys[i].a), name_of(b, keys[i].kind, keys[i].b));
        if (found != 0) return found;
    }
    return 0;
}

static struct windows made(const struct tdm_view *view, const struct tdm_protocol *const *protocols, uint32_t count) {
    struct windows list = {.view = view};
    const struct tdm_protocol **sorted = TDM_NEW_ARRAY(view->mem, const struct tdm_protocol *, count + 1);
    for (uint32_t i = 0; i < count; i++) {
        uint32_t at = i;
        for (; at > 0; at--) {
            int found = order(protocols[i], sorted[at - 1]);
            if (found > 0 || (found == 0 && tdm_str_compare(protocols[i]->name, sorted[at - 1]->name) >= 0)) break;
            sorted[at] = sorted[at - 1];
        }
        sorted[at] = protocols[i];
    }
    for (uint32_t i = 0; i < count; i++) gather(&list, sorted[i]);
    return list;
}

/* ---- text */

static void put(const struct tdm_view *view, uint32_t indent, tdm_str text) {
    tdm_buf_repeat(view->out, ' ', indent);
    tdm_text_wrap(view->out, text, view->width, indent, indent + 2);
    tdm_buf_char(view->out, '\n');
}

static void text_place(const struct tdm_view *view, const struct tdm_protocol *p) {
    put(view, 0,
        view_format(view, "%.*s, %.*s, %.*s, %.*s", TDM_FMT(name_of(p, TDM_KIND_CONDITION, p->condition)),
                    TDM_FMT(name_of(p, TDM_KIND_REGION, p->region)), TDM_FMT(name_of(p, TDM_KIND_VARIABLE, p->target)),
                    TDM_FMT(name_of(p, TDM_KIND_PROCEDURE, p->procedure))));
}

void tdm_view_windows_text(const struct tdm_view *view, const struct tdm_protocol *const *protocols, uint32_t count) {
    struct windows list = made(view, protocols, count);
    put(view, 0,
        TDM_STR("Healing windows and earliest days, by condition, joint, target and procedure, as the protocols say"));
    for (size_t i = 0; i < list.count; i++) {
        const struct window *w = &list.items[i];
        const struct tdm_protocol *p = w->protocol, *before = i == 0 ? NULL : list.items[i - 1].protocol;
        if (before == NULL || order(before, p) != 0) {
            tdm_buf_char(view->out, '\n');
            text_place(view, p);
        }
        if (before != p)
            put(view, 2,
                view_format(view, "%.*s %.*s, %s", TDM_FMT(p->name), TDM_FMT(p->version), tdm_status_word(p->status)));
        put(view, 4,
            view_format(view, "%.*s %.*s: %.*s%s%.*s%.*s", TDM_FMT(w->kind), TDM_FMT(w->name),
                        TDM_FMT(tdm_str_trim(p->clauses[w->clause].text)), w->by_table ? ": " : "",
                        TDM_FMT(w->by_table ? length_of(view, w->length) : (tdm_str){0}),
                        TDM_FMT(view_cited(view, p, w->clause))));
    }
}

/* ---- JSON (docs/schema/windows.schema.json) */

static void json_window(struct tdm_json_writer *w, const struct tdm_view *view, const struct window *window) {
    const struct tdm_protocol *p = window->protocol;
    tdm_json_object_begin(w);
    view_json_text(w, "condition", name_of(p, TDM_KIND_CONDITION, p->condition));
    view_json_text(w, "region", name_of(p, TDM_KIND_REGION, p->region));
    view_json_text(w, "target", name_of(p, TDM_KIND_VARIABLE, p->target));
    view_json_text(w, "procedure", name_of(p, TDM_KIND_PROCEDURE, p->procedure));
    view_json_text(w, "protocol", p->name);
    view_json_text(w, "version", p->version);
    view_json_text(w, "kind", window->kind);
    view_json_text(w, "name", window->name);
    view_json_text(w, "length", window->length == NULL ? (tdm_str){0} : length_of(view, window->length));
    view_json_clause(w, p, "clause", window->clause);
    tdm_json_object_end(w);
}

void tdm_view_windows_json(const struct tdm_view *view, const struct tdm_protocol *const *protocols, uint32_t count) {
    struct windows list = made(view, protocols, count);
    struct tdm_json_writer w;
    tdm_json_writer_init(&w, view->out, true);
    tdm_json_object_begin(&w);
    tdm_json_key(&w, "tandem");
    tdm_json_int(&w, 1);
    view_json_text(&w, "document", TDM_STR("windows"));
    view_json_text(&w, "notice", view_plain(view, TDM_MSG_NOTICE));
    tdm_json_key(&w, "windows");
    tdm_json_array_begin(&w);
    for (size_t i = 0; i < list.count; i++) json_window(&w, view, &list.items[i]);
    tdm_json_array_end(&w);
    tdm_json_object_end(&w);
    tdm_buf_char(view->out, '\n');
}

/* ---- a page of the catalogue */

/* "Achilles tendinopathy; ankle; tendon collagen; platelet-rich plasma", over the rows of that place. */
static void page_place(struct page *p, const struct tdm_protocol *protocol, size_t columns) {
    const struct {
        enum tdm_catalog_kind kind;
        tdm_ref ref;
    } keys[] = {{TDM_KIND_CONDITION, protocol->condition},
                {TDM_KIND_REGION, protocol->region},
                {TDM_KIND_VARIABLE, protocol->target},
                {TDM_KIND_PROCEDURE, protocol->procedure}};
    struct tdm_buf words;
    tdm_buf_init(&words, p->view->mem, 4000);
    for (size_t i = 0; i < TDM_COUNT(keys); i++)
        if (keys[i].ref != TDM_REF_NONE)
            tdm_buf_format(&words, "%s%.*s", words.len == 0 ? "" : "; ",
                           TDM_FMT(view_page_label(p, keys[i].kind, keys[i].ref)));
    tdm_html_open(&p->h, "tr");
    tdm_html_open(&p->h, "th");
    tdm_html_attribute(&p->h, "scope", TDM_STR("colgroup"));
    tdm_html_attribute(&p->h, "colspan", view_format(p->view, "%zu", columns));
    tdm_html_text(&p->h, tdm_buf_str(&words));
    tdm_html_close(&p->h);
    tdm_html_close(&p->h);
}

static void page_row(struct page *p, const struct window *w) {
    const struct tdm_protocol *protocol = w->protocol;
    tdm_str what = view_name(p->view, w->name), when = tdm_str_trim(protocol->clauses[w->clause].text);
    if (tdm_str_is(w->kind, "phase")) what = view_named(p->view, TDM_MSG_PAGE_ROW_PHASE, what);
    if (tdm_str_is(w->kind, "gate")) what = view_named(p->view, TDM_MSG_PAGE_ROW_GATE, what);
    if (tdm_str_is(w->kind, "clearance")) what = view_named(p->view, TDM_MSG_PAGE_ROW_CLEARANCE, what);
    if (w->by_table) when = view_format(p->view, "%.*s: %.*s", TDM_FMT(when), TDM_FMT(length_of(p->view, w->length)));
    tdm_html_open(&p->h, "tr");
    tdm_html_open(&p->h, "td");
    view_page_link(p, view_format(p->view, "protocol-%.*s.html", TDM_FMT(protocol->name)), protocol->name);
    tdm_html_close(&p->h);
    tdm_html_element(&p->h, "td", NULL, what);
    view_page_written(p, when);
    tdm_html_element(&p->h, "td", NULL, view_cites(p->view, protocol, w->clause));
    tdm_html_close(&p->h);
}

void view_page_windows(struct page *p) {
    static const enum tdm_message columns[] = {TDM_MSG_PAGE_PROTOCOL, TDM_MSG_PAGE_WHAT, TDM_MSG_PAGE_WHEN_HEAD,
                                               TDM_MSG_PAGE_WHOSE_WINDOW};
    const struct tdm_protocol **protocols =
        TDM_NEW_ARRAY(p->view->mem, const struct tdm_protocol *, p->content->plan_count + 1u);
    for (uint32_t i = 0; i < p->content->plan_count; i++) protocols[i] = p->content->plans[i].protocol;
    struct windows list = made(p->view, protocols, p->content->plan_count);
    tdm_html_element(&p->h, "p", NULL, view_page_say(p, TDM_MSG_PAGE_ABOUT_WINDOWS));
    view_page_table_begin(p, "windows", TDM_MSG_PAGE_WINDOWS_TABLE, columns, TDM_COUNT(columns));
    for (size_t i = 0; i < list.count; i++) {
        if (i == 0 || order(list.items[i - 1].protocol, list.items[i].protocol) != 0)
            page_place(p, list.items[i].protocol, TDM_COUNT(columns));
        page_row(p, &list.items[i]);
    }
    view_page_table_end(p);
}
