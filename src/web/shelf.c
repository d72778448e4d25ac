/* shelf.c - what is read once, before the processes part, so that all of them share it: the shipped data and the style
 * sheet. Protocols that only a store holds join later, in each process by itself. */
#include "web/web_int.h"

static bool ends_tandem(tdm_str name) {
    return tdm_str_ends_with(name, TDM_STR(".tandem"));
}

struct listing {
    const struct tdm_embedded **files;
    const struct tdm_tree **trees;
    size_t count;
};

static bool list(struct web_shelf *shelf, const char *folder, struct listing *out, struct tdm_problems *problems) {
    size_t all = tdm_embedded_count();
    out->files = TDM_NEW_ARRAY(shelf->mem, const struct tdm_embedded *, all + 1);
    out->trees = TDM_NEW_ARRAY(shelf->mem, const struct tdm_tree *, all + 1);
    out->count = 0;
    for (size_t i = 0; i < all; i++) {
        const struct tdm_embedded *file = tdm_embedded_at(i);
        if (!tdm_str_starts_with(file->name, tdm_str_of(folder)) || !ends_tandem(file->name)) continue;
        if (!tdm_notation_read(shelf->mem, file->name, file->bytes, &out->trees[out->count], problems)) return false;
        out->files[out->count++] = file;
    }
    return true;
}

static bool read_parts(struct web_shelf *shelf, struct tdm_problems *problems) {
    struct listing files;
    if (!list(shelf, "parts/", &files, problems)) return false;
    struct tdm_part_file *items = TDM_NEW_ARRAY(shelf->mem, struct tdm_part_file, files.count + 1);
    for (size_t i = 0; i < files.count; i++) {
        items[i] = (struct tdm_part_file){tdm_part_named(files.files[i]->name), files.trees[i],
                                          tdm_digest_of(files.files[i]->bytes)};
    }
    shelf->parts = (struct tdm_parts){items, (uint32_t)files.count};
    return true;
}

static bool read_texts(struct web_shelf *shelf, struct tdm_problems *problems) {
    struct listing files;
    return list(shelf, "languages/es/", &files, problems) &&
           tdm_texts_read(shelf->mem, files.trees, (uint32_t)files.count, TDM_SPANISH, &shelf->texts[TDM_SPANISH],
                          problems);
}

static const struct tdm_protocol *put(struct web_shelf *shelf, const struct tdm_tree *tree,
                                      const struct tdm_parts *parts, struct tdm_problems *problems) {
    const struct tdm_protocol *protocol;
    if (!tdm_protocol_read(shelf->mem, tree, shelf->catalog, parts, &protocol, problems) ||
        !tdm_schedule_check(shelf->mem, protocol, problems))
        return NULL;
    TDM_GROW(shelf->mem, shelf->protocols, shelf->protocol_count, shelf->protocol_room);
    shelf->protocols[shelf->protocol_count++] = protocol;
    return protocol;
}

static bool read_protocols(struct web_shelf *shelf, struct tdm_problems *problems) {
    struct listing files;
    if (!list(shelf, "protocols/", &files, problems)) return false;
    shelf->plans = TDM_NEW_ARRAY(shelf->mem, struct tdm_catalog_plan, files.count + 1);
    for (size_t i = 0; i < files.count; i++) {
        shelf->plans[i].protocol = put(shelf, files.trees[i], &shelf->parts, problems);
        if (shelf->plans[i].protocol == NULL) return false;
    }
    shelf->plan_count = files.count;
    return true;
}

static bool read_instruments(struct web_shelf *shelf, struct tdm_problems *problems) {
    struct listing files;
    if (!list(shelf, "instruments/", &files, problems)) return false;
    for (size_t i = 0; i < files.count; i++) {
        TDM_GROW(shelf->mem, shelf->instruments, shelf->instrument_count, shelf->instrument_room);
        if (!tdm_instrument_read(shelf->mem, files.trees[i], shelf->catalog,
                                 &shelf->instruments[shelf->instrument_count++], problems))
            return false;
    }
    return true;
}

static bool read_decisions(struct web_shelf *shelf, struct tdm_problems *problems) {
    struct listing files;
    if (!list(shelf, "decisions/", &files, problems)) return false;
    for (size_t i = 0; i < files.count; i++) {
        TDM_GROW(shelf->mem, shelf->decisions, shelf->decision_count, shelf->decision_room);
        if (!tdm_decision_read(shelf->mem, files.trees[i], shelf->catalog, &shelf->decisions[shelf->decision_count++],
                               problems))
            return false;
    }
    return true;
}

static bool read_drawings(struct web_shelf *shelf, struct tdm_problems *problems) {
    struct listing files;
    if (!list(shelf, "drawings/", &files, problems)) return false;
    struct tdm_drawing_files trees = {.trees = files.trees, .count = (uint32_t)files.count};
    return tdm_drawings_read(shelf->mem, &trees, shelf->catalog, &shelf->drawings, problems);
}

/* Its address holds its digest, so a browser keeps it for ever and never has an old one. */
static void read_style(struct web_shelf *shelf) {
    struct tdm_buf path;
    const struct tdm_embedded *file = tdm_embedded_find(TDM_STR("css/web.css"));
    TDM_ASSERT(file != NULL);
    shelf->style = file->bytes;
    tdm_buf_init(&path, shelf->mem, 200);
    tdm_buf_text(&path, "/style-");
    tdm_digest_print(&path, tdm_digest_of(shelf->style));
    path.len = 7 + 16;
    tdm_buf_text(&path, ".css");
    shelf->style_path = tdm_buf_str(&path);
}

bool web_shelf_read(struct tdm_arena *mem, struct web_shelf *shelf, struct tdm_problems *problems) {
    struct listing catalog;
    *shelf = (struct web_shelf){.mem = mem};
    read_style(shelf);
    return list(shelf, "catalog/", &catalog, problems) &&
           tdm_catalog_read(mem, catalog.trees, (uint32_t)catalog.count, &shelf->catalog, problems) &&
           read_parts(shelf, problems) && read_texts(shelf, problems) && read_protocols(shelf, problems) &&
           read_drawings(shelf, problems) && read_instruments(shelf, problems) && read_decisions(shelf, problems);
}

const struct tdm_protocol *web_shelf_protocol(struct web_shelf *shelf, struct tdm_clinic *clinic, tdm_digest digest,
                                              struct tdm_problems *problems) {
    for (size_t i = 0; i < shelf->protocol_count; i++)
        if (tdm_digest_equal(shelf->protocols[i]->digest, digest)) return shelf->protocols[i];
    struct tdm_problem problem = {0};
    const struct tdm_tree *tree;
    tdm_str text;
    bool found = false;
    if (!tdm_store_file(shelf->mem, tdm_clinic_store(clinic), digest, &text, &found, &problem) || !found) return NULL;
    if (!tdm_notation_read(shelf->mem, TDM_STR("the protocol of the episode"), text, &tree, problems)) return NULL;
    struct tdm_parts parts = shelf->parts;
    if (!tdm_clinic_parts(shelf->mem, clinic, tree, &parts, problems)) return NULL;
    return put(shelf, tree, &parts, problems);
}

tdm_str web_shelf_text(const struct tdm_protocol *protocol) {
    for (size_t i = 0; i < tdm_embedded_count(); i++) {
        const struct tdm_embedded *file = tdm_embedded_at(i);
        if (tdm_str_starts_with(file->name, TDM_STR("protocols/")) &&
            tdm_digest_equal(tdm_digest_of(file->bytes), protocol->digest))
            return file->bytes;
    }
    return (tdm_str){0};
}

const struct tdm_decision *web_shelf_decision(const struct web_shelf *shelf, tdm_ref condition) {
    for (size_t i = 0; i < shelf->decision_count; i++)
        if (tdm_decision_asked_for(shelf->decisions[i], condition)) return shelf->decisions[i];
    return NULL;
}

void web_shelf_time(struct tdm_arena *mem, struct tdm_catalog_plan *plan) {
    if (!tdm_times_fit(plan->protocol)) return;
    struct tdm_net_proof *proof = TDM_NEW(mem, struct tdm_net_proof);
    plan->times = tdm_times_of(mem, plan->protocol, NULL, 0);
    tdm_net_prove(mem, &plan->times->net, false, proof);
    plan->proof = proof;
}
