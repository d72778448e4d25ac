/* cmd_impact.c - a new text of a protocol over everything that is kept: impact before anything changes, then amend. */
#include "cli/cli.h"
#include "cli/desk.h"
#include "clinic/clinic.h"
#include "engine/impact.h"

struct replay {
    struct tdm_shelf shelf;
    const struct tdm_catalog *catalog;
    const struct tdm_protocol *protocol; /* the new text */
    struct tdm_loaded text;              /* its file */
    struct tdm_loaded told;              /* the file whose problems are told */
    uint32_t running, changed, stuck, others, ended;
};

static bool load_text(struct tdm_request *request, tdm_str name, struct replay *r) {
    if (tdm_load_catalog(request, &r->catalog) && tdm_load_protocol(request, name, r->catalog, &r->protocol, &r->text))
        return true;
    r->told = r->text;
    return false;
}

/* The same chart as one that pins the new text. */
static bool rebound(struct tdm_request *request, const struct replay *r, const struct tdm_chart *chart,
                    const struct tdm_case **out, struct tdm_problems *problems) {
    struct tdm_chart *other = TDM_NEW(request->mem, struct tdm_chart);
    const struct tdm_protocol **only = TDM_NEW_ARRAY(request->mem, const struct tdm_protocol *, 1);
    only[0] = r->protocol;
    struct tdm_library library = {.catalog = r->catalog, .protocols = only, .protocol_count = 1};
    *other = *chart;
    other->has_digest = false;
    other->version = r->protocol->version;
    return tdm_case_open(request->mem, &library, other, out, problems);
}

static void tell_stuck(struct tdm_request *request, struct replay *r, tdm_str name,
                       const struct tdm_problems *problems) {
    r->stuck++;
    tdm_buf_format(&request->out, "%.*s: cannot go on under it\n", TDM_FMT(name));
    for (uint32_t i = 0; i < problems->count; i++)
        if (problems->items[i].severity == TDM_ERROR)
            tdm_buf_format(&request->out, "  line %u: %s\n", problems->items[i].place.line, problems->items[i].what);
}

static bool replay_one(struct tdm_request *request, struct replay *r, tdm_str name) {
    struct tdm_opened opened;
    struct tdm_episode asked = {0};
    struct tdm_others others;
    struct tdm_problems problems;
    const struct tdm_case *after;
    tdm_problems_init(&problems);
    if (!tdm_load_case(request, &r->shelf, name, &opened, &r->told)) return false;
    r->others += !tdm_str_equal(opened.chart->protocol, r->protocol->name);
    if (!tdm_str_equal(opened.chart->protocol, r->protocol->name)) return true;
    if (!tdm_read_asof(request, &opened.zone, &asked) ||
        !tdm_load_others(request, &r->shelf, &opened, name, &others, &r->told))
        return false;
    const struct tdm_standing *now =
        tdm_standing_far_ahead(request->mem, opened.episode, others.cases, others.count, asked.asof);
    r->ended += now->ended;
    if (now->ended) return true;
    r->running++;
    if (!rebound(request, r, opened.chart, &after, &problems)) {
        tell_stuck(request, r, tdm_path_name(name), &problems);
        return true;
    }
    struct tdm_impact impact = tdm_impact_of(
        request->mem, now, tdm_standing_far_ahead(request->mem, after, others.cases, others.count, asked.asof));
    struct tdm_view view = tdm_request_view(request);
    r->changed += impact.count > 0;
    tdm_view_impact_text(&view, tdm_path_name(name), &impact);
    return true;
}

static enum tdm_exit run_impact(struct tdm_request *request) {
    struct replay r = {0};
    struct tdm_names list = {0};
    bool fine = load_text(request, request->arguments[1], &r) && tdm_list_kept(request, request->arguments[0], &list);
    r.shelf.library.catalog = r.catalog;
    for (size_t i = 0; i < list.count && fine; i++) {
        tdm_problems_init(&request->problems); /* notes on what was recorded are for who reads the chart */
        fine = replay_one(request, &r, list.list[i]);
    }
    if (!fine) return tdm_request_fail_all(request, r.told.file, r.told.text);
    tdm_buf_format(&request->out,
                   "%s%.*s version %.*s: %u running, of which %u would change, %u cannot go on under it, %u are "
                   "unaffected; %u ended, %u on other protocols. Nothing was changed.\n",
                   r.running > 0 ? "\n" : "", TDM_FMT(r.protocol->name), TDM_FMT(r.protocol->version), r.running,
                   r.changed, r.stuck, r.running - r.changed - r.stuck, r.ended, r.others);
    return tdm_request_finish(request, r.changed + r.stuck > 0 ? TDM_EXIT_FINDINGS : TDM_EXIT_FINE);
}

const struct tdm_command tdm_command_impact = {
    "impact",
    "FOLDER PROTOCOL [--on DATE] [--as PERSON]",
    "what a new text of a protocol would change for each running episode, before anything changes",
    "Replays every kept episode on a protocol of that name under the new text: whose next step changes, which dates "
    "move, "
    "from when to when, what would have been against it, who is unaffected. What is owed next is compared however far "
    "ahead "
    "it is, for the phases in force. Exit 1 when somebody is affected.",
    "as on known data zone width output",
    2,
    2,
    run_impact};

/* ---- amend */

static bool missing(struct tdm_request *request, const char *what, const char *fix) {
    struct tdm_problem problem;
    (void)tdm_fail(&problem, TDM_WHY_MISSING, "U032", (struct tdm_place){.file = TDM_STR("command line")},
                   "`tandem %s` was not told %s", request->command->name, what);
    tdm_problem_fix(&problem, "%s", fix);
    return tdm_request_keep(request, &problem);
}

/* The entry in the notation. What cannot stand there is told by the chart's reader at this entry. */
static bool write_entry(struct tdm_request *request, const struct replay *r, const struct tdm_zone *zone,
                        struct tdm_loaded *out) {
    struct tdm_episode days = {0};
    struct tdm_buf text;
    tdm_str as = request->value[TDM_OPTION_AS], because = request->value[TDM_OPTION_BECAUSE];
    size_t quote;
    tdm_buf_init(&text, request->mem, 8192);
    if (!request->given[TDM_OPTION_AS])
        return missing(request, "who amends", "add `--as PERSON`, of the chart's people");
    if (because.len == 0 || tdm_str_find(because, TDM_STR("\""), &quote) ||
        tdm_str_find(because, TDM_STR("\n"), &quote))
        return missing(request, "the reason in one line without quotes", "add `--because TEXT`");
    if (!tdm_read_asof(request, zone, &days)) return false;
    tdm_date_print(&text, days.asof.on);
    tdm_buf_format(&text, " amend protocol %.*s version %.*s by %.*s, from ", TDM_FMT(r->protocol->name),
                   TDM_FMT(r->protocol->version), TDM_FMT(as));
    if (request->given[TDM_OPTION_FROM])
        tdm_buf_add(&text, request->value[TDM_OPTION_FROM]);
    else
        tdm_date_print(&text, days.asof.on);
    tdm_buf_format(&text, ", because \"%.*s\"\n", TDM_FMT(because));
    *out = (struct tdm_loaded){.file = TDM_STR("amendment"), .text = tdm_buf_str(&text)};
    return tdm_notation_read(request->mem, out->file, out->text, &out->tree, &request->problems);
}

static bool amend(struct tdm_request *request, struct replay *r, struct tdm_clinic *clinic) {
    struct tdm_problem problem = {0};
    struct tdm_opened opened;
    struct tdm_taken taken = {0};
    struct tdm_act act = {.protocol_text = r->text.text, .now = tdm_clock_now(), .as = request->value[TDM_OPTION_AS]};
    struct tdm_amending ask = {.episode = request->arguments[1], .protocol = r->protocol};
    tdm_str name = tdm_path_join(request->mem, request->arguments[0], ask.episode);
    if (!tdm_clinic_begin(clinic, &problem)) return tdm_request_keep(request, &problem);
    if (!tdm_load_case(request, &r->shelf, name, &opened, &r->told)) return false;
    tdm_problems_init(&request->problems);
    if (!write_entry(request, r, &opened.zone, &r->told)) return false;
    act.library = opened.library;
    act.zone = opened.zone;
    ask.entry = r->told.tree;
    if (!tdm_clinic_amend(request->mem, clinic, &act, &ask, &taken, &request->problems)) return false;
    if (!tdm_clinic_commit(clinic, &problem)) return tdm_request_keep(request, &problem);
    tdm_buf_format(
        &request->out,
        "%u %s recorded by `%.*s`%s. The text of version %.*s is kept; standings follow the one that was pinned at "
        "enrolment until this program judges days by the version of the day.\n",
        taken.added, taken.added == 1 ? "entry" : "entries", TDM_FMT(tdm_clinic_place(clinic)),
        taken.there > 0 ? "; there already before" : "", TDM_FMT(r->protocol->version));
    return true;
}

static enum tdm_exit run_amend(struct tdm_request *request) {
    struct replay r = {0};
    struct tdm_clinic *clinic;
    struct tdm_problem problem = {0};
    if (!load_text(request, request->arguments[2], &r)) return tdm_request_fail_all(request, r.told.file, r.told.text);
    if (!tdm_clinic_open(request->mem, request->arguments[0], TDM_STORE_WRITE, &clinic, &problem))
        return tdm_request_fail(request, &problem);
    r.shelf.library.catalog = r.catalog;
    bool good = amend(request, &r, clinic);
    tdm_clinic_abandon(clinic);
    tdm_clinic_close(clinic);
    if (!good) return tdm_request_fail_all(request, r.told.file, r.told.text);
    return tdm_request_finish(request, TDM_EXIT_FINE);
}

const struct tdm_command tdm_command_amend = {
    "amend",
    "FOLDER EPISODE PROTOCOL --as PERSON --because TEXT [--on DATE] [--from DATE]",
    "an episode goes on under a new text of its protocol, from a day on, with the reason: recorded as an entry",
    "Ask `tandem impact` first. The new text is kept with the episode. It is refused when it is of another protocol, "
    "when it "
    "has the version of the text before, and when the chart could not be read under it.",
    "as because on from data zone output",
    3,
    3,
    run_amend};
