/* criteria_int.h - what the files of this room share. */
#ifndef TDM_CRITERIA_INT_H
#define TDM_CRITERIA_INT_H

#include "criteria/criteria.h"

/* A condition while it is read: nodes grow, so that they are spoken of by index. */
struct condition_reader {
    struct tdm_arena *mem;
    const struct tdm_scope *scope;
    const struct tdm_clause_sink *sink;
    struct tdm_problems *problems;
    struct tdm_criterion *nodes;
    size_t count, room;
};

/* A cursor that goes on from part to part of its line: a criterion is a whole line. */
struct parts_cursor {
    struct tdm_cursor c;
    uint32_t part;
};
bool tdm_parts_next(struct parts_cursor *p); /* at the end of a part: on to the next one; false when there is none */

struct tdm_problem *tdm_criteria_refuse(struct tdm_problems *problems, enum tdm_why why, const char *code,
                                        struct tdm_place place);
/* K024 when something is left of the part; true when nothing is. */
bool tdm_phrase_done(const struct tdm_cursor *c, struct tdm_problems *problems);

/* measure_value.c */
struct value_context {
    const struct tdm_tree *tree;
    const struct tdm_catalog *catalog;
    tdm_ref measure;
    tdm_str name; /* of the measure in the reader's own words */
    struct tdm_problems *problems;
};
/* "write the lower end first: 2 to 5", or, where both ends are the same, "is 2". */
void tdm_order_fix(struct tdm_problem *problem, tdm_str low, tdm_str high);
bool tdm_bound_of_phrase(const struct value_context *context, const struct tdm_bound_phrase *phrase,
                         struct tdm_bound *out);

/* reading.c: "pain at most 2, mean of 7 days, at least 4 readings"; the cursor stands before the measure's name */
bool tdm_reading_read(struct condition_reader *r, struct parts_cursor *p, struct tdm_criterion *out);
/* The qualifiers behind a criterion: statistic, window, coverage. */
bool tdm_qualifiers_read(struct condition_reader *r, struct parts_cursor *p, struct tdm_criterion *out);
/* Aggregates state their coverage, and one that can be reached (M3). */
bool tdm_coverage_check(struct condition_reader *r, struct tdm_place place, const struct tdm_criterion *criterion);

/* bound_range.c: bounds that every or no possible value meets */
bool tdm_bound_possible(struct condition_reader *r, struct tdm_place place, const struct tdm_criterion *criterion);

/* thing.c: "flag", "class nsaid", "quad-avoidance-gait" */
bool tdm_open_thing_read(struct condition_reader *r, struct tdm_cursor *c, struct tdm_criterion *out);
bool tdm_taken_thing_read(struct condition_reader *r, struct tdm_cursor *c, struct tdm_criterion *out);
void tdm_thing_print(struct tdm_buf *out, const struct tdm_criterion *criterion, const struct tdm_scope *scope);

const char *tdm_basis_words(enum tdm_basis basis); /* "other side" */

#endif
