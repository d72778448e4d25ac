/* cmd_outbox.c - what others are to be told, and how long charts are kept: outbox, retain. */
#include "cli/cli.h"
#include "cli/desk.h"
#include "clinic/acts.h"

/* ---- outbox */

static bool take(void *context, const struct tdm_notice *notice) {
    tdm_notice_write(context, notice);
    return true;
}

/* What is due on that day by the standing of every episode that is kept. */
static bool announce(struct tdm_request *request, struct tdm_clinic *clinic, struct tdm_loaded *file) {
    struct tdm_listing kept = {0};
    struct tdm_shelf shelf = {0};
    struct tdm_taken taken = {0};
    tdm_instant now = tdm_clock_now();
    if (!tdm_list_kept(request, request->arguments[0], &kept)) return false;
    for (size_t i = 0; i < kept.count; i++) {
        struct tdm_opened opened;
        struct tdm_others others;
        struct tdm_episode day = {0};
        if (!tdm_load_case(request, &shelf, kept.files[i].file, &opened, file) ||
            !tdm_read_asof(request, &opened.zone, &day) ||
            !tdm_load_others(request, &shelf, &opened, kept.files[i].file, &others, file))
            return false;
        tdm_problems_init(&request->problems);
        const struct tdm_standing *standing =
            tdm_standing_of(request->mem, opened.episode, others.cases, others.count, day.asof);
        if (!tdm_clinic_announce(request->mem, clinic, standing, now, &taken, &request->problems)) return false;
    }
    return true;
}

static bool tell_new(struct tdm_request *request, struct tdm_clinic *clinic, struct tdm_loaded *file) {
    struct tdm_problem problem = {0};
    bool good = (tdm_clinic_begin(clinic, &problem) || tdm_request_keep(request, &problem)) &&
                announce(request, clinic, file) &&
                (tdm_clinic_commit(clinic, &problem) || tdm_request_keep(request, &problem));
    tdm_clinic_abandon(clinic);
    return good;
}

static bool read_after(struct tdm_request *request, uint64_t *after) {
    struct tdm_problem problem;
    int64_t number = 0;
    bool good =
        !request->given[TDM_OPTION_AFTER] || (tdm_parse_i64(request->value[TDM_OPTION_AFTER], &number) && number >= 0);
    *after = good ? (uint64_t)number : 0;
    if (good) return true;
    (void)tdm_fail(&problem, TDM_WHY_SYNTAX, "W068", (struct tdm_place){.file = TDM_STR("command line")},
                   "`--after %.*s` is no number of an entry", TDM_FMT(request->value[TDM_OPTION_AFTER]));
    tdm_problem_fix(&problem, "write the `number` of the last line that was read, or leave it out");
    return tdm_request_keep(request, &problem);
}

static enum tdm_exit run_outbox(struct tdm_request *request) {
    struct tdm_clinic *clinic;
    struct tdm_problem problem = {0};
    struct tdm_loaded file = {0};
    struct tdm_outbox_ask ask = {.place = request->value[TDM_OPTION_PLACE], .take = take, .context = &request->out};
    bool look = request->given[TDM_OPTION_ON];
    if (!read_after(request, &ask.after)) return tdm_request_fail_all(request, (tdm_str){0}, (tdm_str){0});
    if (!tdm_clinic_open(request->mem, request->arguments[0], look ? TDM_STORE_WRITE : TDM_STORE_READ, &clinic,
                         &problem))
        return tdm_request_fail(request, &problem);
    bool good = !look || tell_new(request, clinic, &file);
    if (good && !tdm_clinic_outbox(request->mem, clinic, &ask, &problem)) good = tdm_request_keep(request, &problem);
    tdm_clinic_close(clinic);
    return good ? tdm_request_finish(request, TDM_EXIT_FINE) : tdm_request_fail_all(request, file.file, file.text);
}

const struct tdm_command tdm_command_outbox = {
    "outbox",
    "FOLDER [--after NUMBER] [--on DATE] [--place NAME]",
    "what others are to be told, one line of JSON each: signed, revoked, handed over, escalated, due, overdue",
    "A list that only grows; each line has an id that stays the same wherever the event was told. What follows from an "
    "entry is written with it. With --on what is due or late on that day is written first. No text of a patient is in "
    "it.",
    "after on place data zone output",
    1,
    1,
    run_outbox};

/* ---- retain */

static bool retain(struct tdm_request *request, struct tdm_clinic *clinic) {
    struct tdm_problem problem = {0};
    struct tdm_retention rule = {.said = true, .because = request->value[TDM_OPTION_BECAUSE]};
    int64_t years = 0;
    if (tdm_parse_i64(request->arguments[1], &years) && years > -1000000 && years < 1000000)
        rule.years = (int32_t)years;
    rule.since = tdm_clock_today(&tdm_zone_utc);
    bool good = (tdm_clinic_begin(clinic, &problem) || tdm_request_keep(request, &problem)) &&
                tdm_clinic_retain(request->mem, clinic, &rule, tdm_clock_now(), &request->problems) &&
                (tdm_clinic_commit(clinic, &problem) || tdm_request_keep(request, &problem));
    tdm_clinic_abandon(clinic);
    return good;
}

static enum tdm_exit run_retain(struct tdm_request *request) {
    struct tdm_clinic *clinic;
    struct tdm_problem problem = {0};
    struct tdm_retention rule;
    bool acts = request->argument_count > 1;
    if (!tdm_clinic_open(request->mem, request->arguments[0], acts ? TDM_STORE_WRITE : TDM_STORE_READ, &clinic,
                         &problem))
        return tdm_request_fail(request, &problem);
    bool good = !acts || retain(request, clinic);
    if (good && !tdm_clinic_retention(request->mem, clinic, &rule, &problem))
        good = tdm_request_keep(request, &problem);
    tdm_clinic_close(clinic);
    if (!good) return tdm_request_fail_all(request, (tdm_str){0}, (tdm_str){0});
    if (rule.said)
        tdm_buf_format(&request->out, "A chart is kept for %d %s after the end of its episode, because %.*s\n",
                       rule.years, rule.years == 1 ? "year" : "years", TDM_FMT(rule.because));
    else
        tdm_buf_text(&request->out, "No rule: nobody is told whose chart is kept for long enough.\n");
    return tdm_request_finish(request, TDM_EXIT_FINE);
}

const struct tdm_command tdm_command_retain = {
    "retain",
    "FOLDER [YEARS --because TEXT]",
    "for how many years after its end an episode is kept; without a number the rule is printed",
    "`tandem doctor` then lists whose years are over. Nothing is deleted by itself: a chain loses nothing, and to "
    "erase a "
    "person is an act: `tandem person erase`.",
    "because output",
    1,
    2,
    run_retain};
