/* times_repair.c - which number of which clause must change, and by how many days, so that the times of a protocol can
 * be carried out. Every try makes the network anew from the changed protocol, so that what is advised is what is
 * proved. */
#include "schedule/times.h"

enum { CANDIDATES_MAX = 48, DAYS_MAX = 400 };

struct candidate {
    tdm_clause_id clause;
    enum tdm_time_number number;
    int8_t way;   /* +1 or -1 */
    bool one_way; /* more of it never hurts */
    bool wish;
    int32_t limit; /* days */
};
struct finder {
    struct tdm_arena *mem;
    const struct tdm_protocol *protocol;
    struct candidate candidates[CANDIDATES_MAX];
    uint32_t count, tries; /* left */
    struct tdm_time_repair *items;
    uint32_t item_count;
    size_t room;
};

bool tdm_times_hold(struct tdm_arena *mem, const struct tdm_protocol *protocol, const struct tdm_time_edit *edits,
                    uint32_t count) {
    struct tdm_arena_mark mark = tdm_arena_mark(mem);
    const struct tdm_times *times = tdm_times_of(mem, protocol, edits, count);
    uint32_t link = 0;
    bool good = tdm_network_fault(&times->net.network, &link) == TDM_FAULT_NONE &&
                tdm_network_controllable(mem, &times->net.network);
    tdm_arena_rewind(mem, mark);
    return good;
}

uint32_t tdm_times_tries(const struct tdm_times *times) {
    uint32_t points = times->net.network.point_count, tries = 8000000u / (points * points);
    return tries > 8000 ? 8000 : tries < 40 ? 40 : tries;
}

static bool holds(struct finder *f, const struct tdm_time_edit *edits, uint32_t count) {
    if (f->tries == 0) return false;
    f->tries--;
    return tdm_times_hold(f->mem, f->protocol, edits, count);
}

static void add(struct finder *f, struct candidate candidate) {
    for (uint32_t i = 0; i < f->count; i++)
        if (f->candidates[i].clause == candidate.clause && f->candidates[i].number == candidate.number &&
            f->candidates[i].way == candidate.way)
            return;
    if (candidate.limit > 0 && f->count < CANDIDATES_MAX) f->candidates[f->count++] = candidate;
}

/* The first day of the signature that ends the phase, when that is what bounds healing from below. */
static void add_signature(struct finder *f, tdm_clause_id from_clause) {
    for (uint32_t p = 0; p < f->protocol->phase_count; p++) {
        const struct tdm_phase *phase = &f->protocol->phases[p];
        if (phase->from_clause != from_clause || phase->ends_by == TDM_REF_NONE) continue;
        const struct tdm_clearance *clearance = &f->protocol->clearances[phase->ends_by];
        if (clearance->has_not_before)
            add(f, (struct candidate){clearance->not_before_clause, TDM_NUMBER_NOT_BEFORE, 1, false, false, DAYS_MAX});
    }
}

/* A number that is not written cannot be changed: `from procedure` has none. */
static bool written(const struct finder *f, tdm_clause_id clause, enum tdm_time_number number) {
    for (uint32_t p = 0; p < f->protocol->phase_count; p++) {
        const struct tdm_phase *phase = &f->protocol->phases[p];
        if (phase->from_clause != clause) continue;
        if (number == TDM_NUMBER_FROM) return phase->from.sign != 0;
        if (number == TDM_NUMBER_UNTIL) return phase->has_until && phase->until.sign != 0;
    }
    return true;
}

static void add_use(struct finder *f, const struct tdm_times *times, const struct tdm_bound_use *use) {
    const struct tdm_time_link *about = &times->about[use->link];
    const struct tdm_link *link = &times->net.network.links[use->link];
    bool least = use->side == TDM_BOUND_LEAST, heals = about->role == TDM_TIME_HEALS;
    enum tdm_time_number number = least ? about->least : about->most;
    int32_t days = least ? link->least : link->most; /* nothing is brought below 0 */
    switch (number) {
    case TDM_NUMBER_NONE:
        break;
    case TDM_NUMBER_FROM:
    case TDM_NUMBER_UNTIL:
    case TDM_NUMBER_LENGTH:
        if (!written(f, about->clause, number)) break;
        add(f, (struct candidate){about->clause, number, 1, false, false, DAYS_MAX});
        add(f, (struct candidate){about->clause, number, -1, false, false, days});
        break;
    case TDM_NUMBER_LEAST:
    case TDM_NUMBER_MOST:
    case TDM_NUMBER_VALID: {
        int32_t limit = heals ? link->most - link->least : least ? days : DAYS_MAX;
        add(f, (struct candidate){about->clause, number, least == heals ? 1 : -1, true, heals, limit});
        break;
    }
    case TDM_NUMBER_NOT_BEFORE:
        add(f, (struct candidate){about->clause, number, -1, false, false, days});
        break;
    }
    if (heals && least && use->nature) add_signature(f, about->clause);
}

/* -1: no number of days will do. */
static int32_t smallest(struct finder *f, struct tdm_time_edit *edits, uint32_t count, uint32_t which,
                        const struct candidate *c) {
    int32_t low = 0, high = c->limit;
    for (int32_t days = 1; days <= c->limit && !c->one_way; days++) {
        edits[which].days = c->way * days;
        if (holds(f, edits, count)) return days;
    }
    edits[which].days = c->way * high;
    if (!c->one_way || !holds(f, edits, count)) return -1;
    while (high - low > 1) {
        int32_t middle = (low + high) / 2;
        edits[which].days = c->way * middle;
        if (holds(f, edits, count))
            high = middle;
        else
            low = middle;
    }
    edits[which].days = c->way * high;
    return f->tries == 0 ? -1 : high; /* not known to be the smallest */
}

static int32_t size_of(const struct tdm_time_repair *repair) {
    int32_t days = 0;
    for (uint32_t i = 0; i < repair->count; i++)
        days += repair->edits[i].days < 0 ? -repair->edits[i].days : repair->edits[i].days;
    return days;
}

static void keep(struct finder *f, struct tdm_time_repair repair) {
    TDM_GROW(f->mem, f->items, f->item_count, f->room);
    uint32_t at = f->item_count++;
    for (; at > 0; at--) {
        const struct tdm_time_repair *above = &f->items[at - 1];
        bool later = above->wish != repair.wish ? above->wish : size_of(above) > size_of(&repair);
        if (!later) break;
        f->items[at] = *above;
    }
    f->items[at] = repair;
}

static void singles(struct finder *f) {
    for (uint32_t i = 0; i < f->count; i++) {
        const struct candidate *c = &f->candidates[i];
        struct tdm_time_repair repair = {.edits = {{c->clause, c->number, 0}}, .count = 1, .wish = c->wish};
        if (smallest(f, repair.edits, 1, 0, c) > 0) keep(f, repair);
    }
}

static void pairs(struct finder *f) {
    for (uint32_t i = 0; i < f->count; i++)
        for (uint32_t j = i + 1; j < f->count; j++) {
            const struct candidate *a = &f->candidates[i], *b = &f->candidates[j];
            if (!a->one_way || !b->one_way) continue;
            struct tdm_time_repair repair = {
                .edits = {{a->clause, a->number, 0}, {b->clause, b->number, b->way * b->limit}},
                .count = 2,
                .wish = a->wish || b->wish};
            if (smallest(f, repair.edits, 2, 0, a) > 0 && smallest(f, repair.edits, 2, 1, b) > 0) keep(f, repair);
        }
}

void tdm_times_repairs(struct tdm_arena *mem, const struct tdm_times *times, const struct tdm_clash *clash,
                       struct tdm_time_repairs *out) {
    struct finder *f = TDM_NEW(mem, struct finder);
    f->mem = mem;
    f->protocol = times->protocol;
    f->tries = tdm_times_tries(times);
    for (uint32_t i = 0; i < clash->count; i++) add_use(f, times, &clash->uses[i]);
    singles(f);
    if (f->item_count == 0) pairs(f);
    *out = (struct tdm_time_repairs){f->items, f->item_count};
}

/* ---- words */

/* So many days, as weeks where the clause counts in weeks. */
static tdm_span span_of(int32_t days, enum tdm_span_unit unit) {
    if (unit == TDM_SPAN_WEEKS && days % 7 == 0) return (tdm_span){days / 7, TDM_SPAN_WEEKS};
    return (tdm_span){days, TDM_SPAN_DAYS};
}

static void print_span(struct tdm_buf *out, const char *before, tdm_span span, int32_t more, bool longest) {
    int32_t low, high;
    tdm_span_day_range(span, &low, &high);
    tdm_buf_text(out, before);
    tdm_span_print(out, span_of((longest ? high : low) + more, span.unit));
    tdm_buf_format(out, " instead of %s", before);
    tdm_span_print(out, span);
}

static void print_day(struct tdm_buf *out, const struct tdm_protocol *protocol, const char *before,
                      const struct tdm_day_expr *day, int32_t more, bool longest) {
    struct tdm_day_expr moved = *day;
    int32_t low = 0, high = 0;
    if (day->sign != 0) tdm_span_day_range(day->offset, &low, &high);
    int32_t days = (day->sign < 0 ? -low : longest ? high : low) + more;
    moved.sign = (int8_t)(days < 0 ? -1 : days > 0 ? 1 : 0);
    moved.offset = span_of(days < 0 ? -days : days, day->sign != 0 ? day->offset.unit : TDM_SPAN_DAYS);
    tdm_buf_text(out, before);
    tdm_day_expr_print(out, &moved, &protocol->scope);
    tdm_buf_text(out, " instead of ");
    tdm_day_expr_print(out, day, &protocol->scope);
}

static void print_phase_edit(struct tdm_buf *out, const struct tdm_protocol *protocol, const struct tdm_phase *phase,
                             const struct tdm_time_edit *edit) {
    if (edit->number == TDM_NUMBER_FROM) print_day(out, protocol, "from ", &phase->from, edit->days, false);
    if (edit->number == TDM_NUMBER_UNTIL) print_day(out, protocol, "until ", &phase->until, edit->days, false);
    if (edit->number == TDM_NUMBER_LENGTH) print_span(out, "", phase->length.least, edit->days, false);
    if (edit->number == TDM_NUMBER_LEAST) print_span(out, "at least ", phase->length.least, edit->days, true);
    if (edit->number == TDM_NUMBER_MOST) print_span(out, "at most ", phase->length.most, edit->days, false);
}

static void print_edit(struct tdm_buf *out, const struct tdm_protocol *protocol, const struct tdm_time_edit *edit,
                       bool limit) {
    tdm_buf_format(out, "line %u: ", protocol->clauses[edit->clause].place.line);
    for (uint32_t p = 0; p < protocol->phase_count; p++)
        if (protocol->phases[p].from_clause == edit->clause)
            print_phase_edit(out, protocol, &protocol->phases[p], edit);
    for (uint32_t c = 0; c < protocol->clearance_count; c++) {
        const struct tdm_clearance *clearance = &protocol->clearances[c];
        if (clearance->valid_clause == edit->clause && edit->number == TDM_NUMBER_VALID)
            print_span(out, "valid ", clearance->valid, edit->days, false);
        if (clearance->not_before_clause == edit->clause && edit->number == TDM_NUMBER_NOT_BEFORE) {
            print_day(out, protocol, "not before ", &clearance->not_before, edit->days, true);
            if (clearance->has_may_move && edit->days > 0 && !limit)
                tdm_buf_text(out, " (`may move` lets the signer do so for one person)");
        }
    }
    for (uint32_t g = 0; g < protocol->gate_count; g++)
        for (uint32_t i = 0; i < protocol->gates[g].condition.count; i++) {
            const struct tdm_criterion *node = &protocol->gates[g].condition.nodes[i];
            if (node->kind == TDM_CRITERION_TIME && node->clause == edit->clause)
                print_day(out, protocol, "not before ", &node->day, edit->days, true);
        }
}

void tdm_time_repair_print(struct tdm_buf *out, const struct tdm_protocol *protocol,
                           const struct tdm_time_repair *repair) {
    for (uint32_t i = 0; i < repair->count; i++) {
        if (i > 0) tdm_buf_text(out, ", and ");
        print_edit(out, protocol, &repair->edits[i], repair->limit);
    }
    if (repair->wish) tdm_buf_text(out, " (a hope, no plan: nature decides)");
}
