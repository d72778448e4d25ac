/* cmd_rotate.c - a new key for this place. */
#include "cli/cli.h"
#include "clinic/clinic.h"

static enum tdm_exit run_rotate(struct tdm_request *request) {
    struct tdm_clinic *clinic;
    struct tdm_problem problem = {0};
    uint64_t number = 0;
    if (!tdm_clinic_open(request->mem, request->arguments[0], TDM_STORE_WRITE, &clinic, &problem))
        return tdm_request_fail(request, &problem);
    bool good = tdm_clinic_rotate_key(request->mem, clinic, tdm_clock_now(), &number, &request->problems);
    tdm_str place = tdm_arena_str(request->mem, tdm_clinic_place(clinic));
    tdm_clinic_close(clinic);
    if (!good) return tdm_request_fail_all(request, (tdm_str){0}, (tdm_str){0});
    tdm_buf_format(
        &request->out,
        "`%.*s` has a new key from its entry %llu on, which the old key signed. Keep a copy of %.*s/place.key where "
        "nobody else finds it, and bundle this for every other place. What was signed with the old key stays "
        "proved; if somebody else has it, say at another place what of theirs does not count: `tandem distrust`.\n",
        TDM_FMT(place), (unsigned long long)number, TDM_FMT(request->arguments[0]));
    return tdm_request_finish(request, TDM_EXIT_FINE);
}

const struct tdm_command tdm_command_rotate_key = {
    "rotate-key",
    "FOLDER",
    "give this place a new key: an entry that names it, signed with the old one",
    "Heads are signed with the new key from then on; those of before stay proved. Cut short at any moment, one of the "
    "two "
    "keys is that of the place, and the next act goes on with it.",
    "output",
    1,
    1,
    run_rotate};
