/* model.h - a model file: parameters with prior and source, programmes of inputs, published rows. Read from the notation
 * (docs/lab.md has the forms). Pure. Codes Q001... */
#ifndef TDM_BIOLOGY_MODEL_H
#define TDM_BIOLOGY_MODEL_H

#include "base/parallel.h"
#include "biology/people.h"

struct tdm_bio_source { tdm_str name, cite, says, id; };

/* What is known of one number of the file. */
struct tdm_bio_number {
    tdm_str word;
    const char *unit;
    double value;
    bool has_range;                  /* log-uniform between: nothing was fitted */
    double least, most;
    bool fitted;                     /* lognormal: median and spread before the data, spread after */
    double median, spread, left;
    tdm_str means;
    const struct tdm_cite *cites;
    uint32_t cite_count;
    struct tdm_place place;
};
/* A fitted number of which the data said almost nothing: what is left of its spread is 0.8 of it or more. */
bool tdm_bio_prior_only(const struct tdm_bio_number *number);

struct tdm_bio_phase { double from; struct tdm_bio_inputs inputs; };
struct tdm_bio_programme {
    tdm_str name, label;
    const struct tdm_bio_phase *phases; /* by `from`, in weeks; before the first: usual life */
    uint32_t phase_count;
    bool has_procedure, has_contact;
    double procedure_at, contact_until; /* weeks */
    struct tdm_place place;
};

enum tdm_bio_measure { TDM_BIO_PAIN, TDM_BIO_KOOS_PAIN, TDM_BIO_FUNCTION, TDM_BIO_STRENGTH_READ, TDM_BIO_STRUCTURE,
                       TDM_BIO_ACTIVATION, TDM_BIO_COMPENSATION, TDM_BIO_MEASURES };
extern const tdm_str tdm_bio_measure_words[TDM_BIO_MEASURES];
enum tdm_bio_reading { TDM_BIO_LEVEL, TDM_BIO_CHANGE, TDM_BIO_PERCENT, TDM_BIO_LIMITATION /* percent of 100 less it */ };
enum tdm_bio_against { TDM_BIO_ALONE, TDM_BIO_LESS, TDM_BIO_SHARE /* in percent of the other */ };

struct tdm_bio_row {
    tdm_str name, label, people;
    enum tdm_bio_measure measure;
    enum tdm_bio_reading reading;
    enum tdm_bio_against against;
    uint32_t programme, other, week;
    bool fitted;
    double target, error, between;  /* standard errors: of sampling, between studies */
    const struct tdm_cite *cites;
    uint32_t cite_count;
    struct tdm_place place;
};

struct tdm_bio_cohort { tdm_str name; struct tdm_bio_entry entry; };

struct tdm_bio_model {
    tdm_str name, version, title, hypothesis, condition;
    double age_least, age_most, bmi_least, bmi_most; /* outside: refused, not extrapolated */
    uint32_t weeks_most;
    struct tdm_bio_parameters parameters;
    struct tdm_bio_spreads spreads;
    const struct tdm_bio_number *numbers; /* first the parameters, then the spreads, in the order of their tables */
    uint32_t number_count;
    const struct tdm_bio_source *sources;
    uint32_t source_count;
    const struct tdm_bio_cohort *cohorts;
    uint32_t cohort_count;
    const struct tdm_bio_programme *programmes;
    uint32_t programme_count;
    const struct tdm_bio_row *rows;
    uint32_t row_count;
    tdm_digest digest; /* of the file's text: what a report names */
};

bool tdm_is_bio_model(const struct tdm_tree *tree); /* by its first word */
bool tdm_bio_model_read(struct tdm_arena *mem, const struct tdm_tree *tree, const struct tdm_bio_model **out,
                        struct tdm_problems *problems) TDM_CHECKED;
/* Of a model, a study or claims: no line and no part is given twice, and none stands deeper than it is read (Q003, Q005). */
void tdm_bio_said_once(const struct tdm_tree *tree, struct tdm_problems *problems);
int tdm_bio_programme_find(const struct tdm_bio_model *model, tdm_str name); /* index or -1 */
int tdm_bio_cohort_find(const struct tdm_bio_model *model, tdm_str name);

/* ---- rows lived through by a cohort */

struct tdm_bio_row_answer { double model, z, error; /* Monte Carlo standard error of `model` where it is a mean */ };
/* Every row of the model, and the root mean square of z over the fitted ones. False when a cohort cannot be filled. */
bool tdm_bio_rows(struct tdm_arena *mem, const struct tdm_bio_model *model, const struct tdm_bio_run *run,
                  struct tdm_bio_row_answer *answers, double *rms) TDM_CHECKED;

/* ---- refit.c: rows read from a model whose fitted numbers were moved without the trial that the row is of */

struct tdm_bio_refit_run {
    struct tdm_bio_run people;
    const struct tdm_parallel *parallel; /* or null */
};
struct tdm_bio_refit {
    double *z;       /* per row of the model; of fitted ones */
    double rms;      /* over them */
    uint32_t trials; /* how often it was fitted anew */
};
/* False when a cohort cannot be filled under numbers that were moved. */
bool tdm_bio_refit_without(struct tdm_arena *mem, const struct tdm_bio_model *model, const struct tdm_bio_refit_run *run,
                           struct tdm_bio_refit *out) TDM_CHECKED;

#endif
