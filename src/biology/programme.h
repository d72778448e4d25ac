/* programme.h - people lived through a programme of inputs that is fixed beforehand: what published rows are held against.
 * Studies of protocols, where the engine decides every day, are the room `lab`'s. */
#ifndef TDM_BIOLOGY_PROGRAMME_H
#define TDM_BIOLOGY_PROGRAMME_H

#include "biology/model.h"

/* Readouts of everybody at the start of week `weeks[k]` (rising) into out[k * count + i], without noise of measuring. */
void tdm_bio_live(struct tdm_arena *mem, const struct tdm_bio_model *model, const struct tdm_bio_programme *programme,
                  const struct tdm_bio_person *people, const struct tdm_bio_run *run, const uint32_t *weeks,
                  uint32_t week_count, struct tdm_bio_readout *out);

/* What the programme begins on day `day`, done to the first `count` patients. */
void tdm_bio_programme_day(struct tdm_bio_patients *patients, uint32_t count, const struct tdm_bio_parameters *p,
                           const struct tdm_bio_programme *programme, uint32_t day);
/* From `day` to the next on which it begins something, or to the end of the week, in `steps` steps (tdm_bio_steps): twice
 * as many where it begins within a week after a procedure whose product does something, while its signal is fresh. */
struct tdm_bio_span tdm_bio_programme_span(const struct tdm_bio_model *model, const struct tdm_bio_programme *programme,
                                           uint32_t steps, uint32_t day);

#endif
