/* page_patient.c - for the patient: today's sheet, and the diary. */
#include "web/doses.h"

static void patient_actions(struct web_ask *ask) {
    web_open(ask, "nav", "actions");
    tdm_html_attribute(&ask->html, "aria-label", web_words(ask, TDM_MSG_WEB_ACTIONS));
    if (ask->is_self) {
        web_link(ask, "button", web_format(ask, "/episodes/%.*s/diary", TDM_FMT(ask->episode->name)),
                 web_words(ask, TDM_MSG_WEB_DIARY));
        web_link(ask, "button", web_format(ask, "/episodes/%.*s/session", TDM_FMT(ask->episode->name)),
                 web_words(ask, TDM_MSG_WEB_I_EXERCISED));
    } else {
        web_link(ask, "button quiet", web_format(ask, "/episodes/%.*s", TDM_FMT(ask->episode->name)),
                 web_words(ask, TDM_MSG_WEB_BACK));
    }
    web_close(ask);
}

void web_today_page(struct web_ask *ask) {
    struct tdm_arg args[] = {TDM_ARG_T("date", tdm_part_date_long(&ask->view, ask->today))};
    web_page_begin(ask, web_named(ask, TDM_MSG_SHEET_TITLE, args, 1));
    if (!ask->is_self) web_banner(ask);
    web_glass_told(ask);
    if (tdm_http_field(&ask->http->query, "done").len > 0) {
        web_open(ask, "p", "done");
        tdm_html_attribute(&ask->html, "role", TDM_STR("status"));
        tdm_html_text(&ask->html, web_words(ask, TDM_MSG_WEB_THANKS));
        web_close(ask);
    }
    ask->view.missing = ask->episode->missing;
    tdm_part_glance(&ask->part, ask->episode->standing);
    if (!ask->episode->standing->ended) patient_actions(ask);
    tdm_part_sheet(&ask->part, ask->episode->standing);
    if (ask->is_self) {
        web_open(ask, "nav", "actions more");
        tdm_html_attribute(&ask->html, "aria-label", web_words(ask, TDM_MSG_WEB_MORE));
        care_ways(ask);
        web_close(ask);
    }
    web_page_end(ask);
}

/* What is asked every day: the measures of the protocol's diary; without one, every one from nought to ten. */
bool web_in_diary(const struct tdm_protocol *protocol, uint32_t measure) {
    bool diary = false;
    for (uint32_t o = 0; o < protocol->owe_count; o++) {
        if (!protocol->owes[o].diary || protocol->owes[o].measure_count == 0) continue;
        diary = true;
        for (uint32_t m = 0; m < protocol->owes[o].measure_count; m++)
            if (protocol->owes[o].measures[m] == measure) return true;
    }
    return !diary;
}

static void page(struct web_ask *ask, const struct tdm_problems *wrong) {
    const struct tdm_protocol *protocol = ask->episode->protocol;
    web_page_begin(ask, web_words(ask, TDM_MSG_WEB_DIARY));
    web_say(ask, "h1", NULL, web_words(ask, TDM_MSG_WEB_DIARY));
    web_banner(ask);
    if (wrong != NULL && wrong->errors > 0) web_problems(ask, wrong);
    web_say(ask, "p", NULL, web_words(ask, TDM_MSG_WEB_DIARY_HINT));
    web_form_begin(ask, ask->http->path, NULL);
    for (uint32_t i = 0; i < protocol->measure_count; i++)
        if (web_in_diary(protocol, i) && web_is_asked(ask, &protocol->measures[i], false))
            web_scale(ask, &protocol->measures[i]);
    web_form_end(ask, web_words(ask, TDM_MSG_WEB_SAVE));
    web_page_end(ask);
}

void web_diary_page(struct web_ask *ask) {
    page(ask, NULL);
}

void web_diary(struct web_ask *ask) {
    struct web_lines lines;
    struct tdm_problems problems;
    tdm_problems_init(&problems);
    web_lines_begin(ask, &lines, "diary");
    web_lines_word(&lines, " by ", ask->account.person);
    if (web_scale_lines(ask, &lines, false) == 0) {
        web_tell(&problems, web_words(ask, TDM_MSG_WEB_NOTHING_SAID));
    }
    web_lines_named(ask, &lines);
    if (problems.errors > 0 || !web_record_lines(ask, &lines, &problems)) {
        ask->reply.status = 422;
        page(ask, &problems);
        return;
    }
    web_redirect(ask, web_format(ask, "/episodes/%.*s/today?done=1", TDM_FMT(ask->episode->name)));
}
