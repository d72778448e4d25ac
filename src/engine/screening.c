/* screening.c - who asked for a thing (M24, M26): a screen of all flags or findings, or one by name. What belongs to a
 * person's history is covered only by a screen that names it, by somebody who may ask. */
#include "engine/engine_int.h"

static bool about_flags(const struct tdm_criterion *node) {
    return node->thing == TDM_THING_ANY_FLAG || node->thing == TDM_THING_FLAG;
}

/* Roles that alone may ask for it; none: it is of no history. */
static tdm_mask history_roles(const struct moment *m, const struct tdm_criterion *node) {
    return node->thing == TDM_THING_FINDING ? tdm_catalog_finding(m->catalog, node->ref)->asked_by : 0;
}

tdm_mask screen_roles(const struct moment *m, const struct tdm_criterion *node, tdm_mask asked_last) {
    tdm_mask history = history_roles(m, node);
    if (history != 0) return history;
    return asked_last != 0 ? asked_last : ~(tdm_mask)0 >> (64 - m->catalog->count[TDM_KIND_ROLE]);
}

static bool lists(const tdm_str *names, uint32_t count, tdm_str name) {
    for (uint32_t i = 0; i < count; i++)
        if (tdm_str_equal(names[i], name)) return true;
    return false;
}

static bool covers(const struct moment *m, const struct tdm_criterion *node, uint32_t screen) {
    const struct tdm_entry *entry = &m->chart->chart->entries[screen];
    tdm_mask history = history_roles(m, node);
    tdm_str name = {0};
    if (node->thing == TDM_THING_FLAG) name = m->protocol->flags[node->ref].name;
    if (node->thing == TDM_THING_FINDING) name = tdm_catalog_name(m->catalog, TDM_KIND_FINDING, node->ref);
    bool by_name = name.len > 0 && lists(entry->asked, entry->asked_count, name);
    if (history != 0) return by_name && (fact_of(m, screen)->role & history) != 0;
    return by_name || tdm_str_is(entry->subject, about_flags(node) ? "flags" : "findings");
}

/* Of one day all that may have been the last: what has no time, and the latest of those that have one (M18, M90). */
tdm_date screen_last(const struct moment *m, const struct tdm_criterion *node, uint32_t *entry, tdm_mask *role) {
    tdm_date last = TDM_DATE_NONE;
    int32_t latest = -1;
    for (uint32_t i = m->index->kind_count[TDM_ENTRY_SCREEN]; i > 0; i--) {
        uint32_t screen = m->index->of_kind[TDM_ENTRY_SCREEN][i - 1];
        const struct tdm_fact *fact = fact_of(m, screen);
        if (!holds_now(m, fact) || !covers(m, node, screen)) continue;
        bool first = tdm_date_is_none(last);
        if (!first && (!tdm_date_equal(fact->date, last) || (latest >= 0 && fact->time.minute < latest))) break;
        if (first) *entry = screen;
        *role = (first ? 0 : *role) | fact->role;
        last = fact->date;
        latest = fact->time.minute;
    }
    return last;
}

bool screen_names(const struct moment *m, const struct tdm_criterion *node, uint32_t entry) {
    const struct tdm_entry *screen = &m->chart->chart->entries[entry];
    if (screen->kind != TDM_ENTRY_SCREEN) return false;
    return lists(screen->found, screen->found_count, tdm_catalog_name(m->catalog, TDM_KIND_FINDING, node->ref));
}
