/* qr.c - a text as a QR code: bits, error correction, placing, the mask with the least penalty; and its picture. */
#include "render/qr.h"

#include <string.h>

/* ---- the table of versions at level M (ISO/IEC 18004, tables 7 and 9) */

static const struct version {
    uint32_t data;        /* codewords that carry data */
    uint32_t ec, blocks;  /* codewords of correction in each block; blocks, of which */
    uint32_t long_blocks; /* so many have one codeword of data more */
    uint32_t align[3];    /* centres of the alignment patterns; 0: none */
} versions[] = {{16, 10, 1, 0, {0}},          {28, 16, 1, 0, {6, 18}},      {44, 26, 1, 0, {6, 22}},
                {64, 18, 2, 0, {6, 26}},      {86, 24, 2, 0, {6, 30}},      {108, 16, 4, 0, {6, 34}},
                {124, 18, 4, 0, {6, 22, 38}}, {154, 22, 4, 2, {6, 24, 42}}, {182, 22, 5, 2, {6, 26, 46}},
                {216, 26, 5, 1, {6, 28, 50}}};
enum { CODEWORDS_MOST = 346, EC_MOST = 26 };

struct making {
    struct tdm_qr *qr;
    const struct version *v;
    uint8_t kept[TDM_QR_SIZE_MOST][TDM_QR_SIZE_MOST]; /* patterns, which no data and no mask touches */
    uint8_t codewords[CODEWORDS_MOST];
    uint32_t count;
};

/* ---- bits */

static uint32_t count_bits(uint32_t version) {
    return version < 10 ? 8 : 16;
}

static bool choose(uint32_t len, struct making *m) {
    for (uint32_t i = 0; i < TDM_COUNT(versions); i++) {
        if (4 + count_bits(i + 1) + 8 * len > 8u * versions[i].data) continue;
        m->v = &versions[i];
        m->qr->version = i + 1;
        m->qr->size = 17 + 4 * (i + 1);
        return true;
    }
    return false;
}

static void put_bits(uint8_t *data, uint32_t *at, uint32_t value, uint32_t bits) {
    for (uint32_t i = bits; i > 0; i--, ++*at)
        if ((value >> (i - 1) & 1u) != 0) data[*at / 8] = (uint8_t)(data[*at / 8] | 0x80u >> *at % 8);
}

static void fill_data(const struct making *m, tdm_str text, uint8_t *data) {
    uint32_t at = 0, room = 8u * m->v->data;
    memset(data, 0, m->v->data);
    put_bits(data, &at, 4, 4); /* bytes */
    put_bits(data, &at, (uint32_t)text.len, count_bits(m->qr->version));
    for (size_t i = 0; i < text.len; i++) put_bits(data, &at, (uint8_t)text.at[i], 8);
    at = room - at < 4 ? room : at + 4;
    at = (at + 7) / 8 * 8;
    for (uint32_t pad = 0xec; at < room; pad ^= 0xec ^ 0x11) put_bits(data, &at, pad, 8);
}

/* ---- error correction: Reed-Solomon over GF(256), x^8 + x^4 + x^3 + x^2 + 1 */

static uint8_t multiply(uint8_t a, uint8_t b) {
    uint32_t product = 0;
    for (int i = 7; i >= 0; i--) {
        product = product << 1 ^ (product >> 7) * 0x11d;
        if ((b >> i & 1) != 0) product ^= a;
    }
    return (uint8_t)product;
}

static void correction(const uint8_t *data, uint32_t count, uint32_t ec, uint8_t *out) {
    uint8_t generator[EC_MOST] = {0}, root = 1;
    generator[ec - 1] = 1;
    for (uint32_t i = 0; i < ec; i++, root = multiply(root, 2))
        for (uint32_t k = 0; k < ec; k++)
            generator[k] = (uint8_t)(multiply(generator[k], root) ^ (k + 1 < ec ? generator[k + 1] : 0));
    memset(out, 0, ec);
    for (uint32_t i = 0; i < count; i++) {
        uint8_t factor = data[i] ^ out[0];
        memmove(out, out + 1, ec - 1);
        out[ec - 1] = 0;
        for (uint32_t k = 0; k < ec; k++) out[k] ^= multiply(generator[k], factor);
    }
}

/* The blocks' codewords by turns: first the data of all, then their correction. */
static void interleave(struct making *m, const uint8_t *data) {
    uint8_t ec[5][EC_MOST];
    const uint8_t *starts[5];
    uint32_t lens[5], at = 0, shortest = m->v->data / m->v->blocks;
    for (uint32_t b = 0; b < m->v->blocks; b++) {
        lens[b] = shortest + (b >= m->v->blocks - m->v->long_blocks ? 1 : 0);
        starts[b] = data + at;
        at += lens[b];
        correction(starts[b], lens[b], m->v->ec, ec[b]);
    }
    for (uint32_t i = 0; i <= shortest; i++)
        for (uint32_t b = 0; b < m->v->blocks; b++)
            if (i < lens[b]) m->codewords[m->count++] = starts[b][i];
    for (uint32_t i = 0; i < m->v->ec; i++)
        for (uint32_t b = 0; b < m->v->blocks; b++) m->codewords[m->count++] = ec[b][i];
}

/* ---- patterns */

static void keep(struct making *m, uint32_t row, uint32_t column, bool dark) {
    m->kept[row][column] = 1;
    m->qr->dark[row][column] = dark;
}

static void finder(struct making *m, int32_t row, int32_t column) {
    for (int32_t y = -1; y <= 7; y++)
        for (int32_t x = -1; x <= 7; x++) {
            int32_t r = row + y, c = column + x, edge = y < 3 ? 3 - y : y - 3, side = x < 3 ? 3 - x : x - 3;
            int32_t ring = edge > side ? edge : side;
            if (r < 0 || c < 0 || r >= (int32_t)m->qr->size || c >= (int32_t)m->qr->size) continue;
            keep(m, (uint32_t)r, (uint32_t)c, ring != 2 && ring != 4);
        }
}

static void alignments(struct making *m) {
    for (uint32_t i = 0; i < 3; i++)
        for (uint32_t k = 0; k < 3; k++) {
            uint32_t row = m->v->align[i], column = m->v->align[k];
            if (row == 0 || column == 0) continue;
            bool corner =
                (row == 6 && (column == 6 || column == m->qr->size - 7)) || (column == 6 && row == m->qr->size - 7);
            if (corner) continue;
            for (uint32_t y = 0; y < 5; y++)
                for (uint32_t x = 0; x < 5; x++) {
                    bool ring = y == 0 || y == 4 || x == 0 || x == 4;
                    keep(m, row + y - 2, column + x - 2, ring || (y == 2 && x == 2));
                }
        }
}

static void version_bits(struct making *m) {
    uint32_t rest = m->qr->version;
    if (m->qr->version < 7) return;
    for (int i = 0; i < 12; i++) rest = rest << 1 ^ (rest >> 11) * 0x1f25;
    uint32_t bits = m->qr->version << 12 | rest;
    for (uint32_t i = 0; i < 18; i++) {
        bool dark = (bits >> i & 1u) != 0;
        keep(m, i / 3, m->qr->size - 11 + i % 3, dark);
        keep(m, m->qr->size - 11 + i % 3, i / 3, dark);
    }
}

static void format_bits(struct making *m, uint32_t mask) {
    uint32_t rest = mask, size = m->qr->size; /* level M is 00 */
    for (int i = 0; i < 10; i++) rest = rest << 1 ^ (rest >> 9) * 0x537;
    uint32_t bits = (mask << 10 | rest) ^ 0x5412;
    for (uint32_t i = 0; i < 15; i++) {
        bool dark = (bits >> i & 1u) != 0;
        uint32_t near = i < 6 ? i : i < 8 ? i + 1 : 14 - i + (i == 8 ? 1 : 0);
        if (i < 8)
            keep(m, near, 8, dark);
        else
            keep(m, 8, near, dark);
        if (i < 8)
            keep(m, 8, size - 1 - i, dark);
        else
            keep(m, size - 15 + i, 8, dark);
    }
    keep(m, size - 8, 8, true);
}

static void patterns(struct making *m) {
    uint32_t size = m->qr->size;
    for (uint32_t i = 0; i < size; i++) {
        keep(m, 6, i, i % 2 == 0);
        keep(m, i, 6, i % 2 == 0);
    }
    finder(m, 0, 0);
    finder(m, 0, (int32_t)size - 7);
    finder(m, (int32_t)size - 7, 0);
    alignments(m);
    version_bits(m);
    format_bits(m, 0);
}

/* ---- data: two columns at a time from the right, up and down by turns */

static void place(struct making *m) {
    uint32_t size = m->qr->size, bit = 0;
    for (int32_t right = (int32_t)size - 1; right >= 1; right -= 2) {
        if (right == 6) right = 5;
        bool up = ((right + 1) & 2) == 0;
        for (uint32_t i = 0; i < 2 * size; i++) {
            uint32_t row = up ? size - 1 - i / 2 : i / 2, column = (uint32_t)right - i % 2;
            if (m->kept[row][column] != 0 || bit >= 8 * m->count) continue;
            m->qr->dark[row][column] = m->codewords[bit / 8] >> (7 - bit % 8) & 1;
            bit++;
        }
    }
}

static bool masked(uint32_t mask, uint32_t y, uint32_t x) {
    switch (mask) {
    case 0:
        return (x + y) % 2 == 0;
    case 1:
        return y % 2 == 0;
    case 2:
        return x % 3 == 0;
    case 3:
        return (x + y) % 3 == 0;
    case 4:
        return (x / 3 + y / 2) % 2 == 0;
    case 5:
        return x * y % 2 + x * y % 3 == 0;
    case 6:
        return (x * y % 2 + x * y % 3) % 2 == 0;
    default:
        return ((x + y) % 2 + x * y % 3) % 2 == 0;
    }
}

static void turn(struct making *m, uint32_t mask) {
    for (uint32_t y = 0; y < m->qr->size; y++)
        for (uint32_t x = 0; x < m->qr->size; x++)
            if (m->kept[y][x] == 0 && masked(mask, y, x)) m->qr->dark[y][x] ^= 1;
}

/* ---- the penalty of a mask: what a camera could take for something else */

static uint8_t at(const struct tdm_qr *qr, bool across, uint32_t line, uint32_t i) {
    return across ? qr->dark[line][i] : qr->dark[i][line];
}

static uint32_t line_penalty(const struct tdm_qr *qr, bool across, uint32_t line) {
    uint32_t sum = 0, run = 1, window = 0;
    for (uint32_t i = 0; i < qr->size; i++) {
        bool same = i > 0 && at(qr, across, line, i) == at(qr, across, line, i - 1);
        run = same ? run + 1 : 1;
        if (run == 5) sum += 3;
        if (run > 5) sum++;
        window = (window << 1 | at(qr, across, line, i)) & 0x7ffu;
        if (i >= 10 && (window == 0x5d0 || window == 0x05d)) sum += 40;
    }
    return sum;
}

static uint32_t penalty(const struct tdm_qr *qr) {
    uint32_t sum = 0, dark = 0, all = qr->size * qr->size;
    for (uint32_t y = 0; y < qr->size; y++) {
        sum += line_penalty(qr, true, y) + line_penalty(qr, false, y);
        for (uint32_t x = 0; x < qr->size; x++) {
            dark += qr->dark[y][x];
            if (y > 0 && x > 0 && qr->dark[y][x] == qr->dark[y - 1][x] && qr->dark[y][x] == qr->dark[y][x - 1] &&
                qr->dark[y][x] == qr->dark[y - 1][x - 1])
                sum += 3;
        }
    }
    uint32_t off = 20 * dark > 10 * all ? 20 * dark - 10 * all : 10 * all - 20 * dark;
    return sum + off / all * 10;
}

bool tdm_qr_make(tdm_str text, struct tdm_qr *out) {
    struct making m = {.qr = out};
    uint8_t data[CODEWORDS_MOST];
    uint32_t best = 0, least = UINT32_MAX;
    memset(out, 0, sizeof *out);
    if (text.len > TDM_QR_BYTES_MOST || !choose((uint32_t)text.len, &m)) return false;
    fill_data(&m, text, data);
    interleave(&m, data);
    patterns(&m);
    place(&m);
    for (uint32_t mask = 0; mask < 8; mask++) {
        turn(&m, mask);
        format_bits(&m, mask);
        uint32_t cost = penalty(out);
        if (cost < least) best = mask;
        if (cost < least) least = cost;
        turn(&m, mask);
    }
    turn(&m, best);
    format_bits(&m, best);
    out->mask = best;
    return true;
}

/* ---- the picture */

void tdm_qr_svg(struct tdm_html *h, const struct tdm_qr *qr, tdm_str title) {
    struct tdm_buf path, box;
    bool was_svg = h->is_svg;
    tdm_buf_init(&path, h->out->mem, (size_t)1 << 16);
    tdm_buf_init(&box, h->out->mem, 64);
    for (uint32_t y = 0; y < qr->size; y++)
        for (uint32_t x = 0; x < qr->size; x++) {
            uint32_t run = 0;
            while (x + run < qr->size && qr->dark[y][x + run] != 0) run++;
            if (run == 0) continue;
            tdm_buf_format(&path, "M%u %uh%uv1h-%uz", (unsigned)x + 4, (unsigned)y + 4, (unsigned)run, (unsigned)run);
            x += run;
        }
    tdm_buf_format(&box, "0 0 %u %u", (unsigned)qr->size + 8, (unsigned)qr->size + 8);
    tdm_html_open(h, "svg");
    tdm_html_attribute(h, "class", TDM_STR("qr"));
    tdm_html_attribute(h, "role", TDM_STR("img"));
    tdm_html_attribute(h, "viewBox", tdm_buf_str(&box));
    h->is_svg = true;
    tdm_html_element(h, "title", NULL, title);
    tdm_html_open(h, "path");
    tdm_html_attribute(h, "d", tdm_buf_str(&path));
    tdm_html_empty(h);
    h->is_svg = was_svg;
    tdm_html_close(h);
}
