/* catalog_name.c - names to refs and back: sorted tables, the nearest name, typed access. */
#include "catalog/catalog_int.h"

/* ---- sorting refs by name: merging, stable, so that of two equal names the earlier comes first */

static void merge(const tdm_str *names, const tdm_ref *from, tdm_ref *to, const uint32_t ends[3]) {
    uint32_t left = ends[0], right = ends[1];
    for (uint32_t at = ends[0]; at < ends[2]; at++) {
        bool take_right =
            left >= ends[1] || (right < ends[2] && tdm_str_compare(names[from[right]], names[from[left]]) < 0);
        to[at] = take_right ? from[right++] : from[left++];
    }
}

static uint32_t lesser(uint32_t a, uint32_t b) {
    return a < b ? a : b;
}

const tdm_ref *tdm_catalog_sort(struct tdm_arena *mem, const tdm_str *names, uint32_t count) {
    tdm_ref *refs = TDM_NEW_ARRAY(mem, tdm_ref, count + 1), *spare = TDM_NEW_ARRAY(mem, tdm_ref, count + 1);
    for (uint32_t i = 0; i < count; i++) refs[i] = (tdm_ref)i;
    for (uint32_t width = 1; width < count; width *= 2) {
        for (uint32_t at = 0; at < count; at += 2 * width)
            merge(names, refs, spare, (uint32_t[3]){at, lesser(at + width, count), lesser(at + 2 * width, count)});
        tdm_ref *swap = refs;
        refs = spare;
        spare = swap;
    }
    return refs;
}

/* ---- finding */

tdm_ref tdm_catalog_find(const struct tdm_catalog *catalog, enum tdm_catalog_kind kind, tdm_str name) {
    uint32_t from = 0, until = catalog->count[kind];
    while (from < until) {
        uint32_t middle = from + (until - from) / 2;
        tdm_ref ref = catalog->by_name[kind][middle];
        int order = tdm_str_compare(name, catalog->names[kind][ref]);
        if (order == 0) return ref;
        if (order < 0)
            until = middle;
        else
            from = middle + 1;
    }
    return TDM_REF_NONE;
}

tdm_str tdm_catalog_nearest(const struct tdm_catalog *catalog, enum tdm_catalog_kind kind, tdm_str wanted) {
    int nearest = tdm_nearest(wanted, catalog->names[kind], catalog->count[kind]);
    return nearest < 0 ? TDM_STR("") : catalog->names[kind][nearest];
}

const struct tdm_catalog_source *tdm_catalog_source(const struct tdm_catalog *catalog, tdm_str name) {
    for (uint32_t i = 0; i < catalog->source_count; i++)
        if (tdm_str_equal(catalog->sources[i].item.name, name)) return &catalog->sources[i];
    return NULL;
}

/* ---- items */

size_t tdm_catalog_item_size(uint32_t kind) {
    return tdm_catalog_kinds[kind].size;
}

const char *tdm_catalog_kind_word(enum tdm_catalog_kind kind) {
    return tdm_catalog_kinds[kind].word;
}

const struct tdm_item *tdm_catalog_item(const struct tdm_catalog *catalog, enum tdm_catalog_kind kind, tdm_ref ref) {
    TDM_ASSERT(ref < catalog->count[kind]);
    return (const void *)((const char *)catalog->items[kind] + ref * tdm_catalog_kinds[kind].size);
}

tdm_str tdm_catalog_name(const struct tdm_catalog *catalog, enum tdm_catalog_kind kind, tdm_ref ref) {
    return tdm_catalog_item(catalog, kind, ref)->name;
}

tdm_str tdm_catalog_label(const struct tdm_catalog *catalog, enum tdm_catalog_kind kind, tdm_ref ref) {
    const struct tdm_item *item = tdm_catalog_item(catalog, kind, ref);
    return item->label.len > 0 ? item->label : item->name;
}

#define TYPED(function, type, KIND)                                                                                    \
    const struct type *function(const struct tdm_catalog *catalog, tdm_ref ref) {                                      \
        TDM_ASSERT(ref < catalog->count[KIND]);                                                                        \
        return (const struct type *)catalog->items[KIND] + ref;                                                        \
    }
TYPED(tdm_catalog_measure, tdm_measure, TDM_KIND_MEASURE)
TYPED(tdm_catalog_exercise, tdm_exercise, TDM_KIND_EXERCISE)
TYPED(tdm_catalog_substance, tdm_substance, TDM_KIND_SUBSTANCE)
TYPED(tdm_catalog_product, tdm_product, TDM_KIND_PRODUCT)
TYPED(tdm_catalog_class, tdm_substance_class, TDM_KIND_CLASS)
TYPED(tdm_catalog_procedure, tdm_procedure, TDM_KIND_PROCEDURE)
TYPED(tdm_catalog_variable, tdm_variable, TDM_KIND_VARIABLE)
TYPED(tdm_catalog_activity, tdm_activity, TDM_KIND_ACTIVITY)
TYPED(tdm_catalog_finding, tdm_finding, TDM_KIND_FINDING)
TYPED(tdm_catalog_flag, tdm_flag_item, TDM_KIND_FLAG)
TYPED(tdm_catalog_route, tdm_route, TDM_KIND_ROUTE)
TYPED(tdm_catalog_region, tdm_region, TDM_KIND_REGION)
#undef TYPED

const struct tdm_scale *tdm_catalog_scale(const struct tdm_catalog *catalog, tdm_ref ref) {
    TDM_ASSERT(ref < catalog->count[TDM_KIND_SCALE]);
    return &((const struct tdm_scale_item *)catalog->items[TDM_KIND_SCALE] + ref)->scale;
}

const struct tdm_scale *tdm_catalog_load_scale(const struct tdm_catalog *catalog) {
    return tdm_catalog_scale(catalog, catalog->load_scale);
}

const struct tdm_scale *tdm_measure_scale(const struct tdm_catalog *catalog, tdm_ref measure) {
    tdm_ref scale = tdm_catalog_measure(catalog, measure)->scale;
    return scale == TDM_REF_NONE ? NULL : tdm_catalog_scale(catalog, scale);
}

/* ---- forms */

uint32_t tdm_catalog_form_count(enum tdm_catalog_kind kind) {
    return tdm_catalog_kinds[kind].clause_count;
}

struct tdm_catalog_form tdm_catalog_form(enum tdm_catalog_kind kind, uint32_t index) {
    TDM_ASSERT(index < tdm_catalog_kinds[kind].clause_count);
    const struct catalog_clause *clause = &tdm_catalog_kinds[kind].clauses[index];
    return (struct tdm_catalog_form){clause->head, clause->form, clause->must, clause->many};
}
