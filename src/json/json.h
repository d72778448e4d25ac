/* json.h - a strict reader of JSON (RFC 8259) with places, and a writer that escapes by default. Pure.
 * Numbers keep their text, so that exact decimals survive; duplicate keys, lone surrogates and deep nesting are refused. */
#ifndef TDM_JSON_H
#define TDM_JSON_H

#include "base/base.h"

enum tdm_json_kind {
    TDM_JSON_NULL,
    TDM_JSON_BOOL,
    TDM_JSON_NUMBER,
    TDM_JSON_STRING,
    TDM_JSON_ARRAY,
    TDM_JSON_OBJECT
};

struct tdm_json {
    enum tdm_json_kind kind;
    bool truth;
    tdm_str text; /* number: its text as written; string: unescaped */
    uint32_t line, column;
    tdm_str key;  /* of a member of an object */
    const struct tdm_json *first, *next; /* children in order; sibling */
    uint32_t count;
};

#define TDM_JSON_DEPTH_MAX 64

/* Reads one value and nothing after it. The tree lives in `mem` and borrows `text`. */
bool tdm_json_read(struct tdm_arena *mem, tdm_str file, tdm_str text, const struct tdm_json **out,
                   struct tdm_problem *problem) TDM_CHECKED;
const struct tdm_json *tdm_json_member(const struct tdm_json *object, const char *key); /* null if absent */
struct tdm_place tdm_json_place(tdm_str file, const struct tdm_json *value);

/* ---- writer: keys and values are escaped; commas are its own business; nesting is asserted */

struct tdm_json_writer {
    struct tdm_buf *out;
    uint32_t depth;
    uint64_t has_items; /* one bit a level */
    uint64_t is_object; /* one bit a level */
    bool after_key;
    bool pretty;        /* two blanks a level */
};

void tdm_json_writer_init(struct tdm_json_writer *w, struct tdm_buf *out, bool pretty);
void tdm_json_object_begin(struct tdm_json_writer *w);
void tdm_json_object_end(struct tdm_json_writer *w);
void tdm_json_array_begin(struct tdm_json_writer *w);
void tdm_json_array_end(struct tdm_json_writer *w);
void tdm_json_key(struct tdm_json_writer *w, const char *key);
void tdm_json_key_str(struct tdm_json_writer *w, tdm_str key); /* of a document that was read */
void tdm_json_string(struct tdm_json_writer *w, tdm_str text);
void tdm_json_text(struct tdm_json_writer *w, const char *key, tdm_str text); /* a member of an object */
void tdm_json_int(struct tdm_json_writer *w, int64_t number);
void tdm_json_decimal(struct tdm_json_writer *w, tdm_decimal number);
void tdm_json_bool(struct tdm_json_writer *w, bool truth);
void tdm_json_null(struct tdm_json_writer *w);
void tdm_json_value(struct tdm_json_writer *w, const struct tdm_json *value); /* as it was read, numbers as they were written */
void tdm_json_raw(struct tdm_json_writer *w, tdm_str value); /* that a writer wrote at the same depth */

#endif
