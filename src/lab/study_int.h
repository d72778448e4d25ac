/* study_int.h - what the files of the closed loop share: one virtual patient in one arm, and the team around them. */
#ifndef TDM_STUDY_INT_H
#define TDM_STUDY_INT_H

#include "lab/study.h"

enum { WEEK = 7, SESSION_DAYS = 3, RX_MOST = 4 };

struct life { /* one patient in one arm */
    const struct tdm_study *study;
    const struct tdm_study_arm *arm;
    const struct tdm_bio_person *person;
    struct tdm_arena *mem; /* holds the chart */
    uint64_t seed;
    struct tdm_chart *chart;
    struct tdm_entry *entries;
    size_t entry_room;
    struct tdm_case_kept *kept;        /* the chart as a case, which takes what was written since */
    struct tdm_written_reading *lines; /* on their way into an entry: two for each use, and one more */
    tdm_ref *mornings; /* the uses read each morning, as long as diary and exercises stay as they were */
    uint32_t morning_count;
    const struct tdm_owe *mornings_of;
    bool mornings_exercise;
    tdm_date day0;
    int32_t day, minute; /* now */
    struct tdm_bio_readout today;
    struct tdm_bio_inputs inputs;                      /* of the coming week */
    bool in_care, procedure_today, paused;             /* `paused`: a flag was open: no exercise until the next visit */
    const struct tdm_owe *diary;                       /* written every day until the next visit; or null */
    tdm_str rx;                                        /* name of the prescription that holds; empty: none */
    const struct tdm_written_dose *rx_doses, *rx_done; /* as prescribed; as a session says it, or null */
    uint32_t rx_count;
    uint64_t rx_for;   /* the limits that it was made for */
    uint16_t rx_class; /* the highest of its doses */
    uint32_t rx_number;
    bool drug_told;
};

struct tally { /* of one arm over its patients */
    uint32_t patients;
    int32_t *gate_day; /* [gate][patients]: since enrolment; -1: never */
    uint32_t *waited;  /* per gate */
    uint32_t *held;    /* [gate][node] */
    uint32_t node_most;
    uint32_t procedures, completed, held_visits, entries, sessions, deviations;
    uint64_t standings;
};

struct visit { /* the engine's answer, and where it is asked */
    struct life *life;
    const struct tdm_study_run *run;
    struct tdm_arena *scratch;
    struct tdm_problems *problems;
    const struct tdm_standing *s;      /* of now; null: to be asked again */
    const struct tdm_standing *before; /* the last one of this visit, or null */
    struct tally *tally;
    uint32_t number; /* of the patient in the run, from 0 */
};

/* ---- study_value.c */
const struct tdm_study_map *study_map_of(const struct tdm_study *study, tdm_ref measure); /* or null */
bool study_is_recordable(const struct tdm_protocol *protocol, tdm_ref use);
/* Adds a reading of the use, and one of the other side where the study says what that is. */
void study_reading(struct life *life, struct tdm_written_reading *all, uint32_t *count, tdm_ref use);

/* ---- study_dose.c */
/* A dose inside the ceiling; false when the exercise has none. */
bool study_dose(struct life *life, const struct tdm_standing *s, tdm_ref exercise, struct tdm_written_dose *out,
                uint16_t *load_class);

/* ---- study_act.c: entries */
void study_begin(struct life *life); /* head, people, enrolment */
struct tdm_entry *study_entry(struct life *life, enum tdm_entry_kind kind, tdm_mask roles);
/* The entry takes the first of the life's lines as its own, in their order. */
void study_lines(struct life *life, struct tdm_entry *entry, uint32_t count);
void study_session(struct life *life);
void study_morning(struct life *life);

/* ---- study_visit.c */
bool study_visit(struct visit *v) TDM_CHECKED; /* false when the engine refuses the chart */

/* ---- study_course.c */
struct study_values {
    double *at;
    uint32_t patients;
}; /* [read][outcome][patient] */
struct study_course {
    const struct tdm_study *study;
    const struct tdm_study_run *run;
    const struct tdm_bio_parameters *parameters;
    const struct tdm_bio_person *people;
    uint32_t arm;
    uint32_t draw; /* of the model's numbers, from 1; 0: as fitted */
};
/* Patients `from` to `until` - 1 of an arm from enrolment to the study's last week. `kept`: the chart of the first. */
bool study_live(const struct study_course *c, uint32_t from, uint32_t until, double *values, struct tally *tally,
                const struct tdm_chart **kept, struct tdm_problems *problems) TDM_CHECKED;

/* ---- study_blocks.c: an arm as jobs, a block of patients each */
struct study_worker { /* scratch of one thread */
    struct tdm_study_run run;
    struct tdm_problems problems;
    uint32_t failed; /* the block that the engine refused; UINT32_MAX: none */
};
struct study_crew {
    const struct tdm_study *study;
    const struct tdm_study_run *run;
    struct study_worker *workers;
    uint32_t count;
    uint64_t of; /* blocks of the whole study */
    _Atomic uint64_t done;
};
/* Blocks that need no living, as they are of a draw that was refused. */
void study_crew_skips(struct study_crew *crew, uint64_t blocks);
uint64_t study_crew_blocks(const struct tdm_study *study, const struct tdm_study_run *run); /* of one study */
struct study_crew *study_crew(struct tdm_arena *mem, const struct tdm_study *study, const struct tdm_study_run *run);
void study_crew_ends(struct study_crew *crew);
struct tally *study_tally(struct tdm_arena *mem, const struct tdm_study_arm *arm, uint32_t patients);
/* Every patient of an arm; false when the engine refused a chart, with the problem of the first block that failed. */
bool study_live_arm(struct tdm_arena *mem, struct study_crew *crew, const struct study_course *course, int way,
                    double *values, struct tally *total, struct tdm_problems *problems) TDM_CHECKED;

/* ---- study_drawn.c: the study again under drawn numbers, into the bands of `out` */
bool study_draw_all(struct tdm_arena *mem, const struct tdm_study *study, struct study_crew *crew,
                    struct tdm_study_result *out, struct tdm_problems *problems) TDM_CHECKED;

/* ---- study_power.c */
/* Of two arms at their last visit; the sign of the difference does not matter. */
struct tdm_study_trial_of study_trial_of(const struct tdm_study *study, const struct tdm_study_run *run,
                                         const double *first, const double *second, enum tdm_study_outcome outcome);
uint32_t study_people(double difference, double spread, double power, double dropout);

/* ---- study_sweep.c: which arms are as good as the best, person by person */
void study_choose(struct tdm_arena *mem, const struct tdm_study *study, const struct tdm_study_run *run,
                  const struct tdm_study_result *result, int way, enum tdm_study_aim aim, struct tdm_study_choice *of,
                  uint32_t *best);

/* ---- study_figures.c */
struct tdm_study_figure study_figure(struct tdm_arena *mem, const double *values, uint32_t count);
/* 5th percentile, middle and 95th of one mean a draw, and how far they scatter; `squares`: variances inside the draws,
 * or null. */
struct tdm_study_band study_band(struct tdm_arena *mem, const double *means, const double *squares, uint32_t count);
/* The same three of values that are counts or beyond any count: nearest ranks, nothing between two of them. */
struct tdm_study_band study_ranks(struct tdm_arena *mem, const double *values, uint32_t count);
bool study_cannot_fill(const struct tdm_study *study, struct tdm_problems *problems); /* Q010, always false */
/* A study lived once; `draw` 0: under the model as it is. Q010 when a cohort cannot be filled, before anybody lives. */
bool study_once(struct tdm_arena *mem, const struct tdm_study *study, struct study_crew *crew, uint32_t draw,
                struct tdm_study_result *out, struct tdm_problems *problems) TDM_CHECKED;

#endif
