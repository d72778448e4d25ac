/* cmd_worklist.c - what is owed over many charts, on one day, ordered by what it blocks. */
#include "cli/cli.h"
#include "cli/desk.h"

#include <stdlib.h>
#include <string.h>

struct item {
    struct tdm_work_told told;
    uint64_t sequence; /* as the charts were given */
};
struct many {
    struct tdm_arena *mem; /* outlives the charts, of which each is gone when the next one comes */
    struct tdm_listing charts;
    struct item *items;
    size_t count, room;
    uint32_t asked;
    tdm_date on;
    bool role_read;
    tdm_mask roles;
    struct tdm_loaded file;
};

static bool role_asked(struct tdm_request *request, const struct tdm_catalog *catalog, tdm_mask *roles);

/* What is owed in one chart is told, and all that is kept of it. */
static bool take(struct tdm_request *request, void *context, const struct tdm_opened *opened,
                 const struct tdm_standing *standing) {
    struct many *many = context;
    if (!many->role_read && !role_asked(request, opened->library->catalog, &many->roles)) return false;
    many->role_read = true;
    if (many->asked++ == 0) many->on = standing->asof.on;
    struct tdm_worklist list = tdm_worklist_of(request->mem, &standing, 1, many->roles);
    struct tdm_view view = tdm_request_view(request);
    for (uint32_t i = 0; i < list.count; i++) {
        if (request->given[TDM_OPTION_BLOCKED] && list.items[i].rank > TDM_WORK_BLOCK) continue;
        struct tdm_arena_mark mark = tdm_arena_mark(request->mem);
        struct item item = {tdm_view_work(&view, standing, &list.items[i], request->given[TDM_OPTION_JSON]),
                            many->count};
        item.told.bytes = tdm_arena_str(many->mem, item.told.bytes);
        tdm_arena_rewind(request->mem, mark);
        TDM_GROW(many->mem, many->items, many->count, many->room);
        many->items[many->count++] = item;
    }
    return true;
}

static int by_urgency(const void *left, const void *right) {
    const struct item *a = left, *b = right;
    int sign = tdm_urgency_compare(&a->told.urgency, &b->told.urgency);
    return sign != 0 ? sign : (a->sequence > b->sequence) - (a->sequence < b->sequence);
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
    return true;
}

/* ---- several processes: each does a run of the charts, and what it found is put one after the other */

struct sharing {
    struct tdm_request *request;
    const struct many *many;
    uint32_t jobs;
};
struct share_head { /* before the bytes of an item; same program on both sides */
    struct tdm_urgency urgency;
    int32_t on;
    uint32_t asked;
    uint64_t length;
};

static bool do_share(void *context, uint32_t number, struct tdm_buf *out) {
    struct sharing *s = context;
    struct many mine = {.mem = s->request->mem};
    size_t count = s->many->charts.count, from = count * number / s->jobs, until = count * (number + 1) / s->jobs;
    struct tdm_listing some = {.files = s->many->charts.files + from, .count = until - from};
    if (!tdm_each_standing(s->request, &some, take, &mine, &mine.file)) return false;
    for (size_t i = 0; i <= mine.count; i++) { /* one more than there are: how many charts, and the day */
        struct share_head head = {.asked = mine.asked, .on = mine.on.day};
        const struct tdm_work_told *told = i < mine.count ? &mine.items[i].told : NULL;
        if (told != NULL) {
            head.urgency = told->urgency;
            head.length = told->bytes.len;
        }
        tdm_buf_add(out, (tdm_str){(const char *)&head, sizeof head});
        if (told != NULL) tdm_buf_add(out, told->bytes);
    }
    return true;
}

static void take_share(struct many *many, tdm_str bytes) {
    struct share_head head;
    for (size_t at = 0; at < bytes.len; at += sizeof head + head.length) {
        memcpy(&head, bytes.at + at, sizeof head);
        if (at + sizeof head == bytes.len) { /* the last one */
            if (many->asked == 0) many->on = (tdm_date){head.on};
            many->asked += head.asked;
            return;
        }
        TDM_GROW(many->mem, many->items, many->count, many->room);
        many->items[many->count] = (struct item){
            {head.urgency, tdm_str_slice(bytes, at + sizeof head, at + sizeof head + head.length)}, many->count};
        many->count++;
    }
}

/* False: not one of them is told here, and who asks goes through the charts alone, which tells what is wrong. */
static bool share_out(struct tdm_request *request, struct many *many, uint32_t jobs) {
    struct sharing s = {request, many, jobs};
    struct tdm_workers sharing = {request->mem, jobs, do_share, &s};
    tdm_str *outs = TDM_NEW_ARRAY(request->mem, tdm_str, jobs);
    tdm_request_leave(request); /* each opens the store for itself */
    if (!tdm_share(&sharing, outs)) return false;
    for (uint32_t i = 0; i < jobs; i++) take_share(many, outs[i]);
    return true;
}

static bool jobs_asked(struct tdm_request *request, int64_t *jobs) {
    tdm_str said = request->value[TDM_OPTION_JOBS];
    struct tdm_problem problem;
    *jobs = 1;
    if (!request->given[TDM_OPTION_JOBS]) return true;
    if (tdm_parse_i64(said, jobs) && *jobs >= 1 && *jobs <= 64) return true;
    (void)tdm_fail(&problem, TDM_WHY_SYNTAX, "U014", (struct tdm_place){.file = TDM_STR("command line")},
                   "`%.*s` is not a number of processes", TDM_FMT(said));
    tdm_problem_fix(&problem, "write a whole number from 1 to 64");
    return tdm_request_keep(request, &problem);
}

static bool ask_all(struct tdm_request *request, struct many *many) {
    const struct tdm_catalog *catalog;
    int64_t jobs;
    if (!jobs_asked(request, &jobs) || !list_charts(request, many)) return false;
    bool shared = jobs > 1 && many->charts.count >= (size_t)jobs && !tdm_str_is(many->charts.files[0].file, "-");
    if (shared && share_out(request, many, (uint32_t)jobs)) return true;
    if (many->charts.count > 0) return tdm_each_standing(request, &many->charts, take, many, &many->file);
    return tdm_load_catalog(request, &catalog) && role_asked(request, catalog, &many->roles) &&
           tdm_day_asked(request, &tdm_zone_utc, &many->on);
}

static enum tdm_exit run_worklist(struct tdm_request *request) {
    struct many many = {.mem = request->mem};
    if (!ask_all(request, &many)) return tdm_request_fail_all(request, many.file.file, many.file.text);
    if (many.count > 1) qsort(many.items, many.count, sizeof *many.items, by_urgency);
    struct tdm_work_told *told = TDM_NEW_ARRAY(request->mem, struct tdm_work_told, many.count + 1);
    for (size_t i = 0; i < many.count; i++) told[i] = many.items[i].told;
    struct tdm_work_list list = {told, (uint32_t)many.count, many.asked, many.on};
    struct tdm_view view = tdm_request_view(request);
    if (request->given[TDM_OPTION_JSON])
        tdm_view_worklist_json(&view, &list);
    else
        tdm_view_worklist_text(&view, &list);
    return tdm_request_finish(request, TDM_EXIT_FINE);
}

const struct tdm_command tdm_command_worklist = {
    "worklist",
    "CHART|FOLDER... [--role ROLE] [--blocked] [--jobs N] [--on DATE] [--lang es] [--json]",
    "who owes what over many charts, ordered by what is blocked and by whom",
    "Emergencies first, then what is late and keeps a phase from beginning, what keeps one from beginning, what is "
    "late, due, "
    "soon. With --blocked only what a phase waits for, and emergencies: who is blocked, by whom. The folder of a "
    "clinic stands for every episode that is kept there. Nothing is kept: the list follows from "
    "the charts and the day.",
    "as on known json output protocol data zone width lang role blocked jobs",
    1,
    -1,
    run_worklist};
