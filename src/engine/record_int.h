/* record_int.h - what record.c and record_measure.c share. */
#ifndef TDM_RECORD_INT_H
#define TDM_RECORD_INT_H

#include "engine/engine_days.h"
#include "engine/record.h"

void record_baseline(const struct moment *m, struct tdm_baseline *out);
void record_measures(const struct moment *m, struct tdm_record *record);

#endif
