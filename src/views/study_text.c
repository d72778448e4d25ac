/* study_text.c - a study of the closed loop as text: the honest head first, then its tables. */
#include "views/study_view.h"

void tdm_view_study_text(const struct tdm_view *view, const struct tdm_lab_study *lab) {
    struct study_tables tables;
    lab_head_text(view, &lab->rows);
    if (study_answer_words(view, lab).len > 0) lab_put(view, study_answer_words(view, lab));
    lab_put(view, study_head_words(view, lab));
    lab_put(view, study_numbers_words(view, lab));
    for (uint32_t arm = 0; arm < lab->study->arm_count && lab->sweep == NULL; arm++)
        lab_put(view, view_format(view, "  %.*s: %.*s", TDM_FMT(lab->study->arms[arm].name),
                                  TDM_FMT(lab->study->arms[arm].label)));
    study_tables_of(view, lab, &tables);
    for (uint32_t i = 0; i < tables.count; i++) {
        tdm_buf_char(view->out, '\n');
        lab_put(view, tables.items[i].title);
        tdm_table_print(&tables.items[i].table, view->out, view->width, 2);
        for (uint32_t n = 0; n < tables.items[i].note_count; n++) lab_put(view, tables.items[i].notes[n]);
    }
    tdm_buf_char(view->out, '\n');
    lab_put(view, study_stays_words(view, lab));
    lab_put(view, view_plain(view, TDM_MSG_STUDY_LIMITS));
    lab_put(view, study_asked_words(view, lab));
}
