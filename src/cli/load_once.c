/* load_once.c - what a command that reads many files reads once for all of them: trees of the shipped files, the
 * catalogue, the parts. Only what was read without a word is kept: what has a finding is read again for each file that
 * stands on it, so that each tells it. */
#include "cli/cli.h"
#include "cli/desk.h"
#include "cli/ready_shipped.h"

struct once_tree {
    tdm_str file;
    const char *at; /* where its text lies: a shipped text stays where it is, one from a folder is new each time */
    const struct tdm_tree *tree;
};
struct tdm_once {
    const struct tdm_catalog *catalog;
    struct tdm_parts parts;
    bool has_parts;
    struct once_tree *trees;
    size_t count, room;
};

struct tdm_once *tdm_once_begin(struct tdm_arena *mem) {
    return TDM_NEW(mem, struct tdm_once);
}

/* A text in an editor may stand for any file: then nothing that was read before counts. */
static struct tdm_once *once_of(const struct tdm_request *request) {
    return request->open_count == 0 ? request->once : NULL;
}

static uint32_t told(const struct tdm_request *request) {
    return request->problems.count + request->problems.dropped;
}

bool tdm_once_parse(struct tdm_request *request, struct tdm_loaded *file) {
    struct tdm_once *once = once_of(request);
    uint32_t before = told(request);
    for (size_t i = 0; once != NULL && i < once->count; i++) {
        if (once->trees[i].at != file->text.at || !tdm_str_equal(once->trees[i].file, file->file)) continue;
        file->tree = once->trees[i].tree;
        return true;
    }
    if (!tdm_notation_read(request->mem, file->file, file->text, &file->tree, &request->problems)) return false;
    if (once == NULL || told(request) > before) return true;
    TDM_GROW(request->mem, once->trees, once->count, once->room);
    once->trees[once->count++] = (struct once_tree){file->file, file->text.at, file->tree};
    return true;
}

/* ---- the shipped catalogue and protocols need no reading: they were read at build. What an editor or a folder may put
 * over them is read here. */

static bool shipped_catalog(struct tdm_request *request, const struct tdm_catalog **out) {
    if (request->given[TDM_OPTION_DATA] || request->open_count > 0) return false;
    *out = request->ready_catalog = tdm_ready_lay(request->mem, &tdm_ready_catalog, NULL);
    return *out != NULL;
}

bool tdm_ready_protocol(struct tdm_request *request, const struct tdm_loaded *file, const struct tdm_catalog *catalog,
                        const struct tdm_protocol **out) {
    const struct tdm_embedded *shipped = tdm_embedded_find(file->file);
    if (catalog != request->ready_catalog || shipped == NULL || !tdm_str_equal(shipped->bytes, file->text))
        return false;
    for (size_t i = 0; i < tdm_ready_protocol_count; i++) {
        const struct tdm_ready_protocol *made = &tdm_ready_protocols[i];
        if (!tdm_str_equal(made->file, file->file)) continue;
        *out = tdm_ready_lay(request->mem, &made->ready, catalog);
        return true;
    }
    return false;
}

bool tdm_load_catalog(struct tdm_request *request, const struct tdm_catalog **out) {
    struct tdm_once *once = once_of(request);
    uint32_t before = told(request);
    if (once != NULL && once->catalog != NULL) {
        *out = once->catalog;
        return tdm_request_texts(request);
    }
    if (shipped_catalog(request, out)) {
        if (once != NULL) once->catalog = *out;
        return tdm_request_texts(request);
    }
    if (!tdm_load_catalog_with(request, NULL, out)) return false;
    if (once != NULL && told(request) == before) once->catalog = *out;
    return true;
}

bool tdm_load_parts(struct tdm_request *request, struct tdm_parts *out) {
    struct tdm_once *once = once_of(request);
    uint32_t before = told(request);
    if (once != NULL && once->has_parts) {
        *out = once->parts;
        return true;
    }
    if (!tdm_load_parts_anew(request, out)) return false;
    if (once == NULL || told(request) > before) return true;
    once->parts = *out;
    once->has_parts = true;
    return true;
}
