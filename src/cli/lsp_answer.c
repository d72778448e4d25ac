/* lsp_answer.c - the methods of the Language Server Protocol that are understood, one function each. */
#include "cli/lsp.h"

static bool document_asked(struct lsp_turn *turn, struct lsp_document **out) {
    tdm_str uri = lsp_text(lsp_member(turn->params, "textDocument"), "uri");
    *out = uri.len == 0 ? NULL : lsp_document_of(turn->lsp, uri);
    if (*out != NULL) return true;
    if (uri.len == 0)
        (void)lsp_fail(turn, LSP_INVALID_PARAMS, "`textDocument.uri` is missing");
    else
        (void)lsp_fail(turn, LSP_INVALID_PARAMS, "`%.*s` is not open", TDM_FMT(uri));
    return false;
}

static void member_true(struct tdm_json_writer *w, const char *key) {
    tdm_json_key(w, key);
    tdm_json_bool(w, true);
}

/* ---- the session */

static void capabilities(struct tdm_json_writer *w) {
    static const char *const triggers[] = {" ", "["};
    tdm_json_key(w, "capabilities");
    tdm_json_object_begin(w);
    tdm_json_text(w, "positionEncoding", TDM_STR("utf-16"));
    tdm_json_key(w, "textDocumentSync");
    tdm_json_object_begin(w);
    member_true(w, "openClose");
    tdm_json_key(w, "change");
    tdm_json_int(w, 1); /* the whole text each time */
    tdm_json_object_end(w);
    member_true(w, "hoverProvider");
    member_true(w, "definitionProvider");
    member_true(w, "documentSymbolProvider");
    member_true(w, "documentFormattingProvider");
    tdm_json_key(w, "completionProvider");
    tdm_json_object_begin(w);
    tdm_json_key(w, "triggerCharacters");
    tdm_json_array_begin(w);
    for (size_t i = 0; i < TDM_COUNT(triggers); i++) tdm_json_string(w, tdm_str_of(triggers[i]));
    tdm_json_array_end(w);
    tdm_json_object_end(w);
    tdm_json_key(w, "codeActionProvider");
    tdm_json_object_begin(w);
    tdm_json_key(w, "codeActionKinds");
    tdm_json_array_begin(w);
    tdm_json_string(w, TDM_STR("quickfix"));
    tdm_json_array_end(w);
    tdm_json_object_end(w);
    tdm_json_key(w, "workspace");
    tdm_json_object_begin(w);
    tdm_json_key(w, "textDocumentContent");
    tdm_json_object_begin(w);
    tdm_json_key(w, "schemes");
    tdm_json_array_begin(w);
    tdm_json_string(w, TDM_STR("tandem"));
    tdm_json_array_end(w);
    tdm_json_object_end(w);
    tdm_json_object_end(w);
    tdm_json_object_end(w);
}

static bool initialize(struct lsp_turn *turn, struct tdm_json_writer *w) {
    struct lsp *lsp = turn->lsp;
    tdm_str data = lsp_text(lsp_member(turn->params, "initializationOptions"), "data");
    if (lsp->initialized) return lsp_fail(turn, LSP_INVALID_REQUEST, "`initialize` came before");
    if (lsp->data.len == 0 && data.len > 0) {
        if (!tdm_path_is_folder(data))
            return lsp_fail(turn, LSP_INVALID_PARAMS, "`data` `%.*s` is not a folder", TDM_FMT(data));
        lsp->data = tdm_arena_str(lsp->settings, tdm_path_absolute(turn->mem, data));
    }
    lsp->initialized = true;
    tdm_json_object_begin(w);
    capabilities(w);
    tdm_json_key(w, "serverInfo");
    tdm_json_object_begin(w);
    tdm_json_text(w, "name", TDM_STR("tandem"));
    tdm_json_text(w, "version", TDM_STR(TDM_VERSION));
    tdm_json_object_end(w);
    tdm_json_object_end(w);
    return true;
}

static bool nothing(struct lsp_turn *turn, struct tdm_json_writer *w) {
    (void)turn;
    (void)w;
    return true;
}

static bool shut_down(struct lsp_turn *turn, struct tdm_json_writer *w) {
    turn->lsp->shut_down = true;
    tdm_json_null(w);
    return true;
}

static bool leave(struct lsp_turn *turn, struct tdm_json_writer *w) {
    (void)w;
    turn->lsp->ended = true;
    return true;
}

/* ---- problems are published whenever a text changes */

static void publish_list(struct lsp_turn *turn, const struct lsp_document *document,
                         const struct tdm_problems *problems) {
    struct tdm_buf body;
    struct tdm_json_writer w;
    struct tdm_editor_file file = {.name = document->path, .text = tdm_editor_text_of(turn->mem, document->text)};
    tdm_buf_init(&body, turn->mem, TDM_VIEW_BYTES_MAX);
    tdm_json_writer_init(&w, &body, false);
    tdm_json_object_begin(&w);
    tdm_json_text(&w, "jsonrpc", TDM_STR("2.0"));
    tdm_json_text(&w, "method", TDM_STR("textDocument/publishDiagnostics"));
    tdm_json_key(&w, "params");
    tdm_json_object_begin(&w);
    tdm_json_text(&w, "uri", document->uri);
    if (problems != NULL) {
        tdm_json_key(&w, "version");
        tdm_json_int(&w, document->version);
    }
    tdm_json_key(&w, "diagnostics");
    tdm_json_array_begin(&w);
    for (uint32_t i = 0; problems != NULL && i < problems->count; i++)
        tdm_editor_diagnostic_json(&w, &file, &problems->items[i]);
    tdm_json_array_end(&w);
    tdm_json_object_end(&w);
    tdm_json_object_end(&w);
    (void)lsp_send(turn, tdm_buf_str(&body));
}

static struct tdm_request *check(struct lsp_turn *turn, const struct lsp_document *document) {
    struct tdm_request *request = lsp_request(turn, document);
    struct tdm_loaded file;
    bool fine = tdm_check_file(request, document->path, &file);
    (void)fine; /* the problems say it */
    tdm_problems_sort(&request->problems);
    return request;
}

static void publish(struct lsp_turn *turn, const struct lsp_document *document) {
    publish_list(turn, document, &check(turn, document)->problems);
}

/* A change may be felt by other texts, unless it is one of a chart. */
static bool others_feel(const struct lsp_document *changed) {
    return tdm_editor_kind_of(changed->text) != TDM_EDITOR_CHART;
}

static void publish_others(struct lsp_turn *turn, const struct lsp_document *changed) {
    for (int i = 0; i < LSP_DOCUMENTS_MAX; i++) {
        const struct lsp_document *other = &turn->lsp->documents[i];
        if (other->mem != NULL && other != changed) publish(turn, other);
    }
}

static void publish_all(struct lsp_turn *turn, const struct lsp_document *changed) {
    publish(turn, changed);
    if (others_feel(changed)) publish_others(turn, changed);
}

static int64_t version_of(const struct tdm_json *document) {
    const struct tdm_json *version = lsp_member(document, "version");
    int64_t number = 0;
    bool whole = version != NULL && version->kind == TDM_JSON_NUMBER && tdm_parse_i64(version->text, &number);
    return whole ? number : 0;
}

static bool did_open(struct lsp_turn *turn, struct tdm_json_writer *w) {
    const struct tdm_json *document = lsp_member(turn->params, "textDocument"), *text = lsp_member(document, "text");
    tdm_str uri = lsp_text(document, "uri");
    (void)w;
    if (uri.len == 0 || text == NULL || text->kind != TDM_JSON_STRING)
        return lsp_fail(turn, LSP_INVALID_PARAMS, "`textDocument` needs `uri` and `text`");
    if (!lsp_document_put(turn, uri, text->text, version_of(document))) return false;
    publish_all(turn, lsp_document_of(turn->lsp, uri));
    return true;
}

/* The whole text is asked for; a client that sends a range all the same is understood. */
static bool changed_text(struct lsp_turn *turn, const struct tdm_json *change, tdm_str *text) {
    const struct tdm_json *whole = lsp_member(change, "text"), *range = lsp_member(change, "range");
    struct tdm_editor_position start, end;
    if (whole == NULL || whole->kind != TDM_JSON_STRING)
        return lsp_fail(turn, LSP_INVALID_PARAMS, "a change needs `text`");
    if (range == NULL) {
        *text = whole->text;
        return true;
    }
    if (!lsp_position(range, "start", &start) || !lsp_position(range, "end", &end))
        return lsp_fail(turn, LSP_INVALID_PARAMS, "a range needs `start` and `end`");
    struct tdm_editor_text lines = tdm_editor_text_of(turn->mem, *text);
    size_t from = tdm_editor_offset(&lines, start), until = tdm_editor_offset(&lines, end);
    struct tdm_buf out;
    tdm_buf_init(&out, turn->mem, text->len + whole->text.len + 1);
    tdm_buf_add(&out, tdm_str_slice(*text, 0, from));
    tdm_buf_add(&out, whole->text);
    tdm_buf_add(&out, tdm_str_slice(*text, until > from ? until : from, text->len));
    *text = tdm_buf_str(&out);
    return true;
}

static bool did_change(struct lsp_turn *turn, struct tdm_json_writer *w) {
    const struct tdm_json *changes = lsp_member(turn->params, "contentChanges");
    struct lsp_document *document;
    (void)w;
    if (!document_asked(turn, &document)) return false;
    if (changes == NULL || changes->kind != TDM_JSON_ARRAY)
        return lsp_fail(turn, LSP_INVALID_PARAMS, "`contentChanges` is missing");
    tdm_str text = document->text;
    for (const struct tdm_json *change = changes->first; change != NULL; change = change->next)
        if (!changed_text(turn, change, &text)) return false;
    if (!lsp_document_put(turn, document->uri, text, version_of(lsp_member(turn->params, "textDocument"))))
        return false;
    publish_all(turn, document);
    return true;
}

static bool did_close(struct lsp_turn *turn, struct tdm_json_writer *w) {
    struct lsp_document *document;
    (void)w;
    if (!document_asked(turn, &document)) return false;
    bool felt = others_feel(document);
    publish_list(turn, document, NULL);
    lsp_document_drop(document);
    if (felt) publish_others(turn, NULL); /* what it stood for counts again as it is on the disk */
    return true;
}

/* ---- questions about a place */

static bool spot_asked(struct lsp_turn *turn, struct tdm_editor_desk *desk, size_t *offset) {
    struct lsp_document *document;
    struct tdm_editor_position at;
    if (!document_asked(turn, &document)) return false;
    if (!lsp_position(turn->params, "position", &at))
        return lsp_fail(turn, LSP_INVALID_PARAMS, "`position` is missing");
    lsp_desk(turn, document, desk);
    *offset = tdm_editor_offset(&desk->mine->text, at);
    return true;
}

static bool hover(struct lsp_turn *turn, struct tdm_json_writer *w) {
    struct tdm_editor_desk desk;
    size_t offset;
    if (!spot_asked(turn, &desk, &offset)) return false;
    tdm_editor_hover_json(w, &desk, offset);
    return true;
}

static bool completion(struct lsp_turn *turn, struct tdm_json_writer *w) {
    struct tdm_editor_desk desk;
    size_t offset;
    if (!spot_asked(turn, &desk, &offset)) return false;
    tdm_editor_completion_json(w, &desk, offset);
    return true;
}

static bool definition(struct lsp_turn *turn, struct tdm_json_writer *w) {
    const struct tdm_editor_name *names[8];
    struct tdm_editor_desk desk;
    size_t offset, from, until;
    if (!spot_asked(turn, &desk, &offset)) return false;
    size_t count = tdm_editor_definition(&desk, offset, names, TDM_COUNT(names));
    tdm_json_array_begin(w);
    for (size_t i = 0; i < count; i++) {
        tdm_json_object_begin(w);
        tdm_json_text(w, "uri", lsp_uri_of(turn, names[i]->file->name));
        tdm_editor_span(&names[i]->file->text, names[i]->place, &from, &until);
        tdm_editor_range_json(w, "range", &names[i]->file->text, from, until);
        tdm_json_object_end(w);
    }
    tdm_json_array_end(w);
    return true;
}

static bool symbols(struct lsp_turn *turn, struct tdm_json_writer *w) {
    struct lsp_document *document;
    if (!document_asked(turn, &document)) return false;
    struct tdm_editor_file file = lsp_file(turn, document->path, document->text);
    tdm_editor_symbols_json(w, &file, tdm_editor_kind_of(document->text));
    return true;
}

/* The whole text as `tandem fmt` prints it; nothing where it is so already. */
static bool formatting(struct lsp_turn *turn, struct tdm_json_writer *w) {
    struct lsp_document *document;
    struct tdm_buf printed;
    if (!document_asked(turn, &document)) return false;
    struct tdm_request *request = lsp_request(turn, NULL);
    struct tdm_loaded file = {.file = document->path, .text = document->text};
    bool json = tdm_str_starts_with(tdm_str_trim(file.text), TDM_STR("{")); /* has no other form to be brought into */
    if (!json && !tdm_load_tree(request, &file)) {
        const struct tdm_problem *first = &request->problems.items[0];
        return lsp_fail(turn, LSP_REQUEST_FAILED, "line %u cannot be read, so nothing was formatted: %s",
                        first->place.line, first->what);
    }
    tdm_json_array_begin(w);
    tdm_buf_init(&printed, turn->mem, (size_t)64 << 20);
    if (!json) tdm_notation_print(&printed, file.tree);
    if (!json && !tdm_str_equal(tdm_buf_str(&printed), file.text)) {
        struct tdm_editor_text text = tdm_editor_text_of(turn->mem, file.text);
        tdm_json_object_begin(w);
        tdm_editor_range_json(w, "range", &text, 0, file.text.len);
        tdm_json_text(w, "newText", tdm_buf_str(&printed));
        tdm_json_object_end(w);
    }
    tdm_json_array_end(w);
    return true;
}

/* ---- mends that were tried */

static void action(struct tdm_json_writer *w, const struct lsp_document *document, const struct tdm_editor_file *file,
                   const struct tdm_problem *problem, tdm_str mend) {
    struct tdm_buf title;
    size_t from, until;
    tdm_buf_init(&title, w->out->mem, mend.len + 16);
    tdm_buf_format(&title, "Write `%.*s`", TDM_FMT(mend));
    tdm_json_object_begin(w);
    tdm_json_text(w, "title", tdm_buf_str(&title));
    tdm_json_text(w, "kind", TDM_STR("quickfix"));
    member_true(w, "isPreferred");
    tdm_json_key(w, "diagnostics");
    tdm_json_array_begin(w);
    tdm_editor_diagnostic_json(w, file, problem);
    tdm_json_array_end(w);
    tdm_json_key(w, "edit");
    tdm_json_object_begin(w);
    tdm_json_key(w, "changes");
    tdm_json_object_begin(w);
    tdm_json_key(w, tdm_arena_str(w->out->mem, document->uri).at);
    tdm_json_array_begin(w);
    tdm_json_object_begin(w);
    tdm_editor_span(&file->text, problem->place, &from, &until);
    tdm_editor_range_json(w, "range", &file->text, from, until);
    tdm_json_text(w, "newText", mend);
    tdm_json_object_end(w);
    tdm_json_array_end(w);
    tdm_json_object_end(w);
    tdm_json_object_end(w);
    tdm_json_object_end(w);
}

static bool code_actions(struct lsp_turn *turn, struct tdm_json_writer *w) {
    struct lsp_document *document;
    struct tdm_editor_position start, end;
    const struct tdm_json *range = lsp_member(turn->params, "range");
    if (!document_asked(turn, &document)) return false;
    if (!lsp_position(range, "start", &start) || !lsp_position(range, "end", &end))
        return lsp_fail(turn, LSP_INVALID_PARAMS, "`range` is missing");
    struct tdm_request *request = check(turn, document);
    struct tdm_editor_file file = {.name = document->path, .text = tdm_editor_text_of(turn->mem, document->text)};
    struct tdm_loaded loaded = {.file = document->path, .text = document->text};
    size_t first = tdm_editor_offset(&file.text, start), last = tdm_editor_offset(&file.text, end);
    tdm_json_array_begin(w);
    for (uint32_t i = 0; i < request->problems.count; i++) {
        const struct tdm_problem *problem = &request->problems.items[i];
        size_t from, until;
        tdm_editor_span(&file.text, problem->place, &from, &until);
        if (until < first || from > last) continue;
        tdm_str mend = tdm_mend_of(request, &loaded, &request->problems, problem);
        if (mend.at != NULL) action(w, document, &file, problem, mend);
    }
    tdm_json_array_end(w);
    return true;
}

/* ---- the shipped files, which have no path: tandem:/catalog/measures.tandem */

static bool content(struct lsp_turn *turn, struct tdm_json_writer *w) {
    tdm_str uri = lsp_text(turn->params, "uri");
    const struct tdm_embedded *file = NULL;
    if (tdm_str_starts_with(uri, TDM_STR("tandem:/"))) file = tdm_embedded_find(tdm_str_slice(uri, 8, uri.len));
    if (file == NULL) return lsp_fail(turn, LSP_INVALID_PARAMS, "`%.*s` is no shipped file", TDM_FMT(uri));
    tdm_json_object_begin(w);
    tdm_json_text(w, "text", file->bytes);
    tdm_json_object_end(w);
    return true;
}

static const struct lsp_method methods[] = {
    {"initialize", true, initialize},
    {"initialized", false, nothing},
    {"shutdown", true, shut_down},
    {"exit", false, leave},
    {"textDocument/didOpen", false, did_open},
    {"textDocument/didChange", false, did_change},
    {"textDocument/didClose", false, did_close},
    {"textDocument/hover", true, hover},
    {"textDocument/completion", true, completion},
    {"textDocument/definition", true, definition},
    {"textDocument/documentSymbol", true, symbols},
    {"textDocument/formatting", true, formatting},
    {"textDocument/codeAction", true, code_actions},
    {"workspace/textDocumentContent", true, content},
};

const struct lsp_method *lsp_method_find(tdm_str name) {
    for (size_t i = 0; i < TDM_COUNT(methods); i++)
        if (tdm_str_is(name, methods[i].name)) return &methods[i];
    return NULL;
}
