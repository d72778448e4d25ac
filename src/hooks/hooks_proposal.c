/* hooks_proposal.c - an order as the entry that it would be: written, read, bound and judged like one that a person
 * tries. */
#include "hooks/hooks_int.h"

#define PROPOSAL "the order"

/* Who would sign it over there is nobody of the chart's people. The verdict asks who signs a reason, and an order gives
 * none: so anybody of the team stands in. */
static tdm_str somebody(const struct tdm_chart *chart) {
    for (uint32_t i = 0; i < chart->person_count; i++)
        if (!tdm_str_equal(chart->people[i].person, chart->patient)) return chart->people[i].person;
    return chart->patient;
}

struct tdm_entry hook_entry(const struct hook_try *t, enum tdm_entry_kind kind) {
    return (struct tdm_entry){.kind = kind,
                              .date = t->day,
                              .time = TDM_TIME_NONE,
                              .recorded = TDM_INSTANT_NONE,
                              .recorded_assumed = true,
                              .other_date = TDM_DATE_NONE,
                              .author = somebody(t->e->episode->chart->chart)};
}

const struct tdm_judgement *hook_judge(const struct hook_try *t, const struct tdm_entry *entry) {
    struct tdm_problems *problems = TDM_NEW(t->mem, struct tdm_problems);
    const struct tdm_tree *tree;
    const struct tdm_chart *chart;
    const struct tdm_case *after;
    struct tdm_buf text;
    tdm_problems_init(problems);
    tdm_buf_init(&text, t->mem, (size_t)64 << 10);
    tdm_entry_print(&text, entry);
    if (text.failed || !tdm_notation_read(t->mem, TDM_STR(PROPOSAL), tdm_buf_str(&text), &tree, problems)) return NULL;
    if (!tdm_chart_extend(t->mem, t->e->episode->chart->chart, tree, t->e->zone, &chart, problems)) return NULL;
    if (!tdm_case_open(t->mem, t->e->library, chart, &after, problems)) return NULL;
    struct tdm_proposal proposal = {t->e->episode, after, TDM_STR(PROPOSAL), t->e->others, t->e->other_count};
    return tdm_judge(t->mem, &proposal, (struct tdm_asof){t->day, TDM_INSTANT_NONE});
}

/* ---- days */

static bool day_of(const struct hook_try *t, tdm_str text, tdm_date *out) {
    tdm_instant instant;
    if (tdm_date_parse(text, out)) return true;
    if (tdm_instant_parse(text, &instant)) {
        *out = tdm_zone_date_at(t->e->zone, instant);
        return true;
    }
    return text.len > 10 && text.at[10] == 'T' && tdm_date_parse(tdm_str_slice(text, 0, 10), out);
}

tdm_date hook_begins(const struct hook_try *t) {
    const struct tdm_json *json = t->order->json;
    const struct tdm_json *dosage = hook_first(hook_get(json, "dosageInstruction"));
    const struct tdm_json *timings[] = {hook_get(dosage, "timing"), hook_get(json, "occurrenceTiming")};
    tdm_date today = t->e->standing->asof.on, day;
    tdm_str said[5] = {hook_str(json, "start"), hook_str(json, "occurrenceDateTime"),
                       hook_str(hook_get(json, "occurrencePeriod"), "start")};
    for (size_t i = 0; i < TDM_COUNT(timings); i++)
        said[3 + i] = hook_str(hook_get(hook_get(timings[i], "repeat"), "boundsPeriod"), "start");
    for (size_t i = 0; i < TDM_COUNT(said); i++)
        if (said[i].len > 0 && day_of(t, said[i], &day)) return tdm_date_later(day, today);
    return today;
}

/* ---- words */

tdm_str hook_concept_words(const struct tdm_json *concept) {
    tdm_str text = tdm_str_trim(hook_str(concept, "text"));
    for (const struct tdm_json *one = hook_first(hook_get(concept, "coding")); one != NULL && text.len == 0;
         one = one->next)
        text = tdm_str_trim(hook_str(one, "display"));
    return text;
}

static char plain(char c) {
    if (c >= 'A' && c <= 'Z') return (char)(c - 'A' + 'a');
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (unsigned char)c >= 0x80 ? c : ' ';
}

bool hook_stands_in(tdm_str words, tdm_str name) {
    for (size_t at = 0; at + name.len <= words.len; at++) {
        bool begins = at == 0 || plain(words.at[at - 1]) == ' ';
        bool ends = at + name.len == words.len || plain(words.at[at + name.len]) == ' ';
        size_t same = 0;
        while (begins && ends && same < name.len && plain(words.at[at + same]) == plain(name.at[same])) same++;
        if (name.len > 0 && same == name.len) return true;
    }
    return false;
}

tdm_ref hook_named(const struct tdm_catalog *catalog, enum tdm_catalog_kind kind, tdm_str words) {
    tdm_ref found = TDM_REF_NONE;
    size_t length = 0;
    for (uint32_t i = 0; i < catalog->count[kind]; i++) {
        const struct tdm_item *item = tdm_catalog_item(catalog, kind, (tdm_ref)i);
        tdm_str said[] = {item->name, item->label};
        for (size_t k = 0; k < TDM_COUNT(said); k++) {
            if (said[k].len <= length || !hook_stands_in(words, said[k])) continue;
            found = (tdm_ref)i;
            length = said[k].len;
        }
    }
    return found;
}
