/* signature.c - signatures of other systems, checked by GnuTLS. */
#include "http/signature.h"

#include <dlfcn.h>

/* The library's header names a function that no file here may name (base/banned.h), so what is used of it is declared
 * here: it is of the interface of this version, which keeps its numbers. */
#define SONAME "libgnutls.so.30"
enum { SIGN_RSA_SHA256 = 6, SIGN_RSA_SHA384 = 7, SIGN_ECDSA_SHA256 = 14, SIGN_ECDSA_SHA384 = 15 };
enum { CURVE_NONE = 0, CURVE_SECP256R1 = 2, CURVE_SECP384R1 = 3 };
enum { PK_RSA = 1 };
typedef struct {
    unsigned char *data;
    unsigned size;
} gnutls_datum_t;
struct gnutls_pubkey_st;
typedef struct gnutls_pubkey_st *gnutls_pubkey_t;
typedef int pubkey_init_function(gnutls_pubkey_t *key);
typedef void pubkey_deinit_function(gnutls_pubkey_t key);
typedef int pubkey_import_ecc_raw_function(gnutls_pubkey_t key, int curve, const gnutls_datum_t *x,
                                           const gnutls_datum_t *y);
typedef int pubkey_import_rsa_raw_function(gnutls_pubkey_t key, const gnutls_datum_t *m, const gnutls_datum_t *e);
typedef int pubkey_get_pk_algorithm_function(gnutls_pubkey_t key, unsigned *bits);
typedef int pubkey_verify_data2_function(gnutls_pubkey_t key, int algorithm, unsigned flags, const gnutls_datum_t *data,
                                         const gnutls_datum_t *signature);
typedef int encode_rs_value_function(gnutls_datum_t *out, const gnutls_datum_t *r, const gnutls_datum_t *s);
typedef void (*free_function)(void *block); /* a variable of the library, so its address is what is found */

#define FUNCTIONS(X)                                                                                                   \
    X(pubkey_init)                                                                                                     \
    X(pubkey_deinit)                                                                                                   \
    X(pubkey_import_ecc_raw)                                                                                           \
    X(pubkey_import_rsa_raw)                                                                                           \
    X(pubkey_get_pk_algorithm)                                                                                         \
    X(pubkey_verify_data2)                                                                                             \
    X(encode_rs_value)                                                                                                 \
    X(free)

static struct {
    struct {
#define X(name) name##_function *name;
        FUNCTIONS(X)
#undef X
    } f;
    bool there;
} opened;

static const struct {
    const char *word;
    bool curve;
    int algorithm, of;
    size_t bytes; /* of a coordinate */
} kinds[TDM_SIGNATURE_COUNT] = {
    [TDM_SIGNATURE_ES256] = {"ES256", true, SIGN_ECDSA_SHA256, CURVE_SECP256R1, 32},
    [TDM_SIGNATURE_ES384] = {"ES384", true, SIGN_ECDSA_SHA384, CURVE_SECP384R1, 48},
    [TDM_SIGNATURE_RS256] = {"RS256", false, SIGN_RSA_SHA256, CURVE_NONE, 0},
    [TDM_SIGNATURE_RS384] = {"RS384", false, SIGN_RSA_SHA384, CURVE_NONE, 0},
};

#define RSA_LEAST_BITS 2048u

const char *tdm_signature_word(enum tdm_signature_kind kind) {
    return kinds[kind].word;
}

bool tdm_signature_is_curve(enum tdm_signature_kind kind) {
    return kinds[kind].curve;
}

static bool open_it(void) {
    void *handle = dlopen(SONAME, RTLD_NOW | RTLD_LOCAL);
    if (handle == NULL) return false;
    bool all = true;
#define X(name)                                                                                                        \
    *(void **)(&opened.f.name) = dlsym(handle, "gnutls_" #name);                                                       \
    all = all && opened.f.name != NULL;
    FUNCTIONS(X)
#undef X
    return all;
}

bool tdm_signatures_open(struct tdm_problem *problem) {
    opened.there = opened.there || open_it();
    if (opened.there) return true;
    (void)tdm_fail(problem, TDM_WHY_ENVIRONMENT, "S050", (struct tdm_place){.file = TDM_STR("the server")},
                   "the library `%s`, which checks signatures of other systems, cannot be opened", SONAME);
    tdm_problem_fix(problem, "install it (Debian: libgnutls30), or leave --systems out");
    return false;
}

/* ---- */

static gnutls_datum_t datum(tdm_str bytes) {
    return (gnutls_datum_t){(unsigned char *)(uintptr_t)bytes.at, (unsigned)bytes.len};
}

static bool import(enum tdm_signature_kind kind, const struct tdm_signature_key *key, gnutls_pubkey_t out) {
    gnutls_datum_t first = datum(key->first), second = datum(key->second);
    unsigned bits = 0;
    if (kinds[kind].curve)
        return key->first.len == kinds[kind].bytes && key->second.len == kinds[kind].bytes &&
               opened.f.pubkey_import_ecc_raw(out, kinds[kind].of, &first, &second) == 0;
    return key->first.len > 0 && key->second.len > 0 && opened.f.pubkey_import_rsa_raw(out, &first, &second) == 0 &&
           opened.f.pubkey_get_pk_algorithm(out, &bits) == PK_RSA && bits >= RSA_LEAST_BITS;
}

static bool holds(enum tdm_signature_kind kind, gnutls_pubkey_t key, const struct tdm_signed_bytes *what) {
    gnutls_datum_t bytes = datum(what->bytes), signature = datum(what->signature), der = {NULL, 0};
    size_t half = kinds[kind].bytes;
    if (!kinds[kind].curve) return opened.f.pubkey_verify_data2(key, kinds[kind].algorithm, 0, &bytes, &signature) >= 0;
    if (what->signature.len != 2 * half) return false;
    gnutls_datum_t r = datum(tdm_str_slice(what->signature, 0, half)),
                   s = datum(tdm_str_slice(what->signature, half, 2 * half));
    if (opened.f.encode_rs_value(&der, &r, &s) != 0) return false;
    bool good = opened.f.pubkey_verify_data2(key, kinds[kind].algorithm, 0, &bytes, &der) >= 0;
    (**opened.f.free)(der.data);
    return good;
}

bool tdm_signature_holds(enum tdm_signature_kind kind, const struct tdm_signature_key *key,
                         const struct tdm_signed_bytes *what) {
    gnutls_pubkey_t imported;
    TDM_ASSERT(opened.there);
    if (opened.f.pubkey_init(&imported) != 0) return false;
    bool good = import(kind, key, imported) && holds(kind, imported, what);
    opened.f.pubkey_deinit(imported);
    return good;
}
