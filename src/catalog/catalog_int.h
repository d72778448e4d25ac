/* catalog_int.h - what the files of this room share: the table of kinds, the reader's state, its helpers. */
#ifndef TDM_CATALOG_INT_H
#define TDM_CATALOG_INT_H

#include "catalog/catalog.h"

enum { CATALOG_SOURCE = TDM_KIND_COUNT, CATALOG_KINDS }; /* `source` is read like a kind, but nothing refers to it */
#define CATALOG_MASK_MOST 64u

struct catalog_reader {
    struct tdm_arena *mem;
    struct tdm_problems *problems;
    struct tdm_catalog *catalog;
    void *items[CATALOG_KINDS]; /* the same arrays as the catalogue's, still to be written */
    uint32_t count[CATALOG_KINDS];
    const struct tdm_line **lines[CATALOG_KINDS]; /* of each item */
    uint32_t *tree_of[CATALOG_KINDS];
    const struct tdm_tree *const *trees;
    uint32_t tree_count;
    const struct tdm_tree *tree; /* of the line being read */
    uint32_t kind;
    tdm_str *steps, *labels; /* of the scale being read */
    bool dose_refused;       /* of the exercise being read: its fields are not known */
};

/* Where a clause begins: a line of the block, or a later part of a line. Its reader moves `part` behind what it took.
 */
struct clause_at {
    const struct tdm_line *line;
    uint32_t part;
};
typedef bool clause_reader(struct catalog_reader *r, void *item, struct clause_at *at);

struct catalog_clause {
    const char *head, *form;
    bool must, many;
    uint8_t group; /* clauses of one group exclude each other; 0: alone */
    bool block;    /* reads its own block */
    clause_reader *read;
};
struct catalog_kind_row {
    const char *word, *form;
    size_t size;
    bool text_name; /* a quoted name will do */
    bool mask;      /* kept as a bit: at most 64 */
    const struct catalog_clause *clauses;
    uint32_t clause_count;
    void (*begin)(void *item);                                                         /* or null */
    void (*finish)(struct catalog_reader *r, void *item, const struct tdm_line *line); /* or null */
};
extern const struct catalog_kind_row tdm_catalog_kinds[CATALOG_KINDS];

/* catalog_read.c: helpers of every clause reader */
struct tdm_problem *tdm_catalog_refuse(struct catalog_reader *r, enum tdm_why why, const char *code,
                                       struct tdm_place place);
struct tdm_cursor tdm_clause_cursor(const struct catalog_reader *r, const struct clause_at *at);
/* Behind the last term? Else C009 with the form of the clause. */
bool tdm_clause_done(struct catalog_reader *r, const struct tdm_cursor *c, const char *form);
bool tdm_clause_unread(struct catalog_reader *r, const struct tdm_cursor *c, const char *form); /* C009, always false */
/* The parts that belong to a list: up to the next one that begins with a clause head of this kind. */
bool tdm_clause_more(const struct catalog_reader *r, const struct clause_at *at);
bool tdm_clause_name(struct catalog_reader *r, struct tdm_cursor *c, enum tdm_catalog_kind kind, tdm_ref *out);
struct clause_list {
    enum tdm_catalog_kind kind;
    const char *form;
};
/* "knee, hip": the cursor stands before the first name; the other names are parts of their own. */
bool tdm_clause_names(struct catalog_reader *r, struct clause_at *at, struct clause_list list, tdm_ref *out,
                      uint32_t *count);
bool tdm_clause_mask(struct catalog_reader *r, struct clause_at *at, struct clause_list list, tdm_mask *out);
bool tdm_clause_texts(struct catalog_reader *r, struct clause_at *at, const char *form, const tdm_str **out,
                      uint32_t *count);
bool tdm_clause_load_class(struct catalog_reader *r, struct tdm_cursor *c, uint16_t *out); /* a step of `load` */
void tdm_catalog_unknown_unit(struct catalog_reader *r, const struct tdm_term *term);
struct tdm_place tdm_catalog_place(const struct catalog_reader *r, const struct tdm_term *term);

/* exercise.c, class_rows.c */
#define TDM_EXERCISE_CLAUSES 18
extern const struct catalog_clause tdm_exercise_clauses[TDM_EXERCISE_CLAUSES];
void tdm_exercise_finish(struct catalog_reader *r, void *item, const struct tdm_line *line);
struct class_rows {
    struct tdm_class_rule *rule;
    const struct tdm_dose_field *field;
    tdm_unit unit; /* of the bounds: the field's, or percent */
    const struct tdm_line *line;
};
bool tdm_class_rows_read(struct catalog_reader *r, const struct class_rows *rows);

/* bound_phrase.c: a written bound in the unit of a field or measure; C010, C012, C014 */
bool tdm_catalog_bound(struct catalog_reader *r, const struct tdm_bound_phrase *phrase, tdm_unit unit,
                       struct tdm_bound *out);

/* measure_norm.c */
bool tdm_measure_trials(struct catalog_reader *r, void *item, struct clause_at *at);
bool tdm_measure_norm(struct catalog_reader *r, void *item, struct clause_at *at);
/* code_read.c */
extern const char tdm_code_form[];
bool tdm_clause_code(struct catalog_reader *r, void *item, struct clause_at *at);
void tdm_codes_read(struct catalog_reader *r, const struct tdm_tree *const *trees); /* the `codes` blocks */
void tdm_codes_sort(struct catalog_reader *r);

/* catalog_check.c: what can be judged only when everything is read */
void tdm_catalog_check(struct catalog_reader *r);
/* family.c: each family must be one whose exercises can stand in for each other */
void tdm_families_check(struct catalog_reader *r);
/* said.c */
void tdm_catalog_say(struct catalog_reader *r);
/* catalog_name.c */
const tdm_ref *tdm_catalog_sort(struct tdm_arena *mem, const tdm_str *names, uint32_t count);
size_t tdm_catalog_item_size(uint32_t kind);

#endif
