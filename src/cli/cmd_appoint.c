/* cmd_appoint.c - the roster of a clinic: appoint. */
#include "cli/cli.h"
#include "clinic/clinic.h"

static bool read_day(struct tdm_request *request, enum tdm_option option, tdm_date *out) {
    struct tdm_problem problem;
    *out = TDM_DATE_NONE;
    if (!request->given[option] || tdm_date_parse(request->value[option], out)) return true;
    (void)tdm_fail(&problem, TDM_WHY_SYNTAX, "U009", (struct tdm_place){.file = TDM_STR("command line")},
                   "`--%s %.*s` is not a day", tdm_option_forms[option].name, TDM_FMT(request->value[option]));
    tdm_problem_fix(&problem, "write a day as 2026-03-04");
    return tdm_request_keep(request, &problem);
}

static void tell(struct tdm_buf *out, const struct tdm_roster *roster) {
    for (uint32_t i = 0; i < roster->count; i++) {
        const struct tdm_appointment *a = &roster->list[i];
        tdm_buf_format(out, "%.*s  %.*s", TDM_FMT(a->person), TDM_FMT(a->role));
        if (!tdm_date_is_none(a->from)) tdm_buf_text(out, ", from ");
        if (!tdm_date_is_none(a->from)) tdm_date_print(out, a->from);
        if (!tdm_date_is_none(a->until)) tdm_buf_text(out, ", until ");
        if (!tdm_date_is_none(a->until)) tdm_date_print(out, a->until);
        if (a->credential.len > 0) tdm_buf_format(out, "; %.*s", TDM_FMT(a->credential));
        tdm_buf_char(out, '\n');
    }
    if (roster->count == 0) tdm_buf_text(out, "No roster is kept here: roles are those of each chart.\n");
}

static bool appoint(struct tdm_request *request, struct tdm_clinic *clinic, const struct tdm_appointment *ask) {
    struct tdm_problem problem = {0};
    bool good = (tdm_clinic_begin(clinic, &problem) || tdm_request_keep(request, &problem)) &&
                tdm_clinic_appoint(request->mem, clinic, ask, tdm_clock_now(), &request->problems) &&
                (tdm_clinic_commit(clinic, &problem) || tdm_request_keep(request, &problem));
    tdm_clinic_abandon(clinic);
    return good;
}

static enum tdm_exit run_appoint(struct tdm_request *request) {
    struct tdm_clinic *clinic;
    struct tdm_problem problem = {0};
    struct tdm_roster roster;
    struct tdm_appointment ask = {.credential = request->value[TDM_OPTION_CREDENTIAL]};
    bool acts = request->argument_count > 1;
    if (!tdm_request_needs(request, acts ? 3 : 1, 3, &problem)) return tdm_request_fail(request, &problem);
    if (!read_day(request, TDM_OPTION_FROM, &ask.from) || !read_day(request, TDM_OPTION_UNTIL, &ask.until))
        return tdm_request_fail_all(request, (tdm_str){0}, (tdm_str){0});
    if (!tdm_clinic_open(request->mem, request->arguments[0], acts ? TDM_STORE_WRITE : TDM_STORE_READ, &clinic,
                         &problem))
        return tdm_request_fail(request, &problem);
    if (acts) ask.person = request->arguments[1];
    if (acts) ask.role = request->arguments[2];
    bool good = !acts || appoint(request, clinic, &ask);
    if (good && !tdm_clinic_roster(request->mem, clinic, &roster, &problem)) good = tdm_request_keep(request, &problem);
    tdm_clinic_close(clinic);
    if (!good) return tdm_request_fail_all(request, (tdm_str){0}, (tdm_str){0});
    tell(&request->out, &roster);
    return tdm_request_finish(request, TDM_EXIT_FINE);
}

const struct tdm_command tdm_command_appoint = {
    "appoint",
    "FOLDER [PERSON ROLE] [--from DATE] [--until DATE] [--credential TEXT]",
    "the roster of a clinic: who holds which role, on which days; without a person it is printed",
    "Said again of the same person and role, the newest counts. As soon as there is a roster, `record --as` asks it.",
    "from until credential output",
    1,
    3,
    run_appoint};
