/* writer.c - JSON out: escapes, commas and indentation are its business; a value where a key belongs is our own bug.
 * The root's line end is the caller's. */
#include "json/json.h"

#define LEVELS_MOST 63

void tdm_json_writer_init(struct tdm_json_writer *w, struct tdm_buf *out, bool pretty) {
    *w = (struct tdm_json_writer){.out = out, .pretty = pretty};
}

static uint64_t level_bit(const struct tdm_json_writer *w) {
    return (uint64_t)1 << w->depth;
}

static bool in_object(const struct tdm_json_writer *w) {
    return (w->is_object & level_bit(w)) != 0;
}

static void line_begin(struct tdm_json_writer *w) {
    if (!w->pretty) return;
    tdm_buf_char(w->out, '\n');
    tdm_buf_repeat(w->out, ' ', (size_t)2 * w->depth);
}

/* What comes before an item of the open array or object: the comma, the new line. */
static void item_begin(struct tdm_json_writer *w) {
    bool is_further = (w->has_items & level_bit(w)) != 0;
    TDM_ASSERT(w->depth > 0 || !is_further); /* one value only at the root */
    w->has_items |= level_bit(w);
    if (is_further) tdm_buf_char(w->out, ',');
    if (w->depth > 0) line_begin(w);
}

static void value_begin(struct tdm_json_writer *w) {
    TDM_ASSERT(w->after_key == in_object(w));
    if (!w->after_key) item_begin(w);
    w->after_key = false;
}

static void container_begin(struct tdm_json_writer *w, bool object) {
    value_begin(w);
    TDM_ASSERT(w->depth < LEVELS_MOST);
    tdm_buf_char(w->out, object ? '{' : '[');
    w->depth++;
    w->has_items &= ~level_bit(w);
    w->is_object &= ~level_bit(w);
    if (object) w->is_object |= level_bit(w);
}

static void container_end(struct tdm_json_writer *w, bool object) {
    TDM_ASSERT(w->depth > 0 && in_object(w) == object && !w->after_key);
    bool has_items = (w->has_items & level_bit(w)) != 0;
    w->depth--;
    if (has_items) line_begin(w);
    tdm_buf_char(w->out, object ? '}' : ']');
}

void tdm_json_object_begin(struct tdm_json_writer *w) {
    container_begin(w, true);
}
void tdm_json_object_end(struct tdm_json_writer *w) {
    container_end(w, true);
}
void tdm_json_array_begin(struct tdm_json_writer *w) {
    container_begin(w, false);
}
void tdm_json_array_end(struct tdm_json_writer *w) {
    container_end(w, false);
}

/* The letter behind the backslash, or 0. */
static char short_escape(char c) {
    switch (c) {
    case '"':
    case '\\':
        return c;
    case '\b':
        return 'b';
    case '\f':
        return 'f';
    case '\n':
        return 'n';
    case '\r':
        return 'r';
    case '\t':
        return 't';
    default:
        return 0;
    }
}

static void print_string(struct tdm_buf *out, tdm_str text) {
    size_t plain_from = 0;
    tdm_buf_char(out, '"');
    for (size_t i = 0; i < text.len; i++) {
        uint8_t byte = (uint8_t)text.at[i];
        if (byte >= 0x20 && byte != '"' && byte != '\\') continue;
        tdm_buf_add(out, tdm_str_slice(text, plain_from, i));
        plain_from = i + 1;
        char escape = short_escape(text.at[i]);
        if (escape != 0)
            tdm_buf_format(out, "\\%c", escape);
        else
            tdm_buf_format(out, "\\u%04x", (unsigned)byte);
    }
    tdm_buf_add(out, tdm_str_slice(text, plain_from, text.len));
    tdm_buf_char(out, '"');
}

void tdm_json_key_str(struct tdm_json_writer *w, tdm_str key) {
    TDM_ASSERT(in_object(w) && !w->after_key);
    item_begin(w);
    print_string(w->out, key);
    tdm_buf_text(w->out, w->pretty ? ": " : ":");
    w->after_key = true;
}

void tdm_json_key(struct tdm_json_writer *w, const char *key) {
    tdm_json_key_str(w, tdm_str_of(key));
}

void tdm_json_string(struct tdm_json_writer *w, tdm_str text) {
    value_begin(w);
    print_string(w->out, text);
}

void tdm_json_text(struct tdm_json_writer *w, const char *key, tdm_str text) {
    tdm_json_key(w, key);
    tdm_json_string(w, text);
}

void tdm_json_int(struct tdm_json_writer *w, int64_t number) {
    value_begin(w);
    tdm_buf_int(w->out, number);
}

void tdm_json_decimal(struct tdm_json_writer *w, tdm_decimal number) {
    value_begin(w);
    tdm_decimal_print(w->out, number);
}

void tdm_json_bool(struct tdm_json_writer *w, bool truth) {
    value_begin(w);
    tdm_buf_text(w->out, truth ? "true" : "false");
}

void tdm_json_null(struct tdm_json_writer *w) {
    value_begin(w);
    tdm_buf_text(w->out, "null");
}

void tdm_json_raw(struct tdm_json_writer *w, tdm_str value) {
    value_begin(w);
    tdm_buf_add(w->out, value);
}

void tdm_json_value(struct tdm_json_writer *w, const struct tdm_json *value) {
    switch (value->kind) {
    case TDM_JSON_NULL:
        tdm_json_null(w);
        return;
    case TDM_JSON_BOOL:
        tdm_json_bool(w, value->truth);
        return;
    case TDM_JSON_NUMBER:
        tdm_json_raw(w, value->text);
        return;
    case TDM_JSON_STRING:
        tdm_json_string(w, value->text);
        return;
    case TDM_JSON_ARRAY:
        tdm_json_array_begin(w);
        for (const struct tdm_json *item = value->first; item != NULL; item = item->next) tdm_json_value(w, item);
        tdm_json_array_end(w);
        return;
    case TDM_JSON_OBJECT:
        tdm_json_object_begin(w);
        for (const struct tdm_json *item = value->first; item != NULL; item = item->next) {
            tdm_json_key_str(w, item->key);
            tdm_json_value(w, item);
        }
        tdm_json_object_end(w);
        return;
    }
    TDM_UNREACHABLE();
}
