/* diff_int.h - how a protocol becomes facts: what the files diff*.c share. */
#ifndef TDM_PROOF_DIFF_INT_H
#define TDM_PROOF_DIFF_INT_H

#include "proof/diff.h"
#include "proof/reach.h"

struct facts {
    struct tdm_arena *mem;
    const struct tdm_protocol *protocol;
    const struct tdm_catalog *catalog;
    struct tdm_scope plain; /* measures under their catalogue names, so that a protocol's own words mean nothing */
    struct tdm_diff_fact *items;
    size_t count, room;
};

/* ---- diff.c */
tdm_str diff_format(struct tdm_arena *mem, const char *format, ...) TDM_FORMAT(2, 3);
/* Copies the fact; key and same follow subject and value where they are not given. */
void diff_add(struct facts *f, struct tdm_diff_fact fact);
void diff_add_value(struct facts *f, struct tdm_diff_fact fact, enum tdm_diff_aspect aspect, tdm_str value,
                    tdm_clause_id clause);
tdm_str diff_mask(const struct facts *f, enum tdm_catalog_kind kind, tdm_mask mask, const char *between);
/* The texts in order and each once, so that the order written means nothing. */
tdm_str diff_sorted(struct tdm_arena *mem, tdm_str *texts, size_t count, const char *between);

/* ---- diff_words.c: values as they are written, and in a form that is equal when the meaning is */
tdm_span diff_span(tdm_span span); /* weeks as days, years as months */
tdm_str diff_span_said(const struct facts *f, tdm_span span);
tdm_str diff_span_same(const struct facts *f, tdm_span span);
tdm_str diff_day_said(const struct facts *f, const struct tdm_day_expr *day);
tdm_str diff_day_same(const struct facts *f, const struct tdm_day_expr *day);
tdm_str diff_length_said(const struct facts *f, const struct tdm_length *length);
tdm_str diff_length_same(const struct facts *f, const struct tdm_length *length);
tdm_str diff_quantity_same(const struct facts *f, tdm_quantity quantity);
/* Every line of the condition as a fact like `like`, with aspect `how` for what holds them together. */
void diff_condition(struct facts *f, const struct tdm_condition *condition, const struct tdm_diff_fact *like,
                    enum tdm_diff_aspect how);

/* ---- diff_dates.c, diff_clauses.c, diff_rules.c */
void diff_dates(struct facts *f);
void diff_clauses(struct facts *f);
void diff_rules(struct facts *f);

#endif
