/* cmd_upgrade.c - a store of an older format brought to the one that is written now, with proof: every standing is
 * asked before and after, and the chains are verified, before anything counts. */
#include "cli/cli.h"
#include "cli/desk.h"
#include "clinic/clinic.h"

struct proving {
    tdm_digest *digests; /* of the episodes, in the order of their names: chart and standing */
    size_t count, same;
    bool again;
};

static bool take(struct tdm_request *request, void *context, const struct tdm_opened *opened,
                 const struct tdm_standing *standing) {
    struct proving *p = context;
    struct tdm_buf both;
    tdm_digest mine = tdm_standing_digest(standing, request->mem);
    tdm_buf_init(&both, request->mem, (size_t)64 << 20);
    tdm_chart_write_ndjson(&both, opened->chart);
    tdm_digest_print(&both, mine);
    mine = tdm_digest_of(tdm_buf_str(&both));
    if (p->again)
        p->same += tdm_digest_equal(mine, p->digests[p->count]);
    else
        p->digests[p->count] = mine;
    p->count++;
    return true;
}

static bool ask_all(struct tdm_request *request, struct proving *p, struct tdm_loaded *file) {
    struct tdm_names charts = {0};
    if (!tdm_list_kept(request, request->arguments[0], &charts)) return false;
    if (!p->again) p->digests = TDM_NEW_ARRAY(request->mem, tdm_digest, charts.count + 1);
    p->count = 0;
    return tdm_each_standing(request, &charts, take, p, file);
}

static bool upgrade(struct tdm_request *request, struct proving *p, struct tdm_verified *verified,
                    struct tdm_loaded *file) {
    struct tdm_problem problem = {0};
    struct tdm_clinic *clinic;
    if (!ask_all(request, p, file)) return false;
    tdm_request_leave(request);
    if (!tdm_clinic_open(request->mem, request->arguments[0], TDM_STORE_UPGRADE, &clinic, &problem))
        return tdm_request_keep(request, &problem);
    request->clinic = clinic; /* what is asked from now on is asked of the upgraded store */
    request->clinic_folder = request->arguments[0];
    p->again = true;
    size_t before = p->count;
    if (!ask_all(request, p, file) ||
        !tdm_store_verify(request->mem, tdm_clinic_store(clinic), verified, &request->problems))
        return false;
    TDM_ASSERT(p->count == before && p->same == before); /* else our own mistake: nothing was changed */
    return tdm_clinic_commit(clinic, &problem) || tdm_request_keep(request, &problem);
}

static enum tdm_exit run_upgrade(struct tdm_request *request) {
    struct tdm_clinic *clinic;
    struct tdm_loaded file = {0};
    struct proving p = {0};
    struct tdm_verified verified = {0};
    if (!tdm_request_clinic(request, request->arguments[0], &clinic))
        return tdm_request_fail_all(request, file.file, file.text);
    uint32_t format = tdm_store_format(tdm_clinic_store(clinic));
    if (format == TDM_STORE_FORMAT) {
        tdm_buf_format(&request->out,
                       "The store has format %u, the newest that this program knows. Nothing was changed.\n", format);
        return tdm_request_finish(request, TDM_EXIT_FINE);
    }
    bool good = upgrade(request, &p, &verified, &file);
    if (!good) return tdm_request_fail_all(request, file.file, file.text);
    tdm_buf_format(&request->out,
                   "Upgraded from format %u to %d. %llu %s verified; %zu %s asked before and after: all the same.\n",
                   format, TDM_STORE_FORMAT, (unsigned long long)verified.entries,
                   verified.entries == 1 ? "entry" : "entries", p.count, p.count == 1 ? "standing" : "standings");
    return tdm_request_finish(request, TDM_EXIT_FINE);
}

const struct tdm_command tdm_command_upgrade = {
    "upgrade",
    "FOLDER [--on DATE]",
    "bring a store of an older format to the newest one, with proof that every standing stays as it is",
    "The charts and standings of all episodes are asked before and after, and every chain is verified, in one "
    "transaction: when "
    "anything is wrong the store stays as it was. A newer format than this program knows is refused.",
    "on data output",
    1,
    1,
    run_upgrade};
