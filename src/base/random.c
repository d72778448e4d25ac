/* random.c - Philox 4x32-10 and what is drawn from it. */
#include "base/random.h"

#include <string.h>

enum { ROUNDS = 10 };

void tdm_philox(const uint32_t counter[4], const uint32_t key[2], uint32_t out[4]) {
    uint32_t k0 = key[0], k1 = key[1];
    memcpy(out, counter, 4 * sizeof *out);
    for (int round = 0; round < ROUNDS; round++) {
        uint64_t left = (uint64_t)0xD2511F53u * out[0], right = (uint64_t)0xCD9E8D57u * out[2];
        uint32_t mixed0 = (uint32_t)(right >> 32) ^ out[1] ^ k0, mixed2 = (uint32_t)(left >> 32) ^ out[3] ^ k1;
        out[0] = mixed0;
        out[1] = (uint32_t)right;
        out[2] = mixed2;
        out[3] = (uint32_t)left;
        k0 += 0x9E3779B9u; /* the golden ratio, and the square root of 3 less 1, as fractions of 2^32 */
        k1 += 0xBB67AE85u;
    }
}

struct tdm_random tdm_random_stream(uint64_t seed, uint64_t number, uint32_t purpose) {
    return (struct tdm_random){.key = {(uint32_t)seed, (uint32_t)(seed >> 32)},
                               .counter = {0, purpose, (uint32_t)number, (uint32_t)(number >> 32)},
                               .used = 4};
}

uint32_t tdm_random_word(struct tdm_random *draws) {
    if (draws->used == 4) {
        tdm_philox(draws->counter, draws->key, draws->block);
        draws->counter[0]++;
        TDM_ASSERT(draws->counter[0] != 0); /* 2^34 words: more than anybody draws for one purpose */
        draws->used = 0;
    }
    return draws->block[draws->used++];
}

uint32_t tdm_random_below(struct tdm_random *draws, uint32_t count) {
    TDM_ASSERT(count > 0);
    uint32_t uneven = (0u - count) % count; /* so many low products would favour some results: drawn anew */
    for (;;) {
        uint64_t product = (uint64_t)tdm_random_word(draws) * count;
        if ((uint32_t)product >= uneven) return (uint32_t)(product >> 32);
    }
}

int32_t tdm_random_between(struct tdm_random *draws, int32_t least, int32_t most) {
    TDM_ASSERT(least <= most);
    uint64_t count = (uint64_t)((int64_t)most - least) + 1;
    uint32_t drawn = count > UINT32_MAX ? tdm_random_word(draws) : tdm_random_below(draws, (uint32_t)count);
    return (int32_t)((int64_t)least + drawn);
}

bool tdm_random_chance(struct tdm_random *draws, uint32_t percent) {
    return tdm_random_below(draws, 100) < percent;
}
