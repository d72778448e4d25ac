/* cmd_try.c - the commands that suppose: an entry tried before it is made, a date moved, another day. Nothing is
 * written. */
#include "cli/cli.h"
#include "cli/desk.h"

/* ---- the words of an entry */

static const char proposal[] = "the entry";

/* ENTRY as it stands, @FILE, or - for standard input. */
static bool load_entry(struct tdm_request *request, tdm_str words, struct tdm_loaded *out) {
    struct tdm_loaded file;
    *out = (struct tdm_loaded){.file = tdm_str_of(proposal), .text = words};
    bool from_file = words.len > 1 && words.at[0] == '@';
    if (from_file || tdm_str_is(words, "-")) {
        if (!tdm_load_file(request, from_file ? tdm_str_slice(words, 1, words.len) : words, &file)) return false;
        out->text = file.text;
    }
    return tdm_notation_read(request->mem, out->file, out->text, &out->tree, &request->problems);
}

struct supposed {
    struct tdm_episode now;
    const struct tdm_chart *chart;
    const struct tdm_case *episode;
    struct tdm_loaded entry, file;
    bool procedure; /* what --shift moves, else the enrolment; and by how much */
    int32_t days;
};

static bool open_supposed(struct tdm_request *request, struct supposed *s) {
    return tdm_case_open(request->mem, s->now.library, s->chart, &s->episode, &request->problems);
}

static bool add_entry(struct tdm_request *request, tdm_str words, struct supposed *s) {
    return load_entry(request, words, &s->entry) &&
           tdm_chart_extend(request->mem, s->chart, s->entry.tree, &s->now.zone, &s->chart, &request->problems);
}

static enum tdm_exit fail(struct tdm_request *request, const struct supposed *s) {
    const struct tdm_loaded *told = s->entry.file.len > 0 ? &s->entry : &s->file;
    return tdm_request_fail_all(request, told->file, told->text);
}

/* ---- try */

static enum tdm_exit run_try(struct tdm_request *request) {
    struct supposed s = {0};
    if (!tdm_load_episode(request, &s.now, &s.file)) return fail(request, &s);
    s.chart = s.now.chart;
    if (!add_entry(request, request->arguments[1], &s) || !open_supposed(request, &s)) return fail(request, &s);
    const struct tdm_judgement *judgement = tdm_judge(
        request->mem,
        &(struct tdm_proposal){s.now.episode, s.episode, s.entry.file, s.now.others.cases, s.now.others.count},
        s.now.asof);
    struct tdm_view view = tdm_request_view(request);
    if (request->given[TDM_OPTION_JSON])
        tdm_view_verdict_json(&view, judgement);
    else
        tdm_view_verdict_text(&view, judgement);
    return tdm_request_finish(request, judgement->verdict == TDM_VERDICT_FINE ? TDM_EXIT_FINE : TDM_EXIT_FINDINGS);
}

/* ---- whatif */

static bool shift_refused(struct tdm_request *request, const char *what, const char *fix) {
    struct tdm_problem *problem = tdm_problems_add(&request->problems, TDM_ERROR, TDM_WHY_SYNTAX, "U012",
                                                   (struct tdm_place){.file = TDM_STR("command line")});
    tdm_problem_what(problem, "`--shift %.*s` %s", TDM_FMT(request->value[TDM_OPTION_SHIFT]), what);
    tdm_problem_fix(problem, "%s", fix);
    return false;
}

/* "procedure=+9d" or "enrolment=-3d": which entry, and by how many days. */
static bool read_shift(struct tdm_request *request, bool *procedure, int32_t *days) {
    tdm_str words = request->value[TDM_OPTION_SHIFT], number;
    tdm_decimal count;
    size_t equals;
    static const char fix[] = "write `--shift procedure=+9d`, or `--shift enrolment=-3d`";
    if (!tdm_str_find(words, TDM_STR("="), &equals)) return shift_refused(request, "does not say by how much", fix);
    tdm_str thing = tdm_str_slice(words, 0, equals);
    number = tdm_str_slice(words, equals + 1, words.len);
    if (tdm_str_starts_with(number, TDM_STR("+"))) number = tdm_str_slice(number, 1, number.len);
    if (tdm_str_ends_with(number, TDM_STR("d"))) number = tdm_str_slice(number, 0, number.len - 1);
    *procedure = tdm_str_is(thing, "procedure");
    if (!*procedure && !tdm_str_is(thing, "enrolment")) return shift_refused(request, "names nothing to move", fix);
    bool whole = tdm_decimal_parse(number, &count) && count.scale == 0 && count.coefficient > -10000 &&
                 count.coefficient < 10000;
    if (!whole) return shift_refused(request, "is no number of days", fix);
    *days = (int32_t)count.coefficient;
    return true;
}

/* The entry that gives the date now: the performed procedure, else its latest plan; or the enrolment. */
static uint32_t entry_to_shift(const struct tdm_standing *s, bool procedure) {
    const struct tdm_chart *chart = s->episode->chart->chart;
    uint32_t found = TDM_ENTRY_NONE;
    if (procedure && s->procedure_performed) return s->procedure_entry;
    for (uint32_t i = 0; i < chart->entry_count; i++) {
        const struct tdm_entry *entry = &chart->entries[i];
        bool plan = procedure && entry->kind == TDM_ENTRY_PLAN && tdm_str_is(entry->subject, "procedure");
        if (plan && entry->date.day <= s->asof.on.day) found = i;
        if (!procedure && entry->kind == TDM_ENTRY_ENROL) return i;
    }
    return found;
}

static bool shift_chart(struct tdm_request *request, struct supposed *s, const struct tdm_standing *before) {
    if (!read_shift(request, &s->procedure, &s->days)) return false;
    uint32_t entry = entry_to_shift(before, s->procedure);
    if (entry == TDM_ENTRY_NONE)
        return shift_refused(request, "has nothing to move: neither an event nor a plan is recorded",
                             "add a plan: `--add \"2026-03-04 plan procedure on 2026-04-01 by PERSON\"`");
    return tdm_chart_shift(request->mem, s->chart, entry, s->days, &s->now.zone, &s->chart, &request->problems);
}

static tdm_str question(struct tdm_request *request, const struct supposed *s) {
    struct tdm_buf out;
    tdm_buf_init(&out, request->mem, (size_t)1 << 16);
    int32_t by = s->days < 0 ? -s->days : s->days;
    if (request->given[TDM_OPTION_SHIFT])
        tdm_buf_format(&out, "the %s %d %s %s", s->procedure ? "procedure" : "enrolment", by, by == 1 ? "day" : "days",
                       s->days < 0 ? "earlier" : "later");
    if (request->given[TDM_OPTION_ADD])
        tdm_buf_format(&out, "%s%.*s", out.len > 0 ? ", with " : "", TDM_FMT(request->value[TDM_OPTION_ADD]));
    return tdm_buf_str(&out);
}

static enum tdm_exit print_difference(struct tdm_request *request, tdm_str what, const struct tdm_standing *before,
                                      const struct tdm_standing *after) {
    struct tdm_view view = tdm_request_view(request);
    if (request->given[TDM_OPTION_JSON])
        tdm_view_difference_json(&view, what, before, after);
    else
        tdm_view_difference_text(&view, what, before, after);
    return tdm_request_finish(request, TDM_EXIT_FINE);
}

static enum tdm_exit run_whatif(struct tdm_request *request) {
    struct supposed s = {0};
    if (!request->given[TDM_OPTION_SHIFT] && !request->given[TDM_OPTION_ADD]) {
        struct tdm_problem problem;
        (void)tdm_fail(&problem, TDM_WHY_MISSING, "U013", (struct tdm_place){.file = TDM_STR("command line")},
                       "`tandem whatif` was not told what to suppose");
        tdm_problem_fix(&problem, "add `--shift procedure=+9d`, or `--add \"ENTRY\"`");
        return tdm_request_fail(request, &problem);
    }
    if (!tdm_load_episode(request, &s.now, &s.file)) return fail(request, &s);
    s.chart = s.now.chart;
    const struct tdm_standing *before = tdm_episode_standing(request, &s.now);
    if (request->given[TDM_OPTION_SHIFT] && !shift_chart(request, &s, before)) return fail(request, &s);
    if (request->given[TDM_OPTION_ADD] && !add_entry(request, request->value[TDM_OPTION_ADD], &s))
        return fail(request, &s);
    if (!open_supposed(request, &s)) return fail(request, &s);
    return print_difference(
        request, question(request, &s), before,
        tdm_standing_of(request->mem, s.episode, s.now.others.cases, s.now.others.count, s.now.asof));
}

/* ---- changes */

static enum tdm_exit run_changes(struct tdm_request *request) {
    struct supposed s = {0};
    struct tdm_asof then;
    if (!tdm_load_episode(request, &s.now, &s.file)) return fail(request, &s);
    if (!tdm_date_parse(request->arguments[1], &then.on)) {
        struct tdm_problem problem;
        (void)tdm_fail(&problem, TDM_WHY_SYNTAX, "U009", (struct tdm_place){.file = TDM_STR("command line")},
                       "`%.*s` is not a day", TDM_FMT(request->arguments[1]));
        tdm_problem_fix(&problem, "write a day as 2026-03-04");
        return tdm_request_fail(request, &problem);
    }
    then.known = tdm_zone_day_end(&s.now.zone, then.on);
    struct tdm_buf what;
    tdm_buf_init(&what, request->mem, 200);
    tdm_buf_text(&what, "since ");
    tdm_words_date(&what, TDM_ENGLISH, then.on);
    tdm_buf_text(&what, ", as it was seen then");
    return print_difference(request, tdm_buf_str(&what),
                            tdm_standing_of(request->mem, s.now.episode, s.now.others.cases, s.now.others.count, then),
                            tdm_episode_standing(request, &s.now));
}

#define SUPPOSE_OPTIONS "as on json output protocol data zone width"

const struct tdm_command tdm_command_try = {
    "try",
    "CHART ENTRY [--on DATE] [--json]",
    "an entry before it is made: fine, needs a signed reason, or refused, and what it would change",
    "ENTRY is an entry in the notation (its lines in one word of the shell), @FILE, or - for standard input. Nothing "
    "is "
    "written. Exit 0 when it is fine, 1 otherwise.",
    SUPPOSE_OPTIONS,
    2,
    2,
    run_try};
const struct tdm_command tdm_command_whatif = {
    "whatif",
    "CHART [--shift procedure=+9d] [--add ENTRY] [--on DATE] [--json]",
    "what would differ if a date were another, or an entry were in the chart",
    "Tells every state, date, obligation and limit that would differ on that day. Nothing is written.",
    SUPPOSE_OPTIONS " known shift add",
    1,
    1,
    run_whatif};
const struct tdm_command tdm_command_changes = {
    "changes",
    "CHART DATE [--on DATE] [--known DATE] [--json]",
    "what has changed since a day, as it was seen then",
    "Compares the standing of DATE, by what was recorded by its end, with the standing of --on.",
    SUPPOSE_OPTIONS " known",
    2,
    2,
    run_changes};
