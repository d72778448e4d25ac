/* trust.h - other systems that are believed: who may ask, with which keys, for which addresses; and the tokens that they show
 * (JSON Web Tokens, RFC 7519). Pure: the signature itself is checked by whoever holds a library for it. Codes Z006, Z010... */
#ifndef TDM_TRUST_H
#define TDM_TRUST_H

#include "json/json.h"
#include "notation/notation.h"

struct tdm_system_key { tdm_str kid, kty, crv, alg, first, second; }; /* kty EC: x, y; RSA: n, e; as bytes */
struct tdm_system {
    tdm_str issuer;
    const tdm_str *files; /* of its keys, as they were named */
    uint32_t file_count;
    const tdm_str *fhir;  /* addresses of its FHIR servers; none: any */
    uint32_t fhir_count;
    struct tdm_system_key *keys;
    size_t key_count, key_room;
    struct tdm_place place;
};
struct tdm_systems {
    struct tdm_system *list;
    size_t count, room;
    tdm_str *addresses; /* that this service has over there: "https://tandem.example" */
    size_t address_count, address_room;
    tdm_str *origins;   /* of pages that may ask from a browser */
    size_t origin_count, origin_room;
};
bool tdm_systems_read(struct tdm_arena *mem, const struct tdm_tree *tree, struct tdm_systems *out, struct tdm_problems *problems) TDM_CHECKED;
/* The keys of a JSON Web Key Set, added. A private key is refused. */
bool tdm_system_keys_read(struct tdm_arena *mem, tdm_str file, tdm_str text, struct tdm_system *out, struct tdm_problem *problem) TDM_CHECKED;

struct tdm_token {
    tdm_str algorithm, kid, issuer, jti;
    tdm_str signed_bytes, signature; /* the first as it was sent, the second as bytes */
    int64_t expires, issued, not_before; /* seconds; the last INT64_MIN: not said */
    const struct tdm_json *audience;
};
/* Of a header "Bearer ...". Nothing of it is believed yet. */
bool tdm_token_read(struct tdm_arena *mem, tdm_str authorization, struct tdm_token *out, struct tdm_problem *problem) TDM_CHECKED;
const struct tdm_system *tdm_systems_find(const struct tdm_systems *systems, tdm_str issuer); /* or null */
/* What it says: for this address (`path` of this service), and now. */
bool tdm_token_fits(const struct tdm_token *token, const struct tdm_systems *systems, tdm_str path, int64_t now, struct tdm_problem *problem) TDM_CHECKED;
#define TDM_TOKEN_SKEW    60   /* seconds that clocks may differ */
#define TDM_TOKEN_LONGEST 3600 /* seconds that a token may still hold */

#endif
