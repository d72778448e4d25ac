/* worklist_many.c - the charts of a work list gone through, by one process or by several, and what was told of them
 * found again in the order of the list. */
#include "cli/worklist_many.h"

#include <stdlib.h>

#define ASIDE_BYTES ((size_t)1 << 20) /* of a share, in memory */

struct laid { /* before the bytes of an item as they lie aside; same program on both sides */
    struct tdm_urgency urgency;
    uint32_t length;
};

bool tdm_role_asked(struct tdm_request *request, const struct tdm_catalog *catalog, tdm_mask *roles) {
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

/* ---- told, and laid aside */

static bool lay(struct tdm_request *request, struct tdm_aside *aside, const struct tdm_work_told *told) {
    struct laid head = {told->urgency, (uint32_t)told->bytes.len};
    struct tdm_problem problem;
    return (tdm_aside_add(aside, (tdm_str){(const char *)&head, sizeof head}, &problem) &&
            tdm_aside_add(aside, told->bytes, &problem)) ||
           tdm_request_keep(request, &problem);
}

static bool take(struct tdm_request *request, void *context, const struct tdm_opened *opened,
                 const struct tdm_standing *standing) {
    struct tdm_many_share *share = context;
    if (!share->begun && !tdm_role_asked(request, opened->library->catalog, &share->roles)) return false;
    if (!share->begun) share->end.on = standing->asof.on;
    share->begun = true;
    struct tdm_worklist list = tdm_worklist_of(request->mem, &standing, 1, share->roles);
    struct tdm_view view = tdm_request_view(request);
    for (uint32_t i = 0; i < list.count; i++) {
        if (request->given[TDM_OPTION_BLOCKED] && list.items[i].rank > TDM_WORK_BLOCK) continue;
        struct tdm_work_told told = tdm_view_work(&view, standing, &list.items[i], request->given[TDM_OPTION_JSON]);
        if (!lay(request, share->aside, &told)) return false;
        share->end.items++;
    }
    return true;
}

static bool do_share(void *context, uint32_t number, struct tdm_aside *out) {
    struct tdm_many *many = context;
    struct tdm_many_share *share = &many->shares[number];
    struct tdm_names some = {.list = many->charts.list + share->from, .count = share->until - share->from};
    struct tdm_problem problem;
    share->aside = out;
    return tdm_each_standing(many->request, &some, take, share, &many->file) &&
           (tdm_aside_add(out, (tdm_str){(const char *)&share->end, sizeof share->end}, &problem) ||
            tdm_request_keep(many->request, &problem));
}

/* The charts in so many runs. */
static void cut(struct tdm_many *many, uint32_t shares) {
    struct tdm_arena *mem = many->request->mem;
    many->shares = TDM_NEW_ARRAY(mem, struct tdm_many_share, shares);
    many->share_count = shares;
    for (uint32_t i = 0; i < shares; i++)
        many->shares[i] = (struct tdm_many_share){.from = many->charts.count * i / shares,
                                                  .until = many->charts.count * (i + 1) / shares,
                                                  .aside = tdm_aside_open(mem, ASIDE_BYTES)};
}

/* *good false: not one of them is told here, and who asks goes through the charts alone, which tells what is wrong. */
static bool share_out(struct tdm_many *many, bool *good) {
    struct tdm_request *request = many->request;
    struct tdm_workers workers = {request->mem, many->share_count, do_share, many};
    struct tdm_aside **outs = TDM_NEW_ARRAY(request->mem, struct tdm_aside *, many->share_count);
    struct tdm_problem problem;
    for (uint32_t i = 0; i < many->share_count; i++) {
        outs[i] = many->shares[i].aside;
        if (!tdm_aside_share(outs[i], &problem)) return tdm_request_keep(request, &problem);
    }
    tdm_request_leave(request); /* each opens the store for itself */
    *good = tdm_share(&workers, outs);
    return true;
}

/* ---- found again */

static bool collect(struct tdm_many *many, uint32_t number, struct tdm_problem *problem) {
    struct tdm_many_share *share = &many->shares[number];
    uint64_t end = tdm_aside_size(share->aside) - sizeof share->end;
    struct laid laid;
    for (uint64_t at = 0; at < end; at += sizeof laid + laid.length) {
        if (!tdm_aside_read(share->aside, at, (char *)&laid, sizeof laid, problem)) return false;
        many->items[many->count++] = (struct tdm_many_item){laid.urgency, number, at};
        if (laid.length > many->room) many->room = laid.length;
    }
    return true;
}

static int by_urgency(const void *left, const void *right) {
    const struct tdm_many_item *a = left, *b = right;
    int sign = tdm_urgency_compare(&a->urgency, &b->urgency);
    if (sign != 0) return sign;
    return a->share != b->share ? (a->share > b->share) - (a->share < b->share) : (a->at > b->at) - (a->at < b->at);
}

static bool collect_all(struct tdm_many *many) {
    struct tdm_problem problem;
    uint64_t items = 0;
    for (uint32_t i = 0; i < many->share_count; i++) {
        struct tdm_many_share *share = &many->shares[i];
        uint64_t size = tdm_aside_size(share->aside);
        TDM_ASSERT(size >= sizeof share->end);
        if (!tdm_aside_read(share->aside, size - sizeof share->end, (char *)&share->end, sizeof share->end, &problem))
            return tdm_request_keep(many->request, &problem);
        items += share->end.items;
    }
    many->items = TDM_NEW_ARRAY(many->request->mem, struct tdm_many_item, items + 1);
    many->on = many->shares[0].end.on;
    for (uint32_t i = 0; i < many->share_count; i++)
        if (!collect(many, i, &problem)) return tdm_request_keep(many->request, &problem);
    TDM_ASSERT(many->count == items);
    many->bytes = tdm_arena_alloc_raw(many->request->mem, many->room + 1);
    if (items > 1) qsort(many->items, items, sizeof *many->items, by_urgency);
    return true;
}

bool tdm_many_ask(struct tdm_many *many, uint32_t jobs) {
    bool shared = false;
    if (!tdm_input_of_many(many->request, &many->charts)) return false;
    if (jobs > 1 && many->charts.count >= jobs) {
        cut(many, jobs);
        if (!share_out(many, &shared)) return false;
    }
    if (!shared) {
        tdm_many_end(many);
        cut(many, 1);
    }
    return (shared || do_share(many, 0, many->shares[0].aside)) && collect_all(many);
}

bool tdm_many_read(struct tdm_many *many, uint64_t at, struct tdm_work_told *out, struct tdm_problem *problem) {
    const struct tdm_many_item *item = &many->items[at];
    const struct tdm_aside *aside = many->shares[item->share].aside;
    struct laid laid;
    if (!tdm_aside_read(aside, item->at, (char *)&laid, sizeof laid, problem) ||
        !tdm_aside_read(aside, item->at + sizeof laid, many->bytes, laid.length, problem))
        return false;
    *out = (struct tdm_work_told){laid.urgency, {many->bytes, laid.length}};
    return true;
}

void tdm_many_end(struct tdm_many *many) {
    for (uint32_t i = 0; i < many->share_count; i++) tdm_aside_close(many->shares[i].aside);
    many->share_count = 0;
}
