/* cover.c - other texts about a person, sealed with the same key: whoever destroys it has erased them too, wherever
 * their copies lie. */
#include "identity/identity_int.h"

#include <sodium/crypto_generichash.h> /* not sodium.h: it names what banned.h poisons */
#include <string.h>

#define ABOUT "tandem-about"

struct tdm_identity_cover {
    tdm_str id;
    struct tdm_identity_key seal, mark;
};

/* One key a use: of the bytes of a mark nothing follows about what is sealed. */
static void derive(struct tdm_identity_key *out, const struct tdm_identity_key *from, const char *use) {
    int made = crypto_generichash(out->byte, sizeof out->byte, (const unsigned char *)use, strlen(use), from->byte,
                                  sizeof from->byte);
    TDM_ASSERT(made == 0);
}

bool tdm_identity_cover_open(struct tdm_arena *mem, tdm_str folder, tdm_str id, struct tdm_identity_cover **out,
                             bool *found, struct tdm_problem *problem) {
    struct tdm_identity_key key;
    *out = NULL;
    if (!tdm_identity_key_of(mem, folder, id, &key, found, problem)) return false;
    if (!*found) return true;
    *out = TDM_NEW(mem, struct tdm_identity_cover);
    (*out)->id = tdm_arena_str(mem, id);
    derive(&(*out)->seal, &key, "tandem about 1: seal");
    derive(&(*out)->mark, &key, "tandem about 1: mark");
    tdm_identity_forget(&key, sizeof key);
    return true;
}

void tdm_identity_cover_close(struct tdm_identity_cover *cover) {
    if (cover != NULL) tdm_identity_forget(cover, sizeof *cover);
}

tdm_str tdm_identity_cover_seal(struct tdm_arena *mem, const struct tdm_identity_cover *cover, tdm_str plain) {
    struct tdm_sealing with = {&cover->seal, ABOUT, cover->id};
    return tdm_identity_seal(mem, &with, plain);
}

bool tdm_identity_cover_unseal(struct tdm_arena *mem, const struct tdm_identity_cover *cover, tdm_str hex,
                               tdm_str *plain) {
    struct tdm_sealing with = {&cover->seal, ABOUT, cover->id};
    return tdm_identity_open(mem, &with, hex, plain);
}

tdm_str tdm_identity_cover_mark(struct tdm_arena *mem, const struct tdm_identity_cover *cover, tdm_str plain) {
    uint8_t mark[16];
    struct tdm_buf hex;
    int made = crypto_generichash(mark, sizeof mark, (const unsigned char *)plain.at, plain.len, cover->mark.byte,
                                  sizeof cover->mark.byte);
    TDM_ASSERT(made == 0);
    tdm_buf_init(&hex, mem, 2 * sizeof mark + 1);
    tdm_identity_print_hex(&hex, mark, sizeof mark);
    return tdm_buf_str(&hex);
}
