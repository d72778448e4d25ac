/* page_home.c - what somebody sees first: staff the work list over their episodes, patients their own. */
#include "web/many.h"
#include "web/web_int.h"

#include <ctype.h>
#include <stdlib.h>

#define SHOWN   50u    /* of a list, on one page */
#define READ_US 500000 /* of the processor: what changed since is read before the page is made */

struct mine {
    const struct web_line **list;
    uint32_t count, unread;
};

static bool is_patient(const struct web_ask *ask) {
    return tdm_str_is(ask->account.role, "patient");
}

static void cannot_read(tdm_str name, struct tdm_problems *problems) {
    struct tdm_problem *kept =
        tdm_problems_add(problems, TDM_ERROR, TDM_WHY_CONFLICT, TDM_WEB_NO_CODE, (struct tdm_place){.file = name});
    tdm_problem_what(kept, "the episode %.*s cannot be read", TDM_FMT(name));
    tdm_problem_fix(kept, "tandem verify tells what is whole");
}

/* The episodes whose team the person is of; of a patient, their own. One that cannot be read is told, and hides no
 * other. */
static bool read_mine(struct web_ask *ask, struct mine *mine, struct tdm_problems *problems) {
    struct tdm_problem problem = {0};
    struct web_lines_read all;
    *mine = (struct mine){0};
    if (!web_many_read(ask->web, ask->mem, READ_US, &all, &problem)) return false;
    mine->list = TDM_NEW_ARRAY(ask->mem, const struct web_line *, all.count + 1);
    mine->unread = all.unread;
    for (uint32_t i = 0; i < all.count; i++) {
        const struct web_line *line = all.list[i];
        bool own = tdm_str_equal(line->patient, ask->account.person);
        if (!web_line_admits(line, ask->account.person)) continue;
        if (line->broken)
            cannot_read(line->name, problems);
        else if (own == is_patient(ask))
            mine->list[mine->count++] = line;
    }
    return true;
}

/* ---- the work list: the part of it that stands on this page */

struct owed {
    const struct tdm_work_row *row;
    uint32_t at; /* as it came */
};

static int by_urgency(const void *left, const void *right) {
    const struct owed *a = left, *b = right;
    int sign = tdm_urgency_compare(&a->row->urgency, &b->row->urgency);
    return sign != 0 ? sign : (a->at > b->at) - (a->at < b->at);
}

/* `roles` 0: of every role. */
static const struct tdm_work_row **owed_of(struct web_ask *ask, const struct mine *mine, tdm_mask roles,
                                           uint32_t *count) {
    struct owed *all = NULL;
    size_t n = 0, room = 0;
    for (uint32_t i = 0; i < mine->count; i++) {
        const struct web_line_words *said = &mine->list[i]->said[ask->view.language];
        for (uint32_t k = 0; k < said->row_count; k++) {
            if (roles != 0 && (said->rows[k].roles & roles) == 0) continue;
            TDM_GROW(ask->mem, all, n, room);
            all[n] = (struct owed){&said->rows[k], (uint32_t)n};
            n++;
        }
    }
    if (n > 1) qsort(all, n, sizeof *all, by_urgency);
    const struct tdm_work_row **rows = TDM_NEW_ARRAY(ask->mem, const struct tdm_work_row *, n + 1);
    for (size_t i = 0; i < n; i++) rows[i] = all[i].row;
    *count = (uint32_t)n;
    return rows;
}

static uint32_t first_asked(struct web_ask *ask, const char *field, uint32_t count) {
    int64_t from = 0;
    if (!tdm_parse_i64(tdm_http_field(&ask->http->query, field), &from) || from < 0 || from >= count) return 0;
    return (uint32_t)from - (uint32_t)from % SHOWN;
}

static tdm_str address(struct web_ask *ask, bool only_mine, uint32_t from) {
    return web_format(ask, "/?%sfrom=%u", only_mine ? "whose=mine&" : "", (unsigned)from);
}

/* Where the page stands in the list, and the pages beside it; nothing when all of it is here. */
static void pages(struct web_ask *ask, bool only_mine, uint32_t from, uint32_t count) {
    uint32_t until = from + SHOWN < count ? from + SHOWN : count;
    struct tdm_arg args[] = {TDM_ARG_I("from", from + 1), TDM_ARG_I("until", until), TDM_ARG_I("n", count)};
    if (count <= SHOWN) return;
    web_open(ask, "p", "choice");
    if (from > 0) web_link(ask, NULL, address(ask, only_mine, from - SHOWN), web_words(ask, TDM_MSG_WEB_MORE_URGENT));
    web_say(ask, "span", "here", web_named(ask, TDM_MSG_WEB_PART_OF, args, 3));
    if (until < count) web_link(ask, NULL, address(ask, only_mine, until), web_words(ask, TDM_MSG_WEB_LESS_URGENT));
    web_close(ask);
}

/* What of the lists stands on this page, and whose it is. */
struct listed {
    const struct tdm_work_row **rows;
    uint32_t count, from, shown; /* of the rows; those that stand here */
    bool only_mine;
    const struct web_person *persons; /* of the episodes: all of them for a search, else those that stand here */
};

/* What is sealed is read once for all persons of the page, and nothing that was opened outlives it (decision 57). */
static void name_them(struct web_ask *ask, const struct mine *mine, struct listed *l) {
    bool search = tdm_http_field(&ask->http->query, "find").len > 0;
    uint32_t episodes = search || mine->count < SHOWN ? mine->count : SHOWN;
    tdm_str *words = TDM_NEW_ARRAY(ask->mem, tdm_str, episodes + l->shown + 1);
    struct tdm_work_row *named = TDM_NEW_ARRAY(ask->mem, struct tdm_work_row, l->shown + 1);
    for (uint32_t i = 0; i < episodes; i++) words[i] = mine->list[i]->patient;
    for (uint32_t i = 0; i < l->shown; i++) words[episodes + i] = l->rows[l->from + i]->patient;
    l->persons = web_persons_of(ask->web, ask->mem, words, episodes + l->shown);
    for (uint32_t i = 0; i < l->shown; i++) {
        const struct web_person *person = &l->persons[episodes + i];
        named[i] = *l->rows[l->from + i];
        if (person->kept) named[i].name = person->name;
        l->rows[l->from + i] = &named[i];
    }
}

static void listed_of(struct web_ask *ask, const struct mine *mine, struct listed *l) {
    tdm_ref role = tdm_catalog_find(ask->web->shelf->catalog, TDM_KIND_ROLE, ask->account.role);
    l->only_mine = tdm_str_is(tdm_http_field(&ask->http->query, "whose"), "mine") && role != TDM_REF_NONE;
    l->rows = owed_of(ask, mine, l->only_mine ? TDM_BIT(role) : 0, &l->count);
    l->from = first_asked(ask, "from", l->count);
    l->shown = l->count - l->from < SHOWN ? l->count - l->from : SHOWN;
    name_them(ask, mine, l);
}

static void work(struct web_ask *ask, const struct mine *mine, const struct listed *l) {
    struct tdm_arg args[] = {TDM_ARG_I("n", l->count), TDM_ARG_I("of_n", mine->count),
                             TDM_ARG_T("date", tdm_part_date_long(&ask->view, ask->today))};
    web_say(ask, "p", "small", web_named(ask, TDM_MSG_WORK_TITLE, args, 3));
    web_open(ask, "p", "choice");
    web_link(ask, l->only_mine ? NULL : "here", TDM_STR("/"), web_words(ask, TDM_MSG_WEB_WORK_ALL));
    web_link(ask, l->only_mine ? "here" : NULL, TDM_STR("/?whose=mine"), web_words(ask, TDM_MSG_WEB_WORK_MINE));
    web_close(ask);
    tdm_part_worklist(&ask->part, l->rows + l->from, l->shown, TDM_STR("/episodes/"));
    if (l->count == 0) web_say(ask, "p", NULL, web_words(ask, TDM_MSG_WEB_NOTHING_OWED));
    pages(ask, l->only_mine, l->from, l->count);
}

/* ---- all episodes, and one of them found by a part of its name or of its person's */

static bool holds(tdm_str text, tdm_str part) {
    for (size_t i = 0; i + part.len <= text.len; i++) {
        size_t k = 0;
        while (k < part.len && tolower((unsigned char)text.at[i + k]) == tolower((unsigned char)part.at[k])) k++;
        if (k == part.len) return true;
    }
    return false;
}

static void episode(struct web_ask *ask, const struct web_line *line, struct web_person person) {
    const struct web_line_words *said = &line->said[ask->view.language];
    tdm_html_open(&ask->html, "li");
    web_open(ask, "a", NULL);
    tdm_html_attribute(&ask->html, "href", web_format(ask, "/episodes/%.*s", TDM_FMT(line->name)));
    tdm_html_element(&ask->html, "strong", NULL, person.name);
    tdm_html_text(&ask->html, TDM_STR(" "));
    if (person.kept) web_say(ask, "span", "small", line->patient);
    if (person.kept) tdm_html_text(&ask->html, TDM_STR(" "));
    web_say(ask, "span", NULL, said->site);
    web_close(ask);
    web_say(ask, "span", "small", said->where);
    web_say(ask, "span", "small block", said->blocks);
    web_close(ask);
}

static void find_form(struct web_ask *ask) {
    tdm_str find = tdm_http_field(&ask->http->query, "find");
    web_open(ask, "form", "find");
    tdm_html_attribute(&ask->html, "method", TDM_STR("get"));
    tdm_html_attribute(&ask->html, "action", TDM_STR("/"));
    tdm_html_attribute(&ask->html, "role", TDM_STR("search"));
    web_open(ask, "label", NULL);
    tdm_html_text(&ask->html, web_words(ask, TDM_MSG_WEB_FIND_EPISODE));
    tdm_html_text(&ask->html, TDM_STR(" "));
    tdm_html_open(&ask->html, "input");
    tdm_html_attribute(&ask->html, "name", TDM_STR("find"));
    tdm_html_attribute(&ask->html, "value", find);
    tdm_html_attribute(&ask->html, "maxlength", TDM_STR("60"));
    web_close(ask);
    web_close(ask);
    web_open(ask, "button", NULL);
    tdm_html_text(&ask->html, web_words(ask, TDM_MSG_WEB_FIND));
    web_close(ask);
    web_close(ask);
}

static bool is_found(const struct web_line *line, const struct web_person *person, tdm_str find) {
    return holds(line->name, find) || holds(line->patient, find) || holds(person->name, find);
}

static void all_episodes(struct web_ask *ask, const struct mine *mine, const struct web_person *persons) {
    tdm_str find = tdm_http_field(&ask->http->query, "find");
    uint32_t found = 0;
    web_open(ask, "section", "card");
    web_say(ask, "h2", NULL, web_words(ask, TDM_MSG_WEB_ALL_EPISODES));
    web_open(ask, "ul", "episodes");
    for (uint32_t i = 0; i < mine->count; i++) {
        if (find.len > 0 && !is_found(mine->list[i], &persons[i], find)) continue;
        if (found++ < SHOWN) episode(ask, mine->list[i], persons[i]);
    }
    web_close(ask);
    struct tdm_arg args[] = {TDM_ARG_I("from", 1), TDM_ARG_I("until", SHOWN), TDM_ARG_I("n", found)};
    if (found > SHOWN) web_say(ask, "p", "small", web_named(ask, TDM_MSG_WEB_PART_OF, args, 3));
    if (found == 0 && find.len > 0) web_say(ask, "p", NULL, web_words(ask, TDM_MSG_WEB_FOUND_NONE));
    web_close(ask);
}

/* ---- the pages */

/* After a start, and on a new day, a large clinic is read bit by bit: what is missing yet is told, first of all. */
static void unread(struct web_ask *ask, const struct mine *mine) {
    struct tdm_arg args[] = {TDM_ARG_I("n", mine->unread)};
    if (mine->unread == 0) return;
    web_open(ask, "div", "wrong");
    tdm_html_attribute(&ask->html, "role", TDM_STR("status"));
    web_say(ask, "p", NULL, web_named(ask, TDM_MSG_WEB_UNREAD, args, 1));
    web_open(ask, "p", NULL);
    web_link(ask, NULL, TDM_STR("/"), web_words(ask, TDM_MSG_WEB_LOOK_AGAIN));
    web_close(ask);
    web_close(ask);
}

static void staff_page(struct web_ask *ask, const struct mine *mine, const struct tdm_problems *problems) {
    struct listed listed;
    web_page_begin(ask, web_words(ask, TDM_MSG_WEB_NAV_WORK));
    web_say(ask, "h1", NULL, web_words(ask, TDM_MSG_WEB_NAV_WORK));
    web_no_phone(ask);
    unread(ask, mine);
    if (problems->errors > 0) web_problems(ask, problems);
    if (mine->count > SHOWN) find_form(ask);
    listed_of(ask, mine, &listed);
    if (tdm_http_has_field(&ask->http->query, "find")) {
        all_episodes(ask, mine, listed.persons);
        work(ask, mine, &listed);
    } else {
        work(ask, mine, &listed);
        all_episodes(ask, mine, listed.persons);
    }
    web_glass_link(ask, (tdm_str){0});
    web_page_end(ask);
}

static void patient_page(struct web_ask *ask, const struct mine *mine) {
    if (mine->count == 1 && mine->unread == 0) {
        web_redirect(ask, web_format(ask, "/episodes/%.*s/today", TDM_FMT(mine->list[0]->name)));
        return;
    }
    web_page_begin(ask, web_words(ask, TDM_MSG_WEB_NAV_TODAY));
    web_say(ask, "h1", NULL, web_words(ask, TDM_MSG_WEB_YOUR_EPISODES));
    unread(ask, mine);
    if (mine->count == 0 && mine->unread == 0) web_say(ask, "p", NULL, web_words(ask, TDM_MSG_WEB_NO_EPISODES));
    web_open(ask, "ul", "episodes");
    for (uint32_t i = 0; i < mine->count; i++) {
        tdm_html_open(&ask->html, "li");
        web_link(ask, NULL, web_format(ask, "/episodes/%.*s/today", TDM_FMT(mine->list[i]->name)),
                 mine->list[i]->said[ask->view.language].site);
        web_close(ask);
    }
    web_close(ask);
    web_page_end(ask);
}

void web_home(struct web_ask *ask) {
    struct tdm_problems problems;
    struct mine mine;
    tdm_problems_init(&problems);
    if (!read_mine(ask, &mine, &problems))
        web_message(ask, 503, TDM_MSG_WEB_BUSY, TDM_MSG_WEB_BUSY_WORDS);
    else if (is_patient(ask))
        patient_page(ask, &mine);
    else
        staff_page(ask, &mine, &problems);
}
