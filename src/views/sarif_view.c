/* sarif_view.c - the problems of inputs as a SARIF 2.1.0 log, for the tools that gather findings of many checkers: one
 * run, a rule for each code told, a result for each problem with its region, and a fix where the text to write is
 * known. docs/schema/sarif.schema.json is the part of the standard that is written here. */
#include "views/view_int.h"

struct sarif {
    const struct tdm_view *view;
    struct tdm_json_writer w;
    const struct tdm_sarif_file *files;
    uint32_t count;
    tdm_str *codes; /* the rules, in the order in which they are told first */
    size_t code_count, room;
};

static uint32_t rule_of(struct sarif *s, tdm_str code) {
    for (size_t i = 0; i < s->code_count; i++)
        if (tdm_str_equal(s->codes[i], code)) return (uint32_t)i;
    TDM_GROW(s->view->mem, s->codes, s->code_count, s->room);
    s->codes[s->code_count] = code;
    return (uint32_t)s->code_count++;
}

static void number(struct tdm_json_writer *w, const char *key, int64_t value) {
    tdm_json_key(w, key);
    tdm_json_int(w, value);
}

static void message(struct tdm_json_writer *w, const char *key, tdm_str text) {
    tdm_json_key(w, key);
    tdm_json_object_begin(w);
    view_json_text(w, "text", text);
    tdm_json_object_end(w);
}

/* A path as a URI reference: relative as it is, absolute with its scheme, other signs in percent form. */
tdm_str tdm_view_uri(struct tdm_arena *mem, tdm_str path) {
    static const char hex[] = "0123456789ABCDEF";
    struct tdm_buf out;
    tdm_buf_init(&out, mem, 3 * path.len + 16);
    if (tdm_str_starts_with(path, TDM_STR("/"))) tdm_buf_text(&out, "file://");
    for (size_t i = 0; i < path.len; i++) {
        unsigned char c = (unsigned char)path.at[i];
        bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
        if (plain || c == '-' || c == '.' || c == '_' || c == '~' || c == '/') {
            tdm_buf_char(&out, (char)c);
        } else {
            tdm_buf_char(&out, '%');
            tdm_buf_char(&out, hex[c >> 4]);
            tdm_buf_char(&out, hex[c & 15]);
        }
    }
    return tdm_buf_str(&out);
}

static void artifact(struct sarif *s, tdm_str file) {
    tdm_json_key(&s->w, "artifactLocation");
    tdm_json_object_begin(&s->w);
    view_json_text(&s->w, "uri", tdm_view_uri(s->view->mem, file));
    tdm_json_object_end(&s->w);
}

/* SARIF's end column is the one after the last sign; ours count code points, which `columnKind` says. */
static void region(struct sarif *s, const char *key, const struct tdm_place *place) {
    tdm_json_key(&s->w, key);
    tdm_json_object_begin(&s->w);
    number(&s->w, "startLine", place->line);
    number(&s->w, "startColumn", place->column);
    number(&s->w, "endLine", place->line);
    number(&s->w, "endColumn", place->column + (int64_t)place->length);
    tdm_json_object_end(&s->w);
}

static void location(struct sarif *s, const struct tdm_place *place) {
    tdm_json_key(&s->w, "locations");
    tdm_json_array_begin(&s->w);
    tdm_json_object_begin(&s->w);
    tdm_json_key(&s->w, "physicalLocation");
    tdm_json_object_begin(&s->w);
    artifact(s, place->file);
    if (place->line > 0 && place->column > 0) region(s, "region", place);
    tdm_json_object_end(&s->w);
    tdm_json_object_end(&s->w);
    tdm_json_array_end(&s->w);
}

static void fix(struct sarif *s, const struct tdm_problem *problem, tdm_str text) {
    tdm_json_key(&s->w, "fixes");
    tdm_json_array_begin(&s->w);
    tdm_json_object_begin(&s->w);
    message(&s->w, "description", tdm_str_of(problem->fix));
    tdm_json_key(&s->w, "artifactChanges");
    tdm_json_array_begin(&s->w);
    tdm_json_object_begin(&s->w);
    artifact(s, problem->place.file);
    tdm_json_key(&s->w, "replacements");
    tdm_json_array_begin(&s->w);
    tdm_json_object_begin(&s->w);
    region(s, "deletedRegion", &problem->place);
    message(&s->w, "insertedContent", text);
    tdm_json_object_end(&s->w);
    tdm_json_array_end(&s->w);
    tdm_json_object_end(&s->w);
    tdm_json_array_end(&s->w);
    tdm_json_object_end(&s->w);
    tdm_json_array_end(&s->w);
}

static void result(struct sarif *s, const struct tdm_problem *problem, tdm_str mend) {
    struct tdm_buf text;
    tdm_buf_init(&text, s->view->mem, 1024);
    tdm_buf_format(&text, "%s%s%s", problem->what, problem->fix[0] == '\0' ? "" : "; fix: ", problem->fix);
    tdm_json_object_begin(&s->w);
    view_json_text(&s->w, "ruleId", tdm_str_of(problem->code));
    number(&s->w, "ruleIndex", rule_of(s, tdm_str_of(problem->code)));
    view_json_text(&s->w, "level", problem->severity == TDM_ERROR ? TDM_STR("error") : TDM_STR("note"));
    message(&s->w, "message", tdm_buf_str(&text));
    if (problem->place.file.len > 0) location(s, &problem->place);
    if (mend.at != NULL) fix(s, problem, mend);
    tdm_json_object_end(&s->w);
}

static void rule(struct sarif *s, tdm_str explained_lines, tdm_str code) {
    struct tdm_explained one;
    tdm_json_object_begin(&s->w);
    view_json_text(&s->w, "id", code);
    if (tdm_view_explained(s->view->mem, explained_lines, code, &one)) {
        message(&s->w, "shortDescription", one.when);
        message(&s->w, "help", one.way);
        tdm_json_key(&s->w, "defaultConfiguration");
        tdm_json_object_begin(&s->w);
        view_json_text(&s->w, "level", one.is_note ? TDM_STR("note") : TDM_STR("error"));
        tdm_json_object_end(&s->w);
    }
    tdm_json_object_end(&s->w);
}

static void driver(struct sarif *s, tdm_str version, tdm_str explained_lines) {
    tdm_json_key(&s->w, "tool");
    tdm_json_object_begin(&s->w);
    tdm_json_key(&s->w, "driver");
    tdm_json_object_begin(&s->w);
    view_json_text(&s->w, "name", TDM_STR("tandem"));
    view_json_text(&s->w, "semanticVersion", version);
    tdm_json_key(&s->w, "rules");
    tdm_json_array_begin(&s->w);
    for (size_t i = 0; i < s->code_count; i++) rule(s, explained_lines, s->codes[i]);
    tdm_json_array_end(&s->w);
    tdm_json_object_end(&s->w);
    tdm_json_object_end(&s->w);
}

static void artifacts(struct sarif *s) {
    tdm_json_key(&s->w, "artifacts");
    tdm_json_array_begin(&s->w);
    for (uint32_t f = 0; f < s->count; f++) {
        tdm_json_object_begin(&s->w);
        tdm_json_key(&s->w, "location");
        tdm_json_object_begin(&s->w);
        view_json_text(&s->w, "uri", tdm_view_uri(s->view->mem, s->files[f].file));
        tdm_json_object_end(&s->w);
        tdm_json_object_end(&s->w);
    }
    tdm_json_array_end(&s->w);
}

void tdm_view_sarif(const struct tdm_view *view, tdm_str version, tdm_str explained_lines,
                    const struct tdm_sarif_file *files, uint32_t count) {
    struct sarif s = {.view = view, .files = files, .count = count};
    for (uint32_t f = 0; f < count; f++)
        for (uint32_t i = 0; i < files[f].problems->count; i++)
            (void)rule_of(&s, tdm_str_of(files[f].problems->items[i].code));
    tdm_json_writer_init(&s.w, view->out, true);
    tdm_json_object_begin(&s.w);
    view_json_text(&s.w, "$schema", TDM_STR("https://json.schemastore.org/sarif-2.1.0.json"));
    view_json_text(&s.w, "version", TDM_STR("2.1.0"));
    tdm_json_key(&s.w, "runs");
    tdm_json_array_begin(&s.w);
    tdm_json_object_begin(&s.w);
    driver(&s, version, explained_lines);
    view_json_text(&s.w, "columnKind", TDM_STR("unicodeCodePoints"));
    artifacts(&s);
    tdm_json_key(&s.w, "results");
    tdm_json_array_begin(&s.w);
    for (uint32_t f = 0; f < count; f++)
        for (uint32_t i = 0; i < files[f].problems->count; i++)
            result(&s, &files[f].problems->items[i], files[f].mends == NULL ? (tdm_str){0} : files[f].mends[i]);
    tdm_json_array_end(&s.w);
    tdm_json_object_end(&s.w);
    tdm_json_array_end(&s.w);
    tdm_json_object_end(&s.w);
    tdm_buf_char(view->out, '\n');
}
