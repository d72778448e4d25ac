/* case_int.h - what opening a case anew and opening it further share: one entry's names, its place in the index. */
#ifndef TDM_CASE_INT_H
#define TDM_CASE_INT_H

#include "engine/engine_int.h"

struct opener {
    struct tdm_arena *mem;
    struct tdm_problems *problems;
    const struct tdm_protocol *protocol;
    const struct tdm_bound_chart *chart;
    struct index *index;
};

/* The protocol's words for its measures, for binding a chart. */
struct tdm_name_map case_words(struct tdm_arena *mem, const struct tdm_protocol *protocol);
/* Names of an entry in the protocol; false when it has no such name, with the problem. */
bool case_resolve(struct opener *o, const struct tdm_entry *entry, struct tdm_case_entry *out);
/* The treated side where the measure has sides, else none. */
enum tdm_side case_side(const struct tdm_protocol *protocol, const struct tdm_bound_chart *chart, tdm_ref use);
/* Where the readings of each use stand: at its side, at the other one. */
void case_readings(const struct opener *o, struct range *use, struct range *use_other);
bool case_steers(enum tdm_entry_kind kind); /* moves phases, limits or flags */
bool case_plans(enum tdm_entry_kind kind);  /* moves what is planned */
struct said case_medicine(struct opener *o, const struct tdm_entry *medicine);
tdm_date case_speaks_of(const struct tdm_bound_chart *chart, uint32_t entry);
uint32_t case_first_from(const struct tdm_bound_chart *chart, tdm_date day);

#endif
