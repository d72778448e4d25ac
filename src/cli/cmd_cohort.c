/* cmd_cohort.c - `tandem cohort`: invented charts as files of a folder, or one after the other on standard output. */
#include "cli/cli.h"
#include "cli/desk.h"
#include "lab/cohort.h"

enum { CHARTS_MAX = 1000000, ENTRIES_MAX = 40000 };

static struct tdm_problem *refuse(struct tdm_request *request, const char *code) {
    return tdm_problems_add(&request->problems, TDM_ERROR, TDM_WHY_SYNTAX, code,
                            (struct tdm_place){.file = TDM_STR("command line")});
}

static bool read_number(struct tdm_request *request, const char *what, tdm_str said, int64_t most, int64_t *out) {
    if (tdm_parse_i64(said, out) && *out >= 0 && *out <= most) return true;
    struct tdm_problem *problem = refuse(request, "U014");
    tdm_problem_what(problem, "`%.*s` is not %s", TDM_FMT(said), what);
    tdm_problem_fix(problem, "write a whole number from 0 to %lld", (long long)most);
    return false;
}

/* ---- protocols: those named, with commas between, or every shipped one */

struct named {
    const struct tdm_protocol **items;
    size_t count, room;
};

static bool add_protocol(struct tdm_request *request, tdm_str name, const struct tdm_catalog *catalog,
                         struct named *list, struct tdm_loaded *file) {
    TDM_GROW(request->mem, list->items, list->count, list->room);
    if (!tdm_load_protocol(request, name, catalog, &list->items[list->count], file)) return false;
    list->count++;
    return true;
}

static bool load_protocols(struct tdm_request *request, struct named *list, struct tdm_loaded *file) {
    const struct tdm_catalog *catalog;
    if (!tdm_load_catalog(request, &catalog)) return false;
    tdm_str rest = request->value[TDM_OPTION_PROTOCOL];
    while (rest.len > 0) {
        size_t comma = rest.len;
        (void)tdm_str_find(rest, TDM_STR(","), &comma);
        if (!add_protocol(request, tdm_str_trim(tdm_str_slice(rest, 0, comma)), catalog, list, file)) return false;
        rest = tdm_str_slice(rest, comma + 1, rest.len);
    }
    for (size_t i = 0; i < tdm_embedded_count() && !request->given[TDM_OPTION_PROTOCOL]; i++) {
        const struct tdm_embedded *one = tdm_embedded_at(i);
        if (!tdm_str_starts_with(one->name, TDM_STR("protocols/")) || !tdm_str_ends_with(one->name, TDM_STR(".tandem")))
            continue; /* scenarios stand beside them */
        tdm_str name = tdm_path_name(one->name);
        if (!add_protocol(request, tdm_str_slice(name, 0, name.len - 7), catalog, list, file))
            return false; /* .tandem */
    }
    return true;
}

/* ---- charts */

static enum tdm_exit write_charts(struct tdm_request *request, const struct tdm_cohort *cohort, uint64_t count,
                                  enum tdm_chart_form form) {
    for (uint64_t number = 1; number <= count; number++) {
        struct tdm_arena_mark mark = tdm_arena_mark(request->mem);
        struct tdm_buf bytes;
        tdm_buf_init(&bytes, request->mem, TDM_CHART_BYTES_MAX);
        const struct tdm_chart *chart = tdm_cohort_chart(request->mem, cohort, number);
        if (!tdm_invented_form(request, chart, form, &bytes) ||
            !tdm_invented_put(request, chart, form, tdm_buf_str(&bytes)))
            return tdm_request_fail_all(request, (tdm_str){0}, (tdm_str){0});
        request->problems.count = 0; /* notes about doubles and the like: they are wanted here */
        tdm_arena_rewind(request->mem, mark);
    }
    return TDM_EXIT_FINE;
}

/* ---- */

static bool read_form(struct tdm_request *request, enum tdm_chart_form *out) {
    tdm_str said = request->value[TDM_OPTION_FORMAT];
    *out = request->given[TDM_OPTION_OUTPUT] ? TDM_CHART_NOTATION : TDM_CHART_NDJSON;
    if (!request->given[TDM_OPTION_FORMAT]) return true;
    *out = tdm_str_is(said, "ndjson") ? TDM_CHART_NDJSON : TDM_CHART_NOTATION;
    if (tdm_str_is(said, "ndjson") || tdm_str_is(said, "notation")) return true;
    struct tdm_problem *problem = refuse(request, "U010");
    tdm_problem_what(problem, "`tandem cohort` has no format `%.*s`", TDM_FMT(said));
    tdm_problem_fix(problem, "choose one of: ndjson, notation");
    return false;
}

static enum tdm_exit run_cohort(struct tdm_request *request) {
    int64_t count = 0, seed = 1, entries = 0;
    enum tdm_chart_form form;
    struct named list = {0};
    struct tdm_loaded file = {0};
    bool fine = read_number(request, "a number of charts", request->arguments[0], CHARTS_MAX, &count);
    if (request->given[TDM_OPTION_SEED])
        fine = read_number(request, "a seed", request->value[TDM_OPTION_SEED], INT64_MAX, &seed) && fine;
    if (request->given[TDM_OPTION_ENTRIES])
        fine = read_number(request, "a number of entries", request->value[TDM_OPTION_ENTRIES], ENTRIES_MAX, &entries) &&
               fine;
    if (!fine || !read_form(request, &form) || !tdm_invented_folder(request) || !load_protocols(request, &list, &file))
        return tdm_request_fail_all(request, file.file, file.text);
    struct tdm_cohort cohort = {(uint64_t)seed, list.items, (uint32_t)list.count, (uint32_t)entries};
    return write_charts(request, &cohort, (uint64_t)count, form);
}

const struct tdm_command tdm_command_cohort = {
    "cohort",
    "N [--seed S] [--protocol NAME,NAME] [--entries N] [--format ndjson|notation] [--output FOLDER]",
    "N invented charts of every kind of story, for tests, measurements and demonstrations",
    "Each chart follows one of the protocols (default: the shipped ones) as its text asks, with what goes right and "
    "what "
    "goes wrong: early, late, missing and revoked signatures, values on each side of every bound, corrections, "
    "medicines, "
    "flags, every end. No biology is in it. Chart k of a seed is the same whatever N is. With --output one file a "
    "chart "
    "is written into the folder; without, lines of JSON go to standard output, each chart beginning with its header. "
    "With --entries every chart has about so many.",
    "seed protocol entries format output data",
    1,
    1,
    run_cohort};
