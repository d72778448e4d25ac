/* identity.h - who the words of charts stand for: names, birth dates, contacts, identifiers, sealed in one file beside the
 * ledger, with a key a person. Three files of a folder: `people.sealed` (the records), `people.keys` (the key of each
 * person, wrapped), `people.key` (what wraps them, the secret of this place). To destroy a person's key is to erase them,
 * in every copy of `people.sealed`. Stands on libsodium (XChaCha20-Poly1305). Codes W070...: docs/problems.md. */
#ifndef TDM_IDENTITY_H
#define TDM_IDENTITY_H

#include "base/base.h"
#include "calendar/calendar.h"

#define TDM_IDENTITY_TEXT_MAX 200u /* bytes of one field */
#define TDM_IDENTITY_MANY_MAX 16u  /* contacts, identifiers */

struct tdm_identity {
    tdm_str name;
    tdm_date born; /* or none */
    const tdm_str *contacts, *identifiers;
    uint32_t contact_count, identifier_count;
};

bool tdm_identity_is_id(tdm_str id); /* a word of a chart: a letter, then letters, digits, `-`; at most 40 */
/* Whoever calls holds the lock of the ledger beside: one writer at a time. */
bool tdm_identity_put(struct tdm_arena *mem, tdm_str folder, tdm_str id, const struct tdm_identity *identity,
                    struct tdm_problem *problem) TDM_CHECKED; /* new, or in the place of what is there, under the same key */
bool tdm_identity_get(struct tdm_arena *mem, tdm_str folder, tdm_str id, struct tdm_identity *out, bool *found,
                    struct tdm_problem *problem) TDM_CHECKED;
/* The same of many in one reading of the files, which are read whole each time they are asked: out[i] of ids[i]. Without a
 * name: nobody is kept under that word, or the record does not open. */
bool tdm_identity_get_many(struct tdm_arena *mem, tdm_str folder, const tdm_str *ids, uint32_t count, struct tdm_identity *out,
                         struct tdm_problem *problem) TDM_CHECKED;
/* Destroys the key first, then the record. *found: there was one of either. */
bool tdm_identity_erase(struct tdm_arena *mem, tdm_str folder, tdm_str id, bool *found, struct tdm_problem *problem) TDM_CHECKED;
struct tdm_identity_ids { tdm_str *ids; size_t count; }; /* those whose key is here, by id */
bool tdm_identity_list(struct tdm_arena *mem, tdm_str folder, struct tdm_identity_ids *out, struct tdm_problem *problem) TDM_CHECKED;
/* Everybody whose key is here; false of `take` stops. */
typedef bool (*tdm_identity_take)(void *context, tdm_str id, const struct tdm_identity *identity);
bool tdm_identity_each(struct tdm_arena *mem, tdm_str folder, tdm_identity_take take, void *context, struct tdm_problem *problem) TDM_CHECKED;
/* Who has an identifier, letter by letter: an index that is made once and made anew when it is no longer fresh. */
struct tdm_identity_index;
bool tdm_identity_index_open(struct tdm_arena *mem, tdm_str folder, struct tdm_identity_index **out, struct tdm_problem *problem) TDM_CHECKED;
bool tdm_identity_index_is_fresh(struct tdm_arena *mem, const struct tdm_identity_index *index);
uint32_t tdm_identity_index_find(const struct tdm_identity_index *index, tdm_str identifier, tdm_str *id); /* how many people; *id: one of them */
/* The sealed records into another folder, as they are; no key goes along. Fine where there are none. */
bool tdm_identity_copy(struct tdm_arena *mem, tdm_str from, tdm_str to, struct tdm_problem *problem) TDM_CHECKED;
/* The same in two steps: their bytes, empty where there are none; and these into a folder. */
bool tdm_identity_sealed(struct tdm_arena *mem, tdm_str folder, tdm_str *out, struct tdm_problem *problem) TDM_CHECKED;
bool tdm_identity_restore(struct tdm_arena *mem, tdm_str folder, tdm_str sealed, struct tdm_problem *problem) TDM_CHECKED;
/* Another text about a person, kept wherever it is: sealed with a key that follows from theirs, so that erasing them erases it. */
struct tdm_identity_cover;
bool tdm_identity_cover_open(struct tdm_arena *mem, tdm_str folder, tdm_str id, struct tdm_identity_cover **out, bool *found,
                             struct tdm_problem *problem) TDM_CHECKED; /* *found: their key is here */
void tdm_identity_cover_close(struct tdm_identity_cover *cover); /* forgets the key; null is fine */
tdm_str tdm_identity_cover_seal(struct tdm_arena *mem, const struct tdm_identity_cover *cover, tdm_str plain); /* hex, each time another */
/* False: another person's, or changed. */
bool tdm_identity_cover_unseal(struct tdm_arena *mem, const struct tdm_identity_cover *cover, tdm_str hex, tdm_str *plain) TDM_CHECKED;
/* 32 hex digits, the same for the same text; without the key nobody can tell of which. */
tdm_str tdm_identity_cover_mark(struct tdm_arena *mem, const struct tdm_identity_cover *cover, tdm_str plain);
tdm_str tdm_identity_file(struct tdm_arena *mem, tdm_str folder, const char *which); /* "sealed", "keys", "key": its path */

#endif
