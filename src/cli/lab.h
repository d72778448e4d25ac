/* lab.h - what the files of `tandem lab` share: numbers and formats of the command line, the model, its calibration. */
#ifndef TDM_CLI_LAB_H
#define TDM_CLI_LAB_H

#include "cli/cli.h"

enum tdm_lab_act { TDM_LAB_RUN, TDM_LAB_COMPARE, TDM_LAB_POWER, TDM_LAB_SWEEP, TDM_LAB_COHORT };

bool tdm_lab_whole(struct tdm_request *request, enum tdm_option option, int64_t least, int64_t most, int64_t *out) TDM_CHECKED;
bool tdm_lab_format(struct tdm_request *request, const char *word, bool page) TDM_CHECKED;
bool tdm_lab_model(struct tdm_request *request, tdm_str name, const struct tdm_bio_model **out, struct tdm_loaded *file) TDM_CHECKED;
enum tdm_bio_set tdm_lab_set(void); /* of this machine */
/* Published rows beside the model, and beside the same with a product that does nothing. */
bool tdm_lab_calibrate(struct tdm_request *request, const struct tdm_loaded *file, struct tdm_lab_rows *rows) TDM_CHECKED;

/* The threads of --threads. */
bool tdm_lab_threads(struct tdm_request *request, struct tdm_parallel *out) TDM_CHECKED;
bool tdm_lab_cannot_fill(struct tdm_request *request, const struct tdm_loaded *file); /* Q010, always false */

/* ---- lab_keep.c: finished blocks in the file of --resume */
struct tdm_lab_keep;
bool tdm_lab_keep_open(struct tdm_request *request, const struct tdm_study *study, struct tdm_study_run *run,
                       struct tdm_lab_keep **out) TDM_CHECKED; /* *out null without the option */
bool tdm_lab_keep_close(struct tdm_request *request, struct tdm_lab_keep *keep) TDM_CHECKED;

/* ---- cmd_lab_claims.c */
bool tdm_lab_claims(struct tdm_request *request, int64_t seed, struct tdm_loaded *file) TDM_CHECKED;

/* ---- cmd_lab_cohort.c */
bool tdm_lab_cohort_count(struct tdm_request *request, int64_t *out) TDM_CHECKED;
/* Charts of the study's people, the arms that follow a protocol in turn. */
bool tdm_lab_cohort(struct tdm_request *request, const struct tdm_study *study, const struct tdm_study_run *run,
                    struct tdm_lab_rows *rows, struct tdm_loaded *file) TDM_CHECKED;

/* ---- cmd_lab_study.c */
bool tdm_lab_study(struct tdm_request *request, enum tdm_lab_act act, int64_t seed, struct tdm_loaded *file) TDM_CHECKED;

#endif
