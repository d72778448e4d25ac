/* qr_test.c - QR codes, read back by code that was written for this test alone: format, mask, the way of the columns,
 * the blocks, and that each block is one that the correction takes for whole. */
#include "check.h"
#include "render/qr.h"

#include <string.h>

struct layout { /* of a version at level M: blocks, of which long, data of the short ones, correction of each */
    uint32_t blocks, longs, data, ec;
};
static const struct layout layouts[] = {{1, 0, 16, 10}, {1, 0, 28, 16}, {1, 0, 44, 26}, {2, 0, 32, 18}, {2, 0, 43, 24},
                                        {4, 0, 27, 16}, {4, 0, 31, 18}, {4, 2, 38, 22}, {5, 2, 36, 22}, {5, 1, 43, 26}};

/* The fifteen bits beside the finder at the top left, the highest first, along row 8 and up column 8. */
static uint32_t format_of(const struct tdm_qr *qr) {
    static const uint8_t way[15][2] = {{8, 0}, {8, 1}, {8, 2}, {8, 3}, {8, 4}, {8, 5}, {8, 7}, {8, 8},
                                       {7, 8}, {5, 8}, {4, 8}, {3, 8}, {2, 8}, {1, 8}, {0, 8}};
    uint32_t bits = 0;
    for (int i = 0; i < 15; i++) bits = bits << 1 | qr->dark[way[i][0]][way[i][1]];
    return bits;
}

static bool near_alignment(const struct tdm_qr *qr, uint32_t y, uint32_t x) {
    static const uint8_t middles[] = {0, 0, 0, 0, 0, 0, 22, 24, 26, 28};
    uint32_t at[3] = {6, middles[qr->version - 1], qr->size - 7};
    if (qr->version == 1) return false;
    for (int i = 0; i < 3; i++)
        for (int k = 0; k < 3; k++) {
            bool corner = (i == 0 && k != 1) || (i == 2 && k == 0);
            if (at[i] == 0 || at[k] == 0 || corner) continue;
            if (y + 2 >= at[i] && y <= at[i] + 2 && x + 2 >= at[k] && x <= at[k] + 2) return true;
        }
    return false;
}

static bool is_pattern(const struct tdm_qr *qr, uint32_t y, uint32_t x) {
    uint32_t far = qr->size - 8;
    bool finder = (y < 9 && x < 9) || (y < 9 && x >= far) || (y >= far && x < 9);
    bool told = qr->version >= 7 && ((y < 6 && x >= far - 3) || (x < 6 && y >= far - 3));
    return finder || told || y == 6 || x == 6 || near_alignment(qr, y, x);
}

static bool flips(uint32_t mask, uint32_t i, uint32_t j) {
    const bool all[] = {(i + j) % 2 == 0,
                        i % 2 == 0,
                        j % 3 == 0,
                        (i + j) % 3 == 0,
                        (i / 2 + j / 3) % 2 == 0,
                        (i * j) % 2 + (i * j) % 3 == 0,
                        ((i * j) % 2 + (i * j) % 3) % 2 == 0,
                        ((i * j) % 3 + (i + j) % 2) % 2 == 0};
    return all[mask];
}

static uint32_t read_codewords(const struct tdm_qr *qr, uint8_t *out) {
    uint32_t bits = 0;
    bool up = true;
    for (int32_t x = (int32_t)qr->size - 1; x > 0; x -= 2, up = !up) {
        if (x == 6) x--;
        for (uint32_t n = 0; n < qr->size; n++)
            for (uint32_t side = 0; side < 2; side++) {
                uint32_t y = up ? qr->size - 1 - n : n, column = (uint32_t)x - side;
                if (is_pattern(qr, y, column)) continue;
                uint32_t bit = qr->dark[y][column] ^ (flips(qr->mask, y, column) ? 1u : 0u);
                if (bits % 8 == 0) out[bits / 8] = 0;
                out[bits / 8] = (uint8_t)((uint32_t)out[bits / 8] << 1 | bit);
                bits++;
            }
    }
    return bits / 8;
}

static uint8_t times(uint8_t a, uint8_t b) {
    uint32_t sum = 0, shifted = a;
    for (; b != 0; b >>= 1, shifted = shifted << 1 ^ (shifted & 0x80u ? 0x11du : 0)) sum ^= b & 1 ? shifted : 0;
    return (uint8_t)sum;
}

/* A whole block is nought at every power of 2 that the generator has. */
static bool is_whole(const uint8_t *block, uint32_t count, uint32_t ec) {
    uint8_t power = 1;
    for (uint32_t i = 0; i < ec; i++, power = times(power, 2)) {
        uint8_t value = 0;
        for (uint32_t k = 0; k < count; k++) value = times(value, power) ^ block[k];
        if (value != 0) return false;
    }
    return true;
}

static bool unfold(const struct tdm_qr *qr, uint8_t *data, uint32_t *count) {
    const struct layout *l = &layouts[qr->version - 1];
    uint8_t words[400], blocks[5][80];
    uint32_t at = 0, all = read_codewords(qr, words);
    *count = 0;
    if (all != l->blocks * (l->data + l->ec) + l->longs) return false;
    for (uint32_t i = 0; i <= l->data; i++)
        for (uint32_t b = 0; b < l->blocks; b++)
            if (i < l->data || b >= l->blocks - l->longs) blocks[b][i] = words[at++];
    for (uint32_t i = 0; i < l->ec; i++)
        for (uint32_t b = 0; b < l->blocks; b++)
            blocks[b][l->data + (b >= l->blocks - l->longs ? 1 : 0) + i] = words[at++];
    for (uint32_t b = 0; b < l->blocks; b++) {
        uint32_t len = l->data + (b >= l->blocks - l->longs ? 1 : 0);
        if (!is_whole(blocks[b], len + l->ec, l->ec)) return false;
        memcpy(data + *count, blocks[b], len);
        *count += len;
    }
    return true;
}

/* The text of the bytes mode, or the empty one. */
static tdm_str read_back(const struct tdm_qr *qr, uint8_t *data, char *text) {
    uint32_t count = 0;
    if (!unfold(qr, data, &count) || data[0] >> 4 != 4) return (tdm_str){0};
    uint32_t head = qr->version < 10 ? 1 : 2, len = data[0] & 15u;
    for (uint32_t i = 1; i < head; i++) len = len << 8 | data[i];
    len = (len << 4 | data[head] >> 4) & (head == 1 ? 0xffu : 0xffffu);
    if (len + head + 1 > count) return (tdm_str){0};
    for (uint32_t i = 0; i < len; i++) text[i] = (char)(data[head + i] << 4 | data[head + i + 1] >> 4);
    return (tdm_str){text, len};
}

TEST("every text of 0 to 213 bytes is read back whole, in the smallest version that has room [F043]") {
    static const uint32_t most[] = {14, 26, 42, 62, 84, 106, 122, 152, 180, 213};
    char text[220], found[220];
    uint8_t data[400];
    struct tdm_qr qr;
    (void)mem;
    for (uint32_t len = 0; len <= TDM_QR_BYTES_MOST; len++) {
        uint32_t version = 1;
        for (uint32_t i = 0; i < len; i++) text[i] = (char)('!' + (i * 31 + len * 7) % 90);
        while (most[version - 1] < len) version++;
        CHECK(tdm_qr_make((tdm_str){text, len}, &qr));
        CHECK_INT(qr.version, version);
        CHECK_INT(qr.size, 17 + 4 * version);
        CHECK(tdm_str_equal(read_back(&qr, data, found), (tdm_str){text, len}));
    }
    CHECK(!tdm_qr_make((tdm_str){text, TDM_QR_BYTES_MOST + 1}, &qr));
}

TEST("format and version are told in the bits of the standard's tables [F043]") {
    static const uint16_t formats[] = {0x5412, 0x5125, 0x5e7c, 0x5b4b,
                                       0x45f9, 0x40ce, 0x4f97, 0x4aa0}; /* table C.1, M */
    char text[140];
    struct tdm_qr qr;
    uint32_t seen = 0, version_bits = 0;
    (void)mem;
    for (uint32_t i = 0; i < 120; i++) text[i] = (char)('a' + i * i % 26);
    for (uint32_t len = 1; len <= 120; len++) {
        CHECK(tdm_qr_make((tdm_str){text, len}, &qr));
        CHECK_INT(format_of(&qr), formats[qr.mask]);
        seen |= 1u << qr.mask;
    }
    CHECK(seen != 0 && (seen & (seen - 1)) != 0); /* more than one mask was the best of some text */
    CHECK_INT(qr.version, 7);
    for (int i = 17; i >= 0; i--) version_bits = version_bits << 1 | qr.dark[i / 3][qr.size - 11 + (uint32_t)i % 3];
    CHECK_INT(version_bits, 0x07c94); /* table D.1 */
}

TEST("the picture has a title, a quiet zone, and one path") {
    struct tdm_buf out;
    struct tdm_html h;
    struct tdm_qr qr;
    size_t at;
    tdm_buf_init(&out, mem, 1u << 16);
    tdm_html_init(&h, &out, false);
    CHECK(tdm_qr_make(TDM_STR("https://clinic.example/"), &qr));
    tdm_qr_svg(&h, &qr, TDM_STR("A <link>"));
    CHECK(tdm_str_starts_with(
        tdm_buf_str(&out), TDM_STR("<svg class=\"qr\" role=\"img\" viewBox=\"0 0 33 33\"><title>A &lt;link&gt;</title>"
                                   "<path d=\"M4 4h7v1h-7z")));
    CHECK(tdm_str_find(tdm_buf_str(&out), TDM_STR("</svg>"), &at));
}
