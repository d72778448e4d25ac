/* text.c - slices, UTF-8, the nearest name, and growing text. */
#include "base/base.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* ---- slices */

tdm_str tdm_str_of(const char *c_string) {
    if (c_string == NULL) return TDM_STR("");
    return (tdm_str){c_string, strlen(c_string)};
}

int tdm_str_compare(tdm_str a, tdm_str b) {
    size_t shorter = a.len < b.len ? a.len : b.len;
    int sign = shorter == 0 ? 0 : memcmp(a.at, b.at, shorter);
    if (sign != 0) return sign < 0 ? -1 : 1;
    return (a.len > b.len) - (a.len < b.len);
}

bool tdm_str_ends_with(tdm_str text, tdm_str suffix) {
    return suffix.len <= text.len && tdm_str_equal(tdm_str_slice(text, text.len - suffix.len, text.len), suffix);
}

static bool is_blank(char c) {
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

tdm_str tdm_str_trim(tdm_str text) {
    size_t from = 0, until = text.len;
    while (from < until && is_blank(text.at[from])) from++;
    while (from < until && is_blank(text.at[until - 1])) until--;
    return tdm_str_slice(text, from, until);
}

bool tdm_str_find(tdm_str text, tdm_str part, size_t *at) {
    if (part.len == 0) *at = 0;
    if (part.len == 0) return true;
    for (size_t i = 0; i < text.len && part.len <= text.len - i; i++) {
        const char *begins = memchr(text.at + i, part.at[0], text.len - i - part.len + 1);
        if (begins == NULL) return false;
        i = (size_t)(begins - text.at);
        if (memcmp(begins, part.at, part.len) != 0) continue;
        *at = i;
        return true;
    }
    return false;
}

/* ---- UTF-8 */

/* The lead bytes of longer sequences, with the range of the second byte that keeps out overlong forms, surrogates (ED
 * A0..) and what lies above U+10FFFF. */
static const struct lead {
    uint8_t from, to, second_from, second_to, length;
} leads[] = {
    {0xC2, 0xDF, 0x80, 0xBF, 2}, {0xE0, 0xE0, 0xA0, 0xBF, 3}, {0xE1, 0xEC, 0x80, 0xBF, 3}, {0xED, 0xED, 0x80, 0x9F, 3},
    {0xEE, 0xEF, 0x80, 0xBF, 3}, {0xF0, 0xF0, 0x90, 0xBF, 4}, {0xF1, 0xF3, 0x80, 0xBF, 4}, {0xF4, 0xF4, 0x80, 0x8F, 4},
};

/* Bytes of the well-formed sequence of two or more at `at`, or 0. */
static size_t sequence_length(tdm_str text, size_t at) {
    uint8_t first = (uint8_t)text.at[at];
    const struct lead *lead = leads;
    while (first > lead->to && lead < leads + TDM_COUNT(leads) - 1) lead++;
    if (first < lead->from || first > lead->to || text.len - at < lead->length) return 0;
    for (size_t i = 1; i < lead->length; i++) {
        uint8_t next = (uint8_t)text.at[at + i];
        uint8_t from = i == 1 ? lead->second_from : 0x80, to = i == 1 ? lead->second_to : 0xBF;
        if (next < from || next > to) return 0;
    }
    return lead->length;
}

/* Eight bytes at once, and in each of them its highest bit. */
static uint64_t eight(const char *at) {
    uint64_t bytes;
    memcpy(&bytes, at, sizeof bytes);
    return bytes;
}
static const uint64_t highest = 0x8080808080808080u, lowest = 0x0101010101010101u;

bool tdm_utf8_valid(tdm_str text, size_t *bad_at) {
    for (size_t at = 0; at < text.len;) {
        if (text.len - at >= 8) { /* most of most texts: none of eight is a NUL or part of a sequence */
            uint64_t bytes = eight(text.at + at);
            if (((bytes | (bytes - lowest)) & highest) == 0) {
                at += 8;
                continue;
            }
        }
        uint8_t byte = (uint8_t)text.at[at];
        size_t length = byte > 0 && byte < 0x80 ? 1 : sequence_length(text, at);
        if (length == 0) {
            *bad_at = at;
            return false;
        }
        at += length;
    }
    return true;
}

size_t tdm_utf8_length(tdm_str text) {
    size_t count = 0, i = 0;
    for (; text.len - i >= 8; i += 8) {
        uint64_t bytes = eight(text.at + i);
        if ((bytes & highest) == 0)
            count += 8;
        else
            for (size_t k = 0; k < 8; k++) count += ((uint8_t)text.at[i + k] & 0xC0) != 0x80;
    }
    for (; i < text.len; i++) count += ((uint8_t)text.at[i] & 0xC0) != 0x80;
    return count;
}

/* ---- the nearest name: insertions, deletions, replacements and swaps of neighbours, each one edit */

#define NAME_MOST 64

static size_t least(size_t a, size_t b) {
    return a < b ? a : b;
}

/* Which bytes stand in it; two that fall together only make the bound below looser. */
static uint64_t bytes_of(tdm_str text) {
    uint64_t bytes = 0;
    for (size_t i = 0; i < text.len; i++) bytes |= (uint64_t)1 << (text.at[i] & 63);
    return bytes;
}

static size_t ones(uint64_t bits) {
    size_t count = 0;
    for (; bits != 0; bits &= bits - 1) count++;
    return count;
}

/* No more than the edits between them: a byte that the other lacks takes an edit, and each edit is of one byte. */
static size_t fewest_edits(tdm_str a, tdm_str b) {
    uint64_t in_a = bytes_of(a), in_b = bytes_of(b);
    size_t only_a = ones(in_a & ~in_b), only_b = ones(in_b & ~in_a);
    return only_a > only_b ? only_a : only_b;
}

static size_t edits_between(tdm_str a, tdm_str b) {
    size_t rows[3][NAME_MOST + 1] = {{0}};
    for (size_t j = 0; j <= b.len; j++) rows[0][j] = j;
    for (size_t i = 1; i <= a.len; i++) {
        size_t *row = rows[i % 3], *above = rows[(i + 2) % 3], *two_above = rows[(i + 1) % 3];
        row[0] = i;
        for (size_t j = 1; j <= b.len; j++) {
            size_t replaced = above[j - 1] + (a.at[i - 1] != b.at[j - 1]);
            row[j] = least(replaced, least(above[j], row[j - 1]) + 1);
            bool swapped = i > 1 && j > 1 && a.at[i - 1] == b.at[j - 2] && a.at[i - 2] == b.at[j - 1];
            if (swapped) row[j] = least(row[j], two_above[j - 2] + 1);
        }
    }
    return rows[a.len % 3][b.len];
}

static bool joins(char c) {
    return c == '-' || c == '.' || c == '/';
}

/* `wanted` is a whole piece of the name: "therapist" of "physical-therapist". */
static bool is_piece_of(tdm_str wanted, tdm_str name) {
    for (size_t at = 0; wanted.len < name.len && at + wanted.len <= name.len; at++) {
        bool begins = at == 0 || joins(name.at[at - 1]);
        bool ends = at + wanted.len == name.len || joins(name.at[at + wanted.len]);
        if (begins && ends && tdm_str_equal(tdm_str_slice(name, at, at + wanted.len), wanted)) return true;
    }
    return false;
}

/* The only name of which it is a piece, or -1: one of several would be a guess. */
static int only_one_with(tdm_str wanted, const tdm_str *candidates, size_t count) {
    enum { SHORTEST = 4 };
    int found = -1;
    for (size_t i = 0; wanted.len >= SHORTEST && i < count; i++) {
        if (!is_piece_of(wanted, candidates[i])) continue;
        if (found >= 0) return -1;
        found = (int)i;
    }
    return found;
}

int tdm_nearest(tdm_str wanted, const tdm_str *candidates, size_t count) {
    if (wanted.len > NAME_MOST) return -1;
    size_t threshold = wanted.len / 3 > 1 ? wanted.len / 3 : 1;
    size_t best_edits = threshold + 1;
    int best = -1;
    for (size_t i = 0; i < count; i++) {
        size_t longer = wanted.len > candidates[i].len ? wanted.len : candidates[i].len;
        if (longer > wanted.len + threshold || longer > NAME_MOST) continue;
        if (fewest_edits(wanted, candidates[i]) >= best_edits) continue;
        size_t edits = edits_between(wanted, candidates[i]);
        /* Every letter replaced is no likeness: "x" is not a misspelt "m". */
        if (edits >= best_edits || (edits >= longer && edits > 0)) continue;
        best_edits = edits;
        best = (int)i;
    }
    return best >= 0 ? best : only_one_with(wanted, candidates, count);
}

/* ---- growing text */

void tdm_buf_init(struct tdm_buf *buf, struct tdm_arena *mem, size_t limit_bytes) {
    *buf = (struct tdm_buf){.mem = mem, .limit_bytes = limit_bytes};
}

/* True when `more` bytes and a NUL behind them fit; the NUL is for vsnprintf, which always writes one. */
static bool buf_reserve(struct tdm_buf *buf, size_t more) {
    if (buf->failed) return false;
    if (more > buf->limit_bytes - buf->len) {
        buf->failed = true;
        return false;
    }
    size_t needed = buf->len + more + 1;
    if (needed <= buf->room) return true;
    size_t room = buf->room < 64 ? 128 : buf->room * 2;
    if (room < needed) room = needed;
    char *moved = tdm_arena_alloc_raw(buf->mem, room);
    if (buf->len > 0) memcpy(moved, buf->at, buf->len);
    buf->at = moved;
    buf->room = room;
    return true;
}

void tdm_buf_add(struct tdm_buf *buf, tdm_str text) {
    if (text.len == 0 || !buf_reserve(buf, text.len)) return;
    memcpy(buf->at + buf->len, text.at, text.len);
    buf->len += text.len;
}

void tdm_buf_text(struct tdm_buf *buf, const char *c_string) {
    tdm_buf_add(buf, tdm_str_of(c_string));
}

void tdm_buf_char(struct tdm_buf *buf, char c) {
    if (!buf_reserve(buf, 1)) return;
    buf->at[buf->len++] = c;
}

void tdm_buf_repeat(struct tdm_buf *buf, char c, size_t count) {
    if (count == 0 || !buf_reserve(buf, count)) return;
    memset(buf->at + buf->len, c, count);
    buf->len += count;
}

void tdm_buf_int(struct tdm_buf *buf, int64_t number) {
    char digits[20];
    size_t at = sizeof digits;
    uint64_t rest = number < 0 ? 0 - (uint64_t)number : (uint64_t)number;
    do {
        digits[--at] = (char)('0' + rest % 10);
        rest /= 10;
    } while (rest > 0);
    if (number < 0) digits[--at] = '-';
    tdm_buf_add(buf, (tdm_str){digits + at, sizeof digits - at});
}

void tdm_buf_format(struct tdm_buf *buf, const char *format, ...) {
    if (!buf_reserve(buf, 0)) return;
    va_list arguments, again;
    va_start(arguments, format);
    va_copy(again, arguments);
    int length = vsnprintf(buf->at + buf->len, buf->room - buf->len, format, arguments);
    TDM_ASSERT(length >= 0);
    if ((size_t)length >= buf->room - buf->len && buf_reserve(buf, (size_t)length))
        vsnprintf(buf->at + buf->len, buf->room - buf->len, format, again);
    if ((size_t)length > buf->limit_bytes - buf->len) buf->failed = true;
    if (!buf->failed) buf->len += (size_t)length;
    va_end(again);
    va_end(arguments);
}

tdm_str tdm_buf_str(const struct tdm_buf *buf) {
    return (tdm_str){buf->len > 0 ? buf->at : "", buf->len};
}
