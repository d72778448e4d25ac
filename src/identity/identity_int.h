/* identity_int.h - sealing, and the form of the files. */
#ifndef TDM_IDENTITY_INT_H
#define TDM_IDENTITY_INT_H

#include "identity/identity.h"
#include "system/system.h"

struct tdm_identity_key {
    uint8_t byte[32];
};
struct tdm_sealing {
    const struct tdm_identity_key *key;
    const char *what; /* "tandem-person", "tandem-person-key" */
    tdm_str id;
};
tdm_str tdm_identity_seal(struct tdm_arena *mem, const struct tdm_sealing *with, tdm_str plain); /* hex */
/* False: another key, another person, or changed bytes. */
bool tdm_identity_open(struct tdm_arena *mem, const struct tdm_sealing *with, tdm_str hex, tdm_str *plain) TDM_CHECKED;
bool tdm_identity_hex(tdm_str hex, uint8_t *out, size_t bytes) TDM_CHECKED;
void tdm_identity_print_hex(struct tdm_buf *out, const uint8_t *bytes, size_t count);
/* The key of a person; *found: it is here. Whoever has it forgets it. */
bool tdm_identity_key_of(struct tdm_arena *mem, tdm_str folder, tdm_str id, struct tdm_identity_key *out, bool *found,
                         struct tdm_problem *problem) TDM_CHECKED;
void tdm_identity_forget(void *secret, size_t bytes);

/* The words of a record, and back: read(print(x)) is x. */
tdm_str tdm_identity_print(struct tdm_arena *mem, const struct tdm_identity *identity);
bool tdm_identity_read(struct tdm_arena *mem, tdm_str text, struct tdm_identity *out) TDM_CHECKED;

#endif
