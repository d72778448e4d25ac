/* load_each.c - the standings of many charts one after the other, in memory that is emptied between them: what a
 * thousand charts need is what the largest one needs. Catalogue and protocols are read once. */
#include "cli/cli.h"
#include "cli/desk.h"
#include "clinic/clinic.h"

#define ONE_BYTES_MAX ((size_t)1 << 30)

struct each {
    struct tdm_request *request;
    struct tdm_shelf *shelf;
    tdm_each_take take;
    void *context;
    struct tdm_loaded *file;
};

static bool one(const struct each *e, tdm_str name) {
    struct tdm_request *request = e->request;
    struct tdm_opened opened;
    struct tdm_episode asked = {0};
    struct tdm_others others;
    uint32_t count = request->problems.count, errors = request->problems.errors, dropped = request->problems.dropped;
    if (!tdm_load_case(request, e->shelf, name, &opened, e->file) || !tdm_read_asof(request, &opened.zone, &asked) ||
        !tdm_load_others(request, e->shelf, &opened, name, &others, e->file))
        return false;
    const struct tdm_standing *standing =
        tdm_standing_of(request->mem, opened.episode, others.cases, others.count, asked.asof);
    if (!e->take(request, e->context, &opened, standing)) return false;
    request->problems.count = count; /* notes on a chart are for those who read it alone, and lie in its memory */
    request->problems.errors = errors;
    request->problems.dropped = dropped;
    return true;
}

bool tdm_input_of_many(struct tdm_request *request, const struct tdm_names *charts) {
    struct tdm_loaded input;
    bool asked = tdm_str_is(request->value[TDM_OPTION_PROTOCOL], "-");
    for (size_t i = 0; i < charts->count && !asked; i++) asked = tdm_str_is(charts->list[i], "-");
    return !asked || tdm_load_file(request, TDM_STR("-"), &input);
}

bool tdm_each_standing(struct tdm_request *request, const struct tdm_names *charts, tdm_each_take take, void *context,
                       struct tdm_loaded *file) {
    struct tdm_shelf shelf = {.mem = request->mem};
    struct each e = {request, &shelf, take, context, file};
    struct tdm_arena *whole = request->mem, *scratch = tdm_arena_open(ONE_BYTES_MAX);
    bool good = tdm_input_of_many(request, charts); /* before: it would be gone with the first chart */
    *file = (struct tdm_loaded){0};
    request->mem = scratch;
    for (size_t i = 0; i < charts->count && good; i++) {
        tdm_arena_reset(scratch);
        size_t left = charts->count - i;
        if (i % TDM_STORE_SOME_MAX == 0)
            tdm_read_ahead(request, charts->list + i, left < TDM_STORE_SOME_MAX ? left : TDM_STORE_SOME_MAX);
        good = one(&e, charts->list[i]);
    }
    request->mem = whole;
    if (good)
        tdm_arena_close(scratch);
    else
        request->told_mem = scratch;
    return good;
}
