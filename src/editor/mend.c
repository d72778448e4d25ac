/* mend.c - the text that a fix says to write, where the sentence is of that kind: write `X`, write "X", write X. */
#include "editor/editor.h"

tdm_str tdm_editor_mend(struct tdm_arena *mem, const struct tdm_problem *problem) {
    tdm_str fix = tdm_str_of(problem->fix), none = {0};
    size_t end;
    if (problem->place.line == 0 || problem->place.length == 0 || !tdm_str_starts_with(fix, TDM_STR("write ")))
        return none;
    fix = tdm_str_slice(fix, 6, fix.len);
    if (fix.len == 0) return none;
    bool marked = fix.at[0] == '`' || fix.at[0] == '"';
    if (marked) {
        tdm_str mark = tdm_str_slice(fix, 0, 1);
        fix = tdm_str_slice(fix, 1, fix.len);
        if (!tdm_str_find(fix, mark, &end)) return none;
        tdm_str rest = tdm_str_slice(fix, end + 1, fix.len);
        /* `at most` alone, or `pain`, or declare it: ...; not a choice between several. */
        if (rest.len > 0 && !tdm_str_starts_with(rest, TDM_STR(", or declare"))) return none;
        fix = tdm_str_slice(fix, 0, end);
    }
    for (size_t i = 0; i + 1 < fix.len; i++) {
        bool open = (fix.at[i] >= 'A' && fix.at[i] <= 'Z') && (fix.at[i + 1] >= 'A' && fix.at[i + 1] <= 'Z');
        if (open || fix.at[i] == '|' || (fix.at[i] == '.' && fix.at[i + 1] == '.')) return none; /* NAME, a|b, ... */
    }
    /* Plain words are prose more often than text: only what begins with a digit. */
    if (!marked && (fix.at[0] < '0' || fix.at[0] > '9')) return none;
    return tdm_arena_str(mem, fix);
}

tdm_str tdm_editor_mended(struct tdm_arena *mem, tdm_str bytes, struct tdm_place place, tdm_str instead) {
    struct tdm_editor_text text = tdm_editor_text_of(mem, bytes);
    size_t from, until;
    struct tdm_buf out;
    tdm_editor_span(&text, place, &from, &until);
    tdm_buf_init(&out, mem, bytes.len + instead.len + 1);
    tdm_buf_add(&out, tdm_str_slice(bytes, 0, from));
    tdm_buf_add(&out, instead);
    tdm_buf_add(&out, tdm_str_slice(bytes, until, bytes.len));
    return tdm_buf_str(&out);
}
