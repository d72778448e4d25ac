/* outline.c - the outline of a file, and a problem as a diagnostic. */
#include "editor/editor_int.h"

enum { SYMBOL_MODULE = 2, SYMBOL_CLASS = 5, SYMBOL_PROPERTY = 7, SYMBOL_EVENT = 24 };
enum { DIAGNOSTIC_ERROR = 1, DIAGNOSTIC_INFORMATION = 3 };

static size_t line_end_of(const struct tdm_editor_text *text, uint32_t line) {
    return text->starts[line - 1] + text_line(text, line).len;
}

/* The last line that belongs to `line`: before the next one that is not below it, comments and empty lines left out. */
static uint32_t last_line(const struct tdm_editor_text *text, uint32_t first, uint32_t column) {
    uint32_t last = first;
    for (uint32_t line = first + 1; line <= text->count; line++) {
        tdm_str written = text_line(text, line);
        size_t at = 0;
        while (at < written.len && written.at[at] == ' ') at++;
        if (at == written.len) continue;
        if (at < column) break;
        if (written.at[at] != '#') last = line;
    }
    return last;
}

static tdm_str title_of(const struct tdm_line *line) {
    tdm_str title = tdm_str_trim(line->source);
    size_t end = title.len;
    (void)tdm_str_find(title, TDM_STR("\n"), &end);
    return tdm_str_slice(title, 0, end > 200 ? 200 : end);
}

/* Cut at a code point. */
static tdm_str whole(tdm_str text) {
    size_t bad;
    while (!tdm_utf8_valid(text, &bad)) text.len = bad;
    return text;
}

static int symbol_kind(const struct tdm_line *line, enum tdm_editor_kind kind, uint32_t depth) {
    if (depth > 0) return SYMBOL_PROPERTY;
    if (line->part_count > 0 && line->parts[0].count > 0 && line->parts[0].terms[0].kind == TDM_TERM_DATE)
        return SYMBOL_EVENT;
    bool whole_file = kind != TDM_EDITOR_CATALOG && tdm_editor_kind_of(title_of(line)) == kind;
    return whole_file ? SYMBOL_MODULE : SYMBOL_CLASS;
}

static void symbols(struct tdm_json_writer *w, const struct tdm_editor_file *file, enum tdm_editor_kind kind,
                    const struct tdm_line *first, uint32_t depth) {
    tdm_json_array_begin(w);
    for (const struct tdm_line *line = first; line != NULL; line = line->next) {
        if (line->part_count == 0 || line->parts[0].count == 0 || line->line == 0) continue;
        const struct tdm_term *terms = line->parts[0].terms;
        const struct tdm_term *named =
            line->parts[0].count > 1 && depth == 0 && terms[0].kind == TDM_TERM_WORD ? &terms[1] : terms;
        size_t from, until, end = line_end_of(&file->text, last_line(&file->text, line->line, line->column));
        struct tdm_place place = {file->name, line->line, line->column, 1};
        tdm_json_object_begin(w);
        tdm_json_text(w, "name", whole(title_of(line)));
        tdm_json_key(w, "kind");
        tdm_json_int(w, symbol_kind(line, kind, depth));
        tdm_editor_span(&file->text, place, &from, &until);
        tdm_editor_range_json(w, "range", &file->text, from, end > until ? end : until);
        place = (struct tdm_place){file->name, named->line, named->column, named->length};
        tdm_editor_span(&file->text, place, &from, &until);
        tdm_editor_range_json(w, "selectionRange", &file->text, from, until);
        tdm_json_key(w, "children");
        symbols(w, file, kind, depth == 0 ? line->block : NULL, depth + 1);
        tdm_json_object_end(w);
    }
    tdm_json_array_end(w);
}

void tdm_editor_symbols_json(struct tdm_json_writer *w, const struct tdm_editor_file *file, enum tdm_editor_kind kind) {
    symbols(w, file, kind, file->tree == NULL ? NULL : file->tree->first, 0);
}

/* ---- a problem */

void tdm_editor_diagnostic_json(struct tdm_json_writer *w, const struct tdm_editor_file *file,
                                const struct tdm_problem *problem) {
    bool here = tdm_str_equal(problem->place.file, file->name);
    struct tdm_place place = here ? problem->place : (struct tdm_place){file->name, 0, 0, 0};
    struct tdm_buf message;
    size_t from, until;
    struct tdm_arena *mem = w->out->mem;
    tdm_buf_init(&message, mem, 4096);
    if (!here && problem->place.file.len > 0)
        tdm_buf_format(&message, "%.*s:%u:%u: ", TDM_FMT(problem->place.file), problem->place.line,
                       problem->place.column);
    tdm_buf_format(&message, "%s", problem->what);
    if (problem->fix[0] != '\0') tdm_buf_format(&message, "\nfix: %s", problem->fix);
    tdm_editor_span(&file->text, place, &from, &until);
    tdm_json_object_begin(w);
    tdm_editor_range_json(w, "range", &file->text, from, until);
    tdm_json_key(w, "severity");
    tdm_json_int(w, problem->severity == TDM_ERROR ? DIAGNOSTIC_ERROR : DIAGNOSTIC_INFORMATION);
    tdm_json_text(w, "code", tdm_str_of(problem->code));
    tdm_json_text(w, "source", TDM_STR("tandem"));
    tdm_json_text(w, "message", tdm_buf_str(&message));
    tdm_json_object_end(w);
}
