/* network_text.c - a temporal network as a person reads it: the verdict, what clashes and what mends it, or how it is
 * carried out; of a protocol, what is not ours, what is waited for, and its links one by one. */
#include "views/network_view.h"
#include "views/view_int.h"

struct page {
    const struct tdm_view *view;
    const struct tdm_network_document *document;
    const struct tdm_net_proof *proof;
    const struct tdm_net *net;
};

static void put(const struct page *p, uint32_t indent, tdm_str text) {
    tdm_buf_repeat(p->view->out, ' ', indent);
    tdm_text_wrap(p->view->out, text, p->view->width == 0 ? 100 : p->view->width, indent, indent + 4);
    tdm_buf_char(p->view->out, '\n');
}

static void head(const struct page *p, const char *text) {
    tdm_buf_format(p->view->out, "\n%s\n", text);
}

static tdm_str days_from(const struct page *p, int32_t days) {
    return days >= TDM_DAYS_INFINITE || days <= -TDM_DAYS_INFINITE ? TDM_STR("-") : view_format(p->view, "%d", days);
}

static tdm_str where(const struct page *p, uint32_t link) {
    const struct tdm_net_words *words = &p->net->words[link];
    return view_format(p->view, "line %u `%.*s`", words->place.line, TDM_FMT(words->text));
}

/* ---- what does not hold */

static void put_lines(const struct page *p, tdm_str text) {
    while (text.len > 0) {
        size_t end = text.len;
        (void)tdm_str_find(text, TDM_STR("\n"), &end);
        tdm_str line = tdm_str_slice(text, 0, end);
        uint32_t indent = tdm_str_starts_with(line, TDM_STR("  ")) ? 4 : 2;
        put(p, indent, tdm_str_trim(line));
        text = tdm_str_slice(text, end < text.len ? end + 1 : end, text.len);
    }
}

static void put_story(const struct page *p) {
    tdm_clause_id wanted;
    tdm_str fix;
    head(p, "How it fails");
    put_lines(p, tdm_times_tell(p->view->mem, p->document->times, &p->proof->clash, &wanted, &fix));
}

static void put_clash(const struct page *p) {
    head(p, p->proof->clash.whole ? "What clashes, one bound leading to the next"
                                  : "What clashes (the way through is too long to be told; these are its bounds)");
    for (uint32_t i = 0; i < p->proof->clash.count; i++) {
        const struct tdm_bound_use *use = &p->proof->clash.uses[i];
        put(p, 2,
            view_format(p->view, "%.*s: line %u", TDM_FMT(view_bound_use(p->view, p->net, use)),
                        p->net->words[use->link].place.line));
    }
    head(p, "What mends it, smallest first; a day less of any does not");
    for (uint32_t i = 0; i < p->proof->repairs.count; i++)
        put(p, 2, view_net_repair(p->view, p->proof, &p->proof->repairs.items[i]));
    if (p->proof->repairs.count == 0) put(p, 2, TDM_STR("nothing that loosens these bounds alone"));
}

/* ---- what holds */

static void put_points(const struct page *p) {
    static const struct tdm_text_column columns[] = {
        {"point", 8, 50, false}, {"earliest", 8, 10, true}, {"latest", 8, 10, true}};
    struct tdm_text_table table;
    tdm_point origin = view_network_origin(p->document);
    size_t count = p->net->network.point_count;
    tdm_table_init(&table, p->view->mem, columns, TDM_COUNT(columns));
    for (size_t i = 0; i < count; i++) {
        int32_t back = p->proof->most[i * count + origin];
        tdm_table_cell(&table, p->net->points[i]);
        tdm_table_cell(&table, days_from(p, back >= TDM_DAYS_INFINITE ? back : -back));
        tdm_table_cell(&table, days_from(p, p->proof->most[origin * count + i]));
    }
    tdm_buf_format(p->view->out, "\nDays after %.*s, as far as all bounds together allow\n",
                   TDM_FMT(p->net->points[origin]));
    tdm_table_print(&table, p->view->out, p->view->width == 0 ? 100 : p->view->width, 2);
}

/* Only what the bounds alone do not say: the labelled ones. */
static void put_waits(const struct page *p) {
    bool any = false;
    size_t count = p->net->network.point_count;
    for (uint32_t i = 0; i < p->proof->rule_count; i++) {
        const struct tdm_rule *rule = &p->proof->rules[i];
        if (rule->unless == TDM_POINT_NONE || rule->days <= -p->proof->most[rule->point * count + rule->other])
            continue;
        if (!any) head(p, "What has to wait for nature");
        any = true;
        put(p, 2,
            view_format(p->view, "%.*s not before %d days after %.*s, unless %.*s has happened",
                        TDM_FMT(p->net->points[rule->point]), rule->days, TDM_FMT(p->net->points[rule->other]),
                        TDM_FMT(p->net->points[rule->unless])));
    }
}

/* A bound of ours that the others make narrower than it is written (F077). */
static void put_implied(const struct page *p) {
    bool any = false;
    size_t count = p->net->network.point_count;
    for (uint32_t i = 0; i < p->net->network.link_count; i++) {
        const struct tdm_link *link = &p->net->network.links[i];
        int32_t most = p->proof->most[link->from * count + link->to];
        int32_t least = -p->proof->most[link->to * count + link->from];
        bool narrower = (link->most < TDM_DAYS_INFINITE && most < link->most) ||
                        (link->least > -TDM_DAYS_INFINITE && least > link->least);
        if (link->contingent || !narrower) continue;
        if (!any) head(p, "What the other bounds leave of it");
        any = true;
        struct tdm_buf text;
        tdm_buf_init(&text, p->view->mem, 2000);
        tdm_net_length_print(&text, least, most);
        put(p, 2, view_format(p->view, "%.*s: %.*s", TDM_FMT(where(p, i)), TDM_FMT(tdm_buf_str(&text))));
    }
}

/* ---- of a protocol */

static void put_natures(const struct page *p) {
    head(p, "What is not ours");
    for (uint32_t i = 0; i < p->net->network.link_count; i++) {
        const struct tdm_link *link = &p->net->network.links[i];
        if (!link->contingent) continue;
        tdm_str give = link->give_least > 0 ? view_format(p->view, "; the signer may move its first day to day %d",
                                                          link->least + link->give_least)
                                            : (tdm_str){0};
        put(p, 2,
            view_format(p->view, "%.*s %d to %d days after %.*s%.*s: %.*s", TDM_FMT(p->net->points[link->to]),
                        link->least, link->most, TDM_FMT(p->net->points[link->from]), TDM_FMT(give),
                        TDM_FMT(where(p, i))));
    }
}

static tdm_str how_long(const struct page *p, int32_t days) {
    return days >= TDM_DAYS_INFINITE ? TDM_STR("however long it takes")
                                     : view_format(p->view, "%d %s", days, days == 1 ? "day" : "days");
}

static void put_proof_waits(const struct page *p) {
    const struct tdm_times *times = p->document->times;
    head(p, "What is waited for, and how long it may take from the first day on which it is asked, all else at once");
    for (uint32_t w = 0; w < times->wait_count; w++) {
        struct tdm_buf text;
        tdm_buf_init(&text, p->view->mem, 8000);
        tdm_buf_format(&text, "%.*s - ", TDM_FMT(how_long(p, times->waits[w].alone)));
        tdm_times_wait_print(&text, times, &times->waits[w]);
        put(p, 2, tdm_buf_str(&text));
    }
    if (times->wait_count > 1)
        put(p, 2, view_format(p->view, "each of them at once: %.*s", TDM_FMT(how_long(p, times->together))));
}

static void put_limits(const struct page *p) {
    struct tdm_time_repairs limits;
    tdm_times_limits(p->view->mem, p->document->times, &limits);
    head(p, "What would make it impossible: of each number the first change that does");
    for (uint32_t i = 0; i < limits.count; i++) {
        struct tdm_buf text;
        tdm_buf_init(&text, p->view->mem, 4000);
        tdm_time_repair_print(&text, p->document->times->protocol, &limits.items[i]);
        put(p, 2, tdm_buf_str(&text));
    }
    if (limits.count == 0) put(p, 2, TDM_STR("no change of a single number"));
}

static void put_links(const struct page *p) {
    static const struct tdm_text_column columns[] = {{"", 2, 3, true},      {"from", 8, 38, false},
                                                     {"to", 8, 38, false},  {"days", 6, 20, false},
                                                     {"why", 4, 10, false}, {"line", 4, 6, true}};
    struct tdm_text_table table;
    tdm_table_init(&table, p->view->mem, columns, TDM_COUNT(columns));
    for (uint32_t i = 0; i < p->net->network.link_count; i++) {
        const struct tdm_link *link = &p->net->network.links[i];
        bool at_most = link->least <= -TDM_DAYS_INFINITE, at_least = link->most >= TDM_DAYS_INFINITE;
        tdm_table_cell(&table, view_format(p->view, "%u", i + 1));
        tdm_table_cell(&table, p->net->points[link->from]);
        tdm_table_cell(&table, p->net->points[link->to]);
        tdm_table_cell(&table, at_most                     ? view_format(p->view, "at most %d", link->most)
                               : at_least                  ? view_format(p->view, "at least %d", link->least)
                               : link->least == link->most ? view_format(p->view, "%d", link->least)
                                                           : view_format(p->view, "%d to %d", link->least, link->most));
        tdm_table_cell(&table, tdm_str_of(tdm_time_role_word(p->document->times->about[i].role)));
        tdm_table_cell(&table, view_format(p->view, "%u", p->net->words[i].place.line));
    }
    head(p, "Its links");
    tdm_table_print(&table, p->view->out, p->view->width == 0 ? 100 : p->view->width, 2);
}

static void put_assumed(const struct page *p) {
    head(p, "Assumed");
    for (uint32_t i = 0; tdm_times_assumptions[i] != NULL; i++)
        put(p, 2, view_format(p->view, "- %s", tdm_times_assumptions[i]));
}

void tdm_view_network_text(const struct tdm_view *view, const struct tdm_network_document *document) {
    struct page p = {view, document, document->proof, document->proof->net};
    uint32_t natures = 0;
    bool holds = p.proof->control == TDM_CONTROL_FULL;
    for (uint32_t i = 0; i < p.net->network.link_count; i++) natures += p.net->network.links[i].contingent;
    put(&p, 0,
        view_format(view, "%.*s: %u points, %u links, %u of them contingent", TDM_FMT(p.net->name),
                    p.net->network.point_count, p.net->network.link_count, natures));
    put(&p, 0, view_network_verdict(view, p.proof));
    if (!holds && document->times != NULL) put_story(&p);
    if (!holds && document->times == NULL) put_clash(&p);
    if (document->times != NULL) {
        put_natures(&p);
        if (holds) put_proof_waits(&p);
        if (holds) put_limits(&p);
    }
    if (p.proof->most != NULL) put_points(&p);
    if (holds && document->times == NULL) put_waits(&p);
    if (p.proof->most != NULL && document->times == NULL) put_implied(&p);
    if (document->times != NULL) {
        put_links(&p);
        put_assumed(&p);
    }
}
