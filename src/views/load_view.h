/* load_view.h - the section on load: its sentences, its text and its JSON. */
#ifndef TDM_LOAD_VIEW_H
#define TDM_LOAD_VIEW_H

#include "views/view_int.h"

/* ---- load_words.c */
tdm_str view_quantity(const struct tdm_view *view, tdm_quantity quantity);
tdm_str view_dose(const struct tdm_view *view, const struct tdm_standing *standing, const struct tdm_dose *dose);
tdm_str view_target_because(const struct tdm_view *view, const struct tdm_standing *standing,
                            const struct tdm_target *target);
/* "Your leg press goes from 30 kg to 31 kg next time, because ..." */
tdm_str view_target_sentence(const struct tdm_view *view, const struct tdm_standing *standing,
                             const struct tdm_load_answer *answer);
const char *view_headroom_word(enum tdm_headroom headroom);

/* ---- load_text.c, load_json.c */
void view_loads_text(const struct tdm_view *view, const struct tdm_standing *standing);
void view_loads_json(struct tdm_json_writer *w, const struct tdm_view *view, const struct tdm_standing *standing);
/* For the patient without the weights of exercises that a therapist has prescribed: there the prescription and what a rule
 * has said since are what counts, and two weights of one exercise would be one too many (M81). */
tdm_str view_plan_words(const struct tdm_view *view, const struct tdm_standing *standing,
                        const struct tdm_plan_answer *plan, bool for_patient);

#endif
