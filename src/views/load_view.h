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
/* For the team a week of a programme with its lines and weights. For the patient without weights: what a therapist has
 * prescribed and a rule has said since is what counts, two weights of one exercise would be one too many (M81), and of
 * what nobody has prescribed none is to be begun with. Where all of it waits for the therapist, not even the dose. */
enum view_plan_reader { VIEW_PLAN_TEAM, VIEW_PLAN_SHEET, VIEW_PLAN_SHEET_ASK };
tdm_str view_plan_words(const struct tdm_view *view, const struct tdm_standing *standing,
                        const struct tdm_plan_answer *plan, enum view_plan_reader reader);

#endif
