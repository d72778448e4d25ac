/* load_clinic.c - charts that a clinic keeps, by the name FOLDER/EPISODE: every command that reads a chart reads these
 * too. */
#include "cli/cli.h"
#include "cli/desk.h"
#include "clinic/acts.h"

#define NAMES_BYTES_MAX ((size_t)1 << 30)

bool tdm_is_clinic(struct tdm_request *request, tdm_str folder) {
    return tdm_path_is_file(tdm_clinic_store_path(request->mem, folder));
}

bool tdm_is_kept(struct tdm_request *request, tdm_str name) {
    size_t slash;
    return tdm_str_find(name, TDM_STR("/"), &slash) && !tdm_path_is_file(name) &&
           tdm_chained_is_name(tdm_path_name(name)) && tdm_is_clinic(request, tdm_path_folder(name));
}

static bool stop_at_first(void *context, const struct tdm_stored *stored) {
    bool *found = context;
    (void)stored;
    *found = true;
    return false;
}

bool tdm_request_clinic(struct tdm_request *request, tdm_str folder, struct tdm_clinic **out) {
    struct tdm_problem problem = {0};
    if (request->clinic == NULL || !tdm_str_equal(request->clinic_folder, folder)) {
        tdm_request_leave(request);
        request->clinic_mem = tdm_arena_open((size_t)1 << 30);
        if (!tdm_clinic_open(request->clinic_mem, folder, TDM_STORE_READ, &request->clinic, &problem)) {
            request->clinic = NULL;
            return tdm_request_keep(request, &problem);
        }
        request->clinic_folder = tdm_arena_str(request->clinic_mem, folder);
    }
    *out = request->clinic;
    return true;
}

void tdm_request_leave(struct tdm_request *request) {
    tdm_clinic_close(request->clinic);
    if (request->clinic_mem != NULL) tdm_arena_close(request->clinic_mem);
    request->clinic = NULL;
    request->clinic_mem = NULL;
}

bool tdm_has_kept(struct tdm_request *request, tdm_str name) {
    struct tdm_clinic *clinic;
    struct tdm_problem problem;
    bool found = false;
    return tdm_is_kept(request, name) && tdm_request_clinic(request, tdm_path_folder(name), &clinic) &&
           tdm_store_episode(tdm_clinic_store(clinic), tdm_path_name(name), stop_at_first, &found, &problem) && found;
}

/* A slip in one's own name must not look like a clinic in which nothing is owed. */
static bool of_no_team(struct tdm_request *request, tdm_str folder) {
    struct tdm_problem problem = {0};
    (void)tdm_fail(&problem, TDM_WHY_NOT_ALLOWED, "W060", (struct tdm_place){.file = folder},
                   "`%.*s` is of the team of no episode that is kept here", TDM_FMT(request->value[TDM_OPTION_AS]));
    tdm_problem_fix(&problem, "write the name as charts have it; `tandem team` takes somebody in");
    return tdm_request_keep(request, &problem);
}

/* Whom it lets in follows from the whole episode. */
static bool barred(struct tdm_request *request, struct tdm_clinic *clinic, tdm_str episode) {
    struct tdm_asking ask = {.episode = episode, .person = request->value[TDM_OPTION_AS], .day = TDM_DATE_NONE};
    struct tdm_problem problem = {0};
    if (!request->given[TDM_OPTION_AS]) return false;
    ask.now = tdm_clock_now();
    struct tdm_arena_mark mark = tdm_arena_mark(request->mem);
    bool lets_in = tdm_clinic_admits(request->mem, clinic, &ask, &problem);
    tdm_arena_rewind(request->mem, mark);
    return !lets_in;
}

bool tdm_list_kept(struct tdm_request *request, tdm_str folder, struct tdm_names *list) {
    struct tdm_clinic *clinic;
    struct tdm_problem problem = {0};
    struct tdm_names names;
    size_t before = list->count;
    if (!tdm_request_clinic(request, folder, &clinic)) return false;
    struct tdm_arena *scratch = tdm_arena_open(NAMES_BYTES_MAX);
    bool good = tdm_clinic_episodes(scratch, clinic, &names, &problem);
    if (good) tdm_names_reserve(request->mem, list, names.count);
    for (size_t i = 0; good && i < names.count; i++)
        if (!barred(request, clinic, names.list[i]))
            tdm_names_add(request->mem, list, tdm_path_join(request->mem, folder, names.list[i]));
    bool some = good && names.count > 0;
    tdm_arena_close(scratch);
    if (!good) return tdm_request_keep(request, &problem);
    return !some || list->count > before || of_no_team(request, folder);
}

void tdm_read_ahead(struct tdm_request *request, const tdm_str *asked, size_t count) {
    tdm_str names[TDM_STORE_SOME_MAX] = {{0}};
    struct tdm_clinic *clinic;
    uint32_t taken = 0;
    if (count < 2 || !tdm_is_kept(request, asked[0])) return;
    tdm_str folder = tdm_path_folder(asked[0]);
    for (size_t i = 0; i < count && taken < TDM_STORE_SOME_MAX; i++)
        if (tdm_str_equal(tdm_path_folder(asked[i]), folder)) names[taken++] = tdm_path_name(asked[i]);
    uint32_t told = request->problems.count, errors = request->problems.errors, dropped = request->problems.dropped;
    if (tdm_request_clinic(request, folder, &clinic)) {
        tdm_clinic_read_ahead(clinic, names, taken);
        return;
    }
    request->problems.count = told; /* it is told when the first of them is asked for */
    request->problems.errors = errors;
    request->problems.dropped = dropped;
}

/* The person's other kept episodes, that no line of the chart names (M69). */
bool tdm_kept_of_person(struct tdm_request *request, const struct tdm_chart *chart, tdm_str folder,
                        struct tdm_names *list) {
    struct tdm_clinic *clinic;
    struct tdm_problem problem = {0};
    struct tdm_names names;
    if (!tdm_is_clinic(request, folder)) return true;
    if (!tdm_request_clinic(request, folder, &clinic)) return false;
    if (!tdm_clinic_episodes_of(request->mem, clinic, chart->patient, &names, &problem))
        return tdm_request_keep(request, &problem);
    for (size_t i = 0; i < names.count; i++) {
        bool named = tdm_str_equal(names.list[i], chart->name);
        for (uint32_t k = 0; k < chart->also_count; k++) named = named || tdm_str_equal(names.list[i], chart->also[k]);
        if (named) continue;
        tdm_names_add(request->mem, list, tdm_path_join(request->mem, folder, names.list[i]));
    }
    return true;
}

/* A command that reads a kept chart can be asked --as; the others look at no chart, whatever option names it. Commands
 * of a whole folder are the operator's (docs/ledger.md, section 10). */
static bool reads_charts(struct tdm_request *request, tdm_str name) {
    struct tdm_problem problem = {0};
    bool of_folder = request->argument_count > 0 && tdm_str_equal(tdm_path_folder(name), request->arguments[0]);
    if (of_folder || tdm_command_takes(request->command, TDM_OPTION_AS)) return true;
    (void)tdm_fail(&problem, TDM_WHY_NOT_ALLOWED, "U036", (struct tdm_place){.file = name},
                   "`tandem %s` reads no chart that a clinic keeps", request->command->name);
    tdm_problem_fix(&problem, "`tandem convert %.*s --format notation` prints it as a file", TDM_FMT(name));
    return tdm_request_keep(request, &problem);
}

bool tdm_load_kept(struct tdm_request *request, tdm_str name, tdm_str *text) {
    struct tdm_clinic *clinic;
    struct tdm_problem problem = {0};
    struct tdm_buf chart;
    tdm_buf_init(&chart, request->mem, TDM_NOTATION_FILE_MAX);
    if (!reads_charts(request, name) || !tdm_may_see(request, name) ||
        !tdm_request_clinic(request, tdm_path_folder(name), &clinic))
        return false;
    bool good = tdm_clinic_chart(request->mem, clinic, tdm_path_name(name), &chart, &problem);
    *text = tdm_buf_str(&chart);
    return good || tdm_request_keep(request, &problem);
}

/* The protocol that the episode was enrolled on, from its clinic: running episodes keep theirs (F111). */
bool tdm_load_pinned(struct tdm_request *request, const struct tdm_chart *chart, tdm_str *text, bool *found) {
    struct tdm_clinic *clinic;
    struct tdm_problem problem = {0};
    *found = false;
    if (!chart->has_digest || !tdm_is_kept(request, chart->file)) return true;
    if (!tdm_request_clinic(request, tdm_path_folder(chart->file), &clinic)) return false;
    bool good = tdm_store_file(request->mem, tdm_clinic_store(clinic), chart->protocol_digest, text, found, &problem);
    if (good && *found && !tdm_digest_equal(tdm_digest_of(*text), chart->protocol_digest)) {
        good = tdm_fail(&problem, TDM_WHY_CONFLICT, "W027", chart->protocol_place,
                        "the protocol that is kept for this episode is not the one that was pinned");
        tdm_problem_fix(&problem, "take the store from a backup: `tandem verify` tells what is whole");
    }
    return good || tdm_request_keep(request, &problem);
}

bool tdm_load_kept_parts(struct tdm_request *request, const struct tdm_loaded *protocol, struct tdm_parts *parts) {
    struct tdm_clinic *clinic;
    if (protocol->kept_in.len == 0) return true;
    return tdm_request_clinic(request, protocol->kept_in, &clinic) &&
           tdm_clinic_parts(request->mem, clinic, protocol->tree, parts, &request->problems);
}
