/* load_act.c - what acts at a clinic stand on: the day, the person's other episodes, what was looked at, who may see.
 */
#include "cli/cli.h"
#include "cli/desk.h"
#include "clinic/acts.h"

bool tdm_read_seen(struct tdm_request *request, struct tdm_act *act) {
    struct tdm_problem problem;
    act->has_seen = request->given[TDM_OPTION_SEEN];
    if (!act->has_seen || tdm_digest_parse(request->value[TDM_OPTION_SEEN], &act->seen)) return true;
    (void)tdm_fail(&problem, TDM_WHY_SYNTAX, "U033", (struct tdm_place){.file = TDM_STR("command line")},
                   "`--seen %.*s` is no digest", TDM_FMT(request->value[TDM_OPTION_SEEN]));
    tdm_problem_fix(&problem, "write the 64 digits that `tandem digest %.*s/%.*s` prints",
                    TDM_FMT(request->arguments[0]), TDM_FMT(request->arguments[1]));
    return tdm_request_keep(request, &problem);
}

bool tdm_day_asked(struct tdm_request *request, const struct tdm_zone *zone, tdm_date *out) {
    struct tdm_episode days = {0};
    if (!tdm_read_asof(request, zone, &days)) return false;
    *out = days.asof.on;
    return true;
}

bool tdm_read_judging(struct tdm_request *request, struct tdm_shelf *shelf, const struct tdm_opened *opened,
                      struct tdm_act *act, struct tdm_loaded *file) {
    struct tdm_others others;
    tdm_str name = tdm_path_join(request->mem, request->arguments[0], request->arguments[1]);
    if (!tdm_day_asked(request, &opened->zone, &act->on) ||
        !tdm_load_others(request, shelf, opened, name, &others, file))
        return false;
    act->others = others.cases;
    act->other_count = others.count;
    return true;
}

bool tdm_may_see(struct tdm_request *request, tdm_str name) {
    struct tdm_problem problem = {0};
    struct tdm_clinic *clinic;
    if (!request->given[TDM_OPTION_AS] || !tdm_is_kept(request, name)) return true;
    struct tdm_asking ask = {.episode = tdm_path_name(name), .person = request->value[TDM_OPTION_AS]};
    ask.day = TDM_DATE_NONE; /* whatever day is asked about: who sees, sees today */
    ask.now = tdm_clock_now();
    return tdm_request_clinic(request, tdm_path_folder(name), &clinic) &&
           (tdm_clinic_admits(request->mem, clinic, &ask, &problem) || tdm_request_keep(request, &problem));
}
