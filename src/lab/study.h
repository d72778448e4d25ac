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
    const struct tdm_protocol *protocol; /* after binding */
    struct tdm_place place;
};

struct tdm_study {
    tdm_str name, version, title, model_name;
    int cohort;
    uint32_t patients, weeks;
    uint64_t seed;
    const uint32_t *read;          /* weeks at which figures are told, rising; the last is `weeks` */
    uint32_t read_count;
    double responds;               /* points of pain less than when asked in: fewer is no response */
    int natural, placebo;          /* arms of the decomposition, or -1 */
    struct tdm_bio_inputs usual;   /* before and after care */
    bool *has_class;               /* per load class */
    struct tdm_bio_inputs *classes;
    const struct tdm_study_map *maps;
    uint32_t map_count;
    const struct tdm_study_arm *arms;
    uint32_t arm_count;
    const struct tdm_bio_model *model;
    const struct tdm_catalog *catalog;
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

struct tdm_study_figure { double mean, low, high, error; }; /* 5th and 95th percentile; standard error of the simulation */
struct tdm_study_gate {
    tdm_str name;
    uint32_t passed;      /* patients */
    double median_weeks;  /* since enrolment, of those who passed */
    uint32_t waited;      /* visits at which it was the next gate and closed */
    uint16_t held_node;   /* what was not met most often then; of the gate's condition */
    uint32_t held_count;  /* at so many of those visits; 0: nothing held it */
};
struct tdm_study_arm_result {
    struct tdm_study_figure *level;         /* [read_count][OUTCOMES] */
    struct tdm_study_figure change[TDM_STUDY_OUTCOMES], sceptical[TDM_STUDY_OUTCOMES]; /* at the last week, since asked in */
    struct tdm_study_gate *gates;           /* of its protocol */
    uint32_t procedures, completed, held_visits, entries, sessions, deviations;
    uint32_t non_responders, sceptical_non_responders;
};
struct tdm_study_pair { /* first less second, patient by patient */
    uint32_t first, second;
    struct tdm_study_figure less[TDM_STUDY_OUTCOMES], sceptical[TDM_STUDY_OUTCOMES];
};
struct tdm_study_result {
    struct tdm_study_arm_result *arms;
    struct tdm_study_pair *pairs;
    uint32_t pair_count;
    uint64_t standings; /* how often the engine was asked, both runs */
};

struct tdm_study_run {
    uint64_t seed;
    uint32_t patients;
    enum tdm_bio_set set;
    uint32_t block;          /* patients lived through at a time; the figures do not depend on it */
    struct tdm_arena *scratch; /* for one standing at a time; reset */
    struct tdm_arena *lives;   /* for one block of charts at a time; reset */
};
/* False when a cohort cannot be filled (Q010) or the engine refuses a virtual chart. */
bool tdm_study_run(struct tdm_arena *mem, const struct tdm_study *study, const struct tdm_study_run *run,
                   struct tdm_study_result *out, struct tdm_problems *problems) TDM_CHECKED;
/* The chart of patient `number` (from 1) in an arm that follows a protocol, in `mem`; it says that it is synthetic. */
bool tdm_study_chart(struct tdm_arena *mem, const struct tdm_study *study, const struct tdm_study_run *run, uint32_t arm,
                     uint32_t number, const struct tdm_chart **out, struct tdm_problems *problems) TDM_CHECKED;

#endif
