/* programme.h - people lived through a programme of inputs that is fixed beforehand: what published rows are held against.
 * Studies of protocols, where the engine decides every day, are the room `lab`'s. */
#ifndef TDM_BIOLOGY_PROGRAMME_H
#define TDM_BIOLOGY_PROGRAMME_H

#include "biology/model.h"

/* Readouts of everybody at the start of week `weeks[k]` (rising) into out[k * count + i], without noise of measuring. */
void tdm_bio_live(struct tdm_arena *mem, const struct tdm_bio_model *model, const struct tdm_bio_programme *programme,
                  const struct tdm_bio_person *people, const struct tdm_bio_run *run, const uint32_t *weeks,
                  uint32_t week_count, struct tdm_bio_readout *out);

#endif
