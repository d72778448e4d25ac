/* key_change.c - a place takes a new key: an entry that names it, signed with the key before it. What was signed with
 * the old key up to that entry stays as it was; from there on heads are signed with the new one. docs/ledger.md,
 * section 14. */
#include "ledger/ledger_int.h"

#include <sodium/crypto_sign.h>
#include <string.h>

static void put_words(struct tdm_buf *out, tdm_str place, const struct tdm_key_change *change) {
    tdm_buf_text(out, "tandem-key-change 1\n");
    tdm_field_put(out, "place", place);
    tdm_buf_text(out, "from 64:");
    tdm_key_print(out, change->from);
    tdm_buf_text(out, "\nto 64:");
    tdm_key_print(out, change->to);
    tdm_buf_char(out, '\n');
}

static tdm_str words_of(tdm_str place, const struct tdm_key_change *change, struct tdm_arena *mem) {
    struct tdm_buf words;
    tdm_buf_init(&words, mem, 1000);
    put_words(&words, place, change);
    return tdm_buf_str(&words);
}

void tdm_key_change_sign(struct tdm_arena *mem, tdm_str place, const tdm_secret_key *old,
                         struct tdm_key_change *change) {
    change->from = tdm_key_public(old);
    tdm_str words = words_of(place, change, mem);
    int made = crypto_sign_detached(change->signature.byte, NULL, (const uint8_t *)words.at, words.len, old->byte);
    TDM_ASSERT(made == 0);
}

void tdm_key_change_print(struct tdm_buf *out, const struct tdm_key_change *change) {
    tdm_buf_text(out, "key\n  from ");
    tdm_key_print(out, change->from);
    tdm_buf_text(out, "\n  to ");
    tdm_key_print(out, change->to);
    tdm_buf_text(out, "\n  signature ");
    tdm_hex_print(out, change->signature.byte, sizeof change->signature.byte);
    tdm_buf_char(out, '\n');
}

static bool take_hex(tdm_str *body, const char *before, uint8_t *out, size_t bytes) {
    tdm_str start = tdm_str_of(before);
    size_t end = start.len + 2 * bytes;
    if (!tdm_str_starts_with(*body, start) || body->len <= end || body->at[end] != '\n') return false;
    bool good = tdm_hex_parse(tdm_str_slice(*body, start.len, end), out, bytes);
    *body = tdm_str_slice(*body, end + 1, body->len);
    return good;
}

bool tdm_key_change_read(const struct tdm_chained *link, struct tdm_key_change *out) {
    tdm_str body = link->body;
    return tdm_str_is(link->kind, "key") && take_hex(&body, "key\n  from ", out->from.byte, sizeof out->from.byte) &&
           take_hex(&body, "  to ", out->to.byte, sizeof out->to.byte) &&
           take_hex(&body, "  signature ", out->signature.byte, sizeof out->signature.byte) && body.len == 0;
}

bool tdm_key_change_holds(struct tdm_arena *mem, tdm_str place, const struct tdm_key_change *change) {
    struct tdm_arena_mark mark = tdm_arena_mark(mem);
    tdm_str words = words_of(place, change, mem);
    bool holds = crypto_sign_verify_detached(change->signature.byte, (const uint8_t *)words.at, words.len,
                                             change->from.byte) == 0;
    tdm_arena_rewind(mem, mark);
    return holds;
}
