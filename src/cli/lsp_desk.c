/* lsp_desk.c - the texts an editor has open, and the files whose names they use. */
#include "cli/lsp.h"

#include <stdarg.h>

bool lsp_fail(struct lsp_turn *turn, int error, const char *complaint, ...) {
    char text[600];
    va_list args;
    va_start(args, complaint);
    (void)vsnprintf(text, sizeof text, complaint, args);
    va_end(args);
    turn->error = error;
    turn->complaint = tdm_arena_str(turn->mem, tdm_str_of(text));
    return false;
}

/* ---- members of what was asked */

const struct tdm_json *lsp_member(const struct tdm_json *object, const char *key) {
    return object == NULL || object->kind != TDM_JSON_OBJECT ? NULL : tdm_json_member(object, key);
}

tdm_str lsp_text(const struct tdm_json *object, const char *key) {
    const struct tdm_json *value = lsp_member(object, key);
    return value == NULL || value->kind != TDM_JSON_STRING ? (tdm_str){0} : value->text;
}

static bool whole(const struct tdm_json *object, const char *key, uint32_t *out) {
    const struct tdm_json *value = lsp_member(object, key);
    int64_t number;
    if (value == NULL || value->kind != TDM_JSON_NUMBER || !tdm_parse_i64(value->text, &number)) return false;
    if (number < 0 || number > UINT32_MAX) return false;
    *out = (uint32_t)number;
    return true;
}

bool lsp_position(const struct tdm_json *object, const char *key, struct tdm_editor_position *out) {
    const struct tdm_json *position = lsp_member(object, key);
    return whole(position, "line", &out->line) && whole(position, "character", &out->character);
}

/* ---- addresses */

static int hex(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

/* The path of a file's address; of a shipped file its name; any other address stands for itself. */
static tdm_str path_of(struct tdm_arena *mem, tdm_str uri) {
    struct tdm_buf out;
    if (tdm_str_starts_with(uri, TDM_STR("tandem:/"))) return tdm_str_slice(uri, 8, uri.len);
    if (!tdm_str_starts_with(uri, TDM_STR("file://"))) return uri;
    tdm_buf_init(&out, mem, uri.len + 1);
    size_t at = 7;
    while (at < uri.len && uri.at[at] != '/') at++; /* a host, if one stands there */
    for (; at < uri.len; at++) {
        int high = uri.at[at] == '%' && at + 2 < uri.len ? hex(uri.at[at + 1]) : -1,
            low = high < 0 ? -1 : hex(uri.at[at + 2]);
        if (low >= 0) {
            tdm_buf_char(&out, (char)(high * 16 + low));
            at += 2;
        } else {
            tdm_buf_char(&out, uri.at[at]);
        }
    }
    return tdm_buf_str(&out);
}

tdm_str lsp_uri_of(struct lsp_turn *turn, tdm_str file) {
    for (int i = 0; i < LSP_DOCUMENTS_MAX; i++)
        if (turn->lsp->documents[i].mem != NULL && tdm_str_equal(turn->lsp->documents[i].path, file))
            return turn->lsp->documents[i].uri;
    if (tdm_path_is_file(file)) return tdm_view_uri(turn->mem, tdm_path_absolute(turn->mem, file));
    struct tdm_buf out;
    tdm_buf_init(&out, turn->mem, file.len + 16);
    tdm_buf_format(&out, "tandem:/%.*s", TDM_FMT(file));
    return tdm_buf_str(&out);
}

/* ---- texts that are open */

struct lsp_document *lsp_document_of(struct lsp *lsp, tdm_str uri) {
    for (int i = 0; i < LSP_DOCUMENTS_MAX; i++)
        if (lsp->documents[i].mem != NULL && tdm_str_equal(lsp->documents[i].uri, uri)) return &lsp->documents[i];
    return NULL;
}

bool lsp_document_put(struct lsp_turn *turn, tdm_str uri, tdm_str text, int64_t version) {
    struct lsp_document *document = lsp_document_of(turn->lsp, uri);
    for (int i = 0; i < LSP_DOCUMENTS_MAX && document == NULL; i++)
        if (turn->lsp->documents[i].mem == NULL) document = &turn->lsp->documents[i];
    if (document == NULL) return lsp_fail(turn, LSP_REQUEST_FAILED, "more than %d texts are open", LSP_DOCUMENTS_MAX);
    if (text.len > LSP_TEXT_MAX)
        return lsp_fail(turn, LSP_REQUEST_FAILED,
                        "`%.*s` has more than %zu bytes and is not looked at; `tandem check` reads it", TDM_FMT(uri),
                        LSP_TEXT_MAX);
    uri = tdm_arena_str(turn->mem, uri); /* it may be the document's own */
    text = tdm_arena_str(turn->mem, text);
    if (document->mem == NULL) document->mem = tdm_arena_open((size_t)256 << 20);
    tdm_arena_reset(document->mem);
    document->uri = tdm_arena_str(document->mem, uri);
    document->path = tdm_arena_str(document->mem, path_of(turn->mem, uri));
    document->text = tdm_arena_str(document->mem, text);
    document->version = version;
    return true;
}

void lsp_document_drop(struct lsp_document *document) {
    tdm_arena_close(document->mem);
    *document = (struct lsp_document){0};
}

/* ---- a request over them */

/* The word behind `protocol` in the head of a chart, or of a protocol; behind `scenarios for`. */
static tdm_str protocol_named(const struct tdm_tree *tree) {
    const struct tdm_line *line = tree == NULL ? NULL : tree->first;
    if (line != NULL && tdm_str_is(tdm_line_head(line), "scenarios"))
        return line->parts[0].count < 3 ? (tdm_str){0} : line->parts[0].terms[2].text;
    if (line != NULL && tdm_str_is(tdm_line_head(line), "chart")) {
        line = line->block;
        while (line != NULL && !tdm_str_is(tdm_line_head(line), "protocol")) line = line->next;
    } else if (line != NULL && !tdm_str_is(tdm_line_head(line), "protocol")) {
        line = NULL;
    }
    return line == NULL || line->parts[0].count < 2 ? (tdm_str){0} : line->parts[0].terms[1].text;
}

static tdm_str beside(struct lsp_turn *turn, const struct lsp_document *document, tdm_str name) {
    struct tdm_buf file;
    tdm_buf_init(&file, turn->mem, name.len + 16);
    tdm_buf_format(&file, "%.*s.tandem", TDM_FMT(name));
    return tdm_path_join(turn->mem, tdm_path_folder(document->path), tdm_buf_str(&file));
}

/* The file of the protocol that a chart follows: open, or beside it; empty: where the command line would look. */
static tdm_str protocol_file(struct lsp_turn *turn, const struct lsp_document *chart) {
    tdm_str name = protocol_named(lsp_file(turn, chart->path, chart->text).tree);
    for (int i = 0; i < LSP_DOCUMENTS_MAX && name.len > 0; i++) {
        const struct lsp_document *one = &turn->lsp->documents[i];
        if (one->mem == NULL || tdm_editor_kind_of(one->text) != TDM_EDITOR_PROTOCOL) continue;
        if (tdm_str_equal(protocol_named(lsp_file(turn, one->path, one->text).tree), name)) return one->path;
    }
    tdm_str path = name.len == 0 ? name : beside(turn, chart, name);
    return path.len > 0 && tdm_path_is_file(path) ? path : (tdm_str){0};
}

struct tdm_request *lsp_request(struct lsp_turn *turn, const struct lsp_document *document) {
    struct tdm_request *request = TDM_NEW(turn->mem, struct tdm_request);
    struct tdm_loaded *open = TDM_NEW_ARRAY(turn->mem, struct tdm_loaded, LSP_DOCUMENTS_MAX);
    *request = *turn->lsp->request;
    request->mem = turn->mem;
    request->open = open;
    request->given[TDM_OPTION_DATA] = turn->lsp->data.len > 0;
    request->value[TDM_OPTION_DATA] = turn->lsp->data;
    for (int i = 0; i < LSP_DOCUMENTS_MAX; i++)
        if (turn->lsp->documents[i].mem != NULL)
            open[request->open_count++] =
                (struct tdm_loaded){.file = turn->lsp->documents[i].path, .text = turn->lsp->documents[i].text};
    enum tdm_editor_kind kind = document == NULL ? TDM_EDITOR_OTHER : tdm_editor_kind_of(document->text);
    if ((kind == TDM_EDITOR_CHART || kind == TDM_EDITOR_SCENARIO) && !request->given[TDM_OPTION_PROTOCOL]) {
        request->value[TDM_OPTION_PROTOCOL] = protocol_file(turn, document);
        request->given[TDM_OPTION_PROTOCOL] = request->value[TDM_OPTION_PROTOCOL].len > 0;
    }
    tdm_problems_init(&request->problems);
    return request;
}

/* ---- files and their names */

struct tdm_editor_file lsp_file(struct lsp_turn *turn, tdm_str name, tdm_str text) {
    struct tdm_editor_file file = {.name = name, .text = tdm_editor_text_of(turn->mem, text)};
    struct tdm_problems *passed = TDM_NEW(turn->mem, struct tdm_problems);
    tdm_problems_init(passed);
    bool json = tdm_str_starts_with(tdm_str_trim(text), TDM_STR("{"));
    bool good = json || tdm_notation_read(turn->mem, name, text, &file.tree, passed);
    (void)good; /* the tree holds what could be read */
    return file;
}

struct desk_files {
    struct lsp_turn *turn;
    struct tdm_request *request;
    const struct lsp_document *mine;
    struct tdm_editor_file *items;
    size_t count, room;
};

static struct tdm_editor_file *add(struct desk_files *files, const struct tdm_loaded *loaded) {
    TDM_GROW(files->turn->mem, files->items, files->count, files->room);
    files->items[files->count] = lsp_file(files->turn, loaded->file, loaded->text);
    return &files->items[files->count++];
}

/* The files of a folder of the library; of `parts` and `protocols` whole only those that `tree` uses. */
static void add_folder(struct desk_files *files, const char *folder, const struct tdm_tree *user) {
    struct tdm_listing list = {0};
    if (!tdm_list_kind(files->request, folder, &list)) return;
    for (size_t i = 0, earlier; i < list.count; i++) {
        tdm_str name = tdm_path_name(list.files[i].file);
        if (tdm_str_equal(name, tdm_path_name(files->mine->path))) continue; /* `mine` stands for it */
        if (tdm_str_find(name, TDM_STR("@"), &earlier)) continue;            /* an earlier text of a part */
        struct tdm_editor_file *file = add(files, &list.files[i]);
        const struct tdm_line *line = user == NULL || user->first == NULL ? NULL : user->first->block;
        file->head_only = !tdm_str_is(tdm_str_of(folder), "catalog");
        for (; line != NULL; line = line->next) {
            bool uses = tdm_str_is(tdm_line_head(line), "use") && line->parts[0].count > 1;
            if (uses && tdm_str_equal(line->parts[0].terms[1].text, tdm_str_slice(name, 0, name.len - 7)))
                file->head_only = false;
        }
    }
}

/* The protocol that a chart follows, with the parts it uses. */
static void add_protocol(struct desk_files *files, const struct tdm_tree *chart) {
    tdm_str name =
        files->request->given[TDM_OPTION_PROTOCOL] ? files->request->value[TDM_OPTION_PROTOCOL] : protocol_named(chart);
    struct tdm_loaded loaded;
    if (name.len == 0 || !tdm_load_file(files->request, name, &loaded)) return;
    const struct tdm_tree *tree = add(files, &loaded)->tree;
    add_folder(files, "parts", tree);
}

void lsp_desk(struct lsp_turn *turn, const struct lsp_document *document, struct tdm_editor_desk *desk) {
    struct desk_files files = {.turn = turn, .request = lsp_request(turn, document), .mine = document};
    struct tdm_editor_file *mine = TDM_NEW(turn->mem, struct tdm_editor_file);
    const struct tdm_embedded *manual = tdm_embedded_find(TDM_STR("docs/notation.md"));
    *mine = lsp_file(turn, document->path, document->text);
    *desk = (struct tdm_editor_desk){.mem = turn->mem, .mine = mine, .kind = tdm_editor_kind_of(document->text)};
    if (desk->kind == TDM_EDITOR_PROTOCOL || desk->kind == TDM_EDITOR_PART) add_folder(&files, "parts", mine->tree);
    if (desk->kind == TDM_EDITOR_CHART || desk->kind == TDM_EDITOR_SCENARIO) {
        add_protocol(&files, mine->tree);
        add_folder(&files, "protocols", NULL);
    }
    add_folder(&files, "catalog", NULL);
    desk->others = files.items;
    desk->other_count = (uint32_t)files.count;
    desk->manual = manual == NULL ? (tdm_str){0} : manual->bytes;
    tdm_editor_desk_open(desk);
}
