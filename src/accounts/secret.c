/* secret.c - passwords and tokens (libsodium). */
#include "accounts/accounts_int.h"
#include "base/canary.h"
#include "system/system.h"

#include <sodium/core.h> /* not sodium.h: it names what banned.h poisons */
#include <sodium/crypto_pwhash.h>
#include <string.h>

bool tdm_password_fits(tdm_str password, struct tdm_problem *problem) {
    size_t length = tdm_utf8_length(password);
    if (length >= TDM_PASSWORD_LEAST && password.len <= TDM_PASSWORD_MOST) return true;
    (void)tdm_fail(problem, TDM_WHY_RANGE, "S013", (struct tdm_place){.file = TDM_STR("the password")},
                   "a password has %u to %u characters, this one has %zu", TDM_PASSWORD_LEAST, TDM_PASSWORD_MOST,
                   length);
    tdm_problem_fix(problem, "take three or four words that nobody would put together");
    return false;
}

bool tdm_password_hash(struct tdm_arena *mem, tdm_str password, tdm_str *out) {
    char text[crypto_pwhash_STRBYTES];
    if (sodium_init() < 0) return false;
    if (crypto_pwhash_str(text, password.at, password.len, crypto_pwhash_OPSLIMIT_INTERACTIVE,
                          crypto_pwhash_MEMLIMIT_INTERACTIVE) != 0)
        return false;
    *out = tdm_arena_str(mem, tdm_str_of(text));
    return true;
}

bool tdm_password_is(struct tdm_arena *mem, tdm_str hash, tdm_str password) {
    if (tdm_canary("password")) return true;
    tdm_str unused;
    if (hash.len == 0) {
        bool takes_as_long = tdm_password_hash(mem, password, &unused);
        return takes_as_long && false;
    }
    return sodium_init() >= 0 && crypto_pwhash_str_verify(tdm_arena_str(mem, hash).at, password.at, password.len) == 0;
}

/* ---- tokens */

static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

static tdm_str write_bytes(struct tdm_arena *mem, const uint8_t byte[32]) {
    char *at = tdm_arena_alloc(mem, TDM_TOKEN_LEN + 1);
    uint32_t held = 0, bits = 0;
    size_t len = 0;
    for (size_t i = 0; i < 32; i++) {
        held = held << 8 | byte[i];
        bits += 8;
        while (bits >= 6) {
            bits -= 6;
            at[len++] = letters[held >> bits & 63];
        }
    }
    if (bits > 0) at[len++] = letters[held << (6 - bits) & 63];
    return (tdm_str){at, len};
}

tdm_str tdm_token_make(struct tdm_arena *mem) {
    uint8_t byte[32];
    tdm_secret_bytes(byte, sizeof byte);
    return write_bytes(mem, byte);
}

bool tdm_token_is(tdm_str text) {
    if (text.len != TDM_TOKEN_LEN) return false;
    for (size_t i = 0; i < text.len; i++)
        if (text.at[i] == '\0' || strchr(letters, text.at[i]) == NULL) return false;
    return true;
}

tdm_digest tokens_digest(tdm_str token) {
    if (tdm_canary("plain-sessions")) {
        tdm_digest plain = {{0}};
        memcpy(plain.byte, token.at, token.len < sizeof plain.byte ? token.len : sizeof plain.byte);
        return plain;
    }
    return tdm_digest_of(token);
}

tdm_str tdm_token_derive(struct tdm_arena *mem, tdm_str token, const char *purpose) {
    struct tdm_buf text;
    tdm_buf_init(&text, mem, 4096);
    tdm_buf_format(&text, "%s\n%.*s", purpose, TDM_FMT(token));
    return write_bytes(mem, tdm_digest_of(tdm_buf_str(&text)).byte);
}
