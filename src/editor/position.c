/* position.c - bytes, code points and UTF-16 units of one text. Editors end a line at a line feed, a carriage return or
 * both; places of problems at a line feed only, and count code points. Everything goes through bytes. */
#include "editor/editor_int.h"

static bool is_continuation(char c) {
    return ((unsigned char)c & 0xC0) == 0x80;
}

/* UTF-16 units of the code point that begins with this byte. */
static uint32_t units_of(char c) {
    return (unsigned char)c >= 0xF0 ? 2 : 1;
}

/* A carriage return alone: a line end for editors only. */
static bool is_lone_return(tdm_str bytes, size_t at) {
    return bytes.at[at] == '\r' && (at + 1 >= bytes.len || bytes.at[at + 1] != '\n');
}

struct tdm_editor_text tdm_editor_text_of(struct tdm_arena *mem, tdm_str bytes) {
    size_t lines = 1, line = 0;
    uint32_t before = 0;
    for (size_t i = 0; i < bytes.len; i++) lines += bytes.at[i] == '\n';
    size_t *starts = TDM_NEW_ARRAY(mem, size_t, lines);
    uint32_t *counts = TDM_NEW_ARRAY(mem, uint32_t, lines);
    for (size_t i = 0; i < bytes.len; i++) {
        before += bytes.at[i] == '\n' || is_lone_return(bytes, i);
        if (bytes.at[i] != '\n') continue;
        line++;
        starts[line] = i + 1;
        counts[line] = before;
    }
    return (struct tdm_editor_text){bytes, starts, counts, (uint32_t)lines};
}

/* The last line that begins at or before the byte. */
static uint32_t line_at(const struct tdm_editor_text *text, size_t offset) {
    uint32_t from = 0, until = text->count;
    while (until - from > 1) {
        uint32_t middle = from + (until - from) / 2;
        if (text->starts[middle] <= offset)
            from = middle;
        else
            until = middle;
    }
    return from;
}

tdm_str text_line(const struct tdm_editor_text *text, uint32_t line) {
    size_t from = text->starts[line - 1], end = line < text->count ? text->starts[line] : text->bytes.len;
    while (end > from && (text->bytes.at[end - 1] == '\n' || text->bytes.at[end - 1] == '\r')) end--;
    return tdm_str_slice(text->bytes, from, end);
}

size_t tdm_editor_offset(const struct tdm_editor_text *text, struct tdm_editor_position at) {
    uint32_t from = 0, until = text->count;
    while (until - from > 1) {
        uint32_t middle = from + (until - from) / 2;
        if (text->before[middle] <= at.line)
            from = middle;
        else
            until = middle;
    }
    tdm_str bytes = text->bytes;
    size_t offset = text->starts[from];
    uint32_t line = text->before[from], units = 0;
    for (; line < at.line; offset++) {
        if (offset >= bytes.len || bytes.at[offset] == '\n') return bytes.len;
        line += is_lone_return(bytes, offset);
    }
    while (offset < bytes.len && bytes.at[offset] != '\n' && bytes.at[offset] != '\r') {
        units += units_of(bytes.at[offset]);
        if (units > at.character) break; /* also inside a pair: before it */
        do offset++;
        while (offset < bytes.len && is_continuation(bytes.at[offset]));
    }
    return offset;
}

struct tdm_editor_position tdm_editor_position_of(const struct tdm_editor_text *text, size_t offset) {
    if (offset > text->bytes.len) offset = text->bytes.len;
    uint32_t line = line_at(text, offset);
    struct tdm_editor_position at = {text->before[line], 0};
    for (size_t i = text->starts[line]; i < offset; i++) {
        if (is_lone_return(text->bytes, i))
            at = (struct tdm_editor_position){at.line + 1, 0};
        else if (!is_continuation(text->bytes.at[i]))
            at.character += units_of(text->bytes.at[i]);
    }
    return at;
}

static size_t step_on(tdm_str text, size_t at, uint32_t signs) {
    for (uint32_t i = 0; i < signs && at < text.len && text.at[at] != '\n'; i++) {
        do at++;
        while (at < text.len && is_continuation(text.at[at]));
    }
    return at;
}

void tdm_editor_span(const struct tdm_editor_text *text, struct tdm_place place, size_t *from, size_t *until) {
    uint32_t line = place.line == 0 ? 0 : place.line - 1;
    size_t at = line < text->count ? text->starts[line] : text->bytes.len;
    *from = step_on(text->bytes, at, place.column > 0 ? place.column - 1 : 0);
    *until = step_on(text->bytes, *from, place.line == 0 ? 1 : (uint32_t)place.length);
    if (*until > *from && text->bytes.at[*until - 1] == '\r') (*until)--;
}

static void position(struct tdm_json_writer *w, const char *key, const struct tdm_editor_text *text, size_t offset) {
    struct tdm_editor_position at = tdm_editor_position_of(text, offset);
    tdm_json_key(w, key);
    tdm_json_object_begin(w);
    tdm_json_key(w, "line");
    tdm_json_int(w, at.line);
    tdm_json_key(w, "character");
    tdm_json_int(w, at.character);
    tdm_json_object_end(w);
}

void tdm_editor_range_json(struct tdm_json_writer *w, const char *key, const struct tdm_editor_text *text, size_t from,
                           size_t until) {
    if (key != NULL) tdm_json_key(w, key);
    tdm_json_object_begin(w);
    position(w, "start", text, from);
    position(w, "end", text, until);
    tdm_json_object_end(w);
}
