/* page_progress.c - a person's progress against their own first values. */
#include "web/care.h"

#include "engine/record.h"

void web_progress_page(struct web_ask *ask) {
    const struct tdm_record *record = tdm_record_of(ask->mem, ask->episode->standing);
    care_begin(ask, ask->is_self ? TDM_MSG_CARE_PROGRESS : TDM_MSG_CARE_PROGRESS_STAFF);
    web_say(ask, "p", NULL, web_words(ask, TDM_MSG_CARE_PROGRESS_WORDS));
    web_open(ask, "div", "cards");
    uint32_t count = tdm_part_progress(&ask->part, ask->episode->standing, record);
    web_close(ask);
    if (count == 0) web_say(ask, "p", NULL, web_words(ask, TDM_MSG_CARE_PROGRESS_NONE));
    care_back(ask);
    web_page_end(ask);
}
