/* page_roadmap.c - what the baseline asks for, phase by phase; and what the rules of progression say today, with why.
 */
#include "web/care.h"

void web_roadmap_page(struct web_ask *ask) {
    care_begin(ask, TDM_MSG_CARE_ROADMAP);
    web_say(ask, "p", NULL, web_words(ask, TDM_MSG_CARE_ROADMAP_WORDS));
    web_open(ask, "section", "card");
    web_say(ask, "h2", "unseen", web_words(ask, TDM_MSG_CARE_ROADMAP)); /* its parts are headings of the third order */
    tdm_part_roadmap(&ask->part, ask->episode->standing);
    web_close(ask);
    care_back(ask);
    web_page_end(ask);
}

void web_progression_page(struct web_ask *ask) {
    care_begin(ask, TDM_MSG_CARE_PROGRESSION);
    web_say(ask, "p", NULL, web_words(ask, TDM_MSG_CARE_PROGRESSION_WORDS));
    if (tdm_part_progression(&ask->part, ask->episode->standing) == 0)
        web_say(ask, "p", NULL, web_words(ask, TDM_MSG_CARE_PROGRESSION_NONE));
    care_back(ask);
    web_page_end(ask);
}
