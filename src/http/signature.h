/* signature.h - is a signature that of a public key? Of the algorithms that tokens of other systems use (RFC 7518): elliptic curves
 * and RSA. Checked by GnuTLS, which the library of http.c brings along and which is opened when it is wanted. */
#ifndef TDM_HTTP_SIGNATURE_H
#define TDM_HTTP_SIGNATURE_H

#include "base/base.h"

enum tdm_signature_kind { TDM_SIGNATURE_ES256, TDM_SIGNATURE_ES384, TDM_SIGNATURE_RS256, TDM_SIGNATURE_RS384, TDM_SIGNATURE_COUNT };
struct tdm_signature_key { tdm_str first, second; }; /* of a curve: x, y; of RSA: the modulus, the exponent. Bytes, the highest first */
struct tdm_signed_bytes { tdm_str bytes, signature; }; /* of a curve: r and s, one behind the other */

const char *tdm_signature_word(enum tdm_signature_kind kind); /* "ES384" */
bool tdm_signature_is_curve(enum tdm_signature_kind kind);
/* Before a process is confined. False: S050. */
bool tdm_signatures_open(struct tdm_problem *problem) TDM_CHECKED;
/* False also: a key that is none, or too short (RSA below 2048 bits). */
bool tdm_signature_holds(enum tdm_signature_kind kind, const struct tdm_signature_key *key, const struct tdm_signed_bytes *what);

#endif
