/* record.c - the register of findings: each life with every word said of it, where it is and what it is thought to
 * follow (S15, S16, F024); and the door to baseline and measures. */
#include "engine/record_int.h"

/* ---- findings */

static const struct tdm_entry *entry_at(const struct moment *m, uint32_t entry) {
    return &m->chart->chart->entries[entry];
}

static bool finds(const struct moment *m, uint32_t entry, tdm_ref item) {
    const struct tdm_entry *screen = entry_at(m, entry);
    for (uint32_t i = 0; screen->kind == TDM_ENTRY_SCREEN && i < screen->found_count; i++)
        if (tdm_catalog_find(m->catalog, TDM_KIND_FINDING, screen->found[i]) == item) return true;
    return false;
}

/* Words of a finding as they are kept: what a screen found is `found`. */
static const char *state_of(const struct tdm_entry *entry) {
    static const char *const words[] = {"opened", "retraining", "resolved", "relapsed", "declined"};
    for (size_t i = 0; i < TDM_COUNT(words); i++)
        if (tdm_str_is(entry->state, words[i])) return words[i];
    return "found";
}

static uint32_t entries_until(const struct moment *m, const struct life *life) {
    return tdm_date_is_none(life->until) ? m->chart->chart->entry_count : life->closed_by + 1;
}

/* Of this life by its item, its days and, where both say one, its place. */
static bool could_be_of(const struct moment *m, const struct life *life, uint32_t entry) {
    const struct tdm_fact *fact = fact_of(m, entry);
    const struct tdm_entry *said = finding_placed(m, entry), *first = finding_placed(m, life->opened_by);
    bool about = fact->kind == TDM_ENTRY_FINDING ? fact->subject == life->item : finds(m, entry, life->item);
    bool inside = entry >= life->opened_by && entry < entries_until(m, life);
    bool elsewhere = said->region.len > 0 && first->region.len > 0 &&
                     (!tdm_str_equal(said->region, first->region) || said->side != first->side);
    return about && inside && !elsewhere && holds_now(m, fact);
}

/* An entry that names no place belongs to the life that was opened last of those it could be of. */
static bool speaks_of(const struct moment *m, const struct life *life, uint32_t entry) {
    const struct life *end = m->findings.items + m->findings.count;
    if (!could_be_of(m, life, entry)) return false;
    for (const struct life *later = life + 1; finding_placed(m, entry)->region.len == 0 && later < end; later++)
        if (could_be_of(m, later, entry)) return false;
    return true;
}

static tdm_ref cause_of(const struct moment *m, tdm_str name) {
    tdm_ref item = tdm_catalog_find(m->catalog, TDM_KIND_FINDING, name);
    for (uint32_t i = 0; item == TDM_REF_NONE && i < m->chart->chart->entry_count; i++)
        if (fact_of(m, i)->kind == TDM_ENTRY_FINDING && tdm_str_equal(entry_at(m, i)->name, name))
            item = fact_of(m, i)->subject;
    return item;
}

static void add_steps(const struct moment *m, const struct life *life, struct tdm_finding_life *out) {
    struct tdm_finding_step *steps = NULL;
    size_t count = 0, room = 0;
    for (uint32_t i = life->opened_by; i < entries_until(m, life); i++) {
        if (!speaks_of(m, life, i)) continue;
        const struct tdm_entry *entry = entry_at(m, i);
        TDM_GROW(m->mem, steps, count, room);
        steps[count++] = (struct tdm_finding_step){state_of(entry), entry->date, i};
        if (entry->kind != TDM_ENTRY_FINDING) continue;
        if (out->region == TDM_REF_NONE && entry->region.len > 0) {
            out->region = tdm_catalog_find(m->catalog, TDM_KIND_REGION, entry->region);
            out->side = entry->side;
        }
        if (entry->target.len > 0) out->because_of = cause_of(m, entry->target);
    }
    out->steps = steps;
    out->step_count = (uint32_t)count;
    out->declined = out->open && tdm_str_is(entry_at(m, life->word)->state, "declined");
}

static void add_findings(const struct moment *m, struct tdm_record *record) {
    struct tdm_finding_life *list = TDM_NEW_ARRAY(m->mem, struct tdm_finding_life, m->findings.count);
    for (uint32_t i = 0; i < m->findings.count; i++) {
        const struct life *life = &m->findings.items[i];
        struct tdm_finding_life *out = &list[i];
        *out = (struct tdm_finding_life){.item = life->item,
                                         .region = TDM_REF_NONE,
                                         .because_of = TDM_REF_NONE,
                                         .compensation = tdm_catalog_finding(m->catalog, life->item)->compensation,
                                         .open = tdm_date_is_none(life->until),
                                         .since = life->from,
                                         .until = life->until,
                                         .resolved_before = TDM_DATE_NONE};
        add_steps(m, life, out);
        for (uint32_t k = 0; k < i; k++) {
            bool same = list[k].item == out->item && list[k].region == out->region && list[k].side == out->side;
            if (!same || list[k].open) continue;
            out->again = true;
            out->resolved_before = list[k].until;
        }
    }
    record->findings = list;
    record->finding_count = m->findings.count;
}

const struct tdm_record *tdm_record_of(struct tdm_arena *mem, const struct tdm_standing *standing) {
    struct tdm_record *record = TDM_NEW(mem, struct tdm_record);
    struct moment m;
    record->baseline.counted_to = TDM_DATE_NONE;
    if (!standing->enrolled) return record;
    moment_make(&m, mem, standing->episode, standing->asof);
    m.other_side_affected = standing->other_side_affected;
    add_findings(&m, record);
    record_baseline(&m, &record->baseline);
    record_measures(&m, record);
    record_handoffs(&m, record);
    return record;
}
