/* record_int.h - what record.c and record_measure.c share. */
#ifndef TDM_RECORD_INT_H
#define TDM_RECORD_INT_H

#include "engine/engine_days.h"
#include "engine/record.h"

/* False when the entry does not hold on that day, by what was known. */
bool handoff_read(const struct moment *m, uint32_t entry, struct tdm_handoff *out);
void record_handoffs(const struct moment *m, struct tdm_record *record);
void record_baseline(const struct moment *m, struct tdm_baseline *out);
void record_measures(const struct moment *m, struct tdm_record *record);

#endif
