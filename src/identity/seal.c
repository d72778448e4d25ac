/* seal.c - one key a person, wrapped with the key of the place; one record a person, sealed with it. Each is bound to
 * the person's word, so that no record can be put under another. XChaCha20-Poly1305 by libsodium; nonces are drawn. */
#include "identity/identity_int.h"

#include <sodium/crypto_aead_xchacha20poly1305.h> /* not sodium.h: it names what banned.h poisons */
#include <sodium/utils.h>
#include <string.h>

#define NONCE crypto_aead_xchacha20poly1305_ietf_NPUBBYTES
#define TAG   crypto_aead_xchacha20poly1305_ietf_ABYTES

static tdm_str bound_to(struct tdm_arena *mem, const char *what, tdm_str id) {
    struct tdm_buf text;
    tdm_buf_init(&text, mem, 200);
    tdm_buf_format(&text, "%s 1 %.*s", what, TDM_FMT(id));
    return tdm_buf_str(&text);
}

void tdm_identity_print_hex(struct tdm_buf *out, const uint8_t *bytes, size_t count) {
    static const char digits[] = "0123456789abcdef";
    for (size_t i = 0; i < count; i++) {
        tdm_buf_char(out, digits[bytes[i] >> 4]);
        tdm_buf_char(out, digits[bytes[i] & 15]);
    }
}

static int digit(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

bool tdm_identity_hex(tdm_str hex, uint8_t *out, size_t bytes) {
    if (hex.len != bytes * 2) return false;
    for (size_t i = 0; i < bytes; i++) {
        int high = digit(hex.at[2 * i]), low = digit(hex.at[2 * i + 1]);
        if (high < 0 || low < 0) return false;
        out[i] = (uint8_t)(high * 16 + low);
    }
    return true;
}

tdm_str tdm_identity_seal(struct tdm_arena *mem, const struct tdm_sealing *with, tdm_str plain) {
    tdm_str bound = bound_to(mem, with->what, with->id);
    uint8_t *whole = TDM_NEW_ARRAY(mem, uint8_t, NONCE + plain.len + TAG);
    unsigned long long length = 0;
    tdm_secret_bytes(whole, NONCE);
    int made =
        crypto_aead_xchacha20poly1305_ietf_encrypt(whole + NONCE, &length, (const uint8_t *)plain.at, plain.len,
                                                   (const uint8_t *)bound.at, bound.len, NULL, whole, with->key->byte);
    TDM_ASSERT(made == 0 && length == plain.len + TAG);
    struct tdm_buf hex;
    tdm_buf_init(&hex, mem, 2 * (NONCE + plain.len + TAG) + 1);
    tdm_identity_print_hex(&hex, whole, NONCE + (size_t)length);
    return tdm_buf_str(&hex);
}

bool tdm_identity_open(struct tdm_arena *mem, const struct tdm_sealing *with, tdm_str hex, tdm_str *plain) {
    size_t count = hex.len / 2;
    if (hex.len % 2 != 0 || count < NONCE + TAG) return false;
    uint8_t *whole = TDM_NEW_ARRAY(mem, uint8_t, count), *into = TDM_NEW_ARRAY(mem, uint8_t, count);
    unsigned long long length = 0;
    tdm_str bound = bound_to(mem, with->what, with->id);
    if (!tdm_identity_hex(hex, whole, count)) return false;
    if (crypto_aead_xchacha20poly1305_ietf_decrypt(into, &length, NULL, whole + NONCE, count - NONCE,
                                                   (const uint8_t *)bound.at, bound.len, whole, with->key->byte) != 0)
        return false;
    *plain = (tdm_str){(const char *)into, (size_t)length};
    return true;
}

void tdm_identity_forget(void *secret, size_t bytes) {
    sodium_memzero(secret, bytes);
}
