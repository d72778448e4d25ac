/* digest.c - BLAKE2b with 32 bytes of output and no key (RFC 7693). Bytes are read and written little-endian by shifts,
 * so that every machine gives the same digest. */
#include "base/base.h"

#include <string.h>

#define BLOCK_BYTES ((size_t)128)

static const uint64_t start[8] = {
    0x6A09E667F3BCC908u, 0xBB67AE8584CAA73Bu, 0x3C6EF372FE94F82Bu, 0xA54FF53A5F1D36F1u,
    0x510E527FADE682D1u, 0x9B05688C2B3E6C1Fu, 0x1F83D9ABFB41BD6Bu, 0x5BE0CD19137E2179u,
};

/* Which message word goes where in each round; rounds 10 and 11 use the first two lines again. */
static const uint8_t order[10][16] = {
    {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15}, {14, 10, 4, 8, 9, 15, 13, 6, 1, 12, 0, 2, 11, 7, 5, 3},
    {11, 8, 12, 0, 5, 2, 15, 13, 10, 14, 3, 6, 7, 1, 9, 4}, {7, 9, 3, 1, 13, 12, 11, 14, 2, 6, 5, 10, 4, 0, 15, 8},
    {9, 0, 5, 7, 2, 4, 10, 15, 14, 1, 11, 12, 6, 8, 3, 13}, {2, 12, 6, 10, 0, 11, 8, 3, 4, 13, 7, 5, 15, 14, 1, 9},
    {12, 5, 1, 15, 14, 13, 4, 10, 0, 7, 6, 3, 9, 2, 8, 11}, {13, 11, 7, 14, 12, 1, 3, 9, 5, 0, 15, 4, 8, 6, 2, 10},
    {6, 15, 14, 9, 11, 3, 0, 8, 12, 2, 13, 7, 1, 4, 10, 5}, {10, 2, 8, 4, 7, 6, 1, 5, 15, 11, 9, 14, 3, 12, 13, 0},
};

/* Written out, because compilers then make one load of it. */
static uint64_t load_u64(const uint8_t *at) {
    return (uint64_t)at[0] | (uint64_t)at[1] << 8 | (uint64_t)at[2] << 16 | (uint64_t)at[3] << 24 |
           (uint64_t)at[4] << 32 | (uint64_t)at[5] << 40 | (uint64_t)at[6] << 48 | (uint64_t)at[7] << 56;
}

static uint64_t rotate_right(uint64_t word, unsigned by) {
    return word >> by | word << (64 - by);
}

/* Written out with indices that are known: the sixteen words stay in registers, which is three times as fast. */
#define MIX(a, b, c, d, x, y)                                                                                          \
    v[a] += v[b] + (x);                                                                                                \
    v[d] = rotate_right(v[d] ^ v[a], 32);                                                                              \
    v[c] += v[d];                                                                                                      \
    v[b] = rotate_right(v[b] ^ v[c], 24);                                                                              \
    v[a] += v[b] + (y);                                                                                                \
    v[d] = rotate_right(v[d] ^ v[a], 16);                                                                              \
    v[c] += v[d];                                                                                                      \
    v[b] = rotate_right(v[b] ^ v[c], 63)
#define WORD(round, i) words[order[(round) % 10][i]]
#define ROUND(round)                                                                                                   \
    MIX(0, 4, 8, 12, WORD(round, 0), WORD(round, 1));                                                                  \
    MIX(1, 5, 9, 13, WORD(round, 2), WORD(round, 3));                                                                  \
    MIX(2, 6, 10, 14, WORD(round, 4), WORD(round, 5));                                                                 \
    MIX(3, 7, 11, 15, WORD(round, 6), WORD(round, 7));                                                                 \
    MIX(0, 5, 10, 15, WORD(round, 8), WORD(round, 9));                                                                 \
    MIX(1, 6, 11, 12, WORD(round, 10), WORD(round, 11));                                                               \
    MIX(2, 7, 8, 13, WORD(round, 12), WORD(round, 13));                                                                \
    MIX(3, 4, 9, 14, WORD(round, 14), WORD(round, 15))

static void compress(uint64_t state[8], const uint8_t block[BLOCK_BYTES], uint64_t bytes_so_far, bool last) {
    uint64_t v[16] TDM_UNSET, words[16] TDM_UNSET;
    for (size_t i = 0; i < 16; i++) words[i] = load_u64(block + 8 * i);
    for (size_t i = 0; i < 8; i++) {
        v[i] = state[i];
        v[i + 8] = start[i];
    }
    v[12] ^= bytes_so_far; /* the upper half of the 128-bit count stays zero: no text is that long */
    if (last) v[14] = ~v[14];
    ROUND(0);
    ROUND(1);
    ROUND(2);
    ROUND(3);
    ROUND(4);
    ROUND(5);
    ROUND(6);
    ROUND(7);
    ROUND(8);
    ROUND(9);
    ROUND(10);
    ROUND(11);
    for (size_t i = 0; i < 8; i++) state[i] ^= v[i] ^ v[i + 8];
}

tdm_digest tdm_digest_of(tdm_str bytes) {
    uint64_t state[8];
    memcpy(state, start, sizeof state);
    state[0] ^= 0x01010000u ^ sizeof(tdm_digest); /* fanout 1, depth 1, no key, 32 bytes out */
    size_t done = 0;
    for (; bytes.len - done > BLOCK_BYTES; done += BLOCK_BYTES)
        compress(state, (const uint8_t *)bytes.at + done, done + BLOCK_BYTES, false);
    uint8_t tail[BLOCK_BYTES] = {0};
    if (bytes.len > done) memcpy(tail, bytes.at + done, bytes.len - done);
    compress(state, tail, bytes.len, true);
    tdm_digest digest = {{0}};
    for (size_t i = 0; i < sizeof digest.byte; i++) digest.byte[i] = (uint8_t)(state[i / 8] >> (8 * (i % 8)));
    return digest;
}

void tdm_digest_print(struct tdm_buf *out, tdm_digest digest) {
    static const char hex[] = "0123456789abcdef";
    for (size_t i = 0; i < sizeof digest.byte; i++) {
        tdm_buf_char(out, hex[digest.byte[i] >> 4]);
        tdm_buf_char(out, hex[digest.byte[i] & 15]);
    }
}

static int hex_value(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    return -1;
}

bool tdm_digest_parse(tdm_str hex, tdm_digest *out) {
    tdm_digest digest = {{0}};
    if (hex.len != 2 * sizeof digest.byte) return false;
    for (size_t i = 0; i < sizeof digest.byte; i++) {
        int high = hex_value(hex.at[2 * i]), low = hex_value(hex.at[2 * i + 1]);
        if (high < 0 || low < 0) return false;
        digest.byte[i] = (uint8_t)(high * 16 + low);
    }
    *out = digest;
    return true;
}

bool tdm_digest_equal(tdm_digest a, tdm_digest b) {
    return memcmp(a.byte, b.byte, sizeof a.byte) == 0;
}
