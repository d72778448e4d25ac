/* doses.h - pieces of forms about exercises and readings. */
#ifndef TDM_WEB_DOSES_H
#define TDM_WEB_DOSES_H

#include "web/web_int.h"

tdm_str web_dose_written(struct web_ask *ask, const struct tdm_entry *entry, tdm_str exercise, bool with_times);
const struct tdm_entry *web_prescription(struct web_ask *ask, const struct tdm_exercise_answer *answer); /* or null */
tdm_str web_exercise_name(struct web_ask *ask, const struct tdm_exercise_answer *answer);
tdm_str web_exercise_label(struct web_ask *ask, const struct tdm_exercise_answer *answer);
/* Is it asked every day? And is it told from nought to ten, and the patient's word on it counts? */
bool web_in_diary(const struct tdm_protocol *protocol, uint32_t measure);
bool web_on_ten_by_patient(struct web_ask *ask, const struct tdm_measure_use *use);
/* May this person say it, and is it said from nought to ten? */
bool web_is_asked(struct web_ask *ask, const struct tdm_measure_use *use, bool of_session);
void web_scale(struct web_ask *ask, const struct tdm_measure_use *use);
uint32_t web_scale_lines(struct web_ask *ask, struct web_lines *lines, bool of_session); /* how many were said */

/* A form that is not recorded, 422: its page again, with the verdict where that stops the act, else with what was wrong;
 * and one in which nothing was said. */
typedef void (*web_dose_page)(struct web_ask *ask, const struct tdm_problems *wrong, const struct tdm_judgement *judgement);
void web_not_recorded(struct web_ask *ask, const struct web_tried *tried, web_dose_page page);
void web_nothing_said(struct web_ask *ask, web_dose_page page);

#endif
