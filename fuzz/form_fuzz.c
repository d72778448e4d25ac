/* form_fuzz.c - any bytes as a form and as cookies: refused, or clean text in at most 200 fields. */
#include "fuzz.h"
#include "http/http.h"

void fuzz_one(struct tdm_arena *mem, tdm_str input) {
    struct tdm_http_fields fields;
    struct tdm_http_ask ask = {.mem = mem, .cookies = input};
    size_t bad;
    TDM_ASSERT(tdm_http_cookie(&ask, "__Host-tandem").len <= input.len);
    if (!tdm_http_fields_read(mem, input, &fields)) return;
    TDM_ASSERT(fields.count <= 200);
    for (size_t i = 0; i < fields.count; i++) {
        const struct tdm_http_field *field = &fields.list[i];
        TDM_ASSERT(tdm_utf8_valid(field->name, &bad) && tdm_utf8_valid(field->value, &bad));
        TDM_ASSERT(field->name.len + field->value.len <= input.len);
        for (size_t k = 0; k < field->value.len; k++) TDM_ASSERT(field->value.at[k] != '\r');
    }
}
