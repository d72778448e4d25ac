/* page_audit.c - the trail: the newest entries of the chains, of the episodes that the person is of the team of; and
 * the proof of all of them, made by a helper. */
#include "web/many.h"
#include "web/web_int.h"

#define SHOWN    200u
#define LOOK_MAX 20000u /* entries looked through for them */

struct end { /* of a chain: what is shown of it next */
    struct tdm_stored stored;
    struct tdm_chained link;
    bool is_there;
};
struct trail {
    struct web_ask *ask;
    struct tdm_arena *mem; /* of the ends */
    struct end *ends;
    size_t count, room;
    struct web_lines_read lines;
    struct tdm_names yes, no; /* those that no line is known of, asked of each once */
};

/* Goes back over what cannot be read: `tandem verify` tells of that. */
static bool step_back(struct trail *t, struct end *end, uint64_t number, struct tdm_problem *problem) {
    struct tdm_head where = {.place = end->stored.place};
    end->is_there = false;
    for (where.number = number; where.number > 0 && !end->is_there; where.number--) {
        struct tdm_problem quiet = {0};
        bool found = false;
        if (!tdm_store_at(t->mem, tdm_clinic_store(t->ask->web->clinic), &where, &end->stored, &found, problem))
            return false;
        end->is_there = found && tdm_chained_read(t->mem, where.place, end->stored.bytes, &end->link, &quiet);
        end->stored.place = where.place;
    }
    return true;
}

static bool take_head(void *context, const struct tdm_stored *stored) {
    struct trail *t = context;
    TDM_GROW(t->mem, t->ends, t->count, t->room);
    t->ends[t->count++] =
        (struct end){.stored = {.place = tdm_arena_str(t->mem, stored->place), .number = stored->number}};
    return true;
}

/* The newest of all chains. */
static struct end *newest(const struct trail *t) {
    struct end *best = NULL;
    for (size_t i = 0; i < t->count; i++)
        if (t->ends[i].is_there && (best == NULL || t->ends[i].link.recorded.ms >= best->link.recorded.ms))
            best = &t->ends[i];
    return best;
}

static const struct web_line *line_of(const struct web_lines_read *lines, tdm_str name) {
    uint32_t from = 0, until = lines->count;
    while (from < until) {
        uint32_t middle = from + (until - from) / 2;
        int sign = tdm_str_compare(lines->list[middle]->name, name);
        if (sign == 0) return lines->list[middle];
        if (sign < 0)
            from = middle + 1;
        else
            until = middle;
    }
    return NULL;
}

static bool is_mine(struct trail *t, tdm_str episode) {
    struct web_ask *ask = t->ask;
    struct tdm_problem problem = {0};
    struct tdm_asking asking = {episode, ask->account.person, TDM_DATE_NONE, false, ask->now};
    const struct web_line *line = line_of(&t->lines, episode);
    if (line != NULL) return web_line_admits(line, ask->account.person);
    for (size_t i = 0; i < t->yes.count; i++)
        if (tdm_str_equal(t->yes.list[i], episode)) return true;
    for (size_t i = 0; i < t->no.count; i++)
        if (tdm_str_equal(t->no.list[i], episode)) return false;
    bool mine = tdm_clinic_admits(ask->mem, ask->web->clinic, &asking, &problem);
    struct tdm_names *into = mine ? &t->yes : &t->no;
    TDM_GROW(ask->mem, into->list, into->count, into->room);
    into->list[into->count++] = tdm_arena_str(ask->mem, episode);
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

static bool is_of_episode(tdm_str kind) {
    return tdm_str_is(kind, "entry") || tdm_str_is(kind, "episode") || tdm_str_is(kind, "team") ||
           tdm_str_is(kind, "glass");
}

/* Newest first, whichever place wrote them. False: the store failed. */
static bool rows(struct trail *t, bool *cut, struct tdm_problem *problem) {
    uint32_t shown = 0, looked = 0;
    for (struct end *end; shown < SHOWN && (end = newest(t)) != NULL; looked++) {
        *cut = looked == LOOK_MAX;
        if (*cut) return true;
        if (is_of_episode(end->link.kind) && is_mine(t, end->link.episode)) {
            row(t->ask, &end->link, end->stored.hash);
            shown++;
        }
        if (!step_back(t, end, end->link.number - 1, problem)) return false;
    }
    return true;
}

static bool table(struct web_ask *ask, struct trail *trail, bool *cut, struct tdm_problem *problem) {
    static const enum tdm_message heads[] = {TDM_MSG_WEB_COL_RECORDED, TDM_MSG_WEB_COL_EPISODE, TDM_MSG_WEB_COL_WHO,
                                             TDM_MSG_WEB_COL_WHAT, TDM_MSG_WEB_COL_HASH};
    web_open(ask, "div", "scroll");
    tdm_html_attribute(&ask->html, "tabindex", TDM_STR("0"));
    tdm_html_attribute(&ask->html, "role", TDM_STR("region"));
    tdm_html_attribute(&ask->html, "aria-label", web_words(ask, TDM_MSG_WEB_NAV_AUDIT));
    tdm_html_open(&ask->html, "table");
    tdm_html_open(&ask->html, "thead");
    tdm_part_heads(&ask->part, heads, TDM_COUNT(heads));
    web_close(ask);
    tdm_html_open(&ask->html, "tbody");
    bool good = rows(trail, cut, problem);
    for (int i = 0; i < 3; i++) web_close(ask);
    return good;
}

/* Where each chain ends. False: the store failed. */
static bool begin(struct trail *t, struct tdm_problem *problem) {
    if (!web_many_read(t->ask->web, t->ask->mem, 0, &t->lines, problem) ||
        !tdm_store_heads(tdm_clinic_store(t->ask->web->clinic), take_head, t, problem))
        return false;
    for (size_t i = 0; i < t->count; i++)
        if (!step_back(t, &t->ends[i], t->ends[i].stored.number, problem)) return false;
    return true;
}

static void page(struct web_ask *ask) {
    struct trail trail = {.ask = ask, .mem = ask->mem};
    struct tdm_problem problem = {0};
    bool cut = false;
    if (!begin(&trail, &problem)) {
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
    struct tdm_arg args[] = {TDM_ARG_I("n", LOOK_MAX)};
    bool good = table(ask, &trail, &cut, &problem);
    if (!good) web_say(ask, "p", "wrong", web_words(ask, TDM_MSG_WEB_BUSY_WORDS));
    if (cut) web_say(ask, "p", "small", web_named(ask, TDM_MSG_WEB_AUDIT_CUT, args, 1));
    web_page_end(ask);
}

void web_audit_page(struct web_ask *ask) {
    page(ask);
}

void web_prove(struct web_ask *ask) {
    page(ask);
}
