/* page_amend.c - an episode goes on under another version of its protocol: the one that this program ships. */
#include "web/act_forms.h"

/* Of the same name, and other bytes than the ones that the episode follows. */
const struct tdm_protocol *web_amend_chosen(struct web_ask *ask) {
    const struct web_shelf *shelf = ask->web->shelf;
    for (size_t i = 0; i < shelf->plan_count; i++)
        if (tdm_str_equal(shelf->plans[i].protocol->name, ask->episode->protocol->name) &&
            !tdm_digest_equal(shelf->plans[i].protocol->digest, ask->episode->protocol->digest))
            return shelf->plans[i].protocol;
    return NULL;
}

bool web_amend_can(struct web_ask *ask, enum tdm_message *why_not) {
    *why_not = TDM_MSG_ACT_NO_VERSION;
    return web_amend_chosen(ask) != NULL;
}

void web_amend_fields(struct web_ask *ask) {
    const struct tdm_protocol *chosen = web_amend_chosen(ask);
    struct tdm_arg args[] = {TDM_ARG_T("value", ask->episode->protocol->version), TDM_ARG_T("limit", chosen->version)};
    web_say(ask, "p", "big", web_named(ask, TDM_MSG_ACT_AMEND_FROM_TO, args, 2));
    web_act_day(ask, TDM_MSG_ACT_AMEND_DAY, TDM_MESSAGE_COUNT);
    web_act_reasons(ask, true);
}

bool web_amend_lines(struct web_ask *ask, struct web_lines *lines) {
    const struct tdm_protocol *chosen = web_amend_chosen(ask);
    tdm_date from;
    if (!tdm_date_parse(web_field(ask, "day"), &from)) return false;
    web_act_head(ask, lines, "amend", false);
    web_lines_word(lines, " protocol ", chosen->name);
    web_lines_word(lines, " version ", chosen->version);
    web_act_by(ask, lines, "amend");
    tdm_buf_text(&lines->text, ", from ");
    tdm_date_print(&lines->text, from);
    web_act_because(ask, lines);
    return web_field(ask, "because").len > 0;
}
