/* cmd_team.c - who may see and write an episode: team, glass. */
#include "cli/cli.h"
#include "cli/desk.h"
#include "clinic/acts.h"

static bool read_option_day(struct tdm_request *request, enum tdm_option option, tdm_date *out) {
    struct tdm_problem problem;
    *out = TDM_DATE_NONE;
    if (!request->given[option] || tdm_date_parse(request->value[option], out)) return true;
    (void)tdm_fail(&problem, TDM_WHY_SYNTAX, "U009", (struct tdm_place){.file = TDM_STR("command line")},
                   "`--%s %.*s` is not a day", tdm_option_forms[option].name, TDM_FMT(request->value[option]));
    tdm_problem_fix(&problem, "write a day as 2026-03-04");
    return tdm_request_keep(request, &problem);
}

static void tell_days(struct tdm_buf *out, tdm_date from, tdm_date until) {
    if (!tdm_date_is_none(from)) tdm_buf_text(out, ", from ");
    if (!tdm_date_is_none(from)) tdm_date_print(out, from);
    if (!tdm_date_is_none(until)) tdm_buf_text(out, ", until ");
    if (!tdm_date_is_none(until)) tdm_date_print(out, until);
}

/* The people of the chart, as it is read with those who joined; then who only reads, and who broke the glass. */
static bool tell_team(struct tdm_request *request, tdm_str name, struct tdm_loaded *file) {
    const struct tdm_chart *chart;
    struct tdm_clinic *clinic;
    struct tdm_zone zone;
    struct tdm_team team;
    struct tdm_problem problem = {0};
    if (!tdm_load_chart(request, name, &chart, &zone, file) ||
        !tdm_request_clinic(request, request->arguments[0], &clinic))
        return false;
    if (!tdm_clinic_team(request->mem, clinic, request->arguments[1], &team, &problem))
        return tdm_request_keep(request, &problem);
    for (uint32_t i = 0; i < chart->person_count; i++) {
        tdm_buf_format(&request->out, "%.*s  %.*s", TDM_FMT(chart->people[i].person), TDM_FMT(chart->people[i].role));
        tell_days(&request->out, chart->people[i].from, chart->people[i].until);
        tdm_buf_char(&request->out, '\n');
    }
    for (uint32_t i = 0; i < team.count; i++) {
        const struct tdm_membership *one = &team.list[i];
        bool reader = tdm_str_is(one->role, TDM_ROLE_READER);
        if (!reader && !one->glass) continue;
        if (reader) tdm_buf_format(&request->out, "%.*s  reads only", TDM_FMT(one->person));
        if (one->glass) tdm_buf_format(&request->out, "%.*s broke the glass", TDM_FMT(one->person));
        tell_days(&request->out, one->from, one->until);
        if (one->glass) tdm_buf_format(&request->out, "; because %.*s", TDM_FMT(one->because));
        tdm_buf_char(&request->out, '\n');
    }
    return true;
}

static bool settle(struct tdm_request *request, struct tdm_clinic *clinic, const struct tdm_joining *ask, bool glass) {
    struct tdm_problem problem = {0};
    bool good = (tdm_clinic_begin(clinic, &problem) || tdm_request_keep(request, &problem)) &&
                (glass ? tdm_clinic_break_glass(request->mem, clinic, ask, &request->problems)
                       : tdm_clinic_join(request->mem, clinic, ask, &request->problems)) &&
                (tdm_clinic_commit(clinic, &problem) || tdm_request_keep(request, &problem));
    tdm_clinic_abandon(clinic);
    return good;
}

static bool change(struct tdm_request *request, struct tdm_joining *ask, bool glass) {
    struct tdm_clinic *clinic;
    struct tdm_problem problem = {0};
    ask->as = request->value[TDM_OPTION_AS];
    ask->now = tdm_clock_now();
    ask->member.episode = request->arguments[1];
    if (!tdm_day_asked(request, &tdm_zone_utc, &ask->day)) return false;
    if (!tdm_clinic_open(request->mem, request->arguments[0], TDM_STORE_WRITE, &clinic, &problem))
        return tdm_request_keep(request, &problem);
    bool good = settle(request, clinic, ask, glass);
    tdm_clinic_close(clinic);
    return good;
}

static enum tdm_exit run_team(struct tdm_request *request) {
    struct tdm_loaded file = {0};
    struct tdm_problem problem = {0};
    struct tdm_joining ask = {0};
    bool acts = request->argument_count > 2;
    if (!tdm_request_needs(request, acts ? 4 : 2, 4, &problem)) return tdm_request_fail(request, &problem);
    bool good = read_option_day(request, TDM_OPTION_FROM, &ask.member.from) &&
                read_option_day(request, TDM_OPTION_UNTIL, &ask.member.until);
    if (acts) ask.member.person = request->arguments[2];
    if (acts) ask.member.role = request->arguments[3];
    good = good && (!acts || change(request, &ask, false));
    request->given[TDM_OPTION_AS] =
        request->given[TDM_OPTION_AS] && !acts; /* who takes themselves out may still see it done */
    good = good && tell_team(request, tdm_path_join(request->mem, request->arguments[0], request->arguments[1]), &file);
    return good ? tdm_request_finish(request, TDM_EXIT_FINE) : tdm_request_fail_all(request, file.file, file.text);
}

const struct tdm_command tdm_command_team = {
    "team",
    "FOLDER EPISODE [PERSON ROLE|reader] [--from DATE] [--until DATE] [--as PERSON]",
    "who may see and write an episode, on which days; without a person it is printed",
    "The people of its chart, with those who joined. `reader` sees and writes nothing. Of one person and role what was "
    "said last counts; --until ends it. With --as that person must be of the team and of a role that enrols.",
    "from until as on zone output",
    2,
    4,
    run_team};

static enum tdm_exit run_glass(struct tdm_request *request) {
    struct tdm_problem problem = {0};
    struct tdm_joining ask = {.member = {.role = request->arguments[2], .because = request->value[TDM_OPTION_BECAUSE]}};
    ask.member.from = ask.member.until = TDM_DATE_NONE;
    if (!request->given[TDM_OPTION_AS]) {
        (void)tdm_fail(&problem, TDM_WHY_MISSING, "U032", (struct tdm_place){.file = TDM_STR("command line")},
                       "`tandem glass` was not told who acts");
        tdm_problem_fix(&problem, "add `--as PERSON`, as the roster has it");
        return tdm_request_fail(request, &problem);
    }
    if (!change(request, &ask, true)) return tdm_request_fail_all(request, (tdm_str){0}, (tdm_str){0});
    tdm_buf_format(&request->out,
                   "`%.*s` may see and write `%.*s` today and tomorrow. The team and the patient see that, and why.\n",
                   TDM_FMT(ask.as), TDM_FMT(ask.member.episode));
    return tdm_request_finish(request, TDM_EXIT_FINE);
}

const struct tdm_command tdm_command_glass = {
    "glass",
    "FOLDER EPISODE ROLE --as PERSON --because TEXT [--on DATE]",
    "break the glass: in an emergency, who is not of the team lets themselves in for two days",
    "The person must hold the role in the roster on that day. It is recorded with its reason, stands among the people "
    "of "
    "the episode, and goes to the outbox.",
    "as because on zone output",
    3,
    3,
    run_glass};
