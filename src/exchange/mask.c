/* mask.c - the key, and what hangs on it alone: moved days, replaced names. */
#include "exchange/mask.h"

#include <string.h>

#define KEY_HEAD    "tandem-export-key 1\n"
#define BLOCK_BYTES 128u

/* ---- HMAC */

tdm_digest tdm_hmac(struct tdm_arena *mem, tdm_str key, tdm_str message) {
    size_t inner_bytes = BLOCK_BYTES + message.len, outer_bytes = BLOCK_BYTES + sizeof(tdm_digest);
    char *inner = tdm_arena_alloc(mem, inner_bytes), *outer = tdm_arena_alloc(mem, outer_bytes);
    tdm_digest short_key = tdm_digest_of(key);
    if (key.len > BLOCK_BYTES) key = (tdm_str){(const char *)short_key.byte, sizeof short_key.byte};
    if (key.len > 0) memcpy(inner, key.at, key.len);
    memcpy(outer, inner, BLOCK_BYTES);
    for (size_t i = 0; i < BLOCK_BYTES; i++) {
        inner[i] = (char)(inner[i] ^ 0x36);
        outer[i] = (char)(outer[i] ^ 0x5c);
    }
    if (message.len > 0) memcpy(inner + BLOCK_BYTES, message.at, message.len);
    tdm_digest first = tdm_digest_of((tdm_str){inner, inner_bytes});
    memcpy(outer + BLOCK_BYTES, first.byte, sizeof first.byte);
    return tdm_digest_of((tdm_str){outer, outer_bytes});
}

/* ---- the key as a file */

void tdm_export_key_print(struct tdm_buf *out, tdm_export_key key) {
    tdm_digest digest;
    memcpy(digest.byte, key.byte, sizeof digest.byte);
    tdm_buf_text(out, KEY_HEAD);
    tdm_digest_print(out, digest);
    tdm_buf_char(out, '\n');
}

bool tdm_export_key_read(tdm_str file, tdm_str text, tdm_export_key *out, struct tdm_problem *problem) {
    tdm_digest digest;
    tdm_str head = TDM_STR(KEY_HEAD);
    if (tdm_str_starts_with(text, head) &&
        tdm_digest_parse(tdm_str_trim(tdm_str_slice(text, head.len, text.len)), &digest)) {
        memcpy(out->byte, digest.byte, sizeof out->byte);
        return true;
    }
    (void)tdm_fail(problem, TDM_WHY_SYNTAX, "F040", (struct tdm_place){.file = file}, "this is no export key");
    tdm_problem_fix(problem, "name the key file of an earlier export, or a file that is not there: it is made then");
    return false;
}

/* ---- what hangs on it */

static tdm_digest keyed(struct tdm_arena *mem, const struct tdm_mask *mask, const char *purpose, tdm_str name) {
    struct tdm_buf message;
    tdm_buf_init(&message, mem, (size_t)1 << 16);
    tdm_buf_format(&message, "%s %zu:", purpose, name.len);
    tdm_buf_add(&message, name);
    return tdm_hmac(mem, (tdm_str){(const char *)mask->key.byte, sizeof mask->key.byte}, tdm_buf_str(&message));
}

int32_t tdm_mask_days(struct tdm_arena *mem, const struct tdm_mask *mask, tdm_str patient) {
    tdm_digest digest = keyed(mem, mask, "days", patient);
    uint32_t drawn = 0;
    for (int i = 0; i < 4; i++) drawn = drawn << 8 | digest.byte[i];
    return -7 * (58 + (int32_t)(drawn % 522u));
}

tdm_str tdm_mask_name(struct tdm_arena *mem, const struct tdm_mask *mask, char kind, tdm_str name) {
    static const char digits[] = "0123456789abcdef";
    char purpose[] = {'n', 'a', 'm', 'e', ' ', kind, '\0'}, word[18] = {kind, '-'};
    if (name.len == 0) return name;
    tdm_digest digest = keyed(mem, mask, purpose, name);
    for (size_t i = 0; i < 8; i++) {
        word[2 + 2 * i] = digits[digest.byte[i] >> 4];
        word[3 + 2 * i] = digits[digest.byte[i] & 15u];
    }
    return tdm_arena_str(mem, (tdm_str){word, sizeof word});
}
