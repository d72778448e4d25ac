/* totp.c - codes of the second step: RFC 6238 over HMAC-SHA-1, which is what authenticator programs speak. SHA-1 is
 * here for that alone; nothing else rests on it. */
#include "accounts/accounts_int.h"
#include "base/canary.h"
#include "system/system.h"

#include <string.h>

#define STEP_MS    30000
#define SECRET_LEN 20u

/* ---- SHA-1 (FIPS 180-4) */

struct sha1 {
    uint32_t h[5];
    uint8_t block[64];
    uint64_t len;
};

static uint32_t turned(uint32_t x, uint32_t by) {
    return x << by | x >> (32 - by);
}

static void sha1_block(struct sha1 *s) {
    uint32_t w[80], a = s->h[0], b = s->h[1], c = s->h[2], d = s->h[3], e = s->h[4];
    for (uint32_t i = 0; i < 16; i++)
        w[i] = (uint32_t)s->block[4 * i] << 24 | (uint32_t)s->block[4 * i + 1] << 16 |
               (uint32_t)s->block[4 * i + 2] << 8 | s->block[4 * i + 3];
    for (uint32_t i = 16; i < 80; i++) w[i] = turned(w[i - 3] ^ w[i - 8] ^ w[i - 14] ^ w[i - 16], 1);
    for (uint32_t i = 0; i < 80; i++) {
        uint32_t f = i < 20   ? (b & c) | (~b & d)
                     : i < 40 ? b ^ c ^ d
                     : i < 60 ? (b & c) | (b & d) | (c & d)
                              : b ^ c ^ d;
        static const uint32_t k[4] = {0x5a827999, 0x6ed9eba1, 0x8f1bbcdc, 0xca62c1d6};
        uint32_t next = turned(a, 5) + f + e + k[i / 20] + w[i];
        e = d;
        d = c;
        c = turned(b, 30);
        b = a;
        a = next;
    }
    s->h[0] += a;
    s->h[1] += b;
    s->h[2] += c;
    s->h[3] += d;
    s->h[4] += e;
}

static void sha1_add(struct sha1 *s, const uint8_t *at, size_t len) {
    for (size_t i = 0; i < len; i++) {
        s->block[s->len++ % 64] = at[i];
        if (s->len % 64 == 0) sha1_block(s);
    }
}

static void sha1_begin(struct sha1 *s) {
    *s = (struct sha1){.h = {0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0}};
}

static void sha1_end(struct sha1 *s, uint8_t out[20]) {
    uint64_t bits = s->len * 8;
    uint8_t tail[8], one = 0x80, zero = 0;
    sha1_add(s, &one, 1);
    while (s->len % 64 != 56) sha1_add(s, &zero, 1);
    for (uint32_t i = 0; i < 8; i++) tail[i] = (uint8_t)(bits >> (56 - 8 * i));
    sha1_add(s, tail, 8);
    for (uint32_t i = 0; i < 20; i++) out[i] = (uint8_t)(s->h[i / 4] >> (24 - 8 * (i % 4)));
}

void tdm_hmac_sha1(tdm_str key, tdm_str bytes, uint8_t out[20]) {
    uint8_t block[64] = {0}, inner[64], outer[64];
    struct sha1 s;
    if (key.len > 64) {
        sha1_begin(&s);
        sha1_add(&s, (const uint8_t *)key.at, key.len);
        sha1_end(&s, block);
    } else if (key.len > 0) {
        memcpy(block, key.at, key.len);
    }
    for (size_t i = 0; i < 64; i++) {
        inner[i] = block[i] ^ 0x36;
        outer[i] = block[i] ^ 0x5c;
    }
    sha1_begin(&s);
    sha1_add(&s, inner, 64);
    sha1_add(&s, (const uint8_t *)bytes.at, bytes.len);
    sha1_end(&s, out);
    sha1_begin(&s);
    sha1_add(&s, outer, 64);
    sha1_add(&s, out, 20);
    sha1_end(&s, out);
}

/* ---- codes */

tdm_str tdm_totp_secret(struct tdm_arena *mem) {
    char *at = tdm_arena_alloc(mem, SECRET_LEN + 1);
    tdm_secret_bytes((uint8_t *)at, SECRET_LEN);
    return (tdm_str){at, SECRET_LEN};
}

uint32_t tdm_totp_code(tdm_str secret, uint64_t step) {
    char count[8];
    uint8_t mac[20];
    for (uint32_t i = 0; i < 8; i++) count[i] = (char)(step >> (56 - 8 * i));
    tdm_hmac_sha1(secret, (tdm_str){count, sizeof count}, mac);
    uint32_t at = mac[19] & 15;
    uint32_t number =
        (uint32_t)(mac[at] & 0x7f) << 24 | (uint32_t)mac[at + 1] << 16 | (uint32_t)mac[at + 2] << 8 | mac[at + 3];
    return number % 1000000;
}

bool tdm_totp_holds(tdm_str secret, tdm_str code, tdm_instant now, uint64_t *step) {
    int64_t number;
    uint64_t present = (uint64_t)(now.ms / STEP_MS);
    bool holds = false;
    if (code.len != 6 || code.at[0] == '-' || !tdm_parse_i64(code, &number)) return false;
    for (uint64_t s = present - 1; s <= present + 1; s++) {
        if (tdm_totp_code(secret, s) != (uint32_t)number) continue;
        holds = true;
        *step = s;
    }
    return holds;
}

bool tdm_totp_take(struct tdm_accounts *accounts, tdm_str person, tdm_str code, tdm_instant now) {
    char room[64];
    uint64_t step = 0;
    struct sql_arg args[] = {SQL_T(person), SQL_I(0)};
    sqlite3_stmt *row = sql_ask(accounts, "SELECT totp FROM account WHERE person = ?1", args, 1);
    size_t len = row != NULL && sqlite3_step(row) == SQLITE_ROW ? (size_t)sqlite3_column_bytes(row, 0) : 0;
    if (len > 0 && len <= sizeof room) memcpy(room, sqlite3_column_blob(row, 0), len);
    (void)sqlite3_finalize(row);
    if (len == 0 || len > sizeof room || !tdm_totp_holds((tdm_str){room, len}, code, now, &step)) return false;
    args[1] = SQL_I((int64_t)step);
    return sql_do(accounts, "UPDATE account SET totp_step = ?2 WHERE person = ?1 AND totp_step < ?2", args, 2) &&
           (sqlite3_changes(accounts->db) == 1 || tdm_canary("replay"));
}

static void base32(struct tdm_buf *out, tdm_str bytes) {
    uint32_t held = 0, bits = 0;
    for (size_t i = 0; i < bytes.len; i++) {
        held = held << 8 | (uint8_t)bytes.at[i];
        bits += 8;
        while (bits >= 5) {
            bits -= 5;
            tdm_buf_char(out, "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"[held >> bits & 31]);
        }
    }
    if (bits > 0) tdm_buf_char(out, "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"[held << (5 - bits) & 31]);
}

tdm_str tdm_totp_link(struct tdm_arena *mem, tdm_str secret, tdm_str person, tdm_str place) {
    struct tdm_buf out;
    tdm_buf_init(&out, mem, 1000);
    tdm_buf_format(&out, "otpauth://totp/Tandem:%.*s?secret=", TDM_FMT(person));
    base32(&out, secret);
    tdm_buf_format(&out, "&issuer=Tandem-%.*s", TDM_FMT(place));
    return tdm_buf_str(&out);
}
