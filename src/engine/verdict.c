/* verdict.c - an entry tried before it is made. The episode with it is computed like any other; what would be recorded
 * against the protocol because of it becomes an objection, by one table. */
#include "engine/verdict.h"

#include "engine/engine_int.h"

/* What a deviation means for an entry that is not made yet: facts that happened are never refused, they want a reason
 * (M60, M115); what would never have effect is (M44, M55); a question stands in nobody's way (M63). */
static const enum tdm_verdict verdict_of[TDM_REASON_CODE_COUNT] = {
    [TDM_REASON_DEVIATION_LOAD] = TDM_VERDICT_NEEDS_REASON,
    [TDM_REASON_DEVIATION_ATTRIBUTE] = TDM_VERDICT_NEEDS_REASON,
    [TDM_REASON_DEVIATION_PRESCRIBED] = TDM_VERDICT_NEEDS_REASON,
    [TDM_REASON_DEVIATION_PRESCRIBED_ATTRIBUTE] = TDM_VERDICT_NEEDS_REASON,
    [TDM_REASON_DEVIATION_SUBSTANCE] = TDM_VERDICT_NEEDS_REASON,
    [TDM_REASON_DEVIATION_SUBSTANCE_UNKNOWN] = TDM_VERDICT_NEEDS_REASON,
    [TDM_REASON_DEVIATION_ORDERED] = TDM_VERDICT_NEEDS_REASON,
    [TDM_REASON_DEVIATION_VITAL] = TDM_VERDICT_FINE,
    [TDM_REASON_DEVIATION_GATE] = TDM_VERDICT_REFUSED,
    [TDM_REASON_DEVIATION_UNKNOWN_GATE] = TDM_VERDICT_REFUSED,
    [TDM_REASON_DEVIATION_EARLY_SIGNATURE] = TDM_VERDICT_REFUSED,
    [TDM_REASON_DEVIATION_SIGNER] = TDM_VERDICT_REFUSED,
    [TDM_REASON_DEVIATION_BASELINE] = TDM_VERDICT_NEEDS_REASON,
    [TDM_REASON_DEVIATION_WRONG_SITE] = TDM_VERDICT_REFUSED,
    [TDM_REASON_DEVIATION_MOVER] = TDM_VERDICT_REFUSED,
    [TDM_REASON_DEVIATION_MOVE] = TDM_VERDICT_NEEDS_REASON,
    [TDM_REASON_DEVIATION_COMPLETED] = TDM_VERDICT_REFUSED,
    [TDM_REASON_DEVIATION_COMPLETED_OPEN] = TDM_VERDICT_REFUSED,
    [TDM_REASON_DEVIATION_AFTER_END] = TDM_VERDICT_NEEDS_REASON,
    [TDM_REASON_DEVIATION_FLAG_CLOSER] = TDM_VERDICT_REFUSED,
};

struct judging {
    struct tdm_arena *mem;
    const struct tdm_standing *after;
    tdm_str file;
    struct tdm_objection *items;
    size_t count, room;
};

static const struct tdm_entry *entry_of(const struct tdm_standing *s, uint32_t entry) {
    return &s->episode->chart->chart->entries[entry];
}

static bool proposed(const struct judging *j, uint32_t entry) {
    return entry != TDM_ENTRY_NONE && tdm_str_equal(entry_of(j->after, entry)->place.file, j->file);
}

static struct tdm_objection *add(struct judging *j, enum tdm_verdict verdict, const struct tdm_reason *reason) {
    TDM_GROW(j->mem, j->items, j->count, j->room);
    struct tdm_objection *item = &j->items[j->count++];
    *item = (struct tdm_objection){.verdict = verdict,
                                   .entry = reason->entry,
                                   .reason = *reason,
                                   .neighbour = TDM_NEIGHBOUR_NONE,
                                   .exercise = TDM_REF_NONE};
    return item;
}

/* ---- the term that binds a load */

static bool about_load(enum tdm_reason_code code) {
    return code == TDM_REASON_DEVIATION_LOAD || code == TDM_REASON_DEVIATION_PRESCRIBED ||
           code == TDM_REASON_DEVIATION_ATTRIBUTE || code == TDM_REASON_DEVIATION_PRESCRIBED_ATTRIBUTE;
}

static bool about_attribute(enum tdm_reason_code code) {
    return code == TDM_REASON_DEVIATION_ATTRIBUTE || code == TDM_REASON_DEVIATION_PRESCRIBED_ATTRIBUTE;
}

/* A never-clause is named before any other term: no reason carries a load past it (M53, M72). */
static void find_term(struct judging *j, struct tdm_objection *item) {
    const struct tdm_standing *s = j->after;
    struct moment m;
    struct tdm_ceiling ceiling;
    moment_make(&m, j->mem, s->episode, (struct tdm_asof){s->episode->chart->facts[item->entry].date, s->asof.known});
    ceiling_make(&m, m.asof.on, &ceiling);
    for (uint32_t i = 0; i < ceiling.term_count; i++) {
        const struct tdm_ceiling_term *term = &ceiling.terms[i];
        bool bars = about_attribute(item->reason.code) ? (term->barred & TDM_BIT(item->reason.ref)) != 0
                                                       : term->has_class && item->reason.n > term->load_class;
        bool better =
            !item->has_term || (item->term.source != TDM_CEILING_NEVER &&
                                (term->source == TDM_CEILING_NEVER || (term->binding && !item->term.binding)));
        if (!bars || !better) continue;
        item->has_term = true;
        item->term = *term;
    }
    if (item->has_term && item->term.source == TDM_CEILING_NEVER && item->reason.code != TDM_REASON_DEVIATION_LOAD &&
        item->reason.code != TDM_REASON_DEVIATION_ATTRIBUTE)
        item->verdict = TDM_VERDICT_REFUSED;
}

/* ---- objections */

/* A reason carries an entry when somebody who holds a role of the team gives it; a patient's words are kept as words.
 */
static bool signed_reason(const struct judging *j, uint32_t entry) {
    const struct tdm_bound_chart *chart = j->after->episode->chart;
    const struct tdm_entry *e = entry_of(j->after, entry);
    return e->because.len > 0 && chart->facts[entry].role != 0 && !tdm_str_equal(e->author, chart->chart->patient);
}

static void judge_deviations(struct judging *j) {
    for (uint32_t i = 0; i < j->after->deviation_count; i++) {
        const struct tdm_deviation *d = &j->after->deviations[i];
        bool named = d->reason.code == TDM_REASON_DEVIATION_NEVER; /* by the load: find_term */
        if (!d->known_now || !proposed(j, d->entry) || named) continue;
        struct tdm_objection *item = add(j, verdict_of[d->reason.code], &d->reason);
        if (about_load(d->reason.code)) find_term(j, item);
        item->answered = item->verdict == TDM_VERDICT_NEEDS_REASON && signed_reason(j, d->entry);
    }
}

/* An early or unlawful signature that ends nothing is told by deviations; one that is spent or has no anchor is not. */
static void judge_signatures(struct judging *j) {
    for (uint32_t c = 0; c < j->after->episode->protocol->clearance_count; c++) {
        const struct tdm_clearance_answer *answer = &j->after->clearances[c];
        bool idle = answer->reason.code == TDM_REASON_NOT_ANCHORED || answer->reason.code == TDM_REASON_SPENT;
        if (idle && proposed(j, answer->entry)) add(j, TDM_VERDICT_REFUSED, &answer->reason)->entry = answer->entry;
    }
}

/* What is prescribed here and another episode of the person does not allow (M69). */
static void judge_neighbours(struct judging *j) {
    const struct tdm_bound_chart *chart = j->after->episode->chart;
    for (uint32_t i = 0; i < j->after->exercise_count; i++) {
        const struct tdm_exercise_answer *answer = &j->after->exercises[i];
        bool barred = answer->neighbour != TDM_NEIGHBOUR_NONE && answer->verdict == TDM_EXERCISE_MAY_NOT;
        if (!barred || !answer->prescribed || !proposed(j, chart->doses[answer->prescription].entry)) continue;
        struct tdm_objection *item = add(j, TDM_VERDICT_NEEDS_REASON, &answer->reason);
        item->neighbour = answer->neighbour;
        item->exercise = answer->exercise;
        item->entry = item->reason.entry = chart->doses[answer->prescription].entry;
        item->answered = signed_reason(j, item->entry);
    }
}

static void sort(struct judging *j) {
    for (size_t i = 1; i < j->count; i++) {
        struct tdm_objection held = j->items[i];
        size_t at = i;
        for (; at > 0 && j->items[at - 1].verdict < held.verdict; at--) j->items[at] = j->items[at - 1];
        j->items[at] = held;
    }
}

static tdm_date latest_day(const struct tdm_case *after, tdm_str file, tdm_date on) {
    for (uint32_t i = 0; i < after->chart->chart->entry_count; i++) {
        const struct tdm_entry *entry = &after->chart->chart->entries[i];
        if (tdm_str_equal(entry->place.file, file)) on = tdm_date_later(on, entry->date);
    }
    return on;
}

const struct tdm_judgement *tdm_judge(struct tdm_arena *mem, const struct tdm_proposal *p, struct tdm_asof asof) {
    struct tdm_judgement *judgement = TDM_NEW(mem, struct tdm_judgement);
    asof.on = latest_day(p->after, p->file, asof.on);
    asof.known = TDM_INSTANT_NONE;
    judgement->before = tdm_standing_of(mem, p->before, p->others, p->other_count, asof);
    judgement->after = tdm_standing_of(mem, p->after, p->others, p->other_count, asof);
    struct judging j = {.mem = mem, .after = judgement->after, .file = p->file};
    judge_deviations(&j);
    judge_signatures(&j);
    judge_neighbours(&j);
    sort(&j);
    judgement->objections = j.items;
    judgement->objection_count = (uint32_t)j.count;
    for (size_t i = 0; i < j.count; i++)
        if (!j.items[i].answered && j.items[i].verdict > judgement->verdict) judgement->verdict = j.items[i].verdict;
    return judgement;
}

const char *tdm_verdict_word(enum tdm_verdict verdict) {
    static const char *const words[] = {"fine", "needs-reason", "refused"};
    return words[verdict];
}
