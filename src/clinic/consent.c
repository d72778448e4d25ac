/* consent.c - what a person has agreed to: entries of the chart with one of three words. What was withdrawn is in
 * nobody's way of recording what happened; it is in the way of what it covers. */
#include "clinic/acts.h"
#include "clinic/clinic_int.h"

const char *tdm_consent_word(enum tdm_consent what) {
    static const char *const words[TDM_CONSENT_COUNT] = {"treatment", "data-sharing", "registry"};
    return words[what];
}

/* Taken back by a withdrawal, whenever: what the chart says now counts. */
static bool stands(const struct tdm_chart *chart, const struct tdm_entry *entry) {
    for (uint32_t i = 0; i < chart->entry_count && entry->name.len > 0; i++)
        if (chart->entries[i].kind == TDM_ENTRY_WITHDRAW && tdm_str_equal(chart->entries[i].target, entry->name))
            return false;
    return true;
}

/* Entries stand in their order: day, time, recorded. Of one day without times the withdrawal counts. */
struct tdm_consent_answer tdm_chart_consent(const struct tdm_chart *chart, enum tdm_consent what, tdm_date day) {
    struct tdm_consent_answer answer = {TDM_CONSENT_UNKNOWN, TDM_DATE_NONE, TDM_ENTRY_NONE};
    const struct tdm_entry *last = NULL;
    for (uint32_t i = 0; i < chart->entry_count; i++) {
        const struct tdm_entry *entry = &chart->entries[i];
        bool asked = entry->kind == TDM_ENTRY_CONSENT && tdm_str_is(entry->words, tdm_consent_word(what));
        if (!asked || entry->date.day > day.day || !stands(chart, entry)) continue;
        bool given = tdm_str_is(entry->state, "given");
        bool untold = last != NULL && last->date.day == entry->date.day &&
                      (last->time.minute < 0 || entry->time.minute < 0 || last->time.minute == entry->time.minute);
        if (given && untold && answer.state == TDM_CONSENT_WITHDRAWN) continue;
        answer = (struct tdm_consent_answer){given ? TDM_CONSENT_GIVEN : TDM_CONSENT_WITHDRAWN, entry->date, i};
        last = entry;
    }
    return answer;
}

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
    struct tdm_consent_answer answer = tdm_chart_consent(chart, ask->what, ask->day);
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
