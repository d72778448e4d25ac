/* catalog_view.c - what the catalogue holds, as lists: kinds with their counts, the items of one kind, where a word
 * that is looked for is declared. What an item says in full is its own text, which the command prints. */
#include "views/view_int.h"

static tdm_str name_of(const struct tdm_catalog *catalog, int kind, tdm_ref ref) {
    return tdm_catalog_name(catalog, (enum tdm_catalog_kind)kind, ref);
}

/* ---- as text */

static void kinds_text(const struct tdm_view *view, const struct tdm_catalog *catalog) {
    for (int kind = 0; kind < TDM_KIND_COUNT; kind++)
        tdm_buf_format(view->out, "%6u  %s\n", catalog->count[kind],
                       tdm_catalog_kind_word((enum tdm_catalog_kind)kind));
    tdm_buf_format(view->out, "%.*s\n", TDM_FMT(view_plain(view, TDM_MSG_CATALOG_HINT)));
}

static void items_text(const struct tdm_view *view, const struct tdm_catalog *catalog, int kind) {
    static const struct tdm_text_column columns[] = {{NULL, 8, 40, false}, {NULL, 10, 100, false}};
    struct tdm_text_table table;
    tdm_table_init(&table, view->mem, columns, TDM_COUNT(columns));
    for (tdm_ref ref = 0; ref < catalog->count[kind]; ref++) {
        tdm_table_cell(&table, name_of(catalog, kind, ref));
        tdm_table_cell(&table, tdm_catalog_label(catalog, (enum tdm_catalog_kind)kind, ref));
    }
    tdm_table_print(&table, view->out, view->width, 0);
}

void tdm_view_catalog_text(const struct tdm_view *view, const struct tdm_catalog *catalog, int kind) {
    if (kind < 0)
        kinds_text(view, catalog);
    else
        items_text(view, catalog, kind);
}

/* ---- as JSON (docs/schema/catalog.schema.json) */

static void kind_json(struct tdm_json_writer *w, const struct tdm_catalog *catalog, int kind, bool items) {
    tdm_json_object_begin(w);
    view_json_text(w, "kind", tdm_str_of(tdm_catalog_kind_word((enum tdm_catalog_kind)kind)));
    tdm_json_key(w, "count");
    tdm_json_int(w, catalog->count[kind]);
    tdm_json_key(w, "items");
    tdm_json_array_begin(w);
    for (tdm_ref ref = 0; items && ref < catalog->count[kind]; ref++) {
        const struct tdm_item *item = tdm_catalog_item(catalog, (enum tdm_catalog_kind)kind, ref);
        tdm_json_object_begin(w);
        view_json_text(w, "name", item->name);
        view_json_text(w, "label", item->label);
        view_json_text(w, "file", item->place.file);
        tdm_json_key(w, "line");
        tdm_json_int(w, item->place.line);
        tdm_json_object_end(w);
    }
    tdm_json_array_end(w);
    tdm_json_object_end(w);
}

void tdm_view_catalog_json(const struct tdm_view *view, const struct tdm_catalog *catalog, int kind) {
    struct tdm_json_writer w;
    tdm_json_writer_init(&w, view->out, true);
    tdm_json_object_begin(&w);
    tdm_json_key(&w, "tandem");
    tdm_json_int(&w, 1);
    view_json_text(&w, "document", TDM_STR("catalog"));
    tdm_json_key(&w, "kinds");
    tdm_json_array_begin(&w);
    for (int k = 0; k < TDM_KIND_COUNT; k++)
        if (kind < 0 || k == kind) kind_json(&w, catalog, k, k == kind);
    tdm_json_array_end(&w);
    tdm_json_object_end(&w);
    tdm_buf_char(view->out, '\n');
}
