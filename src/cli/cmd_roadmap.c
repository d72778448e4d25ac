/* cmd_roadmap.c - what follows from the baseline: its report, findings, and what is retrained or measured when, by
 * whom. */
#include "cli/cli.h"
#include "cli/desk.h"

static enum tdm_exit run_roadmap(struct tdm_request *request) {
    struct tdm_episode episode;
    struct tdm_loaded file;
    if (!tdm_load_episode(request, &episode, &file)) return tdm_request_fail_all(request, file.file, file.text);
    const struct tdm_standing *standing = tdm_episode_standing(request, &episode);
    struct tdm_view view = tdm_request_view(request);
    view.known = episode.known_words;
    view.missing = episode.others.missing;
    if (request->given[TDM_OPTION_JSON])
        tdm_view_roadmap_json(&view, standing);
    else
        tdm_view_roadmap_text(&view, standing);
    return tdm_request_finish(request, TDM_EXIT_FINE);
}

const struct tdm_command tdm_command_roadmap = {
    "roadmap",
    "CHART [--on DATE] [--lang es] [--known DATE] [--json]",
    "what the baseline says is to be retrained or measured, when and by whom",
    "Tells what is known, missing, too old or contradictory of the baseline, the findings and their course, and for "
    "each "
    "open way of sparing the joint, deficit and missing measure the phases and exercises of the protocol for it. It "
    "prescribes nothing.",
    "as on known json output protocol data zone width lang",
    1,
    1,
    run_roadmap};
