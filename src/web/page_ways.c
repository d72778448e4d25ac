/* page_ways.c - what limits and the four ways forward, with their arguments, for a talk between people. */
#include "web/web_int.h"

void web_options_page(struct web_ask *ask) {
    const struct web_episode *e = ask->episode;
    const struct tdm_decision *decision = web_shelf_decision(ask->web->shelf, e->protocol->condition);
    web_page_begin(ask, web_words(ask, TDM_MSG_WEB_OPTIONS));
    web_say(ask, "h1", NULL, web_words(ask, TDM_MSG_WEB_OPTIONS));
    web_banner(ask);
    if (decision == NULL) {
        web_say(ask, "p", NULL, web_words(ask, TDM_MSG_WEB_NO_DECISION));
    } else {
        struct tdm_about about = {e->episode, e->others, e->other_count};
        tdm_part_options(&ask->part, tdm_options_of(ask->mem, &about, decision, e->asof));
    }
    web_open(ask, "p", NULL);
    web_link(ask, "button quiet", web_format(ask, "/episodes/%.*s", TDM_FMT(e->name)),
             web_words(ask, TDM_MSG_WEB_BACK));
    web_close(ask);
    web_page_end(ask);
}
