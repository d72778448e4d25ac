/* head.c - keys, and heads signed with them: what an auditor keeps elsewhere. Ed25519 by libsodium. */
#include "ledger/ledger_int.h"

#include <sodium/crypto_sign.h> /* not sodium.h: it names what banned.h poisons */
#include <sodium/utils.h>
#include <string.h>

/* ---- keys */

void tdm_key_make(const uint8_t seed[32], tdm_secret_key *secret) {
    tdm_public_key key;
    int made = crypto_sign_seed_keypair(key.byte, secret->byte, seed);
    TDM_ASSERT(made == 0);
}

tdm_public_key tdm_key_public(const tdm_secret_key *secret) {
    tdm_public_key key;
    memcpy(key.byte, secret->byte + 32, sizeof key.byte);
    return key;
}

void tdm_key_print(struct tdm_buf *out, tdm_public_key key) {
    tdm_hex_print(out, key.byte, sizeof key.byte);
}

bool tdm_key_parse(tdm_str hex, tdm_public_key *out) {
    return tdm_hex_parse(hex, out->byte, sizeof out->byte);
}

bool tdm_key_equal(tdm_public_key a, tdm_public_key b) {
    return memcmp(a.byte, b.byte, sizeof a.byte) == 0;
}

void tdm_key_pem(struct tdm_buf *out, tdm_public_key key) {
    /* RFC 8410: what stands before the 32 bytes of an Ed25519 key in a SubjectPublicKeyInfo. */
    uint8_t der[44] = {0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00};
    char text[80];
    memcpy(der + 12, key.byte, sizeof key.byte);
    (void)sodium_bin2base64(text, sizeof text, der, sizeof der, sodium_base64_VARIANT_ORIGINAL);
    tdm_buf_text(out, "-----BEGIN PUBLIC KEY-----\n");
    tdm_buf_text(out, text);
    tdm_buf_text(out, "\n-----END PUBLIC KEY-----\n");
}

void tdm_secret_print(struct tdm_buf *out, const tdm_secret_key *secret) {
    tdm_buf_text(out, "tandem-key 1 ");
    tdm_hex_print(out, secret->byte, 32);
    tdm_buf_char(out, '\n');
}

bool tdm_secret_read(tdm_str file, tdm_str text, tdm_secret_key *out, struct tdm_problem *problem) {
    static const tdm_str head = TDM_STR_INIT("tandem-key 1 ");
    uint8_t seed[32];
    tdm_str hex = tdm_str_slice(tdm_str_trim(text), head.len, text.len);
    if (tdm_str_starts_with(text, head) && tdm_hex_parse(hex, seed, sizeof seed)) {
        tdm_key_make(seed, out);
        return true;
    }
    (void)tdm_fail(problem, TDM_WHY_SYNTAX, "W009", (struct tdm_place){.file = file},
                   "the file holds no key of a place");
    tdm_problem_fix(problem, "put the key file of this place back from where it is kept safe");
    return false;
}

/* ---- signed heads */

void tdm_head_words(struct tdm_buf *out, const struct tdm_signed_head *head) {
    tdm_buf_text(out, "tandem-head 1\n");
    tdm_field_put(out, "place", head->place);
    tdm_field_put_instant(out, "signed", head->signed_at);
    tdm_buf_text(out, "key 64:");
    tdm_key_print(out, head->key);
    tdm_buf_char(out, '\n');
    tdm_field_put_heads(out, "heads", head->heads, head->count);
}

void tdm_head_sign(struct tdm_arena *mem, struct tdm_signed_head *head, const tdm_secret_key *secret) {
    struct tdm_buf words;
    head->key = tdm_key_public(secret);
    tdm_buf_init(&words, mem, (size_t)1 << 20);
    tdm_head_words(&words, head);
    head->words = tdm_buf_str(&words);
    int made = crypto_sign_detached(head->signature.byte, NULL, (const uint8_t *)words.at, words.len, secret->byte);
    TDM_ASSERT(made == 0);
}

void tdm_head_write(struct tdm_buf *out, const struct tdm_signed_head *head) {
    tdm_head_words(out, head);
    tdm_buf_text(out, "signature 128:");
    tdm_hex_print(out, head->signature.byte, sizeof head->signature.byte);
    tdm_buf_char(out, '\n');
}

static bool same_words(struct tdm_arena *mem, const struct tdm_signed_head *head) {
    struct tdm_buf again;
    tdm_buf_init(&again, mem, (size_t)1 << 20);
    tdm_head_words(&again, head);
    return tdm_str_equal(tdm_buf_str(&again), head->words);
}

bool tdm_head_read(struct tdm_arena *mem, tdm_str file, tdm_str text, struct tdm_signed_head *out,
                   struct tdm_problem *problem) {
    struct tdm_signed_head head = {0};
    tdm_str signed_at;
    struct tdm_fields f = {.mem = mem, .name = file, .bytes = text, .code = "W006", .problem = problem};
    *problem = (struct tdm_problem){0};
    (void)tdm_fields_begin(&f, "tandem-head", "read it with the newer program that signed it");
    head.place = tdm_field_place(&f, "place");
    head.signed_at = tdm_field_instant(&f, "signed", &signed_at);
    if (!tdm_key_parse(tdm_field_take(&f, "key", 64), &head.key)) (void)tdm_fields_refuse(&f, "its key is none");
    head.heads = tdm_field_heads(&f, "heads", &head.count);
    head.words = tdm_str_slice(text, 0, f.at);
    if (!tdm_hex_parse(tdm_field_take(&f, "signature", 128), head.signature.byte, sizeof head.signature.byte))
        (void)tdm_fields_refuse(&f, "its signature is none");
    if (!f.failed && f.at != text.len) (void)tdm_fields_refuse(&f, "more bytes follow where it ends");
    if (!f.failed && !same_words(mem, &head)) (void)tdm_fields_refuse(&f, "it is not written in its one form");
    if (f.failed) {
        if (problem->fix[0] == '\0') tdm_problem_fix(problem, "name the file as `tandem head` wrote it");
        return false;
    }
    if (crypto_sign_verify_detached(head.signature.byte, (const uint8_t *)head.words.at, head.words.len,
                                    head.key.byte) != 0) {
        (void)tdm_fail(problem, TDM_WHY_CONFLICT, "W007", (struct tdm_place){.file = file},
                       "the signature does not fit what was signed: the file was changed");
        tdm_problem_fix(problem, "use another copy of the signed head, or an older one");
        return false;
    }
    *out = head;
    return true;
}

/* ---- a store against a head kept elsewhere */

static bool not_proved(struct tdm_problem *problem, tdm_str file, const struct tdm_head *head, const char *how) {
    (void)tdm_fail(problem, TDM_WHY_CONFLICT, "W010", (struct tdm_place){.file = file},
                   "the head was signed over entry %llu of `%.*s`, %s", (unsigned long long)head->number,
                   TDM_FMT(head->place), how);
    tdm_problem_fix(problem,
                    "entries were cut off or written anew after the head was signed: take a backup that it proves");
    return false;
}

bool tdm_head_prove(const struct tdm_chains *chains, tdm_str file, const struct tdm_signed_head *head,
                    struct tdm_problem *problem) {
    uint32_t at;
    tdm_public_key key = {{0}};
    tdm_digest hash;
    uint64_t number = 0; /* how far its own chain went when it signed */
    for (uint32_t i = 0; i < head->count; i++)
        if (tdm_str_equal(head->heads[i].place, head->place)) number = head->heads[i].number;
    bool known = tdm_chains_find(chains, head->place, &at) && tdm_chains_key(chains, at, number, &key);
    if (!known || !tdm_key_equal(key, head->key)) {
        (void)tdm_fail(problem, TDM_WHY_CONFLICT, "W011", (struct tdm_place){.file = file},
                       "the head is signed with another key than the chain of `%.*s` %s", TDM_FMT(head->place),
                       !known        ? "had: it is not here"
                       : number == 1 ? "begins with"
                                     : "has at that entry");
        tdm_problem_fix(problem, "name a head of this store; if it is one, the whole chain was written anew");
        return false;
    }
    for (uint32_t i = 0; i < head->count; i++) {
        if (!tdm_chains_hash(chains, head->heads[i].place, head->heads[i].number, &hash))
            return not_proved(problem, file, &head->heads[i], "which is not here");
        if (!tdm_digest_equal(hash, head->heads[i].hash))
            return not_proved(problem, file, &head->heads[i], "and another one stands there");
    }
    return true;
}
