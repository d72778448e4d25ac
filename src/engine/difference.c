/* difference.c - what differs between two standings under one protocol, item by item. Equal standings have none. */
#include "engine/verdict.h"

struct differing {
    struct tdm_arena *mem;
    const struct tdm_standing *before, *after;
    struct tdm_difference *items;
    size_t count, room;
};

static struct tdm_difference *add(struct differing *d, enum tdm_difference_kind kind, tdm_ref ref) {
    TDM_GROW(d->mem, d->items, d->count, d->room);
    struct tdm_difference *item = &d->items[d->count++];
    *item = (struct tdm_difference){
        .kind = kind, .ref = ref, .clause = TDM_CLAUSE_NONE, .date = TDM_DATE_NONE, .until = TDM_DATE_NONE};
    return item;
}

static void states(struct differing *d, enum tdm_difference_kind kind, tdm_ref ref, int before, int after) {
    if (before == after) return;
    struct tdm_difference *item = add(d, kind, ref);
    item->n = before;
    item->of_n = after;
}

static void dates(struct differing *d, enum tdm_difference_kind kind, tdm_ref ref, const tdm_date pair[2]) {
    if (pair[0].day == pair[1].day) return;
    struct tdm_difference *item = add(d, kind, ref);
    item->date = pair[0];
    item->until = pair[1];
}

/* The day a phase began, or could at the earliest or latest begin. */
static tdm_date begins(const struct tdm_phase_answer *phase, bool latest) {
    if (!tdm_date_is_none(phase->started)) return phase->started;
    return latest ? phase->start.latest : phase->start.earliest;
}

static tdm_date ends(const struct tdm_phase_answer *phase) {
    return tdm_date_is_none(phase->ended) ? phase->end.latest : phase->ended;
}

static void differ_phases(struct differing *d, const struct tdm_protocol *protocol) {
    for (tdm_ref p = 0; p < protocol->phase_count; p++) {
        const struct tdm_phase_answer *a = &d->before->phases[p], *b = &d->after->phases[p];
        states(d, TDM_DIFFERENCE_PHASE_STATE, p, (int)a->state, (int)b->state);
    }
    for (tdm_ref p = 0; p < protocol->phase_count; p++) {
        const struct tdm_phase_answer *a = &d->before->phases[p], *b = &d->after->phases[p];
        dates(d, TDM_DIFFERENCE_PHASE_EARLIEST, p, (tdm_date[2]){begins(a, false), begins(b, false)});
        bool fixed = !tdm_date_is_none(a->started) && !tdm_date_is_none(b->started);
        if (!fixed) dates(d, TDM_DIFFERENCE_PHASE_LATEST, p, (tdm_date[2]){begins(a, true), begins(b, true)});
        dates(d, TDM_DIFFERENCE_PHASE_END, p, (tdm_date[2]){ends(a), ends(b)});
    }
}

static void differ_gates(struct differing *d, const struct tdm_protocol *protocol) {
    for (tdm_ref g = 0; g < protocol->gate_count; g++) {
        const struct tdm_gate_answer *a = &d->before->gates[g], *b = &d->after->gates[g];
        states(d, TDM_DIFFERENCE_GATE_STATE, g, (int)a->state, (int)b->state);
        dates(d, TDM_DIFFERENCE_GATE_EARLIEST, g, (tdm_date[2]){a->earliest, b->earliest});
        for (uint16_t i = 0; i < a->check_count; i++) {
            const struct tdm_criterion *node = &protocol->gates[g].condition.nodes[i];
            if (node->child_count > 0 || a->checks[i].truth == b->checks[i].truth) continue;
            struct tdm_difference *item = add(d, TDM_DIFFERENCE_CRITERION, g);
            item->clause = node->clause;
            item->n = (int32_t)a->checks[i].truth;
            item->of_n = (int32_t)b->checks[i].truth;
        }
    }
    for (tdm_ref c = 0; c < protocol->clearance_count; c++) {
        const struct tdm_clearance_answer *a = &d->before->clearances[c], *b = &d->after->clearances[c];
        states(d, TDM_DIFFERENCE_CLEARANCE, c, (int)a->truth, (int)b->truth);
        dates(d, TDM_DIFFERENCE_CLEARANCE_FROM, c, (tdm_date[2]){a->lawful_from, b->lawful_from});
    }
}

static void differ_limits(struct differing *d, const struct tdm_protocol *protocol) {
    for (tdm_ref r = 0; r < protocol->restriction_count; r++) {
        const struct tdm_restriction_answer *a = &d->before->restrictions[r], *b = &d->after->restrictions[r];
        states(d, TDM_DIFFERENCE_RESTRICTION_STATE, r, (int)a->state, (int)b->state);
        dates(d, TDM_DIFFERENCE_RESTRICTION_LAST, r, (tdm_date[2]){a->last, b->last});
    }
    const struct tdm_ceiling *a = &d->before->ceiling, *b = &d->after->ceiling;
    states(d, TDM_DIFFERENCE_CEILING, TDM_REF_NONE, a->has_class ? a->load_class : -1,
           b->has_class ? b->load_class : -1);
    for (tdm_ref i = 0; i < 64; i++)
        if (((a->barred ^ b->barred) & TDM_BIT(i)) != 0)
            add(d, TDM_DIFFERENCE_BARRED, i)->of_n = (b->barred & TDM_BIT(i)) != 0;
}

/* ---- lists: an item of one that the other does not have */

static bool same_owed(const struct tdm_owed *a, const struct tdm_owed *b) {
    return a->kind == b->kind && a->state == b->state && a->roles == b->roles && a->due.day == b->due.day &&
           a->clause == b->clause && a->measure == b->measure && a->ref == b->ref;
}

static bool same_deviation(const struct tdm_deviation *a, const struct tdm_deviation *b) {
    return a->reason.code == b->reason.code && a->date.day == b->date.day && a->reason.ref == b->reason.ref &&
           a->known_now == b->known_now;
}

static bool same_open(const struct tdm_open_item *a, const struct tdm_open_item *b) {
    return a->is_flag == b->is_flag && a->item == b->item && a->state == b->state;
}

static bool has(const struct tdm_standing *where, const struct tdm_standing *from, enum tdm_difference_kind kind,
                uint32_t i) {
    uint32_t count = kind == TDM_DIFFERENCE_OWED_NEW        ? where->owed_count
                     : kind == TDM_DIFFERENCE_DEVIATION_NEW ? where->deviation_count
                                                            : where->open_count;
    for (uint32_t k = 0; k < count; k++) {
        bool same = kind == TDM_DIFFERENCE_OWED_NEW        ? same_owed(&from->owed[i], &where->owed[k])
                    : kind == TDM_DIFFERENCE_DEVIATION_NEW ? same_deviation(&from->deviations[i], &where->deviations[k])
                                                           : same_open(&from->open[i], &where->open[k]);
        if (same) return true;
    }
    return false;
}

static void differ_list(struct differing *d, enum tdm_difference_kind added, enum tdm_difference_kind gone,
                        const uint32_t counts[2]) {
    for (uint32_t i = 0; i < counts[1]; i++)
        if (!has(d->before, d->after, added, i)) add(d, added, TDM_REF_NONE)->index = i;
    for (uint32_t i = 0; i < counts[0]; i++)
        if (!has(d->after, d->before, added, i)) add(d, gone, TDM_REF_NONE)->index = i;
}

struct tdm_difference_list tdm_standing_difference(struct tdm_arena *mem, const struct tdm_standing *before,
                                                   const struct tdm_standing *after) {
    struct differing d = {.mem = mem, .before = before, .after = after};
    const struct tdm_protocol *protocol = before->episode->protocol;
    TDM_ASSERT(protocol == after->episode->protocol);
    differ_phases(&d, protocol);
    differ_gates(&d, protocol);
    differ_limits(&d, protocol);
    differ_list(&d, TDM_DIFFERENCE_OWED_NEW, TDM_DIFFERENCE_OWED_GONE,
                (uint32_t[2]){before->owed_count, after->owed_count});
    differ_list(&d, TDM_DIFFERENCE_DEVIATION_NEW, TDM_DIFFERENCE_DEVIATION_GONE,
                (uint32_t[2]){before->deviation_count, after->deviation_count});
    differ_list(&d, TDM_DIFFERENCE_OPEN_NEW, TDM_DIFFERENCE_OPEN_GONE,
                (uint32_t[2]){before->open_count, after->open_count});
    return (struct tdm_difference_list){d.items, (uint32_t)d.count};
}

const char *tdm_difference_id(enum tdm_difference_kind kind) {
    static const char *const ids[TDM_DIFFERENCE_KIND_COUNT] = {
#define X(name, id, meaning) [TDM_DIFFERENCE_##name] = id,
        TDM_DIFFERENCES(X)
#undef X
    };
    return ids[kind];
}
