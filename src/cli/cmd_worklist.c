/* cmd_worklist.c - what is owed over many charts, on one day, ordered by what it blocks. */
#include "cli/cli.h"
#include "cli/desk.h"

struct many {
    struct tdm_listing charts; /* by name */
    const struct tdm_standing **standings;
    uint32_t count;
    struct tdm_shelf shelf;
    struct tdm_loaded file;
};

static bool load_one(struct tdm_request *request, struct many *many, uint32_t i) {
    struct tdm_opened opened;
    struct tdm_episode asked = {0};
    struct tdm_others others;
    tdm_str name = many->charts.files[i].file;
    if (!tdm_load_case(request, &many->shelf, name, &opened, &many->file) ||
        !tdm_read_asof(request, &opened.zone, &asked) ||
        !tdm_load_others(request, &many->shelf, &opened, name, &others, &many->file))
        return false;
    many->standings[many->count++] =
        tdm_standing_of(request->mem, opened.episode, others.cases, others.count, asked.asof);
    return true;
}

static bool role_asked(struct tdm_request *request, const struct tdm_catalog *catalog, tdm_mask *roles) {
    tdm_str name = request->value[TDM_OPTION_ROLE];
    *roles = 0;
    if (!request->given[TDM_OPTION_ROLE]) return true;
    tdm_ref role = tdm_catalog_find(catalog, TDM_KIND_ROLE, name);
    if (role != TDM_REF_NONE) {
        *roles = TDM_BIT(role);
        return true;
    }
    struct tdm_problem problem;
    (void)tdm_fail(&problem, TDM_WHY_NOT_FOUND, "U017", (struct tdm_place){.file = TDM_STR("command line")},
                   "there is no role `%.*s`", TDM_FMT(name));
    tdm_str near = tdm_catalog_nearest(catalog, TDM_KIND_ROLE, name);
    if (near.len > 0)
        tdm_problem_fix(&problem, "write `--role %.*s`", TDM_FMT(near));
    else
        tdm_problem_fix(&problem, "name a role of the catalogue, such as `--role physician`");
    return tdm_request_keep(request, &problem);
}

/* A folder of a clinic stands for every episode that is kept there. */
static bool list_charts(struct tdm_request *request, struct many *many) {
    for (uint32_t i = 0; i < request->argument_count; i++) {
        tdm_str name = request->arguments[i];
        if (!tdm_path_is_file(name) && tdm_is_clinic(request, name)) {
            if (!tdm_list_kept(request, name, &many->charts)) return false;
            continue;
        }
        TDM_GROW(request->mem, many->charts.files, many->charts.count, many->charts.room);
        many->charts.files[many->charts.count++] = (struct tdm_loaded){.file = name};
    }
    many->standings = TDM_NEW_ARRAY(request->mem, const struct tdm_standing *, many->charts.count + 1);
    return true;
}

static enum tdm_exit run_worklist(struct tdm_request *request) {
    struct many many = {0};
    tdm_mask roles = 0;
    bool fine = list_charts(request, &many);
    for (uint32_t i = 0; i < many.charts.count && fine; i++) fine = load_one(request, &many, i);
    if (fine && many.shelf.library.catalog == NULL) fine = tdm_load_catalog(request, &many.shelf.library.catalog);
    if (!fine || !role_asked(request, many.shelf.library.catalog, &roles))
        return tdm_request_fail_all(request, many.file.file, many.file.text);
    struct tdm_worklist list = tdm_worklist_of(request->mem, many.standings, many.count, roles);
    struct tdm_view view = tdm_request_view(request);
    if (request->given[TDM_OPTION_JSON])
        tdm_view_worklist_json(&view, many.standings, many.count, &list);
    else
        tdm_view_worklist_text(&view, many.standings, many.count, &list);
    return tdm_request_finish(request, TDM_EXIT_FINE);
}

const struct tdm_command tdm_command_worklist = {
    "worklist",
    "CHART|FOLDER... [--role ROLE] [--on DATE] [--lang es] [--json]",
    "who owes what over many charts, ordered by what is blocked and by whom",
    "Emergencies first, then what is late and keeps a phase from beginning, what keeps one from beginning, what is "
    "late, due, "
    "soon. The folder of a clinic stands for every episode that is kept there. Nothing is kept: the list follows from "
    "the charts and the day.",
    TDM_TAKES(AS) | TDM_TAKES(ON) | TDM_TAKES(KNOWN) | TDM_TAKES(JSON) | TDM_TAKES(OUTPUT) | TDM_TAKES(PROTOCOL) |
        TDM_TAKES(DATA) | TDM_TAKES(ZONE) | TDM_TAKES(WIDTH) | TDM_TAKES(LANG) | TDM_TAKES(ROLE) | TDM_TAKES(HELP),
    1,
    -1,
    run_worklist};
