/* cmd_episode.c - the commands that tell of an episode on a day: standing, sheet, timeline, why. One shape: load,
 * compute, print. */
#include "cli/cli.h"
#include "cli/desk.h"

enum format { FORMAT_TEXT, FORMAT_HTML, FORMAT_SVG, FORMAT_JSON, FORMAT_COUNT };
static const char *const format_words[FORMAT_COUNT] = {"text", "html", "svg", "json"};
typedef void (*view_function)(const struct tdm_view *, const struct tdm_standing *);

struct document {
    view_function print[FORMAT_COUNT]; /* null: the command has no such form */
};
static const struct document standing_document = {
    {[FORMAT_TEXT] = tdm_view_standing_text, [FORMAT_JSON] = tdm_view_standing_json}};
static const struct document sheet_document = {
    {[FORMAT_TEXT] = tdm_view_sheet_text, [FORMAT_HTML] = tdm_view_sheet_html, [FORMAT_JSON] = tdm_view_sheet_json}};
static const struct document timeline_document = {{[FORMAT_TEXT] = tdm_view_timeline_text,
                                                   [FORMAT_SVG] = tdm_view_timeline_svg,
                                                   [FORMAT_JSON] = tdm_view_timeline_json}};

static bool named_format(tdm_str word, enum format *out) {
    for (int i = 0; i < FORMAT_COUNT; i++)
        if (tdm_str_is(word, format_words[i])) {
            *out = (enum format)i;
            return true;
        }
    return false;
}

/* --format, else --json, else the ending of --output, else text. */
static bool choose_format(struct tdm_request *request, const struct document *document, enum format *out) {
    tdm_str output = request->value[TDM_OPTION_OUTPUT];
    bool known = true;
    *out = FORMAT_TEXT;
    for (int i = 0; i < FORMAT_COUNT && request->given[TDM_OPTION_OUTPUT]; i++)
        if (document->print[i] != NULL && i != FORMAT_TEXT && tdm_str_ends_with(output, tdm_str_of(format_words[i])))
            *out = (enum format)i;
    if (request->given[TDM_OPTION_JSON]) *out = FORMAT_JSON;
    if (request->given[TDM_OPTION_FORMAT]) known = named_format(request->value[TDM_OPTION_FORMAT], out);
    if (known && document->print[*out] != NULL) return true;
    struct tdm_buf offered;
    tdm_buf_init(&offered, request->mem, 200);
    for (int i = 0; i < FORMAT_COUNT; i++)
        if (document->print[i] != NULL) tdm_buf_format(&offered, "%s%s", offered.len == 0 ? "" : ", ", format_words[i]);
    struct tdm_problem *problem = tdm_problems_add(&request->problems, TDM_ERROR, TDM_WHY_NOT_FOUND, "U010",
                                                   (struct tdm_place){.file = TDM_STR("command line")});
    tdm_problem_what(problem, "`tandem %s` has no format `%.*s`", request->command->name,
                     TDM_FMT(request->value[TDM_OPTION_FORMAT]));
    tdm_problem_fix(problem, "choose one of: %.*s", TDM_FMT(tdm_buf_str(&offered)));
    return false;
}

static bool load_standing(struct tdm_request *request, struct tdm_view *view, const struct tdm_standing **standing,
                          enum tdm_exit *code) {
    struct tdm_episode episode;
    struct tdm_loaded file;
    if (!tdm_load_episode(request, &episode, &file)) {
        *code = tdm_request_fail_all(request, file.file, file.text);
        return false;
    }
    *standing = tdm_episode_standing(request, &episode);
    *view = tdm_request_view(request);
    view->known = episode.known_words;
    view->acwr = request->given[TDM_OPTION_ACWR];
    view->missing = episode.others.missing;
    return true;
}

static enum tdm_exit run_document(struct tdm_request *request, const struct document *document) {
    struct tdm_view view;
    const struct tdm_standing *standing;
    enum format format;
    enum tdm_exit code;
    if (!choose_format(request, document, &format)) return tdm_request_fail_all(request, (tdm_str){0}, (tdm_str){0});
    if (!load_standing(request, &view, &standing, &code)) return code;
    if (format == FORMAT_HTML && !tdm_load_drawings(request, standing->episode->chart->catalog, NULL, &view.drawings))
        return tdm_request_fail_all(request, (tdm_str){0}, (tdm_str){0});
    document->print[format](&view, standing);
    return tdm_request_finish(request, TDM_EXIT_FINE);
}

static enum tdm_exit run_standing(struct tdm_request *request) {
    return run_document(request, &standing_document);
}
static enum tdm_exit run_sheet(struct tdm_request *request) {
    return run_document(request, &sheet_document);
}
static enum tdm_exit run_timeline(struct tdm_request *request) {
    return run_document(request, &timeline_document);
}

static enum tdm_exit run_why(struct tdm_request *request) {
    struct tdm_view view;
    const struct tdm_standing *standing;
    struct tdm_problem problem;
    enum tdm_exit code;
    if (!load_standing(request, &view, &standing, &code)) return code;
    bool told = request->given[TDM_OPTION_JSON] ? tdm_view_why_json(&view, standing, request->arguments[1], &problem)
                                                : tdm_view_why_text(&view, standing, request->arguments[1], &problem);
    if (!told) return tdm_request_fail(request, &problem);
    return tdm_request_finish(request, TDM_EXIT_FINE);
}

#define EPISODE_OPTIONS "as on known json output protocol data zone width lang"

const struct tdm_command tdm_command_standing = {"standing",
                                                 "CHART [--on DATE] [--known DATE] [--acwr] [--lang es] [--json]",
                                                 "where an episode stands on a day, and why",
                                                 "Tells where each track stands and since when, every gate with its "
                                                 "criteria, the load allowed today and what sets it, what is "
                                                 "not allowed until when, who owes what, and what was recorded against "
                                                 "the protocol. The answer follows from the protocol, the "
                                                 "chart, the day and what was known; nothing is stored.",
                                                 EPISODE_OPTIONS " format acwr",
                                                 1,
                                                 1,
                                                 run_standing};
const struct tdm_command tdm_command_sheet = {
    "sheet",
    "CHART [--on DATE] [--lang es] [--phone NUMBER] [--emergency NUMBER] [--format text|html|json] [--output FILE]",
    "the patient's sheet for a day: may, may not, until when, why",
    "The HTML is one printable file in large print without scripts. With --lang es it is in "
    "Spanish, written by the project and not yet checked by a clinician who speaks "
    "it; what has no translation is told in English and marked.",
    EPISODE_OPTIONS " format phone emergency",
    1,
    1,
    run_sheet};
const struct tdm_command tdm_command_timeline = {
    "timeline",
    "CHART [--on DATE] [--lang es] [--format text|svg|json] [--output FILE]",
    "both tracks over time: planned and actual, gates, restrictions, today",
    "Windows whose end nature or a person decides are drawn with an uncertain end.",
    EPISODE_OPTIONS " format",
    1,
    1,
    run_timeline};
const struct tdm_command tdm_command_why = {
    "why",
    "CHART THING [--on DATE] [--lang es] [--json]",
    "the argument of one answer: a gate, phase, restriction, measure, exercise or `ceiling`",
    "Prints the clause with its source, the entries, the numbers, what would change the answer and the earliest day it "
    "could.",
    EPISODE_OPTIONS,
    2,
    2,
    run_why};
