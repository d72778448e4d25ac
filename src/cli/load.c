/* load.c - from names to values: files, the shipped data and what a folder puts over it, catalogue, parts, a protocol,
 * a chart. */
#include "cli/cli.h"
#include "cli/desk.h"
#include "json/json.h"

/* ---- one file */

static tdm_str joined(struct tdm_arena *mem, const char *before, tdm_str middle, const char *after) {
    struct tdm_buf text;
    tdm_buf_init(&text, mem, 1u << 16);
    tdm_buf_format(&text, "%s%.*s%s", before, TDM_FMT(middle), after);
    return tdm_buf_str(&text);
}

bool tdm_request_keep(struct tdm_request *request, const struct tdm_problem *problem) {
    struct tdm_problem *kept =
        tdm_problems_add(&request->problems, problem->severity, problem->why, problem->code, problem->place);
    tdm_problem_what(kept, "%s", problem->what);
    tdm_problem_fix(kept, "%s", problem->fix);
    return false;
}

static bool parse(struct tdm_request *request, struct tdm_loaded *file) {
    return tdm_once_parse(request, file);
}

bool tdm_load_tree(struct tdm_request *request, struct tdm_loaded *file) {
    struct tdm_problem problem = {0};
    if (!tdm_str_starts_with(tdm_str_trim(file->text), TDM_STR("{"))) return parse(request, file);
    return tdm_notation_from_json(request->mem, file->file, file->text, &file->tree, &problem) ||
           tdm_request_keep(request, &problem);
}

static const struct tdm_embedded *shipped(struct tdm_request *request, tdm_str name) {
    static const char *const forms[][2] = {
        {"lab/", ".model.tandem"}, {"lab/", ".study.tandem"},    {"lab/", ".claims.tandem"},
        {"protocols/", ".tandem"}, {"lab/", ".protocol.tandem"}, {"examples/", ".chart.tandem"},
        {"parts/", ".tandem"},     {"decisions/", ".tandem"},    {"instruments/", ".tandem"},
        {"catalog/", ".tandem"},   {"drawings/", ".tandem"}};
    for (size_t i = 0; i < TDM_COUNT(forms); i++) {
        const struct tdm_embedded *found = tdm_embedded_find(joined(request->mem, forms[i][0], name, forms[i][1]));
        if (found != NULL) return found;
    }
    return NULL;
}

/* A word alone that is no file was meant as the name of a shipped protocol, chart or part. */
static void name_nearest(struct tdm_request *request, tdm_str name, struct tdm_problem *problem) {
    size_t unused, all = tdm_embedded_count(), count = 0;
    if (tdm_str_find(name, TDM_STR("/"), &unused) || tdm_str_find(name, TDM_STR("."), &unused)) return;
    tdm_str *names = TDM_NEW_ARRAY(request->mem, tdm_str, all + 1);
    for (size_t i = 0; i < all; i++) {
        tdm_str file = tdm_embedded_at(i)->name, one = tdm_path_name(file);
        size_t end = 0;
        bool named = !tdm_str_starts_with(file, TDM_STR("languages/")) && tdm_str_find(one, TDM_STR("."), &end);
        if (named) names[count++] = tdm_str_slice(one, 0, end);
    }
    int near = tdm_nearest(name, names, count);
    if (near >= 0)
        tdm_problem_fix(problem, "write `%.*s`, which is shipped, or the path of a file", TDM_FMT(names[near]));
}

/* Does an editor hold a text for the file? */
static bool is_open(const struct tdm_request *request, tdm_str name, tdm_str *text) {
    for (uint32_t i = 0; i < request->open_count; i++) {
        if (!tdm_str_equal(request->open[i].file, name)) continue;
        *text = request->open[i].text;
        return true;
    }
    return false;
}

bool tdm_load_file(struct tdm_request *request, tdm_str name, struct tdm_loaded *out) {
    struct tdm_problem problem = {0};
    *out = (struct tdm_loaded){.file = name};
    const struct tdm_embedded *file = NULL;
    if (is_open(request, name, &out->text)) return true;
    if (tdm_str_is(name, "-")) {
        if (request->input == NULL) {
            struct tdm_loaded *input = TDM_NEW(request->mem, struct tdm_loaded);
            input->file = TDM_STR("standard input");
            if (!tdm_input_read(request->mem, TDM_NOTATION_FILE_MAX + 1, &input->text, &problem))
                return tdm_request_keep(request, &problem);
            request->input = input;
        }
        *out = *request->input;
        return true;
    }
    if (tdm_is_kept(request, name)) return tdm_load_kept(request, name, &out->text);
    if (!tdm_path_is_file(name)) file = shipped(request, name);
    if (file != NULL) {
        *out = (struct tdm_loaded){.file = file->name, .text = file->bytes};
        return true;
    }
    if (tdm_file_read(request->mem, name, TDM_NOTATION_FILE_MAX + 1, &out->text, &problem)) return true;
    if (problem.why == TDM_WHY_NOT_FOUND) name_nearest(request, name, &problem);
    return tdm_request_keep(request, &problem);
}

/* ---- the shipped data, file by file replaced or joined by those of --data */

static tdm_str name_in(tdm_str path) {
    return tdm_path_name(path);
}

void tdm_list_put(struct tdm_request *request, struct tdm_listing *list, tdm_str file, tdm_str text) {
    for (size_t i = 0; i < list->count; i++) {
        if (!tdm_str_equal(name_in(list->files[i].file), name_in(file))) continue;
        list->files[i] = (struct tdm_loaded){.file = file, .text = text};
        return;
    }
    TDM_GROW(request->mem, list->files, list->count, list->room);
    list->files[list->count++] = (struct tdm_loaded){.file = file, .text = text};
}

static bool list_folder(struct tdm_request *request, const char *kind, struct tdm_listing *list) {
    struct tdm_problem problem = {0};
    tdm_str folder = tdm_path_join(request->mem, request->value[TDM_OPTION_DATA], tdm_str_of(kind));
    const tdm_str *names;
    size_t count;
    if (!tdm_path_is_folder(request->value[TDM_OPTION_DATA])) {
        (void)tdm_fail(&problem, TDM_WHY_ENVIRONMENT, "U007",
                       (struct tdm_place){.file = request->value[TDM_OPTION_DATA]}, "`--data %.*s` is not a folder",
                       TDM_FMT(request->value[TDM_OPTION_DATA]));
        tdm_problem_fix(&problem, "name a folder that holds catalog/, parts/ or protocols/");
        return tdm_request_keep(request, &problem);
    }
    if (!tdm_path_is_folder(folder)) return true;
    if (!tdm_folder_list(request->mem, folder, &names, &count, &problem)) return tdm_request_keep(request, &problem);
    for (size_t i = 0; i < count; i++) {
        tdm_str text, path = tdm_path_join(request->mem, folder, names[i]);
        if (!tdm_str_ends_with(names[i], TDM_STR(".tandem"))) continue;
        if (!is_open(request, path, &text) &&
            !tdm_file_read(request->mem, path, TDM_NOTATION_FILE_MAX + 1, &text, &problem))
            return tdm_request_keep(request, &problem);
        tdm_list_put(request, list, path, text);
    }
    return true;
}

bool tdm_list_kind(struct tdm_request *request, const char *kind, struct tdm_listing *list) {
    tdm_str prefix = joined(request->mem, kind, TDM_STR("/"), "");
    for (size_t i = 0; i < tdm_embedded_count(); i++) {
        const struct tdm_embedded *file = tdm_embedded_at(i);
        if (tdm_str_starts_with(file->name, prefix) && tdm_str_ends_with(file->name, TDM_STR(".tandem")))
            tdm_list_put(request, list, file->name, file->bytes);
    }
    return !request->given[TDM_OPTION_DATA] || list_folder(request, kind, list);
}

bool tdm_load_catalog_with(struct tdm_request *request, const struct tdm_loaded *file, const struct tdm_catalog **out) {
    struct tdm_listing list = {0};
    if (!tdm_request_texts(request) || !tdm_list_kind(request, "catalog", &list)) return false;
    if (file != NULL) tdm_list_put(request, &list, file->file, file->text);
    const struct tdm_tree **trees = TDM_NEW_ARRAY(request->mem, const struct tdm_tree *, list.count + 1);
    for (size_t i = 0; i < list.count; i++) {
        if (!parse(request, &list.files[i])) return false;
        trees[i] = list.files[i].tree;
    }
    return tdm_catalog_read(request->mem, trees, (uint32_t)list.count, out, &request->problems);
}

bool tdm_load_drawings(struct tdm_request *request, const struct tdm_catalog *catalog, const struct tdm_loaded *file,
                       const struct tdm_drawings **out) {
    struct tdm_listing list = {0};
    struct tdm_drawing_files files = {0};
    if (!tdm_list_kind(request, "drawings", &list)) return false;
    if (file != NULL) tdm_list_put(request, &list, file->file, file->text);
    const struct tdm_tree **trees = TDM_NEW_ARRAY(request->mem, const struct tdm_tree *, list.count + 1);
    for (size_t i = 0; i < list.count; i++) {
        if (!parse(request, &list.files[i])) return false;
        trees[i] = list.files[i].tree;
        if (file != NULL && tdm_str_equal(file->file, list.files[i].file)) files.checked = trees[i];
    }
    files.trees = trees;
    files.count = (uint32_t)list.count;
    return tdm_drawings_read(request->mem, &files, catalog, out, &request->problems);
}

bool tdm_load_parts_anew(struct tdm_request *request, struct tdm_parts *out) {
    struct tdm_listing list = {0};
    if (!tdm_list_kind(request, "parts", &list)) return false;
    struct tdm_part_file *items = TDM_NEW_ARRAY(request->mem, struct tdm_part_file, list.count + 1);
    for (size_t i = 0; i < list.count; i++) {
        if (!parse(request, &list.files[i])) return false;
        items[i] = (struct tdm_part_file){tdm_part_named(list.files[i].file), list.files[i].tree,
                                          tdm_digest_of(list.files[i].text)};
    }
    *out = (struct tdm_parts){items, (uint32_t)list.count};
    return true;
}

/* ---- protocols and episodes */

bool tdm_load_protocol(struct tdm_request *request, tdm_str name, const struct tdm_catalog *catalog,
                       const struct tdm_protocol **out, struct tdm_loaded *file) {
    return tdm_load_file(request, name, file) && tdm_read_protocol(request, catalog, out, file);
}

bool tdm_read_protocol(struct tdm_request *request, const struct tdm_catalog *catalog, const struct tdm_protocol **out,
                       struct tdm_loaded *file) {
    struct tdm_parts parts;
    if (!parse(request, file) || !tdm_load_parts(request, &parts) || !tdm_load_kept_parts(request, file, &parts))
        return false;
    return tdm_protocol_read(request->mem, file->tree, catalog, &parts, out, &request->problems) &&
           tdm_schedule_check(request->mem, *out, &request->problems);
}

static bool chart_zone(struct tdm_request *request, const struct tdm_tree *tree, struct tdm_zone *zone) {
    struct tdm_problem problem = {0};
    struct tdm_place place = {.file = TDM_STR("command line")};
    tdm_str name = request->given[TDM_OPTION_ZONE] ? request->value[TDM_OPTION_ZONE] : TDM_STR("UTC");
    const struct tdm_line *line = tree == NULL || tree->first == NULL ? NULL : tree->first->block;
    for (; line != NULL; line = line->next) {
        if (!tdm_str_is(tdm_line_head(line), "zone") || line->parts[0].count != 2) continue;
        name = line->parts[0].terms[1].text;
        place = tdm_term_place(tree, &line->parts[0].terms[1]);
    }
    if (tdm_zone_load(request->mem, name, zone, &problem)) return true;
    problem.place = place; /* where the name is written, not where it was looked for */
    return tdm_request_keep(request, &problem);
}

static bool is_ndjson(tdm_str text) {
    return tdm_str_starts_with(tdm_str_trim(text), TDM_STR("{"));
}

/* A line-per-entry chart says its zone in the first line: "zone":"NAME". */
static bool ndjson_zone(struct tdm_request *request, const struct tdm_loaded *file, struct tdm_zone *zone) {
    struct tdm_problem problem = {0};
    const struct tdm_json *head;
    size_t end = file->text.len;
    (void)tdm_str_find(file->text, TDM_STR("\n"), &end);
    if (!tdm_json_read(request->mem, file->file, tdm_str_slice(file->text, 0, end), &head, &problem))
        return tdm_request_keep(request, &problem);
    const struct tdm_json *name = tdm_json_member(head, "zone");
    tdm_str zone_name = request->given[TDM_OPTION_ZONE] ? request->value[TDM_OPTION_ZONE] : TDM_STR("UTC");
    struct tdm_place place = {.file = TDM_STR("command line")};
    if (name != NULL && name->kind == TDM_JSON_STRING && name->text.len > 0) {
        zone_name = name->text;
        place = tdm_json_place(file->file, name);
    }
    if (tdm_zone_load(request->mem, zone_name, zone, &problem)) return true;
    problem.place = place;
    return tdm_request_keep(request, &problem);
}

bool tdm_load_chart(struct tdm_request *request, tdm_str name, const struct tdm_chart **out, struct tdm_zone *zone,
                    struct tdm_loaded *file) {
    if (!tdm_load_file(request, name, file)) return false;
    if (is_ndjson(file->text))
        return ndjson_zone(request, file, zone) &&
               tdm_chart_read_ndjson(request->mem, file->file, file->text, zone, out, &request->problems);
    return parse(request, file) && chart_zone(request, file->tree, zone) &&
           tdm_chart_read(request->mem, file->tree, zone, out, &request->problems);
}
