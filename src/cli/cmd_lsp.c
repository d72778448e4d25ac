/* cmd_lsp.c - lsp: the Language Server Protocol over standard input and output, message by message; and vocabulary,
 * from which highlighters are made. What cannot be read is answered with an error, and the next message is read. */
#include "cli/lsp.h"

/* ---- writing */

bool lsp_send(struct lsp_turn *turn, tdm_str body) {
    struct tdm_buf out;
    tdm_buf_init(&out, turn->mem, body.len + 64);
    tdm_buf_format(&out, "Content-Length: %zu\r\n\r\n", body.len);
    tdm_buf_add(&out, body);
    if (!tdm_output_write(tdm_buf_str(&out))) turn->lsp->broken = true;
    return !turn->lsp->broken;
}

static void put_id(struct tdm_json_writer *w, const struct tdm_json *id) {
    int64_t number;
    tdm_json_key(w, "id");
    if (id != NULL && id->kind == TDM_JSON_STRING)
        tdm_json_string(w, id->text);
    else if (id != NULL && id->kind == TDM_JSON_NUMBER && tdm_parse_i64(id->text, &number))
        tdm_json_int(w, number);
    else
        tdm_json_null(w);
}

static void send_error(struct lsp_turn *turn, const struct tdm_json *id) {
    struct tdm_buf body;
    struct tdm_json_writer w;
    tdm_buf_init(&body, turn->mem, (size_t)1 << 20);
    tdm_json_writer_init(&w, &body, false);
    tdm_json_object_begin(&w);
    tdm_json_text(&w, "jsonrpc", TDM_STR("2.0"));
    put_id(&w, id);
    tdm_json_key(&w, "error");
    tdm_json_object_begin(&w);
    tdm_json_key(&w, "code");
    tdm_json_int(&w, turn->error);
    tdm_json_text(&w, "message", turn->complaint);
    tdm_json_object_end(&w);
    tdm_json_object_end(&w);
    (void)lsp_send(turn, tdm_buf_str(&body));
}

static void send_result(struct lsp_turn *turn, const struct tdm_json *id, tdm_str result) {
    struct tdm_buf head, body;
    struct tdm_json_writer w;
    tdm_buf_init(&head, turn->mem, (size_t)1 << 20);
    tdm_buf_init(&body, turn->mem, result.len + head.limit_bytes);
    tdm_json_writer_init(&w, &head, false);
    tdm_json_object_begin(&w);
    tdm_json_text(&w, "jsonrpc", TDM_STR("2.0"));
    put_id(&w, id);
    tdm_json_object_end(&w);
    tdm_str begun = tdm_buf_str(&head);
    tdm_buf_format(&body, "%.*s,\"result\":", (int)begun.len - 1, begun.at);
    tdm_buf_add(&body, result);
    tdm_buf_char(&body, '}');
    (void)lsp_send(turn, tdm_buf_str(&body));
}

/* What went wrong with a notification, which has no answer: a line for the editor's log. */
static void send_log(struct lsp_turn *turn) {
    struct tdm_buf body;
    struct tdm_json_writer w;
    tdm_buf_init(&body, turn->mem, (size_t)1 << 20);
    tdm_json_writer_init(&w, &body, false);
    tdm_json_object_begin(&w);
    tdm_json_text(&w, "jsonrpc", TDM_STR("2.0"));
    tdm_json_text(&w, "method", TDM_STR("window/logMessage"));
    tdm_json_key(&w, "params");
    tdm_json_object_begin(&w);
    tdm_json_key(&w, "type");
    tdm_json_int(&w, 2); /* a warning */
    tdm_json_text(&w, "message", turn->complaint);
    tdm_json_object_end(&w);
    tdm_json_object_end(&w);
    (void)lsp_send(turn, tdm_buf_str(&body));
}

/* ---- one message */

static bool allowed(struct lsp_turn *turn, tdm_str method) {
    const struct lsp *lsp = turn->lsp;
    if (lsp->shut_down) return lsp_fail(turn, LSP_INVALID_REQUEST, "after `shutdown` only `exit` is left");
    if (!lsp->initialized && !tdm_str_is(method, "initialize"))
        return lsp_fail(turn, LSP_NOT_INITIALIZED, "`initialize` comes first");
    return true;
}

static void run(struct lsp_turn *turn, const struct lsp_method *method, const struct tdm_json *id) {
    struct tdm_buf result;
    struct tdm_json_writer w;
    tdm_buf_init(&result, turn->mem, (size_t)128 << 20);
    tdm_json_writer_init(&w, &result, false);
    bool leaves = tdm_str_is(tdm_str_of(method->name), "exit");
    bool good = (leaves || allowed(turn, tdm_str_of(method->name))) && method->run(turn, &w);
    if (id == NULL) { /* a notification is never answered, not even in error */
        if (!good && turn->lsp->initialized) send_log(turn);
        return;
    }
    if (good && !method->asks) good = lsp_fail(turn, LSP_INVALID_REQUEST, "`%s` is a notification", method->name);
    if (good)
        send_result(turn, id, tdm_buf_str(&result));
    else
        send_error(turn, id);
}

static void take_message(struct lsp_turn *turn, tdm_str body) {
    const struct tdm_json *message = NULL;
    struct tdm_problem problem;
    if (!tdm_json_read(turn->mem, TDM_STR("message"), body, &message, &problem)) {
        (void)lsp_fail(turn, LSP_PARSE_ERROR, "no JSON, line %u, column %u: %s", problem.place.line,
                       problem.place.column, problem.what);
        send_error(turn, NULL);
        return;
    }
    const struct tdm_json *id = lsp_member(message, "id");
    tdm_str name = lsp_text(message, "method");
    bool answers = lsp_member(message, "result") != NULL || lsp_member(message, "error") != NULL;
    if (name.len == 0) {
        if (answers) return; /* we ask nothing */
        (void)lsp_fail(turn, LSP_INVALID_REQUEST, "a message is an object with a `method`");
        send_error(turn, id);
        return;
    }
    const struct lsp_method *method = lsp_method_find(name);
    turn->params = lsp_member(message, "params");
    if (method != NULL) {
        run(turn, method, id);
    } else if (id != NULL) {
        if (allowed(turn, name)) (void)lsp_fail(turn, LSP_METHOD_NOT_FOUND, "there is no method `%.*s`", TDM_FMT(name));
        send_error(turn, id);
    }
}

/* ---- the stream */

#define INPUT_BYTES ((size_t)65536)
struct stream {
    char *bytes; /* read and not yet used */
    size_t used;
};

static bool take_more(struct stream *in) {
    size_t got = 0;
    if (!tdm_input_take(in->bytes + in->used, INPUT_BYTES - in->used, &got) || got == 0) return false;
    in->used += got;
    return true;
}

static void drop(struct stream *in, size_t count) {
    memmove(in->bytes, in->bytes + count, in->used - count);
    in->used -= count;
}

/* `into` null: passed over. */
static bool take_body(struct stream *in, char *into, size_t length) {
    size_t done = 0;
    while (done < length) {
        if (in->used == 0 && !take_more(in)) return false;
        size_t count = in->used < length - done ? in->used : length - done;
        if (into != NULL) memcpy(into + done, in->bytes, count);
        drop(in, count);
        done += count;
    }
    return true;
}

/* One message, or what is none; false at the end of the stream. */
static bool take_turn(struct lsp_turn *turn, struct stream *in) {
    size_t header = 0, length = 0;
    enum tdm_frame frame = tdm_editor_frame((tdm_str){in->bytes, in->used}, &header, &length);
    switch (frame) {
    case TDM_FRAME_MORE:
        return take_more(in);
    case TDM_FRAME_BAD:
        drop(in, header);
        (void)lsp_fail(turn, LSP_PARSE_ERROR, "a message begins with `Content-Length: N` and an empty line");
        send_error(turn, NULL);
        return true;
    case TDM_FRAME_TOO_LARGE:
        drop(in, header);
        (void)lsp_fail(turn, LSP_INVALID_REQUEST, "a message of %zu bytes is larger than %zu, the most that is read",
                       length, TDM_FRAME_BODY_MAX);
        send_error(turn, NULL);
        return take_body(in, NULL, length);
    case TDM_FRAME_MESSAGE:
        break;
    }
    char *body = tdm_arena_alloc_raw(turn->mem, length + 1);
    drop(in, header);
    if (!take_body(in, body, length)) return false;
    take_message(turn, (tdm_str){body, length});
    return true;
}

static enum tdm_exit run_lsp(struct tdm_request *request) {
    struct lsp *lsp = TDM_NEW(request->mem, struct lsp);
    struct tdm_arena *mem = tdm_arena_open(LSP_TURN_MAX);
    struct stream in = {tdm_arena_alloc(request->mem, INPUT_BYTES), 0};
    bool more = true;
    lsp->request = request;
    lsp->settings = request->mem;
    if (request->given[TDM_OPTION_DATA]) lsp->data = tdm_path_absolute(request->mem, request->value[TDM_OPTION_DATA]);
    while (more && !lsp->ended && !lsp->broken) {
        struct lsp_turn turn = {.lsp = lsp, .mem = mem};
        more = take_turn(&turn, &in);
        tdm_arena_reset(mem);
    }
    for (int i = 0; i < LSP_DOCUMENTS_MAX; i++)
        if (lsp->documents[i].mem != NULL) lsp_document_drop(&lsp->documents[i]);
    tdm_arena_close(mem);
    if (lsp->broken) return TDM_EXIT_ENVIRONMENT;
    return lsp->shut_down ? TDM_EXIT_FINE : TDM_EXIT_FINDINGS; /* as the protocol has it */
}

const struct tdm_command tdm_command_lsp = {
    "lsp",
    "[--data FOLDER] [--protocol FILE]",
    "a language server for editors, over standard input and output",
    "Problems while you write, with the mechanical ones mended on demand; what a clause or a name means; where a name "
    "is "
    "declared; what may be written next; the outline; formatting. docs/editors.md tells how editors are set up.",
    "data protocol zone",
    0,
    0,
    run_lsp};

/* ---- vocabulary */

static enum tdm_exit run_vocabulary(struct tdm_request *request) {
    struct tdm_json_writer w;
    tdm_json_writer_init(&w, &request->out, true);
    tdm_editor_vocabulary_json(&w);
    tdm_buf_char(&request->out, '\n');
    return tdm_request_finish(request, TDM_EXIT_FINE);
}

const struct tdm_command tdm_command_vocabulary = {
    "vocabulary",
    "[--json]",
    "the words of the notation as JSON, from which highlighters are made",
    "Heads of blocks and clauses by kind of file, kinds of entries, words of the phrases, units.",
    "json output",
    0,
    0,
    run_vocabulary};
