/* chart_consent.c - what a person has agreed to, by what a chart says: one rule for whoever asks. */
#include "chart/chart.h"

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
    struct tdm_consent_answer answer = {TDM_CONSENT_UNKNOWN, TDM_DATE_NONE};
    const struct tdm_entry *last = NULL;
    for (uint32_t i = 0; i < chart->entry_count; i++) {
        const struct tdm_entry *entry = &chart->entries[i];
        bool asked = entry->kind == TDM_ENTRY_CONSENT && tdm_str_is(entry->words, tdm_consent_word(what));
        if (!asked || entry->date.day > day.day || !stands(chart, entry)) continue;
        bool given = tdm_str_is(entry->state, "given");
        bool untold = last != NULL && last->date.day == entry->date.day &&
                      (last->time.minute < 0 || entry->time.minute < 0 || last->time.minute == entry->time.minute);
        if (given && untold && answer.state == TDM_CONSENT_WITHDRAWN) continue;
        answer = (struct tdm_consent_answer){given ? TDM_CONSENT_GIVEN : TDM_CONSENT_WITHDRAWN, entry->date};
        last = entry;
    }
    return answer;
}
