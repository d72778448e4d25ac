/* image_open.c - an image opened: its catalogue, parts, protocols and zones, each read and checked. */
#include "api/image_int.h"

struct opening {
    struct tdm_arena *mem;
    const struct tdm_image_file *files;
    size_t count;
    struct tdm_problems *problems;
    struct tdm_parts parts;
};

static bool is_in(const struct tdm_image_file *file, const char *folder) {
    return tdm_str_starts_with(file->name, tdm_str_of(folder));
}

static bool tree_of(const struct opening *o, const struct tdm_image_file *file, const struct tdm_tree **tree) {
    return tdm_notation_read(o->mem, file->name, file->bytes, tree, o->problems);
}

static bool read_catalog(const struct opening *o, const struct tdm_catalog **out) {
    const struct tdm_tree **trees = TDM_NEW_ARRAY(o->mem, const struct tdm_tree *, o->count + 1);
    uint32_t count = 0;
    for (size_t i = 0; i < o->count; i++)
        if (is_in(&o->files[i], "catalog/") && !tree_of(o, &o->files[i], &trees[count++])) return false;
    return tdm_catalog_read(o->mem, trees, count, out, o->problems);
}

static bool read_parts(struct opening *o) {
    struct tdm_part_file *items = TDM_NEW_ARRAY(o->mem, struct tdm_part_file, o->count + 1);
    uint32_t count = 0;
    for (size_t i = 0; i < o->count; i++) {
        const struct tdm_image_file *file = &o->files[i];
        if (!is_in(file, "parts/")) continue;
        items[count].name = tdm_part_named(file->name);
        items[count].digest = tdm_digest_of(file->bytes);
        if (!tree_of(o, file, &items[count].tree)) return false;
        count++;
    }
    o->parts = (struct tdm_parts){items, count};
    return true;
}

static bool read_protocols(const struct opening *o, struct tdm_opened_image *out) {
    out->protocols = TDM_NEW_ARRAY(o->mem, const struct tdm_protocol *, o->count + 1);
    for (size_t i = 0; i < o->count; i++) {
        const struct tdm_tree *tree;
        const struct tdm_protocol **protocol = &out->protocols[out->protocol_count];
        if (!is_in(&o->files[i], "protocols/")) continue;
        if (!tree_of(o, &o->files[i], &tree) ||
            !tdm_protocol_read(o->mem, tree, out->catalog, &o->parts, protocol, o->problems) ||
            !tdm_schedule_check(o->mem, *protocol, o->problems))
            return false;
        out->protocol_count++;
    }
    return true;
}

static bool read_zones(const struct opening *o, struct tdm_opened_image *out) {
    struct tdm_zone *zones = TDM_NEW_ARRAY(o->mem, struct tdm_zone, o->count + 1);
    struct tdm_problem problem = {0};
    out->zones = zones;
    for (size_t i = 0; i < o->count; i++) {
        if (!is_in(&o->files[i], "zones/")) continue;
        if (!tdm_zone_lines_read(o->mem, o->files[i].name, o->files[i].bytes, &zones[out->zone_count], &problem))
            return tdm_asking_keep(o->problems, &problem);
        out->zone_count++;
    }
    return true;
}

bool tdm_image_open(struct tdm_arena *mem, tdm_str bytes, struct tdm_opened_image *out, struct tdm_problems *problems) {
    struct opening o = {.mem = mem, .problems = problems};
    struct tdm_problem problem = {0};
    *out = (struct tdm_opened_image){0};
    if (!tdm_image_read(mem, bytes, &o.files, &o.count, &problem)) return tdm_asking_keep(problems, &problem);
    return read_catalog(&o, &out->catalog) && read_parts(&o) && read_protocols(&o, out) && read_zones(&o, out);
}
