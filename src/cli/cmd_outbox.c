/* cmd_outbox.c - what others are to be told, and who is told it; how long charts are kept: outbox, retain. */
#include "cli/cli.h"
#include "cli/desk.h"
#include "clinic/acts.h"
#include "courier/courier.h"

/* ---- outbox */

static bool take(void *context, const struct tdm_notice *notice) {
    tdm_notice_write(context, notice);
    return true;
}

/* What is due on that day by the standing of every episode that is kept. */
static bool announce(struct tdm_request *request, struct tdm_clinic *clinic, struct tdm_loaded *file) {
    struct tdm_names kept = {0};
    struct tdm_shelf shelf = {0};
    struct tdm_taken taken = {0};
    tdm_instant now = tdm_clock_now();
    if (!tdm_list_kept(request, request->arguments[0], &kept)) return false;
    for (size_t i = 0; i < kept.count; i++) {
        struct tdm_opened opened;
        struct tdm_others others;
        struct tdm_episode day = {0};
        if (!tdm_load_case(request, &shelf, kept.list[i], &opened, file) ||
            !tdm_read_asof(request, &opened.zone, &day) ||
            !tdm_load_others(request, &shelf, &opened, kept.list[i], &others, file))
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

static bool read_receivers(struct tdm_request *request, struct tdm_receivers *out) {
    struct tdm_problem problem;
    if (request->given[TDM_OPTION_RECEIVERS])
        return tdm_receivers_read(request->mem, request->value[TDM_OPTION_RECEIVERS], out, &request->problems);
    (void)tdm_fail(&problem, TDM_WHY_MISSING, "U074", (struct tdm_place){.file = TDM_STR("command line")},
                   "who is told is not said");
    tdm_problem_fix(&problem, "name their file: --receivers receivers.tandem (docs/outbox.md)");
    return tdm_request_keep(request, &problem);
}

/* How far each receiver has got. */
static bool tell_progress(struct tdm_request *request, const struct tdm_receivers *to, bool *waits) {
    struct tdm_problem problem = {0};
    struct tdm_buf *out = &request->out;
    for (size_t i = 0; i < to->count; i++) {
        struct tdm_delivery p;
        uint64_t waiting;
        if (!tdm_delivery_read(request->mem, request->arguments[0], to->list[i].name, &p, &problem) ||
            !tdm_courier_waiting(request->mem, request->arguments[0], &to->list[i], &p, &waiting, &problem))
            return tdm_request_keep(request, &problem);
        tdm_buf_format(out, "%.*s: %llu taken, %llu waiting, %llu set aside", TDM_FMT(to->list[i].name),
                       (unsigned long long)p.taken, (unsigned long long)waiting, (unsigned long long)p.set_aside);
        if (p.tries > 0) tdm_buf_format(out, "; %u %s in vain, ", p.tries, p.tries == 1 ? "try" : "tries");
        if (p.tries > 0 && p.status > 0) tdm_buf_format(out, "answered %u", p.status);
        if (p.tries > 0 && p.status == 0) tdm_buf_add(out, p.why);
        tdm_buf_char(out, '\n');
        *waits = *waits || waiting > 0;
    }
    return true;
}

static bool carry(struct tdm_request *request, const struct tdm_receivers *to, bool *waits) {
    struct tdm_courier courier = {request->arguments[0], to, tdm_clock_now(), NULL};
    struct tdm_carried round, all = {0};
    do {
        if (!tdm_courier_round(request->mem, &courier, &round, &request->problems)) return false;
        all.written += round.written;
        all.taken += round.taken;
        all.set_aside += round.set_aside;
    } while (round.more);
    *waits = round.waiting > 0;
    if (to->file.len > 0) tdm_buf_format(&request->out, "%llu written to the file\n", (unsigned long long)all.written);
    tdm_buf_format(&request->out, "%llu taken, %llu waiting, %llu set aside\n", (unsigned long long)all.taken,
                   (unsigned long long)round.waiting, (unsigned long long)all.set_aside);
    return true;
}

/* `list`: how far they have got; `send`: what is due now is tried once. Exit code 1: something still waits. */
static enum tdm_exit deliver(struct tdm_request *request) {
    struct tdm_receivers to;
    struct tdm_problem problem;
    tdm_str verb = request->arguments[1];
    bool waits = false, is_list = tdm_str_is(verb, "list");
    if (!is_list && !tdm_str_is(verb, "send")) {
        (void)tdm_fail(&problem, TDM_WHY_SYNTAX, "U075", (struct tdm_place){.file = TDM_STR("command line")},
                       "`%.*s` is nothing that can be done with an outbox", TDM_FMT(verb));
        tdm_problem_fix(&problem, "write `list` or `send`, or leave it out to read the events");
        return tdm_request_fail(request, &problem);
    }
    bool good =
        read_receivers(request, &to) && (is_list ? tell_progress(request, &to, &waits) : carry(request, &to, &waits));
    enum tdm_exit told = TDM_EXIT_FINE;
    if (!good || request->problems.count > 0) told = tdm_request_fail_all(request, (tdm_str){0}, (tdm_str){0});
    if (!good) return told;
    return tdm_request_finish(request, waits ? TDM_EXIT_FINDINGS : TDM_EXIT_FINE);
}

static enum tdm_exit run_outbox(struct tdm_request *request) {
    if (request->argument_count > 1) return deliver(request);
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
    "FOLDER [list|send] [--after NUMBER] [--on DATE] [--place NAME] [--receivers FILE]",
    "what others are to be told, one line of JSON each: signed, revoked, handed over, escalated, due, overdue",
    "A list that only grows; each line has an id that stays the same wherever the event was told. What follows from an "
    "entry is written with it. With --on what is due or late on that day is written first. No text of a patient is in "
    "it. `send` carries what is due to a file that only grows and to webhooks, signed (--receivers, docs/outbox.md), "
    "once, and `list` tells how far they have got; `tandem serve --receivers` carries by itself, again and again. Exit "
    "code 1: something still waits.",
    "after on place data zone receivers output",
    1,
    2,
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
