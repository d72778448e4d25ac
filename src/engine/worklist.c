/* worklist.c - obligations of many episodes in one order: emergencies, what blocks a phase, what is late, what is due.
 */
#include "engine/worklist.h"

struct listing {
    struct tdm_arena *mem;
    const struct tdm_standing *const *standings;
    struct tdm_work *items;
    size_t count, room;
};

/* ---- what waits for an obligation */

static bool settles(const struct tdm_criterion *node, const struct tdm_check *check, const struct tdm_owed *owed) {
    if (node->child_count > 0 || check->truth == TDM_MET) return false;
    switch ((int)node->kind) {
    case TDM_CRITERION_CLEARANCE:
        return owed->kind == TDM_OWED_SIGNATURE && owed->ref == node->ref;
    case TDM_CRITERION_READING:
        return owed->measure == node->measure && owed->kind != TDM_OWED_DIARY;
    default:
        return false;
    }
}

/* The next phase of each track, and every phase that is held, waits at its gate. */
static tdm_ref blocked_gate(const struct tdm_standing *s, const struct tdm_owed *owed) {
    const struct tdm_protocol *protocol = s->episode->protocol;
    for (tdm_ref p = 0; p < protocol->phase_count; p++) {
        const struct tdm_phase *phase = &protocol->phases[p];
        bool waits = p == s->track[phase->track].next || s->phases[p].state == TDM_PHASE_HELD;
        if (!waits || phase->from.anchor != TDM_ANCHOR_GATE) continue;
        const struct tdm_gate_answer *answer = &s->gates[phase->from.ref];
        const struct tdm_condition *condition = &protocol->gates[phase->from.ref].condition;
        if (owed->reason.code == TDM_REASON_OWED_UNKNOWN && owed->reason.ref == phase->from.ref) return phase->from.ref;
        for (uint16_t i = 0; i < answer->check_count; i++)
            if (settles(&condition->nodes[i], &answer->checks[i], owed)) return phase->from.ref;
    }
    return TDM_REF_NONE;
}

static tdm_ref held_by(const struct tdm_standing *s, const struct tdm_owed *owed) {
    for (tdm_ref p = 0; p < s->episode->protocol->phase_count && owed->kind == TDM_OWED_ESCALATION; p++)
        if (s->phases[p].state == TDM_PHASE_HELD && s->phases[p].reason.code == TDM_REASON_HELD_BY_FLAG &&
            s->phases[p].reason.ref == owed->ref)
            return p;
    return TDM_REF_NONE;
}

static bool is_emergency(const struct tdm_standing *s, const struct tdm_owed *owed) {
    return owed->kind == TDM_OWED_ESCALATION && owed->ref != TDM_REF_NONE &&
           tdm_catalog_flag(s->episode->chart->catalog, owed->ref)->emergency;
}

/* A signature whose first day has not come blocks nothing yet: nobody could give it. */
static enum tdm_work_rank rank_of(const struct tdm_standing *s, const struct tdm_work *work) {
    const struct tdm_owed *owed = &s->owed[work->owed];
    bool possible = owed->state == TDM_OWED_DUE || owed->state == TDM_OWED_OVERDUE;
    bool blocks = (work->gate != TDM_REF_NONE || work->held_phase != TDM_REF_NONE) && possible;
    if (is_emergency(s, owed)) return TDM_WORK_EMERGENCY;
    if (blocks) return work->days_late > 0 ? TDM_WORK_LATE_BLOCK : TDM_WORK_BLOCK;
    switch (owed->state) {
    case TDM_OWED_OVERDUE:
        return TDM_WORK_LATE;
    case TDM_OWED_DUE:
        return TDM_WORK_DUE;
    case TDM_OWED_UPCOMING:
        return TDM_WORK_SOON;
    case TDM_OWED_WAITING:
        return TDM_WORK_WAITS;
    }
    TDM_UNREACHABLE();
}

static void add(struct listing *l, uint32_t standing, uint32_t owed) {
    const struct tdm_standing *s = l->standings[standing];
    const struct tdm_owed *item = &s->owed[owed];
    TDM_GROW(l->mem, l->items, l->count, l->room);
    struct tdm_work *work = &l->items[l->count++];
    *work = (struct tdm_work){
        .standing = standing, .owed = owed, .gate = blocked_gate(s, item), .held_phase = held_by(s, item)};
    if (item->state == TDM_OWED_OVERDUE && !tdm_date_is_none(item->due))
        work->days_late = s->asof.on.day - item->due.day;
    work->rank = rank_of(s, work);
}

/* ---- order: urgency, then as given */

int tdm_urgency_compare(const struct tdm_urgency *a, const struct tdm_urgency *b) {
    int32_t due_a = tdm_date_is_none(a->due) ? INT32_MAX : a->due.day,
            due_b = tdm_date_is_none(b->due) ? INT32_MAX : b->due.day;
    if (a->rank != b->rank) return a->rank < b->rank ? -1 : 1;
    if (a->days_late != b->days_late) return a->days_late > b->days_late ? -1 : 1;
    return (due_a > due_b) - (due_a < due_b);
}

static struct tdm_urgency urgency_of(const struct listing *l, const struct tdm_work *work) {
    return (struct tdm_urgency){work->rank, work->days_late, l->standings[work->standing]->owed[work->owed].due};
}

static bool before(const struct listing *l, const struct tdm_work *a, const struct tdm_work *b) {
    struct tdm_urgency left = urgency_of(l, a), right = urgency_of(l, b);
    int sign = tdm_urgency_compare(&left, &right);
    if (sign != 0) return sign < 0;
    return a->standing != b->standing ? a->standing < b->standing : a->owed < b->owed;
}

static void merge(const struct listing *l, struct tdm_work *to, const struct tdm_work *from, const size_t bounds[3]) {
    size_t left = bounds[0], right = bounds[1];
    for (size_t at = bounds[0]; at < bounds[2]; at++) {
        bool take_left = left < bounds[1] && (right >= bounds[2] || !before(l, &from[right], &from[left]));
        to[at] = take_left ? from[left++] : from[right++];
    }
}

static void sort(struct listing *l) {
    struct tdm_work *other = TDM_NEW_ARRAY(l->mem, struct tdm_work, l->count), *from = l->items, *to = other;
    for (size_t width = 1; width < l->count; width *= 2) {
        for (size_t at = 0; at < l->count; at += 2 * width) {
            size_t middle = at + width < l->count ? at + width : l->count;
            size_t end = at + 2 * width < l->count ? at + 2 * width : l->count;
            merge(l, to, from, (size_t[3]){at, middle, end});
        }
        struct tdm_work *swapped = from;
        from = to;
        to = swapped;
    }
    l->items = from;
}

struct tdm_worklist tdm_worklist_of(struct tdm_arena *mem, const struct tdm_standing *const *standings, uint32_t count,
                                    tdm_mask roles) {
    struct listing l = {.mem = mem, .standings = standings};
    for (uint32_t i = 0; i < count; i++)
        for (uint32_t o = 0; o < standings[i]->owed_count; o++)
            if (roles == 0 || (standings[i]->owed[o].roles & roles) != 0) add(&l, i, o);
    if (l.count > 1) sort(&l);
    return (struct tdm_worklist){l.items, (uint32_t)l.count};
}

const char *tdm_work_rank_word(enum tdm_work_rank rank) {
    static const char *const words[] = {"emergency", "late-and-blocks", "blocks", "late", "due", "soon", "waits"};
    return words[rank];
}
