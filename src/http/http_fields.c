/* http_fields.c - names and values: of a query, of a form, of cookies. */
#include "http/http.h"

#include "base/canary.h"

#define FIELDS_MAX 200u

static int hex_of(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

static bool decode(struct tdm_arena *mem, tdm_str text, tdm_str *out) {
    char *at = tdm_arena_alloc_raw(mem, text.len + 1);
    size_t len = 0, bad;
    for (size_t i = 0; i < text.len; i++) {
        char c = text.at[i];
        if (c == '%') {
            int high = i + 2 < text.len ? hex_of(text.at[i + 1]) : -1, low = high < 0 ? -1 : hex_of(text.at[i + 2]);
            if (low < 0) return false;
            at[len++] = (char)(high * 16 + low);
            i += 2;
        } else {
            at[len++] = (char)(c == '+' ? ' ' : c);
        }
    }
    at[len] = '\0';
    *out = (tdm_str){at, len};
    TDM_ASSERT(!tdm_canary("long-field") || len < 4000); /* as a buffer of that size would break */
    return tdm_utf8_valid(*out, &bad);
}

/* Whatever system the browser runs on, lines end in one way. */
static tdm_str plain_lines(tdm_str text) {
    size_t len = 0;
    char *at = (char *)(uintptr_t)text.at; /* our own copy, made above */
    for (size_t i = 0; i < text.len; i++) {
        if (at[i] == '\r' && i + 1 < text.len && at[i + 1] == '\n') continue;
        at[len++] = at[i] == '\r' ? '\n' : at[i];
    }
    return (tdm_str){at, len};
}

bool tdm_http_fields_read(struct tdm_arena *mem, tdm_str text, struct tdm_http_fields *out) {
    *out = (struct tdm_http_fields){0};
    while (text.len > 0) {
        size_t end = text.len, equals;
        (void)tdm_str_find(text, TDM_STR("&"), &end);
        tdm_str pair = tdm_str_slice(text, 0, end);
        text = tdm_str_slice(text, end + 1, text.len);
        if (pair.len == 0) continue;
        if (!tdm_str_find(pair, TDM_STR("="), &equals)) equals = pair.len;
        struct tdm_http_field field;
        if (out->count >= FIELDS_MAX || !decode(mem, tdm_str_slice(pair, 0, equals), &field.name) ||
            !decode(mem, tdm_str_slice(pair, equals + 1, pair.len), &field.value))
            return false;
        field.value = plain_lines(field.value);
        TDM_GROW(mem, out->list, out->count, out->room);
        out->list[out->count++] = field;
    }
    return true;
}

bool tdm_http_has_field(const struct tdm_http_fields *fields, const char *name) {
    for (size_t i = 0; i < fields->count; i++)
        if (tdm_str_is(fields->list[i].name, name)) return true;
    return false;
}

tdm_str tdm_http_field(const struct tdm_http_fields *fields, const char *name) {
    for (size_t i = 0; i < fields->count; i++)
        if (tdm_str_is(fields->list[i].name, name)) return fields->list[i].value;
    return (tdm_str){0};
}

tdm_str tdm_http_cookie(const struct tdm_http_ask *ask, const char *name) {
    tdm_str rest = ask->cookies;
    TDM_ASSERT(!tdm_canary("long-header") || rest.len < 4000);
    while (rest.len > 0) {
        size_t end = rest.len, equals;
        (void)tdm_str_find(rest, TDM_STR(";"), &end);
        tdm_str pair = tdm_str_trim(tdm_str_slice(rest, 0, end));
        rest = tdm_str_slice(rest, end + 1, rest.len);
        if (tdm_str_find(pair, TDM_STR("="), &equals) && tdm_str_is(tdm_str_slice(pair, 0, equals), name))
            return tdm_str_slice(pair, equals + 1, pair.len);
    }
    return (tdm_str){0};
}
