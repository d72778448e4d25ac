/* random.h - numbers drawn by counting: Philox 4x32-10, the same on every machine. No state but the counter, so that the
 * numbers of one purpose do not depend on how many were drawn for another. Pure; seeds come from the caller. */
#ifndef TDM_RANDOM_H
#define TDM_RANDOM_H

#include "base/base.h"

/* One block: ten rounds over a counter of four words under a key of two (Salmon et al., "Parallel random numbers: as
 * easy as 1, 2, 3", SC 2011). */
void tdm_philox(const uint32_t counter[4], const uint32_t key[2], uint32_t out[4]);

/* A stream: the seed is the key; number and purpose are three words of the counter, the fourth counts blocks. */
struct tdm_random {
    uint32_t key[2], counter[4], block[4];
    uint32_t used; /* words of the block already given */
};
struct tdm_random tdm_random_stream(uint64_t seed, uint64_t number, uint32_t purpose);
uint32_t tdm_random_word(struct tdm_random *draws);
uint32_t tdm_random_below(struct tdm_random *draws, uint32_t count);              /* 0 to count - 1, each as likely; count > 0 */
int32_t tdm_random_between(struct tdm_random *draws, int32_t least, int32_t most); /* both ends inside */
bool tdm_random_chance(struct tdm_random *draws, uint32_t percent);               /* true in `percent` of 100 */

#endif
