/* json_peer_fuzz.c - any bytes as JSON, read by this reader and by jansson: both read it or both refuse it, and what
 * both read is the same. Where they may differ: this reader keeps a number that no machine number holds, and refuses
 * more than 64 levels. */
#include "fuzz.h"
#include "json/json.h"

#include <jansson.h>
#include <string.h>

#define PEER_READS (JSON_DECODE_ANY | JSON_DECODE_INT_AS_REAL | JSON_REJECT_DUPLICATES)

static void same(struct tdm_arena *mem, const struct tdm_json *mine, const json_t *peer);

/* Its text alone is the same number to the peer. */
static void same_number(tdm_str text, const json_t *peer) {
    json_t *number = json_loadb(text.at, text.len, PEER_READS, NULL);
    TDM_ASSERT(number != NULL && json_equal(number, peer));
    json_decref(number);
}

static void same_members(struct tdm_arena *mem, const struct tdm_json *mine, const json_t *peer) {
    TDM_ASSERT(json_object_size(peer) == mine->count);
    for (const struct tdm_json *member = mine->first; member != NULL; member = member->next) {
        const json_t *other = json_object_getn(peer, member->key.at, member->key.len);
        TDM_ASSERT(other != NULL);
        same(mem, member, other);
    }
}

static void same(struct tdm_arena *mem, const struct tdm_json *mine, const json_t *peer) {
    size_t at = 0;
    switch (mine->kind) {
    case TDM_JSON_NULL:
        TDM_ASSERT(json_is_null(peer));
        return;
    case TDM_JSON_BOOL:
        TDM_ASSERT(json_is_boolean(peer) && json_is_true(peer) == mine->truth);
        return;
    case TDM_JSON_NUMBER:
        TDM_ASSERT(json_is_real(peer));
        same_number(mine->text, peer);
        return;
    case TDM_JSON_STRING:
        TDM_ASSERT(json_is_string(peer));
        TDM_ASSERT(tdm_str_equal(mine->text, (tdm_str){json_string_value(peer), json_string_length(peer)}));
        return;
    case TDM_JSON_ARRAY:
        TDM_ASSERT(json_is_array(peer) && json_array_size(peer) == mine->count);
        for (const struct tdm_json *item = mine->first; item != NULL; item = item->next)
            same(mem, item, json_array_get(peer, at++));
        return;
    case TDM_JSON_OBJECT:
        TDM_ASSERT(json_is_object(peer));
        same_members(mem, mine, peer);
        return;
    }
    TDM_UNREACHABLE();
}

void fuzz_one(struct tdm_arena *mem, tdm_str input) {
    const struct tdm_json *mine = NULL;
    struct tdm_problem problem = {0};
    json_error_t error;
    bool read = tdm_json_read(mem, TDM_STR("fuzz"), input, &mine, &problem);
    json_t *peer = json_loadb(input.at, input.len, PEER_READS, &error);
    if (read && peer != NULL) same(mem, mine, peer);
    if (read && peer == NULL) TDM_ASSERT(json_error_code(&error) == json_error_numeric_overflow);
    if (!read && peer != NULL)
        TDM_ASSERT(tdm_str_is(tdm_str_of(problem.code), "J010") ||
                   (input.len > 0 && memchr(input.at, 0, input.len) != NULL));
    json_decref(peer);
}
