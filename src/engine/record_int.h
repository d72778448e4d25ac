/* record_int.h - what record.c, record_measure.c, handoff.c and owed.c share. */
#ifndef TDM_RECORD_INT_H
#define TDM_RECORD_INT_H

#include "engine/engine_days.h"
#include "engine/record.h"

/* False when the entry does not hold on that day, by what was known. */
bool handoff_read(const struct moment *m, uint32_t entry, struct tdm_handoff *out);
/* M63: whether somebody in one of the roles has answered what a medicine asks; in part, or not possible, it stays
 * open (M79). */
bool medicine_answered(const struct moment *m, uint32_t medicine, tdm_mask roles);
/* Of two replies to one thing, whether `reply` is the last word; of two of one day in an order nobody can tell, the one
 * that leaves it owed is (M18). */
bool speaks_last(const struct moment *m, uint32_t reply, uint32_t last);
bool leaves_owed(const struct moment *m, uint32_t reply); /* in part, or not possible; or no reply at all (M79) */
void record_handoffs(const struct moment *m, struct tdm_record *record);
void record_baseline(const struct moment *m, struct tdm_baseline *out);
void record_measures(const struct moment *m, struct tdm_record *record);

#endif
