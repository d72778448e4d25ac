/* systems_trust.c - is another system believed? In this order: the algorithm, the system, its key, the signature, the
 * address it is for, the time, and that it was not shown before. Keys come from files: none is fetched from an address
 * that a token names. */
#include "web/systems.h"

#include "http/signature.h"

#include <stdatomic.h>
#include <sys/mman.h>

#define FILE_MOST ((size_t)1 << 20)

/* ---- names of tokens that were shown: a table that all processes share, without a lock. A word holds the second until
 * which it counts, and 32 bits of the name; where it stands says 13 more. A bucket that is full refuses. */
enum { BUCKETS = 8192, SLOTS = 64 };

bool web_trust_is_new(struct web_trust *trust, tdm_str issuer, tdm_str jti, int64_t expires, int64_t now) {
    char bytes[2048];
    int len = snprintf(bytes, sizeof bytes, "%zu:%.*s%.*s", issuer.len, TDM_FMT(issuer), TDM_FMT(jti));
    if (len < 0 || (size_t)len >= sizeof bytes || expires < 0 || expires > UINT32_MAX - 1000) return false;
    tdm_digest digest = tdm_digest_of((tdm_str){bytes, (size_t)len});
    uint32_t tag = 0, where = 0;
    memcpy(&tag, digest.byte, sizeof tag);
    memcpy(&where, digest.byte + 4, sizeof where);
    _Atomic uint64_t *bucket = &trust->seen[(size_t)(where % BUCKETS) * SLOTS];
    uint64_t mine = (uint64_t)(expires + TDM_TOKEN_SKEW) << 32 | tag;
    for (;;) {
        size_t free_one = SLOTS;
        uint64_t was = 0;
        for (size_t i = SLOTS; i-- > 0;) {
            uint64_t held = atomic_load(&bucket[i]);
            bool over = (int64_t)(held >> 32) < now;
            if (!over && (uint32_t)held == tag) return false;
            if (over) {
                free_one = i;
                was = held;
            }
        }
        if (free_one == SLOTS) return false;
        if (!atomic_compare_exchange_strong(&bucket[free_one], &was, mine)) continue;
        for (size_t i = 0; i < SLOTS; i++) { /* the same one, by another process, in this moment: neither counts */
            uint64_t held = atomic_load(&bucket[i]);
            if (i != free_one && (uint32_t)held == tag && (int64_t)(held >> 32) >= now) return false;
        }
        return true;
    }
}

/* ---- the file */

static bool read_keys(struct tdm_arena *mem, tdm_str beside, struct tdm_systems *systems,
                      struct tdm_problems *problems) {
    for (size_t i = 0; i < systems->count; i++)
        for (uint32_t k = 0; k < systems->list[i].file_count; k++) {
            struct tdm_problem problem = {0};
            tdm_str text, path = tdm_path_join(mem, tdm_path_folder(beside), systems->list[i].files[k]);
            if (!tdm_file_read(mem, path, FILE_MOST, &text, &problem) ||
                !tdm_system_keys_read(mem, path, text, &systems->list[i], &problem))
                return web_keep(problems, &problem);
        }
    return true;
}

static bool is_loopback(tdm_str listen) {
    return tdm_str_starts_with(listen, TDM_STR("127.")) || tdm_str_starts_with(listen, TDM_STR("[::1]:")) ||
           tdm_str_starts_with(listen, TDM_STR("localhost:"));
}

bool web_trust_read(struct tdm_arena *mem, const struct tdm_web_setting *setting, struct web_trust *out,
                    struct tdm_problems *problems) {
    struct tdm_problem problem = {0};
    const struct tdm_tree *tree;
    tdm_str text;
    *out = (struct web_trust){.by_file = setting->systems.len > 0};
    out->off = !out->by_file && (setting->behind_proxy || !is_loopback(setting->listen));
    if (!out->by_file) return true;
    if (!tdm_file_read(mem, setting->systems, FILE_MOST, &text, &problem)) return web_keep(problems, &problem);
    if (!tdm_notation_read(mem, setting->systems, text, &tree, problems) ||
        !tdm_systems_read(mem, tree, &out->systems, problems) ||
        !read_keys(mem, setting->systems, &out->systems, problems))
        return false;
    if (!tdm_signatures_open(&problem)) return web_keep(problems, &problem);
    size_t bytes = sizeof(uint64_t) * BUCKETS * SLOTS;
    void *shared = mmap(NULL, bytes, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (shared == MAP_FAILED) tdm_host_out_of_memory(bytes);
    out->seen = shared;
    return true;
}

/* ---- who asks */

static bool refuse(struct tdm_problem *problem, const char *what, const char *fix) {
    (void)tdm_fail(problem, TDM_WHY_NOT_ALLOWED, "Z006", (struct tdm_place){.file = TDM_STR("the request")}, "%s",
                   what);
    tdm_problem_fix(problem, "%s", fix);
    return false;
}

static bool signature_holds(const struct tdm_token *token, const struct tdm_system *system) {
    struct tdm_signed_bytes what = {token->signed_bytes, token->signature};
    for (int k = 0; k < TDM_SIGNATURE_COUNT; k++) {
        enum tdm_signature_kind kind = (enum tdm_signature_kind)k;
        if (!tdm_str_is(token->algorithm, tdm_signature_word(kind))) continue;
        for (size_t i = 0; i < system->key_count; i++) {
            const struct tdm_system_key *key = &system->keys[i];
            struct tdm_signature_key raw = {key->first, key->second};
            bool fits = tdm_str_is(key->kty, tdm_signature_is_curve(kind) ? "EC" : "RSA") &&
                        (token->kid.len == 0 || tdm_str_equal(token->kid, key->kid)) &&
                        (key->alg.len == 0 || tdm_str_equal(key->alg, token->algorithm));
            if (fits && tdm_signature_holds(kind, &raw, &what)) return true;
        }
    }
    return false;
}

static const struct tdm_system *by_token(struct web_ask *ask, struct tdm_problem *problem) {
    struct web_trust *trust = ask->web->trust;
    struct tdm_token token;
    int64_t now = tdm_clock_now().ms / 1000;
    if (!tdm_token_read(ask->mem, ask->http->authorization, &token, problem)) return NULL;
    const struct tdm_system *system = tdm_systems_find(&trust->systems, token.issuer);
    if (system == NULL) {
        (void)refuse(problem, "the token is of a system that is not known here",
                     "let the clinic add it to its file of systems");
        return NULL;
    }
    if (!signature_holds(&token, system)) {
        (void)refuse(problem,
                     "the token's signature is none of a key of that system, by an algorithm that is taken here",
                     "sign with ES384 or RS384, and give the clinic your JSON Web Key Set of today");
        return NULL;
    }
    if (!tdm_token_fits(&token, &trust->systems, ask->http->path, now, problem)) return NULL;
    if (web_trust_is_new(trust, token.issuer, token.jti, token.expires, now)) return system;
    (void)refuse(problem, "the token was shown before", "make a new one, with another `jti`, for each request");
    return NULL;
}

/* "127.0.0.1:8080", "localhost", "[::1]:8080" */
static bool names_this_machine(tdm_str host) {
    static const char *const names[] = {"127.0.0.1", "localhost", "[::1]"};
    for (size_t i = 0; i < TDM_COUNT(names); i++) {
        tdm_str name = tdm_str_of(names[i]);
        if (tdm_str_starts_with(host, name) && (host.len == name.len || host.at[name.len] == ':')) return true;
    }
    return false;
}

const struct tdm_system *web_trusted(struct web_ask *ask, struct tdm_problem *problem) {
    static const struct tdm_system this_machine;
    if (ask->web->trust->by_file) return by_token(ask, problem);
    bool here = tdm_str_starts_with(ask->http->peer, TDM_STR("127.")) || tdm_str_is(ask->http->peer, "::") ||
                tdm_str_starts_with(ask->http->peer, TDM_STR("::ffff:127."));
    if (here && names_this_machine(ask->http->host)) return &this_machine;
    (void)refuse(problem, "without a file of systems only this machine is answered",
                 "serve with `--systems FILE`: docs/cds-hooks.md");
    return NULL;
}

/* ---- browsers */

bool web_origin_may(const struct web_ask *ask) {
    const struct web_trust *trust = ask->web->trust;
    tdm_str origin = ask->http->origin;
    size_t slashes;
    if (origin.len == 0) return true;
    for (size_t i = 0; i < trust->systems.origin_count; i++)
        if (tdm_str_equal(trust->systems.origins[i], origin)) return true;
    return !trust->by_file && tdm_str_find(origin, TDM_STR("://"), &slashes) &&
           names_this_machine(tdm_str_slice(origin, slashes + 3, origin.len));
}
