/* cmd_catalog.c - catalog list|show|check: what the catalogue holds, what one item says, whether all of it can be read.
 */
#include "cli/catalog_command.h"
#include "cli/cli.h"
#include "cli/desk.h"
#include "views/catalog_pages.h"

static const struct tdm_place command_line = {.file = {"command line", 12}, .line = 0};

static bool find_kind(struct tdm_request *request, tdm_str word, int *out) {
    struct tdm_problem problem;
    tdm_str words[TDM_KIND_COUNT];
    for (int kind = 0; kind < TDM_KIND_COUNT; kind++) {
        words[kind] = tdm_str_of(tdm_catalog_kind_word((enum tdm_catalog_kind)kind));
        if (!tdm_str_equal(words[kind], word)) continue;
        *out = kind;
        return true;
    }
    int near = tdm_nearest(word, words, TDM_KIND_COUNT);
    (void)tdm_fail(&problem, TDM_WHY_NOT_FOUND, "U025", command_line, "the catalogue has no kind `%.*s`",
                   TDM_FMT(word));
    if (near >= 0)
        tdm_problem_fix(&problem, "write `tandem catalog list %.*s`", TDM_FMT(words[near]));
    else
        tdm_problem_fix(&problem, "`tandem catalog list` names the kinds");
    return tdm_request_keep(request, &problem);
}

static bool list(struct tdm_request *request, const struct tdm_catalog *catalog) {
    int kind = -1;
    if (request->argument_count > 1 && !find_kind(request, request->arguments[1], &kind)) return false;
    struct tdm_view view = tdm_request_view(request);
    if (request->given[TDM_OPTION_JSON])
        tdm_view_catalog_json(&view, catalog, kind);
    else
        tdm_view_catalog_text(&view, catalog, kind);
    return true;
}

/* ---- drawing */

static bool draw(struct tdm_request *request, const struct tdm_catalog *catalog) {
    const struct tdm_drawings *drawings;
    struct tdm_problem problem;
    if (request->argument_count < 2) {
        (void)tdm_fail(&problem, TDM_WHY_MISSING, "U027", command_line,
                       "`tandem catalog drawing` draws one exercise by its name");
        tdm_problem_fix(&problem, "write `tandem catalog drawing leg-press`");
        return tdm_request_keep(request, &problem);
    }
    tdm_str name = request->arguments[1];
    if (!tdm_load_drawings(request, catalog, NULL, &drawings)) return false;
    const struct tdm_drawing *drawing = tdm_drawing_of(drawings, name);
    if (drawing != NULL) {
        struct tdm_view view = tdm_request_view(request);
        tdm_view_drawing_svg(&view, catalog, drawing);
        return true;
    }
    tdm_str near = tdm_catalog_nearest(catalog, TDM_KIND_EXERCISE, name);
    (void)tdm_fail(&problem, TDM_WHY_NOT_FOUND, "U029", command_line, "no exercise that is drawn is called `%.*s`",
                   TDM_FMT(name));
    if (near.len > 0)
        tdm_problem_fix(&problem, "write `tandem catalog drawing %.*s`", TDM_FMT(near));
    else
        tdm_problem_fix(&problem, "`tandem catalog list exercise` names the exercises");
    return tdm_request_keep(request, &problem);
}

/* ---- html: one page, or a folder of pages */

static bool load_instruments(struct tdm_request *request, struct tdm_catalog_content *content) {
    struct tdm_listing files = {0};
    if (!tdm_list_kind(request, "instruments", &files)) return false;
    const struct tdm_instrument **instruments =
        TDM_NEW_ARRAY(request->mem, const struct tdm_instrument *, files.count + 1);
    for (size_t i = 0; i < files.count; i++)
        if (!tdm_load_tree(request, &files.files[i]) ||
            !tdm_instrument_read(request->mem, files.files[i].tree, content->catalog, &instruments[i],
                                 &request->problems))
            return false;
    content->instruments = instruments;
    content->instrument_count = (uint32_t)files.count;
    return true;
}

static bool load_plans(struct tdm_request *request, struct tdm_catalog_content *content) {
    struct tdm_listing files = {0};
    if (!tdm_list_kind(request, "protocols", &files)) return false;
    struct tdm_catalog_plan *plans = TDM_NEW_ARRAY(request->mem, struct tdm_catalog_plan, files.count + 1);
    for (size_t i = 0; i < files.count; i++) {
        struct tdm_catalog_plan *plan = &plans[i];
        if (!tdm_read_protocol(request, content->catalog, &plan->protocol, &files.files[i])) return false;
        if (!tdm_times_fit(plan->protocol)) continue;
        struct tdm_net_proof *proof = TDM_NEW(request->mem, struct tdm_net_proof);
        plan->times = tdm_times_of(request->mem, plan->protocol, NULL, 0);
        tdm_net_prove(request->mem, &plan->times->net, false, proof);
        plan->proof = proof;
    }
    content->plans = plans;
    content->plan_count = (uint32_t)files.count;
    return true;
}

static bool write_pages(struct tdm_request *request, const struct tdm_catalog_content *content, tdm_str folder) {
    struct tdm_problem problem = {0};
    tdm_str name;
    if (!tdm_folder_make(request->mem, folder, &problem)) return tdm_request_keep(request, &problem);
    for (uint32_t number = 0;; number++) {
        struct tdm_arena_mark mark = tdm_arena_mark(request->mem);
        struct tdm_view view = tdm_request_view(request);
        struct tdm_buf bytes;
        tdm_buf_init(&bytes, request->mem, TDM_VIEW_BYTES_MAX);
        view.out = &bytes;
        if (!tdm_view_catalog_page(&view, content, number, &name)) {
            tdm_buf_format(&request->out, "%u pages in %.*s: begin with index.html\n", number, TDM_FMT(folder));
            return true;
        }
        if (!tdm_file_write(request->mem, tdm_path_join(request->mem, folder, name), tdm_buf_str(&bytes), &problem))
            return tdm_request_keep(request, &problem);
        tdm_arena_rewind(request->mem, mark);
    }
}

static bool page(struct tdm_request *request, const struct tdm_catalog *catalog) {
    struct tdm_catalog_content content = {.catalog = catalog};
    request->once = tdm_once_begin(request->mem); /* the parts, for every protocol */
    if (!tdm_load_drawings(request, catalog, NULL, &content.drawings) || !load_instruments(request, &content))
        return false;
    if (request->argument_count > 1)
        return load_plans(request, &content) && write_pages(request, &content, request->arguments[1]);
    struct tdm_view view = tdm_request_view(request);
    tdm_view_catalog_html(&view, &content);
    return true;
}

/* ---- windows: the times of all protocols, side by side */

static bool windows(struct tdm_request *request, const struct tdm_catalog *catalog) {
    struct tdm_listing files = {0};
    if (!tdm_list_kind(request, "protocols", &files)) return false;
    const struct tdm_protocol **protocols = TDM_NEW_ARRAY(request->mem, const struct tdm_protocol *, files.count + 1);
    for (size_t i = 0; i < files.count; i++)
        if (!tdm_read_protocol(request, catalog, &protocols[i], &files.files[i])) return false;
    struct tdm_view view = tdm_request_view(request);
    if (request->given[TDM_OPTION_JSON])
        tdm_view_windows_json(&view, protocols, (uint32_t)files.count);
    else
        tdm_view_windows_text(&view, protocols, (uint32_t)files.count);
    return true;
}

/* ---- show: the declaration as it stands, in the one form of the notation */

static bool unknown_name(struct tdm_request *request, const struct tdm_catalog *catalog, tdm_str name) {
    struct tdm_problem problem;
    (void)tdm_fail(&problem, TDM_WHY_NOT_FOUND, "U026", command_line, "nothing in the catalogue is called `%.*s`",
                   TDM_FMT(name));
    tdm_problem_fix(&problem, "`tandem catalog list` names the kinds, `tandem catalog list KIND` what there is");
    for (int kind = TDM_KIND_COUNT - 1; kind >= 0; kind--) {
        tdm_str near = tdm_catalog_nearest(catalog, (enum tdm_catalog_kind)kind, name);
        if (near.len > 0) tdm_problem_fix(&problem, "write `tandem catalog show %.*s`", TDM_FMT(near));
    }
    return tdm_request_keep(request, &problem);
}

/* One block, with nothing of what stands beside it. */
static void print_block(struct tdm_request *request, const struct tdm_tree *whole, const struct tdm_line *line) {
    struct tdm_line alone = *line;
    struct tdm_tree tree = *whole;
    alone.next = NULL;
    alone.comment_before_count = 0;
    tree.first = &alone;
    tree.comment_after_count = 0;
    tdm_buf_format(&request->out, "# %.*s:%u\n", TDM_FMT(whole->file), line->line);
    tdm_notation_print(&request->out, &tree);
}

static void print_item(struct tdm_request *request, const struct tdm_listing *files, const struct tdm_item *item) {
    for (size_t i = 0; i < files->count; i++) {
        if (!tdm_str_equal(files->files[i].file, item->place.file)) continue;
        for (const struct tdm_line *line = files->files[i].tree->first; line != NULL; line = line->next)
            if (line->line == item->place.line) print_block(request, files->files[i].tree, line);
    }
}

/* Codes that another file gives it: `codes KIND NAME`. */
static void print_codes(struct tdm_request *request, const struct tdm_listing *files, enum tdm_catalog_kind kind,
                        tdm_str name) {
    for (size_t i = 0; i < files->count; i++)
        for (const struct tdm_line *line = files->files[i].tree->first; line != NULL; line = line->next) {
            struct tdm_cursor c = tdm_cursor_of(files->files[i].tree, line, 0);
            if (!tdm_cursor_take_word(&c, "codes") || !tdm_cursor_take_word(&c, tdm_catalog_kind_word(kind))) continue;
            const struct tdm_term *term = tdm_cursor_take(&c, TDM_TERM_WORD);
            if (term != NULL && tdm_str_equal(term->text, name)) print_block(request, files->files[i].tree, line);
        }
}

/* The exercises of one family, but this one. */
static void print_family(struct tdm_request *request, const struct tdm_catalog *catalog, tdm_ref family,
                         tdm_ref beside) {
    uint32_t told = 0;
    for (uint32_t i = 0; i < catalog->count[TDM_KIND_EXERCISE]; i++) {
        if (i == beside || tdm_catalog_exercise(catalog, (tdm_ref)i)->family != family) continue;
        tdm_buf_format(&request->out, "%s%.*s", told++ == 0 ? "# of one family: " : ", ",
                       TDM_FMT(tdm_catalog_name(catalog, TDM_KIND_EXERCISE, (tdm_ref)i)));
    }
    if (told > 0) tdm_buf_char(&request->out, '\n');
}

static void print_beside(struct tdm_request *request, const struct tdm_listing *files,
                         const struct tdm_catalog *catalog, enum tdm_catalog_kind kind, tdm_ref ref) {
    print_codes(request, files, kind, tdm_catalog_name(catalog, kind, ref));
    if (kind == TDM_KIND_FAMILY) print_family(request, catalog, ref, TDM_REF_NONE);
    if (kind != TDM_KIND_EXERCISE || tdm_catalog_exercise(catalog, ref)->family == TDM_REF_NONE) return;
    print_family(request, catalog, tdm_catalog_exercise(catalog, ref)->family, ref);
}

static bool show(struct tdm_request *request, const struct tdm_catalog *catalog) {
    struct tdm_listing files = {0};
    struct tdm_problem problem;
    bool found = false;
    if (request->argument_count < 2) {
        (void)tdm_fail(&problem, TDM_WHY_MISSING, "U027", command_line,
                       "`tandem catalog show` shows one thing by its name");
        tdm_problem_fix(&problem, "write `tandem catalog show leg-press`");
        return tdm_request_keep(request, &problem);
    }
    if (!tdm_list_kind(request, "catalog", &files)) return false;
    for (size_t i = 0; i < files.count; i++)
        if (!tdm_load_tree(request, &files.files[i])) return false;
    for (int kind = 0; kind < TDM_KIND_COUNT; kind++) {
        tdm_ref ref = tdm_catalog_find(catalog, (enum tdm_catalog_kind)kind, request->arguments[1]);
        if (ref == TDM_REF_NONE) continue;
        print_item(request, &files, tdm_catalog_item(catalog, (enum tdm_catalog_kind)kind, ref));
        print_beside(request, &files, catalog, (enum tdm_catalog_kind)kind, ref);
        found = true;
    }
    return found || unknown_name(request, catalog, request->arguments[1]);
}

/* ---- */

static bool unknown_act(struct tdm_request *request, tdm_str act) {
    struct tdm_problem problem;
    (void)tdm_fail(&problem, TDM_WHY_NOT_FOUND, "U028", command_line, "`tandem catalog` cannot `%.*s`", TDM_FMT(act));
    tdm_problem_fix(
        &problem,
        "write `tandem catalog list`, `show NAME`, `holds \"WORDS\"`, `drawing EXERCISE`, `windows`, `html` or "
        "`check`");
    return tdm_request_keep(request, &problem);
}

/* What --lang cannot do is not passed over. */
static bool only_pages(struct tdm_request *request, tdm_str act) {
    struct tdm_problem problem;
    if (request->language == TDM_ENGLISH || tdm_str_is(act, "html")) return true;
    (void)tdm_fail(&problem, TDM_WHY_NOT_ALLOWED, "U052", command_line, "`tandem catalog %.*s` speaks English only",
                   TDM_FMT(act));
    tdm_problem_fix(&problem, "leave --lang out, or write `tandem catalog html --lang %s`",
                    tdm_language_code(request->language));
    return tdm_request_keep(request, &problem);
}

static bool act(struct tdm_request *request, const struct tdm_catalog *catalog) {
    tdm_str word = request->arguments[0];
    if (!only_pages(request, word)) return false;
    if (tdm_str_is(word, "list")) return list(request, catalog);
    if (tdm_str_is(word, "show")) return show(request, catalog);
    if (tdm_str_is(word, "drawing")) return draw(request, catalog);
    if (tdm_str_is(word, "windows")) return windows(request, catalog);
    if (tdm_str_is(word, "html")) return page(request, catalog);
    if (!tdm_str_is(word, "check")) return unknown_act(request, word);
    uint32_t items = 0;
    for (int kind = 0; kind < TDM_KIND_COUNT; kind++) items += catalog->count[kind];
    tdm_buf_format(&request->out, "the catalogue can be read: %u things, no findings\n", items);
    return true;
}

static enum tdm_exit run_catalog(struct tdm_request *request) {
    const struct tdm_catalog *catalog;
    bool whole = true;
    bool holds = tdm_str_is(request->arguments[0], "holds") && request->language == TDM_ENGLISH;
    if (!tdm_load_catalog_with(request, NULL, &catalog) ||
        !(holds ? tdm_catalog_holds(request, catalog, &whole) : act(request, catalog)))
        return tdm_request_fail_all(request, (tdm_str){0}, (tdm_str){0});
    return tdm_request_finish(request, whole ? TDM_EXIT_FINE : TDM_EXIT_FINDINGS);
}

const struct tdm_command tdm_command_catalog = {
    "catalog",
    "list [KIND] [--json] | show NAME | holds WORDS | drawing EXERCISE | windows [--json] | html [FOLDER] [--lang es] "
    "| check "
    "[--data FOLDER]",
    "what the catalogue holds: measures, exercises, substances, findings and the rest",
    "`list` names the kinds and how many there are of each, `list KIND` each of them; `show NAME` prints what one "
    "says, in the "
    "notation, with its file and line; `holds WORDS` tells the ingredients and the route of a product by the words of "
    "an "
    "order (exit 1: cannot tell); `drawing EXERCISE` draws one as SVG; `html` is one page of all exercises with "
    "their drawings, and lists of measures, medicines and instruments; `html FOLDER` writes pages with links between "
    "them into the folder, with a page for each instrument and for each protocol with its days, in the language of "
    "--lang where there are texts; `windows` shows the "
    "healing windows and earliest days of all protocols by condition, joint, target and procedure, each with its "
    "source; `check` reads all of it, with what --data adds.",
    "json data output width lang",
    1,
    2,
    run_catalog};
