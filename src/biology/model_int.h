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

/* level, change, percent or limitation, `of`, and a measure. */
bool bio_read_reads(struct bio_reader *r, struct tdm_cursor *c, enum tdm_bio_reading *reading,
                    enum tdm_bio_measure *measure);
int bio_read_programme_name(struct bio_reader *r, struct tdm_cursor *c); /* or -1, told */
bool bio_read_weeks(struct tdm_cursor *c, double *out);                  /* N weeks, 0 to 520 */

void bio_read_number(struct bio_reader *r, const struct tdm_line *line);
void bio_read_programme(struct bio_reader *r, const struct tdm_line *line);
void bio_read_row(struct bio_reader *r, const struct tdm_line *line);
/* Where a number of a model stands in it, by its place in `numbers`; least and most that the equations bear. */
double *bio_place(struct tdm_bio_model *model, uint32_t number);
void bio_limits(uint32_t number, double *least, double *most);
/* Its logarithm moves by so much, or to the end of what the equations bear. */
void bio_move(struct tdm_bio_model *model, uint32_t number, double by);

/* ---- readout.c, rows.c: figures of people */
double bio_value_of(const struct tdm_bio_readout *r, enum tdm_bio_measure measure);
/* As seen on the day of asking in: pain with that day's noise, the scores with their share of it. */
double bio_observed(const struct tdm_bio_spreads *s, const struct tdm_bio_person *person,
                    const struct tdm_bio_readout *first, enum tdm_bio_measure measure);
/* Per patient: the change (or the level), and what a ratio is of; a plain mean has 1 below. */
struct bio_ratio {
    double *above, *below;
};
double bio_ratio(const struct bio_ratio *r, uint32_t n, double *error); /* mean over mean; error to the first order */

#endif
