/* frame.c - where a message begins and ends on a stream: "Content-Length: N", other fields, an empty line, N bytes. */
#include "editor/editor.h"

static bool is_field(tdm_str line, const char *name) {
    tdm_str wanted = tdm_str_of(name);
    if (line.len < wanted.len) return false;
    for (size_t i = 0; i < wanted.len; i++) {
        char c = line.at[i];
        if (c >= 'A' && c <= 'Z') c = (char)(c - 'A' + 'a');
        if (c != wanted.at[i]) return false;
    }
    return true;
}

/* The end of the header, behind its empty line; 0 when it is not there yet. */
static size_t header_end(tdm_str bytes) {
    for (size_t i = 0; i < bytes.len; i++) {
        if (bytes.at[i] != '\n') continue;
        if (i + 1 < bytes.len && bytes.at[i + 1] == '\n') return i + 2;
        if (i + 2 < bytes.len && bytes.at[i + 1] == '\r' && bytes.at[i + 2] == '\n') return i + 3;
    }
    return 0;
}

/* In what could be no header: where the next one may begin. */
static size_t next_header(tdm_str bytes) {
    for (size_t i = 1; i < bytes.len; i++)
        if (is_field(tdm_str_slice(bytes, i, bytes.len), "content-length:")) return i;
    return bytes.len > 16 ? bytes.len - 15 : bytes.len;
}

enum tdm_frame tdm_editor_frame(tdm_str bytes, size_t *header, size_t *body) {
    size_t end = header_end(bytes);
    int64_t length = -1;
    if (end == 0 && bytes.len < TDM_FRAME_HEADER_MAX) return TDM_FRAME_MORE;
    *header = end == 0 ? next_header(bytes) : end;
    *body = 0;
    if (end == 0 || end > TDM_FRAME_HEADER_MAX) return TDM_FRAME_BAD;
    for (size_t from = 0; from < end;) {
        size_t until = end;
        (void)tdm_str_find(tdm_str_slice(bytes, from, end), TDM_STR("\n"), &until);
        tdm_str line = tdm_str_trim(tdm_str_slice(bytes, from, from + until));
        tdm_str value = tdm_str_trim(tdm_str_slice(line, 15, line.len));
        if (is_field(line, "content-length:") && (!tdm_parse_i64(value, &length) || length < 0)) return TDM_FRAME_BAD;
        from += until + 1;
    }
    if (length < 0) return TDM_FRAME_BAD;
    *body = (size_t)length;
    return *body > TDM_FRAME_BODY_MAX ? TDM_FRAME_TOO_LARGE : TDM_FRAME_MESSAGE;
}
