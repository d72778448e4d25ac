/* page_glass.c - in an emergency: who is not of the team of an episode lets themselves in, with a reason that the team
 * and the patient read. Nobody learns here whether an episode is there. */
#include "web/web_int.h"

void web_glass_link(struct web_ask *ask, tdm_str episode) {
    bool named = tdm_chained_is_name(episode);
    if (!ask->logged_in || tdm_str_is(ask->account.role, "patient")) return;
    web_open(ask, "p", "small");
    web_link(ask, NULL,
             web_format(ask, "/glass%s%.*s", named ? "?episode=" : "", TDM_FMT(named ? episode : (tdm_str){0})),
             web_words(ask, TDM_MSG_WEB_GLASS_LINK));
    web_close(ask);
}

static tdm_str role_words(struct web_ask *ask, tdm_str role) {
    tdm_ref ref = tdm_catalog_find(ask->web->shelf->catalog, TDM_KIND_ROLE, role);
    return ref == TDM_REF_NONE ? role : tdm_part_label(&ask->view, ask->web->shelf->catalog, TDM_KIND_ROLE, ref);
}

void web_glass_told(struct web_ask *ask) {
    struct tdm_problem problem = {0};
    struct tdm_team team;
    if (!tdm_clinic_team(ask->mem, ask->web->clinic, ask->episode->name, &team, &problem)) return;
    for (uint32_t i = team.count; i > 0; i--) { /* the newest first */
        const struct tdm_membership *one = &team.list[i - 1];
        if (!one->glass) continue;
        struct tdm_arg args[] = {TDM_ARG_T("who", one->person), TDM_ARG_T("ref", role_words(ask, one->role)),
                                 TDM_ARG_D("date", one->from), TDM_ARG_D("until", one->until),
                                 TDM_ARG_T("words", one->because)};
        web_open(ask, "p", "glass");
        tdm_html_attribute(&ask->html, "role", TDM_STR("note"));
        tdm_html_text(&ask->html, web_named(ask, TDM_MSG_WEB_GLASS_TOLD, args, 5));
        web_close(ask);
    }
}

/* ---- the form */

static tdm_str asked_for(struct web_ask *ask) {
    tdm_str said = ask->row->is_form ? web_field(ask, "episode") : tdm_http_field(&ask->http->query, "episode");
    return tdm_chained_is_name(said) ? said : (tdm_str){0};
}

static void form(struct web_ask *ask) {
    struct web_input episode = {.name = "episode",
                                .type = "text",
                                .label = web_words(ask, TDM_MSG_WEB_COL_EPISODE),
                                .hint = web_words(ask, TDM_MSG_WEB_GLASS_EPISODE_HINT),
                                .value = asked_for(ask),
                                .must = true};
    struct web_input because = {.name = "because",
                                .type = "textarea",
                                .label = web_words(ask, TDM_MSG_WEB_BECAUSE),
                                .hint = web_words(ask, TDM_MSG_WEB_GLASS_BECAUSE_HINT),
                                .value = web_field(ask, "because"),
                                .must = true};
    struct web_input password = {.name = "password",
                                 .type = "password",
                                 .label = web_words(ask, TDM_MSG_WEB_PASSWORD_AGAIN),
                                 .complete = "current-password",
                                 .must = true};
    web_form_begin(ask, TDM_STR("/glass"), NULL);
    web_form_input(ask, &episode);
    web_form_input(ask, &because);
    web_form_input(ask, &password);
    web_form_end(ask, web_words(ask, TDM_MSG_WEB_GLASS_OPEN));
}

static void page(struct web_ask *ask, unsigned status, enum tdm_message told) {
    struct tdm_arg args[] = {TDM_ARG_T("ref", role_words(ask, ask->account.role))};
    ask->reply.status = status;
    web_page_begin(ask, web_words(ask, TDM_MSG_WEB_GLASS_TITLE));
    web_say(ask, "h1", NULL, web_words(ask, TDM_MSG_WEB_GLASS_TITLE));
    if (told != TDM_MESSAGE_COUNT) {
        web_open(ask, "div", "wrong");
        tdm_html_attribute(&ask->html, "role", TDM_STR("alert"));
        web_say(ask, "p", NULL, web_named(ask, told, args, 1));
        web_close(ask);
    }
    web_say(ask, "p", NULL, web_named(ask, TDM_MSG_WEB_GLASS_WORDS, args, 1));
    form(ask);
    web_page_end(ask);
}

void web_glass_page(struct web_ask *ask) {
    page(ask, 200, TDM_MESSAGE_COUNT);
}

/* ---- the act */

/* On the day of the chart's zone. Who is let in already breaks nothing. */
static bool let_in(struct web_ask *ask, tdm_str name, tdm_str because) {
    struct web_episode episode;
    struct tdm_problems problems;
    tdm_str role;
    struct web_admitting who = {ask->account.person, true};
    tdm_problems_init(&problems);
    if (name.len == 0 || !web_episode_open(ask->web, ask->mem, name, &episode, &problems)) return false;
    if (web_admits(ask->web, ask->mem, &episode, &who, &role)) return true;
    struct tdm_joining joining = {.as = ask->account.person, .day = episode.asof.on, .now = ask->now};
    joining.member = (struct tdm_membership){.episode = name, .role = ask->account.role, .because = because};
    if (!web_act_begin(ask, &problems)) return false;
    bool good = tdm_clinic_break_glass(ask->mem, ask->web->clinic, &joining, &problems);
    return web_act_end(ask, good, &problems);
}

void web_glass(struct web_ask *ask) {
    tdm_str name = asked_for(ask), because = web_one_line(ask, "because");
    if (!tdm_str_is(ask->proof, "yes")) {
        page(ask, 401, TDM_MSG_WEB_PASSWORD_WRONG);
    } else if (because.len == 0) {
        page(ask, 422, TDM_MSG_WEB_GLASS_NO_REASON);
    } else if (!let_in(ask, name, because)) {
        page(ask, 422, TDM_MSG_WEB_GLASS_REFUSED);
    } else {
        web_redirect(ask, web_format(ask, "/episodes/%.*s", TDM_FMT(name)));
    }
}
