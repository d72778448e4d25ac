/* sheet.h - the patient's sheet as lines, made once and printed as text, HTML or JSON, so that the three cannot differ. */
#ifndef TDM_SHEET_H
#define TDM_SHEET_H

#include "views/view_int.h"

struct sheet_line {
    tdm_str name;  /* stable name: exercise, attribute, restriction */
    tdm_str what, how, dose, until, why;
    bool only_possible; /* may be done, but nobody has given a dose */
    bool has_end;       /* of a restriction: its last day is known */
    tdm_date end;
};
struct sheet_list {
    struct sheet_line *lines;
    size_t count, room;
};
enum sheet_state { SHEET_RUNNING, SHEET_BEFORE, SHEET_AFTER, SHEET_AFTER_DEATH };
struct sheet {
    enum sheet_state state;
    tdm_str title, who, phase, healing, hold, warning, emergency, stop, tell_soon, draft, keep_taking, notice;
    const tdm_str *tells;
    uint32_t tell_count;
    struct sheet_list may, may_not, changes, todo;
};
/* A prescribed dose as a patient reads it: "3 sets of 10, depth 45 degrees, 3 times a week". */
tdm_str sheet_dose(const struct tdm_view *view, const struct tdm_standing *standing,
                   const struct tdm_exercise_answer *answer);
/* The same with what a rule has said since: less, or not before a day (M81: the prescription itself never changes). */
tdm_str sheet_dose_today(const struct tdm_view *view, const struct tdm_standing *standing,
                         const struct tdm_exercise_answer *answer);
/* A rule says stop: it stands under "may not", whatever the phase allows (M75). */
bool sheet_is_stopped(const struct tdm_standing *standing, const struct tdm_exercise_answer *answer);
void sheet_add_stopped(const struct tdm_view *view, const struct tdm_standing *standing,
                       const struct tdm_exercise_answer *answer, struct sheet *sheet);
void sheet_add_changes(const struct tdm_view *view, const struct tdm_standing *standing, struct sheet *sheet);
void sheet_make(const struct tdm_view *view, const struct tdm_standing *standing, struct sheet *sheet);

#endif
