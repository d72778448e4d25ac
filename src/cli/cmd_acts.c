/* cmd_acts.c - what clinicians do: sign, revoke, correct, plan, prescribe, session, consent. Arguments become an entry,
 * the verdict is told, and what it does not stop is recorded. */
#include "cli/cli.h"
#include "cli/desk.h"
#include "clinic/acts.h"
#include "engine/verdict.h"

struct acting {
    struct tdm_clinic *clinic;
    struct tdm_shelf shelf;
    struct tdm_opened opened;
    struct tdm_loaded file; /* whose problems are told */
    struct tdm_act act;
    struct tdm_wish wish;
    struct tdm_taken taken;
};

static bool refuse(struct tdm_request *request, const char *code, const char *what, tdm_str word, const char *fix) {
    struct tdm_problem problem;
    (void)tdm_fail(&problem, TDM_WHY_SYNTAX, code, (struct tdm_place){.file = TDM_STR("command line")}, "`%.*s` %s",
                   TDM_FMT(word), what);
    tdm_problem_fix(&problem, "%s", fix);
    return tdm_request_keep(request, &problem);
}

/* ---- arguments */

/* "of rx-1", "with example-d", "at home": the rest of the first line of a session. */
static bool is_clause(struct tdm_wish *wish, tdm_str argument) {
    tdm_str *const into[] = {&wish->object, &wish->with, &wish->setting};
    static const char *const words[] = {"of ", "with ", "at "};
    for (size_t i = 0; i < TDM_COUNT(words); i++) {
        if (!tdm_str_starts_with(argument, tdm_str_of(words[i]))) continue;
        *into[i] = tdm_str_trim(tdm_str_slice(argument, strlen(words[i]), argument.len));
        return true;
    }
    return false;
}

static void take_lines(struct tdm_request *request, struct tdm_wish *wish, uint32_t first) {
    tdm_str *lines = TDM_NEW_ARRAY(request->mem, tdm_str, request->argument_count + 1);
    for (uint32_t i = first; i < request->argument_count; i++)
        if (wish->verb != TDM_VERB_SESSION || !is_clause(wish, request->arguments[i]))
            lines[wish->line_count++] = request->arguments[i];
    wish->lines = lines;
}

static bool read_plan(struct tdm_request *request, struct tdm_wish *wish) {
    tdm_str day = request->arguments[request->argument_count - 1];
    wish->object = request->arguments[2];
    if (request->argument_count == 5) wish->state = request->arguments[3];
    return tdm_date_parse(day, &wish->day) ||
           refuse(request, "U009", "is not a day", day, "write the day last, as 2026-03-04");
}

static bool read_arguments(struct tdm_request *request, struct tdm_wish *wish) {
    switch (wish->verb) {
    case TDM_VERB_SIGN:
    case TDM_VERB_REVOKE:
        wish->object = request->arguments[2];
        return true;
    case TDM_VERB_CONSENT:
        wish->object = request->arguments[2];
        wish->state = request->arguments[3];
        return true;
    case TDM_VERB_CORRECT:
        wish->object = request->arguments[2];
        take_lines(request, wish, 3);
        return true;
    case TDM_VERB_PRESCRIBE:
    case TDM_VERB_SESSION:
        take_lines(request, wish, 2);
        return true;
    case TDM_VERB_PLAN:
        return read_plan(request, wish);
    }
    TDM_UNREACHABLE();
}

static bool read_options(struct tdm_request *request, struct acting *a) {
    struct tdm_wish *wish = &a->wish;
    struct tdm_problem problem;
    tdm_str at = request->value[TDM_OPTION_AT];
    wish->as = request->value[TDM_OPTION_AS];
    wish->because = request->value[TDM_OPTION_BECAUSE];
    wish->words = request->value[TDM_OPTION_WORDS];
    wish->name = request->value[TDM_OPTION_NAME];
    wish->at = TDM_TIME_NONE;
    wish->day = TDM_DATE_NONE;
    if (wish->as.len == 0) {
        (void)tdm_fail(&problem, TDM_WHY_MISSING, "U032", (struct tdm_place){.file = TDM_STR("command line")},
                       "`tandem %s` was not told who acts", request->command->name);
        tdm_problem_fix(&problem, "add `--as PERSON`, of the chart's people");
        return tdm_request_keep(request, &problem);
    }
    return (at.len == 0 && !request->given[TDM_OPTION_AT]) || tdm_time_parse(at, &wish->at) ||
           refuse(request, "U034", "is no time of a day", at, "write it as 09:30");
}

/* ---- the act */

static bool keep_problem(struct tdm_request *request, bool good, const struct tdm_problem *problem) {
    return good || tdm_request_keep(request, problem);
}

static bool act(struct tdm_request *request, struct acting *a) {
    struct tdm_problem problem = {0};
    tdm_str name = tdm_path_join(request->mem, request->arguments[0], request->arguments[1]);
    if (!read_options(request, a) || !read_arguments(request, &a->wish)) return false;
    if (!keep_problem(request,
                      tdm_clinic_open(request->mem, request->arguments[0], TDM_STORE_WRITE, &a->clinic, &problem) &&
                          tdm_clinic_begin(a->clinic, &problem),
                      &problem) ||
        !tdm_load_case(request, &a->shelf, name, &a->opened, &a->file))
        return false;
    tdm_problems_init(&request->problems); /* notes on what was recorded before are for those who read it */
    a->act.library = a->opened.library;
    a->act.zone = a->opened.zone;
    a->act.now = tdm_clock_now();
    if (!tdm_read_judging(request, &a->shelf, &a->opened, &a->act, &a->file) || !tdm_read_seen(request, &a->act))
        return false;
    a->wish.on = a->act.on;
    struct tdm_wishing ask = {request->arguments[1], &a->wish};
    bool good = tdm_clinic_wish(request->mem, a->clinic, &a->act, &ask, &a->taken, &request->problems);
    if (a->taken.written.len > 0) a->file = (struct tdm_loaded){.file = TDM_STR("the entry"), .text = a->taken.written};
    return good &&
           (request->given[TDM_OPTION_TRY] || keep_problem(request, tdm_clinic_commit(a->clinic, &problem), &problem));
}

static void tell_verdict(struct tdm_request *request, const struct acting *a) {
    struct tdm_view view = tdm_request_view(request);
    if (request->given[TDM_OPTION_JSON]) {
        tdm_view_verdict_json(&view, a->taken.judgement);
        return;
    }
    tdm_buf_add(&request->out, a->taken.written);
    tdm_buf_char(&request->out, '\n');
    tdm_view_verdict_text(&view, a->taken.judgement);
    tdm_buf_char(&request->out, '\n');
}

static void tell_taken(struct tdm_request *request, const struct acting *a) {
    if (request->given[TDM_OPTION_JSON]) return;
    if (request->given[TDM_OPTION_TRY]) {
        tdm_buf_text(&request->out, "Nothing was recorded: `--try`.\n");
        return;
    }
    tdm_buf_format(&request->out, "%u %s recorded by `%.*s`", a->taken.added, a->taken.added == 1 ? "entry" : "entries",
                   TDM_FMT(tdm_clinic_place(a->clinic)));
    if (a->taken.there > 0) tdm_buf_format(&request->out, "; %u there already", a->taken.there);
    tdm_buf_text(&request->out, ".\n");
}

static enum tdm_exit wish(struct tdm_request *request, enum tdm_verb verb) {
    struct acting a = {.wish = {.verb = verb}};
    bool good = act(request, &a);
    if (a.taken.judgement != NULL) tell_verdict(request, &a);
    if (good) tell_taken(request, &a);
    bool stopped = a.taken.judgement != NULL && a.taken.judgement->verdict != TDM_VERDICT_FINE;
    if (a.clinic != NULL) tdm_clinic_abandon(a.clinic);
    tdm_clinic_close(a.clinic);
    enum tdm_exit told = TDM_EXIT_FINE;
    if (!good || request->problems.count > 0) told = tdm_request_fail_all(request, a.file.file, a.file.text);
    if (good && told != TDM_EXIT_ENVIRONMENT) told = TDM_EXIT_FINE; /* notes of an act that went well */
    if (stopped && told == TDM_EXIT_BAD_INPUT) told = TDM_EXIT_FINDINGS;
    return tdm_request_finish(request, told);
}

static enum tdm_exit run_sign(struct tdm_request *request) {
    return wish(request, TDM_VERB_SIGN);
}
static enum tdm_exit run_revoke(struct tdm_request *request) {
    return wish(request, TDM_VERB_REVOKE);
}
static enum tdm_exit run_correct(struct tdm_request *request) {
    return wish(request, TDM_VERB_CORRECT);
}
static enum tdm_exit run_plan(struct tdm_request *request) {
    return wish(request, TDM_VERB_PLAN);
}
static enum tdm_exit run_prescribe(struct tdm_request *request) {
    return wish(request, TDM_VERB_PRESCRIBE);
}
static enum tdm_exit run_session(struct tdm_request *request) {
    return wish(request, TDM_VERB_SESSION);
}
static enum tdm_exit run_consent(struct tdm_request *request) {
    return wish(request, TDM_VERB_CONSENT);
}

/* ---- the commands */

#define ACT_OPTIONS "as on at because name try seen json protocol data zone width output"
#define JUDGED                                                                                                         \
    "The entry and its verdict are told first, as `tandem try` tells them. What is refused, or wants a reason and "    \
    "has "                                                                                                             \
    "none, is not recorded: exit 1. "

const struct tdm_command tdm_command_sign = {
    "sign",
    "FOLDER EPISODE CLEARANCE --as PERSON [--words TEXT] [--on DATE] [--try]",
    "sign a clearance of a kept episode",
    JUDGED "A signature before its first lawful day never ripens, so it is refused with that day.",
    ACT_OPTIONS " words",
    3,
    3,
    run_sign};
const struct tdm_command tdm_command_revoke = {"revoke",
                                               "FOLDER EPISODE ENTRY --as PERSON --because TEXT [--on DATE] [--try]",
                                               "take a signature, an override, a move or a statement back",
                                               JUDGED "ENTRY is the name of what is taken back; it stays visible.",
                                               ACT_OPTIONS " words",
                                               3,
                                               3,
                                               run_revoke};
const struct tdm_command tdm_command_correct = {
    "correct",
    "FOLDER EPISODE ENTRY VALUE... --as PERSON --because TEXT [--on DATE] [--try]",
    "correct values of an entry: `effusion right trace`",
    JUDGED
    "What the value was is looked up; who knows it may say it: `effusion right trace, was 1+`. Both stay on record.",
    ACT_OPTIONS,
    4,
    -1,
    run_correct};
const struct tdm_command tdm_command_plan = {
    "plan",
    "FOLDER EPISODE procedure|visit|session|phase [NAME] DATE --as PERSON [--on DATE] [--try]",
    "plan something for a day",
    JUDGED "A later plan takes the place of an earlier one.",
    ACT_OPTIONS,
    4,
    5,
    run_plan};
const struct tdm_command tdm_command_prescribe = {
    "prescribe",
    "FOLDER EPISODE EXERCISE... --as PERSON [--on DATE] [--because TEXT] [--try]",
    "prescribe exercises with their doses: `leg-press 3x12, 40 kg, 3 times a week`",
    JUDGED "Each argument is one exercise, as a chart has it below `prescribe`.",
    ACT_OPTIONS,
    3,
    -1,
    run_prescribe};
const struct tdm_command tdm_command_session = {
    "session",
    "FOLDER EPISODE [WHAT...] [\"of RX\"] [\"with PERSON\"] [\"at home\"] --as PERSON [--on DATE] [--try]",
    "record what was done in a session, and how it was felt",
    JUDGED
    "Each argument is one line, as a chart has it below `session`: `leg-press 3x12, 40 kg`, `pain-during 3`. One "
    "that begins with `of`, `with` or `at` names the prescription, the second person, home or clinic.",
    ACT_OPTIONS,
    2,
    -1,
    run_session};
const struct tdm_command tdm_command_consent = {
    "consent",
    "FOLDER EPISODE treatment|data-sharing|registry|TEXT given|withdrawn --as PERSON [--on DATE]",
    "record what the person has agreed to, or agrees to no longer",
    "Withdrawn consent to treatment is in the way of prescribing, planning and entering a phase, not of recording what "
    "happened. Withdrawn consent to data-sharing keeps the episode out of what leaves the clinic; a registry gets only "
    "what consent was given for.",
    ACT_OPTIONS,
    4,
    4,
    run_consent};
