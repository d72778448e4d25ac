/* explain_view.c - what a problem code means: when it is told, the way out, an example that fails and its mend.
 * `lines` is what the build made of docs/problems.md and of the cases (tools/explain.py): one line of JSON a code. */
#include "views/view_int.h"

static tdm_str member(const struct tdm_json *object, const char *key) {
    const struct tdm_json *value = tdm_json_member(object, key);
    return value == NULL || value->kind == TDM_JSON_ARRAY ? (tdm_str){0} : value->text;
}

/* The line of that code, or the empty slice. */
static tdm_str line_of(tdm_str lines, tdm_str code) {
    while (lines.len > 0) {
        size_t end = lines.len;
        (void)tdm_str_find(lines, TDM_STR("\n"), &end);
        tdm_str line = tdm_str_slice(lines, 0, end);
        tdm_str rest = tdm_str_starts_with(line, TDM_STR("{\"code\":\"")) ? tdm_str_slice(line, 9, line.len) : line;
        if (tdm_str_starts_with(rest, code) &&
            tdm_str_starts_with(tdm_str_slice(rest, code.len, rest.len), TDM_STR("\"")))
            return line;
        lines = tdm_str_slice(lines, end + 1, lines.len);
    }
    return (tdm_str){0};
}

bool tdm_view_explained(struct tdm_arena *mem, tdm_str lines, tdm_str code, struct tdm_explained *out) {
    struct tdm_problem problem;
    tdm_str line = code.len == 0 ? code : line_of(lines, code);
    if (line.len == 0 || !tdm_json_read(mem, TDM_STR("problems"), line, &out->line, &problem)) return false;
    const struct tdm_json *note = tdm_json_member(out->line, "note");
    out->code = member(out->line, "code");
    out->about = member(out->line, "about");
    out->when = member(out->line, "when");
    out->way = member(out->line, "way");
    out->is_note = note != NULL && note->truth;
    return true;
}

tdm_str tdm_view_nearest_code(struct tdm_arena *mem, tdm_str lines, tdm_str wanted) {
    tdm_str *codes = NULL;
    size_t count = 0, room = 0;
    char capital[] = "?000"; /* the nearest of `p011` is P011 */
    if (wanted.len == 4 && wanted.at[0] >= 'a' && wanted.at[0] <= 'z') {
        memcpy(capital, wanted.at, 4);
        capital[0] = (char)(capital[0] - 'a' + 'A');
        wanted = tdm_str_of(capital);
    }
    while (lines.len > 13) {
        size_t end = lines.len;
        (void)tdm_str_find(lines, TDM_STR("\n"), &end);
        TDM_GROW(mem, codes, count, room);
        codes[count++] = tdm_str_slice(lines, 9, 13);
        lines = tdm_str_slice(lines, end + 1, lines.len);
    }
    int near = tdm_nearest(wanted, codes, count);
    return near < 0 ? (tdm_str){0} : codes[near];
}

/* ---- as text */

static void indented(struct tdm_buf *out, const struct tdm_json *list) {
    for (const struct tdm_json *one = list == NULL ? NULL : list->first; one != NULL; one = one->next)
        tdm_buf_format(out, "  %.*s\n", TDM_FMT(one->text));
}

/* FILE, LINE, what is done, TEXT. */
static void mend(struct tdm_buf *out, const struct tdm_json *edit) {
    const struct tdm_json *line = edit->first->next, *what = line->next, *text = what->next;
    bool command = tdm_str_is(edit->first->text, "command");
    if (command)
        tdm_buf_text(out, "  the command");
    else
        tdm_buf_format(out, "  %.*s, line %.*s", TDM_FMT(edit->first->text), TDM_FMT(line->text));
    if (tdm_str_is(what->text, "delete"))
        tdm_buf_text(out, command ? ": a line less\n" : ": taken out\n");
    else
        tdm_buf_format(out, "%s:\n    %.*s\n", tdm_str_is(what->text, "insert") ? ", a new line above it" : "",
                       TDM_FMT(text->text));
}

void tdm_view_explain_text(const struct tdm_view *view, const struct tdm_explained *explained) {
    struct tdm_buf *out = view->out;
    const struct tdm_json *edits = tdm_json_member(explained->line, "mend");
    const struct tdm_json *said = tdm_json_member(explained->line, "message");
    tdm_buf_format(out, "%.*s: %.*s\n", TDM_FMT(explained->code), TDM_FMT(explained->when));
    tdm_buf_format(out, "  told of %.*s; %s\n  way out: %.*s\n", TDM_FMT(explained->about),
                   explained->is_note ? "a note, the input stands" : "an error, the input is refused",
                   TDM_FMT(explained->way));
    if (said == NULL) return;
    tdm_buf_text(out, "\nAn example that fails:\n");
    for (const struct tdm_json *one = tdm_json_member(explained->line, "command")->first; one != NULL; one = one->next)
        tdm_buf_format(out, "  $ %.*s\n", TDM_FMT(one->text));
    indented(out, said);
    if (edits == NULL || edits->first == NULL) return;
    tdm_buf_text(out, "\nIts mend:\n");
    for (const struct tdm_json *one = edits->first; one != NULL; one = one->next) mend(out, one);
}

/* ---- as JSON */

static void texts(struct tdm_json_writer *w, const struct tdm_json *line, const char *key) {
    const struct tdm_json *list = tdm_json_member(line, key);
    tdm_json_key(w, key);
    tdm_json_array_begin(w);
    for (const struct tdm_json *one = list == NULL ? NULL : list->first; one != NULL; one = one->next)
        tdm_json_string(w, one->text);
    tdm_json_array_end(w);
}

void tdm_view_explain_json(const struct tdm_view *view, const struct tdm_explained *explained) {
    static const char *const keys[] = {"file", "line", "do", "text"};
    const struct tdm_json *edits = tdm_json_member(explained->line, "mend");
    struct tdm_json_writer w;
    tdm_json_writer_init(&w, view->out, true);
    tdm_json_object_begin(&w);
    tdm_json_key(&w, "tandem");
    tdm_json_int(&w, 1);
    view_json_text(&w, "document", TDM_STR("explanation"));
    view_json_text(&w, "code", explained->code);
    view_json_text(&w, "severity", explained->is_note ? TDM_STR("note") : TDM_STR("error"));
    view_json_text(&w, "about", explained->about);
    view_json_text(&w, "when", explained->when);
    view_json_text(&w, "way_out", explained->way);
    texts(&w, explained->line, "command");
    texts(&w, explained->line, "message");
    tdm_json_key(&w, "mend");
    tdm_json_array_begin(&w);
    for (const struct tdm_json *one = edits == NULL ? NULL : edits->first; one != NULL; one = one->next) {
        size_t key = 0;
        tdm_json_object_begin(&w);
        for (const struct tdm_json *field = one->first; field != NULL; field = field->next, key++) {
            int64_t line;
            tdm_json_key(&w, keys[key]);
            if (field->kind == TDM_JSON_NUMBER && tdm_parse_i64(field->text, &line))
                tdm_json_int(&w, line);
            else
                tdm_json_string(&w, field->text);
        }
        tdm_json_object_end(&w);
    }
    tdm_json_array_end(&w);
    tdm_json_object_end(&w);
    tdm_buf_char(view->out, '\n');
}
