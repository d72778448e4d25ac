/* lab_ground.h - the shipped library, and a chart of a cohort printed, read and opened under it. */
#ifndef LAB_GROUND_H
#define LAB_GROUND_H

#include "check.h"
#include "engine/engine.h"
#include "lab/cohort.h"
#include "system/system.h"

static inline const struct tdm_tree *ground_tree(struct tdm_arena *mem, const struct tdm_embedded *file) {
    struct tdm_problems *problems = TDM_NEW(mem, struct tdm_problems);
    const struct tdm_tree *tree = NULL;
    tdm_problems_init(problems);
    if (!tdm_notation_read(mem, file->name, file->bytes, &tree, problems)) check_failed(__FILE__, __LINE__, "data");
    return tree;
}

static inline const struct tdm_catalog *ground_catalog(struct tdm_arena *mem) {
    const struct tdm_tree **trees = TDM_NEW_ARRAY(mem, const struct tdm_tree *, tdm_embedded_count());
    struct tdm_problems *problems = TDM_NEW(mem, struct tdm_problems);
    const struct tdm_catalog *catalog = NULL;
    uint32_t count = 0;
    tdm_problems_init(problems);
    for (size_t i = 0; i < tdm_embedded_count(); i++)
        if (tdm_str_starts_with(tdm_embedded_at(i)->name, TDM_STR("catalog/")))
            trees[count++] = ground_tree(mem, tdm_embedded_at(i));
    if (!tdm_catalog_read(mem, trees, count, &catalog, problems)) check_failed(__FILE__, __LINE__, "catalogue");
    return catalog;
}

static inline struct tdm_parts ground_parts(struct tdm_arena *mem) {
    struct tdm_part_file *parts = TDM_NEW_ARRAY(mem, struct tdm_part_file, tdm_embedded_count());
    struct tdm_parts list = {parts, 0};
    for (size_t i = 0; i < tdm_embedded_count(); i++) {
        const struct tdm_embedded *file = tdm_embedded_at(i);
        if (tdm_str_starts_with(file->name, TDM_STR("parts/")))
            parts[list.count++] = (struct tdm_part_file){tdm_str_slice(file->name, 6, file->name.len - 7),
                                                         ground_tree(mem, file), tdm_digest_of(file->bytes)};
    }
    return list;
}

/* A protocol's text under that catalogue; null when it is refused. */
static inline const struct tdm_protocol *ground_protocol(struct tdm_arena *mem, const struct tdm_catalog *catalog,
                                                         tdm_str text, struct tdm_problems *problems) {
    const struct tdm_tree *tree;
    const struct tdm_protocol *protocol = NULL;
    struct tdm_parts parts = ground_parts(mem);
    bool fine = tdm_notation_read(mem, TDM_STR("protocol"), text, &tree, problems) &&
                tdm_protocol_read(mem, tree, catalog, &parts, &protocol, problems);
    return fine ? protocol : NULL;
}

/* Every shipped protocol, whatever it is about. */
static inline const struct tdm_library *ground_library(struct tdm_arena *mem) {
    struct tdm_problems *problems = TDM_NEW(mem, struct tdm_problems);
    const struct tdm_protocol **protocols = TDM_NEW_ARRAY(mem, const struct tdm_protocol *, tdm_embedded_count());
    struct tdm_library *library = TDM_NEW(mem, struct tdm_library);
    struct tdm_parts list = ground_parts(mem);
    tdm_problems_init(problems);
    *library = (struct tdm_library){ground_catalog(mem), protocols, 0};
    for (size_t i = 0; i < tdm_embedded_count(); i++) {
        const struct tdm_embedded *file = tdm_embedded_at(i);
        if (!tdm_str_starts_with(file->name, TDM_STR("protocols/"))) continue;
        if (!tdm_str_ends_with(file->name, TDM_STR(".tandem"))) continue; /* scenarios stand beside them */
        if (tdm_protocol_read(mem, ground_tree(mem, file), library->catalog, &list, &protocols[library->protocol_count],
                              problems))
            library->protocol_count++;
        else
            check_failed(__FILE__, __LINE__, "protocol");
    }
    return library;
}

static inline tdm_str ground_print(struct tdm_arena *mem, const struct tdm_chart *chart) {
    struct tdm_buf text;
    tdm_buf_init(&text, mem, (size_t)64 << 20);
    tdm_chart_print(&text, chart);
    return tdm_buf_str(&text);
}

/* Null when the text is refused; then `problems` says why. */
static inline const struct tdm_chart *ground_read(struct tdm_arena *mem, tdm_str text, struct tdm_problems *problems) {
    const struct tdm_tree *tree;
    const struct tdm_chart *chart = NULL;
    bool fine = tdm_notation_read(mem, TDM_STR("chart"), text, &tree, problems) &&
                tdm_chart_read(mem, tree, &tdm_zone_utc, &chart, problems);
    return fine ? chart : NULL;
}

#endif
