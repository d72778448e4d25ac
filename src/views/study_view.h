/* study_view.h - what the documents of the lab share: the honest head, figures, rows of a table for machines. */
#ifndef TDM_STUDY_VIEW_H
#define TDM_STUDY_VIEW_H

#include "render/render.h"
#include "views/view_int.h"

/* ---- lab_view.c: version, digest, seed, misfit, what was fitted, and that it is a hypothesis */
void lab_put(const struct tdm_view *view, tdm_str text);
void lab_head_text(const struct tdm_view *view, const struct tdm_lab_rows *rows);
void lab_head_json(struct tdm_json_writer *w, const struct tdm_view *view, const struct tdm_lab_rows *rows);
void lab_notice_html(struct tdm_html *h, const struct tdm_view *view); /* the sentence, and below what it was fitted to */
void lab_made_html(struct tdm_html *h, const struct tdm_view *view, const struct tdm_lab_rows *rows);
void lab_head_html(struct tdm_html *h, const struct tdm_view *view, const struct tdm_lab_rows *rows);
/* A picture that was cut out still says what it is: a few short lines from `y` on (tenths of a pixel), all of it in its description. */
enum { LAB_MARK_HEIGHT = 720 };
void lab_mark_svg(struct tdm_html *h, const struct tdm_view *view, const struct tdm_lab_rows *rows, int64_t y);
tdm_str lab_mark_told(const struct tdm_view *view, const struct tdm_lab_rows *rows, tdm_str told);
void lab_head_csv(const struct tdm_view *view, const struct tdm_lab_rows *rows);
void lab_csv_line(const struct tdm_view *view, tdm_str text);
void lab_csv_text(struct tdm_buf *out, tdm_str text);
/* To the nearest millionth: JSON carries decimals, never binary fractions. */
void lab_json_figure(struct tdm_json_writer *w, const char *key, double value);

/* ---- study_tables.c: titles, cells and what is to be said below them, for text and pages alike */
enum { STUDY_TABLES_MOST = 16, STUDY_NOTES_MOST = 4 };
struct study_table {
    tdm_str title;
    struct tdm_text_table table;
    tdm_str notes[STUDY_NOTES_MOST];
    uint32_t note_count;
};
struct study_tables {
    struct study_table items[STUDY_TABLES_MOST];
    uint32_t count, answers; /* the first `answers` of them are what a sweep or a trial was asked for */
};
void study_tables_of(const struct tdm_view *view, const struct tdm_lab_study *lab, struct study_tables *to);
/* In one paragraph what a sweep or a trial was asked for; empty for a run, whose short table says it. */
tdm_str study_answer_words(const struct tdm_view *view, const struct tdm_lab_study *lab);
tdm_str study_arm_words(const struct tdm_view *view, const struct tdm_lab_study *lab, uint32_t arm);
tdm_str study_pair_words(const struct tdm_view *view, const struct tdm_lab_study *lab, uint32_t first, uint32_t second);
tdm_str study_sweep_unit(const struct tdm_view *view, const struct tdm_study_sweep *sweep);
tdm_str study_stays_words(const struct tdm_view *view, const struct tdm_lab_study *lab);
tdm_str study_numbers_words(const struct tdm_view *view, const struct tdm_lab_study *lab); /* drawn, or as fitted */
tdm_str study_asked_words(const struct tdm_view *view, const struct tdm_lab_study *lab);
tdm_str study_head_words(const struct tdm_view *view, const struct tdm_lab_study *lab);
bool study_is_moved(const struct tdm_study_figure *one, const struct tdm_study_figure *other, uint32_t count); /* by the product */
double study_share_error(const struct tdm_lab_study *lab, double share); /* of the simulation, in points of percent */
tdm_str study_stays(const struct tdm_view *view, const struct tdm_study *study); /* measures that no readout moves */
tdm_str study_held_by(const struct tdm_view *view, const struct tdm_study_arm *arm, const struct tdm_study_gate *gates,
                      uint32_t gate);

/* ---- study_html.c */
void study_page_head(struct tdm_html *h, tdm_str title);
void study_page_table(struct tdm_html *h, const struct tdm_text_table *table);

/* ---- claims_view.c: tables and sentences of claims, for text and pages alike */
enum { CLAIMS_NOTES = 7 };
struct claims_told {
    tdm_str titles[2], notes[CLAIMS_NOTES];
    struct tdm_text_table tables[2]; /* each claim; each figure behind it */
};
void claims_told_of(const struct tdm_view *view, const struct tdm_lab_claims *lab, struct claims_told *to);
tdm_str claims_head_words(const struct tdm_view *view, const struct tdm_lab_claims *lab);
tdm_str claims_verdict_words(const struct tdm_view *view, const struct tdm_lab_claims *lab, uint32_t claim);

/* ---- study_plot.c, study_plot_answers.c: a figure each, readable without colour */
void study_plot_swept(struct tdm_html *h, const struct tdm_view *view, const struct tdm_lab_study *lab, enum tdm_study_aim aim);
void study_plot_trials(struct tdm_html *h, const struct tdm_view *view, const struct tdm_lab_study *lab,
                       enum tdm_study_outcome o);
void study_plot_means(struct tdm_html *h, const struct tdm_view *view, const struct tdm_lab_study *lab,
                      enum tdm_study_outcome o);
void study_plot_spread(struct tdm_html *h, const struct tdm_view *view, const struct tdm_lab_study *lab,
                       enum tdm_study_outcome o);
void study_plot_pairs(struct tdm_html *h, const struct tdm_view *view, const struct tdm_lab_study *lab,
                      enum tdm_study_outcome o);

#endif
