/* study.h - the closed loop: a study file names people, arms and what a virtual team reads and does; the engine's standing
 * decides each week, and what it allows drives the two-level model. A hypothesis about groups; nothing here is about a
 * person. Pure. docs/lab.md has the forms. */
#ifndef TDM_LAB_STUDY_H
#define TDM_LAB_STUDY_H

#include "biology/model.h"
#include "engine/engine.h"

/* ---- the file */

enum tdm_study_readout {
    TDM_STUDY_FELT, TDM_STUDY_PAIN, TDM_STUDY_KOOS_PAIN, TDM_STUDY_FUNCTION, TDM_STUDY_STRENGTH, TDM_STUDY_STRUCTURE,
    TDM_STUDY_COMPENSATION, TDM_STUDY_EFFUSION, TDM_STUDY_ACTIVATION, TDM_STUDY_READOUTS
};
extern const tdm_str tdm_study_readout_words[TDM_STUDY_READOUTS];

#define TDM_STUDY_CUTS_MAX 8
struct tdm_study_map { /* what the virtual team writes down for a measure of the catalogue */
    tdm_str name;
    tdm_ref measure;               /* of the catalogue; after binding */
    bool stays;                    /* at a stated value, whatever happens */
    struct tdm_written_value value, other; /* STAYS: the value; `other`: of the other side */
    bool has_other;
    enum tdm_study_readout readout;
    double times, plus, noise;     /* number = times * readout + plus, and that much noise of a visit */
    double cuts[TDM_STUDY_CUTS_MAX]; /* of a scale: rising; the step is how many of them are reached */
    uint32_t cut_count;
    bool falling;                  /* the more, the lower the step */
    struct tdm_place place;
};

struct tdm_study_arm {
    tdm_str name, label, follows;  /* the protocol's name, or empty */
    int programme;                 /* of the model: an open loop; -1: a protocol */
    bool without_procedure, procedure_only, drug_in_window;
    bool has_adherence;
    double adherence;              /* of everybody, 0 to 1, instead of each one's own */
    uint32_t grade;                /* only people of that Kellgren-Lawrence grade; 0: all, the same in every arm */
    const struct tdm_protocol *protocol; /* after binding */
    struct tdm_place place;
};

/* One arm again and again, with something changed: nothing else tells the arms of a sweep apart. */
enum tdm_sweep_kind { TDM_SWEEP_WEEKS, TDM_SWEEP_ADHERENCE, TDM_SWEEP_GRADE };
struct tdm_study_change { tdm_str from, to; }; /* of the protocol's text; in `to`, {N} is the value of the sweep plus N */
struct tdm_study_sweep {
    tdm_str name, title;
    const struct tdm_term *of_arm;
    uint32_t arm;
    enum tdm_sweep_kind kind;
    const uint32_t *values;        /* rising */
    uint32_t value_count;
    const struct tdm_study_change *changes; /* of WEEKS */
    uint32_t change_count;
    struct tdm_place place;
};

struct tdm_study {
    tdm_str name, version, title, model_name;
    int cohort;
    uint32_t patients, weeks;
    uint64_t seed;
    const uint32_t *read;          /* weeks at which figures are told, rising; the last is `weeks` */
    uint32_t read_count;
    double dropout;                /* share of a trial's people that is lost before its last visit */
    bool dropout_by_pain;          /* by the model's hazard instead, which rises with pain */
    double responds;               /* points of pain less than when asked in: fewer is no response */
    int natural, placebo;          /* arms of the decomposition, or -1 */
    struct tdm_bio_inputs usual;   /* before and after care */
    bool *has_class;               /* per load class */
    struct tdm_bio_inputs *classes;
    const struct tdm_study_map *maps;
    uint32_t map_count;
    const struct tdm_study_arm *arms;
    uint32_t arm_count;
    const struct tdm_study_sweep *sweeps;
    uint32_t sweep_count;
    const struct tdm_bio_model *model;
    const struct tdm_catalog *catalog;
    tdm_ref patient_role;          /* of the catalogue; its last where none is called so */
    struct tdm_library library;
    tdm_digest digest;
    const struct tdm_tree *tree;
};

bool tdm_is_study(const struct tdm_tree *tree); /* by its first word */
/* The model's name, before anything else is read: empty when the head does not say one. */
tdm_str tdm_study_model_name(const struct tdm_tree *tree);
bool tdm_study_read(struct tdm_arena *mem, const struct tdm_tree *tree, const struct tdm_bio_model *model,
                    const struct tdm_catalog *catalog, struct tdm_study **out, struct tdm_problems *problems) TDM_CHECKED;
/* Gives an arm its protocol. Then all of them: every measure that they ask for is read or stated, every class has inputs. */
bool tdm_study_bind(struct tdm_arena *mem, struct tdm_study *study, const struct tdm_protocol *const *of_arms,
                    struct tdm_problems *problems) TDM_CHECKED;

/* ---- what came out */

enum tdm_study_outcome { TDM_STUDY_OF_PAIN, TDM_STUDY_OF_FUNCTION, TDM_STUDY_OF_STRENGTH, TDM_STUDY_OF_STRUCTURE, TDM_STUDY_OUTCOMES };
extern const tdm_str tdm_study_outcome_words[TDM_STUDY_OUTCOMES];

/* What a figure is under other numbers of the model, a whole study each: percentiles of its mean over the draws, and the
 * standard deviations of its mean between draws and of people inside a draw. All 0 where nothing was drawn. */
struct tdm_study_band { double low, median, high, between_draws, between_people; };
struct tdm_study_figure {
    double mean, low, high, error; /* 5th and 95th percentile of people; standard error of the simulation */
    struct tdm_study_band drawn;
};
struct tdm_study_gate {
    tdm_str name;
    uint32_t passed, sceptical_passed; /* patients */
    double median_weeks;  /* since enrolment, of those who passed */
    uint32_t waited;      /* visits at which it was the next gate and closed */
    uint16_t held_node;   /* what was not met most often then; of the gate's condition */
    uint32_t held_count;  /* at so many of those visits; 0: nothing held it */
    struct tdm_study_band drawn; /* of who passed, in percent */
};
struct tdm_study_arm_result {
    struct tdm_study_figure *level, *sceptical_level; /* [read_count][OUTCOMES] */
    struct tdm_study_figure change[TDM_STUDY_OUTCOMES], sceptical[TDM_STUDY_OUTCOMES]; /* at the last week, since asked in */
    struct tdm_study_gate *gates;           /* of its protocol */
    uint32_t procedures, completed, held_visits, entries, sessions, deviations;
    uint32_t non_responders, sceptical_non_responders;
    struct tdm_study_band no_response, sceptical_no_response; /* in percent */
    const double *values[2];                /* as fitted, sceptical: [read][OUTCOMES][patients] */
};
struct tdm_study_pair { /* first less second, patient by patient; none of arms whose people are others */
    uint32_t first, second;
    struct tdm_study_figure less[TDM_STUDY_OUTCOMES], sceptical[TDM_STUDY_OUTCOMES];
};
struct tdm_study_trial_of {
    double difference, spread, correlation; /* at the last week; what is left of its spread; of first and last visit */
    double lost;                            /* mean share of the two arms that is lost before the last visit */
    uint32_t people_80, people_90;          /* an arm, asked in, for that power; 0: more than TDM_STUDY_SIZE_MOST */
    uint32_t fewest_80, most_80;            /* were the difference twice its Monte Carlo error more, or less; of trials alone */
};
enum tdm_study_aim { TDM_STUDY_FUNCTION_OVER_TIME, TDM_STUDY_FUNCTION_AT_END, TDM_STUDY_STRUCTURE_AT_END, TDM_STUDY_AIMS };
#define TDM_STUDY_TRIAL_OUTCOMES 2 /* pain and function */
struct tdm_study_drawn { /* the same study under drawn numbers of the model (biology/drawn.h) */
    uint32_t asked, lived; /* draws; what is not lived lies outside the equations or fills no cohort */
    struct tdm_study_band misfit;       /* root mean square z of the draws on the fitted rows */
    double misfit_fitted;               /* the same of the model's own numbers, over as many people */
    struct tdm_study_trial_of *trials;  /* [lived][pair][outcome][as fitted, sceptical] */
    uint32_t *near[2][TDM_STUDY_AIMS];  /* per arm: in so many draws as good as the best */
};
struct tdm_study_result {
    struct tdm_study_arm_result *arms;
    struct tdm_study_pair *pairs;
    uint32_t pair_count;
    uint64_t standings; /* how often the engine was asked, both runs and every draw */
    struct tdm_study_drawn drawn;
};

/* Where finished blocks are kept, so that a run which was stopped need not begin anew. Several threads may put at once; what
 * is found was put by an earlier run with the same digest. */
struct tdm_study_keep {
    void *context;
    bool (*find)(void *context, tdm_str key, tdm_str *bytes); /* bytes stay as they are until the run ends */
    bool (*put)(void *context, tdm_str key, tdm_str bytes);   /* must last when it returns true; else the run ends */
};
struct tdm_study_run {
    uint64_t seed;
    uint32_t patients;
    uint32_t draws;          /* of the model's numbers, a whole study each; the first N of more are the same */
    enum tdm_bio_set set;
    uint32_t block;          /* patients lived through at a time; the figures do not depend on it */
    struct tdm_arena *scratch; /* for one standing at a time; reset */
    struct tdm_arena *lives;   /* for one block of charts at a time; reset */
    const struct tdm_parallel *parallel; /* or null; the figures do not depend on it */
    const struct tdm_study_keep *keep;   /* or null */
    void (*progress)(void *context, uint64_t done, uint64_t of); /* blocks; from any thread; or null */
    void *progress_context;
    /* Or null: is shown every standing that a visit asked for, from any thread. */
    void (*looked)(void *context, const struct tdm_case *episode, const struct tdm_standing *standing);
    void *looked_context;
};
/* What finished blocks depend on, beside the numbers in their keys: study, model, catalogue, the arms' protocols, seed. */
tdm_digest tdm_study_run_digest(struct tdm_arena *mem, const struct tdm_study *study, const struct tdm_study_run *run);
/* Bytes of memory that a run asks for: whoever lives in it, and for each patient beside. */
void tdm_study_room(const struct tdm_study *study, const struct tdm_study_run *run, uint64_t *whole, uint64_t *each);
/* False when a cohort cannot be filled (Q010) or the engine refuses a virtual chart. */
bool tdm_study_run(struct tdm_arena *mem, const struct tdm_study *study, const struct tdm_study_run *run,
                   struct tdm_study_result *out, struct tdm_problems *problems) TDM_CHECKED;
/* The chart of patient `number` (from 1) in an arm that follows a protocol, in `mem`; it says that it is synthetic. */
bool tdm_study_chart(struct tdm_arena *mem, const struct tdm_study *study, const struct tdm_study_run *run, uint32_t arm,
                     uint32_t number, const struct tdm_chart **out, struct tdm_problems *problems) TDM_CHECKED;

/* The first `count` people of an arm, for charts of many of them. */
bool tdm_study_people(struct tdm_arena *mem, const struct tdm_study *study, const struct tdm_study_run *run, uint32_t arm,
                      uint32_t count, const struct tdm_bio_person **out, struct tdm_problems *problems) TDM_CHECKED;
bool tdm_study_chart_of(struct tdm_arena *mem, const struct tdm_study *study, const struct tdm_study_run *run, uint32_t arm,
                        const struct tdm_bio_person *people, uint32_t number, const struct tdm_chart **out,
                        struct tdm_problems *problems) TDM_CHECKED;

/* ---- study_sweep.c: one arm with something changed */

#define TDM_STUDY_NEAR 0.5 /* points: as good as the best, [own] */
struct tdm_study_choice {
    struct tdm_study_figure figure, below; /* below: the best less this one, patient by patient */
    bool near, open; /* open: within twice the error of the simulation of the border, so that its side cannot be told */
};
struct tdm_study_swept {
    struct tdm_study_choice *of[2][TDM_STUDY_AIMS]; /* per arm of the sweep; as fitted, sceptical */
    uint32_t best[2][TDM_STUDY_AIMS];
    uint32_t tells_best[TDM_STUDY_AIMS]; /* people an arm that could tell the best from the worst, power 80 %; 0: none could */
    uint32_t tells_near[TDM_STUDY_AIMS]; /* and the best from the worst of those near it; 0: none could */
};
int tdm_study_sweep_find(const struct tdm_study *study, tdm_str name); /* index or -1 */
/* The study whose arms are those of the sweep. They have no protocol yet. */
struct tdm_study *tdm_study_of_sweep(struct tdm_arena *mem, const struct tdm_study *study, uint32_t sweep) TDM_CHECKED;
/* The protocol's text with a value in it. Refuses (Q020) a change whose words the text has not, changes
 * without any {N}, and a value below 0. `4 weeks` does not stand in `24 weeks`. */
bool tdm_study_vary(struct tdm_arena *mem, const struct tdm_study_sweep *sweep, uint32_t value, tdm_str text, tdm_str *out,
                    struct tdm_problems *problems) TDM_CHECKED;
void tdm_study_choose(struct tdm_arena *mem, const struct tdm_study *of_sweep, const struct tdm_study_run *run,
                      const struct tdm_study_result *result, struct tdm_study_swept *out);
/* The study with two arms that follow these protocols beside its natural and placebo arms. They are not bound yet. */
struct tdm_study *tdm_study_of_two(struct tdm_arena *mem, const struct tdm_study *study, const tdm_str names[2],
                                   const tdm_str labels[2]) TDM_CHECKED;

/* ---- study_power.c: how many people a trial of two arms would need. Two-sided 5 %, the last visit adjusted for the first
 * (analysis of covariance), both with the noise of measuring. */

#define TDM_STUDY_SIZE_MOST 20000u /* people an arm; beyond, none is told */
struct tdm_study_trial_drawn { /* over the draws */
    struct tdm_study_band difference;
    uint32_t people_low, people_median, people_high; /* an arm for power 80 %; 0: more than TDM_STUDY_SIZE_MOST */
    double power;                                    /* mean, of a trial of the size for 80 % as fitted; by formula */
};
struct tdm_study_trial {
    uint32_t first, second;
    enum tdm_study_outcome outcome;
    struct tdm_study_trial_of fitted, sceptical;
    uint32_t people;                        /* an arm, in the trials below: that for 80 % as fitted */
    uint32_t trials;                        /* virtual ones; 0: none, too many people */
    double power, sceptical_power;          /* shares of them that found a difference, in the direction of the fitted one */
    double sceptical_reversed;              /* that found one in the other direction, where the product has no effect */
    double by_chance;                       /* in either, of two samples of one arm */
    double assurance;                       /* mean of the two powers, each scenario with the same weight */
    struct tdm_study_trial_drawn drawn, sceptical_drawn;
};
uint32_t tdm_study_trials(struct tdm_arena *mem, const struct tdm_study *study, const struct tdm_study_run *run,
                          const struct tdm_study_result *result, const struct tdm_study_trial **out);

#endif
