/* page_audit.c - the trail: the newest entries of the chains, of the episodes that the person is of the team of; and
 * the proof of all of them, made by a helper. */
#include "web/web_int.h"

#define SHOWN 200u

struct trail {
    struct web_ask *ask;
    struct tdm_chained *links;
    tdm_digest *hashes;
    size_t count, room, hash_room;
};

static bool take(void *context, const struct tdm_stored *stored) {
    struct trail *t = context;
    struct tdm_chained link;
    struct tdm_problem problem;
    tdm_str bytes = tdm_arena_str(t->ask->mem, stored->bytes);
    if (!tdm_chained_read(t->ask->mem, stored->place, bytes, &link, &problem)) return true;
    size_t hash_count = t->count;
    TDM_GROW(t->ask->mem, t->links, t->count, t->room);
    TDM_GROW(t->ask->mem, t->hashes, hash_count, t->hash_room);
    t->links[t->count] = link;
    t->hashes[t->count++] = stored->hash;
    return true;
}

/* Whose episodes: asked of each once. */
static bool is_mine(struct web_ask *ask, tdm_str episode, struct tdm_names *yes, struct tdm_names *no) {
    struct tdm_problem problem = {0};
    struct tdm_asking asking = {episode, ask->account.person, TDM_DATE_NONE, false, ask->now};
    for (size_t i = 0; i < yes->count; i++)
        if (tdm_str_equal(yes->list[i], episode)) return true;
    for (size_t i = 0; i < no->count; i++)
        if (tdm_str_equal(no->list[i], episode)) return false;
    bool mine = tdm_clinic_admits(ask->mem, ask->web->clinic, &asking, &problem);
    struct tdm_names *into = mine ? yes : no;
    TDM_GROW(ask->mem, into->list, into->count, into->room);
    into->list[into->count++] = episode;
    return mine;
}

static void cell(struct web_ask *ask, const char *css_class, tdm_str text) {
    tdm_html_element(&ask->html, "td", css_class, text);
}

static void row(struct web_ask *ask, const struct tdm_chained *link, tdm_digest hash) {
    struct tdm_buf recorded, hex;
    size_t end = link->body.len;
    tdm_buf_init(&recorded, ask->mem, 100);
    tdm_buf_init(&hex, ask->mem, 100);
    tdm_instant_print(&recorded, link->recorded);
    tdm_digest_print(&hex, hash);
    (void)tdm_str_find(link->body, TDM_STR("\n"), &end);
    tdm_html_open(&ask->html, "tr");
    cell(ask, NULL, tdm_buf_str(&recorded));
    cell(ask, NULL, link->episode);
    cell(ask, NULL, link->author.len > 0 ? link->author : link->place);
    cell(ask, NULL, !tdm_str_is(link->kind, "episode") ? tdm_str_slice(link->body, 0, end) : link->kind);
    cell(ask, "hash",
         web_format(ask, "%.*s %llu: %.*s", TDM_FMT(link->place), (unsigned long long)link->number, 12, hex.at));
    web_close(ask);
}

static void table(struct web_ask *ask, const struct trail *trail) {
    static const enum tdm_message heads[] = {TDM_MSG_WEB_COL_RECORDED, TDM_MSG_WEB_COL_EPISODE, TDM_MSG_WEB_COL_WHO,
                                             TDM_MSG_WEB_COL_WHAT, TDM_MSG_WEB_COL_HASH};
    struct tdm_names yes = {0}, no = {0};
    uint32_t shown = 0;
    web_open(ask, "div", "scroll");
    tdm_html_attribute(&ask->html, "tabindex", TDM_STR("0"));
    tdm_html_attribute(&ask->html, "role", TDM_STR("region"));
    tdm_html_attribute(&ask->html, "aria-label", web_words(ask, TDM_MSG_WEB_NAV_AUDIT));
    tdm_html_open(&ask->html, "table");
    tdm_html_open(&ask->html, "thead");
    tdm_part_heads(&ask->part, heads, TDM_COUNT(heads));
    web_close(ask);
    tdm_html_open(&ask->html, "tbody");
    for (size_t i = trail->count; i > 0 && shown < SHOWN; i--) {
        const struct tdm_chained *link = &trail->links[i - 1];
        bool of_episode = tdm_str_is(link->kind, "entry") || tdm_str_is(link->kind, "episode") ||
                          tdm_str_is(link->kind, "team") || tdm_str_is(link->kind, "glass");
        if (!of_episode || !is_mine(ask, link->episode, &yes, &no)) continue;
        row(ask, link, trail->hashes[i - 1]);
        shown++;
    }
    for (int i = 0; i < 3; i++) web_close(ask);
}

static void page(struct web_ask *ask) {
    struct trail trail = {.ask = ask};
    struct tdm_problem problem = {0};
    if (!tdm_store_chains(tdm_clinic_store(ask->web->clinic), take, &trail, &problem)) {
        web_message(ask, 503, TDM_MSG_WEB_BUSY, TDM_MSG_WEB_BUSY_WORDS);
        return;
    }
    web_page_begin(ask, web_words(ask, TDM_MSG_WEB_NAV_AUDIT));
    web_say(ask, "h1", NULL, web_words(ask, TDM_MSG_WEB_NAV_AUDIT));
    web_say(ask, "p", NULL, web_words(ask, TDM_MSG_WEB_AUDIT_WORDS));
    if (ask->proof.len > 0) {
        size_t blank = 0, end = ask->proof.len;
        bool whole = tdm_str_starts_with(ask->proof, TDM_STR("whole "));
        (void)tdm_str_find(ask->proof, TDM_STR(" "), &blank);
        (void)tdm_str_find(ask->proof, TDM_STR("\n"), &end);
        struct tdm_arg args[] = {TDM_ARG_T("value", tdm_str_slice(ask->proof, blank + 1, end))};
        web_open(ask, "div", whole ? "done" : "wrong");
        tdm_html_attribute(&ask->html, "role", TDM_STR("status"));
        web_say(ask, "p", NULL, web_named(ask, whole ? TDM_MSG_WEB_CHAIN_WHOLE : TDM_MSG_WEB_CHAIN_BROKEN, args, 1));
        if (!whole) web_say(ask, "pre", NULL, tdm_str_slice(ask->proof, end + 1, ask->proof.len));
        web_close(ask);
    } else {
        web_open(ask, "p", NULL);
        web_link(ask, "button", TDM_STR("/audit/proof"), web_words(ask, TDM_MSG_WEB_PROVE));
        web_close(ask);
    }
    table(ask, &trail);
    web_page_end(ask);
}

void web_audit_page(struct web_ask *ask) {
    page(ask);
}

void web_prove(struct web_ask *ask) {
    page(ask);
}
