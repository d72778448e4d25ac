/* record_view.h - what the standing and the roadmap show of findings, baseline and measures. */
#ifndef TDM_RECORD_VIEW_H
#define TDM_RECORD_VIEW_H

#include "engine/record.h"
#include "views/view_int.h"

tdm_str view_quantity_of(const struct tdm_view *view, tdm_quantity quantity);
tdm_str view_change_of(const struct tdm_view *view, tdm_quantity quantity); /* with its sign */
tdm_str view_point(const struct tdm_view *view, const struct tdm_standing *standing, tdm_ref use,
                   const struct tdm_point *point);
tdm_str view_finding_place(const struct tdm_view *view, const struct tdm_standing *standing,
                           const struct tdm_finding_life *life); /* "left hip", or empty */
tdm_str view_finding_course(const struct tdm_view *view, const struct tdm_standing *standing,
                            const struct tdm_finding_life *life);
tdm_str view_finding_state(const struct tdm_view *view, const struct tdm_finding_life *life);

void view_roadmap_body(const struct tdm_view *view, const struct tdm_standing *standing); /* without head and foot */
void view_findings_text(const struct tdm_view *view, const struct tdm_standing *standing,
                        const struct tdm_record *record);
void view_measures_text(const struct tdm_view *view, const struct tdm_standing *standing,
                        const struct tdm_record *record);
void view_baseline_text(const struct tdm_view *view, const struct tdm_standing *standing,
                        const struct tdm_record *record);
void view_handoffs_text(const struct tdm_view *view, const struct tdm_standing *standing,
                        const struct tdm_record *record);
/* ---- record_json.c */
void view_handoffs_json(struct tdm_json_writer *w, const struct tdm_standing *standing,
                        const struct tdm_record *record);
void view_findings_json(struct tdm_json_writer *w, const struct tdm_view *view, const struct tdm_standing *standing,
                        const struct tdm_record *record);
void view_measures_json(struct tdm_json_writer *w, const struct tdm_view *view, const struct tdm_standing *standing,
                        const struct tdm_record *record);
void view_baseline_json(struct tdm_json_writer *w, const struct tdm_view *view, const struct tdm_standing *standing,
                        const struct tdm_record *record);

#endif
