/* model_int.h - what the readers of this room share. */
#ifndef TDM_BIOLOGY_MODEL_INT_H
#define TDM_BIOLOGY_MODEL_INT_H

#include "biology/model.h"

struct bio_reader {
    struct tdm_arena *mem;
    const struct tdm_tree *tree;
    struct tdm_problems *problems;
    struct tdm_bio_model *out;
    struct tdm_bio_number *numbers; /* one a word of the tables; `word.len` is 0 until it is given */
    double *const *values;          /* where each goes, in the model */
    struct tdm_bio_source *sources;
    struct tdm_bio_cohort *cohorts;
    struct tdm_bio_programme *programmes;
    struct tdm_bio_row *rows;
};

bool bio_malformed(struct bio_reader *r, struct tdm_place place, const char *form); /* Q003, always false */
bool bio_done(struct bio_reader *r, const struct tdm_cursor *c, const char *form);
bool bio_take_number(struct tdm_cursor *c, double *out);
/* The name of what there is, by its index, or -1 after telling that none is called so (Q004). */
int bio_named(struct bio_reader *r, struct tdm_cursor *c, const char *kind, const tdm_str *names, uint32_t count);
/* Q005 when `name` stands among the `count` before. */
bool bio_new(struct bio_reader *r, const struct tdm_term *name, const tdm_str *names, uint32_t count);
void bio_cited(struct bio_reader *r, const struct tdm_line *line);

void bio_read_number(struct bio_reader *r, const struct tdm_line *line);
void bio_read_programme(struct bio_reader *r, const struct tdm_line *line);
void bio_read_row(struct bio_reader *r, const struct tdm_line *line);

#endif
