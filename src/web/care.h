/* care.h - the pages of therapist and patient, and what they share: numbers as they are typed, entries without a wish. */
#ifndef TDM_WEB_CARE_H
#define TDM_WEB_CARE_H

#include "web/web_int.h"

/* ---- care.c */
tdm_str care_path(struct web_ask *ask, const char *page);         /* "/episodes/NAME/page" */
void care_begin(struct web_ask *ask, enum tdm_message title);     /* page, heading, whose it is */
void care_wrong(struct web_ask *ask, const struct tdm_problems *wrong); /* what was wrong with the form; null: nothing */
void care_done(struct web_ask *ask);                              /* "Recorded", after a form that was */
void care_back(struct web_ask *ask);                              /* to the episode, or today's sheet */
tdm_str care_measure(struct web_ask *ask, tdm_ref measure);       /* its label */
tdm_str care_number(struct web_ask *ask, tdm_decimal number);
bool care_observes(struct web_ask *ask, const struct tdm_measure *measure); /* does their reading count? */
/* A number as people type it, with a point or a comma; written as the notation has it. */
bool care_typed_number(struct web_ask *ask, tdm_str typed, tdm_decimal *out) TDM_CHECKED;
/* Records the lines; what was refused stands in `problems`, with 422. */
bool care_record(struct web_ask *ask, const struct web_lines *lines, struct tdm_problems *problems) TDM_CHECKED;
void care_lines_by(struct web_ask *ask, struct web_lines *lines); /* " by PERSON" */
tdm_str care_hidden_field(struct web_ask *ask, const char *name, tdm_str of); /* the field NAME-OF of the form */

void care_link(struct web_ask *ask, tdm_str path);                            /* a secret one, with its QR code */

/* ---- pack.c */
/* How an item is asked, in the language of the page where there is such a text; empty: its wording is not here. */
tdm_str web_item_wording(struct web_ask *ask, const struct tdm_instrument *instrument, uint32_t item);

/* ---- pages: one file each */
void web_assess_page(struct web_ask *ask);
void web_assess(struct web_ask *ask);
void web_findings_page(struct web_ask *ask);
void web_findings(struct web_ask *ask);
void web_handoffs_page(struct web_ask *ask);
void web_handoffs(struct web_ask *ask);
void web_roadmap_page(struct web_ask *ask);
void web_progression_page(struct web_ask *ask);
void web_progress_page(struct web_ask *ask);
void web_questions_page(struct web_ask *ask);
void web_question_page(struct web_ask *ask);
void web_question(struct web_ask *ask);
void web_invite_page(struct web_ask *ask);
void web_invite(struct web_ask *ask);
void web_paper_page(struct web_ask *ask);
void web_key_page(struct web_ask *ask);
void web_key(struct web_ask *ask);
void web_calendar_page(struct web_ask *ask);
void web_calendar(struct web_ask *ask);
void web_calendar_feed(struct web_ask *ask); /* what a phone reads, by the secret link alone */

#endif
