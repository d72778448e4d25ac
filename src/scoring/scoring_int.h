/* scoring_int.h - what the files of this room share. */
#ifndef TDM_SCORING_INT_H
#define TDM_SCORING_INT_H

#include "scoring/scoring.h"

struct scoring_reader {
    struct tdm_arena *mem;
    const struct tdm_tree *tree;
    const struct tdm_catalog *catalog;
    struct tdm_problems *problems;
    struct tdm_instrument *out;
    struct tdm_answer_item *items;
    struct tdm_score *scores;
    struct tdm_threshold *thresholds;
    size_t item_room, score_room, threshold_room;
    struct tdm_catalog_source *sources;
    tdm_str refused[TDM_SCORES_MAX]; /* names of scores that were told of already */
    uint32_t refused_count;
};

/* ---- instrument_read.c: helpers of the readers */
struct tdm_problem *scoring_refuse(struct scoring_reader *r, enum tdm_why why, const char *code,
                                   struct tdm_place place);
bool scoring_malformed(struct scoring_reader *r, struct tdm_place place, const char *form); /* I003, always false */
bool scoring_done(struct scoring_reader *r, const struct tdm_cursor *c, const char *form);
int scoring_item(const struct tdm_instrument *instrument, tdm_str code); /* index or -1 */
/* "no item is named ..." with the nearest of `names`. */
void scoring_unknown(struct tdm_problem *problem, const char *kind, tdm_str said, const tdm_str *names, uint32_t count);
/* A line that begins with no word that stands there. */
void scoring_no_line(struct tdm_problem *problem, const char *of, tdm_str said, const tdm_str *names, uint32_t count);
/* A clause with figures names a source or says own; its sources are declared. `above`: the line it stands under, or
 * null. */
void scoring_cited(struct scoring_reader *r, const struct tdm_line *line, const struct tdm_line *above);
bool scoring_number(struct tdm_cursor *c, tdm_decimal *out) TDM_CHECKED;
bool scoring_whole(struct tdm_cursor *c, int64_t *out) TDM_CHECKED;

/* ---- score_read.c, formula.c, threshold_read.c */
void scoring_read_score(struct scoring_reader *r, const struct tdm_line *line);
bool scoring_read_formula(struct scoring_reader *r, struct tdm_cursor *c, struct tdm_score *score);
extern const char scoring_threshold_form[];
void scoring_read_threshold(struct scoring_reader *r, const struct tdm_line *line);
bool scoring_refused(const struct scoring_reader *r, tdm_str name);
bool scoring_score_form(uint32_t index,
                        struct tdm_instrument_form *out); /* of the lines of a score; false past the last */

struct formula_values {
    tdm_fraction sum, largest, most;
    uint32_t answered;
};
/* false when something does not fit. */
bool scoring_formula(const struct tdm_score *score, const struct formula_values *values, tdm_fraction *out) TDM_CHECKED;

/* ---- score.c */
/* The value behind the formula: through the table, under the cap. */
bool scoring_convert(const struct tdm_score *score, tdm_fraction raw, tdm_fraction *out) TDM_CHECKED;
/* What a part counts as, for its least and its most. */
void scoring_part_ends(const struct tdm_instrument *instrument, const struct tdm_part_of *part, tdm_fraction *least,
                       tdm_fraction *most);

#endif
