/* page_home.c - what somebody sees first: staff the work list over their episodes, patients their own. */
#include "web/web_int.h"

struct mine {
    struct web_episode *list;
    const struct tdm_standing **standings;
    uint32_t count;
};

static uint32_t some_of(size_t left) {
    return left < TDM_STORE_SOME_MAX ? (uint32_t)left : TDM_STORE_SOME_MAX;
}

/* The episodes whose team the person is of; of a patient, their own. One that cannot be read is told, and hides no
 * other. */
static bool read_mine(struct web_ask *ask, struct mine *mine, struct tdm_problems *problems) {
    struct tdm_problem problem = {0};
    struct tdm_names names;
    struct web_admitting who = {ask->account.person, false};
    bool patient = tdm_str_is(ask->account.role, "patient");
    *mine = (struct mine){0};
    if (!tdm_clinic_episodes(ask->mem, ask->web->clinic, &names, &problem)) return false;
    mine->list = TDM_NEW_ARRAY(ask->mem, struct web_episode, names.count + 1);
    mine->standings = TDM_NEW_ARRAY(ask->mem, const struct tdm_standing *, names.count + 1);
    for (size_t i = 0; i < names.count; i++) {
        struct web_episode *episode = &mine->list[mine->count];
        struct tdm_problems quiet;
        tdm_str role;
        tdm_problems_init(&quiet);
        if (i % TDM_STORE_SOME_MAX == 0) web_read_ahead(ask->web, names.list + i, some_of(names.count - i));
        if (!web_episode_open(ask->web, ask->mem, names.list[i], episode, &quiet)) {
            struct tdm_asking asking = {names.list[i], ask->account.person, ask->today, false, TDM_INSTANT_NONE};
            if (!tdm_clinic_admits(ask->mem, ask->web->clinic, &asking, &problem)) continue;
            struct tdm_problem *kept = tdm_problems_add(problems, TDM_ERROR, TDM_WHY_CONFLICT, TDM_WEB_NO_CODE,
                                                        (struct tdm_place){.file = names.list[i]});
            tdm_problem_what(kept, "the episode %.*s cannot be read", TDM_FMT(names.list[i]));
            tdm_problem_fix(kept, "tandem verify tells what is whole");
            continue;
        }
        bool member = web_admits(ask->web, ask->mem, episode, &who, &role);
        if (!member || patient != tdm_str_equal(episode->chart->patient, ask->account.person)) continue;
        mine->standings[mine->count++] = episode->standing;
    }
    return true;
}

static void all_episodes(struct web_ask *ask, const struct mine *mine) {
    web_open(ask, "section", "card");
    web_say(ask, "h2", NULL, web_words(ask, TDM_MSG_WEB_ALL_EPISODES));
    web_open(ask, "ul", "episodes");
    for (uint32_t i = 0; i < mine->count; i++) {
        const struct web_episode *e = &mine->list[i];
        const struct tdm_standing *s = e->standing;
        tdm_html_open(&ask->html, "li");
        web_open(ask, "a", NULL);
        tdm_html_attribute(&ask->html, "href", web_format(ask, "/episodes/%.*s", TDM_FMT(e->name)));
        struct web_person person = web_person_of(ask->web, ask->mem, e->chart->patient);
        tdm_html_element(&ask->html, "strong", NULL, person.name);
        tdm_html_text(&ask->html, TDM_STR(" "));
        if (person.kept) web_say(ask, "span", "small", e->chart->patient);
        if (person.kept) tdm_html_text(&ask->html, TDM_STR(" "));
        web_say(ask, "span", NULL, tdm_part_site(&ask->view, e->chart, ask->web->shelf->catalog));
        web_close(ask);
        tdm_ref phase = s->track[TDM_TRACK_FUNCTION].phase;
        if (phase == TDM_REF_NONE) phase = s->track[TDM_TRACK_TISSUE].phase;
        web_say(ask, "span", "small",
                s->ended                ? web_words(ask, TDM_MSG_WEB_EPISODE_ENDED)
                : !s->enrolled          ? web_words(ask, TDM_MSG_STANDING_NOT_ENROLLED)
                : phase != TDM_REF_NONE ? tdm_part_name(&ask->view, e->protocol->phases[phase].name)
                                        : web_words(ask, TDM_MSG_WEB_NO_PHASE));
        web_say(ask, "span", "small block", web_block_line(ask, e));
        web_close(ask);
    }
    web_close(ask);
    web_close(ask);
}

static void work_page(struct web_ask *ask, const struct mine *mine, const struct tdm_problems *problems) {
    struct tdm_worklist list = tdm_worklist_of(ask->mem, mine->standings, mine->count, 0);
    tdm_ref role = tdm_catalog_find(ask->web->shelf->catalog, TDM_KIND_ROLE, ask->account.role);
    bool only_mine = tdm_str_is(tdm_http_field(&ask->http->query, "whose"), "mine") && role != TDM_REF_NONE;
    if (only_mine) list = tdm_worklist_of(ask->mem, mine->standings, mine->count, TDM_BIT(role));
    struct tdm_arg args[] = {TDM_ARG_I("n", list.count), TDM_ARG_I("of_n", mine->count),
                             TDM_ARG_T("date", tdm_part_date_long(&ask->view, ask->today))};
    web_page_begin(ask, web_words(ask, TDM_MSG_WEB_NAV_WORK));
    web_say(ask, "h1", NULL, web_words(ask, TDM_MSG_WEB_NAV_WORK));
    web_say(ask, "p", "small", web_named(ask, TDM_MSG_WORK_TITLE, args, 3));
    web_open(ask, "p", "choice");
    web_link(ask, only_mine ? NULL : "here", TDM_STR("/"), web_words(ask, TDM_MSG_WEB_WORK_ALL));
    web_link(ask, only_mine ? "here" : NULL, TDM_STR("/?whose=mine"), web_words(ask, TDM_MSG_WEB_WORK_MINE));
    web_close(ask);
    if (problems->errors > 0) web_problems(ask, problems);
    tdm_part_worklist(&ask->part, mine->standings, &list, TDM_STR("/episodes/"));
    all_episodes(ask, mine);
    web_glass_link(ask, (tdm_str){0});
    web_page_end(ask);
}

void web_home(struct web_ask *ask) {
    struct tdm_problems problems;
    struct mine mine;
    tdm_problems_init(&problems);
    if (!read_mine(ask, &mine, &problems)) {
        web_message(ask, 503, TDM_MSG_WEB_BUSY, TDM_MSG_WEB_BUSY_WORDS);
        return;
    }
    if (!tdm_str_is(ask->account.role, "patient")) {
        work_page(ask, &mine, &problems);
        return;
    }
    if (mine.count == 1) {
        web_redirect(ask, web_format(ask, "/episodes/%.*s/today", TDM_FMT(mine.list[0].name)));
        return;
    }
    web_page_begin(ask, web_words(ask, TDM_MSG_WEB_NAV_TODAY));
    web_say(ask, "h1", NULL, web_words(ask, TDM_MSG_WEB_YOUR_EPISODES));
    if (mine.count == 0) web_say(ask, "p", NULL, web_words(ask, TDM_MSG_WEB_NO_EPISODES));
    web_open(ask, "ul", "episodes");
    for (uint32_t i = 0; i < mine.count; i++) {
        tdm_html_open(&ask->html, "li");
        web_link(ask, NULL, web_format(ask, "/episodes/%.*s/today", TDM_FMT(mine.list[i].name)),
                 tdm_part_site(&ask->view, mine.list[i].chart, ask->web->shelf->catalog));
        web_close(ask);
    }
    web_close(ask);
    web_page_end(ask);
}
