/* consent.c - what an episode may leave the clinic for. What was withdrawn is in nobody's way of recording what
 * happened; it is in the way of what it covers. */
#include "clinic/acts.h"
#include "clinic/clinic_int.h"

bool tdm_clinic_may_share(struct tdm_arena *mem, struct tdm_clinic *clinic, const struct tdm_sharing *ask,
                          struct tdm_problem *problem) {
    struct tdm_buf text;
    struct tdm_problems quiet;
    const struct tdm_tree *tree;
    const struct tdm_chart *chart;
    tdm_problems_init(&quiet);
    tdm_buf_init(&text, mem, TDM_NOTATION_FILE_MAX);
    if (!tdm_clinic_chart(mem, clinic, ask->episode, &text, problem)) return false;
    if (!tdm_notation_read(mem, ask->episode, tdm_buf_str(&text), &tree, &quiet) ||
        !tdm_chart_read(mem, tree, &tdm_zone_utc, &chart, &quiet)) {
        *problem = quiet.items[0];
        return false;
    }
    struct tdm_consent_answer answer = tdm_chart_consent(chart, ask->what, tdm_clinic_day(mem, chart, ask->now));
    bool asked_for = ask->what == TDM_CONSENT_REGISTRY;
    if (answer.state == TDM_CONSENT_GIVEN || (answer.state == TDM_CONSENT_UNKNOWN && !asked_for)) return true;
    struct tdm_buf since;
    tdm_buf_init(&since, mem, 40);
    if (answer.state == TDM_CONSENT_WITHDRAWN) tdm_date_print(&since, answer.on);
    (void)tdm_fail(problem, TDM_WHY_NOT_ALLOWED, "W065", (struct tdm_place){.file = clinic->folder},
                   "the consent to %s of `%.*s` was %s%.*s", tdm_consent_word(ask->what), TDM_FMT(ask->episode),
                   answer.state == TDM_CONSENT_WITHDRAWN ? "withdrawn on " : "never given",
                   TDM_FMT(tdm_buf_str(&since)));
    tdm_problem_fix(problem, "leave the episode out; or ask the person, and record the answer: `tandem consent`");
    return false;
}
