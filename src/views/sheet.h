/* sheet.h - the patient's sheet as lines, made once and printed as text, HTML or JSON, so that the three cannot differ. */
#ifndef TDM_SHEET_H
#define TDM_SHEET_H

#include "views/view_int.h"

struct sheet_line {
    tdm_str name;  /* stable name: exercise, attribute, restriction */
    tdm_str what, how, dose, level, until, why;
    tdm_str label, asks; /* of what may be done: its name alone; what of its dose nobody has set */
    bool only_possible;  /* may be done, but nobody has given a dose */
    bool daily;          /* a part of daily life and no training: what no stop can forbid */
    bool effort;         /* it tells an effort of 10 */
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
    tdm_str title, who, procedure, phase, healing, hold, warning, emergency, stop, tell_soon, draft, keep_taking, notice, may_first, levels,
        call, not_set;
    tdm_str stop_first;  /* while all exercise waits: said before anything that tells of exercise */
    tdm_str tells_first; /* the same before what the phases tell */
    tdm_str waits;       /* over what is barred until somebody says so, not before a day: the day alone frees nothing */
    tdm_str scales;      /* what 0 and 10 mean, of what the sheet tells */
    const tdm_str *tells;
    uint32_t tell_count;
    struct sheet_list may, may_not, changes, todo;
};
struct sheet_line *sheet_add(const struct tdm_view *view, struct sheet_list *list);
/* What a phase allows and forbids lasts as long as the phase: to a day, to a planned day, or until a person acts. Of what
 * is allowed a new list is given; what is barred may be done from then on. */
tdm_str sheet_until_of_phase(const struct tdm_view *view, const struct tdm_standing *standing, tdm_ref phase,
                             bool allowed);
/* sheet_may.c: what may be done, what must come first, and the levels in their order. */
void sheet_add_may(const struct tdm_view *view, const struct tdm_standing *standing, struct sheet *sheet,
                   const struct tdm_exercise_answer *answer);
void sheet_add_first(const struct tdm_view *view, struct sheet *sheet);
/* What the doses of the list leave open, once: a reader would guess it. */
void sheet_add_not_set(const struct tdm_view *view, struct sheet *sheet);
/* While a sign is open or the plan is on hold all exercise waits, whatever the limits say: it stands among what is not
 * allowed, as a reader of the list alone would miss it (M75, M96). */
void sheet_add_stop(const struct tdm_view *view, struct sheet *sheet);
/* "on 10 Mar 2025", or "tomorrow, 10 Mar 2025,". */
tdm_str sheet_on_day(const struct tdm_view *view, const struct tdm_standing *standing, tdm_date day);
/* Whom to call, where nobody can write a number on a line. */
tdm_str sheet_call_on_screen(const struct tdm_view *view);
/* After all lines: what the numbers of 10 mean. */
void sheet_add_scales(const struct tdm_view *view, struct sheet *sheet);
void sheet_add_levels(const struct tdm_view *view, const struct tdm_standing *standing, struct sheet *sheet);
/* The amounts of an exercise within a limit, "effort below 2 of 10"; empty where no one number says it. */
tdm_str sheet_bound(const struct tdm_view *view, const struct tdm_exercise *exercise, uint16_t limit);
/* Does a dose, or the bound of an exercise, tell an effort? */
bool sheet_bound_is_effort(const struct tdm_exercise *exercise);
bool sheet_dose_has_effort(const struct tdm_standing *standing, const struct tdm_exercise_answer *answer);
bool sheet_week_has_effort(const struct tdm_plan_week *week);
tdm_str sheet_week_words(const struct tdm_view *view, const struct tdm_plan_week *week);
/* A prescribed dose as a patient reads it: "3 sets of 10, depth 45 degrees, 3 times a week". What it leaves open goes
 * to `asks`, "how often"; null: it is said with the dose. */
tdm_str sheet_dose(const struct tdm_view *view, const struct tdm_standing *standing,
                   const struct tdm_exercise_answer *answer, tdm_str *asks);
/* The same with what a rule has said since: less, or not before a day (M81: the prescription itself never changes). */
tdm_str sheet_dose_today(const struct tdm_view *view, const struct tdm_standing *standing,
                         const struct tdm_exercise_answer *answer, tdm_str *asks);
/* A rule says stop: it stands under "may not", whatever the phase allows (M75). */
bool sheet_is_stopped(const struct tdm_standing *standing, const struct tdm_exercise_answer *answer);
void sheet_add_stopped(const struct tdm_view *view, const struct tdm_standing *standing,
                       const struct tdm_exercise_answer *answer, struct sheet *sheet);
void sheet_add_changes(const struct tdm_view *view, const struct tdm_standing *standing, struct sheet *sheet);
void sheet_make(const struct tdm_view *view, const struct tdm_standing *standing, struct sheet *sheet);

#endif
