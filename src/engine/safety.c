/* safety.c - warning signs side by side and adverse events. An event's relation to the treatment is judged by a signing
 * role: by its own record when that role made it and said so, or by a later entry about the same event. */
#include "engine/engine_int.h"

/* ---- signs (M124) */

static struct tdm_sign sign_of(const struct moment *m, tdm_ref flag) {
    struct tdm_sign sign = {TDM_SIGN_NOT_ASKED, TDM_DATE_NONE, TDM_ENTRY_NONE};
    const struct life *life = flag_open_on(m, m->protocol->flags[flag].item, m->asof.on);
    if (life != NULL) return (struct tdm_sign){TDM_SIGN_OPEN, life->from, life->opened_by};
    struct tdm_criterion asked = {.kind = TDM_CRITERION_NO_OPEN, .thing = TDM_THING_FLAG, .ref = flag};
    tdm_mask role = 0;
    tdm_date date = screen_last(m, &asked, &sign.entry, &role);
    if (tdm_date_is_none(date)) return sign;
    return (struct tdm_sign){TDM_SIGN_NOT_FOUND, date, sign.entry};
}

/* ---- adverse events (F018) */

/* Who signs the protocol's first clearance, the one after the procedure, judges; without one, anybody in a role. */
tdm_mask safety_judges(const struct moment *m) {
    return m->protocol->clearance_count > 0 ? m->protocol->clearances[0].roles
                                            : ~(tdm_mask)0 >> (64 - m->catalog->count[TDM_KIND_ROLE]);
}

static bool says_relation(const struct tdm_entry *entry) {
    return entry->relatedness.len > 0 && !tdm_str_is(entry->relatedness, "unknown");
}

/* The event of that word already told, not withdrawn; a later record of the word by a judge speaks of it. */
static struct tdm_adverse *told(struct tdm_adverse *events, uint32_t count, const struct moment *m, tdm_str word) {
    for (uint32_t i = count; i > 0; i--)
        if (tdm_str_equal(m->chart->chart->entries[events[i - 1].entry].subject, word)) return &events[i - 1];
    return NULL;
}

static void take_event(const struct moment *m, struct tdm_adverse *events, uint32_t *count, uint32_t entry) {
    const struct tdm_entry *e = &m->chart->chart->entries[entry];
    bool judged = says_relation(e) && (fact_of(m, entry)->role & safety_judges(m)) != 0;
    struct tdm_adverse *before = told(events, *count, m, e->subject);
    if (before != NULL && before->judged_by == TDM_ENTRY_NONE && judged) {
        before->judged_by = entry;
        before->relatedness = e->relatedness;
        before->serious = before->serious || e->serious;
        if (e->grade > before->grade) before->grade = e->grade;
        return;
    }
    events[(*count)++] = (struct tdm_adverse){.entry = entry,
                                              .judged_by = judged ? entry : TDM_ENTRY_NONE,
                                              .date = fact_of(m, entry)->date,
                                              .grade = e->grade, /* always there: H029 */
                                              .serious = e->serious,
                                              .relatedness = e->relatedness};
}

void safety_answer(const struct moment *m, struct tdm_standing *s) {
    uint32_t most = m->index->kind_count[TDM_ENTRY_ADVERSE], count = 0;
    struct tdm_sign *signs = tdm_arena_alloc_raw(m->mem, m->protocol->flag_count * sizeof *signs);
    struct tdm_adverse *events = tdm_arena_alloc_raw(m->mem, most * sizeof *events);
    for (tdm_ref f = 0; f < m->protocol->flag_count; f++) signs[f] = sign_of(m, f);
    for (uint32_t i = 0; i < most; i++) {
        uint32_t entry = m->index->of_kind[TDM_ENTRY_ADVERSE][i];
        if (holds_now(m, fact_of(m, entry))) take_event(m, events, &count, entry);
    }
    s->safety = (struct tdm_safety){signs, events, count};
}
