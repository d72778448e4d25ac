/* ledger.h - entries in chains: canonical bytes, the chain of one place, what a place had seen of others, signed heads.
 * No file, no clock, no store: bytes in, verdict out. Stands on libsodium for signatures. Codes W001... docs/ledger.md has
 * the format byte by byte. */
#ifndef TDM_LEDGER_H
#define TDM_LEDGER_H

#include "base/base.h"
#include "calendar/calendar.h"

#define TDM_LEDGER_FORMAT      1
#define TDM_CHAINED_NAME_MAX      64u
#define TDM_CHAINED_BODY_MAX      ((size_t)1 << 20)
#define TDM_CHAINED_SEEN_MAX      1000u
#define TDM_CHAINED_NUMBER_MAX    (((uint64_t)1 << 48) - 1)
#define TDM_CHAINED_BYTES_MAX     (TDM_CHAINED_BODY_MAX + ((size_t)1 << 18))

/* ---- one entry in the chain of its place */

typedef struct {
    uint8_t byte[16];
} tdm_chained_id; /* chosen by who asks for the entry: asked twice, it is made once */

struct tdm_head { /* how far a chain goes, or is known to go */
    tdm_str place;
    uint64_t number;
    tdm_digest hash;
};

struct tdm_chained {
    tdm_str place;        /* who writes: a computer of the clinic with its key */
    uint64_t number;      /* from 1, without gaps, per place */
    tdm_digest previous;  /* of the entry before it; not written for the first */
    tdm_instant recorded; /* never before that of the entry before it */
    tdm_chained_id id;
    tdm_str kind;            /* `place`, `episode`, `entry`; a kind that is not known is chained all the same */
    tdm_str episode;         /* or empty */
    tdm_str author, role;    /* or empty: nobody but the place itself */
    tdm_date on;             /* the day on which it was so, or none */
    tdm_time at;             /* and the time, or none */
    const struct tdm_head *seen; /* the newest entry that it had of each other place; by place */
    uint32_t seen_count;
    tdm_str body; /* of `entry` and `episode`: lines of the notation, as they were printed when it was made */
};

/* A word of a link: a letter, then letters, digits, `_ - . /`, at most 64. */
bool tdm_chained_is_name(tdm_str text);
bool tdm_chained_is_place(tdm_str text); /* the same without `.` and `/`, and no `-` at its end */
/* The bytes a hash is taken over. The link must be one that tdm_chained_read would take. */
void tdm_chained_write(struct tdm_buf *out, const struct tdm_chained *link);
/* Strict: what is read is written as the same bytes. `name` is told as the place of a problem. Texts are borrowed. */
bool tdm_chained_read(struct tdm_arena *mem, tdm_str name, tdm_str bytes, struct tdm_chained *out,
                   struct tdm_problem *problem) TDM_CHECKED;
/* The id of who has none of his own: the same words in the same episode give the same id. */
tdm_chained_id tdm_chained_id_of(struct tdm_arena *mem, const struct tdm_chained *link);
bool tdm_chained_id_equal(tdm_chained_id a, tdm_chained_id b);
void tdm_chained_id_print(struct tdm_buf *out, tdm_chained_id id); /* 32 lower-case hex digits */
bool tdm_chained_id_parse(tdm_str hex, tdm_chained_id *out) TDM_CHECKED;
/* Do the two say the same, apart from where and when they stand in a chain? */
bool tdm_chained_same_act(const struct tdm_chained *a, const struct tdm_chained *b);

/* ---- writing: the next link of a chain */

struct tdm_next {
    struct tdm_head head; /* of the place; number 0 when it has no entry yet */
    tdm_instant last;     /* recorded instant of that entry */
    tdm_instant now;      /* what the clock says */
};
/* Fills place, number, previous and recorded. A clock that was set back is told (W008) and the instant held: then true. */
bool tdm_chained_follow(struct tdm_arena *mem, struct tdm_chained *link, const struct tdm_next *next,
                     struct tdm_problem *problem);

/* ---- checking: entries as they are kept */

struct tdm_stored {
    tdm_str place;
    uint64_t number;
    tdm_digest hash;
    tdm_str bytes;
};
struct tdm_chains_ask { /* of who keeps them: the hash of an entry that another one names as seen */
    bool (*hash_at)(void *context, tdm_str place, uint64_t number, tdm_digest *out);
    void *context;
};
struct tdm_chains;
/* `scratch` is the check's own: it is emptied with each entry, and a link is good until then. */
struct tdm_chains *tdm_chains_open(struct tdm_arena *mem, struct tdm_arena *scratch, struct tdm_chains_ask ask);
/* The next entry. Those of a place come in the order of their numbers, from 1. False and told: this entry is the first of its
 * chain that is broken; nothing after it in that chain is worth asking. `link` may be null. */
bool tdm_chains_take(struct tdm_chains *chains, const struct tdm_stored *stored, struct tdm_chained *link,
                     struct tdm_problem *problem) TDM_CHECKED;
uint32_t tdm_chains_count(const struct tdm_chains *chains);
struct tdm_head tdm_chains_head(const struct tdm_chains *chains, uint32_t at); /* of what was taken, by arrival */

/* ---- keys and signed heads: Ed25519 */

typedef struct {
    uint8_t byte[32];
} tdm_public_key;
typedef struct {
    uint8_t byte[64]; /* seed, then public key */
} tdm_secret_key;
typedef struct {
    uint8_t byte[64];
} tdm_signature;

void tdm_key_make(const uint8_t seed[32], tdm_secret_key *secret);
tdm_public_key tdm_key_public(const tdm_secret_key *secret);
void tdm_key_print(struct tdm_buf *out, tdm_public_key key); /* 64 hex digits: the body of a `place` entry */
bool tdm_key_parse(tdm_str hex, tdm_public_key *out) TDM_CHECKED;
bool tdm_key_equal(tdm_public_key a, tdm_public_key b);
void tdm_key_pem(struct tdm_buf *out, tdm_public_key key); /* as openssl reads it */
/* The file of a secret key: one line, `tandem-key 1 SEED` in hex. */
void tdm_secret_print(struct tdm_buf *out, const tdm_secret_key *secret);
bool tdm_secret_read(tdm_str file, tdm_str text, tdm_secret_key *out, struct tdm_problem *problem) TDM_CHECKED;

struct tdm_key_change { /* the body of an entry of the kind `key` */
    tdm_public_key from, to;
    tdm_signature signature; /* with the key before */
};
/* Fills `from` and `signature`; `to` is the caller's. */
void tdm_key_change_sign(struct tdm_arena *mem, tdm_str place, const tdm_secret_key *old, struct tdm_key_change *change);
void tdm_key_change_print(struct tdm_buf *out, const struct tdm_key_change *change);
bool tdm_key_change_read(const struct tdm_chained *link, struct tdm_key_change *out) TDM_CHECKED; /* its form only */
bool tdm_key_change_holds(struct tdm_arena *mem, tdm_str place, const struct tdm_key_change *change) TDM_CHECKED;

struct tdm_signed_head { /* every chain that a place holds, signed by it; kept elsewhere it proves the store later */
    tdm_str place;
    tdm_instant signed_at;
    tdm_public_key key;
    const struct tdm_head *heads; /* by place */
    uint32_t count;
    tdm_signature signature;
    tdm_str words; /* the bytes that were signed, after reading */
};
void tdm_head_sign(struct tdm_arena *mem, struct tdm_signed_head *head, const tdm_secret_key *secret);
void tdm_head_words(struct tdm_buf *out, const struct tdm_signed_head *head); /* what is signed */
void tdm_head_write(struct tdm_buf *out, const struct tdm_signed_head *head); /* that, and the signature */
/* Reads one and checks its signature. Whose key it is must be asked of the store: tdm_head_prove. */
bool tdm_head_read(struct tdm_arena *mem, tdm_str file, tdm_str text, struct tdm_signed_head *out,
                   struct tdm_problem *problem) TDM_CHECKED;
/* Does what was checked hold everything that the head vouches for, signed by the key that its place had then? */
bool tdm_head_prove(const struct tdm_chains *chains, tdm_str file, const struct tdm_signed_head *head,
                    struct tdm_problem *problem) TDM_CHECKED;

/* ---- bundles: chains on their way from one place to another */

struct tdm_bundle {
    tdm_str *files; /* of the library */
    size_t file_count;
    struct tdm_stored *entries; /* chain by chain, each from its first entry on */
    struct tdm_chained *links;  /* the same, read */
    size_t count;
    struct tdm_signed_head head; /* over exactly these chains, signed by who made it */
};
/* The file of the library that the entry pins; false: none. */
bool tdm_chained_pin(const struct tdm_chained *link, tdm_digest *out);
/* Whether the text of a protocol pins that part: `use NAME, hash "..."`. */
bool tdm_text_pins(tdm_str text, tdm_digest part);
void tdm_bundle_write(struct tdm_buf *out, const struct tdm_bundle *bundle);
/* Its form, and the signature of its head. Texts are borrowed. */
bool tdm_bundle_read(struct tdm_arena *mem, tdm_str file, tdm_str text, struct tdm_bundle *out,
                     struct tdm_problem *problem) TDM_CHECKED;
/* Every chain is whole, what a place had seen of another is in it, and the head covers all of it and no more. */
bool tdm_bundle_prove(struct tdm_arena *mem, tdm_str file, const struct tdm_bundle *bundle,
                      struct tdm_problem *problem) TDM_CHECKED;

#endif
