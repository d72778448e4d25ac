/* study_view.h - what the documents of the lab share: the honest head, figures, rows of a table for machines. */
#ifndef TDM_STUDY_VIEW_H
#define TDM_STUDY_VIEW_H

#include "views/view_int.h"

/* ---- lab_view.c: version, digest, seed, misfit, what was fitted, and that it is a hypothesis */
void lab_put(const struct tdm_view *view, tdm_str text);
void lab_head_text(const struct tdm_view *view, const struct tdm_lab_rows *rows);
void lab_head_json(struct tdm_json_writer *w, const struct tdm_view *view, const struct tdm_lab_rows *rows);
void lab_head_csv(const struct tdm_view *view, const struct tdm_lab_rows *rows);
void lab_csv_line(const struct tdm_view *view, tdm_str text);
void lab_csv_text(struct tdm_buf *out, tdm_str text);
/* To the nearest millionth: JSON carries decimals, never binary fractions. */
void lab_json_figure(struct tdm_json_writer *w, const char *key, double value);

/* ---- study_text.c */
tdm_str study_head_words(const struct tdm_view *view, const struct tdm_lab_study *lab);
tdm_str study_stays(const struct tdm_view *view, const struct tdm_study *study); /* measures that no readout moves */
tdm_str study_held_by(const struct tdm_view *view, const struct tdm_study_arm *arm, const struct tdm_study_gate *gates,
                      uint32_t gate);

#endif
