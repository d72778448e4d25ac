/* cmd_options.c - options CHART: the limiting factor and the four ways forward, with their arguments. */
#include "cli/cli.h"
#include "cli/desk.h"

static enum tdm_exit run_options(struct tdm_request *request) {
    struct tdm_episode episode;
    struct tdm_loaded file;
    const struct tdm_decision *decision;
    if (!tdm_load_episode(request, &episode, &file)) return tdm_request_fail_all(request, file.file, file.text);
    if (!tdm_find_decision(request, &episode, &decision, &file))
        return tdm_request_fail_all(request, file.file, file.text);
    struct tdm_about about = {episode.episode, episode.others.cases, episode.others.count};
    const struct tdm_options *options = tdm_options_of(request->mem, &about, decision, episode.asof);
    struct tdm_view view = tdm_request_view(request);
    view.known = episode.known_words;
    view.missing = episode.others.missing;
    if (request->given[TDM_OPTION_JSON])
        tdm_view_options_json(&view, options);
    else
        tdm_view_options_text(&view, options);
    return tdm_request_finish(request, TDM_EXIT_FINE);
}

const struct tdm_command tdm_command_options = {
    "options",
    "CHART [--on DATE] [--lang es] [--known DATE] [--decision FILE] [--json]",
    "what limits, the four ways forward with arguments for and against, what would flip it",
    "The decision is the one for the condition that the chart's protocol treats, or that of --decision. Both factors "
    "are "
    "judged from their own facts; all four ways always stand side by side, barred or not; what is unknown, or near its "
    "bound, is told with what it would change and who can record it. It prepares a discussion and advises no "
    "treatment.",
    "as on known json output protocol data decision zone width lang",
    1,
    1,
    run_options};
