/* lsp.h - what the files of the language server share. One message is one turn: it has an arena of its own, and nothing is
 * kept from it but the texts that the editor has open. */
#ifndef TDM_LSP_H
#define TDM_LSP_H

#include "cli/cli.h"
#include "cli/desk.h"
#include "editor/editor.h"

#define LSP_DOCUMENTS_MAX 256
#define LSP_TEXT_MAX      ((size_t)4 << 20) /* larger ones are for `tandem check` */
#define LSP_TURN_MAX      ((size_t)2 << 30)
struct lsp_document {
    struct tdm_arena *mem; /* of its own; null: free */
    tdm_str uri, path, text;
    int64_t version;
};
struct lsp {
    const struct tdm_request *request; /* with the options of the command line */
    tdm_str data;                      /* the folder of --data or of the editor's settings; empty if none */
    struct tdm_arena *settings;
    struct lsp_document documents[LSP_DOCUMENTS_MAX];
    bool initialized, shut_down, ended, broken;
};
struct lsp_turn {
    struct lsp *lsp;
    struct tdm_arena *mem;
    const struct tdm_json *params; /* or null */
    int error;                     /* code of the protocol; 0: none */
    tdm_str complaint;
};

enum { /* errors of the protocol */
    LSP_PARSE_ERROR = -32700,
    LSP_INVALID_REQUEST = -32600,
    LSP_METHOD_NOT_FOUND = -32601,
    LSP_INVALID_PARAMS = -32602,
    LSP_NOT_INITIALIZED = -32002,
    LSP_REQUEST_FAILED = -32803
};
bool lsp_fail(struct lsp_turn *turn, int error, const char *complaint, ...) TDM_FORMAT(3, 4);

/* ---- lsp_desk.c: texts, files and names */

const struct tdm_json *lsp_member(const struct tdm_json *object, const char *key); /* null of what is no object */
tdm_str lsp_text(const struct tdm_json *object, const char *key);                  /* empty if there is none */
bool lsp_position(const struct tdm_json *object, const char *key, struct tdm_editor_position *out);
struct lsp_document *lsp_document_of(struct lsp *lsp, tdm_str uri); /* or null */
bool lsp_document_put(struct lsp_turn *turn, tdm_str uri, tdm_str text, int64_t version);
void lsp_document_drop(struct lsp_document *document);
/* A request of the turn, over the texts that are open. */
struct tdm_request *lsp_request(struct lsp_turn *turn, const struct lsp_document *document);
/* The text with its tree; problems of reading are passed over. */
struct tdm_editor_file lsp_file(struct lsp_turn *turn, tdm_str name, tdm_str text);
void lsp_desk(struct lsp_turn *turn, const struct lsp_document *document, struct tdm_editor_desk *desk);
tdm_str lsp_uri_of(struct lsp_turn *turn, tdm_str file);

/* ---- lsp_answer.c: what is answered and published */

struct lsp_method {
    const char *name;
    bool asks;                                                      /* a request, which is answered */
    bool (*run)(struct lsp_turn *turn, struct tdm_json_writer *w); /* false: turn->error says why; a value else */
};
const struct lsp_method *lsp_method_find(tdm_str name); /* or null */
/* Sends one message with its header. */
bool lsp_send(struct lsp_turn *turn, tdm_str body);

#endif
