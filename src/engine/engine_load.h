/* engine_load.h - what the files about load share: the patient's own measures, the course of one exercise, and how a step
 * of a rule becomes a weight. */
#ifndef TDM_ENGINE_LOAD_H
#define TDM_ENGINE_LOAD_H

#include "engine/engine_int.h"

/* ---- progress.c */
struct progress_rule { /* for one exercise on one day */
    const struct tdm_progress *progress;
    tdm_ref index, exercise;
    bool may_advance;      /* no flag is open and the phase is not held: a red flag comes before every step (M75, M96) */
    uint32_t advance_from; /* entry: evidence before it was used already, or lies before a step back (M76, F032) */
};
bool progress_rule_for(const struct moment *m, tdm_ref exercise, tdm_date day, struct progress_rule *out);
bool progress_runs(const struct moment *m, const struct progress_rule *rule, tdm_date day);
/* The step that fires, with the truth of its terms where somebody is told them. */
struct tdm_change progress_fire(const struct moment *m, const struct progress_rule *rule, bool with_checks);
bool progress_steps_load(const struct moment *m, tdm_ref exercise); /* some step of some rule makes it more or less */

/* ---- load_basis.c */
/* The patient's own value of a measure, no older on that day than the measure states. */
struct tdm_own own_measure(const struct moment *m, tdm_ref measure, tdm_date day);
struct own_measures {
    struct tdm_own one_rm, body_mass, best;
};
void own_measures_on(const struct moment *m, const struct tdm_exercise *exercise, tdm_date day, struct own_measures *out);
struct tdm_load load_with(const struct tdm_exercise *exercise, const struct tdm_dose_value *values,
                          const struct own_measures *own);

/* ---- load_course.c: the sessions of an exercise, each judged once, and the target that follows from them */
struct target_span { /* the load in force from a day on; a span of loads when sets differed; no unit: not every set told */
    tdm_date from;
    tdm_quantity low, high;
    bool after; /* from the day after */
};
struct course_event {
    uint32_t entry;
    tdm_date date;
    tdm_ref progress;
    enum tdm_step_kind step;
    uint32_t step_index;
};
struct otherwise { /* a session of which the rule met no row: asked for what it lacks when no session comes after it */
    bool told;
    tdm_date on;
    uint32_t before, untold_from;
    struct progress_rule rule;
};
struct course {
    const struct moment *m;
    const struct tdm_exercise *item;
    tdm_ref exercise;
    int weight;       /* field of the weight, or -1 */
    bool judges;      /* its sessions; else the target is what was prescribed */
    bool with_checks; /* the steps that fire are told with their terms */
    struct tdm_target target;
    const struct tdm_dose *prescription; /* the last one, or null */
    const struct tdm_dose *last;         /* of the last session, or null */
    bool last_whole;
    tdm_quantity base; /* N10: the last load of a whole session, never above the target (M80) */
    bool has_base;
    uint32_t advance_from, untold_from;
    struct otherwise otherwise;
    uint32_t judged_at; /* the entry at which the last session was judged; UINT32_MAX: today */
    struct target_span *spans;
    size_t span_count, span_room;
    struct course_event *events;
    size_t event_count, event_room;
    struct tdm_raised *raised;
    size_t raised_count, raised_room;
};
void course_make(const struct moment *m, tdm_ref exercise, struct course *out);
uint32_t course_raised(const struct moment *m, tdm_ref exercise); /* how many sessions went above their target (M80) */
/* The load in force on a day; false before the first one. */
bool course_span_on(const struct course *c, tdm_date day, struct target_span *out);

/* ---- target.c */
struct step_at { /* a step that fired after a session, and the day its new load would be lifted */
    const struct tdm_step *step;
    tdm_date on;
};
void target_advance(struct course *c, const struct step_at *at);
void target_regress(struct course *c, const struct step_at *at);
/* That share of a load, in a weight there is. */
bool target_share(const struct tdm_exercise *exercise, tdm_quantity load, tdm_decimal percent, tdm_quantity *out);
void target_under_ceiling(struct course *c); /* today's ceiling, whatever was said before */

/* ---- exposure.c, plan_week.c, headroom.c */
enum { EXPOSURE_DAYS = 28 };
struct in_force { /* the prescription of each of the last days; [0] today */
    uint32_t entry[EXPOSURE_DAYS];
};
void exposure_days(const struct moment *m, struct in_force *out);
void exposure_of(const struct course *c, const struct in_force *in_force, int32_t days, struct tdm_exposure *out);
void plans_answer(const struct moment *m, const struct course *courses, uint32_t count, struct tdm_standing *s);
const struct tdm_load_answer *load_answer_of(const struct tdm_standing *s, tdm_ref exercise);

#endif
