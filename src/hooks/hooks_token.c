/* hooks_token.c - tokens that other systems show, taken apart and held against what they have to say; and the keys they
 * are signed with. `none` and signatures by a shared secret are no algorithms here. */
#include "hooks/trust.h"

#include "hooks/hooks_int.h"

#define TOKEN_MAX 16384u

static bool refuse(struct tdm_problem *problem, const char *what, const char *fix) {
    (void)tdm_fail(problem, TDM_WHY_NOT_ALLOWED, "Z006", (struct tdm_place){.file = TDM_STR("the request")}, "%s",
                   what);
    tdm_problem_fix(problem, "%s", fix);
    return false;
}

/* ---- base64url without padding (RFC 7515) */

static int digit_of(char c) {
    if (c >= 'A' && c <= 'Z') return c - 'A';
    if (c >= 'a' && c <= 'z') return c - 'a' + 26;
    if (c >= '0' && c <= '9') return c - '0' + 52;
    return c == '-' ? 62 : c == '_' ? 63 : -1;
}

/* One way to write each: what would be left over has to be nought. */
static bool decode(struct tdm_arena *mem, tdm_str text, tdm_str *out) {
    char *bytes = tdm_arena_alloc_raw(mem, text.len / 4 * 3 + 4);
    uint32_t held = 0, bits = 0;
    size_t len = 0;
    if (text.len == 0 || text.len % 4 == 1) return false;
    for (size_t i = 0; i < text.len; i++) {
        int digit = digit_of(text.at[i]);
        if (digit < 0) return false;
        held = (held << 6 | (uint32_t)digit) & 0xFFFFu;
        bits += 6;
        if (bits < 8) continue;
        bits -= 8;
        bytes[len++] = (char)(unsigned char)(held >> bits & 0xFFu);
    }
    if ((held & ((1u << bits) - 1u)) != 0) return false;
    *out = (tdm_str){bytes, len};
    return true;
}

/* ---- keys */

static bool no_key(struct tdm_problem *problem, tdm_str file, const char *what) {
    (void)tdm_fail(problem, TDM_WHY_SYNTAX, "Z011", (struct tdm_place){.file = file}, "%s", what);
    tdm_problem_fix(problem,
                    "save the JSON Web Key Set that the other system publishes: {\"keys\": [{\"kty\": \"EC\", ...}]}");
    return false;
}

static bool read_key(struct tdm_arena *mem, const struct tdm_json *json, struct tdm_system_key *out) {
    bool curve = tdm_str_is(hook_str(json, "kty"), "EC");
    *out = (struct tdm_system_key){.kid = hook_str(json, "kid"),
                                   .kty = hook_str(json, "kty"),
                                   .crv = hook_str(json, "crv"),
                                   .alg = hook_str(json, "alg")};
    return (curve || tdm_str_is(out->kty, "RSA")) && decode(mem, hook_str(json, curve ? "x" : "n"), &out->first) &&
           decode(mem, hook_str(json, curve ? "y" : "e"), &out->second);
}

bool tdm_system_keys_read(struct tdm_arena *mem, tdm_str file, tdm_str text, struct tdm_system *out,
                          struct tdm_problem *problem) {
    const struct tdm_json *root;
    size_t before = out->key_count;
    if (!tdm_json_read(mem, file, text, &root, problem)) return false;
    for (const struct tdm_json *one = hook_first(hook_get(root, "keys")); one != NULL; one = one->next) {
        struct tdm_system_key key;
        tdm_str use = hook_str(one, "use");
        if (hook_get(one, "d") != NULL || hook_get(one, "k") != NULL)
            return no_key(problem, file, "the file holds a secret key: whoever reads it could sign for that system");
        if ((use.len > 0 && !tdm_str_is(use, "sig")) || !read_key(mem, one, &key)) continue;
        TDM_GROW(mem, out->keys, out->key_count, out->key_room);
        out->keys[out->key_count++] = key;
    }
    return out->key_count > before || no_key(problem, file, "the file holds no key for signatures that is known here");
}

/* ---- the token */

static bool seconds_of(const struct tdm_json *payload, const char *key, int64_t *out) {
    const struct tdm_json *found = hook_get(payload, key);
    size_t point;
    if (found == NULL || found->kind != TDM_JSON_NUMBER) return false;
    point = found->text.len;
    (void)tdm_str_find(found->text, TDM_STR("."), &point);
    return tdm_parse_i64(tdm_str_slice(found->text, 0, point), out);
}

static bool read_parts(struct tdm_arena *mem, tdm_str text, struct tdm_token *out, const struct tdm_json **header,
                       const struct tdm_json **payload) {
    size_t first, second;
    tdm_str head, body;
    struct tdm_problem quiet;
    if (text.len > TOKEN_MAX || !tdm_str_find(text, TDM_STR("."), &first)) return false;
    tdm_str rest = tdm_str_slice(text, first + 1, text.len);
    if (!tdm_str_find(rest, TDM_STR("."), &second)) return false;
    out->signed_bytes = tdm_str_slice(text, 0, first + 1 + second);
    return decode(mem, tdm_str_slice(text, 0, first), &head) && decode(mem, tdm_str_slice(rest, 0, second), &body) &&
           decode(mem, tdm_str_slice(rest, second + 1, rest.len), &out->signature) &&
           tdm_json_read(mem, TDM_STR("the token"), head, header, &quiet) &&
           tdm_json_read(mem, TDM_STR("the token"), body, payload, &quiet);
}

bool tdm_token_read(struct tdm_arena *mem, tdm_str authorization, struct tdm_token *out, struct tdm_problem *problem) {
    static const char way[] = "send `Authorization: Bearer TOKEN`, a JSON Web Token signed with ES384 or RS384";
    const struct tdm_json *header = NULL, *payload = NULL;
    tdm_str scheme = tdm_str_slice(authorization, 0, 7);
    *out = (struct tdm_token){.not_before = INT64_MIN};
    if (!tdm_str_is(scheme, "Bearer ") && !tdm_str_is(scheme, "bearer "))
        return refuse(problem, "the request shows no token, and this service asks for one", way);
    if (!read_parts(mem, tdm_str_trim(tdm_str_slice(authorization, 7, authorization.len)), out, &header, &payload))
        return refuse(problem, "the token cannot be read", way);
    out->algorithm = hook_str(header, "alg");
    out->kid = hook_str(header, "kid");
    out->issuer = hook_str(payload, "iss");
    out->jti = hook_str(payload, "jti");
    out->audience = hook_get(payload, "aud");
    if (hook_get(header, "crit") != NULL)
        return refuse(problem, "the token wants something that is not known here (`crit`)", way);
    if (out->issuer.len == 0 || out->jti.len == 0 || out->jti.len > 1000 || out->audience == NULL ||
        !seconds_of(payload, "exp", &out->expires) || !seconds_of(payload, "iat", &out->issued))
        return refuse(problem, "the token lacks one of iss, aud, exp, iat, jti", way);
    if (hook_get(payload, "nbf") != NULL && !seconds_of(payload, "nbf", &out->not_before))
        return refuse(problem, "the token's nbf cannot be read", way);
    return true;
}

static bool is_for(const struct tdm_systems *systems, tdm_str path, tdm_str audience) {
    for (size_t i = 0; i < systems->address_count; i++) {
        tdm_str base = systems->addresses[i];
        if (audience.len == base.len + path.len && tdm_str_starts_with(audience, base) &&
            tdm_str_ends_with(audience, path))
            return true;
    }
    return false;
}

static bool audience_fits(const struct tdm_token *token, const struct tdm_systems *systems, tdm_str path) {
    const struct tdm_json *audience = token->audience;
    if (audience->kind == TDM_JSON_STRING) return is_for(systems, path, audience->text);
    for (const struct tdm_json *one = hook_first(audience); one != NULL; one = one->next)
        if (one->kind == TDM_JSON_STRING && is_for(systems, path, one->text)) return true;
    return false;
}

bool tdm_token_fits(const struct tdm_token *token, const struct tdm_systems *systems, tdm_str path, int64_t now,
                    struct tdm_problem *problem) {
    if (!audience_fits(token, systems, path))
        return refuse(
            problem, "the token's aud is not the address that was asked",
            "write the whole address of the endpoint into `aud`, as `address` in the file of systems begins it");
    if (token->expires <= now - TDM_TOKEN_SKEW)
        return refuse(problem, "the token has expired", "make a new one for each request");
    if (token->expires > now + TDM_TOKEN_LONGEST)
        return refuse(problem, "the token would hold for more than an hour", "let it hold for five minutes at most");
    if (token->issued > now + TDM_TOKEN_SKEW || token->not_before > now + TDM_TOKEN_SKEW)
        return refuse(problem, "the token is of a time to come", "set the clock of the other system right");
    return true;
}
