/* ledger_int.h - fields as they are written, shared by links and heads. */
#ifndef TDM_LEDGER_INT_H
#define TDM_LEDGER_INT_H

#include "ledger/ledger.h"

/* `key LENGTH:text` and the end of the line. */
void tdm_field_put(struct tdm_buf *out, const char *key, tdm_str text);
void tdm_field_put_number(struct tdm_buf *out, const char *key, uint64_t number);
void tdm_field_put_digest(struct tdm_buf *out, const char *key, tdm_digest digest);
void tdm_field_put_instant(struct tdm_buf *out, const char *key, tdm_instant instant);
void tdm_field_put_heads(struct tdm_buf *out, const char *key, const struct tdm_head *heads, uint32_t count);

struct tdm_fields { /* a reader: after the first failure every further field fails too */
    struct tdm_arena *mem;
    tdm_str name, bytes;
    size_t at;
    uint32_t line;
    bool failed;
    const char *code;
    struct tdm_problem *problem;
};
/* The first line: `word VERSION`. */
bool tdm_fields_begin(struct tdm_fields *f, const char *word, const char *version_fix);
tdm_str tdm_field_take(struct tdm_fields *f, const char *key, size_t most);
bool tdm_fields_refuse(struct tdm_fields *f, const char *what); /* about the line read last; gives false */
uint64_t tdm_field_number(struct tdm_fields *f, const char *key);
tdm_digest tdm_field_digest(struct tdm_fields *f, const char *key);
tdm_instant tdm_field_instant(struct tdm_fields *f, const char *key, tdm_str *text); /* and as it is written */
tdm_str tdm_field_name(struct tdm_fields *f, const char *key, bool may_be_empty);
tdm_str tdm_field_place(struct tdm_fields *f, const char *key);
const struct tdm_head *tdm_field_heads(struct tdm_fields *f, const char *key, uint32_t *count);

/* chain.c */
bool tdm_chains_find(const struct tdm_chains *chains, tdm_str place, uint32_t *at);
/* The key that the place had when it had written that many entries; false when its first one was not read. */
bool tdm_chains_key(const struct tdm_chains *chains, uint32_t at, uint64_t number, tdm_public_key *key);
bool tdm_chains_hash(const struct tdm_chains *chains, tdm_str place, uint64_t number, tdm_digest *hash);

bool tdm_hex_parse(tdm_str hex, uint8_t *out, size_t bytes);
void tdm_hex_print(struct tdm_buf *out, const uint8_t *bytes, size_t count);

#endif
