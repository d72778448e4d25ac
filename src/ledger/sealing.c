/* sealing.c - messages in a row, sealed with a password: XChaCha20-Poly1305 in libsodium's secretstream, the key from
 * the password by Argon2id. A message that is changed, missing, moved or cut off is noticed, and so is another
 * password. docs/ledger.md, section 15. */
#include "ledger/ledger_int.h"
#include "ledger/seal.h"

#include <sodium/crypto_pwhash.h>
#include <sodium/crypto_secretstream_xchacha20poly1305.h>
#include <sodium/utils.h>
#include <string.h>

#define FIRST_LINE "tandem-sealed 1\n"

struct tdm_seal {
    crypto_secretstream_xchacha20poly1305_state state;
};

_Static_assert(TDM_SEAL_MORE == 4 + crypto_secretstream_xchacha20poly1305_ABYTES, "what a message grows by");
_Static_assert(TDM_SEAL_SALT == crypto_pwhash_SALTBYTES, "the salt");
_Static_assert(TDM_SEAL_HEAD ==
                   sizeof FIRST_LINE - 1 + TDM_SEAL_SALT + crypto_secretstream_xchacha20poly1305_HEADERBYTES,
               "the head");

/* 64 MiB and two passes: what libsodium calls interactive. */
static void key_of(tdm_str password, const uint8_t *salt, uint8_t *key) {
    int rc = crypto_pwhash(key, crypto_secretstream_xchacha20poly1305_KEYBYTES, password.at, password.len, salt,
                           crypto_pwhash_OPSLIMIT_INTERACTIVE, crypto_pwhash_MEMLIMIT_INTERACTIVE,
                           crypto_pwhash_ALG_ARGON2ID13);
    if (rc != 0) tdm_host_out_of_memory(crypto_pwhash_MEMLIMIT_INTERACTIVE);
}

struct tdm_seal *tdm_seal_begin(struct tdm_arena *mem, tdm_str password, const uint8_t salt[TDM_SEAL_SALT],
                                char head[TDM_SEAL_HEAD]) {
    uint8_t key[crypto_secretstream_xchacha20poly1305_KEYBYTES];
    struct tdm_seal *seal = TDM_NEW(mem, struct tdm_seal);
    size_t at = sizeof FIRST_LINE - 1;
    memcpy(head, FIRST_LINE, at);
    memcpy(head + at, salt, TDM_SEAL_SALT);
    key_of(password, salt, key);
    int rc = crypto_secretstream_xchacha20poly1305_init_push(&seal->state, (uint8_t *)head + at + TDM_SEAL_SALT, key);
    TDM_ASSERT(rc == 0);
    sodium_memzero(key, sizeof key);
    return seal;
}

tdm_str tdm_seal_message(struct tdm_arena *mem, struct tdm_seal *seal, tdm_str message, bool last) {
    uint8_t tag = last ? crypto_secretstream_xchacha20poly1305_TAG_FINAL : 0;
    char *frame = tdm_arena_alloc_raw(mem, message.len + TDM_SEAL_MORE);
    size_t length = message.len + TDM_SEAL_MORE - 4;
    TDM_ASSERT(message.len <= TDM_SEAL_MESSAGE_MAX);
    for (int i = 0; i < 4; i++) frame[i] = (char)(uint8_t)(length >> (8 * (3 - i)));
    int rc = crypto_secretstream_xchacha20poly1305_push(&seal->state, (uint8_t *)frame + 4, NULL,
                                                        (const uint8_t *)message.at, message.len, NULL, 0, tag);
    TDM_ASSERT(rc == 0);
    return (tdm_str){frame, message.len + TDM_SEAL_MORE};
}

bool tdm_seal_is(tdm_str head) {
    return tdm_str_starts_with(head, TDM_STR(FIRST_LINE));
}

bool tdm_unseal_begin(struct tdm_arena *mem, tdm_str password, const char head[TDM_SEAL_HEAD], struct tdm_seal **seal) {
    uint8_t key[crypto_secretstream_xchacha20poly1305_KEYBYTES];
    struct tdm_seal *made = TDM_NEW(mem, struct tdm_seal);
    const uint8_t *salt = (const uint8_t *)head + sizeof FIRST_LINE - 1;
    key_of(password, salt, key);
    int rc = crypto_secretstream_xchacha20poly1305_init_pull(&made->state, salt + TDM_SEAL_SALT, key);
    sodium_memzero(key, sizeof key);
    *seal = made;
    return rc == 0;
}

bool tdm_unseal_length(const char four[4], size_t *length) {
    *length = 0;
    for (int i = 0; i < 4; i++) *length = *length << 8 | (uint8_t)four[i];
    return *length >= TDM_SEAL_MORE - 4 && *length - (TDM_SEAL_MORE - 4) <= TDM_SEAL_MESSAGE_MAX;
}

bool tdm_unseal_message(struct tdm_arena *mem, struct tdm_seal *seal, tdm_str sealed, tdm_str *message, bool *last) {
    unsigned long long length = 0;
    uint8_t tag = 0;
    char *plain = tdm_arena_alloc_raw(mem, sealed.len + 1);
    if (crypto_secretstream_xchacha20poly1305_pull(&seal->state, (uint8_t *)plain, &length, &tag,
                                                   (const uint8_t *)sealed.at, sealed.len, NULL, 0) != 0)
        return false;
    *message = (tdm_str){plain, (size_t)length};
    *last = tag == crypto_secretstream_xchacha20poly1305_TAG_FINAL;
    return true;
}
